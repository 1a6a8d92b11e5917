//! The description of these routes in OpenAPI, for `docs/openapi.json`. Not in what is deployed.

// What only describes is never made.
#![allow(dead_code)]

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{IntoParams, IntoResponses, Modify, OpenApi, ToSchema};

/// This function's routes and shapes.
#[derive(OpenApi)]
#[openapi(
    paths(crate::overview, crate::summary, crate::openapi_json, crate::health),
    components(schemas(Problem, Fault)),
    modifiers(&AdviserKeys, &NothingLeftOut),
    tags(
        (name = "summaries", description = "For advisers, with a key: what was released. On the advisers' address."),
        (name = "service", description = "About the service itself. On both addresses."),
    )
)]
pub struct Description;

struct AdviserKeys;

impl Modify for AdviserKeys {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("dagpeil_<id>_<secret>")
            .description(Some("An adviser's key, made by whoever runs the campaign with `dagpeil adviser-key`."));
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("adviser", SecurityScheme::Http(bearer.build()));
    }
}

/// What there is not, a summary says with null: every member is always there.
struct NothingLeftOut;

impl Modify for NothingLeftOut {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        for (name, schema) in &mut components.schemas {
            if let RefOr::T(Schema::Object(object)) = schema
                && !["Problem", "Fault"].contains(&name.as_str())
            {
                object.required = object.properties.keys().cloned().collect();
            }
        }
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

/// Where an overview is.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OverviewParameters {
    /// The CBS code of the municipality, or `all` for the totals over all of the campaign's.
    #[param(example = "GM0171", pattern = "^(GM[0-9]{4}|all)$")]
    municipality: String,
    /// The id of the trajectory.
    #[param(example = "dagbesteding-2026")]
    trajectory: String,
}

/// Where a summary is.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct SummaryParameters {
    /// The CBS code of the municipality, or `all` for the total over all of the campaign's.
    #[param(example = "GM0171", pattern = "^(GM[0-9]{4}|all)$")]
    municipality: String,
    /// The id of the trajectory.
    #[param(example = "dagbesteding-2026")]
    trajectory: String,
    /// The id of the audience.
    #[param(example = "users")]
    audience: String,
}

/// In which language.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LanguageParameter {
    /// The language of the texts; goes before `Accept-Language`. Dutch where there is none of that language.
    #[param(example = "nl")]
    lang: Option<String>,
}

/// Which release, in which form.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SummaryQuery {
    /// A number from 1, or `final`; without it the latest.
    #[param(example = "final", pattern = "^([0-9]{1,4}|final)$")]
    release: Option<String>,
    /// The parts wanted, with commas between them; without it all that was released, and in a workbook the codebook too. A
    /// part that is not wanted is null, has no rows in a CSV and no sheet in a workbook. The breakdowns are most of a large
    /// final release. In a CSV the codebook is asked for by itself: it has other columns.
    #[param(
        example = "tables,crossings",
        pattern = "^(tables|derived|breakdowns|crossings|quotes|codebook)(,(tables|derived|breakdowns|crossings|quotes|codebook))*$"
    )]
    parts: Option<String>,
    /// The form; goes before `Accept`.
    #[param(inline)]
    format: Option<FormatParameter>,
    /// For whom a CSV is written: `excel` (without it) for a Dutch spreadsheet, with semicolons, a byte order mark and
    /// headings in the language asked for; `rfc4180` for programs, with commas and fixed headings.
    #[param(inline)]
    dialect: Option<DialectParameter>,
}

#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
enum FormatParameter {
    Json,
    Csv,
    Xlsx,
}

#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
enum DialectParameter {
    Excel,
    Rfc4180,
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
