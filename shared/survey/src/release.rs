//! Releases: what may leave the counting room.
//!
//! A release is made by [`protect`](crate::disclosure::protect) alone; here are its shape, its figures as people read
//! them, and its form on the notice board. There is no public constructor, and no exact count in it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::campaign::Policy;
use crate::id::{AudienceId, CampaignId, OptionId, TrajectoryId};
use crate::municipality::Municipality;
use crate::questionnaire::ItemId;
use crate::time::Day;

/// A count as it may be shown: rounded to a multiple of the rounding base b by a secret coin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// The true count lies less than b from this multiple of b, which is not 0.
    About(u32),
    /// The true count lies below this, b. Zero is never shown as such.
    FewerThan(u32),
}

impl Cell {
    /// The rounded count for reckoning: 0 where fewer than b is shown.
    pub fn shown(self) -> u32 {
        match self {
            Cell::About(count) => count,
            Cell::FewerThan(_) => 0,
        }
    }

    /// The cell as a share of `base` in whole percents of the *shown* counts, at most 100; `None` where the count or
    /// the base is too small to say.
    pub fn percent_of(self, base: Cell) -> Option<u32> {
        match (self, base) {
            (Cell::About(count), Cell::About(base)) => {
                // Rounded half up, in integers: the same on every machine.
                let percent = (u64::from(count) * 200 + u64::from(base)) / (u64::from(base) * 2);
                Some(percent.min(100) as u32)
            }
            (Cell::FewerThan(_), _) | (_, Cell::FewerThan(_)) => None,
        }
    }
}

/// Which release of an audience it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ReleaseNumber {
    /// An interim release, from 1.
    Interim(u32),
    /// The one after the close.
    Final,
}

/// A text that names no release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a release is named by a number from 1 to 9999, or `final`")]
pub struct InvalidReleaseNumber;

impl FromStr for ReleaseNumber {
    type Err = InvalidReleaseNumber;

    fn from_str(text: &str) -> Result<Self, InvalidReleaseNumber> {
        if text == "final" {
            return Ok(ReleaseNumber::Final);
        }
        let digits = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse() {
            Ok(number @ 1..) if digits => Ok(ReleaseNumber::Interim(number)),
            _ => Err(InvalidReleaseNumber),
        }
    }
}

impl fmt::Display for ReleaseNumber {
    /// Four digits, so that releases sort by their names, or `final`, which sorts after them.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReleaseNumber::Interim(number) => write!(out, "{number:04}"),
            ReleaseNumber::Final => out.write_str("final"),
        }
    }
}

impl TryFrom<String> for ReleaseNumber {
    type Error = InvalidReleaseNumber;

    fn try_from(text: String) -> Result<Self, InvalidReleaseNumber> {
        text.parse()
    }
}

impl From<ReleaseNumber> for String {
    fn from(number: ReleaseNumber) -> String {
        number.to_string()
    }
}

/// What is published of one audience in one municipality at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    pub(crate) campaign: CampaignId,
    pub(crate) trajectory: TrajectoryId,
    pub(crate) municipality: Municipality,
    pub(crate) audience: AudienceId,
    pub(crate) number: ReleaseNumber,
    pub(crate) day: Day,
    pub(crate) synthetic: bool,
    pub(crate) policy: Policy,
    pub(crate) questionnaire: String,
    pub(crate) responses: Cell,
    pub(crate) tables: Vec<Table>,
}

/// The table of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub(crate) item: ItemId,
    /// The release in which its figures were last made anew.
    pub(crate) renewed: ReleaseNumber,
    pub(crate) body: Body,
}

/// The figures of a table, or why there are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Figures.
    Shown {
        /// How many were asked.
        base: Cell,
        /// How many gave each answer.
        cells: Vec<(Category, Cell)>,
    },
    /// None.
    Withheld(Withheld),
}

/// What a cell counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// The option, point or band; in a ranking: the option among the first few.
    Value(OptionId),
    /// Asked, but not answered.
    NoAnswer,
}

/// Why a table has no figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// Fewer were asked than the policy's smallest base.
    SmallBase,
    /// The figures together would have told one person's answer.
    Revealing,
}

impl Release {
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

    /// Which release it is.
    pub fn number(&self) -> ReleaseNumber {
        self.number
    }

    /// The day (UTC) on which it was made.
    pub fn day(&self) -> Day {
        self.day
    }

    /// Whether the responses were made up.
    pub fn synthetic(&self) -> bool {
        self.synthetic
    }

    /// The policy by which it was made.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The fingerprint of the questionnaire that was asked.
    pub fn questionnaire(&self) -> &str {
        &self.questionnaire
    }

    /// How many responded.
    pub fn responses(&self) -> Cell {
        self.responses
    }

    /// The tables, in the order asked.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The form in which it hangs on the notice board.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a release has only text keys")
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    /// When it is not a release.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }
}

impl Table {
    /// The item that was asked.
    pub fn item(&self) -> &ItemId {
        &self.item
    }

    /// The release in which its figures were last made anew.
    pub fn renewed(&self) -> ReleaseNumber {
        self.renewed
    }

    /// The figures, or why there are none.
    pub fn body(&self) -> &Body {
        &self.body
    }
}

/// How many responded so far; made anew at most once a day while the campaign is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub(crate) day: Day,
    pub(crate) responses: Cell,
}

impl Progress {
    /// The day (UTC) on which it was counted.
    pub fn day(&self) -> Day {
        self.day
    }

    /// How many responded.
    pub fn responses(&self) -> Cell {
        self.responses
    }

    /// The form in which it hangs on the notice board.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("progress has only text keys")
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    /// When it is not progress.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_of_shown_counts_and_never_over_100() {
        assert_eq!(Cell::About(15).percent_of(Cell::About(40)), Some(38)); // 37.5
        assert_eq!(Cell::About(45).percent_of(Cell::About(40)), Some(100));
        assert_eq!(Cell::FewerThan(5).percent_of(Cell::About(40)), None);
        assert_eq!(Cell::About(5).percent_of(Cell::FewerThan(5)), None);
    }

    #[test]
    fn releases_sort_by_their_names() {
        let names = ["0001", "0010", "final"];
        for name in names {
            assert_eq!(name.parse::<ReleaseNumber>().unwrap().to_string(), name);
        }
        assert!(names.is_sorted());
        for bad in ["0", "", "-1", "+1", "10000", "latest", "1 "] {
            assert!(bad.parse::<ReleaseNumber>().is_err(), "{bad}");
        }
    }
}
