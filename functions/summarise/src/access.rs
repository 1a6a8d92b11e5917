//! Who may read what.
//!
//! A key is judged by the table of each campaign apart. What a refusal lists is within the key's own scope.

use http::HeaderMap;
use http::header::AUTHORIZATION;
use serde_json::{Value, json};
use storage::{AdviserKey, Presented, Scope, Verdict};
use survey::campaign::Campaign;
use survey::release::Area;
use survey::time::Timestamp;
use web::{Kind, Problem};

use crate::{Board, failed, may_have_total, overview};

/// Someone with a valid key, and the boards it opens.
pub(crate) struct Admitted<'a> {
    id: String,
    now: Timestamp,
    /// Never empty.
    granted: Vec<(&'a Board, AdviserKey)>,
}

/// Lets in who presents a valid key for at least one of the boards.
///
/// # Errors
/// [`Kind::KeyNeeded`], [`Kind::KeyRefused`], or [`Kind::OutOfScope`] for a key that is not for summaries.
pub(crate) async fn admit<'a>(
    boards: &'a [Board],
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<Admitted<'a>, Problem> {
    let Some(token) = bearer(headers) else {
        tracing::info!(target: "adviser", at = %now, "refused: no key");
        return Err(Problem::of(Kind::KeyNeeded).detail("Send your key as `Authorization: Bearer dagpeil_…`."));
    };
    let refused =
        |why: &str| Problem::of(Kind::KeyRefused).detail(format!("{why} Ask whoever runs the campaign for a new one."));
    let Ok(presented) = Presented::parse(token) else {
        tracing::info!(target: "adviser", at = %now, "refused: not the form of a key");
        return Err(refused("This key is not known."));
    };
    let mut granted = Vec::new();
    let mut expired = false;
    for board in boards {
        match board.advisers.judge(&presented, now).await.map_err(failed)? {
            Verdict::Valid(key) => granted.push((board, key)),
            Verdict::Expired => expired = true,
            Verdict::Wrong => {}
        }
    }
    let id = presented.id().to_owned();
    if granted.is_empty() {
        tracing::info!(target: "adviser", key = %id, expired, at = %now, "refused: not a valid key");
        return Err(refused(if expired { "This key has expired." } else { "This key is not known." }));
    }
    granted.retain(|(_, key)| key.scopes.contains(&Scope::Summaries));
    if granted.is_empty() {
        tracing::info!(target: "adviser", key = %id, at = %now, "refused: not for summaries");
        return Err(Problem::of(Kind::OutOfScope).detail("This key is not for reading summaries."));
    }
    Ok(Admitted { id, now, granted })
}

/// Whether a key is for that area: a municipality it names, or the total of a campaign of which it opens some municipality.
fn opens(key: &AdviserKey, area: Area, campaign: &Campaign) -> bool {
    match area {
        Area::Municipality(municipality) => key.municipalities.include(municipality),
        Area::All => campaign.municipalities.iter().any(|municipality| key.municipalities.include(*municipality)),
    }
}

/// The token of `Authorization: Bearer …`; the scheme's name may be in any case (RFC 9110, section 11.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl<'a> Admitted<'a> {
    /// The board of that area and trajectory. The area is a municipality or, for totals, `all`.
    ///
    /// # Errors
    /// [`Kind::OutOfScope`] where the key is not for the area, whether or not there is anything; [`Kind::NotFound`], with
    /// what there is, where there is nothing.
    pub(crate) fn find(&self, area: &str, trajectory: &str) -> Result<(&'a Board, Area), Problem> {
        let area: Area = area.parse().map_err(|_| self.nothing_here())?;
        let mut within = self.granted.iter().filter(|(board, key)| opens(key, area, &board.campaign)).peekable();
        if within.peek().is_none() {
            tracing::info!(
                target: "adviser", key = %self.id, at = %self.now, municipality = area.code(), "refused: out of scope"
            );
            return Err(Problem::of(Kind::OutOfScope)
                .detail("This key is for other municipalities.")
                .with("available", self.available()));
        }
        within
            .map(|(board, _)| *board)
            .find(|board| {
                let asked_there = match area {
                    Area::Municipality(municipality) => board.campaign.municipalities.contains(&municipality),
                    Area::All => true,
                };
                board.campaign.trajectory.as_str() == trajectory && asked_there
            })
            .map(|board| (board, area))
            .ok_or_else(|| self.nothing_here())
    }

    /// That there is nothing at the address, and what there is.
    pub(crate) fn nothing_here(&self) -> Problem {
        Problem::of(Kind::NotFound)
            .detail("Under `available` is what your key gives access to.")
            .with("available", self.available())
    }

    /// All that the key gives access to.
    fn available(&self) -> Value {
        let mut found = Vec::new();
        for (board, key) in &self.granted {
            let campaign = &board.campaign;
            let areas = campaign.municipalities.iter().copied().map(Area::Municipality);
            let total = may_have_total(campaign).then_some(Area::All);
            for area in areas.chain(total).filter(|area| opens(key, *area, campaign)) {
                found.push(json!({
                    "municipality": area.code(),
                    "trajectory": campaign.trajectory.as_str(),
                    "audiences": campaign.audiences.iter().map(|audience| audience.id.as_str()).collect::<Vec<_>>(),
                    "overview": overview::address(campaign, area),
                }));
            }
        }
        found.into()
    }

    /// Writes to the adviser log who pulls what and when.
    pub(crate) fn log(&self, what: &'static str, which: &str) {
        tracing::info!(target: "adviser", key = %self.id, at = %self.now, what, which, "pulled");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_from_the_header() {
        for (value, token) in [
            ("Bearer dagpeil_a_b", Some("dagpeil_a_b")),
            ("bearer  dagpeil_a_b ", Some("dagpeil_a_b")),
            ("Basic dagpeil_a_b", None),
            ("Bearer", None),
            ("dagpeil_a_b", None),
            ("", None),
        ] {
            let headers = HeaderMap::from_iter([(AUTHORIZATION, value.parse().unwrap())]);
            assert_eq!(bearer(&headers), token, "{value}");
        }
    }
}
