//! The same figures in every form, to the digit: JSON, CSV in both dialects, and the cells of a workbook, read back.
//!
//! `DAGPEIL_EXPORTS` names a folder to leave the example's files in, for readers in other languages (`tests/exports.sh`).

#![allow(clippy::unwrap_used)] // A test that can't go on has failed.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;
use std::{env, fs};

use calamine::{Data, Range, Reader, Xlsx};
use local::demo;
use proptest::prelude::*;
use serde_json::{Value, json};
use summarise::xlsx;
use summary::csv::{self, Dialect};
use summary::{Parts, Summary, codebook};
use survey::addendum::{Addendum, Approved};
use survey::campaign::{Audience, Campaign};
use survey::disclosure::{Ledger, Occasion, protect, with_focus_groups};
use survey::focus::{SessionForm, SessionTally, StoredSession};
use survey::keys::RoundingKey;
use survey::language::Language;
use survey::mode::Mode;
use survey::moderation::{Decision, Verdict, may_be_quoted, open_fields, terms};
use survey::release::{Release, ReleaseNumber};
use survey::response::{Draft, Form};
use survey::tally::Tally;

/// A quote that a spreadsheet would take for a formula, if it were not told better.
const TRAP: &str = "=1+1; \"meer\" zingen";

fn example() -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/campaigns/voorbeeld-2026");
    local::campaigns::load(&folder).unwrap_or_else(|faults| panic!("{faults:?}")).campaign
}

fn release(campaign: &Campaign, audience: &Audience, drafts: &[Draft], number: ReleaseNumber, secret: u8) -> Release {
    let form = Form::of(&audience.questionnaire);
    let mut tally = Tally::new(&form);
    for (place, draft) in drafts.iter().enumerate() {
        let response = form.accept(draft).unwrap_or_else(|faults| panic!("{faults:?}"));
        tally.add(&form, &response, Mode::ALL[place % Mode::ALL.len()]);
    }
    let day = campaign.closes.at.plus_days(1).day();
    let occasion = Occasion { campaign, area: campaign.municipalities[0].into(), audience, day };
    let key = RoundingKey::new([secret; 32]);
    let release = protect(&occasion, number, &form, &tally, &Ledger::default(), &[], &key).0;
    match number {
        ReleaseNumber::Interim(_) => release,
        ReleaseNumber::Final => with_focus_groups(release, &occasion, &said(campaign, audience), &key),
    }
}

/// What three focus groups said; two of them about all themes but the first, and of every statement but the first.
fn said(campaign: &Campaign, audience: &Audience) -> SessionTally {
    let form = SessionForm::of(campaign, audience).unwrap();
    let mut tally = SessionTally::new(&form);
    for (group, people) in [9, 7, 8].into_iter().enumerate() {
        let themes = form.themes().iter().skip(usize::from(group < 2)).map(|theme| theme.id.as_str());
        let put = form.statements().iter().skip(usize::from(group < 2));
        let session = StoredSession {
            people,
            themes: themes.collect::<Vec<_>>().join(" "),
            agreed: (0..).zip(put).map(|(at, statement)| (statement.id.to_string(), people - at)).collect(),
        };
        tally.add(&form.recall(&session).unwrap_or_else(|_| panic!("a session")));
    }
    tally
}

fn addendum(release: &Release, audience: &Audience) -> Addendum {
    let fields = open_fields(&audience.questionnaire).into_iter().map(|field| {
        let approve = |text| Decision { verdict: Verdict::Approved, struck: String::new() }.approve(text).unwrap();
        let words = terms(["graag wandelen", "wandelen"], 2);
        Approved::of(
            field.name(),
            [approve(TRAP), approve("Vaker naar buiten.")],
            words.iter().filter_map(|term| term.judged(Verdict::Approved)),
        )
    });
    Addendum::of(release, 1, release.day(), fields.collect()).unwrap()
}

/// All forms of one summary.
struct Forms {
    json: Value,
    excel: String,
    plain: String,
    book: Vec<u8>,
}

impl Forms {
    fn of(campaign: &Campaign, audience: &Audience, release: &Release, language: Language) -> Self {
        let beside = may_be_quoted(release).then(|| addendum(release, audience));
        let summary = Summary::new(campaign, audience, release, beside.as_ref(), Parts::ALL, language);
        let write = || xlsx::write(&summary, &campaign.colours, language);
        let book = write();
        assert!(book == write(), "the same summary, other bytes");
        Forms {
            json: serde_json::to_value(&summary).unwrap(),
            excel: csv::write(&summary, Dialect::Excel, language),
            plain: csv::write(&summary, Dialect::Rfc4180, language),
            book,
        }
    }
}

/// A figure as a CSV has it.
fn figure(value: &Value) -> String {
    match (&value["count"], &value["fewer_than"]) {
        (Value::Null, Value::Null) => String::new(),
        (Value::Null, base) => format!("<{base}"),
        (count, _) => count.to_string(),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn percent(value: &Value) -> String {
    if value.is_null() { String::new() } else { value.to_string() }
}

/// A sheet, and how many of its numbers were looked at: there may be no others.
struct Sheet {
    name: &'static str,
    range: Range<Data>,
    looked_at: usize,
    few: &'static str,
}

impl Sheet {
    fn cell(&self, row: usize, column: usize) -> &Data {
        let place = (u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
        self.range.get_value(place).unwrap_or(&Data::Empty)
    }

    fn text(&self, row: usize, column: usize) -> String {
        match self.cell(row, column) {
            Data::Empty => String::new(),
            Data::String(text) => text.clone(),
            other => panic!("{} {row} {column}: {other:?} is no text", self.name),
        }
    }

    /// A figure as a CSV has it.
    fn figure(&mut self, row: usize, column: usize) -> String {
        match self.cell(row, column) {
            Data::Empty => String::new(),
            Data::Float(number) => {
                let written = number.to_string();
                assert!(written.bytes().all(|byte| byte.is_ascii_digit()), "{written} is no count");
                self.looked_at += 1;
                written
            }
            Data::String(text) => {
                let base = text.strip_prefix(self.few);
                base.map_or_else(|| text.clone(), |base| format!("<{base}"))
            }
            other => panic!("{} {row} {column}: {other:?}", self.name),
        }
    }

    /// Whole percents.
    fn percent(&mut self, row: usize, column: usize) -> String {
        match self.cell(row, column) {
            Data::Empty => String::new(),
            &Data::Float(share) => {
                self.looked_at += 1;
                let whole = (share * 100.0).round();
                assert!((whole / 100.0).to_bits() == share.to_bits(), "{share} is not {whole}%");
                whole.to_string()
            }
            other => panic!("{} {row} {column}: {other:?}", self.name),
        }
    }

    fn step(&mut self, row: usize, column: usize) -> String {
        self.figure(row, column)
    }

    fn all_looked_at(&self) {
        let is_number = |cell: &&Data| matches!(cell, Data::Float(_) | Data::Int(_));
        let numbers = self.range.cells().map(|(_, _, cell)| cell).filter(is_number).count();
        assert_eq!(numbers, self.looked_at, "{}: numbers that the summary does not have", self.name);
        let is_plain = |cell: &Data| matches!(cell, Data::Float(_) | Data::Int(_) | Data::String(_) | Data::Empty);
        assert!(self.range.cells().all(|(_, _, cell)| is_plain(cell)), "{}: a date, an error or a bool", self.name);
    }
}

struct Book {
    sheets: HashMap<String, Range<Data>>,
    english: bool,
}

impl Book {
    fn open(bytes: &[u8], english: bool) -> Self {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
        let names = book.sheet_names();
        for name in &names {
            // Nothing is a formula, whatever was written.
            assert_eq!(
                book.worksheet_formula(name).unwrap().cells().filter(|(_, _, text)| !text.is_empty()).count(),
                0
            );
        }
        let sheets = names.into_iter().map(|name| (name.clone(), book.worksheet_range(&name).unwrap())).collect();
        Book { sheets, english }
    }

    fn sheet(&self, nl: &'static str, en: &'static str) -> Option<Sheet> {
        let name = if self.english { en } else { nl };
        let range = self.sheets.get(name)?.clone();
        let few = if self.english { "fewer than " } else { "minder dan " };
        Some(Sheet { name, range, looked_at: 0, few })
    }

    fn not_shown(&self) -> &'static str {
        if self.english { "not shown" } else { "niet getoond" }
    }
}

/// Holds a workbook against JSON. Returns how many figures it compared.
fn held_against(json: &Value, bytes: &[u8], english: bool) -> usize {
    let book = Book::open(bytes, english);
    let mut compared = 0;
    for (part, nl, en) in [("tables", "Vragen", "Questions"), ("derived", "Samengenomen", "Taken together")] {
        let tables = list(&json[part]);
        let Some(mut sheet) = book.sheet(nl, en) else {
            assert!(tables.is_empty(), "{part}");
            continue;
        };
        let mut row = 3;
        for table in tables {
            let cells = list(&table["cells"]);
            if !table["withheld"].is_null() {
                assert_eq!(sheet.text(row, 0), text(&table["item"]));
                assert_eq!([sheet.figure(row, 3), sheet.text(row, 6)], ["".to_owned(), book.not_shown().to_owned()]);
                assert!(sheet.text(row, 10).starts_with(text(&table["withheld"]["explanation"])));
                row += 1;
            }
            for cell in cells {
                let found = [
                    sheet.text(row, 0),
                    sheet.text(row, 1),
                    sheet.text(row, 2),
                    sheet.figure(row, 3),
                    sheet.text(row, 4),
                    sheet.text(row, 5),
                    sheet.figure(row, 6),
                    sheet.percent(row, 7),
                    sheet.step(row, 9),
                ];
                let told = [
                    text(&table["item"]).to_owned(),
                    text(&table["question"]).to_owned(),
                    text(&table["row"]).to_owned(),
                    figure(&table["base"]),
                    text(&cell["value"]).to_owned(),
                    text(&cell["label"]).to_owned(),
                    figure(cell),
                    percent(&cell["percent"]),
                    percent(&cell["step"]),
                ];
                assert_eq!(found, told, "{part}, row {row}");
                compared += 1;
                row += 1;
            }
        }
        sheet.all_looked_at();
    }
    compared + breakdowns(json, &book) + crossings(json, &book) + focus_groups(json, &book)
}

fn focus_groups(json: &Value, book: &Book) -> usize {
    let groups = &json["focus_groups"];
    let Some(mut sheet) = book.sheet("Groepsgesprekken", "Focus groups") else {
        assert!(groups.is_null());
        return 0;
    };
    let mut row = 3;
    for (list, code, words, base, count) in [
        (list(&groups["themes"]), "theme", "label", None, "people"),
        (list(&groups["statements"]), "statement", "text", Some("asked"), "agreed"),
    ] {
        for told in list {
            let base = base.map_or(&groups["people"], |base| &told[base]);
            assert_eq!([sheet.text(row, 1), sheet.text(row, 2)], [text(&told[code]), text(&told[words])]);
            let found = [sheet.figure(row, 3), sheet.figure(row, 4), sheet.percent(row, 5)];
            assert_eq!(found, [figure(base), figure(&told[count]), percent(&told["percent"])], "row {row}");
            assert_eq!(sheet.text(row, 6).is_empty(), !told[count].is_null(), "row {row}");
            row += 1;
        }
    }
    sheet.all_looked_at();
    row - 3
}

fn breakdowns(json: &Value, book: &Book) -> usize {
    let Some(mut sheet) = book.sheet("Uitsplitsingen", "Breakdowns") else {
        assert!(list(&json["breakdowns"]).is_empty());
        return 0;
    };
    // Where an answer of an item stands; the first row of an item is its base.
    let mut rows = HashMap::new();
    for row in 6..sheet.range.end().unwrap().0 as usize + 1 {
        let (item, value, label) = (sheet.text(row, 0), sheet.text(row, 1), sheet.text(row, 4));
        if label.is_empty() {
            break;
        }
        let base = !rows.keys().any(|(known, _, _): &(String, String, bool)| *known == item);
        assert!(rows.insert((item, value, base), row).is_none(), "row {row} twice");
    }
    let (mut compared, mut column) = (0, 5);
    for breakdown in list(&json["breakdowns"]) {
        assert_eq!(sheet.text(2, column), text(&breakdown["title"]));
        for group in list(&breakdown["groups"]) {
            assert_eq!(sheet.text(3, column), text(&group["label"]));
            let responses =
                if group["withheld"].is_null() { figure(&group["responses"]) } else { book.not_shown().to_owned() };
            assert_eq!(sheet.figure(5, column), responses);
            for table in list(&group["tables"]) {
                let item = text(&table["item"]);
                let base = rows[&(item.to_owned(), String::new(), true)];
                let told =
                    if table["withheld"].is_null() { figure(&table["base"]) } else { book.not_shown().to_owned() };
                assert_eq!(sheet.figure(base, column), told, "{item}");
                for cell in list(&table["cells"]) {
                    let row = rows[&(item.to_owned(), text(&cell["value"]).to_owned(), false)];
                    assert_eq!(sheet.text(row, 4), text(&cell["label"]));
                    assert_eq!(sheet.figure(row, column), figure(cell), "{item} {cell}");
                    assert_eq!(sheet.percent(row, column + 1), percent(&cell["percent"]), "{item} {cell}");
                    compared += 1;
                }
            }
            column += 2;
        }
    }
    sheet.all_looked_at();
    compared
}

fn crossings(json: &Value, book: &Book) -> usize {
    let Some(mut sheet) = book.sheet("Kruistabellen", "Cross tables") else {
        assert!(list(&json["crossings"]).is_empty());
        return 0;
    };
    let base_said = if book.english { "Base" } else { "Basis" };
    let mut compared = 0;
    let mut row = 3;
    for crossing in list(&json["crossings"]) {
        let title = text(&crossing["title"]);
        while sheet.text(row, 0) != title {
            row += 1;
        }
        if !crossing["withheld"].is_null() {
            while sheet.text(row, 0) != book.not_shown() {
                row += 1;
            }
            assert_eq!(sheet.text(row + 1, 0), text(&crossing["withheld"]["explanation"]));
            continue;
        }
        while sheet.text(row, 0) != base_said {
            row += 1;
        }
        assert_eq!(sheet.figure(row, 1), figure(&crossing["base"]));
        let (down, along) = (list(&crossing["row_totals"]), list(&crossing["column_totals"]));
        // Counts from there on; percentages below them, after one empty row.
        let [counts, shares] = [row + 2, row + 2 + down.len() + 3];
        for (place, along) in along.iter().enumerate() {
            for head in [counts - 1, shares - 1] {
                assert_eq!(sheet.text(head, place + 1), text(&along["label"]));
            }
            assert_eq!(sheet.figure(counts + down.len(), place + 1), figure(along));
            assert_eq!(sheet.percent(shares + down.len(), place + 1), percent(&along["percent"]));
        }
        for (line, (total, cells)) in down.iter().zip(list(&crossing["cells"])).enumerate() {
            for first in [counts, shares] {
                assert_eq!(sheet.text(first + line, 0), text(&total["label"]));
            }
            assert_eq!(sheet.figure(counts + line, along.len() + 1), figure(total));
            assert_eq!(sheet.percent(shares + line, along.len() + 1), percent(&total["percent"]));
            for (place, cell) in list(cells).iter().enumerate() {
                assert_eq!(sheet.figure(counts + line, place + 1), figure(cell), "{title}");
                assert_eq!(sheet.percent(shares + line, place + 1), percent(&cell["percent_of_row"]), "{title}");
                compared += 1;
            }
        }
        row = shares + down.len();
    }
    sheet.all_looked_at();
    compared
}

/// The columns of figures and ids of a CSV that have no words in them: alike in both dialects.
fn figures(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut lines, mut quoted) = (vec![vec![String::new()]], false);
    let mut characters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(character) = characters.next() {
        let line = lines.last_mut().unwrap();
        match character {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => line.last_mut().unwrap().push('"'),
            '"' => quoted = !quoted,
            '\r' if !quoted && characters.next_if_eq(&'\n').is_some() => lines.push(vec![String::new()]),
            other if other == separator && !quoted => line.push(String::new()),
            other => line.last_mut().unwrap().push(other),
        }
    }
    assert_eq!(lines.pop(), Some(vec![String::new()]), "the last line ends too");
    let wanted =
        ["question_id", "base", "value", "step", "count", "percent", "responses", "by", "group", "percent_of_row"];
    let places = wanted.map(|name| csv::COLUMNS.iter().position(|column| *column == name).unwrap());
    lines.into_iter().skip(1).map(|line| places.iter().map(|place| line[*place].clone()).collect()).collect()
}

/// The numbers of JSON in the order of a CSV's rows: base, count and percent of each.
fn told(json: &Value) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    let table = |table: &Value, rows: &mut Vec<[String; 3]>| {
        if !table["withheld"].is_null() {
            rows.push([const { String::new() }; 3]);
        }
        for cell in list(&table["cells"]) {
            rows.push([figure(&table["base"]), figure(cell), percent(&cell["percent"])]);
        }
    };
    ["tables", "derived"].iter().flat_map(|part| list(&json[*part])).for_each(|of| table(of, &mut rows));
    for group in list(&json["breakdowns"]).iter().flat_map(|breakdown| list(&breakdown["groups"])) {
        if list(&group["tables"]).is_empty() {
            rows.push([const { String::new() }; 3]);
        }
        list(&group["tables"]).iter().for_each(|of| table(of, &mut rows));
    }
    for crossing in list(&json["crossings"]) {
        let base = figure(&crossing["base"]);
        if !crossing["withheld"].is_null() {
            rows.push([const { String::new() }; 3]);
        }
        for cell in list(&crossing["cells"]).iter().flat_map(list) {
            rows.push([base.clone(), figure(cell), percent(&cell["percent_of_row"])]);
        }
        for total in list(&crossing["row_totals"]).iter().chain(list(&crossing["column_totals"])) {
            rows.push([base.clone(), figure(total), percent(&total["percent"])]);
        }
    }
    let groups = &json["focus_groups"];
    for theme in list(&groups["themes"]) {
        rows.push([figure(&groups["people"]), figure(&theme["people"]), percent(&theme["percent"])]);
    }
    for statement in list(&groups["statements"]) {
        rows.push([figure(&statement["asked"]), figure(&statement["agreed"]), percent(&statement["percent"])]);
    }
    rows
}

/// Holds all forms of a summary against each other. Returns how many figures it compared.
fn agree(forms: &Forms, language: Language) -> usize {
    let (excel, plain) = (figures(&forms.excel, ';'), figures(&forms.plain, ','));
    assert_eq!(excel, plain);
    let told = told(&forms.json);
    // What follows are quotes and notes, without any figure.
    let (figures, others) = plain.split_at(told.len());
    assert!(others.iter().all(|row| row[4].is_empty() && row[5].is_empty()));
    for (row, told) in figures.iter().zip(told) {
        let share = if row[5].is_empty() { &row[9] } else { &row[5] };
        assert_eq!([&row[1], &row[4], share], told.each_ref());
    }
    held_against(&forms.json, &forms.book, language == Language::En)
}

#[test]
fn the_example_has_the_same_figures_in_every_form() {
    let campaign = example();
    let mut compared = 0;
    for (id, drafts) in [("users", demo::residents(171, 400)), ("providers", demo::providers(171, 40))] {
        let audience = campaign.audience(id).unwrap();
        for number in [ReleaseNumber::Interim(1), ReleaseNumber::Final] {
            let release = release(&campaign, audience, &drafts, number, 7);
            for language in [Language::Nl, Language::En] {
                let forms = Forms::of(&campaign, audience, &release, language);
                compared += agree(&forms, language);
                let name = format!("{id}-{number}-{language}");
                if let Some(folder) = env::var_os("DAGPEIL_EXPORTS") {
                    let file = |ending: &str| Path::new(&folder).join(format!("{name}.{ending}"));
                    fs::write(file("json"), forms.json.to_string()).unwrap();
                    fs::write(file("csv"), &forms.plain).unwrap();
                    fs::write(file("excel.csv"), &forms.excel).unwrap();
                    fs::write(file("xlsx"), &forms.book).unwrap();
                }
            }
        }
    }
    assert!(compared > 3_000, "{compared}");
}

/// A figure that is changed in one form is noticed.
#[test]
#[should_panic(expected = "tables, row")]
fn another_figure_is_noticed() {
    let campaign = example();
    let audience = campaign.audience("users").unwrap();
    let release = release(&campaign, audience, &demo::residents(171, 60), ReleaseNumber::Final, 7);
    let mut forms = Forms::of(&campaign, audience, &release, Language::Nl);
    forms.json["tables"][0]["cells"][0]["percent"] = json!(101);
    held_against(&forms.json, &forms.book, false);
}

/// Texts that look like formulas are texts; and so they are after someone has edited them.
#[test]
fn what_looks_like_a_formula_is_a_text() {
    let campaign = example();
    let audience = campaign.audience("users").unwrap();
    let release = release(&campaign, audience, &demo::residents(171, 60), ReleaseNumber::Final, 7);
    let forms = Forms::of(&campaign, audience, &release, Language::Nl);
    let sheet = Book::open(&forms.book, false).sheet("Citaten", "Quotes").unwrap();
    let quotes: Vec<String> = (3..=sheet.range.end().unwrap().0 as usize).map(|row| sheet.text(row, 4)).collect();
    assert!(quotes.iter().any(|quote| quote == TRAP), "{quotes:?}");
    assert!(forms.plain.contains("\"'=1+1; \"\"meer\"\" zingen\""));
}

/// Whoever opens the file sees at once that the answers are made up; and which sheets there are.
#[test]
fn made_up_answers_are_called_so_on_every_sheet() {
    let campaign = example();
    let audience = campaign.audience("users").unwrap();
    let drafts = demo::residents(171, 60);
    for (number, sheets) in [(ReleaseNumber::Interim(1), 4), (ReleaseNumber::Final, 9)] {
        let release = release(&campaign, audience, &drafts, number, 7);
        let forms = Forms::of(&campaign, audience, &release, Language::Nl);
        let book = Book::open(&forms.book, false);
        assert_eq!(book.sheets.len(), sheets, "{:?}", book.sheets.keys());
        for (name, range) in &book.sheets {
            let notice = range.get_value((1, 0)).unwrap().to_string();
            assert!(notice.contains("antwoorden zijn verzonnen"), "{name}: {notice}");
        }
    }
}

/// The codebook has every id that a table has, and says of whom it was asked.
#[test]
fn the_codebook_explains_every_table() {
    let campaign = example();
    for audience in &campaign.audiences {
        let drafts = if audience.id.as_str() == "users" { demo::residents(1, 120) } else { demo::providers(1, 60) };
        let release = release(&campaign, audience, &drafts, ReleaseNumber::Final, 7);
        let forms = Forms::of(&campaign, audience, &release, Language::Nl);
        let book = &forms.json["codebook"];
        let known = |list_of: &str, id: &str, item: &Value| {
            list(&book[list_of]).iter().find(|known| known[id] == *item).cloned().unwrap_or_else(|| panic!("{item}"))
        };
        for (part, list_of, answers) in [("tables", "items", "answers"), ("derived", "derived", "groups")] {
            for table in list(&forms.json[part]) {
                let entry = known(list_of, "item", &table["item"]);
                for cell in list(&table["cells"]).iter().filter(|cell| !cell["value"].is_null()) {
                    let answer = list(&entry[answers]).iter().find(|answer| answer["value"] == cell["value"]).unwrap();
                    assert_eq!(answer["label"], cell["label"]);
                }
                if part == "tables" {
                    assert_eq!(entry["condition"], table["condition"]);
                    assert_eq!(entry["condition"].is_null(), entry["asked_of"] == "Iedereen");
                }
            }
        }
        list(&forms.json["crossings"]).iter().for_each(|crossing| drop(known("crossings", "id", &crossing["id"])));

        // The same in rows, and on its sheet.
        let summary = Summary::new(&campaign, audience, &release, None, Parts::CODEBOOK, Language::Nl);
        let codebook = summary.codebook.as_ref().unwrap();
        let plain = csv::codebook(codebook, Dialect::Rfc4180, Language::Nl);
        assert_eq!(plain.lines().next().unwrap().split(',').collect::<Vec<_>>(), codebook::COLUMNS);
        let rows = codebook.rows().len();
        let sheet = Book::open(&forms.book, false).sheet("Codeboek", "Codebook").unwrap();
        assert_eq!(sheet.range.end().unwrap().0 as usize, rows + 2);
        let excel = csv::codebook(codebook, Dialect::Excel, Language::Nl);
        assert!(excel.starts_with('\u{feff}') && excel.matches("\r\n").count() == rows + 1);
        insta::assert_snapshot!(
            format!("codebook_{}", audience.id),
            excel.trim_start_matches('\u{feff}').replace("\r\n", "\n")
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    /// Whoever answered, and however it was rounded.
    #[test]
    fn random_releases_have_the_same_figures_in_every_form(
        seed: u64, secret: u8, count in 10_usize..160, users: bool, last: bool, english: bool,
    ) {
        let campaign = example();
        let (id, drafts) =
            if users { ("users", demo::residents(seed, count)) } else { ("providers", demo::providers(seed, count)) };
        let audience = campaign.audience(id).unwrap();
        let number = if last { ReleaseNumber::Final } else { ReleaseNumber::Interim(1) };
        let language = if english { Language::En } else { Language::Nl };
        let release = release(&campaign, audience, &drafts, number, secret);
        agree(&Forms::of(&campaign, audience, &release, language), language);
    }
}
