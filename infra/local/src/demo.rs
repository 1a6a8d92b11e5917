//! The filled example campaign: made-up answers of some 400 residents and 40 providers.
//!
//! Synthetic, and said to be so wherever they are shown. They are drawn from a handful of kinds of people and
//! organisations (see `people` and `organisations`) with a fixed seed, so that they hang together as real answers
//! do: who is at home all day is less content, wishes lie a step or so above the present, and what stands in the way
//! fits who is asked. They are not taken from anyone, and say nothing about Noordoostpolder.

mod draw;
pub mod fill;
mod organisations;
mod people;

use survey::response::Draft;

use self::draw::Draw;

/// The seed of the example. Another seed gives another town of the same kind.
pub const SEED: u64 = 171;
/// How many residents answer the example.
pub const RESIDENTS: usize = 400;
/// How many providers answer the example.
pub const PROVIDERS: usize = 40;

/// Made-up answers of `count` residents to the questionnaire for users.
pub fn residents(seed: u64, count: usize) -> Vec<Draft> {
    let mut draw = Draw::seeded(seed);
    (0..count).map(|_| people::resident(&mut draw)).collect()
}

/// Made-up answers of `count` organisations to the questionnaire for providers.
pub fn providers(seed: u64, count: usize) -> Vec<Draft> {
    let mut draw = Draw::seeded(seed ^ 0x7072_6f76);
    (0..count).map(|_| organisations::provider(&mut draw)).collect()
}
