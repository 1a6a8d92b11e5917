//! The contact letterbox in the hands of an operator and of the holder of the private key: who fetches can't open, who opens
//! needs no rights, and nothing of what was left stands in a log.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Output;

use age::x25519::{Identity, Recipient};
use storage::embedded::{Database, Embedded};
use storage::schema::create_tables;
use storage::{Claimed, Contacts, Posted, Tables};
use survey::campaign::{Bundle, Campaign};
use survey::contact::{ContactKey, Draft, Field};
use survey::keys::SubmissionId;

use super::keys::operator;
use super::{dagpeil, root, stderr, stdout};

/// The learning circle, deployed, sealed to a key that `keygen` made.
struct Deployed {
    engine: Embedded,
    tables: Tables,
    campaign: Campaign,
    around: tempfile::TempDir,
}

impl Deployed {
    async fn start() -> Deployed {
        let around = tempfile::tempdir().unwrap();
        let made = dagpeil(&["contacts", "keygen", "--out", around.path().join("own.age-key").to_str().unwrap()]);
        assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
        let recipient = stdout(&made).trim().to_owned();
        let folder = around.path().join("leerkring-2027");
        fs::create_dir(&folder).unwrap();
        for file in ["campaign.toml", "municipalities.toml"] {
            let text = fs::read_to_string(root().join("infra/campaigns/leerkring-2027").join(file)).unwrap();
            let text = text.replace(survey::contact::DEMO_RECIPIENT, &recipient).replace("places = 30", "places = 2");
            fs::write(folder.join(file), text).unwrap();
        }
        let bundle = around.path().join("campaign.json");
        let compiled = dagpeil(&["compile", folder.to_str().unwrap(), "--out", bundle.to_str().unwrap()]);
        assert_eq!(compiled.status.code(), Some(0), "{}", stderr(&compiled));
        let campaign = Bundle::from_json(&fs::read(&bundle).unwrap()).unwrap().campaign;
        assert_eq!(campaign.contact.as_ref().unwrap().recipients, [recipient]);
        let engine = Embedded::start(Database::Memory).await.unwrap();
        let tables = Tables::named("dagpeil-kring");
        create_tables(engine.client(), &tables).await.unwrap();
        Deployed { engine, tables, campaign, around }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.around.path().join(name)
    }

    fn contacts(&self, arguments: &[&str]) -> Output {
        let campaign = self.path("campaign.json");
        let log = self.path("audit.jsonl");
        let fixed = ["contacts", arguments[0], campaign.to_str().unwrap()];
        let table = ["--table-contacts", &self.tables.contacts, "--log", log.to_str().unwrap()];
        let cloud = ["--region", "eu-central-1", "--endpoint-url", self.engine.endpoint()];
        operator(&[&fixed[..], &arguments[1..], &table, &cloud].concat())
            .env("AWS_ACCESS_KEY_ID", "operator")
            .env("AWS_SECRET_ACCESS_KEY", "secret")
            .output()
            .unwrap()
    }

    fn fetch(&self) -> Output {
        self.contacts(&["fetch", "--out", self.path("in").to_str().unwrap()])
    }

    fn open(&self, identity: &Path, format: &str) -> Output {
        let (campaign, folder) = (self.path("campaign.json"), self.path("in"));
        let files = ["--in", folder.to_str().unwrap(), "--identity", identity.to_str().unwrap()];
        let fixed = ["contacts", "open", campaign.to_str().unwrap(), "--format", format, "--out", "-"];
        dagpeil(&[&fixed[..], &files].concat())
    }

    /// Leaves a name as the function does; its key.
    async fn leave(&self, number: u8, name: &str, lunch: &str) -> ContactKey {
        let (id, contact) = (&self.campaign.id, self.campaign.contact.as_ref().unwrap());
        let fields = [
            (Field::Name, name.to_owned()),
            (Field::Organisation, "Gemeente \"Zuid\"; Noord".to_owned()),
            (Field::Email, "kanarie@voorbeeld.nl".to_owned()),
            (Field::Phone, "+31 6 12345678".to_owned()),
        ];
        let answers = [("lunch".to_owned(), lunch.to_owned())].into();
        let entry = contact.accept(&Draft { fields: fields.into(), idea: String::new(), answers }).ok().unwrap();
        let submission = SubmissionId::from_random([number; 16]);
        let key = ContactKey::of(id, &submission);
        let contacts = Contacts::new(self.engine.client().clone(), &self.tables.contacts);
        assert_ne!(contacts.claim(id, contact, &key, true).await.unwrap(), Claimed::Nothing);
        let recipient: Recipient = contact.recipients[0].parse().unwrap();
        let sealed = age::encrypt(&recipient, &entry.padded(id, contact)).unwrap();
        let posted = contacts.post(id, contact, &key, &entry.proof(id, &submission), sealed).await.unwrap();
        assert_eq!(posted, Posted::Stored);
        key
    }
}

#[test]
fn a_key_is_made_for_its_owner_alone_and_never_over_another() {
    let around = tempfile::tempdir().unwrap();
    let file = around.path().join("key");
    let made = dagpeil(&["contacts", "keygen", "--out", file.to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0));
    let recipient = stdout(&made).trim().to_owned();
    assert!(!stdout(&made).contains("SECRET") && !stderr(&made).contains("SECRET"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let text = fs::read_to_string(&file).unwrap();
    let identity: Identity = text.lines().last().unwrap().parse().unwrap();
    assert_eq!(identity.to_public().to_string(), recipient);
    let again = dagpeil(&["contacts", "keygen", "--out", file.to_str().unwrap()]);
    assert_eq!((again.status.code(), stdout(&again)), (Some(1), String::new()));
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_left_is_fetched_sealed_and_opened_by_the_holder_of_the_key() {
    let deployed = Deployed::start().await;
    deployed.leave(1, "Ans", "yes").await;
    deployed.leave(2, "=HYPERLINK(1)", "yes").await;
    let waiting = deployed.leave(3, "Cor", "no").await;
    let fetched = deployed.fetch();
    assert_eq!(fetched.status.code(), Some(0), "{}", stderr(&fetched));
    assert!(stdout(&fetched).contains("3 entries fetched") && stdout(&fetched).contains("2 with a place, 1 waiting"));
    // Fetched, it is as sealed as it lay there.
    for file in fs::read_dir(deployed.path("in")).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(7).any(|part| part == b"kanarie"));
    }
    let opened = deployed.open(&deployed.path("own.age-key"), "csv");
    assert_eq!(opened.status.code(), Some(0), "{}", stderr(&opened));
    let table = stdout(&opened);
    let lines: Vec<&str> = table.trim_start_matches('\u{feff}').lines().collect();
    let head = "\"plek\";\"naam\";\"organisatie\";\"e-mail\";\"telefoon\";\"Eet u mee bij de lunch?\";\"sleutel\"";
    assert_eq!((lines.len(), lines[0]), (4, head));
    let line = |begins: &str| lines.iter().find(|line| line.starts_with(begins)).copied().unwrap_or_default();
    let ans =
        "\"plaats\";\"Ans\";\"Gemeente \"\"Zuid\"\"; Noord\";\"kanarie@voorbeeld.nl\";\"'+31 6 12345678\";\"Ja\";";
    assert!(line("\"plaats\";\"Ans\"").starts_with(ans), "{table}");
    assert!(!line("\"plaats\";\"'=HYPERLINK(1)\"").is_empty(), "{table}");
    assert!(lines[3].starts_with("\"wachtlijst\";\"Cor\"") && lines[3].ends_with(&format!("\"{}\"", waiting.as_str())));
    assert!(
        stderr(&opened).contains("Eet u mee bij de lunch? Ja 2, Ja, zonder vlees of vis 0, Nee 0"),
        "{}",
        stderr(&opened)
    );
    let json: serde_json::Value =
        serde_json::from_str(&stdout(&deployed.open(&deployed.path("own.age-key"), "json"))).unwrap();
    assert_eq!((json.as_array().unwrap().len(), &json[2]["standing"]), (3, &"waiting".into()));
    // What is written down says how many and nothing else.
    let log = fs::read_to_string(deployed.path("audit.jsonl")).unwrap();
    assert!(log.contains("\"entries\":3") && !log.contains("kanarie") && !log.contains(waiting.as_str()), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cant_be_opened_is_named_and_the_rest_is_opened() {
    let deployed = Deployed::start().await;
    let (one, other) = (deployed.leave(1, "Ans", "yes").await, deployed.leave(2, "Bep", "no").await);
    deployed.fetch();
    let file = |key: &ContactKey| deployed.path("in").join(format!("{}.age", key.as_str()));
    let mut bytes = fs::read(file(&one)).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(file(&one), bytes).unwrap();
    let opened = deployed.open(&deployed.path("own.age-key"), "csv");
    assert_eq!(opened.status.code(), Some(1));
    assert!(stdout(&opened).contains("Bep") && !stdout(&opened).contains("Ans"));
    assert!(stderr(&opened).contains(one.as_str()) && stderr(&opened).contains("damaged"), "{}", stderr(&opened));
    // With another key nothing opens, and nothing is said of what is inside.
    let stranger = deployed.path("stranger.age-key");
    dagpeil(&["contacts", "keygen", "--out", stranger.to_str().unwrap()]);
    let closed = deployed.open(&stranger, "csv");
    assert_eq!(closed.status.code(), Some(1));
    assert!(stderr(&closed).contains(other.as_str()) && stderr(&closed).contains("other keys than yours"));
    assert_eq!(stdout(&closed).lines().count(), 1, "only the head");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_freed_and_given_by_the_operator_alone() {
    let deployed = Deployed::start().await;
    let one = deployed.leave(1, "Ans", "yes").await;
    deployed.leave(2, "Bep", "yes").await;
    let waiting = deployed.leave(3, "Cor", "yes").await;
    let refused = deployed.contacts(&["promote", "--entry", waiting.as_str()]);
    assert_eq!(refused.status.code(), Some(1));
    let (entry, short) = (&one.as_str()[..8], &one.as_str()[..7]);
    let shown = deployed.contacts(&["delete", "--entry", entry]);
    assert!(stdout(&shown).contains("1 entry would be deleted"), "{}", stderr(&shown));
    for wrong in [["--entry", entry, "--yes", "other-2027"], ["--entry", short, "--yes", "leerkring-2027"]] {
        assert_eq!(deployed.contacts(&[&["delete"], &wrong[..]].concat()).status.code(), Some(2));
    }
    let deleted = deployed.contacts(&["delete", "--entry", entry, "--yes", "leerkring-2027"]);
    assert_eq!(deleted.status.code(), Some(0), "{}", stderr(&deleted));
    assert_eq!(deployed.contacts(&["promote", "--entry", waiting.as_str()]).status.code(), Some(0));
    assert!(stdout(&deployed.fetch()).contains("2 entries fetched"));
    let all = deployed.contacts(&["delete", "--all", "--yes", "leerkring-2027", "--clock-offset", "-315360000"]);
    assert!(all.status.code() == Some(1) && stderr(&all).contains("open until"), "{}", stderr(&all));
    // After the close everything may go, and goes from the folder too.
    let all = deployed.contacts(&["delete", "--all", "--yes", "leerkring-2027", "--clock-offset", "315360000"]);
    assert!(stdout(&all).contains("2 entries deleted"), "{}", stderr(&all));
    assert!(stdout(&deployed.fetch()).contains("0 entries fetched"));
    let left: Vec<_> = fs::read_dir(deployed.path("in")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left, ["places.json"]);
}

#[test]
fn a_campaign_without_a_contact_letterbox_says_so() {
    let refused = dagpeil(&["contacts", "fetch", "noordoostpolder-2026", "--out", "x", "--table-contacts", "t"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("has no contact letterbox"), "{}", stderr(&refused));
}

#[test]
fn the_examples_are_sound_and_their_key_lies_beside_them() {
    for id in ["leerkring-2027", "challenge-2027"] {
        let checked = dagpeil(&["check", id]);
        assert_eq!(checked.status.code(), Some(0), "{}", stderr(&checked));
        let folder = root().join("infra/campaigns").join(id);
        let key = fs::read_to_string(folder.join("DEMO-ONLY.age-key")).unwrap();
        let identity: Identity = key.lines().last().unwrap().parse().unwrap();
        assert_eq!(identity.to_public().to_string(), survey::contact::DEMO_RECIPIENT);
        let campaign = local::campaigns::load(&folder).unwrap().campaign;
        assert!(campaign.contact.unwrap().is_demo());
    }
}
