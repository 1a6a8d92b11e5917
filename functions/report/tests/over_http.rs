//! Reports over HTTP, on the embedded engine, of releases as the example has them.

#![allow(clippy::unwrap_used, reason = "also outside of test functions, a test may simply fail")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::{Body, to_bytes};
use desk::{Board, Sessions};
use http::header::{
    AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH,
};
use http::{HeaderMap, Method, Request, StatusCode};
use insight::Dossier;
use report::Office;
use report::pdf::{Manuscript, Typesetter};
use serde_json::Value;
use storage::embedded::{Database, Embedded};
use storage::{AdviserKey, Advisers, Municipalities, NoticeBoard, Scope, Tables};
use survey::addendum::{Addendum, Approved};
use survey::campaign::Campaign;
use survey::definition::{Source, compile};
use survey::moderation::{Decision, Verdict};
use survey::release::Release;
use survey::time::Timestamp;
use tower::ServiceExt;
use web::Clock;

const PATH: &str = "/v1/reports/GM0171/voorbeeld-2026";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

fn campaign() -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/campaigns/voorbeeld-2026");
    let text = fs::read_to_string(folder.join("campaign.toml")).unwrap();
    let read = |file: &str| Some((file.to_owned(), fs::read_to_string(folder.join(file)).ok()?));
    compile("voorbeeld-2026", Source { path: "campaign.toml", text: &text }, read).unwrap().campaign
}

fn released(name: &str) -> Release {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/releases").join(name);
    Release::from_json(&fs::read_to_string(file).unwrap()).unwrap()
}

/// A notice board, and who asks.
struct Stand {
    _engine: Embedded,
    notices: NoticeBoard,
    router: Router,
    now: Timestamp,
    key: String,
    /// For another municipality.
    elsewhere: String,
}

async fn stand(releases: &[Release], typesetter: Typesetter) -> Stand {
    let engine = Embedded::start(Database::Memory).await.unwrap();
    let tables = Tables::named("proef");
    storage::schema::create_tables(engine.client(), &tables).await.unwrap();
    let notices = NoticeBoard::new(engine.client().clone(), &tables.releases);
    for release in releases {
        let _ = notices.hang(release).await.unwrap();
    }
    let campaign = campaign();
    let now = campaign.closes.at.plus_days(2);
    let advisers = Advisers::new(engine.client().clone(), &tables.advisers);
    let mut keys = Vec::new();
    let elsewhere = Municipalities::These(vec!["GM0355".parse().unwrap()]);
    for (seed, municipalities) in [(1, Municipalities::All), (2, elsewhere)] {
        let (key, kept) = AdviserKey::make(
            [seed; 37],
            "A. Viser".to_owned(),
            municipalities,
            vec![Scope::Summaries],
            now.plus_days(1),
        );
        assert!(advisers.put(&kept).await.unwrap());
        keys.push(key);
    }
    let [key, elsewhere] = keys.try_into().unwrap();
    let sessions = Sessions::on_loopback(engine.client().clone(), &tables.sessions);
    let dossier = Dossier::inferred(&campaign);
    let board = Board { campaign, notices: notices.clone(), advisers, sessions };
    let router = report::router(vec![Office { board, dossier }], typesetter, Clock::fixed(now));
    Stand { _engine: engine, notices, router, now, key, elsewhere }
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn problem(&self) -> Value {
        assert_eq!(self.headers[CONTENT_TYPE], "application/problem+json");
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The text of a DOCX, as its XML has it.
    fn document(&self) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&self.body)).unwrap();
        let mut text = String::new();
        archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
        text
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
        let body = to_bytes(body, usize::MAX).await.unwrap().into();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    async fn get(&self, query: &str) -> Answer {
        self.again(query, "\"\"").await
    }

    async fn again(&self, query: &str, tag: &str) -> Answer {
        let key = format!("Bearer {}", self.key);
        self.send(Method::GET, &format!("{PATH}{query}"), &[(AUTHORIZATION, &key), (IF_NONE_MATCH, tag)]).await
    }
}

fn finals() -> [Release; 2] {
    [released("users.json"), released("providers.json")]
}

/// A program in place of `typeset`.
fn program(folder: &Path, script: &str) -> Typesetter {
    let path: PathBuf = folder.join("typeset");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    Typesetter::Program(path)
}

#[tokio::test]
async fn a_document_in_dutch_and_english() {
    let stand = stand(&finals(), Typesetter::Nobody).await;
    let dutch = stand.get("").await;
    assert_eq!((dutch.status, &dutch.headers[CONTENT_TYPE]), (StatusCode::OK, &WORD.parse().unwrap()));
    assert_eq!(dutch.headers[CONTENT_LANGUAGE], "nl");
    assert_eq!(
        dutch.headers[CONTENT_DISPOSITION],
        format!("attachment; filename=\"rapport-GM0171-voorbeeld-2026-{}.docx\"", finals()[0].day())
    );
    assert!(dutch.body.len() < 4_500_000);
    assert!(dutch.document().contains("Plan van aanpak"));
    let english = stand.get("?lang=en&format=docx").await;
    assert_eq!(english.headers[CONTENT_LANGUAGE], "en");
    assert!(english.headers[CONTENT_DISPOSITION].to_str().unwrap().contains("report-GM0171"));
    assert!(english.document().contains("Plan of action") || !english.document().contains("Plan van aanpak"));
    // Polish is read by respondents; a report is for advisers.
    assert_eq!(stand.get("?lang=pl").await.headers[CONTENT_LANGUAGE], "nl");
}

#[tokio::test]
async fn what_is_had_already_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let times = folder.path().join("times");
    let script = format!("cat > /dev/null; echo once >> '{}'; printf '%%PDF-1.7'", times.display());
    let stand = stand(&finals(), program(folder.path(), &script)).await;
    let first = stand.get("").await;
    assert_eq!((first.status, first.body.as_slice()), (StatusCode::OK, &b"%PDF-1.7"[..]));
    assert_eq!(first.headers[CONTENT_TYPE], "application/pdf");
    let tag = first.headers[ETAG].to_str().unwrap().to_owned();
    let again = stand.again("", &tag).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(fs::read_to_string(&times).unwrap(), "once\n", "it was set for nothing");
    for other in ["?lang=en", "?format=docx"] {
        assert_eq!(stand.again(other, &tag).await.status, StatusCode::OK, "{other}");
    }

    // A quote that is approved later is in the report, which is another one then.
    let decision = Decision { verdict: Verdict::Approved, struck: String::new() };
    let quote = decision.approve("Graag wat vaker zingen.").unwrap();
    let field = Approved::of("wish".to_owned(), [quote], []);
    let addendum = Addendum::of(&finals()[0], 1, finals()[0].day(), vec![field]).unwrap();
    let _ = stand.notices.hang_addendum(&addendum, "moderator", stand.now).await.unwrap();
    assert_eq!(stand.again("", &tag).await.status, StatusCode::OK);
    assert!(stand.get("?format=docx").await.document().contains("Graag wat vaker zingen."));
}

#[tokio::test]
async fn an_open_campaign_has_a_smaller_report_and_none_before_its_first_release() {
    let stand = stand(&[released("users-interim.json"), released("users.json")], Typesetter::Nobody).await;
    let (latest, interim) = (stand.get("").await, stand.get("?release=5").await);
    assert_eq!((latest.status, interim.status), (StatusCode::OK, StatusCode::OK));
    assert!(latest.document().len() > interim.document().len());
    assert_ne!(latest.headers[ETAG], interim.headers[ETAG]);
    let none = stand.get("?release=1").await;
    let number = released("users-interim.json").number();
    assert_ne!(number.to_string(), "0001");
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    assert!(none.problem()["detail"].as_str().unwrap().contains("made of releases"));
    // A total of one municipality is never made.
    let key = format!("Bearer {}", stand.key);
    let total = stand.send(Method::GET, "/v1/reports/all/voorbeeld-2026", &[(AUTHORIZATION, &key)]).await;
    assert_eq!(total.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn refusals_are_problems() {
    let stand = stand(&finals(), Typesetter::Nobody).await;
    let (key, elsewhere) = (format!("Bearer {}", stand.key), format!("Bearer {}", stand.elsewhere));
    for (method, path, key, status, code) in [
        (Method::GET, PATH, None, StatusCode::UNAUTHORIZED, "key-needed"),
        (Method::GET, PATH, Some("Bearer dagpeil_x_y"), StatusCode::UNAUTHORIZED, "key-refused"),
        (Method::GET, PATH, Some(elsewhere.as_str()), StatusCode::FORBIDDEN, "out-of-scope"),
        (Method::GET, "/v1/reports/GM0171/elders", Some(&key), StatusCode::NOT_FOUND, "not-found"),
        (Method::GET, "/v1/reports/Zeist/voorbeeld-2026", Some(&key), StatusCode::NOT_FOUND, "not-found"),
        (Method::GET, "/v1/reports/%ff/voorbeeld-2026", Some(&key), StatusCode::NOT_FOUND, "not-found"),
        (Method::GET, "/v1/reports", Some(&key), StatusCode::NOT_FOUND, "not-found"),
        (Method::POST, PATH, Some(&key), StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed"),
        (Method::GET, &format!("{PATH}?release=x"), Some(&key), StatusCode::BAD_REQUEST, "invalid-query"),
        (Method::GET, &format!("{PATH}?format=odt"), Some(&key), StatusCode::NOT_ACCEPTABLE, "not-acceptable"),
        (Method::GET, &format!("{PATH}?format=pdf"), Some(&key), StatusCode::NOT_ACCEPTABLE, "not-acceptable"),
    ] {
        let headers: Vec<_> = key.map(|key| (AUTHORIZATION, key)).into_iter().collect();
        let answer = stand.send(method, path, &headers).await;
        let problem = answer.problem();
        assert_eq!((answer.status, problem["type"].as_str().unwrap()), (status, format!("/problems#{code}").as_str()));
    }
}

#[tokio::test]
async fn what_goes_wrong_in_setting_is_not_told() {
    let folder = tempfile::tempdir().unwrap();
    for script in ["cat > /dev/null; echo 'unknown letter in: zingen op dinsdag' >&2; exit 1", "exit 3"] {
        let stand = stand(&finals(), program(folder.path(), script)).await;
        let answer = stand.get("").await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        let problem = answer.problem();
        assert!(problem["instance"].as_str().unwrap().starts_with("urn:dagpeil:incident:"));
        assert!(!problem.to_string().contains("zingen"));
    }
    let stand = stand(&finals(), Typesetter::Program(folder.path().join("none"))).await;
    assert_eq!(stand.get("").await.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[test]
fn a_manuscript_travels_as_json() {
    let campaign = campaign();
    let area = campaign.municipalities[0].into();
    let material = report::material::Material::new(finals().into(), Vec::new(), Vec::new()).unwrap();
    let written = material.report(&campaign, &Dossier::inferred(&campaign), area, report::LANGUAGES[0]).unwrap();
    let json = Manuscript::of(&written).to_json();
    assert_eq!(Manuscript::from_json(&json).unwrap().to_json(), json);
    let value: Value = serde_json::from_slice(&json).unwrap();
    let charts = value["report"]["blocks"].as_array().unwrap().iter().filter(|block| block["kind"] == "chart");
    for chart in charts {
        let drawing = value["drawings"][format!("chart-{}.svg", chart["number"])].as_str().unwrap();
        assert!(drawing.starts_with("<svg") && !chart["alternative"].as_str().unwrap().is_empty());
    }
    assert!(Manuscript::from_json(b"{}").is_err());
}
