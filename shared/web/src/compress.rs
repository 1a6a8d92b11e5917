//! Compression: HTTP APIs do none, so the function does it.

use std::io::Write;

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, VARY};
use http::{HeaderMap, HeaderValue, Method};

use crate::negotiate::weight_of;

/// Bodies below this many bytes fit a packet with their headers as they are.
const WORTH_IT: u64 = 500;
/// From so many bytes on time counts for more than the last bytes.
const LARGE: usize = 256 * 1024;

/// Compresses the body with gzip where that is accepted and worth it.
pub(crate) async fn gzip(request: Request, next: Next) -> Response {
    let wanted = request.method() != Method::HEAD && accepts_gzip(request.headers());
    let mut response = next.run(request).await;
    response.headers_mut().append(VARY, HeaderValue::from_static("accept-encoding"));
    let size = response.body().size_hint().exact().unwrap_or(u64::MAX);
    if !wanted || size < WORTH_IT || is_packed(response.headers()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // All our bodies are made in memory, so none can fail on the way.
    let plain = to_bytes(body, usize::MAX).await.expect("a body made in memory is complete");
    let pieces = pieces(&plain);
    // Of a page every byte counts, and the best way takes a tenth more time. Large answers are tables, which shrink to a
    // tenth either way; there the best way takes ten times as long (docs/decisions/0011-functions-compress.md).
    let level = match pieces.len() {
        2.. => Compression::best(),
        _ if plain.len() > LARGE => Compression::fast(),
        _ => Compression::default(),
    };
    let small = pack(&pieces, level);
    parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts.headers.remove(CONTENT_LENGTH);
    // The compressed bytes are another representation of the same: a strong tag may not name both.
    if let Some(tag) = parts.headers.get(ETAG).and_then(|tag| tag.to_str().ok()).filter(|tag| !tag.starts_with("W/")) {
        let weak = HeaderValue::try_from(format!("W/{tag}")).expect("a tag was a header value already");
        parts.headers.insert(ETAG, weak);
    }
    Response::from_parts(parts, Body::from(small))
}

/// Whether the body is compressed already, by its coding or by what it is: a workbook is an archive, which gzip would only
/// cost time.
fn is_packed(headers: &HeaderMap) -> bool {
    const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.";
    let is_workbook = |value: &HeaderValue| value.as_bytes().starts_with(WORKBOOK.as_bytes());
    headers.contains_key(CONTENT_ENCODING) || headers.get(CONTENT_TYPE).is_some_and(is_workbook)
}

/// What is compressed with a code of its own: a page's style sheet, its script and its prose use other letters, and a page
/// with all three is 2 % smaller so.
fn pieces(plain: &[u8]) -> Vec<&[u8]> {
    let mut pieces = Vec::with_capacity(3);
    let mut rest = plain;
    if plain.starts_with(b"<!DOCTYPE html>") {
        for end in [&b"</style>"[..], b"</script>"] {
            if let Some(at) = rest.windows(end.len()).position(|window| window == end) {
                let (piece, after) = rest.split_at(at + end.len());
                pieces.push(piece);
                rest = after;
            }
        }
    }
    pieces.push(rest);
    pieces
}

/// One stream of gzip, in which each piece has a code of its own.
fn pack(pieces: &[&[u8]], level: Compression) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    for (place, piece) in pieces.iter().enumerate() {
        if place > 0 {
            encoder.flush().expect("a vector takes all");
        }
        encoder.write_all(piece).expect("a vector takes all");
    }
    encoder.finish().expect("a vector takes all")
}

fn accepts_gzip(headers: &HeaderMap) -> bool {
    let named = |name| weight_of(headers, ACCEPT_ENCODING, |coding| coding.eq_ignore_ascii_case(name));
    named("gzip").or_else(|| named("*")).is_some_and(|weight| weight > 0)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::Router;
    use axum::routing::get;
    use flate2::read::GzDecoder;
    use tower::ServiceExt;

    use super::*;

    async fn fetch(path: &str, accept: &str) -> (HeaderMap, Vec<u8>) {
        let router = crate::finish(
            Router::new()
                .route("/long", get(|| async { "dag ".repeat(1000) }))
                .route("/short", get(|| async { "dag" })),
        );
        let request = Request::get(path).header(ACCEPT_ENCODING, accept).body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
    }

    #[tokio::test]
    async fn long_bodies_are_compressed_for_who_accepts_it() {
        let (headers, body) = fetch("/long", "br;q=1.0, gzip;q=0.8").await;
        assert_eq!(
            (&headers[CONTENT_ENCODING], &headers[VARY]),
            (&"gzip".parse().unwrap(), &"accept-encoding".parse().unwrap())
        );
        assert!(body.len() < 100);
        let mut text = String::new();
        GzDecoder::new(&body[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, "dag ".repeat(1000));
    }

    #[test]
    fn a_page_falls_into_style_script_and_prose() {
        let page = "<!DOCTYPE html><style>a</style><script>b</script><p>c</p>";
        let [style, script, prose] = pieces(page.as_bytes())[..] else { panic!("three") };
        assert_eq!([style, script, prose].concat(), page.as_bytes());
        assert!(style.ends_with(b"a</style>") && script == b"<script>b</script>" && prose == b"<p>c</p>");
        assert_eq!(pieces(&page.as_bytes()[1..]).len(), 1);
        assert_eq!(pieces(b"<!DOCTYPE html><style>a</style><p>c</p>").len(), 2);
    }

    #[test]
    fn a_page_with_codes_for_each_part_is_smaller_and_the_same() {
        // As little alike as a style and words in another script: each letter is as good as random.
        let mut state = 1_u32;
        let mut letters = |first: char, count: usize| -> String {
            let mut letter = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                char::from_u32(u32::from(first) + (state >> 24) % 26).unwrap()
            };
            (0..count).map(|_| letter()).collect()
        };
        let page = format!("<!DOCTYPE html><style>{}</style><p>{}</p>", letters('a', 6_000), letters('а', 12_000));
        let level = Compression::default();
        let (cut, whole) = (pack(&pieces(page.as_bytes()), level), pack(&[page.as_bytes()], level));
        assert!(cut.len() * 100 < whole.len() * 99, "{} {}", cut.len(), whole.len());
        let mut text = String::new();
        GzDecoder::new(&cut[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, page);
    }

    #[tokio::test]
    async fn others_get_them_as_they_are() {
        for (path, accept) in [("/long", ""), ("/long", "identity"), ("/long", "gzip;q=0"), ("/short", "gzip")] {
            let (headers, body) = fetch(path, accept).await;
            assert!(!headers.contains_key(CONTENT_ENCODING), "{path} {accept}");
            assert!(body.starts_with(b"dag"));
        }
    }
}
