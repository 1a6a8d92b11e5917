//! `make run`: the whole of Dagpeil in one process.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use local::data::DataFolder;
use local::{Settings, Typesetter, running};
use web::Clock;

/// Runs all of Dagpeil on this machine: the respondents' pages, the release job and the advisers' summaries, on an
/// embedded DynamoDB. Answers are kept in the data folder.
#[derive(Parser)]
#[command(name = "local", version)]
struct Arguments {
    /// The port of 127.0.0.1 to listen on.
    #[arg(long, default_value_t = 8080, env = "PORT")]
    port: u16,
    /// The folder in which answers, releases and the adviser's key are kept.
    #[arg(long, default_value = ".dagpeil", env = "DATA")]
    data: PathBuf,
    /// The folder with a folder for each campaign.
    #[arg(long, default_value = "infra/campaigns")]
    campaigns: PathBuf,
    /// 1: also the closed example campaign, filled with made-up answers. 0: without it.
    #[arg(long, default_value_t = 1, env = "DEMO", value_parser = clap::value_parser!(u8).range(0..=1))]
    demo: u8,
    /// The program that sets reports as PDF (`make run PDF=1` builds it); without it they are there as DOCX alone.
    #[arg(long, value_name = "PROGRAM")]
    typeset: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    web::log::init(tracing::Level::WARN);
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), local::StartError> {
    let campaigns = local::campaigns::load_all(&arguments.campaigns, arguments.demo == 1)?;
    let data = DataFolder::take(&arguments.data)?;
    let settings = Settings {
        address: (Ipv4Addr::LOCALHOST, arguments.port).into(),
        database: data.database(),
        adviser_key: data.adviser_key(),
        campaigns,
        typesetter: arguments.typeset.map_or(Typesetter::built_in(), Typesetter::Program),
        clock: Clock::system(),
    };
    let running = running::start(settings).await?;
    say(&local::welcome::text(&running, &arguments.data));
    // The release job looks by itself every hour, as the schedule does in a deployment.
    running.until(interrupted()).await;
    say("\nStopped. All answers are kept.");
    Ok(())
}

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without signals there is no end but the process's own.
        std::future::pending::<()>().await;
    }
}

#[expect(clippy::print_stdout, reason = "what the command is for")]
fn say(text: &str) {
    println!("{text}");
}

#[expect(clippy::print_stderr, reason = "the one line that says why it does not run")]
fn complain(error: &local::StartError) {
    eprintln!("error: {error}");
}
