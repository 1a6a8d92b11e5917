//! A summary as CSV: one row a cell, for a spreadsheet or a program.
//!
//! Written by hand: a writer of thirty lines keeps the function small. Values that a spreadsheet might take for a formula
//! get an apostrophe in front, in both dialects, because any file may end in a spreadsheet.

use survey::language::Language;

use crate::summary::{CellSummary, Figure, Summary, TableSummary};
use crate::words::Words;

/// The names of the columns, for programs. Spreadsheets get them in the reader's language.
pub const COLUMNS: [&str; 19] = [
    "campaign",
    "municipality_code",
    "municipality",
    "audience",
    "audience_title",
    "release",
    "day",
    "synthetic",
    "question_id",
    "question",
    "row",
    "base",
    "value",
    "label",
    "theme",
    "step",
    "count",
    "percent",
    "remark",
];

/// For whom a CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Dutch Excel: semicolons, a byte order mark so that it reads UTF-8, headings in the reader's language.
    Excel,
    /// RFC 4180: commas, no byte order mark, headings as in [`COLUMNS`].
    Rfc4180,
}

impl Dialect {
    fn separator(self) -> char {
        match self {
            Dialect::Excel => ';',
            Dialect::Rfc4180 => ',',
        }
    }
}

/// Writes a summary.
pub fn write(summary: &Summary, dialect: Dialect, language: Language) -> String {
    let words = Words::of(language);
    let mut sheet = Sheet { text: String::new(), separator: dialect.separator() };
    let synthetic = match dialect {
        Dialect::Excel => {
            sheet.text.push('\u{feff}');
            sheet.line(words.columns());
            words.yes_or_no(summary.synthetic)
        }
        Dialect::Rfc4180 => {
            sheet.line(COLUMNS);
            if summary.synthetic { "true" } else { "false" }
        }
    };
    let release = summary.release.asked();
    let origin = [
        summary.campaign.as_str(),
        &summary.municipality.code,
        &summary.municipality.name,
        &summary.audience.id,
        &summary.audience.title,
        &release,
        &summary.release.day,
        synthetic,
    ];
    for table in &summary.tables {
        match &table.withheld {
            Some(withheld) => sheet.row(&origin, table, None, &with(&table.remarks, &withheld.explanation)),
            None => {
                for cell in &table.cells {
                    let remark = match cell.fewer_than {
                        Some(base) => with(&table.remarks, &words.fewer_than(base)),
                        None => table.remarks.join(" "),
                    };
                    sheet.row(&origin, table, Some(cell), &remark);
                }
            }
        }
    }
    sheet.text
}

fn with(remarks: &[String], first: &str) -> String {
    std::iter::once(first).chain(remarks.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")
}

struct Sheet {
    text: String,
    separator: char,
}

impl Sheet {
    fn row(&mut self, origin: &[&str; 8], table: &TableSummary, cell: Option<&CellSummary>, remark: &str) {
        let number = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
        let base = table.base.map_or_else(String::new, figure);
        let count =
            cell.map_or_else(String::new, |cell| figure(Figure { count: cell.count, fewer_than: cell.fewer_than }));
        let theme = cell.and_then(|cell| cell.theme.as_ref()).or(table.theme.as_ref());
        let question = [table.item.as_str(), &table.question, table.row.as_deref().unwrap_or_default(), &base];
        let answer = [
            cell.and_then(|cell| cell.value.as_deref()).unwrap_or_default(),
            cell.map_or("", |cell| &cell.label),
            theme.map_or("", |theme| &theme.label),
            &number(cell.and_then(|cell| cell.step.map(u32::from))),
            &count,
            &number(cell.and_then(|cell| cell.percent)),
            remark,
        ];
        self.line(origin.iter().copied().chain(question).chain(answer));
    }

    /// Writes one line. RFC 4180 ends lines with CRLF, and Excel wants nothing else.
    fn line<'v>(&mut self, values: impl IntoIterator<Item = &'v str>) {
        for (place, value) in values.into_iter().enumerate() {
            if place > 0 {
                self.text.push(self.separator);
            }
            self.value(&harmless(value));
        }
        self.text.push_str("\r\n");
    }

    fn value(&mut self, value: &str) {
        if value.contains([';', ',', '"', '\r', '\n']) {
            self.text.push('"');
            self.text.push_str(&value.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(value);
        }
    }
}

/// A count as a cell: a number, or `<5`.
fn figure(figure: Figure) -> String {
    match (figure.count, figure.fewer_than) {
        (Some(count), _) => count.to_string(),
        (None, Some(base)) => format!("<{base}"),
        (None, None) => String::new(),
    }
}

/// What spreadsheets take for the beginning of a formula, full-width forms included.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The value with an apostrophe before what might be taken for a formula; also before apostrophes that stand there
/// already, so that taking one away always gives the value back.
fn harmless(value: &str) -> std::borrow::Cow<'_, str> {
    if value.trim_start_matches('\'').starts_with(FORMULA) { format!("'{value}").into() } else { value.into() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A reader of its own kind: character by character, as RFC 4180 describes it.
    fn read(text: &str, separator: char) -> Vec<Vec<String>> {
        let mut lines = vec![vec![String::new()]];
        let (mut quoted, mut characters) = (false, text.chars().peekable());
        while let Some(character) = characters.next() {
            let line = lines.last_mut().unwrap();
            match character {
                '"' if quoted && characters.peek() == Some(&'"') => {
                    characters.next();
                    line.last_mut().unwrap().push('"');
                }
                '"' => quoted = !quoted,
                '\r' if !quoted && characters.next_if_eq(&'\n').is_some() => lines.push(vec![String::new()]),
                other if other == separator && !quoted => line.push(String::new()),
                other => line.last_mut().unwrap().push(other),
            }
        }
        assert_eq!(lines.pop(), Some(vec![String::new()]), "the last line ends too");
        lines
    }

    proptest! {
        #[test]
        fn values_round_trip_and_none_is_a_formula(
            lines in prop::collection::vec(prop::collection::vec("['=+@\\-＝\t\r\n;,\" a-zé]{0,12}", 1..5), 1..5),
            excel: bool,
        ) {
            let dialect = if excel { Dialect::Excel } else { Dialect::Rfc4180 };
            let mut sheet = Sheet { text: String::new(), separator: dialect.separator() };
            for line in &lines {
                sheet.line(line.iter().map(String::as_str));
            }
            let found = read(&sheet.text, dialect.separator());
            for value in found.iter().flatten() {
                prop_assert!(!value.starts_with(FORMULA), "{value:?}");
            }
            let restored: Vec<Vec<String>> = found
                .into_iter()
                .map(|line| {
                    line.into_iter()
                        .map(|value| match value.strip_prefix('\'') {
                            Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA) => rest.to_owned(),
                            _ => value,
                        })
                        .collect()
                })
                .collect();
            prop_assert_eq!(restored, lines);
        }
    }
}
