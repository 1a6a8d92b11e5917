//! Advisers' keys. A key is 256 random bits, shown once; what is kept is its hash.

use std::fmt;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use data_encoding::BASE32_NOPAD;
use survey::keys::{adviser_key_hash, same};
use survey::municipality::Municipality;
use survey::time::Timestamp;

use crate::error::{MissingSetting, StorageError};
use crate::item::{Item, Reader, bytes, number, text};
use crate::secrets::if_condition_holds;
use crate::tables::Table;

const ADVISERS: Reader = Reader { table: "advisers" };
const ID_SYMBOLS: usize = 8;
const SECRET_SYMBOLS: usize = 52;

/// The municipalities whose summaries an adviser may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Municipalities {
    /// All in which the campaign asks.
    All,
    /// These.
    These(Vec<Municipality>),
}

impl Municipalities {
    /// Whether `municipality` is one of them.
    pub fn include(&self, municipality: Municipality) -> bool {
        match self {
            Municipalities::All => true,
            Municipalities::These(these) => these.contains(&municipality),
        }
    }
}

/// What an adviser may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Read summaries.
    Summaries,
}

impl Scope {
    /// As it is stored and typed.
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Summaries => "summaries",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match text {
            "summaries" => Some(Scope::Summaries),
            _ => None,
        }
    }
}

/// An adviser's key as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviserKey {
    /// Names the key in logs: not secret.
    pub id: String,
    /// [`adviser_key_hash`] of its secret.
    pub hash: [u8; 32],
    /// Who has it, for the operator.
    pub name: String,
    /// Where it holds.
    pub municipalities: Municipalities,
    /// What it is good for.
    pub scopes: Vec<Scope>,
    /// From when it no longer holds.
    pub expires: Timestamp,
}

impl AdviserKey {
    /// Makes a key from 37 random bytes: the key to be shown once (`dagpeil_<id>_<secret>`), and what is to be kept.
    pub fn make(
        random: [u8; 37],
        name: String,
        municipalities: Municipalities,
        scopes: Vec<Scope>,
        expires: Timestamp,
    ) -> (String, AdviserKey) {
        let id = BASE32_NOPAD.encode(&random[..5]).to_ascii_lowercase();
        let secret = BASE32_NOPAD.encode(&random[5..]).to_ascii_lowercase();
        let kept =
            AdviserKey { id: id.clone(), hash: adviser_key_hash(&secret), name, municipalities, scopes, expires };
        (format!("dagpeil_{id}_{secret}"), kept)
    }
}

/// A key as someone presents it: its id and the hash of its secret. The secret itself is not kept.
#[derive(Clone)]
pub struct Presented {
    id: String,
    hash: [u8; 32],
}

impl fmt::Debug for Presented {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Presented({})", self.id)
    }
}

/// A text that can't be an adviser's key. Does not quote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an adviser's key")]
pub struct InvalidAdviserKey;

impl Presented {
    /// Parses `dagpeil_<id>_<secret>`.
    ///
    /// # Errors
    /// When its form is wrong.
    pub fn parse(key: &str) -> Result<Self, InvalidAdviserKey> {
        let (id, secret) =
            key.strip_prefix("dagpeil_").and_then(|rest| rest.split_once('_')).ok_or(InvalidAdviserKey)?;
        let symbols = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if id.len() == ID_SYMBOLS && secret.len() == SECRET_SYMBOLS && symbols(id) && symbols(secret) {
            Ok(Presented { id: id.to_owned(), hash: adviser_key_hash(secret) })
        } else {
            Err(InvalidAdviserKey)
        }
    }

    /// The id, for the adviser log: says which key, and not what it is.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// What a presented key is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Verdict {
    /// It holds.
    Valid(AdviserKey),
    /// It held until some moment past.
    Expired,
    /// There is no such key. Which part of it is wrong is not told.
    Wrong,
}

/// The table of advisers' keys.
#[derive(Debug, Clone)]
pub struct Advisers {
    client: Client,
    table: String,
}

impl Advisers {
    /// Over the table of that name.
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Advisers { client, table: table.into() }
    }

    /// Over the table that the environment names.
    ///
    /// # Errors
    /// When it names none.
    pub fn from_environment(client: Client) -> Result<Self, MissingSetting> {
        Ok(Self::new(client, Table::Advisers.from_environment()?))
    }

    /// Judges a presented key at `now`. A key that does not exist and one whose secret is wrong take the same steps.
    ///
    /// # Errors
    /// When the table can't be read.
    pub async fn judge(&self, presented: &Presented, now: Timestamp) -> Result<Verdict, StorageError> {
        Ok(verdict(self.get(&presented.id).await?, presented, now))
    }

    /// The key of that id.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn get(&self, id: &str) -> Result<Option<AdviserKey>, StorageError> {
        let item = self
            .client
            .get_item()
            .table_name(&self.table)
            // Revoked is revoked at once.
            .consistent_read(true)
            .key("pk", text(partition(id)))
            .send()
            .await
            .map_err(|error| StorageError::of("get adviser key", &error))?
            .item;
        item.map(|item| read(&item)).transpose()
    }

    /// Keeps a new key. Answers `false`, and changes nothing, when there is one of that id.
    ///
    /// # Errors
    /// When it is not certain that it is kept.
    pub async fn put(&self, key: &AdviserKey) -> Result<bool, StorageError> {
        let names = |names: Vec<&str>| AttributeValue::L(names.into_iter().map(text).collect());
        let mut put = self
            .client
            .put_item()
            .table_name(&self.table)
            .item("pk", text(partition(&key.id)))
            .item("hash", bytes(key.hash.as_slice()))
            .item("name", text(&key.name))
            .item("scopes", names(key.scopes.iter().map(|scope| scope.as_str()).collect()))
            .item("expires", number(key.expires.0))
            .condition_expression("attribute_not_exists(pk)");
        if let Municipalities::These(these) = &key.municipalities {
            put = put.item("municipalities", names(these.iter().map(|municipality| municipality.code()).collect()));
        }
        if_condition_holds("put adviser key", put).await
    }

    /// All keys, in the order of their ids. For the operator: no function may scan.
    ///
    /// # Errors
    /// When the table can't be read.
    pub async fn list(&self) -> Result<Vec<AdviserKey>, StorageError> {
        let mut keys = Vec::new();
        let mut from = None;
        loop {
            let page = self
                .client
                .scan()
                .table_name(&self.table)
                .consistent_read(true)
                .set_exclusive_start_key(from)
                .send()
                .await
                .map_err(|error| StorageError::of("scan adviser keys", &error))?;
            for item in page.items() {
                keys.push(read(item)?);
            }
            match page.last_evaluated_key {
                Some(key) if !key.is_empty() => from = Some(key),
                _ => break,
            }
        }
        keys.sort_by(|left, right| left.id.cmp(&right.id));
        Ok(keys)
    }

    /// Takes a key back. Answers whether there was one. For the operator.
    ///
    /// # Errors
    /// When it is not certain that it is gone.
    pub async fn revoke(&self, id: &str) -> Result<bool, StorageError> {
        let there = self.get(id).await?.is_some();
        self.client
            .delete_item()
            .table_name(&self.table)
            .key("pk", text(partition(id)))
            .send()
            .await
            .map_err(|error| StorageError::of("delete adviser key", &error))?;
        Ok(there)
    }
}

fn verdict(kept: Option<AdviserKey>, presented: &Presented, now: Timestamp) -> Verdict {
    // Compared even where there is nothing to compare with, so that time does not tell which ids exist.
    let matches = same(kept.as_ref().map_or(&[0; 32], |kept| &kept.hash), &presented.hash);
    match kept {
        Some(kept) if matches && now < kept.expires => Verdict::Valid(kept),
        Some(_) if matches => Verdict::Expired,
        Some(_) | None => Verdict::Wrong,
    }
}

fn partition(id: &str) -> String {
    format!("adviser#{id}")
}

fn read(item: &Item) -> Result<AdviserKey, StorageError> {
    let id = ADVISERS.text(item, "pk")?.strip_prefix("adviser#").ok_or(ADVISERS.malformed("pk"))?;
    let municipalities = match item.get("municipalities") {
        None => Municipalities::All,
        Some(_) => Municipalities::These(
            names(item, "municipalities")?
                .into_iter()
                .map(|code| code.parse().map_err(|_| ADVISERS.malformed("municipalities")))
                .collect::<Result<_, _>>()?,
        ),
    };
    Ok(AdviserKey {
        id: id.to_owned(),
        hash: ADVISERS.bytes(item, "hash")?.try_into().map_err(|_| ADVISERS.malformed("hash"))?,
        name: ADVISERS.text(item, "name")?.to_owned(),
        municipalities,
        // A scope this version does not know allows nothing here.
        scopes: names(item, "scopes")?.into_iter().filter_map(Scope::parse).collect(),
        expires: Timestamp(ADVISERS.number(item, "expires")?),
    })
}

fn names<'i>(item: &'i Item, attribute: &'static str) -> Result<Vec<&'i str>, StorageError> {
    let Some(AttributeValue::L(list)) = item.get(attribute) else { return Err(ADVISERS.malformed(attribute)) };
    list.iter().map(|name| name.as_s().map(String::as_str).map_err(|_| ADVISERS.malformed(attribute))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> (String, AdviserKey) {
        let random = std::array::from_fn(|at| at as u8);
        AdviserKey::make(random, "A. Viser".into(), Municipalities::All, vec![Scope::Summaries], Timestamp(1_000))
    }

    #[test]
    fn a_key_is_what_it_was_made_until_it_expires() {
        let (shown, kept) = made();
        assert!(shown.starts_with("dagpeil_aaaqeaye_") && shown.len() == 69, "{shown}");
        let presented = Presented::parse(&shown).unwrap();
        assert_eq!(presented.id(), kept.id);
        assert_eq!(verdict(Some(kept.clone()), &presented, Timestamp(999)), Verdict::Valid(kept.clone()));
        assert_eq!(verdict(Some(kept), &presented, Timestamp(1_000)), Verdict::Expired);
    }

    #[test]
    fn a_wrong_secret_and_no_key_are_judged_alike() {
        let (shown, kept) = made();
        let last = if shown.ends_with('a') { "b" } else { "a" };
        let guessed = Presented::parse(&format!("{}{last}", &shown[..shown.len() - 1])).unwrap();
        assert_eq!(verdict(Some(kept), &guessed, Timestamp(2_000)), Verdict::Wrong);
        assert_eq!(verdict(None, &guessed, Timestamp(0)), Verdict::Wrong);
    }

    #[test]
    fn texts_that_are_no_key() {
        let (shown, _) = made();
        for bad in ["", "dagpeil_", "dagpeil__", "dagpeil_a_b", &shown[1..], &shown[..shown.len() - 1]] {
            assert!(Presented::parse(bad).is_err(), "{bad}");
        }
        assert!(Presented::parse(&format!("{shown}a")).is_err());
        assert!(Presented::parse(&shown.to_uppercase()).is_err());
        assert!(Presented::parse(&shown.replace("aaa", "aé")).is_err());
    }

    #[test]
    fn a_presented_key_does_not_print_its_hash() {
        let (shown, _) = made();
        assert_eq!(format!("{:?}", Presented::parse(&shown).unwrap()), "Presented(aaaqeaye)");
    }
}
