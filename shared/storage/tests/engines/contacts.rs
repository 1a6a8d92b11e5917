//! The contact letterbox: a place is given once and to no more than there are places, and nothing tells who came first.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;
use storage::sealed::{OpenedContacts, Promoted, Standing};
use storage::{Claimed, Contacts, Occupancy, Posted};
use survey::contact::{Asked, Contact, ContactKey, ContactProof, DEMO_RECIPIENT, Draft, Field};
use survey::id::CampaignId;
use survey::keys::SubmissionId;
use survey::language::Text;
use survey::time::{Day, Moment, Timestamp};

use crate::{Bench, on_every_engine};

const EXPIRES: Timestamp = Timestamp(1_830_000_000);

fn campaign() -> CampaignId {
    "leerkring-2027".parse().unwrap()
}

fn contact(places: Option<u32>, waiting: u32) -> Contact {
    Contact {
        title: Text::dutch("Aanmelden"),
        purpose: Text::dutch("Uitnodigen"),
        readers: Text::dutch("Adviseurs"),
        closes: Moment { at: Timestamp(1_800_000_000), offset: 3_600 },
        kept_until: Day(21_180),
        expires: EXPIRES,
        recipients: vec![DEMO_RECIPIENT.to_owned()],
        fields: vec![Asked { field: Field::Email, required: true }],
        idea: None,
        questions: Vec::new(),
        places,
        waiting,
        progress: false,
    }
}

fn id(number: u32) -> SubmissionId {
    let mut bytes = [7; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    SubmissionId::from_random(bytes)
}

fn key(number: u32) -> ContactKey {
    ContactKey::of(&campaign(), &id(number))
}

fn proof(number: u32, address: &str) -> ContactProof {
    let fields = [(Field::Email, address.to_owned())].into();
    let entry = contact(None, 0).accept(&Draft { fields, ..Draft::default() }).ok().unwrap();
    entry.proof(&campaign(), &id(number))
}

fn contacts(bench: &Bench) -> Contacts {
    Contacts::new(bench.client.clone(), &bench.tables.contacts)
}

fn opened(bench: &Bench) -> OpenedContacts {
    OpenedContacts::new(bench.client.clone(), &bench.tables.contacts)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_at_once_take_each_place_once_and_no_more() {
    on_every_engine(async |bench| {
        let contact = contact(Some(30), 20);
        let mut under_way = tokio::task::JoinSet::new();
        // Each of them twice: phones retry, and a hand may press the button twice.
        for number in (0..200).chain(0..200) {
            let (contacts, contact) = (contacts(bench), contact.clone());
            under_way.spawn(async move {
                let claimed = loop {
                    match contacts.claim(&campaign(), &contact, &key(number), true).await {
                        Ok(claimed) => break claimed,
                        Err(error) => assert!(error.is_unavailable(), "{error}"),
                    }
                };
                // An engine that is out of breath is asked again, as a person would.
                if claimed != Claimed::Nothing {
                    let proof = proof(number, "a@b.nl");
                    let posted = loop {
                        match contacts.post(&campaign(), &contact, &key(number), &proof, vec![1; 512]).await {
                            Ok(posted) => break posted,
                            Err(error) => assert!(error.is_unavailable(), "{error}"),
                        }
                    };
                    assert_eq!(posted, Posted::Stored);
                }
                (number, claimed)
            });
        }
        let (mut placed, mut waiting) = (BTreeSet::new(), BTreeSet::new());
        while let Some(outcome) = under_way.join_next().await {
            let (number, claimed) = outcome.unwrap();
            match claimed {
                Claimed::Place => drop(placed.insert(number)),
                Claimed::Waiting => drop(waiting.insert(number)),
                Claimed::Nothing => {}
            }
        }
        assert_eq!((placed.len(), waiting.len()), (30, 20), "people who were told");
        assert!(placed.is_disjoint(&waiting), "nobody was told both");
        assert_eq!(contacts(bench).occupancy(&campaign()).await.unwrap(), Occupancy { places: 30, waiting: 20 });
        let found = opened(bench).all(&campaign()).await.unwrap();
        assert!(found.held.is_empty());
        for (standing, told) in [(Standing::Place, placed), (Standing::Waiting, waiting)] {
            let entries = found.entries.iter().filter(|entry| entry.standing == standing);
            let entries: BTreeSet<&str> = entries.map(|entry| entry.key.as_str()).collect();
            let told: Vec<ContactKey> = told.into_iter().map(key).collect();
            assert_eq!(entries, told.iter().map(ContactKey::as_str).collect());
        }
    })
    .await;
}

#[tokio::test]
async fn who_has_a_place_keeps_it_and_who_waits_is_not_overtaken() {
    on_every_engine(async |bench| {
        let (contacts, opened, contact) = (contacts(bench), opened(bench), contact(Some(1), 1));
        let claim = async |number| contacts.claim(&campaign(), &contact, &key(number), true).await.unwrap();
        assert_eq!(contacts.occupancy(&campaign()).await.unwrap(), Occupancy::default());
        assert_eq!(
            (claim(1).await, claim(2).await, claim(3).await),
            (Claimed::Place, Claimed::Waiting, Claimed::Nothing)
        );
        assert_eq!(
            (claim(1).await, claim(2).await),
            (Claimed::Place, Claimed::Waiting),
            "asking again changes nothing"
        );
        let unwilling = contacts.claim(&campaign(), &contact, &key(4), false).await.unwrap();
        assert_eq!(unwilling, Claimed::Nothing, "nobody waits who was not told");
        // The operator frees a place. It is not for who comes next, but for who waits, when the operator says so.
        assert_eq!(
            opened.promote(&campaign(), &contact, &key(2)).await.unwrap(),
            Promoted::Refused,
            "no place is free"
        );
        opened.delete(&campaign(), &key(1)).await.unwrap();
        assert_eq!(claim(3).await, Claimed::Nothing);
        assert_eq!(opened.promote(&campaign(), &contact, &key(2)).await.unwrap(), Promoted::Done);
        assert_eq!(opened.promote(&campaign(), &contact, &key(2)).await.unwrap(), Promoted::Done, "twice is once");
        assert_eq!(opened.promote(&campaign(), &contact, &key(9)).await.unwrap(), Promoted::Refused, "does not wait");
        assert_eq!(
            (claim(2).await, claim(3).await, claim(4).await),
            (Claimed::Place, Claimed::Waiting, Claimed::Nothing)
        );
    })
    .await;
}

#[tokio::test]
async fn campaigns_do_not_take_each_others_places() {
    on_every_engine(async |bench| {
        let (contacts, contact) = (contacts(bench), contact(Some(1), 0));
        let other: CampaignId = "challenge-2027".parse().unwrap();
        assert_eq!(contacts.claim(&campaign(), &contact, &key(1), true).await.unwrap(), Claimed::Place);
        assert_eq!(
            contacts.claim(&other, &contact, &ContactKey::of(&other, &id(1)), true).await.unwrap(),
            Claimed::Place
        );
        assert_eq!(
            contacts.claim(&other, &contact, &ContactKey::of(&other, &id(2)), true).await.unwrap(),
            Claimed::Nothing
        );
    })
    .await;
}

#[tokio::test]
async fn the_same_again_is_welcome_and_anything_else_under_the_same_key_is_refused() {
    on_every_engine(async |bench| {
        let (contacts, contact) = (contacts(bench), contact(None, 0));
        let post = async |address: &str, sealed: u8| {
            contacts.post(&campaign(), &contact, &key(1), &proof(1, address), vec![sealed; 512]).await.unwrap()
        };
        assert_eq!(post("a@b.nl", 1).await, Posted::Stored);
        // Sealed anew it is other bytes, and still the same.
        assert_eq!(post("a@b.nl", 2).await, Posted::Stored);
        assert_eq!(post("c@d.nl", 3).await, Posted::AlreadyUsed);
        let found = opened(bench).all(&campaign()).await.unwrap();
        assert_eq!(found.entries.len(), 1);
        assert_eq!(found.entries[0].sealed, [2; 512]);
        // A claim was never made: it shows.
        assert_eq!(found.entries[0].standing, Standing::None);
    })
    .await;
}

#[tokio::test]
async fn a_place_that_someone_was_cut_short_in_taking_shows_and_can_be_freed() {
    on_every_engine(async |bench| {
        let (contacts, opened, contact) = (contacts(bench), opened(bench), contact(Some(1), 0));
        assert_eq!(contacts.claim(&campaign(), &contact, &key(1), true).await.unwrap(), Claimed::Place);
        let found = opened.all(&campaign()).await.unwrap();
        assert!(found.entries.is_empty());
        assert_eq!(found.held, [(key(1), Standing::Place)]);
        opened.delete(&campaign(), &key(1)).await.unwrap();
        opened.delete(&campaign(), &key(1)).await.unwrap();
        assert_eq!(contacts.claim(&campaign(), &contact, &key(2), true).await.unwrap(), Claimed::Place);
    })
    .await;
}

#[tokio::test]
async fn to_delete_where_nothing_ever_was_makes_nothing() {
    on_every_engine(async |bench| {
        opened(bench).delete(&campaign(), &key(1)).await.unwrap();
        let items = bench.client.scan().table_name(&bench.tables.contacts).send().await.unwrap();
        assert!(items.items().is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_item_holds_what_is_sealed_its_proof_and_the_common_expiry_and_nothing_else() {
    on_every_engine(async |bench| {
        let (contacts, contact) = (contacts(bench), contact(Some(5), 0));
        for number in 0..3 {
            assert_eq!(contacts.claim(&campaign(), &contact, &key(number), true).await.unwrap(), Claimed::Place);
            let posted =
                contacts.post(&campaign(), &contact, &key(number), &proof(number, "a@b.nl"), vec![9; 700]).await;
            assert_eq!(posted.unwrap(), Posted::Stored);
        }
        let items = bench.client.scan().table_name(&bench.tables.contacts).send().await.unwrap();
        assert_eq!(items.items().len(), 4);
        for item in items.items() {
            let names: BTreeSet<&str> = item.keys().map(String::as_str).collect();
            assert_eq!(item["expires"], AttributeValue::N(EXPIRES.0.to_string()));
            let expected = if item["pk"].as_s().unwrap() == "leerkring-2027#places" {
                BTreeSet::from(["pk", "sk", "places", "expires"])
            } else {
                BTreeSet::from(["pk", "sk", "sealed", "proof", "expires"])
            };
            assert_eq!(names, expected);
        }
    })
    .await;
}
