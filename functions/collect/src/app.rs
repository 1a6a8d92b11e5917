//! What every request works with, and what the function is for: [`App::deliver`] and, for who had an invitation code,
//! [`App::withdraw`].

pub(crate) mod groups;

use std::sync::{Arc, Mutex, PoisonError};

use http::HeaderMap;
use storage::{Entry, Kept, Letterbox, OpenText, Place, Posted, Secrets, StorageError};
use survey::campaign::{Audience, Campaign, Stage};
use survey::code::{Holder, Invitation, InvitationCode, Mistyped, TypedCode};
use survey::keys::{CodesKey, LinkKey, SubmissionId, Ticket};
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
    /// Where its accessibility statement is.
    pub(crate) accessibility: String,
    link: Mutex<Option<Kept<LinkKey>>>,
    codes: Mutex<Option<Kept<CodesKey>>>,
}

/// Where a request belongs: a campaign, and one of its municipalities and audiences.
#[derive(Clone, Copy)]
pub(crate) struct Target<'a> {
    pub(crate) served: &'a Served,
    pub(crate) municipality: Municipality,
    pub(crate) audience: &'a Audience,
}

/// What a link says of how its page is to be shown.
pub(crate) struct Asked {
    /// In which language.
    pub(crate) language: Option<String>,
    /// On a tablet that many people use, one after another.
    pub(crate) kiosk: bool,
}

/// Answers as they came in.
#[derive(Clone, Copy)]
pub(crate) struct Sent<'a> {
    /// What identifies them: the same in every retry.
    pub(crate) submission: &'a SubmissionId,
    pub(crate) draft: &'a Draft,
    /// The invitation code as it was typed; empty where there was none.
    pub(crate) code: &'a str,
    /// Whether answers that were sent with the code before make way for these.
    pub(crate) replace: bool,
    /// Whether it looks as if a program sent the page's form. Counts without a code only.
    pub(crate) hasty: bool,
    /// Whether they come from the conversation form, which takes interviewers' codes alone.
    pub(crate) interview: bool,
}

/// What is wrong with an invitation code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeFault {
    /// There is none, and without it there is no taking part.
    Missing,
    /// It can't be a code.
    Mistyped(Mistyped),
    /// It was not given out for this audience here.
    NotOurs,
    /// It is a respondent's own, and this is the conversation form.
    NotForInterviews,
}

/// How answers come in, if they may.
pub(crate) enum Admission {
    /// By the open link.
    Link,
    /// With this code.
    Code(InvitationCode),
    /// Not so.
    Refused(CodeFault),
}

/// Why something can't be done now, whatever was sent.
pub(crate) enum Hindrance {
    /// The campaign has not opened.
    NotOpen(Moment),
    /// The campaign is closed, or sealed.
    Closed(Moment),
    /// The campaign's keys are not made yet.
    NotReady,
    /// It is not certain that all was done. To be tried again.
    Unavailable,
}

/// What became of a wish to withdraw.
pub(crate) enum Withdrawal {
    /// Nothing that was sent with the code is there any more, if anything was: that is not known.
    Done,
    /// Something is wrong with the code.
    Refused(CodeFault),
    /// Not now.
    Hindered(Hindrance),
}

/// What became of answers.
pub(crate) enum Delivery {
    /// Stored, now or before.
    Stored,
    /// Other answers are stored under this submission id.
    AlreadyUsed,
    /// Other answers are stored under this invitation code, or the same from elsewhere.
    CodeUsed,
    /// Something is wrong with the answers, the code, or both.
    Faulty(Vec<Fault>, Option<CodeFault>),
    /// All is well, but it looks as if a program sent it: to be sent once more.
    Hasty,
    /// The operator has paused the campaign.
    Paused,
    /// Not now.
    Hindered(Hindrance),
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
        let own = |path: &str, campaign: &Campaign| {
            if several { format!("{path}?campaign={}", campaign.id) } else { path.to_owned() }
        };
        let served = campaigns.into_iter().map(|campaign| Served {
            look: Look::of(&campaign.colours),
            privacy: own("/privacy", &campaign),
            accessibility: own("/toegankelijkheid", &campaign),
            link: Mutex::new(None),
            codes: Mutex::new(None),
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

    /// Reads the keys of campaigns that are open, and so opens the connection to the database before anyone waits
    /// for it. What fails is tried again with the first request.
    pub async fn warm(&self) {
        let now = self.now();
        for served in &self.served {
            if !matches!(served.campaign.stage(now), Stage::Open | Stage::Grace) {
                continue;
            }
            let mut read = self.link_key(served).await.map(drop);
            if read.is_ok() && (served.campaign.access.admits_codes() || served.campaign.focus_group.is_some()) {
                read = self.codes_key(served).await.map(drop);
            }
            if let Err(error) = read {
                tracing::warn!(%error, "the keys could not be read at the start");
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

    /// Stores answers, if all is well with them, their code and the campaign.
    ///
    /// The clock is looked at before anything else: once a campaign is closed its key is not used, even where a process
    /// that lives on still remembers it.
    pub(crate) async fn deliver(&self, target: Target<'_>, sent: Sent<'_>) -> Delivery {
        let Target { served, municipality, audience } = target;
        let campaign = &served.campaign;
        // Also where there are faults: they can be mended when the pause is over.
        if self.paused && matches!(campaign.stage(self.now()), Stage::Open | Stage::Grace) {
            return Delivery::Paused;
        }
        let accepted = match campaign.accept(audience, sent.draft, self.now()) {
            Ok(response) => Ok(response),
            Err(Refusal::NotOpen { opens }) => return Delivery::Hindered(Hindrance::NotOpen(opens)),
            Err(Refusal::Closed { closed }) => return Delivery::Hindered(Hindrance::Closed(closed)),
            Err(Refusal::Invalid(faults)) => Err(faults),
        };
        let code = match self.admit_to(target, sent.code, sent.interview).await {
            Ok(Admission::Link) => Ok(None),
            Ok(Admission::Code(code)) => Ok(Some(code)),
            Ok(Admission::Refused(fault)) => Err(fault),
            Err(hindrance) => return Delivery::Hindered(hindrance),
        };
        let (response, code) = match (accepted, code) {
            (Ok(response), Ok(code)) => (response, code),
            (accepted, code) => return Delivery::Faulty(accepted.err().unwrap_or_default(), code.err()),
        };
        if sent.hasty && code.is_none() {
            return Delivery::Hasty;
        }
        let mode = match code.as_ref().map(|code| code.holder().mode()) {
            None => Mode::Link,
            Some(Some(mode)) => mode,
            // Not a code for this questionnaire at all.
            Some(None) => return Delivery::Faulty(Vec::new(), Some(CodeFault::NotOurs)),
        };
        let form = Form::of(&audience.questionnaire);
        // Interviewers alone have notes.
        let response = if mode == Mode::Interview { response } else { form.without_notes(response) };
        let link = match self.usable_link_key(served).await {
            Ok(link) => link,
            Err(hindrance) => return Delivery::Hindered(hindrance),
        };
        let place = Place::of(campaign, municipality, audience);
        // Not before it is sure that the new answers will do.
        if let (Some(code), true) = (&code, sent.replace)
            && let Err(hindrance) = self.erase(&place, audience, &link, code).await
        {
            return Delivery::Hindered(hindrance);
        }
        let ticket = code.as_ref().map_or(Ticket::from(sent.submission), Ticket::from);
        let texts = response.texts().map(|(field, text)| OpenText {
            field: field.to_owned(),
            key: link.text_key(ticket, field),
            text,
        });
        let entry = Entry {
            answers: form.stored(&response),
            proof: link.proof(sent.submission, &form.canonical(&response)),
            questionnaire: audience.fingerprint.clone(),
            mode,
            expires: campaign.expires,
            texts: texts.collect(),
        };
        match self.letterbox.post(&place, &link.response_key(ticket), &entry).await {
            Ok(Posted::Stored) => Delivery::Stored,
            Ok(Posted::AlreadyUsed) if code.is_some() => Delivery::CodeUsed,
            Ok(Posted::AlreadyUsed) => Delivery::AlreadyUsed,
            Err(error) => Delivery::Hindered(failed(&error)),
        }
    }

    /// Erases what was sent with a code, if anything was: nothing here can tell. As long as answers are taken; afterwards
    /// they are counted, and then no key leads to them any more. A pause does not keep anyone from withdrawing.
    pub(crate) async fn withdraw(&self, target: Target<'_>, typed: &str) -> Withdrawal {
        let Target { served, municipality, audience } = target;
        let campaign = &served.campaign;
        match campaign.stage(self.now()) {
            Stage::Before => return Withdrawal::Hindered(Hindrance::NotOpen(campaign.opens)),
            Stage::Closed => return Withdrawal::Hindered(Hindrance::Closed(campaign.closes)),
            Stage::Open | Stage::Grace => {}
        }
        let code = match self.admit(target, typed).await {
            Ok(Admission::Code(code)) => code,
            Ok(Admission::Link) => return Withdrawal::Refused(CodeFault::Missing),
            Ok(Admission::Refused(fault)) => return Withdrawal::Refused(fault),
            Err(hindrance) => return Withdrawal::Hindered(hindrance),
        };
        let erased = match self.usable_link_key(served).await {
            Ok(link) => self.erase(&Place::of(campaign, municipality, audience), audience, &link, &code).await,
            Err(hindrance) => Err(hindrance),
        };
        match erased {
            Ok(()) => Withdrawal::Done,
            Err(hindrance) => Withdrawal::Hindered(hindrance),
        }
    }

    async fn erase(
        &self,
        place: &Place,
        audience: &Audience,
        link: &LinkKey,
        code: &InvitationCode,
    ) -> Result<(), Hindrance> {
        let texts = link.text_keys(code, &audience.questionnaire);
        self.letterbox.withdraw(place, &link.response_key(code), &texts).await.map_err(|error| failed(&error))
    }

    /// Likewise, from the page or from the conversation form. That one takes an interviewer's code and nothing else.
    pub(crate) async fn admit_to(
        &self,
        target: Target<'_>,
        typed: &str,
        interview: bool,
    ) -> Result<Admission, Hindrance> {
        let admission = self.admit(target, typed).await?;
        Ok(match admission {
            Admission::Link if interview => Admission::Refused(CodeFault::Missing),
            Admission::Code(code) if interview && code.holder() != Holder::Interviewer => {
                Admission::Refused(CodeFault::NotForInterviews)
            }
            admission => admission,
        })
    }

    /// Whether answers may come in with what was typed as a code, or without.
    pub(crate) async fn admit(&self, target: Target<'_>, typed: &str) -> Result<Admission, Hindrance> {
        let Target { served, municipality, audience } = target;
        let campaign = &served.campaign;
        let refused = |fault| Ok(Admission::Refused(fault));
        let typed = match TypedCode::parse(typed) {
            Err(Mistyped::Nothing) if campaign.access.admits_links() => return Ok(Admission::Link),
            Err(Mistyped::Nothing) => return refused(CodeFault::Missing),
            _ if !campaign.access.admits_codes() => return refused(CodeFault::NotOurs),
            Err(mistyped) => return refused(CodeFault::Mistyped(mistyped)),
            Ok(typed) => typed,
        };
        let codes = match self.codes_key(served).await {
            Ok(Kept::Key(codes)) => codes,
            Ok(Kept::Missing) => return Err(Hindrance::NotReady),
            Ok(Kept::Sealed) => return Err(Hindrance::Closed(campaign.closes)),
            Err(error) => return Err(failed(&error)),
        };
        match codes.verify(Invitation::to(campaign, municipality, audience), &typed) {
            // What a group said is handed in elsewhere.
            Ok(code) if code.holder() == Holder::Facilitator => refused(CodeFault::NotOurs),
            Ok(code) => Ok(Admission::Code(code)),
            Err(_) => refused(CodeFault::NotOurs),
        }
    }

    async fn usable_link_key(&self, served: &Served) -> Result<LinkKey, Hindrance> {
        match self.link_key(served).await {
            Ok(Kept::Key(link)) => Ok(link),
            Ok(Kept::Missing) => Err(Hindrance::NotReady),
            Ok(Kept::Sealed) => Err(Hindrance::Closed(served.campaign.closes)),
            Err(error) => Err(failed(&error)),
        }
    }

    /// The campaign's link key, read once; a key that is not there yet is looked for again.
    pub(crate) async fn link_key(&self, served: &Served) -> Result<Kept<LinkKey>, StorageError> {
        match recalled(&served.link) {
            Some(kept) => Ok(kept),
            None => self.secrets.link_key(&served.campaign.id).await.map(|kept| remembered(&served.link, kept)),
        }
    }

    /// The campaign's codes key, likewise.
    async fn codes_key(&self, served: &Served) -> Result<Kept<CodesKey>, StorageError> {
        match recalled(&served.codes) {
            Some(kept) => Ok(kept),
            None => self.secrets.codes_key(&served.campaign.id).await.map(|kept| remembered(&served.codes, kept)),
        }
    }
}

fn recalled<K: Clone>(memory: &Mutex<Option<Kept<K>>>) -> Option<Kept<K>> {
    memory.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn remembered<K: Clone>(memory: &Mutex<Option<Kept<K>>>, kept: Kept<K>) -> Kept<K> {
    if !matches!(kept, Kept::Missing) {
        *memory.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept.clone());
    }
    kept
}

impl Served {
    /// How its pages are shown to who asked for that in the link, or for a language in the browser.
    pub(crate) fn view(&self, asked: &Asked, headers: &HeaderMap) -> View<'_> {
        let language: Language = web::language::choose(asked.language.as_deref(), headers, &self.campaign.languages);
        View {
            campaign: &self.campaign,
            look: &self.look,
            asked: language,
            words: Words::of(language),
            languages: &self.campaign.languages,
            privacy: &self.privacy,
            accessibility: &self.accessibility,
            kiosk: asked.kiosk,
        }
    }
}

fn failed(error: &StorageError) -> Hindrance {
    let incident = Incident::new();
    tracing::error!(incident = incident.as_str(), %error, "a response could not be stored or withdrawn");
    Hindrance::Unavailable
}
