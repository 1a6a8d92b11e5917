//! The log: one line of JSON an event, to standard error.
//!
//! What others' crates say below a warning is never written, whatever is asked: the Lambda runtime and the AWS SDK write
//! whole events and requests at their finest levels, and those hold addresses and answers. Of a panic the place is
//! written and not the message, which may quote what was being handled.

use std::env;
use std::fmt;
use std::io::{self, Write};
use std::panic;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};
use survey::time::Timestamp;
use tracing::field::{Field, Visit};
use tracing::span;
use tracing::subscriber::set_global_default;
use tracing::{Event, Level, Metadata, Subscriber, level_filters::LevelFilter};

/// The setting that names the level: `error`, `warn` or `info`.
pub const SETTING: &str = "DAGPEIL_LOG";

/// Targets of our own crates; only these may write below a warning.
const OURS: [&str; 11] =
    ["advise", "adviser", "collect", "contact", "desk", "local", "release", "report", "storage", "summarise", "web"];

/// Begins to write the log, at the level of [`SETTING`] or else `default`. Later calls change nothing.
pub fn init(default: Level) {
    let level = match env::var(SETTING).as_deref() {
        Ok("error") => Level::ERROR,
        Ok("warn") => Level::WARN,
        Ok("info") => Level::INFO,
        _ => default,
    };
    // Where standard error is gone there is nowhere left to say so.
    let write = |line: &str| io::stderr().write_all(line.as_bytes()).unwrap_or_default();
    if set_global_default(Lines { level, write }).is_ok() {
        panic::set_hook(Box::new(|panic| {
            let place = panic.location().map_or_else(String::new, |place| format!("{}:{}", place.file(), place.line()));
            tracing::error!(place, "panic");
        }));
    }
}

fn written(metadata: &Metadata<'_>, level: Level) -> bool {
    let crate_name = metadata.target().split("::").next().unwrap_or_default();
    let most = if OURS.contains(&crate_name) { level } else { level.min(Level::WARN) };
    *metadata.level() <= most
}

/// Writes events as `{"timestamp":…,"level":…,"target":…,"message":…,…}`, as Lambda's own JSON lines have it. Keeps no spans:
/// a line does not tell which request it belongs to.
struct Lines<W> {
    level: Level,
    write: W,
}

impl<W: Fn(&str) + 'static> Subscriber for Lines<W> {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_event() && written(metadata, self.level)
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LevelFilter::from_level(self.level))
    }

    fn event(&self, event: &Event<'_>) {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let mut members = Members(Map::from_iter([
            ("timestamp".to_owned(), Value::from(Timestamp(seconds as i64).to_string())),
            ("level".to_owned(), event.metadata().level().as_str().into()),
            ("target".to_owned(), event.metadata().target().into()),
        ]));
        event.record(&mut members);
        (self.write)(&format!("{}\n", Value::Object(members.0)));
    }

    // No span is enabled, so none of these is called.
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

struct Members(Map<String, Value>);

impl Visit for Members {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}").into());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.0.insert(field.name().to_owned(), value.into());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// What `events` write to the log at `level`.
    fn lines(level: Level, events: impl FnOnce()) -> String {
        let written = Arc::new(Mutex::new(String::new()));
        let buffer = written.clone();
        let write = move |line: &str| buffer.lock().unwrap().push_str(line);
        tracing::subscriber::with_default(Lines { level, write }, events);
        let written = written.lock().unwrap();
        written.clone()
    }

    #[test]
    fn a_line_is_json_with_its_fields() {
        let line = lines(Level::INFO, || tracing::info!(target: "adviser", key = "K7", releases = 3_u64, "pulled"));
        let line: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(
            (&line["level"], &line["target"], &line["message"]),
            (&"INFO".into(), &"adviser".into(), &"pulled".into())
        );
        assert_eq!((&line["key"], &line["releases"]), (&"K7".into(), &3.into()));
    }

    #[test]
    fn what_others_whisper_is_never_written() {
        let line = lines(Level::TRACE, || {
            tracing::trace!(target: "lambda_runtime", "the whole event");
            tracing::debug!(target: "aws_smithy_runtime::client", "the whole request");
            tracing::warn!(target: "aws_smithy_runtime::client", "a warning");
            // What goes on within a span is written, and nothing of the span.
            tracing::error_span!(target: "web", "the whole request", path = "the whole path").in_scope(|| {
                tracing::trace!(target: "web", "ours");
            });
        });
        assert!(line.contains("a warning") && line.contains("ours") && !line.contains("the whole"), "{line}");
    }
}
