//! A run that is killed at any write, before it or just after, and run again an hour later, changes nothing of the
//! outcome; not even when a response comes in between, which is counted wholly before or wholly after.

use storage::embedded::{Fault, Watch};
use survey::time::Timestamp;

use crate::world::{Outlook, World, campaign, noon};

/// A campaign in short: what users and providers post, and after it the job runs.
const STEPS: [(std::ops::Range<u32>, std::ops::Range<u32>); 4] =
    [(0..0, 0..0), (0..35, 0..12), (35..60, 12..14), (60..62, 14..14)];

fn moment(step: usize) -> Timestamp {
    [noon(0).plus_days(-1), noon(1), noon(10), campaign().final_from()][step]
}

/// When one more response of each audience comes in, in the last step.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Extra {
    Never,
    BeforeTheRun,
    AfterTheFirstRun,
}

/// Runs the campaign up to and with step `last`, in which the run fails with `fault` and is run again. The outlook after
/// it, and how many writes the failing run tried.
async fn campaign_until(last: usize, fault: Option<Fault>, extra: Extra) -> (Outlook, usize) {
    let world = World::new().await;
    let more = async |at: Extra| {
        if extra == at {
            world.post("users", 900..901).await;
            world.post("providers", 900..901).await;
        }
    };
    for (step, (users, providers)) in STEPS.into_iter().enumerate().take(last + 1) {
        // The first run, before the campaign, makes the secrets that posting needs.
        if step > 0 {
            world.post("users", users).await;
            world.post("providers", providers).await;
        }
        if step < last {
            world.run(moment(step)).await.unwrap();
        }
    }
    more(Extra::BeforeTheRun).await;
    let watch = fault.map_or_else(Watch::new, Watch::failing);
    let run = world.room_through(&watch.client(&world.client)).run(moment(last)).await;
    assert_eq!(run.is_err(), watch.has_failed());
    more(Extra::AfterTheFirstRun).await;
    world.run(moment(last).plus_minutes(60)).await.unwrap();
    (world.outlook().await, watch.writes())
}

async fn killed_in(step: usize, writes_expected: usize) {
    let is_open = (1..=2).contains(&step);
    let extras = if is_open { &[Extra::BeforeTheRun, Extra::AfterTheFirstRun][..] } else { &[Extra::Never] };
    let mut undisturbed = Vec::new();
    for extra in extras {
        let (outlook, writes) = campaign_until(step, None, *extra).await;
        assert!(!outlook.users.is_unhung && !outlook.providers.is_unhung);
        assert_eq!(writes, writes_expected, "each of these is to fail");
        undisturbed.push(outlook);
    }
    let extra = if is_open { Extra::AfterTheFirstRun } else { Extra::Never };
    for write in 0..writes_expected {
        for fault in [Fault::Before(write), Fault::After(write)] {
            let (outlook, _) = campaign_until(step, Some(fault), extra).await;
            assert!(undisturbed.iter().any(|undisturbed| undisturbed.users == outlook.users), "users: {fault:?}");
            assert!(
                undisturbed.iter().any(|undisturbed| undisturbed.providers == outlook.providers),
                "providers: {fault:?}"
            );
            assert!(undisturbed[0].keys == outlook.keys, "keys: {fault:?}");
        }
    }
}

#[tokio::test]
async fn killed_while_making_the_secrets() {
    killed_in(0, 4).await;
}

#[tokio::test]
async fn killed_while_making_the_first_interim_releases() {
    // Of each audience: written ahead, progress, release, cleared.
    killed_in(1, 8).await;
}

#[tokio::test]
async fn killed_while_making_a_next_interim_release() {
    // The providers have too few new responses.
    killed_in(2, 7).await;
}

#[tokio::test]
async fn killed_while_making_the_final_releases_and_sealing() {
    // Two releases; link, two ledgers, rounding.
    killed_in(3, 6).await;
}

#[tokio::test]
async fn the_undisturbed_campaign_is_as_it_should_be() {
    let (outlook, _) = campaign_until(3, None, Extra::Never).await;
    let numbers = |releases: &[survey::release::Release]| -> Vec<String> {
        releases.iter().map(|release| release.number().to_string()).collect()
    };
    assert_eq!(numbers(&outlook.users.releases), ["0001", "0002", "final"]);
    assert_eq!(numbers(&outlook.providers.releases), ["0001", "final"]);
    insta::assert_json_snapshot!(outlook.users.releases[1]);
}
