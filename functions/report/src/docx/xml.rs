//! Text in XML.

use std::borrow::Cow;

/// Text as it stands between tags or in an attribute. What XML can't hold is left out.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|character| is_special(character) || !is_allowed(character)) {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len() + 16);
    for character in text.chars().filter(|character| is_allowed(*character)) {
        match character {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            other => written.push(other),
        }
    }
    Cow::Owned(written)
}

fn is_special(character: char) -> bool {
    matches!(character, '&' | '<' | '>' | '"')
}

/// The characters of XML 1.0.
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_xml_is_escaped_and_what_it_can_not_hold_left_out() {
        assert_eq!(escaped("a < b & \"c\" > d"), "a &lt; b &amp; &quot;c&quot; &gt; d");
        assert_eq!(escaped("bel\u{7}, nul\u{0}, nieuw\nregel, \u{FFFE}"), "bel, nul, nieuw\nregel, ");
        assert!(matches!(escaped("gewoon één ✿"), Cow::Borrowed(_)));
    }
}
