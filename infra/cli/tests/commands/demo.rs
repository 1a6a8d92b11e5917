//! The example in sizes of one's own, read as an adviser reads it.

use std::path::Path;
use std::process::{Command, Output};

use local::data::DataFolder;
use local::{Settings, Typesetter, running};
use serde_json::Value;
use survey::release::Release;
use web::Clock;

use super::{dagpeil, root, stderr, stdout};

fn demo(folder: &Path, residents: &str, providers: &str, seed: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dagpeil"))
        .current_dir(root())
        .args(["demo", "--residents", residents, "--providers", providers, "--seed", seed, "--data"])
        .arg(folder)
        .output()
        .unwrap()
}

/// The summary of an audience, from the whole system running on that folder, with the example in it as `make run` has.
async fn summary(folder: &Path, audience: &str) -> Value {
    let data = DataFolder::take(folder).unwrap();
    let example = local::campaigns::load(&root().join("infra/campaigns/voorbeeld-2026")).unwrap().campaign;
    let settings = Settings {
        address: ([127, 0, 0, 1], 0).into(),
        database: data.database(),
        adviser_key: data.adviser_key(),
        campaigns: vec![example.into()],
        typesetter: Typesetter::Nobody,
        clock: Clock::system(),
    };
    let running = running::start(settings).await.unwrap();
    let url = format!("http://{}/v1/summaries/GM0171/voorbeeld-2026/{audience}", running.address());
    let answer = reqwest::Client::new().get(url).bearer_auth(running.adviser_key()).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let summary = answer.json().await.unwrap();
    running.until(async {}).await;
    summary
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_is_filled_once_released_and_keeps_its_numbers() {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("data");
    let filled = demo(&folder, "60", "15", "9");
    assert_eq!(filled.status.code(), Some(0), "{}", stderr(&filled));
    assert!(
        stdout(&filled).starts_with("voorbeeld-2026: 60 residents, 15 providers and seed 9, "),
        "{}",
        stdout(&filled)
    );
    // Not a terminal: no bar.
    assert_eq!(stderr(&filled), format!("To see its summaries: make run DATA={}\n", folder.display()));

    // Multiples of 5 are shown as they are. What runs on the folder adds no answers of the usual example.
    let users = summary(&folder, "users").await;
    assert_eq!(users["release"]["kind"], "final");
    assert_eq!(users["responses"]["count"], 60);
    assert_eq!(users["synthetic"], true);
    assert!(users["tables"].as_array().unwrap().len() > 10);
    assert_eq!(summary(&folder, "providers").await["responses"]["count"], 15);
    // What the example's moderator approved.
    assert_eq!(users["quotes"]["version"], 1);
    let wishes = &users["quotes"]["fields"][0];
    assert_eq!(wishes["field"], "wish");
    assert!(!wishes["quotes"].as_array().unwrap().is_empty());

    let again = demo(&folder, "60", "15", "9");
    assert_eq!((again.status.code(), again.stdout), (Some(0), filled.stdout));
    let same = summary(&folder, "users").await;
    assert_eq!(same["tables"], users["tables"], "nothing was released anew");
    assert_eq!(same["quotes"], users["quotes"], "nor judged anew");

    // What was released can be exported, as of a deployment.
    let exported = around.path().join("releases");
    let (data, to) = (folder.to_str().unwrap(), exported.to_str().unwrap());
    let written = dagpeil(&["export", "voorbeeld-2026", "--data", data, "--to", to, "--require-final"]);
    assert_eq!(written.status.code(), Some(0), "{}", stderr(&written));
    assert!(stdout(&written).starts_with("GM0171 users: ") && stdout(&written).contains("the final release"));
    let release = std::fs::read_to_string(exported.join("GM0171/users/final.json")).unwrap();
    assert!(Release::from_json(&release).is_ok());
    let nothing = around.path().join("nothing");
    let refused = dagpeil(&["export", "voorbeeld-2026", "--data", nothing.to_str().unwrap(), "--to", to]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("there is no data in"), "{}", stderr(&refused));

    let other = demo(&folder, "61", "15", "9");
    assert_eq!(other.status.code(), Some(1));
    let said = stderr(&other);
    assert!(said.starts_with("error: ") && said.contains("holds an example with 60 residents"), "{said}");
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn answers_are_made_up_for_synthetic_campaigns_alone() {
    let around = tempfile::tempdir().unwrap();
    let data = around.path().join("data");
    let refused = dagpeil(&["demo", "noordoostpolder-2026", "--data", data.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("noordoostpolder-2026 is not synthetic"), "{}", stderr(&refused));
    assert!(!data.exists());
}

#[test]
fn a_folder_that_can_not_be_made_is_one_line() {
    let around = tempfile::tempdir().unwrap();
    let file = around.path().join("file");
    std::fs::write(&file, "").unwrap();
    let refused = demo(&file.join("data"), "1", "1", "1");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        stderr(&refused).contains("can't be used") && stderr(&refused).lines().count() == 1,
        "{}",
        stderr(&refused)
    );
}
