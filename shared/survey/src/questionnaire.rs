//! Questionnaires: what is asked, in which order and under which conditions.
//!
//! These are the compiled, checked structures; definitions are read by `definition`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::condition::{Condition, EVERYONE};
use crate::id::{InvalidId, OptionId, QuestionId, ThemeId};
use crate::language::Text;

/// The most options one question may have. A multiple choice is tallied as a set of 64 bits.
pub const MOST_OPTIONS: usize = 60;
/// The most characters "namely…" takes.
pub const NAMELY_CHARACTERS: u32 = 200;

/// One audience's questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// What the page is called, such as "Wat wilt u overdag doen?".
    pub title: Text,
    /// What it is about and why it is asked, before the first question.
    pub intro: Text,
    /// What is said after sending.
    pub thanks: Text,
    /// Sections, statements and questions in the order asked.
    pub parts: Vec<Part>,
    /// Recodings of a question, declared before opening.
    pub derived: Vec<Derived>,
    /// Question-by-question tables, declared before opening.
    pub crossings: Vec<Crossing>,
}

/// What stands on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Begins a section; it lasts until the next.
    Section(Section),
    /// A text to read.
    Statement(Statement),
    /// Something to answer.
    Question(Question),
}

/// A heading over the questions that follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The heading.
    pub title: Text,
    /// Why the questions below it are asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Text>,
    /// What an interviewer is told about it; respondents never read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<Text>,
}

/// A text between questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The text.
    pub text: Text,
    /// What an interviewer is told about it; respondents never read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<Text>,
    /// When it is shown; always if absent. A section's condition is already part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its name in answers and tables.
    pub id: QuestionId,
    /// What is asked.
    pub text: Text,
    /// Help or an example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// What an interviewer is to ask on, or to watch; respondents never read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<Text>,
    /// Whether it is an interviewer's own note: open text of which respondents see nothing. It stands in the conversation
    /// form alone, and is taken with an interviewer's code alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub note: bool,
    /// Whether an answer is needed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// Whether results may be broken down by it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub background: bool,
    /// When it is asked; always if absent. A section's condition is already part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// How it is answered.
    pub kind: Kind,
}

impl Question {
    /// How many options may be chosen, where a multiple choice limits that.
    pub fn at_most(&self) -> Option<u32> {
        match &self.kind {
            Kind::Multiple { at_most, .. } => *at_most,
            _ => None,
        }
    }
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One of the options.
    Single {
        /// What can be chosen.
        options: Vec<Choice>,
    },
    /// Any of the options; an exclusive one excludes the others.
    Multiple {
        /// What can be chosen.
        options: Vec<Choice>,
        /// How many at most; all if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_most: Option<u32>,
    },
    /// One point of a scale.
    Scale(Scale),
    /// A point of the same scale for each row. Each row is an item of its own.
    Grid {
        /// What is judged.
        rows: Vec<Row>,
        /// The scale for every row.
        scale: Scale,
    },
    /// The options in order of preference, the most preferred first.
    Ranking {
        /// What is ranked.
        options: Vec<Choice>,
        /// How many may be ranked; tables count who put an option among these.
        top: u32,
    },
    /// A whole number.
    Number(NumberRange),
    /// Open text. Never tallied; kept apart, redacted.
    Text {
        /// Several lines, or one.
        long: bool,
        /// How many characters at most.
        at_most: u32,
    },
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its name in answers and tables.
    pub id: OptionId,
    /// What it says.
    pub label: Text,
    /// A picture beside it, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// The theme it stands for, so that need and offer can be laid side by side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeId>,
    /// The step of the Participatieladder it stands for, 1 to 6.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u8>,
    /// Whether choosing it excludes all others ("none of these").
    #[serde(default, skip_serializing_if = "is_false")]
    pub exclusive: bool,
    /// Whether it asks "namely…".
    #[serde(default, skip_serializing_if = "is_false")]
    pub namely: bool,
}

/// A scale of 2 to 7 points, from low to high as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// The points; each has a label, a picture, or both.
    pub points: Vec<Choice>,
    /// "I don't know", beside the scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dont_know: Option<Choice>,
}

impl Scale {
    /// The points, then "I don't know".
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.points.iter().chain(&self.dont_know)
    }
}

/// A row of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its name; with the question's it names the item `question.row`.
    pub id: QuestionId,
    /// What is judged.
    pub label: Text,
    /// The theme it stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeId>,
}

/// Bounds, unit and bands of a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberRange {
    /// The least that is accepted.
    pub least: i64,
    /// The most that is accepted.
    pub most: i64,
    /// What is counted, such as "plaatsen".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text>,
    /// The bands that tables count: they follow on one another and cover all that is accepted.
    pub bands: Vec<Band>,
}

/// A band of numbers, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Its name in tables.
    pub id: OptionId,
    /// What it says, such as "10 tot 25".
    pub label: Text,
    /// The least number in it.
    pub from: i64,
    /// The most number in it.
    pub to: i64,
}

/// A recoding of a question, such as the themes into the six goals of the Participatiewiel. Groups are disjoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derived {
    /// Its name in tables.
    pub id: QuestionId,
    /// What it says.
    pub title: Text,
    /// The question it recodes: a single or multiple choice or a scale.
    pub of: ItemId,
    /// Its values.
    pub groups: Vec<Group>,
}

/// A value of a derived variable: a union of options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its name in tables.
    pub id: OptionId,
    /// What it says.
    pub label: Text,
    /// The options it takes together.
    pub options: Vec<OptionId>,
}

/// A question-by-question table, such as the present step against the wished-for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crossing {
    /// Its name among the tables.
    pub id: QuestionId,
    /// What it says.
    pub title: Text,
    /// The question down the side.
    pub rows: ItemId,
    /// The question along the top.
    pub columns: ItemId,
}

/// Something that is tallied or stored by itself: a question (`day`), or a row of a grid (`content.home`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemId {
    /// The question.
    pub question: QuestionId,
    /// The row, where the question is a grid.
    pub row: Option<QuestionId>,
}

impl From<QuestionId> for ItemId {
    fn from(question: QuestionId) -> Self {
        ItemId { question, row: None }
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.row {
            Some(row) => write!(out, "{}.{row}", self.question),
            None => write!(out, "{}", self.question),
        }
    }
}

impl FromStr for ItemId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        match text.split_once('.') {
            Some((question, row)) => Ok(ItemId { question: question.parse()?, row: Some(row.parse()?) }),
            None => Ok(text.parse::<QuestionId>()?.into()),
        }
    }
}

impl TryFrom<String> for ItemId {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        text.parse()
    }
}

impl From<ItemId> for String {
    fn from(item: ItemId) -> String {
        item.to_string()
    }
}

/// An item with all that is needed to accept, store and tally its answer.
#[derive(Debug, Clone)]
pub struct Item<'q> {
    /// Its name.
    pub id: ItemId,
    /// The question it belongs to.
    pub question: &'q Question,
    /// The row, where the question is a grid.
    pub row: Option<&'q Row>,
    /// The shape of its answer.
    pub measure: Measure<'q>,
}

/// The shape of an item's answer.
#[derive(Debug, Clone)]
pub enum Measure<'q> {
    /// One of these.
    One(Vec<&'q Choice>),
    /// A set of these.
    Many(&'q [Choice]),
    /// These in order, as far as `top`.
    Ranked(&'q [Choice], u32),
    /// A number.
    Number(&'q NumberRange),
    /// Open text, which no table counts.
    Text,
}

impl Item<'_> {
    /// When it is asked; always if absent.
    pub fn condition(&self) -> Option<&Condition> {
        self.question.condition.as_ref()
    }

    /// The canonical name of the item's base: whom it was asked of.
    pub fn base_name(&self) -> String {
        self.condition().map_or_else(|| EVERYONE.to_owned(), Condition::name)
    }
}

impl Questionnaire {
    /// The questions in the order asked.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.parts.iter().filter_map(|part| match part {
            Part::Question(question) => Some(question),
            Part::Section(_) | Part::Statement(_) => None,
        })
    }

    /// The questions that respondents see: all but an interviewer's notes.
    pub fn questions_for_respondents(&self) -> impl Iterator<Item = &Question> {
        self.questions().filter(|question| !question.note)
    }

    /// The question of that name.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id.as_str() == id)
    }

    /// The items in the order asked: a question each, a row each where the question is a grid.
    pub fn items(&self) -> Vec<Item<'_>> {
        let mut items = Vec::new();
        for question in self.questions() {
            let whole = |measure| Item { id: question.id.clone().into(), question, row: None, measure };
            match &question.kind {
                Kind::Single { options } => items.push(whole(Measure::One(options.iter().collect()))),
                Kind::Multiple { options, .. } => items.push(whole(Measure::Many(options))),
                Kind::Scale(scale) => items.push(whole(Measure::One(scale.choices().collect()))),
                Kind::Grid { rows, scale } => items.extend(rows.iter().map(|row| Item {
                    id: ItemId { question: question.id.clone(), row: Some(row.id.clone()) },
                    question,
                    row: Some(row),
                    measure: Measure::One(scale.choices().collect()),
                })),
                Kind::Ranking { options, top } => items.push(whole(Measure::Ranked(options, *top))),
                Kind::Number(range) => items.push(whole(Measure::Number(range))),
                Kind::Text { .. } => items.push(whole(Measure::Text)),
            }
        }
        items
    }

    /// What the stored answers mean, without any wording: a hash over ids, kinds, bounds, conditions and tables.
    ///
    /// Two questionnaires with the same fingerprint differ in words alone, and in interviewers' notes, which no table
    /// counts. So a page rendered before the wording changed may still be sent. 16 hexadecimal digits (64 bits of SHA-256).
    pub fn fingerprint(&self) -> String {
        use std::fmt::Write;
        let mut lines = String::new();
        let mut line = |text: fmt::Arguments<'_>| writeln!(lines, "{text}").expect("a String takes all");
        let names = |choices: &mut dyn Iterator<Item = &Choice>| {
            choices
                .map(|choice| {
                    let theme = choice.theme.as_ref().map_or("", ThemeId::as_str);
                    let step = choice.step.map_or(String::new(), |step| step.to_string());
                    format!("{}/{theme}/{step}/{}{}", choice.id, choice.exclusive, choice.namely)
                })
                .collect::<Vec<_>>()
                .join(" ")
        };
        for item in self.items().into_iter().filter(|item| !item.question.note) {
            let question = item.question;
            line(format_args!("item {} {} {} {}", item.id, question.required, question.background, item.base_name()));
            match &item.measure {
                Measure::One(choices) => line(format_args!("one {}", names(&mut choices.iter().copied()))),
                Measure::Many(choices) => line(format_args!("many {}", names(&mut choices.iter()))),
                Measure::Ranked(choices, top) => line(format_args!("top {top} {}", names(&mut choices.iter()))),
                Measure::Number(range) => {
                    line(format_args!("number {} {}", range.least, range.most));
                    for band in &range.bands {
                        line(format_args!("band {} {} {}", band.id, band.from, band.to));
                    }
                }
                Measure::Text => line(format_args!("text")),
            }
        }
        for derived in &self.derived {
            line(format_args!("derived {} {}", derived.id, derived.of));
            for group in &derived.groups {
                line(format_args!("group {} {:?}", group.id, group.options));
            }
        }
        for crossing in &self.crossings {
            line(format_args!("crossing {} {} {}", crossing.id, crossing.rows, crossing.columns));
        }
        crate::keys::fingerprint(&lines)
    }
}

fn is_false(value: &bool) -> bool {
    !value
}
