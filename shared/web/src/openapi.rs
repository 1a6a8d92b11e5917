//! The description of all HTTP interfaces, as every function serves it.

use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};

/// `docs/openapi.json` without its blanks. Not compressed: what could undo that takes more room than it saves.
const DESCRIPTION: &str = include_str!(concat!(env!("OUT_DIR"), "/openapi.json"));

/// The description, which may be kept for an hour.
pub fn description() -> Response {
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "public, max-age=3600")], DESCRIPTION).into_response()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn it_is_the_file_without_its_blanks() {
        let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json")).unwrap();
        let (file_value, value): (Value, Value) =
            (serde_json::from_str(&file).unwrap(), serde_json::from_str(DESCRIPTION).unwrap());
        assert_eq!(value, file_value);
        assert!(DESCRIPTION.len() < file.len() * 3 / 4);
    }
}
