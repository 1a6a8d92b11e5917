//! Tests of the fuller final release: derived variables, breakdowns, question-by-question tables, totals.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::campaign::Access;
use crate::condition::{Comparison, Condition};
use crate::mode::Mode;
use crate::municipality::Municipality;
use crate::questionnaire::{self, ItemId, Questionnaire};
use crate::release::{Breakdown, Category, Cell, CrossBody, GroupBody, Variable, Withheld};
use crate::response::Response;
use crate::testing;

/// Two background questions, one with a coarser grouping; a recoded multiple choice; a question asked of one group alone;
/// a question-by-question table.
fn questionnaire() -> Questionnaire {
    let text = |dutch: &str| json!({ "nl": dutch });
    let option = |id: &str| json!({ "id": id, "label": text(id) });
    let options = |ids: &[&str]| ids.iter().map(|id| option(id)).collect::<Vec<_>>();
    let single = |id: &str, ids: &[&str], more: Value| {
        let mut question = json!({ "id": id, "text": text(id), "kind": { "single": { "options": options(ids) } } });
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "question": question })
    };
    let group = |id: &str, options: &[&str]| json!({ "id": id, "label": text(id), "options": options });
    let none = json!({ "id": "nothing", "label": text("niets"), "exclusive": true });
    let matters = [options(&["meet", "learn", "move"]), vec![none]].concat();
    serde_json::from_value(json!({
        "title": text("Proef"), "intro": text("Proef"), "thanks": text("Dank u"),
        "parts": [
            single("age", &["a", "b", "c", "d"], json!({ "background": true })),
            single("area", &["town", "around"], json!({ "background": true })),
            single("now", &["low", "high"], json!({})),
            single("wish", &["low", "high"], json!({})),
            json!({ "question": { "id": "matters", "text": text("matters"), "kind": { "multiple": { "options": matters } } } }),
            single("care", &["yes", "no"], json!({ "condition": { "chosen": { "item": "age", "option": "d" } } })),
        ],
        "derived": [
            { "id": "wide", "title": text("wide"), "of": "age", "groups": [group("young", &["a", "b"]), group("old", &["c", "d"])] },
            { "id": "goals", "title": text("goals"), "of": "matters", "groups": [group("social", &["meet", "learn"]), group("fit", &["move"])] },
        ],
        "crossings": [{ "id": "shift", "title": text("shift"), "rows": "now", "columns": "wish" }],
    }))
    .unwrap()
}

fn campaign() -> Campaign {
    let mut campaign = testing::campaign();
    let questionnaire = questionnaire();
    let mut audience = campaign.audiences[0].clone();
    audience.fingerprint = questionnaire.fingerprint();
    audience.questionnaire = questionnaire;
    campaign.audiences = vec![audience];
    campaign
}

fn key(seed: u64) -> RoundingKey {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    RoundingKey::new(bytes)
}

fn tally_of(form: &Form<'_>, answers: &[(Map<String, Value>, Mode)]) -> Tally {
    let mut tally = Tally::new(form);
    for (answers, mode) in answers {
        let response: Response = testing::responses(form, vec![answers.clone()]).remove(0);
        tally.add(form, &response, *mode);
    }
    tally
}

fn final_of(campaign: &Campaign, answers: &[(Map<String, Value>, Mode)], seed: u64) -> Release {
    let audience = &campaign.audiences[0];
    let form = Form::of(&audience.questionnaire);
    let occasion = Occasion { campaign, area: campaign.municipalities[0].into(), audience, day: Day(20_000) };
    let tally = tally_of(&form, answers);
    protect(&occasion, ReleaseNumber::Final, &form, &tally, &Ledger::default(), &[], &key(seed)).0
}

/// `count` times the same answers, by the open link.
fn alike(count: usize, answers: Value) -> Vec<(Map<String, Value>, Mode)> {
    vec![(answers.as_object().unwrap().clone(), Mode::Link); count]
}

/// 400 people of all kinds.
fn plenty() -> Vec<(Map<String, Value>, Mode)> {
    let (ages, areas, steps) = (["a", "b", "c", "d"], ["town", "around"], ["low", "high"]);
    let matters =
        [json!(["meet"]), json!(["meet", "learn"]), json!(["move"]), json!(["nothing"]), json!(["learn", "move"])];
    (0..400)
        .map(|at: usize| {
            let mut answers = Map::new();
            let mut give = |id: &str, value: Value, skipped: bool| {
                if !skipped {
                    answers.insert(id.to_owned(), value);
                }
            };
            let age = ages[at * 7 % 11 % 4];
            give("age", age.into(), at.is_multiple_of(17));
            give("area", areas[at / 3 % 2].into(), at.is_multiple_of(13));
            give("now", steps[at * 5 % 7 / 4].into(), at.is_multiple_of(19));
            give("wish", steps[at * 3 % 5 % 2].into(), at.is_multiple_of(23));
            give("matters", matters[at % 5].clone(), at.is_multiple_of(29));
            give("care", json!(if at.is_multiple_of(3) { "yes" } else { "no" }), age != "d" || at.is_multiple_of(17));
            (answers, Mode::ALL[at % 3])
        })
        .collect()
}

fn shown(body: &Body) -> (Cell, BTreeMap<String, Cell>) {
    let Body::Shown { base, cells } = body else { panic!("there are enough") };
    let named = |category: &Category| match category {
        Category::Value(value) => value.to_string(),
        Category::NoAnswer => "-".to_owned(),
    };
    (*base, cells.iter().map(|(category, cell)| (named(category), *cell)).collect())
}

fn one_way<'r>(tables: &'r [Table], item: &str) -> &'r Body {
    &tables.iter().find(|table| table.item.to_string() == item).unwrap_or_else(|| panic!("a table of {item}")).body
}

fn breakdown<'r>(release: &'r Release, by: &str) -> Option<&'r Breakdown> {
    release.breakdowns.iter().find(|breakdown| match &breakdown.by {
        Variable::Item(item) => item.to_string() == by,
        Variable::Mode => by == "mode",
    })
}

fn tables_of<'r>(breakdown: &'r Breakdown, group: &str) -> (Cell, &'r [Table]) {
    let group = breakdown.groups.iter().find(|known| known.value.as_str() == group).expect("there is such a group");
    match &group.body {
        GroupBody::Shown { responses, tables } => (*responses, tables),
        GroupBody::Withheld(reason) => panic!("{}: {reason:?}", group.value),
    }
}

#[test]
fn a_final_release_has_what_was_declared() {
    let release = final_of(&campaign(), &plenty(), 1);
    let ids = |tables: &[Table]| tables.iter().map(|table| table.item.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&release.tables), ["age", "area", "now", "wish", "matters", "care"]);
    assert_eq!(ids(&release.derived), ["wide", "goals"]);
    let by = |breakdown: &Breakdown| (breakdown.by.clone(), breakdown.groups.len());
    let item = |id: &str| Variable::Item(id.parse().unwrap());
    // By each background question, but one background question not by another; "no answer" is no group.
    assert_eq!(release.breakdowns.iter().map(by).collect::<Vec<_>>(), [(item("age"), 4), (item("area"), 2)]);
    let (_, tables) = tables_of(breakdown(&release, "area").unwrap(), "town");
    assert_eq!(ids(tables), ["now", "wish", "matters", "care", "goals"]);
    // What is never asked of a group has no table there.
    let (_, tables) = tables_of(breakdown(&release, "age").unwrap(), "a");
    assert_eq!(ids(tables), ["now", "wish", "matters", "goals"]);
    assert_eq!(release.crossings.len(), 1);
    let interim = {
        let campaign = campaign();
        let audience = &campaign.audiences[0];
        let form = Form::of(&audience.questionnaire);
        let area = campaign.municipalities[0].into();
        let occasion = Occasion { campaign: &campaign, area, audience, day: Day(20_000) };
        let tally = tally_of(&form, &plenty());
        protect(&occasion, ReleaseNumber::Interim(1), &form, &tally, &Ledger::default(), &[], &key(1)).0
    };
    assert!(interim.derived.is_empty() && interim.breakdowns.is_empty() && interim.crossings.is_empty());
}

#[test]
fn the_mode_is_a_breakdown_where_there_are_codes() {
    let mut campaign = campaign();
    assert!(breakdown(&final_of(&campaign, &plenty(), 1), "mode").is_none());
    campaign.access = Access::Both;
    let release = final_of(&campaign, &plenty(), 1);
    let modes = breakdown(&release, "mode").unwrap();
    let names: Vec<&str> = modes.groups.iter().map(|group| group.value.as_str()).collect();
    assert_eq!(names, ["link", "code", "interview"]);
    let (responses, tables) = tables_of(modes, "interview");
    assert!(responses.shown().abs_diff(133) < 5);
    assert_eq!(shown(one_way(tables, "now")).0, responses);
}

#[test]
fn the_same_cell_is_the_same_figure_wherever_it_stands() {
    for seed in 0..20 {
        let release = final_of(&campaign(), &plenty(), seed);
        let age = shown(one_way(&release.tables, "age")).1;
        for (group, figure) in age.iter().filter(|(group, _)| *group != "-") {
            let (responses, tables) = tables_of(breakdown(&release, "age").unwrap(), group);
            assert_eq!(responses, *figure);
            // Everyone in the group was asked.
            assert_eq!(shown(one_way(tables, "now")).0, *figure);
        }
        // Only those of age d are asked: the question's table is that of their group.
        let (_, tables) = tables_of(breakdown(&release, "age").unwrap(), "d");
        assert_eq!(one_way(tables, "care"), one_way(&release.tables, "care"));
        // A group of one option is that option.
        let goals = shown(one_way(&release.derived, "goals")).1;
        assert_eq!(goals["fit"], shown(one_way(&release.tables, "matters")).1["move"]);
        let CrossBody::Shown { base, rows, columns, cells } = &release.crossings[0].body else { panic!("enough") };
        assert_eq!(*base, release.responses);
        for (margin, item) in [(rows, "now"), (columns, "wish")] {
            let Body::Shown { cells, .. } = one_way(&release.tables, item) else { panic!("enough") };
            assert_eq!(margin, cells);
        }
        assert_eq!((cells.len(), cells[0].len()), (3, 3));
    }
}

#[test]
fn a_coarser_grouping_takes_the_place_of_groups_that_are_too_small() {
    let mut answers =
        [alike(40, json!({ "age": "a" })), alike(40, json!({ "age": "c" })), alike(40, json!({ "age": "d" }))].concat();
    answers.extend(alike(9, json!({ "age": "b" })));
    let release = final_of(&campaign(), &answers, 1);
    assert!(breakdown(&release, "age").is_none());
    let wide = breakdown(&release, "wide").unwrap();
    assert!(tables_of(wide, "young").0.shown().abs_diff(49) < 5);
    assert_eq!(tables_of(wide, "young").0, shown(one_way(&release.derived, "wide")).1["young"]);
    // Where there is no coarser one, the small group says so.
    let area = breakdown(&release, "area").unwrap();
    assert!(area.groups.iter().all(|group| group.body == GroupBody::Withheld(Withheld::TooFew)));
    // One more, and the fine grouping will do.
    answers.extend(alike(1, json!({ "age": "b" })));
    assert!(breakdown(&final_of(&campaign(), &answers, 1), "age").is_some());
}

/// The total over municipalities with these many responses, each answering `now` as often "low" as "high".
fn total_of(sizes: &[usize], seed: u64) -> Option<Release> {
    let mut campaign = campaign();
    campaign.municipalities = Municipality::all().take(sizes.len()).collect();
    let audience = &campaign.audiences[0];
    let form = Form::of(&audience.questionnaire);
    let ledger = Ledger::default();
    let counted: Vec<(Tally, Vec<Release>)> = (campaign.municipalities.iter().zip(sizes))
        .map(|(municipality, size)| {
            let answers: Vec<_> = (0..*size)
                .flat_map(|at| alike(1, json!({ "now": if at.is_multiple_of(2) { "low" } else { "high" } })))
                .collect();
            let tally = tally_of(&form, &answers);
            let occasion = Occasion { campaign: &campaign, area: (*municipality).into(), audience, day: Day(20_000) };
            let (release, _) = protect(&occasion, ReleaseNumber::Final, &form, &tally, &ledger, &[], &key(seed));
            (tally, vec![release])
        })
        .collect();
    let parts: Vec<Part<'_>> =
        counted.iter().map(|(tally, releases)| Part { tally, ledger: &ledger, releases }).collect();
    let occasion = Occasion { campaign: &campaign, area: Area::All, audience, day: Day(20_000) };
    protect_total(&occasion, &form, &parts, &key(seed))
}

#[test]
fn a_total_needs_five_municipalities_and_none_above_half() {
    assert!(total_of(&[20, 20, 20, 20], 1).is_none());
    assert!(total_of(&[20, 20, 20, 20, 0], 1).is_none());
    assert!(total_of(&[81, 20, 20, 20, 20], 1).is_none());
    let total = total_of(&[80, 20, 20, 20, 20], 1).unwrap();
    assert_eq!(total.area, Area::All);
    assert!(total.responses.shown().abs_diff(160) < 5);
    assert!(shown(one_way(&total.tables, "now")).1["low"].shown().abs_diff(80) < 5);
    // Nobody was asked: here too few municipalities take part, whatever the base.
    assert_eq!(one_way(&total.tables, "care"), &Body::Withheld(Withheld::FewMunicipalities));
}

/// All ways to fill `cells` so that each lies less than 5 from what is shown, all add up to `n`, and `agrees`.
fn possible(shown: &[Cell], n: u32, agrees: &dyn Fn(&[u32]) -> bool) -> Vec<Vec<u32>> {
    fn extend(
        shown: &[Cell],
        left: u32,
        so_far: &mut Vec<u32>,
        found: &mut Vec<Vec<u32>>,
        agrees: &dyn Fn(&[u32]) -> bool,
    ) {
        let Some((first, rest)) = shown.split_first() else {
            if left == 0 && agrees(so_far) {
                found.push(so_far.clone());
            }
            return;
        };
        for count in first.shown().saturating_sub(4)..=(first.shown() + 4).min(left) {
            so_far.push(count);
            extend(rest, left - count, so_far, found, agrees);
            so_far.pop();
        }
    }
    let mut found = Vec::new();
    extend(shown, n, &mut Vec::new(), &mut found, agrees);
    found
}

/// Any condition on questions that come before `prefer`, `places` and `relief`.
fn conditions() -> impl Strategy<Value = Condition> {
    let item = |id: &str| id.parse::<ItemId>().unwrap();
    let chosen = [("who", "self"), ("who", "carer"), ("day", "home"), ("day", "work"), ("judge.house", "bad")];
    let comparisons = [Comparison::Equal, Comparison::Unequal, Comparison::Less, Comparison::AtLeast];
    let leaf = prop_oneof![
        prop::sample::select(chosen.to_vec())
            .prop_map(move |(id, option)| Condition::Chosen { item: item(id), option: option.parse().unwrap() }),
        prop::sample::select(vec!["day", "judge.house"]).prop_map(move |id| Condition::Answered { item: item(id) }),
        (prop::sample::select(comparisons.to_vec()), 0i64..3).prop_map(move |(is, than)| Condition::Count {
            item: item("day"),
            is,
            than
        }),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Condition::Any),
            inner.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever questions depend on: what the last look takes for granted is never contradicted by real counts.
    #[test]
    fn any_conditions_any_answers_and_there_is_a_release(
        asked_day in prop::option::of(prop::sample::select(vec!["self", "carer"])),
        on in prop::collection::vec(conditions(), 3),
        answers in prop::collection::vec(testing::plausible_answers(), 10..90),
        seed in any::<u64>(),
    ) {
        let mut campaign = testing::campaign();
        campaign.access = Access::Both;
        let questionnaire = &mut campaign.audiences[0].questionnaire;
        // Recoded and broken down by what is asked of some alone; a table of one question by another of those.
        let group = |id: &str, options: &[&str]| json!({ "id": id, "label": { "nl": id }, "options": options });
        questionnaire.derived = serde_json::from_value(json!([
            { "id": "out", "title": { "nl": "uit" }, "of": "day", "groups": [group("away", &["work", "club"]), group("no", &["none"])] },
            { "id": "mood", "title": { "nl": "stemming" }, "of": "content", "groups": [group("low", &["bad", "middle"]), group("high", &["good"])] },
        ]))
        .unwrap();
        questionnaire.crossings = serde_json::from_value(json!([
            { "id": "cross", "title": { "nl": "kruis" }, "rows": "judge.house", "columns": "relief" },
        ]))
        .unwrap();
        let parts = &mut questionnaire.parts;
        for part in parts.iter_mut() {
            match part {
                questionnaire::Part::Question(question) if ["content", "places"].contains(&question.id.as_str()) => {
                    question.background = true;
                }
                _ => {}
            }
        }
        let mut condition = |id: &str, condition: Option<Condition>| {
            for part in parts.iter_mut() {
                match part {
                    questionnaire::Part::Question(question) if question.id.as_str() == id => question.condition = condition.clone(),
                    _ => {}
                }
            }
        };
        condition("day", asked_day.map(|option| Condition::Chosen {
            item: "who".parse().unwrap(),
            option: option.parse().unwrap(),
        }));
        for (id, on) in ["prefer", "places", "relief"].into_iter().zip(on) {
            condition(id, Some(on));
        }
        let audience = &campaign.audiences[0];
        let form = Form::of(&audience.questionnaire);
        let occasion = Occasion {
            campaign: &campaign,
            area: campaign.municipalities[0].into(),
            audience,
            day: Day(20_000),
        };
        let tally = |count: usize| {
            let answers = answers[..count].iter().zip(Mode::ALL.into_iter().cycle());
            tally_of(&form, &answers.map(|(answers, mode)| (answers.clone(), mode)).collect::<Vec<_>>())
        };
        let key = key(seed);
        let before = tally(answers.len() / 2);
        let (first, ledger) =
            protect(&occasion, ReleaseNumber::Interim(1), &form, &before, &Ledger::default(), &[], &key);
        let (end, _) = protect(&occasion, ReleaseNumber::Final, &form, &tally(answers.len()), &ledger, &[first], &key);
        prop_assert_eq!(end.tables.len(), form.items().len() - 1);
    }

    /// Against an attacker who tries every table of three by three that a final release of 10 to 12 leaves possible.
    #[test]
    fn no_small_count_of_a_crossing_has_only_one_possible_value(
        counts in prop::collection::vec(0usize..4, 9).prop_filter("10 to 12 people", |counts| {
            (10..=12).contains(&counts.iter().sum::<usize>())
        }),
        seed in any::<u64>(),
    ) {
        let value = |at: usize| ["low", "high"].get(at).copied();
        let answers: Vec<_> = counts.iter().enumerate().flat_map(|(at, count)| {
            let mut answers = Map::new();
            answers.extend(value(at / 3).map(|step| ("now".to_owned(), step.into())));
            answers.extend(value(at % 3).map(|step| ("wish".to_owned(), step.into())));
            vec![(answers, Mode::Link); *count]
        }).collect();
        let release = final_of(&campaign(), &answers, seed);
        let n = answers.len() as u32;
        if let CrossBody::Shown { rows, columns, cells, .. } = &release.crossings[0].body {
            let near = |cell: Cell, count: u32| cell.shown().abs_diff(count) < 5;
            let agrees = |counts: &[u32]| {
                let row = |at: usize| counts[at * 3..at * 3 + 3].iter().sum::<u32>();
                let column = |at: usize| (0..3).map(|row| counts[row * 3 + at]).sum::<u32>();
                (0..3).all(|at| near(rows[at].1, row(at)) && near(columns[at].1, column(at)))
            };
            let tables = possible(&cells.concat(), n, &agrees);
            prop_assert!(tables.iter().any(|table| table.iter().zip(&counts).all(|(a, b)| *a as usize == *b)));
            for at in 0..9 {
                let first = tables[0][at];
                let only = tables.iter().all(|table| table[at] == first);
                prop_assert!(!only || !(1..5).contains(&first), "{:?} of {n}", release.crossings);
            }
        }
    }
}
