//! Watching what is asked of the database, and failing it at a chosen write: for tests of what must survive a failure
//! anywhere.

use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::{
    BeforeDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;

/// A request as it went out.
#[derive(Clone)]
pub struct Seen {
    /// Such as `PutItem`.
    pub operation: String,
    /// The whole body, JSON.
    pub body: String,
}

impl Seen {
    /// Whether it may change something.
    pub fn is_write(&self) -> bool {
        matches!(self.operation.as_str(), "PutItem" | "DeleteItem" | "UpdateItem")
    }

    /// Whether it is about the table of that name.
    pub fn is_about(&self, table: &str) -> bool {
        self.body.contains(&format!("\"TableName\":\"{table}\""))
    }
}

/// A failure to come, counted in writes from 0. Every request after it fails as well: the process is as good as dead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The write does not go out.
    Before(usize),
    /// The write takes place, but its confirmation is lost.
    After(usize),
}

#[derive(Debug, Default)]
struct State {
    seen: Vec<Seen>,
    writes: usize,
    fault: Option<Fault>,
    dead: bool,
}

impl std::fmt::Debug for Seen {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.operation)
    }
}

/// Watches the clients it made.
#[derive(Debug, Clone, Default)]
pub struct Watch(Arc<Mutex<State>>);

impl Watch {
    /// Sees everything, fails nothing.
    pub fn new() -> Self {
        Watch::default()
    }

    /// Sees everything, and fails as told.
    pub fn failing(fault: Fault) -> Self {
        Watch(Arc::new(Mutex::new(State { fault: Some(fault), ..State::default() })))
    }

    /// A client as `client`, under watch.
    pub fn client(&self, client: &Client) -> Client {
        Client::from_conf(client.config().to_builder().interceptor(self.clone()).build())
    }

    /// What went out so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.state(|state| state.seen.clone())
    }

    /// How many writes were tried.
    pub fn writes(&self) -> usize {
        self.state(|state| state.writes)
    }

    /// Whether the failure has come.
    pub fn has_failed(&self) -> bool {
        self.state(|state| state.dead)
    }

    fn state<T>(&self, with: impl FnOnce(&mut State) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[derive(Debug, thiserror::Error)]
#[error("a failure that the test asked for")]
struct AskedFor;

impl Intercept for Watch {
    fn name(&self) -> &'static str {
        "Watch"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request();
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let seen = Seen {
            operation: target.rsplit('.').next().unwrap_or_default().to_owned(),
            body: String::from_utf8_lossy(request.body().bytes().unwrap_or_default()).into_owned(),
        };
        self.state(|state| {
            if state.dead {
                return Err(AskedFor.into());
            }
            if seen.is_write() {
                state.writes += 1;
                if state.fault == Some(Fault::Before(state.writes - 1)) {
                    state.dead = true;
                    return Err(AskedFor.into());
                }
            }
            state.seen.push(seen);
            Ok(())
        })
    }

    fn read_after_transmit(
        &self,
        _: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.state(|state| {
            if let Some(Fault::After(write)) = state.fault
                && state.writes > write
            {
                state.dead = true;
                return Err(AskedFor.into());
            }
            Ok(())
        })
    }
}
