//! `dagpeil preview`: a campaign's pages while they are being written.

use std::collections::BTreeMap;
use std::future::Future;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::civil;
use local::campaigns::load_by;
use local::preview::Preview;
use survey::campaign::{Campaign, GRACE_MINUTES, Stage};
use survey::definition::{Compiled, Fault};
use survey::time::Timestamp;

use crate::commands::links;
use crate::failure::list;
use crate::wait::until_done;
use crate::{Failure, Output, find};

/// How often is looked whether a file has changed: sooner than a hand goes from saving to reloading.
const LOOK: Duration = Duration::from_millis(200);

/// Show a campaign's pages on this machine, as respondents will see them.
///
/// What is sent is checked as it will be, and leads to the page of thanks, but is not kept: it is in memory only, until
/// a file changes or the preview ends. Every page says that it is a preview. When a file of the campaign changes, reload
/// the page; while there are faults they are told here, and the last version without faults stays. Ctrl-C ends it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil preview noordoostpolder-2026
  dagpeil preview noordoostpolder-2026 --port 9000
  dagpeil preview noordoostpolder-2026 --at closed
  dagpeil preview noordoostpolder-2026 --at 2026-10-01T12:00")]
pub struct Arguments {
    /// The campaign: a folder, or an id in infra/campaigns.
    #[arg(value_name = "CAMPAIGN")]
    pub campaign: PathBuf,
    /// The port of 127.0.0.1 to listen on; 0 for one that is free.
    #[arg(long, default_value_t = 8081)]
    pub port: u16,
    /// The moment at which it is shown: open, before, closed, or Dutch clock time such as 2026-10-01 or 2026-10-01T12:00.
    #[arg(long, value_name = "WHEN", default_value = "open", value_parser = at)]
    pub at: At,
}

/// The moment at which a campaign begins to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// When it opens.
    Open,
    /// A day before it opens.
    Before,
    /// When nothing is taken any more.
    Closed,
    /// Then.
    Moment(Timestamp),
}

impl At {
    fn of(self, campaign: &Campaign) -> Timestamp {
        match self {
            At::Open => campaign.opens.at,
            At::Before => campaign.opens.at.plus_days(-1),
            At::Closed => campaign.closes.at.plus_minutes(GRACE_MINUTES),
            At::Moment(moment) => moment,
        }
    }
}

/// Serves the campaign until Ctrl-C.
///
/// # Errors
/// With the faults it has at the start, or when the port can't be listened on.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    // The engine warns of answers that are refused; here someone tries that out.
    web::log::init(tracing::Level::ERROR);
    let files = Files::of(find::folder(&arguments.campaign)?);
    let address = (Ipv4Addr::LOCALHOST, arguments.port).into();
    until_done(serve(files, address, arguments.at, output, interrupted()))
}

async fn serve(
    mut files: Files,
    address: SocketAddr,
    at: At,
    output: &mut Output<'_>,
    end: impl Future<Output = ()>,
) -> Result<(), Failure> {
    let Compiled { campaign, warnings } = files.compile().map_err(Failure::Faulty)?;
    warn(&warnings, output)?;
    let now = at.of(&campaign);
    let (id, stage) = (campaign.id.clone(), stage(&campaign, now));
    let preview = Preview::start(address, campaign.clone(), now).await?;
    let base = format!("http://{}", preview.address());
    writeln!(output.results, "{id}, {stage}, is shown on {base}:")?;
    write!(output.results, "{}", links::listed(&campaign, &base))?;
    output.flush()?;
    writeln!(output.remarks, "What is sent there is checked as it will be, and not kept. Ctrl-C ends it.")?;

    let mut end = std::pin::pin!(end);
    loop {
        tokio::select! {
            () = &mut end => return Ok(()),
            () = tokio::time::sleep(LOOK) => {}
        }
        if !files.have_changed() {
            continue;
        }
        match files.compile() {
            Ok(Compiled { campaign, warnings }) => {
                warn(&warnings, output)?;
                let now = at.of(&campaign);
                preview.show(campaign, now).await?;
                writeln!(output.remarks, "Changed: reload the page.")?;
            }
            Err(faults) => {
                list(&faults, &mut output.remarks)?;
                writeln!(output.remarks, "The last version without faults stays.")?;
            }
        }
        output.flush()?;
    }
}

fn warn(warnings: &[Fault], output: &mut Output<'_>) -> Result<(), Failure> {
    for warning in warnings {
        writeln!(output.remarks, "warning: {warning}")?;
    }
    Ok(())
}

fn stage(campaign: &Campaign, now: Timestamp) -> &'static str {
    match campaign.stage(now) {
        Stage::Before => "not open yet",
        Stage::Open => "open",
        Stage::Grace => "just closed",
        Stage::Closed => "closed",
    }
}

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without signals there is no end but the process's own.
        std::future::pending::<()>().await;
    }
}

/// The files that a campaign was last compiled from, and when each was changed.
struct Files {
    folder: PathBuf,
    read: BTreeMap<PathBuf, Option<SystemTime>>,
}

impl Files {
    fn of(folder: PathBuf) -> Self {
        Files { folder, read: BTreeMap::new() }
    }

    fn compile(&mut self) -> Result<Compiled, Vec<Fault>> {
        let Files { folder, read } = self;
        read.clear();
        load_by(folder, |file| {
            // Asked for before reading: a change in between is seen the next time.
            read.insert(file.to_owned(), changed(file));
            std::fs::read_to_string(file)
        })
    }

    fn have_changed(&self) -> bool {
        self.read.iter().any(|(file, then)| changed(file) != *then)
    }
}

/// When a file was last changed; `None` if it is not there.
fn changed(file: &Path) -> Option<SystemTime> {
    std::fs::metadata(file).and_then(|file| file.modified()).ok()
}

/// Parses [`At`].
fn at(given: &str) -> Result<At, String> {
    const ALLOWED: &str = "open, before, closed, or Dutch clock time such as 2026-10-01 or 2026-10-01T12:00";
    match given {
        "open" => Ok(At::Open),
        "before" => Ok(At::Before),
        "closed" => Ok(At::Closed),
        // Where clocks skip or repeat an hour, the calendar's usual reading of it will do.
        moment => ["%Y-%m-%dT%H:%M", "%Y-%m-%d"]
            .iter()
            .find_map(|form| match *form {
                "%Y-%m-%d" => civil::Date::strptime(form, moment).ok().map(civil::DateTime::from),
                _ => civil::DateTime::strptime(form, moment).ok(),
            })
            .and_then(|clock| clock.in_tz("Europe/Amsterdam").ok())
            .map(|moment| At::Moment(Timestamp(moment.timestamp().as_second())))
            .ok_or_else(|| ALLOWED.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_dutch_clock_time() {
        for (given, shown) in [
            ("2026-10-01", "2026-09-30T22:00:00Z"),
            ("2026-10-01T12:00", "2026-10-01T10:00:00Z"),
            ("2026-12-01T12:00", "2026-12-01T11:00:00Z"),
        ] {
            let Ok(At::Moment(moment)) = at(given) else { panic!("{given}") };
            assert_eq!(moment.to_string(), shown);
        }
        for given in ["", "now", "2026-13-01", "2026-10-01T25:00", "1 oktober", "2026-10-01T12:00Z"] {
            assert!(at(given).is_err(), "{given}");
        }
    }
}
