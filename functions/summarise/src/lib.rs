//! The notice board for advisers: what was released of a municipality, as JSON, CSV and XLSX.
//!
//! Reads releases, adviser keys and what signs their sessions, and has no way to a response, a tally or a secret of a
//! campaign. What is answered holds no figure that is not in the release. Who may read what, and the log of who read it,
//! is [`desk`]'s.

#[cfg(feature = "openapi")]
pub mod openapi;
pub mod overview;
pub mod places;
pub mod request;
pub mod xlsx;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use desk::{Board, admit, answer, failed, may_have_total, place, summaries_address};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use serde::Serialize;
use storage::Notices;
use survey::campaign::Campaign;
use survey::language::Language;
use survey::release::{Area, ReleaseNumber};
use survey::time::Timestamp;
use web::{Clock, Kind, Problem};

use overview::{Found, Overview};
use places::{Opened, Places};
use request::{Asked, Format};
use summary::{Part, Summary, csv, words};

/// The description of all HTTP interfaces, made by `make openapi`.
const OPENAPI: &[u8] = include_bytes!("../../../docs/openapi.json");

/// What every request works with.
struct App {
    boards: Vec<Board>,
    clock: Clock,
}

/// One route. The router is made from [`ROUTES`], and `docs/openapi.json` is held to it.
pub struct Route {
    /// The method in lower case. HEAD goes with GET.
    pub method: &'static str,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    handler: fn() -> MethodRouter<Arc<App>>,
}

/// All routes.
pub const ROUTES: &[Route] = &[
    Route { method: "get", path: "/v1/summaries", handler: || get(places) },
    Route { method: "get", path: "/v1/summaries/{municipality}/{trajectory}", handler: || get(overview) },
    Route { method: "get", path: "/v1/summaries/{municipality}/{trajectory}/{audience}", handler: || get(summary) },
    Route { method: "get", path: "/openapi.json", handler: || get(openapi_json) },
    Route { method: "get", path: "/health", handler: || get(health) },
];

/// The router over one board, as deployed, or over several, as the local runner has them. A key opens only the boards
/// whose own table holds it.
pub fn router(boards: Vec<Board>, clock: Clock) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        router = router.route(route.path, (route.handler)());
    }
    let router = router
        .fallback(async || Problem::of(Kind::NotFound))
        .method_not_allowed_fallback(async || Problem::of(Kind::MethodNotAllowed))
        .with_state(Arc::new(App { boards, clock }));
    web::finish(router)
}

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// What a key opens
///
/// Every municipality of every campaign that the key opens, and where their overviews are. For who begins with the key alone.
#[cfg_attr(feature = "openapi", utoipa::path(
    get,
    path = "/v1/summaries",
    tag = "summaries",
    operation_id = "places",
    security(("adviser" = []), ("session" = [])),
    params(openapi::LanguageParameter),
    responses(
        (status = 200, description = "What the key opens.", body = Places, headers(
            ("ETag" = String, description = "Changes with the answer; send it back in `If-None-Match`."),
        )),
        (status = 304, description = "The same as `If-None-Match` names."),
        openapi::AdviserRefusals,
    ),
))]
async fn places(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let admitted = admit(&app.boards, &headers, app.clock.now()).await?;
    let asked = Asked::read(query.as_deref().unwrap_or_default())?;
    asked.json_only(&headers)?;
    let opened = admitted.areas().into_iter().map(|(board, area)| {
        let language = language(&asked, &headers, &board.campaign);
        Opened::new(&board.campaign, area, language)
    });
    let places = Places { places: opened.collect() };
    // The language of the answer as a whole: that of the first, which is that of all where campaigns have the same.
    let spoken = admitted.areas().first().map(|(board, _)| language(&asked, &headers, &board.campaign));
    admitted.log("places", "all");
    Ok(answer(&headers, spoken.unwrap_or(Language::Nl), "application/json", json_text(&places), None))
}

/// What there is
///
/// The audiences of one municipality in a trajectory, with how many responded and the releases made so far. With `all` for
/// the municipality: the totals over all of the campaign's.
#[cfg_attr(feature = "openapi", utoipa::path(
    get,
    path = "/v1/summaries/{municipality}/{trajectory}",
    tag = "summaries",
    operation_id = "overview",
    security(("adviser" = []), ("session" = [])),
    params(openapi::OverviewParameters, openapi::LanguageParameter),
    responses(
        (status = 200, description = "What there is.", body = Overview, headers(
            ("ETag" = String, description = "Changes with the answer; send it back in `If-None-Match`."),
        )),
        (status = 304, description = "The same as `If-None-Match` names."),
        openapi::AdviserRefusals,
    ),
))]
async fn overview(
    State(app): State<Arc<App>>,
    path: Result<Path<(String, String)>, PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let now = app.clock.now();
    let admitted = admit(&app.boards, &headers, now).await?;
    let asked = Asked::read(query.as_deref().unwrap_or_default())?;
    let Path((municipality, trajectory)) = path.map_err(|_| admitted.nothing_here())?;
    let (board, area) = admitted.find(&municipality, &trajectory)?;
    asked.json_only(&headers)?;

    let campaign = &board.campaign;
    let language = language(&asked, &headers, campaign);
    let mut there = board.notices.list_all(area, &campaign.trajectory).await.map_err(failed)?;
    let closed = |notices: &Notices| notices.releases.iter().any(|notice| notice.number == ReleaseNumber::Final);
    // A total is made after the final releases, and never of few municipalities.
    let mut totals = if area != Area::All && may_have_total(campaign) && there.values().any(closed) {
        board.notices.list_all(Area::All, &campaign.trajectory).await.map_err(failed)?
    } else {
        BTreeMap::new()
    };
    let found = campaign.audiences.iter().map(|audience| {
        let notices = there.remove(&audience.id).unwrap_or_default();
        let total = totals.remove(&audience.id).filter(|_| closed(&notices));
        Found { total: total.and_then(|mut total| total.releases.pop()), notices }
    });
    let found = found.collect();
    let overview = Overview::new(campaign, area, found, language);
    admitted.log("overview", &summaries_address(campaign, area));
    Ok(answer(&headers, language, "application/json", json_text(&overview), None))
}

/// One audience's summary
///
/// The latest release, or the asked one: rounded counts and percentages for each question, with the labels of the asked
/// language, and what was withheld and why. A final release also has tables by group of respondents, tables of one question
/// by another, and quotes.
///
/// As CSV: one row for each answer, and the column `part` tells of what: `table`, `derived`, `breakdown` (of the `group` that
/// `by` divides into), `crossing` (of those who gave `value`, how many gave `group` to the question in `by`; with
/// `crossing_total`), `quote`, `term`, and `note`: how the figures are to be read. Columns are only ever added at the end.
///
/// As XLSX: a workbook with a sheet a part and charts. Counts are numbers, or a text where they are small or withheld;
/// percentages are shares, shown as whole percents.
///
/// With `all` for the municipality: the total over all of the
/// campaign's, for any key that opens one of them.
#[cfg_attr(feature = "openapi", utoipa::path(
    get,
    path = "/v1/summaries/{municipality}/{trajectory}/{audience}",
    tag = "summaries",
    operation_id = "summary",
    security(("adviser" = []), ("session" = [])),
    params(openapi::SummaryParameters, openapi::LanguageParameter, openapi::SummaryQuery),
    responses(
        (status = 200, description = "The summary.", content(
            (Summary = "application/json"),
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ), headers(
            ("ETag" = String, description = "Changes with the answer; send it back in `If-None-Match`."),
        )),
        (status = 304, description = "The same as `If-None-Match` names."),
        openapi::AdviserRefusals,
    ),
))]
async fn summary(
    State(app): State<Arc<App>>,
    path: Result<Path<(String, String, String)>, PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let now = app.clock.now();
    let admitted = admit(&app.boards, &headers, now).await?;
    let asked = Asked::read(query.as_deref().unwrap_or_default())?;
    let Path((municipality, trajectory, audience)) = path.map_err(|_| admitted.nothing_here())?;
    let (board, area) = admitted.find(&municipality, &trajectory)?;
    let format = asked.format(&headers)?;
    let parts = asked.parts(format)?;

    let campaign = &board.campaign;
    let audience = campaign.audience(&audience).ok_or_else(|| admitted.nothing_here())?;
    let place = place(campaign, area, audience);
    let release = match asked.release {
        Some(number) => board.notices.get(&place, number).await,
        None => board.notices.latest(&place).await,
    };
    let Some(release) = release.map_err(failed)? else {
        let there = board.notices.list(&place).await.map_err(failed)?;
        return Err(if area == Area::All { no_total(campaign, &there, now) } else { no_such_release(&there) });
    };
    // Only what is quoted beside a final release of one municipality was ever moderated.
    let quotable = area != Area::All && release.number() == ReleaseNumber::Final;
    let addendum = if quotable && parts.include(Part::Quotes) {
        board.notices.addendum(&place).await.map_err(failed)?
    } else {
        None
    };
    let language = language(&asked, &headers, campaign);
    let summary = Summary::new(campaign, audience, &release, addendum.as_ref(), parts, language);
    let place = [area.code(), campaign.trajectory.as_str(), audience.id.as_str()].join("-");
    let name = format!("{place}-{}", summary.release.asked());
    admitted.log("summary", &name);
    Ok(match format {
        Format::Json => answer(&headers, language, "application/json", json_text(&summary), None),
        Format::Csv(dialect) => {
            let (text, name) = match &summary.codebook {
                Some(codebook) => (csv::codebook(codebook, dialect, language), format!("{name}-codebook.csv")),
                None => (csv::write(&summary, dialect, language), format!("{name}.csv")),
            };
            answer(&headers, language, "text/csv; charset=utf-8; header=present", text, Some(&name))
        }
        Format::Xlsx => {
            let workbook = xlsx::write(&summary, &campaign.colours, language);
            answer(&headers, language, request::XLSX, workbook, Some(&format!("{name}.xlsx")))
        }
    })
}

/// This description
#[cfg_attr(feature = "openapi", utoipa::path(
    get,
    path = "/openapi.json",
    tag = "service",
    operation_id = "openapi",
    responses((status = 200, description = "OpenAPI 3.1.", content_type = "application/json", body = serde_json::Value)),
))]
async fn openapi_json() -> impl IntoResponse {
    const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
    ([(CONTENT_TYPE, JSON), (CACHE_CONTROL, AN_HOUR)], OPENAPI)
}

/// Whether the service answers
#[cfg_attr(feature = "openapi", utoipa::path(
    get,
    path = "/health",
    tag = "service",
    operation_id = "health",
    responses((status = 200, description = "It does.", body = Health)),
))]
async fn health(State(app): State<Arc<App>>) -> impl IntoResponse {
    let campaigns = app.boards.iter().map(|board| board.campaign.id.to_string()).collect();
    ([(CONTENT_TYPE, JSON)], json_text(&Health { status: "ok", campaigns }))
}

/// That the service answers. Says nothing of the database.
#[derive(Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
struct Health {
    /// Always `ok`.
    status: &'static str,
    /// The ids of the campaigns it serves.
    campaigns: Vec<String>,
}

fn language(asked: &Asked, headers: &HeaderMap, campaign: &Campaign) -> Language {
    web::language::choose(asked.language.as_deref(), headers, &campaign.languages)
}

fn json_text(document: &impl Serialize) -> String {
    serde_json::to_string(document).expect("a document has only text keys")
}

/// Nothing was released under that number, or nothing yet.
fn no_such_release(there: &Notices) -> Problem {
    let detail = if there.releases.is_empty() {
        "Nothing was released of this audience yet. A first release follows when enough responses came in."
    } else {
        "There is no such release. Ask for one of those under `releases`, or for none to get the latest."
    };
    let numbers: Vec<String> = there.releases.iter().map(|notice| words::name(notice.number)).collect();
    Problem::of(Kind::NotFound).detail(detail).with("releases", numbers)
}

/// There is no total, or none of that number; and why.
fn no_total(campaign: &Campaign, there: &Notices, now: Timestamp) -> Problem {
    let policy = &campaign.policy;
    let needed = format!(
        "A total needs at least {} municipalities with responses, and none of them with more than {} percent of all.",
        policy.total_municipalities, policy.total_share_percent
    );
    let detail = if !there.releases.is_empty() {
        "Of a total there is a final release only.".to_owned()
    } else if !may_have_total(campaign) {
        format!("There is no total: too few municipalities take part. {needed}")
    } else if now < campaign.final_from() {
        format!("There is no total yet. It follows after the close, with the final results. {needed}")
    } else {
        format!("There is no total: too few municipalities took part, or it is still being made. {needed}")
    };
    let numbers: Vec<String> = there.releases.iter().map(|notice| words::name(notice.number)).collect();
    Problem::of(Kind::NotFound).detail(detail).with("releases", numbers)
}
