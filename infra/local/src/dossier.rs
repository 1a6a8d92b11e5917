//! What a campaign's folder says of its findings: `insight.toml`, `initiatives.toml`, and earlier waves as they were exported.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use insight::Dossier;
use insight::dossier::FaultyDossier;
use insight::findings::Earlier;
use insight::initiatives::{Catalogue, FaultyCatalogue};
use insight::roles::Roles;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use survey::campaign::{Bundle, Campaign};
use survey::definition::Fault;
use survey::language::{Language, Text};
use survey::release::{Area, Release, ReleaseNumber};

/// Initiatives that every campaign is held against.
const CATALOGUE: &str = include_str!("../../initiatives/catalogue.toml");
/// What a campaign says of its findings, in its folder.
const SETTINGS: &str = "insight.toml";
/// A municipality's own initiatives, in its campaign's folder.
const INITIATIVES: &str = "initiatives.toml";

/// What a campaign says of its findings.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    /// Which question asks what, where it is not as is inferred.
    questions: Roles,
    /// Earlier waves.
    earlier: Vec<Wave>,
}

/// Where an earlier wave is kept: paths from the campaign's folder.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wave {
    name: Text,
    campaign: PathBuf,
    releases: PathBuf,
}

/// Reads the dossier of the campaign in `folder`. A folder without any of these files has one too: inferred roles and the
/// initiatives that are known everywhere.
///
/// # Errors
/// With every file that has a fault.
pub fn load(folder: &Path, campaign: &Campaign) -> Result<Dossier, Vec<Fault>> {
    let settings_file = File::at(folder.join(SETTINGS));
    let initiatives_file = File::at(folder.join(INITIATIVES));
    let (settings, own) = match (settings_file.read::<Settings>(), initiatives_file.read::<Catalogue>()) {
        (Ok(settings), Ok(own)) => (settings, own),
        (settings, own) => return Err([settings.err(), own.err()].into_iter().flatten().collect()),
    };
    let mut faults = Vec::new();
    let mut earlier = Vec::new();
    for wave in settings.earlier {
        match read_wave(folder, &settings_file, wave) {
            Ok(wave) => earlier.push(wave),
            Err(fault) => faults.push(fault),
        }
    }
    let catalogue: Catalogue = toml::from_str(CATALOGUE).expect("a test reads it");
    let dossier = match catalogue.with(own) {
        Err(fault) => {
            let (FaultyCatalogue::Twice(id) | FaultyCatalogue::NoStep(id, _) | FaultyCatalogue::NoSource(id)) = &fault;
            faults.push(initiatives_file.fault(id, fault.to_string()));
            Err(())
        }
        Ok(catalogue) => Dossier::of(campaign, &settings.questions, catalogue, earlier).map_err(|fault| {
            let place = match &fault {
                FaultyDossier::Role(unfit) => unfit.role,
                FaultyDossier::Form(_)
                | FaultyDossier::OtherCampaign(_)
                | FaultyDossier::Catalogue(_)
                | FaultyDossier::Earlier { .. } => "earlier",
            };
            faults.push(settings_file.fault(place, fault.to_string()));
        }),
    };
    match dossier {
        Ok(dossier) if faults.is_empty() => Ok(dossier),
        Ok(_) | Err(()) => Err(faults),
    }
}

fn read_wave(folder: &Path, settings: &File, wave: Wave) -> Result<Earlier, Fault> {
    let name = wave.name.get(Language::Nl).to_owned();
    let fault = |what: String| settings.fault(&name, what);
    let file = folder.join(wave.campaign);
    let json = fs::read(&file).map_err(|error| fault(format!("{} can't be read: {error}", file.display())))?;
    let Bundle { campaign, .. } = Bundle::from_json(&json)
        .map_err(|error| fault(format!("{} is no compiled campaign: {error}", file.display())))?;
    let exported = folder.join(wave.releases);
    let areas = campaign.municipalities.iter().copied().map(Area::Municipality).chain([Area::All]);
    let mut releases = Vec::new();
    for area in areas {
        releases.extend(latest(&campaign, &exported, area).map_err(|error| fault(error.to_string()))?);
    }
    if releases.is_empty() {
        return Err(fault(format!("there is no release of {} in {}", campaign.id, exported.display())));
    }
    Ok(Earlier { name: wave.name, campaign, releases })
}

/// Why exported releases can't be read: one clear line.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is no such folder.
    #[error("there is no folder `{}`", .0.display())]
    NoFolder(PathBuf),
    /// A file or folder can't be read.
    #[error("{} can't be read: {error}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A file is no release.
    #[error("{} is no release: {error}", file.display())]
    NoRelease {
        /// Which.
        file: PathBuf,
        /// Why.
        error: serde_json::Error,
    },
}

/// The latest release of each of the campaign's audiences in that area, in a folder that `dagpeil export` wrote.
///
/// # Errors
/// When the folder is not there, or something in it can't be read.
pub fn latest(campaign: &Campaign, folder: &Path, area: Area) -> Result<Vec<Release>, ExportError> {
    if !folder.is_dir() {
        return Err(ExportError::NoFolder(folder.to_owned()));
    }
    let mut releases = Vec::new();
    for audience in &campaign.audiences {
        let folder = folder.join(area.code()).join(audience.id.as_str());
        let unreadable = |path: &Path, error| ExportError::Unreadable { path: path.to_owned(), error };
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(unreadable(&folder, error)),
        };
        let mut latest: Option<(ReleaseNumber, PathBuf)> = None;
        for entry in entries {
            let path = entry.map_err(|error| unreadable(&folder, error))?.path();
            // Beside the releases lie progress.json and quotes.json.
            let number = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse().ok());
            let is_json = path.extension().is_some_and(|extension| extension == "json");
            if let Some(number) = number.filter(|_| is_json)
                && latest.as_ref().is_none_or(|(other, _)| *other < number)
            {
                latest = Some((number, path));
            }
        }
        if let Some((_, file)) = latest {
            let json = fs::read_to_string(&file).map_err(|error| unreadable(&file, error))?;
            let release = Release::from_json(&json).map_err(|error| ExportError::NoRelease { file, error })?;
            releases.push(release);
        }
    }
    Ok(releases)
}

/// A file that need not be there.
struct File {
    path: PathBuf,
    text: Result<Option<String>, std::io::Error>,
}

impl File {
    fn at(path: PathBuf) -> Self {
        let text = match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        };
        File { path, text }
    }

    /// What it says; nothing if it is not there.
    fn read<T: DeserializeOwned + Default>(&self) -> Result<T, Fault> {
        match &self.text {
            Ok(None) => Ok(T::default()),
            Ok(Some(text)) => toml::from_str(text).map_err(|error| {
                let at = error.span().map_or(0, |span| span.start);
                self.fault_at(at, error.message().trim_end().to_owned())
            }),
            Err(error) => Err(self.fault_at(0, format!("this file can't be read: {error}"))),
        }
    }

    /// A fault where the file first says `named`.
    fn fault(&self, named: &str, what: String) -> Fault {
        let text = self.text.as_ref().ok().and_then(Option::as_deref);
        self.fault_at(text.and_then(|text| text.find(named)).unwrap_or(0), what)
    }

    /// A fault at that byte.
    fn fault_at(&self, at: usize, what: String) -> Fault {
        let text = self.text.as_ref().ok().and_then(Option::as_deref).unwrap_or_default();
        let before = text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        Fault {
            file: self.path.display().to_string(),
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
            what,
            allowed: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped(campaign: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../campaigns").join(campaign)
    }

    fn campaign() -> Campaign {
        crate::campaigns::load(&shipped("voorbeeld-2026")).unwrap().campaign
    }

    /// A folder with these files.
    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn the_example_has_an_earlier_wave_and_the_initiatives_that_are_known_everywhere() {
        let dossier = load(&shipped("voorbeeld-2026"), &campaign()).unwrap();
        let [wave] = dossier.earlier.as_slice() else { panic!("one wave") };
        let audiences: Vec<&str> = wave.releases.iter().map(|release| release.audience().as_str()).collect();
        assert_eq!((wave.campaign.id.as_str(), audiences), ("voorbeeld-2025", vec!["users", "providers"]));
        assert!(dossier.catalogue.initiatives.iter().any(|initiative| initiative.id == "de-wilg"));
        // What is deployed with a function is small.
        assert!(dossier.to_json(&campaign()).len() < 100_000);
    }

    #[test]
    fn a_folder_that_says_nothing_has_a_dossier_too() {
        let dossier = load(folder(&[]).path(), &campaign()).unwrap();
        assert!(
            dossier.roles.need.is_some() && !dossier.catalogue.initiatives.is_empty() && dossier.earlier.is_empty()
        );
    }

    #[test]
    fn faults_are_told_with_their_place() {
        let one = |settings: &str, initiatives: &str, said: &str| {
            let folder = folder(&[(SETTINGS, settings), (INITIATIVES, initiatives)]);
            let faults = load(folder.path(), &campaign()).unwrap_err();
            let [fault] = faults.as_slice() else { panic!("{faults:?}") };
            let told = fault.to_string();
            assert!(told.replace(folder.path().to_str().unwrap(), "").starts_with(said), "{told}");
        };
        one("\nquestion = 1", "", "/insight.toml:2:1: unknown field `question`");
        let role = "[questions]\nneed = { audience = \"users\", question = \"who\" }";
        one(role, "", "/insight.toml:2:1: need = users/who: it must be a multiple choice");
        let twice = "[[initiative]]\nid = \"de-wilg\"\nname.nl = 'x'\nwhat.nl = 'y'\nsource = 'z'";
        one("", twice, "/initiatives.toml:2:7: there are two initiatives `de-wilg`");
        let wave = "[[earlier]]\nname.nl = \"toen\"\ncampaign = \"no.json\"\nreleases = \"no\"";
        one(wave, "", "/insight.toml:2:12: ");
    }

    #[test]
    fn files_that_are_both_faulty_are_both_told() {
        let folder = folder(&[(SETTINGS, "x = 1"), (INITIATIVES, "y = 1")]);
        assert_eq!(load(folder.path(), &campaign()).unwrap_err().len(), 2);
    }

    #[test]
    fn a_wave_without_releases_is_a_fault() {
        let folder =
            folder(&[(SETTINGS, "[[earlier]]\nname.nl = \"toen\"\ncampaign = \"campaign.json\"\nreleases = \".\"\n")]);
        fs::write(folder.path().join("campaign.json"), Bundle::new(campaign()).to_json()).unwrap();
        let faults = load(folder.path(), &campaign()).unwrap_err();
        assert!(faults[0].what.starts_with("there is no release of voorbeeld-2026 in "), "{}", faults[0]);
    }
}
