//! `dagpeil moderate`: judging open texts after the close, and publishing what was approved.

mod session;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::ArgGroup;
use local::data::DataFolder;
use local::moderation::{Field, all_said, fields};
use local::{StartError, TABLES};
use serde_json::json;
use storage::embedded::Embedded;
use storage::moderation::OpenTexts;
use storage::{Client, Hung, NoticeBoard, Place, Tables};
use survey::addendum::Addendum;
use survey::campaign::{Audience, Campaign};
use survey::focus::QUOTES;
use survey::keys::fingerprint;
use survey::moderation::{Verdict, fewest_texts, may_be_quoted};
use survey::municipality::Municipality;
use survey::release::{FocusGroups, Release, ReleaseNumber};
use survey::time::Timestamp;
use web::Clock;

use self::session::{Session, Tally, title};
use crate::amazon::{Cloud, moved};
use crate::journal::Journal;
use crate::wait::until_done;
use crate::{Failure, Output, find};

/// Judge the open texts of a closed campaign, one by one; then publish what was approved.
///
/// Texts are offered in an order that nobody knows, question by question, once the final release hangs. Approve a text,
/// shorten it (words can only be left out) or reject it; then the same for words that many people used. Every decision is
/// kept at once, beside the text: stop when you like, go on later, or share the work. Nothing of a text is written to
/// your disk.
///
/// With --publish the approved quotes and terms are hung beside the final release, where advisers find them. Publishing again
/// replaces what hung there. Who judged how many and who published when, is written to a file (--log) that is only ever
/// added to.
#[derive(Debug, clap::Args)]
#[command(
    group = ArgGroup::new("what").args(["again", "publish", "take_down"]),
    after_help = "\
Examples:
  dagpeil moderate noordoostpolder-2026 --municipality GM0171 --audience users \\
    --table-texts NAME --table-releases NAME
  dagpeil moderate noordoostpolder-2026 --municipality GM0171 --audience users --publish --yes noordoostpolder-2026 \\
    --table-texts NAME --table-releases NAME

How to judge, in Dutch: docs/modereren.md"
)]
pub struct Arguments {
    /// The campaign: a folder, an id in infra/campaigns, or a compiled campaign (.json).
    #[arg(value_name = "CAMPAIGN")]
    campaign: PathBuf,
    /// The municipality, by its CBS code.
    #[arg(long, value_name = "CODE")]
    municipality: Municipality,
    /// The audience.
    #[arg(long, value_name = "ID")]
    audience: String,
    /// Offer what was decided before, too.
    #[arg(long)]
    again: bool,
    /// Show what was approved; with --yes, publish it.
    #[arg(long)]
    publish: bool,
    /// Take down everything that was published of the open texts; with --yes.
    #[arg(long)]
    take_down: bool,
    /// Really publish, or take down. Repeat the campaign's id.
    #[arg(long, value_name = "CAMPAIGN")]
    yes: Option<String>,
    /// Write plain lines, also when the output is no terminal: for a program that reads aloud, or a test. Without it, texts
    /// are shown on a terminal alone, which is emptied afterwards.
    #[arg(long)]
    plain: bool,
    /// The file in which is kept who decided how much, and who published.
    #[arg(long, value_name = "FILE", default_value = "dagpeil-audit.jsonl")]
    log: PathBuf,
    /// The DynamoDB table of open texts: an output of the deployment.
    #[arg(long, value_name = "NAME", required_unless_present = "data")]
    table_texts: Option<String>,
    /// The DynamoDB table of releases.
    #[arg(long, value_name = "NAME", required_unless_present = "data")]
    table_releases: Option<String>,
    /// Instead of tables: the data folder of `make run`, while that is not running.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["table_texts", "table_releases"])]
    data: Option<PathBuf>,
    #[command(flatten)]
    cloud: Cloud,
    /// By how many seconds the clock of a test stage is ahead (or behind, if negative).
    #[arg(long, value_name = "SECONDS", default_value_t = 0, allow_negative_numbers = true)]
    clock_offset: i64,
}

/// What is moderated: one audience of one municipality, with its final release.
struct Matter<'c> {
    campaign: &'c Campaign,
    audience: &'c Audience,
    place: Place,
    release: Release,
    board: NoticeBoard,
    texts: OpenTexts,
    /// By the clock of the campaign.
    now: Timestamp,
}

/// Lets someone judge texts, or publishes what was approved.
///
/// # Errors
/// When it is too early or too late, too few people responded, what was asked makes no sense, it can't be written down, or
/// the tables can't be reached.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let campaign = find::deployed(&arguments.campaign, output)?;
    let place = find::place(&campaign, arguments.municipality, &arguments.audience)?;
    let audience = campaign.audience(&arguments.audience).expect("the place has it");
    confirmed(arguments, &campaign)?;
    let screen = !arguments.plain;
    if screen && !arguments.publish && !arguments.take_down && !is_terminal() {
        let message = "texts are shown on a terminal, not written elsewhere; --plain writes them as plain lines";
        return Err(Failure::Usage(message.to_owned()));
    }
    let now = moved(Clock::system().now(), arguments.clock_offset);
    if now >= campaign.expires && !arguments.take_down {
        let expired = campaign.expires;
        return Err(Failure::Failed(format!("the texts of {} expired at {expired}", campaign.id)));
    }
    until_done(async {
        let Where { client, tables: [texts, releases], operator, _local } = Where::open(arguments).await?;
        let board = NoticeBoard::new(client.clone(), releases);
        let Some(release) = board.get(&place, ReleaseNumber::Final).await? else {
            let from = campaign.final_from();
            let message = format!("there is no final release yet; texts are judged after it, from {from} on");
            return Err(Failure::Failed(message));
        };
        if !may_be_quoted(&release) {
            let message = "too few people responded to quote any of them: whoever knows them would recognise a text";
            return Err(Failure::Failed(message.to_owned()));
        }
        let about = json!({
            "action": "moderate", "operator": operator, "campaign": campaign.id.as_str(),
            "table": texts, "municipality": place.area.code(),
            "audience": place.audience.as_str(),
        });
        let texts = OpenTexts::new(client, texts);
        let matter = Matter { campaign: &campaign, audience, place, release, board, texts, now };
        if arguments.publish || arguments.take_down {
            return matter.publish(arguments, about, output).await;
        }
        let mut journal = Journal::open(&arguments.log, about)?;
        matter.judge(arguments, &mut journal, screen, output).await
    })
}

/// The tables of texts and of releases, who works on them, and what has to stay open for it.
struct Where {
    client: Client,
    tables: [String; 2],
    operator: String,
    _local: Option<(Embedded, DataFolder)>,
}

impl Where {
    async fn open(arguments: &Arguments) -> Result<Where, Failure> {
        if let Some(folder) = &arguments.data {
            let data = DataFolder::take_filled(folder)?;
            let engine = Embedded::start(data.database()).await.map_err(StartError::from)?;
            let Tables { texts, releases, .. } = Tables::named(TABLES);
            let (client, operator) = (engine.client().clone(), "this machine".to_owned());
            return Ok(Where { client, tables: [texts, releases], operator, _local: Some((engine, data)) });
        }
        let named = |table: &Option<String>| table.clone().expect("there are tables if there is no folder");
        let tables = [named(&arguments.table_texts), named(&arguments.table_releases)];
        let config = arguments.cloud.config().await?;
        let operator = arguments.cloud.operator(&config).await?;
        Ok(Where { client: storage::client_for_operator(&config), tables, operator, _local: None })
    }
}

/// Whether `--yes` says what it must, if it says anything.
fn confirmed(arguments: &Arguments, campaign: &Campaign) -> Result<(), Failure> {
    match &arguments.yes {
        Some(_) if !(arguments.publish || arguments.take_down) => {
            Err(Failure::Usage("--yes goes with --publish or --take-down".to_owned()))
        }
        Some(yes) if yes != campaign.id.as_str() => {
            let message = format!("--yes must repeat the campaign's id, {}; nothing was done", campaign.id);
            Err(Failure::Usage(message))
        }
        _ => Ok(()),
    }
}

impl<'c> Matter<'c> {
    async fn fields(&self) -> Result<(Vec<Field<'c>>, Vec<String>), Failure> {
        let least = fewest_texts(&self.campaign.policy);
        let groups = matches!(self.release.focus_groups(), Some(FocusGroups::Shown { .. }));
        Ok(fields(&self.texts, &self.place, &self.audience.questionnaire, groups, least).await?)
    }

    /// A sitting, and what remains afterwards.
    async fn judge(
        &self,
        arguments: &Arguments,
        journal: &mut Journal,
        screen: bool,
        output: &mut Output<'_>,
    ) -> Result<(), Failure> {
        let (mut fields, too_few) = self.fields().await?;
        for name in too_few {
            let least = fewest_texts(&self.campaign.policy);
            let or = if name == QUOTES { ", or of groups of which nothing is told" } else { "" };
            writeln!(output.remarks, "{name}: fewer than {least} texts{or}, so none is offered")?;
        }
        journal.write(&json!({ "event": "begun" }))?;
        let tally = {
            let _screen = screen.then(Screen::enter).transpose()?;
            let mut session = Session {
                store: &self.texts,
                place: &self.place,
                expires: self.campaign.expires,
                again: arguments.again,
                input: &mut io::stdin().lock(),
                output: &mut output.results,
                screen,
                shuffled: &mut shuffled,
                tally: Tally::default(),
                notice: None,
            };
            let went = session.run(&mut fields).await;
            let tally = session.tally;
            // What was decided is written down, however the sitting ended.
            journal.write(&json!({
                "event": if went.is_ok() { "done" } else { "cut short" },
                "approved": tally.approved, "of_which_shortened": tally.shortened, "rejected": tally.rejected,
                "terms_approved": tally.terms_approved, "terms_rejected": tally.terms_rejected,
            }))?;
            went?;
            tally
        };
        let Tally { approved, shortened, rejected, terms_approved, terms_rejected } = tally;
        writeln!(
            output.remarks,
            "{approved} goedgekeurd (waarvan {shortened} ingekort), {rejected} geweigerd; woorden: {terms_approved} \
             goedgekeurd, {terms_rejected} geweigerd."
        )?;
        let left = undecided(&fields);
        if left > 0 {
            writeln!(output.remarks, "Nog te beoordelen: {left}.")?;
        } else {
            writeln!(output.remarks, "Er is niets meer te beoordelen. Publiceren: dezelfde opdracht met --publish.")?;
        }
        Ok(())
    }

    /// Shows what would be published, or publishes it.
    async fn publish(
        &self,
        arguments: &Arguments,
        about: serde_json::Value,
        output: &mut Output<'_>,
    ) -> Result<(), Failure> {
        let (approved, left) = if arguments.take_down {
            (Vec::new(), 0)
        } else {
            let (fields, _) = self.fields().await?;
            (fields.iter().map(Field::approved).collect(), undecided(&fields))
        };
        let hanging = self.board.addendum(&self.place).await?;
        let version = hanging.as_ref().map_or(1, |addendum| addendum.version() + 1);
        let addendum = Addendum::of(&self.release, version, self.now.day(), approved)
            .expect("it was looked at whether this release may have one");
        if arguments.take_down {
            match &hanging {
                Some(addendum) if !addendum.fields().is_empty() => {}
                _ => return Err(Failure::Failed("nothing hangs there that could be taken down".to_owned())),
            }
        } else if addendum.fields().is_empty() {
            return Err(Failure::Failed("nothing was approved, so there is nothing to publish".to_owned()));
        }
        self.show(&addendum, output)?;
        if left > 0 {
            writeln!(output.remarks, "{left} texts and words are not judged yet; they stay out")?;
        }
        if arguments.yes.is_none() {
            let change = if arguments.take_down { "taken down" } else { "published" };
            writeln!(output.remarks, "Nothing was {change}. To do it, add --yes {}", self.campaign.id)?;
            return Ok(());
        }
        let mut journal = Journal::open(&arguments.log, about.clone())?;
        let hash = fingerprint(&addendum.to_json());
        let quotes: usize = addendum.fields().iter().map(|field| field.quotes().len()).sum();
        let terms: usize = addendum.fields().iter().map(|field| field.terms().len()).sum();
        let event = |event: &str| json!({ "event": event, "version": version, "quotes": quotes, "terms": terms, "fingerprint": hash });
        journal.write(&event("publishing"))?;
        let by = about["operator"].as_str().expect("an operator has a name");
        match self.board.hang_addendum(&addendum, by, Clock::system().now()).await? {
            Hung::Now => {}
            Hung::Before => {
                journal.write(&event("overtaken"))?;
                return Err(Failure::Failed("somebody else published meanwhile; look again and repeat".to_owned()));
            }
        }
        journal.write(&event("published"))?;
        writeln!(output.remarks, "version {version} hangs beside the final release")?;
        Ok(())
    }

    fn show(&self, addendum: &Addendum, output: &mut Output<'_>) -> Result<(), Failure> {
        let fields = all_said(&self.audience.questionnaire);
        for approved in addendum.fields() {
            let field = fields.iter().find(|field| field.name() == approved.field());
            writeln!(output.results, "{}", field.map_or_else(|| approved.field().to_owned(), title))?;
            for quote in approved.quotes() {
                writeln!(output.results, "  “{quote}”")?;
            }
            if !approved.terms().is_empty() {
                writeln!(output.results, "  veelgebruikte woorden: {}", approved.terms().join(", "))?;
            }
        }
        Ok(())
    }
}

/// How many texts and terms are not judged.
fn undecided(fields: &[Field<'_>]) -> usize {
    let undecided = |field: &Field<'_>| {
        let texts = field.texts.iter().filter(|text| text.decision.is_none()).count();
        texts + field.terms.iter().filter(|(_, verdict): &&(_, Option<Verdict>)| verdict.is_none()).count()
    };
    fields.iter().map(undecided).sum()
}

/// Whether both streams go to a terminal.
fn is_terminal() -> bool {
    io::stdout().is_terminal() && io::stderr().is_terminal()
}

/// The numbers below `count` in an order that nobody knows.
fn shuffled(count: usize) -> Vec<usize> {
    let mut order: Vec<([u8; 16], usize)> = (0..count).map(|place| (local::random(), place)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, place)| place).collect()
}

/// A terminal's other screen: what is shown there is in no scroll-back when it is left.
struct Screen;

impl Screen {
    const ENTER: &str = "\x1b[?1049h";
    const LEAVE: &str = "\x1b[?1049l";

    fn enter() -> Result<Self, Failure> {
        // By way of the errors' stream: the other is in the hands of whoever prints.
        write!(io::stderr(), "{}", Self::ENTER)?;
        // Ctrl-C must not leave a text standing. What was decided is kept already.
        tokio::spawn(async {
            if tokio::signal::ctrl_c().await.is_ok() {
                Self::leave();
                std::process::exit(130);
            }
        });
        Ok(Screen)
    }

    fn leave() {
        // If the terminal is gone, so is what stood on it.
        let _ = write!(io::stderr(), "\x1b[H\x1b[2J{}", Self::LEAVE);
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        Self::leave();
    }
}
