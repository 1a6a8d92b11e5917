//! The Participatieladder: on which step people are, which they wish for, and who wants to go up.
//!
//! The ladder's six steps: 1 isolated, 2 social contacts outside the home, 3 organised activities, 4 unpaid work, 5 paid
//! work with support, 6 paid work.

use std::ops::Add;

use serde::Serialize;
use survey::id::{AudienceId, OptionId, QuestionId};
use survey::language::Text;
use survey::questionnaire::{Choice, ItemId};
use survey::release::{Category, Cell, CrossBody, CrossTable};

use crate::reading::{Missing, Reading, Why, choices};
use crate::roles::Asked;
use crate::share::{Amount, Difference, Rank, Share, Side, ranks};

/// The step of organised activities.
const ORGANISED: u8 = 3;

/// Where people are on the ladder and where they would like to be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ladder {
    /// Of whom it was asked.
    pub audience: AudienceId,
    /// The question after the present step, and what it asked.
    pub now: (QuestionId, Text),
    /// The question after the wished-for step, and what it asked.
    pub wish: (QuestionId, Text),
    /// The steps, from the lowest.
    pub steps: Vec<Step>,
    /// Who wants to go up, stay or go down; null where there is no question-by-question table to tell it, as
    /// [`Findings::missing`](crate::Findings::missing) says.
    pub shift: Option<Shift>,
}

/// A step of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// From 1 to 6.
    pub step: u8,
    /// What people who are on it chose; in the words of the question after the wished-for step.
    pub label: Text,
    /// The share of those asked that is on it.
    pub now: Share,
    /// The share of those asked that wishes for it.
    pub wish: Share,
    /// Wish less now.
    pub change: Difference,
    /// Whether more people wish for it than are on it.
    pub side: Side,
    /// Its place among the wished-for steps; 1 is wished for most.
    pub rank: Rank,
}

/// From the present step to the wished-for one, of those who named both.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shift {
    /// The share that wishes for a higher step.
    pub up: Share,
    /// The share that wishes for the step it is on.
    pub same: Share,
    /// The share that wishes for a lower step.
    pub down: Share,
    /// The share that is below the step of organised activities and wishes for that step or a higher one.
    pub joining: Share,
    /// How many named both steps.
    pub known: Amount,
    /// The steps of the table below.
    pub steps: Vec<u8>,
    /// How many are on the step of the row and wish for the step of the column.
    pub table: Vec<Vec<Amount>>,
}

/// The ladder, and what of it can't be told.
pub(crate) fn ladder(reading: &Reading<'_>, now: &Asked, wish: &Asked) -> Result<(Ladder, Vec<Missing>), Missing> {
    let read = |asked: &Asked| {
        let id = ItemId::from(asked.question.clone());
        let Some(item) = reading.item(&id) else { return Err(reading.missing(&id, Why::NotAsked)) };
        let figures = reading.figures(&id).map_err(|why| reading.missing(&id, why))?;
        Ok((choices(item), figures, (asked.question.clone(), item.question.text.clone())))
    };
    let ((now_choices, now_figures, now_asked), (wish_choices, wish_figures, wish_asked)) = (read(now)?, read(wish)?);
    let on = |choices: &[&Choice], figures: &crate::reading::Figures<'_>, step: u8| {
        let options = choices.iter().filter(|choice| choice.step == Some(step));
        let amounts = options.filter_map(|choice| figures.amount(&choice.id));
        amounts.reduce(|one, other| one + other).map(|amount| figures.share_of(amount))
    };
    let mut steps = Vec::new();
    for step in 1..=6 {
        let (Some(now), Some(wish)) = (on(&now_choices, &now_figures, step), on(&wish_choices, &wish_figures, step))
        else {
            continue;
        };
        let label = wish_choices.iter().find(|choice| choice.step == Some(step)).expect("it has a share");
        let change = Difference::between(&wish, &now);
        let (label, side) = (label.label.clone(), change.side());
        steps.push(Step { step, label, now, wish, change, side, rank: Rank { best: 1, worst: 1 } });
    }
    let places = ranks(&steps.iter().map(|step| step.wish.bounds).collect::<Vec<_>>());
    steps.iter_mut().zip(places).for_each(|(step, rank)| step.rank = rank);

    let mut missing = Vec::new();
    let shift = match shift(reading, (now, &now_choices), (wish, &wish_choices)) {
        Ok(shift) => Some(shift),
        Err(found) => {
            missing.push(found);
            None
        }
    };
    let audience = reading.audience.id.clone();
    Ok((Ladder { audience, now: now_asked, wish: wish_asked, steps, shift }, missing))
}

/// Who wants to go up, from the question-by-question table of the two.
fn shift(
    reading: &Reading<'_>,
    (now, now_choices): (&Asked, &[&Choice]),
    (wish, wish_choices): (&Asked, &[&Choice]),
) -> Result<Shift, Missing> {
    let (rows, columns) = (ItemId::from(now.question.clone()), ItemId::from(wish.question.clone()));
    let audience = reading.audience;
    let declared =
        audience.questionnaire.crossings.iter().find(|crossing| crossing.rows == rows && crossing.columns == columns);
    let Some(declared) = declared else {
        return Err(Missing { audience: Some(audience.id.clone()), item: Some(rows), label: None, why: Why::NotAsked });
    };
    let missing = |why| Missing {
        audience: Some(audience.id.clone()),
        item: Some(declared.id.clone().into()),
        label: Some(declared.title.clone()),
        why,
    };
    let released = reading.release.crossings().iter().find(|crossing| *crossing.id() == declared.id);
    match released.map(CrossTable::body) {
        None => Err(missing(Why::NotYet)),
        Some(CrossBody::Withheld(reason)) => Err(missing((*reason).into())),
        Some(CrossBody::Shown { base, rows, columns, cells }) => {
            let rounding_base = reading.rounding_base();
            let step_of = |choices: &[&Choice], category: &Category| match category {
                Category::Value(value) => step_of(choices, value),
                Category::NoAnswer => None,
            };
            let crossed = Crossed {
                base: Amount::base(*base, reading.release.policy()),
                rows: rows.iter().map(|(row, cell)| (step_of(now_choices, row), *cell)).collect(),
                columns: columns.iter().map(|(column, cell)| (step_of(wish_choices, column), *cell)).collect(),
                cells,
                rounding_base,
            };
            Ok(crossed.shift())
        }
    }
}

fn step_of(choices: &[&Choice], value: &OptionId) -> Option<u8> {
    choices.iter().find(|choice| choice.id == *value)?.step
}

/// A question-by-question table of which each row and column is a step, or none.
struct Crossed<'a> {
    base: Amount,
    rows: Vec<(Option<u8>, Cell)>,
    columns: Vec<(Option<u8>, Cell)>,
    cells: &'a [Vec<Cell>],
    rounding_base: u32,
}

impl Crossed<'_> {
    fn shift(&self) -> Shift {
        let steps = |test: &dyn Fn(u8, u8) -> bool| {
            self.sum(&|row, column| matches!((row, column), (Some(row), Some(column)) if test(row, column)))
        };
        // Those who did not name a step are in a row or a column of their own; at most all of both, at least the larger.
        let unknown = |ends: &[(Option<u8>, Cell)]| {
            let margins = ends.iter().filter(|(step, _)| step.is_none());
            margins.map(|(_, cell)| Amount::of(*cell, self.rounding_base)).fold(Amount::NONE, Add::add)
        };
        let (rows, columns) = (unknown(&self.rows), unknown(&self.columns));
        let known = steps(&|_, _| true).within(
            self.base.least.saturating_sub(rows.most + columns.most),
            self.base.most.saturating_sub(rows.least.max(columns.least)),
        );
        let axis: Vec<u8> = (1..=6)
            .filter(|step| {
                let has = |ends: &[(Option<u8>, Cell)]| ends.iter().any(|(of, _)| of == &Some(*step));
                has(&self.rows) || has(&self.columns)
            })
            .collect();
        let table = axis
            .iter()
            .map(|now| {
                axis.iter().map(|wish| self.sum(&|row, column| row == Some(*now) && column == Some(*wish))).collect()
            })
            .collect();
        let share = |test: fn(u8, u8) -> bool| {
            let (part, rest) = (steps(&test), steps(&|now, wish| !test(now, wish)));
            // Each is also what the other leaves.
            let left = |of: Amount, other: Amount| {
                of.within(known.least.saturating_sub(other.most), known.most.saturating_sub(other.least))
            };
            Share::beside(left(part, rest), left(rest, part), known, self.rounding_base)
        };
        Shift {
            up: share(|now, wish| wish > now),
            same: share(|now, wish| wish == now),
            down: share(|now, wish| wish < now),
            joining: share(|now, wish| now < ORGANISED && wish >= ORGANISED),
            known,
            steps: axis,
            table,
        }
    }

    /// How many are in these cells. A sum of ranges is wide, so it is held against what rows, columns and the whole leave
    /// for it: in each, the cells that are not asked for take at least their least.
    fn sum(&self, is_in: &dyn Fn(Option<u8>, Option<u8>) -> bool) -> Amount {
        let (height, width) = (self.rows.len(), self.columns.len());
        let cell = |row: usize, column: usize| {
            let amount = Amount::of(self.cells[row][column], self.rounding_base);
            (is_in(self.rows[row].0, self.columns[column].0), amount)
        };
        let all = |line: &mut dyn Iterator<Item = (bool, Amount)>, total: Amount| {
            let (mut inside, mut outside) = (Amount::NONE, Amount::NONE);
            for (is_in, amount) in line {
                if is_in {
                    inside = inside + amount;
                } else {
                    outside = outside + amount;
                }
            }
            inside.within(total.least.saturating_sub(outside.most), total.most.saturating_sub(outside.least))
        };
        let margin = |cell: Cell| Amount::of(cell, self.rounding_base);
        let by_rows = (0..height)
            .map(|row| all(&mut (0..width).map(|column| cell(row, column)), margin(self.rows[row].1)))
            .fold(Amount::NONE, Add::add);
        let by_columns = (0..width)
            .map(|column| all(&mut (0..height).map(|row| cell(row, column)), margin(self.columns[column].1)))
            .fold(Amount::NONE, Add::add);
        let whole = all(&mut (0..height).flat_map(|row| (0..width).map(move |column| cell(row, column))), self.base);
        // Each of the three is right; `about` is the plain sum of what is shown.
        let about = (0..height).flat_map(|row| (0..width).map(move |column| cell(row, column)));
        let about = about.filter(|(is_in, _)| *is_in).map(|(_, amount)| amount.about).sum();
        let least = whole.least.max(by_rows.least).max(by_columns.least);
        let most = whole.most.min(by_rows.most).min(by_columns.most);
        Amount { about, least: 0, most: u32::MAX }.within(least, most)
    }
}
