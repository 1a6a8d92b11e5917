//! A summary as CSV: one row a cell, for a spreadsheet or a program.
//!
//! One flat table: the column `part` tells what a row is. The tables of all respondents come first, in the columns that
//! they always had; columns and kinds of rows are only ever added behind those that there are.
//!
//! A codebook is a table of its own, with other columns.
//!
//! Written by hand: a writer of thirty lines keeps the function small. Values that a spreadsheet might take for a formula
//! get an apostrophe in front, in both dialects, because any file may end in a spreadsheet.

use std::borrow::Cow;
use std::fmt::Write;

use survey::language::Language;

use crate::codebook::{self, Codebook, Value};
use crate::words::Words;
use crate::{
    BreakdownSummary, CellSummary, CrossedQuestion, CrossingSummary, Figure, FocusGroupsSummary, GroupSummary,
    QuotesSummary, Summary, TableSummary,
};

/// The names of the columns, for programs. Spreadsheets get them in the reader's language.
pub const COLUMNS: [&str; 29] = [
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
    "part",
    "responses",
    "by",
    "by_title",
    "group",
    "group_label",
    "percent_of_row",
    "crossing",
    "crossing_title",
    "text",
];

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// How many gave an answer.
    #[default]
    Table,
    /// How many gave one of the answers that are taken together.
    Derived,
    /// How many of a group gave an answer: `by` and `group` tell which.
    Breakdown,
    /// How many gave two answers: `value`, and `group` to the question in `by`.
    Crossing,
    /// How many of a crossing gave one of them. A kind of its own, so that counts of the others can be added up.
    CrossingTotal,
    /// What someone wrote.
    Quote,
    /// A word that several people used.
    Term,
    /// How the figures are to be read.
    Note,
    /// How many took part in focus groups that talked about a theme.
    GroupTheme,
    /// How many in focus groups agreed with a statement.
    GroupStatement,
}

impl Kind {
    /// Its name for programs.
    fn name(self) -> &'static str {
        match self {
            Kind::Table => "table",
            Kind::Derived => "derived",
            Kind::Breakdown => "breakdown",
            Kind::Crossing => "crossing",
            Kind::CrossingTotal => "crossing_total",
            Kind::Quote => "quote",
            Kind::Term => "term",
            Kind::Note => "note",
            Kind::GroupTheme => "focus_group_theme",
            Kind::GroupStatement => "focus_group_statement",
        }
    }
}

/// For whom a CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Dutch Excel: semicolons, a byte order mark so that it reads UTF-8, headings and kinds of rows in the reader's
    /// language.
    Excel,
    /// RFC 4180: commas, no byte order mark, headings as in [`COLUMNS`], kinds of rows by their names.
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
pub fn write(summary: &Summary<'_>, dialect: Dialect, language: Language) -> String {
    let mut sheet = Sheet { text: String::new(), origin: String::new(), dialect, words: Words::of(language) };
    sheet.begin(summary);
    let everyone = Row { responses: Some(summary.responses), ..Row::default() };
    for table in summary.tables.iter().flatten() {
        sheet.table(&everyone, table, &[]);
    }
    for table in summary.derived.iter().flatten() {
        sheet.table(&Row { kind: Kind::Derived, ..everyone }, table, &[]);
    }
    for breakdown in summary.breakdowns.iter().flatten() {
        for group in &breakdown.groups {
            sheet.group(breakdown, group);
        }
    }
    for crossing in summary.crossings.iter().flatten() {
        sheet.crossing(&everyone, crossing);
    }
    if let Some(groups) = &summary.focus_groups {
        sheet.focus_groups(groups);
    }
    if let Some(quotes) = &summary.quotes {
        sheet.quotes(quotes);
    }
    for text in summary.notice.into_iter().chain(summary.how_to_read.iter().map(String::as_str)) {
        sheet.row(&Row { kind: Kind::Note, text, ..Row::default() });
    }
    sheet.text
}

/// Writes a codebook.
pub fn codebook(codebook: &Codebook<'_>, dialect: Dialect, language: Language) -> String {
    let mut sheet = Sheet { text: String::new(), origin: String::new(), dialect, words: Words::of(language) };
    let people = dialect == Dialect::Excel;
    if people {
        sheet.text.push('\u{feff}');
    }
    sheet.line(if people { sheet.words.codebook_headings() } else { codebook::COLUMNS });
    let words = sheet.words;
    for row in codebook.rows() {
        for (place, value) in row.into_iter().enumerate() {
            if place > 0 {
                sheet.text.push(dialect.separator());
            }
            match value {
                Value::Nothing => {}
                Value::Text(text) => sheet.value(&text),
                // A number below none is no formula.
                Value::Number(number) => write!(sheet.text, "{number}").expect("a String takes all"),
                Value::Yes(yes) if people => sheet.value(words.yes_or_no(yes)),
                Value::Yes(yes) => sheet.value(if yes { "true" } else { "false" }),
                Value::Part(kind) => sheet.value(if people { words.kind_of_row(kind) } else { kind.name() }),
                Value::Kind(kind) => sheet.value(if people { words.asked_kind(kind) } else { kind.name() }),
            }
        }
        sheet.text.push_str("\r\n");
    }
    sheet.text
}

/// A row, in the order of the columns that are not the same for all.
#[derive(Clone, Copy, Default)]
struct Row<'r> {
    item: &'r str,
    question: &'r str,
    row: &'r str,
    base: Option<Figure>,
    value: &'r str,
    label: &'r str,
    theme: &'r str,
    step: Option<u8>,
    count: Option<Figure>,
    percent: Option<u32>,
    /// Beside what is said of a small count.
    remark: &'r str,
    kind: Kind,
    responses: Option<Figure>,
    by: &'r str,
    by_title: &'r str,
    group: &'r str,
    group_label: &'r str,
    percent_of_row: Option<u32>,
    crossing: &'r str,
    crossing_title: &'r str,
    text: &'r str,
}

impl<'r> Row<'r> {
    /// The same row about this answer, without figures.
    fn answer(self, cell: &CellSummary<'r>) -> Self {
        Row {
            value: cell.value.unwrap_or_default(),
            label: cell.label,
            theme: cell.theme.as_ref().map_or(self.theme, |theme| theme.label),
            step: cell.step,
            ..self
        }
    }

    /// The same row with the figures of this answer.
    fn counted(self, cell: &CellSummary<'_>) -> Self {
        let count = Figure { count: cell.count, fewer_than: cell.fewer_than };
        Row { count: Some(count), percent: cell.percent, ..self }
    }
}

struct Sheet {
    text: String,
    /// The columns that are the same in every row, as they are written.
    origin: String,
    dialect: Dialect,
    words: Words,
}

impl Sheet {
    /// Writes the headings, and remembers what all rows begin with.
    fn begin(&mut self, summary: &Summary<'_>) {
        let (synthetic, columns) = match self.dialect {
            Dialect::Excel => {
                self.text.push('\u{feff}');
                (self.words.yes_or_no(summary.synthetic), self.words.columns())
            }
            Dialect::Rfc4180 => (if summary.synthetic { "true" } else { "false" }, COLUMNS),
        };
        self.line(columns);
        let headings = self.text.len();
        let release = summary.release.asked();
        self.values([
            summary.campaign,
            &summary.municipality.code,
            &summary.municipality.name,
            summary.audience.id,
            summary.audience.title,
            &release,
            &summary.release.day,
            synthetic,
        ]);
        self.origin = self.text.split_off(headings);
    }

    /// A row for each answer of a table; about `like`.
    fn table(&mut self, like: &Row<'_>, table: &TableSummary<'_>, remarks: &[&str]) {
        let mut remark = table.remarks.join(" ");
        remarks.iter().for_each(|more| add(&mut remark, more));
        let row = Row {
            item: &table.item,
            question: &table.question,
            row: table.row.unwrap_or_default(),
            theme: table.theme.as_ref().map_or("", |theme| theme.label),
            base: table.base,
            remark: &remark,
            ..*like
        };
        match &table.withheld {
            Some(withheld) => self.withheld(&row, &withheld.explanation),
            None => table.cells.iter().for_each(|cell| self.row(&row.answer(cell).counted(cell))),
        }
    }

    fn group(&mut self, breakdown: &BreakdownSummary<'_>, group: &GroupSummary<'_>) {
        let remarks: Vec<&str> = breakdown.remarks.iter().chain(&group.remarks).copied().collect();
        let row = Row {
            kind: Kind::Breakdown,
            responses: group.responses,
            by: &breakdown.by,
            by_title: &breakdown.title,
            group: group.value,
            group_label: group.label,
            ..Row::default()
        };
        match &group.withheld {
            Some(withheld) => self.withheld(&Row { remark: &remarks.join(" "), ..row }, &withheld.explanation),
            None if group.tables.is_empty() => self.row(&Row { remark: &remarks.join(" "), ..row }),
            None => group.tables.iter().for_each(|table| self.table(&row, table, &remarks)),
        }
    }

    fn crossing(&mut self, like: &Row<'_>, crossing: &CrossingSummary<'_>) {
        let of = |question: &Option<CrossedQuestion<'_>>| match question {
            None => (String::new(), String::new(), String::new()),
            Some(CrossedQuestion { item, question, row }) => {
                (item.clone(), question.to_string(), row.unwrap_or_default().to_owned())
            }
        };
        let (item, question, judged) = of(&crossing.rows);
        let (by, mut by_title, by_judged) = of(&crossing.columns);
        // There is one column for both.
        add(&mut by_title, &by_judged);
        let remark = crossing.remarks.join(" ");
        let row = Row {
            kind: Kind::Crossing,
            item: &item,
            question: &question,
            row: &judged,
            base: crossing.base,
            by: &by,
            by_title: &by_title,
            crossing: crossing.id,
            crossing_title: crossing.title,
            remark: &remark,
            ..*like
        };
        if let Some(withheld) = &crossing.withheld {
            return self.withheld(&row, &withheld.explanation);
        }
        for (line, down) in crossing.cells.iter().zip(&crossing.row_totals) {
            for (cell, along) in line.iter().zip(&crossing.column_totals) {
                self.row(&Row {
                    group: along.value.unwrap_or_default(),
                    group_label: along.label,
                    count: Some(Figure { count: cell.count, fewer_than: cell.fewer_than }),
                    percent_of_row: cell.percent_of_row,
                    ..row.answer(down)
                });
            }
        }
        let total = Row { kind: Kind::CrossingTotal, ..row };
        for down in &crossing.row_totals {
            self.row(&total.answer(down).counted(down));
        }
        for along in &crossing.column_totals {
            let group = along.value.unwrap_or_default();
            self.row(&Row { group, group_label: along.label, ..total }.counted(along));
        }
    }

    fn focus_groups(&mut self, groups: &FocusGroupsSummary<'_>) {
        let words = self.words;
        let row = Row { kind: Kind::GroupTheme, question: words.talked_about(), base: groups.people, ..Row::default() };
        if let Some(withheld) = &groups.withheld {
            return self.withheld(&row, withheld);
        }
        for theme in &groups.themes {
            let row = Row { value: theme.theme, label: theme.label, theme: theme.label, ..row };
            match theme.people {
                Some(count) => self.row(&Row { count: Some(count), percent: theme.percent, ..row }),
                None => self.withheld(&row, words.in_few_groups()),
            }
        }
        for told in &groups.statements {
            let row = Row {
                kind: Kind::GroupStatement,
                item: told.statement,
                question: told.text,
                base: told.asked,
                ..Row::default()
            };
            match told.agreed {
                Some(count) => self.row(&Row { count: Some(count), percent: told.percent, ..row }),
                None => self.withheld(&row, words.in_few_groups()),
            }
        }
    }

    fn quotes(&mut self, quotes: &QuotesSummary<'_>) {
        for field in &quotes.fields {
            let row = Row {
                item: field.field,
                question: &field.question,
                label: field.option.unwrap_or_default(),
                ..Row::default()
            };
            for text in &field.quotes {
                self.row(&Row { kind: Kind::Quote, text, ..row });
            }
            for text in &field.terms {
                self.row(&Row { kind: Kind::Term, text, ..row });
            }
        }
    }

    /// A row without figures that says why.
    fn withheld(&mut self, row: &Row<'_>, explanation: &str) {
        let mut remark = explanation.to_owned();
        add(&mut remark, row.remark);
        self.row(&Row { remark: &remark, ..*row });
    }

    fn row(&mut self, row: &Row<'_>) {
        let kind = match self.dialect {
            Dialect::Excel => self.words.kind_of_row(row.kind),
            Dialect::Rfc4180 => row.kind.name(),
        };
        let small = row.count.and_then(|count| count.fewer_than).map(|base| self.words.fewer_than(base));
        let remark = match small {
            None => row.remark.into(),
            Some(mut small) => {
                add(&mut small, row.remark);
                Cow::Owned(small)
            }
        };
        self.text.push_str(&self.origin);
        self.texts([row.item, row.question, row.row]);
        self.figure(row.base);
        self.texts([row.value, row.label, row.theme]);
        self.number(row.step.map(u32::from));
        self.figure(row.count);
        self.number(row.percent);
        self.texts([&remark, kind]);
        self.figure(row.responses);
        self.texts([row.by, row.by_title, row.group, row.group_label]);
        self.number(row.percent_of_row);
        self.texts([row.crossing, row.crossing_title, row.text]);
        self.text.push_str("\r\n");
    }

    /// Writes one line. RFC 4180 ends lines with CRLF, and Excel wants nothing else.
    fn line<'v>(&mut self, values: impl IntoIterator<Item = &'v str>) {
        self.values(values);
        self.text.push_str("\r\n");
    }

    /// Writes the first values of a line.
    fn values<'v>(&mut self, values: impl IntoIterator<Item = &'v str>) {
        for (place, value) in values.into_iter().enumerate() {
            if place > 0 {
                self.text.push(self.dialect.separator());
            }
            self.value(value);
        }
    }

    /// Writes more values of a line.
    fn texts<const N: usize>(&mut self, values: [&str; N]) {
        for value in values {
            self.text.push(self.dialect.separator());
            self.value(value);
        }
    }

    fn value(&mut self, value: &str) {
        let value = &*harmless(value);
        if value.bytes().any(|byte| matches!(byte, b';' | b',' | b'"' | b'\r' | b'\n')) {
            self.text.push('"');
            self.text.push_str(&value.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(value);
        }
    }

    /// Writes a count: a number, or `<5`.
    fn figure(&mut self, figure: Option<Figure>) {
        self.text.push(self.dialect.separator());
        let written = match figure {
            Some(Figure { count: Some(count), .. }) => write!(self.text, "{count}"),
            Some(Figure { count: None, fewer_than: Some(base) }) => write!(self.text, "<{base}"),
            Some(Figure { count: None, fewer_than: None }) | None => Ok(()),
        };
        written.expect("a String takes all");
    }

    fn number(&mut self, number: Option<u32>) {
        self.figure(number.map(|number| Figure { count: Some(number), fewer_than: None }));
    }
}

/// Adds a sentence, if there is one.
fn add(text: &mut String, sentence: &str) {
    if !text.is_empty() && !sentence.is_empty() {
        text.push(' ');
    }
    text.push_str(sentence);
}

/// What spreadsheets take for the beginning of a formula, full-width forms included.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet might take it for a formula.
pub fn begins_a_formula(value: &str) -> bool {
    value.starts_with(FORMULA)
}

/// The value with an apostrophe before what might be taken for a formula; also before apostrophes that stand there
/// already, so that taking one away always gives the value back.
fn harmless(value: &str) -> Cow<'_, str> {
    if begins_a_formula(value.trim_start_matches('\'')) { format!("'{value}").into() } else { value.into() }
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
            let words = Words::of(Language::Nl);
            let mut sheet = Sheet { text: String::new(), origin: String::new(), dialect, words };
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
