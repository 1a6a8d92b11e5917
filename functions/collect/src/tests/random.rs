//! Whatever the router is handed: no panic, and no failure of ours. What clients can send over HTTP, good requests with
//! faults made in them above all, comes by the thousands in the tests of the whole; here is what only fits in a request
//! made by hand, such as headers and paths that no client lets through.

use std::collections::BTreeSet;
use std::sync::Mutex;

use http::uri::PathAndQuery;
use http::{HeaderName, HeaderValue};
use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use super::*;

fn path() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        select(vec!["", "v1", "responses", "questionnaires", "GM0171", "proef-2026", "users", "noordoostpolder"]),
        select(vec![
            "gebruikers",
            "bedankt",
            "intrekken",
            "privacy",
            "health",
            ".well-known",
            "%00",
            "..",
            "%2e%2e",
            "é",
            "{x}"
        ]),
    ];
    let parts = proptest::collection::vec(part, 0..6).prop_map(|parts| format!("/{}", parts.join("/")));
    let known = select(vec![
        USERS.to_owned(),
        API.to_owned(),
        "/".to_owned(),
        format!("{USERS}/bedankt"),
        format!("{USERS}/intrekken"),
    ]);
    let query = prop_oneof![select(vec!["", "?lang=en", "?lang=", "?campaign=x&lang=ar", "?%ff&&="])];
    (prop_oneof![known, parts, "/.{0,20}"], query).prop_map(|(path, query)| format!("{path}{query}"))
}

fn headers() -> impl Strategy<Value = Vec<(String, Vec<u8>)>> {
    let name = select(vec![
        "accept",
        "accept-language",
        "accept-encoding",
        "content-type",
        "content-length",
        "idempotency-key",
        "invitation-code",
        "host",
        "x-forwarded-for",
    ]);
    let known = select(vec![
        "text/html",
        "application/json",
        "application/x-www-form-urlencoded",
        "gzip",
        "*/*;q=x",
        "AAAABBBBCCCCDDDD",
        "0000-0000-0000-0000",
        ";,=q",
        "99999999999999999999",
        "[::1",
    ]);
    let value = prop_oneof![known.prop_map(|value| value.as_bytes().to_vec()), any::<Vec<u8>>()];
    // Often the right ones first, or nothing would get past the door.
    let right = select(vec![None, Some("application/json"), Some("application/x-www-form-urlencoded")]);
    (right, proptest::collection::vec((name.prop_map(str::to_owned), value), 0..4)).prop_map(|(right, more)| {
        let right = right.map(|kind| [("content-type", kind), ("idempotency-key", "AAAABBBBCCCCDDDD")]);
        let right = right.into_iter().flatten().map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec()));
        right.chain(more).collect()
    })
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    let fields = proptest::collection::vec(
        "(id|code|check|replace|sure|shown|website|to|q|n)(\\.(who|day|judge|prefer|hours|wish|x))?(\\.(home|other|1|x))?=(self|home|other|[0-9-]{0,20}|.{0,5})",
        0..8,
    );
    let answers =
        "\\{\"answers\": \\{(\"(who|day|judge|x)\": (1|-1e400|\"self\"|\\[\\]|\\{\"home\":null\\}|null)){0,1}\\}\\}";
    prop_oneof![
        any::<Vec<u8>>(),
        fields.prop_map(|fields| format!("id=AAAABBBBCCCCDDDD&{}", fields.join("&")).into_bytes()),
        answers.prop_map(String::into_bytes),
    ]
}

#[derive(Debug)]
struct Sent {
    method: Method,
    path: String,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

fn random() -> impl Strategy<Value = Sent> {
    let methods = select(vec![Method::GET, Method::POST, Method::HEAD, Method::PUT, Method::DELETE, Method::OPTIONS]);
    (methods, path(), headers(), body()).prop_map(|(method, path, headers, body)| Sent { method, path, headers, body })
}

#[test]
fn no_panic_and_no_failure() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let slot = runtime.block_on(Slot::with_access(Access::Both));
    let seen = Mutex::new(BTreeSet::new());
    let config = ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(&random(), |sent| {
        let Ok(target) = PathAndQuery::try_from(sent.path.as_str()) else { return Ok(()) };
        let mut request = Request::new(Body::from(sent.body));
        *request.method_mut() = sent.method;
        *request.uri_mut() = target.into();
        for (name, value) in sent.headers {
            if let Ok(value) = HeaderValue::from_bytes(&value) {
                request.headers_mut().insert(HeaderName::try_from(name).unwrap(), value);
            }
        }
        let answer = runtime.block_on(send(&slot.router, request));
        assert!(answer.status < 500, "{}: {}", sent.path, answer.status);
        seen.lock().unwrap().insert(answer.status);
        Ok(())
    });
    outcome.unwrap();
    // So that we know it was not the same door knocked on all the time.
    let seen = seen.into_inner().unwrap();
    for status in [200, 400, 404, 405, 406, 415] {
        assert!(seen.contains(&status), "{status} was never answered: {seen:?}");
    }
}
