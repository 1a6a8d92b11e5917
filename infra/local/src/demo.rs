//! The filled example campaign: made-up answers of some 400 residents and 40 providers.
//!
//! Synthetic, and said to be so wherever they are shown. They are drawn from a handful of kinds of people and
//! organisations (see `people` and `organisations`) with a fixed seed, so that they hang together as real answers
//! do: who is at home all day is less content, wishes lie a step or so above the present, and what stands in the way
//! fits who is asked. They are not taken from anyone, and say nothing about Noordoostpolder. What they write is made up together
//! with what a moderator decides about it (see `writing` and `judging`).

mod draw;
pub mod fill;
mod groups;
mod judging;
mod organisations;
mod people;
mod writing;

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};
use survey::campaign::Campaign;
use survey::response::Draft;

use self::draw::Draw;
use crate::stack::StackError;

/// The file in a data folder that says what its example is, so that one that was ended halfway is taken up as it was.
const FILE: &str = "example.json";

/// Whether answers are made up for a campaign: a synthetic one that takes them by the open link, as they come in. One that
/// takes only codes is there to be tried.
pub fn is_filled(campaign: &Campaign) -> bool {
    campaign.synthetic && campaign.access.admits_links()
}

/// Whether that is a learning circle: over several municipalities, which takes a while to fill. So `make run` does not; it shows a
/// circle that `dagpeil demo` filled.
pub fn is_circle(campaign: &Campaign) -> bool {
    is_filled(campaign) && campaign.municipalities.len() > 1
}

/// How large an example is, and which of those of that size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// How many residents answer.
    pub residents: usize,
    /// How many providers answer.
    pub providers: usize,
    /// The seed. Another seed gives another town of the same kind.
    pub seed: u64,
    /// Of which kind there are more residents than usual, if of any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mostly: Option<Mostly>,
}

/// A kind of residents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Mostly {
    /// Older people.
    Older,
    /// People with an intellectual disability.
    Disability,
    /// People with mental health problems.
    Mental,
    /// Informal carers.
    Carers,
    /// Newcomers to the Netherlands.
    Newcomers,
    /// People with acquired brain injury.
    Injury,
}

impl Mostly {
    const ALL: [Mostly; 6] =
        [Mostly::Older, Mostly::Disability, Mostly::Mental, Mostly::Carers, Mostly::Newcomers, Mostly::Injury];
}

impl Default for Example {
    /// The example of `make run`.
    fn default() -> Self {
        Example { residents: 400, providers: 40, seed: 171, mostly: None }
    }
}

impl fmt::Display for Example {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} residents, {} providers and seed {}", self.residents, self.providers, self.seed)?;
        let named = |mostly: Mostly| clap::ValueEnum::to_possible_value(&mostly).expect("all kinds have a name");
        self.mostly.map_or(Ok(()), |mostly| write!(out, ", mostly {}", named(mostly).get_name()))
    }
}

impl Example {
    /// The example of a data folder: the one that is kept there. If none is, `wanted` or the usual one, which is kept
    /// from then on.
    ///
    /// # Errors
    /// When another than `wanted` is kept, or the file that keeps it can't be read or written.
    pub fn of(folder: &Path, wanted: Option<Example>) -> Result<Example, StackError> {
        let file = folder.join(FILE);
        let unusable = |reason: String| StackError::ExampleFile { file: file.clone(), reason };
        match fs::read(&file) {
            Ok(json) => {
                let kept = serde_json::from_slice(&json).map_err(|error| unusable(error.to_string()))?;
                match wanted {
                    Some(wanted) if wanted != kept => {
                        Err(StackError::OtherNumbers { folder: folder.to_owned(), kept, wanted })
                    }
                    Some(_) | None => Ok(kept),
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let example = wanted.unwrap_or_default();
                let json = serde_json::to_string(&example).expect("numbers have JSON");
                // In one step, so that there is never half a file.
                let new = folder.join(format!("{FILE}.new"));
                let written = fs::write(&new, json + "\n").and_then(|()| fs::rename(&new, &file));
                written.map_err(|error| unusable(error.to_string()))?;
                Ok(example)
            }
            Err(error) => Err(unusable(error.to_string())),
        }
    }
}

/// Made-up answers of `count` residents to the questionnaire for users.
pub fn residents(seed: u64, count: usize) -> Vec<Draft> {
    residents_mostly(seed, count, None)
}

/// The same, two in five of them of the kind that there are most of.
fn residents_mostly(seed: u64, count: usize, mostly: Option<Mostly>) -> Vec<Draft> {
    let mut draw = Draw::seeded(seed);
    (0..count).map(|_| people::resident(&mut draw, mostly)).collect()
}

/// Made-up answers of the residents of one municipality of a circle: of another size than the others, and with more of one
/// kind of people, so that there is something to compare.
fn residents_of(seed: u64, municipality: usize) -> Vec<Draft> {
    let mostly = Mostly::ALL[municipality % Mostly::ALL.len()];
    residents_mostly(circle_seed(seed, municipality), 40 + municipality * 11 % 30, Some(mostly))
}

/// Made-up answers of the organisations of one municipality of a circle.
fn providers_of(seed: u64, municipality: usize) -> Vec<Draft> {
    providers(circle_seed(seed, municipality), 12 + municipality * 7 % 6)
}

fn circle_seed(seed: u64, municipality: usize) -> u64 {
    seed ^ ((municipality as u64 + 1) << 32)
}

/// Made-up answers of `count` organisations to the questionnaire for providers.
pub fn providers(seed: u64, count: usize) -> Vec<Draft> {
    let mut draw = Draw::seeded(seed ^ 0x7072_6f76);
    (0..count).map(|_| organisations::provider(&mut draw)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_the_example_it_began_with() {
        let folder = tempfile::tempdir().unwrap();
        let small = Example { residents: 30, providers: 3, seed: 1, mostly: None };
        assert_eq!(Example::of(folder.path(), Some(small)).unwrap(), small);
        assert_eq!(Example::of(folder.path(), None).unwrap(), small);
        assert_eq!(Example::of(folder.path(), Some(small)).unwrap(), small);
        let refused = Example::of(folder.path(), Some(Example::default())).unwrap_err().to_string();
        assert!(refused.contains("holds an example with 30 residents, 3 providers and seed 1; for 400 "), "{refused}");
        assert_eq!(refused.lines().count(), 1);
    }

    #[test]
    fn a_folder_without_one_gets_the_usual() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Example::of(folder.path(), None).unwrap(), Example::default());
        assert!(Example::of(folder.path(), Some(Example { seed: 172, ..Example::default() })).is_err());
    }

    #[test]
    fn a_file_that_is_no_example_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "{").unwrap();
        assert!(matches!(Example::of(folder.path(), None), Err(StackError::ExampleFile { .. })));
    }
}
