//! What findings need beyond the releases, as it travels.

use insight::Dossier;
use insight::comparison::With;
use insight::dossier::FaultyDossier;
use insight::findings::Earlier;
use insight::initiatives::Catalogue;
use insight::roles::{Asked, Roles};
use survey::campaign::Campaign;
use survey::language::{Language, Text};
use survey::release::{Area, Release};

use super::world::{campaign, catalogue, released};

/// The same release of another area.
fn moved_to(release: &Release, area: &str) -> Release {
    let json = release.to_json();
    let moved = json.replace(r#""area":"GM0171""#, &format!(r#""area":"{area}""#));
    assert!(json.contains(r#""area":"GM0171""#));
    Release::from_json(&moved).unwrap()
}

fn wave(campaign: &Campaign, releases: Vec<Release>) -> Earlier {
    Earlier { name: Text::dutch("toen"), campaign: campaign.clone(), releases }
}

#[test]
fn a_dossier_comes_out_of_its_file_as_it_went_in() {
    let campaign = campaign(&[]);
    let dossier =
        Dossier::of(&campaign, &Roles::default(), catalogue(), vec![wave(&campaign, vec![released("users.json")])]);
    let dossier = dossier.unwrap();
    assert_eq!(dossier.roles, Roles::inferred(&campaign));
    let json = dossier.to_json(&campaign);
    assert_eq!(Dossier::from_json(json.as_bytes(), &campaign).unwrap(), dossier);
}

#[test]
fn an_earlier_wave_travels_light_and_says_the_same() {
    let mut then = campaign(&[]);
    then.logo = Some("<svg/>".to_owned());
    let now = campaign(&[]);
    let (users, before) = ([released("users.json")], released("users.json"));
    let full = [wave(&then, vec![before.clone()])];
    let dossier = Dossier::of(&now, &Roles::default(), catalogue(), full.to_vec()).unwrap();
    let kept = &dossier.earlier[0];
    assert!(!before.breakdowns().is_empty() && kept.releases[0].breakdowns().is_empty());
    assert!(kept.releases[0].crossings().is_empty() && kept.campaign.logo.is_none());
    assert!(kept.campaign.languages.iter().all(|language| matches!(language, Language::Nl | Language::En)));
    assert!(kept.releases[0].to_json().len() * 4 < before.to_json().len());

    let area = users[0].area();
    let slim = insight::findings(&dossier.sources(&now, area, &users, &[])).unwrap();
    let whole = Dossier { earlier: full.to_vec(), ..dossier.clone() };
    assert_eq!(insight::findings(&whole.sources(&now, area, &users, &[])).unwrap(), slim);
    assert_eq!(slim.comparisons.len(), 1);
}

#[test]
fn findings_take_only_their_own_area_of_a_wave() {
    let campaign = campaign(&[]);
    let here = released("users.json");
    let elsewhere = moved_to(&here, "GM0355");
    let total = moved_to(&here, "all");
    let all = vec![elsewhere.clone(), total.clone()];
    let dossier = Dossier::of(&campaign, &Roles::default(), catalogue(), vec![wave(&campaign, all)]).unwrap();
    let compared = |area: Area, release: &Release, total: &[Release]| {
        let releases = std::slice::from_ref(release);
        let found = insight::findings(&dossier.sources(&campaign, area, releases, total)).unwrap();
        found.comparisons.into_iter().map(|comparison| (comparison.with, comparison.area)).collect::<Vec<_>>()
    };
    assert_eq!(compared(here.area(), &here, &[]), []);
    assert_eq!(compared(elsewhere.area(), &elsewhere, &[]), [(With::Earlier, elsewhere.area())]);
    // A total is held against that of then, and not against itself.
    assert_eq!(compared(Area::All, &total, std::slice::from_ref(&total)), [(With::Earlier, Area::All)]);
    assert_eq!(compared(here.area(), &here, std::slice::from_ref(&total)), [(With::Total, Area::All)]);
}

#[test]
fn what_does_not_fit_is_refused() {
    let campaign = campaign(&[]);
    let dossier = Dossier::of(&campaign, &Roles::default(), catalogue(), Vec::new()).unwrap();
    let mut other = campaign.clone();
    other.id = "elders-2026".parse().unwrap();
    let refused = Dossier::from_json(dossier.to_json(&other).as_bytes(), &campaign).unwrap_err();
    assert!(matches!(&refused, FaultyDossier::OtherCampaign(id) if id.as_str() == "elders-2026"), "{refused}");
    assert!(matches!(Dossier::from_json(b"{}", &campaign), Err(FaultyDossier::Form(_))));

    let who = Some(Asked { audience: "users".parse().unwrap(), question: "who".parse().unwrap() });
    let unfit = Roles { need: who, ..Roles::default() };
    assert!(matches!(Dossier::of(&campaign, &unfit, catalogue(), Vec::new()), Err(FaultyDossier::Role(_))));
    let twice = Catalogue { initiatives: [catalogue().initiatives, catalogue().initiatives].concat() };
    let refused = Dossier::of(&campaign, &Roles::default(), twice, Vec::new());
    assert!(matches!(refused, Err(FaultyDossier::Catalogue(_))));
    let stray = wave(&other, vec![released("users.json")]);
    let refused = Dossier::of(&campaign, &Roles::default(), catalogue(), vec![stray]).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the wave of elders-2026: a release of voorbeeld-2026, GM0171, users does not belong to these findings: it is of another \
         campaign"
    );
}

#[test]
fn a_campaign_that_declares_nothing_has_a_dossier_too() {
    let campaign = campaign(&[]);
    let dossier = Dossier::inferred(&campaign);
    assert!(dossier.roles.need.is_some() && dossier.catalogue.initiatives.is_empty() && dossier.earlier.is_empty());
}
