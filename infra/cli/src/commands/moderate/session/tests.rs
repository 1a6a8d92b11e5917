use std::io::Cursor;

use local::campaigns::load;
use local::moderation::fields;
use storage::embedded::{Database, Embedded};
use storage::schema::create_tables;
use storage::{Entry, Letterbox, OpenText, Posted, Tables};
use survey::campaign::Campaign;
use survey::focus::QUOTES;
use survey::keys::{LinkKey, SubmissionId};
use survey::mode::Mode;

use super::*;

/// Open texts of the worked example on an engine in memory.
struct Bench {
    _engine: Embedded,
    campaign: Campaign,
    place: Place,
    letterbox: Letterbox,
    store: OpenTexts,
}

impl Bench {
    async fn start() -> Self {
        let engine = Embedded::start(Database::Memory).await.unwrap();
        let tables = Tables::named("moderate");
        create_tables(engine.client(), &tables).await.unwrap();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../campaigns/noordoostpolder-2026");
        let campaign = load(&folder).unwrap().campaign;
        let place = Place::of(&campaign, campaign.municipalities[0], &campaign.audiences[0]);
        let letterbox = Letterbox::new(engine.client().clone(), &tables.responses, &tables.texts);
        let store = OpenTexts::new(engine.client().clone(), &tables.texts);
        Bench { _engine: engine, campaign, place, letterbox, store }
    }

    async fn put(&self, number: u8, field: &str, text: &str) {
        let link = LinkKey::new([7; 32]);
        let submission = SubmissionId::from_random([number; 16]);
        let texts =
            vec![OpenText { field: field.to_owned(), key: link.text_key(&submission, field), text: text.to_owned() }];
        let entry = Entry {
            answers: Vec::new(),
            proof: link.proof(&submission, &[number]),
            questionnaire: "0123456789abcdef".to_owned(),
            mode: Mode::Link,
            expires: self.campaign.expires,
            texts,
        };
        let posted = self.letterbox.post(&self.place, &link.response_key(&submission), &entry).await.unwrap();
        assert_eq!(posted, Posted::Stored);
    }

    async fn fields(&self) -> (Vec<Field<'_>>, Vec<String>) {
        fields(&self.store, &self.place, &self.campaign.audiences[0].questionnaire, true, 5).await.unwrap()
    }

    /// A sitting in which these lines are typed; what was shown, and what was decided.
    async fn sit(&self, again: bool, screen: bool, typed: &str) -> (String, Tally) {
        let (mut fields, _) = self.fields().await;
        // By the alphabet: the order in these tests is to be known.
        for field in &mut fields {
            field.texts.sort_by(|a, b| a.text.cmp(&b.text));
        }
        self.sit_with(&mut fields, again, screen, typed).await
    }

    async fn sit_with(&self, fields: &mut [Field<'_>], again: bool, screen: bool, typed: &str) -> (String, Tally) {
        let mut shown = Vec::new();
        let mut session = Session {
            store: &self.store,
            place: &self.place,
            expires: self.campaign.expires,
            again,
            input: &mut Cursor::new(typed),
            output: &mut shown,
            screen,
            shuffled: &mut |count| (0..count).collect(),
            tally: Tally::default(),
            notice: None,
        };
        session.run(fields).await.unwrap();
        let tally = session.tally;
        (String::from_utf8(shown).unwrap(), tally)
    }

    /// What was decided about the texts of "wish": by text.
    async fn decided(&self) -> Vec<(String, Option<(Verdict, String)>)> {
        let (texts, _) = self.store.all(&self.place).await.unwrap();
        let mut decided: Vec<_> = texts
            .into_iter()
            .filter(|text| text.field == "wish")
            .map(|text| (text.text, text.decision.map(|decision| (decision.verdict, decision.struck))))
            .collect();
        decided.sort_by(|(one, _), (other, _)| one.cmp(other));
        decided
    }
}

const TEXTS: [&str; 5] = [
    "Ik wil wandelen met [naam] en daarna koffie drinken in Nagele, want ik ben 87 en woon alleen.",
    "Niks",
    "alleen Breukers snapt mij, verder wil ik wandelen",
    "wandelen",
    "wandelen of wandelen",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_sitting_from_the_first_text_to_the_last_term() {
    let bench = Bench::start().await;
    for (number, text) in (0..).zip(TEXTS) {
        bench.put(number, "wish", text).await;
    }
    bench.put(5, "wish", "de wandelen 2").await;
    bench.put(6, "now.other", "te weinig om te tonen").await;
    let (_, too_few) = bench.fields().await;
    assert_eq!(too_few, ["now.other"]);

    #[rustfmt::skip] // a text a line
    let typed = [
        // An age: first mistyped, then struck, put back and struck again; then the village.
        "i", "ik ben 78", "want ik ben 87", "*", "want ik ben 87", "in Nagele", "", "g",
        // Rejected; then back, some help, a letter that is none, and approved.
        "w", "t", "?", "x", "g",
        "i", "alleen Breukers snapt mij, verder", "", "g",
        "r",
        // Nothing is left of it.
        "i", "wandelen", "", "g", "w",
        "a",
        // The term.
        "i", "g",
    ];
    let (shown, tally) = bench.sit(false, false, &(typed.join("\n") + "\n")).await;
    insta::assert_snapshot!(shown);
    assert_eq!(tally, Tally { approved: 4, shortened: 2, rejected: 3, terms_approved: 1, terms_rejected: 0 });
    let approved = |struck: &str| Some((Verdict::Approved, struck.to_owned()));
    let rejected = Some((Verdict::Rejected, String::new()));
    let decided: Vec<_> = bench.decided().await.into_iter().map(|(_, decided)| decided).collect();
    assert_eq!(decided, [approved("9-14"), approved(""), approved("0-4"), rejected.clone(), rejected, approved("")]);
    let (fields, _) = bench.fields().await;
    assert_eq!(fields[0].terms.iter().map(|(_, verdict)| *verdict).collect::<Vec<_>>(), [Some(Verdict::Approved)]);
    let (shown, tally) = bench.sit(false, false, "").await;
    assert_eq!((shown.as_str(), tally), ("Alles is beoordeeld.\n", Tally::default()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sitting_that_is_cut_short_goes_on_with_the_rest() {
    let bench = Bench::start().await;
    for (number, text) in (0..).zip(["een", "twee", "drie", "vier", "vijf"]) {
        bench.put(number, "wish", text).await;
    }
    let (shown, tally) = bench.sit(false, false, "g\nw\ns\n").await;
    assert!(shown.contains("tekst 3 van 5") && shown.contains("Gestopt."), "{shown}");
    assert_eq!((tally.approved, tally.rejected), (1, 1));
    // The input ends: as good as stopping.
    let (shown, tally) = bench.sit(false, false, "g\n").await;
    assert!(shown.contains("tekst 2 van 3") && shown.contains("Gestopt."), "{shown}");
    assert_eq!(tally.approved, 1);
    let decisions = bench.decided().await;
    assert_eq!(decisions.iter().filter(|(_, decided)| decided.is_some()).count(), 3);
    // All of them again: what was decided is told, and can be changed.
    let (shown, _) = bench.sit(true, false, "w\ns\n").await;
    assert!(shown.contains("tekst 1 van 5") && shown.contains("Eerder goedgekeurd."), "{shown}");
    let changed = bench.decided().await;
    let drie = |decided: &[(String, Option<(Verdict, String)>)]| decided[0].1.clone().map(|(verdict, _)| verdict);
    assert_eq!((drie(&decisions), drie(&changed)), (Some(Verdict::Approved), Some(Verdict::Rejected)));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_moderators_do_not_undo_each_other() {
    let bench = Bench::start().await;
    for (number, text) in (0..).zip(["fiets een", "fiets twee", "fiets drie", "fiets vier", "fiets vijf"]) {
        bench.put(number, "wish", text).await;
    }
    let (mut first, _) = bench.fields().await;
    let (mut second, _) = bench.fields().await;
    // One rejects everything, the word too, before the other, who saw nothing of it, decides anything.
    let (_, tally) = bench.sit_with(&mut first, false, false, &"w\n".repeat(6)).await;
    assert_eq!((tally.rejected, tally.terms_rejected), (5, 1));
    let (shown, tally) = bench.sit_with(&mut second, false, false, &"g\n".repeat(6)).await;
    assert_eq!(tally, Tally::default());
    assert_eq!(shown.matches("besloot iemand anders net").count(), 6, "{shown}");
    assert!(bench.decided().await.iter().all(|(_, decided)| *decided == Some((Verdict::Rejected, String::new()))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_can_not_take_hold_of_the_terminal() {
    let bench = Bench::start().await;
    for number in 0..5 {
        bench.put(number, "wish", "wis \u{1b}[2J\u{1b}]0;titel\u{7} [naam] \u{202e}om").await;
    }
    let (shown, _) = bench.sit(false, true, "s\n").await;
    let text = shown.lines().find(|line| line.contains("wis")).unwrap();
    assert_eq!(text, "    wis \u{1b}[7m[2J]0;titel \u{1b}[7m[naam]\u{1b}[0m om".replacen("]0;", "]\u{1b}[0m0;", 1));
    assert!(shown.contains(CLEAR));
    let plain = bench.sit(false, false, "s\n").await.0;
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
}

#[test]
fn long_texts_are_wrapped_between_words() {
    let lines = wrapped(&"woord ".repeat(40));
    assert!(lines.len() > 2 && lines.iter().all(|line| line.chars().count() <= WIDTH - 4), "{lines:?}");
    assert_eq!(wrapped(&"é".repeat(200)).len(), 1, "a word is not broken");
}

#[tokio::test(flavor = "multi_thread")]
async fn quotes_of_groups_are_offered_last_and_only_where_the_groups_are_told_of() {
    let bench = Bench::start().await;
    for (number, text) in (0..).zip(TEXTS) {
        bench.put(number, "wish", text).await;
        bench.put(number + 10, QUOTES, text).await;
    }
    let names = async |groups: bool| {
        let questionnaire = &bench.campaign.audiences[0].questionnaire;
        let (fields, too_few) = fields(&bench.store, &bench.place, questionnaire, groups, 5).await.unwrap();
        let names: Vec<String> = fields.iter().map(|field| field.field.name()).collect();
        (names, too_few)
    };
    assert_eq!(names(true).await, (vec!["wish".to_owned(), QUOTES.to_owned()], Vec::new()));
    assert_eq!(names(false).await, (vec!["wish".to_owned()], vec![QUOTES.to_owned()]));
    assert_eq!(title(&Said::InGroups), "Gezegd in groepsgesprekken");
}
