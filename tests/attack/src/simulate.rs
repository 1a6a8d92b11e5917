//! A whole campaign, from people to releases, through the code under attack: form, tally, ledger, `protect`.

use fastrand::Rng;
use survey::campaign::Campaign;
use survey::disclosure::{Counting, Ledger, Occasion, protect, protect_weakened};
use survey::keys::RoundingKey;
use survey::mode::Mode;
use survey::release::{Release, ReleaseNumber};
use survey::response::{Form, Response};
use survey::tally::Tally;
use survey::time::Day;

use crate::campaign::{AUDIENCE, Crowd, Person, draft};
use crate::knowledge::{Reading, Seen};
use crate::worlds::Presence;

/// What is switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// Everything, as in a real campaign.
    On,
    /// Figures as they are.
    Exact,
    /// Figures as they are, and those below the base hidden.
    Suppressed,
    /// Rounding to base 3.
    BaseThree,
    /// The final release with the coins of the interim ones.
    OneCoin,
    /// No last look.
    NoAudit,
}

impl Protection {
    /// How figures are to be read.
    pub fn reading(self) -> Reading {
        match self {
            Protection::Exact => Reading::Exact,
            Protection::Suppressed => Reading::Suppressed,
            Protection::On | Protection::BaseThree | Protection::OneCoin | Protection::NoAudit => Reading::Rounded,
        }
    }

    /// Whether the final is drawn with the interim coins.
    pub fn one_coin(self) -> bool {
        self == Protection::OneCoin
    }

    /// The campaign with a policy that goes with it.
    pub fn campaign(self, campaign: &Campaign) -> Campaign {
        let mut campaign = campaign.clone();
        if self == Protection::BaseThree {
            campaign.policy.rounding_base = 3;
        }
        campaign
    }

    /// Makes a release: by `protect` itself, unless something is switched off.
    #[expect(clippy::too_many_arguments, reason = "those of `protect`")]
    pub fn release(
        self,
        occasion: &Occasion<'_>,
        number: ReleaseNumber,
        form: &Form<'_>,
        tally: &Tally,
        ledger: &Ledger,
        earlier: &[Release],
        key: &RoundingKey,
    ) -> (Release, Ledger) {
        let all = Counting::PROTECTED;
        let counting = match self {
            Protection::On | Protection::BaseThree => {
                return protect(occasion, number, form, tally, ledger, earlier, key);
            }
            Protection::Exact => Counting { rounded: false, audited: false, ..all },
            Protection::Suppressed => Counting { rounded: false, small_hidden: true, audited: false, ..all },
            Protection::OneCoin => Counting { coins_anew: false, ..all },
            Protection::NoAudit => Counting { audited: false, ..all },
        };
        protect_weakened(counting, occasion, number, form, tally, ledger, earlier, key)
    }
}

/// A campaign to run.
pub struct Run<'a> {
    /// The campaign, its policy as switched.
    pub campaign: &'a Campaign,
    /// What is switched on.
    pub protection: Protection,
    /// The responses in order of arrival.
    pub people: Vec<Person>,
    /// Positions in `people` of who withdraws between the last interim release and the final.
    pub withdrawn: Vec<usize>,
    /// Decides the coins and the times of arrival.
    pub seed: u64,
}

/// What came of a run.
pub struct Outcome {
    /// Who responded, and which releases count them.
    pub people: Vec<Presence>,
    /// The releases.
    pub seen: Vec<Seen>,
    /// CPU seconds that the final release took.
    pub seconds: f64,
}

/// People enough for a run.
pub fn crowd(campaign: &Campaign, count: usize, modes: &[Mode], seed: u64) -> Vec<Person> {
    let audience = campaign.audience(AUDIENCE).expect("the attacked audience");
    let mut crowd = Crowd::new(&audience.questionnaire, seed);
    (0..count).map(|_| crowd.person(modes)).collect()
}

/// The rounding key of a seed.
pub fn key(seed: u64) -> RoundingKey {
    let mut bytes = [0; 32];
    let mut chance = Rng::with_seed(seed ^ 0x6b65_7973);
    bytes.iter_mut().for_each(|byte| *byte = chance.u8(..));
    RoundingKey::new(bytes)
}

/// Lets people respond over 300 days, and makes every release as soon as it is due.
pub fn run(run: &Run<'_>) -> Outcome {
    let campaign = run.campaign;
    let audience = campaign.audience(AUDIENCE).expect("the attacked audience");
    let form = Form::of(&audience.questionnaire);
    let key = key(run.seed);
    let mut chance = Rng::with_seed(run.seed);
    let responses: Vec<Response> = run
        .people
        .iter()
        .map(|person| match form.accept(&draft(form.items(), person)) {
            Ok(response) => response,
            Err(faults) => panic!("people answer as the form wants: {faults:?}"),
        })
        .collect();
    // Many at first, fewer later, as letters and posters are forgotten.
    let mut days: Vec<f64> = run.people.iter().map(|_| 300.0 * chance.f64().powf(1.6)).collect();
    days.sort_by(f64::total_cmp);
    let first = campaign.opens.at.day().0;
    let mut outcome = Outcome { people: Vec::new(), seen: Vec::new(), seconds: 0.0 };
    let mut tally = Tally::new(&form);
    let (mut ledger, mut releases): (Ledger, Vec<Release>) = (Ledger::default(), Vec::new());
    let presence = |person: &Person, from: usize| Presence { person: person.clone(), counted: u64::MAX << from };
    for day in 0..=300 {
        while outcome.people.len() < days.len() && days[outcome.people.len()] < day as f64 {
            let who = outcome.people.len();
            tally.add(&form, &responses[who], run.people[who].mode);
            outcome.people.push(presence(&run.people[who], releases.len()));
        }
        let today = Day(first + day);
        if let Some(number) = ledger.next_interim(&campaign.policy, audience, tally.responses(), today) {
            let occasion = Occasion { campaign, area: campaign.municipalities[0].into(), audience, day: today };
            let (release, next) = run.protection.release(&occasion, number, &form, &tally, &ledger, &releases, &key);
            outcome.seen.push(Seen { json: release.to_json(), responses: tally.responses(), withdrawn: 0 });
            releases.push(release);
            ledger = next;
        }
    }
    let last = releases.len();
    for (person, response) in run.people.iter().zip(&responses).skip(outcome.people.len()) {
        tally.add(&form, response, person.mode);
        outcome.people.push(presence(person, last));
    }
    let mut withdrawn = 0;
    if !run.withdrawn.is_empty() {
        tally = Tally::new(&form);
        for (who, response) in responses.iter().enumerate() {
            if run.withdrawn.contains(&who) {
                let counted = &mut outcome.people[who].counted;
                *counted &= (1 << last) - 1;
                // Counted in the last interim release, so missed in the final.
                withdrawn += *counted >> (last.max(1) - 1) & 1;
            } else {
                tally.add(&form, response, run.people[who].mode);
            }
        }
    }
    let occasion = Occasion { campaign, area: campaign.municipalities[0].into(), audience, day: Day(first + 331) };
    let before = cpu_seconds();
    let (release, _) = run.protection.release(&occasion, ReleaseNumber::Final, &form, &tally, &ledger, &releases, &key);
    outcome.seconds = cpu_seconds() - before;
    outcome.seen.push(Seen { json: release.to_json(), responses: tally.responses(), withdrawn });
    outcome
}

/// CPU time of this thread so far (Linux: the first number of `schedstat`, in nanoseconds).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|first| first.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1e9
}
