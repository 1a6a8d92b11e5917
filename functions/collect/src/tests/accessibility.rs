//! The accessibility statement.

use survey::campaign::{Accessibility, Conformance, Shortcoming};
use survey::time::Day;

use super::pages::readable;
use super::*;

const PAGE: &str = "/toegankelijkheid";

/// A slot whose campaign says that of itself.
async fn stating(accessibility: Accessibility) -> Slot {
    let mut slot = Slot::open().await;
    slot.campaign.accessibility = accessibility;
    slot.router = slot.router_over(slot.engine.client(), vec![slot.campaign.clone()]);
    slot
}

fn shortcoming(slot: &Slot) -> Shortcoming {
    let text = slot.campaign.help.clone();
    Shortcoming {
        what: text.clone(),
        criteria: vec!["1.4.3".to_owned(), "2.4.7".to_owned()],
        why: Some(text.clone()),
        plan: Some(text.clone()),
        instead: Some(text),
        mended_by: Some(Day(20_800)),
    }
}

#[tokio::test]
async fn a_campaign_that_says_nothing_promises_nothing() {
    let slot = stating(Accessibility::default()).await;
    insta::assert_snapshot!("unsaid", readable(&slot.get(PAGE).await));
}

#[tokio::test]
async fn everything_that_can_be_told() {
    let slot = Slot::open().await;
    let told = Accessibility {
        status: Conformance::B,
        drawn_up: Some(Day(20_700)),
        approved_by: Some("gemeentesecretaris".to_owned()),
        examined: Some(Day(20_600)),
        planned: Some(Day(21_000)),
        report: Some("https://example.nl/rapport".to_owned()),
        contact: Some("toegankelijk@example.nl".to_owned()),
        shortcomings: vec![shortcoming(&slot)],
    };
    let slot = stating(told).await;
    insta::assert_snapshot!("told", readable(&slot.get(PAGE).await));
    insta::assert_snapshot!("told_english", readable(&slot.get(&format!("{PAGE}?lang=en")).await));
}

#[tokio::test]
async fn every_status_by_the_name_the_law_gives_it() {
    for (status, name) in [
        (Conformance::A, "Status A: voldoet volledig"),
        (Conformance::B, "Status B: voldoet gedeeltelijk"),
        (Conformance::C, "Status C: eerste maatregelen genomen"),
        (Conformance::D, "Status D: voldoet niet"),
    ] {
        let slot = stating(Accessibility { status, ..Accessibility::default() }).await;
        let page = slot.get(PAGE).await;
        page.has(&[name]);
        assert_eq!(page.body.matches("Status ").count(), 1);
    }
}

#[tokio::test]
async fn every_page_leads_to_it() {
    let slot = Slot::open().await;
    for path in [USERS, "/", "/privacy", PAGE, "/problems", "/nergens/iets", &format!("{USERS}/bedankt")] {
        slot.get(path).await.has(&["<a href=\"/toegankelijkheid?lang=nl\""]);
    }
    // Where several campaigns are served, to the right one.
    let mut other = slot.campaign.clone();
    other.id = "andere-2026".parse().unwrap();
    other.controller.name = "Gemeente Elders".to_owned();
    let router = slot.router_over(slot.engine.client(), vec![slot.campaign.clone(), other]);
    let request = Request::get(format!("{PAGE}?campaign=andere-2026")).header(ACCEPT, "text/html");
    let page = send(&router, request.body(Body::empty()).unwrap()).await;
    page.has(&[
        "Gemeente Elders wil dat iedereen mee kan doen",
        "href=\"/toegankelijkheid?campaign=andere-2026&amp;lang=en\"",
    ]);
}
