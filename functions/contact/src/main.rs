//! The contact letterbox in Lambda. Wires, and nothing else.

use std::error::Error;
use std::sync::Arc;

use contact::App;
use storage::Contacts;
use web::Clock;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    web::log::init(tracing::Level::ERROR);
    let campaign = web::package::campaign()?;
    let contacts = Contacts::from_environment(storage::client_from_environment()?)?;
    let app = App::new([campaign], contacts, Clock::from_environment()?)?;
    let app = app.paused(web::setting::paused_from_environment()?);
    app.warm().await;
    web::lambda::run(contact::router(Arc::new(app))).await
}
