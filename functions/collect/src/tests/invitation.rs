//! The way to the contact letterbox: a plain link that carries nothing.

use serde_json::json;
use survey::contact::Contact;
use survey::time::Timestamp;

use super::*;

/// A contact letterbox that closes an hour after the fixture's present.
fn contact() -> Contact {
    let closes = json!({ "at": fixtures::OPEN + 3_600, "offset": 3600 });
    serde_json::from_value(json!({
        "title": { "nl": "Mogen we u uitnodigen?", "en": "May we invite you?" },
        "purpose": { "nl": "Voor een gesprek." }, "readers": { "nl": "Adviseurs." },
        "closes": closes, "kept_until": 21_000, "expires": 1_900_000_000, "recipients": ["age1x"],
        "fields": [{ "field": "email", "required": true }],
    }))
    .unwrap()
}

async fn inviting() -> Slot {
    let mut slot = Slot::open().await;
    slot.campaign.contact = Some(contact());
    slot.router = slot.router_over(slot.engine.client(), vec![slot.campaign.clone()]);
    slot
}

const LINK: &str = "<a href=\"/uitnodiging/proef-2026?lang=nl\" rel=\"noreferrer\" referrerpolicy=\"no-referrer\">";

#[tokio::test]
async fn who_has_answered_is_shown_the_way_and_told_that_it_is_apart() {
    let slot = inviting().await;
    let thanks = slot.get(&format!("{USERS}/bedankt")).await;
    thanks.has(&["Mogen we u uitnodigen?", LINK, "bewaren we los van uw antwoorden"]);
    slot.get("/").await.has(&[LINK]);
    // While questions are shown there is no way out, nor on a tablet for everyone.
    slot.get(USERS).await.has_not("/uitnodiging/");
    slot.get(&format!("{USERS}/bedankt?kiosk=1")).await.has_not("/uitnodiging/");
}

#[tokio::test]
async fn no_way_leads_to_a_letterbox_that_is_not_there_or_closed() {
    let slot = Slot::open().await;
    slot.get(&format!("{USERS}/bedankt")).await.has_not("/uitnodiging/");
    let slot = inviting().await;
    let closes = contact().closes.at;
    assert!(Timestamp(fixtures::OPEN) < closes);
    slot.clock.store(closes.0, Ordering::Relaxed);
    slot.get(&format!("{USERS}/bedankt")).await.has_not("/uitnodiging/");
    slot.get("/").await.has_not("/uitnodiging/");
}
