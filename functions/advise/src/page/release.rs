//! One release: a chart and a table for each question; filters; what is withheld and why.

use axum::response::Response;
use desk::Admitted;
use http::HeaderMap;
use maud::{Markup, html};
use storage::Notice;
use summary::{BreakdownSummary, Figure, FocusGroupsSummary, QuotesSummary, Summary, TableSummary};
use survey::campaign::{Audience, Campaign};
use survey::questionnaire::Part;
use survey::release::{Area, Release, ReleaseNumber};

use super::overview::files;
use super::{Sheet, capital, crumbs, place_name};
use crate::figures::{Drawer, percent, question_of, together};
use crate::visit::{Visit, area_path, number};

/// What is shown.
pub(crate) struct Shown<'s> {
    pub(crate) campaign: &'s Campaign,
    pub(crate) area: Area,
    pub(crate) audience: &'s Audience,
    pub(crate) release: &'s Release,
    pub(crate) summary: &'s Summary<'s>,
}

/// What of it was chosen. A choice that does not exist is as none.
pub(crate) struct Chosen<'s> {
    by: Option<&'s BreakdownSummary<'s>>,
    section: Option<String>,
    sections: Vec<Section<'s>>,
}

/// A part of the page that can be chosen by itself.
struct Section<'s> {
    /// Its name in the query, and in the page.
    id: String,
    title: String,
    content: Content<'s>,
}

enum Content<'s> {
    /// Questions, and rows of grids.
    Tables(Vec<&'s [TableSummary<'s>]>),
    Crossings,
    FocusGroups(&'s FocusGroupsSummary<'s>),
    Quotes(&'s QuotesSummary<'s>),
}

impl<'s> Chosen<'s> {
    pub(crate) fn of(visit: &Visit, shown: &Shown<'s>) -> Self {
        let sections = sections(visit, shown);
        let section = visit.asked("section").filter(|asked| sections.iter().any(|section| section.id == **asked));
        let section = section.map(str::to_owned);
        let breakdowns = shown.summary.breakdowns.as_deref().unwrap_or_default();
        let by = visit.asked("by").and_then(|asked| breakdowns.iter().find(|breakdown| breakdown.by == asked));
        // All questions of all groups would be a page of a hundred charts: groups are compared a section at a time.
        let section = section.or_else(|| by.and_then(|_| Some(sections.first()?.id.clone())));
        Chosen { by, section, sections }
    }

    fn shown(&self) -> impl Iterator<Item = &Section<'s>> {
        self.sections.iter().filter(|section| self.section.as_ref().is_none_or(|chosen| *chosen == section.id))
    }
}

/// The sections of the questionnaire that have tables, then what was taken together, crossed and quoted.
fn sections<'s>(visit: &Visit, shown: &Shown<'s>) -> Vec<Section<'s>> {
    let words = visit.words;
    let questionnaire = &shown.audience.questionnaire;
    let mut titles = vec![(words.pick("Eerste vragen", "First questions").to_owned(), Vec::new())];
    for part in &questionnaire.parts {
        match part {
            Part::Section(section) => titles.push((section.title.get(words.language).to_owned(), Vec::new())),
            Part::Question(question) => {
                if let Some((_, questions)) = titles.last_mut() {
                    questions.push(question.id.as_str());
                }
            }
            Part::Statement(_) => {}
        }
    }
    let tables: Vec<&'s [TableSummary<'s>]> = together(shown.summary.tables.as_deref().unwrap_or_default()).collect();
    let question = |tables: &[TableSummary<'s>]| tables.first().map(|table| question_of(&table.item).to_owned());
    let mut sections = Vec::new();
    for (title, questions) in &titles {
        let within = |tables: &&[TableSummary<'s>]| question(tables).is_some_and(|id| questions.contains(&id.as_str()));
        let content: Vec<_> = tables.iter().copied().filter(within).collect();
        if !content.is_empty() {
            let id = (sections.len() + 1).to_string();
            sections.push(Section { id, title: title.clone(), content: Content::Tables(content) });
        }
    }
    // Of questions that are no longer asked, after a change of the questionnaire.
    let known = |id: &str| titles.iter().any(|(_, questions)| questions.contains(&id));
    let rest: Vec<_> = tables.iter().copied().filter(|tables| !question(tables).is_some_and(|id| known(&id))).collect();
    let mut add = |id: &str, title: &str, content| {
        sections.push(Section { id: id.to_owned(), title: title.to_owned(), content });
    };
    if !rest.is_empty() {
        add("rest", words.pick("Andere vragen", "Other questions"), Content::Tables(rest));
    }
    let derived = shown.summary.derived.as_deref().unwrap_or_default();
    if !derived.is_empty() {
        let tables = derived.chunks(1).collect();
        add("derived", words.pick("Antwoorden samengenomen", "Answers taken together"), Content::Tables(tables));
    }
    if shown.summary.crossings.as_ref().is_some_and(|crossings| !crossings.is_empty()) {
        add("crossings", words.pick("Twee vragen naast elkaar", "Two questions side by side"), Content::Crossings);
    }
    if let Some(groups) = &shown.summary.focus_groups {
        add("focus-groups", words.pick("Groepsgesprekken", "Focus groups"), Content::FocusGroups(groups));
    }
    let quotes = shown.summary.quotes.as_ref();
    let quoted = |quotes: &&QuotesSummary<'_>| {
        quotes.fields.iter().any(|field| !field.quotes.is_empty() || !field.terms.is_empty())
    };
    if let Some(quotes) = quotes.filter(quoted) {
        add("quotes", words.pick("In eigen woorden", "In their own words"), Content::Quotes(quotes));
    }
    sections
}

pub(crate) fn page(
    visit: &Visit,
    headers: &HeaderMap,
    admitted: &Admitted<'_>,
    shown: &Shown<'_>,
    chosen: &Chosen<'_>,
) -> Response {
    let words = visit.words;
    let Shown { campaign, area, audience, release, summary } = *shown;
    let drawer = Drawer { words, audience, policy: release.policy() };
    let notice = Notice { number: release.number(), day: release.day() };
    let of = words.release_of(notice);
    let about = words.about(summary.responses);
    let who = words.respondents(audience.respondents);
    let path = area_path(campaign, area);
    let body = html! {
        p.lead {
            strong { (of) ". " }
            (words.pick(format!("Er deden {about} {who} mee."), format!("{} {who} took part.", capital(&about))))
        }
        @if matches!(release.number(), ReleaseNumber::Interim(_)) { p.note { (words.shared().interim()) } }
        p.more {
            a href=(visit.link(&path, &[])) { (words.pick("Alle uitkomsten", "All results")) }
            a href=(visit.link(&format!("{path}/bevindingen"), &[])) { (words.pick("Bevindingen in woorden", "Findings in words")) }
            (files(visit, campaign, area, audience, &number(release.number()), &of))
        }
        details.reading {
            summary { (words.pick("Zo leest u de cijfers", "How to read the figures")) }
            ul {
                @for line in &summary.how_to_read { li { (line) } }
                li {
                    (words.pick(
                        "De dunne lijn door een balk of punt laat zien waartussen het percentage ligt, hoe er ook is afgerond.",
                        "The thin line through a bar or dot shows between what the percentage lies, whatever was rounded.",
                    ))
                }
            }
        }
        (filter(visit, shown, chosen))
        @if let Some(by) = chosen.by {
            div.note {
                p {
                    (words.pick("Per groep: ", "By group: ")) strong { (by.title) } " "
                    @for remark in &by.remarks { (remark) " " }
                }
                ul.groups {
                    @for group in &by.groups {
                        li {
                            strong { (group.label) } ": "
                            @match (&group.responses, &group.withheld) {
                                (_, Some(withheld)) => (withheld.explanation),
                                (Some(responses), None) => { (words.about(*responses)) " " (who) },
                                (None, None) => "–",
                            }
                            @for remark in &group.remarks { " " (remark) }
                        }
                    }
                }
            }
        }
        @for section in chosen.shown() {
            section.part id=(section.id) aria-labelledby=(format!("h-{}", section.id)) {
                h2 id=(format!("h-{}", section.id)) { (section.title) }
                @match &section.content {
                    Content::Tables(tables) => { @for tables in tables { (drawer.question(tables, chosen.by)) } },
                    Content::Crossings => {
                        @for crossing in summary.crossings.as_deref().unwrap_or_default() { (drawer.crossing(crossing)) }
                    },
                    Content::FocusGroups(groups) => (focus_groups(visit, shown, groups)),
                    Content::Quotes(quotes) => (quoted(visit, quotes)),
                }
            }
        }
    };
    let sheet = Sheet {
        mark: "",
        title: audience.title.get(words.language).to_owned(),
        kicker: Some(format!("{} · {}", place_name(visit, area), campaign.title.get(words.language))),
        crumbs: crumbs(visit, campaign, area, true),
        colours: &campaign.colours,
        synthetic: summary.synthetic,
        body,
    };
    sheet.answer(visit, headers, admitted)
}

/// What can be chosen: a form that works by itself, and links to the sections below.
fn filter(visit: &Visit, shown: &Shown<'_>, chosen: &Chosen<'_>) -> Markup {
    let words = visit.words;
    let Shown { campaign, area, audience, release, summary } = *shown;
    let action = format!("{}/{}", area_path(campaign, area), audience.id);
    let breakdowns = summary.breakdowns.as_deref().unwrap_or_default();
    html! {
        form.filter method="get" action=(action) {
            input type="hidden" name="release" value=(number(release.number()));
            @if visit.asked("lang").is_some() { input type="hidden" name="lang" value=(words.language.code()); }
            @if !breakdowns.is_empty() {
                div {
                    label for="by" { (words.pick("Vergelijk groepen", "Compare groups")) }
                    select #by name="by" {
                        option value="" { (words.pick("Iedereen samen", "Everyone together")) }
                        @for breakdown in breakdowns {
                            @let selected = chosen.by.is_some_and(|by| by.by == breakdown.by);
                            option value=(breakdown.by) selected[selected] { (breakdown.title) }
                        }
                    }
                }
            }
            div {
                label for="section" { (words.pick("Toon", "Show")) }
                select #section name="section" {
                    @if chosen.by.is_none() { option value="" { (words.pick("Alle vragen", "All questions")) } }
                    @for section in &chosen.sections {
                        option value=(section.id) selected[chosen.section.as_ref() == Some(&section.id)] { (section.title) }
                    }
                }
            }
            button { (words.pick("Toon deze keuze", "Show this choice")) }
        }
        @if chosen.section.is_none() && chosen.sections.len() > 1 {
            nav.within aria-label=(words.pick("Op deze pagina", "On this page")) {
                ul { @for section in &chosen.sections { li { a href=(format!("#{}", section.id)) { (section.title) } } } }
            }
        }
    }
}

/// What was said in focus groups, of all of them together.
fn focus_groups(visit: &Visit, shown: &Shown<'_>, groups: &FocusGroupsSummary<'_>) -> Markup {
    let words = visit.words;
    if let Some(withheld) = &groups.withheld {
        return html! { p.withheld { (withheld) } };
    }
    let few = words.pick("te weinig om te zeggen", "too few to say");
    let count = |figure: Option<Figure>| figure.map_or_else(|| few.to_owned(), |figure| words.count(figure));
    html! {
        article.question.wide {
            div.asked {
                @if let Some(people) = groups.people {
                    p { (words.pick(format!("Er deden {} mensen mee.", words.about(people)), format!("{} people took part.", capital(&words.about(people))))) }
                }
                p.quiet { (words.shared().focus_groups(shown.release.policy())) }
            }
            div.shown {
                h3 { (words.pick("Waarover ze spraken", "What they talked about")) }
                div.scroll tabindex="0" role="group" aria-label=(words.pick("Tabel: waarover ze spraken", "Table: what they talked about")) {
                    table {
                        caption.x { (words.pick("Waarover ze spraken", "What they talked about")) }
                        thead { tr {
                            th scope="col" { (words.pick("Thema", "Theme")) }
                            th.n scope="col" { (words.pick("Mensen", "People")) }
                            th.n scope="col" { "%" }
                        } }
                        tbody {
                            @for theme in &groups.themes {
                                tr {
                                    th scope="row" { (theme.label) }
                                    td.n { (count(theme.people)) }
                                    td.n { (percent(theme.percent)) }
                                }
                            }
                        }
                    }
                }
                h3 { (words.pick("Waar ze het mee eens waren", "What they agreed with")) }
                div.scroll tabindex="0" role="group" aria-label=(words.pick("Tabel: waar ze het mee eens waren", "Table: what they agreed with")) {
                    table {
                        caption.x { (words.pick("Waar ze het mee eens waren", "What they agreed with")) }
                        thead { tr {
                            th scope="col" { (words.pick("Stelling", "Statement")) }
                            th.n scope="col" { (words.pick("Voorgelegd aan", "Put to")) }
                            th.n scope="col" { (words.pick("Eens", "Agreed")) }
                            th.n scope="col" { "%" }
                        } }
                        tbody {
                            @for statement in &groups.statements {
                                tr {
                                    th scope="row" { (statement.text) }
                                    td.n { (count(statement.asked)) }
                                    td.n { (count(statement.agreed)) }
                                    td.n { (percent(statement.percent)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What people wrote.
fn quoted(visit: &Visit, quotes: &QuotesSummary<'_>) -> Markup {
    let words = visit.words;
    html! {
        @for field in quotes.fields.iter().filter(|field| !field.quotes.is_empty() || !field.terms.is_empty()) {
            article.question.wide id=(format!("v-{}", field.field.replace('.', "-"))) {
                div.asked {
                    h3 { (field.question) }
                    @if let Some(option) = field.option { p.quiet { (words.pick("Bij: ", "With: ")) (option) } }
                }
                div.shown {
                    @for quote in &field.quotes { blockquote { p { (quote) } } }
                    @if !field.terms.is_empty() {
                        h4 { (words.pick("Woorden die meer mensen gebruikten", "Words that several people used")) }
                        p.terms { (field.terms.join(" · ")) }
                    }
                }
            }
        }
    }
}
