//! A stand-in for the Lambda runtime API: hands events to a function's process and takes its answers.
//!
//! The protocol is AWS's "custom runtime" one, version 2018-06-01: the process asks for the next event, works, and posts
//! its answer or an error. One stand-in serves one process.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;

/// How long a function may work on an event, as it is told itself and as callers wait: the most that Lambda allows.
pub const TIME_LIMIT: Duration = Duration::from_secs(15 * 60);

/// What became of an event.
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The function's answer.
    Answered(Bytes),
    /// The function said that it failed: a panic, or an error from its handler.
    Failed(Bytes),
}

/// An event's end, and when it was reached.
#[derive(Clone, PartialEq, Eq)]
pub struct Finished {
    /// What became of it.
    pub outcome: Outcome,
    /// When the function had sent all of it.
    pub at: Instant,
}

/// Why an event has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfinished {
    /// No answer within [`TIME_LIMIT`].
    TimedOut,
    /// The function reported that it could not start, or the stand-in was stopped.
    NeverStarted,
}

struct Invocation {
    event: Bytes,
    finished: oneshot::Sender<Finished>,
}

struct Shared {
    // Held only while a process waits for its next event; there is one process.
    queue: tokio::sync::Mutex<mpsc::UnboundedReceiver<Invocation>>,
    running: Mutex<Option<(u64, oneshot::Sender<Finished>)>>,
    /// How often an event was asked for, and when first.
    asked: watch::Sender<(u64, Option<Instant>)>,
    init_error: Mutex<Option<Bytes>>,
}

impl Shared {
    fn running(&self) -> MutexGuard<'_, Option<(u64, oneshot::Sender<Finished>)>> {
        self.running.lock().expect("nothing panics while holding it")
    }

    fn finish(&self, id: &str, outcome: Outcome) -> StatusCode {
        let at = Instant::now();
        let mut running = self.running();
        match running.take() {
            Some((expected, finished)) if id == expected.to_string() => {
                // Who called may have given up by now; that is theirs to know.
                let _ = finished.send(Finished { outcome, at });
                StatusCode::ACCEPTED
            }
            other => {
                *running = other;
                StatusCode::BAD_REQUEST
            }
        }
    }
}

/// A runtime API on a free port of 127.0.0.1. Ends when dropped.
pub struct RuntimeApi {
    address: SocketAddr,
    events: mpsc::UnboundedSender<Invocation>,
    asked: watch::Receiver<(u64, Option<Instant>)>,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

impl Drop for RuntimeApi {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl RuntimeApi {
    /// Starts listening.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn start() -> io::Result<Self> {
        let (events, queue) = mpsc::unbounded_channel();
        let (asking, asked) = watch::channel((0, None));
        let shared = Arc::new(Shared {
            queue: tokio::sync::Mutex::new(queue),
            running: Mutex::new(None),
            asked: asking,
            init_error: Mutex::new(None),
        });
        let router = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/response", post(answered))
            .route("/2018-06-01/runtime/invocation/{id}/error", post(failed))
            .route("/2018-06-01/runtime/init/error", post(not_started))
            .with_state(Arc::clone(&shared));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("serving on a listening socket does not end");
        });
        Ok(RuntimeApi { address, events, asked, shared, server })
    }

    /// What `AWS_LAMBDA_RUNTIME_API` is to be: host and port.
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Puts an event in the queue, also before the function runs. Its end is awaited with the value returned.
    pub fn send(&self, event: &Value) -> Pending {
        let (finished, pending) = oneshot::channel();
        let invocation = Invocation { event: event.to_string().into(), finished };
        // Refused once the function said that it can't start; who waits then learns just that.
        let _ = self.events.send(invocation);
        Pending(pending)
    }

    /// Waits until the function has asked for an event `times` times: for `times` = 1, that it has started; after an
    /// answer, that it is done with all that came with it. `false` if it takes longer than [`TIME_LIMIT`].
    pub async fn has_asked(&self, times: u64) -> bool {
        let mut asked = self.asked.clone();
        let enough = asked.wait_for(|(count, _)| *count >= times);
        matches!(tokio::time::timeout(TIME_LIMIT, enough).await, Ok(Ok(_)))
    }

    /// When the function first asked for an event: its initialisation was over.
    pub fn ready_at(&self) -> Option<Instant> {
        self.asked.borrow().1
    }

    /// What the function said if it could not start.
    pub fn init_error(&self) -> Option<Bytes> {
        self.shared.init_error.lock().expect("nothing panics while holding it").clone()
    }
}

/// An event under way.
pub struct Pending(oneshot::Receiver<Finished>);

impl Pending {
    /// Waits for its end.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn finished(self) -> Result<Finished, Unfinished> {
        match tokio::time::timeout(TIME_LIMIT, self.0).await {
            Ok(Ok(finished)) => Ok(finished),
            Ok(Err(_)) => Err(Unfinished::NeverStarted),
            Err(_) => Err(Unfinished::TimedOut),
        }
    }
}

async fn next(State(shared): State<Arc<Shared>>) -> Response {
    let id = {
        let mut id = 0;
        shared.asked.send_modify(|(count, first)| {
            *count += 1;
            first.get_or_insert_with(Instant::now);
            id = *count;
        });
        id
    };
    let Some(Invocation { event, finished }) = shared.queue.lock().await.recv().await else {
        return StatusCode::GONE.into_response();
    };
    *shared.running() = Some((id, finished));
    let deadline = SystemTime::now() + TIME_LIMIT;
    let deadline = deadline.duration_since(UNIX_EPOCH).expect("the clock is set to after 1970").as_millis();
    let headers = [
        ("lambda-runtime-aws-request-id", id.to_string()),
        ("lambda-runtime-deadline-ms", deadline.to_string()),
        ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-central-1:000000000000:function:local".to_owned()),
        ("lambda-runtime-trace-id", "Root=1-00000000-000000000000000000000000;Sampled=0".to_owned()),
    ];
    let mut response = ([(header::CONTENT_TYPE, "application/json")], event).into_response();
    for (name, value) in headers {
        let value = HeaderValue::try_from(value).expect("visible ASCII");
        response.headers_mut().insert(name, value);
    }
    response
}

async fn answered(State(shared): State<Arc<Shared>>, Path(id): Path<String>, body: Bytes) -> StatusCode {
    shared.finish(&id, Outcome::Answered(body))
}

async fn failed(State(shared): State<Arc<Shared>>, Path(id): Path<String>, body: Bytes) -> StatusCode {
    shared.finish(&id, Outcome::Failed(body))
}

async fn not_started(State(shared): State<Arc<Shared>>, body: Bytes) -> StatusCode {
    *shared.init_error.lock().expect("nothing panics while holding it") = Some(body);
    // Nobody will fetch what is queued: its senders go, and who waits learns at once.
    shared.queue.lock().await.close();
    while shared.queue.lock().await.try_recv().is_ok() {}
    StatusCode::ACCEPTED
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    async fn post(api: &RuntimeApi, path: &str, body: &'static str) -> u16 {
        let url = format!("http://{}/2018-06-01/runtime/{path}", api.address());
        reqwest::Client::new().post(url).body(body).send().await.unwrap().status().as_u16()
    }

    async fn next(api: &RuntimeApi) -> (String, Value) {
        let url = format!("http://{}/2018-06-01/runtime/invocation/next", api.address());
        let response = reqwest::get(url).await.unwrap();
        let id = response.headers()["lambda-runtime-aws-request-id"].to_str().unwrap().to_owned();
        let deadline: u128 = response.headers()["lambda-runtime-deadline-ms"].to_str().unwrap().parse().unwrap();
        assert!(deadline > SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis());
        (id, response.json().await.unwrap())
    }

    fn text(finished: Result<Finished, Unfinished>) -> (bool, String) {
        match finished.map_err(|error| format!("{error:?}")).unwrap().outcome {
            Outcome::Answered(body) => (true, String::from_utf8(body.into()).unwrap()),
            Outcome::Failed(body) => (false, String::from_utf8(body.into()).unwrap()),
        }
    }

    #[tokio::test]
    async fn an_event_goes_out_and_its_answer_comes_back() {
        let api = RuntimeApi::start().await.unwrap();
        assert_eq!(api.ready_at(), None);
        let pending = api.send(&json!({"n": 1}));
        let (id, event) = next(&api).await;
        assert_eq!(event, json!({"n": 1}));
        assert!(api.ready_at().is_some());
        assert_eq!(post(&api, &format!("invocation/{id}/response"), "yes").await, 202);
        assert_eq!(text(pending.finished().await), (true, "yes".to_owned()));
    }

    #[tokio::test]
    async fn a_failure_is_told_from_an_answer() {
        let api = RuntimeApi::start().await.unwrap();
        let pending = api.send(&json!({}));
        let (id, _) = next(&api).await;
        assert_eq!(post(&api, &format!("invocation/{id}/error"), "no").await, 202);
        assert_eq!(text(pending.finished().await), (false, "no".to_owned()));
    }

    #[tokio::test]
    async fn an_answer_to_another_event_is_refused() {
        let api = RuntimeApi::start().await.unwrap();
        let pending = api.send(&json!({}));
        let (id, _) = next(&api).await;
        assert_eq!(post(&api, "invocation/77/response", "?").await, 400);
        assert_eq!(post(&api, &format!("invocation/{id}/response"), "right").await, 202);
        assert_eq!(post(&api, &format!("invocation/{id}/response"), "again").await, 400);
        assert_eq!(text(pending.finished().await), (true, "right".to_owned()));
    }

    #[tokio::test]
    async fn events_wait_their_turn() {
        let api = RuntimeApi::start().await.unwrap();
        let all: Vec<Pending> = (0..3).map(|n| api.send(&json!(n))).collect();
        for n in 0..3 {
            let (id, event) = next(&api).await;
            assert_eq!(event, json!(n));
            assert_eq!(post(&api, &format!("invocation/{id}/response"), "done").await, 202);
        }
        for pending in all {
            assert_eq!(text(pending.finished().await), (true, "done".to_owned()));
        }
        assert!(api.has_asked(3).await);
    }

    #[tokio::test]
    async fn who_waits_for_a_function_that_does_not_start_learns_at_once() {
        let api = RuntimeApi::start().await.unwrap();
        let pending = api.send(&json!({}));
        assert_eq!(post(&api, "init/error", "no settings").await, 202);
        assert_eq!(pending.finished().await.map(|_| ()), Err(Unfinished::NeverStarted));
        assert_eq!(api.init_error().as_deref(), Some(&b"no settings"[..]));
    }
}
