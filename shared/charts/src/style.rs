//! Where charts stand, and in which colours.

/// The style sheet of charts in a page ([`Style::Page`]). It uses the tokens of the pages: `--p` primary, `--b` background,
/// `--t` text, `--q` quiet text, `--l` lines, `--s` surface.
pub const STYLE: &str = include_str!("page.css");

/// Where a chart stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Style {
    /// In a page: drawn for the column of a phone 360 pixels wide, and scaled up to 1.4 times on a desk.
    Page,
    /// In print, or in a picture.
    Print(Print),
}

/// Colours, font and width in print.
#[derive(Debug, Clone, PartialEq)]
pub struct Print {
    /// Of what counts. At least 4.5 : 1 on the background.
    pub primary: Colour,
    /// Of text.
    pub text: Colour,
    /// What it is printed on.
    pub background: Colour,
    /// The font family, of which there is a bold face too.
    pub font: String,
    /// How wide the chart is, in points.
    pub width: f64,
}

impl Print {
    /// The width of a column on A4: 160 mm, in points.
    pub const WIDTH: f64 = 453.54;
}

/// A colour without transparency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// White.
    pub const WHITE: Colour = Colour([0xff; 3]);

    /// The colour that is written `#rrggbb`; nothing for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Colour([part(0)?, part(2)?, part(4)?]))
    }

    /// As it is written: `#rrggbb`.
    pub fn text(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// This much of the way to another, in percents.
    #[must_use]
    pub(crate) fn towards(self, other: Colour, percent: u8) -> Self {
        let mix = |at: usize| {
            let (from, to) = (f64::from(self.0[at]), f64::from(other.0[at]));
            (from + (to - from) * f64::from(percent.min(100)) / 100.0).round() as u8
        };
        Colour([mix(0), mix(1), mix(2)])
    }

    /// The contrast with another, as WCAG 2 reckons it: from 1 to 21.
    pub(crate) fn contrast(self, other: Colour) -> f64 {
        let (one, other) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(other) / one.min(other)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| match f64::from(part) / 255.0 {
            part if part <= 0.040_45 => part / 12.92,
            part => ((part + 0.055) / 1.055).powf(2.4),
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// What something is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    /// The primary colour, this much of it (percents) on the background.
    Primary(u8),
    /// The colour of text, this much of it.
    Ink(u8),
    /// Text that says less.
    Quiet,
    /// Thin lines.
    Line,
    /// The whole that a share is of.
    Track,
    /// The background.
    Background,
}

impl Paint {
    /// The class in a page, and how opaque.
    pub(crate) fn class(self) -> (&'static str, u8) {
        match self {
            Paint::Primary(tint) => ("p", tint),
            Paint::Ink(tint) => ("t", tint),
            Paint::Quiet => ("q", 100),
            Paint::Line => ("l", 100),
            Paint::Track => ("s", 100),
            Paint::Background => ("b", 100),
        }
    }

    /// The colour in print.
    pub(crate) fn colour(self, print: &Print) -> Colour {
        let ground = print.background;
        match self {
            Paint::Primary(tint) => ground.towards(print.primary, tint),
            Paint::Ink(tint) => ground.towards(print.text, tint),
            Paint::Quiet => {
                let shades = (65..=100).map(|tint| ground.towards(print.text, tint));
                shades.into_iter().find(|shade| shade.contrast(ground) >= 4.5).unwrap_or(print.text)
            }
            Paint::Line => ground.towards(print.text, 40),
            Paint::Track => ground.towards(print.primary, 10),
            Paint::Background => ground,
        }
    }
}

/// Sizes of a chart, in its own units.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    /// From side to side.
    pub(crate) width: f64,
    /// The font size of labels and numbers.
    pub(crate) text: f64,
    /// The font size of legends and remarks.
    pub(crate) small: f64,
    /// How wide the column of labels beside the marks is; none where labels stand above them.
    pub(crate) labels: Option<f64>,
}

impl Style {
    pub(crate) fn sizes(&self) -> Sizes {
        match self {
            Style::Page => Sizes { width: 328.0, text: 14.0, small: 13.0, labels: None },
            Style::Print(print) => {
                let width = if print.width.is_finite() { print.width.clamp(160.0, 2000.0) } else { Print::WIDTH };
                let labels = (width >= 320.0).then_some((width * 0.38).min(190.0));
                Sizes { width, text: 9.0, small: 8.0, labels }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_colours_are_colours() {
        assert_eq!(Colour::parse("#1b5e5a").map(Colour::text).as_deref(), Some("#1b5e5a"));
        for not in ["1b5e5a", "#1b5e5", "#1b5e5g", "#+1+2+3", "red", "#é5e5a", "#1b5e5a;"] {
            assert_eq!(Colour::parse(not), None, "{not}");
        }
    }

    #[test]
    fn contrast_is_as_wcag_reckons_it() {
        let black = Colour([0; 3]);
        assert!((Colour::WHITE.contrast(black) - 21.0).abs() < 1e-9);
        // A grey that is known to be just readable on white.
        let grey = Colour::parse("#767676").unwrap();
        assert!((grey.contrast(Colour::WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn quiet_text_can_be_read_in_print() {
        for text in ["#1b1b1b", "#5a5a5a", "#767676"] {
            let print = Print {
                primary: Colour::parse("#154273").unwrap(),
                text: Colour::parse(text).unwrap(),
                background: Colour::WHITE,
                font: "Atkinson Hyperlegible Next".to_owned(),
                width: Print::WIDTH,
            };
            assert!(Paint::Quiet.colour(&print).contrast(Colour::WHITE) >= 4.5, "{text}");
        }
    }

    #[test]
    fn the_style_sheet_knows_every_class_that_is_drawn_with() {
        let paints = [Paint::Primary(1), Paint::Ink(1), Paint::Quiet, Paint::Line, Paint::Track, Paint::Background];
        for (class, _) in paints.map(Paint::class) {
            assert!(STYLE.contains(&format!(".chart .f-{class}")) && STYLE.contains(&format!(".chart .k-{class}")));
        }
    }
}
