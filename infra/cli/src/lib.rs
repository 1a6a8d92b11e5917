//! The campaign tool `dagpeil`: what those who write and run campaigns do from a terminal.
//!
//! A command is a module of [`commands`]: its arguments, and a function that does it. Results go to standard output,
//! everything else to standard error, so that results can be piped.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod amazon;
pub mod commands;
pub mod cost;
mod failure;
mod find;
mod journal;
mod output;
mod print;
mod wait;
pub mod xlsform;

pub use failure::Failure;
pub use output::Output;

/// Check, show and hand out campaigns of Dagpeil, and keep advisers' keys.
#[derive(Debug, Parser)]
#[command(name = "dagpeil", version, arg_required_else_help = true, after_help = AFTER_HELP)]
struct Dagpeil {
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Where a CAMPAIGN is asked for, give its folder, or its id if the folder lies in infra/campaigns.

Exit codes: 0 all is well; 1 the campaign has faults, or something failed; 2 the command was not understood.";

#[derive(Debug, Subcommand)]
enum Command {
    Check(commands::check::Arguments),
    Compile(commands::compile::Arguments),
    Preview(commands::preview::Arguments),
    Texts(commands::texts::Arguments),
    Import(commands::import::Arguments),
    #[command(name = "xlsform")]
    ExportForm(commands::export_form::Arguments),
    Links(commands::links::Arguments),
    Codes(commands::codes::Arguments),
    AdviserKey(commands::adviser_key::Arguments),
    Demo(commands::demo::Arguments),
    Compare(commands::compare::Arguments),
    Cost(commands::cost::Arguments),
    Export(commands::export::Arguments),
    Findings(commands::findings::Arguments),
    Pull(commands::pull::Arguments),
    Report(commands::report::Arguments),
    Purge(commands::purge::Arguments),
    Moderate(commands::moderate::Arguments),
    Contacts(commands::contacts::Arguments),
}

/// Does what the arguments say, the first of which is the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>, output: &mut Output<'_>) -> ExitCode {
    let outcome = match Dagpeil::try_parse_from(arguments) {
        Ok(Dagpeil { command }) => match command {
            Command::Check(arguments) => commands::check::run(&arguments, output),
            Command::Compile(arguments) => commands::compile::run(&arguments, output),
            Command::Preview(arguments) => commands::preview::run(&arguments, output),
            Command::Texts(arguments) => commands::texts::run(&arguments, output),
            Command::Import(arguments) => commands::import::run(&arguments, output),
            Command::ExportForm(arguments) => commands::export_form::run(&arguments, output),
            Command::Links(arguments) => commands::links::run(&arguments, output),
            Command::Codes(arguments) => commands::codes::run(&arguments, output),
            Command::AdviserKey(arguments) => commands::adviser_key::run(&arguments, output),
            Command::Demo(arguments) => commands::demo::run(&arguments, output),
            Command::Compare(arguments) => commands::compare::run(&arguments, output),
            Command::Cost(arguments) => commands::cost::run(&arguments, output),
            Command::Export(arguments) => commands::export::run(&arguments, output),
            Command::Findings(arguments) => commands::findings::run(&arguments, output),
            Command::Pull(arguments) => commands::pull::run(&arguments, output),
            Command::Report(arguments) => commands::report::run(&arguments, output),
            Command::Purge(arguments) => commands::purge::run(&arguments, output),
            Command::Moderate(arguments) => commands::moderate::run(&arguments, output),
            Command::Contacts(arguments) => commands::contacts::run(&arguments, output),
        },
        Err(error) => Err(Failure::from(error)),
    };
    match outcome.and_then(|()| output.flush().map_err(Failure::from)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(output),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Dagpeil::command().debug_assert();
    }
}
