//! `make bench`: measures, prints, and writes `docs/benchmarks.md`.
//!
//! `bench` measures all; `bench functions counting` (or `page`, `release`, `server`) only those parts, and then writes no file.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs};

use dagpeil_tests::counting;
use dagpeil_tests::function::{Call, Function, Package, http_event, scheduled_event};
use dagpeil_tests::measure::{Effort, Figures, functions_table, machine, measure, megabytes, milliseconds, table};
use dagpeil_tests::page;
use dagpeil_tests::server::{Served, Server};
use insight::Dossier;
use release::CountingRoom;
use serde_json::{Map, json};
use storage::embedded::{Database, Embedded};
use storage::schema::create_tables;
use storage::{
    AdviserKey, Advisers, Client, Entry, Letterbox, Municipalities, NoticeBoard, OpenedLetterbox, Place, Posted, Scope,
    Secrets, StorageError, Table, Tables,
};
use survey::campaign::{Bundle, Campaign};
use survey::keys::{LinkKey, SubmissionId};
use survey::mode::Mode;
use survey::response::{Draft, Form};
use survey::time::Timestamp;
use tokio::task::{JoinError, JoinSet};

const FILE: &str = "docs/benchmarks.md";
/// What this machine runs, as Lambda calls it.
const ARCHITECTURE: &str = if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" };
const FUNCTIONS: Effort = Effort { spawns: 25, calls: 1_000 };
/// How often a page is made to time it.
const PAGES: u32 = 1_000;
const LOAD: Duration = Duration::from_secs(10);
const COUNTED: usize = 1_000_000;
const STORED: usize = 100_000;
/// How many responses are put at once while the letterbox is filled.
const SIDE_BY_SIDE: usize = 8;

#[tokio::main]
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "what the command is for")]
async fn main() -> ExitCode {
    let asked: Vec<String> = env::args().skip(1).collect();
    let mut sections = Vec::new();
    for part in ["functions", "page", "counting", "release", "server"] {
        if !asked.is_empty() && !asked.iter().any(|asked| asked == part) {
            continue;
        }
        let section = match part {
            "functions" => functions().await,
            "page" => page().await,
            "counting" => Ok(counting()),
            "release" => release().await,
            _ => server().await,
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
            .and_then(|()| fs::write(folder.join("insight.json"), Dossier::inferred(&campaign).to_json(&campaign)))
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
            ("DAGPEIL_INSIGHT".into(), self.bundle.with_file_name("insight.json").into_os_string()),
            ("AWS_ENDPOINT_URL_DYNAMODB".into(), self.engine.endpoint().into()),
        ];
        environment.extend(Table::ALL.map(|table| (table.setting().into(), tables.name(table).into())));
        let log = self.bundle.with_file_name(format!("{name}.log"));
        Package {
            name: name.to_owned(),
            binary: PathBuf::from(format!("target/lambda/{ARCHITECTURE}/{name}/bootstrap")),
            arguments: Vec::new(),
            environment,
            log: Some(log),
        }
    }

    /// Puts made-up responses in the letterbox, as `collect` would.
    async fn fill(&self, tables: &Tables, count: usize) -> Result<(), String> {
        let audience = &self.campaign.audiences[0];
        let place = Arc::new(Place::of(&self.campaign, self.campaign.municipalities[0], audience));
        let link = LinkKey::new(random());
        let form = Form::of(&audience.questionnaire);
        let letterbox = Letterbox::new(self.client(), &tables.responses, &tables.texts);
        let mut chance = fastrand::Rng::with_seed(2);
        let mut posts = JoinSet::new();
        for _ in 0..count {
            let draft = Draft::from_json(body(&mut chance).as_bytes()).expect("a body that programs send");
            let Ok(response) = form.accept(&draft) else { return Err("made-up answers are refused".to_owned()) };
            let submission = SubmissionId::from_random(std::array::from_fn(|_| fastrand::u8(..)));
            let key = link.response_key(&submission);
            let entry = Entry {
                answers: form.stored(&response),
                proof: link.proof(&submission, &form.canonical(&response)),
                questionnaire: audience.fingerprint.clone(),
                mode: Mode::Link,
                expires: self.campaign.expires,
                texts: Vec::new(),
            };
            let (letterbox, place) = (letterbox.clone(), Arc::clone(&place));
            posts.spawn(async move { letterbox.post(&place, &key, &entry).await });
            if posts.len() >= SIDE_BY_SIDE {
                stored(posts.join_next().await)?;
            }
        }
        while let Some(post) = posts.join_next().await {
            stored(Some(post))?;
        }
        Ok(())
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

fn stored(post: Option<Result<Result<Posted, StorageError>, JoinError>>) -> Result<(), String> {
    match post.expect("one is under way").expect("posting does not panic") {
        Ok(Posted::Stored) => Ok(()),
        Ok(Posted::AlreadyUsed) => Err("two made-up responses have the same key".to_owned()),
        Err(error) => Err(error.to_string()),
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
    let storage = |error: StorageError| error.to_string();
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
        arguments: Vec::new(),
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
    let advise = |_| stage.package("advise", &tables);
    let findings = format!("GM0171/{}/bevindingen", stage.campaign.trajectory);
    for (name, page) in [("advise, a release", &place), ("advise, findings", &findings)] {
        let asked = |_| http_event("GET", &format!("/advies/{page}"), &[("Authorization", &bearer)], None);
        rows.push(measure(name, FUNCTIONS, advise, asked, status(200)).await?);
    }

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

// ---- A page

async fn page() -> Result<String, String> {
    let engine = Embedded::start(Database::Memory).await.map_err(|error| error.to_string())?;
    let mut rows = Vec::new();
    for (name, language) in [("Dutch", "nl"), ("Arabic", "ar")] {
        let figures = page::measure(Path::new(page::CAMPAIGN), engine.client(), language, now(), PAGES).await?;
        rows.push(vec![
            name.to_owned(),
            figures.bytes.to_string(),
            figures.sent.to_string(),
            milliseconds(figures.rendered),
            milliseconds(figures.compressed),
        ]);
    }
    Ok(format!(
        "## A page\n\n`{}` of the Noordoostpolder campaign, as `collect` makes it from the request on; the mean of {PAGES}. \
         What is promised is at most 1 ms to render it, and at most 14,000 bytes sent, style, script and pictures \
         included.\n\n{}",
        page::PAGE,
        table(&["language", "bytes", "sent, gzip", "rendering, CPU ms", "compression, CPU ms"], &rows),
    ))
}

// ---- The release job over a full letterbox

async fn release() -> Result<String, String> {
    let stage = Stage::set().await?;
    let tables = Tables::named("bench");
    create_tables(&stage.client(), &tables).await.map_err(|error| error.to_string())?;
    stage.run_release(&tables, now().plus_days(-1)).await?;
    let from = Instant::now();
    stage.fill(&tables, STORED).await?;
    let filled = from.elapsed();

    let package = stage.package("release", &tables);
    let (function, call) =
        Function::cold_start(&package, &scheduled_event()).await.map_err(|error| format!("release: {error}"))?;
    let call = call.map_err(|error| format!("release: {error:?}"))?;
    if !says(&call, "release 0001 made") {
        return Err(format!("release: answered {}", call.answer));
    }
    let usage = function.usage().await.map_err(|error| format!("release: {error}"))?;
    let rows = [
        ("filling the letterbox, s", format!("{:.1}", filled.as_secs_f64())),
        ("the release, s", format!("{:.1}", call.took.as_secs_f64())),
        ("its CPU, s", format!("{:.2}", usage.cpu.as_secs_f64())),
        ("its peak memory, MB", megabytes(usage.peak_memory)),
        ("responses per CPU-second", format!("{:.0}", STORED as f64 / usage.cpu.as_secs_f64())),
    ];
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(what, figure)| vec![what.to_owned(), figure]).collect();
    Ok(format!(
        "## A release over a full letterbox\n\nThe release function, from spawning on, over {STORED} stored responses to {} \
         questions: read in 32 ranges, tallied, protected and hung. Most of the time is the embedded engine's, which \
         shares the machine; CPU and memory are the function's own.\n\n{}",
        counting::QUESTIONS,
        table(&["", "figure"], &rows),
    ))
}

// ---- The local server

async fn server() -> Result<String, String> {
    let server = Server::start(Path::new("target/release/local")).await.map_err(|error| format!("local: {error}"))?;
    let pages = server.pages(LOAD).await?;
    let responses = server.responses(LOAD).await?;
    let row = |what: &str, served: &Served| {
        let count = served.count as f64;
        vec![
            what.to_owned(),
            served.count.to_string(),
            format!("{:.0}", count / served.took.as_secs_f64()),
            format!("{:.0}", count / served.cpu.as_secs_f64()),
        ]
    };
    Ok(format!(
        "## The local server\n\n`make run`'s program for {} s each, asked by 8 clients in another process on the same \
         machine. Its CPU includes the embedded database, which writes each response to disk.\n\n{}",
        LOAD.as_secs(),
        table(
            &["", "served", "a second", "a CPU-second of the server"],
            &[row("pages, compressed", &pages), row("responses stored", &responses)],
        ),
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
