//! How a command can end badly, and what is said then.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use survey::definition::Fault;

use crate::Output;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// Definitions have faults.
    Faulty(Vec<Fault>),
    /// What was asked makes no sense: said in one line, with what would.
    Usage(String),
    /// The command line could not be parsed, or help was asked for.
    CommandLine(clap::Error),
    /// Something outside failed: said in one line.
    Failed(String),
    /// A stream could not be written to.
    Output(io::Error),
}

impl From<clap::Error> for Failure {
    fn from(error: clap::Error) -> Self {
        Failure::CommandLine(error)
    }
}

impl From<local::StartError> for Failure {
    fn from(error: local::StartError) -> Self {
        Failure::Failed(error.to_string())
    }
}

impl From<local::stack::StackError> for Failure {
    fn from(error: local::stack::StackError) -> Self {
        Failure::Failed(error.to_string())
    }
}

impl From<storage::StorageError> for Failure {
    fn from(error: storage::StorageError) -> Self {
        Failure::Failed(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

impl Failure {
    /// Says what went wrong and gives the exit code that belongs to it.
    pub(crate) fn report(self, output: &mut Output<'_>) -> ExitCode {
        // If even the remarks can't be written there is no one left to tell.
        let remarks = &mut output.remarks;
        match self {
            Failure::Faulty(faults) => {
                let _ = list(&faults, remarks);
                ExitCode::FAILURE
            }
            Failure::Usage(message) => {
                let _ = writeln!(remarks, "error: {message}");
                ExitCode::from(2)
            }
            Failure::CommandLine(error) => {
                // Help that was asked for is a result; clap knows the stream, and whether it takes colours.
                let _ = error.print();
                u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
            }
            Failure::Failed(message) => {
                let _ = writeln!(remarks, "error: {message}");
                ExitCode::FAILURE
            }
            // The reader of a pipe saw enough, as in `dagpeil links … | head`.
            Failure::Output(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Failure::Output(error) => {
                let _ = writeln!(remarks, "error: the result can't be written: {error}");
                ExitCode::FAILURE
            }
        }
    }
}

/// Lists faults, and tells how many there are.
pub(crate) fn list(faults: &[Fault], remarks: &mut dyn Write) -> io::Result<()> {
    for fault in faults {
        writeln!(remarks, "{fault}")?;
    }
    match faults.len() {
        1 => writeln!(remarks, "1 fault"),
        more => writeln!(remarks, "{more} faults"),
    }
}
