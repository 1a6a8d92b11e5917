//! What is tabulated: which questions are recoded, broken down by, and crossed. Positions among a form's items, worked
//! out once.

use crate::id::OptionId;
use crate::questionnaire::{Item, ItemId, Measure, Questionnaire};

/// The tables of a final release beyond one a question, by position.
pub(crate) struct Tabulation {
    /// The derived variables, in the order declared.
    pub(crate) recodings: Box<[Recoding]>,
    /// The background questions, in the order asked.
    pub(crate) backgrounds: Box<[usize]>,
    /// Rows and columns of the question-by-question tables, in the order declared.
    pub(crate) crossings: Box<[[usize; 2]]>,
}

/// A derived variable by position.
pub(crate) struct Recoding {
    /// The item it recodes.
    pub(crate) of: usize,
    /// Of each group the options it takes together, a bit each.
    pub(crate) groups: Box<[u64]>,
}

impl Tabulation {
    /// What the questionnaire declares. A declaration that refers to nothing, which the definition's checks rule out,
    /// declares nothing.
    pub(crate) fn of(questionnaire: &Questionnaire, items: &[Item<'_>]) -> Self {
        let place = |id: &ItemId| items.iter().position(|item| item.id == *id);
        let recodings = questionnaire.derived.iter().filter_map(|derived| {
            let of = place(&derived.of)?;
            let options = options(&items[of].measure);
            let bits = |chosen: &[OptionId]| {
                let bit = |id: &OptionId| options.iter().position(|option| *option == id).map_or(0, |at| 1 << at);
                chosen.iter().map(bit).fold(0, |bits, bit: u64| bits | bit)
            };
            Some(Recoding { of, groups: derived.groups.iter().map(|group| bits(&group.options)).collect() })
        });
        let backgrounds = items.iter().enumerate().filter(|(_, item)| item.question.background);
        let crossings = questionnaire.crossings.iter();
        Tabulation {
            recodings: recodings.collect(),
            backgrounds: backgrounds.map(|(place, _)| place).collect(),
            crossings: crossings
                .filter_map(|crossing| Some([place(&crossing.rows)?, place(&crossing.columns)?]))
                .collect(),
        }
    }
}

/// The values an item's cells count, without "no answer".
pub(crate) fn options<'q>(measure: &Measure<'q>) -> Vec<&'q OptionId> {
    match measure {
        Measure::One(choices) => choices.iter().map(|choice| &choice.id).collect(),
        Measure::Many(choices) | Measure::Ranked(choices, _) => choices.iter().map(|choice| &choice.id).collect(),
        Measure::Number(range) => range.bands.iter().map(|band| &band.id).collect(),
        Measure::Text => Vec::new(),
    }
}
