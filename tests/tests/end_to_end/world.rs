//! A running system with a clock that tests move.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use local::running::{self, Running};
use local::{Database, Settings, Typesetter};
use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use serde_json::{Value, json};
use survey::campaign::{Access, Campaign};
use survey::code::{Holder, Invitation};
use survey::time::Timestamp;
use tempfile::TempDir;
use web::Clock;

/// A system with the Noordoostpolder campaign, open for a day.
pub(crate) struct World {
    pub(crate) running: Running,
    pub(crate) http: Client,
    now: Arc<AtomicI64>,
    folder: TempDir,
    campaign: Campaign,
}

impl World {
    pub(crate) async fn start() -> World {
        World::at(|campaign| campaign.opens.at.plus_days(1)).await
    }

    /// With the clock at some moment of the campaign.
    pub(crate) async fn at(moment: impl Fn(&Campaign) -> Timestamp) -> World {
        World::new(moment, campaign()).await
    }

    /// Open for a day, with those ways to answer.
    pub(crate) async fn with_access(access: Access) -> World {
        World::of(Campaign { access, ..campaign() }).await
    }

    /// With another campaign than the shipped one, open for a day.
    pub(crate) async fn of(campaign: Campaign) -> World {
        World::new(|campaign| campaign.opens.at.plus_days(1), campaign).await
    }

    async fn new(moment: impl Fn(&Campaign) -> Timestamp, campaign: Campaign) -> World {
        let now = Arc::new(AtomicI64::new(moment(&campaign).0));
        let folder = tempfile::tempdir().unwrap();
        let running = World::run(&folder, &now, &campaign).await;
        let http = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        World { running, http, now, folder, campaign }
    }

    async fn run(folder: &TempDir, now: &Arc<AtomicI64>, campaign: &Campaign) -> Running {
        let clock = now.clone();
        let settings = Settings {
            address: ([127, 0, 0, 1], 0).into(),
            database: Database::File(folder.path().join("dynamodb.sqlite")),
            adviser_key: folder.path().join("adviser.key"),
            campaigns: vec![campaign.clone().into()],
            typesetter: Typesetter::Nobody,
            clock: Clock::new(move || Timestamp(clock.load(Ordering::SeqCst))),
        };
        running::start(settings).await.unwrap()
    }

    /// Stops the program and starts it again on the same data folder.
    pub(crate) async fn restart(self) -> World {
        let World { running, http, now, folder, campaign } = self;
        running.until(async {}).await;
        let running = World::run(&folder, &now, &campaign).await;
        World { running, http, now, folder, campaign }
    }

    pub(crate) fn set_clock(&self, now: Timestamp) {
        self.now.store(now.0, Ordering::SeqCst);
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp(self.now.load(Ordering::SeqCst))
    }

    /// Runs the release job, as the schedule would now.
    pub(crate) async fn release(&self) {
        self.running.stacks()[0].release(self.now()).await.unwrap();
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("http://{}{path}", self.running.address()))
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    /// Sends a page's form, of a page that was shown long ago if the fields say nothing of it.
    pub(crate) async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        if !fields.iter().any(|(name, _)| *name == "shown") {
            form.append_pair("shown", "0");
        }
        let body = form.finish();
        let request = self.request(Method::POST, path).header("content-type", "application/x-www-form-urlencoded");
        request.body(body).send().await.unwrap()
    }

    /// Sends a program's response.
    pub(crate) async fn post(&self, audience: &str, id: &str, answers: Value) -> Response {
        let path = format!("/v1/responses/GM0171/dagbesteding-2026/{audience}");
        self.request(Method::POST, &path)
            .header("idempotency-key", id)
            .json(&json!({ "answers": answers }))
            .send()
            .await
            .unwrap()
    }

    /// A code for the residents in Noordoostpolder, made as the campaign tool makes them: with the key that is kept.
    pub(crate) async fn code(&self, holder: Holder, number: u8) -> String {
        let stack = &self.running.stacks()[0];
        let campaign = stack.campaign();
        let kept = stack.secrets().codes_key(&campaign.id).await.unwrap();
        let users = campaign.audience("users").unwrap();
        let invitation = Invitation::to(campaign, campaign.municipalities[0], users);
        kept.key().unwrap().issue(invitation, holder, [0, 0, 0, 0, number]).written()
    }

    /// Reads a summary with the adviser's key.
    pub(crate) fn summary(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path).bearer_auth(self.running.adviser_key())
    }

    /// The submission id that the page carries.
    pub(crate) async fn page_id(&self, path: &str) -> String {
        submission_id(&self.get(path).await.text().await.unwrap())
    }
}

/// The id in the page's hidden field.
pub(crate) fn submission_id(page: &str) -> String {
    hidden(page, "id")
}

/// What one of the page's hidden fields says.
pub(crate) fn hidden(page: &str, name: &str) -> String {
    let named = format!(r#"name="{name}""#);
    let field = page.split("<input type=\"hidden\"").find(|field| field.split('>').next().unwrap().contains(&named));
    let value = field.expect("the page has the field").split(r#"value=""#).nth(1).expect("it has a value");
    value.split('"').next().unwrap().to_owned()
}

/// The shipped campaign.
pub(crate) fn campaign() -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/campaigns/noordoostpolder-2026");
    local::campaigns::load(&folder).unwrap().campaign
}

/// A complete set of answers of a resident.
pub(crate) fn resident() -> Value {
    json!({
        "who": "self", "now": ["home", "visit"], "content": "middle", "step_now": "home", "matters": ["meet", "music"],
        "step_wish": "group", "with": "small", "often": "two", "where": "near", "travel": ["bike"],
        "barrier": ["unknown"], "help": ["along"], "wish": "Zingen met anderen", "age": "a65", "area": "town"
    })
}
