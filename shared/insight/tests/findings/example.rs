//! The example's own releases, as an adviser reads them.

use insight::comparison::{Change, With};
use insight::findings::Earlier;
use insight::initiatives::{Catalogue, FaultyCatalogue};
use insight::prose::Prose;
use insight::roles::{Asked, Roles};
use insight::{Findings, Sources, Why, findings};
use serde_json::json;
use survey::language::{Language, Text};
use survey::release::{Area, Release};

use super::world::{campaign, catalogue, found, released, table};

fn told(findings: &Findings, language: Language) -> String {
    let prose = Prose::of(findings, language);
    let sections = prose.sections.iter().map(|section| {
        let sentences: Vec<String> = section.sentences.iter().map(ToString::to_string).collect();
        format!("## {}\n{}\n", section.title, sentences.join("\n"))
    });
    sections.collect::<Vec<_>>().join("\n")
}

fn asked(audience: &str, question: &str) -> Option<Asked> {
    Some(Asked { audience: audience.parse().unwrap(), question: question.parse().unwrap() })
}

#[test]
fn the_final_release_in_words() {
    let found = found(&campaign(&[]), &[released("users.json"), released("providers.json")], &[], &[]);
    insta::assert_snapshot!("final_nl", told(&found, Language::Nl));
    insta::assert_snapshot!("final_en", told(&found, Language::En));
    assert!(found.missing.is_empty(), "{:?}", found.missing);
    // What is not spoken is told in English.
    assert_eq!(told(&found, Language::Pl), told(&found, Language::En));
}

#[test]
fn gaps_in_words() {
    let few = |release: &Release, value: &str| {
        let mut json: serde_json::Value = serde_json::from_str(&release.to_json()).unwrap();
        let tables = json["tables"].as_array_mut().unwrap();
        let offer = tables.iter_mut().find(|table| table["item"] == "offer").unwrap();
        let cells = offer["body"]["shown"]["cells"].as_array_mut().unwrap();
        let cell = cells.iter_mut().find(|cell| cell[0]["value"] == value).unwrap();
        cell[1] = json!({ "fewer_than": 5 });
        Release::from_json(&json.to_string()).unwrap()
    };
    let one = few(&released("providers.json"), "meet");
    let several = ["move", "calm", "outdoor"].iter().fold(one.clone(), |release, value| few(&release, value));
    let campaign = campaign(&[]);
    let section = |providers: Release| {
        let found = found(&campaign, &[released("users.json"), providers], &[], &[]);
        let prose = told(&found, Language::Nl);
        let parts = prose.split("## ").filter(|part| part.starts_with("Vraag naast") || part.starts_with("Wat elders"));
        parts.collect::<String>()
    };
    insta::assert_snapshot!("one_gap_nl", section(one));
    insta::assert_snapshot!("gaps_nl", section(several));
}

#[test]
fn a_theme_is_compared_if_one_answer_on_either_side_stands_for_it() {
    let campaign = campaign(&[("theme = \"digital\"", "theme = \"language\"")]);
    let found = found(&campaign, &[released("users.json"), released("providers.json")], &[], &[]);
    let supply = found.supply.as_ref().unwrap();
    let missing: Vec<(&str, Why)> = supply.missing.iter().map(|line| (line.id.as_str(), line.why)).collect();
    assert_eq!(missing, [("language", Why::SeveralOptions), ("digital", Why::NotAsked)]);
    assert_eq!(supply.lines.len(), campaign.themes.len() - 2);
    let prose = told(&found, Language::Nl);
    assert!(prose.contains("Niet aan beide kanten gevraagd: ‘digitaal’."), "{prose}");
    assert!(prose.contains("Niet te vergelijken, omdat er meer antwoorden voor zijn: ‘taal’."), "{prose}");
}

#[test]
fn rows_and_grids_that_are_withheld_are_told_as_such() {
    let campaign = campaign(&[]);
    let without = |hidden: &dyn Fn(&str) -> bool| {
        let mut json: serde_json::Value = serde_json::from_str(&released("providers.json").to_json()).unwrap();
        for table in json["tables"].as_array_mut().unwrap() {
            if hidden(table["item"].as_str().unwrap()) {
                table["body"] = serde_json::json!({ "withheld": "too_few" });
            }
        }
        found(&campaign, &[released("users.json"), Release::from_json(&json.to_string()).unwrap()], &[], &[])
    };
    let found = without(&|item| item == "hinder.money" || item == "places");
    let hinder = found.obstacles.iter().find(|ranking| ranking.item.as_str() == "hinder").unwrap();
    assert_eq!(hinder.lines.len(), 5);
    assert!(hinder.lines.iter().all(|line| line.id != "money" && line.rank.worst <= 5));
    assert!(found.places.is_none() && found.waiting.is_some());
    let said = "Niet getoond, omdat het over te weinig antwoorden gaat of te veel over een ervan zou zeggen: ‘Hoeveel \
                plekken heeft u op een gewone dag?’ en ‘Te weinig geld’.";
    assert!(told(&found, Language::Nl).contains(said), "{}", told(&found, Language::Nl));

    let found = without(&|item| item.starts_with("hinder."));
    assert_eq!(found.obstacles.len(), 1);
    assert!(told(&found, Language::Nl).contains("zou zeggen: ‘Waar heeft u last van?’."));
}

#[test]
fn forms_of_participation_are_a_derived_variable_of_what_people_do_now() {
    let mut json: serde_json::Value = serde_json::from_str(&released("users.json").to_json()).unwrap();
    let cells = [("open", 75), ("guided", 90), ("learning", 30), ("volunteer", 60), ("supported", 25), ("regular", 20)];
    let cells = cells.map(|(id, count)| (id, json!({ "about": count }))).into_iter();
    let cells = cells.chain([("no_answer", json!({ "fewer_than": 5 }))]).collect();
    let derived = json["derived"].as_array_mut().unwrap();
    derived.retain(|table| table["item"] != "forms");
    derived.push(table("forms", json!({ "about": 400 }), cells));
    let users = Release::from_json(&json.to_string()).unwrap();
    let prose = told(&found(&campaign(&[]), &[users], &[], &[]), Language::Nl);
    let section = prose.split("## ").find(|section| section.starts_with("Waar mensen staan")).unwrap();
    let said = "Samengenomen naar ‘Vormen van meedoen nu’ staan bovenaan: ‘Dagbesteding met begeleiding’ 23% (21 tot 24), \
                ‘Vrij toegankelijke activiteiten’ 19% (17 tot 20) en ‘Vrijwilligerswerk’ 15% (13 tot 17).";
    assert!(section.contains(said), "{section}");
}

#[test]
fn findings_have_a_form_for_programs() {
    let found = found(&campaign(&[]), &[released("users.json"), released("providers.json")], &[], &[]);
    let json = serde_json::to_value(&found).unwrap();
    insta::assert_json_snapshot!("response_json", json["responses"]);
    insta::assert_json_snapshot!("supply_line_json", json["supply"]["lines"][0]);
    insta::assert_json_snapshot!("shift_json", json["ladder"]["shift"]["up"]);
    let prose = serde_json::to_value(Prose::of(&found, Language::Nl)).unwrap();
    insta::assert_json_snapshot!("sentence_json", prose["sections"][0]["sentences"][1]);
}

#[test]
fn an_interim_release_of_one_audience_tells_what_is_missing() {
    let found = found(&campaign(&[]), &[released("users-interim.json")], &[], &[]);
    insta::assert_snapshot!("interim_nl", told(&found, Language::Nl));
    assert!(found.supply.is_none() && found.goals.is_none() && found.ladder.unwrap().shift.is_none());
    let why: Vec<(Option<String>, Why)> =
        found.missing.into_iter().map(|missing| (missing.item.map(|item| item.to_string()), missing.why)).collect();
    let not_yet = |item: &str| (Some(item.to_owned()), Why::NotYet);
    assert_eq!(why, [(None, Why::NoRelease), not_yet("step_shift"), not_yet("goals"), not_yet("forms")]);
}

#[test]
fn too_few_to_say_how_many_are_at_most_so_many() {
    let few = moved(
        &released("users-interim.json"),
        r#""responses":{"about":"#,
        r#""responses":{"about":5},"was":{"about":"#,
    );
    let few = few.to_json().replacen(r#""responses":{"about":5}"#, r#""responses":{"fewer_than":5}"#, 1);
    let users = Release::from_json(&few).unwrap();
    let prose = told(&found(&campaign(&[]), &[users, released("providers.json")], &[], &[]), Language::Nl);
    assert!(prose.contains("deden hoogstens 4 mensen en ongeveer 40 organisaties mee."), "{prose}");
}

#[test]
fn what_asks_what_is_inferred_and_can_be_declared() {
    let campaign = campaign(&[]);
    let inferred = Roles::inferred(&campaign);
    let expected = Roles {
        need: asked("users", "matters"),
        offer: asked("providers", "offer"),
        unmet: asked("providers", "asked"),
        obstacles: asked("users", "barrier"),
        hindrances: asked("providers", "hinder"),
        places: asked("providers", "places"),
        waiting: asked("providers", "waiting"),
        step_now: asked("users", "step_now"),
        step_wish: asked("users", "step_wish"),
    };
    assert_eq!(inferred, expected);
    let help = Roles { obstacles: asked("users", "help"), ..Roles::default() };
    assert_eq!(Roles::of(&campaign, &help).unwrap(), Roles { obstacles: asked("users", "help"), ..expected });
    for (declared, said) in [
        (Roles { need: asked("users", "who"), ..Roles::default() }, "need = users/who: it must be a multiple choice"),
        (
            Roles { places: asked("users", "nothing"), ..Roles::default() },
            "places = users/nothing: the campaign asks no",
        ),
        (Roles { step_now: asked("users", "with"), ..Roles::default() }, "step_now = users/with: it must be a single"),
    ] {
        let refused = Roles::of(&campaign, &declared).unwrap_err().to_string();
        assert!(refused.starts_with(said), "{refused}");
    }
}

/// The same release with some counts moved.
fn moved(release: &Release, from: &str, to: &str) -> Release {
    let json = release.to_json();
    assert!(json.contains(from), "{json}");
    Release::from_json(&json.replace(from, to)).unwrap()
}

#[test]
fn an_earlier_wave_is_compared_where_it_asked_alike() {
    // Then there was one option less for what makes it hard, and nobody was asked with whom.
    let then = campaign(&[
        ("  { id = \"waiting\", nl = \"Er is een wachtlijst\", en = \"There is a waiting list\" },\n", ""),
        ("id = \"with\"", "id = \"together\""),
    ]);
    let now = released("users.json");
    let earlier = moved(&now, r#"[{"value":"meet"},{"about":230}]"#, r#"[{"value":"meet"},{"about":160}]"#);
    let earlier = moved(&earlier, r#"[{"value":"move"},{"about":140}]"#, r#"[{"value":"move"},{"about":260}]"#);
    let name = Text::dutch("het voorjaar");
    let waves = [Earlier { name, campaign: then, releases: vec![earlier] }];
    let found = found(&campaign(&[]), &[now, released("providers.json")], &[], &waves);
    let [comparison] = found.comparisons.as_slice() else { panic!("{:?}", found.comparisons) };
    assert_eq!((comparison.with, comparison.audience.as_str()), (With::Earlier, "users"));
    let matters = comparison.items.iter().find(|item| item.item.to_string() == "matters").unwrap();
    let change = |value: &str| matters.lines.iter().find(|line| line.value.as_str() == value).unwrap().change;
    assert_eq!(change("meet"), Change::Higher);
    assert_eq!(change("move"), Change::Lower);
    assert_eq!(change("music"), Change::AboutEqual);
    let why: Vec<(String, Why)> =
        comparison.missing.iter().map(|missing| (missing.item.as_ref().unwrap().to_string(), missing.why)).collect();
    assert_eq!(why, [("with".to_owned(), Why::NotAsked), ("barrier".to_owned(), Why::AskedOtherwise)]);
    let prose = told(&found, Language::Nl);
    let section = prose.split("## ").find(|section| section.starts_with("Naast andere uitkomsten")).unwrap();
    insta::assert_snapshot!("earlier_nl", section);
}

#[test]
fn a_condition_on_a_question_that_changed_is_another_question() {
    // Who is asked what would relieve them depends on the options of `who`.
    let then = campaign(&[
        (
            "  { id = \"other\", nl = \"Voor iemand anders, bijvoorbeeld voor mijn werk\", en = \"For someone else, for example as part of my job\" },\n",
            "  { id = \"client\", nl = \"Voor mijn werk\" },\n",
        ),
        ("or ${who} = 'other'", "or ${who} = 'client'"),
    ]);
    let wave = [Earlier { name: Text::dutch("toen"), campaign: then, releases: vec![released("users.json")] }];
    let found = found(&campaign(&[]), &[released("users.json")], &[], &wave);
    let otherwise = &found.comparisons[0].missing;
    let otherwise: Vec<String> = otherwise.iter().map(|missing| missing.item.as_ref().unwrap().to_string()).collect();
    assert_eq!(otherwise, ["who", "relief"]);
}

#[test]
fn a_municipality_stands_beside_the_total() {
    let users = released("users.json");
    let total = moved(&users, r#""area":"GM0171""#, r#""area":"all""#);
    let found = found(&campaign(&[]), std::slice::from_ref(&users), std::slice::from_ref(&total), &[]);
    let [comparison] = found.comparisons.as_slice() else { panic!() };
    assert_eq!((comparison.with, comparison.area), (With::Total, Area::All));
    let changes = comparison.items.iter().flat_map(|item| &item.lines);
    assert!(changes.clone().count() > 50);
    assert!(changes.into_iter().all(|line| !matches!(line.change, Change::Higher | Change::Lower)));
    assert!(told(&found, Language::Nl).contains("Er is geen verschil dat groot genoeg is om te noemen."));
}

#[test]
fn releases_that_do_not_belong_are_refused() {
    let campaign = campaign(&[]);
    let (users, roles, catalogue) = (released("users.json"), Roles::inferred(&campaign), catalogue());
    let refused = |area: Area, releases: &[Release]| {
        let (total, earlier): (&[Release], &[Earlier]) = (&[], &[]);
        let sources =
            Sources { campaign: &campaign, area, releases, roles: &roles, total, earlier, catalogue: &catalogue };
        findings(&sources).unwrap_err().why
    };
    let here = users.area();
    assert_eq!(refused(Area::All, std::slice::from_ref(&users)), "it is of another area");
    assert_eq!(refused(here, &[users.clone(), users.clone()]), "there are two of this audience");
    let other = moved(&users, r#""campaign":"voorbeeld-2026""#, r#""campaign":"elders-2026""#);
    assert_eq!(refused(here, &[other]), "it is of another campaign");
    let other = moved(&users, r#""audience":"users""#, r#""audience":"carers""#);
    assert_eq!(refused(here, &[other]), "the campaign has no such audience");
}

#[test]
fn the_catalogue_speaks_of_themes_that_campaigns_have_and_has_no_faults() {
    let campaign = campaign(&[]);
    let catalogue = catalogue();
    assert!(!catalogue.initiatives.is_empty());
    for theme in catalogue.initiatives.iter().flat_map(|initiative| &initiative.themes) {
        assert!(campaign.themes.iter().any(|known| known.id == *theme), "{theme}");
    }
    let faulty = |text: &str| Catalogue::default().with(toml::from_str(text).unwrap()).unwrap_err();
    let one = "[[initiative]]\nid = 'a'\nname.nl = 'A'\nwhat.nl = 'Iets'\nsource = 'krant'\n";
    assert_eq!(faulty(&format!("{one}{one}")), FaultyCatalogue::Twice("a".to_owned()));
    assert_eq!(faulty(&format!("{one}steps = [7]")), FaultyCatalogue::NoStep("a".to_owned(), 7));
    assert_eq!(faulty(&one.replace("krant", " ")), FaultyCatalogue::NoSource("a".to_owned()));
    assert!(toml::from_str::<Catalogue>(&format!("{one}theme = 'x'")).is_err());
}
