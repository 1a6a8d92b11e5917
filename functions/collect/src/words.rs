//! The words of the interface, in the languages it has. A language is whole or it does not compile.
//!
//! What a campaign asks is not here: that is in its definition. Dutch is written at level B1: short sentences, and what
//! to do rather than what went wrong.

mod dutch;
mod english;
mod privacy;

use survey::code::Holder;
use survey::condition::Comparison;
use survey::language::Language;
use survey::time::Moment;

use crate::app::CodeFault;

pub(crate) use privacy::{Facts, Part, Points, Privacy};

/// The interface in one language. Functions take what differs: a number, a name, a quoted label.
pub(crate) struct Words {
    /// The language these words are in.
    pub(crate) language: Language,
    pub(crate) quoted: fn(&str) -> String,

    // Every page.
    pub(crate) skip: &'static str,
    pub(crate) languages: &'static str,
    pub(crate) not_translated: &'static str,
    pub(crate) privacy_link: &'static str,
    pub(crate) beside: &'static str,
    pub(crate) synthetic: &'static str,
    pub(crate) help: &'static str,

    // The questionnaire.
    pub(crate) asked_by: fn(&str) -> String,
    pub(crate) how_many: fn(usize, bool) -> String,
    pub(crate) kept_apart: &'static str,
    pub(crate) required: &'static str,
    pub(crate) choose_one: &'static str,
    pub(crate) choose_any: &'static str,
    pub(crate) choose_at_most: fn(u32) -> String,
    pub(crate) or: &'static str,
    pub(crate) namely: fn(&str) -> String,
    pub(crate) rank: fn(u32) -> String,
    pub(crate) rank_place: fn(u32) -> String,
    pub(crate) rank_empty: &'static str,
    pub(crate) whole_number: fn(i64, i64) -> String,
    pub(crate) letters: fn(u32) -> String,
    pub(crate) bait: &'static str,
    pub(crate) before_sending: &'static str,
    pub(crate) send: &'static str,

    // When something is asked. `only_if` takes phrases made by those below it.
    pub(crate) only_if: fn(&str) -> String,
    pub(crate) and: &'static str,
    pub(crate) chose: fn(&str, &[String], bool) -> String,
    pub(crate) answered: fn(&str, bool) -> String,
    pub(crate) counted: fn(&str, Comparison, i64, bool) -> String,
    pub(crate) number_was: fn(&str, Comparison, i64, bool) -> String,
    pub(crate) question_number: fn(usize) -> String,

    // What is wrong. The functions take where: `at` makes it of a question's number and text.
    pub(crate) error_prefix: &'static str,
    pub(crate) look_again: fn(usize) -> String,
    pub(crate) not_sent_yet: &'static str,
    pub(crate) at: fn(usize, &str) -> String,
    pub(crate) choose: fn(&str) -> String,
    pub(crate) write: fn(&str) -> String,
    pub(crate) give_number: fn(&str) -> String,
    pub(crate) changed: &'static str,
    pub(crate) unknown_option: fn(&str) -> String,
    pub(crate) repeated: fn(&str) -> String,
    pub(crate) exclusive: fn(&str, &str) -> String,
    pub(crate) too_many: fn(u32, &str) -> String,
    pub(crate) too_long: fn(u32, &str) -> String,
    pub(crate) not_a_number: fn(&str) -> String,
    pub(crate) out_of_bounds: fn(i64, i64, &str) -> String,
    pub(crate) wrong_type: fn(&str) -> String,
    pub(crate) namely_elsewhere: fn(&str, &str) -> String,

    // Above the form, when it comes back.
    pub(crate) switched: &'static str,
    pub(crate) not_sent_title: &'static str,
    pub(crate) not_sent: &'static str,
    pub(crate) not_sent_paused: &'static str,
    pub(crate) someone_else_title: &'static str,
    pub(crate) someone_else: &'static str,
    pub(crate) send_again_title: &'static str,
    pub(crate) send_again: &'static str,
    pub(crate) hasty: &'static str,

    // Other pages.
    pub(crate) thanks_title: &'static str,
    pub(crate) thanks_sent: &'static str,
    pub(crate) another: &'static str,
    pub(crate) another_link: &'static str,
    pub(crate) closed_title: &'static str,
    pub(crate) closed: fn(Moment) -> String,
    pub(crate) not_open_title: &'static str,
    pub(crate) not_open: fn(Moment) -> String,
    pub(crate) not_ready_title: &'static str,
    pub(crate) not_ready: &'static str,
    pub(crate) paused_title: &'static str,
    pub(crate) paused: &'static str,
    pub(crate) too_large_title: &'static str,
    pub(crate) too_large: &'static str,
    pub(crate) not_found_title: &'static str,
    pub(crate) not_found: &'static str,
    pub(crate) unreadable_title: &'static str,
    pub(crate) unreadable: &'static str,
    pub(crate) lists: &'static str,
    pub(crate) home_intro: &'static str,
    pub(crate) home_closed: &'static str,
    pub(crate) home_paused: &'static str,
    pub(crate) home_later: fn(Moment) -> String,
    pub(crate) to_start: &'static str,

    // Invitation codes.
    pub(crate) codes: Codes,

    // The privacy page.
    pub(crate) privacy: &'static Privacy,
}

/// What is said of invitation codes.
pub(crate) struct Codes {
    // At the top of the form: where a code is needed, and where it may be left out.
    pub(crate) label: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) label_optional: &'static str,
    pub(crate) hint_optional: &'static str,
    pub(crate) check: &'static str,
    pub(crate) fits: fn(Holder) -> &'static str,
    pub(crate) before_sending: &'static str,

    // What is wrong with one.
    pub(crate) look_again: &'static str,
    pub(crate) fault: fn(CodeFault) -> &'static str,

    // One that was used before.
    pub(crate) used_title: &'static str,
    pub(crate) used: &'static str,
    pub(crate) used_change: &'static str,
    pub(crate) replace: &'static str,
    pub(crate) used_withdraw: &'static str,
    pub(crate) only_withdraw: &'static str,

    // Afterwards.
    pub(crate) keep: fn(Moment) -> String,
    pub(crate) withdraw_link: &'static str,

    // Withdrawal.
    pub(crate) withdraw_title: &'static str,
    pub(crate) withdraw: &'static [&'static str],
    pub(crate) withdraw_until: fn(Moment) -> String,
    pub(crate) withdraw_button: &'static str,
    pub(crate) withdrawn_title: &'static str,
    pub(crate) withdrawn: &'static [&'static str],
    pub(crate) begin_again: &'static str,
    pub(crate) not_withdrawn_title: &'static str,
    pub(crate) not_withdrawn: &'static str,
    pub(crate) too_late_title: &'static str,
    pub(crate) too_late: fn(Moment) -> Vec<String>,
}

impl Words {
    /// The words in `language`, or in Dutch where the interface has not been translated yet.
    pub(crate) fn of(language: Language) -> &'static Words {
        match language {
            Language::En => &english::WORDS,
            Language::Nl | Language::Ar | Language::Tr | Language::Pl | Language::Uk => &dutch::WORDS,
        }
    }
}
