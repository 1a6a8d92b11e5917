//! What people get: pages.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_LANGUAGE, LOCATION};
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use storage::Occupancy;
use survey::keys::SubmissionId;
use web::negotiate::{accepts, has_type};
use web::{Kind, Problem};

use crate::app::{App, Left, Room, Served, Stage, path_of, room};
use crate::form;
use crate::page::{self, Notice, Page, Sheet, View};

/// Seconds after which to try again when the database is out of reach, and in a pause.
const RETRY_SOON: u32 = 30;
const RETRY_LATER: u32 = 3600;

const FORM_TYPE: &str = "application/x-www-form-urlencoded";

/// `GET /uitnodiging/{campaign}`: the form.
pub(crate) async fn invitation(State(app): State<Arc<App>>, Path(id): Path<String>, request: Request) -> Response {
    let (uri, headers) = (request.uri(), request.headers());
    let Some(served) = app.find(&id) else { return nothing(&app, uri, headers) };
    if accepts(headers, "text/html") == 0 {
        return Problem::of(Kind::NotAcceptable).detail("This is a page in HTML.").into_response();
    }
    let view = served.view(language(uri).as_deref(), headers);
    match app.stage(served) {
        Stage::Before => return spoken(view, page::not_open(view).status(StatusCode::FORBIDDEN)),
        Stage::Grace | Stage::Closed => return spoken(view, page::closed(view).status(StatusCode::GONE)),
        Stage::Open => {}
    }
    if app.is_paused() {
        return spoken(view, page::paused(view).status(StatusCode::SERVICE_UNAVAILABLE).retry_after(RETRY_LATER));
    }
    let (occupancy, room) = seen(&app, served).await;
    if room == Room::Nothing {
        // Not an error: places may be given free.
        return spoken(view, page::full(view, false));
    }
    let (id, draft) = (app.fresh_id(), survey::contact::Draft::default());
    let sheet = Sheet { id: &id, draft: &draft, waits: room == Room::Waiting, again: false, notice: Notice::Fresh };
    spoken(view, page::form(view, sheet, occupancy))
}

/// `POST /uitnodiging/{campaign}`: what someone leaves.
pub(crate) async fn leave(State(app): State<Arc<App>>, Path(id): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let headers = &parts.headers;
    let Some(served) = app.find(&id) else { return nothing(&app, &parts.uri, headers) };
    if accepts(headers, "text/html") == 0 {
        return Problem::of(Kind::NotAcceptable).detail("This is a page in HTML.").into_response();
    }
    let view = served.view(language(&parts.uri).as_deref(), headers);
    match app.stage(served) {
        Stage::Before => return spoken(view, page::not_open(view).status(StatusCode::FORBIDDEN)),
        Stage::Closed => return spoken(view, page::closed(view).status(StatusCode::GONE)),
        Stage::Open | Stage::Grace => {}
    }
    if !has_type(headers, FORM_TYPE) {
        return refused(view, Kind::UnsupportedMediaType);
    }
    let body = match web::body::read(headers, body).await {
        Ok(body) => body,
        Err(problem) => return refused(view, problem.kind()),
    };
    let posted = form::read(&body);
    let (occupancy, room) = seen(&app, served).await;
    let again = |view: View<'_>, id: &SubmissionId, waits: bool, notice: Notice<'_>, status: StatusCode| {
        let sheet = Sheet { id, draft: &posted.draft, waits, again: posted.hasty, notice };
        page::form(view, sheet, occupancy).status(status)
    };
    let id = SubmissionId::parse(&posted.id);
    if let Some(to) = &posted.to {
        let view = served.view(Some(to), headers);
        if is_blank(&posted.draft) {
            // There is nothing to keep: an address that can be shared, and a page that can be reloaded.
            return see_other(view, &path_of(&served.campaign));
        }
        let id = id.unwrap_or_else(|_| app.fresh_id());
        return spoken(view, again(view, &id, posted.waits, Notice::Switched, StatusCode::OK));
    }
    let Ok(id) = id else {
        let page = again(view, &app.fresh_id(), posted.waits, Notice::SendAgain, StatusCode::BAD_REQUEST);
        return spoken(view, page);
    };
    if app.is_paused() {
        let page = again(view, &id, posted.waits, Notice::Paused, StatusCode::SERVICE_UNAVAILABLE);
        return spoken(view, page.retry_after(RETRY_LATER));
    }
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    if posted.hasty && served.contact().accept(&posted.draft).is_ok() {
        return spoken(view, again(view, &id, posted.waits, Notice::Hasty, unprocessable));
    }
    let waits = posted.waits || room == Room::Waiting;
    let page = match app.leave(served, &id, posted.waits, &posted.draft).await {
        Left::Place => page::thanks(view, Room::Place),
        Left::Waiting => page::thanks(view, Room::Waiting),
        Left::OnlyWaiting => again(view, &id, true, Notice::OnlyWaiting, StatusCode::CONFLICT),
        Left::Full => page::full(view, true).status(StatusCode::CONFLICT),
        Left::AlreadyUsed => again(view, &app.fresh_id(), waits, Notice::AlreadyUsed, StatusCode::CONFLICT),
        Left::Faulty(faults) => again(view, &id, waits, Notice::Faults(&faults), unprocessable),
        Left::Unavailable => {
            again(view, &id, posted.waits, Notice::NotSent, StatusCode::SERVICE_UNAVAILABLE).retry_after(RETRY_SOON)
        }
    };
    spoken(view, page)
}

/// How full it is, and what there is for who comes now. A database that is out of reach may be back when it is sent.
async fn seen(app: &App, served: &Served) -> (Option<Occupancy>, Room) {
    match app.occupancy(served).await {
        Ok(occupancy) => (Some(occupancy), room(served.contact(), occupancy)),
        Err(error) => {
            tracing::warn!(%error, "the places could not be read for a page");
            (None, Room::Place)
        }
    }
}

fn is_blank(draft: &survey::contact::Draft) -> bool {
    draft.fields.values().chain([&draft.idea]).all(|text| text.trim().is_empty()) && draft.answers.is_empty()
}

/// Every other path.
pub(crate) async fn not_found(State(app): State<Arc<App>>, request: Request) -> Response {
    nothing(&app, request.uri(), request.headers())
}

/// A path that exists, with a method that does not. The router adds `Allow`.
pub(crate) async fn method_not_allowed() -> Response {
    Problem::of(Kind::MethodNotAllowed).into_response()
}

fn nothing(app: &App, uri: &Uri, headers: &HeaderMap) -> Response {
    match app.first() {
        Some(served) if accepts(headers, "text/html") > 0 => {
            let view = served.view(language(uri).as_deref(), headers);
            let (title, text) = (view.words.not_found_title(), view.words.not_found());
            spoken(view, page::plain(view, title, text).status(StatusCode::NOT_FOUND))
        }
        _ => Problem::of(Kind::NotFound).into_response(),
    }
}

fn refused(view: View<'_>, kind: Kind) -> Response {
    let words = view.words;
    let (title, text) = match kind {
        Kind::TooLarge => (words.too_large_title(), words.too_large()),
        _ => (words.unreadable_title(), words.unreadable()),
    };
    spoken(view, page::plain(view, title, text).status(kind.status()))
}

/// A page, and the language it is in.
fn spoken(view: View<'_>, page: Page) -> Response {
    let mut response = page.into_response();
    response.headers_mut().insert(CONTENT_LANGUAGE, HeaderValue::from_static(view.words.language.code()));
    response
}

fn see_other(view: View<'_>, path: &str) -> Response {
    let location = HeaderValue::try_from(view.link(path)).expect("ids and languages are ASCII");
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

fn language(uri: &Uri) -> Option<String> {
    let mut pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    pairs.find(|(name, _)| name == "lang").map(|(_, value)| value.into_owned())
}
