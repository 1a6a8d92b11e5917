//! A campaign's life in the hands of an operator: comparing before a deployment, exporting, erasing spam.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use local::campaigns::load;
use local::stack::Stack;
use storage::embedded::{Database, Embedded};
use storage::operator::Purge;
use storage::schema::create_tables;
use storage::{Entry, OpenText, Place, Posted, Tables};
use survey::campaign::{Bundle, Campaign};
use survey::keys::SubmissionId;
use survey::mode::Mode;
use survey::release::Release;
use survey::response::Form;
use survey::time::Timestamp;
use web::Clock;

use super::keys::operator;
use super::{dagpeil, root, stderr, stdout};

/// The worked example, open since a month and for two more, whatever today is.
pub(crate) fn open_campaign() -> Campaign {
    let mut campaign = load(&root().join("infra/campaigns/noordoostpolder-2026")).unwrap().campaign;
    let now = Clock::system().now();
    campaign.opens.at = now.plus_days(-30);
    campaign.closes.at = now.plus_days(60);
    campaign.closes_by = now.plus_days(335);
    campaign.expires = now.plus_days(500);
    campaign
}

/// A deployment of it on an engine in memory, and a folder with its compiled campaign.
pub(crate) struct Deployment {
    pub(crate) engine: Embedded,
    pub(crate) stack: Stack,
    folder: tempfile::TempDir,
}

impl Deployment {
    pub(crate) async fn start(campaign: Campaign) -> Self {
        let engine = Embedded::start(Database::Memory).await.unwrap();
        let tables = Tables::named("dagpeil-proef");
        create_tables(engine.client(), &tables).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("campaign.json"), Bundle::new(campaign.clone()).to_json()).unwrap();
        let stack = Stack::new(engine.client(), &tables, campaign);
        stack.release(stack.campaign().opens.at).await.unwrap();
        Deployment { engine, stack, folder }
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn place(&self) -> Place {
        let campaign = self.stack.campaign();
        Place::of(campaign, campaign.municipalities[0], &campaign.audiences[0])
    }

    /// Puts made-up answers in, each with an open text; their keys.
    async fn fill(&self, count: u32) -> Vec<String> {
        self.fill_with(0, &vec!["spam"; count as usize]).await
    }

    /// Puts made-up answers in, one with each of these open texts; their keys, which depend on the seed.
    pub(crate) async fn fill_with(&self, seed: u8, wishes: &[&str]) -> Vec<String> {
        let link = self.stack.link_key().await.unwrap();
        let audience = &self.stack.campaign().audiences[0];
        let form = Form::of(&audience.questionnaire);
        let mut keys = Vec::new();
        for (number, (draft, wish)) in (0_u32..).zip(local::demo::residents(5, wishes.len()).into_iter().zip(wishes)) {
            let Ok(response) = form.accept(&draft) else { panic!("made-up answers are accepted") };
            let mut random = [0; 16];
            random[..4].copy_from_slice(&number.to_be_bytes());
            random[15] = seed;
            let submission = SubmissionId::from_random(random);
            let open = OpenText {
                field: "wish".to_owned(),
                key: link.text_key(&submission, "wish"),
                text: (*wish).to_owned(),
            };
            let entry = Entry {
                answers: form.stored(&response),
                proof: link.proof(&submission, &form.canonical(&response)),
                questionnaire: audience.fingerprint.clone(),
                mode: Mode::Link,
                expires: self.stack.campaign().expires,
                texts: vec![open],
            };
            let key = link.response_key(&submission);
            assert_eq!(self.stack.letterbox().post(&self.place(), &key, &entry).await.unwrap(), Posted::Stored);
            keys.push(key.as_str().to_owned());
        }
        keys
    }

    /// Responses and texts that are stored.
    async fn stored(&self) -> (usize, usize) {
        let tables = self.stack.tables();
        let purge = Purge::new(self.engine.client().clone(), &tables.responses, &tables.texts);
        let place = self.place();
        (purge.responses(&place).await.unwrap().len(), purge.texts(&place).await.unwrap().len())
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// `dagpeil` with these arguments, for this deployment, in the hands of an operator.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let place = ["--region", "eu-central-1", "--endpoint-url", self.engine.endpoint()];
        let mut command = operator(&[arguments, &place].concat());
        command
            .current_dir(self.folder.path())
            .env("AWS_ACCESS_KEY_ID", "operator")
            .env("AWS_SECRET_ACCESS_KEY", "secret");
        command
    }

    fn purge(&self, arguments: &[&str]) -> Output {
        let tables = self.stack.tables();
        let fixed = [
            "purge",
            "campaign.json",
            "--municipality",
            "GM0171",
            "--audience",
            "users",
            "--table-responses",
            &tables.responses,
            "--table-texts",
            &tables.texts,
            "--table-releases",
            &tables.releases,
        ];
        self.run(&[&fixed, arguments].concat())
    }

    fn export(&self, arguments: &[&str]) -> Output {
        let fixed = ["export", "campaign.json", "--to", "releases", "--table-releases", &self.stack.tables().releases];
        self.run(&[&fixed, arguments].concat())
    }

    pub(crate) fn log(&self) -> Vec<serde_json::Value> {
        let text = fs::read_to_string(self.file("dagpeil-audit.jsonl")).unwrap_or_default();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

#[test]
fn what_may_change_is_told_and_what_may_not_is_refused_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, campaign: &Campaign| {
        let file = folder.path().join(name);
        fs::write(&file, Bundle::new(campaign.clone()).to_json()).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let deployed = open_campaign();
    let deployed_file = write("deployed.json", &deployed);
    let compare = |new: &str, more: &[&str]| dagpeil(&[&["compare", &deployed_file, new], more].concat());

    let same = compare(&deployed_file, &[]);
    assert_eq!((same.status.code(), stdout(&same)), (Some(0), "noordoostpolder-2026: no change\n".to_owned()));

    let mut kinder = deployed.clone();
    kinder.help = kinder.title.clone();
    let told = compare(&write("kinder.json", &kinder), &[]);
    assert_eq!((told.status.code(), stdout(&told)), (Some(0), "noordoostpolder-2026: help changed\n".to_owned()));

    let mut other = deployed.clone();
    other.expires = other.expires.plus_days(1);
    other.audiences.pop();
    other.policy.smallest_base = 20;
    let other = write("other.json", &other);
    let refused = compare(&other, &[]);
    assert_eq!((refused.status.code(), stdout(&refused)), (Some(1), String::new()));
    let date = |moment: Timestamp| moment.to_string();
    let said = stderr(&refused)
        .replace(&date(deployed.expires), "[then]")
        .replace(&date(deployed.expires.plus_days(1)), "[a day later]");
    insta::assert_snapshot!(said);

    // The clock of a rehearsal: not open yet there, so only the policy is fixed.
    let before = compare(&other, &["--clock-offset", "-3000000"]);
    assert_eq!((before.status.code(), stderr(&before).lines().count()), (Some(1), 3), "{}", stderr(&before));

    // The same is told where a definition is checked beside what is deployed.
    let checked = dagpeil(&["check", "noordoostpolder-2026", "--deployed", &other]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(stderr(&checked).contains("another policy"), "{}", stderr(&checked));

    let nothing = compare("nowhere.json", &[]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(stderr(&nothing).starts_with("error: nowhere.json can't be read"), "{}", stderr(&nothing));
}

#[tokio::test(flavor = "multi_thread")]
async fn spam_is_counted_first_then_erased_and_written_down() {
    let deployment = Deployment::start(open_campaign()).await;
    let keys = deployment.fill(12).await;
    assert_eq!(deployment.stored().await, (12, 12));
    // A key in full, one by its first symbols, and one that is not there.
    let list = format!("# spam of Monday\nusers#{}\n{}\n\nAAAAAAAAAAAAAAAAAAAAAAAAAA\n", keys[3], &keys[7][..10]);
    fs::write(deployment.file("spam.txt"), list).unwrap();

    let counted = deployment.purge(&["--keys", "spam.txt"]);
    assert_eq!(counted.status.code(), Some(0), "{}", stderr(&counted));
    assert_eq!(stdout(&counted), "GM0171 users: 2 of 12 responses would be erased\n");
    assert_eq!(
        stderr(&counted),
        "no response has a key that begins with AAAAAAAAAAAAAAAAAAAAAAAAAA\nNothing was erased. To erase, pause the \
         campaign and add --yes noordoostpolder-2026\n"
    );
    assert_eq!((deployment.stored().await, deployment.log().len()), ((12, 12), 0));

    let erased = deployment.purge(&["--keys", "spam.txt", "--yes", "noordoostpolder-2026"]);
    assert_eq!(erased.status.code(), Some(0), "{}", stderr(&erased));
    assert!(stdout(&erased).ends_with("GM0171 users: 2 of 12 responses erased\n"), "{}", stdout(&erased));
    assert!(stderr(&erased).contains("Open texts stay"), "{}", stderr(&erased));
    assert_eq!(deployment.stored().await, (10, 12));

    let all = deployment.purge(&["--mode", "link", "--yes", "noordoostpolder-2026"]);
    assert!(
        stdout(&all).ends_with("10 of 10 responses erased; no response is left, so 12 open texts went too\n"),
        "{}",
        stdout(&all)
    );
    assert_eq!(deployment.stored().await, (0, 0));

    let log = deployment.log();
    let events: Vec<_> = log.iter().map(|line| line["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["begun", "done", "begun", "done"], "what was there before stays");
    assert_eq!(log[0]["selection"], "keys in spam.txt");
    let mut last = log[3].clone();
    assert!(last["at"].as_str().unwrap().ends_with('Z'));
    last["at"] = "[now]".into();
    insta::assert_snapshot!(serde_json::to_string_pretty(&last).unwrap());
    let text = fs::read_to_string(deployment.file("dagpeil-audit.jsonl")).unwrap();
    assert!(!keys.iter().any(|key| text.contains(&key[..8])), "no key is written down");
    // The release job goes on with what is left.
    deployment.stack.release(Clock::system().now()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_erased_by_mistake_too_late_or_unwritten() {
    let deployment = Deployment::start(open_campaign()).await;
    deployment.fill(3).await;
    let yes = ["--mode", "link", "--yes", "noordoostpolder-2026"];
    let wrong_id = deployment.purge(&["--mode", "link", "--yes", "yes"]);
    let nothing_meant = deployment.purge(&[]);
    fs::write(deployment.file("short.txt"), "users#ABC\n").unwrap();
    let short = deployment.purge(&["--keys", "short.txt", "--yes", "noordoostpolder-2026"]);
    for (refused, what) in
        [(wrong_id, "--yes must repeat"), (nothing_meant, "--mode"), (short, "short.txt:1: a key has")]
    {
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused).contains(what), "{}", stderr(&refused));
    }
    let unwritten = deployment.purge(&[&yes[..], &["--log", "no/such/folder/log"]].concat());
    assert_eq!(unwritten.status.code(), Some(1));
    assert!(stderr(&unwritten).contains("must be written down"), "{}", stderr(&unwritten));
    let closed = deployment.purge(&[&yes[..], &["--clock-offset", "6000000"]].concat());
    assert_eq!(closed.status.code(), Some(1));
    assert!(stderr(&closed).contains("closed at"), "{}", stderr(&closed));
    assert_eq!(deployment.stored().await, (3, 3));

    // Whatever the clock says, a final release ends it.
    deployment.stack.release(deployment.stack.campaign().final_from()).await.unwrap();
    let too_late = deployment.purge(&yes);
    assert_eq!(too_late.status.code(), Some(1));
    assert!(stderr(&too_late).contains("there is a final release"), "{}", stderr(&too_late));
    assert_eq!((deployment.stored().await, deployment.log().len()), ((3, 3), 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn all_releases_are_exported_and_a_missing_final_is_told() {
    let deployment = Deployment::start(open_campaign()).await;
    deployment.fill(40).await;
    deployment.stack.release(Clock::system().now()).await.unwrap();
    let exported = deployment.export(&[]);
    assert_eq!(exported.status.code(), Some(0), "{}", stderr(&exported));
    assert_eq!(
        stdout(&exported),
        "GM0171 users: 1 interim release, no final release\nGM0171 providers: 0 interim releases, no final release\n"
    );
    let unfinished = deployment.export(&["--require-final"]);
    assert_eq!(unfinished.status.code(), Some(1));
    assert_eq!(stderr(&unfinished), "error: there is no final release of GM0171 users, GM0171 providers\n");

    deployment.stack.release(deployment.stack.campaign().final_from()).await.unwrap();
    assert_eq!(deployment.export(&["--require-final"]).status.code(), Some(0));
    let read = |name: &str| fs::read_to_string(deployment.file("releases/GM0171/users").join(name)).unwrap();
    let board = deployment.stack.notice_board();
    assert_eq!(read("final.json"), board.latest(&deployment.place()).await.unwrap().unwrap().to_json());
    assert!(read("0001.json").contains("\"tables\"") && read("progress.json").contains("\"responses\""));

    // A total is written where there is one.
    assert!(!deployment.file("releases/all").exists());
    let total = read("final.json").replace("\"area\":\"GM0171\"", "\"area\":\"all\"");
    assert_eq!(board.hang(&Release::from_json(&total).unwrap()).await.unwrap(), storage::Hung::Now);
    let exported = deployment.export(&["--require-final"]);
    assert!(stdout(&exported).ends_with("all users: the total\n"), "{}", stdout(&exported));
    assert_eq!(fs::read_to_string(deployment.file("releases/all/users/final.json")).unwrap(), total);
}
