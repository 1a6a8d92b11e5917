//! Counting. A tally is exact, so it has no serialisation and no `Debug`; what may be shown of it is made by
//! [`protect`](crate::disclosure::protect).
//!
//! Its memory depends on the questionnaire alone, not on how many responded. [`Tally::merge`] is associative and
//! commutative, so that parts of the letterbox can be counted side by side.

use crate::questionnaire::Measure;
use crate::response::{Answer, Form, Response};

/// Exact counts over responses to one questionnaire.
#[derive(Clone, PartialEq)]
pub struct Tally {
    responses: u64,
    items: Box<[Counts]>,
}

/// Exact counts of one item. Open text counts only who was asked.
#[derive(Clone, PartialEq)]
pub(crate) struct Counts {
    /// How many were asked.
    pub(crate) asked: u64,
    /// How many gave each answer (an option, point or band each), and last: how many gave none.
    pub(crate) cells: Box<[u64]>,
}

impl Tally {
    /// A tally of nothing.
    pub fn new(form: &Form<'_>) -> Self {
        let items = form.items().iter().map(|item| {
            let answers = match &item.measure {
                Measure::One(choices) => choices.len(),
                Measure::Many(choices) | Measure::Ranked(choices, _) => choices.len(),
                Measure::Number(range) => range.bands.len(),
                Measure::Text => 0,
            };
            Counts { asked: 0, cells: vec![0; answers + 1].into() }
        });
        Tally { responses: 0, items: items.collect() }
    }

    /// Counts one more response.
    pub fn add(&mut self, form: &Form<'_>, response: &Response) {
        self.responses += 1;
        for (place, counts) in self.items.iter_mut().enumerate() {
            if !form.asked(place, response) {
                continue;
            }
            counts.asked += 1;
            match (&form.items()[place].measure, response.answer(place)) {
                (Measure::Text, _) => {}
                (_, None) => counts.cells[counts.cells.len() - 1] += 1,
                (Measure::Number(range), Some(Answer::Number(number))) => {
                    let band = range.bands.iter().position(|band| (band.from..=band.to).contains(number));
                    counts.cells[band.expect("bands cover all that is accepted")] += 1;
                }
                (_, Some(Answer::One(index))) => counts.cells[usize::from(*index)] += 1,
                (_, Some(Answer::Many(chosen))) => {
                    let mut left = *chosen;
                    while left != 0 {
                        counts.cells[left.trailing_zeros() as usize] += 1;
                        left &= left - 1;
                    }
                }
                (_, Some(Answer::Ranked(order))) => {
                    order.iter().for_each(|index| counts.cells[usize::from(*index)] += 1);
                }
                (_, Some(Answer::Number(_))) => unreachable!("only a number is answered with a number"),
            }
        }
    }

    /// Takes together two tallies of the same questionnaire.
    #[must_use]
    pub fn merge(mut self, other: &Tally) -> Tally {
        self.responses += other.responses;
        for (mine, theirs) in self.items.iter_mut().zip(&other.items) {
            mine.asked += theirs.asked;
            mine.cells.iter_mut().zip(&theirs.cells).for_each(|(mine, theirs)| *mine += theirs);
        }
        self
    }

    /// How many responses were counted. Exact: for deciding whether a release is due, not for showing.
    pub fn responses(&self) -> u64 {
        self.responses
    }

    /// The counts, item by item.
    pub(crate) fn items(&self) -> &[Counts] {
        &self.items
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::testing::{plausible_answers, questionnaire, responses};

    fn tally_of(form: &Form<'_>, responses: &[Response]) -> Tally {
        let mut tally = Tally::new(form);
        responses.iter().for_each(|response| tally.add(form, response));
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
            .zip(tally.items())
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
            for (item, counts) in form.items().iter().zip(tally.items()) {
                if matches!(item.measure, Measure::One(_) | Measure::Number(_)) {
                    prop_assert_eq!(counts.cells.iter().sum::<u64>(), counts.asked);
                }
                prop_assert!(counts.asked <= tally.responses());
                prop_assert!(counts.cells.iter().all(|cell| *cell <= counts.asked));
            }
        }
    }
}
