//! Campaigns: who asks whom what, where, from when until when, and by which policy results are released.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::contact::Contact;
use crate::focus::FocusGroup;
use crate::id::{AudienceId, CampaignId, ThemeId, TrajectoryId};
use crate::language::{Language, Text};
use crate::municipality::Municipality;
use crate::questionnaire::Questionnaire;
use crate::time::{Day, Moment, Timestamp};

/// Minutes after the close in which answers queued on a phone are still taken.
pub const GRACE_MINUTES: i64 = 60;
/// Minutes after the close before the final release: the grace, and half an hour for what is in flight.
pub const FINAL_AFTER_MINUTES: i64 = 90;

/// A campaign: one deployment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// Its name.
    pub id: CampaignId,
    /// The trajectory it belongs to.
    pub trajectory: TrajectoryId,
    /// What it is called.
    pub title: Text,
    /// Whether its responses are made up, to show how things look. Said wherever it is shown.
    #[serde(default)]
    pub synthetic: bool,
    /// By which ways people can answer.
    #[serde(default, skip_serializing_if = "Access::is_open")]
    pub access: Access,
    /// Where people are asked.
    pub municipalities: Vec<Municipality>,
    /// When it opens.
    pub opens: Moment,
    /// When it closes.
    pub closes: Moment,
    /// The latest that it may close, however the closing date is moved: opening + longest run, fixed at opening.
    pub closes_by: Timestamp,
    /// When every stored response expires, the same for all: opening + longest run + retention, fixed at opening.
    pub expires: Timestamp,
    /// The languages people can choose, Dutch first.
    pub languages: Vec<Language>,
    /// Who asks, why and on what ground.
    pub controller: Controller,
    /// Where to find help, shown after sending and on pages that disappoint.
    pub help: Text,
    /// The colours of the page.
    pub colours: Colours,
    /// The logo beside the controller's name: an SVG document that refers to nothing and runs nothing. Shown as an
    /// image with an empty alternative, since the name stands beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// The pictures that the questionnaires name: what stands between the tags of an SVG on a field of 24 by 24, strokes
    /// in the colour of the text around it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pictures: BTreeMap<String, String>,
    /// What the accessibility statement says.
    #[serde(default)]
    pub accessibility: Accessibility,
    /// The contact letterbox, for who wants to be invited; apart from all answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// What needs and offers are about, in both questionnaires.
    pub themes: Vec<Theme>,
    /// What is put to focus groups, where it holds any. Their codes are taken whatever the `access`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus_group: Option<FocusGroup>,
    /// How results are released.
    pub policy: Policy,
    /// Who is asked.
    pub audiences: Vec<Audience>,
}

/// By which ways people can answer. Fixed when the campaign opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// By the open link alone. No code is taken, nor an interviewer's.
    #[default]
    Open,
    /// With an invitation code alone: one response a code.
    Codes,
    /// By the open link, or with an invitation code.
    Both,
}

impl Access {
    /// All of them.
    pub const ALL: [Access; 3] = [Access::Open, Access::Codes, Access::Both];

    /// Its name in definitions and programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Access::Open => "open",
            Access::Codes => "codes",
            Access::Both => "both",
        }
    }

    /// Whether people can answer without a code.
    pub fn admits_links(self) -> bool {
        matches!(self, Access::Open | Access::Both)
    }

    /// Whether invitation codes are taken, respondents' and interviewers' alike.
    pub fn admits_codes(self) -> bool {
        matches!(self, Access::Codes | Access::Both)
    }

    fn is_open(&self) -> bool {
        *self == Access::Open
    }
}

/// Who is responsible for the answers, in the sense of GDPR article 4(7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Controller {
    /// The organisation.
    pub name: String,
    /// What the answers are for.
    pub purpose: Text,
    /// The legal basis.
    pub legal_basis: Text,
    /// An e-mail address for questions.
    pub contact: String,
    /// An e-mail address of the data protection officer (GDPR articles 13(1)(b) and 37), where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_officer: Option<String>,
}

/// Colours of the page by day, as `#rrggbb`. Their contrast is checked with the definition; see
/// [`Colours::PAIRS`](Self::PAIRS). Those of the night are derived from them by the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Colours {
    /// Buttons, links, and the lines around what is chosen.
    pub primary: String,
    /// Text on the primary colour.
    pub on_primary: String,
    /// A quiet surface: cards, the landing text.
    pub surface: String,
    /// The page itself.
    pub background: String,
    /// Text on the page and on surfaces.
    pub text: String,
    /// Decoration: a bar, a drawing, the fill of a face. Never text and never the only sign of something, so it may be
    /// light.
    pub accent: String,
}

impl Default for Colours {
    /// Neutral colours, for a campaign without any of its own.
    fn default() -> Self {
        Colours {
            primary: "#154273".to_owned(),
            on_primary: "#ffffff".to_owned(),
            surface: "#f3f6f9".to_owned(),
            background: "#ffffff".to_owned(),
            text: "#1b1b1b".to_owned(),
            accent: "#f2b544".to_owned(),
        }
    }
}

/// Two colours that meet on the page.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// The colour in front.
    pub front: Role,
    /// The colour behind it.
    pub behind: Role,
    /// The least contrast between them, in tenths: 45 is 4.5 to 1.
    pub least_tenths: u32,
}

/// A part that a colour plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// [`Colours::primary`].
    Primary,
    /// [`Colours::on_primary`].
    OnPrimary,
    /// [`Colours::surface`].
    Surface,
    /// [`Colours::background`].
    Background,
    /// [`Colours::text`].
    Text,
    /// [`Colours::accent`].
    Accent,
}

impl Role {
    /// Its key in a definition.
    pub fn key(self) -> &'static str {
        match self {
            Role::Primary => "primary",
            Role::OnPrimary => "on_primary",
            Role::Surface => "surface",
            Role::Background => "background",
            Role::Text => "text",
            Role::Accent => "accent",
        }
    }
}

impl Colours {
    /// Colours that meet on the page and must be told apart: text, and the lines around what is chosen or has the focus,
    /// need 4.5 to 1 (WCAG 2.2, success criterion 1.4.3; for lines alone 1.4.11 asks for 3 to 1).
    pub const PAIRS: [Pair; 5] = [
        Pair { front: Role::Text, behind: Role::Background, least_tenths: 45 },
        Pair { front: Role::Text, behind: Role::Surface, least_tenths: 45 },
        Pair { front: Role::Primary, behind: Role::Background, least_tenths: 45 },
        Pair { front: Role::Primary, behind: Role::Surface, least_tenths: 45 },
        Pair { front: Role::OnPrimary, behind: Role::Primary, least_tenths: 45 },
    ];

    /// The colour in that part.
    pub fn of(&self, role: Role) -> &str {
        match role {
            Role::Primary => &self.primary,
            Role::OnPrimary => &self.on_primary,
            Role::Surface => &self.surface,
            Role::Background => &self.background,
            Role::Text => &self.text,
            Role::Accent => &self.accent,
        }
    }
}

/// What the statement on accessibility says, which Dutch law asks of public bodies (Besluit digitale toegankelijkheid
/// overheid).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Accessibility {
    /// How far the page meets the standard.
    pub status: Conformance,
    /// When the statement was last drawn up or looked through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drawn_up: Option<Day>,
    /// By whom it was approved: a function, such as "gemeentesecretaris".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// When the page was last examined completely.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub examined: Option<Day>,
    /// By when it will be examined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<Day>,
    /// Where the report of that examination can be read: an address that begins with `https://`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// An e-mail address for people who meet an obstacle, where it is not the controller's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// What is known not to meet the standard.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shortcomings: Vec<Shortcoming>,
}

/// How far a page meets EN 301 549 and WCAG 2 AA, in the classes of the Dutch register of statements. (Class E, no
/// statement at all, can't be the class of a page that has one.)
///
/// Source: <https://www.digitoegankelijk.nl/toegankelijkheidsverklaring/status>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Conformance {
    /// Fully: a complete examination of at most three years ago found nothing that falls short.
    A,
    /// In part: a complete examination of at most three years ago found what falls short, and it is being mended.
    B,
    /// First measures are taken: not examined completely, but an examination is planned within six months.
    C,
    /// Not shown: not examined completely, and no examination is planned within six months.
    #[default]
    D,
}

impl Conformance {
    /// All of them, the best first.
    pub const ALL: [Conformance; 4] = [Conformance::A, Conformance::B, Conformance::C, Conformance::D];

    /// The letter.
    pub fn letter(self) -> &'static str {
        match self {
            Conformance::A => "A",
            Conformance::B => "B",
            Conformance::C => "C",
            Conformance::D => "D",
        }
    }
}

/// Something that does not meet the standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortcoming {
    /// What does not work, and for whom.
    pub what: Text,
    /// The criteria of WCAG it falls short of, such as `1.4.3`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
    /// What is being done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Text>,
    /// What people can do instead, until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<Text>,
    /// By when it will be put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mended_by: Option<Day>,
}

/// A theme that needs and offers share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Its name.
    pub id: ThemeId,
    /// What it says.
    pub label: Text,
}

/// Who is asked with one questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// Its name in keys and programs, such as `users`.
    pub id: AudienceId,
    /// Its name in links, such as `gebruikers`.
    pub path: AudienceId,
    /// What it is called, such as "Gebruikers".
    pub title: Text,
    /// People, or organisations.
    pub respondents: Respondents,
    /// What is asked.
    pub questionnaire: Questionnaire,
    /// [`Questionnaire::fingerprint`], computed when the campaign was compiled.
    pub fingerprint: String,
}

/// What a response stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Respondents {
    /// A person.
    People,
    /// An organisation.
    Organisations,
}

/// How results are released. The floor is [`Policy::FLOOR`]; a campaign may be stricter, never laxer, and the policy
/// is fixed when it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// The base of the rounding, b: every shown count is a multiple of it.
    pub rounding_base: u32,
    /// The smallest base of a table, in responses.
    pub smallest_base: u32,
    /// Responses before the first interim release, among people.
    pub first_release_people: u32,
    /// Responses before the first interim release, among organisations.
    pub first_release_organisations: u32,
    /// The least number of new responses before a next release, or before a table is renewed.
    pub growth: u32,
    /// The least growth before a next release or renewal, in percent.
    pub growth_percent: u32,
    /// Days between interim releases.
    pub interval_days: u32,
    /// Interim releases at most.
    pub most_interim: u32,
    /// Municipalities that must take part in a total, and in each table of it.
    pub total_municipalities: u32,
    /// The most that one municipality may have of a total, or of the base of a table of it, in percent.
    pub total_share_percent: u32,
}

impl Policy {
    /// What no campaign may go below (for `most_interim` and `total_share_percent`: above).
    pub const FLOOR: Policy = Policy {
        rounding_base: 5,
        smallest_base: 10,
        first_release_people: 30,
        first_release_organisations: 10,
        growth: 10,
        growth_percent: 10,
        interval_days: 7,
        most_interim: 10,
        total_municipalities: 5,
        total_share_percent: 50,
    };

    /// 16 hexadecimal digits that change with any part of the policy.
    pub fn fingerprint(&self) -> String {
        crate::keys::fingerprint(&serde_json::to_string(self).expect("a policy has only numbers"))
    }

    /// Responses before the first interim release.
    pub fn first_release(&self, respondents: Respondents) -> u64 {
        u64::from(match respondents {
            Respondents::People => self.first_release_people,
            Respondents::Organisations => self.first_release_organisations,
        })
    }

    /// How many more than `count` there must be before it may be shown anew.
    pub fn growth_from(&self, count: u64) -> u64 {
        u64::from(self.growth).max((count * u64::from(self.growth_percent)).div_ceil(100))
    }
}

/// Where a campaign stands at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Not open yet.
    Before,
    /// Pages are shown and answers taken.
    Open,
    /// Closed to pages; answers queued on a phone are still taken.
    Grace,
    /// Closed.
    Closed,
}

impl Campaign {
    /// Where the campaign stands at `now`.
    pub fn stage(&self, now: Timestamp) -> Stage {
        if now < self.opens.at {
            Stage::Before
        } else if now < self.closes.at {
            Stage::Open
        } else if now < self.closes.at.plus_minutes(GRACE_MINUTES) {
            Stage::Grace
        } else {
            Stage::Closed
        }
    }

    /// The e-mail address for people who meet an obstacle on the page.
    pub fn accessibility_contact(&self) -> &str {
        self.accessibility.contact.as_deref().unwrap_or(&self.controller.contact)
    }

    /// The moment from which the final release may be made.
    pub fn final_from(&self) -> Timestamp {
        self.closes.at.plus_minutes(FINAL_AFTER_MINUTES)
    }

    /// Where the contact letterbox is, if there is one that may take entries at `now`. A path on the respondents' side.
    pub fn invitation(&self, now: Timestamp) -> Option<String> {
        let contact = self.contact.as_ref()?;
        (now >= self.opens.at && now < contact.closes.at).then(|| format!("{}/{}", crate::contact::PATH, self.id))
    }

    /// The audience with that id.
    pub fn audience(&self, id: &str) -> Option<&Audience> {
        self.audiences.iter().find(|audience| audience.id.as_str() == id)
    }

    /// The municipality with that CBS code, if people are asked there.
    pub fn municipality(&self, code: &str) -> Option<Municipality> {
        self.municipalities.iter().copied().find(|municipality| municipality.code() == code)
    }
}

/// A compiled campaign as it travels with the functions: the definition and a hash of its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// [`fingerprint`](crate::keys::fingerprint) of the campaign's JSON.
    pub hash: String,
    /// The campaign.
    pub campaign: Campaign,
}

impl Bundle {
    /// Wraps a campaign, with the hash of its content.
    pub fn new(campaign: Campaign) -> Self {
        Bundle { hash: Self::hash_of(&campaign), campaign }
    }

    /// The hash that belongs to `campaign`.
    pub fn hash_of(campaign: &Campaign) -> String {
        crate::keys::fingerprint(&serde_json::to_string(campaign).expect("a campaign has only text keys"))
    }

    /// The bundle as a file: JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a campaign has only text keys")
    }

    /// Reads a file made by [`to_json`](Self::to_json).
    ///
    /// # Errors
    /// When it is not such a file.
    pub fn from_json(json: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_that_does_not_say_how_is_open() {
        let mut campaign = crate::testing::campaign();
        let json = serde_json::to_value(&campaign).unwrap();
        assert_eq!((campaign.access, json.get("access")), (Access::Open, None));
        campaign.access = Access::Both;
        let json = serde_json::to_value(&campaign).unwrap();
        assert_eq!(json["access"], "both");
        assert_eq!(serde_json::from_value::<Campaign>(json).unwrap(), campaign);
    }

    #[test]
    fn a_campaign_compiled_before_there_were_looks_is_neutral() {
        let mut json = serde_json::to_value(crate::testing::campaign()).unwrap();
        let entries = json.as_object_mut().unwrap();
        entries.remove("accessibility");
        assert!(!entries.contains_key("logo") && !entries.contains_key("pictures"));
        entries.insert("colours".to_owned(), serde_json::json!({ "primary": "#000000", "surface": "#eeeeee" }));
        let campaign: Campaign = serde_json::from_value(json).unwrap();
        let (primary, surface) = ("#000000".to_owned(), "#eeeeee".to_owned());
        assert_eq!(campaign.colours, Colours { primary, surface, ..Colours::default() });
        assert_eq!((campaign.accessibility.status, campaign.logo), (Conformance::D, None));
    }

    #[test]
    fn ways_in() {
        let ways = Access::ALL.map(|access| (access.as_str(), access.admits_links(), access.admits_codes()));
        assert_eq!(ways, [("open", true, false), ("codes", false, true), ("both", true, true)]);
    }
}
