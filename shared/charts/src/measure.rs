//! How wide text is, without a font at hand, and where its lines break.

/// Advance widths of the characters from the space to the tilde, in thousandths of the font size: of each the widest among
/// DejaVu Sans, Liberation Sans (which has the widths of Arial) and Atkinson Hyperlegible Next, the last two also in bold.
/// So a text is hardly ever wider than is reckoned here, whichever of the common fonts a reader has.
const WIDTHS: [u16; 95] = [
    318, 401, 475, 838, 637, 969, 780, 275, 391, 391, 500, 838, 318, 373, 318, 440, // space to /
    659, 637, 637, 637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 611, // 0 to ?
    1016, 723, 723, 723, 771, 667, 611, 778, 752, 424, 561, 723, 611, 863, 749, 788, // @ to O
    667, 788, 723, 667, 611, 732, 685, 989, 686, 667, 686, 391, 440, 391, 838, 557, // P to _
    500, 613, 635, 557, 635, 616, 365, 635, 634, 300, 278, 580, 318, 975, 634, 612, // ` to o
    635, 635, 412, 557, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838, // p to ~
];

/// How wide a text is at most in a common sans-serif font of this size.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// The width of a character as a part of the font size.
fn advance(character: char) -> f64 {
    let thousandths = match u32::from(character) {
        code @ 0x20..=0x7e => WIDTHS[(code - 0x20) as usize],
        // Letters with marks on them, Greek and Cyrillic; quotes and dashes.
        0xa0..=0x24f if character.is_lowercase() => 650,
        0xa0..=0x24f => 840,
        0x370..=0x52f => 900,
        0x2018 | 0x2019 => 320,
        0x2013 | 0x201c..=0x201e => 560,
        0x2000..=0x22ff => 1000,
        // Whatever else someone calls an answer: as wide as emoji are.
        _ => 1400,
    };
    f64::from(thousandths) / 1000.0
}

/// The lines of a text, none wider than `room` unless a single character is. Breaks between words, then after hyphens
/// and slashes, and within a word only where that does not fit on a line of its own.
pub(crate) fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        for (at, piece) in pieces(word).into_iter().enumerate() {
            let space = if at == 0 && !line.is_empty() { " " } else { "" };
            if width(&line, size) + width(space, size) + width(piece, size) <= room {
                line.push_str(space);
                line.push_str(piece);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for character in piece.chars() {
                if !line.is_empty() && width(&line, size) + advance(character) * size > room {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(character);
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A word, cut after each hyphen and slash within it.
fn pieces(word: &str) -> Vec<&str> {
    word.split_inclusive(['-', '/']).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_break_where_a_reader_would() {
        let lines = wrap("Naar een plek waar iedereen mag komen, zoals een dorpshuis", 14.0, 328.0);
        assert_eq!(lines, ["Naar een plek waar iedereen mag komen,", "zoals een dorpshuis"]);
        assert_eq!(
            wrap("arbeidsmatige/recreatieve dagbesteding", 10.0, 90.0),
            ["arbeidsmatige/", "recreatieve", "dagbesteding"]
        );
        assert_eq!(wrap("", 14.0, 100.0), Vec::<String>::new());
        assert_eq!(wrap("dagbestedingsvoorzieningen", 10.0, 60.0).concat(), "dagbestedingsvoorzieningen");
    }

    #[test]
    fn the_font_of_reports_is_not_wider_than_is_reckoned() {
        for (font, bold) in [(fonts::REGULAR[0], 1.0), (fonts::BOLD[0], 1.09)] {
            let face = rustybuzz::Face::from_slice(font, 0).unwrap();
            let em = f64::from(face.units_per_em());
            // Of single characters, and of what people read.
            let characters = (' '..='~').chain("éëïöüçáà€–‘’“”".chars()).map(String::from);
            let sentences = ["Naar een plek waar iedereen mag komen, zoals een dorpshuis", "100%", "75 jaar of ouder"];
            for text in characters.chain(sentences.map(str::to_owned)) {
                let mut buffer = rustybuzz::UnicodeBuffer::new();
                buffer.push_str(&text);
                let shaped = rustybuzz::shape(&face, &[], buffer);
                let real: i32 = shaped.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
                let reckoned = width(&text, 1.0) * bold;
                assert!(f64::from(real) / em <= reckoned, "{text:?}: {} for {reckoned}", f64::from(real) / em);
                // Nor is so much more reckoned that lines would break for nothing.
                assert!(text.chars().count() < 10 || reckoned < 1.3 * f64::from(real) / em, "{text:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in ".{0,200}", room in 20.0f64..400.0) {
            let lines = wrap(&text, 14.0, room);
            let squeezed = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
            prop_assert_eq!(squeezed(&lines.concat()), squeezed(&text));
            for line in &lines {
                prop_assert!(width(line, 14.0) <= room + 1e-9 || line.chars().count() == 1, "{line}");
            }
        }
    }
}
