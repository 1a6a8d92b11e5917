//! Takes identifying patterns out of open text before it is stored for the first time.
//!
//! What has a recognisable form: e-mail and web addresses, phone numbers, BSNs, bank accounts, postcodes, streets with a
//! number, dates and long numbers. And, as far as a small program can tell, names of people. It does not find every name, nor
//! a story that tells who someone is; that is why open text is kept apart and published only after a person has read it
//! (`docs/privacy.md`).
//!
//! Where the choice is between leaving someone's number and losing an ordinary one, the number goes.

mod kinds;
mod names;
mod plain;

use std::ops::Range;

use plain::Letter;

/// Looks for one kind at a place among letters; answers with all that is to be replaced.
///
/// What lies before the first of these letters is either nothing or already replaced.
type Find = fn(&[Letter], usize) -> Option<Range<usize>>;

/// The kinds in the order in which they are looked for, with what stands in their place. The more telling form goes
/// first: a date would otherwise be a long number, the domain of an e-mail address a link, and nine of a phone number's ten
/// digits now and then a citizen service number.
const KINDS: [(Find, &str); 17] = [
    (kinds::address_with_scheme, "[link]"),
    (kinds::e_mail, "[e-mail]"),
    (kinds::bare_domain, "[link]"),
    (kinds::bank_account, "[rekening]"),
    (kinds::phone, "[telefoon]"),
    (kinds::citizen_number, "[bsn]"),
    (kinds::date, "[datum]"),
    (kinds::postcode, "[postcode]"),
    (kinds::long_number, "[getal]"),
    (names::street_and_number, "[adres]"),
    (kinds::name_after_title, "[naam]"),
    (names::family_after_title, "[naam]"),
    (names::initials_and_name, "[naam]"),
    (names::announced_name, "[naam]"),
    (names::name_after_greeting, "[naam]"),
    (names::related_name, "[naam]"),
    (names::first_name, "[naam]"),
];

/// Whether a character leaves a trace on the page; accents that combine count as none.
pub(crate) fn is_seen(character: char) -> bool {
    plain::is_seen(character)
}

/// Whether a word, as it stands within a sentence, is a common first name.
pub(crate) fn is_first_name(word: &str) -> bool {
    names::is_first_name(word)
}

/// Replaces identifying patterns by a Dutch word in square brackets, such as `[telefoon]`, and leaves the rest as it is.
///
/// Takes any text; takes time in proportion to its length; a text that went through once comes out of a second time
/// unchanged.
pub fn redact(text: &str) -> String {
    let mut redacted = String::with_capacity(text.len());
    let mut kept_from = 0;
    for (range, marker) in found(text) {
        redacted.push_str(&text[kept_from..range.start]);
        redacted.push_str(marker);
        kept_from = range.end;
    }
    redacted.push_str(&text[kept_from..]);
    redacted
}

/// What is to be replaced, in bytes of the text, by what; in the order of the text.
fn found(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut letters = plain::letters(text);
    // What was replaced is a wall to all kinds. Something may begin or end at a wall that did not before, so we go on
    // until nothing changes; that also makes a second time change nothing.
    while KINDS.iter().fold(false, |changed, (find, marker)| replace(&mut letters, *find, marker) || changed) {}
    letters.iter().filter_map(|letter| Some((letter.start..letter.end, letter.marker?))).collect()
}

/// Puts a wall in the place of all that `find` finds. Says whether it found anything.
fn replace(letters: &mut Vec<Letter>, find: Find, marker: &'static str) -> bool {
    let mut result = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < letters.len() {
        let rest = &letters[from..];
        match find(rest, at - from) {
            Some(range) => {
                result.extend_from_slice(&rest[..range.start]);
                result.push(Letter::wall(rest[range.start].start, rest[range.end - 1].end, marker));
                from += range.end;
                at = from;
            }
            None => at += 1,
        }
    }
    if from == 0 {
        return false;
    }
    result.extend_from_slice(&letters[from..]);
    *letters = result;
    true
}

#[cfg(test)]
mod tests;
