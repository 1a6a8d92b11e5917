//! The log: one line of JSON an event, to standard error.
//!
//! What others' crates say below a warning is never written, whatever is asked: the Lambda runtime and the AWS SDK write
//! whole events and requests at their finest levels, and those hold addresses and answers. Of a panic the place is
//! written and not the message, which may quote what was being handled.

use std::env;
use std::fmt;
use std::io;
use std::panic;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};
use survey::time::Timestamp;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;

/// The setting that names the level: `error`, `warn` or `info`.
pub const SETTING: &str = "DAGPEIL_LOG";

/// Targets of our own crates; only these may write below a warning.
const OURS: [&str; 7] = ["adviser", "collect", "local", "release", "storage", "summarise", "web"];

/// Begins to write the log, at the level of [`SETTING`] or else `default`. Later calls change nothing.
pub fn init(default: Level) {
    let level = match env::var(SETTING).as_deref() {
        Ok("error") => Level::ERROR,
        Ok("warn") => Level::WARN,
        Ok("info") => Level::INFO,
        _ => default,
    };
    let lines = tracing_subscriber::fmt::layer().event_format(Line).with_writer(io::stderr);
    let filter = tracing_subscriber::filter::filter_fn(move |metadata| written(metadata, level));
    if tracing_subscriber::registry().with(lines.with_filter(filter)).try_init().is_ok() {
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

/// `{"timestamp":…,"level":…,"target":…,"message":…,…}`, as Lambda's own JSON lines have it.
struct Line;

impl<S, N> FormatEvent<S, N> for Line
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, _: &FmtContext<'_, S, N>, mut out: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let mut members = Members(Map::from_iter([
            ("timestamp".to_owned(), Value::from(Timestamp(seconds as i64).to_string())),
            ("level".to_owned(), event.metadata().level().as_str().into()),
            ("target".to_owned(), event.metadata().target().into()),
        ]));
        event.record(&mut members);
        writeln!(out, "{}", Value::Object(members.0))
    }
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
        #[derive(Clone, Default)]
        struct Buffer(Arc<Mutex<Vec<u8>>>);
        impl io::Write for Buffer {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.lock().unwrap().extend_from_slice(bytes);
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let buffer = Buffer::default();
        let writer = buffer.clone();
        let layer = tracing_subscriber::fmt::layer().event_format(Line).with_writer(move || writer.clone());
        let filter = tracing_subscriber::filter::filter_fn(move |metadata| written(metadata, level));
        let subscriber = tracing_subscriber::registry().with(layer.with_filter(filter));
        tracing::subscriber::with_default(subscriber, events);
        String::from_utf8(buffer.0.lock().unwrap().clone()).unwrap()
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
        });
        assert!(line.contains("a warning") && !line.contains("the whole"), "{line}");
    }
}
