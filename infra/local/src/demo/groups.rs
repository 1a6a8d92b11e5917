//! Made-up focus groups of the example, handed in as those who led them would have.

use storage::{OpenText, Place, Posted, SessionEntry};
use survey::campaign::{Audience, Respondents};
use survey::code::{Holder, Invitation};
use survey::focus::{QUOTES, SessionDraft, SessionForm};
use survey::keys::SubmissionId;

use super::writing::{Writing, approved, unread};
use crate::stack::{Stack, StackError};

/// A group: how many took part, what they talked about, how many agreed with what, and what they said.
struct Group {
    people: u32,
    themes: &'static [&'static str],
    agreed: &'static [(&'static str, u32)],
    quotes: &'static [Writing],
}

/// Groups of residents: at a community centre, at a day centre, and of informal carers.
const RESIDENTS: [Group; 3] = [
    Group {
        people: 9,
        themes: &["meeting", "moving", "outdoors", "helping", "food"],
        agreed: &[("near_home", 7), ("ordinary_club", 6), ("look_first", 8), ("work_with_help", 3)],
        quotes: &[
            approved("Ik wil niet naar een groep omdat ik een ziekte heb. Ik wil gewoon bij de biljartclub."),
            approved("Als je er een keer bent geweest, durf je de tweede keer wel."),
            unread("De bus rijdt hier na zes uur niet meer. Dan houdt mijn dag ook op."),
        ],
    },
    Group {
        people: 7,
        themes: &["meeting", "outdoors", "working", "calm", "food"],
        agreed: &[("near_home", 3), ("ordinary_club", 2), ("look_first", 6), ("work_with_help", 5)],
        quotes: &[unread("Met de dieren word ik rustig."), approved("Ik kan best werken, als iemand me op weg helpt.")],
    },
    Group {
        people: 8,
        themes: &["meeting", "learning", "helping", "working", "calm"],
        agreed: &[("near_home", 6), ("ordinary_club", 4), ("look_first", 5)],
        quotes: &[
            unread("Een middag voor mezelf, dat is wat ik nodig heb."),
            approved("Niemand had mij verteld dat dit bestond. Ik las het op het bord bij de huisarts."),
        ],
    },
];

/// Groups of organisations.
const ORGANISATIONS: [Group; 2] = [
    Group {
        people: 6,
        themes: &["meeting", "working", "food"],
        agreed: &[("share_places", 5), ("walk_in", 4)],
        quotes: &[
            approved("We staan allemaal met een half lege bus voor dezelfde wijk."),
            unread("Wij weten van elkaar niet wie er nog plek heeft."),
            unread("Iedereen wil samenwerken, tot het over het gebouw gaat."),
        ],
    },
    Group {
        people: 7,
        themes: &["meeting", "helping", "working", "outdoors"],
        agreed: &[("share_places", 4), ("walk_in", 6)],
        quotes: &[
            approved("Zonder vrijwilligers is er geen inloop. Die groep wordt ouder."),
            unread("Op papier kan het niet, en toch doen we het al jaren samen."),
        ],
    },
];

/// All that is said in made-up groups.
pub(super) fn writings() -> impl Iterator<Item = &'static Writing> {
    RESIDENTS.iter().chain(&ORGANISATIONS).flat_map(|group| group.quotes)
}

/// What is handed in for groups of an audience, as far as its form asks it.
fn drafts(audience: &Audience, form: &SessionForm<'_>) -> Vec<SessionDraft> {
    let groups = match audience.respondents {
        Respondents::People => RESIDENTS.as_slice(),
        Respondents::Organisations => ORGANISATIONS.as_slice(),
    };
    let is_theme = |id: &str| form.themes().iter().any(|theme| theme.id.as_str() == id);
    let is_put = |id: &str| form.statements().iter().any(|statement| statement.id.as_str() == id);
    let draft = |group: &Group| SessionDraft {
        people: group.people.to_string(),
        themes: group.themes.iter().filter(|id| is_theme(id)).map(|id| (*id).to_owned()).collect(),
        agreed: (group.agreed.iter().filter(|(id, _)| is_put(id)))
            .map(|(id, agreed)| ((*id).to_owned(), agreed.to_string()))
            .collect(),
        quotes: group.quotes.iter().map(|quote| quote.text.to_owned()).collect(),
        cleared: true,
    };
    groups.iter().map(draft).collect()
}

/// Hands in the groups of all places, if the campaign holds any. The same in every run, so that filling again stores nothing
/// twice.
pub(super) async fn hand_in(stack: &Stack) -> Result<(), StackError> {
    let campaign = stack.campaign();
    if campaign.focus_group.is_none() {
        return Ok(());
    }
    let (link, codes, letterbox) = (stack.link_key().await?, stack.codes_key().await?, stack.letterbox());
    for (municipality, audience) in
        campaign.municipalities.iter().flat_map(|one| campaign.audiences.iter().map(move |audience| (*one, audience)))
    {
        let Some(form) = SessionForm::of(campaign, audience) else { continue };
        let place = Place::of(campaign, municipality, audience);
        for (number, draft) in (1..).zip(drafts(audience, &form)) {
            // A campaign with other themes and statements asks nothing of what was made up.
            let Ok(session) = form.accept(&draft) else { continue };
            let code = codes.issue(Invitation::to(campaign, municipality, audience), Holder::Facilitator, [number; 5]);
            let submission = SubmissionId::from_random([number; 16]);
            let quotes = session.quotes().enumerate();
            let entry = SessionEntry {
                session: form.stored(&session),
                proof: link.proof(&submission, &form.canonical(&session)),
                expires: campaign.expires,
                quotes: quotes
                    .map(|(at, text)| OpenText { field: QUOTES.to_owned(), key: link.quote_key(&code, at), text })
                    .collect(),
            };
            match letterbox.post_session(&place, &link.session_key(&code), &entry).await? {
                Posted::Stored => {}
                Posted::AlreadyUsed => return Err(StackError::OtherExample),
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_groups_fit_its_form_in_full() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../campaigns/voorbeeld-2026");
        let campaign = crate::campaigns::load(&folder).expect("the example's definition is without fault").campaign;
        for audience in &campaign.audiences {
            let form = SessionForm::of(&campaign, audience).expect("the example holds focus groups");
            let drafts = drafts(audience, &form);
            let groups = if audience.respondents == Respondents::People { &RESIDENTS[..] } else { &ORGANISATIONS };
            assert_eq!(drafts.len(), groups.len());
            for (draft, group) in drafts.iter().zip(groups) {
                assert!(form.accept(draft).is_ok());
                assert_eq!((draft.themes.len(), draft.agreed.len()), (group.themes.len(), group.agreed.len()));
            }
        }
    }
}
