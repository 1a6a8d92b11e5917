//! All that a key opens, for who begins with nothing but the key.

use desk::summaries_address;
use serde::Serialize;
use survey::campaign::Campaign;
use survey::language::Language;
use survey::release::Area;

use summary::words::Words;
use summary::{Place, RespondentKind};

/// All that a key opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Places {
    /// Campaign by campaign: its municipalities, and then the total over them where the campaign may have one.
    pub places: Vec<Opened>,
}

/// A municipality, or all of a campaign's together, that a key opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Opened {
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
    /// Who is asked, in the campaign's order.
    pub audiences: Vec<AudienceName>,
    /// The address of the overview, which tells what there is already.
    #[cfg_attr(feature = "openapi", schema(format = "uri-reference"))]
    pub overview: String,
}

/// Who is asked.
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

impl Opened {
    /// An area of a campaign.
    pub(crate) fn new(campaign: &Campaign, area: Area, language: Language) -> Self {
        let audiences = campaign.audiences.iter().map(|audience| AudienceName {
            id: audience.id.to_string(),
            title: audience.title.get(language).to_owned(),
            respondents: audience.respondents.into(),
        });
        Opened {
            campaign: campaign.id.to_string(),
            title: campaign.title.get(language).to_owned(),
            trajectory: campaign.trajectory.to_string(),
            municipality: Place::of(area, Words::of(language)),
            language: language.to_string(),
            synthetic: campaign.synthetic,
            audiences: audiences.collect(),
            overview: summaries_address(campaign, area),
        }
    }
}
