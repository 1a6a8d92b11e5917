//! The stand-in for the Lambda runtime API with a real process.

#![allow(clippy::unwrap_used)] // A test that can't go on has failed.

use std::time::Duration;

use dagpeil_tests::function::{CallError, Function, Package, http_event};
use dagpeil_tests::runtime_api::Unfinished;
use serde_json::json;

fn nothing(environment: &[(&str, &str)]) -> Package {
    Package {
        name: "nothing".to_owned(),
        binary: env!("CARGO_BIN_EXE_nothing").into(),
        arguments: Vec::new(),
        environment: environment.iter().map(|(name, value)| (name.into(), value.into())).collect(),
        log: None,
    }
}

#[tokio::test]
async fn a_cold_start_and_warm_calls_are_answered_and_measured() {
    let event = http_event("GET", "/x?lang=nl", &[("Accept", "text/html")], None);
    let (mut function, call) = Function::cold_start(&nothing(&[]), &event).await.unwrap();
    let call = call.unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(call.status(), Some(204));
    assert!(function.start_up().unwrap() <= call.took);

    let first = function.usage().await.unwrap();
    assert!(first.cpu > Duration::ZERO && first.cpu < Duration::from_secs(1), "{first:?}");
    assert!((100_000..50_000_000).contains(&first.peak_memory), "{first:?}");
    for _ in 0..200 {
        assert_eq!(function.call(&event).await.ok().and_then(|call| call.status()), Some(204));
    }
    let later = function.usage().await.unwrap();
    assert!(later.cpu > first.cpu && later.peak_memory >= first.peak_memory, "{first:?} {later:?}");
}

#[tokio::test]
async fn failures_are_told_apart() {
    let mut function = Function::spawn(&nothing(&[])).await.unwrap();
    let failed = function.call(&json!({"fail": true})).await.err();
    assert_eq!(failed, Some(CallError::Failed(r#"{"errorMessage":"told to fail"}"#.to_owned())));
    assert!(function.call(&json!({})).await.is_ok(), "it goes on after a failure");

    let (_function, call) = Function::cold_start(&nothing(&[("NOTHING_INIT_ERROR", "1")]), &json!({})).await.unwrap();
    let said = Some(r#"{"errorMessage":"told not to start"}"#.to_owned());
    assert_eq!(call.err(), Some(CallError::Silent(Unfinished::NeverStarted, said)));

    let missing = Package { binary: "/nowhere/bootstrap".into(), ..nothing(&[]) };
    assert!(Function::spawn(&missing).await.is_err());
}
