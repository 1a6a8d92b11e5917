//! Disclosure control: from exact counts to what may be published.
//!
//! Every count is rounded to a multiple of b, up or down by a secret coin that always falls the same way for the same
//! cell and count, so that asking again teaches nothing and margins agree everywhere. Unbiased, as in Statistics New
//! Zealand's random rounding to base 3. A table whose base is small is withheld. At the end [`protect`] looks
//! at its own release and at all that went before as an attacker would who knows how many responded at each and one of the
//! responses, and withholds what would tell a small count or a unanimous group.
//!
//! Knows nothing of HTTP, DynamoDB or the time. Why rounding and not suppression, noise or live counts: `docs/privacy.md`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::campaign::{Audience, Campaign, Policy};
use crate::condition::EVERYONE;
use crate::id::OptionId;
use crate::keys::RoundingKey;
use crate::municipality::Municipality;
use crate::questionnaire::{Item, Measure};
use crate::release::{Body, Category, Cell, Progress, Release, ReleaseNumber, Table, Withheld};
use crate::response::Form;
use crate::tally::{Counts, Tally};
use crate::time::{Day, Timestamp};

/// What the counting room remembers of one municipality and audience between releases: exact, so kept among the
/// secrets, read by the release job alone, and erased at sealing. No `Debug`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The day the letterbox was last read.
    pub read_on: Option<Day>,
    /// The day the last interim release was made.
    pub released_on: Option<Day>,
    /// How many had responded at each interim release so far, from the first.
    pub responses: Vec<u64>,
    /// By item: its exact base when its table was last made anew.
    pub bases: BTreeMap<String, u64>,
}

/// From so many responses on the letterbox is read no oftener than a release may be made: reading costs by the response,
/// and with a million of them a look each day would cost half of what collecting them did (docs/costs.md).
const MANY: u64 = 10_000;

/// What is to be done for one municipality and audience at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing: before opening, or already looked at today, or waiting for the last answers after the close.
    Nothing,
    /// Read the letterbox, tell progress, and make an interim release if enough came in.
    Look,
    /// Make the final release.
    Final,
}

impl Ledger {
    /// What is to be done at `now`, so far as can be told without reading the letterbox.
    pub fn due(&self, campaign: &Campaign, now: Timestamp) -> Due {
        if now >= campaign.final_from() {
            Due::Final
        } else if now < campaign.opens.at || now >= campaign.closes.at || self.has_read(&campaign.policy, now.day()) {
            Due::Nothing
        } else {
            Due::Look
        }
    }

    /// Whether the letterbox was read lately: today; or where there are many responses, within the days between two
    /// interim releases.
    fn has_read(&self, policy: &Policy, today: Day) -> bool {
        let many = self.responses.last().is_some_and(|last| *last >= MANY);
        let days = if many { i64::from(policy.interval_days).max(1) } else { 1 };
        self.read_on.is_some_and(|day| today.0 < day.0 + days)
    }

    /// How many interim releases there are.
    pub fn interim_releases(&self) -> u32 {
        u32::try_from(self.responses.len()).expect("a policy allows few")
    }

    /// The number of the interim release to be made today if `responses` came in; `None` if it is too early.
    pub fn next_interim(
        &self,
        policy: &Policy,
        audience: &Audience,
        responses: u64,
        today: Day,
    ) -> Option<ReleaseNumber> {
        let due = match (self.responses.last(), self.released_on) {
            (Some(last), Some(day)) => {
                let grown = responses >= last + policy.growth_from(*last);
                let rested = today.0 >= day.0 + i64::from(policy.interval_days);
                grown && rested && self.interim_releases() < policy.most_interim
            }
            _ => responses >= policy.first_release(audience.respondents),
        };
        due.then(|| ReleaseNumber::Interim(self.interim_releases() + 1))
    }
}

/// What a release is made for.
#[derive(Clone, Copy)]
pub struct Occasion<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// Where people were asked.
    pub municipality: Municipality,
    /// Who was asked.
    pub audience: &'a Audience,
    /// The day.
    pub day: Day,
}

/// The secret coins of one municipality and audience.
struct Coins<'a> {
    key: &'a RoundingKey,
    place: String,
    phase: &'static str,
    base: u32,
}

impl<'a> Coins<'a> {
    fn new(key: &'a RoundingKey, occasion: &Occasion<'_>, number: ReleaseNumber) -> Self {
        let phase = match number {
            ReleaseNumber::Interim(_) => "interim",
            ReleaseNumber::Final => "final",
        };
        let place = format!("{}#{}", occasion.municipality.code(), occasion.audience.id);
        Coins { key, place, phase, base: occasion.campaign.policy.rounding_base }
    }

    /// Rounds `count` up with probability `(count mod b) / b` over keys, else down.
    fn round(&self, cell: &str, count: u64) -> Cell {
        let base = u64::from(self.base);
        let over = count % base;
        // coin < over/base as a fraction of 2^64, without floating point.
        let coin = self.key.coin(self.phase, &format!("{}#{cell}", self.place), count);
        let up = u128::from(coin) * u128::from(base) < u128::from(over) << 64;
        match count - over + if up { base } else { 0 } {
            0 => Cell::FewerThan(self.base),
            shown => Cell::About(u32::try_from(shown).expect("fewer people than 2^32")),
        }
    }
}

/// How many responded, rounded as an interim base is: what may be told while a campaign is open.
pub fn progress(occasion: &Occasion<'_>, tally: &Tally, key: &RoundingKey) -> Progress {
    let coins = Coins::new(key, occasion, ReleaseNumber::Interim(1));
    Progress { day: occasion.day, responses: coins.round(EVERYONE, tally.responses()) }
}

/// Makes the release that may be published of `tally`, and the ledger that belongs to it.
///
/// `earlier` are all interim releases so far, from the first, as many as the `ledger` counts. In an interim release a table
/// whose own base has not grown enough since it was last made anew is repeated from the last of them, figure for figure.
pub fn protect(
    occasion: &Occasion<'_>,
    number: ReleaseNumber,
    form: &Form<'_>,
    tally: &Tally,
    ledger: &Ledger,
    earlier: &[Release],
    key: &RoundingKey,
) -> (Release, Ledger) {
    let Occasion { campaign, municipality, audience, day } = *occasion;
    let policy = &campaign.policy;
    let coins = Coins::new(key, occasion, number);
    let mut drawn: Vec<Drawn<'_>> = Vec::new();
    let mut repeated: BTreeMap<usize, &Table> = BTreeMap::new();
    for (place, (item, counts)) in form.items().iter().zip(tally.items()).enumerate() {
        if matches!(item.measure, Measure::Text) {
            continue;
        }
        let last = ledger.bases.get(&item.id.to_string());
        let table = earlier.last().and_then(|release| release.tables.iter().find(|table| table.item == item.id));
        match (number, last, table) {
            (ReleaseNumber::Interim(_), Some(last), Some(table)) if counts.asked < last + policy.growth_from(*last) => {
                repeated.insert(place, table);
            }
            _ => drawn.push(Drawn::new(place, item, counts, policy, &coins)),
        }
    }
    let history: Vec<View> =
        earlier.iter().zip(&ledger.responses).map(|(release, responses)| View::of(release, form, *responses)).collect();
    withhold_revealing(&mut drawn, &history, tally.responses(), policy);

    let mut ledger = Ledger { read_on: Some(day), ..ledger.clone() };
    if let ReleaseNumber::Interim(_) = number {
        ledger.released_on = Some(day);
        ledger.responses.push(tally.responses());
    }
    for table in &drawn {
        let item = table.item.id.to_string();
        match table.withheld {
            None => ledger.bases.insert(item, table.asked),
            Some(_) => ledger.bases.remove(&item),
        };
    }
    let mut tables: BTreeMap<usize, Table> =
        drawn.into_iter().map(|drawn| (drawn.place, drawn.into_table(number))).collect();
    tables.extend(repeated.into_iter().map(|(place, table)| (place, table.clone())));
    let release = Release {
        campaign: campaign.id.clone(),
        trajectory: campaign.trajectory.clone(),
        municipality,
        audience: audience.id.clone(),
        number,
        day,
        synthetic: campaign.synthetic,
        policy: *policy,
        questionnaire: audience.fingerprint.clone(),
        responses: coins.round(EVERYONE, tally.responses()),
        tables: tables.into_values().collect(),
    };
    (release, ledger)
}

/// A table with its coins fallen, before the last look at it.
struct Drawn<'a> {
    place: usize,
    item: &'a Item<'a>,
    asked: u64,
    base: (String, Cell),
    cells: Vec<(Category, String, Cell)>,
    withheld: Option<Withheld>,
}

impl<'a> Drawn<'a> {
    fn new(place: usize, item: &'a Item<'a>, counts: &Counts, policy: &Policy, coins: &Coins<'_>) -> Self {
        let round = |name: String, count: u64| {
            let cell = coins.round(&name, count);
            (name, cell)
        };
        let cells = categories(item).into_iter().zip(&counts.cells).map(|(category, count)| {
            let (name, cell) = round(cell_name(item, &category), *count);
            (category, name, cell)
        });
        Drawn {
            place,
            item,
            asked: counts.asked,
            base: round(item.base_name(), counts.asked),
            cells: cells.collect(),
            withheld: (counts.asked < u64::from(policy.smallest_base)).then_some(Withheld::SmallBase),
        }
    }

    fn into_table(self, number: ReleaseNumber) -> Table {
        let body = match self.withheld {
            Some(reason) => Body::Withheld(reason),
            None => Body::Shown {
                base: self.base.1,
                cells: self.cells.into_iter().map(|(category, _, cell)| (category, cell)).collect(),
            },
        };
        Table { item: self.item.id.clone(), renewed: number, body }
    }

    /// What the table tells, or that it tells nothing.
    fn sight(&self) -> Option<Sight> {
        let base = self.base.0.clone();
        match self.withheld {
            Some(Withheld::SmallBase) => Some(Sight { base, shown: None }),
            Some(Withheld::Revealing) => None,
            None => Some(Sight {
                base,
                shown: Some(Shown {
                    base: self.base.1,
                    cells: self.cells.iter().map(|(_, name, cell)| (name.clone(), *cell)).collect(),
                    partition: is_partition(self.item),
                }),
            }),
        }
    }
}

/// The cell's name: the same in every table that shows it.
fn cell_name(item: &Item<'_>, category: &Category) -> String {
    match (category, &item.measure) {
        (Category::Value(value), Measure::Ranked(..)) => format!("{}^{value}", item.id),
        (Category::Value(value), _) => format!("{}={value}", item.id),
        // Not an option's id, so never another cell's name.
        (Category::NoAnswer, _) => format!("{}=-", item.id),
    }
}

/// Whether every one who was asked is in exactly one cell.
fn is_partition(item: &Item<'_>) -> bool {
    matches!(item.measure, Measure::One(_) | Measure::Number(_))
}

/// What an item's cells count, in the order in which a tally counts them.
pub(crate) fn categories(item: &Item<'_>) -> Vec<Category> {
    let values: Vec<&OptionId> = match &item.measure {
        Measure::One(choices) => choices.iter().map(|choice| &choice.id).collect(),
        Measure::Many(choices) | Measure::Ranked(choices, _) => choices.iter().map(|choice| &choice.id).collect(),
        Measure::Number(range) => range.bands.iter().map(|band| &band.id).collect(),
        Measure::Text => Vec::new(),
    };
    values.into_iter().cloned().map(Category::Value).chain([Category::NoAnswer]).collect()
}

/// The least and the most that a count can be, to someone who reads what is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bounds {
    least: u64,
    most: u64,
}

impl Bounds {
    /// What a shown count gives away by itself: the true one lies less than b from it.
    fn of(cell: Cell, base: u32) -> Self {
        let (shown, reach) = (u64::from(cell.shown()), u64::from(base) - 1);
        Bounds { least: shown.saturating_sub(reach), most: shown + reach }
    }

    /// Narrows to what `other` allows; whether that changed anything.
    fn narrow(&mut self, other: Bounds) -> bool {
        let before = *self;
        self.least = self.least.max(other.least);
        self.most = self.most.min(other.most);
        *self != before
    }
}

/// What a release tells to someone who knows how many had responded.
struct View {
    responses: u64,
    sights: Vec<Sight>,
}

/// What one table tells: its figures, or only that its base is small.
struct Sight {
    base: String,
    shown: Option<Shown>,
}

struct Shown {
    base: Cell,
    cells: Vec<(String, Cell)>,
    partition: bool,
}

impl View {
    /// What `release` told when it was made; what it repeated had been told before.
    fn of(release: &Release, form: &Form<'_>, responses: u64) -> Self {
        let anew = release.tables.iter().filter(|table| table.renewed == release.number);
        let sights = anew.filter_map(|table| {
            let item = form.items().iter().find(|item| item.id == table.item)?;
            let shown = match &table.body {
                Body::Shown { base, cells } => Some(Shown {
                    base: *base,
                    cells: cells.iter().map(|(category, cell)| (cell_name(item, category), *cell)).collect(),
                    partition: is_partition(item),
                }),
                Body::Withheld(Withheld::SmallBase) => None,
                Body::Withheld(Withheld::Revealing) => return None,
            };
            Some(Sight { base: item.base_name(), shown })
        });
        View { responses, sights: sights.collect() }
    }
}

impl Sight {
    /// The names of the cells, the base among them unless that is everyone.
    fn names(&self) -> impl Iterator<Item = &str> {
        let base = Some(self.base.as_str()).filter(|name| *name != EVERYONE);
        self.shown.iter().flat_map(|shown| shown.cells.iter().map(|(name, _)| name.as_str())).chain(base)
    }
}

/// Withholds every table that would tell a count of 1 to b−1, or that all (or all but one) of a group answered alike,
/// to someone who knows how many had responded at each release and at most one response; and with it each table that
/// shows the same cell. What it would tell in hindsight of an earlier release counts as well.
///
/// Integer bounds propagation over linear relations until nothing narrows any more. Within a release: the cells of a
/// partition add up to its base, no cell exceeds its base, and no base the number of responses. From one release to the
/// next: no count falls, and none grows by more than the responses that came in.
fn withhold_revealing(tables: &mut [Drawn<'_>], history: &[View], responses: u64, policy: &Policy) {
    loop {
        let view = View { responses, sights: tables.iter().filter_map(Drawn::sight).collect() };
        let views: Vec<&View> = history.iter().chain([&view]).collect();
        // Answers that were withdrawn make counts fall; then what went before bounds nothing.
        let (views, bounds) = match deduce(&views, policy) {
            Some(bounds) => (views, bounds),
            None => {
                let alone = deduce(&[&view], policy).expect("a release agrees with the counts it was made of");
                (vec![&view], alone)
            }
        };
        let told: BTreeSet<&str> = views
            .iter()
            .zip(&bounds)
            .flat_map(|(view, bounds)| view.sights.iter().filter(|sight| reveals(sight, bounds, policy)))
            .flat_map(Sight::names)
            .collect();
        let shares = |table: &&mut Drawn<'_>| {
            let sight = table.sight().filter(|sight| sight.shown.is_some());
            sight.is_some_and(|sight| sight.names().any(|name| told.contains(name)))
        };
        let mut changed = false;
        for table in tables.iter_mut().filter(shares) {
            table.withheld = Some(Withheld::Revealing);
            changed = true;
        }
        if !changed {
            return;
        }
    }
}

/// What can be deduced of every cell at every release; `None` when the releases contradict one another.
fn deduce(views: &[&View], policy: &Policy) -> Option<Vec<BTreeMap<String, Bounds>>> {
    let mut names: BTreeSet<&str> = BTreeSet::from([EVERYONE]);
    for sight in views.iter().flat_map(|view| &view.sights) {
        names.insert(&sight.base);
        names.extend(sight.names());
    }
    let mut all: Vec<BTreeMap<String, Bounds>> = Vec::new();
    for view in views {
        let unknown = Bounds { least: 0, most: view.responses };
        let mut bounds: BTreeMap<String, Bounds> = names.iter().map(|name| ((*name).to_owned(), unknown)).collect();
        let mut learn = |name: &str, learnt: Bounds| {
            bounds.get_mut(name).expect("all names are there").narrow(learnt);
        };
        learn(EVERYONE, Bounds { least: view.responses, most: view.responses });
        for sight in &view.sights {
            match &sight.shown {
                Some(shown) => {
                    learn(&sight.base, Bounds::of(shown.base, policy.rounding_base));
                    learn(&sight.base, Bounds { least: u64::from(policy.smallest_base), most: view.responses });
                    for (name, cell) in &shown.cells {
                        learn(name, Bounds::of(*cell, policy.rounding_base));
                    }
                }
                None => learn(&sight.base, Bounds { least: 0, most: u64::from(policy.smallest_base) - 1 }),
            }
        }
        all.push(bounds);
    }
    loop {
        let mut narrowed = false;
        for (view, bounds) in views.iter().zip(&mut all) {
            for sight in &view.sights {
                let Some(shown) = &sight.shown else { continue };
                let (mut base, mut cells) = known(sight, shown, bounds);
                if propagate(&mut base, &mut cells, shown.partition) {
                    narrowed = true;
                    bounds.insert(sight.base.clone(), base);
                    bounds.extend(shown.cells.iter().map(|(name, _)| name.clone()).zip(cells));
                }
            }
        }
        for at in 1..views.len() {
            let grown = views[at].responses.checked_sub(views[at - 1].responses)?;
            let (before, after) = all.split_at_mut(at);
            for (earlier, later) in before[at - 1].values_mut().zip(after[0].values_mut()) {
                narrowed |= later.narrow(Bounds { least: earlier.least, most: earlier.most + grown });
                narrowed |= earlier.narrow(Bounds { least: later.least.saturating_sub(grown), most: later.most });
            }
        }
        if all.iter().flat_map(BTreeMap::values).any(|bounds| bounds.least > bounds.most) {
            return None;
        }
        if !narrowed {
            return Some(all);
        }
    }
}

/// What is known of a table's base and cells.
fn known(sight: &Sight, shown: &Shown, bounds: &BTreeMap<String, Bounds>) -> (Bounds, Vec<Bounds>) {
    (bounds[&sight.base], shown.cells.iter().map(|(name, _)| bounds[name]).collect())
}

/// Narrows a table's base and cells by each other once; whether anything changed.
fn propagate(base: &mut Bounds, cells: &mut [Bounds], partition: bool) -> bool {
    let mut narrowed = false;
    for cell in cells.iter_mut() {
        narrowed |= cell.narrow(Bounds { least: 0, most: base.most });
        narrowed |= base.narrow(Bounds { least: cell.least, most: u64::MAX });
    }
    if partition {
        let least: u64 = cells.iter().map(|cell| cell.least).sum();
        let most: u64 = cells.iter().map(|cell| cell.most).sum();
        narrowed |= base.narrow(Bounds { least, most });
        for at in 0..cells.len() {
            let others_least: u64 = cells.iter().map(|cell| cell.least).sum::<u64>() - cells[at].least;
            let others_most: u64 = cells.iter().map(|cell| cell.most).sum::<u64>() - cells[at].most;
            narrowed |= cells[at].narrow(Bounds {
                least: base.least.saturating_sub(others_most),
                most: base.most.saturating_sub(others_least),
            });
        }
    }
    narrowed
}

/// Whether a table tells too much to someone who knows `bounds`, and whose own response is in any one of its cells, or
/// in none.
fn reveals(sight: &Sight, bounds: &BTreeMap<String, Bounds>, policy: &Policy) -> bool {
    let Some(shown) = &sight.shown else { return false };
    let own_cells = std::iter::once(None).chain((0..shown.cells.len()).map(Some));
    own_cells.into_iter().any(|own| {
        let (mut base, mut cells) = known(sight, shown, bounds);
        if let Some(own) = own {
            if cells[own].most == 0 {
                return false;
            }
            cells[own].narrow(Bounds { least: 1, most: u64::MAX });
        }
        while propagate(&mut base, &mut cells, shown.partition) {}
        let small =
            |count: Bounds| count.least == count.most && (1..u64::from(policy.rounding_base)).contains(&count.least);
        let unanimous = |cell: Bounds| cell.least + 1 >= base.most;
        cells.iter().any(|cell| small(*cell) || unanimous(*cell)) || small(base)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::testing::{campaign, plausible_answers, responses, users};

    fn key(seed: u64) -> RoundingKey {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        RoundingKey::new(bytes)
    }

    fn coins(key: &RoundingKey) -> Coins<'_> {
        Coins { key, place: "GM0171#users".into(), phase: "interim", base: 5 }
    }

    /// The release of `answers` under `key`, and its ledger.
    fn release_of(
        number: ReleaseNumber,
        answers: Vec<Map<String, Value>>,
        (ledger, earlier): (&Ledger, &[Release]),
        key: &RoundingKey,
    ) -> (Release, Ledger, Tally) {
        let campaign = campaign();
        let audience = users(&campaign);
        let form = Form::of(&audience.questionnaire);
        let mut tally = Tally::new(&form);
        responses(&form, answers).iter().for_each(|response| tally.add(&form, response));
        let occasion =
            Occasion { campaign: &campaign, municipality: campaign.municipalities[0], audience, day: Day(20_000) };
        let (release, ledger) = protect(&occasion, number, &form, &tally, ledger, earlier, key);
        (release, ledger, tally)
    }

    fn alike(count: usize, answers: Value) -> Vec<Map<String, Value>> {
        vec![answers.as_object().unwrap().clone(); count]
    }

    fn table<'r>(release: &'r Release, item: &str) -> &'r Body {
        &release.tables.iter().find(|table| table.item.to_string() == item).unwrap().body
    }

    #[test]
    fn a_multiple_of_the_base_is_shown_as_it_is_and_nothing_as_fewer() {
        for seed in 0..200 {
            let key = key(seed);
            assert_eq!(coins(&key).round("a=x", 0), Cell::FewerThan(5));
            assert_eq!(coins(&key).round("a=x", 40), Cell::About(40));
        }
    }

    #[test]
    fn rounding_is_unbiased_over_keys() {
        for count in [1, 2, 3, 4, 13, 58, 999] {
            let keys = 20_000;
            let sum: u64 = (0..keys).map(|seed| u64::from(coins(&key(seed)).round("a=x", count).shown())).sum();
            let mean = sum as f64 / keys as f64;
            // Standard error at most 2.5/sqrt(20,000) = 0.018; five of them.
            assert!((mean - count as f64).abs() < 0.09, "{count}: {mean}");
        }
    }

    #[test]
    fn phases_places_and_cells_have_coins_of_their_own() {
        let key = key(1);
        let shown = |place: &str, phase, cell: &str| {
            let coins = Coins { key: &key, place: place.into(), phase, base: 5 };
            (0..400).map(|count| coins.round(cell, count).shown()).collect::<Vec<_>>()
        };
        let one = shown("GM0171#users", "interim", "a=x");
        assert_eq!(one, shown("GM0171#users", "interim", "a=x"));
        assert_ne!(one, shown("GM0171#users", "final", "a=x"));
        assert_ne!(one, shown("GM0171#users", "interim", "a=y"));
        assert_ne!(one, shown("GM0344#users", "interim", "a=x"));
    }

    #[test]
    fn a_small_base_is_withheld_and_says_so() {
        let mut answers = alike(9, json!({ "who": "self", "day": ["home"], "content": "good" }));
        answers.extend(alike(41, json!({ "who": "self" })));
        let (release, ..) = release_of(ReleaseNumber::Final, answers, (&Ledger::default(), &[]), &key(3));
        assert_eq!(table(&release, "content"), &Body::Withheld(Withheld::SmallBase));
        assert!(matches!(table(&release, "day"), Body::Shown { .. }));
    }

    #[test]
    fn open_text_has_no_table() {
        let answers = alike(40, json!({ "who": "self", "wish": "zingen" }));
        let (release, ..) = release_of(ReleaseNumber::Final, answers, (&Ledger::default(), &[]), &key(3));
        assert!(release.tables.iter().all(|table| table.item.to_string() != "wish"));
        assert!(!release.to_json().contains("zingen"));
    }

    #[test]
    fn a_unanimous_group_that_would_show_is_withheld() {
        // 11 of 11: shown as 15, and more than 11 there are not; shown as 10, it could be 6 to 11.
        let mut outcomes = BTreeSet::new();
        for seed in 0..50 {
            let answers = alike(11, json!({ "who": "self" }));
            let key = key(seed);
            let (release, ..) = release_of(ReleaseNumber::Final, answers, (&Ledger::default(), &[]), &key);
            let up = Coins { phase: "final", ..coins(&key) }.round("who=self", 11) == Cell::About(15);
            let withheld = table(&release, "who") == &Body::Withheld(Withheld::Revealing);
            assert!(!up || withheld, "seed {seed}");
            outcomes.insert(withheld);
        }
        assert_eq!(outcomes.len(), 2, "both ways the coin can fall were seen");
    }

    #[test]
    fn a_table_is_made_anew_only_when_its_own_base_has_grown() {
        let key = key(8);
        let home = |count| alike(count, json!({ "who": "self", "day": ["home"], "content": "good" }));
        let rest = |count| alike(count, json!({ "who": "carer", "day": ["club"] }));
        let (first, ledger, _) =
            release_of(ReleaseNumber::Interim(1), [home(20), rest(30)].concat(), (&Ledger::default(), &[]), &key);
        // 13 more people, but only 4 more who were asked about `content`.
        let (second, ledger, _) = release_of(
            ReleaseNumber::Interim(2),
            [home(24), rest(39)].concat(),
            (&ledger, std::slice::from_ref(&first)),
            &key,
        );
        assert_eq!(table(&second, "content"), table(&first, "content"));
        assert_eq!(
            second.tables.iter().find(|t| t.item.to_string() == "content").unwrap().renewed,
            ReleaseNumber::Interim(1)
        );
        assert_eq!(
            second.tables.iter().find(|t| t.item.to_string() == "who").unwrap().renewed,
            ReleaseNumber::Interim(2)
        );
        assert_eq!(ledger.bases["content"], 20);
        // 10 more than the 20 it was made with.
        let (third, ledger, _) =
            release_of(ReleaseNumber::Interim(3), [home(30), rest(50)].concat(), (&ledger, &[first, second]), &key);
        assert_eq!(
            third.tables.iter().find(|t| t.item.to_string() == "content").unwrap().renewed,
            ReleaseNumber::Interim(3)
        );
        assert_eq!(ledger.bases["content"], 30);
    }

    #[test]
    fn a_base_and_a_cell_of_the_same_people_are_shown_alike() {
        // Asked about `content` are those who chose day=home.
        for seed in 0..100 {
            let mut answers = alike(23, json!({ "who": "self", "day": ["home"], "content": "good" }));
            answers.extend(alike(40, json!({ "who": "carer" })));
            let (release, ..) = release_of(ReleaseNumber::Final, answers, (&Ledger::default(), &[]), &key(seed));
            let (Body::Shown { base, .. }, Body::Shown { cells, .. }) =
                (table(&release, "content"), table(&release, "day"))
            else {
                continue;
            };
            assert_eq!(*base, cells[0].1, "seed {seed}");
        }
    }

    #[test]
    fn interim_releases_wait_for_enough_responses_and_for_a_week() {
        let campaign = campaign();
        let people = users(&campaign);
        let policy = &campaign.policy;
        let none = Ledger::default();
        assert_eq!(none.next_interim(policy, people, 29, Day(1)), None);
        assert_eq!(none.next_interim(policy, people, 30, Day(1)), Some(ReleaseNumber::Interim(1)));
        let organisations = Audience { respondents: crate::campaign::Respondents::Organisations, ..people.clone() };
        assert_eq!(none.next_interim(policy, &organisations, 10, Day(1)), Some(ReleaseNumber::Interim(1)));
        let after = |number, responses| Ledger {
            released_on: Some(Day(10)),
            responses: vec![responses; number],
            ..Ledger::default()
        };
        assert_eq!(after(1, 30).next_interim(policy, people, 39, Day(17)), None);
        assert_eq!(after(1, 30).next_interim(policy, people, 40, Day(16)), None);
        assert_eq!(after(1, 30).next_interim(policy, people, 40, Day(17)), Some(ReleaseNumber::Interim(2)));
        assert_eq!(after(1, 301).next_interim(policy, people, 331, Day(17)), None);
        assert_eq!(after(1, 301).next_interim(policy, people, 332, Day(17)), Some(ReleaseNumber::Interim(2)));
        assert_eq!(after(10, 30).next_interim(policy, people, 4000, Day(99)), None);
    }

    #[test]
    fn the_letterbox_is_looked_at_once_a_day_while_open_and_for_the_final() {
        let campaign = campaign();
        let due = |read_on: Option<i64>, second| {
            Ledger { read_on: read_on.map(Day), ..Ledger::default() }.due(&campaign, Timestamp(second))
        };
        assert_eq!(due(None, 999_999), Due::Nothing);
        assert_eq!(due(None, 1_000_000), Due::Look);
        assert_eq!(due(Some(11), 1_000_000), Due::Nothing);
        assert_eq!(due(Some(11), 1_100_000), Due::Look);
        assert_eq!(due(Some(11), 2_000_000), Due::Nothing);
        assert_eq!(due(Some(11), 2_000_000 + 90 * 60 - 1), Due::Nothing);
        assert_eq!(due(Some(23), 2_000_000 + 90 * 60), Due::Final);
    }

    #[test]
    fn a_full_letterbox_is_looked_at_when_a_release_may_be_made() {
        let mut campaign = campaign();
        let due = |campaign: &Campaign, responses, day: i64| {
            let ledger = Ledger { read_on: Some(Day(13)), responses: vec![responses], ..Ledger::default() };
            ledger.due(campaign, Timestamp(day * 86_400))
        };
        assert_eq!(due(&campaign, MANY - 1, 14), Due::Look);
        assert_eq!(due(&campaign, MANY, 19), Due::Nothing);
        assert_eq!(due(&campaign, MANY, 20), Due::Look);
        campaign.policy.interval_days = 9;
        assert_eq!(due(&campaign, MANY, 21), Due::Nothing);
        assert_eq!(due(&campaign, MANY, 22), Due::Look);
        // The final does not wait.
        assert_eq!(due(&campaign, MANY, 24), Due::Final);
    }

    /// Of small groups rounded under many keys: how many tables leave a small count, or all but one of the group, only one
    /// possibility to an exhaustive attacker. With and without the last look.
    fn pinned(last_look: bool) -> usize {
        let campaign = campaign();
        let form = Form::of(&users(&campaign).questionnaire);
        let policy = &campaign.policy;
        let mut pinned = 0;
        for (own, carer, other) in [(4, 4, 4), (10, 0, 0), (11, 0, 0), (8, 3, 0), (4, 4, 3), (3, 4, 4), (9, 1, 1)] {
            let all = [(own, "self"), (carer, "carer"), (other, "other")]
                .map(|(count, who)| alike(count, json!({ "who": who })))
                .concat();
            let mut tally = Tally::new(&form);
            responses(&form, all).iter().for_each(|response| tally.add(&form, response));
            for seed in 0..300 {
                let key = key(seed);
                let coins = coins(&key);
                let mut drawn = vec![Drawn::new(0, &form.items()[0], &tally.items()[0], policy, &coins)];
                if last_look {
                    withhold_revealing(&mut drawn, &[], tally.responses(), policy);
                }
                if drawn[0].withheld.is_none() {
                    let shown: Vec<Cell> = drawn[0].cells.iter().map(|(_, _, cell)| *cell).collect();
                    let told = possible_counts(tally.responses(), &shown).iter().any(|possible| {
                        let only = possible.first().filter(|_| possible.len() == 1);
                        only.is_some_and(|count| (1..5).contains(count))
                            || possible.first() >= Some(&(tally.responses() - 1))
                    });
                    pinned += usize::from(told);
                }
            }
        }
        pinned
    }

    #[test]
    fn without_the_last_look_small_groups_are_told_and_with_it_none() {
        let told = pinned(false);
        assert!(told > 20, "an attack that can't win proves nothing: {told}");
        assert_eq!(pinned(true), 0);
    }

    /// A sight of one partition over everyone.
    fn view(responses: u64, cells: &[(&str, Cell)]) -> View {
        let cells = cells.iter().map(|(name, cell)| ((*name).to_owned(), *cell)).collect();
        let base = Cell::About(u32::try_from(responses).unwrap().next_multiple_of(5));
        View {
            responses,
            sights: vec![Sight { base: EVERYONE.to_owned(), shown: Some(Shown { base, cells, partition: true }) }],
        }
    }

    #[test]
    fn releases_are_looked_at_together() {
        use Cell::{About, FewerThan};
        // 40 had responded, then 41. Each by itself leaves "a" 1 to 4 or so open; together they leave less.
        let first = view(40, &[("q=a", About(5)), ("q=b", About(40)), ("q=-", FewerThan(5))]);
        let second = view(41, &[("q=a", FewerThan(5)), ("q=b", About(40)), ("q=-", FewerThan(5))]);
        let policy = &Policy::FLOOR;
        let alone = deduce(&[&second], policy).unwrap();
        let together = deduce(&[&first, &second], policy).unwrap();
        assert_eq!(alone[0]["q=a"], Bounds { least: 0, most: 4 });
        // At least 1 by the first release, and no count falls.
        assert_eq!(together[1]["q=a"], Bounds { least: 1, most: 4 });
        // In hindsight the first release's count lay below 5 too.
        assert_eq!(together[0]["q=a"], Bounds { least: 1, most: 4 });
    }

    #[test]
    fn a_later_release_that_would_pin_an_earlier_count_is_withheld() {
        use Cell::{About, FewerThan};
        // Three cells of at most 4 that add up to 12 are 4 each: by itself "revealing", as `reveals` must say.
        let pinned = view(12, &[("q=a", FewerThan(5)), ("q=b", FewerThan(5)), ("q=-", FewerThan(5))]);
        let bounds = deduce(&[&pinned], &Policy::FLOOR).unwrap();
        assert!(reveals(&pinned.sights[0], &bounds[0], &Policy::FLOOR));
        let open = view(12, &[("q=a", About(5)), ("q=b", FewerThan(5)), ("q=-", FewerThan(5))]);
        let bounds = deduce(&[&open], &Policy::FLOOR).unwrap();
        assert!(!reveals(&open.sights[0], &bounds[0], &Policy::FLOOR));
        // One more response later, after which "a" is shown as fewer than 5: now all were 4 before it came.
        let later = view(13, &[("q=a", FewerThan(5)), ("q=b", About(5)), ("q=-", FewerThan(5))]);
        let bounds = deduce(&[&open, &later], &Policy::FLOOR).unwrap();
        assert_eq!(bounds[0]["q=a"], Bounds { least: 4, most: 4 });
        assert!(reveals(&open.sights[0], &bounds[0], &Policy::FLOOR));
    }

    #[test]
    fn counts_that_fall_because_answers_were_withdrawn_bound_nothing() {
        use Cell::{About, FewerThan};
        let before = view(40, &[("q=a", About(20)), ("q=b", About(20)), ("q=-", FewerThan(5))]);
        let after = view(41, &[("q=a", About(10)), ("q=b", About(30)), ("q=-", FewerThan(5))]);
        assert_eq!(deduce(&[&before, &after], &Policy::FLOOR), None);
        let fewer = view(39, &[("q=a", About(20)), ("q=b", About(20)), ("q=-", FewerThan(5))]);
        assert_eq!(deduce(&[&before, &fewer], &Policy::FLOOR), None);
    }

    /// What an attacker can say of a count is never narrower than what the table of `who` leaves open.
    fn possible_counts(base: u64, cells: &[Cell]) -> Vec<BTreeSet<u64>> {
        fn extend(cells: &[Cell], left: u64, chosen: &mut Vec<u64>, found: &mut Vec<BTreeSet<u64>>) {
            let Some((first, rest)) = cells.split_first() else {
                if left == 0 {
                    found.iter_mut().zip(chosen.iter()).for_each(|(found, count)| {
                        found.insert(*count);
                    });
                }
                return;
            };
            let shown = u64::from(first.shown());
            for count in shown.saturating_sub(4)..=(shown + 4).min(left) {
                chosen.push(count);
                extend(rest, left - count, chosen, found);
                chosen.pop();
            }
        }
        let mut found = vec![BTreeSet::new(); cells.len()];
        extend(cells, base, &mut Vec::new(), &mut found);
        found
    }

    proptest! {
        #[test]
        fn no_shown_count_lies_b_or_more_from_the_true_one(seed in any::<u64>(), count in 0u64..10_000, base in 5u32..12) {
            let key = key(seed);
            let shown = Coins { base, ..coins(&key) }.round("a=x", count);
            let shown = u64::from(shown.shown());
            prop_assert!(shown.is_multiple_of(u64::from(base)));
            prop_assert!(shown.abs_diff(count) < u64::from(base));
        }

        #[test]
        fn a_release_shows_no_exact_table_and_every_figure_near_the_true_one(
            answers in prop::collection::vec(plausible_answers(), 0..80), seed in any::<u64>()
        ) {
            let count = answers.len() as u64;
            let (release, ledger, tally) =
                release_of(ReleaseNumber::Interim(1), answers, (&Ledger::default(), &[]), &key(seed));
            prop_assert!(u64::from(release.responses.shown()).abs_diff(count) < 5);
            let campaign = campaign();
            let form = Form::of(&users(&campaign).questionnaire);
            for (item, counts) in form.items().iter().zip(tally.items()) {
                let Some(table) = release.tables.iter().find(|table| table.item == item.id) else { continue };
                match &table.body {
                    Body::Withheld(Withheld::SmallBase) => prop_assert!(counts.asked < 10),
                    Body::Withheld(Withheld::Revealing) => {}
                    Body::Shown { base, cells } => {
                        prop_assert!(counts.asked >= 10);
                        prop_assert_eq!(ledger.bases[&item.id.to_string()], counts.asked);
                        prop_assert!(u64::from(base.shown()).abs_diff(counts.asked) < 5);
                        prop_assert_eq!(cells.len(), counts.cells.len());
                        for ((_, cell), exact) in cells.iter().zip(&counts.cells) {
                            prop_assert!(u64::from(cell.shown()).abs_diff(*exact) < 5);
                        }
                    }
                }
            }
        }

        #[test]
        fn the_same_letterbox_gives_the_same_bytes(answers in prop::collection::vec(plausible_answers(), 0..40), seed in any::<u64>()) {
            let once = release_of(ReleaseNumber::Final, answers.clone(), (&Ledger::default(), &[]), &key(seed));
            let reversed = answers.into_iter().rev().collect();
            let again = release_of(ReleaseNumber::Final, reversed, (&Ledger::default(), &[]), &key(seed));
            prop_assert_eq!(once.0.to_json(), again.0.to_json());
            prop_assert_eq!(Release::from_json(&once.0.to_json()).unwrap(), once.0);
        }

        #[test]
        fn no_small_count_is_pinned_by_an_interim_and_the_final_together(
            first in (0u64..9, 0u64..9, 0u64..4), more in (0u64..4, 0u64..4, 0u64..3), seed in any::<u64>()
        ) {
            let key = key(seed);
            let answers = |(own, carer, other): (u64, u64, u64)| [
                alike(own as usize, json!({ "who": "self" })),
                alike(carer as usize, json!({ "who": "carer" })),
                alike(other as usize, json!({ "who": "other" })),
            ].concat();
            let last = (first.0 + more.0, first.1 + more.1, first.2 + more.2);
            let (interim, ledger, _) =
                release_of(ReleaseNumber::Interim(1), answers(first), (&Ledger::default(), &[]), &key);
            let (end, ..) = release_of(ReleaseNumber::Final, answers(last), (&ledger, std::slice::from_ref(&interim)), &key);
            let shown = |release: &Release| match table(release, "who") {
                Body::Shown { cells, .. } => Some(cells.iter().map(|(_, cell)| *cell).collect::<Vec<_>>()),
                Body::Withheld(_) => None,
            };
            if let (Some(before), Some(after)) = (shown(&interim), shown(&end)) {
                let (n, m) = (first.0 + first.1 + first.2, last.0 + last.1 + last.2);
                // Every pair of counts that fits both releases, "no answer" included.
                let mut possible: [BTreeSet<u64>; 8] = Default::default();
                let fits = |cell: Cell, count: u64| u64::from(cell.shown()).abs_diff(count) < 5;
                let whole = |n: u64, cells: &[Cell]| {
                    let mut all = Vec::new();
                    for a in 0..=n { for b in 0..=n - a { for c in 0..=n - a - b {
                        let counts = [a, b, c, n - a - b - c];
                        if counts.iter().zip(cells).all(|(count, cell)| fits(*cell, *count)) { all.push(counts); }
                    } } }
                    all
                };
                let later = whole(m, &after);
                for one in whole(n, &before) {
                    for two in &later {
                        if one.iter().zip(two).all(|(one, two)| one <= two) {
                            for at in 0..4 { possible[at].insert(one[at]); possible[4 + at].insert(two[at]); }
                        }
                    }
                }
                for counts in &possible {
                    let only = counts.first().filter(|_| counts.len() == 1);
                    prop_assert!(only.is_none_or(|count| !(1..5).contains(count)), "{before:?} of {n}, {after:?} of {m}");
                }
            }
        }

        #[test]
        fn no_small_count_of_a_shown_table_has_only_one_possible_value(
            self_count in 0usize..14, carer_count in 0usize..14, other_count in 0usize..6, seed in any::<u64>()
        ) {
            let answers = [
                alike(self_count, json!({ "who": "self" })),
                alike(carer_count, json!({ "who": "carer" })),
                alike(other_count, json!({ "who": "other" })),
            ].concat();
            let responses = answers.len() as u64;
            let (release, ..) = release_of(ReleaseNumber::Final, answers, (&Ledger::default(), &[]), &key(seed));
            if let Body::Shown { cells, .. } = table(&release, "who") {
                let shown: Vec<Cell> = cells.iter().map(|(_, cell)| *cell).collect();
                for possible in possible_counts(responses, &shown) {
                    let only = possible.first().filter(|_| possible.len() == 1);
                    prop_assert!(only.is_none_or(|count| !(1..5).contains(count)), "{shown:?} of {responses}");
                    prop_assert!(possible.first() < Some(&(responses - 1)), "unanimous: {shown:?} of {responses}");
                }
            }
        }
    }
}
