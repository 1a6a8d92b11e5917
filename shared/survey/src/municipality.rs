//! The 342 municipalities of the Netherlands in 2026. Source: CBS (Statistics Netherlands), CC BY 4.0.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

/// A municipality of the Netherlands by its CBS code, such as `GM0171`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Municipality(&'static Record);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Record {
    code: &'static str,
    name: &'static str,
    province: &'static str,
    slug: String,
}

/// A code that is none of the 342.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not the CBS code of a municipality of 2026; such as GM0171 (Noordoostpolder)")]
pub struct UnknownMunicipality {
    /// What was written.
    pub given: String,
}

impl Municipality {
    /// All municipalities, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Municipality> {
        records().iter().map(Municipality)
    }

    /// The CBS code, such as `GM0171`.
    pub fn code(self) -> &'static str {
        self.0.code
    }

    /// The name, such as `Noordoostpolder`.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The province, such as `Flevoland`.
    pub fn province(self) -> &'static str {
        self.0.province
    }

    /// The name as it stands in links: lower-case ASCII with hyphens, such as `sudwest-fryslan`.
    pub fn slug(self) -> &'static str {
        &self.0.slug
    }
}

impl FromStr for Municipality {
    type Err = UnknownMunicipality;

    fn from_str(code: &str) -> Result<Self, UnknownMunicipality> {
        records()
            .binary_search_by_key(&code, |record| record.code)
            .map(|place| Municipality(&records()[place]))
            .map_err(|_| UnknownMunicipality { given: code.chars().take(20).collect() })
    }
}

impl TryFrom<String> for Municipality {
    type Error = UnknownMunicipality;

    fn try_from(code: String) -> Result<Self, UnknownMunicipality> {
        code.parse()
    }
}

impl From<Municipality> for String {
    fn from(municipality: Municipality) -> String {
        municipality.code().to_owned()
    }
}

impl fmt::Display for Municipality {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

fn records() -> &'static [Record] {
    static RECORDS: OnceLock<Vec<Record>> = OnceLock::new();
    RECORDS.get_or_init(|| {
        include_str!("municipalities_2026.csv")
            .lines()
            .skip(1)
            .map(|line| {
                let mut columns = line.splitn(3, ';');
                let mut column = || columns.next().expect("the list has three columns");
                let (code, name, province) = (column(), column(), column());
                Record { code, name, province, slug: slug(name) }
            })
            .collect()
    })
}

/// `'s-Hertogenbosch` → `s-hertogenbosch`, `Súdwest-Fryslân` → `sudwest-fryslan`.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            'A'..='Z' | 'a'..='z' | '0'..='9' => slug.push(character.to_ascii_lowercase()),
            'ú' | 'û' | 'ü' => slug.push('u'),
            'â' | 'á' => slug.push('a'),
            'é' | 'ë' | 'è' => slug.push('e'),
            '\'' | '’' | '(' | ')' | '.' => {}
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_list_is_whole_sorted_and_its_slugs_are_unique() {
        let codes: Vec<_> = Municipality::all().map(Municipality::code).collect();
        assert_eq!(codes.len(), 342);
        assert!(codes.is_sorted());
        let slugs: BTreeSet<_> = Municipality::all().map(Municipality::slug).collect();
        assert_eq!(slugs.len(), 342);
        for slug in slugs {
            assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{slug}");
            assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"), "{slug}");
        }
    }

    #[test]
    fn a_code_finds_its_municipality() {
        let municipality: Municipality = "GM0171".parse().unwrap();
        assert_eq!((municipality.name(), municipality.slug()), ("Noordoostpolder", "noordoostpolder"));
        assert!("GM9999".parse::<Municipality>().is_err());
        assert!("noordoostpolder".parse::<Municipality>().is_err());
    }
}
