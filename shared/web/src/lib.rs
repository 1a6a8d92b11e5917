//! What the HTTP functions share: problems, security headers, compression, choice of language and format, limits of a
//! body, the clock, the log, and answering Lambda's events.
//!
//! Knows nothing of storage, and nothing of what a request means. Nothing here logs a body, a header or a path.

pub mod body;
pub mod clock;
mod compress;
pub mod headers;
#[cfg(feature = "lambda")]
pub mod lambda;
pub mod language;
pub mod log;
pub mod negotiate;
pub mod openapi;
pub mod package;
mod panics;
pub mod problem;
pub mod setting;

use axum::Router;
use axum::middleware::from_fn;

pub use clock::Clock;
pub use panics::caught;
pub use problem::{Kind, Problem};

/// Gives every answer of a router, also to paths it does not know, what all our answers have: a panic becomes a
/// [`Problem`], long texts are compressed for who accepts that, and the security headers are set where the handler did
/// not set its own.
pub fn finish(router: Router) -> Router {
    router.layer(from_fn(panics::catch)).layer(from_fn(compress::gzip)).layer(from_fn(headers::secure))
}
