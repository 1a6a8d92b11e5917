//! One campaign's three functions over the embedded engine's tables. A deployment has tables of its own for each campaign;
//! here campaigns share them, and their trajectories keep them apart.

use std::path::PathBuf;
use std::sync::Arc;

use desk::{Board, Sessions};
use insight::Dossier;
use release::{CountingRoom, Report};
use storage::moderation::OpenTexts;
use storage::{
    Advisers, Client, Contacts, Letterbox, NoticeBoard, OpenedLetterbox, Place, Secrets, StorageError, Tables,
};
use survey::campaign::Campaign;
use survey::id::AudienceId;
use survey::keys::{CodesKey, LinkKey};
use survey::release::ReleaseNumber;
use survey::response::Refusal;
use survey::time::Timestamp;

use crate::campaigns::Loaded;
use crate::demo::Example;

/// Why a stack can't do what it should.
#[derive(Debug, thiserror::Error)]
pub enum StackError {
    /// The engine did not take or give something.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The release job failed.
    #[error("the release job failed: {0}")]
    Release(#[from] release::Error),
    /// There is no link key, so nothing can be stored.
    #[error("the campaign is sealed, or the release job has not run yet")]
    NoLinkKey,
    /// The example's generator no longer fits its questionnaires.
    #[error("made-up answer {index} of `{audience}` is refused: {refusal:?}")]
    Example {
        /// Whose questionnaire.
        audience: AudienceId,
        /// Which answer.
        index: usize,
        /// Why.
        refusal: Refusal,
    },
    /// The data folder was filled by another version of the example.
    #[error("the data folder holds another version of the example; remove it, or choose another one")]
    OtherExample,
    /// The data folder was filled with an example of other numbers.
    #[error(
        "{} holds an example with {kept}; for {wanted} choose another folder, or remove this one",
        folder.display()
    )]
    OtherNumbers {
        /// The folder.
        folder: PathBuf,
        /// What it holds.
        kept: Example,
        /// What was asked for.
        wanted: Example,
    },
    /// The file that says how large the example is can't be used.
    #[error("{} can't be used: {reason}", file.display())]
    ExampleFile {
        /// The file.
        file: PathBuf,
        /// Why.
        reason: String,
    },
    /// The file of the adviser's key can't be used.
    #[error("the adviser's key in {} can't be used: {reason}", file.display())]
    KeyFile {
        /// The file.
        file: PathBuf,
        /// Why.
        reason: String,
    },
}

/// One campaign's functions and tables.
#[derive(Clone)]
pub struct Stack {
    campaign: Arc<Campaign>,
    dossier: Arc<Dossier>,
    client: Client,
    tables: Tables,
}

impl Stack {
    /// The stack of a campaign over those tables.
    pub fn new(client: &Client, tables: &Tables, campaign: impl Into<Loaded>) -> Self {
        let Loaded { campaign, dossier } = campaign.into();
        let (campaign, dossier) = (Arc::new(campaign), Arc::new(dossier));
        Stack { campaign, dossier, client: client.clone(), tables: tables.clone() }
    }

    /// The campaign.
    pub fn campaign(&self) -> &Campaign {
        &self.campaign
    }

    /// What findings about the campaign need beyond releases.
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// A client to the engine.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The names of its tables.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// Runs the release job once, as the schedule does every hour.
    ///
    /// # Errors
    /// When it fails; what it made before that stays.
    pub async fn release(&self, now: Timestamp) -> Result<Report, StackError> {
        let room = CountingRoom {
            campaign: self.campaign.clone(),
            letterbox: OpenedLetterbox::new(self.client.clone(), &self.tables.responses),
            secrets: self.secrets(),
            notice_board: self.notice_board(),
            random: crate::random,
        };
        Ok(room.run(now).await?)
    }

    /// The letterbox from outside.
    pub fn letterbox(&self) -> Letterbox {
        Letterbox::new(self.client.clone(), &self.tables.responses, &self.tables.texts)
    }

    /// The open texts, in the hands of a moderator.
    pub fn open_texts(&self) -> OpenTexts {
        OpenTexts::new(self.client.clone(), &self.tables.texts)
    }

    /// The contact letterbox.
    pub fn contacts(&self) -> Contacts {
        Contacts::new(self.client.clone(), &self.tables.contacts)
    }

    /// The table of secrets.
    pub fn secrets(&self) -> Secrets {
        Secrets::new(self.client.clone(), &self.tables.secrets)
    }

    /// The releases.
    pub fn notice_board(&self) -> NoticeBoard {
        NoticeBoard::new(self.client.clone(), &self.tables.releases)
    }

    /// The keys of advisers.
    pub fn advisers(&self) -> Advisers {
        Advisers::new(self.client.clone(), &self.tables.advisers)
    }

    /// What the advisers' function serves.
    pub fn board(&self) -> Board {
        Board {
            campaign: Campaign::clone(&self.campaign),
            notices: self.notice_board(),
            advisers: self.advisers(),
            sessions: Sessions::on_loopback(self.client.clone(), &self.tables.sessions),
        }
    }

    /// What the advisers' pages are made of; `has_pdf` says whether reports can be set as PDF here.
    pub fn advise_office(&self, has_pdf: bool) -> advise::Office {
        advise::Office { board: self.board(), dossier: Dossier::clone(&self.dossier), has_pdf }
    }

    /// What the report function writes from.
    pub fn report_office(&self) -> report::Office {
        report::Office { board: self.board(), dossier: Dossier::clone(&self.dossier) }
    }

    /// The key that leads to responses, while the campaign is not sealed.
    ///
    /// # Errors
    /// When there is none, or it can't be read.
    pub async fn link_key(&self) -> Result<LinkKey, StackError> {
        let kept = self.secrets().link_key(&self.campaign.id).await?;
        kept.key().cloned().ok_or(StackError::NoLinkKey)
    }

    /// The key that invitation codes are made with, while the campaign is not sealed.
    ///
    /// # Errors
    /// When there is none, or it can't be read.
    pub async fn codes_key(&self) -> Result<CodesKey, StackError> {
        let kept = self.secrets().codes_key(&self.campaign.id).await?;
        kept.key().cloned().ok_or(StackError::NoLinkKey)
    }

    /// Whether every place has its final release.
    ///
    /// # Errors
    /// When the notice board can't be read.
    pub async fn is_final(&self) -> Result<bool, StackError> {
        let board = self.notice_board();
        for municipality in &self.campaign.municipalities {
            for audience in &self.campaign.audiences {
                let place = Place::of(&self.campaign, *municipality, audience);
                if board.get(&place, ReleaseNumber::Final).await?.is_none() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}
