//! The last look: what a reader can deduce from a release and all before it, and what is withheld for it.
//!
//! The reader is taken to know the questionnaire, the policy, the true number of responses at every release, and one of
//! the responses. All that must hold between the counts goes into one [`Puzzle`]: that each shown count lies less than b
//! from the true one, that answers add up to who was asked, that a group is part of everyone, a group of options lies
//! between its largest and the sum of them, that a figure changes only with its count, and that from one release to the next no count grows by more than the
//! responses that came in, or falls by more than those that were withdrawn. Then whatever would tell a count of 1 to b−1, or
//! that all (or all but one) of a group answered alike, is withheld, with every table that shows the same cell, and the
//! look begins anew.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::ops::Range;

use crate::campaign::Policy;
use crate::condition::Condition;
use crate::questionnaire::ItemId;
use crate::release::{Body, Cell, CrossBody, GroupBody, Release, ReleaseNumber, Table, Variable, Withheld};

use super::cells::{Axis, CellName, Cells, Shape};
use super::puzzle::{Bounds, Puzzle, Unknown};

/// A release, and how many had responded when it was made.
#[derive(Clone, Copy)]
pub(super) struct View<'r> {
    pub(super) release: &'r Release,
    pub(super) responses: u64,
}

/// Something in a release that can be withheld by itself; the more detailed, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    Table(usize),
    Derived(usize),
    Group(usize, usize),
    GroupTable(usize, usize, usize),
    Crossing(usize),
}

/// What is seen in one place of a release: a base and cells of it. What is withheld is not seen at all: why it is, too
/// small or too telling, is left open.
struct Sight {
    spot: Spot,
    base: (Unknown, Cell),
    /// Whether it would be withheld if its base were small.
    has_floor: bool,
    cells: Vec<(Unknown, Cell)>,
}

/// Withholds what would tell too much in `release`, made of `responses` in the same area and audience as those of
/// `history`, the first first.
pub(super) fn withhold_revealing(
    release: &mut Release,
    cells: &Cells<'_>,
    history: &[View<'_>],
    responses: u64,
    policy: &Policy,
) {
    withhold(release, |release, slack| {
        let mut audit = Audit::new(cells, policy, slack);
        let view = View { release, responses };
        audit.look_at_series(history.iter().copied().chain([view]));
        audit
    });
}

/// Withholds what would tell too much in `total`, of `responses`, beside the releases of the areas it is the sum of.
pub(super) fn withhold_revealing_total(
    total: &mut Release,
    cells: &Cells<'_>,
    parts: &[Vec<View<'_>>],
    responses: u64,
    policy: &Policy,
) {
    withhold(total, |total, slack| {
        let mut audit = Audit::new(cells, policy, slack);
        let parts: Vec<usize> = parts.iter().map(|views| audit.look_at_series(views.iter().copied())).collect();
        audit.look_at(View { release: total, responses });
        audit.add_up(&parts);
        audit
    });
}

/// More were never withdrawn than there are people.
const MOST_WITHDRAWN: i64 = 1 << 32;

fn withhold<'c>(release: &mut Release, look: impl Fn(&Release, i64) -> Audit<'c>) {
    // The fewest withdrawals, beyond those that the numbers of responses tell, with which the releases do not contradict one
    // another. Where some number does not, no larger one does, so it is found by doubling and halving.
    let with = |slack: i64| look(release, slack).what_to_hide();
    let hidden = with(0).unwrap_or_else(|| {
        let (mut too_few, mut enough) = (0, 1);
        let mut hidden = with(enough);
        while hidden.is_none() {
            assert!(enough < MOST_WITHDRAWN, "the true counts contradict nothing");
            (too_few, enough) = (enough, enough * 2);
            hidden = with(enough);
        }
        while enough - too_few > 1 {
            let middle = i64::midpoint(too_few, enough);
            match with(middle) {
                Some(fewer) => (enough, hidden) = (middle, Some(fewer)),
                None => too_few = middle,
            }
        }
        hidden.expect("just found")
    });
    let Release { tables, derived, breakdowns, crossings, .. } = release;
    for spot in hidden {
        let withheld = || Body::Withheld(Withheld::TooFew);
        match spot {
            Spot::Table(at) => tables[at].body = withheld(),
            Spot::Derived(at) => derived[at].body = withheld(),
            Spot::Group(by, group) => {
                breakdowns[by].groups[group].body = GroupBody::Withheld(Withheld::TooFew);
            }
            Spot::GroupTable(by, group, table) => {
                // Its whole group may be withheld already.
                if let GroupBody::Shown { tables, .. } = &mut breakdowns[by].groups[group].body {
                    tables[table].body = withheld();
                }
            }
            Spot::Crossing(at) => crossings[at].body = CrossBody::Withheld(Withheld::TooFew),
        }
    }
}

/// All that can be known, as a puzzle, and what was seen.
struct Audit<'c> {
    cells: &'c Cells<'c>,
    policy: &'c Policy,
    /// How many more answers may have been withdrawn between two releases than the numbers of responses tell.
    slack: i64,
    puzzle: Puzzle,
    /// Bounds before anything is seen.
    start: Vec<Bounds>,
    views: Vec<Looked>,
    /// Which views are of the same area, the earliest first.
    series: Vec<Range<usize>>,
}

/// Releases of the same phase are drawn by the same coins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Interim,
    Final,
}

/// One release that was looked at.
struct Looked {
    phase: Phase,
    responses: i64,
    unknowns: HashMap<CellName, Unknown>,
    sights: Vec<Sight>,
    renewals: Vec<Renewal>,
}

/// Whether an item's table was made anew in a release.
struct Renewal {
    item: ItemId,
    base: Unknown,
    anew: bool,
    shown: bool,
}

impl<'c> Audit<'c> {
    fn new(cells: &'c Cells<'c>, policy: &'c Policy, slack: i64) -> Self {
        Audit {
            cells,
            policy,
            slack,
            puzzle: Puzzle::default(),
            start: Vec::new(),
            views: Vec::new(),
            series: Vec::new(),
        }
    }

    /// Looks at the releases of one area, the first first; the number of the last view.
    fn look_at_series<'r>(&mut self, views: impl Iterator<Item = View<'r>>) -> usize {
        let first = self.views.len();
        views.for_each(|view| self.look_at(view));
        for later in first + 1..self.views.len() {
            self.pass(later - 1, later);
        }
        self.series.push(first..self.views.len());
        self.views.len() - 1
    }

    fn look_at(&mut self, view: View<'_>) {
        let responses = i64::try_from(view.responses).expect("fewer people than that");
        let phase = match view.release.number {
            ReleaseNumber::Interim(_) => Phase::Interim,
            ReleaseNumber::Final => Phase::Final,
        };
        self.views.push(Looked {
            phase,
            responses,
            unknowns: HashMap::new(),
            sights: Vec::new(),
            renewals: Vec::new(),
        });
        self.relate(view.release);
        let sights = self.see(view.release);
        self.views.last_mut().expect("just pushed").sights = sights;
    }

    /// The unknown count of a cell at the last view.
    fn unknown(&mut self, name: &CellName) -> Unknown {
        let view = self.views.last_mut().expect("a view is being looked at");
        if let Some(unknown) = view.unknowns.get(name) {
            return *unknown;
        }
        let bounds = if *name == CellName::everyone() {
            Bounds::new(view.responses, view.responses)
        } else if self.cells.is_impossible(name) {
            Bounds::new(0, 0)
        } else {
            Bounds::new(0, view.responses)
        };
        let unknown = self.puzzle.unknown(bounds);
        self.start.push(bounds);
        view.unknowns.insert(name.clone(), unknown);
        unknown
    }

    /// What must hold between the counts of one release, whatever it shows.
    fn relate(&mut self, release: &Release) {
        let cells = self.cells;
        let everyone = CellName::everyone();
        for axis in cells.items.iter().flatten() {
            self.lies(axis, &everyone);
        }
        for item in cells.form().items() {
            if let Some(condition) = item.condition() {
                self.holds(condition);
            }
        }
        if !release.derived.is_empty() {
            (0..cells.derived.len()).for_each(|place| self.recode(place, &everyone));
        }
        for breakdown in &release.breakdowns {
            let Some((base, contexts)) = self.contexts(&breakdown.by) else { continue };
            self.break_down(&base, &contexts);
        }
        for [rows, columns] in &cells.form().tabulation().crossings {
            let (Some(rows), Some(columns)) = (&cells.items[*rows], &cells.items[*columns]) else { continue };
            if !release.crossings.is_empty() {
                self.cross(rows, columns);
            }
        }
    }

    /// How a variable's cells lie in its base, among those of `within`.
    fn lies(&mut self, axis: &Axis, within: &CellName) {
        let whole_name = axis.base.and(within);
        let whole = self.unknown(&whole_name);
        for larger in [&axis.base, within] {
            if *larger != whole_name {
                let larger = self.unknown(larger);
                self.puzzle.at_most([(1, whole)], 1, larger);
            }
        }
        let parts: Vec<Unknown> = axis.cells.iter().map(|(_, name)| self.unknown(&name.and(within))).collect();
        lie(&mut self.puzzle, &axis.shape, whole, &parts);
    }

    /// What a condition, as the base of a question, has to do with what it is made of.
    fn holds(&mut self, condition: &Condition) -> Unknown {
        let name = self.cells.condition(condition);
        let whole = self.unknown(&name);
        match condition {
            Condition::Chosen { .. } => {}
            Condition::Not(part) => {
                let part = self.holds(part);
                let everyone = self.unknown(&CellName::everyone());
                self.puzzle.sum([whole, part], everyone);
            }
            Condition::All(parts) => {
                for part in parts {
                    let part = self.holds(part);
                    self.puzzle.at_most([(1, whole)], 1, part);
                }
            }
            Condition::Any(parts) => {
                let names: Vec<CellName> = parts.iter().map(|part| self.cells.condition(part)).collect();
                let apart = (0..names.len())
                    .all(|one| (0..one).all(|other| self.cells.is_impossible(&names[one].and(&names[other]))));
                let parts: Vec<Unknown> = parts.iter().map(|part| self.holds(part)).collect();
                unite(&mut self.puzzle, apart, whole, &parts);
            }
            Condition::Answered { item } | Condition::Count { item, .. } | Condition::Number { item, .. } => {
                let axis = self.cells.form().items().iter().position(|known| known.id == *item);
                if let Some(axis) = axis.and_then(|place| self.cells.items[place].as_ref()) {
                    let base = self.unknown(&axis.base);
                    let (_, none) = axis.cells.last().expect("`no answer` is always there");
                    let none = self.unknown(none);
                    match condition {
                        Condition::Answered { .. } => self.puzzle.sum([whole, none], base),
                        // No answer counts as nothing chosen, also where the question was not asked.
                        Condition::Count { is, than, .. } if is.holds(0, *than) => {}
                        _ => self.puzzle.at_most([(1, whole), (1, none)], 1, base),
                    }
                }
            }
        }
        whole
    }

    /// How the groups of a derived variable lie over their options, among those of `within`.
    fn recode(&mut self, place: usize, within: &CellName) {
        let cells = self.cells;
        let (axis, recoding) = (&cells.derived[place], &cells.form().tabulation().recodings[place]);
        let Some(item) = &cells.items[recoding.of] else { return };
        self.lies(axis, within);
        for ((_, name), bits) in axis.cells.iter().zip(&recoding.groups) {
            let whole = self.unknown(&name.and(within));
            let options = item.cells.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            let options: Vec<Unknown> = options.map(|(_, (_, name))| self.unknown(&name.and(within))).collect();
            unite(&mut self.puzzle, item.shape == Shape::Partition, whole, &options);
        }
    }

    /// Of whom a breakdown's variable is asked, and into which cells it divides them: the groups shown, and what is left.
    fn contexts(&self, by: &Variable) -> Option<(CellName, Vec<CellName>)> {
        let names = |axis: &Axis| axis.cells.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>();
        let Variable::Item(id) = by else {
            return Some((CellName::everyone(), names(&self.cells.modes)));
        };
        let form = self.cells.form();
        if let Some(place) = form.items().iter().position(|item| item.id == *id) {
            let axis = self.cells.items[place].as_ref()?;
            return Some((axis.base.clone(), names(axis)));
        }
        let derived = self.derived(id)?;
        let recoding = &form.tabulation().recodings[derived];
        let axis = &self.cells.derived[derived];
        let grouped = recoding.groups.iter().fold(0, |all, options| all | options);
        let item = self.cells.items[recoding.of].as_ref()?;
        let left = item.cells[..item.cells.len() - 1].iter().enumerate().filter(|(at, _)| grouped >> at & 1 == 0);
        let left = left.map(|(_, (_, name))| name.clone());
        Some((axis.base.clone(), names(axis).into_iter().chain(left).collect()))
    }

    fn derived(&self, id: &ItemId) -> Option<usize> {
        let declared = &self.cells.form().questionnaire().derived;
        declared.iter().position(|derived| id.row.is_none() && derived.id == id.question)
    }

    /// What holds between the tables of groups that `contexts` divide the people of `base` into.
    fn break_down(&mut self, base: &CellName, contexts: &[CellName]) {
        let cells = self.cells;
        for (_, axis) in cells.broken_down_items().chain(cells.broken_down_derived()) {
            contexts.iter().for_each(|context| self.lies(axis, context));
            for name in std::iter::once(&axis.base).chain(axis.cells.iter().map(|(_, name)| name)) {
                let whole = self.unknown(name);
                let parts: Vec<Unknown> = contexts.iter().map(|context| self.unknown(&name.and(context))).collect();
                if name.implies(base) {
                    self.puzzle.sum(parts, whole);
                } else {
                    self.puzzle.at_most(parts.into_iter().map(|part| (1, part)), 1, whole);
                }
            }
        }
        for (place, _) in cells.broken_down_derived() {
            contexts.iter().for_each(|context| self.recode(place, context));
        }
    }

    /// What holds between the cells of a question-by-question table.
    fn cross(&mut self, rows: &Axis, columns: &Axis) {
        for (one, other) in [(rows, columns), (columns, rows)] {
            self.lies(one, &other.base);
            other.cells.iter().for_each(|(_, name)| self.lies(one, name));
        }
    }

    /// From one release to the next no count grows or falls by more than the responses did.
    fn pass(&mut self, earlier: usize, later: usize) {
        let grown = self.views[later].responses - self.views[earlier].responses;
        let (fallen, grown) = ((-grown).max(0) + self.slack, grown.max(0) + self.slack);
        for (name, before) in &self.views[earlier].unknowns {
            if let Some(after) = self.views[later].unknowns.get(name)
                && *name != CellName::everyone()
            {
                self.puzzle.passed(*before, *after, fallen, grown);
            }
        }
    }

    /// The last view's counts are the sums of those of `parts`.
    fn add_up(&mut self, parts: &[usize]) {
        let (total, rest) = self.views.split_last().expect("the total was looked at");
        for (name, whole) in &total.unknowns {
            let parts: Option<Vec<Unknown>> =
                parts.iter().map(|part| rest[*part].unknowns.get(name).copied()).collect();
            if let Some(parts) = parts {
                self.puzzle.sum(parts, *whole);
            }
        }
    }

    /// What the last view's release shows that it had not shown before.
    fn see(&mut self, release: &Release) -> Vec<Sight> {
        let cells = self.cells;
        let everyone = CellName::everyone();
        let mut sights = Vec::new();
        for (at, table) in release.tables.iter().enumerate() {
            self.see_renewal(release, table);
            if table.renewed == release.number {
                sights.extend(self.see_table(Spot::Table(at), table, &everyone));
            }
        }
        for (at, table) in release.derived.iter().enumerate() {
            sights.extend(self.see_table(Spot::Derived(at), table, &everyone));
        }
        for (by, breakdown) in release.breakdowns.iter().enumerate() {
            let Some((_, contexts)) = self.contexts(&breakdown.by) else { continue };
            // Groups come first among the contexts, in the order in which they are shown.
            for ((at, group), context) in breakdown.groups.iter().enumerate().zip(&contexts) {
                let spot = Spot::Group(by, at);
                let GroupBody::Shown { responses, tables } = &group.body else { continue };
                let base = (self.unknown(context), *responses);
                sights.push(Sight { spot, base, has_floor: true, cells: Vec::new() });
                for (table, shown) in tables.iter().enumerate() {
                    sights.extend(self.see_table(Spot::GroupTable(by, at, table), shown, context));
                }
            }
        }
        for (at, (crossing, [rows, columns])) in
            release.crossings.iter().zip(&cells.form().tabulation().crossings).enumerate()
        {
            if let (Some(rows), Some(columns)) = (&cells.items[*rows], &cells.items[*columns]) {
                sights.extend(self.see_crossing(Spot::Crossing(at), &crossing.body, rows, columns));
            }
        }
        sights
    }

    fn see_renewal(&mut self, release: &Release, table: &Table) {
        let place = self.cells.form().items().iter().position(|item| item.id == table.item);
        if let Some(axis) = place.and_then(|place| self.cells.items[place].as_ref()) {
            let base = self.unknown(&axis.base);
            let (anew, shown) = (table.renewed == release.number, matches!(table.body, Body::Shown { .. }));
            let renewal = Renewal { item: table.item.clone(), base, anew, shown };
            self.views.last_mut().expect("a view is being looked at").renewals.push(renewal);
        }
    }

    fn see_table(&mut self, spot: Spot, table: &Table, within: &CellName) -> Option<Sight> {
        let cells = self.cells;
        let place = cells.form().items().iter().position(|item| item.id == table.item);
        let axis = match place {
            Some(place) => cells.items[place].as_ref()?,
            None => &cells.derived[self.derived(&table.item)?],
        };
        let Body::Shown { base, cells } = &table.body else { return None };
        let base = (self.unknown(&axis.base.and(within)), *base);
        let cells = axis.cells.iter().zip(cells);
        let cells = cells.map(|((_, name), (_, cell))| (self.unknown(&name.and(within)), *cell)).collect();
        Some(Sight { spot, base, has_floor: true, cells })
    }

    /// A question-by-question table is seen as its margins, and as a table for each row and each column.
    fn see_crossing(&mut self, spot: Spot, body: &CrossBody, rows: &Axis, columns: &Axis) -> Vec<Sight> {
        let both = rows.base.and(&columns.base);
        let CrossBody::Shown { base, rows: row_margin, columns: column_margin, cells } = body else {
            return Vec::new();
        };
        let mut sight = |base_name: &CellName, base: Cell, axis: &Axis, shown: &mut dyn Iterator<Item = Cell>| {
            let cells = axis.cells.iter().zip(shown);
            let cells = cells.map(|((_, name), cell)| (self.unknown(&base_name.and(name)), cell)).collect();
            // A row or a column may be small: the table as a whole is not.
            let has_floor = *base_name == both;
            Sight { spot, base: (self.unknown(base_name), base), has_floor, cells }
        };
        let mut sights = vec![
            sight(&both, *base, rows, &mut row_margin.iter().map(|(_, cell)| *cell)),
            sight(&both, *base, columns, &mut column_margin.iter().map(|(_, cell)| *cell)),
        ];
        for (((_, name), (_, sum)), line) in rows.cells.iter().zip(row_margin).zip(cells) {
            sights.push(sight(&both.and(name), *sum, columns, &mut line.iter().copied()));
        }
        for (at, ((_, name), (_, sum))) in columns.cells.iter().zip(column_margin).enumerate() {
            sights.push(sight(&both.and(name), *sum, rows, &mut cells.iter().map(|line| line[at])));
        }
        sights
    }

    /// What has to be hidden of the last view; `None` when the releases contradict one another.
    fn what_to_hide(&mut self) -> Option<BTreeSet<Spot>> {
        let mut hidden = BTreeSet::new();
        if self.told(&hidden)?.is_empty() {
            return Some(hidden);
        }
        // What is told already can't be taken back.
        let sights = &self.views.last()?.sights;
        let everything: BTreeSet<Spot> = sights.iter().map(|sight| sight.spot).collect();
        let told_before = self.told(&everything)?;
        loop {
            let told: BTreeSet<Unknown> = self.told(&hidden)?.difference(&told_before).copied().collect();
            let found: BTreeSet<Spot> = told.iter().flat_map(|unknown| self.nearest(*unknown, &hidden)).collect();
            if found.is_empty() {
                return Some(hidden);
            }
            for spot in found {
                hidden.insert(spot);
                if let Spot::Group(by, group) = spot {
                    let inside =
                        everything.range(Spot::GroupTable(by, group, 0)..=Spot::GroupTable(by, group, usize::MAX));
                    hidden.extend(inside);
                }
            }
        }
    }

    /// The counts that are told, if all is seen but what is `hidden` of the last view; `None` when that contradicts itself.
    fn told(&mut self, hidden: &BTreeSet<Spot>) -> Option<BTreeSet<Unknown>> {
        let (reach, smallest) = (i64::from(self.policy.rounding_base) - 1, i64::from(self.policy.smallest_base));
        self.puzzle.reset(&self.start);
        let last = self.views.len() - 1;
        let seen = |(at, view): (usize, &'_ Looked)| -> Vec<usize> {
            let shown = |sight: &Sight| at < last || !hidden.contains(&sight.spot);
            (0..view.sights.len()).filter(|place| shown(&view.sights[*place])).collect()
        };
        let seen: Vec<Vec<usize>> = self.views.iter().enumerate().map(seen).collect();
        for (view, places) in self.views.iter().zip(&seen) {
            for sight in places.iter().map(|place| &view.sights[*place]) {
                if sight.has_floor {
                    self.puzzle.learn(sight.base.0, Bounds::new(smallest, i64::MAX));
                }
                for (unknown, cell) in sight.cells.iter().copied().chain([sight.base]) {
                    let shown = i64::from(cell.shown());
                    self.puzzle.learn(unknown, Bounds::new((shown - reach).max(0), shown + reach));
                }
            }
        }
        let lasting = self.puzzle.relations();
        self.follow_flips(&seen);
        self.follow_renewals();
        let told = self.puzzle.settle().then(|| self.told_by(&seen));
        self.puzzle.forget_relations_from(lasting);
        told
    }

    /// Of two drawings of a cell by the same coins that differ, the later counted more: the same count is always shown
    /// alike, and counts only grow. (Where answers were withdrawn they may fall, and a flip tells less.)
    fn follow_flips(&mut self, seen: &[Vec<usize>]) {
        for series in &self.series {
            let mut last: HashMap<CellName, (Unknown, Cell)> = HashMap::new();
            for view in series.clone().filter(|view| self.views[*view].phase == Phase::Interim) {
                let looked = &self.views[view];
                let falls =
                    self.slack > 0 || (view > series.start && looked.responses < self.views[view - 1].responses);
                if falls {
                    last.clear();
                }
                let mut drawn: HashMap<Unknown, Cell> = HashMap::new();
                for sight in seen[view].iter().map(|place| &looked.sights[*place]) {
                    drawn.extend(sight.cells.iter().copied().chain([sight.base]));
                }
                for (name, unknown) in looked.unknowns.iter().filter(|(name, _)| **name != CellName::everyone()) {
                    let Some(cell) = drawn.get(unknown) else { continue };
                    if let Some((before, was)) = last.insert(name.clone(), (*unknown, *cell))
                        && was != *cell
                    {
                        self.puzzle.passed(before, *unknown, -1, looked.responses);
                    }
                }
            }
        }
    }

    /// That a table was made anew tells that its base had grown enough since it was last shown anew, and that it was
    /// repeated tells that it had not: whatever the table itself shows or hides.
    fn follow_renewals(&mut self) {
        for series in &self.series {
            let mut last: HashMap<&ItemId, Unknown> = HashMap::new();
            for looked in series.clone().map(|view| &self.views[view]).filter(|view| view.phase == Phase::Interim) {
                for renewal in &looked.renewals {
                    if let Some(before) = last.get(&renewal.item) {
                        let known = self.puzzle.bounds(*before);
                        let growth = |count: i64| self.policy.growth_from(count.max(0) as u64) as i64;
                        let (least, most) = if renewal.anew {
                            (growth(known.least), looked.responses)
                        } else {
                            (-looked.responses, growth(known.most) - 1)
                        };
                        self.puzzle.passed(*before, renewal.base, -least, most);
                    }
                    if renewal.anew && renewal.shown {
                        last.insert(&renewal.item, renewal.base);
                    } else if renewal.anew {
                        // What is withheld is tried again each time.
                        last.remove(&renewal.item);
                    }
                }
            }
        }
    }

    /// What is told by bounds that have settled: to someone who knows no response, or their own.
    fn told_by(&mut self, seen: &[Vec<usize>]) -> BTreeSet<Unknown> {
        let base = i64::from(self.policy.rounding_base);
        // Of one or two possible values: someone's own response can rule out one more. And as it may be among those counted,
        // b of whom are b−1 others.
        let is_small = |bounds: Bounds| bounds.least >= 1 && bounds.most <= base && bounds.most - bounds.least <= 1;
        let unknowns = self.views.iter().flat_map(|view| view.unknowns.values().copied());
        let mut told: BTreeSet<Unknown> = unknowns.filter(|unknown| is_small(self.puzzle.bounds(*unknown))).collect();
        let sights: Vec<&Sight> = (self.views.iter().zip(seen))
            .flat_map(|(view, places)| places.iter().map(|place| &view.sights[*place]))
            .collect();
        let mut standing_in: HashMap<Unknown, Vec<usize>> = HashMap::new();
        for (at, sight) in sights.iter().enumerate() {
            told.extend(unanimous(&self.puzzle, sight));
            for (unknown, _) in sight.cells.iter().copied().chain([sight.base]) {
                standing_in.entry(unknown).or_default().push(at);
            }
        }
        // One's own response can be in any cell, from any release on. Where a cell is known not to be empty, that adds
        // nothing.
        let cells: BTreeSet<Unknown> = sights.iter().flat_map(|sight| &sight.cells).map(|(cell, _)| *cell).collect();
        for own in cells {
            let bounds = self.puzzle.bounds(own);
            if bounds.least > 0 || bounds.most == 0 {
                continue;
            }
            let Some(changed) = self.puzzle.suppose(own, Bounds::new(1, i64::MAX)) else { continue };
            for (unknown, _) in &changed {
                let only = self.puzzle.bounds(*unknown).only();
                if only.is_some_and(|count| (1..=base).contains(&count)) {
                    told.insert(*unknown);
                }
            }
            let touched: BTreeSet<usize> =
                changed.iter().filter_map(|(unknown, _)| standing_in.get(unknown)).flatten().copied().collect();
            for at in touched {
                told.extend(unanimous(&self.puzzle, sights[at]));
            }
            self.puzzle.restore(&changed);
        }
        told
    }

    /// What shows an unknown in the last view; or else, of what shows those nearest to it, the most detailed.
    fn nearest(&self, unknown: Unknown, hidden: &BTreeSet<Spot>) -> Vec<Spot> {
        let mut spots: BTreeMap<Unknown, Vec<Spot>> = BTreeMap::new();
        let sights = self.views.last().map_or(&[][..], |view| &view.sights);
        for sight in sights.iter().filter(|sight| !hidden.contains(&sight.spot)) {
            for (shown, _) in sight.cells.iter().copied().chain([sight.base]) {
                // Everyone's number is taken as known anyhow.
                if self.puzzle_is_open(shown) {
                    spots.entry(shown).or_default().push(sight.spot);
                }
            }
        }
        if let Some(found) = spots.get(&unknown) {
            return found.clone();
        }
        let mut reached = BTreeSet::from([unknown]);
        let mut edge = VecDeque::from([unknown]);
        while !edge.is_empty() {
            let next: BTreeSet<Unknown> = edge
                .iter()
                .flat_map(|unknown| self.puzzle.neighbours(*unknown))
                .filter(|unknown| !reached.contains(unknown) && self.puzzle_is_open(*unknown))
                .collect();
            let found: BTreeSet<Spot> =
                next.iter().filter_map(|unknown| spots.get(unknown)).flatten().copied().collect();
            if let Some(most_detailed) = found.last() {
                let rank = std::mem::discriminant(most_detailed);
                return found.iter().copied().filter(|spot| std::mem::discriminant(spot) == rank).collect();
            }
            reached.extend(&next);
            edge = next.into_iter().collect();
        }
        Vec::new()
    }

    /// Whether an unknown was one before anything was seen.
    fn puzzle_is_open(&self, unknown: Unknown) -> bool {
        self.start[unknown.index()].only().is_none()
    }
}

/// The cells of a table that hold all, or all but one, of its base.
fn unanimous(puzzle: &Puzzle, sight: &Sight) -> Vec<Unknown> {
    let base = puzzle.bounds(sight.base.0);
    let cells = sight.cells.iter().map(|(unknown, _)| *unknown);
    cells.filter(|unknown| puzzle.bounds(*unknown).least + 1 >= base.most).collect()
}

/// How parts lie in a whole.
fn lie(puzzle: &mut Puzzle, shape: &Shape, whole: Unknown, parts: &[Unknown]) {
    let one_each = |parts: &[Unknown]| parts.iter().map(|part| (1, *part)).collect::<Vec<_>>();
    match shape {
        Shape::Partition => puzzle.sum(parts.iter().copied(), whole),
        Shape::Disjoint => puzzle.at_most(one_each(parts), 1, whole),
        Shape::Overlapping { alone, most, covering } => {
            let pick = |wanted: bool| {
                let parts = parts.iter().zip(alone).filter(move |(_, alone)| **alone == wanted);
                parts.map(|(part, _)| *part).collect::<Vec<_>>()
            };
            let (alone, together) = (pick(true), pick(false));
            puzzle.at_most(one_each(&alone), 1, whole);
            for part in &together {
                puzzle.at_most(one_each(&[&alone[..], &[*part]].concat()), 1, whole);
            }
            if *covering {
                puzzle.at_least(parts.iter().copied(), whole);
            }
            if let Some(most) = most.map(i64::from).filter(|most| (*most as usize) < together.len()) {
                let each = one_each(&together).into_iter().chain(alone.iter().map(|part| (most, *part)));
                puzzle.at_most(each, most, whole);
            }
        }
    }
}

/// How parts lie in their union.
fn unite(puzzle: &mut Puzzle, apart: bool, union: Unknown, parts: &[Unknown]) {
    if apart {
        puzzle.sum(parts.iter().copied(), union);
    } else {
        puzzle.at_least(parts.iter().copied(), union);
        parts.iter().for_each(|part| puzzle.at_most([(1, *part)], 1, union));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::Cell::{About, FewerThan};
    use crate::release::{Category, ReleaseNumber};
    use crate::response::Form;
    use crate::testing::{campaign, users};
    use crate::time::Day;

    /// A release of `who` alone, with these figures for "self", "carer", "other" and no answer.
    fn release(number: ReleaseNumber, responses: u32, shown: [Cell; 4]) -> Release {
        let campaign = campaign();
        let values = ["self", "carer", "other"].map(|value| Category::Value(value.parse().unwrap()));
        let categories = values.into_iter().chain([Category::NoAnswer]);
        let base = About(responses.next_multiple_of(5));
        Release {
            campaign: campaign.id.clone(),
            trajectory: campaign.trajectory.clone(),
            area: campaign.municipalities[0].into(),
            audience: users(&campaign).id.clone(),
            number,
            day: Day(20_000),
            synthetic: false,
            policy: campaign.policy,
            questionnaire: String::new(),
            responses: base,
            tables: vec![Table {
                item: "who".parse().unwrap(),
                renewed: number,
                body: Body::Shown { base, cells: categories.zip(shown).collect() },
            }],
            derived: Vec::new(),
            breakdowns: Vec::new(),
            crossings: Vec::new(),
            focus_groups: None,
        }
    }

    /// What is left open of who answered "self" at each of these releases, and at which of them it is told; `None` where
    /// they contradict one another. The last is the final one where `ended`.
    fn deduced_of(ended: bool, seen: &[(u64, [Cell; 4])], slack: i64) -> Option<Vec<(Bounds, bool)>> {
        let campaign = campaign();
        let form = Form::of(&users(&campaign).questionnaire);
        let cells = Cells::of(&form);
        let number = |at: usize| match at == seen.len() && ended {
            true => ReleaseNumber::Final,
            false => ReleaseNumber::Interim(at as u32),
        };
        let releases = (1..).zip(seen).map(|(at, (responses, shown))| release(number(at), *responses as u32, *shown));
        let releases: Vec<Release> = releases.collect();
        let mut audit = Audit::new(&cells, &campaign.policy, slack);
        let views = releases.iter().zip(seen).map(|(release, (responses, _))| View { release, responses: *responses });
        audit.look_at_series(views);
        let told = audit.told(&BTreeSet::new())?;
        let own = &cells.items[0].as_ref().unwrap().cells[0].1;
        let unknowns = audit.views.iter().map(|view| view.unknowns[own]);
        Some(unknowns.map(|unknown| (audit.puzzle.bounds(unknown), told.contains(&unknown))).collect())
    }

    fn deduced(seen: &[(u64, [Cell; 4])], slack: i64) -> Option<Vec<(Bounds, bool)>> {
        deduced_of(false, seen, slack)
    }

    fn bounds(seen: &[(u64, [Cell; 4])]) -> Vec<Bounds> {
        deduced(seen, 0).unwrap().into_iter().map(|(bounds, _)| bounds).collect()
    }

    const FEW: Cell = FewerThan(5);

    #[test]
    fn releases_are_looked_at_together() {
        // 40 had responded, then 50. Each by itself leaves open whether anyone answered "self"; together they do not. And
        // as the figure changed, so did the count.
        let first = (40, [About(5), About(40), FEW, FEW]);
        let second = (50, [FEW, About(50), FEW, FEW]);
        assert_eq!(bounds(&[second]), [Bounds::new(0, 4)]);
        assert_eq!(bounds(&[first, second]), [Bounds::new(1, 3), Bounds::new(2, 4)]);
    }

    #[test]
    fn a_later_release_can_tell_an_earlier_count() {
        let open = (12, [About(5), FEW, FEW, FEW]);
        assert!(!deduced(&[open], 0).unwrap()[0].1);
        // Three cells of at most 4 and an empty one are 4 each, if there are 12.
        let pinned = (12, [FEW, FEW, FEW, FEW]);
        assert!(!deduced(&[pinned], 0).unwrap()[0].1, "each may be the one of nobody");
        // Ten more, after which "self" is shown as fewer than 5.
        let later = (22, [FEW, About(10), FEW, FEW]);
        assert_eq!(bounds(&[open, later])[0], Bounds::new(1, 3));
    }

    #[test]
    fn figures_that_change_to_and_fro_tell_that_the_count_grew_each_time() {
        // By the same coins "self" was shown as fewer than 5, as 5, as fewer, as 5 and as fewer again: 4 changes.
        let flips = [FEW, About(5), FEW, About(5), FEW];
        let seen: Vec<(u64, [Cell; 4])> = flips
            .iter()
            .zip([40, 60, 80, 100, 120])
            .map(|(shown, n)| (n, [*shown, About(n as u32), FEW, FEW]))
            .collect();
        assert_eq!(bounds(&seen)[4], Bounds::new(4, 4));
        assert!(deduced(&seen, 0).unwrap()[1..].iter().all(|(_, told)| *told));
        // With three changes, whose own response was there from the start knows as much; and that is told, too.
        let three = deduced(&seen[1..], 0).unwrap();
        assert_eq!(three[3].0, Bounds::new(4, 4));
        let two = deduced(&seen[2..], 0).unwrap();
        assert_eq!(two.iter().map(|(bounds, _)| *bounds).collect::<Vec<_>>()[2], Bounds::new(2, 4));
        assert!(two.iter().all(|(_, told)| !told), "0, 1 or 2 at first");
    }

    /// What is left open of how many were asked `content` at the second of two releases, of 40 and 60 responses, the first
    /// of which shows that about 20 were. The second has the table as it was renewed in that release, or withholds it.
    fn asked_later(renewed: u32, withheld: bool) -> Bounds {
        let campaign = campaign();
        let form = Form::of(&users(&campaign).questionnaire);
        let cells = Cells::of(&form);
        let values = ["bad", "middle", "good", "unknown"].map(|value| Category::Value(value.parse().unwrap()));
        let categories = values.into_iter().chain([Category::NoAnswer]);
        let shown = Body::Shown { base: About(20), cells: categories.zip([About(20), FEW, FEW, FEW, FEW]).collect() };
        let item: ItemId = "content".parse().unwrap();
        let table =
            |renewed: u32, body: Body| Table { item: item.clone(), renewed: ReleaseNumber::Interim(renewed), body };
        let of = |number: u32, responses: u32, extra: Table| {
            let figures = [About(responses), FEW, FEW, FEW];
            let mut release = release(ReleaseNumber::Interim(number), responses, figures);
            release.tables.push(extra);
            release
        };
        let body = if withheld { Body::Withheld(Withheld::TooFew) } else { shown.clone() };
        let releases = [of(1, 40, table(1, shown)), of(2, 60, table(renewed, body))];
        let mut audit = Audit::new(&cells, &campaign.policy, 0);
        let views = releases.iter().zip([40, 60]).map(|(release, responses)| View { release, responses });
        audit.look_at_series(views);
        audit.told(&BTreeSet::new()).unwrap();
        let asked = audit.views[1].unknowns[&cells.items[2].as_ref().unwrap().base];
        audit.puzzle.bounds(asked)
    }

    #[test]
    fn whether_a_table_was_made_anew_tells_how_much_its_base_grew() {
        // 16 to 24 at first. Repeated: fewer than 10 more.
        assert_eq!(asked_later(1, false), Bounds::new(16, 33));
        // Made anew, and withheld: 10 more at least, and as many as came in at most.
        assert_eq!(asked_later(2, true), Bounds::new(26, 44));
    }

    #[test]
    fn a_small_count_with_two_possible_values_counts_as_told() {
        // One change of its figure leaves much open; three leave two values each, of which one's own response could rule
        // out one.
        let open = [(40, [FEW, About(40), FEW, FEW]), (60, [About(5), About(60), FEW, FEW])];
        assert!(deduced(&open, 0).unwrap().iter().all(|(_, told)| !told));
        let closer = [open[0], open[1], (80, [FEW, About(80), FEW, FEW]), (100, [About(5), About(100), FEW, FEW])];
        let found = deduced(&closer, 0).unwrap();
        assert_eq!(found[1].0, Bounds::new(1, 2));
        assert!(found[1].1);
    }

    #[test]
    fn answers_that_were_withdrawn_are_reckoned_with() {
        let before = (40, [About(20), About(20), FEW, FEW]);
        // One fewer responded: so much may have fallen.
        let fewer = (39, [About(15), About(20), FEW, FEW]);
        let of = |seen: &[_], slack| {
            Some(deduced_of(true, seen, slack)?.into_iter().map(|(bounds, _)| bounds).collect::<Vec<_>>())
        };
        assert_eq!(of(&[before, fewer], 0).unwrap(), [Bounds::new(16, 20), Bounds::new(15, 19)]);
        // 41 can't be 40 and one more if "self" fell from 16 or more to 14 or fewer: some were withdrawn, two or more.
        let after = (41, [About(10), About(30), FEW, FEW]);
        assert_eq!(of(&[before, after], 0), None);
        assert_eq!(of(&[before, after], 1), None);
        assert_eq!(of(&[before, after], 2).unwrap()[0], Bounds::new(16, 16));
    }
}
