//! The counting room on the embedded engine, with a clock that is passed in.

#![allow(clippy::unwrap_used)] // A test that can't go on has failed.

mod groups;
mod killed;
mod refusals;
mod releases;
mod totals;
mod world;
