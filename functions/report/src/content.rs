//! What the report says, whatever it is written as: both renderers draw this and nothing else.
//!
//! Pure. Made of findings and summaries, and so of releases alone. A number comes into running text only by naming what it
//! is of ([`Run::pointer`]); words that are ours have none, and words of the campaign or of a catalogue stand as they are.

mod appendix;
mod brief;
mod chapters;
mod drawings;
mod plan;
mod tables;
mod telling;
#[cfg(test)]
pub(crate) mod tests;

use insight::Findings;
use serde::Serialize;
use summary::Summary;
use survey::campaign::{Campaign, Colours};
use survey::language::Language;

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// What can be said of the place.
    pub findings: &'a Findings,
    /// What was released of the place: whole summaries in the language of the report, one of each audience that has a
    /// release, in the order of the campaign.
    pub summaries: &'a [Summary<'a>],
    /// Dutch; English is written for every other language.
    pub language: Language,
}

/// The report of a place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// What the document is called.
    pub title: String,
    /// The language it is written in: Dutch or English.
    pub language: Language,
    /// The organisation that asked.
    pub author: String,
    /// The day of the newest release, such as `2026-06-02`.
    pub day: String,
    /// The campaign's colours.
    pub colours: Colours,
    /// The organisation's logo, a checked SVG.
    pub logo: Option<String>,
    /// The first page.
    pub front: Front,
    /// Words that renderers need.
    pub furniture: Furniture,
    /// All that follows, in order. A heading of level 1 begins a chapter: a new page, or one with room left.
    pub blocks: Vec<Block>,
}

/// The first page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Front {
    /// What kind of document it is.
    pub kicker: String,
    /// The campaign.
    pub title: String,
    /// The place.
    pub place: String,
    /// When, how many, by whom.
    pub facts: Vec<Fact>,
    /// That the answers were made up, where they were.
    pub notice: Option<String>,
}

/// A line of the first page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// What it says.
    pub value: String,
}

/// Words that renderers need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Furniture {
    /// Above the table of contents.
    pub contents: &'static str,
    /// Before a page number.
    pub page: &'static str,
    /// Between a page number and the number of pages.
    pub of: &'static str,
    /// Before a table's number.
    pub table: &'static str,
    /// Before a chart's number.
    pub chart: &'static str,
}

/// A piece of the report.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading {
        /// 1, 2 or 3.
        level: u8,
        /// What it says.
        text: String,
        /// Its name in links, unique in the report.
        anchor: String,
    },
    /// Running text.
    Paragraph {
        /// What it says.
        runs: Vec<Run>,
    },
    /// A list.
    Bullets {
        /// What each item says.
        items: Vec<Vec<Run>>,
    },
    /// Questions with their answers, as in a summary.
    Points {
        /// Each of them.
        points: Vec<Point>,
    },
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// What someone wrote.
    Quote {
        /// Their words.
        text: String,
    },
    /// Running text that stands out.
    Note {
        /// What it says.
        runs: Vec<Run>,
    },
    /// The next begins on a new page.
    PageBreak,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// Whether it is of more weight than what is around it.
    pub strong: bool,
    /// Where a figure stands among what the report is made of, as a JSON pointer (RFC 6901) that begins with `/findings`,
    /// `/releases` or `/campaign`; null for words.
    pub pointer: Option<String>,
    /// Whether the words are the campaign's or a catalogue's, which may hold digits of their own.
    pub label: bool,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Point {
    /// The question.
    pub lead: String,
    /// The answer.
    pub runs: Vec<Run>,
}

/// A table. The first cell of a row is its heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its number in the report, from 1.
    pub number: u32,
    /// What it is about.
    pub caption: String,
    /// The headings of the columns.
    pub head: Vec<String>,
    /// The rows, each as long as `head`.
    pub rows: Vec<Row>,
    /// Whether each column holds numbers, to be set right.
    pub numeric: Vec<bool>,
    /// How wide each column is, relative to the others.
    pub widths: Vec<u32>,
    /// What is to be known in reading it; stands below it.
    pub notes: Vec<String>,
    /// Whether its empty cells are there to be written in.
    pub to_fill_in: bool,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What each cell says. `\n` begins a new line.
    pub cells: Vec<String>,
    /// Whether it is of more weight, such as a total.
    pub strong: bool,
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// Its number in the report, from 1.
    pub number: u32,
    /// What it is about.
    pub title: String,
    /// For who can't see it: the main thing, and in which table the numbers are.
    pub alternative: String,
    /// What is drawn.
    #[serde(skip)]
    pub drawing: charts::Chart,
}

impl Report {
    /// Writes the report.
    pub fn of(sources: &Sources<'_>) -> Self {
        chapters::report(sources)
    }
}

impl Chart {
    /// The drawing, in these colours, with letters of the font of that name.
    pub fn draw(&self, colours: &Colours, font: &str) -> charts::Svg {
        let colour = |text: &str| charts::Colour::parse(text).expect("colours were checked with the definition");
        self.drawing.draw(&charts::Style::Print(charts::Print {
            primary: colour(&colours.primary),
            text: colour(&colours.text),
            background: colour(&colours.background),
            font: font.to_owned(),
            width: charts::Print::WIDTH,
        }))
    }
}

impl Run {
    /// Words of ours.
    pub(crate) fn words(text: impl Into<String>) -> Self {
        Run { text: text.into(), strong: false, pointer: None, label: false }
    }

    /// Words of the campaign, or of a catalogue.
    pub(crate) fn label(text: impl Into<String>) -> Self {
        Run { text: text.into(), strong: false, pointer: None, label: true }
    }
}
