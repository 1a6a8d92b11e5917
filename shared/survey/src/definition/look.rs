//! What a campaign says of the look of its pages: colours, told apart well enough to be read.

use super::fault::shortened;
use super::reader::Table;
use crate::campaign::{Colours, Role};

/// Reads the colours; those that are not given are neutral.
pub(super) fn colours(table: &mut Table<'_>) -> Colours {
    let mut colours = Colours::default();
    let Some(mut table) = table.optional_table("colours", "a table [colours]") else { return colours };
    let mut unclear = Vec::new();
    for (key, value) in [
        ("primary", &mut colours.primary),
        ("on_primary", &mut colours.on_primary),
        ("surface", &mut colours.surface),
        ("background", &mut colours.background),
        ("text", &mut colours.text),
        ("accent", &mut colours.accent),
    ] {
        match colour(&mut table, key) {
            Some(given) => *value = given,
            None if table.has(key) => unclear.push(key),
            None => {}
        }
    }
    tell_apart(&table, &colours, &unclear);
    table.finish();
    colours
}

/// A colour, in lower case.
fn colour(table: &mut Table<'_>, key: &'static str) -> Option<String> {
    const ALLOWED: &str = "six hexadecimal digits after #, such as \"#154273\"";
    let given = table.optional_string(key, ALLOWED)?.value;
    if luminance(given).is_none() {
        table.fault(key, format!("`{}` is not a colour", shortened(given)), ALLOWED);
        return None;
    }
    Some(given.to_ascii_lowercase())
}

/// Reports colours that meet on the page and are too much alike. Of those that are unclear nothing is known.
fn tell_apart(table: &Table<'_>, colours: &Colours, unclear: &[&str]) {
    for pair in Colours::PAIRS {
        if unclear.contains(&pair.front.key()) || unclear.contains(&pair.behind.key()) {
            continue;
        }
        let (front, behind) = (colours.of(pair.front), colours.of(pair.behind));
        let (Some(measured), least) = (contrast(front, behind), f64::from(pair.least_tenths) / 10.0) else { continue };
        if measured >= least {
            continue;
        }
        // Rounded down, so that what falls short never looks enough.
        let shown = (measured * 100.0).floor() / 100.0;
        let said = |role: Role, colour: &str| {
            let neutral = if table.has(role.key()) { "" } else { ", which is not given" };
            format!("`{}` ({colour}{neutral})", role.key())
        };
        let (one, other) = (said(pair.front, front), said(pair.behind, behind));
        let key = if table.has(pair.front.key()) { pair.front.key() } else { pair.behind.key() };
        let what = format!("{one} has a contrast of {shown:.2}:1 with {other}");
        table.fault(key, what, format!("{least}:1 or more (WCAG 2.2 AA)"));
    }
}

/// The contrast ratio of two colours (1 to 21), after WCAG 2.2; `None` where one is not of the form `#rrggbb`.
fn contrast(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// Relative luminance (0 to 1), after WCAG 2.2.
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let linear = |place: usize| {
        let channel = f64::from(u8::from_str_radix(&digits[place..place + 2], 16).ok()?) / 255.0;
        Some(if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * linear(0)? + 0.7152 * linear(2)? + 0.0722 * linear(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        for (one, other, expected) in [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#767676", "#ffffff", 4.54),
            ("#154273", "#f3f6f9", 9.45),
        ] {
            let measured = contrast(one, other).unwrap();
            assert!((measured - expected).abs() < 0.05, "{one} on {other}: {measured}");
            assert_eq!(contrast(other, one), Some(measured));
        }
    }

    #[test]
    fn the_neutral_colours_are_told_apart() {
        let neutral = Colours::default();
        for pair in Colours::PAIRS {
            let measured = contrast(neutral.of(pair.front), neutral.of(pair.behind)).unwrap();
            assert!(measured >= f64::from(pair.least_tenths) / 10.0, "{pair:?}: {measured}");
        }
    }
}
