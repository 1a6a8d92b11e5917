use storage::embedded::{Fault, Watch};
use storage::moderation::{Decided, Offered, OpenTexts};
use storage::operator::Purge;
use storage::{Hung, Letterbox, NoticeBoard, Posted};
use survey::addendum::{Addendum, Approved};
use survey::moderation::{Decision, Verdict, terms};
use survey::release::{Release, ReleaseNumber};
use survey::time::{Day, Timestamp};

use crate::letterbox::{entry, link, submission};
use crate::notice_board::release;
use crate::{Bench, on_every_engine, place};

fn texts(bench: &Bench) -> OpenTexts {
    OpenTexts::new(bench.client.clone(), &bench.tables.texts)
}

/// As many entries, with their texts.
async fn fill(bench: &Bench, audience: &str, count: u32) {
    let letterbox = Letterbox::new(bench.client.clone(), &bench.tables.responses, &bench.tables.texts);
    for number in 0..count {
        let id = submission(number);
        let key = link().response_key(&id);
        assert_eq!(letterbox.post(&place(audience), &key, &entry(&id, "self")).await.unwrap(), Posted::Stored);
    }
}

fn decision(verdict: Verdict, struck: &str) -> Decision {
    Decision { verdict, struck: struck.to_owned() }
}

/// What is kept of the first text of all, read anew.
async fn first(bench: &Bench) -> Offered {
    texts(bench).all(&place("users")).await.unwrap().0.remove(0)
}

#[tokio::test]
async fn a_decision_is_kept_beside_its_text_and_changed_by_who_saw_it() {
    on_every_engine(async |bench| {
        fill(bench, "users", 3).await;
        fill(bench, "users2", 1).await;
        let (store, users) = (texts(bench), place("users"));
        let (offered, terms) = store.all(&users).await.unwrap();
        assert_eq!((offered.len(), terms.len()), (6, 0), "not those of another audience");
        assert!(offered.iter().all(|text| text.decision.is_none() && !text.text.is_empty()));

        let (mut one, mut other) = (first(bench).await, first(bench).await);
        let approved = decision(Verdict::Approved, "0-2 5");
        assert_eq!(store.decide(&users, &mut one, approved.clone()).await.unwrap(), Decided::Kept);
        assert_eq!(first(bench).await.decision, Some(approved.clone()));
        // The same once more is welcome, from whoever; anything else only from who saw what it replaces.
        assert_eq!(store.decide(&users, &mut other, approved.clone()).await.unwrap(), Decided::Kept);
        let mut stale = first(bench).await;
        stale.decision = None;
        let rejected = decision(Verdict::Rejected, "");
        assert_eq!(store.decide(&users, &mut stale, rejected.clone()).await.unwrap(), Decided::Overtaken);
        assert_eq!(stale.decision, None);
        assert_eq!(store.decide(&users, &mut one, rejected.clone()).await.unwrap(), Decided::Kept);
        assert_eq!(
            store.decide(&users, &mut other, decision(Verdict::Approved, "")).await.unwrap(),
            Decided::Overtaken
        );
        let kept = first(bench).await;
        assert_eq!((kept.decision, kept.text == one.text), (Some(rejected), true), "the text stays as it was");
    })
    .await;
}

#[tokio::test]
async fn a_text_that_is_gone_does_not_come_back_as_a_decision() {
    on_every_engine(async |bench| {
        fill(bench, "users", 1).await;
        let (store, users) = (texts(bench), place("users"));
        let mut text = first(bench).await;
        let purge = Purge::new(bench.client.clone(), &bench.tables.responses, &bench.tables.texts);
        let found = purge.texts(&users).await.unwrap();
        assert!(purge.erase(found).await.trouble.is_none());
        let decided = store.decide(&users, &mut text, decision(Verdict::Approved, "")).await.unwrap();
        assert_eq!(decided, Decided::Overtaken);
        assert!(store.all(&users).await.unwrap().0.is_empty());
    })
    .await;
}

#[tokio::test]
async fn terms_are_decided_about_by_field() {
    on_every_engine(async |bench| {
        fill(bench, "users", 2).await;
        let (store, users) = (texts(bench), place("users"));
        let term = &terms(["wandelen!", "ik wandelen"], 2)[0];
        let expires = Timestamp(1_830_000_000);
        let decide = async |field: &str, before, verdict| {
            store.decide_term(&users, field, term, before, verdict, expires).await.unwrap()
        };
        assert_eq!(decide("wish", None, Verdict::Approved).await, Decided::Kept);
        assert_eq!(decide("wish", None, Verdict::Approved).await, Decided::Kept, "the same again");
        assert_eq!(decide("wish", None, Verdict::Rejected).await, Decided::Overtaken);
        assert_eq!(decide("day.other", None, Verdict::Rejected).await, Decided::Kept);
        assert_eq!(decide("wish", Some(Verdict::Approved), Verdict::Rejected).await, Decided::Kept);
        let (offered, decided) = store.all(&users).await.unwrap();
        assert_eq!(offered.len(), 4, "a term is no text");
        let mut decided: Vec<_> =
            decided.iter().map(|term| (term.field.as_str(), term.term.as_str(), term.verdict)).collect();
        decided.sort_by_key(|(field, ..)| *field);
        assert_eq!(decided, [("day.other", "wandelen", Verdict::Rejected), ("wish", "wandelen", Verdict::Rejected)]);
    })
    .await;
}

#[tokio::test]
async fn a_failure_in_between_is_mended_by_deciding_again_and_nothing_is_asked_back() {
    on_every_engine(async |bench| {
        fill(bench, "users", 1).await;
        let users = place("users");
        let mut text = first(bench).await;
        // The answer gets lost after the write: nobody knows whether it was kept.
        let failing = Watch::failing(Fault::After(0));
        let store = OpenTexts::new(failing.client(&bench.client), &bench.tables.texts);
        let approved = decision(Verdict::Approved, "");
        let _ = store.decide(&users, &mut text, approved.clone()).await;
        assert!(failing.has_failed());
        let watch = Watch::new();
        let store = OpenTexts::new(watch.client(&bench.client), &bench.tables.texts);
        assert_eq!(store.decide(&users, &mut text, approved.clone()).await.unwrap(), Decided::Kept);
        assert_eq!(first(bench).await.decision, Some(approved));
        assert!(watch.seen().iter().all(|seen| !seen.body.contains("ReturnValues")), "{:?}", watch.seen());
    })
    .await;
}

/// An addendum of that version, with one quote.
fn addendum(release: &Release, version: u32, quote: &str) -> Addendum {
    let quote = decision(Verdict::Approved, "").approve(quote).unwrap();
    Addendum::of(release, version, Day(20_701), vec![Approved::of("wish".to_owned(), [quote], [])]).unwrap()
}

#[tokio::test]
async fn an_addendum_is_replaced_by_the_next_version_alone() {
    on_every_engine(async |bench| {
        let (board, users) = (NoticeBoard::new(bench.client.clone(), &bench.tables.releases), place("users"));
        let release = release("users", ReleaseNumber::Final, 2);
        assert_eq!(board.hang(&release).await.unwrap(), Hung::Now);
        assert_eq!(board.addendum(&users).await.unwrap(), None);
        let hang = async |version, quote: &str| {
            board
                .hang_addendum(&addendum(&release, version, quote), "operator", Timestamp(1_790_000_000))
                .await
                .unwrap()
        };
        assert_eq!(hang(2, "te vroeg").await, Hung::Before);
        assert_eq!(hang(1, "een").await, Hung::Now);
        assert_eq!(hang(1, "ook een").await, Hung::Before);
        assert_eq!(hang(3, "drie").await, Hung::Before);
        assert_eq!(hang(2, "twee").await, Hung::Now);
        assert_eq!(board.addendum(&users).await.unwrap(), Some(addendum(&release, 2, "twee")));
        // It is taken for no release.
        assert_eq!(board.latest(&users).await.unwrap(), Some(release));
        assert_eq!(board.list(&users).await.unwrap().releases.len(), 1);
        assert_eq!(board.addendum(&place("providers")).await.unwrap(), None);
    })
    .await;
}
