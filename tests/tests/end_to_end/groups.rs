//! Focus groups over the whole system: a code, a form without a script, the final release, and what an adviser gets of it.

use reqwest::StatusCode;
use serde_json::{Value, json};
use survey::campaign::Campaign;
use survey::code::Holder;
use survey::focus::{FocusGroup, Statement};
use survey::language::Text;

use crate::answering::stored;
use crate::world::{World, campaign, resident};

const FORM: &str = "/noordoostpolder/gebruikers/groepsgesprek";
const SUMMARY: &str = "/v1/summaries/GM0171/dagbesteding-2026/users";

fn with_groups() -> Campaign {
    let statement = |id: &str, text: &str| Statement {
        id: id.parse().unwrap(),
        text: Text::dutch(text),
        audiences: vec!["users".parse().unwrap()],
    };
    let statements = vec![statement("near", "Liever dichtbij."), statement("club", "Liever een gewone club.")];
    Campaign { focus_group: Some(FocusGroup { statements }), ..campaign() }
}

async fn hand_in(world: &World, number: u8, people: &str, near: &str, themes: &[&str]) {
    let code = world.code(Holder::Facilitator, number).await;
    let id = world.page_id(FORM).await;
    let mut fields = vec![("id", id.as_str()), ("code", &code), ("people", people), ("agreed.near", near)];
    fields.extend(themes.iter().map(|theme| ("theme", *theme)));
    fields.extend([("quote", "Ik wil gewoon meedoen"), ("quote", "Bel 06-12345678"), ("cleared", "1")]);
    let handed = world.submit(FORM, &fields).await;
    assert_eq!(handed.status(), StatusCode::OK, "{}", handed.text().await.unwrap());
}

async fn summary(world: &World, path: &str) -> Value {
    let answer = world.summary(path).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.json().await.unwrap()
}

#[tokio::test]
async fn what_groups_said_reaches_advisers_as_sums_in_the_final_release_alone() {
    let world = World::of(with_groups()).await;
    for at in 0..40 {
        let sent = world.post("users", &format!("respondent-{at:06}"), resident()).await;
        assert!(sent.status().is_success());
    }
    hand_in(&world, 1, "8", "7", &["meeting", "working"]).await;
    hand_in(&world, 2, "6", "5", &["meeting"]).await;
    hand_in(&world, 3, "7", "2", &["meeting", "food"]).await;
    assert_eq!(stored(&world, "users").await, 40, "a session is no response");
    let stack = &world.running.stacks()[0];
    let texts = stack.client().scan().table_name(&stack.tables().texts).send().await.unwrap();
    assert!(
        texts.items().iter().all(|item| !item["text"].as_s().unwrap().contains("06-1")),
        "redacted before it is kept"
    );

    world.set_clock(world.now().plus_days(1));
    world.release().await;
    let interim = summary(&world, SUMMARY).await;
    assert_eq!((&interim["release"]["number"], &interim["focus_groups"]), (&json!(1), &Value::Null));
    world.set_clock(campaign().final_from());
    world.release().await;

    let told = summary(&world, &format!("{SUMMARY}?parts=focus_groups&lang=nl")).await;
    assert_eq!((&told["release"]["kind"], &told["tables"]), (&json!("final"), &Value::Null));
    let groups = &told["focus_groups"];
    let near = |figure: &Value, count: i64| {
        let shown = figure["count"].as_i64().unwrap_or(0);
        assert!((shown - count).abs() < 5 && shown % 5 == 0, "{figure} of {count}");
    };
    near(&groups["people"], 21);
    let statements = groups["statements"].as_array().unwrap();
    assert_eq!(statements[0]["text"], "Liever dichtbij.");
    near(&statements[0]["asked"], 21);
    near(&statements[0]["agreed"], 14);
    assert_eq!((&statements[1]["statement"], &statements[1]["agreed"]), (&json!("club"), &Value::Null), "put to none");
    for theme in groups["themes"].as_array().unwrap() {
        match theme["theme"].as_str().unwrap() {
            "meeting" => near(&theme["people"], 21),
            // Of one group, and of none: the same.
            _ => assert_eq!(theme["people"], Value::Null, "{theme}"),
        }
    }
    // No figure of one session is anywhere.
    let csv = world.summary(&format!("{SUMMARY}?format=csv&dialect=rfc4180&parts=focus_groups")).send().await.unwrap();
    let csv = csv.text().await.unwrap();
    let of = |kind: &str| csv.lines().filter(|line| line.contains(kind)).count();
    assert_eq!(of(",focus_group_statement,"), 2, "{csv}");
    assert_eq!(of(",focus_group_theme,"), campaign().themes.len(), "{csv}");

    // The key that leads from a code to a session is gone.
    assert!(stack.link_key().await.is_err());
    assert_eq!(world.get(FORM).await.status(), StatusCode::GONE);
}
