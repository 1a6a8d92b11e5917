//! Ids out of XLSForm's names, which may have capitals, hyphens, points, and begin with a digit.

use std::collections::BTreeSet;

/// The most characters of an id.
const MOST: usize = 32;

/// Ids that are given out, each once.
#[derive(Default)]
pub(super) struct Ids {
    given: BTreeSet<String>,
}

impl Ids {
    /// Sets aside the names that are ids as they stand, so that no other name becomes one of them.
    pub(super) fn with<'n>(names: impl IntoIterator<Item = &'n str>) -> (Self, BTreeSet<String>) {
        let sound: BTreeSet<String> = names.into_iter().filter(|name| is_id(name)).map(str::to_owned).collect();
        (Ids { given: sound.clone() }, sound)
    }

    /// An id for a name that is none, or that is taken; where it begins with something else than a letter, `letter` is
    /// put before it.
    pub(super) fn make(&mut self, name: &str, letter: char) -> String {
        let plain = plain(name, letter);
        let numbered = (2..).map(|number| {
            let end = format!("_{number}");
            let most = MOST - end.len();
            format!("{}{end}", plain[..plain.len().min(most)].trim_end_matches('_'))
        });
        let id = std::iter::once(plain.clone()).chain(numbered).find(|id| !self.given.contains(id));
        let id = id.expect("there are more numbers than names");
        self.given.insert(id.clone());
        id
    }
}

/// Whether a name is an id as it stands.
pub(super) fn is_id(name: &str) -> bool {
    name.parse::<survey::id::QuestionId>().is_ok()
}

/// The nearest id to a name, whether or not it is taken.
fn plain(name: &str, letter: char) -> String {
    // Numbers below zero, as in scales from -2 to 2.
    let below = name.strip_prefix('-').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    let mut id = if below { "min_".to_owned() } else { String::new() };
    for character in name.to_lowercase().chars().map(unaccented) {
        match character {
            'a'..='z' => id.push(character),
            '0'..='9' => {
                if id.is_empty() {
                    id.push(letter);
                }
                id.push(character);
            }
            _ if id.is_empty() || id.ends_with('_') => {}
            _ => id.push('_'),
        }
        if id.len() == MOST {
            break;
        }
    }
    let id = id.trim_end_matches('_');
    if id.is_empty() { format!("{letter}1") } else { id.to_owned() }
}

fn unaccented(character: char) -> char {
    match character {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_becomes_an_id_of_its_own() {
        let names =
            ["age", "Age", "1_NW", "Één keer!", "___", "", "a--b", "日本", "-2", &"x".repeat(40), &"x".repeat(33)];
        let (mut ids, sound) = Ids::with(names);
        assert_eq!(sound, BTreeSet::from(["age".to_owned()]));
        let made: Vec<String> = names[1..].iter().map(|name| ids.make(name, 'q')).collect();
        let long = "x".repeat(32);
        let second = format!("{}_2", "x".repeat(30));
        assert_eq!(
            made,
            ["age_2", "q1_nw", "een_keer", "q1", "q1_2", "a_b", "q1_3", "min_2", long.as_str(), second.as_str()]
        );
        assert!(made.iter().all(|id| is_id(id)));
    }
}
