//! DynamoDB: keys, items and conditional writes of the letterbox, the counting room and the notice board.
//!
//! The only crate that knows the AWS SDK. A store can do what its function may do and no more: [`Letterbox`] puts and
//! reads nothing back, [`OpenedLetterbox`] reads and puts nothing, and the notice board takes a
//! [`Release`](survey::release::Release) only, which nothing but disclosure control can make.
//!
//! Nothing asks DynamoDB for old values, and no error quotes an item: what was answered can't come back by either way.

mod advisers;
mod client;
mod contacts;
#[cfg(feature = "embedded")]
pub mod embedded;
mod error;
mod http;
mod item;
mod letterbox;
#[cfg(feature = "operator")]
pub mod moderation;
mod notice_board;
#[cfg(feature = "operator")]
pub mod operator;
mod packed;
mod place;
pub mod schema;
#[cfg(feature = "operator")]
pub mod sealed;
mod secrets;
mod sessions;
mod tables;

pub use advisers::{AdviserKey, Advisers, InvalidAdviserKey, Municipalities, Presented, Scope, Verdict};
pub use client::{Client, Credentials, client, client_for_operator, client_from_environment, https_client};
pub use contacts::{Claimed, Contacts, Occupancy};
pub use error::{MissingSetting, StorageError};
pub use letterbox::{Entry, Letterbox, OpenText, OpenedLetterbox, Posted, SessionEntry, StoredEntry};
pub use notice_board::{Hung, Notice, NoticeBoard, Notices};
pub use place::Place;
pub use secrets::{Kept, NewSecrets, Remembered, Secrets, Standing, Unhung};
pub use sessions::{SessionKey, Sessions};
pub use tables::{Table, Tables};
