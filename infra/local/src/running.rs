//! Starting, serving and ending.

use std::fs::OpenOptions;
use std::future::Future;
use std::io::{ErrorKind, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use collect::App;
use storage::embedded::Embedded;
use storage::schema::create_tables;
use storage::{AdviserKey, Advisers, Contacts, Letterbox, Municipalities, Presented, Scope, Secrets, Tables, Verdict};
use survey::campaign::Campaign;
use survey::time::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tower::ServiceExt;
use web::Clock;

use crate::demo::fill::fill;
use crate::demo::{Example, is_circle, is_filled};
use crate::stack::{Stack, StackError};
use crate::{Database, Settings, StartError, TABLES, random};

/// How often the release job looks whether anything is due.
const SCHEDULE: Duration = Duration::from_secs(3600);
/// How long requests that are running may take to finish when it ends.
const PATIENCE: Duration = Duration::from_secs(5);

/// A running system. Ends when dropped; [`until`](Self::until) lets what runs finish first.
pub struct Running {
    address: SocketAddr,
    adviser_key: String,
    stacks: Vec<Stack>,
    left_out: Vec<Campaign>,
    sets_pdf: bool,
    clock: Clock,
    engine: Embedded,
    server: JoinHandle<()>,
    schedule: JoinHandle<()>,
    end: Arc<Notify>,
}

/// Starts everything: the port first, so that a busy one is known before anything is touched.
///
/// # Errors
/// When any part can't start.
pub async fn start(settings: Settings) -> Result<Running, StartError> {
    let Settings { address, database, adviser_key, campaigns, typesetter, clock } = settings;
    let listener = TcpListener::bind(address).await.map_err(|error| StartError::Listen { address, error })?;
    let address = listener.local_addr().map_err(|error| StartError::Listen { address, error })?;
    let example = match &database {
        Database::File(file) if campaigns.iter().any(|loaded| is_filled(&loaded.campaign)) => {
            Example::of(beside(file), None)?
        }
        Database::File(_) | Database::Memory => Example::default(),
    };
    let engine = Embedded::start(database).await?;
    let tables = Tables::named(TABLES);
    create_tables(engine.client(), &tables).await.map_err(StackError::from)?;
    let (mut stacks, mut left_out) = (Vec::new(), Vec::new());
    for loaded in campaigns {
        let id = loaded.campaign.id.to_string();
        let failed = |error| StartError::Stack { campaign: id.clone(), error };
        let stack = Stack::new(engine.client(), &tables, loaded);
        if is_circle(stack.campaign()) {
            if !stack.is_final().await.map_err(failed)? {
                left_out.push(stack.campaign().clone());
                continue;
            }
        } else if is_filled(stack.campaign()) {
            fill(&stack, &example, |_| {}).await.map_err(failed)?;
        } else {
            stack.release(clock.now()).await.map_err(failed)?;
        }
        stacks.push(stack);
    }
    let advisers = Advisers::new(engine.client().clone(), &tables.advisers);
    let adviser_key = kept_key(&adviser_key, &advisers, clock.now()).await?;
    let app = App::new(
        stacks.iter().map(|stack| stack.campaign().clone()).collect(),
        Letterbox::new(engine.client().clone(), &tables.responses, &tables.texts),
        Secrets::new(engine.client().clone(), &tables.secrets),
        clock.clone(),
    );
    let boards = stacks.iter().map(Stack::board).collect();
    let sets_pdf = typesetter.is_there();
    let offices = stacks.iter().map(Stack::report_office).collect();
    let advised = stacks.iter().map(|stack| stack.advise_office(sets_pdf)).collect();
    let campaigns = stacks.iter().map(|stack| stack.campaign().clone());
    let letterbox = Contacts::new(engine.client().clone(), &tables.contacts);
    let letterbox = contact::App::new(campaigns, letterbox, clock.clone())?;
    let sides = Sides {
        pages: advise::router(advised, clock.clone()),
        summaries: summarise::router(boards, clock.clone()),
        reports: report::router(offices, typesetter, clock.clone()),
        respondents: collect::router(Arc::new(app)),
        contacts: contact::router(Arc::new(letterbox)),
    };
    let router = router(sides);
    let end = Arc::new(Notify::new());
    let ended = end.clone();
    let server = tokio::spawn(async move {
        let served = axum::serve(listener, router).with_graceful_shutdown(async move { ended.notified().await }).await;
        if let Err(error) = served {
            tracing::error!(%error, "the server ended");
        }
    });
    let schedule = tokio::spawn(schedule(stacks.clone(), clock.clone()));
    Ok(Running { address, adviser_key, stacks, left_out, sets_pdf, clock, engine, server, schedule, end })
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The key with which summaries can be read.
    pub fn adviser_key(&self) -> &str {
        &self.adviser_key
    }

    /// The campaigns' stacks.
    pub fn stacks(&self) -> &[Stack] {
        &self.stacks
    }

    /// Learning circles that are not shown, because nobody filled them yet.
    pub fn left_out(&self) -> &[Campaign] {
        &self.left_out
    }

    /// Whether reports can be had as PDF.
    pub fn sets_pdf(&self) -> bool {
        self.sets_pdf
    }

    /// The clock it runs by.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Serves until `end`, then lets requests that are running finish and closes the database.
    pub async fn until(self, end: impl Future<Output = ()>) {
        end.await;
        self.schedule.abort();
        self.end.notify_one();
        // An idle connection may stay open; every answer that was confirmed is stored whatever happens here.
        let _ = tokio::time::timeout(PATIENCE, self.server).await;
        self.engine.stop(PATIENCE).await;
    }
}

/// The folder that a file is in.
fn beside(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

/// Whether a path is the contact letterbox's.
pub(crate) fn is_invitation(path: &str) -> bool {
    path.strip_prefix(survey::contact::PATH).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What a deployment has on two addresses.
struct Sides {
    pages: Router,
    summaries: Router,
    reports: Router,
    respondents: Router,
    contacts: Router,
}

/// All sides on one port, told apart by path.
fn router(sides: Sides) -> Router {
    let by_path = tower::service_fn(move |request: axum::extract::Request| {
        let router = match request.uri().path() {
            "/openapi.json" => &sides.summaries,
            path if path == "/advies" || path.starts_with("/advies/") => &sides.pages,
            path if path.starts_with("/v1/summaries") => &sides.summaries,
            path if path.starts_with("/v1/reports") => &sides.reports,
            path if is_invitation(path) => &sides.contacts,
            _ => &sides.respondents,
        };
        router.clone().oneshot(request)
    });
    Router::new().fallback_service(by_path)
}

async fn schedule(stacks: Vec<Stack>, clock: Clock) {
    loop {
        tokio::time::sleep(SCHEDULE).await;
        for stack in &stacks {
            if let Err(error) = stack.release(clock.now()).await {
                tracing::error!(campaign = %stack.campaign().id, %error, "release job");
            }
        }
    }
}

/// The adviser's key of the data folder: made once for ten years, in a file that only its owner can read.
async fn kept_key(file: &Path, advisers: &Advisers, now: Timestamp) -> Result<String, StackError> {
    let unusable = |reason: String| StackError::KeyFile { file: file.to_owned(), reason };
    match std::fs::read_to_string(file) {
        Ok(key) => {
            let key = key.trim();
            let presented = Presented::parse(key).map_err(|error| unusable(error.to_string()))?;
            match advisers.judge(&presented, now).await? {
                Verdict::Valid(_) => Ok(key.to_owned()),
                Verdict::Expired | Verdict::Wrong => {
                    Err(unusable("the database does not know it; remove the file for a new one".to_owned()))
                }
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let scopes = vec![Scope::Summaries];
            let (key, kept) =
                AdviserKey::make(random(), "local".to_owned(), Municipalities::All, scopes, now.plus_days(3650));
            advisers.put(&kept).await?;
            write_private(file, &key).map_err(|error| unusable(error.to_string()))?;
            Ok(key)
        }
        Err(error) => Err(unusable(error.to_string())),
    }
}

fn write_private(file: &Path, key: &str) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    writeln!(options.open(file)?, "{key}")
}
