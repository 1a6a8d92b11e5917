//! That the words are whole and never fail, and that all of them can be read in one place.

use std::fmt::Write;

use interface::words::{category, mark};
use proptest::prelude::*;
use survey::language::Language;
use survey::time::{Moment, Timestamp};

use super::*;

/// The languages that have words.
fn spoken() -> impl Iterator<Item = &'static Words> {
    Language::ALL.into_iter().filter(|language| packed(*language).is_some()).map(Words::of)
}

#[test]
fn every_language_is_whole() {
    assert!(GAPS.is_empty(), "{}", GAPS.join("\n"));
    for words in spoken() {
        assert_eq!(words.messages.len(), MESSAGES.len());
        let unpacked = words.messages.join("\0").len();
        assert_eq!(unpacked, packed(words.language).unwrap().length, "{} is unpacked to its end", words.language);
    }
}

/// All there is to read, for who reviews a language: each message with its variables filled in, or left as `‹name›`; where a
/// number decides, once for each form.
#[test]
fn every_message_in_every_language() {
    for words in spoken() {
        let (mut out, mut current) = (String::new(), "");
        for (number, (file, id, variables)) in MESSAGES.iter().enumerate() {
            if *file != current {
                writeln!(out, "\n## {file}").unwrap();
                current = file;
            }
            let pattern = words.messages[number];
            for sample in samples(words.language, pattern) {
                let moment = Moment { at: Timestamp(1_798_757_940), offset: 3_600 };
                let texts: Vec<String> = variables
                    .iter()
                    .map(|(name, kind)| match *kind {
                        "Day" => words.day(moment.local_day()),
                        "Moment" => words.moment(moment),
                        _ => format!("‹{name}›"),
                    })
                    .collect();
                let values: Vec<Value<'_>> = (variables.iter().zip(&texts))
                    .map(|((_, kind), text)| match *kind {
                        "Number" => Value::Number(Number(sample)),
                        _ => Value::Phrase(text),
                    })
                    .collect();
                writeln!(out, "{id}: {}", fill(words.language, pattern, &values)).unwrap();
            }
        }
        insta::assert_snapshot!(format!("messages_{}", words.language), out);
    }
}

/// Numbers with which a message takes each of its forms.
fn samples(language: Language, pattern: &str) -> Vec<i64> {
    let keys: Vec<&str> =
        pattern.split(mark::VARIANT).skip(1).filter_map(|variant| Some(variant.split_once(mark::KEY)?.0)).collect();
    if keys.is_empty() {
        return vec![12];
    }
    let mut samples: Vec<i64> = keys.iter().filter_map(|key| key.parse().ok()).collect();
    if samples.is_empty() {
        // The first of each category that the language has; nothing at all comes last.
        let numbers: Vec<i64> = (1..=200).chain([0]).collect();
        let categories: Vec<&str> = numbers.iter().map(|number| category(language, *number)).collect();
        let firsts = (0..numbers.len()).filter(|at| !categories[..*at].contains(&categories[*at]));
        samples.extend(firsts.map(|at| numbers[at]));
    } else {
        // The default has no key of its own; of the months it is the last.
        samples.push(12);
    }
    samples
}

#[test]
fn a_day_and_a_time_are_as_people_write_them() {
    let evening = Moment { at: Timestamp(1_798_757_940), offset: 3_600 };
    assert_eq!(Words::of(Language::Nl).moment(evening), "31 december 2026 om 23.59 uur");
    assert_eq!(Words::of(Language::En).moment(evening), "31 December 2026 at 23:59");
    let early = Moment { at: Timestamp(1_767_225_960), offset: 3_600 };
    assert_eq!(Words::of(Language::Nl).moment(early), "1 januari 2026 om 1.06 uur");
    for words in spoken() {
        let text = words.moment(evening);
        for part in ["31", "2026", "23", "59"] {
            assert!(text.contains(part), "{text}");
        }
    }
}

#[test]
fn what_comes_from_elsewhere_is_kept_apart_in_text_that_runs_the_other_way() {
    let message = "\u{1}00 (\u{1}10)";
    let values = [Value::String("Thuis (GGZ)."), Value::Phrase("نعم")];
    assert_eq!(fill(Language::Ar, message, &values), "\u{2068}Thuis (GGZ).\u{2069} (نعم)");
    assert_eq!(fill(Language::Nl, message, &values), "Thuis (GGZ). (نعم)");
}

proptest! {
    #[test]
    fn any_number_and_any_label_goes_into_any_message(number: i64, label in any::<String>()) {
        for words in spoken() {
            for (at, (_, id, variables)) in MESSAGES.iter().enumerate() {
                let kinds = variables.iter().map(|(_, kind)| *kind);
                let value = |kind: &str| match kind {
                    "Number" => Value::Number(Number(number)),
                    "String" => Value::String(&label),
                    _ => Value::Phrase(&label),
                };
                let values: Vec<Value<'_>> = kinds.clone().map(value).collect();
                let filled = words.fill(at, &values);
                // A message that selects need not write what it selects by.
                if kinds.clone().any(|kind| kind != "Number") && !words.messages[at].contains(mark::SELECT) {
                    prop_assert!(filled.contains(&label), "{} {}", words.language, id);
                }
                if variables.is_empty() {
                    prop_assert_eq!(&filled, words.text(at));
                }
            }
        }
    }

    /// Tables are ours, and yet nothing in one could do worse than write too little.
    #[test]
    fn no_text_is_too_strange_to_be_filled_in(text in "[\u{0}-\u{6}0-9a-z]{0,40}", number: i64) {
        fill(Language::Pl, &text, &[Value::Number(Number(number)), Value::String(&text)]);
    }
}
