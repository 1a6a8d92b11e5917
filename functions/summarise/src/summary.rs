//! A release in words: what advisers read, made from a [`Release`] and the campaign's texts.
//!
//! Adds no figure of its own: every count is as released, and every percentage is [`Cell::percent_of`].

use serde::Serialize;
use storage::{Notice, Notices};
use survey::campaign::{Audience, Campaign, Policy, Respondents};
use survey::language::{Language, Text};
use survey::municipality::Municipality;
use survey::questionnaire::{Item, Kind, Measure};
use survey::release::{Body, Category, Cell, Release, ReleaseNumber, Table, Withheld};
use survey::time::Day;

use crate::words::{Words, name};

/// What there is of one municipality in one trajectory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Overview {
    /// The campaign's id.
    #[cfg_attr(feature = "openapi", schema(example = "noordoostpolder-2026"))]
    pub campaign: String,
    /// What the campaign is called.
    pub title: String,
    /// The trajectory's id.
    #[cfg_attr(feature = "openapi", schema(example = "dagbesteding-2026"))]
    pub trajectory: String,
    /// Where people are asked.
    pub municipality: Place,
    /// The language of the texts (BCP 47). A text that was not translated is in Dutch.
    #[cfg_attr(feature = "openapi", schema(example = "nl"))]
    pub language: String,
    /// Whether the responses are made up, to show how things look.
    pub synthetic: bool,
    /// That they are, in words to be shown wherever the figures are; null for a real campaign.
    pub notice: Option<String>,
    /// When the campaign opens (RFC 3339, UTC).
    #[cfg_attr(feature = "openapi", schema(format = DateTime))]
    pub opens: String,
    /// When it closes (RFC 3339, UTC). The final release follows at least 90 minutes later.
    #[cfg_attr(feature = "openapi", schema(format = DateTime))]
    pub closes: String,
    /// Who is asked, in the campaign's order.
    pub audiences: Vec<AudienceOverview>,
}

/// What there is of one audience.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AudienceOverview {
    /// The audience's id.
    #[cfg_attr(feature = "openapi", schema(example = "users"))]
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What one response stands for.
    pub respondents: RespondentKind,
    /// How many have responded so far; null as long as nothing was counted.
    pub progress: Option<ProgressFigure>,
    /// The releases, oldest first.
    pub releases: Vec<ReleaseLinks>,
}

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

/// How many have responded so far; counted anew at most once a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgressFigure {
    /// The day (UTC) of the count.
    #[cfg_attr(feature = "openapi", schema(format = Date))]
    pub day: String,
    /// How many.
    pub responses: Figure,
}

/// A release, and where it can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReleaseLinks {
    /// The number of an interim release, from 1; null for the final one.
    #[cfg_attr(feature = "openapi", schema(example = 1, minimum = 1, maximum = 9999))]
    pub number: Option<u32>,
    /// Before or after the close.
    pub kind: ReleaseKind,
    /// The day (UTC) it was made.
    #[cfg_attr(feature = "openapi", schema(format = Date))]
    pub day: String,
    /// Its address as JSON.
    #[cfg_attr(feature = "openapi", schema(format = "uri-reference"))]
    pub json: String,
    /// Its address as CSV.
    #[cfg_attr(feature = "openapi", schema(format = "uri-reference"))]
    pub csv: String,
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
    fn new(number: ReleaseNumber, day: Day) -> Self {
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

/// A municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    /// Its CBS code.
    #[cfg_attr(feature = "openapi", schema(example = "GM0171"))]
    pub code: String,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "Noordoostpolder"))]
    pub name: String,
}

/// One audience's answers in one municipality, as released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Summary {
    /// The campaign's id.
    #[cfg_attr(feature = "openapi", schema(example = "noordoostpolder-2026"))]
    pub campaign: String,
    /// What the campaign is called.
    pub title: String,
    /// The trajectory's id.
    #[cfg_attr(feature = "openapi", schema(example = "dagbesteding-2026"))]
    pub trajectory: String,
    /// Where people were asked.
    pub municipality: Place,
    /// Who was asked.
    pub audience: AudienceName,
    /// The language of the texts (BCP 47). A text that was not translated is in Dutch.
    #[cfg_attr(feature = "openapi", schema(example = "nl"))]
    pub language: String,
    /// Which release it is.
    pub release: ReleaseName,
    /// Whether the responses were made up, to show how things look.
    pub synthetic: bool,
    /// That they were, in words to be shown wherever the figures are; null for a real campaign.
    pub notice: Option<String>,
    /// How the figures are to be read, in plain words.
    pub how_to_read: Vec<String>,
    /// The rules by which the release was made.
    pub policy: PolicyFigures,
    /// A fingerprint of the questionnaire that was asked; the same as long as only wording changed.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{16}$"))]
    pub questionnaire: String,
    /// How many responded.
    pub responses: Figure,
    /// A table for each question that can be counted, and for each row of a grid, in the order asked.
    pub tables: Vec<TableSummary>,
}

/// Who was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AudienceName {
    /// The audience's id.
    #[cfg_attr(feature = "openapi", schema(example = "users"))]
    pub id: String,
    /// What it is called.
    pub title: String,
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
        }
    }
}

/// The figures of one question, or of one row of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TableSummary {
    /// The question's id; for a row of a grid `question.row`.
    #[cfg_attr(feature = "openapi", schema(example = "day"))]
    pub item: String,
    /// What was asked.
    pub question: String,
    /// What was judged, where the question is a grid.
    pub row: Option<String>,
    /// The theme that the row stands for.
    pub theme: Option<ThemeName>,
    /// How it was answered; null if the question no longer exists.
    pub kind: Option<QuestionKind>,
    /// What is counted, where the answer is a number, such as "plaatsen".
    pub unit: Option<String>,
    /// Of whom it was asked, as a condition in canonical form (`who=self`); null for everyone.
    pub condition: Option<String>,
    /// How many were asked; null where figures are withheld.
    pub base: Option<Figure>,
    /// How many gave each answer, and last: how many gave none. Empty where figures are withheld.
    pub cells: Vec<CellSummary>,
    /// Why there are no figures; null where there are.
    pub withheld: Option<WithheldSummary>,
    /// The number of the interim release in which these figures were last made anew; null for the final one.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 9999))]
    pub renewed_in: Option<u32>,
    /// What is to be known in reading these figures.
    pub remarks: Vec<String>,
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
pub struct CellSummary {
    /// The answer's id; null for "no answer".
    #[cfg_attr(feature = "openapi", schema(example = "meet"))]
    pub value: Option<String>,
    /// What the answer says.
    pub label: String,
    /// The theme that the answer stands for.
    pub theme: Option<ThemeName>,
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
pub struct ThemeName {
    /// Its id, the same for every audience.
    #[cfg_attr(feature = "openapi", schema(example = "meeting"))]
    pub id: String,
    /// What it says.
    pub label: String,
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
    /// Fewer were asked than the policy's smallest base.
    SmallBase,
    /// The figures together would have told one answer.
    Revealing,
}

impl From<Respondents> for RespondentKind {
    fn from(respondents: Respondents) -> Self {
        match respondents {
            Respondents::People => RespondentKind::People,
            Respondents::Organisations => RespondentKind::Organisations,
        }
    }
}

impl From<Municipality> for Place {
    fn from(municipality: Municipality) -> Self {
        Place { code: municipality.code().to_owned(), name: municipality.name().to_owned() }
    }
}

impl Overview {
    /// The overview of one municipality. `found` is what hangs there of each of the campaign's audiences, in their
    /// order; `address` is the overview's own path, below which the summaries are.
    pub fn new(
        campaign: &Campaign,
        municipality: Municipality,
        found: Vec<Notices>,
        address: &str,
        language: Language,
    ) -> Self {
        let audiences = campaign.audiences.iter().zip(found).map(|(audience, notices)| {
            let link = |notice: Notice| {
                let address = format!("{address}/{}?release={}", audience.id, name(notice.number));
                let ReleaseName { number, kind, day } = ReleaseName::new(notice.number, notice.day);
                ReleaseLinks {
                    number,
                    kind,
                    day,
                    json: format!("{address}&format=json"),
                    csv: format!("{address}&format=csv"),
                }
            };
            AudienceOverview {
                id: audience.id.to_string(),
                title: audience.title.get(language).to_owned(),
                respondents: audience.respondents.into(),
                progress: notices.progress.map(|progress| ProgressFigure {
                    day: progress.day().to_string(),
                    responses: progress.responses().into(),
                }),
                releases: notices.releases.into_iter().map(link).collect(),
            }
        });
        Overview {
            campaign: campaign.id.to_string(),
            title: campaign.title.get(language).to_owned(),
            trajectory: campaign.trajectory.to_string(),
            municipality: municipality.into(),
            language: language.to_string(),
            synthetic: campaign.synthetic,
            notice: campaign.synthetic.then(|| Words::of(language).synthetic().to_owned()),
            opens: campaign.opens.at.to_string(),
            closes: campaign.closes.at.to_string(),
            audiences: audiences.collect(),
        }
    }
}

impl Summary {
    /// Puts a release of `audience` into the words of `language`.
    pub fn new(campaign: &Campaign, audience: &Audience, release: &Release, language: Language) -> Self {
        let teller = Teller {
            campaign,
            audience,
            release,
            language,
            words: Words::of(language),
            items: audience.questionnaire.items(),
        };
        let synthetic = campaign.synthetic || release.synthetic();
        let mut how_to_read = teller.words.how_to_read(release.policy(), audience.respondents, release.number());
        if release.questionnaire() != audience.fingerprint {
            how_to_read.push(teller.words.changed().to_owned());
        }
        Summary {
            campaign: release.campaign().to_string(),
            title: campaign.title.get(language).to_owned(),
            trajectory: release.trajectory().to_string(),
            municipality: release.municipality().into(),
            audience: AudienceName {
                id: audience.id.to_string(),
                title: audience.title.get(language).to_owned(),
                respondents: audience.respondents.into(),
            },
            language: language.to_string(),
            release: ReleaseName::new(release.number(), release.day()),
            synthetic,
            notice: synthetic.then(|| teller.words.synthetic().to_owned()),
            how_to_read,
            policy: release.policy().into(),
            questionnaire: release.questionnaire().to_owned(),
            responses: release.responses().into(),
            tables: release.tables().iter().map(|table| teller.table(table)).collect(),
        }
    }
}

/// What is needed to put tables into words.
struct Teller<'a> {
    campaign: &'a Campaign,
    audience: &'a Audience,
    release: &'a Release,
    language: Language,
    words: Words,
    items: Vec<Item<'a>>,
}

/// What an answer says and stands for.
struct Meaning<'a> {
    label: &'a Text,
    theme: Option<ThemeName>,
    step: Option<u8>,
}

impl Teller<'_> {
    fn table(&self, table: &Table) -> TableSummary {
        let item = self.items.iter().find(|item| item.id == *table.item());
        let (base, cells, withheld) = match table.body() {
            Body::Shown { base, cells } => {
                let cells = cells.iter().map(|(category, cell)| self.cell(item, category, *cell, *base)).collect();
                (Some(Figure::from(*base)), cells, None)
            }
            Body::Withheld(reason) => (None, Vec::new(), Some(self.withheld(*reason))),
        };
        TableSummary {
            item: table.item().to_string(),
            // A question that was removed since is shown by its id.
            question: item.map_or_else(|| table.item().to_string(), |item| self.text(&item.question.text)),
            row: item.and_then(|item| item.row).map(|row| self.text(&row.label)),
            theme: item.and_then(|item| self.theme(item.row?.theme.as_ref()?.as_str())),
            kind: item.and_then(|item| kind(&item.question.kind)),
            unit: item.and_then(|item| match &item.measure {
                Measure::Number(range) => range.unit.as_ref().map(|unit| self.text(unit)),
                Measure::One(_) | Measure::Many(_) | Measure::Ranked(..) | Measure::Text => None,
            }),
            condition: item.filter(|item| item.condition().is_some()).map(Item::base_name),
            base,
            remarks: self.remarks(table, item, withheld.is_none()),
            cells,
            withheld,
            renewed_in: interim(table.renewed()),
        }
    }

    fn cell(&self, item: Option<&Item<'_>>, category: &Category, cell: Cell, base: Cell) -> CellSummary {
        let (value, meaning) = match category {
            Category::Value(value) => (Some(value.as_str()), item.and_then(|item| self.meaning(item, value.as_str()))),
            Category::NoAnswer => (None, None),
        };
        let label = match (&meaning, value) {
            (Some(meaning), _) => meaning.label.get(self.language),
            // An option that was removed since is shown by its id.
            (None, Some(value)) => value,
            (None, None) => self.words.no_answer(),
        };
        let Figure { count, fewer_than } = cell.into();
        CellSummary {
            value: value.map(str::to_owned),
            label: label.to_owned(),
            step: meaning.as_ref().and_then(|meaning| meaning.step),
            theme: meaning.and_then(|meaning| meaning.theme),
            count,
            fewer_than,
            percent: cell.percent_of(base),
        }
    }

    fn meaning<'i>(&self, item: &Item<'i>, value: &str) -> Option<Meaning<'i>> {
        let choice = match &item.measure {
            Measure::One(choices) => choices.iter().copied().find(|choice| choice.id.as_str() == value),
            Measure::Many(choices) | Measure::Ranked(choices, _) => {
                choices.iter().find(|choice| choice.id.as_str() == value)
            }
            Measure::Number(range) => {
                let band = range.bands.iter().find(|band| band.id.as_str() == value)?;
                return Some(Meaning { label: &band.label, theme: None, step: None });
            }
            Measure::Text => None,
        }?;
        let theme = choice.theme.as_ref().and_then(|theme| self.theme(theme.as_str()));
        Some(Meaning { label: &choice.label, theme, step: choice.step })
    }

    fn theme(&self, id: &str) -> Option<ThemeName> {
        let theme = self.campaign.themes.iter().find(|theme| theme.id.as_str() == id)?;
        Some(ThemeName { id: id.to_owned(), label: self.text(&theme.label) })
    }

    fn withheld(&self, reason: Withheld) -> WithheldSummary {
        WithheldSummary {
            reason: match reason {
                Withheld::SmallBase => WithheldReason::SmallBase,
                Withheld::Revealing => WithheldReason::Revealing,
            },
            explanation: self.words.withheld(reason, self.release.policy(), self.audience.respondents),
        }
    }

    fn remarks(&self, table: &Table, item: Option<&Item<'_>>, shown: bool) -> Vec<String> {
        let mut remarks = Vec::new();
        match item.map(|item| &item.measure) {
            Some(Measure::Many(_)) if shown => remarks.push(self.words.several().to_owned()),
            Some(Measure::Ranked(_, top)) if shown => remarks.push(self.words.in_the_top(*top)),
            Some(_) | None => {}
        }
        if item.is_some_and(|item| item.condition().is_some()) {
            remarks.push(self.words.not_everyone().to_owned());
        }
        if shown && table.renewed() != self.release.number() {
            remarks.push(self.words.repeated(table.renewed()));
        }
        remarks
    }

    fn text(&self, text: &Text) -> String {
        text.get(self.language).to_owned()
    }
}

fn kind(kind: &Kind) -> Option<QuestionKind> {
    match kind {
        Kind::Single { .. } => Some(QuestionKind::Single),
        Kind::Multiple { .. } => Some(QuestionKind::Multiple),
        Kind::Scale(_) => Some(QuestionKind::Scale),
        Kind::Grid { .. } => Some(QuestionKind::Grid),
        Kind::Ranking { .. } => Some(QuestionKind::Ranking),
        Kind::Number(_) => Some(QuestionKind::Number),
        Kind::Text { .. } => None,
    }
}
