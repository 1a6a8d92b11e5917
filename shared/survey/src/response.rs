//! Responses: from what came in to what may be stored and tallied.
//!
//! [`Form::accept`] is the only door from outside to a [`Response`]; it names every fault at once. Answers to questions
//! whose condition does not hold are dropped, because the person was not asked them.
//! Nothing here has `Debug`: an answer can't end up in a log by accident.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::campaign::{Audience, Campaign, Stage};
use crate::condition::{Comparison, Condition};
use crate::questionnaire::{Choice, Item, ItemId, Kind, Measure, NAMELY_CHARACTERS, Question, Questionnaire};
use crate::redact::redact;
use crate::tabulation::Tabulation;
use crate::time::{Moment, Timestamp};

/// At most this many faults are told of one draft; a person is helped by fewer, and a program that errs more often has
/// a systematic fault.
const MOST_FAULTS: usize = 200;

/// What came in, before anything is believed of it.
#[derive(Clone, Default, PartialEq)]
pub struct Draft {
    /// By question: an option's id, a list of them, a number, a text, or for a grid an object of rows.
    pub answers: Map<String, Value>,
    /// By question and option: what was filled in at "namely…".
    pub namely: BTreeMap<String, BTreeMap<String, Value>>,
}

/// A body that is no draft at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotADraft {
    /// Not JSON.
    #[error("the body is not valid JSON")]
    NotJson,
    /// JSON, but not of the form of a response.
    #[error("the body must be an object with `answers`, an object by question, and optionally `namely`")]
    WrongShape,
}

impl Draft {
    /// Reads the body of a program's request: `{"answers": {"who": "self", …}, "namely": {"day": {"other": "…"}}}`.
    ///
    /// # Errors
    /// When the body is not JSON or has another shape. The error does not quote the body.
    pub fn from_json(body: &[u8]) -> Result<Draft, NotADraft> {
        let Ok(Value::Object(mut body)) = serde_json::from_slice::<Value>(body) else {
            return Err(if serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok() {
                NotADraft::WrongShape
            } else {
                NotADraft::NotJson
            });
        };
        let answers = match body.remove("answers") {
            Some(Value::Object(answers)) => answers,
            _ => return Err(NotADraft::WrongShape),
        };
        let mut namely = BTreeMap::new();
        match body.remove("namely") {
            None => {}
            Some(Value::Object(questions)) => {
                for (question, options) in questions {
                    let Value::Object(options) = options else { return Err(NotADraft::WrongShape) };
                    namely.insert(question, options.into_iter().collect());
                }
            }
            Some(_) => return Err(NotADraft::WrongShape),
        }
        if body.is_empty() { Ok(Draft { answers, namely }) } else { Err(NotADraft::WrongShape) }
    }
}

/// What is wrong at one place of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The question, as it was named in the draft.
    pub question: String,
    /// The row of a grid.
    pub row: Option<String>,
    /// The option whose "namely…" is meant.
    pub namely: Option<String>,
    /// What is wrong.
    pub code: FaultCode,
}

/// What can be wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum FaultCode {
    /// An answer is needed.
    Required,
    /// There is no such question, or no such row.
    UnknownQuestion,
    /// There is no such option.
    UnknownOption,
    /// The same option twice.
    Repeated,
    /// "None of these" together with another.
    Exclusive,
    /// More options than may be chosen or ranked.
    TooMany {
        /// How many may be.
        most: u32,
    },
    /// More characters than fit.
    TooLong {
        /// How many fit.
        most: u32,
    },
    /// Not a whole number.
    NotANumber,
    /// A number beyond the bounds.
    OutOfBounds {
        /// The least that is accepted.
        least: i64,
        /// The most that is accepted.
        most: i64,
    },
    /// A list where one value belongs, or the like.
    WrongType,
    /// "Namely…" was filled in, but another option was chosen, or none has it.
    NamelyElsewhere,
}

impl Fault {
    /// Where the fault lies in a program's request: a JSON pointer (RFC 6901).
    pub fn pointer(&self) -> String {
        let escape = |name: &str| name.replace('~', "~0").replace('/', "~1");
        match (&self.namely, &self.row) {
            (Some(option), _) => format!("/namely/{}/{}", escape(&self.question), escape(option)),
            (None, Some(row)) => format!("/answers/{}/{}", escape(&self.question), escape(row)),
            (None, None) => format!("/answers/{}", escape(&self.question)),
        }
    }
}

/// Why a draft is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The campaign has not opened.
    NotOpen {
        /// When it will.
        opens: Moment,
    },
    /// The campaign is closed, and the grace for queued answers is over.
    Closed {
        /// When it closed.
        closed: Moment,
    },
    /// Something is wrong with the answers; all of it is named.
    Invalid(Vec<Fault>),
}

/// An accepted response. No `Debug`, no serialisation but [`stored`](Self::stored).
#[derive(Clone, PartialEq)]
pub struct Response {
    answers: Box<[Option<Answer>]>,
    texts: Vec<(String, String)>,
}

/// An answer by position: of the item's options, as [`Measure`] lists them.
#[derive(Clone, PartialEq)]
pub(crate) enum Answer {
    /// One option.
    One(u8),
    /// A set of options, a bit each. Never empty.
    Many(u64),
    /// Options, the most preferred first. Never empty.
    Ranked(Box<[u8]>),
    /// A number.
    Number(i64),
}

/// An answer as it is stored under its item's name.
#[derive(Clone, PartialEq)]
pub enum Stored {
    /// Option ids with a space between them, as XLSForm writes a selection.
    Options(String),
    /// A number.
    Number(i64),
}

/// What is stored is not a response to this questionnaire: it was changed in more than words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a stored response does not fit this questionnaire")]
pub struct Unreadable;

/// A questionnaire made ready for accepting, recalling and tallying responses.
pub struct Form<'q> {
    pub(crate) items: Vec<Item<'q>>,
    conditions: Vec<Option<Check>>,
    places: HashMap<String, usize>,
    questionnaire: &'q Questionnaire,
    tabulation: Tabulation,
}

/// A [`Condition`] whose references are positions.
enum Check {
    Chosen(usize, u8),
    Answered(usize),
    Count(usize, Comparison, i64),
    Number(usize, Comparison, i64),
    All(Vec<Check>),
    Any(Vec<Check>),
    Not(Box<Check>),
    /// A reference to nothing: holds of nobody. The definition's checks rule it out.
    Never,
}

impl Check {
    fn holds(&self, answers: &[Option<Answer>]) -> bool {
        match self {
            Check::Chosen(place, option) => match &answers[*place] {
                Some(Answer::One(chosen)) => chosen == option,
                Some(Answer::Many(chosen)) => chosen >> option & 1 == 1,
                Some(Answer::Ranked(_) | Answer::Number(_)) | None => false,
            },
            Check::Answered(place) => answers[*place].is_some(),
            Check::Count(place, is, than) => {
                let count = match &answers[*place] {
                    Some(Answer::Many(chosen)) => i64::from(chosen.count_ones()),
                    Some(Answer::One(_)) => 1,
                    Some(Answer::Ranked(_) | Answer::Number(_)) | None => 0,
                };
                is.holds(count, *than)
            }
            Check::Number(place, is, than) => {
                matches!(&answers[*place], Some(Answer::Number(number)) if is.holds(*number, *than))
            }
            Check::All(parts) => parts.iter().all(|part| part.holds(answers)),
            Check::Any(parts) => parts.iter().any(|part| part.holds(answers)),
            Check::Not(part) => !part.holds(answers),
            Check::Never => false,
        }
    }
}

impl Campaign {
    /// Takes a draft for one of the campaign's audiences, if the campaign is open and the draft without fault.
    ///
    /// # Errors
    /// The one reason why it is not taken, with every fault where it is the answers.
    pub fn accept(&self, audience: &Audience, draft: &Draft, now: Timestamp) -> Result<Response, Refusal> {
        match self.stage(now) {
            Stage::Before => Err(Refusal::NotOpen { opens: self.opens }),
            Stage::Closed => Err(Refusal::Closed { closed: self.closes }),
            Stage::Open | Stage::Grace => Form::of(&audience.questionnaire).accept(draft).map_err(Refusal::Invalid),
        }
    }
}

impl<'q> Form<'q> {
    /// Makes a questionnaire ready.
    pub fn of(questionnaire: &'q Questionnaire) -> Self {
        let items = questionnaire.items();
        let places: HashMap<String, usize> =
            items.iter().enumerate().map(|(place, item)| (item.id.to_string(), place)).collect();
        let tabulation = Tabulation::of(questionnaire, &items);
        let mut form = Form { items, conditions: Vec::new(), places, questionnaire, tabulation };
        form.conditions =
            form.items.iter().map(|item| item.condition().map(|condition| form.resolve(condition))).collect();
        form
    }

    /// The items in the order asked.
    pub fn items(&self) -> &[Item<'q>] {
        &self.items
    }

    /// The questionnaire.
    pub fn questionnaire(&self) -> &'q Questionnaire {
        self.questionnaire
    }

    /// Which tables a final release has beyond one an item.
    pub(crate) fn tabulation(&self) -> &Tabulation {
        &self.tabulation
    }

    /// Accepts a draft, or names every fault in it.
    ///
    /// # Errors
    /// All faults, in the order of the questionnaire; what belongs to no question comes first.
    pub fn accept(&self, draft: &Draft) -> Result<Response, Vec<Fault>> {
        let mut faults = self.unknown(draft);
        let mut response = Response { answers: vec![None; self.items.len()].into(), texts: Vec::new() };
        for place in 0..self.items.len() {
            if self.asked(place, &response) {
                self.take(place, draft, &mut response, &mut faults);
            }
        }
        faults.truncate(MOST_FAULTS);
        if faults.is_empty() { Ok(response) } else { Err(faults) }
    }

    /// The same response without interviewers' notes, which nobody else is asked for. A conversation alone has any.
    pub fn without_notes(&self, response: Response) -> Response {
        let is_note = |field: &str| self.questionnaire.question(field).is_some_and(|question| question.note);
        let texts = response.texts.into_iter().filter(|(field, _)| !is_note(field)).collect();
        Response { texts, ..response }
    }

    /// Whether the item at `place` was asked of whoever gave these answers.
    pub(crate) fn asked(&self, place: usize, response: &Response) -> bool {
        self.conditions[place].as_ref().is_none_or(|check| check.holds(&response.answers))
    }

    /// Reads a response back from its stored answers.
    ///
    /// # Errors
    /// When an item or option is none of this questionnaire's.
    pub fn recall<'s>(&self, stored: impl IntoIterator<Item = (&'s str, &'s Stored)>) -> Result<Response, Unreadable> {
        let mut answers = vec![None; self.items.len()];
        for (id, stored) in stored {
            let place = *self.places.get(id).ok_or(Unreadable)?;
            answers[place] = Some(match (&self.items[place].measure, stored) {
                (Measure::One(choices), Stored::Options(option)) => {
                    Answer::One(position(choices.iter().copied(), option).ok_or(Unreadable)?)
                }
                (Measure::Many(choices), Stored::Options(options)) => {
                    let mut chosen = 0;
                    for option in options.split(' ') {
                        chosen |= 1 << position(choices.iter(), option).ok_or(Unreadable)?;
                    }
                    Answer::Many(chosen)
                }
                (Measure::Ranked(choices, _), Stored::Options(options)) => Answer::Ranked(
                    options
                        .split(' ')
                        .map(|option| position(choices.iter(), option).ok_or(Unreadable))
                        .collect::<Result<_, _>>()?,
                ),
                (Measure::Number(_), Stored::Number(number)) => Answer::Number(*number),
                _ => return Err(Unreadable),
            });
        }
        Ok(Response { answers: answers.into(), texts: Vec::new() })
    }

    /// The answers as they are stored: by item, only where there is one.
    pub fn stored(&self, response: &Response) -> Vec<(String, Stored)> {
        self.items
            .iter()
            .zip(&response.answers)
            .filter_map(|(item, answer)| Some((item.id.to_string(), stored(&item.measure, answer.as_ref()?))))
            .collect()
    }

    /// All that was answered in one canonical form, for the proof that a retry is the same: open texts included, as they
    /// came (not redacted), with newlines and outer blanks made equal. Each part is preceded by its length.
    pub fn canonical(&self, response: &Response) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut part = |text: &str| {
            bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
            bytes.extend_from_slice(text.as_bytes());
        };
        for (id, stored) in self.stored(response) {
            part(&id);
            match stored {
                Stored::Options(options) => part(&options),
                Stored::Number(number) => part(&number.to_string()),
            }
        }
        part("");
        for (field, text) in &response.texts {
            part(field);
            part(text);
        }
        bytes
    }

    /// Faults of what belongs to no question, row or "namely…".
    fn unknown(&self, draft: &Draft) -> Vec<Fault> {
        let fault = |question: &String, row: Option<&String>, namely: Option<&String>| Fault {
            question: question.clone(),
            row: row.cloned(),
            namely: namely.cloned(),
            code: FaultCode::UnknownQuestion,
        };
        let mut faults = Vec::new();
        for (name, value) in &draft.answers {
            match (self.questionnaire.question(name).map(|question| &question.kind), value) {
                (None, _) => faults.push(fault(name, None, None)),
                (Some(Kind::Grid { rows, .. }), Value::Object(given)) => {
                    let known = |row: &String| rows.iter().any(|known| known.id.as_str() == row);
                    faults.extend(given.keys().filter(|row| !known(row)).map(|row| fault(name, Some(row), None)));
                }
                (Some(_), _) => {}
            }
        }
        for (name, options) in &draft.namely {
            let question = self.questionnaire.question(name);
            for option in options.keys() {
                if !question.is_some_and(|question| namely_options(question).any(|known| known.id.as_str() == option)) {
                    faults.push(fault(name, None, Some(option)));
                }
            }
        }
        faults
    }

    /// Takes the answer to one item, and its texts, from the draft into the response.
    fn take(&self, place: usize, draft: &Draft, response: &mut Response, faults: &mut Vec<Fault>) {
        let item = &self.items[place];
        let question = item.question;
        let fault = |code, namely: Option<&str>| Fault {
            question: question.id.to_string(),
            row: item.row.map(|row| row.id.to_string()),
            namely: namely.map(str::to_owned),
            code,
        };
        let given = draft.answers.get(question.id.as_str());
        let given = match (item.row, given) {
            (None, given) => given,
            (Some(row), Some(Value::Object(rows))) => rows.get(row.id.as_str()),
            (Some(_), None | Some(Value::Null)) => None,
            (Some(_), Some(_)) => {
                // Told once for the grid, not again for each row.
                let wrong = Fault { row: None, ..fault(FaultCode::WrongType, None) };
                if !faults.contains(&wrong) {
                    faults.push(wrong);
                }
                return;
            }
        };
        let mut namely: Vec<(&Choice, String)> = Vec::new();
        for choice in namely_options(question) {
            match draft.namely.get(question.id.as_str()).and_then(|options| options.get(choice.id.as_str())) {
                None | Some(Value::Null) => {}
                Some(Value::String(text)) => match normalised(text, NAMELY_CHARACTERS) {
                    Ok(text) if text.is_empty() => {}
                    Ok(text) => namely.push((choice, text)),
                    Err(code) => faults.push(fault(code, Some(choice.id.as_str()))),
                },
                Some(_) => faults.push(fault(FaultCode::WrongType, Some(choice.id.as_str()))),
            }
        }
        let answered = match &item.measure {
            Measure::Text => match text_of(question, given) {
                Ok(Some(text)) => {
                    response.texts.push((question.id.to_string(), text));
                    true
                }
                Ok(None) => false,
                Err(code) => return faults.push(fault(code, None)),
            },
            measure => match answer(question, measure, given, &namely) {
                Ok(answer) => {
                    response.answers[place] = answer;
                    response.answers[place].is_some()
                }
                Err(code) => return faults.push(fault(code, None)),
            },
        };
        if !answered && question.required {
            faults.push(fault(FaultCode::Required, None));
        }
        for (choice, text) in namely {
            let index = match &item.measure {
                Measure::One(choices) => position(choices.iter().copied(), choice.id.as_str()),
                Measure::Many(choices) => position(choices.iter(), choice.id.as_str()),
                Measure::Ranked(..) | Measure::Number(_) | Measure::Text => None,
            };
            if index.is_some_and(|index| Check::Chosen(place, index).holds(&response.answers)) {
                response.texts.push((format!("{}.{}", question.id, choice.id), text));
            } else {
                faults.push(fault(FaultCode::NamelyElsewhere, Some(choice.id.as_str())));
            }
        }
    }

    fn resolve(&self, condition: &Condition) -> Check {
        let place = |item: &ItemId| self.places.get(&item.to_string()).copied();
        match condition {
            Condition::Chosen { item, option } => {
                let Some(place) = place(item) else { return Check::Never };
                let index = match &self.items[place].measure {
                    Measure::One(choices) => position(choices.iter().copied(), option.as_str()),
                    Measure::Many(choices) => position(choices.iter(), option.as_str()),
                    Measure::Ranked(..) | Measure::Number(_) | Measure::Text => None,
                };
                index.map_or(Check::Never, |index| Check::Chosen(place, index))
            }
            Condition::Answered { item } => place(item).map_or(Check::Never, Check::Answered),
            Condition::Count { item, is, than } => {
                place(item).map_or(Check::Never, |place| Check::Count(place, *is, *than))
            }
            Condition::Number { item, is, than } => {
                place(item).map_or(Check::Never, |place| Check::Number(place, *is, *than))
            }
            Condition::All(parts) => Check::All(parts.iter().map(|part| self.resolve(part)).collect()),
            Condition::Any(parts) => Check::Any(parts.iter().map(|part| self.resolve(part)).collect()),
            Condition::Not(part) => Check::Not(Box::new(self.resolve(part))),
        }
    }
}

impl Response {
    /// The open texts, redacted, by field: a question's id, or `question.option` for "namely…".
    pub fn texts(&self) -> impl Iterator<Item = (&str, String)> {
        self.texts.iter().map(|(field, text)| (field.as_str(), redact(text)))
    }

    /// The answer to the item at `place`.
    pub(crate) fn answer(&self, place: usize) -> Option<&Answer> {
        self.answers[place].as_ref()
    }
}

fn namely_options(question: &Question) -> impl Iterator<Item = &Choice> {
    let options: &[Choice] = match &question.kind {
        Kind::Single { options } | Kind::Multiple { options, .. } => options,
        Kind::Scale(_) | Kind::Grid { .. } | Kind::Ranking { .. } | Kind::Number(_) | Kind::Text { .. } => &[],
    };
    options.iter().filter(|choice| choice.namely)
}

fn position<'c>(mut choices: impl Iterator<Item = &'c Choice>, option: &str) -> Option<u8> {
    choices.position(|choice| choice.id.as_str() == option).map(|index| index as u8)
}

/// The answer that was given, `None` where there is none. "Namely…" filled in chooses its option, unless that would
/// contradict what was chosen: who writes means it, and nothing written is lost.
fn answer(
    question: &Question,
    measure: &Measure<'_>,
    given: Option<&Value>,
    namely: &[(&Choice, String)],
) -> Result<Option<Answer>, FaultCode> {
    let given = match given {
        Some(Value::Null) => None,
        Some(Value::String(text)) if text.trim().is_empty() => None,
        given => given,
    };
    match measure {
        Measure::One(choices) => match given {
            None => Ok(namely
                .first()
                .and_then(|(choice, _)| position(choices.iter().copied(), choice.id.as_str()))
                .map(Answer::One)),
            Some(Value::String(option)) => position(choices.iter().copied(), option)
                .map(|index| Some(Answer::One(index)))
                .ok_or(FaultCode::UnknownOption),
            Some(_) => Err(FaultCode::WrongType),
        },
        Measure::Many(choices) => {
            let mut chosen: u64 = 0;
            for index in positions(choices, given)? {
                if chosen >> index & 1 == 1 {
                    return Err(FaultCode::Repeated);
                }
                chosen |= 1 << index;
            }
            for (choice, _) in namely {
                let index =
                    position(choices.iter(), choice.id.as_str()).expect("a namely option is one of its options");
                chosen |= 1 << index;
            }
            let exclusive = choices.iter().enumerate().any(|(at, choice)| choice.exclusive && chosen >> at & 1 == 1);
            if exclusive && chosen.count_ones() > 1 {
                return Err(FaultCode::Exclusive);
            }
            match &question.kind {
                Kind::Multiple { at_most: Some(most), .. } if chosen.count_ones() > *most => {
                    Err(FaultCode::TooMany { most: *most })
                }
                _ => Ok((chosen != 0).then_some(Answer::Many(chosen))),
            }
        }
        Measure::Ranked(choices, top) => {
            let ranked = positions(choices, given)?;
            if (1..ranked.len()).any(|at| ranked[..at].contains(&ranked[at])) {
                return Err(FaultCode::Repeated);
            }
            if ranked.len() > *top as usize {
                return Err(FaultCode::TooMany { most: *top });
            }
            Ok((!ranked.is_empty()).then(|| Answer::Ranked(ranked.into())))
        }
        Measure::Number(range) => {
            let number = match given {
                None => return Ok(None),
                Some(Value::Number(number)) => number.as_i64(),
                Some(Value::String(text)) => text.trim().chars().map(western).collect::<String>().parse().ok(),
                Some(_) => return Err(FaultCode::WrongType),
            };
            let number = number.ok_or(FaultCode::NotANumber)?;
            if (range.least..=range.most).contains(&number) {
                Ok(Some(Answer::Number(number)))
            } else {
                Err(FaultCode::OutOfBounds { least: range.least, most: range.most })
            }
        }
        Measure::Text => Ok(None),
    }
}

/// The western digit for an Arabic or Persian one (٢, ۲), as a phone in these languages types it; any other sign as it is.
fn western(sign: char) -> char {
    let digit = match sign {
        '\u{660}'..='\u{669}' => u32::from(sign) - 0x660,
        '\u{6f0}'..='\u{6f9}' => u32::from(sign) - 0x6f0,
        _ => return sign,
    };
    char::from_digit(digit, 10).unwrap_or(sign)
}

/// The positions of a list of options.
fn positions(choices: &[Choice], given: Option<&Value>) -> Result<Vec<u8>, FaultCode> {
    match given {
        None => Ok(Vec::new()),
        Some(Value::Array(options)) => options
            .iter()
            .map(|option| match option {
                Value::String(option) => position(choices.iter(), option).ok_or(FaultCode::UnknownOption),
                _ => Err(FaultCode::WrongType),
            })
            .collect(),
        Some(_) => Err(FaultCode::WrongType),
    }
}

fn text_of(question: &Question, given: Option<&Value>) -> Result<Option<String>, FaultCode> {
    let Kind::Text { at_most, .. } = &question.kind else { return Ok(None) };
    match given {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => {
            let text = normalised(text, *at_most)?;
            Ok((!text.is_empty()).then_some(text))
        }
        Some(_) => Err(FaultCode::WrongType),
    }
}

/// A text with newlines as `\n`, without other control characters and outer blanks.
fn normalised(text: &str, most: u32) -> Result<String, FaultCode> {
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .map(|character| if character == '\r' { '\n' } else { character })
        .filter(|character| *character == '\n' || !character.is_control())
        .collect();
    let text = text.trim();
    if text.chars().count() > most as usize { Err(FaultCode::TooLong { most }) } else { Ok(text.to_owned()) }
}

fn stored(measure: &Measure<'_>, answer: &Answer) -> Stored {
    let id = |index: usize| match measure {
        Measure::One(choices) => choices[index].id.as_str(),
        Measure::Many(choices) | Measure::Ranked(choices, _) => choices[index].id.as_str(),
        Measure::Number(_) | Measure::Text => unreachable!("a number or text has no options"),
    };
    match answer {
        Answer::One(index) => Stored::Options(id(usize::from(*index)).to_owned()),
        Answer::Many(chosen) => {
            let chosen = (0..64).filter(|index| chosen >> index & 1 == 1).map(id);
            Stored::Options(chosen.collect::<Vec<_>>().join(" "))
        }
        Answer::Ranked(order) => {
            Stored::Options(order.iter().map(|index| id(usize::from(*index))).collect::<Vec<_>>().join(" "))
        }
        Answer::Number(number) => Stored::Number(*number),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::testing::{campaign, draft, plausible_answers, questionnaire, users};

    #[test]
    fn notes_are_left_out_for_whoever_is_no_interviewer() {
        let mut questionnaire = questionnaire();
        let wish = questionnaire.parts.iter_mut().find_map(|part| match part {
            crate::questionnaire::Part::Question(question) if question.id.as_str() == "wish" => Some(question),
            _ => None,
        });
        let wish = wish.unwrap();
        wish.condition = None;
        wish.note = true;
        let form = Form::of(&questionnaire);
        let answers = json!({"who": "self", "wish": "Praat zacht."});
        let Ok(response) = form.accept(&draft(answers)) else { panic!("accepted") };
        assert_eq!(response.texts().collect::<Vec<_>>(), [("wish", "Praat zacht.".to_owned())]);
        let left = form.without_notes(response.clone());
        assert_eq!(left.texts().count(), 0);
        assert!(form.stored(&left) == form.stored(&response), "answers stay");
        assert_ne!(form.canonical(&left), form.canonical(&response));
    }

    fn faults(answers: Value) -> Vec<(String, FaultCode)> {
        let questionnaire = questionnaire();
        match Form::of(&questionnaire).accept(&draft(answers)) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.into_iter().map(|fault| (fault.pointer(), fault.code)).collect(),
        }
    }

    fn stored_of(answers: Value) -> Vec<(String, String)> {
        let questionnaire = questionnaire();
        let form = Form::of(&questionnaire);
        let Ok(response) = form.accept(&draft(answers)) else { panic!("accepted") };
        form.stored(&response)
            .into_iter()
            .map(|(id, stored)| match stored {
                Stored::Options(options) => (id, options),
                Stored::Number(number) => (id, number.to_string()),
            })
            .collect()
    }

    #[test]
    fn digits_may_be_those_of_an_arabic_or_persian_keyboard() {
        for typed in ["25", " 25 ", "٢٥", "۲۵", "٢5"] {
            let stored = stored_of(json!({ "who": "self", "places": typed }));
            assert!(stored.contains(&("places".into(), "25".into())), "{typed}: {stored:?}");
        }
    }

    #[test]
    fn each_broken_rule_is_named_where_it_is_broken() {
        for (answers, pointer, code) in [
            (json!({}), "/answers/who", FaultCode::Required),
            (json!({ "who": "" }), "/answers/who", FaultCode::Required),
            (json!({ "who": "nobody" }), "/answers/who", FaultCode::UnknownOption),
            (json!({ "who": ["self"] }), "/answers/who", FaultCode::WrongType),
            (json!({ "who": "self", "what/ever~": 1 }), "/answers/what~1ever~0", FaultCode::UnknownQuestion),
            (json!({ "who": "self", "day": ["home", "none"] }), "/answers/day", FaultCode::Exclusive),
            (json!({ "who": "self", "day": ["home", "home"] }), "/answers/day", FaultCode::Repeated),
            (
                json!({ "who": "self", "day": ["home", "work", "club", "other"] }),
                "/answers/day",
                FaultCode::TooMany { most: 3 },
            ),
            (json!({ "who": "self", "day": "home" }), "/answers/day", FaultCode::WrongType),
            (json!({ "who": "self", "day": [1] }), "/answers/day", FaultCode::WrongType),
            (json!({ "who": "self", "judge": { "roof": "bad" } }), "/answers/judge/roof", FaultCode::UnknownQuestion),
            (json!({ "who": "self", "judge": { "house": "ugly" } }), "/answers/judge/house", FaultCode::UnknownOption),
            (json!({ "who": "self", "judge": "bad" }), "/answers/judge", FaultCode::WrongType),
            (
                json!({ "who": "self", "day": ["home", "work"], "prefer": ["a", "a"] }),
                "/answers/prefer",
                FaultCode::Repeated,
            ),
            (
                json!({ "who": "self", "day": ["home", "work"], "prefer": ["a", "b", "c", "d"] }),
                "/answers/prefer",
                FaultCode::TooMany { most: 3 },
            ),
            (json!({ "who": "self", "places": 2.5 }), "/answers/places", FaultCode::NotANumber),
            (json!({ "who": "self", "places": "veel" }), "/answers/places", FaultCode::NotANumber),
            (
                json!({ "who": "self", "places": 501 }),
                "/answers/places",
                FaultCode::OutOfBounds { least: 0, most: 500 },
            ),
            (json!({ "who": "self", "wish": "x".repeat(51) }), "/answers/wish", FaultCode::TooLong { most: 50 }),
            (json!({ "who": "carer", "places": 6 }), "/answers/relief", FaultCode::Required),
        ] {
            assert_eq!(faults(answers.clone()), [(pointer.to_owned(), code)], "{answers}");
        }
    }

    #[test]
    fn all_faults_come_at_once() {
        let found = faults(json!({ "who": "x", "day": ["none", "home"], "places": -1, "nonsense": true }));
        let pointers: Vec<_> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(pointers, ["/answers/nonsense", "/answers/who", "/answers/day", "/answers/places"]);
    }

    #[test]
    fn what_was_not_asked_is_dropped() {
        let stored = stored_of(json!({
            "who": "self", "day": ["work"], "content": "bad", "prefer": ["a"], "relief": "yes", "judge": { "house": "bad" }, "places": 9
        }));
        let ids: Vec<_> = stored.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["who", "day", "judge.house"]);
    }

    #[test]
    fn sets_are_stored_in_the_order_of_the_questionnaire_and_rankings_in_their_own() {
        let stored =
            stored_of(json!({ "who": "self", "day": ["club", "home"], "prefer": ["d", "a"], "places": " 12 " }));
        let all: Vec<_> = stored.iter().map(|(id, value)| format!("{id}: {value}")).collect();
        assert_eq!(all, ["who: self", "day: home club", "prefer: d a", "places: 12"]);
    }

    #[test]
    fn namely_chooses_its_option_unless_another_was_chosen() {
        let questionnaire = questionnaire();
        let form = Form::of(&questionnaire);
        let with = |answers: Value| Draft {
            namely: BTreeMap::from([(
                "who".to_owned(),
                BTreeMap::from([("other".to_owned(), json!(" mijn\r\nbuur "))]),
            )]),
            ..draft(answers)
        };
        let Ok(response) = form.accept(&with(json!({}))) else { panic!("accepted") };
        assert_eq!(response.texts().collect::<Vec<_>>(), [("who.other", "mijn\nbuur".to_owned())]);
        let Err(faults) = form.accept(&with(json!({ "who": "self" }))) else { panic!("refused") };
        assert_eq!((faults[0].pointer().as_str(), faults[0].code), ("/namely/who/other", FaultCode::NamelyElsewhere));
    }

    #[test]
    fn open_text_is_redacted_when_it_leaves() {
        let questionnaire = questionnaire();
        let Ok(response) = Form::of(&questionnaire).accept(&draft(json!({ "who": "self", "wish": "bel 0527-123456" })))
        else {
            panic!("accepted")
        };
        assert_eq!(response.texts().collect::<Vec<_>>(), [("wish", "bel [telefoon]".to_owned())]);
    }

    #[test]
    fn the_clock_decides_before_the_answers_do() {
        let campaign = campaign();
        let accept = |second| campaign.accept(users(&campaign), &draft(json!({})), Timestamp(second)).err();
        assert!(matches!(accept(999_999), Some(Refusal::NotOpen { .. })));
        assert!(matches!(accept(1_000_000), Some(Refusal::Invalid(_))));
        assert!(matches!(accept(2_003_599), Some(Refusal::Invalid(_))));
        assert!(matches!(accept(2_003_600), Some(Refusal::Closed { .. })));
    }

    #[test]
    fn a_body_that_is_no_draft_is_told_apart_from_one_that_is_no_json() {
        for (body, error) in [
            ("", NotADraft::NotJson),
            ("{", NotADraft::NotJson),
            ("[]", NotADraft::WrongShape),
            ("{}", NotADraft::WrongShape),
            (r#"{"answers": 1}"#, NotADraft::WrongShape),
            (r#"{"answers": {}, "namely": {"who": "x"}}"#, NotADraft::WrongShape),
            (r#"{"answers": {}, "email": "x"}"#, NotADraft::WrongShape),
        ] {
            assert_eq!(Draft::from_json(body.as_bytes()).err(), Some(error), "{body}");
        }
        assert!(Draft::from_json(br#"{"answers": {"who": "self"}}"#).is_ok());
    }

    fn arbitrary_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,20}".prop_map(Value::from),
            prop::sample::select(&["self", "home", "none", "other", "bad", "a", "12", "house"][..])
                .prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map("house|street|[a-z]{1,4}", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    type Parts = (BTreeMap<String, Value>, BTreeMap<String, BTreeMap<String, Value>>);

    fn arbitrary_parts() -> impl Strategy<Value = Parts> {
        let name = || "who|day|content|judge|prefer|places|relief|wish|.{0,8}";
        (
            prop::collection::btree_map(name(), arbitrary_value(), 0..10),
            prop::collection::btree_map(
                name(),
                prop::collection::btree_map("other|.{0,4}", arbitrary_value(), 0..3),
                0..3,
            ),
        )
    }

    proptest! {
        #[test]
        fn accepting_is_total((answers, namely) in arbitrary_parts()) {
            let questionnaire = questionnaire();
            let form = Form::of(&questionnaire);
            match form.accept(&Draft { answers: answers.into_iter().collect(), namely }) {
                Ok(response) => prop_assert!(form.stored(&response).len() <= form.items().len()),
                Err(faults) => prop_assert!(!faults.is_empty()),
            }
        }

        #[test]
        fn what_is_stored_is_recalled(answers in plausible_answers()) {
            let questionnaire = questionnaire();
            let form = Form::of(&questionnaire);
            let Ok(response) = form.accept(&Draft { answers, ..Draft::default() }) else { panic!("accepted") };
            let stored = form.stored(&response);
            let Ok(recalled) = form.recall(stored.iter().map(|(id, stored)| (id.as_str(), stored))) else { panic!("recalled") };
            prop_assert!(form.stored(&recalled) == stored);
        }

        #[test]
        fn the_same_answers_have_the_same_canonical_form_and_others_another(
            one in plausible_answers(), other in plausible_answers()
        ) {
            let questionnaire = questionnaire();
            let form = Form::of(&questionnaire);
            let canonical = |answers: &Map<String, Value>| {
                let Ok(response) = form.accept(&Draft { answers: answers.clone(), ..Draft::default() }) else { panic!("accepted") };
                (form.stored(&response), response.texts.clone(), form.canonical(&response))
            };
            let (one, other) = (canonical(&one), canonical(&other));
            prop_assert_eq!(one.0 == other.0 && one.1 == other.1, one.2 == other.2);
        }
    }
}
