//! What a questionnaire's page costs: to render it, and to compress it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use collect::App;
use storage::{Client, Letterbox, Secrets, Tables};
use survey::time::Timestamp;
use tower::ServiceExt;
use web::Clock;

use crate::counting::cpu_time;

/// The campaign whose page is measured, from the repository's root.
pub const CAMPAIGN: &str = "infra/campaigns/noordoostpolder-2026";
/// Its questionnaire for people who might use the places.
pub const PAGE: &str = "/noordoostpolder/gebruikers";

/// One page in one language.
#[derive(Debug, Clone)]
pub struct Figures {
    /// How many bytes the page has.
    pub bytes: usize,
    /// How many are sent, in gzip.
    pub sent: usize,
    /// CPU time to make the page: routing, choice of language and security headers included.
    pub rendered: Duration,
    /// CPU time that compressing it takes on top of that.
    pub compressed: Duration,
}

/// Asks for [`PAGE`] of the campaign in `folder`, in `language`: `count` times as it is, and `count` times compressed.
/// Nothing is asked of `client`.
///
/// # Errors
/// In words, when the campaign can't be read or there is no such page.
pub async fn measure(
    folder: &Path,
    client: &Client,
    language: &str,
    now: Timestamp,
    count: u32,
) -> Result<Figures, String> {
    let compiled = local::campaigns::load(folder)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let mut campaign = compiled.campaign;
    campaign.opens.at = now.plus_days(-30);
    campaign.closes.at = now.plus_days(30);
    let tables = Tables::named("page");
    let letterbox = Letterbox::new(client.clone(), &tables.responses, &tables.texts);
    let secrets = Secrets::new(client.clone(), &tables.secrets);
    let router = collect::router(Arc::new(App::new(vec![campaign], letterbox, secrets, Clock::fixed(now))));

    let mut costs = Vec::new();
    for encoding in ["identity", "gzip"] {
        let bytes = ask(&router, language, encoding).await?;
        let before = cpu_time();
        for _ in 0..count {
            ask(&router, language, encoding).await?;
        }
        costs.push((bytes, (cpu_time() - before) / count));
    }
    let [(bytes, rendered), (sent, both)] = costs[..] else { unreachable!("two encodings") };
    Ok(Figures { bytes, sent, rendered, compressed: both.saturating_sub(rendered) })
}

/// The length of the answer.
async fn ask(router: &Router, language: &str, encoding: &str) -> Result<usize, String> {
    let request = Request::get(PAGE)
        .header("accept", "text/html")
        .header("accept-language", language)
        .header("accept-encoding", encoding)
        .body(Body::empty())
        .expect("a request");
    let answer = router.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
    let told = |name| answer.headers().get(name).and_then(|value| value.to_str().ok());
    if answer.status() != 200 || told("content-language") != Some(language) {
        return Err(format!("{PAGE} in {language}: {}, {:?}", answer.status(), told("content-language")));
    }
    to_bytes(answer.into_body(), usize::MAX).await.map(|body| body.len()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use storage::embedded::Embedded;

    use super::*;

    #[tokio::test]
    async fn a_page_is_measured_in_a_language_it_has() {
        // Nobody listens there, and nobody is asked.
        let client = storage::client(Some("http://127.0.0.1:1"), "eu-central-1", Embedded::credentials());
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(CAMPAIGN);
        let now = Timestamp(1_794_740_400);
        let figures = measure(&folder, &client, "ar", now, 2).await.unwrap();
        assert!(figures.sent < figures.bytes / 2, "{figures:?}");
        assert!(measure(&folder, &client, "fr", now, 2).await.is_err());
    }
}
