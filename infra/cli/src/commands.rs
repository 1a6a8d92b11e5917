//! The commands, each with its arguments and what it does.

pub mod adviser_key;
pub mod check;
pub mod codes;
pub mod compare;
pub mod compile;
pub mod contacts;
pub mod cost;
pub mod demo;
pub mod export;
pub mod export_form;
pub mod findings;
pub mod import;
pub mod links;
pub mod moderate;
pub mod preview;
pub mod pull;
pub mod purge;
pub mod report;
pub mod texts;
