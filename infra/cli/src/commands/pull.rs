//! `dagpeil pull`: what an adviser's key opens, as files.

mod board;
mod shelf;

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;
use std::{env, fs};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Deserialize;
use survey::language::Language;

use crate::wait::until_done;
use crate::{Failure, Output};
use board::{Board, Got, Key};
use shelf::{Put, Shelf};

/// Where the key is looked for when no file of it is named.
const VARIABLE: &str = "DAGPEIL_KEY";

/// Fetch everything that an adviser's key opens, as files.
///
/// Writes FOLDER/noordoostpolder-2026/GM0171/users-final.xlsx and so on: for each campaign, municipality and audience the
/// latest release, in each format asked for. Pulling again fetches only what has changed. The key is read from a file or
/// from the environment variable DAGPEIL_KEY, and never from the command line, where others could see it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil pull https://advies.example.nl --key-file key --out cijfers
  dagpeil pull https://advies.example.nl --out cijfers --format csv,codebook --releases all
  dagpeil pull https://advies.example.nl --out cijfers --municipality GM0171 --report pdf,docx
  dagpeil pull http://127.0.0.1:8080 --key-file .dagpeil/adviser.key --out cijfers --language en")]
pub struct Arguments {
    /// The advisers' address: https://, or http:// to this machine.
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// The folder to write to, made if need be.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// A file with the key in it. Without it, the key is in the environment variable DAGPEIL_KEY.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// In which formats, with commas between them.
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', default_value = "xlsx")]
    format: Vec<Format>,
    /// The report of each municipality too, as pdf, docx or both.
    #[arg(long, value_name = "FORMATS", value_delimiter = ',')]
    report: Vec<Report>,
    /// Which releases.
    #[arg(long, value_name = "WHICH", default_value = "latest")]
    releases: Releases,
    /// Only of these campaigns, by id.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    campaign: Vec<String>,
    /// Only of these municipalities, by CBS code; `all` is a campaign's total.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    municipality: Vec<String>,
    /// Only of these audiences, by id.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    audience: Vec<String>,
    /// The language of the words: nl or en.
    #[arg(long, value_name = "LANGUAGE", default_value = "nl", value_parser = language)]
    language: Language,
}

/// A form of a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Everything, for programs.
    Json,
    /// For a Dutch Excel.
    Csv,
    /// CSV for R, Python and others.
    Rfc4180,
    /// A workbook with charts.
    Xlsx,
    /// What the codes mean, as CSV for a Dutch Excel.
    Codebook,
}

impl Format {
    /// What it is asked by.
    fn query(self) -> &'static str {
        match self {
            Format::Json => "format=json",
            Format::Csv => "format=csv",
            Format::Rfc4180 => "format=csv&dialect=rfc4180",
            Format::Xlsx => "format=xlsx",
            Format::Codebook => "format=csv&parts=codebook",
        }
    }

    /// How the names of its files end.
    fn ending(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Rfc4180 => "rfc4180.csv",
            Format::Xlsx => "xlsx",
            Format::Codebook => "codebook.csv",
        }
    }
}

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Report {
    /// To read and hand out.
    Pdf,
    /// To go on with.
    Docx,
}

impl Report {
    fn name(self) -> &'static str {
        match self {
            Report::Pdf => "pdf",
            Report::Docx => "docx",
        }
    }
}

/// Which releases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Releases {
    /// The latest of each audience.
    Latest,
    /// All.
    All,
}

fn language(code: &str) -> Result<Language, String> {
    match code.parse() {
        Ok(language @ (Language::Nl | Language::En)) => Ok(language),
        Ok(_) | Err(_) => Err("advisers are served in nl or en".to_owned()),
    }
}

/// What the key opens, as it is answered; as much of it as is needed.
#[derive(Deserialize)]
struct Places {
    places: Vec<Opened>,
}

#[derive(Deserialize)]
struct Opened {
    campaign: String,
    trajectory: String,
    municipality: Municipality,
    audiences: Vec<Audience>,
}

#[derive(Deserialize)]
struct Municipality {
    code: String,
}

#[derive(Deserialize)]
struct Audience {
    id: String,
}

/// What there is of a place.
#[derive(Deserialize)]
struct Overview {
    audiences: Vec<AudienceOverview>,
}

#[derive(Deserialize)]
struct AudienceOverview {
    id: String,
    /// The oldest first.
    releases: Vec<Released>,
}

#[derive(Deserialize)]
struct Released {
    number: Option<u32>,
}

impl Released {
    /// As it is asked for, and as its files are called.
    fn name(&self) -> String {
        self.number.map_or_else(|| "final".to_owned(), |number| number.to_string())
    }
}

impl Opened {
    /// Whether all of it can be a part of an address and of the name of a file: what comes over the network goes to the disk.
    fn is_sound(&self) -> bool {
        let symbols =
            |text: &str, allowed: fn(&u8) -> bool| !text.is_empty() && text.bytes().all(|byte| allowed(&byte));
        let id = |text: &str| {
            symbols(text, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(byte))
        };
        let code = |text: &str| symbols(text, u8::is_ascii_alphanumeric);
        id(&self.campaign)
            && id(&self.trajectory)
            && code(&self.municipality.code)
            && self.audiences.iter().all(|audience| id(&audience.id))
    }

    fn folder(&self) -> PathBuf {
        [&self.campaign, &self.municipality.code].into_iter().collect()
    }
}

/// A file to fetch.
struct Wanted {
    /// The path and query at the address.
    from: String,
    /// Where it goes, below the folder.
    to: PathBuf,
    is_report: bool,
}

/// Fetches, and tells which files were written.
///
/// # Errors
/// When there is no key or it is refused, when the address can't be reached or answers something else than expected, and
/// when a file can't be written. What was fetched until then stays.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let key = key(arguments, output)?;
    let board = Board::at(&arguments.address, key)?;
    let mut shelf = Shelf::open(&arguments.out, output)?;
    let outcome = until_done(pull(arguments, &board, &mut shelf, output));
    // What was fetched before something went wrong need not be fetched again.
    let closed = shelf.close();
    outcome.and(closed)
}

fn key(arguments: &Arguments, output: &mut Output<'_>) -> Result<Key, Failure> {
    let (text, place) = match &arguments.key_file {
        Some(file) => {
            let text = fs::read_to_string(file)
                .map_err(|error| Failure::Failed(format!("the key can't be read from {}: {error}", file.display())))?;
            if open_to_others(file) {
                writeln!(output.remarks, "warning: others on this machine can read {}", file.display())?;
            }
            (text, file.display().to_string())
        }
        None => {
            let missing =
                || Failure::Usage(format!("--key-file or the environment variable {VARIABLE} says what your key is"));
            (env::var(VARIABLE).map_err(|_| missing())?, VARIABLE.to_owned())
        }
    };
    Key::read(&text).ok_or_else(|| {
        Failure::Failed(format!(
            "what is in {place} is not an adviser's key: that is one line, and begins with dagpeil_"
        ))
    })
}

#[cfg(unix)]
fn open_to_others(file: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn open_to_others(_: &std::path::Path) -> bool {
    false
}

async fn pull(arguments: &Arguments, board: &Board, shelf: &mut Shelf, output: &mut Output<'_>) -> Result<(), Failure> {
    let lang = arguments.language.code();
    let places: Places = board.places(lang).await?;
    if let Some(odd) = places.places.iter().find(|place| !place.is_sound()) {
        let odd = format!("{:?} {:?}", odd.campaign, odd.municipality.code);
        return Err(Failure::Failed(format!("{} names a place that can't be: {odd}", board.host())));
    }
    let places = chosen(arguments, places.places)?;

    // Shows on standard error, and only where that is a terminal.
    let bar = ProgressBar::new(places.len() as u64)
        .with_style(ProgressStyle::with_template("{msg:40!} {wide_bar} {pos}/{len}").expect("the template is one"));
    let mut wanted = Vec::new();
    for place in &places {
        let (municipality, trajectory) = (&place.municipality.code, &place.trajectory);
        bar.set_message(format!("{} {municipality}", place.campaign));
        let overview: Overview = board.overview(municipality, trajectory, lang).await?;
        let found = files(arguments, place, &overview);
        // Of a total there need not be anything, ever.
        if found.is_empty() && municipality != "all" {
            bar.suspend(|| writeln!(output.remarks, "{} {municipality}: nothing was released yet", place.campaign))?;
        }
        wanted.extend(found);
        bar.inc(1);
    }

    bar.set_length(wanted.len() as u64);
    bar.set_position(0);
    let (mut written, mut kept) = (0, 0);
    for Wanted { from, to, is_report } in &wanted {
        bar.set_message(to.display().to_string());
        match board.get(from, shelf.tag(to)).await? {
            Got::Same => kept += 1,
            Got::New { bytes, tag } => match shelf.put(to, &bytes, tag)? {
                Put::Same => kept += 1,
                Put::Written => {
                    written += 1;
                    bar.suspend(|| writeln!(output.results, "{}", shelf.path(to).display()))?;
                }
            },
            Got::NotThere(why) => {
                // An older deployment makes no reports, and not every one makes each form.
                let why = if *is_report { format!("no report: {why}") } else { why };
                bar.finish_and_clear();
                return Err(Failure::Failed(format!("{}: {why}", to.display())));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    let files = if wanted.len() == 1 { "1 file" } else { &format!("{} files", wanted.len()) };
    writeln!(output.remarks, "{files}: {written} written, {kept} as they were")?;
    Ok(())
}

/// The places that are asked for.
fn chosen(arguments: &Arguments, places: Vec<Opened>) -> Result<Vec<Opened>, Failure> {
    if places.is_empty() {
        return Err(Failure::Failed("your key opens nothing".to_owned()));
    }
    type Name<'n> = (&'static str, &'n [String], fn(&Opened) -> Vec<&str>);
    let names: [Name<'_>; 3] = [
        ("campaign", &arguments.campaign, |place| vec![&place.campaign]),
        ("municipality", &arguments.municipality, |place| vec![&place.municipality.code]),
        ("audience", &arguments.audience, |place| {
            place.audiences.iter().map(|audience| audience.id.as_str()).collect()
        }),
    ];
    for (what, asked, of) in names {
        let mut there: Vec<&str> = places.iter().flat_map(of).collect();
        there.sort_unstable();
        there.dedup();
        if let Some(unknown) = asked.iter().find(|asked| !there.contains(&asked.as_str())) {
            let there = there.join(", ");
            return Err(Failure::Usage(format!("your key does not open {what} {unknown}; it opens: {there}")));
        }
    }
    let passes = |asked: &[String], name: &str| asked.is_empty() || asked.iter().any(|asked| asked == name);
    let asked = |place: &Opened| {
        passes(&arguments.campaign, &place.campaign) && passes(&arguments.municipality, &place.municipality.code)
    };
    Ok(places.into_iter().filter(asked).collect())
}

/// The files to fetch of a place.
fn files(arguments: &Arguments, place: &Opened, overview: &Overview) -> Vec<Wanted> {
    let (municipality, trajectory, lang) = (&place.municipality.code, &place.trajectory, arguments.language.code());
    let folder = place.folder();
    let mut wanted = Vec::new();
    let mut released = false;
    for audience in &place.audiences {
        let releases = overview.audiences.iter().find(|there| there.id == audience.id);
        let releases = releases.map_or(&[][..], |there| &there.releases);
        released |= !releases.is_empty();
        if !arguments.audience.is_empty() && !arguments.audience.contains(&audience.id) {
            continue;
        }
        let from = match arguments.releases {
            Releases::All => 0,
            Releases::Latest => releases.len().saturating_sub(1),
        };
        for release in &releases[from..] {
            let (audience, release) = (&audience.id, release.name());
            for format in unique(&arguments.format) {
                let mut from = format!("/v1/summaries/{municipality}/{trajectory}/{audience}");
                let _ = write!(from, "?release={release}&lang={lang}&{}", format.query());
                let to = folder.join(format!("{audience}-{release}.{}", format.ending()));
                wanted.push(Wanted { from, to, is_report: false });
            }
        }
    }
    if released {
        for report in unique(&arguments.report) {
            let from = format!("/v1/reports/{municipality}/{trajectory}?format={}&lang={lang}", report.name());
            let to = folder.join(format!("report.{}", report.name()));
            wanted.push(Wanted { from, to, is_report: true });
        }
    }
    wanted
}

/// Each once.
fn unique<T: Copy + PartialEq>(asked: &[T]) -> Vec<T> {
    let mut found: Vec<T> = Vec::new();
    for one in asked {
        if !found.contains(one) {
            found.push(*one);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn wanted(options: &[&str], overview: &str) -> Vec<(String, String)> {
        let line = ["pull", "https://advies.example.nl", "--out", "cijfers"].iter().chain(options);
        let arguments = Line::try_parse_from(line).unwrap().arguments;
        let place = r#"{"campaign":"proef-2026","trajectory":"dag-2026","municipality":{"code":"GM0171"},
            "audiences":[{"id":"users"},{"id":"providers"}]}"#;
        let (place, overview) = (serde_json::from_str(place).unwrap(), serde_json::from_str(overview).unwrap());
        let found = files(&arguments, &place, &overview);
        found.into_iter().map(|wanted| (wanted.to.display().to_string(), wanted.from)).collect()
    }

    /// Two interim releases and the final one of the users; nothing yet of the providers.
    const OVERVIEW: &str = r#"{"audiences":[{"id":"providers","releases":[]},
        {"id":"users","releases":[{"number":1},{"number":2},{"number":null}]}]}"#;

    #[test]
    fn the_latest_release_is_fetched_or_all() {
        let latest = wanted(&[], OVERVIEW);
        let final_one = "/v1/summaries/GM0171/dag-2026/users?release=final&lang=nl&format=xlsx";
        assert_eq!(latest, [("proef-2026/GM0171/users-final.xlsx".to_owned(), final_one.to_owned())]);
        let all = wanted(&["--releases", "all", "--format", "csv,codebook", "--language", "en"], OVERVIEW);
        let names: Vec<&str> = all.iter().map(|(name, _)| name.rsplit('/').next().unwrap()).collect();
        assert_eq!(
            names,
            [
                "users-1.csv",
                "users-1.codebook.csv",
                "users-2.csv",
                "users-2.codebook.csv",
                "users-final.csv",
                "users-final.codebook.csv"
            ]
        );
        assert_eq!(all[3].1, "/v1/summaries/GM0171/dag-2026/users?release=2&lang=en&format=csv&parts=codebook");
    }

    #[test]
    fn a_report_comes_with_a_release_and_not_before() {
        let reports = |overview| {
            let found = wanted(&["--report", "pdf,docx,pdf", "--audience", "providers"], overview);
            found.into_iter().map(|(_, from)| from).collect::<Vec<_>>()
        };
        assert_eq!(
            reports(OVERVIEW),
            ["/v1/reports/GM0171/dag-2026?format=pdf&lang=nl", "/v1/reports/GM0171/dag-2026?format=docx&lang=nl"]
        );
        assert!(reports(r#"{"audiences":[{"id":"users","releases":[]}]}"#).is_empty());
    }

    #[test]
    fn what_becomes_a_path_is_held_to_ids() {
        let opened = |campaign: &str, code: &str, audience: &str| Opened {
            campaign: campaign.to_owned(),
            trajectory: "dag-2026".to_owned(),
            municipality: Municipality { code: code.to_owned() },
            audiences: vec![Audience { id: audience.to_owned() }],
        };
        assert!(opened("proef-2026", "GM0171", "users").is_sound() && opened("proef-2026", "all", "users").is_sound());
        for (campaign, code, audience) in [
            ("..", "GM0171", "users"),
            ("proef/2026", "GM0171", "users"),
            ("C:proef", "GM0171", "users"),
            ("", "GM0171", "users"),
            ("proef-2026", "../GM0171", "users"),
            ("proef-2026", "GM0171", "users?x=1"),
            ("proef-2026", "GM0171", "users\\x"),
        ] {
            assert!(!opened(campaign, code, audience).is_sound(), "{campaign} {code} {audience}");
        }
    }
}
