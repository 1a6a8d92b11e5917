//! `dagpeil adviser-key`: the keys with which advisers read summaries, and the sessions begun with them.

use std::io::Write;
use std::path::PathBuf;

use clap::{ArgGroup, Subcommand};
use local::data::DataFolder;
use local::{StartError, TABLES, random};
use storage::embedded::Embedded;
use storage::schema::create_tables;
use storage::{AdviserKey, Advisers, Client, Municipalities, Scope, Sessions, Tables};
use survey::municipality::Municipality;
use survey::time::Timestamp;
use web::Clock;

use crate::amazon::Cloud;
use crate::wait::until_done;
use crate::{Failure, Output, find};

/// The longest that a key may hold, in days.
const LONGEST_DAYS: i64 = 1096;
/// The longest name, in characters.
const LONGEST_NAME: usize = 100;

/// Make, list and revoke the keys with which advisers read summaries; end the sessions begun with them.
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
Examples:
  dagpeil adviser-key make --name 'A. Jansen, Emmeloord' --days 365 --table dagpeil-noordoostpolder-2026-advisers
  dagpeil adviser-key list --table dagpeil-noordoostpolder-2026-advisers
  dagpeil adviser-key revoke kq4mzd2a --table dagpeil-noordoostpolder-2026-advisers
  dagpeil adviser-key end-sessions --table dagpeil-noordoostpolder-2026-sessions

AWS credentials are taken from the environment or the profile that AWS_PROFILE names. For a profile with single
sign-on, first run: eval \"$(aws configure export-credentials --format env)\"";

#[derive(Debug, Subcommand)]
enum Action {
    Make(Make),
    List(List),
    Revoke(Revoke),
    EndSessions(EndSessions),
}

/// Make a key and print it, once: what is kept is only its hash.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil adviser-key make --name 'A. Jansen' --days 365 --table dagpeil-noordoostpolder-2026-advisers
  dagpeil adviser-key make --name 'A. Jansen' --days 90 --municipality GM0171 --campaign noordoostpolder-2026 \\
    --table dagpeil-noordoostpolder-2026-advisers
  dagpeil adviser-key make --name me --days 30 --data .dagpeil")]
struct Make {
    /// Who will have it. Shown in lists; not in summaries or logs.
    #[arg(long, value_parser = name)]
    name: String,
    /// A municipality whose summaries may be read, by its CBS code; may be given again. Without it: all of the campaign.
    #[arg(long = "municipality", value_name = "CODE")]
    municipalities: Vec<Municipality>,
    /// For how many days it holds.
    #[arg(long, value_parser = clap::value_parser!(i64).range(1..=LONGEST_DAYS))]
    days: i64,
    /// Check that this campaign asks in those municipalities.
    #[arg(long, value_name = "CAMPAIGN")]
    campaign: Option<PathBuf>,
    #[command(flatten)]
    place: Where,
}

/// List the keys: who has them, for which municipalities and until when.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil adviser-key list --table dagpeil-noordoostpolder-2026-advisers
  dagpeil adviser-key list --data .dagpeil")]
struct List {
    #[command(flatten)]
    place: Where,
}

/// Take a key back: from then on it opens nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil adviser-key revoke kq4mzd2a --table dagpeil-noordoostpolder-2026-advisers")]
struct Revoke {
    /// The key's id: the first column of the list.
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    place: Where,
}

/// End all advisers' sessions in browsers: everyone signs in again. Keys stay. To end those of one key, revoke it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil adviser-key end-sessions --table dagpeil-noordoostpolder-2026-sessions
  dagpeil adviser-key end-sessions --data .dagpeil")]
struct EndSessions {
    #[command(flatten)]
    place: Where,
}

/// Where keys are kept: a table, or a folder.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(group = ArgGroup::new("where").args(["table", "data"]).required(true), next_help_heading = "Where keys are kept")]
struct Where {
    /// The DynamoDB table of advisers' keys, or of sessions to end these: an output of the deployment.
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
    /// Its region, if not that of the environment or the profile.
    #[arg(long, conflicts_with = "data")]
    region: Option<String>,
    /// Another DynamoDB than Amazon's.
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    endpoint_url: Option<String>,
    /// Instead of a table: the data folder of `make run`, while that is not running.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
}

/// Makes, lists or revokes.
///
/// # Errors
/// When what was asked makes no sense, or the table can't be reached.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let now = Clock::system().now();
    match &arguments.action {
        Action::Make(make) => {
            let municipalities = municipalities(make, output)?;
            until_done(async {
                let keys = Keys::open(&make.place).await?;
                keys.make(&make.name, municipalities, now.plus_days(make.days), output).await
            })
        }
        Action::List(list) => until_done(async {
            let keys = Keys::open(&list.place).await?;
            keys.list(now, output).await
        }),
        Action::Revoke(revoke) => until_done(async {
            let keys = Keys::open(&revoke.place).await?;
            keys.revoke(&revoke.id, output).await
        }),
        Action::EndSessions(end) => until_done(async {
            let place = Opened::open(&end.place).await?;
            let sessions = Sessions::new(place.client, place.table.unwrap_or(Tables::named(TABLES).sessions));
            let what = match sessions.end_all(now).await? {
                0 => "there were no sessions",
                _ => "all sessions are ended; within a minute none opens anything",
            };
            writeln!(output.results, "{what}")?;
            Ok(())
        }),
    }
}

/// The municipalities the key is to hold for.
fn municipalities(make: &Make, output: &mut Output<'_>) -> Result<Municipalities, Failure> {
    if let Some(campaign) = &make.campaign {
        let campaign = find::compiled(campaign, output)?.campaign;
        let strangers = make.municipalities.iter().filter(|asked| !campaign.municipalities.contains(asked));
        let strangers: Vec<_> = strangers.copied().map(described).collect();
        if !strangers.is_empty() {
            let allowed: Vec<_> = campaign.municipalities.iter().copied().map(described).collect();
            return Err(Failure::Usage(format!(
                "{} does not ask in {}; it asks in {}",
                campaign.id,
                strangers.join(", "),
                allowed.join(", ")
            )));
        }
    }
    if make.municipalities.is_empty() {
        return Ok(Municipalities::All);
    }
    let mut these = make.municipalities.clone();
    these.sort();
    these.dedup();
    Ok(Municipalities::These(these))
}

fn described(municipality: Municipality) -> String {
    format!("{} ({})", municipality.code(), municipality.name())
}

/// A database, and what has to stay open for it.
struct Opened {
    client: Client,
    /// The table that was named; none of a data folder, whose tables have the names of all.
    table: Option<String>,
    local: Option<(Embedded, DataFolder)>,
}

impl Opened {
    async fn open(place: &Where) -> Result<Opened, Failure> {
        if let Some(folder) = &place.data {
            let data = DataFolder::take_filled(folder)?;
            let engine = Embedded::start(data.database()).await.map_err(StartError::from)?;
            // A folder of an earlier version lacks the tables that are new.
            create_tables(engine.client(), &Tables::named(TABLES)).await?;
            return Ok(Opened { client: engine.client().clone(), table: None, local: Some((engine, data)) });
        }
        let cloud = Cloud { region: place.region.clone(), endpoint_url: place.endpoint_url.clone() };
        let config = cloud.config().await?;
        Ok(Opened { client: storage::client_for_operator(&config), table: place.table.clone(), local: None })
    }
}

/// The table of keys, and what has to stay open for it.
struct Keys {
    advisers: Advisers,
    _local: Option<(Embedded, DataFolder)>,
}

impl Keys {
    async fn open(place: &Where) -> Result<Keys, Failure> {
        let Opened { client, table, local } = Opened::open(place).await?;
        let table = table.unwrap_or(Tables::named(TABLES).advisers);
        Ok(Keys { advisers: Advisers::new(client, table), _local: local })
    }

    async fn make(
        &self,
        name: &str,
        municipalities: Municipalities,
        expires: Timestamp,
        output: &mut Output<'_>,
    ) -> Result<(), Failure> {
        let (key, kept) = AdviserKey::make(random(), name.to_owned(), municipalities, vec![Scope::Summaries], expires);
        if !self.advisers.put(&kept).await? {
            // One in 2^40.
            return Err(Failure::Failed(format!("there is already a key {}; try again", kept.id)));
        }
        if let Err(error) = writeln!(output.results, "{key}").and_then(|()| output.results.flush()) {
            self.advisers.revoke(&kept.id).await?;
            return Err(Failure::Failed(format!("the key can't be shown, so it is taken back: {error}")));
        }
        let to = where_it_holds(&kept.municipalities);
        writeln!(output.remarks, "Key {} for {name}: summaries of {to}, until {expires}.", kept.id)?;
        writeln!(output.remarks, "It can't be shown again: only its hash is kept. Hand it over safely.")?;
        Ok(())
    }

    async fn list(&self, now: Timestamp, output: &mut Output<'_>) -> Result<(), Failure> {
        let keys = self.advisers.list().await?;
        write!(output.results, "{}", table(&keys, now))?;
        if keys.is_empty() {
            writeln!(output.remarks, "There are no keys.")?;
        }
        Ok(())
    }

    async fn revoke(&self, id: &str, output: &mut Output<'_>) -> Result<(), Failure> {
        if !self.advisers.revoke(id).await? {
            return Err(Failure::Failed(format!("there is no key {id:?}; `dagpeil adviser-key list` shows them")));
        }
        writeln!(output.results, "{id}: revoked")?;
        Ok(())
    }
}

fn where_it_holds(municipalities: &Municipalities) -> String {
    match municipalities {
        Municipalities::All => "all".to_owned(),
        Municipalities::These(these) => {
            these.iter().map(|municipality| municipality.code()).collect::<Vec<_>>().join(" ")
        }
    }
}

/// The keys in columns, and of each all but its hash.
fn table(keys: &[AdviserKey], now: Timestamp) -> String {
    let mut rows = vec![["id", "name", "municipalities", "scopes", "until"].map(str::to_owned)];
    for key in keys {
        let scopes: Vec<_> = key.scopes.iter().map(|scope| scope.as_str()).collect();
        let ended = if key.expires <= now { " (ended)" } else { "" };
        let until = format!("{}{ended}", key.expires);
        rows.push([key.id.clone(), key.name.clone(), where_it_holds(&key.municipalities), scopes.join(" "), until]);
    }
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(width).collect();
    let mut text = String::new();
    for row in &rows {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}", width = *width)).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// Parses the name of who has a key.
fn name(given: &str) -> Result<String, String> {
    let given = given.trim();
    if given.is_empty() || given.chars().count() > LONGEST_NAME || given.chars().any(char::is_control) {
        return Err(format!("a line of 1 to {LONGEST_NAME} characters"));
    }
    Ok(given.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(random: u8, name: &str, municipalities: Municipalities, expires: i64) -> AdviserKey {
        AdviserKey::make([random; 37], name.to_owned(), municipalities, vec![Scope::Summaries], Timestamp(expires)).1
    }

    #[test]
    fn the_list_lines_up_and_tells_which_keys_ended() {
        let these = Municipalities::These(vec!["GM0171".parse().unwrap(), "GM0355".parse().unwrap()]);
        let keys = [key(1, "Zoë", Municipalities::All, 86_400), key(2, "A. Jansen", these, 172_800)];
        assert_eq!(
            table(&keys, Timestamp(86_400)),
            "id        name       municipalities  scopes     until\n\
             aeaqcaib  Zoë        all             summaries  1970-01-02T00:00:00Z (ended)\n\
             aibaeaqc  A. Jansen  GM0171 GM0355   summaries  1970-01-03T00:00:00Z\n"
        );
    }

    #[test]
    fn names_are_one_line() {
        assert_eq!(name(" A. Jansen "), Ok("A. Jansen".to_owned()));
        for bad in ["", "  ", "a\nb", "\u{1b}[31m", &"x".repeat(101)] {
            assert!(name(bad).is_err(), "{bad:?}");
        }
    }
}
