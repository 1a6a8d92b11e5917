//! Which parts of a summary are wanted.

/// A part of a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A table a question.
    Tables,
    /// Tables of answers taken together.
    Derived,
    /// Tables a group of respondents.
    Breakdowns,
    /// Tables of one question by another.
    Crossings,
    /// What was said in focus groups.
    FocusGroups,
    /// What people wrote.
    Quotes,
    /// What the names in the tables stand for. Not of the release, so given only where it is asked for, or in a workbook.
    Codebook,
}

impl Part {
    /// All, in the order of a summary.
    pub const ALL: [Part; 7] = [
        Part::Tables,
        Part::Derived,
        Part::Breakdowns,
        Part::Crossings,
        Part::FocusGroups,
        Part::Quotes,
        Part::Codebook,
    ];

    /// Its name in the query and in the summary.
    pub fn name(self) -> &'static str {
        match self {
            Part::Tables => "tables",
            Part::Derived => "derived",
            Part::Breakdowns => "breakdowns",
            Part::Crossings => "crossings",
            Part::FocusGroups => "focus_groups",
            Part::Quotes => "quotes",
            Part::Codebook => "codebook",
        }
    }
}

/// Some parts of a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts(u8);

impl Parts {
    /// The whole summary, and the codebook.
    pub const ALL: Parts = Parts(0b111_1111);
    /// The whole summary: what was released.
    pub const RELEASED: Parts = Parts(0b11_1111);
    /// The codebook alone.
    pub const CODEBOOK: Parts = Parts(0b100_0000);

    /// Those parts.
    pub fn of(parts: impl IntoIterator<Item = Part>) -> Self {
        Parts(parts.into_iter().fold(0, |bits, part| bits | 1 << part as u8))
    }

    /// Whether that part is among them.
    pub fn include(self, part: Part) -> bool {
        self.0 >> part as u8 & 1 == 1
    }

    /// Reads names with commas between them, in any order.
    pub fn named(names: &str) -> Option<Self> {
        let part = |name: &str| Part::ALL.into_iter().find(|part| part.name() == name);
        names.split(',').map(part).collect::<Option<Vec<_>>>().map(Parts::of)
    }
}
