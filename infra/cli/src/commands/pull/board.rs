//! The advisers' address, over HTTP.

use std::error::Error;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, ETAG, HeaderValue, IF_NONE_MATCH, LOCATION, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode, Url, redirect};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::Failure;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(15);
/// How long an answer may take: a report is written when it is asked for.
const ANSWER: Duration = Duration::from_secs(90);
/// How often it is asked again, when the answer is to come back shortly.
const AGAIN: u32 = 3;
/// The longest that is waited before asking again.
const WAIT: Duration = Duration::from_secs(30);
/// More than Lambda can answer.
const MOST_BYTES: usize = 20_000_000;

/// An adviser's key. Has no `Debug`: it goes into a header, and nowhere else.
pub(super) struct Key(HeaderValue);

impl Key {
    /// The key in a text, which may end in line ends.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let looks_so = text.starts_with("dagpeil_") && text.bytes().all(|byte| byte.is_ascii_graphic());
        let mut value = HeaderValue::try_from(format!("Bearer {text}")).ok().filter(|_| looks_so)?;
        value.set_sensitive(true);
        Some(Key(value))
    }
}

/// Where the notices hang.
pub(super) struct Board {
    client: Client,
    base: Url,
    key: Key,
}

/// What was answered.
pub(super) enum Got {
    /// What the tag names is still so.
    Same,
    /// This, with its tag.
    New { bytes: Vec<u8>, tag: Option<String> },
    /// There is no such thing, and why.
    NotThere(String),
}

/// A refusal (RFC 9457), as much of it as is told.
#[derive(Deserialize)]
struct Problem {
    title: String,
    detail: Option<String>,
}

impl Board {
    /// The board at that address.
    ///
    /// # Errors
    /// When it is none over which a key may go.
    pub(super) fn at(address: &str, key: Key) -> Result<Self, Failure> {
        let not = |why: &str| Failure::Usage(format!("{address} is not an advisers' address: {why}"));
        let base: Url = address.parse().map_err(|_| not("it begins with https://"))?;
        let here = matches!(base.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        match base.scheme() {
            "https" => {}
            "http" if here => {}
            "http" => return Err(not("over http:// others could read your key; use https://")),
            _ => return Err(not("it begins with https://")),
        }
        if base.path() != "/" || base.query().is_some() || !base.username().is_empty() {
            return Err(not("give only https:// and the host, such as https://advies.example.nl"));
        }
        let client = Client::builder()
            .user_agent(concat!("dagpeil/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            // A key is for the address that was given.
            .redirect(redirect::Policy::none())
            .build()
            .map_err(|error| Failure::Failed(format!("no connection can be made: {}", cause(&error))))?;
        Ok(Board { client, base, key })
    }

    /// The host's name.
    pub(super) fn host(&self) -> &str {
        self.base.host_str().unwrap_or_default()
    }

    /// What the key opens.
    ///
    /// # Errors
    /// As [`get`](Self::get) has them; and where the answer is not ours.
    pub(super) async fn places<T: DeserializeOwned>(&self, lang: &str) -> Result<T, Failure> {
        match self.get(&format!("/v1/summaries?lang={lang}"), None).await? {
            Got::New { bytes, .. } => self.read(&bytes),
            Got::Same | Got::NotThere(_) => Err(Failure::Failed(format!(
                "{} does not tell what a key opens: it is not the advisers' address, or of an older version",
                self.host()
            ))),
        }
    }

    /// What there is of a place.
    ///
    /// # Errors
    /// As [`get`](Self::get) has them; and where the answer is not ours.
    pub(super) async fn overview<T: DeserializeOwned>(
        &self,
        municipality: &str,
        trajectory: &str,
        lang: &str,
    ) -> Result<T, Failure> {
        match self.get(&format!("/v1/summaries/{municipality}/{trajectory}?lang={lang}"), None).await? {
            Got::New { bytes, .. } => self.read(&bytes),
            Got::Same => Err(self.strange("304 to a question without a tag")),
            Got::NotThere(why) => Err(Failure::Failed(format!("{municipality} {trajectory}: {why}"))),
        }
    }

    fn read<T: DeserializeOwned>(&self, bytes: &[u8]) -> Result<T, Failure> {
        serde_json::from_slice(bytes).map_err(|_| self.strange("something else than was asked"))
    }

    fn strange(&self, what: &str) -> Failure {
        Failure::Failed(format!("{} answered {what}; is it the advisers' address of Dagpeil?", self.host()))
    }

    /// What is at a path and query; or that what `tag` names is still so.
    ///
    /// # Errors
    /// When the key is refused or is for other things, when it can't be reached, and when it fails.
    pub(super) async fn get(&self, path: &str, tag: Option<&str>) -> Result<Got, Failure> {
        let url = self.base.join(path).map_err(|_| self.strange("an address that can't be"))?;
        let mut asked = 0;
        loop {
            let mut request = self.client.get(url.clone()).header(AUTHORIZATION, self.key.0.clone());
            if let Some(tag) = tag {
                request = request.header(IF_NONE_MATCH, tag);
            }
            let response = request.send().await.map_err(|error| self.unreached(&error))?;
            let status = response.status();
            let busy = [StatusCode::SERVICE_UNAVAILABLE, StatusCode::TOO_MANY_REQUESTS].contains(&status);
            if busy && asked < AGAIN {
                asked += 1;
                tokio::time::sleep(wait(&response)).await;
                continue;
            }
            return self.answered(response).await;
        }
    }

    async fn answered(&self, response: Response) -> Result<Got, Failure> {
        let status = response.status();
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (tag, elsewhere) = (header(ETAG), header(LOCATION));
        if status == StatusCode::NOT_MODIFIED {
            return Ok(Got::Same);
        }
        let bytes = self.body(response).await?;
        if status == StatusCode::OK {
            return Ok(Got::New { bytes, tag });
        }
        let problem: Option<Problem> = serde_json::from_slice(&bytes).ok();
        let known = problem.is_some();
        let why = problem.map_or_else(
            || status.to_string(),
            |Problem { title, detail }| match detail {
                Some(detail) => format!("{}: {detail}", title.trim_end_matches('.')),
                None => title,
            },
        );
        match status {
            StatusCode::NOT_FOUND | StatusCode::NOT_ACCEPTABLE => Ok(Got::NotThere(why)),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN if known => {
                Err(Failure::Failed(format!("{} refuses your key: {why}", self.host())))
            }
            _ if status.is_redirection() => {
                let elsewhere = elsewhere.unwrap_or_else(|| "somewhere else".to_owned());
                Err(Failure::Failed(format!(
                    "{} sends on to {elsewhere}; your key did not go there. Use that address if you trust it",
                    self.host()
                )))
            }
            _ if known => Err(Failure::Failed(format!("{}: {why}", self.host()))),
            _ => Err(self.strange(&why)),
        }
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.unreached(&error))? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > MOST_BYTES {
                return Err(self.strange("more than any release can be"));
            }
        }
        Ok(bytes)
    }

    fn unreached(&self, error: &reqwest::Error) -> Failure {
        let host = self.host();
        Failure::Failed(if error.is_timeout() {
            format!("{host} does not answer in time; try again later")
        } else if error.is_connect() {
            format!("{host} can't be reached: {}", cause(error))
        } else {
            format!("the connection with {host} broke: {}", cause(error))
        })
    }
}

/// How long to wait before asking again.
fn wait(response: &Response) -> Duration {
    let header = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    let seconds = header.and_then(|text| text.parse().ok()).map(Duration::from_secs);
    seconds.unwrap_or(Duration::from_secs(2)).min(WAIT)
}

/// The innermost cause, which says most.
fn cause(error: &reqwest::Error) -> String {
    let mut innermost: &dyn Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_key_is_a_key() {
        assert!(Key::read("dagpeil_aaaqeaye_secret\n").is_some());
        for not in ["", "\n", "secret", "Bearer dagpeil_a_b", "dagpeil_a b", "dagpeil_a\ndagpeil_b", "dagpeil_é"] {
            assert!(Key::read(not).is_none(), "{not:?}");
        }
    }

    #[test]
    fn a_key_goes_over_https_or_nowhere() {
        let key = || Key::read("dagpeil_aaaqeaye_secret").unwrap();
        for address in
            ["https://advies.example.nl", "https://advies.example.nl/", "http://127.0.0.1:8080", "http://[::1]:1"]
        {
            assert!(Board::at(address, key()).is_ok(), "{address}");
        }
        for address in [
            "http://advies.example.nl",
            "http://127.0.0.1.example.nl",
            "advies.example.nl",
            "ftp://advies.example.nl",
            "https://advies.example.nl/v1/summaries",
            "https://me:secret@advies.example.nl",
            "",
        ] {
            assert!(matches!(Board::at(address, key()), Err(Failure::Usage(_))), "{address}");
        }
    }
}
