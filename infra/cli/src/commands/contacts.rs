//! `dagpeil contacts`: the contact letterbox, from making a key to deleting what was left.

mod keys;
mod opening;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use local::data::DataFolder;
use local::{StartError, TABLES};
use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::embedded::Embedded;
use storage::sealed::{Found, OpenedContacts, Promoted, Standing};
use storage::{Client, Tables};
use survey::campaign::Campaign;
use survey::contact::{Contact, ContactKey};
use survey::id::CampaignId;
use web::Clock;

use crate::amazon::{Cloud, moved};
use crate::journal::Journal;
use crate::wait::until_done;
use crate::{Failure, Output, find};

/// What is in a folder besides sealed entries: where each of them stands.
const INDEX: &str = "places.json";
/// What the name of a sealed entry ends with.
const ENDING: &str = ".age";
/// The fewest symbols of a key that name an entry.
const FEWEST_SYMBOLS: usize = 8;

/// Make a key for the contact letterbox; fetch, open and delete what people left there.
///
/// Who fetches needs the rights of an operator and can open nothing. Who opens needs the private key and no rights. Keep
/// them apart where you can: the operator hands over the folder.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Keygen(keys::Arguments),
    Fetch(Fetch),
    Open(opening::Arguments),
    Promote(Promote),
    Delete(Delete),
}

/// Fetch what was left, still sealed, into a folder.
///
/// The folder gets a file for each entry, and places.json, which tells who has a place and who waits. Fetching again brings
/// it up to date: what was deleted goes from it too.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil contacts fetch leerkring-2027 --out aanmeldingen --table-contacts NAME
  dagpeil contacts fetch leerkring-2027 --out aanmeldingen --data .dagpeil    # of `make run`, while that is not running")]
struct Fetch {
    #[command(flatten)]
    r#where: Where,
    /// The folder; made if there is none.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

/// Give someone on the waiting list a place, if one is free.
///
/// Nothing tells who came first: draw lots, or choose by what people wrote.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dagpeil contacts promote leerkring-2027 --entry 4K7Q2MFX --table-contacts NAME")]
struct Promote {
    #[command(flatten)]
    r#where: Where,
    /// The entry's key, or its first symbols, at least 8: `open` tells them.
    #[arg(long, value_name = "KEY")]
    entry: String,
}

/// Delete entries before their time, and free their places.
///
/// Nothing is deleted unless --yes repeats the campaign's id. Everything at once can be deleted after the close only.
/// Entries go by themselves after the day that people were told; copies of your own, you delete yourself.
#[derive(Debug, clap::Args)]
#[command(
    group = clap::ArgGroup::new("which").args(["entry", "all"]).required(true),
    after_help = "\
Examples:
  dagpeil contacts delete leerkring-2027 --entry 4K7Q2MFX --yes leerkring-2027 --table-contacts NAME
  dagpeil contacts delete leerkring-2027 --all --yes leerkring-2027 --table-contacts NAME"
)]
struct Delete {
    #[command(flatten)]
    r#where: Where,
    /// The entry's key, or its first symbols, at least 8.
    #[arg(long, value_name = "KEY")]
    entry: Option<String>,
    /// All entries, after the close.
    #[arg(long)]
    all: bool,
    /// Really delete. Repeat the campaign's id.
    #[arg(long, value_name = "CAMPAIGN")]
    yes: Option<String>,
    /// By how many seconds the clock of a test stage is ahead (or behind, if negative).
    #[arg(long, value_name = "SECONDS", default_value_t = 0, allow_negative_numbers = true)]
    clock_offset: i64,
}

/// Which campaign, and where its contact letterbox is.
#[derive(Debug, clap::Args)]
#[group(skip)]
struct Where {
    /// The campaign: a folder, an id in infra/campaigns, or a compiled campaign (.json).
    #[arg(value_name = "CAMPAIGN")]
    campaign: PathBuf,
    /// The file in which is kept who did what with how many entries.
    #[arg(long, value_name = "FILE", default_value = "dagpeil-audit.jsonl")]
    log: PathBuf,
    /// The DynamoDB table of contacts: an output of the deployment.
    #[arg(long, value_name = "NAME", required_unless_present = "data")]
    table_contacts: Option<String>,
    /// Instead of a table: the data folder of `make run`, while that is not running.
    #[arg(long, value_name = "FOLDER", conflicts_with = "table_contacts")]
    data: Option<PathBuf>,
    #[command(flatten)]
    cloud: Cloud,
}

/// An open contact letterbox, and what has to stay open for it.
struct Letterbox {
    campaign: Campaign,
    contacts: OpenedContacts,
    operator: String,
    table: String,
    log: PathBuf,
    _local: Option<(Embedded, DataFolder)>,
}

/// What [`INDEX`] holds.
#[derive(Serialize, Deserialize)]
struct Index {
    /// The campaign.
    campaign: CampaignId,
    /// By key: `place`, `waiting` or `none`.
    entries: BTreeMap<String, String>,
    /// Places that are held by nobody: someone was cut short.
    held: BTreeMap<String, String>,
}

/// Does what was asked.
///
/// # Errors
/// When it makes no sense, comes too early or too late, can't be written down, or the table or a file can't be reached.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    match &arguments.what {
        What::Keygen(arguments) => keys::run(arguments, output),
        What::Open(arguments) => opening::run(arguments, output),
        What::Fetch(arguments) => until_done(fetch(arguments, output)),
        What::Promote(arguments) => until_done(promote(arguments, output)),
        What::Delete(arguments) => until_done(delete(arguments, output)),
    }
}

/// What a campaign asks in its contact letterbox.
fn contact(campaign: &Campaign) -> Result<&Contact, Failure> {
    let none = || Failure::Usage(format!("{} has no contact letterbox ([contact] in campaign.toml)", campaign.id));
    campaign.contact.as_ref().ok_or_else(none)
}

impl Letterbox {
    async fn open(place: &Where, output: &mut Output<'_>) -> Result<Self, Failure> {
        let campaign = find::deployed(&place.campaign, output)?;
        contact(&campaign)?;
        let log = place.log.clone();
        let made = |client: Client, table: String, operator: String, local| Letterbox {
            contacts: OpenedContacts::new(client, &table),
            campaign,
            operator,
            table,
            log,
            _local: local,
        };
        if let Some(folder) = &place.data {
            let data = DataFolder::take_filled(folder)?;
            let engine = Embedded::start(data.database()).await.map_err(StartError::from)?;
            let table = Tables::named(TABLES).contacts;
            let client = engine.client().clone();
            return Ok(made(client, table, "this machine".to_owned(), Some((engine, data))));
        }
        let table = place.table_contacts.clone().expect("there is a table if there is no folder");
        let config = place.cloud.config().await?;
        let operator = place.cloud.operator(&config).await?;
        Ok(made(storage::client_for_operator(&config), table, operator, None))
    }

    fn contact(&self) -> &Contact {
        self.campaign.contact.as_ref().expect("it was looked for when it was opened")
    }

    fn journal(&self, action: &str) -> Result<Journal, Failure> {
        let about = json!({
            "action": action, "operator": self.operator, "campaign": self.campaign.id.as_str(), "table": self.table,
        });
        Journal::open(&self.log, about)
    }

    async fn all(&self) -> Result<Found, Failure> {
        Ok(self.contacts.all(&self.campaign.id).await?)
    }

    /// The entry, or the place that is held, whose key begins so.
    async fn one(&self, symbols: &str) -> Result<ContactKey, Failure> {
        if symbols.len() < FEWEST_SYMBOLS {
            return Err(Failure::Usage(format!("a key is named by {FEWEST_SYMBOLS} of its symbols or more")));
        }
        let Found { entries, held } = self.all().await?;
        let keys = entries.into_iter().map(|entry| entry.key).chain(held.into_iter().map(|(key, _)| key));
        let mut meant = keys.filter(|key| key.as_str().starts_with(symbols));
        match (meant.next(), meant.next()) {
            (Some(key), None) => Ok(key),
            (None, _) => Err(Failure::Failed(format!("there is no entry whose key begins with {symbols}"))),
            (Some(_), Some(_)) => Err(Failure::Usage(format!("several keys begin with {symbols}: give more of it"))),
        }
    }
}

fn named(standing: Standing) -> &'static str {
    match standing {
        Standing::Place => "place",
        Standing::Waiting => "waiting",
        Standing::None => "none",
    }
}

async fn fetch(arguments: &Fetch, output: &mut Output<'_>) -> Result<(), Failure> {
    let letterbox = Letterbox::open(&arguments.r#where, output).await?;
    let mut journal = letterbox.journal("fetch contacts")?;
    let Found { entries, held } = letterbox.all().await?;
    journal.write(&json!({ "event": "fetched", "entries": entries.len() }))?;
    let folder = &arguments.out;
    let unwritten =
        |file: &Path, error: &std::io::Error| Failure::Failed(format!("{} can't be written: {error}", file.display()));
    fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    for stale in sealed_in(folder)? {
        if !entries.iter().any(|entry| entry.key == stale) {
            let file = folder.join(format!("{}{ENDING}", stale.as_str()));
            fs::remove_file(&file).map_err(|error| unwritten(&file, &error))?;
        }
    }
    for entry in &entries {
        let file = folder.join(format!("{}{ENDING}", entry.key.as_str()));
        fs::write(&file, &entry.sealed).map_err(|error| unwritten(&file, &error))?;
    }
    let index = Index {
        campaign: letterbox.campaign.id.clone(),
        entries: entries
            .iter()
            .map(|entry| (entry.key.as_str().to_owned(), named(entry.standing).to_owned()))
            .collect(),
        held: held.iter().map(|(key, standing)| (key.as_str().to_owned(), named(*standing).to_owned())).collect(),
    };
    let file = folder.join(INDEX);
    let json = serde_json::to_string_pretty(&index).expect("text keys alone");
    fs::write(&file, json + "\n").map_err(|error| unwritten(&file, &error))?;
    let count = |standing| entries.iter().filter(|entry| entry.standing == standing).count();
    let (places, waiting) = (count(Standing::Place), count(Standing::Waiting));
    writeln!(
        output.results,
        "{}: {} fetched into {}, {places} with a place, {waiting} waiting",
        letterbox.campaign.id,
        number(entries.len()),
        folder.display()
    )?;
    if !held.is_empty() {
        let (id, count) = (&letterbox.campaign.id, held.len());
        writeln!(
            output.remarks,
            "{count} places are held by someone who was cut short and may try again; `dagpeil contacts delete {id} --entry KEY` \
             frees one ({INDEX} has the keys)"
        )?;
    }
    Ok(())
}

async fn promote(arguments: &Promote, output: &mut Output<'_>) -> Result<(), Failure> {
    let letterbox = Letterbox::open(&arguments.r#where, output).await?;
    let key = letterbox.one(&arguments.entry).await?;
    let mut journal = letterbox.journal("promote contact")?;
    match letterbox.contacts.promote(&letterbox.campaign.id, letterbox.contact(), &key).await? {
        Promoted::Done => {
            journal.write(&json!({ "event": "promoted" }))?;
            writeln!(output.results, "{} has a place", arguments.entry)?;
            Ok(())
        }
        Promoted::Refused => Err(Failure::Failed("it is not on the waiting list, or no place is free".to_owned())),
    }
}

async fn delete(arguments: &Delete, output: &mut Output<'_>) -> Result<(), Failure> {
    let letterbox = Letterbox::open(&arguments.r#where, output).await?;
    let campaign = &letterbox.campaign;
    if let Some(yes) = &arguments.yes
        && yes != campaign.id.as_str()
    {
        return Err(Failure::Usage(format!(
            "--yes must repeat the campaign's id, {}; nothing was deleted",
            campaign.id
        )));
    }
    let closes = letterbox.contact().closes.at;
    if arguments.all && moved(Clock::system().now(), arguments.clock_offset) < closes {
        let message = format!("the contact letterbox is open until {closes}; all of it can be deleted after that");
        return Err(Failure::Failed(message));
    }
    let keys: Vec<ContactKey> = match &arguments.entry {
        Some(symbols) => vec![letterbox.one(symbols).await?],
        None => {
            let Found { entries, held } = letterbox.all().await?;
            entries.into_iter().map(|entry| entry.key).chain(held.into_iter().map(|(key, _)| key)).collect()
        }
    };
    if arguments.yes.is_none() {
        writeln!(output.results, "{}: {} would be deleted", campaign.id, number(keys.len()))?;
        writeln!(output.remarks, "Nothing was deleted. To delete, add --yes {}", campaign.id)?;
        return Ok(());
    }
    let mut journal = letterbox.journal("delete contacts")?;
    journal.write(&json!({ "event": "begun", "entries": keys.len() }))?;
    for key in &keys {
        letterbox.contacts.delete(&campaign.id, key).await?;
    }
    journal.write(&json!({ "event": "done", "deleted": keys.len() }))?;
    writeln!(output.results, "{}: {} deleted", campaign.id, number(keys.len()))?;
    writeln!(output.remarks, "What was fetched or opened before is yours to delete.")?;
    Ok(())
}

/// The keys of the sealed entries in a folder; other files are none of ours.
fn sealed_in(folder: &Path) -> Result<Vec<ContactKey>, Failure> {
    let unread = |error: std::io::Error| Failure::Failed(format!("{} can't be read: {error}", folder.display()));
    let mut keys = Vec::new();
    for file in fs::read_dir(folder).map_err(unread)? {
        let name = file.map_err(unread)?.file_name();
        let symbols = name.to_str().and_then(|name| name.strip_suffix(ENDING));
        keys.extend(symbols.and_then(|symbols| ContactKey::parse(symbols).ok()));
    }
    keys.sort();
    Ok(keys)
}

fn number(entries: usize) -> String {
    if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") }
}
