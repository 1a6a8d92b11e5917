//! Attacks on what Dagpeil publishes, and what protection costs in accuracy.
//!
//! Made-up campaigns run through the real code, from the form to the releases. What comes out is given to attackers as they
//! would have it: the JSON of the notice board, the questionnaire, the policy, the true number of responses, and some
//! responses they know. The attackers share no code with the audit at the end of `protect`.
//!
//! An attack that can't win proves nothing: each is also let loose on weakened protection, where it has to win.

pub mod book;
pub mod campaign;
pub mod crowds;
pub mod document;
pub mod examine;
pub mod exhaustive;
pub mod knowledge;
pub mod moments;
pub mod plan;
pub mod simulate;
pub mod small;
pub mod system;
pub mod utility;
pub mod worlds;
