//! `dagpeil purge`: erasing spam while a campaign is open.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::{ArgGroup, ValueEnum};
use serde_json::json;
use storage::operator::{Erasure, Found, Purge};
use storage::{NoticeBoard, Place};
use survey::campaign::Campaign;
use survey::mode::Mode;
use survey::municipality::Municipality;
use survey::release::ReleaseNumber;
use web::Clock;

use crate::amazon::{Cloud, moved};
use crate::journal::Journal;
use crate::wait::until_done;
use crate::{Failure, Output, find};

/// The fewest symbols of a key that name a response: 40 bits, so that a slip of the pen can't mean many.
const FEWEST_SYMBOLS: usize = 8;

/// Erase responses that are spam, before the close.
///
/// Nothing is erased unless --yes repeats the campaign's id; without it you see how many would be. Erase all that came in
/// by one way (--mode), or the responses whose keys a file names (--keys). Pause the campaign first, so that nothing
/// comes in meanwhile. Who erased how many, and when, is written to a file (--log) that is only ever added to; what was
/// answered is neither read nor written.
///
/// Refused after the close, and once there is a final release: what is published can't be made of other responses than
/// the ones that are there.
#[derive(Debug, clap::Args)]
#[command(
    group = ArgGroup::new("which").args(["mode", "keys"]).required(true),
    after_help = "\
Examples:
  dagpeil purge noordoostpolder-2026 --municipality GM0171 --audience users --keys spam.txt \\
    --table-responses NAME --table-texts NAME --table-releases NAME
  dagpeil purge noordoostpolder-2026 --municipality GM0171 --audience users --mode link --yes noordoostpolder-2026 \\
    --table-responses NAME --table-texts NAME --table-releases NAME

A file of keys has one on each line: the sort key (users#4K7Q…) or its first symbols, at least 8 of them. Blank lines
and lines that begin with a # are skipped."
)]
pub struct Arguments {
    /// The campaign: a folder, an id in infra/campaigns, or a compiled campaign (.json).
    #[arg(value_name = "CAMPAIGN")]
    campaign: PathBuf,
    /// The municipality, by its CBS code.
    #[arg(long, value_name = "CODE")]
    municipality: Municipality,
    /// The audience.
    #[arg(long, value_name = "ID")]
    audience: String,
    /// Erase every response that came in this way.
    #[arg(long)]
    mode: Option<Way>,
    /// Erase the responses whose keys, or beginnings of keys, are in this file.
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// Really erase. Repeat the campaign's id.
    #[arg(long, value_name = "CAMPAIGN")]
    yes: Option<String>,
    /// The file in which is kept what was erased by whom.
    #[arg(long, value_name = "FILE", default_value = "dagpeil-audit.jsonl")]
    log: PathBuf,
    /// The DynamoDB table of responses: an output of the deployment.
    #[arg(long, value_name = "NAME")]
    table_responses: String,
    /// The DynamoDB table of open texts.
    #[arg(long, value_name = "NAME")]
    table_texts: String,
    /// The DynamoDB table of releases.
    #[arg(long, value_name = "NAME")]
    table_releases: String,
    #[command(flatten)]
    cloud: Cloud,
    /// By how many seconds the clock of a test stage is ahead (or behind, if negative).
    #[arg(long, value_name = "SECONDS", default_value_t = 0, allow_negative_numbers = true)]
    clock_offset: i64,
}

/// How responses come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Way {
    /// By the open link.
    Link,
    /// With an invitation code.
    Code,
    /// With an invitation code, in a conversation.
    Interview,
}

impl Way {
    fn mode(self) -> Mode {
        match self {
            Way::Link => Mode::Link,
            Way::Code => Mode::Code,
            Way::Interview => Mode::Interview,
        }
    }
}

/// Which responses are meant.
enum Which {
    /// All that came in this way.
    Mode(Mode),
    /// Those whose keys begin with one of these.
    Keys(Vec<String>),
}

/// Tells what would be erased, or erases it.
///
/// # Errors
/// When what was asked makes no sense or comes too late, when it can't be written down, or the tables can't be reached.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let campaign = find::deployed(&arguments.campaign, output)?;
    let place = find::place(&campaign, arguments.municipality, &arguments.audience)?;
    let which = which(arguments)?;
    if let Some(yes) = &arguments.yes
        && yes != campaign.id.as_str()
    {
        return Err(Failure::Usage(format!(
            "--yes must repeat the campaign's id, {}; nothing was erased",
            campaign.id
        )));
    }
    let now = moved(Clock::system().now(), arguments.clock_offset);
    if now >= campaign.closes.at {
        let closed = campaign.closes.at;
        return Err(Failure::Failed(format!("{} closed at {closed}; nothing can be erased any more", campaign.id)));
    }
    until_done(async {
        let config = arguments.cloud.config().await?;
        let client = storage::client_for_operator(&config);
        let board = NoticeBoard::new(client.clone(), &arguments.table_releases);
        if board.get(&place, ReleaseNumber::Final).await?.is_some() {
            return Err(Failure::Failed("there is a final release already; nothing can be erased any more".to_owned()));
        }
        let purge = Purge::new(client, &arguments.table_responses, &arguments.table_texts);
        let found = purge.responses(&place).await?;
        let all = found.len();
        let (found, unmatched) = select(&which, found);
        for key in unmatched {
            writeln!(output.remarks, "no response has a key that begins with {key}")?;
        }
        let where_ = format!("{} {}", place.area.code(), place.audience);
        if arguments.yes.is_none() {
            writeln!(output.results, "{where_}: {} of {} would be erased", found.len(), responses(all))?;
            writeln!(output.remarks, "Nothing was erased. To erase, pause the campaign and add --yes {}", campaign.id)?;
            return Ok(());
        }
        if found.is_empty() {
            writeln!(output.results, "{where_}: 0 of {} erased", responses(all))?;
            return Ok(());
        }
        let about = about(arguments, &campaign, &place, arguments.cloud.operator(&config).await?);
        let mut journal = Journal::open(&arguments.log, about)?;
        let begun = journal.write(&json!({ "event": "begun", "responses": all, "found": found.len() }))?;
        writeln!(output.results, "{begun}")?;
        let erased = erase(&purge, &place, found).await?;
        let Erasure { erased: responses_erased, trouble } = erased.responses;
        let mut outcome = json!({ "event": "done", "erased": responses_erased, "texts_erased": erased.texts });
        if let Some(trouble) = &trouble {
            outcome["event"] = "cut short".into();
            outcome["trouble"] = trouble.to_string().into();
        }
        writeln!(output.results, "{}", journal.write(&outcome)?)?;
        let texts = match erased.texts {
            0 => String::new(),
            count => format!("; no response is left, so {count} open texts went too"),
        };
        writeln!(output.results, "{where_}: {responses_erased} of {} erased{texts}", responses(all))?;
        if erased.texts_stay {
            writeln!(
                output.remarks,
                "Open texts stay: nothing tells which belonged to these responses. A person reads them before they are \
                 published."
            )?;
        }
        trouble.map_or(Ok(()), |trouble| Err(Failure::Failed(format!("{trouble}; do it again for the rest"))))
    })
}

/// What was erased.
struct Erased {
    responses: Erasure,
    texts: u64,
    texts_stay: bool,
}

/// Erases responses; and, where none is left, the open texts, which then belong to nothing that is kept. A text's key does
/// not lead to its response, so no smaller set of texts can be erased with some responses.
async fn erase(purge: &Purge, place: &Place, found: Vec<Found>) -> Result<Erased, Failure> {
    let responses = purge.erase(found).await;
    if responses.trouble.is_some() {
        return Ok(Erased { responses, texts: 0, texts_stay: false });
    }
    let texts = purge.texts(place).await?;
    if texts.is_empty() || !purge.responses(place).await?.is_empty() {
        return Ok(Erased { responses, texts: 0, texts_stay: !texts.is_empty() });
    }
    let Erasure { erased, trouble } = purge.erase(texts).await;
    Ok(Erased { responses: Erasure { trouble, ..responses }, texts: erased, texts_stay: false })
}

fn which(arguments: &Arguments) -> Result<Which, Failure> {
    if let Some(way) = arguments.mode {
        return Ok(Which::Mode(way.mode()));
    }
    let file = arguments.keys.as_deref().expect("keys are given if no mode is");
    let text = fs::read_to_string(file)
        .map_err(|error| Failure::Usage(format!("{} can't be read: {error}", file.display())))?;
    keys(&text, &arguments.audience)
        .map(Which::Keys)
        .map_err(|(line, reason)| Failure::Usage(format!("{}:{line}: {reason}", file.display())))
}

/// The beginnings of keys in a file; or the number of the line that is none, and why.
fn keys(text: &str, audience: &str) -> Result<Vec<String>, (usize, String)> {
    let mut keys = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let symbols = match line.split_once('#') {
            None => line,
            Some((of, symbols)) if of == audience => symbols,
            Some((of, _)) => return Err((number, format!("a key of {of}, not of {audience}"))),
        };
        let is_symbol = |symbol: char| symbol.is_ascii_uppercase() || ('2'..='7').contains(&symbol);
        if symbols.len() < FEWEST_SYMBOLS || !symbols.chars().all(is_symbol) {
            return Err((number, format!("a key has symbols A to Z and 2 to 7, and {FEWEST_SYMBOLS} of them or more")));
        }
        keys.push(symbols.to_owned());
    }
    if keys.is_empty() { Err((1, "there is no key in it".to_owned())) } else { Ok(keys) }
}

/// Those of the responses that are meant, and the keys that mean none.
fn select(which: &Which, found: Vec<Found>) -> (Vec<Found>, Vec<&str>) {
    match which {
        Which::Mode(mode) => (found.into_iter().filter(|found| found.mode() == Some(*mode)).collect(), Vec::new()),
        Which::Keys(keys) => {
            let unmatched = keys.iter().filter(|key| !found.iter().any(|found| found.begins_with(key)));
            let unmatched = unmatched.map(String::as_str).collect();
            let meant = |found: &Found| keys.iter().any(|key| found.begins_with(key));
            (found.into_iter().filter(meant).collect(), unmatched)
        }
    }
}

fn responses(count: usize) -> String {
    if count == 1 { "1 response".to_owned() } else { format!("{count} responses") }
}

/// What every line of the journal tells.
fn about(arguments: &Arguments, campaign: &Campaign, place: &Place, operator: String) -> serde_json::Value {
    let selection = match (&arguments.mode, &arguments.keys) {
        (Some(way), _) => format!("mode {}", way.mode().as_str()),
        (None, Some(file)) => format!("keys in {}", file.display()),
        (None, None) => unreachable!("one of them is given"),
    };
    json!({
        "action": "purge", "operator": operator, "campaign": campaign.id.as_str(), "table": arguments.table_responses,
        "municipality": place.area.code(), "audience": place.audience.as_str(), "selection": selection,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_strictly() {
        let text = "# found on Monday\n\n  ABCDEFGH\nusers#ABCDEFGHIJKLMNOPQRSTUVWX23\r\n";
        assert_eq!(keys(text, "users").unwrap(), ["ABCDEFGH", "ABCDEFGHIJKLMNOPQRSTUVWX23"]);
        for (bad, line) in [
            ("", 1),
            ("# only this\n", 1),
            ("ABCDEFGH\nABCDEFG\n", 2),
            ("abcdefgh", 1),
            ("providers#ABCDEFGH", 1),
            ("ABCDEFG1", 1),
        ] {
            assert_eq!(keys(bad, "users").unwrap_err().0, line, "{bad:?}");
        }
    }
}
