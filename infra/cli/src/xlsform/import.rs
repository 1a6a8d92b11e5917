//! From a workbook to a questionnaire file.

mod check;
mod form;
mod lists;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use survey::language::Language;

use super::columns::{Column, Columns, Kind as SheetKind, Spoken, Texts, language};
use super::draft::{Crossing, Draft, Files, Words};
use super::names::is_id;
use super::report::{Finding, Place, Report, shortened};
use super::reserved;
use super::sheets::{Sheet, Workbook};
use form::Form;
use lists::Lists;

/// What to know besides the workbook itself.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The title, where the form has none.
    pub title: String,
    /// The language of texts whose column does not say it; Dutch if absent.
    pub unnamed: Option<Language>,
    /// What languages the names in headers stand for, where these are not plain: `English=nl`.
    pub named: BTreeMap<String, Language>,
}

/// A form that was understood.
#[derive(Debug)]
pub struct Imported {
    /// The questionnaire file, in Dutch and English.
    pub text: String,
    /// The files of its translations into other languages.
    pub translations: Vec<(Language, String)>,
    /// What had no effect, was decided, or deserves a look.
    pub notices: Vec<Finding>,
}

/// Why a workbook gives no questionnaire.
#[derive(Debug)]
pub enum ImportError {
    /// It is no workbook, in the words of its reader.
    Unreadable(String),
    /// It has faults, each with its cells and what to do.
    Refused(Vec<Finding>),
}

/// Reads a workbook into a questionnaire file.
///
/// # Errors
/// With every fault of the form.
pub fn import(bytes: &[u8], options: &Options) -> Result<Imported, ImportError> {
    let workbook = Workbook::read(bytes).map_err(ImportError::Unreadable)?;
    from_sheets(&workbook, options)
}

/// The same from what was read already.
pub(super) fn from_sheets(workbook: &Workbook, options: &Options) -> Result<Imported, ImportError> {
    let names: Vec<String> = workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let mut report = Report::default();
    let draft = read(workbook, options, &mut report);
    let files = match draft {
        Some(draft) if !report.has_faults() => {
            let files = draft.files();
            check::check(&files, &mut report);
            Some(files)
        }
        _ => None,
    };
    let refused = report.has_faults();
    let (faults, notices) = report.into_findings(&names);
    match files {
        Some(Files { questionnaire, translations }) if !refused => {
            let translations = translations.into_iter().map(|(language, written)| (language, written.text)).collect();
            Ok(Imported { text: questionnaire.text, translations, notices })
        }
        _ if faults.is_empty() => Err(ImportError::Unreadable("this workbook has no sheets".to_owned())),
        _ => Err(ImportError::Refused(faults)),
    }
}

fn read(workbook: &Workbook, options: &Options, report: &mut Report) -> Option<Draft> {
    let Some(survey) = survey(workbook) else {
        let first = workbook.sheets.first()?;
        let known: Vec<String> = workbook.sheets.iter().map(|sheet| format!("`{}`", shortened(&sheet.name))).collect();
        let what = format!("there is no sheet `survey`; there are {}", known.join(", "));
        report.fault(first.place(0, 0), what, "call the sheet with the questions `survey`");
        return None;
    };
    let settings = Settings::read(workbook.sheet("settings"), report);
    let spoken = Spoken { unnamed: options.unnamed.or(settings.language), named: options.named.clone() };
    let columns = Columns::read(survey, SheetKind::Survey, &spoken, report);
    let choices = workbook.sheet("choices").or_else(|| workbook.sheet("choices and columns"));
    let choices = choices.map(|sheet| (sheet, Columns::read(sheet, SheetKind::Choices, &spoken, report)));
    let crossings = workbook.sheet(reserved::CROSSINGS);
    let crossings = crossings.map(|sheet| (sheet, Columns::read(sheet, SheetKind::Crossings, &spoken, report)));
    for sheet in &workbook.sheets {
        if sheet.beyond {
            report.notice(sheet.place(0, 0), "cells below row 20,000 or beyond column 400 were not read");
        }
        let known =
            [Some(survey), choices.as_ref().map(|(sheet, _)| *sheet), crossings.as_ref().map(|(sheet, _)| *sheet)];
        let read = known.into_iter().flatten().any(|known| known.number == sheet.number);
        if !read && !sheet.name.trim().eq_ignore_ascii_case("settings") && !sheet.headers().is_empty() {
            let what = format!("the sheet `{}` is no part of a questionnaire; left out", shortened(&sheet.name));
            report.notice(sheet.place(0, 0), what);
        }
    }
    if !columns.has(Column::Type) {
        report.fault(
            survey.place(0, 0),
            "there is no column `type`",
            "a first row with the headers type, name and label",
        );
        return None;
    }
    let no_dutch = columns.text_column(Texts::Label, Language::Nl).is_none();
    if no_dutch {
        no_dutch_labels(survey, &columns, report);
    }

    let mut languages: BTreeSet<Language> = columns.languages().collect();
    languages.extend(choices.iter().flat_map(|(_, columns)| columns.languages()));
    let lists = Lists::read(choices.as_ref().map(|(sheet, columns)| (*sheet, columns)), report);
    let nodes = tree::tree(survey, &columns, report);
    let mut form = Form::new(survey, &columns, lists, languages, no_dutch, report);
    let parts = form.read(nodes, &settings, options);
    let scope = form.scope().clone();
    form.finish();

    let crossed = crossings.as_ref().map(|(sheet, columns)| read_crossings(sheet, columns, &scope, no_dutch, report));
    if !report.has_faults() {
        columns.leave(survey, report);
        for (sheet, columns) in choices.iter().chain(&crossings) {
            columns.leave(sheet, report);
        }
    }
    let (title, intro, thanks, items, derived) = parts;
    let remarks = vec![
        "Imported from an XLSForm. Look it through: what was decided on the way stands in comments and in what the import \
         said; campaign.toml says which languages are offered."
            .to_owned(),
    ];
    Some(Draft { remarks, title, intro, thanks, items, derived, crossings: crossed.unwrap_or_default() })
}

/// Says that there are no Dutch labels, and what to do with those there are.
fn no_dutch_labels(survey: &Sheet, columns: &Columns, report: &mut Report) {
    let labels = Columns::labels(survey);
    let at = labels.first().map(|(_, at)| *at).or(columns.at(Column::Type)).unwrap_or(0);
    let mut advice = "add a column `label::Nederlands (nl)` with the Dutch".to_owned();
    for (name, _) in &labels {
        let (header, option) = match name {
            Some(name) => (format!("label::{}", shortened(name)), format!("'{}=nl'", shortened(name))),
            None => ("label".to_owned(), "nl".to_owned()),
        };
        advice.push_str(&format!("; or, if what stands in `{header}` is Dutch already, say --language {option}"));
    }
    report.fault(survey.place(0, at), "no column has Dutch labels, and Dutch is always needed", advice);
}

/// The sheet with the questions: by its name, or the only one.
fn survey(workbook: &Workbook) -> Option<&Sheet> {
    workbook.sheet("survey").or(match workbook.sheets.as_slice() {
        [only] => Some(only),
        _ => None,
    })
}

/// What settings say that matters here.
#[derive(Default)]
pub(super) struct Settings {
    title: Option<(String, Place)>,
    /// The language of texts whose column does not say it.
    language: Option<Language>,
}

impl Settings {
    fn read(sheet: Option<&Sheet>, report: &mut Report) -> Self {
        let mut settings = Settings::default();
        let Some(sheet) = sheet else { return settings };
        // One row of values; further rows have no meaning in any tool.
        let row = sheet.rows().first().copied().unwrap_or(1);
        for (column, header) in sheet.headers().iter().enumerate() {
            let Some(value) = sheet.peek(row, column) else { continue };
            let words: Vec<String> = header.split(['_', ' ', '-']).map(str::to_lowercase).collect();
            match words.join("_").as_str() {
                "form_title" | "title" | "set_form_title" => {
                    settings.title = sheet.take(row, column).map(|(text, at)| (text.to_owned(), at));
                }
                "default_language" => {
                    settings.language = language(value);
                    if settings.language.is_some() {
                        sheet.take(row, column);
                    }
                }
                _ => {}
            }
        }
        for place in sheet.untaken() {
            report.notice(place, "this setting has no effect; left out");
        }
        settings
    }
}

fn read_crossings(
    sheet: &Sheet,
    columns: &Columns,
    scope: &super::meaning::Scope,
    no_dutch: bool,
    report: &mut Report,
) -> Vec<Crossing> {
    let mut crossings = Vec::new();
    for row in sheet.rows() {
        let first = sheet.first(row);
        let mut side = |column: Column, name: &str| match columns.take(sheet, row, column) {
            None => {
                report.fault(first, format!("`{name}` is missing"), "the name of a question");
                None
            }
            Some((text, at)) => match scope.get(text) {
                Some(known) => Some(known.item.clone()),
                None => {
                    let what = format!("there is no question named `{}`", shortened(text));
                    report.fault(at, what, "the name of a question, as the sheet survey has it");
                    None
                }
            },
        };
        let (rows, across) = (side(Column::Rows, "rows"), side(Column::Columns, "columns"));
        let id = match columns.take(sheet, row, Column::Name) {
            Some((name, _)) if is_id(name) => Some(name.to_owned()),
            _ => {
                let allowed = "lower-case letters, digits and single underscores, starting with a letter, at most 32";
                report.fault(first, "a crossing needs a name", allowed);
                None
            }
        };
        let title = words(sheet, columns, row, Texts::Label, no_dutch, report);
        if title.is_none() {
            report.fault(first, "a crossing needs a title", "a text in the column `title::Nederlands (nl)`");
        }
        if let (Some(id), Some(title), Some(rows), Some(columns)) = (id, title, rows, across) {
            crossings.push(Crossing { at: first, id, title, rows, columns });
        }
    }
    crossings
}

/// The texts of a row in all languages; `None` where there is none at all.
fn words(
    sheet: &Sheet,
    columns: &Columns,
    row: usize,
    texts: Texts,
    no_dutch: bool,
    report: &mut Report,
) -> Option<Words> {
    let found = columns.texts(sheet, row, texts);
    let (_, (_, at)) = found.first_key_value()?;
    let at = *at;
    for (text, place) in found.values() {
        if text.contains("${") {
            report.fault(
                *place,
                "the text repeats an earlier answer (`${…}`)",
                "write it without: what people answered is not shown to them again",
            );
        }
        if ["**", "</", "<br", "<span", "<b>", "<i>"].iter().any(|mark| text.contains(mark)) {
            report.notice(*place, "marks of formatting are shown as they are typed");
        }
    }
    if !found.contains_key(&Language::Nl) && !no_dutch {
        let place = columns.text_column(texts, Language::Nl).map_or(at, |column| sheet.place(row, column));
        report.fault(place, "this text needs its Dutch", "write the Dutch in this row");
    }
    let texts = found.into_iter().map(|(language, (text, at))| (language, (text.to_owned(), at)));
    Some(Words { at, texts: texts.collect() })
}

/// `yes`, `true()` and the like.
fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().replace(' ', "").as_str() {
        "yes" | "true" | "true()" | "1" | "ja" | "x" => Some(true),
        "no" | "false" | "false()" | "0" | "nee" => Some(false),
        _ => None,
    }
}
