//! Findings from exported releases.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use super::{dagpeil, root, stderr, stdout};

/// A folder as `dagpeil export` writes it, with the example's releases.
pub(super) fn exported(around: &Path) -> PathBuf {
    let fixtures = root().join("shared/insight/tests/findings/releases");
    let folder = around.join("releases");
    for (from, to) in [
        ("users-interim.json", "users/0002.json"),
        ("users.json", "users/final.json"),
        ("providers.json", "providers/final.json"),
    ] {
        let to = folder.join("GM0171").join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(fixtures.join(from), to).unwrap();
    }
    fs::write(folder.join("GM0171/users/progress.json"), "{}").unwrap();
    folder
}

/// The example's campaign in a folder of its own, beside the questionnaires that it borrows.
fn example(around: &Path) -> PathBuf {
    for campaign in ["voorbeeld-2026", "noordoostpolder-2026"] {
        let (from, to) = (root().join("infra/campaigns").join(campaign), around.join(campaign));
        fs::create_dir(&to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let file = entry.unwrap().path();
            // What it says of findings, each test says itself.
            if file.is_file() && !file.ends_with("insight.toml") {
                fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
            }
        }
    }
    around.join("voorbeeld-2026")
}

fn findings(campaign: &Path, releases: &Path, more: &[&str]) -> Output {
    let campaign = campaign.to_str().unwrap();
    dagpeil(&[&["findings", campaign, "--releases", releases.to_str().unwrap()], more].concat())
}

#[test]
fn the_latest_releases_are_told_as_text_and_as_json() {
    let around = tempfile::tempdir().unwrap();
    let releases = exported(around.path());
    let campaign = Path::new("voorbeeld-2026");
    let dutch = findings(campaign, &releases, &[]);
    assert_eq!(dutch.status.code(), Some(0), "{}", stderr(&dutch));
    let text = stdout(&dutch);
    assert!(text.contains("deden ongeveer 400 mensen en 40 organisaties mee"), "{text}");
    assert!(text.contains("\nmensen ontmoeten          58% (55 tot 60)"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 130), "{text}");
    assert!(stdout(&findings(campaign, &releases, &["--language", "en"])).contains("about 400 people"));

    let json = findings(campaign, &releases, &["--format", "json", "--municipality", "GM0171"]);
    let json: Value = serde_json::from_str(&stdout(&json)).unwrap();
    assert_eq!(json["findings"]["responses"][0]["release"], "final");
    assert_eq!(json["findings"]["supply"]["lines"][0]["id"], "music");
    assert_eq!(json["prose"]["sections"][0]["subject"], "response");

    // Without the final release: the latest interim one.
    fs::remove_file(releases.join("GM0171/users/final.json")).unwrap();
    assert!(stdout(&findings(campaign, &releases, &[])).contains("Dit is nog een tussenstand."));
}

#[test]
fn a_campaign_names_its_questions_its_earlier_waves_and_initiatives() {
    let around = tempfile::tempdir().unwrap();
    let (releases, campaign) = (exported(around.path()), example(around.path()));
    let compiled = campaign.join("then.json");
    let made = dagpeil(&["compile", campaign.to_str().unwrap(), "--out", compiled.to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let settings = "\
        questions.obstacles = { audience = \"users\", question = \"help\" }\n\
        [[earlier]]\n\
        name = { nl = \"vorig jaar\", en = \"last year\" }\n\
        campaign = \"then.json\"\n\
        releases = \"../releases\"\n";
    fs::write(campaign.join("insight.toml"), settings).unwrap();
    let own = "[[initiative]]\nid = 'koor'\nname.nl = 'Het dorpskoor'\nwhat.nl = 'Zingen.'\nsource = 'eigen opgave'\n\
               themes = ['music']\n";
    fs::write(campaign.join("initiatives.toml"), own).unwrap();
    // The total, as it is exported where there is one.
    let total = fs::read_to_string(releases.join("GM0171/users/final.json")).unwrap();
    fs::create_dir_all(releases.join("all/users")).unwrap();
    let total = total.replace("\"area\":\"GM0171\"", "\"area\":\"all\"");
    fs::write(releases.join("all/users/final.json"), total).unwrap();
    let told = findings(&campaign, &releases, &[]);
    assert_eq!(told.status.code(), Some(0), "{}", stderr(&told));
    let text = stdout(&told).replace('\n', " ");
    assert!(text.contains("vergeleken met alle gemeenten van"), "{text}");
    let everywhere = stdout(&findings(&campaign, &releases, &["--municipality", "all"]));
    assert!(
        everywhere.replace('\n', " ").contains("In alle gemeenten samen deden ongeveer 400 mensen mee"),
        "{everywhere}"
    );
    assert!(text.contains("‘Iemand die de eerste keer meegaat’"), "{text}");
    assert!(text.contains("vergeleken met vorig jaar (toen ongeveer 400 antwoorden)"), "{text}");
    assert!(text.contains("Het dorpskoor past hier misschien"), "{text}");
    // Then it was asked here alone.
    assert!(stderr(&findings(&campaign, &releases, &["--municipality", "all"])).is_empty());
    let elsewhere = around.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::rename(releases.join("all"), elsewhere.join("all")).unwrap();
    fs::write(campaign.join("insight.toml"), settings.replace("../releases", "../elsewhere")).unwrap();
    let warned = findings(&campaign, &releases, &[]);
    assert_eq!(stderr(&warned), "warning: vorig jaar: there is no release of GM0171 of then\n");
    assert!(!stdout(&warned).contains("Naast andere uitkomsten"));
    // `dagpeil check` and the rest have nothing against the files.
    assert_eq!(dagpeil(&["check", campaign.to_str().unwrap()]).status.code(), Some(0));

    for (file, text, said) in [
        ("insight.toml", "question = 1", "insight.toml:1:1: unknown field"),
        (
            "insight.toml",
            "questions.need = { audience = \"users\", question = \"who\" }",
            "it must be a multiple choice",
        ),
        ("initiatives.toml", "[[initiative]]\nid = 'de-wilg'\nname.nl = 'x'\nwhat.nl = 'y'\nsource = 'z'", "`de-wilg`"),
    ] {
        let before = fs::read_to_string(campaign.join(file)).unwrap();
        fs::write(campaign.join(file), text).unwrap();
        let refused = findings(&campaign, &releases, &[]);
        assert_eq!(refused.status.code(), Some(1), "{text}");
        assert!(stderr(&refused).contains(said), "{}", stderr(&refused));
        let checked = dagpeil(&["check", campaign.to_str().unwrap()]);
        assert_eq!(checked.status.code(), Some(1), "{text}");
        assert!(stderr(&checked).contains(said), "{}", stderr(&checked));
        fs::write(campaign.join(file), before).unwrap();
    }
}

#[test]
fn what_makes_no_sense_is_said_in_a_line() {
    let around = tempfile::tempdir().unwrap();
    let releases = exported(around.path());
    let campaign = Path::new("voorbeeld-2026");
    let refused = |releases: &Path, more: &[&str], code: i32, said: &str| {
        let output = findings(campaign, releases, more);
        assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
        assert!(stderr(&output).starts_with("error: ") && stderr(&output).contains(said), "{}", stderr(&output));
    };
    refused(&releases.join("nowhere"), &[], 2, "there is no folder");
    refused(around.path(), &[], 1, "there is no release of voorbeeld-2026, GM0171");
    refused(&releases, &["--municipality", "GM0355"], 2, "does not ask in GM0355 (Zeist)");
    refused(&releases, &["--language", "tr"], 2, "findings are told in nl or en");
    let file = releases.join("GM0171/users/final.json");
    fs::write(&file, "{}").unwrap();
    refused(&releases, &[], 1, "final.json is no release");
    let elsewhere = fs::read_to_string(releases.join("GM0171/providers/final.json")).unwrap();
    fs::write(&file, elsewhere.replace("\"campaign\":\"voorbeeld-2026\"", "\"campaign\":\"elders-2026\"")).unwrap();
    refused(&releases, &[], 1, "it is of another campaign");
    assert_eq!(dagpeil(&["findings", "voorbeeld-2026"]).status.code(), Some(2));
}

/// `dagpeil demo`, then its findings: as an adviser tries it.
#[test]
fn the_example_on_this_machine_has_findings() {
    let around = tempfile::tempdir().unwrap();
    let data = around.path().join("data");
    let data = data.to_str().unwrap();
    let filled = dagpeil(&["demo", "--residents", "60", "--providers", "15", "--seed", "9", "--data", data]);
    assert_eq!(filled.status.code(), Some(0), "{}", stderr(&filled));
    let told = dagpeil(&["findings", "voorbeeld-2026", "--data", data]);
    assert_eq!(told.status.code(), Some(0), "{}", stderr(&told));
    assert!(stdout(&told).replace('\n', " ").contains("deden ongeveer 60 mensen en 15 organisaties mee"));
}

#[test]
fn what_findings_need_travels_beside_the_compiled_campaign() {
    let around = tempfile::tempdir().unwrap();
    let releases = exported(around.path());
    let compiled = around.path().join("package/campaign.json");
    let made = dagpeil(&["compile", "voorbeeld-2026", "--out", compiled.to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert!(stdout(&made).contains("with insight.json of"), "{}", stdout(&made));
    let from_folder = findings(Path::new("voorbeeld-2026"), &releases, &[]);
    let from_package = findings(&compiled, &releases, &[]);
    assert_eq!(stdout(&from_package), stdout(&from_folder));
    assert!(stdout(&from_package).replace('\n', " ").contains("vergeleken met het voorjaar van 2025"));

    // Of another campaign it is refused; without it findings are told, and what is missing is said.
    let insight = compiled.with_file_name("insight.json");
    let made =
        dagpeil(&["compile", "noordoostpolder-2026", "--out", around.path().join("campaign.json").to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    fs::copy(around.path().join("insight.json"), &insight).unwrap();
    let refused = findings(&compiled, &releases, &[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("it was made for the campaign noordoostpolder-2026"), "{}", stderr(&refused));
    fs::remove_file(&insight).unwrap();
    let without = findings(&compiled, &releases, &[]);
    assert!(stderr(&without).contains("without initiatives and earlier waves"), "{}", stderr(&without));
    assert!(!stdout(&without).contains("Naast andere uitkomsten"));
}
