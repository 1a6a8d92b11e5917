//! The embedded engine behind a recorder: sees what each function asks of which table, and can answer as a database out of
//! order would.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::canary::{NOWHERE, word};

/// What the recorder does with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Hands it on.
    Obliging,
    /// Refuses it, with a message that quotes the whole request, as DynamoDB's own messages quote values, and what might lie
    /// in the table.
    Refusing,
    /// Fails, with such a message.
    Failing,
    /// Answers with what makes no sense, and quotes the request as well.
    Raving,
    /// Breaks off in the middle of an answer.
    Silent,
}

struct Shared {
    engine: String,
    manner: Mutex<Manner>,
    /// Which operations were asked of which tables.
    asked: Mutex<BTreeMap<String, BTreeSet<String>>>,
    /// Bodies that ask for what lies, or lay, in a table along with a write.
    curious: Mutex<Vec<String>>,
    http: reqwest::Client,
}

/// A recorder on a port of its own. Ends when dropped.
pub(crate) struct Recorder {
    endpoint: String,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Recorder {
    /// Before the engine that listens at `engine`.
    pub(crate) async fn start(engine: &str) -> Recorder {
        let shared = Arc::new(Shared {
            engine: engine.to_owned(),
            manner: Mutex::new(Manner::Obliging),
            asked: Mutex::default(),
            curious: Mutex::default(),
            http: reqwest::Client::new(),
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(pass).with_state(shared.clone());
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Recorder { endpoint, shared, server }
    }

    pub(crate) fn endpoint(&self) -> &str {
        &self.endpoint
    }

    pub(crate) fn be(&self, manner: Manner) {
        *self.shared.manner.lock().unwrap() = manner;
    }

    /// Which operations were asked of which tables, by the end of the table's name.
    pub(crate) fn asked(&self) -> BTreeMap<String, BTreeSet<String>> {
        self.shared.asked.lock().unwrap().clone()
    }

    /// Requests that ask for old or new values along with a write.
    pub(crate) fn curious(&self) -> Vec<String> {
        self.shared.curious.lock().unwrap().clone()
    }
}

async fn pass(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let text = String::from_utf8_lossy(&body).into_owned();
    let request: Value = serde_json::from_str(&text).unwrap();
    let target = headers["x-amz-target"].to_str().unwrap();
    let operation = target.rsplit('.').next().unwrap().to_owned();
    let table = request["TableName"].as_str().unwrap_or("?").rsplit('-').next().unwrap().to_owned();
    shared.asked.lock().unwrap().entry(table).or_default().insert(operation);
    let asks = |member: &str| request.get(member).is_some_and(|asked| asked != "NONE");
    if asks("ReturnValues") || asks("ReturnValuesOnConditionCheckFailure") {
        shared.curious.lock().unwrap().push(text.clone());
    }
    let error = |status: StatusCode, kind: &str| {
        let message = format!("One or more parameter values were invalid: {text}, {}", word(NOWHERE));
        (status, json!({ "__type": kind, "message": message }).to_string()).into_response()
    };
    let manner = *shared.manner.lock().unwrap();
    match manner {
        Manner::Obliging => {
            let mut request = shared.http.post(&shared.engine).body(body);
            for name in ["x-amz-target", "content-type", "authorization", "x-amz-date"] {
                request = request.header(name, headers[name].to_str().unwrap());
            }
            let answer = request.send().await.unwrap();
            let status = StatusCode::from_u16(answer.status().as_u16()).unwrap();
            (status, [("content-type", "application/x-amz-json-1.0")], answer.bytes().await.unwrap()).into_response()
        }
        Manner::Refusing => error(StatusCode::BAD_REQUEST, "com.amazon.coral.validate#ValidationException"),
        Manner::Failing => {
            error(StatusCode::INTERNAL_SERVER_ERROR, "com.amazonaws.dynamodb.v20120810#InternalServerError")
        }
        Manner::Raving => (StatusCode::OK, format!("<html>{text} {}", word(NOWHERE))).into_response(),
        Manner::Silent => {
            let parts = [Ok(Bytes::from(text + &word(NOWHERE))), Err(std::io::Error::other("broken off"))];
            Body::from_stream(futures::stream::iter(parts)).into_response()
        }
    }
}
