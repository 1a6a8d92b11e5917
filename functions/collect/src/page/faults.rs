//! Faults in words: what to do, at which question, with the same words in the summary and at the field.

use survey::questionnaire::{Choice, Kind, Question, Questionnaire};
use survey::response::{Fault, FaultCode};

use super::View;

/// A fault as it is shown.
pub(crate) struct Shown {
    /// The id of the field to go to; `None` where the fault is at no field of this page.
    pub(crate) field: Option<String>,
    /// What to do.
    pub(crate) message: String,
    /// The place, to find the field's own message by.
    pub(crate) place: Place,
}

/// Where a fault lies: a question, its row, the option of its "namely…".
#[derive(PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) question: String,
    pub(crate) row: Option<String>,
    pub(crate) namely: Option<String>,
}

impl Shown {
    /// The faults in words, those that say the same once.
    pub(crate) fn all(view: View<'_>, questionnaire: &Questionnaire, faults: &[Fault]) -> Vec<Shown> {
        let mut all: Vec<Shown> = Vec::new();
        for fault in faults {
            let shown = Shown::of(view, questionnaire, fault);
            if !all.iter().any(|earlier| earlier.message == shown.message && earlier.field == shown.field) {
                all.push(shown);
            }
        }
        all
    }

    fn of(view: View<'_>, questionnaire: &Questionnaire, fault: &Fault) -> Shown {
        let place = Place { question: fault.question.clone(), row: fault.row.clone(), namely: fault.namely.clone() };
        match questionnaire.question(&fault.question) {
            Some(question) if fault.code != FaultCode::UnknownQuestion => {
                let number = number(questionnaire, question);
                Shown { field: field(question, fault), message: message(view, number, question, fault), place }
            }
            _ => Shown { field: None, message: view.words.changed().to_owned(), place },
        }
    }
}

/// The question's place among all that are asked, from 1. An interviewer's note has none.
pub(super) fn number(questionnaire: &Questionnaire, question: &Question) -> Option<usize> {
    questionnaire.questions_for_respondents().position(|other| other.id == question.id).map(|at| at + 1)
}

/// What to do about a fault at question `number`, or at an interviewer's note.
pub(super) fn message(view: View<'_>, number: Option<usize>, question: &Question, fault: &Fault) -> String {
    let words = view.words;
    let label = |choice: &Choice| words.quoted(choice.label.get(view.asked));
    let text = question.text.get(view.asked);
    let mut at = number.map_or_else(|| words.quoted(text), |number| words.at(number, text));
    if let (Kind::Grid { rows, .. }, Some(id)) = (&question.kind, &fault.row)
        && let Some(row) = rows.iter().find(|row| row.id.as_str() == id)
    {
        at = words.at_row(&at, row.label.get(view.asked));
    }
    let at = at.as_str();
    let options = options(question);
    match fault.code {
        FaultCode::Required => match &question.kind {
            Kind::Number(_) => words.give_number(at),
            Kind::Text { .. } => words.write(at),
            Kind::Single { .. } | Kind::Multiple { .. } | Kind::Scale(_) | Kind::Grid { .. } | Kind::Ranking { .. } => {
                words.choose(at)
            }
        },
        FaultCode::UnknownQuestion => words.changed().to_owned(),
        FaultCode::UnknownOption => words.unknown_option(at),
        FaultCode::Repeated => words.repeated(at),
        FaultCode::Exclusive => {
            let exclusive = options.iter().find(|choice| choice.exclusive).map(label).unwrap_or_default();
            words.exclusive(&exclusive, at)
        }
        FaultCode::TooMany { most } => words.too_many(most, at),
        FaultCode::TooLong { most } => words.too_long(most, at),
        FaultCode::NotANumber => words.not_a_number(at),
        FaultCode::OutOfBounds { least, most } => words.out_of_bounds(least, most, at),
        FaultCode::WrongType => words.wrong_type(at),
        FaultCode::NamelyElsewhere => {
            let meant = options.iter().find(|choice| Some(choice.id.as_str()) == fault.namely.as_deref());
            words.namely_elsewhere(&meant.map(label).unwrap_or_default(), at)
        }
    }
}

/// The id of the first field of what the fault is about.
fn field(question: &Question, fault: &Fault) -> Option<String> {
    let id = &question.id;
    if let Some(option) = &fault.namely {
        return Some(format!("n.{id}.{option}"));
    }
    Some(match &question.kind {
        Kind::Single { options } | Kind::Multiple { options, .. } => format!("q.{id}.{}", options.first()?.id),
        Kind::Scale(scale) => format!("q.{id}.{}", scale.points.first()?.id),
        Kind::Grid { rows, scale } => {
            let row = fault.row.as_deref().or(rows.first().map(|row| row.id.as_str()))?;
            format!("q.{id}.{row}.{}", scale.points.first()?.id)
        }
        Kind::Ranking { .. } => format!("q.{id}.1"),
        Kind::Number(_) | Kind::Text { .. } => format!("q.{id}"),
    })
}

fn options(question: &Question) -> &[Choice] {
    match &question.kind {
        Kind::Single { options } | Kind::Multiple { options, .. } | Kind::Ranking { options, .. } => options,
        Kind::Scale(_) | Kind::Grid { .. } | Kind::Number(_) | Kind::Text { .. } => &[],
    }
}
