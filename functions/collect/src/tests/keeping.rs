//! Nothing that was filled in gets lost: not by a refusal, not by a failure, not by choosing another language.

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof};
use proptest::sample::{select, subsequence};
use proptest::test_runner::TestRunner;

use super::*;

const ID: &str = "AAAABBBBCCCCDDDD";
/// Something of every kind, as a browser sends it: with its empty fields, and with what is hard to give back.
const FORM: &str = "id=AAAABBBBCCCCDDDD&shown=0&website=&q.who=carer&q.day=club&q.day=other&n.day.other=%22Vissen%22+%26amp%3B+%3Cvaren%3E\
    &q.judge.home=sad&q.judge.bus=dont_know&q.prefer.1=calm&q.prefer.2=&q.hours=4&q.load=heavy&q.relief=%F0%9F%99%82\
    &q.wish=%0D%0AEen+tuin%0D%0A%3C%2Ftextarea%3E";

/// The fields of the page's form as a browser would send them, by the rules of HTML for parsing and submitting.
pub(super) fn fields(page: &str) -> Vec<(String, String)> {
    let (_, form) = page.split_once("<form id=\"form\"").expect("a form");
    let (form, _) = form.split_once("</form>").expect("a form ends");
    let mut fields = Vec::new();
    for (at, _) in form.match_indices('<') {
        let rest = &form[at + 1..];
        let tag = rest.split('>').next().unwrap();
        let name = || attribute(tag, "name").expect("a field has a name");
        match tag.split(' ').next().unwrap() {
            "input" => match attribute(tag, "type").as_deref() {
                Some("radio" | "checkbox") if !tag.ends_with(" checked") => {}
                // A field of one line holds no line ends.
                _ => fields.push((name(), attribute(tag, "value").unwrap().replace(['\r', '\n'], ""))),
            },
            "textarea" => {
                let (text, _) = rest[tag.len() + 1..].split_once("</textarea>").unwrap();
                let text = unescaped(text).replace("\r\n", "\n").replace('\r', "\n");
                let text = text.strip_prefix('\n').unwrap_or(&text);
                fields.push((name(), text.replace('\n', "\r\n")));
            }
            "select" => {
                let (options, _) = rest.split_once("</select>").unwrap();
                let mut options = options.split("<option ").skip(1).map(|option| option.split('>').next().unwrap());
                let first = options.clone().next().unwrap();
                let chosen = options.find(|option| option.ends_with(" selected")).unwrap_or(first);
                fields.push((name(), attribute(&format!("option {chosen}"), "value").unwrap()));
            }
            _ => {}
        }
    }
    fields
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(unescaped(rest.split('"').next()?))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

pub(super) fn encoded(fields: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// The answers among the fields of a page or of a posted form.
fn answers(fields: impl IntoIterator<Item = (String, String)>) -> Vec<(String, String)> {
    fields.into_iter().filter(|(name, _)| name.starts_with("q.") || name.starts_with("n.")).collect()
}

/// One line of at most that many characters, of every script, and of what means something to HTML.
fn line(most: usize) -> impl Strategy<Value = String> {
    let character = prop_oneof![
        any::<char>().prop_filter("a person can type it", |character| !character.is_control()),
        select(vec!['"', '\'', '<', '>', '&', ';', '=', '+', '%', ' ', 'a', '🙂', 'é', 'ع', '\u{feff}', '\u{2028}']),
    ];
    proptest::collection::vec(character, 0..most).prop_map(String::from_iter)
}

/// Answers to the users' questions that are accepted, as a browser sends them: every field in the page's order.
fn accepted() -> impl Strategy<Value = Vec<(String, String)>> {
    let day = prop_oneof![
        (subsequence(vec!["home", "club", "work"], 0..3), any::<bool>(), line(60)).prop_map(
            |(chosen, other, namely)| { (chosen.into_iter().chain(other.then_some("other")).collect(), namely) }
        ),
        Just((vec!["none"], String::new())),
    ];
    let point = || proptest::option::of(select(vec!["sad", "middle", "happy", "dont_know"]));
    let ranked = subsequence(vec!["meet", "move", "calm"], 0..=2).prop_shuffle();
    let hours = prop_oneof![Just(String::new()), (0..=60_u8).prop_map(|hours| format!(" {hours}"))];
    let wish = proptest::collection::vec(line(60), 0..5).prop_map(|lines| lines.join("\r\n"));
    let who = select(vec!["self", "carer"]);
    (who, day, (point(), point()), ranked, hours, select(vec!["light", "heavy"]), line(40), wish).prop_map(
        |(who, (day, namely), (home, bus), ranked, hours, load, relief, wish)| {
            let mut fields = vec![("q.who", who.to_owned())];
            let (before, none): (Vec<&str>, Vec<&str>) = day.into_iter().partition(|option| *option != "none");
            fields.extend(before.into_iter().map(|option| ("q.day", option.to_owned())));
            fields.push(("n.day.other", namely));
            fields.extend(none.into_iter().map(|option| ("q.day", option.to_owned())));
            fields.extend(home.map(|point| ("q.judge.home", point.to_owned())));
            fields.extend(bus.map(|point| ("q.judge.bus", point.to_owned())));
            for (at, name) in ["q.prefer.1", "q.prefer.2"].into_iter().enumerate() {
                fields.push((name, ranked.get(at).copied().unwrap_or_default().to_owned()));
            }
            fields.extend([("q.hours", hours), ("q.load", load.to_owned()), ("q.relief", relief), ("q.wish", wish)]);
            fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
        },
    )
}

#[test]
fn whatever_was_filled_in_comes_back_the_same() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (slot, keyless) = runtime.block_on(async { (Slot::open().await, Slot::without_keys().await) });
    let used = format!("id={ID}&q.who=self&q.wish=iets+van+iemand+anders");
    assert_eq!(runtime.block_on(slot.post(USERS, &used)).status, 200);
    let config = ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(&accepted(), |given| {
        let form = encoded(&given);
        let unsaid: Vec<_> = given.iter().filter(|(name, _)| name != "q.who").cloned().collect();
        // What is wrong, the status that tells it, whether the page keeps its submission id, and what is to come back.
        let cases = [
            (&slot, format!("id={ID}&{}", encoded(&unsaid)), 422, true, &unsaid),
            (&slot, format!("id={ID}&{form}"), 409, false, &given),
            (&slot, format!("id=kort&{form}"), 400, false, &given),
            (&keyless, format!("id={ID}&{form}"), 503, true, &given),
            (&slot, format!("id={ID}&{form}&to=en"), 200, true, &given),
        ];
        for (slot, form, status, same_id, expected) in cases {
            let page = runtime.block_on(slot.post(USERS, &form));
            assert_eq!(page.status, status, "{form}");
            assert_eq!(page.submission() == ID, same_id, "{status}");
            assert_eq!(&answers(fields(&page.body)), expected, "{status}");
        }
        Ok(())
    });
    outcome.unwrap();
}

#[tokio::test]
async fn another_language_keeps_all_and_stores_nothing() {
    let slot = Slot::open().await;
    let page = slot.post(&format!("{USERS}?lang=nl"), &format!("{FORM}&to=en")).await;
    assert_eq!((page.status, page.header("content-language")), (200, "en"));
    page.has(&[
        "<html lang=\"en\"",
        "What you have filled in is still on this page. Nothing has been sent yet.",
        "value=\"en\" lang=\"en\" aria-current=\"true\" autofocus>English</button>",
        // Who chose another language may not have been able to read this.
        "Tell us.",
    ]);
    assert_eq!(page.submission(), ID);
    let sent: Vec<(String, String)> = form_urlencoded::parse(FORM.as_bytes()).into_owned().collect();
    assert_eq!(fields(&page.body), sent);
    assert!(slot.stored().await.is_empty() && slot.texts().await.is_empty());
    // And on, from what a browser would send now.
    assert_eq!(slot.post(&format!("{USERS}?lang=en"), &encoded(&fields(&page.body))).await.status, 200);
    assert_eq!(slot.stored().await.len(), 1);
}

#[tokio::test]
async fn before_anything_is_filled_in_another_language_is_an_address() {
    let slot = Slot::open().await;
    let page = slot.get(&format!("{USERS}?lang=nl")).await;
    page.has(&["<button form=\"form\" formaction=\"?lang=en\" name=\"to\" value=\"en\" lang=\"en\">English</button>"]);
    let form = encoded(&fields(&page.body));
    let moved = slot.post(&format!("{USERS}?lang=en"), &format!("{form}&to=en")).await;
    assert_eq!((moved.status, moved.header("location")), (303, "/noordoostpolder/gebruikers?lang=en"));
    slot.get(moved.header("location")).await.has(&["<html lang=\"en\""]).has_not(" autofocus>");
    // One that is not offered: the browser's, or Dutch.
    let moved = slot.post(USERS, &format!("{form}&to=xx")).await;
    assert_eq!((moved.status, moved.header("location")), (303, "/noordoostpolder/gebruikers?lang=nl"));
}

#[tokio::test]
async fn what_stood_above_the_form_is_told_in_the_other_language() {
    let mut slot = Slot::open().await;
    let to_english = |page: &Answer| format!("{}&to=en", encoded(&fields(&page.body)));

    let page = slot.post(USERS, &FORM.replace("q.load=heavy", "").replace("q.hours=4", "q.hours=vier")).await;
    assert_eq!(page.status, 422);
    page.has(&["Kijk nog even naar 1 vraag", "Uw antwoorden zijn nog niet verstuurd."]);
    let page = slot.post(USERS, &to_english(&page)).await;
    page.has(&["Please look at 1 question again", "Choose an answer at question 6", "<title>Error: "]);
    // Put right before another language was chosen: no more to tell.
    let mended = to_english(&page) + "&q.load=heavy";
    slot.post(USERS, &mended).await.has(&["Nothing has been sent yet."]).has_not("<title>Error: ");

    assert_eq!(slot.post(USERS, &format!("id={ID}&q.who=self")).await.status, 200);
    let page = slot.post(USERS, FORM).await;
    assert_eq!(page.status, 409);
    let fresh = page.submission().to_owned();
    let page = slot.post(USERS, &to_english(&page)).await;
    page.has(&["Are these someone else's answers?"]);
    assert_eq!(page.submission(), fresh);

    let page = slot.post(USERS, "id=kort&q.who=self").await;
    slot.post(USERS, &to_english(&page)).await.has(&["Please send it once more"]);

    slot.disconnected();
    let page = slot.post(USERS, FORM).await;
    assert_eq!(page.status, 503);
    let page = slot.post(USERS, &to_english(&page)).await;
    page.has(&["Sending has not worked yet"]);
    assert_eq!(page.submission(), ID);
}

#[tokio::test]
async fn another_language_opens_no_door() {
    let slot = Slot::open().await;
    slot.at(Timestamp(slot.campaign.opens.at.0 - 1));
    assert_eq!(slot.post(USERS, &format!("{FORM}&to=en")).await.status, 403);
    // What was filled in before the close may still be sent, and so translated.
    slot.at(slot.campaign.closes.at);
    assert_eq!(slot.post(USERS, &format!("{FORM}&to=en")).await.status, 200);
    slot.at(slot.campaign.closes.at.plus_minutes(60));
    assert_eq!(slot.post(USERS, &format!("{FORM}&to=en")).await.status, 410);
}

/// Enter in a text field presses the first button of the form in the order of the page, which is to do nothing.
#[tokio::test]
async fn enter_in_a_field_sends_nothing() {
    let slot = Slot::open().await;
    for page in [slot.get(USERS).await, slot.post(USERS, &format!("id={ID}")).await] {
        let first = page.body.split("<button ").nth(1).unwrap().split('>').next().unwrap();
        assert_eq!(first, "form=\"form\" disabled hidden");
        assert!(page.body.find("<button ").unwrap() < page.body.find("<form ").unwrap());
    }
}

/// Leaving the page would lose what was filled in, so nothing on it leads away from it.
#[tokio::test]
async fn links_on_the_form_stay_on_the_page_or_open_beside_it() {
    let slot = Slot::open().await;
    for page in [slot.get(USERS).await, slot.post(USERS, FORM.split("&q.load").next().unwrap()).await] {
        let links: Vec<&str> = page.body.split("<a ").skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
        assert!(links.len() >= 2);
        for link in links {
            assert!(link.contains("href=\"#") || link.contains("target=\"_blank\""), "{link}");
        }
    }
}
