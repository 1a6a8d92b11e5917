//! Against programs that fill in every form they find. Of the open link alone: an invitation code needs no trap.
//!
//! Two signs, told by the form itself, so that nothing has to be remembered of anyone: a field that no person sees is
//! filled in, or the form comes back sooner than a person can have read it. Neither is a reason to refuse. The form comes
//! back as it was, without the field, and asks to be sent once more; then it is taken, however it was filled in. So nobody
//! loses an answer to a wrong guess of ours, and a program that looks at nothing that comes back stores nothing.
//!
//! The moment is not signed: who would forge it can as well wait (decision 0021). It is neither stored nor logged.

use survey::time::Timestamp;

/// The name of the field that no person sees. Programs like to fill it in.
pub(crate) const BAIT: &str = "website";
/// The name of the hidden field that tells when the page was shown.
pub(crate) const SHOWN: &str = "shown";
/// What that field says when the form has been asked to be sent once more.
const AGAIN: &str = "again";
/// Sooner than this many seconds after the page was shown, nobody has read and answered it.
const LEAST_SECONDS: i64 = 10;

/// What a form says of its page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// The page was first shown at this moment, by our clock.
    At(Timestamp),
    /// The page asked to be sent once more.
    Again,
    /// Nothing, or nothing we wrote: a form made by hand, or a page from before forms said it.
    Unknown,
}

impl Shown {
    /// Reads what the field says. Any text will do.
    pub(crate) fn parse(text: &str) -> Self {
        match text.parse() {
            Ok(seconds) => Shown::At(Timestamp(seconds)),
            Err(_) if text == AGAIN => Shown::Again,
            Err(_) => Shown::Unknown,
        }
    }

    /// What the field is to say; `None` where there is nothing to say.
    pub(crate) fn field(self) -> Option<String> {
        match self {
            Shown::At(moment) => Some(moment.0.to_string()),
            Shown::Again => Some(AGAIN.to_owned()),
            Shown::Unknown => None,
        }
    }

    /// Whether the form looks as if a program sent it at `now`. A page that lay open for days does not.
    pub(crate) fn is_hasty(self, bait_taken: bool, now: Timestamp) -> bool {
        match self {
            Shown::At(moment) => bait_taken || now.0.saturating_sub(moment.0) < LEAST_SECONDS,
            Shown::Again => false,
            Shown::Unknown => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_794_740_400);

    #[test]
    fn too_quick_is_under_ten_seconds_and_never_too_late() {
        for (seconds, hasty) in [(-3, true), (0, true), (9, true), (10, false), (20, false), (86_400 * 30, false)] {
            assert_eq!(Shown::At(Timestamp(NOW.0 - seconds)).is_hasty(false, NOW), hasty, "{seconds}");
        }
    }

    #[test]
    fn bait_is_taken_by_programs_only_until_the_form_is_sent_once_more() {
        assert!(Shown::At(Timestamp(NOW.0 - 60)).is_hasty(true, NOW));
        assert!(!Shown::Again.is_hasty(true, NOW) && !Shown::Again.is_hasty(false, NOW));
    }

    #[test]
    fn what_the_field_says_reads_back_and_anything_may_stand_in_it() {
        for shown in [Shown::At(NOW), Shown::At(Timestamp(-1)), Shown::Again] {
            assert!(Shown::parse(&shown.field().unwrap()) == shown);
        }
        for text in ["", "Again", "1e9", "99999999999999999999", "nu", "12 "] {
            assert!(Shown::parse(text) == Shown::Unknown, "{text}");
            assert!(Shown::parse(text).is_hasty(false, NOW), "{text}");
        }
        assert!(!Shown::parse("-9223372036854775808").is_hasty(false, NOW), "bounds do not overflow");
    }
}
