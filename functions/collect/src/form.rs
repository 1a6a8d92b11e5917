//! What a browser posts, as a [`Draft`]. Nothing is checked here: [`Form::accept`](survey::response::Form::accept) does
//! that, for forms and programs alike.
//!
//! Fields: `id`; `code`, with the buttons `check` and `replace`; `shown` and the bait (see [`trap`](crate::trap)); `to` and
//! `notice` where another language is chosen; `p.<question>` where an interviewer passed over it; `q.<question>`; `q.<question>.<row>` in a grid; `q.<question>.<place>` in a
//! ranking; `n.<question>.<option>` for "namely…". Other fields are none of ours and are left alone (browsers and their
//! extensions add some).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use survey::questionnaire::{Kind, Questionnaire};
use survey::response::Draft;

use crate::trap::{BAIT, SHOWN, Shown};

/// A posted form.
pub(crate) struct Posted {
    /// The submission id as it came; empty where there was none.
    pub(crate) submission: String,
    /// The language in which the form is to be shown, where it is not to be sent.
    pub(crate) to: Option<String>,
    /// What stood above the form, by its name; empty where nothing did.
    pub(crate) notice: String,
    /// The invitation code as it was typed; empty where there was none.
    pub(crate) code: String,
    /// Whether only the code is to be looked at.
    pub(crate) check: bool,
    /// Whether these answers are to replace those that were sent with the code before.
    pub(crate) replace: bool,
    /// What the form says of its page.
    pub(crate) shown: Shown,
    /// Whether the field that no person sees was filled in.
    pub(crate) bait_taken: bool,
    /// The questions that an interviewer passed over: the other would or could not answer them.
    pub(crate) passed: BTreeSet<String>,
    /// The answers.
    pub(crate) draft: Draft,
}

impl Posted {
    /// Takes away the answers to what was passed over. A script does so at once; without one they can contradict.
    pub(crate) fn pass_over(&mut self) {
        for question in &self.passed {
            self.draft.answers.remove(question);
            self.draft.namely.remove(question);
        }
    }

    /// Whether nothing was filled in.
    pub(crate) fn is_blank(&self) -> bool {
        self.code.trim().is_empty()
            && self.passed.is_empty()
            && self.draft.answers.values().all(blank)
            && self.draft.namely.values().flat_map(BTreeMap::values).all(blank)
    }
}

fn blank(given: &Value) -> bool {
    match given {
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.iter().all(blank),
        Value::Object(rows) => rows.values().all(blank),
        Value::Null => true,
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Reads a body of type `application/x-www-form-urlencoded`. Any bytes make a form.
pub(crate) fn read(body: &[u8], questionnaire: &Questionnaire) -> Posted {
    let mut posted = Posted {
        submission: String::new(),
        to: None,
        notice: String::new(),
        code: String::new(),
        check: false,
        replace: false,
        shown: Shown::Unknown,
        bait_taken: false,
        passed: BTreeSet::new(),
        draft: Draft::default(),
    };
    let mut rankings: BTreeMap<String, BTreeMap<usize, String>> = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(body) {
        let value = value.into_owned();
        if name == "id" {
            posted.submission = value;
        } else if name == "to" {
            posted.to = Some(value);
        } else if name == "notice" {
            posted.notice = value;
        } else if name == "code" {
            posted.code = value;
        } else if name == "check" {
            posted.check = true;
        } else if name == "replace" {
            posted.replace = true;
        } else if name == SHOWN {
            posted.shown = Shown::parse(&value);
        } else if name == BAIT {
            posted.bait_taken = !value.is_empty();
        } else if let Some(question) = name.strip_prefix("p.") {
            posted.passed.insert(question.to_owned());
        } else if let Some(name) = name.strip_prefix("n.") {
            match name.split_once('.') {
                Some((question, option)) => {
                    posted.draft.namely.entry(question.to_owned()).or_default().insert(option.to_owned(), value.into());
                }
                None => insert(&mut posted.draft.answers, name, value),
            }
        } else if let Some(name) = name.strip_prefix("q.") {
            let (question, rest) = name.split_once('.').map_or((name, None), |(question, rest)| (question, Some(rest)));
            let kind = questionnaire.question(question).map(|question| &question.kind);
            match (kind, rest) {
                (Some(Kind::Multiple { .. }), None) => list(&mut posted.draft.answers, question).push(value.into()),
                (Some(Kind::Grid { .. }), Some(row)) => {
                    let rows = posted.draft.answers.entry(question).or_insert_with(|| Map::new().into());
                    match rows {
                        Value::Object(rows) => insert(rows, row, value),
                        _ => insert(&mut posted.draft.answers, name, value),
                    }
                }
                (Some(Kind::Ranking { options, .. }), Some(place)) => match place.parse::<usize>() {
                    Ok(place) if (1..=options.len()).contains(&place) => {
                        rankings.entry(question.to_owned()).or_default().insert(place, value);
                    }
                    Ok(_) | Err(_) => insert(&mut posted.draft.answers, name, value),
                },
                (Some(_) | None, _) => insert(&mut posted.draft.answers, name, value),
            }
        }
    }
    for (question, places) in rankings {
        // A place that was skipped is no answer; what follows moves up.
        let ranked: Vec<Value> = places.into_values().filter(|option| !option.is_empty()).map(Value::from).collect();
        posted.draft.answers.insert(question, ranked.into());
    }
    posted
}

/// A posted wish to withdraw.
#[derive(Default)]
pub(crate) struct Wish {
    /// The invitation code as it was typed.
    pub(crate) code: String,
    /// Whether the button was pressed that says what happens.
    pub(crate) sure: bool,
    /// The language in which the page is to be shown, where nothing is to happen.
    pub(crate) to: Option<String>,
}

/// Reads the form to withdraw. Any bytes make one.
pub(crate) fn read_wish(body: &[u8]) -> Wish {
    let mut wish = Wish::default();
    for (name, value) in form_urlencoded::parse(body) {
        match &*name {
            "code" => wish.code = value.into_owned(),
            "sure" => wish.sure = true,
            "to" => wish.to = Some(value.into_owned()),
            _ => {}
        }
    }
    wish
}

/// One value stays one; a second under the same name makes a list, which is then refused where one belongs.
fn insert(answers: &mut Map<String, Value>, name: &str, value: String) {
    match answers.get_mut(name) {
        None => {
            answers.insert(name.to_owned(), value.into());
        }
        Some(Value::Array(values)) => values.push(value.into()),
        Some(earlier) => *earlier = Value::Array(vec![earlier.take(), value.into()]),
    }
}

fn list<'a>(answers: &'a mut Map<String, Value>, name: &str) -> &'a mut Vec<Value> {
    let values = answers.entry(name).or_insert_with(|| Value::Array(Vec::new()));
    if !values.is_array() {
        *values = Value::Array(vec![values.take()]);
    }
    values.as_array_mut().expect("just made one")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};
    use serde_json::json;
    use survey::response::Form;

    use super::*;
    use crate::fixtures;

    fn check(body: &str, answers: Value, namely: Value) {
        let posted = read(body.as_bytes(), &fixtures::campaign().audiences[0].questionnaire);
        assert_eq!(Value::Object(posted.draft.answers), answers, "{body}");
        assert_eq!(json!(posted.draft.namely), namely, "{body}");
    }

    #[test]
    fn fields_become_answers_by_kind() {
        check("id=x&q.who=self", json!({"who": "self"}), json!({}));
        check("q.day=home&q.day=club", json!({"day": ["home", "club"]}), json!({}));
        check(
            "q.day=other&n.day.other=Vissen+%26+varen",
            json!({"day": ["other"]}),
            json!({"day": {"other": "Vissen & varen"}}),
        );
        check("q.judge.home=sad&q.judge.bus=happy", json!({"judge": {"home": "sad", "bus": "happy"}}), json!({}));
        check("q.prefer.1=&q.prefer.3=move&q.prefer.2=meet", json!({"prefer": ["meet", "move"]}), json!({}));
        check("q.hours=4&q.wish=", json!({"hours": "4", "wish": ""}), json!({}));
    }

    #[test]
    fn what_does_not_belong_is_kept_to_be_refused_and_other_fields_are_left_alone() {
        check("q.who=self&q.who=help", json!({"who": ["self", "help"]}), json!({}));
        check("q.nothing=1&q.who.x=2&n.day=3", json!({"nothing": "1", "who.x": "2", "day": "3"}), json!({}));
        check("q.prefer.9=move&q.prefer.x=move", json!({"prefer.9": "move", "prefer.x": "move"}), json!({}));
        check("_token=abc&utm=1", json!({}), json!({}));
    }

    #[test]
    fn the_submission_id_is_read() {
        let questionnaire = &fixtures::campaign().audiences[0].questionnaire;
        assert_eq!(read(b"id=AAAABBBBCCCCDDDD", questionnaire).submission, "AAAABBBBCCCCDDDD");
        assert_eq!(read(b"", questionnaire).submission, "");
    }

    #[test]
    fn the_code_the_buttons_and_what_the_page_says_are_read() {
        let questionnaire = &fixtures::campaign().audiences[0].questionnaire;
        let posted = read(b"id=x&code=4k7q+2m9f&check=1&shown=17&website=&q.who=self", questionnaire);
        assert_eq!((posted.code.as_str(), posted.check, posted.replace), ("4k7q 2m9f", true, false));
        assert!(posted.shown == Shown::parse("17") && !posted.bait_taken);
        let posted = read(b"replace=1&website=http://spam.example&shown=again", questionnaire);
        assert!(posted.replace && posted.bait_taken && posted.shown == Shown::Again);
        assert!(read(b"", questionnaire).shown == Shown::Unknown);
    }

    #[test]
    fn what_was_passed_over_has_no_answer() {
        let questionnaire = &fixtures::campaign().audiences[0].questionnaire;
        let mut posted =
            read(b"q.who=self&q.day=other&n.day.other=Vissen&p.day=1&p.judge=1&q.judge.bus=sad", questionnaire);
        posted.pass_over();
        assert_eq!(Value::Object(posted.draft.answers), json!({"who": "self"}));
        assert!(posted.draft.namely.is_empty() && posted.passed.len() == 2);
    }

    #[test]
    fn a_form_is_blank_until_something_is_filled_in() {
        let questionnaire = &fixtures::campaign().audiences[0].questionnaire;
        let untouched = "id=AAAABBBBCCCCDDDD&code=&shown=1&website=x&to=en&q.prefer.1=&q.prefer.2=&n.day.other=&q.hours=+&q.wish=%0D%0A";
        assert!(read(untouched.as_bytes(), questionnaire).is_blank());
        for touched in [
            "q.who=self",
            "q.day=home",
            "q.judge.bus=sad",
            "q.prefer.2=calm",
            "n.day.other=x",
            "q.hours=0",
            "code=4K7Q",
            "p.who=1",
        ] {
            assert!(!read(format!("{untouched}&{touched}").as_bytes(), questionnaire).is_blank(), "{touched}");
        }
    }

    proptest! {
        #[test]
        fn any_body_is_read_and_accepted_or_refused(
            fields in proptest::collection::vec(
                ("(q|n|x)\\.(who|day|judge|prefer|hours|wish|wat)(\\.(home|other|1|2|x))?", "(self|other|home|1|-5|.{0,6})"), 0..12,
            ),
            tail in any::<Vec<u8>>(),
        ) {
            let campaign = fixtures::campaign();
            let questionnaire = &campaign.audiences[0].questionnaire;
            let mut body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes();
            body.extend(tail);
            let posted = read(&body, questionnaire);
            // Either is fine; neither panics.
            let _ = Form::of(questionnaire).accept(&posted.draft).is_ok();
        }
    }
}
