//! What the descriptions of all functions for advisers share, for `docs/openapi.json`. Not in what is deployed.

// What only describes is never made.
#![allow(dead_code)]

use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{IntoParams, IntoResponses, Modify, ToSchema};

/// How advisers show who they are.
pub struct AdviserKeys;

impl Modify for AdviserKeys {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("dagpeil_<id>_<secret>")
            .description(Some("An adviser's key, made by whoever runs the campaign with `dagpeil adviser-key`."));
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("adviser", SecurityScheme::Http(bearer.build()));
        let cookie = ApiKeyValue::with_description(
            "__Host-dagpeil",
            "A session begun with a key at `/advies`, for people with a browser. Ends after eight hours.",
        );
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
}

/// A refusal or failure (RFC 9457).
#[derive(ToSchema)]
pub struct Problem {
    /// What kind of problem it is. Never changes its meaning.
    #[schema(rename = "type", format = "uri-reference", example = "/problems#not-found")]
    r#type: String,
    /// The kind in words.
    title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What to do about it.
    #[schema(required = false, nullable = false)]
    detail: String,
    /// With a fault of ours: the code under which it was logged.
    #[schema(required = false, nullable = false, format = "uri")]
    instance: String,
    /// Every fault in what was sent.
    #[schema(required = false, nullable = false)]
    errors: Vec<Fault>,
}

/// What is wrong at one place of what was sent.
#[derive(ToSchema)]
pub struct Fault {
    /// Where: a JSON pointer (RFC 6901) into the request's body.
    #[schema(example = "/answers/who")]
    pointer: String,
    /// What is wrong, for programs.
    #[schema(example = "required")]
    code: String,
    /// What is wrong, for people.
    detail: String,
}

/// In which language.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LanguageParameter {
    /// The language of the texts; goes before `Accept-Language`. Dutch where there is none of that language.
    #[param(example = "nl")]
    lang: Option<String>,
}

/// How an adviser's request can be refused, and how it can fail.
#[derive(IntoResponses)]
pub enum AdviserRefusals {
    /// A parameter of the query has a value that is not allowed.
    #[response(status = 400, content_type = "application/problem+json")]
    InvalidQuery(Problem),
    /// No key, or one that is not known or has expired. With `WWW-Authenticate`.
    #[response(status = 401, content_type = "application/problem+json")]
    NoKey(Problem),
    /// The key is for other municipalities; `available` lists what it gives access to.
    #[response(status = 403, content_type = "application/problem+json")]
    OutOfScope(Problem),
    /// There is nothing here; `available`, or `releases`, lists what there is. Of a total: too few municipalities take part,
    /// or the final releases are not made yet; `detail` says which.
    #[response(status = 404, content_type = "application/problem+json")]
    NothingHere(Problem),
    /// None of the accepted formats is offered; `formats` lists those that are.
    #[response(status = 406, content_type = "application/problem+json")]
    NotAcceptable(Problem),
    /// A fault of ours.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(Problem),
    /// The results can't be read now. With `Retry-After`.
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(Problem),
}
