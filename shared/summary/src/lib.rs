//! A release in words: what advisers read, made from a [`Release`] and the campaign's texts.
//!
//! Adds no figure of its own: every count is as released, and every percentage is [`Cell::percent_of`].

pub mod codebook;
pub mod csv;
mod parts;
mod telling;
pub mod words;

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use survey::campaign::{Policy, Respondents};
use survey::release::{Area, Cell, ReleaseNumber};
use survey::time::Day;

use crate::codebook::Codebook;
use crate::words::Words;

pub use parts::{Part, Parts};

/// What one response stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RespondentKind {
    /// A person.
    People,
    /// An organisation.
    Organisations,
}

/// Which release it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReleaseName {
    /// The number of an interim release, from 1; null for the final one.
    #[cfg_attr(feature = "openapi", schema(example = 1, minimum = 1, maximum = 9999))]
    pub number: Option<u32>,
    /// Before or after the close.
    pub kind: ReleaseKind,
    /// The day (UTC) it was made.
    #[cfg_attr(feature = "openapi", schema(format = Date))]
    pub day: String,
}

impl ReleaseName {
    /// Of a release of that number, made on that day.
    pub fn new(number: ReleaseNumber, day: Day) -> Self {
        let kind = match number {
            ReleaseNumber::Interim(_) => ReleaseKind::Interim,
            ReleaseNumber::Final => ReleaseKind::Final,
        };
        ReleaseName { number: interim(number), kind, day: day.to_string() }
    }

    /// As `release=` asks for it: `1`, `2`, … or `final`.
    pub fn asked(&self) -> String {
        self.number.map_or_else(|| "final".to_owned(), |number| number.to_string())
    }
}

/// The number of an interim release.
fn interim(number: ReleaseNumber) -> Option<u32> {
    match number {
        ReleaseNumber::Interim(number) => Some(number),
        ReleaseNumber::Final => None,
    }
}

/// Before or after the close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReleaseKind {
    /// While the campaign is open.
    Interim,
    /// Once, after the close; rounded anew.
    Final,
}

/// A municipality, or all of the campaign's together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    /// Its CBS code, or `all`.
    #[cfg_attr(feature = "openapi", schema(example = "GM0171"))]
    pub code: String,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "Noordoostpolder"))]
    pub name: String,
}

/// One audience's answers in one municipality, or in all of the campaign's together, as released.
///
/// The last seven members are its parts. A part is null where `parts` did not ask for it. Derived tables, breakdowns, crossings
/// and quotes are of a final release alone, and empty before. The codebook is no part of the release: it tells of the
/// questionnaire, and is there only where it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Summary<'a> {
    /// The campaign's id.
    #[cfg_attr(feature = "openapi", schema(example = "noordoostpolder-2026"))]
    pub campaign: &'a str,
    /// What the campaign is called.
    pub title: &'a str,
    /// The trajectory's id.
    #[cfg_attr(feature = "openapi", schema(example = "dagbesteding-2026"))]
    pub trajectory: &'a str,
    /// Where people were asked. Of a total the code is `all`.
    pub municipality: Place,
    /// Who was asked.
    pub audience: AudienceName<'a>,
    /// The language of the texts (BCP 47). A text that was not translated is in Dutch.
    #[cfg_attr(feature = "openapi", schema(example = "nl"))]
    pub language: &'static str,
    /// Which release it is.
    pub release: ReleaseName,
    /// Whether the responses were made up, to show how things look.
    pub synthetic: bool,
    /// That they were, in words to be shown wherever the figures are; null for a real campaign.
    pub notice: Option<&'static str>,
    /// How the figures are to be read, in plain words.
    pub how_to_read: Vec<String>,
    /// The rules by which the release was made.
    pub policy: PolicyFigures,
    /// A fingerprint of the questionnaire that was asked; the same as long as only wording changed.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{16}$"))]
    pub questionnaire: &'a str,
    /// How many responded.
    pub responses: Figure,
    /// A table for each question that can be counted, and for each row of a grid, in the order asked.
    pub tables: Option<Vec<TableSummary<'a>>>,
    /// Tables of answers taken together in groups, as the questionnaire declares them.
    pub derived: Option<Vec<TableSummary<'a>>>,
    /// The same tables for each group of respondents apart.
    pub breakdowns: Option<Vec<BreakdownSummary<'a>>>,
    /// Tables of one question by another, as the questionnaire declares them.
    pub crossings: Option<Vec<CrossingSummary<'a>>>,
    /// What was said in focus groups. Null too where the campaign held none, and before the final release.
    pub focus_groups: Option<FocusGroupsSummary<'a>>,
    /// What people wrote, as far as a moderator approved of it after the close.
    pub quotes: Option<QuotesSummary<'a>>,
    /// What the names in the tables stand for.
    pub codebook: Option<Codebook<'a>>,
}

/// Who was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AudienceName<'a> {
    /// The audience's id.
    #[cfg_attr(feature = "openapi", schema(example = "users"))]
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// What one response stands for.
    pub respondents: RespondentKind,
}

/// A count as it is shown: rounded to a multiple of the policy's rounding base. One of the two is null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figure {
    /// The rounded count. The true one is less than the rounding base away from it.
    pub count: Option<u32>,
    /// Instead of a rounded count of 0: the true count is fewer than this, perhaps none.
    pub fewer_than: Option<u32>,
}

impl From<Cell> for Figure {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::About(count) => Figure { count: Some(count), fewer_than: None },
            Cell::FewerThan(base) => Figure { count: None, fewer_than: Some(base) },
        }
    }
}

/// The rules by which a release is made; fixed when the campaign opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyFigures {
    /// Every shown count is a multiple of it.
    pub rounding_base: u32,
    /// A table asked of fewer than this has no figures.
    pub smallest_base: u32,
    /// Responses before the first interim release, where people are asked.
    pub first_release_people: u32,
    /// Responses before the first interim release, where organisations are asked.
    pub first_release_organisations: u32,
    /// New responses, at least, before a next release, or before a table is renewed.
    pub growth: u32,
    /// The same in percent; the larger of the two holds.
    pub growth_percent: u32,
    /// Days between interim releases, at least.
    pub interval_days: u32,
    /// Interim releases, at most.
    pub most_interim: u32,
    /// Municipalities that must take part in a total, and in each table of it.
    pub total_municipalities: u32,
    /// The most that one municipality may have of a total, or of the base of a table of it, in percent.
    pub total_share_percent: u32,
}

impl From<&Policy> for PolicyFigures {
    fn from(policy: &Policy) -> Self {
        let Policy {
            rounding_base,
            smallest_base,
            first_release_people,
            first_release_organisations,
            growth,
            growth_percent,
            interval_days,
            most_interim,
            total_municipalities,
            total_share_percent,
        } = *policy;
        PolicyFigures {
            rounding_base,
            smallest_base,
            first_release_people,
            first_release_organisations,
            growth,
            growth_percent,
            interval_days,
            most_interim,
            total_municipalities,
            total_share_percent,
        }
    }
}

/// The figures of one question, of one row of a grid, or of answers taken together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TableSummary<'a> {
    /// The question's id; for a row of a grid `question.row`; for answers taken together their own id.
    #[cfg_attr(feature = "openapi", schema(example = "day"))]
    pub item: String,
    /// What was asked; or what answers taken together are called.
    pub question: Cow<'a, str>,
    /// What was judged, where the question is a grid.
    pub row: Option<&'a str>,
    /// The item whose answers are taken together; null where a question's own answers are counted.
    #[cfg_attr(feature = "openapi", schema(example = "matters"))]
    pub recodes: Option<String>,
    /// The theme that the row stands for.
    pub theme: Option<ThemeName<'a>>,
    /// How it was answered; null if the question no longer exists.
    pub kind: Option<QuestionKind>,
    /// What is counted, where the answer is a number, such as "plaatsen".
    pub unit: Option<&'a str>,
    /// Of whom it was asked, as a condition in canonical form (`who=self`); null for everyone.
    pub condition: Option<String>,
    /// How many were asked; null where figures are withheld.
    pub base: Option<Figure>,
    /// How many gave each answer, and last: how many gave none. Empty where figures are withheld.
    pub cells: Vec<CellSummary<'a>>,
    /// Why there are no figures; null where there are.
    pub withheld: Option<WithheldSummary>,
    /// The number of the interim release in which these figures were last made anew; null for the final one.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 9999))]
    pub renewed_in: Option<u32>,
    /// What is to be known in reading these figures.
    pub remarks: Vec<Cow<'static, str>>,
}

/// Tables for each group of respondents, by one variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BreakdownSummary<'a> {
    /// The id of the background question, or of its answers taken together; `mode` where `kind` is.
    #[cfg_attr(feature = "openapi", schema(example = "age"))]
    pub by: String,
    /// What respondents are grouped by.
    pub kind: BreakdownKind,
    /// What was asked, or what it is called.
    pub title: Cow<'a, str>,
    /// The background question whose answers are taken together; null where it is grouped by its own answers.
    pub recodes: Option<String>,
    /// What is to be known in reading it.
    pub remarks: Vec<&'static str>,
    /// The groups. Who gave no answer is in none.
    pub groups: Vec<GroupSummary<'a>>,
}

/// What respondents are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BreakdownKind {
    /// The answers to a background question.
    Question,
    /// Answers taken together: some of the question's own groups were too small.
    Derived,
    /// How responses came in: by the open link, with a code, or in an interview.
    Mode,
}

/// The tables of one group of respondents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupSummary<'a> {
    /// The id of the answer that the group gave; for the mode `link`, `code` or `interview`.
    #[cfg_attr(feature = "openapi", schema(example = "a18"))]
    pub value: &'a str,
    /// What it says.
    pub label: &'a str,
    /// How many are in the group; null where figures are withheld.
    pub responses: Option<Figure>,
    /// Why there are no figures; null where there are.
    pub withheld: Option<WithheldSummary>,
    /// What is to be known in reading these figures.
    pub remarks: Vec<&'static str>,
    /// A table for each question and row that is no background question, then for answers taken together. What is never
    /// asked of the group has none. Empty where figures are withheld.
    #[serde(serialize_with = "in_short")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<GroupTable>))]
    pub tables: Vec<TableSummary<'a>>,
}

/// The figures of one question, row, or answers taken together, for one group of respondents. What is asked, and what else
/// is to be known of it, stands with the table of the same `item` in `tables` or `derived`.
#[derive(Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
struct GroupTable<'t> {
    /// The id of the table in `tables` or `derived`.
    #[cfg_attr(feature = "openapi", schema(example = "day"))]
    item: &'t str,
    /// How many of the group were asked; null where figures are withheld.
    base: Option<Figure>,
    /// How many gave each answer, and last: how many gave none. Empty where figures are withheld.
    cells: Vec<GroupCell<'t>>,
    /// Why there are no figures; null where there are.
    withheld: &'t Option<WithheldSummary>,
}

/// How many of a group gave one answer.
#[derive(Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
struct GroupCell<'t> {
    /// The answer's id; null for "no answer".
    #[cfg_attr(feature = "openapi", schema(example = "meet"))]
    value: Option<&'t str>,
    /// What the answer says.
    label: &'t str,
    /// The rounded count.
    count: Option<u32>,
    /// Instead of a rounded count of 0: the true count is fewer than this, perhaps none.
    fewer_than: Option<u32>,
    /// The rounded count in whole percents of the rounded base; null where either is too small to say.
    #[cfg_attr(feature = "openapi", schema(maximum = 100))]
    percent: Option<u32>,
}

impl<'t> GroupCell<'t> {
    fn of(cell: &CellSummary<'t>) -> Self {
        let CellSummary { value, label, count, fewer_than, percent, .. } = *cell;
        GroupCell { value, label, count, fewer_than, percent }
    }
}

/// Writes the tables of a group as [`GroupTable`]s: there are hundreds, and their words are there once already.
fn in_short<S: Serializer>(tables: &[TableSummary<'_>], out: S) -> Result<S::Ok, S::Error> {
    out.collect_seq(tables.iter().map(|table| GroupTable {
        item: &table.item,
        base: table.base,
        cells: table.cells.iter().map(GroupCell::of).collect(),
        withheld: &table.withheld,
    }))
}

/// One question by another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CrossingSummary<'a> {
    /// The id under which it was declared.
    #[cfg_attr(feature = "openapi", schema(example = "step_shift"))]
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// How many were asked both questions; null where figures are withheld.
    pub base: Option<Figure>,
    /// The question down the side; null if the table is no longer declared.
    pub rows: Option<CrossedQuestion<'a>>,
    /// The question along the top; null if the table is no longer declared.
    pub columns: Option<CrossedQuestion<'a>>,
    /// How many gave each answer down the side, no answer last: a label for each line of `cells`. Percentages are of the
    /// base. Empty where figures are withheld.
    pub row_totals: Vec<CellSummary<'a>>,
    /// How many gave each answer along the top, no answer last: a label for each place in a line of `cells`. Percentages
    /// are of the base. Empty where figures are withheld.
    pub column_totals: Vec<CellSummary<'a>>,
    /// How many gave both answers, line by line. Empty where figures are withheld.
    pub cells: Vec<Vec<CrossedCell>>,
    /// Why there are no figures; null where there are.
    pub withheld: Option<WithheldSummary>,
    /// What is to be known in reading these figures.
    pub remarks: Vec<&'static str>,
}

/// A question of a crossing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CrossedQuestion<'a> {
    /// The question's id; for a row of a grid `question.row`.
    #[cfg_attr(feature = "openapi", schema(example = "step_now"))]
    pub item: String,
    /// What was asked.
    pub question: Cow<'a, str>,
    /// What was judged, where the question is a grid.
    pub row: Option<&'a str>,
}

/// How many gave both of two answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CrossedCell {
    /// The rounded count.
    pub count: Option<u32>,
    /// Instead of a rounded count of 0: the true count is fewer than this, perhaps none.
    pub fewer_than: Option<u32>,
    /// The rounded count in whole percents of the rounded total of its row; null where either is too small to say.
    #[cfg_attr(feature = "openapi", schema(maximum = 100))]
    pub percent_of_row: Option<u32>,
}

/// What was said in focus groups: sums over several groups, never one group's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FocusGroupsSummary<'a> {
    /// How many took part in all groups together; null where figures are withheld.
    pub people: Option<Figure>,
    /// Why there are no figures at all, in plain words; null where there are.
    pub withheld: Option<String>,
    /// What they talked about, in the campaign's order. Empty where figures are withheld.
    pub themes: Vec<GroupTheme<'a>>,
    /// How many agreed with what was put to them, in the order in which it was. Empty where figures are withheld.
    pub statements: Vec<GroupStatement<'a>>,
}

/// How many took part in groups that talked about a theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupTheme<'a> {
    /// The theme's id.
    #[cfg_attr(feature = "openapi", schema(example = "meeting"))]
    pub theme: &'a str,
    /// What it says.
    pub label: &'a str,
    /// How many; null where too few groups or people talked about it to say, perhaps none.
    pub people: Option<Figure>,
    /// The same in whole percents of all who took part; null where either is too small to say.
    #[cfg_attr(feature = "openapi", schema(maximum = 100))]
    pub percent: Option<u32>,
}

/// How many agreed with a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupStatement<'a> {
    /// The statement's id.
    #[cfg_attr(feature = "openapi", schema(example = "near_home"))]
    pub statement: &'a str,
    /// What it says.
    pub text: &'a str,
    /// How many took part in groups to which it was put; null where too few groups or people to say, perhaps none.
    pub asked: Option<Figure>,
    /// How many of them agreed; null likewise.
    pub agreed: Option<Figure>,
    /// The share that agreed in whole percents of the rounded counts; null where either is too small to say.
    #[cfg_attr(feature = "openapi", schema(maximum = 100))]
    pub percent: Option<u32>,
}

/// What people wrote, as far as a moderator approved of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuotesSummary<'a> {
    /// The day (UTC) on which this version was made; null as long as there is none.
    #[cfg_attr(feature = "openapi", schema(format = Date))]
    pub day: Option<String>,
    /// Which version it is, from 1: a later one replaces it, and quotes may be gone. Null as long as there is none.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub version: Option<u32>,
    /// By open question, in the order asked.
    pub fields: Vec<QuotedField<'a>>,
}

/// What people wrote in answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuotedField<'a> {
    /// The question's id; `question.option` for what was written beside an option ("namely").
    #[cfg_attr(feature = "openapi", schema(example = "wish"))]
    pub field: &'a str,
    /// What was asked.
    pub question: Cow<'a, str>,
    /// The option beside which it was written.
    pub option: Option<&'a str>,
    /// Quotes, in an order that tells nothing. Words in square brackets stand for what was left out.
    pub quotes: Vec<&'a str>,
    /// Words that several people used, in alphabetical order.
    pub terms: Vec<&'a str>,
}

/// How a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// One of the options.
    Single,
    /// Any of the options: counts add up to more than the base.
    Multiple,
    /// A point of a scale, from low to high.
    Scale,
    /// A point of a scale for each row.
    Grid,
    /// Options in order; counts say how many put it among the first few.
    Ranking,
    /// A number, counted in bands.
    Number,
}

/// How many gave one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CellSummary<'a> {
    /// The answer's id; null for "no answer".
    #[cfg_attr(feature = "openapi", schema(example = "meet"))]
    pub value: Option<&'a str>,
    /// What the answer says.
    pub label: &'a str,
    /// The theme that the answer stands for.
    pub theme: Option<ThemeName<'a>>,
    /// The step of the Participatieladder that the answer stands for, 1 to 6.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 6))]
    pub step: Option<u8>,
    /// The rounded count.
    pub count: Option<u32>,
    /// Instead of a rounded count of 0: the true count is fewer than this, perhaps none.
    pub fewer_than: Option<u32>,
    /// The rounded count in whole percents of the rounded base; null where either is too small to say.
    #[cfg_attr(feature = "openapi", schema(maximum = 100))]
    pub percent: Option<u32>,
}

/// A theme that needs and offers share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThemeName<'a> {
    /// Its id, the same for every audience.
    #[cfg_attr(feature = "openapi", schema(example = "meeting"))]
    pub id: &'a str,
    /// What it says.
    pub label: &'a str,
}

/// Why a table has no figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WithheldSummary {
    /// For programs.
    pub reason: WithheldReason,
    /// In plain words.
    pub explanation: String,
}

/// Why a table has no figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WithheldReason {
    /// Fewer were asked than the policy's smallest base; or the figures together would have told one answer. Which of the
    /// two is not said: it would tell something of how many were asked.
    TooFew,
    /// In a total: too few municipalities have anyone in it, or one of them has most.
    FewMunicipalities,
}

impl From<Respondents> for RespondentKind {
    fn from(respondents: Respondents) -> Self {
        match respondents {
            Respondents::People => RespondentKind::People,
            Respondents::Organisations => RespondentKind::Organisations,
        }
    }
}

impl Place {
    /// The name of an area.
    pub fn of(area: Area, words: Words) -> Self {
        let name = match area {
            Area::Municipality(municipality) => municipality.name(),
            Area::All => words.all_municipalities(),
        };
        Place { code: area.code().to_owned(), name: name.to_owned() }
    }
}
