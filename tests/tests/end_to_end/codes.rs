//! Invitation codes over the whole system: printed with the key that is kept, used once, withdrawn, used again.

use futures::future::join_all;
use reqwest::header::HeaderMap;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use survey::campaign::Access;
use survey::code::Holder;

use crate::answering::stored;
use crate::world::{World, resident, submission_id};

const PAGE: &str = "/noordoostpolder/gebruikers";
const WITHDRAW: &str = "/noordoostpolder/gebruikers/intrekken";
const RESPONSES: &str = "/v1/responses/GM0171/dagbesteding-2026/users";

async fn post(world: &World, id: &str, code: &str, answers: Value) -> Response {
    let request = world.request(Method::POST, RESPONSES).header("idempotency-key", id).header("invitation-code", code);
    request.json(&json!({ "answers": answers })).send().await.unwrap()
}

async fn withdraw(world: &World, code: &str) -> Response {
    world.request(Method::DELETE, RESPONSES).header("invitation-code", code).send().await.unwrap()
}

/// Everything of an answer: status, headers but for the moment, body.
async fn whole(answer: Response) -> (StatusCode, HeaderMap, Vec<u8>) {
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    headers.remove("date");
    (status, headers, answer.bytes().await.unwrap().to_vec())
}

#[tokio::test]
async fn a_letter_with_a_code_is_answered_withdrawn_and_answered_anew() {
    let world = World::with_access(Access::Codes).await;
    let code = world.code(Holder::Respondent, 1).await;
    let page = world.get(PAGE).await.text().await.unwrap();
    assert!(page.contains("Uw code (verplicht)"));
    let id = submission_id(&page);

    // Without the code, and with one symbol wrong: told, and nothing lost.
    let without = world.submit(PAGE, &[("id", &id), ("code", ""), ("q.who", "self"), ("q.wish", "zwemmen")]).await;
    assert_eq!(without.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.text().await.unwrap().contains("zwemmen"));
    let wrong = code.replace(code.chars().last().unwrap(), if code.ends_with('7') { "8" } else { "7" });
    let mistyped = world.submit(PAGE, &[("id", &id), ("code", &wrong), ("q.who", "self")]).await;
    assert!(mistyped.text().await.unwrap().contains("Er zit een typefout in uw code."));
    assert_eq!(stored(&world, "users").await, 0);

    let typed = code.to_lowercase().replace('-', " ");
    let fields = [("id", id.as_str()), ("code", &typed), ("q.who", "self"), ("q.wish", "zwemmen")];
    for _ in 0..2 {
        assert_eq!(world.submit(PAGE, &fields).await.status(), StatusCode::OK);
    }
    // Another tab: the code is used.
    let other = world.page_id(PAGE).await;
    let used = world.submit(PAGE, &[("id", &other), ("code", &code), ("q.who", "self"), ("q.wish", "zwemmen")]).await;
    assert_eq!(used.status(), StatusCode::CONFLICT);
    let used = used.text().await.unwrap();
    assert!(used.contains("Deze code is al gebruikt") && used.contains("Wis de antwoorden van toen"), "{used}");
    assert_eq!(stored(&world, "users").await, 1);

    let gone = world.submit(WITHDRAW, &[("code", &typed), ("sure", "1")]).await;
    assert_eq!(gone.status(), StatusCode::OK);
    assert_eq!(stored(&world, "users").await, 0);
    let stack = &world.running.stacks()[0];
    let texts = stack.client().scan().table_name(&stack.tables().texts).send().await.unwrap();
    assert!(texts.items().is_empty(), "what was typed is erased too");
    let anew = world.submit(PAGE, &[("id", &other), ("code", &code), ("q.who", "other")]).await;
    assert_eq!(anew.status(), StatusCode::OK);
    assert_eq!(stored(&world, "users").await, 1);
}

#[tokio::test]
async fn a_code_of_elsewhere_or_of_the_imagination_is_refused() {
    let world = World::with_access(Access::Both).await;
    let code = world.code(Holder::Respondent, 1).await;
    let answer = post(&world, "program-0123456789", "0000-0000-0000-0000", resident()).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    let providers = RESPONSES.replace("users", "providers");
    let request = world.request(Method::POST, &providers).header("idempotency-key", "program-0123456789");
    let answer = request.header("invitation-code", &code).json(&json!({ "answers": { "offer": ["meet"] } })).send();
    assert_eq!(answer.await.unwrap().status(), StatusCode::FORBIDDEN, "the residents' code is not the providers'");
    let open = World::start().await;
    let code = open.code(Holder::Respondent, 1).await;
    let answer = post(&open, "program-0123456789", &code, resident()).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN, "an open campaign takes no codes");
    assert_eq!((stored(&world, "users").await, stored(&open, "users").await), (0, 0));
}

#[tokio::test]
async fn of_many_at_once_with_one_code_exactly_one_is_stored() {
    let world = World::with_access(Access::Both).await;
    let code = world.code(Holder::Interviewer, 1).await;
    let options = ["alone", "few", "small", "large", "any", "dont_know"];
    let posts = (0..24).map(|at| {
        let mut answers = resident();
        answers["with"] = json!(options[at % options.len()]);
        // Four retries from each of six pages.
        let id = format!("program-{:09}", at % options.len());
        let (world, code) = (&world, &code);
        async move { post(world, &id, code, answers).await.status() }
    });
    let statuses = join_all(posts).await;
    let welcome = statuses.iter().filter(|status| status.is_success()).count();
    let conflicts = statuses.iter().filter(|status| **status == StatusCode::CONFLICT).count();
    assert_eq!((welcome, conflicts), (4, 20), "{statuses:?}");
    assert_eq!(stored(&world, "users").await, 1);
    // One code does not stand in another's way, nor in that of the open link.
    let second = world.code(Holder::Interviewer, 2).await;
    assert!(post(&world, "program-0123456789", &second, resident()).await.status().is_success());
    assert!(world.post("users", "program-0123456789", resident()).await.status().is_success());
    assert_eq!(stored(&world, "users").await, 3);
}

#[tokio::test]
async fn who_has_the_code_cannot_test_guesses_of_the_answers() {
    let world = World::with_access(Access::Codes).await;
    let code = world.code(Holder::Respondent, 1).await;
    assert!(post(&world, "program-0123456789", &code, resident()).await.status().is_success());
    // All of it right, one part wrong, nearly nothing right: the same bytes.
    let mut wrong = resident();
    wrong["content"] = json!("sad");
    let mut told = Vec::new();
    for guess in [resident(), wrong, json!({ "who": "other" })] {
        told.push(whole(post(&world, "guesser-0123456789", &code, guess).await).await);
    }
    assert_eq!(told[0].0, StatusCode::CONFLICT);
    assert!(told.iter().all(|answer| *answer == told[0]));
    assert_eq!(stored(&world, "users").await, 1);
}

#[tokio::test]
async fn withdrawal_tells_nothing_and_ends_with_the_campaign() {
    let world = World::with_access(Access::Both).await;
    let (used, unused) = (world.code(Holder::Respondent, 1).await, world.code(Holder::Respondent, 2).await);
    for _ in 0..2 {
        assert!(post(&world, "program-0123456789", &used, resident()).await.status().is_success());
        let (one, other) = (whole(withdraw(&world, &used).await).await, whole(withdraw(&world, &unused).await).await);
        assert_eq!(one.0, StatusCode::NO_CONTENT);
        assert!(one == other);
        assert_eq!(stored(&world, "users").await, 0);
    }
    assert!(post(&world, "program-0123456789", &used, resident()).await.status().is_success());
    let campaign = crate::world::campaign();
    world.set_clock(campaign.closes.at.plus_minutes(60));
    assert_eq!(withdraw(&world, &used).await.status(), StatusCode::GONE);
    let page = world.get(WITHDRAW).await;
    assert_eq!(page.status(), StatusCode::GONE);
    assert!(page.text().await.unwrap().contains("Wissen kan niet meer"));
    assert_eq!(stored(&world, "users").await, 1);
    // The key that led from a code to a response is gone with the final release: even a clock set back finds no way.
    world.set_clock(campaign.final_from());
    world.release().await;
    let world = world.restart().await;
    world.set_clock(campaign.closes.at.plus_minutes(-1));
    assert_eq!(withdraw(&world, &used).await.status(), StatusCode::GONE);
    assert_eq!(stored(&world, "users").await, 1);
}
