//! What the tests of this crate share: a campaign with every kind of question, and arbitrary drafts for it.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::campaign::{Audience, Campaign, Policy};
use crate::questionnaire::Questionnaire;
use crate::response::{Draft, Form, Response};

/// Every kind, conditions on each kind of reference, required and background questions.
pub(crate) fn questionnaire() -> Questionnaire {
    let text = |dutch: &str| json!({ "nl": dutch });
    let option = |id: &str| json!({ "id": id, "label": text(id) });
    let question = |id: &str, extra: Value, kind: Value| {
        let mut question = json!({ "id": id, "text": text(id), "kind": kind });
        question.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        json!({ "question": question })
    };
    let chosen = |item: &str, option: &str| json!({ "chosen": { "item": item, "option": option } });
    let other = json!({ "id": "other", "label": text("anders"), "namely": true });
    let none = json!({ "id": "none", "label": text("geen"), "exclusive": true });
    let points = json!([option("bad"), option("middle"), option("good")]);
    serde_json::from_value(json!({
        "title": text("Proef"), "intro": text("Proef"), "thanks": text("Dank u"),
        "parts": [
            { "section": { "title": text("Over u") } },
            question("who", json!({ "required": true, "background": true }),
                json!({ "single": { "options": [option("self"), option("carer"), other.clone()] } })),
            { "statement": { "text": text("Nu wat u doet.") } },
            question("day", json!({}),
                json!({ "multiple": { "options": [option("home"), option("work"), option("club"), other, none], "at_most": 3 } })),
            question("content", json!({ "condition": chosen("day", "home") }),
                json!({ "scale": { "points": points, "dont_know": option("unknown") } })),
            question("judge", json!({}), json!({ "grid": {
                "rows": [{ "id": "house", "label": text("huis") }, { "id": "street", "label": text("straat") }],
                "scale": { "points": points } } })),
            question("prefer", json!({ "condition": { "count": { "item": "day", "is": ">=", "than": 2 } } }),
                json!({ "ranking": { "options": [option("a"), option("b"), option("c"), option("d")], "top": 3 } })),
            question("places", json!({ "condition": { "not": chosen("judge.house", "bad") } }), json!({ "number": {
                "least": 0, "most": 500, "bands": [
                    { "id": "none", "label": text("geen"), "from": 0, "to": 0 },
                    { "id": "few", "label": text("weinig"), "from": 1, "to": 9 },
                    { "id": "many", "label": text("veel"), "from": 10, "to": 500 }] } })),
            question("relief", json!({ "required": true, "condition": { "all": [
                    chosen("who", "carer"), { "number": { "item": "places", "is": ">", "than": 5 } }] } }),
                json!({ "single": { "options": [option("yes"), option("no")] } })),
            question("wish", json!({}), json!({ "text": { "long": true, "at_most": 50 } })),
        ],
        "derived": [], "crossings": []
    }))
    .unwrap()
}

/// A campaign of people around [`questionnaire`], open from 1,000,000 to 2,000,000.
pub(crate) fn campaign() -> Campaign {
    let text = json!({ "nl": "proef" });
    let questionnaire = questionnaire();
    let audience = json!({
        "id": "users", "path": "gebruikers", "title": text, "respondents": "people",
        "fingerprint": questionnaire.fingerprint(), "questionnaire": questionnaire,
    });
    serde_json::from_value(json!({
        "id": "proef-2026", "trajectory": "dagbesteding-2026", "title": text, "municipalities": ["GM0171"],
        "opens": { "at": 1_000_000, "offset": 3600 }, "closes": { "at": 2_000_000, "offset": 3600 },
        "closes_by": 5_000_000, "expires": 9_000_000,
        "languages": ["nl"], "help": text, "themes": [], "policy": Policy::FLOOR, "audiences": [audience],
        "controller": { "name": "Proef", "purpose": text, "legal_basis": text, "contact": "proef@example.nl" },
        "colours": { "primary": "#154273", "surface": "#f3f6f9" },
    }))
    .unwrap()
}

pub(crate) fn users(campaign: &Campaign) -> &Audience {
    campaign.audience("users").unwrap()
}

/// A draft of those answers.
pub(crate) fn draft(answers: Value) -> Draft {
    let Value::Object(answers) = answers else { panic!("answers are an object") };
    Draft { answers, ..Draft::default() }
}

/// Answers that the form accepts, as often as not.
pub(crate) fn plausible_answers() -> impl Strategy<Value = Map<String, Value>> {
    let one = |options: &'static [&'static str]| prop::sample::select(options).prop_map(Value::from);
    let some = |options: &'static [&'static str], most: usize| {
        prop::sample::subsequence(options, 0..=most).prop_shuffle().prop_map(Value::from)
    };
    let points = || one(&["bad", "middle", "good"]);
    let maybe = |strategy: BoxedStrategy<Value>| prop::option::weighted(0.8, strategy);
    (
        one(&["self", "carer", "other"]),
        maybe(some(&["home", "work", "club"], 3).boxed()),
        maybe(one(&["bad", "middle", "good", "unknown"]).boxed()),
        maybe((points(), points()).prop_map(|(house, street)| json!({ "house": house, "street": street })).boxed()),
        maybe(some(&["a", "b", "c", "d"], 3).boxed()),
        maybe((0i64..=500).prop_map(Value::from).boxed()),
        one(&["yes", "no"]),
        maybe("[a-z ]{0,40}".prop_map(Value::from).boxed()),
    )
        .prop_map(|(who, day, content, judge, prefer, places, relief, wish)| {
            let mut answers = Map::from_iter([("who".to_owned(), who), ("relief".to_owned(), relief)]);
            let optional = [
                ("day", day),
                ("content", content),
                ("judge", judge),
                ("prefer", prefer),
                ("places", places),
                ("wish", wish),
            ];
            answers.extend(optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
            answers
        })
}

/// Accepted responses.
pub(crate) fn responses(form: &Form<'_>, answers: Vec<Map<String, Value>>) -> Vec<Response> {
    answers
        .into_iter()
        .map(|answers| match form.accept(&Draft { answers, ..Draft::default() }) {
            Ok(response) => response,
            Err(faults) => panic!("plausible answers are accepted: {faults:?}"),
        })
        .collect()
}
