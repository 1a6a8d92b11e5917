//! Nothing is lost: over a restart, and when the same is sent again afterwards.

use reqwest::StatusCode;
use serde_json::json;

use crate::world::{World, resident};

#[tokio::test]
async fn a_restart_loses_nothing_and_keeps_keys_ids_and_secrets() {
    let world = World::start().await;
    for at in 0..35 {
        assert!(world.post("users", &format!("before-restart-{at:04}"), resident()).await.status().is_success());
    }
    let key = world.running.adviser_key().to_owned();
    let world = world.restart().await;
    assert_eq!(world.running.adviser_key(), key);
    assert!(world.post("users", "before-restart-0007", resident()).await.status().is_success());
    let mut other = resident();
    other["who"] = json!("carer");
    assert_eq!(world.post("users", "before-restart-0007", other).await.status(), StatusCode::CONFLICT);

    world.set_clock(world.now().plus_days(1));
    world.release().await;
    let summary = world.summary("/v1/summaries/GM0171/dagbesteding-2026/users").send().await.unwrap();
    assert_eq!(summary.status(), StatusCode::OK);
    let summary: serde_json::Value = summary.json().await.unwrap();
    // All of the 35 gave the same: a multiple of the base is shown as it is.
    assert_eq!(summary["responses"]["count"], 35, "{}", summary["responses"]);
}
