//! What holds an answer can't be printed: no `Debug`, no `Display`, no serialisation but the one that stores it. Then
//! `{:?}` of it does not compile, wherever someone writes it. What holds a secret and must have `Debug` says "secret".

#![allow(clippy::unwrap_used)] // A test that can't go on has failed.

use std::fmt::{Debug, Display};
use std::marker::PhantomData;

use serde::Serialize;
use storage::moderation::Offered;
use storage::operator::Found;
use storage::sealed::{Found as Sealed, SealedEntry};
use storage::{Entry, NewSecrets, OpenText, Remembered, SessionEntry, StoredEntry, Unhung};
use survey::campaign::Campaign;
use survey::code::{Holder, Invitation, InvitationCode, TypedCode};
use survey::contact::{self, ContactKey, ContactProof};
use survey::disclosure::Ledger;
use survey::focus::{Session, SessionDraft, SessionTally, StoredSession};
use survey::id::{AudienceId, CampaignId};
use survey::keys::{CodesKey, LinkKey, Proof, ResponseKey, RoundingKey, SubmissionId, Ticket};
use survey::moderation::{ApprovedQuote, Quote};
use survey::release::Release;
use survey::response::{Draft, Response, Stored};
use survey::tally::Tally;
use web::Problem;
use web::problem::Detail;

/// Whether a type implements a trait. A constant of the type itself, which is there if it does, goes before the
/// constant of the same name that every type has by way of a trait.
macro_rules! implements {
    ($type:ty, $bound:path) => {{
        struct Probe<T>(PhantomData<T>);
        // One of the two constants is always in the other's shadow.
        #[allow(dead_code)]
        trait Otherwise {
            const DOES: bool = false;
        }
        impl<T> Otherwise for Probe<T> {}
        #[allow(dead_code)]
        impl<T: $bound> Probe<T> {
            const DOES: bool = true;
        }
        <Probe<$type>>::DOES
    }};
}

/// How a type can be printed, in words.
macro_rules! ways {
    ($type:ty) => {{
        let ways = [
            (implements!($type, Debug), "Debug"),
            (implements!($type, Display), "Display"),
            (implements!($type, Serialize), "Serialize"),
        ];
        ways.iter().filter(|(does, _)| *does).map(|(_, way)| *way).collect::<Vec<_>>()
    }};
}

macro_rules! assert_silent {
    ($($type:ty),+ $(,)?) => {
        $(assert_eq!(ways!($type), Vec::<&str>::new(), "{} can be printed", stringify!($type));)+
    };
}

#[test]
fn what_holds_an_answer_cannot_be_printed() {
    assert_silent!(Draft, Response, Stored, Tally, Entry, OpenText, StoredEntry);
    // Open texts before they are published, approved or not.
    assert_silent!(Offered, Quote, ApprovedQuote);
    // What a group said, on its way from the form to the sums.
    assert_silent!(SessionDraft, Session, StoredSession, SessionEntry, SessionTally);
    // Names and addresses, before they are sealed and after they are opened.
    assert_silent!(contact::Draft, contact::Entry, SealedEntry, Sealed);
    // Nor by way of what it is in.
    assert_silent!(Option<Draft>, Vec<Stored>, Result<Response, Draft>, Box<Tally>, &'static Entry);
}

#[test]
fn what_leads_to_an_answer_cannot_be_printed() {
    assert_silent!(SubmissionId, Proof, Ticket<'static>, Found, ContactProof);
    // May quote an answer to the person who gave it.
    assert_silent!(Problem, Detail);
}

#[test]
fn exact_counts_are_written_to_the_table_of_secrets_and_not_printed() {
    assert_silent!(Remembered, Unhung);
    assert_eq!(ways!(Ledger), ["Serialize"]);
}

/// Were the probe blind, all of the above would hold of anything.
#[test]
fn the_probe_sees_what_is_there() {
    #[derive(Debug, Clone, Serialize)]
    struct Talkative(u64);
    struct ByHand;
    impl Debug for ByHand {
        fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            out.write_str("all of it")
        }
    }
    assert_eq!(ways!(Talkative), ["Debug", "Serialize"]);
    assert_eq!(ways!(Option<Talkative>), ["Debug", "Serialize"]);
    assert_eq!(ways!(ByHand), ["Debug"]);
    assert_eq!(ways!(String), ["Debug", "Display", "Serialize"]);
    assert_eq!(ways!(Campaign), ["Debug", "Serialize"]);
    assert_eq!(ways!(Release), ["Debug", "Serialize"]);
    assert_eq!(format!("{:?}{:?}", Talkative(1), ByHand), "Talkative(1)all of it");
}

#[test]
fn secrets_with_debug_say_no_more_than_that_they_are() {
    assert_eq!(ways!(LinkKey), ["Debug"]);
    assert_eq!(ways!(CodesKey), ["Debug"]);
    assert_eq!(ways!(RoundingKey), ["Debug"]);
    assert_eq!(ways!(InvitationCode), ["Debug"]);
    assert_eq!(ways!(TypedCode), ["Debug"]);
    assert_eq!(ways!(NewSecrets), ["Debug"]);
    assert_eq!(ways!(ResponseKey), ["Debug"]);
    assert_eq!(ways!(ContactKey), ["Debug"]);

    // The same bytes and symbols in all of them: whichever is printed is found.
    let byte = 0xA7;
    let secrets = NewSecrets {
        link: LinkKey::new([byte; 32]),
        codes: CodesKey::new([byte; 32]),
        rounding: RoundingKey::new([byte; 32]),
        policy: "the policy is no secret".to_owned(),
    };
    let campaign: CampaignId = "proef-2026".parse().unwrap();
    let audience: AudienceId = "users".parse().unwrap();
    let invitation = Invitation { campaign: &campaign, municipality: "GM0171".parse().unwrap(), audience: &audience };
    let code = secrets.codes.issue(invitation, Holder::Respondent, [byte; 5]);
    let typed = TypedCode::parse(&code.written()).unwrap();

    let printed = format!("{secrets:?} {secrets:#?} {code:?} {code:#?} {typed:?} {typed:#?}");
    assert!(printed.contains("secret"), "{printed}");
    for trace in [format!("{byte}"), format!("{byte:x}"), format!("{byte:X}")] {
        assert!(!printed.contains(&trace), "{trace} in {printed}");
    }
    let key = secrets.link.response_key(&code);
    assert!(!format!("{key:?} {key:#?}").contains(key.as_str()));
    let key = ContactKey::of(&campaign, &SubmissionId::from_random([byte; 16]));
    assert!(!format!("{key:?} {key:#?}").contains(key.as_str()));
    for group in code.groups() {
        assert!(!printed.contains(&group), "{group} in {printed}");
    }
}

/// In these files every type is either silent or known to hold no answer, also a type that no one outside can name. A new
/// one makes this test fail until someone has decided which.
#[test]
fn types_beside_those_that_hold_answers_are_known() {
    // A file, its types that hold answers, and those that do not.
    let files: [(&str, &[&str], &[&str]); 12] = [
        (
            "shared/survey/src/response.rs",
            &["Draft", "Response", "Answer", "Stored"],
            // Names of questions and codes of faults; a questionnaire and its conditions.
            &["NotADraft", "Fault", "FaultCode", "Refusal", "Unreadable", "Form", "Check"],
        ),
        ("shared/survey/src/tally.rs", &["Tally", "Counted", "Counts", "Matrix"], &[]),
        (
            "shared/survey/src/moderation.rs",
            &["Quote", "ApprovedQuote"],
            // Questions; verdicts, and places of words without the words.
            &["OpenField", "Verdict", "Decision", "NotInText"],
        ),
        (
            "shared/storage/src/letterbox.rs",
            &["Entry", "OpenText", "StoredEntry", "SessionEntry"],
            // What became of it; the tables' names.
            &["Posted", "Letterbox", "OpenedLetterbox"],
        ),
        (
            "shared/storage/src/moderation.rs",
            &["Offered"],
            // A word that at least five texts share; what became of a decision; the table's name.
            &["TermDecision", "Decided", "OpenTexts"],
        ),
        (
            "shared/survey/src/contact.rs",
            &["Draft", "Entry", "ContactProof"],
            // What is asked; where a fault lies and which; a key, whose `Debug` says "secret".
            &[
                "Contact",
                "Field",
                "Asked",
                "Idea",
                "Question",
                "Choice",
                "Place",
                "FaultCode",
                "Fault",
                "NoEntry",
                "ContactKey",
            ],
        ),
        (
            "shared/storage/src/sealed.rs",
            &["SealedEntry", "Found"],
            // Where an entry stands, and what became of a wish; the table's name.
            &["Standing", "Promoted", "OpenedContacts"],
        ),
        ("functions/contact/src/form.rs", &["Posted"], &[]),
        ("functions/collect/src/form.rs", &["Posted", "Wish"], &[]),
        (
            "shared/survey/src/focus.rs",
            &["SessionDraft", "Session", "StoredSession", "SessionTally", "People", "Agreed"],
            // What is put to groups; places of faults.
            &["FocusGroup", "Statement", "SessionFault", "SessionForm"],
        ),
        ("functions/collect/src/groups.rs", &["Posted"], &[]),
        ("functions/collect/src/app/groups.rs", &["HandedIn", "Handed", "TakenBack"], &[]),
    ];
    for (file, silent, known) in files {
        let source = std::fs::read_to_string(format!("{}/../{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let types = types(&source);
        for name in silent {
            assert!(types.iter().any(|(there, _)| there == name), "{file}: no {name} is left of {types:?}");
        }
        for (name, derived) in &types {
            if silent.contains(&name.as_str()) {
                let talks = |way: &str| derived.contains(way) || source.contains(&format!("{way} for {name}"));
                assert!(!["Debug", "Display", "Serialize"].into_iter().any(talks), "{file}: {name} can be printed");
            } else {
                assert!(known.contains(&name.as_str()), "{file}: may {name} be printed? Say so in this test");
            }
        }
    }
}

/// The types that a source file makes outside its tests, with what they derive.
fn types(source: &str) -> Vec<(String, String)> {
    let source = source.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut types = Vec::new();
    let mut derived = String::new();
    for line in source.lines() {
        let words: Vec<&str> = line.split([' ', '<', '(', '{', ';']).filter(|word| !word.is_empty()).collect();
        if line.starts_with("#[derive") {
            derived.push_str(line);
        } else if let [.., "struct" | "enum", name] | [.., "struct" | "enum", name, _] = words[..words.len().min(4)]
            && !line.starts_with([' ', '/'])
        {
            types.push((name.to_owned(), std::mem::take(&mut derived)));
        } else if !line.starts_with(['#', '/']) {
            derived.clear();
        }
    }
    types
}

#[test]
fn the_reader_of_sources_sees_derives() {
    let source = "#[derive(Clone)]\npub struct One;\n\n/// Two.\n#[derive(Debug, Clone)]\n#[must_use]\npub(crate) enum Two<'q> {\n    \
                  A,\n}\n\nstruct Three(u8);\n\n#[cfg(test)]\nmod tests {\n    struct Four;\n}\n";
    let types = types(source);
    let expected = [("One", "#[derive(Clone)]"), ("Two", "#[derive(Debug, Clone)]"), ("Three", "")];
    let expected = expected.map(|(name, derived)| (name.to_owned(), derived.to_owned()));
    assert_eq!(types, expected);
}
