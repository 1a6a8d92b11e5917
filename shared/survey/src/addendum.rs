//! What moderators approved of the open texts: quotes and terms, beside the final release.
//!
//! An addendum is made of approvals alone ([`moderation`](crate::moderation)) and tells no count: how many people wrote
//! something, how many texts were approved of how many, or which of two quotes was written first.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::id::{AudienceId, CampaignId, TrajectoryId};
use crate::moderation::{ApprovedQuote, ApprovedTerm, may_be_quoted};
use crate::municipality::Municipality;
use crate::release::Release;
use crate::time::Day;

/// What was approved of the open texts of one audience in one municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addendum {
    campaign: CampaignId,
    trajectory: TrajectoryId,
    municipality: Municipality,
    audience: AudienceId,
    version: u32,
    day: Day,
    synthetic: bool,
    fields: Vec<Approved>,
}

/// What was approved of what people wrote in one open field. A quote may have words in square brackets: `[naam]` and the
/// like for what was taken out before it was stored, `[…]` for what a moderator left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    field: String,
    quotes: Vec<String>,
    terms: Vec<String>,
}

impl Approved {
    /// What was approved of a field, by its name: a question's id, or `question.option` for "namely…".
    ///
    /// Two equal quotes become one. Quotes stand in the order of their hashes, terms in that of the alphabet: neither order
    /// tells anything.
    pub fn of(
        field: String,
        quotes: impl IntoIterator<Item = ApprovedQuote>,
        terms: impl IntoIterator<Item = ApprovedTerm>,
    ) -> Self {
        let quotes: BTreeSet<_> =
            quotes.into_iter().map(|quote| (Sha256::digest(quote.0.as_bytes()), quote.0)).collect();
        let terms: BTreeSet<_> = terms.into_iter().map(|term| term.0).collect();
        let quotes = quotes.into_iter().map(|(_, quote)| quote).collect();
        Approved { field, quotes, terms: terms.into_iter().collect() }
    }

    /// The field's name: a question's id, or `question.option` for "namely…". The question's words are found with
    /// [`open_fields`](crate::moderation::open_fields).
    pub fn field(&self) -> &str {
        &self.field
    }

    /// The quotes, in an order that tells nothing.
    pub fn quotes(&self) -> &[String] {
        &self.quotes
    }

    /// Words that several people used, in alphabetical order.
    pub fn terms(&self) -> &[String] {
        &self.terms
    }
}

/// The release is not final, a total, or of so few responses that a quote would be recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("quotes go beside a final release of enough responses only")]
pub struct NotQuotable;

impl Addendum {
    /// What goes beside this final release, in place of the addendum of the version before. Fields of which nothing was
    /// approved are left out.
    ///
    /// # Errors
    /// When nothing may be quoted beside this release ([`may_be_quoted`]).
    pub fn of(release: &Release, version: u32, day: Day, fields: Vec<Approved>) -> Result<Self, NotQuotable> {
        let municipality = release.area().municipality().filter(|_| may_be_quoted(release)).ok_or(NotQuotable)?;
        let approved = |field: &Approved| !(field.quotes.is_empty() && field.terms.is_empty());
        Ok(Addendum {
            campaign: release.campaign().clone(),
            trajectory: release.trajectory().clone(),
            municipality,
            audience: release.audience().clone(),
            version,
            day,
            synthetic: release.synthetic(),
            fields: fields.into_iter().filter(approved).collect(),
        })
    }

    /// The campaign.
    pub fn campaign(&self) -> &CampaignId {
        &self.campaign
    }

    /// The trajectory.
    pub fn trajectory(&self) -> &TrajectoryId {
        &self.trajectory
    }

    /// Where people were asked.
    pub fn municipality(&self) -> Municipality {
        self.municipality
    }

    /// Who was asked.
    pub fn audience(&self) -> &AudienceId {
        &self.audience
    }

    /// Which version it is, from 1. A later one replaces it, for instance when a quote turned out to say too much.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The day (UTC) on which it was made.
    pub fn day(&self) -> Day {
        self.day
    }

    /// Whether the responses were made up.
    pub fn synthetic(&self) -> bool {
        self.synthetic
    }

    /// What was approved, by open field in the order asked. Empty when everything was taken down.
    pub fn fields(&self) -> &[Approved] {
        &self.fields
    }

    /// The form in which it hangs on the notice board.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("an addendum has only text keys")
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    /// When it is not an addendum.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::campaign::Policy;
    use crate::moderation::{Decision, Verdict, terms};

    fn release(number: &str, responses: serde_json::Value) -> Release {
        Release::from_json(
            &json!({
                "campaign": "proef-2026", "trajectory": "dagbesteding-2026", "area": "GM0171",
                "audience": "users", "number": number, "day": 20_700, "synthetic": false, "policy": Policy::FLOOR,
                "questionnaire": "0123456789abcdef", "responses": responses, "tables": [], "derived": [],
                "breakdowns": [], "crossings": [],
            })
            .to_string(),
        )
        .unwrap()
    }

    fn of(release: &Release, fields: Vec<Approved>) -> Result<Addendum, NotQuotable> {
        Addendum::of(release, 1, Day(20_701), fields)
    }

    fn quote(text: &str) -> ApprovedQuote {
        let decision = Decision { verdict: Verdict::Approved, struck: String::new() };
        decision.approve(text).unwrap()
    }

    #[test]
    fn only_a_final_release_of_certainly_enough_responses_can_have_one() {
        for (number, responses, quotable) in [
            ("final", json!({ "about": 15 }), true),
            ("final", json!({ "about": 10 }), false), // may be 6
            ("final", json!({ "about": 5 }), false),
            ("final", json!({ "fewer_than": 5 }), false),
            ("0001", json!({ "about": 100 }), false),
        ] {
            let release = release(number, responses.clone());
            assert_eq!(may_be_quoted(&release), quotable, "{number} {responses}");
            assert_eq!(of(&release, Vec::new()).is_ok(), quotable);
        }
        let mut strict = Policy::FLOOR;
        strict.smallest_base = 12;
        let mut json: serde_json::Value =
            serde_json::from_str(&release("final", json!({ "about": 15 })).to_json()).unwrap();
        json["policy"] = serde_json::to_value(strict).unwrap();
        assert!(!may_be_quoted(&Release::from_json(&json.to_string()).unwrap()), "15 may be 11");
    }

    #[test]
    fn it_hangs_as_documented() {
        let quotes = ["ik wil zingen", "meer buiten zijn", "ik wil zingen"].map(quote);
        let words = terms(["zingen en koken", "zingen"], 2);
        let words = words.iter().filter_map(|term| term.judged(Verdict::Approved));
        let fields = vec![
            Approved::of("wish".to_owned(), quotes, words),
            Approved::of("day.other".to_owned(), Vec::new(), Vec::new()),
        ];
        let addendum = of(&release("final", json!({ "about": 35 })), fields).unwrap();
        insta::assert_json_snapshot!(addendum);
        assert_eq!(Addendum::from_json(&addendum.to_json()).unwrap(), addendum);
    }

    proptest! {
        #[test]
        fn the_order_of_storage_is_gone(
            mut texts in prop::collection::vec("[a-z]{1,4}( [a-z]{1,4}){0,2}", 0..12),
            seed in any::<u64>(),
        ) {
            let of = |texts: &[String]| Approved::of("wish".to_owned(), texts.iter().map(|text| quote(text)), Vec::new());
            let before = of(&texts);
            // Any permutation: sort by a keyed mixture.
            texts.sort_by_key(|text| {
                text.bytes().fold(seed, |state, byte| (state ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3))
            });
            prop_assert_eq!(&of(&texts), &before);
            texts.reverse();
            prop_assert_eq!(of(&texts), before);
        }
    }
}
