//! `dagpeil links`: the addresses to hand out, and what carries them: QR codes, posters and cards.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;
use survey::campaign::{Audience, Campaign};
use survey::language::Language;
use survey::municipality::Municipality;

use crate::print::Qr;
use crate::{Failure, Output, find};

mod posters;
mod words;

use posters::Handout;

/// Print the links of a campaign, or make posters with them: one for each municipality and audience.
///
/// With --out, four files are written for each link: its QR code as SVG and as PNG, a poster of A4 and a card of A6 as PDF.
/// They are in Dutch, with a line in each other language of the campaign; or wholly in the languages that --language names,
/// and then the code opens the page in that language. Files of the same name are replaced.
///
/// The words of posters in other languages than Dutch are translations that have to be reviewed by a native speaker.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil links noordoostpolder-2026 --base-url https://dagpeil.example.nl
  dagpeil links noordoostpolder-2026 --base-url https://dagpeil.example.nl --format csv > links.csv
  dagpeil links noordoostpolder-2026 --base-url https://dagpeil.example.nl --out posters
  dagpeil links noordoostpolder-2026 --base-url https://dagpeil.example.nl --out posters --language nl,ar")]
pub struct Arguments {
    /// The campaign: a folder, or an id in infra/campaigns.
    #[arg(value_name = "CAMPAIGN")]
    pub campaign: PathBuf,
    /// Where the respondents' pages are served, such as https://dagpeil.example.nl.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: String,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = Format::Text, conflicts_with = "out")]
    pub format: Format,
    /// The folder to write QR codes, posters and cards to; it is made if it is not there.
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// The languages of the posters, of those that the campaign is offered in.
    #[arg(long, value_name = "CODES", value_delimiter = ',', default_value = "nl", requires = "out")]
    pub language: Vec<Language>,
}

/// How links are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A line each, for reading.
    Text,
    /// For spreadsheets: separated by semicolons, as Dutch ones expect.
    Csv,
    /// For programs: a list of objects.
    Json,
}

/// A link and what it leads to.
struct Link<'c> {
    municipality: Municipality,
    audience: &'c Audience,
    url: String,
}

impl Link<'_> {
    fn title(&self) -> &str {
        self.audience.title.get(Language::Nl)
    }
}

/// Prints the links, or writes what carries them.
///
/// # Errors
/// With the campaign's faults; when there is no open link to put on a poster, or a file can't be written.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let campaign = find::compiled(&arguments.campaign, output)?.campaign;
    if let Some(folder) = &arguments.out {
        return write_all(&campaign, arguments, folder, output);
    }
    let links = links(&campaign, &arguments.base_url);
    let printed = match arguments.format {
        Format::Text => text(&links),
        Format::Csv => csv(&links),
        Format::Json => json(&links),
    };
    output.results.write_all(printed.as_bytes())?;
    Ok(())
}

/// Writes the QR codes, posters and cards of every link, and says where.
fn write_all(
    campaign: &Campaign,
    arguments: &Arguments,
    folder: &Path,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    if !campaign.access.admits_links() {
        return Err(Failure::Usage(format!(
            "{} takes answers with a code alone, so whoever scans a poster could not answer; `dagpeil codes` makes cards \
             with codes",
            campaign.id
        )));
    }
    if let Some(language) = arguments.language.iter().find(|language| !campaign.languages.contains(language)) {
        let offered: Vec<_> = campaign.languages.iter().map(|language| language.code()).collect();
        return Err(Failure::Usage(format!(
            "{} is not offered in {language}; it is in {}",
            campaign.id,
            offered.join(", ")
        )));
    }
    fs::create_dir_all(folder)
        .map_err(|error| Failure::Failed(format!("{} can't be made: {error}", folder.display())))?;
    for link in links(campaign, &arguments.base_url) {
        for language in arguments.language.iter().copied() {
            for (name, content) in files(campaign, &link, language)? {
                let file = folder.join(name);
                fs::write(&file, content)
                    .map_err(|error| Failure::Failed(format!("{} can't be written: {error}", file.display())))?;
                writeln!(output.results, "{}", file.display())?;
            }
        }
    }
    if let Some(foreign) = arguments.language.iter().find(|language| **language != Language::Nl) {
        writeln!(output.remarks, "note: let a native speaker read what is in {foreign} before it is printed")?;
    }
    Ok(())
}

/// What carries one link in one language: names and contents.
fn files(campaign: &Campaign, link: &Link<'_>, language: Language) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let Link { municipality, audience, url } = link;
    let (target, ending) = match language {
        // Dutch pages follow the phone's language, so that one poster does for all.
        Language::Nl => (url.clone(), String::new()),
        other => (format!("{url}?lang={other}"), format!("-{other}")),
    };
    let square = Qr::of(&target).map_err(|error| Failure::Failed(format!("{target}: {error}")))?;
    let address = url.split_once("://").map_or(url.as_str(), |(_, address)| address);
    let handout = Handout { campaign, municipality: *municipality, audience, language, address, square: &square };
    let unprintable = |error: crate::print::Unprintable| Failure::Failed(format!("{target}: {error}"));
    let name = format!("{}-{}", municipality.slug(), audience.path);
    Ok(vec![
        (format!("{name}-poster-a4{ending}.pdf"), handout.poster().map_err(unprintable)?),
        (format!("{name}-kaart-a6{ending}.pdf"), handout.card().map_err(unprintable)?),
        (format!("{name}-qr{ending}.svg"), square.svg(&words::heard(language, address)).into_bytes()),
        (format!("{name}-qr{ending}.png"), square.png()),
    ])
}

/// The links of `campaign`, a line each, for reading.
pub(crate) fn listed(campaign: &Campaign, base_url: &str) -> String {
    text(&links(campaign, base_url))
}

fn links<'c>(campaign: &'c Campaign, base_url: &str) -> Vec<Link<'c>> {
    let mut links = Vec::new();
    for municipality in campaign.municipalities.iter().copied() {
        for audience in &campaign.audiences {
            let url = format!("{base_url}/{}/{}", municipality.slug(), audience.path);
            links.push(Link { municipality, audience, url });
        }
    }
    links
}

fn text(links: &[Link<'_>]) -> String {
    let width = |of: fn(&Link<'_>) -> usize| links.iter().map(of).max().unwrap_or(0);
    let name = width(|link| link.municipality.name().chars().count());
    let title = width(|link| link.title().chars().count());
    links
        .iter()
        .map(|link| format!("{:name$}  {:title$}  {}\n", link.municipality.name(), link.title(), link.url))
        .collect()
}

fn csv(links: &[Link<'_>]) -> String {
    // The byte order mark makes spreadsheets read UTF-8.
    let mut table = "\u{feff}code;gemeente;doelgroep;titel;link\r\n".to_owned();
    for link in links {
        let cells =
            [link.municipality.code(), link.municipality.name(), link.audience.id.as_str(), link.title(), &link.url];
        table.push_str(&cells.map(cell).join(";"));
        table.push_str("\r\n");
    }
    table
}

/// A cell in quotes where it needs them, and never one that a spreadsheet takes for a formula.
pub(crate) fn cell(text: &str) -> String {
    let harmless =
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if harmless.contains([';', '"', '\n', '\r']) { format!("\"{}\"", harmless.replace('"', "\"\"")) } else { harmless }
}

fn json(links: &[Link<'_>]) -> String {
    let links: Vec<_> = links
        .iter()
        .map(|link| {
            json!({
                "municipality": link.municipality.code(),
                "name": link.municipality.name(),
                "audience": link.audience.id,
                "title": link.title(),
                "link": link.url,
            })
        })
        .collect();
    format!("{:#}\n", json!(links))
}

/// Parses `https://host[:port][/path]`; the last slash is dropped.
pub(crate) fn base_url(given: &str) -> Result<String, String> {
    const ALLOWED: &str = "an address such as https://dagpeil.example.nl, without anything after ? or #";
    let host = given.strip_prefix("https://").or_else(|| given.strip_prefix("http://")).ok_or(ALLOWED)?;
    let printable = |found: char| found.is_ascii_graphic() && !"?#\"<>\\^`{|}".contains(found);
    if host.is_empty() || host.starts_with(['/', ':', '.']) || !host.chars().all(printable) {
        return Err(ALLOWED.to_owned());
    }
    Ok(given.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_can_be_a_base() {
        for (given, base) in [
            ("https://dagpeil.example.nl", "https://dagpeil.example.nl"),
            ("https://dagpeil.example.nl/", "https://dagpeil.example.nl"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("https://example.nl/dagpeil/", "https://example.nl/dagpeil"),
        ] {
            assert_eq!(base_url(given).as_deref(), Ok(base));
        }
        for given in [
            "",
            "example.nl",
            "ftp://example.nl",
            "https://",
            "https:///x",
            "https://a b",
            "https://a?x",
            "https://a#x",
        ] {
            assert!(base_url(given).is_err(), "{given}");
        }
    }

    #[test]
    fn cells_are_quoted_and_harmless() {
        for (text, written) in [
            ("Gebruikers", "Gebruikers"),
            ("a;b", "\"a;b\""),
            ("de \"Wilg\"", "\"de \"\"Wilg\"\"\""),
            ("=1+1", "'=1+1"),
            ("-x;y", "\"'-x;y\""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
