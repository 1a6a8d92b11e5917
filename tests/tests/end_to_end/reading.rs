//! From answers to a summary: the way of every figure, with the clock moved.

use futures::future::join_all;
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::world::{World, campaign, resident};

const SUMMARY: &str = "/v1/summaries/GM0171/dagbesteding-2026/users";

async fn respond(world: &World, from: usize, to: usize) {
    for at in from..to {
        let mut answers = resident();
        answers["content"] = json!(["sad", "middle", "happy"][at % 3]);
        let answer = world.post("users", &format!("respondent-{at:06}"), answers).await;
        assert!(answer.status().is_success());
    }
}

async fn summary(world: &World, path: &str) -> Value {
    let answer = world.summary(path).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.json().await.unwrap()
}

#[tokio::test]
async fn figures_come_in_few_releases_and_one_final() {
    let world = World::start().await;
    respond(&world, 0, 29).await;
    world.set_clock(world.now().plus_days(1));
    world.release().await;
    assert_eq!(world.summary(SUMMARY).send().await.unwrap().status(), StatusCode::NOT_FOUND, "29 are too few");

    respond(&world, 29, 45).await;
    world.set_clock(world.now().plus_days(1));
    world.release().await;
    let first = summary(&world, SUMMARY).await;
    assert_eq!(first["release"]["number"], 1);

    // A day later, with many more: still the same release, byte for byte.
    respond(&world, 45, 60).await;
    world.set_clock(world.now().plus_days(1));
    world.release().await;
    assert_eq!(summary(&world, SUMMARY).await, first);

    world.set_clock(world.now().plus_days(7));
    world.release().await;
    assert_eq!(summary(&world, SUMMARY).await["release"]["number"], 2);
    assert_eq!(summary(&world, &format!("{SUMMARY}?release=1")).await, first);

    let campaign = campaign();
    world.set_clock(campaign.closes.at.plus_minutes(89));
    world.release().await;
    assert_eq!(summary(&world, SUMMARY).await["release"]["number"], 2);
    world.set_clock(campaign.closes.at.plus_minutes(90));
    join_all((0..4).map(|_| world.release())).await;
    let last = summary(&world, SUMMARY).await;
    assert_eq!(last["release"]["kind"], "final");
    let overview = summary(&world, "/v1/summaries/GM0171/dagbesteding-2026").await;
    let releases = overview["audiences"][0]["releases"].as_array().unwrap();
    assert_eq!(releases.len(), 3, "two interim releases and one final");

    for (table, exact) in
        last["tables"].as_array().unwrap().iter().filter(|table| table["item"] == "content").map(|table| (table, 20))
    {
        for cell in table["cells"].as_array().unwrap().iter().take(3) {
            let shown = cell["count"].as_i64().unwrap();
            assert_eq!(shown % 5, 0);
            assert!((shown - exact).abs() < 5, "{cell}");
        }
    }

    // Sealed: no more responses, no other release.
    world.set_clock(world.now().plus_days(1));
    world.release().await;
    assert_eq!(summary(&world, SUMMARY).await, last);
}

#[tokio::test]
async fn a_summary_reads_as_csv_and_changes_only_with_a_release() {
    let world = World::start().await;
    respond(&world, 0, 40).await;
    world.set_clock(world.now().plus_days(1));
    world.release().await;
    let csv = world.summary(&format!("{SUMMARY}?format=csv")).send().await.unwrap();
    assert!(csv.headers()[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/csv"));
    let text = csv.text().await.unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains(';'), "for Dutch Excel");
    let by_accept = world.summary(SUMMARY).header(header::ACCEPT, "text/csv").send().await.unwrap();
    assert_eq!(by_accept.text().await.unwrap(), text);

    let json = world.summary(SUMMARY).send().await.unwrap();
    let tag = json.headers()[header::ETAG].clone();
    let again = world.summary(SUMMARY).header(header::IF_NONE_MATCH, tag).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn only_a_key_opens_the_notice_board() {
    let world = World::start().await;
    respond(&world, 0, 40).await;
    world.set_clock(world.now().plus_days(1));
    world.release().await;
    let key = world.running.adviser_key().to_owned();
    let turned = format!("{}{}", &key[..key.len() - 1], if key.ends_with('a') { 'b' } else { 'a' });
    for wrong in ["", "x", "dagpeil_", turned.as_str()] {
        let answer = world.request(Method::GET, SUMMARY).bearer_auth(wrong).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{wrong}");
        assert!(answer.headers().contains_key(header::WWW_AUTHENTICATE));
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
    }
    assert_eq!(world.get(SUMMARY).await.status(), StatusCode::UNAUTHORIZED);
    world.set_clock(world.now().plus_days(3651));
    assert_eq!(world.summary(SUMMARY).send().await.unwrap().status(), StatusCode::UNAUTHORIZED, "expired");
}
