//! Random questionnaires with random answers, for a browser to judge: `questionnaires SEED` serves them on a free port of
//! 127.0.0.1 until its input ends, and prints a line of JSON: where each is, answers to it, and which questions are asked of
//! whoever gave them, by the rules of `survey::response::Form`.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{Read, Write as _};

use fastrand::Rng;
use local::preview::Preview;
use serde_json::{Map, Value, json};
use survey::definition::{Source, compile};
use survey::questionnaire::{Part, Questionnaire};
use survey::response::{Draft, FaultCode, Form};

const QUESTIONNAIRES: usize = 20;
const CASES: usize = 30;

fn main() -> Result<(), Box<dyn Error>> {
    let seed = match std::env::args().nth(1) {
        Some(seed) => seed.parse()?,
        None => fastrand::u64(..),
    };
    let mut rng = Rng::with_seed(seed);
    let sheets: Vec<Sheet> = (0..QUESTIONNAIRES).map(|_| Sheet::any(&mut rng)).collect();
    let text = campaign(sheets.len());
    let questionnaire = |path: &str| {
        let number: usize = path.strip_prefix('q')?.strip_suffix(".toml")?.parse().ok()?;
        Some((path.to_owned(), sheets.get(number)?.toml.clone()))
    };
    let source = Source { path: "campaign.toml", text: &text };
    let compiled = compile("toeval-2026", source, questionnaire)
        .map_err(|faults| faults.iter().fold(format!("seed {seed}:"), |told, fault| format!("{told}\n{fault}")))?;
    let pages: Vec<Value> = sheets
        .iter()
        .zip(&compiled.campaign.audiences)
        .map(|(sheet, audience)| {
            let judge = Judge::of(&audience.questionnaire);
            let cases: Vec<Value> = (0..CASES).map(|_| judge.case(sheet, &mut rng)).collect();
            json!({ "path": format!("/noordoostpolder/{}", audience.path), "cases": cases })
        })
        .collect();
    let now = compiled.campaign.opens.at.plus_minutes(60);
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let preview = Preview::start(([127, 0, 0, 1], 0).into(), compiled.campaign, now).await?;
        let told = json!({ "seed": seed.to_string(), "url": format!("http://{}", preview.address()), "pages": pages });
        writeln!(std::io::stdout(), "{told}")?;
        tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
        Ok(())
    })
}

fn campaign(audiences: usize) -> String {
    let mut text = r#"
id = "toeval-2026"
trajectory = "toeval"
title = { nl = "Toeval" }
municipalities = ["GM0171"]
opens = "2026-09-01T09:00"
closes = "2026-12-31T23:59"
languages = ["nl"]
help = { nl = "Geen." }
[retention]
longest_run_days = 365
keep_days = 90
[controller]
name = "Toeval"
contact = "toeval@example.nl"
purpose = { nl = "Proberen." }
legal_basis = { nl = "Geen." }
"#
    .to_owned();
    for number in 0..audiences {
        write!(
            text,
            "[[audience]]\nid = \"q{number}\"\npath = \"q{number}\"\ntitle = {{ nl = \"Q{number}\" }}\nrespondents = \"people\"\nquestionnaire = \"q{number}.toml\"\n"
        )
        .expect("a String takes all");
    }
    text
}

/// A questionnaire, as it is written and as its answers are drawn.
struct Sheet {
    toml: String,
    asks: Vec<Ask>,
}

struct Ask {
    id: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Single,
    /// With an option that excludes the others, and at most so many.
    Multiple(bool, Option<u32>),
    Scale,
    Grid,
    Ranking,
    Number,
    Text,
}

const OPTIONS: [&str; 4] = ["a", "b", "c", "d"];
const ROWS: [&str; 2] = ["left", "right"];
const MOST: i64 = 20;

impl Sheet {
    fn any(rng: &mut Rng) -> Self {
        let mut toml =
            "title = { nl = \"Toeval\" }\nintro = { nl = \"Toeval.\" }\nthanks = { nl = \"Dank.\" }\n".to_owned();
        let mut asks: Vec<Ask> = Vec::new();
        for number in 0..rng.usize(6..=11) {
            if rng.u8(..) < 60 {
                item(&mut toml, &format!("kind = \"section\"\ntitle = {{ nl = \"Deel {number}\" }}"), &asks, rng, 90);
            }
            if rng.u8(..) < 40 {
                item(
                    &mut toml,
                    &format!("kind = \"statement\"\ntext = {{ nl = \"Tekst {number}.\" }}"),
                    &asks,
                    rng,
                    180,
                );
            }
            let kind = match rng.u8(0..9) {
                0 | 1 => Kind::Single,
                2 | 3 => Kind::Multiple(rng.bool(), rng.bool().then_some(2)),
                4 => Kind::Scale,
                5 => Kind::Grid,
                6 => Kind::Ranking,
                7 => Kind::Number,
                _ => Kind::Text,
            };
            let id = format!("q{number}");
            let options = || OPTIONS.map(|id| format!("{{ id = \"{id}\", nl = \"Optie {id}\" }}")).join(", ");
            let shape = match kind {
                Kind::Single => format!("kind = \"single\"\noptions = [{}]", options()),
                Kind::Multiple(exclusive, most) => {
                    let last = if exclusive { ", { id = \"none\", exclusive = true, nl = \"Geen\" }" } else { "" };
                    let most = most.map_or(String::new(), |most| format!("\nat_most = {most}"));
                    format!("kind = \"multiple\"\noptions = [{}{last}]{most}", options())
                }
                Kind::Scale => format!("kind = \"scale\"\npoints = [{}]", options()),
                Kind::Grid => {
                    let rows = ROWS.map(|id| format!("{{ id = \"{id}\", nl = \"Rij {id}\" }}")).join(", ");
                    format!("kind = \"grid\"\nrows = [{rows}]\npoints = [{}]", options())
                }
                Kind::Ranking => format!("kind = \"ranking\"\ntop = 2\noptions = [{}]", options()),
                Kind::Number => format!(
                    "kind = \"number\"\nleast = 0\nmost = {MOST}\nbands = [ {{ id = \"all\", from = 0, to = {MOST}, nl = \"alles\" }} ]"
                ),
                Kind::Text => "kind = \"text\"".to_owned(),
            };
            item(&mut toml, &format!("id = \"{id}\"\nask = {{ nl = \"Vraag {id}?\" }}\n{shape}"), &asks, rng, 170);
            asks.push(Ask { id, kind });
        }
        Sheet { toml, asks }
    }
}

/// Writes an item, with a chance of `odds` in 256 under a condition on what comes before it.
fn item(toml: &mut String, text: &str, earlier: &[Ask], rng: &mut Rng, odds: u8) {
    let when = (rng.u8(..) < odds).then(|| condition(earlier, 3, rng)).flatten();
    let when = when.map_or(String::new(), |when| format!("\nwhen = \"{when}\""));
    write!(toml, "[[item]]\n{text}{when}\n").expect("a String takes all");
}

/// A condition on some of these; none where nothing can be asked of them.
fn condition(asks: &[Ask], depth: u8, rng: &mut Rng) -> Option<String> {
    if depth > 0 && rng.u8(..) < 130 {
        let mut part = || condition(asks, depth - 1, rng);
        let (left, right) = (part()?, part()?);
        return Some(match rng.u8(0..3) {
            0 => format!("({left}) and ({right})"),
            1 => format!("({left}) or ({right})"),
            _ => format!("not({left})"),
        });
    }
    let usable: Vec<&Ask> = asks.iter().filter(|ask| ask.kind != Kind::Text).collect();
    let Ask { id, kind } = rng.choice(usable)?;
    let option = rng.choice(OPTIONS).expect("there are options");
    let is = rng.choice(["=", "!=", "<", "<=", ">", ">="]).expect("there are comparisons");
    let row = rng.choice(ROWS).expect("there are rows");
    Some(match (kind, rng.bool()) {
        (Kind::Single | Kind::Scale, true) => format!("${{{id}}} = '{option}'"),
        (Kind::Multiple(..), true) => format!("selected(${{{id}}}, '{option}')"),
        (Kind::Multiple(..), false) => format!("count-selected(${{{id}}}) {is} {}", rng.u8(0..4)),
        (Kind::Grid, true) => format!("${{{id}.{row}}} = '{option}'"),
        (Kind::Grid, false) => format!("${{{id}.{row}}} != ''"),
        (Kind::Number, true) => format!("${{{id}}} {is} {}", rng.i64(0..=MOST)),
        (Kind::Single | Kind::Scale | Kind::Number | Kind::Ranking, _) => {
            format!("${{{id}}} {} ''", if rng.bool() { "=" } else { "!=" })
        }
        (Kind::Text, _) => return None,
    })
}

/// Tells which questions are asked: those that, left unanswered, the form would miss if all had to be answered.
struct Judge {
    demanding: Questionnaire,
}

impl Judge {
    fn of(questionnaire: &Questionnaire) -> Self {
        let mut demanding = questionnaire.clone();
        for part in &mut demanding.parts {
            if let Part::Question(question) = part {
                question.required = true;
            }
        }
        Judge { demanding }
    }

    fn is_asked(&self, id: &str, draft: &Draft) -> bool {
        let mut without = draft.clone();
        without.answers.remove(id);
        let faults = Form::of(&self.demanding).accept(&without).err().unwrap_or_default();
        faults.iter().any(|fault| fault.question == id && fault.code == FaultCode::Required)
    }

    fn case(&self, sheet: &Sheet, rng: &mut Rng) -> Value {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut answers = Map::new();
        for Ask { id, kind } in &sheet.asks {
            if rng.u8(..) < 60 {
                continue;
            }
            let mut options = OPTIONS;
            rng.shuffle(&mut options);
            let mut field = |name: String, value: &str| fields.push((name, value.to_owned()));
            let answer = match kind {
                Kind::Single | Kind::Scale => {
                    field(format!("q.{id}"), options[0]);
                    options[0].into()
                }
                Kind::Multiple(exclusive, _) => {
                    // At times more than may be chosen.
                    let chosen =
                        if *exclusive && rng.u8(0..4) == 0 { &["none"][..] } else { &options[..rng.usize(0..=4)] };
                    chosen.iter().for_each(|option| field(format!("q.{id}"), option));
                    chosen.into()
                }
                Kind::Grid => {
                    let mut rows = Map::new();
                    for (row, option) in ROWS.iter().zip(options) {
                        if rng.bool() {
                            field(format!("q.{id}.{row}"), option);
                            rows.insert((*row).to_owned(), option.into());
                        }
                    }
                    rows.into()
                }
                Kind::Ranking => {
                    // At times the same twice, at times only the second place.
                    let second = if rng.u8(0..4) == 0 { options[0] } else { options[1] };
                    let first = if rng.u8(0..4) == 0 { "" } else { options[0] };
                    field(format!("q.{id}.1"), first);
                    field(format!("q.{id}.2"), second);
                    [first, second].into_iter().filter(|option| !option.is_empty()).collect()
                }
                Kind::Number => {
                    let number = rng.i64(0..=MOST);
                    let typed = match rng.u8(0..8) {
                        0 => (number + 1 + MOST).to_string(),
                        1 => format!("-{}", number + 1),
                        2 => format!("{number}.5"),
                        3 => format!(" {number} "),
                        4 => format!("+0{number}"),
                        5 => "twee".to_owned(),
                        _ => number.to_string(),
                    };
                    field(format!("q.{id}"), &typed);
                    typed.into()
                }
                Kind::Text => {
                    field(format!("q.{id}"), "tekst");
                    "tekst".into()
                }
            };
            answers.insert(id.clone(), answer);
        }
        let draft = Draft { answers, ..Draft::default() };
        let asked: Vec<&str> =
            sheet.asks.iter().map(|ask| ask.id.as_str()).filter(|id| self.is_asked(id, &draft)).collect();
        json!({ "fields": fields, "asked": asked })
    }
}
