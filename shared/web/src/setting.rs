//! What the deployment tells the functions that people use.

use std::error::Error;
use std::{env, fmt};

/// The setting that pauses the campaign.
const PAUSED: &str = "DAGPEIL_PAUSED";

/// A setting that is neither on nor off. Better not to start than to guess whether answers are to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidSetting;

impl fmt::Display for InvalidSetting {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{PAUSED} must be `true` or `false`")
    }
}

impl Error for InvalidSetting {}

/// Whether the campaign is paused: `DAGPEIL_PAUSED` is `true`. Not paused where it is not set.
///
/// # Errors
/// When it is neither `true` nor `false`.
pub fn paused_from_environment() -> Result<bool, InvalidSetting> {
    parse(env::var_os(PAUSED).map(|value| value.to_string_lossy().into_owned()).as_deref())
}

fn parse(value: Option<&str>) -> Result<bool, InvalidSetting> {
    match value {
        None | Some("" | "false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(InvalidSetting),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paused_or_not_and_nothing_between() {
        assert_eq!(
            [None, Some(""), Some("false"), Some("true")].map(parse),
            [Ok(false), Ok(false), Ok(false), Ok(true)]
        );
        for unclear in ["1", "yes", "True", "paused"] {
            assert_eq!(parse(Some(unclear)), Err(InvalidSetting), "{unclear}");
        }
    }
}
