//! What protection costs: how far shown percentages lie from the exact ones, beside what sampling, suppression and
//! differential privacy would cost.

use fastrand::Rng;
use survey::campaign::Campaign;
use survey::disclosure::{Ledger, Occasion};
use survey::mode::Mode;
use survey::release::{Body, Category, CrossBody, GroupBody, Release, ReleaseNumber, Table};
use survey::response::Form;
use survey::tally::Tally;
use survey::time::Day;

use crate::book::{Atom, Book, Key, Subject, TableKeys, option_ids};
use crate::campaign::{AUDIENCE, draft};
use crate::knowledge::scope;
use crate::simulate::{Protection, Run, crowd, key, run};
use crate::system::losses;

/// Absolute errors, in percentage points.
#[derive(Debug, Clone, Default)]
pub struct Errors {
    all: Vec<f64>,
}

impl Errors {
    /// One more.
    pub fn push(&mut self, error: f64) {
        self.all.push(error.abs());
    }

    /// Their mean; not a number where there are none.
    pub fn mean(&self) -> f64 {
        self.all.iter().sum::<f64>() / self.all.len() as f64
    }

    /// What 95 in 100 do not exceed.
    pub fn most(&self) -> f64 {
        let mut sorted = self.all.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get((sorted.len() * 95).div_ceil(100).saturating_sub(1)).copied().unwrap_or(f64::NAN)
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.all.len()
    }
}

/// What is measured at one number of responses.
#[derive(Debug, Clone, Default)]
pub struct Utility {
    /// How many responded.
    pub responses: usize,
    /// One-way tables of an interim release.
    pub interim: Errors,
    /// One-way tables of the final release.
    pub last: Errors,
    /// Of these, those asked of everyone.
    pub everyone: Errors,
    /// Tables of subgroups in the final release.
    pub groups: Errors,
    /// What sampling would make of the same one-way percentages, if those who answered were drawn from many: the mean
    /// absolute error that is expected.
    pub sampling: Errors,
    /// And half the width of a 95 % interval.
    pub margin: Errors,
    /// Differential privacy, with a total budget for everything released of 1 and of 10, on the final's one-way tables.
    pub private: [Errors; 2],
    /// Cells of the final release that audited suppression would hide, and how many there are.
    pub suppressed: [usize; 2],
    /// Tables of final releases that show figures, that are withheld for a small base, and by the last look, which looks at
    /// all interim releases too.
    pub tables: [usize; 3],
    /// Tables of all interim releases together, likewise.
    pub interim_tables: [usize; 3],
    /// CPU seconds of one final `protect`, after all interim releases that were due.
    pub seconds: f64,
}

/// Budgets of differential privacy that are compared.
pub const BUDGETS: [f64; 2] = [1.0, 10.0];

/// Measures at one number of responses, over so many crowds.
pub fn measure(book: &Book<'_>, campaign: &Campaign, responses: usize, crowds: u64, seed: u64) -> Utility {
    let audience = campaign.audience(AUDIENCE).expect("the attacked audience");
    let form = Form::of(&audience.questionnaire);
    let mut found = Utility { responses, ..Utility::default() };
    let mut noise = Rng::with_seed(seed);
    let all = sensitivity(book, campaign);
    for round in 0..crowds {
        let seed = seed.wrapping_mul(1_000) + round;
        let people = crowd(campaign, responses, &Mode::ALL, seed);
        let mut tally = Tally::new(&form);
        let mut counts = vec![0i64; book.keys.len()];
        for person in &people {
            let response = form.accept(&draft(form.items(), person)).unwrap_or_else(|_| panic!("accepted before"));
            tally.add(&form, &response, person.mode);
            book.cells_of(person).into_iter().for_each(|key| counts[key] += 1);
        }
        let key = key(seed);
        let day = Day(campaign.opens.at.day().0 + 331);
        let occasion = Occasion { campaign, area: campaign.municipalities[0].into(), audience, day };
        let make = |protection: Protection, number| {
            protection.release(&occasion, number, &form, &tally, &Ledger::default(), &[], &key).0
        };
        let interim = make(Protection::On, ReleaseNumber::Interim(1));
        let last = make(Protection::On, ReleaseNumber::Final);
        for table in interim.tables() {
            errors(book, table, None, &counts, |error, _, _| found.interim.push(error));
        }
        for table in last.tables() {
            errors(book, table, None, &counts, |error, count, base| {
                found.last.push(error);
                if base as usize == responses {
                    found.everyone.push(error);
                }
                let (share, base) = (count as f64 / base as f64, base as f64);
                let deviation = 100.0 * (share * (1.0 - share) / base).sqrt();
                found.sampling.push(deviation * (2.0 / std::f64::consts::PI).sqrt());
                found.margin.push(1.96 * deviation);
                for (errors, budget) in found.private.iter_mut().zip(BUDGETS) {
                    let noisy = (count as f64 + geometric(all / budget, &mut noise)).clamp(0.0, base);
                    errors.push(100.0 * (noisy / base - share));
                }
            });
        }
        for breakdown in last.breakdowns() {
            for group in breakdown.groups() {
                if let GroupBody::Shown { tables, .. } = group.body() {
                    let by = serde_json::to_value(breakdown.by()).expect("a variable is JSON");
                    for table in tables {
                        let scope = scope(book, &by, group.value().as_str());
                        errors(book, table, Some(scope), &counts, |error, _, _| found.groups.push(error));
                    }
                }
            }
        }
        let [lost, cells] =
            losses(book, &counts, i64::from(campaign.policy.rounding_base), i64::from(campaign.policy.smallest_base));
        found.suppressed[0] += lost;
        found.suppressed[1] += cells;
    }
    // Whole campaigns, with and without the last look.
    for round in 0..crowds.min(10) {
        let seed = seed.wrapping_mul(1_000) + round;
        let of = |protection| {
            let people = crowd(campaign, responses, &Mode::ALL, seed);
            run(&Run { campaign, protection, people, withdrawn: Vec::new(), seed })
        };
        let (with, without) = (of(Protection::On), of(Protection::NoAudit));
        found.seconds = found.seconds.max(with.seconds);
        for (with, without) in with.seen.iter().zip(&without.seen) {
            let read = |json| Release::from_json(json).expect("the notice board has releases");
            let (with, without) = (read(&with.json), read(&without.json));
            let (shown, drawn) = (tables(&with), tables(&without));
            let is_final = with.number() == ReleaseNumber::Final;
            let sum = if is_final { &mut found.tables } else { &mut found.interim_tables };
            sum[0] += shown[0];
            sum[1] += drawn[1];
            sum[2] += drawn[0].saturating_sub(shown[0]);
        }
    }
    found
}

/// How many tables of a final release show figures, and how many do not.
fn tables(release: &Release) -> [usize; 2] {
    let mut found = [0; 2];
    let mut table = |is_shown: bool| found[usize::from(!is_shown)] += 1;
    for one in release.tables().iter().chain(release.derived()) {
        table(matches!(one.body(), Body::Shown { .. }));
    }
    for group in release.breakdowns().iter().flat_map(|breakdown| breakdown.groups()) {
        match group.body() {
            GroupBody::Shown { tables, .. } => {
                tables.iter().for_each(|one| table(matches!(one.body(), Body::Shown { .. })));
            }
            GroupBody::Withheld(_) => table(false),
        }
    }
    for crossing in release.crossings() {
        table(matches!(crossing.body(), CrossBody::Shown { .. }));
    }
    found
}

/// The errors of a table's shown percentages: in points, with the exact count and base.
fn errors(book: &Book<'_>, table: &Table, scope: Option<Atom>, counts: &[i64], mut tell: impl FnMut(f64, i64, i64)) {
    let Body::Shown { base, cells } = table.body() else { return };
    let name = table.item().to_string();
    let is = |keys: &&TableKeys| {
        keys.scope == scope
            && match keys.subject {
                Subject::Item(item) => book.items[item].id.to_string() == name,
                Subject::Derived(at) => book.questionnaire.derived[at].id.to_string() == name,
            }
    };
    let keys = book.tables.iter().find(is).expect("in the book");
    let asked = counts[keys.base];
    for (category, cell) in cells {
        let at: Option<Key> = match (category, keys.subject) {
            (Category::NoAnswer, _) => keys.cells.last().copied(),
            (Category::Value(value), Subject::Item(item)) => {
                option_ids(&book.items[item]).iter().position(|id| *id == value).map(|at| keys.cells[at])
            }
            (Category::Value(value), Subject::Derived(at)) => {
                let groups = &book.questionnaire.derived[at].groups;
                groups.iter().position(|group| group.id == *value).map(|at| keys.cells[at])
            }
        };
        let count = counts[at.expect("in the book")];
        // Where fewer than b is shown there is no percentage.
        if let Some(percent) = cell.percent_of(*base) {
            tell(f64::from(percent) - 100.0 * count as f64 / asked as f64, count, asked);
        }
    }
}

/// By how much one response can change all counts that are released in a campaign, in sum. Groups of one variable have nobody
/// in common, so a variable counts once.
pub fn sensitivity(book: &Book<'_>, campaign: &Campaign) -> f64 {
    let of = |subject: Subject| match subject {
        Subject::Item(item) => book.most_chosen(item) as f64,
        Subject::Derived(at) => book.most_chosen(book.derived[at].0).min(book.derived[at].1.len()) as f64,
    };
    let everyone = book.tables.iter().filter(|table| table.scope.is_none());
    let one_way: f64 = book.tables[..book.one_way].iter().map(|table| of(table.subject)).sum();
    let final_ones: f64 = everyone.map(|table| of(table.subject)).sum();
    let one_group = book.variables[0].finest[0];
    let a_breakdown: f64 =
        book.tables.iter().filter(|table| table.scope == Some(one_group)).map(|table| of(table.subject)).sum();
    let last = final_ones + book.variables.len() as f64 * a_breakdown + book.crossings.len() as f64;
    last + f64::from(campaign.policy.most_interim) * one_way
}

/// Two-sided geometric noise (Ghosh, Roughgarden and Sundararajan, 2009) of that scale.
fn geometric(scale: f64, chance: &mut Rng) -> f64 {
    let keep = (-1.0 / scale).exp();
    // The difference of two geometric variables.
    let mut one = || (chance.f64().max(f64::MIN_POSITIVE).ln() / keep.ln()).floor();
    one() - one()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::campaign;

    #[test]
    fn percentages_of_those_asked_of_everyone_are_near_enough() {
        let campaign = campaign(1);
        let book = Book::of(&campaign.audience(AUDIENCE).unwrap().questionnaire, true);
        for (responses, most) in [(100, 2.0), (300, 0.7)] {
            let found = measure(&book, &campaign, responses, 2, 4);
            assert!(found.everyone.count() > 100);
            assert!(found.everyone.mean() <= most, "{} at {responses}", found.everyone.mean());
            // Fewer than what who happens to answer makes of it.
            assert!(found.last.mean() < found.sampling.mean());
            assert!(found.private[0].mean() > found.last.mean());
        }
    }

    #[test]
    fn noise_has_the_scale_it_should_have() {
        let mut chance = Rng::with_seed(1);
        let all: Vec<f64> = (0..20_000).map(|_| geometric(10.0, &mut chance)).collect();
        let mean = all.iter().sum::<f64>() / 20_000.0;
        let size = all.iter().map(|one| one.abs()).sum::<f64>() / 20_000.0;
        // E|x| = 2a/(1−a²) with a = e^(−1/10): 9.99.
        assert!(mean.abs() < 0.5 && (size - 9.99).abs() < 0.3, "{mean} {size}");
    }
}
