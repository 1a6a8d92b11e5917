use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use storage::embedded::{Fault, Seen, Watch};
use storage::{Entry, Letterbox, OpenText, OpenedLetterbox, Posted, SessionEntry};
use survey::code::{Holder, Invitation, InvitationCode};
use survey::focus::StoredSession;
use survey::keys::{CodesKey, KEY_RANGES, LinkKey, ResponseKey, SubmissionId, Ticket};
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

/// An invitation code, the same for the same number.
fn code(number: u8) -> InvitationCode {
    let (campaign, audience) = ("noordoostpolder-2026".parse().unwrap(), "users".parse().unwrap());
    let invitation = Invitation { campaign: &campaign, municipality: "GM0171".parse().unwrap(), audience: &audience };
    CodesKey::new([8; 32]).issue(invitation, Holder::Respondent, [number; 5])
}

/// The fields of [`entry`]'s open texts, and one that it leaves empty.
const FIELDS: [&str; 3] = ["wish", "day.other", "who.other"];

fn text_keys<'a>(ticket: impl Into<Ticket<'a>>) -> Vec<(String, ResponseKey)> {
    let ticket = ticket.into();
    FIELDS.map(|field| (field.to_owned(), link().text_key(ticket, field))).into()
}

/// An entry that answers "who" with `who` and carries two open texts.
pub(crate) fn entry(submission: &SubmissionId, who: &str) -> Entry {
    entry_under(submission.into(), submission, who)
}

fn entry_under(ticket: Ticket<'_>, submission: &SubmissionId, who: &str) -> Entry {
    let open = |field: &str| OpenText {
        field: field.to_owned(),
        key: link().text_key(ticket, field),
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
async fn a_code_is_for_one_answer_and_the_page_that_sent_it_may_send_it_again() {
    on_every_engine(async |bench| {
        let users = place("users");
        for round in 0..5 {
            let code = code(round);
            let key = link().response_key(&code);
            // A page each, with an id of its own. Some answer alike: to know someone's answers does not help either.
            let posts: Vec<_> = (0..10_u32)
                .map(|page| {
                    let (letterbox, users, code, key) = (letterbox(bench), users.clone(), code.clone(), key.clone());
                    tokio::spawn(async move {
                        let id = submission(100 * u32::from(round) + page);
                        let entry = entry_under((&code).into(), &id, &format!("who{}", page % 3));
                        let mut outcomes = Vec::new();
                        for _ in 0..3 {
                            outcomes.push(letterbox.post(&users, &key, &entry).await.unwrap());
                        }
                        outcomes
                    })
                })
                .collect();
            let mut winners = 0;
            for post in posts {
                let outcomes = post.await.unwrap();
                assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]), "a retry is told what the first was");
                winners += u32::from(outcomes[0] == Posted::Stored);
            }
            assert_eq!(winners, 1);
            assert_eq!(everything(bench, &bench.tables.responses).await.len(), usize::from(round) + 1);
            assert_eq!(everything(bench, &bench.tables.texts).await.len(), 2 * (usize::from(round) + 1));
        }
    })
    .await;
}

#[tokio::test]
async fn withdrawing_deletes_what_one_code_sent_and_nothing_else() {
    on_every_engine(async |bench| {
        let users = place("users");
        let post = async |number: u8, page: u32| {
            let (code, id) = (code(number), submission(page));
            let entry = entry_under((&code).into(), &id, "self");
            letterbox(bench).post(&users, &link().response_key(&code), &entry).await.unwrap()
        };
        let withdraw = async |number: u8| {
            let code = code(number);
            letterbox(bench).withdraw(&users, &link().response_key(&code), &text_keys(&code)).await.unwrap();
        };
        assert_eq!(post(1, 1).await, Posted::Stored);
        let others = (everything(bench, &bench.tables.responses).await, everything(bench, &bench.tables.texts).await);
        assert_eq!(post(2, 2).await, Posted::Stored);
        assert_eq!(post(2, 3).await, Posted::AlreadyUsed);

        withdraw(2).await;
        let left = (everything(bench, &bench.tables.responses).await, everything(bench, &bench.tables.texts).await);
        assert_eq!(left, others);
        // Where nothing is: alike.
        withdraw(2).await;
        withdraw(3).await;
        assert_eq!(everything(bench, &bench.tables.responses).await, others.0);

        // A new start with the same code, from another page.
        assert_eq!(post(2, 3).await, Posted::Stored);
        assert_eq!(everything(bench, &bench.tables.responses).await.len(), 2);
        assert_eq!(everything(bench, &bench.tables.texts).await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn withdrawing_again_completes_what_failed_anywhere_and_until_then_the_code_counts_as_used() {
    on_every_engine(async |bench| {
        for delete in 0..=FIELDS.len() {
            for fault in [Fault::Before(delete), Fault::After(delete)] {
                let number = 2 * delete as u8 + u8::from(matches!(fault, Fault::After(_)));
                let (code, users) = (code(number), place(&format!("users{number}")));
                let key = link().response_key(&code);
                let post = async |page: u32| {
                    let entry = entry_under((&code).into(), &submission(page), "self");
                    letterbox(bench).post(&users, &key, &entry).await.unwrap()
                };
                assert_eq!(post(1).await, Posted::Stored);
                let watch = Watch::failing(fault);
                let failing = Letterbox::new(watch.client(&bench.client), &bench.tables.responses, &bench.tables.texts);
                assert!(failing.withdraw(&users, &key, &text_keys(&code)).await.is_err(), "{fault:?}");
                assert!(watch.has_failed());
                if fault != Fault::After(FIELDS.len()) {
                    assert_eq!(post(2).await, Posted::AlreadyUsed, "{fault:?}");
                }
                letterbox(bench).withdraw(&users, &key, &text_keys(&code)).await.unwrap();
                let prefix = format!("S(\"{}#", users.audience);
                for table in [&bench.tables.responses, &bench.tables.texts] {
                    let left = everything(bench, table).await;
                    assert!(!left.keys().any(|sk| sk.starts_with(&prefix)), "{fault:?}");
                }
            }
        }
    })
    .await;
}

/// Of the members of a request that make DynamoDB tell what lies there, or that depend on it.
fn asks_something_back(body: &str) -> bool {
    ["ReturnValues", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics"].iter().any(|member| body.contains(member))
}

#[tokio::test]
async fn nothing_is_asked_back_and_a_withdrawal_is_the_same_whether_or_not_there_was_something() {
    on_every_engine(async |bench| {
        let users = place("users");
        let code = code(1);
        let key = link().response_key(&code);
        let watch = Watch::new();
        let watched = Letterbox::new(watch.client(&bench.client), &bench.tables.responses, &bench.tables.texts);
        let mut withdrawals = Vec::new();
        for filled in [true, false] {
            if filled {
                let entry = entry_under((&code).into(), &submission(1), "self");
                assert_eq!(watched.post(&users, &key, &entry).await.unwrap(), Posted::Stored);
                let other = entry_under((&code).into(), &submission(2), "self");
                assert_eq!(watched.post(&users, &key, &other).await.unwrap(), Posted::AlreadyUsed);
            }
            let before = watch.seen().len();
            watched.withdraw(&users, &key, &text_keys(&code)).await.unwrap();
            let sent = watch.seen().split_off(before);
            assert!(
                sent.iter().all(|seen| seen.operation == "DeleteItem" && !seen.body.contains("ConditionExpression"))
            );
            // As values: the members of an object come in any order.
            let bodies = sent.iter().map(|seen| serde_json::from_str::<serde_json::Value>(&seen.body).unwrap());
            withdrawals.push(bodies.collect::<Vec<_>>());
        }
        assert_eq!(withdrawals[0], withdrawals[1]);
        assert_eq!(withdrawals[0].len(), FIELDS.len() + 1);
        let seen = watch.seen();
        assert!(seen.iter().all(Seen::is_write), "nothing is read");
        assert!(seen.iter().all(|seen| !asks_something_back(&seen.body)));
    })
    .await;
}

#[tokio::test]
async fn after_a_withdrawal_at_the_same_moment_as_a_retry_another_one_leaves_nothing() {
    on_every_engine(async |bench| {
        let users = place("users");
        for round in 0..10 {
            let code = code(round);
            let key = link().response_key(&code);
            let post = async || {
                let entry = entry_under((&code).into(), &submission(1), "self");
                letterbox(bench).post(&users, &key, &entry).await.unwrap()
            };
            assert_eq!(post().await, Posted::Stored);
            let withdraw = async || letterbox(bench).withdraw(&users, &key, &text_keys(&code)).await.unwrap();
            let (posted, ()) = tokio::join!(post(), withdraw());
            assert_eq!(posted, Posted::Stored);
            // Whichever was later: to withdraw once more takes away all that is left.
            withdraw().await;
            assert_eq!(everything(bench, &bench.tables.responses).await.len(), 0);
            assert_eq!(everything(bench, &bench.tables.texts).await.len(), 0);
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

/// The session of a focus group, and what leads to it.
fn session(code: &InvitationCode, submission: &SubmissionId, people: u32) -> SessionEntry {
    let quote = |place| OpenText {
        field: survey::focus::QUOTES.to_owned(),
        key: link().quote_key(code, place),
        text: format!("quote {place} of {people}"),
    };
    SessionEntry {
        session: StoredSession {
            people,
            themes: "meeting learning".to_owned(),
            agreed: vec![("near".to_owned(), 4), ("bus".to_owned(), 0)],
        },
        proof: link().proof(submission, &people.to_be_bytes()),
        expires: Timestamp(4_000_000_000),
        quotes: vec![quote(0), quote(1)],
    }
}

#[tokio::test]
async fn sessions_lie_apart_are_put_once_a_code_and_can_be_withdrawn() {
    on_every_engine(async |bench| {
        let (users, id, other) = (place("users"), submission(1), submission(2));
        let (letterbox, opened) = (letterbox(bench), opened(bench));
        let code = code(3);
        let key = link().session_key(&code);
        let read = async || {
            let mut sessions = Vec::new();
            opened.for_each_session(&users, |session| sessions.push(session)).await.unwrap();
            sessions
        };
        assert!(read().await.is_empty());
        for _ in 0..2 {
            let posted = letterbox.post_session(&users, &key, &session(&code, &id, 7)).await.unwrap();
            assert_eq!(posted, Posted::Stored);
        }
        let posted = letterbox.post_session(&users, &key, &session(&code, &other, 8)).await.unwrap();
        assert_eq!(posted, Posted::AlreadyUsed);
        let stored = read().await;
        let [StoredSession { people, themes, agreed }] = stored.as_slice() else { panic!("one session") };
        let agreed: BTreeMap<&str, u32> = agreed.iter().map(|(id, agreed)| (id.as_str(), *agreed)).collect();
        assert_eq!((*people, themes.as_str(), agreed), (7, "meeting learning", [("near", 4), ("bus", 0)].into()));

        // Neither among responses nor the other way round, and no other place's.
        letterbox.post(&users, &link().response_key(&id), &entry(&id, "self")).await.map(drop).unwrap();
        let mut responses = 0;
        for range in KEY_RANGES {
            opened.for_each(&users, range, |_| responses += 1).await.unwrap();
        }
        assert_eq!((responses, read().await.len()), (1, 1));
        opened.for_each_session(&place("providers"), |_| panic!("another audience's")).await.unwrap();

        let texts = everything(bench, &bench.tables.texts).await;
        assert_eq!(texts.keys().filter(|sort| sort.contains("users#focus-group#")).count(), 2);
        let quotes: Vec<ResponseKey> = (0..3).map(|place| link().quote_key(&code, place)).collect();
        letterbox.withdraw_session(&users, &key, &quotes).await.unwrap();
        letterbox.withdraw_session(&users, &key, &quotes).await.unwrap();
        assert!(read().await.is_empty());
        let texts = everything(bench, &bench.tables.texts).await;
        assert!(texts.keys().all(|sort| !sort.contains("focus-group")), "the response's own texts stay");
        assert_eq!(texts.len(), 2);
    })
    .await;
}
