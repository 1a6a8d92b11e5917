//! The commands, each with its arguments and what it does.

pub mod check;
pub mod compile;
pub mod links;
