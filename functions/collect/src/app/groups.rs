//! What focus groups said: [`App::hand_in`], and [`App::take_back`] for who handed it in. Only with a code for it, whatever
//! the campaign's `access`: there is no open link to hand in for a group that was never held.

use storage::{Kept, OpenText, Place, Posted, SessionEntry};
use survey::campaign::Stage;
use survey::code::{Holder, Invitation, InvitationCode, Mistyped, TypedCode};
use survey::focus::{MOST_QUOTES, QUOTES, SessionDraft, SessionFault, SessionForm};
use survey::keys::{LinkKey, SubmissionId};

use super::{App, CodeFault, Hindrance, Target, failed};

/// A session as it came in.
#[derive(Clone, Copy)]
pub(crate) struct HandedIn<'a> {
    /// What identifies it: the same in every retry.
    pub(crate) submission: &'a SubmissionId,
    pub(crate) draft: &'a SessionDraft,
    /// The code as it was typed.
    pub(crate) code: &'a str,
    /// Whether what was handed in with the code before makes way for this.
    pub(crate) replace: bool,
}

/// What became of a session.
pub(crate) enum Handed {
    /// Stored, now or before.
    Stored,
    /// Another session is stored under this code, or the same from elsewhere.
    CodeUsed,
    /// Something is wrong with the session, the code, or both.
    Faulty(Vec<SessionFault>, Option<CodeFault>),
    /// The operator has paused the campaign.
    Paused,
    /// Not now.
    Hindered(Hindrance),
}

/// What became of a wish to take a session back.
pub(crate) enum TakenBack {
    /// Nothing that was handed in with the code is there any more, if anything was: that is not known.
    Done,
    /// Something is wrong with the code.
    Refused(CodeFault),
    /// Not now.
    Hindered(Hindrance),
}

impl App {
    /// Stores a session, if all is well with it, its code and the campaign. As with answers, the clock is looked at first.
    pub(crate) async fn hand_in(&self, target: Target<'_>, form: &SessionForm<'_>, handed: HandedIn<'_>) -> Handed {
        if let Some(hindrance) = self.untimely(target) {
            return Handed::Hindered(hindrance);
        }
        if self.paused {
            return Handed::Paused;
        }
        let accepted = form.accept(handed.draft);
        let (session, code) = match (accepted, self.facilitator(target, handed.code).await) {
            (_, Err(hindrance)) => return Handed::Hindered(hindrance),
            (Ok(session), Ok(Ok(code))) => (session, code),
            (accepted, Ok(code)) => return Handed::Faulty(accepted.err().unwrap_or_default(), code.err()),
        };
        let link = match self.usable_link_key(target.served).await {
            Ok(link) => link,
            Err(hindrance) => return Handed::Hindered(hindrance),
        };
        let place = Place::of(&target.served.campaign, target.municipality, target.audience);
        // Not before it is sure that the new one will do.
        if handed.replace
            && let Err(hindrance) = self.erase_session(&place, &link, &code).await
        {
            return Handed::Hindered(hindrance);
        }
        let quotes = session.quotes().enumerate().map(|(at, text)| OpenText {
            field: QUOTES.to_owned(),
            key: link.quote_key(&code, at),
            text,
        });
        let entry = SessionEntry {
            session: form.stored(&session),
            proof: link.proof(handed.submission, &form.canonical(&session)),
            expires: target.served.campaign.expires,
            quotes: quotes.collect(),
        };
        match self.letterbox.post_session(&place, &link.session_key(&code), &entry).await {
            Ok(Posted::Stored) => Handed::Stored,
            Ok(Posted::AlreadyUsed) => Handed::CodeUsed,
            Err(error) => Handed::Hindered(failed(&error)),
        }
    }

    /// Erases what was handed in with a code, if anything was: nothing here can tell. As long as sessions are taken.
    pub(crate) async fn take_back(&self, target: Target<'_>, typed: &str) -> TakenBack {
        if let Some(hindrance) = self.untimely(target) {
            return TakenBack::Hindered(hindrance);
        }
        let code = match self.facilitator(target, typed).await {
            Ok(Ok(code)) => code,
            Ok(Err(fault)) => return TakenBack::Refused(fault),
            Err(hindrance) => return TakenBack::Hindered(hindrance),
        };
        let place = Place::of(&target.served.campaign, target.municipality, target.audience);
        let erased = match self.usable_link_key(target.served).await {
            Ok(link) => self.erase_session(&place, &link, &code).await,
            Err(hindrance) => Err(hindrance),
        };
        erased.map_or_else(TakenBack::Hindered, |()| TakenBack::Done)
    }

    /// Why a campaign takes nothing now, if it does not.
    fn untimely(&self, target: Target<'_>) -> Option<Hindrance> {
        let campaign = &target.served.campaign;
        match campaign.stage(self.now()) {
            Stage::Before => Some(Hindrance::NotOpen(campaign.opens)),
            Stage::Closed => Some(Hindrance::Closed(campaign.closes)),
            Stage::Open | Stage::Grace => None,
        }
    }

    async fn erase_session(&self, place: &Place, link: &LinkKey, code: &InvitationCode) -> Result<(), Hindrance> {
        let quotes: Vec<_> = (0..MOST_QUOTES).map(|at| link.quote_key(code, at)).collect();
        let erased = self.letterbox.withdraw_session(place, &link.session_key(code), &quotes).await;
        erased.map_err(|error| failed(&error))
    }

    /// The code, if it is one for who led a group of this audience here.
    async fn facilitator(
        &self,
        target: Target<'_>,
        typed: &str,
    ) -> Result<Result<InvitationCode, CodeFault>, Hindrance> {
        let Target { served, municipality, audience } = target;
        let typed = match TypedCode::parse(typed) {
            Ok(typed) => typed,
            Err(Mistyped::Nothing) => return Ok(Err(CodeFault::Missing)),
            Err(mistyped) => return Ok(Err(CodeFault::Mistyped(mistyped))),
        };
        let codes = match self.codes_key(served).await {
            Ok(Kept::Key(codes)) => codes,
            Ok(Kept::Missing) => return Err(Hindrance::NotReady),
            Ok(Kept::Sealed) => return Err(Hindrance::Closed(served.campaign.closes)),
            Err(error) => return Err(failed(&error)),
        };
        let verified = codes.verify(Invitation::to(&served.campaign, municipality, audience), &typed);
        let ours = verified.ok().filter(|code| code.holder() == Holder::Facilitator);
        Ok(ours.ok_or(CodeFault::NotOurs))
    }
}
