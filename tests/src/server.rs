//! The local server under load: how many pages and completed responses it serves, a second and a CPU-second.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use std::{fs, io};

use reqwest::Client;
use serde_json::json;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::task::JoinSet;

/// Clients at once. More would only wait for one another on two cores.
const CLIENTS: usize = 8;

/// The runner as a process of its own, so that its CPU time can be told from that of the clients.
pub struct Server {
    process: Child,
    address: String,
    _data: tempfile::TempDir,
}

/// What was served.
#[derive(Debug, Clone, Copy)]
pub struct Served {
    /// Answers.
    pub count: u64,
    /// Wall-clock time.
    pub took: Duration,
    /// CPU time of the server, its embedded database included.
    pub cpu: Duration,
}

impl Server {
    /// Starts `binary`, the local runner, on a free port and an empty data folder, without the example.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(binary: &Path) -> io::Result<Self> {
        let data = tempfile::tempdir()?;
        let mut process = Command::new(binary)
            .args(["--port", "0", "--demo", "0", "--data"])
            .arg(data.path())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut lines = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
        while let Some(line) = lines.next_line().await? {
            if let Some(at) = line.find("http://") {
                let address = line[at..].split_whitespace().next().expect("an address has no blank").to_owned();
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok(Server { process, address, _data: data });
            }
        }
        Err(io::Error::other(format!("{} said nothing of an address", binary.display())))
    }

    /// Asks for the residents' page for `duration`.
    ///
    /// # Errors
    /// When an answer is not the page.
    pub async fn pages(&self, duration: Duration) -> Result<Served, String> {
        let url = format!("{}/noordoostpolder/gebruikers", self.address);
        self.load(duration, move |client, _| {
            let request = client.get(&url).header("accept-encoding", "gzip");
            async move { expect(request.send().await, 200).await }
        })
        .await
    }

    /// Sends residents' responses for `duration`, each with an id of its own.
    ///
    /// # Errors
    /// When one is not stored.
    pub async fn responses(&self, duration: Duration) -> Result<Served, String> {
        let url = format!("{}/v1/responses/GM0171/dagbesteding-2026/users", self.address);
        let body = json!({ "answers": {
            "who": "self", "now": ["home", "visit", "club"], "content": "middle", "step_now": "people",
            "matters": ["meet", "move", "music"], "step_wish": "group", "with": "small", "often": "two", "where": "near",
            "travel": ["bike", "lift"], "barrier": ["travel", "unknown"], "help": ["along"], "age": "a65", "area": "town",
        } })
        .to_string();
        self.load(duration, move |client, number| {
            let request = client
                .post(&url)
                .header("content-type", "application/json")
                .header("idempotency-key", format!("benchmark-{number:020}"))
                .body(body.clone());
            async move { expect(request.send().await, 200).await }
        })
        .await
    }

    async fn load<F, A>(&self, duration: Duration, ask: F) -> Result<Served, String>
    where
        F: Fn(Client, u64) -> A + Clone + Send + 'static,
        A: Future<Output = Result<(), String>> + Send,
    {
        let client = Client::new();
        // One of each first, so that what is made once is not measured.
        ask(client.clone(), u64::MAX).await?;
        let (from, cpu) = (Instant::now(), self.cpu()?);
        let mut clients = JoinSet::new();
        for number in 0..CLIENTS as u64 {
            let (client, ask) = (client.clone(), ask.clone());
            clients.spawn(async move {
                let mut count = 0;
                while from.elapsed() < duration {
                    ask(client.clone(), number << 40 | count).await?;
                    count += 1;
                }
                Ok::<u64, String>(count)
            });
        }
        let mut count = 0;
        while let Some(served) = clients.join_next().await {
            count += served.expect("a client does not panic")?;
        }
        Ok(Served { count, took: from.elapsed(), cpu: self.cpu()? - cpu })
    }

    /// CPU time of the server so far: the sum over its threads (Linux).
    fn cpu(&self) -> Result<Duration, String> {
        let id = self.process.id().ok_or("the server ended")?;
        let mut sum = Duration::ZERO;
        for thread in fs::read_dir(format!("/proc/{id}/task")).map_err(|error| error.to_string())? {
            let path = thread.map_err(|error| error.to_string())?.path().join("schedstat");
            // A thread may have ended meanwhile.
            let stat = fs::read_to_string(path).unwrap_or_default();
            sum += Duration::from_nanos(stat.split(' ').next().and_then(|first| first.parse().ok()).unwrap_or(0));
        }
        Ok(sum)
    }
}

async fn expect(answer: reqwest::Result<reqwest::Response>, status: u16) -> Result<(), String> {
    let answer = answer.map_err(|error| error.to_string())?;
    if answer.status().as_u16() != status {
        return Err(format!("answered {}", answer.status()));
    }
    answer.bytes().await.map(|_| ()).map_err(|error| error.to_string())
}
