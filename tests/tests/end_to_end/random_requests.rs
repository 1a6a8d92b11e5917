//! Random and mutated requests over all routes: no panic, no 5xx, nothing stored that was not accepted.
//!
//! `DAGPEIL_REQUESTS` says how many; the full test run sends 100,000.

use reqwest::Method;
use survey::campaign::Access;
use survey::code::Holder;

use crate::world::{World, resident};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const PAGE: &str = "/noordoostpolder/gebruikers";
const RESPONSES: &str = "/v1/responses/GM0171/dagbesteding-2026/users";
const WITHDRAW: &str = "/noordoostpolder/gebruikers/intrekken";
const CONVERSATION: &str = "/noordoostpolder/gebruikers/gesprek";
const SUMMARY: &str = "/v1/summaries/GM0171/dagbesteding-2026/users";

/// Requests that mean something: method, path, type and body, in which CODE stands for an invitation code. Each is sent as it is and with any part of it changed.
const SENSIBLE: [(&str, &str, &str, &str); 31] = [
    ("GET", "/", "", ""),
    ("GET", PAGE, "", ""),
    ("GET", "/noordoostpolder/aanbieders?lang=en", "", ""),
    ("GET", "/noordoostpolder/gebruikers/bedankt", "", ""),
    ("GET", "/health", "", ""),
    ("GET", "/privacy", "", ""),
    ("GET", "/toegankelijkheid", "", ""),
    ("GET", "/problems", "", ""),
    ("GET", "/openapi.json", "", ""),
    ("GET", "/.well-known/security.txt", "", ""),
    ("GET", "/v1/questionnaires/GM0171/dagbesteding-2026/users", "", ""),
    ("GET", "/v1/summaries", "", ""),
    ("GET", "/v1/summaries/GM0171/dagbesteding-2026", "", ""),
    ("GET", SUMMARY, "", ""),
    ("GET", "/v1/summaries/GM0171/dagbesteding-2026/users?release=1&format=csv&dialect=rfc4180", "", ""),
    ("GET", "/v1/summaries/GM9999/x/y?lang=xx", "", ""),
    (
        "POST",
        PAGE,
        FORM,
        "id=ABCDEFGHIJKLMNOPQRSTUVWXYZ&shown=0&q.who=self&q.now=home&q.now=visit&n.now.other=iets&q.wish=een+praatje",
    ),
    ("POST", PAGE, FORM, "id=ABCDEFGHIJKLMNOPQRSTUVWXYZ&shown=0&q.who=other"),
    (
        "POST",
        "/noordoostpolder/aanbieders",
        FORM,
        "id=ABCDEFGHIJKLMNOPQRSTUVWXYZ&shown=0&q.offer=meet&q.places=12&q.hinder.money=much&q.renew.1=village&q.renew.3=mix",
    ),
    ("POST", "/noordoostpolder/aanbieders", FORM, ""),
    ("POST", PAGE, FORM, "id=ABCDEFGHIJKLMNOPQRSTUVWXYZ&code=CODE&replace=1&q.who=self&q.wish=zingen"),
    ("POST", PAGE, FORM, "id=ABCDEFGHIJKLMNOPQRSTUVWXYZ&code=CODE&check=1&shown=1&website=x&q.who=self"),
    ("GET", CONVERSATION, "", ""),
    ("POST", CONVERSATION, FORM, "id=ABCDEFGHIJKLMNOPQRSTUVWXYZ&code=CODE&q.who=self&q.now=home&p.now=1&q.wish=zingen"),
    ("GET", WITHDRAW, "", ""),
    ("POST", WITHDRAW, FORM, "code=CODE&sure=1"),
    ("DELETE", RESPONSES, "", ""),
    (
        "POST",
        RESPONSES,
        JSON,
        r#"{"answers":{"who":"self","now":["home","visit"],"content":"happy","wish":"zingen"},"namely":{"now":{"other":"x"}}}"#,
    ),
    ("POST", RESPONSES, JSON, r#"{"answers":{"who":"nobody","places":12,"hinder":{"money":"much"}}}"#),
    (
        "POST",
        "/v1/responses/GM0171/dagbesteding-2026/providers",
        JSON,
        r#"{"answers":{"offer":["meet"],"places":12,"hinder":{"money":"much"},"renew":["village","mix"]}}"#,
    ),
    ("POST", "/v1/responses/GM0171/dagbesteding-2026/nobody", JSON, "{}"),
];
const METHODS: [&str; 8] = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"];
const TYPES: [&str; 5] = [FORM, "application/json; charset=utf-8", "text/plain", "multipart/form-data", "x"];

/// Changes, removes, doubles or adds bytes here and there.
fn mutate(chance: &mut fastrand::Rng, text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..chance.usize(0..4) {
        let at = chance.usize(0..=bytes.len());
        match chance.u8(0..5) {
            0 if at < bytes.len() => bytes[at] = chance.u8(..),
            1 if at < bytes.len() => {
                bytes.remove(at);
            }
            2 => bytes.insert(at, *chance.choice(b"&=.%{}[]\",:;/?#\0\n\x7f\xc3\xff").unwrap()),
            3 => {
                let part = bytes[at..].to_vec();
                bytes.extend(part);
            }
            _ => bytes.truncate(at),
        }
    }
    bytes
}

/// A path that a client can send: what is not a URL's is percent-encoded.
fn sendable(path: &[u8]) -> String {
    let mut sendable = String::from("/");
    for byte in path.iter().skip(1) {
        match byte {
            b'!'..=b'~' if !b"\"<>\\^`{|}#".contains(byte) => sendable.push(*byte as char),
            other => sendable.push_str(&format!("%{other:02X}")),
        }
    }
    sendable
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_makes_it_fail() {
    let count: u64 =
        std::env::var("DAGPEIL_REQUESTS").map_or(3_000, |count| count.parse().expect("a number of requests"));
    let world = World::with_access(Access::Both).await;
    let code = world.code(Holder::Respondent, 1).await;
    for at in 0..40 {
        assert!(world.post("users", &format!("respondent-{at:06}"), resident()).await.status().is_success());
    }
    world.set_clock(world.now().plus_days(1));
    world.release().await;
    let key = format!("Bearer {}", world.running.adviser_key());
    let mut outcomes = std::collections::BTreeMap::<u16, u64>::new();
    let mut chance = fastrand::Rng::with_seed(100_000);
    for number in 0..count {
        let seed = chance.u64(..);
        let mut chance = fastrand::Rng::with_seed(seed);
        let (method, path, kind, body) = *chance.choice(&SENSIBLE).unwrap();
        let seldom = |chance: &mut fastrand::Rng| chance.u8(0..4) == 0;
        let method = if seldom(&mut chance) { *chance.choice(&METHODS).unwrap() } else { method };
        let path = if seldom(&mut chance) { sendable(&mutate(&mut chance, path)) } else { path.to_owned() };
        let body = &body.replace("CODE", &code);
        let body = if chance.bool() { mutate(&mut chance, body) } else { body.as_bytes().to_vec() };
        let kind = if seldom(&mut chance) { *chance.choice(&TYPES).unwrap() } else { kind };
        let mut request = world
            .request(Method::from_bytes(method.as_bytes()).unwrap(), &path)
            .header("content-type", kind)
            .header("accept", *chance.choice(&["*/*", "*/*", "text/html", JSON, "text/csv", ";q=", "x/y"]).unwrap())
            .header("accept-language", *chance.choice(&["nl", "en-GB,en;q=0.8", "ar", "*", ";;,,q=2", ""]).unwrap());
        if !seldom(&mut chance) {
            let id = mutate(&mut chance, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
            if let Ok(id) = reqwest::header::HeaderValue::from_bytes(&id) {
                request = request.header("idempotency-key", id);
            }
        }
        if seldom(&mut chance) {
            let code = match chance.u8(0..3) {
                0 => code.as_bytes().to_vec(),
                1 => b"0000-0000-0000-0000".to_vec(),
                _ => mutate(&mut chance, &code),
            };
            if let Ok(code) = reqwest::header::HeaderValue::from_bytes(&code) {
                request = request.header("invitation-code", code);
            }
        }
        if !seldom(&mut chance) {
            let key = if !seldom(&mut chance) { key.as_bytes().to_vec() } else { mutate(&mut chance, &key) };
            if let Ok(key) = reqwest::header::HeaderValue::from_bytes(&key) {
                request = request.header("authorization", key);
            }
        }
        if chance.u8(0..8) == 0 {
            let host = *chance.choice(&["", "x", "[::1]", "a b", "xn--", "127.0.0.1:99999", "é"]).unwrap();
            if let Ok(host) = reqwest::header::HeaderValue::from_str(host) {
                request = request.header("host", host);
            }
        }
        let answer = request.body(body).send().await;
        let answer = answer.unwrap_or_else(|error| panic!("request {number} (seed {seed}) got no answer: {error}"));
        let status = answer.status();
        assert!(!status.is_server_error(), "request {number} (seed {seed}): {method} {path} got {status}");
        let _ = answer.bytes().await;
        *outcomes.entry(status.as_u16()).or_default() += 1;
    }
    // A run in which everything is refused at the door shows nothing. A conflict comes after something was stored.
    for expected in [200, 204, 400, 401, 403, 404, 405, 406, 409, 415, 422] {
        assert!(outcomes.contains_key(&expected), "{expected} never came up: {outcomes:?}");
    }
    let health = world.get("/health").await;
    assert!(health.status().is_success());
    println!("{count} random requests: {outcomes:?}");
}
