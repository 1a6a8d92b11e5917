//! What is done with the answers to a campaign.

use maud::{Markup, html};

use super::others::Link;
use super::{Languages, Page, View};
use crate::words::{Facts, Part, Points};

/// The privacy page. `again` begins a link to the same page; `withdrawals` lead to where answers can be taken back now.
pub(crate) fn privacy(view: View<'_>, again: &str, withdrawals: &[Link<'_>]) -> Page {
    let (words, campaign) = (view.words.privacy, view.campaign);
    let facts = Facts::of(campaign);
    let points = |points: Points| html! { ul { @for point in points(&facts) { li { (point) } } } };
    let section =
        |part: &Part, below: Markup| html! { section { h2 { (part.heading) } (points(part.points)) (below) } };
    let contact = &campaign.controller.contact;
    let mail = html! { p { (words.mail) " " a href={ "mailto:" (contact) } { (contact) } } };
    let officer = html! {
        @if let Some(officer) = &campaign.controller.privacy_officer {
            p { (words.officer) " " a href={ "mailto:" (officer) } { (officer) } }
        }
    };
    let withdrawals = html! {
        @for link in withdrawals {
            p.big { a href=(view.link(&link.path)) { ((words.withdraw_link)(link.audience.get(view.asked), link.municipality)) } }
        }
    };
    view.page(
        words.title,
        &Languages::Links(again),
        &html! {
            h1 { (words.title) }
            (view.synthetic())
            div.intro { (points(words.brief)) }
            section { h2 { (words.who) } p { (campaign.controller.name) } (mail) (officer) }
            section { h2 { (words.why) } (view.paragraphs(&campaign.controller.purpose)) }
            section { h2 { (words.ground) } (view.paragraphs(&campaign.controller.legal_basis)) }
            (section(&words.voluntary, html! {}))
            (section(&words.kept, html! {}))
            (section(&words.not_kept, html! {}))
            (section(&words.typed, html! {}))
            (section(&words.seen, html! {}))
            (section(&words.how_long, html! {}))
            (section(&words.withdraw, withdrawals))
            (section(&words.rights, html! {}))
            (section(&words.complaint, html! {}))
            (section(&words.not_promised, html! {}))
            p.big { a href=(view.link("/")) { (view.words.to_start) } }
        },
    )
}
