use proptest::prelude::*;
use serde_json::json;

use super::*;

fn campaign() -> Campaign {
    let mut campaign = crate::testing::campaign();
    let statement = |id: &str, audiences: &[&str]| Statement {
        id: id.parse().unwrap(),
        text: Text::dutch("Zo is het."),
        audiences: audiences.iter().map(|id| id.parse().unwrap()).collect(),
    };
    campaign.focus_group = Some(FocusGroup {
        statements: vec![statement("near", &[]), statement("staff", &["providers"]), statement("bus", &["users"])],
    });
    campaign.themes = serde_json::from_value(json!([
        { "id": "meeting", "label": { "nl": "ontmoeten" } }, { "id": "learning", "label": { "nl": "leren" } },
    ]))
    .unwrap();
    campaign
}

fn draft(people: &str, themes: &[&str], agreed: &[(&str, &str)], quotes: &[&str], cleared: bool) -> SessionDraft {
    let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let agreed = agreed.iter().map(|(id, agreed)| ((*id).to_owned(), (*agreed).to_owned())).collect();
    SessionDraft { people: people.to_owned(), themes: own(themes), agreed, quotes: own(quotes), cleared }
}

fn faults(draft: &SessionDraft) -> Vec<SessionFault> {
    let campaign = campaign();
    let form = SessionForm::of(&campaign, crate::testing::users(&campaign)).unwrap();
    form.accept(draft).err().unwrap_or_default()
}

#[test]
fn a_campaign_without_has_no_form_and_a_statement_is_put_to_its_audiences() {
    let campaign = campaign();
    let users = crate::testing::users(&campaign);
    let form = SessionForm::of(&campaign, users).unwrap();
    let ids: Vec<&str> = form.statements().iter().map(|statement| statement.id.as_str()).collect();
    assert_eq!(ids, ["near", "bus"]);
    assert!(SessionForm::of(&Campaign { focus_group: None, ..campaign.clone() }, users).is_none());
}

#[test]
fn every_fault_is_named_in_the_order_of_the_form() {
    use SessionFault as F;
    let id = |id: &str| id.parse::<QuestionId>().unwrap();
    let long = "a".repeat(301);
    for (draft, wanted) in [
        (draft("7", &["meeting"], &[], &[], false), vec![]),
        (draft(" 7 ", &[], &[("near", " 0 ")], &["", "  "], false), vec![]),
        (draft("", &["meeting"], &[], &[], false), vec![F::PeopleMissing]),
        (draft("zes", &["meeting"], &[], &[], false), vec![F::PeopleNotANumber]),
        (draft("-6", &["meeting"], &[], &[], false), vec![F::PeopleNotANumber]),
        (draft("4", &["meeting"], &[], &[], false), vec![F::PeopleTooFew]),
        (draft("61", &["meeting"], &[], &[], false), vec![F::PeopleTooMany]),
        (draft("7", &[], &[("near", "")], &[], false), vec![F::NothingDiscussed]),
        (draft("7", &["sport", "meeting", "x"], &[], &[], false), vec![F::UnknownTheme]),
        (draft("7", &["meeting"], &[("staff", "3")], &[], false), vec![F::UnknownStatement]),
        (
            draft("7", &[], &[("near", "8"), ("bus", "x")], &[], false),
            vec![F::AgreedTooMany(id("near")), F::AgreedNotANumber(id("bus"))],
        ),
        // Without knowing how many took part, only what can never be.
        (
            draft("", &[], &[("near", "8"), ("bus", "61")], &[], false),
            vec![F::PeopleMissing, F::AgreedTooMany(id("bus"))],
        ),
        (draft("7", &["meeting"], &[], &["Fijn hier"], false), vec![F::NotCleared]),
        (draft("7", &["meeting"], &[], &["Fijn hier"], true), vec![]),
        (draft("7", &["meeting"], &[], &["", &long], true), vec![F::QuoteTooLong(1)]),
        (draft("7", &["meeting"], &[], &["a"; 7], true), vec![F::TooManyQuotes]),
        (
            draft("", &["x"], &[("y", "1")], &[&long], false),
            vec![F::PeopleMissing, F::UnknownTheme, F::UnknownStatement, F::QuoteTooLong(0), F::NotCleared],
        ),
    ] {
        assert_eq!(faults(&draft), wanted);
    }
}

#[test]
fn quotes_are_redacted_and_the_proof_is_over_what_came() {
    let campaign = campaign();
    let form = SessionForm::of(&campaign, crate::testing::users(&campaign)).unwrap();
    let of = |quote: &str| match form.accept(&draft("7", &["meeting"], &[("bus", "5")], &[quote], true)) {
        Ok(session) => session,
        Err(faults) => panic!("{faults:?}"),
    };
    let (one, other) = (of("Bel mij op 06-12345678"), of("Bel mij op 06-87654321"));
    assert_eq!(one.quotes().collect::<Vec<_>>(), ["Bel mij op [telefoon]"]);
    assert_eq!(one.quotes().collect::<Vec<_>>(), other.quotes().collect::<Vec<_>>());
    assert_ne!(form.canonical(&one), form.canonical(&other));
    assert_eq!(form.canonical(&one), form.canonical(&of(" Bel mij op 06-12345678\r\n")));
}

#[test]
fn what_was_never_accepted_cannot_be_read_back() {
    let campaign = campaign();
    let form = SessionForm::of(&campaign, crate::testing::users(&campaign)).unwrap();
    let stored = |people, themes: &str, agreed: &[(&str, u32)]| StoredSession {
        people,
        themes: themes.to_owned(),
        agreed: agreed.iter().map(|(id, agreed)| ((*id).to_owned(), *agreed)).collect(),
    };
    assert!(form.recall(&stored(7, "meeting", &[("near", 7)])).is_ok());
    for odd in [
        stored(4, "meeting", &[]),
        stored(61, "meeting", &[]),
        stored(7, "sport", &[]),
        stored(7, "", &[("staff", 1)]),
        stored(7, "", &[("near", 8)]),
    ] {
        assert!(form.recall(&odd).is_err());
    }
}

proptest! {
    #[test]
    fn what_is_accepted_reads_back_and_any_draft_is_accepted_or_refused(
        people in "([0-9]{1,2}|.{0,4})",
        themes in prop::collection::vec("(meeting|learning|[a-z]{0,3})", 0..4),
        agreed in prop::collection::btree_map("(near|bus|[a-z]{0,3})", "([0-9]{0,2}|.{0,3})", 0..4),
        quotes in prop::collection::vec(".{0,20}", 0..8),
        cleared: bool,
    ) {
        let campaign = campaign();
        let form = SessionForm::of(&campaign, crate::testing::users(&campaign)).unwrap();
        let draft = SessionDraft { people, themes, agreed, quotes, cleared };
        match form.accept(&draft) {
            Err(faults) => prop_assert!(!faults.is_empty()),
            Ok(session) => {
                prop_assert!(session.people >= FEWEST_PEOPLE);
                prop_assert!(session.agreed.iter().flatten().all(|agreed| *agreed <= session.people));
                prop_assert!(session.quotes.is_empty() || cleared);
                let again = form.recall(&form.stored(&session)).ok().unwrap();
                let without_quotes = Session { quotes: Vec::new(), ..session };
                prop_assert!(again == without_quotes);
            }
        }
    }
}
