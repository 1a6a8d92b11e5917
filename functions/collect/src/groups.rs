//! The page on which whoever led a focus group hands in what came of it: `/{municipality}/{audience}/groepsgesprek`.
//!
//! A form and no script: it is filled in at a desk, once, by someone who does it for their work.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use survey::campaign::Stage;
use survey::focus::{SessionDraft, SessionForm};
use survey::keys::SubmissionId;
use survey::language::Language;
use web::negotiate::accepts;

use crate::app::groups::{Handed, HandedIn, TakenBack};
use crate::app::{App, Hindrance, Target};
use crate::page::{self, GroupNotice, GroupSheet, View};
use crate::people::{
    HTML, RETRY_LATER, RETRY_SOON, asked, closed, form_body, not_acceptable, nothing, path, spoken, target,
};
use crate::words::Words;

/// A posted form.
#[derive(Default)]
struct Posted {
    submission: String,
    code: String,
    draft: SessionDraft,
    /// The language in which the form is to be shown, where it is not to be sent.
    to: Option<String>,
    /// Whether this is to replace what was handed in with the code before.
    replace: bool,
    /// Whether what was handed in with the code before is only to be erased.
    erase: bool,
}

/// Reads a body of type `application/x-www-form-urlencoded`. Any bytes make a form. Its fields: `id`, `code`, `people`,
/// `theme`, `agreed.<statement>`, `quote`, `cleared`; `to`, `replace` and `erase` are buttons. Others are left alone.
fn read(body: &[u8]) -> Posted {
    let mut posted = Posted::default();
    for (name, value) in form_urlencoded::parse(body) {
        let value = value.into_owned();
        match &*name {
            "id" => posted.submission = value,
            "code" => posted.code = value,
            "people" => posted.draft.people = value,
            "theme" => posted.draft.themes.push(value),
            "quote" => posted.draft.quotes.push(value),
            "cleared" => posted.draft.cleared = true,
            "to" => posted.to = Some(value),
            "replace" => posted.replace = true,
            "erase" => posted.erase = true,
            name => {
                if let Some(statement) = name.strip_prefix("agreed.") {
                    posted.draft.agreed.insert(statement.to_owned(), value);
                }
            }
        }
    }
    posted
}

/// The page in Dutch or English: other languages of the campaign are its respondents'.
fn spoken_here(view: View<'_>) -> View<'_> {
    const BOTH: &[Language] = &[Language::Nl, Language::En];
    let language = if view.asked == Language::En { Language::En } else { Language::Nl };
    let offered = view.campaign.languages.contains(&Language::En);
    let languages = if offered { BOTH } else { &BOTH[..1] };
    View { asked: language, words: Words::of(language), languages, ..view }
}

/// `GET /{municipality}/{audience}/groepsgesprek`: the empty form.
pub(crate) async fn session(State(app): State<Arc<App>>, request: Request) -> Response {
    let (uri, headers) = (request.uri(), request.headers());
    let Some((target, form)) = held(&app, uri) else { return nothing(&app, uri, headers) };
    if accepts(headers, HTML) == 0 {
        return not_acceptable(target);
    }
    let view = spoken_here(target.served.view(&asked(uri), headers));
    let campaign = &target.served.campaign;
    match campaign.stage(app.now()) {
        Stage::Before => return spoken(view, page::not_open(view, campaign.opens).status(StatusCode::FORBIDDEN)),
        Stage::Grace | Stage::Closed => return closed(view),
        Stage::Open => {}
    }
    if app.is_paused() {
        return spoken(view, page::paused(view).status(StatusCode::SERVICE_UNAVAILABLE).retry_after(RETRY_LATER));
    }
    let (submission, draft) = (&app.submission(), &SessionDraft::default());
    let sheet = GroupSheet { submission, code: "", draft, notice: GroupNotice::Fresh };
    spoken(view, page::group(view, target.audience, &form, target.municipality.name(), sheet))
}

/// `POST /{municipality}/{audience}/groepsgesprek`: what a group said.
pub(crate) async fn hand_in(State(app): State<Arc<App>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let headers = &parts.headers;
    let Some((target, form)) = held(&app, &parts.uri) else { return nothing(&app, &parts.uri, headers) };
    if accepts(headers, HTML) == 0 {
        return not_acceptable(target);
    }
    let Target { served, audience, municipality } = target;
    let mut asked = asked(&parts.uri);
    let view = spoken_here(served.view(&asked, headers));
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
    let posted = read(&body);
    let (code, draft) = (posted.code.as_str(), &posted.draft);
    let again_in = |view: View<'_>, status: StatusCode, submission: &SubmissionId, notice: GroupNotice<'_>| {
        let sheet = GroupSheet { submission, code, draft, notice };
        page::group(view, audience, &form, municipality.name(), sheet).status(status)
    };
    let again = |status: StatusCode, submission: &SubmissionId, notice: GroupNotice<'_>| {
        again_in(view, status, submission, notice)
    };
    let submission = SubmissionId::parse(&posted.submission);
    if let Some(to) = &posted.to {
        asked.language = Some(to.clone());
        let view = spoken_here(served.view(&asked, headers));
        let submission = submission.unwrap_or_else(|_| app.submission());
        return spoken(view, again_in(view, StatusCode::OK, &submission, GroupNotice::Switched));
    }
    let Ok(submission) = submission else {
        return spoken(view, again(StatusCode::BAD_REQUEST, &app.submission(), GroupNotice::SendAgain));
    };
    let unavailable = StatusCode::SERVICE_UNAVAILABLE;
    let hindered = |hindrance: Hindrance| match hindrance {
        Hindrance::NotOpen(opens) => spoken(view, page::not_open(view, opens).status(StatusCode::FORBIDDEN)),
        Hindrance::Closed(_) => closed(view),
        Hindrance::NotReady => {
            spoken(view, again(unavailable, &submission, GroupNotice::NotSent).retry_after(RETRY_LATER))
        }
        Hindrance::Unavailable => {
            spoken(view, again(unavailable, &submission, GroupNotice::NotSent).retry_after(RETRY_SOON))
        }
    };
    let faulty = StatusCode::UNPROCESSABLE_ENTITY;
    if posted.erase {
        return match app.take_back(target, code).await {
            TakenBack::Done => spoken(view, page::group_erased(view, &group_path(target))),
            TakenBack::Refused(fault) => {
                spoken(view, again(faulty, &submission, GroupNotice::Faults(&[], Some(fault))))
            }
            TakenBack::Hindered(hindrance) => hindered(hindrance),
        };
    }
    let handed = HandedIn { submission: &submission, draft, code, replace: posted.replace };
    let page = match app.hand_in(target, &form, handed).await {
        Handed::Stored => page::group_thanks(view, &group_path(target)),
        Handed::CodeUsed => again(StatusCode::CONFLICT, &submission, GroupNotice::CodeUsed),
        Handed::Faulty(faults, fault) => again(faulty, &submission, GroupNotice::Faults(&faults, fault)),
        Handed::Paused => again(unavailable, &submission, GroupNotice::Paused).retry_after(RETRY_LATER),
        Handed::Hindered(hindrance) => return hindered(hindrance),
    };
    spoken(view, page)
}

/// Whom a path means, and the form for groups of them; `None` where the campaign holds none.
fn held<'a>(app: &'a App, uri: &http::Uri) -> Option<(Target<'a>, SessionForm<'a>)> {
    let target = target(app, uri)?;
    Some((target, SessionForm::of(&target.served.campaign, target.audience)?))
}

/// The path of this page.
fn group_path(target: Target<'_>) -> String {
    format!("{}/groepsgesprek", path(target))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fields_are_read_and_others_left_alone() {
        let posted = read(
            b"id=x&code=4K7Q&people=+7&theme=meeting&theme=learning&agreed.near=5&agreed.=1&quote=a&quote=&quote=b%0D%0Ac\
              &cleared=1&utm=1&replace=1",
        );
        let SessionDraft { people, themes, agreed, quotes, cleared } = posted.draft;
        assert_eq!((posted.submission.as_str(), posted.code.as_str(), people.as_str()), ("x", "4K7Q", " 7"));
        assert_eq!(
            (themes, quotes),
            (vec!["meeting".into(), "learning".into()], vec!["a".into(), String::new(), "b\r\nc".into()])
        );
        assert_eq!(agreed, [("near".to_owned(), "5".to_owned()), (String::new(), "1".to_owned())].into());
        assert!(cleared && posted.replace && !posted.erase && posted.to.is_none());
    }

    proptest! {
        #[test]
        fn any_body_makes_a_form(body in any::<Vec<u8>>()) {
            read(&body);
        }
    }
}
