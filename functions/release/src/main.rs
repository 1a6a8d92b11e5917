//! The release job in Lambda. The scheduler's event is not looked at: what is due depends on the clock alone.

use std::sync::Arc;

use lambda_runtime::{Error, LambdaEvent, service_fn};
use release::CountingRoom;
use serde::de::IgnoredAny;
use storage::{NoticeBoard, OpenedLetterbox, Secrets, client_from_environment};
use tracing::Level;
use web::Clock;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    web::log::init(Level::INFO);
    let client = client_from_environment()?;
    let room = CountingRoom {
        campaign: Arc::new(web::package::campaign()?),
        letterbox: OpenedLetterbox::from_environment(client.clone())?,
        secrets: Secrets::from_environment(client.clone())?,
        notice_board: NoticeBoard::from_environment(client)?,
        random,
    };
    let (room, clock) = (&room, Clock::from_environment()?);
    lambda_runtime::run(service_fn(|_: LambdaEvent<IgnoredAny>| {
        let now = clock.now();
        // An error sounds the alarm; the report in it names the places, and no count.
        async move {
            // The runtime would put into its error what a panic says, and that may be a count.
            let outcome = web::caught(room.run(now)).await.ok_or("the release job panicked")?;
            outcome.map(|report| report.to_string()).map_err(Error::from)
        }
    }))
    .await
}

fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the system has randomness to give");
    bytes
}
