//! How a response came in.

use std::fmt;
use std::str::FromStr;

/// How a response came in. Stored with it, and one of the variables by which the final release is broken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// By the open link: anyone who has it may answer, even twice.
    Link,
    /// With an invitation code, by the respondent: one response a code.
    Code,
    /// With an invitation code, in a conversation: an interviewer filled it in. One response a code.
    Interview,
}

/// A text that names no mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a mode is `link`, `code` or `interview`")]
pub struct InvalidMode;

impl Mode {
    /// All of them.
    pub const ALL: [Mode; 3] = [Mode::Link, Mode::Code, Mode::Interview];

    /// Its name in storage, in the names of cells and in programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::Link => "link",
            Mode::Code => "code",
            Mode::Interview => "interview",
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for Mode {
    type Err = InvalidMode;

    fn from_str(text: &str) -> Result<Self, InvalidMode> {
        Mode::ALL.into_iter().find(|mode| mode.as_str() == text).ok_or(InvalidMode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for mode in Mode::ALL {
            assert_eq!(mode.to_string().parse(), Ok(mode));
        }
        assert_eq!("letter".parse::<Mode>(), Err(InvalidMode));
    }
}
