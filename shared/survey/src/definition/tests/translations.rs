//! Texts in files of their own.

use super::*;

/// The users' questionnaire in Arabic, as far as it goes.
pub(super) const ARABIC: &str = r#"
reviewed = true
title = "العنوان"
thanks = """
شكرا.

إلى اللقاء."""
[[statement]]
text = "لا توجد إجابات خاطئة."
[[section]]
title = "يومك"
intro = "عن يومك."
[[section]]
title = "عنك"
[question.who]
ask = "من؟"
options = { self = "أنا", helped = "أنا مع مساعدة", other = "شخص آخر" }
[question.content]
ask = "كيف؟"
dont_know = "لا أعرف"
[question.content.points]
sad = "سيئ"
[question.judge]
rows.home = "في البيت"
[question.days]
unit = "أيام"
"#;

/// Compiles the example in Dutch and Arabic, with that translation of the users' questionnaire.
pub(super) fn compile_arabic(users: &str, arabic: &str) -> Result<Compiled, Vec<Fault>> {
    let campaign = CAMPAIGN.replacen(r#"["nl", "en"]"#, r#"["nl", "en", "ar"]"#, 1);
    assert_ne!(campaign, CAMPAIGN);
    compile("voorbeeld", Source { path: "voorbeeld/campaign.toml", text: &campaign }, |path| {
        let text = match path {
            "users.toml" => users,
            "users.ar.toml" => arabic,
            "providers.toml" => PROVIDERS,
            _ => return None,
        };
        Some((format!("voorbeeld/{path}"), text.to_owned()))
    })
}

fn arabic_faults(from: &str, to: &str) -> Vec<String> {
    assert!(ARABIC.contains(from), "{from}");
    faults(compile_arabic(USERS, &ARABIC.replacen(from, to, 1)))
}

/// The Arabic texts in a value, each with its place there.
fn collect(place: &str, value: &serde_json::Value, arabic: &mut Vec<String>) {
    use serde_json::Value::{Array, Object, String};
    match value {
        Object(entries) => {
            for (key, value) in entries {
                match (key.as_str(), value) {
                    ("ar", String(text)) => arabic.push(format!("{place} {text}")),
                    _ => collect(&format!("{place}/{key}"), value, arabic),
                }
            }
        }
        Array(values) => {
            values.iter().enumerate().for_each(|(at, value)| collect(&format!("{place}/{at}"), value, arabic));
        }
        _ => {}
    }
}

#[test]
fn a_translation_lends_its_texts() {
    let compiled = compile_arabic(USERS, ARABIC).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let questionnaire = &compiled.campaign.audience("users").unwrap().questionnaire;
    let mut arabic = Vec::new();
    collect("", &serde_json::to_value(questionnaire).unwrap(), &mut arabic);
    insta::assert_snapshot!(arabic.join("\n"));
    let plain = compile_texts(CAMPAIGN, USERS).unwrap().campaign;
    assert_eq!(questionnaire.fingerprint(), plain.audience("users").unwrap().questionnaire.fingerprint());
    let lines: Vec<_> = compiled.warnings.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn what_only_advisers_read_needs_no_translation() {
    let compiled = compile_arabic(USERS, ARABIC).unwrap();
    let told: String = compiled.warnings.iter().map(ToString::to_string).collect();
    for adviser in ["goals", "step_shift", "home_step", "bands", "theme."] {
        assert!(!told.contains(adviser), "{adviser}: {told}");
    }
    let users = USERS.replacen(r#"nl = "Doelen", en = "Goals""#, r#"nl = "Doelen""#, 1);
    let warnings = compile_arabic(&users, ARABIC).unwrap().warnings;
    let english = "this text is missing in en; people will see it in Dutch";
    assert_eq!(warnings.iter().filter(|warning| warning.what == english).count(), 1, "{warnings:#?}");
}

#[test]
fn a_translation_has_been_reviewed_or_has_not() {
    let warned = |arabic: &str| {
        let warnings = compile_arabic(USERS, arabic).unwrap().warnings;
        warnings.iter().any(|warning| warning.file == "voorbeeld/users.ar.toml" && warning.what.contains("native"))
    };
    assert!(!warned(ARABIC));
    assert!(warned(&ARABIC.replacen("true", "false", 1)));
    let allowed = "reviewed = true once a native speaker has read the whole, false until then";
    assert_eq!(arabic_faults("reviewed = true", ""), [format!("`reviewed` is missing; allowed: {allowed}")]);
    let found = arabic_faults("reviewed = true", "reviewed = \"yes\"");
    assert_eq!(found, [format!("`reviewed` is a text in quotes; allowed: {allowed}")]);
}

#[test]
fn faults_of_translations() {
    for (from, to, fault) in [
        (
            "[question.who]",
            "[question.whom]",
            "there is no text `question.whom` in voorbeeld/users.toml (did you mean `who`?); \
             allowed: content, days, judge, matters, prefer, step_now, step_wish, who, wish",
        ),
        (
            "helped =",
            "help =",
            "there is no text `question.who.options.help` in voorbeeld/users.toml (did you mean `helped`?); \
             allowed: helped, other, self",
        ),
        (
            "[[section]]\ntitle = \"عنك\"",
            "",
            "`section`: 1 here, 2 in voorbeeld/users.toml; allowed: one for each, in the same order",
        ),
        (
            "title = \"عنك\"",
            "title = \"عنك\"\nintro = \"عنك\"",
            "there is no text `section.2.intro` in voorbeeld/users.toml; allowed: title",
        ),
        ("unit = \"أيام\"", "unit = 7", "`question.days.unit` is a whole number; allowed: a text in quotes"),
        (
            "unit = \"أيام\"",
            "unit = \" \"",
            "this text is empty; allowed: a text; leave the language out where there is none",
        ),
        (
            "unit = \"أيام\"",
            "unit = { ar = \"أيام\" }",
            "`question.days.unit` is one text in voorbeeld/users.toml; allowed: a text in quotes",
        ),
        (
            "rows.home = \"في البيت\"",
            "rows = \"في البيت\"",
            "`question.judge.rows` is a text here, and several texts in voorbeeld/users.toml; \
             allowed: [question.judge.rows] with club, home",
        ),
        (
            "unit = \"أيام\"",
            "unit = \"أيام\"\nbands.none = \"لا شيء\"",
            "there is no text `question.days.bands` in voorbeeld/users.toml; allowed: ask, unit",
        ),
        ("reviewed = true", "reviewed = true\nid = \"x\"", "there is no text `id` in voorbeeld/users.toml"),
    ] {
        let found = arabic_faults(from, to);
        assert!(found.len() == 1 && found[0].starts_with(fault), "{to}: {found:#?}");
    }
    let found = arabic_faults("[question.days]", "[question.days");
    assert!(found.iter().all(|found| found.starts_with("this is not TOML")), "{found:#?}");
}

#[test]
fn a_text_stands_in_one_place() {
    let users = USERS.replacen(r#"nl = "Iemand anders""#, r#"ar = "شخص", nl = "Iemand anders""#, 1);
    let faults = compile_arabic(&users, ARABIC).unwrap_err();
    let line = users.lines().position(|line| line.contains("Iemand anders")).unwrap() + 1;
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].file.as_str(), faults[0].line), ("voorbeeld/users.ar.toml", 17));
    assert_eq!(faults[0].what, format!("this text stands in line {line} of the other file as well"));
}

#[test]
fn a_translation_is_read_only_where_its_language_is_offered() {
    let mut asked = Vec::new();
    let campaign = CAMPAIGN.replacen(r#"["nl", "en"]"#, r#"["nl", "tr", "pl"]"#, 1);
    let outcome = compile("voorbeeld", Source { path: "campaign.toml", text: &campaign }, |path| {
        asked.push(path.to_owned());
        match path {
            "users.toml" => Some((path.to_owned(), USERS.to_owned())),
            "providers.toml" => Some((path.to_owned(), PROVIDERS.to_owned())),
            "campaign.tr.toml" => {
                let text = "reviewed = true\ntheme.meeting = 'x'\naudience.users = 'y'\ncontroller.purpose = 'z'";
                Some((path.to_owned(), text.to_owned()))
            }
            _ => None,
        }
    });
    assert_eq!(asked[..2], ["campaign.tr.toml", "campaign.pl.toml"]);
    assert!(asked.contains(&"users.tr.toml".to_owned()) && !asked.contains(&"users.en.toml".to_owned()), "{asked:?}");
    let campaign = outcome.unwrap_or_else(|faults| panic!("{faults:#?}")).campaign;
    assert_eq!(campaign.themes[0].label.get(Language::Tr), "x");
    assert_eq!(campaign.audience("users").unwrap().title.get(Language::Tr), "y");
    assert_eq!(campaign.controller.purpose.get(Language::Tr), "z");
}
