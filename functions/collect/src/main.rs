//! The letterbox slot in Lambda. Wires, and nothing else.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::{env, fs};

use collect::App;
use storage::{Letterbox, Secrets};
use survey::campaign::Bundle;
use web::Clock;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    web::log::init(tracing::Level::ERROR);
    let path = env::var_os("DAGPEIL_CAMPAIGN").map_or_else(
        || PathBuf::from(env::var_os("LAMBDA_TASK_ROOT").unwrap_or_default()).join("campaign.json"),
        PathBuf::from,
    );
    let bundle = Bundle::from_json(&fs::read(path)?)?;
    let client = storage::client_from_environment()?;
    let letterbox = Letterbox::from_environment(client.clone())?;
    let secrets = Secrets::from_environment(client)?;
    let app = App::new(vec![bundle.campaign], letterbox, secrets, Clock::system());
    app.warm().await;
    web::lambda::run(collect::router(Arc::new(app))).await
}
