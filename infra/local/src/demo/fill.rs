//! Filling the example: its made-up answers go through the real letterbox, and the real release job makes its releases,
//! with the clock passed in. Then what was decided about its texts is kept, and what was approved is hung up.

use storage::{Entry, Letterbox, OpenText, Place, Posted};
use survey::campaign::{Audience, Campaign, Respondents};
use survey::keys::{LinkKey, SubmissionId};
use survey::mode::Mode;
use survey::municipality::Municipality;
use survey::response::{Draft, Form, Refusal};
use survey::time::Timestamp;
use tokio::task::JoinSet;

use super::{Example, groups, is_circle, judging};
use crate::stack::{Stack, StackError};

/// How many entries are on their way at once.
const SIDE_BY_SIDE: usize = 16;

/// What filling has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One more answer is stored, now or in an earlier run.
    Posted,
    /// The release job runs.
    Releasing,
}

/// Puts the example's answers in, a part before each interim release and the rest before the close, makes its releases,
/// and hangs beside the final ones what is approved of its texts. A run that was ended halfway is taken up where it was; a
/// filled example is left as it is.
///
/// # Errors
/// When something can't be stored, or the answers do not fit the example's questionnaires.
pub async fn fill(stack: &Stack, example: &Example, progress: impl FnMut(Step)) -> Result<(), StackError> {
    answer(stack, example, progress).await?;
    judging::moderate(stack).await
}

/// Only answers and releases, as before a moderator has looked at anything.
///
/// # Errors
/// Those of [`fill`].
pub async fn answer(stack: &Stack, example: &Example, mut progress: impl FnMut(Step)) -> Result<(), StackError> {
    if stack.is_final().await? {
        return Ok(());
    }
    let campaign = stack.campaign();
    let opens = campaign.opens.at;
    let is_circle = is_circle(campaign);
    // Makes the secrets. Of a circle no letterbox is looked into for it: there are many.
    stack.release(if is_circle { opens.plus_minutes(-1) } else { opens }).await?;
    let answers = answers(campaign, example);
    // A third comes in during the first month, and most of them by the second.
    let mut from = 0;
    let moments = [(34, opens.plus_days(28)), (80, opens.plus_days(63)), (100, campaign.final_from())];
    for (until, release_at) in moments.into_iter().skip(usize::from(is_circle)) {
        for answers in &answers {
            let part = answers.drafts.len() * from / 100..answers.drafts.len() * until / 100;
            let now = release_at.min(campaign.closes.at.plus_minutes(-1));
            post(stack, answers, part, now, || progress(Step::Posted)).await?;
        }
        from = until;
        if until == 100 {
            groups::hand_in(stack).await?;
        }
        progress(Step::Releasing);
        stack.release(release_at).await?;
    }
    Ok(())
}

/// How many answers are made up for the campaign.
pub fn count(campaign: &Campaign, example: &Example) -> usize {
    answers(campaign, example).iter().map(|answers| answers.drafts.len()).sum()
}

/// Made-up answers of one audience in one municipality.
struct Answers<'c> {
    municipality: Municipality,
    audience: &'c Audience,
    drafts: Vec<Draft>,
    /// The number of the first of them in the campaign.
    first: usize,
}

/// All made-up answers to a campaign: of the example's numbers where it asks in one municipality, and of a circle's where it
/// asks in more.
fn answers<'c>(campaign: &'c Campaign, example: &Example) -> Vec<Answers<'c>> {
    let is_circle = is_circle(campaign);
    let mut all = Vec::new();
    for audience in &campaign.audiences {
        let mut first = 0;
        for (at, municipality) in campaign.municipalities.iter().enumerate() {
            let mut drafts = match (audience.respondents, is_circle) {
                (Respondents::Organisations, false) => super::providers(example.seed, example.providers),
                (Respondents::People, false) => {
                    super::residents_mostly(example.seed, example.residents, example.mostly)
                }
                (Respondents::Organisations, true) => super::providers_of(example.seed, at),
                (Respondents::People, true) => super::residents_of(example.seed, at),
            };
            // They are made up for the longest questionnaire; a shorter one asks less.
            for draft in &mut drafts {
                draft.answers.retain(|id, _| audience.questionnaire.question(id).is_some());
            }
            first += drafts.len();
            all.push(Answers { municipality: *municipality, audience, first: first - drafts.len(), drafts });
        }
    }
    all
}

/// Posts a part of the drafts as respondents would have at `now`.
async fn post(
    stack: &Stack,
    answers: &Answers<'_>,
    part: std::ops::Range<usize>,
    now: Timestamp,
    mut posted: impl FnMut(),
) -> Result<(), StackError> {
    let Answers { municipality, audience, drafts, first } = answers;
    let campaign = stack.campaign();
    let link = stack.link_key().await?;
    let mut posts: JoinSet<Result<(), StackError>> = JoinSet::new();
    for index in part {
        let place = Place::of(campaign, *municipality, audience);
        let submission = submission(audience, first + index);
        let entry = entry(campaign, audience, &drafts[index], &submission, &link, now)
            .map_err(|refusal| StackError::Example { audience: audience.id.clone(), index, refusal })?;
        let key = link.response_key(&submission);
        let letterbox: Letterbox = stack.letterbox();
        posts.spawn(async move {
            match letterbox.post(&place, &key, &entry).await? {
                Posted::Stored => Ok(()),
                Posted::AlreadyUsed => Err(StackError::OtherExample),
            }
        });
        while posts.len() >= SIDE_BY_SIDE {
            posts.join_next().await.expect("there are posts").expect("a post does not panic")?;
            posted();
        }
    }
    while let Some(outcome) = posts.join_next().await {
        outcome.expect("a post does not panic")?;
        posted();
    }
    Ok(())
}

/// The same in every run, so that filling again stores nothing twice.
fn submission(audience: &Audience, index: usize) -> SubmissionId {
    SubmissionId::parse(&format!("example-{}-{index:06}", audience.id)).expect("an audience's id and digits")
}

/// What the collecting function would store of this draft at `now`.
fn entry(
    campaign: &Campaign,
    audience: &Audience,
    draft: &Draft,
    submission: &SubmissionId,
    link: &LinkKey,
    now: Timestamp,
) -> Result<Entry, Refusal> {
    let response = campaign.accept(audience, draft, now)?;
    let form = Form::of(&audience.questionnaire);
    Ok(Entry {
        answers: form.stored(&response),
        proof: link.proof(submission, &form.canonical(&response)),
        questionnaire: audience.fingerprint.clone(),
        mode: Mode::Link,
        expires: campaign.expires,
        texts: response
            .texts()
            .map(|(field, text)| OpenText { field: field.to_owned(), key: link.text_key(submission, field), text })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use survey::response::Stored;

    use super::*;

    #[test]
    fn the_examples_answers_fit_its_questionnaires_and_use_every_option() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../campaigns/voorbeeld-2026");
        let campaign = crate::campaigns::load(&folder).expect("the example's definition is without fault").campaign;
        for audience in &campaign.audiences {
            let form = Form::of(&audience.questionnaire);
            let drafts = match audience.id.as_str() {
                "providers" => super::super::providers(Example::default().seed, 400),
                _ => super::super::residents(Example::default().seed, 4000),
            };
            let mut seen: std::collections::BTreeMap<String, std::collections::BTreeSet<String>> = Default::default();
            for (index, draft) in drafts.iter().enumerate() {
                let response = match form.accept(draft) {
                    Ok(response) => response,
                    Err(faults) => panic!("{} {index}: {faults:?}", audience.id),
                };
                for (item, stored) in form.stored(&response) {
                    let options = seen.entry(item).or_default();
                    if let Stored::Options(chosen) = stored {
                        options.extend(chosen.split(' ').map(str::to_owned));
                    }
                }
            }
            for item in form.items() {
                let survey::questionnaire::Measure::One(choices) = &item.measure else { continue };
                // "Something else" and the like need a text; the rest must come up.
                for choice in choices.iter().filter(|choice| !choice.namely) {
                    let asked = &seen[&item.id.to_string()];
                    assert!(
                        asked.contains(choice.id.as_str())
                            || choice.id.as_str() == "rather_not"
                            || choice.id.as_str() == "other",
                        "{}: {} never comes up",
                        item.id,
                        choice.id
                    );
                }
            }
        }
    }
}
