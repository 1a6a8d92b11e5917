//! Letters: how wide they are, and where lines end.
//!
//! Atkinson Hyperlegible Next, made by the Braille Institute so that people who see little can tell letters apart: 0 from O,
//! 1 from I and l, 5 from S, 8 from B. `fonts/OFL.txt` is its licence.

use std::collections::BTreeSet;

use krilla::text::Font;
use rustybuzz::{Face, UnicodeBuffer};

const REGULAR: &[u8] = include_bytes!("../../fonts/AtkinsonHyperlegibleNext-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/AtkinsonHyperlegibleNext-Bold.ttf");

/// How thick letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// For reading.
    Regular,
    /// For what must be found.
    Bold,
}

/// The letters of a document.
pub(crate) struct Lettering {
    regular: Cut,
    bold: Cut,
    missing: BTreeSet<char>,
}

/// One weight: to draw with and to measure with.
struct Cut {
    font: Font,
    face: Face<'static>,
}

impl Cut {
    fn new(data: &'static [u8]) -> Self {
        let font = Font::new(data.into(), 0).expect("the font is part of the program");
        Cut { font, face: Face::from_slice(data, 0).expect("the font is part of the program") }
    }
}

impl Lettering {
    pub(super) fn new() -> Self {
        Lettering { regular: Cut::new(REGULAR), bold: Cut::new(BOLD), missing: BTreeSet::new() }
    }

    fn cut(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    pub(super) fn font(&self, weight: Weight) -> Font {
        self.cut(weight).font.clone()
    }

    /// Letters that were to be written and are not there.
    pub(super) fn missing(&self) -> &BTreeSet<char> {
        &self.missing
    }

    /// The height of capitals, as a part of the size.
    pub(super) fn capital(&self, weight: Weight) -> f32 {
        let face = &self.cut(weight).face;
        f32::from(face.capital_height().expect("the font tells")) / face.units_per_em() as f32
    }

    /// The width of a line, in points at that size.
    pub(super) fn width(&self, weight: Weight, line: &str, size: f32) -> f32 {
        let face = &self.cut(weight).face;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(line);
        buffer.set_direction(rustybuzz::Direction::LeftToRight);
        let shaped = rustybuzz::shape(face, &[], buffer);
        let units: i32 = shaped.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        units as f32 / face.units_per_em() as f32 * size
    }

    /// The largest size from `size` down to `least`, in half points, at which a text fits into so many lines, and those
    /// lines. Where even the least is too large, it takes more lines.
    pub(super) fn fit(
        &mut self,
        weight: Weight,
        text: &str,
        size: f32,
        least: f32,
        width: f32,
        lines: usize,
    ) -> (f32, Vec<String>) {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let face = &self.cut(weight).face;
        let missing: Vec<char> = words.chars().filter(|letter| face.glyph_index(*letter).is_none()).collect();
        self.missing.extend(missing);
        let mut size = size;
        loop {
            let (broken, whole) = self.lines(weight, &words, size, width);
            if (broken.len() <= lines && whole) || size <= least {
                return (size, broken);
            }
            size = (size - 0.5).max(least);
        }
    }

    /// The lines of a text, and whether none of them had to be broken where it hurts.
    fn lines(&self, weight: Weight, text: &str, size: f32, width: f32) -> (Vec<String>, bool) {
        let fits = |line: &str| self.width(weight, line.trim_end(), size) <= width;
        let (mut lines, mut line, mut whole) = (Vec::new(), String::new(), true);
        for piece in pieces(text) {
            if fits(&format!("{line}{piece}")) {
                line.push_str(piece);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            for letter in piece.chars() {
                line.push(letter);
                if !fits(&line) {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, letter.to_string()));
                    whole = false;
                }
            }
        }
        lines.push(line.trim_end().to_owned());
        (lines, whole)
    }
}

/// What may stand on the next line: a word, or a part of an address that begins at a point or after a slash.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for pair in letters.windows(2) {
        let [(_, before), (at, after)] = *pair else { unreachable!("windows of two") };
        let within_address = (before == '/' && after != '/') || (after == '.' && before != '.');
        // A point ends a sentence unless letters follow it.
        let next = text[at..].chars().nth(1);
        let breaks = before == ' ' || (within_address && (after != '.' || next.is_some_and(char::is_alphanumeric)));
        if breaks {
            pieces.push(&text[from..at]);
            from = at;
        }
    }
    pieces.push(&text[from..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_break_at_words_and_addresses_at_their_parts() {
        assert_eq!(pieces("Ga naar de site."), ["Ga ", "naar ", "de ", "site."]);
        assert_eq!(
            pieces("overdag.example.nl/zeist/gebruikers"),
            ["overdag", ".example", ".nl/", "zeist/", "gebruikers"]
        );
        assert_eq!(pieces(""), [""]);
    }

    #[test]
    fn lines_are_no_wider_than_there_is_room_and_lose_no_word() {
        let mut lettering = Lettering::new();
        let text = "Wat wilt u overdag doen in uw eigen buurt, en met wie zou u dat het liefste doen?";
        for width in [80.0, 120.0, 300.0] {
            let (size, lines) = lettering.fit(Weight::Bold, text, 14.0, 8.0, width, 3);
            assert!(lines.iter().all(|line| lettering.width(Weight::Bold, line, size) <= width));
            assert_eq!(lines.join(" "), text);
            assert!(lines.len() <= 3 || (size - 8.0).abs() < 0.01, "{size} {lines:?}");
        }
        let (size, lines) = lettering.fit(Weight::Regular, "Kort", 14.0, 8.0, 300.0, 1);
        assert_eq!((size, lines), (14.0, vec!["Kort".to_owned()]));
        assert!(lettering.missing().is_empty());
    }

    #[test]
    fn a_word_that_is_too_long_is_broken_rather_than_lost() {
        let mut lettering = Lettering::new();
        let word = "arbeidsongeschiktheidsverzekering";
        let (size, lines) = lettering.fit(Weight::Regular, word, 14.0, 12.0, 60.0, 1);
        assert_eq!(lines.concat(), word);
        assert!(lines.iter().all(|line| lettering.width(Weight::Regular, line, size) <= 60.0));
    }
}
