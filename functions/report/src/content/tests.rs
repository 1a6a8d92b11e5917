//! The report of the example campaign, as text; and what holds of every report.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use insight::findings::Earlier;
use insight::initiatives::Catalogue;
use insight::roles::Roles;
use insight::{Dossier, Findings};
use proptest::prelude::*;
use serde_json::Value;
use summary::csv::Dialect;
use summary::{Parts, Summary};
use survey::addendum::{Addendum, Approved};
use survey::campaign::Campaign;
use survey::definition::{Source, compile};
use survey::language::{Language, Text};
use survey::moderation::{Decision, Verdict, terms};
use survey::release::Release;

use super::telling::{basis, date, written};
use super::{Block, Report, Run, Sources, Table};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The example campaign, with pieces of its questionnaires replaced.
pub(crate) fn campaign(replaced: &[(&str, &str)]) -> Campaign {
    let folder = root().join("infra/campaigns/voorbeeld-2026");
    let text = fs::read_to_string(folder.join("campaign.toml")).unwrap();
    let read = |path: &str| {
        let mut text = fs::read_to_string(folder.join(path)).ok()?;
        for (from, to) in replaced {
            text = text.replace(from, to);
        }
        Some((path.to_owned(), text))
    };
    compile("voorbeeld-2026", Source { path: "campaign.toml", text: &text }, read).unwrap().campaign
}

/// A release of the example, as `dagpeil demo` makes it.
pub(crate) fn released(name: &str) -> Release {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/releases").join(name);
    Release::from_json(&fs::read_to_string(file).unwrap()).unwrap()
}

fn dossier(campaign: &Campaign) -> Dossier {
    let text = fs::read_to_string(root().join("infra/initiatives/catalogue.toml")).unwrap();
    let catalogue: Catalogue = toml::from_str(&text).unwrap();
    Dossier { roles: Roles::inferred(campaign), catalogue, earlier: Vec::new() }
}

/// Everything that a report is made of.
pub(crate) struct World {
    campaign: Campaign,
    findings: Findings,
    releases: Vec<Release>,
    addenda: Vec<Addendum>,
}

impl World {
    pub(crate) fn of(campaign: Campaign, releases: Vec<Release>, addenda: Vec<Addendum>, total: &[Release]) -> Self {
        let dossier = dossier(&campaign);
        World::with(dossier, campaign, releases, addenda, total)
    }

    fn with(
        dossier: Dossier,
        campaign: Campaign,
        releases: Vec<Release>,
        addenda: Vec<Addendum>,
        total: &[Release],
    ) -> Self {
        let area = releases.first().map_or_else(|| campaign.municipalities[0].into(), Release::area);
        let findings = insight::findings(&dossier.sources(&campaign, area, &releases, total)).unwrap();
        World { campaign, findings, releases, addenda }
    }

    /// The example with everything.
    pub(crate) fn example() -> Self {
        let releases = vec![released("users.json"), released("providers.json")];
        let quotes = ["Ik wil graag zingen met [naam].", "Vaker naar buiten <met> een \"groepje\" & koffie"];
        let addenda = vec![approved(&releases[0], &quotes)];
        let campaign = campaign(&[]);
        let then = changed(&releases[0], |json| {
            for table in json["tables"].as_array_mut().unwrap() {
                let is_moved = ["matters", "barrier"].contains(&table["item"].as_str().unwrap());
                let cells = table["body"]["shown"]["cells"].as_array_mut().filter(|_| is_moved);
                for cell in cells.into_iter().flatten() {
                    let count = match cell[0]["value"].as_str() {
                        Some("meet") => 160,
                        Some("music") => 170,
                        Some("travel") => 60,
                        Some(_) | None => continue,
                    };
                    cell[1] = serde_json::json!({ "about": count });
                }
            }
        });
        let name = Text::dutch("voorjaar 2025");
        let earlier = vec![Earlier { name, campaign: campaign.clone(), releases: vec![then] }];
        World::with(Dossier { earlier, ..dossier(&campaign) }, campaign, releases, addenda, &[])
    }

    fn summaries(&self, language: Language) -> Vec<Summary<'_>> {
        let summaries = self.releases.iter().map(|release| {
            let audience = self.campaign.audience(release.audience().as_str()).unwrap();
            let addendum = self.addenda.iter().find(|addendum| addendum.audience() == release.audience());
            Summary::new(&self.campaign, audience, release, addendum, Parts::RELEASED, language)
        });
        summaries.collect()
    }

    /// The report, with what holds of every report checked.
    pub(crate) fn report(&self, language: Language) -> Report {
        let summaries = self.summaries(language);
        let sources = Sources { campaign: &self.campaign, findings: &self.findings, summaries: &summaries, language };
        let report = Report::of(&sources);
        check(&sources, &report);
        report
    }
}

/// Quotes and words that a moderator approved.
fn approved(release: &Release, quotes: &[&str]) -> Addendum {
    let quotes = quotes.iter().map(|text| {
        let decision = Decision { verdict: Verdict::Approved, struck: String::new() };
        decision.approve(text).unwrap()
    });
    let words = terms(["graag wandelen", "wandelen"], 2);
    let words = words.iter().filter_map(|term| term.judged(Verdict::Approved));
    let fields = vec![Approved::of("wish".to_owned(), quotes, words)];
    Addendum::of(release, 1, release.day(), fields).unwrap()
}

/// The runs of all running text.
fn runs(report: &Report) -> Vec<&Run> {
    let mut all: Vec<&Run> = Vec::new();
    for block in &report.blocks {
        match block {
            Block::Paragraph { runs } | Block::Note { runs } => all.extend(runs),
            Block::Bullets { items } => all.extend(items.iter().flatten()),
            Block::Points { points } => all.extend(points.iter().flat_map(|point| &point.runs)),
            Block::Heading { .. } | Block::Table(_) | Block::Chart(_) | Block::Quote { .. } | Block::PageBreak => {}
        }
    }
    all
}

fn tables(report: &Report) -> impl Iterator<Item = &Table> {
    report.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// The numbers in a text.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_ascii_digit()).filter(|number| !number.is_empty())
}

/// What holds of every report:
///
/// - each figure in running text is the one that its pointer names, and our own words have no digits;
/// - each figure of the findings that is told stands in a table too, but for one kind;
/// - words of a campaign or catalogue are theirs;
/// - tables are rectangular, tables and charts are numbered in order, and headings have names of their own.
fn check(sources: &Sources<'_>, report: &Report) {
    let basis = basis(sources);
    let dutch = report.language == Language::Nl;
    let in_tables: BTreeSet<&str> = tables(report)
        .flat_map(|table| table.rows.iter().flat_map(|row| &row.cells).chain(&table.notes))
        .flat_map(|text| numbers(text))
        .collect();
    let known = [
        serde_json::to_string(sources.campaign).unwrap(),
        serde_json::to_string(sources.findings).unwrap(),
        serde_json::to_string(sources.summaries).unwrap(),
    ];
    for run in runs(report) {
        match &run.pointer {
            Some(pointer) => {
                let value = basis.pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));
                assert_eq!(written(value, dutch).as_deref(), Some(run.text.as_str()), "{pointer}");
                // What all others than a group answered together is reckoned from two tables, and stands in none.
                if pointer.starts_with("/findings") && !pointer.contains("/rest/") && value.is_number() {
                    assert!(in_tables.contains(run.text.as_str()), "{pointer}: {} stands in no table", run.text);
                }
            }
            None if run.label => {
                let json = serde_json::to_string(&run.text).unwrap();
                let text = json.trim_matches('"');
                let steps = numbers(text).all(|number| number.len() == 1) && !text.chars().any(char::is_alphabetic);
                let is_told = known.iter().any(|known| known.contains(text)) || text.contains("; ") || steps;
                assert!(is_told, "whose words are these: {text}");
            }
            None => assert_eq!(numbers(&run.text).next(), None, "{}", run.text),
        }
    }
    let (mut table_number, mut chart_number, mut anchors) = (0, 0, BTreeSet::new());
    for block in &report.blocks {
        match block {
            Block::Heading { level, text, anchor } => {
                assert!((1..=3).contains(level) && !text.is_empty());
                assert!(anchors.insert(anchor), "two headings are called {anchor}");
            }
            Block::Table(table) => {
                table_number += 1;
                assert_eq!(table.number, table_number);
                assert!(table.head.len() == table.numeric.len() && table.head.len() == table.widths.len());
                assert!(table.rows.iter().all(|row| row.cells.len() == table.head.len()), "{}", table.caption);
                assert!(!table.caption.is_empty() && !table.rows.is_empty(), "{}", table.caption);
            }
            Block::Chart(chart) => {
                chart_number += 1;
                assert_eq!(chart.number, chart_number);
                let named = if dutch { "tabel" } else { "table" };
                assert!(
                    chart.alternative.ends_with(&format!("{named} {}.", table_number + 1)),
                    "{}",
                    chart.alternative
                );
            }
            Block::Paragraph { runs } | Block::Note { runs } => {
                let text = super::telling::plain(runs);
                assert!(text.ends_with(['.', ':', '?', '!', ')']), "{text}");
            }
            Block::Bullets { .. } | Block::Points { .. } | Block::Quote { .. } | Block::PageBreak => {}
        }
    }
}

/// The report as text.
fn text(report: &Report) -> String {
    let mut text = format!("{}\n{}\n{}\n", report.front.kicker, report.front.title, report.front.place);
    for fact in &report.front.facts {
        writeln!(text, "{}: {}", fact.name, fact.value).unwrap();
    }
    if let Some(notice) = &report.front.notice {
        writeln!(text, "! {notice}").unwrap();
    }
    let plain = |runs: &[Run]| super::telling::plain(runs);
    for block in &report.blocks {
        match block {
            Block::Heading { level, text: heading, anchor } => {
                writeln!(text, "\n{} {heading} #{anchor}", "#".repeat(usize::from(*level))).unwrap();
            }
            Block::Paragraph { runs } => writeln!(text, "{}", plain(runs)).unwrap(),
            Block::Note { runs } => writeln!(text, "! {}", plain(runs)).unwrap(),
            Block::Bullets { items } => items.iter().for_each(|item| writeln!(text, "- {}", plain(item)).unwrap()),
            Block::Points { points } => {
                points.iter().for_each(|point| writeln!(text, "{}\n    {}", point.lead, plain(&point.runs)).unwrap());
            }
            Block::Quote { text: quote } => writeln!(text, "“{quote}”").unwrap(),
            Block::PageBreak => writeln!(text, "---").unwrap(),
            Block::Chart(chart) => {
                let name = report.furniture.chart;
                writeln!(text, "[{name} {}: {} | {}]", chart.number, chart.title, chart.alternative).unwrap();
            }
            Block::Table(table) => {
                writeln!(text, "{} {}: {}", report.furniture.table, table.number, table.caption).unwrap();
                writeln!(text, "  {}", table.head.join(" | ")).unwrap();
                for row in &table.rows {
                    let mark = if row.strong { "*" } else { " " };
                    writeln!(text, " {mark}{}", row.cells.join(" | ").replace('\n', " / ")).unwrap();
                }
                table.notes.iter().for_each(|note| writeln!(text, "  ({note})").unwrap());
            }
        }
    }
    text
}

/// The text up to the appendix, whose tables are those of the release.
fn argument(report: &Report) -> String {
    let text = text(report);
    let (before, _) = text.split_once("#tabellen\n").unwrap();
    before.to_owned()
}

/// The same release with some of its JSON changed.
fn changed(release: &Release, change: impl FnOnce(&mut Value)) -> Release {
    let mut json: Value = serde_json::from_str(&release.to_json()).unwrap();
    change(&mut json);
    Release::from_json(&json.to_string()).unwrap()
}

fn moved(release: &Release, from: &str, to: &str) -> Release {
    let json = release.to_json();
    assert!(json.contains(from), "{json}");
    Release::from_json(&json.replace(from, to)).unwrap()
}

/// Every table, group and crossing withheld, and next to nobody there.
fn withheld(release: &Release) -> Release {
    changed(release, |json| {
        let hidden = || serde_json::json!({ "withheld": "too_few" });
        json["responses"] = serde_json::json!({ "fewer_than": 5 });
        for part in ["tables", "derived", "crossings"] {
            for table in json.get_mut(part).and_then(Value::as_array_mut).into_iter().flatten() {
                table["body"] = hidden();
            }
        }
        for breakdown in json.get_mut("breakdowns").and_then(Value::as_array_mut).into_iter().flatten() {
            for group in breakdown["groups"].as_array_mut().unwrap() {
                group["body"] = hidden();
            }
        }
    })
}

#[test]
fn the_final_report() {
    let world = World::example();
    insta::assert_snapshot!("final_nl", text(&world.report(Language::Nl)));
    insta::assert_snapshot!("final_en", argument(&world.report(Language::En)));
    // What is not spoken is told in English.
    assert_eq!(world.report(Language::Pl).title, world.report(Language::En).title);
}

#[test]
fn an_interim_report_of_one_audience() {
    let world = World::of(campaign(&[]), vec![released("users-interim.json")], Vec::new(), &[]);
    insta::assert_snapshot!("interim_nl", argument(&world.report(Language::Nl)));
    insta::assert_snapshot!("interim_en", argument(&world.report(Language::En)));
}

#[test]
fn a_report_of_which_everything_is_withheld() {
    let releases = vec![withheld(&released("users.json")), withheld(&released("providers.json"))];
    let world = World::of(campaign(&[]), releases, Vec::new(), &[]);
    insta::assert_snapshot!("withheld_nl", text(&world.report(Language::Nl)));
    insta::assert_snapshot!("withheld_en", argument(&world.report(Language::En)));
}

/// The summary, and the goals of the plan.
fn summary_and_plan(report: &Report) -> String {
    let text = argument(report);
    let between = |from: &str, to: &str| text.split_once(from).unwrap().1.split_once(to).unwrap().0.to_owned();
    format!("{}\n--\n{}", between("#kort\n", "#gevraagd"), between("#plan\n", "#daarna"))
}

#[test]
fn what_comes_first_follows_the_rule() {
    let users = released("users.json");
    let providers = released("providers.json");
    let report = |users: &Release, providers: Release| {
        summary_and_plan(
            &World::of(campaign(&[]), vec![users.clone(), providers], Vec::new(), &[]).report(Language::Nl),
        )
    };
    let none_meets = changed(&providers, |json| {
        for table in json["tables"].as_array_mut().unwrap() {
            if table["item"] == "offer" {
                for cell in table["body"]["shown"]["cells"].as_array_mut().unwrap() {
                    if cell[0] == serde_json::json!({ "value": "meet" })
                        || cell[0] == serde_json::json!({ "value": "move" })
                    {
                        cell[1] = serde_json::json!({ "fewer_than": 5 });
                    }
                }
            }
        }
    });
    insta::assert_snapshot!("first_certain_nl", report(&users, none_meets));
    // Everything is offered by all: then it is what organisations are asked for in vain.
    let all_offered = changed(&providers, |json| {
        for table in json["tables"].as_array_mut().unwrap() {
            if table["item"] == "offer" {
                let base = table["body"]["shown"]["base"].clone();
                for cell in table["body"]["shown"]["cells"].as_array_mut().unwrap() {
                    cell[1] = base.clone();
                }
            }
        }
    });
    insta::assert_snapshot!("first_asked_nl", report(&users, all_offered));
}

#[test]
fn a_municipality_beside_the_total() {
    let users = released("users.json");
    let total = moved(&users, r#""area":"GM0171""#, r#""area":"all""#);
    let total = moved(&total, r#"[{"value":"meet"},{"about":230}]"#, r#"[{"value":"meet"},{"about":300}]"#);
    let total = changed(&total, |json| {
        json.as_object_mut().unwrap().remove("breakdowns");
    });
    let world = World::of(campaign(&[]), vec![users, released("providers.json")], Vec::new(), &[total]);
    let text = argument(&world.report(Language::Nl));
    let (_, after) = text.split_once("#vergelijking\n").unwrap();
    insta::assert_snapshot!("beside_total_nl", after.split_once("#citaten").unwrap().0);
}

/// Of whatever is asked there is a report, also before there are results.
#[test]
fn every_shipped_campaign_has_a_report() {
    let mut reports = 0;
    for folder in fs::read_dir(root().join("infra/campaigns")).unwrap() {
        let folder = folder.unwrap().path();
        let Ok(text) = fs::read_to_string(folder.join("campaign.toml")) else { continue };
        let read = |path: &str| Some((path.to_owned(), fs::read_to_string(folder.join(path)).ok()?));
        let id = folder.file_name().unwrap().to_str().unwrap();
        let campaign = compile(id, Source { path: "campaign.toml", text: &text }, read).unwrap().campaign;
        let world = World::of(campaign, Vec::new(), Vec::new(), &[]);
        for language in [Language::Nl, Language::En] {
            assert!(!world.report(language).blocks.is_empty());
            reports += 1;
        }
    }
    assert!(reports >= 6, "{reports}");
}

/// Every row of the CSV stands in the appendix, to the digit.
#[test]
fn the_appendix_has_the_figures_of_the_csv() {
    let world = World::example();
    let report = world.report(Language::Nl);
    let mut compared = 0;
    for summary in world.summaries(Language::Nl) {
        let written = summary::csv::write(&summary, Dialect::Rfc4180, Language::Nl);
        let mut reader = csv::Reader::from_reader(written.as_bytes());
        let headings = reader.headers().unwrap().clone();
        for record in reader.records() {
            let record = record.unwrap();
            let field = |name: &str| {
                let at = headings.iter().position(|heading| heading == name).unwrap_or_else(|| panic!("{headings:?}"));
                record.get(at).unwrap().to_owned()
            };
            if !["table", "derived"].contains(&field("part").as_str()) || field("label").is_empty() {
                continue;
            }
            let (question, row, label) = (field("question"), field("row"), field("label"));
            let count = field("count").replace('<', "minder dan ");
            let percent = field("percent");
            let found = tables(&report).any(|table| {
                if row.is_empty() {
                    let shown = if percent.is_empty() { String::new() } else { format!("{percent}%") };
                    table.caption.starts_with(&question)
                        && table.head.len() == 3
                        && table.rows.iter().any(|line| line.cells == [label.clone(), count.clone(), shown.clone()])
                } else {
                    let shown = if percent.is_empty() { count.clone() } else { format!("{percent}%") };
                    let column = table.head.iter().position(|heading| *heading == label);
                    column.is_some_and(|column| {
                        table.caption == question
                            && table.rows.iter().any(|line| line.cells[0] == row && line.cells[column] == shown)
                    })
                }
            });
            let withheld = count.is_empty() && percent.is_empty();
            assert!(found || withheld, "{question} {row} {label} {count} {percent}");
            compared += 1;
        }
    }
    assert!(compared > 250, "{compared}");
}

#[test]
fn a_day_in_words() {
    assert_eq!(date("2026-06-02", true).as_deref(), Some("2 juni 2026"));
    assert_eq!(date("2026-03-01", false).as_deref(), Some("1 March 2026"));
    for none in ["2026-13-01", "2026-00-01", "gisteren", "2026"] {
        assert_eq!(date(none, true), None, "{none}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is shown and withheld, and however small: there is a report, and what holds of every one holds of it.
    #[test]
    fn any_release_has_a_report(seed in any::<u64>(), hidden in 0u64..4, dutch in any::<bool>()) {
        let mut state = seed;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut shaken = |release: &Release| {
            changed(release, |json| {
                for part in ["tables", "derived"] {
                    for table in json.get_mut(part).and_then(Value::as_array_mut).into_iter().flatten() {
                        if next(4) < hidden {
                            table["body"] = serde_json::json!({ "withheld": "too_few" });
                        } else if let Some(cells) = table["body"]["shown"]["cells"].as_array_mut() {
                            for cell in cells {
                                let count = next(20) * 5;
                                cell[1] = if count == 0 {
                                    serde_json::json!({ "fewer_than": 5 })
                                } else {
                                    serde_json::json!({ "about": count })
                                };
                            }
                        }
                    }
                }
            })
        };
        let releases = vec![shaken(&released("users.json")), shaken(&released("providers.json"))];
        let world = World::of(campaign(&[]), releases, Vec::new(), &[]);
        let language = if dutch { Language::Nl } else { Language::En };
        let _ = world.report(language);
    }
}
