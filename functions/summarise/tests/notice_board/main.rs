//! The notice board over HTTP, on the embedded engine, with releases made as the counting room makes them.

#![allow(clippy::unwrap_used)] // A test that can't go on has failed.

mod exports;
mod finals;
mod totals;

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use std::{fs, io};

use axum::Router;
use axum::body::{Body, to_bytes};
use desk::{Board, Sessions};
use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, ALLOW, AUTHORIZATION, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE,
    CONTENT_LENGTH, CONTENT_TYPE, COOKIE, ETAG, HeaderName, IF_NONE_MATCH, RETRY_AFTER, VARY, WWW_AUTHENTICATE,
};
use http::{HeaderMap, Method, Request, StatusCode};
use serde_json::{Value, json};
use storage::embedded::{Database, Embedded};
use storage::{AdviserKey, Advisers, Municipalities, NoticeBoard, Place, Scope, Tables};
use summary::csv::{self, Dialect};
use summary::{Parts, Summary};
use survey::campaign::Campaign;
use survey::definition::{Source, compile};
use survey::disclosure::{Ledger, Occasion, progress, protect};
use survey::keys::RoundingKey;
use survey::language::Language;
use survey::mode::Mode;
use survey::questionnaire::{Kind, Part, Question};
use survey::release::{Release, ReleaseNumber};
use survey::response::{Draft, Form};
use survey::tally::Tally;
use survey::time::{Day, Timestamp};
use tower::ServiceExt;
use web::Clock;

/// A day within the campaign.
const TODAY: Day = Day(20_730);
const NOW: Timestamp = Timestamp(TODAY.0 * 86_400 + 9 * 3_600);
const OVERVIEW: &str = "/v1/summaries/GM0171/dagbesteding-2026";
const USERS: &str = "/v1/summaries/GM0171/dagbesteding-2026/users";

fn campaign() -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/proef-2026");
    let text = fs::read_to_string(folder.join("campaign.toml")).unwrap();
    let source = Source { path: "campaign.toml", text: &text };
    let compiled =
        compile("proef-2026", source, |file| Some((file.to_owned(), fs::read_to_string(folder.join(file)).ok()?)));
    compiled.unwrap_or_else(|faults| panic!("{faults:#?}")).campaign
}

/// What the `number`th respondent answers: mostly for themselves, every eighth as a carer.
fn answers(number: u32) -> Value {
    let carer = number % 8 == 7;
    let mut answers = json!({
        "who": if carer { "carer" } else { "self" },
        "matters": match number % 5 { 0 => json!(["none"]), 1 | 2 => json!(["meet"]), _ => json!(["meet", "learn"]) },
        "step_now": if number.is_multiple_of(3) { "paid" } else { "home" },
        "judge": { "home": "well", "company": if number.is_multiple_of(2) { "bad" } else { "well" } },
        "prefer": if number.is_multiple_of(4) { json!(["walk", "cook"]) } else { json!(["sing", "walk"]) },
        "age": 30 + number,
        "home": match number % 4 { 0 | 1 => "town", 2 => "village", _ => if number.is_multiple_of(12) { "farm" } else { "rather_not" } },
        "wish": "Ik wil graag wandelen.",
    });
    if carer {
        answers["relief"] = json!("rest");
    } else if !number.is_multiple_of(6) {
        answers["content"] = json!(if number.is_multiple_of(4) { "sad" } else { "happy" });
    }
    answers
}

fn tally(form: &Form<'_>, respondents: u32, answers: impl Fn(u32) -> Value) -> Tally {
    tally_by(form, respondents, answers, |_| Mode::Link)
}

fn tally_by(form: &Form<'_>, respondents: u32, answers: impl Fn(u32) -> Value, mode: impl Fn(u32) -> Mode) -> Tally {
    let mut tally = Tally::new(form);
    for number in 0..respondents {
        let Value::Object(answers) = answers(number) else { panic!("answers are an object") };
        let response = form.accept(&Draft { answers, ..Draft::default() });
        tally.add(form, &response.unwrap_or_else(|faults| panic!("{faults:?}")), mode(number));
    }
    tally
}

/// The board with two interim releases of the users in Noordoostpolder, of 40 and 50 responses, and progress of the
/// providers; nothing of Zeist.
struct Stand {
    engine: Embedded,
    router: Router,
    notices: NoticeBoard,
    advisers: Advisers,
    /// For all municipalities.
    key: String,
    /// For Zeist alone.
    zeist: String,
    expired: String,
}

fn made(seed: u8, municipalities: Municipalities, expires: Timestamp) -> (String, AdviserKey) {
    AdviserKey::make([seed; 37], "A. Viser".to_owned(), municipalities, vec![Scope::Summaries], expires)
}

fn releases(campaign: &Campaign) -> [Release; 2] {
    let key = RoundingKey::new([7; 32]);
    let audience = campaign.audience("users").unwrap();
    let form = Form::of(&audience.questionnaire);
    let occasion = |day| Occasion { campaign, area: campaign.municipality("GM0171").unwrap().into(), audience, day };
    let first = protect(
        &occasion(Day(TODAY.0 - 8)),
        ReleaseNumber::Interim(1),
        &form,
        &tally(&form, 40, answers),
        &Ledger::default(),
        &[],
        &key,
    );
    // Ten more: too few of them were asked what only some are asked for that table to be renewed.
    let second = protect(
        &occasion(TODAY),
        ReleaseNumber::Interim(2),
        &form,
        &tally(&form, 50, answers),
        &first.1,
        std::slice::from_ref(&first.0),
        &key,
    );
    [first.0, second.0]
}

async fn stand() -> Stand {
    stand_of(campaign()).await
}

async fn stand_of(campaign: Campaign) -> Stand {
    stand_at(campaign, NOW).await
}

async fn stand_at(campaign: Campaign, now: Timestamp) -> Stand {
    let engine = Embedded::start(Database::Memory).await.unwrap();
    let tables = Tables::named("proef");
    storage::schema::create_tables(engine.client(), &tables).await.unwrap();
    let notices = NoticeBoard::new(engine.client().clone(), &tables.releases);
    let advisers = Advisers::new(engine.client().clone(), &tables.advisers);

    for release in releases(&campaign) {
        let _ = notices.hang(&release).await.unwrap();
    }
    let audience = campaign.audience("providers").unwrap();
    let form = Form::of(&audience.questionnaire);
    let municipality = campaign.municipality("GM0171").unwrap();
    let occasion = Occasion { campaign: &campaign, area: municipality.into(), audience, day: TODAY };
    let offers = tally(&form, 8, |_| json!({ "offer": ["meet"] }));
    let told = progress(&occasion, &offers, &RoundingKey::new([7; 32]));
    notices.hang_progress(&Place::of(&campaign, municipality, audience), &told).await.unwrap();

    let later = now.plus_days(1);
    let zeist = Municipalities::These(vec![campaign.municipality("GM0355").unwrap()]);
    let mut shown = Vec::new();
    for (seed, municipalities, expires) in
        [(1, Municipalities::All, later), (2, zeist, later), (3, Municipalities::All, now)]
    {
        let (key, kept) = made(seed, municipalities, expires);
        assert!(advisers.put(&kept).await.unwrap());
        shown.push(key);
    }
    let [key, zeist, expired] = shown.try_into().unwrap();
    let sessions = Sessions::on_loopback(engine.client().clone(), &tables.sessions);
    let board = Board { campaign, notices: notices.clone(), advisers: advisers.clone(), sessions };
    let router = summarise::router(vec![board], Clock::fixed(now));
    Stand { engine, router, notices, advisers, key, zeist, expired }
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
    /// The same as it was sent: a workbook is no text.
    bytes: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    /// Status and body, as a snapshot shows them.
    fn shown(&self) -> String {
        format!("{}\n{}", self.status, serde_json::to_string_pretty(&self.json()).unwrap())
    }
}

impl Stand {
    async fn send(&self, method: Method, path: &str, headers: &[(HeaderName, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes: Vec<u8> = to_bytes(body, usize::MAX).await.unwrap().into();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text, bytes }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[(AUTHORIZATION, &format!("Bearer {}", self.key))]).await
    }
}

#[tokio::test]
async fn an_overview_tells_what_there_is() {
    let stand = stand().await;
    let found = stand.get(OVERVIEW).await;
    insta::assert_snapshot!(found.shown());
    for link in found.json()["audiences"][0]["releases"].as_array().unwrap() {
        for form in ["json", "csv", "xlsx"] {
            assert_eq!(stand.get(link[form].as_str().unwrap()).await.status, StatusCode::OK, "{link}");
        }
    }
}

#[tokio::test]
async fn a_key_alone_leads_to_everything_that_it_opens() {
    let stand = stand().await;
    let found = stand.get("/v1/summaries").await;
    assert_eq!(found.headers[CONTENT_LANGUAGE], "nl");
    insta::assert_snapshot!(found.shown());
    for place in found.json()["places"].as_array().unwrap() {
        assert_eq!(stand.get(place["overview"].as_str().unwrap()).await.status, StatusCode::OK, "{place}");
    }
    let with = |key: &str| [(AUTHORIZATION, format!("Bearer {key}"))];
    let of_zeist = with(&stand.zeist);
    let of_zeist = of_zeist.each_ref().map(|(name, value)| (name.clone(), value.as_str()));
    let zeist = stand.send(Method::GET, "/v1/summaries?lang=en", &of_zeist).await;
    let codes: Vec<Value> =
        zeist.json()["places"].as_array().unwrap().iter().map(|place| place["municipality"]["code"].clone()).collect();
    assert_eq!((codes, &zeist.json()["places"][0]["language"]), (vec![json!("GM0355")], &json!("en")));
    let tag = zeist.headers[ETAG].to_str().unwrap().to_owned();
    let again = [of_zeist[0].clone(), (IF_NONE_MATCH, tag.as_str())];
    assert_eq!(stand.send(Method::GET, "/v1/summaries?lang=en", &again).await.status, StatusCode::NOT_MODIFIED);

    assert_eq!(stand.send(Method::GET, "/v1/summaries", &[]).await.status, StatusCode::UNAUTHORIZED);
    let expired = format!("Bearer {}", stand.expired);
    let expired = stand.send(Method::GET, "/v1/summaries", &[(AUTHORIZATION, &expired)]).await;
    assert_eq!(expired.status, StatusCode::UNAUTHORIZED);
    assert_eq!(stand.get("/v1/summaries?format=csv").await.status, StatusCode::NOT_ACCEPTABLE);
}

#[tokio::test]
async fn a_summary_in_dutch_and_english() {
    let stand = stand().await;
    let dutch = stand.get(USERS).await;
    assert_eq!(dutch.headers[CONTENT_LANGUAGE], "nl");
    insta::assert_snapshot!("summary_nl", dutch.shown());
    let english = stand.get(&format!("{USERS}?lang=en&release=1")).await;
    assert_eq!(english.headers[CONTENT_LANGUAGE], "en");
    // The tables' words are in the CSV.
    let mut english = english.json();
    english.as_object_mut().unwrap().remove("tables");
    insta::assert_snapshot!("summary_en", serde_json::to_string_pretty(&english).unwrap());
}

#[test]
fn a_final_release_of_made_up_answers_says_so() {
    let campaign = Campaign { synthetic: true, ..campaign() };
    let audience = campaign.audience("providers").unwrap();
    let form = Form::of(&audience.questionnaire);
    let occasion = Occasion { campaign: &campaign, area: campaign.municipalities[0].into(), audience, day: TODAY };
    let offers = tally(&form, 12, |number| json!({ "offer": if number < 6 { ["meet"] } else { ["learn"] } }));
    let key = RoundingKey::new([7; 32]);
    let (release, _) = protect(&occasion, ReleaseNumber::Final, &form, &offers, &Ledger::default(), &[], &key);
    let summary = Summary::new(&campaign, audience, &release, None, Parts::RELEASED, Language::Nl);
    assert_eq!((summary.release.number, summary.release.asked().as_str()), (None, "final"));
    assert_eq!(summary.notice, Some("Voorbeeld: deze antwoorden zijn verzonnen. Het zijn geen echte uitkomsten."));
    assert!(summary.how_to_read.iter().any(|sentence| sentence.contains("één organisatie")));
    assert!(!summary.how_to_read.iter().any(|sentence| sentence.contains("tussenstand")));
    let text = csv::write(&summary, Dialect::Excel, Language::Nl);
    assert!(text.lines().skip(1).all(|line| line.contains(";final;2026-10-04;ja;")), "{text}");
}

/// A release stays readable when its questions or options are no longer asked.
#[test]
fn what_is_no_longer_asked_is_shown_by_its_id() {
    let mut campaign = campaign();
    let [_, release] = releases(&campaign);
    let users = campaign.audiences.iter_mut().find(|audience| audience.id.as_str() == "users").unwrap();
    users.questionnaire.parts.retain(|part| !matches!(part, Part::Question(question) if question.id.as_str() == "age"));
    for part in &mut users.questionnaire.parts {
        if let Part::Question(Question { kind: Kind::Multiple { options, .. }, .. }) = part {
            options.remove(0);
        }
    }
    users.fingerprint = users.questionnaire.fingerprint();
    let summary =
        Summary::new(&campaign, campaign.audience("users").unwrap(), &release, None, Parts::RELEASED, Language::Nl);
    let tables = summary.tables.as_ref().unwrap();
    assert_eq!(tables.len(), release.tables().len());
    let table = |item: &str| tables.iter().find(|table| table.item == item).unwrap();
    assert_eq!((&*table("age").question, table("age").kind), ("age", None));
    assert_eq!(table("age").cells[0].label, "younger");
    assert_eq!((table("matters").cells[0].label, table("matters").cells[1].theme.is_some()), ("meet", true));
    assert!(
        summary.how_to_read.iter().any(|sentence| sentence.contains("vragenlijst is na deze uitkomsten veranderd"))
    );
}

#[tokio::test]
async fn a_summary_as_csv() {
    let stand = stand().await;
    let excel = stand.get(&format!("{USERS}?format=csv")).await;
    assert_eq!(excel.headers[CONTENT_TYPE], "text/csv; charset=utf-8; header=present");
    assert_eq!(excel.headers[CONTENT_DISPOSITION], "attachment; filename=\"GM0171-dagbesteding-2026-users-2.csv\"");
    assert!(excel.text.starts_with('\u{feff}'));
    insta::assert_snapshot!("csv_excel", excel.text.replace("\r\n", "␍\n"));
    let plain = stand.get(&format!("{USERS}?format=csv&dialect=rfc4180&lang=en")).await;
    assert!(plain.text.starts_with("campaign,"));
    insta::assert_snapshot!("csv_rfc4180", plain.text.replace("\r\n", "␍\n"));
}

#[tokio::test]
async fn every_figure_is_as_released() {
    let stand = stand().await;
    let [_, release] = releases(&campaign());
    let summary = stand.get(USERS).await.json();
    let released: Value = serde_json::from_str(&release.to_json()).unwrap();
    let cell = |figures: &Value| match &figures["count"] {
        Value::Null => json!({ "fewer_than": figures["fewer_than"] }),
        count => json!({ "about": count }),
    };
    assert_eq!(cell(&summary["responses"]), released["responses"]);
    let pairs = summary["tables"].as_array().unwrap().iter().zip(released["tables"].as_array().unwrap());
    let mut compared = 0;
    for (table, released) in pairs {
        assert_eq!(table["item"], released["item"]);
        let Some(shown) = released["body"].get("shown") else {
            assert_eq!(table["withheld"]["reason"], released["body"]["withheld"]);
            assert_eq!((&table["base"], &table["cells"]), (&Value::Null, &json!([])));
            continue;
        };
        assert_eq!((cell(&table["base"]), &table["withheld"]), (shown["base"].clone(), &Value::Null));
        for (found, released) in table["cells"].as_array().unwrap().iter().zip(shown["cells"].as_array().unwrap()) {
            assert_eq!(cell(found), released[1]);
            compared += 1;
        }
        assert_eq!(table["cells"].as_array().unwrap().len(), shown["cells"].as_array().unwrap().len());
    }
    assert!(compared > 20, "{compared}");
    assert_eq!(summary["tables"].as_array().unwrap().len(), release.tables().len());
}

#[tokio::test]
async fn the_form_is_negotiated() {
    let stand = stand().await;
    let bearer = format!("Bearer {}", stand.key);
    for (path, accept, status, media_type) in [
        (USERS.to_owned(), "text/csv", StatusCode::OK, "text/csv; charset=utf-8; header=present"),
        (USERS.to_owned(), "application/json, text/csv;q=0.5", StatusCode::OK, "application/json"),
        (format!("{USERS}?format=json"), "text/csv", StatusCode::OK, "application/json"),
        (USERS.to_owned(), "image/png", StatusCode::NOT_ACCEPTABLE, "application/problem+json"),
        (format!("{USERS}?format=xml"), "*/*", StatusCode::NOT_ACCEPTABLE, "application/problem+json"),
        (OVERVIEW.to_owned(), "text/csv", StatusCode::NOT_ACCEPTABLE, "application/problem+json"),
        (format!("{USERS}?dialect=tsv"), "*/*", StatusCode::BAD_REQUEST, "application/problem+json"),
        (format!("{USERS}?release=latest"), "*/*", StatusCode::BAD_REQUEST, "application/problem+json"),
    ] {
        let found = stand.send(Method::GET, &path, &[(AUTHORIZATION, &bearer), (ACCEPT, accept)]).await;
        assert_eq!(found.status, status, "{path} {accept}");
        assert_eq!(found.headers[CONTENT_TYPE], media_type, "{path} {accept}");
    }
    let headers = [(AUTHORIZATION, bearer.as_str()), (ACCEPT_LANGUAGE, "de, en;q=0.7")];
    assert_eq!(stand.send(Method::GET, USERS, &headers).await.json()["language"], "en");
}

#[tokio::test]
async fn what_is_unchanged_is_not_sent_again() {
    let stand = stand().await;
    let bearer = format!("Bearer {}", stand.key);
    let first = stand.get(USERS).await;
    let tag = first.headers[ETAG].to_str().unwrap();
    assert_eq!(first.headers[CACHE_CONTROL], "private, no-cache");
    let varies: Vec<_> = first.headers.get_all(VARY).iter().map(|value| value.to_str().unwrap()).collect();
    assert_eq!(varies, ["authorization, cookie, accept, accept-language", "accept-encoding"]);

    let headers = [(AUTHORIZATION, bearer.as_str()), (IF_NONE_MATCH, tag)];
    let again = stand.send(Method::GET, USERS, &headers).await;
    assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(again.headers[ETAG], tag);
    for other in ["lang=en", "release=1", "parts=tables", "format=csv", "format=csv&dialect=rfc4180"] {
        let found = stand.send(Method::GET, &format!("{USERS}?{other}"), &headers).await;
        assert_eq!(found.status, StatusCode::OK, "{other}");
    }

    let head = stand.send(Method::HEAD, USERS, &headers[..1]).await;
    assert_eq!((head.status, head.text.as_str()), (StatusCode::OK, ""));
    assert_eq!((&head.headers[ETAG], &head.headers[CONTENT_LENGTH]), (&first.headers[ETAG], &first.text.len().into()));
}

#[tokio::test]
async fn without_a_valid_key_nothing_is_told() {
    let stand = stand().await;
    // The right id with a wrong secret, and a key that was never made.
    let guessed = format!("{}{}", &stand.key[..stand.key.len() - 4], "aaaa");
    let (unknown, _) = made(9, Municipalities::All, NOW.plus_days(1));
    let mut answered = Vec::new();
    for path in [USERS, OVERVIEW, "/v1/summaries/GM0171/no-such/users", "/v1/summaries/%FF/x/y"] {
        for key in [guessed.as_str(), &unknown, "not-a-key", ""] {
            let found = stand.send(Method::GET, path, &[(AUTHORIZATION, &format!("Bearer {key}"))]).await;
            assert_eq!(found.status, StatusCode::UNAUTHORIZED, "{path} {key}");
            assert_eq!(found.headers[WWW_AUTHENTICATE], "Bearer realm=\"dagpeil\"");
            assert_eq!(found.headers[CONTENT_TYPE], "application/problem+json");
            answered.push(found.text);
        }
    }
    assert!(answered.iter().all(|text| *text == answered[0]), "refusals differ: {answered:#?}");

    insta::assert_snapshot!("no_key", stand.send(Method::GET, USERS, &[]).await.shown());
    let expired = format!("Bearer {}", stand.expired);
    insta::assert_snapshot!("expired_key", stand.send(Method::GET, USERS, &[(AUTHORIZATION, &expired)]).await.shown());
}

#[tokio::test]
async fn a_key_opens_its_own_municipalities_alone() {
    let stand = stand().await;
    let bearer = format!("Bearer {}", stand.zeist);
    for path in [USERS, OVERVIEW, "/v1/summaries/GM0171/no-such"] {
        let found = stand.send(Method::GET, path, &[(AUTHORIZATION, &bearer)]).await;
        assert_eq!(found.status, StatusCode::FORBIDDEN, "{path}");
        insta::allow_duplicates! { insta::assert_snapshot!("out_of_scope", found.shown()) }
    }
    let zeist = stand.send(Method::GET, "/v1/summaries/GM0355/dagbesteding-2026", &[(AUTHORIZATION, &bearer)]).await;
    assert_eq!(zeist.status, StatusCode::OK);
    assert_eq!(zeist.json()["audiences"][0]["releases"], json!([]));
}

#[tokio::test]
async fn where_there_is_nothing_it_says_what_there_is() {
    let stand = stand().await;
    for path in [
        "/v1/summaries/GM0171/no-such",
        "/v1/summaries/GM9999/dagbesteding-2026",
        "/v1/summaries/GM0171/dagbesteding-2026/no-such",
        "/v1/summaries/GM0344/dagbesteding-2026/users",
        "/v1/summaries/%FF/dagbesteding-2026",
    ] {
        let found = stand.get(path).await;
        assert_eq!(found.status, StatusCode::NOT_FOUND, "{path}");
        insta::allow_duplicates! { insta::assert_snapshot!("nothing_here", found.shown()) }
    }
    insta::assert_snapshot!("no_such_release", stand.get(&format!("{USERS}?release=final")).await.shown());
    let zeist = stand.get("/v1/summaries/GM0355/dagbesteding-2026/users").await;
    insta::assert_snapshot!("nothing_released", zeist.shown());
}

#[tokio::test]
async fn other_addresses_and_methods_are_problems_too() {
    let stand = stand().await;
    let found = stand.get("/nothing").await;
    assert_eq!(
        (found.status, &found.headers[CONTENT_TYPE]),
        (StatusCode::NOT_FOUND, &"application/problem+json".parse().unwrap())
    );
    let found = stand.send(Method::POST, USERS, &[]).await;
    assert_eq!((found.status, &found.headers[ALLOW]), (StatusCode::METHOD_NOT_ALLOWED, &"GET,HEAD".parse().unwrap()));
    assert_eq!(found.headers[CONTENT_TYPE], "application/problem+json");
    assert_eq!(
        stand.send(Method::GET, "/health", &[]).await.json(),
        json!({ "status": "ok", "campaigns": ["proef-2026"] })
    );
    assert!(stand.send(Method::GET, "/openapi.json", &[]).await.json().is_object());
}

/// A session that was begun on the pages opens the downloads too, and a key goes before it.
#[tokio::test]
async fn a_session_opens_what_its_key_does() {
    let stand = stand().await;
    let (client, tables) = (stand.engine.client().clone(), Tables::named("proef"));
    let board = Board {
        campaign: campaign(),
        notices: stand.notices.clone(),
        advisers: stand.advisers.clone(),
        sessions: Sessions::on_loopback(client, &tables.sessions),
    };
    let Ok(session) = desk::sign_in(&[board], &stand.key, NOW).await else { panic!("the key holds") };
    let cookie = session.cookie.to_str().unwrap().split(';').next().unwrap();
    let by_key = stand.get(&format!("{USERS}?format=csv")).await;
    let by_session = stand.send(Method::GET, &format!("{USERS}?format=csv"), &[(COOKIE, cookie)]).await;
    assert_eq!((by_session.status, by_session.bytes == by_key.bytes), (StatusCode::OK, true));
    let forged = format!("{cookie}a");
    assert_eq!(stand.send(Method::GET, USERS, &[(COOKIE, &forged)]).await.status, StatusCode::UNAUTHORIZED);
    let zeist = format!("Bearer {}", stand.zeist);
    let both = stand.send(Method::GET, USERS, &[(COOKIE, cookie), (AUTHORIZATION, &zeist)]).await;
    assert_eq!(both.status, StatusCode::FORBIDDEN, "the key's own scope");
}

/// One board's key opens no other board.
#[tokio::test]
async fn each_campaign_has_its_own_keys() {
    let engine = Embedded::start(Database::Memory).await.unwrap();
    let client = engine.client();
    let mut boards = Vec::new();
    let mut keys = Vec::new();
    for (seed, trajectory) in [(1, "traject-a"), (2, "traject-b")] {
        let tables = Tables::named(trajectory);
        storage::schema::create_tables(client, &tables).await.unwrap();
        let advisers = Advisers::new(client.clone(), &tables.advisers);
        let (key, kept) = made(seed, Municipalities::All, NOW.plus_days(1));
        assert!(advisers.put(&kept).await.unwrap());
        keys.push(key);
        let campaign = Campaign { trajectory: trajectory.parse().unwrap(), ..campaign() };
        let notices = NoticeBoard::new(client.clone(), &tables.releases);
        let sessions = Sessions::on_loopback(client.clone(), &tables.sessions);
        boards.push(Board { campaign, notices, advisers, sessions });
    }
    let router = summarise::router(boards, Clock::fixed(NOW));
    for (key, trajectory, status) in [
        (&keys[0], "traject-a", StatusCode::OK),
        (&keys[1], "traject-b", StatusCode::OK),
        (&keys[0], "traject-b", StatusCode::NOT_FOUND),
        (&keys[1], "traject-a", StatusCode::NOT_FOUND),
    ] {
        let request = Request::get(format!("/v1/summaries/GM0171/{trajectory}"))
            .header(AUTHORIZATION, format!("Bearer {key}"))
            .body(Body::empty());
        let found = router.clone().oneshot(request.unwrap()).await.unwrap();
        assert_eq!(found.status(), status, "{trajectory}");
    }
}

#[tokio::test]
async fn a_key_for_something_else_reads_no_summary() {
    let stand = stand().await;
    let (key, kept) = AdviserKey::make([4; 37], "A. Viser".into(), Municipalities::All, Vec::new(), NOW.plus_days(1));
    assert!(stand.advisers.put(&kept).await.unwrap());
    let found = stand.send(Method::GET, USERS, &[(AUTHORIZATION, &format!("Bearer {key}"))]).await;
    assert_eq!((found.status, &found.json()["type"]), (StatusCode::FORBIDDEN, &json!("/problems#out-of-scope")));
}

#[tokio::test]
async fn out_of_reach_is_not_the_adviser_s_fault() {
    let Stand { engine, router, key, .. } = stand().await;
    engine.stop(Duration::ZERO).await;
    let request = Request::get(USERS).header(AUTHORIZATION, format!("Bearer {key}")).body(Body::empty()).unwrap();
    let found = router.oneshot(request).await.unwrap();
    assert_eq!(found.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(found.headers()[RETRY_AFTER], "10");
}

/// Who pulled what, and when; never the key.
#[tokio::test]
async fn the_log_names_the_key_and_does_not_tell_it() {
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);
    impl io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let stand = stand().await;
    let log = Log::default();
    let writer = log.clone();
    // Everything that our own crates write, at the finest level.
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .without_time()
        .with_writer(move || writer.clone())
        .finish();
    {
        let _here = tracing::subscriber::set_default(subscriber);
        let guessed = format!("{}{}", &stand.key[..stand.key.len() - 4], "aaaa");
        for (path, key) in [
            (OVERVIEW, stand.key.as_str()),
            (USERS, &stand.key),
            (USERS, &stand.zeist),
            (USERS, &stand.expired),
            (USERS, &guessed),
            (USERS, "not-a-key"),
        ] {
            stand.send(Method::GET, path, &[(AUTHORIZATION, &format!("Bearer {key}"))]).await;
        }
    }
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for key in [&stand.key, &stand.zeist, &stand.expired] {
        let (_, secret) = key.rsplit_once('_').unwrap();
        assert!(!text.contains(&secret[..20]), "{text}");
    }
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("adviser:")).collect();
    insta::assert_snapshot!("adviser_log", lines.join("\n"));
}
