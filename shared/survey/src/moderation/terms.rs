//! Which words many people used.

use std::collections::{BTreeMap, BTreeSet};

use super::{Quote, Verdict};

/// A word that several people used, in small letters. Made by [`terms`] alone, so that it can't be one person's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term(String);

impl Term {
    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The term for publication, if that is the verdict.
    pub fn judged(&self, verdict: Verdict) -> Option<ApprovedTerm> {
        match verdict {
            Verdict::Approved => Some(ApprovedTerm(self.0.clone())),
            Verdict::Rejected => None,
        }
    }
}

/// A term that a moderator approved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ApprovedTerm(pub(crate) String);

/// The fewest letters of a term.
const FEWEST_LETTERS: usize = 3;

/// The words that stand in at least `least` of the texts, in alphabetical order: how often, and who used more than one of
/// them, is not told. Left out are numbers, what stands in square brackets, and words that say nothing by themselves.
pub fn terms<'t>(texts: impl IntoIterator<Item = &'t str>, least: usize) -> Vec<Term> {
    let mut in_texts: BTreeMap<String, usize> = BTreeMap::new();
    for text in texts {
        for word in words(text) {
            *in_texts.entry(word).or_default() += 1;
        }
    }
    in_texts.into_iter().filter(|(_, count)| *count >= least.max(2)).map(|(word, _)| Term(word)).collect()
}

/// The different words of a text.
fn words(text: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let visible = Quote::of(text).shown();
    let mut rest = visible.as_str();
    while !rest.is_empty() {
        // What was redacted says what kind of thing stood there, not what someone said.
        let (plain, after) = match rest.split_once('[') {
            Some((plain, marked)) => (plain, marked.split_once(']').map_or("", |(_, after)| after)),
            None => (rest, ""),
        };
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
        for word in plain.split(|c: char| !inside(c)) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            let is_word = word.chars().count() >= FEWEST_LETTERS && !word.chars().any(char::is_numeric);
            if is_word && SAYS_NOTHING.binary_search(&word.as_str()).is_err() {
                words.insert(word);
            }
        }
        rest = after;
    }
    words
}

/// Words of Dutch and English that say nothing by themselves, in order.
#[rustfmt::skip] // as many to a line as fit
const SAYS_NOTHING: [&str; 216] = [
    "aan", "about", "achter", "alle", "alleen", "alles", "als", "altijd", "and", "ander", "andere", "anders", "are",
    "been", "beetje", "ben", "bent", "beter", "bij", "bijvoorbeeld", "but", "can", "could", "daar", "daarom", "dan",
    "dat", "der", "deze", "die", "dingen", "dit", "doe", "doen", "does", "doet", "door", "dus", "echt", "een", "eens",
    "eigenlijk", "elk", "elke", "enkele", "erg", "etc", "even", "for", "from", "gaan", "gaat", "gedaan", "geen",
    "geven", "geweest", "goed", "goede", "graag", "had", "hadden", "have", "heb", "hebben", "hebt", "heeft", "heel",
    "hele", "hem", "her", "het", "hier", "hij", "him", "his", "hoe", "hun", "iedereen", "iemand", "iets", "into", "its",
    "jij", "jou", "jouw", "jullie", "just", "kan", "keer", "kon", "kunnen", "kunt", "laat", "laten", "leuk", "leuke",
    "like", "maar", "mag", "maken", "many", "meer", "meest", "men", "met", "mij", "mijn", "misschien", "moest", "moet",
    "moeten", "mogelijk", "mogen", "more", "most", "much", "naar", "nee", "niemand", "niet", "niets", "niks", "nodig",
    "nog", "nooit", "not", "now", "omdat", "onder", "one", "ons", "onze", "ook", "other", "our", "out", "over", "paar",
    "per", "samen", "she", "should", "some", "soms", "steeds", "such", "tegen", "than", "that", "the", "their", "them",
    "then", "there", "they", "thing", "things", "this", "toch", "toen", "tot", "tussen", "uit", "vaak", "van", "veel",
    "very", "via", "vind", "vinden", "vindt", "voor", "waar", "waarom", "wanneer", "want", "waren", "was", "wat",
    "weer", "weet", "weinig", "wel", "welke", "werd", "were", "what", "wie", "wij", "wil", "wilde", "will", "willen",
    "wilt", "with", "worden", "wordt", "would", "you", "your", "zal", "zeer", "zelf", "zich", "zien", "zij", "zijn",
    "zo'n", "zoals", "zodat", "zonder", "zou", "zouden", "zoveel", "zulke", "zullen",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_words_are_in_order() {
        assert!(SAYS_NOTHING.is_sorted_by(|a, b| a < b));
    }
}
