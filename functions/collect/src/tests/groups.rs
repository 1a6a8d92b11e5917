//! What focus groups said: handed in once with a code made for it, kept apart, and given back filled in when it can't be taken.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use storage::embedded::Fault;
use survey::focus::{FocusGroup, Statement};
use survey::language::{Language, Text};

use super::*;

const GROUP: &str = "/noordoostpolder/gebruikers/groepsgesprek";
const ID: &str = "AAAABBBBCCCCDDDD";
const OTHER_ID: &str = "EEEEFFFFGGGGHHHH";
const SAID: &str =
    "people=8&theme=meeting&agreed.near=6&agreed.bus=&quote=Ik+bel+mijn+zus+op+06-12345678&quote=&cleared=1";

fn text(dutch: &str, english: &str) -> Text {
    Text::try_from(BTreeMap::from([(Language::Nl, dutch.to_owned()), (Language::En, english.to_owned())])).unwrap()
}

impl Slot {
    /// Open, with focus groups; by the open link alone, as far as respondents go.
    async fn with_groups() -> Self {
        let mut slot = Slot::open().await;
        let statement = |id: &str, dutch: &str, english: &str, audiences: &[&str]| Statement {
            id: id.parse().unwrap(),
            text: text(dutch, english),
            audiences: audiences.iter().map(|id| id.parse().unwrap()).collect(),
        };
        let statements = vec![
            statement("near", "Het moet dichtbij huis zijn.", "It has to be near home.", &[]),
            statement("bus", "De bus rijdt vaak genoeg.", "The bus runs often enough.", &["users"]),
            statement("staff", "Er is personeel genoeg.", "There is enough staff.", &["providers"]),
        ];
        slot.campaign.focus_group = Some(FocusGroup { statements });
        slot.campaign.access = Access::Open;
        slot.router = slot.router_over(slot.engine.client(), vec![slot.campaign.clone()]);
        slot
    }

    async fn hand_in(&self, id: &str, code: &str, said: &str) -> Answer {
        self.send(
            Method::POST,
            &format!("{GROUP}?lang=nl"),
            &[(ACCEPT.as_str(), "text/html"), (CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded")],
            format!("id={id}&code={code}&{said}"),
        )
        .await
    }

    /// The stored sessions: how many took part, what was discussed, how many agreed.
    async fn sessions(&self) -> Vec<(u32, String, BTreeMap<String, u32>)> {
        let letterbox = OpenedLetterbox::new(self.engine.client().clone(), &self.tables.responses);
        let place = Place::of(&self.campaign, self.campaign.municipalities[0], &self.campaign.audiences[0]);
        let mut sessions = Vec::new();
        let each = |session: survey::focus::StoredSession| {
            sessions.push((session.people, session.themes, session.agreed.into_iter().collect()));
        };
        letterbox.for_each_session(&place, each).await.unwrap();
        sessions
    }
}

#[tokio::test]
async fn the_form_is_whole_without_a_script_and_speaks_dutch_and_english() {
    let slot = Slot::with_groups().await;
    let page = slot.get(&format!("{GROUP}?lang=nl")).await;
    assert_eq!((page.status, page.header("content-language")), (200, "nl"));
    page.has(&[
        "<h1>Groepsgesprek invullen</h1>",
        "name=\"people\"",
        "1. Het moet dichtbij huis zijn.",
        "name=\"agreed.bus\"",
    ]);
    page.has_not("<script").has_not("agreed.staff").has_not("lang=ar");
    assert_eq!(page.header("content-security-policy"), web::headers::page_policy(page.style(), None));
    insta::assert_snapshot!(page.body.replace(page.style(), "…"));
    let english = slot.get(&format!("{GROUP}?lang=en")).await;
    english.has(&["<html lang=\"en\"", "Hand in a group conversation", "1. It has to be near home."]);
    english.has_not("Stelling").has_not("Uitspraak");
    // In another language of the campaign it is Dutch, and says so.
    slot.get(&format!("{GROUP}?lang=ar")).await.has(&["<html lang=\"nl\"", "Groepsgesprek invullen"]);
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(page.body.as_bytes()).unwrap();
    assert!(packed.finish().unwrap().len() <= 14_000, "one round trip, as the other pages");
}

#[tokio::test]
async fn a_campaign_without_groups_has_no_such_page() {
    let slot = Slot::with_access(Access::Both).await;
    assert_eq!(slot.get(GROUP).await.status, 404);
    assert_eq!(slot.hand_in(ID, &slot.code(Holder::Facilitator, 1), SAID).await.status, 404);
    assert_eq!(Slot::with_groups().await.get("/noordoostpolder/niemand/groepsgesprek").await.status, 404);
}

#[tokio::test]
async fn a_session_is_stored_once_a_code_whatever_the_access_and_is_no_response() {
    let slot = Slot::with_groups().await;
    let code = slot.code(Holder::Facilitator, 1);
    for _ in 0..2 {
        let sent = slot.hand_in(ID, &code, SAID).await;
        assert_eq!(sent.status, 200);
        sent.has(&["Het gesprek is opgeslagen.", "31 december 2026 om 23.59 uur"]).has_not(&code).has_not("06-123");
    }
    let expected = vec![(8, "meeting".to_owned(), [("near".to_owned(), 6)].into())];
    assert_eq!(slot.sessions().await, expected);
    assert!(slot.stored().await.is_empty(), "it is no response");
    assert_eq!(slot.texts().await, [("focus-group".to_owned(), "Ik bel mijn zus op [telefoon]".to_owned())]);
    // Another page under the same code changes nothing, whatever it says; not even the same is told apart.
    for said in ["people=9&theme=meeting", SAID] {
        let again = slot.hand_in(OTHER_ID, &code, said).await;
        assert_eq!(again.status, 409);
        again.has(&["Deze code is al gebruikt", "name=\"replace\"", "name=\"erase\"", &code]);
    }
    assert_eq!(slot.sessions().await, expected);
    // A second group has a code of its own.
    assert_eq!(slot.hand_in(OTHER_ID, &slot.code(Holder::Facilitator, 2), "people=5&theme=meeting").await.status, 200);
    assert_eq!(slot.sessions().await.len(), 2);
}

#[tokio::test]
async fn it_can_be_replaced_and_erased_with_the_code() {
    let slot = Slot::with_groups().await;
    let code = slot.code(Holder::Facilitator, 1);
    assert_eq!(slot.hand_in(ID, &code, SAID).await.status, 200);
    // A replacement with a fault erases nothing.
    assert_eq!(slot.hand_in(OTHER_ID, &code, "people=4&theme=meeting&replace=1").await.status, 422);
    assert_eq!((slot.sessions().await.len(), slot.texts().await.len()), (1, 1));
    assert_eq!(slot.hand_in(OTHER_ID, &code, "people=9&agreed.bus=0&replace=1").await.status, 200);
    assert_eq!(slot.sessions().await, [(9, String::new(), [("bus".to_owned(), 0)].into())]);
    assert!(slot.texts().await.is_empty(), "its quotes are gone with it");
    for _ in 0..2 {
        let erased = slot.hand_in(OTHER_ID, &code, "erase=1").await;
        assert_eq!(erased.status, 200);
        erased.has(&["Wij kunnen niet zien of er een was."]);
    }
    assert!(slot.sessions().await.is_empty());
    assert_eq!(slot.hand_in(ID, &code, SAID).await.status, 200);
}

#[tokio::test]
async fn each_code_opens_its_own_form_and_no_other() {
    let mut slot = Slot::with_groups().await;
    slot.campaign.access = Access::Both;
    slot.router = slot.router_over(slot.engine.client(), vec![slot.campaign.clone()]);
    for (code, words) in [
        (slot.code(Holder::Respondent, 1), "Deze code is niet voor een groepsgesprek met deze groep"),
        (slot.code(Holder::Interviewer, 1), "Deze code is niet voor een groepsgesprek met deze groep"),
        ("0000-0000-AS8E-PN00".to_owned(), "Er zit een typefout in uw code"),
        (String::new(), "Vul uw code in"),
    ] {
        for erase in ["", "&erase=1"] {
            let refused = slot.hand_in(ID, &code, &format!("{SAID}{erase}")).await;
            assert_eq!(refused.status, 422);
            refused.has(&[words, "href=\"#code\"", "value=\"8\"", "Ik bel mijn zus op 06-12345678"]);
        }
    }
    assert!(slot.sessions().await.is_empty() && slot.texts().await.is_empty());
    // The other way round: neither to answer nor to withdraw.
    let code = slot.code(Holder::Facilitator, 1);
    let refused = slot.post(USERS, &format!("id={ID}&code={code}&q.who=self")).await;
    assert_eq!(refused.status, 422);
    refused.has(&["Deze code hoort niet bij deze vragenlijst"]);
    let withdrawn = slot.post(&format!("{USERS}/intrekken"), &format!("code={code}&sure=1")).await;
    assert_eq!(withdrawn.status, 422);
    let headers = [("content-type", "application/json"), ("idempotency-key", ID), ("invitation-code", code.as_str())];
    let refused = slot.send(Method::POST, API, &headers, r#"{"answers":{"who":"self"}}"#.to_owned()).await;
    assert_eq!(refused.status, 403, "{}", refused.body);
    assert!(slot.stored().await.is_empty());
}

#[tokio::test]
async fn every_fault_is_told_at_once_with_a_link_and_nothing_is_lost() {
    let slot = Slot::with_groups().await;
    let said = "people=zes&theme=sport&agreed.near=veel&agreed.bus=61&quote=Mooi+%3Cb%3E&quote=Nog+iets";
    let refused = slot.hand_in(ID, "", said).await;
    assert_eq!(refused.status, 422);
    refused.has(&[
        "<title>Fout: Groepsgesprek invullen",
        "Kijk nog even naar 6 dingen",
        "href=\"#code\"",
        "href=\"#people\">Vul met cijfers in hoeveel mensen meededen, zoals 8</a>",
        "href=\"#agreed.near\">Vul met cijfers in hoeveel mensen het eens waren met ‘Het moet dichtbij huis zijn.’",
        "href=\"#agreed.bus\">Er zijn meer mensen het eens met ‘De bus rijdt vaak genoeg.’",
        "href=\"#cleared\"",
        "value=\"zes\"",
        "value=\"veel\"",
        "value=\"61\"",
        "Mooi &lt;b&gt;",
        "Nog iets",
        &format!("value=\"{ID}\""),
        "aria-describedby=\"h.people e.people\"",
    ]);
    // Every link leads somewhere.
    for link in refused.body.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(refused.body.contains(&format!("id=\"{link}\"")) || link == "main", "{link}");
    }
    let few = slot.hand_in(ID, &slot.code(Holder::Facilitator, 1), "people=4&theme=meeting&agreed.near=5").await;
    few.has(&["Een groep heeft ten minste 5 mensen.", "Er zijn meer mensen het eens"]);
    // In another language nothing is sent, and all of it is still there.
    let switched = slot.hand_in(ID, "4K7Q", &format!("{said}&to=en")).await;
    assert_eq!((switched.status, switched.header("content-language")), (200, "en"));
    switched.has(&["What you filled in is still on this page.", "value=\"zes\"", "value=\"4K7Q\"", "Nog iets"]);
    let odd = slot.hand_in("!", &slot.code(Holder::Facilitator, 1), SAID).await;
    assert_eq!(odd.status, 400);
    odd.has(&["Verstuur het nog een keer", "Ik bel mijn zus op 06-12345678"]);
    assert!(slot.sessions().await.is_empty());
}

#[tokio::test]
async fn the_clock_the_pause_and_the_database_decide_and_what_was_filled_in_comes_back() {
    let slot = Slot::with_groups().await;
    let code = slot.code(Holder::Facilitator, 1);
    let (opens, closes) = (slot.campaign.opens.at, slot.campaign.closes.at);
    slot.at(opens.plus_minutes(-1));
    assert_eq!((slot.get(GROUP).await.status, slot.hand_in(ID, &code, SAID).await.status), (403, 403));
    slot.at(closes.plus_minutes(30));
    assert_eq!((slot.get(GROUP).await.status, slot.hand_in(ID, &code, SAID).await.status), (410, 200));
    slot.at(closes.plus_minutes(61));
    assert_eq!(
        (slot.hand_in(ID, &code, SAID).await.status, slot.hand_in(ID, &code, "erase=1").await.status),
        (410, 410)
    );
    assert_eq!(slot.sessions().await.len(), 1);

    slot.at(opens.plus_days(1));
    let paused = slot.app_over(slot.engine.client(), vec![slot.campaign.clone()]).paused(true);
    let mut paused = Slot { router: router(Arc::new(paused)), ..slot };
    let refused = paused.hand_in(OTHER_ID, &code, SAID).await;
    assert_eq!(refused.status, 503);
    refused.has(&["We nemen nu even niets aan.", "Ik bel mijn zus op 06-12345678"]);
    assert_eq!(paused.hand_in(OTHER_ID, &code, "erase=1").await.status, 200, "a pause keeps nobody from erasing");

    paused.disconnected();
    let failed = paused.hand_in(ID, &code, SAID).await;
    assert_eq!((failed.status, failed.header("retry-after")), (503, "30"));
    failed.has(&["Het versturen is nog niet gelukt", "Ik bel mijn zus op 06-12345678", &format!("value=\"{ID}\"")]);
}

#[tokio::test]
async fn cut_short_anywhere_a_retry_completes_it() {
    for after in 0..3 {
        let mut slot = Slot::with_groups().await;
        let code = slot.code(Holder::Facilitator, 1);
        // The two keys are read first.
        let watch = Watch::failing(Fault::After(2 + after));
        slot.watched(&watch);
        let said = format!("{SAID}&quote=Fijn");
        let first = slot.hand_in(ID, &code, &said).await;
        slot.router = slot.router_over(slot.engine.client(), vec![slot.campaign.clone()]);
        assert_eq!(first.status, if watch.has_failed() { 503 } else { 200 }, "{after}");
        assert_eq!(slot.hand_in(ID, &code, &said).await.status, 200);
        assert_eq!((slot.sessions().await.len(), slot.texts().await.len()), (1, 2));
    }
}

#[tokio::test]
async fn nothing_of_time_or_person_is_stored() {
    let slot = Slot::with_groups().await;
    slot.hand_in(ID, &slot.code(Holder::Facilitator, 1), SAID).await;
    let page = slot.engine.client().scan().table_name(&slot.tables.responses).send().await.unwrap();
    let mut names: Vec<&str> = page.items()[0].keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["agreed", "expires", "people", "pk", "proof", "sk", "themes"]);
    assert_eq!(page.items()[0]["expires"].as_n().unwrap(), &slot.campaign.expires.0.to_string());
    let sort = page.items()[0]["sk"].as_s().unwrap();
    assert!(sort.starts_with("users#!session#") && sort.len() == "users#!session#".len() + 26, "{sort}");
}
