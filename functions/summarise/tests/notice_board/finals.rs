//! Final releases: all their parts, and what moderators approved beside them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Map;
use storage::Hung;
use storage::embedded::Watch;
use survey::addendum::{Addendum, Approved};
use survey::campaign::Access;
use survey::disclosure::with_focus_groups;
use survey::focus::{FocusGroup, SessionForm, SessionTally, Statement, StoredSession};
use survey::moderation::{Decision, Verdict, terms};
use survey::release::FocusGroups;

use super::*;

/// The day after the close.
const AFTER: Day = Day(20_760);

/// The campaign with codes besides the open link, so that there is a breakdown by mode.
pub(crate) fn with_codes() -> Campaign {
    Campaign { access: Access::Both, ..campaign() }
}

/// Where the final release of the users in Noordoostpolder hangs, and quotes with it.
pub(crate) async fn finished(respondents: u32) -> (Stand, Campaign, Release) {
    let campaign = with_codes();
    let release = final_release(&campaign, respondents);
    let stand = stand_of(campaign.clone()).await;
    let _ = stand.notices.hang(&release).await.unwrap();
    (stand, campaign, release)
}

fn mode(number: u32) -> Mode {
    match number % 10 {
        0 => Mode::Interview,
        1..=4 => Mode::Code,
        _ => Mode::Link,
    }
}

fn final_release(campaign: &Campaign, respondents: u32) -> Release {
    let form = Form::of(&campaign.audience("users").unwrap().questionnaire);
    protected(campaign, &tally_by(&form, respondents, answers, mode))
}

fn protected(campaign: &Campaign, tally: &Tally) -> Release {
    let audience = campaign.audience("users").unwrap();
    let form = Form::of(&audience.questionnaire);
    let area = campaign.municipality("GM0171").unwrap().into();
    let occasion = Occasion { campaign, area, audience, day: AFTER };
    let key = RoundingKey::new([7; 32]);
    protect(&occasion, ReleaseNumber::Final, &form, tally, &Ledger::default(), &[], &key).0
}

fn addendum(release: &Release, version: u32, quotes: &[&str]) -> Addendum {
    let approved = quotes.iter().map(|text| {
        let decision = Decision { verdict: Verdict::Approved, struck: String::new() };
        decision.approve(text).unwrap()
    });
    let words = terms(["graag wandelen", "wandelen"], 2);
    let words = words.iter().filter_map(|term| term.judged(Verdict::Approved));
    let fields = vec![Approved::of("wish".to_owned(), approved, words)];
    Addendum::of(release, version, AFTER, fields).unwrap()
}

#[tokio::test]
async fn a_final_release_in_dutch_and_english() {
    let (stand, _, release) = finished(90).await;
    let quotes = ["=Ik wil zingen; \"met [naam]\"", "Meer buiten zijn."];
    assert_eq!(stand.notices.hang_addendum(&addendum(&release, 1, &quotes), "M. Bos", NOW).await.unwrap(), Hung::Now);
    for (language, path) in [("nl", USERS.to_owned()), ("en", format!("{USERS}?lang=en"))] {
        let mut found = stand.get(&path).await.json();
        // Their shape is that of an interim release's.
        assert_eq!(found["tables"].as_array().unwrap().len(), release.tables().len());
        found.as_object_mut().unwrap().remove("tables");
        // Of each breakdown the groups, and of the first shown group the first table: the others are alike.
        let mut first = true;
        for breakdown in found["breakdowns"].as_array_mut().unwrap() {
            for group in breakdown["groups"].as_array_mut().unwrap() {
                let tables = group["tables"].as_array_mut().unwrap();
                tables.truncate(usize::from(std::mem::replace(&mut first, false)));
            }
        }
        insta::assert_snapshot!(format!("final_{language}"), serde_json::to_string_pretty(&found).unwrap());
    }
}

#[tokio::test]
async fn a_final_release_as_csv() {
    let (stand, _, release) = finished(90).await;
    let quotes = ["=Ik wil zingen; \"met [naam]\"", "Meer buiten zijn."];
    let _ = stand.notices.hang_addendum(&addendum(&release, 1, &quotes), "M. Bos", NOW).await.unwrap();
    let all = stand.get(&format!("{USERS}?format=csv")).await.text;
    // The tables stand first, as in an interim release; of the breakdowns one question is enough to see.
    let lines: Vec<&str> = all.lines().collect();
    let kinds: Vec<&str> = lines[1..].iter().map(|line| kind_of(line)).collect();
    assert!(kinds.starts_with(&["vraag"]));
    assert_eq!(
        kinds.iter().rposition(|kind| *kind == "vraag"),
        kinds.iter().position(|kind| *kind != "vraag").map(|at| at - 1)
    );
    let shown = lines.iter().filter(|line| match kind_of(line) {
        "vraag" => false,
        "uitsplitsing" => line.contains(";who;") || line.contains(";;;;;;;;;;;"),
        _ => true,
    });
    insta::assert_snapshot!("final_csv_excel", shown.copied().collect::<Vec<_>>().join("␍\n"));
    let plain =
        stand.get(&format!("{USERS}?format=csv&dialect=rfc4180&lang=en&parts=derived,crossings,quotes")).await.text;
    insta::assert_snapshot!("final_csv_rfc4180", plain.replace("\r\n", "␍\n"));
}

/// The kind of a row as Excel gets it.
fn kind_of(line: &str) -> &'static str {
    let kinds =
        ["vraag", "samengenomen", "uitsplitsing", "kruistabel", "kruistabel, totaal", "citaat", "woord", "leeswijzer"];
    let is = |kind: &&str| line.contains(&format!(";{kind};")) || line.contains(&format!(";\"{kind}\";"));
    kinds.into_iter().find(is).unwrap_or_default()
}

/// The campaign with two statements for focus groups.
fn with_groups() -> Campaign {
    let statement = |id: &str, dutch: &str, english: &str| Statement {
        id: id.parse().unwrap(),
        text: serde_json::from_value(json!({ "nl": dutch, "en": english })).unwrap(),
        audiences: Vec::new(),
    };
    let statements =
        vec![statement("near", "Liever \"dichtbij\".", "Rather near."), statement("bus", "De bus.", "The bus.")];
    Campaign { focus_group: Some(FocusGroup { statements }), ..campaign() }
}

/// A final release with what groups of these people said, of whom so many agreed with the first statement.
fn grouped(campaign: &Campaign, groups: &[(u32, &str, u32)]) -> Release {
    let audience = campaign.audience("users").unwrap();
    let form = SessionForm::of(campaign, audience).unwrap();
    let mut tally = SessionTally::new(&form);
    for (people, themes, agreed) in groups {
        let agreed = vec![("near".to_owned(), *agreed)];
        let Ok(session) = form.recall(&StoredSession { people: *people, themes: (*themes).to_owned(), agreed }) else {
            panic!("a session")
        };
        tally.add(&session);
    }
    let area = campaign.municipality("GM0171").unwrap().into();
    let occasion = Occasion { campaign, area, audience, day: AFTER };
    with_focus_groups(final_release(campaign, 30), &occasion, &tally, &RoundingKey::new([7; 32]))
}

#[tokio::test]
async fn what_groups_said_is_a_part_in_every_form_and_only_where_there_were_any() {
    let campaign = with_groups();
    let stand = stand_of(campaign.clone()).await;
    let release = grouped(&campaign, &[(8, "meeting learning", 7), (6, "meeting", 5), (7, "meeting", 2)]);
    let _ = stand.notices.hang(&release).await.unwrap();
    let FocusGroups::Shown { people, statements, .. } = release.focus_groups().unwrap() else { panic!("three") };
    let figures = statements[0].figures().unwrap();

    let part = |more: &str| format!("{USERS}?parts=focus_groups{more}");
    let found = stand.get(&part("&lang=en")).await.json();
    insta::assert_snapshot!("focus_groups_en", serde_json::to_string_pretty(&found["focus_groups"]).unwrap());
    assert_eq!(found["focus_groups"]["people"]["count"], people.shown());
    assert_eq!(found["focus_groups"]["statements"][0]["agreed"]["count"], figures.agreed.shown());
    assert_eq!((&found["tables"], &found["quotes"]), (&Value::Null, &Value::Null));
    assert!(stand.get(&format!("{USERS}?parts=tables")).await.json()["focus_groups"].is_null());
    let csv = stand.get(&part("&format=csv")).await.text;
    let rows: Vec<&str> = csv.lines().filter(|line| line.contains("groepsgesprek, ")).collect();
    insta::assert_snapshot!("focus_groups_csv", rows.join("␍\n"));
    let plain = stand.get(&part("&format=csv&dialect=rfc4180&lang=en")).await.text;
    let shown = figures.agreed.shown().to_string();
    let row = plain.lines().find(|line| line.contains("focus_group_statement") && line.contains("near")).unwrap();
    assert!(row.split(',').any(|value| value == shown), "{row}");
    let workbook = stand.get(&part("&format=xlsx")).await;
    assert_eq!(workbook.status, StatusCode::OK);

    let few = grouped(&campaign, &[(20, "meeting", 7)]);
    let told = Summary::new(&campaign, &campaign.audiences[0], &few, None, Parts::RELEASED, Language::Nl);
    let groups = told.focus_groups.unwrap();
    assert!(groups.people.is_none() && groups.themes.is_empty() && groups.statements.is_empty());
    assert!(groups.withheld.unwrap().starts_with("Te weinig om te tonen"));
    let none = final_release(&campaign, 30);
    let told = Summary::new(&campaign, &campaign.audiences[0], &none, None, Parts::RELEASED, Language::Nl);
    assert!(told.focus_groups.is_none());
}

#[tokio::test]
async fn parts_are_given_as_asked() {
    let (stand, _, release) = finished(90).await;
    let _ = stand.notices.hang_addendum(&addendum(&release, 1, &["Meer buiten zijn."]), "M. Bos", NOW).await.unwrap();
    let all = stand.get(USERS).await.json();
    for part in ["tables", "derived", "breakdowns", "crossings", "quotes"] {
        assert!(!all[part].is_null(), "{part}");
        let found = stand.get(&format!("{USERS}?parts={part}")).await.json();
        for other in ["tables", "derived", "breakdowns", "crossings", "quotes"] {
            assert_eq!(found[other], if other == part { all[part].clone() } else { Value::Null }, "{part} {other}");
        }
    }
    let some = stand.get(&format!("{USERS}?parts=quotes,tables")).await.json();
    assert_eq!((&some["tables"], &some["quotes"], &some["derived"]), (&all["tables"], &all["quotes"], &Value::Null));
    // The codebook is no part of what was released.
    assert!(all["codebook"].is_null());
    let codebook = stand.get(&format!("{USERS}?parts=codebook")).await.json();
    assert!(codebook["codebook"].is_object() && codebook["tables"].is_null());
    for wrong in ["", "figures", "tables,", "tables,figures"] {
        let found = stand.get(&format!("{USERS}?parts={wrong}")).await;
        assert_eq!((found.status, &found.json()["parameter"]), (StatusCode::BAD_REQUEST, &json!("parts")), "{wrong}");
    }
}

/// What a group's tables leave out stands with the table of the same name.
#[tokio::test]
async fn each_table_of_a_group_is_a_table_of_everyone_too() {
    let (stand, _, _) = finished(90).await;
    let found = stand.get(USERS).await.json();
    let tables = ["tables", "derived"].map(|part| found[part].as_array().unwrap().clone()).concat();
    let mut compared = 0;
    for breakdown in found["breakdowns"].as_array().unwrap() {
        for group in breakdown["groups"].as_array().unwrap() {
            for of_group in group["tables"].as_array().unwrap() {
                let table = tables.iter().find(|table| table["item"] == of_group["item"]).unwrap();
                let answers = |table: &Value| -> Vec<Value> {
                    let cells = table["cells"].as_array().unwrap();
                    cells.iter().map(|cell| json!([cell["value"], cell["label"]])).collect()
                };
                if of_group["withheld"].is_null() && table["withheld"].is_null() {
                    assert_eq!(answers(of_group), answers(table));
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 20, "{compared}");
}

/// Reading costs: at most four requests to the database, whatever is asked for.
#[tokio::test]
async fn few_reads_make_a_summary() {
    let campaign = Campaign { municipalities: totals::places(6), ..with_codes() };
    let release = final_release(&campaign, 90);
    let stand = stand_of(campaign.clone()).await;
    let _ = stand.notices.hang(&release).await.unwrap();
    let _ = stand.notices.hang_addendum(&addendum(&release, 1, &["Zingen!"]), "M. Bos", NOW).await.unwrap();
    let tables = Tables::named("proef");
    for (path, status, most) in [
        (USERS.to_owned(), StatusCode::OK, 3),
        (format!("{USERS}?format=csv"), StatusCode::OK, 3),
        (format!("{USERS}?parts=tables"), StatusCode::OK, 2),
        (format!("{USERS}?release=1"), StatusCode::OK, 2),
        (format!("{USERS}?format=xlsx"), StatusCode::OK, 3),
        (format!("{USERS}?parts=codebook"), StatusCode::OK, 2),
        (format!("{USERS}?release=7"), StatusCode::NOT_FOUND, 3),
        ("/v1/summaries/all/dagbesteding-2026/users".to_owned(), StatusCode::NOT_FOUND, 3),
    ] {
        let watch = Watch::new();
        let client = watch.client(stand.engine.client());
        let board = Board {
            campaign: campaign.clone(),
            notices: NoticeBoard::new(client.clone(), &tables.releases),
            advisers: Advisers::new(client.clone(), &tables.advisers),
            sessions: Sessions::on_loopback(client, &tables.sessions),
        };
        let router = summarise::router(vec![board], Clock::fixed(NOW));
        let request = Request::get(&path).header(AUTHORIZATION, format!("Bearer {}", stand.key)).body(Body::empty());
        assert_eq!(router.oneshot(request.unwrap()).await.unwrap().status(), status, "{path}");
        assert_eq!(watch.seen().len(), most, "{path}");
    }
}

/// An addendum goes with the final release alone; a later version changes the tag, and takes quotes away.
#[tokio::test]
async fn quotes_hang_beside_the_final_release() {
    let (stand, campaign, release) = finished(90).await;
    let fields = |found: &Value| found["quotes"]["fields"].as_array().unwrap().len();
    let before = stand.get(USERS).await;
    let quotes = before.json()["quotes"].clone();
    assert_eq!(quotes, json!({ "day": null, "version": null, "fields": [] }));
    for (version, texts, expected) in [(1, vec!["Meer buiten zijn.", "Zingen!"], 2), (2, vec!["Zingen!"], 1)] {
        let _ = stand.notices.hang_addendum(&addendum(&release, version, &texts), "M. Bos", NOW).await.unwrap();
        let after = stand.get(USERS).await;
        assert_eq!(after.json()["quotes"]["fields"][0]["quotes"].as_array().unwrap().len(), expected);
        assert_eq!(after.json()["quotes"]["version"], version);
        assert_ne!(after.headers[ETAG], before.headers[ETAG]);
    }
    assert_eq!(fields(&stand.get(&format!("{USERS}?release=2")).await.json()), 0);

    // Beside an interim release there is none, and a question that is no longer asked is shown by its id.
    let mut campaign = campaign;
    let kept = addendum(&release, 2, &["Zingen!"]);
    let interim = &releases(&campaign)[1];
    let users = |campaign: &Campaign| campaign.audience("users").unwrap().clone();
    let audience = users(&campaign);
    let summary = Summary::new(&campaign, &audience, interim, Some(&kept), Parts::RELEASED, Language::Nl);
    assert!(summary.quotes.unwrap().fields.is_empty());
    let questionnaire = &mut campaign.audiences[0].questionnaire;
    questionnaire.parts.retain(|part| !matches!(part, Part::Question(question) if question.id.as_str() == "wish"));
    let audience = users(&campaign);
    let summary = Summary::new(&campaign, &audience, &release, Some(&kept), Parts::RELEASED, Language::Nl);
    assert_eq!(summary.quotes.unwrap().fields[0].question, "wish");
}

/// What the questionnaire no longer declares is shown by its id.
#[test]
fn what_is_no_longer_declared_is_shown_by_its_id() {
    let mut campaign = with_codes();
    let release = final_release(&campaign, 90);
    let users = campaign.audiences.iter_mut().find(|audience| audience.id.as_str() == "users").unwrap();
    users.questionnaire.derived.clear();
    users.questionnaire.crossings.clear();
    users.questionnaire.parts.retain(|part| !matches!(part, Part::Question(question) if question.id.as_str() == "age"));
    users.fingerprint = users.questionnaire.fingerprint();
    let audience = campaign.audience("users").unwrap();
    let summary = Summary::new(&campaign, audience, &release, None, Parts::RELEASED, Language::Nl);
    let derived = &summary.derived.as_ref().unwrap()[0];
    assert_eq!((&*derived.question, derived.cells[0].label, &derived.recodes), ("purpose", "people", &None));
    let age = &summary.breakdowns.as_ref().unwrap()[0];
    assert_eq!((&*age.title, age.groups[0].label), ("age", "younger"));
    let crossing = &summary.crossings.as_ref().unwrap()[0];
    assert_eq!((crossing.title, &crossing.rows, crossing.row_totals[0].label), ("step_content", &None, "home"));
    let text = csv::write(&summary, Dialect::Rfc4180, Language::Nl);
    assert!(text.contains(",crossing,"), "{text}");
}

/// The figures of a release, in the order in which a summary has them.
fn released(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Object(members) if members.contains_key("about") || members.contains_key("fewer_than") => {
            found.push(value.clone());
        }
        Value::Object(members) => {
            // The base goes before the cells, and a crossing's totals before what they are totals of.
            let order = ["responses", "base", "rows", "columns"];
            let rank = |name: &str| order.iter().position(|first| *first == name).unwrap_or(order.len());
            let mut members: Vec<_> = members.iter().filter(|(name, _)| *name != "policy").collect();
            members.sort_by_key(|(name, _)| rank(name));
            members.into_iter().for_each(|(_, member)| released(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| released(item, found)),
        _ => {}
    }
}

/// All numbers in a summary that are neither a rule nor a name.
fn told(value: &Value, found: &mut Vec<Value>, percents: &mut usize) {
    let Value::Object(members) = value else {
        if let Value::Array(items) = value {
            items.iter().for_each(|item| told(item, found, percents));
        }
        return;
    };
    if members.contains_key("fewer_than") {
        found.push(match &value["count"] {
            Value::Null => json!({ "fewer_than": value["fewer_than"] }),
            count => {
                assert_eq!(value["fewer_than"], Value::Null);
                json!({ "about": count })
            }
        });
    }
    let order = ["responses", "base", "row_totals", "column_totals"];
    let rank = |name: &str| order.iter().position(|first| *first == name).unwrap_or(order.len());
    let mut members: Vec<_> = members.iter().filter(|(name, _)| *name != "policy").collect();
    members.sort_by_key(|(name, _)| rank(name));
    for (name, member) in members {
        match (name.as_str(), member) {
            ("count" | "fewer_than" | "number" | "renewed_in" | "step" | "version", Value::Number(_)) => {}
            ("percent" | "percent_of_row", Value::Number(_)) => *percents += 1,
            (_, Value::Number(_)) => panic!("{name} is a number of its own: {member}"),
            (_, member) => told(member, found, percents),
        }
    }
}

/// Rows of a CSV by the names of their columns.
fn rows(text: &str) -> Vec<Map<String, Value>> {
    let mut lines = vec![vec![String::new()]];
    let (mut quoted, mut characters) = (false, text.chars().peekable());
    while let Some(character) = characters.next() {
        let line = lines.last_mut().unwrap();
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => line.last_mut().unwrap().extend(characters.next()),
            '"' => quoted = !quoted,
            '\r' if !quoted && characters.next_if_eq(&'\n').is_some() => lines.push(vec![String::new()]),
            ',' if !quoted => line.push(String::new()),
            other => line.last_mut().unwrap().push(other),
        }
    }
    assert_eq!(lines.pop(), Some(vec![String::new()]));
    assert_eq!(lines[0], csv::COLUMNS);
    assert!(lines.iter().all(|line| line.len() == csv::COLUMNS.len()));
    let named = |line: Vec<String>| {
        csv::COLUMNS.iter().map(|name| (*name).to_owned()).zip(line.into_iter().map(Value::from)).collect()
    };
    lines.into_iter().skip(1).map(named).collect()
}

/// What a CSV should have of figures and names, reckoned from the JSON: kind, responses, by, group, crossing, item, base,
/// value, count, percent, percent of row.
fn expected(summary: &Value) -> Vec<[String; 11]> {
    let text = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let figure = |value: &Value| match (&value["count"], &value["fewer_than"]) {
        (Value::Null, Value::Null) => String::new(),
        (Value::Null, base) => format!("<{base}"),
        (count, _) => count.to_string(),
    };
    let list = |value: &Value| value.as_array().unwrap().clone();
    let mut rows = Vec::new();
    let table = |kind: &str, responses: &Value, by: &str, group: &str, table: &Value| {
        let row = |cell: &Value| {
            let (value, count, percent) = (text(&cell["value"]), figure(cell), text(&cell["percent"]));
            let [base, item] = [figure(&table["base"]), text(&table["item"])];
            [
                kind.into(),
                figure(responses),
                by.into(),
                group.into(),
                "".into(),
                item,
                base,
                value,
                count,
                percent,
                "".into(),
            ]
        };
        match table["withheld"] {
            Value::Null => list(&table["cells"]).iter().map(row).collect::<Vec<_>>(),
            _ => vec![row(&Value::Null)],
        }
    };
    for (part, kind) in [("tables", "table"), ("derived", "derived")] {
        list(&summary[part]).iter().for_each(|of| rows.extend(table(kind, &summary["responses"], "", "", of)));
    }
    for breakdown in list(&summary["breakdowns"]) {
        for group in list(&breakdown["groups"]) {
            let (by, value) = (text(&breakdown["by"]), text(&group["value"]));
            match group["withheld"] {
                Value::Null => {
                    let tables = list(&group["tables"]);
                    tables.iter().for_each(|of| rows.extend(table("breakdown", &group["responses"], &by, &value, of)));
                }
                _ => rows.extend(table("breakdown", &Value::Null, &by, &value, &json!({ "withheld": true }))),
            }
        }
    }
    for crossing in list(&summary["crossings"]) {
        let row = |kind: &str, down: &Value, along: &Value, cell: &Value| {
            [
                kind.into(),
                figure(&summary["responses"]),
                text(&crossing["columns"]["item"]),
                text(&along["value"]),
                text(&crossing["id"]),
                text(&crossing["rows"]["item"]),
                figure(&crossing["base"]),
                text(&down["value"]),
                figure(cell),
                text(&cell["percent"]),
                text(&cell["percent_of_row"]),
            ]
        };
        let (down, along) = (list(&crossing["row_totals"]), list(&crossing["column_totals"]));
        if !crossing["withheld"].is_null() {
            rows.push(row("crossing", &Value::Null, &Value::Null, &Value::Null));
        }
        for (line, down) in list(&crossing["cells"]).iter().zip(&down) {
            rows.extend(list(line).iter().zip(&along).map(|(cell, along)| row("crossing", down, along, cell)));
        }
        rows.extend(down.iter().map(|total| row("crossing_total", total, &Value::Null, total)));
        rows.extend(along.iter().map(|total| row("crossing_total", &Value::Null, total, total)));
    }
    rows
}

/// Answers that the form takes, some of them often and some seldom.
fn any_answers() -> impl Strategy<Value = (Value, Mode)> {
    let one = |options: &'static [&'static str]| prop::option::weighted(0.9, prop::sample::select(options));
    (
        prop::sample::select(&["self", "self", "self", "carer"][..]),
        prop::sample::subsequence(&["meet", "learn"][..], 0..=2),
        one(&["sad", "happy", "happy", "dont_know"]),
        one(&["home", "home", "paid"]),
        prop::option::weighted(0.8, 18u32..100),
        one(&["town", "town", "town", "village", "village", "farm", "rather_not"]),
        prop::sample::select(&Mode::ALL[..]),
    )
        .prop_map(|(who, matters, content, step, age, home, mode)| {
            let mut answers = json!({ "who": who, "matters": matters });
            if who == "self"
                && let Some(content) = content
            {
                answers["content"] = content.into();
            }
            for (name, answer) in [("step_now", step), ("home", home)] {
                if let Some(answer) = answer {
                    answers[name] = answer.into();
                }
            }
            if let Some(age) = age {
                answers["age"] = age.into();
            }
            (answers, mode)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Every figure of a summary is the release's, in JSON and in CSV, and there is no other.
    #[test]
    fn no_figure_but_the_release_s(all in prop::collection::vec(any_answers(), 10..160)) {
        let campaign = with_codes();
        let audience = campaign.audience("users").unwrap();
        let form = Form::of(&audience.questionnaire);
        let count = u32::try_from(all.len()).unwrap();
        let tally = tally_by(&form, count, |number| all[number as usize].0.clone(), |number| all[number as usize].1);
        let release = protected(&campaign, &tally);
        let summary = Summary::new(&campaign, audience, &release, None, Parts::RELEASED, Language::Nl);
        let json = serde_json::to_value(&summary).unwrap();

        let (mut there, mut shown, mut percents) = (Vec::new(), Vec::new(), 0);
        // In the summary's order.
        let whole: Value = serde_json::from_str(&release.to_json()).unwrap();
        for part in ["responses", "tables", "derived", "breakdowns", "crossings"] {
            released(&whole[part], &mut there);
            told(&json!([json[part]]), &mut shown, &mut percents);
        }
        prop_assert_eq!(&shown, &there);
        let mut again = Vec::new();
        told(&json, &mut again, &mut 0);
        prop_assert_eq!(again.len(), there.len());

        // Percentages are of shown counts alone.
        for table in summary.tables.iter().chain(&summary.derived).flatten() {
            for cell in &table.cells {
                let percent = cell.count.zip(table.base.unwrap().count)
                    .map(|(count, base)| ((200 * count + base) / (2 * base)).min(100));
                prop_assert_eq!(cell.percent, percent);
            }
        }
        for crossing in summary.crossings.iter().flatten() {
            for (line, total) in crossing.cells.iter().zip(&crossing.row_totals) {
                for cell in line {
                    let percent = cell.count.zip(total.count).map(|(count, base)| ((200 * count + base) / (2 * base)).min(100));
                    prop_assert_eq!(cell.percent_of_row, percent);
                }
            }
        }

        let columns = [
            "part", "responses", "by", "group", "crossing", "question_id", "base", "value", "count", "percent",
            "percent_of_row",
        ];
        for language in [Language::Nl, Language::En] {
            let rows = rows(&csv::write(&summary, Dialect::Rfc4180, language));
            let found: Vec<[String; 11]> = rows
                .iter()
                .filter(|row| row["part"] != "note")
                .map(|row| columns.map(|name| row[name].as_str().unwrap().to_owned()))
                .collect();
            prop_assert_eq!(found, expected(&json));
        }
    }
}

/// Each way in has its own caution, and there is one wherever figures are.
#[test]
fn what_an_open_link_can_not_guarantee_is_said() {
    let mut told = BTreeSet::new();
    for access in Access::ALL {
        let campaign = Campaign { access, ..campaign() };
        let audience = campaign.audience("users").unwrap();
        let release = final_release(&campaign, 90);
        let summary = Summary::new(&campaign, audience, &release, None, Parts::RELEASED, Language::Nl);
        let twice = "iedereen meedoen, ook meer dan één keer";
        let with_link = summary.how_to_read.iter().any(|sentence| {
            sentence.contains(twice) || sentence.contains("Iedereen met de link kon meedoen, ook meer dan één keer")
        });
        assert_eq!(with_link, access.admits_links(), "{access:?}");
        let by_mode = summary.breakdowns.iter().flatten().find(|breakdown| breakdown.by == "mode");
        assert_eq!(by_mode.is_some(), access.admits_codes(), "{access:?}");
        for group in by_mode.iter().flat_map(|breakdown| &breakdown.groups) {
            assert_eq!(group.remarks.iter().any(|remark| remark.contains(twice)), group.value == "link");
        }
        let text = csv::write(&summary, Dialect::Excel, Language::Nl);
        assert!(summary.how_to_read.iter().all(|sentence| text.contains(&sentence.replace('"', "\"\""))));
        told.insert(summary.how_to_read);
    }
    assert_eq!(told.len(), Access::ALL.len());
}
