//! Sets one report: reads a manuscript from standard input, as `dagpeil report` and the local runner write it, and writes the
//! PDF to standard output. What is wrong goes to standard error, a line each.

use std::io::{self, Read, Write};
use std::process::ExitCode;

use report::pdf::{Manuscript, Typesetter, Unset};

fn main() -> ExitCode {
    let said = match set() {
        Ok(()) => return ExitCode::SUCCESS,
        Err(said) => said,
    };
    let mut errors = io::stderr().lock();
    for line in said {
        // There is nobody left to tell.
        let _ = writeln!(errors, "{line}");
    }
    ExitCode::FAILURE
}

fn set() -> Result<(), Vec<String>> {
    let one = |error: &dyn std::fmt::Display| vec![error.to_string()];
    let mut json = Vec::new();
    io::stdin().lock().read_to_end(&mut json).map_err(|error| one(&error))?;
    let manuscript = Manuscript::from_json(&json).map_err(|error| one(&format!("this is no manuscript: {error}")))?;
    let pdf = Typesetter::Here.set(&manuscript).map_err(|unset| match unset {
        Unset::Unfit(messages) => messages,
        Unset::Nobody | Unset::Program(_) => one(&unset),
    })?;
    io::stdout().lock().write_all(&pdf).map_err(|error| one(&error))
}
