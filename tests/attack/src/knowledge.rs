//! What the attacker knows: every figure of every release, read from the notice board's JSON as a range of counts,
//! the true number of responses at each, and the rules by which releases are made.

use std::collections::HashMap;

use serde_json::Value;
use survey::campaign::Policy;
use survey::mode::Mode;

use crate::book::{Atom, Book, EVERYONE, Key, option_ids};

/// How figures are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Rounded up or down to a multiple of the base.
    Rounded,
    /// As they are.
    Exact,
    /// As they are, and hidden where below the base.
    Suppressed,
}

/// One release, as it was published, and what the attacker knows beside it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The release, in JSON.
    pub json: String,
    /// How many had responded.
    pub responses: u64,
    /// How many of the responses counted in the release before were withdrawn since.
    pub withdrawn: u64,
}

/// A count told as a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The least it can be.
    pub least: i64,
    /// The most it can be.
    pub most: i64,
}

impl Range {
    /// Whether a count lies in it.
    pub fn holds(self, count: i64) -> bool {
        (self.least..=self.most).contains(&count)
    }
}

/// What one release tells.
pub struct Moment {
    /// The place: where there are several, each has releases of its own.
    pub area: usize,
    /// How many had responded.
    pub responses: i64,
    /// How many withdrew since the moment before.
    pub withdrawn: i64,
    /// Whether it is the final release, with every table.
    pub is_final: bool,
    /// By cell: its range, where something was told of it.
    pub ranges: HashMap<Key, Range>,
    /// By cell: what was shown, where it was drawn at this moment.
    pub shown: HashMap<Key, i64>,
    /// For each of these variables, one of the finest groups is smaller than the smallest base.
    pub coarser: Vec<Vec<Key>>,
    /// How many tables show figures, and how many are withheld.
    pub tables: [usize; 2],
}

/// That a base had, or had not, grown enough for its table to be made anew.
pub struct Renewal {
    /// The base.
    pub base: Key,
    /// The moment its table was last made anew.
    pub before: usize,
    /// A moment after that.
    pub after: usize,
    /// Whether it was made anew then.
    pub renewed: bool,
}

/// All that the attacker knows.
pub struct Knowledge {
    /// The releases in order.
    pub moments: Vec<Moment>,
    /// The moment of the total over all areas, if there is one.
    pub total: Option<usize>,
    /// Growth told by what was renewed.
    pub renewals: Vec<Renewal>,
    /// The policy.
    pub policy: Policy,
    /// Whether the final release was drawn with the interim ones' coins.
    pub one_coin: bool,
    /// How figures are read.
    pub reading: Reading,
}

impl Knowledge {
    /// Reads releases, in order.
    pub fn of(book: &Book<'_>, policy: Policy, reading: Reading, one_coin: bool, seen: &[Seen]) -> Self {
        let mut moments = Vec::new();
        let mut renewals = Vec::new();
        // By table of everyone: the moment it was last made anew, where it showed figures then.
        let mut renewed_at: HashMap<usize, usize> = HashMap::new();
        for (at, seen) in seen.iter().enumerate() {
            let release: Value = serde_json::from_str(&seen.json).expect("the notice board has JSON");
            let number = text(&release["number"]);
            let mut reader = Reader {
                book,
                policy,
                reading,
                moment: Moment {
                    area: 0,
                    responses: seen.responses as i64,
                    withdrawn: seen.withdrawn as i64,
                    is_final: number == "final",
                    ranges: HashMap::from([(
                        EVERYONE,
                        Range { least: seen.responses as i64, most: seen.responses as i64 },
                    )]),
                    shown: HashMap::new(),
                    coarser: Vec::new(),
                    tables: [0; 2],
                },
            };
            for table in array(&release["tables"]) {
                let place = book.items.iter().position(|item| item.id.to_string() == text(&table["item"]));
                let place = place.expect("a table is of an item");
                let anew = text(&table["renewed"]) == number;
                let is_final = reader.moment.is_final;
                if let (Some(before), false) = (renewed_at.get(&place), is_final) {
                    renewals.push(Renewal { base: book.tables[place].base, before: *before, after: at, renewed: anew });
                }
                if anew {
                    reader.table(table, place);
                    match shown(&table["body"]) {
                        Some(_) => renewed_at.insert(place, at),
                        None => renewed_at.remove(&place),
                    };
                }
            }
            reader.rest_of_final(&release);
            moments.push(reader.moment);
        }
        Knowledge { moments, total: None, renewals, policy, one_coin, reading }
    }

    /// Puts together what is known of several areas, and of their total.
    pub fn together(parts: Vec<Knowledge>, total: Knowledge) -> Self {
        let Knowledge { policy, one_coin, reading, .. } = total;
        let mut all = Knowledge { moments: Vec::new(), total: None, renewals: Vec::new(), policy, one_coin, reading };
        for (area, part) in parts.into_iter().chain([total]).enumerate() {
            let first = all.moments.len();
            all.renewals.extend(part.renewals.into_iter().map(|renewal| Renewal {
                before: renewal.before + first,
                after: renewal.after + first,
                ..renewal
            }));
            all.moments.extend(part.moments.into_iter().map(|moment| Moment { area, ..moment }));
        }
        all.total = Some(all.moments.len() - 1);
        all
    }

    /// The moment before this one in the same area.
    pub fn before(&self, moment: usize) -> Option<usize> {
        let earlier = moment.checked_sub(1)?;
        (self.moments[earlier].area == self.moments[moment].area).then_some(earlier)
    }

    /// Whether two moments' figures were drawn with the same coins.
    pub fn same_coins(&self, one: usize, other: usize) -> bool {
        self.reading == Reading::Rounded
            && self.moments[one].area == self.moments[other].area
            && (self.one_coin || self.moments[one].is_final == self.moments[other].is_final)
    }

    /// How many more than `count` a base must have for its table to be made anew.
    pub fn growth_from(&self, count: i64) -> i64 {
        i64::from(self.policy.growth).max((count * i64::from(self.policy.growth_percent) + 99) / 100)
    }
}

struct Reader<'a, 'q> {
    book: &'a Book<'q>,
    policy: Policy,
    reading: Reading,
    moment: Moment,
}

impl Reader<'_, '_> {
    fn rest_of_final(&mut self, release: &Value) {
        let book = self.book;
        for table in array(&release["derived"]) {
            self.named_table(table, None);
        }
        for breakdown in array(&release["breakdowns"]) {
            self.breakdown(breakdown);
        }
        for (crossing, keys) in array(&release["crossings"]).iter().zip(&book.crossings) {
            match shown(&crossing["body"]) {
                Some(body) => {
                    self.moment.tables[0] += 1;
                    self.base(keys.base, &body["base"]);
                    for (key, entry) in keys.row_totals.iter().zip(array(&body["rows"])) {
                        self.cell(*key, &entry[1]);
                    }
                    for (key, entry) in keys.column_totals.iter().zip(array(&body["columns"])) {
                        self.cell(*key, &entry[1]);
                    }
                    for (keys, row) in keys.cells.iter().zip(array(&body["cells"])) {
                        keys.iter().zip(array(row)).for_each(|(key, cell)| self.cell(*key, cell));
                    }
                }
                None => self.moment.tables[1] += 1,
            }
        }
    }

    fn breakdown(&mut self, breakdown: &Value) {
        let book = self.book;
        let by = &breakdown["by"];
        let name = if by == "mode" { "mode" } else { text(&by["item"]) };
        let derived = book.questionnaire.derived.iter().position(|derived| derived.id.as_str() == name);
        if let Some(at) = derived {
            // A coarser grouping was taken, because a finer group was too small.
            let of = book.derived[at].0;
            let variable = book.variables.iter().find(|variable| variable.item == Some(of));
            let finest = &variable.expect("only background questions are groups").finest;
            // "No answer" is no group.
            let keys = finest[..finest.len() - 1].iter();
            self.moment.coarser.push(keys.map(|atom| book.find(&[*atom]).expect("in the book")).collect());
        }
        for group in array(&breakdown["groups"]) {
            let value = text(&group["value"]);
            let scope = scope(book, by, value);
            let base = self.key_of_scope(scope);
            match shown(&group["body"]) {
                Some(body) => {
                    self.base(base, &body["responses"]);
                    for table in array(&body["tables"]) {
                        self.named_table(table, Some(scope));
                    }
                }
                None => self.moment.tables[1] += 1,
            }
        }
    }

    fn key_of_scope(&self, scope: Atom) -> Key {
        let table =
            self.book.tables.iter().find(|table| table.scope == Some(scope) && self.book.keys[table.base].len() <= 1);
        table.expect("some question is asked of everyone").base
    }

    /// A table of an item or derived variable, of everyone or a subgroup.
    fn named_table(&mut self, table: &Value, scope: Option<Atom>) {
        let name = text(&table["item"]);
        let at = self.book.tables.iter().position(|keys| {
            let subject = match keys.subject {
                crate::book::Subject::Item(item) => self.book.items[item].id.to_string(),
                crate::book::Subject::Derived(at) => self.book.questionnaire.derived[at].id.to_string(),
            };
            keys.scope == scope && subject == name
        });
        self.table(table, at.expect("in the book"));
    }

    fn table(&mut self, table: &Value, at: usize) {
        let book = self.book;
        let keys = &book.tables[at];
        match shown(&table["body"]) {
            Some(body) => {
                self.moment.tables[0] += 1;
                self.base(keys.base, &body["base"]);
                for entry in array(&body["cells"]) {
                    let at = match entry[0].get("value").and_then(Value::as_str) {
                        None => keys.cells.len() - 1,
                        Some(value) => match keys.subject {
                            crate::book::Subject::Item(item) => {
                                let ids = option_ids(&book.items[item]);
                                ids.iter().position(|id| id.as_str() == value).expect("an option")
                            }
                            crate::book::Subject::Derived(at) => {
                                let groups = &book.questionnaire.derived[at].groups;
                                groups.iter().position(|group| group.id.as_str() == value).expect("a group")
                            }
                        },
                    };
                    self.cell(keys.cells[at], &entry[1]);
                }
            }
            None => self.moment.tables[1] += 1,
        }
    }

    /// A base that is shown is no smaller than the smallest. Why another is withheld is not said.
    fn base(&mut self, key: Key, shown: &Value) {
        self.cell(key, shown);
        let smallest = i64::from(self.policy.smallest_base);
        self.learn(key, Range { least: smallest, most: self.moment.responses });
    }

    fn cell(&mut self, key: Key, cell: &Value) {
        let (shown, fewer) = match (cell["about"].as_i64(), cell["fewer_than"].as_i64()) {
            (Some(shown), None) => (shown, false),
            (None, Some(_)) => (0, true),
            _ => panic!("a figure is about a count or fewer than one: {cell}"),
        };
        let reach = i64::from(self.policy.rounding_base) - 1;
        let range = match self.reading {
            Reading::Rounded => Range { least: (shown - reach).max(0), most: shown + reach },
            Reading::Suppressed if fewer => Range { least: 0, most: reach },
            Reading::Exact | Reading::Suppressed => Range { least: shown, most: shown },
        };
        self.learn(key, range);
        let before = self.moment.shown.insert(key, shown);
        assert!(before.is_none_or(|before| before == shown), "{} is shown in two ways", self.book.name(key));
    }

    fn learn(&mut self, key: Key, range: Range) {
        let known = self.moment.ranges.entry(key).or_insert(Range { least: 0, most: self.moment.responses });
        known.least = known.least.max(range.least);
        known.most = known.most.min(range.most);
    }
}

/// The group of a breakdown by that variable with that value, both as a release names them.
pub(crate) fn scope(book: &Book<'_>, by: &Value, value: &str) -> Atom {
    if by == "mode" {
        return Atom::Mode(Mode::ALL.iter().position(|mode| mode.as_str() == value).expect("a mode"));
    }
    let name = text(&by["item"]);
    let derived = book.questionnaire.derived.iter().position(|derived| derived.id.as_str() == name);
    if let Some(at) = derived {
        let groups = &book.questionnaire.derived[at].groups;
        return Atom::Group(at, groups.iter().position(|group| group.id.as_str() == value).expect("a group"));
    }
    let item = book.items.iter().position(|item| item.id.to_string() == name).expect("an item");
    Atom::Is(item, option_ids(&book.items[item]).iter().position(|id| id.as_str() == value).expect("an option"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn shown(body: &Value) -> Option<&Value> {
    body.get("shown")
}
