//! A learning circle of thirty municipalities: everyone with a key reads their own figures and the circle's, and nobody else's.

use std::collections::BTreeMap;
use std::path::Path;

use insight::comparison::{Change, With};
use local::demo::Example;
use local::demo::fill::fill;
use local::running::{self, Running};
use local::stack::Stack;
use local::{Database, Settings, TABLES, Typesetter};
use reqwest::{Client, StatusCode, redirect};
use serde_json::Value;
use storage::embedded::Embedded;
use storage::schema::create_tables;
use storage::{AdviserKey, Municipalities, OpenedLetterbox, Place, Scope, Tables};
use survey::campaign::Campaign;
use survey::keys::KEY_RANGES;
use survey::language::Language;
use survey::municipality::Municipality;
use survey::release::{Area, Body, Category, Release, ReleaseNumber};
use survey::response::Stored;
use web::Clock;

const TRAJECTORY: &str = "leerkring-voorbeeld-2026";

fn circle() -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/campaigns").join(TRAJECTORY);
    local::campaigns::load(&folder).unwrap().campaign
}

/// A running system with the circle filled and released, as `dagpeil demo` and `make run` do, and a key for each municipality.
struct Circle {
    running: Running,
    http: Client,
    keys: Vec<(Municipality, String)>,
    _folder: tempfile::TempDir,
}

impl Circle {
    async fn start() -> Circle {
        let campaign = circle();
        let folder = tempfile::tempdir().unwrap();
        let database = || Database::File(folder.path().join("dynamodb.sqlite"));
        let engine = Embedded::start(database()).await.unwrap();
        let tables = Tables::named(TABLES);
        create_tables(engine.client(), &tables).await.unwrap();
        let stack = Stack::new(engine.client(), &tables, campaign.clone());
        fill(&stack, &Example::default(), |_| {}).await.unwrap();
        engine.stop(std::time::Duration::from_secs(5)).await;
        let settings = Settings {
            address: ([127, 0, 0, 1], 0).into(),
            database: database(),
            adviser_key: folder.path().join("adviser.key"),
            campaigns: vec![campaign.clone().into()],
            typesetter: Typesetter::Nobody,
            clock: Clock::fixed(campaign.final_from().plus_days(1)),
        };
        let running = running::start(settings).await.unwrap();
        let stack = &running.stacks()[0];
        let mut keys = Vec::new();
        for (at, municipality) in campaign.municipalities.iter().enumerate() {
            let mut random = [7; 37];
            random[0] = at as u8;
            let only = Municipalities::These(vec![*municipality]);
            let expires = running.clock().now().plus_days(30);
            let name = municipality.name().to_owned();
            let (key, kept) = AdviserKey::make(random, name, only, vec![Scope::Summaries], expires);
            stack.advisers().put(&kept).await.unwrap();
            keys.push((*municipality, key));
        }
        let http = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        Circle { running, http, keys, _folder: folder }
    }

    async fn get(&self, key: &str, path: &str) -> (StatusCode, String) {
        let url = format!("http://{}{path}", self.running.address());
        let answer = self.http.get(url).bearer_auth(key).send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    }

    async fn release(&self, area: Area, audience: &str) -> Release {
        let stack = &self.running.stacks()[0];
        let audience = stack.campaign().audience(audience).unwrap();
        let place = match area {
            Area::Municipality(municipality) => Place::of(stack.campaign(), municipality, audience),
            Area::All => Place::total(stack.campaign(), audience),
        };
        stack.notice_board().get(&place, ReleaseNumber::Final).await.unwrap().expect("it was released")
    }

    /// How many gave each answer to a question in all municipalities together: exactly, from the letterbox.
    async fn exact(&self, audience: &str, question: &str) -> BTreeMap<String, u32> {
        let stack = &self.running.stacks()[0];
        let campaign = stack.campaign();
        let letterbox = OpenedLetterbox::new(stack.client().clone(), &stack.tables().responses);
        let mut counts = BTreeMap::new();
        for municipality in &campaign.municipalities {
            let place = Place::of(campaign, *municipality, campaign.audience(audience).unwrap());
            for range in KEY_RANGES {
                let count = |entry: storage::StoredEntry| {
                    for (_, stored) in entry.answers.iter().filter(|(id, _)| id.as_str() == question) {
                        let Stored::Options(chosen) = stored else { panic!("{question} is a choice") };
                        for option in chosen.split(' ') {
                            *counts.entry(option.to_owned()).or_default() += 1;
                        }
                    }
                };
                letterbox.for_each(&place, range, count).await.unwrap();
            }
        }
        counts
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_circle_of_thirty() {
    let circle = Circle::start().await;
    assert_eq!(circle.keys.len(), 30);
    everyone_reads_their_own_and_the_total_and_nobody_elses(&circle).await;
    pages_findings_and_reports_keep_to_it_too(&circle).await;
    the_total_is_right(&circle).await;
    a_municipality_is_told_beside_its_circle(&circle).await;
}

async fn everyone_reads_their_own_and_the_total_and_nobody_elses(circle: &Circle) {
    for (own, key) in &circle.keys {
        let (status, list) = circle.get(key, "/v1/summaries").await;
        assert_eq!(status, StatusCode::OK);
        for (other, _) in &circle.keys {
            let path = format!("/v1/summaries/{}/{TRAJECTORY}/users", other.code());
            let (status, body) = circle.get(key, &path).await;
            if other == own {
                assert_eq!(status, StatusCode::OK, "{path}: {body}");
                let summary: Value = serde_json::from_str(&body).unwrap();
                assert!(summary["tables"].as_array().is_some_and(|tables| tables.len() > 5), "{body}");
            } else {
                assert_eq!(status, StatusCode::FORBIDDEN, "{} reads {path}", own.code());
                assert!(!body.contains("\"tables\"") && !body.contains(other.code()), "{body}");
                assert!(!list.contains(other.code()), "{list}");
            }
        }
        for audience in ["users", "providers"] {
            let (status, body) = circle.get(key, &format!("/v1/summaries/all/{TRAJECTORY}/{audience}")).await;
            assert_eq!(status, StatusCode::OK, "{body}");
            let told = circle.keys.iter().find(|(other, _)| body.contains(other.code()));
            assert!(told.is_none(), "the total names {told:?}", told = told.map(|(other, _)| other.code()));
        }
    }
}

async fn pages_findings_and_reports_keep_to_it_too(circle: &Circle) {
    let (own, key) = &circle.keys[0];
    let pages = |area: &str| {
        [
            format!("/advies/{area}/{TRAJECTORY}"),
            format!("/advies/{area}/{TRAJECTORY}/bevindingen"),
            format!("/advies/{area}/{TRAJECTORY}/users"),
            format!("/v1/reports/{area}/{TRAJECTORY}?format=docx"),
        ]
    };
    for area in [own.code(), "all"] {
        for path in pages(area) {
            let (status, body) = circle.get(key, &path).await;
            assert_eq!(status, StatusCode::OK, "{path}");
            for (other, _) in &circle.keys[1..] {
                assert!(!body.contains(other.code()), "{path} tells of {}", other.code());
            }
        }
    }
    for (other, _) in &circle.keys[1..] {
        for path in pages(other.code()) {
            let (status, body) = circle.get(key, &path).await;
            assert!(status.is_client_error(), "{} reads {path}: {status}", own.code());
            assert!(!body.contains("<table") && !body.contains("<svg class=\"chart"), "{path}: {body}");
        }
    }
}

async fn the_total_is_right(circle: &Circle) {
    for (audience, questions) in [("users", &["matters", "content", "step_now"][..]), ("providers", &["offer"])] {
        let total = circle.release(Area::All, audience).await;
        for question in questions {
            let exact = circle.exact(audience, question).await;
            let table = total.tables().iter().find(|table| table.item().to_string() == *question).unwrap();
            let Body::Shown { cells, .. } = table.body() else { panic!("{question} of the total is withheld") };
            for (category, cell) in cells {
                let Category::Value(value) = category else { continue };
                let truth = exact.get(value.as_str()).copied().unwrap_or(0);
                let shown = cell.shown();
                assert!(shown % 5 == 0 && shown.abs_diff(truth) < 5, "{question}/{value}: {truth} as {cell:?}");
            }
        }
    }
}

async fn a_municipality_is_told_beside_its_circle(circle: &Circle) {
    let stack = &circle.running.stacks()[0];
    let total = [circle.release(Area::All, "users").await, circle.release(Area::All, "providers").await];
    let mut told = 0;
    for (municipality, _) in &circle.keys {
        let area = Area::Municipality(*municipality);
        let own = [circle.release(area, "users").await, circle.release(area, "providers").await];
        let sources = stack.dossier().sources(stack.campaign(), area, &own, &total);
        let findings = insight::findings(&sources).unwrap();
        let with: Vec<With> = findings.comparisons.iter().map(|comparison| comparison.with).collect();
        assert_eq!(with, [With::Total, With::Total]);
        let lines = findings.comparisons.iter().flat_map(|comparison| &comparison.items).flat_map(|item| &item.lines);
        told += lines.filter(|line| matches!(line.change, Change::Higher | Change::Lower)).count();
        let prose = insight::prose::Prose::of(&findings, Language::Nl);
        let text: Vec<String> = prose.sections.iter().map(insight::prose::Section::text).collect();
        assert!(text.join(" ").contains("is vergeleken met alle gemeenten van Leerkring"), "{text:?}");
    }
    assert!(told > 10, "municipalities differ: {told}");
    // Of the total itself there is nothing to hold it against.
    let sources = stack.dossier().sources(stack.campaign(), Area::All, &total, &total);
    assert!(insight::findings(&sources).unwrap().comparisons.is_empty());
}
