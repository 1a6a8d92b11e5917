//! Judging open texts, one by one, after the close: what may be offered to a moderator, how a text may be shortened, and
//! which words many people used.
//!
//! Nothing here publishes. What a moderator approved becomes an [`Addendum`](crate::addendum::Addendum), which can be made
//! of approvals alone; and an approval can hold nothing but words of the text it approves.

mod alerts;
mod terms;

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::campaign::Policy;
use crate::questionnaire::{Choice, Kind, Question, Questionnaire};
use crate::release::{Cell, Release, ReleaseNumber};

pub use alerts::{Alert, alerts};
pub use terms::{ApprovedTerm, Term, terms};

/// What stands where words were left out.
pub const OMISSION: &str = "[…]";

/// A place in a questionnaire where people write what they want.
#[derive(Debug, Clone, Copy)]
pub struct OpenField<'q> {
    /// The question: of open text, or a choice.
    pub question: &'q Question,
    /// The option that asks "namely…", where it is a choice.
    pub option: Option<&'q Choice>,
}

impl OpenField<'_> {
    /// Its name in keys: the question's id, or `question.option`.
    pub fn name(&self) -> String {
        match self.option {
            None => self.question.id.to_string(),
            Some(option) => format!("{}.{}", self.question.id, option.id),
        }
    }
}

/// The open fields of a questionnaire, in the order asked.
pub fn open_fields(questionnaire: &Questionnaire) -> Vec<OpenField<'_>> {
    let mut fields = Vec::new();
    for question in questionnaire.questions() {
        match &question.kind {
            Kind::Text { .. } => fields.push(OpenField { question, option: None }),
            Kind::Single { options } | Kind::Multiple { options, .. } => {
                let namely = options.iter().filter(|option| option.namely);
                fields.extend(namely.map(|option| OpenField { question, option: Some(option) }));
            }
            Kind::Scale(_) | Kind::Grid { .. } | Kind::Ranking { .. } | Kind::Number(_) => {}
        }
    }
    fields
}

/// Whether texts of this audience may be quoted: the release is the final one, and however the coin of its number of
/// responses fell, at least [`Policy::smallest_base`] responded. In a small group a quote is recognised.
pub fn may_be_quoted(release: &Release) -> bool {
    let certainly = match release.responses() {
        Cell::About(count) => (count + 1).saturating_sub(release.policy().rounding_base),
        Cell::FewerThan(_) => 0,
    };
    release.number() == ReleaseNumber::Final && certainly >= release.policy().smallest_base
}

/// The fewest texts that a field must have for any of them to be offered, and the fewest texts that must share a word for
/// it to be a term: b, for fewer than b is never told of anything.
pub fn fewest_texts(policy: &Policy) -> usize {
    policy.rounding_base as usize
}

/// What a moderator decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// To be published.
    Approved,
    /// Not to be published.
    Rejected,
}

impl Verdict {
    /// Its name where it is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Approved => "approved",
            Verdict::Rejected => "rejected",
        }
    }

    /// The verdict of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Verdict::Approved, Verdict::Rejected].into_iter().find(|verdict| verdict.as_str() == name)
    }
}

/// What was decided about one text: a verdict, and which words are left out, by their places. It holds no word of the
/// text, so that nothing can be published that was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Whether it is to be published.
    pub verdict: Verdict,
    /// The places of the words that are left out, such as `3-5 9`; empty if all stay.
    pub struck: String,
}

impl Decision {
    /// What may be published of the text that this decides about; `None` if that is nothing.
    pub fn approve(&self, text: &str) -> Option<ApprovedQuote> {
        match self.verdict {
            Verdict::Approved => {
                let quote = Quote::with_struck(text, &self.struck)?;
                (!quote.is_empty()).then(|| ApprovedQuote(quote.shown()))
            }
            Verdict::Rejected => None,
        }
    }
}

/// A text as a moderator approved it. Made by [`Decision::approve`] alone. No `Debug`: until it is published it is an
/// answer.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ApprovedQuote(pub(crate) String);

/// A text under a moderator's pencil: words can be struck, and nothing can be added. No `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Quote {
    words: Vec<String>,
    struck: BTreeSet<usize>,
}

/// What was to be struck is not in the text, or is already gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these words are not in the text")]
pub struct NotInText;

impl Quote {
    /// The whole text: its words with single spaces, without what is not seen (it could hide something, or take hold of
    /// a terminal).
    pub fn of(text: &str) -> Self {
        let visible: String =
            text.chars().filter_map(|c| if c.is_whitespace() { Some(' ') } else { is_seen(c).then_some(c) }).collect();
        Quote { words: visible.split_whitespace().map(str::to_owned).collect(), struck: BTreeSet::new() }
    }

    /// The text without the words at those places, as [`struck`](Self::struck) writes them; `None` if they are no places
    /// in it.
    pub fn with_struck(text: &str, struck: &str) -> Option<Self> {
        let mut quote = Quote::of(text);
        for range in struck.split_whitespace() {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
            if first > last || last >= quote.words.len() {
                return None;
            }
            quote.struck.extend(first..=last);
        }
        Some(quote)
    }

    /// Strikes these words, wherever they stand one after another. Capitals and punctuation around words don't matter; parts
    /// of words can't be struck. Says how often they were found.
    ///
    /// # Errors
    /// When they are not found among what is left.
    pub fn strike(&mut self, piece: &str) -> Result<usize, NotInText> {
        let wanted: Vec<String> = Quote::of(piece).words.iter().map(|word| bare(word)).collect();
        if wanted.is_empty() {
            return Err(NotInText);
        }
        let mut found = 0;
        for start in 0..(self.words.len() + 1).saturating_sub(wanted.len()) {
            let places = start..start + wanted.len();
            let stands = places.clone().all(|place| !self.struck.contains(&place))
                && self.words[places.clone()].iter().zip(&wanted).all(|(word, wanted)| bare(word) == *wanted);
            if stands {
                self.struck.extend(places);
                found += 1;
            }
        }
        if found == 0 { Err(NotInText) } else { Ok(found) }
    }

    /// Puts all words back.
    pub fn restore(&mut self) {
        self.struck.clear();
    }

    /// The places of the struck words, such as `3-5 9`: the first word has place 0.
    pub fn struck(&self) -> String {
        let mut ranges: Vec<(usize, usize)> = Vec::new();
        for place in &self.struck {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == *place => *last = *place,
                _ => ranges.push((*place, *place)),
            }
        }
        let mut text = String::new();
        for (first, last) in ranges {
            let gap = if text.is_empty() { "" } else { " " };
            let end = if last > first { format!("-{last}") } else { String::new() };
            write!(text, "{gap}{first}{end}").expect("a String takes all");
        }
        text
    }

    /// What is left, with [`OMISSION`] where words were struck.
    pub fn shown(&self) -> String {
        let mut shown: Vec<&str> = Vec::new();
        for (place, word) in self.words.iter().enumerate() {
            if !self.struck.contains(&place) {
                shown.push(word);
            } else if place == 0 || !self.struck.contains(&(place - 1)) {
                shown.push(OMISSION);
            }
        }
        shown.join(" ")
    }

    /// Whether no word is left.
    pub fn is_empty(&self) -> bool {
        self.struck.len() == self.words.len()
    }

    /// Whether any word was struck.
    pub fn is_shortened(&self) -> bool {
        !self.struck.is_empty()
    }
}

/// Whether a character leaves a trace on paper. Accents that combine do.
fn is_seen(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}') || crate::redact::is_seen(character)
}

/// A word without the punctuation around it, in small letters; punctuation alone stays.
fn bare(word: &str) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() { word.to_owned() } else { bare.to_lowercase() }
}

#[cfg(test)]
mod tests;
