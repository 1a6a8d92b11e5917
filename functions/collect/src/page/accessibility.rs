//! The accessibility statement, in the form that Dutch law asks for (Besluit digitale toegankelijkheid overheid): about
//! what, how far the requirements are met and how that is known, what falls short, where to tell, and where to complain.

use maud::{Markup, html};
use survey::campaign::{Conformance, Shortcoming};
use survey::language::Text;

use super::others::Link;
use super::{Languages, Page, View};

/// The Nationale ombudsman, who hears complaints about how most public bodies dealt with a complaint.
const OMBUDSMAN: &str = "https://www.nationaleombudsman.nl";

/// The statement of a campaign. `again` begins a link to the same page; `links` lead to the questionnaires it is about.
pub(crate) fn accessibility(view: View<'_>, again: &str, links: &[Link<'_>]) -> Page {
    let (words, campaign) = (view.words, view.campaign);
    let statement = &campaign.accessibility;
    let name = &campaign.controller.name;
    let (status, meaning) = match statement.status {
        Conformance::A => (words.accessibility_status_a(), words.accessibility_meaning_a()),
        Conformance::B => (words.accessibility_status_b(), words.accessibility_meaning_b()),
        Conformance::C => (words.accessibility_status_c(), words.accessibility_meaning_c()),
        Conformance::D => (words.accessibility_status_d(), words.accessibility_meaning_d()),
    };
    let contact = campaign.accessibility_contact();
    // A long word may have marks where it can be broken, which a window's title does not need.
    let title = words.accessibility_title().replace('\u{ad}', "");
    view.page(
        &title,
        &Languages::Links(again),
        &html! {
            h1 { (words.accessibility_title()) }
            (view.synthetic())
            div.card {
                p { (words.accessibility_aim(name)) " " (words.accessibility_duty()) }
            }
            section {
                h2 { (words.accessibility_scope()) }
                p { (words.accessibility_scope_pages(campaign.title.get(view.asked))) }
                ul.big {
                    @for link in links {
                        li {
                            a href=(view.link(&link.path)) { (view.text(link.title)) }
                            " – " (view.text(link.audience)) (words.comma()) " " (link.municipality)
                        }
                    }
                }
            }
            section {
                h2 { (words.accessibility_status()) }
                p { strong { (status) } }
                p { (meaning) }
            }
            section {
                h2 { (words.accessibility_evidence()) }
                @if let Some(day) = statement.examined { p { (words.accessibility_examined(day)) } }
                @if let Some(day) = statement.planned { p { (words.accessibility_planned(day)) } }
                @if let Some(report) = &statement.report {
                    p.big { a href=(report) { (words.accessibility_report()) } }
                }
                p { (words.accessibility_own_tests()) }
            }
            section {
                h2 { (words.accessibility_shortcomings()) }
                @if statement.shortcomings.is_empty() { p { (words.accessibility_none_known()) } }
                @for shortcoming in &statement.shortcomings { (falls_short(view, shortcoming)) }
            }
            section {
                h2 { (words.accessibility_feedback()) }
                p { (words.accessibility_mail()) " " a href={ "mailto:" (contact) } { (contact) } }
                p { (words.accessibility_answer()) }
            }
            section {
                h2 { (words.accessibility_complaint()) }
                p { (words.accessibility_complaint_us(name)) }
                p {
                    (words.accessibility_complaint_ombudsman()) " "
                    a href=(OMBUDSMAN) { (words.accessibility_ombudsman()) } "."
                }
            }
            @if statement.drawn_up.is_some() || statement.approved_by.is_some() {
                section {
                    h2 { (words.accessibility_statement()) }
                    @if let Some(day) = statement.drawn_up { p { (words.accessibility_drawn_up(day)) } }
                    @if let Some(who) = &statement.approved_by { p { (words.accessibility_approved(who)) } }
                }
            }
            p.big { a href=(view.link("/")) { (words.to_start()) } }
        },
    )
}

fn falls_short(view: View<'_>, shortcoming: &Shortcoming) -> Markup {
    let words = view.words;
    let told = |heading: &str, text: &Option<Text>| {
        html! { @if let Some(text) = text { h3 { (heading) } (view.paragraphs(text)) } }
    };
    html! {
        div.card {
            (view.paragraphs(&shortcoming.what))
            @if !shortcoming.criteria.is_empty() {
                p { (words.accessibility_criteria(&shortcoming.criteria.join(", "))) }
            }
            (told(words.accessibility_why(), &shortcoming.why))
            (told(words.accessibility_instead(), &shortcoming.instead))
            (told(words.accessibility_plan(), &shortcoming.plan))
            @if let Some(day) = shortcoming.mended_by { p { (words.accessibility_mended(day)) } }
        }
    }
}
