//! `dagpeil check`: whether a campaign's definition is sound.

use std::io::Write;
use std::path::PathBuf;

use survey::campaign::Campaign;
use survey::definition::Compiled;
use survey::language::Language;
use web::Clock;

use super::compare;
use crate::{Failure, Output, find};

/// Check campaigns: tell every fault of the definition at once, and what is not translated.
///
/// Each fault is told with its file, line and column, what is wrong and what is allowed. Warnings are texts that are missing
/// in one of the campaign's languages (people see them in Dutch), translations that no native speaker has read, and
/// sentences that are long. Also read is what the folder says of findings: insight.toml, initiatives.toml, earlier waves.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil check noordoostpolder-2026
  dagpeil check infra/campaigns/*
  dagpeil check noordoostpolder-2026 --deployed deployed.json")]
pub struct Arguments {
    /// The campaigns: a folder, or an id in infra/campaigns.
    #[arg(value_name = "CAMPAIGN", required = true)]
    pub campaigns: Vec<PathBuf>,
    /// What is deployed of the campaign, `campaign.json` of the package of a function: also tell whether what is checked
    /// may replace it. The policy, questions and ways in are fixed once a campaign is open.
    #[arg(long, value_name = "CAMPAIGN.JSON")]
    pub deployed: Option<PathBuf>,
}

/// Checks the campaigns one after another, and sums up each that has no faults.
///
/// # Errors
/// With the faults of them all.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let mut faults = Vec::new();
    for campaign in &arguments.campaigns {
        match find::checked(campaign, output) {
            Ok(compiled) => {
                let dossier = local::dossier::load(&find::folder(campaign)?, &compiled.campaign);
                if let Err(more) = dossier {
                    faults.extend(more);
                    continue;
                }
                writeln!(output.results, "{}", summary(&compiled))?;
                if let Some(deployed) = &arguments.deployed {
                    let deployed = find::bundle(deployed)?;
                    compare::tell(&deployed.campaign, &compiled.campaign, Clock::system().now(), output)?;
                }
            }
            Err(Failure::Faulty(more)) => faults.extend(more),
            Err(other) => return Err(other),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::Faulty(faults)) }
}

/// One line about a sound campaign.
fn summary(Compiled { campaign, warnings }: &Compiled) -> String {
    let questionnaires = || campaign.audiences.iter().map(|audience| &audience.questionnaire);
    let questions = questionnaires().map(|questionnaire| questionnaire.questions().count()).sum();
    let items = questionnaires().map(|questionnaire| questionnaire.items().len()).sum();
    format!(
        "{}: {}, {}, {}, {}, {}; {}",
        campaign.id,
        count(campaign.municipalities.len(), "municipality", "municipalities"),
        count(campaign.audiences.len(), "audience", "audiences"),
        count(questions, "question", "questions"),
        count(items, "item", "items"),
        languages(campaign),
        count(warnings.len(), "warning", "warnings"),
    )
}

fn languages(campaign: &Campaign) -> String {
    let codes: Vec<_> = campaign.languages.iter().copied().map(Language::code).collect();
    let noun = if codes.len() == 1 { "language" } else { "languages" };
    format!("{noun} {}", codes.join(" "))
}

fn count(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}
