//! Counting. A tally is exact, so it has no serialisation and no `Debug`; what may be shown of it is made by
//! [`protect`](crate::disclosure::protect).
//!
//! Its memory depends on the questionnaire alone, not on how many responded. [`Tally::merge`] is associative and
//! commutative, so that parts of the letterbox can be counted side by side.

use crate::mode::Mode;
use crate::questionnaire::Measure;
use crate::response::{Answer, Form, Response};
use crate::tabulation::options;

/// Exact counts over responses to one questionnaire.
#[derive(Clone, PartialEq)]
pub struct Tally {
    all: Counted,
    modes: [Counted; Mode::ALL.len()],
    backgrounds: Box<[Box<[Counted]>]>,
    crossings: Box<[Matrix]>,
}

/// Exact counts of every item and derived variable over some group of respondents.
#[derive(Clone, PartialEq)]
pub(crate) struct Counted {
    responses: u64,
    /// By item.
    pub(crate) items: Box<[Counts]>,
    /// By derived variable.
    pub(crate) derived: Box<[Counts]>,
}

/// Exact counts of one item. Open text counts only who was asked.
#[derive(Clone, PartialEq)]
pub(crate) struct Counts {
    /// How many were asked.
    pub(crate) asked: u64,
    /// How many gave each answer (an option, point or band each), and last: how many gave none.
    pub(crate) cells: Box<[u64]>,
}

/// Exact counts of one item by another, "no answer" last on both sides.
#[derive(Clone, PartialEq)]
pub(crate) struct Matrix {
    /// How many were asked both.
    pub(crate) asked: u64,
    /// How many columns there are.
    pub(crate) width: usize,
    /// Row by row.
    pub(crate) cells: Box<[u64]>,
}

/// What a response adds to an item's counts: a bit for each cell it is in. `None` where it was not asked.
type Hit = Option<u64>;

impl Counts {
    fn nothing(answers: usize) -> Self {
        Counts { asked: 0, cells: vec![0; answers + 1].into() }
    }

    fn add(&mut self, hit: Hit) {
        let Some(mut left) = hit else { return };
        self.asked += 1;
        while left != 0 {
            self.cells[left.trailing_zeros() as usize] += 1;
            left &= left - 1;
        }
    }

    fn merge(&mut self, other: &Counts) {
        self.asked += other.asked;
        self.cells.iter_mut().zip(&other.cells).for_each(|(mine, theirs)| *mine += theirs);
    }
}

impl Counted {
    fn nothing(form: &Form<'_>) -> Self {
        let items = form.items().iter().map(|item| Counts::nothing(options(&item.measure).len()));
        let derived = form.tabulation().recodings.iter().map(|recoding| Counts::nothing(recoding.groups.len()));
        Counted { responses: 0, items: items.collect(), derived: derived.collect() }
    }

    fn add(&mut self, items: &[Hit], derived: &[Hit]) {
        self.responses += 1;
        let counts = self.items.iter_mut().chain(&mut self.derived);
        counts.zip(items.iter().chain(derived)).for_each(|(counts, hit)| counts.add(*hit));
    }

    /// Takes others' counts in.
    pub(crate) fn merge(&mut self, other: &Counted) {
        self.responses += other.responses;
        let theirs = other.items.iter().chain(&other.derived);
        self.items.iter_mut().chain(&mut self.derived).zip(theirs).for_each(|(mine, theirs)| mine.merge(theirs));
    }

    /// How many there are in the group.
    pub(crate) fn responses(&self) -> u64 {
        self.responses
    }
}

impl Tally {
    /// A tally of nothing.
    pub fn new(form: &Form<'_>) -> Self {
        let cells = |place: usize| options(&form.items()[place].measure).len() + 1;
        let nothing = || Counted::nothing(form);
        let tabulation = form.tabulation();
        Tally {
            all: nothing(),
            modes: std::array::from_fn(|_| nothing()),
            backgrounds: (tabulation.backgrounds.iter().map(|place| (1..cells(*place)).map(|_| nothing()).collect()))
                .collect(),
            crossings: (tabulation.crossings.iter())
                .map(|[rows, columns]| {
                    let width = cells(*columns);
                    Matrix { asked: 0, width, cells: vec![0; cells(*rows) * width].into() }
                })
                .collect(),
        }
    }

    /// Counts one more response, which came in by `mode`.
    pub fn add(&mut self, form: &Form<'_>, response: &Response, mode: Mode) {
        let counts = self.all.items.iter().enumerate();
        let hits: Vec<Hit> = counts.map(|(place, counts)| hit(form, place, counts.cells.len() - 1, response)).collect();
        let tabulation = form.tabulation();
        let recoded = tabulation.recodings.iter().map(|recoding| {
            let chosen = hits[recoding.of]?;
            let none: u64 = 1 << (self.all.items[recoding.of].cells.len() - 1);
            let groups = recoding.groups.iter().enumerate().filter(|(_, options)| chosen & **options != 0);
            let bits = groups.fold(0, |bits, (group, _)| bits | 1 << group);
            Some(bits | u64::from(chosen == none) << recoding.groups.len())
        });
        let recoded: Vec<Hit> = recoded.collect();
        self.all.add(&hits, &recoded);
        self.modes[mode as usize].add(&hits, &recoded);
        for (place, groups) in tabulation.backgrounds.iter().zip(&mut self.backgrounds) {
            // Who gave no answer is in no group.
            let group = hits[*place].and_then(|hit| groups.get_mut(hit.trailing_zeros() as usize));
            if let Some(group) = group {
                group.add(&hits, &recoded);
            }
        }
        for ([rows, columns], matrix) in tabulation.crossings.iter().zip(&mut self.crossings) {
            if let (Some(row), Some(column)) = (hits[*rows], hits[*columns]) {
                matrix.asked += 1;
                matrix.cells[row.trailing_zeros() as usize * matrix.width + column.trailing_zeros() as usize] += 1;
            }
        }
    }

    /// Takes together two tallies of the same questionnaire.
    #[must_use]
    pub fn merge(mut self, other: &Tally) -> Tally {
        self.all.merge(&other.all);
        self.modes.iter_mut().zip(&other.modes).for_each(|(mine, theirs)| mine.merge(theirs));
        let groups = self.backgrounds.iter_mut().flatten();
        groups.zip(other.backgrounds.iter().flatten()).for_each(|(mine, theirs)| mine.merge(theirs));
        for (mine, theirs) in self.crossings.iter_mut().zip(&other.crossings) {
            mine.asked += theirs.asked;
            mine.cells.iter_mut().zip(&theirs.cells).for_each(|(mine, theirs)| *mine += theirs);
        }
        self
    }

    /// How many responses were counted. Exact: for deciding whether a release is due, not for showing.
    pub fn responses(&self) -> u64 {
        self.all.responses
    }

    /// The counts over everyone.
    pub(crate) fn all(&self) -> &Counted {
        &self.all
    }

    /// The counts over those who came in by each mode, as [`Mode::ALL`] lists them.
    pub(crate) fn modes(&self) -> &[Counted] {
        &self.modes
    }

    /// The counts over each group of each background question.
    pub(crate) fn backgrounds(&self) -> &[Box<[Counted]>] {
        &self.backgrounds
    }

    /// The question-by-question tables.
    pub(crate) fn crossings(&self) -> &[Matrix] {
        &self.crossings
    }
}

/// The cells a response is in, of the item at `place`, whose cell of "no answer" is the one at `none`.
fn hit(form: &Form<'_>, place: usize, none: usize, response: &Response) -> Hit {
    if !form.asked(place, response) {
        return None;
    }
    let measure = &form.items()[place].measure;
    let bit = |index: u8| 1_u64 << index;
    Some(match (measure, response.answer(place)) {
        (Measure::Text, _) => 0,
        (_, None) => 1 << none,
        (Measure::Number(range), Some(Answer::Number(number))) => {
            let band = range.bands.iter().position(|band| (band.from..=band.to).contains(number));
            1 << band.expect("bands cover all that is accepted")
        }
        (_, Some(Answer::One(index))) => bit(*index),
        (_, Some(Answer::Many(chosen))) => *chosen,
        (_, Some(Answer::Ranked(order))) => order.iter().fold(0, |bits, index| bits | bit(*index)),
        (_, Some(Answer::Number(_))) => unreachable!("only a number is answered with a number"),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::testing::{plausible_answers, questionnaire, responses};

    fn tally_of(form: &Form<'_>, responses: &[Response]) -> Tally {
        let mut tally = Tally::new(form);
        responses.iter().for_each(|response| tally.add(form, response, Mode::Link));
        tally
    }

    fn answers(answers: Value) -> Map<String, Value> {
        answers.as_object().unwrap().clone()
    }

    #[test]
    fn each_kind_is_counted_on_its_own_base() {
        let questionnaire = questionnaire();
        let form = Form::of(&questionnaire);
        let responses = responses(
            &form,
            vec![
                answers(
                    json!({ "who": "self", "day": ["home", "club"], "content": "good", "prefer": ["b", "a"], "places": 9 }),
                ),
                answers(json!({ "who": "self", "day": ["home"], "judge": { "house": "bad" } })),
                answers(json!({ "who": "carer", "places": 10, "relief": "no" })),
            ],
        );
        let tally = tally_of(&form, &responses);
        let shown: Vec<String> = form
            .items()
            .iter()
            .zip(&tally.all().items)
            .map(|(item, counts)| format!("{} of {}: {:?}", item.id, counts.asked, counts.cells))
            .collect();
        assert_eq!(tally.responses(), 3);
        assert_eq!(
            shown,
            [
                "who of 3: [2, 1, 0, 0]",
                "day of 3: [2, 0, 1, 0, 0, 1]",
                "content of 2: [0, 0, 1, 0, 1]",
                "judge.house of 3: [1, 0, 0, 2]",
                "judge.street of 3: [0, 0, 0, 3]",
                "prefer of 1: [1, 1, 0, 0, 0]",
                "places of 2: [0, 1, 1, 0]",
                "relief of 1: [0, 1, 0]",
                "wish of 3: [0]",
            ]
        );
    }

    proptest! {
        #[test]
        fn merging_is_associative_and_commutative_and_equals_counting_at_once(
            all in prop::collection::vec(plausible_answers(), 0..30), cut in 0usize..30, other_cut in 0usize..30
        ) {
            let questionnaire = questionnaire();
            let form = Form::of(&questionnaire);
            let all = responses(&form, all);
            let (first, second) = (cut.min(other_cut).min(all.len()), cut.max(other_cut).min(all.len()));
            let parts = [&all[..first], &all[first..second], &all[second..]].map(|part| tally_of(&form, part));
            let [a, b, c] = parts;
            let left = a.clone().merge(&b).merge(&c);
            prop_assert!(left == a.clone().merge(&b.clone().merge(&c)));
            prop_assert!(left == c.merge(&b).merge(&a));
            prop_assert!(left == tally_of(&form, &all));
        }

        #[test]
        fn cells_of_a_partition_add_up_to_the_base(all in prop::collection::vec(plausible_answers(), 0..30)) {
            let questionnaire = questionnaire();
            let form = Form::of(&questionnaire);
            let tally = tally_of(&form, &responses(&form, all));
            for (item, counts) in form.items().iter().zip(&tally.all().items) {
                if matches!(item.measure, Measure::One(_) | Measure::Number(_)) {
                    prop_assert_eq!(counts.cells.iter().sum::<u64>(), counts.asked);
                }
                prop_assert!(counts.asked <= tally.responses());
                prop_assert!(counts.cells.iter().all(|cell| *cell <= counts.asked));
            }
        }
    }
}
