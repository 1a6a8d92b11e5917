//! The report of a place for advisers: what its releases say, with charts and in plain words, as PDF to read and as DOCX to
//! go on with.
//!
//! Reads releases, adviser keys and the keys of sessions, and has no way to a response, a tally or a secret. What a report
//! says is made once, as [`content`], whatever it is written as. Each request is written to the log under the target
//! `adviser`, as all for advisers are.

pub mod content;
pub mod docx;
pub mod material;
#[cfg(feature = "openapi")]
pub mod openapi;
pub mod pdf;
mod request;

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use desk::Board;
use http::HeaderMap;
use insight::Dossier;
use survey::campaign::Campaign;
use survey::language::Language;
use survey::release::Area;
use web::problem::Incident;
use web::{Clock, Kind, Problem};

use content::Report;
use material::Material;
use pdf::{Manuscript, Typesetter};
use request::{Asked, Format};

/// The path of a report.
pub const PATH: &str = "/v1/reports/{municipality}/{trajectory}";

/// The languages that reports are written in.
pub const LANGUAGES: [Language; 2] = [Language::Nl, Language::En];

/// A Lambda answer is limited to 6 MB in base64.
const MOST_BYTES: usize = 4_500_000;

/// One campaign's notice board, and what findings need that is not on it.
pub struct Office {
    /// What hangs there, and who may read it.
    pub board: Board,
    /// The rest.
    pub dossier: Dossier,
}

/// What every request works with.
struct App {
    boards: Vec<Board>,
    /// Of each board, in that order.
    dossiers: Vec<Dossier>,
    typesetter: Typesetter,
    clock: Clock,
}

/// The router over one campaign, as deployed, or over several, as the local runner has them.
pub fn router(offices: Vec<Office>, typesetter: Typesetter, clock: Clock) -> Router {
    let (boards, dossiers) = offices.into_iter().map(|office| (office.board, office.dossier)).unzip();
    let app = App { boards, dossiers, typesetter, clock };
    let router = Router::new()
        .route(PATH, get(report))
        .fallback(async || Problem::of(Kind::NotFound))
        .method_not_allowed_fallback(async || Problem::of(Kind::MethodNotAllowed))
        .with_state(Arc::new(app));
    web::finish(router)
}

/// A report
///
/// What the releases of a municipality say, in chapters, with charts and tables, initiatives that fit and a plan to fill in:
/// as PDF (tagged, PDF/UA-1) to read and hand out, or as DOCX to go on with in a word processor. A campaign that is still
/// open has a smaller report, of its latest interim releases. With `all` for the municipality: of the totals.
#[cfg_attr(feature = "openapi", utoipa::path(
    get,
    path = "/v1/reports/{municipality}/{trajectory}",
    tag = "reports",
    operation_id = "report",
    security(("adviser" = []), ("session" = [])),
    params(openapi::ReportParameters, desk::openapi::LanguageParameter, openapi::ReportQuery),
    responses(
        (status = 200, description = "The report.", content(
            (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ), headers(
            ("ETag" = String, description = "Changes with what the report says; send it back in `If-None-Match`."),
        )),
        (status = 304, description = "The same as `If-None-Match` names. Nothing was written anew for it."),
        desk::openapi::AdviserRefusals,
    ),
))]
async fn report(
    State(app): State<Arc<App>>,
    path: Result<Path<(String, String)>, PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let now = app.clock.now();
    let admitted = desk::admit(&app.boards, &headers, now).await?;
    let asked = Asked::read(query.as_deref().unwrap_or_default())?;
    let Path((municipality, trajectory)) = path.map_err(|_| admitted.nothing_here())?;
    let (board, area) = admitted.find(&municipality, &trajectory)?;
    let format = asked.format(&headers, app.typesetter.is_there())?;

    let campaign = &board.campaign;
    let material = Material::gather(board, area, asked.release).await.map_err(desk::failed)?;
    let Some(material) = material else {
        return Err(Problem::of(Kind::NotFound)
            .detail("Nothing was released here yet, or nothing of that number. A report is made of releases."));
    };
    let language = web::language::choose(asked.language.as_deref(), &headers, &LANGUAGES);
    let dossier = dossier_of(&app, board);
    let report = material.report(campaign, dossier, area, language).map_err(|stray| broken("material", &stray))?;
    let manuscript = Manuscript::of(&report);
    let tag = desk::tag_of(
        &[format.name().as_bytes(), VERSION.as_bytes(), pdf::FORM.as_bytes(), &manuscript.to_json()].concat(),
    );
    let name = file_name(campaign, area, language, &report, format.name());
    admitted.log("report", &name);
    if let Some(unchanged) = desk::unchanged(&headers, &tag) {
        return Ok(unchanged);
    }
    let typesetter = app.typesetter.clone();
    let written = tokio::task::spawn_blocking(move || write(&typesetter, &report, &manuscript, format));
    // A panic, here or in a thread of its own, is told to nobody but the log; and there without what it says.
    let written = written.await.map_err(|_| broken("writing", &"it panicked"))??;
    if written.len() > MOST_BYTES {
        return Err(broken("size", &format_args!("{} bytes", written.len())));
    }
    Ok(desk::tagged(language, format.media_type(), &tag, written, Some(&name)))
}

/// Changes with what reports look like.
const VERSION: &str = env!("CARGO_PKG_VERSION");

fn dossier_of<'a>(app: &'a App, board: &Board) -> &'a Dossier {
    let at = app.boards.iter().position(|other| std::ptr::eq(other, board)).expect("the board is one of these");
    &app.dossiers[at]
}

fn write(
    typesetter: &Typesetter,
    report: &Report,
    manuscript: &Manuscript,
    format: Format,
) -> Result<Vec<u8>, Problem> {
    match format {
        // What a typesetter says may hold words of the report.
        Format::Pdf => typesetter.set(manuscript).map_err(|unset| broken("pdf", &unset.code())),
        Format::Docx => Ok(docx::write(report)),
    }
}

/// What a report is called as a file; `kind` is `pdf` or `docx`. Visible ASCII.
pub fn file_name(campaign: &Campaign, area: Area, language: Language, report: &Report, kind: &str) -> String {
    let what = if language == Language::Nl { "rapport" } else { "report" };
    format!("{what}-{}-{}-{}.{kind}", area.code(), campaign.trajectory, report.day)
}

/// A fault of ours, told to the log.
fn broken(what: &'static str, error: &dyn std::fmt::Display) -> Problem {
    let incident = Incident::new();
    tracing::error!(%error, what, incident = incident.as_str(), "no report could be written");
    Problem::internal(incident)
}
