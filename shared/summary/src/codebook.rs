//! The codebook: what the names in the tables stand for, what was asked of whom, and what is counted of it.
//!
//! Made from the questionnaire that travels with the function, so it holds no figure.

use std::borrow::Cow;
use std::fmt::Write;

use serde::Serialize;
use survey::campaign::{Audience, Campaign};
use survey::condition::{Comparison, Condition};
use survey::language::{Language, Text};
use survey::questionnaire::{Choice, Item, ItemId, Kind, Measure, Part};

use crate::ThemeName;
use crate::words::Words;

/// The names of the columns of a codebook in rows, for programs. Spreadsheets get them in the reader's language.
pub const COLUMNS: [&str; 25] = [
    "part",
    "question_id",
    "section",
    "question",
    "row",
    "kind",
    "required",
    "background",
    "condition",
    "asked_of",
    "value",
    "label",
    "theme_id",
    "theme",
    "step",
    "from",
    "to",
    "unit",
    "at_most",
    "exclusive",
    "namely",
    "of",
    "by",
    "contains",
    "hint",
];

/// A value in a row of a codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'v> {
    /// Does not apply.
    Nothing,
    /// A text.
    Text(Cow<'v, str>),
    /// A number.
    Number(i64),
    /// Whether it is so.
    Yes(bool),
    /// What the row is.
    Part(crate::csv::Kind),
    /// How a question is answered.
    Kind(AskedKind),
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Value::Text(text.into())
    }
}

impl<'v> From<Option<&'v str>> for Value<'v> {
    fn from(text: Option<&'v str>) -> Self {
        text.map_or(Value::Nothing, Value::from)
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Value::Nothing, Value::Number)
    }
}

/// What the names in the tables stand for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Codebook<'a> {
    /// The questions, and the rows of grids, in the order asked.
    pub items: Vec<CodebookItem<'a>>,
    /// Answers that are taken together.
    pub derived: Vec<CodebookDerived<'a>>,
    /// Tables of one question by another.
    pub crossings: Vec<CodebookCrossing<'a>>,
}

/// A question, or a row of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodebookItem<'a> {
    /// The question's id; for a row of a grid `question.row`.
    #[cfg_attr(feature = "openapi", schema(example = "day"))]
    pub item: String,
    /// The heading under which it is asked.
    pub section: Option<&'a str>,
    /// What is asked.
    pub question: &'a str,
    /// What is judged, where the question is a grid.
    pub row: Option<&'a str>,
    /// Help or an example beside the question.
    pub hint: Option<&'a str>,
    /// How it is answered.
    pub kind: AskedKind,
    /// Whether an answer is needed.
    pub required: bool,
    /// Whether there are breakdowns by it.
    pub background: bool,
    /// Of whom it is asked, as a condition in canonical form (`who=self`); null for everyone.
    pub condition: Option<String>,
    /// The same in words.
    pub asked_of: String,
    /// The theme that the row stands for.
    pub theme: Option<ThemeName<'a>>,
    /// How many options may be chosen, or are ranked and counted; null where there is no limit, or none applies.
    pub at_most: Option<u32>,
    /// The least number that is accepted.
    pub least: Option<i64>,
    /// The most that is accepted.
    pub most: Option<i64>,
    /// What is counted, where the answer is a number.
    pub unit: Option<&'a str>,
    /// The answers that tables count, besides "no answer". Open text has none.
    pub answers: Vec<CodebookAnswer<'a>>,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AskedKind {
    /// One of the options.
    Single,
    /// Any of the options.
    Multiple,
    /// A point of a scale, from low to high.
    Scale,
    /// A point of a scale for each row.
    Grid,
    /// Options in order; counts say how many put it among the first few.
    Ranking,
    /// A number, counted in bands.
    Number,
    /// Open text, which no table counts.
    Text,
}

impl AskedKind {
    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            AskedKind::Single => "single",
            AskedKind::Multiple => "multiple",
            AskedKind::Scale => "scale",
            AskedKind::Grid => "grid",
            AskedKind::Ranking => "ranking",
            AskedKind::Number => "number",
            AskedKind::Text => "text",
        }
    }
}

/// An answer, or a band of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodebookAnswer<'a> {
    /// Its id in tables.
    #[cfg_attr(feature = "openapi", schema(example = "meet"))]
    pub value: &'a str,
    /// What it says.
    pub label: &'a str,
    /// The theme that it stands for.
    pub theme: Option<ThemeName<'a>>,
    /// The step of the Participatieladder that it stands for, 1 to 6.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 6))]
    pub step: Option<u8>,
    /// Of a band: the least number in it.
    pub from: Option<i64>,
    /// Of a band: the most.
    pub to: Option<i64>,
    /// Whether choosing it excludes all others.
    pub exclusive: bool,
    /// Whether it asks "namely…". What is written there is open text.
    pub namely: bool,
}

/// Answers to one question that are taken together in groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodebookDerived<'a> {
    /// Its id in tables.
    #[cfg_attr(feature = "openapi", schema(example = "goals"))]
    pub item: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// The item whose answers are taken together.
    #[cfg_attr(feature = "openapi", schema(example = "matters"))]
    pub recodes: String,
    /// The groups.
    pub groups: Vec<CodebookGroup<'a>>,
}

/// A group of answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodebookGroup<'a> {
    /// Its id in tables.
    #[cfg_attr(feature = "openapi", schema(example = "social"))]
    pub value: &'a str,
    /// What it says.
    pub label: &'a str,
    /// The answers in it.
    pub answers: Vec<&'a str>,
}

/// A table of one question by another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodebookCrossing<'a> {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(example = "step_shift"))]
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// The item down the side.
    #[cfg_attr(feature = "openapi", schema(example = "step_now"))]
    pub rows: String,
    /// The item along the top.
    #[cfg_attr(feature = "openapi", schema(example = "step_wish"))]
    pub columns: String,
}

impl<'a> Codebook<'a> {
    /// The codebook of an audience's questionnaire, in `language`.
    pub fn new(campaign: &'a Campaign, audience: &'a Audience, language: Language) -> Self {
        let questionnaire = &audience.questionnaire;
        let items = questionnaire.items();
        let teller = Teller { campaign, language, words: Words::of(language), items: &items };
        let mut section = None;
        let mut sections = Vec::with_capacity(items.len());
        for part in &questionnaire.parts {
            match part {
                Part::Section(begun) => section = Some(begun.title.get(language)),
                Part::Statement(_) => {}
                Part::Question(question) => sections.push((&question.id, section)),
            }
        }
        let section = |item: &Item<'_>| sections.iter().find(|(id, _)| **id == item.id.question)?.1;
        Codebook {
            items: items.iter().map(|item| teller.item(item, section(item))).collect(),
            derived: (questionnaire.derived.iter())
                .map(|derived| CodebookDerived {
                    item: derived.id.as_str(),
                    title: derived.title.get(language),
                    recodes: derived.of.to_string(),
                    groups: (derived.groups.iter())
                        .map(|group| CodebookGroup {
                            value: group.id.as_str(),
                            label: group.label.get(language),
                            answers: group.options.iter().map(survey::id::OptionId::as_str).collect(),
                        })
                        .collect(),
                })
                .collect(),
            crossings: (questionnaire.crossings.iter())
                .map(|crossing| CodebookCrossing {
                    id: crossing.id.as_str(),
                    title: crossing.title.get(language),
                    rows: crossing.rows.to_string(),
                    columns: crossing.columns.to_string(),
                })
                .collect(),
        }
    }
}

impl Codebook<'_> {
    /// The codebook in rows, in the order of [`COLUMNS`]: one for each answer, or for a question without any.
    pub fn rows(&self) -> Vec<[Value<'_>; COLUMNS.len()]> {
        let mut rows = Vec::new();
        for item in &self.items {
            let answers: Vec<Option<&CodebookAnswer<'_>>> =
                if item.answers.is_empty() { vec![None] } else { item.answers.iter().map(Some).collect() };
            for answer in answers {
                let theme = answer.and_then(|answer| answer.theme.as_ref()).or(item.theme.as_ref());
                rows.push([
                    Value::Part(crate::csv::Kind::Table),
                    item.item.as_str().into(),
                    item.section.into(),
                    item.question.into(),
                    item.row.into(),
                    Value::Kind(item.kind),
                    Value::Yes(item.required),
                    Value::Yes(item.background),
                    item.condition.as_deref().into(),
                    item.asked_of.as_str().into(),
                    answer.map(|answer| answer.value).into(),
                    answer.map(|answer| answer.label).into(),
                    theme.map(|theme| theme.id).into(),
                    theme.map(|theme| theme.label).into(),
                    answer.and_then(|answer| answer.step).map(i64::from).into(),
                    answer.and_then(|answer| answer.from).into(),
                    answer.and_then(|answer| answer.to).into(),
                    item.unit.into(),
                    item.at_most.map(i64::from).into(),
                    answer.map_or(Value::Nothing, |answer| Value::Yes(answer.exclusive)),
                    answer.map_or(Value::Nothing, |answer| Value::Yes(answer.namely)),
                    Value::Nothing,
                    Value::Nothing,
                    Value::Nothing,
                    item.hint.into(),
                ]);
            }
        }
        let mut declared = |kind, id, title, group, of, by| {
            let mut row = [const { Value::Nothing }; COLUMNS.len()];
            [row[0], row[1], row[3]] = [Value::Part(kind), Value::from(id), Value::from(title)];
            if let Some(group) = group {
                [row[10], row[11], row[23]] = group;
            }
            [row[21], row[22]] = [Value::from(of), Value::from(by)];
            rows.push(row);
        };
        for derived in &self.derived {
            for group in &derived.groups {
                let of = Some(derived.recodes.as_str());
                let contains = Value::Text(group.answers.join(" ").into());
                let group = Some([group.value.into(), group.label.into(), contains]);
                declared(crate::csv::Kind::Derived, derived.item, derived.title, group, of, None);
            }
        }
        for crossing in &self.crossings {
            let [of, by] = [Some(crossing.rows.as_str()), Some(crossing.columns.as_str())];
            declared(crate::csv::Kind::Crossing, crossing.id, crossing.title, None, of, by);
        }
        rows
    }
}

struct Teller<'a, 'i> {
    campaign: &'a Campaign,
    language: Language,
    words: Words,
    items: &'i [Item<'a>],
}

impl<'a> Teller<'a, '_> {
    fn text(&self, text: &'a Text) -> &'a str {
        text.get(self.language)
    }

    fn item(&self, item: &Item<'a>, section: Option<&'a str>) -> CodebookItem<'a> {
        let question = item.question;
        let range = match &item.measure {
            Measure::Number(range) => Some(*range),
            Measure::One(_) | Measure::Many(_) | Measure::Ranked(..) | Measure::Text => None,
        };
        CodebookItem {
            item: item.id.to_string(),
            section,
            question: self.text(&question.text),
            row: item.row.map(|row| self.text(&row.label)),
            hint: question.hint.as_ref().map(|hint| self.text(hint)),
            kind: match &question.kind {
                Kind::Single { .. } => AskedKind::Single,
                Kind::Multiple { .. } => AskedKind::Multiple,
                Kind::Scale(_) => AskedKind::Scale,
                Kind::Grid { .. } => AskedKind::Grid,
                Kind::Ranking { .. } => AskedKind::Ranking,
                Kind::Number(_) => AskedKind::Number,
                Kind::Text { .. } => AskedKind::Text,
            },
            required: question.required,
            background: question.background,
            condition: item.condition().map(Condition::name),
            asked_of: item.condition().map_or_else(
                || self.words.asked_of_everyone().to_owned(),
                |condition| self.words.asked_if(&self.condition(condition, false)),
            ),
            theme: item.row.and_then(|row| self.theme(row.theme.as_ref()?.as_str())),
            at_most: match &item.measure {
                Measure::Ranked(_, top) => Some(*top),
                Measure::One(_) | Measure::Many(_) | Measure::Number(_) | Measure::Text => question.at_most(),
            },
            least: range.map(|range| range.least),
            most: range.map(|range| range.most),
            unit: range.and_then(|range| range.unit.as_ref()).map(|unit| self.text(unit)),
            answers: match &item.measure {
                Measure::One(choices) => choices.iter().map(|choice| self.answer(choice)).collect(),
                Measure::Many(choices) | Measure::Ranked(choices, _) => {
                    choices.iter().map(|choice| self.answer(choice)).collect()
                }
                Measure::Number(range) => (range.bands.iter())
                    .map(|band| CodebookAnswer {
                        value: band.id.as_str(),
                        label: self.text(&band.label),
                        theme: None,
                        step: None,
                        from: Some(band.from),
                        to: Some(band.to),
                        exclusive: false,
                        namely: false,
                    })
                    .collect(),
                Measure::Text => Vec::new(),
            },
        }
    }

    fn answer(&self, choice: &'a Choice) -> CodebookAnswer<'a> {
        CodebookAnswer {
            value: choice.id.as_str(),
            label: self.text(&choice.label),
            theme: choice.theme.as_ref().and_then(|theme| self.theme(theme.as_str())),
            step: choice.step,
            from: None,
            to: None,
            exclusive: choice.exclusive,
            namely: choice.namely,
        }
    }

    fn theme(&self, id: &str) -> Option<ThemeName<'a>> {
        let theme = self.campaign.themes.iter().find(|theme| theme.id.as_str() == id)?;
        Some(ThemeName { id: theme.id.as_str(), label: self.text(&theme.label) })
    }

    /// A condition as part of a sentence; in brackets where it stands `within` another.
    fn condition(&self, condition: &Condition, within: bool) -> String {
        let words = self.words;
        match condition {
            Condition::Chosen { item, option } => {
                let label = self.items.iter().find(|known| known.id == *item).and_then(|item| match &item.measure {
                    Measure::One(choices) => choices.iter().copied().find(|choice| choice.id == *option),
                    Measure::Many(choices) | Measure::Ranked(choices, _) => {
                        choices.iter().find(|choice| choice.id == *option)
                    }
                    Measure::Number(_) | Measure::Text => None,
                });
                words.chosen(&self.name(item), label.map_or(option.as_str(), |choice| self.text(&choice.label)))
            }
            Condition::Answered { item } => words.answered(&self.name(item)),
            Condition::Count { item, is, than } => words.counted(&self.name(item), &compared(words, *is, *than)),
            Condition::Number { item, is, than } => words.number(&self.name(item), &compared(words, *is, *than)),
            Condition::All(parts) => self.joined(parts, words.and(), within),
            Condition::Any(parts) => self.joined(parts, words.or(), within),
            Condition::Not(part) => words.not(&self.condition(part, false)),
        }
    }

    fn joined(&self, parts: &[Condition], joint: &str, within: bool) -> String {
        if let [one] = parts {
            return self.condition(one, within);
        }
        let parts: Vec<String> = parts.iter().map(|part| self.condition(part, true)).collect();
        let joined = parts.join(&format!(" {joint} "));
        if within { format!("({joined})") } else { joined }
    }

    /// A question in quotation marks, with its row.
    fn name(&self, id: &ItemId) -> String {
        let Some(item) = self.items.iter().find(|item| item.id == *id) else { return id.to_string() };
        let mut name = format!("\"{}", self.text(&item.question.text));
        if let Some(row) = item.row {
            write!(name, " {}", self.text(&row.label)).expect("a String takes all");
        }
        name.push('"');
        name
    }
}

fn compared(words: Words, is: Comparison, than: i64) -> String {
    format!("{} {than}", words.comparison(is))
}
