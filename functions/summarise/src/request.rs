//! What an adviser asks for, read from the query and the headers.

use http::HeaderMap;
use survey::release::ReleaseNumber;
use web::{Kind, Problem};

use summary::csv::Dialect;
use summary::{Part, Parts};

/// The form in which a summary is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Csv(Dialect),
    Xlsx,
}

/// The media type of XLSX.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The parameters of the query; others are ignored, and of a repeated one the first holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) language: Option<String>,
    pub(crate) release: Option<ReleaseNumber>,
    parts: Option<Parts>,
    format: Option<String>,
    dialect: Option<Dialect>,
}

impl Asked {
    /// Reads a query.
    ///
    /// # Errors
    /// [`Kind::InvalidQuery`] for a value that is not allowed, with what is.
    pub(crate) fn read(query: &str) -> Result<Self, Problem> {
        let first = |name| {
            form_urlencoded::parse(query.as_bytes())
                .find(|(given, _)| given == name)
                .map(|(_, value)| value.into_owned())
        };
        let release =
            match first("release") {
                None => None,
                Some(given) => Some(given.parse().map_err(|_| {
                    invalid("release", "a number from 1, or `final`; leave it out for the latest release")
                })?),
            };
        let dialect = match first("dialect").as_deref() {
            None => None,
            Some("excel") => Some(Dialect::Excel),
            Some("rfc4180") => Some(Dialect::Rfc4180),
            Some(_) => return Err(invalid("dialect", "`excel` or `rfc4180`")),
        };
        let parts = match first("parts") {
            None => None,
            Some(given) => Some(Parts::named(&given).ok_or_else(|| {
                let names = Part::ALL.map(|part| format!("`{}`", part.name())).join(", ");
                invalid("parts", &format!("one or more of {names}, with commas between them"))
            })?),
        };
        Ok(Asked { language: first("lang"), release, parts, format: first("format"), dialect })
    }

    /// The form asked for: by `format=`, else by `Accept`.
    ///
    /// # Errors
    /// [`Kind::NotAcceptable`] where it is none of ours.
    pub(crate) fn format(&self, headers: &HeaderMap) -> Result<Format, Problem> {
        const JSON: &str = "application/json";
        const CSV: &str = "text/csv";
        const OFFERED: [&str; 3] = [JSON, CSV, XLSX];
        let csv = Format::Csv(self.dialect.unwrap_or(Dialect::Excel));
        match self.format.as_deref() {
            Some("json") => return Ok(Format::Json),
            Some("csv") => return Ok(csv),
            Some("xlsx") => return Ok(Format::Xlsx),
            Some(_) => {}
            None => match web::negotiate::choose(headers, &OFFERED) {
                Some(JSON) => return Ok(Format::Json),
                Some(XLSX) => return Ok(Format::Xlsx),
                Some(_) => return Ok(csv),
                None => {}
            },
        }
        Err(Problem::of(Kind::NotAcceptable)
            .detail(
                "Ask for `Accept: application/json`, `text/csv` or the media type of XLSX, or add `format=json`, `format=csv` \
                 or `format=xlsx`.",
            )
            .with("formats", OFFERED.to_vec()))
    }

    /// The parts asked for, or else what that form has of itself: a workbook the codebook too.
    ///
    /// # Errors
    /// [`Kind::InvalidQuery`] for a CSV of the codebook and something else: their columns differ.
    pub(crate) fn parts(&self, format: Format) -> Result<Parts, Problem> {
        let parts = match (self.parts, format) {
            (Some(parts), _) => parts,
            (None, Format::Xlsx) => Parts::ALL,
            (None, Format::Json | Format::Csv(_)) => Parts::RELEASED,
        };
        let mixed = parts.include(Part::Codebook) && parts != Parts::CODEBOOK;
        match format {
            Format::Csv(_) if mixed => {
                Err(invalid("parts", "`codebook` alone, or the other parts without it, in a CSV: their columns differ"))
            }
            Format::Csv(_) | Format::Json | Format::Xlsx => Ok(parts),
        }
    }

    /// Passes where JSON is asked for or accepted.
    ///
    /// # Errors
    /// [`Kind::NotAcceptable`] where it is not.
    pub(crate) fn json_only(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let accepted = match self.format.as_deref() {
            Some(format) => format == "json",
            None => web::negotiate::accepts(headers, "application/json") > 0,
        };
        if accepted {
            return Ok(());
        }
        Err(Problem::of(Kind::NotAcceptable)
            .detail("This is offered as JSON only; the summaries it leads to also as CSV and XLSX.")
            .with("formats", vec!["application/json"]))
    }
}

fn invalid(parameter: &str, allowed: &str) -> Problem {
    Problem::of(Kind::InvalidQuery).detail(format!("`{parameter}` must be {allowed}.")).with("parameter", parameter)
}

#[cfg(test)]
mod tests {
    use http::header::ACCEPT;

    use super::*;

    fn accepting(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT, value.parse().unwrap())])
    }

    #[test]
    fn the_query_goes_before_the_header() {
        for (query, accept, format) in [
            ("", "*/*", Some(Format::Json)),
            ("", "text/csv", Some(Format::Csv(Dialect::Excel))),
            ("dialect=rfc4180", "text/csv", Some(Format::Csv(Dialect::Rfc4180))),
            ("format=csv", "application/json", Some(Format::Csv(Dialect::Excel))),
            ("format=json&dialect=excel", "text/csv", Some(Format::Json)),
            ("format=xlsx", "application/json", Some(Format::Xlsx)),
            ("", XLSX, Some(Format::Xlsx)),
            ("", "application/*", Some(Format::Json)),
            ("format=xml", "*/*", None),
            ("", "text/html", None),
        ] {
            let found = Asked::read(query).and_then(|asked| asked.format(&accepting(accept)));
            assert_eq!(found.ok(), format, "{query} {accept}");
        }
    }

    #[test]
    fn values_that_are_not_allowed_are_named() {
        for query in
            ["release=latest", "release=0", "release=", "dialect=tsv", "parts=", "parts=tables,", "parts=Tables"]
        {
            let problem = Asked::read(query).expect_err(query);
            assert_eq!(problem.kind(), Kind::InvalidQuery, "{query}");
        }
        let asked = Asked::read("release=final&release=1&lang=en&colour=red").unwrap_or_default();
        assert_eq!((asked.release, asked.language.as_deref()), (Some(ReleaseNumber::Final), Some("en")));
    }

    #[test]
    fn a_codebook_comes_when_asked_for() {
        let csv = Format::Csv(Dialect::Excel);
        for (query, format, parts) in [
            ("", Format::Json, Some(Parts::RELEASED)),
            ("", csv, Some(Parts::RELEASED)),
            ("", Format::Xlsx, Some(Parts::ALL)),
            ("parts=codebook", csv, Some(Parts::CODEBOOK)),
            ("parts=codebook,tables", csv, None),
            ("parts=codebook,tables", Format::Json, Some(Parts::of([Part::Tables, Part::Codebook]))),
            ("parts=tables", Format::Xlsx, Some(Parts::of([Part::Tables]))),
        ] {
            let found = Asked::read(query).and_then(|asked| asked.parts(format));
            assert_eq!(found.ok(), parts, "{query} {format:?}");
        }
    }
}
