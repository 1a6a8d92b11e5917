//! The advisers' pages: what hangs on the notice board, as charts, tables and words, for people with a browser.
//!
//! Reads releases, adviser keys and what signs their sessions, and has no way to a response, a tally or a secret of a
//! campaign. The pages need no script and carry none. No figure stands on them that is not in a release, or a bound of one.
//! Who may read what, and the log of who read it, is [`desk`]'s.

mod figures;
mod page;
mod visit;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use desk::{Admitted, Board, Refused, enter, failed, may_have_total, place};
use http::header::{LOCATION, SET_COOKIE};
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use insight::{Dossier, Findings};
use storage::{Notice, Notices, Place};
use summary::{Parts, Summary};
use survey::campaign::{Audience, Campaign};
use survey::id::{AudienceId, CampaignId};
use survey::release::{Area, Release, ReleaseNumber};
use web::{Clock, Kind, Problem};

use page::overview::Overview;
use page::release::{Chosen, Shown};
use visit::{HOME, Known, Visit, area_path, own_page};

/// A campaign's notice board, and what findings about it need beyond its releases.
pub struct Office {
    /// The notice board.
    pub board: Board,
    /// Which question asks what, initiatives, and earlier waves.
    pub dossier: Dossier,
    /// Whether reports can be had as PDF too, where this runs.
    pub has_pdf: bool,
}

/// What every request works with.
struct App {
    boards: Vec<Board>,
    dossiers: BTreeMap<CampaignId, Dossier>,
    has_pdf: bool,
    clock: Clock,
}

/// One route. The router is made from [`ROUTES`].
pub struct Route {
    /// The method in lower case. HEAD goes with GET.
    pub method: &'static str,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    handler: fn() -> MethodRouter<Arc<App>>,
}

/// All routes.
pub const ROUTES: &[Route] = &[
    Route { method: "get", path: "/", handler: || get(entrance) },
    Route { method: "get", path: "/advies", handler: || get(home) },
    Route { method: "post", path: "/advies", handler: || post(sign_in) },
    Route { method: "post", path: "/advies/uitloggen", handler: || post(sign_out) },
    Route { method: "get", path: "/advies/{municipality}/{trajectory}", handler: || get(overview) },
    Route { method: "get", path: "/advies/{municipality}/{trajectory}/bevindingen", handler: || get(findings) },
    Route { method: "get", path: "/advies/{municipality}/{trajectory}/{audience}", handler: || get(release) },
];

/// The router over one campaign, as deployed, or over several, as the local runner has them. A key opens only the boards
/// whose own table holds it.
pub fn router(offices: Vec<Office>, clock: Clock) -> Router {
    let dossiers = offices.iter().map(|office| (office.board.campaign.id.clone(), office.dossier.clone())).collect();
    let has_pdf = offices.iter().all(|office| office.has_pdf);
    let boards = offices.into_iter().map(|office| office.board).collect();
    let mut router = Router::new();
    for route in ROUTES {
        router = router.route(route.path, (route.handler)());
    }
    let router = router
        .fallback(nowhere)
        .method_not_allowed_fallback(async || Problem::of(Kind::MethodNotAllowed))
        .with_state(Arc::new(App { boards, dossiers, has_pdf, clock }));
    web::finish(router)
}

impl App {
    fn visit(&self, uri: &Uri, headers: &HeaderMap) -> Visit {
        let mut visit = Visit::of(&self.known(), uri.path(), uri.query(), headers, self.clock.now());
        visit.has_pdf = self.has_pdf;
        visit
    }

    fn known(&self) -> Known<'_> {
        Known(self.boards.iter().map(|board| &board.campaign).collect())
    }

    /// Who is signed in; else the page to sign in, which leads back to the page that was asked for.
    async fn enter<'a>(&'a self, visit: &Visit, headers: &HeaderMap) -> Result<Admitted<'a>, Response> {
        enter(&self.boards, headers, visit.now).await.map_err(|refused| match refused {
            Refused::Failed(problem) => page::problem(visit, &problem, None),
            refused => page::sign_in(visit, self.colours(), Some(&refused), visit.here().as_deref()),
        })
    }

    /// The colours of pages that are about no one campaign: the campaign's, where there is one.
    fn colours(&self) -> survey::campaign::Colours {
        match self.boards.as_slice() {
            [board] => board.campaign.colours.clone(),
            _ => survey::campaign::Colours::default(),
        }
    }
}

fn see_other(path: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let location = HeaderValue::try_from(path).expect("our own paths are visible ASCII");
    response.headers_mut().insert(LOCATION, location);
    response
}

/// From the bare address to the first page.
async fn entrance() -> Response {
    see_other(HOME)
}

/// What the key opens; or, for who is not signed in, the form to sign in with.
async fn home(State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap) -> Response {
    let visit = app.visit(&uri, &headers);
    match enter(&app.boards, &headers, visit.now).await {
        Ok(admitted) => {
            admitted.log("page", "home");
            page::home(&visit, &headers, app.colours(), &admitted)
        }
        Err(Refused::Failed(problem)) => page::problem(&visit, &problem, None),
        Err(Refused::NothingPresented) => page::sign_in(&visit, app.colours(), None, None),
        Err(refused) => page::sign_in(&visit, app.colours(), Some(&refused), None),
    }
}

/// Begins a session, and goes on to the page that was asked for.
async fn sign_in(State(app): State<Arc<App>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let visit = app.visit(&parts.uri, &parts.headers);
    if !desk::is_from_our_page(&parts.headers) {
        return page::not_from_here(&visit, app.colours());
    }
    if !web::negotiate::has_type(&parts.headers, "application/x-www-form-urlencoded") {
        return Problem::of(Kind::UnsupportedMediaType).into_response();
    }
    let form = match web::body::read(&parts.headers, body).await {
        Ok(form) => form,
        Err(problem) => return problem.into_response(),
    };
    let field = |name: &str| form_urlencoded::parse(&form).find(|(given, _)| given == name).map(|(_, value)| value);
    let (key, next) = (field("key").unwrap_or_default(), field("next"));
    let next = next.and_then(|next| own_page(&app.known(), &next));
    match desk::sign_in(&app.boards, &key, visit.now).await {
        Ok(session) => {
            let mut response = see_other(&next.unwrap_or_else(|| visit.link(HOME, &[])));
            response.headers_mut().insert(SET_COOKIE, session.cookie);
            response
        }
        Err(Refused::Failed(problem)) => page::problem(&visit, &problem, None),
        Err(refused) => page::sign_in(&visit, app.colours(), Some(&refused), next.as_deref()),
    }
}

/// Ends the session in this browser.
async fn sign_out(State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap) -> Response {
    let visit = app.visit(&uri, &headers);
    if !desk::is_from_our_page(&headers) {
        return page::not_from_here(&visit, app.colours());
    }
    let mut response = see_other(&visit.link(HOME, &[("uit", "1")]));
    response.headers_mut().insert(SET_COOKIE, desk::forget(&app.boards, &headers, visit.now));
    response
}

async fn nowhere(State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap) -> Response {
    let visit = app.visit(&uri, &headers);
    // Not told apart from what is there, for who is not signed in.
    match app.enter(&visit, &headers).await {
        Ok(admitted) => page::problem(&visit, &admitted.nothing_here(), Some(&admitted)),
        Err(page) => page,
    }
}

/// Why a page can't be shown.
enum Trouble<'t> {
    /// A refusal or failure.
    Problem(Problem),
    /// There is no such release, or none at all yet.
    NoRelease(page::NoRelease<'t>),
}

impl From<Problem> for Trouble<'_> {
    fn from(problem: Problem) -> Self {
        Trouble::Problem(problem)
    }
}

/// The page, or one that tells why not and where to go.
fn told(made: Result<Response, Trouble<'_>>, visit: &Visit, admitted: &Admitted<'_>) -> Response {
    match made {
        Ok(page) => page,
        Err(Trouble::Problem(problem)) => page::problem(visit, &problem, Some(admitted)),
        Err(Trouble::NoRelease(why)) => page::no_release(visit, &why, admitted),
    }
}

/// What there is of one area.
async fn overview(
    State(app): State<Arc<App>>,
    path: Result<Path<(String, String)>, PathRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let visit = app.visit(&uri, &headers);
    let admitted = match app.enter(&visit, &headers).await {
        Ok(admitted) => admitted,
        Err(page) => return page,
    };
    let made = async {
        let Path((municipality, trajectory)) = path.map_err(|_| admitted.nothing_here())?;
        let (board, area) = admitted.find(&municipality, &trajectory)?;
        let campaign = &board.campaign;
        let there = board.notices.list_all(area, &campaign.trajectory).await.map_err(failed)?;
        let totals = if area != Area::All && may_have_total(campaign) {
            board.notices.list_all(Area::All, &campaign.trajectory).await.map_err(failed)?
        } else {
            BTreeMap::new()
        };
        admitted.log("page", &area_path(campaign, area));
        let overview = Overview { campaign, area, there: &there, totals: &totals };
        Ok(page::overview::page(&visit, &headers, &admitted, &overview))
    };
    told(made.await, &visit, &admitted)
}

/// One release.
async fn release(
    State(app): State<Arc<App>>,
    path: Result<Path<(String, String, String)>, PathRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let visit = app.visit(&uri, &headers);
    let admitted = match app.enter(&visit, &headers).await {
        Ok(admitted) => admitted,
        Err(page) => return page,
    };
    let made = async {
        let Path((municipality, trajectory, audience)) = path.map_err(|_| admitted.nothing_here())?;
        let (board, area) = admitted.find(&municipality, &trajectory)?;
        let campaign = &board.campaign;
        let audience = campaign.audience(&audience).ok_or_else(|| admitted.nothing_here())?;
        let place = place(campaign, area, audience);
        let number = visit.asked("release").map(str::parse::<ReleaseNumber>).transpose();
        let number = number.map_err(|_| admitted.nothing_here())?;
        let release = match number {
            Some(number) => board.notices.get(&place, number).await,
            None => board.notices.latest(&place).await,
        };
        let Some(release) = release.map_err(failed)? else {
            let there = board.notices.list(&place).await.map_err(failed)?;
            return Err(Trouble::NoRelease(page::NoRelease { campaign, area, audience, there: there.releases }));
        };
        // Only what is quoted beside a final release of one municipality was ever moderated.
        let quotable = area != Area::All && release.number() == ReleaseNumber::Final;
        let addendum = if quotable { board.notices.addendum(&place).await.map_err(failed)? } else { None };
        let language = visit.words.language;
        let summary = Summary::new(campaign, audience, &release, addendum.as_ref(), Parts::RELEASED, language);
        admitted.log("page", &format!("{}/{}", area_path(campaign, area), audience.id));
        let shown = Shown { campaign, area, audience, release: &release, summary: &summary };
        Ok(page::release::page(&visit, &headers, &admitted, &shown, &Chosen::of(&visit, &shown)))
    };
    told(made.await, &visit, &admitted)
}

/// What can be said of one area.
async fn findings(
    State(app): State<Arc<App>>,
    path: Result<Path<(String, String)>, PathRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let visit = app.visit(&uri, &headers);
    let admitted = match app.enter(&visit, &headers).await {
        Ok(admitted) => admitted,
        Err(page) => return page,
    };
    let made = async {
        let Path((municipality, trajectory)) = path.map_err(|_| admitted.nothing_here())?;
        let (board, area) = admitted.find(&municipality, &trajectory)?;
        let campaign = &board.campaign;
        let there = board.notices.list_all(area, &campaign.trajectory).await.map_err(failed)?;
        let wanted = latest_of(campaign, area, &there);
        if wanted.is_empty() {
            return Err(Trouble::NoRelease(page::NoRelease {
                campaign,
                area,
                audience: &campaign.audiences[0],
                there: Vec::new(),
            }));
        }
        let (releases, total) = read(board, area, wanted).await?;
        let dossier = app.dossiers.get(&campaign.id).expect("each board came with its dossier");
        let found = insight::findings(&dossier.sources(campaign, area, &releases, &total));
        let found: Findings = found.map_err(|stray| {
            let incident = web::problem::Incident::new();
            tracing::error!(%stray, incident = incident.as_str(), "releases do not belong together");
            Problem::internal(incident)
        })?;
        admitted.log("page", &format!("{}/bevindingen", area_path(campaign, area)));
        Ok(page::findings::page(&visit, &headers, &admitted, campaign, area, &found))
    };
    told(made.await, &visit, &admitted)
}

/// The latest release of each audience, in the campaign's order.
fn latest_of(campaign: &Campaign, area: Area, there: &BTreeMap<AudienceId, Notices>) -> Vec<(Place, ReleaseNumber)> {
    let latest = |audience: &Audience| -> Option<(Place, ReleaseNumber)> {
        // Listed in the order of their numbers, the final one last.
        let Notice { number, .. } = *there.get(&audience.id)?.releases.last()?;
        Some((place(campaign, area, audience), number))
    };
    campaign.audiences.iter().filter_map(latest).collect()
}

/// These releases; and of those that are final the totals of all municipalities, if there are any: in one request.
async fn read(
    board: &Board,
    area: Area,
    wanted: Vec<(Place, ReleaseNumber)>,
) -> Result<(Vec<Release>, Vec<Release>), Problem> {
    let mut all = wanted;
    if area != Area::All && may_have_total(&board.campaign) {
        let closed = all.iter().filter(|(_, number)| *number == ReleaseNumber::Final);
        let totals = closed.map(|(place, number)| (Place { area: Area::All, ..place.clone() }, *number));
        let totals: Vec<_> = totals.collect();
        all.extend(totals);
    }
    let found = board.notices.get_several(&all).await.map_err(failed)?;
    Ok(found.into_iter().partition(|release| release.area() == area))
}
