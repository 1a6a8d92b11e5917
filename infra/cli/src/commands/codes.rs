//! `dagpeil codes`: invitation codes, to print and hand out.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use clap::{ArgGroup, ValueEnum};
use local::data::DataFolder;
use local::{StartError, TABLES, random};
use storage::embedded::Embedded;
use storage::{Kept, Secrets, Tables};
use survey::campaign::{Audience, Campaign};
use survey::code::{Holder, Invitation, InvitationCode};
use survey::id::CampaignId;
use survey::keys::CodesKey;
use survey::municipality::Municipality;
use web::Clock;

use crate::amazon::Cloud;
use crate::commands::links::{base_url, cell};
use crate::wait::until_done;
use crate::{Failure, Output, find};

mod cards;

use cards::{Card, Design};

/// The most codes that are made at once: more than any municipality prints, and the collisions with other batches that are
/// reckoned with in docs/decisions/0020.
const MOST: u32 = 20_000;

/// Make invitation codes, and write them to a sheet to print and a list.
///
/// A code is for one answer to one questionnaire in one municipality. It proves by itself that it is ours, so nothing is kept
/// of it anywhere but in the two files that are written: a PDF with cards to cut out, and a CSV with the same codes in
/// another order, for labels or letters. Whoever has a code can answer with it once, and withdraw that answer: keep the
/// files as you would keep a list of passwords, note nowhere who got which card, and delete the files once the cards are
/// handed out. Made again, codes are other ones; nothing has to be remembered.
#[derive(Debug, clap::Args)]
#[command(
    group = ArgGroup::new("where").args(["table", "data"]).required(true),
    after_help = "\
Examples:
  dagpeil codes my-campaign-2027 --municipality GM0171 --audience users --count 300 \\
    --base-url https://dagpeil.example.nl --table dagpeil-my-campaign-2027-SecretsTable-1ABC --out codes
  dagpeil codes my-campaign-2027 --municipality GM0171 --audience users --count 30 --mode interview \\
    --base-url https://dagpeil.example.nl --table dagpeil-my-campaign-2027-SecretsTable-1ABC --out codes
  dagpeil codes my-campaign-2027 --municipality GM0171 --audience users --count 6 \\
    --base-url http://127.0.0.1:8080 --data .dagpeil

AWS credentials are taken from the environment or the profile that AWS_PROFILE names. Needed is `dynamodb:GetItem` on the
table of secrets (docs/deploy.md)."
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
    /// How many.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST)))]
    count: u32,
    /// For whom: the respondents themselves, their interviewers, or those who lead focus groups.
    #[arg(long, value_enum, default_value_t = For::Code)]
    mode: For,
    /// Where the respondents' pages are served, such as https://dagpeil.example.nl.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: String,
    /// The folder to write to; it is made if it is not there.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    out: PathBuf,
    /// The DynamoDB table of secrets: an output of the deployment.
    #[arg(long, value_name = "NAME", help_heading = "Where the campaign's keys are kept")]
    table: Option<String>,
    /// Instead of a table: the data folder of `make run`, while that is not running.
    #[arg(long, value_name = "FOLDER", help_heading = "Where the campaign's keys are kept")]
    #[arg(conflicts_with_all = ["region", "endpoint_url"])]
    data: Option<PathBuf>,
    #[command(flatten)]
    cloud: Cloud,
}

/// Who is to use the codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum For {
    /// A respondent.
    Code,
    /// An interviewer, in a conversation.
    Interview,
    /// Who led the conversation of a focus group, to hand in what came of it.
    FocusGroup,
}

impl For {
    fn holder(self) -> Holder {
        match self {
            For::Code => Holder::Respondent,
            For::Interview => Holder::Interviewer,
            For::FocusGroup => Holder::Facilitator,
        }
    }
}

/// Makes codes and writes them.
///
/// # Errors
/// When the campaign takes no codes there, its keys can't be read, or the files are there already.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let campaign = find::deployed(&arguments.campaign, output)?;
    let audience = asked(arguments, &campaign)?;
    let codes_key = until_done(async {
        let place = Where::open(arguments).await?;
        place.codes_key(&campaign.id).await
    })?;

    let holder = arguments.mode.holder();
    let form = match holder {
        Holder::Respondent => "",
        Holder::Interviewer => "/gesprek",
        Holder::Facilitator => "/groepsgesprek",
    };
    let url = format!("{}/{}/{}{form}", arguments.base_url, arguments.municipality.slug(), audience.path);
    let invitation = Invitation::to(&campaign, arguments.municipality, audience);
    let mut cards: Vec<Card> = make(&codes_key, invitation, holder, arguments.count)
        .into_iter()
        .map(|code| {
            let code = code.written();
            let link = match holder {
                // After the #: a browser keeps that to itself, so the code is in no server's log.
                Holder::Respondent | Holder::Interviewer => format!("{url}#code={code}"),
                // That page has no script, which would put the code in its field.
                Holder::Facilitator => url.clone(),
            };
            Card { link, code }
        })
        .collect();

    let list = list(&cards);
    // Another order than the list's: from neither can be told which card came from which sheet or who got it.
    shuffle(&mut cards);
    let sheets = Design::new(&campaign, audience, &url, holder).print(&cards).map_err(Failure::Failed)?;
    let files = Files::create(&arguments.out, &name(&campaign, arguments))?;
    let [pdf, csv] = files.write(&sheets, list.as_bytes())?;

    writeln!(output.results, "{}\n{}", pdf.display(), csv.display())?;
    let codes = if cards.len() == 1 { "1 code".to_owned() } else { format!("{} codes", cards.len()) };
    let (place, title) = (arguments.municipality.name(), audience.title.get(survey::language::Language::Nl));
    let kind = match holder {
        Holder::Respondent => "",
        Holder::Interviewer => ", for interviews",
        Holder::Facilitator => ", for focus groups, one each",
    };
    writeln!(output.remarks, "{codes} for {place}, {title}{kind}.")?;
    writeln!(output.remarks, "Note nowhere who gets which card. Delete both files once the cards are handed out.")?;
    if Clock::system().now() >= campaign.closes.at {
        writeln!(output.remarks, "warning: {} has closed; these codes are good for nothing", campaign.id)?;
    }
    Ok(())
}

/// The audience that is meant, if there are codes for it there.
fn asked<'c>(arguments: &Arguments, campaign: &'c Campaign) -> Result<&'c Audience, Failure> {
    if arguments.mode == For::FocusGroup && campaign.focus_group.is_none() {
        let message = format!("{} holds no focus groups: it has no [focus_group] (docs/focus-groups.md)", campaign.id);
        return Err(Failure::Usage(message));
    }
    if arguments.mode != For::FocusGroup && !campaign.access.admits_codes() {
        return Err(Failure::Usage(format!(
            "{} takes no codes: its `access` is \"{}\". Before the opening that can become \"codes\" or \"both\"",
            campaign.id,
            campaign.access.as_str()
        )));
    }
    let municipality = arguments.municipality;
    if campaign.municipality(municipality.code()).is_none() {
        let there: Vec<_> =
            campaign.municipalities.iter().map(|one| format!("{} ({})", one.code(), one.name())).collect();
        return Err(Failure::Usage(format!(
            "{} does not ask in {} ({}); it asks in {}",
            campaign.id,
            municipality.code(),
            municipality.name(),
            there.join(", ")
        )));
    }
    campaign.audience(&arguments.audience).ok_or_else(|| {
        let there: Vec<_> = campaign.audiences.iter().map(|audience| audience.id.as_str()).collect();
        Failure::Usage(format!("{} has no audience {:?}; it has {}", campaign.id, arguments.audience, there.join(", ")))
    })
}

/// The table of secrets, and what has to stay open for it.
struct Where {
    secrets: Secrets,
    _local: Option<(Embedded, DataFolder)>,
}

impl Where {
    async fn open(arguments: &Arguments) -> Result<Where, Failure> {
        if let Some(folder) = &arguments.data {
            let data = DataFolder::take_filled(folder)?;
            let engine = Embedded::start(data.database()).await.map_err(StartError::from)?;
            let secrets = Secrets::new(engine.client().clone(), Tables::named(TABLES).secrets);
            return Ok(Where { secrets, _local: Some((engine, data)) });
        }
        let table = arguments.table.clone().expect("there is a table if there is no folder");
        let config = arguments.cloud.config().await?;
        Ok(Where { secrets: Secrets::new(storage::client_for_operator(&config), table), _local: None })
    }

    async fn codes_key(&self, campaign: &CampaignId) -> Result<CodesKey, Failure> {
        match self.secrets.codes_key(campaign).await? {
            Kept::Key(key) => Ok(key),
            Kept::Missing => Err(Failure::Failed(format!(
                "there are no keys of {campaign} here; the first run of the release job makes them, within an hour of deploying \
                 (or now: make release)"
            ))),
            Kept::Sealed => Err(Failure::Failed(format!("{campaign} has ended; its codes are void"))),
        }
    }
}

/// So many codes, no two the same, in an order that tells nothing: each is made of fresh random bytes.
fn make(key: &CodesKey, invitation: Invitation<'_>, holder: Holder, count: u32) -> Vec<InvitationCode> {
    let mut known = BTreeSet::new();
    let mut codes = Vec::new();
    while codes.len() < count as usize {
        let code = key.issue(invitation, holder, random());
        if known.insert(code.written()) {
            codes.push(code);
        }
    }
    codes
}

/// Puts things into an order of which each is as likely as any other (Fisher and Yates).
fn shuffle<T>(things: &mut [T]) {
    for last in (1..things.len()).rev() {
        things.swap(last, below(last as u64 + 1) as usize);
    }
}

/// A random number below `limit`, each as likely.
fn below(limit: u64) -> u64 {
    // What lies above the last whole multiple of the limit would favour small numbers.
    let whole = u64::MAX - u64::MAX % limit;
    loop {
        let number = u64::from_be_bytes(random());
        if number < whole {
            return number % limit;
        }
    }
}

/// The codes and links, for labels and letters: separated by semicolons, as Dutch spreadsheets expect.
fn list(cards: &[Card]) -> String {
    // The byte order mark makes spreadsheets read UTF-8.
    let mut table = "\u{feff}code;link\r\n".to_owned();
    for Card { code, link } in cards {
        table.push_str(&[code, link].map(|text| cell(text)).join(";"));
        table.push_str("\r\n");
    }
    table
}

/// What the files are called, without an ending. No date and no number: neither is anybody's business.
fn name(campaign: &Campaign, arguments: &Arguments) -> String {
    let kind = match arguments.mode {
        For::Code => "codes",
        For::Interview => "interview-codes",
        For::FocusGroup => "focus-group-codes",
    };
    format!("{kind}-{}-{}-{}", campaign.id, arguments.municipality.slug(), arguments.audience)
}

/// The two files, which only their maker can read.
struct Files {
    pdf: (PathBuf, File),
    csv: (PathBuf, File),
}

impl Files {
    /// Makes both, empty, or neither.
    fn create(folder: &Path, name: &str) -> Result<Self, Failure> {
        std::fs::create_dir_all(folder)
            .map_err(|error| Failure::Failed(format!("{} can't be made: {error}", folder.display())))?;
        let pdf = create(folder.join(format!("{name}.pdf")))?;
        match create(folder.join(format!("{name}.csv"))) {
            Ok(csv) => Ok(Files { pdf, csv }),
            Err(failure) => {
                // Empty, and ours.
                let _ = std::fs::remove_file(&pdf.0);
                Err(failure)
            }
        }
    }

    /// Writes both, or leaves neither behind.
    fn write(mut self, sheets: &[u8], list: &[u8]) -> Result<[PathBuf; 2], Failure> {
        let mut write = || -> io::Result<()> {
            self.pdf.1.write_all(sheets)?;
            self.csv.1.write_all(list)?;
            self.pdf.1.sync_all()?;
            self.csv.1.sync_all()
        };
        let written = write();
        let paths = [self.pdf.0, self.csv.0];
        written.map_err(|error| {
            for path in &paths {
                let _ = std::fs::remove_file(path);
            }
            Failure::Failed(format!("the codes can't be written: {error}; nothing is left of them"))
        })?;
        Ok(paths)
    }
}

/// A new file that only its maker can read.
fn create(path: PathBuf) -> Result<(PathBuf, File), Failure> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
        Ok(file) => Ok((path, file)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(Failure::Failed(format!(
            "{} is there already, and may not have been handed out yet; move it, or choose another folder with --out",
            path.display()
        ))),
        Err(error) => Err(Failure::Failed(format!("{} can't be written: {error}", path.display()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shuffling_keeps_all_and_each_order_is_as_likely() {
        let mut seen = std::collections::BTreeMap::<Vec<u8>, u32>::new();
        for _ in 0..6000 {
            let mut things = vec![1, 2, 3];
            shuffle(&mut things);
            *seen.entry(things).or_default() += 1;
        }
        // A thousand of each expected; six standard deviations are 173.
        assert_eq!(seen.len(), 6);
        assert!(seen.values().all(|count| (827..=1173).contains(count)), "{seen:?}");
        assert!((0..1000).all(|_| below(7) < 7));
    }
}
