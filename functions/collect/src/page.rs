//! Pages for people: complete without scripts, one style in the page, nothing from elsewhere. The questionnaire's page has a
//! script of ours, which shows one question at a time.

mod accessibility;
mod code;
mod conversation;
mod faults;
mod group;
mod look;
mod others;
mod pictures;
mod privacy;
mod questions;
mod remark;
mod script;

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFRESH, RETRY_AFTER};
use http::{HeaderName, HeaderValue, StatusCode};
use maud::{DOCTYPE, Markup, html};
use survey::campaign::Campaign;
use survey::language::{Language, Text};

pub(crate) use accessibility::accessibility;
pub(crate) use code::{Wish, too_late, withdraw, withdrawn};
pub(crate) use conversation::{conversation, conversed, path as conversation_path};
pub(crate) use group::{GroupNotice, GroupSheet, group, group_erased, group_thanks};
pub(crate) use look::Look;
pub(crate) use others::{Invitation, Link, closed, home, not_open, not_ready, paused, plain, problems, thanks};
pub(crate) use privacy::privacy;
pub(crate) use questions::{Notice, Sheet, questionnaire};
#[cfg(test)]
pub(crate) use script::of_conversation as conversation_script;

use crate::words::Words;

/// A page, ready to be sent.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    html: String,
    policy: HeaderValue,
    retry_after: Option<u32>,
    refresh: Option<HeaderValue>,
}

impl Page {
    /// With that status instead of 200.
    pub(crate) fn status(self, status: StatusCode) -> Self {
        Page { status, ..self }
    }

    /// Lets the browser go to `path` by itself after some minutes. By a header, so that who takes over a page's content
    /// need not know.
    fn leave(self, minutes: u32, path: &str) -> Self {
        let value = format!("{}; url={path}", minutes * 60);
        let value = HeaderValue::try_from(value).expect("slugs, paths and languages are ASCII");
        Page { refresh: Some(value), ..self }
    }

    /// Says after how many seconds it makes sense to try again.
    pub(crate) fn retry_after(self, seconds: u32) -> Self {
        Page { retry_after: Some(seconds), ..self }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = self.html.into_response();
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(CONTENT_SECURITY_POLICY, self.policy);
        headers.insert(ROBOTS, HeaderValue::from_static("noindex"));
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, seconds.into());
        }
        if let Some(refresh) = self.refresh {
            headers.insert(REFRESH, refresh);
        }
        response
    }
}

/// How another language is chosen.
pub(crate) enum Languages<'a> {
    /// By links that begin so: the page holds nothing that could get lost.
    Links(&'a str),
    /// By buttons of the form with the id [`FORM`]: what was filled in goes along and comes back, in the other language.
    Buttons {
        /// Whether it was just done, so that who works by keyboard or ear goes on from there.
        pressed: bool,
    },
}

/// What a page has besides its words: which style, and which script.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dress {
    /// The style of all pages, and no script.
    Plain,
    /// The script that shows a question a screen.
    Screens,
    /// The conversation form's style and script.
    Conversation,
}

/// Keeps pages out of search engines: a campaign is for those who are asked.
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// What is added to addresses on a tablet for everyone.
const KIOSK: &str = "&kiosk=1";

/// The id of the form that the buttons of [`Languages::Buttons`] belong to.
pub(crate) const FORM: &str = "form";

/// `dir` of a whole page, which is `ltr` where nothing is said.
fn right_to_left(language: Language) -> Option<&'static str> {
    Some(language.direction()).filter(|direction| *direction != Language::Nl.direction())
}

/// In which language and dress a page is shown.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) campaign: &'a Campaign,
    pub(crate) look: &'a Look,
    /// The language that was chosen; the campaign's texts are in it where they exist in it.
    pub(crate) asked: Language,
    /// The interface, in the same language if it exists in it.
    pub(crate) words: &'static Words,
    /// The languages that can be chosen.
    pub(crate) languages: &'a [Language],
    /// Where to read what is done with the answers.
    pub(crate) privacy: &'a str,
    /// Where the accessibility statement is.
    pub(crate) accessibility: &'a str,
    /// Whether it is on a tablet for everyone, where nothing is to be left behind for who comes next.
    pub(crate) kiosk: bool,
}

impl View<'_> {
    /// A text of the campaign, marked where it is in another language than the page.
    pub(crate) fn text(&self, text: &Text) -> Markup {
        let (lang, dir) = self.marks(text);
        match lang {
            None => html! { (text.get(self.asked)) },
            Some(_) => html! { span lang=[lang] dir=[dir] { (text.get(self.asked)) } },
        }
    }

    /// A text of the campaign with a blank line between paragraphs.
    pub(crate) fn paragraphs(&self, text: &Text) -> Markup {
        let (lang, dir) = self.marks(text);
        html! {
            @for paragraph in text.get(self.asked).split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
                p lang=[lang] dir=[dir] { (paragraph) }
            }
        }
    }

    /// `lang` and `dir` of a text, where they differ from the page's.
    pub(crate) fn marks(&self, text: &Text) -> (Option<&'static str>, Option<&'static str>) {
        let (language, page) = (text.language(self.asked), self.words.language);
        let lang = (language != page).then(|| language.code());
        let dir = (language.direction() != page.direction()).then(|| language.direction());
        (lang, dir)
    }

    /// A link to `path` in the chosen language.
    pub(crate) fn link(&self, path: &str) -> String {
        let joint = if path.contains('?') { '&' } else { '?' };
        format!("{path}{joint}{}", self.query(self.asked))
    }

    /// What an address says of how its page is shown, in that language.
    pub(crate) fn query(&self, language: Language) -> String {
        let kiosk = if self.kiosk { KIOSK } else { "" };
        format!("lang={language}{kiosk}")
    }

    /// A link to the questionnaire at `path` for who comes next: on a tablet for everyone in no one's language.
    pub(crate) fn afresh(&self, path: &str) -> String {
        if self.kiosk { format!("{path}?{}", &KIOSK[1..]) } else { self.link(path) }
    }

    /// The whole page around `main`.
    fn page(&self, title: &str, languages: &Languages<'_>, main: &Markup) -> Page {
        self.page_with(title, languages, main, Dress::Plain)
    }

    /// The same, in another dress.
    fn page_with(&self, title: &str, languages: &Languages<'_>, main: &Markup, dress: Dress) -> Page {
        let words = self.words;
        let offered = self.languages;
        let form = matches!(languages, Languages::Buttons { .. });
        let html = html! {
            (DOCTYPE)
            html lang=(words.language.code()) dir=[right_to_left(words.language)] data-kiosk[self.kiosk] {
                head {
                    meta name="viewport" content="width=device-width";
                    link rel="icon" href="data:,";
                    title { (title) " – " (self.campaign.controller.name) }
                    style { (maud::PreEscaped(self.look.style(dress))) }
                    // A module waits for the whole page.
                    @match dress {
                        Dress::Plain => {},
                        Dress::Screens => (script::script(script::source(self.kiosk))),
                        Dress::Conversation => (script::script(script::of_conversation())),
                    }
                }
                body {
                    a.skip href="#main" { (words.skip()) }
                    // Enter in a text field presses a form's first button. This one does nothing: answers can't be taken
                    // back, so they are not sent before someone presses the button that says so.
                    @if form { button form=(FORM) disabled hidden {} }
                    header {
                        p {
                            @if let Some(logo) = &self.campaign.logo { img src=(interface::look::address(logo)) alt=""; }
                            (self.campaign.controller.name)
                        }
                        @if offered.len() > 1 { (self.choice_of_language(languages)) }
                    }
                    main #main {
                        (main)
                    }
                    footer {
                        p { (self.notices(form)) }
                    }
                }
            }
        };
        Page {
            status: StatusCode::OK,
            html: html.into_string(),
            policy: self.look.policy(dress, self.kiosk),
            retry_after: None,
            refresh: None,
        }
    }

    /// Each language by its own name. All can be seen; the script folds them away while questions are shown.
    fn choice_of_language(&self, languages: &Languages<'_>) -> Markup {
        let words = self.words;
        let current = |language: &Language| (*language == self.asked).then_some("true");
        let dir =
            |language: &Language| (language.direction() != words.language.direction()).then(|| language.direction());
        html! {
            nav aria-label=(words.languages()) {
                details open {
                    summary { (pictures::globe()) " " span.x { (words.languages()) ": " } b { (self.asked) } }
                    div {
                        @for language in self.languages {
                            @match languages {
                                Languages::Links(begin) => {
                                    a href={ (begin) (self.query(*language)) } lang=(language) hreflang=(language)
                                        dir=[dir(language)] aria-current=[current(language)] {
                                        (language.endonym())
                                    }
                                }
                                Languages::Buttons { pressed } => {
                                    button form=(FORM) formaction={ "?" (self.query(*language)) } name="to"
                                        value=(language) lang=(language) dir=[dir(language)]
                                        aria-current=[current(language)]
                                        autofocus[*pressed && *language == self.asked] {
                                        (language.endonym())
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Links to what is done with the answers and to the accessibility statement; beside the page, where leaving it would
    /// lose what was filled in. A tablet for everyone is to have one page at a time.
    fn notices(&self, beside: bool) -> Markup {
        let beside = beside && !self.kiosk;
        html! {
            @for (path, text) in [
                (self.privacy, self.words.privacy_link()),
                (self.accessibility, self.words.accessibility_link()),
            ] {
                a href=(self.link(path)) target=[beside.then_some("_blank")] {
                    (text) @if beside { " (" (self.words.beside()) ")" }
                }
                " "
            }
        }
    }

    /// That nothing here is real, where that is so.
    fn synthetic(&self) -> Markup {
        html! { @if self.campaign.synthetic { div.note { p { strong { (self.words.synthetic()) } } } } }
    }
}
