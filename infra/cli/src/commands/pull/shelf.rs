//! The folder that is pulled to, and what is remembered of it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use survey::keys::fingerprint_of;

use crate::{Failure, Output};

/// The file, in the folder, in which the tags are.
const MEMORY: &str = ".dagpeil-pull.json";

/// A folder of pulled files. Each is written whole or not at all.
pub(super) struct Shelf {
    folder: PathBuf,
    memory: Memory,
}

#[derive(Default, Serialize, Deserialize)]
struct Memory {
    files: BTreeMap<String, Remembered>,
}

/// What is remembered of a file.
#[derive(Serialize, Deserialize)]
struct Remembered {
    /// The tag that it came with.
    tag: String,
    /// The fingerprint of what was written: a file that was changed since is fetched again.
    fingerprint: String,
}

/// What became of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Put {
    /// It is there, with this in it.
    Written,
    /// This was in it already.
    Same,
}

impl Shelf {
    /// Makes the folder if need be, and recalls what was pulled there before.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub(super) fn open(folder: &Path, output: &mut Output<'_>) -> Result<Self, Failure> {
        fs::create_dir_all(folder)
            .map_err(|error| Failure::Failed(format!("{} can't be made: {error}", folder.display())))?;
        let file = folder.join(MEMORY);
        let memory = match fs::read(&file) {
            Ok(json) => match serde_json::from_slice(&json) {
                Ok(memory) => memory,
                Err(_) => {
                    let file = file.display();
                    writeln!(output.remarks, "warning: {file} can't be read; everything is fetched anew")?;
                    Memory::default()
                }
            },
            Err(error) if error.kind() == ErrorKind::NotFound => Memory::default(),
            Err(error) => return Err(Failure::Failed(format!("{} can't be read: {error}", file.display()))),
        };
        Ok(Shelf { folder: folder.to_owned(), memory })
    }

    /// Where a file is.
    pub(super) fn path(&self, name: &Path) -> PathBuf {
        self.folder.join(name)
    }

    /// The tag of what is in a file, if it is still there and as it was written.
    pub(super) fn tag(&self, name: &Path) -> Option<&str> {
        let remembered = self.memory.files.get(&recorded(name))?;
        let bytes = fs::read(self.path(name)).ok()?;
        (fingerprint_of(&bytes) == remembered.fingerprint).then_some(remembered.tag.as_str())
    }

    /// Puts a file there.
    ///
    /// # Errors
    /// When it can't be written; then what was there is there still.
    pub(super) fn put(&mut self, name: &Path, bytes: &[u8], tag: Option<String>) -> Result<Put, Failure> {
        let path = self.path(name);
        let same = fs::read(&path).is_ok_and(|there| there == bytes);
        if !same {
            whole(&path, bytes)?;
        }
        match tag {
            Some(tag) => {
                let fingerprint = fingerprint_of(bytes);
                self.memory.files.insert(recorded(name), Remembered { tag, fingerprint });
            }
            None => {
                self.memory.files.remove(&recorded(name));
            }
        }
        Ok(if same { Put::Same } else { Put::Written })
    }

    /// Remembers for the next time.
    ///
    /// # Errors
    /// When that can't be written.
    pub(super) fn close(self) -> Result<(), Failure> {
        let json = serde_json::to_vec_pretty(&self.memory).expect("its keys are texts");
        let file = self.folder.join(MEMORY);
        if self.memory.files.is_empty() && !file.exists() {
            return Ok(());
        }
        whole(&file, &json)
    }
}

/// How a file is called in the memory, on every system.
fn recorded(name: &Path) -> String {
    let parts = name.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// Writes a file beside its place and then moves it there, so that nobody ever finds half of it.
fn whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let write = || -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = folder.join(format!(".{name}.part"));
        let mut file = File::create(&beside)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        drop(file);
        let moved = written.and_then(|()| fs::rename(&beside, path));
        if moved.is_err() {
            let _ = fs::remove_file(&beside);
        }
        moved
    };
    write().map_err(|error| {
        let hint = if path.exists() { " (is it open in another program?)" } else { "" };
        Failure::Failed(format!("{} can't be written{hint}: {error}", path.display()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(folder: &Path) -> (Shelf, String) {
        let mut remarks = Vec::new();
        let shelf = Shelf::open(folder, &mut Output { results: Box::new(io::sink()), remarks: Box::new(&mut remarks) });
        (shelf.unwrap(), String::from_utf8(remarks).unwrap())
    }

    #[test]
    fn a_tag_is_of_what_is_still_there() {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("new/folder");
        let name = Path::new("proef-2026/GM0171/users-1.csv");
        let (mut shelf, said) = open(&folder);
        assert_eq!((shelf.tag(name), said.as_str()), (None, ""));
        assert_eq!(shelf.put(name, b"cijfers", Some("W/\"a\"".to_owned())).unwrap(), Put::Written);
        assert_eq!(shelf.put(name, b"cijfers", Some("W/\"b\"".to_owned())).unwrap(), Put::Same);
        shelf.close().unwrap();

        let (shelf, _) = open(&folder);
        assert_eq!(shelf.tag(name), Some("W/\"b\""));
        fs::write(shelf.path(name), "bewerkt").unwrap();
        assert_eq!(shelf.tag(name), None, "someone worked in it");
        fs::remove_file(shelf.path(name)).unwrap();
        assert_eq!(shelf.tag(name), None, "it is gone");
    }

    #[test]
    fn without_a_tag_nothing_is_remembered() {
        let around = tempfile::tempdir().unwrap();
        let (mut shelf, _) = open(around.path());
        shelf.put(Path::new("a"), b"1", Some("\"a\"".to_owned())).unwrap();
        shelf.put(Path::new("a"), b"2", None).unwrap();
        assert_eq!(shelf.tag(Path::new("a")), None);
    }

    #[test]
    fn a_file_that_can_not_be_written_leaves_what_was_there() {
        let around = tempfile::tempdir().unwrap();
        let (mut shelf, _) = open(around.path());
        // A folder stands where the file should go.
        fs::create_dir(around.path().join("users-1.csv")).unwrap();
        let Err(Failure::Failed(said)) = shelf.put(Path::new("users-1.csv"), b"1", None) else { panic!() };
        assert!(said.contains("users-1.csv can't be written"), "{said}");
        let left: Vec<_> = fs::read_dir(around.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["users-1.csv"], "nothing half-written stays");
    }

    #[test]
    fn a_broken_memory_is_said_and_costs_no_more_than_time() {
        let around = tempfile::tempdir().unwrap();
        fs::write(around.path().join(MEMORY), "{").unwrap();
        let (_, said) = open(around.path());
        assert!(said.starts_with("warning: ") && said.lines().count() == 1, "{said}");
    }
}
