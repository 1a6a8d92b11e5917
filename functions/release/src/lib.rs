//! The counting room: reads the letterbox, tallies, protects and releases. The only reader of responses.
//!
//! Runs hourly and mostly finds nothing due. What it decides for a place is written ahead, together with the exact counts
//! that belong to it and only if no other run was first; then it is hung on the notice board, where nothing is changed
//! any more. So a run that is killed anywhere is completed by the next, and two at once make one release.
//!
//! Exact counts never leave this crate but to the table of secrets: not to the log, and not to a [`Report`].

mod count;
mod report;

use std::sync::Arc;

use storage::{
    Hung, Kept, NewSecrets, NoticeBoard, OpenedLetterbox, Place, Remembered, Secrets, Standing, StorageError, Unhung,
};
use survey::campaign::{Audience, Campaign};
use survey::disclosure::{self, Due, Ledger, Occasion, Part, protect, protect_total, with_focus_groups};
use survey::keys::{CodesKey, LinkKey, RoundingKey};
use survey::municipality::Municipality;
use survey::release::{Area, Release, ReleaseNumber};
use survey::response::Form;
use survey::time::Timestamp;

pub use report::{Error, Outcome, Report, Trouble, Visit};

// The attacks' weakened disclosure control must never get into what is deployed.
const _: () = assert!(!survey::WEAKENED || cfg!(debug_assertions), "built for release without the feature `weakened`");

/// Where responses are counted and releases made, for one campaign.
#[derive(Clone)]
pub struct CountingRoom {
    /// The campaign.
    pub campaign: Arc<Campaign>,
    /// The letterbox, from inside.
    pub letterbox: OpenedLetterbox,
    /// The campaign's secrets.
    pub secrets: Secrets,
    /// Where releases hang.
    pub notice_board: NoticeBoard,
    /// A source of cryptographic randomness.
    pub random: fn() -> [u8; 32],
}

/// One municipality and audience, while it is attended to.
struct Room<'a> {
    municipality: Municipality,
    audience: &'a Audience,
    place: Place,
    rounding: &'a RoundingKey,
    now: Timestamp,
}

impl CountingRoom {
    /// Does what is due at `now`: makes the campaign's secrets, tells progress, makes releases, and once all final
    /// releases hang, seals the secrets. May be called again at any time, also at once with another.
    ///
    /// # Errors
    /// When something needs a person: see [`Error`]. What could be done has been done.
    pub async fn run(&self, now: Timestamp) -> Result<Report, Error> {
        let standing = self.secrets().await?;
        let Kept::Key(rounding) = &standing.rounding else {
            // Sealed last of all.
            return Ok(Report { visits: Vec::new(), sealed: true });
        };
        let mut report = Report { visits: Vec::new(), sealed: false };
        for (municipality, audience) in self.places() {
            let place = Place::of(&self.campaign, municipality, audience);
            let room = Room { municipality, audience, place: place.clone(), rounding, now };
            let visit = Visit { place, outcome: self.attend(&room).await };
            tell(&visit);
            report.visits.push(visit);
        }
        if is_over(&report) {
            report.visits.extend(self.totals(rounding, now).await);
        }
        if is_over(&report) {
            self.secrets.seal(&self.campaign.id).await?;
            report.sealed = true;
            tracing::info!("secrets sealed");
        }
        if report.visits.iter().any(|visit| visit.outcome.is_err()) {
            Err(Error::Incomplete(report))
        } else {
            Ok(report)
        }
    }

    fn places(&self) -> impl Iterator<Item = (Municipality, &Audience)> {
        let audiences = || self.campaign.audiences.iter();
        self.campaign
            .municipalities
            .iter()
            .flat_map(move |municipality| audiences().map(move |audience| (*municipality, audience)))
    }

    /// The campaign's secrets; made if this is the first run. New secrets after the first response or release would
    /// re-draw every coin and void every code, so then their absence is an error.
    async fn secrets(&self) -> Result<Standing, Error> {
        let mut standing = self.secrets.standing(&self.campaign.id).await?;
        if is_incomplete(&standing) {
            if self.has_begun().await? {
                // Unless another run has made them meanwhile, and the first response was quick.
                standing = self.secrets.standing(&self.campaign.id).await?;
                if is_incomplete(&standing) {
                    return Err(Error::SecretsMissing);
                }
            } else {
                let new = NewSecrets {
                    link: LinkKey::new((self.random)()),
                    codes: CodesKey::new((self.random)()),
                    rounding: RoundingKey::new((self.random)()),
                    policy: self.campaign.policy.fingerprint(),
                };
                standing = self.secrets.make_missing(&self.campaign.id, &new).await?;
                tracing::info!("secrets made");
            }
        }
        if standing.policy != Some(self.campaign.policy.fingerprint()) {
            return Err(Error::PolicyChanged);
        }
        Ok(standing)
    }

    /// Whether there is a response or a release anywhere.
    async fn has_begun(&self) -> Result<bool, StorageError> {
        for (municipality, audience) in self.places() {
            let place = Place::of(&self.campaign, municipality, audience);
            if !self.letterbox.is_empty(&place).await? || !self.notice_board.is_empty(&place).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn attend(&self, room: &Room<'_>) -> Result<Outcome, Trouble> {
        let Remembered { mut version, ledger, unhung } =
            self.secrets.remembered(&self.campaign.id, &room.place).await?;
        let completed = unhung.is_some();
        if let Some(unhung) = unhung {
            self.hang(&room.place, &unhung).await?;
            if !self.secrets.remember(&self.campaign.id, &room.place, version, &ledger, None).await? {
                return Ok(Outcome::Elsewhere);
            }
            version += 1;
        }
        match ledger.due(&self.campaign, room.now) {
            Due::Nothing if completed => Ok(Outcome::Completed),
            Due::Nothing => Ok(Outcome::NotDue),
            Due::Look => self.look(room, version, &ledger).await,
            Due::Final => self.make_final(room, &ledger).await,
        }
    }

    /// Counts, tells progress, and makes an interim release if enough came in.
    async fn look(&self, room: &Room<'_>, version: u64, ledger: &Ledger) -> Result<Outcome, Trouble> {
        let tally = self.count(room).await?;
        let occasion = self.occasion(room);
        let progress = disclosure::progress(&occasion, &tally, room.rounding);
        let number = ledger.next_interim(&self.campaign.policy, room.audience, tally.responses(), occasion.day);
        let (ledger, release) = match number {
            None => (Ledger { read_on: Some(occasion.day), ..ledger.clone() }, None),
            Some(number) => {
                let earlier = self.earlier(room, ledger).await?;
                let form = Form::of(&room.audience.questionnaire);
                let (release, ledger) =
                    unpanicked(|| protect(&occasion, number, &form, &tally, ledger, &earlier, room.rounding))?;
                (ledger, Some(release))
            }
        };
        let unhung = Unhung { progress, release };
        let campaign = &self.campaign.id;
        if !self.secrets.remember(campaign, &room.place, version, &ledger, Some(&unhung)).await? {
            return Ok(Outcome::Elsewhere);
        }
        self.hang(&room.place, &unhung).await?;
        // Should another run have seen it through meanwhile, so much the better.
        self.secrets.remember(campaign, &room.place, version + 1, &ledger, None).await?;
        Ok(number.map_or(Outcome::TooEarly, Outcome::Released))
    }

    /// Makes the final release, unless it hangs already. The letterbox is closed and the coins fall as they always do,
    /// so whoever makes it makes the same: nothing needs to be written ahead.
    async fn make_final(&self, room: &Room<'_>, ledger: &Ledger) -> Result<Outcome, Trouble> {
        if self.notice_board.get(&room.place, ReleaseNumber::Final).await?.is_some() {
            return Ok(Outcome::FinalBefore);
        }
        let tally = self.count(room).await?;
        let form = Form::of(&room.audience.questionnaire);
        let earlier = self.earlier(room, ledger).await?;
        let groups = self.count_sessions(room).await?;
        let occasion = self.occasion(room);
        let release = unpanicked(|| {
            let number = ReleaseNumber::Final;
            let (release, _) = protect(&occasion, number, &form, &tally, ledger, &earlier, room.rounding);
            match &groups {
                Some(groups) => with_focus_groups(release, &occasion, groups, room.rounding),
                None => release,
            }
        })?;
        Ok(match self.notice_board.hang(&release).await? {
            Hung::Now => Outcome::Released(ReleaseNumber::Final),
            Hung::Before => Outcome::FinalBefore,
        })
    }

    /// All interim releases so far: some tables may have to be repeated, and what they told counts.
    async fn earlier(&self, room: &Room<'_>, ledger: &Ledger) -> Result<Vec<Release>, Trouble> {
        let mut earlier = Vec::new();
        for number in 1..=ledger.interim_releases() {
            let number = ReleaseNumber::Interim(number);
            earlier.push(self.notice_board.get(&room.place, number).await?.ok_or(Trouble::EarlierMissing)?);
        }
        Ok(earlier)
    }

    /// Hangs what was decided. What hangs already must be the same.
    async fn hang(&self, place: &Place, unhung: &Unhung) -> Result<(), Trouble> {
        self.notice_board.hang_progress(place, &unhung.progress).await?;
        if let Some(release) = &unhung.release
            && self.notice_board.hang(release).await? == Hung::Before
            && self.notice_board.get(place, release.number()).await?.as_ref() != Some(release)
        {
            return Err(Trouble::OtherRelease);
        }
        Ok(())
    }

    /// Makes the total over all municipalities for each audience, where there are enough of them. Their own final releases
    /// hang, so all letterboxes are closed: as with those, whoever makes a total makes the same.
    async fn totals(&self, rounding: &RoundingKey, now: Timestamp) -> Vec<Visit> {
        let mut visits = Vec::new();
        if self.campaign.municipalities.len() >= self.campaign.policy.total_municipalities as usize {
            for audience in &self.campaign.audiences {
                let outcome = self.total(audience, rounding, now).await;
                let visit = Visit { place: Place::total(&self.campaign, audience), outcome };
                tell(&visit);
                visits.push(visit);
            }
        }
        visits
    }

    async fn total(&self, audience: &Audience, rounding: &RoundingKey, now: Timestamp) -> Result<Outcome, Trouble> {
        let total = Place::total(&self.campaign, audience);
        if self.notice_board.get(&total, ReleaseNumber::Final).await?.is_some() {
            return Ok(Outcome::FinalBefore);
        }
        let mut counted = Vec::new();
        for municipality in &self.campaign.municipalities {
            let place = Place::of(&self.campaign, *municipality, audience);
            let room = Room { municipality: *municipality, audience, place, rounding, now };
            let Remembered { ledger, .. } = self.secrets.remembered(&self.campaign.id, &room.place).await?;
            let mut releases = self.earlier(&room, &ledger).await?;
            let end = self.notice_board.get(&room.place, ReleaseNumber::Final).await?;
            releases.push(end.ok_or(Trouble::EarlierMissing)?);
            counted.push((self.count(&room).await?, ledger, releases));
        }
        let parts: Vec<Part<'_>> =
            counted.iter().map(|(tally, ledger, releases)| Part { tally, ledger, releases }).collect();
        let occasion = Occasion { campaign: &self.campaign, area: Area::All, audience, day: now.day() };
        let form = Form::of(&audience.questionnaire);
        let release = unpanicked(|| protect_total(&occasion, &form, &parts, rounding))?;
        let Some(release) = release else { return Ok(Outcome::NoTotal) };
        Ok(match self.notice_board.hang(&release).await? {
            Hung::Now => Outcome::Released(ReleaseNumber::Final),
            Hung::Before => Outcome::FinalBefore,
        })
    }

    fn occasion<'a>(&'a self, room: &Room<'a>) -> Occasion<'a> {
        Occasion {
            campaign: &self.campaign,
            area: room.municipality.into(),
            audience: room.audience,
            day: room.now.day(),
        }
    }
}

/// Disclosure control would rather panic than publish what it can't account for. That is trouble of one place, and the
/// others get their releases.
fn unpanicked<T>(work: impl FnOnce() -> T) -> Result<T, Trouble> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).map_err(|_| Trouble::Panicked)
}

fn tell(visit: &Visit) {
    match &visit.outcome {
        Ok(_) => tracing::info!("{visit}"),
        Err(_) => tracing::error!("{visit}"),
    }
}

/// Whether all that was visited has its final release.
fn is_over(report: &Report) -> bool {
    report.visits.iter().all(|visit| visit.outcome.as_ref().is_ok_and(|outcome| outcome.is_final()))
}

fn is_incomplete(standing: &Standing) -> bool {
    let missing = [
        matches!(standing.link, Kept::Missing),
        matches!(standing.codes, Kept::Missing),
        matches!(standing.rounding, Kept::Missing),
        standing.policy.is_none(),
    ];
    missing.contains(&true)
}
