//! The book of cells: every set of people that a release could count, named by what is true of them, and who is in it.
//!
//! Made from the questionnaire alone, apart from the code under attack: it shares no name, relation or count with it.

use std::collections::HashMap;

use survey::condition::Condition;
use survey::id::OptionId;
use survey::mode::Mode;
use survey::questionnaire::{Item, ItemId, Measure, Questionnaire};

use crate::campaign::{Answer, Person, at_most, options_of};

/// A cell by its position in the book.
pub type Key = usize;

/// Something that is true of a person or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atom {
    /// Gave this answer to this item; the position after the last option is "no answer".
    Is(usize, usize),
    /// Was asked this item, where its condition is no conjunction of answers; the first item with that condition.
    Asked(usize),
    /// Gave an answer of this group of this derived variable.
    Group(usize, usize),
    /// Responded so.
    Mode(usize),
}

/// What a table counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The answers to an item.
    Item(usize),
    /// The groups of a derived variable, and "no answer".
    Derived(usize),
}

/// A table that could be published: the cells of a subject, of everyone or of a subgroup.
#[derive(Debug, Clone)]
pub struct TableKeys {
    /// The subgroup; everyone if absent.
    pub scope: Option<Atom>,
    /// What is counted.
    pub subject: Subject,
    /// Who was asked.
    pub base: Key,
    /// The cells: options or groups, then "no answer".
    pub cells: Vec<Key>,
}

/// A question-by-question table that could be published.
#[derive(Debug, Clone)]
pub struct CrossKeys {
    /// The item down the side.
    pub rows: usize,
    /// The item along the top.
    pub columns: usize,
    /// Who was asked both.
    pub base: Key,
    /// Totals of rows.
    pub row_totals: Vec<Key>,
    /// Totals of columns.
    pub column_totals: Vec<Key>,
    /// The cells, row by row.
    pub cells: Vec<Vec<Key>>,
}

/// What can be found out of an item's condition without knowing its form.
enum Check {
    Is(usize, usize),
    Answered(usize),
    Count(usize, survey::condition::Comparison, i64),
    All(Vec<Check>),
    Any(Vec<Check>),
    Not(Box<Check>),
}

/// A variable by which the final release may be broken down.
#[derive(Debug, Clone)]
pub struct Variable {
    /// The subgroups that partition everyone who was asked; "no answer" last, where it can be.
    pub finest: Vec<Atom>,
    /// Groups of a derived variable, each with the positions of `finest` it takes together.
    pub coarser: Vec<(Atom, Vec<usize>)>,
    /// The item; none for the mode.
    pub item: Option<usize>,
}

/// The book.
pub struct Book<'q> {
    /// The questionnaire.
    pub questionnaire: &'q Questionnaire,
    /// The items in the order asked.
    pub items: Vec<Item<'q>>,
    /// By derived variable: the item it recodes, and the options of each group.
    pub derived: Vec<(usize, Vec<Vec<usize>>)>,
    /// The background variables, and the mode.
    pub variables: Vec<Variable>,
    /// Tables of everyone, item by item: what interim releases have. Then derived ones, then breakdowns.
    pub tables: Vec<TableKeys>,
    /// How many of `tables` are of everyone and of an item.
    pub one_way: usize,
    /// Question-by-question tables.
    pub crossings: Vec<CrossKeys>,
    /// By cell: what is true of all in it and of nobody else, sorted, with all that follows from it.
    pub keys: Vec<Vec<Atom>>,
    ids: HashMap<Vec<Atom>, Key>,
    checks: Vec<Option<Check>>,
    /// By item: what is true of whom was asked.
    implied: Vec<Vec<Atom>>,
}

/// The cell of all who responded.
pub const EVERYONE: Key = 0;

impl<'q> Book<'q> {
    /// The book of a questionnaire.
    pub fn of(questionnaire: &'q Questionnaire, with_mode: bool) -> Self {
        let items: Vec<Item<'q>> =
            questionnaire.items().into_iter().filter(|item| !matches!(item.measure, Measure::Text)).collect();
        let place = |id: &ItemId| items.iter().position(|item| item.id == *id).expect("conditions name items");
        let option = |item: usize, id: &OptionId| {
            option_ids(&items[item]).iter().position(|known| *known == id).expect("conditions name options")
        };
        let checks: Vec<Option<Check>> =
            items.iter().map(|item| item.condition().map(|condition| check(condition, &place, &option))).collect();
        let mut implied: Vec<Vec<Atom>> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let mut atoms = Vec::new();
            match &checks[at] {
                None => {}
                Some(check) => match conjunction(check) {
                    Some(parts) => {
                        for (of, value) in parts {
                            atoms.push(Atom::Is(of, value));
                            atoms.extend(implied[of].iter().copied());
                        }
                    }
                    None => {
                        let first = items.iter().position(|other| other.base_name() == item.base_name());
                        atoms.push(Atom::Asked(first.expect("at least the item itself")));
                    }
                },
            }
            atoms.sort_unstable();
            atoms.dedup();
            implied.push(atoms);
        }
        let derived: Vec<(usize, Vec<Vec<usize>>)> = questionnaire
            .derived
            .iter()
            .map(|derived| {
                let of = place(&derived.of);
                let groups = derived.groups.iter();
                (of, groups.map(|group| group.options.iter().map(|id| option(of, id)).collect()).collect())
            })
            .collect();
        let mut book = Book {
            questionnaire,
            items,
            derived,
            variables: Vec::new(),
            tables: Vec::new(),
            one_way: 0,
            crossings: Vec::new(),
            keys: Vec::new(),
            ids: HashMap::new(),
            checks,
            implied,
        };
        book.fill(with_mode);
        book
    }

    fn fill(&mut self, with_mode: bool) {
        let everyone = self.key(&[]);
        assert_eq!(everyone, EVERYONE);
        for item in 0..self.items.len() {
            let table = self.table(None, Subject::Item(item));
            self.tables.push(table);
        }
        self.one_way = self.tables.len();
        for derived in 0..self.derived.len() {
            let table = self.table(None, Subject::Derived(derived));
            self.tables.push(table);
        }
        let background: Vec<usize> = (0..self.items.len()).filter(|at| self.items[*at].question.background).collect();
        for item in &background {
            let finest = (0..=options_of(&self.items[*item])).map(|value| Atom::Is(*item, value)).collect();
            let derived = self.derived.iter().position(|(of, _)| of == item);
            let groups = derived.map_or(Vec::new(), |at| {
                self.derived[at]
                    .1
                    .iter()
                    .enumerate()
                    .map(|(group, options)| (Atom::Group(at, group), options.clone()))
                    .collect()
            });
            self.variables.push(Variable { finest, coarser: groups, item: Some(*item) });
        }
        if with_mode {
            let finest = (0..Mode::ALL.len()).map(Atom::Mode).collect();
            self.variables.push(Variable { finest, coarser: Vec::new(), item: None });
        }
        let recoded: Vec<usize> =
            (0..self.derived.len()).filter(|at| !background.contains(&self.derived[*at].0)).collect();
        for variable in self.variables.clone() {
            for scope in variable.finest.iter().copied().chain(variable.coarser.iter().map(|(atom, _)| *atom)) {
                for item in (0..self.items.len()).filter(|item| !background.contains(item)) {
                    let table = self.table(Some(scope), Subject::Item(item));
                    self.tables.push(table);
                }
                for derived in &recoded {
                    let table = self.table(Some(scope), Subject::Derived(*derived));
                    self.tables.push(table);
                }
            }
        }
        for crossing in &self.questionnaire.crossings {
            let place = |id: &ItemId| self.items.iter().position(|item| item.id == *id).expect("crossings name items");
            let (rows, columns) = (place(&crossing.rows), place(&crossing.columns));
            let (of_rows, of_columns) = (options_of(&self.items[rows]), options_of(&self.items[columns]));
            let both: Vec<Atom> = self.implied[rows].iter().chain(&self.implied[columns]).copied().collect();
            let mut key = |atoms: &[Atom]| {
                let all: Vec<Atom> = both.iter().chain(atoms).copied().collect();
                self.key(&all)
            };
            let keys = CrossKeys {
                rows,
                columns,
                base: key(&[]),
                row_totals: (0..=of_rows).map(|row| key(&[Atom::Is(rows, row)])).collect(),
                column_totals: (0..=of_columns).map(|column| key(&[Atom::Is(columns, column)])).collect(),
                cells: (0..=of_rows)
                    .map(|row| {
                        let cell = |column| key(&[Atom::Is(rows, row), Atom::Is(columns, column)]);
                        (0..=of_columns).map(cell).collect()
                    })
                    .collect(),
            };
            self.crossings.push(keys);
        }
    }

    fn table(&mut self, scope: Option<Atom>, subject: Subject) -> TableKeys {
        let (item, atoms): (usize, Vec<Atom>) = match subject {
            Subject::Item(item) => {
                (item, (0..=options_of(&self.items[item])).map(|value| Atom::Is(item, value)).collect())
            }
            Subject::Derived(at) => {
                let (item, groups) = &self.derived[at];
                let none = Atom::Is(*item, options_of(&self.items[*item]));
                (*item, (0..groups.len()).map(|group| Atom::Group(at, group)).chain([none]).collect())
            }
        };
        let base: Vec<Atom> = scope.iter().copied().chain(self.implied[item].iter().copied()).collect();
        let cells = atoms
            .into_iter()
            .map(|atom| {
                let all: Vec<Atom> = base.iter().copied().chain([atom]).collect();
                self.key(&all)
            })
            .collect();
        TableKeys { scope, subject, base: self.key(&base), cells }
    }

    /// The cell of those of whom all these are true.
    fn key(&mut self, atoms: &[Atom]) -> Key {
        let mut all: Vec<Atom> = Vec::new();
        for atom in atoms {
            // A group of one option is that option.
            let atom = match *atom {
                Atom::Group(at, group) if self.derived[at].1[group].len() == 1 => {
                    Atom::Is(self.derived[at].0, self.derived[at].1[group][0])
                }
                other => other,
            };
            all.push(atom);
            match atom {
                Atom::Is(item, _) => all.extend(self.implied[item].iter().copied()),
                Atom::Group(at, _) => all.extend(self.implied[self.derived[at].0].iter().copied()),
                Atom::Asked(_) | Atom::Mode(_) => {}
            }
        }
        all.sort_unstable();
        all.dedup();
        let next = self.keys.len();
        *self.ids.entry(all.clone()).or_insert_with(|| {
            self.keys.push(all);
            next
        })
    }

    /// The cell of these atoms, if it is in the book.
    pub fn find(&self, atoms: &[Atom]) -> Option<Key> {
        let mut sorted = atoms.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        self.ids.get(&sorted).copied()
    }

    /// Whether nobody can be in the cell: it wants two answers to a question that takes one.
    pub fn is_impossible(&self, key: Key) -> bool {
        let atoms = &self.keys[key];
        let single = |item: usize| matches!(self.items[item].measure, Measure::One(_) | Measure::Number(_));
        atoms
            .windows(2)
            .any(|pair| matches!(pair, [Atom::Is(one, _), Atom::Is(other, _)] if one == other && single(*one)))
    }

    /// Whether the person was asked the item.
    pub fn asked(&self, item: usize, person: &Person) -> bool {
        self.checks[item].as_ref().is_none_or(|check| self.holds(check, person))
    }

    fn holds(&self, check: &Check, person: &Person) -> bool {
        // What was not asked was not answered.
        let given = |item: usize| person.answers[item].as_ref().filter(|_| self.asked(item, person));
        match check {
            Check::Is(item, value) => match given(*item) {
                Some(Answer::One(one)) => one == value,
                Some(Answer::Several(several)) => several.contains(value),
                None => false,
            },
            Check::Answered(item) => given(*item).is_some(),
            Check::Count(item, is, than) => {
                let count = match given(*item) {
                    Some(Answer::Several(several)) => several.len() as i64,
                    Some(Answer::One(_)) => 1,
                    None => 0,
                };
                is.holds(count, *than)
            }
            Check::All(parts) => parts.iter().all(|part| self.holds(part, person)),
            Check::Any(parts) => parts.iter().any(|part| self.holds(part, person)),
            Check::Not(part) => !self.holds(part, person),
        }
    }

    /// By item: the categories that a person is in; none where not asked.
    fn categories(&self, person: &Person) -> Vec<Vec<usize>> {
        (0..self.items.len())
            .map(|item| match (&person.answers[item], self.asked(item, person)) {
                (_, false) => Vec::new(),
                (None, true) => vec![options_of(&self.items[item])],
                (Some(Answer::One(one)), true) => vec![*one],
                (Some(Answer::Several(several)), true) => several.clone(),
            })
            .collect()
    }

    /// The cells that a person is in, ascending: of everyone's tables alone, or of all.
    pub fn cells_of(&self, person: &Person) -> Vec<Key> {
        let categories = self.categories(person);
        // By derived variable: the groups that the person is in, and last "no answer".
        let groups: Vec<Vec<usize>> = self
            .derived
            .iter()
            .map(|(item, groups)| {
                let given = &categories[*item];
                let none = (given.first() == Some(&options_of(&self.items[*item]))).then_some(groups.len());
                let inside = (0..groups.len()).filter(|group| given.iter().any(|one| groups[*group].contains(one)));
                inside.chain(none).collect()
            })
            .collect();
        let is = |atom: &Atom| match *atom {
            Atom::Is(item, value) => categories[item].contains(&value),
            Atom::Group(at, group) => groups[at].contains(&group),
            Atom::Mode(mode) => Mode::ALL[mode] == person.mode,
            Atom::Asked(item) => self.asked(item, person),
        };
        let mut keys = vec![EVERYONE];
        for tables in self.tables.chunk_by(|one, other| one.scope == other.scope) {
            if !tables[0].scope.iter().all(is) {
                continue;
            }
            for table in tables {
                let given = match table.subject {
                    Subject::Item(item) => &categories[item],
                    Subject::Derived(at) => &groups[at],
                };
                let asked = match table.subject {
                    Subject::Item(item) => !categories[item].is_empty(),
                    Subject::Derived(at) => !categories[self.derived[at].0].is_empty(),
                };
                if asked {
                    keys.push(table.base);
                    keys.extend(given.iter().map(|value| table.cells[*value]));
                }
            }
        }
        for crossing in &self.crossings {
            if let ([row], [column]) = (&categories[crossing.rows][..], &categories[crossing.columns][..]) {
                keys.extend([crossing.base, crossing.row_totals[*row], crossing.column_totals[*column]]);
                keys.push(crossing.cells[*row][*column]);
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The cell in words, for reports of leaks.
    pub fn name(&self, key: Key) -> String {
        let names: Vec<String> = self.keys[key]
            .iter()
            .map(|atom| match *atom {
                Atom::Is(item, value) => {
                    let ids = option_ids(&self.items[item]);
                    format!("{}={}", self.items[item].id, ids.get(value).map_or("-", |id| id.as_str()))
                }
                Atom::Asked(item) => self.items[item].base_name(),
                Atom::Group(at, group) => {
                    let derived = &self.questionnaire.derived[at];
                    format!("{}={}", derived.id, derived.groups[group].id)
                }
                Atom::Mode(mode) => format!("mode={}", Mode::ALL[mode]),
            })
            .collect();
        if names.is_empty() { "everyone".to_owned() } else { names.join("&") }
    }

    /// The most options of an item that one person can be counted in.
    pub fn most_chosen(&self, item: usize) -> usize {
        match &self.items[item].measure {
            Measure::Ranked(_, top) => *top as usize,
            _ => at_most(&self.items[item]),
        }
    }

    /// What is known of an item's base from the form of its condition.
    pub fn shape(&self, item: usize) -> Shape {
        match &self.checks[item] {
            Some(Check::Not(part)) => match &**part {
                Check::Is(of, value) => Shape::NotChosen(*of, *value),
                _ => Shape::Opaque,
            },
            Some(Check::Any(parts)) => {
                let values: Option<Vec<(usize, usize)>> = parts
                    .iter()
                    .map(|part| if let Check::Is(of, value) = part { Some((*of, *value)) } else { None })
                    .collect();
                match values {
                    Some(values) if values.iter().all(|(of, _)| *of == values[0].0) => {
                        Shape::AnyOf(values[0].0, values.iter().map(|(_, value)| *value).collect())
                    }
                    _ => Shape::Opaque,
                }
            }
            Some(Check::Count(of, survey::condition::Comparison::AtLeast, least)) => {
                Shape::AtLeast(*of, *least as usize)
            }
            _ => Shape::Opaque,
        }
    }
}

/// What the form of a condition says of the size of its base.
#[derive(Debug, Clone)]
pub enum Shape {
    /// All who did not choose this option of this item.
    NotChosen(usize, usize),
    /// All who chose one of these options of this item.
    AnyOf(usize, Vec<usize>),
    /// All who chose at least so many options of this item.
    AtLeast(usize, usize),
    /// Nothing that is used here.
    Opaque,
}

/// The options, points or bands of an item.
pub fn option_ids<'a>(item: &Item<'a>) -> Vec<&'a OptionId> {
    match &item.measure {
        Measure::One(choices) => choices.iter().map(|choice| &choice.id).collect(),
        Measure::Many(choices) | Measure::Ranked(choices, _) => choices.iter().map(|choice| &choice.id).collect(),
        Measure::Number(range) => range.bands.iter().map(|band| &band.id).collect(),
        Measure::Text => Vec::new(),
    }
}

fn check(
    condition: &Condition,
    place: &impl Fn(&ItemId) -> usize,
    option: &impl Fn(usize, &OptionId) -> usize,
) -> Check {
    let all = |parts: &[Condition]| parts.iter().map(|part| check(part, place, option)).collect();
    match condition {
        Condition::Chosen { item, option: id } => Check::Is(place(item), option(place(item), id)),
        Condition::Answered { item } => Check::Answered(place(item)),
        Condition::Count { item, is, than } => Check::Count(place(item), *is, *than),
        Condition::Number { .. } => unimplemented_number(),
        Condition::All(parts) => Check::All(all(parts)),
        Condition::Any(parts) => Check::Any(all(parts)),
        Condition::Not(part) => Check::Not(Box::new(check(part, place, option))),
    }
}

/// The attacked questionnaire has no comparison with a number, and people here are in bands.
fn unimplemented_number() -> Check {
    panic!("the attacked questionnaire compares no number")
}

/// The (item, option) pairs of a conjunction of choices; `None` for any other condition.
fn conjunction(check: &Check) -> Option<Vec<(usize, usize)>> {
    match check {
        Check::Is(item, value) => Some(vec![(*item, *value)]),
        Check::All(parts) => {
            let parts: Option<Vec<_>> = parts.iter().map(conjunction).collect();
            Some(parts?.into_iter().flatten().collect())
        }
        _ => None,
    }
}
