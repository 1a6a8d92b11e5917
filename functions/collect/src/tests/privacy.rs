//! What the privacy page says, and that every page leads to it.

use survey::campaign::Access;

use super::*;

const PAGE: &str = "/privacy";
const WITHDRAW: &str = "/noordoostpolder/gebruikers/intrekken?lang=nl";

/// The slot with the same campaign, open to others.
fn admitting(slot: Slot, access: Access) -> Slot {
    let campaign = Campaign { access, ..slot.campaign.clone() };
    let router = slot.router_over(slot.engine.client(), vec![campaign.clone()]);
    Slot { router, campaign, ..slot }
}

/// What is in the page's main part, without tags, a line each.
fn words(page: &Answer) -> String {
    let main = page.body.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).unwrap().0;
    let texts = main.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim());
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn what_is_kept_and_taken_back_depends_on_how_people_answer() {
    for (access, name) in [(Access::Open, "open"), (Access::Codes, "codes"), (Access::Both, "both")] {
        let slot = admitting(Slot::open().await, access);
        for language in ["nl", "en"] {
            let page = slot.get(&format!("{PAGE}?lang={language}")).await;
            insta::assert_snapshot!(format!("{name}_{language}"), words(&page));
        }
    }
}

#[tokio::test]
async fn answers_are_taken_back_with_a_code_and_until_the_close() {
    let slot = admitting(Slot::open().await, Access::Both);
    let link = format!("href=\"{WITHDRAW}\"");
    slot.get(PAGE).await.has(&[&link, "gebruikers/intrekken", "aanbieders/intrekken", "/utrecht/gebruikers/intrekken"]);
    slot.at(slot.campaign.closes.at);
    let page = slot.get(PAGE).await;
    page.has_not("/intrekken");
    assert!(words(&page).contains("wissen tot 31 december 2026 om 23.59 uur"), "{}", words(&page));
    slot.at(slot.campaign.opens.at.plus_minutes(-1));
    slot.get(PAGE).await.has_not("/intrekken");

    let slot = admitting(Slot::open().await, Access::Open);
    slot.get(PAGE).await.has_not("/intrekken");
}

#[tokio::test]
async fn the_dates_and_bounds_are_the_campaigns_own() {
    let mut slot = Slot::open().await;
    slot.campaign.closes.at = slot.campaign.closes.at.plus_minutes(-24 * 60);
    slot.campaign.expires = slot.campaign.expires.plus_minutes(-24 * 60);
    slot.campaign.policy.rounding_base = 7;
    slot.campaign.policy.smallest_base = 21;
    let slot = admitting(slot, Access::Codes);
    let text = words(&slot.get(PAGE).await);
    let all =
        ["30 december 2026 om 23.59 uur", "tot 29 november 2027", "na 29 november 2027", "7, 14, 21", "minder dan 21"];
    for part in all {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[tokio::test]
async fn every_page_leads_to_it() {
    let slot = Slot::open().await;
    let link = "href=\"/privacy?lang=nl\"";
    for path in ["/", USERS, &format!("{USERS}/bedankt"), PAGE, "/problems", "/nergens", "/noordoostpolder/nergens"] {
        let page = slot.get(path).await;
        assert!(page.body.contains(link), "{path}");
    }
    for form in ["", "id=AAAABBBBCCCCDDDD&q.day=home&q.day=none"] {
        slot.post(USERS, form).await.has(&[link]);
    }
    slot.at(slot.campaign.closes.at);
    slot.get(USERS).await.has(&[link]);
    slot.at(slot.campaign.opens.at.plus_minutes(-1));
    slot.get(USERS).await.has(&[link]);
}

/// The page names a number that the template decides.
#[tokio::test]
async fn backups_are_kept_no_longer_than_it_says() {
    let template = include_str!("../../../../infra/template.yaml");
    let parameter = template.split_once("\n  BackupDays:\n").unwrap().1.split("\n  Backups").next().unwrap();
    let most = parameter.lines().find_map(|line| line.trim().strip_prefix("MaxValue: ")).unwrap();
    let slot = admitting(Slot::open().await, Access::Codes);
    for (language, text) in [("nl", format!("hoogstens {most} dagen")), ("en", format!("for {most} days at most"))] {
        slot.get(&format!("{PAGE}?lang={language}")).await.has(&[&text]);
    }
}
