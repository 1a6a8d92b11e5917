//! What is wanted beside what is offered, what stands in the way, and how many places there are.

use serde::Serialize;
use survey::id::{AudienceId, OptionId, QuestionId, ThemeId};
use survey::language::Text;
use survey::questionnaire::{Derived, Item, ItemId, Kind, Measure};

use crate::reading::{Figures, Missing, Reading, Why, choices};
use crate::roles::Asked;
use crate::share::{Amount, Difference, Rank, Share, Side, ranks};

/// The answers to one question, the largest share first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    /// Of whom it was asked.
    pub audience: AudienceId,
    /// The question, or the derived variable.
    pub item: QuestionId,
    /// What was asked, or what the derived variable is called.
    pub question: Text,
    /// The question whose answers a derived variable takes together; null where it is a question itself.
    pub recodes: Option<ItemId>,
    /// What the shares are of.
    pub counted: Counted,
    /// The answers. Exclusive ones ("none of these") are left out, and so is "no answer".
    pub lines: Vec<Line>,
    /// The share that chose none of them, where the question has such an answer.
    pub none: Option<Share>,
    /// Rows of a grid that can't be told.
    pub missing: Vec<MissingLine>,
}

/// What a share in a [`Ranking`] counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Those who chose the answer.
    Chosen,
    /// Those who put it among their first few.
    InTheTop(u32),
    /// Of each row of a grid: those who gave the highest point of the scale, which is this.
    HighestPoint(Text),
}

/// An answer and its share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// The option, row or group.
    pub id: String,
    /// What it says.
    pub label: Text,
    /// Of those asked.
    pub share: Share,
    /// Its place among the others.
    pub rank: Rank,
}

/// Needs and offers side by side: themes, or groups of themes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Supply {
    /// What people want.
    pub need: Asked,
    /// What organisations offer.
    pub offer: Asked,
    /// What organisations are asked for and can't offer.
    pub unmet: Option<Asked>,
    /// The largest gap first, by the shown percentages.
    pub lines: Vec<SupplyLine>,
    /// What can't be compared.
    pub missing: Vec<MissingLine>,
}

impl Supply {
    /// The lines that organisations are most often asked for and can't offer, the most often first by the shown percentages:
    /// `most` positions at most. What is too small to say is not among them.
    pub fn most_unmet(&self, most: usize) -> Vec<usize> {
        let share = |at: &usize| self.lines[*at].unmet.as_ref().map_or(0, Share::shown);
        let mut asked: Vec<usize> = (0..self.lines.len()).filter(|at| share(at) > 0).collect();
        asked.sort_by_key(|at| std::cmp::Reverse(share(at)));
        asked.truncate(most);
        asked
    }
}

/// A theme or group, as it is wanted and offered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SupplyLine {
    /// The theme, or the group of a derived variable.
    pub id: String,
    /// What it says.
    pub label: Text,
    /// The share of people that wants it.
    pub need: Share,
    /// The share of organisations that offers it.
    pub offer: Share,
    /// The share of organisations that is asked for it and can't offer it.
    pub unmet: Option<Share>,
    /// Need less offer.
    pub gap: Difference,
    /// Whether the share that wants it is larger than the share that offers it.
    pub side: Side,
    /// Its place among the gaps; 1 is the largest.
    pub rank: Rank,
}

/// A theme or group that can't be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingLine {
    /// The theme or group.
    pub id: String,
    /// What it says.
    pub label: Text,
    /// Why.
    pub why: Why,
}

/// What the organisations that answered have together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Capacity {
    /// What was asked.
    pub question: Text,
    /// What is counted.
    pub unit: Option<Text>,
    /// At least so many together: the least number of each band, times the least number of organisations in it. Who counted
    /// none, or did not answer, adds nothing. There is no most: that of the highest band tells nothing.
    pub at_least: u64,
    /// The share of the organisations with one or more.
    pub some: Share,
}

/// The answers to a question in order of size.
pub(crate) fn ranking(reading: &Reading<'_>, question: &QuestionId) -> Result<Ranking, Missing> {
    let rows: Vec<&Item<'_>> = reading.items.iter().filter(|item| item.question.id == *question).collect();
    let Some(first) = rows.first() else {
        return Err(reading.missing(&question.clone().into(), Why::NotAsked));
    };
    let (mut none, mut missing) = (None, Vec::new());
    let (counted, shares) = if let Kind::Grid { scale, .. } = &first.question.kind {
        let highest = scale.points.last().expect("a scale has points");
        let mut shares = Vec::new();
        for item in &rows {
            let row = item.row.expect("an item of a grid is a row");
            let (id, label) = (row.id.to_string(), row.label.clone());
            match reading.figures(&item.id).and_then(|figures| figures.share(&highest.id).ok_or(Why::NotYet)) {
                Ok(share) => shares.push((id, label, share)),
                Err(why) => missing.push(MissingLine { id, label, why }),
            }
        }
        if shares.is_empty() {
            let why = missing.first().map_or(Why::NotYet, |line| line.why);
            let (audience, label) = (reading.audience.id.clone(), first.question.text.clone());
            let item = Some(question.clone().into());
            return Err(Missing { audience: Some(audience), item, label: Some(label), why });
        }
        (Counted::HighestPoint(highest.label.clone()), shares)
    } else {
        let figures = reading.figures(&first.id).map_err(|why| reading.missing(&first.id, why))?;
        let (exclusive, others): (Vec<_>, Vec<_>) = choices(first).into_iter().partition(|choice| choice.exclusive);
        none = exclusive.first().and_then(|choice| figures.share(&choice.id));
        let shares = others
            .iter()
            .filter_map(|choice| Some((choice.id.to_string(), choice.label.clone(), figures.share(&choice.id)?)));
        let counted = match first.measure {
            Measure::Ranked(_, top) => Counted::InTheTop(top),
            Measure::One(_) | Measure::Many(_) | Measure::Number(_) | Measure::Text => Counted::Chosen,
        };
        (counted, shares.collect())
    };
    Ok(Ranking {
        audience: reading.audience.id.clone(),
        item: question.clone(),
        question: first.question.text.clone(),
        recodes: None,
        counted,
        lines: in_order(shares),
        none,
        missing,
    })
}

/// The groups of a derived variable in order of size.
pub(crate) fn grouping(reading: &Reading<'_>, derived: &Derived) -> Result<Ranking, Missing> {
    let id = ItemId::from(derived.id.clone());
    let figures = reading.derived(&id).map_err(|why| reading.missing(&id, why))?;
    let shares = derived
        .groups
        .iter()
        .filter_map(|group| Some((group.id.to_string(), group.label.clone(), figures.share(&group.id)?)));
    Ok(Ranking {
        audience: reading.audience.id.clone(),
        item: derived.id.clone(),
        question: derived.title.clone(),
        recodes: Some(derived.of.clone()),
        counted: Counted::Chosen,
        lines: in_order(shares.collect()),
        none: None,
        missing: Vec::new(),
    })
}

/// With their places, the largest first; what is equal in the order it came.
fn in_order(shares: Vec<(String, Text, Share)>) -> Vec<Line> {
    let places = ranks(&shares.iter().map(|(_, _, share)| share.bounds).collect::<Vec<_>>());
    let mut lines: Vec<Line> =
        shares.into_iter().zip(places).map(|((id, label, share), rank)| Line { id, label, share, rank }).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.share.shown()));
    lines
}

/// One side of a comparison: the figures of a question, and the options by what they stand for.
struct Themed<'a> {
    figures: Figures<'a>,
    options: Vec<(&'a ThemeId, &'a OptionId)>,
}

impl<'a> Themed<'a> {
    fn of(reading: &Reading<'a>, question: &QuestionId) -> Result<Self, Missing> {
        let id = ItemId::from(question.clone());
        let Some(item) = reading.item(&id) else { return Err(reading.missing(&id, Why::NotAsked)) };
        let figures = reading.figures(&id).map_err(|why| reading.missing(&id, why))?;
        let options = choices(item).into_iter().filter_map(|choice| Some((choice.theme.as_ref()?, &choice.id)));
        Ok(Themed { figures, options: options.collect() })
    }

    /// The share of a theme. How many chose one of several options for it, or more, is nowhere counted.
    fn share(&self, theme: &ThemeId) -> Result<Share, Why> {
        let mut options = self.options.iter().filter(|(of, _)| *of == theme);
        match (options.next(), options.next()) {
            (Some((_, option)), None) => self.figures.share(option).ok_or(Why::NotYet),
            (Some(_), Some(_)) => Err(Why::SeveralOptions),
            (None, _) => Err(Why::NotAsked),
        }
    }
}

/// Needs and offers by theme.
pub(crate) fn by_theme(
    themes: &[survey::campaign::Theme],
    need: (&Reading<'_>, &Asked),
    offer: (&Reading<'_>, &Asked),
    unmet: Option<&Asked>,
) -> Result<Supply, Missing> {
    let wanted = Themed::of(need.0, &need.1.question)?;
    let offered = Themed::of(offer.0, &offer.1.question)?;
    // That it can't be told what is asked in vain does not keep the rest from being told.
    let unmet = unmet.and_then(|asked| Some((asked, Themed::of(offer.0, &asked.question).ok()?)));
    let mut missing = Vec::new();
    let mut pairs = Vec::new();
    for theme in themes {
        match wanted.share(&theme.id).and_then(|need| Ok((need, offered.share(&theme.id)?))) {
            Ok((need, offer)) => {
                let unmet = unmet.as_ref().and_then(|(_, themed)| themed.share(&theme.id).ok());
                pairs.push((theme.id.to_string(), theme.label.clone(), need, offer, unmet));
            }
            Err(why) => missing.push(MissingLine { id: theme.id.to_string(), label: theme.label.clone(), why }),
        }
    }
    Ok(Supply {
        need: need.1.clone(),
        offer: offer.1.clone(),
        unmet: unmet.map(|(asked, _)| asked.clone()),
        lines: lines(pairs),
        missing,
    })
}

/// Needs and offers by the groups of derived variables that both sides declare over those questions, matched by the groups'
/// ids; `None` where they do not.
pub(crate) fn by_group(need: (&Reading<'_>, &Asked), offer: (&Reading<'_>, &Asked)) -> Option<Result<Supply, Missing>> {
    fn derived<'a>((reading, asked): (&Reading<'a>, &Asked)) -> Option<&'a Derived> {
        let of = ItemId::from(asked.question.clone());
        reading.audience.questionnaire.derived.iter().find(|derived| derived.of == of)
    }
    let (wanted, offered) = (derived(need)?, derived(offer)?);
    let figures = |reading: &Reading<'_>, derived: &Derived| {
        let id = ItemId::from(derived.id.clone());
        reading.derived(&id).map_err(|why| reading.missing(&id, why)).map(|figures| {
            derived.groups.iter().map(|group| (group.id.clone(), figures.share(&group.id))).collect::<Vec<_>>()
        })
    };
    let compared = || {
        let (needs, offers) = (figures(need.0, wanted)?, figures(offer.0, offered)?);
        let (mut pairs, mut missing) = (Vec::new(), Vec::new());
        for (group, (_, share)) in wanted.groups.iter().zip(needs) {
            let other = offers.iter().find(|(id, _)| *id == group.id).and_then(|(_, share)| *share);
            match share.zip(other) {
                Some((need, offer)) => pairs.push((group.id.to_string(), group.label.clone(), need, offer, None)),
                None => missing.push(MissingLine {
                    id: group.id.to_string(),
                    label: group.label.clone(),
                    why: Why::NotAsked,
                }),
            }
        }
        let asked = |reading: &Reading<'_>, derived: &Derived| Asked {
            audience: reading.audience.id.clone(),
            question: derived.id.clone(),
        };
        let (need, offer) = (asked(need.0, wanted), asked(offer.0, offered));
        Ok(Supply { need, offer, unmet: None, lines: lines(pairs), missing })
    };
    Some(compared())
}

/// With gaps and their places, the largest gap first; equal ones in the order they came.
fn lines(pairs: Vec<(String, Text, Share, Share, Option<Share>)>) -> Vec<SupplyLine> {
    let gaps: Vec<Difference> = pairs.iter().map(|(_, _, need, offer, _)| Difference::between(need, offer)).collect();
    let places = ranks(&gaps.iter().map(|gap| gap.bounds).collect::<Vec<_>>());
    let lines = pairs.into_iter().zip(gaps).zip(places);
    let mut lines: Vec<SupplyLine> = lines
        .map(|(((id, label, need, offer, unmet), gap), rank)| SupplyLine {
            id,
            label,
            need,
            offer,
            unmet,
            gap,
            side: gap.side(),
            rank,
        })
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.need.shown() - line.offer.shown()));
    lines
}

/// What the organisations have together of what a number question counts.
pub(crate) fn capacity(reading: &Reading<'_>, question: &QuestionId) -> Result<Capacity, Missing> {
    let id = ItemId::from(question.clone());
    let Some(item) = reading.item(&id) else { return Err(reading.missing(&id, Why::NotAsked)) };
    let Measure::Number(range) = item.measure else { return Err(reading.missing(&id, Why::NotAsked)) };
    let figures = reading.figures(&id).map_err(|why| reading.missing(&id, why))?;
    let (mut at_least, mut some, mut none) = (0, Amount::NONE, figures.unanswered().unwrap_or(Amount::NONE));
    for band in &range.bands {
        let Some(amount) = figures.amount(&band.id) else { return Err(reading.missing(&id, Why::NotYet)) };
        match u64::try_from(band.from) {
            Ok(from @ 1..) => {
                at_least += u64::from(amount.least) * from;
                some = some + amount;
            }
            Ok(0) | Err(_) => none = none + amount,
        }
    }
    // Who has none, and who did not say, bound the others too.
    let base = figures.base;
    let some = some.within(base.least.saturating_sub(none.most), base.most.saturating_sub(none.least));
    Ok(Capacity {
        question: item.question.text.clone(),
        unit: range.unit.clone(),
        at_least,
        some: figures.share_of(some),
    })
}
