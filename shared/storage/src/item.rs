//! Items by hand: the few attribute types in use, and reading them without quoting what is in them.

use std::collections::HashMap;

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
