//! Which format a request accepts, and of which its body is.

use http::HeaderMap;
use http::header::{ACCEPT, AsHeaderName, CONTENT_TYPE};

/// The weight (0 to 1000) of the first element of a list header that `is` recognises, without its parameters.
pub(crate) fn weight_of(headers: &HeaderMap, name: impl AsHeaderName, is: impl Fn(&str) -> bool) -> Option<u16> {
    elements(headers, name).find(|(element, _)| is(element)).map(|(_, weight)| weight)
}

/// The elements of a list header with their weights, 1000 where none is given.
pub(crate) fn elements(headers: &HeaderMap, name: impl AsHeaderName) -> impl Iterator<Item = (&str, u16)> {
    headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).filter_map(
        |element| {
            let mut parts = element.split(';').map(str::trim);
            let name = parts.next().filter(|name| !name.is_empty())?;
            let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
            Some((name, weight.map_or(1000, thousandths)))
        },
    )
}

/// A quality value in thousandths; nonsense counts as 0, "not at all", since we can't know what was meant.
fn thousandths(text: &str) -> u16 {
    text.parse::<f32>().map_or(0, |weight| (weight.clamp(0.0, 1.0) * 1000.0) as u16)
}

/// How much `Accept` wants a media type: by its own name, else its main type, else anything. 0 is "not at all"; a
/// request without the header accepts anything.
pub fn accepts(headers: &HeaderMap, media_type: &str) -> u16 {
    if !headers.contains_key(ACCEPT) {
        return 1000;
    }
    let main = media_type.split('/').next().unwrap_or_default();
    let named = weight_of(headers, ACCEPT, |element| element.eq_ignore_ascii_case(media_type));
    let family = || {
        let whole = |element: &str| element.strip_suffix("/*").is_some_and(|name| name.eq_ignore_ascii_case(main));
        weight_of(headers, ACCEPT, whole)
    };
    let anything = || weight_of(headers, ACCEPT, |element| element == "*/*");
    named.or_else(family).or_else(anything).unwrap_or(0)
}

/// The one of `offered` that is wanted most; the earlier where it is equal; `None` where none is accepted.
pub fn choose<'o>(headers: &HeaderMap, offered: &[&'o str]) -> Option<&'o str> {
    let mut best = None;
    for media_type in offered {
        let weight = accepts(headers, media_type);
        if weight > best.map_or(0, |(weight, _)| weight) {
            best = Some((weight, *media_type));
        }
    }
    best.map(|(_, media_type)| media_type)
}

/// Whether a program asks, and not a person with a browser: JSON is wanted more than HTML.
pub fn is_program(headers: &HeaderMap) -> bool {
    let json = accepts(headers, "application/json").max(accepts(headers, "application/problem+json"));
    json > accepts(headers, "text/html")
}

/// Whether the body is of that media type, whatever its parameters.
pub fn has_type(headers: &HeaderMap, media_type: &str) -> bool {
    let given = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    given.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT, value.parse().unwrap())])
    }

    #[test]
    fn people_and_programs_are_told_apart() {
        for (accept, program) in [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", false),
            ("application/json", true),
            ("application/problem+json, application/json;q=0.9", true),
            ("application/json;q=0.5, text/html;q=0.9", false),
            ("*/*", false),
            ("text/*", false),
            ("", false),
        ] {
            assert_eq!(is_program(&accepting(accept)), program, "{accept}");
        }
        assert!(!is_program(&HeaderMap::new()));
    }

    #[test]
    fn the_most_wanted_is_chosen() {
        let offered = ["application/json", "text/csv"];
        for (accept, chosen) in [
            ("text/csv", Some("text/csv")),
            ("text/csv;q=0.1, application/json;q=0.2", Some("application/json")),
            ("text/*;q=0.5, */*;q=0.1", Some("text/csv")),
            ("*/*", Some("application/json")),
            ("image/png", None),
            ("application/json;q=0", None),
            ("application/json;q=nonsense", None),
        ] {
            assert_eq!(choose(&accepting(accept), &offered), chosen, "{accept}");
        }
    }

    #[test]
    fn parameters_do_not_change_a_type() {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, "Application/JSON; charset=utf-8".parse().unwrap())]);
        assert!(has_type(&headers, "application/json"));
        assert!(!has_type(&headers, "text/json"));
        assert!(!has_type(&HeaderMap::new(), "application/json"));
    }
}
