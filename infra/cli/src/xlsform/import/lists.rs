//! The lists of options in the sheet `choices`.

use std::collections::BTreeMap;

use super::super::columns::{Column, Columns, Texts};
use super::super::draft::Choice;
use super::super::names::Ids;
use super::super::report::{Place, Report, shortened};
use super::super::sheets::Sheet;
use super::{truth, words};
use survey::definition::pictures;

/// All lists by name.
pub(super) struct Lists<'w> {
    source: Option<(&'w Sheet, &'w Columns)>,
    rows: BTreeMap<String, Vec<Entry>>,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    row: usize,
    /// What the form calls it.
    pub(super) name: String,
    at: Place,
}

/// An option with what the form says of it beyond what a choice holds.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    /// What the form calls it.
    pub(super) name: String,
    pub(super) choice: Choice,
    /// Whether it stands beside a scale, where the form says so.
    pub(super) dont_know: bool,
    /// A band of a number.
    pub(super) from: Option<i64>,
    pub(super) to: Option<i64>,
}

impl<'w> Lists<'w> {
    pub(super) fn read(source: Option<(&'w Sheet, &'w Columns)>, report: &mut Report) -> Self {
        let mut rows: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        let Some((sheet, columns)) = source else { return Lists { source, rows } };
        if !columns.has(Column::ListName) && !sheet.rows().is_empty() {
            let advice = "the headers list_name, name and label in the first row";
            report.fault(sheet.place(0, 0), "there is no column `list_name`", advice);
        }
        for row in sheet.rows() {
            let list = columns.take(sheet, row, Column::ListName);
            let name = columns.take(sheet, row, Column::Name);
            match (list, name) {
                (Some((list, _)), Some((name, at))) => {
                    rows.entry(list.to_owned()).or_default().push(Entry { row, name: name.to_owned(), at });
                }
                (Some((list, at)), None) => {
                    let what = format!("an option of the list `{}` has no name", shortened(list));
                    report.fault(at, what, "a short name in the column `name`");
                }
                (None, _) => {
                    report.notice(sheet.first(row), "the row belongs to no list; left out");
                    sheet.take_row(row);
                }
            }
        }
        Lists { source, rows }
    }

    /// The rows of a list; capitals make no difference where the name is else unknown.
    pub(super) fn entries(&self, list: &str) -> Option<&[Entry]> {
        let found = self
            .rows
            .get(list)
            .or_else(|| self.rows.iter().find(|(name, _)| name.eq_ignore_ascii_case(list)).map(|(_, entries)| entries));
        found.map(Vec::as_slice)
    }

    /// The names of all lists, for messages.
    pub(super) fn names(&self) -> String {
        let names: Vec<String> = self.rows.keys().take(20).map(|name| shortened(name)).collect();
        if names.is_empty() { "there are no lists".to_owned() } else { names.join(", ") }
    }

    /// What stands in a column of the list's own, for filters.
    pub(super) fn column(&self, entry: &Entry, header: &str) -> Option<String> {
        let (sheet, _) = self.source?;
        let at = sheet.headers().iter().position(|known| known.eq_ignore_ascii_case(header))?;
        Some(sheet.take(entry.row, at).map_or(String::new(), |(text, _)| text.to_owned()))
    }

    /// Whether the form says which options stand beside a scale.
    pub(super) fn says_dont_know(&self) -> bool {
        self.source.is_some_and(|(_, columns)| columns.has(Column::DontKnow))
    }

    /// The options of those rows.
    pub(super) fn options(&self, entries: &[Entry], no_dutch: bool, report: &mut Report) -> Vec<Listed> {
        let Some((sheet, columns)) = self.source else { return Vec::new() };
        let (mut ids, sound) = Ids::with(entries.iter().map(|entry| entry.name.as_str()));
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut options = Vec::new();
        for entry in entries {
            let Entry { row, name, at } = entry;
            if let Some(first) = seen.get(name.as_str()) {
                let what = format!("`{}` is in this list already, in row {}", shortened(name), first + 1);
                report.fault(*at, what, "each name once in a list");
                continue;
            }
            seen.insert(name, *row);
            let id = if sound.contains(name) {
                name.clone()
            } else {
                report.notice(*at, "the name of the option is no id here; one was made of it");
                ids.make(name, 'o')
            };
            let Some(label) = words(sheet, columns, *row, Texts::Label, no_dutch, report) else {
                let column = columns.text_column(Texts::Label, survey::language::Language::Nl);
                let place = column.map_or(*at, |column| sheet.place(*row, column));
                if !no_dutch {
                    report.fault(place, "the option has no label", "a label in words, also where there is a picture");
                }
                continue;
            };
            let mut number = |column: Column| {
                let (text, at) = columns.take(sheet, *row, column)?;
                let number = text.parse::<i64>().ok();
                if number.is_none() {
                    let what = format!("`{}` is no whole number", shortened(text));
                    report.fault(at, what, "a whole number, or nothing");
                }
                number
            };
            let (step, from, to) = (number(Column::Step), number(Column::From), number(Column::To));
            let mut flag = |column: Column| {
                let Some((text, at)) = columns.take(sheet, *row, column) else { return false };
                truth(text).unwrap_or_else(|| {
                    report.fault(at, format!("`{}` is neither yes nor no", shortened(text)), "yes, or nothing");
                    false
                })
            };
            let (exclusive, namely) = (flag(Column::Exclusive), flag(Column::Namely));
            let dont_know = flag(Column::DontKnow);
            let theme = columns.take(sheet, *row, Column::Theme).map(|(text, _)| text.to_owned());
            let picture = columns.image(sheet, *row).and_then(|(text, at)| picture(text, at, report));
            let choice = Choice { at: *at, id, label, picture, theme, step, exclusive, namely };
            options.push(Listed { name: name.clone(), choice, dont_know, from, to });
        }
        options
    }

    /// Names the lists that no question uses.
    pub(super) fn leave(&self, used: &[String], report: &mut Report) {
        let Some((sheet, _)) = self.source else { return };
        for (name, entries) in &self.rows {
            if !used.iter().any(|used| used.eq_ignore_ascii_case(name)) {
                for entry in entries {
                    sheet.take_row(entry.row);
                }
                if let Some(first) = entries.first() {
                    report.notice(first.at, format!("no question uses the list `{}`; left out", shortened(name)));
                }
            }
        }
    }
}

/// One of our pictures, named as a file: `people.svg`.
fn picture(file: &str, at: Place, report: &mut Report) -> Option<String> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    let name = name.trim().to_lowercase().replace(['_', ' '], "-");
    if pictures().contains_key(name.as_str()) {
        return Some(name);
    }
    let parts = pictures().keys().filter(|known| {
        name.len() > 2
            && (known.contains(name.as_str()) || name.split('-').any(|part| known.split('-').any(|own| own == part)))
    });
    let near: Vec<&str> = parts.take(5).map(AsRef::as_ref).collect();
    let advice = if near.is_empty() {
        "choose one of the pictures of Dagpeil, if any: docs/questionnaires.md".to_owned()
    } else {
        format!("perhaps one of {}", near.join(", "))
    };
    report.advise(at, format!("there is no picture `{}`; left out", shortened(&name)), advice);
    None
}
