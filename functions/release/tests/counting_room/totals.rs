//! The total over municipalities.

use release::Outcome::{FinalBefore, NoTotal, Released};
use release::Report;
use storage::embedded::{Fault, Watch};
use storage::{NoticeBoard, Place};
use survey::campaign::Campaign;
use survey::municipality::Municipality;
use survey::release::{Area, Release, ReleaseNumber};

use crate::world::{World, campaign, noon};

fn five() -> Campaign {
    let municipalities = Municipality::all().take(5).collect();
    Campaign { municipalities, ..campaign() }
}

/// A campaign that was answered by so many users in each of its municipalities, and closed.
async fn answered(sizes: &[u32]) -> World {
    let world = World::of(five()).await;
    world.run(noon(0)).await.unwrap();
    world.post_everywhere("users", sizes).await;
    world
}

async fn total(world: &World, audience: &str) -> Option<Release> {
    let place = Place::total(&world.campaign, world.campaign.audience(audience).unwrap());
    let board = NoticeBoard::new(world.client.clone(), &world.tables.releases);
    board.get(&place, ReleaseNumber::Final).await.unwrap()
}

fn totals(report: &Report) -> Vec<release::Outcome> {
    let visits = report.visits.iter().filter(|visit| visit.place.area == Area::All);
    visits.map(|visit| *visit.outcome.as_ref().unwrap()).collect()
}

#[tokio::test]
async fn after_the_final_releases_there_is_a_total_and_then_the_secrets_go() {
    let world = answered(&[20, 20, 20, 20, 20]).await;
    let report = world.run(noon(62)).await.unwrap();
    // Nobody answered for the providers.
    assert_eq!(totals(&report), [Released(ReleaseNumber::Final), NoTotal]);
    assert!(report.sealed);
    let release = total(&world, "users").await.unwrap();
    assert_eq!(release.area(), Area::All);
    assert!(release.responses().shown().abs_diff(100) < 5);
    assert!(total(&world, "providers").await.is_none());
    // A municipality's own release says nothing of the others.
    assert!(world.release("users", "final").await.unwrap().responses().shown().abs_diff(20) < 5);
}

#[tokio::test]
async fn no_total_where_one_municipality_has_most() {
    let world = answered(&[41, 10, 10, 10, 10]).await;
    let report = world.run(noon(62)).await.unwrap();
    assert_eq!(totals(&report), [NoTotal, NoTotal]);
    assert!(report.sealed);
    assert!(total(&world, "users").await.is_none());
}

#[tokio::test]
async fn a_campaign_in_one_municipality_has_no_total() {
    let world = World::new().await;
    world.run(noon(0)).await.unwrap();
    world.post("users", 0..40).await;
    let report = world.run(noon(62)).await.unwrap();
    assert!(totals(&report).is_empty() && report.sealed);
}

#[tokio::test]
async fn a_run_that_is_killed_before_the_secrets_go_is_completed_by_the_next() {
    let sizes = [20, 20, 20, 20, 20];
    let undisturbed = answered(&sizes).await;
    undisturbed.run(noon(62)).await.unwrap();
    let expected = total(&undisturbed, "users").await.unwrap();

    let world = answered(&sizes).await;
    // Ten final releases, then the total; with it the database is gone.
    let watch = Watch::failing(Fault::After(10));
    assert!(world.room_through(&watch.client(&world.client)).run(noon(62)).await.is_err());
    assert!(watch.has_failed());
    assert_eq!(total(&world, "users").await.as_ref(), Some(&expected));
    let report = world.run(noon(62).plus_minutes(60)).await.unwrap();
    assert_eq!(totals(&report), [FinalBefore, NoTotal]);
    assert!(report.sealed);
}
