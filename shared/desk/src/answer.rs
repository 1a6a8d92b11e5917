//! Answers that a client may keep, and ask for again by their tag.

use axum::body::Body;
use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use http::{HeaderMap, HeaderValue, StatusCode};
use survey::language::Language;

/// An answer with its tag, or 304 where the client has it already. With a `file` name it is a download.
pub fn answer(
    request: &HeaderMap,
    language: Language,
    media_type: &'static str,
    body: impl Into<Vec<u8>>,
    file: Option<&str>,
) -> Response {
    let body = body.into();
    // The same figures in another form or language are another body, so the body alone names the answer.
    let tag = tag_of(&body);
    unchanged(request, &tag).unwrap_or_else(|| tagged(language, media_type, &tag, body, file))
}

/// A weak tag of what is hashed: a body, or all that a body is made of.
pub fn tag_of(bytes: &[u8]) -> String {
    format!("W/\"{}\"", survey::keys::fingerprint_of(bytes))
}

/// 304, where the client has already what `tag` names.
pub fn unchanged(request: &HeaderMap, tag: &str) -> Option<Response> {
    has_already(request, tag).then(|| {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        keep(&mut response, tag);
        response
    })
}

/// An answer with a tag made before it. With a `file` name, of visible ASCII, it is a download.
pub fn tagged(
    language: Language,
    media_type: &'static str,
    tag: &str,
    body: impl Into<Vec<u8>>,
    file: Option<&str>,
) -> Response {
    let mut response = Response::new(Body::from(body.into()));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.code()));
    if let Some(file) = file {
        let value = HeaderValue::try_from(format!("attachment; filename=\"{file}\""));
        headers.insert(CONTENT_DISPOSITION, value.expect("codes and ids are visible ASCII"));
    }
    keep(&mut response, tag);
    response
}

/// How it may be kept: by this client alone, who asks each time whether it is still so.
fn keep(response: &mut Response, tag: &str) {
    let headers = response.headers_mut();
    headers.insert(ETAG, HeaderValue::try_from(tag).expect("hexadecimal digits are visible ASCII"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(VARY, HeaderValue::from_static("authorization, cookie, accept, accept-language"));
}

/// Whether the client has what `tag` names already (RFC 9110, section 13.1.2: a weak comparison).
fn has_already(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|given| given.trim() == "*" || opaque(given) == opaque(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_compare_weakly() {
        for (given, has) in [
            ("W/\"ab\"", true),
            ("\"ab\"", true),
            ("\"xy\", W/\"ab\"", true),
            ("*", true),
            ("\"abc\"", false),
            ("ab", false),
        ] {
            let headers = HeaderMap::from_iter([(IF_NONE_MATCH, given.parse().unwrap())]);
            assert_eq!(has_already(&headers, "W/\"ab\""), has, "{given}");
        }
        assert!(!has_already(&HeaderMap::new(), "W/\"ab\""));
    }

    #[test]
    fn what_is_had_is_not_sent_again() {
        let first = answer(&HeaderMap::new(), Language::Nl, "text/plain", "cijfers", Some("cijfers.txt"));
        assert_eq!(first.headers()[CONTENT_DISPOSITION], "attachment; filename=\"cijfers.txt\"");
        let tag = first.headers()[ETAG].clone();
        let again = HeaderMap::from_iter([(IF_NONE_MATCH, tag.clone())]);
        let again = answer(&again, Language::Nl, "text/plain", "cijfers", None);
        assert_eq!((again.status(), &again.headers()[ETAG]), (StatusCode::NOT_MODIFIED, &tag));
        let other = answer(&HeaderMap::new(), Language::Nl, "text/plain", "andere cijfers", None);
        assert_ne!(other.headers()[ETAG], tag);
    }
}
