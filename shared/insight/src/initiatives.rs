//! Initiatives elsewhere that fit what is missing here.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use survey::id::ThemeId;
use survey::language::Text;

use crate::ladder::Ladder;
use crate::share::Side;
use crate::supply::Supply;

/// Initiatives that are known: the repository's own file, and one that a municipality adds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The initiatives.
    #[serde(default, rename = "initiative")]
    pub initiatives: Vec<Initiative>,
}

/// An initiative. What is not known of it is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Initiative {
    /// Its name in the catalogue.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Where it is.
    #[serde(default)]
    pub place: Option<String>,
    /// What it is, in a sentence or two.
    pub what: Text,
    /// How it is organised, such as "algemene voorziening".
    #[serde(default)]
    pub form: Option<Text>,
    /// The themes it serves, as campaigns name them.
    #[serde(default)]
    pub themes: Vec<ThemeId>,
    /// For whom it is.
    #[serde(default)]
    pub target_groups: Vec<Text>,
    /// The law it is organised under.
    #[serde(default)]
    pub legal_frame: Option<Text>,
    /// The steps of the Participatieladder it serves.
    #[serde(default)]
    pub steps: Vec<u8>,
    /// Where this is known from.
    pub source: String,
}

/// What is wrong with a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultyCatalogue {
    /// Two initiatives of the same name.
    #[error("there are two initiatives `{0}`; give one of them another id")]
    Twice(String),
    /// A step that the ladder does not have.
    #[error("initiative `{0}`: the Participatieladder has steps 1 to 6, not {1}")]
    NoStep(String, u8),
    /// Nothing says where it is known from.
    #[error("initiative `{0}`: say in `source` where this is known from")]
    NoSource(String),
}

impl Catalogue {
    /// This catalogue and another, such as a municipality's own, which comes first.
    ///
    /// # Errors
    /// With the first fault of the two together.
    pub fn with(self, own: Catalogue) -> Result<Catalogue, FaultyCatalogue> {
        Catalogue { initiatives: [own.initiatives, self.initiatives].concat() }.checked()
    }

    /// This catalogue, if it has no faults.
    ///
    /// # Errors
    /// With the first fault.
    pub fn checked(self) -> Result<Catalogue, FaultyCatalogue> {
        let mut seen = BTreeSet::new();
        for initiative in &self.initiatives {
            let id = || initiative.id.clone();
            if !seen.insert(&initiative.id) {
                return Err(FaultyCatalogue::Twice(id()));
            }
            if let Some(step) = initiative.steps.iter().find(|step| !(1..=6).contains(*step)) {
                return Err(FaultyCatalogue::NoStep(id(), *step));
            }
            if initiative.source.trim().is_empty() {
                return Err(FaultyCatalogue::NoSource(id()));
            }
        }
        Ok(self)
    }
}

/// An initiative that fits, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Match {
    /// The initiative.
    pub initiative: Initiative,
    /// The themes it serves of which more people want it than organisations offer it, the largest gap first: positions among
    /// [`Supply::lines`].
    pub themes: Vec<usize>,
    /// Whether each of these gaps is there whatever was rounded. Else it is only in the shown percentages.
    pub certain: bool,
    /// The themes it serves that organisations are most often asked for and can't offer, by the shown percentages: positions
    /// among [`Supply::lines`].
    pub asked: Vec<usize>,
    /// The steps it serves that more people wish for than are on them: positions among [`Ladder::steps`].
    pub steps: Vec<usize>,
}

/// How many themes count as asked for in vain.
const MOST_ASKED: usize = 3;

/// The initiatives that fit, the best first: those that serve most of the themes with a gap, then most of those asked for in
/// vain, then most of the steps; what is equal in the order of the catalogue.
///
/// A theme has a gap if the share of people that wants it is larger than the share of organisations that offers it, whatever
/// was rounded. Where no theme has, those count of which the shown percentages say so, and that is told.
pub fn matches(catalogue: &Catalogue, supply: Option<&Supply>, ladder: Option<&Ladder>) -> Vec<Match> {
    let lines = supply.map_or(&[][..], |supply| &supply.lines);
    let sides: Vec<bool> = lines.iter().map(|line| line.side == Side::More).collect();
    let certain = sides.contains(&true);
    let gaps: Vec<bool> = if certain {
        sides
    } else {
        lines.iter().map(|line| line.gap.points.is_some_and(|points| points > 0)).collect()
    };
    let asked = supply.map_or_else(Vec::new, |supply| supply.most_unmet(MOST_ASKED));
    let steps = ladder.map_or(&[][..], |ladder| &ladder.steps);
    let mut found: Vec<Match> = catalogue
        .initiatives
        .iter()
        .filter_map(|initiative| {
            let serves = |at: &usize| initiative.themes.iter().any(|theme| theme.as_str() == lines[*at].id);
            let themes: Vec<usize> = (0..lines.len()).filter(|at| gaps[*at] && serves(at)).collect();
            let asked: Vec<usize> = asked.iter().copied().filter(serves).collect();
            let steps: Vec<usize> = (0..steps.len())
                .filter(|at| steps[*at].side == Side::More && initiative.steps.contains(&steps[*at].step))
                .collect();
            let fits = !(themes.is_empty() && asked.is_empty() && steps.is_empty());
            fits.then(|| Match { initiative: initiative.clone(), themes, certain, asked, steps })
        })
        .collect();
    found.sort_by_key(|found| std::cmp::Reverse((found.themes.len(), found.asked.len(), found.steps.len())));
    found
}
