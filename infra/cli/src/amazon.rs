//! Reaching a deployment's tables as an operator: with one's own credentials, in AWS or an engine of one's own.

use std::error::Error;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::ProvideCredentials;
use aws_credential_types::provider::error::CredentialsError;
use storage::operator::caller;
use survey::time::Timestamp;

use crate::Failure;

/// Where the tables of a deployment are.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Where the deployment is")]
pub(crate) struct Cloud {
    /// Its region, if not that of the environment or the profile.
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// Another DynamoDB than Amazon's.
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint_url: Option<String>,
}

impl Cloud {
    /// Region and credentials, as the environment or the profile give them.
    ///
    /// # Errors
    /// When there are none, in one line that says what would help.
    pub(crate) async fn config(&self) -> Result<SdkConfig, Failure> {
        let mut config = aws_config::defaults(BehaviorVersion::latest()).http_client(storage::https_client());
        if let Some(region) = &self.region {
            config = config.region(Region::new(region.clone()));
        }
        if let Some(url) = &self.endpoint_url {
            config = config.endpoint_url(url);
        }
        let config = config.load().await;
        // The database's client would say no more than that there is no connection.
        if config.region().is_none() {
            let message = "no AWS region is set; give --region, or set AWS_REGION or AWS_PROFILE";
            return Err(Failure::Failed(message.to_owned()));
        }
        if let Some(provider) = config.credentials_provider()
            && let Err(error) = provider.provide_credentials().await
        {
            let reason = match &error {
                // Lists every place it looked in.
                CredentialsError::CredentialsNotLoaded(_) => String::new(),
                other => format!(" ({})", first_cause(other)),
            };
            return Err(Failure::Failed(format!(
                "no AWS credentials were found{reason}; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
            )));
        }
        Ok(config)
    }

    /// Whom the credentials belong to: as AWS names them. An engine of one's own may not know; then the id of the access
    /// key, which is no secret.
    ///
    /// # Errors
    /// When AWS does not tell.
    pub(crate) async fn operator(&self, config: &SdkConfig) -> Result<String, Failure> {
        let own_engine = self.endpoint_url.is_some() || config.endpoint_url().is_some();
        match caller(config).await {
            Ok(arn) => Ok(arn),
            Err(_) if own_engine => {
                let provider = config.credentials_provider().expect("there were credentials");
                let credentials = provider.provide_credentials().await;
                let credentials = credentials.map_err(|error| Failure::Failed(first_cause(&error)))?;
                Ok(format!("access key {}", credentials.access_key_id()))
            }
            Err(error) => Err(Failure::Failed(format!("AWS does not tell who you are, so nothing is done: {error}"))),
        }
    }
}

/// What the clock of a test stage tells, which is moved by so many seconds.
pub(crate) fn moved(now: Timestamp, seconds: i64) -> Timestamp {
    Timestamp(now.0.saturating_add(seconds))
}

/// What lies at the bottom of an error, on one line: the rest only tells on whose behalf.
fn first_cause(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}
