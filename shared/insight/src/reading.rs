//! Looking things up in a release: an item's table, and its cells as amounts and shares.

use serde::Serialize;
use survey::campaign::{Audience, Campaign};
use survey::id::{AudienceId, OptionId};
use survey::language::Text;
use survey::questionnaire::{Choice, Derived, Item, ItemId, Measure};
use survey::release::{Body, Category, Cell, Release, Table, Withheld};

use crate::roles::Asked;
use crate::share::{Amount, Share, is_small};

/// What can't be told, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Of whose answers.
    pub audience: Option<AudienceId>,
    /// The question, row or derived variable; null where it is about all of them.
    pub item: Option<ItemId>,
    /// What it is called; null where it is about all of them.
    pub label: Option<Text>,
    /// Why.
    pub why: Why,
}

/// Why something can't be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nothing has been released of this audience.
    NoRelease,
    /// No question of the questionnaire asks it.
    NotAsked,
    /// The release has no such table: an interim one has neither derived variables nor question-by-question tables.
    NotYet,
    /// The table is withheld: too few people, or so few that the figures would tell one person's answer.
    TooFew,
    /// The table of a total is withheld: too few municipalities, or one has most.
    FewMunicipalities,
    /// Several options stand for it, and how many chose any of them is not counted.
    SeveralOptions,
    /// It was asked otherwise then, or of others.
    AskedOtherwise,
}

impl From<Withheld> for Why {
    fn from(reason: Withheld) -> Self {
        match reason {
            Withheld::TooFew => Why::TooFew,
            Withheld::FewMunicipalities => Why::FewMunicipalities,
        }
    }
}

/// A release with the questionnaire that it is of.
pub(crate) struct Reading<'a> {
    pub(crate) audience: &'a Audience,
    pub(crate) release: &'a Release,
    pub(crate) items: Vec<Item<'a>>,
}

impl<'a> Reading<'a> {
    /// The release with its audience in the campaign, if that has it.
    pub(crate) fn of(campaign: &'a Campaign, release: &'a Release) -> Option<Self> {
        let audience = campaign.audience(release.audience().as_str())?;
        Some(Reading { audience, release, items: audience.questionnaire.items() })
    }

    pub(crate) fn rounding_base(&self) -> u32 {
        self.release.policy().rounding_base
    }

    /// How many responded.
    pub(crate) fn responses(&self) -> Amount {
        Amount::of(self.release.responses(), self.rounding_base())
    }

    pub(crate) fn item(&self, id: &ItemId) -> Option<&Item<'a>> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// The derived variable of that id.
    pub(crate) fn derived_variable(&self, id: &ItemId) -> Option<&'a Derived> {
        self.audience.questionnaire.derived.iter().find(|derived| ItemId::from(derived.id.clone()) == *id)
    }

    /// The figures of an item.
    pub(crate) fn figures(&self, id: &ItemId) -> Result<Figures<'a>, Why> {
        self.figures_among(self.release.tables(), id)
    }

    /// The figures of a derived variable.
    pub(crate) fn derived(&self, id: &ItemId) -> Result<Figures<'a>, Why> {
        self.figures_among(self.release.derived(), id)
    }

    /// The figures of an item or derived variable among these tables of the release.
    pub(crate) fn figures_among(&self, tables: &'a [Table], id: &ItemId) -> Result<Figures<'a>, Why> {
        match tables.iter().find(|table| table.item() == id).map(Table::body) {
            None => Err(Why::NotYet),
            Some(Body::Withheld(reason)) => Err((*reason).into()),
            Some(Body::Shown { base, cells }) => {
                let base = Amount::base(*base, self.release.policy());
                Ok(Figures { base, cells, rounding_base: self.rounding_base() })
            }
        }
    }

    /// What is missing of an item, in words of the questionnaire.
    pub(crate) fn missing(&self, id: &ItemId, why: Why) -> Missing {
        let label = self.item(id).map(|item| item.row.map_or(&item.question.text, |row| &row.label).clone());
        let label = label.or_else(|| self.derived_variable(id).map(|derived| derived.title.clone()));
        Missing { audience: Some(self.audience.id.clone()), item: Some(id.clone()), label, why }
    }
}

/// The figures of a table.
#[derive(Clone, Copy)]
pub(crate) struct Figures<'a> {
    pub(crate) base: Amount,
    cells: &'a [(Category, Cell)],
    rounding_base: u32,
}

impl Figures<'_> {
    /// How many gave that answer, if the table counts it.
    pub(crate) fn amount(&self, option: &OptionId) -> Option<Amount> {
        let cell = self.cells.iter().find_map(|(category, cell)| match category {
            Category::Value(value) if value == option => Some(*cell),
            Category::Value(_) | Category::NoAnswer => None,
        })?;
        Some(Amount::of(cell, self.rounding_base))
    }

    /// How many gave no answer.
    pub(crate) fn unanswered(&self) -> Option<Amount> {
        let (_, cell) = self.cells.iter().find(|(category, _)| *category == Category::NoAnswer)?;
        Some(Amount::of(*cell, self.rounding_base))
    }

    /// The share of those asked who gave that answer.
    pub(crate) fn share(&self, option: &OptionId) -> Option<Share> {
        Some(self.share_of(self.amount(option)?))
    }

    /// Whether shares of it are coarse.
    pub(crate) fn is_small(&self) -> bool {
        is_small(self.base, self.rounding_base)
    }

    /// The share of those asked that an amount of them is.
    pub(crate) fn share_of(&self, amount: Amount) -> Share {
        Share::of(amount, self.base, self.rounding_base)
    }
}

/// The options of an item, in the order asked; none where it is answered by a number or a text.
pub(crate) fn choices<'q>(item: &Item<'q>) -> Vec<&'q Choice> {
    match &item.measure {
        Measure::One(choices) => choices.clone(),
        Measure::Many(choices) | Measure::Ranked(choices, _) => choices.iter().collect(),
        Measure::Number(_) | Measure::Text => Vec::new(),
    }
}

/// The release among these of the audience that is asked.
pub(crate) fn of<'r, 'a>(readings: &'r [Reading<'a>], asked: &Asked) -> Option<&'r Reading<'a>> {
    readings.iter().find(|reading| reading.audience.id == asked.audience)
}
