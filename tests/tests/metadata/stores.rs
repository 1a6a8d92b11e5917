//! All that lies in the tables, as it comes over the wire, and in the files under them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use data_encoding::BASE64;
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use storage::{Table, Tables};

/// One item: attributes by name, each with its type, such as `{"S": "…"}`.
pub(crate) type Item = BTreeMap<String, Value>;

/// Asks the engine, which checks no signature.
async fn asked(endpoint: &str, operation: &str, request: &Value) -> Value {
    let signature = "Credential=local/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";
    let request = reqwest::Client::new()
        .post(endpoint)
        .header("x-amz-target", format!("DynamoDB_20120810.{operation}"))
        .header("content-type", "application/x-amz-json-1.0")
        .header("x-amz-date", "20260101T000000Z")
        .header("authorization", format!("AWS4-HMAC-SHA256 {signature}"))
        .body(request.to_string());
    request.send().await.unwrap().json().await.unwrap()
}

/// All items of a table, in the order in which the engine gives them.
pub(crate) async fn scan(endpoint: &str, table: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut request = json!({ "TableName": table });
    loop {
        let answer = asked(endpoint, "Scan", &request).await;
        items.extend(serde_json::from_value::<Vec<Item>>(answer["Items"].clone()).unwrap());
        match answer.get("LastEvaluatedKey") {
            Some(key) => request["ExclusiveStartKey"] = key.clone(),
            None => return items,
        }
    }
}

/// The items of every table.
pub(crate) async fn all(endpoint: &str, tables: &Tables) -> Vec<(Table, Vec<Item>)> {
    let mut all = Vec::new();
    for table in Table::ALL {
        all.push((table, scan(endpoint, tables.name(table)).await));
    }
    all
}

/// The names of an item's attributes.
pub(crate) fn attributes(item: &Item) -> BTreeSet<&str> {
    item.keys().map(String::as_str).collect()
}

/// A text attribute.
pub(crate) fn text<'i>(item: &'i Item, attribute: &str) -> &'i str {
    item[attribute]["S"].as_str().unwrap_or_else(|| panic!("{attribute} is text"))
}

/// What of a sort key belongs to one submission alone: its last part.
pub(crate) fn own_key(item: &Item) -> &str {
    text(item, "sk").rsplit('#').next().unwrap()
}

/// An item as bytes to search in: names and values, with what is in base64 or gzip undone.
pub(crate) fn contents(item: &Item) -> Vec<u8> {
    let mut contents = Vec::new();
    for (name, value) in item {
        append(&mut contents, name.as_bytes());
        undone(value, &mut contents);
    }
    contents
}

fn undone(value: &Value, contents: &mut Vec<u8>) {
    let Some((kind, inner)) = value.as_object().and_then(|object| object.iter().next()) else {
        panic!("an attribute has a type")
    };
    let plain = |value: &Value| value.as_str().map(str::to_owned).unwrap_or_else(|| value.to_string());
    match (kind.as_str(), inner) {
        ("B", inner) => append(contents, &unpacked(BASE64.decode(plain(inner).as_bytes()).unwrap())),
        ("M", Value::Object(members)) => {
            for (name, value) in members {
                append(contents, name.as_bytes());
                undone(value, contents);
            }
        }
        ("L", Value::Array(values)) => values.iter().for_each(|value| undone(value, contents)),
        ("SS" | "NS", Value::Array(values)) => {
            values.iter().for_each(|value| append(contents, plain(value).as_bytes()))
        }
        ("S" | "N" | "BOOL" | "NULL", inner) => append(contents, plain(inner).as_bytes()),
        (other, _) => panic!("no attribute of type {other} is expected"),
    }
}

fn append(contents: &mut Vec<u8>, more: &[u8]) {
    contents.extend_from_slice(more);
    contents.push(b'\n');
}

/// What was in gzip, or the same.
pub(crate) fn unpacked(bytes: Vec<u8>) -> Vec<u8> {
    let mut plain = Vec::new();
    if bytes.starts_with(&[0x1f, 0x8b]) && GzDecoder::new(bytes.as_slice()).read_to_end(&mut plain).is_ok() {
        return plain;
    }
    bytes
}

/// The files in a folder.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| path.is_file());
    files
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect()
}

/// Puts an item, whatever lies there.
pub(crate) async fn put(endpoint: &str, table: &str, item: &Item) {
    let answer = asked(endpoint, "PutItem", &json!({ "TableName": table, "Item": item })).await;
    assert_eq!(answer, json!({}));
}
