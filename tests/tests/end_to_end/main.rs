//! The whole system over real HTTP on the embedded engine: as respondents, programs and advisers use it.

mod answering;
mod lasting;
mod random_requests;
mod reading;
mod world;
