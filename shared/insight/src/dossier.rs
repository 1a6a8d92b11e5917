//! What findings need beyond the releases: which question asks what, initiatives, and earlier waves.
//!
//! Put together when a campaign is compiled, from `insight.toml`, `initiatives.toml` and earlier waves' exported releases in its
//! folder, and carried by the functions that tell findings as a file of its own, `insight.json`. It holds nothing that is not
//! published already: definitions, a catalogue, releases.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use survey::campaign::Campaign;
use survey::id::CampaignId;
use survey::language::Language;
use survey::release::{Area, Release};

use crate::findings::{Earlier, Sources, Stray, belong};
use crate::initiatives::{Catalogue, FaultyCatalogue};
use crate::roles::{Roles, UnfitRole};

/// The languages that findings are told in, and so all that is kept of an earlier wave's texts.
const TOLD: [Language; 2] = [Language::Nl, Language::En];
/// The parts of a release that no comparison with a later wave reads.
const UNREAD: [&str; 2] = ["breakdowns", "crossings"];

/// What findings need beyond the releases. Belongs to one campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// Which question asks what.
    pub roles: Roles,
    /// Initiatives to match.
    pub catalogue: Catalogue,
    /// Earlier waves, oldest first, with their releases of every area.
    pub earlier: Vec<Earlier>,
}

/// Why something is no dossier of a campaign.
#[derive(Debug, thiserror::Error)]
pub enum FaultyDossier {
    /// It is no dossier at all.
    #[error("it is no insight.json: {0}")]
    Form(#[from] serde_json::Error),
    /// It was made for another campaign.
    #[error("it was made for the campaign {0}")]
    OtherCampaign(CampaignId),
    /// A question can't have its role.
    #[error(transparent)]
    Role(#[from] UnfitRole),
    /// An initiative has a fault.
    #[error(transparent)]
    Catalogue(#[from] FaultyCatalogue),
    /// A release of an earlier wave is not of that wave.
    #[error("the wave of {campaign}: {stray}")]
    Earlier {
        /// The earlier wave's campaign.
        campaign: CampaignId,
        /// What does not belong.
        stray: Stray,
    },
}

impl Dossier {
    /// The dossier of a campaign, from what was declared of it. What is not declared of the roles is inferred; of earlier waves
    /// no more is kept than comparisons read.
    ///
    /// # Errors
    /// With the first role, initiative or release that does not fit.
    pub fn of(
        campaign: &Campaign,
        declared: &Roles,
        catalogue: Catalogue,
        earlier: Vec<Earlier>,
    ) -> Result<Dossier, FaultyDossier> {
        let earlier = earlier.iter().map(slimmed).collect();
        Dossier { roles: declared.clone(), catalogue, earlier }.checked(campaign)
    }

    /// The dossier of a campaign that declares nothing: inferred roles, no initiatives, no earlier waves.
    pub fn inferred(campaign: &Campaign) -> Dossier {
        Dossier { roles: Roles::inferred(campaign), catalogue: Catalogue::default(), earlier: Vec::new() }
    }

    /// What findings of `releases`, of that area, are made of. `total` are the releases of all municipalities together, if there
    /// are any; findings of a total are not held against itself.
    pub fn sources<'a>(
        &'a self,
        campaign: &'a Campaign,
        area: Area,
        releases: &'a [Release],
        total: &'a [Release],
    ) -> Sources<'a> {
        let total = if area == Area::All { &[] } else { total };
        let Dossier { roles, catalogue, earlier } = self;
        Sources { campaign, area, releases, roles, total, earlier, catalogue }
    }

    /// The dossier as the file that travels with the functions.
    pub fn to_json(&self, campaign: &Campaign) -> String {
        json!({ "campaign": campaign.id, "dossier": self }).to_string()
    }

    /// Reads a file made by [`to_json`](Self::to_json) for that campaign.
    ///
    /// # Errors
    /// When it is no such file, is another campaign's, or does not fit the campaign.
    pub fn from_json(json: &[u8], campaign: &Campaign) -> Result<Dossier, FaultyDossier> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            campaign: CampaignId,
            dossier: Dossier,
        }
        let file: File = serde_json::from_slice(json)?;
        if file.campaign != campaign.id {
            return Err(FaultyDossier::OtherCampaign(file.campaign));
        }
        file.dossier.checked(campaign)
    }

    fn checked(self, campaign: &Campaign) -> Result<Dossier, FaultyDossier> {
        let roles = Roles::of(campaign, &self.roles)?;
        let catalogue = self.catalogue.checked()?;
        for wave in &self.earlier {
            belong(&wave.campaign, &wave.releases)
                .map_err(|stray| FaultyDossier::Earlier { campaign: wave.campaign.id.clone(), stray })?;
        }
        Ok(Dossier { roles, catalogue, earlier: self.earlier })
    }
}

/// The wave with what a comparison reads and no more, so that many of them travel lightly.
fn slimmed(wave: &Earlier) -> Earlier {
    let mut campaign = wave.campaign.clone();
    (campaign.logo, campaign.pictures) = (None, Default::default());
    campaign.languages.retain(|language| TOLD.contains(language));
    let mut json = serde_json::to_value(&campaign).expect("a campaign has only text keys");
    forget_languages(&mut json);
    let campaign = serde_json::from_value(json).expect("it is a campaign in fewer languages");
    let releases = wave.releases.iter().map(|release| {
        let mut json: Value = serde_json::from_str(&release.to_json()).expect("a release is JSON");
        let parts = json.as_object_mut().expect("a release has parts");
        UNREAD.iter().for_each(|part| drop(parts.remove(*part)));
        Release::from_json(&json.to_string()).expect("it is a release with fewer parts")
    });
    Earlier { name: wave.name.clone(), campaign, releases: releases.collect() }
}

/// Takes out the texts in languages that findings are not told in.
fn forget_languages(json: &mut Value) {
    match json {
        Value::Array(values) => values.iter_mut().for_each(forget_languages),
        Value::Object(entries) => {
            let is_text = entries.contains_key(Language::Nl.code())
                && entries.iter().all(|(key, value)| key.parse::<Language>().is_ok() && value.is_string());
            if is_text {
                entries.retain(|key, _| TOLD.iter().any(|language| language.code() == key));
            } else {
                entries.values_mut().for_each(forget_languages);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
