//! The description of these routes in OpenAPI, for `docs/openapi.json`. Not in what is deployed.

// What only describes is never made.
#![allow(dead_code)]

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::{IntoParams, Modify, OpenApi, ToSchema};

pub use desk::openapi::{AdviserKeys, AdviserRefusals, Fault, LanguageParameter, Problem};

/// This function's routes and shapes.
#[derive(OpenApi)]
#[openapi(
    paths(crate::places, crate::overview, crate::summary, crate::openapi_json, crate::health),
    components(schemas(Problem, Fault)),
    modifiers(&AdviserKeys, &NothingLeftOut),
    tags(
        (name = "summaries", description = "For advisers, with a key: what was released. On the advisers' address."),
        (name = "service", description = "About the service itself. On both addresses."),
    )
)]
pub struct Description;

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
        pattern = "^(tables|derived|breakdowns|crossings|focus_groups|quotes|codebook)(,(tables|derived|breakdowns|crossings|focus_groups|quotes|codebook))*$"
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
