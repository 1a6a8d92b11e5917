//! Findings in plain words: Dutch (B1 to B2, for advisers) or English.
//!
//! Nothing is written that was not found: a number can come into a sentence only by naming the finding it is
//! ([`Piece::Figure`]), as a place in the findings' JSON, and is read from there. Sentences hedge as the finding does: what
//! rounding leaves open is called equal, what may be chance is said to be possible.

mod sections;

use std::fmt;

use serde::Serialize;
use serde_json::Value;
use survey::language::{Language, Text};

use crate::findings::Findings;
use crate::share::Share;

/// Findings as they are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prose {
    /// The language: Dutch, or English.
    pub language: Language,
    /// The sections, in the order in which an adviser needs them.
    pub sections: Vec<Section>,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// What it is about.
    pub subject: Subject,
    /// The heading.
    pub title: String,
    /// The sentences.
    pub sentences: Vec<Sentence>,
}

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Who answered, and how sure all of it is.
    Response,
    /// What people want.
    Needs,
    /// Need against offer.
    Supply,
    /// What stands in the way.
    Obstacles,
    /// Places and waiting lists.
    Places,
    /// The Participatieladder.
    Ladder,
    /// What differs by group of respondents.
    Groups,
    /// Beside earlier waves and the total.
    Comparisons,
    /// Initiatives elsewhere.
    Initiatives,
    /// What can't be told.
    Missing,
}

/// A sentence, in pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// What it is made of, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// Words of ours. No digits.
    Words(String),
    /// Words of the campaign, or of a catalogue, as they are.
    Label(String),
    /// A number of the findings.
    Figure {
        /// As it is written.
        text: String,
        /// Which it is: an RFC 6901 pointer into the findings' JSON.
        pointer: String,
    },
}

impl fmt::Display for Sentence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            Piece::Words(text) | Piece::Label(text) | Piece::Figure { text, .. } => out.write_str(text),
        })
    }
}

impl Section {
    /// The sentences as one paragraph.
    pub fn text(&self) -> String {
        self.sentences.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }
}

impl Prose {
    /// Tells findings in Dutch, or in English for every other language.
    pub fn of(findings: &Findings, language: Language) -> Self {
        let language = if language == Language::Nl { Language::Nl } else { Language::En };
        let json = serde_json::to_value(findings).expect("findings have only text keys");
        let teller = Teller { findings, json, language };
        Prose { language, sections: teller.sections() }
    }
}

/// Pieces that belong together.
type Pieces = Vec<Piece>;

struct Teller<'f> {
    findings: &'f Findings,
    json: Value,
    language: Language,
}

impl Teller<'_> {
    /// One of two, by the language.
    fn pick<T>(&self, dutch: T, english: T) -> T {
        if self.language == Language::Nl { dutch } else { english }
    }

    /// The number that stands there among the findings.
    fn figure(&self, pointer: impl Into<String>) -> Pieces {
        let pointer = pointer.into();
        let text = self.json.pointer(&pointer).expect("it points at a finding").to_string();
        vec![Piece::Figure { text, pointer }]
    }

    /// A text of the campaign.
    fn label(&self, text: &Text) -> Pieces {
        vec![Piece::Label(text.get(self.language).to_owned())]
    }

    /// An answer as it was to be chosen, in quotation marks.
    fn answer(&self, text: &Text) -> Pieces {
        let [open, close] = ["‘", "’"].map(|mark| Piece::Words(mark.to_owned()));
        [vec![open], self.label(text), vec![close]].concat()
    }

    /// A share, with its bounds. The pointer is that of the share.
    fn share(&self, pointer: &str, share: &Share) -> Pieces {
        let most = self.figure(format!("{pointer}/bounds/most"));
        if share.percent.is_none() {
            return self.phrase("hoogstens {0}%", "at most {0}%", &[most]);
        }
        let percent = self.figure(format!("{pointer}/percent"));
        let least = self.figure(format!("{pointer}/bounds/least"));
        self.phrase("{0}% ({1} tot {2})", "{0}% ({1} to {2})", &[percent, least, most])
    }

    /// `a`, `a en b`, `a, b en c`.
    fn list(&self, mut items: Vec<Pieces>) -> Pieces {
        let Some(last) = items.pop() else { return Vec::new() };
        let Some(first) = items.pop() else { return last };
        let word = |text: &str| vec![Piece::Words(text.to_owned())];
        let mut all = Vec::new();
        for item in items {
            all.extend(item);
            all.extend(word(", "));
        }
        [all, first, word(self.pick(" en ", " and ")), last].concat()
    }

    /// `a; b; c`, where commas stand in the items.
    fn semicolons(&self, items: Vec<Pieces>) -> Pieces {
        let mut items = items.into_iter();
        let first = items.next().unwrap_or_default();
        items.fold(first, |all, item| [all, vec![Piece::Words("; ".to_owned())], item].concat())
    }

    /// Words with `{0}`, `{1}` and so on filled in.
    fn phrase(&self, dutch: &str, english: &str, filled: &[Pieces]) -> Pieces {
        let mut rest = self.pick(dutch, english);
        let mut pieces = Vec::new();
        while let Some((before, after)) = rest.split_once('{') {
            let (place, after) = after.split_once('}').expect("a place is closed");
            if !before.is_empty() {
                pieces.push(Piece::Words(before.to_owned()));
            }
            let place: usize = place.parse().expect("a place is a number");
            pieces.extend(filled[place].iter().cloned());
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest.to_owned()));
        }
        pieces
    }

    /// A sentence with `{0}`, `{1}` and so on filled in.
    fn say(&self, dutch: &str, english: &str, filled: &[Pieces]) -> Sentence {
        Sentence { pieces: self.phrase(dutch, english, filled) }
    }
}
