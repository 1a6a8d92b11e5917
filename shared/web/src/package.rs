//! What travels with a function.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use survey::campaign::{Bundle, Campaign};

/// The setting that names the file of the compiled campaign.
pub const SETTING: &str = "DAGPEIL_CAMPAIGN";

/// The setting that names the file with what findings need.
pub const INSIGHT_SETTING: &str = "DAGPEIL_INSIGHT";

/// The compiled campaign in the function's package: the file that [`SETTING`] names, or else `campaign.json` where Lambda
/// unpacks it.
///
/// # Errors
/// When the file can't be read, or is no compiled campaign; the error names the file.
pub fn campaign() -> io::Result<Campaign> {
    let file = file(SETTING, "campaign.json");
    let bundle = Bundle::from_json(&read(&file)?)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {error}", file.display())))?;
    Ok(bundle.campaign)
}

/// What findings about the campaign need beyond releases, as `dagpeil compile` wrote it: the file that [`INSIGHT_SETTING`]
/// names, or else `insight.json` where Lambda unpacks it. To be read by `insight::Dossier::from_json`; this crate knows the
/// file's place and not its content.
///
/// # Errors
/// When the file can't be read; the error names it.
pub fn insight() -> io::Result<Vec<u8>> {
    read(&file(INSIGHT_SETTING, "insight.json"))
}

fn file(setting: &str, name: &str) -> PathBuf {
    let unpacked = || Path::new(&env::var_os("LAMBDA_TASK_ROOT").unwrap_or_default()).join(name);
    env::var_os(setting).map_or_else(unpacked, PathBuf::from)
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    fs::read(file).map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", file.display())))
}
