//! The secret coins by which counts are rounded.

use crate::campaign::Policy;
use crate::keys::RoundingKey;
use crate::release::{Cell, ReleaseNumber};

use super::Occasion;
use super::counting::Counting;

/// To which side a count may be rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaning {
    /// To either: the coin decides.
    Coin,
    /// Down alone.
    Down,
    /// Up alone.
    Up,
}

/// The secret coins of one area and audience at one phase.
pub(super) struct Coins<'a> {
    key: &'a RoundingKey,
    place: String,
    phase: &'static str,
    base: u32,
    counting: Counting,
}

impl<'a> Coins<'a> {
    /// The coins of an occasion. Interim releases share theirs; the final draws anew.
    pub(super) fn new(
        key: &'a RoundingKey,
        occasion: &Occasion<'_>,
        number: ReleaseNumber,
        counting: Counting,
    ) -> Self {
        let phase = match number {
            ReleaseNumber::Interim(_) => "interim",
            ReleaseNumber::Final if counting.coins_anew => "final",
            ReleaseNumber::Final => "interim",
        };
        let place = format!("{}#{}", occasion.area, occasion.audience.id);
        let Policy { rounding_base: base, .. } = occasion.campaign.policy;
        Coins { key, place, phase, base, counting }
    }

    #[cfg(test)]
    pub(super) fn test(key: &'a RoundingKey, place: &str, phase: &'static str, base: u32) -> Self {
        Coins { key, place: place.to_owned(), phase, base, counting: Counting::PROTECTED }
    }

    /// The base of the rounding, b.
    pub(super) fn base(&self) -> u64 {
        u64::from(self.base)
    }

    /// Rounds `count` up with probability `(count mod b) / b` over keys, else down.
    pub(super) fn round(&self, cell: &str, count: u64) -> Cell {
        self.round_leaning(cell, count, Leaning::Coin)
    }

    /// The same, where the coin may not fall to one side.
    pub(super) fn round_leaning(&self, cell: &str, count: u64, leaning: Leaning) -> Cell {
        let base = u64::from(self.base);
        let shown = if self.counting.rounded {
            let over = count % base;
            // coin < over/base as a fraction of 2^64, without floating point.
            let coin = self.key.coin(self.phase, &format!("{}#{cell}", self.place), count);
            let up = match leaning {
                Leaning::Coin => u128::from(coin) * u128::from(base) < u128::from(over) << 64,
                Leaning::Down => false,
                Leaning::Up => over > 0,
            };
            count - over + if up { base } else { 0 }
        } else if self.counting.small_hidden && count < base {
            0
        } else {
            count
        };
        match shown {
            0 => Cell::FewerThan(self.base),
            shown => Cell::About(u32::try_from(shown).expect("fewer people than 2^32")),
        }
    }
}
