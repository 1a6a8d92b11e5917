//! Where it is written down who did what with people's answers: a file that is only ever added to.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::json;
use web::Clock;

use crate::Failure;

/// An open journal.
pub(crate) struct Journal {
    file: File,
    path: PathBuf,
    about: serde_json::Value,
}

impl Journal {
    /// Opens it; `about` goes into every line.
    ///
    /// # Errors
    /// When it can't be written to.
    pub(crate) fn open(path: &Path, about: serde_json::Value) -> Result<Self, Failure> {
        let path = path.to_owned();
        let file = File::options().create(true).append(true).open(&path).map_err(|error| unwritten(&path, &error))?;
        Ok(Journal { file, path, about })
    }

    /// Adds a line, and answers with it. It is on the disk before anything goes on.
    ///
    /// # Errors
    /// When it can't be written for certain.
    pub(crate) fn write(&mut self, event: &serde_json::Value) -> Result<String, Failure> {
        // By the true clock: a record of what happened, whatever a test stage believes.
        let mut line = serde_json::Map::from_iter([("at".to_owned(), json!(Clock::system().now().to_string()))]);
        for members in [&self.about, event] {
            line.extend(members.as_object().expect("both are objects").clone());
        }
        let line = serde_json::Value::Object(line).to_string();
        writeln!(self.file, "{line}")
            .and_then(|()| self.file.sync_all())
            .map_err(|error| unwritten(&self.path, &error))?;
        Ok(line)
    }
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    Failure::Failed(format!("what is done must be written down, and {} can't be: {error}", path.display()))
}
