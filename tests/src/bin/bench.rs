//! `make bench`: measures, prints, and writes `docs/benchmarks.md`.
//!
//! `bench` measures all; `bench functions counting` only those parts, and then writes no file.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs};

use dagpeil_tests::counting;
use dagpeil_tests::function::{Call, Package, http_event, scheduled_event};
use dagpeil_tests::measure::{Effort, Figures, functions_table, machine, measure, milliseconds, table};
use release::CountingRoom;
use serde_json::{Map, json};
use storage::embedded::{Database, Embedded};
use storage::schema::create_tables;
use storage::{
    AdviserKey, Advisers, Client, Municipalities, NoticeBoard, OpenedLetterbox, Scope, Secrets, Table, Tables,
};
use survey::campaign::{Bundle, Campaign};
use survey::time::Timestamp;

const FILE: &str = "docs/benchmarks.md";
const FUNCTIONS: Effort = Effort { spawns: 25, calls: 1_000 };
const COUNTED: usize = 1_000_000;

#[tokio::main]
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "what the command is for")]
async fn main() -> ExitCode {
    let asked: Vec<String> = env::args().skip(1).collect();
    let mut sections = Vec::new();
    for part in ["functions", "counting"] {
        if !asked.is_empty() && !asked.iter().any(|asked| asked == part) {
            continue;
        }
        let section = match part {
            "functions" => functions().await,
            _ => Ok(counting()),
        };
        match section {
            Ok(section) => {
                println!("{section}");
                sections.push(section);
            }
            Err(reason) => {
                eprintln!("error: {reason}");
                return ExitCode::FAILURE;
            }
        }
    }
    if asked.is_empty() {
        let now = now();
        let text = format!(
            "# Benchmarks\n\nWritten by `make bench` on {}. Machine: {}.\n\n{}",
            now.day(),
            machine(),
            sections.join("\n")
        );
        if let Err(error) = fs::write(FILE, text) {
            eprintln!("error: {FILE}: {error}");
            return ExitCode::FAILURE;
        }
        println!("written: {FILE}");
    }
    ExitCode::SUCCESS
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is set to after 1970");
    Timestamp(i64::try_from(since.as_secs()).expect("seconds fit for a while"))
}

fn random() -> [u8; 32] {
    std::array::from_fn(|_| fastrand::u8(..))
}

// ---- Functions

/// Tables on the embedded engine, and a campaign that is open now, as files and settings for functions.
struct Stage {
    engine: Embedded,
    campaign: Campaign,
    bundle: PathBuf,
}

impl Stage {
    async fn set() -> Result<Self, String> {
        let engine = Embedded::start(Database::Memory).await.map_err(|error| error.to_string())?;
        let mut campaign = counting::campaign();
        campaign.opens.at = now().plus_days(-30);
        campaign.closes.at = now().plus_days(30);
        campaign.expires = now().plus_days(400);
        let folder = PathBuf::from("target/bench");
        let bundle = folder.join("campaign.json");
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&bundle, Bundle::new(campaign.clone()).to_json()))
            .and_then(|()| fs::canonicalize(&bundle))
            .map(|bundle| Stage { engine, campaign, bundle })
            .map_err(|error| format!("{}: {error}", folder.display()))
    }

    fn client(&self) -> Client {
        self.engine.client().clone()
    }

    fn package(&self, name: &str, tables: &Tables) -> Package {
        let mut environment = vec![
            ("DAGPEIL_CAMPAIGN".into(), self.bundle.clone().into_os_string()),
            ("AWS_ENDPOINT_URL_DYNAMODB".into(), self.engine.endpoint().into()),
        ];
        environment.extend(Table::ALL.map(|table| (table.setting().into(), tables.name(table).into())));
        let log = self.bundle.with_file_name(format!("{name}.log"));
        Package {
            name: name.to_owned(),
            binary: PathBuf::from(format!("target/lambda/{name}/bootstrap")),
            environment,
            log: Some(log),
        }
    }

    async fn run_release(&self, tables: &Tables, at: Timestamp) -> Result<(), String> {
        let room = CountingRoom {
            campaign: Arc::new(self.campaign.clone()),
            letterbox: OpenedLetterbox::new(self.client(), &tables.responses),
            secrets: Secrets::new(self.client(), &tables.secrets),
            notice_board: NoticeBoard::new(self.client(), &tables.releases),
            random,
        };
        room.run(at).await.map(|_| ()).map_err(|error| error.to_string())
    }
}

/// Answers to all questions of [`counting::questionnaire`], as a program sends them.
fn body(chance: &mut fastrand::Rng) -> String {
    let mut answers = Map::new();
    for question in 0..counting::QUESTIONS {
        let answer = match question % 5 {
            0 | 1 => json!(format!("o{}", chance.u8(0..6))),
            2 => (0..12).filter(|_| chance.bool()).map(|option| format!("o{option}")).collect::<Vec<_>>().into(),
            3 => json!(format!("o{}", chance.u8(0..4))),
            _ => json!(chance.u8(0..=100)),
        };
        answers.insert(format!("q{question}"), answer);
    }
    json!({ "answers": answers }).to_string()
}

fn status(expected: u64) -> impl Fn(usize, &Call) -> bool {
    move |_, call| call.status() == Some(expected)
}

fn says(call: &Call, words: &str) -> bool {
    call.answer.as_str().is_some_and(|report| report.contains(words))
}

async fn functions() -> Result<String, String> {
    let stage = Stage::set().await?;
    let storage = |error: storage::StorageError| error.to_string();
    let yesterday = now().plus_days(-1);

    // One letterbox; a counting room and a notice board for everyday use, and fresh ones for every run of the release
    // job that has something to do. Secrets are made before the first answer, or not at all.
    let tables = Tables::named("bench");
    let mut fresh = Vec::new();
    for number in 0..FUNCTIONS.spawns {
        let own = Tables::named(&format!("bench-{number}"));
        create_tables(&stage.client(), &own).await.map_err(storage)?;
        fresh.push(own);
    }
    create_tables(&stage.client(), &tables).await.map_err(storage)?;
    stage.run_release(&tables, yesterday).await?;
    for own in &mut fresh {
        own.responses.clone_from(&tables.responses);
        stage.run_release(own, yesterday).await?;
    }

    let mut rows: Vec<Figures> = Vec::new();
    let nothing = Package {
        name: "nothing".to_owned(),
        binary: env::current_exe().map_err(|error| error.to_string())?.with_file_name("nothing"),
        environment: Vec::new(),
        log: None,
    };
    if nothing.binary.exists() {
        rows.push(
            measure("(an empty process)", FUNCTIONS, |_| nothing.clone(), |_| scheduled_event(), status(204)).await?,
        );
    }

    let place = format!("GM0171/{}/users", stage.campaign.trajectory);
    let collect = |_| stage.package("collect", &tables);
    let page = |_| http_event("GET", "/noordoostpolder/gebruikers", &[("Accept", "text/html")], None);
    rows.push(measure("collect, the page", FUNCTIONS, collect, page, status(200)).await?);
    let mut chance = fastrand::Rng::with_seed(1);
    let bodies: Vec<String> = (0..100).map(|_| body(&mut chance)).collect();
    let answers = |number: usize| {
        let id = format!("bench-response-{number:08}");
        let headers = [("Content-Type", "application/json"), ("Idempotency-Key", id.as_str())];
        http_event("POST", &format!("/v1/responses/{place}"), &headers, Some(&bodies[number % bodies.len()]))
    };
    rows.push(measure("collect, a response stored", FUNCTIONS, collect, answers, status(200)).await?);

    let fresh = |number: usize| stage.package("release", &fresh[number]);
    let name = format!("release, {} responses", FUNCTIONS.spawns + FUNCTIONS.calls);
    rows.push(
        measure(
            &name,
            FUNCTIONS,
            fresh,
            |_| scheduled_event(),
            |number, call| {
                // Only the first call of each process finds something to do.
                says(call, if number < FUNCTIONS.spawns { "release 0001 made" } else { "nothing due" })
            },
        )
        .await?,
    );
    stage.run_release(&tables, now()).await?;
    let release = |_| stage.package("release", &tables);
    rows.push(
        measure("release, nothing due", FUNCTIONS, release, |_| scheduled_event(), |_, call| says(call, "nothing due"))
            .await?,
    );

    let (key, kept) = AdviserKey::make(
        std::array::from_fn(|_| fastrand::u8(..)),
        "bench".to_owned(),
        Municipalities::All,
        vec![Scope::Summaries],
        now().plus_days(1),
    );
    Advisers::new(stage.client(), &tables.advisers).put(&kept).await.map_err(storage)?;
    let bearer = format!("Bearer {key}");
    let summary = |_| http_event("GET", &format!("/v1/summaries/{place}"), &[("Authorization", &bearer)], None);
    let summarise = |_| stage.package("summarise", &tables);
    rows.push(measure("summarise, a release", FUNCTIONS, summarise, summary, status(200)).await?);

    Ok(format!(
        "## Functions\n\nEach binary as `make build` leaves it, run under a stand-in for the Lambda runtime API, with \
         DynamoDB on an embedded engine behind plain HTTP on the same machine (so no TLS, and a short way). A campaign of \
         {} questions. *Cold* is from spawning the process to its first answer, median of {}; *warm* is {} calls to \
         the last process, the stand-in's time included. CPU is user and system time of the function's process alone.\n\n{}",
        counting::QUESTIONS,
        FUNCTIONS.spawns,
        FUNCTIONS.calls,
        functions_table(&rows),
    ))
}

// ---- Counting

fn counting() -> String {
    let figures = counting::measure(COUNTED);
    let rows = [
        ("recall from storage", figures.recall),
        ("tally", figures.tally),
        ("protect", figures.protect),
        ("tally and protect", figures.tally + figures.protect),
    ];
    let rows: Vec<Vec<String>> =
        rows.iter().map(|(name, took)| vec![(*name).to_owned(), milliseconds(*took)]).collect();
    format!(
        "## Counting\n\n{COUNTED} made-up responses to {} questions, on one core. The release has {} bytes.\n\n{}",
        counting::QUESTIONS,
        figures.release_bytes,
        table(&["work", "CPU, ms"], &rows),
    )
}
