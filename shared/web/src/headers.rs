//! Security headers. A handler's own value stays; what it did not set gets the strictest.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use data_encoding::BASE64;
use http::HeaderValue;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use sha2::{Digest, Sha256};

const DEFAULTS: [(HeaderName, &str); 9] = [
    (CONTENT_SECURITY_POLICY, "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    // Answers must not linger on a phone that others use.
    (CACHE_CONTROL, "no-store"),
    (STRICT_TRANSPORT_SECURITY, "max-age=63072000"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
];

/// Sets the headers that are not set.
pub(crate) async fn secure(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in DEFAULTS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// The content security policy of a page with one inline style, at most one inline script, forms that go to where the
/// page came from (and requests of the script, too), and nothing else: no other scripts, no pictures but `data:`, no frames.
pub fn page_policy(style: &str, script: Option<&str>) -> HeaderValue {
    let hash = |text: &str| BASE64.encode(&Sha256::digest(text.as_bytes()));
    let script =
        script.map(|script| format!(" script-src 'sha256-{}'; connect-src 'self';", hash(script))).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}';{script} img-src data:; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'",
        hash(style)
    );
    HeaderValue::try_from(policy).expect("base64 and literals are visible ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_the_style_and_the_script_by_their_hashes() {
        // SHA-256 of the empty text, e3b0c442…, and of "abc", ba7816bf…, in base64.
        let (empty, abc) = (
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
            "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='",
        );
        let policy = page_policy("", None);
        let policy = policy.to_str().unwrap();
        assert!(policy.contains(&format!("style-src {empty};")) && !policy.contains("script"), "{policy}");
        let policy = page_policy("", Some("abc"));
        let policy = policy.to_str().unwrap();
        assert!(
            policy.contains(&format!("style-src {empty}; script-src {abc}; connect-src 'self'; img-src")),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"));
    }
}
