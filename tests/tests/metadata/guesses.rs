//! Who knows a submission id or an invitation code of someone else's can't use it to test guesses of what they answered.
//!
//! Two letterboxes in which the same person answered differently, and the same guesses sent to both. What comes back must
//! be the same to the last byte: then it depends on the guess alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use collect::App;
use serde_json::json;
use storage::embedded::{Database, Embedded};
use storage::schema::create_tables;
use storage::{Letterbox, NewSecrets, Secrets, Tables};
use survey::campaign::{Access, Campaign};
use survey::code::{Holder, Invitation};
use survey::keys::{CodesKey, LinkKey, RoundingKey};
use tower::ServiceExt;
use web::Clock;

use crate::stage::shipped;

const PAGE: &str = "/noordoostpolder/gebruikers";
const RESPONSES: &str = "/v1/responses/GM0171/dagbesteding-2026/users";
const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
/// The owner's submission id, and a guesser's.
const OWNERS: &str = "EIGENAAREIGENAAR";
const GUESSERS: &str = "RADERRADERRADERR";
const GUESSES: [&str; 4] = ["sad", "middle", "happy", "dont_know"];

/// All that can be seen of an answer but the date: status, headers in order of their names, and body.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen(u16, BTreeMap<String, String>, String);

/// A letterbox and its slot.
struct World {
    router: Router,
    _engine: Embedded,
}

impl World {
    /// In which one who has `code` answered `content` by the page, another by a program with an id and no code.
    async fn answered(campaign: &Campaign, code: &str, content: &str) -> World {
        let engine = Embedded::start(Database::Memory).await.unwrap();
        let tables = Tables::named("guesses");
        create_tables(engine.client(), &tables).await.unwrap();
        let secrets = Secrets::new(engine.client().clone(), &tables.secrets);
        let new = NewSecrets {
            link: LinkKey::new([1; 32]),
            codes: codes_key(),
            rounding: RoundingKey::new([3; 32]),
            policy: campaign.policy.fingerprint(),
        };
        secrets.make_missing(&campaign.id, &new).await.unwrap();
        let letterbox = Letterbox::new(engine.client().clone(), &tables.responses, &tables.texts);
        // Everything that differs from one answer to the next by itself stands still.
        let clock = Clock::fixed(campaign.opens.at.plus_days(1));
        let app = App::new(vec![campaign.clone()], letterbox, secrets, clock).with_random(|| [7; 16]);
        let world = World { router: collect::router(Arc::new(app)), _engine: engine };
        assert_eq!(world.ask(&program(OWNERS, "", content)).await.0, 200);
        assert_eq!(world.ask(&person("EENANDEREEENANDERE", code, content)).await.0, 200);
        world
    }

    async fn ask(&self, sent: &Sent) -> Seen {
        let mut request = Request::builder().method(sent.method).uri(sent.path);
        for (name, value) in &sent.headers {
            request = request.header(*name, value);
        }
        let answer = self.router.clone().oneshot(request.body(Body::from(sent.body.clone())).unwrap()).await.unwrap();
        let headers = answer.headers().iter().filter(|(name, _)| *name != "date");
        let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
        let status = answer.status().as_u16();
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        Seen(status, headers, String::from_utf8(body.to_vec()).unwrap())
    }
}

fn codes_key() -> CodesKey {
    CodesKey::new([2; 32])
}

#[derive(Clone)]
struct Sent {
    method: &'static str,
    path: &'static str,
    headers: Vec<(&'static str, String)>,
    body: String,
}

fn program(id: &str, code: &str, content: &str) -> Sent {
    let mut headers = vec![("content-type", JSON.to_owned()), ("idempotency-key", id.to_owned())];
    if !code.is_empty() {
        headers.push(("invitation-code", code.to_owned()));
    }
    let body = json!({ "answers": { "who": "self", "content": content, "wish": "Zingen" } }).to_string();
    Sent { method: "POST", path: RESPONSES, headers, body }
}

fn person(id: &str, code: &str, content: &str) -> Sent {
    let fields =
        [("id", id), ("code", code), ("shown", "0"), ("q.who", "self"), ("q.content", content), ("q.wish", "Zingen")];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    Sent {
        method: "POST",
        path: PAGE,
        headers: vec![("content-type", FORM.to_owned()), ("accept", "text/html".to_owned())],
        body,
    }
}

/// The same without the open text: a guess of part of the answers.
fn in_part(mut sent: Sent) -> Sent {
    sent.body = sent.body.replace(r#","wish":"Zingen""#, "").replace("&q.wish=Zingen", "");
    sent
}

#[tokio::test]
async fn a_right_guess_is_answered_as_a_wrong_one() {
    let mut campaign = shipped();
    let codes = codes_key();
    campaign.access = Access::Both;
    let invitation = Invitation::to(&campaign, campaign.municipalities[0], &campaign.audiences[0]);
    let code = codes.issue(invitation, Holder::Respondent, [1, 2, 3, 4, 5]).written();
    let unused = codes.issue(invitation, Holder::Respondent, [5, 4, 3, 2, 1]).written();
    let content = |sad: &'static str| World::answered(&campaign, &code, sad);
    let worlds = [content("sad").await, content("happy").await];

    // With the code, from another page or program: any guess, of part or of all.
    let mut guesses = Vec::new();
    for guess in GUESSES {
        for whole in [program(GUESSERS, &code, guess), person(GUESSERS, &code, guess)] {
            guesses.extend([in_part(whole.clone()), whole]);
        }
        // With the submission id of a program: any guess of part.
        guesses.push(in_part(program(OWNERS, "", guess)));
        guesses.push(in_part(person(OWNERS, "", guess)));
    }
    for guess in &guesses {
        let seen = [worlds[0].ask(guess).await, worlds[1].ask(guess).await];
        assert_eq!(seen[0].0, 409, "{}", guess.body);
        assert!(seen[0] == seen[1], "{}: {:?} and {:?}", guess.body, seen[0], seen[1]);
    }
    // To a program, all wrong and right guesses look alike; a page gives the guess itself back.
    let mut of_programs = Vec::new();
    for guess in guesses.iter().filter(|guess| guess.path == RESPONSES && guess.headers.len() == 3) {
        of_programs.push(worlds[0].ask(guess).await);
    }
    assert!(of_programs.len() == 8 && of_programs.windows(2).all(|pair| pair[0] == pair[1]), "{of_programs:?}");

    // Only who has both the id and all of the answers is told that they are stored: that is a retry. It also shows that the
    // comparison can see a difference.
    let retry = program(OWNERS, "", "sad");
    assert_eq!([worlds[0].ask(&retry).await.0, worlds[1].ask(&retry).await.0], [200, 409]);

    // A withdrawal looks the same whether there was something, and what, or nothing.
    let mut withdrawals = Vec::new();
    for code in [&code, &unused, &code] {
        let headers = vec![("invitation-code", code.clone())];
        let by_program = Sent { method: "DELETE", path: RESPONSES, headers, body: String::new() };
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("code", code.as_str()), ("sure", "1")])
            .finish();
        let headers = vec![("content-type", FORM.to_owned()), ("accept", "text/html".to_owned())];
        let by_person = Sent { method: "POST", path: "/noordoostpolder/gebruikers/intrekken", headers, body };
        for world in &worlds {
            withdrawals.push([world.ask(&by_program).await, world.ask(&by_person).await]);
        }
    }
    assert_eq!((withdrawals[0][0].0, withdrawals[0][1].0), (204, 200));
    assert!(withdrawals.windows(2).all(|pair| pair[0] == pair[1]), "{withdrawals:?}");
    // And it was one: the code can be used again.
    assert_eq!(worlds[0].ask(&program(GUESSERS, &code, "middle")).await.0, 200);
}
