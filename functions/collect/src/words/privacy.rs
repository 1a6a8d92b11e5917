//! The words of the privacy page. Every promise and every exception here is one of `docs/privacy.md`, said briefly.

pub(super) mod dutch;
pub(super) mod english;

use survey::campaign::Campaign;
use survey::time::{Day, Moment};

/// What of a campaign the page depends on.
#[derive(Clone, Copy)]
pub(crate) struct Facts {
    /// Whether codes are taken.
    pub(crate) codes: bool,
    /// Whether answers without a code are taken.
    pub(crate) open: bool,
    /// What shown counts are multiples of.
    pub(crate) rounding_base: u32,
    /// How many people must have been asked before anything is shown.
    pub(crate) smallest_base: u32,
    pub(crate) closes: Moment,
    /// The last day on which separate answers are kept.
    pub(crate) expires: Day,
}

impl Facts {
    pub(crate) fn of(campaign: &Campaign) -> Self {
        Facts {
            codes: campaign.access.admits_codes(),
            open: campaign.access.admits_links(),
            rounding_base: campaign.policy.rounding_base,
            smallest_base: campaign.policy.smallest_base,
            closes: campaign.closes,
            expires: campaign.expires.day(),
        }
    }
}

/// The privacy page: its headings are questions, in the order in which they stand there.
pub(crate) struct Privacy {
    pub(crate) title: &'static str,
    /// The page in a few lines, above the rest.
    pub(crate) brief: Points,
    /// Answered by the campaign: who is responsible.
    pub(crate) who: &'static str,
    /// Before the e-mail address for questions.
    pub(crate) mail: &'static str,
    /// Before the e-mail address of the data protection officer.
    pub(crate) officer: &'static str,
    /// Answered by the campaign: the purpose.
    pub(crate) why: &'static str,
    /// Answered by the campaign: the legal basis.
    pub(crate) ground: &'static str,
    pub(crate) voluntary: Part,
    pub(crate) kept: Part,
    pub(crate) not_kept: Part,
    pub(crate) typed: Part,
    pub(crate) seen: Part,
    pub(crate) how_long: Part,
    pub(crate) withdraw: Part,
    /// A link to where answers are withdrawn, of these people in this municipality.
    pub(crate) withdraw_link: fn(&str, &str) -> String,
    pub(crate) rights: Part,
    pub(crate) complaint: Part,
    pub(crate) not_promised: Part,
}

/// A question and its answer.
pub(crate) struct Part {
    pub(crate) heading: &'static str,
    pub(crate) points: Points,
}

/// An answer, a point each.
pub(crate) type Points = fn(&Facts) -> Vec<String>;

/// Those of `points` that apply.
fn those<const N: usize>(points: [(bool, String); N]) -> Vec<String> {
    points.into_iter().filter(|(applies, _)| *applies).map(|(_, point)| point).collect()
}
