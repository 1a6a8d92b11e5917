//! A panic in a handler: the process goes on, and the answer and the log share a random code.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use crate::negotiate::is_program;
use crate::problem::{Incident, Problem};

/// For people, before we know in which language: both, and nothing that could fail once more.
const SORRY: &str = "<!doctype html><html lang=nl><meta charset=utf-8>\
    <meta name=viewport content=\"width=device-width\"><link rel=icon href=\"data:,\"><title>Er ging iets mis</title>\
    <h1>Er ging iets mis bij ons</h1><p>Uw antwoorden zijn misschien niet bewaard. Ga terug en probeer het nog eens.\
    <p lang=en>Something went wrong on our side. Your answers may not have been saved. Go back and try again.";

/// What `work` comes to, or nothing where it panics. The log has the place of a panic; what the panic says may quote what was
/// being handled, and is told to nobody.
pub async fn caught<T>(work: impl Future<Output = T>) -> Option<T> {
    // Unwind safety: whatever the work held is dropped, and what it shared is locked or atomic.
    let mut work = Box::pin(work);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(done)) => Poll::Ready(Some(done)),
        Err(_) => Poll::Ready(None),
    })
    .await
}

/// Turns a panic into an answer.
pub(crate) async fn catch(request: Request, next: Next) -> Response {
    let program = is_program(request.headers());
    match caught(next.run(request)).await {
        Some(response) => response,
        None => {
            let incident = Incident::new();
            tracing::error!(incident = incident.as_str(), "a handler panicked");
            let problem = Problem::internal(incident);
            if program { problem.into_response() } else { (problem.kind().status(), Html(SORRY)).into_response() }
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::routing::get;
    use http::header::ACCEPT;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn a_panic_is_an_answer_that_says_nothing_of_it() {
        async fn handler() -> &'static str {
            panic!("zingen op dinsdag")
        }
        for (accept, contents) in [("application/json", "urn:dagpeil:incident:"), ("text/html", "Er ging iets mis")] {
            let router = crate::finish(Router::new().route("/", get(handler)));
            let request = Request::get("/").header(ACCEPT, accept).body(Body::empty()).unwrap();
            let response = router.oneshot(request).await.unwrap();
            assert_eq!(response.status().as_u16(), 500);
            assert!(response.headers().contains_key("content-security-policy"));
            let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            let body = String::from_utf8(body.to_vec()).unwrap();
            assert!(body.contains(contents) && !body.contains("zingen"), "{body}");
        }
    }
}
