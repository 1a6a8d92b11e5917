//! Finding a campaign by its folder or its id, and a place in it.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use insight::Dossier;
use local::campaigns::{Loaded, load};
use storage::Place;
use survey::campaign::{Bundle, Campaign};
use survey::definition::Compiled;
use survey::municipality::Municipality;

use crate::{Failure, Output};

/// Where campaigns lie, seen from the root of the repository.
const CAMPAIGNS: &str = "infra/campaigns";

/// The file with what findings need, beside a compiled campaign.
pub(crate) const INSIGHT: &str = "insight.json";

/// Finds and compiles a campaign, for whoever means to check it: its warnings are written among the remarks.
pub(crate) fn checked(campaign: &Path, output: &mut Output<'_>) -> Result<Compiled, Failure> {
    let compiled = load(&folder(campaign)?).map_err(Failure::Faulty)?;
    for warning in &compiled.warnings {
        writeln!(output.remarks, "warning: {warning}")?;
    }
    Ok(compiled)
}

/// Finds and compiles a campaign, for whoever means to use it: of many warnings only how many there are is remarked.
pub(crate) fn compiled(campaign: &Path, output: &mut Output<'_>) -> Result<Compiled, Failure> {
    const MOST: usize = 3;
    let compiled = load(&folder(campaign)?).map_err(Failure::Faulty)?;
    let warnings = &compiled.warnings;
    if warnings.len() <= MOST {
        for warning in warnings {
            writeln!(output.remarks, "warning: {warning}")?;
        }
    } else {
        let (count, id) = (warnings.len(), &compiled.campaign.id);
        writeln!(output.remarks, "{count} warnings about {id}; `dagpeil check` tells them")?;
    }
    Ok(compiled)
}

/// A campaign from its folder, or as it is deployed: a compiled campaign in a `.json` file.
pub(crate) fn deployed(campaign: &Path, output: &mut Output<'_>) -> Result<Campaign, Failure> {
    if campaign.is_file() && campaign.extension().is_some_and(|extension| extension == "json") {
        return Ok(bundle(campaign)?.campaign);
    }
    Ok(compiled(campaign, output)?.campaign)
}

/// As [`deployed`], with what findings about the campaign need: from its folder, or from `insight.json` beside the compiled
/// campaign, where `dagpeil compile` writes it.
pub(crate) fn deployed_with_dossier(campaign: &Path, output: &mut Output<'_>) -> Result<Loaded, Failure> {
    let loaded = deployed(campaign, output)?;
    if !campaign.is_file() {
        let dossier = local::dossier::load(&folder(campaign)?, &loaded).map_err(Failure::Faulty)?;
        return Ok(Loaded { campaign: loaded, dossier });
    }
    let file = campaign.with_file_name(INSIGHT);
    let failed = |error: &dyn std::fmt::Display| Failure::Failed(format!("{}: {error}", file.display()));
    match fs::read(&file) {
        Ok(json) => {
            let dossier = Dossier::from_json(&json, &loaded).map_err(|error| failed(&error))?;
            Ok(Loaded { campaign: loaded, dossier })
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            writeln!(output.remarks, "warning: there is no {}: without initiatives and earlier waves", file.display())?;
            Ok(loaded.into())
        }
        Err(error) => Err(failed(&error)),
    }
}

/// The place of that municipality and audience of a campaign.
pub(crate) fn place(campaign: &Campaign, municipality: Municipality, audience: &str) -> Result<Place, Failure> {
    if !campaign.municipalities.contains(&municipality) {
        let name = municipality.name();
        return Err(Failure::Usage(format!("{} does not ask in {} ({name})", campaign.id, municipality.code())));
    }
    let Some(audience) = campaign.audience(audience) else {
        let known: Vec<&str> = campaign.audiences.iter().map(|audience| audience.id.as_str()).collect();
        let message = format!("{} has no audience `{audience}`; it has {}", campaign.id, known.join(", "));
        return Err(Failure::Usage(message));
    };
    Ok(Place::of(campaign, municipality, audience))
}

/// Reads a compiled campaign.
pub(crate) fn bundle(file: &Path) -> Result<Bundle, Failure> {
    let json = fs::read(file).map_err(|error| Failure::Failed(format!("{} can't be read: {error}", file.display())))?;
    Bundle::from_json(&json)
        .map_err(|error| Failure::Failed(format!("{} is no compiled campaign: {error}", file.display())))
}

/// The campaign's folder: the one given, or the one of that id in the repository we are in.
pub(crate) fn folder(campaign: &Path) -> Result<PathBuf, Failure> {
    if campaign.is_dir() {
        return Ok(campaign.to_owned());
    }
    if campaign.is_file() {
        let folder = campaign.parent().filter(|folder| !folder.as_os_str().is_empty());
        return Ok(folder.unwrap_or(Path::new(".")).to_owned());
    }
    let shown = campaign.display();
    // A path was meant as a path; a bare word may be an id.
    if campaign.components().count() != 1 {
        return Err(Failure::Usage(format!("there is no folder `{shown}`")));
    }
    let Some(campaigns) = campaigns_folder() else {
        return Err(Failure::Usage(format!("there is no folder `{shown}`, and no {CAMPAIGNS} here or above")));
    };
    let folder = campaigns.join(campaign);
    if folder.is_dir() {
        return Ok(folder);
    }
    let known = ids(&campaigns).join(", ");
    Err(Failure::Usage(format!("there is no campaign `{shown}` in {}; there are: {known}", campaigns.display())))
}

/// `infra/campaigns` of the repository around the current directory, as a path relative to it: short in messages.
fn campaigns_folder() -> Option<PathBuf> {
    let depth = std::env::current_dir().ok()?.components().count();
    (0..depth).map(|up| PathBuf::from("../".repeat(up)).join(CAMPAIGNS)).find(|folder| folder.is_dir())
}

/// The campaigns in a folder, by name.
fn ids(campaigns: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(campaigns).into_iter().flatten().flatten();
    let mut ids: Vec<String> = entries
        .filter(|entry| entry.path().join("campaign.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    ids.sort();
    ids
}
