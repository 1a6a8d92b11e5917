//! Attacks in time: asking after every response, and a withdrawal between the last interim release and the final.

use std::collections::BTreeMap;

use survey::campaign::Campaign;
use survey::disclosure::{Ledger, Occasion};
use survey::release::{Release, ReleaseNumber};
use survey::response::Form;
use survey::tally::Tally;
use survey::time::Day;

use crate::book::{Book, Key, Subject};
use crate::campaign::{AUDIENCE, Person, draft};
use crate::exhaustive::Gain;
use crate::knowledge::{Knowledge, Moment, Range, Seen};
use crate::simulate::{Protection, key};

/// What was found.
#[derive(Debug, Clone, Copy, Default)]
pub struct Found {
    /// Respondents (or answers) tried.
    pub tried: usize,
    /// Of whom an answer was isolated.
    pub isolated: usize,
    /// The surest that someone became of an answer, who reckons with chances.
    pub gain: Gain,
}

impl Found {
    /// Takes together.
    pub fn add(&mut self, other: Found) {
        self.tried += other.tried;
        self.isolated += other.isolated;
        self.gain.add(other.gain);
    }
}

/// What one person's coming or going does to counts, as far as two sets of figures leave open: by table of everyone, which
/// answers it can have been.
struct Difference<'a> {
    knowledge: &'a Knowledge,
    /// The moment with the person, and without.
    with: usize,
    without: usize,
}

impl Difference<'_> {
    fn range(&self, moment: &Moment, cell: Key) -> Range {
        moment.ranges.get(&cell).copied().unwrap_or(Range { least: 0, most: moment.responses })
    }

    /// Whether the count can have been larger by `by` with the person.
    fn is_possible(&self, cell: Key, by: i64) -> bool {
        let (with, without) = (&self.knowledge.moments[self.with], &self.knowledge.moments[self.without]);
        let (more, less) = (self.range(with, cell), self.range(without, cell));
        let shown = (with.shown.get(&cell), without.shown.get(&cell));
        let other_figure = matches!(shown, (Some(one), Some(other)) if one != other);
        // The same coin falls alike for the same count.
        if by == 0 && other_figure && self.knowledge.same_coins(self.with, self.without) {
            return false;
        }
        more.least.max(less.least + by) <= more.most.min(less.most + by)
    }

    /// How likely the figures are if the count was larger by `by` with the person, all counts being as likely beforehand.
    fn likelihood(&self, cell: Key, by: i64) -> f64 {
        let (with, without) = (&self.knowledge.moments[self.with], &self.knowledge.moments[self.without]);
        let base = i64::from(self.knowledge.policy.rounding_base);
        let (Some(more), Some(less)) = (with.shown.get(&cell), without.shown.get(&cell)) else { return 1.0 };
        let same_coins = self.knowledge.same_coins(self.with, self.without);
        (0..=with.responses)
            .map(|count| {
                let first = fall(count, *more, base);
                match (by == 0 && same_coins, more == less) {
                    (true, true) => first,
                    (true, false) => 0.0,
                    (false, _) => first * fall(count - by, *less, base),
                }
            })
            .sum()
    }
}

/// The chance that a count is shown so.
pub(crate) fn fall(count: i64, shown: i64, base: i64) -> f64 {
    if count < 0 {
        return 0.0;
    }
    let over = count % base;
    let up = over as f64 / base as f64;
    match shown - (count - over) {
        0 => 1.0 - up,
        rise if rise == base => up,
        _ => 0.0,
    }
}

/// Of each question that takes one answer, the answers that the person can have given; of others, whether each option
/// must have been chosen. Tried and isolated.
fn judge(book: &Book<'_>, difference: &Difference<'_>, cells: &[Key]) -> Found {
    let mut found = Found::default();
    for table in &book.tables[..book.one_way] {
        let Subject::Item(item) = table.subject else { continue };
        let none = table.cells.len() - 1;
        let given = |key: &Key| cells.binary_search(key).is_ok();
        if !given(&table.base) || given(&table.cells[none]) {
            continue;
        }
        let exclusive = matches!(
            book.items[item].measure,
            survey::questionnaire::Measure::One(_) | survey::questionnaire::Measure::Number(_)
        );
        if exclusive {
            // Each answer that fits every cell; and not having been asked, where some are not.
            let fits = |chosen: Option<usize>| {
                difference.is_possible(table.base, i64::from(chosen.is_some()))
                    && table
                        .cells
                        .iter()
                        .enumerate()
                        .all(|(at, cell)| difference.is_possible(*cell, i64::from(chosen == Some(at))))
            };
            let possible: Vec<Option<usize>> =
                std::iter::once(None).chain((0..table.cells.len()).map(Some)).filter(|chosen| fits(*chosen)).collect();
            found.tried += 1;
            found.isolated += usize::from(possible.len() == 1);
            let truth = table.cells.iter().position(given).expect("an answer was given");
            assert!(possible.contains(&Some(truth)), "the truth is possible");
            // Before: as common as the answer is shown to be, with one more in each so that none is impossible.
            let shown: Vec<f64> = table.cells.iter().map(|cell| shown(difference, *cell) + 1.0).collect();
            let all: f64 = shown.iter().sum();
            let weight = |chosen: usize| {
                let cells = table.cells.iter().enumerate();
                let likely: f64 =
                    cells.map(|(at, cell)| difference.likelihood(*cell, i64::from(chosen == at))).product();
                likely * shown[chosen] / all
            };
            let weights: Vec<f64> = (0..table.cells.len()).map(weight).collect();
            let sum: f64 = weights.iter().sum();
            for (at, weight) in weights.iter().enumerate().filter(|(at, _)| shown[*at] / all < 0.5) {
                found.gain.take(shown[at] / all, weight / sum);
            }
        } else {
            for cell in table.cells[..none].iter().filter(|cell| given(cell)) {
                found.tried += 1;
                found.isolated += usize::from(!difference.is_possible(*cell, 0));
            }
        }
    }
    found
}

fn shown(difference: &Difference<'_>, cell: Key) -> f64 {
    let moment = &difference.knowledge.moments[difference.with];
    moment.shown.get(&cell).copied().unwrap_or(0) as f64
}

/// What is asked after every response. With protection, that is the same release until the next; without, the figures of
/// the moment. Tried are respondents; isolated are those of whom any answer is.
pub fn polling(book: &Book<'_>, campaign: &Campaign, protection: Protection, people: &[Person], seed: u64) -> Found {
    let campaign = &protection.campaign(campaign);
    let audience = campaign.audience(AUDIENCE).expect("the attacked audience");
    let form = Form::of(&audience.questionnaire);
    let key = key(seed);
    let mut tally = Tally::new(&form);
    let (mut ledger, mut releases): (Ledger, Vec<Release>) = (Ledger::default(), Vec::new());
    let mut last: Option<Seen> = None;
    let mut found = Found::default();
    for (at, person) in people.iter().enumerate() {
        let response = form.accept(&draft(form.items(), person)).unwrap_or_else(|_| panic!("accepted before"));
        tally.add(&form, &response, person.mode);
        // A day for each response, so that the rules about time hold nobody back for long.
        let day = Day(campaign.opens.at.day().0 + at as i64);
        let occasion = Occasion { campaign, area: campaign.municipalities[0].into(), audience, day };
        let now = if protection == Protection::On {
            if let Some(number) = ledger.next_interim(&campaign.policy, audience, tally.responses(), day) {
                let (release, next) = protection.release(&occasion, number, &form, &tally, &ledger, &releases, &key);
                releases.push(release);
                ledger = next;
            }
            releases.last().map(Release::to_json)
        } else {
            let first = ReleaseNumber::Interim(1);
            let (release, _) = protection.release(&occasion, first, &form, &tally, &Ledger::default(), &[], &key);
            Some(release.to_json())
        };
        found.tried += 1;
        let seen = now.map(|json| Seen { json, responses: tally.responses(), withdrawn: 0 });
        if let (Some(before), Some(after)) = (&last, &seen)
            && before.json != after.json
        {
            let pair = [before.clone(), after.clone()];
            let mut knowledge = Knowledge::of(book, campaign.policy, protection.reading(), true, &pair[..1]);
            let second = Knowledge::of(book, campaign.policy, protection.reading(), true, &pair[1..]);
            knowledge.moments.extend(second.moments);
            // A release that counts several new responses tells of none of them alone; all of them together are for the
            // attack on everything published.
            if after.responses == before.responses + 1 {
                let difference = Difference { knowledge: &knowledge, with: 1, without: 0 };
                found.isolated += usize::from(judge(book, &difference, &book.cells_of(person)).isolated > 0);
            }
        }
        // The figures of a release were made of the responses at the day they changed.
        let changed = last.as_ref().map(|seen| &seen.json) != seen.as_ref().map(|seen| &seen.json);
        if changed || protection != Protection::On {
            last = seen;
        }
    }
    found
}

/// Everyone has answered, an interim release is made, one person withdraws, and the final release is made. Tried are the
/// answers of those who withdraw, each in a campaign of their own.
pub fn withdrawal(
    book: &Book<'_>,
    campaign: &Campaign,
    protection: Protection,
    people: &[Person],
    targets: usize,
    seed: u64,
) -> Found {
    let campaign = &protection.campaign(campaign);
    let audience = campaign.audience(AUDIENCE).expect("the attacked audience");
    let form = Form::of(&audience.questionnaire);
    let mut found = Found::default();
    let mut withdrawals: BTreeMap<usize, Tally> = BTreeMap::new();
    let mut whole = Tally::new(&form);
    for target in 0..targets.min(people.len()) {
        withdrawals.insert(target, Tally::new(&form));
    }
    for (who, person) in people.iter().enumerate() {
        let response = form.accept(&draft(form.items(), person)).unwrap_or_else(|_| panic!("accepted before"));
        whole.add(&form, &response, person.mode);
        for (target, tally) in &mut withdrawals {
            if *target != who {
                tally.add(&form, &response, person.mode);
            }
        }
    }
    for (target, without) in &withdrawals {
        let key = key(seed.wrapping_mul(1_000) + *target as u64);
        let day = Day(campaign.opens.at.day().0 + 100);
        let occasion = Occasion { campaign, area: campaign.municipalities[0].into(), audience, day };
        let first = ReleaseNumber::Interim(1);
        let (interim, ledger) = protection.release(&occasion, first, &form, &whole, &Ledger::default(), &[], &key);
        let earlier = std::slice::from_ref(&interim);
        let (last, _) = protection.release(&occasion, ReleaseNumber::Final, &form, without, &ledger, earlier, &key);
        let seen = [
            Seen { json: interim.to_json(), responses: whole.responses(), withdrawn: 0 },
            Seen { json: last.to_json(), responses: without.responses(), withdrawn: 1 },
        ];
        let knowledge = Knowledge::of(book, campaign.policy, protection.reading(), protection.one_coin(), &seen);
        let difference = Difference { knowledge: &knowledge, with: 0, without: 1 };
        found.add(judge(book, &difference, &book.cells_of(&people[*target])));
    }
    found
}
