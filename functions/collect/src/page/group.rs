//! The form of a focus group, and what follows it. In Dutch and English: who leads groups reads one of these.

mod words;

use maud::{Markup, html};
use survey::campaign::Audience;
use survey::focus::{
    FEWEST_PEOPLE, MOST_PEOPLE, MOST_QUOTE_CHARACTERS, MOST_QUOTES, SessionDraft, SessionFault, SessionForm, Statement,
};
use survey::keys::SubmissionId;

use self::words::GroupWords;
use super::others::{help, message_with};
use super::{FORM, Languages, Page, View, code};
use crate::app::CodeFault;

/// Why the form is shown.
#[derive(Clone, Copy)]
pub(crate) enum GroupNotice<'a> {
    /// To be filled in.
    Fresh,
    /// Partly filled in, in another language.
    Switched,
    /// It has faults, in what the group said or in its code.
    Faults(&'a [SessionFault], Option<CodeFault>),
    /// It could not be stored, or it is not certain that it was.
    NotSent,
    /// The campaign is paused.
    Paused,
    /// Another session was stored under its code.
    CodeUsed,
    /// It came without a proper submission id.
    SendAgain,
}

/// A form as it is shown.
#[derive(Clone, Copy)]
pub(crate) struct GroupSheet<'a> {
    pub(crate) submission: &'a SubmissionId,
    /// The code as it was typed.
    pub(crate) code: &'a str,
    pub(crate) draft: &'a SessionDraft,
    pub(crate) notice: GroupNotice<'a>,
}

/// A fault in words, and the id of the field it is at.
struct Told {
    field: String,
    message: String,
}

/// The page with the form.
pub(crate) fn group(
    view: View<'_>,
    audience: &Audience,
    form: &SessionForm<'_>,
    municipality: &str,
    sheet: GroupSheet<'_>,
) -> Page {
    let (common, words) = (view.words, GroupWords::of(view.asked));
    let GroupSheet { submission, code, draft, notice } = sheet;
    let (faults, code_fault) = match notice {
        GroupNotice::Faults(faults, code) => (told(view, form, faults), code),
        GroupNotice::Fresh
        | GroupNotice::Switched
        | GroupNotice::NotSent
        | GroupNotice::Paused
        | GroupNotice::CodeUsed
        | GroupNotice::SendAgain => (Vec::new(), None),
    };
    let code_fault = code_fault.map(|fault| match fault {
        CodeFault::NotOurs | CodeFault::NotForInterviews => words.code_not_ours(),
        CodeFault::Missing | CodeFault::Mistyped(_) => common.code_fault(fault),
    });
    let filled = Filled { view, words, draft, faults: &faults };
    let (heading, explanation) = match notice {
        GroupNotice::Fresh | GroupNotice::Switched => (None, ""),
        GroupNotice::Faults(..) => {
            (Some(words.look_again(faults.len() + usize::from(code_fault.is_some()))), words.not_sent_yet())
        }
        GroupNotice::NotSent => (Some(common.not_sent_title().to_owned()), words.not_sent()),
        GroupNotice::Paused => (Some(common.paused_title().to_owned()), words.paused()),
        GroupNotice::CodeUsed => (Some(common.code_used_title().to_owned()), words.code_used()),
        GroupNotice::SendAgain => (Some(common.send_again_title().to_owned()), words.send_again()),
    };
    let main = html! {
        @if let Some(heading) = &heading {
            div.sum role="alert" tabindex="-1" autofocus aria-labelledby="sum" {
                h2 #sum { (heading) }
                p { (explanation) }
                @if !faults.is_empty() || code_fault.is_some() {
                    ul {
                        @if let Some(message) = code_fault { li { a href={ "#" (code::FIELD) } { (message) } } }
                        @for fault in &faults { li { a href={ "#" (fault.field) } { (fault.message) } } }
                    }
                }
                @if let GroupNotice::CodeUsed = notice {
                    p { button form=(FORM) name="replace" value="1" { (words.replace()) } }
                    p { (words.or_only_erase()) " " button.b form=(FORM) name="erase" value="1" { (words.erase()) } }
                }
            }
        }
        h1 { (words.title()) }
        (view.synthetic())
        @if let GroupNotice::Switched = notice { div.note role="status" { p { (words.switched()) } } }
        p { strong { (view.text(&audience.title)) (common.comma()) " " (municipality) } }
        p { (words.intro()) }
        div.card {
            h2 { (words.promise_title()) }
            ul.ticks { @for promise in words.promises() { li { (promise) } } }
        }
        form #(FORM) method="post" action={ "?" (view.query(view.asked)) } novalidate autocomplete="off" {
            input type="hidden" name="id" value=(submission.as_str());
            (code::field(view, code, code_fault, code::Purpose::Withdraw))
            section {
                h2 { (words.group_title()) }
                (filled.number("people", words.people(), &words.people_hint(FEWEST_PEOPLE, MOST_PEOPLE), &draft.people, true))
                @if !form.themes().is_empty() { (filled.themes(form)) }
            }
            @if !form.statements().is_empty() {
                section {
                    h2 { (words.statements_title()) }
                    p.h { (words.statements_hint()) }
                    @for (at, statement) in form.statements().iter().enumerate() { (filled.statement(at, statement)) }
                }
            }
            section {
                h2 { (words.quotes_title()) }
                p.h { (words.quotes_hint(MOST_QUOTE_CHARACTERS)) }
                @for at in 0..MOST_QUOTES.max(draft.quotes.len().min(2 * MOST_QUOTES)) { (filled.quote(at)) }
                (filled.cleared())
            }
            p { (words.before_sending()) }
            button type="submit" { (words.send()) }
        }
        (help(view))
    };
    let title = match (&heading, notice) {
        (Some(_), GroupNotice::Faults(..)) => common.error(words.title()),
        (Some(heading), _) => format!("{heading} – {}", words.title()),
        (None, _) => words.title().to_owned(),
    };
    view.page(&title, &Languages::Buttons { pressed: matches!(notice, GroupNotice::Switched) }, &main)
}

/// It is stored. `path` is the form's.
pub(crate) fn group_thanks(view: View<'_>, path: &str) -> Page {
    let words = GroupWords::of(view.asked);
    let until = view.words.moment(view.campaign.closes);
    let paragraphs = [words.stored().to_owned(), words.keep_the_code(&until)];
    after(view, path, words.thanks_title(), &paragraphs)
}

/// It was erased, if there was anything. `path` is the form's.
pub(crate) fn group_erased(view: View<'_>, path: &str) -> Page {
    let words = GroupWords::of(view.asked);
    after(view, path, view.words.withdrawn_title(), &[words.erased().to_owned()])
}

fn after(view: View<'_>, path: &str, title: &str, paragraphs: &[String]) -> Page {
    let words = GroupWords::of(view.asked);
    let on = html! {
        p.big { a href=(view.link(path)) { (words.another()) } }
        (help(view))
    };
    // To the empty form in the other language: this page answers one.
    message_with(view, &Languages::Links(&format!("{path}?")), title, paragraphs, &on)
}

/// The faults in words, in the order of the form, those that say the same once.
fn told(view: View<'_>, form: &SessionForm<'_>, faults: &[SessionFault]) -> Vec<Told> {
    let words = GroupWords::of(view.asked);
    let first_theme = || form.themes().first().map(|theme| format!("theme.{}", theme.id));
    let first = || form.statements().first().map(|statement| format!("agreed.{}", statement.id));
    let named = |id: &survey::id::QuestionId| {
        let statement = form.statements().iter().find(|statement| statement.id == *id);
        view.words.quoted(statement.map_or(id.as_str(), |statement| statement.text.get(view.asked)))
    };
    let mut all: Vec<Told> = Vec::new();
    for fault in faults {
        let people = || "people".to_owned();
        let (field, message) = match fault {
            SessionFault::PeopleMissing => (people(), words.people_missing().to_owned()),
            SessionFault::PeopleNotANumber => (people(), words.people_not_a_number().to_owned()),
            SessionFault::PeopleTooFew => (people(), words.people_too_few(FEWEST_PEOPLE)),
            SessionFault::PeopleTooMany => (people(), words.people_too_many(MOST_PEOPLE)),
            SessionFault::UnknownTheme => (first_theme().unwrap_or_else(people), words.changed().to_owned()),
            SessionFault::NothingDiscussed => {
                (first_theme().or_else(first).unwrap_or_else(people), words.nothing_discussed().to_owned())
            }
            SessionFault::UnknownStatement => (first().unwrap_or_else(people), words.changed().to_owned()),
            SessionFault::AgreedNotANumber(id) => (format!("agreed.{id}"), words.agreed_not_a_number(&named(id))),
            SessionFault::AgreedTooMany(id) => (format!("agreed.{id}"), words.agreed_too_many(&named(id))),
            SessionFault::QuoteTooLong(at) => {
                (format!("quote.{}", at + 1), words.quote_too_long(at + 1, MOST_QUOTE_CHARACTERS))
            }
            SessionFault::TooManyQuotes => ("quote.1".to_owned(), words.too_many_quotes(MOST_QUOTES)),
            SessionFault::NotCleared => ("cleared".to_owned(), words.not_cleared().to_owned()),
        };
        if !all.iter().any(|earlier| earlier.message == message) {
            all.push(Told { field, message });
        }
    }
    all
}

/// The form's fields, filled in as they came.
struct Filled<'a> {
    view: View<'a>,
    words: GroupWords,
    draft: &'a SessionDraft,
    faults: &'a [Told],
}

impl Filled<'_> {
    fn error(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.message.as_str())
    }

    /// What is wrong with a field, beside it.
    fn fault(&self, field: &str) -> Markup {
        html! {
            @if let Some(error) = self.error(field) { p.e id={ "e." (field) } { (self.view.words.error(error)) } }
        }
    }

    /// The ids of what describes a field.
    fn described_by(&self, field: &str, hinted: bool) -> Option<String> {
        let hint = hinted.then(|| format!("h.{field}"));
        let error = self.error(field).map(|_| format!("e.{field}"));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn invalid(&self, field: &str) -> Option<&'static str> {
        self.error(field).map(|_| "true")
    }

    fn number(&self, field: &str, label: &str, hint: &str, typed: &str, required: bool) -> Markup {
        html! {
            div.f.bad[self.error(field).is_some()] {
                label.l for=(field) { (label) @if required { " (" (self.view.words.required()) ")" } }
                @if !hint.is_empty() { p.h id={ "h." (field) } { (hint) } }
                (self.fault(field))
                input type="text" inputmode="numeric" size="8" maxlength="20" name=(field) id=(field) value=(typed)
                    autocomplete="off" aria-required=[required.then_some("true")] aria-invalid=[self.invalid(field)]
                    aria-describedby=[self.described_by(field, !hint.is_empty())];
            }
        }
    }

    fn themes(&self, form: &SessionForm<'_>) -> Markup {
        let first = form.themes().first().map(|theme| format!("theme.{}", theme.id)).unwrap_or_default();
        html! {
            fieldset.f.bad[self.error(&first).is_some()] aria-describedby=[self.described_by("theme", true)] {
                legend { (self.words.themes()) }
                p.h id="h.theme" { (self.words.themes_hint()) }
                (self.fault(&first))
                @for theme in form.themes() {
                    @let chosen = self.draft.themes.iter().any(|id| id == theme.id.as_str());
                    label.o {
                        input type="checkbox" name="theme" id={ "theme." (theme.id) } value=(theme.id) checked[chosen];
                        (self.view.text(&theme.label))
                    }
                }
            }
        }
    }

    fn statement(&self, at: usize, statement: &Statement) -> Markup {
        let field = format!("agreed.{}", statement.id);
        let typed = self.draft.agreed.get(statement.id.as_str()).map_or("", String::as_str);
        let hint = self.words.agreed();
        html! {
            div.f.bad[self.error(&field).is_some()] {
                label.l for=(field) { (at + 1) ". " (self.view.text(&statement.text)) }
                p.h id={ "h." (field) } { (hint) }
                (self.fault(&field))
                input type="text" inputmode="numeric" size="8" maxlength="20" name=(field) id=(field) value=(typed)
                    autocomplete="off" aria-invalid=[self.invalid(&field)]
                    aria-describedby=[self.described_by(&field, true)];
            }
        }
    }

    fn quote(&self, at: usize) -> Markup {
        let field = format!("quote.{}", at + 1);
        let typed = self.draft.quotes.get(at).map_or("", String::as_str);
        html! {
            div.f.bad[self.error(&field).is_some()] {
                label for=(field) { (self.words.quote(at + 1)) }
                (self.fault(&field))
                // Twice what is taken, so that who writes too much keeps all of it and is told. A browser leaves out the
                // first newline.
                textarea name="quote" id=(field) rows="2" maxlength=(2 * MOST_QUOTE_CHARACTERS)
                    aria-invalid=[self.invalid(&field)] aria-describedby=[self.described_by(&field, false)] { "\n" (typed) }
            }
        }
    }

    fn cleared(&self) -> Markup {
        html! {
            div.f.bad[self.error("cleared").is_some()] {
                (self.fault("cleared"))
                label.o {
                    input type="checkbox" name="cleared" id="cleared" value="1" checked[self.draft.cleared]
                        aria-invalid=[self.invalid("cleared")] aria-describedby=[self.described_by("cleared", false)];
                    (self.words.cleared())
                }
            }
        }
    }
}
