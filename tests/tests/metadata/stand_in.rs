//! Functions that fail, or tell all, as no real one can be made to: this test, started once more as a function's process.

use std::ffi::OsString;
use std::sync::Arc;

use collect::App;
use dagpeil_tests::function::Package;
use desk::{Board, Sessions};
use lambda_runtime::{LambdaEvent, service_fn};
use release::CountingRoom;
use serde::de::IgnoredAny;
use storage::{Advisers, Letterbox, NoticeBoard, OpenedLetterbox, Secrets, client_from_environment};
use tracing::Level;
use web::Clock;

use crate::canary::{NOWHERE, word};

/// The setting that says what to stand in for.
const ROLE: &str = "DAGPEIL_TEST_ROLE";

/// What a process stands in for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Collect, whose source of submission ids panics, with a canary in what it says.
    CollectPanics,
    /// Summarise, whose clock does.
    SummarisePanics,
    /// The release job, whose randomness for new secrets panics.
    ReleasePanics,
    /// Collect as it would be with another log: everything that any crate says, at every level. For a control.
    CollectTellsAll,
    /// Collect, whose source of submission ids panics, without our log. For a control.
    CollectPanicsAloud,
}

impl Role {
    const ALL: [Role; 5] = [
        Role::CollectPanics,
        Role::SummarisePanics,
        Role::ReleasePanics,
        Role::CollectTellsAll,
        Role::CollectPanicsAloud,
    ];

    fn name(self) -> String {
        format!("{self:?}")
    }

    /// `package`, with this process in place of the function's.
    pub(crate) fn package(self, package: Package) -> Package {
        let mut environment = package.environment;
        environment.push((ROLE.into(), self.name().into()));
        let arguments = ["--exact", "stand_in::stands_in", "--nocapture"].map(OsString::from).to_vec();
        Package { binary: std::env::current_exe().unwrap(), arguments, environment, ..package }
    }
}

/// The process's part. By itself it does nothing.
#[test]
fn stands_in() {
    let Some(role) = std::env::var_os(ROLE) else { return };
    let role = Role::ALL.into_iter().find(|known| role == known.name().as_str()).expect("a known role");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(run(role));
}

async fn run(role: Role) {
    match role {
        Role::CollectPanics | Role::SummarisePanics | Role::ReleasePanics => web::log::init(Level::INFO),
        Role::CollectTellsAll => {
            tracing_subscriber::fmt().with_max_level(Level::TRACE).with_ansi(false).with_writer(std::io::stderr).init()
        }
        Role::CollectPanicsAloud => {}
    }
    let campaign = web::package::campaign().unwrap();
    let client = client_from_environment().unwrap();
    if role == Role::ReleasePanics {
        let room = CountingRoom {
            campaign: Arc::new(campaign),
            letterbox: OpenedLetterbox::from_environment(client.clone()).unwrap(),
            secrets: Secrets::from_environment(client.clone()).unwrap(),
            notice_board: NoticeBoard::from_environment(client).unwrap(),
            random: || panic!("no randomness for {}", word(NOWHERE)),
        };
        let room = &room;
        let run = service_fn(async move |_: LambdaEvent<IgnoredAny>| {
            let outcome = web::caught(room.run(Clock::system().now())).await.ok_or("the release job panicked")?;
            outcome.map(|report| report.to_string()).map_err(lambda_runtime::Error::from)
        });
        lambda_runtime::run(run).await.unwrap();
        return;
    }
    let router = if role == Role::SummarisePanics {
        let notices = NoticeBoard::from_environment(client.clone()).unwrap();
        let board = Board {
            campaign,
            notices,
            advisers: Advisers::from_environment(client.clone()).unwrap(),
            sessions: Sessions::from_environment(client).unwrap(),
        };
        summarise::router(vec![board], Clock::new(|| panic!("at {}", word(NOWHERE))))
    } else {
        let letterbox = Letterbox::from_environment(client.clone()).unwrap();
        let secrets = Secrets::from_environment(client).unwrap();
        let app = App::new(vec![campaign], letterbox, secrets, Clock::system());
        let app = match role {
            Role::CollectTellsAll => app,
            _ => app.with_random(|| panic!("no randomness for {}", word(NOWHERE))),
        };
        collect::router(Arc::new(app))
    };
    web::lambda::run(router).await.unwrap();
}
