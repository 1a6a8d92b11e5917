//! What every function for advisers shares: who may read what, by key or by session; the adviser log; answers with a tag.
//!
//! A key is judged by the table of each campaign apart, on every request: a key that is taken back, or has expired, opens
//! nothing from then on, and neither does a session begun with it. What a refusal lists is within the key's own scope. Each
//! request is written to the log under the target `adviser`: the key's id, what was asked for, and when; never the key, a
//! cookie or a form.

mod access;
mod answer;
#[cfg(feature = "openapi")]
pub mod openapi;
mod session;

use storage::{Advisers, NoticeBoard, Place, StorageError};
use survey::campaign::{Audience, Campaign};
use survey::release::Area;
use web::problem::Incident;
use web::{Kind, Problem};

pub use access::{Admitted, Refused, admit, enter};
pub use answer::{answer, tag_of, tagged, unchanged};
pub use session::{COOKIE_NAME, LONGEST_HOURS, Sessions, SignedIn, forget, is_from_our_page, sign_in};

/// What hangs on one campaign's notice board, and who may read it.
pub struct Board {
    /// The campaign.
    pub campaign: Campaign,
    /// Its releases.
    pub notices: NoticeBoard,
    /// The keys of its advisers.
    pub advisers: Advisers,
    /// What their sessions are signed with.
    pub sessions: Sessions,
}

/// Where the releases of an area's audience hang.
pub fn place(campaign: &Campaign, area: Area, audience: &Audience) -> Place {
    match area {
        Area::Municipality(municipality) => Place::of(campaign, municipality, audience),
        Area::All => Place::total(campaign, audience),
    }
}

/// Whether the campaign asks in enough municipalities for a total.
pub fn may_have_total(campaign: &Campaign) -> bool {
    campaign.municipalities.len() >= campaign.policy.total_municipalities as usize
}

/// The path of an area's overview as JSON. The summaries are below it.
pub fn summaries_address(campaign: &Campaign, area: Area) -> String {
    format!("/v1/summaries/{area}/{}", campaign.trajectory)
}

/// What went wrong in the database, to the log; what to do about it, to the adviser.
pub fn failed(error: StorageError) -> Problem {
    if error.is_unavailable() {
        tracing::warn!(%error, "the notice board can't be read now");
        return Problem::of(Kind::Unavailable)
            .detail("The results can't be read now. Try again shortly.")
            .retry_after(10);
    }
    let incident = Incident::new();
    tracing::error!(%error, incident = incident.as_str(), "the notice board can't be read");
    Problem::internal(incident)
}
