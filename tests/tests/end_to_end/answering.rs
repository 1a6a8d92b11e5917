//! Answers come in: by the page and by programs, once, twice and at once.

use futures::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::world::{World, hidden, resident, submission_id};

const PAGE: &str = "/noordoostpolder/gebruikers";

/// How many responses lie in the letterbox: counted by the final release's exact reader, the job's own query.
pub(crate) async fn stored(world: &World, audience: &str) -> usize {
    let stack = &world.running.stacks()[0];
    let campaign = stack.campaign();
    let place = storage::Place::of(campaign, campaign.municipalities[0], campaign.audience(audience).unwrap());
    let opened = storage::OpenedLetterbox::new(stack.client().clone(), &stack.tables().responses);
    let mut count = 0;
    for range in survey::keys::KEY_RANGES {
        opened.for_each(&place, range, |_| count += 1).await.unwrap();
    }
    count
}

#[tokio::test]
async fn a_resident_fills_in_the_page_and_is_thanked() {
    let world = World::start().await;
    let id = world.page_id(PAGE).await;
    let fields = [
        ("id", id.as_str()),
        ("q.who", "self"),
        ("q.now", "home"),
        ("q.now", "visit"),
        ("n.now.other", "duiven houden"),
        ("q.content", "happy"),
        ("q.wish", "Een praatje\r\nmaken"),
    ];
    let answer = world.submit(PAGE, &fields).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.text().await.unwrap().contains("Uw antwoorden tellen mee"));
    assert_eq!(stored(&world, "users").await, 1);
    // The same page sent again, as a phone does on a bad line.
    assert_eq!(world.submit(PAGE, &fields).await.status(), StatusCode::OK);
    assert_eq!(stored(&world, "users").await, 1);
}

#[tokio::test]
async fn what_a_program_seems_to_have_sent_comes_back_and_passes_on_the_second_press() {
    let world = World::start().await;
    let page = world.get(PAGE).await.text().await.unwrap();
    let shown = hidden(&page, "shown");
    let id = submission_id(&page);
    let bot = [("id", id.as_str()), ("shown", &shown), ("website", "https://spam.example"), ("q.who", "self")];
    let person = [("id", id.as_str()), ("shown", &shown), ("website", ""), ("q.who", "self"), ("q.wish", "zwemmen")];
    // At once; and after a while, but with the field filled in that no person sees.
    for (seconds, fields) in [(3, &person[..]), (600, &bot[..])] {
        world.set_clock(survey::time::Timestamp(shown.parse::<i64>().unwrap() + seconds));
        let answer = world.submit(PAGE, fields).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{seconds}");
        let page = answer.text().await.unwrap();
        assert!(page.contains("nog 1 keer op de knop") && !page.contains("name=\"website\""), "{page}");
        assert_eq!((submission_id(&page), hidden(&page, "shown").as_str()), (id.clone(), "again"));
    }
    assert_eq!(stored(&world, "users").await, 0);
    let second = [("id", id.as_str()), ("shown", "again"), ("q.who", "self"), ("q.wish", "zwemmen")];
    assert_eq!(world.submit(PAGE, &second).await.status(), StatusCode::OK);
    // Twenty seconds are enough to pass at once.
    world.set_clock(survey::time::Timestamp(shown.parse::<i64>().unwrap() + 20));
    let other = world.page_id(PAGE).await;
    let fields = [("id", other.as_str()), ("shown", &shown), ("website", ""), ("q.who", "self")];
    assert_eq!(world.submit(PAGE, &fields).await.status(), StatusCode::OK);
    assert_eq!(stored(&world, "users").await, 2);
}

#[tokio::test]
async fn a_provider_fills_in_theirs() {
    let world = World::start().await;
    let path = "/noordoostpolder/aanbieders";
    let id = world.page_id(path).await;
    let fields = [
        ("id", id.as_str()),
        ("q.offer", "meet"),
        ("q.places", "12"),
        ("q.hinder.money", "much"),
        ("q.renew.1", "village"),
        ("q.renew.2", ""),
        ("q.renew.3", "mix"),
        ("q.kind", "farm"),
    ];
    assert_eq!(world.submit(path, &fields).await.status(), StatusCode::OK);
    assert_eq!(stored(&world, "providers").await, 1);
}

#[tokio::test]
async fn faults_are_shown_with_the_answers_kept_and_nothing_is_stored() {
    let world = World::start().await;
    let id = world.page_id(PAGE).await;
    let answer = world.submit(PAGE, &[("id", &id), ("q.now", "none"), ("q.now", "home"), ("q.wish", "zwemmen")]).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text().await.unwrap();
    assert!(page.contains("<title>Fout:"), "the title begins with the fault");
    assert!(page.contains("zwemmen"), "what was written is kept");
    assert_eq!(submission_id(&page), id, "it is still the same submission");
    assert_eq!(stored(&world, "users").await, 0);
}

#[tokio::test]
async fn other_answers_under_a_used_id_get_a_fresh_one_and_keep_what_was_filled_in() {
    let world = World::start().await;
    let id = world.page_id(PAGE).await;
    assert_eq!(world.submit(PAGE, &[("id", &id), ("q.who", "self")]).await.status(), StatusCode::OK);
    let answer = world.submit(PAGE, &[("id", &id), ("q.who", "other"), ("q.wish", "voetballen")]).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let page = answer.text().await.unwrap();
    let fresh = submission_id(&page);
    assert_ne!(fresh, id);
    assert!(page.contains("voetballen"));
    assert_eq!(stored(&world, "users").await, 1);
    let again = world.submit(PAGE, &[("id", &fresh), ("q.who", "other"), ("q.wish", "voetballen")]).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(stored(&world, "users").await, 2);
}

#[tokio::test]
async fn programs_get_every_fault_with_its_place() {
    let world = World::start().await;
    let mut answers = resident();
    answers["who"] = json!("nobody");
    answers["now"] = json!(["home", "none"]);
    answers["shoe_size"] = json!(44);
    let answer = world.post("users", "program-0123456789", answers).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let problem: Value = answer.json().await.unwrap();
    let pointers: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/answers/shoe_size", "/answers/who", "/answers/now"]);
    assert_eq!(stored(&world, "users").await, 0);
}

#[tokio::test]
async fn a_program_must_name_its_submission() {
    let world = World::start().await;
    let path = "/v1/responses/GM0171/dagbesteding-2026/users";
    let without = world.request(Method::POST, path).json(&json!({ "answers": resident() })).send().await.unwrap();
    assert_eq!(without.status(), StatusCode::BAD_REQUEST);
    assert_eq!(world.post("users", "short", resident()).await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(stored(&world, "users").await, 0);
}

#[tokio::test]
async fn an_id_is_used_once_and_the_same_again_is_welcome() {
    let world = World::start().await;
    let id = "program-0123456789";
    assert!(world.post("users", id, resident()).await.status().is_success());
    assert!(world.post("users", id, resident()).await.status().is_success());
    let mut other = resident();
    other["content"] = json!("sad");
    assert_eq!(world.post("users", id, other).await.status(), StatusCode::CONFLICT);
    assert_eq!(stored(&world, "users").await, 1);
    // An id that has the form of an invitation code is an id like any other.
    assert!(world.post("users", "7K3M-9QWX-2FZT-8HBN", resident()).await.status().is_success());
    assert_eq!(stored(&world, "users").await, 2);
}

#[tokio::test]
async fn who_knows_an_id_cannot_test_guesses_of_the_answers_in_part() {
    let world = World::start().await;
    let id = "program-0123456789";
    assert!(world.post("users", id, resident()).await.status().is_success());
    let mut answers_to_guesses = Vec::new();
    for guess in ["sad", "middle", "happy", "dont_know"] {
        // The guesser knows one answer and guesses another; the rest is unknown.
        let answer = world.post("users", id, json!({ "who": "self", "content": guess })).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT, "{guess}");
        let mut problem: Value = answer.json().await.unwrap();
        problem.as_object_mut().unwrap().remove("instance");
        answers_to_guesses.push(problem);
    }
    assert!(answers_to_guesses.windows(2).all(|pair| pair[0] == pair[1]), "a right guess looks like a wrong one");
}

#[tokio::test]
async fn of_many_at_once_under_one_id_exactly_one_is_stored() {
    let world = World::start().await;
    let options = ["alone", "few", "small", "large", "any", "dont_know"];
    let posts = (0..24).map(|at| {
        let mut answers = resident();
        answers["with"] = json!(options[at % options.len()]);
        world.post("users", "program-0123456789", answers)
    });
    let statuses: Vec<StatusCode> = join_all(posts).await.into_iter().map(|answer| answer.status()).collect();
    let welcome = statuses.iter().filter(|status| status.is_success()).count();
    let conflicts = statuses.iter().filter(|status| **status == StatusCode::CONFLICT).count();
    // One set of answers won: its four senders are welcome, the others are not.
    assert_eq!((welcome, conflicts), (4, 20), "{statuses:?}");
    assert_eq!(stored(&world, "users").await, 1);
}

#[tokio::test]
async fn the_clock_decides() {
    let world = World::at(|campaign| campaign.opens.at.plus_minutes(-1)).await;
    let campaign = crate::world::campaign();
    let page = world.get(PAGE).await.text().await.unwrap();
    assert!(!page.contains("<form"), "nothing to fill in before opening");
    assert_eq!(world.post("users", "program-0123456789", resident()).await.status(), StatusCode::FORBIDDEN);

    world.set_clock(campaign.opens.at);
    world.release().await;
    let id = world.page_id(PAGE).await;

    // Filled in before the close, sent after it: taken for an hour.
    world.set_clock(campaign.closes.at.plus_minutes(59));
    let page = world.get(PAGE).await.text().await.unwrap();
    assert!(!page.contains("<form"), "closed to new respondents");
    assert_eq!(world.submit(PAGE, &[("id", &id), ("q.who", "self")]).await.status(), StatusCode::OK);
    assert!(world.post("users", "program-0123456789", resident()).await.status().is_success());
    world.set_clock(campaign.closes.at.plus_minutes(60));
    assert_eq!(world.post("users", "program-9876543210", resident()).await.status(), StatusCode::GONE);
    assert_eq!(world.submit(PAGE, &[("id", "ABCDEFGHIJKLMNOP"), ("q.who", "self")]).await.status(), StatusCode::GONE);
    assert_eq!(stored(&world, "users").await, 2);
}

#[tokio::test]
async fn a_body_too_large_or_of_no_known_kind_is_refused() {
    let world = World::start().await;
    let path = "/v1/responses/GM0171/dagbesteding-2026/users";
    let large = json!({ "answers": { "wish": "x".repeat(70_000) } });
    let answer =
        world.request(Method::POST, path).header("idempotency-key", "program-0123456789").json(&large).send().await;
    assert_eq!(answer.unwrap().status(), StatusCode::PAYLOAD_TOO_LARGE);
    let xml = world.request(Method::POST, path).header("idempotency-key", "program-0123456789");
    let answer = xml.header("content-type", "application/xml").body("<answers/>").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(stored(&world, "users").await, 0);
}

#[tokio::test]
async fn open_text_is_stored_apart_and_redacted() {
    let world = World::start().await;
    let mut answers = resident();
    answers["wish"] = json!("Bel mij op 0527-123456 of mail jan@example.nl");
    assert!(world.post("users", "program-0123456789", answers).await.status().is_success());
    let stack = &world.running.stacks()[0];
    let texts = stack.client().scan().table_name(&stack.tables().texts).send().await.unwrap();
    let text = texts.items()[0]["text"].as_s().unwrap();
    assert_eq!(text, "Bel mij op [telefoon] of mail [e-mail]");
    let responses = stack.client().scan().table_name(&stack.tables().responses).send().await.unwrap();
    let response = &responses.items()[0];
    assert!(!response["answers"].as_m().unwrap().contains_key("wish"));
    assert_ne!(
        texts.items()[0]["sk"].as_s().unwrap().rsplit('#').next(),
        response["sk"].as_s().unwrap().rsplit('#').next()
    );
    // Nothing says when, from where, with what or in which language.
    let mut attributes: Vec<&str> = response.keys().map(String::as_str).collect();
    attributes.sort_unstable();
    assert_eq!(attributes, ["answers", "expires", "mode", "pk", "proof", "questionnaire", "sk"]);
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let world = World::start().await;
    for path in
        ["/", PAGE, "/health", "/nowhere", "/v1/summaries/GM0171/dagbesteding-2026", "/.well-known/security.txt"]
    {
        let answer = world.get(path).await;
        for header in ["content-security-policy", "referrer-policy", "x-content-type-options", "cache-control"] {
            assert!(answer.headers().contains_key(header), "{path}: {header}");
        }
        assert!(!answer.headers().contains_key("set-cookie"), "{path}");
        let policy = answer.headers()["content-security-policy"].to_str().unwrap();
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
    }
}
