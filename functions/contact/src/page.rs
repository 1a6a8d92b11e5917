//! Pages for people: one form, complete without scripts, in the look of the questionnaires.

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderName, HeaderValue, StatusCode};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use storage::Occupancy;
use survey::campaign::{Campaign, Colours};
use survey::contact::{Asked, Contact, Draft, Fault, FaultCode, Field, Idea, Place, Question};
use survey::keys::SubmissionId;
use survey::language::{Language, Text};
use web::headers::page_policy;

use crate::app::{Room, path_of};
use crate::form::BAIT;
use crate::words::Words;

/// The id of the form, and of the field with the open text.
const FORM: &str = "form";
const IDEA: &str = "idea";
/// About how many entries there are is told in steps of so many, rounded down.
const PROGRESS_STEP: u32 = 5;
/// A field holds somewhat more than may be filled in: what is too long is told, not cut off.
const SPARE: u32 = 20;
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// The style of a campaign's pages, and the policy that admits it and no script.
pub(crate) struct Look {
    style: String,
    policy: HeaderValue,
}

impl Look {
    /// The look in these colours.
    pub(crate) fn of(colours: &Colours) -> Self {
        let style = interface::look::style(colours);
        let policy = page_policy(&style, None);
        Look { style, policy }
    }
}

/// A page, ready to be sent.
pub(crate) struct Page {
    status: StatusCode,
    html: String,
    policy: HeaderValue,
    retry_after: Option<u32>,
}

impl Page {
    /// With that status instead of 200.
    pub(crate) fn status(self, status: StatusCode) -> Self {
        Page { status, ..self }
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
        response
    }
}

/// In which language and dress a page is shown.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) campaign: &'a Campaign,
    pub(crate) contact: &'a Contact,
    pub(crate) look: &'a Look,
    /// The language that was chosen; the campaign's texts are in it where they exist in it.
    pub(crate) asked: Language,
    /// The interface, in the same language if it exists in it.
    pub(crate) words: &'static Words,
    /// Where to read what is done with answers.
    pub(crate) privacy: &'a str,
    /// Where the accessibility statement is.
    pub(crate) accessibility: &'a str,
}

/// Why the form is shown.
#[derive(Clone, Copy)]
pub(crate) enum Notice<'a> {
    /// To be filled in.
    Fresh,
    /// Partly filled in, in another language.
    Switched,
    /// It has faults.
    Faults(&'a [Fault]),
    /// It could not be stored.
    NotSent,
    /// Nothing is taken for now.
    Paused,
    /// The last place went while it was filled in.
    OnlyWaiting,
    /// Something else was left under its id.
    AlreadyUsed,
    /// It came without a proper id.
    SendAgain,
    /// It looked as if a program sent it.
    Hasty,
}

/// The form as it is shown: what it says of itself, and what was filled in before.
#[derive(Clone, Copy)]
pub(crate) struct Sheet<'a> {
    pub(crate) id: &'a SubmissionId,
    pub(crate) draft: &'a Draft,
    /// Whether there is only the waiting list, and the page says so.
    pub(crate) waits: bool,
    /// Whether it is taken when it is sent again, however it was filled in.
    pub(crate) again: bool,
    pub(crate) notice: Notice<'a>,
}

/// How another language is chosen: by links, or by buttons of the form, so that nothing is lost.
enum Languages {
    Links,
    Buttons,
}

impl View<'_> {
    /// A link to `path` in the chosen language.
    pub(crate) fn link(&self, path: &str) -> String {
        let joint = if path.contains('?') { '&' } else { '?' };
        format!("{path}{joint}lang={}", self.asked)
    }

    /// A text of the campaign, marked where it is in another language than the page.
    fn text(&self, text: &Text) -> Markup {
        let (lang, dir) = self.marks(text);
        match lang {
            None => html! { (text.get(self.asked)) },
            Some(_) => html! { span lang=[lang] dir=[dir] { (text.get(self.asked)) } },
        }
    }

    /// A text of the campaign with a blank line between paragraphs.
    fn paragraphs(&self, text: &Text) -> Markup {
        let (lang, dir) = self.marks(text);
        html! {
            @for paragraph in text.get(self.asked).split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
                p lang=[lang] dir=[dir] { (paragraph) }
            }
        }
    }

    /// `lang` and `dir` of a text, where they differ from the page's.
    fn marks(&self, text: &Text) -> (Option<&'static str>, Option<&'static str>) {
        let (language, page) = (text.language(self.asked), self.words.language);
        let lang = (language != page).then(|| language.code());
        let dir = (language.direction() != page.direction()).then(|| language.direction());
        (lang, dir)
    }

    /// The whole page around `main`.
    fn page(&self, title: &str, languages: &Languages, main: &Markup) -> Page {
        let words = self.words;
        let rtl = Some(words.language.direction()).filter(|direction| *direction != Language::Nl.direction());
        let form = matches!(languages, Languages::Buttons);
        let html = html! {
            (DOCTYPE)
            html lang=(words.language.code()) dir=[rtl] {
                head {
                    meta name="viewport" content="width=device-width";
                    link rel="icon" href="data:,";
                    title { (title) " – " (self.campaign.controller.name) }
                    style { (PreEscaped(&self.look.style)) }
                }
                body {
                    a.skip href="#main" { (words.skip()) }
                    // Enter in a text field presses a form's first button. This one does nothing, and the first of the
                    // others would change the language.
                    @if form { button form=(FORM) disabled hidden {} }
                    header {
                        p {
                            @if let Some(logo) = &self.campaign.logo { img src=(interface::look::address(logo)) alt=""; }
                            (self.campaign.controller.name)
                        }
                        @if self.campaign.languages.len() > 1 { (self.choice_of_language(languages)) }
                    }
                    main #main { (main) }
                    footer {
                        p {
                            @for (path, text) in [
                                (self.privacy, words.privacy_link()),
                                (self.accessibility, words.accessibility_link()),
                            ] {
                                a href=(self.link(path)) target=[form.then_some("_blank")] {
                                    (text) @if form { " (" (words.beside()) ")" }
                                }
                                " "
                            }
                        }
                    }
                }
            }
        };
        Page { status: StatusCode::OK, html: html.into_string(), policy: self.look.policy.clone(), retry_after: None }
    }

    /// Each language by its own name.
    fn choice_of_language(&self, languages: &Languages) -> Markup {
        let current = |language: &Language| (*language == self.asked).then_some("true");
        let dir = |language: &Language| {
            (language.direction() != self.words.language.direction()).then(|| language.direction())
        };
        let path = path_of(self.campaign);
        html! {
            nav aria-label=(self.words.languages()) {
                div {
                    @for language in &self.campaign.languages {
                        @match languages {
                            Languages::Links => {
                                a href={ (path) "?lang=" (language) } lang=(language) hreflang=(language)
                                    dir=[dir(language)] aria-current=[current(language)] { (language.endonym()) }
                            }
                            Languages::Buttons => {
                                button form=(FORM) name="to" value=(language) lang=(language) dir=[dir(language)]
                                    aria-current=[current(language)] { (language.endonym()) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// That nothing here is real, or that it can be opened by anyone, where that is so.
    fn example(&self) -> Markup {
        html! {
            @if self.contact.is_demo() { div.note { p { strong { (self.words.demo()) } } } }
        }
    }

    /// An e-mail address to turn to.
    fn mail(&self, before: &str) -> Markup {
        let contact = &self.campaign.controller.contact;
        html! { (before) " " a href={ "mailto:" (contact) } { (contact) } }
    }

    fn help(&self) -> Markup {
        html! { section { h2 { (self.words.help()) } (self.paragraphs(&self.campaign.help)) } }
    }
}

/// The page with the form.
pub(crate) fn form(view: View<'_>, sheet: Sheet<'_>, occupancy: Option<Occupancy>) -> Page {
    let (words, contact) = (view.words, view.contact);
    let Sheet { id, draft, waits, again, notice } = sheet;
    let faults: &[Fault] = match notice {
        Notice::Faults(faults) => faults,
        Notice::Fresh
        | Notice::Switched
        | Notice::NotSent
        | Notice::Paused
        | Notice::OnlyWaiting
        | Notice::AlreadyUsed
        | Notice::SendAgain
        | Notice::Hasty => &[],
    };
    let told = match notice {
        Notice::Fresh | Notice::Switched => None,
        Notice::Faults(_) => Some((words.faults_title(), words.faults())),
        Notice::NotSent => Some((words.not_sent_title(), words.not_sent())),
        Notice::Paused => Some((words.paused_title(), words.not_sent_paused())),
        Notice::OnlyWaiting => Some((words.only_waiting_title(), words.only_waiting())),
        Notice::AlreadyUsed => Some((words.already_title(), words.already())),
        Notice::SendAgain => Some((words.send_again_title(), words.send_again())),
        Notice::Hasty => Some((words.send_again_title(), words.hasty())),
    };
    let filled = Filled { view, draft, faults };
    let main = html! {
        @if let Some((heading, explanation)) = told {
            div.sum role="alert" tabindex="-1" autofocus aria-labelledby="sum" {
                h2 #sum { (heading) }
                p { (explanation) }
                @if !faults.is_empty() {
                    ul { @for fault in faults { li { a href={ "#" (anchor(&fault.place)) } { (filled.message(fault)) } } } }
                }
            }
        }
        h1 { (view.text(&contact.title)) }
        (view.example())
        @if let Notice::Switched = notice { div.note role="status" { p { (words.switched()) } } }
        div.intro {
            (view.paragraphs(&contact.purpose))
            p { (words.closes(contact.closes)) @if let Some(places) = contact.places { " " (words.places(places)) } }
            @if let Some(progress) = occupancy.filter(|_| contact.progress).and_then(progress) { p { (words.progress(progress)) } }
            div.card {
                h2 { (words.kept_title()) }
                ul.ticks {
                    li { (words.voluntary()) }
                    li { (words.not_linked()) }
                    li { (words.sealed()) }
                    li { (words.kept_until(contact.kept_until)) }
                }
                p { strong { (words.readers()) } }
                (view.paragraphs(&contact.readers))
            }
        }
        @if waits {
            div.note { h2 { (words.waiting_only_title()) } p { (words.waiting_only(contact.waiting)) } }
        }
        form #(FORM) method="post" action={ "?lang=" (view.asked) } novalidate {
            input type="hidden" name="id" value=(id.as_str());
            @if waits { input type="hidden" name="waits" value="1"; }
            @if again {
                input type="hidden" name="again" value="1";
            } @else {
                div.x aria-hidden="true" {
                    label for=(BAIT) { (words.bait()) }
                    input type="text" name=(BAIT) id=(BAIT) value="" tabindex="-1" autocomplete="off";
                }
            }
            @for asked in &contact.fields { (filled.field(*asked)) }
            @if let Some(idea) = &contact.idea { (filled.idea(idea)) }
            @for question in &contact.questions { (filled.question(question)) }
            button type="submit" { (if waits { words.send_waiting() } else { words.send() }) }
        }
        (view.help())
    };
    let title = contact.title.get(view.asked);
    let title = match told {
        Some((heading, _)) if faults.is_empty() => format!("{heading} – {title}"),
        Some(_) => words.error(title),
        None => title.to_owned(),
    };
    view.page(&title, &Languages::Buttons, &main)
}

/// About how many entries there are, if that may be told yet: rounded down, and nothing below two steps.
fn progress(occupancy: Occupancy) -> Option<u32> {
    let shown = (occupancy.places + occupancy.waiting) / PROGRESS_STEP * PROGRESS_STEP;
    (shown >= 2 * PROGRESS_STEP).then_some(shown)
}

/// After sending. Holds nothing of what was sent, so that reloading and going back do no harm.
pub(crate) fn thanks(view: View<'_>, room: Room) -> Page {
    let (words, contact) = (view.words, view.contact);
    let (title, text) = match room {
        Room::Waiting => (words.on_list_title(), words.on_list()),
        Room::Place | Room::Nothing if contact.places.is_some() => (words.placed_title(), words.placed()),
        Room::Place | Room::Nothing => (words.sent_title(), words.sent()),
    };
    let main = html! {
        h1 { (title) }
        (view.example())
        div.card {
            p { strong { (text) } }
            p { (words.kept_until(contact.kept_until)) }
            p { (view.mail(words.erase_sooner())) }
        }
        (view.help())
        p.big { a href=(view.link("/")) { (words.to_start()) } }
    };
    view.page(title, &Languages::Links, &main)
}

/// There is no room. `sent` is whether someone has filled it in: nothing was kept of that.
pub(crate) fn full(view: View<'_>, sent: bool) -> Page {
    let words = view.words;
    let main = html! {
        h1 { (words.full_title()) }
        (view.example())
        div.card {
            p { (words.full()) }
            @if sent { p { (words.full_not_kept()) } }
            p { (view.mail(words.full_mail())) }
        }
        (view.help())
    };
    view.page(words.full_title(), &Languages::Links, &main)
}

/// The campaign has not opened.
pub(crate) fn not_open(view: View<'_>) -> Page {
    plain(view, view.words.not_open_title(), &view.words.not_open(view.campaign.opens))
}

/// Nothing is taken any more.
pub(crate) fn closed(view: View<'_>) -> Page {
    plain(view, view.words.closed_title(), &view.words.closed(view.contact.closes))
}

/// Nothing is taken for now.
pub(crate) fn paused(view: View<'_>) -> Page {
    plain(view, view.words.paused_title(), view.words.paused())
}

/// A page that disappoints, with where to find help.
pub(crate) fn plain(view: View<'_>, title: &str, text: &str) -> Page {
    let main = html! { h1 { (title) } div.card { p { (text) } } (view.help()) };
    view.page(title, &Languages::Links, &main)
}

/// The form with what was filled in and what is wrong with that.
struct Filled<'a> {
    view: View<'a>,
    draft: &'a Draft,
    faults: &'a [Fault],
}

/// What stands around an input.
struct Around {
    error: Option<String>,
    described_by: Option<String>,
}

impl Filled<'_> {
    fn around(&self, place: &Place, name: &str, hint: bool) -> Around {
        let fault = self.faults.iter().find(|fault| fault.place == *place);
        let ids: Vec<String> =
            [hint.then(|| format!("h-{name}")), fault.map(|_| format!("e-{name}"))].into_iter().flatten().collect();
        Around { error: fault.map(|fault| self.message(fault)), described_by: (!ids.is_empty()).then(|| ids.join(" ")) }
    }

    /// What an input is called, and whether it must be filled in.
    fn labelled(&self, label: &Markup, required: bool) -> Markup {
        html! { (label) @if required { " (" (self.view.words.required()) ")" } }
    }

    fn above(&self, name: &str, hint: Option<&Markup>, around: &Around) -> Markup {
        html! {
            @if let Some(hint) = hint { p.h id={ "h-" (name) } { (hint) } }
            @if let Some(error) = &around.error { p.e id={ "e-" (name) } { (self.view.words.error(error)) } }
        }
    }

    fn field(&self, Asked { field, required }: Asked) -> Markup {
        let words = self.view.words;
        let name = field.as_str();
        // Where mail and telephone are both asked, one of them will do.
        let either = field.reaches()
            && self.view.contact.fields.iter().filter(|asked| asked.field.reaches()).all(|asked| !asked.required)
            && self.view.contact.fields.iter().filter(|asked| asked.field.reaches()).count() > 1;
        let hint = (either && field == Field::Email).then(|| html! { (words.either()) });
        let around = self.around(&Place::Field(field), name, hint.is_some());
        let (autocomplete, keyboard) = match field {
            Field::Name => ("name", None),
            Field::Organisation => ("organization", None),
            Field::Email => ("email", Some("email")),
            Field::Phone => ("tel", Some("tel")),
        };
        let apart = field.reaches().then_some("ltr");
        let value = self.draft.fields.get(&field).map_or("", String::as_str);
        html! {
            div.f.bad[around.error.is_some()] {
                label.l for=(name) { (self.labelled(&html! { (self.label(field)) }, required)) }
                (self.above(name, hint.as_ref(), &around))
                p {
                    input.v type="text" name=(name) id=(name) value=(value) maxlength=(field.most() + SPARE)
                        autocomplete=(autocomplete) inputmode=[keyboard] dir=[apart] spellcheck="false"
                        aria-required=[required.then_some("true")] aria-invalid=[around.error.as_ref().map(|_| "true")]
                        aria-describedby=[&around.described_by];
                }
            }
        }
    }

    fn label(&self, field: Field) -> &'static str {
        let words = self.view.words;
        match field {
            Field::Name => words.name(),
            Field::Organisation => words.organisation(),
            Field::Email => words.email(),
            Field::Phone => words.phone(),
        }
    }

    fn idea(&self, idea: &Idea) -> Markup {
        let around = self.around(&Place::Idea, IDEA, true);
        let hint = html! {
            @if let Some(hint) = &idea.hint { (self.view.text(hint)) " " }
            (self.view.words.letters(idea.at_most))
        };
        html! {
            div.f.bad[around.error.is_some()] {
                label.l for=(IDEA) { (self.labelled(&self.view.text(&idea.text), idea.required)) }
                (self.above(IDEA, Some(&hint), &around))
                // A browser leaves out a newline at the beginning; this one, and not the person's.
                textarea name=(IDEA) id=(IDEA) rows="10" maxlength=(idea.at_most + SPARE)
                    aria-required=[idea.required.then_some("true")] aria-invalid=[around.error.as_ref().map(|_| "true")]
                    aria-describedby=[&around.described_by] { "\n" (self.draft.idea) }
            }
        }
    }

    fn question(&self, question: &Question) -> Markup {
        let name = format!("q.{}", question.id);
        let around = self.around(&Place::Question(question.id.clone()), &name, question.hint.is_some());
        let chosen = self.draft.answers.get(question.id.as_str()).map(String::as_str);
        let hint = question.hint.as_ref().map(|hint| self.view.text(hint));
        html! {
            fieldset.f.bad[around.error.is_some()] role="radiogroup"
                aria-required=[question.required.then_some("true")]
                aria-invalid=[around.error.as_ref().map(|_| "true")] aria-describedby=[&around.described_by] {
                legend { (self.labelled(&self.view.text(&question.text), question.required)) }
                (self.above(&name, hint.as_ref(), &around))
                @for (at, option) in question.options.iter().enumerate() {
                    @let first = (at == 0).then_some(name.as_str());
                    label.o {
                        input type="radio" name=(name) id=[first] value=(option.id) checked[chosen == Some(option.id.as_str())];
                        span { (self.view.text(&option.label)) }
                    }
                }
            }
        }
    }

    /// What to do about a fault, in the same words at the field and above.
    fn message(&self, fault: &Fault) -> String {
        let (words, contact, asked) = (self.view.words, self.view.contact, self.view.asked);
        let label = match &fault.place {
            Place::Field(field) => self.label(*field),
            Place::Idea => contact.idea.as_ref().map_or("", |idea| idea.text.get(asked)),
            Place::Question(id) => {
                let question = contact.questions.iter().find(|question| question.id == *id);
                question.map_or("", |question| question.text.get(asked))
            }
        };
        match (fault.code, &fault.place) {
            (FaultCode::Required, Place::Question(_)) | (FaultCode::UnknownOption, _) => words.choose(label),
            (FaultCode::Required, Place::Field(_) | Place::Idea) => words.fill_in(label),
            (FaultCode::TooLong(most), _) => words.too_long(most, label),
            (FaultCode::NoAddress, _) => words.no_address().to_owned(),
            (FaultCode::NoNumber, _) => words.no_number().to_owned(),
            (FaultCode::NoWay, _) => words.no_way().to_owned(),
        }
    }
}

/// The id of the input at a place.
fn anchor(place: &Place) -> String {
    match place {
        Place::Field(field) => field.as_str().to_owned(),
        Place::Idea => IDEA.to_owned(),
        Place::Question(id) => format!("q.{id}"),
    }
}
