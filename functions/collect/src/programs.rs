//! What programs get: JSON and problems.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use serde::Serialize;
use serde_json::{Map, Value, json};
use survey::campaign::Stage;
use survey::code::Mistyped;
use survey::keys::SubmissionId;
use survey::response::{Draft, Fault, FaultCode};
use survey::time::Moment;
use web::negotiate::{accepts, has_type};
use web::problem::Detail;
use web::{Kind, Problem};

use crate::app::{App, CodeFault, Delivery, Hindrance, Sent, Target, Withdrawal};
use crate::document::{Document, Receipt};
use crate::people::{RETRY_LATER, RETRY_SOON};

const JSON: &str = "application/json";
/// Days until the security contact is to be looked up again.
const SECURITY_DAYS: i64 = 180;

/// `GET /v1/questionnaires/{municipality}/{trajectory}/{audience}`: what is asked.
pub(crate) async fn questionnaire(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let target = target(&app, request.uri())?;
    acceptable(request.headers())?;
    // The same for everyone, and nobody's answer: this may be kept for a while.
    let mut response = json_response(&Document::of(&target.served.campaign, target.municipality, target.audience));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    Ok(response)
}

/// `POST /v1/responses/{municipality}/{trajectory}/{audience}`: answers.
pub(crate) async fn respond(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let target = target(&app, &parts.uri)?;
    acceptable(&parts.headers)?;
    let campaign = &target.served.campaign;
    match campaign.stage(app.now()) {
        Stage::Before => return Err(not_open(campaign.opens)),
        Stage::Closed => return Err(closed(campaign.closes)),
        Stage::Open | Stage::Grace => {}
    }
    if !has_type(&parts.headers, JSON) {
        return Err(Problem::of(Kind::UnsupportedMediaType).detail("Send the answers as application/json."));
    }
    let submission = submission(&parts.headers)?;
    let body = web::body::read(&parts.headers, body).await?;
    let draft = Draft::from_json(&body).map_err(|fault| Problem::of(Kind::Unreadable).detail(fault.to_string()))?;
    // No trap: a program is welcome to be quick.
    let code = code(&parts.headers);
    let sent = Sent { submission: &submission, draft: &draft, code, replace: false, hasty: false, interview: false };
    match app.deliver(target, sent).await {
        Delivery::Stored => Ok(json_response(&Receipt { stored: true, questionnaire: &target.audience.fingerprint })),
        Delivery::AlreadyUsed => Err(Problem::of(Kind::AlreadyUsed)
            .detail("If this is a new response, send it with a new Idempotency-Key. Nothing was changed.")),
        Delivery::CodeUsed => Err(Problem::of(Kind::CodeUsed).detail(
            "Nothing was changed. Who has the code can withdraw what was sent with it, by DELETE, and send anew.",
        )),
        Delivery::Faulty(_, Some(fault)) => Err(code_fault(fault)),
        Delivery::Faulty(faults, None) => Err(Problem::of(Kind::InvalidAnswers)
            .detail("Nothing was stored. Correct what `errors` lists and send all of it again, with the same key.")
            .with("questionnaire", target.audience.fingerprint.as_str())
            .errors(faults.iter().map(detail).collect())),
        Delivery::Paused => Err(Problem::of(Kind::CampaignPaused)
            .detail("Nothing was stored. Send the same again later with the same Idempotency-Key.")
            .retry_after(RETRY_LATER)),
        Delivery::Hasty => unreachable!("programs are not held up"),
        Delivery::Hindered(hindrance) => Err(hindered(
            hindrance,
            "It is not certain that all was stored. Send the same again with the same Idempotency-Key.",
        )),
    }
}

/// `DELETE /v1/responses/{municipality}/{trajectory}/{audience}`: withdraws what was sent with a code. Answers alike
/// whether there was anything.
pub(crate) async fn withdraw(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let target = target(&app, request.uri())?;
    match app.withdraw(target, code(request.headers())).await {
        Withdrawal::Done => Ok(StatusCode::NO_CONTENT.into_response()),
        Withdrawal::Refused(fault) => Err(code_fault(fault)),
        Withdrawal::Hindered(hindrance) => {
            Err(hindered(hindrance, "It is not certain that all was erased. Send the same again."))
        }
    }
}

/// Something that can't be done now; `uncertain` says what to do where it may have been done in part.
fn hindered(hindrance: Hindrance, uncertain: &str) -> Problem {
    match hindrance {
        Hindrance::NotOpen(opens) => not_open(opens),
        Hindrance::Closed(at) => closed(at),
        Hindrance::NotReady => Problem::of(Kind::NotReady).retry_after(RETRY_LATER),
        Hindrance::Unavailable => Problem::of(Kind::Unavailable).detail(uncertain).retry_after(RETRY_SOON),
    }
}

/// The `Invitation-Code`, in whatever spelling; empty where there is none.
fn code(headers: &HeaderMap) -> &str {
    // What is no text is no code either; it is refused for its first sign.
    headers.get("invitation-code").map_or("", |value| value.to_str().unwrap_or("?"))
}

fn code_fault(fault: CodeFault) -> Problem {
    match fault {
        CodeFault::Missing | CodeFault::Mistyped(Mistyped::Nothing) => {
            Problem::of(Kind::InvitationCode).detail("Send the code in the header Invitation-Code.")
        }
        CodeFault::Mistyped(mistyped) => {
            Problem::of(Kind::InvitationCode).detail(format!("Compare it with what was printed: {mistyped}."))
        }
        CodeFault::NotForInterviews => unreachable!("programs do not use the conversation form"),
        CodeFault::NotOurs => Problem::of(Kind::CodeRefused)
            .detail("It was given out for another audience, municipality or campaign, or not at all."),
    }
}

/// `GET /openapi.json`: all HTTP interfaces, those for advisers included.
pub(crate) async fn openapi() -> Response {
    web::openapi::description()
}

/// `GET /health`: that the function runs, and with which campaigns. Asks nothing of the database.
pub(crate) async fn health(State(app): State<Arc<App>>) -> Response {
    let campaigns: Vec<&str> = app.served().iter().map(|served| served.campaign.id.as_str()).collect();
    json_response(&json!({ "status": "ok", "campaigns": campaigns }))
}

/// `GET /.well-known/security.txt` (RFC 9116): whom to tell of a weakness.
pub(crate) async fn security_text(State(app): State<Arc<App>>) -> Response {
    let mut lines: Vec<String> = Vec::new();
    for served in app.served() {
        let line = format!("Contact: mailto:{}", served.campaign.controller.contact);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.push(format!("Expires: {}", app.now().plus_days(SECURITY_DAYS)));
    lines.push("Preferred-Languages: nl, en".to_owned());
    let text = lines.join("\n") + "\n";
    ([(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], text).into_response()
}

fn target<'a>(app: &'a App, uri: &Uri) -> Result<Target<'a>, Problem> {
    let mut parts = uri.path().split('/').skip(3);
    let mut part = || parts.next().unwrap_or_default();
    app.target_by_keys(part(), part(), part()).ok_or_else(|| {
        Problem::of(Kind::NotFound).detail("There is no such municipality, trajectory or audience here.")
    })
}

fn acceptable(headers: &HeaderMap) -> Result<(), Problem> {
    if accepts(headers, JSON) > 0 {
        return Ok(());
    }
    let given = if headers.contains_key(ACCEPT) { "Accept application/json." } else { "" };
    Err(Problem::of(Kind::NotAcceptable).detail(given))
}

/// The `Idempotency-Key`, with or without the quotes that a structured header has.
fn submission(headers: &HeaderMap) -> Result<SubmissionId, Problem> {
    let given = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default().trim();
    let bare = given.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(given);
    SubmissionId::parse(bare).map_err(|form| {
        Problem::of(Kind::IdempotencyKey).detail(format!(
            "Make one at random for each response, at least 128 bits, and keep it for retries: {form}."
        ))
    })
}

fn not_open(opens: Moment) -> Problem {
    Problem::of(Kind::CampaignNotOpen).with("opens", opens.at.to_string())
}

fn closed(at: Moment) -> Problem {
    Problem::of(Kind::CampaignClosed).with("closed", at.at.to_string())
}

fn detail(fault: &Fault) -> Detail {
    let words = match fault.code {
        FaultCode::Required => "An answer is required.".to_owned(),
        FaultCode::UnknownQuestion => "There is no such question, row or option to specify.".to_owned(),
        FaultCode::UnknownOption => "There is no such option.".to_owned(),
        FaultCode::Repeated => "The same option is given twice.".to_owned(),
        FaultCode::Exclusive => "An exclusive option can't go with others.".to_owned(),
        FaultCode::TooMany { most } => format!("At most {most} options can be given."),
        FaultCode::TooLong { most } => format!("At most {most} characters can be given."),
        FaultCode::NotANumber => "A whole number is expected.".to_owned(),
        FaultCode::OutOfBounds { least, most } => format!("A number from {least} to {most} is expected."),
        FaultCode::WrongType => "The value has the wrong type for this kind of question.".to_owned(),
        FaultCode::NamelyElsewhere => "This option was not chosen.".to_owned(),
    };
    // The code and its bounds as `survey` writes them: one name for them everywhere.
    let mut more = match serde_json::to_value(fault.code) {
        Ok(Value::Object(members)) => members,
        Ok(_) | Err(_) => Map::new(),
    };
    let code = more.remove("code").and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default();
    Detail { pointer: fault.pointer(), code, detail: words, more }
}

fn json_response(value: &impl Serialize) -> Response {
    let body = serde_json::to_string(value).expect("our documents have text keys only");
    ([(CONTENT_TYPE, HeaderValue::from_static(JSON))], body).into_response()
}
