//! What a build script does with a crate's words.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::compile::{Source, compile};

/// Makes of the words in `words/<language>/*.ftl` of the crate that is being built what its program carries: `messages.rs`
/// with a method for each message, and a packed table of texts for each language, in cargo's folder for what is made. Ends
/// the build, with everything that is wrong, where something is.
///
/// # Panics
/// When files can't be read or written, or it is not called by a build script.
pub fn build() {
    // Asked when it runs: a build script that was compiled in another checkout would read that one's files.
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo tells where the crate is"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo tells where to write"));
    let words = here.join("words");
    say(&format!("rerun-if-changed={}", words.display()));

    let compiled = match compile(&sources(&words)) {
        Ok(compiled) => compiled,
        Err(faults) => refuse(&faults),
    };
    // While words are being written, Dutch stands in for those that are missing and a test names them; nothing that is to be
    // deployed is built with gaps.
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") && !compiled.gaps.is_empty() {
        refuse(&compiled.gaps);
    }
    if let [gap, more @ ..] = compiled.gaps.as_slice() {
        say(&format!("warning={gap} (and {} more; all are named by the test every_language_is_whole)", more.len()));
    }
    for (language, table) in &compiled.tables {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
        packed.write_all(table.as_bytes()).expect("memory takes what is written");
        let packed = packed.finish().expect("memory takes what is written");
        fs::write(out.join(format!("{language}.words")), packed).expect("there is room for it");
    }
    fs::write(out.join("messages.rs"), compiled.rust).expect("there is room for it");
}

/// Says something to cargo.
#[expect(clippy::print_stdout, reason = "that is how cargo is spoken to")]
fn say(what: &str) {
    println!("cargo::{what}");
}

fn refuse(faults: &[String]) -> ! {
    for fault in faults {
        say(&format!("error={fault}"));
    }
    std::process::exit(1)
}

/// All files, in an order that does not depend on the machine.
fn sources(words: &Path) -> Vec<Source> {
    let mut sources = Vec::new();
    for language in entries(words).into_iter().filter(|entry| entry.is_dir()) {
        for file in entries(&language).into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "ftl"))
        {
            sources.push(Source {
                language: name(&language),
                file: name(&file),
                text: fs::read_to_string(&file).expect("words can be read, and are UTF-8"),
            });
        }
    }
    sources
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of words can be read");
    let mut entries: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder of words can be read").path()).collect();
    entries.sort();
    entries
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
