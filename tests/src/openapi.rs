//! `docs/openapi.json`: the description of all HTTP interfaces, put together from the functions' own.

use utoipa::OpenApi;
use utoipa::openapi::InfoBuilder;
use utoipa::openapi::info::LicenseBuilder;

/// Where the description is kept, in the repository.
pub const FILE: &str = "docs/openapi.json";

/// The description, as the code has it.
pub fn describe() -> utoipa::openapi::OpenApi {
    let mut whole = summarise::openapi::Description::openapi();
    whole.merge(report::openapi::Description::openapi());
    whole.merge(collect::openapi::Description::openapi());
    whole.info = InfoBuilder::new()
        .title("Dagpeil")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Collects anonymous answers about what people do during the day, and gives advisers rounded summaries. \
             Respondents and advisers have separate addresses.",
        ))
        .license(Some(LicenseBuilder::new().name("EUPL-1.2").identifier(Some("EUPL-1.2")).build()))
        .build();
    whole
}

/// The description as it is kept.
pub fn written() -> String {
    let mut text = describe().to_pretty_json().expect("a description has only text keys");
    text.push('\n');
    text
}
