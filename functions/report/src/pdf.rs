//! The report as PDF: a manuscript, and who sets it.
//!
//! The form is `pdf/report.typ`, the same for every report. What the report says goes there as data, so that no text of a
//! campaign, and nothing that anyone wrote, is ever read as markup. Typst takes minutes to build and thirty megabytes, so it
//! is behind the feature `pdf`; a process without it can have a manuscript set by the program `typeset`.

#[cfg(feature = "pdf")]
mod press;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{fmt, io, thread};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::content::{Block, Report};

/// The form.
pub(crate) const FORM: &str = include_str!("pdf/report.typ");

/// All that a report is set from.
#[derive(Serialize, Deserialize)]
pub struct Manuscript {
    /// What the form calls `report.json`.
    report: Value,
    /// The drawings, SVG, by the names that the form knows them by.
    drawings: BTreeMap<String, String>,
}

impl Manuscript {
    /// The manuscript of a report.
    pub fn of(report: &Report) -> Self {
        let mut drawings = BTreeMap::new();
        for block in &report.blocks {
            if let Block::Chart(chart) = block {
                let drawing = chart.draw(&report.colours, fonts::FAMILY);
                drawings.insert(format!("chart-{}.svg", chart.number), drawing.into_string());
            }
        }
        let mut value = serde_json::to_value(report).expect("a report has only text keys");
        value["logo"] = json!(report.logo.is_some());
        if let Some(logo) = &report.logo {
            drawings.insert("logo.svg".to_owned(), logo.clone());
        }
        Manuscript { report: value, drawings }
    }

    /// As JSON, for [`Manuscript::from_json`] in another process.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a manuscript has only text keys")
    }

    /// Reads what [`Manuscript::to_json`] wrote.
    ///
    /// # Errors
    /// When it is something else.
    pub fn from_json(json: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json)
    }
}

/// Who sets manuscripts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typesetter {
    /// This process.
    #[cfg(feature = "pdf")]
    Here,
    /// The program `typeset` at that path.
    Program(PathBuf),
    /// Nobody: there is no PDF.
    Nobody,
}

/// Why there is no PDF.
#[derive(Debug)]
pub enum Unset {
    /// There is nobody to set it.
    Nobody,
    /// The form and the manuscript do not go together. Each message may hold words of the report.
    Unfit(Vec<String>),
    /// The program can't be run.
    Program(io::Error),
}

impl fmt::Display for Unset {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unset::Nobody => to.write_str("this program was built without PDF"),
            Unset::Unfit(messages) => write!(to, "the report can't be set: {}", messages.join("; ")),
            Unset::Program(error) => write!(to, "the program that sets reports can't be run: {error}"),
        }
    }
}

impl std::error::Error for Unset {}

impl Unset {
    /// What may be logged: no words of a report.
    pub fn code(&self) -> &'static str {
        match self {
            Unset::Nobody => "nobody",
            Unset::Unfit(_) => "unfit",
            Unset::Program(_) => "program",
        }
    }
}

impl Typesetter {
    /// This process where it can, or else nobody.
    pub fn built_in() -> Self {
        #[cfg(feature = "pdf")]
        return Typesetter::Here;
        #[cfg(not(feature = "pdf"))]
        return Typesetter::Nobody;
    }

    /// Whether there can be a PDF.
    pub fn is_there(&self) -> bool {
        *self != Typesetter::Nobody
    }

    /// Sets a manuscript: a PDF that is tagged, and that a checker found to be as PDF/UA-1 asks. Takes up to a second of
    /// this thread.
    ///
    /// # Errors
    /// When there is nobody to, or they can't.
    pub fn set(&self, manuscript: &Manuscript) -> Result<Vec<u8>, Unset> {
        match self {
            #[cfg(feature = "pdf")]
            Typesetter::Here => press::print(manuscript),
            Typesetter::Program(path) => {
                let mut program = Command::new(path)
                    .stdin(Stdio::piped())
                    .stdout(Stdio::piped())
                    .stderr(Stdio::piped())
                    .spawn()
                    .map_err(Unset::Program)?;
                let mut to = program.stdin.take().expect("it is piped");
                let json = manuscript.to_json();
                // Both ends at a time: the program may say something before it has read all.
                let writing = thread::spawn(move || to.write_all(&json));
                let done = program.wait_with_output().map_err(Unset::Program)?;
                let written = writing.join().expect("writing does not panic");
                if !done.status.success() {
                    let said = String::from_utf8_lossy(&done.stderr);
                    return Err(Unset::Unfit(said.lines().map(str::to_owned).collect()));
                }
                written.map_err(Unset::Program)?;
                Ok(done.stdout)
            }
            Typesetter::Nobody => Err(Unset::Nobody),
        }
    }
}
