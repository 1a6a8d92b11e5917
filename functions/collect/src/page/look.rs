//! The style of a campaign's pages: ours, in the campaign's colours.

use http::HeaderValue;
use survey::campaign::Colours;
use web::headers::page_policy;

use super::code::SCRIPT;

/// A style sheet and the policies that admit it, with or without the one script, and nothing else.
pub(crate) struct Look {
    style: String,
    policy: HeaderValue,
    policy_with_script: HeaderValue,
}

impl Look {
    /// The look in these colours.
    pub(crate) fn of(colours: &Colours) -> Self {
        let primary = Colour::parse(&colours.primary).unwrap_or(Colour([0x15, 0x42, 0x73]));
        let surface = Colour::parse(&colours.surface).unwrap_or(Colour([0xf3, 0xf6, 0xf9]));
        // On a dark page the campaign's colour would be too dark to read. Mixed with 60 % white even black comes to
        // 5 : 1 on the darkest surface here.
        let light = primary.towards_white(60);
        let style = format!(
            ":root{{--p:{};--s:{}}}@media screen and (prefers-color-scheme:dark){{:root{{--p:{};--s:#262a2e}}}}{}",
            primary.text(),
            surface.text(),
            light.text(),
            tight(include_str!("style.css"))
        );
        let (policy, policy_with_script) = (page_policy(&style, None), page_policy(&style, Some(SCRIPT)));
        Look { style, policy, policy_with_script }
    }

    pub(crate) fn style(&self) -> &str {
        &self.style
    }

    pub(crate) fn policy(&self) -> HeaderValue {
        self.policy.clone()
    }

    /// The policy that also admits [`SCRIPT`].
    pub(crate) fn policy_with_script(&self) -> HeaderValue {
        self.policy_with_script.clone()
    }
}

/// A style sheet without indents, line ends and comments on lines of their own.
fn tight(css: &str) -> String {
    css.lines().map(str::trim).filter(|line| !line.starts_with("/*")).collect()
}

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

    fn towards_white(self, percent: u16) -> Self {
        Colour(self.0.map(|part| (u16::from(part) + (255 - u16::from(part)) * percent / 100) as u8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_colour_gets_into_the_style() {
        let colours = Colours { primary: "red}body{display:none".into(), surface: "#+12345".into() };
        assert!(Look::of(&colours).style().starts_with(":root{--p:#154273;--s:#"));
        assert!(!Look::of(&colours).style().contains("display:none}"));
    }

    #[test]
    fn the_campaigns_colours_are_used_and_lightened_for_the_dark() {
        let colours = Colours { primary: "#000000".into(), surface: "#fff8ee".into() };
        let look = Look::of(&colours);
        assert!(look.style().starts_with(":root{--p:#000000;--s:#fff8ee}"), "{}", look.style());
        assert!(look.style().contains("{--p:#999999;"));
    }

    #[test]
    fn comments_do_not_travel() {
        assert_eq!(tight("/* why */\na {\n  b: c;\n}\n"), "a {b: c;}");
    }
}
