//! What people see.

use super::*;

/// A page a tag a line, without its style and its script, which have tests of their own.
pub(super) fn readable(page: &Answer) -> String {
    page.without_script().replace(page.style(), "").replace("><", ">\n<")
}

#[tokio::test]
async fn the_questionnaire() {
    let slot = Slot::open().await;
    let page = slot.get(USERS).await;
    assert_eq!(page.status, 200);
    insta::assert_snapshot!("questionnaire", readable(&page));
    let page = slot.get(&format!("{USERS}?lang=ar")).await;
    insta::assert_snapshot!("questionnaire_partly_arabic", readable(&page));
}

#[tokio::test]
async fn the_questionnaire_with_faults() {
    let slot = Slot::open().await;
    let form = "id=AAAABBBBCCCCDDDD&q.day=home&q.day=none&n.day.other=Vissen&q.judge.home=glad&q.prefer.1=meet\
                &q.prefer.2=meet&q.hours=veel&q.wish=%22%3E%3Cscript%3E";
    let page = slot.post(&format!("{USERS}?lang=nl"), form).await;
    assert_eq!(page.status, 422);
    insta::assert_snapshot!("questionnaire_with_faults", readable(&page));
}

#[tokio::test]
async fn the_questionnaire_that_comes_back() {
    let mut slot = Slot::open().await;
    assert_eq!(slot.post(USERS, "id=AAAABBBBCCCCDDDD&q.who=self").await.status, 200);
    let page = slot.post(&format!("{USERS}?lang=en"), "id=AAAABBBBCCCCDDDD&q.who=self&q.prefer.1=calm").await;
    insta::assert_snapshot!("conflict", readable(&page));
    slot.disconnected();
    let page = slot.post(USERS, "id=AAAABBBBCCCCDDDD&q.who=self&q.hours=7&q.judge.bus=happy").await;
    insta::assert_snapshot!("not_sent", readable(&page));
}

#[tokio::test]
async fn the_questionnaire_with_a_code() {
    let slot = Slot::with_access(Access::Codes).await;
    let code = slot.code(Holder::Respondent, 1);
    let form = format!("id=AAAABBBBCCCCDDDD&code={code}&q.who=self");
    // What comes before the questions; these are the same with a code.
    let top = |page: &Answer| readable(page).split("<fieldset").next().unwrap().to_owned();
    insta::assert_snapshot!("code", top(&slot.get(USERS).await));
    insta::assert_snapshot!("code_mistyped", top(&slot.post(USERS, &form.replace(&code, "4k7q 2m9f")).await));
    insta::assert_snapshot!("thanks_with_a_code", readable(&slot.post(USERS, &form).await));
    let form = form.replace("AAAA", "ZZZZ");
    insta::assert_snapshot!("code_used", top(&slot.post(USERS, &form).await));
    insta::assert_snapshot!("code_used_english", top(&slot.post(&format!("{USERS}?lang=en"), &form).await));
    let slot = Slot::with_access(Access::Both).await;
    insta::assert_snapshot!("code_or_none", top(&slot.get(USERS).await));
    insta::assert_snapshot!("code_or_none_english", top(&slot.get(&format!("{USERS}?lang=en")).await));
}

#[tokio::test]
async fn withdrawal() {
    let slot = Slot::with_access(Access::Codes).await;
    let page = format!("{USERS}/intrekken");
    let sure = format!("code={}&sure=1", slot.code(Holder::Respondent, 1));
    insta::assert_snapshot!("withdraw", readable(&slot.get(&page).await));
    insta::assert_snapshot!("withdraw_english", readable(&slot.get(&format!("{page}?lang=en")).await));
    insta::assert_snapshot!("withdraw_mistyped", readable(&slot.post(&page, "code=4k7q&sure=1").await));
    insta::assert_snapshot!("withdrawn", readable(&slot.post(&page, &sure).await));
    slot.at(slot.campaign.closes.at);
    insta::assert_snapshot!("withdraw_too_late", readable(&slot.get(&page).await));
}

#[tokio::test]
async fn the_other_pages() {
    let slot = Slot::open().await;
    insta::assert_snapshot!("home", readable(&slot.get("/").await));
    insta::assert_snapshot!("home_english", readable(&slot.get("/?lang=en").await));
    insta::assert_snapshot!("thanks", readable(&slot.get(&format!("{USERS}/bedankt")).await));
    insta::assert_snapshot!("privacy", readable(&slot.get("/privacy").await));
    insta::assert_snapshot!("not_found", readable(&slot.get("/noordoostpolder/nergens").await));
    slot.at(slot.campaign.opens.at.plus_minutes(-1));
    insta::assert_snapshot!("not_open", readable(&slot.get(USERS).await));
    slot.at(slot.campaign.closes.at);
    insta::assert_snapshot!("closed", readable(&slot.get(USERS).await));
}

#[tokio::test]
async fn the_language_of_the_link_then_of_the_browser() {
    let slot = Slot::open().await;
    let page = slot.get(&format!("{USERS}?lang=en")).await;
    page.has(&["<html lang=\"en\"", "What would you like to do?", "Send my answers", "action=\"?lang=en\""]);
    let headers = [("accept", "text/html"), ("accept-language", "en;q=0.8, nl;q=0.2")];
    slot.send(Method::GET, USERS, &headers, Body::empty()).await.has(&["<html lang=\"en\""]);
    slot.get(&format!("{USERS}?lang=xx")).await.has(&["<html lang=\"nl\""]);
    // Not all is translated: what is not says so.
    slot.get(&format!("{USERS}?lang=ar")).await.has(&[
        "<html lang=\"ar\" dir=\"rtl\"",
        "<legend>1. لمن؟",
        "<p lang=\"nl\" dir=\"ltr\">Vertel het ons.</p>",
        "lang=\"ar\" aria-current=\"true\">العربية</button>",
    ]);
}

#[tokio::test]
async fn what_was_typed_and_what_is_configured_stay_text() {
    let slot = Slot::open().await;
    let page = slot.post(USERS, "id=AAAABBBBCCCCDDDD&q.wish=%3C/textarea%3E%3Cscript%3E&q.hours=%22onfocus=x").await;
    assert_eq!(page.body.matches("<script").count(), 1);
    page.has_not("\"onfocus").has(&["&lt;/textarea&gt;&lt;script&gt;", "&quot;onfocus=x"]);
    page.has_not("Gemeente <Proef>").has(&["Gemeente &lt;Proef&gt; &amp; co"]);
}

#[tokio::test]
async fn every_id_is_there_once_and_every_reference_leads_somewhere() {
    let slot = Slot::open().await;
    let form = "id=AAAABBBBCCCCDDDD&code=4k7q&q.day=home&n.day.other=x&q.hours=veel&q.judge.home=glad&q.prefer.1=x";
    let codes = Slot::with_access(Access::Both).await;
    for page in
        [slot.get(USERS).await, slot.post(USERS, form).await, codes.get(USERS).await, codes.post(USERS, form).await]
    {
        let ids: Vec<&str> = values(&page.body, " id=\"");
        for (at, id) in ids.iter().enumerate() {
            assert!(!ids[..at].contains(id), "{id} twice");
        }
        let mut references = values(&page.body, " for=\"");
        references.extend(values(&page.body, " aria-labelledby=\""));
        references.extend(values(&page.body, " href=\"#"));
        references.extend(values(&page.body, " aria-describedby=\"").into_iter().flat_map(|ids| ids.split(' ')));
        assert!(references.len() > 10);
        for reference in references {
            assert!(ids.contains(&reference), "{reference} leads nowhere");
        }
    }
}

/// The values of an attribute.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    page.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[tokio::test]
async fn nothing_is_preselected_nothing_is_fetched_and_no_script_but_ours_runs() {
    let slot = Slot::open().await;
    let withdrawal = format!("{USERS}/intrekken");
    let codes = Slot::with_access(Access::Both).await;
    for (slot, path) in [
        (&slot, USERS),
        (&codes, USERS),
        (&slot, "/"),
        (&slot, "/privacy"),
        (&slot, "/problems"),
        (&codes, "/privacy"),
        (&codes, &withdrawal),
    ] {
        let page = slot.get(path).await;
        // Only the questionnaire has a script, and only ours.
        let rest = page.without_script();
        assert_eq!(rest.len() < page.body.len(), path == USERS, "{path}");
        for nothing in [" checked", " selected", "<script", "http:", "https:", " style=\"", "@import", "url("] {
            assert!(!rest.contains(nothing), "`{nothing}` in {path}");
        }
        // A logo is in the page itself.
        assert!(values(&rest, " src=\"").iter().all(|source| source.starts_with("data:")), "{path}");
    }
}

/// The real questionnaires, as heavy as they are, and with a field for a code.
#[tokio::test]
async fn the_whole_page_fits_in_one_round_trip() {
    let mut slot = Slot::open().await;
    slot.campaign = fixtures::noordoostpolder();
    slot.at(slot.campaign.opens.at);
    slot.make_keys().await;
    for access in Access::ALL {
        let campaign = Campaign { access, ..slot.campaign.clone() };
        slot.router = slot.router_over(slot.engine.client(), vec![campaign.clone()]);
        for audience in &campaign.audiences {
            for language in &campaign.languages {
                let path = format!("/noordoostpolder/{}?lang={language}", audience.path);
                let request = Request::get(path).header(ACCEPT_ENCODING, "gzip").body(Body::empty()).unwrap();
                let response = slot.router.clone().oneshot(request).await.unwrap();
                assert_eq!(response.status(), StatusCode::OK);
                let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
                println!("{access:?} {} {language}: {} bytes", audience.path, body.len());
                assert!(body.len() <= 14_000, "{} in {language}: {} bytes", audience.path, body.len());
            }
        }
    }
}
