//! Reports from exported releases.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use super::findings::exported;
use super::{dagpeil, stderr, stdout};

fn report(releases: &Path, out: &Path, more: &[&str]) -> Output {
    let given = ["report", "voorbeeld-2026", "--releases", releases.to_str().unwrap(), "--out", out.to_str().unwrap()];
    dagpeil(&[given.as_slice(), more].concat())
}

#[test]
fn a_document_in_both_languages_and_what_it_was_written_from() {
    let around = tempfile::tempdir().unwrap();
    let (releases, out) = (exported(around.path()), around.path().join("new/reports"));
    let done = report(&releases, &out, &["--manuscript"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(stderr(&done).contains("without PDF: --typeset"), "{}", stderr(&done));
    let mut written: Vec<String> =
        fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    written.sort();
    assert_eq!(written.len(), 4, "{written:?}");
    for (name, line) in written.iter().zip(["rapport-", "rapport-", "report-", "report-"]) {
        assert!(name.starts_with(&format!("{line}GM0171-voorbeeld-2026-")), "{name}");
        assert!(stdout(&done).contains(name.as_str()), "{name}");
        let content = fs::read(out.join(name)).unwrap();
        if name.ends_with(".json") {
            let json: Value = serde_json::from_slice(&content).unwrap();
            assert!(json["report"]["blocks"].as_array().unwrap().len() > 50);
        } else {
            assert!(name.ends_with(".docx") && content.starts_with(b"PK"), "{name}");
        }
    }
}

#[test]
fn a_program_sets_the_pdf() {
    let around = tempfile::tempdir().unwrap();
    let (releases, out) = (exported(around.path()), around.path().join("reports"));
    // A program that gives back what it was given: enough to see that it got the manuscript.
    let done = report(&releases, &out, &["--language", "nl", "--typeset", "/bin/cat"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let pdf = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path());
    let pdf = pdf.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "pdf")).unwrap();
    let json: Value = serde_json::from_slice(&fs::read(pdf).unwrap()).unwrap();
    assert_eq!(json["report"]["language"], "nl");

    for program in ["/bin/false", "/nowhere/typeset"] {
        let done = report(&releases, &out, &["--language", "nl", "--typeset", program]);
        assert_eq!(done.status.code(), Some(1), "{program}");
        assert!(stderr(&done).starts_with("error: the "), "{}", stderr(&done));
    }
}

#[test]
fn what_is_not_there_is_said_in_a_line() {
    let around = tempfile::tempdir().unwrap();
    let releases = exported(around.path());
    let out = around.path().join("reports");
    for (releases, more, code) in [
        (around.path().join("none"), [].as_slice(), 2),
        (releases.clone(), &["--language", "fr"], 2),
        (releases.clone(), &["--language", "pl"], 2),
        (releases.clone(), &["--municipality", "GM0355"], 2),
        (releases.clone(), &["--municipality", "all"], 1),
    ] {
        let done = report(&releases, &out, more);
        assert_eq!(done.status.code(), Some(code), "{more:?}: {}", stderr(&done));
        assert!(stderr(&done).contains("error: "), "{}", stderr(&done));
    }
    assert!(!out.exists());
}
