//! The advisers' pages in Lambda. Wires, and nothing else.

use std::error::Error;

use advise::Office;
use desk::{Board, Sessions};
use insight::Dossier;
use storage::{Advisers, NoticeBoard};
use web::Clock;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    // Who pulled what is written at this level.
    web::log::init(tracing::Level::INFO);
    let campaign = web::package::campaign()?;
    let dossier = Dossier::from_json(&web::package::insight()?, &campaign)?;
    let client = storage::client_from_environment()?;
    let board = Board {
        campaign,
        notices: NoticeBoard::from_environment(client.clone())?,
        advisers: Advisers::from_environment(client.clone())?,
        sessions: Sessions::from_environment(client)?,
    };
    let router = advise::router(vec![Office { board, dossier, has_pdf: true }], Clock::from_environment()?);
    web::lambda::run_with_sessions(router, desk::COOKIE_NAME).await
}
