//! The whole of Dagpeil in one process, on an embedded DynamoDB: what a deployment has, without an account.
//!
//! The same routers and the same release job as in Lambda, over the same store code; only the engine differs.

pub mod campaigns;
pub mod data;
pub mod demo;
pub mod dossier;
pub mod moderation;
pub mod preview;
pub mod running;
pub mod stack;
pub mod welcome;

use std::net::SocketAddr;
use std::path::PathBuf;

use web::Clock;

use campaigns::Loaded;

pub use report::pdf::Typesetter;
pub use storage::embedded::Database;

/// What the names of all tables on this machine begin with.
pub const TABLES: &str = "dagpeil";

/// What to run, and where.
pub struct Settings {
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// Where the tables are kept.
    pub database: Database,
    /// The file of the adviser's key; made if it is not there.
    pub adviser_key: PathBuf,
    /// The campaigns. Those of which [`demo::is_filled`] says so are filled with made-up answers.
    pub campaigns: Vec<Loaded>,
    /// Who sets reports as PDF; without anybody they are there as DOCX alone.
    pub typesetter: Typesetter,
    /// The clock.
    pub clock: Clock,
}

/// Why it does not run: one clear line.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A definition has faults, or can't be read.
    #[error("{0}")]
    Campaigns(String),
    /// The data folder can't be made, or not be written in.
    #[error("the folder {} can't be used: {error}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// Another process has the data folder.
    #[error("the folder {} is in use; end what runs there first", folder.display())]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// There is no data in the folder.
    #[error("there is no data in {}; `make run` or `dagpeil demo` make some", folder.display())]
    NoData {
        /// The folder.
        folder: PathBuf,
    },
    /// The port can't be listened on.
    #[error("{address} can't be listened on: {error}; end what listens there, or choose another port")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        error: std::io::Error,
    },
    /// The database can't be opened.
    #[error(transparent)]
    Database(#[from] storage::embedded::EmbeddedError),
    /// A campaign's stack could not be made or filled.
    #[error("{campaign}: {error}")]
    Stack {
        /// The campaign.
        campaign: String,
        /// Why.
        error: stack::StackError,
    },
    /// What is left in a contact letterbox can't be sealed.
    #[error(transparent)]
    Contact(#[from] contact::InvalidRecipient),
    /// There is no source of randomness, or the key's file can't be used.
    #[error(transparent)]
    Key(#[from] stack::StackError),
}

/// Random bytes from the operating system.
///
/// # Panics
/// When the operating system has none: nothing can be kept secret then.
pub fn random<const BYTES: usize>() -> [u8; BYTES] {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).expect("the operating system has randomness");
    bytes
}
