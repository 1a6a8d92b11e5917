//! The router on the embedded engine: every outcome of asking and sending.

mod accessibility;
mod codes;
mod groups;
mod hasty;
mod interviews;
mod invitation;
mod keeping;
mod kiosk;
mod outcomes;
mod pages;
mod pause;
mod privacy;
mod random;

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use flate2::read::GzDecoder;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HOST};
use http::{HeaderMap, Method, Request, StatusCode};
use storage::embedded::{Database, Embedded, Watch};
use storage::schema::create_tables;
use storage::{Client, Letterbox, NewSecrets, OpenedLetterbox, Place, Secrets, Tables};
use survey::campaign::{Access, Campaign};
use survey::code::{Holder, Invitation};
use survey::keys::{CodesKey, KEY_RANGES, LinkKey, RoundingKey};
use survey::response::Stored;
use survey::time::Timestamp;
use tower::ServiceExt;
use web::Clock;

use crate::{App, fixtures, router};

const USERS: &str = "/noordoostpolder/gebruikers";
const API: &str = "/v1/responses/GM0171/proef-2026/users";

/// A letterbox slot over an engine of its own, with a clock that can be set.
struct Slot {
    engine: Embedded,
    tables: Tables,
    campaign: Campaign,
    clock: Arc<AtomicI64>,
    router: Router,
}

/// An answer to a request, decompressed.
struct Answer {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    /// The page without what it tells its script of faults.
    fn without_rules(&self) -> String {
        let mut parts = self.body.split(" data-e=\"");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |page, part| page + part.split_once('"').expect("an attribute ends").1)
    }

    /// The page without its script.
    fn without_script(&self) -> String {
        let Some((before, rest)) = self.body.split_once("<script type=\"module\">") else { return self.body.clone() };
        let (script, after) = rest.split_once("</script>").expect("a script ends");
        assert!(!after.contains("<script"), "there is one script");
        let policy = self.header("content-security-policy");
        assert_eq!(policy, web::headers::page_policy(self.style(), Some(script)), "the policy admits it");
        format!("{before}{after}")
    }

    /// The page's style.
    fn style(&self) -> &str {
        let (_, rest) = self.body.split_once("<style>").expect("a page has a style");
        rest.split_once("</style>").expect("a style ends").0
    }

    /// The submission id in the form.
    fn submission(&self) -> &str {
        let (_, rest) = self.body.split_once("name=\"id\" value=\"").expect("a form");
        rest.split('"').next().unwrap()
    }

    /// Whether the page has all of these.
    #[track_caller]
    fn has(&self, texts: &[&str]) -> &Self {
        for text in texts {
            assert!(self.body.contains(text), "no `{text}` in\n{}", self.body);
        }
        self
    }

    #[track_caller]
    fn has_not(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "`{text}` in\n{}", self.body);
        self
    }
}

impl Slot {
    /// Open, with its keys made.
    async fn open() -> Self {
        let slot = Slot::without_keys().await;
        slot.make_keys().await;
        slot
    }

    /// Open, with its keys made, and those ways to answer.
    async fn with_access(access: Access) -> Self {
        let mut slot = Slot::open().await;
        slot.campaign.access = access;
        slot.router = slot.router_over(slot.engine.client(), vec![slot.campaign.clone()]);
        slot
    }

    async fn without_keys() -> Self {
        let engine = Embedded::start(Database::Memory).await.unwrap();
        let tables = Tables::named("test");
        create_tables(engine.client(), &tables).await.unwrap();
        let clock = Arc::new(AtomicI64::new(fixtures::OPEN));
        let campaign = fixtures::campaign();
        let router = Router::new();
        let mut slot = Slot { engine, tables, campaign, clock, router };
        slot.router = slot.router_over(slot.engine.client(), vec![slot.campaign.clone()]);
        slot
    }

    fn router_over(&self, client: &Client, campaigns: Vec<Campaign>) -> Router {
        router(Arc::new(self.app_over(client, campaigns)))
    }

    fn app_over(&self, client: &Client, campaigns: Vec<Campaign>) -> App {
        let letterbox = Letterbox::new(client.clone(), &self.tables.responses, &self.tables.texts);
        let clock = self.clock.clone();
        let clock = Clock::new(move || Timestamp(clock.load(Ordering::SeqCst)));
        let next = AtomicU8::new(1);
        App::new(campaigns, letterbox, self.secrets(client), clock)
            .with_random(move || [next.fetch_add(1, Ordering::SeqCst); 16])
    }

    /// The same slot, its requests to the database under watch.
    fn watched(&mut self, watch: &Watch) {
        let client = watch.client(self.engine.client());
        self.router = self.router_over(&client, vec![self.campaign.clone()]);
    }

    /// The same slot, its database gone.
    fn disconnected(&mut self) {
        let client = storage::client(Some("http://127.0.0.1:9"), "eu-central-1", Embedded::credentials());
        self.router = self.router_over(&client, vec![self.campaign.clone()]);
    }

    fn secrets(&self, client: &Client) -> Secrets {
        Secrets::new(client.clone(), &self.tables.secrets)
    }

    async fn make_keys(&self) {
        let new = NewSecrets {
            link: LinkKey::new([1; 32]),
            codes: CodesKey::new([2; 32]),
            rounding: RoundingKey::new([3; 32]),
            policy: self.campaign.policy.fingerprint(),
        };
        self.secrets(self.engine.client()).make_missing(&self.campaign.id, &new).await.unwrap();
    }

    /// One of the codes for the users in Noordoostpolder, as it is printed.
    fn code(&self, holder: Holder, number: u8) -> String {
        let campaign = &self.campaign;
        let invitation = Invitation::to(campaign, campaign.municipalities[0], &campaign.audiences[0]);
        CodesKey::new([2; 32]).issue(invitation, holder, [0, 0, 0, 0, number]).written()
    }

    fn at(&self, moment: Timestamp) {
        self.clock.store(moment.0, Ordering::SeqCst);
    }

    async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(HOST, "example.nl");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        send(&self.router, request.body(body.into()).unwrap()).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[(ACCEPT.as_str(), "text/html,*/*;q=0.8")], Body::empty()).await
    }

    /// Sends a form: where it does not say itself when its page was shown, of a page that was shown long ago.
    async fn post(&self, path: &str, form: &str) -> Answer {
        let form = if form.contains("shown=") { form.to_owned() } else { format!("{form}&shown=0") };
        let headers =
            [(ACCEPT.as_str(), "text/html,*/*;q=0.8"), (CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded")];
        self.send(Method::POST, path, &headers, form).await
    }

    async fn post_json(&self, path: &str, key: &str, body: &str) -> Answer {
        let headers = [(CONTENT_TYPE.as_str(), "application/json"), ("idempotency-key", key)];
        self.send(Method::POST, path, &headers, body.to_owned()).await
    }

    /// All stored responses of the users in Noordoostpolder, as text.
    async fn stored(&self) -> Vec<BTreeMap<String, String>> {
        let letterbox = OpenedLetterbox::new(self.engine.client().clone(), &self.tables.responses);
        let place = Place::of(&self.campaign, self.campaign.municipalities[0], &self.campaign.audiences[0]);
        let mut responses = Vec::new();
        for range in KEY_RANGES {
            let each = |entry: storage::StoredEntry| {
                let text = |stored| match stored {
                    Stored::Options(options) => options,
                    Stored::Number(number) => number.to_string(),
                };
                responses.push(entry.answers.into_iter().map(|(item, stored)| (item, text(stored))).collect());
            };
            letterbox.for_each(&place, range, each).await.unwrap();
        }
        responses
    }

    /// All stored open texts: the field and the text.
    async fn texts(&self) -> Vec<(String, String)> {
        let page = self.engine.client().scan().table_name(&self.tables.texts).send().await.unwrap();
        let mut texts: Vec<(String, String)> = page
            .items()
            .iter()
            .map(|item| {
                let field = item["sk"].as_s().unwrap().split('#').nth(1).unwrap().to_owned();
                (field, item["text"].as_s().unwrap().clone())
            })
            .collect();
        texts.sort();
        texts
    }
}

async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    let body = if parts.headers.contains_key(CONTENT_ENCODING) {
        let mut text = Vec::new();
        GzDecoder::new(&body[..]).read_to_end(&mut text).unwrap();
        text
    } else {
        body
    };
    Answer { status: parts.status.as_u16(), headers: parts.headers, body: String::from_utf8(body).unwrap() }
}
