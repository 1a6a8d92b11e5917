//! The notice board: releases and progress, already protected. A release that hangs is never changed.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes};
use survey::addendum::Addendum;
use survey::id::{AudienceId, TrajectoryId};
use survey::release::{Area, Progress, Release, ReleaseNumber};
use survey::time::Day;

use crate::error::{MissingSetting, StorageError};
use crate::item::{Item, Reader, bytes, each_found, number, text};
use crate::packed::{pack, unpack};
use crate::place::{Place, partition};
use crate::secrets::if_condition_holds;
use crate::tables::Table;

const RELEASES: Reader = Reader { table: "releases" };
const PROGRESS: &str = "progress";
/// The addendum. Sorts after `final` and `progress`, so that it is never taken for a release.
const QUOTES: &str = "quotes";
/// A little below DynamoDB's 400 KB, for the keys.
const MOST_BYTES: usize = 400 * 1024 - 1024;

/// What became of a release that was to be hung.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Hung {
    /// It hangs.
    Now,
    /// One of that number hung already and stays.
    Before,
}

/// A release on the board, without its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// Which release.
    pub number: ReleaseNumber,
    /// The day (UTC) on which it was made.
    pub day: Day,
}

/// What hangs there of one place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notices {
    /// The releases, the first made first.
    pub releases: Vec<Notice>,
    /// How many responded so far.
    pub progress: Option<Progress>,
}

/// The table of releases.
#[derive(Debug, Clone)]
pub struct NoticeBoard {
    client: Client,
    table: String,
}

impl NoticeBoard {
    /// Over the table of that name.
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        NoticeBoard { client, table: table.into() }
    }

    /// Over the table that the environment names.
    ///
    /// # Errors
    /// When it names none.
    pub fn from_environment(client: Client) -> Result<Self, MissingSetting> {
        Ok(Self::new(client, Table::Releases.from_environment()?))
    }

    /// Hangs a release, unless one of its number hangs there.
    ///
    /// # Errors
    /// When it is not certain that one hangs there, or the release is too large.
    pub async fn hang(&self, release: &Release) -> Result<Hung, StorageError> {
        let packed = pack(&release.to_json());
        if packed.len() > MOST_BYTES {
            return Err(StorageError::TooLarge { operation: "put release" });
        }
        let place = place_of(release);
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .item("pk", text(place.partition()))
            .item("sk", text(place.sort(&release.number().to_string())))
            .item("day", number(release.day().0))
            .item("release", bytes(packed))
            .condition_expression("attribute_not_exists(pk)");
        Ok(if if_condition_holds("put release", put).await? { Hung::Now } else { Hung::Before })
    }

    /// One release.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn get(&self, place: &Place, number: ReleaseNumber) -> Result<Option<Release>, StorageError> {
        let item = self
            .client
            .get_item()
            .table_name(&self.table)
            .consistent_read(true)
            .key("pk", text(place.partition()))
            .key("sk", text(place.sort(&number.to_string())))
            .send()
            .await
            .map_err(|error| StorageError::of("get release", &error))?
            .item;
        item.map(|item| release(&item)).transpose()
    }

    /// The final release, or else the last interim one.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn latest(&self, place: &Place) -> Result<Option<Release>, StorageError> {
        // Numbers sort before `final`, and `final` before `progress`.
        let page = self
            .client
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :final")
            .expression_attribute_values(":pk", text(place.partition()))
            .expression_attribute_values(":first", text(place.sort("0")))
            .expression_attribute_values(":final", text(place.sort(&ReleaseNumber::Final.to_string())))
            .scan_index_forward(false)
            .limit(1)
            .send()
            .await
            .map_err(|error| StorageError::of("query releases", &error))?;
        page.items().first().map(release).transpose()
    }

    /// What there is of a place, without figures.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn list(&self, place: &Place) -> Result<Notices, StorageError> {
        let prefix = place.sort("");
        let mut notices = Notices::default();
        let query = self
            .client
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND begins_with(sk, :audience)")
            .expression_attribute_values(":pk", text(place.partition()))
            .expression_attribute_values(":audience", text(&prefix))
            .projection_expression("sk, #day, progress")
            .expression_attribute_names("#day", "day");
        each_found(query, "query releases", |item| {
            let name = RELEASES.text(item, "sk")?.strip_prefix(&prefix).ok_or(RELEASES.malformed("sk"))?;
            noticed(&mut notices, name, item)
        })
        .await?;
        Ok(notices)
    }

    /// What there is of each audience of an area in a trajectory, without figures, in one query.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn list_all(
        &self,
        area: Area,
        trajectory: &TrajectoryId,
    ) -> Result<BTreeMap<AudienceId, Notices>, StorageError> {
        let mut found: BTreeMap<AudienceId, Notices> = BTreeMap::new();
        let query = self
            .client
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", text(partition(area, trajectory)))
            .projection_expression("sk, #day, progress")
            .expression_attribute_names("#day", "day");
        each_found(query, "query releases", |item| {
            let (audience, name) = RELEASES.text(item, "sk")?.split_once('#').ok_or(RELEASES.malformed("sk"))?;
            let audience = audience.parse().map_err(|_| RELEASES.malformed("sk"))?;
            noticed(found.entry(audience).or_default(), name, item)
        })
        .await?;
        Ok(found)
    }

    /// Several releases in one request, in the order asked for; those that do not hang there are left out.
    ///
    /// # Errors
    /// When they can't be read.
    pub async fn get_several(&self, wanted: &[(Place, ReleaseNumber)]) -> Result<Vec<Release>, StorageError> {
        // DynamoDB takes at most 100 keys at once, and gives back at most 16 MB: the rest is asked for again.
        const AT_ONCE: usize = 100;
        let mut found: Vec<(usize, Release)> = Vec::with_capacity(wanted.len());
        for some in wanted.chunks(AT_ONCE) {
            let mut keys = KeysAndAttributes::builder().consistent_read(true);
            for (place, number) in some {
                keys = keys.keys(HashMap::from([
                    ("pk".to_owned(), text(place.partition())),
                    ("sk".to_owned(), text(place.sort(&number.to_string()))),
                ]));
            }
            let mut left = Some(keys.build().expect("there are keys"));
            while let Some(keys) = left.take() {
                let answer = self.client.batch_get_item().request_items(&self.table, keys).send().await;
                let answer = answer.map_err(|error| StorageError::of("get releases", &error))?;
                for item in answer.responses.unwrap_or_default().remove(&self.table).unwrap_or_default() {
                    let release = release(&item)?;
                    let at = (wanted.iter())
                        .position(|(place, number)| *place == place_of(&release) && *number == release.number());
                    found.push((at.ok_or(RELEASES.malformed("release"))?, release));
                }
                left = answer.unprocessed_keys.unwrap_or_default().remove(&self.table);
                left = left.filter(|keys| !keys.keys().is_empty());
            }
        }
        found.sort_by_key(|(at, _)| *at);
        Ok(found.into_iter().map(|(_, release)| release).collect())
    }

    /// Whether any release or progress of a place hangs there.
    ///
    /// # Errors
    /// When the table can't be read.
    pub async fn is_empty(&self, place: &Place) -> Result<bool, StorageError> {
        let page = self
            .client
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND begins_with(sk, :audience)")
            .expression_attribute_values(":pk", text(place.partition()))
            .expression_attribute_values(":audience", text(place.sort("")))
            .projection_expression("pk")
            .limit(1)
            .send()
            .await
            .map_err(|error| StorageError::of("query releases", &error))?;
        Ok(page.items().is_empty())
    }

    /// Tells how many responded so far, in place of what was told before; never in place of what is of a later day.
    ///
    /// # Errors
    /// When it is not certain that it hangs there.
    pub async fn hang_progress(&self, place: &Place, progress: &Progress) -> Result<(), StorageError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .item("pk", text(place.partition()))
            .item("sk", text(place.sort(PROGRESS)))
            .item("day", number(progress.day().0))
            .item("progress", text(progress.to_json()))
            .condition_expression("attribute_not_exists(pk) OR #day <= :day")
            .expression_attribute_names("#day", "day")
            .expression_attribute_values(":day", number(progress.day().0));
        if_condition_holds("put progress", put).await?;
        Ok(())
    }

    /// How many responded so far, by the last telling.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn progress(&self, place: &Place) -> Result<Option<Progress>, StorageError> {
        let item = self
            .client
            .get_item()
            .table_name(&self.table)
            .consistent_read(true)
            .key("pk", text(place.partition()))
            .key("sk", text(place.sort(PROGRESS)))
            .send()
            .await
            .map_err(|error| StorageError::of("get progress", &error))?
            .item;
        item.map(|item| progress(&item)).transpose()
    }

    /// What moderators approved of a place's open texts, in its last version.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn addendum(&self, place: &Place) -> Result<Option<Addendum>, StorageError> {
        let item = self
            .client
            .get_item()
            .table_name(&self.table)
            .consistent_read(true)
            .key("pk", text(place.partition()))
            .key("sk", text(place.sort(QUOTES)))
            .projection_expression("addendum")
            .send()
            .await
            .map_err(|error| StorageError::of("get addendum", &error))?
            .item;
        item.map(|item| {
            let json = unpack(RELEASES.bytes(&item, "addendum")?).ok_or(RELEASES.malformed("addendum"))?;
            Addendum::from_json(&json).map_err(|_| RELEASES.malformed("addendum"))
        })
        .transpose()
    }

    /// Hangs an addendum in place of the version before it, which is then gone; `by` whom and when is kept beside it.
    /// [`Hung::Before`] if one of that version, or a later one, hangs there: of two moderators at once one comes first.
    ///
    /// # Errors
    /// When it is not certain that it hangs there, or it is too large.
    #[cfg(feature = "operator")]
    pub async fn hang_addendum(
        &self,
        addendum: &Addendum,
        by: &str,
        at: survey::time::Timestamp,
    ) -> Result<Hung, StorageError> {
        let packed = pack(&addendum.to_json());
        if packed.len() > MOST_BYTES {
            return Err(StorageError::TooLarge { operation: "put addendum" });
        }
        let place = Place {
            area: addendum.municipality().into(),
            trajectory: addendum.trajectory().clone(),
            audience: addendum.audience().clone(),
        };
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .item("pk", text(place.partition()))
            .item("sk", text(place.sort(QUOTES)))
            .item("version", number(addendum.version()))
            .item("addendum", bytes(packed))
            .item("by", text(by))
            .item("at", number(at.0));
        let put = match addendum.version() {
            0 | 1 => put.condition_expression("attribute_not_exists(pk)"),
            later => put
                .condition_expression("#version = :before")
                .expression_attribute_names("#version", "version")
                .expression_attribute_values(":before", number(later - 1)),
        };
        Ok(if if_condition_holds("put addendum", put).await? { Hung::Now } else { Hung::Before })
    }
}

fn place_of(release: &Release) -> Place {
    Place { area: release.area(), trajectory: release.trajectory().clone(), audience: release.audience().clone() }
}

/// Adds what hangs under that name.
fn noticed(notices: &mut Notices, name: &str, item: &Item) -> Result<(), StorageError> {
    match name {
        PROGRESS => notices.progress = Some(progress(item)?),
        QUOTES => {}
        name => notices.releases.push(Notice {
            number: name.parse().map_err(|_| RELEASES.malformed("sk"))?,
            day: Day(RELEASES.number(item, "day")?),
        }),
    }
    Ok(())
}

fn release(item: &Item) -> Result<Release, StorageError> {
    let json = unpack(RELEASES.bytes(item, "release")?).ok_or(RELEASES.malformed("release"))?;
    Release::from_json(&json).map_err(|_| RELEASES.malformed("release"))
}

fn progress(item: &Item) -> Result<Progress, StorageError> {
    match item.get("progress") {
        Some(AttributeValue::S(json)) => Progress::from_json(json).map_err(|_| RELEASES.malformed("progress")),
        _ => Err(RELEASES.malformed("progress")),
    }
}
