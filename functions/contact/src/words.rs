//! The words of the interface: Project Fluent files in `words/`, of which the build makes a method for each message.

use std::sync::OnceLock;

use interface::words::{Number, Packed, Value, fill};
use survey::language::Language;
use survey::time::{Day, Moment};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The interface in one language.
pub(crate) struct Words {
    /// The language these words are in.
    pub(crate) language: Language,
    messages: Vec<&'static str>,
}

/// Each language is unpacked when it is first asked for, and then kept.
static UNPACKED: [OnceLock<Words>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];

impl Words {
    /// The words in `language`, or in Dutch where the interface has not been translated yet.
    pub(crate) fn of(language: Language) -> &'static Words {
        let (language, packed) = match packed(language) {
            Some(packed) => (language, packed),
            None => (Language::Nl, packed(Language::Nl).expect("there are Dutch words")),
        };
        UNPACKED[language as usize].get_or_init(|| Words { language, messages: packed.messages() })
    }

    /// A message without variables.
    fn text(&self, message: usize) -> &'static str {
        self.messages[message]
    }

    /// A message with variables.
    fn fill(&self, message: usize, values: &[Value<'_>]) -> String {
        fill(self.language, self.messages[message], values)
    }

    /// A day, such as "31 december 2026".
    pub(crate) fn day(&self, day: Day) -> String {
        let (year, month, day) = day.civil();
        self.date(day, month, year)
    }

    /// A moment by Dutch clocks, such as "31 december 2026 om 23.59 uur".
    pub(crate) fn moment(&self, moment: Moment) -> String {
        let (year, month, day) = moment.local_day().civil();
        let (hour, minute) = moment.local_time();
        self.date_and_time(day, month, year, hour, minute)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    #[test]
    fn every_language_is_whole() {
        assert!(GAPS.is_empty(), "{}", GAPS.join("\n"));
        for language in Language::ALL.into_iter().filter(|language| packed(*language).is_some()) {
            assert_eq!(Words::of(language).messages.len(), MESSAGES.len());
        }
    }

    /// All there is to read, for who reviews a language.
    #[test]
    fn every_message_in_every_language() {
        let moment = Moment { at: survey::time::Timestamp(1_798_757_940), offset: 3_600 };
        for language in Language::ALL.into_iter().filter(|language| packed(*language).is_some()) {
            let words = Words::of(language);
            let (mut out, mut current) = (String::new(), "");
            for (number, (file, id, variables)) in MESSAGES.iter().enumerate() {
                if *file != current {
                    writeln!(out, "\n## {file}").unwrap();
                    current = file;
                }
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
                        "Number" => Value::Number(Number(12)),
                        _ => Value::Phrase(text),
                    })
                    .collect();
                writeln!(out, "{id}: {}", words.fill(number, &values)).unwrap();
            }
            insta::assert_snapshot!(format!("messages_{language}"), out);
        }
    }
}
