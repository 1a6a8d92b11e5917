//! The campaign that is attacked: 25 questions of every kind, and people who answer them unalike and unevenly.
//!
//! Answers are drawn from latent classes, so that they hang together; shares are skewed, so that there are rare
//! answers and nearly unanimous groups: that is where people stand alone.

use fastrand::Rng;
use serde_json::{Map, Value};
use survey::campaign::Campaign;
use survey::definition::{Source, compile};
use survey::mode::Mode;
use survey::questionnaire::{Item, Measure, Questionnaire};
use survey::response::Draft;

/// The audience that is attacked.
pub const AUDIENCE: &str = "users";
/// How many sorts of people there are.
const CLASSES: usize = 4;

/// Compiles the attacked campaign. `places` is in how many municipalities people are asked.
pub fn campaign(places: usize) -> Campaign {
    // Any will do; these are the first of the register that have had no change of code for long.
    const CODES: [&str; 8] = ["GM0171", "GM0193", "GM0202", "GM0307", "GM0344", "GM0363", "GM0518", "GM0599"];
    let municipalities = CODES[..places].iter().map(|code| format!("{code:?}")).collect::<Vec<_>>().join(", ");
    let text = include_str!("campaign.toml").replace("\"GM0171\"", &municipalities);
    let compiled = compile("aanval", Source { path: "campaign.toml", text: &text }, |path| {
        (path == "users.toml").then(|| (path.to_owned(), questionnaire()))
    });
    match compiled {
        Ok(compiled) => compiled.campaign,
        Err(faults) => panic!("the attacked campaign is without fault: {faults:#?}"),
    }
}

/// The questionnaire as people would write it.
fn questionnaire() -> String {
    let mut text = String::from("title = { nl = \"Aanval\" }\nintro = { nl = \"-\" }\nthanks = { nl = \"-\" }\n");
    let mut item = |kind: &str, id: &str, rest: &str| {
        text += &format!("\n[[item]]\nkind = \"{kind}\"\nid = \"{id}\"\nask = {{ nl = \"{id}\" }}\n{rest}\n");
    };
    let options = |ids: &[&str]| -> String {
        let options: Vec<String> = ids.iter().map(|id| format!("  {{ id = \"{id}\", nl = \"{id}\" }},\n")).collect();
        format!("[\n{}]", options.concat())
    };
    let letters = |count: usize| options(&["a", "b", "c", "d", "e", "f", "g", "h"][..count]);
    let with_none =
        |count: usize| letters(count).replace("\n]", "\n  { id = \"none\", nl = \"geen\", exclusive = true },\n]");
    let background = |ids: &[&str]| format!("background = true\noptions = {}", options(ids));

    item(
        "single",
        "who",
        &format!("required = true\n{}", background(&["self", "helped", "carer", "other", "guardian"])),
    );
    item("single", "age", &background(&["a18", "a27", "a45", "a65", "a75", "a85"]));
    item("single", "living", &background(&["alone", "couple", "family", "group", "homeless"]));
    item("single", "area", &background(&["centre", "north", "south", "east", "west", "village"]));
    item("multiple", "day", &format!("options = {}", with_none(6)));
    item("scale", "content", &format!("when = \"selected(${{day}}, 'a')\"\npoints = {}", letters(3)));
    item("single", "step_now", &format!("options = {}", letters(6)));
    item("single", "step_wish", &format!("options = {}", letters(6)));
    item("multiple", "matters", &format!("at_most = 3\noptions = {}", with_none(8)));
    item(
        "grid",
        "judge",
        &format!(
            "rows = {}\npoints = {}\ndont_know = {{ id = \"unknown\", nl = \"?\" }}",
            options(&["house", "street", "club"]),
            letters(3)
        ),
    );
    item("ranking", "prefer", &format!("top = 3\noptions = {}", letters(6)));
    item(
        "number",
        "hours",
        "least = 0\nmost = 60\nbands = [\n\
        { id = \"none\", from = 0, to = 0, nl = \"geen\" },\n\
        { id = \"few\", from = 1, to = 9, nl = \"weinig\" },\n\
        { id = \"more\", from = 10, to = 29, nl = \"meer\" },\n\
        { id = \"many\", from = 30, to = 60, nl = \"veel\" },\n]",
    );
    item("single", "relief", &format!("when = \"${{who}} = 'carer'\"\noptions = {}", letters(4)));
    item("single", "distance", &format!("when = \"not(${{step_now}} = 'a')\"\noptions = {}", letters(4)));
    item("single", "combine", &format!("when = \"count-selected(${{day}}) >= 2\"\noptions = {}", letters(3)));
    item(
        "single",
        "study",
        &format!("when = \"${{step_wish}} = 'e' or ${{step_wish}} = 'f'\"\noptions = {}", letters(5)),
    );
    item("single", "alone", &format!("options = {}", letters(3)));
    item("single", "often", &format!("options = {}", letters(5)));
    item("single", "travel", &format!("options = {}", letters(6)));
    item("multiple", "obstacles", &format!("options = {}", with_none(7)));
    item("single", "help", &format!("options = {}", letters(4)));
    item("scale", "lonely", &format!("points = {}\ndont_know = {{ id = \"unknown\", nl = \"?\" }}", letters(3)));
    item("scale", "health", &format!("points = {}", letters(5)));
    item("single", "income", &format!("options = {}", letters(5)));
    item("scale", "advice", &format!("when = \"${{help}} = 'b'\"\npoints = {}", letters(3)));

    let group = |id: &str, of: &[&str]| format!("  {{ id = \"{id}\", options = {of:?}, nl = \"{id}\" }},\n");
    for (id, of, groups) in [
        (
            "age_band",
            "age",
            [group("young", &["a18", "a27"]), group("middle", &["a45"]), group("old", &["a65", "a75", "a85"])],
        ),
        (
            "goals",
            "matters",
            [group("social", &["a", "b", "c"]), group("learn", &["d", "e"]), group("work", &["f", "g"])],
        ),
    ] {
        text += &format!(
            "\n[[derived]]\nid = {id:?}\ntitle = {{ nl = {id:?} }}\nof = {of:?}\ngroups = [\n{}]\n",
            groups.concat()
        );
    }
    for (rows, columns) in [
        ("step_now", "step_wish"),
        ("step_now", "health"),
        ("lonely", "alone"),
        ("often", "travel"),
        ("help", "income"),
        ("judge.house", "judge.street"),
        ("content", "lonely"),
        ("relief", "health"),
        ("step_wish", "income"),
        ("alone", "often"),
    ] {
        let id = format!("{}_{}", rows, columns).replace('.', "_");
        text += &format!(
            "\n[[crossing]]\nid = {id:?}\ntitle = {{ nl = {id:?} }}\nrows = {rows:?}\ncolumns = {columns:?}\n"
        );
    }
    text
}

/// What someone answered, or would have answered had it been asked: by item, each answer by position.
#[derive(Clone)]
pub struct Person {
    /// By item; `None` is no answer.
    pub answers: Vec<Option<Answer>>,
    /// How the response came in.
    pub mode: Mode,
}

/// An answer to one item.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// The option, point or band.
    One(usize),
    /// The options, ascending (a set) or in order of preference (a ranking). Not empty.
    Several(Vec<usize>),
}

/// Draws people, from a seed.
pub struct Crowd<'q> {
    items: Vec<Item<'q>>,
    /// By item and class: the weight of each option, and the share that does not answer.
    habits: Vec<[(Vec<f64>, f64); CLASSES]>,
    chance: Rng,
}

impl<'q> Crowd<'q> {
    /// A crowd with habits drawn from `seed`.
    pub fn new(questionnaire: &'q Questionnaire, seed: u64) -> Self {
        let mut chance = Rng::with_seed(seed);
        let items = questionnaire.items();
        let habits = items.iter().map(|item| habits(item, &mut chance)).collect();
        Crowd { items, habits, chance }
    }

    /// One more person.
    pub fn person(&mut self, modes: &[Mode]) -> Person {
        let chance = &mut self.chance;
        let class = weighted(&[0.45, 0.3, 0.2, 0.05], chance);
        let answers = self.items.iter().zip(&self.habits).map(|(item, habits)| {
            let (weights, missing) = &habits[class];
            answer(item, weights, *missing, chance)
        });
        let answers = answers.collect();
        Person { answers, mode: modes[weighted(&[0.7, 0.25, 0.05][..modes.len()], chance)] }
    }
}

/// How each class answers an item.
fn habits(item: &Item<'_>, chance: &mut Rng) -> [(Vec<f64>, f64); CLASSES] {
    let options = options_of(item);
    // The shares of a population, from common to rare, in an order of the item's own; then each class its own tilt.
    // Skew: from shares that differ little to one option for nearly everyone.
    let skew = [0.5, 0.8, 1.2, 2.0][chance.usize(0..4)];
    let mut ranks: Vec<usize> = (0..options).collect();
    chance.shuffle(&mut ranks);
    let background: Vec<f64> = match item.id.to_string().as_str() {
        "who" => vec![0.62, 0.2, 0.12, 0.045, 0.015],
        "age" => vec![0.05, 0.14, 0.3, 0.25, 0.2, 0.06],
        "living" => vec![0.4, 0.35, 0.2, 0.04, 0.01],
        "area" => vec![0.3, 0.2, 0.2, 0.15, 0.13, 0.02],
        _ => ranks.iter().map(|rank| (-skew * *rank as f64).exp()).collect(),
    };
    let required = item.question.required;
    std::array::from_fn(|_| {
        let weights =
            background.iter().map(|weight| weight * (0.35 * (chance.f64() * 2.0 - 1.0) * 2.0).exp()).collect();
        (weights, if required { 0.0 } else { 0.01 + 0.06 * chance.f64() })
    })
}

/// How many options, points or bands an item has.
pub fn options_of(item: &Item<'_>) -> usize {
    match &item.measure {
        Measure::One(choices) => choices.len(),
        Measure::Many(choices) | Measure::Ranked(choices, _) => choices.len(),
        Measure::Number(range) => range.bands.len(),
        Measure::Text => 0,
    }
}

/// How many of a multiple choice may be chosen.
pub fn at_most(item: &Item<'_>) -> usize {
    match &item.question.kind {
        survey::questionnaire::Kind::Multiple { options, at_most } => {
            at_most.map_or(options.len(), |most| most as usize)
        }
        _ => 1,
    }
}

fn answer(item: &Item<'_>, weights: &[f64], missing: f64, chance: &mut Rng) -> Option<Answer> {
    if chance.f64() < missing || weights.is_empty() {
        return None;
    }
    match &item.measure {
        Measure::One(_) | Measure::Number(_) => Some(Answer::One(weighted(weights, chance))),
        Measure::Many(choices) => {
            let mut chosen = vec![weighted(weights, chance)];
            let wished = 1 + weighted(&[0.4, 0.3, 0.2, 0.1], chance);
            for _ in 1..wished.min(at_most(item)) {
                let more = weighted(weights, chance);
                let exclusive = choices[more].exclusive || choices[chosen[0]].exclusive;
                if !exclusive && !chosen.contains(&more) {
                    chosen.push(more);
                }
            }
            chosen.sort_unstable();
            Some(Answer::Several(chosen))
        }
        Measure::Ranked(_, top) => {
            let mut order: Vec<usize> = Vec::new();
            let wished = 1 + chance.usize(0..*top as usize);
            while order.len() < wished {
                let next = weighted(weights, chance);
                if !order.contains(&next) {
                    order.push(next);
                }
            }
            Some(Answer::Several(order))
        }
        Measure::Text => None,
    }
}

/// Draws a position with these weights.
pub fn weighted(weights: &[f64], chance: &mut Rng) -> usize {
    let mut left = chance.f64() * weights.iter().sum::<f64>();
    for (at, weight) in weights.iter().enumerate() {
        left -= weight;
        if left < 0.0 {
            return at;
        }
    }
    weights.len() - 1
}

/// What a person sends. Answers to what they were not asked go along, and are dropped by the form.
pub fn draft(items: &[Item<'_>], person: &Person) -> Draft {
    let mut answers = Map::new();
    for (item, answer) in items.iter().zip(&person.answers) {
        let Some(answer) = answer else { continue };
        let name = |at: usize| match &item.measure {
            Measure::One(choices) => choices[at].id.to_string(),
            Measure::Many(choices) | Measure::Ranked(choices, _) => choices[at].id.to_string(),
            Measure::Number(_) | Measure::Text => unreachable!("neither has options"),
        };
        let value = match (answer, &item.measure) {
            (Answer::One(at), Measure::Number(range)) => Value::from(range.bands[*at].from),
            (Answer::One(at), _) => Value::from(name(*at)),
            (Answer::Several(chosen), _) => chosen.iter().map(|at| Value::from(name(*at))).collect(),
        };
        match &item.id.row {
            None => {
                answers.insert(item.id.question.to_string(), value);
            }
            Some(row) => {
                let rows = answers.entry(item.id.question.to_string()).or_insert_with(|| Value::Object(Map::new()));
                rows.as_object_mut().expect("a grid's answer is an object").insert(row.to_string(), value);
            }
        }
    }
    Draft { answers, ..Draft::default() }
}
