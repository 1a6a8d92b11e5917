//! What a campaign costs: the numbers behind it, held to measurements and to the template; and docs/costs.md.

use std::collections::BTreeMap;
use std::fs;

use dagpeil::commands::cost::{COSTS, dollars, grouped, table};
use dagpeil::cost::{Bill, Costs, Part};
use local::campaigns::load;
use local::demo::{Example, fill::answer};
use local::running::start;
use local::stack::Stack;
use local::{Database, Settings, Typesetter};
use reqwest::header::{ACCEPT, ACCEPT_ENCODING};
use storage::embedded::Embedded;
use storage::schema::create_tables;
use storage::{Client, Tables};
use survey::campaign::Campaign;
use web::Clock;

use super::{dagpeil, root, stderr, stdout};

const DOCUMENT: &str = "docs/costs.md";

fn costs() -> Costs {
    Costs::parse(COSTS).unwrap()
}

fn example(id: &str) -> Campaign {
    load(&root().join("infra/campaigns").join(id)).unwrap().campaign
}

#[track_caller]
fn close_to(measured: f64, written: f64, what: &str) {
    let off = (measured / written - 1.0).abs();
    assert!(off < 0.1, "{what}: infra/costs.toml has {written}, measured is {measured:.2}");
}

/// The sizes in bytes of a table's items, as DynamoDB reckons them: names and values, 3 and 1 for a map and its members.
async fn sizes(client: &Client, name: &str) -> Vec<f64> {
    let mut sizes = Vec::new();
    let mut pages = client.scan().table_name(name).into_paginator().items().send();
    while let Some(item) = pages.next().await {
        let mut size = 0;
        for (name, value) in &item.unwrap() {
            size += name.len();
            size += match (value.as_s(), value.as_n(), value.as_b(), value.as_m()) {
                (Ok(text), ..) => text.len(),
                (_, Ok(number), ..) => number.len().div_ceil(2) + 1,
                (_, _, Ok(bytes), _) => bytes.as_ref().len(),
                (.., Ok(map)) => {
                    3 + map
                        .iter()
                        .map(|(name, value)| 1 + name.len() + value.as_s().map_or(3, String::len))
                        .sum::<usize>()
                }
                _ => panic!("no such attribute is stored"),
            };
        }
        sizes.push(size as f64);
    }
    sizes
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_stored_is_as_large_as_the_bill_has_it_and_a_response_is_one_write_unit() {
    let engine = Embedded::start(Database::Memory).await.unwrap();
    let tables = Tables::named("costs");
    create_tables(engine.client(), &tables).await.unwrap();
    // Responses are counted here; what a few groups said costs next to nothing.
    let mut campaign = example("voorbeeld-2026");
    campaign.focus_group = None;
    let stack = Stack::new(engine.client(), &tables, campaign);
    answer(&stack, &Example { residents: 300, providers: 0, ..Example::default() }, |_| {}).await.unwrap();
    let responses = sizes(engine.client(), &tables.responses).await;
    let texts = sizes(engine.client(), &tables.texts).await;
    assert_eq!(responses.len(), 300);
    assert!(responses.iter().all(|size| *size <= 1024.0), "each is one write unit");
    assert!(texts.iter().all(|size| *size <= 1024.0), "each is one write unit");
    let written = costs().measured;
    close_to(mean(&responses), written.response_bytes, "response_bytes");
    close_to(mean(&texts), written.text_bytes, "text_bytes");
    close_to(texts.len() as f64 / responses.len() as f64, written.texts, "texts");
}

/// A page's compressed body, and its headers as a browser gets them.
async fn bytes(response: reqwest::Response) -> f64 {
    assert!(response.headers().contains_key("content-encoding"), "pages are compressed");
    let headers: usize = response.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    (headers + response.bytes().await.unwrap().len()) as f64
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_answers_makes_as_many_requests_as_the_bill_has() {
    let around = tempfile::tempdir().unwrap();
    let mut campaign = example("noordoostpolder-2026");
    campaign.closes.at = campaign.closes.at.max(campaign.opens.at.plus_days(1));
    let running = start(Settings {
        address: "127.0.0.1:0".parse().unwrap(),
        database: Database::Memory,
        adviser_key: around.path().join("key"),
        typesetter: Typesetter::Nobody,
        clock: Clock::fixed(campaign.opens.at.plus_days(1)),
        campaigns: vec![campaign.into()],
    })
    .await
    .unwrap();
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let url = format!("http://{}/noordoostpolder/gebruikers", running.address());
    let as_browser =
        |request: reqwest::RequestBuilder| request.header(ACCEPT, "text/html").header(ACCEPT_ENCODING, "gzip").send();

    let mut requests = 1.0;
    let page = bytes(as_browser(client.get(&url)).await.unwrap()).await;
    let plain = client.get(&url).header(ACCEPT, "text/html").send().await.unwrap().text().await.unwrap();
    let (_, rest) = plain.split_once("name=\"id\" value=\"").unwrap();
    let id = rest.split('"').next().unwrap();
    // Nothing else is loaded for the page: all is in it, the logo too.
    let sources: Vec<&str> = plain.split(" src=\"").skip(1).collect();
    assert!(sources.iter().all(|source| source.starts_with("data:")) && !plain.contains("rel=\"stylesheet\""));

    let body = format!("id={id}&shown=0&q.who=self");
    let form = client.post(&url).header("content-type", "application/x-www-form-urlencoded").body(body);
    let mut answer = as_browser(form).await.unwrap();
    requests += 1.0;
    while answer.status().is_redirection() {
        let to = answer.headers()["location"].to_str().unwrap().to_owned();
        answer = as_browser(client.get(format!("http://{}{to}", running.address()))).await.unwrap();
        requests += 1.0;
    }
    assert_eq!(answer.status(), 200);
    let written = costs().measured;
    assert_eq!(requests, written.requests);
    close_to(page, written.page_bytes, "page_bytes");
    close_to(bytes(answer).await, written.thanks_bytes, "thanks_bytes");
}

#[test]
fn what_the_bill_takes_from_the_template_is_what_the_template_says() {
    let text = fs::read_to_string(root().join("infra/template.yaml")).unwrap();
    let written = costs().template;
    let count = |what: &str| text.matches(what).count() as f64;
    assert_eq!(count("Type: AWS::CloudWatch::Alarm"), written.alarms);
    // One metric each, or they would cost more.
    assert_eq!(count("Metrics:"), 0.0);
    let setting = |resource: &str, name: &str| -> f64 {
        let (_, rest) = text.split_once(&format!("\n  {resource}:\n")).unwrap();
        let (_, rest) = rest.split_once(&format!("{name}: ")).unwrap();
        rest.lines().next().unwrap().trim().parse().unwrap()
    };
    assert_eq!(setting("Collect", "MemorySize"), written.collect_mb);
    assert_eq!(setting("Release", "MemorySize"), written.release_mb);
    assert_eq!(setting("Summarise", "MemorySize"), written.summarise_mb);
    assert_eq!(setting("BackupDays", "Default"), written.backup_days);
    // Keys in KMS would be another item.
    assert_eq!(count("SSEEnabled: false"), 7.0);
}

#[test]
fn an_idle_campaign_costs_less_than_a_euro_a_month_even_by_the_price_list() {
    let bill = costs().bill(&example("noordoostpolder-2026"), 0);
    let (listed, charged) = bill.total();
    assert!(listed / bill.months < 1.0, "{}", listed / bill.months);
    assert!(charged / bill.months < 0.01, "{}", charged / bill.months);
}

#[test]
fn of_a_million_responses_requests_and_writes_are_nearly_the_whole_bill() {
    let bill = costs().bill(&example("noordoostpolder-2026"), 1_000_000);
    assert_eq!(dollars(bill.sum(Part::Floor).0), "3.02");
    assert!(bill.on_top() <= 0.15, "{:.3} on top:\n{}", bill.on_top(), table(&bill));
}

#[test]
fn more_responses_never_cost_less_and_no_item_is_negative() {
    let campaign = example("noordoostpolder-2026");
    let mut before = 0.0;
    for responses in [0, 1, 500, 9_999, 10_000, 20_000, 100_000, 1_000_000, 10_000_000] {
        let bill = costs().bill(&campaign, responses);
        assert!(bill.items.iter().all(|item| item.listed >= item.charged && item.charged >= 0.0));
        let floor = bill.sum(Part::Floor).1 + bill.sum(Part::Time).1;
        assert!(floor >= before);
        before = floor;
    }
}

#[test]
fn the_bill_is_printed_and_other_prices_can_be_given() {
    let printed = dagpeil(&["cost", "noordoostpolder-2026", "--responses", "10000"]);
    assert_eq!(printed.status.code(), Some(0), "{}", stderr(&printed));
    insta::assert_snapshot!(stdout(&printed));

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("frankfurt.toml");
    let dearer =
        COSTS.replace("\"us-east-1\"", "\"eu-central-1\"").replace("http_request = 1.00e-6", "http_request = 1.20e-6");
    fs::write(&file, dearer).unwrap();
    let file = file.to_str().unwrap();
    let other = dagpeil(&["cost", "noordoostpolder-2026", "--responses", "10000", "--prices", file]);
    assert!(stdout(&other).contains("prices of eu-central-1"));
    let door = |text: &str| text.lines().find(|line| line.contains("at the door")).map(str::to_owned);
    assert!(door(&stdout(&other)).unwrap().ends_with("0.02"));
    assert_ne!(stdout(&other), stdout(&printed));
    fs::write(file, COSTS.replace("write_unit", "write_units")).unwrap();
    let unknown = dagpeil(&["cost", "noordoostpolder-2026", "--responses", "1", "--prices", file]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(stderr(&unknown).contains("write_units"), "{}", stderr(&unknown));
}

#[test]
fn the_document_is_what_the_model_says() {
    let made = document();
    let file = root().join(DOCUMENT);
    if std::env::var_os("DAGPEIL_WRITE_COSTS").is_some() {
        fs::write(&file, &made).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == made, "{DOCUMENT} is out of date: `make costs` writes it");
}

fn document() -> String {
    let costs = costs();
    let campaign = example("noordoostpolder-2026");
    let bills: BTreeMap<u64, Bill> = [0, 500, 10_000, 1_000_000]
        .into_iter()
        .map(|responses| (responses, costs.bill(&campaign, responses)))
        .collect();
    let months = bills[&0].months;
    let server = costs.server.month * months;
    let mut rows = String::new();
    for (responses, bill) in &bills {
        let (listed, charged) = bill.total();
        let backups = bill.sum(Part::Backups).0;
        let name = match responses {
            0 => "nobody answers".to_owned(),
            count => format!("{} responses", grouped(*count as f64)),
        };
        let each = match responses {
            0 => "–".to_owned(),
            count => format!("{:.5}", charged / *count as f64),
        };
        rows += &format!(
            "| {name} | {} | {} | {} | {each} | {} |\n",
            dollars(listed),
            dollars(charged),
            dollars(backups),
            dollars(server)
        );
    }
    let million = &bills[&1_000_000];
    let (floor, _) = million.sum(Part::Floor);
    let idle = &bills[&0];
    let stays =
        "docs/costs.md is made by a test; change infra/costs.toml or the model (infra/cli/src/cost.rs) instead.";
    format!(
        "# What a campaign costs\n\n\
         <!-- {stays} -->\n\n\
         Worked out for the example campaign `{id}`, whose deployment stands for {months:.1} months: from the opening until \
         the answers expire. List prices of {region} on {date}, in US dollars without tax; a dollar is less than a euro, so \
         read them as euros and be on the safe side. eu-central-1 (Frankfurt), which we advise, is some 10 to 20 % dearer. Your \
         own campaign, numbers and prices:\n\n\
         ```sh\ncargo run -p dagpeil -- cost {id} --responses 10000 [--prices my-region.toml]\n```\n\n\
         | | by the price list | after what is free | of which backups | a response | always-on server |\n\
         |---|---:|---:|---:|---:|---:|\n{rows}\n\
         - *What is free* is what every AWS account has each month for as long as it exists: {storage} GB in DynamoDB, {transfer} GB \
         out to the internet, {alarms} alarms, {logs} GB of logs. All campaigns of an account share it. What is free of \
         requests, calls and writes is not taken off, nor what new accounts have for a while.\n\
         - An *idle* campaign costs {idle:.2} a month by the price list, nearly all of it six alarms at 0.10; in an account \
         with no other alarms it costs less than a cent.\n\
         - The *always-on server* is {what}: {server_month:.2} a month. One of them, which is not a service that may fail; who \
         keeps it patched is not counted.\n\
         - *Backups* are full copies, {days} of them at any time. With a million responses they cost more than collecting \
         them did; with {few} they cost {few_backups}. `Backups=false` leaves them out; a shorter `BackupDays` costs less.\n\
         - Not counted: taxes, support, a domain name, the e-mail of alarms, a dashboard (3.00 a month after the first three), and \
         people.\n\n\
         ## A million responses, item by item\n\n\
         Two requests (the page, the sending) and one write for each response is the least that this way of working can do: \
         {floor}. All else that is charged comes to {on_top:.1} % of that, backups left out.\n\n\
         ```text\n{million}```\n\n\
         ## An idle campaign\n\n```text\n{nothing}```\n\n\
         ## Where the numbers come from\n\n\
         [`infra/costs.toml`](../infra/costs.toml) holds prices with their day and region, what was measured, and what is \
         assumed because it can't be measured here (the time that DynamoDB takes, cold starts). Tests hold the measured \
         sizes, the number of requests and the write units to the real functions on a real engine, the memory and the alarms to \
         `infra/template.yaml`, and this page to the model. How often the letterbox is read is asked of the code that \
         decides it. Answers are made up: people who write more open text cost a write unit for each.\n",
        id = campaign.id,
        region = costs.prices.region,
        date = costs.prices.date,
        storage = costs.allowances.storage_gb,
        transfer = costs.allowances.transfer_gb,
        alarms = costs.allowances.alarms,
        logs = costs.allowances.log_gb,
        idle = idle.total().0 / months,
        what = costs.server.what,
        server_month = costs.server.month,
        days = costs.template.backup_days,
        few = grouped(500.0),
        few_backups = dollars(bills[&500].sum(Part::Backups).0),
        floor = dollars(floor),
        on_top = million.on_top() * 100.0,
        million = table(million),
        nothing = table(idle),
    )
}
