//! What there is of one area: who was asked, how far it is, every release, and what can be taken along.

use std::collections::BTreeMap;

use axum::response::Response;
use desk::{Admitted, may_have_total, summaries_address};
use http::HeaderMap;
use maud::{Markup, html};
use storage::Notices;
use survey::campaign::{Audience, Campaign, Respondents, Stage};
use survey::id::AudienceId;
use survey::release::{Area, ReleaseNumber};

use super::{Sheet, capital, crumbs, place_name};
use crate::visit::{Visit, area_path, number};

/// What hangs there of an area.
pub(crate) struct Overview<'o> {
    pub(crate) campaign: &'o Campaign,
    pub(crate) area: Area,
    pub(crate) there: &'o BTreeMap<AudienceId, Notices>,
    /// Of all municipalities together, where that is another area.
    pub(crate) totals: &'o BTreeMap<AudienceId, Notices>,
}

impl Overview<'_> {
    fn notices(&self, audience: &Audience) -> Option<&Notices> {
        self.there.get(&audience.id)
    }

    fn has_releases(&self) -> bool {
        self.there.values().any(|notices| !notices.releases.is_empty())
    }

    fn is_final(&self) -> bool {
        let is_final = |notices: &Notices| notices.releases.iter().any(|notice| notice.number == ReleaseNumber::Final);
        self.there.values().any(is_final)
    }
}

pub(crate) fn page(visit: &Visit, headers: &HeaderMap, admitted: &Admitted<'_>, overview: &Overview<'_>) -> Response {
    let words = visit.words;
    let Overview { campaign, area, .. } = *overview;
    let path = area_path(campaign, area);
    let body = html! {
        p.lead { (words.stage(campaign, visit.now)) }
        @if overview.has_releases() {
            div.doors {
                a.door href=(visit.link(&format!("{path}/bevindingen"), &[])) {
                    strong { (words.pick("Bevindingen", "Findings")) }
                    span {
                        (words.pick(
                            "Wat mensen willen, wat er is, wat in de weg staat en wat past: in woorden, met de cijfers erbij.",
                            "What people want, what there is, what is in the way and what fits: in words, with the figures.",
                        ))
                    }
                }
                (report(visit, overview))
            }
        }
        section aria-labelledby="wie" {
            h2 #wie { (words.pick("Wie zijn er gevraagd", "Who was asked")) }
            div.audiences { @for audience in &campaign.audiences { (card(visit, overview, audience)) } }
        }
        @if let Some(total) = total(visit, overview) { (total) }
    };
    let sheet = Sheet {
        mark: "",
        title: place_name(visit, area),
        kicker: Some(campaign.title.get(words.language).to_owned()),
        crumbs: crumbs(visit, campaign, area, false),
        colours: &campaign.colours,
        synthetic: campaign.synthetic,
        body,
    };
    sheet.answer(visit, headers, admitted)
}

/// The report to take along.
fn report(visit: &Visit, overview: &Overview<'_>) -> Markup {
    let words = visit.words;
    let address = format!("/v1/reports/{}/{}", overview.area, overview.campaign.trajectory);
    html! {
        div.door {
            strong { (words.pick("Rapport en plan van aanpak", "Report and plan of approach")) }
            span {
                (words.pick(
                    "Alle bevindingen en tabellen, met een plan om zelf in te vullen.",
                    "All findings and tables, with a plan to fill in.",
                ))
            }
            p.files {
                @for (format, name) in visit.report_forms() {
                    a href=(visit.download(&address, &[("format", *format)])) { (name) }
                }
            }
            @if !overview.is_final() {
                span.quiet { (words.pick("Nu nog op tussenstanden; het volledigst na de sluiting.", "On interim results for now; fullest after the close.")) }
            }
        }
    }
}

/// One audience: how many, and every release.
fn card(visit: &Visit, overview: &Overview<'_>, audience: &Audience) -> Markup {
    let words = visit.words;
    let Overview { campaign, area, .. } = *overview;
    let notices = overview.notices(audience);
    let releases = notices.map(|notices| notices.releases.as_slice()).unwrap_or_default();
    let path = format!("{}/{}", area_path(campaign, area), audience.id);
    let title = audience.title.get(words.language);
    let policy = &campaign.policy;
    let is_final = releases.last().is_some_and(|notice| notice.number == ReleaseNumber::Final);
    html! {
        article.card {
            h3 { (title) }
            @match notices.and_then(|notices| notices.progress.as_ref()) {
                // The last count before the close is less than the final results tell.
                _ if is_final => {},
                Some(progress) => p {
                    @let (count, who) = (words.about(progress.responses().into()), words.respondents(audience.respondents));
                    @let day = words.day(progress.day());
                    strong { (capital(&count)) " " (who) } " "
                    (words.pick(format!("deden mee tot en met {day}."), format!("had taken part by {day}.")))
                },
                None if area == Area::All => {},
                None => p.quiet { (words.pick("Nog niet geteld.", "Not counted yet.")) },
            }
            @if let Some(latest) = releases.last() {
                p {
                    a.button href=(visit.link(&path, &[])) {
                        (words.pick("Bekijk de uitkomsten", "See the results"))
                        span.x { " (" (title) ")" }
                    }
                }
                h4 { (words.pick("Alle uitkomsten", "All results")) }
                ul.history {
                    @for notice in releases.iter().rev() {
                        @let number = number(notice.number);
                        @let of = words.release_of(*notice);
                        li {
                            @let link = visit.link(&path, &[("release", &number)]);
                            @let current = notice.number == latest.number;
                            a href=(link) { (of) }
                            @if current && releases.len() > 1 { " " span.quiet { (words.pick("(de laatste)", "(the latest)")) } }
                            (files(visit, campaign, area, audience, &number, &of))
                        }
                    }
                }
                p.quiet {
                    @let address = format!("{}/{}", summaries_address(campaign, area), audience.id);
                    a href=(visit.download(&address, &[("format", "csv"), ("parts", "codebook")])) {
                        (words.pick("Codeboek van de vragenlijst (CSV)", "Codebook of the questionnaire (CSV)"))
                        span.x { " (" (title) ")" }
                    }
                }
            } @else if area == Area::All {
                p { (words.pick("Er is geen totaal.", "There is no total.")) }
            } @else if campaign.stage(visit.now) == Stage::Closed {
                p { (words.after_the_close()) }
            } @else {
                @let first = match audience.respondents {
                    Respondents::People => policy.first_release_people,
                    Respondents::Organisations => policy.first_release_organisations,
                };
                p {
                    (words.pick(
                        format!("Een eerste tussenstand komt vanzelf, na ten minste {first} antwoorden."),
                        format!("First interim results follow by themselves, after at least {first} answers."),
                    ))
                }
            }
        }
    }
}

/// The forms in which a release can be taken along.
pub(crate) fn files(
    visit: &Visit,
    campaign: &Campaign,
    area: Area,
    audience: &Audience,
    number: &str,
    of: &str,
) -> Markup {
    let address = format!("{}/{}", summaries_address(campaign, area), audience.id);
    html! {
        span.files {
            @for (format, name) in [("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON")] {
                a href=(visit.download(&address, &[("release", number), ("format", format)])) {
                    (name) span.x { " (" (of) ")" }
                }
            }
        }
    }
}

/// The way to the total of all municipalities.
fn total(visit: &Visit, overview: &Overview<'_>) -> Option<Markup> {
    let words = visit.words;
    let Overview { campaign, area, totals, .. } = *overview;
    if area == Area::All || !may_have_total(campaign) {
        return None;
    }
    let there = totals.values().any(|notices| !notices.releases.is_empty());
    Some(html! {
        section aria-labelledby="samen" {
            h2 #samen { (words.shared().all_municipalities()) }
            @if there {
                p {
                    (words.pick(
                        "Met uw sleutel ziet u ook het totaal van alle gemeenten die meedoen, zonder wat een andere gemeente apart heeft.",
                        "With your key you also see the total of all municipalities that take part, without what another one has by itself.",
                    ))
                }
                p { a.button.second href=(visit.link(&area_path(campaign, Area::All), &[])) { (words.pick("Naar het totaal", "To the total")) } }
            } @else {
                p {
                    (words.pick(
                        "Een totaal over alle gemeenten komt na de sluiting, als er genoeg gemeenten meedoen.",
                        "A total over all municipalities follows after the close, if enough municipalities take part.",
                    ))
                }
            }
        }
    })
}
