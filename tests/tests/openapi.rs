//! `docs/openapi.json` is what the code says, and what is answered is what it describes: nothing is sent that is not
//! described, and nothing is described that is never sent.

#![allow(clippy::unwrap_used)] // A test that can't go on has failed.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use axum::http::{Request, StatusCode};
use dagpeil_tests::openapi;
use desk::{Board, Sessions};
use serde_json::{Value, json};
use storage::embedded::{Database, Embedded};
use storage::{
    AdviserKey, Advisers, Letterbox, Municipalities, NewSecrets, NoticeBoard, Place, Scope, Secrets, Tables,
};
use survey::addendum::{Addendum, Approved};
use survey::campaign::{Access, Audience, Campaign};
use survey::code::{Holder, Invitation};
use survey::definition::{Source, compile};
use survey::disclosure::{Ledger, Occasion, Part, progress, protect, protect_total, with_focus_groups};
use survey::focus::{FocusGroup, SessionForm, SessionTally, Statement, StoredSession};
use survey::keys::{CodesKey, LinkKey, RoundingKey};
use survey::language::Text;
use survey::mode::Mode;
use survey::moderation::{Decision, Verdict, may_be_quoted, open_fields, terms};
use survey::questionnaire::{Choice, Kind, Question};
use survey::release::{Area, Release, ReleaseNumber};
use survey::response::{Draft, Form};
use survey::tally::Tally;
use survey::time::Timestamp;
use tower::ServiceExt;
use web::Clock;

fn description() -> Value {
    serde_json::to_value(openapi::describe()).unwrap()
}

#[test]
fn the_file_is_what_the_code_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(openapi::FILE);
    let kept = std::fs::read_to_string(file).unwrap();
    assert!(kept == openapi::written(), "{} is out of date: run `make openapi`", openapi::FILE);
}

#[test]
fn every_route_is_described_and_nothing_else() {
    let description = description();
    let described: BTreeSet<(&str, &str)> = operations(&description).map(|(path, method, _)| (path, method)).collect();
    let advisers = summarise::ROUTES.iter().map(|route| (route.path, route.method));
    let respondents = collect::ROUTES.iter().map(|route| (route.path, route.method));
    let reports = [(report::PATH, "get")];
    assert_eq!(described, advisers.chain(reports).chain(respondents).collect());
}

#[test]
fn every_operation_has_a_name_of_its_own_and_every_reference_leads_somewhere() {
    let description = description();
    let mut names = BTreeSet::new();
    for (path, method, operation) in operations(&description) {
        let name = operation["operationId"].as_str().unwrap();
        assert!(names.insert(name), "{name} twice");
        assert!(!operation["summary"].as_str().unwrap().is_empty(), "{name}");
        let named: BTreeSet<&str> = path.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let described = parameters.filter(|parameter| parameter["in"] == "path");
        assert_eq!(
            described.map(|parameter| parameter["name"].as_str().unwrap()).collect::<BTreeSet<_>>(),
            named,
            "{method} {path}"
        );
    }
    let mut references = 0;
    each(&description, &mut |value| {
        if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            assert!(description.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
            references += 1;
        }
    });
    assert!(references > 20, "{references}");
}

fn operations(description: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    description["paths"].as_object().unwrap().iter().flat_map(|(path, methods)| {
        methods.as_object().unwrap().iter().map(|(method, operation)| (path.as_str(), method.as_str(), operation))
    })
}

fn each<'v>(value: &'v Value, look: &mut impl FnMut(&'v Value)) {
    look(value);
    match value {
        Value::Array(values) => values.iter().for_each(|value| each(value, look)),
        Value::Object(members) => members.values().for_each(|value| each(value, look)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Holds answers to the description, and remembers which described members it has seen.
struct Checker {
    description: Value,
    seen: RefCell<BTreeSet<(String, String)>>,
}

/// Schemas that others may extend, as RFC 9457 has it.
const OPEN: [&str; 2] = ["Problem", "Fault"];

impl Checker {
    fn new() -> Self {
        let mut description = description();
        for (name, schema) in description["components"]["schemas"].as_object_mut().unwrap() {
            if schema.get("properties").is_some() && !OPEN.contains(&name.as_str()) {
                schema["additionalProperties"] = json!(false);
            }
        }
        Checker { description, seen: RefCell::default() }
    }

    /// Whether `answer` is what the description says of that operation.
    fn check(&self, operation: &str, answer: &Answer) {
        let (_, _, described) = operations(&self.description)
            .find(|(_, _, described)| described["operationId"] == operation)
            .unwrap_or_else(|| panic!("{operation} is not described"));
        let response = &described["responses"][answer.status.as_str()];
        assert!(response.is_object(), "{operation}: {} is not described", answer.status);
        let Some(media_type) = &answer.media_type else {
            assert!(response.get("content").is_none(), "{operation} {}: nothing was sent", answer.status);
            return;
        };
        let content = &response["content"][media_type];
        assert!(content.is_object(), "{operation} {}: {media_type} is not described", answer.status);
        if media_type.ends_with("json") {
            let body = serde_json::from_str(&answer.text).unwrap();
            let faults = self.faults(&content["schema"], &body);
            assert!(faults.is_empty(), "{operation} {}: {faults:#?}", answer.status);
            self.mark(&content["schema"], &body);
        }
    }

    fn faults(&self, schema: &Value, body: &Value) -> Vec<String> {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "components": self.description["components"],
            "allOf": [schema],
        });
        let validator = jsonschema::validator_for(&schema).unwrap();
        validator.iter_errors(body).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
    }

    /// Remembers the members of `value` that have a value, by the schema that describes them.
    fn mark(&self, schema: &Value, value: &Value) {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let found = self.description.pointer(reference.trim_start_matches('#')).unwrap();
            let name = reference.rsplit('/').next().unwrap();
            for (member, described) in found["properties"].as_object().into_iter().flatten() {
                if let Some(value) = value.get(member).filter(|value| !value.is_null()) {
                    self.seen.borrow_mut().insert((name.to_owned(), member.clone()));
                    self.mark(described, value);
                }
            }
        }
        for part in ["oneOf", "allOf"] {
            schema[part].as_array().into_iter().flatten().for_each(|part| self.mark(part, value));
        }
        for (schema, value) in value.as_array().into_iter().flatten().map(|value| (&schema["items"], value)) {
            self.mark(schema, value);
        }
    }

    /// The members that are described but were in no answer.
    fn never_seen(&self) -> Vec<String> {
        let seen = self.seen.borrow();
        let schemas = self.description["components"]["schemas"].as_object().unwrap();
        let members = schemas.iter().flat_map(|(name, schema)| {
            let members = schema["properties"].as_object().into_iter().flat_map(|members| members.keys());
            members.map(move |member| (name.clone(), member.clone()))
        });
        members.filter(|member| !seen.contains(member)).map(|(name, member)| format!("{name}.{member}")).collect()
    }
}

struct Answer {
    status: StatusCode,
    /// Absent where there is no body.
    media_type: Option<String>,
    text: String,
}

async fn send(router: &Router, request: Request<Body>) -> Answer {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let media_type = parts.headers.get(CONTENT_TYPE).map(|media_type| media_type.to_str().unwrap());
    let media_type = media_type.map(|media_type| media_type.split(';').next().unwrap().to_owned());
    let body = to_bytes(body, usize::MAX).await.unwrap();
    // A workbook is no text.
    let text = match &media_type {
        Some(name) if name.contains("spreadsheetml") => String::new(),
        _ => String::from_utf8(body.into()).unwrap(),
    };
    Answer { status: parts.status, media_type, text }
}

/// The campaign in that folder of the repository.
fn campaign(folder: &str) -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let text = std::fs::read_to_string(folder.join("campaign.toml")).unwrap();
    let source = Source { path: "campaign.toml", text: &text };
    let questionnaire = |file: &str| Some((file.to_owned(), std::fs::read_to_string(folder.join(file)).ok()?));
    let compiled = compile(folder.file_name().unwrap().to_str().unwrap(), source, questionnaire);
    compiled.unwrap_or_else(|faults| panic!("{faults:#?}")).campaign
}

/// Answers to every question, other ones for each `number`.
fn draft(questions: &[&Question], number: usize) -> Draft {
    let pick = |choices: &[Choice], step: usize| choices[(number + step) % choices.len()].id.to_string();
    let mut draft = Draft::default();
    for (place, question) in questions.iter().enumerate() {
        let answer = match &question.kind {
            Kind::Single { options } => json!(pick(options, place)),
            Kind::Multiple { options, .. } => json!([pick(options, place)]),
            Kind::Scale(scale) => json!(pick(&scale.points, place)),
            Kind::Grid { rows, scale } => {
                rows.iter().map(|row| (row.id.to_string(), json!(pick(&scale.points, place)))).collect()
            }
            Kind::Ranking { options, top } => {
                options.iter().take(*top as usize).map(|option| option.id.to_string()).collect()
            }
            Kind::Number(range) => json!(range.least + (number as i64) % (range.most - range.least + 1)),
            Kind::Text { .. } => json!("Graag wat vaker naar buiten."),
        };
        draft.answers.insert(question.id.to_string(), answer);
    }
    draft
}

#[tokio::test]
async fn what_is_answered_is_what_is_described() {
    let checker = Checker::new();
    let shipped = campaign("infra/campaigns/noordoostpolder-2026");
    let made_up = Campaign { synthetic: true, ..campaign("functions/summarise/tests/proef-2026") };
    let six = ["GM0171", "GM0355", "GM0344", "GM0363", "GM0599", "GM0518"].map(|code| code.parse().unwrap());
    let everywhere = Campaign { municipalities: six.to_vec(), access: Access::Both, ..shipped.clone() };
    for (campaign, respondents) in [(made_up.clone(), 1), (with_groups(made_up), 12), (with_groups(everywhere), 60)] {
        ask_as_advisers(&checker, campaign, respondents).await;
    }
    ask_as_respondents(&checker, campaign("functions/collect/src/fixtures/proef-2026")).await;
    ask_as_invited(&checker, with_groups(Campaign { access: Access::Codes, ..shipped.clone() })).await;
    ask_as_respondents(&checker, shipped).await;
    // What is sent and not answered; and only a fault of ours has an instance.
    let never_seen: Vec<String> =
        checker.never_seen().into_iter().filter(|member| !member.starts_with("Answers.")).collect();
    assert_eq!(never_seen, ["Problem.instance"]);
}

/// The campaign with focus groups.
fn with_groups(campaign: Campaign) -> Campaign {
    let id = "near".parse().unwrap();
    let statement = Statement { id, text: Text::dutch("Liever dichtbij."), audiences: Vec::new() };
    Campaign { focus_group: Some(FocusGroup { statements: vec![statement] }), ..campaign }
}

/// What so many focus groups of 12 people said.
fn said(form: &SessionForm<'_>, groups: usize) -> SessionTally {
    let mut tally = SessionTally::new(form);
    for _ in 0..groups {
        let themes = form.themes()[0].id.to_string();
        let stored = StoredSession { people: 12, themes, agreed: vec![("near".to_owned(), 7)] };
        tally.add(&form.recall(&stored).unwrap_or_else(|_| panic!("it is a session")));
    }
    tally
}

/// The description would be noticed if it said something else.
#[test]
fn the_check_can_fail() {
    let checker = Checker::new();
    let schema = json!({ "$ref": "#/components/schemas/Figure" });
    assert!(checker.faults(&schema, &json!({ "count": 5, "fewer_than": null })).is_empty());
    for wrong in [
        json!({ "count": 5 }),
        json!({ "count": "5", "fewer_than": null }),
        json!({ "count": 5, "fewer_than": null, "exact": 7 }),
    ] {
        assert!(!checker.faults(&schema, &wrong).is_empty(), "{wrong}");
    }
}

/// Quotes and terms for every open field.
fn addendum(release: &Release, audience: &Audience) -> Addendum {
    let fields = open_fields(&audience.questionnaire).into_iter().map(|field| {
        let quote = Decision { verdict: Verdict::Approved, struck: String::new() }.approve("Vaker naar buiten.");
        let words = terms(["vaker zingen", "zingen"], 2);
        Approved::of(field.name(), quote, words.iter().filter_map(|term| term.judged(Verdict::Approved)))
    });
    Addendum::of(release, 1, release.day(), fields.collect()).unwrap()
}

/// Reads everything that hangs on the board after `respondents` answered, and is refused in every way.
async fn ask_as_advisers(checker: &Checker, campaign: Campaign, respondents: usize) {
    let engine = Embedded::start(Database::Memory).await.unwrap();
    let tables = Tables::named("openapi");
    storage::schema::create_tables(engine.client(), &tables).await.unwrap();
    let notices = NoticeBoard::new(engine.client().clone(), &tables.releases);
    let advisers = Advisers::new(engine.client().clone(), &tables.advisers);

    let now: Timestamp = campaign.opens.at.plus_days(10);
    let municipality = campaign.municipalities[0];
    let key = RoundingKey::new([7; 32]);
    let overview = format!("/v1/summaries/{}/{}", municipality.code(), campaign.trajectory);
    let mut summaries = Vec::new();
    for audience in &campaign.audiences {
        let form = Form::of(&audience.questionnaire);
        let questions: Vec<&Question> = audience.questionnaire.questions().collect();
        let mut tally = Tally::new(&form);
        for number in 0..respondents {
            let response = form.accept(&draft(&questions, number));
            tally.add(&form, &response.unwrap_or_else(|faults| panic!("{faults:?}")), Mode::Link);
        }
        let occasion = Occasion { campaign: &campaign, area: municipality.into(), audience, day: now.day() };
        let [interim, last] = [ReleaseNumber::Interim(1), ReleaseNumber::Final]
            .map(|number| protect(&occasion, number, &form, &tally, &Ledger::default(), &[], &key).0);
        // Of few respondents one group is told of as well, and so nothing.
        let groups = SessionForm::of(&campaign, audience).map(|form| said(&form, respondents.div_ceil(30)));
        let last = match groups {
            Some(groups) => with_focus_groups(last, &occasion, &groups, &key),
            None => last,
        };
        for release in [&interim, &last] {
            let _ = notices.hang(release).await.unwrap();
        }
        if may_be_quoted(&last) {
            let _ = notices.hang_addendum(&addendum(&last, audience), "M. Bos", now).await.unwrap();
        }
        // As many answered in each of the municipalities.
        let ledger = Ledger::default();
        let part = Part { tally: &tally, ledger: &ledger, releases: std::slice::from_ref(&last) };
        let parts = vec![part; campaign.municipalities.len()];
        if let Some(total) = protect_total(&Occasion { area: Area::All, ..occasion }, &form, &parts, &key) {
            let _ = notices.hang(&total).await.unwrap();
            summaries.push(format!("/v1/summaries/all/{}/{}", campaign.trajectory, audience.id));
        }
        let place = Place::of(&campaign, municipality, audience);
        notices.hang_progress(&place, &progress(&occasion, &tally, &key)).await.unwrap();
        summaries.push(format!("{overview}/{}", audience.id));
    }
    let scopes = vec![Scope::Summaries];
    let (all, kept) = AdviserKey::make([1; 37], "A".into(), Municipalities::All, scopes.clone(), now.plus_days(1));
    assert!(advisers.put(&kept).await.unwrap());
    let elsewhere = Municipalities::These(vec!["GM0014".parse().unwrap()]);
    let (other, kept) = AdviserKey::make([2; 37], "B".into(), elsewhere, scopes, now.plus_days(1));
    assert!(advisers.put(&kept).await.unwrap());
    let sessions = Sessions::on_loopback(engine.client().clone(), &tables.sessions);
    let router = summarise::router(vec![Board { campaign, notices, advisers, sessions }], Clock::fixed(now));

    let users = &summaries[0];
    let mut requests = vec![
        ("places", "/v1/summaries".to_owned(), all.as_str(), 200),
        ("places", "/v1/summaries?lang=en".to_owned(), "", 401),
        ("places", "/v1/summaries?format=csv".to_owned(), &all, 406),
        ("places", "/v1/summaries?release=x".to_owned(), &all, 400),
        ("overview", overview.clone(), all.as_str(), 200),
        ("overview", overview.clone(), "", 401),
        ("overview", overview.clone(), &other, 403),
        ("overview", format!("{overview}-x"), &all, 404),
        ("overview", format!("{overview}?format=csv"), &all, 406),
        ("overview", format!("{overview}?release=x"), &all, 400),
        ("summary", users.clone(), "", 401),
        ("summary", users.clone(), &other, 403),
        ("summary", format!("{users}-x"), &all, 404),
        ("summary", format!("{users}?release=7"), &all, 404),
        ("summary", format!("{users}?release=x"), &all, 400),
        ("summary", format!("{users}?format=xml"), &all, 406),
        ("summary", format!("{users}?format=csv&parts=codebook,tables"), &all, 400),
        ("openapi", "/openapi.json".to_owned(), "", 200),
        ("health", "/health".to_owned(), "", 200),
    ];
    for summary in &summaries {
        for query in [
            "",
            "?release=1&lang=en",
            "?parts=quotes,crossings",
            "?parts=codebook",
            "?format=csv",
            "?format=csv&dialect=rfc4180",
            "?format=csv&parts=codebook",
            "?format=xlsx",
        ] {
            let status = if query.contains("release=1") && summary.contains("/all/") { 404 } else { 200 };
            requests.push(("summary", format!("{summary}{query}"), &all, status));
        }
    }
    let ask = |path: &str, key: &str| {
        let request = Request::get(path).header(AUTHORIZATION, format!("Bearer {key}")).body(Body::empty()).unwrap();
        send(&router, request)
    };
    for (operation, path, key, status) in requests {
        let answer = ask(&path, key).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text);
        checker.check(operation, &answer);
    }
    engine.stop(Duration::ZERO).await;
    checker.check("summary", &ask(users, &all).await);
}

/// Sees every page, brings answers, and is refused in every way.
async fn ask_as_respondents(checker: &Checker, campaign: Campaign) {
    let engine = Embedded::start(Database::Memory).await.unwrap();
    let tables = Tables::named("openapi");
    storage::schema::create_tables(engine.client(), &tables).await.unwrap();
    let router = |now: Timestamp| {
        let client = engine.client().clone();
        let letterbox = Letterbox::new(client.clone(), &tables.responses, &tables.texts);
        let secrets = Secrets::new(client, &tables.secrets);
        collect::router(Arc::new(collect::App::new(vec![campaign.clone()], letterbox, secrets, Clock::fixed(now))))
    };
    let open = router(campaign.opens.at.plus_days(1));
    let audience = &campaign.audiences[0];
    let municipality = campaign.municipalities[0];
    let page = format!("/{}/{}", municipality.slug(), audience.path);
    let keys = format!("{}/{}/{}", municipality.code(), campaign.trajectory, audience.id);
    let questionnaire = format!("/v1/questionnaires/{keys}");
    let responses = format!("/v1/responses/{keys}");
    let questions: Vec<&Question> = audience.questionnaire.questions().collect();
    let answers = json!({ "answers": draft(&questions, 0).answers }).to_string();
    let others = json!({ "answers": draft(&questions, 1).answers }).to_string();

    let get = |path: &str, accept: &str| Request::get(path).header(ACCEPT, accept).body(Body::empty()).unwrap();
    let post = |path: &str, media_type: &str, id: &str, body: &str| {
        let request = Request::post(path).header(CONTENT_TYPE, media_type).header("idempotency-key", id);
        request.body(Body::from(body.to_owned())).unwrap()
    };
    let (html, json, form, id) =
        ("text/html", "application/json", "application/x-www-form-urlencoded", "0123456789abcdef");

    // Before the release job's first run there are no keys.
    checker.check("page", &send(&open, get(&page, html)).await);
    checker.check("respond", &send(&open, post(&responses, json, id, &answers)).await);
    let new = NewSecrets {
        link: LinkKey::new([1; 32]),
        codes: CodesKey::new([2; 32]),
        rounding: RoundingKey::new([3; 32]),
        policy: campaign.policy.fingerprint(),
    };
    let secrets = Secrets::new(engine.client().clone(), &tables.secrets);
    let _ = secrets.make_missing(&campaign.id, &new).await.unwrap();
    let early = router(Timestamp(campaign.opens.at.0 - 1));
    let late = router(campaign.closes.at.plus_days(1));

    let long = "x".repeat(70_000);
    for (router, operation, request, status) in [
        (&open, "home", get("/", html), 200),
        (&open, "home", get("/", json), 406),
        (&open, "privacy", get("/privacy", html), 200),
        (&open, "accessibility", get("/toegankelijkheid", html), 200),
        (&open, "problems", get("/problems", html), 200),
        (&open, "security_text", get("/.well-known/security.txt", "*/*"), 200),
        (&open, "health", get("/health", "*/*"), 200),
        (&open, "page", get(&page, html), 200),
        (&open, "page", get(&page, json), 406),
        (&open, "page", get("/nergens/gebruikers", html), 404),
        (&early, "page", get(&page, html), 403),
        (&late, "page", get(&page, html), 410),
        (&open, "thanks", get(&format!("{page}/bedankt"), html), 200),
        (&open, "thanks", get("/nergens/gebruikers/bedankt", html), 404),
        (&open, "submit", post(&page, form, "", "id=0123456789abcdefff"), 422),
        (&open, "submit", post(&page, form, "", "q.who=self"), 400),
        (&open, "submit", post(&page, form, "", "id=0123456789abcdeffe&shown=0&q.who=self"), 200),
        (&open, "submit", post(&page, form, "", "id=0123456789abcdeffe&shown=0&q.who=self&q.wish=Zingen"), 409),
        (&open, "submit", post(&page, form, "", "id=0123456789abcdeffd&q.who=self"), 422),
        (&open, "submit", post(&page, form, "", "id=0123456789abcdefff&q.who=self&to=en"), 200),
        (&open, "submit", post(&page, form, "", "id=0123456789abcdefff&to=en"), 303),
        (&open, "submit", post(&page, form, "", &long), 413),
        (&open, "submit", post(&page, json, "", "{}"), 415),
        (&open, "submit", post("/nergens/gebruikers", form, "", ""), 404),
        (&early, "submit", post(&page, form, "", ""), 403),
        (&late, "submit", post(&page, form, "", ""), 410),
        (&open, "questionnaire", get(&questionnaire, json), 200),
        (&open, "questionnaire", get(&questionnaire, html), 406),
        (&open, "questionnaire", get(&format!("{questionnaire}-x"), json), 404),
        (&open, "respond", post(&responses, json, id, &answers), 200),
        (&open, "respond", post(&responses, json, id, &answers), 200),
        (&open, "respond", post(&responses, json, id, &others), 409),
        (&open, "respond", post(&responses, json, "short", &answers), 400),
        (&open, "respond", post(&responses, json, id, "{"), 400),
        (&open, "respond", post(&responses, json, id, &long), 413),
        (&open, "respond", post(&responses, "text/plain", id, &answers), 415),
        (&open, "respond", post(&responses, json, id, r#"{"answers":{"none":"such","who":7}}"#), 422),
        (&open, "respond", post(&format!("{responses}-x"), json, id, &answers), 404),
        (&early, "respond", post(&responses, json, id, &answers), 403),
        (&late, "respond", post(&responses, json, id, &answers), 410),
    ] {
        let asked = format!("{operation} {} {status}", request.uri());
        let answer = send(router, request).await;
        assert_eq!(answer.status.as_u16(), status, "{asked}: {}", answer.text);
        checker.check(operation, &answer);
    }
    engine.stop(Duration::ZERO).await;
    checker.check("respond", &send(&open, post(&responses, json, id, &answers)).await);
}

/// Answers with an invitation code, withdraws, and is refused in every way.
async fn ask_as_invited(checker: &Checker, campaign: Campaign) {
    let engine = Embedded::start(Database::Memory).await.unwrap();
    let tables = Tables::named("openapi");
    storage::schema::create_tables(engine.client(), &tables).await.unwrap();
    let router = |now: Timestamp| {
        let client = engine.client().clone();
        let letterbox = Letterbox::new(client.clone(), &tables.responses, &tables.texts);
        let secrets = Secrets::new(client, &tables.secrets);
        collect::router(Arc::new(collect::App::new(vec![campaign.clone()], letterbox, secrets, Clock::fixed(now))))
    };
    let open = router(campaign.opens.at.plus_days(1));
    let early = router(Timestamp(campaign.opens.at.0 - 1));
    let late = router(campaign.closes.at.plus_days(1));
    let (municipality, audience) = (campaign.municipalities[0], &campaign.audiences[0]);
    let page = format!("/{}/{}", municipality.slug(), audience.path);
    let withdraw = format!("{page}/intrekken");
    let conversation = format!("{page}/gesprek");
    let keys = format!("{}/{}/{}", municipality.code(), campaign.trajectory, audience.id);
    let responses = format!("/v1/responses/{keys}");
    let questions: Vec<&Question> = audience.questionnaire.questions().collect();
    let answers = json!({ "answers": draft(&questions, 0).answers }).to_string();
    let code =
        CodesKey::new([2; 32]).issue(Invitation::to(&campaign, municipality, audience), Holder::Respondent, [7; 5]);
    let code = code.written();
    let invitation = Invitation::to(&campaign, municipality, audience);
    let interview = CodesKey::new([2; 32]).issue(invitation, Holder::Interviewer, [8; 5]).written();
    let group = format!("{page}/groepsgesprek");
    let facilitator = CodesKey::new([2; 32]).issue(invitation, Holder::Facilitator, [9; 5]).written();
    let said = format!("id=0123456789abcdef0&code={facilitator}&people=7&agreed.near=5");
    let stranger = "0000-0000-0000-0000";

    let get = |path: &str, accept: &str| Request::get(path).header(ACCEPT, accept).body(Body::empty()).unwrap();
    let (html, form) = ("text/html", "application/x-www-form-urlencoded");
    let post = |path: &str, media_type: &str, body: String| {
        Request::post(path).header(CONTENT_TYPE, media_type).body(Body::from(body)).unwrap()
    };
    let send_with = |code: &str, id: &str| {
        let request = Request::post(&responses).header(CONTENT_TYPE, "application/json");
        let request = request.header("idempotency-key", id).header("invitation-code", code);
        request.body(Body::from(answers.clone())).unwrap()
    };
    let delete =
        |path: &str, code: &str| Request::delete(path).header("invitation-code", code).body(Body::empty()).unwrap();

    // Before the release job's first run there are no keys.
    checker.check("withdraw", &send(&open, delete(&responses, &code)).await);
    checker.check("withdraw_by_page", &send(&open, post(&withdraw, form, format!("code={code}&sure=1"))).await);
    let new = NewSecrets {
        link: LinkKey::new([1; 32]),
        codes: CodesKey::new([2; 32]),
        rounding: RoundingKey::new([3; 32]),
        policy: campaign.policy.fingerprint(),
    };
    let _ = Secrets::new(engine.client().clone(), &tables.secrets).make_missing(&campaign.id, &new).await.unwrap();
    for (router, operation, request, status) in [
        (&open, "questionnaire", get(&format!("/v1/questionnaires/{keys}"), "*/*"), 200),
        (&open, "page", get(&page, html), 200),
        (&open, "respond", send_with("", "0123456789abcdef"), 400),
        (&open, "respond", send_with("4K7Q", "0123456789abcdef"), 400),
        (&open, "respond", send_with(stranger, "0123456789abcdef"), 403),
        (&open, "respond", send_with(&code, "0123456789abcdef"), 200),
        (&open, "respond", send_with(&code, "fedcba9876543210"), 409),
        (&open, "submit", post(&page, form, format!("id=fedcba9876543210&code={code}&check=1")), 200),
        (&open, "submit", post(&page, form, "id=fedcba9876543210&code=4K7Q&q.who=self".to_owned()), 422),
        (&open, "submit", post(&page, form, format!("id=fedcba9876543210&code={code}&q.who=self")), 409),
        (&open, "submit", post(&page, form, format!("id=fedcba9876543210&code={code}&q.who=self&replace=1")), 200),
        (&open, "conversation_page", get(&conversation, html), 200),
        (&open, "conversation_page", get(&conversation, "text/csv"), 406),
        (&early, "conversation_page", get(&conversation, html), 403),
        (&late, "conversation_page", get(&conversation, html), 410),
        (&open, "conversation_page", get("/nergens/gebruikers/gesprek", html), 404),
        (&open, "submit_conversation", post(&conversation, form, format!("code={interview}&check=1")), 200),
        (&open, "submit_conversation", post(&conversation, form, "q.who=self".to_owned()), 400),
        (&open, "submit_conversation", post(&conversation, form, "to=en".to_owned()), 303),
        (
            &open,
            "submit_conversation",
            post(&conversation, form, format!("id=0123456789abcdee1&code={code}&q.who=self")),
            422,
        ),
        (
            &open,
            "submit_conversation",
            post(&conversation, form, format!("id=0123456789abcdee1&code={interview}&q.who=self")),
            200,
        ),
        (
            &open,
            "submit_conversation",
            post(&conversation, form, format!("id=0123456789abcdee2&code={interview}&q.who=self")),
            409,
        ),
        (&open, "submit_conversation", post(&conversation, form, "x".repeat(70_000)), 413),
        (&open, "submit_conversation", post(&conversation, "text/plain", String::new()), 415),
        (&open, "submit_conversation", post("/nergens/gebruikers/gesprek", form, String::new()), 404),
        (&early, "submit_conversation", post(&conversation, form, String::new()), 403),
        (&late, "submit_conversation", post(&conversation, form, String::new()), 410),
        (&open, "group_page", get(&group, html), 200),
        (&open, "group_page", get(&group, "text/csv"), 406),
        (&early, "group_page", get(&group, html), 403),
        (&late, "group_page", get(&group, html), 410),
        (&open, "group_page", get("/nergens/gebruikers/groepsgesprek", html), 404),
        (&open, "hand_in", post(&group, form, said.clone()), 200),
        (&open, "hand_in", post(&group, form, said.replace("id=0", "id=1")), 409),
        (&open, "hand_in", post(&group, form, format!("{said}&erase=1")), 200),
        (&open, "hand_in", post(&group, form, said.replace("people=7", "people=4")), 422),
        (&open, "hand_in", post(&group, form, "people=7".to_owned()), 400),
        (&open, "hand_in", post(&group, form, "x".repeat(70_000)), 413),
        (&open, "hand_in", post(&group, "text/plain", String::new()), 415),
        (&open, "hand_in", post("/nergens/gebruikers/groepsgesprek", form, String::new()), 404),
        (&early, "hand_in", post(&group, form, String::new()), 403),
        (&late, "hand_in", post(&group, form, String::new()), 410),
        (&open, "withdraw_page", get(&withdraw, html), 200),
        (&open, "withdraw_page", get(&withdraw, "text/csv"), 406),
        (&early, "withdraw_page", get(&withdraw, html), 403),
        (&late, "withdraw_page", get(&withdraw, html), 410),
        (&open, "withdraw_page", get("/nergens/gebruikers/intrekken", html), 404),
        (&open, "withdraw_by_page", post(&withdraw, form, format!("code={code}")), 200),
        (&open, "withdraw_by_page", post(&withdraw, form, "to=en".to_owned()), 303),
        (&open, "withdraw_by_page", post(&withdraw, form, "code=4K7Q&sure=1".to_owned()), 422),
        (&open, "withdraw_by_page", post(&withdraw, form, "x".repeat(70_000)), 413),
        (&open, "withdraw_by_page", post(&withdraw, "text/plain", String::new()), 415),
        (&open, "withdraw_by_page", post("/nergens/gebruikers/intrekken", form, String::new()), 404),
        (&early, "withdraw_by_page", post(&withdraw, form, String::new()), 403),
        (&late, "withdraw_by_page", post(&withdraw, form, String::new()), 410),
        (&open, "withdraw_by_page", post(&withdraw, form, format!("code={code}&sure=1")), 200),
        (&open, "withdraw", delete(&responses, &code), 204),
        (&open, "withdraw", delete(&responses, ""), 400),
        (&open, "withdraw", delete(&responses, stranger), 403),
        (&open, "withdraw", delete(&format!("{responses}-x"), &code), 404),
        (&early, "withdraw", delete(&responses, &code), 403),
        (&late, "withdraw", delete(&responses, &code), 410),
    ] {
        let asked = format!("{operation} {} {} {status}", request.method(), request.uri());
        let answer = send(router, request).await;
        assert_eq!(answer.status.as_u16(), status, "{asked}: {}", answer.text);
        checker.check(operation, &answer);
    }
    engine.stop(Duration::ZERO).await;
    checker.check("withdraw", &send(&open, delete(&responses, &code)).await);
    checker.check("hand_in", &send(&open, post(&group, form, said)).await);
}
