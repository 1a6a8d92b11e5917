//! `dagpeil findings`: what can be said of a place, from its releases.

use std::io::Write;
use std::path::{Path, PathBuf};

use insight::Findings;
use insight::prose::{Prose, Subject};
use insight::share::{Bounds, Share};
use local::campaigns::Loaded;
use local::data::DataFolder;
use local::dossier::{self, ExportError};
use local::{StartError, TABLES};
use storage::embedded::Embedded;
use storage::{NoticeBoard, Place, Tables};
use survey::campaign::Campaign;
use survey::language::Language;
use survey::release::{Area, Release};

use crate::wait::until_done;
use crate::{Failure, Output, find};

/// Characters on a line of prose.
const WIDTH: usize = 100;

/// Tell what can be said of a place: needs against offers, obstacles, steps, differences with earlier, initiatives that fit.
///
/// Made from releases alone, of each audience the final one or the latest. Every percentage comes with the bounds that
/// rounding leaves; what they leave open is called equal. docs/findings.md tells how it is reckoned.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil findings voorbeeld-2026 --data .dagpeil
  dagpeil findings noordoostpolder-2026 --releases releases --language en
  dagpeil findings noordoostpolder-2026 --releases releases --format json > findings.json")]
pub struct Arguments {
    /// The campaign: a folder, an id in infra/campaigns, or a compiled campaign (.json).
    #[arg(value_name = "CAMPAIGN")]
    campaign: PathBuf,
    /// The folder of releases that `dagpeil export` wrote.
    #[arg(long, value_name = "FOLDER", required_unless_present = "data")]
    releases: Option<PathBuf>,
    /// Instead: the data folder of `make run`, while that is not running.
    #[arg(long, value_name = "FOLDER", conflicts_with = "releases")]
    data: Option<PathBuf>,
    /// The CBS code of the municipality, or `all` for all of the campaign's together. If the campaign asks in one, that.
    #[arg(long, value_name = "CODE")]
    municipality: Option<Area>,
    /// The language: nl or en.
    #[arg(long, value_name = "LANGUAGE", default_value = "nl", value_parser = language)]
    language: Language,
    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// To read.
    Text,
    /// For programs: the findings, and the prose with each number's place among them.
    Json,
}

fn language(code: &str) -> Result<Language, String> {
    match code.parse() {
        Ok(language @ (Language::Nl | Language::En)) => Ok(language),
        Ok(_) | Err(_) => Err("findings are told in nl or en".to_owned()),
    }
}

/// Makes findings and writes them.
///
/// # Errors
/// When there is no release of the place, or a file is missing, faulty or of something else.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let loaded = find::deployed_with_dossier(&arguments.campaign, output)?;
    let Loaded { campaign, dossier } = &loaded;
    let area = area(campaign, arguments.municipality)?;
    let (releases, total) = match (&arguments.releases, &arguments.data) {
        (Some(folder), _) => (exported(campaign, folder, area)?, exported(campaign, folder, Area::All)?),
        (None, Some(folder)) => until_done(hanging(campaign, folder, area))?,
        (None, None) => return Err(Failure::Usage("--releases or --data says where the releases are".to_owned())),
    };
    if releases.is_empty() {
        return Err(Failure::Failed(format!("there is no release of {}, {area}", campaign.id)));
    }
    for wave in &dossier.earlier {
        if !wave.releases.iter().any(|release| release.area() == area) {
            writeln!(
                output.remarks,
                "warning: {}: there is no release of {area} of then",
                wave.name.get(Language::Nl)
            )?;
        }
    }
    let sources = dossier.sources(campaign, area, &releases, &total);
    let findings = insight::findings(&sources).map_err(|stray| Failure::Failed(stray.to_string()))?;
    let prose = Prose::of(&findings, arguments.language);
    match arguments.format {
        Format::Json => {
            let both = serde_json::json!({ "findings": findings, "prose": prose });
            writeln!(output.results, "{both:#}")?;
        }
        Format::Text => write_text(&findings, &prose, arguments.language, &mut output.results)?,
    }
    Ok(())
}

/// The place that is meant.
pub(super) fn area(campaign: &Campaign, asked: Option<Area>) -> Result<Area, Failure> {
    match (asked, campaign.municipalities.as_slice()) {
        (Some(Area::Municipality(municipality)), asking) if !asking.contains(&municipality) => {
            let (id, name) = (&campaign.id, municipality.name());
            Err(Failure::Usage(format!("{id} does not ask in {} ({name})", municipality.code())))
        }
        (Some(area), _) => Ok(area),
        (None, [only]) => Ok((*only).into()),
        (None, several) => {
            let codes: Vec<&str> = several.iter().map(|municipality| municipality.code()).collect();
            Err(Failure::Usage(format!("say of which --municipality: {}, or all", codes.join(", "))))
        }
    }
}

/// The latest release of each audience in a folder that `dagpeil export` wrote.
pub(super) fn exported(campaign: &Campaign, folder: &Path, area: Area) -> Result<Vec<Release>, Failure> {
    dossier::latest(campaign, folder, area).map_err(|error| match error {
        ExportError::NoFolder(_) => Failure::Usage(error.to_string()),
        ExportError::Unreadable { .. } | ExportError::NoRelease { .. } => Failure::Failed(error.to_string()),
    })
}

/// The latest release of each audience that hangs in a data folder: of the area, and of the total.
async fn hanging(campaign: &Campaign, folder: &Path, area: Area) -> Result<(Vec<Release>, Vec<Release>), Failure> {
    let data = DataFolder::take_filled(folder)?;
    let engine = Embedded::start(data.database()).await.map_err(StartError::from)?;
    let board = NoticeBoard::new(engine.client().clone(), Tables::named(TABLES).releases);
    let (mut releases, mut total) = (Vec::new(), Vec::new());
    for audience in &campaign.audiences {
        let place = match area {
            Area::Municipality(municipality) => Place::of(campaign, municipality, audience),
            Area::All => Place::total(campaign, audience),
        };
        releases.extend(board.latest(&place).await?);
        total.extend(board.latest(&Place::total(campaign, audience)).await?);
    }
    Ok((releases, total))
}

/// The prose, with the tables that it speaks of.
fn write_text(findings: &Findings, prose: &Prose, language: Language, to: &mut dyn Write) -> Result<(), Failure> {
    let title = findings.title.get(language);
    writeln!(to, "{title}\n{}", "=".repeat(title.chars().count()))?;
    for section in &prose.sections {
        writeln!(to, "\n{}\n{}", section.title, "-".repeat(section.title.chars().count()))?;
        for line in wrapped(&section.text()) {
            writeln!(to, "{line}")?;
        }
        let is_dutch = language == Language::Nl;
        let pick = |dutch: [&str; 4], english: [&str; 4]| (if is_dutch { dutch } else { english }).map(str::to_owned);
        let range =
            |bounds: Bounds| format!("{} {} {}", bounds.least, if is_dutch { "tot" } else { "to" }, bounds.most);
        let table = match section.subject {
            Subject::Supply => findings.supply.as_ref().map(|supply| {
                let head =
                    pick(["thema", "wil het", "biedt het", "punten"], ["theme", "want it", "offer it", "points"]);
                let mut rows = vec![head];
                rows.extend(supply.lines.iter().map(|line| {
                    let label = line.label.get(language).to_owned();
                    [label, share(&line.need, language), share(&line.offer, language), range(line.gap.bounds)]
                }));
                rows
            }),
            Subject::Ladder => findings.ladder.as_ref().map(|ladder| {
                let mut rows = vec![pick(["trede", "nu", "gewenst", "punten"], ["step", "now", "wished", "points"])];
                rows.extend(ladder.steps.iter().map(|step| {
                    let (now, wish) = (share(&step.now, language), share(&step.wish, language));
                    [format!("{} {}", step.step, step.label.get(language)), now, wish, range(step.change.bounds)]
                }));
                rows
            }),
            _ => None,
        };
        if let Some(rows) = table {
            writeln!(to)?;
            let widths: Vec<usize> =
                (0..4).map(|at| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0)).collect();
            for row in rows {
                let cells: Vec<String> =
                    row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
                writeln!(to, "{}", cells.join("  ").trim_end())?;
            }
        }
    }
    Ok(())
}

fn share(share: &Share, language: Language) -> String {
    let (to, at_most) = if language == Language::Nl { ("tot", "hoogstens") } else { ("to", "at most") };
    match share.percent {
        Some(percent) => format!("{percent}% ({} {to} {})", share.bounds.least, share.bounds.most),
        None => format!("{at_most} {}%", share.bounds.most),
    }
}

/// The text in lines.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is a line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
