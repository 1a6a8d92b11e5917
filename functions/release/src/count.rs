//! Reading the letterbox of one place: its 32 key ranges, some of them side by side, into one tally.

use std::sync::Arc;

use storage::{OpenedLetterbox, Place};
use survey::campaign::{Audience, Campaign};
use survey::focus::{SessionForm, SessionTally};
use survey::keys::KEY_RANGES;
use survey::response::Form;
use survey::tally::Tally;
use tokio::task::JoinSet;

use crate::report::Trouble;
use crate::{CountingRoom, Room};

/// Key ranges one reader reads one after the other; there are 32, so 8 readers. Each holds a page of 1 MB at most.
const RANGES_A_READER: usize = 4;

impl CountingRoom {
    /// Counts all that is in the letterbox of a place.
    pub(crate) async fn count(&self, room: &Room<'_>) -> Result<Tally, Trouble> {
        let audience = self
            .campaign
            .audiences
            .iter()
            .position(|audience| audience.id == room.audience.id)
            .expect("a room's audience is one of the campaign's");
        let mut readers = JoinSet::new();
        for ranges in KEY_RANGES.chunks(RANGES_A_READER) {
            let (letterbox, place, campaign) = (self.letterbox.clone(), room.place.clone(), Arc::clone(&self.campaign));
            readers.spawn(async move { read(&letterbox, &place, audience_of(&campaign, audience), ranges).await });
        }
        let mut tally = Tally::new(&Form::of(&room.audience.questionnaire));
        while let Some(part) = readers.join_next().await {
            // On the first trouble the others are dropped, and with them their requests.
            tally = tally.merge(&part.map_err(|_| Trouble::Panicked)??);
        }
        Ok(tally)
    }

    /// Counts what the focus groups of a place said; `None` where the campaign holds none. There are few, so one after the
    /// other. For the final release alone: until then nobody reads them.
    pub(crate) async fn count_sessions(&self, room: &Room<'_>) -> Result<Option<SessionTally>, Trouble> {
        let Some(form) = SessionForm::of(&self.campaign, room.audience) else { return Ok(None) };
        let (mut tally, mut trouble) = (SessionTally::new(&form), None);
        self.letterbox
            .for_each_session(&room.place, |stored| match form.recall(&stored) {
                Ok(session) => tally.add(&session),
                Err(unreadable) => trouble = Some(unreadable.into()),
            })
            .await?;
        trouble.map_or(Ok(Some(tally)), Err)
    }
}

fn audience_of(campaign: &Campaign, place: usize) -> &Audience {
    &campaign.audiences[place]
}

async fn read(
    letterbox: &OpenedLetterbox,
    place: &Place,
    audience: &Audience,
    ranges: &[&str],
) -> Result<Tally, Trouble> {
    let form = Form::of(&audience.questionnaire);
    let mut tally = Tally::new(&form);
    let mut trouble = None;
    for range in ranges {
        letterbox
            .for_each(place, range, |entry| {
                if entry.questionnaire != audience.fingerprint {
                    trouble = Some(Trouble::OtherQuestionnaire);
                    return;
                }
                match form.recall(entry.answers.iter().map(|(id, stored)| (id.as_str(), stored))) {
                    Ok(response) => tally.add(&form, &response, entry.mode),
                    Err(unreadable) => trouble = Some(unreadable.into()),
                }
            })
            .await?;
        if let Some(trouble) = trouble {
            return Err(trouble);
        }
    }
    Ok(tally)
}
