//! Disclosure control: from exact counts to what may be published.
//!
//! Every count is rounded to a multiple of b, up or down by a secret coin that always falls the same way for the same
//! cell and count, so that asking again teaches nothing and margins agree everywhere. Unbiased, as in Statistics New
//! Zealand's random rounding to base 3. A table whose base is small is withheld. At the end [`protect`] looks
//! at its own release and at all that went before as an attacker would who knows how many responded at each and one of the
//! responses, and withholds what would tell a small count or a unanimous group.
//!
//! Knows nothing of HTTP, DynamoDB or the time. Why rounding and not suppression, noise or live counts: `docs/privacy.md`.

mod audit;
mod cells;
mod coins;
mod counting;
mod groups;
mod puzzle;
mod tables;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::campaign::{Audience, Campaign, Policy};
use crate::condition::EVERYONE;
use crate::keys::RoundingKey;
use crate::questionnaire::Item;
use crate::release::{Area, Body, Progress, Release, ReleaseNumber, Table};
use crate::response::Form;
use crate::tally::Tally;
use crate::time::{Day, Timestamp};

use audit::{View, withhold_revealing, withhold_revealing_total};
use cells::Cells;
use coins::Coins;
#[cfg(not(feature = "weakened"))]
use counting::Counting;
#[cfg(feature = "weakened")]
pub use counting::Counting;
pub use groups::{FEWEST_SESSIONS, LARGEST_SHARE, with_focus_groups};
use tables::Drawer;

/// What the counting room remembers of one municipality and audience between releases: exact, so kept among the
/// secrets, read by the release job alone, and erased at sealing. No `Debug`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The day the letterbox was last read.
    pub read_on: Option<Day>,
    /// The day the last interim release was made.
    pub released_on: Option<Day>,
    /// How many had responded at each interim release so far, from the first.
    pub responses: Vec<u64>,
    /// By item: its exact base when its table was last made anew.
    pub bases: BTreeMap<String, u64>,
}

/// From so many responses on the letterbox is read no oftener than a release may be made: reading costs by the response,
/// and with a million of them a look each day would cost half of what collecting them did (docs/costs.md).
const MANY: u64 = 10_000;

/// What is to be done for one municipality and audience at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing: before opening, or already looked at today, or waiting for the last answers after the close.
    Nothing,
    /// Read the letterbox, tell progress, and make an interim release if enough came in.
    Look,
    /// Make the final release.
    Final,
}

impl Ledger {
    /// What is to be done at `now`, so far as can be told without reading the letterbox.
    pub fn due(&self, campaign: &Campaign, now: Timestamp) -> Due {
        if now >= campaign.final_from() {
            Due::Final
        } else if now < campaign.opens.at || now >= campaign.closes.at || self.has_read(&campaign.policy, now.day()) {
            Due::Nothing
        } else {
            Due::Look
        }
    }

    /// Whether the letterbox was read lately: today; or where there are many responses, within the days between two
    /// interim releases.
    fn has_read(&self, policy: &Policy, today: Day) -> bool {
        let many = self.responses.last().is_some_and(|last| *last >= MANY);
        let days = if many { i64::from(policy.interval_days).max(1) } else { 1 };
        self.read_on.is_some_and(|day| today.0 < day.0 + days)
    }

    /// How many interim releases there are.
    pub fn interim_releases(&self) -> u32 {
        u32::try_from(self.responses.len()).expect("a policy allows few")
    }

    /// The number of the interim release to be made today if `responses` came in; `None` if it is too early.
    pub fn next_interim(
        &self,
        policy: &Policy,
        audience: &Audience,
        responses: u64,
        today: Day,
    ) -> Option<ReleaseNumber> {
        let due = match (self.responses.last(), self.released_on) {
            (Some(last), Some(day)) => {
                let grown = responses >= last + policy.growth_from(*last);
                let rested = today.0 >= day.0 + i64::from(policy.interval_days);
                grown && rested && self.interim_releases() < policy.most_interim
            }
            _ => responses >= policy.first_release(audience.respondents),
        };
        due.then(|| ReleaseNumber::Interim(self.interim_releases() + 1))
    }
}

/// What a release is made for.
#[derive(Clone, Copy)]
pub struct Occasion<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// Where people were asked.
    pub area: Area,
    /// Who was asked.
    pub audience: &'a Audience,
    /// The day.
    pub day: Day,
}

/// How many responded, rounded as an interim base is: what may be told while a campaign is open.
pub fn progress(occasion: &Occasion<'_>, tally: &Tally, key: &RoundingKey) -> Progress {
    let coins = Coins::new(key, occasion, ReleaseNumber::Interim(1), Counting::PROTECTED);
    Progress { day: occasion.day, responses: coins.round(EVERYONE, tally.responses()) }
}

/// Makes the release that may be published of `tally`, and the ledger that belongs to it.
///
/// `earlier` are all interim releases so far, from the first, as many as the `ledger` counts. In an interim release, of
/// one-way tables alone, a table whose own base has not grown enough since it was last made anew is repeated from the last
/// of them, figure for figure. The final release has new coins and all tables that the questionnaire declares.
pub fn protect(
    occasion: &Occasion<'_>,
    number: ReleaseNumber,
    form: &Form<'_>,
    tally: &Tally,
    ledger: &Ledger,
    earlier: &[Release],
    key: &RoundingKey,
) -> (Release, Ledger) {
    protect_by(Counting::PROTECTED, occasion, number, form, tally, ledger, earlier, key)
}

#[expect(clippy::too_many_arguments, reason = "those of `protect`, and how")]
fn protect_by(
    counting: Counting,
    occasion: &Occasion<'_>,
    number: ReleaseNumber,
    form: &Form<'_>,
    tally: &Tally,
    ledger: &Ledger,
    earlier: &[Release],
    key: &RoundingKey,
) -> (Release, Ledger) {
    let policy = &occasion.campaign.policy;
    let coins = Coins::new(key, occasion, number, counting);
    let cells = Cells::of(form);
    let drawer = Drawer { cells: &cells, coins: &coins, policy, number, tally, parts: &[] };
    let mut release = draft(occasion, &drawer);
    for (place, item) in form.items().iter().enumerate() {
        let repeated = match number {
            ReleaseNumber::Interim(_) => still_fresh(item, tally.all().items[place].asked, ledger, earlier, policy),
            ReleaseNumber::Final => None,
        };
        release.tables.extend(repeated.cloned().or_else(|| drawer.one_way(place)));
    }
    if number == ReleaseNumber::Final {
        complete(&mut release, occasion, &drawer);
    }
    if counting.audited {
        let history = earlier.iter().zip(&ledger.responses);
        let history: Vec<View<'_>> =
            history.map(|(release, responses)| View { release, responses: *responses }).collect();
        withhold_revealing(&mut release, &cells, &history, tally.responses(), policy);
    }

    let mut ledger = Ledger { read_on: Some(occasion.day), ..ledger.clone() };
    if let ReleaseNumber::Interim(_) = number {
        ledger.released_on = Some(occasion.day);
        ledger.responses.push(tally.responses());
    }
    for table in release.tables.iter().filter(|table| table.renewed == number) {
        let counts = form.items().iter().zip(&tally.all().items).find(|(item, _)| item.id == table.item);
        match (&table.body, counts) {
            (Body::Shown { .. }, Some((_, counts))) => ledger.bases.insert(table.item.to_string(), counts.asked),
            (Body::Shown { .. } | Body::Withheld(_), _) => ledger.bases.remove(&table.item.to_string()),
        };
    }
    (release, ledger)
}

/// The item's table in the last release, if its own base has not grown enough since the table was last made anew.
fn still_fresh<'r>(
    item: &Item<'_>,
    asked: u64,
    ledger: &Ledger,
    earlier: &'r [Release],
    policy: &Policy,
) -> Option<&'r Table> {
    let last = *ledger.bases.get(&item.id.to_string())?;
    let table = earlier.last()?.tables.iter().find(|table| table.item == item.id)?;
    (asked < last + policy.growth_from(last)).then_some(table)
}

/// One municipality's part of a total.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// What was counted there.
    pub tally: &'a Tally,
    /// How many had responded at each interim release.
    pub ledger: &'a Ledger,
    /// All its releases: the interim ones from the first, then the final one.
    pub releases: &'a [Release],
}

/// Makes the final release of all municipalities together, for an occasion whose area is [`Area::All`]; `None` where
/// too few of them take part, or one has more than its share of the responses (the policy tells how many).
///
/// Each of its tables has the same floor. It is made after the municipalities' own final releases, which are not changed for
/// it: where both together would tell too much, the total's table is withheld.
pub fn protect_total(
    occasion: &Occasion<'_>,
    form: &Form<'_>,
    parts: &[Part<'_>],
    key: &RoundingKey,
) -> Option<Release> {
    let (number, policy) = (ReleaseNumber::Final, &occasion.campaign.policy);
    let coins = Coins::new(key, occasion, number, Counting::PROTECTED);
    let cells = Cells::of(form);
    let tallies: Vec<&Tally> = parts.iter().map(|part| part.tally).collect();
    let tally = tallies.iter().fold(Tally::new(form), |sum, tally| sum.merge(tally));
    let drawer = Drawer { cells: &cells, coins: &coins, policy, number, tally: &tally, parts: &tallies };
    if parts.is_empty() || !drawer.is_allowed() {
        return None;
    }
    let mut release = draft(occasion, &drawer);
    release.tables = (0..form.items().len()).filter_map(|place| drawer.one_way(place)).collect();
    complete(&mut release, occasion, &drawer);
    let views = parts.iter().map(|part| {
        let responses = part.ledger.responses.iter().copied().chain([part.tally.responses()]);
        part.releases.iter().zip(responses).map(|(release, responses)| View { release, responses }).collect()
    });
    withhold_revealing_total(&mut release, &cells, &views.collect::<Vec<_>>(), tally.responses(), policy);
    Some(release)
}

/// A release without tables.
fn draft(occasion: &Occasion<'_>, drawer: &Drawer<'_>) -> Release {
    let Occasion { campaign, area, audience, day } = *occasion;
    Release {
        campaign: campaign.id.clone(),
        trajectory: campaign.trajectory.clone(),
        area,
        audience: audience.id.clone(),
        number: drawer.number,
        day,
        synthetic: campaign.synthetic,
        policy: campaign.policy,
        questionnaire: audience.fingerprint.clone(),
        responses: drawer.responses(),
        tables: Vec::new(),
        derived: Vec::new(),
        breakdowns: Vec::new(),
        crossings: Vec::new(),
        focus_groups: None,
    }
}

/// What a final release has beyond the one-way tables.
fn complete(release: &mut Release, occasion: &Occasion<'_>, drawer: &Drawer<'_>) {
    release.derived = drawer.derived();
    release.breakdowns = drawer.breakdowns(occasion.campaign.access.admits_codes());
    release.crossings = drawer.crossings();
}

/// [`protect`] with less protection: for attacks that must win against it, and nothing else.
#[cfg(feature = "weakened")]
#[expect(clippy::too_many_arguments, reason = "those of `protect`, and how")]
pub fn protect_weakened(
    counting: Counting,
    occasion: &Occasion<'_>,
    number: ReleaseNumber,
    form: &Form<'_>,
    tally: &Tally,
    ledger: &Ledger,
    earlier: &[Release],
    key: &RoundingKey,
) -> (Release, Ledger) {
    protect_by(counting, occasion, number, form, tally, ledger, earlier, key)
}

#[cfg(test)]
mod final_tests;
#[cfg(test)]
mod tests;
