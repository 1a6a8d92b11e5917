//! The questionnaire as one form.

use std::collections::BTreeSet;

use maud::{Markup, html};
use serde_json::Value;
use survey::campaign::{Audience, Respondents};
use survey::code::Holder;
use survey::condition::Condition;
use survey::keys::SubmissionId;
use survey::questionnaire::{
    Choice, Kind, NAMELY_CHARACTERS, NumberRange, Part, Question, Questionnaire, Row, Scale, Section,
};
use survey::response::{Draft, Fault};

use super::code;
use super::conversation;
use super::faults::{Shown as ShownFault, number};
use super::others::help;
use super::pictures::picture;
use super::remark::remark;
use super::script;
use super::{Dress, FORM, Languages, Page, View};
use crate::app::CodeFault;
use crate::trap::{BAIT, SHOWN, Shown};
use crate::words::Words;

/// Why the form is shown.
#[derive(Clone, Copy)]
pub(crate) enum Notice<'a> {
    /// To be filled in.
    Fresh,
    /// Partly filled in, in another language.
    Switched,
    /// Only its code was looked at, and it is right.
    CodeFits(Holder),
    /// It has faults, in its answers or its code.
    Faults(&'a [Fault], Option<CodeFault>),
    /// It could not be stored.
    NotSent,
    /// The campaign is paused.
    Paused,
    /// Other answers were stored under its submission id.
    SomeoneElse,
    /// Answers were stored under its code.
    CodeUsed,
    /// It came without a proper submission id.
    SendAgain,
    /// It looked as if a program sent it.
    Hasty,
}

impl Notice<'_> {
    /// Its name in the form, by which it is told again in another language.
    pub(crate) const FAULTS: &'static str = "faults";
    /// As above.
    pub(crate) const NOT_SENT: &'static str = "not-sent";
    /// As above.
    pub(crate) const PAUSED: &'static str = "paused";
    /// As above.
    pub(crate) const SOMEONE_ELSE: &'static str = "someone-else";
    /// As above.
    pub(crate) const CODE_USED: &'static str = "code-used";
    /// As above.
    pub(crate) const SEND_AGAIN: &'static str = "send-again";
    /// As above.
    pub(crate) const HASTY: &'static str = "hasty";

    pub(super) fn name(&self) -> Option<&'static str> {
        match self {
            Notice::Fresh | Notice::Switched | Notice::CodeFits(_) => None,
            Notice::Faults(..) => Some(Self::FAULTS),
            Notice::NotSent => Some(Self::NOT_SENT),
            Notice::Paused => Some(Self::PAUSED),
            Notice::SomeoneElse => Some(Self::SOMEONE_ELSE),
            Notice::CodeUsed => Some(Self::CODE_USED),
            Notice::SendAgain => Some(Self::SEND_AGAIN),
            Notice::Hasty => Some(Self::HASTY),
        }
    }
}

/// A form as it is shown: what it says of itself, and what was filled in before.
#[derive(Clone, Copy)]
pub(crate) struct Sheet<'a> {
    pub(crate) submission: &'a SubmissionId,
    pub(crate) shown: Shown,
    /// The invitation code as it was typed.
    pub(crate) code: &'a str,
    /// The questions that an interviewer passed over.
    pub(crate) passed: &'a BTreeSet<String>,
    pub(crate) draft: &'a Draft,
    pub(crate) notice: Notice<'a>,
}

/// The page with the form, which is at `path`.
pub(crate) fn questionnaire(view: View<'_>, audience: &Audience, path: &str, sheet: Sheet<'_>) -> Page {
    let words = view.words;
    let Sheet { submission, shown, code, passed: _, draft, notice } = sheet;
    let access = view.campaign.access;
    let questionnaire = &audience.questionnaire;
    let above = Above::of(view, questionnaire, notice);
    let form =
        Form { view, questionnaire, respondents: audience.respondents, draft, faults: &above.faults, talk: false };
    let main = html! {
        (above.markup(view, path, code, notice))
        div #start {
            h1 { (view.text(&questionnaire.title)) }
            (view.synthetic())
            @if let Notice::Switched = notice { div.note role="status" { p { (words.switched()) } } }
            @if let Notice::CodeFits(holder) = notice {
                div.note role="status" tabindex="-1" autofocus { p { (words.code_right(holder)) } }
                @if holder == Holder::Interviewer { (conversation::way_in(view, path, code)) }
            }
            @if let Notice::Fresh | Notice::Switched | Notice::CodeFits(_) = notice { (form.introduction()) }
        }
        form #(FORM) method="post" action={ "?" (view.query(view.asked)) } novalidate autocomplete="off"
            data-k=(questionnaire.fingerprint()) data-t=(script::texts(view)) {
            input type="hidden" name="id" value=(submission.as_str());
            @if let Some(name) = notice.name() { input type="hidden" name="notice" value=(name); }
            @if access.admits_codes() { (code::field(view, code, above.code_fault, code::Purpose::Answer)) }
            @if access.admits_links() { (trap(view, shown)) }
            @for block in blocks(questionnaire, false) { (form.block(&block)) }
            div #end {
                p { (if access.admits_codes() { words.code_before_sending() } else { words.before_sending() }) }
                button type="submit" { (words.send()) }
            }
        }
        (help(view))
        @if view.kiosk { p.big.w { a href=(view.afresh(path)) { (words.kiosk_again()) } } }
    };
    let title = above.title(view, notice, questionnaire.title.get(view.asked));
    let languages = Languages::Buttons { pressed: matches!(notice, Notice::Switched) };
    view.page_with(&title, &languages, &main, Dress::Screens)
}

/// What stands above a form that came back: why it did, and each fault with the way to its field.
pub(super) struct Above {
    pub(super) faults: Vec<ShownFault>,
    pub(super) code_fault: Option<&'static str>,
    heading: Option<String>,
    explanation: &'static str,
}

impl Above {
    pub(super) fn of(view: View<'_>, questionnaire: &Questionnaire, notice: Notice<'_>) -> Self {
        let words = view.words;
        let (faults, code_fault) = match notice {
            Notice::Faults(faults, code) => (ShownFault::all(view, questionnaire, faults), code),
            Notice::Fresh
            | Notice::Switched
            | Notice::CodeFits(_)
            | Notice::NotSent
            | Notice::Paused
            | Notice::SomeoneElse
            | Notice::CodeUsed
            | Notice::SendAgain
            | Notice::Hasty => (Vec::new(), None),
        };
        let code_fault = code_fault.map(|fault| words.code_fault(fault));
        let (heading, explanation) = match notice {
            Notice::Fresh | Notice::Switched | Notice::CodeFits(_) => (None, ""),
            Notice::Faults(..) if faults.is_empty() => (Some(words.code_look_again().to_owned()), words.not_sent_yet()),
            Notice::Faults(..) => {
                let places = questions_of(&faults) + usize::from(code_fault.is_some());
                (Some(words.look_again(places)), words.not_sent_yet())
            }
            Notice::NotSent => (Some(words.not_sent_title().to_owned()), words.not_sent()),
            Notice::Paused => (Some(words.paused_title().to_owned()), words.not_sent_paused()),
            Notice::SomeoneElse => (Some(words.someone_else_title().to_owned()), words.someone_else()),
            Notice::CodeUsed => (Some(words.code_used_title().to_owned()), words.code_used()),
            Notice::SendAgain => (Some(words.send_again_title().to_owned()), words.send_again()),
            Notice::Hasty => (Some(words.send_again_title().to_owned()), words.hasty()),
        };
        Above { faults, code_fault, heading, explanation }
    }

    /// `path` is the respondents' page's.
    pub(super) fn markup(&self, view: View<'_>, path: &str, code: &str, notice: Notice<'_>) -> Markup {
        html! {
            @if let Some(heading) = &self.heading {
                div.sum role="alert" tabindex="-1" autofocus aria-labelledby="sum" {
                    h2 #sum { (heading) }
                    @if !self.explanation.is_empty() { p { (self.explanation) } }
                    @if !self.faults.is_empty() || self.code_fault.is_some() {
                        ul {
                            @if let Some(message) = self.code_fault { li { a href={ "#" (code::FIELD) } { (message) } } }
                            @for fault in &self.faults {
                                li {
                                    @match &fault.field {
                                        Some(field) => a href={ "#" (field) } { (fault.message) },
                                        None => (fault.message),
                                    }
                                }
                            }
                        }
                    }
                    @if let Notice::CodeUsed = notice { (code::ways_on(view, path, code)) }
                }
            }
        }
    }

    /// What a page of that title is called with this above it.
    pub(super) fn title(&self, view: View<'_>, notice: Notice<'_>, title: &str) -> String {
        match (&self.heading, notice) {
            (Some(_), Notice::Faults(..)) => view.words.error(title),
            (Some(heading), _) => format!("{heading} – {title}"),
            (None, _) => title.to_owned(),
        }
    }
}

/// What tells a person from a program. Once the form has asked to be sent again there is no bait in it: what a browser's
/// own filling-in would put there again can't keep anyone from being heard.
fn trap(view: View<'_>, shown: Shown) -> Markup {
    html! {
        @if let Some(shown) = shown.field() { input type="hidden" name=(SHOWN) value=(shown); }
        @if shown != Shown::Again {
            div.x aria-hidden="true" {
                label for=(BAIT) { (view.words.bait()) }
                input type="text" name=(BAIT) id=(BAIT) value="" tabindex="-1" autocomplete="off";
            }
        }
    }
}

/// How many questions there are faults at.
fn questions_of(faults: &[ShownFault]) -> usize {
    let question = |at: usize| faults[at].place.question.as_str();
    (0..faults.len()).filter(|at| !(0..*at).any(|earlier| question(earlier) == question(*at))).count()
}

/// A section with what belongs to it; what comes before the first section belongs to none.
pub(super) struct Block<'q> {
    pub(super) section: Option<&'q Section>,
    pub(super) parts: Vec<&'q Part>,
    /// The condition that all of its parts have, told once.
    pub(super) shared: Option<&'q Condition>,
}

/// The questionnaire by its sections, with interviewers' notes or without; a section of notes alone then goes too.
pub(super) fn blocks(questionnaire: &Questionnaire, notes: bool) -> Vec<Block<'_>> {
    let mut blocks = vec![Block { section: None, parts: Vec::new(), shared: None }];
    let mut left_out = false;
    for part in &questionnaire.parts {
        match (part, blocks.last_mut()) {
            (Part::Question(question), _) if question.note && !notes => left_out = true,
            (Part::Section(section), _) => {
                blocks.push(Block { section: Some(section), parts: Vec::new(), shared: None });
            }
            (_, Some(block)) => block.parts.push(part),
            (_, None) => unreachable!("there is a block from the beginning"),
        }
    }
    for block in blocks.iter_mut().filter(|block| block.section.is_some()) {
        let first = block.parts.first().and_then(|part| condition(part));
        block.shared = first.filter(|first| block.parts.iter().all(|part| condition(part) == Some(first)));
    }
    blocks.retain(|block| !block.parts.is_empty() || (block.section.is_some() && !left_out));
    blocks
}

fn condition(part: &Part) -> Option<&Condition> {
    match part {
        Part::Section(_) => None,
        Part::Statement(statement) => statement.condition.as_ref(),
        Part::Question(question) => question.condition.as_ref(),
    }
}

pub(super) struct Form<'a> {
    pub(super) view: View<'a>,
    pub(super) questionnaire: &'a Questionnaire,
    pub(super) respondents: Respondents,
    pub(super) draft: &'a Draft,
    pub(super) faults: &'a [ShownFault],
    /// Whether it is for an interviewer, who reads prompts.
    pub(super) talk: bool,
}

/// What stands around the inputs of a question: ids for `aria-describedby`, and the message if there is a fault.
struct Around<'a> {
    described_by: Option<String>,
    /// The words under the question: its own hint and how to answer.
    hint: Markup,
    hint_id: String,
    error_id: String,
    error: Option<&'a str>,
    /// When it is asked, and what can be wrong with its answer, for the script.
    when: Option<String>,
    rules: Option<String>,
}

impl Form<'_> {
    fn introduction(&self) -> Markup {
        let (view, words) = (self.view, self.view.words);
        let questions = self.questionnaire.questions_for_respondents().count();
        let required = self.questionnaire.questions().any(|question| question.required);
        html! {
            div.intro {
                (view.paragraphs(&self.questionnaire.intro))
                p { (words.how_many(questions)) " " (if required { words.may_skip_except() } else { words.may_skip() }) }
                @if !self.questionnaire.title.has(view.asked) && !words.not_translated().is_empty() {
                    p { (words.not_translated()) }
                }
                div.card {
                    h2 { (words.without_name_title()) }
                    ul.ticks {
                        li { (words.without_name()) }
                        li { (words.without_device()) }
                        li { (words.without_figures()) }
                    }
                }
                p.big {
                    (words.asked_by(&view.campaign.controller.name)) ". "
                    a href=(view.link(view.privacy)) target=[(!view.kiosk).then_some("_blank")] {
                        (words.why_asked()) @if !view.kiosk { " (" (words.beside()) ")" }
                    }
                }
                @if self.respondents == Respondents::People {
                    details {
                        summary { (words.helping()) }
                        ul {
                            li { (words.helping_consent()) }
                            li { (words.helping_read()) }
                            li { (words.helping_skip()) }
                            li { (words.helping_choose()) }
                            li { (words.helping_silence()) }
                        }
                    }
                }
            }
        }
    }

    fn block(&self, block: &Block<'_>) -> Markup {
        let parts = html! {
            @for part in &block.parts {
                @match part {
                    Part::Section(_) => {},
                    Part::Statement(statement) => {
                        @let own = statement.condition.as_ref().filter(|_| block.shared.is_none());
                        div.f.card data-w=[statement.condition.as_ref().map(script::when)] {
                            @if let Some(condition) = own { small.w { (self.remark(condition)) } }
                            (self.view.paragraphs(&statement.text))
                        }
                    },
                    Part::Question(question) => {
                        (self.question(question, question.condition.as_ref().filter(|_| block.shared.is_none())))
                    },
                }
            }
        };
        match block.section {
            None => parts,
            Some(section) => html! {
                section {
                    h2 { (self.view.text(&section.title)) }
                    @if let Some(condition) = block.shared { p.h.w { (self.remark(condition)) } }
                    @if let Some(intro) = &section.intro { (self.view.paragraphs(intro)) }
                    (parts)
                }
            },
        }
    }

    pub(super) fn remark(&self, condition: &Condition) -> String {
        remark(self.view, self.questionnaire, condition)
    }

    pub(super) fn question(&self, question: &Question, own: Option<&Condition>) -> Markup {
        let words = self.view.words;
        let id = question.id.as_str();
        let asked = html! {
            @if let Some(number) = number(self.questionnaire, question) { (number) ". " }
            (self.view.text(&question.text))
            @if question.required { " (" (words.required()) ")" }
        };
        let label = html! {
            @if let Some(condition) = own { small.w { (self.remark(condition)) } " " }
            @if self.talk { span role="heading" aria-level="3" { (asked) } } @else { (asked) }
        };
        let how = match &question.kind {
            Kind::Single { .. } | Kind::Scale(_) => words.choose_one().to_owned(),
            Kind::Grid { .. } => String::new(),
            Kind::Multiple { at_most: None, .. } => words.choose_any().to_owned(),
            Kind::Multiple { at_most: Some(most), .. } => words.choose_at_most(*most),
            Kind::Ranking { top: 1, .. } => words.rank_one().to_owned(),
            Kind::Ranking { .. } => words.rank_several().to_owned(),
            Kind::Number(range) => words.whole_number(range.least, range.most),
            Kind::Text { at_most, .. } => words.letters(*at_most),
        };
        let around = self.around(question, &how);
        match &question.kind {
            Kind::Single { options } => self.group(
                question,
                &label,
                &around,
                true,
                &html! {
                    @for (at, choice) in options.iter().enumerate() { (self.choice(question, choice, "radio", at == 0)) }
                },
            ),
            Kind::Multiple { options, .. } => self.group(
                question,
                &label,
                &around,
                false,
                &html! {
                    @for (at, choice) in options.iter().enumerate() {
                        @if choice.exclusive { p.or { (words.or()) } }
                        (self.choice(question, choice, "checkbox", at == 0))
                    }
                },
            ),
            Kind::Scale(scale) => {
                let chosen = self.draft.answers.get(id);
                self.group(question, &label, &around, true, &self.scale(scale, &format!("q.{id}"), chosen, false))
            }
            Kind::Grid { rows, scale } => html! {
                fieldset.f.bad[around.error.is_some()] data-w=[&around.when]
                    aria-describedby=[&around.described_by] {
                    legend { (label) }
                    (around.words(words))
                    @for row in rows { (self.row(question, row, scale)) }
                }
            },
            Kind::Ranking { options, top } => {
                let ranked: Vec<&str> = strings(self.draft.answers.get(id)).collect();
                self.group(
                    question,
                    &label,
                    &around,
                    false,
                    &html! {
                        div.k {
                            @for place in 1..=*top {
                                label for={ "q." (id) "." (place) } { (words.rank_place(place)) }
                                select name={ "q." (id) "." (place) } id={ "q." (id) "." (place) }
                                    aria-invalid=[around.invalid()] {
                                    option value="" { (words.rank_empty()) }
                                    @for choice in options {
                                        @let (lang, dir) = self.view.marks(&choice.label);
                                        option value=(choice.id) lang=[lang] dir=[dir]
                                            selected[ranked.get(place as usize - 1) == Some(&choice.id.as_str())] {
                                            (choice.label.get(self.view.asked))
                                        }
                                    }
                                }
                            }
                        }
                    },
                )
            }
            Kind::Number(range) => self.single(question, &label, &around, &self.number_field(question, range, &around)),
            Kind::Text { long, at_most } => self.single(
                question,
                &label,
                &around,
                &html! {
                    @let text = typed(self.draft.answers.get(id));
                    @let required = around.required(question);
                    @if *long {
                        // A browser leaves out a newline at the beginning; this one, and not the person's.
                        textarea name={ "q." (id) } id={ "q." (id) } rows="5" maxlength=(held(*at_most))
                            aria-required=[required] aria-invalid=[around.invalid()]
                            aria-describedby=[&around.described_by] { "\n" (text) }
                    } @else {
                        input.v type="text" name={ "q." (id) } id={ "q." (id) } value=(text) maxlength=(held(*at_most)) aria-required=[required]
                            aria-invalid=[around.invalid()] aria-describedby=[&around.described_by];
                    }
                },
            ),
        }
    }

    /// A question of several inputs. Only a group of radio buttons may itself be called required or invalid.
    fn group(&self, question: &Question, label: &Markup, around: &Around<'_>, radios: bool, inputs: &Markup) -> Markup {
        html! {
            fieldset.f.bad[around.error.is_some()] role=[radios.then_some("radiogroup")]
                data-w=[&around.when] data-e=[&around.rules]
                aria-required=[around.required(question).filter(|_| radios)]
                aria-invalid=[around.invalid().filter(|_| radios)] aria-describedby=[&around.described_by] {
                legend { (label) }
                (around.words(self.view.words))
                (inputs)
            }
        }
    }

    /// A question of one input.
    fn single(&self, question: &Question, label: &Markup, around: &Around<'_>, input: &Markup) -> Markup {
        html! {
            div.f.bad[around.error.is_some()] data-w=[&around.when] data-e=[&around.rules] {
                label.l for={ "q." (question.id) } { (label) }
                (around.words(self.view.words))
                (input)
            }
        }
    }

    /// An option. The first of a question has an id, which the summary of faults leads to.
    fn choice(&self, question: &Question, choice: &Choice, kind: &str, first: bool) -> Markup {
        let words = self.view.words;
        let id = question.id.as_str();
        let chosen = strings(self.draft.answers.get(id)).any(|option| option == choice.id.as_str());
        html! {
            label.o {
                input type=(kind) name={ "q." (id) } id=[first.then(|| format!("q.{id}.{}", choice.id))] value=(choice.id)
                    data-x[choice.exclusive] checked[chosen];
                (picture(self.view.campaign, choice))
                (self.label(choice))
            }
            @if choice.namely {
                @let field = format!("n.{id}.{}", choice.id);
                @let error = self.error(id, None, Some(choice.id.as_str()));
                @let error_id = error.map(|_| format!("e.{field}"));
                @let text = self.draft.namely.get(id).and_then(|options| options.get(choice.id.as_str()));
                div.n.bad[error.is_some()] {
                    label for=(field) { (words.namely(choice.label.get(self.view.asked))) }
                    @if let Some(error) = error {
                        p.e id=[&error_id] { (words.error(error)) }
                    }
                    input type="text" name=(field) id=(field) value=(typed(text)) maxlength=(held(NAMELY_CHARACTERS)) aria-invalid=[error.map(|_| "true")] aria-describedby=[&error_id];
                }
            }
        }
    }

    /// The points of a scale, side by side where they are few and short enough, and below them "I don't know".
    fn scale(&self, scale: &Scale, name: &str, chosen: Option<&Value>, small: bool) -> Markup {
        let pictured = scale.points.iter().all(|choice| choice.picture.is_some());
        let beside = scale.points.len() <= 3 && (pictured || small);
        let first = |choice: &Choice| scale.points.first().is_some_and(|first| first.id == choice.id);
        let point = |choice: &Choice| {
            html! {
                label.o {
                    input type="radio" name=(name) id=[first(choice).then(|| format!("{name}.{}", choice.id))]
                        value=(choice.id)
                        checked[chosen.and_then(Value::as_str) == Some(choice.id.as_str())];
                    (picture(self.view.campaign, choice))
                    (self.label(choice))
                }
            }
        };
        html! {
            @if beside {
                div.s { @for choice in &scale.points { (point(choice)) } }
            } @else {
                @for choice in &scale.points { (point(choice)) }
            }
            @if let Some(choice) = &scale.dont_know { (point(choice)) }
        }
    }

    fn row(&self, question: &Question, row: &Row, scale: &Scale) -> Markup {
        let name = format!("q.{}.{}", question.id, row.id);
        let error = self.error(question.id.as_str(), Some(row.id.as_str()), None);
        let error_id = error.map(|_| format!("e.{name}"));
        let chosen = self.draft.answers.get(question.id.as_str()).and_then(|rows| rows.get(row.id.as_str()));
        let required = question.required && question.condition.is_none();
        let rules = script::rules(self.view, number(self.questionnaire, question), question, Some(row));
        html! {
            fieldset.f.bad[error.is_some()] role="radiogroup" data-e=[rules] aria-required=[required.then_some("true")]
                aria-invalid=[error.map(|_| "true")] aria-describedby=[&error_id] {
                legend { (self.view.text(&row.label)) }
                @if let Some(error) = error { p.e id=[&error_id] { (self.view.words.error(error)) } }
                (self.scale(scale, &name, chosen, true))
            }
        }
    }

    fn number_field(&self, question: &Question, range: &NumberRange, around: &Around<'_>) -> Markup {
        let id = question.id.as_str();
        html! {
            input type="text" inputmode="numeric" size="8" name={ "q." (id) } id={ "q." (id) }
                value=(typed(self.draft.answers.get(id))) aria-required=[around.required(question)]
                aria-invalid=[around.invalid()] aria-describedby=[&around.described_by];
            @if let Some(unit) = &range.unit { " " (self.view.text(unit)) }
        }
    }

    fn label(&self, choice: &Choice) -> Markup {
        let (lang, dir) = self.view.marks(&choice.label);
        let label = choice.label.get(self.view.asked);
        html! {
            @if lang.is_some() { span lang=[lang] dir=[dir] { (label) } } @else { (label) }
        }
    }

    fn around<'q>(&'q self, question: &'q Question, how: &str) -> Around<'q> {
        let id = question.id.as_str();
        let (hint_id, error_id) = (format!("h.{id}"), format!("e.{id}"));
        let error = self.error(id, None, None);
        let prompt = question.prompt.as_ref().filter(|_| self.talk);
        let hint = html! {
            @if let Some(prompt) = prompt { (conversation::prompt(self.view, prompt)) " " }
            @if let Some(hint) = &question.hint { (self.view.text(hint)) " " }
            (how)
        };
        let hinted = prompt.is_some() || question.hint.is_some() || !how.is_empty();
        let described_by = match (hinted, error.is_some()) {
            (true, true) => Some(format!("{hint_id} {error_id}")),
            (true, false) => Some(hint_id.clone()),
            (false, true) => Some(error_id.clone()),
            (false, false) => None,
        };
        Around {
            described_by,
            hint: if hinted {
                hint
            } else {
                html! {}
            },
            hint_id,
            error_id,
            error,
            when: question.condition.as_ref().map(script::when),
            rules: script::rules(self.view, number(self.questionnaire, question), question, None),
        }
    }

    fn error(&self, question: &str, row: Option<&str>, namely: Option<&str>) -> Option<&str> {
        let here = |fault: &&ShownFault| {
            let place = &fault.place;
            fault.field.is_some()
                && place.question == question
                && place.row.as_deref() == row
                && place.namely.as_deref() == namely
        };
        self.faults.iter().find(here).map(|fault| fault.message.as_str())
    }
}

impl Around<'_> {
    fn words(&self, words: &Words) -> Markup {
        html! {
            @if !self.hint.0.is_empty() { p.h id=(self.hint_id) { (self.hint) } }
            @if let Some(error) = self.error { p.e id=(self.error_id) { (words.error(error)) } }
        }
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.map(|_| "true")
    }

    /// Whom a question is not asked of is not required to answer it, and the page can't tell who that is.
    fn required(&self, question: &Question) -> Option<&'static str> {
        (question.required && question.condition.is_none()).then_some("true")
    }
}

/// The options chosen so far, whether one or a list.
fn strings(given: Option<&Value>) -> impl Iterator<Item = &str> {
    let (one, many) = match given {
        Some(Value::Array(values)) => (None, values.as_slice()),
        given => (given.and_then(Value::as_str), [].as_slice()),
    };
    one.into_iter().chain(many.iter().filter_map(Value::as_str))
}

/// How much a field holds. Twice what is taken, so that who writes too much keeps all of it and is told; not without end,
/// so that what was pasted by accident can't make the whole form too large to be read, and so lose it.
fn held(at_most: u32) -> u32 {
    2 * at_most
}

/// What was typed so far.
fn typed(given: Option<&Value>) -> &str {
    given.and_then(Value::as_str).unwrap_or_default()
}
