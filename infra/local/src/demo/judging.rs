//! The example's moderator, who decides about some of the made-up texts and publishes what was approved: by the tables and
//! the rules of `dagpeil moderate`, after the final release.

use storage::moderation::{Decided, OpenTexts};
use storage::{Hung, Place};
use survey::addendum::Addendum;
use survey::campaign::{Audience, Campaign};
use survey::moderation::{Decision, Quote, Verdict, fewest_texts, may_be_quoted};
use survey::release::{FocusGroups, Release, ReleaseNumber};

use super::writing::Judged;
use super::{groups, organisations, people};
use crate::moderation::{Field, fields};
use crate::stack::{Stack, StackError};

/// Who published, as it is kept beside an addendum.
const BY: &str = "the example";

/// Words that say something when many use them.
const TERMS: [&str; 22] = [
    "bus",
    "busje",
    "buiten",
    "dieren",
    "eten",
    "fietsen",
    "inloop",
    "koffie",
    "koken",
    "muziek",
    "nederlands",
    "praatje",
    "praten",
    "tempo",
    "tuin",
    "vervoer",
    "vrienden",
    "vrijwilligers",
    "wandelen",
    "werken",
    "winter",
    "zingen",
];
/// Words that say nothing however many use them.
const EMPTY: [&str; 5] = ["dag", "komt", "mensen", "week", "weken"];

/// Judges and publishes for each place where nothing was published yet. What someone decided meanwhile stays.
pub(super) async fn moderate(stack: &Stack) -> Result<(), StackError> {
    let campaign = stack.campaign();
    // What people wrote, people judge.
    if !campaign.synthetic {
        return Ok(());
    }
    let board = stack.notice_board();
    for municipality in &campaign.municipalities {
        for audience in &campaign.audiences {
            let place = Place::of(campaign, *municipality, audience);
            // Taken down is published too, as nothing.
            if board.addendum(&place).await?.is_some() {
                continue;
            }
            let Some(release) = board.get(&place, ReleaseNumber::Final).await? else { continue };
            if may_be_quoted(&release) {
                publish(stack, &place, audience, &release).await?;
            }
        }
    }
    Ok(())
}

async fn publish(stack: &Stack, place: &Place, audience: &Audience, release: &Release) -> Result<(), StackError> {
    let (campaign, texts) = (stack.campaign(), stack.open_texts());
    let least = fewest_texts(&campaign.policy);
    let groups = matches!(release.focus_groups(), Some(FocusGroups::Shown { .. }));
    let (mut fields, _) = fields(&texts, place, &audience.questionnaire, groups, least).await?;
    for field in &mut fields {
        judge(&texts, place, campaign, field).await?;
    }
    // The day after the release, whenever it is filled.
    let at = campaign.final_from().plus_days(1);
    let approved = fields.iter().map(Field::approved).collect();
    let addendum = Addendum::of(release, 1, at.day(), approved).expect("it was looked at whether it may be quoted");
    if addendum.fields().is_empty() {
        return Ok(());
    }
    match stack.notice_board().hang_addendum(&addendum, BY, at).await? {
        // Whoever was first, something hangs there.
        Hung::Now | Hung::Before => Ok(()),
    }
}

/// Keeps what is decided about a field's texts and words that nobody decided about.
async fn judge(texts: &OpenTexts, place: &Place, campaign: &Campaign, field: &mut Field<'_>) -> Result<(), StackError> {
    for text in field.texts.iter_mut().filter(|text| text.decision.is_none()) {
        let Some(decision) = decision(&text.text) else { continue };
        match texts.decide(place, text, decision).await? {
            // An overtaken one is as someone else decided.
            Decided::Kept | Decided::Overtaken => {}
        }
    }
    let name = field.field.name();
    for (term, before) in field.terms.iter_mut().filter(|(_, before)| before.is_none()) {
        let verdict = match term.as_str() {
            term if TERMS.contains(&term) => Verdict::Approved,
            term if EMPTY.contains(&term) => Verdict::Rejected,
            _ => continue,
        };
        match texts.decide_term(place, &name, term, None, verdict, campaign.expires).await? {
            Decided::Kept => *before = Some(verdict),
            Decided::Overtaken => {}
        }
    }
    Ok(())
}

/// What is decided about a text, if it is one that was made up and about which something is.
fn decision(text: &str) -> Option<Decision> {
    let all = people::writings().chain(organisations::writings()).chain(groups::writings());
    let judged = all.filter(|writing| writing.text == text).find_map(|writing| writing.judged)?;
    let (verdict, struck) = match judged {
        Judged::Approved => (Verdict::Approved, String::new()),
        Judged::Rejected => (Verdict::Rejected, String::new()),
        Judged::Without(words) => {
            let mut quote = Quote::of(text);
            quote.strike(words).expect("what is left out of a made-up text stands in it");
            (Verdict::Approved, quote.struck())
        }
    };
    Some(Decision { verdict, struck })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use storage::Tables;
    use storage::embedded::{Database, Embedded};
    use storage::schema::create_tables;
    use survey::redact::redact;

    use super::*;
    use crate::demo::Example;
    use crate::demo::fill::{answer, fill};

    fn example() -> Campaign {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../campaigns/voorbeeld-2026");
        crate::campaigns::load(&folder).expect("the example's definition is without fault").campaign
    }

    async fn stack(engine: &Embedded, campaign: Campaign) -> Stack {
        let tables = Tables::named("judging");
        create_tables(engine.client(), &tables).await.unwrap();
        Stack::new(engine.client(), &tables, campaign)
    }

    async fn hanging(stack: &Stack) -> Vec<Option<Addendum>> {
        let campaign = stack.campaign();
        let mut addenda = Vec::new();
        for audience in &campaign.audiences {
            let place = Place::of(campaign, campaign.municipalities[0], audience);
            addenda.push(stack.notice_board().addendum(&place).await.unwrap());
        }
        addenda
    }

    #[test]
    fn texts_are_all_different_and_nothing_is_taken_out_of_them_before_they_are_judged() {
        let all = people::writings().chain(organisations::writings()).chain(groups::writings());
        let mut seen = BTreeSet::new();
        for writing in all {
            assert!(seen.insert(writing.text), "{}", writing.text);
            assert_eq!(redact(writing.text), writing.text);
            // Shortening is without panic, too.
            assert_eq!(decision(writing.text).is_some(), writing.judged.is_some(), "{}", writing.text);
        }
        assert!(decision("Iets dat niemand verzon.").is_none());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_approved_hangs_beside_the_final_release_once() {
        let engine = Embedded::start(Database::Memory).await.unwrap();
        let stack = stack(&engine, example()).await;
        answer(&stack, &Example::default(), |_| {}).await.unwrap();
        assert_eq!(hanging(&stack).await, [None, None], "nobody has read anything yet");

        // A release that hangs without, as in a folder that was filled halfway, is taken up.
        fill(&stack, &Example::default(), |_| {}).await.unwrap();
        let hung = hanging(&stack).await;
        let [Some(users), Some(_)] = &hung[..] else { panic!("both audiences are quoted") };
        assert!(users.synthetic());
        insta::assert_json_snapshot!(hung);

        // What was rejected was written, and is not there.
        let (campaign, audience) = (stack.campaign(), &stack.campaign().audiences[0]);
        let place = Place::of(campaign, campaign.municipalities[0], audience);
        let (texts, terms) = stack.open_texts().all(&place).await.unwrap();
        let rejected = |decision: &Option<Decision>| matches!(decision, Some(it) if it.verdict == Verdict::Rejected);
        let rejected: Vec<_> = texts.iter().filter(|text| rejected(&text.decision)).collect();
        assert!(!rejected.is_empty());
        assert!(rejected.iter().all(|text| !users.to_json().contains(&text.text)));
        assert!(terms.iter().any(|term| term.verdict == Verdict::Rejected && !users.to_json().contains(&term.term)));
        assert!(texts.iter().any(|text| text.decision.is_none()), "something is left to try");

        // Once it was taken down it stays so.
        let final_release = stack.notice_board().get(&place, ReleaseNumber::Final).await.unwrap().unwrap();
        let nothing = Addendum::of(&final_release, 2, users.day(), Vec::new()).unwrap();
        let at = campaign.final_from();
        assert_eq!(stack.notice_board().hang_addendum(&nothing, "a test", at).await.unwrap(), Hung::Now);
        fill(&stack, &Example::default(), |_| {}).await.unwrap();
        assert_eq!(hanging(&stack).await, [Some(nothing), hung[1].clone()]);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn texts_of_a_campaign_that_is_not_synthetic_are_not_judged() {
        let engine = Embedded::start(Database::Memory).await.unwrap();
        let real = Campaign { synthetic: false, ..example() };
        let stack = stack(&engine, real).await;
        fill(&stack, &Example { residents: 60, providers: 20, ..Example::default() }, |_| {}).await.unwrap();
        assert!(stack.is_final().await.unwrap());
        assert_eq!(hanging(&stack).await, [None, None]);
        let campaign = stack.campaign();
        let place = Place::of(campaign, campaign.municipalities[0], &campaign.audiences[0]);
        let (texts, _) = stack.open_texts().all(&place).await.unwrap();
        assert!(!texts.is_empty() && texts.iter().all(|text| text.decision.is_none()));
    }
}
