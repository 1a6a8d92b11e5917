//! Groups of respondents side by side: what people of one age want more often than those of another.
//!
//! From the breakdowns of a final release. A group is held against all other respondents together, who are everyone less the
//! group, and it is said to differ only where the bounds of the two do not touch: so it holds of those who responded, however
//! it was rounded. That a difference comes *from* what the groups are made by is nowhere said: groups differ in more than that.

use serde::Serialize;
use survey::id::{AudienceId, OptionId};
use survey::language::{Language, Text};
use survey::mode::Mode;
use survey::questionnaire::{ItemId, Measure};
use survey::release::{GroupBody, Variable};

use crate::reading::{Reading, Why, choices};
use crate::share::{Amount, Difference, Share, Side};

/// One question, group by group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ByGroup {
    /// Of whom it was asked.
    pub audience: AudienceId,
    /// What the groups are made by.
    pub by: Variable,
    /// The question that the groups are made by, or the title of its derived variable.
    pub variable: Text,
    /// The question whose answers are told, or a derived variable of it.
    pub item: ItemId,
    /// What was asked, or the derived variable's title.
    pub question: Text,
    /// What it is about.
    pub topic: Topic,
    /// The groups, in the order of the question that they are made by.
    pub groups: Vec<GroupOf>,
    /// The answers, in the order asked. Exclusive ones ("none of these") are left out, and so is "no answer".
    pub lines: Vec<GroupLine>,
}

/// What a question is about that is told by group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// What people want.
    Needs,
    /// The same, taken together by goals.
    Goals,
    /// What stands in their way.
    Obstacles,
    /// Which step of the Participatieladder they wish for.
    StepsWished,
}

/// A group of respondents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupOf {
    /// The option, band, group of the derived variable, or mode.
    pub value: OptionId,
    /// What it says.
    pub label: Text,
    /// How many are in it; null where the group is withheld.
    pub responses: Option<Amount>,
    /// How many of these were asked the question; null where it is not shown of the group.
    pub base: Option<Amount>,
    /// Whether that is so few that shares of it are coarse.
    pub small: bool,
    /// Why the question is not shown of the group; null where it is.
    pub why: Option<Why>,
}

/// An answer, group by group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupLine {
    /// The option, or group of the derived variable.
    pub id: String,
    /// What it says.
    pub label: Text,
    /// Its share in each of the groups, in their order; null where the group is not shown.
    pub shares: Vec<Option<Share>>,
    /// Its share among all who are not in the group, also where they are in none: everyone less the group. Null where the group or
    /// everyone is not shown, or nobody may be left.
    pub rest: Vec<Option<Share>>,
    /// Whether the share in the group is larger than among the rest, whatever was rounded.
    pub sides: Vec<Option<Side>>,
}

impl ByGroup {
    /// How many groups are shown.
    pub fn shown(&self) -> usize {
        self.groups.iter().filter(|group| group.why.is_none()).count()
    }
}

/// These questions by every variable that the release is broken down by. What no group is shown of is left out.
pub(crate) fn by_group(reading: &Reading<'_>, topics: &[(Topic, ItemId)]) -> Vec<ByGroup> {
    let breakdowns = reading.release.breakdowns().iter();
    let pairs = breakdowns.flat_map(|breakdown| topics.iter().map(move |topic| (breakdown, topic)));
    let told = pairs.filter_map(|(breakdown, (topic, item))| {
        let (question, answers) = answers(reading, item)?;
        let (variable, names) = values(reading, breakdown.by())?;
        let mut groups = Vec::new();
        let mut figures = Vec::new();
        for group in breakdown.groups() {
            let (_, label) = names.iter().find(|(value, _)| value == group.value())?;
            let (responses, found) = match group.body() {
                GroupBody::Withheld(reason) => (None, Err((*reason).into())),
                GroupBody::Shown { responses, tables } => {
                    let responses = Amount::base(*responses, reading.release.policy());
                    (Some(responses), reading.figures_among(tables, item))
                }
            };
            let base = found.as_ref().ok().map(|figures| figures.base);
            groups.push(GroupOf {
                value: group.value().clone(),
                label: label.clone(),
                responses,
                base,
                small: found.as_ref().is_ok_and(|figures| figures.is_small()),
                // A table that is not there of a group that is shown was never asked of it.
                why: found.as_ref().err().map(|why| if *why == Why::NotYet { Why::NotAsked } else { *why }),
            });
            figures.push(found.ok());
        }
        let everyone = reading.figures(item).or_else(|_| reading.derived(item)).ok();
        let lines = answers.into_iter().map(|(value, label)| {
            let shares: Vec<Option<Share>> = figures.iter().map(|figures| figures.as_ref()?.share(&value)).collect();
            let others = |share: &Share| everyone.as_ref()?.share(&value)?.without(share, reading.rounding_base());
            let rest: Vec<Option<Share>> = shares.iter().map(|share| others(share.as_ref()?)).collect();
            let sides = shares.iter().zip(&rest);
            let sides = sides.map(|(share, rest)| Some(Difference::between(share.as_ref()?, rest.as_ref()?).side()));
            GroupLine { id: value.to_string(), label, sides: sides.collect(), shares, rest }
        });
        let told = ByGroup {
            audience: reading.audience.id.clone(),
            by: breakdown.by().clone(),
            variable,
            item: item.clone(),
            question,
            topic: *topic,
            lines: lines.collect(),
            groups,
        };
        (told.shown() > 0).then_some(told)
    });
    told.collect()
}

/// What an item or derived variable asks, and the answers that are told of it.
fn answers(reading: &Reading<'_>, id: &ItemId) -> Option<(Text, Vec<(OptionId, Text)>)> {
    if let Some(item) = reading.item(id) {
        let told = choices(item).into_iter().filter(|choice| !choice.exclusive);
        let told = told.map(|choice| (choice.id.clone(), choice.label.clone()));
        return Some((item.row.map_or(&item.question.text, |row| &row.label).clone(), told.collect()));
    }
    let derived = reading.derived_variable(id)?;
    let groups = derived.groups.iter().map(|group| (group.id.clone(), group.label.clone()));
    Some((derived.title.clone(), groups.collect()))
}

/// What groups are made by, and the groups.
fn values(reading: &Reading<'_>, by: &Variable) -> Option<(Text, Vec<(OptionId, Text)>)> {
    match by {
        Variable::Mode => {
            let groups = Mode::ALL.iter().map(|mode| {
                let value = mode.as_str().parse().expect("a mode's name is an id");
                let label = match mode {
                    Mode::Link => both("met de open link", "by the open link"),
                    Mode::Code => both("met een code", "with a code"),
                    Mode::Interview => both("in een gesprek", "in an interview"),
                };
                (value, label)
            });
            Some((both("Hoe mensen meededen", "How people took part"), groups.collect()))
        }
        Variable::Item(id) => match reading.item(id) {
            Some(item) => {
                let groups = match &item.measure {
                    Measure::Number(range) => {
                        range.bands.iter().map(|band| (band.id.clone(), band.label.clone())).collect()
                    }
                    Measure::One(_) | Measure::Many(_) | Measure::Ranked(..) | Measure::Text => {
                        choices(item).into_iter().map(|choice| (choice.id.clone(), choice.label.clone())).collect()
                    }
                };
                Some((item.question.text.clone(), groups))
            }
            None => answers(reading, id),
        },
    }
}

fn both(dutch: &str, english: &str) -> Text {
    let texts = [(Language::Nl, dutch.to_owned()), (Language::En, english.to_owned())];
    Text::try_from(std::collections::BTreeMap::from(texts)).expect("there is a Dutch one")
}
