//! The router on the embedded engine: every outcome of asking and leaving, and that nobody but the holder of the key can
//! read what was left.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

use age::x25519::Identity;
use axum::Router;
use axum::body::{Body, to_bytes};
use http::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE};
use http::{HeaderMap, Method, Request};
use storage::embedded::{Database, Embedded, Fault, Watch};
use storage::schema::create_tables;
use storage::sealed::{OpenedContacts, Standing};
use storage::{Contacts, Occupancy, Tables};
use survey::campaign::Campaign;
use survey::contact::{Entry, Field};
use survey::definition::{Source, compile};
use survey::language::Text;
use survey::time::Timestamp;
use tower::ServiceExt;
use web::Clock;

use crate::{App, router};

const PATH: &str = "/uitnodiging/kring-2027";
/// 2027-01-10 in the afternoon.
const OPEN: i64 = 1_799_586_000;

const CAMPAIGN: &str = r#"
id = "kring-2027"
trajectory = "kring-2027"
title = { nl = "Leerkring" }
municipalities = ["GM0344"]
opens = "2027-01-01T09:00"
closes = "2027-01-29T17:00"
languages = ["nl", "en"]
help = { nl = "Vraag het ons.", en = "Ask us." }
[retention]
longest_run_days = 60
keep_days = 30
[controller]
name = "Adviesbureau"
contact = "kring@voorbeeld.nl"
purpose = { nl = "Een leerkring.", en = "A learning circle." }
legal_basis = { nl = "Uw toestemming.", en = "Your consent." }
[contact]
title = { nl = "Doe mee met de leerkring", en = "Join the learning circle" }
purpose = { nl = "Laat weten dat u meedoet.", en = "Tell us that you join." }
readers = { nl = "Twee begeleiders.", en = "Two coaches." }
kept_until = "2027-06-30"
recipients = ["RECIPIENT"]
name = "required"
organisation = "required"
email = "optional"
phone = "optional"
places = 2
waiting = 1
[contact.idea]
ask = { nl = "Wat brengt u mee?", en = "What do you bring?" }
at_most = 200
[[contact.question]]
id = "lunch"
ask = { nl = "Eet u mee?", en = "Do you join for lunch?" }
required = true
options = [{ id = "yes", nl = "Ja", en = "Yes" }, { id = "no", nl = "Nee", en = "No" }]
[[audience]]
id = "circle"
path = "leerkring"
title = { nl = "Deelnemers", en = "Participants" }
respondents = "organisations"
questionnaire = "circle.toml"
"#;

const QUESTIONNAIRE: &str = r#"
title = { nl = "Vragen", en = "Questions" }
intro = { nl = "Twee vragen.", en = "Two questions." }
thanks = { nl = "Dank u.", en = "Thank you." }
[[item]]
kind = "single"
id = "how"
ask = { nl = "Hoe?", en = "How?" }
options = [{ id = "a", nl = "A", en = "A" }, { id = "b", nl = "B", en = "B" }]
"#;

/// A contact letterbox over an engine of its own, with a clock that can be set and the private key beside it.
struct Slot {
    engine: Embedded,
    tables: Tables,
    campaign: Campaign,
    clock: Arc<AtomicI64>,
    identity: Identity,
    router: Router,
}

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    #[track_caller]
    fn has(&self, texts: &[&str]) -> &Self {
        for text in texts {
            assert!(self.body.contains(text), "no `{text}` in\n{}", self.without_style());
        }
        self
    }

    #[track_caller]
    fn has_not(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "`{text}` in\n{}", self.without_style());
        self
    }

    fn without_style(&self) -> String {
        let Some((before, rest)) = self.body.split_once("<style>") else { return self.body.clone() };
        format!("{before}{}", rest.split_once("</style>").unwrap().1)
    }

    /// The hidden fields of the form, by name.
    fn hidden(&self) -> BTreeMap<String, String> {
        let inputs = self.body.split("<input type=\"hidden\" name=\"").skip(1);
        let inputs = inputs.map(|input| {
            let (name, rest) = input.split_once("\" value=\"").unwrap();
            (name.to_owned(), rest.split('"').next().unwrap().to_owned())
        });
        inputs.collect()
    }
}

impl Slot {
    async fn open() -> Self {
        Self::with(|_| {}).await
    }

    async fn with(change: impl FnOnce(&mut Campaign)) -> Self {
        let identity = Identity::generate();
        let text = CAMPAIGN.replace("RECIPIENT", &identity.to_public().to_string());
        let compiled = compile("kring-2027", Source { path: "campaign.toml", text: &text }, |path| {
            (path == "circle.toml").then(|| (path.to_owned(), QUESTIONNAIRE.to_owned()))
        });
        let mut campaign = compiled.unwrap_or_else(|faults| panic!("{faults:?}")).campaign;
        change(&mut campaign);
        let engine = Embedded::start(Database::Memory).await.unwrap();
        let tables = Tables::named("test");
        create_tables(engine.client(), &tables).await.unwrap();
        let clock = Arc::new(AtomicI64::new(OPEN));
        let mut slot = Slot { engine, tables, campaign, clock, identity, router: Router::new() };
        slot.router = router(Arc::new(slot.app(slot.engine.client())));
        slot
    }

    fn app(&self, client: &storage::Client) -> App {
        let clock = self.clock.clone();
        let clock = Clock::new(move || Timestamp(clock.load(Ordering::Relaxed)));
        let count = AtomicU8::new(0);
        let contacts = Contacts::new(client.clone(), &self.tables.contacts);
        let app = App::new([self.campaign.clone()], contacts, clock).unwrap();
        app.with_random(move || [count.fetch_add(1, Ordering::Relaxed); 16])
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Request::builder().uri(path).header(ACCEPT, "text/html").body(Body::empty()).unwrap()).await
    }

    async fn post(&self, fields: &[(&str, &str)]) -> Answer {
        self.post_in(PATH, fields).await
    }

    async fn post_in(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::builder().method(Method::POST).uri(path).header(ACCEPT, "text/html");
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// Opens the form and leaves these, as a person would.
    async fn leave(&self, name: &str) -> Answer {
        let hidden = self.get(PATH).await.hidden();
        self.post(&person(name, &hidden)).await
    }

    /// What the holder of the key finds: names with where they stand, sorted.
    async fn opened(&self) -> Vec<(String, Standing)> {
        let contacts = OpenedContacts::new(self.engine.client().clone(), &self.tables.contacts);
        let found = contacts.all(&self.campaign.id).await.unwrap();
        let mut opened: Vec<(String, Standing)> = found
            .entries
            .iter()
            .map(|sealed| {
                let plain = age::decrypt(&self.identity, &sealed.sealed).unwrap();
                let entry = Entry::open(&plain, &self.campaign.id).unwrap_or_else(|_| panic!("an entry"));
                (entry.fields[&Field::Name].clone(), sealed.standing)
            })
            .collect();
        opened.sort_by(|one, other| one.0.cmp(&other.0));
        opened
    }

    async fn occupancy(&self) -> (u32, u32) {
        let contacts = Contacts::new(self.engine.client().clone(), &self.tables.contacts);
        let Occupancy { places, waiting } = contacts.occupancy(&self.campaign.id).await.unwrap();
        (places, waiting)
    }
}

/// A form well filled in, with the hidden fields that came with it.
fn person<'a>(name: &'a str, hidden: &'a BTreeMap<String, String>) -> Vec<(&'a str, &'a str)> {
    let filled = [
        ("name", name),
        ("organisation", "Gemeente Utrecht"),
        ("email", "ans@voorbeeld.nl"),
        ("idea", "Een tuin"),
        ("q.lunch", "yes"),
        ("website", ""),
    ];
    hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(filled).collect()
}

#[tokio::test]
async fn the_form_says_what_is_kept_how_long_and_who_reads_it() {
    let slot = Slot::open().await;
    let page = slot.get(PATH).await;
    assert_eq!(page.status, 200);
    page.has(&[
        "Doe mee met de leerkring",
        "Niemand kan zien welke antwoorden van u zijn.",
        "We wissen uw gegevens na 30 juni 2027.",
        "Twee begeleiders.",
        "Dit kan tot 29 januari 2027 om 17.00 uur.",
        "Er zijn 2 plaatsen.",
        "Uw naam (verplicht)",
        "Verstuur mijn gegevens",
    ]);
    page.has_not("<script").has_not("wachtlijst");
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(!page.headers.contains_key("set-cookie"));
    insta::assert_snapshot!(page.without_style().replace("><", ">\n<"));
    slot.get(&format!("{PATH}?lang=en")).await.has(&["Join the learning circle", "Your name (required)"]);
}

#[tokio::test]
async fn what_is_left_is_sealed_and_the_holder_of_the_key_reads_it() {
    let slot = Slot::open().await;
    let thanks = slot.leave("Ans de Wit").await;
    assert_eq!(thanks.status, 200);
    thanks.has(&["U hebt een plaats", "30 juni 2027", "kring@voorbeeld.nl"]).has_not("Ans").has_not("name=\"id\"");
    assert_eq!(slot.opened().await, [("Ans de Wit".to_owned(), Standing::Place)]);
    // In no table is there a word of it.
    for name in [&slot.tables.contacts, &slot.tables.responses, &slot.tables.texts] {
        let items = slot.engine.client().scan().table_name(name).send().await.unwrap();
        for item in items.items() {
            for (attribute, value) in item {
                let text = format!("{value:?}");
                for word in ["Ans de Wit", "Utrecht", "voorbeeld.nl", "tuin", "lunch"] {
                    assert!(!text.contains(word), "{word} in {attribute}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_retry_neither_doubles_nor_takes_two_places() {
    let slot = Slot::open().await;
    let hidden = slot.get(PATH).await.hidden();
    for _ in 0..3 {
        slot.post(&person("Ans", &hidden)).await.has(&["U hebt een plaats"]);
    }
    assert_eq!((slot.opened().await.len(), slot.occupancy().await), (1, (1, 0)));
    // Something else under the same id: perhaps the next person on the same device, by the back button.
    let again = slot.post(&person("Bep", &hidden)).await;
    assert_eq!(again.status, 409);
    again.has(&["Zijn deze gegevens van iemand anders?", "value=\"Bep\""]);
    assert_ne!(again.hidden()["id"], hidden["id"]);
    assert_eq!(slot.opened().await, [("Ans".to_owned(), Standing::Place)]);
    let hidden = again.hidden();
    slot.post(&person("Bep", &hidden)).await.has(&["U hebt een plaats"]);
    assert_eq!((slot.opened().await.len(), slot.occupancy().await), (2, (2, 0)));
}

#[tokio::test]
async fn who_comes_when_all_is_taken_is_told_before_sending() {
    let slot = Slot::open().await;
    let early = slot.get(PATH).await.hidden();
    slot.leave("Ans").await;
    slot.leave("Bep").await;
    let page = slot.get(PATH).await;
    page.has(&["Alle plaatsen zijn bezet", "Daarop is plaats voor 1", "Zet mij op de wachtlijst"]);
    // Who opened the form when there was a place is asked first.
    let asked = slot.post(&person("Cor", &early)).await;
    assert_eq!(asked.status, 409);
    asked.has(&["De laatste plaats is net weg", "Zet mij op de wachtlijst", "value=\"Cor\""]);
    assert_eq!(slot.occupancy().await, (2, 0));
    let hidden = asked.hidden();
    slot.post(&person("Cor", &hidden)).await.has(&["U staat op de wachtlijst"]);
    slot.post(&person("Cor", &hidden)).await.has(&["U staat op de wachtlijst"]);
    assert_eq!(slot.occupancy().await, (2, 1));
    // Full: no form, and nothing kept of a form that was open.
    slot.get(PATH).await.has(&["Er is geen plaats meer", "kring@voorbeeld.nl"]).has_not("<form");
    let mut late = page.hidden();
    late.insert("id".to_owned(), "ZZZZZZZZZZZZZZZZZZZZZZZZZZ".to_owned());
    let refused = slot.post(&person("Dik", &late)).await;
    assert_eq!(refused.status, 409);
    refused.has(&["Er is geen plaats meer", "niets bewaard"]);
    let names: Vec<String> = slot.opened().await.into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Ans", "Bep", "Cor"]);
    assert_eq!(slot.opened().await[2].1, Standing::Waiting);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_people_at_once_are_each_told_the_truth() {
    let slot = Slot::with(|campaign| {
        let contact = campaign.contact.as_mut().unwrap();
        (contact.places, contact.waiting) = (Some(30), 20);
    })
    .await;
    let sending = (0..200_u8).map(|number| {
        let slot = &slot;
        async move {
            let id = survey::keys::SubmissionId::from_random([number; 16]);
            let hidden = [("id".to_owned(), id.as_str().to_owned()), ("waits".to_owned(), "1".to_owned())].into();
            let name = format!("Naam {number}");
            let answer = slot.post(&person(&name, &hidden)).await;
            (name, answer)
        }
    });
    let mut told: Vec<(String, Standing)> = Vec::new();
    let mut refused = 0;
    for (name, answer) in futures::future::join_all(sending).await {
        if answer.body.contains("U hebt een plaats") {
            told.push((name, Standing::Place));
        } else if answer.body.contains("U staat op de wachtlijst") {
            told.push((name, Standing::Waiting));
        } else {
            answer.has(&["Er is geen plaats meer"]);
            refused += 1;
        }
    }
    told.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(told.iter().filter(|(_, standing)| *standing == Standing::Place).count(), 30);
    assert_eq!((told.len(), refused), (50, 150));
    assert_eq!(slot.opened().await, told);
}

#[tokio::test]
async fn faults_come_back_with_what_was_filled_in() {
    let slot = Slot::open().await;
    let hidden = slot.get(PATH).await.hidden();
    let mut fields = person("<Ans>", &hidden);
    fields.retain(|(name, _)| *name != "q.lunch");
    for (name, value) in &mut fields {
        if *name == "email" {
            *value = "ans@";
        }
    }
    let page = slot.post(&fields).await;
    assert_eq!(page.status, 422);
    page.has(&[
        "Fout: Vul een e-mailadres in, zoals naam@voorbeeld.nl",
        "<a href=\"#email\">",
        "<a href=\"#q.lunch\">Kies een antwoord bij ‘Eet u mee?’",
        "value=\"&lt;Ans&gt;\"",
        "Een tuin",
    ]);
    assert_eq!(page.hidden()["id"], hidden["id"]);
    assert_eq!((slot.opened().await.len(), slot.occupancy().await), (0, (0, 0)));
}

#[tokio::test]
async fn another_language_loses_nothing() {
    let slot = Slot::open().await;
    let hidden = slot.get(PATH).await.hidden();
    let mut fields = person("Ans", &hidden);
    fields.push(("to", "en"));
    let page = slot.post(&fields).await;
    assert_eq!(page.status, 200);
    page.has(&["Your name (required)", "value=\"Ans\"", "Nothing has been sent yet", "checked"]);
    assert_eq!(page.headers["content-language"], "en");
    assert_eq!(page.hidden()["id"], hidden["id"]);
    let moved = slot.post(&[("id", "x"), ("to", "en")]).await;
    assert_eq!((moved.status, &moved.headers["location"]), (303, &"/uitnodiging/kring-2027?lang=en".parse().unwrap()));
    let asked = Request::builder().uri(PATH).header(ACCEPT_LANGUAGE, "en-GB").header(ACCEPT, "text/html");
    slot.ask(asked.body(Body::empty()).unwrap()).await.has(&["Your name"]);
}

#[tokio::test]
async fn a_form_without_a_proper_id_comes_back_with_one() {
    let slot = Slot::open().await;
    for id in ["", "short", "with space 1234567890"] {
        let hidden = [("id".to_owned(), id.to_owned())].into();
        let page = slot.post(&person("Ans", &hidden)).await;
        assert_eq!(page.status, 400);
        page.has(&["Verstuur het nog een keer", "value=\"Ans\""]);
        assert_eq!(page.hidden()["id"].len(), 26);
    }
    assert_eq!(slot.occupancy().await, (0, 0));
}

#[tokio::test]
async fn what_looks_like_a_program_is_asked_to_press_once_more() {
    let slot = Slot::open().await;
    let hidden = slot.get(PATH).await.hidden();
    let mut fields = person("Ans", &hidden);
    for (name, value) in &mut fields {
        if *name == "website" {
            *value = "https://example.com";
        }
    }
    let page = slot.post(&fields).await;
    assert_eq!(page.status, 422);
    page.has(&["nog 1 keer op de knop", "name=\"again\""]).has_not("name=\"website\"");
    assert_eq!(slot.occupancy().await, (0, 0));
    fields.push(("again", "1"));
    slot.post(&fields).await.has(&["U hebt een plaats"]);
}

#[tokio::test]
async fn before_the_opening_after_the_close_and_in_between() {
    let slot = Slot::open().await;
    let closes = slot.campaign.contact.as_ref().unwrap().closes.at.0;
    let hidden = slot.get(PATH).await.hidden();
    let at = |moment: i64| slot.clock.store(moment, Ordering::Relaxed);
    at(slot.campaign.opens.at.0 - 1);
    assert_eq!(slot.get(PATH).await.has(&["vanaf 1 januari 2027 om 9.00 uur"]).status, 403);
    assert_eq!(slot.post(&person("Ans", &hidden)).await.status, 403);
    // A form that was open at the close is still taken for a while.
    at(closes);
    assert_eq!(slot.get(PATH).await.has(&["tot 29 januari 2027 om 17.00 uur"]).status, 410);
    slot.post(&person("Ans", &hidden)).await.has(&["U hebt een plaats"]);
    at(closes + 3_600);
    assert_eq!(slot.post(&person("Bep", &hidden)).await.status, 410);
    assert_eq!(slot.opened().await.len(), 1);
}

#[tokio::test]
async fn in_a_pause_nothing_is_taken_and_nothing_lost() {
    let mut slot = Slot::open().await;
    let hidden = slot.get(PATH).await.hidden();
    slot.router = router(Arc::new(slot.app(slot.engine.client()).paused(true)));
    assert_eq!(slot.get(PATH).await.has(&["Even pauze"]).status, 503);
    let kept = slot.post(&person("Ans", &hidden)).await;
    assert_eq!(kept.has(&["Even pauze", "value=\"Ans\""]).status, 503);
    assert_eq!(kept.hidden()["id"], hidden["id"]);
    assert_eq!(slot.occupancy().await, (0, 0));
}

/// Cut off before and after each write: the claim of a place, and the entry.
#[tokio::test]
async fn when_storing_fails_the_person_is_told_and_sending_again_takes_no_second_place() {
    for fault in [Fault::Before(0), Fault::After(0), Fault::Before(1), Fault::After(1)] {
        let mut slot = Slot::open().await;
        let hidden = slot.get(PATH).await.hidden();
        let watch = Watch::failing(fault);
        slot.router = router(Arc::new(slot.app(&watch.client(slot.engine.client()))));
        let page = slot.post(&person("Ans", &hidden)).await;
        assert!(watch.has_failed());
        assert_eq!(page.status, 503, "{fault:?}");
        page.has(&["Het versturen is nog niet gelukt", "value=\"Ans\""]);
        assert_eq!((&page.hidden()["id"], &page.headers["retry-after"]), (&hidden["id"], &"30".parse().unwrap()));
        slot.router = router(Arc::new(slot.app(slot.engine.client())));
        slot.post(&person("Ans", &hidden)).await.has(&["U hebt een plaats"]);
        assert_eq!((slot.opened().await.len(), slot.occupancy().await), (1, (1, 0)), "{fault:?}");
    }
}

#[tokio::test]
async fn nothing_asks_for_what_was_there_and_nothing_reads_an_entry() {
    let mut slot = Slot::open().await;
    let watch = Watch::new();
    slot.router = router(Arc::new(slot.app(&watch.client(slot.engine.client()))));
    for name in ["Ans", "Bep", "Cor"] {
        slot.leave(name).await;
    }
    let seen = watch.seen();
    assert!(watch.writes() >= 4);
    for seen in seen {
        assert!(seen.is_about(&slot.tables.contacts));
        assert!(!seen.body.contains("ReturnValues"), "{}", seen.operation);
        // What is read, and changed, is who has a place. An entry is put and never touched again.
        let of_entries = seen.body.contains("#entries");
        assert_eq!(of_entries, seen.operation == "PutItem", "{}", seen.operation);
    }
}

#[tokio::test]
async fn about_how_many_there_are_is_told_in_steps_and_not_at_first() {
    let slot = Slot::with(|campaign| {
        let contact = campaign.contact.as_mut().unwrap();
        (contact.places, contact.waiting, contact.progress) = (None, 0, true);
    })
    .await;
    for number in 0..14 {
        if number < 10 {
            slot.get(PATH).await.has_not("inzendingen");
        }
        slot.leave(&format!("Naam {number}")).await.has(&["Bedankt!"]);
    }
    slot.get(PATH).await.has(&["minstens 10 inzendingen"]).has_not("14").has_not("plaatsen");
}

#[tokio::test]
async fn who_can_open_the_example_is_told() {
    let slot = Slot::with(|campaign| {
        let demo = survey::contact::DEMO_RECIPIENT.to_owned();
        campaign.contact.as_mut().unwrap().recipients = vec![demo];
    })
    .await;
    slot.get(PATH).await.has(&["Vul hier geen echte gegevens in"]);
}

#[tokio::test]
async fn paths_that_lead_nowhere() {
    let slot = Slot::open().await;
    for path in ["/uitnodiging", "/uitnodiging/", "/uitnodiging/other-2027", "/uitnodiging/kring-2027/x", "/"] {
        assert_eq!(slot.get(path).await.status, 404, "{path}");
    }
    let without = Slot::with(|campaign| campaign.contact = None).await;
    assert_eq!(without.get(PATH).await.status, 404);
    let json = Request::builder().uri(PATH).header(ACCEPT, "application/json").body(Body::empty()).unwrap();
    assert_eq!(slot.ask(json).await.status, 406);
    let delete = Request::builder().method(Method::DELETE).uri(PATH).body(Body::empty()).unwrap();
    assert_eq!(slot.ask(delete).await.status, 405);
    let json = Request::builder().method(Method::POST).uri(PATH).header(CONTENT_TYPE, "application/json");
    assert_eq!(slot.ask(json.body(Body::from("{}")).unwrap()).await.status, 415);
}

#[tokio::test]
async fn everything_too_large_is_told() {
    let slot = Slot::open().await;
    let long = "a".repeat(70_000);
    assert_eq!(slot.post(&[("idea", &long)]).await.has(&["Dat is te veel tekst"]).status, 413);
}

#[test]
fn a_campaign_with_a_recipient_that_is_none_does_not_start() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let mut slot = runtime.block_on(Slot::open());
    slot.campaign.contact.as_mut().unwrap().recipients = vec!["age1wrong".to_owned()];
    slot.campaign.title = Text::dutch("x");
    let contacts = Contacts::new(slot.engine.client().clone(), "t");
    let refused = App::new([slot.campaign.clone()], contacts, Clock::system());
    assert_eq!(refused.err().unwrap().campaign, "kring-2027");
}
