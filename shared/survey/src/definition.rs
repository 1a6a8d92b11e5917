//! Reading campaign definitions: TOML files as people write them, compiled into a checked [`Campaign`].
//!
//! Knows no files: texts are passed in, and a questionnaire's text is asked for by the path the campaign names it
//! with. Every fault is found at once, in the campaign file and its questionnaires together, each with its place, what
//! is wrong and what is allowed. Functions do not carry this module; they carry what it compiled.
//!
//! While a file is read, whatever is missing or wrong is reported and stood in for, so that reading goes on. A stand-in
//! never leaves this module: one fault suffices to refuse the whole.

mod accessibility;
mod campaign;
pub mod condition;
mod contact;
mod fault;
mod logo;
mod look;
mod mail;
mod pictures;
mod questionnaire;
mod reader;
#[cfg(test)]
mod tests;
mod translation;

pub use campaign::RESERVED_PATHS;
pub use fault::Fault;
pub use logo::MOST_LOGO_BYTES;
pub use pictures::pictures;
pub use questionnaire::MOST_ITEMS;
pub use reader::Located;

use crate::campaign::{Audience, Campaign};
use crate::language::Language;
use crate::questionnaire::{Kind, Questionnaire};
use reader::File;
use translation::Translation;

/// A definition file.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// How people know the file: the path they would open it by.
    pub path: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// A definition without faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// The campaign, with its questionnaires.
    pub campaign: Campaign,
    /// What does no harm but deserves a look, such as texts that are not translated.
    pub warnings: Vec<Fault>,
}

/// Compiles a campaign.
///
/// `folder` is the name of the folder the campaign lies in, which its id must equal. `read` is given paths as the
/// campaign file has them (`users.toml` or `../other-campaign/users.toml`; no other forms are asked for), and those of
/// translations beside them (`campaign.en.toml`, `users.en.toml`), which need not exist; the logo is asked for in the same
/// forms (`logo.svg`). It answers with the path to
/// show and the text, or `None` where there is no such file.
///
/// # Errors
/// With every fault of every file, in the order of the files and the places in them.
pub fn compile(
    folder: &str,
    campaign: Source<'_>,
    mut read: impl FnMut(&str) -> Option<(String, String)>,
) -> Result<Compiled, Vec<Fault>> {
    let mut file = File::new(campaign, translations("campaign.toml", &campaign::offered(campaign.text), &mut read));
    let mut draft = file.read(|table| campaign::read(folder, table));
    if !file.is_toml {
        // What of it was read does not suffice to hold the questionnaires against.
        draft.themes = None;
        draft.languages.clear();
    }
    let mut found: Vec<(Vec<Fault>, Vec<Fault>)> = Vec::new();
    let mut audiences = Vec::new();

    for audience in draft.audiences {
        let Some(reference) = audience.questionnaire else { continue };
        let Some((path, text)) = read(&reference.value) else {
            file.fault(
                &reference.at,
                format!("the questionnaire `{}` can't be read", reference.value),
                "a file in UTF-8; its path is relative to the campaign's folder",
            );
            continue;
        };
        let translations = translations(&reference.value, &draft.languages, &mut read);
        let mut source = File::new(Source { path: &path, text: &text }, translations);
        let questionnaire = source.read(|table| questionnaire::read(table, draft.themes.as_ref()));
        found.extend(source.into_findings(&draft.languages));
        if let (Some(id), Some(path), Some(respondents)) = (audience.id, audience.path, audience.respondents) {
            let fingerprint = questionnaire.fingerprint();
            audiences.push(Audience { id, path, title: audience.title, respondents, questionnaire, fingerprint });
        }
    }

    let logo = draft.logo.and_then(|reference| {
        let Some((path, text)) = read(&reference.value) else {
            let what = format!("the logo `{}` can't be read", reference.value);
            file.fault(&reference.at, what, "an SVG file; its path is relative to the campaign's folder");
            return None;
        };
        logo::read(Source { path: &path, text: &text }).map_err(|faults| found.push((faults, Vec::new()))).ok()
    });
    let own = file.into_findings(&draft.languages);
    let (faults, warnings): (Vec<_>, Vec<_>) = own.into_iter().chain(found).unzip();
    let faults = each_once(faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let campaign = draft.campaign.expect("what is missing was reported as a fault");
    let pictures = audiences.iter().flat_map(|audience| pictured(&audience.questionnaire));
    let pictures =
        pictures.filter_map(|name| Some((name.to_owned(), pictures::pictures().get(name)?.clone()))).collect();
    Ok(Compiled { campaign: Campaign { audiences, logo, pictures, ..campaign }, warnings: each_once(warnings) })
}

/// The names of the pictures in a questionnaire.
fn pictured(questionnaire: &Questionnaire) -> impl Iterator<Item = &str> {
    let choices = questionnaire.questions().flat_map(|question| match &question.kind {
        Kind::Single { options } | Kind::Multiple { options, .. } | Kind::Ranking { options, .. } => {
            options.iter().collect()
        }
        Kind::Scale(scale) | Kind::Grid { scale, .. } => scale.choices().collect::<Vec<_>>(),
        Kind::Number(_) | Kind::Text { .. } => Vec::new(),
    });
    choices.filter_map(|choice| choice.picture.as_deref())
}

/// The translations there are of the file of that path.
fn translations(
    path: &str,
    languages: &[Language],
    read: &mut impl FnMut(&str) -> Option<(String, String)>,
) -> Vec<Translation> {
    let others = languages.iter().filter(|language| **language != Language::Nl);
    let translations = others.filter_map(|language| {
        let (path, text) = read(&Translation::path_of(path, *language))?;
        Some(Translation::read(*language, path, text))
    });
    translations.collect()
}

/// In the order of the files; once where two audiences share a file.
fn each_once(found: Vec<Vec<Fault>>) -> Vec<Fault> {
    let mut all: Vec<Fault> = Vec::new();
    for fault in found.into_iter().flatten() {
        if !all.contains(&fault) {
            all.push(fault);
        }
    }
    all
}
