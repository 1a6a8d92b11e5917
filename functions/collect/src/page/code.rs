//! The invitation code on the page: the field for it, what one can do when it was used, and the page to withdraw.
//!
//! A code stands in fields and bodies, never in an address that reaches us. A printed link carries it behind the `#`, which
//! browsers keep to themselves; the page's script moves it from there to the field.

use maud::{Markup, html};
use serde_json::json;

use super::others::{help, message_with};
use super::{FORM, Languages, Page, View};
use crate::app::CodeFault;

/// The name and id of the field.
pub(super) const FIELD: &str = "code";
/// How much the field holds: a code with anything between its symbols.
const HELD: u32 = 60;

/// What the field is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To take part.
    Answer,
    /// To begin a conversation.
    Interview,
    /// To withdraw what was sent.
    Withdraw,
}

/// The field with its label, its hint and what is wrong with it.
pub(super) fn field(view: View<'_>, code: &str, fault: Option<&str>, purpose: Purpose) -> Markup {
    let words = view.words;
    let optional = purpose == Purpose::Answer && view.campaign.access.admits_links();
    let (label, hint) = if optional {
        (words.code_label_optional(), words.code_hint_optional())
    } else if purpose == Purpose::Interview {
        (words.interview_code(), words.interview_code_hint())
    } else {
        (words.code_label(), words.code_hint())
    };
    // Ids of questions have no hyphens.
    let rules = (!optional).then(|| json!({ "required": words.code_missing() }).to_string());
    let described_by = if fault.is_some() { "h-code e-code" } else { "h-code" };
    html! {
        div.f.bad[fault.is_some()] data-e=[rules] {
            label.l for=(FIELD) { (label) @if !optional { " (" (view.words.required()) ")" } }
            p.h id="h-code" { (hint) }
            @if let Some(fault) = fault { p.e id="e-code" { (words.error(fault)) } }
            p.c {
                input type="text" name=(FIELD) id=(FIELD) value=(code) size="21" maxlength=(HELD) autocomplete="off"
                    autocapitalize="characters" spellcheck="false" dir="ltr"
                    aria-required=[(!optional).then_some("true")] aria-invalid=[fault.map(|_| "true")]
                    aria-describedby=(described_by);
                @if purpose != Purpose::Withdraw { " " button.b name="check" value="1" { (words.code_check()) } }
            }
        }
    }
}

/// What one can do when answers were sent with the code before.
pub(super) fn ways_on(view: View<'_>, path: &str, code: &str) -> Markup {
    let words = view.words;
    html! {
        p { (words.code_used_change()) }
        p { button form=(FORM) name="replace" value="1" { (words.code_replace()) } }
        form method="post" action=(view.link(&format!("{path}/intrekken"))) {
            input type="hidden" name=(FIELD) value=(code);
            p { (words.code_used_withdraw()) " " button.b { (words.code_only_withdraw()) } }
        }
    }
}

/// What to know afterwards, for who had a code; on the page of thanks.
pub(super) fn afterwards(view: View<'_>, path: &str) -> Markup {
    let words = view.words;
    html! {
        @if view.campaign.access.admits_codes() {
            p { (words.code_keep(view.campaign.closes)) }
            p.big { a href=(view.link(&format!("{path}/intrekken"))) { (words.withdraw_link()) } }
        }
    }
}

/// The page to withdraw: the code, and a button that says what happens.
pub(crate) fn withdraw(view: View<'_>, code: &str, notice: Wish, switched: bool) -> Page {
    let words = view.words;
    let fault = match notice {
        Wish::Refused(fault) => Some(words.code_fault(fault)),
        Wish::Fresh | Wish::NotDone => None,
    };
    let main = html! {
        @if let Some(fault) = fault {
            div.sum role="alert" tabindex="-1" autofocus aria-labelledby="sum" {
                h2 #sum { (words.code_look_again()) }
                ul { li { a href={ "#" (FIELD) } { (fault) } } }
            }
        }
        @if let Wish::NotDone = notice {
            div.sum role="alert" tabindex="-1" autofocus aria-labelledby="sum" {
                h2 #sum { (words.not_withdrawn_title()) }
                p { (words.not_withdrawn()) }
            }
        }
        h1 { (words.withdraw_title()) }
        (view.synthetic())
        @for paragraph in [words.withdraw_how(), words.withdraw_what(), words.withdraw_without()] { p { (paragraph) } }
        p { (words.withdraw_until(view.campaign.closes)) }
        form #(FORM) method="post" action={ "?" (view.query(view.asked)) } novalidate autocomplete="off" {
            (field(view, code, fault, Purpose::Withdraw))
            button name="sure" value="1" { (words.withdraw_button()) }
        }
        (help(view))
    };
    let title = match notice {
        Wish::Refused(_) => words.error(words.withdraw_title()),
        Wish::NotDone => format!("{} – {}", words.not_withdrawn_title(), words.withdraw_title()),
        Wish::Fresh => words.withdraw_title().to_owned(),
    };
    view.page(&title, &Languages::Buttons { pressed: switched }, &main)
}

/// Why the page to withdraw is shown.
#[derive(Clone, Copy)]
pub(crate) enum Wish {
    /// To be filled in, or to be confirmed.
    Fresh,
    /// Something is wrong with the code.
    Refused(CodeFault),
    /// It is not certain that all was erased.
    NotDone,
}

/// It was withdrawn, if there was anything. `path` is the questionnaire's.
pub(crate) fn withdrawn(view: View<'_>, path: &str) -> Page {
    let words = view.words;
    let on = html! {
        p.big { a href=(view.link(path)) { (words.begin_again()) } }
        (help(view))
    };
    // To the empty page in another language: this one answers a form.
    let again = format!("{path}/intrekken?");
    message_with(
        view,
        &Languages::Links(&again),
        words.withdrawn_title(),
        &[words.withdrawn(), words.withdrawn_again()],
        &on,
    )
}

/// The campaign is closed, and why nothing can be withdrawn any more.
pub(crate) fn too_late(view: View<'_>) -> Page {
    let words = view.words;
    let paragraphs = [words.too_late(view.campaign.closes), words.too_late_why().to_owned()];
    message_with(view, &Languages::Links("?"), words.too_late_title(), &paragraphs, &help(view))
}
