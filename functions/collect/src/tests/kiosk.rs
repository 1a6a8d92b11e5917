//! A tablet that many people use, one after another: `?kiosk=1`.

use super::*;

#[tokio::test]
async fn the_address_says_so_and_every_way_on_keeps_it() {
    let slot = Slot::with_access(Access::Both).await;
    let page = slot.get(&format!("{USERS}?kiosk=1")).await;
    page.has(&[
        " data-kiosk>",
        "action=\"?lang=nl&amp;kiosk=1\"",
        "formaction=\"?lang=en&amp;kiosk=1\"",
        "href=\"/privacy?lang=nl&amp;kiosk=1\"",
        "href=\"/toegankelijkheid?lang=nl&amp;kiosk=1\"",
        "href=\"/noordoostpolder/gebruikers?kiosk=1\"",
    ]);
    // A second tab would stay behind for who comes next.
    page.has_not("target=");
    slot.get("/privacy?lang=en&kiosk=1")
        .await
        .has(&["href=\"?lang=nl&amp;kiosk=1\"", "href=\"/?lang=en&amp;kiosk=1\""]);
    slot.get("/?kiosk=1").await.has(&["href=\"/noordoostpolder/gebruikers?lang=nl&amp;kiosk=1\""]);

    for elsewhere in ["", "?kiosk=0", "?kiosk=", "?kiosk=true"] {
        slot.get(&format!("{USERS}{elsewhere}")).await.has_not(" data-kiosk>").has_not("kiosk=1");
    }
}

#[tokio::test]
async fn another_language_stays_in_it() {
    let slot = Slot::open().await;
    let blank = format!("id={}&to=en", "AAAABBBBCCCCDDDD");
    let moved = slot.post(&format!("{USERS}?lang=nl&kiosk=1"), &blank).await;
    assert_eq!((moved.status, moved.header("location")), (303, "/noordoostpolder/gebruikers?lang=en&kiosk=1"));
    let page = slot.post(&format!("{USERS}?lang=nl&kiosk=1"), &format!("{blank}&q.who=self")).await;
    page.has(&["<html lang=\"en\" data-kiosk>", "action=\"?lang=en&amp;kiosk=1\""]);
}

#[tokio::test]
async fn the_thanks_lead_back_to_the_start_by_themselves() {
    let slot = Slot::open().await;
    let form = "id=AAAABBBBCCCCDDDD&q.who=self";
    let page = slot.post(&format!("{USERS}?lang=en&kiosk=1"), form).await;
    assert_eq!(page.status, 200);
    // To no one's language: the next person's is not known.
    assert_eq!(page.header("refresh"), "60; url=/noordoostpolder/gebruikers?kiosk=1");
    page.has(&[
        "In 1 minute this page goes back to the beginning by itself.",
        "href=\"/noordoostpolder/gebruikers/bedankt?lang=en&amp;kiosk=1\">I want to read longer</a>",
        "href=\"/noordoostpolder/gebruikers?kiosk=1\"",
    ]);
    // Who asks for it gets ten times as long.
    let longer = slot.get(&format!("{USERS}/bedankt?lang=en&kiosk=1")).await;
    assert_eq!(longer.header("refresh"), "600; url=/noordoostpolder/gebruikers?kiosk=1");
    longer.has(&["In 10 minutes this page goes back"]).has_not("I want to read longer");

    // Elsewhere no page moves by itself.
    for page in [slot.post(USERS, form).await, slot.get(&format!("{USERS}/bedankt")).await] {
        assert_eq!(page.header("refresh"), "");
        page.has_not("http-equiv").has_not("goes back");
    }
}
