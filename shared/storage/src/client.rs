//! One client a process. Region and credentials come from the environment: a chain of providers that looks for files
//! and profiles costs a cold start more than all else together.

use std::env;
use std::time::Duration;

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Region, SharedHttpClient};

pub use aws_sdk_dynamodb::Client;
pub use aws_sdk_dynamodb::config::Credentials;

use crate::error::MissingSetting;
use crate::http::http_client;

/// The roots that AWS's endpoints lead to. Loading these five instead of the system's many is most of a quick start.
/// Source: Amazon Trust Services, repository of root certificates.
const ROOTS: [&[u8]; 5] = [
    include_bytes!("../certs/amazon-root-ca-1.pem"),
    include_bytes!("../certs/amazon-root-ca-2.pem"),
    include_bytes!("../certs/amazon-root-ca-3.pem"),
    include_bytes!("../certs/amazon-root-ca-4.pem"),
    include_bytes!("../certs/starfield-services-root-g2.pem"),
];

// The SDK has no time-outs by itself. A page of a query is 1 MB at most; a person waits for a put.
const CONNECT: Duration = Duration::from_secs(2);
const ATTEMPT: Duration = Duration::from_secs(5);
const OPERATION: Duration = Duration::from_secs(12);
const ATTEMPTS: u32 = 3;

/// A client for a function: `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` as
/// Lambda sets them; `AWS_ENDPOINT_URL_DYNAMODB` or `AWS_ENDPOINT_URL` where DynamoDB is elsewhere.
///
/// # Errors
/// When one of the first three is not set.
pub fn client_from_environment() -> Result<Client, MissingSetting> {
    let region = setting("AWS_REGION").or_else(|missing| setting("AWS_DEFAULT_REGION").map_err(|_| missing))?;
    let credentials = Credentials::new(
        setting("AWS_ACCESS_KEY_ID")?,
        setting("AWS_SECRET_ACCESS_KEY")?,
        setting("AWS_SESSION_TOKEN").ok(),
        None,
        "environment",
    );
    let endpoint = setting("AWS_ENDPOINT_URL_DYNAMODB").or_else(|_| setting("AWS_ENDPOINT_URL")).ok();
    Ok(client(endpoint.as_deref(), &region, credentials))
}

/// A client for that region, or for an endpoint of one's own.
pub fn client(endpoint: Option<&str>, region: &str, credentials: Credentials) -> Client {
    let mut builder = Builder::new().region(Region::new(region.to_owned())).credentials_provider(credentials);
    builder.set_endpoint_url(endpoint.map(str::to_owned));
    let plain = endpoint.is_some_and(|endpoint| endpoint.starts_with("http://"));
    // Engines on this machine speak without TLS: no certificate is read.
    finish(builder, if plain { http_client(&[], CONNECT) } else { https_client() })
}

/// A client for the operator's tool, from what `aws_config` found (an `SdkConfig`).
pub fn client_for_operator<'c, C>(config: &'c C) -> Client
where
    Builder: From<&'c C>,
{
    finish(Builder::from(config), https_client())
}

/// HTTP over TLS that trusts Amazon's roots only; what the operator's `aws_config` is to use as well.
pub fn https_client() -> SharedHttpClient {
    http_client(&ROOTS, CONNECT)
}

/// How long is waited for an answer.
pub(crate) fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(CONNECT)
        .operation_attempt_timeout(ATTEMPT)
        .operation_timeout(OPERATION)
        .build()
}

fn finish(builder: Builder, http: SharedHttpClient) -> Client {
    let config = builder
        .behavior_version(BehaviorVersion::latest())
        .http_client(http)
        .timeout_config(timeouts())
        .retry_config(RetryConfig::standard().with_max_attempts(ATTEMPTS));
    Client::from_conf(config.build())
}

/// A variable that is set and not empty.
pub(crate) fn setting(name: &'static str) -> Result<String, MissingSetting> {
    env::var(name).ok().filter(|value| !value.is_empty()).ok_or(MissingSetting { name })
}
