//! The overview in words: what there is to read of one area.

use desk::summaries_address;
use serde::Serialize;
use storage::{Notice, Notices};
use survey::campaign::Campaign;
use survey::language::Language;
use survey::release::Area;

use summary::words::{Words, name};
use summary::{Figure, Place, ReleaseKind, ReleaseName, RespondentKind};

/// What there is of one municipality, or of all together, in one trajectory.
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
    /// Where people are asked. Of totals the code is `all`.
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
    /// The total of all the campaign's municipalities, which the same key opens; null where there is none.
    pub total: Option<ReleaseLinks>,
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
    /// Its address as XLSX.
    #[cfg_attr(feature = "openapi", schema(format = "uri-reference"))]
    pub xlsx: String,
}

/// What hangs on the board of one audience.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Of the area asked for.
    pub(crate) notices: Notices,
    /// The total, where that is another.
    pub(crate) total: Option<Notice>,
}

impl Overview {
    /// The overview of one area. `found` is what hangs there of each of the campaign's audiences, in their order.
    pub(crate) fn new(campaign: &Campaign, area: Area, found: Vec<Found>, language: Language) -> Self {
        let audiences = campaign.audiences.iter().zip(found).map(|(audience, Found { notices, total })| {
            let link = |area: Area, notice: Notice| {
                let address =
                    format!("{}/{}?release={}", summaries_address(campaign, area), audience.id, name(notice.number));
                let ReleaseName { number, kind, day } = ReleaseName::new(notice.number, notice.day);
                ReleaseLinks {
                    number,
                    kind,
                    day,
                    json: format!("{address}&format=json"),
                    csv: format!("{address}&format=csv"),
                    xlsx: format!("{address}&format=xlsx"),
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
                releases: notices.releases.into_iter().map(|notice| link(area, notice)).collect(),
                total: total.map(|notice| link(Area::All, notice)),
            }
        });
        let words = Words::of(language);
        Overview {
            campaign: campaign.id.to_string(),
            title: campaign.title.get(language).to_owned(),
            trajectory: campaign.trajectory.to_string(),
            municipality: Place::of(area, words),
            language: language.to_string(),
            synthetic: campaign.synthetic,
            notice: campaign.synthetic.then(|| words.synthetic().to_owned()),
            opens: campaign.opens.at.to_string(),
            closes: campaign.closes.at.to_string(),
            audiences: audiences.collect(),
        }
    }
}
