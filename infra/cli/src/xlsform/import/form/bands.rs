//! Bands of numbers where a form has none.

/// Where bands of numbers end: each number is a band where there are few, else nothing by itself and some five bands of a
/// round width.
pub(super) fn band_ends(least: i64, most: i64) -> Vec<i64> {
    let count = most.saturating_sub(least).saturating_add(1);
    if count <= 7 {
        return (least..=most).collect();
    }
    let mut ends = Vec::new();
    let mut from = least;
    if least == 0 {
        ends.push(0);
        from = 1;
    }
    let fifth = count / 5 + i64::from(count % 5 != 0);
    let round =
        (0..18_u32).flat_map(|zeros| [100, 200, 250, 500].map(|digits| digits * 10_i64.pow(zeros.min(16)) / 100));
    let width = round.into_iter().find(|width| *width >= fifth).unwrap_or(i64::MAX);
    // Marks from 1 to 10 go by 1 and 2, ages by 20 to 39.
    let shift = i64::from(least != 1);
    let past = |number: i64| number.saturating_add(width - (number.saturating_add(shift)).rem_euclid(width));
    let mut end = if (from + shift).rem_euclid(width) == 0 && least == 1 { from } else { past(from) };
    // What is left below the first round number is no band by itself.
    if end.saturating_sub(from) < width / 2 {
        end = end.saturating_add(width);
    }
    while end < most && most - end >= width / 2 {
        ends.push(end);
        end = end.saturating_add(width);
    }
    ends.push(most);
    ends
}

#[cfg(test)]
mod tests {
    use super::super::LARGEST;
    use super::*;

    #[test]
    fn bands_are_few_and_round() {
        for (least, most, ends) in [
            (0, 1, vec![0, 1]),
            (1, 7, vec![1, 2, 3, 4, 5, 6, 7]),
            (1, 10, vec![2, 4, 6, 8, 10]),
            (0, 100, vec![0, 24, 49, 74, 100]),
            (0, 1000, vec![0, 249, 499, 749, 1000]),
            (18, 110, vec![39, 59, 79, 99, 110]),
            (-10, 10, vec![-6, -1, 4, 10]),
            (1900, 2026, vec![1949, 1999, 2026]),
        ] {
            assert_eq!(band_ends(least, most), ends, "{least} to {most}");
        }
        for (least, most) in [(0, LARGEST), (-LARGEST, 0), (3, 3), (-LARGEST, LARGEST), (LARGEST, LARGEST)] {
            let ends = band_ends(least, most);
            assert!(ends.len() < 12 && ends.is_sorted_by(|one, next| one < next), "{ends:?}");
            assert_eq!(ends.last(), Some(&most));
        }
    }
}
