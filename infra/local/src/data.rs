//! The folder in which a system on this machine keeps its data. One process at a time has it.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::{Database, StartError};

const DATABASE: &str = "dynamodb.sqlite";
const ADVISER_KEY: &str = "adviser.key";
const LOCK: &str = "lock";

/// A data folder that is ours until this is dropped, or the process ends however it does.
#[derive(Debug)]
pub struct DataFolder {
    folder: PathBuf,
    /// Nobody else can lock it meanwhile: the engine does not expect others at its tables.
    _lock: File,
}

impl DataFolder {
    /// Takes `folder`, and makes it if there is none.
    ///
    /// # Errors
    /// When it can't be made or written in, or another process has it.
    pub fn take(folder: &Path) -> Result<Self, StartError> {
        let failed = |error| StartError::Folder { folder: folder.to_owned(), error };
        fs::create_dir_all(folder).map_err(failed)?;
        let lock = File::options().write(true).create(true).truncate(false).open(folder.join(LOCK)).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(DataFolder { folder: folder.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(StartError::InUse { folder: folder.to_owned() }),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// Takes `folder`, in which there must be data.
    ///
    /// # Errors
    /// When there is none, or another process has it.
    pub fn take_filled(folder: &Path) -> Result<Self, StartError> {
        if folder.join(DATABASE).is_file() {
            Self::take(folder)
        } else {
            Err(StartError::NoData { folder: folder.to_owned() })
        }
    }

    /// Where the tables are.
    pub fn database(&self) -> Database {
        Database::File(self.folder.join(DATABASE))
    }

    /// The file of the adviser's key.
    pub fn adviser_key(&self) -> PathBuf {
        self.folder.join(ADVISER_KEY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_one_process_s_until_it_lets_go() {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("new/data");
        let taken = DataFolder::take(&folder).unwrap();
        let refused = DataFolder::take(&folder).unwrap_err().to_string();
        assert!(refused.contains("in use") && refused.lines().count() == 1, "{refused}");
        drop(taken);
        DataFolder::take(&folder).unwrap();
    }

    #[test]
    fn a_folder_without_data_is_left_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(DataFolder::take_filled(folder.path()), Err(StartError::NoData { .. })));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(DataFolder::take_filled(&folder.path().join("none")).is_err());
    }
}
