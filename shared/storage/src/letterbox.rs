//! The letterbox, from outside and from inside: two types, because no function may do both.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::delete_item::builders::DeleteItemFluentBuilder;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use survey::focus::{QUOTES, StoredSession};
use survey::keys::{KEY_RANGES, Proof, ResponseKey};
use survey::mode::Mode;
use survey::response::Stored;
use survey::time::Timestamp;

use crate::error::{MissingSetting, StorageError};
use crate::item::{Item, Reader, bytes, each_found, number, text};
use crate::place::Place;
use crate::tables::Table;

/// What drops into the letterbox. No time, no address, no agent, no language; and no `Debug`.
pub struct Entry {
    /// The answers by item, as [`Form::stored`](survey::response::Form::stored) gives them.
    pub answers: Vec<(String, Stored)>,
    /// Shows that a retry carries the same answers.
    pub proof: Proof,
    /// The fingerprint of the questionnaire.
    pub questionnaire: String,
    /// How it came in.
    pub mode: Mode,
    /// When it expires: the same moment for every response of the campaign.
    pub expires: Timestamp,
    /// Open texts, redacted.
    pub texts: Vec<OpenText>,
}

/// One open answer, redacted. No `Debug`.
pub struct OpenText {
    /// The question's id, or `question.option` for "namely…".
    pub field: String,
    /// Where it is to lie, by [`LinkKey::text_key`](survey::keys::LinkKey::text_key): does not lead to the response.
    pub key: ResponseKey,
    /// What was written, redacted.
    pub text: String,
}

/// The session of a focus group, handed in with a code. No time, no address, nobody's name; and no `Debug`.
pub struct SessionEntry {
    /// What came of it, as [`SessionForm::stored`](survey::focus::SessionForm::stored) gives it.
    pub session: StoredSession,
    /// Shows that a retry carries the same.
    pub proof: Proof,
    /// When it expires: when every response of the campaign does.
    pub expires: Timestamp,
    /// What people said, redacted; the keys by [`LinkKey::quote_key`](survey::keys::LinkKey::quote_key). The field of all
    /// is [`QUOTES`].
    pub quotes: Vec<OpenText>,
}

/// Begins the sort keys of sessions: no response's key begins with it, so neither is among the others.
pub(crate) const SESSION: &str = "!session";

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Posted {
    /// All of it is stored: for the first time, or the same again.
    Stored,
    /// Something else was stored under this key before. Nothing was changed.
    AlreadyUsed,
}

/// The letterbox from outside: takes entries and throws away those whose exact key is known; gives nothing back.
#[derive(Debug, Clone)]
pub struct Letterbox {
    client: Client,
    responses: String,
    texts: String,
}

impl Letterbox {
    /// A letterbox over the tables of those names.
    pub fn new(client: Client, responses: impl Into<String>, texts: impl Into<String>) -> Self {
        Letterbox { client, responses: responses.into(), texts: texts.into() }
    }

    /// A letterbox over the tables that the environment names.
    ///
    /// # Errors
    /// When it names none.
    pub fn from_environment(client: Client) -> Result<Self, MissingSetting> {
        Ok(Self::new(client, Table::Responses.from_environment()?, Table::Texts.from_environment()?))
    }

    /// Stores an entry: the response first, and after it is in, its texts. Anything may be sent again: what is there
    /// already is written once more, alike. A response that is refused leaves no text behind.
    ///
    /// # Errors
    /// When any part could not be stored for certain. Posting the same again completes it.
    pub async fn post(&self, place: &Place, key: &ResponseKey, entry: &Entry) -> Result<Posted, StorageError> {
        self.put(self.put_response(place, key, entry), "put response", place, &entry.texts, entry.expires).await
    }

    /// Stores the session of a focus group, as [`post`](Self::post) does a response.
    ///
    /// # Errors
    /// When any part could not be stored for certain. Posting the same again completes it.
    pub async fn post_session(
        &self,
        place: &Place,
        key: &ResponseKey,
        entry: &SessionEntry,
    ) -> Result<Posted, StorageError> {
        let agreed = entry.session.agreed.iter().map(|(statement, agreed)| (statement.clone(), number(*agreed)));
        let put = self
            .put_item(place, session_sort(place, key), &entry.proof, entry.expires)
            .item("people", number(entry.session.people))
            .item("themes", text(&entry.session.themes))
            .item("agreed", AttributeValue::M(agreed.collect()));
        self.put(put, "put session", place, &entry.quotes, entry.expires).await
    }

    async fn put(
        &self,
        put: PutItemFluentBuilder,
        operation: &'static str,
        place: &Place,
        texts: &[OpenText],
        expires: Timestamp,
    ) -> Result<Posted, StorageError> {
        match put.send().await {
            Ok(_) => {}
            Err(error) if error.as_service_error().is_some_and(PutItemError::is_conditional_check_failed_exception) => {
                return Ok(Posted::AlreadyUsed);
            }
            Err(error) => return Err(StorageError::of(operation, &error)),
        }
        for open in texts {
            self.client
                .put_item()
                .table_name(&self.texts)
                .item("pk", text(place.partition()))
                .item("sk", text(text_sort(place, &open.field, &open.key)))
                .item("text", text(&open.text))
                .item("expires", number(expires.0))
                .send()
                .await
                .map_err(|error| StorageError::of("put text", &error))?;
        }
        Ok(Posted::Stored)
    }

    /// Deletes the response with that key and the open texts with those, by field: what one person sent. Nothing is read
    /// or answered, so whoever asks does not learn whether there was anything.
    ///
    /// The texts go first. As long as the response is there its code counts as used, so someone who was cut short finds
    /// that and can withdraw again. If the same is being posted at this very moment, what is written after it was
    /// deleted stays; withdrawing again deletes that too.
    ///
    /// # Errors
    /// When it is not certain that all of it is gone. Withdrawing again completes it.
    pub async fn withdraw(
        &self,
        place: &Place,
        key: &ResponseKey,
        texts: &[(String, ResponseKey)],
    ) -> Result<(), StorageError> {
        for (field, key) in texts {
            self.delete(&self.texts, place, text_sort(place, field, key))
                .send()
                .await
                .map_err(|error| StorageError::of("delete text", &error))?;
        }
        self.delete(&self.responses, place, place.sort(key.as_str()))
            .send()
            .await
            .map_err(|error| StorageError::of("delete response", &error))?;
        Ok(())
    }

    /// Deletes the session with that key and its quotes, by their keys: [`withdraw`](Self::withdraw), for a session.
    ///
    /// # Errors
    /// When it is not certain that all of it is gone. Withdrawing again completes it.
    pub async fn withdraw_session(
        &self,
        place: &Place,
        key: &ResponseKey,
        quotes: &[ResponseKey],
    ) -> Result<(), StorageError> {
        for key in quotes {
            self.delete(&self.texts, place, text_sort(place, QUOTES, key))
                .send()
                .await
                .map_err(|error| StorageError::of("delete text", &error))?;
        }
        self.delete(&self.responses, place, session_sort(place, key))
            .send()
            .await
            .map_err(|error| StorageError::of("delete session", &error))?;
        Ok(())
    }

    /// No condition and no return values: either would tell whether something was there.
    fn delete(&self, table: &str, place: &Place, sort: String) -> DeleteItemFluentBuilder {
        self.client.delete_item().table_name(table).key("pk", text(place.partition())).key("sk", text(sort))
    }

    fn put_response(&self, place: &Place, key: &ResponseKey, entry: &Entry) -> PutItemFluentBuilder {
        let answers: HashMap<String, AttributeValue> = entry
            .answers
            .iter()
            .map(|(item, stored)| {
                let value = match stored {
                    Stored::Options(options) => text(options),
                    Stored::Number(answer) => number(*answer),
                };
                (item.clone(), value)
            })
            .collect();
        self.put_item(place, place.sort(key.as_str()), &entry.proof, entry.expires)
            .item("answers", AttributeValue::M(answers))
            .item("questionnaire", text(&entry.questionnaire))
            .item("mode", text(entry.mode.as_str()))
    }

    /// Puts where nothing lies, or the same.
    fn put_item(&self, place: &Place, sort: String, proof: &Proof, expires: Timestamp) -> PutItemFluentBuilder {
        // No return values of any kind are asked for: they would carry what lies there to whoever tries a key.
        self.client
            .put_item()
            .table_name(&self.responses)
            .item("pk", text(place.partition()))
            .item("sk", text(sort))
            .item("proof", bytes(proof.as_bytes().as_slice()))
            .item("expires", number(expires.0))
            .condition_expression("attribute_not_exists(pk) OR proof = :proof")
            .expression_attribute_values(":proof", bytes(proof.as_bytes().as_slice()))
    }
}

/// The sort key of a session.
fn session_sort(place: &Place, key: &ResponseKey) -> String {
    place.sort(&format!("{SESSION}#{}", key.as_str()))
}

/// The sort key of an open text.
fn text_sort(place: &Place, field: &str, key: &ResponseKey) -> String {
    place.sort(&format!("{field}#{}", key.as_str()))
}

/// A response as it comes out of the letterbox, without its key or proof. No `Debug`.
pub struct StoredEntry {
    /// The answers by item, in no particular order.
    pub answers: Vec<(String, Stored)>,
    /// The fingerprint of the questionnaire that was answered.
    pub questionnaire: String,
    /// How it came in.
    pub mode: Mode,
}

const RESPONSES: Reader = Reader { table: "responses" };

/// The letterbox from inside: for the counting room alone.
#[derive(Debug, Clone)]
pub struct OpenedLetterbox {
    client: Client,
    responses: String,
}

impl OpenedLetterbox {
    /// Reads the table of responses of that name.
    pub fn new(client: Client, responses: impl Into<String>) -> Self {
        OpenedLetterbox { client, responses: responses.into() }
    }

    /// Reads the table of responses that the environment names.
    ///
    /// # Errors
    /// When it names none.
    pub fn from_environment(client: Client) -> Result<Self, MissingSetting> {
        Ok(Self::new(client, Table::Responses.from_environment()?))
    }

    /// Hands every response of a place whose key begins with `range` (one of [`KEY_RANGES`]) to `each`, as stored at
    /// this moment (consistent reads). Holds one page, 1 MB, at a time.
    ///
    /// # Errors
    /// When a page can't be read, or a response is not as it was written.
    pub async fn for_each<F>(&self, place: &Place, range: &str, mut each: F) -> Result<(), StorageError>
    where
        F: FnMut(StoredEntry),
    {
        debug_assert!(KEY_RANGES.contains(&range), "only together do the known ranges cover all keys");
        let mut from = None;
        loop {
            let page = self
                .query(place, range)
                // Keys and proofs stay where they are.
                .projection_expression("answers, questionnaire, #mode")
                .expression_attribute_names("#mode", "mode")
                .set_exclusive_start_key(from)
                .send()
                .await
                .map_err(|error| StorageError::of("query responses", &error))?;
            for item in page.items.unwrap_or_default() {
                each(entry(item)?);
            }
            match page.last_evaluated_key {
                Some(key) if !key.is_empty() => from = Some(key),
                _ => return Ok(()),
            }
        }
    }

    /// Hands every session of a place's focus groups to `each`, as stored at this moment (consistent reads).
    ///
    /// # Errors
    /// When they can't be read, or one is not as it was written.
    pub async fn for_each_session(
        &self,
        place: &Place,
        mut each: impl FnMut(StoredSession),
    ) -> Result<(), StorageError> {
        let query = self.query(place, &format!("{SESSION}#")).projection_expression("people, themes, agreed");
        each_found(query, "query sessions", |item| {
            each(session(item)?);
            Ok(())
        })
        .await
    }

    /// Whether nothing was ever put there (and has not expired).
    ///
    /// # Errors
    /// When the table can't be read.
    pub async fn is_empty(&self, place: &Place) -> Result<bool, StorageError> {
        let page = self
            .query(place, "")
            .projection_expression("pk")
            .limit(1)
            .send()
            .await
            .map_err(|error| StorageError::of("query responses", &error))?;
        Ok(page.items().is_empty())
    }

    fn query(&self, place: &Place, range: &str) -> QueryFluentBuilder {
        self.client
            .query()
            .table_name(&self.responses)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND begins_with(sk, :range)")
            .expression_attribute_values(":pk", text(place.partition()))
            .expression_attribute_values(":range", text(place.sort(range)))
    }
}

fn entry(mut item: Item) -> Result<StoredEntry, StorageError> {
    let Some(AttributeValue::M(answers)) = item.remove("answers") else {
        return Err(RESPONSES.malformed("answers"));
    };
    let answers = answers
        .into_iter()
        .map(|(id, value)| match value {
            AttributeValue::S(options) => Ok((id, Stored::Options(options))),
            AttributeValue::N(number) => match number.parse() {
                Ok(number) => Ok((id, Stored::Number(number))),
                Err(_) => Err(RESPONSES.malformed("answers")),
            },
            _ => Err(RESPONSES.malformed("answers")),
        })
        .collect::<Result<_, _>>()?;
    let mode = RESPONSES.text(&item, "mode")?.parse().map_err(|_| RESPONSES.malformed("mode"))?;
    let Some(AttributeValue::S(questionnaire)) = item.remove("questionnaire") else {
        return Err(RESPONSES.malformed("questionnaire"));
    };
    Ok(StoredEntry { answers, questionnaire, mode })
}

fn session(item: &Item) -> Result<StoredSession, StorageError> {
    let count = |number: i64| u32::try_from(number).map_err(|_| RESPONSES.malformed("agreed"));
    let Some(AttributeValue::M(agreed)) = item.get("agreed") else { return Err(RESPONSES.malformed("agreed")) };
    let agreed = agreed.iter().map(|(statement, value)| match value {
        AttributeValue::N(number) => {
            Ok((statement.clone(), number.parse().map_err(|_| RESPONSES.malformed("agreed"))?))
        }
        _ => Err(RESPONSES.malformed("agreed")),
    });
    Ok(StoredSession {
        people: count(RESPONSES.number(item, "people")?)?,
        themes: RESPONSES.text(item, "themes")?.to_owned(),
        agreed: agreed.collect::<Result<_, _>>()?,
    })
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
    use survey::keys::{LinkKey, SubmissionId};
    use survey::release::Area;

    use super::*;
    use crate::embedded::{Database, Embedded};
    use crate::tables::Tables;

    #[tokio::test]
    async fn thirty_answers_cost_one_write_unit() {
        let engine = Embedded::start(Database::Memory).await.unwrap();
        let tables = Tables::named("units");
        crate::schema::create_tables(engine.client(), &tables).await.unwrap();
        let letterbox = Letterbox::new(engine.client().clone(), &tables.responses, &tables.texts);
        let place = Place {
            area: Area::Municipality("GM0171".parse().unwrap()),
            trajectory: "dagbesteding-2026".parse().unwrap(),
            audience: "providers".parse().unwrap(),
        };
        let link = LinkKey::new([3; 32]);
        let submission = SubmissionId::from_random([5; 16]);
        // Ids as long as careful authors write them, one answer in three a selection of three options.
        let entry = |questions: usize| Entry {
            answers: (0..questions)
                .map(|at| {
                    let chosen = if at % 3 == 0 { "meeting learning outside" } else { "sometimes" };
                    (format!("question_{at:02}"), Stored::Options(chosen.to_owned()))
                })
                .collect(),
            proof: link.proof(&submission, b"answers"),
            questionnaire: "0123456789abcdef".to_owned(),
            mode: Mode::Link,
            expires: Timestamp(1_830_000_000),
            texts: Vec::new(),
        };
        let units = async |questions: usize| {
            letterbox
                .put_response(&place, &link.response_key(&submission), &entry(questions))
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await
                .unwrap()
                .consumed_capacity
                .and_then(|consumed| consumed.capacity_units)
        };
        assert_eq!(units(30).await, Some(1.0));
        assert_eq!(units(60).await, Some(2.0), "the engine counts");
    }
}
