//! `make attack`: makes the attacks, measures what protection costs, and tells both. The last line is the verdict; it is also
//! the exit code.
//!
//! `attack [--short] [--seed 4] [--write docs/privacy-measured.md]`: the last also writes the plot, beside it.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool")]

use std::path::PathBuf;
use std::process::ExitCode;

use dagpeil_attack::book::Book;
use dagpeil_attack::campaign::{AUDIENCE, campaign};
use dagpeil_attack::document::{Results, markdown, plot};
use dagpeil_attack::plan::{Length, attack, in_words, verdict};
use dagpeil_attack::utility::{Utility, measure, sensitivity};

/// What was asked for.
struct Wishes {
    length: Length,
    seed: u64,
    write: Option<PathBuf>,
}

fn wishes() -> Result<Wishes, String> {
    let mut wishes = Wishes { length: Length::Full, seed: 4, write: None };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--short" => wishes.length = Length::Short,
            "--seed" => wishes.seed = value()?.parse().map_err(|_| "a seed is a whole number".to_owned())?,
            "--write" => wishes.write = Some(value()?.into()),
            _ => return Err(format!("unknown: {argument}; known: --short, --seed NUMBER, --write FILE.md")),
        }
    }
    Ok(wishes)
}

fn main() -> ExitCode {
    let wishes = match wishes() {
        Ok(wishes) => wishes,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let lines = attack(wishes.length, wishes.seed, &|line| eprintln!("{line}"));
    for line in &lines {
        println!("{}", in_words(line));
    }
    let campaign = campaign(1);
    let book = Book::of(&campaign.audience(AUDIENCE).expect("the attacked audience").questionnaire, true);
    let sizes: &[(usize, u64)] = match wishes.length {
        Length::Full => &[(30, 40), (100, 40), (300, 30), (1_000, 10), (5_000, 4)],
        Length::Short => &[(100, 2), (300, 2)],
    };
    let utility: Vec<Utility> = sizes
        .iter()
        .map(|(responses, crowds)| {
            eprintln!("what protection costs at {responses} responses");
            measure(&book, &campaign, *responses, *crowds, wishes.seed)
        })
        .collect();
    for one in &utility {
        println!(
            "error in points at n = {}: interim {:.2}, final {:.2} (asked of everyone {:.2}); sampling {:.2}",
            one.responses,
            one.interim.mean(),
            one.last.mean(),
            one.everyone.mean(),
            one.sampling.mean()
        );
    }
    let verdict = verdict(&lines);
    if let Some(path) = &wishes.write {
        let results = Results {
            lines: &lines,
            verdict: &verdict,
            utility: &utility,
            seed: wishes.seed,
            sensitivity: sensitivity(&book, &campaign),
        };
        let written = std::fs::write(path, markdown(&results))
            .and_then(|()| std::fs::write(path.with_extension("svg"), plot(&utility)));
        if let Err(error) = written {
            eprintln!("{}: {error}", path.display());
            return ExitCode::from(2);
        }
    }
    println!("{}", verdict.words);
    if verdict.holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
