//! The description of this route in OpenAPI, for `docs/openapi.json`. Not in what is deployed.

// What only describes is never made.
#![allow(dead_code)]

use utoipa::{IntoParams, OpenApi, ToSchema};

use desk::openapi::AdviserKeys;

/// This function's route.
#[derive(OpenApi)]
#[openapi(
    paths(crate::report),
    modifiers(&AdviserKeys),
    tags((name = "reports", description = "For advisers, with a key: reports of what was released. On the advisers' address."))
)]
pub struct Description;

/// Where a report is.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ReportParameters {
    /// The CBS code of the municipality, or `all` for the totals over all of the campaign's.
    #[param(example = "GM0171", pattern = "^(GM[0-9]{4}|all)$")]
    municipality: String,
    /// The id of the trajectory.
    #[param(example = "dagbesteding-2026")]
    trajectory: String,
}

/// Of which releases, in which form.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// A number from 1, or `final`: of each audience the newest release up to that one. Without it the latest.
    #[param(example = "final", pattern = "^([0-9]{1,4}|final)$")]
    release: Option<String>,
    /// The form; goes before `Accept`. Without either: a PDF.
    #[param(inline)]
    format: Option<FormatParameter>,
}

#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
enum FormatParameter {
    Pdf,
    Docx,
}
