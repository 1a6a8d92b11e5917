//! Made-up people of whom the truth is known: whatever the coins of the rounding, no finding contradicts it, and what is
//! withheld makes none.

use insight::Findings;
use insight::share::{Share, Side};
use proptest::prelude::*;
use serde_json::{Value, json};
use survey::campaign::Campaign;
use survey::questionnaire::{Item, ItemId, Measure};

use super::world::{campaign, found, release, table};

/// The options of `matters` and `offer` with a theme, by position.
const THEMES: usize = 12;
/// Places on the ladder: six steps, an answer without a step, and none at all.
const PLACES: usize = 8;

/// What a person wants, where they are, where they would like to be.
type Person = (u16, usize, usize);
/// What an organisation offers.
type Organisation = u16;

#[derive(Debug, Clone)]
struct Town {
    people: Vec<Person>,
    organisations: Vec<Organisation>,
    /// The coins: up where the bit of the cell's turn is set.
    coins: Vec<bool>,
    /// Which tables are withheld: matters, offer, step_now, step_wish, the crossing, goals of either.
    withheld: [bool; 7],
}

fn towns(may_withhold: bool) -> impl Strategy<Value = Town> {
    // Few likely wishes, so that shares are far from one half too.
    let wants =
        (any::<u16>(), any::<u16>(), any::<bool>()).prop_map(|(one, other, rare)| if rare { one & other } else { one });
    let person = (wants, 0..PLACES, 0..PLACES);
    let people = prop::collection::vec(person, 10..300);
    let organisations = prop::collection::vec(any::<u16>(), 10..80);
    let coins = prop::collection::vec(any::<bool>(), 251);
    let withheld = any::<[bool; 7]>().prop_map(move |withheld| withheld.map(|is| is && may_withhold));
    (people, organisations, coins, withheld).prop_map(|(people, organisations, coins, withheld)| Town {
        people,
        organisations,
        coins,
        withheld,
    })
}

/// Rounds counts, a coin each.
struct Rounder<'t> {
    coins: std::iter::Cycle<std::slice::Iter<'t, bool>>,
}

impl Rounder<'_> {
    fn cell(&mut self, count: usize) -> Value {
        let up = *self.coins.next().unwrap();
        let over = count % 5;
        match count - over + if up && over > 0 { 5 } else { 0 } {
            0 => json!({ "fewer_than": 5 }),
            shown => json!({ "about": shown }),
        }
    }
}

fn options<'c>(campaign: &'c Campaign, audience: &str, item: &str) -> Vec<&'c str> {
    let questionnaire = &campaign.audience(audience).unwrap().questionnaire;
    let item: Item<'c> = questionnaire.items().into_iter().find(|of| of.id == item.parse::<ItemId>().unwrap()).unwrap();
    match item.measure {
        Measure::One(choices) => choices.into_iter().map(|choice| choice.id.as_str()).collect(),
        Measure::Many(choices) => choices.iter().map(|choice| choice.id.as_str()).collect(),
        _ => panic!("{} has no options", item.id),
    }
}

/// How many chose each theme, none of them (the last but one), and no answer (the last).
fn chosen(choices: &[u16]) -> Vec<usize> {
    let themes = (0..THEMES).map(|theme| choices.iter().filter(|chosen| *chosen & 1 << theme != 0).count());
    themes.collect()
}

impl Town {
    fn findings(&self, campaign: &Campaign) -> Findings {
        let mut rounder = Rounder { coins: self.coins.iter().cycle() };
        let [matters, offer, step_now, step_wish, crossing, need_goals, offer_goals] = self.withheld;
        let hidden = |is: bool, mut table: Value| {
            if is {
                table["body"] = json!({ "withheld": "too_few" });
            }
            table
        };
        let asked = rounder.cell(self.people.len());
        let wants: Vec<u16> = self.people.iter().map(|(wants, _, _)| *wants).collect();
        let themed = |rounder: &mut Rounder<'_>, audience: &str, item: &str, base: &Value, all: &[u16]| {
            let counts = chosen(all);
            let none = all.iter().filter(|chosen| **chosen & ((1 << THEMES) - 1) == 0).count();
            let cells = options(campaign, audience, item).into_iter().enumerate().map(|(at, option)| {
                let count = if at < THEMES {
                    counts[at]
                } else if option == "none" {
                    none
                } else {
                    0
                };
                (option, rounder.cell(count))
            });
            let mut cells: Vec<_> = cells.collect();
            cells.push(("no_answer", rounder.cell(0)));
            table(item, base.clone(), cells)
        };
        let matters_table = themed(&mut rounder, "users", "matters", &asked, &wants);
        let organised = rounder.cell(self.organisations.len());
        let offer_table = themed(&mut rounder, "providers", "offer", &organised, &self.organisations);

        let steps = |rounder: &mut Rounder<'_>, item: &str, of: &dyn Fn(&Person) -> usize| {
            let names: Vec<&str> = options(campaign, "users", item).into_iter().chain(["no_answer"]).collect();
            let cells = names.iter().enumerate().map(|(place, name)| {
                (*name, rounder.cell(self.people.iter().filter(|person| of(person) == place).count()))
            });
            cells.collect::<Vec<_>>()
        };
        let (now, wish) = (|person: &Person| person.1, |person: &Person| person.2);
        let rows = steps(&mut rounder, "step_now", &now);
        let columns = steps(&mut rounder, "step_wish", &wish);
        let cells: Vec<Vec<Value>> = (0..PLACES)
            .map(|row| {
                let cell = |column| self.people.iter().filter(|person| (person.1, person.2) == (row, column)).count();
                (0..PLACES).map(|column| rounder.cell(cell(column))).collect()
            })
            .collect();
        let step_tables =
            [table("step_now", asked.clone(), rows.clone()), table("step_wish", asked.clone(), columns.clone())];
        let axis = |ends: &[(&str, Value)]| {
            let table = table("x", asked.clone(), ends.to_vec());
            table["body"]["shown"]["cells"].clone()
        };
        let crossed = json!({ "id": "step_shift", "body": { "shown": {
            "base": asked, "rows": axis(&rows), "columns": axis(&columns), "cells": cells,
        } } });

        let goals = |rounder: &mut Rounder<'_>, audience: &str, item: &str, base: &Value, all: &[u16]| {
            let questionnaire = &campaign.audience(audience).unwrap().questionnaire;
            let derived = questionnaire.derived.iter().find(|derived| derived.id.as_str() == "goals").unwrap();
            let places = options(campaign, audience, item);
            let cells = derived.groups.iter().map(|group| {
                let is_in = |option: &str| group.options.iter().any(|of| of.as_str() == option);
                let mask = (0..THEMES).filter(|at| is_in(places[*at])).fold(0u16, |mask, at| mask | 1 << at);
                (group.id.as_str(), rounder.cell(all.iter().filter(|chosen| *chosen & mask != 0).count()))
            });
            table("goals", base.clone(), cells.collect())
        };
        let need_goals_table = goals(&mut rounder, "users", "matters", &asked, &wants);
        let offer_goals_table = goals(&mut rounder, "providers", "offer", &organised, &self.organisations);

        let [now_table, wish_table] = step_tables;
        let users = release(
            campaign,
            "users",
            asked,
            [
                vec![hidden(matters, matters_table), hidden(step_now, now_table), hidden(step_wish, wish_table)],
                vec![hidden(need_goals, need_goals_table)],
                vec![hidden(crossing, crossed)],
            ],
        );
        let tables = vec![hidden(offer, offer_table)];
        let derived = vec![hidden(offer_goals, offer_goals_table)];
        let providers = release(campaign, "providers", organised, [tables, derived, Vec::new()]);
        found(campaign, &[users, providers], &[], &[])
    }
}

fn percent(count: usize, base: usize) -> f64 {
    count as f64 * 100.0 / base as f64
}

fn holds(share: &Share, count: usize, base: usize) -> Result<(), TestCaseError> {
    let truth = percent(count, base);
    let (bounds, wider) = (share.bounds, share.indicative);
    prop_assert!(f64::from(bounds.least) <= truth && truth <= f64::from(bounds.most), "{share:?}: {count} of {base}");
    prop_assert!(wider.least <= bounds.least && bounds.most <= wider.most, "{share:?}");
    prop_assert!(share.count.least as usize <= count && count <= share.count.most as usize, "{share:?}: {count}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_finding_contradicts_the_truth(town in towns(false)) {
        let campaign = campaign(&[]);
        let findings = town.findings(&campaign);
        let wants: Vec<u16> = town.people.iter().map(|(wants, _, _)| *wants).collect();
        let (wanted, offered) = (chosen(&wants), chosen(&town.organisations));
        let (people, organisations) = (town.people.len(), town.organisations.len());

        let needs = findings.needs.as_ref().unwrap();
        let place = |id: &str| options(&campaign, "users", "matters").iter().position(|option| *option == id).unwrap();
        for line in needs.lines.iter().filter(|line| place(&line.id) < THEMES) {
            holds(&line.share, wanted[place(&line.id)], people)?;
            let larger = wanted.iter().filter(|other| **other > wanted[place(&line.id)]).count() as u32;
            prop_assert!(line.rank.best <= larger + 1, "{line:?}");
        }

        let theme = |id: &str| campaign.themes.iter().position(|theme| theme.id.as_str() == id).unwrap();
        let supply = findings.supply.as_ref().unwrap();
        prop_assert_eq!(supply.lines.len(), THEMES);
        for line in &supply.lines {
            let at = theme(&line.id);
            holds(&line.need, wanted[at], people)?;
            holds(&line.offer, offered[at], organisations)?;
            let gap = percent(wanted[at], people) - percent(offered[at], organisations);
            prop_assert!(f64::from(line.gap.bounds.least) <= gap && gap <= f64::from(line.gap.bounds.most), "{line:?}");
            match line.side {
                Side::More => prop_assert!(gap > 0.0, "{line:?}"),
                Side::Less => prop_assert!(gap < 0.0, "{line:?}"),
                Side::AboutEqual => {}
            }
            for other in &supply.lines {
                if line.rank.best > other.rank.worst {
                    let at = theme(&other.id);
                    let others = percent(wanted[at], people) - percent(offered[at], organisations);
                    prop_assert!(others > gap, "{line:?} {other:?}");
                }
            }
        }

        let ladder = findings.ladder.as_ref().unwrap();
        let count = |test: &dyn Fn(&Person) -> bool| town.people.iter().filter(|person| test(person)).count();
        for step in &ladder.steps {
            let place = usize::from(step.step) - 1;
            let (now, wish) = (count(&|person| person.1 == place), count(&|person| person.2 == place));
            holds(&step.now, now, people)?;
            holds(&step.wish, wish, people)?;
            match step.side {
                Side::More => prop_assert!(wish > now),
                Side::Less => prop_assert!(wish < now),
                Side::AboutEqual => {}
            }
        }
        let shift = ladder.shift.as_ref().unwrap();
        let known = count(&|person| person.1 < 6 && person.2 < 6);
        prop_assert!(shift.known.least as usize <= known && known <= shift.known.most as usize, "{shift:?}");
        if known > 0 {
            holds(&shift.up, count(&|person| person.2 < 6 && person.1 < person.2), known)?;
            holds(&shift.same, count(&|person| person.1 < 6 && person.1 == person.2), known)?;
            holds(&shift.down, count(&|person| person.1 < 6 && person.1 > person.2), known)?;
            let joining = count(&|person| person.1 < 2 && (2..6).contains(&person.2));
            holds(&shift.joining, joining, known)?;
        }
        prop_assert_eq!(&shift.steps, &[1, 2, 3, 4, 5, 6]);
        for (row, line) in shift.table.iter().enumerate() {
            for (column, amount) in line.iter().enumerate() {
                let truth = count(&|person| (person.1, person.2) == (row, column));
                prop_assert!(amount.least as usize <= truth && truth <= amount.most as usize, "{amount:?} {truth}");
            }
        }
    }

    #[test]
    fn what_is_withheld_makes_no_finding(town in towns(true)) {
        let campaign = campaign(&[]);
        let findings = town.findings(&campaign);
        let [matters, offer, step_now, step_wish, crossing, need_goals, offer_goals] = town.withheld;
        prop_assert_eq!(findings.needs.is_none(), matters);
        prop_assert_eq!(findings.supply.is_none(), matters || offer);
        prop_assert_eq!(findings.goals.is_none(), need_goals || offer_goals);
        prop_assert_eq!(findings.groupings.len(), 2 - usize::from(need_goals) - usize::from(offer_goals));
        prop_assert_eq!(findings.ladder.is_none(), step_now || step_wish);
        if let Some(ladder) = &findings.ladder {
            prop_assert_eq!(ladder.shift.is_none(), crossing);
        }
        let told = |item: &str, audience: &str| findings.missing.iter().any(|missing| {
            missing.why == insight::Why::TooFew
                && missing.item.as_ref().is_some_and(|of| of.to_string() == item)
                && missing.audience.as_ref().is_some_and(|of| of.as_str() == audience)
        });
        prop_assert_eq!(told("matters", "users"), matters);
        // The first that is missing is told of a pair.
        prop_assert_eq!(told("offer", "providers"), offer && !matters);
        prop_assert_eq!(told("goals", "users"), need_goals);
        prop_assert_eq!(told("goals", "providers"), offer_goals);
        prop_assert!(!step_now || told("step_now", "users"));
    }
}

/// People of some groups, and what each of them chose of a few options.
fn crowds() -> impl Strategy<Value = (Vec<(usize, u16)>, Vec<bool>)> {
    (prop::collection::vec((0usize..3, any::<u16>()), 30..400), prop::collection::vec(any::<bool>(), 251))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_group_is_said_to_differ_only_where_it_does((people, coins) in crowds()) {
        let campaign = campaign(&[]);
        let mut rounder = Rounder { coins: coins.iter().cycle() };
        let wants: Vec<&str> = options(&campaign, "users", "matters");
        let ages = ["to44", "to64", "from65"];
        let of_group = |group: usize| -> Vec<u16> {
            people.iter().filter(|(of, _)| *of == group).map(|(_, wants)| *wants).collect()
        };
        let groups: Vec<Value> = (0..3).map(|group| {
            let those = of_group(group);
            if those.len() < 10 {
                return json!({ "value": ages[group], "body": { "withheld": "too_few" } });
            }
            let base = rounder.cell(those.len());
            let counts = chosen(&those);
            let cells = wants.iter().take(THEMES).enumerate().map(|(at, option)| (*option, rounder.cell(counts[at])));
            let table = table("matters", base.clone(), cells.collect());
            json!({ "value": ages[group], "body": { "shown": { "responses": base, "tables": [table] } } })
        }).collect();
        let all = rounder.cell(people.len());
        let everyone: Vec<u16> = people.iter().map(|(_, wants)| *wants).collect();
        let counts = chosen(&everyone);
        let cells = wants.iter().take(THEMES).enumerate().map(|(at, option)| (*option, rounder.cell(counts[at])));
        let matters = table("matters", all.clone(), cells.collect());
        let users = release(&campaign, "users", all, [vec![matters], Vec::new(), Vec::new()]);
        let mut json: Value = serde_json::from_str(&users.to_json()).unwrap();
        json["breakdowns"] = json!([{ "by": { "item": "age_wide" }, "groups": groups }]);
        let findings = found(&campaign, &[survey::release::Release::from_json(&json.to_string()).unwrap()], &[], &[]);

        let shown: Vec<usize> = (0..3).filter(|group| of_group(*group).len() >= 10).collect();
        let told = findings.groups.iter().find(|told| told.item.to_string() == "matters");
        prop_assert_eq!(told.map_or(0, insight::groups::ByGroup::shown), shown.len());
        let Some(told) = told else { return Ok(()) };
        prop_assert!(told.groups.iter().enumerate().all(|(at, group)| group.why.is_none() == shown.contains(&at)));
        for line in &told.lines {
            let Some(at) = wants.iter().take(THEMES).position(|option| *option == line.id) else {
                prop_assert!(line.shares.iter().all(Option::is_none));
                continue;
            };
            let truth = |group: usize| {
                let those = of_group(group);
                percent(chosen(&those)[at], those.len())
            };
            for group in &shown {
                let those = of_group(*group);
                holds(line.shares[*group].as_ref().unwrap(), chosen(&those)[at], those.len())?;
            }
            for group in &shown {
                let others: Vec<u16> =
                    people.iter().filter(|(of, _)| of != group).map(|(_, wants)| *wants).collect();
                let Some(rest) = &line.rest[*group] else { continue };
                holds(rest, chosen(&others)[at], others.len())?;
                let theirs = percent(chosen(&others)[at], others.len());
                match line.sides[*group].unwrap() {
                    Side::More => prop_assert!(truth(*group) > theirs),
                    Side::Less => prop_assert!(truth(*group) < theirs),
                    Side::AboutEqual => {}
                }
            }
        }
    }
}
