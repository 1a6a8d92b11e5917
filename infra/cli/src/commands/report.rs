//! `dagpeil report`: the report of a place, from its releases.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use local::campaigns::Loaded;
use local::data::DataFolder;
use local::stack::Stack;
use local::{StartError, TABLES};
use report::material::Material;
use report::pdf::{Manuscript, Typesetter};
use storage::Tables;
use storage::embedded::Embedded;
use survey::addendum::Addendum;
use survey::campaign::Campaign;
use survey::language::Language;
use survey::release::Area;

use super::findings::{area, exported};
use crate::wait::until_done;
use crate::{Failure, Output, find};

/// Write the report of a place: the same as advisers get, as DOCX and PDF.
///
/// Made from releases alone, of each audience the final one or the latest, with what moderators approved. Setting a PDF takes
/// the program `typeset`, which `make report` builds; without it there is a DOCX.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil report voorbeeld-2026 --data .dagpeil --out reports
  dagpeil report noordoostpolder-2026 --releases releases --out reports --typeset target/typeset/typeset")]
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
    /// The language: nl or en. Without it both.
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    language: Option<Language>,
    /// The folder to write to, made if need be. Files of an earlier report of the same day are written over.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// The program that sets a PDF; without it there is only the DOCX.
    #[arg(long, value_name = "PROGRAM")]
    typeset: Option<PathBuf>,
    /// Also write what both say, as JSON: the manuscript that the program sets.
    #[arg(long)]
    manuscript: bool,
}

fn language(code: &str) -> Result<Language, String> {
    match code.parse() {
        Ok(language) if report::LANGUAGES.contains(&language) => Ok(language),
        Ok(_) | Err(_) => Err("reports are written in nl or en".to_owned()),
    }
}

/// Writes the reports.
///
/// # Errors
/// When there is no release of the place, a file is missing, faulty or of something else, or no PDF can be set.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let loaded = find::deployed_with_dossier(&arguments.campaign, output)?;
    let area = area(&loaded.campaign, arguments.municipality)?;
    let material = match (&arguments.releases, &arguments.data) {
        (Some(folder), _) => filed(&loaded.campaign, folder, area)?,
        (None, Some(folder)) => until_done(hanging(loaded.clone(), folder, area))?,
        (None, None) => return Err(Failure::Usage("--releases or --data says where the releases are".to_owned())),
    };
    let Loaded { campaign, dossier } = &loaded;
    let material =
        material.ok_or_else(|| Failure::Failed(format!("there is no release of {}, {area}", campaign.id)))?;
    let typesetter = arguments.typeset.clone().map_or(Typesetter::built_in(), Typesetter::Program);
    let failed = |error: &dyn std::fmt::Display| Failure::Failed(error.to_string());
    for language in report::LANGUAGES {
        if arguments.language.is_some_and(|wanted| wanted != language) {
            continue;
        }
        let report = material.report(campaign, dossier, area, language).map_err(|stray| failed(&stray))?;
        let mut write = |content: &[u8], kind: &str| {
            let file = arguments.out.join(report::file_name(campaign, area, language, &report, kind));
            let written = fs::create_dir_all(&arguments.out).and_then(|()| fs::write(&file, content));
            written.map_err(|error| Failure::Failed(format!("{} can't be written: {error}", file.display())))?;
            writeln!(output.results, "{}  {} bytes", file.display(), content.len())?;
            Ok::<(), Failure>(())
        };
        let manuscript = Manuscript::of(&report);
        if arguments.manuscript {
            write(&manuscript.to_json(), "json")?;
        }
        write(&report::docx::write(&report), "docx")?;
        if typesetter.is_there() {
            let pdf = typesetter.set(&manuscript).map_err(|unset| failed(&unset))?;
            write(&pdf, "pdf")?;
        }
    }
    if !typesetter.is_there() {
        writeln!(output.remarks, "without PDF: --typeset names the program that sets it (`make report` builds it)")?;
    }
    Ok(())
}

/// What there is in a folder that `dagpeil export` wrote.
fn filed(campaign: &Campaign, folder: &Path, area: Area) -> Result<Option<Material>, Failure> {
    let mut addenda = Vec::new();
    for audience in campaign.audiences.iter().filter(|_| area != Area::All) {
        let file = folder.join(area.code()).join(audience.id.as_str()).join("quotes.json");
        let failed = |error: &dyn std::fmt::Display| Failure::Failed(format!("{}: {error}", file.display()));
        match fs::read_to_string(&file) {
            Ok(json) => addenda.push(Addendum::from_json(&json).map_err(|error| failed(&error))?),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(&error)),
        }
    }
    let total = if area == Area::All { Vec::new() } else { exported(campaign, folder, Area::All)? };
    Ok(Material::new(exported(campaign, folder, area)?, addenda, total))
}

/// What hangs in a data folder.
async fn hanging(loaded: Loaded, folder: &Path, area: Area) -> Result<Option<Material>, Failure> {
    let data = DataFolder::take_filled(folder)?;
    let engine = Embedded::start(data.database()).await.map_err(StartError::from)?;
    let stack = Stack::new(engine.client(), &Tables::named(TABLES), loaded);
    Ok(Material::gather(&stack.board(), area, None).await?)
}
