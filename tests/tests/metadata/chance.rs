//! What chance gives, and what is more than that.
//!
//! All limits are set so that a test of a sound system fails by chance less than once in ten million runs, though the keys
//! are new each time.

use std::collections::{BTreeMap, HashMap};

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use sha2::{Digest, Sha256};

/// How many standard deviations from nothing a measure may be: beyond 6 chance gets once in 500 million times.
pub(crate) const DEVIATIONS: f64 = 6.0;
/// How many of any number of pairs a guesser may get right. Guessing gives 1 on average, and 13 or more once in 16 billion
/// times (the Poisson distribution).
pub(crate) const HITS: usize = 12;

/// The rank of each value, from 0; equal values share the mean of theirs.
fn ranks<T: Ord>(values: &[T]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|left, right| values[*left].cmp(&values[*right]));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    while from < order.len() {
        let equal = order[from..].iter().take_while(|at| values[**at] == values[order[from]]).count();
        let shared = from as f64 + (equal - 1) as f64 / 2.0;
        order[from..from + equal].iter().for_each(|at| ranks[*at] = shared);
        from += equal;
    }
    ranks
}

/// The product-moment correlation of two measures; 0 where one of them never varies.
fn correlation(left: &[f64], right: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (left_mean, right_mean) = (mean(left), mean(right));
    let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        left.iter().zip(right).map(|(left, right)| of(left - left_mean, right - right_mean)).sum()
    };
    let (both, left, right) =
        (sum(&|left, right| left * right), sum(&|left, _| left * left), sum(&|_, right| right * right));
    if left * right == 0.0 { 0.0 } else { both / (left * right).sqrt() }
}

/// Spearman's rank correlation of two measures of the same things, in standard deviations of what chance gives: positive or
/// negative, large means that one tells something of the other.
pub(crate) fn together<L: Ord, R: Ord>(left: &[L], right: &[R]) -> f64 {
    assert_eq!(left.len(), right.len());
    correlation(&ranks(left), &ranks(right)) * ((left.len() - 1) as f64).sqrt()
}

/// How like each value is to the one before it, in standard deviations of what chance gives: finds batches that stay
/// together though they are shuffled among themselves.
pub(crate) fn neighbours<T: Ord>(values: &[T]) -> f64 {
    let ranks = ranks(values);
    let count = (ranks.len() - 1) as f64;
    (correlation(&ranks[1..], &ranks[..ranks.len() - 1]) + 1.0 / count) * count.sqrt()
}

/// The measures by which texts of equal length (keys, say) may tell something of when they came, which is the order in which
/// they are given here: the texts as a whole, forwards and backwards; the text before and after; and each symbol.
pub(crate) fn tells_of_order(texts: &[String]) -> BTreeMap<String, f64> {
    let arrival: Vec<usize> = (0..texts.len()).collect();
    let backwards: Vec<String> = texts.iter().map(|text| text.chars().rev().collect()).collect();
    let mut by_text = arrival.clone();
    by_text.sort_by_key(|at| &texts[*at]);
    let mut measures = BTreeMap::from([
        ("order".to_owned(), together(&arrival, texts)),
        ("order backwards".to_owned(), together(&arrival, &backwards)),
        ("batches".to_owned(), neighbours(&by_text)),
    ]);
    for symbol in 0..texts[0].len() {
        let symbols: Vec<u8> = texts.iter().map(|text| text.as_bytes()[symbol]).collect();
        measures.insert(format!("symbol {symbol}"), together(&arrival, &symbols));
    }
    measures
}

/// The largest of measures, whatever its sign.
pub(crate) fn largest(measures: &BTreeMap<String, f64>) -> (String, f64) {
    let (name, measure) = measures.iter().max_by(|left, right| left.1.abs().total_cmp(&right.1.abs())).unwrap();
    (name.clone(), measure.abs())
}

/// How many of `pairs` each way of guessing gets right, when all that it has is the left sides in the order given, and the
/// right sides in an order of their own. `public` is what a guesser may know besides: names that could serve as keys.
pub(crate) fn guesses(pairs: &[(String, String)], public: &[&str]) -> BTreeMap<String, usize> {
    let mut rights: Vec<&str> = pairs.iter().map(|(_, right)| right.as_str()).collect();
    rights.sort_unstable();
    let position: HashMap<&str, usize> = rights.iter().enumerate().map(|(at, right)| (*right, at)).collect();
    let answers: Vec<usize> = pairs.iter().map(|(_, right)| position[right.as_str()]).collect();
    let right = |guess: &[usize]| guess.iter().zip(&answers).filter(|(guess, answer)| guess == answer).count();
    let mut found = BTreeMap::new();

    // By order: as given, sorted, or sorted from behind.
    let by = |key: &dyn Fn(&str) -> String, given: bool| {
        let place = |texts: Vec<&str>| {
            let keys: Vec<String> = texts.iter().map(|text| key(text)).collect();
            ranks(&keys).iter().map(|rank| *rank as usize).collect::<Vec<_>>()
        };
        let lefts = if given {
            (0..pairs.len()).collect()
        } else {
            place(pairs.iter().map(|(left, _)| left.as_str()).collect())
        };
        let at: HashMap<usize, usize> =
            place(rights.clone()).into_iter().enumerate().map(|(right, rank)| (rank, right)).collect();
        right(&lefts.iter().map(|rank| at.get(rank).copied().unwrap_or(usize::MAX)).collect::<Vec<_>>())
    };
    found.insert("as given".to_owned(), by(&str::to_owned, true));
    found.insert("sorted".to_owned(), by(&str::to_owned, false));
    found.insert("sorted from behind".to_owned(), by(&|text| text.chars().rev().collect(), false));

    // By likeness: the right side that has most in common.
    let alike = |measure: &dyn Fn(&[u8], &[u8]) -> usize| {
        let best = |left: &str| {
            let scores = rights.iter().map(|right| measure(left.as_bytes(), right.as_bytes()));
            scores.enumerate().max_by_key(|(_, score)| *score).map(|(at, _)| at).unwrap()
        };
        right(&pairs.iter().map(|(left, _)| best(left)).collect::<Vec<_>>())
    };
    let same = |(left, right): &(&u8, &u8)| left.eq_ignore_ascii_case(right);
    found
        .insert("the same beginning".to_owned(), alike(&|left, right| left.iter().zip(right).take_while(same).count()));
    found.insert(
        "the same end".to_owned(),
        alike(&|left, right| left.iter().rev().zip(right.iter().rev()).take_while(same).count()),
    );
    found.insert("the same symbols".to_owned(), alike(&|left, right| left.iter().zip(right).filter(same).count()));

    // By a hash that anybody can make: of the left side in each way it may be written, alone or with something public.
    let exact = |guess: &dyn Fn(&str) -> Vec<String>| {
        let one = |left: &str| {
            let written = guess(left);
            rights
                .iter()
                .position(|right| written.iter().any(|hash| hash.starts_with(&right[..16]) || *hash == **right))
        };
        right(&pairs.iter().map(|(left, _)| one(left).unwrap_or(usize::MAX)).collect::<Vec<_>>())
    };
    for known in std::iter::once("").chain(public.iter().copied()) {
        let hashes = |left: &str| -> Vec<String> {
            let bare: String = left.chars().filter(char::is_ascii_alphanumeric).collect();
            let forms = [left.to_owned(), left.to_lowercase(), left.to_uppercase(), bare.to_lowercase(), bare];
            let inputs = forms
                .iter()
                .flat_map(|form| [format!("{known}{form}"), format!("{known}#{form}"), format!("{form}{known}")]);
            inputs
                .flat_map(|input| {
                    let hash = Sha256::digest(input.as_bytes());
                    [BASE32_NOPAD.encode(&hash), HEXLOWER.encode(&hash)]
                })
                .collect()
        };
        found.insert(format!("a hash with `{known}`"), exact(&hashes));
    }
    found
}

#[test]
fn measures_find_what_is_there() {
    let count = 300;
    let name = |at: usize| format!("{at:08}");
    // A clock, a clock at the end, a shuffled clock of ten a batch; and a number that stands still.
    let mut chance = fastrand::Rng::with_seed(4);
    let mut batches: Vec<usize> = (0..count / 10).collect();
    chance.shuffle(&mut batches);
    let clock: Vec<String> = (0..count).map(name).collect();
    let behind: Vec<String> = (0..count).map(|at| format!("{:04x}{at:04}", chance.u16(..))).collect();
    let batched: Vec<String> = (0..count).map(|at| format!("{:04}{:04x}", batches[at / 10], chance.u16(..))).collect();
    for (texts, what) in [(&clock, "a clock"), (&behind, "a clock behind"), (&batched, "batches")] {
        let (name, measure) = largest(&tells_of_order(texts));
        assert!(measure > 2.0 * DEVIATIONS, "{what}: {name} {measure}");
    }
    assert_eq!(together(&vec![0; count], &clock), 0.0, "what never varies tells nothing");
    let random: Vec<String> = (0..count).map(|_| format!("{:016x}", chance.u64(..))).collect();
    let (name, measure) = largest(&tells_of_order(&random));
    assert!(measure < DEVIATIONS, "{name} {measure}");
}

#[test]
fn a_guesser_finds_what_leads_from_one_to_the_other() {
    let mut chance = fastrand::Rng::with_seed(5);
    let mut lefts: Vec<String> = (0..200).map(|_| format!("{:016X}{:016X}", chance.u64(..), chance.u64(..))).collect();
    let hash = |input: String| BASE32_NOPAD.encode(&Sha256::digest(input.as_bytes())[..16]);
    let links = |lefts: &[String], right: &mut dyn FnMut(usize, &str) -> String| {
        let pairs: Vec<(String, String)> =
            lefts.iter().enumerate().map(|(at, left)| (left.clone(), right(at, left))).collect();
        *guesses(&pairs, &["wish"]).values().max().unwrap()
    };
    assert!(links(&lefts, &mut |_, left| left.to_owned()) == 200, "the same key");
    assert!(links(&lefts, &mut |_, left| hash(left.to_owned())) == 200, "a plain hash");
    assert!(links(&lefts, &mut |_, left| hash(format!("wish#{}", left.to_lowercase()))) == 200, "a hash with a name");
    assert!(links(&lefts, &mut |at, _| format!("{at:032}")) == 200, "the order given");
    let tail: Vec<String> = (0..200).map(|_| format!("{:016X}", chance.u64(..))).collect();
    assert!(links(&lefts, &mut |at, left| format!("{}{}", tail[at], &left[16..])) == 200, "half a key");
    let random: Vec<String> = (0..200).map(|_| format!("{:016X}{:016X}", chance.u64(..), chance.u64(..))).collect();
    assert!(links(&lefts, &mut |at, _| random[at].clone()) <= HITS, "nothing");
    lefts.sort_unstable();
    assert!(links(&lefts, &mut |at, _| format!("{at:08}{}", random[at])) == 200, "sorted");
}
