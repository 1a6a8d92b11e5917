//! Invitation codes: one response a code, withdrawal, and nothing learned by whoever only has the code.

use serde_json::json;
use storage::embedded::Fault;
use survey::code::TypedCode;

use super::keeping::{encoded, fields};
use super::*;

const ID: &str = "AAAABBBBCCCCDDDD";
const OTHER_ID: &str = "EEEEFFFFGGGGHHHH";
const WITHDRAW: &str = "/noordoostpolder/gebruikers/intrekken";

fn form(id: &str, code: &str, answers: &str) -> String {
    format!("id={id}&code={code}&{answers}")
}

impl Slot {
    async fn post_json_with_code(&self, key: &str, code: &str, body: &str) -> Answer {
        let headers = [("content-type", "application/json"), ("idempotency-key", key), ("invitation-code", code)];
        self.send(Method::POST, API, &headers, body.to_owned()).await
    }

    async fn delete(&self, code: Option<&str>) -> Answer {
        let headers: Vec<_> = code.map(|code| ("invitation-code", code)).into_iter().collect();
        self.send(Method::DELETE, API, &headers, Body::empty()).await
    }

    /// How the stored responses came in.
    pub(super) async fn modes(&self) -> Vec<String> {
        let page = self.engine.client().scan().table_name(&self.tables.responses).send().await.unwrap();
        page.items().iter().map(|item| item["mode"].as_s().unwrap().clone()).collect()
    }
}

#[tokio::test]
async fn the_page_has_a_field_for_the_code_where_codes_are_taken() {
    let open = Slot::open().await.get(USERS).await;
    open.has_not("name=\"code\"");
    let codes = Slot::with_access(Access::Codes).await.get(USERS).await;
    codes.has(&["Uw code (verplicht)</label>", "aria-required=\"true\""]);
    let both = Slot::with_access(Access::Both).await.get(USERS).await;
    both.has(&["Hebt u een code gekregen?</label>", "Laat dit vak dan leeg."]);
    both.has_not("Uw code (verplicht)");
}

#[tokio::test]
async fn a_code_is_taken_once_in_any_spelling_and_tells_how_the_response_came_in() {
    for (holder, mode) in [(Holder::Respondent, "code"), (Holder::Interviewer, "interview")] {
        let slot = Slot::with_access(Access::Codes).await;
        let code = slot.code(holder, 1);
        let answers = "q.who=self&q.wish=Een+tuin";
        let sent = slot.post(USERS, &form(ID, &code, answers)).await;
        assert_eq!(sent.status, 200);
        sent.has(&["Bewaar die dan", "31 december 2026 om 23.59 uur", "/gebruikers/intrekken?lang=nl"]).has_not(&code);
        assert_eq!(slot.get(&format!("{USERS}/bedankt?lang=nl")).await.body, sent.body);
        assert_eq!((slot.stored().await.len(), slot.modes().await), (1, vec![mode.to_owned()]));
        // The page's retry, however the code is spelled now.
        for spelled in
            [code.clone(), code.to_lowercase(), code.replace('-', "+"), code.replace('-', "").replace('0', "o")]
        {
            assert_eq!(slot.post(USERS, &form(ID, &spelled, answers)).await.status, 200, "{spelled}");
        }
        // The same answers from another page are not a retry.
        let page = slot.post(USERS, &form(OTHER_ID, &code, answers)).await;
        assert_eq!(page.status, 409);
        page.has(&["Deze code is al gebruikt", "Een tuin</textarea>", "value=\"self\" checked"]);
        assert_eq!((slot.stored().await.len(), slot.texts().await.len()), (1, 1));
    }
}

#[tokio::test]
async fn a_code_and_an_id_of_the_same_letters_are_two() {
    let slot = Slot::with_access(Access::Both).await;
    let code = slot.code(Holder::Respondent, 1);
    assert_eq!(slot.post(USERS, &format!("id={code}&q.who=self")).await.status, 200);
    assert_eq!(slot.post(USERS, &form(&code, &code, "q.who=carer&q.load=light")).await.status, 200);
    let mut modes = slot.modes().await;
    modes.sort();
    assert_eq!(modes, ["code", "link"]);
}

#[tokio::test]
async fn what_is_wrong_with_a_code_is_told_at_the_field_with_the_answers_kept() {
    let slot = Slot::with_access(Access::Codes).await;
    let code = slot.code(Holder::Respondent, 1);
    let elsewhere = {
        let campaign = &slot.campaign;
        let invitation = Invitation::to(campaign, campaign.municipalities[1], &campaign.audiences[0]);
        CodesKey::new([2; 32]).issue(invitation, Holder::Respondent, [0, 0, 0, 0, 1]).written()
    };
    let last = code.chars().last().unwrap();
    let mistyped = format!("{}{}", &code[..18], if last == '7' { '8' } else { '7' });
    assert!(TypedCode::parse(&mistyped).is_err() && TypedCode::parse(&elsewhere).is_ok());
    for (given, words) in [
        ("", "Vul uw code in"),
        (&code[..9], "Uw code is te kort."),
        (&format!("{code}{code}"), "Uw code is te lang."),
        (&code.replace('-', "%2A"), "In uw code staat een teken dat er niet in hoort."),
        (&mistyped, "Er zit een typefout in uw code."),
        (&elsewhere, "Deze code hoort niet bij deze vragenlijst."),
    ] {
        let page = slot.post(USERS, &form(ID, given, "q.who=self&q.wish=Een+tuin")).await;
        assert_eq!(page.status, 422, "{given}");
        page.has(&[
            "<title>Fout: ",
            "Kijk nog even naar uw code",
            "<a href=\"#code\">",
            "aria-describedby=\"h-code e-code\"",
        ]);
        page.has(&["Een tuin</textarea>", "value=\"self\" checked"]);
        assert_eq!(page.without_rules().matches(words).count(), 2, "{words}");
        assert_eq!(page.submission(), ID);
    }
    // Together with what is wrong with the answers.
    let page = slot.post(USERS, &form(ID, &mistyped, "q.day=home")).await;
    page.has(&["Kijk nog even naar 2 vragen", "Er zit een typefout in uw code.", "Kies een antwoord bij vraag 1"]);
    assert!(slot.stored().await.is_empty() && slot.texts().await.is_empty());
}

#[tokio::test]
async fn a_code_can_be_looked_at_before_anything_is_filled_in() {
    let slot = Slot::with_access(Access::Both).await;
    let page = slot.post(USERS, &form(ID, &slot.code(Holder::Respondent, 1), "check=1")).await;
    assert_eq!(page.status, 200);
    page.has(&["Uw code klopt.", &slot.code(Holder::Respondent, 1)]);
    let page = slot.post(USERS, &form(ID, &slot.code(Holder::Interviewer, 1), "check=1&q.wish=Een+tuin")).await;
    page.has(&["Het is een code voor een gesprek.", "Een tuin</textarea>"]);
    for wrong in ["", "4K7Q"] {
        assert_eq!(slot.post(USERS, &form(ID, wrong, "check=1")).await.status, 422);
    }
    assert!(slot.stored().await.is_empty());
}

#[tokio::test]
async fn another_language_keeps_the_code_and_what_was_said_of_it() {
    let slot = Slot::with_access(Access::Codes).await;
    let code = slot.code(Holder::Respondent, 1);
    // Nothing but the code is something to keep; and it stands in no address.
    let page = slot.post(USERS, &form(ID, &code, "to=en")).await;
    assert_eq!((page.status, page.header("location")), (200, ""));
    page.has(&[&format!("value=\"{code}\""), "Your code (required)"]);
    let english = |page: &Answer| encoded(&fields(&page.body)) + "&to=en";
    let page = slot.post(USERS, &form(ID, &code[..9], "q.who=self")).await;
    slot.post(USERS, &english(&page)).await.has(&["Please look at your code again", "Your code is too short."]);
    assert_eq!(slot.post(USERS, &form(ID, &code, "q.who=self")).await.status, 200);
    let page = slot.post(USERS, &form(OTHER_ID, &code, "q.who=self")).await;
    slot.post(USERS, &english(&page)).await.has(&["This code has been used before", "name=\"replace\""]);
}

#[tokio::test]
async fn who_finds_the_code_used_can_replace_what_was_sent() {
    let slot = Slot::with_access(Access::Codes).await;
    let code = slot.code(Holder::Respondent, 1);
    let first = form(ID, &code, "q.who=self&q.day=other&n.day.other=Vissen&q.wish=Een+tuin");
    assert_eq!(slot.post(USERS, &first).await.status, 200);
    let page = slot.post(USERS, &form(OTHER_ID, &code, "q.who=carer&q.load=heavy&q.relief=Rust")).await;
    assert_eq!(page.status, 409);
    page.has(&[
        "<button form=\"form\" name=\"replace\" value=\"1\">Wis de antwoorden van toen en verstuur deze</button>",
    ]);
    let replacing = encoded(&fields(&page.body)) + "&replace=1";
    for _ in 0..2 {
        assert_eq!(slot.post(USERS, &replacing).await.status, 200);
        assert_eq!(slot.stored().await.len(), 1);
        assert_eq!(slot.stored().await[0]["load"], "heavy");
        assert_eq!(slot.texts().await, [("relief".to_owned(), "Rust".to_owned())]);
    }
}

#[tokio::test]
async fn nothing_is_erased_for_answers_that_will_not_do() {
    let slot = Slot::with_access(Access::Codes).await;
    let code = slot.code(Holder::Respondent, 1);
    assert_eq!(slot.post(USERS, &form(ID, &code, "q.who=self")).await.status, 200);
    let page = slot.post(USERS, &form(OTHER_ID, &code, "q.who=nobody&replace=1")).await;
    assert_eq!((page.status, slot.stored().await.len()), (422, 1));
    // Without a code there is nothing that these could replace.
    let slot = Slot::with_access(Access::Both).await;
    assert_eq!(slot.post(USERS, &format!("id={ID}&q.who=self")).await.status, 200);
    let page = slot.post(USERS, &format!("id={ID}&q.who=carer&q.load=light&replace=1")).await;
    assert_eq!((page.status, slot.stored().await[0]["who"].as_str()), (409, "self"));
}

#[tokio::test]
async fn a_failure_anywhere_while_replacing_is_mended_by_the_same_again() {
    let first = "q.who=self&q.wish=Een+tuin";
    // Four texts can have been sent and so are erased, then the response; then the response and a text are put.
    for at in 0..7 {
        for fault in [Fault::Before(at), Fault::After(at)] {
            let mut slot = Slot::with_access(Access::Codes).await;
            let code = slot.code(Holder::Respondent, 1);
            assert_eq!(slot.post(USERS, &form(ID, &code, first)).await.status, 200);
            slot.watched(&Watch::failing(fault));
            let replacing = form(OTHER_ID, &code, "q.who=carer&q.load=heavy&q.relief=Rust&replace=1");
            assert_eq!(slot.post(USERS, &replacing).await.status, 503, "{fault:?}");
            slot.watched(&Watch::new());
            assert_eq!(slot.post(USERS, &replacing).await.status, 200, "{fault:?}");
            assert_eq!(slot.stored().await[0]["load"], "heavy", "{fault:?}");
            assert_eq!(slot.texts().await, [("relief".to_owned(), "Rust".to_owned())], "{fault:?}");
        }
    }
}

#[tokio::test]
async fn withdrawal_erases_response_and_texts_and_the_code_can_be_used_again() {
    let slot = Slot::with_access(Access::Both).await;
    let code = slot.code(Holder::Respondent, 1);
    let others = format!("id={ID}&q.who=self&q.wish=Een+ander");
    assert_eq!(slot.post(USERS, &others).await.status, 200);
    let sent = form(OTHER_ID, &code, "q.who=carer&q.load=light&q.relief=Rust&q.wish=Een+tuin&n.day.other=Vissen");
    assert_eq!(slot.post(USERS, &sent).await.status, 200);
    assert_eq!((slot.stored().await.len(), slot.texts().await.len()), (2, 4));

    let page = slot.get(WITHDRAW).await;
    assert_eq!(page.status, 200);
    page.has(&["Antwoorden wissen", "Wissen kan tot 31 december 2026 om 23.59 uur.", "name=\"sure\" value=\"1\""]);
    page.has_not("<script").has_not("value=\"4");
    // From the page of a used code: shown with the code, to be confirmed.
    let page = slot.post(WITHDRAW, &format!("code={code}")).await;
    page.has(&[&format!("value=\"{code}\""), "Wis mijn antwoorden"]);
    assert_eq!(slot.stored().await.len(), 2);

    let page = slot.post(WITHDRAW, &format!("code={}&sure=1", code.to_lowercase())).await;
    assert_eq!(page.status, 200);
    page.has(&["Gedaan", "/gebruikers/intrekken?lang=en"]).has_not(&code).has_not(&code.to_lowercase());
    assert_eq!(
        (slot.modes().await, slot.texts().await),
        (vec!["link".to_owned()], vec![("wish".to_owned(), "Een ander".to_owned())])
    );
    assert_eq!(slot.post(USERS, &form(ID, &code, "q.who=self")).await.status, 200);
    assert_eq!(slot.stored().await.len(), 2);
}

#[tokio::test]
async fn withdrawal_answers_alike_whether_there_was_anything_and_reads_nothing() {
    let mut slot = Slot::with_access(Access::Codes).await;
    let (used, unused) = (slot.code(Holder::Respondent, 1), slot.code(Holder::Respondent, 2));
    assert_eq!(slot.post(USERS, &form(ID, &used, "q.who=self")).await.status, 200);
    let watch = Watch::new();
    slot.watched(&watch);
    for by_page in [true, false] {
        let ask = async |code: &str| match by_page {
            true => slot.post(WITHDRAW, &format!("code={code}&sure=1")).await,
            false => slot.delete(Some(code)).await,
        };
        let answers = [ask(&used).await, ask(&unused).await, ask(&used).await];
        for answer in &answers {
            assert_eq!(answer.status, if by_page { 200 } else { 204 });
            assert!(answer.body == answers[0].body && answer.headers == answers[0].headers);
        }
        assert!(slot.stored().await.is_empty());
        assert_eq!(slot.post(USERS, &form(ID, &used, "q.who=self")).await.status, 200);
    }
    for seen in watch.seen() {
        assert!(!seen.body.contains("ReturnValues"), "{seen:?}");
        let reads = !seen.is_write();
        assert!(!reads || seen.is_about(&slot.tables.secrets), "{seen:?} reads what people sent");
    }
}

#[tokio::test]
async fn withdrawal_is_refused_for_what_is_no_code_of_ours() {
    let slot = Slot::with_access(Access::Codes).await;
    let page = slot.post(WITHDRAW, "code=&sure=1").await;
    assert_eq!(page.status, 422);
    page.has(&["<title>Fout: ", "Vul uw code in", "<a href=\"#code\">"]);
    let page = slot.post(WITHDRAW, "code=4k7q&sure=1").await;
    page.has(&["Uw code is te kort.", "value=\"4k7q\""]);
    // In another language the code stays; without one it is an address.
    slot.post(WITHDRAW, "code=4k7q&to=en").await.has(&["<html lang=\"en\"", "value=\"4k7q\"", "Erase my answers"]);
    let moved = slot.post(WITHDRAW, "code=&to=en").await;
    assert_eq!((moved.status, moved.header("location")), (303, "/noordoostpolder/gebruikers/intrekken?lang=en"));
    // Where no codes are taken there is no such page.
    let slot = Slot::open().await;
    assert_eq!((slot.get(WITHDRAW).await.status, slot.post(WITHDRAW, "sure=1").await.status), (404, 404));
}

#[tokio::test]
async fn withdrawal_until_the_close_and_while_paused() {
    let slot = Slot::with_access(Access::Codes).await;
    let code = slot.code(Holder::Respondent, 1);
    let wish = format!("code={code}&sure=1");
    let (opens, closes) = (slot.campaign.opens.at, slot.campaign.closes.at);
    for (moment, page, sent) in [
        (opens.plus_minutes(-1), 403, 403),
        (opens, 200, 200),
        // Who had the page before the close can use it as long as answers are taken.
        (closes, 410, 200),
        (closes.plus_minutes(60), 410, 410),
    ] {
        slot.at(moment);
        assert_eq!(
            (slot.get(WITHDRAW).await.status, slot.post(WITHDRAW, &wish).await.status),
            (page, sent),
            "{moment}"
        );
        let by_program = slot.delete(Some(&code)).await.status;
        assert_eq!(by_program, if sent == 200 { 204 } else { sent }, "{moment}");
    }
    slot.get(WITHDRAW).await.has(&["Wissen kan niet meer", "tot 31 december 2026 om 23.59 uur", "de sleutel"]);
    slot.at(opens);
    let app = slot.app_over(slot.engine.client(), vec![slot.campaign.clone()]).paused(true);
    let slot = Slot { router: router(Arc::new(app)), ..slot };
    assert_eq!(slot.post(WITHDRAW, &wish).await.status, 200);
}

#[tokio::test]
async fn a_withdrawal_that_failed_says_so_and_can_be_repeated() {
    for at in 0..4 {
        for fault in [Fault::Before(at), Fault::After(at)] {
            let mut slot = Slot::with_access(Access::Codes).await;
            let code = slot.code(Holder::Respondent, 1);
            let sent = form(ID, &code, "q.who=self&q.day=other&n.day.other=Vissen&q.wish=Een+tuin");
            assert_eq!(slot.post(USERS, &sent).await.status, 200);
            slot.watched(&Watch::failing(fault));
            let wish = format!("code={code}&sure=1");
            let page = slot.post(WITHDRAW, &wish).await;
            assert_eq!((page.status, page.header("retry-after")), (503, "30"), "{fault:?}");
            page.has(&["Het wissen is nog niet gelukt", &code]);
            slot.watched(&Watch::new());
            assert_eq!(slot.post(WITHDRAW, &wish).await.status, 200);
            assert!(slot.stored().await.is_empty() && slot.texts().await.is_empty(), "{fault:?}");
        }
    }
}

#[tokio::test]
async fn programs_send_and_withdraw_with_a_code() {
    let slot = Slot::with_access(Access::Codes).await;
    let code = slot.code(Holder::Respondent, 1);
    let body = json!({"answers": {"who": "self"}}).to_string();
    let told = |problem: &Answer| (problem.status, problem.json()["type"].as_str().unwrap().to_owned());
    let expected = |status: u16, kind: &str| (status, format!("/problems#{kind}"));
    assert_eq!(told(&slot.post_json(API, ID, &body).await), expected(400, "invitation-code"));
    assert_eq!(told(&slot.post_json_with_code(ID, "4K7Q", &body).await), expected(400, "invitation-code"));
    assert_eq!(told(&slot.post_json_with_code(ID, "0000-0000-0000-0000", &body).await), expected(403, "code-refused"));
    assert!(slot.stored().await.is_empty());
    for _ in 0..2 {
        assert_eq!(slot.post_json_with_code(ID, &code, &body).await.status, 200);
    }
    // The form and the interface for programs are one.
    assert_eq!(slot.post(USERS, &form(ID, &code, "q.who=self")).await.status, 200);
    assert_eq!(told(&slot.post_json_with_code(OTHER_ID, &code, &body).await), expected(409, "code-used"));
    assert_eq!(slot.stored().await.len(), 1);

    assert_eq!(told(&slot.delete(None).await), expected(400, "invitation-code"));
    assert_eq!(told(&slot.delete(Some("4K7Q-é")).await), expected(400, "invitation-code"));
    assert_eq!(told(&slot.delete(Some("0000-0000-0000-0000")).await), expected(403, "code-refused"));
    assert_eq!((slot.delete(Some(&code)).await.status, slot.stored().await.len()), (204, 0));
    assert_eq!(slot.post_json_with_code(OTHER_ID, &code, &body).await.status, 200);

    // Where none are taken a code is not overlooked: who sends one counts on it.
    let slot = Slot::open().await;
    assert_eq!(told(&slot.post_json_with_code(ID, &code, &body).await), expected(403, "code-refused"));
    assert_eq!(told(&slot.delete(Some(&code)).await), expected(403, "code-refused"));
    // A browser's field of that name is none of ours.
    assert_eq!(slot.post(USERS, &form(ID, &code, "q.who=self")).await.status, 200);
    let keyless = Slot::without_keys().await;
    let mut campaign = keyless.campaign.clone();
    campaign.access = Access::Codes;
    let keyless = Slot { router: keyless.router_over(keyless.engine.client(), vec![campaign]), ..keyless };
    assert_eq!(told(&keyless.delete(Some(&code)).await), expected(503, "not-ready"));
}

/// What a guesser with a known code is answered does not depend on what lies there: two slots, other answers stored, the
/// same guesses, the same bytes.
#[tokio::test]
async fn guesses_with_a_known_code_are_answered_alike() {
    let slots = [Slot::with_access(Access::Both).await, Slot::with_access(Access::Both).await];
    let code = slots[0].code(Holder::Respondent, 1);
    let stored = ["q.who=self&q.hours=4&q.wish=Een+tuin", "q.who=carer&q.load=heavy&q.relief=Rust"];
    for (slot, answers) in slots.iter().zip(stored) {
        assert_eq!(slot.post(USERS, &form(ID, &code, answers)).await.status, 200);
    }
    for guess in [stored[0], stored[1], "q.who=self", "q.who=carer&q.load=light"] {
        let [one, other] = [
            slots[0].post(USERS, &form(OTHER_ID, &code, guess)).await,
            slots[1].post(USERS, &form(OTHER_ID, &code, guess)).await,
        ];
        assert_eq!((one.status, other.status), (409, 409));
        assert!(one.headers == other.headers && one.body == other.body, "{guess}");
    }
    // To programs nothing of the request is given back, so right and wrong guesses are also like each other.
    let mut told = Vec::new();
    for who in ["self", "carer"] {
        for slot in &slots {
            let body =
                json!({"answers": {"who": who, "hours": 4, "wish": "Een tuin", "load": "heavy", "relief": "Rust"}});
            told.push(slot.post_json_with_code(OTHER_ID, &code, &body.to_string()).await);
        }
    }
    for answer in &told {
        assert_eq!(answer.status, 409);
        assert!(answer.headers == told[0].headers && answer.body == told[0].body);
    }
}

#[tokio::test]
async fn of_many_at_once_with_one_code_one_is_stored() {
    let slot = Slot::with_access(Access::Codes).await;
    let code = slot.code(Holder::Respondent, 1);
    let (left, right) = (form(ID, &code, "q.who=self&q.hours=1"), form(OTHER_ID, &code, "q.who=self&q.hours=1"));
    let (one, two, three, four) = tokio::join!(
        slot.post(USERS, &left),
        slot.post(USERS, &right),
        slot.post(USERS, &left),
        slot.post(USERS, &right)
    );
    let mut statuses = [one.status, two.status, three.status, four.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 409, 409]);
    assert_eq!(slot.stored().await.len(), 1);
}

/// A code is in no address: not in a link, not where a form or redirect leads, not in a title.
#[tokio::test]
async fn a_code_never_gets_into_an_address_or_a_title() {
    let slot = Slot::with_access(Access::Both).await;
    let code = slot.code(Holder::Respondent, 1);
    assert_eq!(slot.post(USERS, &form(ID, &code, "q.who=self")).await.status, 200);
    let answers = [
        slot.post(USERS, &form(ID, &code, "q.who=self")).await,
        slot.post(USERS, &form(OTHER_ID, &code, "q.who=self")).await,
        slot.post(USERS, &form(ID, &code, "q.who=nobody")).await,
        slot.post(USERS, &form(ID, &code, "check=1")).await,
        slot.post(USERS, &form(ID, &code, "to=en")).await,
        slot.post(WITHDRAW, &format!("code={code}")).await,
        slot.post(WITHDRAW, &format!("code={code}&to=en")).await,
        slot.post(WITHDRAW, &format!("code={code}&sure=1")).await,
    ];
    for answer in answers {
        assert_eq!(answer.header("cache-control"), "no-store");
        for value in answer.headers.values() {
            assert!(!value.to_str().unwrap().contains(&code[..4]));
        }
        for (before, _) in answer.body.match_indices(&code) {
            assert!(
                answer.body[..before].ends_with(" value=\""),
                "{}",
                &answer.body[before.saturating_sub(80)..before]
            );
        }
    }
}
