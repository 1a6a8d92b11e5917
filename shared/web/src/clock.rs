//! The clock, as something that is passed in.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use survey::time::Timestamp;

/// Tells the time. Tests and the generator of examples bring their own.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Clock::new(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
            Timestamp(i64::try_from(since).unwrap_or(i64::MAX))
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
