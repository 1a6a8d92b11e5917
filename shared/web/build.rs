//! Takes the blanks out of `docs/openapi.json`, which the functions serve: they are two fifths of it.

use std::path::Path;
use std::{env, fs};

use serde_json::Value;

fn main() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    println!("cargo::rerun-if-changed={}", source.display());
    let description = fs::read(&source).expect("docs/openapi.json can be read");
    let description: Value = serde_json::from_slice(&description).expect("docs/openapi.json is JSON");
    let out = env::var_os("OUT_DIR").expect("cargo tells where to write");
    fs::write(Path::new(&out).join("openapi.json"), description.to_string()).expect("there is room for it");
}
