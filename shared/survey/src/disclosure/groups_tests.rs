use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::campaign::Campaign;
use crate::focus::{FocusGroup, Session, Statement, StoredSession};
use crate::language::Text;
use crate::release::{Area, Cell};
use crate::time::Day;

/// A campaign that puts two statements and three themes to groups.
fn campaign() -> Campaign {
    let statement =
        |id: &str| Statement { id: id.parse().unwrap(), text: Text::dutch("Zo is het."), audiences: Vec::new() };
    let mut campaign = crate::testing::campaign();
    campaign.focus_group = Some(FocusGroup { statements: vec![statement("near"), statement("bus")] });
    campaign.themes = serde_json::from_value(json!([
        { "id": "meeting", "label": { "nl": "ontmoeten" } }, { "id": "learning", "label": { "nl": "leren" } },
        { "id": "moving", "label": { "nl": "bewegen" } },
    ]))
    .unwrap();
    campaign
}

fn session(form: &SessionForm<'_>, people: u32, themes: &str, near: Option<u32>, bus: Option<u32>) -> Session {
    let agreed = [("near", near), ("bus", bus)];
    let agreed = agreed.into_iter().filter_map(|(id, agreed)| Some((id.to_owned(), agreed?))).collect();
    match form.recall(&StoredSession { people, themes: themes.to_owned(), agreed }) {
        Ok(session) => session,
        Err(_) => panic!("a session that is readable"),
    }
}

fn tally(form: &SessionForm<'_>, sessions: &[Session]) -> SessionTally {
    let mut tally = SessionTally::new(form);
    sessions.iter().for_each(|session| tally.add(session));
    tally
}

fn told(sessions: &[(u32, &str, Option<u32>, Option<u32>)], key: u8) -> FocusGroups {
    let campaign = campaign();
    let audience = crate::testing::users(&campaign);
    let form = SessionForm::of(&campaign, audience).unwrap();
    let sessions = sessions.iter().map(|(people, themes, near, bus)| session(&form, *people, themes, *near, *bus));
    let tally = tally(&form, &sessions.collect::<Vec<_>>());
    let area = Area::Municipality(campaign.municipalities[0]);
    let occasion = Occasion { campaign: &campaign, area, audience, day: Day(20_000) };
    let coins = RoundingKey::new([key; 32]);
    figures(&form, &tally, &Coins::new(&coins, &occasion, ReleaseNumber::Final, Counting::PROTECTED), 10)
}

/// What may be shown of the sum of these, by the rule or by the coin alone.
fn outcomes(sizes: &[u32], agreed: &[u32], base: u64, careful: bool) -> BTreeSet<u64> {
    let mut count = Agreed::default();
    sizes.iter().zip(agreed).for_each(|(people, agreed)| count.add(*people, *agreed));
    let over = count.agreed % base;
    let (down, up) = (count.agreed - over, count.agreed - over + base);
    match if careful { leaning(&count, base) } else { Leaning::Coin } {
        _ if over == 0 => [count.agreed].into(),
        Leaning::Coin => [down, up].into(),
        Leaning::Down => [down].into(),
        Leaning::Up => [up].into(),
    }
}

/// All that groups of these sizes can have said.
fn worlds(sizes: &[u32]) -> Vec<Vec<u32>> {
    sizes.iter().fold(vec![Vec::new()], |worlds, size| {
        let with = |world: &Vec<u32>, agreed| world.iter().copied().chain([agreed]).collect();
        worlds.iter().flat_map(|world| (0..=*size).map(move |agreed| with(world, agreed))).collect()
    })
}

/// How often someone who knows the rule, how many took part everywhere, and all of one session (or none), is left with fewer
/// than three possible numbers of people who agreed in all others together, or knows that all of them, or all but one,
/// were of one mind. Tries every world and every fall of the coin.
fn told_too_much(sizes: &[u32], base: u64, careful: bool) -> usize {
    let mut left: BTreeMap<(Option<usize>, u32, u64), BTreeSet<u32>> = BTreeMap::new();
    for agreed in worlds(sizes) {
        let sum: u32 = agreed.iter().sum();
        for shown in outcomes(sizes, &agreed, base, careful) {
            left.entry((None, 0, shown)).or_default().insert(sum);
            for (session, own) in agreed.iter().enumerate() {
                left.entry((Some(session), *own, shown)).or_default().insert(sum - own);
            }
        }
    }
    let all: u32 = sizes.iter().sum();
    left.iter()
        .filter(|((session, _, _), possible)| {
            let others = all - session.map_or(0, |session| sizes[session]);
            let (least, most) = (*possible.first().unwrap(), *possible.last().unwrap());
            possible.len() < 3 || most < 2 || least + 2 > others
        })
        .count()
}

const SIZES: [&[u32]; 12] = [
    &[5, 5],
    &[5, 6],
    &[5, 10],
    &[6, 7],
    &[8, 12],
    &[9, 9],
    &[14, 13],
    &[5, 5, 5],
    &[5, 6, 7],
    &[8, 9, 7],
    &[5, 5, 5, 5],
    &[6, 5, 7, 6],
];

#[test]
fn who_knows_one_session_cannot_subtract_it_to_what_single_people_said() {
    for sizes in SIZES {
        for base in [5, 6, 10] {
            assert_eq!(told_too_much(sizes, base, true), 0, "{sizes:?}, rounded to {base}");
        }
    }
}

/// Were it not so, the attack above would be no attack.
#[test]
fn by_the_coin_alone_they_can() {
    for sizes in SIZES {
        assert!(told_too_much(sizes, 5, false) > 0, "{sizes:?}");
    }
}

#[test]
fn there_is_always_a_side() {
    for sizes in SIZES {
        for agreed in worlds(sizes) {
            let mut count = Agreed::default();
            sizes.iter().zip(&agreed).for_each(|(people, agreed)| count.add(*people, *agreed));
            let all: u64 = count.asked.people;
            for shown in outcomes(sizes, &agreed, 5, true) {
                assert!(shown.abs_diff(count.agreed) < 5 && shown <= all, "{sizes:?} {agreed:?} {shown}");
            }
            let over = count.agreed % 5;
            let up_tells = count.asked.people - count.agreed - count.most_others + over <= 2;
            let down_tells = count.agreed - count.most_agreed + 5 <= over + 2;
            assert!(over == 0 || !((up_tells || count.agreed - over + 5 > all) && down_tells), "{sizes:?} {agreed:?}");
        }
    }
}

/// The figures that come out are those that the attack was tried on.
#[test]
fn what_is_shown_is_what_the_rule_allows() {
    for agreed in worlds(&[6, 7]) {
        let allowed = outcomes(&[6, 7], &agreed, 5, true);
        let mut seen = BTreeSet::new();
        for key in 0..40 {
            let told = told(&[(6, "", Some(agreed[0]), None), (7, "", Some(agreed[1]), None)], key);
            let FocusGroups::Shown { statements, .. } = told else { panic!("there are enough") };
            seen.insert(u64::from(statements[0].figures().unwrap().agreed.shown()));
            assert_eq!(statements[1].figures(), None, "it was put to no group");
        }
        assert_eq!(seen, allowed, "{agreed:?}");
    }
}

#[test]
fn fewer_than_two_sessions_or_ten_people_or_one_session_with_most_tell_nothing() {
    let group = |people: u32| (people, "meeting", Some(3), Some(3));
    for sessions in [&[][..], &[group(30)], &[group(5), group(11)], &[group(5), group(5), group(21)]] {
        assert_eq!(told(sessions, 1), FocusGroups::Withheld);
    }
    for sessions in [&[group(5), group(5)][..], &[group(5), group(10)], &[group(5), group(5), group(20)]] {
        assert!(matches!(told(sessions, 1), FocusGroups::Shown { .. }));
    }
}

#[test]
fn each_theme_and_statement_has_the_same_floor() {
    let sessions = [
        (8, "meeting learning", Some(7), None),
        (6, "meeting moving", Some(2), Some(6)),
        (7, "learning meeting", Some(3), None),
    ];
    let FocusGroups::Shown { people, themes, statements } = told(&sessions, 3) else { panic!("there are enough") };
    assert!(people.shown().abs_diff(21) < 5);
    let shown: Vec<(&str, Option<u32>)> =
        themes.iter().map(|(id, cell)| (id.as_str(), cell.map(Cell::shown))).collect();
    assert_eq!((shown[0].0, shown[1].0, shown[2]), ("meeting", "learning", ("moving", None)), "one group's theme");
    assert!(shown[0].1.unwrap().abs_diff(21) < 5 && shown[1].1.unwrap().abs_diff(15) < 5);
    assert!(statements[0].figures().unwrap().agreed.shown().abs_diff(12) < 5);
    assert_eq!(statements[1].figures(), None, "one group's statement");
}

#[test]
fn a_stricter_smallest_base_holds_here_too() {
    let mut campaign = campaign();
    campaign.policy.smallest_base = 20;
    let audience = crate::testing::users(&campaign);
    let form = SessionForm::of(&campaign, audience).unwrap();
    let sessions = [session(&form, 9, "", Some(4), None), session(&form, 10, "", Some(4), None)];
    let area = Area::Municipality(campaign.municipalities[0]);
    let occasion = Occasion { campaign: &campaign, area, audience, day: Day(20_000) };
    let release = release(&occasion);
    let key = RoundingKey::new([1; 32]);
    let release = with_focus_groups(release, &occasion, &tally(&form, &sessions), &key);
    assert_eq!(release.focus_groups(), Some(&FocusGroups::Withheld));
}

fn release(occasion: &Occasion<'_>) -> Release {
    Release::from_json(
        &json!({
            "campaign": occasion.campaign.id, "trajectory": occasion.campaign.trajectory, "area": occasion.area,
            "audience": occasion.audience.id, "number": "final", "day": 20_000, "synthetic": false,
            "policy": occasion.campaign.policy, "questionnaire": "0123456789abcdef", "responses": { "about": 20 },
            "tables": [],
        })
        .to_string(),
    )
    .unwrap()
}

#[test]
fn it_hangs_as_documented_and_a_release_without_it_is_as_it_was() {
    let campaign = campaign();
    let audience = crate::testing::users(&campaign);
    let area = Area::Municipality(campaign.municipalities[0]);
    let occasion = Occasion { campaign: &campaign, area, audience, day: Day(20_000) };
    let form = SessionForm::of(&campaign, audience).unwrap();
    let key = RoundingKey::new([7; 32]);
    let sessions = [
        session(&form, 8, "meeting learning", Some(7), None),
        session(&form, 6, "meeting", Some(2), Some(6)),
        session(&form, 7, "learning meeting", Some(0), None),
    ];
    let before = release(&occasion);
    assert!(!before.to_json().contains("focus_groups"));
    let release = with_focus_groups(before.clone(), &occasion, &tally(&form, &sessions), &key);
    insta::assert_json_snapshot!(release.focus_groups());
    assert_eq!(Release::from_json(&release.to_json()).unwrap(), release);

    let none = Campaign { focus_group: None, ..campaign.clone() };
    let occasion = Occasion { campaign: &none, ..occasion };
    assert_eq!(with_focus_groups(before.clone(), &occasion, &tally(&form, &sessions), &key), before);
}

prop_compose! {
    fn any_session()(people in 5u32..=30, themes in 0u8..8)(
        near in prop::option::weighted(0.8, 0..=people), bus in prop::option::of(0..=people),
        people in Just(people), themes in Just(themes),
    ) -> (u32, String, Option<u32>, Option<u32>) {
        let ids = ["meeting", "learning", "moving"];
        let themes: Vec<&str> = (0..3).filter(|place| themes >> place & 1 == 1).map(|place| ids[place]).collect();
        (people, themes.join(" "), near, bus)
    }
}

proptest! {
    #[test]
    fn merging_is_associative_and_commutative_and_equals_counting_at_once(
        all in prop::collection::vec(any_session(), 0..12), cut in 0usize..12, other_cut in 0usize..12,
    ) {
        let campaign = campaign();
        let form = SessionForm::of(&campaign, crate::testing::users(&campaign)).unwrap();
        let all: Vec<Session> =
            all.iter().map(|(people, themes, near, bus)| session(&form, *people, themes, *near, *bus)).collect();
        let (first, second) = (cut.min(other_cut).min(all.len()), cut.max(other_cut).min(all.len()));
        let [a, b, c] = [&all[..first], &all[first..second], &all[second..]].map(|part| tally(&form, part));
        let left = a.clone().merge(&b).merge(&c);
        prop_assert!(left == a.clone().merge(&b.clone().merge(&c)));
        prop_assert!(left == c.merge(&b).merge(&a));
        prop_assert!(left == tally(&form, &all));
    }

    #[test]
    fn every_figure_lies_less_than_the_base_from_the_truth_and_is_of_enough(
        all in prop::collection::vec(any_session(), 0..8), key: u8,
    ) {
        let given: Vec<_> = all.iter().map(|(people, themes, near, bus)| (*people, themes.as_str(), *near, *bus)).collect();
        let enough = |of: &dyn Fn(usize) -> bool| {
            let sizes: Vec<u32> = (0..given.len()).filter(|at| of(*at)).map(|at| given[at].0).collect();
            let (sum, largest) = (sizes.iter().sum::<u32>(), sizes.iter().max().copied().unwrap_or(0));
            (sum, sizes.len() >= 2 && sum >= 10 && largest * 3 <= sum * 2)
        };
        let near = |cell: Cell, count: u32| match cell {
            Cell::About(shown) => shown > 0 && shown % 5 == 0 && shown.abs_diff(count) < 5,
            Cell::FewerThan(base) => base == 5 && count < 5,
        };
        let (sum, is_enough) = enough(&|_| true);
        match told(&given, key) {
            FocusGroups::Withheld => prop_assert!(!is_enough),
            FocusGroups::Shown { people, themes, statements } => {
                prop_assert!(is_enough && near(people, sum));
                for (id, cell) in themes {
                    let (sum, is_enough) = enough(&|at| given[at].1.split(' ').any(|theme| theme == id.as_str()));
                    prop_assert_eq!(cell.is_some(), is_enough);
                    prop_assert!(cell.is_none_or(|cell| near(cell, sum)));
                }
                for (at, statement) in statements.iter().enumerate() {
                    let of = |session: usize| if at == 0 { given[session].2 } else { given[session].3 };
                    let (sum, is_enough) = enough(&|session| of(session).is_some());
                    prop_assert_eq!(statement.figures().is_some(), is_enough);
                    if let Some(Agreement { asked, agreed }) = statement.figures() {
                        let true_agreed: u32 = (0..given.len()).filter_map(of).sum();
                        prop_assert!(near(asked, sum) && near(agreed, true_agreed) && agreed.shown() <= sum);
                    }
                }
            }
        }
    }
}
