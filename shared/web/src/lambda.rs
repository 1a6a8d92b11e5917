//! Answering Lambda's HTTP events (API Gateway HTTP APIs, payload format 2.0) with a router, by `lambda_http`.
//!
//! Before it makes a request of an event, what no handler may know is taken out: the caller's address and agent, the
//! moment, cookies, and every header that is not in [`READ`]. So is what `lambda_http` would panic on: it builds a URL of the
//! Host header, path and query, and decodes the body, each with an unwrap.

use std::pin::Pin;

use axum::Router;
use axum::body::to_bytes;
use axum::response::Response;
use data_encoding::BASE64;
use http::HeaderName;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, IF_NONE_MATCH, ORIGIN,
};
use http::uri::PathAndQuery;
use lambda_http::request::LambdaRequest;
use lambda_http::{Adapter, Error, IntoResponse, LambdaEvent, Service};
use lambda_runtime::service_fn;
use tower::util::MapResponse;

/// The headers that handlers read; none else reaches them.
const READ: [HeaderName; 9] = [
    ACCEPT,
    ACCEPT_ENCODING,
    ACCEPT_LANGUAGE,
    AUTHORIZATION,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    IF_NONE_MATCH,
    HeaderName::from_static("idempotency-key"),
    HeaderName::from_static("invitation-code"),
];

/// The headers that say whether a form came from a page of ours; for functions that have sessions.
const WHENCE: [HeaderName; 3] = [HOST, ORIGIN, HeaderName::from_static("sec-fetch-site")];

/// Serves the function's events with `router`, until the process ends. No cookie reaches a handler.
///
/// # Errors
/// When the runtime API can't be reached.
pub async fn run(router: Router) -> Result<(), Error> {
    serve(router, None).await
}

/// The same for a function whose callers sign in: of all cookies that one reaches handlers, and which page a form came from.
///
/// # Errors
/// When the runtime API can't be reached.
pub async fn run_with_sessions(router: Router, cookie: &'static str) -> Result<(), Error> {
    serve(router, Some(cookie)).await
}

async fn serve(router: Router, cookie: Option<&'static str>) -> Result<(), Error> {
    let adapter = adapter(router);
    lambda_runtime::run(service_fn(move |event: LambdaEvent<LambdaRequest>| {
        let LambdaEvent { payload, context } = event;
        adapter.clone().call(LambdaEvent { payload: without_caller(payload, cookie), context })
    }))
    .await
}

type Answering = MapResponse<Router, fn(Response) -> Answer>;

fn adapter(router: Router) -> Adapter<'static, Answer, Answering> {
    Adapter::from(MapResponse::new(router, Answer as fn(Response) -> Answer))
}

/// An answer on its way into JSON: as text where it is text, or else in base64. `lambda_http` would decide by the content
/// type, take a byte order mark off, and carry tables for every encoding there has been: 160 KB.
struct Answer(Response);

impl IntoResponse for Answer {
    fn into_response(self) -> Pin<Box<dyn Future<Output = http::Response<lambda_http::Body>> + Send>> {
        Box::pin(async {
            let (parts, body) = self.0.into_parts();
            let body = to_bytes(body, usize::MAX).await.expect("a body made in memory is complete");
            let body = match String::from_utf8(body.into()) {
                Ok(text) => lambda_http::Body::Text(text),
                Err(bytes) => lambda_http::Body::Binary(bytes.into_bytes()),
            };
            http::Response::from_parts(parts, body)
        })
    }
}

/// The event without its caller, but for the session's cookie where there are sessions, and safe to make a request of.
fn without_caller(event: LambdaRequest, cookie: Option<&str>) -> LambdaRequest {
    // Only the kind of event is compiled in that HTTP APIs send; the type is open to more.
    #[allow(irrefutable_let_patterns, reason = "true while `apigw_http` is the only feature")]
    let LambdaRequest::ApiGatewayV2(mut event) = event else { return event };
    let headers = std::mem::take(&mut event.headers);
    // API Gateway takes cookies out of the headers; what imitates it may leave them there.
    let in_headers = headers.get_all("cookie").iter().filter_map(|value| value.to_str().ok());
    let in_headers: Vec<String> =
        in_headers.flat_map(|value| value.split(';')).map(|one| one.trim().to_owned()).collect();
    event.headers = headers
        .into_iter()
        .scan(None, |last, (name, value)| {
            *last = name.or_else(|| last.take());
            Some((last.clone()?, value))
        })
        .filter(|(name, _)| READ.contains(name) || cookie.is_some() && WHENCE.contains(name))
        .collect();
    event.cookies = cookie.and_then(|cookie| {
        let ours = |one: &String| one.split_once('=').is_some_and(|(name, _)| name.trim() == cookie);
        let kept: Vec<String> = event.cookies.take().unwrap_or(in_headers).into_iter().filter(ours).collect();
        (!kept.is_empty()).then_some(kept)
    });
    let context = &mut event.request_context;
    context.http.source_ip = None;
    context.http.user_agent = None;
    context.domain_name = None;
    context.time = None;
    context.time_epoch = 0;
    // On a stage of its own name, lambda_http would put that name before the path.
    context.stage = Some("$default".to_owned());

    let path = sendable(event.raw_path.as_deref().unwrap_or_default());
    event.raw_path = Some(if path.starts_with('/') { path } else { format!("/{path}") });
    event.raw_query_string = event.raw_query_string.map(|query| sendable(&query)).filter(|query| {
        // Too long for a URI, or still not part of one.
        PathAndQuery::try_from(format!("/?{query}")).is_ok()
    });
    if event.is_base64_encoded && event.body.as_ref().is_some_and(|body| BASE64.decode(body.as_bytes()).is_err()) {
        event.body = None;
    }
    LambdaRequest::ApiGatewayV2(event)
}

/// With what may not stand in a path or query percent-encoded, as API Gateway sends it.
fn sendable(part: &str) -> String {
    use std::fmt::Write;
    let mut sendable = String::with_capacity(part.len());
    for byte in part.bytes() {
        match byte {
            b'"' | b'#' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | ..=b' ' | 0x7f.. => {
                write!(sendable, "%{byte:02X}").expect("a String takes all");
            }
            plain => sendable.push(char::from(plain)),
        }
    }
    sendable
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::body::Bytes;
    use axum::http::{HeaderMap, Uri};
    use axum::routing::{get, post};
    use lambda_http::Context;
    use proptest::prelude::{ProptestConfig, any, proptest};
    use serde_json::{Value, json};

    use super::*;

    fn router() -> Router {
        let seen = |headers: HeaderMap| async move {
            let mut names: Vec<_> = headers.keys().map(|name| name.as_str().to_owned()).collect();
            names.sort();
            names.join(" ")
        };
        let cookies = |headers: HeaderMap| async move {
            let all = headers.get_all("cookie").iter().map(|value| value.to_str().unwrap().to_owned());
            all.collect::<Vec<_>>().join(" | ")
        };
        crate::finish(
            Router::new()
                .route("/echo", post(|body: Bytes| async move { body }))
                .route("/where", get(|uri: Uri| async move { format!("{} {:?}", uri.path(), uri.query()) }))
                .route("/seen", get(seen))
                .route("/cookies", get(cookies))
                .route("/set", get(|| async { [("set-cookie", "__Host-dagpeil=token; Secure")] }))
                .route("/sheet", get(|| async { "\u{feff}één;twee\n".to_owned() + &"3;4\n".repeat(500) })),
        )
    }

    fn event(change: &Value) -> LambdaRequest {
        let mut event = json!({
            "version": "2.0", "routeKey": "$default", "rawPath": "/where", "rawQueryString": "", "isBase64Encoded": false,
            "headers": { "host": "example.nl", "user-agent": "x", "x-forwarded-for": "192.0.2.1", "accept": "*/*", "cookie": "a=b" },
            "requestContext": {
                "accountId": "1", "apiId": "a", "domainName": "example.nl", "domainPrefix": "e", "requestId": "r",
                "routeKey": "$default", "stage": "$default", "time": "12/Mar/2026:19:03:58 +0000", "timeEpoch": 1,
                "http": { "method": "GET", "path": "/where", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "x" },
            },
        });
        for (name, value) in change.as_object().unwrap() {
            event[name] = value.clone();
        }
        if let Some(method) = change.get("method") {
            event["requestContext"]["http"]["method"] = method.clone();
        }
        serde_json::from_value(event).unwrap()
    }

    async fn answer(change: Value) -> Value {
        answer_with(change, None).await
    }

    async fn answer_with(change: Value, cookie: Option<&str>) -> Value {
        let event = LambdaEvent { payload: without_caller(event(&change), cookie), context: Context::default() };
        let answered = adapter(router()).call(event).await.unwrap_or_else(|never| match never {});
        serde_json::to_value(answered).unwrap()
    }

    #[tokio::test]
    async fn path_query_and_body_arrive() {
        let answered = answer(json!({ "rawQueryString": "lang=en&x=%20" })).await;
        assert_eq!(
            (&answered["statusCode"], &answered["body"]),
            (&json!(200), &json!("/where Some(\"lang=en&x=%20\")"))
        );
        for (body, encoded) in [("q.who=self", false), ("cS53aG89c2VsZg==", true)] {
            let posted = json!({ "rawPath": "/echo", "method": "POST", "body": body, "isBase64Encoded": encoded });
            let answered = answer(posted).await;
            let body = answered["body"].as_str().unwrap();
            let bytes =
                if answered["isBase64Encoded"] == true { BASE64.decode(body.as_bytes()).unwrap() } else { body.into() };
            assert_eq!(bytes, b"q.who=self");
        }
    }

    #[tokio::test]
    async fn handlers_do_not_get_to_know_the_caller() {
        let answered = answer(json!({ "rawPath": "/seen" })).await;
        assert_eq!(answered["body"], "accept");
        #[allow(irrefutable_let_patterns)]
        let LambdaRequest::ApiGatewayV2(event) = without_caller(event(&json!({})), None) else { panic!() };
        let told = serde_json::to_string(&event).unwrap();
        for caller in ["192.0.2.1", "12/Mar", "user-agent", "a=b"] {
            assert!(!told.contains(caller), "{caller}");
        }
    }

    #[tokio::test]
    async fn of_cookies_the_sessions_alone_arrives_and_only_where_there_are_sessions() {
        let sent = json!({
            "rawPath": "/cookies", "cookies": ["a=b", "__Host-dagpeil=token", "c=__Host-dagpeil=no"],
            "headers": { "cookie": "a=b", "host": "example.nl", "origin": "https://example.nl", "sec-fetch-site": "same-origin" },
        });
        let session = Some("__Host-dagpeil");
        assert_eq!(answer_with(sent.clone(), session).await["body"], "__Host-dagpeil=token");
        assert_eq!(answer(sent.clone()).await["body"], "");
        let left = json!({ "rawPath": "/cookies", "headers": { "cookie": "a=b; __Host-dagpeil=token; c=d" } });
        assert_eq!(answer_with(left.clone(), session).await["body"], "__Host-dagpeil=token");
        assert_eq!(answer(left).await["body"], "");
        let mut seen = sent;
        seen["rawPath"] = "/seen".into();
        assert_eq!(answer_with(seen.clone(), session).await["body"], "cookie host origin sec-fetch-site");
        assert_eq!(answer(seen).await["body"], "");
        // And one that is set is told to API Gateway as it wants to be told.
        let set = answer(json!({ "rawPath": "/set" })).await;
        assert_eq!(set["cookies"], json!(["__Host-dagpeil=token; Secure"]));
    }

    #[tokio::test]
    async fn a_compressed_answer_is_encoded() {
        let long = "x".repeat(2_000);
        let posted = json!({
            "rawPath": "/echo", "method": "POST", "body": long, "headers": { "accept-encoding": "gzip", "content-type": "text/plain" },
        });
        let answered = answer(posted).await;
        assert_eq!(
            (&answered["statusCode"], &answered["headers"]["content-encoding"], &answered["isBase64Encoded"]),
            (&json!(200), &json!("gzip"), &json!(true))
        );
        let packed = BASE64.decode(answered["body"].as_str().unwrap().as_bytes()).unwrap();
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, long);
    }

    #[tokio::test]
    async fn a_byte_order_mark_arrives() {
        let plain = answer(json!({ "rawPath": "/sheet" })).await;
        let text = plain["body"].as_str().unwrap();
        assert!(text.starts_with("\u{feff}één;twee\n3;4\n"), "{text:?}");
        assert_eq!(plain["headers"]["content-length"], text.len().to_string());

        let packed = answer(json!({ "rawPath": "/sheet", "headers": { "accept-encoding": "gzip" } })).await;
        assert_eq!(packed["headers"]["content-encoding"], "gzip");
        let packed = BASE64.decode(packed["body"].as_str().unwrap().as_bytes()).unwrap();
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn nothing_a_caller_sends_panics(
            path: String, query: String, host in "[ -~]{0,20}", value in "[ -~]{0,20}", stage: String,
            method in "GET|POST|HEAD|DELETE|BREW", body: Option<String>, encoded in any::<bool>(),
        ) {
            let change = json!({
                "rawPath": path, "rawQueryString": query, "headers": { "host": host, "accept-language": value, "content-type": value },
                "requestContext": { "stage": stage, "timeEpoch": 1, "http": { "method": method } },
                "body": body, "isBase64Encoded": encoded,
            });
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let answered = runtime.block_on(answer(change));
            assert!(answered["statusCode"].as_u64().unwrap() < 500);
        }
    }
}
