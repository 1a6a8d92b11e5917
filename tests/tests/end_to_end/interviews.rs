//! Interviews over the whole system: a card, the conversation form, the final release by mode, and what of it reaches advisers.

use std::collections::BTreeSet;

use reqwest::StatusCode;
use serde_json::{Value, json};
use survey::campaign::{Access, Campaign};
use survey::code::Holder;
use survey::language::Text;
use survey::moderation::open_fields;
use survey::questionnaire::{Kind, Part, Question};

use crate::answering::stored;
use crate::world::{World, campaign, resident};

const FORM: &str = "/noordoostpolder/gebruikers/gesprek";
const SUMMARY: &str = "/v1/summaries/GM0171/dagbesteding-2026/users";
const NOTE: &str = "Straalde toen het over de zolder ging, bel 06-12345678";

/// By open link and by codes, with room for an interviewer's note.
fn with_interviews() -> Campaign {
    let mut campaign = Campaign { access: Access::Both, ..campaign() };
    let users = campaign.audiences.iter_mut().find(|audience| audience.id.as_str() == "users").unwrap();
    users.questionnaire.parts.push(Part::Question(Question {
        id: "seen".parse().unwrap(),
        text: Text::dutch("Uw aantekeningen"),
        hint: None,
        prompt: None,
        note: true,
        required: false,
        background: false,
        condition: None,
        kind: Kind::Text { long: true, at_most: 500 },
    }));
    assert_eq!(users.fingerprint, users.questionnaire.fingerprint());
    campaign
}

/// Holds a conversation with someone who wants to work, and sends it.
async fn converse(world: &World, number: u8) {
    let code = world.code(Holder::Interviewer, number).await;
    let id = world.page_id(FORM).await;
    let fields = [
        ("id", id.as_str()),
        ("code", &code),
        ("q.who", "self"),
        ("q.matters", "work"),
        ("q.content", "sad"),
        ("p.content", "1"),
        ("q.seen", NOTE),
    ];
    let sent = world.submit(FORM, &fields).await;
    assert_eq!(sent.status(), StatusCode::OK);
    assert!(sent.text().await.unwrap().contains("Het gesprek is verstuurd"));
}

async fn summary(world: &World) -> Value {
    let answer = world.summary(&format!("{SUMMARY}?lang=nl")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.unwrap()
}

/// The options of a question with their percentages, in one group of those who answered.
fn shares<'s>(group: &'s Value, question: &str) -> Vec<(&'s str, u64)> {
    let tables = group["tables"].as_array().unwrap();
    let table = tables.iter().find(|table| table["item"] == json!(question)).unwrap_or_else(|| panic!("{group:#}"));
    let cells = table["cells"].as_array().unwrap().iter();
    cells.filter_map(|cell| Some((cell["value"].as_str()?, cell["percent"].as_u64()?))).collect()
}

#[tokio::test]
async fn conversations_are_a_group_of_their_own_in_the_final_release_and_notes_in_none() {
    let world = World::of(with_interviews()).await;
    for at in 0..40 {
        let sent = world.post("users", &format!("respondent-{at:06}"), resident()).await;
        assert!(sent.status().is_success());
    }
    for number in 0..30 {
        converse(&world, number).await;
    }
    assert_eq!(stored(&world, "users").await, 70);

    // Kept as everyone's answers are, with the mode and without a word of who, when or where.
    let stack = &world.running.stacks()[0];
    let responses = stack.client().scan().table_name(&stack.tables().responses).send().await.unwrap();
    let mut attributes: Vec<BTreeSet<&String>> =
        responses.items().iter().map(|item| item.keys().collect::<BTreeSet<_>>()).collect();
    attributes.dedup();
    assert_eq!(attributes.len(), 1, "{attributes:?}");
    let modes = responses.items().iter().filter(|item| item["mode"].as_s().unwrap() == "interview").count();
    assert_eq!(modes, 30);
    // Notes are open texts: redacted before they are kept, and among the fields that a moderator reads.
    let texts = stack.client().scan().table_name(&stack.tables().texts).send().await.unwrap();
    let notes: Vec<&String> = texts
        .items()
        .iter()
        .filter(|item| item["sk"].as_s().unwrap().starts_with("users#seen#"))
        .map(|item| item["text"].as_s().unwrap())
        .collect();
    assert_eq!(notes.len(), 30);
    assert!(notes.iter().all(|note| *note == "Straalde toen het over de zolder ging, bel [telefoon]"), "{notes:?}");
    let users = stack.campaign().audience("users").unwrap();
    assert!(open_fields(&users.questionnaire).iter().any(|field| field.name() == "seen"));

    world.set_clock(campaign().final_from());
    world.release().await;
    let told = summary(&world).await;
    let breakdowns = told["breakdowns"].as_array().unwrap();
    let by_mode = breakdowns.iter().find(|breakdown| breakdown["by"] == json!("mode")).expect("a breakdown by mode");
    let groups = by_mode["groups"].as_array().unwrap();
    let group = |value: &str| groups.iter().find(|group| group["value"] == json!(value)).unwrap();
    let (conversations, links) = (group("interview"), group("link"));
    assert_eq!((&conversations["label"], &conversations["withheld"]), (&json!("In een gesprek"), &Value::Null));
    assert_eq!((&conversations["responses"]["count"], &links["responses"]["count"]), (&json!(30), &json!(40)));
    assert!(shares(conversations, "matters").contains(&("work", 100)), "{conversations:#}");
    assert!(shares(links, "matters").contains(&("meet", 100)), "{links:#}");
    // What was passed over is no answer, whatever was ticked before.
    assert!(shares(conversations, "content").iter().all(|(value, percent)| *value != "sad" || *percent == 0));
    assert!(group("code")["withheld"].is_object(), "nobody answered with a card of their own");

    for format in ["json", "csv", "csv&dialect=rfc4180"] {
        let answer = world.summary(&format!("{SUMMARY}?format={format}")).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let body = answer.text().await.unwrap();
        assert!(!body.contains("Straalde") && !body.contains("zolder"), "no note in {format}");
    }
}
