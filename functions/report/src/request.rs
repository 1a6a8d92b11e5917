//! What an adviser asks for, read from the query and the headers.

use http::HeaderMap;
use survey::release::ReleaseNumber;
use web::{Kind, Problem};

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Pdf,
    Docx,
}

impl Format {
    /// Its name in the query and in names of files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
        }
    }

    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Format::Pdf => "application/pdf",
            Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}

/// The parameters of the query; others are ignored, and of a repeated one the first holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) language: Option<String>,
    /// The newest release to tell of.
    pub(crate) release: Option<ReleaseNumber>,
    format: Option<String>,
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
        let release = match first("release").map(|given| given.parse()) {
            None => None,
            Some(Ok(number)) => Some(number),
            Some(Err(_)) => {
                let allowed = "`release` must be a number from 1, or `final`; leave it out for the latest releases.";
                return Err(Problem::of(Kind::InvalidQuery).detail(allowed).with("parameter", "release"));
            }
        };
        Ok(Asked { language: first("lang"), release, format: first("format") })
    }

    /// The form asked for: by `format=`, else by `Accept`; PDF only where there can be one.
    ///
    /// # Errors
    /// [`Kind::NotAcceptable`] where it is none of ours.
    pub(crate) fn format(&self, headers: &HeaderMap, with_pdf: bool) -> Result<Format, Problem> {
        let offered: &[Format] = if with_pdf { &[Format::Pdf, Format::Docx] } else { &[Format::Docx] };
        let media_types: Vec<&str> = offered.iter().map(|format| format.media_type()).collect();
        let found = match &self.format {
            Some(name) => offered.iter().find(|format| format.name() == name),
            None => {
                // A browser that follows a link accepts anything.
                let chosen = web::negotiate::choose(headers, &media_types);
                offered.iter().find(|format| Some(format.media_type()) == chosen)
            }
        };
        found.copied().ok_or_else(|| {
            let detail = if with_pdf {
                "Ask for a PDF or a DOCX: add `format=pdf` or `format=docx`."
            } else {
                "There is only a DOCX here: add `format=docx`. With `make run PDF=1` there is a PDF too."
            };
            Problem::of(Kind::NotAcceptable).detail(detail).with("formats", media_types)
        })
    }
}

#[cfg(test)]
mod tests {
    use http::header::ACCEPT;

    use super::*;

    #[test]
    fn the_query_goes_before_the_header() {
        const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        for (query, accept, with_pdf, format) in [
            ("", "*/*", true, Some(Format::Pdf)),
            ("", "text/html,*/*;q=0.8", true, Some(Format::Pdf)),
            ("", "*/*", false, Some(Format::Docx)),
            ("", WORD, true, Some(Format::Docx)),
            ("", "application/pdf", false, None),
            ("", "application/json", true, None),
            ("format=docx", "application/pdf", true, Some(Format::Docx)),
            ("format=pdf", "*/*", false, None),
            ("format=odt", "*/*", true, None),
        ] {
            let headers = HeaderMap::from_iter([(ACCEPT, accept.parse().unwrap())]);
            let found = Asked::read(query).and_then(|asked| asked.format(&headers, with_pdf));
            assert_eq!(found.ok(), format, "{query} {accept} {with_pdf}");
        }
    }

    #[test]
    fn values_that_are_not_allowed_are_named() {
        for query in ["release=latest", "release=0", "release="] {
            let problem = Asked::read(query).expect_err(query);
            assert_eq!(problem.kind(), Kind::InvalidQuery, "{query}");
        }
        let asked = Asked::read("release=final&release=1&lang=en&colour=red").unwrap_or_default();
        assert_eq!((asked.release, asked.language.as_deref()), (Some(ReleaseNumber::Final), Some("en")));
    }
}
