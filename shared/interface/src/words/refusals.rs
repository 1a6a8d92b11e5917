//! What the build refuses, and what its tables say.

use survey::language::Language;
use wording::compile::{Source, compile};

use super::{Number, Value, fill};

fn sources(texts: &[(&str, &str)]) -> Vec<Source> {
    let source = |(at, (language, text)): (usize, &(&str, &str))| Source {
        language: (*language).to_owned(),
        file: format!("{at}.ftl"),
        text: (*text).to_owned(),
    };
    texts.iter().enumerate().map(source).collect()
}

/// The second language's first message, filled in with a number and a label.
fn filled(language: Language, dutch: &str, text: &str, number: i64) -> String {
    let compiled = compile(&sources(&[("nl", dutch), (language.code(), text)])).unwrap();
    let (_, table) = compiled.tables.iter().find(|(known, _)| known == language.code()).unwrap();
    fill(language, table, &[Value::Number(Number(number)), Value::String("b")])
}

#[test]
fn what_can_not_be_meant_is_refused() {
    let number = "# $n (Number)\nm = { $n }\n";
    for (dutch, polish, fault) in [
        ("m = { $n }\n", "", "nl/0.ftl: m: $n is not declared"),
        ("# $n (Number)\nm = text\n", "", "nl/0.ftl: m: $n is not used"),
        ("# $n (Count)\nm = { $n }\n", "", "no such kind of variable: $n (Count)"),
        ("m = { m }\n", "", "refers to itself"),
        ("m = { n }\nn = { m }\n", "", "refers to itself"),
        ("m = { n }\n", "", "refers to n, which is not there"),
        ("m = a\nm = b\n", "", "m is in 0.ftl too"),
        ("m = a\n    b\n", "", "a text goes on one line"),
        ("m = { \"\\u0003\" }\n", "", "control character"),
        ("m = a\n    .title = b\n", "", "attributes"),
        ("m =\n", "", "nl/0.ftl: line 1: "),
        ("# $n (Number)\nm = { DATETIME($n) }\n", "", "only a variable can stand here, or NUMBER"),
        ("# $n (Number)\nm = { NUMBER($n, style: \"percent\") }\n", "", "NUMBER: style"),
        ("# $n (String)\nm = { NUMBER($n) }\n", "", "NUMBER takes a number"),
        ("# $n (Number)\nm = { $n ->\n *[one] a\n }\n", "", "also counts with [other]"),
        ("# $n (Number)\nm = { $n ->\n [few] a\n [one] b\n *[other] c\n }\n", "", "[few] is not a plural category"),
        ("# $n (Number)\nm = { $n ->\n [one] a\n [one] b\n *[other] c\n }\n", "", "[one] is there twice"),
        ("# $n (Number)\nm = { $n ->\n *[other] c\n [one] b\n }\n", "", "the default comes last"),
        ("# $n (Number)\nm = { $n ->\n [1.5] a\n *[other] c\n }\n", "", "[1.5] is not a whole number"),
        ("# $n (Day)\nm = { $n ->\n [a] a\n *[b] c\n }\n", "", "selects nothing"),
        (number, "m = { $k }\n", "pl/1.ftl: m: $k is not declared"),
        (number, "m = text\n", "pl/1.ftl: m: $n is not used"),
        (
            number,
            "m = { $n ->\n [one] a\n *[other] b\n }\n",
            "pl/1.ftl: m: this language also counts with [few], [many]",
        ),
        (number, "m = { $n ->\n [one] a\n [zero] b\n *[other] b\n }\n", "[zero] is not a plural category"),
    ] {
        let faults = compile(&sources(&[("nl", dutch), ("pl", polish)])).unwrap_err();
        assert!(faults.iter().any(|known| known.contains(fault)), "{dutch}{polish}\n{faults:#?}");
    }
    assert_eq!(
        compile(&sources(&[("nl", "m = a\n"), ("de", "m = a\n")])).unwrap_err(),
        ["de: not a language of the interface"]
    );
    assert_eq!(compile(&sources(&[("en", "m = a\n")])).unwrap_err(), ["there are no Dutch words"]);
}

#[test]
fn what_a_language_lacks_or_has_too_much_is_a_gap_and_dutch_stands_in() {
    let compiled = compile(&sources(&[("nl", "m = een\nn = twee\n"), ("tr", "n = iki\no = üç\n")])).unwrap();
    assert_eq!(compiled.gaps, ["tr/0.ftl: m is missing", "tr/1.ftl: o is not in Dutch"]);
    assert_eq!(compiled.tables[1], ("tr".to_owned(), "een\u{0}iki".to_owned()));
}

#[test]
fn methods_take_what_the_dutch_comments_declare() {
    let dutch = "# Why.\n# $most (Number): how many.\n# $label (String)\n# $until (Moment)\n\
                 at-most = { $label } { $most } { $until }\nno = Nee\n";
    let rust = compile(&sources(&[("nl", dutch)])).unwrap().rust;
    for part in [
        "    /// Why.\n    pub(crate) fn at_most(&self, most: impl Into<Number>, label: &str, until: survey::time::Moment) -> String {\n",
        "self.fill(0, &[Value::Number(most.into()), Value::String(label), Value::Phrase(&self.moment(until))])",
        "    pub(crate) fn no(&self) -> &'static str { self.text(1) }\n",
        "Language::En => None",
    ] {
        assert!(rust.contains(part), "{rust}");
    }
}

#[test]
fn forms_are_chosen_by_number_category_or_text() {
    let dutch = "# $n (Number)\n# $s (String)\nm = { $n } { $s }\n";
    let polish = "m =\n    { $n ->\n        [0] nic\n        [one] { $n } rok\n        [few] { $n } lata\n       *[many] { $n } lat\n    } \
                  { $s ->\n        [a] A\n       *[b] B\n    }!\n";
    for (number, expected) in [
        (0, "nic B!"),
        (1, "1 rok B!"),
        (2, "2 lata B!"),
        (5, "5 lat B!"),
        (22, "22 lata B!"),
        (10_000, "10\u{a0}000 lat B!"),
    ] {
        assert_eq!(filled(Language::Pl, dutch, polish, number), expected);
    }
}

#[test]
fn a_selection_may_stand_within_another() {
    let dutch = "# $n (Number)\n# $s (String)\nm = { $n } { $s }\n";
    let text = "m =\n    { $s ->\n        [b] { $n ->\n            [one] een\n           *[other] meer\n        } B\n       *[c] C\n    }.\n";
    assert_eq!(filled(Language::En, dutch, text, 1), "een B.");
    assert_eq!(filled(Language::En, dutch, text, 2), "meer B.");
}

#[test]
fn references_are_filled_in() {
    let dutch = "# $n (Number)\n# $s (String)\nm = { $n } { $s }\n# $s (String)\nk = <{ $s }>\n";
    let text = "m = { -term } { k } { NUMBER($n, useGrouping: 0, minimumIntegerDigits: 2) }{ \"{\" }\n-term = T\nk = ({ $s })\n";
    assert_eq!(filled_first(dutch, text), "T (b) 07{");
}

fn filled_first(dutch: &str, text: &str) -> String {
    let compiled = compile(&sources(&[("nl", dutch), ("en", text)])).unwrap();
    let first = compiled.tables[1].1.split('\u{0}').next().unwrap();
    fill(Language::En, first, &[Value::Number(Number(7)), Value::String("b")])
}
