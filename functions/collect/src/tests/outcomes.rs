//! What becomes of answers: stored, and every way in which they are not.

use serde_json::json;
use storage::embedded::Fault;

use super::*;

const ID: &str = "AAAABBBBCCCCDDDD";
/// A complete form of a carer.
const FORM: &str = "id=AAAABBBBCCCCDDDD&q.who=carer&q.day=club&q.day=other&n.day.other=Vissen%0D%0Abij+0527-123456\
    &q.judge.home=sad&q.judge.bus=&q.prefer.1=calm&q.prefer.2=&q.hours=4&q.load=heavy&q.relief=&q.wish=Een+tuin";

#[tokio::test]
async fn answers_are_stored_and_thanked_for() {
    let slot = Slot::open().await;
    let sent = slot.post(&format!("{USERS}?lang=en"), FORM).await;
    assert_eq!(sent.status, 200);
    sent.has(&["Your answers have been sent.", "Thank you for taking part."]).has_not("Een tuin").has_not(ID);
    // In another language it is still the thanks, and at an address of its own the same.
    sent.has(&["href=\"/noordoostpolder/gebruikers/bedankt?lang=nl\""]);
    assert_eq!(slot.get(&format!("{USERS}/bedankt?lang=en")).await.body, sent.body);

    // "hours" is asked of those who answer for themselves: it was dropped.
    let stored = BTreeMap::from(
        [("who", "carer"), ("day", "club other"), ("judge.home", "sad"), ("prefer", "calm"), ("load", "heavy")]
            .map(|(item, answer)| (item.to_owned(), answer.to_owned())),
    );
    assert_eq!(slot.stored().await, [stored]);
    // Open texts lie elsewhere, redacted.
    let texts = [("day.other", "Vissen\nbij [telefoon]"), ("wish", "Een tuin")];
    assert_eq!(slot.texts().await, texts.map(|(field, text)| (field.to_owned(), text.to_owned())));
}

#[tokio::test]
async fn the_same_again_is_the_same_success() {
    let slot = Slot::open().await;
    for _ in 0..3 {
        assert_eq!(slot.post(USERS, FORM).await.status, 200);
    }
    assert_eq!((slot.stored().await.len(), slot.texts().await.len()), (1, 2));
}

#[tokio::test]
async fn a_retry_is_the_same_through_the_form_and_the_interface_for_programs() {
    let slot = Slot::open().await;
    assert_eq!(slot.post(USERS, "id=AAAABBBBCCCCDDDD&q.who=self&q.day=home&q.hours=+4+").await.status, 200);
    let body = json!({"answers": {"who": "self", "day": ["home"], "hours": 4}}).to_string();
    assert_eq!(slot.post_json(API, ID, &body).await.status, 200);
    assert_eq!(slot.stored().await.len(), 1);
}

#[tokio::test]
async fn other_answers_under_the_same_id_are_a_conflict_that_keeps_the_form() {
    let slot = Slot::open().await;
    assert_eq!(slot.post(USERS, FORM).await.status, 200);
    let before = slot.stored().await;
    let page = slot.post(USERS, &FORM.replace("q.load=heavy", "q.load=light")).await;
    assert_eq!(page.status, 409);
    page.has(&["Zijn deze antwoorden van iemand anders?", "value=\"light\" checked", "Een tuin</textarea>"]);
    assert_ne!(page.submission(), ID);
    assert_eq!(slot.stored().await, before);
    assert_eq!(slot.texts().await.len(), 2);
    // It is someone else: the button sends it under the fresh id.
    let again = FORM.replace("q.load=heavy", "q.load=light").replace(ID, page.submission());
    assert_eq!(slot.post(USERS, &again).await.status, 200);
    assert_eq!(slot.stored().await.len(), 2);
}

#[tokio::test]
async fn faults_are_at_the_field_and_in_the_summary_and_answers_are_kept() {
    let slot = Slot::open().await;
    let form = "id=AAAABBBBCCCCDDDD&q.day=home&q.day=none&n.day.other=Vissen&q.wish=Een+tuin";
    let page = slot.post(USERS, form).await;
    assert_eq!(page.status, 422);
    let required = "Kies een antwoord bij vraag 1: Voor wie vult u dit in?";
    page.has(&[
        "<title>Fout: Wat wilt u overdag doen?",
        "role=\"alert\" tabindex=\"-1\" autofocus",
        &format!("<a href=\"#q.who.self\">{required}</a>"),
        &format!("<p class=\"e\" id=\"e.who\">Fout: {required}</p>"),
        "aria-describedby=\"h.who e.who\"",
        "U koos ‘Geen van deze’ en ook iets anders.",
        "value=\"none\" data-x checked",
        "value=\"Vissen\"",
        "Een tuin</textarea>",
        "novalidate",
    ]);
    assert_eq!(page.submission(), ID);
    assert!(slot.stored().await.is_empty() && slot.texts().await.is_empty());
}

#[tokio::test]
async fn every_fault_has_words_that_say_what_to_do() {
    let slot = Slot::open().await;
    let long = format!("q.who=carer&q.load=light&q.relief={}", "a".repeat(41));
    let namely = format!("q.who=self&n.day.other={}", "a".repeat(201));
    for (form, words) in [
        ("q.day=home", "Kies een antwoord bij vraag 1: Voor wie vult u dit in?"),
        ("q.who=carer", "Kies een antwoord bij vraag 6: Hoe zwaar is het?"),
        ("q.who=self&q.gone=1", "De vragenlijst is net veranderd."),
        ("q.who=self&q.judge.gone=sad", "De vragenlijst is net veranderd."),
        ("q.who=self&n.day.gone=x", "De vragenlijst is net veranderd."),
        ("q.who=nobody", "Uw antwoord staat niet meer in de lijst. Kies opnieuw bij vraag 1"),
        ("q.who=self&q.judge.bus=glad", "Kies opnieuw bij vraag 3: Hoe tevreden bent u? – De bus"),
        ("q.who=self&q.prefer.1=meet&q.prefer.2=meet", "U koos 2 keer hetzelfde."),
        ("q.who=self&q.day=none&q.day=home", "U koos ‘Geen van deze’ en ook iets anders."),
        ("q.who=self&q.day=home&q.day=club&q.day=work&q.day=other", "Kies hoogstens 3 antwoorden bij vraag 2"),
        (&long, "Uw tekst is te lang. Gebruik hoogstens 40 letters bij vraag 7"),
        (&namely, "Uw tekst is te lang. Gebruik hoogstens 200 letters bij vraag 2"),
        ("q.who=self&q.day=home&q.hours=veel", "Vul een heel getal in, zonder letters, punt of komma, bij vraag 5"),
        ("q.who=self&q.day=home&q.hours=61", "Vul een getal in van 0 tot en met 60 bij vraag 5"),
        ("q.who=self&q.who=carer", "Geef 1 antwoord bij vraag 1"),
    ] {
        let page = slot.post(USERS, &format!("id={ID}&{form}")).await;
        assert_eq!(page.status, 422, "{form}");
        page.has(&[words]);
        // Told at the top, and at the field where there is one.
        let times = page.without_rules().matches(words).count();
        assert_eq!(times, if words.starts_with("De vragenlijst") { 1 } else { 2 }, "{form}");
    }
    assert!(slot.stored().await.is_empty());
}

#[tokio::test]
async fn namely_chooses_its_option_and_may_not_contradict_the_choice() {
    let mut campaign = fixtures::campaign();
    let slot = Slot::open().await;
    let form = format!("id={ID}&q.who=self&n.day.other=Vissen");
    assert_eq!(slot.post(USERS, &form).await.status, 200);
    assert_eq!(slot.stored().await[0]["day"], "other");
    // With a single choice there can be a contradiction.
    let question = campaign.audiences[0].questionnaire.parts.iter_mut().find_map(|part| match part {
        survey::questionnaire::Part::Question(question) if question.id.as_str() == "who" => Some(question),
        _ => None,
    });
    let survey::questionnaire::Kind::Single { options } = &mut question.unwrap().kind else {
        panic!("a single choice")
    };
    options[1].namely = true;
    let router = slot.router_over(slot.engine.client(), vec![campaign]);
    let slot = Slot { router, ..slot };
    let page = slot.post(USERS, "id=AAAABBBBCCCCDDDE&q.who=self&n.who.carer=mijn+moeder").await;
    assert_eq!(page.status, 422);
    page.has(&[
        "U schreef iets bij ‘Als mantelzorger’, maar koos iets anders.",
        "href=\"#n.who.carer\"",
        "id=\"e.n.who.carer\"",
        "value=\"mijn moeder\"",
    ]);
}

#[tokio::test]
async fn before_the_opening_after_the_close_and_in_the_grace() {
    let slot = Slot::open().await;
    let (opens, closes) = (slot.campaign.opens.at, slot.campaign.closes.at);
    let body = json!({"answers": {"who": "self"}}).to_string();

    slot.at(Timestamp(opens.0 - 1));
    slot.post(USERS, FORM).await.has(&["nog niet open", "1 september 2026 om 9.00 uur"]);
    assert_eq!((slot.get(USERS).await.status, slot.post(USERS, FORM).await.status), (403, 403));
    let problem = slot.post_json(API, ID, &body).await;
    assert_eq!((problem.status, &problem.json()["opens"]), (403, &"2026-09-01T07:00:00Z".into()));

    // The page is gone at the close; what was filled in before is taken for an hour.
    slot.at(closes);
    assert_eq!(slot.get(USERS).await.status, 410);
    slot.at(closes.plus_minutes(60));
    slot.post(USERS, FORM).await.has(&["gesloten", "31 december 2026 om 23.59 uur", "14 0527"]);
    assert_eq!(slot.post(USERS, FORM).await.status, 410);
    let problem = slot.post_json(API, ID, &body).await;
    assert_eq!((problem.status, &problem.json()["type"]), (410, &"/problems#campaign-closed".into()));
    assert!(slot.stored().await.is_empty());
    slot.at(Timestamp(closes.plus_minutes(60).0 - 1));
    assert_eq!(slot.post(USERS, FORM).await.status, 200);
    assert_eq!(slot.stored().await.len(), 1);
}

#[tokio::test]
async fn a_failure_to_store_is_never_thanked_for() {
    // A form of a response and two texts: three writes, each failing before and after it took place.
    for at in 0..3 {
        for fault in [Fault::Before(at), Fault::After(at)] {
            let mut slot = Slot::open().await;
            slot.watched(&Watch::failing(fault));
            let page = slot.post(USERS, FORM).await;
            assert_eq!((page.status, page.header("retry-after")), (503, "30"), "{fault:?}");
            page.has(&["Het versturen is nog niet gelukt", "value=\"heavy\" checked", "Een tuin</textarea>"]);
            // The page holds the same id, so that the same again completes what was begun.
            assert_eq!(page.submission(), ID);
            slot.watched(&Watch::new());
            assert_eq!(slot.post(USERS, FORM).await.status, 200, "{fault:?}");
            assert_eq!((slot.stored().await.len(), slot.texts().await.len()), (1, 2), "{fault:?}");
        }
    }
}

#[tokio::test]
async fn without_a_database_pages_are_shown_and_answers_kept_on_the_page() {
    let mut slot = Slot::open().await;
    slot.disconnected();
    assert_eq!(slot.get(USERS).await.status, 200);
    let page = slot.post(USERS, FORM).await;
    assert_eq!(page.status, 503);
    page.has(&["Er is een storing bij ons."]);
    let problem = slot.post_json(API, ID, &json!({"answers": {"who": "self"}}).to_string()).await;
    assert_eq!((problem.status, problem.header("retry-after")), (503, "30"));
    assert_eq!(problem.json()["type"], "/problems#unavailable");
}

#[tokio::test]
async fn before_the_keys_are_made_nothing_is_asked_and_nothing_lost() {
    let slot = Slot::without_keys().await;
    let page = slot.get(USERS).await;
    assert_eq!((page.status, page.header("retry-after")), (503, "3600"));
    page.has(&["bijna klaar"]);
    let page = slot.post(USERS, FORM).await;
    assert_eq!(page.status, 503);
    page.has(&["value=\"heavy\" checked"]);
    let body = json!({"answers": {"who": "self"}}).to_string();
    assert_eq!(slot.post_json(API, ID, &body).await.json()["type"], "/problems#not-ready");
    // The job has run: the same process goes on with the keys.
    slot.make_keys().await;
    assert_eq!((slot.get(USERS).await.status, slot.post(USERS, FORM).await.status), (200, 200));
}

#[tokio::test]
async fn once_sealed_it_is_closed() {
    let slot = Slot::open().await;
    slot.secrets(slot.engine.client()).seal(&slot.campaign.id).await.unwrap();
    assert_eq!((slot.get(USERS).await.status, slot.post(USERS, FORM).await.status), (410, 410));
    assert!(slot.stored().await.is_empty());
}

#[tokio::test]
async fn bodies_up_to_64_kilobytes() {
    let slot = Slot::open().await;
    let filler = |length: usize| {
        let start = format!("id={ID}&shown=0&q.who=self&x=");
        format!("{start}{}", "a".repeat(length - start.len()))
    };
    let page = slot.post(USERS, &filler(65_537)).await;
    assert_eq!(page.status, 413);
    page.has(&["te veel tekst", "Ga terug"]);
    assert_eq!(slot.post(USERS, &filler(65_536)).await.status, 200);
    let problem = slot.post_json(API, ID, &" ".repeat(65_537)).await;
    assert_eq!((problem.status, &problem.json()["most"]), (413, &65_536.into()));
}

#[tokio::test]
async fn a_form_without_a_proper_id_comes_back_with_one() {
    let slot = Slot::open().await;
    for form in ["q.who=self&q.wish=Een+tuin", "id=&q.who=self&q.wish=Een+tuin", "id=kort&q.who=self&q.wish=Een+tuin"] {
        let page = slot.post(USERS, form).await;
        assert_eq!(page.status, 400);
        page.has(&["Verstuur het nog een keer", "value=\"self\" checked", "Een tuin</textarea>"]);
        assert_eq!(page.submission().len(), 26);
    }
    assert!(slot.stored().await.is_empty());
}

#[tokio::test]
async fn a_body_of_another_type_is_refused() {
    let slot = Slot::open().await;
    for kind in ["multipart/form-data; boundary=x", "text/plain", "application/json"] {
        let headers = [("accept", "text/html"), ("content-type", kind)];
        let page = slot.send(Method::POST, USERS, &headers, FORM).await;
        assert_eq!(page.status, 415);
        page.has(&["Dit kunnen we niet lezen"]);
    }
    let headers = [("content-type", "text/plain"), ("idempotency-key", ID)];
    let problem = slot.send(Method::POST, API, &headers, "{}").await;
    assert_eq!((problem.status, problem.header("content-type")), (415, "application/problem+json"));
}

#[tokio::test]
async fn a_page_from_before_a_change_of_wording_may_be_sent() {
    let slot = Slot::open().await;
    let page = slot.get(USERS).await;
    let json = survey::campaign::Bundle::new(slot.campaign.clone()).to_json();
    let json = json.replace("Voor wie vult u dit in?", "Voor wie is dit?").replace("Thuis zijn", "In huis zijn");
    let campaign = survey::campaign::Bundle::from_json(json.as_bytes()).unwrap().campaign;
    assert_eq!(campaign.audiences[0].questionnaire.fingerprint(), slot.campaign.audiences[0].fingerprint);
    let router = slot.router_over(slot.engine.client(), vec![campaign]);
    let slot = Slot { router, ..slot };
    let form = format!("id={}&q.who=self&q.day=home", page.submission());
    assert_eq!(slot.post(USERS, &form).await.status, 200);
    assert_eq!(slot.stored().await.len(), 1);
}

#[tokio::test]
async fn programs_read_the_questionnaire_and_send_answers() {
    let slot = Slot::open().await;
    let document = slot.get("/v1/questionnaires/GM0171/proef-2026/users").await;
    let document = document.json();
    assert_eq!(document["responses"], API);
    assert_eq!(document["municipality"], json!({"code": "GM0171", "name": "Noordoostpolder"}));
    let body = json!({
        "answers": {
            "who": "self", "day": ["home", "other"], "judge": {"home": "happy"}, "prefer": ["calm", "meet"], "hours": 4,
            "wish": "Bel mij: 06-12345678", "load": "heavy",
        },
        "namely": {"day": {"other": "Vissen"}},
    });
    let sent = slot.post_json(API, &format!("\"{ID}\""), &body.to_string()).await;
    assert_eq!((sent.status, sent.json()), (200, json!({"stored": true, "questionnaire": document["questionnaire"]})));
    assert_eq!(slot.stored().await[0].len(), 5, "load was not asked");
    assert_eq!(slot.texts().await[1].1, "Bel mij: [telefoon]");
    // With or without quotes it is the same key; other answers under it are a conflict.
    assert_eq!(slot.post_json(API, ID, &body.to_string()).await.status, 200);
    let problem = slot.post_json(API, ID, &body.to_string().replace("happy", "sad")).await;
    assert_eq!((problem.status, &problem.json()["type"]), (409, &"/problems#already-used".into()));
    assert_eq!(slot.stored().await.len(), 1);
}

#[tokio::test]
async fn programs_get_every_fault_with_a_pointer() {
    let slot = Slot::open().await;
    let body = json!({
        "answers": {
            "who": 7, "day": ["home", "none", "home"], "judge": {"home": "glad", "roof": "sad"}, "prefer": "calm",
            "what/ever~": 1, "wish": ["x"],
        },
        "namely": {"day": {"other": 3}, "who": {"self": "x"}},
    });
    let problem = slot.post_json(API, ID, &body.to_string()).await;
    assert_eq!(problem.status, 422);
    insta::assert_snapshot!("problem_with_every_fault", serde_json::to_string_pretty(&problem.json()).unwrap());
}

#[tokio::test]
async fn requests_of_programs_that_are_not_even_answers() {
    let slot = Slot::open().await;
    let good = json!({"answers": {"who": "self"}}).to_string();
    for key in ["", "short", "with spaces in it", "\"", &"a".repeat(65)] {
        let problem = slot.post_json(API, key, &good).await;
        assert_eq!((problem.status, &problem.json()["type"]), (400, &"/problems#idempotency-key".into()), "{key}");
    }
    for body in ["", "{", "[]", "{}", "{\"answers\": []}", "{\"answers\": {}, \"more\": 1}", "\u{0}"] {
        let problem = slot.post_json(API, ID, body).await;
        assert_eq!((problem.status, &problem.json()["type"]), (400, &"/problems#unreadable".into()), "{body}");
    }
    for path in [
        "/v1/responses/GM0172/proef-2026/users",
        "/v1/responses/GM0171/proef/users",
        "/v1/responses/GM0171/proef-2026/all",
    ] {
        let problem = slot.post_json(path, ID, &good).await;
        assert_eq!((problem.status, problem.header("content-type")), (404, "application/problem+json"), "{path}");
    }
    let headers = [("accept", "text/csv")];
    let path = "/v1/questionnaires/GM0171/proef-2026/users";
    assert_eq!(slot.send(Method::GET, path, &headers, Body::empty()).await.status, 406);
    let headers = [("accept", "application/json")];
    let problem = slot.send(Method::GET, USERS, &headers, Body::empty()).await;
    assert_eq!(problem.status, 406);
    problem.has(&["/v1/questionnaires/GM0171/proef-2026/users"]);
    assert!(slot.stored().await.is_empty());
}

#[tokio::test]
async fn paths_and_methods_that_are_not_there() {
    let slot = Slot::open().await;
    for path in
        ["/nergens", "/noordoostpolder/x", "/amsterdam/gebruikers", "//", "/%ff/%00", "/noordoostpolder/gebruikers/x"]
    {
        let page = slot.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        page.has(&["Deze pagina bestaat niet", "href=\"/noordoostpolder/gebruikers?lang=nl\""]);
        let problem = slot.send(Method::GET, path, &[("accept", "application/json")], Body::empty()).await;
        assert_eq!((problem.status, &problem.json()["type"]), (404, &"/problems#not-found".into()));
    }
    let page = slot.send(Method::DELETE, USERS, &[("accept", "text/html")], Body::empty()).await;
    assert_eq!((page.status, page.header("allow")), (405, "GET,HEAD,POST"));
    let problem = slot.send(Method::GET, API, &[], Body::empty()).await;
    assert_eq!((problem.status, problem.header("allow")), (405, "POST,DELETE"));
    assert_eq!(problem.json()["type"], "/problems#method-not-allowed");
}

#[tokio::test]
async fn every_answer_has_the_security_headers_and_no_cookie() {
    let slot = Slot::open().await;
    let mut answers = vec![slot.post(USERS, FORM).await, slot.post(USERS, "").await, slot.post_json(API, ID, "").await];
    for path in ["/", "/privacy", "/problems", USERS, "/health", "/.well-known/security.txt", "/nergens", API] {
        answers.push(slot.get(path).await);
        let head = slot.send(Method::HEAD, path, &[("accept", "text/html")], Body::empty()).await;
        assert_eq!((head.status, head.body.as_str()), (answers.last().unwrap().status, ""), "{path}");
        answers.push(head);
    }
    for answer in answers {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value);
        }
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none';") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe") && !answer.headers.contains_key("set-cookie"));
        assert!(answer.header("strict-transport-security").starts_with("max-age="));
        assert!(answer.header("permissions-policy").contains("geolocation=()"));
    }
}

#[tokio::test]
async fn health_and_security_contact() {
    let slot = Slot::open().await;
    assert_eq!(slot.get("/health").await.json(), json!({"status": "ok", "campaigns": ["proef-2026"]}));
    assert_eq!(slot.get("/openapi.json").await.json()["openapi"], "3.1.0");
    let text = slot.get("/.well-known/security.txt").await;
    assert_eq!(text.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(
        text.body,
        "Contact: mailto:proef@example.nl\nExpires: 2027-05-14T11:00:00Z\nPreferred-Languages: nl, en\n"
    );
}

#[tokio::test]
async fn of_campaigns_that_share_a_path_the_open_one_has_it() {
    let slot = Slot::open().await;
    let mut example = slot.campaign.clone();
    example.id = "voorbeeld-2026".parse().unwrap();
    example.trajectory = "voorbeeld-2026".parse().unwrap();
    example.synthetic = true;
    example.closes.at = Timestamp(fixtures::OPEN).plus_minutes(-61);
    let router = slot.router_over(slot.engine.client(), vec![example, slot.campaign.clone()]);
    let slot = Slot { router, ..slot };
    let page = slot.get(USERS).await;
    assert_eq!(page.status, 200);
    page.has(&["href=\"/privacy?campaign=proef-2026&amp;lang=nl\""]).has_not("Dit is een voorbeeld");
    assert_eq!(slot.post(USERS, FORM).await.status, 200);
    // The other is reached by its keys.
    let problem = slot.post_json("/v1/responses/GM0171/voorbeeld-2026/users", ID, "{}").await;
    assert_eq!(problem.status, 410);
    slot.get("/privacy?campaign=voorbeeld-2026")
        .await
        .has(&["Dit is een voorbeeld", "/privacy?campaign=voorbeeld-2026&amp;lang=en"]);
    assert_eq!(slot.get("/").await.body.matches("/noordoostpolder/gebruikers?").count(), 1);
}

#[tokio::test]
async fn concurrent_posts_under_one_id_store_one() {
    let slot = Slot::open().await;
    let (left, right) = (FORM.to_owned(), FORM.replace("q.load=heavy", "q.load=light"));
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
