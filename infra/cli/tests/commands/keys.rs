//! Advisers' keys, in a table that is reached as Amazon's is, and in a data folder.

use std::fs;
use std::process::{Command, Output};

use local::data::DataFolder;
use storage::embedded::{Database, Embedded};
use storage::schema::create_tables;
use storage::{Advisers, Presented, SessionKey, Sessions, Tables, Verdict};
use survey::time::Timestamp;
use web::Clock;

use super::{root, stderr, stdout};

/// A database with the tables of a deployment.
struct Deployed {
    engine: Embedded,
    tables: Tables,
}

impl Deployed {
    async fn start() -> Deployed {
        let engine = Embedded::start(Database::Memory).await.unwrap();
        let tables = Tables::named("dagpeil-proef");
        create_tables(engine.client(), &tables).await.unwrap();
        Deployed { engine, tables }
    }

    /// Runs `dagpeil adviser-key` as an operator with credentials does.
    fn adviser_key(&self, arguments: &[&str]) -> Output {
        let place = ["--table", &self.tables.advisers, "--region", "eu-central-1", "--endpoint-url"];
        operator(&[&["adviser-key"], arguments, &place, &[self.engine.endpoint()]].concat())
            .env("AWS_ACCESS_KEY_ID", "operator")
            .env("AWS_SECRET_ACCESS_KEY", "secret")
            .output()
            .unwrap()
    }

    async fn judge(&self, key: &str, now: Timestamp) -> Verdict {
        let advisers = Advisers::new(self.engine.client().clone(), &self.tables.advisers);
        advisers.judge(&Presented::parse(key).unwrap(), now).await.unwrap()
    }
}

/// `dagpeil` without anything of AWS that the machine may have.
pub(crate) fn operator(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dagpeil"));
    command.current_dir(root()).args(arguments);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("AWS_")) {
        command.env_remove(name);
    }
    command
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_shown_once_listed_without_its_secret_and_revoked() {
    let deployed = Deployed::start().await;
    let now = Clock::system().now();
    let made = deployed.adviser_key(&[
        "make",
        "--name",
        "Zoë",
        "--days",
        "30",
        "--municipality",
        "GM0171",
        "--campaign",
        "noordoostpolder-2026",
    ]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let printed = stdout(&made);
    let key = printed.strip_suffix('\n').unwrap();
    let Verdict::Valid(kept) = deployed.judge(key, now).await else { panic!("the key holds") };
    assert_eq!(kept.name, "Zoë");
    assert!(kept.municipalities.include("GM0171".parse().unwrap()));
    assert!(!kept.municipalities.include("GM0355".parse().unwrap()));
    assert!(kept.expires >= now.plus_days(30) && kept.expires < now.plus_days(31));
    assert!(matches!(deployed.judge(key, kept.expires).await, Verdict::Expired));
    let secret = key.rsplit('_').next().unwrap();
    let said = stderr(&made);
    assert!(said.contains("can't be shown again") && said.contains(&kept.id) && !said.contains(secret), "{said}");

    let all = stdout(&deployed.adviser_key(&["make", "--name", "B", "--days", "1"]));
    let listed = deployed.adviser_key(&["list"]);
    let list = stdout(&listed);
    assert_eq!(list.lines().count(), 3, "{list}");
    let line = list.lines().find(|line| line.starts_with(&kept.id)).unwrap();
    let until = kept.expires.to_string();
    assert_eq!(line.split_whitespace().collect::<Vec<_>>(), [&kept.id, "Zoë", "GM0171", "summaries", &until]);
    let hash: String = kept.hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(!list.contains(secret) && !list.contains(&hash) && !list.contains(all.trim_end()));

    let revoked = deployed.adviser_key(&["revoke", &kept.id]);
    assert_eq!((revoked.status.code(), stdout(&revoked)), (Some(0), format!("{}: revoked\n", kept.id)));
    assert!(matches!(deployed.judge(key, now).await, Verdict::Wrong));
    assert!(matches!(deployed.judge(all.trim_end(), now).await, Verdict::Valid(_)), "the other key still holds");
    let again = deployed.adviser_key(&["revoke", &kept.id]);
    assert_eq!(again.status.code(), Some(1));
    assert!(stderr(&again).starts_with("error: there is no key"), "{}", stderr(&again));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_for_a_municipality_that_the_campaign_does_not_ask_in_is_not_made() {
    let deployed = Deployed::start().await;
    let made = deployed.adviser_key(&[
        "make",
        "--name",
        "A",
        "--days",
        "30",
        "--municipality",
        "GM0355",
        "--campaign",
        "noordoostpolder-2026",
    ]);
    assert_eq!(made.status.code(), Some(2));
    assert!(stderr(&made).contains("does not ask in GM0355 (Zeist); it asks in GM0171"), "{}", stderr(&made));
    let listed = deployed.adviser_key(&["list"]);
    assert_eq!(stdout(&listed).lines().count(), 1, "only the heading");
    assert_eq!(stderr(&listed), "There are no keys.\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_sessions_are_ended() {
    let deployed = Deployed::start().await;
    let table = &deployed.tables.sessions;
    let sessions = Sessions::new(deployed.engine.client().clone(), table);
    let today = Clock::system().now().day();
    sessions.key_for(today, SessionKey::new([7; 32])).await.map(drop).unwrap();
    let end = || {
        let place = ["--table", table, "--region", "eu-central-1", "--endpoint-url", deployed.engine.endpoint()];
        operator(&[&["adviser-key", "end-sessions"][..], &place].concat())
            .env("AWS_ACCESS_KEY_ID", "operator")
            .env("AWS_SECRET_ACCESS_KEY", "secret")
            .output()
            .unwrap()
    };
    let ended = end();
    assert_eq!(ended.status.code(), Some(0), "{}", stderr(&ended));
    assert!(stdout(&ended).starts_with("all sessions are ended"), "{}", stdout(&ended));
    assert!(sessions.key_of(today).await.unwrap().is_none());
    assert_eq!(stdout(&end()), "there were no sessions\n");
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_can_not_be_shown_is_not_kept() {
    let deployed = Deployed::start().await;
    let place = ["--table", &deployed.tables.advisers, "--region", "eu-central-1", "--endpoint-url"];
    let arguments = [&["adviser-key", "make", "--name", "A", "--days", "1"][..], &place, &[deployed.engine.endpoint()]];
    let made = operator(&arguments.concat())
        .env("AWS_ACCESS_KEY_ID", "operator")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .stdout(fs::File::options().write(true).open("/dev/full").unwrap())
        .output()
        .unwrap();
    assert_eq!(made.status.code(), Some(1));
    assert!(stderr(&made).contains("taken back"), "{}", stderr(&made));
    assert_eq!(stdout(&deployed.adviser_key(&["list"])).lines().count(), 1);
}

#[test]
fn without_a_region_credentials_or_a_database_one_line_says_so() {
    let list = ["adviser-key", "list", "--table", "keys"];
    let no_region = operator(&list).output().unwrap();
    let list = [&list[..], &["--region", "eu-central-1"]].concat();
    let no_credentials = operator(&list).output().unwrap();
    let nowhere = operator(&[&list[..], &["--endpoint-url", "http://127.0.0.1:9"]].concat())
        .env("AWS_ACCESS_KEY_ID", "operator")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .output()
        .unwrap();
    for (output, what) in [(no_region, "--region"), (no_credentials, "AWS_PROFILE"), (nowhere, "unavailable")] {
        assert_eq!(output.status.code(), Some(1));
        let said = stderr(&output);
        assert!(said.starts_with("error: ") && said.contains(what) && said.lines().count() == 1, "{said}");
    }
}

#[test]
fn a_data_folder_has_keys_too_unless_it_is_missing_or_in_use() {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("data");
    let data = folder.to_str().unwrap();
    let run =
        |arguments: &[&str]| operator(&[&["adviser-key"], arguments, &["--data", data]].concat()).output().unwrap();

    let missing = run(&["list"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(stderr(&missing).starts_with("error: there is no data in "), "{}", stderr(&missing));
    assert!(!folder.exists());

    let filled = operator(&["demo", "--data", data, "--residents", "1", "--providers", "0"]).output().unwrap();
    assert_eq!(filled.status.code(), Some(0), "{}", stderr(&filled));
    assert!(stdout(&run(&["make", "--name", "me", "--days", "1"])).starts_with("dagpeil_"));
    assert_eq!(stdout(&run(&["list"])).lines().count(), 2, "the key is still there in another process");

    let held = DataFolder::take(&folder).unwrap();
    for arguments in [&["list"][..], &["make", "--name", "me", "--days", "1"]] {
        let refused = run(arguments);
        assert_eq!(refused.status.code(), Some(1));
        assert!(stderr(&refused).contains("is in use") && refused.stdout.is_empty(), "{}", stderr(&refused));
    }
    drop(held);
    assert_eq!(stdout(&run(&["list"])).lines().count(), 2);
}
