//! What is done with the answers to a campaign: headings that are questions, and their answers in points.

use std::borrow::Cow;

use maud::{Markup, html};

use super::others::Link;
use super::{Languages, Page, View};

/// An answer, a point each; those that do not apply are `None`.
type Points<'a> = &'a [Option<Cow<'static, str>>];

/// The privacy page. `again` begins a link to the same page; `withdrawals` lead to where answers can be taken back now.
pub(crate) fn privacy(view: View<'_>, again: &str, withdrawals: &[Link<'_>]) -> Page {
    let (words, campaign) = (view.words, view.campaign);
    let (codes, open) = (campaign.access.admits_codes(), campaign.access.admits_links());
    let (closes, expires) = (campaign.closes, campaign.expires.day());
    let (base, smallest) = (campaign.policy.rounding_base, campaign.policy.smallest_base);
    let contact = &campaign.controller.contact;
    let mail = html! { p { (words.privacy_mail()) " " a href={ "mailto:" (contact) } { (contact) } } };
    let officer = html! {
        @if let Some(officer) = &campaign.controller.privacy_officer {
            p { (words.privacy_officer()) " " a href={ "mailto:" (officer) } { (officer) } }
        }
    };
    let brief = points(&[
        always(words.privacy_brief_voluntary()),
        always(words.privacy_brief_nameless()),
        always(words.privacy_brief_seen()),
        always(words.privacy_brief_erased(expires)),
    ]);
    let voluntary = points(&[
        always(words.privacy_voluntary_no()),
        always(words.may_skip_except()),
        always(words.privacy_voluntary_stop()),
    ]);
    let kept = points(&[
        always(words.privacy_kept_chosen()),
        always(words.privacy_kept_typed()),
        where_so(codes, if open { words.privacy_kept_mode_open() } else { words.privacy_kept_mode() }),
        always(words.privacy_kept_number()),
    ]);
    let not_kept = points(&[
        always(words.privacy_not_kept_name()),
        where_so(codes, words.privacy_not_kept_code()),
        always(words.privacy_not_kept_when()),
        always(words.privacy_not_kept_device()),
        always(words.privacy_not_kept_address()),
        always(words.privacy_not_kept_cookies()),
    ]);
    let typed = points(&[
        always(words.privacy_typed_apart()),
        always(words.privacy_typed_out()),
        always(words.privacy_typed_names()),
        always(words.privacy_typed_read()),
    ]);
    let seen = points(&[
        always(words.privacy_seen_advisers()),
        always(words.privacy_seen_rounded(base, 2 * base, 3 * base, smallest)),
        always(words.privacy_seen_decision()),
        always(words.privacy_seen_together()),
        always(words.privacy_seen_device()),
        always(words.privacy_seen_operator()),
    ]);
    let long = points(&[
        always(if codes { words.privacy_long_closes_codes(closes) } else { words.privacy_long_closes(closes) }),
        always(words.privacy_long_expires(expires)),
        always(words.privacy_long_results()),
    ]);
    let withdraw = points(&[
        always(words.privacy_withdraw_before()),
        where_so(codes, words.privacy_withdraw_code(closes)),
        where_so(codes, words.privacy_withdraw_change()),
        where_so(codes, words.privacy_withdraw_backup()),
        where_so(open, if codes { words.privacy_withdraw_codeless() } else { words.privacy_withdraw_not() }),
    ]);
    let rights = points(&[
        always(words.privacy_rights_law()),
        always(if codes { words.privacy_rights_code() } else { words.privacy_rights_unknown() }),
        always(words.privacy_rights_text()),
    ]);
    let complaint = points(&[always(words.privacy_complaint_us()), always(words.privacy_complaint_authority())]);
    let not_promised = points(&[
        always(words.privacy_not_promised_style()),
        always(words.privacy_not_promised_guess()),
        where_so(open, words.privacy_not_promised_link()),
        where_so(codes, words.privacy_not_promised_code()),
        where_so(codes, words.privacy_not_promised_operator()),
    ]);
    view.page(
        words.privacy_title(),
        &Languages::Links(again),
        &html! {
            h1 { (words.privacy_title()) }
            (view.synthetic())
            div.card { (brief) }
            section { h2 { (words.privacy_who()) } p { (campaign.controller.name) } (mail) (officer) }
            section { h2 { (words.privacy_why()) } (view.paragraphs(&campaign.controller.purpose)) }
            section { h2 { (words.privacy_ground()) } (view.paragraphs(&campaign.controller.legal_basis)) }
            section { h2 { (words.privacy_voluntary()) } (voluntary) }
            section { h2 { (words.privacy_kept()) } (kept) }
            section { h2 { (words.privacy_not_kept()) } (not_kept) }
            section { h2 { (words.privacy_typed()) } (typed) }
            section { h2 { (words.privacy_seen()) } (seen) }
            section { h2 { (words.privacy_long()) } (long) }
            section {
                h2 { (words.privacy_withdraw()) }
                (withdraw)
                @for link in withdrawals {
                    p.big {
                        a href=(view.link(&link.path)) {
                            (words.privacy_withdraw_link(link.audience.get(view.asked), link.municipality))
                        }
                    }
                }
            }
            section { h2 { (words.privacy_rights()) } (rights) }
            section { h2 { (words.privacy_complaint()) } (complaint) }
            section { h2 { (words.privacy_not_promised()) } (not_promised) }
            p.big { a href=(view.link("/")) { (words.to_start()) } }
        },
    )
}

fn always(point: impl Into<Cow<'static, str>>) -> Option<Cow<'static, str>> {
    Some(point.into())
}

fn where_so(applies: bool, point: impl Into<Cow<'static, str>>) -> Option<Cow<'static, str>> {
    applies.then(|| point.into())
}

fn points(points: Points<'_>) -> Markup {
    html! { ul { @for point in points.iter().flatten() { li { (point) } } } }
}
