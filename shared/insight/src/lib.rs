//! From released tables to findings: what an adviser may say of a release, and how surely.
//!
//! Pure, and made of [`Release`](survey::release::Release)s alone: no tally, no response, no clock, no network comes here.
//! Released counts are rounded, so every count is a range and every share has bounds; a finding claims no more than holds
//! for all counts that could have been rounded to what is shown ([`share`]). What is withheld makes no finding: it is told
//! as missing, with the reason.
//!
//! [`findings`](findings::findings) makes all of them at once, [`prose`] tells them in Dutch or English. Every number in
//! the prose is one of the findings' and says which.

pub mod comparison;
pub mod dossier;
pub mod findings;
pub mod groups;
pub mod initiatives;
pub mod ladder;
pub mod prose;
mod reading;
pub mod roles;
pub mod share;
pub mod supply;

pub use dossier::Dossier;
pub use findings::{Findings, Sources, findings};
pub use reading::{Missing, Why};
