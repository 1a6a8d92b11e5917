//! A questionnaire as programs read it: ids, kinds, texts in every language, bounds and conditions.

use std::fmt::Write;

use serde::Serialize;
use survey::campaign::{Audience, Campaign};
use survey::condition::Condition;
use survey::language::{Language, Text};
use survey::municipality::Municipality;
use survey::questionnaire::{Choice, Kind, NAMELY_CHARACTERS, Part, Question};

/// What `GET /v1/questionnaires/…` answers.
#[derive(Serialize)]
pub struct Document<'a> {
    /// The campaign's id.
    pub campaign: &'a str,
    /// What the campaign is called.
    pub campaign_title: &'a Text,
    /// Whether the campaign only shows how things look; its answers count for nothing.
    pub synthetic: bool,
    /// Where is asked.
    pub municipality: Place<'a>,
    /// The trajectory's id.
    pub trajectory: &'a str,
    /// The audience's id.
    pub audience: &'a str,
    /// When answers are taken from, RFC 3339 in UTC.
    pub opens: String,
    /// Until when answers are taken, RFC 3339 in UTC.
    pub closes: String,
    /// The languages people can choose. Dutch texts stand in for those that are not translated.
    pub languages: &'a [Language],
    /// `open`: without an invitation code; `codes`: with one; `both`: with or without.
    pub access: &'static str,
    /// A hash of what the answers mean; changes with anything but wording.
    pub questionnaire: &'a str,
    /// Where to post answers.
    pub responses: String,
    /// What it is called.
    pub title: &'a Text,
    /// What it is about.
    pub intro: &'a Text,
    /// What to say after sending.
    pub thanks: &'a Text,
    /// Sections, statements and questions in the order asked.
    pub items: Vec<Item<'a>>,
}

/// A municipality.
#[derive(Serialize)]
pub struct Place<'a> {
    /// Its CBS code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
}

/// What stands on the page: a section, a statement or a question. Members that don't belong to the kind are absent.
#[derive(Serialize, Default)]
pub struct Item<'a> {
    /// `section`, `statement`, `single`, `multiple`, `scale`, `grid`, `ranking`, `number` or `text`.
    pub kind: &'static str,
    /// The question's name in `answers`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a str>,
    /// A section's title, a statement's text, or what is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a Text>,
    /// Help with a question, or the introduction of a section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<&'a Text>,
    /// What an interviewer is to ask on, or to watch. Not for respondents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<&'a Text>,
    /// That it is an interviewer's own note: not for respondents, and taken with an interviewer's code alone.
    #[serde(skip_serializing_if = "is_false")]
    pub note: bool,
    /// When it is shown and asked; always if absent. In the expressions of XLSForm: `${who} = 'self'`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Whether an answer is needed from who is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// What can be chosen or ranked; the points of a scale from low to high, then "I don't know".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionOf<'a>>,
    /// The rows of a grid.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowOf<'a>>,
    /// How many options, or characters, at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
    /// The least number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<i64>,
    /// The greatest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<i64>,
    /// What is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'a Text>,
    /// Whether an open answer takes several lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub long: Option<bool>,
}

/// Something to choose.
#[derive(Serialize)]
pub struct OptionOf<'a> {
    /// Its name in `answers`.
    pub id: &'a str,
    /// What it says.
    pub label: &'a Text,
    /// Whether it excludes all others.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
    /// Whether it means "I don't know", beside the scale.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dont_know: bool,
    /// How many characters "namely…" takes, where it asks that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namely: Option<u32>,
}

/// A row of a grid.
#[derive(Serialize)]
pub struct RowOf<'a> {
    /// Its name in the object of answers.
    pub id: &'a str,
    /// What is judged.
    pub label: &'a Text,
}

/// What `POST /v1/responses/…` answers when everything is stored.
#[derive(Serialize)]
pub struct Receipt<'a> {
    /// Always true: anything else is a problem.
    pub stored: bool,
    /// The hash of the questionnaire that was answered.
    pub questionnaire: &'a str,
}

impl<'a> Document<'a> {
    /// The document of one audience in one municipality.
    pub fn of(campaign: &'a Campaign, municipality: Municipality, audience: &'a Audience) -> Self {
        let questionnaire = &audience.questionnaire;
        Document {
            campaign: campaign.id.as_str(),
            campaign_title: &campaign.title,
            synthetic: campaign.synthetic,
            municipality: Place { code: municipality.code(), name: municipality.name() },
            trajectory: campaign.trajectory.as_str(),
            audience: audience.id.as_str(),
            opens: campaign.opens.at.to_string(),
            closes: campaign.closes.at.to_string(),
            languages: &campaign.languages,
            access: campaign.access.as_str(),
            questionnaire: &audience.fingerprint,
            responses: format!("/v1/responses/{}/{}/{}", municipality.code(), campaign.trajectory, audience.id),
            title: &questionnaire.title,
            intro: &questionnaire.intro,
            thanks: &questionnaire.thanks,
            items: questionnaire.parts.iter().map(Item::of).collect(),
        }
    }
}

impl<'a> Item<'a> {
    fn of(part: &'a Part) -> Self {
        match part {
            Part::Section(section) => {
                let (hint, prompt) = (section.intro.as_ref(), section.prompt.as_ref());
                Item { kind: "section", text: Some(&section.title), hint, prompt, ..Item::default() }
            }
            Part::Statement(statement) => Item {
                kind: "statement",
                text: Some(&statement.text),
                prompt: statement.prompt.as_ref(),
                condition: statement.condition.as_ref().map(expression),
                ..Item::default()
            },
            Part::Question(question) => Item::question(question),
        }
    }

    fn question(question: &'a Question) -> Self {
        let asked = Item {
            id: Some(question.id.as_str()),
            text: Some(&question.text),
            hint: question.hint.as_ref(),
            prompt: question.prompt.as_ref(),
            note: question.note,
            condition: question.condition.as_ref().map(expression),
            required: Some(question.required),
            ..Item::default()
        };
        match &question.kind {
            Kind::Single { options } => Item { kind: "single", options: choices(options), ..asked },
            Kind::Multiple { options, at_most } => {
                Item { kind: "multiple", options: choices(options), at_most: *at_most, ..asked }
            }
            Kind::Scale(scale) => Item { kind: "scale", options: points(scale), ..asked },
            Kind::Grid { rows, scale } => {
                let rows = rows.iter().map(|row| RowOf { id: row.id.as_str(), label: &row.label });
                Item { kind: "grid", options: points(scale), rows: rows.collect(), ..asked }
            }
            Kind::Ranking { options, top } => {
                Item { kind: "ranking", options: choices(options), at_most: Some(*top), ..asked }
            }
            Kind::Number(range) => Item {
                kind: "number",
                least: Some(range.least),
                most: Some(range.most),
                unit: range.unit.as_ref(),
                ..asked
            },
            Kind::Text { long, at_most } => Item { kind: "text", long: Some(*long), at_most: Some(*at_most), ..asked },
        }
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

fn choices(options: &[Choice]) -> Vec<OptionOf<'_>> {
    options.iter().map(|choice| option(choice, false)).collect()
}

fn points(scale: &survey::questionnaire::Scale) -> Vec<OptionOf<'_>> {
    let points = scale.points.iter().map(|choice| option(choice, false));
    points.chain(scale.dont_know.iter().map(|choice| option(choice, true))).collect()
}

fn option(choice: &Choice, dont_know: bool) -> OptionOf<'_> {
    OptionOf {
        id: choice.id.as_str(),
        label: &choice.label,
        exclusive: choice.exclusive,
        dont_know,
        namely: choice.namely.then_some(NAMELY_CHARACTERS),
    }
}

/// A condition as XLSForm writes it. Parsed again it is the same condition.
fn expression(condition: &Condition) -> String {
    let mut text = String::new();
    write_expression(&mut text, condition, false);
    text
}

fn write_expression(out: &mut String, condition: &Condition, inner: bool) {
    let written = match condition {
        Condition::Chosen { item, option } => write!(out, "selected(${{{item}}}, '{option}')"),
        Condition::Answered { item } => write!(out, "${{{item}}} != ''"),
        Condition::Count { item, is, than } => write!(out, "count-selected(${{{item}}}) {} {than}", is.symbol()),
        Condition::Number { item, is, than } => write!(out, "${{{item}}} {} {than}", is.symbol()),
        Condition::All(parts) => return write_joined(out, parts, " and ", inner),
        Condition::Any(parts) => return write_joined(out, parts, " or ", inner),
        Condition::Not(part) => {
            out.push_str("not(");
            write_expression(out, part, false);
            out.push(')');
            Ok(())
        }
    };
    written.expect("a String takes all");
}

fn write_joined(out: &mut String, parts: &[Condition], joint: &str, inner: bool) {
    let brackets = inner && parts.len() > 1;
    out.push_str(if brackets { "(" } else { "" });
    for (at, part) in parts.iter().enumerate() {
        out.push_str(if at > 0 { joint } else { "" });
        write_expression(out, part, parts.len() > 1);
    }
    out.push_str(if brackets { ")" } else { "" });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;

    #[test]
    fn a_question_of_every_kind() {
        let campaign = fixtures::campaign();
        let document = Document::of(&campaign, campaign.municipalities[0], &campaign.audiences[0]);
        insta::assert_snapshot!(serde_json::to_string_pretty(&document).unwrap());
    }

    #[test]
    fn conditions_are_written_so_that_they_read_back() {
        for written in [
            "${who} = 'self'",
            "not(${who} = 'self' or ${who} = 'carer') and count-selected(${day}) >= 2",
            "${hours} > 3 and (${hours} <= 9 or selected(${day}, 'club')) and ${judge.home} = 'sad'",
            "${hours} = '' or not(not(${who} != ''))",
        ] {
            let condition = fixtures::condition(written);
            assert_eq!(fixtures::condition(&expression(&condition)), condition, "{written}");
        }
        assert_eq!(expression(&fixtures::condition("${who} = 'self'")), "selected(${who}, 'self')");
    }
}
