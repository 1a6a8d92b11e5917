//! Counts as far as a release tells them, and shares of them.
//!
//! A shown count differs from the true one by less than the rounding base, up or down. So a count is a range here, and a
//! share has *bounds*: the least and the most that it can be, whatever was rounded. They are certain. Beside them stands
//! an *indicative* range, in which a random sample of this size would leave the share of everyone (Wilson's interval at 95
//! percent, around all that the rounding leaves open). Respondents are no random sample: it is a warning against
//! reading much into small numbers, and no more.
//!
//! Bounds are whole percents, rounded outwards, so that what is told contains what is meant, and so that whoever reads
//! them can do the sums.

use std::ops::Add;

use serde::Serialize;
use survey::campaign::Policy;
use survey::release::Cell;

/// The standard deviations of the indicative range: 95 percent of a normal distribution.
const DEVIATIONS: f64 = 1.96;
/// A base below this many times the rounding base is small: rounding alone can shift a share of it by about ten points.
const SMALL_BASES: u32 = 10;

/// A count, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// The shown count, or the sum of shown counts, or the nearest to it that is possible; 0 stands for "fewer than the
    /// rounding base". Rounding is unbiased.
    pub about: u32,
    /// The least that the true count can be.
    pub least: u32,
    /// The most that it can be.
    pub most: u32,
}

impl Amount {
    /// The count in a cell that was rounded to `rounding_base`.
    pub fn of(cell: Cell, rounding_base: u32) -> Self {
        let reach = rounding_base.saturating_sub(1);
        match cell {
            Cell::About(about) => Amount { about, least: about.saturating_sub(reach), most: about + reach },
            Cell::FewerThan(most) => Amount { about: 0, least: 0, most: most.saturating_sub(1) },
        }
    }

    /// The base of a table that is shown: never below the policy's smallest.
    pub fn base(cell: Cell, policy: &Policy) -> Self {
        let amount = Amount::of(cell, policy.rounding_base);
        Amount { least: amount.least.max(policy.smallest_base.min(amount.most)), ..amount }
    }

    /// Nobody.
    pub const NONE: Amount = Amount { about: 0, least: 0, most: 0 };

    /// The same count, now that it is known to lie between these too.
    #[must_use]
    pub fn within(self, least: u32, most: u32) -> Self {
        let (least, most) = (self.least.max(least), self.most.min(most));
        // Ranges of one true count overlap; should they not, the release contradicts itself and the first range stands.
        if least > most {
            return self;
        }
        Amount { about: self.about.clamp(least, most), least, most }
    }
}

impl Amount {
    /// The count of those who are in this group but not in `part`, which lies in it.
    fn less(self, part: Amount) -> Amount {
        let about = self.about.saturating_sub(part.about);
        let (least, most) = (self.least.saturating_sub(part.most), self.most.saturating_sub(part.least));
        Amount { about: about.clamp(least, most), least, most }
    }
}

impl Add for Amount {
    type Output = Amount;

    /// The count of two groups that have nobody in common.
    fn add(self, other: Amount) -> Amount {
        Amount { about: self.about + other.about, least: self.least + other.least, most: self.most + other.most }
    }
}

/// The least and the most that a share or a difference can be, in whole percents or points, rounded outwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bounds {
    /// The least.
    pub least: i32,
    /// The most.
    pub most: i32,
}

impl Bounds {
    /// Whether all that lies in here is more than all that lies in `other`.
    pub fn above(self, other: Bounds) -> bool {
        self.least > other.most
    }

    /// Whether `value` lies in here.
    pub fn contain(self, value: i32) -> bool {
        (self.least..=self.most).contains(&value)
    }

    /// The bounds of the difference: this less the other.
    #[must_use]
    pub fn less(self, other: Bounds) -> Bounds {
        Bounds { least: self.least - other.most, most: self.most - other.least }
    }

    /// From the least to the most.
    pub fn width(self) -> i32 {
        self.most - self.least
    }
}

/// A part of a base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    /// How many.
    pub count: Amount,
    /// Of how many.
    pub base: Amount,
    /// The share in whole percents of the shown counts, as it stands in the tables; null where either is too small to say.
    pub percent: Option<u32>,
    /// What it can be, whatever was rounded. Certain.
    pub bounds: Bounds,
    /// Where it might lie for more people than those who responded, if they had been a random sample. Indicative.
    pub indicative: Bounds,
    /// Whether the base is so small that the share is coarse.
    pub small: bool,
}

impl Share {
    /// The share that `count` is of `base`, of which it is a part. `rounding_base` is that of the release.
    pub fn of(count: Amount, base: Amount, rounding_base: u32) -> Self {
        let most = count.most.min(base.least);
        Share::between((count, base), (count.least, base.most), (most, base.least), rounding_base)
    }

    /// The share that `count` is of itself and the `rest`, two groups that have nobody in common and are `all` together.
    pub fn beside(count: Amount, rest: Amount, all: Amount, rounding_base: u32) -> Self {
        let least = (count.least, all.most.min(count.least + rest.most));
        let most = (count.most, all.least.max(count.most + rest.least));
        Share::between((count, all), least, most, rounding_base)
    }

    /// The share among those of this base who are not in the base of `part`, which is a part of it; `None` where there may be
    /// nobody else. `rounding_base` is that of the release.
    pub fn without(&self, part: &Share, rounding_base: u32) -> Option<Self> {
        let base = self.base.less(part.base);
        // Who is in the part and gave the answer, and who is in neither, bound the rest too.
        let count = self.count.less(part.count).within(0, base.most);
        (base.least > 0).then(|| Share::of(count, base, rounding_base))
    }

    /// A share of which the least and the most possible count and base are known. Wilson's limits grow with the count and
    /// shrink with those who are not in it, so they are outermost at the same two corners.
    fn between((count, base): (Amount, Amount), least: (u32, u32), most: (u32, u32), rounding_base: u32) -> Self {
        let [low, high] = [least, most].map(|(count, base)| (f64::from(count), f64::from(base.max(1))));
        let whole = |low: f64, high: f64| Bounds {
            least: (low * 100.0).floor().clamp(0.0, 100.0) as i32,
            most: (high * 100.0).ceil().clamp(0.0, 100.0) as i32,
        };
        let bounds = whole(low.0 / low.1, high.0 / high.1);
        let indicative = whole(wilson(low.0, low.1)[0], wilson(high.0, high.1)[1]);
        let percent = match (count.about, base.about) {
            (0, _) | (_, 0) => None,
            (count, base) => Cell::About(count).percent_of(Cell::About(base)),
        };
        let indicative = Bounds { least: indicative.least.min(bounds.least), most: indicative.most.max(bounds.most) };
        Share { count, base, percent, bounds, indicative, small: is_small(base, rounding_base) }
    }

    /// The percentage, with 0 for a count that is too small to say.
    pub(crate) fn shown(&self) -> i32 {
        self.percent.unwrap_or(0) as i32
    }
}

/// Whether a base is so small that shares of it are coarse.
pub(crate) fn is_small(base: Amount, rounding_base: u32) -> bool {
    base.about < SMALL_BASES * rounding_base
}

/// Wilson's interval of `count` in `base`, as fractions.
///
/// Source: E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, JASA 22 (1927).
fn wilson(count: f64, base: f64) -> [f64; 2] {
    let (share, square) = (count / base, DEVIATIONS * DEVIATIONS);
    let centre = (share + square / (2.0 * base)) / (1.0 + square / base);
    let spread = (share * (1.0 - share) / base + square / (4.0 * base * base)).sqrt();
    let reach = DEVIATIONS / (1.0 + square / base) * spread;
    [centre - reach, centre + reach]
}

/// The difference between two shares, in points: the first less the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Of the percentages; null where one of them is too small to say.
    pub points: Option<i32>,
    /// What it can be, whatever was rounded. Certain.
    pub bounds: Bounds,
    /// Between the two indicative ranges. Indicative, like them.
    pub indicative: Bounds,
}

impl Difference {
    /// `one` less `other`.
    pub fn between(one: &Share, other: &Share) -> Self {
        let points = one.percent.zip(other.percent).map(|(one, other)| one as i32 - other as i32);
        let (bounds, indicative) = (one.bounds.less(other.bounds), one.indicative.less(other.indicative));
        Difference { points, bounds, indicative }
    }

    /// What can be said of it, whatever was rounded.
    pub fn side(&self) -> Side {
        if self.bounds.least > 0 {
            Side::More
        } else if self.bounds.most < 0 {
            Side::Less
        } else {
            Side::AboutEqual
        }
    }
}

/// Which of two shares is the larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The first, whatever was rounded.
    More,
    /// The second, whatever was rounded.
    Less,
    /// Rounding leaves it open: they are not told apart.
    AboutEqual,
}

impl Side {
    /// As seen from the other side.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Side::More => Side::Less,
            Side::Less => Side::More,
            Side::AboutEqual => Side::AboutEqual,
        }
    }
}

/// A place in an order of which rounding leaves something open: 1 is the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rank {
    /// The best place it can have: 1, and one for each that is certainly larger.
    pub best: u32,
    /// The worst place it can have.
    pub worst: u32,
}

/// The places of these values among one another. Two whose bounds touch are not told apart.
pub fn ranks(values: &[Bounds]) -> Vec<Rank> {
    let count = |test: &dyn Fn(&Bounds) -> bool| values.iter().filter(|value| test(value)).count() as u32;
    let all = values.len() as u32;
    values
        .iter()
        .map(|value| Rank {
            best: 1 + count(&|other| other.above(*value)),
            worst: all - count(&|other| value.above(*other)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As `protect` rounds: down, or up.
    fn rounded(count: u32, base: u32, up: bool) -> Cell {
        let over = count % base;
        match count - over + if up && over > 0 { base } else { 0 } {
            0 => Cell::FewerThan(base),
            shown => Cell::About(shown),
        }
    }

    fn holds(bounds: Bounds, value: f64) -> bool {
        f64::from(bounds.least) <= value && value <= f64::from(bounds.most)
    }

    proptest! {
        #[test]
        fn bounds_hold_the_truth_however_it_was_rounded(
            base in 10u32..600, share in 0.0f64..=1.0, ups in any::<[bool; 2]>(), rounding_base in 5u32..12,
        ) {
            let count = (f64::from(base) * share).round() as u32;
            let policy = Policy { rounding_base, ..Policy::FLOOR };
            let amount = Amount::of(rounded(count, rounding_base, ups[0]), rounding_base);
            let asked = Amount::base(rounded(base, rounding_base, ups[1]), &policy);
            prop_assert!(amount.least <= count && count <= amount.most);
            prop_assert!(asked.least <= base && base <= asked.most);
            let share = Share::of(amount, asked, rounding_base);
            let truth = f64::from(count) * 100.0 / f64::from(base);
            prop_assert!(holds(share.bounds, truth), "{share:?} {truth}");
            let [low, high] = wilson(f64::from(count), f64::from(base));
            // A hair for the ends, which are 0 and 1 but for the last bit.
            prop_assert!(f64::from(share.indicative.least) <= low * 100.0 + 1e-9, "{share:?} {low}");
            prop_assert!(f64::from(share.indicative.most) >= high * 100.0 - 1e-9, "{share:?} {high}");
            if let Some(percent) = share.percent {
                prop_assert!(share.bounds.contain(percent as i32), "{share:?}");
            }
        }

        #[test]
        fn bounds_of_two_groups_hold_the_truth(counts in any::<[u8; 2]>(), ups in any::<[bool; 2]>()) {
            let [count, rest] = [0, 1].map(|at| Amount::of(rounded(u32::from(counts[at]), 5, ups[at]), 5));
            let share = Share::beside(count, rest, count + rest, 5);
            let all = u32::from(counts[0]) + u32::from(counts[1]);
            prop_assume!(all > 0);
            prop_assert!(holds(share.bounds, f64::from(counts[0]) * 100.0 / f64::from(all)), "{share:?}");
            let [low, high] = wilson(f64::from(counts[0]), f64::from(all));
            prop_assert!(f64::from(share.indicative.least) <= low * 100.0 + 1e-9, "{share:?} {low}");
            prop_assert!(f64::from(share.indicative.most) >= high * 100.0 - 1e-9, "{share:?} {high}");
        }

        #[test]
        fn sides_and_ranks_are_antisymmetric(ends in prop::collection::vec((0i32..100, 0i32..30), 2..12)) {
            let values: Vec<Bounds> =
                ends.iter().map(|(least, width)| Bounds { least: *least, most: least + width }).collect();
            let side = |one: Bounds, other: Bounds| {
                Difference { points: None, bounds: one.less(other), indicative: one.less(other) }.side()
            };
            let places = ranks(&values);
            for (one, first) in values.iter().zip(&places) {
                prop_assert!(1 <= first.best && first.best <= first.worst && first.worst as usize <= values.len());
                for (other, second) in values.iter().zip(&places) {
                    let told = side(*one, *other);
                    prop_assert_eq!(told, side(*other, *one).reversed());
                    prop_assert_eq!(told == Side::More, one.above(*other));
                    if told == Side::More {
                        prop_assert!(first.best < second.best && first.worst < second.worst);
                    }
                }
            }
        }

        #[test]
        fn a_true_order_is_never_contradicted(counts in prop::collection::vec((0u32..200, any::<bool>()), 2..10)) {
            let base = Amount::base(rounded(200, 5, false), &Policy::FLOOR);
            let shares: Vec<Bounds> = counts
                .iter()
                .map(|(count, up)| Share::of(Amount::of(rounded(*count, 5, *up), 5), base, 5).bounds)
                .collect();
            for ((count, _), rank) in counts.iter().zip(ranks(&shares)) {
                let larger = counts.iter().filter(|(other, _)| other > count).count() as u32;
                let as_large = counts.iter().filter(|(other, _)| other >= count).count() as u32;
                prop_assert!(rank.best <= larger + 1 && as_large <= rank.worst, "{rank:?}");
            }
        }
    }

    #[test]
    fn wilsons_interval_is_the_published_one() {
        // 0 of 10 and 5 of 10, as statistical packages give them.
        let [low, high] = wilson(0.0, 10.0);
        assert!(low.abs() < 1e-12 && (high - 0.2775).abs() < 5e-4, "{low} {high}");
        let [low, high] = wilson(5.0, 10.0);
        assert!((low - 0.2366).abs() < 5e-4 && (high - 0.7634).abs() < 5e-4, "{low} {high}");
    }

    #[test]
    fn small_bases_are_flagged_and_what_is_not_told_has_no_percentage() {
        let base = |shown| Amount::base(Cell::About(shown), &Policy::FLOOR);
        assert!(Share::of(Amount::of(Cell::About(20), 5), base(45), 5).small);
        assert!(!Share::of(Amount::of(Cell::About(20), 5), base(50), 5).small);
        let few = Share::of(Amount::of(Cell::FewerThan(5), 5), base(40), 5);
        assert_eq!((few.percent, few.bounds), (None, Bounds { least: 0, most: 12 }));
        assert_eq!(base(10).least, 10);
    }
}
