//! Which form of a word goes with a number. The rules are CLDR's, for whole numbers.

use survey::language::Language;

/// A plural category by its name in CLDR. Not every language has each.
pub fn category(language: Language, number: i64) -> &'static str {
    let number = number.unsigned_abs();
    let (tens, hundreds) = (number % 10, number % 100);
    let few = (2..=4).contains(&tens) && !(12..=14).contains(&hundreds);
    match language {
        Language::Nl | Language::En | Language::Tr => match number {
            1 => "one",
            _ => "other",
        },
        Language::Pl => match number {
            1 => "one",
            _ if few => "few",
            _ => "many",
        },
        Language::Uk => match number {
            _ if tens == 1 && hundreds != 11 => "one",
            _ if few => "few",
            _ => "many",
        },
        Language::Ar => match number {
            0 => "zero",
            1 => "one",
            2 => "two",
            _ if (3..=10).contains(&hundreds) => "few",
            _ if hundreds >= 11 => "many",
            _ => "other",
        },
    }
}

#[cfg(test)]
mod tests {
    use icu_locale_core::Locale;
    use icu_plurals::{PluralCategory, PluralRules};

    use super::*;

    #[test]
    fn categories_are_those_of_cldr() {
        for language in Language::ALL {
            let locale: Locale = language.code().parse().unwrap();
            let rules = PluralRules::try_new_cardinal((&locale).into()).unwrap();
            let numbers = (0..=1_000).chain([1_001, 1_002, 1_011, 9_999, 10_000, 21_111, 1_000_000, 1_000_011]);
            for number in numbers {
                let expected = match rules.category_for(number) {
                    PluralCategory::Zero => "zero",
                    PluralCategory::One => "one",
                    PluralCategory::Two => "two",
                    PluralCategory::Few => "few",
                    PluralCategory::Many => "many",
                    PluralCategory::Other => "other",
                };
                let number = i64::from(number);
                assert_eq!(category(language, number), expected, "{language} {number}");
                assert_eq!(category(language, -number), expected, "{language} -{number}");
            }
        }
    }
}
