//! Items by hand: the few attribute types in use, and reading them without quoting what is in them.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::StorageError;

pub(crate) type Item = HashMap<String, AttributeValue>;

pub(crate) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub(crate) fn number(value: impl Into<i64>) -> AttributeValue {
    AttributeValue::N(value.into().to_string())
}

pub(crate) fn bytes(value: impl Into<Vec<u8>>) -> AttributeValue {
    AttributeValue::B(Blob::new(value))
}

/// Hands each item that a query finds to `each`, in the order of their keys. Holds one page, 1 MB, at a time.
pub(crate) async fn each_found(
    query: QueryFluentBuilder,
    operation: &'static str,
    mut each: impl FnMut(&Item) -> Result<(), StorageError>,
) -> Result<(), StorageError> {
    let mut from = None;
    loop {
        let page = query.clone().set_exclusive_start_key(from).send().await;
        let page = page.map_err(|error| StorageError::of(operation, &error))?;
        page.items().iter().try_for_each(&mut each)?;
        match page.last_evaluated_key {
            Some(key) if !key.is_empty() => from = Some(key),
            _ => return Ok(()),
        }
    }
}

/// Reads attributes of items of one table.
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    /// What the table holds.
    pub(crate) table: &'static str,
}

impl Reader {
    pub(crate) fn malformed(self, attribute: &'static str) -> StorageError {
        StorageError::Malformed { table: self.table, attribute }
    }

    pub(crate) fn text<'i>(self, item: &'i Item, name: &'static str) -> Result<&'i str, StorageError> {
        match item.get(name) {
            Some(AttributeValue::S(text)) => Ok(text),
            _ => Err(self.malformed(name)),
        }
    }

    pub(crate) fn number(self, item: &Item, name: &'static str) -> Result<i64, StorageError> {
        match item.get(name) {
            Some(AttributeValue::N(number)) => number.parse().map_err(|_| self.malformed(name)),
            _ => Err(self.malformed(name)),
        }
    }

    pub(crate) fn bytes<'i>(self, item: &'i Item, name: &'static str) -> Result<&'i [u8], StorageError> {
        match item.get(name) {
            Some(AttributeValue::B(bytes)) => Ok(bytes.as_ref()),
            _ => Err(self.malformed(name)),
        }
    }
}
