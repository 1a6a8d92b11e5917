//! What a moderator is offered of a place's open texts, and what of it was approved. Who judges is elsewhere: someone at
//! a terminal (`dagpeil moderate`), or what was made up together with the texts of the example ([`demo`](crate::demo)).

use std::collections::BTreeMap;

use storage::moderation::{Offered, OpenTexts};
use storage::{Place, StorageError};
use survey::addendum::Approved;
use survey::focus::QUOTES;
use survey::moderation::{OpenField, Term, Verdict, open_fields, terms};
use survey::questionnaire::Questionnaire;

/// What texts say something to.
#[derive(Clone, Copy)]
pub enum Said<'c> {
    /// A question, or an option that asks "namely…".
    To(OpenField<'c>),
    /// Each other: quotes of focus groups.
    InGroups,
}

impl Said<'_> {
    /// Its name in keys.
    pub fn name(&self) -> String {
        match self {
            Said::To(field) => field.name(),
            Said::InGroups => QUOTES.to_owned(),
        }
    }
}

/// All that can be said, in the order asked; by groups last.
pub fn all_said(questionnaire: &Questionnaire) -> Vec<Said<'_>> {
    open_fields(questionnaire).into_iter().map(Said::To).chain([Said::InGroups]).collect()
}

/// The texts of one open field. No `Debug`: they are answers.
pub struct Field<'c> {
    /// What they say something to.
    pub field: Said<'c>,
    /// The texts, with what was decided about each.
    pub texts: Vec<Offered>,
    /// The words that many of them share, with what was decided about each.
    pub terms: Vec<(Term, Option<Verdict>)>,
}

impl Field<'_> {
    /// What was approved of it.
    pub fn approved(&self) -> Approved {
        let quotes = self.texts.iter().filter_map(|text| text.decision.as_ref()?.approve(&text.text));
        let terms = self.terms.iter().filter_map(|(term, verdict)| term.judged((*verdict)?));
        Approved::of(self.field.name(), quotes, terms)
    }
}

/// What there is to moderate, in the order asked; and the names of fields of which fewer than `least` texts came in. Quotes
/// of focus groups are among them if `groups`: where it was told how many took part, so that there were enough. Texts of one
/// person stand in different fields at places that have nothing to do with one another.
///
/// # Errors
/// When they can't be read.
pub async fn fields<'c>(
    texts: &OpenTexts,
    place: &Place,
    questionnaire: &'c Questionnaire,
    groups: bool,
    least: usize,
) -> Result<(Vec<Field<'c>>, Vec<String>), StorageError> {
    let (offered, decided) = texts.all(place).await?;
    let mut by_field: BTreeMap<String, Vec<Offered>> = BTreeMap::new();
    for text in offered {
        by_field.entry(text.field.clone()).or_default().push(text);
    }
    let (mut fields, mut too_few) = (Vec::new(), Vec::new());
    for field in all_said(questionnaire) {
        let name = field.name();
        let texts = by_field.remove(&name).unwrap_or_default();
        if texts.len() < least || (matches!(field, Said::InGroups) && !groups) {
            if !texts.is_empty() {
                too_few.push(name);
            }
            continue;
        }
        let verdict = |term: &Term| {
            let decided = decided.iter().find(|decided| decided.field == name && decided.term == term.as_str());
            decided.map(|decided| decided.verdict)
        };
        let terms = terms(texts.iter().map(|text| text.text.as_str()), least).into_iter();
        let terms = terms.map(|term| (term.clone(), verdict(&term))).collect();
        fields.push(Field { field, texts, terms });
    }
    Ok((fields, too_few))
}
