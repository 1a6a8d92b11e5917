//! The keys that sign advisers' sessions: one for each day (UTC), made by the first sign-in of that day, and gone soon after.

use std::fmt;

use aws_sdk_dynamodb::Client;
use survey::time::{Day, Timestamp};

use crate::error::{MissingSetting, StorageError};
use crate::item::{Reader, bytes, number, text};
use crate::schema::EXPIRES;
use crate::secrets::if_condition_holds;
use crate::tables::Table;

const SESSIONS: Reader = Reader { table: "sessions" };
const SECONDS_A_DAY: i64 = 24 * 3600;

/// What signs the sessions of one day: 256 random bits.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionKey([u8; 32]);

impl SessionKey {
    /// Takes 32 bytes from a source of cryptographic randomness, or from where they were kept.
    pub fn new(bytes: [u8; 32]) -> Self {
        SessionKey(bytes)
    }

    /// The bytes, to sign with.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for SessionKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SessionKey(secret)")
    }
}

/// The table of session keys.
#[derive(Debug, Clone)]
pub struct Sessions {
    client: Client,
    table: String,
}

impl Sessions {
    /// Over the table of that name.
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Sessions { client, table: table.into() }
    }

    /// Over the table that the environment names.
    ///
    /// # Errors
    /// When it names none.
    pub fn from_environment(client: Client) -> Result<Self, MissingSetting> {
        Ok(Self::new(client, Table::Sessions.from_environment()?))
    }

    /// The key of a day; none if nobody has signed in on it, or all its sessions were ended.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn key_of(&self, day: Day) -> Result<Option<SessionKey>, StorageError> {
        let item = self
            .client
            .get_item()
            .table_name(&self.table)
            // Ended is ended at once.
            .consistent_read(true)
            .key("pk", text(partition(day)))
            .send()
            .await
            .map_err(|error| StorageError::of("get session key", &error))?
            .item;
        item.map(|item| {
            let key = SESSIONS.bytes(&item, "secret")?.try_into().map_err(|_| SESSIONS.malformed("secret"))?;
            Ok(SessionKey(key))
        })
        .transpose()
    }

    /// The key of a day; `new`, now kept, where there was none. Of two sign-ins at once both get the same.
    ///
    /// # Errors
    /// When it can't be read, or it is not certain that it is kept.
    pub async fn key_for(&self, day: Day, new: SessionKey) -> Result<SessionKey, StorageError> {
        if let Some(kept) = self.key_of(day).await? {
            return Ok(kept);
        }
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .item("pk", text(partition(day)))
            .item("secret", bytes(new.0.as_slice()))
            // A session begun at the end of the day lasts into the next, and never through it.
            .item(EXPIRES, number((day.0 + 2) * SECONDS_A_DAY))
            .condition_expression("attribute_not_exists(pk)");
        if if_condition_holds("make session key", put).await? {
            return Ok(new);
        }
        self.key_of(day).await?.ok_or(SESSIONS.malformed("secret"))
    }

    /// Ends all sessions that hold at `now`, by deleting what signed them. Answers how many days' keys there were. For the
    /// operator.
    ///
    /// # Errors
    /// When it is not certain that they are gone.
    pub async fn end_all(&self, now: Timestamp) -> Result<u32, StorageError> {
        let today = now.day();
        let mut ended = 0;
        for day in [Day(today.0 - 1), today] {
            ended += u32::from(self.key_of(day).await?.is_some());
            self.client
                .delete_item()
                .table_name(&self.table)
                .key("pk", text(partition(day)))
                .send()
                .await
                .map_err(|error| StorageError::of("delete session key", &error))?;
        }
        Ok(ended)
    }
}

fn partition(day: Day) -> String {
    format!("session#{day}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_does_not_print() {
        assert_eq!(format!("{:?}", SessionKey::new([7; 32])), "SessionKey(secret)");
    }

    #[test]
    fn keys_of_days_lie_under_their_dates() {
        assert_eq!(partition(Day(20_760)), "session#2026-11-03");
    }
}
