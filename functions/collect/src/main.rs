//! The letterbox slot in Lambda. Wires, and nothing else.

use std::error::Error;
use std::sync::Arc;

use collect::App;
use storage::{Letterbox, Secrets};
use web::Clock;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    web::log::init(tracing::Level::ERROR);
    let campaign = web::package::campaign()?;
    let client = storage::client_from_environment()?;
    let letterbox = Letterbox::from_environment(client.clone())?;
    let secrets = Secrets::from_environment(client)?;
    let app = App::new(vec![campaign], letterbox, secrets, Clock::from_environment()?);
    let app = app.paused(collect::paused_from_environment()?);
    app.warm().await;
    web::lambda::run(collect::router(Arc::new(app))).await
}
