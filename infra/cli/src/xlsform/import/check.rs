//! Holding the file that was written to the reader of questionnaire files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use survey::definition::{Fault, Source, compile};
use survey::language::Language;

use super::super::draft::{Files, Written};
use super::super::report::{Place, Report};

/// Reads the files as part of a campaign made up around them, and reports what their reader says at the cells it comes
/// from.
pub(super) fn check(files: &Files, report: &mut Report) {
    let paths =
        files.translations.iter().map(|(language, written)| (format!("questionnaire.{language}.toml"), written));
    let written: BTreeMap<String, &Written> =
        std::iter::once((FILE.to_owned(), &files.questionnaire)).chain(paths).collect();
    let place = |fault: &Fault| {
        let first = Place { sheet: 0, row: 0, column: 0 };
        let places = written.get(&fault.file).and_then(|file| file.places.get(fault.line.saturating_sub(1)));
        places.copied().unwrap_or(first)
    };
    let campaign = campaign(files);
    let read = |path: &str| Some((path.to_owned(), written.get(path)?.text.clone()));
    match compile("import", Source { path: "campaign.toml", text: &campaign }, read) {
        Ok(compiled) => {
            // That no native speaker has read it, the file itself says.
            let told = |warning: &&Fault| written.contains_key(&warning.file) && !warning.what.contains("`reviewed");
            for warning in compiled.warnings.iter().filter(told) {
                report.notice(place(warning), warning.what.clone());
            }
        }
        Err(faults) => {
            for fault in &faults {
                debug_assert!(written.contains_key(&fault.file), "{fault}");
                report.fault(place(fault), format!("{}; allowed: {}", fault.what, fault.allowed), "");
            }
        }
    }
}

const FILE: &str = "questionnaire.toml";

/// A campaign that declares what the questionnaire uses.
fn campaign(files: &Files) -> String {
    let document: toml::Table = toml::from_str(&files.questionnaire.text).unwrap_or_default();
    let (mut themes, mut languages) = (BTreeSet::new(), BTreeSet::from([Language::Nl]));
    languages.extend(files.translations.iter().map(|(language, _)| *language));
    gather(&toml::Value::Table(document), &mut themes, &mut languages);
    let codes: Vec<String> = languages.iter().map(|language| format!("\"{language}\"")).collect();
    let text = "{ nl = \"x\" }";
    let mut campaign = format!(
        "id = \"import\"\ntrajectory = \"import\"\ntitle = {text}\nmunicipalities = [\"GM0171\"]\n\
         opens = \"2026-01-01T09:00\"\ncloses = \"2026-02-01T09:00\"\nlanguages = [{}]\nhelp = {text}\n\
         [retention]\nlongest_run_days = 90\nkeep_days = 30\n\
         [controller]\nname = \"x\"\ncontact = \"x@example.nl\"\npurpose = {text}\nlegal_basis = {text}\n\
         [[audience]]\nid = \"x\"\npath = \"x\"\ntitle = {text}\nrespondents = \"people\"\nquestionnaire = \"{FILE}\"\n",
        codes.join(", ")
    );
    for theme in themes {
        write!(campaign, "[[theme]]\nid = \"{theme}\"\nlabel = {text}\n").expect("a String takes all");
    }
    campaign
}

/// The themes and languages in a questionnaire.
fn gather(value: &toml::Value, themes: &mut BTreeSet<String>, languages: &mut BTreeSet<Language>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                match (key.as_str(), value) {
                    ("theme", toml::Value::String(theme)) => {
                        // What is no id is refused where it stands.
                        if theme.parse::<survey::id::ThemeId>().is_ok() {
                            themes.insert(theme.clone());
                        }
                    }
                    (code, toml::Value::String(_)) => languages.extend(code.parse::<Language>().ok()),
                    _ => gather(value, themes, languages),
                }
            }
        }
        toml::Value::Array(array) => array.iter().for_each(|value| gather(value, themes, languages)),
        _ => {}
    }
}
