//! What the tables look like, once: for the embedded engine, a second engine under test, and checks of the template.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType, TableStatus,
    TimeToLiveSpecification, TimeToLiveStatus,
};
use std::time::Duration;

use crate::error::StorageError;
use crate::tables::{Table, Tables};

/// The attribute at which responses, texts and contacts expire, in seconds since 1970.
pub const EXPIRES: &str = "expires";

/// The shape of a table: text keys `pk` and perhaps `sk`, billed on demand, no indexes, no stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Whether there is a sort key, `sk`.
    pub sorted: bool,
    /// Whether DynamoDB deletes what has expired, by [`EXPIRES`].
    pub expires: bool,
}

impl Table {
    /// What the table looks like.
    pub fn shape(self) -> Shape {
        match self {
            Table::Responses | Table::Texts | Table::Contacts => Shape { sorted: true, expires: true },
            Table::Releases | Table::Secrets => Shape { sorted: true, expires: false },
            Table::Advisers => Shape { sorted: false, expires: false },
            Table::Sessions => Shape { sorted: false, expires: true },
        }
    }
}

/// Makes the tables that are missing. Not for production: there the deployment template makes them, with backups and
/// protection against deletion.
///
/// # Errors
/// When a table can't be made.
pub async fn create_tables(client: &Client, tables: &Tables) -> Result<(), StorageError> {
    let there = client.list_tables().send().await.map_err(|error| StorageError::of("list tables", &error))?;
    for table in Table::ALL {
        let name = tables.name(table);
        if !there.table_names().iter().any(|there| there == name) {
            create(client, name, table.shape()).await?;
        }
    }
    Ok(())
}

async fn create(client: &Client, name: &str, shape: Shape) -> Result<(), StorageError> {
    let keys = [("pk", KeyType::Hash), ("sk", KeyType::Range)];
    let mut create = client.create_table().table_name(name).billing_mode(BillingMode::PayPerRequest);
    for (key, role) in keys.into_iter().take(if shape.sorted { 2 } else { 1 }) {
        let element = KeySchemaElement::builder().attribute_name(key).key_type(role).build();
        let attribute =
            AttributeDefinition::builder().attribute_name(key).attribute_type(ScalarAttributeType::S).build();
        create = create
            .key_schema(element.expect("name and role are given"))
            .attribute_definitions(attribute.expect("name and type are given"));
    }
    match create.send().await {
        Ok(_) => {}
        Err(error) if error.as_service_error().is_some_and(|error| error.is_resource_in_use_exception()) => {}
        Err(error) => return Err(StorageError::of("create table", &error)),
    }
    until_active(client, name).await?;
    if shape.expires { expire(client, name).await } else { Ok(()) }
}

async fn until_active(client: &Client, name: &str) -> Result<(), StorageError> {
    loop {
        let table = client
            .describe_table()
            .table_name(name)
            .send()
            .await
            .map_err(|error| StorageError::of("describe table", &error))?
            .table;
        match table.and_then(|table| table.table_status) {
            Some(TableStatus::Creating | TableStatus::Updating) => tokio::time::sleep(Duration::from_millis(200)).await,
            _ => return Ok(()),
        }
    }
}

async fn expire(client: &Client, name: &str) -> Result<(), StorageError> {
    let already = client
        .describe_time_to_live()
        .table_name(name)
        .send()
        .await
        .map_err(|error| StorageError::of("describe expiry", &error))?
        .time_to_live_description
        .and_then(|description| description.time_to_live_status);
    if matches!(already, Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling)) {
        return Ok(());
    }
    let setting = TimeToLiveSpecification::builder().enabled(true).attribute_name(EXPIRES).build();
    client
        .update_time_to_live()
        .table_name(name)
        .time_to_live_specification(setting.expect("both parts are given"))
        .send()
        .await
        .map_err(|error| StorageError::of("set expiry", &error))?;
    Ok(())
}
