//! Drawing by chance, from tables of options and how likely each is.

use fastrand::Rng;
use serde_json::Value;

/// An option and how likely it is: a weight among others, or for [`Draw::several`] a chance out of 100.
pub(super) type Likely = (&'static str, u32);

/// A seeded source of chance.
pub(super) struct Draw(Rng);

impl Draw {
    /// The same seed draws the same.
    pub(super) fn seeded(seed: u64) -> Self {
        Draw(Rng::with_seed(seed))
    }

    /// Whether something happens that does so `percent` times in 100.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.0.u32(0..100) < percent
    }

    /// One of them, by weight.
    pub(super) fn weighted<'t, T>(&mut self, table: &'t [(T, u32)]) -> &'t T {
        let total: u32 = table.iter().map(|(_, weight)| weight).sum();
        let mut left = self.0.u32(0..total);
        for (value, weight) in table {
            if left < *weight {
                return value;
            }
            left -= weight;
        }
        unreachable!("weights add up to their total")
    }

    /// One of them, all as likely.
    pub(super) fn any<'t, T>(&mut self, values: &'t [T]) -> &'t T {
        &values[self.0.usize(0..values.len())]
    }

    /// A number between both, both included.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        self.0.i64(least..=most)
    }

    /// Each with its own chance; `otherwise` alone if none came up.
    pub(super) fn several(&mut self, table: &[Likely], otherwise: &str) -> Value {
        let chosen: Vec<&str> = table.iter().filter(|(_, chance)| self.chance(*chance)).map(|(id, _)| *id).collect();
        if chosen.is_empty() { Value::from(vec![otherwise]) } else { Value::from(chosen) }
    }

    /// The `most` first of them, in an order that follows the weights.
    pub(super) fn ranked(&mut self, table: &[Likely], most: usize) -> Value {
        let mut left = table.to_vec();
        let mut order = Vec::new();
        while order.len() < most && !left.is_empty() {
            let places: Vec<(usize, u32)> =
                left.iter().enumerate().map(|(place, (_, weight))| (place, *weight)).collect();
            let place = *self.weighted(&places);
            order.push(left.remove(place).0);
        }
        Value::from(order)
    }
}
