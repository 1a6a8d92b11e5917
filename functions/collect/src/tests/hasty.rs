//! Forms that a program seems to have sent: asked for once more, and then taken. Of the open link alone.

use serde_json::json;

use super::keeping::{encoded, fields};
use super::*;

const ID: &str = "AAAABBBBCCCCDDDD";
const ANSWERS: &str = "q.who=self&q.day=home&q.hours=4&q.wish=Een+tuin";

/// The form of a page that was shown so many seconds ago.
fn form(seconds: i64, more: &str) -> String {
    format!("id={ID}&shown={}&website=&{ANSWERS}{more}", fixtures::OPEN - seconds)
}

#[tokio::test]
async fn a_page_says_when_it_was_shown_and_has_a_field_that_no_person_meets() {
    let slot = Slot::open().await;
    slot.get(USERS).await.has(&[
        &format!("<input type=\"hidden\" name=\"shown\" value=\"{}\">", fixtures::OPEN),
        "<div class=\"x\" aria-hidden=\"true\"><label for=\"website\">Laat dit vak leeg</label><input type=\"text\" \
         name=\"website\" id=\"website\" value=\"\" tabindex=\"-1\" autocomplete=\"off\"></div>",
        ".x,.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}",
    ]);
}

#[tokio::test]
async fn twenty_seconds_are_enough_and_so_are_days() {
    for seconds in [10, 20, 3600, 20 * 86_400] {
        let slot = Slot::open().await;
        assert_eq!(slot.post(USERS, &form(seconds, "")).await.status, 200, "{seconds}");
        assert_eq!(slot.stored().await.len(), 1);
    }
}

#[tokio::test]
async fn what_is_too_quick_or_takes_the_bait_comes_back_whole_and_passes_on_the_second_press() {
    let by_hand = format!("id={ID}&shown=&{ANSWERS}");
    let baited = form(600, "").replace("website=", "website=http%3A%2F%2Fspam.example");
    for sent in [form(0, ""), form(9, ""), by_hand, baited.clone(), baited.replace("shown=", "shown=x")] {
        let slot = Slot::open().await;
        let page = slot.post(USERS, &sent).await;
        assert_eq!(page.status, 422, "{sent}");
        page.has(&[
            "<title>Verstuur het nog een keer",
            "nog 1 keer op de knop",
            "value=\"self\" checked",
            "Een tuin</textarea>",
        ]);
        assert_eq!(page.submission(), ID);
        // No bait any more: what a browser fills in by itself can't come between.
        page.has_not("name=\"website\"").has_not("spam.example").has(&["name=\"shown\" value=\"again\""]);
        assert!(slot.stored().await.is_empty() && slot.texts().await.is_empty());
        // Who looks at nothing that comes back, sends the same again: as often as it likes.
        assert_eq!(slot.post(USERS, &sent).await.status, 422);
        assert!(slot.stored().await.is_empty());
        let again = encoded(&fields(&page.body));
        for _ in 0..2 {
            assert_eq!(slot.post(USERS, &again).await.status, 200);
        }
        assert_eq!((slot.stored().await.len(), slot.texts().await.len()), (1, 1));
    }
}

#[tokio::test]
async fn faults_are_told_first_and_count_as_the_first_press() {
    let slot = Slot::open().await;
    let page = slot.post(USERS, &form(1, "").replace("q.who=self&", "")).await;
    assert_eq!(page.status, 422);
    page.has(&["<title>Fout: ", "Kies een antwoord bij vraag 1"]);
    let mended = encoded(&fields(&page.body)) + "&q.who=self";
    assert_eq!(slot.post(USERS, &mended).await.status, 200);
}

#[tokio::test]
async fn another_language_keeps_the_moment_and_the_second_press() {
    let slot = Slot::open().await;
    let page = slot.post(USERS, &form(30, "&to=en")).await;
    page.has(&[&format!("name=\"shown\" value=\"{}\"", fixtures::OPEN - 30), "name=\"website\""]);
    assert_eq!(slot.post(USERS, &encoded(&fields(&page.body))).await.status, 200);

    let slot = Slot::open().await;
    let page = slot.post(USERS, &form(0, "")).await;
    let page = slot.post(USERS, &(encoded(&fields(&page.body)) + "&to=en")).await;
    page.has(&["press the button once more", "name=\"shown\" value=\"again\""]).has_not("name=\"website\"");
    assert_eq!(slot.post(USERS, &encoded(&fields(&page.body))).await.status, 200);
}

#[tokio::test]
async fn a_page_that_comes_back_for_another_reason_still_tells_when_it_was_shown() {
    let mut slot = Slot::open().await;
    slot.disconnected();
    let page = slot.post(USERS, &form(30, "")).await;
    assert_eq!(page.status, 503);
    page.has(&[&format!("name=\"shown\" value=\"{}\"", fixtures::OPEN - 30)]);
}

#[tokio::test]
async fn programs_and_codes_meet_no_trap() {
    let slot = Slot::open().await;
    let body = json!({"answers": {"who": "self"}}).to_string();
    assert_eq!(slot.post_json(API, ID, &body).await.status, 200);
    let slot = Slot::with_access(Access::Both).await;
    slot.get(USERS).await.has(&["name=\"website\"", "name=\"shown\""]);
    let code = slot.code(Holder::Respondent, 1);
    let quick = form(0, &format!("&code={code}")).replace("website=", "website=x");
    assert_eq!(slot.post(USERS, &quick).await.status, 200);
    let slot = Slot::with_access(Access::Codes).await;
    slot.get(USERS).await.has_not("name=\"website\"").has_not("name=\"shown\"");
}
