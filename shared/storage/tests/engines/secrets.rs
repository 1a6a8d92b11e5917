use storage::embedded::{Fault, Watch};
use storage::{Kept, NewSecrets, Secrets, Standing, Unhung};
use survey::disclosure::Ledger;
use survey::id::CampaignId;
use survey::keys::{CodesKey, LinkKey, RoundingKey};
use survey::release::{Progress, ReleaseNumber};
use survey::time::Day;

use crate::notice_board::release;
use crate::{Bench, on_every_engine, place};

fn campaign() -> CampaignId {
    "noordoostpolder-2026".parse().unwrap()
}

fn new(seed: u8) -> NewSecrets {
    NewSecrets {
        link: LinkKey::new([seed; 32]),
        codes: CodesKey::new([seed + 1; 32]),
        rounding: RoundingKey::new([seed + 2; 32]),
        policy: "fedcba9876543210".to_owned(),
    }
}

fn secrets(bench: &Bench) -> Secrets {
    Secrets::new(bench.client.clone(), &bench.tables.secrets)
}

/// The keys in the open, to compare them.
fn exposed(standing: &Standing) -> [Option<[u8; 32]>; 3] {
    [
        standing.link.key().map(|key| *key.expose()),
        standing.codes.key().map(|key| *key.expose()),
        standing.rounding.key().map(|key| *key.expose()),
    ]
}

fn ledger(responses: u64) -> Ledger {
    Ledger {
        read_on: Some(Day(20_700)),
        released_on: Some(Day(20_700)),
        responses: vec![responses],
        bases: [("who".to_owned(), responses), ("judge.home".to_owned(), 12)].into(),
    }
}

fn progress(day: i64) -> Progress {
    Progress::from_json(&format!(r#"{{"day":{day},"responses":{{"about":35}}}}"#)).unwrap()
}

#[tokio::test]
async fn secrets_are_made_once() {
    on_every_engine(async |bench| {
        assert!(matches!(secrets(bench).link_key(&campaign()).await.unwrap(), Kept::Missing));
        let first = secrets(bench).make_missing(&campaign(), &new(1)).await.unwrap();
        assert_eq!(exposed(&first), [Some([1; 32]), Some([2; 32]), Some([3; 32])]);
        assert_eq!(first.policy.as_deref(), Some("fedcba9876543210"));
        let second = secrets(bench).make_missing(&campaign(), &new(50)).await.unwrap();
        assert_eq!(exposed(&second), exposed(&first));
        let Kept::Key(link) = secrets(bench).link_key(&campaign()).await.unwrap() else { panic!("made") };
        let Kept::Key(codes) = secrets(bench).codes_key(&campaign()).await.unwrap() else { panic!("made") };
        assert_eq!((link.expose(), codes.expose()), (&[1; 32], &[2; 32]));
        let other: CampaignId = "elders-2026".parse().unwrap();
        assert!(matches!(secrets(bench).link_key(&other).await.unwrap(), Kept::Missing));
        assert!(matches!(secrets(bench).codes_key(&other).await.unwrap(), Kept::Missing));
    })
    .await;
}

#[tokio::test]
async fn of_two_makers_at_once_both_end_with_one_set() {
    on_every_engine(async |bench| {
        let makers: Vec<_> = (0..4)
            .map(|maker| {
                let secrets = secrets(bench);
                tokio::spawn(async move { secrets.make_missing(&campaign(), &new(10 * maker)).await.unwrap() })
            })
            .collect();
        let mut sets = Vec::new();
        for maker in makers {
            sets.push(exposed(&maker.await.unwrap()));
        }
        assert!(sets[0].iter().all(Option::is_some));
        assert!(sets.iter().all(|set| *set == sets[0]));
    })
    .await;
}

#[tokio::test]
async fn making_that_was_cut_short_is_completed_and_nothing_could_be_collected_before() {
    on_every_engine(async |bench| {
        for write in 0..4 {
            for fault in [Fault::Before(write), Fault::After(write)] {
                let after = matches!(fault, Fault::After(_));
                let id: CampaignId = format!("campaign-{write}-{after}").parse().unwrap();
                let watch = Watch::failing(fault);
                let failing = Secrets::new(watch.client(&bench.client), &bench.tables.secrets);
                assert!(failing.make_missing(&id, &new(1)).await.is_err());
                let between = secrets(bench).standing(&id).await.unwrap();
                if between.link.key().is_some() {
                    assert!(exposed(&between).iter().all(Option::is_some) && between.policy.is_some());
                }
                let done = secrets(bench).make_missing(&id, &new(50)).await.unwrap();
                assert!(exposed(&done).iter().all(Option::is_some) && done.policy.is_some());
                for (before, after) in exposed(&between).iter().zip(exposed(&done)) {
                    assert!(before.is_none() || *before == after, "what was made stays");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn sealing_destroys_for_good_wherever_it_was_cut_short() {
    on_every_engine(async |bench| {
        for write in 0..4 {
            for fault in [Fault::Before(write), Fault::After(write)] {
                let after = matches!(fault, Fault::After(_));
                let id: CampaignId = format!("campaign-{write}-{after}").parse().unwrap();
                secrets(bench).make_missing(&id, &new(1)).await.unwrap();
                for audience in ["users", "providers"] {
                    assert!(secrets(bench).remember(&id, &place(audience), 0, &ledger(41), None).await.unwrap());
                }
                let watch = Watch::failing(fault);
                let failing = Secrets::new(watch.client(&bench.client), &bench.tables.secrets);
                assert!(failing.seal(&id).await.is_err());
                if matches!(secrets(bench).standing(&id).await.unwrap().rounding, Kept::Sealed) {
                    assert!(secrets(bench).remembered(&id, &place("users")).await.unwrap().version == 0);
                }
                secrets(bench).seal(&id).await.unwrap();
                let standing = secrets(bench).make_missing(&id, &new(50)).await.unwrap();
                assert!(matches!(standing.link, Kept::Sealed) && matches!(standing.rounding, Kept::Sealed));
                assert_eq!(standing.codes.key().map(|key| *key.expose()), Some([2; 32]), "codes stay");
                assert!(secrets(bench).link_key(&id).await.unwrap().key().is_none(), "and lead nowhere");
                for audience in ["users", "providers"] {
                    assert!(secrets(bench).remembered(&id, &place(audience)).await.unwrap().version == 0);
                }
                let left = bench.client.scan().table_name(&bench.tables.secrets).send().await.unwrap();
                let of_campaign = |item: &&std::collections::HashMap<_, _>| {
                    item["pk"] == aws_sdk_dynamodb::types::AttributeValue::S(id.to_string())
                };
                let left: Vec<_> = left.items().iter().filter(of_campaign).collect();
                assert_eq!(left.len(), 4, "link, codes, rounding and policy");
                assert_eq!(left.iter().filter(|item| item.contains_key("secret")).count(), 1, "the codes' alone");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn of_two_who_remember_the_second_notices() {
    on_every_engine(async |bench| {
        let (secrets, users) = (secrets(bench), place("users"));
        let nothing = secrets.remembered(&campaign(), &users).await.unwrap();
        assert!(nothing.version == 0 && nothing.ledger == Ledger::default() && nothing.unhung.is_none());
        let unhung =
            Unhung { progress: progress(20_700), release: Some(release("users", ReleaseNumber::Interim(1), 3)) };
        assert!(secrets.remember(&campaign(), &users, 0, &ledger(41), Some(&unhung)).await.unwrap());
        assert!(!secrets.remember(&campaign(), &users, 0, &ledger(42), None).await.unwrap());
        let first = secrets.remembered(&campaign(), &users).await.unwrap();
        assert!(first.version == 1 && first.ledger == ledger(41));
        assert!(first.unhung == Some(unhung));
        assert!(secrets.remember(&campaign(), &users, 1, &ledger(43), None).await.unwrap());
        assert!(!secrets.remember(&campaign(), &users, 1, &ledger(44), None).await.unwrap());
        let second = secrets.remembered(&campaign(), &users).await.unwrap();
        assert!(second.version == 2 && second.ledger == ledger(43) && second.unhung.is_none());
        let others = secrets.remembered(&campaign(), &place("providers")).await.unwrap();
        assert!(others.version == 0);
    })
    .await;
}
