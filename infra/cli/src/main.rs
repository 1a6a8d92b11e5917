//! The campaign tool; see the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    dagpeil::run(std::env::args_os(), &mut dagpeil::Output::standard())
}
