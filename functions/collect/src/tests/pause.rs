//! A campaign that its operator has paused: nothing is taken, and nothing is lost.

use serde_json::json;

use super::*;

/// A paused slot, its keys made.
async fn paused() -> Slot {
    let mut slot = Slot::open().await;
    slot.router = router(Arc::new(slot.app_over(slot.engine.client(), vec![slot.campaign.clone()]).paused(true)));
    slot
}

#[tokio::test]
async fn the_page_says_so_and_when_to_try_again() {
    let slot = paused().await;
    let page = slot.get(USERS).await;
    assert_eq!((page.status, page.header("retry-after"), page.header("cache-control")), (503, "3600", "no-store"));
    page.has(&["Even pauze", "De vragenlijst komt terug."]).has_not("<form");
    slot.get(&format!("{USERS}?lang=en")).await.has(&["A short pause"]);
    slot.get("/").await.has(&["(even pauze)"]);
    // What does not take answers goes on.
    assert_eq!((slot.get("/health").await.status, slot.get("/privacy").await.status), (200, 200));
}

#[tokio::test]
async fn a_page_that_was_open_keeps_its_answers_and_can_be_sent_after_the_pause() {
    let slot = paused().await;
    let form = "id=AAAABBBBCCCCDDDD&q.who=self&q.day=home&q.hours=4&q.wish=Een+tuin";
    let page = slot.post(USERS, form).await;
    assert_eq!((page.status, page.header("retry-after")), (503, "3600"));
    page.has(&["Even pauze", "nog niet verstuurd", "value=\"self\" checked", "value=\"4\"", "Een tuin</textarea>"]);
    assert_eq!(page.submission(), "AAAABBBBCCCCDDDD");
    assert!(slot.stored().await.is_empty() && slot.texts().await.is_empty());
    // In another language it says the same, with the answers.
    let switched = slot.post(USERS, &format!("{form}&notice=paused&to=en")).await;
    switched.has(&["A short pause", "have not been sent yet", "Een tuin</textarea>"]);

    let resumed = Slot { router: slot.router_over(slot.engine.client(), vec![slot.campaign.clone()]), ..slot };
    assert_eq!(resumed.post(USERS, form).await.status, 200);
    assert_eq!(resumed.stored().await.len(), 1);
}

#[tokio::test]
async fn programs_are_told_to_come_back_with_the_same() {
    let slot = paused().await;
    let body = json!({ "answers": { "who": "self" } }).to_string();
    let answer = slot.post_json(API, "AAAABBBBCCCCDDDD", &body).await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, "3600"));
    assert_eq!(answer.json()["type"], "/problems#campaign-paused");
    assert!(slot.stored().await.is_empty());
}

#[tokio::test]
async fn what_is_closed_or_not_open_yet_is_not_called_paused() {
    let slot = paused().await;
    let (opens, closes) = (slot.campaign.opens.at, slot.campaign.closes.at);
    for (moment, status) in [(opens.plus_minutes(-1), 403), (closes.plus_minutes(61), 410)] {
        slot.at(moment);
        assert_eq!(
            (slot.get(USERS).await.status, slot.post(USERS, "id=AAAABBBBCCCCDDDD&q.who=self").await.status),
            (status, status)
        );
    }
    // Queued answers of the last hour wait as well.
    slot.at(closes.plus_minutes(30));
    assert_eq!(slot.post(USERS, "id=AAAABBBBCCCCDDDD&q.who=self").await.status, 503);
}
