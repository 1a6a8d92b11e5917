//! Letters: how wide they are, in which direction they run, and where lines end.
//!
//! The letters are those of `fonts`: Latin, Cyrillic, Arabic.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use fonts::{BOLD, REGULAR};
use krilla::text::Font;
use rustybuzz::{Face, UnicodeBuffer};
use unicode_bidi::{Level, ParagraphBidiInfo};

/// How large each is written, so that small letters of all are as high. Arabic has none; this is how it looks as large.
const SCALES: [f32; 3] = [1.0, 0.925, 1.1];

/// How thick letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Weight {
    /// For reading.
    Regular,
    /// For what must be found.
    Bold,
}

/// Where a text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    /// At the left.
    LeftToRight,
    /// At the right.
    RightToLeft,
}

/// How the letters of a text are set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) weight: Weight,
    pub(crate) direction: Direction,
}

/// Room for a text, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub(crate) width: f32,
    pub(crate) lines: usize,
}

/// The letters of a document.
pub(crate) struct Lettering {
    regular: [Cut; 3],
    bold: [Cut; 3],
    missing: BTreeSet<char>,
    /// Widths of lines, in sizes of their letters: the same lines are tried at many sizes.
    widths: RefCell<HashMap<(Weight, Direction), HashMap<String, f32>>>,
    /// Which fonts have which letters.
    letters: RefCell<HashMap<(Weight, char), [bool; 3]>>,
}

/// A font: to draw with and to measure with.
struct Cut {
    font: Font,
    face: Face<'static>,
    scale: f32,
}

/// A part of a line that one font draws in one direction.
pub(super) struct Run {
    pub(super) text: String,
    pub(super) font: Font,
    /// The size of the letters, in points.
    pub(super) size: f32,
    pub(super) right_to_left: bool,
    /// From the left of the line to the left of the run, in points.
    pub(super) left: f32,
    /// In points.
    pub(super) width: f32,
}

fn cuts(fonts: [&'static [u8]; 3]) -> [Cut; 3] {
    std::array::from_fn(|which| {
        let font = Font::new(fonts[which].into(), 0).expect("the font is part of the program");
        let face = Face::from_slice(fonts[which], 0).expect("the font is part of the program");
        Cut { font, face, scale: SCALES[which] }
    })
}

impl Lettering {
    pub(super) fn new() -> Self {
        Lettering {
            regular: cuts(REGULAR),
            bold: cuts(BOLD),
            missing: BTreeSet::new(),
            widths: RefCell::default(),
            letters: RefCell::default(),
        }
    }

    fn cuts(&self, weight: Weight) -> &[Cut; 3] {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// Letters that were to be written and are not there.
    pub(super) fn missing(&self) -> &BTreeSet<char> {
        &self.missing
    }

    /// The height of capitals, as a part of the size.
    pub(super) fn capital(&self, weight: Weight) -> f32 {
        let face = &self.cuts(weight)[0].face;
        f32::from(face.capital_height().expect("the font tells")) / face.units_per_em() as f32
    }

    /// The width of a line, in points at that size.
    pub(super) fn width(&self, setting: Setting, line: &str, size: f32) -> f32 {
        let mut widths = self.widths.borrow_mut();
        let widths = widths.entry((setting.weight, setting.direction)).or_default();
        if let Some(width) = widths.get(line) {
            return width * size;
        }
        let width = self.runs(setting, line, 1.0).iter().map(|run| run.width).sum();
        widths.insert(line.to_owned(), width);
        width * size
    }

    /// The runs of a line, in the order in which it is read, each at its place.
    pub(super) fn runs(&self, setting: Setting, line: &str, size: f32) -> Vec<Run> {
        let (mut runs, mut left) = (Vec::new(), 0.0);
        for (range, right_to_left) in directions(setting.direction, line) {
            let mut pieces = self.by_font(setting.weight, line, range);
            if right_to_left {
                pieces.reverse();
            }
            for (piece, which) in pieces {
                let Cut { font, face, scale } = &self.cuts(setting.weight)[which];
                let (from, text) = (piece.start, line[piece].to_owned());
                let width = advance(face, &text, right_to_left) * size * scale;
                runs.push((from, Run { text, font: font.clone(), size: size * scale, right_to_left, left, width }));
                left += width;
            }
        }
        runs.sort_by_key(|(from, _)| *from);
        runs.into_iter().map(|(_, run)| run).collect()
    }

    /// Which font draws which part of a text.
    fn by_font(&self, weight: Weight, text: &str, range: Range<usize>) -> Vec<(Range<usize>, usize)> {
        let mut parts: Vec<(Range<usize>, usize)> = Vec::new();
        let first = text[range.clone()].chars().find(|letter| letter.is_alphanumeric());
        let first = first.map(|letter| self.font_of(weight, letter, None));
        for (at, letter) in text[range.clone()].char_indices() {
            if only_directs(letter) {
                continue;
            }
            let at = range.start + at;
            let end = at + letter.len_utf8();
            let before = parts.last().map(|(_, which)| *which).or(first);
            let which = self.font_of(weight, letter, before);
            match parts.last_mut() {
                Some((part, last)) if *last == which && part.end == at => part.end = end,
                _ => parts.push((at..end, which)),
            }
        }
        parts
    }

    /// The font that draws a letter. A space, a sign or a mark goes with what stands before it (or after it, where that is
    /// nothing), if that font has it.
    fn font_of(&self, weight: Weight, letter: char, before: Option<usize>) -> usize {
        let have = self.fonts_with(weight, letter);
        let stays = before.filter(|which| !letter.is_alphanumeric() && have[*which]);
        stays.or_else(|| have.iter().position(|has| *has)).unwrap_or(before.unwrap_or(0))
    }

    /// Which fonts have a letter.
    fn fonts_with(&self, weight: Weight, letter: char) -> [bool; 3] {
        let look_up = || self.cuts(weight).each_ref().map(|cut| cut.face.glyph_index(letter).is_some());
        *self.letters.borrow_mut().entry((weight, letter)).or_insert_with(look_up)
    }

    /// The largest size from `size` down to `least`, in half points, at which a text fits into the room, and its lines.
    /// Where even the least is too large, it takes more lines.
    pub(super) fn fit(
        &mut self,
        setting: Setting,
        text: &str,
        size: f32,
        least: f32,
        room: Room,
    ) -> (f32, Vec<String>) {
        // Not at other spaces: a number whose groups must not part has those that don't break.
        let words = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let there = |letter: char| only_directs(letter) || self.fonts_with(setting.weight, letter).contains(&true);
        let missing: Vec<char> = words.chars().filter(|letter| !there(*letter)).collect();
        self.missing.extend(missing);
        let sizes = || std::iter::successors(Some(size), |size| (*size > least).then(|| (size - 0.5).max(least)));
        // The name of a site stays whole, if there is a size at which it can.
        for breaks in [Breaks::Few, Breaks::Many] {
            for size in sizes() {
                let (broken, whole) = self.lines(setting, breaks, &words, size, room.width);
                if broken.len() <= room.lines && whole {
                    return (size, broken);
                }
            }
        }
        (least, self.lines(setting, Breaks::Many, &words, least, room.width).0)
    }

    /// The same lines, as many and as wide as before at most, but each about as wide as the others.
    pub(super) fn balanced(&self, setting: Setting, size: f32, lines: Vec<String>) -> Vec<String> {
        const STEP: f32 = 4.0;
        let text = lines.join(" ");
        let widest = lines.iter().map(|line| self.width(setting, line, size)).fold(0.0, f32::max);
        let widths = std::iter::successors(Some(widest), |width| (*width > STEP).then_some(width - STEP));
        let broken = widths.map(|width| self.lines(setting, Breaks::Few, &text, size, width));
        let balanced = broken.take_while(|(broken, whole)| broken.len() == lines.len() && *whole).last();
        balanced.map_or(lines, |(broken, _)| broken)
    }

    /// The lines of a text, and whether none of them had to be broken where it hurts.
    fn lines(&self, setting: Setting, breaks: Breaks, text: &str, size: f32, width: f32) -> (Vec<String>, bool) {
        let fits = |line: &str| self.width(setting, line.trim_end(), size) <= width;
        let (mut lines, mut line, mut whole) = (Vec::new(), String::new(), true);
        for piece in pieces(text, breaks) {
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

/// Whether that is a sign which tells directions apart and has no shape.
fn only_directs(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The width of a text in one font, as a part of the size.
fn advance(face: &Face<'static>, text: &str, right_to_left: bool) -> f32 {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    // As krilla does when it draws: the script from the letters, the direction from us.
    buffer.guess_segment_properties();
    buffer.set_direction(match right_to_left {
        false => rustybuzz::Direction::LeftToRight,
        true => rustybuzz::Direction::RightToLeft,
    });
    let shaped = rustybuzz::shape(face, &[], buffer);
    let units: i32 = shaped.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
    units as f32 / face.units_per_em() as f32
}

/// The parts of a line from left to right as they are seen, and which of them run from right to left (Unicode Standard
/// Annex #9).
fn directions(direction: Direction, line: &str) -> Vec<(Range<usize>, bool)> {
    const FIRST_RIGHT_TO_LEFT: char = '\u{590}';
    let base = match direction {
        Direction::LeftToRight if line.chars().all(|letter| letter < FIRST_RIGHT_TO_LEFT) => {
            return vec![(0..line.len(), false)];
        }
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    };
    let paragraph = ParagraphBidiInfo::new(line, Some(base));
    let (levels, runs) = paragraph.visual_runs(0..line.len());
    runs.into_iter().map(|run| (run.clone(), levels[run.start].is_rtl())).collect()
}

/// Where lines may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Breaks {
    /// After words, and after the slashes of an address.
    Few,
    /// Before the points of an address too.
    Many,
}

/// What may stand on the next line: a word, or a part of an address that begins at a point or after a slash.
fn pieces(text: &str, breaks: Breaks) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for pair in letters.windows(2) {
        let [(_, before), (at, after)] = *pair else { unreachable!("windows of two") };
        // A point ends a sentence unless letters follow it.
        let next = text[at..].chars().nth(1);
        let point = after == '.' && before != '.' && next.is_some_and(char::is_alphanumeric);
        let slash = before == '/' && after != '/' && after.is_ascii();
        // The groups of a telephone number stay together.
        let within_number =
            after.is_ascii_digit() && text[..at].trim_end().ends_with(|last: char| last.is_ascii_digit());
        let word = before == ' ' && !within_number;
        if word || slash || (point && breaks == Breaks::Many) {
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

    const REGULAR: Setting = Setting { weight: Weight::Regular, direction: Direction::LeftToRight };
    const BOLD: Setting = Setting { weight: Weight::Bold, ..REGULAR };
    const ARABIC: Setting = Setting { direction: Direction::RightToLeft, ..REGULAR };

    /// The parts of a line in the order in which they are read, each with its place among them from the left.
    fn seen(setting: Setting, line: &str) -> Vec<(String, usize, bool)> {
        let runs = Lettering::new().runs(setting, line, 10.0);
        let place = |left: f32| runs.iter().filter(|run| run.left < left).count();
        runs.iter().map(|run| (run.text.clone(), place(run.left), run.right_to_left)).collect()
    }

    #[test]
    fn arabic_runs_from_right_to_left_and_addresses_and_numbers_in_it_do_not() {
        let part = |text: &str, place: usize, right_to_left: bool| (text.to_owned(), place, right_to_left);
        assert_eq!(seen(REGULAR, "Wat nu?"), [part("Wat nu?", 0, false)]);
        assert_eq!(
            seen(ARABIC, "حتى 31 ديسمبر"),
            [part("حتى ", 2, true), part("31", 1, false), part(" ديسمبر", 0, true)]
        );
        assert_eq!(
            seen(ARABIC, "راسل overdag@example.nl"),
            [part("راسل ", 1, true), part("overdag@example.nl", 0, false)]
        );
        // Signs that only tell the direction are heeded and not drawn.
        assert_eq!(seen(ARABIC, "أ \u{200e}(b)"), [part("أ ", 1, true), part("(b)", 0, false)]);
        // An Arabic name in a Dutch line: the line still begins at the left.
        assert_eq!(
            seen(REGULAR, "Ook in: العربية, Polski"),
            [part("Ook in: ", 0, false), part("العربية", 1, true), part(", Polski", 2, false)]
        );
    }

    #[test]
    fn letters_join_as_arabic_is_written() {
        let face = Face::from_slice(super::REGULAR[2], 0).unwrap();
        let apart: f32 = "ديسمبر".chars().map(|letter| advance(&face, &letter.to_string(), true)).sum();
        let joined = advance(&face, "ديسمبر", true);
        assert!(joined < apart * 0.9, "{joined} {apart}");
    }

    #[test]
    fn signs_go_with_the_letters_before_them() {
        let lettering = Lettering::new();
        let fonts = |text: &str| -> Vec<(String, usize)> {
            let parts = lettering.by_font(Weight::Bold, text, 0..text.len());
            parts.into_iter().map(|(part, which)| (text[part].to_owned(), which)).collect()
        };
        assert_eq!(fonts("Zeist: łąka"), [("Zeist: łąka".to_owned(), 0)]);
        assert_eq!(fonts("Хто?"), [("Хто".to_owned(), 1), ("?".to_owned(), 0)]);
        assert_eq!(fonts("من، هل"), [("من، هل".to_owned(), 2)]);
    }

    #[test]
    fn texts_break_at_words_and_addresses_at_their_parts() {
        assert_eq!(pieces("Ga naar de site.", Breaks::Many), ["Ga ", "naar ", "de ", "site."]);
        let address = "overdag.example.nl/zeist/gebruikers";
        assert_eq!(pieces(address, Breaks::Many), ["overdag", ".example", ".nl/", "zeist/", "gebruikers"]);
        assert_eq!(pieces(address, Breaks::Few), ["overdag.example.nl/", "zeist/", "gebruikers"]);
        assert_eq!(pieces("Bel 088 0767 000. Nu.", Breaks::Few), ["Bel ", "088 0767 000. ", "Nu."]);
        assert_eq!(pieces("مارس/آذار", Breaks::Many), ["مارس/آذار"]);
        assert_eq!(pieces("", Breaks::Few), [""]);
    }

    #[test]
    fn lines_are_no_wider_than_there_is_room_and_lose_no_word() {
        let mut lettering = Lettering::new();
        let text = "Wat wilt u overdag doen in uw eigen buurt, en met wie zou u dat het liefste doen?";
        for width in [80.0, 120.0, 300.0] {
            let (size, lines) = lettering.fit(BOLD, text, 14.0, 8.0, Room { width, lines: 3 });
            assert!(lines.iter().all(|line| lettering.width(BOLD, line, size) <= width));
            assert_eq!(lines.join(" "), text);
            assert!(lines.len() <= 3 || (size - 8.0).abs() < 0.01, "{size} {lines:?}");
        }
        let (size, lines) = lettering.fit(REGULAR, "Kort", 14.0, 8.0, Room { width: 300.0, lines: 1 });
        assert_eq!((size, lines), (14.0, vec!["Kort".to_owned()]));
        assert!(lettering.missing().is_empty());
    }

    #[test]
    fn a_word_that_is_too_long_is_broken_rather_than_lost() {
        let mut lettering = Lettering::new();
        let word = "arbeidsongeschiktheidsverzekering";
        let (size, lines) = lettering.fit(REGULAR, word, 14.0, 12.0, Room { width: 60.0, lines: 1 });
        assert_eq!(lines.concat(), word);
        assert!(lines.iter().all(|line| lettering.width(REGULAR, line, size) <= 60.0));
    }
}
