//! Metadata: what is kept and told beside the answers themselves. See `docs/privacy.md`, "Metadata".
//!
//! Each test has a control: the same search or measure, where the protection is off, must find something.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod canary;
mod chance;
mod engine;
mod guesses;
mod order;
mod requests;
mod searched;
mod stage;
mod stand_in;
mod stores;
