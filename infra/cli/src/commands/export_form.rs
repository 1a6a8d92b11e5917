//! `dagpeil xlsform`: a questionnaire as the spreadsheet that other tools know.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use crate::{Failure, Output, find, xlsform};

/// Write a questionnaire as an XLSForm, the spreadsheet that ODK, KoboToolbox and Survey123 use.
///
/// `dagpeil import` makes the same questionnaire of it again. What XLSForm has no word for (themes, steps, bands, tables)
/// stands in columns of its own, which other tools pass over.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil xlsform noordoostpolder-2026 --audience users --out users.xlsx")]
pub struct Arguments {
    /// The campaign: a folder, or an id in infra/campaigns.
    #[arg(value_name = "CAMPAIGN")]
    pub campaign: PathBuf,
    /// Whose questionnaire: the audience's id.
    #[arg(long)]
    pub audience: String,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Writes the workbook.
///
/// # Errors
/// With the campaign's faults, when it has no such audience, or when the file can't be written.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let campaign = find::compiled(&arguments.campaign, output)?.campaign;
    let Some(audience) = campaign.audience(&arguments.audience) else {
        let known: Vec<&str> = campaign.audiences.iter().map(|audience| audience.id.as_str()).collect();
        let message = format!("{} has no audience `{}`; it has {}", campaign.id, arguments.audience, known.join(", "));
        return Err(Failure::Usage(message));
    };
    let form_id = format!("{}-{}", campaign.id, audience.id);
    let workbook = xlsform::export(&audience.questionnaire, &form_id, &campaign.languages)
        .map_err(|error| Failure::Failed(error.to_string()))?;
    let out = arguments.out.display();
    fs::write(&arguments.out, workbook).map_err(|error| Failure::Failed(format!("{out} can't be written: {error}")))?;
    writeln!(output.results, "{out}")?;
    Ok(())
}
