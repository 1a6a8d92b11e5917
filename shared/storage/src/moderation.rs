//! What a moderator does with open texts after the close, with the operator's own credentials: read them, and keep beside
//! each what was decided about it.
//!
//! A decision lies where the text lies and is gone when it is: nothing of a text is kept anywhere else. Every decision
//! is written at once and on condition that nobody decided otherwise meanwhile, so that a session can be cut short
//! anywhere, and two people can moderate at a time.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use survey::moderation::{Decision, Term, Verdict};
use survey::time::Timestamp;

use crate::error::StorageError;
use crate::item::{Item, Reader, each_found, number, text};
use crate::place::Place;

const TEXTS: Reader = Reader { table: "texts" };
/// Begins the sort keys of decisions about terms. No field of a questionnaire begins with it.
const TERM: &str = "!term";

/// An open text with what was decided about it. No `Debug`: it is an answer.
pub struct Offered {
    sort: String,
    /// The field: a question's id, or `question.option` for "namely…".
    pub field: String,
    /// What was written, redacted.
    pub text: String,
    /// What was decided so far.
    pub decision: Option<Decision>,
}

/// What was decided about a term. No `Debug`: a rejected one may be a name.
#[derive(Clone, PartialEq, Eq)]
pub struct TermDecision {
    /// The field in whose texts it stands.
    pub field: String,
    /// The term.
    pub term: String,
    /// What was decided.
    pub verdict: Verdict,
}

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Decided {
    /// It is kept.
    Kept,
    /// Somebody else decided meanwhile, or the text has expired. Nothing was changed.
    Overtaken,
}

/// The open texts in the hands of a moderator.
#[derive(Debug, Clone)]
pub struct OpenTexts {
    client: Client,
    table: String,
}

impl OpenTexts {
    /// Over the table of that name.
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        OpenTexts { client, table: table.into() }
    }

    /// All open texts of a place, and all decisions about terms. In no order that means anything; shuffle them all the same.
    ///
    /// # Errors
    /// When they can't be read.
    pub async fn all(&self, place: &Place) -> Result<(Vec<Offered>, Vec<TermDecision>), StorageError> {
        let prefix = place.sort("");
        let (mut texts, mut terms) = (Vec::new(), Vec::new());
        let query = self
            .client
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND begins_with(sk, :audience)")
            .expression_attribute_values(":pk", text(place.partition()))
            .expression_attribute_values(":audience", text(&prefix))
            .projection_expression("sk, #text, verdict, struck")
            .expression_attribute_names("#text", "text");
        each_found(query, "query texts", |item| {
            let sort = TEXTS.text(item, "sk")?;
            let rest = sort.strip_prefix(&prefix).ok_or(TEXTS.malformed("sk"))?;
            match rest.split('#').collect::<Vec<_>>()[..] {
                [TERM, field, term] => terms.push(TermDecision {
                    field: field.to_owned(),
                    term: term.to_owned(),
                    verdict: verdict(item)?.ok_or(TEXTS.malformed("verdict"))?,
                }),
                [field, _] => texts.push(Offered {
                    sort: sort.to_owned(),
                    field: field.to_owned(),
                    text: TEXTS.text(item, "text")?.to_owned(),
                    decision: decision(item)?,
                }),
                _ => return Err(TEXTS.malformed("sk")),
            }
            Ok(())
        })
        .await?;
        Ok((texts, terms))
    }

    /// Keeps a decision about a text, in place of the one that it came with. After [`Decided::Kept`] the text holds it.
    ///
    /// # Errors
    /// When it is not certain that it is kept. It can be kept again.
    pub async fn decide(
        &self,
        place: &Place,
        offered: &mut Offered,
        decision: Decision,
    ) -> Result<Decided, StorageError> {
        // The text must be there: one that has expired is not to come back as a decision alone.
        let update = self
            .update(place, &offered.sort)
            .update_expression("SET verdict = :verdict, struck = :struck")
            .expression_attribute_values(":verdict", text(decision.verdict.as_str()))
            .expression_attribute_values(":struck", text(&decision.struck));
        // The same decision again is welcome: after a failure nobody knows whether the first was kept.
        let update = match &offered.decision {
            None => update.condition_expression(
                "attribute_exists(pk) AND (attribute_not_exists(verdict) OR (verdict = :verdict AND struck = :struck))",
            ),
            Some(before) => update
                .condition_expression(
                    "attribute_exists(pk) AND ((verdict = :before AND struck = :out) OR (verdict = :verdict AND struck = :struck))",
                )
                .expression_attribute_values(":before", text(before.verdict.as_str()))
                .expression_attribute_values(":out", text(&before.struck)),
        };
        let decided = kept("update text", update).await?;
        if decided == Decided::Kept {
            offered.decision = Some(decision);
        }
        Ok(decided)
    }

    /// Keeps a decision about a term of a field, in place of `before`. It expires when the texts do.
    ///
    /// # Errors
    /// When it is not certain that it is kept. It can be kept again.
    pub async fn decide_term(
        &self,
        place: &Place,
        field: &str,
        term: &Term,
        before: Option<Verdict>,
        verdict: Verdict,
        expires: Timestamp,
    ) -> Result<Decided, StorageError> {
        let update = self
            .update(place, &place.sort(&format!("{TERM}#{field}#{}", term.as_str())))
            .update_expression("SET verdict = :verdict, expires = :expires")
            .expression_attribute_values(":verdict", text(verdict.as_str()))
            .expression_attribute_values(":expires", number(expires.0));
        let update = match before {
            None => update.condition_expression("attribute_not_exists(verdict) OR verdict = :verdict"),
            Some(before) => update
                .condition_expression("verdict = :before OR verdict = :verdict")
                .expression_attribute_values(":before", text(before.as_str())),
        };
        kept("update term", update).await
    }

    fn update(&self, place: &Place, sort: &str) -> UpdateItemFluentBuilder {
        self.client.update_item().table_name(&self.table).key("pk", text(place.partition())).key("sk", text(sort))
    }
}

async fn kept(operation: &'static str, update: UpdateItemFluentBuilder) -> Result<Decided, StorageError> {
    match update.send().await {
        Ok(_) => Ok(Decided::Kept),
        Err(error) if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) => {
            Ok(Decided::Overtaken)
        }
        Err(error) => Err(StorageError::of(operation, &error)),
    }
}

fn verdict(item: &Item) -> Result<Option<Verdict>, StorageError> {
    match item.get("verdict") {
        None => Ok(None),
        Some(AttributeValue::S(name)) => Verdict::named(name).map(Some).ok_or(TEXTS.malformed("verdict")),
        Some(_) => Err(TEXTS.malformed("verdict")),
    }
}

fn decision(item: &Item) -> Result<Option<Decision>, StorageError> {
    let verdict = verdict(item)?;
    verdict.map(|verdict| Ok(Decision { verdict, struck: TEXTS.text(item, "struck")?.to_owned() })).transpose()
}
