//! An embedded DynamoDB: the engine `dynoxide` on SQLite, in this process, reached over loopback by the same client as
//! in production. For the local runner, tests and benchmarks; never part of a function.

mod watch;

use std::path::PathBuf;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Credentials;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub use watch::{Fault, Seen, Watch};

/// How often what has expired is looked for. DynamoDB itself takes up to days.
const SWEEP: Duration = Duration::from_secs(3600);

/// Where the embedded engine keeps its tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// Nowhere: gone with the process.
    Memory,
    /// In this file, with SQLite's own beside it.
    File(PathBuf),
}

/// Why the embedded engine does not start.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// The file can't be opened or written, or is no database.
    #[error("the database {} can't be opened: {reason}", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// There is no loopback to listen on.
    #[error("no port of 127.0.0.1 can be listened on")]
    Listen(#[from] std::io::Error),
}

/// A running engine. Ends when dropped; [`stop`](Self::stop) lets what runs finish first.
#[derive(Debug)]
pub struct Embedded {
    endpoint: String,
    client: Client,
    server: JoinHandle<()>,
    sweeper: JoinHandle<()>,
    stop: Option<oneshot::Sender<()>>,
}

impl Embedded {
    /// Starts an engine on a free port of 127.0.0.1. Makes no tables: see
    /// [`create_tables`](crate::schema::create_tables).
    ///
    /// # Errors
    /// When the database can't be opened, or there is no port.
    pub async fn start(database: Database) -> Result<Self, EmbeddedError> {
        let opened = match &database {
            Database::Memory => dynoxide::Database::memory(),
            Database::File(path) => dynoxide::Database::new(&path.to_string_lossy()),
        };
        let path = match database {
            Database::Memory => PathBuf::from(":memory:"),
            Database::File(path) => path,
        };
        let engine = opened.map_err(|error| EmbeddedError::Database { path, reason: error.to_string() })?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = oneshot::channel::<()>();
        let swept = engine.clone();
        let server = tokio::spawn(async move {
            let until = async {
                // Dropped without a word means the same.
                let _ = stopped.await;
            };
            if let Err(reason) = dynoxide::server::serve_with_shutdown(listener, engine, until).await {
                tracing::error!(reason, "the embedded database ended");
            }
        });
        let sweeper = tokio::spawn(async move {
            loop {
                let engine = swept.clone();
                if let Ok(Err(reason)) = tokio::task::spawn_blocking(move || engine.sweep_ttl()).await {
                    tracing::warn!(%reason, "the embedded database could not delete what has expired");
                }
                tokio::time::sleep(SWEEP).await;
            }
        });
        let client = crate::client(Some(&endpoint), "eu-central-1", Self::credentials());
        Ok(Embedded { endpoint, client, server, sweeper, stop: Some(stop) })
    }

    /// Where it listens, such as `http://127.0.0.1:40211`.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// A client to it.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Credentials that the engine, like other local ones, takes: it checks none.
    pub fn credentials() -> Credentials {
        Credentials::new("local", "local", None, None, "embedded")
    }

    /// Ends the engine after the requests that are running. Waits at most `patience`.
    pub async fn stop(mut self, patience: Duration) {
        self.stop.take();
        // Clients keep connections open; what has been confirmed is on disk whether they end in time or not.
        let _ = tokio::time::timeout(patience, &mut self.server).await;
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        self.sweeper.abort();
        self.server.abort();
    }
}
