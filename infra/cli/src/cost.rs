//! What a campaign costs in AWS, item by item. Knows no files and no clock.

use serde::Deserialize;
use survey::campaign::{Campaign, Respondents};
use survey::disclosure::{Due, Ledger};
use survey::time::Timestamp;

/// `infra/costs.toml`: prices, measurements and what the template sets.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// List prices.
    pub prices: Prices,
    /// What an account has free each month.
    pub allowances: Allowances,
    /// What was measured.
    pub measured: Measured,
    /// What was not.
    pub assumed: Assumed,
    /// What `infra/template.yaml` sets.
    pub template: Template,
    /// An always-on server, to compare with.
    pub server: Server,
}

/// Prices in dollars.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "explained in the file, where they are looked up")]
pub struct Prices {
    pub region: String,
    pub date: String,
    pub http_request: f64,
    pub function_request: f64,
    pub function_gb_second: f64,
    pub write_unit: f64,
    pub read_unit: f64,
    pub storage_gb_month: f64,
    pub backup_gb_month: f64,
    pub transfer_gb: f64,
    pub alarm_month: f64,
    pub log_gb: f64,
    pub schedule_call: f64,
}

/// Free each month.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "explained in the file, where they are looked up")]
pub struct Allowances {
    pub storage_gb: f64,
    pub transfer_gb: f64,
    pub alarms: f64,
    pub log_gb: f64,
    pub schedule_calls: f64,
}

/// Measurements.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "explained in the file, where they are looked up")]
pub struct Measured {
    pub date: String,
    pub page_cpu_ms: f64,
    pub response_cpu_ms: f64,
    pub idle_run_cpu_ms: f64,
    pub summary_cpu_ms: f64,
    pub cold_start_cpu_ms: f64,
    pub count_cpu_us: f64,
    pub page_bytes: f64,
    pub thanks_bytes: f64,
    pub requests: f64,
    pub response_bytes: f64,
    pub text_bytes: f64,
    pub texts: f64,
    pub run_log_bytes: f64,
}

/// Assumptions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "explained in the file, where they are looked up")]
pub struct Assumed {
    pub database_ms: f64,
    pub cold_share: f64,
    pub count_waits: f64,
    pub pulls_month: f64,
    pub summary_bytes: f64,
}

/// What the template sets.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "explained in the file, where they are looked up")]
pub struct Template {
    pub collect_mb: f64,
    pub release_mb: f64,
    pub summarise_mb: f64,
    pub alarms: f64,
    pub backup_days: f64,
}

/// An always-on server.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// What it is.
    pub what: String,
    /// Dollars a month.
    pub month: f64,
}

/// The kinds of cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What any way of doing it this way costs: two requests and one write for each response.
    Floor,
    /// What else comes with responses.
    Responses,
    /// What comes with time, whether anyone answers or not.
    Time,
    /// Backups, which can be left out.
    Backups,
}

/// A line of the bill.
#[derive(Debug, Clone)]
pub struct Item {
    /// The kind of cost.
    pub part: Part,
    /// What it is for.
    pub what: &'static str,
    /// How much of it.
    pub quantity: f64,
    /// Of what.
    pub unit: &'static str,
    /// Dollars by the price list.
    pub listed: f64,
    /// Dollars after what is free each month.
    pub charged: f64,
}

/// A campaign's bill, from its opening until its answers expire.
#[derive(Debug, Clone)]
pub struct Bill {
    /// Its lines.
    pub items: Vec<Item>,
    /// Months that the deployment stands.
    pub months: f64,
}

/// Days in a month, on average.
const MONTH: f64 = 30.44;
const GB: f64 = 1e9;
/// Megabytes of memory that come with one processor in Lambda.
const PROCESSOR_MB: f64 = 1769.0;

/// What a run of looks at the letterbox comes to.
struct Looks {
    /// How often it was looked at.
    count: f64,
    /// How many responses were read, all looks together.
    read: f64,
}

/// The looks of the release job if that many responses come in to a place, evenly over the time it is open; decided by
/// the code that decides them.
fn looks(campaign: &Campaign, respondents: Respondents, responses: f64) -> Looks {
    let audience = campaign.audiences.iter().find(|audience| audience.respondents == respondents);
    let mut looks = Looks { count: 1.0, read: responses }; // the final
    let Some(audience) = audience else { return looks };
    let (opens, closes) = (campaign.opens.at, campaign.closes.at);
    let mut ledger = Ledger::default();
    let mut now = opens;
    while now < closes {
        if ledger.due(campaign, now) == Due::Look {
            let passed = (now.0 - opens.0) as f64 / (closes.0 - opens.0) as f64;
            let count = responses * passed;
            looks.count += 1.0;
            looks.read += count;
            let today = now.day();
            ledger.read_on = Some(today);
            let counted = count as u64;
            if ledger.next_interim(&campaign.policy, audience, counted, today).is_some() {
                ledger.released_on = Some(today);
                ledger.responses.push(counted);
            }
        }
        now = now.plus_days(1);
    }
    looks
}

impl Costs {
    /// Reads the file.
    ///
    /// # Errors
    /// When it is not such a file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The bill of a campaign with so many responses, all of them people's, spread evenly over its municipalities and the
    /// time it is open.
    pub fn bill(&self, campaign: &Campaign, responses: u64) -> Bill {
        let Costs { prices, allowances, measured, assumed, template, .. } = self;
        let days = |from: Timestamp, until: Timestamp| (until.0 - from.0) as f64 / 86_400.0;
        let open = days(campaign.opens.at, campaign.closes.at) / MONTH;
        let months = days(campaign.opens.at, campaign.expires) / MONTH;
        let responses = responses as f64;
        let places = (campaign.municipalities.len() * campaign.audiences.len()) as f64;
        let people = campaign.audiences.iter().filter(|audience| audience.respondents == Respondents::People).count();
        let of_people = (campaign.municipalities.len() * people) as f64;

        // A function has as much of a processor as it has memory, and is paid for the time it waits as well.
        let gb_seconds = |memory: f64, cpu_ms: f64, waits_ms: f64| {
            let slower = (PROCESSOR_MB / memory).max(1.0);
            memory / 1024.0 * (cpu_ms * slower + waits_ms).ceil() / 1000.0
        };
        let cold = assumed.cold_share * measured.cold_start_cpu_ms;
        let page = gb_seconds(template.collect_mb, measured.page_cpu_ms + cold, 0.0);
        let sending = gb_seconds(template.collect_mb, measured.response_cpu_ms + cold, assumed.database_ms);
        let more = measured.requests - 2.0;
        let collect = responses * (page + sending + more * page);

        let looks = if responses == 0.0 {
            let idle = looks(campaign, Respondents::People, 0.0);
            Looks { count: idle.count * places, read: 0.0 }
        } else {
            let of_each = looks(campaign, Respondents::People, responses / of_people);
            let others = looks(campaign, Respondents::Organisations, 0.0);
            Looks {
                count: of_each.count * of_people + others.count * (places - of_people),
                read: of_each.read * of_people,
            }
        };
        // Keys are read in 32 ranges, each at least a unit; on average half a unit is lost to rounding.
        let read_units = looks.read * measured.response_bytes / 4096.0 + looks.count * 32.0;
        let counting = template.release_mb / 1024.0 * looks.read * measured.count_cpu_us / 1e6 * assumed.count_waits;

        // DynamoDB adds 100 bytes to what it bills an item for.
        let stored =
            responses * (measured.response_bytes + 100.0 + measured.texts * (measured.text_bytes + 100.0)) / GB;
        let sent = responses * (measured.page_bytes + measured.thanks_bytes) / GB;
        let runs = months * MONTH * 24.0;
        let run = gb_seconds(template.release_mb, measured.idle_run_cpu_ms, assumed.database_ms * (1.0 + places));
        let pulls = assumed.pulls_month * months;
        let pull = gb_seconds(
            template.summarise_mb,
            measured.summary_cpu_ms + measured.cold_start_cpu_ms,
            2.0 * assumed.database_ms,
        );
        let logged = (runs * measured.run_log_bytes * (1.0 + places) / 2.0 + pulls * 600.0) / GB;
        // While open half of the answers are there, on average.
        let copies = template.backup_days * stored * (open / 2.0 + (months - open));

        let mut items = Vec::new();
        let mut item = |part, what, quantity: f64, unit, price: f64, free: Option<(f64, f64)>| {
            // What is free is free each month; what is over in one month is not in another.
            let charged = match free {
                None => quantity,
                Some((each_month, over)) => (quantity - each_month * over).max(0.0),
            };
            items.push(Item { part, what, quantity, unit, listed: quantity * price, charged: charged * price });
        };
        item(
            Part::Floor,
            "the page and the sending, at the door",
            2.0 * responses,
            "requests",
            prices.http_request,
            None,
        );
        item(Part::Floor, "the page and the sending, calls", 2.0 * responses, "calls", prices.function_request, None);
        item(Part::Floor, "a response stored", responses, "write units", prices.write_unit, None);
        if more > 0.0 {
            let price = prices.http_request + prices.function_request;
            item(Part::Responses, "more requests", more * responses, "requests and calls", price, None);
        }
        item(Part::Responses, "the letterbox's time", collect, "GB-seconds", prices.function_gb_second, None);
        item(Part::Responses, "open texts stored", measured.texts * responses, "write units", prices.write_unit, None);
        item(Part::Responses, "the letterbox read to count", read_units, "read units", prices.read_unit, None);
        item(Part::Responses, "the counting room's time", counting, "GB-seconds", prices.function_gb_second, None);
        item(
            Part::Responses,
            "answers kept",
            stored * (open / 2.0 + months - open),
            "GB-months",
            prices.storage_gb_month,
            Some((allowances.storage_gb, months)),
        );
        item(Part::Responses, "pages sent out", sent, "GB", prices.transfer_gb, Some((allowances.transfer_gb, open)));
        item(
            Part::Time,
            "alarms",
            template.alarms * months,
            "alarm-months",
            prices.alarm_month,
            Some((allowances.alarms, months)),
        );
        item(Part::Time, "the hourly look, calls", runs, "calls", prices.function_request, None);
        item(
            Part::Time,
            "the hourly look, the clock",
            runs,
            "calls",
            prices.schedule_call,
            Some((allowances.schedule_calls, months)),
        );
        item(Part::Time, "the hourly look, time", runs * run, "GB-seconds", prices.function_gb_second, None);
        item(Part::Time, "the hourly look, reading", runs * (1.0 + places), "read units", prices.read_unit, None);
        item(
            Part::Time,
            "summaries for advisers",
            pulls,
            "requests and calls",
            prices.http_request + prices.function_request,
            None,
        );
        item(Part::Time, "summaries for advisers, time", pulls * pull, "GB-seconds", prices.function_gb_second, None);
        item(Part::Time, "summaries for advisers, reading", pulls * 6.0, "read units", prices.read_unit, None);
        item(
            Part::Time,
            "summaries sent out",
            pulls * assumed.summary_bytes / GB,
            "GB",
            prices.transfer_gb,
            Some((allowances.transfer_gb, months)),
        );
        item(Part::Time, "logs", logged, "GB", prices.log_gb, Some((allowances.log_gb, months)));
        item(Part::Backups, "daily backups", copies, "GB-months", prices.backup_gb_month, None);
        Bill { items, months }
    }
}

impl Bill {
    /// What a kind of cost comes to, in dollars: by the price list, and after what is free each month.
    pub fn sum(&self, part: Part) -> (f64, f64) {
        let items = || self.items.iter().filter(|item| item.part == part);
        (items().map(|item| item.listed).sum(), items().map(|item| item.charged).sum())
    }

    /// What all comes to, backups included.
    pub fn total(&self) -> (f64, f64) {
        let all = [Part::Floor, Part::Responses, Part::Time, Part::Backups].map(|part| self.sum(part));
        (all.iter().map(|sum| sum.0).sum(), all.iter().map(|sum| sum.1).sum())
    }

    /// What comes on top of the floor after what is free each month, backups left out; as a part of the floor.
    pub fn on_top(&self) -> f64 {
        (self.sum(Part::Responses).1 + self.sum(Part::Time).1) / self.sum(Part::Floor).1
    }
}
