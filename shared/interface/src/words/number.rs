//! Numbers as a language writes them. The digits are western in every language: those are what people type, and what stands
//! on their letters and on Dutch forms.

use survey::language::Language;

/// A whole number in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number(pub i64);

macro_rules! number_from {
    ($($integer:ty),*) => {
        $(impl From<$integer> for Number {
            fn from(number: $integer) -> Self {
                // Beyond this no count of ours goes.
                Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        })*
    };
}

number_from!(i32, i64, u8, u16, u32, usize);

/// How many digits stand together.
const GROUP: usize = 3;

/// The digits of `number`, with what stands between groups of them unless they are `plain`, and at least so many. Below
/// zero it is kept apart from text that runs the other way, which would carry off the sign.
pub(super) fn write(out: &mut String, language: Language, number: i64, plain: bool, at_least: usize) {
    let digits = number.unsigned_abs().to_string();
    let (between, grouped_from) = match language {
        Language::Nl | Language::Tr => ('.', 4),
        Language::En | Language::Ar => (',', 4),
        Language::Uk => ('\u{a0}', 4),
        Language::Pl => ('\u{a0}', 5),
    };
    let apart = number < 0 && language.direction() == "rtl";
    if apart {
        out.push('\u{2066}');
    }
    if number < 0 {
        out.push('-');
    }
    for _ in digits.len()..at_least {
        out.push('0');
    }
    let grouped = !plain && digits.len() >= grouped_from;
    for (at, digit) in digits.chars().enumerate() {
        if grouped && at > 0 && (digits.len() - at).is_multiple_of(GROUP) {
            out.push(between);
        }
        out.push(digit);
    }
    if apart {
        out.push('\u{2069}');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(language: Language, number: i64) -> String {
        let mut out = String::new();
        write(&mut out, language, number, false, 0);
        out
    }

    #[test]
    fn digits_are_grouped_as_the_language_does() {
        for (language, thousand, million) in [
            (Language::Nl, "5.000", "1.234.567"),
            (Language::En, "5,000", "1,234,567"),
            (Language::Ar, "5,000", "1,234,567"),
            (Language::Tr, "5.000", "1.234.567"),
            (Language::Pl, "5000", "1\u{a0}234\u{a0}567"),
            (Language::Uk, "5\u{a0}000", "1\u{a0}234\u{a0}567"),
        ] {
            assert_eq!(written(language, 5_000), thousand);
            assert_eq!(written(language, 1_234_567), million);
            assert_eq!(written(language, 999), "999");
        }
        assert_eq!(written(Language::Pl, 10_000), "10\u{a0}000");
        assert_eq!(written(Language::Nl, i64::MIN), "-9.223.372.036.854.775.808");
        assert_eq!(written(Language::Ar, -5), "\u{2066}-5\u{2069}");
    }

    #[test]
    fn digits_may_be_plain_or_many() {
        let mut out = String::new();
        write(&mut out, Language::Nl, 2_026, true, 0);
        write(&mut out, Language::Nl, 5, false, 2);
        assert_eq!(out, "202605");
    }
}
