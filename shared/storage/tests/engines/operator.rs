use storage::embedded::{Fault, Watch};
use storage::operator::Purge;
use storage::{Letterbox, OpenedLetterbox, Posted};

use crate::letterbox::{entry, link, submission};
use crate::{Bench, on_every_engine, place};
use survey::mode::Mode;

fn purge(bench: &Bench) -> Purge {
    Purge::new(bench.client.clone(), &bench.tables.responses, &bench.tables.texts)
}

async fn fill(bench: &Bench, audience: &str, count: u32) {
    let letterbox = Letterbox::new(bench.client.clone(), &bench.tables.responses, &bench.tables.texts);
    for number in 0..count {
        let id = submission(number);
        let posted = letterbox.post(&place(audience), &link().response_key(&id), &entry(&id, "self")).await.unwrap();
        assert_eq!(posted, Posted::Stored);
    }
}

async fn counts(bench: &Bench, audience: &str) -> (usize, usize) {
    let place = place(audience);
    (purge(bench).responses(&place).await.unwrap().len(), purge(bench).texts(&place).await.unwrap().len())
}

#[tokio::test]
async fn what_is_found_is_erased_and_nothing_else() {
    on_every_engine(async |bench| {
        fill(bench, "users", 40).await;
        fill(bench, "users2", 3).await;
        assert_eq!(counts(bench, "users").await, (40, 80));

        let exact = link().response_key(&submission(7));
        let found = purge(bench).responses(&place("users")).await.unwrap();
        assert!(found.iter().all(|found| found.mode() == Some(Mode::Link)));
        let one: Vec<_> = found.into_iter().filter(|found| found.begins_with(exact.as_str())).collect();
        assert_eq!(one.len(), 1);
        let erasure = purge(bench).erase(one).await;
        assert_eq!((erasure.erased, erasure.trouble), (1, None));
        assert_eq!(counts(bench, "users").await, (39, 80));
        let rest = purge(bench).responses(&place("users")).await.unwrap();
        assert!(!rest.iter().any(|found| found.begins_with(exact.as_str())));

        let erasure = purge(bench).erase(rest).await;
        assert_eq!((erasure.erased, erasure.trouble), (39, None));
        let texts = purge(bench).texts(&place("users")).await.unwrap();
        assert_eq!(purge(bench).erase(texts).await.erased, 80);
        assert_eq!(counts(bench, "users").await, (0, 0));
        assert_eq!(counts(bench, "users2").await, (3, 6), "another audience in the same partition");
        let opened = OpenedLetterbox::new(bench.client.clone(), &bench.tables.responses);
        assert!(opened.is_empty(&place("users")).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn an_erasure_that_fails_tells_how_far_it_came_and_can_be_done_again() {
    on_every_engine(async |bench| {
        fill(bench, "users", 30).await;
        let watch = Watch::failing(Fault::Before(10));
        let failing = Purge::new(watch.client(&bench.client), &bench.tables.responses, &bench.tables.texts);
        let found = failing.responses(&place("users")).await.unwrap();
        let erasure = failing.erase(found).await;
        assert!(erasure.trouble.is_some());
        let left = counts(bench, "users").await.0;
        assert!(left >= 20 && left as u64 <= 30 - erasure.erased, "{left} left, {} erased", erasure.erased);
        let rest = purge(bench).responses(&place("users")).await.unwrap();
        assert!(purge(bench).erase(rest).await.trouble.is_none());
        assert_eq!(counts(bench, "users").await.0, 0);
    })
    .await;
}

#[tokio::test]
async fn no_answer_is_read_and_nothing_is_asked_back() {
    on_every_engine(async |bench| {
        fill(bench, "users", 2).await;
        let watch = Watch::new();
        let watched = Purge::new(watch.client(&bench.client), &bench.tables.responses, &bench.tables.texts);
        let found = watched.responses(&place("users")).await.unwrap();
        let _ = watched.texts(&place("users")).await.unwrap();
        assert_eq!(watched.erase(found).await.erased, 2);
        for seen in watch.seen() {
            assert!(!seen.body.contains("ReturnValues"), "{seen:?}");
            if seen.operation == "Query" {
                let projected = ["\"ProjectionExpression\":\"sk, #mode\"", "\"ProjectionExpression\":\"sk\""];
                assert!(projected.iter().any(|projected| seen.body.contains(projected)), "{}", seen.body);
            }
        }
    })
    .await;
}
