//! Which question asks what is needed, and which what is offered.
//!
//! A questionnaire does not say so itself. A campaign can: in `insight.toml` in its folder. What it does not say is
//! inferred, by rules that a questionnaire can be written by ([`Roles::inferred`]).

use serde::{Deserialize, Serialize};
use survey::campaign::{Audience, Campaign, Respondents};
use survey::id::{AudienceId, QuestionId};
use survey::questionnaire::{Item, Kind, Measure, Question};

use crate::reading::choices;

/// A question, and of whom it is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Of whom.
    pub audience: AudienceId,
    /// What.
    pub question: QuestionId,
}

/// Which questions findings are made of; absent where none asks it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Roles {
    /// What people want: options with themes.
    pub need: Option<Asked>,
    /// What organisations offer: options with the same themes.
    pub offer: Option<Asked>,
    /// What organisations are asked for and can't offer: options with the same themes.
    pub unmet: Option<Asked>,
    /// What stands in people's way: a choice, or a grid from little to much.
    pub obstacles: Option<Asked>,
    /// What stands in organisations' way.
    pub hindrances: Option<Asked>,
    /// How many places an organisation has: a number.
    pub places: Option<Asked>,
    /// How many people wait for a place with an organisation: a number.
    pub waiting: Option<Asked>,
    /// On which step of the Participatieladder people are: options with steps.
    pub step_now: Option<Asked>,
    /// Which step they wish for.
    pub step_wish: Option<Asked>,
}

/// A role given to a question that can't have it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{role} = {audience}/{question}: {why}")]
pub struct UnfitRole {
    /// The role.
    pub role: &'static str,
    /// Of whom it was said to be asked.
    pub audience: String,
    /// The question that was named.
    pub question: String,
    /// What it would have to be.
    pub why: &'static str,
}

impl Roles {
    /// What the questionnaires themselves suggest:
    ///
    /// - *need*: of the first audience of people, the first multiple choice or ranking of which two options or more have a
    ///   theme; *offer*: the same of the first audience of organisations, and *unmet* the second such question there;
    /// - *steps*: the questions of the first question-by-question table of which both have options with steps, or else the first
    ///   two questions with steps: rows, or the first, are *now*;
    /// - *obstacles* and *hindrances*, *places* and *waiting*: by their names, `barrier`, `hinder`, `places` and `waiting`.
    pub fn inferred(campaign: &Campaign) -> Self {
        let of = |respondents| campaign.audiences.iter().find(move |audience| audience.respondents == respondents);
        let (people, organisations) = (of(Respondents::People), of(Respondents::Organisations));
        let themed = |audience: Option<&Audience>, at: usize| {
            let audience = audience?;
            let question = audience.questionnaire.questions().filter(|question| is_themed(question)).nth(at)?;
            Some(asked(audience, question))
        };
        let named = |audience: Option<&Audience>, name: &str, fits: fn(&Question) -> bool| {
            let audience = audience?;
            let question = audience.questionnaire.question(name).filter(|question| fits(question))?;
            Some(asked(audience, question))
        };
        let steps = people.map(steps).unwrap_or_default();
        let [step_now, step_wish] = steps.map(|question| Some(asked(people?, question?)));
        Roles {
            need: themed(people, 0),
            offer: themed(organisations, 0),
            unmet: themed(organisations, 1),
            obstacles: named(people, "barrier", is_obstacle),
            hindrances: named(organisations, "hinder", is_obstacle),
            places: named(organisations, "places", is_number),
            waiting: named(organisations, "waiting", is_number),
            step_now,
            step_wish,
        }
    }

    /// What is declared, and for the rest what is inferred.
    ///
    /// # Errors
    /// With the first declared question that is not in the campaign, or can't have its role.
    pub fn of(campaign: &Campaign, declared: &Roles) -> Result<Self, UnfitRole> {
        let inferred = Roles::inferred(campaign);
        let pick = |role, declared: &Option<Asked>, inferred, fits: fn(&Question) -> bool, why| match declared {
            None => Ok(inferred),
            Some(asked) => {
                let unfit = |why| UnfitRole {
                    role,
                    audience: asked.audience.to_string(),
                    question: asked.question.to_string(),
                    why,
                };
                let question = campaign
                    .audience(asked.audience.as_str())
                    .and_then(|audience| audience.questionnaire.question(asked.question.as_str()))
                    .ok_or_else(|| unfit("the campaign asks no such question"))?;
                if fits(question) { Ok(Some(asked.clone())) } else { Err(unfit(why)) }
            }
        };
        const THEMED: &str = "it must be a multiple choice or a ranking with themes";
        const OBSTACLE: &str = "it must be a choice, a ranking or a grid";
        const NUMBER: &str = "it must be a number";
        const STEPS: &str = "it must be a single choice with steps";
        Ok(Roles {
            need: pick("need", &declared.need, inferred.need, is_themed, THEMED)?,
            offer: pick("offer", &declared.offer, inferred.offer, is_themed, THEMED)?,
            unmet: pick("unmet", &declared.unmet, inferred.unmet, is_themed, THEMED)?,
            obstacles: pick("obstacles", &declared.obstacles, inferred.obstacles, is_obstacle, OBSTACLE)?,
            hindrances: pick("hindrances", &declared.hindrances, inferred.hindrances, is_obstacle, OBSTACLE)?,
            places: pick("places", &declared.places, inferred.places, is_number, NUMBER)?,
            waiting: pick("waiting", &declared.waiting, inferred.waiting, is_number, NUMBER)?,
            step_now: pick("step_now", &declared.step_now, inferred.step_now, has_steps, STEPS)?,
            step_wish: pick("step_wish", &declared.step_wish, inferred.step_wish, has_steps, STEPS)?,
        })
    }
}

fn asked(audience: &Audience, question: &Question) -> Asked {
    Asked { audience: audience.id.clone(), question: question.id.clone() }
}

fn is_themed(question: &Question) -> bool {
    match &question.kind {
        Kind::Multiple { options, .. } | Kind::Ranking { options, .. } => {
            options.iter().filter(|option| option.theme.is_some()).count() >= 2
        }
        Kind::Single { .. } | Kind::Scale(_) | Kind::Grid { .. } | Kind::Number(_) | Kind::Text { .. } => false,
    }
}

fn is_obstacle(question: &Question) -> bool {
    match &question.kind {
        Kind::Single { .. } | Kind::Multiple { .. } | Kind::Ranking { .. } | Kind::Grid { .. } => true,
        Kind::Scale(_) | Kind::Number(_) | Kind::Text { .. } => false,
    }
}

fn is_number(question: &Question) -> bool {
    matches!(question.kind, Kind::Number(_))
}

fn has_steps(question: &Question) -> bool {
    matches!(&question.kind, Kind::Single { options } if options.iter().filter(|option| option.step.is_some()).count() >= 2)
}

/// The questions for the present and the wished-for step.
fn steps(audience: &Audience) -> [Option<&Question>; 2] {
    let questionnaire = &audience.questionnaire;
    let items = questionnaire.items();
    let with_steps = |item: &&Item<'_>| {
        matches!(item.measure, Measure::One(_))
            && choices(item).iter().filter(|choice| choice.step.is_some()).count() >= 2
    };
    let question = |id: &QuestionId| {
        let item = items.iter().filter(with_steps).find(|item| item.row.is_none() && item.question.id == *id)?;
        Some(item.question)
    };
    let crossed = questionnaire.crossings.iter().find_map(|crossing| {
        Some([Some(question(&crossing.rows.question)?), Some(question(&crossing.columns.question)?)])
    });
    crossed.unwrap_or_else(|| {
        let mut first = questionnaire.questions().filter(|question| has_steps(question));
        [first.next(), first.next()]
    })
}
