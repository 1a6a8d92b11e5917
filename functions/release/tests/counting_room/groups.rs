//! Focus groups in the final release.

use release::{Error, Outcome, Trouble};
use storage::{Letterbox, Place, Posted, Secrets, SessionEntry};
use survey::campaign::Campaign;
use survey::code::{Holder, Invitation};
use survey::focus::{FocusGroup, Statement, StoredSession};
use survey::language::Text;
use survey::release::{Cell, FocusGroups, ReleaseNumber};

use crate::world::{World, campaign, noon};

fn with_groups() -> Campaign {
    let id = "near".parse().unwrap();
    let statement = Statement { id, text: Text::dutch("Dichtbij is beter."), audiences: Vec::new() };
    Campaign { focus_group: Some(FocusGroup { statements: vec![statement] }), ..campaign() }
}

/// Hands in sessions of so many people, of whom so many agreed.
async fn hand_in(world: &World, audience: &str, sessions: &[(u32, u32)], themes: &str) {
    let secrets = Secrets::new(world.client.clone(), &world.tables.secrets);
    let (link, codes) = (
        secrets.link_key(&world.campaign.id).await.unwrap().key().unwrap().clone(),
        secrets.codes_key(&world.campaign.id).await.unwrap().key().unwrap().clone(),
    );
    let asked = world.campaign.audience(audience).unwrap();
    let municipality = world.campaign.municipalities[0];
    let letterbox = Letterbox::new(world.client.clone(), &world.tables.responses, &world.tables.texts);
    for (number, (people, agreed)) in (1..).zip(sessions) {
        let invitation = Invitation::to(&world.campaign, municipality, asked);
        let code = codes.issue(invitation, Holder::Facilitator, [number; 5]);
        let submission = survey::keys::SubmissionId::from_random([number; 16]);
        let entry = SessionEntry {
            session: StoredSession {
                people: *people,
                themes: themes.to_owned(),
                agreed: vec![("near".to_owned(), *agreed)],
            },
            proof: link.proof(&submission, b"session"),
            expires: world.campaign.expires,
            quotes: Vec::new(),
        };
        let place = Place::of(&world.campaign, municipality, asked);
        assert_eq!(letterbox.post_session(&place, &link.session_key(&code), &entry).await.unwrap(), Posted::Stored);
    }
}

#[tokio::test]
async fn the_final_release_has_sums_over_sessions_and_no_other_release_has_any() {
    let world = World::of(with_groups()).await;
    world.run(noon(0)).await.unwrap();
    world.post("users", 0..40).await;
    hand_in(&world, "users", &[(8, 7), (6, 5), (7, 1)], "").await;
    hand_in(&world, "providers", &[(9, 9)], "").await;
    world.run(noon(20)).await.unwrap();
    let interim = world.release("users", "0001").await.unwrap();
    assert_eq!(interim.focus_groups(), None, "while a campaign is open nobody reads them");
    assert!(interim.responses().shown().abs_diff(40) < 5, "a session is no response");

    assert!(world.run(noon(62)).await.unwrap().sealed);
    let end = world.release("users", "final").await.unwrap();
    assert!(end.responses().shown().abs_diff(40) < 5);
    let Some(FocusGroups::Shown { people, statements, .. }) = end.focus_groups() else { panic!("three sessions") };
    let near = |cell: Cell, count: u32| cell.shown().abs_diff(count) < 5;
    let figures = statements[0].figures().unwrap();
    assert!(near(*people, 21) && near(figures.asked, 21) && near(figures.agreed, 13));
    let one = world.release("providers", "final").await.unwrap();
    assert_eq!(one.focus_groups(), Some(&FocusGroups::Withheld), "one session is never told of");
}

#[tokio::test]
async fn a_campaign_without_groups_has_no_such_part() {
    let world = World::new().await;
    world.run(noon(0)).await.unwrap();
    world.post("users", 0..40).await;
    assert!(world.run(noon(62)).await.unwrap().sealed);
    let end = world.release("users", "final").await.unwrap();
    assert_eq!(end.focus_groups(), None);
    assert!(!end.to_json().contains("focus_groups"));
}

#[tokio::test]
async fn a_session_that_fits_no_form_keeps_its_place_from_a_final_release_and_no_other() {
    let world = World::of(with_groups()).await;
    world.run(noon(0)).await.unwrap();
    world.post("users", 0..40).await;
    hand_in(&world, "users", &[(8, 7), (6, 5)], "no_such_theme").await;
    let Err(Error::Incomplete(report)) = world.run(noon(62)).await else { panic!("it can't be counted") };
    let outcomes: Vec<_> = report.visits.into_iter().map(|visit| visit.outcome).collect();
    assert!(matches!(outcomes[0], Err(Trouble::Unreadable(_))), "{outcomes:?}");
    assert_eq!(outcomes[1], Ok(Outcome::Released(ReleaseNumber::Final)));
    assert!(!report.sealed);
    assert!(world.release("users", "final").await.is_none());
}
