//! A release beside another: of an earlier wave, or of all municipalities together.
//!
//! Only what was asked alike is compared: the same question of the same people with the same answers to choose from
//! ([`meaning`]). What is said of two shares follows from their indicative ranges, which hold the rounding and what chance
//! would do to samples of these sizes:
//!
//! - *higher* or *lower*: the ranges do not touch;
//! - *about equal*: each percentage lies in the range of the other, and neither range is wider than
//!   [`WIDEST`] points, so that no large difference can hide;
//! - *can't be said*: all else.
//!
//! Other people may have responded than before. No comparison of figures can see that, so it is said beside it.

use serde::Serialize;
use survey::id::{AudienceId, OptionId};
use survey::language::Text;
use survey::questionnaire::{Item, ItemId, Measure};
use survey::release::Area;

use crate::reading::{Missing, Reading, Why};
use crate::share::{Amount, Bounds, Difference, Share};

/// The widest indicative range, in points, of which "about equal" can be said.
pub const WIDEST: i32 = 15;

/// A release beside another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// With what.
    pub with: With,
    /// What the other is called, such as "voorjaar 2025".
    pub name: Text,
    /// Whose answers.
    pub audience: AudienceId,
    /// Where the other is about.
    pub area: Area,
    /// The day on which the other release was made.
    pub day: String,
    /// How many responded to the other.
    pub responses: Amount,
    /// What was asked alike, in the order asked.
    pub items: Vec<ComparedItem>,
    /// What can't be compared.
    pub missing: Vec<Missing>,
}

/// What a release is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum With {
    /// An earlier wave.
    Earlier,
    /// All municipalities of the campaign together, this one among them.
    Total,
}

/// A question, or a row of a grid, that was asked alike.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedItem {
    /// The question, or `question.row`.
    pub item: ItemId,
    /// What was asked.
    pub question: Text,
    /// What was judged, where the question is a grid.
    pub row: Option<Text>,
    /// Its answers.
    pub lines: Vec<ComparedLine>,
}

/// An answer here and there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedLine {
    /// The answer.
    pub value: OptionId,
    /// What it says.
    pub label: Text,
    /// Its share in this release.
    pub here: Share,
    /// Its share in the other.
    pub there: Share,
    /// Here less there.
    pub difference: Difference,
    /// What can be said of it.
    pub change: Change,
}

/// What can be said of a share beside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Higher than the other.
    Higher,
    /// Lower than the other.
    Lower,
    /// No difference worth telling.
    AboutEqual,
    /// The figures are too coarse, or the difference too small, to say which.
    Unclear,
}

impl Change {
    /// What can be said of a share beside another.
    pub fn of(here: &Share, there: &Share) -> Self {
        Change::between((here.percent, here.indicative), (there.percent, there.indicative))
    }

    fn between(here: (Option<u32>, Bounds), there: (Option<u32>, Bounds)) -> Self {
        let lies = |percent: Option<u32>, range: Bounds| percent.is_some_and(|percent| range.contain(percent as i32));
        if here.1.above(there.1) {
            Change::Higher
        } else if there.1.above(here.1) {
            Change::Lower
        } else if lies(here.0, there.1) && lies(there.0, here.1) && here.1.width().max(there.1.width()) <= WIDEST {
            Change::AboutEqual
        } else {
            Change::Unclear
        }
    }

    /// As seen from the other.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Change::Higher => Change::Lower,
            Change::Lower => Change::Higher,
            Change::AboutEqual | Change::Unclear => self,
        }
    }
}

/// What an item means, without any wording: its kind, its answers, and of whom it is asked. Two items of the same meaning can
/// be compared.
pub fn meaning(item: &Item<'_>, items: &[Item<'_>]) -> String {
    let choice = |choice: &survey::questionnaire::Choice| {
        let theme = choice.theme.as_ref().map_or("", |theme| theme.as_str());
        format!("{}/{theme}/{}/{}", choice.id, choice.step.unwrap_or(0), choice.exclusive)
    };
    let answers = match &item.measure {
        Measure::One(choices) => format!("one {}", choices.iter().map(|of| choice(of)).collect::<Vec<_>>().join(" ")),
        Measure::Many(choices) => {
            let most = item.question.at_most().unwrap_or(0);
            format!("many {most} {}", choices.iter().map(choice).collect::<Vec<_>>().join(" "))
        }
        Measure::Ranked(choices, top) => {
            format!("top {top} {}", choices.iter().map(choice).collect::<Vec<_>>().join(" "))
        }
        Measure::Number(range) => {
            let bands = range.bands.iter().map(|band| format!("{} {} {}", band.id, band.from, band.to));
            format!("number {} {} {}", range.least, range.most, bands.collect::<Vec<_>>().join(" "))
        }
        Measure::Text => "text".to_owned(),
    };
    let mut meaning = format!("{} {} {answers}", item.id, item.base_name());
    // Of whom it is asked depends on what the questions mean that its condition looks at; those come earlier, so this ends.
    for asked in item.condition().map_or_else(Vec::new, |condition| condition.items()) {
        if let Some(other) = items.iter().find(|other| other.id == *asked && other.id != item.id) {
            meaning = format!("{meaning} | {}", self::meaning(other, items));
        }
    }
    meaning
}

/// Holds a release against another.
pub(crate) fn compare(here: &Reading<'_>, there: &Reading<'_>, with: With, name: &Text) -> Comparison {
    let (mut items, mut missing) = (Vec::new(), Vec::new());
    for item in here.items.iter().filter(|item| !matches!(item.measure, Measure::Text)) {
        let other = there.items.iter().find(|other| other.id == item.id);
        let alike = other.is_some_and(|other| meaning(item, &here.items) == meaning(other, &there.items));
        if !alike {
            let why = if other.is_some() { Why::AskedOtherwise } else { Why::NotAsked };
            missing.push(here.missing(&item.id, why));
            continue;
        }
        match here.figures(&item.id).and_then(|figures| Ok((figures, there.figures(&item.id)?))) {
            Err(why) => missing.push(here.missing(&item.id, why)),
            Ok((figures, others)) => {
                let line = |value: &OptionId, label: &Text| {
                    let (here, there) = (figures.share(value)?, others.share(value)?);
                    let (difference, change) = (Difference::between(&here, &there), Change::of(&here, &there));
                    Some(ComparedLine { value: value.clone(), label: label.clone(), here, there, difference, change })
                };
                let lines: Vec<ComparedLine> = match &item.measure {
                    Measure::Number(range) => {
                        range.bands.iter().filter_map(|band| line(&band.id, &band.label)).collect()
                    }
                    Measure::One(_) | Measure::Many(_) | Measure::Ranked(..) | Measure::Text => {
                        crate::reading::choices(item).iter().filter_map(|of| line(&of.id, &of.label)).collect()
                    }
                };
                let row = item.row.map(|row| row.label.clone());
                items.push(ComparedItem { item: item.id.clone(), question: item.question.text.clone(), row, lines });
            }
        }
    }
    Comparison {
        with,
        name: name.clone(),
        audience: here.audience.id.clone(),
        area: there.release.area(),
        day: there.release.day().to_string(),
        responses: there.responses(),
        items,
        missing,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn share(count: u32, base: u32) -> Share {
        let policy = survey::campaign::Policy::FLOOR;
        let amount = |count| survey::release::Cell::About(count);
        Share::of(Amount::of(amount(count), 5), Amount::base(amount(base), &policy), 5)
    }

    #[test]
    fn words_claim_no_more_than_the_figures_bear() {
        // 40 against 55 of 100 people: with the rounding, the ranges touch.
        assert_eq!(Change::of(&share(55, 100), &share(40, 100)), Change::Unclear);
        // The same percentages of 1,000 people.
        assert_eq!(Change::of(&share(550, 1000), &share(400, 1000)), Change::Higher);
        assert_eq!(Change::of(&share(400, 1000), &share(550, 1000)), Change::Lower);
        assert_eq!(Change::of(&share(210, 400), &share(200, 400)), Change::AboutEqual);
        // Equal percentages of few people can hide a large difference.
        assert_eq!(Change::of(&share(25, 50), &share(25, 50)), Change::Unclear);
    }

    proptest! {
        #[test]
        fn from_the_other_side_it_is_the_reverse(counts in any::<[u8; 2]>(), bases in any::<[u8; 2]>()) {
            let [one, other] = [0, 1].map(|at| {
                let base = (u32::from(bases[at]) + 2) * 5;
                share((u32::from(counts[at]) * 5).clamp(5, base), base)
            });
            let change = Change::of(&one, &other);
            prop_assert_eq!(change, Change::of(&other, &one).reversed());
            if change == Change::Higher {
                prop_assert!(one.percent > other.percent && one.bounds.above(other.bounds));
            }
        }
    }
}
