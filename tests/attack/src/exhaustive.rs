//! Every possibility: small tables whose possible counts can all be written down.
//!
//! For one table there is nothing beyond this: what all tables that agree with the figures have in common is what can
//! be known, and how likely each is under the coins, which fall by known chances, is all that can be believed.

use std::collections::HashMap;

use fastrand::Rng;
use serde_json::Value;
use survey::campaign::Campaign;

use crate::simulate::Protection;
use crate::small::{release, two_questions};

/// What was found.
#[derive(Debug, Clone, Copy, Default)]
pub struct Exhausted {
    /// Small counts and groups tried.
    pub tried: usize,
    /// Of which one possibility was left.
    pub isolated: usize,
    /// The most that any small count or target's answer became likelier: from, and to.
    pub gain: Gain,
}

/// How sure one was, and how sure one became, where one became surest.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gain {
    /// Before anything was published.
    pub before: f64,
    /// After.
    pub after: f64,
    /// The largest factor by which anything became likelier.
    pub factor: f64,
}

impl Gain {
    /// Keeps the one that leaves the attacker surest.
    pub fn take(&mut self, before: f64, after: f64) {
        self.factor = self.factor.max(after / before);
        if after > self.after {
            (self.before, self.after) = (before, after);
        }
    }

    /// Takes together.
    pub fn add(&mut self, other: Gain) {
        let factor = self.factor.max(other.factor);
        if other.after > self.after {
            *self = other;
        }
        self.factor = factor;
    }
}

impl Exhausted {
    /// Takes together.
    pub fn add(&mut self, other: Exhausted) {
        self.tried += other.tried;
        self.isolated += other.isolated;
        self.gain.add(other.gain);
    }
}

/// What a small release shows: ranges of the base, the margins and the cells, where shown.
#[derive(PartialEq, Eq, Hash)]
struct Shown {
    rows: Option<Vec<i64>>,
    columns: Option<Vec<i64>>,
    cells: Option<Vec<Vec<i64>>>,
}

fn read(json: &str) -> Shown {
    let release: Value = serde_json::from_str(json).expect("a release is JSON");
    let figure = |cell: &Value| cell["about"].as_i64().unwrap_or(0);
    let table = |at: usize| {
        let cells = release["tables"][at]["body"].get("shown")?["cells"].as_array()?;
        Some(cells.iter().map(|entry| figure(&entry[1])).collect())
    };
    let cells = release["crossings"][0]["body"].get("shown").and_then(|body| {
        let rows = body["cells"].as_array()?.iter();
        rows.map(|row| Some(row.as_array()?.iter().map(figure).collect())).collect()
    });
    // Margins stand in the crossed table too.
    let margin = |name: &str| {
        let body = release["crossings"][0]["body"].get("shown")?;
        Some(body[name].as_array()?.iter().map(|entry| figure(&entry[1])).collect())
    };
    Shown { rows: table(0).or_else(|| margin("rows")), columns: table(1).or_else(|| margin("columns")), cells }
}

/// Two questions of two options each and "no answer": nine cells, `people` in all.
pub fn crossed(protection: Protection, people: u64, tables: usize, seed: u64) -> Exhausted {
    let campaign = two_questions([2, 2]);
    let mut chance = Rng::with_seed(seed);
    let mut found = Exhausted::default();
    for at in 0..tables {
        // Some are even, some have all in few cells.
        let few = 1 + chance.usize(0..9);
        let mut counts = vec![vec![0; 3]; 3];
        for _ in 0..people {
            let cell = chance.usize(0..few) * 4 % 9;
            counts[cell / 3][cell % 3] += 1;
        }
        found.add(judge(&campaign, protection, &counts, seed.wrapping_mul(1_000) + at as u64));
    }
    found
}

/// One question of three options and "no answer", where all or all but one of `people` answered alike.
pub fn unanimous(protection: Protection, people: u64, coins: u64) -> Exhausted {
    let campaign = two_questions([3, 0]);
    let mut found = Exhausted::default();
    for others in 0..=1 {
        for seed in 0..coins {
            let mut counts = vec![vec![0]; 4];
            (counts[0][0], counts[1][0]) = (people - others, others);
            found.add(judge(&campaign, protection, &counts, seed));
        }
    }
    found
}

/// What is left possible of a table, to someone who knows how many there are and one of them or none.
fn judge(campaign: &Campaign, protection: Protection, counts: &[Vec<u64>], seed: u64) -> Exhausted {
    let shown = read(&release(campaign, protection, counts, seed).to_json());
    let reach = i64::from(protection.campaign(campaign).policy.rounding_base) - 1;
    let (height, width) = (counts.len(), counts[0].len());
    let true_counts: Vec<i64> = counts.iter().flatten().map(|count| *count as i64).collect();
    let mut found = Exhausted::default();
    let people: i64 = true_counts.iter().sum();
    let mut possible: Vec<Vec<i64>> = Vec::new();
    if shown == (Shown { rows: None, columns: None, cells: None }) {
        // Nothing is shown, so nothing is told; but it was tried.
        found.tried = true_counts.iter().filter(|count| (1..5).contains(*count)).count();
        return found;
    }
    fill(&shown, reach, (height, width), &mut Vec::new(), people, &mut possible);
    assert!(possible.contains(&true_counts), "the truth is possible");
    let mut groups: Vec<Vec<usize>> =
        (0..height).map(|row| (0..width).map(|column| row * width + column).collect()).collect();
    groups.extend((0..width).map(|column| (0..height).map(|row| row * width + column).collect()));
    let cells = height * width;
    // Knowing nobody, or one person in some cell.
    let attackers = std::iter::once(None).chain((0..cells).filter(|cell| true_counts[*cell] > 0).map(Some));
    for own in attackers {
        let left: Vec<&Vec<i64>> = possible.iter().filter(|table| own.is_none_or(|own| table[own] > 0)).collect();
        // Counts of cells, rows and columns.
        for group in groups.iter().cloned().chain((0..cells).map(|cell| vec![cell])) {
            let sum = |table: &[i64]| group.iter().map(|cell| table[*cell]).sum::<i64>();
            let truth = sum(&true_counts);
            if (1..5).contains(&truth) {
                found.tried += 1;
                found.isolated += usize::from(left.iter().all(|table| sum(table) == truth));
            }
        }
        // Groups: everyone, a row, a column; whether all in it whom the attacker does not know answered alike.
        let rest = |table: &[i64], cell: usize| table[cell] - i64::from(own == Some(cell));
        for group in groups.iter().chain([&(0..cells).collect::<Vec<_>>()]) {
            let size: i64 = group.iter().map(|cell| rest(&true_counts, *cell)).sum();
            // An answer: a row, a column, or a cell of the group.
            for answer in groups.iter().cloned().chain((0..cells).map(|cell| vec![cell])) {
                let inside = |table: &[i64]| {
                    group.iter().filter(|cell| answer.contains(cell)).map(|cell| rest(table, *cell)).sum::<i64>()
                };
                let covers = group.iter().all(|cell| answer.contains(cell));
                if size == 0 || covers || inside(&true_counts) != size {
                    continue;
                }
                found.tried += 1;
                let certain = left.iter().all(|table| {
                    let all: i64 = group.iter().map(|cell| rest(table, *cell)).sum();
                    inside(table) == all && all > 0
                });
                found.isolated += usize::from(certain);
            }
        }
    }
    found
}

/// All tables that agree with what is shown.
fn fill(
    shown: &Shown,
    reach: i64,
    (height, width): (usize, usize),
    table: &mut Vec<i64>,
    left: i64,
    possible: &mut Vec<Vec<i64>>,
) {
    let near = |shown: i64, count: i64| (shown - count).abs() <= reach;
    let at = table.len();
    if at > 0 && at.is_multiple_of(width) {
        let row = at / width - 1;
        let sum: i64 = table[row * width..at].iter().sum();
        if shown.rows.as_ref().is_some_and(|rows| !near(rows[row], sum)) {
            return;
        }
    }
    if at == height * width {
        let column = |column: usize| (0..height).map(|row| table[row * width + column]).sum::<i64>();
        let columns = shown.columns.as_ref();
        if left == 0 && columns.is_none_or(|shown| (0..width).all(|at| near(shown[at], column(at)))) {
            possible.push(table.clone());
        }
        return;
    }
    for count in 0..=left {
        if shown.cells.as_ref().is_some_and(|cells| !near(cells[at / width][at % width], count)) {
            continue;
        }
        table.push(count);
        fill(shown, reach, (height, width), table, left - count, possible);
        table.pop();
    }
}

/// How sure someone can become who reckons with chances: one question of three options and "no answer" of `people`,
/// believed to answer by `shares` before anything is published.
///
/// For every table and every way its coins can fall. What `protect` withholds depends on what would have been shown alone,
/// so what is shown is to be read by the coins' chances alone; tables that the audit withholds tell nothing here.
pub fn believed(people: i64, shares: [f64; 4]) -> [Gain; 2] {
    let campaign = two_questions([3, 0]);
    let base = i64::from(campaign.policy.rounding_base);
    let mut tables = Vec::new();
    let nothing = Shown { rows: None, columns: None, cells: None };
    fill(&nothing, 0, (4, 1), &mut Vec::new(), people, &mut tables);
    let logs: Vec<f64> = (0..=people)
        .scan(0.0, |sum, at| {
            *sum += (at.max(1) as f64).ln();
            Some(*sum)
        })
        .collect();
    let prior = |table: &[i64]| {
        let chance: f64 =
            table.iter().zip(shares).map(|(count, share)| *count as f64 * share.ln() - logs[*count as usize]).sum();
        (chance + logs[people as usize]).exp()
    };
    // By what is shown: the chance of each table that could have led to it.
    let mut worlds: HashMap<Vec<i64>, Vec<(usize, f64)>> = HashMap::new();
    for (at, table) in tables.iter().enumerate() {
        let start = prior(table);
        for falls in 0..1 << table.len() {
            let mut chance = start;
            let mut shown = Vec::new();
            for (cell, count) in table.iter().enumerate() {
                let over = count % base;
                let up = falls >> cell & 1 == 1;
                chance *= if up { over as f64 / base as f64 } else { 1.0 - over as f64 / base as f64 };
                shown.push(count - over + if up { base } else { 0 });
            }
            if chance > 0.0 {
                worlds.entry(shown).or_default().push((at, chance));
            }
        }
    }
    // What is published at all is asked of `protect` itself: one table and seed that would show this.
    let mut gains = [Gain::default(); 2];
    let mut published: HashMap<Vec<i64>, bool> = HashMap::new();
    for table in &tables {
        let counts: Vec<Vec<u64>> = table.iter().map(|count| vec![*count as u64]).collect();
        for seed in 0..12 {
            let drawn = read(&release(&campaign, Protection::NoAudit, &counts, seed).to_json()).rows;
            let Some(drawn) = drawn else { continue };
            published
                .entry(drawn)
                .or_insert_with(|| read(&release(&campaign, Protection::On, &counts, seed).to_json()).rows.is_some());
        }
    }
    for (_, chances) in worlds.iter().filter(|(shown, _)| published.get(*shown).copied().unwrap_or(false)) {
        let all: f64 = chances.iter().map(|(_, chance)| chance).sum();
        for cell in 0..4 {
            for value in 1..base {
                let before: f64 = tables.iter().filter(|table| table[cell] == value).map(|table| prior(table)).sum();
                let after: f64 =
                    chances.iter().filter(|(at, _)| tables[*at][cell] == value).map(|(_, chance)| chance).sum();
                gains[0].take(before, after / all);
            }
            // One of the people, nothing known of them but that they are one of the people.
            let after: f64 = chances.iter().map(|(at, chance)| chance * tables[*at][cell] as f64 / people as f64).sum();
            if cell < 3 && shares[cell] < 0.5 {
                gains[1].take(shares[cell], after / all);
            }
        }
    }
    gains
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, EVERYONE, Key};
    use crate::campaign::{AUDIENCE, Answer, Person};
    use crate::knowledge::{Knowledge, Reading, Seen};
    use crate::system::{System, Verdict};
    use crate::worlds::{Presence, Worlds};
    use survey::mode::Mode;

    /// The solver and the search for worlds against what can be counted out: small tables without a last look, so that
    /// some are told.
    #[test]
    fn solver_and_worlds_agree_with_every_possible_table() {
        let campaign = two_questions([2, 2]);
        let book = Book::of(&campaign.audience(AUDIENCE).unwrap().questionnaire, false);
        let mut chance = Rng::with_seed(8);
        let (mut told, mut open) = (0, 0);
        for seed in 0..60 {
            let few = 1 + chance.usize(0..4);
            let mut counts = vec![vec![0; 3]; 3];
            let mut people = Vec::new();
            for _ in 0..11 {
                let cell = chance.usize(0..few) * 4 % 9;
                counts[cell / 3][cell % 3] += 1;
                let answer = |at: usize| (at < 2).then_some(Answer::One(at));
                let person = Person { answers: vec![answer(cell / 3), answer(cell % 3)], mode: Mode::Link };
                people.push(Presence { person, counted: u64::MAX });
            }
            let json = release(&campaign, Protection::NoAudit, &counts, seed).to_json();
            let shown = read(&json);
            let mut possible = Vec::new();
            fill(&shown, 4, (3, 3), &mut Vec::new(), 11, &mut possible);
            let seen = [Seen { json, responses: 11, withdrawn: 0 }];
            let knowledge = Knowledge::of(&book, campaign.policy, Reading::Rounded, false, &seen);
            let mut system = System::of(&book, &knowledge, None, &[]);
            system.propagate();
            let mut worlds = Worlds::new(&book, &knowledge, &people, seed);
            let crossing = &book.crossings[0];
            for cell in 0..9 {
                let key: Key = crossing.cells[cell / 3][cell % 3];
                let first = possible[0][cell];
                let only = possible.iter().all(|table| table[cell] == first);
                let expected = if only { Verdict::Only(first) } else { Verdict::Several };
                assert_eq!(system.solve(0, key, true), expected, "seed {seed}, cell {cell}");
                let found = worlds.another_count(0, key, 0).is_ok();
                // What is only one of several is found nearly always; what is the only one never.
                assert!(!(found && only), "seed {seed}, cell {cell}");
                told += usize::from(only);
                open += usize::from(found);
            }
            assert_eq!(worlds.count(0, EVERYONE), 11);
        }
        assert!(told > 0 && open > 100, "{told} told, {open} open");
    }

    #[test]
    fn a_unanimous_group_is_told_without_the_last_look_alone() {
        assert_eq!(unanimous(Protection::On, 11, 30).isolated, 0);
        assert!(unanimous(Protection::NoAudit, 11, 30).isolated > 0);
    }

    #[test]
    fn belief_grows_but_never_to_certainty() {
        let [count, answer] = believed(10, [0.4, 0.3, 0.25, 0.05]);
        assert!(count.before < count.after && count.after < 1.0, "{count:?}");
        assert!(answer.before < answer.after && answer.after < 1.0, "{answer:?}");
    }
}
