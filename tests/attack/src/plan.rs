//! Which attacks are made, on what, and what they came to.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Instant;

use survey::campaign::Campaign;
use survey::mode::Mode;

use crate::book::Book;
use crate::campaign::{AUDIENCE, campaign};
use crate::crowds::{circle, fakes};
use crate::examine::{Effort, Findings, examine, sweep};
use crate::exhaustive::{Gain, believed, crossed, unanimous};
use crate::knowledge::Knowledge;
use crate::moments::{polling, withdrawal};
use crate::simulate::{Protection, Run, crowd, run};

/// What one attack came to.
#[derive(Debug, Clone)]
pub struct Line {
    /// The attack.
    pub attack: Attack,
    /// What it was made on.
    pub protection: Protection,
    /// How many responded.
    pub responses: usize,
    /// How many responses the attacker knew, or had sent.
    pub known: usize,
    /// How many counts, answers or respondents were tried.
    pub tried: usize,
    /// How many of these had one possible value left.
    pub isolated: usize,
    /// How many questions no other world settled and the solver had to, and how many of those it could not decide.
    pub solver: [usize; 2],
    /// The surest that a reckoner became.
    pub gain: Option<Gain>,
    /// Some of what was isolated.
    pub examples: Vec<String>,
}

/// The attacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attack {
    /// All tables of all releases together.
    Everything,
    /// The same by propagation alone, in many campaigns.
    Sweep,
    /// Every possible table, where nine cells count twelve people at most.
    Exhaustive,
    /// Groups of 10 to 50 of whom all, or all but one, answered alike.
    Unanimous,
    /// Asking after every response.
    Polling,
    /// A withdrawal between the last interim release and the final.
    Withdrawal,
    /// All tables of all releases together, where two withdrew before the final.
    Withdrawals,
    /// Fakes around one victim.
    Fakes,
    /// Five municipalities and their total.
    Circle,
    /// Reckoning with the chances of the coins: about a small count.
    BeliefCount,
    /// The same, about the answer of one of the people.
    BeliefAnswer,
}

impl Attack {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Attack::Everything => "everything published, together",
            Attack::Sweep => "the same, quickly, in many campaigns",
            Attack::Exhaustive => "every possible table of 9 cells",
            Attack::Unanimous => "unanimous groups of 10 to 50",
            Attack::Polling => "asking after every response",
            Attack::Withdrawal => "one withdrawal before the final",
            Attack::Withdrawals => "everything published, two withdrawn",
            Attack::Fakes => "fakes around one victim",
            Attack::Circle => "five municipalities and their total",
            Attack::BeliefCount => "reckoning with chances: a small count",
            Attack::BeliefAnswer => "reckoning with chances: an answer",
        }
    }

    /// What is believed more or less after it, if that is measured.
    pub fn belief(self) -> Option<&'static str> {
        match self {
            Attack::BeliefCount => Some("a count of 1 to 4"),
            Attack::BeliefAnswer => Some("the answer of one of the people"),
            Attack::Withdrawal => Some("the answer of one who withdrew"),
            Attack::Everything
            | Attack::Sweep
            | Attack::Exhaustive
            | Attack::Unanimous
            | Attack::Polling
            | Attack::Withdrawals
            | Attack::Fakes
            | Attack::Circle => None,
        }
    }
}

impl Protection {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Protection::On => "on",
            Protection::Exact => "exact figures",
            Protection::Suppressed => "small counts hidden",
            Protection::BaseThree => "base 3",
            Protection::OneCoin => "one coin",
            Protection::NoAudit => "no last look",
        }
    }
}

/// How long to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// As part of the tests.
    Short,
    /// `make attack`.
    Full,
}

type Job<'a> = Box<dyn FnOnce() -> Vec<Line> + Send + 'a>;

/// What is attacked.
struct Ground<'a> {
    campaign: &'a Campaign,
    book: &'a Book<'a>,
    seed: u64,
}

impl<'a> Ground<'a> {
    fn everything(&self, protection: Protection, responses: usize, known: usize, round: u64, effort: Effort) -> Line {
        let campaign = protection.campaign(self.campaign);
        let seed = self.seed.wrapping_mul(100) + round;
        let people = crowd(&campaign, responses, &Mode::ALL, seed);
        let outcome = run(&Run { campaign: &campaign, protection, people, withdrawn: Vec::new(), seed });
        let knowledge =
            Knowledge::of(self.book, campaign.policy, protection.reading(), protection.one_coin(), &outcome.seen);
        let found = examine(self.book, &knowledge, &outcome.people, known, effort, seed);
        line_of(Attack::Everything, protection, responses, known, found)
    }

    fn withdrawals(&self, responses: usize, known: usize, round: u64, effort: Effort) -> Line {
        let (protection, seed) = (Protection::On, self.seed.wrapping_mul(100) + 50 + round);
        let people = crowd(self.campaign, responses, &Mode::ALL, seed);
        // One who was in every release, and one who came halfway.
        let withdrawn = vec![0, responses / 2];
        let outcome = run(&Run { campaign: self.campaign, protection, people, withdrawn, seed });
        let knowledge =
            Knowledge::of(self.book, self.campaign.policy, protection.reading(), protection.one_coin(), &outcome.seen);
        let found = examine(self.book, &knowledge, &outcome.people, known, effort, seed);
        line_of(Attack::Withdrawals, protection, responses, known, found)
    }
}

impl Ground<'_> {
    /// Rounds from `first` up are other campaigns than those of [`everything`](Self::everything).
    fn sweep(&self, protection: Protection, responses: usize, rounds: std::ops::Range<u64>) -> Line {
        let campaign = protection.campaign(self.campaign);
        let mut sum = Findings::default();
        for round in rounds {
            let seed = self.seed.wrapping_mul(100_000) + 1_000 + round;
            let people = crowd(&campaign, responses, &Mode::ALL, seed);
            let outcome = run(&Run { campaign: &campaign, protection, people, withdrawn: Vec::new(), seed });
            let knowledge =
                Knowledge::of(self.book, campaign.policy, protection.reading(), protection.one_coin(), &outcome.seen);
            // One of the first, who is in every release, and one of the last.
            sum.add(sweep(self.book, &knowledge, &outcome.people, &[0, responses - 1], seed));
        }
        line_of(Attack::Sweep, protection, responses, 1, sum)
    }
}

fn line_of(attack: Attack, protection: Protection, responses: usize, known: usize, found: Findings) -> Line {
    Line {
        attack,
        protection,
        responses,
        known,
        tried: found.tried(),
        isolated: found.isolated(),
        solver: [found.to_solver, found.undecided],
        gain: None,
        examples: found.examples,
    }
}

/// Makes the attacks, on two threads, and tells of each as it ends.
pub fn attack(length: Length, seed: u64, tell: &(dyn Fn(&str) + Sync)) -> Vec<Line> {
    let campaign = campaign(1);
    let in_five = crate::campaign::campaign(5);
    let in_two = crate::campaign::campaign(2);
    let book = Book::of(&campaign.audience(AUDIENCE).expect("the attacked audience").questionnaire, true);
    let ground = Ground { campaign: &campaign, book: &book, seed };
    let jobs = Mutex::new(match length {
        Length::Full => full(&ground, [&in_two, &in_five]),
        Length::Short => short(&ground, &in_two),
    });
    let lines: Mutex<Vec<Line>> = Mutex::new(Vec::new());
    let started = Instant::now();
    let all = jobs.lock().expect("no thread panicked").len();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let (job, left) = {
                        let mut jobs = jobs.lock().expect("no thread panicked");
                        let Some(job) = jobs.pop_front() else { return };
                        (job, jobs.len())
                    };
                    let found = job();
                    for line in &found {
                        tell(&format!(
                            "{:>4} s, {:>3} of {all}: {}",
                            started.elapsed().as_secs(),
                            all - left,
                            in_words(line)
                        ));
                    }
                    lines.lock().expect("no thread panicked").extend(found);
                }
            });
        }
    });
    let lines = lines.into_inner().expect("no thread panicked");
    gather(lines)
}

/// A line in words.
pub fn in_words(line: &Line) -> String {
    let examples = if line.isolated > 0 && !line.examples.is_empty() {
        format!("; such as {}", line.examples[..line.examples.len().min(3)].join("; "))
    } else {
        String::new()
    };
    if let (Some(gain), Some(about)) = (line.gain, line.attack.belief())
        && line.tried == 0
    {
        let (before, after) = (100.0 * gain.before, 100.0 * gain.after);
        return format!("{about}, n = {}: at most from {before:.0} % to {after:.0} % sure", line.responses);
    }
    format!(
        "{}, protection {}, n = {}, t = {}: {} of {} isolated{examples}",
        line.attack.name(),
        line.protection.name(),
        line.responses,
        line.known,
        line.isolated,
        line.tried
    )
}

/// Lines of the same attack on the same ground together.
fn gather(lines: Vec<Line>) -> Vec<Line> {
    let mut all: Vec<Line> = Vec::new();
    for line in lines {
        let same = |other: &&mut Line| {
            (other.attack, other.protection, other.responses, other.known)
                == (line.attack, line.protection, line.responses, line.known)
        };
        match all.iter_mut().find(same) {
            Some(sum) => {
                sum.tried += line.tried;
                sum.isolated += line.isolated;
                (0..2).for_each(|at| sum.solver[at] += line.solver[at]);
                sum.examples.extend(line.examples);
                if let (Some(sum), Some(gain)) = (&mut sum.gain, line.gain) {
                    sum.add(gain);
                }
            }
            None => all.push(line),
        }
    }
    all.sort_by_key(|line| {
        (line.attack, line.protection != Protection::On, line.protection.name(), line.responses, line.known)
    });
    all
}

fn plain(
    attack: Attack,
    protection: Protection,
    (responses, known): (usize, usize),
    (tried, isolated): (usize, usize),
    gain: Option<Gain>,
) -> Line {
    Line { attack, protection, responses, known, tried, isolated, solver: [0; 2], gain, examples: Vec::new() }
}

fn full<'a>(ground: &'a Ground<'a>, [in_two, in_five]: [&'a Campaign; 2]) -> VecDeque<Job<'a>> {
    let mut jobs: VecDeque<Job<'a>> = VecDeque::new();
    let effort = Effort { counts: 4_000, answers: 4_000, solved: 60 };
    for (responses, rounds) in [(5_000, 2), (1_000, 2), (300, 3), (100, 4), (30, 8), (10, 8)] {
        for round in 0..rounds {
            for known in [1, 0] {
                jobs.push_back(Box::new(move || {
                    vec![ground.everything(Protection::On, responses, known, round, effort)]
                }));
            }
        }
    }
    for responses in [10, 30, 100, 300, 1_000, 5_000] {
        for part in 0..4 {
            let rounds = part * 10..(part + 1) * 10;
            jobs.push_back(Box::new(move || vec![ground.sweep(Protection::On, responses, rounds)]));
        }
    }
    for responses in [100, 300] {
        jobs.push_back(Box::new(move || vec![ground.sweep(Protection::NoAudit, responses, 0..20)]));
        jobs.push_back(Box::new(move || vec![ground.sweep(Protection::BaseThree, responses, 0..10)]));
    }
    for (protection, responses) in
        [(Protection::Exact, 300), (Protection::Suppressed, 300), (Protection::Suppressed, 5_000)]
    {
        jobs.push_back(Box::new(move || vec![ground.sweep(protection, responses, 0..3)]));
    }
    exact_attacks(ground, &mut jobs, 300, 60, 40);
    for round in 0..2 {
        for known in [0, 1] {
            // The system of six places is large: few questions to the solver.
            let effort = Effort { counts: 1_500, answers: 1_000, solved: 3 };
            jobs.push_back(Box::new(move || {
                vec![of_circle(ground, in_five, &[90, 60, 60, 45, 45], effort, known, round)]
            }));
        }
    }
    for (responses, rounds) in [(100, 3), (300, 2)] {
        for round in 0..rounds {
            for known in [0, 1] {
                jobs.push_back(Box::new(move || vec![ground.withdrawals(responses, known, round, effort)]));
            }
        }
    }
    jobs.push_back(Box::new(move || small_circle(ground, in_two)));
    for known in [0, 1, 2, 5, 9, 19, 49] {
        jobs.push_back(Box::new(move || vec![of_fakes(ground, 60, known, 20)]));
    }
    small_tables(ground, &mut jobs, 60, 60, &[10, 20, 30]);
    jobs
}

fn short<'a>(ground: &'a Ground<'a>, in_two: &'a Campaign) -> VecDeque<Job<'a>> {
    let mut jobs: VecDeque<Job<'a>> = VecDeque::new();
    let effort = Effort { counts: 60, answers: 40, solved: 1 };
    for responses in [10, 30] {
        jobs.push_back(Box::new(move || vec![ground.everything(Protection::On, responses, 0, 0, effort)]));
    }
    jobs.push_back(Box::new(move || vec![ground.everything(Protection::On, 30, 1, 0, effort)]));
    for protection in [Protection::Exact, Protection::Suppressed] {
        jobs.push_back(Box::new(move || vec![ground.sweep(protection, 60, 0..1)]));
    }
    jobs.push_back(Box::new(move || vec![ground.sweep(Protection::On, 30, 0..2)]));
    exact_attacks(ground, &mut jobs, 40, 4, 2);
    jobs.push_back(Box::new(move || small_circle(ground, in_two)));
    for known in [0, 1, 9] {
        jobs.push_back(Box::new(move || vec![of_fakes(ground, 30, known, 2)]));
    }
    small_tables(ground, &mut jobs, 4, 12, &[10]);
    jobs
}

/// Polling and withdrawal.
fn exact_attacks<'a>(
    ground: &'a Ground<'a>,
    jobs: &mut VecDeque<Job<'a>>,
    responses: usize,
    targets: usize,
    rounds: u64,
) {
    for protection in [Protection::On, Protection::Exact, Protection::Suppressed] {
        jobs.push_back(Box::new(move || {
            let people = crowd(ground.campaign, responses, &Mode::ALL, ground.seed);
            let found = polling(ground.book, ground.campaign, protection, &people, ground.seed);
            vec![plain(Attack::Polling, protection, (responses, 0), (found.tried, found.isolated), None)]
        }));
    }
    for protection in [Protection::On, Protection::OneCoin] {
        for round in 0..rounds.div_ceil(10) {
            jobs.push_back(Box::new(move || {
                let seed = ground.seed.wrapping_mul(100) + round;
                let people = crowd(ground.campaign, responses, &Mode::ALL, seed);
                let found = withdrawal(ground.book, ground.campaign, protection, &people, targets, seed);
                let gain = Some(found.gain);
                vec![plain(Attack::Withdrawal, protection, (responses, 0), (found.tried, found.isolated), gain)]
            }));
        }
    }
}

fn of_circle(
    ground: &Ground<'_>,
    campaign: &Campaign,
    sizes: &[usize],
    effort: Effort,
    known: usize,
    round: u64,
) -> Line {
    let seed = ground.seed.wrapping_mul(100) + round;
    let found = circle(ground.book, campaign, sizes, effort, known, seed).expect("five municipalities have a total");
    line_of(Attack::Circle, Protection::On, sizes.iter().sum(), known, found)
}

/// Two municipalities: there must be no total at all.
fn small_circle(ground: &Ground<'_>, campaign: &Campaign) -> Vec<Line> {
    let effort = Effort { counts: 0, answers: 0, solved: 0 };
    let total = circle(ground.book, campaign, &[40, 40], effort, 0, ground.seed);
    vec![plain(Attack::Circle, Protection::On, (80, 0), (1, usize::from(total.is_some())), None)]
}

fn of_fakes(ground: &Ground<'_>, real: usize, known: usize, victims: u64) -> Line {
    let mut sum = crate::moments::Found::default();
    for victim in 0..victims {
        sum.add(fakes(ground.book, ground.campaign, real, known, ground.seed.wrapping_mul(1_000) + victim));
    }
    plain(Attack::Fakes, Protection::On, (real, known), (sum.tried, sum.isolated), None)
}

/// Tables small enough to try every possibility.
fn small_tables<'a>(
    ground: &'a Ground<'a>,
    jobs: &mut VecDeque<Job<'a>>,
    tables: usize,
    coins: u64,
    believers: &'static [i64],
) {
    for protection in [Protection::On, Protection::NoAudit] {
        for people in 10..=12 {
            jobs.push_back(Box::new(move || {
                let found = crossed(protection, people, tables, ground.seed);
                let of = (people as usize, 1);
                vec![plain(Attack::Exhaustive, protection, of, (found.tried, found.isolated), None)]
            }));
        }
        jobs.push_back(Box::new(move || {
            let mut sum = crate::exhaustive::Exhausted::default();
            for people in [10, 11, 12, 13, 14, 15, 16, 19, 20, 21, 29, 30, 31, 40, 49, 50] {
                sum.add(unanimous(protection, people, coins));
            }
            vec![plain(Attack::Unanimous, protection, (50, 1), (sum.tried, sum.isolated), None)]
        }));
    }
    for people in believers {
        jobs.push_back(Box::new(move || {
            let [count, answer] = believed(*people, [0.4, 0.3, 0.25, 0.05]);
            let of = |attack, gain| plain(attack, Protection::On, (*people as usize, 0), (0, 0), Some(gain));
            vec![of(Attack::BeliefCount, count), of(Attack::BeliefAnswer, answer)]
        }));
    }
}

/// What it all comes to.
pub struct Verdict {
    /// Whether the promise held and every control won.
    pub holds: bool,
    /// In a line.
    pub words: String,
}

/// How many responses an attacker may know without isolating anyone.
pub const PROMISED: usize = 1;

/// Judges all lines together.
pub fn verdict(lines: &[Line]) -> Verdict {
    let protected = |line: &&Line| line.protection == Protection::On && line.known <= PROMISED;
    let leaks: Vec<&Line> = lines.iter().filter(protected).filter(|line| line.isolated > 0).collect();
    if !leaks.is_empty() {
        let words: Vec<String> = leaks.iter().map(|line| in_words(line)).collect();
        return Verdict { holds: false, words: format!("verdict: LEAKS: {}", words.join(" | ")) };
    }
    let controls: [(Protection, Attack); 7] = [
        (Protection::Exact, Attack::Polling),
        (Protection::Exact, Attack::Sweep),
        (Protection::Suppressed, Attack::Sweep),
        (Protection::BaseThree, Attack::Sweep),
        (Protection::NoAudit, Attack::Sweep),
        (Protection::OneCoin, Attack::Withdrawal),
        (Protection::NoAudit, Attack::Unanimous),
    ];
    for (protection, attack) in controls {
        let of = lines.iter().filter(|line| (line.protection, line.attack) == (protection, attack));
        let (tried, isolated) =
            of.fold((0, 0), |(tried, isolated), line| (tried + line.tried, isolated + line.isolated));
        let enough = if attack == Attack::Polling { isolated * 2 > tried } else { isolated > 0 };
        if !enough && tried > 0 {
            let words = format!(
                "verdict: PROVES NOTHING: {} with protection \"{}\" isolated {isolated} of {tried}, so it can't win",
                attack.name(),
                protection.name()
            );
            return Verdict { holds: false, words };
        }
    }
    let tried: usize = lines.iter().filter(protected).map(|line| line.tried).sum();
    let undecided: usize = lines.iter().filter(protected).map(|line| line.solver[1]).sum();
    let rest = if undecided > 0 {
        format!(" ({undecided} questions were left undecided for want of time)")
    } else {
        String::new()
    };
    Verdict {
        holds: true,
        words: format!(
            "verdict: nothing isolated in {tried} tries with protection on and at most {PROMISED} response known{rest}; every control leaks"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The short run of `make attack`.
    #[test]
    fn nothing_is_isolated_and_every_control_leaks() {
        let lines = attack(Length::Short, 4, &|_| {});
        let verdict = verdict(&lines);
        assert!(verdict.holds, "{}", verdict.words);
        assert!(verdict.words.starts_with("verdict: nothing isolated"));
        for protection in [Protection::Exact, Protection::Suppressed, Protection::OneCoin, Protection::NoAudit] {
            let won = lines.iter().any(|line| line.protection == protection && line.isolated > 0);
            assert!(won, "{protection:?}");
        }
        let many_fakes = lines.iter().find(|line| line.attack == Attack::Fakes && line.known == 9);
        assert!(many_fakes.is_some_and(|line| line.isolated > 0), "nine fakes leave the tenth alone");
    }

    fn a_line(protection: Protection, attack: Attack, known: usize, isolated: usize) -> Line {
        plain(attack, protection, (100, known), (10, isolated), None)
    }

    #[test]
    fn one_leak_is_a_leak() {
        let judged = verdict(&[a_line(Protection::On, Attack::Everything, 1, 1)]);
        assert!(!judged.holds && judged.words.starts_with("verdict: LEAKS"), "{}", judged.words);
        assert!(verdict(&[a_line(Protection::On, Attack::Fakes, 2, 1)]).holds, "promised is one known response");
    }

    #[test]
    fn a_control_that_does_not_win_proves_nothing() {
        for (protection, attack) in [(Protection::OneCoin, Attack::Withdrawal), (Protection::Exact, Attack::Polling)] {
            let lost = a_line(protection, attack, 0, 0);
            let judged = verdict(&[a_line(Protection::On, attack, 0, 0), lost]);
            assert!(!judged.holds && judged.words.starts_with("verdict: PROVES NOTHING"), "{}", judged.words);
        }
        // Asking after every response has to win of most, not of some.
        assert!(!verdict(&[a_line(Protection::Exact, Attack::Polling, 0, 5)]).holds);
        assert!(verdict(&[a_line(Protection::Exact, Attack::Polling, 0, 6)]).holds);
    }
}
