//! What is released, and when.

use release::Outcome::{Completed, FinalBefore, NotDue, Released, TooEarly};
use release::{Outcome, Report};
use storage::embedded::Watch;
use survey::release::Cell;
use survey::release::ReleaseNumber::{Final, Interim};

use crate::world::{World, campaign, counted, noon};

#[tokio::test]
async fn the_first_run_makes_three_different_secrets_once_and_before_the_campaign_opens() {
    let world = World::new().await;
    let mut room = world.room();
    room.random = counted;
    let report = room.run(noon(-30)).await.unwrap();
    assert!(report.visits.iter().all(|visit| visit.outcome == Ok(NotDue)));
    let keys = world.outlook().await.keys;
    assert!(keys.iter().all(Option::is_some));
    assert!(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2]);
    room.run(noon(-29)).await.unwrap();
    assert_eq!(world.outlook().await.keys, keys);
}

#[tokio::test]
async fn interim_releases_wait_for_enough_responses_growth_and_rest() {
    let world = World::new().await;
    assert_eq!(world.outcomes(campaign().opens.at.plus_minutes(-1)).await, [NotDue, NotDue]);
    world.post("users", 0..29).await;
    world.post("providers", 0..9).await;
    assert_eq!(world.outcomes(noon(1)).await, [TooEarly, TooEarly]);
    assert_eq!(world.outcomes(noon(1).plus_minutes(60)).await, [NotDue, NotDue], "read today");
    world.post("users", 29..30).await;
    world.post("providers", 9..10).await;
    assert_eq!(world.outcomes(noon(2)).await, [Released(Interim(1)), Released(Interim(1))]);

    world.post("users", 30..60).await;
    assert_eq!(world.outcomes(noon(8)).await[0], TooEarly, "6 days are too few");
    assert_eq!(world.outcomes(noon(9)).await[0], Released(Interim(2)));
    world.post("users", 60..69).await;
    assert_eq!(world.outcomes(noon(16)).await[0], TooEarly, "9 more are too few");
    world.post("users", 69..70).await;
    assert_eq!(world.outcomes(noon(17)).await[0], Released(Interim(3)));
    assert!(world.release("users", "1").await.is_some() && world.release("users", "2").await.is_some());
    assert!(world.release("users", "4").await.is_none());
    assert!(world.release("users", "final").await.is_none());
}

#[tokio::test]
async fn nothing_is_read_between_the_close_and_the_final_release() {
    let world = World::new().await;
    let closes = campaign().closes.at;
    world.run(noon(0)).await.unwrap();
    world.post("users", 0..40).await;
    assert_eq!(world.outcomes(closes.plus_minutes(-1)).await, [Released(Interim(1)), TooEarly]);
    world.post("users", 40..80).await;
    assert_eq!(world.outcomes(closes).await, [NotDue, NotDue]);
    assert_eq!(world.outcomes(closes.plus_minutes(89)).await, [NotDue, NotDue]);
    assert_eq!(world.outcomes(closes.plus_minutes(90)).await, [Released(Final), Released(Final)]);
}

#[tokio::test]
async fn no_more_interim_releases_than_the_policy_allows() {
    let mut few = campaign();
    few.policy.most_interim = 2;
    let world = World::of(few).await;
    world.run(noon(0)).await.unwrap();
    let mut released = Vec::new();
    for round in 0..4u32 {
        world.post("users", round * 40..(round + 1) * 40).await;
        released.push(world.outcomes(noon(8 * i64::from(round) + 1)).await[0]);
    }
    assert_eq!(released, [Released(Interim(1)), Released(Interim(2)), TooEarly, TooEarly]);
}

#[tokio::test]
async fn a_table_whose_base_has_not_grown_is_repeated_figure_for_figure() {
    let world = World::new().await;
    world.run(noon(0)).await.unwrap();
    world.post("users", 0..35).await;
    world.run(noon(1)).await.unwrap();
    // None of these is asked how it is at home.
    world.post("users", 35..90).await;
    world.run(noon(10)).await.unwrap();
    let (first, second) = (world.release("users", "1").await.unwrap(), world.release("users", "2").await.unwrap());
    let table = |release: &survey::release::Release, item: &str| {
        release.tables().iter().find(|table| table.item().to_string() == item).unwrap().clone()
    };
    assert_eq!(table(&first, "content"), table(&second, "content"));
    assert_eq!(table(&second, "content").renewed(), Interim(1));
    assert_eq!(table(&second, "who").renewed(), Interim(2));
    assert_ne!(table(&first, "day").body(), table(&second, "day").body());
}

#[tokio::test]
async fn the_letterbox_is_read_at_most_once_a_day_while_open_and_never_after_the_end() {
    let world = World::new().await;
    world.run(noon(0).plus_days(-1)).await.unwrap();
    world.post("users", 0..40).await;
    let reads = async |now| {
        let watch = Watch::new();
        world.room_through(&watch.client(&world.client)).run(now).await.unwrap();
        watch.seen().iter().filter(|seen| seen.is_about(&world.tables.responses)).count()
    };
    // Two places, 32 ranges of one page each.
    assert_eq!(reads(noon(0)).await, 64);
    for hour in 1..12 {
        assert_eq!(reads(noon(0).plus_minutes(60 * hour)).await, 0, "{hour} hours later");
    }
    assert_eq!(reads(noon(1)).await, 64);
    let end = campaign().final_from();
    assert_eq!(reads(end).await, 64);
    assert_eq!(reads(end.plus_minutes(60)).await, 0);
}

#[tokio::test]
async fn progress_is_told_while_too_few_have_responded_and_is_rounded() {
    let world = World::new().await;
    world.run(noon(0)).await.unwrap();
    world.post("users", 0..23).await;
    world.run(noon(1)).await.unwrap();
    let outlook = world.outlook().await;
    let users = outlook.users.progress.as_ref().unwrap();
    assert_eq!(users.day(), noon(1).day());
    assert!(matches!(users.responses(), Cell::About(20 | 25)));
    assert_eq!(outlook.providers.progress.as_ref().unwrap().responses(), Cell::FewerThan(5));
    world.post("users", 23..29).await;
    world.run(noon(1).plus_minutes(600)).await.unwrap();
    assert_eq!(world.outlook().await.users.progress, outlook.users.progress, "once a day");
}

#[tokio::test]
async fn after_the_last_final_release_the_secrets_and_exact_counts_are_gone() {
    let world = World::new().await;
    world.run(noon(0)).await.unwrap();
    world.post("users", 0..40).await;
    world.run(noon(1)).await.unwrap();
    let end = campaign().final_from();
    let report = world.run(end).await.unwrap();
    assert!(report.sealed);
    insta::assert_snapshot!(report);
    let outlook = world.outlook().await;
    assert_eq!(outlook.keys.map(|key| key.is_some()), [false, true, false]);
    assert!([&outlook.users, &outlook.providers].iter().all(|place| place.ledger == Default::default()));
    // An audience of which nobody responded has a final release too, without figures.
    assert_eq!(world.release("providers", "final").await.unwrap().responses(), Cell::FewerThan(5));

    for later in [1, 60, 60 * 24 * 30] {
        let report = world.run(end.plus_minutes(later)).await.unwrap();
        assert_eq!(report, Report { visits: Vec::new(), sealed: true });
    }
    assert!(world.outlook().await == outlook);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn runs_at_once_make_one_release() {
    let undisturbed = World::new().await;
    let disturbed = World::new().await;
    for world in [&undisturbed, &disturbed] {
        world.run(noon(0)).await.unwrap();
        world.post("users", 0..40).await;
        world.post("providers", 0..20).await;
    }
    for now in [noon(1), noon(2), campaign().final_from()] {
        undisturbed.run(now).await.unwrap();
        let runs: Vec<_> = (0..4)
            .map(|_| {
                let room = disturbed.room();
                tokio::spawn(async move { room.run(now).await.unwrap() })
            })
            .collect();
        let mut made = 0;
        for run in runs {
            let is_new = |outcome: &Outcome| matches!(outcome, Released(_));
            let visits = run.await.unwrap().visits;
            made += visits.iter().filter(|visit| visit.outcome.as_ref().is_ok_and(is_new)).count();
        }
        assert!(made <= 2, "one for each audience at most");
        assert_eq!(
            disturbed
                .run(now.plus_minutes(1))
                .await
                .unwrap()
                .visits
                .iter()
                .filter(|visit| { !matches!(visit.outcome, Ok(NotDue | Completed | FinalBefore)) })
                .count(),
            0
        );
        assert!(disturbed.outlook().await == undisturbed.outlook().await);
    }
}
