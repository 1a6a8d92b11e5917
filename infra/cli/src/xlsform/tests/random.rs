//! Whatever questionnaire there is: it comes back as it went.

use std::collections::BTreeMap;

use proptest::prelude::*;
use survey::condition::{Comparison, Condition};
use survey::definition::pictures;
use survey::language::{Language, Text};
use survey::questionnaire::{
    Band, Choice, Crossing, Derived, Group, ItemId, Kind, Measure, NumberRange, Part, Question, Questionnaire, Row,
    Scale, Section, Statement,
};

use super::super::{Options, export, import};
use super::{compile_questionnaire, refused};

/// A condition on whatever was asked before.
#[derive(Debug, Clone)]
enum Wish {
    Test { item: usize, how: usize, option: usize, than: i64 },
    All(Vec<Wish>),
    Any(Vec<Wish>),
    Not(Box<Wish>),
}

/// What is to be made, before it is known what comes before it.
#[derive(Debug, Clone)]
struct Plan {
    /// Which kind; the first two are sections and statements.
    kind: usize,
    text: Text,
    hint: Option<Text>,
    prompt: Option<Text>,
    labels: Vec<Text>,
    flags: Vec<bool>,
    number: i64,
    sizes: Vec<i64>,
    wish: Option<Wish>,
    derive: bool,
}

fn words() -> impl Strategy<Value = String> {
    let letters = prop_oneof![
        4 => "[a-zA-Z ,.?!0-9]{1,20}",
        2 => "[\"'\\\\{}\\[\\]#=<>&|%_*\n‘’“”:;/()$-]{1,12}",
        1 => "[éèüßаґїłñ日本語عرب😀\u{a0}\u{200d}\u{ad}]{1,8}",
        1 => prop::sample::select(
            ["=1+1", "'tekst", "_x0041_", "_x000D_", "1", "TRUE", "1.0", "2026-01-01", "\"\"\"", "yes", "#N/A", "a\n\nb", "</t>"].as_slice()
        ).prop_map(str::to_owned),
    ];
    prop::collection::vec(letters, 1..3).prop_map(|parts| parts.concat()).prop_filter_map("a text", |text| {
        let text = text.trim().to_owned();
        (!text.is_empty() && !text.contains("${")).then_some(text)
    })
}

fn text() -> impl Strategy<Value = Text> {
    let others = prop::collection::btree_map(prop::sample::select(Language::ALL.to_vec()), words(), 0..3);
    (words(), others).prop_map(|(dutch, mut texts)| {
        texts.insert(Language::Nl, dutch);
        Text::try_from(texts).expect("it has its Dutch")
    })
}

fn wish() -> impl Strategy<Value = Wish> {
    let test = (0..50_usize, 0..6_usize, 0..9_usize, -3..9_i64).prop_map(|(item, how, option, than)| Wish::Test {
        item,
        how,
        option,
        than,
    });
    test.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Wish::All),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Wish::Any),
            inner.prop_map(|wish| Wish::Not(Box::new(wish))),
        ]
    })
}

fn plan() -> impl Strategy<Value = Plan> {
    (
        0..10_usize,
        text(),
        prop::option::of(text()),
        prop::option::of(text()),
        prop::collection::vec(text(), 7),
        prop::collection::vec(any::<bool>(), 12),
        -5..300_i64,
        prop::collection::vec(1..60_i64, 4),
        prop::option::weighted(0.6, wish()),
        any::<bool>(),
    )
        .prop_map(|(kind, text, hint, prompt, labels, flags, number, sizes, wish, derive)| Plan {
            kind,
            text,
            hint,
            prompt,
            labels,
            flags,
            number,
            sizes,
            wish,
            derive,
        })
}

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().expect("an id")
}

impl Plan {
    fn choices(&self, count: usize, rich: bool) -> Vec<Choice> {
        let names: Vec<&String> = pictures().keys().collect();
        let choice = |at: usize| Choice {
            // Such as other tools would take for what it is not.
            id: id(["o", "unknown", "dont_know", "other", "x_1", "none", "y"][at]),
            label: self.labels[at].clone(),
            picture: self.flags[at]
                .then(|| names[(at * 7 + self.labels[at].get(Language::Nl).len()) % names.len()].clone()),
            theme: (rich && self.flags[(at + 1) % 12]).then(|| id("meeting")),
            step: (rich && self.flags[(at + 2) % 12]).then_some(1 + u8::try_from(at % 6).expect("less than 6")),
            exclusive: false,
            namely: false,
        };
        (0..count).map(choice).collect()
    }

    fn scale(&self) -> Scale {
        let points = self.choices(2 + usize::try_from(self.sizes[0] % 5).expect("less than 5"), true);
        let dont_know = Choice { label: self.labels[6].clone(), ..self.choices(1, false).remove(0) };
        let dont_know = Choice { id: id("besides"), ..dont_know };
        Scale { points, dont_know: self.flags[8].then_some(dont_know) }
    }

    fn kind(&self) -> Kind {
        let count = 2 + usize::try_from(self.sizes[1] % 5).expect("less than 5");
        match self.kind {
            2 => {
                let mut options = self.choices(count, true);
                options[0].namely = self.flags[9];
                Kind::Single { options }
            }
            3 | 4 => {
                let mut options = self.choices(count, true);
                options[0].namely = self.flags[9];
                let exclusive = (usize::from(self.flags[10]) + usize::from(self.flags[11])).min(count - 1);
                for option in options.iter_mut().rev().take(exclusive) {
                    option.exclusive = true;
                }
                let together = i64::try_from(count - exclusive).expect("few");
                let at_most = self.flags[7].then(|| u32::try_from(1 + self.sizes[2] % together).expect("few"));
                Kind::Multiple { options, at_most }
            }
            5 => Kind::Scale(self.scale()),
            6 => {
                let row = |at: usize| Row {
                    id: id(["home", "a_1", "judge"][at]),
                    label: self.labels[at].clone(),
                    theme: self.flags[at + 3].then(|| id("meeting")),
                };
                let rows = 1 + usize::try_from(self.sizes[2] % 3).expect("less than 3");
                Kind::Grid { rows: (0..rows).map(row).collect(), scale: self.scale() }
            }
            7 => {
                let options = self.choices(count, true);
                Kind::Ranking {
                    top: 1 + u32::try_from(self.sizes[2]).expect("positive") % u32::try_from(count).expect("few"),
                    options,
                }
            }
            8 => {
                let mut from = self.number;
                let bands: Vec<Band> = self
                    .sizes
                    .iter()
                    .enumerate()
                    .map(|(at, size)| {
                        let band = Band {
                            id: id(&format!("b{at}")),
                            label: self.labels[at].clone(),
                            from,
                            to: from + size - 1,
                        };
                        from += size;
                        band
                    })
                    .collect();
                let unit = self.flags[0].then(|| self.labels[5].clone());
                Kind::Number(NumberRange { least: self.number, most: from - 1, unit, bands })
            }
            _ => Kind::Text { long: self.flags[0], at_most: u32::try_from(self.sizes[3] * 30).expect("positive") },
        }
    }
}

/// The condition as far as it can be had.
fn granted(wish: &Wish, items: &[(ItemId, &Kind)]) -> Option<Condition> {
    let several = |parts: &[Wish], join: fn(Vec<Condition>) -> Condition| {
        let mut parts: Vec<Condition> = parts.iter().filter_map(|part| granted(part, items)).collect();
        if parts.len() > 1 { Some(join(parts)) } else { parts.pop() }
    };
    match wish {
        Wish::All(parts) => several(parts, Condition::All),
        Wish::Any(parts) => several(parts, Condition::Any),
        Wish::Not(part) => Some(Condition::Not(Box::new(granted(part, items)?))),
        Wish::Test { item, how, option, than } => {
            let known: Vec<&(ItemId, &Kind)> =
                items.iter().filter(|(_, kind)| !matches!(kind, Kind::Text { .. })).collect();
            let (name, kind) = known.get(item % known.len().max(1))?;
            let item = name.clone();
            let is = [
                Comparison::Equal,
                Comparison::Unequal,
                Comparison::Less,
                Comparison::AtMost,
                Comparison::More,
                Comparison::AtLeast,
            ][*how];
            Some(match kind {
                _ if *how == 0 => Condition::Answered { item },
                Kind::Single { options } => chosen(item, options.iter(), *option),
                Kind::Scale(scale) | Kind::Grid { scale, .. } => chosen(item, scale.choices(), *option),
                Kind::Multiple { options, .. } if *how % 2 == 0 => chosen(item, options.iter(), *option),
                Kind::Multiple { .. } => Condition::Count { item, is, than: *than },
                Kind::Number(_) => Condition::Number { item, is, than: *than },
                Kind::Ranking { .. } => Condition::Answered { item },
                Kind::Text { .. } => return None,
            })
        }
    }
}

fn chosen<'c>(item: ItemId, options: impl Iterator<Item = &'c Choice>, at: usize) -> Condition {
    let options: Vec<&Choice> = options.collect();
    Condition::Chosen { item, option: options[at % options.len()].id.clone() }
}

/// What can be looked at of those parts.
fn items(parts: &[Part]) -> Vec<(ItemId, &Kind)> {
    let questions = parts.iter().filter_map(|part| match part {
        Part::Question(question) => Some(question),
        Part::Section(_) | Part::Statement(_) => None,
    });
    questions
        .flat_map(|question| match &question.kind {
            Kind::Grid { rows, .. } => rows
                .iter()
                .map(|row| (ItemId { question: question.id.clone(), row: Some(row.id.clone()) }, &question.kind))
                .collect(),
            kind => vec![(ItemId::from(question.id.clone()), kind)],
        })
        .collect()
}

fn questionnaire(title: Text, intro: Text, thanks: Text, plans: &[Plan]) -> Questionnaire {
    let mut parts: Vec<Part> = Vec::new();
    let mut derived = Vec::new();
    let mut lent: Option<Condition> = None;
    for (at, plan) in plans.iter().enumerate() {
        let known = items(&parts);
        let own = plan.wish.as_ref().and_then(|wish| granted(wish, &known));
        let condition = match (&lent, own.clone()) {
            (Some(lent), Some(own)) => Some(lent.clone().and(own)),
            (Some(lent), None) => Some(lent.clone()),
            (None, own) => own,
        };
        let part = match plan.kind {
            0 => {
                lent = own;
                Part::Section(Section {
                    title: plan.text.clone(),
                    intro: plan.hint.clone(),
                    prompt: plan.prompt.clone(),
                })
            }
            1 => Part::Statement(Statement { text: plan.text.clone(), prompt: plan.prompt.clone(), condition }),
            _ => {
                let kind = plan.kind();
                let background =
                    plan.flags[6] && matches!(kind, Kind::Single { .. } | Kind::Scale(_) | Kind::Number(_));
                let note = plan.flags[9] && matches!(kind, Kind::Text { .. });
                let question_id = id(&format!("{}{at}", ["judge", "q", "q_other", "form", "section_1"][at % 5]));
                Part::Question(Question {
                    id: question_id,
                    text: plan.text.clone(),
                    hint: plan.hint.clone(),
                    prompt: plan.prompt.clone(),
                    note,
                    required: plan.flags[5] && !note,
                    background,
                    condition,
                    kind,
                })
            }
        };
        if let (Part::Question(question), true) = (&part, plan.derive) {
            derived.extend(recoding(question, plan, at));
        }
        parts.push(part);
    }
    let asks = |part: &Part| matches!(part, Part::Question(question) if !question.note);
    if !parts.iter().any(asks) {
        let kind = Kind::Text { long: false, at_most: 300 };
        let (id, text) = (id("last"), title.clone());
        let question = Question {
            id,
            text,
            hint: None,
            prompt: None,
            note: false,
            required: false,
            background: false,
            condition: lent,
            kind,
        };
        parts.push(Part::Question(question));
    }
    let mut whole = Questionnaire { title, intro, thanks, parts, derived, crossings: Vec::new() };
    whole.crossings = {
        let items = whole.items();
        let sides: Vec<&ItemId> =
            items.iter().filter(|item| matches!(item.measure, Measure::One(_))).map(|item| &item.id).collect();
        let pairs = sides.iter().zip(sides.iter().skip(1)).take(2).enumerate();
        let crossing = |(at, (rows, columns)): (usize, (&&ItemId, &&ItemId))| Crossing {
            id: id(&format!("crossing{at}")),
            title: whole.title.clone(),
            rows: (*rows).clone(),
            columns: (*columns).clone(),
        };
        pairs.map(crossing).collect()
    };
    whole
}

fn recoding(question: &Question, plan: &Plan, at: usize) -> Option<Derived> {
    let options: Vec<&Choice> = match &question.kind {
        Kind::Single { options } | Kind::Multiple { options, .. } => options.iter().collect(),
        Kind::Scale(scale) => scale.choices().collect(),
        Kind::Grid { .. } | Kind::Ranking { .. } | Kind::Number(_) | Kind::Text { .. } => return None,
    };
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for (number, option) in options.iter().enumerate() {
        let group = number % 3;
        // The last group is of those in none.
        if group < 2 {
            let label = plan.labels[group].clone();
            let made = Group { id: id(&format!("g{group}")), label, options: Vec::new() };
            groups.entry(group).or_insert(made).options.push(option.id.clone());
        }
    }
    // The order of groups is that of the file, not of the options.
    let mut groups: Vec<Group> = groups.into_values().collect();
    if plan.flags[4] {
        groups.reverse();
    }
    Some(Derived { id: id(&format!("derived{at}")), title: plan.text.clone(), of: question.id.clone().into(), groups })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn whatever_goes_comes_back(
        title in text(),
        intro in text(),
        thanks in text(),
        plans in prop::collection::vec(plan(), 0..9),
    ) {
        let whole = questionnaire(title, intro, thanks, &plans);
        let workbook = export(&whole, "proef", &Language::ALL).unwrap();
        let imported = import(&workbook, &Options::default());
        let imported = imported.unwrap_or_else(|error| panic!("{}\n{whole:#?}", refused(&error)));
        let again = compile_questionnaire(&imported, &["meeting".to_owned()]);
        prop_assert!(again == whole, "{}\n{:#?}\n{:#?}", imported.text, whole, again);
    }
}
