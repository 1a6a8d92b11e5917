//! Languages of the page, and texts that exist in several of them with Dutch as the fallback.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language in which respondents can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Dutch: every text exists in it.
    Nl,
    /// English.
    En,
    /// Arabic, written right to left.
    Ar,
    /// Turkish.
    Tr,
    /// Polish.
    Pl,
    /// Ukrainian.
    Uk,
}

impl Language {
    /// All languages, Dutch first.
    pub const ALL: [Language; 6] = [Language::Nl, Language::En, Language::Ar, Language::Tr, Language::Pl, Language::Uk];

    /// The BCP 47 code, such as `nl`.
    pub fn code(self) -> &'static str {
        match self {
            Language::Nl => "nl",
            Language::En => "en",
            Language::Ar => "ar",
            Language::Tr => "tr",
            Language::Pl => "pl",
            Language::Uk => "uk",
        }
    }

    /// The language's name for itself.
    pub fn endonym(self) -> &'static str {
        match self {
            Language::Nl => "Nederlands",
            Language::En => "English",
            Language::Ar => "العربية",
            Language::Tr => "Türkçe",
            Language::Pl => "Polski",
            Language::Uk => "Українська",
        }
    }

    /// The value of HTML's `dir`: `ltr` or `rtl`.
    pub fn direction(self) -> &'static str {
        match self {
            Language::Ar => "rtl",
            Language::Nl | Language::En | Language::Tr | Language::Pl | Language::Uk => "ltr",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

/// A language code that is none of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the language must be one of nl, en, ar, tr, pl, uk")]
pub struct UnknownLanguage;

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Language::ALL.into_iter().find(|language| language.code() == code).ok_or(UnknownLanguage)
    }
}

/// A text for people, per language. Dutch is always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<Language, String>", into = "BTreeMap<Language, String>")]
pub struct Text(BTreeMap<Language, String>);

/// A text without its Dutch.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a text needs its Dutch (`nl`)")]
pub struct NoDutch;

impl Text {
    /// The text in `language`, or in Dutch where it was not translated.
    pub fn get(&self, language: Language) -> &str {
        self.0.get(&language).unwrap_or_else(|| &self.0[&Language::Nl])
    }

    /// The language [`get`](Self::get) answers in: the asked one, or Dutch. For HTML's `lang`.
    pub fn language(&self, asked: Language) -> Language {
        if self.0.contains_key(&asked) { asked } else { Language::Nl }
    }

    /// Whether the text exists in `language` itself.
    pub fn has(&self, language: Language) -> bool {
        self.0.contains_key(&language)
    }

    /// A text in Dutch alone.
    pub fn dutch(text: impl Into<String>) -> Self {
        Text(BTreeMap::from([(Language::Nl, text.into())]))
    }
}

impl TryFrom<BTreeMap<Language, String>> for Text {
    type Error = NoDutch;

    fn try_from(texts: BTreeMap<Language, String>) -> Result<Self, NoDutch> {
        if texts.contains_key(&Language::Nl) { Ok(Text(texts)) } else { Err(NoDutch) }
    }
}

impl From<Text> for BTreeMap<Language, String> {
    fn from(text: Text) -> Self {
        text.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dutch_stands_in_for_what_is_not_translated() {
        let text: Text = serde_json::from_str(r#"{"nl":"Wonen","en":"Living"}"#).unwrap();
        assert_eq!(text.get(Language::En), "Living");
        assert_eq!(text.get(Language::Pl), "Wonen");
        assert_eq!(text.language(Language::Pl), Language::Nl);
        assert!(serde_json::from_str::<Text>(r#"{"en":"Living"}"#).is_err());
    }
}
