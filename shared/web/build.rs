//! Takes the blanks out of `docs/openapi.json`, which the functions serve: they are two fifths of it.

use std::path::Path;
use std::{env, fs};

use serde_json::Value;

fn main() {
    // Asked when it runs: a build script that was compiled in another checkout would read that one's file.
    let here = env::var_os("CARGO_MANIFEST_DIR").expect("cargo tells where the crate is");
    let source = Path::new(&here).join("../../docs/openapi.json");
    println!("cargo::rerun-if-changed={}", source.display());
    let description = fs::read(&source).expect("docs/openapi.json can be read");
    let description: Value = serde_json::from_slice(&description).expect("docs/openapi.json is JSON");
    let out = env::var_os("OUT_DIR").expect("cargo tells where to write");
    fs::write(Path::new(&out).join("openapi.json"), description.to_string()).expect("there is room for it");
}
