//! The stores against real engines: the embedded one always, and a second one, such as moto, when
//! `DAGPEIL_SECOND_ENGINE` is its endpoint. Fresh tables for every test.

#![allow(clippy::unwrap_used)] // A test that can't go on has failed.

mod contacts;
mod letterbox;
mod moderation;
mod notice_board;
mod operator;
mod secrets;
mod whole;

use std::sync::atomic::{AtomicU32, Ordering};

use storage::embedded::{Database, Embedded};
use storage::schema::create_tables;
use storage::{Client, Place, Tables, client};

/// Fresh tables on one engine.
struct Bench {
    client: Client,
    tables: Tables,
    /// Kept running, if it is the embedded one.
    _engine: Option<Embedded>,
}

/// Runs `test` on every engine there is.
async fn on_every_engine(test: impl AsyncFn(&Bench)) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let tables = || Tables::named(&format!("test-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));

    let engine = Embedded::start(Database::Memory).await.unwrap();
    let embedded = Bench { client: engine.client().clone(), tables: tables(), _engine: Some(engine) };
    create_tables(&embedded.client, &embedded.tables).await.unwrap();
    test(&embedded).await;

    if let Ok(endpoint) = std::env::var("DAGPEIL_SECOND_ENGINE") {
        let client = client(Some(&endpoint), "eu-central-1", Embedded::credentials());
        let second = Bench { client, tables: tables(), _engine: None };
        create_tables(&second.client, &second.tables).await.unwrap();
        test(&second).await;
    }
}

fn place(audience: &str) -> Place {
    Place {
        area: "GM0171".parse().unwrap(),
        trajectory: "dagbesteding-2026".parse().unwrap(),
        audience: audience.parse().unwrap(),
    }
}
