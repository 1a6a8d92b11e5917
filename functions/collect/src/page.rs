//! Pages for people: complete without scripts, one style in the page, nothing from elsewhere. Where codes are taken there is
//! one script of a line, which spares typing.

mod code;
mod faults;
mod look;
mod others;
mod pictures;
mod privacy;
mod questions;
mod remark;

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use maud::{DOCTYPE, Markup, html};
use survey::campaign::Campaign;
use survey::language::{Language, Text};

pub(crate) use code::{Wish, too_late, withdraw, withdrawn};
pub(crate) use look::Look;
pub(crate) use others::{Link, closed, home, not_open, not_ready, paused, plain, problems, thanks};
pub(crate) use privacy::privacy;
pub(crate) use questions::{Notice, Sheet, questionnaire};

use crate::words::Words;

/// A page, ready to be sent.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    html: String,
    policy: HeaderValue,
    retry_after: Option<u32>,
}

impl Page {
    /// With that status instead of 200.
    pub(crate) fn status(self, status: StatusCode) -> Self {
        Page { status, ..self }
    }

    /// Admits the page's one script.
    fn with_script(self, look: &Look) -> Self {
        Page { policy: look.policy_with_script(), ..self }
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
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, seconds.into());
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

/// The id of the form that the buttons of [`Languages::Buttons`] belong to.
pub(crate) const FORM: &str = "form";

/// In which language and dress a page is shown.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) campaign: &'a Campaign,
    pub(crate) look: &'a Look,
    /// The language that was chosen; the campaign's texts are in it where they exist in it.
    pub(crate) asked: Language,
    /// The interface, in the same language if it exists in it.
    pub(crate) words: &'static Words,
    /// Where to read what is done with the answers.
    pub(crate) privacy: &'a str,
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
        format!("{path}{joint}lang={}", self.asked)
    }

    /// The whole page around `main`.
    fn page(&self, title: &str, languages: &Languages<'_>, main: &Markup) -> Page {
        let words = self.words;
        let offered = &self.campaign.languages;
        let current = |language: &Language| (*language == self.asked).then_some("true");
        let form = matches!(languages, Languages::Buttons { .. });
        let html = html! {
            (DOCTYPE)
            html lang=(words.language.code()) dir=(words.language.direction()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width,initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex";
                    link rel="icon" href="data:,";
                    @if form {
                        @for language in offered {
                            link rel="alternate" hreflang=(language) href={ "?lang=" (language) };
                        }
                    }
                    title { (title) " – " (self.campaign.controller.name) }
                    style { (maud::PreEscaped(self.look.style())) }
                }
                body {
                    a.skip href="#main" { (words.skip) }
                    // Enter in a text field presses a form's first button. This one does nothing: answers can't be taken
                    // back, so they are not sent before someone presses the button that says so.
                    @if form { button form=(FORM) disabled hidden {} }
                    header {
                        p { (self.campaign.controller.name) }
                        @if offered.len() > 1 {
                            nav aria-label=(words.languages) {
                                @for language in offered {
                                    @match languages {
                                        Languages::Links(begin) => {
                                            a href={ (begin) "lang=" (language) } lang=(language) hreflang=(language)
                                                dir=(language.direction()) aria-current=[current(language)] {
                                                (language.endonym())
                                            }
                                        }
                                        Languages::Buttons { pressed } => {
                                            button form=(FORM) formaction={ "?lang=" (language) } name="to"
                                                value=(language) lang=(language) dir=(language.direction())
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
                    main #main {
                        (main)
                    }
                    footer {
                        p { (self.privacy_link(form)) }
                    }
                }
            }
        };
        Page { status: StatusCode::OK, html: html.into_string(), policy: self.look.policy(), retry_after: None }
    }

    /// A link to what is done with the answers; beside the page, where leaving it would lose what was filled in.
    fn privacy_link(&self, beside: bool) -> Markup {
        html! {
            a href=(self.link(self.privacy)) target=[beside.then_some("_blank")] {
                (self.words.privacy_link)
                @if beside { " (" (self.words.beside) ")" }
            }
        }
    }

    /// That nothing here is real, where that is so.
    fn synthetic(&self) -> Markup {
        html! { @if self.campaign.synthetic { p.note { strong { (self.words.synthetic) } } } }
    }
}
