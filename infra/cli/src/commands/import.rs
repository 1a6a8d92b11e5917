//! `dagpeil import`: a questionnaire file out of a spreadsheet.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use survey::language::Language;

use crate::xlsform::{Finding, ImportError, Options, import};
use crate::{Failure, Output};

/// Make a questionnaire file of an XLSForm, the spreadsheet that ODK, KoboToolbox and Survey123 use.
///
/// Texts in other languages than Dutch and English go to files of their own, such as users.ar.toml beside users.toml.
///
/// Takes .xlsx, .xls and .ods. What has no place in a questionnaire of Dagpeil is refused, each with its sheet, its cell
/// and what to do; what has no effect is named. Nothing is written while there are faults. What is taken and what is
/// not: docs/xlsform.md.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil import vragenlijst.xlsx --out infra/campaigns/noordoostpolder-2026/users.toml
  dagpeil import vragenlijst.xlsx --out infra/campaigns/noordoostpolder-2026
  dagpeil import survey.xlsx --language English=en --language 'Hollands=nl' --out users.toml")]
pub struct Arguments {
    /// The spreadsheet.
    #[arg(value_name = "FORM")]
    pub form: PathBuf,
    /// The file to write, or a folder: then it gets the name of the form.
    #[arg(long, value_name = "FILE_OR_FOLDER")]
    pub out: PathBuf,
    /// Which language a column is in: `nl` for columns that do not say it (`label`), `English=nl` for those that say
    /// `English`. More than once for more languages.
    #[arg(long, value_name = "[NAME=]CODE")]
    pub language: Vec<Named>,
    /// Write over a file that is there already.
    #[arg(long)]
    pub overwrite: bool,
}

/// A language, and the name a form gives it, if any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As in the header `label::NAME`; absent for columns without a language.
    pub name: Option<String>,
    /// What language it is.
    pub language: Language,
}

impl FromStr for Named {
    type Err = survey::language::UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.rsplit_once('=') {
            Some((name, code)) => Ok(Named { name: Some(name.trim().to_lowercase()), language: code.trim().parse()? }),
            None => Ok(Named { name: None, language: text.trim().parse()? }),
        }
    }
}

/// Reads the form and writes the file.
///
/// # Errors
/// With the form's faults, or when a file can't be read or written.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let form = arguments.form.display();
    let bytes = fs::read(&arguments.form).map_err(|error| Failure::Failed(format!("{form} can't be read: {error}")))?;
    let stem = arguments.form.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let out = target(&arguments.out, &stem);
    let free = |path: &Path| match path.exists() && !arguments.overwrite {
        true => Err(Failure::Usage(format!("{} is there already; --overwrite writes over it", path.display()))),
        false => Ok(()),
    };
    free(&out)?;
    let (unnamed, named): (Vec<&Named>, Vec<&Named>) =
        arguments.language.iter().partition(|language| language.name.is_none());
    if let [_, second, ..] = unnamed.as_slice() {
        let message = format!("columns without a language can't be in {} as well", second.language);
        return Err(Failure::Usage(message));
    }
    let named: BTreeMap<String, Language> =
        named.into_iter().filter_map(|named| Some((named.name.clone()?, named.language))).collect();
    let options = Options { title: stem, unnamed: unnamed.first().map(|language| language.language), named };
    let mut tell = |findings: &[Finding], kind: &str| -> Result<(), Failure> {
        for finding in findings {
            writeln!(output.remarks, "{kind}{form}: {finding}")?;
        }
        Ok(())
    };
    match import(&bytes, &options) {
        Ok(imported) => {
            tell(&imported.notices, "note: ")?;
            let mut files = vec![(out.clone(), imported.text)];
            let translated = imported.translations.into_iter();
            files.extend(translated.map(|(language, text)| (out.with_extension(format!("{language}.toml")), text)));
            for (path, _) in &files {
                free(path)?;
            }
            for (path, text) in files {
                fs::write(&path, text)
                    .map_err(|error| Failure::Failed(format!("{} can't be written: {error}", path.display())))?;
                writeln!(output.results, "{}", path.display())?;
            }
            Ok(())
        }
        Err(ImportError::Unreadable(why)) => {
            Err(Failure::Failed(format!("{form} can't be read as a spreadsheet: {why}")))
        }
        Err(ImportError::Refused(faults)) => {
            tell(&faults, "")?;
            let count = if faults.len() == 1 { "1 fault".to_owned() } else { format!("{} faults", faults.len()) };
            Err(Failure::Failed(format!("{form} has {count}; nothing was written")))
        }
    }
}

/// The file to write: the one given, or one in the folder given.
fn target(out: &Path, stem: &str) -> PathBuf {
    if !out.is_dir() {
        return out.to_owned();
    }
    let plain = |character: char| if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { '-' };
    let name: String = stem.chars().map(plain).collect();
    let name = name.trim_matches('-');
    out.join(format!("{}.toml", if name.is_empty() { "questionnaire" } else { name }))
}
