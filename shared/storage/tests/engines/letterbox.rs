use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use storage::embedded::{Fault, Watch};
use storage::{Entry, Letterbox, OpenText, OpenedLetterbox, Posted};
use survey::keys::{KEY_RANGES, LinkKey, ResponseKey, SubmissionId};
use survey::mode::Mode;
use survey::response::Stored;
use survey::time::Timestamp;

use crate::{Bench, on_every_engine, place};

pub(crate) fn link() -> LinkKey {
    LinkKey::new([7; 32])
}

pub(crate) fn submission(number: u32) -> SubmissionId {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    SubmissionId::from_random(bytes)
}

/// An entry that answers "who" with `who` and carries two open texts.
pub(crate) fn entry(submission: &SubmissionId, who: &str) -> Entry {
    let open = |field: &str| OpenText {
        field: field.to_owned(),
        key: link().text_key(submission, field),
        text: format!("{field} of {who}"),
    };
    Entry {
        answers: vec![
            ("who".to_owned(), Stored::Options(who.to_owned())),
            ("places".to_owned(), Stored::Number(-3)),
            ("judge.home".to_owned(), Stored::Options("good".to_owned())),
        ],
        proof: link().proof(submission, who.as_bytes()),
        questionnaire: "0123456789abcdef".to_owned(),
        mode: Mode::Link,
        expires: Timestamp(4_000_000_000),
        texts: vec![open("wish"), open("day.other")],
    }
}

fn letterbox(bench: &Bench) -> Letterbox {
    Letterbox::new(bench.client.clone(), &bench.tables.responses, &bench.tables.texts)
}

fn opened(bench: &Bench) -> OpenedLetterbox {
    OpenedLetterbox::new(bench.client.clone(), &bench.tables.responses)
}

/// Everything in a table, as bytes that can be compared.
async fn everything(bench: &Bench, table: &str) -> BTreeMap<String, String> {
    let page = bench.client.scan().table_name(table).consistent_read(true).send().await.unwrap();
    assert!(page.last_evaluated_key.is_none());
    page.items()
        .iter()
        .map(|item| {
            let sorted: BTreeMap<_, _> = item
                .iter()
                .map(|(name, value)| match value {
                    AttributeValue::M(map) => (name, format!("{:?}", map.iter().collect::<BTreeMap<_, _>>())),
                    value => (name, format!("{value:?}")),
                })
                .collect();
            (sorted[&"sk".to_owned()].clone(), format!("{sorted:?}"))
        })
        .collect()
}

#[tokio::test]
async fn the_first_and_the_same_again_are_stored_and_another_changes_nothing() {
    on_every_engine(async |bench| {
        let (users, id) = (place("users"), submission(1));
        let key = link().response_key(&id);
        assert!(opened(bench).is_empty(&users).await.unwrap());
        assert_eq!(letterbox(bench).post(&users, &key, &entry(&id, "self")).await.unwrap(), Posted::Stored);
        let responses = everything(bench, &bench.tables.responses).await;
        let texts = everything(bench, &bench.tables.texts).await;
        assert_eq!((responses.len(), texts.len()), (1, 2));

        assert_eq!(letterbox(bench).post(&users, &key, &entry(&id, "self")).await.unwrap(), Posted::Stored);
        assert_eq!(letterbox(bench).post(&users, &key, &entry(&id, "someone")).await.unwrap(), Posted::AlreadyUsed);
        assert_eq!(everything(bench, &bench.tables.responses).await, responses);
        assert_eq!(everything(bench, &bench.tables.texts).await, texts, "a refused response leaves no text behind");

        assert!(!opened(bench).is_empty(&users).await.unwrap());
        assert!(opened(bench).is_empty(&place("providers")).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn what_is_stored_has_the_documented_attributes_and_no_other() {
    on_every_engine(async |bench| {
        let (users, id) = (place("users"), submission(1));
        letterbox(bench).post(&users, &link().response_key(&id), &entry(&id, "self")).await.map(drop).unwrap();
        let names = async |table: &str| {
            let page = bench.client.scan().table_name(table).send().await.unwrap();
            let mut names: Vec<String> = page.items()[0].keys().cloned().collect();
            names.sort();
            names
        };
        let expected = ["answers", "expires", "mode", "pk", "proof", "questionnaire", "sk"];
        assert_eq!(names(&bench.tables.responses).await, expected);
        assert_eq!(names(&bench.tables.texts).await, ["expires", "pk", "sk", "text"]);
        let texts = everything(bench, &bench.tables.texts).await;
        let key = link().response_key(&id);
        assert!(texts.values().all(|item| !item.contains(key.as_str())), "a text does not lead to its response");
    })
    .await;
}

#[tokio::test]
async fn posting_again_completes_what_failed_anywhere() {
    on_every_engine(async |bench| {
        for write in 0..3 {
            for fault in [Fault::Before(write), Fault::After(write)] {
                let number = 2 * write as u32 + u32::from(matches!(fault, Fault::After(_)));
                let (id, users) = (submission(number), place(&format!("users{number}")));
                let key = link().response_key(&id);
                let watch = Watch::failing(fault);
                let failing = Letterbox::new(watch.client(&bench.client), &bench.tables.responses, &bench.tables.texts);
                assert!(failing.post(&users, &key, &entry(&id, "self")).await.is_err(), "{fault:?}");
                assert!(watch.has_failed());
                let again = letterbox(bench).post(&users, &key, &entry(&id, "self")).await.unwrap();
                assert_eq!(again, Posted::Stored, "{fault:?}");
                let texts = everything(bench, &bench.tables.texts).await;
                let prefix = format!("S(\"{}#", users.audience);
                assert_eq!(texts.keys().filter(|sk| sk.starts_with(&prefix)).count(), 2, "{fault:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn of_different_answers_at_once_exactly_one_wins() {
    on_every_engine(async |bench| {
        let users = place("users");
        for round in 0..5 {
            let id = submission(round);
            let posts: Vec<_> = (0..8)
                .map(|who| {
                    let (letterbox, users, id) = (letterbox(bench), users.clone(), id.clone());
                    tokio::spawn(async move {
                        let entry = entry(&id, &format!("who{who}"));
                        letterbox.post(&users, &link().response_key(&id), &entry).await.unwrap()
                    })
                })
                .collect();
            let mut stored = 0;
            for post in posts {
                stored += u32::from(post.await.unwrap() == Posted::Stored);
            }
            assert_eq!(stored, 1);
        }
    })
    .await;
}

#[tokio::test]
async fn the_ranges_together_hold_each_response_once() {
    on_every_engine(async |bench| {
        let users = place("users");
        let mut expected = BTreeMap::<String, u32>::new();
        for number in 0..150 {
            let id = submission(number);
            let key = link().response_key(&id);
            *expected.entry(key.as_str()[..1].to_owned()).or_default() += 1;
            let mut entry = entry(&id, "self");
            entry.texts.clear();
            entry.answers.push(("number".to_owned(), Stored::Number(i64::from(number))));
            letterbox(bench).post(&users, &key, &entry).await.map(drop).unwrap();
            // Others in the same partition must not be counted.
            letterbox(bench).post(&place("users2"), &key, &entry).await.map(drop).unwrap();
        }
        let mut numbers = Vec::new();
        for range in KEY_RANGES {
            let before = numbers.len();
            opened(bench)
                .for_each(&users, range, |entry| {
                    assert_eq!(entry.mode, Mode::Link);
                    assert_eq!(entry.questionnaire, "0123456789abcdef");
                    let answers: BTreeMap<_, _> = entry.answers.into_iter().collect();
                    assert!(matches!(&answers["who"], Stored::Options(who) if who == "self"));
                    assert!(matches!(answers["places"], Stored::Number(-3)));
                    let Stored::Number(number) = answers["number"] else { panic!("a number was stored") };
                    numbers.push(number);
                })
                .await
                .unwrap();
            assert_eq!((numbers.len() - before) as u32, expected.get(range).copied().unwrap_or(0), "range {range}");
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (0..150).collect::<Vec<i64>>());
    })
    .await;
}

#[tokio::test]
async fn a_range_of_several_pages_is_read_whole() {
    on_every_engine(async |bench| {
        let users = place("users");
        let in_range: Vec<(SubmissionId, ResponseKey)> = (0..)
            .map(submission)
            .map(|id| (link().response_key(&id), id))
            .filter(|(key, _)| key.as_str().starts_with('A'))
            .map(|(key, id)| (id, key))
            .take(45)
            .collect();
        for (number, (id, key)) in in_range.iter().enumerate() {
            let mut entry = entry(id, "self");
            entry.texts.clear();
            entry.answers.push(("padding".to_owned(), Stored::Options("x".repeat(30_000))));
            entry.answers.push(("number".to_owned(), Stored::Number(number as i64)));
            letterbox(bench).post(&users, key, &entry).await.map(drop).unwrap();
        }
        let watch = Watch::new();
        let mut numbers = Vec::new();
        OpenedLetterbox::new(watch.client(&bench.client), &bench.tables.responses)
            .for_each(&users, "A", |entry| {
                numbers.extend(entry.answers.iter().filter_map(|(id, stored)| match stored {
                    Stored::Number(number) if id == "number" => Some(*number),
                    _ => None,
                }));
            })
            .await
            .unwrap();
        numbers.sort_unstable();
        assert_eq!(numbers, (0..45).collect::<Vec<i64>>());
        assert!(watch.seen().len() >= 2, "1.35 MB are more than a page");
        assert!(watch.seen().iter().all(|seen| seen.body.contains("\"ConsistentRead\":true")));
    })
    .await;
}
