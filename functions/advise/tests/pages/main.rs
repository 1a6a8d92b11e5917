//! The pages over HTTP, on the embedded engine, with the example campaign's own releases.

#![allow(clippy::unwrap_used)] // A test that can't go on has failed.

mod reading;
mod sessions;

use std::fs;
use std::path::{Path, PathBuf};

use advise::Office;
use axum::Router;
use axum::body::{Body, to_bytes};
use desk::{Board, Sessions};
use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderName, LOCATION, SET_COOKIE};
use http::{HeaderMap, Method, Request, StatusCode};
use insight::Dossier;
use storage::embedded::{Database, Embedded, Watch};
use storage::{AdviserKey, Advisers, Client, Municipalities, NoticeBoard, Place, Scope, Tables};
use survey::campaign::Campaign;
use survey::definition::{Source, compile};
use survey::release::{Progress, Release};
use survey::time::{Day, Timestamp};
use tower::ServiceExt;
use web::Clock;

/// A day after the close, early in the morning.
const NOW: Timestamp = Timestamp(20_760 * 86_400 + 3_600);
const PLACE: &str = "/advies/GM0171/voorbeeld-2026";
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn campaign() -> Campaign {
    let folder = root().join("infra/campaigns/voorbeeld-2026");
    let text = fs::read_to_string(folder.join("campaign.toml")).unwrap();
    let source = Source { path: "campaign.toml", text: &text };
    let read = |file: &str| Some((file.to_owned(), fs::read_to_string(folder.join(file)).ok()?));
    let compiled = compile("voorbeeld-2026", source, read).unwrap_or_else(|faults| panic!("{faults:#?}"));
    // Two municipalities, so that a key for one of them can be shown the door of the other.
    Campaign { municipalities: vec!["GM0171".parse().unwrap(), "GM0355".parse().unwrap()], ..compiled.campaign }
}

fn released(name: &str) -> Release {
    let file = root().join("shared/insight/tests/findings/releases").join(name);
    Release::from_json(&fs::read_to_string(file).unwrap()).unwrap()
}

/// The board with an interim and the final release of the users, the final one of the providers, and of Zeist how many
/// answered so far.
struct Stand {
    engine: Embedded,
    tables: Tables,
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

async fn stand() -> Stand {
    let engine = Embedded::start(Database::Memory).await.unwrap();
    let tables = Tables::named("advies");
    storage::schema::create_tables(engine.client(), &tables).await.unwrap();
    let notices = NoticeBoard::new(engine.client().clone(), &tables.releases);
    for name in ["users-interim.json", "users.json", "providers.json"] {
        let _ = notices.hang(&released(name)).await.unwrap();
    }
    let campaign = campaign();
    for (municipality, progress) in campaign.municipalities.iter().zip([390, 25]) {
        let users = Place::of(&campaign, *municipality, campaign.audience("users").unwrap());
        let json = format!(r#"{{"day":20605,"responses":{{"about":{progress}}}}}"#);
        notices.hang_progress(&users, &Progress::from_json(&json).unwrap()).await.unwrap();
    }

    let advisers = Advisers::new(engine.client().clone(), &tables.advisers);
    let zeist = Municipalities::These(vec!["GM0355".parse().unwrap()]);
    let mut shown = Vec::new();
    for (seed, municipalities, expires) in
        [(1, Municipalities::All, NOW.plus_days(30)), (2, zeist, NOW.plus_days(30)), (3, Municipalities::All, NOW)]
    {
        let (key, kept) = made(seed, municipalities, expires);
        assert!(advisers.put(&kept).await.unwrap());
        shown.push(key);
    }
    let [key, zeist, expired] = shown.try_into().unwrap();
    Stand { engine, tables, advisers, key, zeist, expired }
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    /// What the cookie's header keeps: `name=value`.
    fn cookie(&self) -> String {
        let header = self.headers[SET_COOKIE].to_str().unwrap();
        header.split(';').next().unwrap().to_owned()
    }

    /// What can be read: without what only looks, a line for each block.
    fn read(&self) -> String {
        let mut text = self.text.clone();
        for element in ["style", "svg"] {
            while let Some((before, rest)) = text.split_once(&format!("<{element}")) {
                let (_, after) = rest.split_once(&format!("</{element}>")).unwrap();
                text = format!("{before}{after}");
            }
        }
        let (mut read, mut rest) = (String::new(), text.as_str());
        while let Some((before, after)) = rest.split_once('<') {
            read.push_str(before);
            let (tag, after) = after.split_once('>').unwrap();
            let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
            read.push_str(match name.as_str() {
                "td" | "th" => " | ",
                "a" | "b" | "strong" | "span" | "em" | "code" => "",
                "br" | "small" => " ",
                _ => "\n",
            });
            rest = after;
        }
        let lines = read.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let lines = lines.filter(|line| line.chars().any(|character| character != '|' && character != ' '));
        lines.collect::<Vec<_>>().join("\n").replace("&lt;", "<").replace("&quot;", "\"").replace("&amp;", "&")
    }
}

impl Stand {
    fn router_at(&self, client: &Client, secure: bool, now: Timestamp) -> Router {
        advise::router(vec![self.office(client, secure, true)], Clock::fixed(now))
    }

    fn office(&self, client: &Client, secure: bool, has_pdf: bool) -> Office {
        let table = storage::Sessions::new(client.clone(), &self.tables.sessions);
        let board = Board {
            campaign: campaign(),
            notices: NoticeBoard::new(client.clone(), &self.tables.releases),
            advisers: Advisers::new(client.clone(), &self.tables.advisers),
            sessions: Sessions::over(table, secure),
        };
        let dossier = Dossier::inferred(&board.campaign);
        Office { board, dossier, has_pdf }
    }

    fn router(&self) -> Router {
        self.router_at(self.engine.client(), false, NOW)
    }

    async fn get(&self, path: &str, headers: &[(HeaderName, &str)]) -> Answer {
        send(&self.router(), Method::GET, path, headers, "").await
    }

    /// With the key for all.
    async fn read(&self, path: &str) -> Answer {
        self.get(path, &[(AUTHORIZATION, &format!("Bearer {}", self.key))]).await
    }
}

async fn send(router: &Router, method: Method, path: &str, headers: &[(HeaderName, &str)], body: &str) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    let response = router.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes: Vec<u8> = to_bytes(body, usize::MAX).await.unwrap().into();
    Answer { status: parts.status, headers: parts.headers, text: String::from_utf8(bytes).unwrap() }
}

const OUR_FORM: [(HeaderName, &str); 2] =
    [(CONTENT_TYPE, "application/x-www-form-urlencoded"), (FETCH_SITE, "same-origin")];

/// Signs in as the form does.
async fn sign_in(router: &Router, key: &str) -> Answer {
    send(router, Method::POST, "/advies", &OUR_FORM, &format!("key={key}")).await
}
