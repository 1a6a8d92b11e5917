//! Cells and their names.
//!
//! A cell is a set of respondents, named by what holds of them: `age=a75&day=home`. The same cell has the same name in
//! whichever table it stands, and so one coin: it is shown alike everywhere, and is one view of the count, not several.
//! A base is a cell too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::condition::{Condition, EVERYONE};
use crate::mode::Mode;
use crate::questionnaire::{Derived, Item, Measure};
use crate::release::Category;
use crate::response::Form;
use crate::tabulation::{Recoding, options};

/// A cell's name: all that holds of the people in it, sorted, each once, with all that it implies.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct CellName(BTreeSet<String>);

impl CellName {
    /// Everyone who responded.
    pub(super) fn everyone() -> Self {
        CellName::default()
    }

    /// Those who are in both cells.
    pub(super) fn and(&self, other: &CellName) -> Self {
        CellName(self.0.union(&other.0).cloned().collect())
    }

    /// Whether all of `other` holds of them.
    pub(super) fn implies(&self, other: &CellName) -> bool {
        other.0.is_subset(&self.0)
    }
}

impl fmt::Display for CellName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return out.write_str(EVERYONE);
        }
        for (at, part) in self.0.iter().enumerate() {
            write!(out, "{}{part}", if at > 0 { "&" } else { "" })?;
        }
        Ok(())
    }
}

/// A variable with its categories: one side of a table.
#[derive(Debug, Clone)]
pub(super) struct Axis {
    /// Of whom it is asked.
    pub(super) base: CellName,
    /// Its categories and their cells; last "no answer", which a mode has not.
    pub(super) cells: Vec<(Category, CellName)>,
    /// How the cells lie in the base.
    pub(super) shape: Shape,
}

/// How the cells of a variable lie in its base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// Everyone is in exactly one.
    Partition,
    /// Everyone is in one at most.
    Disjoint,
    /// Everyone may be in several.
    Overlapping {
        /// Of each cell, whether those in it are in no other.
        alone: Vec<bool>,
        /// In how many of the others someone can be.
        most: Option<u32>,
        /// Whether everyone is in at least one.
        covering: bool,
    },
}

/// The variables of a form, with the names of all their cells.
pub(super) struct Cells<'f> {
    form: &'f Form<'f>,
    /// By item; `None` for open text.
    pub(super) items: Vec<Option<Axis>>,
    /// By derived variable.
    pub(super) derived: Vec<Axis>,
    /// How responses come in.
    pub(super) modes: Axis,
    /// Of each item in which everyone is in one cell at most: the names of its cells.
    exclusive: Vec<BTreeSet<String>>,
}

impl<'f> Cells<'f> {
    pub(super) fn of(form: &'f Form<'f>) -> Self {
        let implied = Implied::by(form);
        let items: Vec<Option<Axis>> = form.items().iter().map(|item| implied.axis(item)).collect();
        let recodings = form.questionnaire().derived.iter().zip(&form.tabulation().recodings);
        let derived = recodings.map(|(derived, recoding)| implied.recoded(derived, recoding, form)).collect();
        let modes = Axis {
            base: CellName::everyone(),
            cells: Mode::ALL
                .into_iter()
                .map(|mode| {
                    let value = mode.as_str().parse().expect("a mode's name is an id");
                    // `@` begins no id of a question.
                    (Category::Value(value), CellName([format!("@mode={mode}")].into()))
                })
                .collect(),
            shape: Shape::Partition,
        };
        let exclusive = form
            .items()
            .iter()
            .filter(|item| is_partition(&item.measure))
            .map(|item| categories(item).iter().map(|category| cell(item, category)).collect())
            .collect();
        Cells { form, items, derived, modes, exclusive }
    }

    /// The axis of a background question, or of its derived variable, if it has one.
    pub(super) fn derived_of(&self, place: usize) -> Option<(usize, &Recoding)> {
        self.form.tabulation().recodings.iter().enumerate().find(|(_, recoding)| recoding.of == place)
    }

    /// Whether nobody can be in the cell: it asks for two answers to a question that takes one.
    pub(super) fn is_impossible(&self, name: &CellName) -> bool {
        self.exclusive.iter().any(|cells| name.0.iter().filter(|part| cells.contains(*part)).count() > 1)
    }

    /// The cell of those of whom a condition holds.
    pub(super) fn condition(&self, condition: &Condition) -> CellName {
        Implied::by(self.form).condition(condition)
    }

    /// The items that are tabulated for each group: all but what groups are made by. One background question by another
    /// would tell more of who answered than of what they need.
    pub(super) fn broken_down_items(&self) -> impl Iterator<Item = (usize, &Axis)> {
        let items = self.items.iter().enumerate().filter(|(place, _)| !self.is_background(*place));
        items.filter_map(|(place, axis)| Some((place, axis.as_ref()?)))
    }

    /// The derived variables that are tabulated for each group.
    pub(super) fn broken_down_derived(&self) -> impl Iterator<Item = (usize, &Axis)> {
        let recodings = &self.form.tabulation().recodings;
        self.derived.iter().enumerate().filter(|(place, _)| !self.is_background(recodings[*place].of))
    }

    fn is_background(&self, place: usize) -> bool {
        self.form.items()[place].question.background
    }

    pub(super) fn form(&self) -> &'f Form<'f> {
        self.form
    }
}

/// What being in a cell implies: whoever answered a question was asked it.
struct Implied<'f> {
    /// By the name of an answer's cell: the condition of its question.
    by: BTreeMap<String, &'f Condition>,
}

impl<'f> Implied<'f> {
    fn by(form: &'f Form<'f>) -> Self {
        let mut by = BTreeMap::new();
        for item in form.items() {
            if let Some(condition) = item.condition() {
                by.extend(categories(item).iter().map(|category| (cell(item, category), condition)));
            }
        }
        Implied { by }
    }

    /// The cell with that name, and all that it implies.
    fn cell(&self, name: String) -> CellName {
        let mut parts = BTreeSet::new();
        self.gather(name, &mut parts);
        CellName(parts)
    }

    /// The cell of those of whom a condition holds.
    fn condition(&self, condition: &Condition) -> CellName {
        let mut parts = BTreeSet::new();
        condition.parts().into_iter().for_each(|part| self.gather(part, &mut parts));
        CellName(parts)
    }

    fn gather(&self, part: String, parts: &mut BTreeSet<String>) {
        let condition = self.by.get(&part).copied();
        // A condition looks at earlier questions only, so this ends; and what is there has been followed.
        if parts.insert(part)
            && let Some(condition) = condition
        {
            condition.parts().into_iter().for_each(|part| self.gather(part, parts));
        }
    }

    fn base(&self, item: &Item<'_>) -> CellName {
        item.condition().map_or_else(CellName::everyone, |condition| self.condition(condition))
    }

    fn axis(&self, item: &Item<'_>) -> Option<Axis> {
        let shape = match &item.measure {
            Measure::One(_) | Measure::Number(_) => Shape::Partition,
            Measure::Many(choices) => Shape::Overlapping {
                alone: choices.iter().map(|choice| choice.exclusive).chain([true]).collect(),
                most: item.question.at_most(),
                covering: true,
            },
            Measure::Ranked(choices, top) => Shape::Overlapping {
                alone: choices.iter().map(|_| false).chain([true]).collect(),
                most: Some(*top),
                covering: true,
            },
            Measure::Text => return None,
        };
        let cells = categories(item).into_iter().map(|category| {
            let name = self.cell(cell(item, &category));
            (category, name)
        });
        Some(Axis { base: self.base(item), cells: cells.collect(), shape })
    }

    fn recoded(&self, derived: &Derived, recoding: &Recoding, form: &Form<'_>) -> Axis {
        let item = &form.items()[recoding.of];
        let base = self.base(item);
        let groups = derived.groups.iter().map(|group| {
            let any = |id| Condition::Chosen { item: derived.of.clone(), option: id };
            // A group of one option is that option's cell.
            let name = Condition::Any(group.options.iter().cloned().map(any).collect()).name();
            (Category::Value(group.id.clone()), self.cell(name).and(&base))
        });
        let none = (Category::NoAnswer, self.cell(cell(item, &Category::NoAnswer)));
        let all = recoding.groups.iter().fold(0, |all, options| all | options);
        let covering = all.count_ones() as usize == options(&item.measure).len();
        let shape = match &item.measure {
            Measure::Many(choices) => {
                let exclusive = choices.iter().enumerate().filter(|(_, choice)| choice.exclusive);
                let exclusive: u64 = exclusive.fold(0, |bits, (at, _)| bits | 1 << at);
                let alone = recoding.groups.iter().map(|options| options & !exclusive == 0).chain([true]);
                Shape::Overlapping { alone: alone.collect(), most: item.question.at_most(), covering }
            }
            _ if covering => Shape::Partition,
            _ => Shape::Disjoint,
        };
        let cells = groups.chain([none]).collect();
        Axis { base, cells, shape }
    }
}

/// Whether everyone who was asked is in exactly one cell.
fn is_partition(measure: &Measure<'_>) -> bool {
    matches!(measure, Measure::One(_) | Measure::Number(_))
}

/// The name of an item's cell, by itself.
fn cell(item: &Item<'_>, category: &Category) -> String {
    match (category, &item.measure) {
        (Category::Value(value), Measure::Ranked(..)) => format!("{}^{value}", item.id),
        (Category::Value(value), _) => format!("{}={value}", item.id),
        // Not an option's id, so never another cell's name.
        (Category::NoAnswer, _) => format!("{}=-", item.id),
    }
}

/// What an item's cells count, in the order in which a tally counts them.
pub(crate) fn categories(item: &Item<'_>) -> Vec<Category> {
    options(&item.measure).into_iter().cloned().map(Category::Value).chain([Category::NoAnswer]).collect()
}
