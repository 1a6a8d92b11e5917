//! Pictures beside options, drawn for this project: strokes on a field of 24 by 24, in the colour of the text around
//! them. They repeat what the label says, so they are hidden from readers aloud.

use maud::{Markup, PreEscaped, html};

/// The picture of that name; nothing where there is none, as the label says it all.
pub(crate) fn picture(name: &str) -> Markup {
    match strokes(name) {
        Some(strokes) => html! {
            svg viewBox="0 0 24 24" aria-hidden="true" { (PreEscaped(strokes)) }
        },
        None => html! {},
    }
}

fn strokes(name: &str) -> Option<&'static str> {
    Some(match name {
        "face-sad" => r#"<circle cx="12" cy="12" r="10"/><path d="M9 9v1m6-1v1m-7 7q4-4 8 0"/>"#,
        "face-neutral" => r#"<circle cx="12" cy="12" r="10"/><path d="M9 9v1m6-1v1m-7 6h8"/>"#,
        "face-happy" => r#"<circle cx="12" cy="12" r="10"/><path d="M9 9v1m6-1v1m-8 4q5 5 10 0"/>"#,
        "people" => {
            r#"<circle cx="8" cy="7" r="3"/><circle cx="17" cy="8" r="2.5"/><path d="M2 20c0-9 12-9 12 0m1-6c4-2 7 1 7 6"/>"#
        }
        "book" => r#"<path d="M12 6C9 4 5 4 2 5v14c3-1 7-1 10 1 3-2 7-2 10-1V5c-3-1-7-1-10 1v14"/>"#,
        "walk" => r#"<circle cx="13" cy="4" r="2"/><path d="M12 8l-1 6 4 3 1 5m-5-8-1 4-3 4m0-9 1-3 4-2 3 4 3 1"/>"#,
        "palette" => {
            r#"<path d="M12 3a9 9 0 1 0 0 18c3 0 1-3 2-4s7 1 7-5-4-9-9-9z"/><path d="M7 12v.1M9 8v.1m5-1v.1m3 3v.1"/>"#
        }
        "tree" => r#"<path d="M12 22V10m0 6 4-3m-4 1-3-2M8 17a5 5 0 0 1-2-9 6 6 0 0 1 12 0 5 5 0 0 1-2 9"/>"#,
        "hands" => {
            r#"<path d="M12 11C9 8 7 7 7 5a2.5 2.5 0 0 1 5 0 2.5 2.5 0 0 1 5 0c0 2-2 3-5 6zM2 15l4-2 7 2c2 1 1 3-1 3H9m4 0 6-3c2-1 3 1 2 2l-7 5-8-2-4 1"/>"#
        }
        "briefcase" => r#"<path d="M3 8h18v12H3zm6 0V4h6v4M3 13h18m-9-1v2"/>"#,
        "calm" => {
            r#"<path d="M5 9h11v6a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zm11 1h2a2 2 0 0 1 0 5h-2M8 3q2 1 0 3m5-3q2 1 0 3"/>"#
        }
        "speech" => r#"<path d="M3 4h18v12h-9l-5 5v-5H3zm5 4h8m-8 4h5"/>"#,
        "pot" => r#"<path d="M4 9h16v7a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4zM1 11h3m16 0h3M9 3q2 1 0 3m5-3q2 1 0 3"/>"#,
        "music" => r#"<circle cx="6" cy="18" r="3"/><circle cx="17" cy="16" r="3"/><path d="M9 18V6l11-3v13"/>"#,
        "phone" => r#"<path d="M7 2h10v20H7zm4 17h2"/>"#,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_nothing_aloud_and_an_unknown_one_shows_nothing() {
        assert!(picture("face-happy").into_string().contains("aria-hidden"));
        assert_eq!(picture("unicorn").into_string(), "");
    }
}
