//! The contact letterbox.

use super::*;
use crate::contact::{DEMO_RECIPIENT, Field, MOST_PLACES};

const CONTACT: &str = r#"
[contact]
title = { nl = "Meld u aan", en = "Sign up" }
purpose = { nl = "Voor een uitnodiging.", en = "For an invitation." }
readers = { nl = "Twee adviseurs.", en = "Two advisers." }
closes = "2026-12-01T12:00"
kept_until = "2027-06-30"
recipients = ["RECIPIENT"]
name = "required"
email = "optional"
phone = "optional"
places = 30
waiting = 10

[contact.idea]
ask = { nl = "Wat is uw idee?", en = "What is your idea?" }
at_most = 2000
required = true

[[contact.question]]
id = "lunch"
ask = { nl = "Eet u mee?", en = "Will you join us for lunch?" }
required = true
options = [{ id = "yes", nl = "Ja", en = "Yes" }, { id = "no", nl = "Nee", en = "No" }]
"#;

/// The example with a contact letterbox, with one piece of that replaced.
fn with(from: &str, to: &str) -> Result<Compiled, Vec<Fault>> {
    assert!(CONTACT.contains(from), "{from}");
    let contact = CONTACT.replacen(from, to, 1).replace("RECIPIENT", DEMO_RECIPIENT);
    compile_texts(&format!("{CAMPAIGN}{contact}"), USERS)
}

fn contact_faults(from: &str, to: &str) -> Vec<String> {
    faults(with(from, to))
}

#[test]
fn a_contact_letterbox_is_read() {
    let compiled = with("", "").unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(compiled.warnings, []);
    let contact = compiled.campaign.contact.unwrap();
    assert_eq!(contact.closes.at.to_string(), "2026-12-01T11:00:00Z");
    assert_eq!(
        (contact.kept_until.to_string(), contact.expires.to_string()),
        ("2027-06-30".into(), "2027-06-30T22:00:00Z".into())
    );
    let fields: Vec<_> = contact.fields.iter().map(|asked| (asked.field, asked.required)).collect();
    assert_eq!(fields, [(Field::Name, true), (Field::Email, false), (Field::Phone, false)]);
    assert_eq!((contact.places, contact.most_places(), contact.waiting, contact.progress), (Some(30), 30, 10, false));
    assert_eq!(contact.questions[0].options[1].id.as_str(), "no");
    assert!(contact.is_demo());
}

#[test]
fn without_one_there_is_none_and_without_a_close_it_is_the_campaigns() {
    assert_eq!(compile_texts(CAMPAIGN, USERS).unwrap().campaign.contact, None);
    let campaign = with("closes = \"2026-12-01T12:00\"\n", "").unwrap().campaign;
    assert_eq!(campaign.contact.unwrap().closes, campaign.closes);
    let contact = with("places = 30\nwaiting = 10\n", "").unwrap().campaign.contact.unwrap();
    assert_eq!((contact.places, contact.most_places(), contact.waiting), (None, MOST_PLACES, 0));
}

#[test]
fn what_can_not_be_is_refused_with_what_can() {
    for (from, to, fault) in [
        ("[\"RECIPIENT\"]", "[]", "`recipients` has 0 entries"),
        ("recipients = [\"RECIPIENT\"]\n", "", "nobody could open what is sealed"),
        ("\"RECIPIENT\"", "\"age1abc\"", "`age1abc` is not a recipient, or has a typing error"),
        ("\"RECIPIENT\"", "\"AGE-SECRET-KEY-1QQ\"", "this is a secret key"),
        ("\"RECIPIENT\"", "\"RECIPIENT\", \"RECIPIENT\"", "is already used in line"),
        ("email = \"optional\"\nphone = \"optional\"\n", "", "nobody could be invited"),
        ("\"required\"", "\"requird\"", "`name` can't be `requird` (did you mean `required`?)"),
        ("kept_until = \"2027-06-30\"\n", "", "`kept_until` is missing"),
        ("2027-06-30", "2026-11-30", "entries would be deleted before the contact letterbox closes"),
        ("2027-06-30", "2029-06-30", "kept for more than two years"),
        ("2026-12-01T12:00", "2026-08-01T12:00", "closes before the campaign opens"),
        ("places = 30\n", "", "there is a waiting list, and no number of places"),
        ("places = 30", "places = 0", "`places` is 0"),
        ("at_most = 2000", "at_most = 20000", "`at_most` is 20000"),
        ("id = \"no\"", "id = \"yes\"", "`yes` is already used"),
        ("readers =", "reader =", "`readers` is missing"),
        ("waiting = 10", "wating = 10", "`wating` is not a key"),
    ] {
        let found = contact_faults(from, to);
        assert!(found.iter().any(|found| found.contains(fault)), "{from} -> {to}: {found:#?}");
        // A key is never told, not even a wrong one that may be most of a right one.
        assert!(!found.iter().any(|found| found.contains("KEY-1QQ")), "{found:#?}");
    }
}
