//! The domain of Dagpeil: campaigns and their questionnaires, responses, tallies, disclosure control and releases.
//!
//! Pure: no async, no network, no storage, no clock and no randomness of its own; moments and keys are passed in.
//!
//! A number can reach an adviser on one path only: [`Response`](response::Response) → [`Tally`](tally::Tally) →
//! [`protect`](disclosure::protect) → [`Release`](release::Release). A tally has no serialisation, a release no other
//! maker, and a response no `Debug`.

pub mod addendum;
pub mod campaign;
pub mod code;
pub mod compatibility;
pub mod condition;
pub mod contact;
#[cfg(feature = "definition")]
pub mod definition;
pub mod disclosure;
pub mod focus;
pub mod id;
pub mod keys;
pub mod language;
pub mod mode;
pub mod moderation;
pub mod municipality;
pub mod questionnaire;
pub mod redact;
pub mod release;
pub mod response;
mod tabulation;
pub mod tally;
#[cfg(test)]
mod testing;
pub mod time;

/// Whether releases can be made with less protection than is promised (feature `weakened`). A function that makes releases
/// refuses to be built so.
pub const WEAKENED: bool = cfg!(feature = "weakened");
