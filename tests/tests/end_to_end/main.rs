//! The whole system over real HTTP on the embedded engine: as respondents, programs and advisers use it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answering;
mod circle;
mod codes;
mod groups;
mod interviews;
mod lasting;
mod random_requests;
mod reading;
mod world;
