//! Sessions: a cookie in place of the key, for people with a browser.
//!
//! The cookie names the key, the day it was signed on and when it ends, and carries an HMAC over these with that day's
//! session key. It holds no secret of the adviser's: whoever finds one can do what its adviser can until it ends, at most
//! [`LONGEST_HOURS`] later, and nothing after. Each campaign signs its own.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use http::header::{COOKIE, HOST, ORIGIN};
use http::{HeaderMap, HeaderName, HeaderValue};
use sha2::Sha256;
use storage::{Client, MissingSetting, Presented, SessionKey, StorageError, Verdict};
use survey::keys::same;
use survey::time::{Day, Timestamp};

use crate::access::{Refused, reads_summaries};
use crate::{Board, failed};

/// How long a session lasts at most, in hours.
pub const LONGEST_HOURS: i64 = 8;

/// How long a process may go on with a day's key that it read: for so long ended sessions may live on in it.
const KEPT_IN_MEMORY: Duration = Duration::from_secs(60);

/// The name of the session's cookie as deployed: browsers hold `__Host-` to this very host, to HTTPS and to every path.
pub const COOKIE_NAME: &str = "__Host-dagpeil";

/// A campaign's session keys, and how the browser keeps a session.
#[derive(Clone)]
pub struct Sessions {
    table: storage::Sessions,
    /// Reached over HTTPS, as deployed: the cookie is bound to it and to this host.
    secure: bool,
    read: Arc<Mutex<BTreeMap<Day, (SessionKey, Instant)>>>,
}

impl Sessions {
    /// As deployed: over the table that the environment names, and only over HTTPS.
    ///
    /// # Errors
    /// When it names none.
    pub fn from_environment(client: Client) -> Result<Self, MissingSetting> {
        Ok(Self::over(storage::Sessions::from_environment(client)?, true))
    }

    /// On a machine of one's own, over plain HTTP: browsers keep no cookie marked Secure from there.
    pub fn on_loopback(client: Client, table: impl Into<String>) -> Self {
        Self::over(storage::Sessions::new(client, table), false)
    }

    /// Over that table. `secure` is whether it is reached over HTTPS.
    pub fn over(table: storage::Sessions, secure: bool) -> Self {
        Sessions { table, secure, read: Arc::default() }
    }

    /// The cookie's name.
    fn cookie_name(&self) -> &'static str {
        if self.secure { COOKIE_NAME } else { "dagpeil" }
    }

    /// The header that keeps a session until the browser ends; its own end is in it.
    fn keep(&self, token: &str) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        let value = format!("{}={token}; Path=/; HttpOnly; SameSite=Strict{secure}", self.cookie_name());
        HeaderValue::try_from(value).expect("a token is visible ASCII")
    }

    /// The header that makes the browser forget it.
    fn forget(&self) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        let value = format!("{}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{secure}", self.cookie_name());
        HeaderValue::try_from(value).expect("literals are visible ASCII")
    }

    /// The key of a day from memory, if it was read a short while ago.
    fn remembered(&self, day: Day) -> Option<SessionKey> {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let (key, at) = read.get(&day)?;
        (at.elapsed() < KEPT_IN_MEMORY).then(|| key.clone())
    }

    fn remember(&self, day: Day, key: &SessionKey) {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.retain(|other, _| (other.0 - day.0).abs() <= 1);
        read.insert(day, (key.clone(), Instant::now()));
    }

    /// Whether the token was signed with its day's key.
    async fn signed(&self, token: &Token) -> Result<bool, StorageError> {
        if self.remembered(token.day).is_some_and(|key| token.is_signed_with(&key)) {
            return Ok(true);
        }
        // Not from memory alone: the key may have been made anew meanwhile.
        let Some(key) = self.table.key_of(token.day).await? else { return Ok(false) };
        let signed = token.is_signed_with(&key);
        if signed {
            self.remember(token.day, &key);
        }
        Ok(signed)
    }
}

/// What a session's cookie says.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// The key that it stands for.
    pub(crate) id: String,
    day: Day,
    /// From when it no longer holds.
    pub(crate) ends: Timestamp,
    mac: [u8; 32],
}

impl Token {
    fn sign(id: &str, day: Day, ends: Timestamp, key: &SessionKey) -> Self {
        Token { id: id.to_owned(), day, ends, mac: mac(id, day, ends, key) }
    }

    fn is_signed_with(&self, key: &SessionKey) -> bool {
        same(&self.mac, &mac(&self.id, self.day, self.ends, key))
    }

    fn write(&self) -> String {
        let mac = BASE32_NOPAD.encode(&self.mac).to_ascii_lowercase();
        format!("{}.{}.{}.{mac}", self.id, self.day.0, self.ends.0)
    }

    /// Reads what [`write`](Self::write) wrote, and nothing else.
    fn read(text: &str) -> Option<Self> {
        // As long as one can be: an id of 8 symbols, two numbers, 52 symbols.
        if text.len() > 100 {
            return None;
        }
        let mut parts = text.split('.');
        let (id, day, ends, mac) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let symbols = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let mac = BASE32_NOPAD.decode(mac.to_ascii_uppercase().as_bytes()).ok()?;
        let token = Token {
            id: id.to_owned(),
            day: Day(day.parse().ok()?),
            ends: Timestamp(ends.parse().ok()?),
            mac: mac.try_into().ok()?,
        };
        (symbols && !id.is_empty() && token.write() == text).then_some(token)
    }

    /// Whether it may hold at that moment, by what it says itself.
    fn may_hold(&self, now: Timestamp) -> bool {
        let begun = [now.day(), Day(now.day().0 - 1)].contains(&self.day);
        begun && now < self.ends && self.ends.0 <= now.0.saturating_add(LONGEST_HOURS * 3600)
    }
}

/// HMAC-SHA-256 over what a session says, each part with its length before it.
fn mac(id: &str, day: Day, ends: Timestamp, key: &SessionKey) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose()).expect("HMAC takes keys of any length");
    for part in ["session".as_bytes(), id.as_bytes(), &day.0.to_be_bytes(), &ends.0.to_be_bytes()] {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// The session that a request carries for a board, whether it holds or not.
pub(crate) fn carried(board: &Board, headers: &HeaderMap) -> Option<Result<Token, ()>> {
    let name = board.sessions.cookie_name();
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut values = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|cookie| {
        let (given, value) = cookie.trim().split_once('=')?;
        (given == name && !value.is_empty()).then_some(value)
    });
    Some(Token::read(values.next()?).ok_or(()))
}

/// Whether that board signed the token, and it has not ended.
///
/// # Errors
/// When the table can't be read.
pub(crate) async fn holds(board: &Board, token: &Token, now: Timestamp) -> Result<bool, StorageError> {
    if !token.may_hold(now) {
        return Ok(false);
    }
    board.sessions.signed(token).await
}

/// A session that has begun.
pub struct SignedIn {
    /// `Set-Cookie`.
    pub cookie: HeaderValue,
    /// When it ends.
    pub ends: Timestamp,
}

/// Begins a session for who presents a key that is valid for one of the boards. To be called only for a request that
/// [came from our own page](is_from_our_page).
///
/// # Errors
/// As [`enter`](crate::enter) has them.
pub async fn sign_in(boards: &[Board], key: &str, now: Timestamp) -> Result<SignedIn, Refused> {
    let Ok(presented) = Presented::parse(key.trim()) else {
        tracing::info!(target: "adviser", at = %now, "refused: not the form of a key");
        return Err(Refused::NoKeyAtAll);
    };
    let (mut expired, mut other_scope) = (false, false);
    for board in boards {
        match board.advisers.judge(&presented, now).await.map_err(|error| Refused::Failed(failed(error)))? {
            Verdict::Valid(key) if reads_summaries(&key) => return begin(board, &key, now).await,
            Verdict::Valid(_) => other_scope = true,
            Verdict::Expired => expired = true,
            Verdict::Wrong => {}
        }
    }
    tracing::info!(target: "adviser", key = %presented.id(), expired, at = %now, "refused: not a valid key");
    Err(match (other_scope, expired) {
        (true, _) => Refused::NotForSummaries,
        (false, true) => Refused::Expired,
        (false, false) => Refused::Unknown,
    })
}

async fn begin(board: &Board, key: &storage::AdviserKey, now: Timestamp) -> Result<SignedIn, Refused> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).expect("the operating system has randomness");
    let day = now.day();
    let signer = board.sessions.table.key_for(day, SessionKey::new(random)).await;
    let signer = signer.map_err(|error| Refused::Failed(failed(error)))?;
    board.sessions.remember(day, &signer);
    let ends = Timestamp(now.0 + LONGEST_HOURS * 3600).min(key.expires);
    tracing::info!(target: "adviser", key = %key.id, at = %now, "signed in");
    let token = Token::sign(&key.id, day, ends, &signer);
    Ok(SignedIn { cookie: board.sessions.keep(&token.write()), ends })
}

/// Ends a session in the browser that carries it: the value of `Set-Cookie`.
///
/// # Panics
/// Without any board.
pub fn forget(boards: &[Board], headers: &HeaderMap, now: Timestamp) -> HeaderValue {
    let board = boards.first().expect("a function has a board");
    if let Some(Ok(token)) = carried(board, headers) {
        tracing::info!(target: "adviser", key = %token.id, at = %now, "signed out");
    }
    board.sessions.forget()
}

/// Whether a form was sent by a page of this very host: by what the browser says of it, which a page elsewhere can't
/// change. A request that says nothing is none of a browser of ours.
pub fn is_from_our_page(headers: &HeaderMap) -> bool {
    const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(FETCH_SITE) {
        return site == "same-origin";
    }
    let origin_host = text(ORIGIN).and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    origin_host.is_some_and(|origin| text(HOST).is_some_and(|host| origin.eq_ignore_ascii_case(host)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp(1_795_219_200 + 3600 * 20);

    fn key(seed: u8) -> SessionKey {
        SessionKey::new([seed; 32])
    }

    fn token() -> Token {
        Token::sign("aaaqeaye", NOW.day(), NOW.plus_minutes(60), &key(1))
    }

    #[test]
    fn what_is_written_is_read() {
        let written = token().write();
        assert_eq!(written.len(), 8 + 1 + 5 + 1 + 10 + 1 + 52, "{written}");
        let read = Token::read(&written).unwrap();
        assert!(read == token() && read.is_signed_with(&key(1)) && !read.is_signed_with(&key(2)));
    }

    #[test]
    fn nothing_of_it_can_be_changed() {
        let written = token().write();
        for at in 0..written.len() {
            for other in "a2.7z-".chars() {
                let mut changed: Vec<char> = written.chars().collect();
                if changed[at] == other {
                    continue;
                }
                changed[at] = other;
                let changed: String = changed.into_iter().collect();
                let accepted = Token::read(&changed).is_some_and(|token| token.is_signed_with(&key(1)));
                assert!(!accepted, "{changed}");
            }
        }
    }

    #[test]
    fn it_holds_until_it_ends_and_no_longer_than_it_may() {
        assert!(token().may_hold(NOW));
        assert!(!token().may_hold(NOW.plus_minutes(60)), "it has ended");
        let day = NOW.day();
        let long = Token::sign("aaaqeaye", day, NOW.plus_minutes(LONGEST_HOURS * 60 + 1), &key(1));
        assert!(!long.may_hold(NOW), "no session of ours lasts so long");
        let through_midnight = Token::sign("aaaqeaye", day, NOW.plus_minutes(8 * 60), &key(1));
        assert!(through_midnight.may_hold(NOW.plus_minutes(7 * 60)));
        let of_another_day = |day| Token::sign("aaaqeaye", day, NOW.plus_minutes(60), &key(1)).may_hold(NOW);
        assert!(of_another_day(Day(day.0 - 1)) && !of_another_day(Day(day.0 - 2)) && !of_another_day(Day(day.0 + 1)));
    }

    #[test]
    fn only_our_own_page_may_send_a_form() {
        for (given, ours) in [
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "same-origin"), ("origin", "null"), ("host", "a.nl")], true),
            (&[("sec-fetch-site", "same-site"), ("origin", "https://a.nl"), ("host", "a.nl")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[("origin", "https://a.nl"), ("host", "a.nl")], true),
            (&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")], true),
            (&[("origin", "https://b.nl"), ("host", "a.nl")], false),
            (&[("origin", "null"), ("host", "a.nl")], false),
            (&[("host", "a.nl")], false),
            (&[], false),
        ] {
            let headers =
                given.iter().map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse().unwrap()));
            assert_eq!(is_from_our_page(&HeaderMap::from_iter(headers)), ours, "{given:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,120}") {
            prop_assert!(Token::read(&text).is_none_or(|token| !token.is_signed_with(&key(1))));
        }

        #[test]
        fn only_its_own_form_is_read(text in "[a-z2-7]{8}\\.[-+0]{0,2}[0-9]{1,6}\\.[-+0]{0,2}[0-9]{1,12}\\.[A-Za-z2-7]{52}") {
            prop_assert!(Token::read(&text).is_none_or(|token| token.write() == text));
        }
    }
}
