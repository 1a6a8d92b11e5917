//! The conversation form: for who has an interviewer's code, with prompts and notes, and otherwise the same questionnaire.

use std::collections::BTreeSet;

use super::keeping::{encoded, fields};
use super::*;

const CONVERSATION: &str = "/noordoostpolder/gebruikers/gesprek";
const ID: &str = "AAAABBBBCCCCDDDD";
const OTHER_ID: &str = "EEEEFFFFGGGGHHHH";

fn form(id: &str, code: &str, answers: &str) -> String {
    format!("id={id}&code={code}&{answers}")
}

/// The names of the fields of a page's form.
fn names(page: &str) -> BTreeSet<String> {
    let inputs = page.split("name=\"").skip(1).filter_map(|rest| rest.split('"').next());
    inputs.filter(|name| name.starts_with("q.") || name.starts_with("n.")).map(str::to_owned).collect()
}

impl Slot {
    /// The attributes of the stored responses, but for the answers.
    async fn attributes(&self) -> BTreeSet<String> {
        let page = self.engine.client().scan().table_name(&self.tables.responses).send().await.unwrap();
        page.items().iter().flat_map(|item| item.keys().cloned()).collect()
    }
}

#[tokio::test]
async fn only_where_codes_are_taken_there_is_a_conversation_form() {
    let slot = Slot::open().await;
    assert_eq!((slot.get(CONVERSATION).await.status, slot.post(CONVERSATION, "id=x").await.status), (404, 404));
    for access in [Access::Codes, Access::Both] {
        let slot = Slot::with_access(access).await;
        let page = slot.get(CONVERSATION).await;
        assert_eq!(page.status, 200);
        // Beside an open link, too, a conversation needs its code.
        page.has(&["Code voor dit gesprek (verplicht)", "<script type=\"module\">"]);
        page.has_not("name=\"website\"").has_not("name=\"shown\"");
    }
}

#[tokio::test]
async fn the_form_has_prompts_notes_and_an_index_and_the_respondents_page_none_of_it() {
    let slot = Slot::with_access(Access::Codes).await;
    let (page, respondents) = (slot.get(CONVERSATION).await, slot.get(USERS).await);
    for text in [
        "Vraag ook naar het weekend.",
        "Begin met gisteren.",
        "Vraag welke club.",
        "Wat viel u op aan de dag?",
        "name=\"p.day\"",
    ] {
        page.has(&[text]);
        respondents.has_not(text);
    }
    page.has(&["<a href=\"#part-2\">Uw dag</a>", "<section id=\"part-2\"><h2>Uw dag</h2>", "Om te beginnen"]);
    // What must be answered can't be passed over, and a note need not be.
    page.has_not("name=\"p.who\"").has_not("name=\"p.load\"").has_not("name=\"p.seen\"");
    let (mut asked, plain) = (names(&page.body), names(&respondents.body));
    assert!(asked.remove("q.seen"));
    assert_eq!(asked, plain);
    // A note has no number: respondents count the same questions.
    page.has(&["6. Hoe zwaar is het?", "8. Wat zou u graag willen?"]);
    respondents.has(&["Er zijn 8 vragen.", "6. Hoe zwaar is het?"]);
    let policy = web::headers::page_policy(page.style(), Some(crate::page::conversation_script()));
    assert_eq!(page.header("content-security-policy"), policy.to_str().unwrap());
}

#[tokio::test]
async fn a_conversation_is_stored_as_any_response_with_its_mode_and_no_word_of_who_held_it() {
    let answers = "q.who=self&q.day=other&n.day.other=Vissen&q.wish=Een+tuin&q.seen=Belde+jan%40voorbeeld.nl";
    let slot = Slot::with_access(Access::Both).await;
    let code = slot.code(Holder::Interviewer, 1);
    let sent = slot.post(CONVERSATION, &form(ID, &code, answers)).await;
    assert_eq!(sent.status, 200);
    sent.has(&[
        "Het gesprek is verstuurd",
        "31 december 2026 om 23.59 uur",
        "href=\"/noordoostpolder/gebruikers/gesprek?lang=nl\"",
    ]);
    sent.has_not(&code).has_not("Vissen").has_not("Een tuin").has_not(ID);
    assert_eq!(slot.modes().await, ["interview"]);
    let note = ("seen".to_owned(), "Belde [e-mail]".to_owned());
    assert!(slot.texts().await.contains(&note), "{:?}", slot.texts().await);
    // The same again is a retry; anything else under that code is refused, with the way to replace it.
    assert_eq!(slot.post(CONVERSATION, &form(ID, &code, answers)).await.status, 200);
    let used = slot.post(CONVERSATION, &form(OTHER_ID, &code, "q.who=carer&q.load=light")).await;
    assert_eq!(used.status, 409);
    used.has(&[
        "Deze code is al gebruikt",
        "action=\"/noordoostpolder/gebruikers/intrekken?lang=nl\"",
        "value=\"carer\" checked",
    ]);

    let respondents = Slot::with_access(Access::Both).await;
    let code = respondents.code(Holder::Respondent, 1);
    assert_eq!(respondents.post(USERS, &form(ID, &code, answers)).await.status, 200);
    assert_eq!(slot.attributes().await, respondents.attributes().await);
    assert_eq!(slot.stored().await, respondents.stored().await);
}

#[tokio::test]
async fn notes_come_from_interviewers_alone() {
    let answers = "q.who=self&q.seen=Praat+zacht&q.wish=Een+tuin";
    let wish = ("wish".to_owned(), "Een tuin".to_owned());
    let seen = ("seen".to_owned(), "Praat zacht".to_owned());
    for (holder, path, texts) in [
        (None, USERS, vec![wish.clone()]),
        (Some(Holder::Respondent), USERS, vec![wish.clone()]),
        (Some(Holder::Interviewer), USERS, vec![seen.clone(), wish.clone()]),
        (Some(Holder::Interviewer), CONVERSATION, vec![seen, wish]),
    ] {
        let slot = Slot::with_access(Access::Both).await;
        let code = holder.map(|holder| slot.code(holder, 1)).unwrap_or_default();
        assert_eq!(slot.post(path, &form(ID, &code, answers)).await.status, 200);
        assert_eq!(slot.texts().await, texts, "{holder:?}");
    }
}

#[tokio::test]
async fn withdrawing_takes_the_notes_along() {
    let slot = Slot::with_access(Access::Codes).await;
    let code = slot.code(Holder::Interviewer, 1);
    assert_eq!(slot.post(CONVERSATION, &form(ID, &code, "q.who=self&q.seen=Praat+zacht")).await.status, 200);
    assert_eq!((slot.stored().await.len(), slot.texts().await.len()), (1, 1));
    let gone = slot.post("/noordoostpolder/gebruikers/intrekken", &format!("code={code}&sure=1")).await;
    assert_eq!(gone.status, 200);
    assert_eq!((slot.stored().await.len(), slot.texts().await.len()), (0, 0));
}

#[tokio::test]
async fn no_other_code_opens_it() {
    let slot = Slot::with_access(Access::Both).await;
    for (code, told) in [
        (slot.code(Holder::Respondent, 1), "Deze code is niet voor gesprekken. Neem een kaart voor gesprekken"),
        (String::new(), "Vul uw code in"),
        ("4K7Q".to_owned(), "Uw code is te kort."),
        ("0000-0000-0000-0000".to_owned(), "Deze code hoort niet bij deze vragenlijst"),
    ] {
        for also in ["check=1", "sent=1", "to=nl&notice=faults"] {
            let page =
                slot.post(CONVERSATION, &form(ID, &code, &format!("q.who=self&q.seen=Praat+zacht&{also}"))).await;
            page.has(&[told, "Praat zacht", "value=\"self\" checked"]);
        }
    }
    assert!(slot.stored().await.is_empty());
}

#[tokio::test]
async fn an_interviewers_code_leads_from_the_respondents_page_to_the_form() {
    let slot = Slot::with_access(Access::Codes).await;
    let code = slot.code(Holder::Interviewer, 1);
    let page = slot.post(USERS, &form(ID, &code, "check=1")).await;
    page.has(&[
        "Het is een code voor een gesprek.",
        "Open het gespreksformulier",
        "action=\"/noordoostpolder/gebruikers/gesprek?lang=nl\"",
    ]);
    let page = slot.post(&format!("{CONVERSATION}?lang=nl"), &format!("code={code}&check=1")).await;
    assert_eq!(page.status, 200);
    page.has(&["Gespreksformulier", &format!("value=\"{code}\""), "Deze code klopt."]);
    assert_eq!(page.submission().len(), 26, "{}", page.submission());
    let respondents = slot.code(Holder::Respondent, 1);
    slot.post(USERS, &form(ID, &respondents, "check=1")).await.has_not("gesprek");
}

#[tokio::test]
async fn what_was_passed_over_has_no_answer_and_stays_passed_over() {
    let slot = Slot::with_access(Access::Codes).await;
    let code = slot.code(Holder::Interviewer, 1);
    let both = "q.who=self&q.day=home&p.day=1&q.judge.home=sad&p.judge=1&q.hours=99";
    let page = slot
        .post(
            CONVERSATION,
            &form(
                ID,
                &code,
                &format!("{both}&q.day=club&p.wish=1&q.wish=Rust&q.prefer.1=meet&q.seen={}", "x".repeat(201)),
            ),
        )
        .await;
    assert_eq!(page.status, 422);
    page.has(&[
        "Gebruik hoogstens 200 letters bij ‘Wat viel u op aan de dag?’",
        "href=\"#q.seen\"",
        "name=\"p.day\" value=\"1\" checked",
    ]);
    page.has_not("value=\"club\" checked").has_not("value=\"sad\" checked").has_not("Rust</textarea>");
    // Nothing that was filled in is lost on the way through another language.
    let english = slot.post(CONVERSATION, &(encoded(&fields(&page.body)) + "&to=en")).await;
    english.has(&["Conversation form", "name=\"p.judge\" value=\"1\" checked", "Ask about the weekend, too."]);
    let sent = form(ID, &code, &format!("{both}&q.seen=Rustig"));
    assert_eq!(slot.post(CONVERSATION, &sent).await.status, 200);
    let stored = slot.stored().await;
    assert_eq!(stored[0].keys().collect::<Vec<_>>(), ["who"]);
}

#[tokio::test]
async fn it_opens_and_closes_with_the_campaign() {
    let slot = Slot::with_access(Access::Codes).await;
    let code = slot.code(Holder::Interviewer, 1);
    let (opens, closes) = (slot.campaign.opens.at, slot.campaign.closes.at);
    for (at, get, post) in
        [(opens.plus_minutes(-1), 403, 403), (closes.plus_minutes(1), 410, 200), (closes.plus_minutes(61), 410, 410)]
    {
        slot.at(at);
        assert_eq!(slot.get(CONVERSATION).await.status, get);
        assert_eq!(slot.post(CONVERSATION, &form(ID, &code, "q.who=self")).await.status, post);
    }
}

#[tokio::test]
async fn a_hundred_conversations_from_one_device_are_as_welcome_as_one() {
    let slot = Slot::with_access(Access::Both).await;
    for number in 0..100 {
        let page = slot.get(CONVERSATION).await;
        let code = slot.code(Holder::Interviewer, number);
        assert_eq!(
            slot.post(CONVERSATION, &form(page.submission(), &code, "q.who=self")).await.status,
            200,
            "{number}"
        );
    }
    assert_eq!(slot.stored().await.len(), 100);
}

#[tokio::test]
async fn the_page_is_kept_as_it_was() {
    let slot = Slot::with_access(Access::Codes).await;
    let page = slot.get(CONVERSATION).await;
    let (before, rest) = page.body.split_once("<script type=\"module\">").unwrap();
    let (_, after) = rest.split_once("</script>").unwrap();
    let (_, after_style) = before.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).unwrap();
    insta::assert_snapshot!(format!("{after_style}{after}").replace("><", ">\n<"));
}

/// A laptop or tablet at a table, once a day: more than a phone on the road may load, and still little.
#[tokio::test]
async fn it_weighs_at_most_20_000_bytes_in_every_language() {
    let mut slot = Slot::with_access(Access::Both).await;
    slot.campaign = Campaign { access: Access::Both, ..fixtures::noordoostpolder() };
    slot.at(slot.campaign.opens.at.plus_minutes(1));
    slot.router = slot.router_over(slot.engine.client(), vec![slot.campaign.clone()]);
    slot.make_keys().await;
    for audience in ["gebruikers", "aanbieders"] {
        for language in ["nl", "en", "ar", "tr", "pl", "uk"] {
            let path = format!("/noordoostpolder/{audience}/gesprek?lang={language}");
            let page = slot.get(&path).await;
            assert_eq!(page.status, 200);
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            std::io::Write::write_all(&mut gzip, page.body.as_bytes()).unwrap();
            let bytes = gzip.finish().unwrap().len();
            println!("{path}: {bytes} bytes");
            assert!((8_000..=20_000).contains(&bytes), "{path}: {bytes} bytes");
        }
    }
}
