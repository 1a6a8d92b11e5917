use serde_json::{Value, json};

use super::*;
use crate::questionnaire::Questionnaire;
use crate::testing::campaign;

const BEFORE: Timestamp = Timestamp(999_999);
const OPEN: Timestamp = Timestamp(1_500_000);
const CLOSED: Timestamp = Timestamp(2_000_001);

/// The campaign of the tests with something changed in its JSON.
fn changed(pointer: &str, to: impl FnOnce(&mut Value)) -> Campaign {
    let mut json = serde_json::to_value(campaign()).unwrap();
    to(json.pointer_mut(pointer).unwrap_or_else(|| panic!("nothing at {pointer}")));
    let mut campaign: Campaign = serde_json::from_value(json).unwrap();
    for audience in &mut campaign.audiences {
        audience.fingerprint = audience.questionnaire.fingerprint();
    }
    campaign
}

fn set(pointer: &str, value: Value) -> Campaign {
    changed(pointer, |at| *at = value)
}

/// Where the question of that number, from 0, stands.
fn question(number: usize) -> String {
    let questionnaire: Questionnaire = campaign().audiences.remove(0).questionnaire;
    let places = questionnaire.parts.iter().enumerate();
    let mut questions = places.filter(|(_, part)| matches!(part, Part::Question(_)));
    let (place, _) = questions.nth(number).unwrap();
    format!("/audiences/0/questionnaire/parts/{place}/question")
}

fn at(number: usize, rest: &str) -> String {
    format!("{}{rest}", question(number))
}

fn push(pointer: &str, value: Value) -> Campaign {
    changed(pointer, |at| at.as_array_mut().unwrap().push(value))
}

fn remove(pointer: &str, index: usize) -> Campaign {
    changed(pointer, |at| drop(at.as_array_mut().unwrap().remove(index)))
}

fn swap(pointer: &str) -> Campaign {
    changed(pointer, |at| at.as_array_mut().unwrap().swap(0, 1))
}

fn option(id: &str) -> Value {
    json!({ "id": id, "label": { "nl": id } })
}

#[test]
fn wording_and_looks_may_change_while_open() {
    for (new, told) in [
        (campaign(), ""),
        (set(&at(0, "/text/nl"), "Voor wie?".into()), "users: wording of who"),
        (set(&at(0, "/kind/single/options/0/label/nl"), "Mezelf".into()), "users: wording of who"),
        (set(&at(7, "/kind/text/at_most"), 80.into()), "users: wording of wish"),
        (set("/audiences/0/questionnaire/thanks/nl", "Bedankt!".into()), "users: texts around the questions"),
        (set("/audiences/0/title/nl", "Iedereen".into()), "users: title changed"),
        (set("/help/nl", "Bel ons.".into()), "help changed"),
        (set("/colours/primary", "#000000".into()), "colours changed"),
        (changed("", |campaign| campaign["logo"] = "<svg/>".into()), "logo changed"),
        (changed("", |campaign| campaign["pictures"] = json!({ "tree": "<path/>" })), "pictures changed"),
        (set("/accessibility/status", "C".into()), "accessibility changed"),
        (set("/languages", json!(["nl", "en"])), "languages changed"),
        (
            set("/municipalities", json!(["GM0171", "GM0355"])),
            "municipality GM0355 (Zeist) is added; its letterbox begins empty",
        ),
        (set("/closes/at", 4_999_999.into()), "closes: 1970-01-24T04:33 becomes 1970-02-27T21:53"),
        (set("/closes/at", 1_600_000.into()), "closes: 1970-01-24T04:33 becomes 1970-01-19T13:26"),
    ] {
        let comparison = compare(&campaign(), &new, OPEN);
        assert_eq!(comparison.refused, [], "{told}");
        assert_eq!(comparison.allowed.join("; "), told);
    }
}

/// Each thing that answers or promises hang on, changed.
fn meaningful() -> Vec<Campaign> {
    let crossing = json!({ "id": "both", "title": { "nl": "x" }, "rows": "who", "columns": "content" });
    let derived = json!({ "id": "sorts", "title": { "nl": "x" }, "of": "who",
        "groups": [{ "id": "near", "label": { "nl": "x" }, "options": ["self", "carer"] }] });
    vec![
        set("/trajectory", "anders-2026".into()),
        set("/opens/at", 1_000_001.into()),
        set("/synthetic", true.into()),
        changed("", |campaign| campaign["access"] = "codes".into()),
        changed("", |campaign| campaign["access"] = "both".into()),
        set("/municipalities", json!(["GM0355"])),
        set("/policy/smallest_base", 12.into()),
        set("/closes_by", 5_000_001.into()),
        set("/expires", 8_999_999.into()),
        set("/closes/at", 5_000_001.into()),
        set("/closes/at", 1_400_000.into()),
        set("/audiences", json!([])),
        set("/audiences/0/path", "bewoners".into()),
        set("/audiences/0/respondents", "organisations".into()),
        set(&at(0, "/id"), "whom".into()),
        remove("/audiences/0/questionnaire/parts", 8),
        changed("/audiences/0/questionnaire/parts", |at| at.as_array_mut().unwrap().swap(1, 3)),
        set(&at(0, "/required"), false.into()),
        set(&at(0, "/background"), false.into()),
        changed(&question(1), |at| {
            at["condition"] = json!({ "chosen": { "item": "who", "option": "self" } });
        }),
        set(&at(2, "/condition/chosen/option"), "work".into()),
        push(&at(0, "/kind/single/options"), option("nobody")),
        remove(&at(0, "/kind/single/options"), 1),
        set(&at(0, "/kind/single/options/1/id"), "other_carer".into()),
        swap(&at(0, "/kind/single/options")),
        changed(&at(0, "/kind/single/options/0"), |at| at["step"] = 3.into()),
        set(&at(1, "/kind/multiple/at_most"), 2.into()),
        changed(&at(1, "/kind/multiple"), |at| drop(at.as_object_mut().unwrap().remove("at_most"))),
        set(&at(1, "/kind"), json!({ "single": { "options": [option("home"), option("work")] } })),
        push(&at(2, "/kind/scale/points"), option("splendid")),
        set(&at(2, "/kind/scale/dont_know/id"), "whatever".into()),
        remove(&at(3, "/kind/grid/rows"), 0),
        set(&at(3, "/kind/grid/scale/points/0/id"), "worse".into()),
        set(&at(4, "/kind/ranking/top"), 2.into()),
        set(&at(5, "/kind/number/most"), 501.into()),
        set(&at(5, "/kind/number/bands/1/to"), 8.into()),
        set(&at(7, "/kind/text/at_most"), 49.into()),
        push("/audiences/0/questionnaire/derived", derived),
        push("/audiences/0/questionnaire/crossings", crossing),
    ]
}

#[test]
fn what_answers_or_promises_hang_on_may_not_change_while_open() {
    let mut told = String::new();
    for new in meaningful() {
        let refused = compare(&campaign(), &new, OPEN).refused;
        assert!(!refused.is_empty(), "allowed: {}", serde_json::to_string(&new).unwrap());
        told.extend(refused.iter().map(|refused| format!("{refused}\n")));
        told.push('\n');
        // After the close the final release still counts.
        assert!(!compare(&campaign(), &new, CLOSED).refused.is_empty());
    }
    insta::assert_snapshot!(told);
}

#[test]
fn interviewers_may_get_notes_and_prompts_but_no_note_goes() {
    let note = json!({ "question": {
        "id": "seen", "text": { "nl": "Aantekeningen" }, "note": true, "kind": { "text": { "long": true, "at_most": 500 } }
    } });
    let with = push("/audiences/0/questionnaire/parts", note);
    let comparison = compare(&campaign(), &with, OPEN);
    assert_eq!(comparison.refused, []);
    assert_eq!(comparison.allowed, ["users: the interviewers' note seen is added"]);
    // It may stand elsewhere: respondents do not see it.
    let mut moved = with.clone();
    moved.audiences[0].questionnaire.parts.rotate_right(1);
    assert_eq!(compare(&with, &moved, OPEN).refused, []);

    let refused = compare(&with, &campaign(), OPEN).refused;
    assert_eq!((refused.len(), refused[0].reason), (1, Reason::Promise));
    assert_eq!(refused[0].subject, "users: question seen");
    let opened = changed(&at(7, ""), |question| question["note"] = true.into());
    assert!(!compare(&campaign(), &opened, OPEN).refused.is_empty());

    let prompted = changed(&at(0, ""), |question| question["prompt"] = json!({ "nl": "Vraag door." }));
    let comparison = compare(&campaign(), &prompted, OPEN);
    assert_eq!(
        (comparison.refused.len(), comparison.allowed.as_slice()),
        (0, &["users: wording of who".to_owned()][..])
    );
}

#[test]
fn a_declared_table_stays() {
    let crossing = json!({ "id": "both", "title": { "nl": "x" }, "rows": "who", "columns": "content" });
    let with = push("/audiences/0/questionnaire/crossings", crossing);
    let refused = compare(&with, &campaign(), OPEN).refused;
    assert_eq!((refused.len(), refused[0].subject.as_str()), (1, "users: crossing both"));
}

#[test]
fn before_the_opening_all_but_the_policy_is_free() {
    for new in meaningful() {
        let policy = new.policy != campaign().policy;
        assert_eq!(!compare(&campaign(), &new, BEFORE).refused.is_empty(), policy);
    }
    let mut other = campaign();
    other.id = "anders-2026".parse().unwrap();
    assert_eq!(compare(&campaign(), &other, BEFORE).refused[0].reason, Reason::OtherCampaign);
}

#[test]
fn a_closed_campaign_does_not_open_again() {
    let refused = compare(&campaign(), &set("/closes/at", 3_000_000.into()), CLOSED).refused;
    assert_eq!((refused.len(), refused[0].reason), (1, Reason::Closed));
}

/// The campaign of the tests with focus groups.
fn with_groups(group: Value) -> Campaign {
    changed("", |campaign| {
        campaign["focus_group"] = group;
        campaign["themes"] = json!([{ "id": "meeting", "label": { "nl": "ontmoeten" } }]);
    })
}

#[test]
fn what_focus_groups_were_asked_may_be_reworded_and_added_to_and_nothing_else() {
    let statement = |id: &str, text: &str| json!({ "id": id, "text": { "nl": text } });
    let group = |statements: Vec<Value>| json!({ "statements": statements });
    let deployed = with_groups(group(vec![statement("near", "Dichtbij.")]));
    let without = Campaign { focus_group: None, ..deployed.clone() };
    let reworded = with_groups(group(vec![statement("near", "Dicht bij huis."), statement("bus", "De bus.")]));
    assert_eq!(compare(&without, &deployed, OPEN).refused, []);
    let comparison = compare(&deployed, &reworded, OPEN);
    assert_eq!((comparison.refused.len(), comparison.allowed.len()), (0, 1));
    let mut other_audience = deployed.clone();
    other_audience.focus_group.as_mut().unwrap().statements[0].audiences = vec!["users".parse().unwrap()];
    for (new, told) in [
        (without, "focus_group: is removed"),
        (with_groups(group(vec![statement("close", "Dichtbij.")])), "focus_group: the statement near is removed"),
        (other_audience, "focus_group: the statement near is put to other audiences"),
        (Campaign { themes: Vec::new(), ..deployed.clone() }, "focus_group: the theme meeting is removed"),
    ] {
        let refused = compare(&deployed, &new, OPEN).refused;
        assert_eq!(refused.len(), 1, "{told}");
        assert!(refused[0].to_string().starts_with(told) && refused[0].reason == Reason::Meaning, "{}", refused[0]);
        assert_eq!(compare(&deployed, &new, BEFORE).refused, []);
    }
}

#[test]
fn what_people_were_told_when_they_left_a_name_stays_true() {
    let contact = json!({
        "title": { "nl": "Aanmelden" }, "purpose": { "nl": "Uitnodigen" }, "readers": { "nl": "Adviseurs" },
        "closes": { "at": 1_900_000, "offset": 3600 }, "kept_until": 40, "expires": 3_000_000,
        "recipients": ["age1a"], "fields": [{ "field": "email", "required": true }], "places": 30,
    });
    let with = |change: fn(&mut Value)| {
        let mut contact = contact.clone();
        change(&mut contact);
        changed("", |campaign| campaign["contact"] = contact)
    };
    let deployed = with(|_| {});
    let compared = |new: &Campaign| {
        let Comparison { refused, allowed } = compare(&deployed, new, OPEN);
        let refused: Vec<String> = refused.into_iter().map(|refused| refused.subject).collect();
        (refused.join(" "), allowed.join("; "))
    };
    assert_eq!(compared(&deployed), (String::new(), String::new()));
    assert_eq!(compared(&campaign()).0, "contact", "removed");
    assert_eq!(compared(&with(|contact| contact["kept_until"] = 41.into())).0, "contact.kept_until");
    for (new, told) in [
        (with(|contact| contact["title"]["nl"] = "Doe mee".into()), "contact changed"),
        (with(|contact| contact["closes"]["at"] = 1_910_000.into()), "contact: closes"),
        (with(|contact| contact["recipients"] = json!(["age1b"])), "stay sealed to the earlier ones"),
        (with(|contact| contact["places"] = 40.into()), "contact changed"),
    ] {
        let (refused, allowed) = compared(&new);
        assert!(refused.is_empty() && allowed.contains(told), "{refused} / {allowed}");
    }
    let added = compare(&campaign(), &deployed, OPEN);
    assert!(added.refused.is_empty() && added.allowed.iter().any(|allowed| allowed.contains("contact is added")));
}
