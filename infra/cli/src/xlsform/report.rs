//! What is said about a form that is read: faults, which refuse it, and notices.

use std::fmt;

/// A cell: the number of its sheet in the workbook, its row and its column, each counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) sheet: usize,
    pub(super) row: usize,
    pub(super) column: usize,
}

/// Something wrong, or worth knowing, about cells of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The sheet's name.
    pub sheet: String,
    /// The cells as spreadsheets name them, such as `C7`; at least one.
    pub cells: Vec<String>,
    /// What is wrong.
    pub what: String,
    /// What to do about it; empty where `what` says it all.
    pub advice: String,
}

impl fmt::Display for Finding {
    /// `survey C7, C9: what; do this: …`
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 12;
        write!(out, "{} {}", self.sheet, self.cells[..self.cells.len().min(MOST)].join(", "))?;
        if let Some(more @ 1..) = self.cells.len().checked_sub(MOST) {
            write!(out, " and {more} more")?;
        }
        write!(out, ": {}", self.what)?;
        if self.advice.is_empty() { Ok(()) } else { write!(out, "; do this: {}", self.advice) }
    }
}

/// All that is found, in the order it is found.
#[derive(Default)]
pub(super) struct Report {
    faults: Vec<(Place, String, String)>,
    notices: Vec<(Place, String, String)>,
}

impl Report {
    pub(super) fn fault(&mut self, at: Place, what: impl Into<String>, advice: impl Into<String>) {
        self.faults.push((at, what.into(), advice.into()));
    }

    pub(super) fn notice(&mut self, at: Place, what: impl Into<String>) {
        self.advise(at, what, "");
    }

    /// A notice that says what can be done.
    pub(super) fn advise(&mut self, at: Place, what: impl Into<String>, advice: impl Into<String>) {
        self.notices.push((at, what.into(), advice.into()));
    }

    pub(super) fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    /// Faults and notices in the order of their cells; what is said alike of several cells of a sheet is said once.
    pub(super) fn into_findings(self, sheets: &[String]) -> (Vec<Finding>, Vec<Finding>) {
        (gathered(self.faults, sheets), gathered(self.notices, sheets))
    }
}

fn gathered(mut found: Vec<(Place, String, String)>, sheets: &[String]) -> Vec<Finding> {
    found.sort();
    found.dedup();
    let mut findings: Vec<(usize, Finding)> = Vec::new();
    for (at, what, advice) in found {
        let same = findings
            .iter_mut()
            .find(|(sheet, known)| *sheet == at.sheet && known.what == what && known.advice == advice);
        match same {
            Some((_, known)) => known.cells.push(cell(at)),
            None => {
                let sheet = sheets.get(at.sheet).map_or("", |name| name.trim()).to_owned();
                findings.push((at.sheet, Finding { sheet, cells: vec![cell(at)], what, advice }));
            }
        }
    }
    findings.into_iter().map(|(_, finding)| finding).collect()
}

/// A cell's name, such as `AB12`.
fn cell(at: Place) -> String {
    let mut letters = Vec::new();
    let mut rest = at.column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).expect("a remainder of 26")));
        rest /= 26;
    }
    format!("{}{}", letters.iter().rev().collect::<String>(), at.row + 1)
}

/// Something a person wrote, short enough to repeat in a message, on one line.
pub(super) fn shortened(given: &str) -> String {
    const MOST: usize = 60;
    let line = given.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        let named = |column| cell(Place { sheet: 0, row: 6, column });
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(named), ["A7", "Z7", "AA7", "AZ7", "BA7", "ZZ7", "AAA7"]);
    }

    #[test]
    fn what_holds_of_several_cells_is_said_once() {
        let mut report = Report::default();
        for row in (1..20).rev() {
            report.notice(Place { sheet: 0, row, column: 2 }, "unused");
        }
        report.fault(Place { sheet: 1, row: 0, column: 0 }, "wrong", "mend it");
        let (faults, notices) = report.into_findings(&["survey".to_owned(), "choices".to_owned()]);
        assert_eq!(faults[0].to_string(), "choices A1: wrong; do this: mend it");
        let cells = "C2, C3, C4, C5, C6, C7, C8, C9, C10, C11, C12, C13";
        assert_eq!(notices.len(), 1);
        assert_eq!(notices[0].to_string(), format!("survey {cells} and 7 more: unused"));
    }
}
