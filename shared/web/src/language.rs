//! Which language to answer in.

use http::HeaderMap;
use http::header::ACCEPT_LANGUAGE;
use survey::language::Language;

use crate::negotiate::elements;

/// The asked language if it is offered; else the one the browser wants most; else Dutch.
pub fn choose(asked: Option<&str>, headers: &HeaderMap, offered: &[Language]) -> Language {
    let offered_by = |code: &str| {
        let primary = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        offered.iter().copied().find(|language| language.code() == primary)
    };
    if let Some(language) = asked.and_then(offered_by) {
        return language;
    }
    let mut best = (0, Language::Nl);
    for (code, weight) in elements(headers, ACCEPT_LANGUAGE) {
        if let Some(language) = offered_by(code).filter(|_| weight > best.0) {
            best = (weight, language);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_decides_then_the_browser_then_dutch() {
        let offered = [Language::Nl, Language::En, Language::Pl];
        for (asked, accepted, chosen) in [
            (Some("en"), "pl", Language::En),
            (Some("en-GB"), "", Language::En),
            (Some("xx"), "pl", Language::Pl),
            (None, "de, en;q=0.5, pl;q=0.7", Language::Pl),
            (None, "nl-NL,nl;q=0.9,en;q=0.8", Language::Nl),
            (None, "ar", Language::Nl), // ours, but not offered by this campaign
            (None, "en;q=0", Language::Nl),
            (None, "", Language::Nl),
        ] {
            let headers = HeaderMap::from_iter([(ACCEPT_LANGUAGE, accepted.parse().unwrap())]);
            assert_eq!(choose(asked, &headers, &offered), chosen, "{asked:?} {accepted}");
        }
    }
}
