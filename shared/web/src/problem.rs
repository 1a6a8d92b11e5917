//! Problems: refusals and failures as programs read them (RFC 9457, `application/problem+json`).

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE32_NOPAD;
use http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use serde_json::{Map, Value, json};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:ident, $title:literal;)+) => {
        /// What kind of problem it is. Each has a page of words under `/problems#code`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind {
            $($(#[$doc])* #[doc = concat!("\n\nCode `", $code, "`.")] $name,)+
        }

        impl Kind {
            /// All kinds, in the order of the documentation.
            pub const ALL: &[Kind] = &[$(Kind::$name,)+];

            /// The last part of the problem's `type`, such as `campaign-closed`. Never changes its meaning.
            pub const fn code(self) -> &'static str {
                match self { $(Kind::$name => $code,)+ }
            }

            /// The HTTP status.
            pub const fn status(self) -> StatusCode {
                match self { $(Kind::$name => StatusCode::$status,)+ }
            }

            /// What it says to people, the same for every problem of the kind.
            pub const fn title(self) -> &'static str {
                match self { $(Kind::$name => $title,)+ }
            }
        }
    };
}

kinds! {
    /// The body or a header can't be read as what it should be.
    Unreadable = "unreadable", BAD_REQUEST, "The request can't be read.";
    /// A parameter in the query has a value that is not allowed.
    InvalidQuery = "invalid-query", BAD_REQUEST, "A parameter of the query is not valid.";
    /// A program must send an `Idempotency-Key`.
    IdempotencyKey = "idempotency-key", BAD_REQUEST, "The header Idempotency-Key is missing or not valid.";
    /// An invitation code is needed, or what was sent can't be one.
    InvitationCode = "invitation-code", BAD_REQUEST, "The header Invitation-Code is missing or not valid.";
    /// An adviser's key is needed.
    KeyNeeded = "key-needed", UNAUTHORIZED, "An adviser key is needed.";
    /// The adviser's key is not known, or no longer valid.
    KeyRefused = "key-refused", UNAUTHORIZED, "The adviser key is not valid, or no longer valid.";
    /// The adviser's key is valid, but not for this.
    OutOfScope = "out-of-scope", FORBIDDEN, "The adviser key does not give access to this.";
    /// An invitation code that was not given out for this audience in this municipality.
    CodeRefused = "code-refused", FORBIDDEN, "The invitation code does not give access to this.";
    /// The campaign has not opened yet.
    CampaignNotOpen = "campaign-not-open", FORBIDDEN, "The campaign has not opened yet.";
    /// Nothing is here.
    NotFound = "not-found", NOT_FOUND, "There is nothing at this address.";
    /// The path exists, the method does not.
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED, "This address does not take that method.";
    /// None of the accepted formats is offered.
    NotAcceptable = "not-acceptable", NOT_ACCEPTABLE, "None of the accepted formats is offered here.";
    /// Another response is stored under the same submission id.
    AlreadyUsed = "already-used", CONFLICT, "Something else was already sent with this submission id.";
    /// Another response is stored under the same invitation code, or the same one from elsewhere.
    CodeUsed = "code-used", CONFLICT, "A response was already sent with this invitation code.";
    /// The campaign is closed.
    CampaignClosed = "campaign-closed", GONE, "The campaign is closed.";
    /// The body is too large.
    TooLarge = "too-large", PAYLOAD_TOO_LARGE, "The body is too large.";
    /// The body is of a type that is not taken here.
    UnsupportedMediaType = "unsupported-media-type", UNSUPPORTED_MEDIA_TYPE, "The body has a type that is not taken here.";
    /// Answers that don't fit the questionnaire; each fault is listed.
    InvalidAnswers = "invalid-answers", UNPROCESSABLE_ENTITY, "Some answers are not valid.";
    /// A fault of ours.
    Internal = "internal", INTERNAL_SERVER_ERROR, "Something went wrong on our side.";
    /// The campaign is open but not ready: its keys are not made yet.
    NotReady = "not-ready", SERVICE_UNAVAILABLE, "The campaign is not ready to take answers yet.";
    /// The campaign is open, but its operator has paused it.
    CampaignPaused = "campaign-paused", SERVICE_UNAVAILABLE, "The campaign is paused and takes no answers for a while.";
    /// What is needed can't be reached now.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE, "The service can't do this now.";
}

/// One fault among several.
#[derive(Clone, PartialEq)]
pub struct Detail {
    /// Where: a JSON pointer (RFC 6901) into the request's body.
    pub pointer: String,
    /// What is wrong, for programs: lower-case words with underscores.
    pub code: String,
    /// What is wrong, for people.
    pub detail: String,
    /// Bounds and the like that belong to the code.
    pub more: Map<String, Value>,
}

/// A refusal or failure. Made where it is known what went wrong; written out as `application/problem+json`.
#[derive(Clone, PartialEq)]
pub struct Problem {
    kind: Kind,
    detail: Option<String>,
    instance: Option<String>,
    errors: Vec<Detail>,
    more: Map<String, Value>,
    retry_after: Option<u32>,
}

impl Problem {
    /// A problem of that kind.
    pub fn of(kind: Kind) -> Self {
        Problem { kind, detail: None, instance: None, errors: Vec::new(), more: Map::new(), retry_after: None }
    }

    /// A fault of ours, and the random code under which it was logged.
    pub fn internal(incident: Incident) -> Self {
        Problem { instance: Some(format!("urn:dagpeil:incident:{}", incident.0)), ..Problem::of(Kind::Internal) }
    }

    /// Adds what is particular about this one: what to do about it.
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Problem { detail: Some(detail.into()), ..self }
    }

    /// Adds the faults, all of them.
    pub fn errors(self, errors: Vec<Detail>) -> Self {
        Problem { errors, ..self }
    }

    /// Adds a member of its own.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.more.insert(name.to_owned(), value.into());
        self
    }

    /// Says after how many seconds it makes sense to try again.
    pub fn retry_after(self, seconds: u32) -> Self {
        Problem { retry_after: Some(seconds), ..self }
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// As JSON.
    pub fn to_json(&self) -> Value {
        let mut members = Map::new();
        members.insert("type".into(), format!("/problems#{}", self.kind.code()).into());
        members.insert("title".into(), self.kind.title().into());
        members.insert("status".into(), self.kind.status().as_u16().into());
        members.extend(self.detail.as_ref().map(|detail| ("detail".into(), detail.as_str().into())));
        members.extend(self.instance.as_ref().map(|instance| ("instance".into(), instance.as_str().into())));
        members.extend(self.more.clone());
        if !self.errors.is_empty() {
            let errors = self.errors.iter().map(|error| {
                let mut members = error.more.clone();
                members.extend(Map::from_iter([
                    ("pointer".to_owned(), json!(error.pointer)),
                    ("code".to_owned(), json!(error.code)),
                    ("detail".to_owned(), json!(error.detail)),
                ]));
                Value::Object(members)
            });
            members.insert("errors".into(), errors.collect());
        }
        Value::Object(members)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.to_json().to_string()));
        *response.status_mut() = self.kind.status();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, seconds.into());
        }
        if self.kind.status() == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"dagpeil\""));
        }
        response
    }
}

/// A random code that the log and the answer have in common, and that says nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct Incident(String);

impl Incident {
    /// A new one.
    pub fn new() -> Self {
        let mut bytes = [0; 5];
        // Without randomness the code is always the same, which is a nuisance and no more.
        getrandom::fill(&mut bytes).unwrap_or_default();
        Incident(BASE32_NOPAD.encode(&bytes))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Incident {
    fn default() -> Self {
        Incident::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_fit_in_a_link() {
        for (at, kind) in Kind::ALL.iter().enumerate() {
            assert!(kind.code().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", kind.code());
            assert!(kind.status().as_u16() >= 400);
            assert!(!Kind::ALL[..at].iter().any(|earlier| earlier.code() == kind.code()), "{} twice", kind.code());
        }
    }

    #[test]
    fn a_problem_with_all_its_members() {
        let problem = Problem::of(Kind::InvalidAnswers)
            .detail("Correct what is listed under errors and send the same again.")
            .with("questionnaire", "0123456789abcdef")
            .errors(vec![Detail {
                pointer: "/answers/who".into(),
                code: "too_many".into(),
                detail: "At most 3 options.".into(),
                more: Map::from_iter([("most".to_owned(), 3.into())]),
            }]);
        insta::assert_snapshot!(serde_json::to_string_pretty(&problem.to_json()).unwrap());
    }

    #[test]
    fn headers_that_belong_to_a_kind() {
        let response = Problem::of(Kind::Unavailable).retry_after(30).into_response();
        assert_eq!((response.status().as_u16(), &response.headers()[RETRY_AFTER]), (503, &"30".parse().unwrap()));
        assert_eq!(response.headers()[CONTENT_TYPE], "application/problem+json");
        let response = Problem::of(Kind::KeyNeeded).into_response();
        assert_eq!(response.headers()[WWW_AUTHENTICATE], "Bearer realm=\"dagpeil\"");
    }
}
