//! The invitation code on the page: the field for it, what one can do when it was used, and the page to withdraw.
//!
//! A code stands in fields and bodies, never in an address that reaches us. A printed link carries it behind the `#`, which
//! browsers keep to themselves; the page's one script moves it from there to the field.

use maud::{Markup, PreEscaped, html};

use super::others::{help, message_with};
use super::{FORM, Languages, Page, View};
use crate::app::CodeFault;

/// The name and id of the field.
pub(super) const FIELD: &str = "code";
/// How much the field holds: a code with anything between its symbols.
const HELD: u32 = 60;
/// Moves a code from behind the `#` to the field, and out of the address bar. Another code scanned into the same tab gets a
/// page of its own: what was filled in so far belongs to the code before.
pub(super) const SCRIPT: &str = r##"{let c=/^#code=([\w-]+)$/.exec(location.hash),f=document.getElementById("code");if(c&&f){f.value=c[1];history.replaceState(null,"",location.pathname+location.search)}onhashchange=()=>{/^#code=/.test(location.hash)&&location.reload()}}"##;

/// What the field is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To take part.
    Answer,
    /// To withdraw what was sent.
    Withdraw,
}

/// The script, for the end of the page.
pub(super) fn script() -> Markup {
    html! { script { (PreEscaped(SCRIPT)) } }
}

/// The field with its label, its hint and what is wrong with it.
pub(super) fn field(view: View<'_>, code: &str, fault: Option<&str>, purpose: Purpose) -> Markup {
    let words = &view.words.codes;
    let optional = purpose == Purpose::Answer && view.campaign.access.admits_links();
    let (label, hint) = if optional { (words.label_optional, words.hint_optional) } else { (words.label, words.hint) };
    // Ids of questions have no hyphens.
    let described_by = if fault.is_some() { "h-code e-code" } else { "h-code" };
    html! {
        div.f.bad[fault.is_some()] {
            label.l for=(FIELD) { (label) @if !optional { " (" (view.words.required) ")" } }
            p.h id="h-code" { (hint) }
            @if let Some(fault) = fault { p.e id="e-code" { (view.words.error_prefix) (fault) } }
            p.c {
                input type="text" name=(FIELD) id=(FIELD) value=(code) size="21" maxlength=(HELD) autocomplete="off"
                    autocapitalize="characters" autocorrect="off" spellcheck="false" enterkeyhint="done" dir="ltr"
                    aria-required=[(!optional).then_some("true")] aria-invalid=[fault.map(|_| "true")]
                    aria-describedby=(described_by);
                @if purpose == Purpose::Answer { " " button.b name="check" value="1" { (words.check) } }
            }
        }
    }
}

/// What one can do when answers were sent with the code before.
pub(super) fn ways_on(view: View<'_>, path: &str, code: &str) -> Markup {
    let words = &view.words.codes;
    html! {
        p { (words.used_change) }
        p { button form=(FORM) name="replace" value="1" { (words.replace) } }
        form method="post" action=(view.link(&format!("{path}/intrekken"))) {
            input type="hidden" name=(FIELD) value=(code);
            p { (words.used_withdraw) " " button.b { (words.only_withdraw) } }
        }
    }
}

/// What to know afterwards, for who had a code; on the page of thanks.
pub(super) fn afterwards(view: View<'_>, path: &str) -> Markup {
    let words = &view.words.codes;
    html! {
        @if view.campaign.access.admits_codes() {
            p { ((words.keep)(view.campaign.closes)) }
            p.big { a href=(view.link(&format!("{path}/intrekken"))) { (words.withdraw_link) } }
        }
    }
}

/// The page to withdraw: the code, and a button that says what happens.
pub(crate) fn withdraw(view: View<'_>, code: &str, notice: Wish, switched: bool) -> Page {
    let (words, codes) = (view.words, &view.words.codes);
    let fault = match notice {
        Wish::Refused(fault) => Some((codes.fault)(fault)),
        Wish::Fresh | Wish::NotDone => None,
    };
    let main = html! {
        @if let Some(fault) = fault {
            div.sum role="alert" tabindex="-1" autofocus aria-labelledby="sum" {
                h2 #sum { (codes.look_again) }
                ul { li { a href={ "#" (FIELD) } { (fault) } } }
            }
        }
        @if let Wish::NotDone = notice {
            div.sum role="alert" tabindex="-1" autofocus aria-labelledby="sum" {
                h2 #sum { (codes.not_withdrawn_title) }
                p { (codes.not_withdrawn) }
            }
        }
        h1 { (codes.withdraw_title) }
        (view.synthetic())
        @for paragraph in codes.withdraw { p { (paragraph) } }
        p { ((codes.withdraw_until)(view.campaign.closes)) }
        form #(FORM) method="post" action={ "?lang=" (view.asked) } novalidate autocomplete="off" {
            (field(view, code, fault, Purpose::Withdraw))
            button name="sure" value="1" { (codes.withdraw_button) }
        }
        (help(view))
    };
    let title = match notice {
        Wish::Refused(_) => format!("{}{}", words.error_prefix, codes.withdraw_title),
        Wish::NotDone => format!("{} – {}", codes.not_withdrawn_title, codes.withdraw_title),
        Wish::Fresh => codes.withdraw_title.to_owned(),
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
    let codes = &view.words.codes;
    let on = html! {
        p.big { a href=(view.link(path)) { (codes.begin_again) } }
        (help(view))
    };
    // To the empty page in another language: this one answers a form.
    let again = format!("{path}/intrekken?");
    message_with(view, &Languages::Links(&again), codes.withdrawn_title, codes.withdrawn, &on)
}

/// The campaign is closed, and why nothing can be withdrawn any more.
pub(crate) fn too_late(view: View<'_>) -> Page {
    let codes = &view.words.codes;
    let paragraphs = (codes.too_late)(view.campaign.closes);
    message_with(view, &Languages::Links("?"), codes.too_late_title, &paragraphs, &help(view))
}
