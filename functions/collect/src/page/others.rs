//! The pages around the questionnaire.

use maud::{Markup, html};
use survey::campaign::Audience;
use survey::language::Text;
use survey::time::Moment;
use web::Kind;

use super::{Languages, Page, View, code};

/// Links to the same path.
const PLAIN: Languages<'_> = Languages::Links("?");

/// A link to a questionnaire, for a list of them.
pub(crate) struct Link<'a> {
    pub(crate) path: String,
    pub(crate) title: &'a Text,
    pub(crate) audience: &'a Text,
    pub(crate) municipality: &'static str,
    /// Whether one can't take part now, and why.
    pub(crate) remark: Option<String>,
}

/// A contact letterbox that takes entries now.
pub(crate) struct Invitation<'a> {
    pub(crate) path: String,
    pub(crate) title: &'a Text,
}

/// The way to a contact letterbox: a plain link, that carries nothing of what was answered, nor where it was followed from.
fn invite(view: View<'_>, invitation: &Invitation<'_>) -> Markup {
    html! {
        section {
            h2 {
                a href=(view.link(&invitation.path)) rel="noreferrer" referrerpolicy="no-referrer" {
                    (view.text(invitation.title))
                }
            }
            p { (view.words.invitation_apart()) }
        }
    }
}

/// After sending. Holds nothing of what was sent, so that reloading and going back do no harm.
///
/// A tablet for everyone goes back to the start after a while. Who wants to read longer gets ten times as long, at the page's
/// own address: `sent` is whether this answers the form.
pub(crate) fn thanks(
    view: View<'_>,
    audience: &Audience,
    path: &str,
    sent: bool,
    invitation: Option<&Invitation<'_>>,
) -> Page {
    let words = view.words;
    let (own, minutes) = (format!("{path}/bedankt"), if sent { 1 } else { 10 });
    let page = view.page(
        words.thanks_title(),
        // Of its own address: this page also answers the form, whose address leads to a fresh one.
        &Languages::Links(&format!("{own}?")),
        &html! {
            h1 { (words.thanks_title()) }
            (view.synthetic())
            div.card {
                p { strong { (words.thanks_sent()) } }
                (view.paragraphs(&audience.questionnaire.thanks))
                (code::afterwards(view, path))
            }
            // What someone leaves there is not for who comes next at the same tablet.
            @if let Some(invitation) = invitation.filter(|_| !view.kiosk) { (invite(view, invitation)) }
            (help(view))
            section {
                h2 { (words.another()) }
                p.big { a href=(view.afresh(path)) { (words.another_link()) } }
                @if view.kiosk {
                    p { (words.kiosk_leaving(minutes)) }
                    @if sent { p.big { a href=(view.link(&own)) { (words.kiosk_longer()) } } }
                }
            }
        },
    );
    if view.kiosk { page.leave(minutes, &view.afresh(path)) } else { page }
}

/// The campaign is closed.
pub(crate) fn closed(view: View<'_>, closed: Moment) -> Page {
    let words = view.words;
    message(view, words.closed_title(), &words.closed(closed))
}

/// The campaign has not opened.
pub(crate) fn not_open(view: View<'_>, opens: Moment) -> Page {
    let words = view.words;
    message(view, words.not_open_title(), &words.not_open(opens))
}

/// The campaign is open, but its keys are not made yet.
pub(crate) fn not_ready(view: View<'_>) -> Page {
    let words = view.words;
    message(view, words.not_ready_title(), words.not_ready())
}

/// A page that disappoints, with the way on: the questionnaires there are.
pub(crate) fn plain(view: View<'_>, title: &str, text: &str, links: &[Link<'_>]) -> Page {
    short(view, title, text, &list(view, links))
}

/// The campaign is open, but paused.
pub(crate) fn paused(view: View<'_>) -> Page {
    let words = view.words;
    message(view, words.paused_title(), words.paused())
}

/// A page of a few paragraphs, and what is to follow them.
pub(super) fn message_with(
    view: View<'_>,
    languages: &Languages<'_>,
    title: &str,
    paragraphs: &[impl AsRef<str>],
    below: &Markup,
) -> Page {
    let main = html! {
        h1 { (title) }
        (view.synthetic())
        div.card { @for text in paragraphs { p { (text.as_ref()) } } }
        (below)
    };
    view.page(title, languages, &main)
}

/// A page that disappoints, with where to find help.
fn message(view: View<'_>, title: &str, text: &str) -> Page {
    short(view, title, text, &help(view))
}

fn short(view: View<'_>, title: &str, text: &str, below: &Markup) -> Page {
    view.page(title, &PLAIN, &html! { h1 { (title) } div.card { p { (text) } } (below) })
}

/// The questionnaires there are.
pub(crate) fn home(view: View<'_>, links: &[Link<'_>], invitations: &[Invitation<'_>]) -> Page {
    let words = view.words;
    view.page(
        view.campaign.title.get(view.asked),
        &PLAIN,
        &html! {
            h1 { (view.text(&view.campaign.title)) }
            (view.synthetic())
            p { (words.home_intro()) }
            (list(view, links))
            @for invitation in invitations { (invite(view, invitation)) }
            (help(view))
        },
    )
}

/// What the problems of `problem+json` mean, for those who write programs. In English, as the problems are.
pub(crate) fn problems(view: View<'_>) -> Page {
    view.page("Problems", &PLAIN, &html! {
        div lang="en" dir="ltr" {
            h1 { "Problems" }
            p {
                "Refusals and failures are answered as " code { "application/problem+json" } " (RFC 9457). The last part \
                 of a problem's " code { "type" } " is one of these; its meaning never changes. Where several things are \
                 wrong, " code { "errors" } " names every one with a JSON pointer."
            }
            @for kind in Kind::ALL {
                section id=(kind.code()) {
                    h2 { (kind.code()) }
                    p { (kind.status().as_u16()) ": " (kind.title()) }
                }
            }
        }
    })
}

/// Where to find help: on every page, and everywhere last.
pub(super) fn help(view: View<'_>) -> Markup {
    html! { section { h2 { (view.words.help()) } (view.paragraphs(&view.campaign.help)) } }
}

fn list(view: View<'_>, links: &[Link<'_>]) -> Markup {
    let words = view.words;
    html! {
        h2 { (words.lists()) }
        ul.big {
            @for link in links {
                li {
                    a href=(view.link(&link.path)) { (view.text(link.title)) }
                    " – " (view.text(link.audience)) (words.comma()) " " (link.municipality)
                    @if let Some(remark) = &link.remark { " (" (remark) ")" }
                }
            }
        }
    }
}
