//! Findings over the example campaign: its own releases, and releases of made-up people of whom the truth is known.

#![allow(clippy::unwrap_used, reason = "also outside of test functions, a test may simply fail")]

mod dossiers;
mod example;
mod truth;
mod world;
