//! Making a key, and reading one.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;
use age::x25519::Identity;

use crate::{Failure, Output};

/// Make a pair of keys: the private one in a file, the public one to put into campaign.toml.
///
/// The file can be read by you alone. Without it nobody can open what is sealed, nor can it be made again: keep a copy where
/// it is safe, and nowhere near the deployment. It is a file of age's: `age -d -i FILE` opens entries too.
#[derive(Debug, clap::Args)]
#[command(
    name = "keygen",
    after_help = "\
Example:
  dagpeil contacts keygen --out leerkring.age-key"
)]
pub(super) struct Arguments {
    /// The file to make. One that is there is left as it is.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let identity = Identity::generate();
    let recipient = identity.to_public();
    let text = format!("# public key: {recipient}\n{}\n", identity.to_string().expose_secret());
    private(&arguments.out)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| Failure::Failed(format!("{} can't be made: {error}", arguments.out.display())))?;
    writeln!(output.results, "{recipient}")?;
    writeln!(
        output.remarks,
        "The private key is in {}. Put the line above into campaign.toml: [contact] recipients = [\"{recipient}\"]",
        arguments.out.display()
    )?;
    Ok(())
}

/// A new file that only its owner can read.
pub(super) fn private(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The private keys in a file: one a line; blank lines and lines that begin with a # are skipped.
pub(super) fn read(path: &Path) -> Result<Vec<Identity>, Failure> {
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::Failed(format!("{} can't be read: {error}", path.display())))?;
    let mut identities = Vec::new();
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        // Says nothing of what is on the line: it may be most of a key.
        let identity = line.parse::<Identity>().map_err(|_| {
            Failure::Usage(format!("{}:{number}: no private key of age (AGE-SECRET-KEY-1…)", path.display()))
        })?;
        identities.push(identity);
    }
    if identities.is_empty() {
        return Err(Failure::Usage(format!("{}: there is no private key in it", path.display())));
    }
    Ok(identities)
}
