//! When the job must not go on, and says so.

use release::{Error, Outcome, Trouble};
use storage::Kept;
use storage::embedded::Watch;
use survey::disclosure::Ledger;
use survey::keys::LinkKey;
use survey::release::ReleaseNumber::{Final, Interim};
use survey::response::Stored;

use crate::world::{World, answers, campaign, noon};

#[tokio::test]
async fn without_secrets_but_with_a_response_nothing_is_made() {
    let world = World::new().await;
    world.post_one("providers", 1, answers("providers", 1), &LinkKey::new([9; 32]), |_| {}).await;
    let error = world.run(noon(1)).await.unwrap_err();
    assert_eq!(error, Error::SecretsMissing);
    insta::assert_snapshot!(error);
    let standing = world.room().secrets.standing(&world.campaign.id).await.unwrap();
    assert!(matches!(standing.link, Kept::Missing) && standing.policy.is_none());
}

#[tokio::test]
async fn without_secrets_but_with_a_release_nothing_is_made() {
    // A release from a campaign whose table of secrets was lost, and whose responses have expired.
    let before = World::new().await;
    before.run(noon(0)).await.unwrap();
    before.post("users", 0..40).await;
    before.run(noon(1)).await.unwrap();
    let world = World::new().await;
    let release = before.release("users", "1").await.unwrap();
    world.room().notice_board.hang(&release).await.map(drop).unwrap();
    assert_eq!(world.run(noon(2)).await.unwrap_err(), Error::SecretsMissing);
}

#[tokio::test]
async fn another_policy_than_at_the_opening_is_refused() {
    let mut world = World::new().await;
    world.run(noon(0)).await.unwrap();
    world.post("users", 0..40).await;
    let mut stricter = campaign();
    stricter.policy.smallest_base = 12;
    world.campaign = stricter.into();
    for now in [noon(1), campaign().final_from()] {
        assert_eq!(world.run(now).await.unwrap_err(), Error::PolicyChanged);
    }
    assert!(world.outlook().await.users.releases.is_empty());
    world.campaign = campaign().into();
    world.run(noon(1)).await.unwrap();
    assert!(world.release("users", "1").await.is_some());
}

#[tokio::test]
async fn a_response_that_does_not_fit_stops_its_place_and_no_other() {
    let world = World::new().await;
    world.run(noon(0)).await.unwrap();
    world.post("users", 0..40).await;
    world.post("providers", 0..20).await;
    let link = LinkKey::new([9; 32]);
    world.post_one("users", 99, answers("users", 99), &link, |entry| entry.questionnaire = "0".repeat(16)).await;
    let Err(Error::Incomplete(report)) = world.run(noon(1)).await else { panic!("the alarm must sound") };
    assert_eq!(report.visits[0].outcome, Err(Trouble::OtherQuestionnaire));
    assert_eq!(report.visits[1].outcome, Ok(Outcome::Released(Interim(1))));
    let outlook = world.outlook().await;
    assert_eq!(outlook.users.progress.as_ref().unwrap().day(), noon(0).day(), "nothing new of the users hangs");
    assert_eq!((outlook.users.releases.len(), outlook.providers.releases.len()), (0, 1));

    let Err(Error::Incomplete(report)) = world.run(campaign().final_from()).await else {
        panic!("the alarm must sound")
    };
    assert_eq!(report.visits[1].outcome, Ok(Outcome::Released(Final)));
    assert!(!report.sealed, "not while a final release is missing");
    assert!(world.outlook().await.keys.iter().all(Option::is_some));
    insta::assert_snapshot!(Error::Incomplete(report));
}

#[tokio::test]
async fn figures_that_can_not_be_accounted_for_stop_their_place_and_no_other() {
    let world = World::new().await;
    world.run(noon(0)).await.unwrap();
    world.post("users", 0..40).await;
    world.post("providers", 0..20).await;
    world.run(noon(1)).await.unwrap();
    // The ledger is made to say that a million had responded at a release that shows forty.
    let (secrets, users) = (world.room().secrets, world.place("users"));
    let remembered = secrets.remembered(&world.campaign.id, &users).await.unwrap();
    let ledger = Ledger { responses: vec![1_000_000], ..remembered.ledger };
    assert!(secrets.remember(&world.campaign.id, &users, remembered.version, &ledger, None).await.unwrap());
    let Err(Error::Incomplete(report)) = world.run(campaign().final_from()).await else {
        panic!("the alarm must sound")
    };
    assert_eq!(report.visits[0].outcome, Err(Trouble::Panicked));
    assert_eq!(report.visits[1].outcome, Ok(Outcome::Released(Final)));
    assert!(world.release("users", "final").await.is_none() && !report.sealed);
}

#[tokio::test]
async fn an_answer_that_the_questionnaire_does_not_know_stops_its_place() {
    let world = World::new().await;
    world.run(noon(0)).await.unwrap();
    let link = LinkKey::new([9; 32]);
    let unknown = |entry: &mut storage::Entry| entry.answers.push(("who2".to_owned(), Stored::Options("self".into())));
    world.post_one("users", 99, answers("users", 99), &link, unknown).await;
    let Err(Error::Incomplete(report)) = world.run(noon(1)).await else { panic!("the alarm must sound") };
    assert!(matches!(report.visits[0].outcome, Err(Trouble::Unreadable(_))));
}

#[tokio::test]
async fn an_unreachable_database_is_an_error_and_no_panic() {
    let mut world = World::new().await;
    world.run(noon(0)).await.unwrap();
    world.tables.responses = "not-there".to_owned();
    let Err(Error::Incomplete(report)) = world.run(noon(1)).await else { panic!("the alarm must sound") };
    assert!(report.visits.iter().all(|visit| matches!(visit.outcome, Err(Trouble::Storage(_)))));
    world.tables.secrets = "not-there".to_owned();
    assert!(matches!(world.run(noon(1)).await, Err(Error::Storage(_))));
}

#[tokio::test]
async fn the_job_never_touches_open_texts_or_adviser_keys_and_never_writes_responses() {
    let world = World::new().await;
    let watch = Watch::new();
    let room = world.room_through(&watch.client(&world.client));
    room.run(noon(0)).await.unwrap();
    world.post("users", 0..40).await;
    for now in [noon(1), noon(2), campaign().final_from()] {
        room.run(now).await.unwrap();
    }
    for seen in watch.seen() {
        assert!(!seen.is_about(&world.tables.texts) && !seen.is_about(&world.tables.advisers));
        assert!(!seen.is_write() || !seen.is_about(&world.tables.responses), "{}", seen.operation);
    }
}
