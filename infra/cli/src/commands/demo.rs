//! `dagpeil demo`: a data folder with the example campaign, of any size.

use std::io::Write;
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};
use local::TABLES;
use local::data::DataFolder;
use local::demo::fill::{Step, count, fill};
use local::demo::{Example, Mostly, is_circle, is_filled};
use local::stack::Stack;
use storage::Tables;
use storage::embedded::Embedded;
use storage::schema::create_tables;
use survey::campaign::Campaign;

use crate::wait::until_done;
use crate::{Failure, Output, find};

/// The campaign that answers are made up for, unless another is named.
const CAMPAIGN: &str = "voorbeeld-2026";

/// Fill a folder with an example campaign: made-up answers, released by the real release job.
///
/// `make run` with the same folder shows the summaries. With the same numbers and seed the answers are the same every
/// time; without options they are those of `make run`. If it is ended halfway, run it again to go on.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil demo
  dagpeil demo --data target/large --residents 5000 --providers 200
  dagpeil demo --data target/other --seed 7")]
pub struct Arguments {
    /// The campaign: a folder, or an id in infra/campaigns. It must be synthetic; its questions are those of the example, or some
    /// of them. One that asks in several municipalities is filled with a circle's numbers.
    #[arg(value_name = "CAMPAIGN", default_value = CAMPAIGN)]
    pub campaign: PathBuf,
    /// The folder, made if need be. Nothing may run on it at the same time.
    #[arg(long, value_name = "FOLDER", default_value = ".dagpeil")]
    pub data: PathBuf,
    /// How many residents answer.
    #[arg(long, value_name = "NUMBER", default_value_t = Example::default().residents as u32, value_parser = people())]
    pub residents: u32,
    /// How many providers answer.
    #[arg(long, value_name = "NUMBER", default_value_t = Example::default().providers as u32, value_parser = people())]
    pub providers: u32,
    /// Another number gives other answers of the same kind.
    #[arg(long, value_name = "NUMBER", default_value_t = Example::default().seed)]
    pub seed: u64,
    /// Let two in five residents be of one kind.
    #[arg(long, value_name = "KIND")]
    pub mostly: Option<Mostly>,
}

fn people() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(0..=100_000)
}

/// Fills the folder.
///
/// # Errors
/// When it is in use, holds an example of other numbers, or can't be written.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let wanted = Example {
        residents: arguments.residents as usize,
        providers: arguments.providers as usize,
        seed: arguments.seed,
        mostly: arguments.mostly,
    };
    let campaign = find::compiled(&arguments.campaign, output)?.campaign;
    if !is_filled(&campaign) {
        let id = &campaign.id;
        return Err(Failure::Usage(format!(
            "{id} is not synthetic, or takes codes alone: no answers are made up for it"
        )));
    }
    let data = DataFolder::take(&arguments.data)?;
    // How large a circle is follows from its municipalities.
    let example = if is_circle(&campaign) { wanted } else { Example::of(&arguments.data, Some(wanted))? };
    let numbers = match campaign.municipalities.len() {
        1 => example.to_string(),
        several => format!("{several} municipalities and seed {}", example.seed),
    };
    let id = campaign.id.clone();
    until_done(filled(&data, campaign, &example))?;
    let folder = arguments.data.display();
    writeln!(output.results, "{id}: {numbers}, filled and released in {folder}")?;
    writeln!(output.remarks, "To see its summaries: make run DATA={folder}")?;
    Ok(())
}

async fn filled(data: &DataFolder, campaign: Campaign, example: &Example) -> Result<(), Failure> {
    let engine = Embedded::start(data.database()).await.map_err(local::StartError::from)?;
    let tables = Tables::named(TABLES);
    create_tables(engine.client(), &tables).await?;
    let stack = Stack::new(engine.client(), &tables, campaign);
    // Shows on standard error, and only where that is a terminal.
    let bar = ProgressBar::new(count(stack.campaign(), example) as u64).with_style(
        ProgressStyle::with_template("{msg:>9} {wide_bar} {pos}/{len} {eta:>4}").expect("the template is one"),
    );
    let outcome = fill(&stack, example, |step| match step {
        Step::Posted => {
            bar.set_message("answering");
            bar.inc(1);
        }
        Step::Releasing => bar.set_message("releasing"),
    });
    let outcome = outcome.await;
    bar.finish_and_clear();
    Ok(outcome?)
}
