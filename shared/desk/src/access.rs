//! Who may read what.

use http::HeaderMap;
use http::header::AUTHORIZATION;
use serde_json::{Value, json};
use storage::{AdviserKey, Presented, Scope, StorageError, Verdict};
use survey::campaign::Campaign;
use survey::release::Area;
use survey::time::Timestamp;
use web::{Kind, Problem};

use crate::session::{self, Token};
use crate::{Board, failed, may_have_total, summaries_address};

/// Someone with a valid key or session, and the boards it opens.
pub struct Admitted<'a> {
    id: String,
    now: Timestamp,
    /// Never empty.
    granted: Vec<(&'a Board, AdviserKey)>,
    ends: Option<Timestamp>,
}

/// Why someone is not let in.
pub enum Refused {
    /// Neither a key nor a session was presented.
    NothingPresented,
    /// The session has ended, or never was one.
    SessionEnded,
    /// What was presented can't be a key.
    NoKeyAtAll,
    /// The key is not known. Which part of it is wrong is not told.
    Unknown,
    /// The key held until some moment past.
    Expired,
    /// The key is not for reading summaries.
    NotForSummaries,
    /// It can't be found out now.
    Failed(Problem),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let ask_again = |why: &str| {
            Problem::of(Kind::KeyRefused).detail(format!("{why} Ask whoever runs the campaign for a new one."))
        };
        match refused {
            Refused::NothingPresented => {
                Problem::of(Kind::KeyNeeded).detail("Send your key as `Authorization: Bearer dagpeil_…`.")
            }
            Refused::SessionEnded => {
                Problem::of(Kind::KeyNeeded).detail("Your session has ended. Sign in again.").with("sign_in", "/advies")
            }
            Refused::NoKeyAtAll | Refused::Unknown => ask_again("This key is not known."),
            Refused::Expired => ask_again("This key has expired."),
            Refused::NotForSummaries => Problem::of(Kind::OutOfScope).detail("This key is not for reading summaries."),
            Refused::Failed(problem) => problem,
        }
    }
}

/// Lets in who presents a valid key or session for at least one of the boards. A key goes before a session.
///
/// # Errors
/// [`Kind::KeyNeeded`], [`Kind::KeyRefused`], or [`Kind::OutOfScope`] for a key that is not for summaries.
pub async fn admit<'a>(boards: &'a [Board], headers: &HeaderMap, now: Timestamp) -> Result<Admitted<'a>, Problem> {
    Ok(enter(boards, headers, now).await?)
}

/// The same, for who answers a refusal otherwise than as a problem.
///
/// # Errors
/// When no board is opened.
pub async fn enter<'a>(boards: &'a [Board], headers: &HeaderMap, now: Timestamp) -> Result<Admitted<'a>, Refused> {
    if let Some(token) = bearer(headers) {
        let Ok(presented) = Presented::parse(token) else {
            tracing::info!(target: "adviser", at = %now, "refused: not the form of a key");
            return Err(Refused::NoKeyAtAll);
        };
        return by_key(boards, &presented, now).await;
    }
    by_session(boards, headers, now).await
}

async fn by_key<'a>(boards: &'a [Board], presented: &Presented, now: Timestamp) -> Result<Admitted<'a>, Refused> {
    let mut granted = Vec::new();
    let mut expired = false;
    for board in boards {
        match board.advisers.judge(presented, now).await.map_err(unreadable)? {
            Verdict::Valid(key) => granted.push((board, key)),
            Verdict::Expired => expired = true,
            Verdict::Wrong => {}
        }
    }
    let id = presented.id().to_owned();
    if granted.is_empty() {
        tracing::info!(target: "adviser", key = %id, expired, at = %now, "refused: not a valid key");
        return Err(if expired { Refused::Expired } else { Refused::Unknown });
    }
    for_summaries(Admitted { id, now, granted, ends: None })
}

async fn by_session<'a>(boards: &'a [Board], headers: &HeaderMap, now: Timestamp) -> Result<Admitted<'a>, Refused> {
    let mut presented: Option<Token> = None;
    let mut malformed = false;
    let mut granted = Vec::new();
    for board in boards {
        match session::carried(board, headers) {
            None => {}
            Some(Err(())) => malformed = true,
            Some(Ok(token)) => {
                if session::holds(board, &token, now).await.map_err(unreadable)? {
                    // Taken back or expired meanwhile: the session ends with the key.
                    let key = board.advisers.get(&token.id).await.map_err(unreadable)?;
                    granted.extend(key.filter(|key| now < key.expires).map(|key| (board, key)));
                }
                presented = Some(token);
            }
        }
    }
    let Some(token) = presented.filter(|_| !granted.is_empty()) else {
        if malformed || session_there(boards, headers) {
            tracing::info!(target: "adviser", at = %now, "refused: no session that holds");
            return Err(Refused::SessionEnded);
        }
        tracing::info!(target: "adviser", at = %now, "refused: no key");
        return Err(Refused::NothingPresented);
    };
    for_summaries(Admitted { id: token.id, now, granted, ends: Some(token.ends) })
}

fn session_there(boards: &[Board], headers: &HeaderMap) -> bool {
    boards.iter().any(|board| session::carried(board, headers).is_some())
}

/// Keeps the boards where the key is for summaries.
fn for_summaries(mut admitted: Admitted<'_>) -> Result<Admitted<'_>, Refused> {
    admitted.granted.retain(|(_, key)| reads_summaries(key));
    if admitted.granted.is_empty() {
        let (id, now) = (&admitted.id, admitted.now);
        tracing::info!(target: "adviser", key = %id, at = %now, "refused: not for summaries");
        return Err(Refused::NotForSummaries);
    }
    Ok(admitted)
}

pub(crate) fn reads_summaries(key: &AdviserKey) -> bool {
    key.scopes.contains(&Scope::Summaries)
}

fn unreadable(error: StorageError) -> Refused {
    Refused::Failed(failed(error))
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
    /// The id of the key: says which, and not what it is.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// To whom the key was given, as its maker wrote it.
    pub fn name(&self) -> &str {
        &self.granted[0].1.name
    }

    /// When the session ends; none where a key was presented.
    pub fn ends(&self) -> Option<Timestamp> {
        self.ends
    }

    /// The board of that area and trajectory. The area is a municipality or, for totals, `all`.
    ///
    /// # Errors
    /// [`Kind::OutOfScope`] where the key is not for the area, whether or not there is anything; [`Kind::NotFound`], with
    /// what there is, where there is nothing.
    pub fn find(&self, area: &str, trajectory: &str) -> Result<(&'a Board, Area), Problem> {
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
    pub fn nothing_here(&self) -> Problem {
        Problem::of(Kind::NotFound)
            .detail("Under `available` is what your key gives access to.")
            .with("available", self.available())
    }

    /// All areas that the key opens, the totals of a campaign after its municipalities.
    pub fn areas(&self) -> Vec<(&'a Board, Area)> {
        let mut found = Vec::new();
        for (board, key) in &self.granted {
            let campaign = &board.campaign;
            let areas = campaign.municipalities.iter().copied().map(Area::Municipality);
            let total = may_have_total(campaign).then_some(Area::All);
            found.extend(areas.chain(total).filter(|area| opens(key, *area, campaign)).map(|area| (*board, area)));
        }
        found
    }

    /// The same as JSON.
    pub fn available(&self) -> Value {
        let listed = |(board, area): (&Board, Area)| {
            let campaign = &board.campaign;
            json!({
                "municipality": area.code(),
                "trajectory": campaign.trajectory.as_str(),
                "audiences": campaign.audiences.iter().map(|audience| audience.id.as_str()).collect::<Vec<_>>(),
                "overview": summaries_address(campaign, area),
            })
        };
        self.areas().into_iter().map(listed).collect()
    }

    /// Writes to the adviser log who pulls what and when.
    pub fn log(&self, what: &'static str, which: &str) {
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
