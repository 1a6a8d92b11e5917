//! Colours, logo, pictures and the accessibility statement.

use super::*;
use crate::campaign::{Accessibility, Conformance};

#[test]
fn colours_must_be_told_apart() {
    // #767676 is the lightest grey that passes on white: 4.54:1. One step lighter has 4.48:1.
    let white = "primary = \"#154273\"\nsurface = \"#F3F6F9\"";
    assert_eq!(campaign_faults(white, "primary = \"#767676\"\nsurface = \"#ffffff\""), Vec::<String>::new());
    let white = "`background` (#ffffff, which is not given)";
    let on_white = "`on_primary` (#ffffff, which is not given)";
    let allowed = "allowed: 4.5:1 or more (WCAG 2.2 AA)";
    assert_eq!(
        campaign_faults("#154273", "#777777"),
        [
            format!("`primary` (#777777) has a contrast of 4.47:1 with {white}; {allowed}"),
            format!("`primary` (#777777) has a contrast of 4.12:1 with `surface` (#f3f6f9); {allowed}"),
            format!("{on_white} has a contrast of 4.47:1 with `primary` (#777777); {allowed}"),
        ]
    );
    let found = campaign_faults("#F3F6F9", "#555555");
    assert_eq!(
        found,
        [
            format!("`primary` (#154273) has a contrast of 1.36:1 with `surface` (#555555); {allowed}"),
            format!(
                "`text` (#1b1b1b, which is not given) has a contrast of 2.31:1 with `surface` (#555555); {allowed}"
            ),
        ]
    );
    // Decoration may be as light as it likes.
    assert_eq!(campaign_faults("primary =", "accent = \"#ffffff\"\nprimary ="), Vec::<String>::new());
    for written in ["154273", "#15427", "#15427g", "#15427é", "red"] {
        let found = campaign_faults("#154273", written);
        assert!(found.len() == 1 && found[0].contains("is not a colour"), "{written}: {found:?}");
    }
    assert_eq!(campaign_faults("primary = \"#154273\"\nsurface = \"#F3F6F9\"", ""), Vec::<String>::new());
    let dark = "on_primary = \"#000000\"\nbackground = \"#101418\"\ntext = \"#f0f0f0\"\nprimary = \"#8fc7ff\"\nsurface = \"#1e252c\"";
    let dark = CAMPAIGN.replacen("primary = \"#154273\"\nsurface = \"#F3F6F9\"", dark, 1);
    let colours = compile_texts(&dark, USERS).unwrap_or_else(|faults| panic!("{faults:#?}")).campaign.colours;
    assert_eq!((colours.text.as_str(), colours.accent.as_str()), ("#f0f0f0", "#f2b544"));
}

/// Compiles the example with a line more, and a logo where one is asked for.
fn compile_logo(line: &str, logo: &str) -> Result<Compiled, Vec<Fault>> {
    let campaign = CAMPAIGN.replacen("trajectory =", &format!("{line}\ntrajectory ="), 1);
    compile("voorbeeld", Source { path: "voorbeeld/campaign.toml", text: &campaign }, |path| {
        let text = match path {
            "users.toml" => USERS,
            "providers.toml" => PROVIDERS,
            "logo.svg" => logo,
            _ => return None,
        };
        Some((format!("voorbeeld/{path}"), text.to_owned()))
    })
}

#[test]
fn a_logo_is_checked_and_goes_along() {
    const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\n  <path d=\"M0 0h9\"/>\n</svg>";
    let compiled = compile_logo("logo = \"logo.svg\"", LOGO).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let written = LOGO.replace("\n  ", "").replace('\n', "");
    assert_eq!(compiled.campaign.logo, Some(written));
    assert_eq!(compile_logo("", LOGO).unwrap().campaign.logo, None);

    let harmful = compile_logo("logo = \"logo.svg\"", &LOGO.replace("<path", "<script/><path")).unwrap_err();
    assert_eq!(harmful.len(), 1);
    assert_eq!((harmful[0].file.as_str(), harmful[0].line), ("voorbeeld/logo.svg", 2));
    let absent = faults(compile_logo("logo = \"other.svg\"", LOGO));
    assert!(absent.len() == 1 && absent[0].starts_with("the logo `other.svg` can't be read"), "{absent:?}");
    for path in ["logo.png", "/logo.svg", "../logo.svg", "a/logo.svg", ".svg", "users.toml"] {
        let found = faults(compile_logo(&format!("logo = \"{path}\""), LOGO));
        assert!(found.len() == 1 && found[0].contains("can't be a logo file"), "{path}: {found:?}");
    }
}

#[test]
fn only_the_pictures_that_are_named_go_along() {
    let campaign = compile_texts(CAMPAIGN, USERS).unwrap().campaign;
    let names: Vec<&str> = campaign.pictures.keys().map(String::as_str).collect();
    assert_eq!(names, ["book", "face-happy", "face-neutral", "face-sad", "people"]);
    assert!(campaign.pictures["people"].starts_with("<circle"));
    let allowed = "one of the pictures named in docs/questionnaires.md";
    for (given, told) in [
        ("boek", format!("there is no picture `boek`; allowed: {allowed}; closest: book, ")),
        ("Huis.svg", format!("there is no picture `Huis.svg`; allowed: {allowed}, such as face-happy or people")),
        ("happy", format!("there is no picture `happy`; allowed: {allowed}; closest: face-happy, face-very-happy")),
    ] {
        let found = users_faults("picture = \"book\"", &format!("picture = \"{given}\""));
        assert!(found.len() == 1 && found[0].starts_with(&told), "{found:?}");
    }
}

/// The example with an accessibility statement.
fn stated(statement: &str) -> Result<Compiled, Vec<Fault>> {
    compile_texts(&CAMPAIGN.replacen("[policy]", &format!("[accessibility]\n{statement}\n[policy]"), 1), USERS)
}

const SHORTCOMING: &str = r#"[[accessibility.shortcoming]]
what = { nl = "De kaart is niet voor te lezen.", en = "The map can't be read aloud." }
criteria = ["1.1.1"]
why = { nl = "Er is geen tekst bij.", en = "It has no text." }
plan = { nl = "We schrijven een tekst.", en = "We are writing one." }
instead = { nl = "Bel ons.", en = "Call us." }
mended_by = "2027-01-01"
"#;

#[test]
fn the_accessibility_statement_is_read() {
    let none = compile_texts(CAMPAIGN, USERS).unwrap().campaign;
    assert_eq!(none.accessibility, Accessibility::default());
    assert_eq!((none.accessibility.status, none.accessibility_contact()), (Conformance::D, "dagpeil@voorbeeld.nl"));

    let whole = "status = \"B\"\ndrawn_up = \"2026-08-15\"\napproved_by = \"gemeentesecretaris\"\n\
                 examined = \"2026-08-01\"\nreport = \"https://voorbeeld.nl/rapport\"\ncontact = \"help@voorbeeld.nl\"\n";
    let campaign = stated(&format!("{whole}{SHORTCOMING}")).unwrap_or_else(|faults| panic!("{faults:#?}")).campaign;
    insta::assert_json_snapshot!(campaign.accessibility);
    assert_eq!(campaign.accessibility_contact(), "help@voorbeeld.nl");
    assert_eq!(campaign.accessibility.examined.unwrap().to_string(), "2026-08-01");
}

#[test]
fn a_class_is_one_that_can_be_shown() {
    const EXAMINED: &str = "examined = \"2026-08-01\"\nreport = \"https://voorbeeld.nl/rapport\"";
    let unplanned = SHORTCOMING.replace("mended_by", "# ");
    for (statement, told) in [
        ("status = \"D\"".to_owned(), ""),
        (format!("status = \"A\"\n{EXAMINED}"), ""),
        ("status = \"A\"".to_owned(), "status A, but no complete examination"),
        (format!("status = \"A\"\n{EXAMINED}\n{SHORTCOMING}"), "status A, but something falls short"),
        (format!("status = \"B\"\n{EXAMINED}"), "status B, but nothing falls short"),
        (format!("status = \"B\"\n{EXAMINED}\n{SHORTCOMING}"), ""),
        (format!("status = \"B\"\n{EXAMINED}\n{unplanned}"), "status B, but not all that falls short is being mended"),
        ("status = \"C\"\nplanned = \"2027-02-01\"".to_owned(), ""),
        ("status = \"C\"\nplanned = \"2027-03-01\"".to_owned(), "status C, but no examination is planned"),
        ("status = \"C\"".to_owned(), "status C, but no examination is planned"),
        ("status = \"E\"".to_owned(), "the status can't be `E`: E is to have no statement"),
        ("planned = \"2026-02-30\"".to_owned(), "`2026-02-30` is not a day"),
        ("planned = \"2026-2-3\"".to_owned(), "`2026-2-3` is not a day"),
        ("report = \"http://voorbeeld.nl\"".to_owned(), "`http://voorbeeld.nl` is not such an address"),
        ("report = \"https://voorbeeld\"".to_owned(), "is not such an address"),
        ("contact = \"bel ons\"".to_owned(), "`bel ons` is not an e-mail address"),
        (SHORTCOMING.replace("1.1.1", "1.1"), "`1.1` is not a criterion"),
        (SHORTCOMING.replace("what", "wat"), "`what` is missing in a shortcoming"),
    ] {
        let found = faults(stated(&format!("drawn_up = \"2026-08-15\"\n{statement}")));
        match told {
            "" => assert_eq!(found, Vec::<String>::new(), "{statement}"),
            told => assert!(
                found.first().is_some_and(|first| first.starts_with(told) || first.contains(told)),
                "{statement}: {found:?}"
            ),
        }
    }
    let old = format!("drawn_up = \"2029-08-15\"\nstatus = \"A\"\n{EXAMINED}");
    assert!(faults(stated(&old))[0].starts_with("status A, but not examined in the three years before"));
    assert_eq!(faults(stated("status = \"D\""))[0].split(';').next(), Some("`drawn_up` is missing in [accessibility]"));
}

#[test]
fn the_statement_in_the_docs_is_without_fault() {
    let docs = include_str!("../../../../../docs/questionnaires.md");
    let (_, section) = docs.split_once("### The accessibility statement").expect("a section on it");
    let example = section.split("```").nth(1).and_then(|block| block.strip_prefix("toml\n[accessibility]\n"));
    let compiled = stated(example.expect("an example")).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(compiled.campaign.accessibility.shortcomings.len(), 1);
}
