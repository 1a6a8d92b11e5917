//! What an operator may do with contacts that no function may: take out what is sealed, give places, and delete. Sealed it
//! stays: the private key is not the operator's.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::AttributeValue;
use survey::contact::{Contact, ContactKey};
use survey::id::CampaignId;

use crate::contacts::{PLACES, WAITING, entries_of, keys, places_of};
use crate::error::StorageError;
use crate::item::{Item, Reader, each_found, number, text};

const CONTACTS: Reader = Reader { table: "contacts" };

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It has a place.
    Place,
    /// It waits for one.
    Waiting,
    /// Neither: it was stored and its place was taken away, which nothing of ours does.
    None,
}

/// A sealed entry. No `Debug`.
pub struct SealedEntry {
    /// Its key.
    pub key: ContactKey,
    /// What is sealed: a file of age.
    pub sealed: Vec<u8>,
    /// Where it stands.
    pub standing: Standing,
}

/// All there is of a campaign.
pub struct Found {
    /// The entries, by their keys, which tell nothing of their order.
    pub entries: Vec<SealedEntry>,
    /// Places, and places on the waiting list, that are held by nobody: someone was cut short, and has not tried
    /// again yet.
    pub held: Vec<(ContactKey, Standing)>,
}

/// What became of an entry that was to get a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Promoted {
    /// It has a place.
    Done,
    /// It does not wait, or there is no place free.
    Refused,
}

/// The contact letterbox in the hands of an operator.
#[derive(Debug, Clone)]
pub struct OpenedContacts {
    client: Client,
    table: String,
}

impl OpenedContacts {
    /// Over the table of that name.
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        OpenedContacts { client, table: table.into() }
    }

    /// All entries of a campaign, still sealed, and where they stand.
    ///
    /// # Errors
    /// When they can't be read, or one is not as it was written.
    pub async fn all(&self, campaign: &CampaignId) -> Result<Found, StorageError> {
        let places = self.places(campaign).await?;
        let standing = |key: &str| {
            let among = |set: &str| keys(&places, set).iter().any(|known| known == key);
            match () {
                () if among(PLACES) => Standing::Place,
                () if among(WAITING) => Standing::Waiting,
                () => Standing::None,
            }
        };
        let query = self
            .client
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", text(entries_of(campaign)));
        let mut entries = Vec::new();
        each_found(query, "query contacts", |item| {
            let key = key_of(CONTACTS.text(item, "sk")?)?;
            let standing = standing(key.as_str());
            entries.push(SealedEntry { key, sealed: CONTACTS.bytes(item, "sealed")?.to_owned(), standing });
            Ok(())
        })
        .await?;
        let mut held = Vec::new();
        for (set, standing) in [(PLACES, Standing::Place), (WAITING, Standing::Waiting)] {
            for key in keys(&places, set) {
                if !entries.iter().any(|entry| entry.key.as_str() == key) {
                    held.push((key_of(key)?, standing));
                }
            }
        }
        Ok(Found { entries, held })
    }

    /// Gives an entry that waits a place, if one is free.
    ///
    /// # Errors
    /// When it is not certain. Doing it again makes it certain.
    pub async fn promote(
        &self,
        campaign: &CampaignId,
        contact: &Contact,
        key: &ContactKey,
    ) -> Result<Promoted, StorageError> {
        let update = self
            .client
            .update_item()
            .table_name(&self.table)
            .key("pk", text(places_of(campaign)))
            .key("sk", text(PLACES))
            .update_expression("ADD places :keys DELETE waiting :keys")
            .condition_expression(
                "contains(places, :key) OR (contains(waiting, :key) AND (attribute_not_exists(places) OR size(places) < :most))",
            )
            .expression_attribute_values(":keys", AttributeValue::Ss(vec![key.as_str().to_owned()]))
            .expression_attribute_values(":key", text(key.as_str()))
            .expression_attribute_values(":most", number(contact.most_places()))
            .send()
            .await;
        match update {
            Ok(_) => Ok(Promoted::Done),
            Err(error)
                if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
            {
                Ok(Promoted::Refused)
            }
            Err(error) => Err(StorageError::of("promote", &error)),
        }
    }

    /// Deletes an entry and frees its place, in that order: who was cut short can do it again. What is gone already
    /// counts as deleted.
    ///
    /// # Errors
    /// When it is not certain. Doing it again makes it certain.
    pub async fn delete(&self, campaign: &CampaignId, key: &ContactKey) -> Result<(), StorageError> {
        self.client
            .delete_item()
            .table_name(&self.table)
            .key("pk", text(entries_of(campaign)))
            .key("sk", text(key.as_str()))
            .send()
            .await
            .map_err(|error| StorageError::of("delete contact", &error))?;
        let freed = self
            .client
            .update_item()
            .table_name(&self.table)
            .key("pk", text(places_of(campaign)))
            .key("sk", text(PLACES))
            .update_expression("DELETE places :keys, waiting :keys")
            // Else an item would be made where there is none.
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":keys", AttributeValue::Ss(vec![key.as_str().to_owned()]))
            .send()
            .await;
        match freed {
            Ok(_) => Ok(()),
            Err(error)
                if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
            {
                Ok(())
            }
            Err(error) => Err(StorageError::of("free place", &error)),
        }
    }

    async fn places(&self, campaign: &CampaignId) -> Result<Item, StorageError> {
        let read = self
            .client
            .get_item()
            .table_name(&self.table)
            .consistent_read(true)
            .key("pk", text(places_of(campaign)))
            .key("sk", text(PLACES))
            .send()
            .await
            .map_err(|error| StorageError::of("get places", &error))?;
        Ok(read.item.unwrap_or_default())
    }
}

fn key_of(text: &str) -> Result<ContactKey, StorageError> {
    ContactKey::parse(text).map_err(|_| CONTACTS.malformed("sk"))
}
