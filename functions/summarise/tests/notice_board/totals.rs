//! Totals over a campaign's municipalities.

use survey::disclosure::{Part as Share, protect_total};
use survey::municipality::Municipality;
use survey::release::Area;

use super::finals::with_codes;
use super::*;

const TOTAL: &str = "/v1/summaries/all/dagbesteding-2026/users";

pub(crate) fn places(count: usize) -> Vec<Municipality> {
    let codes = ["GM0171", "GM0355", "GM0344", "GM0363", "GM0599", "GM0518"];
    codes[..count].iter().map(|code| code.parse().unwrap()).collect()
}

/// The final releases of some municipalities of 40 respondents each, and of all together.
fn finals(campaign: &Campaign) -> (Vec<Release>, Option<Release>) {
    let audience = campaign.audience("users").unwrap();
    let form = Form::of(&audience.questionnaire);
    let (key, ledger) = (RoundingKey::new([7; 32]), Ledger::default());
    let occasion = |area| Occasion { campaign, area, audience, day: Day(20_760) };
    let tally = tally(&form, 40, answers);
    let releases: Vec<Release> = campaign
        .municipalities
        .iter()
        .map(|place| protect(&occasion((*place).into()), ReleaseNumber::Final, &form, &tally, &ledger, &[], &key).0)
        .collect();
    let parts: Vec<Share<'_>> = releases
        .iter()
        .map(|release| Share { tally: &tally, ledger: &ledger, releases: std::slice::from_ref(release) })
        .collect();
    let total = protect_total(&occasion(Area::All), &form, &parts, &key);
    (releases, total)
}

#[tokio::test]
async fn a_total_is_for_who_opens_one_of_its_municipalities() {
    let campaign = Campaign { municipalities: places(6), ..with_codes() };
    let (releases, total) = finals(&campaign);
    let total = total.unwrap();
    let stand = stand_of(campaign).await;
    let before = stand.get(OVERVIEW).await.json();
    assert_eq!(before["audiences"][0]["total"], Value::Null);
    for release in releases.iter().chain([&total]) {
        let _ = stand.notices.hang(release).await.unwrap();
    }

    // The keys: all municipalities; Zeist alone; a municipality of another campaign.
    let elsewhere = Municipalities::These(vec!["GM0014".parse().unwrap()]);
    let (elsewhere, kept) = made(4, elsewhere, NOW.plus_days(1));
    assert!(stand.advisers.put(&kept).await.unwrap());
    let mut answered = Vec::new();
    for (key, status) in
        [(&stand.key, StatusCode::OK), (&stand.zeist, StatusCode::OK), (&elsewhere, StatusCode::FORBIDDEN)]
    {
        let found = stand.send(Method::GET, TOTAL, &[(AUTHORIZATION, &format!("Bearer {key}"))]).await;
        assert_eq!(found.status, status);
        answered.push(found);
    }
    assert_eq!(answered[0].text, answered[1].text);
    let summary = answered[0].json();
    assert_eq!(summary["municipality"], json!({ "code": "all", "name": "Alle gemeenten samen" }));
    assert_eq!(summary["tables"].as_array().unwrap().len(), total.tables().len());
    assert_eq!(summary["quotes"], json!({ "day": null, "version": null, "fields": [] }));
    assert!(
        summary["how_to_read"].as_array().unwrap().iter().any(|text| text.as_str().unwrap().contains("alle gemeenten"))
    );
    let csv = stand.get(&format!("{TOTAL}?format=csv")).await;
    assert_eq!(csv.headers[CONTENT_DISPOSITION], "attachment; filename=\"all-dagbesteding-2026-users-final.csv\"");
    assert!(csv.text.lines().skip(1).all(|line| line.starts_with("proef-2026;all;Alle gemeenten samen;")));

    // The overviews lead to it.
    let zeist = format!("Bearer {}", stand.zeist);
    let overview = stand.send(Method::GET, "/v1/summaries/GM0355/dagbesteding-2026", &[(AUTHORIZATION, &zeist)]).await;
    let link = overview.json()["audiences"][0]["total"].clone();
    insta::assert_json_snapshot!("total_link", link);
    for form in ["json", "csv"] {
        let found = stand.send(Method::GET, link[form].as_str().unwrap(), &[(AUTHORIZATION, &zeist)]).await;
        assert_eq!(found.status, StatusCode::OK);
    }
    let totals = stand.send(Method::GET, "/v1/summaries/all/dagbesteding-2026", &[(AUTHORIZATION, &zeist)]).await;
    insta::assert_snapshot!("totals_overview", totals.shown());
    // A refusal to someone in Zeist offers Zeist and the total, and no other municipality.
    let refused = stand.send(Method::GET, USERS, &[(AUTHORIZATION, &zeist)]).await.json();
    let available =
        refused["available"].as_array().unwrap().iter().map(|there| there["municipality"].as_str().unwrap());
    assert_eq!(available.collect::<Vec<_>>(), ["GM0355", "all"]);

    let found = stand.get(&format!("{TOTAL}?release=1")).await;
    assert_eq!((found.status, &found.json()["releases"]), (StatusCode::NOT_FOUND, &json!(["final"])));
}

#[tokio::test]
async fn where_there_is_no_total_it_says_why() {
    let few = Campaign { municipalities: places(4), ..campaign() };
    assert!(finals(&few).1.is_none(), "four municipalities have no total");
    let mut told = Vec::new();
    for (campaign, now) in [
        (few, NOW),
        (Campaign { municipalities: places(6), ..campaign() }, NOW),
        (Campaign { municipalities: places(6), ..campaign() }, campaign().final_from()),
    ] {
        let stand = stand_at(campaign, now).await;
        let found = stand.get(TOTAL).await;
        assert_eq!(found.status, StatusCode::NOT_FOUND);
        told.push(found.json()["detail"].as_str().unwrap().to_owned());
        let overview = stand.get("/v1/summaries/all/dagbesteding-2026").await;
        assert_eq!((overview.status, &overview.json()["audiences"][0]["releases"]), (StatusCode::OK, &json!([])));
        assert_eq!(stand.get("/v1/summaries/all/dagbesteding-2026/no-such").await.status, StatusCode::NOT_FOUND);
        assert_eq!(stand.get("/v1/summaries/all/no-such/users").await.status, StatusCode::NOT_FOUND);
    }
    insta::assert_snapshot!("no_total", told.join("\n"));
}
