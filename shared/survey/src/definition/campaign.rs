//! Reading `campaign.toml`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use toml::de::DeTable;

use super::fault::{did_you_mean, listed, nearest, shortened};
use super::reader::{Located, Table};
use super::{accessibility, contact, look, mail};
use crate::campaign::{Access, Campaign, Controller, Policy, Respondents, Theme};
use crate::focus::{FocusGroup, MOST_STATEMENTS, Statement};
use crate::id::{AudienceId, CampaignId, QuestionId, ThemeId, TrajectoryId};
use crate::language::{Language, Text};
use crate::municipality::Municipality;
use crate::time::{Moment, Timestamp};

/// Paths no audience may have: the HTTP interfaces use them.
pub const RESERVED_PATHS: [&str; 5] = ["v1", "v2", "health", "openapi", "well-known"];

/// The longest a campaign or its retention may be set to, in days: three years.
const LONGEST_DAYS: i64 = 1096;
/// The least days responses are kept after the longest run: a failing release job can be mended in them.
const LEAST_KEPT_DAYS: i64 = 7;

/// The languages that a campaign file says people can choose, besides Dutch, as far as they are understood: read before
/// the file itself, because they tell which translations there may be.
pub(super) fn offered(text: &str) -> Vec<Language> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let languages = document.get_ref().get("languages").and_then(|value| value.get_ref().as_array());
    let codes = languages.into_iter().flat_map(|array| array.iter()).filter_map(|value| value.get_ref().as_str());
    let offered: BTreeSet<Language> = codes.filter_map(|code| code.parse().ok()).collect();
    let offered = offered.into_iter().filter(|language| *language != Language::Nl);
    if errors.is_empty() { offered.collect() } else { Vec::new() }
}

/// What was read of a campaign file, as far as it could be understood.
pub(super) struct Draft {
    /// The campaign, still without audiences; absent after a fault in what it can't do without.
    pub(super) campaign: Option<Campaign>,
    /// The languages people can choose; empty where they were not understood.
    pub(super) languages: Vec<Language>,
    /// The themes declared; absent where they were not all understood.
    pub(super) themes: Option<BTreeSet<ThemeId>>,
    /// Where the logo is, as written.
    pub(super) logo: Option<Located<String>>,
    /// Who is asked.
    pub(super) audiences: Vec<AudienceDraft>,
}

/// An audience, before its questionnaire is read.
pub(super) struct AudienceDraft {
    pub(super) id: Option<AudienceId>,
    pub(super) path: Option<AudienceId>,
    pub(super) title: Text,
    pub(super) respondents: Option<Respondents>,
    /// Where its questionnaire is, as written.
    pub(super) questionnaire: Option<Located<String>>,
}

/// Reads a campaign file that lies in the folder of that name.
pub(super) fn read(folder: &str, mut table: Table<'_>) -> Draft {
    let id = campaign_id(&mut table, folder);
    let trajectory = table.id::<TrajectoryId>("trajectory");
    let title = table.text("title");
    let municipalities = municipalities(&mut table);
    let (opens, closes) = (moment(&mut table, "opens"), moment(&mut table, "closes"));
    let languages = languages(&mut table);
    let synthetic = table.flag("synthetic");
    let access = access(&mut table);
    let help = table.text("help");
    let retention = retention(&mut table);
    check_run(&table, opens, closes, retention.longest_run_days);
    let controller = controller(&mut table);
    let colours = look::colours(&mut table);
    let logo = beside(&mut table, "logo", ".svg", "a file such as \"logo.svg\", or \"../other-campaign/logo.svg\"");
    let accessibility = accessibility::read(&mut table);
    let contact = contact::read(&mut table, opens, closes);
    let policy = policy(&mut table);
    let themes = themes(&mut table);
    let declared = table.length("theme");
    let audiences = audiences(&mut table);
    let focus_group = focus_group(&mut table, &audiences);
    table.finish();

    let theme_ids: BTreeSet<ThemeId> = themes.iter().map(|theme| theme.id.clone()).collect();
    let whole = || {
        let (opens, closes) = (opens?, closes?);
        Some(Campaign {
            id: id?.value,
            trajectory: trajectory?.value,
            title,
            synthetic,
            access,
            municipalities,
            opens,
            closes,
            closes_by: opens.at.plus_days(retention.longest_run_days?),
            expires: opens.at.plus_days(retention.longest_run_days? + retention.keep_days?),
            languages: languages.clone(),
            controller: controller?,
            help,
            colours,
            logo: None,
            pictures: BTreeMap::new(),
            accessibility,
            contact,
            themes,
            focus_group,
            policy,
            audiences: Vec::new(),
        })
    };
    let themes = (theme_ids.len() == declared).then_some(theme_ids);
    Draft { campaign: whole(), themes, languages, logo, audiences }
}

fn campaign_id(table: &mut Table<'_>, folder: &str) -> Option<Located<CampaignId>> {
    let id = table.id::<CampaignId>("id")?;
    if id.value.as_str() != folder {
        let what = format!("the id is `{}`, the folder `{}`", id.value, shortened(folder));
        table.file.fault(&id.at, what, "an id that equals the folder's name");
    }
    Some(id)
}

fn municipalities(table: &mut Table<'_>) -> Vec<Municipality> {
    const ALLOWED: &str = "a CBS code of 2026, such as \"GM0171\" (Noordoostpolder)";
    let mut seen = BTreeMap::new();
    let mut municipalities = Vec::new();
    for string in table.strings("municipalities", ALLOWED, 1..=Municipality::all().count()) {
        match string.value.parse::<Municipality>() {
            Ok(municipality) => {
                let code = string.map(|_| municipality.code());
                table.file.once(&mut seen, &code, "municipalities");
                municipalities.push(municipality);
            }
            Err(_) => {
                let hint = meant(string.value)
                    .map_or(String::new(), |meant| format!(" (did you mean \"{}\", {}?)", meant.code(), meant.name()));
                let what = format!("`{}` is not a municipality{hint}", shortened(string.value));
                table.file.fault(&string.at, what, ALLOWED);
            }
        }
    }
    municipalities
}

/// The municipality that was probably meant: the code in other letters, or a name close to what was written.
fn meant(given: &str) -> Option<Municipality> {
    let given = given.trim().to_lowercase();
    if let Some(municipality) = Municipality::all().find(|known| known.code().eq_ignore_ascii_case(&given)) {
        return Some(municipality);
    }
    let names: Vec<String> = Municipality::all().map(|known| known.name().to_lowercase()).collect();
    let name = nearest(&given, names.iter().map(String::as_str))?;
    Municipality::all().find(|known| known.name().to_lowercase() == name)
}

/// A moment written as Dutch clock time.
pub(super) fn moment(table: &mut Table<'_>, key: &'static str) -> Option<Moment> {
    const ALLOWED: &str = "Dutch clock time in quotes, such as \"2026-09-01T09:00\"";
    let string = table.string(key, ALLOWED)?;
    let parsed = (string.value.len() == "2026-09-01T09:00".len())
        .then(|| DateTime::strptime("%Y-%m-%dT%H:%M", string.value).ok())
        .flatten();
    let Some(clock) = parsed else {
        table.fault(key, format!("`{}` is not a date and time", shortened(string.value)), ALLOWED);
        return None;
    };
    let zone = TimeZone::get("Europe/Amsterdam").expect("the zone is bundled");
    match zone.to_ambiguous_timestamp(clock).offset() {
        AmbiguousOffset::Unambiguous { offset } => {
            let at = offset.to_timestamp(clock).ok()?;
            Some(Moment { at: Timestamp(at.as_second()), offset: offset.seconds() })
        }
        AmbiguousOffset::Gap { .. } => {
            let what = format!("`{}` does not exist: clocks skip that hour", string.value);
            table.fault(key, what, "a time before 02:00 or from 03:00 that night");
            None
        }
        AmbiguousOffset::Fold { .. } => {
            let what = format!("`{}` comes twice: clocks repeat that hour", string.value);
            table.fault(key, what, "a time before 02:00 or from 03:00 that night");
            None
        }
    }
}

fn languages(table: &mut Table<'_>) -> Vec<Language> {
    let codes = || listed(Language::ALL.iter().map(|language| language.code()));
    let mut seen = BTreeMap::new();
    let mut languages = Vec::new();
    for string in table.strings("languages", &format!("one of {}", codes()), 1..=Language::ALL.len()) {
        match string.value.parse::<Language>() {
            Ok(language) => {
                table.file.once(&mut seen, &string.map(|_| language.code()), "languages");
                languages.push(language);
            }
            Err(_) => {
                let what = format!("`{}` is not a language of Dagpeil", shortened(string.value));
                table.file.fault(&string.at, what, codes());
            }
        }
    }
    if languages.first().is_some_and(|first| *first != Language::Nl) {
        table.fault("languages", "Dutch does not come first", "a list that begins with \"nl\"");
    }
    languages
}

/// By which ways people can answer: the open link, if nothing else is said.
fn access(table: &mut Table<'_>) -> Access {
    const ALLOWED: &str = "\"open\", \"codes\" or \"both\"";
    let Some(given) = table.optional_string("access", ALLOWED) else { return Access::default() };
    Access::ALL.into_iter().find(|access| access.as_str() == given.value).unwrap_or_else(|| {
        let hint = did_you_mean(given.value, Access::ALL.map(Access::as_str));
        table.fault("access", format!("access can't be `{}`{hint}", shortened(given.value)), ALLOWED);
        Access::default()
    })
}

#[derive(Clone, Copy, Default)]
struct Retention {
    longest_run_days: Option<i64>,
    keep_days: Option<i64>,
}

fn retention(table: &mut Table<'_>) -> Retention {
    let Some(mut table) = table.table("retention") else { return Retention::default() };
    let longest_run_days = table.integer("longest_run_days", 1..=LONGEST_DAYS);
    let keep_days = table.integer("keep_days", LEAST_KEPT_DAYS..=LONGEST_DAYS);
    table.finish();
    Retention { longest_run_days, keep_days }
}

/// Opens before it closes, and runs no longer than was promised.
fn check_run(table: &Table<'_>, opens: Option<Moment>, closes: Option<Moment>, longest_run_days: Option<i64>) {
    let (Some(opens), Some(closes)) = (opens, closes) else { return };
    if closes.at <= opens.at {
        table.fault("closes", "the campaign closes before it opens", "a moment after `opens`");
    } else if let Some(days) = longest_run_days
        && closes.at > opens.at.plus_days(days)
    {
        let runs = (closes.at.0 - opens.at.0).div_euclid(86_400) + 1;
        let what = format!("the campaign would run into its day {runs}, longer than `longest_run_days` ({days})");
        table.fault("closes", what, format!("at most {days} times 24 hours after `opens`"));
    }
}

fn controller(table: &mut Table<'_>) -> Option<Controller> {
    let mut table = table.table("controller")?;
    let (name, contact) = (table.words("name"), mail::required(&mut table, "contact"));
    let privacy_officer = mail::optional(&mut table, "privacy_officer");
    let (purpose, legal_basis) = (table.text("purpose"), table.text("legal_basis"));
    table.finish();
    Some(Controller { name, purpose, legal_basis, contact, privacy_officer })
}

fn policy(table: &mut Table<'_>) -> Policy {
    let mut policy = Policy::FLOOR;
    let Some(mut table) = table.optional_table("policy", "a table [policy]") else { return policy };
    let mut refused = false;
    for (key, value) in [
        ("rounding_base", &mut policy.rounding_base),
        ("smallest_base", &mut policy.smallest_base),
        ("first_release_people", &mut policy.first_release_people),
        ("first_release_organisations", &mut policy.first_release_organisations),
        ("growth", &mut policy.growth),
        ("growth_percent", &mut policy.growth_percent),
        ("interval_days", &mut policy.interval_days),
        ("total_municipalities", &mut policy.total_municipalities),
    ] {
        let why = format!(": {value} is the floor of every campaign");
        match table.optional_integer(key, i64::from(*value)..=1_000_000, &why) {
            Some(given) => *value = u32::try_from(given).expect("its bounds were checked"),
            None => refused |= table.has(key),
        }
    }
    for (key, value) in
        [("most_interim", &mut policy.most_interim), ("total_share_percent", &mut policy.total_share_percent)]
    {
        if let Some(given) = table.optional_integer(key, 0..=i64::from(*value), ": no campaign may have more") {
            *value = u32::try_from(given).expect("its bounds were checked");
        }
    }
    // Else a base could be rounded down to nothing, and percentages would have no whole.
    if !refused && policy.smallest_base < policy.rounding_base {
        let key = if table.has("smallest_base") { "smallest_base" } else { "rounding_base" };
        let what = format!("`smallest_base` ({}) is below `rounding_base`", policy.smallest_base);
        table.fault(key, what, format!("a smallest base of {} or more", policy.rounding_base));
    }
    table.finish();
    policy
}

fn themes(table: &mut Table<'_>) -> Vec<Theme> {
    let mut seen = BTreeMap::new();
    let mut themes = Vec::new();
    for mut table in table.tables("theme", "a theme", 0..=60) {
        let id = table.id::<ThemeId>("id");
        if let Some(id) = &id {
            table.file.once(&mut seen, id, "themes");
            table.name_further(id.value.as_str());
        }
        let label = table.text_named_as_the_table("label");
        table.finish();
        themes.extend(id.map(|id| Theme { id: id.value, label }));
    }
    themes
}

fn audiences(table: &mut Table<'_>) -> Vec<AudienceDraft> {
    let (mut ids, mut paths) = (BTreeMap::new(), BTreeMap::new());
    let mut audiences = Vec::new();
    for mut table in table.tables("audience", "an audience", 1..=20) {
        let (id, path) = (table.id::<AudienceId>("id"), table.id::<AudienceId>("path"));
        if let Some(id) = &id {
            table.file.once(&mut ids, id, "the ids of audiences");
            table.name_further(id.value.as_str());
        }
        if let Some(path) = &path {
            table.file.once(&mut paths, path, "the paths of audiences");
            if RESERVED_PATHS.contains(&path.value.as_str()) {
                let what = format!("the path `{}` is reserved", path.value);
                table.file.fault(&path.at, what, format!("any path but {}", listed(RESERVED_PATHS)));
            }
        }
        let title = table.text_named_as_the_table("title");
        let respondents = respondents(&mut table);
        let questionnaire = questionnaire(&mut table);
        table.finish();
        audiences.push(AudienceDraft {
            id: id.map(|id| id.value),
            path: path.map(|path| path.value),
            title,
            respondents,
            questionnaire,
        });
    }
    audiences
}

/// What is put to focus groups, where any are held. Who leads them reads Dutch or English, as advisers do.
fn focus_group(table: &mut Table<'_>, audiences: &[AudienceDraft]) -> Option<FocusGroup> {
    let themes = table.length("theme");
    let mut table = table.optional_table("focus_group", "a table [focus_group]")?;
    table.is_for_advisers();
    let (mut seen, mut statements) = (BTreeMap::new(), Vec::new());
    let asked = || audiences.iter().filter_map(|audience| audience.id.as_ref());
    for mut table in table.tables("statement", "a statement", 0..=MOST_STATEMENTS) {
        table.is_for_advisers();
        let id = table.id::<QuestionId>("id");
        if let Some(id) = &id {
            table.file.once(&mut seen, id, "statements");
        }
        let text = table.text("text");
        let mut put_to = Vec::new();
        for string in table.strings("audiences", "the id of an audience", 0..=audiences.len()) {
            match asked().find(|id| id.as_str() == string.value) {
                Some(id) => put_to.push(id.clone()),
                None => {
                    let hint = did_you_mean(string.value, asked().map(AudienceId::as_str));
                    let what = format!("there is no audience `{}`{hint}", shortened(string.value));
                    table.file.fault(&string.at, what, listed(asked().map(AudienceId::as_str)));
                }
            }
        }
        table.finish();
        statements.extend(id.map(|id| Statement { id: id.value, text, audiences: put_to }));
    }
    if statements.is_empty() && themes == 0 {
        table.fault(
            "statement",
            "focus groups have nothing to discuss",
            "at least one [[theme]] or [[focus_group.statement]]",
        );
    }
    table.finish();
    Some(FocusGroup { statements })
}

fn respondents(table: &mut Table<'_>) -> Option<Respondents> {
    const ALLOWED: &str = "\"people\" or \"organisations\"";
    match table.string("respondents", ALLOWED)?.value {
        "people" => Some(Respondents::People),
        "organisations" => Some(Respondents::Organisations),
        other => {
            let hint = did_you_mean(other, ["people", "organisations"]);
            table.fault("respondents", format!("respondents can't be `{}`{hint}", shortened(other)), ALLOWED);
            None
        }
    }
}

/// The path of a questionnaire file.
fn questionnaire(table: &mut Table<'_>) -> Option<Located<String>> {
    const ALLOWED: &str = "a file such as \"users.toml\", or \"../other-campaign/users.toml\"";
    table.demand("questionnaire", ALLOWED)?;
    beside(table, "questionnaire", ".toml", ALLOWED)
}

/// The path of a file beside the campaign, or beside another one. Nothing else, since it is opened.
fn beside(table: &mut Table<'_>, key: &'static str, ending: &str, allowed: &str) -> Option<Located<String>> {
    let path = table.optional_string(key, allowed)?;
    let file = match path.value.strip_prefix("../").and_then(|rest| rest.split_once('/')) {
        Some((campaign, file)) if campaign.parse::<CampaignId>().is_ok() => file,
        Some(_) => "",
        None => path.value,
    };
    let name = file.strip_suffix(ending).unwrap_or_default();
    let form = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if name.is_empty() || !name.bytes().all(form) || name == "campaign" {
        table.fault(key, format!("`{}` can't be a {key} file", shortened(path.value)), allowed);
        return None;
    }
    Some(path.map(str::to_owned))
}
