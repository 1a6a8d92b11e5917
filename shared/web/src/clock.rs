//! The clock, as something that is passed in.

use std::env;
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use survey::time::Timestamp;

/// The setting that tells a function what it was deployed for: [`TEST_STAGE`], or anything else.
pub const STAGE: &str = "DAGPEIL_STAGE";
/// The setting that moves a test stage's clock: by so many seconds, forward or (with a minus) back.
pub const OFFSET: &str = "DAGPEIL_CLOCK_OFFSET";
/// The only stage whose clock may be moved: a rehearsal, without real answers.
pub const TEST_STAGE: &str = "test";

/// Tells the time. Tests and the generator of examples bring their own.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

/// Why a function has no clock to work with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClockError {
    /// A stage other than the test stage was to have its clock moved: it would close, or publish, at a moment that
    /// nobody was promised.
    NotATest,
    /// The offset is no whole number of seconds.
    NotSeconds,
}

impl fmt::Display for ClockError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ClockError::NotATest => write!(out, "{OFFSET} may be set only where {STAGE} is `{TEST_STAGE}`"),
            ClockError::NotSeconds => write!(out, "{OFFSET} is no whole number of seconds"),
        }
    }
}

impl Error for ClockError {}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Clock::ahead(0)
    }

    /// The clock of a function: the machine's, or in a test stage that clock moved by [`OFFSET`], so that a whole
    /// campaign can be rehearsed in minutes.
    ///
    /// # Errors
    /// When an offset is set that is not 0 and the stage is not [`TEST_STAGE`], or the offset can't be read.
    pub fn from_environment() -> Result<Self, ClockError> {
        let setting = |name| env::var_os(name).map(|value| value.to_string_lossy().into_owned()).unwrap_or_default();
        offset(&setting(STAGE), &setting(OFFSET)).map(Clock::ahead)
    }

    /// The machine's clock, and so many seconds added.
    fn ahead(seconds: i64) -> Self {
        Clock::new(move || {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
            Timestamp(i64::try_from(since).unwrap_or(i64::MAX).saturating_add(seconds))
        })
    }

    /// A clock that tells what `now` says.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Clock(Arc::new(now))
    }

    /// A clock that stands still.
    pub fn fixed(at: Timestamp) -> Self {
        Clock::new(move || at)
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

/// By how many seconds the clock is moved, from both settings. Not set is empty.
fn offset(stage: &str, offset: &str) -> Result<i64, ClockError> {
    let seconds = match offset {
        "" => 0,
        given => given.parse().map_err(|_| ClockError::NotSeconds)?,
    };
    if seconds != 0 && stage != TEST_STAGE {
        return Err(ClockError::NotATest);
    }
    Ok(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_test_stage_has_its_clock_moved() {
        assert_eq!(offset("test", "86400"), Ok(86_400));
        assert_eq!(offset("test", "-3600"), Ok(-3_600));
        for stage in ["production", "", "Test", "test ", "tests"] {
            assert_eq!(offset(stage, "1"), Err(ClockError::NotATest), "{stage:?}");
            assert_eq!(offset(stage, "-1"), Err(ClockError::NotATest), "{stage:?}");
            assert_eq!(offset(stage, "0"), Ok(0), "{stage:?}");
            assert_eq!(offset(stage, ""), Ok(0), "{stage:?}");
        }
    }

    #[test]
    fn an_offset_is_a_whole_number_of_seconds() {
        for bad in ["1h", "1.5", " 1", "0x10", "9223372036854775808"] {
            assert_eq!(offset("test", bad), Err(ClockError::NotSeconds), "{bad:?}");
            assert_eq!(offset("production", bad), Err(ClockError::NotSeconds), "{bad:?}");
        }
    }

    #[test]
    fn a_moved_clock_tells_another_time_and_never_wraps() {
        let (now, later) = (Clock::system().now(), Clock::ahead(86_400).now());
        assert!((86_400..86_410).contains(&(later.0 - now.0)), "{now} {later}");
        assert_eq!(Clock::ahead(i64::MAX).now(), Timestamp(i64::MAX));
    }
}
