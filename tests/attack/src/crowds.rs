//! Attacks by many: fakes around one victim, and totals over municipalities.

use std::collections::{BTreeSet, HashMap};

use fastrand::Rng;
use survey::campaign::Campaign;
use survey::disclosure::{Ledger, Occasion, Part, protect, protect_total};
use survey::mode::Mode;
use survey::questionnaire::Measure;
use survey::release::{Area, Release, ReleaseNumber};
use survey::response::Form;
use survey::tally::Tally;
use survey::time::Day;

use crate::book::{Atom, Book, Subject};
use crate::campaign::{AUDIENCE, Answer, Person, draft};
use crate::examine::{Effort, Findings, examine, subtract};
use crate::knowledge::{Knowledge, Reading, Seen};
use crate::moments::Found;
use crate::simulate::{Protection, Run, crowd, key, run};
use crate::system::{System, neighbourhood};
use crate::worlds::Presence;

/// `fakes` responses by the attacker, all alike, in the subgroup of one victim who is alone in it. Tried are the victim's
/// answers.
pub fn fakes(book: &Book<'_>, campaign: &Campaign, real: usize, fakes: usize, seed: u64) -> Found {
    let mut people = crowd(campaign, real, &[Mode::Link], seed);
    let mut chance = Rng::with_seed(seed);
    let rare = |name: &str| book.items.iter().position(|item| item.id.to_string() == name).expect("it is asked");
    // The rarest group of all; the victim is its only member.
    let (who, guardian) = (rare("who"), 4);
    for person in &mut people {
        if person.answers[who] == Some(Answer::One(guardian)) {
            person.answers[who] = Some(Answer::One(0));
        }
    }
    people[0].answers[who] = Some(Answer::One(guardian));
    let mut fake = people[0].clone();
    // What the fakes answer is for the attacker to choose; all alike leaves the victim most alone.
    for (item, answer) in fake.answers.iter_mut().enumerate().filter(|(item, _)| *item != who) {
        let value = chance.usize(0..crate::campaign::options_of(&book.items[item]));
        *answer = Some(match book.items[item].measure {
            Measure::Many(_) | Measure::Ranked(..) => Answer::Several(vec![value]),
            Measure::One(_) | Measure::Number(_) | Measure::Text => Answer::One(value),
        });
    }
    people.extend(std::iter::repeat_n(fake, fakes));
    let outcome =
        run(&Run { campaign, protection: Protection::On, people: people.clone(), withdrawn: Vec::new(), seed });
    let knowledge = Knowledge::of(book, campaign.policy, Reading::Rounded, false, &outcome.seen);
    let last = knowledge.moments.len() - 1;
    let known: Vec<&Presence> = outcome.people[real..].iter().collect();
    let scope = Atom::Is(who, guardian);
    let group = book.find(&[scope]).expect("a group of a background question");
    let mut found = Found::default();
    let mut systems: HashMap<usize, System> = HashMap::new();
    let cells = book.cells_of(&people[0]);
    for table in book.tables.iter().filter(|table| table.scope == Some(scope)) {
        let Subject::Item(item) = table.subject else { continue };
        let given: Vec<usize> =
            (0..table.cells.len() - 1).filter(|at| cells.binary_search(&table.cells[*at]).is_ok()).collect();
        if given.is_empty() {
            continue;
        }
        let system = systems.entry(item).or_insert_with(|| {
            let about = neighbourhood(book, &[Atom::Is(item, 0), scope]);
            let mut system = System::of(book, &knowledge, Some(&about), &known);
            // The attacker knows that nobody but the victim is of that group.
            system.learn(last, group, 1);
            system.propagate();
            system
        });
        // The victim is one person: the answer is told when no other is possible, or when it alone must be.
        for at in given {
            found.tried += 1;
            let others = (0..table.cells.len()).filter(|other| *other != at);
            let single = matches!(book.items[item].measure, Measure::One(_) | Measure::Number(_));
            let must = system.rest(last, table.cells[at]).least >= 1;
            let asked = system.rest(last, table.base).least >= 1;
            let only =
                single && asked && others.into_iter().all(|other| system.rest(last, table.cells[other]).most == 0);
            found.isolated += usize::from(must || only);
        }
    }
    found
}

/// A campaign in several municipalities: all their releases and the total, taken together.
pub fn circle(
    book: &Book<'_>,
    campaign: &Campaign,
    sizes: &[usize],
    effort: Effort,
    known: usize,
    seed: u64,
) -> Option<Findings> {
    let Published { knowledge, people } = published(book, campaign, sizes, seed)?;
    Some(examine(book, &knowledge, &people, known, effort, seed))
}

/// The same, as members of the circle who know their own answers exactly, every response of them, and subtract them from the
/// total: those of the `members`, by position, together. Tried is every count of 1 to 4 among the others.
pub fn members(
    book: &Book<'_>,
    campaign: &Campaign,
    sizes: &[usize],
    members: &[usize],
    seed: u64,
) -> Option<Findings> {
    let Published { knowledge, people } = published(book, campaign, sizes, seed)?;
    let mut known = BTreeSet::new();
    let mut first = 0;
    for (at, size) in sizes.iter().enumerate() {
        known.extend(members.contains(&at).then_some(first..first + size).into_iter().flatten());
        first += size;
    }
    Some(subtract(book, &knowledge, &people, &known, seed))
}

/// What was published of a circle, and who is counted in it.
struct Published {
    knowledge: Knowledge,
    people: Vec<Presence>,
}

fn published(book: &Book<'_>, campaign: &Campaign, sizes: &[usize], seed: u64) -> Option<Published> {
    let audience = campaign.audience(AUDIENCE).expect("the attacked audience");
    let form = Form::of(&audience.questionnaire);
    let day = Day(campaign.opens.at.day().0 + 331);
    let mut all: Vec<Person> = crowd(campaign, sizes.iter().sum(), &Mode::ALL, seed);
    struct Place {
        tally: Tally,
        ledger: Ledger,
        releases: Vec<Release>,
        responses: Vec<u64>,
        people: Vec<Presence>,
    }
    let key = key(seed);
    let mut places: Vec<Place> = Vec::new();
    for (at, size) in sizes.iter().enumerate() {
        let people: Vec<Person> = all.drain(..*size).collect();
        let area = campaign.municipalities[at].into();
        let (mut tally, mut ledger) = (Tally::new(&form), Ledger::default());
        let (mut releases, mut responses): (Vec<Release>, Vec<u64>) = (Vec::new(), Vec::new());
        let mut presences: Vec<(Person, usize)> = Vec::new();
        for person in people {
            let response = form.accept(&draft(form.items(), &person)).unwrap_or_else(|_| panic!("accepted before"));
            tally.add(&form, &response, person.mode);
            presences.push((person, releases.len()));
            let today = Day(campaign.opens.at.day().0 + presences.len() as i64);
            // Two interim releases are enough to see them play together.
            if releases.len() < 2
                && let Some(number) = ledger.next_interim(&campaign.policy, audience, tally.responses(), today)
            {
                let occasion = Occasion { campaign, area, audience, day: today };
                let (release, next) = protect(&occasion, number, &form, &tally, &ledger, &releases, &key);
                responses.push(tally.responses());
                releases.push(release);
                ledger = next;
            }
        }
        let occasion = Occasion { campaign, area, audience, day };
        let (release, _) = protect(&occasion, ReleaseNumber::Final, &form, &tally, &ledger, &releases, &key);
        releases.push(release);
        responses.push(tally.responses());
        let first: usize = places.iter().map(|place| place.releases.len()).sum();
        let end = first + releases.len();
        let counted = |from: usize| (u64::MAX << (first + from)) & ((1 << end) - 1);
        let people = presences.into_iter().map(|(person, from)| Presence { person, counted: counted(from) }).collect();
        places.push(Place { tally, ledger, releases, responses, people });
    }
    let parts: Vec<Part<'_>> = places
        .iter()
        .map(|place| Part { tally: &place.tally, ledger: &place.ledger, releases: &place.releases })
        .collect();
    let occasion = Occasion { campaign, area: Area::All, audience, day };
    let total = protect_total(&occasion, &form, &parts, &key)?;
    let responses = places.iter().map(|place| place.tally.responses()).sum();
    let knowledge = |seen: &[Seen]| Knowledge::of(book, campaign.policy, Reading::Rounded, false, seen);
    let told = places
        .iter()
        .map(|place| {
            let seen = place.releases.iter().zip(&place.responses);
            let seen: Vec<Seen> = seen
                .map(|(release, responses)| Seen { json: release.to_json(), responses: *responses, withdrawn: 0 })
                .collect();
            knowledge(&seen)
        })
        .collect();
    let knowledge = Knowledge::together(told, knowledge(&[Seen { json: total.to_json(), responses, withdrawn: 0 }]));
    let last = knowledge.moments.len() - 1;
    let people: Vec<Presence> = places
        .into_iter()
        .flat_map(|place| place.people)
        .map(|presence| Presence { counted: presence.counted | 1 << last, ..presence })
        .collect();
    Some(Published { knowledge, people })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_that_knows_its_own_answers_isolates_nobody_elsewhere() {
        let campaign = crate::campaign::campaign(5);
        let audience = campaign.audience(AUDIENCE).unwrap();
        let book = Book::of(&audience.questionnaire, true);
        // As large as one may be: almost half of the total.
        for (at, sizes) in [[60, 20, 18, 15, 12], [30, 30, 20, 20, 20]].iter().enumerate() {
            let found = members(&book, &campaign, sizes, &[0], 7 + at as u64).expect("there is a total");
            assert!(found.tried() > 500, "{}", found.tried());
            assert_eq!(found.isolated(), 0, "{:?}", found.examples);
        }
    }

    #[test]
    fn all_but_one_together_do_isolate() {
        // Not promised, and the attack is one that can win: who knows nearly all answers knows the rest.
        let campaign = crate::campaign::campaign(5);
        let audience = campaign.audience(AUDIENCE).unwrap();
        let book = Book::of(&audience.questionnaire, true);
        let found = members(&book, &campaign, &[30, 20, 20, 15, 12], &[0, 1, 2, 3], 7).expect("there is a total");
        assert!(found.isolated() > 0, "{}", found.tried());
    }
}
