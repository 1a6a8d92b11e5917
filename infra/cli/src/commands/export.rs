//! `dagpeil export`: the releases of a deployment, as files.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use local::TABLES;
use local::data::DataFolder;
use storage::embedded::Embedded;
use storage::{NoticeBoard, Notices, Place, Tables};
use survey::campaign::Campaign;
use survey::release::ReleaseNumber;

use crate::amazon::Cloud;
use crate::wait::until_done;
use crate::{Failure, Output, find};

/// Write the releases of a deployment, or of a folder of made-up answers, to files.
///
/// Everything that hangs on the notice board, as it hangs there: FOLDER/GM0171/users/0001.json and so on, final.json,
/// progress.json with the number of responses, and quotes.json with what moderators approved of the open texts;
/// FOLDER/all/users/final.json is the total over municipalities. All of it is meant to be read; it may be kept and shared.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil export noordoostpolder-2026 --table-releases NAME --to releases
  dagpeil export voorbeeld-2026 --data .dagpeil --to releases
  dagpeil export deployed.json --table-releases NAME --to releases --require-final")]
pub struct Arguments {
    /// The campaign: a folder, an id in infra/campaigns, or a compiled campaign (.json).
    #[arg(value_name = "CAMPAIGN")]
    campaign: PathBuf,
    /// The folder to write to, made if need be. Files of an earlier export are written over.
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    /// Fail if a municipality or audience has no final release. What there is, is written first.
    #[arg(long)]
    require_final: bool,
    /// The DynamoDB table of releases: an output of the deployment.
    #[arg(long, value_name = "NAME", required_unless_present = "data")]
    table_releases: Option<String>,
    /// Instead: the data folder of `make run` or `dagpeil demo`, while nothing runs on it.
    #[arg(long, value_name = "FOLDER", conflicts_with = "table_releases")]
    data: Option<PathBuf>,
    #[command(flatten)]
    cloud: Cloud,
}

/// Writes the releases, and tells of each place what there is.
///
/// # Errors
/// When the table can't be read or a file can't be written; with `--require-final`, when a final release is missing.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let campaign = find::deployed(&arguments.campaign, output)?;
    until_done(async {
        let unfinished = match (&arguments.data, &arguments.table_releases) {
            (Some(folder), _) => {
                let data = DataFolder::take_filled(folder)?;
                let engine = Embedded::start(data.database()).await.map_err(local::StartError::from)?;
                let board = NoticeBoard::new(engine.client().clone(), Tables::named(TABLES).releases);
                export(&campaign, &board, &arguments.to, output).await?
            }
            (None, Some(table)) => {
                let config = arguments.cloud.config().await?;
                let board = NoticeBoard::new(storage::client_for_operator(&config), table);
                export(&campaign, &board, &arguments.to, output).await?
            }
            (None, None) => return Err(Failure::Usage("--table-releases or --data says where they are".to_owned())),
        };
        match unfinished.as_slice() {
            [] => Ok(()),
            places if arguments.require_final => {
                Err(Failure::Failed(format!("there is no final release of {}", places.join(", "))))
            }
            _ => Ok(()),
        }
    })
}

/// Writes all there is; the places without a final release.
async fn export(
    campaign: &Campaign,
    board: &NoticeBoard,
    to: &Path,
    output: &mut Output<'_>,
) -> Result<Vec<String>, Failure> {
    let mut unfinished = Vec::new();
    for municipality in &campaign.municipalities {
        for audience in &campaign.audiences {
            let place = Place::of(campaign, *municipality, audience);
            let name = format!("{} {}", municipality.code(), audience.id);
            let folder = to.join(municipality.code()).join(audience.id.as_str());
            let notices = board.list(&place).await?;
            releases(&place, &name, &notices, board, &folder).await?;
            if let Some(progress) = &notices.progress {
                write(&folder, "progress", &progress.to_json())?;
            }
            if let Some(addendum) = board.addendum(&place).await? {
                write(&folder, "quotes", &addendum.to_json())?;
            }
            let is_final = notices.releases.iter().any(|notice| notice.number == ReleaseNumber::Final);
            let interim = notices.releases.len() - usize::from(is_final);
            let releases =
                if interim == 1 { "1 interim release".to_owned() } else { format!("{interim} interim releases") };
            let last = if is_final { "the final release" } else { "no final release" };
            writeln!(output.results, "{name}: {releases}, {last}")?;
            if !is_final {
                unfinished.push(name);
            }
        }
    }
    // A total there is only where enough municipalities take part, so that there is none is no fault.
    for audience in &campaign.audiences {
        let place = Place::total(campaign, audience);
        let name = format!("{} {}", place.area, audience.id);
        let notices = board.list(&place).await?;
        releases(&place, &name, &notices, board, &to.join(place.area.code()).join(audience.id.as_str())).await?;
        if !notices.releases.is_empty() {
            writeln!(output.results, "{name}: the total")?;
        }
    }
    Ok(unfinished)
}

/// Writes the releases of a place.
async fn releases(
    place: &Place,
    name: &str,
    notices: &Notices,
    board: &NoticeBoard,
    folder: &Path,
) -> Result<(), Failure> {
    for notice in &notices.releases {
        let release = board.get(place, notice.number).await?;
        let release = release.ok_or_else(|| Failure::Failed(format!("{name}: a release vanished")))?;
        write(folder, &notice.number.to_string(), &release.to_json())?;
    }
    Ok(())
}

fn write(folder: &Path, name: &str, json: &str) -> Result<(), Failure> {
    let file = folder.join(format!("{name}.json"));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&file, json))
        .map_err(|error| Failure::Failed(format!("{} can't be written: {error}", file.display())))
}
