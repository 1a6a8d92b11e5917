//! The built program, as someone at a terminal meets it.

#![allow(clippy::unwrap_used, reason = "also outside of test functions, a test may simply fail")]

mod codes;
mod contacts;
mod costs;
mod demo;
mod findings;
mod keys;
mod life;
mod moderate;
mod pdf;
mod posters;
mod preview;
mod pull;
mod report;
mod texts;
mod xlsform;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use survey::campaign::Bundle;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs `dagpeil` in the root of the repository.
fn dagpeil(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dagpeil")).current_dir(root()).args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with a campaign of two municipalities, named `proef`, with one piece of its campaign file replaced.
fn campaign(from: &str, to: &str) -> (tempfile::TempDir, PathBuf) {
    let fixtures = root().join("shared/survey/src/definition/fixtures/voorbeeld");
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("proef");
    fs::create_dir(&folder).unwrap();
    for file in ["users.toml", "providers.toml"] {
        fs::copy(fixtures.join(file), folder.join(file)).unwrap();
    }
    let text =
        fs::read_to_string(fixtures.join("campaign.toml")).unwrap().replace("id = \"voorbeeld\"", "id = \"proef\"");
    assert!(text.contains(from));
    fs::write(folder.join("campaign.toml"), text.replacen(from, to, 1)).unwrap();
    (around, folder)
}

#[test]
fn a_sound_campaign_is_summed_up_in_one_line() {
    let (_around, folder) = campaign("", "");
    let checked = dagpeil(&["check", folder.to_str().unwrap()]);
    assert_eq!(checked.status.code(), Some(0), "{}", stderr(&checked));
    assert_eq!(
        stdout(&checked),
        "proef: 2 municipalities, 2 audiences, 10 questions, 11 items, languages nl en; 0 warnings\n"
    );
    assert_eq!(stderr(&checked), "");
}

#[test]
fn a_campaign_is_found_by_its_id_its_file_and_from_below() {
    for campaign in ["noordoostpolder-2026", "infra/campaigns/noordoostpolder-2026/campaign.toml"] {
        let checked = dagpeil(&["check", campaign]);
        assert!(stdout(&checked).starts_with("noordoostpolder-2026: "), "{}", stderr(&checked));
    }
    let below = Command::new(env!("CARGO_BIN_EXE_dagpeil"))
        .current_dir(root().join("shared/survey"))
        .args(["check", "noordoostpolder-2026"])
        .output()
        .unwrap();
    assert!(stdout(&below).starts_with("noordoostpolder-2026: "), "{}", stderr(&below));
}

#[test]
fn faults_go_to_standard_error_with_their_place() {
    let (_around, folder) = campaign("smallest_base = 12", "smallest_base = 2\nsmalest = 3");
    let (_other, sound) = campaign("", "");
    let checked = dagpeil(&["check", folder.to_str().unwrap(), sound.to_str().unwrap()]);
    assert_eq!(checked.status.code(), Some(1));
    let file = folder.join("campaign.toml").display().to_string();
    let said = stderr(&checked);
    let lines: Vec<_> = said.lines().collect();
    assert!(lines[0].starts_with(&format!("{file}:25:17: `smallest_base` is 2; allowed: ")), "{said}");
    assert!(lines[1].starts_with(&format!("{file}:26:1: `smalest` is not a key")), "{said}");
    assert_eq!(lines[2..], ["2 faults"]);
    // One faulty campaign does not keep the next from being checked.
    assert!(stdout(&checked).starts_with("proef: "));
}

#[test]
fn warnings_do_not_fail() {
    let (_around, folder) = campaign(", en = \"Users\"", "");
    let checked = dagpeil(&["check", folder.to_str().unwrap()]);
    assert_eq!(checked.status.code(), Some(0));
    assert!(stdout(&checked).ends_with("; 1 warning\n"), "{}", stdout(&checked));
    let said = stderr(&checked);
    assert!(said.starts_with("warning: ") && said.contains("missing in en"), "{said}");
}

#[test]
fn what_is_not_understood_is_exit_code_2() {
    for arguments in [
        &["check"][..],
        &["check", "nowhere-2026"],
        &["check", "infra/campaigns/nowhere-2026"],
        &["chek", "noordoostpolder-2026"],
        &["links", "noordoostpolder-2026"],
        &["links", "noordoostpolder-2026", "--base-url", "dagpeil"],
        &["links", "noordoostpolder-2026", "--base-url", "https://example.nl", "--format", "pdf"],
        &["links", "noordoostpolder-2026", "--base-url", "https://example.nl", "--language", "nl"],
        &["links", "noordoostpolder-2026", "--base-url", "https://example.nl", "--out", "x", "--language", "fr"],
        &["links", "noordoostpolder-2026", "--base-url", "https://example.nl", "--out", "x", "--format", "csv"],
        &["compile", "noordoostpolder-2026", "--fast"],
        &["preview", "nowhere-2026"],
        &["preview", "noordoostpolder-2026", "--at", "tomorrow"],
        &["preview", "noordoostpolder-2026", "--port", "99999"],
        &["adviser-key", "list"],
        &["adviser-key", "list", "--table", "keys", "--data", "folder"],
        &["adviser-key", "list", "--data", "folder", "--region", "eu-central-1"],
        &["adviser-key", "make", "--table", "keys", "--days", "30"],
        &["adviser-key", "make", "--table", "keys", "--days", "0", "--name", "me"],
        &["adviser-key", "make", "--table", "keys", "--days", "30", "--name", " "],
        &["adviser-key", "make", "--table", "keys", "--days", "30", "--name", "me", "--municipality", "Zeist"],
        &["codes", "noordoostpolder-2026", "--municipality", "GM0171", "--audience", "users", "--count", "5"],
        &["demo", "--residents", "-1"],
        &["pull", "https://advies.example.nl"],
        &["pull", "https://advies.example.nl", "--out", "x", "--format", "pdf"],
        &["pull", "https://advies.example.nl", "--out", "x", "--language", "ar"],
    ] {
        let output = dagpeil(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            output.stdout.is_empty() && stderr(&output).starts_with("error: "),
            "{arguments:?}: {}",
            stderr(&output)
        );
    }
    let unknown = stderr(&dagpeil(&["check", "nowhere-2026"]));
    assert!(unknown.contains("there are: ") && unknown.contains("noordoostpolder-2026"), "{unknown}");
}

#[test]
fn help_is_a_result_and_has_examples() {
    for command in [
        "check",
        "compile",
        "preview",
        "links",
        "codes",
        "adviser-key make",
        "adviser-key list",
        "demo",
        "findings",
        "pull",
    ] {
        let arguments: Vec<_> = command.split(' ').chain(["--help"]).collect();
        let help = dagpeil(&arguments);
        assert_eq!(help.status.code(), Some(0));
        assert!(stdout(&help).contains(&format!("Examples:\n  dagpeil {command}")), "{}", stdout(&help));
    }
    assert!(stdout(&dagpeil(&["--help"])).contains("Exit codes"));
    assert!(stdout(&dagpeil(&["--version"])).starts_with("dagpeil "));
}

#[test]
fn a_compiled_campaign_is_a_bundle_and_always_the_same() {
    let (around, folder) = campaign("", "");
    let folder = folder.to_str().unwrap();
    let file = around.path().join("new/campaign.json");
    let compiled = dagpeil(&["compile", folder, "--out", file.to_str().unwrap()]);
    assert_eq!(compiled.status.code(), Some(0), "{}", stderr(&compiled));
    let json = fs::read(&file).unwrap();
    let bundle = Bundle::from_json(&json).unwrap();
    assert_eq!(bundle.hash, Bundle::hash_of(&bundle.campaign));

    let summary = format!("proef: hash {}, {} bytes", bundle.hash, json.len());
    let insight = fs::read(file.with_file_name("insight.json")).unwrap();
    let written = format!("written to {}, with insight.json of {} bytes", file.display(), insight.len());
    assert_eq!(stdout(&compiled), format!("{summary}, {written}\n"));
    assert_eq!(stdout(&dagpeil(&["compile", folder])), format!("{summary}\n"));
    let piped = dagpeil(&["compile", folder, "--out", "-"]);
    assert_eq!(piped.stdout, json);
    assert_eq!(stderr(&piped), format!("{summary}\n"));
}

#[test]
fn a_file_that_can_not_be_written_is_one_line() {
    let (_around, folder) = campaign("", "");
    // A folder stands where the file should go.
    let compiled = dagpeil(&["compile", folder.to_str().unwrap(), "--out", folder.to_str().unwrap()]);
    assert_eq!(compiled.status.code(), Some(1));
    assert!(stderr(&compiled).contains("can't be written") && stderr(&compiled).lines().count() == 1);
}

#[test]
fn there_is_a_link_for_each_municipality_and_audience() {
    let (_around, folder) = campaign("title = { nl = \"Aanbieders\"", "title = { nl = \"Wie; wat\"");
    let links = |format: &str| {
        let arguments = ["links", folder.to_str().unwrap(), "--base-url", "https://example.nl/", "--format", format];
        stdout(&dagpeil(&arguments))
    };
    assert_eq!(
        links("text"),
        "Noordoostpolder  Gebruikers  https://example.nl/noordoostpolder/gebruikers\n\
         Noordoostpolder  Wie; wat    https://example.nl/noordoostpolder/aanbieders\n\
         Zeist            Gebruikers  https://example.nl/zeist/gebruikers\n\
         Zeist            Wie; wat    https://example.nl/zeist/aanbieders\n"
    );
    assert_eq!(
        links("csv"),
        "\u{feff}code;gemeente;doelgroep;titel;link\r\n\
         GM0171;Noordoostpolder;users;Gebruikers;https://example.nl/noordoostpolder/gebruikers\r\n\
         GM0171;Noordoostpolder;providers;\"Wie; wat\";https://example.nl/noordoostpolder/aanbieders\r\n\
         GM0355;Zeist;users;Gebruikers;https://example.nl/zeist/gebruikers\r\n\
         GM0355;Zeist;providers;\"Wie; wat\";https://example.nl/zeist/aanbieders\r\n"
    );
    let json: serde_json::Value = serde_json::from_str(&links("json")).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 4);
    assert_eq!(json[3]["link"], "https://example.nl/zeist/aanbieders");
    assert_eq!(json[3]["municipality"], "GM0355");
}
