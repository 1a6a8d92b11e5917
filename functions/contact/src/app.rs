//! What every request works with, and what the function is for: [`App::leave`].

use std::sync::Arc;

use http::HeaderMap;
use storage::{Claimed, Contacts, Occupancy, Posted, StorageError};
use survey::campaign::{Campaign, GRACE_MINUTES};
use survey::contact::{Contact, ContactKey, Draft, Fault, PATH};
use survey::keys::SubmissionId;
use survey::time::Timestamp;
use web::Clock;
use web::problem::Incident;

use crate::page::{Look, View};
use crate::seal::{InvalidRecipient, Seal};
use crate::words::Words;

/// The campaigns that have a contact letterbox, and what they need. In Lambda there is one; the local runner serves several.
pub struct App {
    served: Vec<Served>,
    contacts: Contacts,
    clock: Clock,
    paused: bool,
    random: Arc<dyn Fn() -> [u8; 16] + Send + Sync>,
}

/// A campaign with a contact letterbox, and what is made of it once.
pub(crate) struct Served {
    pub(crate) campaign: Campaign,
    seal: Seal,
    look: Look,
    privacy: String,
    accessibility: String,
}

/// Where a contact letterbox stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The campaign has not opened.
    Before,
    /// Forms are shown and taken.
    Open,
    /// Forms are no longer shown; those that were on their way are taken.
    Grace,
    /// Closed.
    Closed,
}

/// What is still to be had.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    /// A place.
    Place,
    /// A place on the waiting list.
    Waiting,
    /// Nothing.
    Nothing,
}

/// What became of what was left.
pub(crate) enum Left {
    /// It is stored, and has a place.
    Place,
    /// It is stored, and is on the waiting list.
    Waiting,
    /// All places are taken. Nothing is stored; whether to wait is for the person to say.
    OnlyWaiting,
    /// All is full. Nothing is stored.
    Full,
    /// Something else was left under this id.
    AlreadyUsed,
    /// Something is wrong with it.
    Faulty(Vec<Fault>),
    /// It is not certain that all was done. To be tried again.
    Unavailable,
}

/// Where the contact letterbox of a campaign is.
pub(crate) fn path_of(campaign: &Campaign) -> String {
    format!("{PATH}/{}", campaign.id)
}

impl App {
    /// An application over those of the campaigns that have a contact letterbox; there may be none.
    ///
    /// # Errors
    /// When entries can't be sealed to what a campaign names as recipients.
    pub fn new(
        campaigns: impl IntoIterator<Item = Campaign>,
        contacts: Contacts,
        clock: Clock,
    ) -> Result<Self, InvalidRecipient> {
        let campaigns: Vec<Campaign> = campaigns.into_iter().collect();
        let several = campaigns.len() > 1;
        let mut served = Vec::new();
        for campaign in campaigns {
            let Some(contact) = &campaign.contact else { continue };
            let own = |path: &str| {
                if several { format!("{path}?campaign={}", campaign.id) } else { path.to_owned() }
            };
            let invalid = || InvalidRecipient { campaign: campaign.id.to_string() };
            let seal = Seal::to(&contact.recipients).ok_or_else(invalid)?;
            let (privacy, accessibility) = (own("/privacy"), own("/toegankelijkheid"));
            served.push(Served { seal, look: Look::of(&campaign.colours), privacy, accessibility, campaign });
        }
        let random = || {
            let mut bytes = [0; 16];
            getrandom::fill(&mut bytes).expect("the system has randomness");
            bytes
        };
        Ok(App { served, contacts, clock, paused: false, random: Arc::new(random) })
    }

    /// With another source of the ids in forms, so that a page can be compared with an earlier one.
    pub fn with_random(self, random: impl Fn() -> [u8; 16] + Send + Sync + 'static) -> Self {
        App { random: Arc::new(random), ..self }
    }

    /// Paused: nothing is taken for now, and the page says so.
    pub fn paused(self, paused: bool) -> Self {
        App { paused, ..self }
    }

    /// Opens the connection to the database before anyone waits for it. What fails is tried again with the first request.
    pub async fn warm(&self) {
        for served in &self.served {
            if let Err(error) = self.contacts.occupancy(&served.campaign.id).await {
                tracing::warn!(%error, "the places could not be read at the start");
            }
        }
    }

    pub(crate) fn is_paused(&self) -> bool {
        self.paused
    }

    /// The campaign of that id, if it has a contact letterbox.
    pub(crate) fn find(&self, campaign: &str) -> Option<&Served> {
        self.served.iter().find(|served| served.campaign.id.as_str() == campaign)
    }

    /// The first campaign, for pages that belong to none.
    pub(crate) fn first(&self) -> Option<&Served> {
        self.served.first()
    }

    /// A fresh id for a form.
    pub(crate) fn fresh_id(&self) -> SubmissionId {
        SubmissionId::from_random((self.random)())
    }

    /// Where a campaign's contact letterbox stands now.
    pub(crate) fn stage(&self, served: &Served) -> Stage {
        let (now, closes): (Timestamp, Timestamp) = (self.clock.now(), served.contact().closes.at);
        if now < served.campaign.opens.at {
            Stage::Before
        } else if now < closes {
            Stage::Open
        } else if now < closes.plus_minutes(GRACE_MINUTES) {
            Stage::Grace
        } else {
            Stage::Closed
        }
    }

    /// How full it is.
    ///
    /// # Errors
    /// When it can't be read.
    pub(crate) async fn occupancy(&self, served: &Served) -> Result<Occupancy, StorageError> {
        self.contacts.occupancy(&served.campaign.id).await
    }

    /// Seals and stores what was filled in, if all is well with it and there is room. The place is taken first: who is
    /// cut short after that has it when sending again.
    pub(crate) async fn leave(&self, served: &Served, id: &SubmissionId, waits: bool, draft: &Draft) -> Left {
        let (campaign, contact) = (&served.campaign.id, served.contact());
        let entry = match contact.accept(draft) {
            Ok(entry) => entry,
            Err(faults) => return Left::Faulty(faults),
        };
        let key = ContactKey::of(campaign, id);
        let standing = match self.contacts.claim(campaign, contact, &key, waits).await {
            Ok(Claimed::Place) => Left::Place,
            Ok(Claimed::Waiting) => Left::Waiting,
            Ok(Claimed::Nothing) => {
                return match self.occupancy(served).await {
                    Ok(occupancy) if room(contact, occupancy) == Room::Nothing => Left::Full,
                    Ok(_) => Left::OnlyWaiting,
                    Err(error) => failed(&error),
                };
            }
            Err(error) => return failed(&error),
        };
        let sealed = served.seal.seal(&entry.padded(campaign, contact));
        match self.contacts.post(campaign, contact, &key, &entry.proof(campaign, id), sealed).await {
            Ok(Posted::Stored) => standing,
            Ok(Posted::AlreadyUsed) => Left::AlreadyUsed,
            Err(error) => failed(&error),
        }
    }
}

/// What someone who comes now can have. Nobody overtakes those who wait.
pub(crate) fn room(contact: &Contact, occupancy: Occupancy) -> Room {
    if occupancy.places < contact.most_places() && occupancy.waiting == 0 {
        Room::Place
    } else if occupancy.waiting < contact.waiting {
        Room::Waiting
    } else {
        Room::Nothing
    }
}

impl Served {
    /// The contact letterbox.
    pub(crate) fn contact(&self) -> &Contact {
        self.campaign.contact.as_ref().expect("only campaigns with a contact letterbox are served")
    }

    /// How its pages are shown to who asked for that language in the link, or for one in the browser.
    pub(crate) fn view(&self, asked: Option<&str>, headers: &HeaderMap) -> View<'_> {
        let language = web::language::choose(asked, headers, &self.campaign.languages);
        View {
            campaign: &self.campaign,
            contact: self.contact(),
            look: &self.look,
            asked: language,
            words: Words::of(language),
            privacy: &self.privacy,
            accessibility: &self.accessibility,
        }
    }
}

fn failed(error: &StorageError) -> Left {
    let incident = Incident::new();
    tracing::error!(incident = incident.as_str(), %error, "a contact could not be stored");
    Left::Unavailable
}
