//! All findings of one place at once.

use serde::{Deserialize, Serialize};
use survey::campaign::{Audience, Campaign, Respondents};
use survey::id::{AudienceId, CampaignId};
use survey::language::Text;
use survey::questionnaire::ItemId;
use survey::release::{Area, Release, ReleaseNumber};

use crate::comparison::{Comparison, With, compare};
use crate::groups::{ByGroup, Topic, by_group as by_respondents};
use crate::initiatives::{Catalogue, Match, matches};
use crate::ladder::{Ladder, ladder};
use crate::reading::{Missing, Reading, Why, of};
use crate::roles::{Asked, Roles};
use crate::share::Amount;
use crate::supply::{Capacity, Ranking, Supply, by_group, by_theme, capacity, grouping, ranking};

/// What findings are made of.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// Where.
    pub area: Area,
    /// The releases of that area: one of each audience, the final one or the latest.
    pub releases: &'a [Release],
    /// Which question asks what.
    pub roles: &'a Roles,
    /// The releases of all municipalities together, to hold these against; none where there are none.
    pub total: &'a [Release],
    /// Earlier waves.
    pub earlier: &'a [Earlier],
    /// Initiatives to match.
    pub catalogue: &'a Catalogue,
}

/// An earlier wave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// What it is called, such as "voorjaar 2025".
    pub name: Text,
    /// Its campaign as it was: what was asked then.
    pub campaign: Campaign,
    /// Its releases: of each area and audience the final one or the latest. Only those of the area that findings are about are
    /// held against it.
    pub releases: Vec<Release>,
}

/// What can be said of one place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Findings {
    /// The campaign.
    pub campaign: CampaignId,
    /// What it is called.
    pub title: Text,
    /// Where.
    pub area: Area,
    /// The municipality's name; null for all together.
    pub name: Option<&'static str>,
    /// Whether the responses were made up. Said wherever findings are shown.
    pub synthetic: bool,
    /// Whether anyone with the link could answer, even more than once.
    pub open_link: bool,
    /// Who answered.
    pub responses: Vec<Responses>,
    /// What people want.
    pub needs: Option<Ranking>,
    /// Need against offer, by theme.
    pub supply: Option<Supply>,
    /// Need against offer, by groups of themes such as the goals of the Participatiewiel.
    pub goals: Option<Supply>,
    /// What stands in the way: of people, of organisations.
    pub obstacles: Vec<Ranking>,
    /// How many places the organisations have together.
    pub places: Option<Capacity>,
    /// How many people wait for one.
    pub waiting: Option<Capacity>,
    /// The Participatieladder.
    pub ladder: Option<Ladder>,
    /// The derived variables of questions that are no background questions, such as goals or forms of participation.
    pub groupings: Vec<Ranking>,
    /// What people want, what stands in their way and which step they wish for, by group of respondents. Only a final release
    /// tells it.
    pub groups: Vec<ByGroup>,
    /// Beside earlier waves and the total.
    pub comparisons: Vec<Comparison>,
    /// Initiatives that fit.
    pub initiatives: Vec<Match>,
    /// What can't be told, and why.
    pub missing: Vec<Missing>,
}

/// Who answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Responses {
    /// The audience.
    pub audience: AudienceId,
    /// What it is called.
    pub title: Text,
    /// People, or organisations.
    pub respondents: Respondents,
    /// How many.
    pub responses: Amount,
    /// Which release this is of.
    pub release: ReleaseNumber,
    /// The day on which it was made.
    pub day: String,
}

/// Releases that do not belong together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a release of {campaign}, {area}, {audience} does not belong to these findings: {why}")]
pub struct Stray {
    /// The campaign of the release.
    pub campaign: CampaignId,
    /// Its area.
    pub area: Area,
    /// Its audience.
    pub audience: AudienceId,
    /// Why.
    pub why: &'static str,
}

/// Makes the findings.
///
/// # Errors
/// When a release is of another campaign or area, or two are of the same area and audience.
pub fn findings(sources: &Sources<'_>) -> Result<Findings, Stray> {
    let campaign = sources.campaign;
    let readings = read(campaign, sources.area, sources.releases)?;
    let total = read(campaign, Area::All, sources.total)?;
    let mut missing = Vec::new();
    for audience in &campaign.audiences {
        if !readings.iter().any(|reading| reading.audience.id == audience.id) {
            missing.push(Missing {
                audience: Some(audience.id.clone()),
                item: None,
                label: Some(audience.title.clone()),
                why: Why::NoRelease,
            });
        }
    }
    let mut maker = Maker { readings: &readings, missing };
    let roles = sources.roles;
    let needs = maker.told(&roles.need, |reading, asked| ranking(reading, &asked.question));
    let supply = maker.both(roles, |need, offer| Some(by_theme(&campaign.themes, need, offer, roles.unmet.as_ref())));
    let goals = maker.both(roles, by_group);
    let obstacles = [&roles.obstacles, &roles.hindrances];
    let obstacles = obstacles.map(|asked| maker.told(asked, |reading, asked| ranking(reading, &asked.question)));
    let places = maker.told(&roles.places, |reading, asked| capacity(reading, &asked.question));
    let waiting = maker.told(&roles.waiting, |reading, asked| capacity(reading, &asked.question));
    let ladder = maker.ladder(roles);
    let groupings = maker.groupings();
    let groups = groups(&readings, roles);
    let comparisons = comparisons(sources, &readings, &total)?;
    let Maker { missing, .. } = maker;
    let initiatives = matches(sources.catalogue, supply.as_ref(), ladder.as_ref());
    Ok(Findings {
        campaign: campaign.id.clone(),
        title: campaign.title.clone(),
        area: sources.area,
        name: sources.area.municipality().map(|municipality| municipality.name()),
        synthetic: campaign.synthetic || sources.releases.iter().any(Release::synthetic),
        open_link: campaign.access.admits_links(),
        responses: readings.iter().map(responses).collect(),
        needs,
        supply,
        goals,
        obstacles: obstacles.into_iter().flatten().collect(),
        places,
        waiting,
        ladder,
        groupings,
        groups,
        comparisons,
        initiatives,
        missing: each_once(missing),
    })
}

fn responses(reading: &Reading<'_>) -> Responses {
    let Audience { id, title, respondents, .. } = reading.audience;
    Responses {
        audience: id.clone(),
        title: title.clone(),
        respondents: *respondents,
        responses: reading.responses(),
        release: reading.release.number(),
        day: reading.release.day().to_string(),
    }
}

/// The releases with their audiences, in the order of the campaign.
fn read<'a>(campaign: &'a Campaign, area: Area, releases: &'a [Release]) -> Result<Vec<Reading<'a>>, Stray> {
    belong(campaign, releases)?;
    match releases.iter().find(|release| release.area() != area) {
        Some(release) => Err(stray(release, "it is of another area")),
        None => Ok(of_area(campaign, area, releases)),
    }
}

/// Those of one area, in the order of the campaign's audiences.
fn of_area<'a>(campaign: &'a Campaign, area: Area, releases: &'a [Release]) -> Vec<Reading<'a>> {
    let of = |audience: &Audience| {
        releases.iter().find(|release| release.area() == area && *release.audience() == audience.id)
    };
    campaign.audiences.iter().filter_map(|audience| Reading::of(campaign, of(audience)?)).collect()
}

/// Whether all these releases are the campaign's, and of each area and audience there is one at most.
pub(crate) fn belong(campaign: &Campaign, releases: &[Release]) -> Result<(), Stray> {
    for (at, release) in releases.iter().enumerate() {
        if *release.campaign() != campaign.id {
            return Err(stray(release, "it is of another campaign"));
        }
        if campaign.audience(release.audience().as_str()).is_none() {
            return Err(stray(release, "the campaign has no such audience"));
        }
        let is_same = |other: &Release| (other.area(), other.audience()) == (release.area(), release.audience());
        if releases[..at].iter().any(is_same) {
            return Err(stray(release, "there are two of this audience"));
        }
    }
    Ok(())
}

fn stray(release: &Release, why: &'static str) -> Stray {
    let (campaign, audience) = (release.campaign().clone(), release.audience().clone());
    Stray { campaign, area: release.area(), audience, why }
}

/// Collects what is missing while findings are made.
struct Maker<'r, 'a> {
    readings: &'r [Reading<'a>],
    missing: Vec<Missing>,
}

impl<'r, 'a> Maker<'r, 'a> {
    /// A finding of one question. Where no question has the role, or nothing was released of the audience, there is none;
    /// the latter was said already.
    fn told<T>(
        &mut self,
        asked: &Option<Asked>,
        make: impl FnOnce(&Reading<'a>, &Asked) -> Result<T, Missing>,
    ) -> Option<T> {
        let asked = asked.as_ref()?;
        let reading = of(self.readings, asked)?;
        make(reading, asked).map_err(|missing| self.missing.push(missing)).ok()
    }

    fn both(
        &mut self,
        roles: &Roles,
        make: impl FnOnce((&Reading<'a>, &Asked), (&Reading<'a>, &Asked)) -> Option<Result<Supply, Missing>>,
    ) -> Option<Supply> {
        let (need, offer) = (roles.need.as_ref()?, roles.offer.as_ref()?);
        let (wanted, offered) = (of(self.readings, need)?, of(self.readings, offer)?);
        make((wanted, need), (offered, offer))?.map_err(|missing| self.missing.push(missing)).ok()
    }

    fn ladder(&mut self, roles: &Roles) -> Option<Ladder> {
        let (now, wish) = (roles.step_now.as_ref()?, roles.step_wish.as_ref()?);
        if now.audience != wish.audience {
            return None;
        }
        match ladder(of(self.readings, now)?, now, wish) {
            Ok((ladder, missing)) => {
                self.missing.extend(missing);
                Some(ladder)
            }
            Err(missing) => {
                self.missing.push(missing);
                None
            }
        }
    }

    fn groupings(&mut self) -> Vec<Ranking> {
        let mut groupings = Vec::new();
        for reading in self.readings {
            for derived in &reading.audience.questionnaire.derived {
                // Groups of a background question serve breakdowns.
                if reading.item(&derived.of).is_some_and(|item| item.question.background) {
                    continue;
                }
                match grouping(reading, derived) {
                    Ok(grouping) => groupings.push(grouping),
                    Err(missing) => self.missing.push(missing),
                }
            }
        }
        groupings
    }
}

/// What is told by group of respondents: needs, the goals that they are taken together by, obstacles and wished-for steps.
fn groups(readings: &[Reading<'_>], roles: &Roles) -> Vec<ByGroup> {
    let of_role = |topic, asked: &Option<Asked>| asked.as_ref().map(|asked| (topic, asked.clone()));
    let asked = [
        of_role(Topic::Needs, &roles.need),
        of_role(Topic::Obstacles, &roles.obstacles),
        of_role(Topic::StepsWished, &roles.step_wish),
    ];
    let mut told = Vec::new();
    for reading in readings {
        let mut topics = Vec::new();
        for (topic, asked) in asked.iter().flatten().filter(|(_, asked)| asked.audience == reading.audience.id) {
            let item = ItemId::from(asked.question.clone());
            topics.push((*topic, item.clone()));
            if *topic == Topic::Needs {
                let derived = reading.audience.questionnaire.derived.iter().filter(|derived| derived.of == item);
                topics.extend(derived.map(|derived| (Topic::Goals, derived.id.clone().into())));
            }
        }
        told.extend(by_respondents(reading, &topics));
    }
    told
}

fn comparisons(
    sources: &Sources<'_>,
    readings: &[Reading<'_>],
    total: &[Reading<'_>],
) -> Result<Vec<Comparison>, Stray> {
    let mut comparisons = Vec::new();
    for earlier in sources.earlier {
        belong(&earlier.campaign, &earlier.releases)?;
        let others = of_area(&earlier.campaign, sources.area, &earlier.releases);
        comparisons.extend(beside(readings, &others, With::Earlier, &earlier.name));
    }
    comparisons.extend(beside(readings, total, With::Total, &sources.campaign.title));
    Ok(comparisons)
}

fn beside(readings: &[Reading<'_>], others: &[Reading<'_>], with: With, name: &Text) -> Vec<Comparison> {
    let other = |reading: &Reading<'_>| others.iter().find(|other| other.audience.id == reading.audience.id);
    readings.iter().filter_map(|reading| Some(compare(reading, other(reading)?, with, name))).collect()
}

fn each_once(missing: Vec<Missing>) -> Vec<Missing> {
    let mut once: Vec<Missing> = Vec::new();
    for one in missing {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}
