//! What is wrong in a definition, said so that its writer can put it right.

use std::collections::BTreeSet;
use std::fmt;

/// Something wrong, or worth a look, at a place in a definition file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file's path, as it was passed in.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What may be written instead; empty where `what` says it all.
    pub allowed: String,
}

impl fmt::Display for Fault {
    /// `file:line:column: what; allowed: …`, a form that editors and terminals turn into a link.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}: {}", self.file, self.line, self.column, self.what)?;
        if self.allowed.is_empty() { Ok(()) } else { write!(out, "; allowed: {}", self.allowed) }
    }
}

impl std::error::Error for Fault {}

/// ` (did you mean …?)` with the candidate closest to `word`, or nothing if none is close.
pub(super) fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    nearest(word, candidates).map_or(String::new(), |candidate| format!(" (did you mean `{candidate}`?)"))
}

/// The candidate that takes the fewest edits from `word`: at most one in three of its characters. Of two letters, as of
/// the code of a language, every other is as far away.
pub(super) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word: Vec<char> = word.chars().take(60).collect();
    let most = if word.len() < 3 { 0 } else { word.len().div_ceil(3) };
    candidates
        .into_iter()
        .map(|candidate| (edits(&word, candidate), candidate))
        .filter(|(edits, _)| *edits <= most)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// The few candidates closest to `word`, the closest first: those that it is a part of or that are a part of it, and
/// those that take few edits.
pub(super) fn near<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    const MOST: usize = 5;
    let characters: Vec<char> = word.chars().take(60).collect();
    let most = characters.len().div_ceil(3);
    let measured = candidates.into_iter().filter_map(|candidate| {
        let part = word.len() >= 3 && candidate.len() >= 3 && (candidate.contains(word) || word.contains(candidate));
        let edits = edits(&characters, candidate);
        (!word.is_empty() && (part || edits <= most)).then_some((!part, edits, candidate))
    });
    let mut measured: Vec<_> = measured.collect();
    measured.sort_unstable();
    measured.into_iter().map(|(_, _, candidate)| candidate).take(MOST).collect()
}

/// How many characters must be put in, left out or replaced (the Levenshtein distance).
fn edits(word: &[char], other: &str) -> usize {
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (line, character) in other.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, own) in word.iter().enumerate() {
            let replaced = diagonal + usize::from(*own != character);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[word.len()]
}

/// Names for "what is allowed", each once: `a, b, c`, cut off where the list would bury the message.
pub(super) fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    const MOST: usize = 24;
    let mut seen = BTreeSet::new();
    let names: Vec<&str> = names.into_iter().filter(|name| seen.insert(*name)).collect();
    match names.len() {
        0 => "none, as there are none here".to_owned(),
        1..=MOST => names.join(", "),
        more => format!("{} and {} more", names[..MOST].join(", "), more - MOST),
    }
}

/// Something a person wrote, short enough to repeat in a message.
pub(super) fn shortened(given: &str) -> String {
    const MOST: usize = 60;
    match given.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &given[..end]),
        None => given.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_name_is_suggested_if_it_is_close() {
        let names = ["label", "id", "title"];
        for (word, found) in [
            ("lable", Some("label")),
            ("labels", Some("label")),
            ("titel", Some("title")),
            ("label", Some("label")),
            ("x", None),
            ("ie", None),
            ("questionnaire", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, names), found, "{word}");
        }
        assert_eq!(did_you_mean("tile", names), " (did you mean `title`?)");
        assert_eq!(did_you_mean("", names), "");
    }

    #[test]
    fn a_few_close_names_are_found() {
        let names = ["bus", "bike", "book", "face-happy", "face-very-happy", "people"];
        assert_eq!(near("happy", names), ["face-happy", "face-very-happy"]);
        assert_eq!(near("bikes", names), ["bike"]);
        assert_eq!(near("boek", names), ["book"]);
        assert_eq!(near("unicorn", names), Vec::<&str>::new());
        assert_eq!(near("", names), Vec::<&str>::new());
    }

    #[test]
    fn edits_are_counted() {
        for (word, other, count) in [("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 2)] {
            assert_eq!(edits(&word.chars().collect::<Vec<_>>(), other), count, "{word} {other}");
        }
    }

    #[test]
    fn long_lists_and_texts_are_cut() {
        let names: Vec<String> = (1..=30).map(|number| format!("q{number}")).collect();
        assert!(listed(names.iter().map(String::as_str)).ends_with("q24 and 6 more"));
        assert_eq!(listed([]), "none, as there are none here");
        assert_eq!(shortened(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
    }
}
