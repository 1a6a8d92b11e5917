//! A canary in every field and header that a person or program can fill: it must not sing in the log, nor lie in any table
//! but that of open texts.
//!
//! The log goes to standard error, so the system runs in a process of its own: this test, started once more.

#![allow(clippy::unwrap_used, dead_code, reason = "a test fails by panicking; the world is shared with other tests")]

#[path = "end_to_end/world.rs"]
mod world;

use std::process::Command;

use reqwest::Method;
use serde_json::json;
use world::{World, resident};

const CHILD: &str = "DAGPEIL_TEST_CANARIES";
const CANARY: &str = "kanariepiet";
const PAGE: &str = "/noordoostpolder/gebruikers";

#[test]
fn no_canary_sings_in_the_log() {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "canaries_are_sent", "--nocapture"])
        .envs([(CHILD, "1"), ("DAGPEIL_LOG", "info")])
        .output()
        .unwrap();
    let (said, log) = (String::from_utf8_lossy(&child.stdout), String::from_utf8_lossy(&child.stderr));
    assert!(child.status.success(), "{said}{log}");
    // What is meant to be logged is there: the log was on, and at its most talkative.
    assert!(log.contains(r#""target":"adviser""#) && log.contains(r#""level":"INFO""#), "{log}");
    assert!(!log.contains(CANARY) && !said.contains(CANARY), "{said}{log}");
}

/// The child's part; by itself it does nothing.
#[tokio::test]
async fn canaries_are_sent() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    web::log::init(tracing::Level::INFO);
    let world = World::start().await;
    let submission = format!("{CANARY}-0123456789");
    let headers = ["user-agent", "referer", "cookie", "x-forwarded-for", "accept-language", "accept", "authorization"];
    let singing = |mut request: reqwest::RequestBuilder| {
        for header in headers {
            request = request.header(header, CANARY);
        }
        request
    };
    // Accepted, refused for its answers, refused for its id, and not understood; by form and by program.
    let mut answers = resident();
    answers["wish"] = json!(CANARY);
    assert!(world.post("users", &submission, answers.clone()).await.status().is_success());
    answers["content"] = json!(CANARY);
    answers[CANARY] = json!(CANARY);
    let responses = "/v1/responses/GM0171/dagbesteding-2026/users";
    let fields = [("id", submission.as_str()), ("q.who", "self"), ("q.wish", CANARY), ("n.now.other", CANARY)];
    world.submit(PAGE, &fields).await;
    world.submit(PAGE, &[("id", CANARY), ("q.who", CANARY), ("q.wish", CANARY)]).await;
    for body in [json!({ "answers": answers }).to_string(), format!("{{\"{CANARY}\"")] {
        let request = world.request(Method::POST, responses).header("content-type", "application/json").body(body);
        singing(request.header("idempotency-key", &submission)).send().await.unwrap();
    }
    for path in [PAGE, "/", "/v1/summaries/GM0171/dagbesteding-2026/users"] {
        singing(world.request(Method::GET, &format!("{path}?lang={CANARY}&release={CANARY}"))).send().await.unwrap();
        singing(world.request(Method::GET, &format!("{path}/{CANARY}"))).send().await.unwrap();
    }
    world.summary("/v1/summaries/GM0171/dagbesteding-2026").send().await.unwrap();
    world.release().await;

    let stack = &world.running.stacks()[0];
    let tables = stack.tables();
    for table in [&tables.responses, &tables.releases, &tables.secrets, &tables.advisers, &tables.texts] {
        let items = stack.client().scan().table_name(table).send().await.unwrap();
        let lies_there = format!("{:?}", items.items()).contains(CANARY);
        assert_eq!(lies_there, *table == tables.texts, "{table}");
    }
}
