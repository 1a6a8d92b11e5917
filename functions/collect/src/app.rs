//! What every request works with, and the one thing the function is for: [`App::deliver`].

use std::sync::{Arc, Mutex, PoisonError};

use http::HeaderMap;
use storage::{Entry, Kept, Letterbox, OpenText, Place, Posted, Secrets, StorageError};
use survey::campaign::{Audience, Campaign, Stage};
use survey::keys::{LinkKey, SubmissionId};
use survey::language::Language;
use survey::mode::Mode;
use survey::municipality::Municipality;
use survey::response::{Draft, Fault, Form, Refusal};
use survey::time::{Moment, Timestamp};
use web::Clock;
use web::problem::Incident;

use crate::page::{Look, View};
use crate::words::Words;

/// The campaigns that are served and what they need. In Lambda there is one campaign; the local runner serves several.
pub struct App {
    served: Vec<Served>,
    letterbox: Letterbox,
    secrets: Secrets,
    clock: Clock,
    paused: bool,
    random: Arc<dyn Fn() -> [u8; 16] + Send + Sync>,
}

/// A campaign with what is made of it once.
pub(crate) struct Served {
    pub(crate) campaign: Campaign,
    look: Look,
    /// Where its privacy page is.
    pub(crate) privacy: String,
    link: Mutex<Option<Kept<LinkKey>>>,
}

/// Where a request belongs: a campaign, and one of its municipalities and audiences.
#[derive(Clone, Copy)]
pub(crate) struct Target<'a> {
    pub(crate) served: &'a Served,
    pub(crate) municipality: Municipality,
    pub(crate) audience: &'a Audience,
}

/// What became of answers.
pub(crate) enum Delivery {
    /// Stored, now or before.
    Stored,
    /// Other answers are stored under this submission id.
    AlreadyUsed,
    /// Something is wrong with the answers.
    Faulty(Vec<Fault>),
    /// The campaign has not opened.
    NotOpen(Moment),
    /// The campaign is closed, or sealed.
    Closed(Moment),
    /// The campaign's keys are not made yet.
    NotReady,
    /// The operator has paused the campaign.
    Paused,
    /// It is not certain that all is stored. To be tried again.
    Unavailable,
}

impl App {
    /// An application over those campaigns. Where several ask the same audience in the same municipality, the one that
    /// is open owns the short path, and of two that are open the earlier one.
    ///
    /// # Panics
    /// Without a campaign.
    pub fn new(campaigns: Vec<Campaign>, letterbox: Letterbox, secrets: Secrets, clock: Clock) -> Self {
        assert!(!campaigns.is_empty(), "there is a campaign to serve");
        let several = campaigns.len() > 1;
        let served = campaigns.into_iter().map(|campaign| Served {
            look: Look::of(&campaign.colours),
            privacy: if several { format!("/privacy?campaign={}", campaign.id) } else { "/privacy".to_owned() },
            link: Mutex::new(None),
            campaign,
        });
        let random = || {
            let mut bytes = [0; 16];
            getrandom::fill(&mut bytes).expect("the system has randomness");
            bytes
        };
        App { served: served.collect(), letterbox, secrets, clock, paused: false, random: Arc::new(random) }
    }

    /// With another source of the submission ids in forms, so that a page can be compared with an earlier one.
    pub fn with_random(self, random: impl Fn() -> [u8; 16] + Send + Sync + 'static) -> Self {
        App { random: Arc::new(random), ..self }
    }

    /// Paused: campaigns that are open take no answers for now, and say so.
    pub fn paused(self, paused: bool) -> Self {
        App { paused, ..self }
    }

    /// Reads the link keys of campaigns that are open, and so opens the connection to the database before anyone waits
    /// for it. What fails is tried again with the first request.
    pub async fn warm(&self) {
        let now = self.now();
        for served in &self.served {
            if matches!(served.campaign.stage(now), Stage::Open | Stage::Grace)
                && let Err(error) = self.link_key(served).await
            {
                tracing::warn!(%error, "the link key could not be read at the start");
            }
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn is_paused(&self) -> bool {
        self.paused
    }

    pub(crate) fn served(&self) -> &[Served] {
        &self.served
    }

    /// A fresh submission id.
    pub(crate) fn submission(&self) -> SubmissionId {
        SubmissionId::from_random((self.random)())
    }

    /// Whom a page's path means.
    pub(crate) fn target(&self, slug: &str, path: &str) -> Option<Target<'_>> {
        let now = self.now();
        let found = self.served.iter().filter_map(|served| {
            let campaign = &served.campaign;
            let municipality = campaign.municipalities.iter().find(|municipality| municipality.slug() == slug)?;
            let audience = campaign.audiences.iter().find(|audience| audience.path.as_str() == path)?;
            Some(Target { served, municipality: *municipality, audience })
        });
        found.min_by_key(|target| match target.served.campaign.stage(now) {
            Stage::Open => 0,
            Stage::Grace => 1,
            Stage::Before => 2,
            Stage::Closed => 3,
        })
    }

    /// Whom a program's path means.
    pub(crate) fn target_by_keys(&self, code: &str, trajectory: &str, audience: &str) -> Option<Target<'_>> {
        self.served.iter().filter(|served| served.campaign.trajectory.as_str() == trajectory).find_map(|served| {
            let municipality = served.campaign.municipality(code)?;
            let audience = served.campaign.audience(audience)?;
            Some(Target { served, municipality, audience })
        })
    }

    /// Stores the answers of a draft, if all is well with them and the campaign.
    ///
    /// The clock is looked at before anything else: once a campaign is closed its key is not used, even where a process
    /// that lives on still remembers it.
    pub(crate) async fn deliver(&self, target: Target<'_>, submission: &SubmissionId, draft: &Draft) -> Delivery {
        let Target { served, municipality, audience } = target;
        let campaign = &served.campaign;
        // Also where there are faults: they can be mended when the pause is over.
        if self.paused && matches!(campaign.stage(self.now()), Stage::Open | Stage::Grace) {
            return Delivery::Paused;
        }
        let response = match campaign.accept(audience, draft, self.now()) {
            Ok(response) => response,
            Err(Refusal::NotOpen { opens }) => return Delivery::NotOpen(opens),
            Err(Refusal::Closed { closed }) => return Delivery::Closed(closed),
            Err(Refusal::Invalid(faults)) => return Delivery::Faulty(faults),
        };
        let link = match self.link_key(served).await {
            Ok(Kept::Key(link)) => link,
            Ok(Kept::Missing) => return Delivery::NotReady,
            Ok(Kept::Sealed) => return Delivery::Closed(campaign.closes),
            Err(error) => return failed(&error),
        };
        let form = Form::of(&audience.questionnaire);
        let texts = response.texts().map(|(field, text)| OpenText {
            field: field.to_owned(),
            key: link.text_key(submission, field),
            text,
        });
        let entry = Entry {
            answers: form.stored(&response),
            proof: link.proof(submission, &form.canonical(&response)),
            questionnaire: audience.fingerprint.clone(),
            mode: Mode::Link,
            expires: campaign.expires,
            texts: texts.collect(),
        };
        let place = Place::of(campaign, municipality, audience);
        match self.letterbox.post(&place, &link.response_key(submission), &entry).await {
            Ok(Posted::Stored) => Delivery::Stored,
            Ok(Posted::AlreadyUsed) => Delivery::AlreadyUsed,
            Err(error) => failed(&error),
        }
    }

    /// The campaign's link key, read once; a key that is not there yet is looked for again.
    pub(crate) async fn link_key(&self, served: &Served) -> Result<Kept<LinkKey>, StorageError> {
        if let Some(kept) = &*served.link.lock().unwrap_or_else(PoisonError::into_inner) {
            return Ok(kept.clone());
        }
        let kept = self.secrets.link_key(&served.campaign.id).await?;
        if !matches!(kept, Kept::Missing) {
            *served.link.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept.clone());
        }
        Ok(kept)
    }
}

impl Served {
    /// How its pages are shown to who asked for a language in the link or the browser.
    pub(crate) fn view(&self, asked: Option<&str>, headers: &HeaderMap) -> View<'_> {
        let asked: Language = web::language::choose(asked, headers, &self.campaign.languages);
        View { campaign: &self.campaign, look: &self.look, asked, words: Words::of(asked), privacy: &self.privacy }
    }
}

fn failed(error: &StorageError) -> Delivery {
    let incident = Incident::new();
    tracing::error!(incident = incident.as_str(), %error, "a response could not be stored");
    Delivery::Unavailable
}
