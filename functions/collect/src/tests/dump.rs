use super::*;
#[tokio::test]
async fn dump() {
    let campaign = fixtures::noordoostpolder();
    let mut slot = Slot::open().await;
    let write = |name: &str, page: &Answer| {
        std::fs::write(format!("/tmp/shots/{name}.html"), &page.body).unwrap();
        std::fs::write(format!("/tmp/shots/{name}.csp"), page.header("content-security-policy")).unwrap()
    };
    write("fixture", &slot.get(USERS).await);
    let form = "id=AAAABBBBCCCCDDDD&q.day=home&q.day=none&n.day.other=Vissen&q.judge.home=glad&q.prefer.1=meet&q.prefer.2=meet&q.hours=veel&q.wish=abc";
    write("faults", &slot.post(USERS, form).await);
    write("thanks", &slot.get(&format!("{USERS}/bedankt")).await);
    slot.at(campaign.opens.at);
    slot.campaign = campaign.clone();
    slot.make_keys().await;
    slot.router = slot.router_over(slot.engine.client(), vec![campaign.clone()]);
    write("users", &slot.get(USERS).await);
    write("users-en", &slot.get(&format!("{USERS}?lang=en")).await);
    write("providers", &slot.get("/noordoostpolder/aanbieders").await);
    write("home", &slot.get("/").await);
    write("privacy", &slot.get("/privacy").await);
}
