use proptest::prelude::*;
use serde_json::{Map, Value, json};

use std::collections::BTreeSet;

use super::counting::Counting;
use super::*;
use crate::mode::Mode;
use crate::release::{Cell, Withheld};
use crate::testing::{campaign, plausible_answers, responses, users};

fn key(seed: u64) -> RoundingKey {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    RoundingKey::new(bytes)
}

fn coins(key: &RoundingKey) -> Coins<'_> {
    Coins::test(key, "GM0171#users", "interim", 5)
}

/// The release of `answers` under `key`, and its ledger.
fn release_of(
    number: ReleaseNumber,
    answers: Vec<Map<String, Value>>,
    before: (&Ledger, &[Release]),
    key: &RoundingKey,
) -> (Release, Ledger, Tally) {
    release_by(Counting::PROTECTED, number, answers, before, key)
}

fn release_by(
    counting: Counting,
    number: ReleaseNumber,
    answers: Vec<Map<String, Value>>,
    (ledger, earlier): (&Ledger, &[Release]),
    key: &RoundingKey,
) -> (Release, Ledger, Tally) {
    let campaign = campaign();
    let audience = users(&campaign);
    let form = Form::of(&audience.questionnaire);
    let mut tally = Tally::new(&form);
    responses(&form, answers).iter().for_each(|response| tally.add(&form, response, Mode::Link));
    let occasion =
        Occasion { campaign: &campaign, area: campaign.municipalities[0].into(), audience, day: Day(20_000) };
    let (release, ledger) = protect_by(counting, &occasion, number, &form, &tally, ledger, earlier, key);
    (release, ledger, tally)
}

fn alike(count: usize, answers: Value) -> Vec<Map<String, Value>> {
    vec![answers.as_object().unwrap().clone(); count]
}

fn table<'r>(release: &'r Release, item: &str) -> &'r Body {
    &release.tables.iter().find(|table| table.item.to_string() == item).unwrap().body
}

#[test]
fn a_multiple_of_the_base_is_shown_as_it_is_and_nothing_as_fewer() {
    for seed in 0..200 {
        let key = key(seed);
        assert_eq!(coins(&key).round("a=x", 0), Cell::FewerThan(5));
        assert_eq!(coins(&key).round("a=x", 40), Cell::About(40));
    }
}

#[test]
fn rounding_is_unbiased_over_keys() {
    for count in [1, 2, 3, 4, 13, 58, 999] {
        let keys = 20_000;
        let sum: u64 = (0..keys).map(|seed| u64::from(coins(&key(seed)).round("a=x", count).shown())).sum();
        let mean = sum as f64 / keys as f64;
        // Standard error at most 2.5/sqrt(20,000) = 0.018; five of them.
        assert!((mean - count as f64).abs() < 0.09, "{count}: {mean}");
    }
}

#[test]
fn phases_places_and_cells_have_coins_of_their_own() {
    let key = key(1);
    let shown = |place: &str, phase, cell: &str| {
        let coins = Coins::test(&key, place, phase, 5);
        (0..400).map(|count| coins.round(cell, count).shown()).collect::<Vec<_>>()
    };
    let one = shown("GM0171#users", "interim", "a=x");
    assert_eq!(one, shown("GM0171#users", "interim", "a=x"));
    assert_ne!(one, shown("GM0171#users", "final", "a=x"));
    assert_ne!(one, shown("GM0171#users", "interim", "a=y"));
    assert_ne!(one, shown("GM0344#users", "interim", "a=x"));
}

#[test]
fn a_small_base_is_withheld_and_says_so() {
    let mut answers = alike(9, json!({ "who": "self", "day": ["home"], "content": "good" }));
    answers.extend(alike(41, json!({ "who": "self" })));
    let (release, ..) = release_of(ReleaseNumber::Final, answers, (&Ledger::default(), &[]), &key(3));
    assert_eq!(table(&release, "content"), &Body::Withheld(Withheld::TooFew));
    assert!(matches!(table(&release, "day"), Body::Shown { .. }));
}

#[test]
fn open_text_has_no_table() {
    let answers = alike(40, json!({ "who": "self", "wish": "zingen" }));
    let (release, ..) = release_of(ReleaseNumber::Final, answers, (&Ledger::default(), &[]), &key(3));
    assert!(release.tables.iter().all(|table| table.item.to_string() != "wish"));
    assert!(!release.to_json().contains("zingen"));
}

#[test]
fn a_unanimous_group_that_would_show_is_withheld() {
    // 11 of 11: shown as 15, and more than 11 there are not; shown as 10, it could be 6 to 11.
    let mut outcomes = BTreeSet::new();
    for seed in 0..50 {
        let answers = alike(11, json!({ "who": "self" }));
        let key = key(seed);
        let (release, ..) = release_of(ReleaseNumber::Interim(1), answers, (&Ledger::default(), &[]), &key);
        let up = Coins::test(&key, "GM0171#users", "interim", 5).round("who=self", 11) == Cell::About(15);
        let withheld = table(&release, "who") == &Body::Withheld(Withheld::TooFew);
        assert!(!up || withheld, "seed {seed}");
        outcomes.insert(withheld);
    }
    assert_eq!(outcomes.len(), 2, "both ways the coin can fall were seen");
}

#[test]
fn a_table_is_made_anew_only_when_its_own_base_has_grown() {
    let key = key(8);
    let home = |count| alike(count, json!({ "who": "self", "day": ["home"], "content": "good" }));
    let rest = |count| alike(count, json!({ "who": "carer", "day": ["club"] }));
    let (first, ledger, _) =
        release_of(ReleaseNumber::Interim(1), [home(20), rest(30)].concat(), (&Ledger::default(), &[]), &key);
    // 13 more people, but only 4 more who were asked about `content`.
    let (second, ledger, _) = release_of(
        ReleaseNumber::Interim(2),
        [home(24), rest(39)].concat(),
        (&ledger, std::slice::from_ref(&first)),
        &key,
    );
    assert_eq!(table(&second, "content"), table(&first, "content"));
    assert_eq!(
        second.tables.iter().find(|t| t.item.to_string() == "content").unwrap().renewed,
        ReleaseNumber::Interim(1)
    );
    assert_eq!(second.tables.iter().find(|t| t.item.to_string() == "who").unwrap().renewed, ReleaseNumber::Interim(2));
    assert_eq!(ledger.bases["content"], 20);
    // 10 more than the 20 it was made with.
    let (third, ledger, _) =
        release_of(ReleaseNumber::Interim(3), [home(30), rest(50)].concat(), (&ledger, &[first, second]), &key);
    assert_eq!(
        third.tables.iter().find(|t| t.item.to_string() == "content").unwrap().renewed,
        ReleaseNumber::Interim(3)
    );
    assert_eq!(ledger.bases["content"], 30);
}

#[test]
fn a_base_and_a_cell_of_the_same_people_are_shown_alike() {
    // Asked about `content` are those who chose day=home.
    for seed in 0..100 {
        let mut answers = alike(23, json!({ "who": "self", "day": ["home"], "content": "good" }));
        answers.extend(alike(40, json!({ "who": "carer" })));
        let (release, ..) = release_of(ReleaseNumber::Final, answers, (&Ledger::default(), &[]), &key(seed));
        let (Body::Shown { base, .. }, Body::Shown { cells, .. }) =
            (table(&release, "content"), table(&release, "day"))
        else {
            continue;
        };
        assert_eq!(*base, cells[0].1, "seed {seed}");
    }
}

#[test]
fn interim_releases_wait_for_enough_responses_and_for_a_week() {
    let campaign = campaign();
    let people = users(&campaign);
    let policy = &campaign.policy;
    let none = Ledger::default();
    assert_eq!(none.next_interim(policy, people, 29, Day(1)), None);
    assert_eq!(none.next_interim(policy, people, 30, Day(1)), Some(ReleaseNumber::Interim(1)));
    let organisations = Audience { respondents: crate::campaign::Respondents::Organisations, ..people.clone() };
    assert_eq!(none.next_interim(policy, &organisations, 10, Day(1)), Some(ReleaseNumber::Interim(1)));
    let after = |number, responses| Ledger {
        released_on: Some(Day(10)),
        responses: vec![responses; number],
        ..Ledger::default()
    };
    assert_eq!(after(1, 30).next_interim(policy, people, 39, Day(17)), None);
    assert_eq!(after(1, 30).next_interim(policy, people, 40, Day(16)), None);
    assert_eq!(after(1, 30).next_interim(policy, people, 40, Day(17)), Some(ReleaseNumber::Interim(2)));
    assert_eq!(after(1, 301).next_interim(policy, people, 331, Day(17)), None);
    assert_eq!(after(1, 301).next_interim(policy, people, 332, Day(17)), Some(ReleaseNumber::Interim(2)));
    assert_eq!(after(10, 30).next_interim(policy, people, 4000, Day(99)), None);
}

#[test]
fn the_letterbox_is_looked_at_once_a_day_while_open_and_for_the_final() {
    let campaign = campaign();
    let due = |read_on: Option<i64>, second| {
        Ledger { read_on: read_on.map(Day), ..Ledger::default() }.due(&campaign, Timestamp(second))
    };
    assert_eq!(due(None, 999_999), Due::Nothing);
    assert_eq!(due(None, 1_000_000), Due::Look);
    assert_eq!(due(Some(11), 1_000_000), Due::Nothing);
    assert_eq!(due(Some(11), 1_100_000), Due::Look);
    assert_eq!(due(Some(11), 2_000_000), Due::Nothing);
    assert_eq!(due(Some(11), 2_000_000 + 90 * 60 - 1), Due::Nothing);
    assert_eq!(due(Some(23), 2_000_000 + 90 * 60), Due::Final);
}

#[test]
fn a_full_letterbox_is_looked_at_when_a_release_may_be_made() {
    let mut campaign = campaign();
    let due = |campaign: &Campaign, responses, day: i64| {
        let ledger = Ledger { read_on: Some(Day(13)), responses: vec![responses], ..Ledger::default() };
        ledger.due(campaign, Timestamp(day * 86_400))
    };
    assert_eq!(due(&campaign, MANY - 1, 14), Due::Look);
    assert_eq!(due(&campaign, MANY, 19), Due::Nothing);
    assert_eq!(due(&campaign, MANY, 20), Due::Look);
    campaign.policy.interval_days = 9;
    assert_eq!(due(&campaign, MANY, 21), Due::Nothing);
    assert_eq!(due(&campaign, MANY, 22), Due::Look);
    // The final does not wait.
    assert_eq!(due(&campaign, MANY, 24), Due::Final);
}

/// Of small groups rounded under many keys: how many tables leave a small count, or all but one of the group, only one
/// possibility to an exhaustive attacker. With and without the last look.
fn pinned(last_look: bool) -> usize {
    let mut pinned = 0;
    for (own, carer, other) in [(4, 4, 4), (10, 0, 0), (11, 0, 0), (8, 3, 0), (4, 4, 3), (3, 4, 4), (9, 1, 1)] {
        let all = [(own, "self"), (carer, "carer"), (other, "other")]
            .map(|(count, who)| alike(count, json!({ "who": who })))
            .concat();
        let counting = Counting { audited: last_look, ..Counting::PROTECTED };
        for seed in 0..300 {
            let (number, nothing) = (ReleaseNumber::Interim(1), (&Ledger::default(), &[][..]));
            let (release, _, tally) = release_by(counting, number, all.clone(), nothing, &key(seed));
            if let Body::Shown { cells, .. } = table(&release, "who") {
                let shown: Vec<Cell> = cells.iter().map(|(_, cell)| *cell).collect();
                let told = possible_counts(tally.responses(), &shown).iter().any(|possible| {
                    let only = possible.first().filter(|_| possible.len() == 1);
                    only.is_some_and(|count| (1..5).contains(count))
                        || possible.first() >= Some(&(tally.responses() - 1))
                });
                pinned += usize::from(told);
            }
        }
    }
    pinned
}

#[test]
fn without_the_last_look_small_groups_are_told_and_with_it_none() {
    let told = pinned(false);
    assert!(told > 20, "an attack that can't win proves nothing: {told}");
    assert_eq!(pinned(true), 0);
}

/// What an attacker can say of a count is never narrower than what the table of `who` leaves open.
fn possible_counts(base: u64, cells: &[Cell]) -> Vec<BTreeSet<u64>> {
    fn extend(cells: &[Cell], left: u64, chosen: &mut Vec<u64>, found: &mut Vec<BTreeSet<u64>>) {
        let Some((first, rest)) = cells.split_first() else {
            if left == 0 {
                found.iter_mut().zip(chosen.iter()).for_each(|(found, count)| {
                    found.insert(*count);
                });
            }
            return;
        };
        let shown = u64::from(first.shown());
        for count in shown.saturating_sub(4)..=(shown + 4).min(left) {
            chosen.push(count);
            extend(rest, left - count, chosen, found);
            chosen.pop();
        }
    }
    let mut found = vec![BTreeSet::new(); cells.len()];
    extend(cells, base, &mut Vec::new(), &mut found);
    found
}

proptest! {
    #[test]
    fn no_shown_count_lies_b_or_more_from_the_true_one(seed in any::<u64>(), count in 0u64..10_000, base in 5u32..12) {
        let key = key(seed);
        let shown = Coins::test(&key, "GM0171#users", "interim", base).round("a=x", count);
        let shown = u64::from(shown.shown());
        prop_assert!(shown.is_multiple_of(u64::from(base)));
        prop_assert!(shown.abs_diff(count) < u64::from(base));
    }

    #[test]
    fn a_release_shows_no_exact_table_and_every_figure_near_the_true_one(
        answers in prop::collection::vec(plausible_answers(), 0..80), seed in any::<u64>()
    ) {
        let count = answers.len() as u64;
        let (release, ledger, tally) =
            release_of(ReleaseNumber::Interim(1), answers, (&Ledger::default(), &[]), &key(seed));
        prop_assert!(u64::from(release.responses.shown()).abs_diff(count) < 5);
        let campaign = campaign();
        let form = Form::of(&users(&campaign).questionnaire);
        for (item, counts) in form.items().iter().zip(&tally.all().items) {
            let Some(table) = release.tables.iter().find(|table| table.item == item.id) else { continue };
            match &table.body {
                Body::Withheld(Withheld::FewMunicipalities) => prop_assert!(false, "this is no total"),
                Body::Withheld(Withheld::TooFew) => {}
                Body::Shown { base, cells } => {
                    prop_assert!(counts.asked >= 10);
                    prop_assert_eq!(ledger.bases[&item.id.to_string()], counts.asked);
                    prop_assert!(u64::from(base.shown()).abs_diff(counts.asked) < 5);
                    prop_assert_eq!(cells.len(), counts.cells.len());
                    for ((_, cell), exact) in cells.iter().zip(&counts.cells) {
                        prop_assert!(u64::from(cell.shown()).abs_diff(*exact) < 5);
                    }
                }
            }
        }
    }

    #[test]
    fn the_same_letterbox_gives_the_same_bytes(answers in prop::collection::vec(plausible_answers(), 0..40), seed in any::<u64>()) {
        let once = release_of(ReleaseNumber::Final, answers.clone(), (&Ledger::default(), &[]), &key(seed));
        let reversed = answers.into_iter().rev().collect();
        let again = release_of(ReleaseNumber::Final, reversed, (&Ledger::default(), &[]), &key(seed));
        prop_assert_eq!(once.0.to_json(), again.0.to_json());
        prop_assert_eq!(Release::from_json(&once.0.to_json()).unwrap(), once.0);
    }

    #[test]
    fn no_small_count_is_pinned_by_an_interim_and_the_final_together(
        first in (0u64..9, 0u64..9, 0u64..4), more in (0u64..4, 0u64..4, 0u64..3), seed in any::<u64>()
    ) {
        let key = key(seed);
        let answers = |(own, carer, other): (u64, u64, u64)| [
            alike(own as usize, json!({ "who": "self" })),
            alike(carer as usize, json!({ "who": "carer" })),
            alike(other as usize, json!({ "who": "other" })),
        ].concat();
        let last = (first.0 + more.0, first.1 + more.1, first.2 + more.2);
        let (interim, ledger, _) =
            release_of(ReleaseNumber::Interim(1), answers(first), (&Ledger::default(), &[]), &key);
        let (end, ..) = release_of(ReleaseNumber::Final, answers(last), (&ledger, std::slice::from_ref(&interim)), &key);
        let shown = |release: &Release| match table(release, "who") {
            Body::Shown { cells, .. } => Some(cells.iter().map(|(_, cell)| *cell).collect::<Vec<_>>()),
            Body::Withheld(_) => None,
        };
        if let (Some(before), Some(after)) = (shown(&interim), shown(&end)) {
            let (n, m) = (first.0 + first.1 + first.2, last.0 + last.1 + last.2);
            // Every pair of counts that fits both releases, "no answer" included.
            let mut possible: [BTreeSet<u64>; 8] = Default::default();
            let fits = |cell: Cell, count: u64| u64::from(cell.shown()).abs_diff(count) < 5;
            let whole = |n: u64, cells: &[Cell]| {
                let mut all = Vec::new();
                for a in 0..=n { for b in 0..=n - a { for c in 0..=n - a - b {
                    let counts = [a, b, c, n - a - b - c];
                    if counts.iter().zip(cells).all(|(count, cell)| fits(*cell, *count)) { all.push(counts); }
                } } }
                all
            };
            let later = whole(m, &after);
            for one in whole(n, &before) {
                for two in &later {
                    if one.iter().zip(two).all(|(one, two)| one <= two) {
                        for at in 0..4 { possible[at].insert(one[at]); possible[4 + at].insert(two[at]); }
                    }
                }
            }
            for counts in &possible {
                let only = counts.first().filter(|_| counts.len() == 1);
                prop_assert!(only.is_none_or(|count| !(1..5).contains(count)), "{before:?} of {n}, {after:?} of {m}");
            }
        }
    }

    #[test]
    fn no_small_count_of_a_shown_table_has_only_one_possible_value(
        self_count in 0usize..14, carer_count in 0usize..14, other_count in 0usize..6, seed in any::<u64>()
    ) {
        let answers = [
            alike(self_count, json!({ "who": "self" })),
            alike(carer_count, json!({ "who": "carer" })),
            alike(other_count, json!({ "who": "other" })),
        ].concat();
        let responses = answers.len() as u64;
        let (release, ..) = release_of(ReleaseNumber::Final, answers, (&Ledger::default(), &[]), &key(seed));
        if let Body::Shown { cells, .. } = table(&release, "who") {
            let shown: Vec<Cell> = cells.iter().map(|(_, cell)| *cell).collect();
            for possible in possible_counts(responses, &shown) {
                let only = possible.first().filter(|_| possible.len() == 1);
                prop_assert!(only.is_none_or(|count| !(1..5).contains(count)), "{shown:?} of {responses}");
                prop_assert!(possible.first() < Some(&(responses - 1)), "unanimous: {shown:?} of {responses}");
            }
        }
    }
}
