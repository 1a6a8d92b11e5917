//! What travels with a function.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use survey::campaign::{Bundle, Campaign};

/// The setting that names the file of the compiled campaign.
pub const SETTING: &str = "DAGPEIL_CAMPAIGN";

/// The compiled campaign in the function's package: the file that [`SETTING`] names, or else `campaign.json` where Lambda
/// unpacks it.
///
/// # Errors
/// When the file can't be read, or is no compiled campaign; the error names the file.
pub fn campaign() -> io::Result<Campaign> {
    let file = env::var_os(SETTING).map_or_else(
        || Path::new(&env::var_os("LAMBDA_TASK_ROOT").unwrap_or_default()).join("campaign.json"),
        PathBuf::from,
    );
    let named = |kind, reason: &dyn std::fmt::Display| io::Error::new(kind, format!("{}: {reason}", file.display()));
    let json = fs::read(&file).map_err(|error| named(error.kind(), &error))?;
    let bundle = Bundle::from_json(&json).map_err(|error| named(io::ErrorKind::InvalidData, &error))?;
    Ok(bundle.campaign)
}
