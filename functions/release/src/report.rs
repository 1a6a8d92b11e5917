//! What a run did, in words that tell no count.

use std::fmt;

use storage::{Place, StorageError};
use survey::release::ReleaseNumber;
use survey::response::Unreadable;

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Place by place, in the order of the campaign. Empty when the campaign was over before.
    pub visits: Vec<Visit>,
    /// Whether the link and rounding secrets are destroyed: the campaign is over.
    pub sealed: bool,
}

/// What was done for one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The place.
    pub place: Place,
    /// What was done, or why not.
    pub outcome: Result<Outcome, Trouble>,
}

/// What was done for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was due. The letterbox was not read.
    NotDue,
    /// What an earlier run had decided was hung; nothing more was due.
    Completed,
    /// The letterbox was read and progress told; it is too early for a release.
    TooEarly,
    /// A release was made.
    Released(ReleaseNumber),
    /// The final release hung already.
    FinalBefore,
    /// Too few municipalities have responses for a total, or one has too large a share of them.
    NoTotal,
    /// Another run was first; it sees this through.
    Elsewhere,
}

impl Outcome {
    /// Whether the final release hangs, or there will be none.
    pub fn is_final(self) -> bool {
        matches!(self, Outcome::Released(ReleaseNumber::Final) | Outcome::FinalBefore | Outcome::NoTotal)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::NotDue => out.write_str("nothing due"),
            Outcome::Completed => out.write_str("completed what an earlier run decided"),
            Outcome::TooEarly => out.write_str("progress told, no release yet"),
            Outcome::Released(ReleaseNumber::Final) => out.write_str("final release made"),
            Outcome::Released(number) => write!(out, "release {number} made"),
            Outcome::FinalBefore => out.write_str("final release hangs already"),
            Outcome::NoTotal => out.write_str("no total, municipalities too few or too unlike in size"),
            Outcome::Elsewhere => out.write_str("another run was first"),
        }
    }
}

/// Why a place could not be attended to. Nothing of it was released.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The tables could not be read or written.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A response answers another questionnaire than the one deployed: it was changed in more than words while open.
    #[error("a response answers another questionnaire than the one deployed")]
    OtherQuestionnaire,
    /// A response has an answer that its questionnaire does not know.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// An interim release, whose tables may have to be repeated and whose figures count, is not on the notice board.
    #[error("an earlier interim release is not on the notice board")]
    EarlierMissing,
    /// Another release of that number hangs on the notice board.
    #[error("another release of the same number is on the notice board")]
    OtherRelease,
    /// A fault of this software.
    #[error("counting ended with a panic")]
    Panicked,
}

impl fmt::Display for Visit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}: ", self.place.area.code(), self.place.audience)?;
        match &self.outcome {
            Ok(outcome) => write!(out, "{outcome}"),
            Err(trouble) => write!(out, "trouble: {trouble}"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for visit in &self.visits {
            writeln!(out, "{visit}")?;
        }
        if self.sealed { writeln!(out, "secrets sealed") } else { Ok(()) }
    }
}

/// Why a run needs a person to look.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The campaign's tables could not be read or written.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// There are responses or releases, but not all secrets they were made with.
    #[error(
        "secrets are missing although there are responses or releases: new ones would re-draw every figure, so none are \
         made"
    )]
    SecretsMissing,
    /// The campaign was deployed with another policy than it opened with.
    #[error("the policy is not the one the campaign opened with: nothing is released")]
    PolicyChanged,
    /// Some places could not be attended to. The others were.
    #[error("some places could not be attended to:\n{0}")]
    Incomplete(Report),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_tell_what_was_done_and_no_count() {
        let place = |audience: &str| Place {
            area: "GM0171".parse().unwrap(),
            trajectory: "dagbesteding-2026".parse().unwrap(),
            audience: audience.parse().unwrap(),
        };
        let outcomes = [
            Ok(Outcome::NotDue),
            Ok(Outcome::Completed),
            Ok(Outcome::TooEarly),
            Ok(Outcome::Released(ReleaseNumber::Interim(3))),
            Ok(Outcome::Released(ReleaseNumber::Final)),
            Ok(Outcome::FinalBefore),
            Ok(Outcome::Elsewhere),
            Err(Trouble::OtherQuestionnaire),
            Err(Trouble::Unreadable(Unreadable)),
            Err(Trouble::EarlierMissing),
            Err(Trouble::OtherRelease),
            Err(Trouble::Panicked),
            Err(Trouble::Storage(StorageError::Unavailable { operation: "query responses", code: "time-out".into() })),
        ];
        let visits = outcomes.map(|outcome| Visit { place: place("users"), outcome }).into();
        let errors = [Error::SecretsMissing, Error::PolicyChanged, Error::Incomplete(Report { visits, sealed: false })];
        insta::assert_snapshot!(errors.map(|error| error.to_string()).join("\n"));
        insta::assert_snapshot!("over", Report { visits: Vec::new(), sealed: true });
    }
}
