//! Waiting for what takes time: a database, a server.

use std::future::Future;

use tokio::runtime::Runtime;

use crate::Failure;

/// Does `what` until it is done.
pub(crate) fn until_done<T>(what: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = Runtime::new().map_err(|error| Failure::Failed(format!("no threads can be made: {error}")))?;
    runtime.block_on(what)
}
