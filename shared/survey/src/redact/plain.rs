//! Text as the patterns see it: small letters, plain digits, plain spaces and dashes, nothing invisible.

use super::KINDS;

/// Stands where something was replaced. No pattern reaches over it.
pub(super) const WALL: char = '\0';

/// A visible character of a text, in its plain form.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    /// The plain form: lower case, an ASCII digit, space, dash, dot or slash for its many relatives.
    pub(super) plain: char,
    /// Whether it was a capital.
    pub(super) capital: bool,
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends in the text, in bytes.
    pub(super) end: usize,
    /// What is written in its place, if it is a wall.
    pub(super) marker: Option<&'static str>,
}

impl Letter {
    /// What stands in the place of these bytes of the text.
    pub(super) fn wall(start: usize, end: usize, marker: &'static str) -> Self {
        Letter { plain: WALL, capital: false, start, end, marker: Some(marker) }
    }
}

/// The letters of a text. Markers that already stand in it are walls; invisible characters are left out.
pub(super) fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    let mut start = 0;
    while let Some(character) = text[start..].chars().next() {
        if character == '['
            && let Some(marker) =
                KINDS.iter().map(|(_, marker)| *marker).find(|marker| text[start..].starts_with(marker))
        {
            letters.push(Letter::wall(start, start + marker.len(), marker));
            start += marker.len();
            continue;
        }
        let end = start + character.len_utf8();
        if let Some(plain) = plain(character) {
            letters.push(Letter { plain, capital: character.is_uppercase(), start, end, marker: None });
        }
        start = end;
    }
    letters
}

/// Whether a character is seen.
pub(super) fn is_seen(character: char) -> bool {
    plain(character).is_some()
}

/// The plain form of a character; nothing for what is not seen.
fn plain(character: char) -> Option<char> {
    Some(match character {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => '\n',
        '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        // Controls, soft hyphen, joiners, marks of direction, variation selectors, accents that combine, tags.
        _ if character.is_control() => return None,
        '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' => {
            return None;
        }
        '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => return None,
        '\u{2060}'..='\u{206F}' | '\u{20D0}'..='\u{20FF}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' => return None,
        '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}' => return None,
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '⁃' => '-',
        '․' | '。' | '·' | '٫' | '٬' | '۔' | '｡' => '.',
        '⁄' | '∕' => '/',
        '’' | '‘' | '`' | '´' | 'ʼ' => '\'',
        '﹫' => '@',
        // Full-width forms of ASCII.
        '\u{FF01}'..='\u{FF5E}' => {
            let ascii = char::from_u32(u32::from(character) - 0xFEE0).expect("0x21 to 0x7E");
            return plain(ascii);
        }
        _ => match digit(character) {
            Some(digit) => digit,
            None => character.to_lowercase().next().unwrap_or(character),
        },
    })
}

/// The digits nought of the scripts that count in tens (Unicode 16, general category Nd), nine others following each.
const NOUGHTS: [u32; 70] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620,
    0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136,
    0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0,
    0x11F50, 0x16A60, 0x16AC0, 0x16B50, 0x1CCF0, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0,
    0x1E4F0, 0x1E950, 0x1FBF0,
];

/// The ASCII digit of a digit in any script, also raised, lowered or in a circle.
fn digit(character: char) -> Option<char> {
    let code = u32::from(character);
    let value = match character {
        '²' => 2,
        '³' => 3,
        '¹' => 1,
        '⁰' | '⁴'..='⁹' => code - 0x2070,
        '₀'..='₉' => code - 0x2080,
        '①'..='⑨' => code - 0x245F,
        '⓪' => 0,
        _ => {
            let after = NOUGHTS.partition_point(|nought| *nought <= code);
            let value = code - NOUGHTS.get(after.checked_sub(1)?)?;
            (value < 10).then_some(value)?
        }
    };
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain_text(text: &str) -> String {
        letters(text).iter().map(|letter| letter.plain).collect()
    }

    #[test]
    fn digits_of_all_scripts_are_digits() {
        assert!(NOUGHTS.is_sorted());
        for nought in NOUGHTS {
            let all: String = (nought..nought + 10).map(|code| char::from_u32(code).expect("a digit")).collect();
            assert_eq!(plain_text(&all), "0123456789", "{nought:#x}");
        }
        assert_eq!(plain_text("⁰¹²³⁴⁵⁶⁷⁸⁹ ₀₁₂₉ ①⑨⓪"), "0123456789 0129 190");
        assert_eq!(plain_text("½Ⅳ"), "½ⅳ", "numerals that are not digits stay");
    }

    #[test]
    fn what_is_not_seen_is_left_out() {
        assert_eq!(plain_text("0\u{200B}6\u{AD}-1\u{FE0F}\u{20E3}\0"), "06-1");
        assert_eq!(plain_text("Ｊａｎ＠ｘ．ｎｌ"), "jan@x.nl");
        assert_eq!(plain_text("e\u{301}\u{A0}–"), "e -");
    }

    #[test]
    fn markers_are_walls_only_when_whole() {
        assert_eq!(plain_text("a[bsn]b"), "a\0b");
        assert_eq!(plain_text("[[bsn]"), "[\0");
        assert_eq!(plain_text("[BSN] [bs\u{200B}n] [iets]"), "[bsn] [bsn] [iets]");
    }
}
