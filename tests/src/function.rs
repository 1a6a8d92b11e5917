//! A function's built binary, run as Lambda runs it, and what it costs.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io};

use serde_json::{Value, json};

use crate::runtime_api::{Finished, Outcome, RuntimeApi, Unfinished};

/// How to run a function.
#[derive(Debug, Clone)]
pub struct Package {
    /// What it is called.
    pub name: String,
    /// The `bootstrap` that is run.
    pub binary: PathBuf,
    /// What it is started with; Lambda gives a function nothing.
    pub arguments: Vec<OsString>,
    /// The environment beside what Lambda itself sets.
    pub environment: Vec<(OsString, OsString)>,
    /// Where all that it says goes, on standard output and standard error, added to what is there: Lambda takes both for its
    /// log. If `None`, the first is dropped and the second is ours.
    pub log: Option<PathBuf>,
}

/// What a process has used so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// Time on a CPU, user and system, in all threads that still live.
    pub cpu: Duration,
    /// The most memory it had resident, in bytes.
    pub peak_memory: u64,
}

/// A function's process with its runtime API. Ended when dropped.
pub struct Function {
    child: Child,
    api: RuntimeApi,
    spawned_at: Instant,
    sent: u64,
}

/// Why a call gave no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallError {
    /// The function reported an error; what it said.
    Failed(String),
    /// No answer in time, or no start; what the function said of its start, if anything.
    Silent(Unfinished, Option<String>),
    /// The answer is not JSON.
    NotJson,
}

impl Drop for Function {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Function {
    /// Spawns the function. It has the environment of Lambda and of its package, and nothing of ours.
    ///
    /// # Errors
    /// When there is no such binary.
    pub async fn spawn(package: &Package) -> io::Result<Self> {
        Self::spawn_with(package, None).await.map(|(function, _)| function)
    }

    /// Spawns the function with its first event waiting, and awaits the answer: a cold start.
    ///
    /// # Errors
    /// When there is no such binary.
    pub async fn cold_start(package: &Package, event: &Value) -> io::Result<(Self, Result<Call, CallError>)> {
        let (mut function, pending) = Self::spawn_with(package, Some(event)).await?;
        let pending = pending.expect("an event was given");
        let call = function.judge(pending.finished().await, function.spawned_at);
        function.sent += 1;
        Ok((function, call))
    }

    async fn spawn_with(
        package: &Package,
        event: Option<&Value>,
    ) -> io::Result<(Self, Option<crate::runtime_api::Pending>)> {
        let api = RuntimeApi::start().await?;
        let pending = event.map(|event| api.send(event));
        let mut command = Command::new(&package.binary);
        command
            .args(&package.arguments)
            .env_clear()
            .env("AWS_LAMBDA_RUNTIME_API", api.address())
            .env("AWS_LAMBDA_FUNCTION_NAME", &package.name)
            .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
            .env("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/local")
            .env("AWS_LAMBDA_LOG_STREAM_NAME", "local")
            .env("AWS_REGION", "eu-central-1")
            .env("AWS_ACCESS_KEY_ID", "local")
            .env("AWS_SECRET_ACCESS_KEY", "local")
            .env("AWS_SESSION_TOKEN", "local")
            .env("LAMBDA_TASK_ROOT", package.binary.parent().unwrap_or(Path::new("/")))
            .env("TZ", ":UTC")
            .envs(package.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        if let Some(log) = &package.log {
            let log = fs::OpenOptions::new().create(true).append(true).open(log)?;
            command.stdout(log.try_clone()?).stderr(log);
        }
        let spawned_at = Instant::now();
        let child = command.spawn()?;
        Ok((Function { child, api, spawned_at, sent: 0 }, pending))
    }

    /// Hands the function an event and awaits its answer.
    ///
    /// # Errors
    /// When it fails, or does not answer.
    pub async fn call(&mut self, event: &Value) -> Result<Call, CallError> {
        let from = Instant::now();
        let finished = self.api.send(event).finished().await;
        self.sent += 1;
        self.judge(finished, from)
    }

    fn judge(&self, finished: Result<Finished, Unfinished>, from: Instant) -> Result<Call, CallError> {
        let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match finished {
            Ok(Finished { outcome: Outcome::Answered(body), at }) => {
                let answer = serde_json::from_slice(&body).map_err(|_| CallError::NotJson)?;
                Ok(Call { answer, took: at - from })
            }
            Ok(Finished { outcome: Outcome::Failed(body), .. }) => Err(CallError::Failed(words(&body))),
            Err(unfinished) => Err(CallError::Silent(unfinished, self.api.init_error().map(|body| words(&body)))),
        }
    }

    /// From spawning to asking for the first event.
    pub fn start_up(&self) -> Option<Duration> {
        self.api.ready_at().map(|ready| ready - self.spawned_at)
    }

    /// What the process has used, once it is done with all events handed to it and waits for the next.
    ///
    /// # Errors
    /// When it never waits, has ended, or the kernel does not tell (it is Linux's `/proc`).
    pub async fn usage(&self) -> io::Result<Usage> {
        if !self.api.has_asked(self.sent + 1).await {
            return Err(io::Error::new(io::ErrorKind::TimedOut, "the function does not ask for another event"));
        }
        usage(self.child.id())
    }
}

/// An answered call.
#[derive(Clone, PartialEq)]
pub struct Call {
    /// The answer. For HTTP functions an object with `statusCode`, `headers`, `body` and `isBase64Encoded`.
    pub answer: Value,
    /// How long it took; for a cold start, from spawning on.
    pub took: Duration,
}

impl Call {
    /// The HTTP status of the answer, if it is one.
    pub fn status(&self) -> Option<u64> {
        self.answer["statusCode"].as_u64()
    }
}

/// Reads `/proc`: of every thread the nanoseconds on a CPU, as the scheduler counts them; of the process its peak.
fn usage(process: u32) -> io::Result<Usage> {
    let invalid = |what: &'static str| io::Error::new(io::ErrorKind::InvalidData, what);
    let mut nanoseconds = 0;
    for thread in fs::read_dir(format!("/proc/{process}/task"))? {
        let counted = fs::read_to_string(thread?.path().join("schedstat"))?;
        let on_cpu = counted.split_whitespace().next().and_then(|number| number.parse::<u64>().ok());
        nanoseconds += on_cpu.ok_or(invalid("schedstat"))?;
    }
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.strip_suffix("kB")?.trim().parse::<u64>().ok());
    Ok(Usage { cpu: Duration::from_nanos(nanoseconds), peak_memory: peak.ok_or(invalid("VmHWM"))? * 1024 })
}

/// An HTTP API's event, payload format 2.0, on the stage `$default`.
pub fn http_event(method: &str, path: &str, headers: &[(&str, &str)], body: Option<&str>) -> Value {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut all = json!({
        "accept-encoding": "gzip, deflate, br",
        "host": "api.example.nl",
        "user-agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36",
        "x-amzn-trace-id": "Root=1-00000000-000000000000000000000000",
        "x-forwarded-for": "192.0.2.1",
        "x-forwarded-port": "443",
        "x-forwarded-proto": "https",
    });
    for (name, value) in headers {
        all[name.to_ascii_lowercase()] = json!(value);
    }
    let mut event = json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": all,
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "local",
            "domainName": "api.example.nl",
            "domainPrefix": "api",
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1",
                "userAgent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36",
            },
            "requestId": "local=",
            "routeKey": "$default",
            "stage": "$default",
            "time": "01/Sep/2026:09:00:00 +0000",
            "timeEpoch": 1_788_253_200_000_u64,
        },
        "isBase64Encoded": false,
    });
    if let Some(body) = body {
        event["body"] = json!(body);
    }
    event
}

/// The event with which a schedule wakes a function.
pub fn scheduled_event() -> Value {
    json!({
        "version": "0",
        "id": "00000000-0000-0000-0000-000000000000",
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": "2026-09-01T09:00:00Z",
        "region": "eu-central-1",
        "resources": [],
        "detail": {},
    })
}
