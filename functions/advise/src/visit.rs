//! What every request for a page brings: the language, the query, and where links lead.
//!
//! Nothing of an address comes back in a page unless it names something there is: see [`Known`].

use form_urlencoded::Serializer;
use http::HeaderMap;
use survey::campaign::Campaign;
use survey::language::Language;
use survey::questionnaire::Part;
use survey::release::{Area, ReleaseNumber};
use survey::time::Timestamp;

use crate::words::Words;

/// The languages that the pages are told in.
pub(crate) const LANGUAGES: [Language; 2] = [Language::Nl, Language::En];

/// The path of the first page.
pub(crate) const HOME: &str = "/advies";

/// A request for a page.
pub(crate) struct Visit {
    pub(crate) now: Timestamp,
    pub(crate) words: Words,
    /// Whether reports can be had as PDF too.
    pub(crate) has_pdf: bool,
    /// The path and parameters of the page asked for, as far as they are known; that of the first page where it is not.
    path: String,
    kept: Vec<(String, String)>,
    /// As it came.
    query: Vec<(String, String)>,
}

/// What addresses may name: the campaigns' own areas, audiences and questions.
pub(crate) struct Known<'k>(pub(crate) Vec<&'k Campaign>);

impl Known<'_> {
    /// Whether there can be a page of that path, for whoever may read it.
    fn page(&self, path: &str) -> bool {
        let Some(rest) = path.strip_prefix(HOME) else { return false };
        let parts: Vec<&str> = rest.split('/').skip(1).collect();
        match parts.as_slice() {
            [] => rest.is_empty(),
            [area, trajectory, below @ ..] => {
                let in_area = |campaign: &&&Campaign| match area.parse() {
                    Ok(Area::Municipality(municipality)) => campaign.municipalities.contains(&municipality),
                    Ok(Area::All) => *area == "all",
                    Err(_) => false,
                };
                let mut campaigns = self.0.iter().filter(|campaign| campaign.trajectory.as_str() == *trajectory);
                let there = campaigns.find(in_area);
                there.is_some_and(|campaign| match below {
                    [] => true,
                    [page] => *page == FINDINGS || campaign.audience(page).is_some(),
                    _ => false,
                })
            }
            [_] => false,
        }
    }

    /// Whether a parameter has a value that could mean something.
    fn parameter(&self, name: &str, value: &str) -> bool {
        match name {
            "lang" => LANGUAGES.iter().any(|language| language.code() == value),
            "release" => value.parse().is_ok_and(|named: ReleaseNumber| number(named) == value),
            "section" => {
                let numbered = value.len() <= 2 && value.bytes().all(|byte| byte.is_ascii_digit());
                numbered || SECTIONS.contains(&value)
            }
            "by" => value == "mode" || self.0.iter().any(|campaign| asks(campaign, value)),
            _ => false,
        }
    }
}

/// Whether a campaign has a question or derived variable of that name.
fn asks(campaign: &Campaign, name: &str) -> bool {
    campaign.audiences.iter().any(|audience| {
        let questionnaire = &audience.questionnaire;
        let question = |part: &Part| matches!(part, Part::Question(question) if question.id.as_str() == name);
        questionnaire.parts.iter().any(question)
            || questionnaire.derived.iter().any(|derived| derived.id.as_str() == name)
    })
}

impl Visit {
    pub(crate) fn of(known: &Known<'_>, path: &str, query: Option<&str>, headers: &HeaderMap, now: Timestamp) -> Self {
        let query: Vec<(String, String)> =
            form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect();
        let words = Words::of(web::language::choose(first(&query, "lang"), headers, &LANGUAGES));
        let (path, kept) = match known.page(path) {
            true => (path.to_owned(), kept(known, &query)),
            false => (HOME.to_owned(), Vec::new()),
        };
        Visit { now, words, has_pdf: true, path, kept, query }
    }

    /// The first value of a parameter of the query.
    pub(crate) fn asked(&self, name: &str) -> Option<&str> {
        first(&self.query, name)
    }

    /// Whether the language was chosen, and is not just the browser's.
    fn chosen(&self) -> bool {
        self.asked("lang").is_some()
    }

    /// A link to a page of ours, in the language that was chosen.
    pub(crate) fn link(&self, path: &str, parameters: &[(&str, &str)]) -> String {
        let language = self.chosen().then_some(("lang", self.words.language.code()));
        address(path, parameters.iter().copied().chain(language))
    }

    /// A link to what another function serves, always in this language.
    pub(crate) fn download(&self, path: &str, parameters: &[(&str, &str)]) -> String {
        address(path, parameters.iter().copied().chain([("lang", self.words.language.code())]))
    }

    /// The forms of the report that there are: as addresses and as people call them.
    pub(crate) fn report_forms(&self) -> &'static [(&'static str, &'static str)] {
        if self.has_pdf { &[("pdf", "PDF"), ("docx", "Word")] } else { &[("docx", "Word")] }
    }

    /// This page in another language.
    pub(crate) fn in_language(&self, language: Language) -> String {
        let others = self.kept.iter().filter(|(name, _)| name != "lang");
        let others = others.map(|(name, value)| (name.as_str(), value.as_str()));
        address(&self.path, others.chain([("lang", language.code())]))
    }

    /// This very page, to come back to. `None` on the first page.
    pub(crate) fn here(&self) -> Option<String> {
        let kept = self.kept.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        (self.path != HOME).then(|| address(&self.path, kept))
    }
}

/// The page of the findings of an area.
pub(crate) const FINDINGS: &str = "bevindingen";
/// The sections of a release that are none of the questionnaire's.
pub(crate) const SECTIONS: [&str; 5] = ["rest", "derived", "crossings", "focus-groups", "quotes"];

/// Of each parameter of pages the first, if it has a value that could mean something.
fn kept(known: &Known<'_>, query: &[(String, String)]) -> Vec<(String, String)> {
    let named = ["lang", "release", "by", "section"];
    let named = named.into_iter().filter_map(|name| Some((name, first(query, name)?)));
    let kept = named.filter(|(name, value)| known.parameter(name, value));
    kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn first<'q>(query: &'q [(String, String)], name: &str) -> Option<&'q str> {
    query.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
}

fn address<'p>(path: &str, parameters: impl Iterator<Item = (&'p str, &'p str)>) -> String {
    let mut query = Serializer::new(String::new());
    query.extend_pairs(parameters);
    let query = query.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// Where to go after signing in, if that is a page of ours: no other place can be named.
pub(crate) fn own_page(known: &Known<'_>, next: &str) -> Option<String> {
    let (path, query) = next.split_once('?').unwrap_or((next, ""));
    let query: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let kept = kept(known, &query);
    known.page(path).then(|| address(path, kept.iter().map(|(name, value)| (name.as_str(), value.as_str()))))
}

/// The path of an area's pages.
pub(crate) fn area_path(campaign: &Campaign, area: Area) -> String {
    format!("{HOME}/{area}/{}", campaign.trajectory)
}

/// A release in a link.
pub(crate) fn number(number: ReleaseNumber) -> String {
    summary::words::name(number)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use survey::definition::{Source, compile};

    use super::*;

    fn campaign() -> Campaign {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/campaigns/noordoostpolder-2026");
        let text = fs::read_to_string(folder.join("campaign.toml")).unwrap();
        let read = |file: &str| Some((file.to_owned(), fs::read_to_string(folder.join(file)).ok()?));
        compile("noordoostpolder-2026", Source { path: "campaign.toml", text: &text }, read).unwrap().campaign
    }

    const PLACE: &str = "/advies/GM0171/dagbesteding-2026";

    #[test]
    fn a_chosen_language_stays() {
        let campaign = campaign();
        let known = Known(vec![&campaign]);
        let visit = |path: &str, query: &str| Visit::of(&known, path, Some(query), &HeaderMap::new(), Timestamp(0));
        let chosen = visit(PLACE, "lang=en&release=1");
        assert_eq!(chosen.link("/advies", &[]), "/advies?lang=en");
        assert_eq!(chosen.in_language(Language::Nl), format!("{PLACE}?release=1&lang=nl"));
        assert_eq!(chosen.here(), Some(format!("{PLACE}?lang=en&release=1")));
        let not = visit("/advies", "");
        assert_eq!((not.link("/advies", &[("by", "a b")]), not.here()), ("/advies?by=a+b".to_owned(), None));
        assert_eq!(not.download("/v1/x", &[("format", "csv")]), "/v1/x?format=csv&lang=nl");
    }

    #[test]
    fn one_comes_back_to_our_own_pages_alone() {
        let campaign = campaign();
        let known = Known(vec![&campaign]);
        let ours = ["/advies", "/advies?lang=en", "/advies/all/dagbesteding-2026"].map(str::to_owned);
        let below = ["", "/bevindingen", "/users?lang=en&release=final&by=age&section=1", "/users?by=mode"];
        for ours in ours.into_iter().chain(below.map(|below| format!("{PLACE}{below}"))) {
            assert_eq!(own_page(&known, &ours).as_ref(), Some(&ours));
        }
        for not in [
            "",
            "/",
            "/adviesx",
            "/advies/",
            "//elders.example",
            "/advies//elders.example",
            "https://elders.example/advies",
            "/advies/GM0171/elders",
            "/advies/GM9999/dagbesteding-2026",
            "/advies/ALL/dagbesteding-2026",
            "/advies/GM0171/dagbesteding-2026/elders",
            "/advies/GM0171/dagbesteding-2026/users/elders",
            "/advies/GM0171/dagbesteding-2026/\r\nx",
        ] {
            assert_eq!(own_page(&known, not), None, "{not}");
        }
        let strange = format!("{PLACE}/users?by=elders&section=elders&release=01&lang=xx&x=y&release=2");
        assert_eq!(own_page(&known, &strange), Some(format!("{PLACE}/users")));
    }
}
