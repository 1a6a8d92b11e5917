//! The commands, each with its arguments and what it does.

pub mod adviser_key;
pub mod check;
pub mod compile;
pub mod demo;
pub mod links;
pub mod preview;
