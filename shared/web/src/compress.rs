//! Compression: HTTP APIs do none, so the function does it.

use std::io::Write;

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, ETAG, VARY};
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
    if !wanted || size < WORTH_IT || response.headers().contains_key(CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // All our bodies are made in memory, so none can fail on the way.
    let plain = to_bytes(body, usize::MAX).await.expect("a body made in memory is complete");
    // Large answers are tables, which shrink to a tenth either way; the best way takes ten times as long.
    let level = if plain.len() > LARGE { Compression::fast() } else { Compression::default() };
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 3), level);
    encoder.write_all(&plain).expect("a vector takes all");
    let small = encoder.finish().expect("a vector takes all");
    parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts.headers.remove(CONTENT_LENGTH);
    // The compressed bytes are another representation of the same: a strong tag may not name both.
    if let Some(tag) = parts.headers.get(ETAG).and_then(|tag| tag.to_str().ok()).filter(|tag| !tag.starts_with("W/")) {
        let weak = HeaderValue::try_from(format!("W/{tag}")).expect("a tag was a header value already");
        parts.headers.insert(ETAG, weak);
    }
    Response::from_parts(parts, Body::from(small))
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

    #[tokio::test]
    async fn others_get_them_as_they_are() {
        for (path, accept) in [("/long", ""), ("/long", "identity"), ("/long", "gzip;q=0"), ("/short", "gzip")] {
            let (headers, body) = fetch(path, accept).await;
            assert!(!headers.contains_key(CONTENT_ENCODING), "{path} {accept}");
            assert!(body.starts_with(b"dag"));
        }
    }
}
