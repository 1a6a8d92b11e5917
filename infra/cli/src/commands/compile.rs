//! `dagpeil compile`: a campaign as the one file that functions carry.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use survey::campaign::Bundle;

use crate::{Failure, Output, find};

/// Compile a campaign into the one file that is deployed with the functions.
///
/// Prints the hash of the content and the size in bytes. The same definition always gives the same bytes. Without --out
/// nothing is written: handy for telling whether what is deployed is what is here. Beside the file comes insight.json, with what
/// findings need: which question asks what, initiatives, and earlier waves (docs/findings.md).
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil compile noordoostpolder-2026 --out target/campaign.json
  dagpeil compile noordoostpolder-2026 --out - | gzip > campaign.json.gz")]
pub struct Arguments {
    /// The campaign: a folder, or an id in infra/campaigns.
    #[arg(value_name = "CAMPAIGN")]
    pub campaign: PathBuf,
    /// The file to write, its folder made if need be; - for standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Compiles the campaign.
///
/// # Errors
/// With its faults, or when the file can't be written.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let campaign = find::compiled(&arguments.campaign, output)?.campaign;
    let dossier = local::dossier::load(&find::folder(&arguments.campaign)?, &campaign).map_err(Failure::Faulty)?;
    let insight = dossier.to_json(&campaign);
    let bundle = Bundle::new(campaign);
    let json = bundle.to_json();
    let summary = format!("{}: hash {}, {} bytes", bundle.campaign.id, bundle.hash, json.len());
    match arguments.out.as_deref() {
        None => writeln!(output.results, "{summary}")?,
        Some(file) if file == Path::new("-") => {
            writeln!(output.remarks, "{summary}")?;
            output.results.write_all(json.as_bytes())?;
        }
        Some(file) => {
            write(file, &json)?;
            write(&file.with_file_name(find::INSIGHT), &insight)?;
            let written = format!("written to {}, with {} of {} bytes", file.display(), find::INSIGHT, insight.len());
            writeln!(output.results, "{summary}, {written}")?;
        }
    }
    Ok(())
}

fn write(file: &Path, json: &str) -> Result<(), Failure> {
    let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(file, json))
        .map_err(|error| Failure::Failed(format!("{} can't be written: {error}", file.display())))
}
