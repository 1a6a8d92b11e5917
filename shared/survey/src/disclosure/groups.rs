//! Disclosure control of focus groups: what a final release tells of sums over sessions.
//!
//! Whoever led a session, or sat in it, knows all its figures, and can take them from a sum. Rounding alone does not stand
//! up to that: if the sum of two sessions is shown as 15, and mine had 6 of 7, the other session's 5 people all agreed. So
//!
//! - a sum is told of at least [`FEWEST_SESSIONS`] sessions, of at least the policy's smallest base of people, and of no
//!   session that has more than [`LARGEST_SHARE`] of them;
//! - a number of people who agreed is rounded as every count is, but never to the side from which someone who knows any one
//!   of the sessions could conclude that all others, but for one person, were of one mind ([`Leaning`]), nor to more than took
//!   part. There is always another side: see `there_is_always_a_side`.
//!
//! Nothing is withheld because of what people said, so a figure that is missing tells nothing of it. What this can't stop is
//! who knows all sessions but one.

use crate::focus::{Agreed, People, SessionForm, SessionTally};
use crate::keys::RoundingKey;
use crate::release::{Agreement, FocusGroups, Release, ReleaseNumber, StatementFigures};

use super::Occasion;
use super::coins::{Coins, Leaning};
use super::counting::Counting;

/// The fewest sessions of which a sum is told.
pub const FEWEST_SESSIONS: u64 = 2;
/// The largest part that one session may have of the people in a sum, as a fraction: two thirds, so that all others
/// together are at least half as many. It can't be as little as a half: of two sessions one is always that.
pub const LARGEST_SHARE: (u64, u64) = (2, 3);

/// Adds to the final release of a place what its focus groups said, if its campaign holds any.
///
/// # Panics
/// When the release is an interim one: sessions are told of once.
#[must_use]
pub fn with_focus_groups(
    release: Release,
    occasion: &Occasion<'_>,
    tally: &SessionTally,
    key: &RoundingKey,
) -> Release {
    assert!(release.number == ReleaseNumber::Final, "focus groups are told of in the final release alone");
    let Some(form) = SessionForm::of(occasion.campaign, occasion.audience) else { return release };
    let coins = Coins::new(key, occasion, ReleaseNumber::Final, Counting::PROTECTED);
    let smallest = u64::from(occasion.campaign.policy.smallest_base);
    Release { focus_groups: Some(figures(&form, tally, &coins, smallest)), ..release }
}

fn figures(form: &SessionForm<'_>, tally: &SessionTally, coins: &Coins<'_>, smallest: u64) -> FocusGroups {
    if !may_be_told(tally.all, smallest) {
        return FocusGroups::Withheld;
    }
    let themes = form.themes().iter().zip(&tally.themes).map(|(theme, people)| {
        let cell = || coins.round(&format!("groups#theme={}", theme.id), people.people);
        (theme.id.clone(), may_be_told(*people, smallest).then(cell))
    });
    let statements = form.statements().iter().zip(&tally.statements).map(|(statement, count)| {
        let figures = || {
            let asked = coins.round(&format!("groups#asked={}", statement.id), count.asked.people);
            let leaning = leaning(count, coins.base());
            let agreed = coins.round_leaning(&format!("groups#agreed={}", statement.id), count.agreed, leaning);
            Agreement { asked, agreed }
        };
        StatementFigures { statement: statement.id.clone(), figures: may_be_told(count.asked, smallest).then(figures) }
    });
    FocusGroups::Shown {
        people: coins.round("groups#people", tally.all.people),
        themes: themes.collect(),
        statements: statements.collect(),
    }
}

/// Whether a sum over those sessions may be told, whatever it is.
fn may_be_told(people: People, smallest: u64) -> bool {
    let (part, whole) = LARGEST_SHARE;
    people.sessions >= FEWEST_SESSIONS && people.people >= smallest && people.largest * whole <= people.people * part
}

/// To which side the number that agreed may be rounded, to a multiple of `base`.
///
/// Someone who knows one session knows how many agreed in it, and in all others together how many people there were. From
/// a shown number they know that the true one is less than `base` away. If the others' number can then be only 0 or 1, or
/// only all or all but one, that tells what single people said. Shown `over` below the true number, it is so if the others'
/// number is at most `over` - `base` + 2; shown above, if so few of them did *not* agree as 2 - `over`.
fn leaning(count: &Agreed, base: u64) -> Leaning {
    let over = count.agreed % base;
    let others = count.asked.people - count.agreed;
    let (fewest_agreed, fewest_others) = (count.agreed - count.most_agreed, others - count.most_others);
    if over == 0 {
        Leaning::Coin
    } else if fewest_others + over <= 2 || count.agreed - over + base > count.asked.people {
        Leaning::Down
    } else if fewest_agreed + base <= over + 2 {
        Leaning::Up
    } else {
        Leaning::Coin
    }
}

#[cfg(test)]
#[path = "groups_tests.rs"]
mod tests;
