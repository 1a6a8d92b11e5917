//! What the pages of several functions share: the style sheet in a campaign's colours, and the words of the interface, made
//! of Project Fluent's files while building (`shared/wording`).
//!
//! Knows neither requests nor what a page says.

pub mod look;
pub mod words;
