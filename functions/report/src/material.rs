//! What a report is made of: releases, and what moderators approved beside them.

use desk::Board;
use insight::{Dossier, findings::Stray};
use storage::{Place, StorageError};
use summary::{Parts, Summary};
use survey::addendum::Addendum;
use survey::campaign::Campaign;
use survey::language::Language;
use survey::release::{Area, Release, ReleaseNumber};

use crate::content::{self, Report};

/// The releases that a report tells of.
pub struct Material {
    /// Of the place, one of each audience that has any, in the order of the campaign.
    releases: Vec<Release>,
    /// What hangs beside them.
    addenda: Vec<Addendum>,
    /// The totals over all municipalities, for comparison.
    total: Vec<Release>,
}

impl Material {
    /// The material, where there is any release.
    pub fn new(releases: Vec<Release>, addenda: Vec<Addendum>, total: Vec<Release>) -> Option<Self> {
        (!releases.is_empty()).then_some(Material { releases, addenda, total })
    }

    /// Gathers it from a notice board: the latest releases, or the latest up to that one. At most four reads, and one more
    /// for each audience.
    ///
    /// # Errors
    /// When the board can't be read.
    pub async fn gather(board: &Board, area: Area, up_to: Option<ReleaseNumber>) -> Result<Option<Self>, StorageError> {
        let campaign = &board.campaign;
        let releases = hanging(board, area, up_to).await?;
        let is_final = releases.iter().any(|release| release.number() == ReleaseNumber::Final);
        // A total is made after the final releases, and never of few municipalities.
        let total = if area != Area::All && is_final && desk::may_have_total(campaign) {
            hanging(board, Area::All, None).await?
        } else {
            Vec::new()
        };
        let mut addenda = Vec::new();
        // Only what is quoted beside a final release of one municipality was ever moderated.
        for release in releases.iter().filter(|_| area != Area::All) {
            if release.number() == ReleaseNumber::Final
                && let Some(audience) = campaign.audience(release.audience().as_str())
            {
                addenda.extend(board.notices.addendum(&desk::place(campaign, area, audience)).await?);
            }
        }
        Ok(Material::new(releases, addenda, total))
    }

    /// The report, in Dutch or English.
    ///
    /// # Errors
    /// When the releases are not of that campaign and area.
    pub fn report(
        &self,
        campaign: &Campaign,
        dossier: &Dossier,
        area: Area,
        language: Language,
    ) -> Result<Report, Stray> {
        let findings = insight::findings(&dossier.sources(campaign, area, &self.releases, &self.total))?;
        let summaries: Vec<Summary<'_>> = (campaign.audiences.iter())
            .filter_map(|audience| {
                let release = self.releases.iter().find(|release| *release.audience() == audience.id)?;
                let addendum = self.addenda.iter().find(|addendum| *addendum.audience() == audience.id);
                Some(Summary::new(campaign, audience, release, addendum, Parts::RELEASED, language))
            })
            .collect();
        Ok(Report::of(&content::Sources { campaign, findings: &findings, summaries: &summaries, language }))
    }
}

/// Of each audience the latest release that hangs there, up to that one.
async fn hanging(board: &Board, area: Area, up_to: Option<ReleaseNumber>) -> Result<Vec<Release>, StorageError> {
    let campaign = &board.campaign;
    let there = board.notices.list_all(area, &campaign.trajectory).await?;
    let mut wanted: Vec<(Place, ReleaseNumber)> = Vec::new();
    for audience in &campaign.audiences {
        let numbers = there.get(&audience.id).into_iter().flat_map(|notices| &notices.releases);
        let latest =
            numbers.map(|notice| notice.number).filter(|number| up_to.is_none_or(|last| *number <= last)).max();
        wanted.extend(latest.map(|number| (desk::place(campaign, area, audience), number)));
    }
    if wanted.is_empty() { Ok(Vec::new()) } else { board.notices.get_several(&wanted).await }
}
