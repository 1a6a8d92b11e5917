//! Opening what was fetched, by who holds the private key. Nothing of it goes to a log.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use age::x25519::Identity;
use clap::ValueEnum;
use serde_json::json;
use summary::csv::begins_a_formula;
use survey::campaign::Campaign;
use survey::contact::{Contact, Entry, Field};
use survey::language::Language;

use super::{ENDING, INDEX, Index, contact, keys, number, sealed_in};
use crate::{Failure, Output, find};

/// Open what was fetched, with the private key.
///
/// Writes a table for a spreadsheet, or JSON. What can't be opened is named, and all else is opened. Nobody but you should
/// be able to read the file: it is made so. Delete it when you no longer need it, and at the latest on the day that people
/// were told.
#[derive(Debug, clap::Args)]
#[command(
    name = "open",
    after_help = "\
Examples:
  dagpeil contacts open leerkring-2027 --in aanmeldingen --identity leerkring.age-key --out aanmeldingen.csv
  dagpeil contacts open leerkring-2027 --in aanmeldingen --identity leerkring.age-key --format json --out -"
)]
pub(super) struct Arguments {
    /// The campaign: a folder, an id in infra/campaigns, or a compiled campaign (.json).
    #[arg(value_name = "CAMPAIGN")]
    campaign: PathBuf,
    /// The folder that `fetch` filled.
    #[arg(long = "in", value_name = "FOLDER")]
    folder: PathBuf,
    /// The file with the private key, or several of them.
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
    /// How to write it.
    #[arg(long, default_value = "csv")]
    format: Format,
    /// The file to make; - for standard output.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a spreadsheet, as Dutch Excel reads it.
    Csv,
    /// For a program.
    Json,
}

/// An entry that was opened. No `Debug`.
struct Opened {
    key: String,
    standing: String,
    entry: Entry,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let campaign = find::deployed(&arguments.campaign, output)?;
    let contact = contact(&campaign)?;
    let identities = keys::read(&arguments.identity)?;
    let index = index(&arguments.folder, &campaign)?;
    let (mut opened, mut closed) = (Vec::new(), 0);
    for key in sealed_in(&arguments.folder)? {
        let file = arguments.folder.join(format!("{}{ENDING}", key.as_str()));
        let sealed =
            fs::read(&file).map_err(|error| Failure::Failed(format!("{} can't be read: {error}", file.display())))?;
        match open(&sealed, &identities, &campaign) {
            Ok(entry) => {
                let standing = index.entries.get(key.as_str()).map_or("none", String::as_str).to_owned();
                opened.push(Opened { key: key.as_str().to_owned(), standing, entry });
            }
            Err(why) => {
                closed += 1;
                writeln!(output.remarks, "{}: {why}", file.display())?;
            }
        }
    }
    // Who has a place first; within that by keys, which tell nothing.
    opened.sort_by_key(|opened| rank(&opened.standing));
    let text = match arguments.format {
        Format::Csv => csv(contact, &opened),
        Format::Json => json(&opened),
    };
    if arguments.out == Path::new("-") {
        output.results.write_all(text.as_bytes())?;
    } else {
        let file = &arguments.out;
        keys::private(file)
            .and_then(|mut out| out.write_all(text.as_bytes()))
            .map_err(|error| Failure::Failed(format!("{} can't be made: {error}", file.display())))?;
        writeln!(output.results, "{}: {} opened, in {}", campaign.id, number(opened.len()), file.display())?;
    }
    for line in counted(contact, &opened) {
        writeln!(output.remarks, "{line}")?;
    }
    if closed > 0 {
        return Err(Failure::Failed(format!("{} could not be opened (above)", number(closed))));
    }
    Ok(())
}

fn index(folder: &Path, campaign: &Campaign) -> Result<Index, Failure> {
    let file = folder.join(INDEX);
    let json = fs::read(&file).map_err(|error| {
        Failure::Failed(format!("{} can't be read: {error}; is it a folder of `contacts fetch`?", file.display()))
    })?;
    let index: Index = serde_json::from_slice(&json)
        .map_err(|error| Failure::Failed(format!("{} is not as it was written: {error}", file.display())))?;
    if index.campaign != campaign.id {
        return Err(Failure::Usage(format!(
            "{} was fetched of {}, not of {}",
            folder.display(),
            index.campaign,
            campaign.id
        )));
    }
    Ok(index)
}

/// An entry; or why there is none, without a word of it.
fn open(sealed: &[u8], identities: &[Identity], campaign: &Campaign) -> Result<Entry, &'static str> {
    let decryptor = age::Decryptor::new_buffered(sealed).map_err(|_| "this is no file of age, or it is damaged")?;
    let identities = identities.iter().map(|identity| identity as &dyn age::Identity);
    let mut reader = decryptor.decrypt(identities).map_err(|error| match error {
        age::DecryptError::NoMatchingKeys => "it is sealed to other keys than yours",
        _ => "it is damaged",
    })?;
    let mut plain = Vec::new();
    reader.read_to_end(&mut plain).map_err(|_| "it is damaged")?;
    Entry::open(&plain, &campaign.id).map_err(|_| "what was sealed is no entry of this campaign")
}

fn rank(standing: &str) -> u8 {
    match standing {
        "place" => 0,
        "waiting" => 1,
        _ => 2,
    }
}

/// A table as Dutch Excel reads it: semicolons, every value in quotes, a mark for UTF-8 at the beginning.
fn csv(contact: &Contact, opened: &[Opened]) -> String {
    let mut out = "\u{feff}".to_owned();
    let mut line = |values: &[&str]| {
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        out.push_str(&values.join(";"));
        out.push_str("\r\n");
    };
    let mut head = vec!["plek"];
    head.extend(contact.fields.iter().map(|asked| column(asked.field)));
    head.extend(contact.questions.iter().map(|question| question.text.get(Language::Nl)));
    head.extend(contact.idea.iter().map(|idea| idea.text.get(Language::Nl)));
    head.push("sleutel");
    line(&head);
    for Opened { key, standing, entry } in opened {
        let mut values = vec![match standing.as_str() {
            "place" => "plaats",
            "waiting" => "wachtlijst",
            _ => "geen",
        }];
        values.extend(contact.fields.iter().map(|asked| entry.fields.get(&asked.field).map_or("", String::as_str)));
        for question in &contact.questions {
            let chosen = entry.answers.get(question.id.as_str());
            let option = question.options.iter().find(|option| Some(option.id.as_str()) == chosen.map(String::as_str));
            values.push(option.map_or("", |option| option.label.get(Language::Nl)));
        }
        values.extend(contact.idea.iter().map(|_| entry.idea.as_str()));
        values.push(key);
        line(&values);
    }
    out
}

fn column(field: Field) -> &'static str {
    match field {
        Field::Name => "naam",
        Field::Organisation => "organisatie",
        Field::Email => "e-mail",
        Field::Phone => "telefoon",
    }
}

/// A value in quotes, with an apostrophe before what a spreadsheet might take for a formula.
fn quoted(value: &str) -> String {
    let safe: Cow<'_, str> =
        if begins_a_formula(value.trim_start_matches('\'')) { format!("'{value}").into() } else { value.into() };
    format!("\"{}\"", safe.replace('"', "\"\""))
}

fn json(opened: &[Opened]) -> String {
    let entries: Vec<serde_json::Value> = opened
        .iter()
        .map(|Opened { key, standing, entry }| {
            let mut object = json!({ "standing": standing, "key": key, "answers": entry.answers });
            for (field, text) in &entry.fields {
                object[field.as_str()] = json!(text);
            }
            if !entry.idea.is_empty() {
                object["idea"] = json!(entry.idea);
            }
            object
        })
        .collect();
    serde_json::to_string_pretty(&entries).expect("text keys alone") + "\n"
}

/// What was answered, counted: exact, because who opens sees it anyway. Of those who have a place, as that is who comes.
fn counted(contact: &Contact, opened: &[Opened]) -> Vec<String> {
    let placed = || opened.iter().filter(|opened| opened.standing == "place");
    let mut lines = Vec::new();
    for question in &contact.questions {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for chosen in placed().filter_map(|opened| opened.entry.answers.get(question.id.as_str())) {
            *counts.entry(chosen).or_default() += 1;
        }
        let counts: Vec<String> = question
            .options
            .iter()
            .map(|option| {
                let count = counts.get(option.id.as_str()).copied().unwrap_or(0);
                format!("{} {count}", option.label.get(Language::Nl))
            })
            .collect();
        lines.push(format!("{} {} (of those with a place)", question.text.get(Language::Nl), counts.join(", ")));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_is_a_formula_and_quotes_stay_inside() {
        for (value, written) in [
            ("Ans", "\"Ans\""),
            ("=1+1", "\"'=1+1\""),
            ("+31 6 1234", "\"'+31 6 1234\""),
            ("'=1", "\"''=1\""),
            ("a \"b\"; c\nd", "\"a \"\"b\"\"; c\nd\""),
        ] {
            assert_eq!(quoted(value), written);
        }
    }
}
