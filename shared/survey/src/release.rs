//! Releases: what may leave the counting room.
//!
//! A release is made by [`protect`](crate::disclosure::protect) alone; here are its shape, its figures as people read
//! them, and its form on the notice board. There is no public constructor, and no exact count in it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::campaign::Policy;
use crate::id::{AudienceId, CampaignId, OptionId, QuestionId, ThemeId, TrajectoryId};
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

/// Where a release is about: one municipality, or all of the campaign's together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Area {
    /// One municipality.
    Municipality(Municipality),
    /// All municipalities of the campaign: a total.
    All,
}

/// A text that names no area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an area is the CBS code of a municipality, such as `GM0171`, or `all`")]
pub struct InvalidArea;

impl Area {
    /// Its name in keys and links: the municipality's CBS code, or `all`.
    pub fn code(self) -> &'static str {
        match self {
            Area::Municipality(municipality) => municipality.code(),
            Area::All => "all",
        }
    }

    /// The municipality, where it is one.
    pub fn municipality(self) -> Option<Municipality> {
        match self {
            Area::Municipality(municipality) => Some(municipality),
            Area::All => None,
        }
    }
}

impl From<Municipality> for Area {
    fn from(municipality: Municipality) -> Self {
        Area::Municipality(municipality)
    }
}

impl FromStr for Area {
    type Err = InvalidArea;

    fn from_str(text: &str) -> Result<Self, InvalidArea> {
        match text {
            "all" => Ok(Area::All),
            code => code.parse().map(Area::Municipality).map_err(|_| InvalidArea),
        }
    }
}

impl fmt::Display for Area {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl TryFrom<String> for Area {
    type Error = InvalidArea;

    fn try_from(text: String) -> Result<Self, InvalidArea> {
        text.parse()
    }
}

impl From<Area> for String {
    fn from(area: Area) -> String {
        area.to_string()
    }
}

/// What is published of one audience in one area at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    pub(crate) campaign: CampaignId,
    pub(crate) trajectory: TrajectoryId,
    pub(crate) area: Area,
    pub(crate) audience: AudienceId,
    pub(crate) number: ReleaseNumber,
    pub(crate) day: Day,
    pub(crate) synthetic: bool,
    pub(crate) policy: Policy,
    pub(crate) questionnaire: String,
    pub(crate) responses: Cell,
    pub(crate) tables: Vec<Table>,
    /// In a final release alone, as all that follows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) derived: Vec<Table>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) breakdowns: Vec<Breakdown>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) crossings: Vec<CrossTable>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) focus_groups: Option<FocusGroups>,
}

/// The table of one item or derived variable.
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

/// The tables of each group of respondents, by one variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breakdown {
    pub(crate) by: Variable,
    pub(crate) groups: Vec<Group>,
}

/// What results are broken down by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Variable {
    /// How responses came in.
    Mode,
    /// A background question; or the derived variable of one, where some of the question's own groups were too small.
    Item(ItemId),
}

/// One group of a breakdown. Who gave no answer is in none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The option, band, group of the derived variable, or mode.
    pub(crate) value: OptionId,
    pub(crate) body: GroupBody,
}

/// The tables of a group, or why there are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupBody {
    /// Tables.
    Shown {
        /// How many are in the group.
        responses: Cell,
        /// A table for each question that is no background question itself, in the order asked, then for the derived
        /// variables. What is never asked of the group has no table.
        tables: Vec<Table>,
    },
    /// None.
    Withheld(Withheld),
}

/// A question-by-question table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossTable {
    pub(crate) id: QuestionId,
    pub(crate) body: CrossBody,
}

/// The figures of a question-by-question table, or why there are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CrossBody {
    /// Figures.
    Shown {
        /// How many were asked both.
        base: Cell,
        /// How many of these gave each answer to the question down the side; "no answer" last.
        rows: Vec<(Category, Cell)>,
        /// How many of these gave each answer to the question along the top; "no answer" last.
        columns: Vec<(Category, Cell)>,
        /// How many gave both, row by row.
        cells: Vec<Vec<Cell>>,
    },
    /// None.
    Withheld(Withheld),
}

/// What was said in focus groups: sums over sessions, never one session's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FocusGroups {
    /// Figures.
    Shown {
        /// How many took part.
        people: Cell,
        /// By theme, in the campaign's order: how many took part in groups that discussed it. `None` where too few groups, or
        /// people, did to say; perhaps none.
        themes: Vec<(ThemeId, Option<Cell>)>,
        /// In the order in which they are put.
        statements: Vec<StatementFigures>,
    },
    /// Too few groups were held, or too few people took part, or one group had most of them; or there was none. Which of
    /// these is not said.
    Withheld,
}

/// How many agreed with a statement that was put to groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementFigures {
    pub(crate) statement: QuestionId,
    pub(crate) figures: Option<Agreement>,
}

/// How many agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// How many took part in groups to which the statement was put.
    pub asked: Cell,
    /// How many of them agreed.
    pub agreed: Cell,
}

impl StatementFigures {
    /// The statement.
    pub fn statement(&self) -> &QuestionId {
        &self.statement
    }

    /// The figures; `None` where it was put to too few groups, or people, to say; perhaps to none.
    pub fn figures(&self) -> Option<Agreement> {
        self.figures
    }
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
    /// Fewer were asked than the policy's smallest base; or so few gave some answer, or another, that the figures would have
    /// told one person's. Which of the two is not said: it would tell something of how many were asked.
    TooFew,
    /// In a total: too few municipalities have anyone in it, or one of them has most.
    FewMunicipalities,
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
    pub fn area(&self) -> Area {
        self.area
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

    /// A table for each question that can be counted and each row of a grid, in the order asked.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The tables of the derived variables, in the order declared; in a final release alone.
    pub fn derived(&self) -> &[Table] {
        &self.derived
    }

    /// The same tables by group of respondents; in a final release alone.
    pub fn breakdowns(&self) -> &[Breakdown] {
        &self.breakdowns
    }

    /// The question-by-question tables, in the order declared; in a final release alone.
    pub fn crossings(&self) -> &[CrossTable] {
        &self.crossings
    }

    /// What was said in focus groups; in a final release alone, of a campaign that holds any.
    pub fn focus_groups(&self) -> Option<&FocusGroups> {
        self.focus_groups.as_ref()
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

impl Breakdown {
    /// What results are broken down by.
    pub fn by(&self) -> &Variable {
        &self.by
    }

    /// The groups, in the order of the options.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }
}

impl Group {
    /// The option, band, group of the derived variable, or mode.
    pub fn value(&self) -> &OptionId {
        &self.value
    }

    /// The tables, or why there are none.
    pub fn body(&self) -> &GroupBody {
        &self.body
    }
}

impl CrossTable {
    /// The id under which it was declared.
    pub fn id(&self) -> &QuestionId {
        &self.id
    }

    /// The figures, or why there are none.
    pub fn body(&self) -> &CrossBody {
        &self.body
    }
}

impl Table {
    /// The item that was asked, or the derived variable under its own id.
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
