//! Other worlds: other answers of the same people that would have led to the very same publications.
//!
//! Where there is another world with another count, or another answer of the target, *no* attacker can tell: whoever
//! reasons from what was published, by whatever means, must allow for both. So a world found settles a question for good;
//! one not found settles nothing, and the question goes to the solver.

use std::collections::{BTreeSet, HashMap};

use fastrand::Rng;
use survey::questionnaire::Measure;

use crate::book::{Atom, Book, EVERYONE, Key};
use crate::campaign::{Answer, Person, options_of};
use crate::knowledge::{Knowledge, Range};

/// Someone who responded, and in which releases the response is counted.
#[derive(Clone)]
pub struct Presence {
    /// Who.
    pub person: Person,
    /// The moments that count the response, a bit each.
    pub counted: u64,
}

impl Presence {
    /// Whether the response is counted at that moment.
    pub fn is_counted(&self, moment: usize) -> bool {
        self.counted >> moment & 1 == 1
    }
}

/// The true world, and the search for others.
pub struct Worlds<'a, 'q> {
    book: &'a Book<'q>,
    knowledge: &'a Knowledge,
    people: &'a [Presence],
    /// By person: the cells they are in.
    cells: Vec<Vec<Key>>,
    /// By cell: who is in it.
    members: Vec<Vec<usize>>,
    /// By moment and cell: the true count.
    counts: Vec<Vec<i64>>,
    /// By moment and cell: what was told.
    ranges: Vec<Vec<Option<Range>>>,
    /// By cell: the renewals that concern it.
    renewals: HashMap<Key, Vec<usize>>,
    /// Cells that a rule about groupings concerns.
    grouped: BTreeSet<Key>,
    /// By cell: whether any rule but its ranges concerns it.
    ruled: Vec<bool>,
    chance: Rng,
}

/// How many changes of answers a world may be away from the true one.
const REACH: usize = 7;
/// How many times a search begins anew.
const TRIES: usize = 1000;

/// A search for a world in which nobody of a set answers otherwise: who does.
type Search<'s, W> = dyn FnMut(&mut W, &BTreeSet<usize>) -> Option<Vec<usize>> + 's;

struct Change {
    who: usize,
    cells: Vec<Key>,
}

/// Something a changed world would have published otherwise: at which moment, which cell, and whether it has too many in it
/// or too few.
type Fault = (usize, Key, bool);

impl<'a, 'q> Worlds<'a, 'q> {
    /// The true world of these people, which must agree with what was published.
    pub fn new(book: &'a Book<'q>, knowledge: &'a Knowledge, people: &'a [Presence], seed: u64) -> Self {
        let cells: Vec<Vec<Key>> = people.iter().map(|presence| book.cells_of(&presence.person)).collect();
        let mut members = vec![Vec::new(); book.keys.len()];
        let mut counts = vec![vec![0; book.keys.len()]; knowledge.moments.len()];
        for (who, keys) in cells.iter().enumerate() {
            for key in keys {
                members[*key].push(who);
                for moment in (0..knowledge.moments.len()).filter(|moment| people[who].is_counted(*moment)) {
                    counts[moment][*key] += 1;
                }
            }
        }
        let ranges = knowledge
            .moments
            .iter()
            .map(|moment| (0..book.keys.len()).map(|key| moment.ranges.get(&key).copied()).collect())
            .collect();
        let mut renewals: HashMap<Key, Vec<usize>> = HashMap::new();
        for (at, renewal) in knowledge.renewals.iter().enumerate() {
            renewals.entry(renewal.base).or_default().push(at);
        }
        let grouped: BTreeSet<Key> =
            knowledge.moments.iter().flat_map(|moment| moment.coarser.iter().flatten().copied()).collect();
        let ruled = (0..book.keys.len()).map(|key| {
            let drawn = knowledge.moments.iter().filter(|moment| moment.shown.contains_key(&key)).count();
            drawn > 1 || renewals.contains_key(&key) || grouped.contains(&key)
        });
        let ruled = ruled.collect();
        let chance = Rng::with_seed(seed);
        let worlds =
            Worlds { book, knowledge, people, cells, members, counts, ranges, renewals, grouped, ruled, chance };
        worlds.agrees();
        worlds
    }

    /// The harness understands what is published only if the true counts agree with it.
    fn agrees(&self) {
        for (moment, ranges) in self.ranges.iter().enumerate() {
            for (key, range) in ranges.iter().enumerate() {
                let count = self.counts[moment][key];
                let name = || self.book.name(key);
                assert!(range.is_none_or(|range| range.holds(count)), "{}: {count} is not in {range:?}", name());
            }
        }
        for key in 0..self.book.keys.len() {
            let mut faults = Vec::new();
            self.rules(key, &|moment| self.counts[moment][key], &|_, _| 0, &mut faults);
            assert!(faults.is_empty(), "{} breaks a rule of releases", self.book.name(key));
        }
    }

    /// The true count of a cell.
    pub fn count(&self, moment: usize, key: Key) -> i64 {
        self.counts[moment][key]
    }

    /// The cells that a person is in.
    pub fn cells_of(&self, who: usize) -> &[Key] {
        &self.cells[who]
    }

    /// Whether, whichever `known` of the responses the attacker knows, there is a world with another count. If none was
    /// found: the responses that one would have to know.
    pub fn another_count(&mut self, moment: usize, key: Key, known: usize) -> Result<(), BTreeSet<usize>> {
        self.whoever_is_known(known, &mut BTreeSet::new(), None, &mut |worlds, known| {
            (0..TRIES).find_map(|_| worlds.other_count(moment, key, known))
        })
    }

    /// Whether, whichever `known` of the other responses the attacker knows, there is a world in which this person did not
    /// give this answer to this item. If none was found: the responses that one would have to know.
    pub fn another_answer(
        &mut self,
        (who, item, value): (usize, usize, usize),
        known: usize,
    ) -> Result<(), BTreeSet<usize>> {
        self.whoever_is_known(known, &mut BTreeSet::new(), Some(who), &mut |worlds, known| {
            (0..TRIES).find_map(|_| {
                let person = worlds.without(who, Atom::Is(item, value))?;
                let first = worlds.change(who, &person);
                if first.cells.binary_search(&worlds.book.tables[item].cells[value]).is_ok() {
                    return None;
                }
                worlds.repaired(vec![first], None, known)
            })
        })
    }

    /// Looks for a world in which nobody of `taken` answers otherwise; and as long as the attacker may know more responses,
    /// one for each who does answer otherwise in it: those are the responses that would rule it out.
    fn whoever_is_known(
        &mut self,
        known: usize,
        taken: &mut BTreeSet<usize>,
        target: Option<usize>,
        find: &mut Search<'_, Self>,
    ) -> Result<(), BTreeSet<usize>> {
        let Some(changed) = find(self, taken) else { return Err(taken.clone()) };
        if known == 0 {
            return Ok(());
        }
        for who in changed.into_iter().filter(|who| Some(*who) != target) {
            taken.insert(who);
            self.whoever_is_known(known - 1, taken, target, find)?;
            taken.remove(&who);
        }
        Ok(())
    }

    /// One attempt at a world with another count: who answers otherwise in it.
    fn other_count(&mut self, moment: usize, key: Key, used: &BTreeSet<usize>) -> Option<Vec<usize>> {
        let (who, person) = self.flip(key, None, moment, used)?;
        let change = self.change(who, &person);
        let goes = change.cells.binary_search(&key).is_ok() != self.cells[who].binary_search(&key).is_ok();
        if goes { self.repaired(vec![change], Some((moment, key)), used) } else { None }
    }

    /// Changes others' answers too, until the publications would have been the same. Who was changed.
    fn repaired(
        &mut self,
        mut changes: Vec<Change>,
        target: Option<(usize, Key)>,
        used: &BTreeSet<usize>,
    ) -> Option<Vec<usize>> {
        loop {
            let faults = self.faults(&changes);
            if faults.is_empty() {
                let differs = target.is_none_or(|(moment, key)| self.difference(&changes, moment, key) != 0);
                return differs.then(|| changes.iter().map(|change| change.who).collect());
            }
            if changes.len() >= REACH {
                return None;
            }
            let (moment, key, too_many) = faults[self.chance.usize(0..faults.len())];
            let mut taken = used.clone();
            taken.extend(changes.iter().map(|change| change.who));
            let (who, person) = self.flip(key, Some(too_many), moment, &taken)?;
            let change = self.change(who, &person);
            changes.push(change);
        }
    }

    /// Someone not in `taken` with one answer changed, so that they leave the cell, or enter it.
    fn flip(
        &mut self,
        key: Key,
        leave: Option<bool>,
        moment: usize,
        taken: &BTreeSet<usize>,
    ) -> Option<(usize, Person)> {
        let atoms = &self.book.keys[key];
        if atoms.is_empty() {
            return None;
        }
        let leave = leave.unwrap_or_else(|| self.chance.bool());
        let atom = atoms[self.chance.usize(0..atoms.len())];
        let pool: &[usize] = if leave {
            &self.members[key]
        } else {
            // Those of whom all the rest is true.
            let rest: Vec<Atom> = atoms.iter().copied().filter(|other| *other != atom).collect();
            &self.members[self.book.find(&rest)?]
        };
        for _ in 0..8 {
            if pool.is_empty() {
                return None;
            }
            let who = pool[self.chance.usize(0..pool.len())];
            let present = self.people[who].is_counted(moment);
            let inside = self.cells[who].binary_search(&key).is_ok();
            if !present || taken.contains(&who) || inside != leave {
                continue;
            }
            let person = if leave { self.without(who, atom) } else { self.with(who, atom) };
            return person.map(|person| (who, person));
        }
        None
    }

    /// The person, if this were not true of them.
    fn without(&mut self, who: usize, atom: Atom) -> Option<Person> {
        let mut person = self.people[who].person.clone();
        match atom {
            Atom::Mode(_) => return None,
            Atom::Asked(item) => {
                let of = self.conditioned(item)?;
                self.anything(&mut person, of);
            }
            Atom::Is(item, value) => self.avoid(&mut person, item, &[value])?,
            Atom::Group(at, group) => {
                let (item, groups) = &self.book.derived[at];
                let (item, options) = (*item, groups[group].clone());
                self.avoid(&mut person, item, &options)?;
            }
        }
        Some(person)
    }

    /// The person, if this were true of them.
    fn with(&mut self, who: usize, atom: Atom) -> Option<Person> {
        let mut person = self.people[who].person.clone();
        match atom {
            Atom::Mode(_) => return None,
            Atom::Asked(item) => {
                let of = self.conditioned(item)?;
                self.anything(&mut person, of);
            }
            Atom::Is(item, value) => self.choose(&mut person, item, value)?,
            Atom::Group(at, group) => {
                let (item, groups) = &self.book.derived[at];
                let (item, value) = (*item, groups[group][self.chance.usize(0..groups[group].len())]);
                self.choose(&mut person, item, value)?;
            }
        }
        Some(person)
    }

    /// An item that decides whether this one is asked.
    fn conditioned(&mut self, item: usize) -> Option<usize> {
        let condition = self.book.items[item].condition()?;
        let names = condition.items();
        let name = names[self.chance.usize(0..names.len())];
        self.book.items.iter().position(|item| item.id == *name)
    }

    fn anything(&mut self, person: &mut Person, item: usize) {
        let value = self.chance.usize(0..options_of(&self.book.items[item]));
        let has = matches!(&person.answers[item], Some(Answer::Several(chosen)) if chosen.contains(&value));
        let done = if has { self.avoid(person, item, &[value]) } else { self.choose(person, item, value) };
        // Where it can't be, nothing is changed.
        done.unwrap_or_default();
    }

    /// Gives the item an answer with `value` in it, or none where it is the position of "no answer".
    fn choose(&mut self, person: &mut Person, item: usize, value: usize) -> Option<()> {
        let of = &self.book.items[item];
        if value == options_of(of) {
            if of.question.required {
                return None;
            }
            person.answers[item] = None;
            return Some(());
        }
        let most = self.book.most_chosen(item);
        match &of.measure {
            Measure::One(_) | Measure::Number(_) => person.answers[item] = Some(Answer::One(value)),
            Measure::Many(choices) => {
                let mut chosen = match person.answers[item].take() {
                    Some(Answer::Several(chosen)) if !choices[value].exclusive => chosen,
                    _ => Vec::new(),
                };
                chosen.retain(|other| !choices[*other].exclusive && *other != value);
                while chosen.len() >= most {
                    chosen.swap_remove(self.chance.usize(0..chosen.len()));
                }
                chosen.push(value);
                chosen.sort_unstable();
                person.answers[item] = Some(Answer::Several(chosen));
            }
            Measure::Ranked(..) => {
                let mut order = match person.answers[item].take() {
                    Some(Answer::Several(order)) => order,
                    _ => Vec::new(),
                };
                if order.len() >= most || (!order.is_empty() && self.chance.bool()) {
                    let at = self.chance.usize(0..order.len());
                    order[at] = value;
                } else {
                    order.push(value);
                }
                person.answers[item] = Some(Answer::Several(order));
            }
            Measure::Text => return None,
        }
        Some(())
    }

    /// Gives the item an answer without these values.
    fn avoid(&mut self, person: &mut Person, item: usize, values: &[usize]) -> Option<()> {
        let of = &self.book.items[item];
        let options = options_of(of);
        if let Some(Answer::Several(chosen)) = &mut person.answers[item] {
            let before = chosen.len();
            chosen.retain(|value| !values.contains(value));
            if before != chosen.len() && !chosen.is_empty() && self.chance.bool() {
                return Some(());
            }
        }
        let others: Vec<usize> = (0..=options)
            .filter(|value| !(values.contains(value) || (*value == options && of.question.required)))
            .collect();
        if others.is_empty() {
            return None;
        }
        let other = others[self.chance.usize(0..others.len())];
        self.choose(person, item, other)
    }

    fn change(&self, who: usize, person: &Person) -> Change {
        Change { who, cells: self.book.cells_of(person) }
    }

    /// By how much the changes change a count.
    fn difference(&self, changes: &[Change], moment: usize, key: Key) -> i64 {
        let there = changes.iter().filter(|change| self.people[change.who].is_counted(moment));
        there
            .map(|change| {
                let after = i64::from(change.cells.binary_search(&key).is_ok());
                after - i64::from(self.cells[change.who].binary_search(&key).is_ok())
            })
            .sum()
    }

    /// What the changes would make to be published otherwise.
    fn faults(&self, changes: &[Change]) -> Vec<Fault> {
        // By cell: who enters or leaves it, and the moments that count them.
        let mut moves: Vec<(Key, i64, u64)> = Vec::new();
        for change in changes {
            let (before, counted) = (&self.cells[change.who], self.people[change.who].counted);
            let (mut old, mut new) = (before.iter().peekable(), change.cells.iter().peekable());
            loop {
                match (old.peek(), new.peek()) {
                    (Some(left), Some(right)) if left == right => (old.next(), new.next()),
                    (Some(left), right) if right.is_none_or(|right| left < right) => {
                        moves.push((**left, -1, counted));
                        (old.next(), None)
                    }
                    (_, Some(right)) => {
                        moves.push((**right, 1, counted));
                        (None, new.next())
                    }
                    (_, None) => break,
                };
            }
        }
        moves.sort_unstable();
        let by = |moves: &[(Key, i64, u64)], moment: usize| -> i64 {
            moves.iter().filter(|(_, _, counted)| counted >> moment & 1 == 1).map(|(_, by, _)| by).sum()
        };
        let mut faults = Vec::new();
        let mut counts = vec![0; self.counts.len()];
        for moves in moves.chunk_by(|one, other| one.0 == other.0) {
            let key = moves[0].0;
            for (moment, count) in counts.iter_mut().enumerate() {
                *count = self.counts[moment][key] + by(moves, moment);
                if let Some(range) = self.ranges[moment][key]
                    && !range.holds(*count)
                {
                    faults.push((moment, key, *count > range.most));
                }
            }
            if self.ruled[key] {
                let difference = |moment: usize, key: Key| self.difference(changes, moment, key);
                self.rules(key, &|moment| counts[moment], &difference, &mut faults);
            }
        }
        faults
    }

    /// The rules beside the ranges: one coin a cell and count, what was renewed had grown, and a coarser grouping was
    /// needed.
    fn rules(
        &self,
        key: Key,
        count: &dyn Fn(usize) -> i64,
        difference: &dyn Fn(usize, Key) -> i64,
        faults: &mut Vec<Fault>,
    ) {
        let moments = &self.knowledge.moments;
        for one in 0..moments.len() {
            for other in 0..one {
                if let (Some(left), Some(right)) = (moments[one].shown.get(&key), moments[other].shown.get(&key))
                    && left != right
                    && count(one) == count(other)
                    && self.knowledge.same_coins(one, other)
                {
                    faults.push((one, key, one % 2 == 0));
                }
            }
        }
        for at in self.renewals.get(&key).into_iter().flatten() {
            let renewal = &self.knowledge.renewals[*at];
            let before = count(renewal.before);
            let grown = count(renewal.after) >= before + self.knowledge.growth_from(before);
            if grown != renewal.renewed {
                faults.push((renewal.after, key, grown));
            }
        }
        if !self.grouped.contains(&key) || key == EVERYONE {
            return;
        }
        let smallest = i64::from(self.knowledge.policy.smallest_base);
        for (at, moment) in moments.iter().enumerate() {
            for groups in moment.coarser.iter().filter(|groups| groups.contains(&key)) {
                let counts = groups.iter().map(|group| self.counts[at][*group] + difference(at, *group));
                if counts.min() >= Some(smallest) {
                    faults.push((at, key, true));
                }
            }
        }
    }
}
