//! Everything published, taken together: which small counts and whose answers have only one possible value.
//!
//! Each question is put in turn to three: the search for another world, which can only say "open"; propagation of bounds;
//! and the solver, which can say "isolated" or, of the relations it was given, "open".

use std::collections::{BTreeSet, HashMap};

use fastrand::Rng;

use crate::book::{Book, EVERYONE, Key, Subject};
use crate::knowledge::Knowledge;
use crate::system::{System, Verdict, neighbourhood};
use crate::worlds::{Presence, Worlds};

/// The counts that are too small to be told: 1 to b−1, with the b of the floor, whatever base is tried.
pub const SMALL: std::ops::Range<i64> = 1..5;

/// How much is tried.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Small counts at most.
    pub counts: usize,
    /// Answers of targets at most.
    pub answers: usize,
    /// Questions to the solver at most.
    pub solved: usize,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// Small counts tried.
    pub counts: usize,
    /// Of which only one value is possible.
    pub counts_isolated: usize,
    /// Answers of targets tried.
    pub answers: usize,
    /// Of which only one is possible.
    pub answers_isolated: usize,
    /// Questions that no other world settled.
    pub to_solver: usize,
    /// Of these, those for which the solver found several possible values.
    pub several: usize,
    /// And those it did not answer in time, or was not asked for want of time.
    pub undecided: usize,
    /// Some of what was isolated, in words.
    pub examples: Vec<String>,
}

impl Findings {
    /// Takes together.
    pub fn add(&mut self, other: Findings) {
        self.counts += other.counts;
        self.counts_isolated += other.counts_isolated;
        self.answers += other.answers;
        self.answers_isolated += other.answers_isolated;
        self.to_solver += other.to_solver;
        self.several += other.several;
        self.undecided += other.undecided;
        self.examples.extend(other.examples);
        self.examples.truncate(12);
    }

    /// All that was tried.
    pub fn tried(&self) -> usize {
        self.counts + self.answers
    }

    /// All that was isolated.
    pub fn isolated(&self) -> usize {
        self.counts_isolated + self.answers_isolated
    }
}

/// Attacks all that was published, as someone who knows any `known` of the responses.
pub fn examine(
    book: &Book<'_>,
    knowledge: &Knowledge,
    people: &[Presence],
    known: usize,
    effort: Effort,
    seed: u64,
) -> Findings {
    let mut findings = Findings::default();
    let mut worlds = Worlds::new(book, knowledge, people, seed);
    let mut chance = Rng::with_seed(seed ^ 1);
    let mut small = small_counts(book, knowledge, &worlds);
    chance.shuffle(&mut small);
    small.truncate(effort.counts);
    findings.counts = small.len();
    // What propagation alone tells without knowing anyone needs no search.
    let mut whole = System::of(book, knowledge, None, &[]);
    whole.propagate();
    let mut open_counts = Vec::new();
    for (moment, key) in small {
        if whole.range(moment, key).is_some_and(|range| range.least == range.most) {
            open_counts.push((moment, key, BTreeSet::new()));
        } else if let Err(attacker) = worlds.another_count(moment, key, known) {
            open_counts.push((moment, key, attacker));
        }
    }
    let last = knowledge.moments.len() - 1;
    let mut answers: Vec<(usize, usize, usize)> = Vec::new();
    for who in (0..people.len()).filter(|who| people[*who].is_counted(last)) {
        for table in &book.tables[..book.one_way] {
            let Subject::Item(item) = table.subject else { continue };
            let none = table.cells.len() - 1;
            for (value, cell) in table.cells.iter().enumerate() {
                // "No answer" is no answer to be told.
                if value != none && worlds.cells_of(who).binary_search(cell).is_ok() {
                    answers.push((who, item, value));
                }
            }
        }
    }
    chance.shuffle(&mut answers);
    answers.truncate(effort.answers);
    findings.answers = answers.len();
    let mut open_answers = Vec::new();
    for (who, item, value) in answers {
        if let Err(attacker) = worlds.another_answer((who, item, value), known) {
            open_answers.push(((who, item, value), attacker));
        }
    }
    findings.to_solver = open_counts.len() + open_answers.len();
    let mut budget = effort.solved;
    for (moment, key, attacker) in open_counts {
        let verdict = match whole.range(moment, key) {
            Some(range) if range.least == range.most => Verdict::Only(range.least),
            _ => ask(&mut budget, || count(book, knowledge, people, (moment, key), &attacker)),
        };
        match verdict {
            Verdict::Only(value) => {
                assert_eq!(value, worlds.count(moment, key), "{}", book.name(key));
                findings.counts_isolated += 1;
                findings.examples.push(format!(
                    "{} = {value} at release {moment}{}",
                    book.name(key),
                    knowing(&attacker)
                ));
            }
            Verdict::Several => findings.several += 1,
            Verdict::Unknown => findings.undecided += 1,
        }
    }
    for (target, attacker) in open_answers {
        match ask(&mut budget, || answer(book, knowledge, people, &worlds, &whole, target, &attacker)) {
            Verdict::Only(_) => {
                findings.answers_isolated += 1;
                let (who, item, value) = target;
                let what = book.name(book.tables[item].cells[value]);
                findings.examples.push(format!("{what} of response {who}{}", knowing(&attacker)));
            }
            Verdict::Several => findings.several += 1,
            Verdict::Unknown => findings.undecided += 1,
        }
    }
    findings.examples.truncate(12);
    findings
}

/// Attacks all that was published by propagation alone, as someone who knows nobody, and as someone who knows each of
/// `attackers`: quick, so that many campaigns can be gone through for what happens rarely. Tried is every small count of
/// the book, and every group of which all that are not known answered alike.
pub fn sweep(book: &Book<'_>, knowledge: &Knowledge, people: &[Presence], attackers: &[usize], seed: u64) -> Findings {
    let mut findings = Findings::default();
    let worlds = Worlds::new(book, knowledge, people, seed);
    for attacker in std::iter::once(None).chain(attackers.iter().map(Some)) {
        let attacker: BTreeSet<usize> = attacker.into_iter().copied().collect();
        let mut system = System::of(book, knowledge, None, &presences(people, &attacker));
        system.propagate();
        for (moment, key) in small_counts(book, knowledge, &worlds) {
            findings.counts += 1;
            if system.range(moment, key).is_some_and(|range| range.least == range.most) {
                findings.counts_isolated += 1;
                findings.examples.push(format!("{} at release {moment}{}", book.name(key), knowing(&attacker)));
            }
        }
        for (moment, told) in knowledge.moments.iter().enumerate() {
            let tables = book.tables.iter().filter(|table| told.is_final || table.scope.is_none());
            for table in tables.filter(|table| told.is_final || matches!(table.subject, Subject::Item(_))) {
                let known = |key: Key| {
                    let inside = |who: &&usize| {
                        people[**who].is_counted(moment) && worlds.cells_of(**who).binary_search(&key).is_ok()
                    };
                    attacker.iter().filter(inside).count() as i64
                };
                let rest = |key: Key| worlds.count(moment, key) - known(key);
                for cell in table.cells.iter().filter(|cell| rest(**cell) > 0 && rest(**cell) == rest(table.base)) {
                    findings.answers += 1;
                    if system.rest(moment, *cell).least >= system.rest(moment, table.base).most {
                        findings.answers_isolated += 1;
                        let all = format!("all of {} at release {moment}{}", book.name(*cell), knowing(&attacker));
                        findings.examples.push(all);
                    }
                }
            }
        }
    }
    findings.examples.truncate(12);
    findings
}

/// Attacks all that was published by propagation alone, as someone who knows all of these responses and takes them off every
/// figure. Tried is every count of 1 to 4 among the others.
pub fn subtract(
    book: &Book<'_>,
    knowledge: &Knowledge,
    people: &[Presence],
    known: &BTreeSet<usize>,
    seed: u64,
) -> Findings {
    let mut findings = Findings::default();
    let worlds = Worlds::new(book, knowledge, people, seed);
    let mut system = System::of(book, knowledge, None, &presences(people, known));
    system.propagate();
    let mut of_known: HashMap<(usize, Key), i64> = HashMap::new();
    for who in known {
        for moment in (0..knowledge.moments.len()).filter(|moment| people[*who].is_counted(*moment)) {
            worlds.cells_of(*who).iter().for_each(|key| *of_known.entry((moment, *key)).or_default() += 1);
        }
    }
    for (moment, told) in knowledge.moments.iter().enumerate() {
        for key in (0..book.keys.len()).filter(|_| told.is_final) {
            let others = worlds.count(moment, key) - of_known.get(&(moment, key)).copied().unwrap_or(0);
            if SMALL.contains(&others) {
                findings.counts += 1;
                let rest = system.rest(moment, key);
                if rest.least == rest.most {
                    assert_eq!(rest.least, others, "{}", book.name(key));
                    findings.counts_isolated += 1;
                    findings.examples.push(format!("{} others are {} at release {moment}", rest.least, book.name(key)));
                }
            }
        }
    }
    findings.examples.truncate(12);
    findings
}

/// Every moment and cell of the book with a count of 1 to 4.
fn small_counts(book: &Book<'_>, knowledge: &Knowledge, worlds: &Worlds<'_, '_>) -> Vec<(usize, Key)> {
    let mut one_way: BTreeSet<Key> = BTreeSet::from([EVERYONE]);
    for table in &book.tables[..book.one_way] {
        one_way.insert(table.base);
        one_way.extend(&table.cells);
    }
    let mut small: Vec<(usize, Key)> = Vec::new();
    for (moment, told) in knowledge.moments.iter().enumerate() {
        let keys = (0..book.keys.len()).filter(|key| told.is_final || one_way.contains(key));
        small.extend(keys.filter(|key| SMALL.contains(&worlds.count(moment, *key))).map(|key| (moment, key)));
    }
    small
}

fn knowing(attacker: &BTreeSet<usize>) -> String {
    if attacker.is_empty() { String::new() } else { format!(", knowing responses {attacker:?}") }
}

fn ask(budget: &mut usize, question: impl FnOnce() -> Verdict) -> Verdict {
    if *budget == 0 {
        return Verdict::Unknown;
    }
    *budget -= 1;
    question()
}

fn presences<'p>(people: &'p [Presence], attacker: &BTreeSet<usize>) -> Vec<&'p Presence> {
    attacker.iter().map(|who| &people[*who]).collect()
}

/// The possible values of a count, to an attacker who knows those responses.
fn count(
    book: &Book<'_>,
    knowledge: &Knowledge,
    people: &[Presence],
    (moment, key): (usize, Key),
    attacker: &BTreeSet<usize>,
) -> Verdict {
    let about = neighbourhood(book, &book.keys[key]);
    let mut system = System::of(book, knowledge, Some(&about), &presences(people, attacker));
    system.propagate();
    match system.range(moment, key) {
        Some(range) if range.least == range.most => Verdict::Only(range.least),
        _ => match system.solve(moment, key, false) {
            Verdict::Several => system.solve(moment, key, true),
            decided => decided,
        },
    }
}

/// Whether everyone whom the attacker does not know, of some group that the target is in, must have answered alike.
fn answer(
    book: &Book<'_>,
    knowledge: &Knowledge,
    people: &[Presence],
    worlds: &Worlds<'_, '_>,
    whole: &System,
    (who, item, value): (usize, usize, usize),
    attacker: &BTreeSet<usize>,
) -> Verdict {
    let mut unsure = false;
    let (about, known) = (neighbourhood(book, &book.keys[book.tables[item].cells[value]]), presences(people, attacker));
    let mut system: Option<System> = None;
    for (moment, told) in knowledge.moments.iter().enumerate() {
        for table in book.tables.iter().filter(|table| table.subject == Subject::Item(item)) {
            let there = people[who].is_counted(moment);
            let within = worlds.cells_of(who).binary_search(&table.base).is_ok();
            if !there || !within || (table.scope.is_some() && !told.is_final) {
                continue;
            }
            let (base, cell) = (table.base, table.cells[value]);
            // Where there are in truth more who answered otherwise than are known, nothing can prove that there are none.
            if worlds.count(moment, base) - worlds.count(moment, cell) > attacker.len() as i64 {
                continue;
            }
            // With room for more of them than are known, none is proven either.
            if let (Some(of_base), Some(of_cell)) = (whole.range(moment, base), whole.range(moment, cell))
                && of_base.least > of_cell.most + attacker.len() as i64
            {
                continue;
            }
            let system = system.get_or_insert_with(|| {
                let mut system = System::of(book, knowledge, Some(&about), &known);
                system.propagate();
                system
            });
            match system.is_unanimous(moment, base, cell, true) {
                Some(true) => return Verdict::Only(value as i64),
                Some(false) => {}
                None => unsure = true,
            }
        }
    }
    if unsure { Verdict::Unknown } else { Verdict::Several }
}
