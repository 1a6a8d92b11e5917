//! Open texts from the letterbox to the notice board, in the hands of a moderator.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Output, Stdio};

use serde_json::Value;
use storage::NoticeBoard;
use survey::addendum::Addendum;

use super::life::{Deployment, open_campaign};
use super::{stderr, stdout};

const CANARY: &str = "kanariegeel7319";

/// Twelve texts of more than that many residents, one of them with what must not come out.
const TEXTS: [&str; 15] = [
    "Samen koken met andere vrouwen",
    "koken en bakken",
    "ik wil koken voor een groep",
    "koken in het dorpshuis",
    "iemand die met mij gaat wandelen, koken mag ook",
    "mijn buurman kanariegeel7319 heeft het gezien",
    "wandelen",
    "wandelen met de hond",
    "taalles en wandelen",
    "wandelen op zondag",
    "meer wandelen",
    "niks",
    "niks",
    "biljarten in de kantine",
    "een werkplaats om fietsen te maken",
];

impl Deployment {
    fn moderate(&self, arguments: &[&str]) -> Output {
        self.run(&self.moderate_arguments(arguments).iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn moderate_arguments(&self, arguments: &[&str]) -> Vec<String> {
        let tables = self.stack.tables();
        let fixed = ["moderate", "campaign.json", "--municipality", "GM0171", "--audience", "users"];
        let fixed = fixed.iter().chain(arguments).map(|argument| (*argument).to_owned());
        let tables = ["--table-texts", &tables.texts, "--table-releases", &tables.releases].map(str::to_owned);
        fixed.chain(tables).collect()
    }

    /// A sitting at which someone reads each text or term and answers it with what `answer` says; all that was shown.
    fn sit(&self, arguments: &[&str], answer: impl Fn(&str) -> &'static str) -> String {
        let arguments = self.moderate_arguments(&[&["--plain"], arguments].concat());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let mut child = self
            .command(&arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut keyboard = child.stdin.take().unwrap();
        let mut screen = BufReader::new(child.stdout.take().unwrap());
        let mut shown = String::new();
        loop {
            // A question ends with a colon and a blank, and no line.
            let mut heard = Vec::new();
            let ended = loop {
                let mut byte = [0];
                if screen.read(&mut byte).unwrap() == 0 {
                    break true;
                }
                heard.push(byte[0]);
                if heard.ends_with(b"uitleg: ") || heard.ends_with(b"stoppen: ") {
                    break false;
                }
            };
            let heard = String::from_utf8(heard).unwrap();
            shown.push_str(&heard);
            if ended {
                break;
            }
            let text = heard.lines().filter_map(|line| line.strip_prefix("    ")).collect::<Vec<_>>().join(" ");
            writeln!(keyboard, "{}", answer(&text)).unwrap();
        }
        let mut remarks = String::new();
        for line in BufReader::new(child.stderr.take().unwrap()).lines() {
            remarks.push_str(&line.unwrap());
        }
        assert!(child.wait().unwrap().success(), "{remarks}");
        shown + &remarks
    }

    async fn addendum(&self) -> Option<Addendum> {
        self.stack.notice_board().addendum(&self.place()).await.unwrap()
    }

    /// Everything in a table, as the engine keeps it; what is packed does not count.
    async fn dump(&self, table: &str) -> String {
        let items = self.stack.client().scan().table_name(table).send().await.unwrap();
        format!("{:?}", items.items())
    }

    /// Everything that hangs on the notice board of this place, unpacked.
    async fn hanging(&self) -> String {
        let board = self.stack.notice_board();
        let mut hanging = self.addendum().await.map(|addendum| addendum.to_json()).unwrap_or_default();
        for notice in board.list(&self.place()).await.unwrap().releases {
            hanging.push_str(&board.get(&self.place(), notice.number).await.unwrap().unwrap().to_json());
        }
        hanging
    }
}

/// Approves everything but the canary.
fn careful(text: &str) -> &'static str {
    if text.contains(CANARY) { "w" } else { "g" }
}

const YES: [&str; 2] = ["--yes", "noordoostpolder-2026"];

#[tokio::test(flavor = "multi_thread")]
async fn what_was_approved_hangs_and_what_was_rejected_is_nowhere_else() {
    let deployment = Deployment::start(open_campaign()).await;
    let mut wishes = TEXTS.to_vec();
    wishes.resize(30, "niks");
    deployment.fill_with(1, &wishes).await;

    let early = deployment.moderate(&["--plain"]);
    assert_eq!(early.status.code(), Some(1));
    assert!(stderr(&early).contains("there is no final release yet"), "{}", stderr(&early));
    deployment.stack.release(deployment.stack.campaign().final_from()).await.unwrap();

    let piped = deployment.moderate(&[]);
    assert_eq!(piped.status.code(), Some(2), "a text is not written to a file by mistake");
    assert!(stdout(&piped).is_empty() && stderr(&piped).contains("--plain"), "{}", stderr(&piped));
    let nothing = deployment.moderate(&["--publish"]);
    assert!(stderr(&nothing).contains("nothing was approved"), "{}", stderr(&nothing));

    let shown = deployment.sit(&[], careful);
    assert!(shown.contains("tekst 30 van 30") && shown.contains("woord 2 van 2"), "{shown}");
    assert!(shown.contains("29 goedgekeurd (waarvan 0 ingekort), 1 geweigerd; woorden: 2 goedgekeurd"), "{shown}");

    let looked = deployment.moderate(&["--publish"]);
    assert_eq!(looked.status.code(), Some(0), "{}", stderr(&looked));
    insta::assert_snapshot!(stdout(&looked));
    assert!(deployment.addendum().await.is_none(), "looking publishes nothing");
    let wrong = deployment.moderate(&["--publish", "--yes", "yes"]);
    assert_eq!(wrong.status.code(), Some(2));

    let published = deployment.moderate(&[&["--publish"], &YES[..]].concat());
    assert_eq!(published.status.code(), Some(0), "{}", stderr(&published));
    let addendum = deployment.addendum().await.unwrap();
    let approved: BTreeSet<&str> = TEXTS.iter().copied().filter(|text| !text.contains(CANARY)).collect();
    let field = &addendum.fields()[0];
    assert_eq!((addendum.version(), addendum.fields().len(), field.field()), (1, 1, "wish"));
    assert_eq!(field.quotes().iter().map(String::as_str).collect::<BTreeSet<_>>(), approved);
    assert_eq!(field.quotes().len(), approved.len(), "equal texts are one quote");
    assert_eq!(field.terms(), ["koken", "wandelen"]);

    // The canary lies in the table of texts and nowhere else; no text but the published ones is written down.
    let tables = deployment.stack.tables();
    assert!(deployment.dump(&tables.texts).await.contains(CANARY));
    for table in [&tables.releases, &tables.responses, &tables.secrets, &tables.advisers] {
        assert!(!deployment.dump(table).await.contains(CANARY), "{table}");
    }
    let hanging = deployment.hanging().await;
    assert!(hanging.contains("wandelen met de hond"));
    assert!(!hanging.contains(CANARY));
    let journal = std::fs::read_to_string(deployment.file("dagpeil-audit.jsonl")).unwrap();
    assert!(TEXTS.iter().all(|text| !journal.contains(text)), "{journal}");
    let events: Vec<_> = deployment.log().iter().map(|line| line["event"].as_str().unwrap().to_owned()).collect();
    assert_eq!(events, ["begun", "done", "publishing", "published"]);
    let mut last = deployment.log().pop().unwrap();
    last["at"] = Value::from("[now]");
    insta::assert_snapshot!(serde_json::to_string_pretty(&last).unwrap());

    // What hangs there is exported with the rest.
    let tables = &deployment.stack.tables().releases;
    let exported = deployment.run(&["export", "campaign.json", "--to", "releases", "--table-releases", tables]);
    assert_eq!(exported.status.code(), Some(0), "{}", stderr(&exported));
    let file = deployment.file("releases/GM0171/users/quotes.json");
    assert_eq!(std::fs::read_to_string(file).unwrap(), addendum.to_json());

    // The order in which texts lie, or came, does not show.
    let other = Deployment::start(open_campaign()).await;
    wishes.reverse();
    other.fill_with(2, &wishes).await;
    other.stack.release(other.stack.campaign().final_from()).await.unwrap();
    other.sit(&[], careful);
    assert_eq!(other.moderate(&[&["--publish"], &YES[..]].concat()).status.code(), Some(0));
    assert_eq!(other.addendum().await.unwrap().fields(), addendum.fields());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_is_taken_back_and_everything_can_be_taken_down() {
    let deployment = Deployment::start(open_campaign()).await;
    let mut wishes = TEXTS.to_vec();
    wishes.resize(30, "niks");
    deployment.fill_with(3, &wishes).await;
    deployment.stack.release(deployment.stack.campaign().final_from()).await.unwrap();
    deployment.sit(&[], |_| "g");
    let publish = [&["--publish"], &YES[..]].concat();
    assert_eq!(deployment.moderate(&publish).status.code(), Some(0));
    assert!(deployment.addendum().await.unwrap().to_json().contains(CANARY), "a mistake");

    let again = deployment.sit(&["--again"], careful);
    assert!(again.contains("Eerder goedgekeurd.") && again.contains("1 geweigerd"), "{again}");
    assert_eq!(deployment.moderate(&publish).status.code(), Some(0));
    let second = deployment.addendum().await.unwrap();
    assert_eq!(second.version(), 2);
    assert!(!deployment.hanging().await.contains(CANARY), "the first is gone");

    let down = [&["--take-down"], &YES[..]].concat();
    assert_eq!(deployment.moderate(&["--take-down"]).status.code(), Some(0));
    assert_eq!(deployment.addendum().await.unwrap().version(), 2, "only with --yes");
    assert_eq!(deployment.moderate(&down).status.code(), Some(0));
    let third = deployment.addendum().await.unwrap();
    assert_eq!((third.version(), third.fields().len()), (3, 0));
    assert_eq!(deployment.moderate(&down).status.code(), Some(1), "nothing is left");
    // The releases beside it are as they were.
    let notices = deployment.stack.notice_board().list(&deployment.place()).await.unwrap();
    assert!(!notices.releases.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn few_respondents_are_not_quoted() {
    let deployment = Deployment::start(open_campaign()).await;
    deployment.fill_with(4, &TEXTS[..8]).await;
    deployment.stack.release(deployment.stack.campaign().final_from()).await.unwrap();
    for arguments in [&["--plain"][..], &["--publish"], &["--publish", "--yes", "noordoostpolder-2026"]] {
        let refused = deployment.moderate(arguments);
        assert_eq!((refused.status.code(), stdout(&refused)), (Some(1), String::new()));
        assert!(stderr(&refused).contains("too few people responded"), "{}", stderr(&refused));
    }
    let board: NoticeBoard = deployment.stack.notice_board();
    assert!(board.addendum(&deployment.place()).await.unwrap().is_none());
}
