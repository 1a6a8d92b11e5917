//! Respondents' pages as they will be, for who writes a campaign. What is sent goes through the real letterbox, into
//! tables that are only in memory and end with the campaign's version or the process. Every page says that it is a
//! preview.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use collect::App;
use storage::embedded::{Database, Embedded};
use storage::schema::create_tables;
use survey::campaign::Campaign;
use survey::time::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower::ServiceExt;
use web::Clock;

use crate::running::is_invitation;
use crate::stack::{Stack, StackError};
use crate::{StartError, TABLES};

/// What every page says, in Dutch and in the other language of the interface.
const NOTICE: [&str; 2] = [
    "Dit is een voorvertoning. Wat u hier verstuurt, wordt niet bewaard.",
    "This is a preview. What you send here is not kept.",
];
/// What the notice is put behind.
const MAIN: &str = "<main id=\"main\">";

/// A preview that is being served. Ends when dropped.
pub struct Preview {
    address: SocketAddr,
    shown: watch::Sender<Arc<Version>>,
    server: JoinHandle<()>,
}

/// A campaign as it was at one moment of writing, with tables of its own.
struct Version {
    router: Router,
    /// Ends with the version, after the last request that uses it.
    _engine: Embedded,
}

impl Preview {
    /// Serves `campaign` at `address`, as if it became `now` when it starts; port 0 takes a free one.
    ///
    /// # Errors
    /// When the address can't be listened on, or an engine does not start.
    pub async fn start(address: SocketAddr, campaign: Campaign, now: Timestamp) -> Result<Self, StartError> {
        let failed = |error| StartError::Listen { address, error };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let (shown, current) = watch::channel(Arc::new(Version::of(campaign, now).await?));
        let service = tower::service_fn(move |request| {
            let version = current.borrow().clone();
            async move { Ok::<_, Infallible>(version.answer(request).await) }
        });
        let server = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, Router::new().fallback_service(service)).await {
                tracing::error!(%error, "the server ended");
            }
        });
        Ok(Preview { address, shown, server })
    }

    /// Shows another version of the campaign from now on.
    ///
    /// # Errors
    /// When an engine does not start; what was shown stays.
    pub async fn show(&self, campaign: Campaign, now: Timestamp) -> Result<(), StartError> {
        let version = Version::of(campaign, now).await?;
        self.shown.send_replace(Arc::new(version));
        Ok(())
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Version {
    async fn of(campaign: Campaign, now: Timestamp) -> Result<Self, StartError> {
        let engine = Embedded::start(Database::Memory).await?;
        let tables = storage::Tables::named(TABLES);
        create_tables(engine.client(), &tables).await.map_err(StackError::from)?;
        let stack = Stack::new(engine.client(), &tables, campaign);
        // Before the opening the release job makes the secrets and has nothing else to do, however many places there are.
        stack.release(stack.campaign().opens.at.plus_minutes(-1)).await?;
        let campaigns = vec![stack.campaign().clone()];
        // The clock starts at that moment and goes: a form is to have been open for a while before it is sent.
        let started = Instant::now();
        let clock = Clock::new(move || Timestamp(now.0.saturating_add_unsigned(started.elapsed().as_secs())));
        let letterbox = contact::App::new(campaigns.clone(), stack.contacts(), clock.clone())?;
        let app = App::new(campaigns, stack.letterbox(), stack.secrets(), clock);
        let (contacts, respondents) = (contact::router(Arc::new(letterbox)), collect::router(Arc::new(app)));
        let by_path = tower::service_fn(move |request: Request| {
            let router = if is_invitation(request.uri().path()) { &contacts } else { &respondents };
            router.clone().oneshot(request)
        });
        Ok(Version { router: Router::new().fallback_service(by_path), _engine: engine })
    }

    async fn answer(&self, mut request: Request) -> Response {
        // Compressed, a page could not be added to.
        request.headers_mut().remove(ACCEPT_ENCODING);
        match self.router.clone().oneshot(request).await {
            Ok(response) => noted(response.into_response()).await,
            Err(never) => match never {},
        }
    }
}

/// The answer, with the notice if it is a page.
async fn noted(response: Response) -> Response {
    let is_page = |kind: &HeaderValue| kind.as_bytes().starts_with(b"text/html");
    if !response.headers().get(CONTENT_TYPE).is_some_and(is_page) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let page = axum::body::to_bytes(body, usize::MAX).await.expect("pages are whole texts");
    let page = String::from_utf8(page.into()).expect("pages are UTF-8");
    parts.headers.remove(axum::http::header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(with_notice(&page)))
}

fn with_notice(page: &str) -> String {
    let [dutch, english] = NOTICE;
    let (language, notice) = if page.contains("<html lang=\"en\"") { ("en", english) } else { ("nl", dutch) };
    let notice = format!("<p class=\"note\" lang=\"{language}\" dir=\"ltr\"><strong>{notice}</strong></p>");
    page.replacen(MAIN, &format!("{MAIN}{notice}"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notice_is_in_the_language_of_the_page_and_there_once() {
        let page = |language: &str| format!("<html lang=\"{language}\"><main id=\"main\">x{MAIN}y");
        assert!(
            with_notice(&page("en")).contains(&format!("{MAIN}<p class=\"note\" lang=\"en\" dir=\"ltr\"><strong>This"))
        );
        for language in ["nl", "ar"] {
            assert_eq!(with_notice(&page(language)).matches("Dit is een voorvertoning").count(), 1);
        }
    }
}
