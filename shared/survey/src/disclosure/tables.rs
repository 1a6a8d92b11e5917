//! Tables with their coins fallen, before the last look at them.

use std::borrow::Cow;

use crate::campaign::Policy;
use crate::id::QuestionId;
use crate::questionnaire::ItemId;
use crate::release::{
    Body, Breakdown, Category, Cell, CrossBody, CrossTable, Group, GroupBody, ReleaseNumber, Table, Variable, Withheld,
};
use crate::tally::{Counted, Counts, Tally};

use super::cells::{Axis, CellName, Cells};
use super::coins::Coins;

/// What draws tables: exact counts, the names of their cells, and the coins.
pub(super) struct Drawer<'a> {
    pub(super) cells: &'a Cells<'a>,
    pub(super) coins: &'a Coins<'a>,
    pub(super) policy: &'a Policy,
    pub(super) number: ReleaseNumber,
    pub(super) tally: &'a Tally,
    /// In a total: the tallies it is the sum of.
    pub(super) parts: &'a [&'a Tally],
}

/// A group of respondents, as a tally has it.
#[derive(Clone)]
enum Of {
    All,
    Mode(usize),
    /// Of a background question: those who gave one of these answers.
    Group(usize, Vec<usize>),
}

impl Of {
    fn counted<'t>(&self, tally: &'t Tally) -> Cow<'t, Counted> {
        match self {
            Of::All => Cow::Borrowed(tally.all()),
            Of::Mode(mode) => Cow::Borrowed(&tally.modes()[*mode]),
            Of::Group(background, options) => {
                let groups = &tally.backgrounds()[*background];
                match options.as_slice() {
                    [one] => Cow::Borrowed(&groups[*one]),
                    several => {
                        let (first, rest) = several.split_first().expect("a group has options");
                        let mut sum = groups[*first].clone();
                        rest.iter().for_each(|option| sum.merge(&groups[*option]));
                        Cow::Owned(sum)
                    }
                }
            }
        }
    }
}

/// An item or derived variable, as a tally has it.
#[derive(Clone, Copy)]
enum What {
    Item(usize),
    Derived(usize),
}

impl What {
    fn counts(self, counted: &Counted) -> &Counts {
        match self {
            What::Item(place) => &counted.items[place],
            What::Derived(place) => &counted.derived[place],
        }
    }
}

impl Drawer<'_> {
    /// How many responded.
    pub(super) fn responses(&self) -> Cell {
        self.coins.round(&CellName::everyone().to_string(), self.tally.responses())
    }

    /// Whether everyone together may be shown: always, but in a total only if enough municipalities take part.
    pub(super) fn is_allowed(&self) -> bool {
        self.withheld(self.tally.responses(), Tally::responses).is_none()
    }

    /// The table of the item at `place`; open text has none.
    pub(super) fn one_way(&self, place: usize) -> Option<Table> {
        let axis = self.cells.items[place].as_ref()?;
        Some(self.table(What::Item(place), axis, &Of::All, &CellName::everyone()))
    }

    /// The tables of the derived variables.
    pub(super) fn derived(&self) -> Vec<Table> {
        let axes = self.cells.derived.iter().enumerate();
        axes.map(|(place, axis)| self.table(What::Derived(place), axis, &Of::All, &CellName::everyone())).collect()
    }

    /// The tables by each background question and, where there is more than the open link, by mode.
    pub(super) fn breakdowns(&self, with_modes: bool) -> Vec<Breakdown> {
        let backgrounds = self.cells.form().tabulation().backgrounds.iter().enumerate();
        let mut breakdowns: Vec<Breakdown> = backgrounds.filter_map(|(at, place)| self.breakdown(at, *place)).collect();
        if with_modes {
            let modes = self.cells.modes.cells.iter().enumerate();
            let groups = modes.filter_map(|(mode, cell)| self.group(cell, &Of::Mode(mode)));
            breakdowns.push(Breakdown { by: Variable::Mode, groups: groups.collect() });
        }
        breakdowns
    }

    /// The tables by the background question at `place`, in the finest declared grouping in which no group is too small:
    /// the question itself, or else its derived variable.
    fn breakdown(&self, background: usize, place: usize) -> Option<Breakdown> {
        let fine = self.cells.items[place].as_ref()?;
        let form = self.cells.form();
        let item = &form.items()[place].id;
        let coarse = self.cells.derived_of(place).filter(|(_, recoding)| {
            // What is in no group, such as "I'd rather not say", gets no table by the coarser grouping either.
            let grouped = recoding.groups.iter().fold(0, |all, options| all | options);
            let groups = self.tally.backgrounds()[background].iter().enumerate();
            let mut sizes = groups.filter(|(at, _)| grouped >> at & 1 == 1).map(|(_, group)| group.responses());
            sizes.any(|size| size < u64::from(self.policy.smallest_base))
        });
        let (by, groups): (ItemId, Vec<Group>) = match coarse {
            None => {
                let groups = fine.cells.iter().enumerate();
                (
                    item.clone(),
                    groups.filter_map(|(at, cell)| self.group(cell, &Of::Group(background, vec![at]))).collect(),
                )
            }
            Some((derived, recoding)) => {
                let options = |bits: u64| (0..u64::BITS as usize).filter(|at| bits >> at & 1 == 1).collect();
                let groups = self.cells.derived[derived].cells.iter().zip(&recoding.groups);
                let groups = groups.filter_map(|(cell, bits)| self.group(cell, &Of::Group(background, options(*bits))));
                (form.questionnaire().derived[derived].id.clone().into(), groups.collect())
            }
        };
        Some(Breakdown { by: Variable::Item(by), groups })
    }

    /// The tables of one group; "no answer" is none.
    fn group(&self, (category, name): &(Category, CellName), of: &Of) -> Option<Group> {
        let Category::Value(value) = category else { return None };
        let responses = of.counted(self.tally).responses();
        let body = match self.withheld(responses, |part| of.counted(part).responses()) {
            Some(reason) => GroupBody::Withheld(reason),
            None => GroupBody::Shown {
                responses: self.coins.round(&name.to_string(), responses),
                tables: self.tables_of_group(name, of),
            },
        };
        Some(Group { value: value.clone(), body })
    }

    fn tables_of_group(&self, name: &CellName, of: &Of) -> Vec<Table> {
        let items = self.cells.broken_down_items().map(|(place, axis)| (What::Item(place), axis));
        let derived = self.cells.broken_down_derived().map(|(place, axis)| (What::Derived(place), axis));
        (items.chain(derived))
            .filter(|(_, axis)| !self.cells.is_impossible(&axis.base.and(name)))
            .map(|(what, axis)| self.table(what, axis, of, name))
            .collect()
    }

    fn table(&self, what: What, axis: &Axis, of: &Of, within: &CellName) -> Table {
        let counted = of.counted(self.tally);
        let counts = what.counts(&counted);
        let body = match self.withheld(counts.asked, |part| what.counts(&of.counted(part)).asked) {
            Some(reason) => Body::Withheld(reason),
            None => {
                let round = |name: &CellName, count| self.coins.round(&name.and(within).to_string(), count);
                let cells = axis.cells.iter().zip(&counts.cells);
                Body::Shown {
                    base: round(&axis.base, counts.asked),
                    cells: cells.map(|((category, name), count)| (category.clone(), round(name, *count))).collect(),
                }
            }
        };
        Table { item: self.id(what), renewed: self.number, body }
    }

    /// The question-by-question tables.
    pub(super) fn crossings(&self) -> Vec<CrossTable> {
        let form = self.cells.form();
        let declared = form.questionnaire().crossings.iter().zip(&form.tabulation().crossings).enumerate();
        let tables = declared.filter_map(|(at, (crossing, [rows, columns]))| {
            let (rows, columns) = (self.cells.items[*rows].as_ref()?, self.cells.items[*columns].as_ref()?);
            Some(self.crossing(at, &crossing.id, rows, columns))
        });
        tables.collect()
    }

    fn crossing(&self, at: usize, id: &QuestionId, rows: &Axis, columns: &Axis) -> CrossTable {
        let matrix = &self.tally.crossings()[at];
        if let Some(reason) = self.withheld(matrix.asked, |part| part.crossings()[at].asked) {
            return CrossTable { id: id.clone(), body: CrossBody::Withheld(reason) };
        }
        let both = rows.base.and(&columns.base);
        let round = |name: &CellName, count| self.coins.round(&both.and(name).to_string(), count);
        let lines = || matrix.cells.chunks(matrix.width);
        let row_sums = lines().map(|line| line.iter().sum::<u64>());
        let column_sums = (0..matrix.width).map(|column| lines().map(|line| line[column]).sum::<u64>());
        let margin = |axis: &Axis, sums: &mut dyn Iterator<Item = u64>| {
            let cells = axis.cells.iter().zip(sums);
            cells.map(|((category, name), sum)| (category.clone(), round(name, sum))).collect()
        };
        let cells = rows.cells.iter().zip(lines()).map(|((_, row), line)| {
            columns.cells.iter().zip(line).map(|((_, column), count)| round(&row.and(column), *count)).collect()
        });
        CrossTable {
            id: id.clone(),
            body: CrossBody::Shown {
                base: round(&CellName::everyone(), matrix.asked),
                rows: margin(rows, &mut { row_sums }),
                columns: margin(columns, &mut { column_sums }),
                cells: cells.collect(),
            },
        }
    }

    /// Why figures over so many can't be shown, if they can't.
    fn withheld(&self, asked: u64, of_part: impl Fn(&Tally) -> u64) -> Option<Withheld> {
        let parts = || self.parts.iter().map(|part| of_part(part));
        let taking_part = parts().filter(|asked| *asked > 0).count();
        let largest = parts().max().unwrap_or(0);
        let enough = taking_part >= self.policy.total_municipalities as usize
            && largest * 100 <= asked * u64::from(self.policy.total_share_percent);
        // Looked at first, so that it tells nothing of the base.
        if !self.parts.is_empty() && !enough {
            return Some(Withheld::FewMunicipalities);
        }
        (asked < u64::from(self.policy.smallest_base)).then_some(Withheld::TooFew)
    }

    fn id(&self, what: What) -> ItemId {
        let form = self.cells.form();
        match what {
            What::Item(place) => form.items()[place].id.clone(),
            What::Derived(place) => form.questionnaire().derived[place].id.clone().into(),
        }
    }
}
