//! What tests and benchmarks of more than one crate share.

pub mod counting;
pub mod function;
pub mod measure;
pub mod openapi;
pub mod page;
pub mod runtime_api;
pub mod server;
