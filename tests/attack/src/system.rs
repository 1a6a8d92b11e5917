//! Everything the attacker knows as linear (in)equalities over unknown counts, and what follows from them: first by
//! propagation of bounds, then by linear and integer programming.
//!
//! Unknowns are the counts of all cells of the book at all releases, less the responses that the attacker knows:
//! whatever holds of the counts of any group of people holds of those that remain as well.

use std::collections::{BTreeSet, HashMap};

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use survey::questionnaire::Measure;

use crate::book::{Atom, Book, EVERYONE, Key, Shape, Subject};
use crate::knowledge::{Knowledge, Range};
use crate::worlds::Presence;

/// A relation between counts of the same people: a sum of cells, each so many times, that is 0, or at least 0.
#[derive(Clone)]
struct Relation {
    terms: Vec<(Key, i64)>,
    is_equal: bool,
}

/// A row: a sum of unknowns within bounds.
struct Row {
    terms: Vec<(usize, i64)>,
    least: i64,
    most: i64,
}

const UNBOUNDED: i64 = i64::MAX / 4;

/// The attacker's system.
pub struct System {
    vars: HashMap<(usize, Key), usize>,
    bounds: Vec<Range>,
    rows: Vec<Row>,
    /// What of each count the attacker knows already.
    known: Vec<i64>,
}

/// What the solver answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It has this one possible value.
    Only(i64),
    /// It has several.
    Several,
    /// The solver did not answer in time.
    Unknown,
}

impl System {
    /// The system of all that is known, about these items (with what they depend on) or about all.
    pub fn of(book: &Book<'_>, knowledge: &Knowledge, about: Option<&BTreeSet<usize>>, known: &[&Presence]) -> Self {
        let relevant = |atoms: &[Atom]| {
            about.is_none_or(|items| {
                atoms.iter().all(|atom| match *atom {
                    Atom::Is(item, _) | Atom::Asked(item) => items.contains(&item),
                    Atom::Group(at, _) => items.contains(&book.derived[at].0),
                    Atom::Mode(_) => true,
                })
            })
        };
        let in_scope: Vec<bool> = book.keys.iter().map(|atoms| relevant(atoms)).collect();
        let known_cells: Vec<Vec<Key>> = known.iter().map(|presence| book.cells_of(&presence.person)).collect();
        let mut one_way = vec![false; book.keys.len()];
        one_way[EVERYONE] = true;
        for table in &book.tables[..book.one_way] {
            one_way[table.base] = true;
            table.cells.iter().for_each(|key| one_way[*key] = true);
        }
        let mut system = System { vars: HashMap::new(), bounds: Vec::new(), rows: Vec::new(), known: Vec::new() };
        for (moment, told) in knowledge.moments.iter().enumerate() {
            for key in (0..book.keys.len()).filter(|key| in_scope[*key] && (told.is_final || one_way[*key])) {
                let mine = known
                    .iter()
                    .zip(&known_cells)
                    .filter(|(presence, cells)| presence.is_counted(moment) && cells.binary_search(&key).is_ok())
                    .count() as i64;
                let mut range = told.ranges.get(&key).copied().unwrap_or(Range { least: 0, most: told.responses });
                if book.is_impossible(key) {
                    range.most = 0;
                }
                system.vars.insert((moment, key), system.bounds.len());
                system.bounds.push(Range { least: (range.least - mine).max(0), most: range.most - mine });
                system.known.push(mine);
            }
        }
        let relations: Vec<Relation> = relations(book)
            .into_iter()
            .filter(|relation| relation.terms.iter().all(|(key, _)| in_scope[*key]))
            .collect();
        let simple: Vec<&Relation> =
            relations.iter().filter(|relation| relation.terms.iter().all(|(key, _)| one_way[*key])).collect();
        for (moment, told) in knowledge.moments.iter().enumerate() {
            let here: Vec<&Relation> = if told.is_final { relations.iter().collect() } else { simple.clone() };
            for relation in here {
                let terms = relation.terms.iter().map(|(key, times)| (system.vars[&(moment, *key)], *times));
                let terms = terms.collect();
                system.rows.push(Row { terms, least: 0, most: if relation.is_equal { 0 } else { UNBOUNDED } });
            }
        }
        system.growth(knowledge, &simple, &one_way, &in_scope);
        if let Some(total) = knowledge.total {
            let finals: Vec<usize> = (0..total).filter(|moment| knowledge.moments[*moment].is_final).collect();
            for key in (0..book.keys.len()).filter(|key| in_scope[*key]) {
                let parts = finals.iter().map(|moment| (system.vars[&(*moment, key)], 1));
                let terms = parts.chain([(system.vars[&(total, key)], -1)]).collect();
                system.rows.push(Row { terms, least: 0, most: 0 });
            }
        }
        system
    }

    /// What follows from one release to the next.
    fn growth(&mut self, knowledge: &Knowledge, simple: &[&Relation], one_way: &[bool], in_scope: &[bool]) {
        let moments = &knowledge.moments;
        for after in 0..moments.len() {
            let Some(before) = knowledge.before(after) else { continue };
            let withdrawn = moments[after].withdrawn;
            let came = moments[after].responses - moments[before].responses + withdrawn;
            for key in (0..one_way.len()).filter(|key| one_way[*key] && in_scope[*key]) {
                let (old, new) = (self.vars[&(before, key)], self.vars[&(after, key)]);
                // In counts with the attacker's own, which cancel out where nothing of theirs was withdrawn.
                let own = self.known[new] - self.known[old];
                self.rows.push(Row {
                    terms: vec![(new, 1), (old, -1)],
                    least: -withdrawn - own.min(0),
                    most: came - own.max(0),
                });
            }
            if withdrawn == 0 {
                // Those who came between are people too.
                for relation in simple.iter().filter(|relation| !relation.is_equal) {
                    let terms = relation.terms.iter().flat_map(|(key, times)| {
                        [(self.vars[&(after, *key)], *times), (self.vars[&(before, *key)], -*times)]
                    });
                    let terms = terms.collect();
                    self.rows.push(Row { terms, least: 0, most: UNBOUNDED });
                }
            }
        }
        // The same coin for the same count: where other figures are shown, the counts differ; and nobody left.
        for after in 1..moments.len() {
            for before in 0..after {
                let left = moments[before + 1..=after].iter().any(|moment| moment.withdrawn > 0);
                if left || !knowledge.same_coins(before, after) {
                    continue;
                }
                for (key, old_shown) in &moments[before].shown {
                    if moments[after].shown.get(key).is_some_and(|new_shown| new_shown != old_shown) && in_scope[*key] {
                        let (old, new) = (self.vars[&(before, *key)], self.vars[&(after, *key)]);
                        let own = self.known[new] - self.known[old];
                        self.rows.push(Row { terms: vec![(new, 1), (old, -1)], least: 1 - own, most: UNBOUNDED });
                    }
                }
            }
        }
        for renewal in knowledge.renewals.iter().filter(|renewal| in_scope[renewal.base]) {
            let (old, new) = (self.vars[&(renewal.before, renewal.base)], self.vars[&(renewal.after, renewal.base)]);
            let own = self.known[new] - self.known[old];
            let range = self.bounds[old];
            let terms = vec![(new, 1), (old, -1)];
            if renewal.renewed {
                let growth = knowledge.growth_from(range.least + self.known[old]);
                self.rows.push(Row { terms, least: growth - own, most: UNBOUNDED });
            } else {
                let growth = knowledge.growth_from(range.most + self.known[old]);
                self.rows.push(Row { terms, least: -UNBOUNDED, most: growth - 1 - own });
            }
        }
    }

    /// How many unknowns and relations there are.
    pub fn size(&self) -> (usize, usize) {
        (self.bounds.len(), self.rows.len())
    }

    /// What is known of a cell by now, the attacker's own responses included.
    pub fn range(&self, moment: usize, key: Key) -> Option<Range> {
        let var = *self.vars.get(&(moment, key))?;
        let (bounds, known) = (self.bounds[var], self.known[var]);
        Some(Range { least: bounds.least + known, most: bounds.most + known })
    }

    /// What is known of those in a cell whom the attacker does not know.
    pub fn rest(&self, moment: usize, key: Key) -> Range {
        self.bounds[self.vars[&(moment, key)]]
    }

    /// Takes it as known how many there are in a cell beside those whom the attacker knows.
    pub fn learn(&mut self, moment: usize, key: Key, count: i64) {
        self.bounds[self.vars[&(moment, key)]] = Range { least: count, most: count };
    }

    /// Narrows the bounds of all unknowns by every relation, until nothing changes.
    ///
    /// # Panics
    /// When nothing is possible: then the harness misread a release.
    pub fn propagate(&mut self) {
        let mut of_var: Vec<Vec<usize>> = vec![Vec::new(); self.bounds.len()];
        for (at, row) in self.rows.iter().enumerate() {
            row.terms.iter().for_each(|(var, _)| of_var[*var].push(at));
        }
        let mut queue: Vec<usize> = (0..self.rows.len()).collect();
        let mut queued = vec![true; self.rows.len()];
        while let Some(at) = queue.pop() {
            queued[at] = false;
            let row = &self.rows[at];
            let end = |var: usize, times: i64, lowest: bool| {
                times * if (times > 0) == lowest { self.bounds[var].least } else { self.bounds[var].most }
            };
            let least: i64 = row.terms.iter().map(|(var, times)| end(*var, *times, true)).sum();
            let most: i64 = row.terms.iter().map(|(var, times)| end(*var, *times, false)).sum();
            let mut narrowed = Vec::new();
            for (var, times) in &row.terms {
                // times · x lies between what the row leaves when the others are at their ends.
                let low =
                    if row.least <= -UNBOUNDED { -UNBOUNDED } else { row.least - (most - end(*var, *times, false)) };
                let high = if row.most >= UNBOUNDED { UNBOUNDED } else { row.most - (least - end(*var, *times, true)) };
                let (low, high) = if *times > 0 { (low, high) } else { (-high, -low) };
                let times = times.abs();
                let bounds = self.bounds[*var];
                let least = bounds.least.max(if low <= -UNBOUNDED { i64::MIN } else { ceiling(low, times) });
                let most = bounds.most.min(if high >= UNBOUNDED { i64::MAX } else { high.div_euclid(times) });
                if (least, most) != (bounds.least, bounds.most) {
                    narrowed.push((*var, Range { least, most }));
                }
            }
            for (var, range) in narrowed {
                assert!(range.least <= range.most, "a release agrees with the counts it was made of");
                self.bounds[var] = range;
                for other in &of_var[var] {
                    if !queued[*other] {
                        queued[*other] = true;
                        queue.push(*other);
                    }
                }
            }
        }
    }

    /// The possible values of a cell's count (the attacker's own included): by linear programming, and where `integer`,
    /// among whole numbers.
    pub fn solve(&self, moment: usize, key: Key, integer: bool) -> Verdict {
        let var = self.vars[&(moment, key)];
        match self.extremes(&[(var, 1)], integer) {
            Some((least, most)) if least >= most => Verdict::Only(least + self.known[var]),
            Some(_) => Verdict::Several,
            None => Verdict::Unknown,
        }
    }

    /// Whether all of a base that the attacker does not know must be in the cell.
    pub fn is_unanimous(&self, moment: usize, base: Key, cell: Key, integer: bool) -> Option<bool> {
        let (base, cell) = (self.vars[&(moment, base)], self.vars[&(moment, cell)]);
        if self.bounds[base].least > self.bounds[cell].most {
            return Some(false);
        }
        let (_, most) = self.extremes(&[(base, 1), (cell, -1)], integer)?;
        Some(most < 1)
    }

    /// The least and the most that a sum of unknowns can be, rounded inwards.
    fn extremes(&self, terms: &[(usize, i64)], integer: bool) -> Option<(i64, i64)> {
        let least = self.optimum(terms, integer, OptimizationDirection::Minimize)?;
        let most = self.optimum(terms, integer, OptimizationDirection::Maximize)?;
        const SLACK: f64 = 1e-5;
        Some(((least - SLACK).ceil() as i64, (most + SLACK).floor() as i64))
    }

    fn optimum(&self, terms: &[(usize, i64)], integer: bool, direction: OptimizationDirection) -> Option<f64> {
        let mut problem = Problem::new(direction);
        problem.set_time_limit(std::time::Duration::from_secs(5));
        let wanted: HashMap<usize, i64> = terms.iter().copied().collect();
        let mut vars = Vec::new();
        let mut constant = 0.0;
        for (at, range) in self.bounds.iter().enumerate() {
            let weight = wanted.get(&at).copied().unwrap_or(0) as f64;
            if range.least == range.most {
                constant += weight * range.least as f64;
                vars.push(None);
            } else if integer {
                vars.push(Some(problem.add_integer_var(weight, (range.least as i32, range.most as i32))));
            } else {
                vars.push(Some(problem.add_var(weight, (range.least as f64, range.most as f64))));
            }
        }
        for row in &self.rows {
            let fixed: i64 = row
                .terms
                .iter()
                .filter(|(var, _)| vars[*var].is_none())
                .map(|(var, times)| times * self.bounds[*var].least)
                .sum();
            let free: Vec<_> = row.terms.iter().filter_map(|(var, times)| Some((vars[*var]?, *times as f64))).collect();
            if free.is_empty() {
                continue;
            }
            if row.least == row.most {
                problem.add_constraint(&free, ComparisonOp::Eq, (row.least - fixed) as f64);
                continue;
            }
            if row.least > -UNBOUNDED {
                problem.add_constraint(&free, ComparisonOp::Ge, (row.least - fixed) as f64);
            }
            if row.most < UNBOUNDED {
                problem.add_constraint(&free, ComparisonOp::Le, (row.most - fixed) as f64);
            }
        }
        let solution = problem.solve().ok()?.into_solution().ok()?;
        (solution.status() == microlp::SolutionStatus::Optimal).then(|| solution.objective() + constant)
    }
}

/// What exact figures with audited suppression would lose: of a final release's cells, those that are hidden, because
/// they are below `small` or because a hidden one could be reckoned from them. Tables on fewer than `smallest` are not made.
///
/// Hidden are first all counts below `small`; then, as long as propagation finds one that has only one possible value, the
/// smallest visible count beside it in some relation.
pub fn losses(book: &Book<'_>, counts: &[i64], small: i64, smallest: i64) -> [usize; 2] {
    let mut published: BTreeSet<Key> = BTreeSet::new();
    for table in book.tables.iter().filter(|table| counts[table.base] >= smallest) {
        published.extend(table.cells.iter().copied());
    }
    for crossing in book.crossings.iter().filter(|crossing| counts[crossing.base] >= smallest) {
        published.extend(crossing.cells.iter().flatten().copied());
    }
    let relations = relations(book);
    let mut of: HashMap<Key, Vec<usize>> = HashMap::new();
    for (at, relation) in relations.iter().enumerate() {
        relation.terms.iter().for_each(|(key, _)| of.entry(*key).or_default().push(at));
    }
    let mut hidden: BTreeSet<Key> = published.iter().copied().filter(|key| counts[*key] < small).collect();
    loop {
        let bounds = (0..book.keys.len())
            .map(|key| {
                let is_seen = key == EVERYONE || (published.contains(&key) && !hidden.contains(&key));
                match (is_seen, published.contains(&key)) {
                    (true, _) => Range { least: counts[key], most: counts[key] },
                    (false, _) => Range { least: 0, most: counts[EVERYONE] },
                }
            })
            .collect();
        let rows = relations.iter().map(|relation| Row {
            terms: relation.terms.clone(),
            least: 0,
            most: if relation.is_equal { 0 } else { UNBOUNDED },
        });
        let mut system = System { vars: HashMap::new(), bounds, rows: rows.collect(), known: Vec::new() };
        system.propagate();
        let told: Vec<Key> = (0..book.keys.len())
            .filter(|key| {
                let range = system.bounds[*key];
                let is_small = (1..small).contains(&counts[*key]);
                is_small && range.least == range.most && (hidden.contains(key) || !published.contains(key))
            })
            .collect();
        let before = hidden.len();
        for key in told {
            let beside = of.get(&key).into_iter().flatten().flat_map(|at| &relations[*at].terms).map(|(key, _)| *key);
            let visible =
                beside.filter(|other| published.contains(other) && !hidden.contains(other) && counts[*other] > 0);
            if let Some(smallest) = visible.min_by_key(|other| (counts[*other], *other)) {
                hidden.insert(smallest);
            }
        }
        if hidden.len() == before {
            return [hidden.len(), published.len()];
        }
    }
}

fn ceiling(value: i64, by: i64) -> i64 {
    -(-value).div_euclid(by)
}

/// What holds of the counts of any group of people who answered this questionnaire.
fn relations(book: &Book<'_>) -> Vec<Relation> {
    let mut relations = Relations { book, all: Vec::new() };
    for table in &book.tables {
        relations.of_table(table.scope, table.subject, table.base, &table.cells);
    }
    for crossing in &book.crossings {
        relations.sum(crossing.base, &crossing.row_totals);
        relations.sum(crossing.base, &crossing.column_totals);
        for (total, cells) in crossing.row_totals.iter().zip(&crossing.cells) {
            relations.sum(*total, cells);
        }
        for (column, total) in crossing.column_totals.iter().enumerate() {
            let cells: Vec<Key> = crossing.cells.iter().map(|row| row[column]).collect();
            relations.sum(*total, &cells);
        }
    }
    relations.subgroups();
    relations.subsets();
    relations.all
}

struct Relations<'a, 'q> {
    book: &'a Book<'q>,
    all: Vec<Relation>,
}

impl Relations<'_, '_> {
    /// The parts add up to the whole.
    fn sum(&mut self, whole: Key, parts: &[Key]) {
        let terms = parts.iter().map(|key| (*key, 1)).chain([(whole, -1)]).collect();
        self.add(terms, true);
    }

    /// The sum is at least 0.
    fn positive(&mut self, terms: Vec<(Key, i64)>) {
        self.add(terms, false);
    }

    fn add(&mut self, terms: Vec<(Key, i64)>, is_equal: bool) {
        let mut together: HashMap<Key, i64> = HashMap::new();
        for (key, times) in terms {
            *together.entry(key).or_default() += times;
        }
        let mut terms: Vec<(Key, i64)> = together.into_iter().filter(|(_, times)| *times != 0).collect();
        terms.sort_unstable();
        if terms.len() > 1 {
            self.all.push(Relation { terms, is_equal });
        }
    }

    fn of_table(&mut self, scope: Option<Atom>, subject: Subject, base: Key, cells: &[Key]) {
        let book = self.book;
        let (none, options) = (cells[cells.len() - 1], &cells[..cells.len() - 1]);
        match subject {
            Subject::Item(item) => match &book.items[item].measure {
                Measure::One(_) | Measure::Number(_) => self.sum(base, cells),
                Measure::Many(choices) => {
                    let exclusive: Vec<Key> = choices
                        .iter()
                        .zip(options)
                        .filter(|(choice, _)| choice.exclusive)
                        .map(|(_, key)| *key)
                        .collect();
                    let others: Vec<Key> = options.iter().copied().filter(|key| !exclusive.contains(key)).collect();
                    // Who chose no exclusive option chose one of the others at least, and so many at most.
                    let choosers: Vec<(Key, i64)> =
                        [(base, 1), (none, -1)].into_iter().chain(exclusive.iter().map(|key| (*key, -1))).collect();
                    let sum = |times: i64| others.iter().map(move |key| (*key, times)).collect::<Vec<_>>();
                    let times = |by: i64| choosers.iter().map(|(key, times)| (*key, times * by)).collect::<Vec<_>>();
                    for other in &others {
                        self.positive([times(1), vec![(*other, -1)]].concat());
                    }
                    self.positive([sum(1), times(-1)].concat());
                    let most = (book.most_chosen(item)).min(others.len()) as i64;
                    self.positive([times(most), sum(-1)].concat());
                }
                Measure::Ranked(_, top) => {
                    let sum = |times: i64| options.iter().map(move |key| (*key, times)).collect::<Vec<_>>();
                    for option in options {
                        self.positive(vec![(base, 1), (none, -1), (*option, -1)]);
                    }
                    self.positive([sum(1), vec![(base, -1), (none, 1)]].concat());
                    let top = i64::from(*top);
                    self.positive([sum(-1), vec![(base, top), (none, -top)]].concat());
                }
                Measure::Text => {}
            },
            Subject::Derived(at) => {
                let (item, groups) = &book.derived[at];
                let of = book.tables.iter().find(|table| table.scope == scope && table.subject == Subject::Item(*item));
                let of = of.expect("what is recoded is counted").cells.clone();
                let single = matches!(&book.items[*item].measure, Measure::One(_));
                for (group, cell) in groups.iter().zip(options) {
                    let parts: Vec<Key> = group.iter().map(|option| of[*option]).collect();
                    if single {
                        self.sum(*cell, &parts);
                        continue;
                    }
                    for part in &parts {
                        self.positive(vec![(*cell, 1), (*part, -1)]);
                    }
                    self.positive(parts.iter().map(|part| (*part, 1)).chain([(*cell, -1)]).collect());
                    // Who is in the group did not choose what excludes all in it.
                    let Measure::Many(choices) = &book.items[*item].measure else { continue };
                    let excluded = choices
                        .iter()
                        .enumerate()
                        .filter(|(option, choice)| choice.exclusive && !group.contains(option));
                    let excluded: Vec<(Key, i64)> = excluded.map(|(option, _)| (of[option], -1)).collect();
                    self.positive([vec![(base, 1), (none, -1), (*cell, -1)], excluded].concat());
                }
                if !single {
                    let grouped: BTreeSet<usize> = groups.iter().flatten().copied().collect();
                    let rest = (0..of.len()).filter(|option| !grouped.contains(option)).map(|option| (of[option], 1));
                    self.positive(options.iter().map(|cell| (*cell, 1)).chain(rest).chain([(base, -1)]).collect());
                }
            }
        }
        if let Subject::Item(item) = subject {
            self.of_condition(scope, item, base);
        }
    }

    /// What the form of a condition says of the base.
    fn of_condition(&mut self, scope: Option<Atom>, item: usize, base: Key) {
        let book = self.book;
        let table_of = |of: usize| {
            // A background question is counted of everyone alone.
            book.tables.iter().find(|table| table.scope == scope && table.subject == Subject::Item(of))
        };
        match book.shape(item) {
            Shape::NotChosen(of, value) => {
                let everyone = book.find(&scope.into_iter().collect::<Vec<_>>());
                if let (Some(table), Some(everyone)) = (table_of(of), everyone)
                    && table.base == everyone
                {
                    self.sum(everyone, &[base, table.cells[value]]);
                }
            }
            Shape::AnyOf(of, values) => {
                if let Some(table) = table_of(of)
                    && matches!(book.items[of].measure, Measure::One(_))
                {
                    let parts: Vec<Key> = values.iter().map(|value| table.cells[*value]).collect();
                    self.sum(base, &parts);
                }
            }
            Shape::AtLeast(of, 2) => {
                let Some(table) = table_of(of) else { return };
                let Measure::Many(choices) = &book.items[of].measure else { return };
                let none = table.cells[table.cells.len() - 1];
                let exclusive: Vec<Key> = choices
                    .iter()
                    .zip(&table.cells)
                    .filter(|(choice, _)| choice.exclusive)
                    .map(|(_, key)| *key)
                    .collect();
                let others: Vec<Key> =
                    table.cells[..choices.len()].iter().copied().filter(|key| !exclusive.contains(key)).collect();
                let choosers: Vec<(Key, i64)> =
                    [(table.base, 1), (none, -1)].into_iter().chain(exclusive.iter().map(|key| (*key, -1))).collect();
                let most = book.most_chosen(of).min(others.len()) as i64;
                let sum = |times: i64| others.iter().map(move |key| (*key, times)).collect::<Vec<_>>();
                let minus: Vec<(Key, i64)> = choosers.iter().map(|(key, times)| (*key, -times)).collect();
                self.positive([choosers.clone(), vec![(base, -1)]].concat());
                // Everyone who chose one makes 1, those of the base one more at least, and so many at most.
                self.positive([sum(1), minus, vec![(base, -1)]].concat());
                self.positive([sum(-1), choosers, vec![(base, most - 1)]].concat());
            }
            Shape::AtLeast(..) | Shape::Opaque => {}
        }
    }

    /// The subgroups of a variable, with "no answer", make up everyone; coarser groups are sums of finer ones.
    fn subgroups(&mut self) {
        let book = self.book;
        let mut whole: BTreeSet<Key> = BTreeSet::new();
        for table in book.tables.iter().filter(|table| table.scope.is_none()) {
            whole.insert(table.base);
            whole.extend(table.cells.iter().copied());
        }
        for key in whole {
            let with = |atom: Atom| {
                let atoms: Vec<Atom> = book.keys[key].iter().copied().chain([atom]).collect();
                book.find(&atoms)
            };
            for variable in &book.variables {
                if variable.item.is_some_and(|item| book.items[item].condition().is_some()) {
                    continue;
                }
                let parts: Vec<Option<Key>> = variable.finest.iter().map(|atom| with(*atom)).collect();
                if let Some(parts) = parts.iter().copied().collect::<Option<Vec<Key>>>()
                    && !parts.contains(&key)
                {
                    self.sum(key, &parts);
                }
                for (group, of) in variable.coarser.clone() {
                    let (Some(cell), Some(parts)) =
                        (with(group), of.iter().map(|at| parts[*at]).collect::<Option<Vec<Key>>>())
                    else {
                        continue;
                    };
                    if parts != [cell] {
                        self.sum(cell, &parts);
                    }
                }
            }
        }
    }

    /// Of whom more is true there are no more.
    fn subsets(&mut self) {
        let book = self.book;
        let bases: BTreeSet<Key> = book.tables.iter().map(|table| table.base).collect();
        for base in bases {
            let atoms = &book.keys[base];
            for left_out in 0..atoms.len() {
                let fewer: Vec<Atom> =
                    atoms.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, atom)| *atom).collect();
                if let Some(more) = book.find(&fewer) {
                    self.positive(vec![(more, 1), (base, -1)]);
                }
            }
        }
    }
}

/// The items that have to do with these: what they depend on, and the background questions.
pub fn neighbourhood(book: &Book<'_>, atoms: &[Atom]) -> BTreeSet<usize> {
    let mut items: BTreeSet<usize> = atoms
        .iter()
        .filter_map(|atom| match *atom {
            Atom::Is(item, _) | Atom::Asked(item) => Some(item),
            Atom::Group(at, _) => Some(book.derived[at].0),
            Atom::Mode(_) => None,
        })
        .collect();
    for crossing in &book.crossings {
        if items.contains(&crossing.rows) || items.contains(&crossing.columns) {
            items.extend([crossing.rows, crossing.columns]);
        }
    }
    items.extend((0..book.items.len()).filter(|item| book.items[*item].question.background));
    loop {
        let before = items.len();
        for item in items.clone() {
            for id in book.items[item].condition().map_or(Vec::new(), |condition| condition.items()) {
                items.extend(book.items.iter().position(|item| item.id == *id));
            }
            // What shares an opaque base goes by the name of the first that has it.
            let name = book.items[item].base_name();
            items.extend(book.items.iter().position(|other| other.base_name() == name && other.condition().is_some()));
        }
        if items.len() == before {
            return items;
        }
    }
}
