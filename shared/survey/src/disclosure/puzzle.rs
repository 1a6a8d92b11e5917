//! Integer bounds propagation: what linear relations and bounds on some unknowns leave open of the others.
//!
//! Bounds consistency as in constraint programming (K. R. Apt, *Principles of Constraint Programming*, 2003, chapter 6): each
//! relation narrows each of its unknowns by the bounds of the others, until nothing narrows any more. It never rules
//! out what is possible; it may leave open what is not.

use std::collections::VecDeque;

/// The least and the most that an unknown can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) least: i64,
    pub(super) most: i64,
}

impl Bounds {
    pub(super) fn new(least: i64, most: i64) -> Self {
        Bounds { least, most }
    }

    /// The one possible value, if there is only one.
    pub(super) fn only(self) -> Option<i64> {
        (self.least == self.most).then_some(self.least)
    }
}

/// An unknown of a [`Puzzle`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Unknown(u32);

impl Unknown {
    /// Its place among all, from 0.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// `least ≤ Σ coefficient × unknown ≤ most`.
struct Relation {
    terms: Box<[(i64, Unknown)]>,
    range: Bounds,
}

/// No number is that large: an open end of a relation.
const OPEN: i64 = i64::MAX / 4;

/// Unknowns, and linear relations between them.
#[derive(Default)]
pub(super) struct Puzzle {
    bounds: Vec<Bounds>,
    relations: Vec<Relation>,
    /// By unknown: the relations it is in.
    of: Vec<Vec<u32>>,
    /// Relations that may narrow something; empty between calls.
    waiting: VecDeque<u32>,
    /// By relation: whether it is waiting.
    queued: Vec<bool>,
}

impl Puzzle {
    /// One more unknown.
    pub(super) fn unknown(&mut self, bounds: Bounds) -> Unknown {
        self.bounds.push(bounds);
        self.of.push(Vec::new());
        Unknown(u32::try_from(self.bounds.len() - 1).expect("a release has fewer cells"))
    }

    /// What is known of an unknown.
    pub(super) fn bounds(&self, unknown: Unknown) -> Bounds {
        self.bounds[unknown.index()]
    }

    /// Learns that an unknown lies within `bounds`.
    pub(super) fn learn(&mut self, unknown: Unknown, bounds: Bounds) {
        let known = &mut self.bounds[unknown.index()];
        *known = Bounds::new(known.least.max(bounds.least), known.most.min(bounds.most));
    }

    /// `Σ parts = whole`.
    pub(super) fn sum(&mut self, parts: impl IntoIterator<Item = Unknown>, whole: Unknown) {
        self.relate(parts.into_iter().map(|part| (1, part)).chain([(-1, whole)]), Bounds::new(0, 0));
    }

    /// `Σ coefficient × part ≤ most × whole`.
    pub(super) fn at_most(&mut self, parts: impl IntoIterator<Item = (i64, Unknown)>, most: i64, whole: Unknown) {
        self.relate(parts.into_iter().chain([(-most, whole)]), Bounds::new(-OPEN, 0));
    }

    /// `Σ parts ≥ whole`.
    pub(super) fn at_least(&mut self, parts: impl IntoIterator<Item = Unknown>, whole: Unknown) {
        self.relate(parts.into_iter().map(|part| (1, part)).chain([(-1, whole)]), Bounds::new(0, OPEN));
    }

    /// `earlier − fallen ≤ later ≤ earlier + grown`; with `fallen` below 0 it grew by at least so much.
    pub(super) fn passed(&mut self, earlier: Unknown, later: Unknown, fallen: i64, grown: i64) {
        self.relate([(1, later), (-1, earlier)], Bounds::new(-fallen, grown));
    }

    fn relate(&mut self, terms: impl IntoIterator<Item = (i64, Unknown)>, range: Bounds) {
        let at = u32::try_from(self.relations.len()).expect("fewer relations than that");
        let mut gathered: Vec<(i64, Unknown)> = Vec::new();
        for (coefficient, unknown) in terms {
            match gathered.iter_mut().find(|(_, known)| *known == unknown) {
                Some((sum, _)) => *sum += coefficient,
                None => gathered.push((coefficient, unknown)),
            }
        }
        gathered.retain(|(coefficient, _)| *coefficient != 0);
        for (_, unknown) in &gathered {
            self.of[unknown.index()].push(at);
        }
        self.relations.push(Relation { terms: gathered.into(), range });
    }

    /// How many relations there are.
    pub(super) fn relations(&self) -> usize {
        self.relations.len()
    }

    /// Forgets the relations from the one at `first` on.
    pub(super) fn forget_relations_from(&mut self, first: usize) {
        for relation in self.relations.drain(first..) {
            for (_, unknown) in &relation.terms {
                self.of[unknown.index()].retain(|at| (*at as usize) < first);
            }
        }
    }

    /// The unknowns that share a relation with this one.
    pub(super) fn neighbours(&self, unknown: Unknown) -> impl Iterator<Item = Unknown> {
        let relations = self.of[unknown.index()].iter();
        relations.flat_map(|at| self.relations[*at as usize].terms.iter().map(|(_, unknown)| *unknown))
    }

    /// Forgets all that was learnt beyond `bounds`, one for each unknown.
    pub(super) fn reset(&mut self, bounds: &[Bounds]) {
        self.bounds.clear();
        self.bounds.extend_from_slice(bounds);
    }

    /// Narrows all bounds as far as the relations go; whether they leave anything possible.
    pub(super) fn settle(&mut self) -> bool {
        let all: Vec<u32> = (0..self.relations.len()).map(|at| at as u32).collect();
        self.narrow(&all, &mut Vec::new())
    }

    /// Supposes of settled bounds that one unknown lies within others still: narrows all that follows from it, and tells
    /// what was narrowed, with its bounds before, to be [restored](Self::restore). `None`, and nothing narrowed, where it
    /// is not possible.
    pub(super) fn suppose(&mut self, unknown: Unknown, bounds: Bounds) -> Option<Vec<(Unknown, Bounds)>> {
        let mut before = vec![(unknown, self.bounds(unknown))];
        self.learn(unknown, bounds);
        let first = self.of[unknown.index()].clone();
        if self.narrow(&first, &mut before) {
            Some(before)
        } else {
            self.restore(&before);
            None
        }
    }

    /// Takes a supposition back.
    pub(super) fn restore(&mut self, before: &[(Unknown, Bounds)]) {
        // Backwards: an unknown that was narrowed twice gets its first bounds.
        before.iter().rev().for_each(|(unknown, bounds)| self.bounds[unknown.index()] = *bounds);
    }

    /// Narrows from the relations `first` on, and notes in `before` what the bounds were.
    fn narrow(&mut self, first: &[u32], before: &mut Vec<(Unknown, Bounds)>) -> bool {
        self.queued.resize(self.relations.len(), false);
        for at in first {
            self.queued[*at as usize] = true;
            self.waiting.push_back(*at);
        }
        let mut possible = true;
        while let Some(at) = self.waiting.pop_front() {
            self.queued[at as usize] = false;
            // Where nothing is possible, the rest is only taken off the queue.
            possible = possible && self.narrow_by(at as usize, before);
        }
        possible
    }

    /// Narrows by one relation; whether it leaves anything possible.
    fn narrow_by(&mut self, at: usize, before: &mut Vec<(Unknown, Bounds)>) -> bool {
        let Puzzle { bounds, relations, of, waiting, queued } = self;
        let relation = &relations[at];
        // What the terms come to at the least and at the most.
        let (mut least, mut most) = (0, 0);
        for (coefficient, unknown) in &relation.terms {
            let (low, high) = reach(*coefficient, bounds[unknown.index()]);
            (least, most) = (least + low, most + high);
        }
        if least > relation.range.most || most < relation.range.least {
            return false;
        }
        if least >= relation.range.least && most <= relation.range.most {
            return true;
        }
        for (coefficient, unknown) in &relation.terms {
            let known = &mut bounds[unknown.index()];
            let (low, high) = reach(*coefficient, *known);
            // What is left for this term when the others are at their most, and at their least.
            let lowest = relation.range.least.saturating_sub(most - high);
            let highest = relation.range.most.saturating_sub(least - low);
            let (from, to) = if *coefficient > 0 {
                (divide_up(lowest, *coefficient), highest.div_euclid(*coefficient))
            } else {
                (divide_up(-highest, -*coefficient), (-lowest).div_euclid(-*coefficient))
            };
            let narrowed = Bounds::new(known.least.max(from), known.most.min(to));
            if narrowed == *known {
                continue;
            }
            if narrowed.least > narrowed.most {
                return false;
            }
            before.push((*unknown, *known));
            *known = narrowed;
            let (new_low, new_high) = reach(*coefficient, narrowed);
            (least, most) = (least - low + new_low, most - high + new_high);
            for other in &of[unknown.index()] {
                if !std::mem::replace(&mut queued[*other as usize], true) {
                    waiting.push_back(*other);
                }
            }
        }
        true
    }
}

/// The least and most of `coefficient × unknown`.
fn reach(coefficient: i64, bounds: Bounds) -> (i64, i64) {
    let ends = (coefficient * bounds.least, coefficient * bounds.most);
    if coefficient < 0 { (ends.1, ends.0) } else { ends }
}

/// The least whole number that is at least `dividend / divisor`, for a divisor above 0.
fn divide_up(dividend: i64, divisor: i64) -> i64 {
    -(-dividend).div_euclid(divisor)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_and_whole_narrow_each_other() {
        let mut puzzle = Puzzle::default();
        let parts = [0, 1, 2].map(|_| puzzle.unknown(Bounds::new(0, 4)));
        let whole = puzzle.unknown(Bounds::new(11, 20));
        puzzle.sum(parts, whole);
        assert!(puzzle.settle());
        assert_eq!(puzzle.bounds(whole), Bounds::new(11, 12));
        assert_eq!(puzzle.bounds(parts[0]), Bounds::new(3, 4));
        puzzle.learn(whole, Bounds::new(12, 12));
        assert!(puzzle.settle());
        assert_eq!(puzzle.bounds(parts[2]).only(), Some(4));
        puzzle.learn(parts[0], Bounds::new(0, 3));
        assert!(!puzzle.settle());
    }

    #[test]
    fn a_supposition_can_be_taken_back_and_relations_forgotten() {
        let mut puzzle = Puzzle::default();
        let parts = [0, 1].map(|_| puzzle.unknown(Bounds::new(0, 4)));
        let whole = puzzle.unknown(Bounds::new(4, 4));
        puzzle.sum(parts, whole);
        assert!(puzzle.settle());
        let before = puzzle.suppose(parts[0], Bounds::new(3, 9)).unwrap();
        assert_eq!(puzzle.bounds(parts[1]), Bounds::new(0, 1));
        puzzle.restore(&before);
        assert_eq!(parts.map(|part| puzzle.bounds(part)), [Bounds::new(0, 4); 2]);
        assert!(puzzle.suppose(parts[0], Bounds::new(5, 9)).is_none());
        let lasting = puzzle.relations();
        puzzle.passed(parts[0], parts[1], -1, 4);
        assert!(puzzle.suppose(parts[0], Bounds::new(2, 9)).is_none());
        puzzle.forget_relations_from(lasting);
        assert!(puzzle.suppose(parts[0], Bounds::new(2, 9)).is_some());
    }

    #[test]
    fn what_is_chosen_at_most_so_often_bounds_those_who_choose() {
        let mut puzzle = Puzzle::default();
        let options = [7, 8, 9].map(|least| puzzle.unknown(Bounds::new(least, 100)));
        let people = puzzle.unknown(Bounds::new(0, 100));
        puzzle.at_most(options.map(|option| (1, option)), 2, people);
        assert!(puzzle.settle());
        assert_eq!(puzzle.bounds(people), Bounds::new(12, 100));
        puzzle.learn(people, Bounds::new(0, 12));
        assert!(puzzle.settle());
        assert_eq!(puzzle.bounds(options[0]).only(), Some(7));
        puzzle.at_least([options[1], options[2]], people);
        assert!(puzzle.settle());
    }

    proptest! {
        /// Against trying everything: nothing possible is ruled out.
        #[test]
        fn what_is_possible_stays_possible(
            bounds in prop::collection::vec((0i64..4, 0i64..4), 4),
            relations in prop::collection::vec((prop::collection::vec(-2i64..=2, 4), -3i64..3, 0i64..5), 1..4),
        ) {
            let mut puzzle = Puzzle::default();
            let unknowns: Vec<Unknown> =
                bounds.iter().map(|(least, more)| puzzle.unknown(Bounds::new(*least, least + more))).collect();
            for (coefficients, least, more) in &relations {
                puzzle.relate(coefficients.iter().copied().zip(unknowns.clone()), Bounds::new(*least, least + more));
            }
            let mut possible: Vec<Vec<i64>> = vec![Vec::new()];
            for (least, more) in &bounds {
                possible = possible
                    .into_iter()
                    .flat_map(|so_far| (*least..=least + more).map(move |next| [so_far.clone(), vec![next]].concat()))
                    .collect();
            }
            possible.retain(|values| relations.iter().all(|(coefficients, least, more)| {
                let sum: i64 = coefficients.iter().zip(values).map(|(coefficient, value)| coefficient * value).sum();
                (*least..=least + more).contains(&sum)
            }));
            let settled = puzzle.settle();
            prop_assert!(settled || possible.is_empty());
            for values in possible {
                for (unknown, value) in unknowns.iter().zip(values) {
                    let known = puzzle.bounds(*unknown);
                    prop_assert!((known.least..=known.most).contains(&value));
                }
            }
        }
    }
}
