//! `dagpeil compare`: whether a changed campaign may replace the one that is deployed.

use std::io::Write;
use std::path::PathBuf;

use survey::campaign::Campaign;
use survey::compatibility::{Comparison, compare};
use survey::time::Timestamp;
use web::Clock;

use crate::amazon::moved;
use crate::{Failure, Output, find};

/// Tell whether a changed campaign may replace the one that is deployed.
///
/// Both are compiled campaigns (`dagpeil compile`). Words, colours and help may always change. From the opening on,
/// nothing may change that would make answers mean something else, or that people were told: every such change is named,
/// with the reason and the way out. `make deploy` asks this before it changes anything.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil compare deployed.json target/deploy/noordoostpolder-2026/collect/campaign.json")]
pub struct Arguments {
    /// What is deployed: `campaign.json` of the package of a deployed function.
    #[arg(value_name = "DEPLOYED")]
    pub deployed: PathBuf,
    /// What is to replace it.
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// By how many seconds the clock of a test stage is ahead (or behind, if negative).
    #[arg(long, value_name = "SECONDS", default_value_t = 0, allow_negative_numbers = true)]
    pub clock_offset: i64,
}

/// Compares, and tells what changes.
///
/// # Errors
/// When a change is refused, or a file can't be read.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let deployed = find::bundle(&arguments.deployed)?;
    let new = find::bundle(&arguments.new)?;
    let now = moved(Clock::system().now(), arguments.clock_offset);
    tell(&deployed.campaign, &new.campaign, now, output)
}

/// Tells what changes from one campaign to another.
///
/// # Errors
/// When a change is refused.
pub(super) fn tell(
    deployed: &Campaign,
    new: &Campaign,
    now: Timestamp,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let Comparison { refused, allowed } = compare(deployed, new, now);
    let id = &deployed.id;
    if refused.is_empty() {
        for change in &allowed {
            writeln!(output.results, "{id}: {change}")?;
        }
        // Bundles that differ in nothing that is compared have the same words too.
        if allowed.is_empty() {
            writeln!(output.results, "{id}: no change")?;
        }
        return Ok(());
    }
    let mut ways_out = Vec::new();
    for refusal in &refused {
        writeln!(output.remarks, "{id}: {refusal}")?;
        if !ways_out.contains(&refusal.reason.way_out()) {
            ways_out.push(refusal.reason.way_out());
        }
    }
    for way_out in ways_out {
        writeln!(output.remarks, "way out: {way_out}")?;
    }
    let changes = if refused.len() == 1 { "1 change".to_owned() } else { format!("{} changes", refused.len()) };
    Err(Failure::Failed(format!("{changes} can't be made to {id} as it is deployed; nothing was changed")))
}
