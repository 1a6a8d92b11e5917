//! A campaign's functions, run as Lambda runs them, on the embedded engine.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use age::x25519::Identity;
use dagpeil_tests::function::{Call, CallError, Function, Package, scheduled_event};
use insight::Dossier;
use serde_json::Value;
use storage::embedded::{Database, Embedded};
use storage::schema::create_tables;
use storage::{AdviserKey, Advisers, Municipalities, Scope, Secrets, Table, Tables};
use survey::campaign::{Access, Bundle, Campaign};
use survey::code::{Holder, Invitation, InvitationCode};
use survey::contact::{Asked, Choice, Contact, Field, Idea, Question};
use survey::focus::{FocusGroup, Statement};
use survey::language::Text;
use survey::questionnaire::{self, Kind, Part};
use survey::time::Timestamp;
use tempfile::TempDir;
use web::Clock;

use crate::engine::Recorder;

/// The functions, by name.
pub(crate) const COLLECT: &str = "collect";
pub(crate) const CONTACT: &str = "contact";
pub(crate) const RELEASE: &str = "release";
pub(crate) const SUMMARISE: &str = "summarise";
pub(crate) const ADVISE: &str = "advise";

/// The shipped campaign, open since a month and for another; its tables, in files; and where all that functions say goes.
pub(crate) struct Stage {
    pub(crate) campaign: Campaign,
    pub(crate) tables: Tables,
    pub(crate) engine: Embedded,
    /// Between each function and the engine.
    collect: Recorder,
    contact: Recorder,
    release: Recorder,
    summarise: Recorder,
    advise: Recorder,
    folder: TempDir,
    /// What opens that which was left in the contact letterbox.
    pub(crate) identity: Identity,
    /// The invitation codes that were issued.
    codes: Mutex<Vec<InvitationCode>>,
}

impl Stage {
    pub(crate) async fn set() -> Stage {
        let folder = tempfile::tempdir().unwrap();
        for inner in ["data", "logs"] {
            std::fs::create_dir(folder.path().join(inner)).unwrap();
        }
        let engine = Embedded::start(Database::File(folder.path().join("data/dynamodb.sqlite"))).await.unwrap();
        let tables = Tables::named("stage");
        create_tables(engine.client(), &tables).await.unwrap();
        let mut campaign = shipped();
        let now = now();
        campaign.opens.at = now.plus_days(-30);
        campaign.closes.at = now.plus_days(30);
        campaign.closes_by = now.plus_days(300);
        campaign.expires = now.plus_days(400);
        campaign.access = Access::Both;
        campaign.focus_group = Some(FocusGroup { statements: vec![statement("near"), statement("club")] });
        let identity = Identity::generate();
        campaign.contact = Some(letterbox(&campaign, &identity));
        campaign.audiences[0].questionnaire.parts.push(note());
        std::fs::write(folder.path().join("campaign.json"), Bundle::new(campaign.clone()).to_json()).unwrap();
        let endpoint = engine.endpoint();
        let (collect, release, summarise) =
            (Recorder::start(endpoint).await, Recorder::start(endpoint).await, Recorder::start(endpoint).await);
        let advise = Recorder::start(endpoint).await;
        let dossier = Dossier::inferred(&campaign).to_json(&campaign);
        std::fs::write(folder.path().join("insight.json"), dossier).unwrap();
        let (contact, codes) = (Recorder::start(endpoint).await, Mutex::default());
        Stage { campaign, tables, engine, collect, contact, release, summarise, advise, folder, identity, codes }
    }

    pub(crate) fn recorder(&self, function: &str) -> &Recorder {
        match function {
            COLLECT => &self.collect,
            CONTACT => &self.contact,
            RELEASE => &self.release,
            SUMMARISE => &self.summarise,
            ADVISE => &self.advise,
            other => panic!("there is no function {other}"),
        }
    }

    /// How to run a function at a level of its log and so many seconds ahead of time.
    pub(crate) fn package(&self, function: &str, level: &str, ahead: i64) -> Package {
        let binary = match function {
            COLLECT => env!("CARGO_BIN_EXE_collect-function"),
            CONTACT => env!("CARGO_BIN_EXE_contact-function"),
            RELEASE => env!("CARGO_BIN_EXE_release-function"),
            SUMMARISE => env!("CARGO_BIN_EXE_summarise-function"),
            ADVISE => env!("CARGO_BIN_EXE_advise-function"),
            other => panic!("there is no function {other}"),
        };
        let mut environment: Vec<(OsString, OsString)> = vec![
            ("DAGPEIL_CAMPAIGN".into(), self.folder.path().join("campaign.json").into()),
            ("DAGPEIL_INSIGHT".into(), self.folder.path().join("insight.json").into()),
            ("DAGPEIL_STAGE".into(), "test".into()),
            ("DAGPEIL_CLOCK_OFFSET".into(), ahead.to_string().into()),
            ("AWS_ENDPOINT_URL_DYNAMODB".into(), self.recorder(function).endpoint().into()),
        ];
        // Every setting that could make something talk.
        for setting in ["DAGPEIL_LOG", "RUST_LOG", "AWS_LAMBDA_LOG_LEVEL", "SMITHY_LOG", "LOG_LEVEL"] {
            environment.push((setting.into(), level.into()));
        }
        environment.push(("AWS_LAMBDA_LOG_FORMAT".into(), "JSON".into()));
        environment.push(("RUST_BACKTRACE".into(), "full".into()));
        environment.extend(Table::ALL.map(|table| (table.setting().into(), self.tables.name(table).into())));
        Package {
            name: function.to_owned(),
            binary: binary.into(),
            arguments: Vec::new(),
            environment,
            log: Some(self.log_file(function, level)),
        }
    }

    fn log_file(&self, function: &str, level: &str) -> PathBuf {
        self.logs().join(format!("{function}-{level}.log"))
    }

    /// Where what functions say is kept.
    pub(crate) fn logs(&self) -> PathBuf {
        self.folder.path().join("logs")
    }

    /// Where the engine keeps its tables.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// What a function said at a level.
    pub(crate) fn said(&self, function: &str, level: &str) -> String {
        String::from_utf8_lossy(&std::fs::read(self.log_file(function, level)).unwrap_or_default()).into_owned()
    }

    /// Runs the release job once, with an event of the schedule or of whatever kind.
    pub(crate) async fn release(&self, level: &str, ahead: i64, event: Option<&Value>) -> Result<Call, CallError> {
        let event = event.cloned().unwrap_or_else(scheduled_event);
        Function::cold_start(&self.package(RELEASE, level, ahead), &event).await.unwrap().1
    }

    /// A key for all that there is.
    pub(crate) async fn adviser_key(&self) -> String {
        let random = std::array::from_fn(|_| fastrand::u8(..));
        let scopes = vec![Scope::Summaries];
        let (key, kept) =
            AdviserKey::make(random, "test".to_owned(), Municipalities::All, scopes, now().plus_days(900));
        Advisers::new(self.engine.client().clone(), &self.tables.advisers).put(&kept).await.unwrap();
        key
    }

    /// So many new codes of the campaign, for its first audience.
    pub(crate) async fn issue(&self, count: usize) -> Vec<InvitationCode> {
        self.issue_to(Holder::Respondent, count).await
    }

    /// The same, for whoever holds them.
    pub(crate) async fn issue_to(&self, holder: Holder, count: usize) -> Vec<InvitationCode> {
        let secrets = Secrets::new(self.engine.client().clone(), &self.tables.secrets);
        let key = secrets.codes_key(&self.campaign.id).await.unwrap().key().cloned().unwrap();
        let invitation = Invitation::to(&self.campaign, self.campaign.municipalities[0], &self.campaign.audiences[0]);
        let random = || std::array::from_fn(|_| fastrand::u8(..));
        let new: Vec<_> = (0..count).map(|_| key.issue(invitation, holder, random())).collect();
        self.codes.lock().unwrap().extend(new.iter().cloned());
        new
    }

    /// All codes that were issued.
    pub(crate) fn issued(&self) -> Vec<InvitationCode> {
        self.codes.lock().unwrap().clone()
    }

    /// Seconds from now to a moment.
    pub(crate) fn until(&self, moment: Timestamp) -> i64 {
        moment.0 - now().0
    }
}

pub(crate) fn now() -> Timestamp {
    Clock::system().now()
}

/// A contact letterbox that asks all it can.
fn letterbox(campaign: &Campaign, identity: &Identity) -> Contact {
    let option = |id: &str| Choice { id: id.parse().unwrap(), label: Text::dutch(id) };
    Contact {
        title: Text::dutch("Mogen we u uitnodigen?"),
        purpose: Text::dutch("Voor een gesprek."),
        readers: Text::dutch("Twee adviseurs."),
        closes: campaign.closes,
        kept_until: campaign.expires.day(),
        expires: campaign.expires,
        recipients: vec![identity.to_public().to_string()],
        fields: Field::ALL.map(|field| Asked { field, required: false }).into(),
        idea: Some(Idea { text: Text::dutch("Wat wilt u kwijt?"), hint: None, at_most: 500, required: false }),
        questions: vec![Question {
            id: "lunch".parse().unwrap(),
            text: Text::dutch("Eet u mee?"),
            hint: None,
            required: false,
            options: vec![option("yes"), option("no")],
        }],
        places: None,
        waiting: 0,
        progress: true,
    }
}

/// Room for what an interviewer notes.
fn note() -> Part {
    Part::Question(questionnaire::Question {
        id: "note_day".parse().unwrap(),
        text: Text::dutch("Uw aantekeningen"),
        hint: None,
        prompt: None,
        note: true,
        required: false,
        background: false,
        condition: None,
        kind: Kind::Text { long: true, at_most: 500 },
    })
}

/// Something that is put to focus groups.
fn statement(id: &str) -> Statement {
    Statement { id: id.parse().unwrap(), text: Text::dutch("Zo is het."), audiences: Vec::new() }
}

pub(crate) fn shipped() -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/campaigns/noordoostpolder-2026");
    local::campaigns::load(&folder).unwrap().campaign
}
