//! Words of the interface, at build time: files in Project Fluent's syntax become a Rust method for each message and a packed
//! table of texts for each language. `interface::words` reads the tables at run time.
//!
//! A crate whose pages speak has a folder `words/` with a folder for each language, and a build script that calls
//! [`build`](build::build). How to write words: `functions/collect/words/README.md`.

#[cfg(feature = "compile")]
pub mod build;
#[cfg(feature = "compile")]
pub mod compile;
pub mod mark;
