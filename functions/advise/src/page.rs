//! Pages: complete without scripts, one style in the page, nothing from elsewhere.

pub(crate) mod findings;
pub(crate) mod overview;
pub(crate) mod release;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use desk::{Admitted, Refused};
use http::header::{
    CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, RETRY_AFTER, WWW_AUTHENTICATE,
};
use http::{HeaderMap, HeaderValue, StatusCode};
use maud::{DOCTYPE, Markup, html};
use storage::Notice;
use survey::campaign::{Audience, Campaign, Colours, Respondents};
use survey::release::Area;
use web::{Kind, Problem};

use crate::visit::{HOME, LANGUAGES, Visit, area_path, number};

const STYLE: &str = concat!(include_str!("page/style.css"), "\n");
const HTML: &str = "text/html; charset=utf-8";

/// A page before it is put in its frame.
pub(crate) struct Sheet<'p> {
    /// What stands before the title in the browser's tab: that there is a fault.
    pub(crate) mark: &'static str,
    /// What it is called; the page's name in the browser too.
    pub(crate) title: String,
    /// What stands above the title: where this is.
    pub(crate) kicker: Option<String>,
    /// The pages it lies below, with their links.
    pub(crate) crumbs: Vec<(String, String)>,
    /// Whose colours it has.
    pub(crate) colours: &'p Colours,
    /// Said on every page about made-up answers.
    pub(crate) synthetic: bool,
    pub(crate) body: Markup,
}

impl Sheet<'_> {
    /// The page with its policy.
    fn frame(&self, visit: &Visit, admitted: Option<&Admitted<'_>>) -> (String, HeaderValue) {
        let words = visit.words;
        let style = interface::look::sheet(self.colours, &[STYLE, charts::STYLE].concat());
        let (mark, title) = (self.mark, &self.title);
        let place = self.kicker.as_ref().map(|kicker| format!(" – {kicker}")).unwrap_or_default();
        let title = words.pick(
            format!("{mark}{title}{place} – Dagpeil voor adviseurs"),
            format!("{mark}{title}{place} – Dagpeil for advisers"),
        );
        let page = html! {
            (DOCTYPE)
            html lang=(words.language.code()) {
                head {
                    meta charset="utf-8";
                    title { (title) }
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    link rel="icon" href="data:,";
                    style { (maud::PreEscaped(&style)) }
                }
                body {
                    a.skip href="#inhoud" { (words.pick("Naar de inhoud", "Skip to content")) }
                    header {
                        p.brand {
                            a href=(visit.link(HOME, &[])) { "Dagpeil" }
                            " " span { (words.pick("voor adviseurs", "for advisers")) }
                        }
                        div.tools {
                            nav aria-label=(words.pick("Taal", "Language")) {
                                ul {
                                    @for language in LANGUAGES {
                                        li {
                                            a href=(visit.in_language(language)) lang=(language.code()) hreflang=(language.code())
                                                aria-current=[(language == words.language).then_some("true")] { (language.endonym()) }
                                        }
                                    }
                                }
                            }
                            @if let Some(admitted) = admitted.filter(|admitted| admitted.ends().is_some()) {
                                form method="post" action=(visit.link("/advies/uitloggen", &[])) {
                                    span.who { (admitted.name()) }
                                    button.plain { (words.pick("Uitloggen", "Sign out")) }
                                }
                            }
                        }
                    }
                    main #inhoud {
                        @if !self.crumbs.is_empty() {
                            nav.crumbs aria-label=(words.pick("Kruimelpad", "Breadcrumbs")) {
                                ol { @for (name, link) in &self.crumbs { li { a href=(link) { (name) } } } }
                            }
                        }
                        @if let Some(kicker) = &self.kicker { p.kicker { (kicker) } }
                        h1 { (self.title) }
                        @if self.synthetic { p.made-up { (words.shared().synthetic()) } }
                        (self.body)
                    }
                    footer {
                        p {
                            (words.pick(
                                "Alle aantallen zijn afgerond, zodat niemand te herkennen is.",
                                "All counts are rounded, so that nobody can be recognised.",
                            ))
                        }
                    }
                }
            }
        };
        (page.into_string(), web::headers::page_policy(&style, None))
    }

    /// An answer that may be kept, and asked for again by its tag.
    pub(crate) fn answer(&self, visit: &Visit, headers: &HeaderMap, admitted: &Admitted<'_>) -> Response {
        let (page, policy) = self.frame(visit, Some(admitted));
        let mut response = desk::answer(headers, visit.words.language, HTML, page, None);
        secure(&mut response, policy);
        response
    }

    /// An answer that tells why not. It is never kept.
    fn refusal(&self, visit: &Visit, admitted: Option<&Admitted<'_>>, status: StatusCode) -> Response {
        let (page, policy) = self.frame(visit, admitted);
        let mut response = Response::new(Body::from(page));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(HTML));
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(visit.words.language.code()));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"dagpeil\""));
        }
        secure(&mut response, policy);
        response
    }
}

/// What a page's answer has besides the headers of all answers: on a 304 too, since those take the place of what is kept.
fn secure(response: &mut Response, policy: HeaderValue) {
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    // Our own forms are told by where they came from; elsewhere learns nothing.
    response.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
}

/// The form to sign in with. `refused` says why it stands here, if not for the first time; `next` where to go after.
pub(crate) fn sign_in(visit: &Visit, colours: Colours, refused: Option<&Refused>, next: Option<&str>) -> Response {
    let words = visit.words;
    // What is wrong with what was filled in; or what happened besides.
    let (fault, remark) = match refused {
        None | Some(Refused::NothingPresented | Refused::Failed(_)) => (None, None),
        Some(Refused::SessionEnded) => (
            None,
            Some(words.pick(
                "Uw bezoek is afgelopen: na acht uur, of omdat de sleutel niet meer geldt. Log opnieuw in.",
                "Your visit has ended: after eight hours, or because the key no longer holds. Please sign in again.",
            )),
        ),
        Some(Refused::NoKeyAtAll) => (
            Some(words.pick(
                "Deze sleutel klopt niet. Plak de hele sleutel: 69 tekens, met dagpeil_ aan het begin.",
                "This key is not right. Paste the whole key: 69 characters, beginning with dagpeil_.",
            )),
            None,
        ),
        Some(Refused::Unknown) => (Some(words.pick("Deze sleutel is niet bekend.", "This key is not known.")), None),
        Some(Refused::Expired) => (Some(words.pick("Deze sleutel is verlopen.", "This key has expired.")), None),
        Some(Refused::NotForSummaries) => {
            (
                Some(words.pick(
                    "Deze sleutel is niet voor het lezen van uitkomsten.",
                    "This key is not for reading results.",
                )),
                None,
            )
        }
    };
    let remark = remark.or_else(|| visit.asked("uit").map(|_| words.pick("U bent uitgelogd.", "You are signed out.")));
    let body = html! {
        @if let Some(remark) = remark { p.note role="status" { (remark) } }
        @if let Some(fault) = fault {
            div.faults role="alert" {
                h2 { (words.pick("Inloggen is niet gelukt", "Signing in did not work")) }
                ul { li { a href="#key" { (fault) } } }
            }
        }
        form.sign-in method="post" action=(visit.link(HOME, &[])) novalidate {
            @if let Some(next) = next { input type="hidden" name="next" value=(next); }
            div.field.bad[fault.is_some()] {
                label for="key" { (words.pick("Uw sleutel", "Your key")) }
                p #hint .hint {
                    (words.pick(
                        "De sleutel begint met dagpeil_. U kreeg hem van wie het onderzoek uitvoert. Plakken mag.",
                        "The key begins with dagpeil_. You got it from whoever runs the survey. You can paste it.",
                    ))
                }
                @if let Some(fault) = fault { p #fault .fault { (words.pick("Fout: ", "Error: ")) (fault) } }
                input #key name="key" type="password" autocomplete="current-password" spellcheck="false" autocapitalize="none"
                    aria-required="true" aria-invalid=[fault.map(|_| "true")]
                    aria-describedby=(if fault.is_some() { "hint fault" } else { "hint" });
            }
            button { (words.pick("Inloggen", "Sign in")) }
        }
        p.quiet {
            (words.pick(
                "Na het inloggen staat er één cookie in deze browser: die houdt u ingelogd, hooguit acht uur. Op een gedeelde computer: \
                 log uit als u klaar bent. Geen sleutel, of werkt hij niet? Vraag een nieuwe aan wie het onderzoek uitvoert.",
                "Signing in puts one cookie in this browser: it keeps you signed in, for eight hours at most. On a shared computer: \
                 sign out when you are done. No key, or it does not work? Ask whoever runs the survey for a new one.",
            ))
        }
    };
    let mark = if fault.is_some() { words.pick("Fout: ", "Error: ") } else { "" };
    let title = words.pick("Inloggen", "Sign in").to_owned();
    let sheet = Sheet { mark, title, kicker: None, crumbs: Vec::new(), colours: &colours, synthetic: false, body };
    let status = match refused {
        None => StatusCode::OK,
        Some(Refused::NotForSummaries) => StatusCode::FORBIDDEN,
        Some(_) => StatusCode::UNAUTHORIZED,
    };
    sheet.refusal(visit, None, status)
}

/// A form came from elsewhere.
pub(crate) fn not_from_here(visit: &Visit, colours: Colours) -> Response {
    let words = visit.words;
    let body = html! {
        p {
            (words.pick(
                "Dit formulier kwam niet van deze site zelf. Daarom doen we er niets mee.",
                "This form did not come from this site itself. So nothing was done with it.",
            ))
        }
        p { a.button href=(visit.link(HOME, &[])) { (words.pick("Naar het begin", "To the start")) } }
    };
    let title = words.pick("Dit kan hier niet", "That is not possible here").to_owned();
    let sheet = Sheet { mark: "", title, kicker: None, crumbs: Vec::new(), colours: &colours, synthetic: false, body };
    sheet.refusal(visit, None, StatusCode::FORBIDDEN)
}

/// All that the key opens.
pub(crate) fn home(visit: &Visit, headers: &HeaderMap, colours: Colours, admitted: &Admitted<'_>) -> Response {
    let words = visit.words;
    let title = words.pick("Uw uitkomsten", "Your results").to_owned();
    let body = html! {
        p.lead {
            (words.pick("Dit kunt u lezen met uw sleutel.", "This is what you can read with your key."))
        }
        (listed(visit, admitted))
    };
    let sheet = Sheet { mark: "", title, kicker: None, crumbs: Vec::new(), colours: &colours, synthetic: false, body };
    sheet.answer(visit, headers, admitted)
}

/// The areas that the key opens, a campaign each.
fn listed(visit: &Visit, admitted: &Admitted<'_>) -> Markup {
    let words = visit.words;
    let areas = admitted.areas();
    let mut campaigns: Vec<(&Campaign, Vec<Area>)> = Vec::new();
    for (board, area) in areas {
        match campaigns.iter_mut().find(|(campaign, _)| campaign.id == board.campaign.id) {
            Some((_, areas)) => areas.push(area),
            None => campaigns.push((&board.campaign, vec![area])),
        }
    }
    html! {
        @for (campaign, areas) in campaigns {
            section.campaign {
                h2 { (campaign.title.get(words.language)) }
                p.quiet {
                    (words.stage(campaign, visit.now))
                    @if campaign.synthetic { " " (words.pick("Voorbeeld met verzonnen antwoorden.", "Example with made-up answers.")) }
                }
                ul.places {
                    @for area in areas {
                        li { a href=(visit.link(&area_path(campaign, area), &[])) { (place_name(visit, area)) } }
                    }
                }
            }
        }
    }
}

/// The name of an area.
pub(crate) fn place_name(visit: &Visit, area: Area) -> String {
    summary::Place::of(area, visit.words.shared()).name
}

/// The pages above those of an area.
pub(crate) fn crumbs(visit: &Visit, campaign: &Campaign, area: Area, deeper: bool) -> Vec<(String, String)> {
    let mut crumbs = vec![(visit.words.pick("Uw uitkomsten", "Your results").to_owned(), visit.link(HOME, &[]))];
    if deeper {
        crumbs.push((place_name(visit, area), visit.link(&area_path(campaign, area), &[])));
    }
    crumbs
}

/// A refusal or failure, and where to go.
pub(crate) fn problem(visit: &Visit, problem: &Problem, admitted: Option<&Admitted<'_>>) -> Response {
    let words = visit.words;
    let (title, why) = match problem.kind() {
        Kind::OutOfScope => (
            words.pick("Hiervoor is uw sleutel niet", "Your key is not for this"),
            words.pick(
                "Uw sleutel opent andere gemeenten dan deze. Hieronder staat wat u er wel mee kunt lezen.",
                "Your key opens other municipalities than this one. Below is what you can read with it.",
            ),
        ),
        Kind::NotFound => (
            words.pick("Deze pagina is er niet", "There is no such page"),
            words.pick(
                "Misschien is het adres niet goed overgenomen. Hieronder staat wat u kunt lezen.",
                "Perhaps the address was not copied quite right. Below is what you can read.",
            ),
        ),
        Kind::Unavailable => (
            words.pick("De uitkomsten zijn even niet te lezen", "The results can't be read just now"),
            words.pick("Probeer het over een minuut opnieuw.", "Please try again in a minute."),
        ),
        _ => (
            words.pick("Er ging iets mis", "Something went wrong"),
            words.pick(
                "Dat ligt aan ons, niet aan u. Probeer het opnieuw; gebeurt het weer, meld het dan met de code hieronder.",
                "That is our fault, not yours. Please try again; if it happens again, report it with the code below.",
            ),
        ),
    };
    let json = problem.to_json();
    let incident = json["instance"].as_str().and_then(|instance| instance.rsplit(':').next()).map(str::to_owned);
    let body = html! {
        p.lead { (why) }
        @if let Some(incident) = &incident { p { (words.pick("Code: ", "Code: ")) code { (incident) } } }
        @match admitted {
            Some(admitted) => (listed(visit, admitted)),
            None => p { a.button href=(visit.link(HOME, &[])) { (words.pick("Naar het begin", "To the start")) } },
        }
    };
    let colours = Colours::default();
    let title = title.to_owned();
    let sheet = Sheet { mark: "", title, kicker: None, crumbs: Vec::new(), colours: &colours, synthetic: false, body };
    let mut response = sheet.refusal(visit, admitted, problem.kind().status());
    if let Some(wait) = problem.clone().into_response().headers().get(RETRY_AFTER) {
        response.headers_mut().insert(RETRY_AFTER, wait.clone());
    }
    response
}

/// That there is nothing to show of an audience, or not that.
pub(crate) struct NoRelease<'n> {
    pub(crate) campaign: &'n Campaign,
    pub(crate) area: Area,
    pub(crate) audience: &'n Audience,
    /// What there is of it.
    pub(crate) there: Vec<Notice>,
}

/// That there is no such release, or none yet, and when there will be.
pub(crate) fn no_release(visit: &Visit, why: &NoRelease<'_>, admitted: &Admitted<'_>) -> Response {
    let words = visit.words;
    let NoRelease { campaign, area, audience, there } = why;
    let policy = &campaign.policy;
    let title = if there.is_empty() {
        words.pick("Hier zijn nog geen uitkomsten", "There are no results here yet")
    } else {
        words.pick("Deze uitkomst is er niet", "There is no such result")
    };
    let (share, needed) = (policy.total_share_percent, policy.total_municipalities);
    let first = match audience.respondents {
        Respondents::People => policy.first_release_people,
        Respondents::Organisations => policy.first_release_organisations,
    };
    let reason = match area {
        _ if !there.is_empty() => words
            .pick("Deze zijn er wel:", "These there are:")
            .to_owned(),
        Area::All => words.pick(
            format!(
                "Een totaal over alle gemeenten komt er na de sluiting, samen met de einduitkomst. Het komt er alleen als ten minste \
                 {needed} gemeenten meedoen en geen gemeente meer dan {share} procent van de antwoorden heeft."
            ),
            format!(
                "A total over all municipalities follows after the close, with the final results. There will be one only if at least \
                 {needed} municipalities take part and none has more than {share} percent of the answers."
            ),
        ),
        Area::Municipality(_) if campaign.stage(visit.now) == survey::campaign::Stage::Before => {
            words.pick("Het onderzoek is nog niet begonnen.", "The survey has not begun yet.").to_owned()
        }
        Area::Municipality(_) if campaign.stage(visit.now) == survey::campaign::Stage::Closed => {
            words.after_the_close().to_owned()
        }
        Area::Municipality(_) => words.pick(
            format!(
                "Een eerste tussenstand komt er vanzelf, na ten minste {first} antwoorden. Zo blijft wat één iemand antwoordde geheim. \
                 De einduitkomst komt na de sluiting."
            ),
            format!(
                "First interim results follow by themselves, after at least {first} answers. So what one person answered stays \
                 secret. The final results follow after the close."
            ),
        ),
    };
    let path = area_path(campaign, *area);
    let body = html! {
        p.lead { (reason) }
        @if !there.is_empty() {
            ul {
                @for notice in there {
                    @let link = visit.link(&format!("{path}/{}", audience.id), &[("release", &number(notice.number))]);
                    li { a href=(link) { (words.release_of(*notice)) } }
                }
            }
        }
        p.quiet { (words.stage(campaign, visit.now)) }
        p { a.button href=(visit.link(&path, &[])) { (words.pick("Naar het overzicht", "To the overview")) } }
    };
    let sheet = Sheet {
        mark: "",
        title: title.to_owned(),
        kicker: Some(format!("{} · {}", place_name(visit, *area), campaign.title.get(words.language))),
        crumbs: crumbs(visit, campaign, *area, true),
        colours: &campaign.colours,
        synthetic: campaign.synthetic,
        body,
    };
    sheet.refusal(visit, Some(admitted), StatusCode::NOT_FOUND)
}

/// With a capital at the beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
