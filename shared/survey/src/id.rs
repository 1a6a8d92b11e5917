//! Identifiers that appear in definitions, keys and links. Parsed once; afterwards their form is certain.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a text is not an identifier: what is allowed, for the person who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a valid id: {allowed}")]
pub struct InvalidId {
    /// What was written.
    pub given: String,
    /// What may be written.
    pub allowed: &'static str,
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $most:literal, $joiner:literal, $allowed:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Box<str>);

        impl $name {
            /// The identifier as it was written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                if is_identifier(text, $most, $joiner) {
                    Ok(Self(text.into()))
                } else {
                    Err(InvalidId { given: text.chars().take(60).collect(), allowed: $allowed })
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0.into()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

/// Lower-case ASCII letters and digits, starting with a letter, joined by single `joiner`s, at most `most` long.
fn is_identifier(text: &str, most: usize, joiner: char) -> bool {
    let mut previous = joiner;
    for character in text.chars() {
        let allowed = match character {
            'a'..='z' => true,
            '0'..='9' => !(previous == joiner && text.starts_with(character)),
            other => other == joiner && previous != joiner,
        };
        if !allowed {
            return false;
        }
        previous = character;
    }
    !text.is_empty() && text.len() <= most && previous != joiner
}

identifier!(
    /// A campaign, such as `noordoostpolder-2026`: one deployment.
    CampaignId, 40, '-',
    "lower-case letters, digits and single hyphens, starting with a letter, at most 40"
);
identifier!(
    /// A trajectory, such as `dagbesteding-2026`: the longer piece of work a campaign belongs to; part of every key.
    TrajectoryId, 40, '-',
    "lower-case letters, digits and single hyphens, starting with a letter, at most 40"
);
identifier!(
    /// An audience, such as `users` or `providers`: who is asked with one questionnaire.
    AudienceId, 32, '-',
    "lower-case letters, digits and single hyphens, starting with a letter, at most 32"
);
identifier!(
    /// A question, or a row of a grid.
    QuestionId, 32, '_',
    "lower-case letters, digits and single underscores, starting with a letter, at most 32"
);
identifier!(
    /// An option of a choice, a point of a scale, a band of a number or a group of a derived variable.
    OptionId, 32, '_',
    "lower-case letters, digits and single underscores, starting with a letter, at most 32"
);
identifier!(
    /// A theme that users' and providers' questionnaires share, such as `meeting` or `learning`.
    ThemeId, 32, '_',
    "lower-case letters, digits and single underscores, starting with a letter, at most 32"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_are_allowed_and_forms_that_are_not() {
        for good in ["a", "users", "age_band", "a1", "x_1_y"] {
            assert!(good.parse::<QuestionId>().is_ok(), "{good}");
        }
        for bad in ["", "1a", "_a", "a_", "a__b", "A", "a-b", "é", "a b", "a#b", &"a".repeat(33)] {
            assert!(bad.parse::<QuestionId>().is_err(), "{bad}");
        }
        assert!("noordoostpolder-2026".parse::<CampaignId>().is_ok());
        assert!("noordoostpolder--2026".parse::<CampaignId>().is_err());
    }
}
