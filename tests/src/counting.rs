//! How fast responses are recalled, tallied and protected: made-up responses to a questionnaire of 25 questions.

use std::time::Duration;

use serde_json::{Map, Value, json};
use survey::campaign::{Bundle, Campaign, Policy};
use survey::disclosure::{Ledger, Occasion, protect};
use survey::keys::RoundingKey;
use survey::mode::Mode;
use survey::questionnaire::Questionnaire;
use survey::release::ReleaseNumber;
use survey::response::{Draft, Form, Response, Stored};
use survey::tally::Tally;
use survey::time::Day;

/// How many questions are asked.
pub const QUESTIONS: usize = 25;
/// Responses held at once: what is measured is a stream, as in the release job.
const CHUNK: usize = 10_000;

/// How many releases are made to time one.
const RELEASES: u32 = 5;

/// CPU time of this thread for the parts of the work.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    /// From stored attributes to responses.
    pub recall: Duration,
    /// From responses to a tally.
    pub tally: Duration,
    /// From the tally to a release, once.
    pub protect: Duration,
    /// How many bytes the release has.
    pub release_bytes: usize,
}

/// Recalls, tallies and protects `count` made-up responses.
pub fn measure(count: usize) -> Figures {
    let campaign = campaign();
    let audience = &campaign.audiences[0];
    let form = Form::of(&audience.questionnaire);
    let mut chance = fastrand::Rng::with_seed(25);
    let mut tally = Tally::new(&form);
    let mut figures = Figures::default();
    let mut left = count;
    while left > 0 {
        let size = left.min(CHUNK);
        left -= size;
        let stored: Vec<Vec<(String, Stored)>> = (0..size).map(|_| stored(&form, &mut chance)).collect();
        let (responses, took) = timed(|| -> Vec<Response> {
            let recall = |stored: &Vec<(String, Stored)>| {
                form.recall(stored.iter().map(|(id, answer)| (id.as_str(), answer))).expect("stored by the same form")
            };
            stored.iter().map(recall).collect()
        });
        figures.recall += took;
        figures.tally += timed(|| responses.iter().for_each(|response| tally.add(&form, response, Mode::Link))).1;
    }
    let occasion =
        Occasion { campaign: &campaign, area: campaign.municipalities[0].into(), audience, day: Day(20_000) };
    let key = RoundingKey::new([25; 32]);
    let make = || protect(&occasion, ReleaseNumber::Final, &form, &tally, &Ledger::default(), &[], &key);
    let (release, _) = make();
    // The kernel tells a thread's CPU time in steps of milliseconds; one release takes less.
    let (_, took) = timed(|| (0..RELEASES).for_each(|_| drop(make())));
    figures.protect = took / RELEASES;
    figures.release_bytes = release.to_json().len();
    figures
}

/// What was done, and the CPU time of this thread that it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let before = cpu_time();
    let result = work();
    (result, cpu_time() - before)
}

/// CPU time of this thread so far, to the nanosecond (Linux: the first number of `schedstat`).
pub fn cpu_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells a thread's CPU time");
    let nanoseconds = stat.split(' ').next().and_then(|first| first.parse().ok());
    Duration::from_nanos(nanoseconds.expect("schedstat begins with nanoseconds"))
}

fn stored(form: &Form<'_>, chance: &mut fastrand::Rng) -> Vec<(String, Stored)> {
    let mut answers = Map::new();
    for question in 0..QUESTIONS {
        if chance.u8(0..10) == 0 {
            continue; // one in ten is skipped
        }
        let option = |chance: &mut fastrand::Rng, most: u8| format!("o{}", chance.u8(0..most));
        let answer = match question % 5 {
            0 | 1 => Value::from(option(chance, 6)),
            2 => (0..12).filter(|_| chance.u8(0..4) == 0).map(|index| format!("o{index}")).collect::<Vec<_>>().into(),
            3 => Value::from(option(chance, 4)),
            _ => Value::from(chance.i64(0..=100)),
        };
        answers.insert(format!("q{question}"), answer);
    }
    let draft = Draft { answers, ..Draft::default() };
    match form.accept(&draft) {
        Ok(response) => form.stored(&response),
        Err(faults) => panic!("made-up answers are accepted: {faults:?}"),
    }
}

/// The background questions.
const BACKGROUNDS: [usize; 4] = [0, 1, 5, 6];
/// The question-by-question tables.
const CROSSED: [(usize, usize); 10] =
    [(10, 11), (10, 15), (10, 16), (11, 15), (11, 16), (15, 16), (20, 21), (10, 20), (11, 21), (15, 20)];

/// 25 questions: single and multiple choices, scales and numbers; every fifth behind a condition. Four of them are
/// background questions, two are recoded, and there are ten question-by-question tables.
pub fn questionnaire() -> Questionnaire {
    let text = |text: String| json!({ "nl": text });
    let options = |count: usize| -> Value {
        (0..count).map(|index| json!({ "id": format!("o{index}"), "label": text(format!("Optie {index}")) })).collect()
    };
    let parts: Vec<Value> = (0..QUESTIONS)
        .map(|question| {
            let kind = match question % 5 {
                0 | 1 => json!({ "single": { "options": options(6) } }),
                2 => json!({ "multiple": { "options": options(12) } }),
                3 => {
                    json!({ "scale": { "points": options(3), "dont_know": { "id": "o3", "label": text("?".into()) } } })
                }
                _ => json!({ "number": { "least": 0, "most": 100, "bands": [
                    { "id": "low", "label": text("laag".into()), "from": 0, "to": 9 },
                    { "id": "middle", "label": text("midden".into()), "from": 10, "to": 49 },
                    { "id": "high", "label": text("hoog".into()), "from": 50, "to": 100 },
                ] } }),
            };
            let mut part =
                json!({ "id": format!("q{question}"), "text": text(format!("Vraag {question}")), "kind": kind });
            if BACKGROUNDS.contains(&question) {
                part["background"] = json!(true);
            }
            if question % 5 == 3 {
                let earlier = format!("q{}", question - 1);
                part["condition"] = json!({ "chosen": { "item": earlier, "option": "o0" } });
            }
            json!({ "question": part })
        })
        .collect();
    let group = |id: &str, options: std::ops::Range<usize>| {
        let options: Vec<String> = options.map(|index| format!("o{index}")).collect();
        json!({ "id": id, "label": text(id.to_owned()), "options": options })
    };
    let derived: Vec<Value> = [2, 7]
        .map(|of| {
            let groups = [group("first", 0..4), group("second", 4..8), group("third", 8..12)];
            json!({ "id": format!("d{of}"), "title": text("Groepen".into()), "of": format!("q{of}"), "groups": groups })
        })
        .into();
    let crossings: Vec<Value> = (CROSSED.iter())
        .map(|(rows, columns)| {
            let (id, title) = (format!("x{rows}_{columns}"), text("Kruistabel".into()));
            json!({ "id": id, "title": title, "rows": format!("q{rows}"), "columns": format!("q{columns}") })
        })
        .collect();
    let questionnaire = json!({
        "title": text("Meting".into()), "intro": text("Meting".into()), "thanks": text("Dank u".into()),
        "parts": parts, "derived": derived, "crossings": crossings,
    });
    serde_json::from_value(questionnaire).expect("the questionnaire is well-formed")
}

/// A campaign of one municipality and audience around [`questionnaire`], open from 2026-01-01 for 90 days.
pub fn campaign() -> Campaign {
    let text = json!({ "nl": "Meting" });
    let questionnaire = questionnaire();
    let opens = 1_767_225_600;
    let campaign = json!({
        "id": "meting-2026", "trajectory": "meting-2026", "title": text, "synthetic": true, "municipalities": ["GM0171"],
        "opens": { "at": opens, "offset": 3600 }, "closes": { "at": opens + 90 * 86_400, "offset": 3600 },
        "closes_by": opens + 300 * 86_400, "expires": opens + 400 * 86_400, "languages": ["nl"], "help": text, "themes": [], "policy": Policy::FLOOR,
        "controller": { "name": "Meting", "purpose": text, "legal_basis": text, "contact": "meting@example.nl" },
        "colours": { "primary": "#154273", "surface": "#f3f6f9" },
        "audiences": [{
            "id": "users", "path": "gebruikers", "title": text, "respondents": "people",
            "fingerprint": questionnaire.fingerprint(), "questionnaire": questionnaire,
        }],
    });
    serde_json::from_value(campaign).expect("the campaign is well-formed")
}

/// [`campaign`] as the functions carry it.
pub fn bundle() -> Bundle {
    Bundle::new(campaign())
}
