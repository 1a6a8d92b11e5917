use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

/// An environment variable that a function can't do without.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the environment variable {name} is not set")]
pub struct MissingSetting {
    /// Its name.
    pub name: &'static str,
}

/// Why something could not be stored or read. Never quotes an item, a key or what DynamoDB said of one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// Throttled, out of reach or out of time: may well succeed later. Whether a write took place is not known.
    #[error("{operation}: the database is unavailable ({code})")]
    Unavailable {
        /// What was asked of the database.
        operation: &'static str,
        /// DynamoDB's code, or how it was out of reach.
        code: String,
    },
    /// Refused: a fault of ours or of the deployment, such as a missing permission. Will not succeed later.
    #[error("{operation}: the database refused ({code})")]
    Refused {
        /// What was asked of the database.
        operation: &'static str,
        /// DynamoDB's code.
        code: String,
    },
    /// An item is not as this version of the software writes it.
    #[error("an item in the table of {table} has no readable `{attribute}`")]
    Malformed {
        /// What the table holds.
        table: &'static str,
        /// The attribute.
        attribute: &'static str,
    },
    /// What is to be written does not fit in an item (400 KB).
    #[error("{operation}: too large for the database")]
    TooLarge {
        /// What was asked of the database.
        operation: &'static str,
    },
}

impl StorageError {
    /// Whether it may succeed later: to be told as 503, with Retry-After.
    pub fn is_unavailable(&self) -> bool {
        matches!(self, StorageError::Unavailable { .. })
    }

    /// Sorts out the SDK's error; keeps its code and drops its message, which may quote values.
    pub(crate) fn of<E: ProvideErrorMetadata>(operation: &'static str, error: &SdkError<E, HttpResponse>) -> Self {
        let unavailable = |code: &str| StorageError::Unavailable { operation, code: code.to_owned() };
        match error {
            SdkError::TimeoutError(_) => unavailable("time-out"),
            SdkError::DispatchFailure(_) => unavailable("no connection"),
            SdkError::ResponseError(_) => unavailable("unreadable answer"),
            SdkError::ServiceError(context) => {
                let status = context.raw().status().as_u16();
                let code = context.err().code().unwrap_or("no code");
                if status >= 500 || status == 429 || passing(code) {
                    unavailable(code)
                } else {
                    StorageError::Refused { operation, code: code.to_owned() }
                }
            }
            _ => StorageError::Refused { operation, code: "request not built".to_owned() },
        }
    }
}

/// Codes that DynamoDB sends with status 400 for what passes by itself.
fn passing(code: &str) -> bool {
    matches!(
        code,
        "ProvisionedThroughputExceededException"
            | "RequestLimitExceeded"
            | "ThrottlingException"
            | "ThrottledException"
            | "TransactionConflictException"
            | "LimitExceededException"
    )
}
