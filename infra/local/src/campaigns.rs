//! Reading campaign definitions from their folders.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use insight::Dossier;
use survey::campaign::Campaign;
use survey::definition::{Compiled, Fault, Source, compile};

use crate::{StartError, dossier};

/// The name of a campaign's own file in its folder.
const CAMPAIGN_FILE: &str = "campaign.toml";

/// Reads and compiles the campaign in `folder`: its `campaign.toml`, the files that names, and their translations.
///
/// # Errors
/// With every fault of every file; a file that can't be read is a fault too.
pub fn load(folder: &Path) -> Result<Compiled, Vec<Fault>> {
    load_by(folder, |file| fs::read_to_string(file))
}

/// As [`load`], reading files by `read`: for who wants to know which files a campaign is made of.
///
/// # Errors
/// As [`load`].
pub fn load_by(folder: &Path, mut read: impl FnMut(&Path) -> io::Result<String>) -> Result<Compiled, Vec<Fault>> {
    let campaign = folder.join(CAMPAIGN_FILE);
    let text = read(&campaign).map_err(|error| {
        vec![Fault { allowed: format!("a folder with a {CAMPAIGN_FILE}"), ..unreadable(&campaign, &error) }]
    })?;

    let mut unreadables = Vec::new();
    let source = Source { path: &campaign.display().to_string(), text: &text };
    let outcome = compile(&name(folder), source, |path| {
        let path = beside(folder, path);
        match read(&path) {
            Ok(text) => Some((path.display().to_string(), text)),
            Err(error) => {
                // That a file is not there is said where it is named.
                if error.kind() != ErrorKind::NotFound {
                    unreadables.push(unreadable(&path, &error));
                }
                None
            }
        }
    });
    outcome.map_err(|mut faults| {
        faults.append(&mut unreadables);
        faults
    })
}

/// A campaign with what findings about it need.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The campaign.
    pub campaign: Campaign,
    /// What findings about it need beyond releases.
    pub dossier: Dossier,
}

impl From<Campaign> for Loaded {
    /// A campaign of which nothing is said but what its questionnaires say.
    fn from(campaign: Campaign) -> Self {
        Loaded { dossier: Dossier::inferred(&campaign), campaign }
    }
}

/// Reads and compiles every campaign that has a folder in `folder`, by their names, with their dossiers; those with made-up
/// answers only when `synthetic`.
///
/// # Errors
/// With every fault of every campaign, a line each.
pub fn load_all(folder: &Path, synthetic: bool) -> Result<Vec<Loaded>, StartError> {
    let unreadable = |error: std::io::Error| {
        StartError::Campaigns(format!("the folder {} can't be read: {error}", folder.display()))
    };
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.join(CAMPAIGN_FILE).is_file() {
            folders.push(path);
        }
    }
    folders.sort();
    let (mut campaigns, mut faults) = (Vec::new(), Vec::new());
    for folder in folders {
        let loaded = load(&folder).and_then(|Compiled { campaign, .. }| {
            let dossier = dossier::load(&folder, &campaign)?;
            Ok(Loaded { campaign, dossier })
        });
        match loaded {
            Ok(loaded) => campaigns.push(loaded),
            Err(found) => faults.extend(found),
        }
    }
    if !faults.is_empty() {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        return Err(StartError::Campaigns(format!("the campaigns have faults:\n{}", lines.join("\n"))));
    }
    campaigns.retain(|Loaded { campaign, .. }| synthetic || !campaign.synthetic);
    for (at, Loaded { campaign, .. }) in campaigns.iter().enumerate() {
        // Here they share tables, and the trajectory is what keeps them apart.
        let mut before = campaigns[..at].iter().map(|other| &other.campaign);
        if let Some(other) = before.find(|other| other.trajectory == campaign.trajectory) {
            let (one, other, trajectory) = (&campaign.id, &other.id, &campaign.trajectory);
            return Err(StartError::Campaigns(format!(
                "{one} and {other} belong to the same trajectory, {trajectory}; run one of them from a folder of its own"
            )));
        }
    }
    if campaigns.is_empty() {
        return Err(StartError::Campaigns(format!("there is no campaign in {}", folder.display())));
    }
    Ok(campaigns)
}

/// The folder's own name, also where it was given as `.` or `..`.
fn name(folder: &Path) -> String {
    let absolute = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    absolute.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Where a questionnaire lies; without a detour through the folder where people will read the path.
fn beside(folder: &Path, path: &str) -> PathBuf {
    match (path.strip_prefix("../"), folder.parent()) {
        (Some(sibling), Some(parent)) if folder.file_name().is_some() => parent.join(sibling),
        _ => folder.join(path),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Fault {
    Fault {
        file: path.display().to_string(),
        line: 1,
        column: 1,
        what: format!("this file can't be read: {error}"),
        allowed: "a text file in UTF-8".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../campaigns")
    }

    #[test]
    fn the_campaigns_in_the_repository_have_no_faults_and_lack_only_native_speakers() {
        let mut count = 0;
        for entry in fs::read_dir(shipped()).unwrap() {
            let folder = entry.unwrap().path();
            let outcome = load(&folder);
            match outcome.and_then(|compiled| dossier::load(&folder, &compiled.campaign).map(|_| compiled)) {
                Ok(compiled) => {
                    let others = compiled.warnings.iter().filter(|warning| !warning.what.contains("no native speaker"));
                    assert_eq!(others.collect::<Vec<_>>(), Vec::<&Fault>::new(), "{}", folder.display());
                }
                Err(faults) => {
                    let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
                    panic!("{}", lines.join("\n"));
                }
            }
            count += 1;
        }
        assert!(count >= 1);
    }

    #[test]
    fn a_folder_without_a_campaign_is_one_fault() {
        let faults = load(&shipped()).unwrap_err();
        assert_eq!(faults.len(), 1);
        assert!(faults[0].file.ends_with("campaign.toml") && faults[0].allowed.contains("campaign.toml"));
    }

    #[test]
    fn a_questionnaire_that_is_not_text_is_a_fault_with_its_reason() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("campaign.toml"), "[[audience]]\nid = 'users'\nquestionnaire = 'users.toml'")
            .unwrap();
        fs::write(folder.path().join("users.toml"), b"title.nl = '\xff'").unwrap();
        let faults = load(folder.path()).unwrap_err();
        assert!(faults.iter().any(|fault| fault.file.ends_with("users.toml") && fault.what.contains("UTF-8")));
    }

    #[test]
    fn paths_of_siblings_are_shown_without_a_detour() {
        assert_eq!(
            beside(Path::new("infra/campaigns/a"), "../b/users.toml"),
            Path::new("infra/campaigns/b/users.toml")
        );
        assert_eq!(beside(Path::new("a"), "../b/users.toml"), Path::new("b/users.toml"));
        assert_eq!(beside(Path::new("."), "../b/users.toml"), Path::new("./../b/users.toml"));
        assert_eq!(beside(Path::new("infra/a"), "users.toml"), Path::new("infra/a/users.toml"));
    }
}
