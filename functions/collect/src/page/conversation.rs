//! The conversation form: the questionnaire for an interviewer at a table. All of it on one page with an index beside it,
//! what the interviewer is to say and to watch, and room for notes. Without a script it is one long form; with one the index
//! tells what is open, conditions are applied, and keys choose answers.
//!
//! It takes interviewers' codes alone. Nothing in it asks, and nothing is kept of, who the interviewer is.

use std::collections::BTreeSet;

use maud::{Markup, html};
use survey::campaign::Audience;
use survey::language::Text;
use survey::questionnaire::{Part, Question};

use super::others::{help, message_with};
use super::questions::{Above, Block, Form, blocks};
use super::{Dress, FORM, Languages, Notice, Page, Sheet, View, code, script};

/// The path of the conversation form beside the respondents' page.
pub(crate) fn path(questionnaire: &str) -> String {
    format!("{questionnaire}/gesprek")
}

/// The way from the respondents' page to the conversation form, for who has an interviewer's code.
pub(super) fn way_in(view: View<'_>, questionnaire: &str, code: &str) -> Markup {
    html! {
        form method="post" action=(view.link(&path(questionnaire))) {
            input type="hidden" name=(code::FIELD) value=(code);
            p { button name="check" value="1" { (view.words.interview_open()) } }
        }
    }
}

/// What an interviewer reads at a question.
pub(super) fn prompt(view: View<'_>, prompt: &Text) -> Markup {
    html! { span.prompt { b { (view.words.interview_prompt()) } " " (view.text(prompt)) } }
}

/// The conversation form beside the respondents' page at `questionnaire_path`.
pub(crate) fn conversation(view: View<'_>, audience: &Audience, questionnaire_path: &str, sheet: Sheet<'_>) -> Page {
    let words = view.words;
    let Sheet { submission, shown: _, code, passed, draft, notice } = sheet;
    let questionnaire = &audience.questionnaire;
    let above = Above::of(view, questionnaire, notice);
    let form =
        Form { view, questionnaire, respondents: audience.respondents, draft, faults: &above.faults, talk: true };
    let blocks = blocks(questionnaire, true);
    let main = html! {
        (above.markup(view, questionnaire_path, code, notice))
        div #start {
            p.kind { (words.interview_form()) }
            h1 { (view.text(&questionnaire.title)) }
            (view.synthetic())
            @if let Notice::Switched = notice { div.note role="status" { p { (words.switched()) } } }
            @if let Notice::CodeFits(holder) = notice {
                div.note role="status" tabindex="-1" autofocus { p { (words.code_right(holder)) } }
            }
            (before(view))
            (shortcuts(view))
        }
        form #(FORM) method="post" action={ "?" (view.query(view.asked)) } novalidate autocomplete="off"
            data-k=(questionnaire.fingerprint()) data-t=(script::texts_of_conversation(view)) {
            input type="hidden" name="id" value=(submission.as_str());
            @if let Some(name) = notice.name() { input type="hidden" name="notice" value=(name); }
            nav.index aria-label=(words.interview_index()) {
                ol { @for (at, block) in blocks.iter().enumerate() {
                    li { a href={ "#part-" (at + 1) } { (title(view, block)) } }
                } }
            }
            div {
                (code::field(view, code, above.code_fault, code::Purpose::Interview))
                (aloud(view, &questionnaire.intro))
                @for (at, block) in blocks.iter().enumerate() {
                    section id={ "part-" (at + 1) } { (part(view, &form, block, passed)) }
                }
                div #end {
                    p { (words.interview_before_sending()) }
                    button type="submit" { (words.interview_send()) }
                }
            }
        }
        (help(view))
    };
    let title = format!("{} – {}", words.interview_form(), questionnaire.title.get(view.asked));
    let title = above.title(view, notice, &title);
    let languages = Languages::Buttons { pressed: matches!(notice, Notice::Switched) };
    view.page_with(&title, &languages, &main, Dress::Conversation)
}

/// A section's title; what comes before the first section has one of ours.
fn title(view: View<'_>, block: &Block<'_>) -> Markup {
    block.section.map_or_else(|| html! { (view.words.interview_first()) }, |section| view.text(&section.title))
}

/// What to know before the first question.
fn before(view: View<'_>) -> Markup {
    let words = view.words;
    html! {
        details.card open {
            summary { (words.interview_before()) }
            ul {
                li { (words.interview_before_consent()) " " a href=(view.link(view.privacy)) target="_blank" {
                    (words.privacy_link()) " (" (words.beside()) ")"
                } }
                @for point in [
                    words.interview_before_free(),
                    words.interview_before_words(),
                    words.interview_before_notes(),
                    words.interview_before_card(),
                    words.interview_before_you(),
                ] {
                    li { (point) }
                }
            }
        }
    }
}

/// A text that is there for the other: to be read aloud.
fn aloud(view: View<'_>, text: &Text) -> Markup {
    html! { div.aloud { p.g { (view.words.interview_aloud()) } (view.paragraphs(text)) } }
}

/// The keys that choose, and the way to switch them off. To be seen only where the script works.
fn shortcuts(view: View<'_>) -> Markup {
    let words = view.words;
    html! {
        details.card.keys {
            summary { (words.interview_keys()) }
            dl {
                div { dt { kbd { "1" } " – " kbd { "0" } ", " kbd { "a" } " – " kbd { "m" } } dd { (words.interview_key_choose()) } }
                div { dt { kbd { "Enter" } } dd { (words.interview_key_next()) } }
                div { dt { kbd { "Shift" } " + " kbd { "Enter" } } dd { (words.interview_key_previous()) } }
                div { dt { kbd { "-" } } dd { (words.interview_pass()) } }
                div { dt { kbd { "n" } } dd { (words.interview_key_note()) } }
                div { dt { kbd { "Esc" } } dd { (words.interview_key_back()) } }
                div { dt { kbd { "Ctrl" } " + " kbd { "Enter" } } dd { (words.interview_key_onward()) } }
                div { dt { kbd { "?" } } dd { (words.interview_key_help()) } }
            }
            p { (words.interview_keys_where()) }
            label.o { input #keys type="checkbox" checked; (words.interview_keys_on()) }
        }
    }
}

fn part(view: View<'_>, form: &Form<'_>, block: &Block<'_>, passed: &BTreeSet<String>) -> Markup {
    html! {
        h2 { (title(view, block)) }
        @if let Some(condition) = block.shared { p.h.w { (form.remark(condition)) } }
        @if let Some(section) = block.section {
            @if let Some(text) = &section.prompt { p.h { (prompt(view, text)) } }
            @if let Some(intro) = &section.intro { (aloud(view, intro)) }
        }
        @for part in &block.parts {
            @match part {
                Part::Section(_) => {},
                Part::Statement(statement) => {
                    @let own = statement.condition.as_ref().filter(|_| block.shared.is_none());
                    div.q {
                        div.f data-w=[statement.condition.as_ref().map(script::when)] {
                            @if let Some(condition) = own { small.w { (form.remark(condition)) } }
                            @if let Some(text) = &statement.prompt { p.h { (prompt(view, text)) } }
                            (aloud(view, &statement.text))
                        }
                    }
                },
                Part::Question(question) => {
                    @let own = question.condition.as_ref().filter(|_| block.shared.is_none());
                    div.q data-note[question.note] {
                        (form.question(question, own))
                        @if !question.required && !question.note { (pass(view, question, passed)) }
                    }
                },
            }
        }
    }
}

/// To tick where the other would or could not answer. It outweighs an answer, and undoes one without a script too.
fn pass(view: View<'_>, question: &Question, passed: &BTreeSet<String>) -> Markup {
    html! {
        label.pass {
            input type="checkbox" name={ "p." (question.id) } value="1" checked[passed.contains(question.id.as_str())];
            (view.words.interview_pass())
        }
    }
}

/// After a conversation was sent: nothing of it is here any more. `questionnaire` is the path of the respondents' page.
pub(crate) fn conversed(view: View<'_>, questionnaire: &str) -> Page {
    let words = view.words;
    let own = path(questionnaire);
    let on = html! {
        p.big { a href=(view.link(&own)) { (words.interview_next()) } }
        (help(view))
    };
    // Of the empty form: this page answers one.
    let again = format!("{own}?");
    let paragraphs = [words.interview_sent().to_owned(), words.interview_sent_card(view.campaign.closes)];
    message_with(view, &Languages::Links(&again), words.interview_sent_title(), &paragraphs, &on)
}
