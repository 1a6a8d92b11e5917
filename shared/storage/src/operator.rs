//! What an operator may do with responses that no function may: erase those that are spam, before the close.
//!
//! With the operator's own credentials. Of a response its key and how it came in are read, never an answer; and what is
//! erased is not asked back.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use tokio::task::JoinSet;

use crate::error::StorageError;
use crate::item::{Reader, each_found, text};
use crate::letterbox::SESSION;
use crate::place::Place;
use survey::mode::Mode;

const RESPONSES: Reader = Reader { table: "responses" };
/// How many deletions are under way at once.
const SIDE_BY_SIDE: usize = 16;

/// A response or an open text, by its key. No `Debug`: a key is not for logs.
pub struct Found {
    table: String,
    partition: String,
    sort: String,
    mode: Option<Mode>,
    symbols: String,
}

impl Found {
    /// Whether its key is one of those that begin with `prefix`.
    pub fn begins_with(&self, prefix: &str) -> bool {
        self.symbols.starts_with(prefix)
    }

    /// How it came in, if it is a response.
    pub fn mode(&self) -> Option<Mode> {
        self.mode
    }
}

/// What became of an erasure.
#[derive(Debug)]
#[must_use]
pub struct Erasure {
    /// How many are erased for certain.
    pub erased: u64,
    /// Why it did not go on; it can be done again.
    pub trouble: Option<StorageError>,
}

/// The letterbox in the hands of an operator.
#[derive(Debug, Clone)]
pub struct Purge {
    client: Client,
    responses: String,
    texts: String,
}

impl Purge {
    /// Over the tables of those names.
    pub fn new(client: Client, responses: impl Into<String>, texts: impl Into<String>) -> Self {
        Purge { client, responses: responses.into(), texts: texts.into() }
    }

    /// The responses of a place. Sessions of focus groups are none: who handed one in can erase it with its code.
    ///
    /// # Errors
    /// When they can't be read.
    pub async fn responses(&self, place: &Place) -> Result<Vec<Found>, StorageError> {
        self.keys(&self.responses, place, true).await
    }

    /// The open texts of a place. They tell nothing of the response they came with.
    ///
    /// # Errors
    /// When they can't be read.
    pub async fn texts(&self, place: &Place) -> Result<Vec<Found>, StorageError> {
        self.keys(&self.texts, place, false).await
    }

    async fn keys(&self, table: &str, place: &Place, with_mode: bool) -> Result<Vec<Found>, StorageError> {
        let prefix = place.sort("");
        let mut found = Vec::new();
        let mut query = self
            .client
            .query()
            .table_name(table)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND begins_with(sk, :audience)")
            .expression_attribute_values(":pk", text(place.partition()))
            .expression_attribute_values(":audience", text(&prefix))
            .projection_expression(if with_mode { "sk, #mode" } else { "sk" });
        if with_mode {
            query = query.expression_attribute_names("#mode", "mode");
        }
        each_found(query, "query keys", |item| {
            let sort = RESPONSES.text(item, "sk")?;
            let symbols = sort.strip_prefix(&prefix).ok_or(RESPONSES.malformed("sk"))?.to_owned();
            if symbols.starts_with(SESSION) {
                return Ok(());
            }
            let mode = match item.get("mode") {
                Some(AttributeValue::S(mode)) => Some(mode.parse().map_err(|_| RESPONSES.malformed("mode"))?),
                _ if with_mode => return Err(RESPONSES.malformed("mode")),
                _ => None,
            };
            let (table, partition) = (table.to_owned(), place.partition());
            found.push(Found { table, partition, sort: sort.to_owned(), mode, symbols });
            Ok(())
        })
        .await?;
        Ok(found)
    }

    /// Erases what was found. What is gone already counts as erased.
    pub async fn erase(&self, found: Vec<Found>) -> Erasure {
        let mut erasure = Erasure { erased: 0, trouble: None };
        let mut under_way = JoinSet::new();
        let mut rest = found.into_iter();
        loop {
            while under_way.len() < SIDE_BY_SIDE
                && erasure.trouble.is_none()
                && let Some(found) = rest.next()
            {
                let delete = self
                    .client
                    .delete_item()
                    .table_name(found.table)
                    .key("pk", text(found.partition))
                    .key("sk", text(found.sort));
                under_way.spawn(async move {
                    delete.send().await.map(drop).map_err(|error| StorageError::of("delete", &error))
                });
            }
            match under_way.join_next().await {
                None => return erasure,
                Some(Ok(Ok(()))) => erasure.erased += 1,
                // What is under way is still waited for and counted.
                Some(Ok(Err(error))) => erasure.trouble = Some(error),
                Some(Err(_)) => unreachable!("deleting does not panic, and nobody aborts it"),
            }
        }
    }
}

/// Who the credentials in `config` (what `aws_config` found, an `SdkConfig`) belong to, as AWS names them: an ARN.
///
/// # Errors
/// When AWS can't be asked, or does not know them.
pub async fn caller<'c, C>(config: &'c C) -> Result<String, StorageError>
where
    aws_sdk_sts::config::Builder: From<&'c C>,
{
    let config = aws_sdk_sts::config::Builder::from(config).timeout_config(crate::client::timeouts());
    let identity = aws_sdk_sts::Client::from_conf(config.build())
        .get_caller_identity()
        .send()
        .await
        .map_err(|error| StorageError::of("get caller identity", &error))?;
    Ok(identity.arn().unwrap_or("(no name)").to_owned())
}
