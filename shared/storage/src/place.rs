use survey::campaign::{Audience, Campaign};
use survey::id::{AudienceId, TrajectoryId};
use survey::municipality::Municipality;
use survey::release::Area;

/// Where answers and releases belong: a municipality, a trajectory and an audience; for totals, all municipalities of
/// the campaign. Every key begins with it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Where people are asked.
    pub area: Area,
    /// The piece of work the campaign belongs to.
    pub trajectory: TrajectoryId,
    /// Who is asked.
    pub audience: AudienceId,
}

impl Place {
    /// The place of one of a campaign's audiences in one of its municipalities.
    pub fn of(campaign: &Campaign, municipality: Municipality, audience: &Audience) -> Self {
        Place { area: municipality.into(), trajectory: campaign.trajectory.clone(), audience: audience.id.clone() }
    }

    /// The place of one of a campaign's audiences in all of its municipalities together: for releases alone.
    pub fn total(campaign: &Campaign, audience: &Audience) -> Self {
        Place { area: Area::All, trajectory: campaign.trajectory.clone(), audience: audience.id.clone() }
    }

    /// The partition key: `GM0171#dagbesteding-2026`.
    pub(crate) fn partition(&self) -> String {
        partition(self.area, &self.trajectory)
    }

    /// A sort key: `users#…`. No id contains a `#`, so no audience's keys are among another's.
    pub(crate) fn sort(&self, rest: &str) -> String {
        format!("{}#{rest}", self.audience)
    }
}

/// The partition of all of an area's audiences in a trajectory.
pub(crate) fn partition(area: Area, trajectory: &TrajectoryId) -> String {
    format!("{}#{trajectory}", area.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_the_documented_form() {
        let place = Place {
            area: "GM0171".parse().unwrap(),
            trajectory: "dagbesteding-2026".parse().unwrap(),
            audience: "users".parse().unwrap(),
        };
        assert_eq!(place.partition(), "GM0171#dagbesteding-2026");
        assert_eq!(place.sort("final"), "users#final");
        let total = Place { area: Area::All, ..place };
        assert_eq!(total.partition(), "all#dagbesteding-2026");
    }
}
