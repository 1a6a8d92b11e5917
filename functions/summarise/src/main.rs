//! The notice board in Lambda. Wires, and nothing else.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use storage::{Advisers, NoticeBoard};
use summarise::Board;
use survey::campaign::Bundle;
use web::Clock;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    // Who pulled what is written at this level.
    web::log::init(tracing::Level::INFO);
    let path = env::var_os("DAGPEIL_CAMPAIGN").map_or_else(
        || PathBuf::from(env::var_os("LAMBDA_TASK_ROOT").unwrap_or_default()).join("campaign.json"),
        PathBuf::from,
    );
    let bundle = Bundle::from_json(&fs::read(path)?)?;
    let client = storage::client_from_environment()?;
    let board = Board {
        campaign: bundle.campaign,
        notices: NoticeBoard::from_environment(client.clone())?,
        advisers: Advisers::from_environment(client)?,
    };
    web::lambda::run(summarise::router(vec![board], Clock::system())).await
}
