//! `dagpeil cost`: what a campaign costs.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use crate::cost::{Bill, Costs, Item, Part};
use crate::{Failure, Output, find};

/// The prices that are used unless others are given.
pub const COSTS: &str = include_str!("../../../costs.toml");

/// Tell what a campaign costs in AWS, item by item.
///
/// From the opening until the answers expire, for so many responses. Worked out from list prices, measured read and write
/// units and measured durations, all in one file (infra/costs.toml) that says of which region and day they are. What each
/// account has free each month is taken off in the last column; what is not measured is on the safe side.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil cost noordoostpolder-2026 --responses 10000
  dagpeil cost noordoostpolder-2026 --responses 10000 --prices frankfurt.toml")]
pub struct Arguments {
    /// The campaign: a folder, an id in infra/campaigns, or a compiled campaign (.json).
    #[arg(value_name = "CAMPAIGN")]
    campaign: PathBuf,
    /// How many people answer. 0 for an idle campaign.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(..=100_000_000))]
    responses: u64,
    /// A file like infra/costs.toml, with the prices of your region.
    #[arg(long, value_name = "FILE")]
    prices: Option<PathBuf>,
}

/// Prints the bill.
///
/// # Errors
/// When the campaign has faults, or there are no prices in the file.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let campaign = find::deployed(&arguments.campaign, output)?;
    let costs = match &arguments.prices {
        None => Costs::parse(COSTS).expect("our own file of costs is sound: a test reads it"),
        Some(file) => {
            let text = fs::read_to_string(file)
                .map_err(|error| Failure::Usage(format!("{} can't be read: {error}", file.display())))?;
            Costs::parse(&text).map_err(|error| Failure::Failed(format!("{}: {error}", file.display())))?
        }
    };
    let bill = costs.bill(&campaign, arguments.responses);
    let (id, responses) = (&campaign.id, grouped(arguments.responses as f64));
    writeln!(output.results, "{id}: {responses} responses; a deployment that stands for {:.1} months", bill.months)?;
    writeln!(output.results, "US dollars, prices of {} on {}\n", costs.prices.region, costs.prices.date)?;
    write!(output.results, "{}", table(&bill))?;
    Ok(())
}

/// The heading of a kind of cost.
fn heading(part: Part) -> &'static str {
    match part {
        Part::Floor => "two requests and one write for each response",
        Part::Responses => "what else comes with responses",
        Part::Time => "what comes with time",
        Part::Backups => "backups (left out with Backups=false)",
    }
}

/// The bill in columns: what, how much, by the price list, and after what is free each month.
pub fn table(bill: &Bill) -> String {
    let mut rows = vec![["", "", "listed", "charged"].map(str::to_owned)];
    for part in [Part::Floor, Part::Responses, Part::Time, Part::Backups] {
        let items: Vec<&Item> = bill.items.iter().filter(|item| item.part == part && item.quantity > 0.0).collect();
        if items.is_empty() {
            continue;
        }
        let (listed, charged) = bill.sum(part);
        rows.push([heading(part).to_owned(), String::new(), dollars(listed), dollars(charged)]);
        for item in items {
            let quantity = format!("{} {}", grouped(item.quantity), item.unit);
            rows.push([format!("  {}", item.what), quantity, dollars(item.listed), dollars(item.charged)]);
        }
    }
    let (listed, charged) = bill.total();
    rows.push(["all".to_owned(), String::new(), dollars(listed), dollars(charged)]);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2), width(3)];
    let line = |[what, quantity, listed, charged]: &[String; 4]| {
        let [one, two, three, four] = widths;
        format!("{what:one$}  {quantity:two$}  {listed:>three$}  {charged:>four$}\n")
    };
    rows.iter().map(line).collect()
}

/// Dollars and cents, or more digits where there is less than a cent.
pub fn dollars(amount: f64) -> String {
    if amount == 0.0 || amount >= 0.01 { format!("{amount:.2}") } else { format!("{amount:.4}") }
}

/// A number with commas between thousands; with a digit or two after the point where it is small.
pub fn grouped(number: f64) -> String {
    if number < 10.0 && number.fract() != 0.0 {
        return format!("{number:.2}");
    }
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
