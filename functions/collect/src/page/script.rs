//! The script of the questionnaire's page, and what the page tells it.
//!
//! The sources are plain JavaScript in `script/`. `make script` joins and shrinks them into `script.min.js`, and with the
//! watch over a tablet that many use into `script.kiosk.min.js`; some of them, with `conversation.js`, into the conversation
//! form's `conversation.min.js`. A test holds these to their sources. The script is the same
//! for all campaigns and languages: what differs stands in attributes of the page. `data-t` on the form has what it
//! says, `data-k` is what answers are kept under; on a question `data-w` is when it is asked, `data-e` what can be wrong with an
//! answer; `data-x` is on an option that excludes the others.

use std::fmt::Write;

use maud::{Markup, PreEscaped, html};
use serde_json::{Map, Value, json};
use survey::condition::Condition;
use survey::questionnaire::{Kind, Question, Row};
use survey::response::{Fault, FaultCode};

use super::View;
use super::faults::message;

/// The script, as it stands in the page.
pub(super) fn source(kiosk: bool) -> &'static str {
    let shrunk = if kiosk { include_str!("script.kiosk.min.js") } else { include_str!("script.min.js") };
    without_digest(shrunk)
}

/// The conversation form's script, as it stands in the page.
pub(crate) fn of_conversation() -> &'static str {
    without_digest(include_str!("conversation.min.js"))
}

/// The first line says of which sources it was made.
fn without_digest(shrunk: &'static str) -> &'static str {
    shrunk.split_once('\n').map_or("", |(_, script)| script).trim_end()
}

/// A script, for the head of the page.
pub(super) fn script(source: &str) -> Markup {
    html! { script type="module" { (PreEscaped(source)) } }
}

/// What the script says, a line each, in the order in which `screens.js` takes it.
pub(super) fn texts(view: View<'_>) -> String {
    let words = view.words;
    let error = words.error("{fault}");
    let place = words.script_at("{at}", "{of}");
    let mut texts = vec![
        words.script_begin(),
        words.script_next(),
        words.script_last(),
        words.script_keep(),
        words.script_back(),
        &place,
        words.script_review(),
        words.script_none(),
        words.script_change(),
        &error,
        words.script_look(),
        words.script_sending(),
        words.script_waiting(),
        words.script_now(),
        words.script_offline(),
        words.script_kept(),
        words.another_link(),
        words.script_aloud(),
        words.script_stop(),
    ];
    if view.kiosk {
        texts.extend([words.script_idle(), words.script_over(), words.script_stay()]);
    }
    texts.join("\n")
}

/// What the conversation form's script says, a line each, in the order in which `conversation.js` takes it.
pub(super) fn texts_of_conversation(view: View<'_>) -> String {
    let words = view.words;
    let (error, done) = (words.error("{fault}"), words.interview_done("{done}", "{all}"));
    [
        error.as_str(),
        words.script_look(),
        words.script_sending(),
        words.script_waiting(),
        words.script_now(),
        words.script_offline(),
        words.script_kept(),
        words.interview_fresh(),
        &done,
        words.interview_unanswered(),
    ]
    .join("\n")
}

/// When something is asked, as JSON in prefix form: `["&",["c","who","self"],["n","day",">=",2]]`.
pub(super) fn when(condition: &Condition) -> String {
    let mut json = String::new();
    write(condition, &mut json);
    json
}

// Ids are letters, digits, `_` and `.`: nothing in them needs escaping.
fn write(condition: &Condition, json: &mut String) {
    match condition {
        Condition::Chosen { item, option } => write!(json, r#"["c","{item}","{option}"]"#),
        Condition::Answered { item } => write!(json, r#"["a","{item}"]"#),
        Condition::Count { item, is, than } => write!(json, r#"["n","{item}","{}",{than}]"#, is.symbol()),
        Condition::Number { item, is, than } => write!(json, r#"["v","{item}","{}",{than}]"#, is.symbol()),
        Condition::All(parts) => return several('&', parts, json),
        Condition::Any(parts) => return several('|', parts, json),
        Condition::Not(part) => return several('!', std::slice::from_ref(part.as_ref()), json),
    }
    .expect("a String takes all");
}

fn several(kind: char, parts: &[Condition], json: &mut String) {
    write!(json, "[\"{kind}\"").expect("a String takes all");
    for part in parts {
        json.push(',');
        write(part, json);
    }
    json.push(']');
}

/// What can be wrong with an answer to question `number` (absent of an interviewer's note), or to a row of it, that the script sees by itself, in the words in
/// which the server would say it. `None` where nothing can.
pub(super) fn rules(view: View<'_>, number: Option<usize>, question: &Question, row: Option<&Row>) -> Option<String> {
    let say = |code| {
        let fault =
            Fault { question: question.id.to_string(), row: row.map(|row| row.id.to_string()), namely: None, code };
        message(view, number, question, &fault)
    };
    let mut rules = Map::<String, Value>::new();
    let mut rule = |name: &str, value: Value| rules.insert(name.to_owned(), value);
    let grid = matches!(question.kind, Kind::Grid { .. });
    if question.required && grid == row.is_some() {
        rule("required", say(FaultCode::Required).into());
    }
    match &question.kind {
        Kind::Multiple { at_most: Some(most), .. } => {
            rule("most", json!([most, say(FaultCode::TooMany { most: *most })]));
        }
        Kind::Ranking { top: 2.., .. } => {
            rule("repeated", say(FaultCode::Repeated).into());
        }
        Kind::Number(range) => {
            let (least, most) = (range.least, range.most);
            // What is no number at all is told the same: which numbers will do.
            rule("range", json!([least, most, say(FaultCode::OutOfBounds { least, most })]));
        }
        Kind::Text { at_most, .. } => {
            rule("long", json!([at_most, say(FaultCode::TooLong { most: *at_most })]));
        }
        Kind::Single { .. } | Kind::Multiple { .. } | Kind::Scale(_) | Kind::Grid { .. } | Kind::Ranking { .. } => {}
    }
    (!rules.is_empty()).then(|| Value::Object(rules).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;

    #[test]
    fn conditions_are_told_in_prefix_form() {
        for (condition, told) in [
            ("${who} = 'self'", r#"["c","who","self"]"#),
            ("${judge.home} != ''", r#"["a","judge.home"]"#),
            (
                "not(selected(${day}, 'home')) and (count-selected(${day}) >= 2 or ${hours} < 10)",
                r#"["&",["!",["c","day","home"]],["|",["n","day",">=",2],["v","hours","<",10]]]"#,
            ),
        ] {
            assert_eq!(when(&fixtures::condition(condition)), told);
            serde_json::from_str::<Value>(told).unwrap();
        }
    }

    #[test]
    fn the_script_is_made_of_its_sources() {
        let kiosk = include_str!("script/kiosk.js");
        let [plain, with_kiosk] = ["", kiosk].map(|kiosk| {
            [
                include_str!("script/tools.js"),
                include_str!("script/conditions.js"),
                include_str!("script/screens.js"),
                include_str!("script/groups.js"),
                include_str!("script/showing.js"),
                include_str!("script/faults.js"),
                include_str!("script/review.js"),
                include_str!("script/sending.js"),
                include_str!("script/keeping.js"),
                include_str!("script/aloud.js"),
                include_str!("script/start.js"),
                kiosk,
            ]
            .concat()
        });
        let conversation = [
            include_str!("script/tools.js"),
            include_str!("script/conditions.js"),
            include_str!("script/groups.js"),
            include_str!("script/faults.js"),
            include_str!("script/sending.js"),
            include_str!("script/keeping.js"),
            include_str!("script/conversation.js"),
            include_str!("script/shortcuts.js"),
        ]
        .concat();
        for (made, sources) in [
            (include_str!("script.min.js"), plain),
            (include_str!("script.kiosk.min.js"), with_kiosk),
            (include_str!("conversation.min.js"), conversation),
        ] {
            let told = format!("// {}\n", survey::keys::fingerprint(&sources));
            assert!(made.starts_with(&told), "the sources have changed: run `make script`");
        }
    }

    #[test]
    fn nothing_in_the_script_ends_its_element_and_it_is_small() {
        for (name, source) in [("page", source(false)), ("kiosk", source(true)), ("conversation", of_conversation())] {
            assert!(!source.to_ascii_lowercase().contains("</script") && !source.contains("<!--"));
            let mut deflated = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            std::io::Write::write_all(&mut deflated, source.as_bytes()).unwrap();
            let bytes = deflated.finish().unwrap().len();
            println!("the script of the {name}: {bytes} bytes");
            assert!((1_000..=5_000).contains(&bytes), "{bytes}");
        }
    }
}
