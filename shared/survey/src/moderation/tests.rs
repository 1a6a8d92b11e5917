use proptest::prelude::*;

use super::*;
use crate::testing;

fn struck(text: &str, pieces: &[&str]) -> Quote {
    let mut quote = Quote::of(text);
    for piece in pieces {
        quote.strike(piece).unwrap();
    }
    quote
}

#[test]
fn open_fields_are_named_as_their_answers_are_stored() {
    let questionnaire = testing::questionnaire();
    let names: Vec<_> = open_fields(&questionnaire).iter().map(OpenField::name).collect();
    assert_eq!(names, ["who.other", "day.other", "wish"]);
}

#[test]
fn words_are_struck_wherever_they_stand() {
    let text = "Ik wil met Annie, mijn buurvrouw,\nwandelen. En met annie zingen!";
    for (pieces, shown, places) in [
        (&[][..], "Ik wil met Annie, mijn buurvrouw, wandelen. En met annie zingen!", ""),
        (&["met Annie"], "Ik wil […] mijn buurvrouw, wandelen. En […] zingen!", "2-3 8-9"),
        (&["annie, mijn buurvrouw"], "Ik wil met […] wandelen. En met annie zingen!", "3-5"),
        (&["ik wil", "zingen", "wandelen"], "[…] met Annie, mijn buurvrouw, […] En met annie […]", "0-1 6 10"),
        (&["met", "annie"], "Ik wil […] mijn buurvrouw, wandelen. En […] zingen!", "2-3 8-9"),
    ] {
        let quote = struck(text, pieces);
        assert_eq!((quote.shown().as_str(), quote.struck().as_str()), (shown, places), "{pieces:?}");
        assert!(Quote::with_struck(text, places).is_some_and(|again| again == quote));
    }
}

#[test]
fn what_is_not_there_can_not_be_struck_and_nothing_can_be_added() {
    let mut quote = Quote::of("een twee drie");
    for piece in ["", "  ", "vier", "twee een", "twe", "drie vier", "een drie"] {
        assert_eq!(quote.strike(piece), Err(NotInText), "{piece:?}");
    }
    assert_eq!(quote.strike("twee"), Ok(1));
    assert_eq!(quote.strike("twee"), Err(NotInText), "it is gone");
    assert_eq!(quote.strike("een twee"), Err(NotInText));
    quote.restore();
    assert_eq!(quote.shown(), "een twee drie");
    assert_eq!(quote.strike("een twee drie"), Ok(1));
    assert!(quote.is_empty());
    for places in ["3", "0-3", "2-1", "x", "-1", "1-", "0,1", "99999999999999999999"] {
        assert!(Quote::with_struck("een twee drie", places).is_none(), "{places}");
    }
}

#[test]
fn only_an_approval_of_something_is_approved() {
    let approve = |verdict, struck: &str| {
        let decision = Decision { verdict, struck: struck.to_owned() };
        decision.approve("een twee drie").map(|quote| quote.0)
    };
    assert_eq!(approve(Verdict::Approved, "1").as_deref(), Some("een […] drie"));
    assert_eq!(approve(Verdict::Approved, "0-2"), None, "nothing is left");
    assert_eq!(approve(Verdict::Approved, "7"), None, "of another text");
    assert_eq!(approve(Verdict::Rejected, ""), None);
    for verdict in [Verdict::Approved, Verdict::Rejected] {
        assert_eq!(Verdict::named(verdict.as_str()), Some(verdict));
    }
    assert_eq!(Verdict::named("maybe"), None);
}

#[test]
fn what_is_not_seen_can_not_take_hold_of_a_terminal() {
    let quote = Quote::of("rood\u{1b}[31m \u{202e}om\u{200b}keer\r\n\x07b\u{9b}el  e\u{301}e\u{301}n\u{a0}\u{2028}🙂");
    assert_eq!(quote.shown(), "rood[31m omkeer bel e\u{301}e\u{301}n 🙂");
}

#[test]
fn terms_are_words_of_several_people() {
    let texts = [
        "Wandelen, wandelen en nog eens wandelen! [naam]",
        "wandelen met [naam] in 2025",
        "Ik wil zo'n koffie-ochtend, en wandelen",
        "koffie-ochtend of taalles 2x [naam]",
        "zo’n taalles graag",
        "wil graag een taalles",
    ];
    let of = |least| terms(texts, least).iter().map(|term| term.as_str().to_owned()).collect::<Vec<_>>();
    assert_eq!(of(3), ["taalles", "wandelen"]);
    assert_eq!(of(2), ["koffie-ochtend", "taalles", "wandelen"]);
    assert_eq!(of(0), of(2), "never one person's word");
    assert!(of(4).is_empty());
}

#[test]
fn what_may_tell_who_it_is_is_pointed_at() {
    let show = |text: &str| {
        let of = |alert: &Alert| match alert {
            Alert::Name(word) => format!("name {word}"),
            Alert::Number(word) => format!("number {word}"),
            Alert::Street(word) => format!("street {word}"),
            Alert::Role(word) => format!("role {word}"),
            Alert::Other(word) => format!("other {word}"),
        };
        alerts(text).iter().map(of).collect::<Vec<_>>().join(", ")
    };
    for (text, pointed) in [
        ("Ik wil graag Nederlands leren. Elke week in Zwolle of met WhatsApp.", ""),
        ("Wij wonen in Marknesse", "name Marknesse"),
        ("ik ga met piet naar de beukenlaan, ik ben 87", "name piet, street beukenlaan, number 87"),
        ("Mijn zoon is de enige leraar", "other zoon, role enige"),
        ("[naam] en Ik, en [naam] weer", ""),
        ("bij Breukers. Breukers weet het", "name Breukers"),
        ("IK WIL", "name WIL"),
    ] {
        assert_eq!(show(text), pointed, "{text}");
    }
}

proptest! {
    #[test]
    fn a_quote_is_made_of_words_of_the_text_in_their_order(
        text in any::<String>(),
        pieces in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let whole = Quote::of(&text).shown();
        let words: Vec<&str> = whole.split_whitespace().collect();
        let mut quote = Quote::of(&text);
        for piece in &pieces {
            if !words.is_empty() {
                let _ = quote.strike(words[piece.index(words.len())]);
            }
        }
        let decision = Decision { verdict: Verdict::Approved, struck: quote.struck() };
        let approved = decision.approve(&text).map(|quote| quote.0);
        prop_assert_eq!(approved.is_none(), quote.is_empty());
        let approved = approved.unwrap_or_default();
        let mut rest = words.iter();
        for word in approved.split(' ').filter(|word| !word.is_empty() && *word != OMISSION) {
            prop_assert!(rest.any(|of_text| *of_text == word), "{} is not of the text", word);
        }
    }

    #[test]
    fn no_term_is_of_fewer_texts_than_asked(texts in prop::collection::vec("[a-d]{3}( [a-d]{3}){0,4}", 0..12), least in 2usize..6) {
        for term in terms(texts.iter().map(String::as_str), least) {
            let users = texts.iter().filter(|text| text.split(' ').any(|word| word == term.as_str())).count();
            prop_assert!(users >= least);
        }
    }
}
