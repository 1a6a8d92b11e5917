//! A campaign's secrets, and what the counting room remembers between runs.
//!
//! Secrets are made once, sealed once and never made again. What is remembered carries a version, so that of two runs
//! at once one is first and the other notices.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use survey::disclosure::Ledger;
use survey::id::CampaignId;
use survey::keys::{CodesKey, LinkKey, RoundingKey};
use survey::release::{Progress, Release};

use crate::error::{MissingSetting, StorageError};
use crate::item::{Item, Reader, bytes, number, text};
use crate::packed::{pack, unpack};
use crate::place::Place;
use crate::tables::Table;

const SECRETS: Reader = Reader { table: "secrets" };
const LINK: &str = "link";
const CODES: &str = "codes";
const POLICY: &str = "policy";
const ROUNDING: &str = "rounding";
/// Sorts after the four above.
const STATE: &str = "state#";

/// A secret as it is kept.
#[derive(Debug, Clone)]
pub enum Kept<K> {
    /// Not made yet.
    Missing,
    /// Overwritten at the end of the campaign; never to be made again.
    Sealed,
    /// The secret.
    Key(K),
}

impl<K> Kept<K> {
    /// The secret, if there is one to use.
    pub fn key(&self) -> Option<&K> {
        match self {
            Kept::Key(key) => Some(key),
            Kept::Missing | Kept::Sealed => None,
        }
    }
}

/// All that is kept of a campaign's secrets.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Leads to responses.
    pub link: Kept<LinkKey>,
    /// Authenticates invitation codes.
    pub codes: Kept<CodesKey>,
    /// Decides the coins.
    pub rounding: Kept<RoundingKey>,
    /// The fingerprint of the policy that was fixed when the secrets were made.
    pub policy: Option<String>,
}

/// What a campaign's secrets are to be, and the policy that is fixed with them.
#[derive(Debug)]
pub struct NewSecrets {
    /// Leads to responses.
    pub link: LinkKey,
    /// Authenticates invitation codes.
    pub codes: CodesKey,
    /// Decides the coins.
    pub rounding: RoundingKey,
    /// The fingerprint of the policy.
    pub policy: String,
}

/// What the counting room remembers of a place. No `Debug`: the ledger is exact.
#[derive(Clone, PartialEq, Eq)]
pub struct Remembered {
    /// Counts the times it was written; 0 when never.
    pub version: u64,
    /// Exact counts.
    pub ledger: Ledger,
    /// What was decided with this ledger, if it may not hang on the notice board yet.
    pub unhung: Option<Unhung>,
}

/// What is to be hung on the notice board.
#[derive(Clone, PartialEq, Eq)]
pub struct Unhung {
    /// How many responded so far.
    pub progress: Progress,
    /// The release, if one was due.
    pub release: Option<Release>,
}

/// The table of secrets.
#[derive(Debug, Clone)]
pub struct Secrets {
    client: Client,
    table: String,
}

impl Secrets {
    /// Over the table of that name.
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Secrets { client, table: table.into() }
    }

    /// Over the table that the environment names.
    ///
    /// # Errors
    /// When it names none.
    pub fn from_environment(client: Client) -> Result<Self, MissingSetting> {
        Ok(Self::new(client, Table::Secrets.from_environment()?))
    }

    /// The secret that leads to responses.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn link_key(&self, campaign: &CampaignId) -> Result<Kept<LinkKey>, StorageError> {
        kept(self.get(campaign, LINK).await?.as_ref(), LinkKey::new)
    }

    /// The secret that authenticates invitation codes. It is never sealed: once the link secret is, it leads nowhere.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn codes_key(&self, campaign: &CampaignId) -> Result<Kept<CodesKey>, StorageError> {
        kept(self.get(campaign, CODES).await?.as_ref(), CodesKey::new)
    }

    async fn get(&self, campaign: &CampaignId, name: &str) -> Result<Option<Item>, StorageError> {
        let got = self
            .client
            .get_item()
            .table_name(&self.table)
            .consistent_read(true)
            .key("pk", text(campaign.as_str()))
            .key("sk", text(name))
            .send()
            .await
            .map_err(|error| StorageError::of("get secret", &error))?;
        Ok(got.item)
    }

    /// All secrets and the policy, as they are at this moment.
    ///
    /// # Errors
    /// When they can't be read.
    pub async fn standing(&self, campaign: &CampaignId) -> Result<Standing, StorageError> {
        let page = self
            .client
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND sk < :state")
            .expression_attribute_values(":pk", text(campaign.as_str()))
            .expression_attribute_values(":state", text(STATE))
            .send()
            .await
            .map_err(|error| StorageError::of("query secrets", &error))?;
        let named = |name: &str| {
            page.items().iter().find(|item| matches!(item.get("sk"), Some(AttributeValue::S(sk)) if sk == name))
        };
        Ok(Standing {
            link: kept(named(LINK), LinkKey::new)?,
            codes: kept(named(CODES), CodesKey::new)?,
            rounding: kept(named(ROUNDING), RoundingKey::new)?,
            policy: named(POLICY).map(|item| SECRETS.text(item, "fingerprint").map(str::to_owned)).transpose()?,
        })
    }

    /// Keeps those of the secrets that are missing; what is there, sealed or not, stays. Answers with what is kept
    /// afterwards, which of two calls at once is the same for both.
    ///
    /// Only to be called while there is neither a response nor a release. The link secret goes last: before it is
    /// there nothing can be collected, so a call that was cut short can be made again.
    ///
    /// # Errors
    /// When they can't be written or read.
    pub async fn make_missing(&self, campaign: &CampaignId, new: &NewSecrets) -> Result<Standing, StorageError> {
        let key = |secret: &[u8; 32]| ("secret", bytes(secret.as_slice()));
        let wanted = [
            (ROUNDING, key(new.rounding.expose())),
            (CODES, key(new.codes.expose())),
            (POLICY, ("fingerprint", text(&new.policy))),
            (LINK, key(new.link.expose())),
        ];
        for (name, (attribute, value)) in wanted {
            let put = self.put(campaign, name).item(attribute, value).condition_expression("attribute_not_exists(pk)");
            if_condition_holds("make secret", put).await?;
        }
        self.standing(campaign).await
    }

    /// Destroys the link and rounding secrets and all that was remembered. Invitation codes stay. May be called again.
    /// The rounding secret goes last, so that once it is sealed all is done.
    ///
    /// # Errors
    /// When something could not be destroyed for certain.
    pub async fn seal(&self, campaign: &CampaignId) -> Result<(), StorageError> {
        let sealed = async |name: &str| {
            self.put(campaign, name)
                .item("sealed", AttributeValue::Bool(true))
                .send()
                .await
                .map_err(|error| StorageError::of("seal secret", &error))
        };
        sealed(LINK).await?;
        self.forget(campaign).await?;
        sealed(ROUNDING).await?;
        Ok(())
    }

    /// What is remembered of a place; version 0 and an empty ledger where nothing is.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn remembered(&self, campaign: &CampaignId, place: &Place) -> Result<Remembered, StorageError> {
        let item = self
            .client
            .get_item()
            .table_name(&self.table)
            .consistent_read(true)
            .key("pk", text(campaign.as_str()))
            .key("sk", text(state(place)))
            .send()
            .await
            .map_err(|error| StorageError::of("get state", &error))?
            .item;
        let Some(item) = item else {
            return Ok(Remembered { version: 0, ledger: Ledger::default(), unhung: None });
        };
        let version = SECRETS.number(&item, "version")?.try_into().map_err(|_| SECRETS.malformed("version"))?;
        let ledger = serde_json::from_str(SECRETS.text(&item, "ledger")?).map_err(|_| SECRETS.malformed("ledger"))?;
        let progress = item
            .contains_key("progress")
            .then(|| Progress::from_json(SECRETS.text(&item, "progress")?).map_err(|_| SECRETS.malformed("progress")))
            .transpose()?;
        let release = item
            .contains_key("release")
            .then(|| {
                let json = unpack(SECRETS.bytes(&item, "release")?).ok_or(SECRETS.malformed("release"))?;
                Release::from_json(&json).map_err(|_| SECRETS.malformed("release"))
            })
            .transpose()?;
        Ok(Remembered { version, ledger, unhung: progress.map(|progress| Unhung { progress, release }) })
    }

    /// Writes what is to be remembered, if nobody has written since `expected`, the version that was read. Answers
    /// whether it was written.
    ///
    /// # Errors
    /// When it is not certain whether it was written.
    pub async fn remember(
        &self,
        campaign: &CampaignId,
        place: &Place,
        expected: u64,
        ledger: &Ledger,
        unhung: Option<&Unhung>,
    ) -> Result<bool, StorageError> {
        let version = |version: u64| number(i64::try_from(version).expect("fewer writes than 2^63"));
        let mut put = self
            .put(campaign, &state(place))
            .item("version", version(expected + 1))
            .item("ledger", text(serde_json::to_string(ledger).expect("a ledger has only text keys")));
        if let Some(unhung) = unhung {
            put = put.item("progress", text(unhung.progress.to_json()));
            if let Some(release) = &unhung.release {
                put = put.item("release", bytes(pack(&release.to_json())));
            }
        }
        let put = match expected {
            0 => put.condition_expression("attribute_not_exists(pk)"),
            _ => put
                .condition_expression("#version = :expected")
                .expression_attribute_names("#version", "version")
                .expression_attribute_values(":expected", version(expected)),
        };
        if_condition_holds("put state", put).await
    }

    /// Erases all that is remembered.
    async fn forget(&self, campaign: &CampaignId) -> Result<(), StorageError> {
        let mut from = None;
        loop {
            let page = self
                .client
                .query()
                .table_name(&self.table)
                .consistent_read(true)
                .key_condition_expression("pk = :pk AND begins_with(sk, :state)")
                .expression_attribute_values(":pk", text(campaign.as_str()))
                .expression_attribute_values(":state", text(STATE))
                .projection_expression("pk, sk")
                .set_exclusive_start_key(from)
                .send()
                .await
                .map_err(|error| StorageError::of("query state", &error))?;
            for item in page.items.unwrap_or_default() {
                self.client
                    .delete_item()
                    .table_name(&self.table)
                    .set_key(Some(item))
                    .send()
                    .await
                    .map_err(|error| StorageError::of("delete state", &error))?;
            }
            match page.last_evaluated_key {
                Some(key) if !key.is_empty() => from = Some(key),
                _ => return Ok(()),
            }
        }
    }

    fn put(&self, campaign: &CampaignId, name: &str) -> PutItemFluentBuilder {
        self.client.put_item().table_name(&self.table).item("pk", text(campaign.as_str())).item("sk", text(name))
    }
}

fn state(place: &Place) -> String {
    format!("{STATE}{}#{}", place.area.code(), place.audience)
}

fn kept<K>(item: Option<&Item>, make: impl Fn([u8; 32]) -> K) -> Result<Kept<K>, StorageError> {
    match item {
        None => Ok(Kept::Missing),
        Some(item) if item.contains_key("sealed") => Ok(Kept::Sealed),
        Some(item) => {
            let secret = SECRETS.bytes(item, "secret")?.try_into().map_err(|_| SECRETS.malformed("secret"))?;
            Ok(Kept::Key(make(secret)))
        }
    }
}

/// Sends a conditional put; whether its condition held.
pub(crate) async fn if_condition_holds(
    operation: &'static str,
    put: PutItemFluentBuilder,
) -> Result<bool, StorageError> {
    match put.send().await {
        Ok(_) => Ok(true),
        Err(error) if error.as_service_error().is_some_and(PutItemError::is_conditional_check_failed_exception) => {
            Ok(false)
        }
        Err(error) => Err(StorageError::of(operation, &error)),
    }
}
