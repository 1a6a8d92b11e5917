//! The words of the interface, in the languages it has: Project Fluent files in `words/`, of which `build.rs` makes a method
//! for each message. A message that is missing, or called with other variables than it has, does not compile.
//!
//! What a campaign asks is not here: that is in its definition. Dutch is written at level B1: short sentences, and what
//! to do rather than what went wrong.

#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use interface::words::{Number, Packed, Value, fill};
use survey::code::{Holder, Mistyped};
use survey::condition::Comparison;
use survey::language::Language;
use survey::time::{Day, Moment};

use crate::app::CodeFault;

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

    /// That options were chosen, or not: `options` are quoted labels, of which one is enough.
    pub(crate) fn options_chosen(&self, question: &str, options: &[String], negated: bool) -> String {
        let options = options.join(&format!(" {} ", self.or()));
        if negated { self.chose_not(question, &options) } else { self.chose(question, &options) }
    }

    /// That a question was answered, or not.
    pub(crate) fn question_answered(&self, question: &str, negated: bool) -> String {
        if negated { self.answered_not(question) } else { self.answered(question) }
    }

    /// That so many answers were chosen, or not.
    pub(crate) fn answers_counted(&self, question: &str, is: Comparison, than: i64, negated: bool) -> String {
        let answers = match is {
            Comparison::Equal => self.answers_equal(than),
            Comparison::Unequal => self.answers_unequal(than),
            Comparison::Less => self.answers_less(than),
            Comparison::AtMost => self.answers_at_most(than),
            Comparison::More => self.answers_more(than),
            Comparison::AtLeast => self.answers_at_least(than),
        };
        if negated { self.counted_not(question, &answers) } else { self.counted(question, &answers) }
    }

    /// That such a number was filled in, or not.
    pub(crate) fn number_compared(&self, question: &str, is: Comparison, than: i64, negated: bool) -> String {
        let compared = match is {
            Comparison::Equal => self.compared_equal(than),
            Comparison::Unequal => self.compared_unequal(than),
            Comparison::Less => self.compared_less(than),
            Comparison::AtMost => self.compared_at_most(than),
            Comparison::More => self.compared_more(than),
            Comparison::AtLeast => self.compared_at_least(than),
        };
        if negated { self.number_was_not(question, &compared) } else { self.number_was(question, &compared) }
    }

    /// That a code is right, to who holds it.
    pub(crate) fn code_right(&self, holder: Holder) -> &'static str {
        match holder {
            Holder::Respondent => self.code_fits(),
            Holder::Interviewer => self.code_fits_interviewer(),
            Holder::Facilitator => unreachable!("the questionnaire does not take such a code"),
        }
    }

    /// What is wrong with a code.
    pub(crate) fn code_fault(&self, fault: CodeFault) -> &'static str {
        match fault {
            CodeFault::Missing | CodeFault::Mistyped(Mistyped::Nothing) => self.code_missing(),
            CodeFault::Mistyped(Mistyped::TooShort) => self.code_too_short(),
            CodeFault::Mistyped(Mistyped::TooLong) => self.code_too_long(),
            CodeFault::Mistyped(Mistyped::Stranger) => self.code_stranger(),
            CodeFault::Mistyped(Mistyped::Check) => self.code_mistyped(),
            CodeFault::NotOurs => self.code_not_ours(),
            CodeFault::NotForInterviews => self.interview_code_of_respondent(),
        }
    }
}
