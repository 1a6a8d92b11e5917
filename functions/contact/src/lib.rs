//! The contact letterbox: who wants to be invited leaves a name and an address, apart from all answers.
//!
//! What is left is sealed to the advisers' public keys before it is stored, in a table of its own, under a key that tells
//! nothing. This function has neither the code nor the permission to reach an answer, and `collect` neither to reach a
//! contact. It holds no key that opens what it seals. Of a request the path, the query, `Accept`, `Accept-Language`,
//! `Content-Type` and the body are looked at, and none of them is logged.

mod app;
mod form;
mod handlers;
mod page;
mod seal;
#[cfg(test)]
mod tests;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

pub use app::App;
pub use seal::InvalidRecipient;

/// All routes: methods in lower case (HEAD goes with GET) and paths, with their parameters in braces.
pub const ROUTES: [(&str, &str); 2] = [("get", INVITATION), ("post", INVITATION)];

const INVITATION: &str = "/uitnodiging/{campaign}";

/// All that the contact letterbox answers, refusals included: the same in Lambda and in the local runner.
pub fn router(app: Arc<App>) -> Router {
    let router = Router::new()
        .route(INVITATION, get(handlers::invitation).post(handlers::leave))
        .fallback(handlers::not_found)
        .method_not_allowed_fallback(handlers::method_not_allowed);
    web::finish(router.with_state(app))
}
