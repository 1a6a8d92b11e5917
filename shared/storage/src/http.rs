//! HTTP to DynamoDB: version 1.1, over TLS or plain, with a pool of connections. The SDK's own client also brings HTTP/2,
//! which DynamoDB does not speak, proxies and a second pool, and makes each function 0.9 MB larger.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use aws_sdk_dynamodb::config::SharedHttpClient;
use aws_smithy_runtime_api::client::connection::{CaptureSmithyConnection, ConnectionMetadata};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::retry::ErrorKind;
use http::Uri;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::connect::{CaptureConnection, HttpConnector as TcpConnector, capture_connection};
use hyper_util::client::legacy::{Client, Error as HyperError};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio::time::error::Elapsed;
use tokio::time::timeout;
use tower_service::Service;

type BoxError = Box<dyn Error + Send + Sync>;

/// A client that trusts `roots` (PEM, a certificate each) and waits no longer than `connect` for a connection, TLS
/// included. All that is made of it share one pool.
///
/// # Panics
/// When a root is no certificate.
pub(crate) fn http_client(roots: &[&[u8]], connect: Duration) -> SharedHttpClient {
    let mut tcp = TcpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    let https =
        HttpsConnectorBuilder::new().with_tls_config(tls(roots)).https_or_http().enable_http1().wrap_connector(tcp);
    let client = Client::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build(Connect { https, connect });
    http_client_fn(move |settings, _| {
        SharedHttpConnector::new(Connector { client: client.clone(), read: settings.read_timeout() })
    })
}

fn tls(roots: &[&[u8]]) -> ClientConfig {
    let mut trusted = RootCertStore::empty();
    for root in roots {
        let root = CertificateDer::from_pem_slice(root).expect("a root is a certificate in PEM");
        trusted.add(root).expect("a root can be read");
    }
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring has ciphers for all versions")
        .with_root_certificates(trusted)
        .with_no_client_auth()
}

/// Makes a connection, or gives up in time.
#[derive(Clone)]
struct Connect {
    https: HttpsConnector<TcpConnector>,
    connect: Duration,
}

impl Service<Uri> for Connect {
    type Response = MaybeHttpsStream<TokioIo<TcpStream>>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.https.poll_ready(context)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting = timeout(self.connect, self.https.call(uri));
        Box::pin(async move { connecting.await? })
    }
}

/// Sends the SDK's requests, and waits no longer than `read` for an answer to begin.
struct Connector {
    client: Client<Connect, SdkBody>,
    read: Option<Duration>,
}

// What the SDK writes of a connector to its log, which is nothing.
impl fmt::Debug for Connector {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Connector")
    }
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let mut request = match request.try_into_http1x() {
            Ok(request) => request,
            Err(error) => return HttpConnectorFuture::ready(Err(ConnectorError::user(error.into()))),
        };
        // After a time-out the SDK wants its next attempt on another connection.
        let used = capture_connection(&mut request);
        if let Some(capture) = request.extensions().get::<CaptureSmithyConnection>() {
            capture.set_connection_retriever(move || connection(&used));
        }
        let (sent, read) = (self.client.request(request), self.read);
        HttpConnectorFuture::new(async move {
            let answered = match read {
                Some(read) => timeout(read, sent).await.map_err(|late| ConnectorError::timeout(late.into()))?,
                None => sent.await,
            };
            HttpResponse::try_from(answered.map_err(sorted)?.map(SdkBody::from_body_1_x))
                .map_err(|error| ConnectorError::other(error.into(), None))
        })
    }
}

/// The connection that a request went over, for the SDK to forbid further use of.
fn connection(used: &CaptureConnection) -> Option<ConnectionMetadata> {
    used.connection_metadata().as_ref()?;
    let used = used.clone();
    let forbid = move || {
        if let Some(connection) = used.connection_metadata().as_ref() {
            connection.poison();
        }
    };
    Some(ConnectionMetadata::builder().proxied(false).poison_fn(forbid).build())
}

/// Tells the SDK what kind of failure it was: what concerns the connection is tried again.
fn sorted(error: HyperError) -> ConnectorError {
    if cause::<Elapsed>(&error).is_some() {
        return ConnectorError::timeout(error.into());
    }
    if error.is_connect() || cause::<io::Error>(&error).is_some() {
        return ConnectorError::io(error.into());
    }
    match cause::<hyper::Error>(&error) {
        Some(hyper) if hyper.is_timeout() => ConnectorError::timeout(error.into()),
        Some(hyper) if hyper.is_user() => ConnectorError::user(error.into()),
        Some(hyper) if hyper.is_closed() || hyper.is_canceled() => ConnectorError::io(error.into()),
        // The other side hung up before its answer was complete.
        Some(hyper) if hyper.is_incomplete_message() => {
            ConnectorError::other(error.into(), Some(ErrorKind::TransientError))
        }
        _ => ConnectorError::other(error.into(), None),
    }
}

/// The first error of that type among an error and its causes.
fn cause<'e, E: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e E> {
    std::iter::successors(Some(error), |error| Error::source(*error)).find_map(|error| error.downcast_ref())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Instant;

    use aws_sdk_dynamodb::config::retry::RetryConfig;
    use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
    use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Credentials, Region};
    use aws_sdk_dynamodb::error::SdkError;
    use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
    use rustls::ServerConfig;
    use rustls::pki_types::PrivateKeyDer;
    use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(5);
    const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
    const TROUBLE: &[u8] = b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 2\r\n\r\n{}";

    /// What a server does with a request.
    #[derive(Clone, Copy)]
    enum Deed {
        Say(&'static [u8]),
        SayAndHangUp(&'static [u8]),
        HangUp,
        Nothing,
    }

    /// A server that does one thing after another, over any connections, and the last for ever. Counts connections.
    struct Server {
        port: u16,
        connections: Arc<AtomicUsize>,
    }

    impl Server {
        async fn start(tls: Option<TlsAcceptor>, deeds: &'static [Deed]) -> Self {
            let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
            let port = listener.local_addr().unwrap().port();
            let connections = Arc::new(AtomicUsize::new(0));
            let (count, requests) = (Arc::clone(&connections), Arc::new(AtomicUsize::new(0)));
            tokio::spawn(async move {
                loop {
                    let (stream, _) = listener.accept().await.unwrap();
                    count.fetch_add(1, Ordering::SeqCst);
                    let (tls, requests) = (tls.clone(), Arc::clone(&requests));
                    tokio::spawn(async move {
                        match tls {
                            // A handshake that fails is the client's to tell.
                            Some(tls) => match tls.accept(stream).await {
                                Ok(stream) => answer(stream, deeds, &requests).await,
                                Err(_) => None,
                            },
                            None => answer(stream, deeds, &requests).await,
                        }
                    });
                }
            });
            Server { port, connections }
        }

        fn connections(&self) -> usize {
            self.connections.load(Ordering::SeqCst)
        }
    }

    /// Answers requests until one of both hangs up.
    async fn answer(
        mut stream: impl AsyncRead + AsyncWrite + Unpin,
        deeds: &[Deed],
        requests: &AtomicUsize,
    ) -> Option<()> {
        loop {
            request(&mut stream).await?;
            let number = requests.fetch_add(1, Ordering::SeqCst);
            match deeds[number.min(deeds.len() - 1)] {
                Deed::Say(words) => stream.write_all(words).await.ok()?,
                Deed::SayAndHangUp(words) => {
                    stream.write_all(words).await.ok()?;
                    stream.shutdown().await.ok()?;
                    return None;
                }
                Deed::HangUp => return None,
                Deed::Nothing => std::future::pending().await,
            }
        }
    }

    /// Reads a request, its body included.
    async fn request(stream: &mut (impl AsyncRead + Unpin)) -> Option<()> {
        let mut read = Vec::new();
        loop {
            let head = read.windows(4).position(|window| window == b"\r\n\r\n");
            if let Some(head) = head {
                let text = String::from_utf8_lossy(&read[..head]).to_lowercase();
                let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
                if read.len() >= head + 4 + length.map_or(0, |length| length.parse().unwrap()) {
                    return Some(());
                }
            }
            if stream.read_buf(&mut read).await.ok()? == 0 {
                return None;
            }
        }
    }

    /// A root in PEM, and a server's side of TLS for `localhost` under it.
    fn authority() -> (String, TlsAcceptor) {
        let mut root = CertificateParams::default();
        root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = CertifiedIssuer::self_signed(root, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let leaf = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().signed_by(&key, &root).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![leaf.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
            .unwrap();
        (root.pem(), TlsAcceptor::from(Arc::new(config)))
    }

    fn client(endpoint: String, http: SharedHttpClient, attempts: u32) -> aws_sdk_dynamodb::Client {
        let config = Builder::new()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-central-1"))
            .credentials_provider(Credentials::new("a", "b", None, None, "test"))
            .endpoint_url(endpoint)
            .http_client(http)
            .timeout_config(TimeoutConfig::builder().operation_timeout(PATIENCE).build())
            .retry_config(RetryConfig::standard().with_max_attempts(attempts));
        aws_sdk_dynamodb::Client::from_conf(config.build())
    }

    /// Asks something of the server; the kind of failure, if it fails.
    async fn ask(client: &aws_sdk_dynamodb::Client) -> Result<(), &'static str> {
        match client.list_tables().send().await {
            Ok(_) => Ok(()),
            Err(SdkError::DispatchFailure(failure)) if failure.is_timeout() => Err("time-out"),
            Err(SdkError::DispatchFailure(failure)) if failure.is_io() => Err("io"),
            Err(SdkError::DispatchFailure(failure)) if failure.is_user() => Err("user"),
            Err(SdkError::DispatchFailure(_)) => Err("other"),
            Err(SdkError::TimeoutError(_)) => Err("operation time-out"),
            Err(SdkError::ServiceError(_)) => Err("service"),
            Err(_) => Err("none of these"),
        }
    }

    /// A client of `server` without TLS, at its first attempt and no other.
    fn plain(server: &Server, attempts: u32) -> aws_sdk_dynamodb::Client {
        client(format!("http://127.0.0.1:{}", server.port), http_client(&[], PATIENCE), attempts)
    }

    #[tokio::test]
    async fn a_server_is_trusted_under_a_given_root_alone() {
        let ((root, tls), (other, _)) = (authority(), authority());
        let server = Server::start(Some(tls), &[Deed::Say(ANSWER)]).await;
        for (roots, host, outcome) in [
            (vec![root.as_bytes()], "localhost", Ok(())),
            (vec![other.as_bytes(), root.as_bytes()], "localhost", Ok(())),
            (vec![other.as_bytes()], "localhost", Err("io")),
            (vec![], "localhost", Err("io")),
            // The certificate is of another name.
            (vec![root.as_bytes()], "127.0.0.1", Err("io")),
        ] {
            let asked = client(format!("https://{host}:{}", server.port), http_client(&roots, PATIENCE), 1);
            assert_eq!(ask(&asked).await, outcome, "{} roots, {host}", roots.len());
        }
    }

    #[tokio::test]
    async fn a_connection_is_used_again() {
        let (root, tls) = authority();
        let server = Server::start(Some(tls), &[Deed::Say(ANSWER)]).await;
        let asked = client(format!("https://localhost:{}", server.port), http_client(&[root.as_bytes()], PATIENCE), 1);
        for _ in 0..3 {
            assert_eq!(ask(&asked).await, Ok(()));
        }
        assert_eq!(server.connections(), 1);
        // Another client of the SDK over the same HTTP client shares the connections.
        let other = aws_sdk_dynamodb::Client::from_conf(asked.config().clone());
        assert_eq!((ask(&other).await, server.connections()), (Ok(()), 1));
    }

    #[tokio::test]
    async fn a_connection_closed_between_requests_is_made_anew() {
        // One attempt: the request was never sent, so this is not the SDK's to try again.
        let server = Server::start(None, &[Deed::SayAndHangUp(ANSWER)]).await;
        let asked = plain(&server, 1);
        for _ in 0..3 {
            assert_eq!(ask(&asked).await, Ok(()));
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(server.connections(), 3);
    }

    #[tokio::test]
    async fn a_server_that_hangs_up_during_a_request_is_asked_again() {
        let server = Server::start(None, &[Deed::Say(ANSWER), Deed::HangUp, Deed::Say(ANSWER)]).await;
        let asked = plain(&server, 2);
        for _ in 0..2 {
            assert_eq!(ask(&asked).await, Ok(()));
        }
        assert_eq!(server.connections(), 2);
    }

    #[tokio::test]
    async fn after_trouble_another_connection_is_used() {
        let server = Server::start(None, &[Deed::Say(TROUBLE), Deed::Say(ANSWER)]).await;
        assert_eq!((ask(&plain(&server, 2)).await, server.connections()), (Ok(()), 2));
    }

    #[tokio::test]
    async fn failures_are_told_apart() {
        let hung_up = Server::start(None, &[Deed::HangUp]).await;
        assert_eq!(ask(&plain(&hung_up, 1)).await, Err("other"));
        let garbled = Server::start(None, &[Deed::Say(b"what?\r\n\r\n")]).await;
        assert_eq!(ask(&plain(&garbled, 1)).await, Err("other"));
        let trouble = Server::start(None, &[Deed::Say(TROUBLE)]).await;
        assert_eq!(ask(&plain(&trouble, 1)).await, Err("service"));
        let port = TcpListener::bind(("127.0.0.1", 0)).await.unwrap().local_addr().unwrap().port();
        let nobody = client(format!("http://127.0.0.1:{port}"), http_client(&[], PATIENCE), 1);
        assert_eq!(ask(&nobody).await, Err("io"));
    }

    #[tokio::test]
    async fn a_server_that_takes_too_long_is_given_up() {
        const SHORT: Duration = Duration::from_millis(100);
        let begun = Instant::now();
        // It never begins its side of TLS.
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let endpoint = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        assert_eq!(ask(&client(endpoint, http_client(&[], SHORT), 1)).await, Err("time-out"));

        let server = Server::start(None, &[Deed::Nothing]).await;
        let reading = TimeoutConfig::builder().read_timeout(SHORT).operation_timeout(PATIENCE).build();
        let asked = plain(&server, 1).config().to_builder().timeout_config(reading).build();
        assert_eq!(ask(&aws_sdk_dynamodb::Client::from_conf(asked)).await, Err("time-out"));
        assert!(begun.elapsed() < PATIENCE);
    }
}
