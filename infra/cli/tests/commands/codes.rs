//! Invitation codes: what is printed works, belongs where it was made for, and is written nowhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Output;

use storage::embedded::{Database, Embedded};
use storage::schema::create_tables;
use storage::{NewSecrets, Secrets, Tables};
use survey::campaign::{Bundle, Campaign};
use survey::code::{Holder, Invitation, TypedCode};
use survey::keys::{CodesKey, LinkKey, RoundingKey};

use super::keys::operator;
use super::pdf::{links, streams};
use super::{campaign, dagpeil, stderr, stdout};

const BASE: &str = "https://dagpeil.example.nl";
const KEY: [u8; 32] = [9; 32];

/// A deployed campaign that takes codes.
struct Deployed {
    engine: Embedded,
    tables: Tables,
    folder: PathBuf,
    campaign: Campaign,
    around: tempfile::TempDir,
}

impl Deployed {
    async fn start(access: &str, with_keys: bool) -> Deployed {
        let engine = Embedded::start(Database::Memory).await.unwrap();
        let tables = Tables::named("dagpeil-proef");
        create_tables(engine.client(), &tables).await.unwrap();
        let (around, folder) = campaign("trajectory =", &format!("access = \"{access}\"\ntrajectory ="));
        let bundle = around.path().join("proef.json");
        let compiled = dagpeil(&["compile", folder.to_str().unwrap(), "--out", bundle.to_str().unwrap()]);
        assert_eq!(compiled.status.code(), Some(0), "{}", stderr(&compiled));
        let campaign = Bundle::from_json(&fs::read(&bundle).unwrap()).unwrap().campaign;
        if with_keys {
            let secrets = Secrets::new(engine.client().clone(), &tables.secrets);
            let new = NewSecrets {
                link: LinkKey::new([1; 32]),
                codes: CodesKey::new(KEY),
                rounding: RoundingKey::new([2; 32]),
                policy: campaign.policy.fingerprint(),
            };
            secrets.make_missing(&campaign.id, &new).await.unwrap();
        }
        Deployed { engine, tables, folder, campaign, around }
    }

    /// Runs `dagpeil codes` as an operator with credentials does.
    fn codes(&self, arguments: &[&str]) -> Output {
        let table = ["--table", &self.tables.secrets, "--region", "eu-central-1", "--endpoint-url"];
        let base = ["--base-url", BASE, "--out", self.out().to_str().unwrap()].map(str::to_owned);
        let base: Vec<&str> = base.iter().map(String::as_str).collect();
        let campaign = ["codes", self.folder.to_str().unwrap()];
        operator(&[&campaign[..], &base, arguments, &table, &[self.engine.endpoint()]].concat())
            .env("AWS_ACCESS_KEY_ID", "operator")
            .env("AWS_SECRET_ACCESS_KEY", "secret")
            .output()
            .unwrap()
    }

    fn out(&self) -> PathBuf {
        self.around.path().join("codes")
    }

    fn files(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(self.out()).into_iter().flatten();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// Who holds a code, if it is ours for this audience in this municipality.
    fn holder(&self, code: &str, municipality: &str, audience: &str) -> Option<Holder> {
        let municipality = self.campaign.municipality(municipality).unwrap();
        let invitation = Invitation::to(&self.campaign, municipality, self.campaign.audience(audience).unwrap());
        let typed = TypedCode::parse(code).unwrap();
        CodesKey::new(KEY).verify(invitation, &typed).ok().map(|code| code.holder())
    }
}

/// The rows of the list: code and link.
fn listed(file: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(file).unwrap();
    let rows = text.strip_prefix("\u{feff}code;link\r\n").unwrap();
    let row = |row: &str| row.split_once(';').map(|(code, link)| (code.to_owned(), link.to_owned())).unwrap();
    rows.lines().map(row).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_printed_can_be_scanned_and_works_where_it_was_made_for() {
    let deployed = Deployed::start("both", true).await;
    let printed = deployed.codes(&["--municipality", "GM0171", "--audience", "users", "--count", "13"]);
    assert_eq!(printed.status.code(), Some(0), "{}", stderr(&printed));
    let name = "codes-proef-noordoostpolder-users";
    assert_eq!(deployed.files(), BTreeSet::from([format!("{name}.csv"), format!("{name}.pdf")]));
    let (csv, pdf) = (deployed.out().join(format!("{name}.csv")), deployed.out().join(format!("{name}.pdf")));
    assert_eq!(stdout(&printed), format!("{}\n{}\n", pdf.display(), csv.display()));

    let rows = listed(&csv);
    assert_eq!(rows.len(), 13);
    for (code, link) in &rows {
        assert_eq!(link, &format!("{BASE}/noordoostpolder/gebruikers#code={code}"));
        assert_eq!(deployed.holder(code, "GM0171", "users"), Some(Holder::Respondent));
        assert_eq!(deployed.holder(code, "GM0171", "providers"), None);
        assert_eq!(deployed.holder(code, "GM0355", "users"), None);
        assert!(!stderr(&printed).contains(code) && !stdout(&printed).contains(code), "codes are in the files alone");
    }
    let scanned = links(&pdf);
    let sorted = |mut links: Vec<String>| {
        links.sort();
        links
    };
    let in_list: Vec<String> = rows.into_iter().map(|(_, link)| link).collect();
    // Of 13! orders one.
    assert_ne!(scanned, in_list, "the sheets have another order than the list");
    assert_eq!(sorted(scanned), sorted(in_list));

    for file in [&csv, &pdf] {
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let text = String::from_utf8_lossy(&fs::read(&pdf).unwrap()).into_owned();
    assert!(text.contains("/Lang(nl)") || text.contains("/Lang (nl)"), "for who hears it");
    for moment in ["CreationDate", "ModDate", "CreateDate", "ModifyDate", "MetadataDate", "(D:"] {
        assert!(!text.contains(moment), "no moment is written down");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_overwritten_and_more_codes_are_other_codes() {
    let deployed = Deployed::start("codes", true).await;
    let make = || deployed.codes(&["--municipality", "GM0355", "--audience", "providers", "--count", "5"]);
    assert_eq!(make().status.code(), Some(0));
    let name = "codes-proef-zeist-providers";
    let (csv, pdf) = (deployed.out().join(format!("{name}.csv")), deployed.out().join(format!("{name}.pdf")));
    let (first, sheets) = (fs::read(&csv).unwrap(), fs::read(&pdf).unwrap());

    let refused = make();
    assert_eq!((refused.status.code(), stdout(&refused)), (Some(1), String::new()));
    assert!(stderr(&refused).contains("is there already"), "{}", stderr(&refused));
    assert_eq!((fs::read(&csv).unwrap(), fs::read(&pdf).unwrap()), (first, sheets.clone()));
    // One of the two is enough, and then the other is not made.
    fs::remove_file(&pdf).unwrap();
    assert_eq!(make().status.code(), Some(1));
    assert_eq!(deployed.files(), BTreeSet::from([format!("{name}.csv")]));

    let before = listed(&csv);
    fs::remove_file(&csv).unwrap();
    assert_eq!(make().status.code(), Some(0));
    let after = listed(&csv);
    assert!(after.iter().all(|row| !before.contains(row)));
    assert_ne!(fs::read(&pdf).unwrap(), sheets);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interviewers_codes_are_told_apart() {
    let deployed = Deployed::start("both", true).await;
    let place = ["--municipality", "GM0171", "--audience", "users", "--count", "2"];
    let mut pages = BTreeMap::new();
    for (mode, kind, holder) in
        [("code", "codes", Holder::Respondent), ("interview", "interview-codes", Holder::Interviewer)]
    {
        let printed = deployed.codes(&[&place[..], &["--mode", mode]].concat());
        assert_eq!(printed.status.code(), Some(0), "{}", stderr(&printed));
        assert_eq!(stderr(&printed).contains("for interviews"), mode == "interview");
        let file = deployed.out().join(format!("{kind}-proef-noordoostpolder-users"));
        for (code, link) in listed(&file.with_extension("csv")) {
            assert_eq!(deployed.holder(&code, "GM0171", "users"), Some(holder));
            let form = if mode == "interview" { "/gesprek" } else { "" };
            assert_eq!(link, format!("{BASE}/noordoostpolder/gebruikers{form}#code={code}"));
        }
        let pdf = fs::read(file.with_extension("pdf")).unwrap();
        let titled = String::from_utf8_lossy(&pdf).contains("codes voor interviews");
        assert_eq!(titled, mode == "interview", "the title tells");
        pages.insert(mode, streams(&pdf).into_iter().find(|stream| stream.contains("BDC")).unwrap());
    }
    // A band in the campaign's colour, white letters on it, and a dashed frame.
    let bands = |page: &str| page.matches("1 1 1 rg").count();
    assert_eq!((bands(&pages["code"]), bands(&pages["interview"])), (0, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_used_is_not_made() {
    let open = Deployed::start("open", true).await;
    let here = ["--municipality", "GM0171", "--audience", "users", "--count", "2"];
    let refused = open.codes(&here);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("takes no codes"), "{}", stderr(&refused));
    assert_eq!(open.files().len(), 0);

    let deployed = Deployed::start("codes", false).await;
    for (arguments, code, what) in [
        (here, 1, "make release"),
        (["--municipality", "GM0363", "--audience", "users", "--count", "2"], 2, "does not ask in GM0363 (Amsterdam)"),
        (["--municipality", "GM0171", "--audience", "elders", "--count", "2"], 2, "it has users, providers"),
        (["--municipality", "GM0171", "--audience", "users", "--count", "0"], 2, "1..=20000"),
        (["--municipality", "GM0171", "--audience", "users", "--count", "20001"], 2, "1..=20000"),
    ] {
        let refused = deployed.codes(&arguments);
        assert_eq!(refused.status.code(), Some(code), "{arguments:?}");
        assert!(stderr(&refused).contains(what), "{}", stderr(&refused));
        assert_eq!(deployed.files().len(), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_codes_of_a_campaign_on_this_machine_are_made_from_its_folder() {
    let deployed = Deployed::start("both", false).await;
    let data = deployed.around.path().join("data");
    let codes = || {
        let arguments = [
            "codes",
            deployed.folder.to_str().unwrap(),
            "--municipality",
            "GM0171",
            "--audience",
            "users",
            "--count",
            "1",
            "--base-url",
            "http://127.0.0.1:8080",
            "--data",
            data.to_str().unwrap(),
            "--out",
            deployed.out().to_str().unwrap(),
        ]
        .map(str::to_owned);
        operator(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).output().unwrap()
    };
    let missing = codes();
    assert_eq!(missing.status.code(), Some(1));
    assert!(stderr(&missing).starts_with("error: there is no data in "), "{}", stderr(&missing));
    assert!(!data.exists());

    {
        let folder = local::data::DataFolder::take(&data).unwrap();
        let engine = Embedded::start(folder.database()).await.unwrap();
        let tables = Tables::named(local::TABLES);
        create_tables(engine.client(), &tables).await.unwrap();
        let new = NewSecrets {
            link: LinkKey::new([1; 32]),
            codes: CodesKey::new(KEY),
            rounding: RoundingKey::new([2; 32]),
            policy: deployed.campaign.policy.fingerprint(),
        };
        let secrets = Secrets::new(engine.client().clone(), &tables.secrets);
        secrets.make_missing(&deployed.campaign.id, &new).await.unwrap();
        engine.stop(std::time::Duration::from_secs(2)).await;
    }
    let made = codes();
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let rows = listed(&deployed.out().join("codes-proef-noordoostpolder-users.csv"));
    assert_eq!(deployed.holder(&rows[0].0, "GM0171", "users"), Some(Holder::Respondent));
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_for_focus_groups_are_for_campaigns_that_hold_them_whatever_the_access() {
    let without = Deployed::start("both", true).await;
    let cards = ["--municipality", "GM0171", "--audience", "users", "--count", "2", "--mode", "focus-group"];
    let refused = without.codes(&cards);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("holds no focus groups"), "{}", stderr(&refused));

    let deployed = Deployed::start("open\"\nfocus_group = { statement = [] }\n# \"", true).await;
    let printed = deployed.codes(&cards);
    assert_eq!(printed.status.code(), Some(0), "{}", stderr(&printed));
    let name = "focus-group-codes-proef-noordoostpolder-users";
    assert_eq!(deployed.files(), BTreeSet::from([format!("{name}.csv"), format!("{name}.pdf")]));
    let rows = listed(&deployed.out().join(format!("{name}.csv")));
    assert_eq!(rows.len(), 2);
    for (code, link) in &rows {
        assert_eq!(
            link,
            &format!("{BASE}/noordoostpolder/gebruikers/groepsgesprek"),
            "its page would not take the code out of it"
        );
        assert_eq!(deployed.holder(code, "GM0171", "users"), Some(Holder::Facilitator));
    }
    // By the open link alone people answer; respondents' codes are none of this campaign's.
    let respondents = deployed.codes(&["--municipality", "GM0171", "--audience", "users", "--count", "2"]);
    assert_eq!(respondents.status.code(), Some(2), "{}", stderr(&respondents));
}
