//! The style of pages: ours, in a campaign's colours.

use std::fmt::Write;

use survey::campaign::{Colours, Role};

/// The style sheet of a campaign's pages: its colours as tokens, by day and by night, and what is made of them. Only
/// colours get into it, whatever a campaign says.
pub fn style(colours: &Colours) -> String {
    sheet(colours, include_str!("style.css"))
}

/// The same of another sheet that is made of these tokens: `--p` primary, `--i` what is written on it, `--s` surface, `--b`
/// background, `--t` text, `--a` accent, `--q` quiet text, `--l` lines, `--f` fills, `--e` errors.
pub fn sheet(colours: &Colours, css: &str) -> String {
    let day = Palette::of(colours);
    let (by_day, by_night) = (day.tokens(), day.by_night().tokens());
    let by_night: Vec<String> = by_night.into_iter().filter(|token| !by_day.contains(token)).collect();
    format!(
        ":root{{{}}}@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}{}",
        by_day.join(";"),
        by_night.join(";"),
        tight(css)
    )
}

/// An address that holds a drawing itself, so that nothing is fetched for it.
pub fn address(svg: &str) -> String {
    let mut address = String::with_capacity(svg.len() + 200);
    address.push_str("data:image/svg+xml,");
    for character in svg.chars() {
        match character {
            '"' | '<' | '>' | '#' | '%' | '&' | '\0'..='\u{1f}' => {
                write!(address, "%{:02X}", u32::from(character)).expect("a String takes all");
            }
            other => address.push(other),
        }
    }
    address
}

/// What the colours of a page are for: the tokens that `style.css` is made of.
struct Palette {
    primary: Colour,
    on_primary: Colour,
    surface: Colour,
    background: Colour,
    text: Colour,
    accent: Colour,
}

impl Palette {
    /// A campaign's own, as its definition was checked; what is not a colour is the default.
    fn of(colours: &Colours) -> Self {
        let default = Colours::default();
        let colour = |role: Role| {
            let parsed = Colour::parse(colours.of(role)).or_else(|| Colour::parse(default.of(role)));
            parsed.expect("the default colours are colours")
        };
        Palette {
            primary: colour(Role::Primary),
            on_primary: colour(Role::OnPrimary),
            surface: colour(Role::Surface),
            background: colour(Role::Background),
            text: colour(Role::Text),
            accent: colour(Role::Accent),
        }
    }

    /// The same campaign on a dark page: nearly black with a trace of the primary colour, and that colour light enough to
    /// be read there.
    fn by_night(&self) -> Self {
        let background = Colour([0x15, 0x18, 0x1a]).towards(self.primary, 6);
        let surface = Colour([0x22, 0x26, 0x28]).towards(self.primary, 10);
        Palette {
            primary: self.primary.readable(WHITE, &[background, surface], 5.2),
            on_primary: background,
            surface,
            background,
            text: Colour([0xf0, 0xf0, 0xee]),
            accent: self.accent,
        }
    }

    fn tokens(&self) -> [String; 10] {
        let behind = [self.background, self.surface];
        // A little more than WCAG asks for: 4.5 of text, 3 of the lines around fields.
        let quiet = self.background.towards(self.text, 50).readable(self.text, &behind, 5.5);
        let line = self.background.towards(self.text, 30).readable(self.text, &behind, 3.3);
        let error = ERROR.readable(self.text, &behind, 5.0);
        let face = self.background.towards(self.accent, 40);
        let tokens = [
            ("p", self.primary),
            ("i", self.on_primary),
            ("s", self.surface),
            ("b", self.background),
            ("t", self.text),
            ("a", self.accent),
            ("q", quiet),
            ("l", line),
            ("f", face),
            ("e", error),
        ];
        tokens.map(|(name, colour)| format!("--{name}:{}", colour.text()))
    }
}

/// A style sheet without comments and the spaces that mean nothing.
pub fn tight(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        squeeze(&mut out, before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    squeeze(&mut out, rest);
    out
}

/// Appends lines without indents, and without spaces where the mark beside them says enough. Before a colon a space does
/// mean something: `a :focus` is not `a:focus`.
fn squeeze(out: &mut String, css: &str) {
    let css: String = css.lines().map(str::trim).collect();
    let mut characters = css.chars().peekable();
    while let Some(character) = characters.next() {
        let mute = out.ends_with(['{', '}', ';', ':', ',']) || matches!(characters.peek(), Some('{' | '}'));
        if character != ' ' || !mute {
            out.push(character);
        }
    }
}

const WHITE: Colour = Colour([0xff; 3]);
/// The colour of errors, before it is made to suit the page.
const ERROR: Colour = Colour([0xb0, 0x12, 0x12]);

/// A colour. Parsed, so that nothing but a colour gets into the style.
#[derive(Clone, Copy)]
struct Colour([u8; 3]);

impl Colour {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Colour([part(0)?, part(2)?, part(4)?]))
    }

    fn text(self) -> String {
        let Colour([red, green, blue]) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// This colour with so many percent of another in it.
    fn towards(self, other: Colour, percent: u16) -> Self {
        let mixed = |at: usize| {
            let (from, to) = (u16::from(self.0[at]), u16::from(other.0[at]));
            ((from * (100 - percent) + to * percent + 50) / 100) as u8
        };
        Colour([mixed(0), mixed(1), mixed(2)])
    }

    /// This colour with as little of `other` in it as gives it that contrast with all of `behind`; all of `other` where
    /// nothing does.
    fn readable(self, other: Colour, behind: &[Colour], least: f64) -> Self {
        let mixtures = (0..=100).step_by(2).map(|percent| self.towards(other, percent));
        let mut readable = mixtures.filter(|mixture| behind.iter().all(|behind| mixture.contrast(*behind) >= least));
        readable.next().unwrap_or(other)
    }

    /// The contrast ratio with another colour, from 1 to 21 (WCAG 2.2).
    fn contrast(self, other: Colour) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Relative luminance, from 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_colour_gets_into_the_style() {
        let colours =
            Colours { primary: "red}body{display:none".into(), surface: "#+12345".into(), ..Colours::default() };
        assert!(style(&colours).starts_with(":root{--p:#154273;--i:#ffffff;--s:#"));
        assert!(!style(&colours).contains("red}"));
    }

    #[test]
    fn the_campaigns_colours_are_used_by_day() {
        let colours = Colours { primary: "#000000".into(), surface: "#fff8ee".into(), ..Colours::default() };
        let style = style(&colours);
        let beginning = ":root{--p:#000000;--i:#ffffff;--s:#fff8ee;--b:#ffffff;--t:#1b1b1b;--a:#f2b544;";
        assert!(style.starts_with(beginning), "{style}");
    }

    /// Whatever colours a campaign may have, those that are made of them can be told apart, by day and by night.
    #[test]
    fn what_is_made_of_the_colours_can_be_read() {
        let palettes = [
            ("#154273", "#f3f6f9", "#ffffff", "#1b1b1b"),
            ("#000000", "#fff8ee", "#ffffff", "#000000"),
            ("#767676", "#ffffff", "#ffffff", "#767676"),
            ("#0000ff", "#ffff00", "#ffffe0", "#000060"),
            ("#ffe000", "#202020", "#000000", "#ffffff"),
            ("#5c1d57", "#f4e6ef", "#fdfbfc", "#241f23"),
        ];
        for (primary, surface, background, text) in palettes {
            let day = Palette::of(&Colours {
                primary: primary.into(),
                surface: surface.into(),
                background: background.into(),
                text: text.into(),
                ..Colours::default()
            });
            let night = day.by_night();
            for (when, palette) in [("day", &day), ("night", &night)] {
                let tokens = palette.tokens();
                let token = |name: &str| {
                    let colour = tokens.iter().find_map(|token| token.strip_prefix(&format!("--{name}:"))).unwrap();
                    Colour::parse(colour).unwrap()
                };
                for (front, least) in [("q", 4.5), ("e", 4.5), ("l", 3.0), ("t", 4.5), ("p", 4.5)] {
                    for behind in ["b", "s"] {
                        // Text of the least contrast leaves no room for anything quieter.
                        let contrast = token(front).contrast(token(behind));
                        assert!(contrast >= least, "{front} on {behind} by {when} of {primary}: {contrast:.2}");
                    }
                }
            }
            assert!(night.on_primary.contrast(night.primary) >= 4.5);
        }
    }

    #[test]
    fn contrasts_are_those_of_wcag() {
        let of = |one: &str, other: &str| Colour::parse(one).unwrap().contrast(Colour::parse(other).unwrap());
        assert_eq!(of("#000000", "#ffffff"), 21.0);
        assert_eq!((of("#777777", "#ffffff") * 100.0).round(), 448.0);
        assert_eq!(of("#123456", "#123456"), 1.0);
    }

    #[test]
    fn comments_and_idle_spaces_do_not_travel() {
        let css = "/* why,\n   and how */\na :focus, b {\n  c: d 1px;\n  e: calc(1px + 2px);\n}\n@media (f: g) {\nh > i { j: k }\n}\n";
        assert_eq!(tight(css), "a :focus,b{c:d 1px;e:calc(1px + 2px);}@media (f:g){h > i{j:k}}");
    }

    #[test]
    fn a_drawing_becomes_an_address_that_stays_in_its_attribute() {
        let drawing = "<svg viewBox=\"0 0 1 1\"><path fill='#f00' d=\"M0 0\n1 100%\"/></svg>";
        let address = address(drawing);
        let expected = "%3Csvg viewBox=%220 0 1 1%22%3E%3Cpath fill='%23f00' d=%22M0 0%0A1 100%25%22/%3E%3C/svg%3E";
        assert_eq!(address.strip_prefix("data:image/svg+xml,"), Some(expected));
        assert!(!address.contains(['"', '<', '>', '&']), "it stays in its attribute: {address}");
    }
}
