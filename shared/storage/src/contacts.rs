//! The contact letterbox's table: sealed entries, and who holds a place. Knows neither what is sealed nor any response.
//!
//! Places are counted in one item that holds the keys of all entries that have one, in a set, and of those that wait, in
//! another: the number taken is the size of a set, so it can't drift, and who asks again for the same key takes nothing more.
//! DynamoDB changes an item for one at a time, so a place can't be given twice, however many ask at once. Nothing gives a
//! place back but the operator.
//!
//! A set has no order, keys are uniform, and no item holds a time: who came first can't be told, not even on the waiting list.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::AttributeValue;
use survey::contact::{Contact, ContactKey, ContactProof};
use survey::id::CampaignId;

use crate::error::{MissingSetting, StorageError};
use crate::item::{Item, bytes, number, text};
use crate::letterbox::Posted;
use crate::schema::EXPIRES;
use crate::tables::Table;

/// The sort key of the item with the places, and the names of its two sets.
pub(crate) const PLACES: &str = "places";
pub(crate) const WAITING: &str = "waiting";

/// How many entries have a place, and how many wait for one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Occupancy {
    /// Places taken.
    pub places: u32,
    /// On the waiting list.
    pub waiting: u32,
}

/// What was given to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Claimed {
    /// A place, now or before.
    Place,
    /// A place on the waiting list, now or before.
    Waiting,
    /// Nothing: both are full.
    Nothing,
}

/// The contact letterbox from outside: gives places, takes what is sealed, and tells how many there are.
#[derive(Debug, Clone)]
pub struct Contacts {
    client: Client,
    table: String,
}

impl Contacts {
    /// Over the table of that name.
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Contacts { client, table: table.into() }
    }

    /// Over the table that the environment names.
    ///
    /// # Errors
    /// When it names none.
    pub fn from_environment(client: Client) -> Result<Self, MissingSetting> {
        Ok(Self::new(client, Table::Contacts.from_environment()?))
    }

    /// How full a campaign's letterbox is; or was a moment ago, for the page. [`claim`](Self::claim) decides.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn occupancy(&self, campaign: &CampaignId) -> Result<Occupancy, StorageError> {
        let item = self
            .client
            .get_item()
            .table_name(&self.table)
            .key("pk", text(places_of(campaign)))
            .key("sk", text(PLACES))
            .send()
            .await
            .map_err(|error| StorageError::of("get places", &error))?
            .item
            .unwrap_or_default();
        let size = |set: &str| u32::try_from(keys(&item, set).len()).unwrap_or(u32::MAX);
        Ok(Occupancy { places: size(PLACES), waiting: size(WAITING) })
    }

    /// Gives the entry with that key a place, or one on the waiting list when all places are taken, or when others wait
    /// already; the latter only where `waits`, because people are told before they send. What it has it keeps: to ask again
    /// changes nothing.
    ///
    /// # Errors
    /// When it is not certain that anything was given. Asking again for the same key makes it certain.
    pub async fn claim(
        &self,
        campaign: &CampaignId,
        contact: &Contact,
        key: &ContactKey,
        waits: bool,
    ) -> Result<Claimed, StorageError> {
        // Nobody overtakes those who wait: places that the operator frees are the operator's to give.
        let free = "contains(places, :key) OR (attribute_not_exists(waiting) \
                    AND (attribute_not_exists(places) OR size(places) < :most))";
        if self.add(campaign, contact, PLACES, key, contact.most_places(), free).await? {
            return Ok(Claimed::Place);
        }
        if contact.waiting == 0 || !waits {
            return Ok(Claimed::Nothing);
        }
        let room = "contains(waiting, :key) OR (NOT contains(places, :key) \
                    AND (attribute_not_exists(waiting) OR size(waiting) < :most))";
        if self.add(campaign, contact, WAITING, key, contact.waiting, room).await? {
            return Ok(Claimed::Waiting);
        }
        Ok(Claimed::Nothing)
    }

    /// Adds a key to one of the sets, if the condition holds.
    async fn add(
        &self,
        campaign: &CampaignId,
        contact: &Contact,
        set: &str,
        key: &ContactKey,
        most: u32,
        condition: &str,
    ) -> Result<bool, StorageError> {
        let update = self
            .client
            .update_item()
            .table_name(&self.table)
            .key("pk", text(places_of(campaign)))
            .key("sk", text(PLACES))
            .update_expression(format!("SET {EXPIRES} = :expires ADD {set} :keys"))
            .condition_expression(condition)
            .expression_attribute_values(":expires", number(contact.expires.0))
            .expression_attribute_values(":keys", AttributeValue::Ss(vec![key.as_str().to_owned()]))
            .expression_attribute_values(":key", text(key.as_str()))
            .expression_attribute_values(":most", number(most))
            .send()
            .await;
        match update {
            Ok(_) => Ok(true),
            Err(error)
                if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
            {
                Ok(false)
            }
            Err(error) => Err(StorageError::of("claim place", &error)),
        }
    }

    /// Stores a sealed entry, if nothing lies there or the same does.
    ///
    /// # Errors
    /// When it is not certain that it is stored. Posting the same again makes it certain.
    pub async fn post(
        &self,
        campaign: &CampaignId,
        contact: &Contact,
        key: &ContactKey,
        proof: &ContactProof,
        sealed: Vec<u8>,
    ) -> Result<Posted, StorageError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .item("pk", text(entries_of(campaign)))
            .item("sk", text(key.as_str()))
            .item("sealed", bytes(sealed))
            .item("proof", bytes(proof.as_bytes().as_slice()))
            .item(EXPIRES, number(contact.expires.0))
            .condition_expression("attribute_not_exists(pk) OR proof = :proof")
            .expression_attribute_values(":proof", bytes(proof.as_bytes().as_slice()))
            .send()
            .await;
        match put {
            Ok(_) => Ok(Posted::Stored),
            Err(error) if error.as_service_error().is_some_and(PutItemError::is_conditional_check_failed_exception) => {
                Ok(Posted::AlreadyUsed)
            }
            Err(error) => Err(StorageError::of("put contact", &error)),
        }
    }
}

/// The partition of the item with the places: another than that of the entries, which keeps them apart for who queries.
pub(crate) fn places_of(campaign: &CampaignId) -> String {
    format!("{campaign}#places")
}

/// The partition of the entries.
pub(crate) fn entries_of(campaign: &CampaignId) -> String {
    format!("{campaign}#entries")
}

/// The keys in one of the sets; an empty set is not there.
pub(crate) fn keys<'i>(item: &'i Item, set: &str) -> &'i [String] {
    match item.get(set) {
        Some(AttributeValue::Ss(keys)) => keys,
        _ => &[],
    }
}
