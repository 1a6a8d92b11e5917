//! The letterbox slot: shows a campaign's questionnaires and puts answers away.
//!
//! Puts, erases by exact key for who has an invitation code, and does not read: there is no way here to a stored response,
//! nor to a release. Of a request the path, the query, five headers (`Accept`, `Accept-Language`, `Content-Type`,
//! `Idempotency-Key`, `Invitation-Code`) and the body are looked at, and none of them is logged.

mod app;
pub mod document;
#[cfg(test)]
mod fixtures;
mod form;
mod groups;
#[cfg(feature = "openapi")]
pub mod openapi;
mod page;
mod people;
mod programs;
#[cfg(test)]
mod tests;
mod trap;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::routing::{MethodRouter, delete, get, post};

pub use app::App;
pub use web::setting::{InvalidSetting, paused_from_environment};

/// One route. The router is made from [`ROUTES`], and `docs/openapi.json` is held to it.
pub struct Route {
    /// The method in lower case. HEAD goes with GET.
    pub method: &'static str,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    handler: fn() -> MethodRouter<Arc<App>>,
}

/// All routes.
pub const ROUTES: &[Route] = &[
    Route { method: "get", path: "/", handler: || get(people::home) },
    Route { method: "get", path: "/privacy", handler: || get(people::privacy) },
    Route { method: "get", path: "/toegankelijkheid", handler: || get(people::accessibility) },
    Route { method: "get", path: "/problems", handler: || get(people::problems) },
    Route { method: "get", path: "/{municipality}/{audience}", handler: || get(people::questionnaire) },
    Route { method: "post", path: "/{municipality}/{audience}", handler: || post(people::submit) },
    Route { method: "get", path: "/{municipality}/{audience}/bedankt", handler: || get(people::thanks) },
    Route { method: "get", path: "/{municipality}/{audience}/gesprek", handler: || get(people::conversation) },
    Route { method: "post", path: "/{municipality}/{audience}/gesprek", handler: || post(people::submit_conversation) },
    Route { method: "get", path: "/{municipality}/{audience}/intrekken", handler: || get(people::withdrawal) },
    Route { method: "post", path: "/{municipality}/{audience}/intrekken", handler: || post(people::withdraw) },
    Route { method: "get", path: "/{municipality}/{audience}/groepsgesprek", handler: || get(groups::session) },
    Route { method: "post", path: "/{municipality}/{audience}/groepsgesprek", handler: || post(groups::hand_in) },
    Route {
        method: "get",
        path: "/v1/questionnaires/{municipality}/{trajectory}/{audience}",
        handler: || get(programs::questionnaire),
    },
    Route {
        method: "post",
        path: "/v1/responses/{municipality}/{trajectory}/{audience}",
        handler: || post(programs::respond),
    },
    Route {
        method: "delete",
        path: "/v1/responses/{municipality}/{trajectory}/{audience}",
        handler: || delete(programs::withdraw),
    },
    Route { method: "get", path: "/openapi.json", handler: || get(programs::openapi) },
    Route { method: "get", path: "/health", handler: || get(programs::health) },
    Route { method: "get", path: "/.well-known/security.txt", handler: || get(programs::security_text) },
];

/// All that the letterbox slot answers, refusals included: the same in Lambda and in the local runner.
pub fn router(app: Arc<App>) -> Router {
    let router = ROUTES.iter().fold(Router::new(), |router, route| router.route(route.path, (route.handler)()));
    let router = router.fallback(people::not_found).method_not_allowed_fallback(people::method_not_allowed);
    web::finish(router.with_state(app))
}
