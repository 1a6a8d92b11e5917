//! What interviewers read, and what they write down.

use super::*;
use crate::moderation::open_fields;
use crate::questionnaire::{Part, Questionnaire};

const NOTE: &str = r#"
[[item]]
kind = "text"
id = "seen"
note = true
ask = { nl = "Aantekeningen", en = "Notes" }
prompt = { nl = "Wat viel u op?", en = "What struck you?" }
long = true
at_most = 700
"#;

/// The example with a prompt at each kind of item, and a note at the end.
fn with_prompts() -> Questionnaire {
    let prompt = r#"prompt = { nl = "Vraag door.", en = "Ask on." }"#;
    let users = USERS
        .replacen("kind = \"section\"", &format!("kind = \"section\"\n{prompt}"), 1)
        .replacen("kind = \"statement\"", &format!("kind = \"statement\"\n{prompt}"), 1)
        .replacen("id = \"who\"", &format!("id = \"who\"\n{prompt}"), 1)
        .replacen("[[derived]]", &format!("{NOTE}\n[[derived]]"), 1);
    let compiled = compile_texts(CAMPAIGN, &users).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(compiled.warnings, []);
    compiled.campaign.audience("users").unwrap().questionnaire.clone()
}

#[test]
fn prompts_and_notes_are_read() {
    let questionnaire = with_prompts();
    let prompts = questionnaire.parts.iter().filter_map(|part| match part {
        Part::Section(section) => section.prompt.as_ref(),
        Part::Statement(statement) => statement.prompt.as_ref(),
        Part::Question(question) => question.prompt.as_ref(),
    });
    let prompts: Vec<&str> = prompts.map(|prompt| prompt.get(Language::En)).collect();
    assert_eq!(prompts, ["Ask on.", "Ask on.", "Ask on.", "What struck you?"]);
    let note = questionnaire.question("seen").unwrap();
    assert!(note.note && matches!(note.kind, Kind::Text { long: true, at_most: 700 }));
    let (all, seen) = (questionnaire.questions().count(), questionnaire.questions_for_respondents().count());
    assert_eq!(all, seen + 1);
    // A moderator reads notes as they read any other open text.
    assert!(open_fields(&questionnaire).iter().any(|field| field.name() == "seen"));
}

#[test]
fn what_interviewers_read_and_write_changes_no_answers_meaning() {
    let plain = compile_texts(CAMPAIGN, USERS).unwrap().campaign;
    assert_eq!(with_prompts().fingerprint(), plain.audience("users").unwrap().questionnaire.fingerprint());
}

#[test]
fn notes_are_open_text_that_nobody_must_write() {
    let told = |from: &str, to: &str| {
        let note = NOTE.replacen(from, to, 1);
        assert_ne!(note, NOTE);
        faults(compile_texts(CAMPAIGN, &USERS.replacen("[[derived]]", &format!("{note}\n[[derived]]"), 1)))
    };
    assert_eq!(
        told("note = true", "note = true\nrequired = true"),
        ["an interviewer's note can't be required; allowed: no `required` beside `note = true`"]
    );
    let single = told("kind = \"text\"", "kind = \"number\"");
    assert!(
        single.contains(
            &"a question of kind `number` can't be an interviewer's note; allowed: note = true for text: notes are \
              not counted"
                .to_owned()
        ),
        "{single:?}"
    );
    // A questionnaire of notes asks nobody anything.
    let parts = USERS.split_once("[[item]]").unwrap().0;
    let told = faults(compile_texts(CAMPAIGN, &format!("{parts}{NOTE}")));
    assert_eq!(told, ["nothing is asked; allowed: at least one question"]);
}

#[test]
fn interviewers_need_dutch_or_english_alone() {
    let users = USERS.replacen("[[derived]]", &format!("{NOTE}\n[[derived]]"), 1);
    let [plain, noted] = [USERS, &users].map(|users| {
        let compiled = super::translations::compile_arabic(users, super::translations::ARABIC).unwrap();
        compiled.warnings.into_iter().map(|warning| warning.what).collect::<Vec<_>>()
    });
    assert_eq!(plain, noted);
}
