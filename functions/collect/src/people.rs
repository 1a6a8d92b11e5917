//! What people get: pages.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_LANGUAGE, LOCATION};
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use storage::Kept;
use survey::campaign::Stage;
use survey::keys::SubmissionId;
use survey::response::{Draft, Form};
use web::negotiate::{accepts, has_type, is_program};
use web::{Kind, Problem};

use crate::app::{Admission, App, Asked, CodeFault, Delivery, Hindrance, Sent, Served, Target, Withdrawal};
use crate::form::{self, Posted};
use crate::page::{self, Invitation, Link, Notice, Page, Sheet, View, Wish};
use crate::trap::Shown;

/// Seconds after which to try again when the database is out of reach.
pub(crate) const RETRY_SOON: u32 = 30;
/// Seconds after which to try again when the keys are not made (the job that makes them runs hourly), or in a pause.
pub(crate) const RETRY_LATER: u32 = 3600;

/// In which form a questionnaire is asked. Answered it is the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// To respondents, a question a screen where there are scripts.
    Screens,
    /// In a conversation, by an interviewer.
    Conversation,
}

impl Shape {
    /// Where a request belongs; nowhere if the campaign takes no codes and this is for those who have one.
    fn target<'a>(self, app: &'a App, uri: &Uri) -> Option<Target<'a>> {
        match self {
            Shape::Screens => target(app, uri),
            Shape::Conversation => target_of_codes(app, uri),
        }
    }

    /// How the page is to be shown. An interviewer's own device is no tablet for everyone.
    fn asked(self, uri: &Uri) -> Asked {
        let asked = asked(uri);
        Asked { kiosk: asked.kiosk && self == Shape::Screens, ..asked }
    }

    fn path(self, target: Target<'_>) -> String {
        match self {
            Shape::Screens => path(target),
            Shape::Conversation => page::conversation_path(&path(target)),
        }
    }

    fn page(self, view: View<'_>, target: Target<'_>, sheet: Sheet<'_>) -> Page {
        match self {
            Shape::Screens => page::questionnaire(view, target.audience, &path(target), sheet),
            Shape::Conversation => page::conversation(view, target.audience, &path(target), sheet),
        }
    }
}

pub(crate) const HTML: &str = "text/html";
const FORM_TYPE: &str = "application/x-www-form-urlencoded";

/// `GET /`: the questionnaires there are.
pub(crate) async fn home(State(app): State<Arc<App>>, request: Request) -> Response {
    let view = first(&app).view(&asked(request.uri()), request.headers());
    html(request.headers(), || page::home(view, &links(&app, view), &invitations(&app)))
}

/// `GET /privacy`: what is done with the answers.
pub(crate) async fn privacy(State(app): State<Arc<App>>, request: Request) -> Response {
    let served = named(&app, request.uri());
    let view = served.view(&asked(request.uri()), request.headers());
    html(request.headers(), || page::privacy(view, &again(&served.privacy), &withdrawals(&app, served)))
}

/// `GET /toegankelijkheid`: the accessibility statement.
pub(crate) async fn accessibility(State(app): State<Arc<App>>, request: Request) -> Response {
    let served = named(&app, request.uri());
    let view = served.view(&asked(request.uri()), request.headers());
    html(request.headers(), || page::accessibility(view, &again(&served.accessibility), &places(&app, served)))
}

/// The contact letterboxes that take entries now.
fn invitations(app: &App) -> Vec<Invitation<'_>> {
    app.served().iter().filter_map(|served| invitation(app, served)).collect()
}

/// A campaign's contact letterbox, if it has one that takes entries now.
fn invitation<'a>(app: &App, served: &'a Served) -> Option<Invitation<'a>> {
    let title = &served.campaign.contact.as_ref()?.title;
    Some(Invitation { path: served.campaign.invitation(app.now())?, title })
}

/// The campaign that a link names; the first where it names none.
fn named<'a>(app: &'a App, uri: &Uri) -> &'a Served {
    let campaign = query(uri, "campaign");
    let found = app.served().iter().find(|served| campaign.as_deref() == Some(served.campaign.id.as_str()));
    found.unwrap_or(first(app))
}

/// The beginning of a link to a page of a campaign's, in another language.
fn again(path: &str) -> String {
    if path.contains('?') { format!("{path}&") } else { "?".to_owned() }
}

/// The questionnaires of a campaign at the paths that it owns.
fn places<'a>(app: &'a App, served: &'a Served) -> Vec<Link<'a>> {
    let campaign = &served.campaign;
    let mut links = Vec::new();
    for municipality in &campaign.municipalities {
        for audience in &campaign.audiences {
            let owner = app.target(municipality.slug(), audience.path.as_str());
            if let Some(owner) = owner.filter(|owner| std::ptr::eq(owner.served, served)) {
                links.push(Link {
                    path: path(owner),
                    title: &audience.questionnaire.title,
                    audience: &audience.title,
                    municipality: municipality.name(),
                    remark: None,
                });
            }
        }
    }
    links
}

/// Where people can take back answers to this campaign now: for each audience and municipality that takes codes.
fn withdrawals<'a>(app: &'a App, served: &'a Served) -> Vec<Link<'a>> {
    let campaign = &served.campaign;
    if !campaign.access.admits_codes() || campaign.stage(app.now()) != Stage::Open {
        return Vec::new();
    }
    let links = places(app, served).into_iter();
    links.map(|link| Link { path: format!("{}/intrekken", link.path), ..link }).collect()
}

/// `GET /problems`: what the problems of `problem+json` mean.
pub(crate) async fn problems(State(app): State<Arc<App>>, request: Request) -> Response {
    let view = first(&app).view(&asked(request.uri()), request.headers());
    html(request.headers(), || page::problems(view))
}

/// `GET /{municipality}/{audience}`: the questionnaire.
pub(crate) async fn questionnaire(State(app): State<Arc<App>>, request: Request) -> Response {
    shown(&app, request, Shape::Screens).await
}

/// `GET /{municipality}/{audience}/gesprek`: the same as a form for a conversation, where interviewers' codes are taken.
pub(crate) async fn conversation(State(app): State<Arc<App>>, request: Request) -> Response {
    shown(&app, request, Shape::Conversation).await
}

async fn shown(app: &App, request: Request, shape: Shape) -> Response {
    let (parts, _) = request.into_parts();
    let Some(target) = shape.target(app, &parts.uri) else { return nothing(app, &parts.uri, &parts.headers) };
    if accepts(&parts.headers, HTML) == 0 {
        return not_acceptable(target);
    }
    let view = target.served.view(&shape.asked(&parts.uri), &parts.headers);
    let campaign = &target.served.campaign;
    match campaign.stage(app.now()) {
        Stage::Before => return spoken(view, page::not_open(view, campaign.opens).status(StatusCode::FORBIDDEN)),
        Stage::Grace | Stage::Closed => return closed(view),
        Stage::Open => {}
    }
    if app.is_paused() {
        return spoken(view, page::paused(view).status(StatusCode::SERVICE_UNAVAILABLE).retry_after(RETRY_LATER));
    }
    // Better to say it now than after all has been filled in. A database that is out of reach may be back by then.
    match app.link_key(target.served).await {
        Ok(Kept::Missing) => {
            let page = page::not_ready(view).status(StatusCode::SERVICE_UNAVAILABLE).retry_after(RETRY_LATER);
            return spoken(view, page);
        }
        Ok(Kept::Sealed) => return closed(view),
        Ok(Kept::Key(_)) => {}
        Err(error) => tracing::warn!(%error, "the link key could not be read for a page"),
    }
    let sheet = Sheet {
        submission: &app.submission(),
        shown: Shown::At(app.now()),
        code: "",
        passed: &BTreeSet::new(),
        draft: &Draft::default(),
        notice: Notice::Fresh,
    };
    spoken(view, shape.page(view, target, sheet))
}

/// `POST /{municipality}/{audience}`: the answers.
pub(crate) async fn submit(State(app): State<Arc<App>>, request: Request) -> Response {
    taken(&app, request, Shape::Screens).await
}

/// `POST /{municipality}/{audience}/gesprek`: the answers from a conversation.
pub(crate) async fn submit_conversation(State(app): State<Arc<App>>, request: Request) -> Response {
    taken(&app, request, Shape::Conversation).await
}

async fn taken(app: &App, request: Request, shape: Shape) -> Response {
    let (parts, body) = request.into_parts();
    let headers = &parts.headers;
    let Some(target) = shape.target(app, &parts.uri) else { return nothing(app, &parts.uri, headers) };
    if accepts(headers, HTML) == 0 {
        return not_acceptable(target);
    }
    let Target { served, audience, .. } = target;
    let mut asked = shape.asked(&parts.uri);
    let view = served.view(&asked, headers);
    match served.campaign.stage(app.now()) {
        Stage::Before => {
            return spoken(view, page::not_open(view, served.campaign.opens).status(StatusCode::FORBIDDEN));
        }
        Stage::Closed => return closed(view),
        Stage::Open | Stage::Grace => {}
    }
    let body = match form_body(view, headers, body).await {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    let mut posted = form::read(&body, &audience.questionnaire);
    if shape == Shape::Conversation {
        posted.pass_over();
    }
    if let Some(to) = &posted.to {
        asked.language = Some(to.clone());
        return switched(app, target, served.view(&asked, headers), &posted, shape).await;
    }
    let code = code_of(target, &posted);
    let hasty = posted.shown.is_hasty(posted.bait_taken, app.now());
    let again = |status: StatusCode, submission: &SubmissionId, notice: Notice<'_>| {
        // Once it has come back to someone, it is taken however it was filled in.
        let shown = if hasty { Shown::Again } else { posted.shown };
        let sheet = Sheet { submission, shown, code, passed: &posted.passed, draft: &posted.draft, notice };
        shape.page(view, target, sheet).status(status)
    };
    let faulty = StatusCode::UNPROCESSABLE_ENTITY;
    let submission = match SubmissionId::parse(&posted.submission) {
        Ok(submission) => submission,
        // From the respondent's page, with nothing but the code.
        Err(_) if posted.check && shape == Shape::Conversation => app.submission(),
        Err(_) => return spoken(view, again(StatusCode::BAD_REQUEST, &app.submission(), Notice::SendAgain)),
    };
    if posted.check && served.campaign.access.admits_codes() {
        let page = match app.admit_to(target, code, shape == Shape::Conversation).await {
            Ok(Admission::Code(code)) => again(StatusCode::OK, &submission, Notice::CodeFits(code.holder())),
            Ok(Admission::Refused(fault)) => again(faulty, &submission, Notice::Faults(&[], Some(fault))),
            Ok(Admission::Link) => again(faulty, &submission, Notice::Faults(&[], Some(CodeFault::Missing))),
            Err(_) => again(StatusCode::SERVICE_UNAVAILABLE, &submission, Notice::NotSent).retry_after(RETRY_SOON),
        };
        return spoken(view, page);
    }
    let interview = shape == Shape::Conversation;
    let sent = Sent { submission: &submission, draft: &posted.draft, code, replace: posted.replace, hasty, interview };
    let page = match app.deliver(target, sent).await {
        // Not by way of a redirect: that would be a third request for each response. Loading this page again sends the
        // same answers under the same id, which is welcome and changes nothing.
        Delivery::Stored if interview => page::conversed(view, &path(target)),
        Delivery::Stored => page::thanks(view, audience, &path(target), true, invitation(app, served).as_ref()),
        Delivery::AlreadyUsed => again(StatusCode::CONFLICT, &app.submission(), Notice::SomeoneElse),
        Delivery::CodeUsed => again(StatusCode::CONFLICT, &app.submission(), Notice::CodeUsed),
        Delivery::Faulty(faults, fault) => again(faulty, &submission, Notice::Faults(&faults, fault)),
        Delivery::Hasty => again(faulty, &submission, Notice::Hasty),
        Delivery::Paused => {
            again(StatusCode::SERVICE_UNAVAILABLE, &submission, Notice::Paused).retry_after(RETRY_LATER)
        }
        Delivery::Hindered(Hindrance::NotOpen(opens)) => page::not_open(view, opens).status(StatusCode::FORBIDDEN),
        Delivery::Hindered(Hindrance::Closed(_)) => return closed(view),
        Delivery::Hindered(Hindrance::NotReady) => {
            again(StatusCode::SERVICE_UNAVAILABLE, &submission, Notice::NotSent).retry_after(RETRY_LATER)
        }
        Delivery::Hindered(Hindrance::Unavailable) => {
            again(StatusCode::SERVICE_UNAVAILABLE, &submission, Notice::NotSent).retry_after(RETRY_SOON)
        }
    };
    spoken(view, page)
}

/// The body of a form, or the page that says why it is not one.
pub(crate) async fn form_body(view: View<'_>, headers: &HeaderMap, body: Body) -> Result<Bytes, Response> {
    let words = view.words;
    let refused = |kind: Kind| {
        let (title, text) = match kind {
            Kind::TooLarge => (words.too_large_title(), words.too_large()),
            _ => (words.unreadable_title(), words.unreadable()),
        };
        spoken(view, page::plain(view, title, text, &[]).status(kind.status()))
    };
    if !has_type(headers, FORM_TYPE) {
        return Err(refused(Kind::UnsupportedMediaType));
    }
    web::body::read(headers, body).await.map_err(|problem| refused(problem.kind()))
}

/// The code of a posted form; where codes are not taken, a field of that name is none of ours.
fn code_of<'p>(target: Target<'_>, posted: &'p Posted) -> &'p str {
    if target.served.campaign.access.admits_codes() { &posted.code } else { "" }
}

/// The form in another language, with all that was filled in, and what stood above it. Stores nothing.
async fn switched(app: &App, target: Target<'_>, view: View<'_>, posted: &Posted, shape: Shape) -> Response {
    let audience = target.audience;
    let code = code_of(target, posted);
    let faults = Form::of(&audience.questionnaire).accept(&posted.draft).err().unwrap_or_default();
    let fault = match app.admit_to(target, code, shape == Shape::Conversation).await {
        Ok(Admission::Refused(fault)) => Some(fault),
        Ok(Admission::Link | Admission::Code(_)) | Err(_) => None,
    };
    let notice = match posted.notice.as_str() {
        Notice::FAULTS if !faults.is_empty() || fault.is_some() => Notice::Faults(&faults, fault),
        Notice::NOT_SENT => Notice::NotSent,
        Notice::PAUSED => Notice::Paused,
        Notice::SOMEONE_ELSE => Notice::SomeoneElse,
        Notice::CODE_USED => Notice::CodeUsed,
        Notice::SEND_AGAIN => Notice::SendAgain,
        Notice::HASTY => Notice::Hasty,
        // There is nothing to keep: an address that can be shared, and a page that can be reloaded.
        _ if posted.is_blank() => return see_other(view, &shape.path(target)),
        _ => Notice::Switched,
    };
    let submission = SubmissionId::parse(&posted.submission).unwrap_or_else(|_| app.submission());
    let (passed, draft) = (&posted.passed, &posted.draft);
    let sheet = Sheet { submission: &submission, shown: posted.shown, code, passed, draft, notice };
    spoken(view, shape.page(view, target, sheet))
}

/// `GET /{municipality}/{audience}/intrekken`: to erase what was sent with a code.
pub(crate) async fn withdrawal(State(app): State<Arc<App>>, request: Request) -> Response {
    let (uri, headers) = (request.uri(), request.headers());
    let Some(target) = target_of_codes(&app, uri) else { return nothing(&app, uri, headers) };
    if accepts(headers, HTML) == 0 {
        return not_acceptable(target);
    }
    let view = target.served.view(&asked(uri), headers);
    let campaign = &target.served.campaign;
    match campaign.stage(app.now()) {
        Stage::Before => spoken(view, page::not_open(view, campaign.opens).status(StatusCode::FORBIDDEN)),
        Stage::Open => spoken(view, page::withdraw(view, "", Wish::Fresh, false)),
        Stage::Grace | Stage::Closed => too_late(view),
    }
}

/// `POST /{municipality}/{audience}/intrekken`: erases what was sent with the code, when the button of that page was
/// pressed. Answers alike whether there was anything.
pub(crate) async fn withdraw(State(app): State<Arc<App>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let headers = &parts.headers;
    let Some(target) = target_of_codes(&app, &parts.uri) else { return nothing(&app, &parts.uri, headers) };
    if accepts(headers, HTML) == 0 {
        return not_acceptable(target);
    }
    let mut asked = asked(&parts.uri);
    let view = target.served.view(&asked, headers);
    let campaign = &target.served.campaign;
    match campaign.stage(app.now()) {
        Stage::Before => return spoken(view, page::not_open(view, campaign.opens).status(StatusCode::FORBIDDEN)),
        Stage::Closed => return too_late(view),
        Stage::Open | Stage::Grace => {}
    }
    let body = match form_body(view, headers, body).await {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    let wish = form::read_wish(&body);
    if let Some(to) = &wish.to {
        asked.language = Some(to.clone());
        let view = target.served.view(&asked, headers);
        if wish.code.trim().is_empty() {
            return see_other(view, &format!("{}/intrekken", path(target)));
        }
        return spoken(view, page::withdraw(view, &wish.code, Wish::Fresh, true));
    }
    if !wish.sure {
        // From the page that told that the code was used: to be looked at, and confirmed.
        return spoken(view, page::withdraw(view, &wish.code, Wish::Fresh, false));
    }
    let again = |status: StatusCode, wished: Wish| page::withdraw(view, &wish.code, wished, false).status(status);
    let page = match app.withdraw(target, &wish.code).await {
        Withdrawal::Done => page::withdrawn(view, &path(target)),
        Withdrawal::Refused(fault) => again(StatusCode::UNPROCESSABLE_ENTITY, Wish::Refused(fault)),
        Withdrawal::Hindered(Hindrance::NotOpen(opens)) => page::not_open(view, opens).status(StatusCode::FORBIDDEN),
        Withdrawal::Hindered(Hindrance::Closed(_)) => return too_late(view),
        Withdrawal::Hindered(Hindrance::NotReady) => {
            again(StatusCode::SERVICE_UNAVAILABLE, Wish::NotDone).retry_after(RETRY_LATER)
        }
        Withdrawal::Hindered(Hindrance::Unavailable) => {
            again(StatusCode::SERVICE_UNAVAILABLE, Wish::NotDone).retry_after(RETRY_SOON)
        }
    };
    spoken(view, page)
}

/// `GET /{municipality}/{audience}/bedankt`: the thanks.
pub(crate) async fn thanks(State(app): State<Arc<App>>, request: Request) -> Response {
    let Some(target) = target(&app, request.uri()) else { return nothing(&app, request.uri(), request.headers()) };
    let view = target.served.view(&asked(request.uri()), request.headers());
    let invitation = invitation(&app, target.served);
    html(request.headers(), || page::thanks(view, target.audience, &path(target), false, invitation.as_ref()))
}

/// Every other path.
pub(crate) async fn not_found(State(app): State<Arc<App>>, request: Request) -> Response {
    nothing(&app, request.uri(), request.headers())
}

/// A path that exists, with a method that does not. The router adds `Allow`.
pub(crate) async fn method_not_allowed(State(app): State<Arc<App>>, request: Request) -> Response {
    let kind = Kind::MethodNotAllowed;
    if for_program(request.uri(), request.headers()) {
        return Problem::of(kind).into_response();
    }
    let view = first(&app).view(&asked(request.uri()), request.headers());
    let words = view.words;
    let page = page::plain(view, words.unreadable_title(), words.unreadable(), &links(&app, view));
    spoken(view, page.status(kind.status()))
}

/// 404, with the way on.
pub(crate) fn nothing(app: &App, uri: &Uri, headers: &HeaderMap) -> Response {
    let kind = Kind::NotFound;
    if for_program(uri, headers) {
        return Problem::of(kind).into_response();
    }
    let view = first(app).view(&asked(uri), headers);
    let words = view.words;
    spoken(view, page::plain(view, words.not_found_title(), words.not_found(), &links(app, view)).status(kind.status()))
}

pub(crate) fn not_acceptable(target: Target<'_>) -> Response {
    let trajectory = &target.served.campaign.trajectory;
    let (code, audience) = (target.municipality.code(), &target.audience.id);
    let detail = format!("This is a page in HTML. Programs use /v1/questionnaires/{code}/{trajectory}/{audience}.");
    Problem::of(Kind::NotAcceptable).detail(detail).into_response()
}

pub(crate) fn closed(view: View<'_>) -> Response {
    spoken(view, page::closed(view, view.campaign.closes).status(StatusCode::GONE))
}

fn too_late(view: View<'_>) -> Response {
    spoken(view, page::too_late(view).status(StatusCode::GONE))
}

/// A page, if pages are accepted.
fn html<'a>(headers: &HeaderMap, page: impl FnOnce() -> Page + 'a) -> Response {
    if accepts(headers, HTML) == 0 {
        return Problem::of(Kind::NotAcceptable).detail("This is a page in HTML.").into_response();
    }
    page().into_response()
}

/// A page, and the language it is in.
pub(crate) fn spoken(view: View<'_>, page: Page) -> Response {
    let mut response = page.into_response();
    response.headers_mut().insert(CONTENT_LANGUAGE, HeaderValue::from_static(view.words.language.code()));
    response
}

/// Whether an error is to be told to a program: it says so, or it uses a path for programs.
fn for_program(uri: &Uri, headers: &HeaderMap) -> bool {
    uri.path().starts_with("/v1/") || is_program(headers) || accepts(headers, HTML) == 0
}

pub(crate) fn target<'a>(app: &'a App, uri: &Uri) -> Option<Target<'a>> {
    let mut parts = uri.path().split('/').skip(1);
    app.target(parts.next()?, parts.next()?)
}

/// Likewise, where invitation codes are taken.
fn target_of_codes<'a>(app: &'a App, uri: &Uri) -> Option<Target<'a>> {
    target(app, uri).filter(|target| target.served.campaign.access.admits_codes())
}

/// The path of a questionnaire's page.
pub(crate) fn path(target: Target<'_>) -> String {
    format!("/{}/{}", target.municipality.slug(), target.audience.path)
}

fn see_other(view: View<'_>, path: &str) -> Response {
    let location = HeaderValue::try_from(view.link(path)).expect("slugs, paths and languages are ASCII");
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

fn first(app: &App) -> &Served {
    app.served().first().expect("there is a campaign to serve")
}

/// The questionnaires of all campaigns. Of those that share a path, the one that owns it.
fn links<'a>(app: &'a App, view: View<'_>) -> Vec<Link<'a>> {
    let mut links: Vec<Link<'a>> = Vec::new();
    for served in app.served() {
        let remark = match served.campaign.stage(app.now()) {
            Stage::Open if app.is_paused() => Some(view.words.home_paused().to_owned()),
            Stage::Open => None,
            Stage::Before => Some(view.words.home_later(served.campaign.opens.local_day())),
            Stage::Grace | Stage::Closed => Some(view.words.home_closed().to_owned()),
        };
        links.extend(places(app, served).into_iter().map(|link| Link { remark: remark.clone(), ..link }));
    }
    links
}

pub(crate) fn asked(uri: &Uri) -> Asked {
    Asked { language: query(uri, "lang"), kiosk: query(uri, "kiosk").as_deref() == Some("1") }
}

fn query(uri: &Uri, wanted: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
}
