//! How counts become figures. There is one way, [`Counting::PROTECTED`]; the others exist for the attacks that have to win
//! against them, and can be had with the feature `weakened` alone.
#![cfg_attr(not(feature = "weakened"), expect(unreachable_pub, reason = "public with that feature"))]

/// How counts become figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counting {
    /// Whether counts are rounded by secret coins; else they are exact.
    pub rounded: bool,
    /// Where counts are exact: whether those below b are hidden.
    pub small_hidden: bool,
    /// Whether the final release draws its coins anew.
    pub coins_anew: bool,
    /// Whether there is a last look.
    pub audited: bool,
}

impl Counting {
    /// All that protects.
    pub const PROTECTED: Counting = Counting { rounded: true, small_hidden: false, coins_anew: true, audited: true };
}
