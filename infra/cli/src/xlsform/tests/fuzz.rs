//! Whatever workbook there is: it is taken or refused with its cells, and nothing panics.

use proptest::prelude::*;
use survey::language::Language;

use super::super::import::{ImportError, Options, from_sheets, import};
use super::super::sheets::{Sheet, Workbook};
use super::super::{Finding, export};
use super::{ADVISERS, book};

/// What stands in cells of forms, and what should not.
const PIECES: [&str; 74] = [
    "type",
    "name",
    "label",
    "hint",
    "required",
    "relevant",
    "constraint",
    "appearance",
    "calculation",
    "parameters",
    "choice_filter",
    "media::image",
    "label::English (en)",
    "label::Klingon",
    "list_name",
    "exclusive",
    "top",
    "from",
    "to",
    "dont_know",
    "begin_group",
    "end_group",
    "begin repeat",
    "end repeat",
    "select_one a",
    "select_multiple a",
    "select_one a or_other",
    "rank a",
    "text",
    "integer",
    "decimal",
    "range",
    "note",
    "calculate",
    "start",
    "geopoint",
    "select_one ${a}",
    "table-list",
    "field-list",
    "label",
    "list-nolabel",
    "likert",
    "multiline",
    "search('x')",
    "a",
    "b",
    "c",
    "A",
    "1",
    "-1",
    "999999999999999999999",
    "1.5",
    "yes",
    "no",
    "true()",
    "${a} = 'a'",
    "selected(${a}, 'b')",
    "selected(., 'a')",
    "count-selected(.) <= 2",
    "not(selected(., 'b') and count-selected(.) > 1)",
    ". >= 0 and . <= 10",
    ". > -9223372036854775808 and . < 9223372036854775807",
    "string-length(.) <= 99999999999",
    "if(${a} = 'a', 'x', 'y')",
    "concat(if(selected(${a}, 'a'), 'x ', ''))",
    "((((((((",
    "${",
    "'",
    "‘a’",
    "start=1 end=1e9 step=0",
    "start=-9223372036854775808 end=9223372036854775807",
    "\u{0}\u{1}\n",
    "é😀",
    "form-intro",
];

#[derive(Debug, Clone)]
enum Slip {
    /// A cell gets another text.
    Cell {
        sheet: f64,
        row: f64,
        column: f64,
        text: String,
    },
    /// A cell gets the text of another.
    Copy {
        sheet: f64,
        row: f64,
        column: f64,
        from: f64,
    },
    DropRow {
        sheet: f64,
        row: f64,
    },
    RepeatRow {
        sheet: f64,
        row: f64,
    },
    SwapRows {
        sheet: f64,
        row: f64,
        with: f64,
    },
    DropColumn {
        sheet: f64,
        column: f64,
    },
    DropSheet {
        sheet: f64,
    },
}

fn slips() -> impl Strategy<Value = Vec<Slip>> {
    let at = || 0.0..1.0_f64;
    let piece =
        || prop_oneof![4 => prop::sample::select(PIECES.as_slice()).prop_map(str::to_owned), 1 => any::<String>()];
    let slip = prop_oneof![
        8 => (at(), at(), at(), piece()).prop_map(|(sheet, row, column, text)| Slip::Cell { sheet, row, column, text }),
        3 => (at(), at(), at(), at()).prop_map(|(sheet, row, column, from)| Slip::Copy { sheet, row, column, from }),
        2 => (at(), at()).prop_map(|(sheet, row)| Slip::DropRow { sheet, row }),
        2 => (at(), at()).prop_map(|(sheet, row)| Slip::RepeatRow { sheet, row }),
        2 => (at(), at(), at()).prop_map(|(sheet, row, with)| Slip::SwapRows { sheet, row, with }),
        1 => (at(), at()).prop_map(|(sheet, column)| Slip::DropColumn { sheet, column }),
        1 => at().prop_map(|sheet| Slip::DropSheet { sheet }),
    ];
    prop::collection::vec(slip, 1..7)
}

type Cells = Vec<(String, Vec<Vec<String>>)>;

fn place(at: f64, length: usize) -> usize {
    ((at * length as f64) as usize).min(length.saturating_sub(1))
}

fn slipped(mut sheets: Cells, slips: &[Slip]) -> Cells {
    for slip in slips {
        let count = sheets.len();
        let (Slip::Cell { sheet, .. }
        | Slip::Copy { sheet, .. }
        | Slip::DropRow { sheet, .. }
        | Slip::RepeatRow { sheet, .. }
        | Slip::SwapRows { sheet, .. }
        | Slip::DropColumn { sheet, .. }
        | Slip::DropSheet { sheet }) = slip;
        if count == 0 {
            break;
        }
        let number = place(*sheet, count);
        if matches!(slip, Slip::DropSheet { .. }) {
            sheets.remove(number);
            continue;
        }
        let rows = &mut sheets[number].1;
        if rows.is_empty() {
            continue;
        }
        let height = rows.len();
        match slip {
            Slip::Cell { row, column, text, .. } => {
                let row = &mut rows[place(*row, height)];
                let width = row.len();
                if width > 0 {
                    row[place(*column, width)] = text.trim().to_owned();
                }
            }
            Slip::Copy { row, column, from, .. } => {
                let other = &rows[place(*from, height)];
                let text = other.get(place(*column, other.len())).cloned().unwrap_or_default();
                let row = &mut rows[place(*row, height)];
                let width = row.len();
                if width > 0 {
                    row[place(*column, width)] = text;
                }
            }
            Slip::DropRow { row, .. } => drop(rows.remove(place(*row, height))),
            Slip::RepeatRow { row, .. } => {
                let row = place(*row, height);
                rows.insert(row, rows[row].clone());
            }
            Slip::SwapRows { row, with, .. } => rows.swap(place(*row, height), place(*with, height)),
            Slip::DropColumn { column, .. } => {
                let column = place(*column, rows[0].len());
                for row in rows {
                    if column < row.len() {
                        row.remove(column);
                    }
                }
            }
            Slip::DropSheet { .. } => {}
        }
    }
    sheets
}

/// The cells of tables as they are drawn in tests.
fn cells(sheets: &[(&str, &str)]) -> Cells {
    let book = book(sheets);
    book.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.cells().to_vec())).collect()
}

/// The cells of a workbook.
fn cells_of(workbook: &[u8]) -> Cells {
    let book = Workbook::read(workbook).unwrap();
    book.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.cells().to_vec())).collect()
}

/// The import ends; what it refuses it names by sheet and cell.
fn ends_well(sheets: Cells) {
    let names: Vec<String> = sheets.iter().map(|(name, _)| name.clone()).collect();
    let sheets = sheets.into_iter().enumerate().map(|(number, (name, rows))| Sheet::new(number, name, rows)).collect();
    let named = |findings: &[Finding]| {
        for finding in findings {
            assert!(
                names.iter().any(|name| name.trim() == finding.sheet)
                    && !finding.cells.is_empty()
                    && !finding.what.is_empty(),
                "{finding}"
            );
            for cell in &finding.cells {
                let digits = cell.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
                assert!(digits.len() < cell.len() && digits.parse::<usize>().is_ok_and(|row| row > 0), "{cell}");
            }
        }
    };
    match from_sheets(&Workbook { sheets }, &Options { title: "Proef".to_owned(), ..Options::default() }) {
        // That the file is sound was checked by the import itself.
        Ok(imported) => named(&imported.notices),
        Err(ImportError::Refused(faults)) => {
            assert!(!faults.is_empty());
            named(&faults);
        }
        Err(ImportError::Unreadable(why)) => assert!(names.is_empty(), "{why}"),
    }
}

fn shipped() -> Vec<Vec<u8>> {
    let campaigns = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../campaigns");
    let campaign = local::campaigns::load(&campaigns.join("noordoostpolder-2026")).unwrap().campaign;
    campaign
        .audiences
        .iter()
        .map(|audience| export(&audience.questionnaire, "proef", &[Language::Nl]).unwrap())
        .collect()
}

proptest! {
    #[test]
    fn no_slip_makes_the_import_panic(slips in slips()) {
        ends_well(slipped(cells(&ADVISERS), &slips));
        ends_well(slipped(cells(&ADVISERS[..2]), &slips));
    }

    #[test]
    fn no_cells_make_the_import_panic(
        survey in prop::collection::vec(prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..9), 0..12),
        choices in prop::collection::vec(prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..6), 0..8),
        with_headers in any::<bool>(),
    ) {
        let rows = |headers: &[&str], rows: Vec<Vec<&str>>| -> Vec<Vec<String>> {
            let headers = with_headers.then(|| headers.to_vec());
            headers.into_iter().chain(rows).map(|row| row.into_iter().map(|cell| cell.trim().to_owned()).collect()).collect()
        };
        let survey = rows(&["type", "name", "label", "relevant", "constraint", "appearance", "calculation", "parameters"], survey);
        let choices = rows(&["list_name", "name", "label", "exclusive", "from", "to"], choices);
        ends_well(vec![("survey".to_owned(), survey), ("choices".to_owned(), choices)]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, ..ProptestConfig::default() })]

    #[test]
    fn no_slip_in_a_whole_workbook_makes_the_import_panic(slips in slips()) {
        for workbook in shipped() {
            ends_well(slipped(cells_of(&workbook), &slips));
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(
        changes in prop::collection::vec((0.0..1.0_f64, any::<u8>()), 0..20),
        keep in 0.0..1.2_f64,
        stray in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut workbook = export_small();
        for (at, byte) in changes {
            let at = place(at, workbook.len());
            workbook[at] = byte;
        }
        workbook.truncate((keep * workbook.len() as f64) as usize);
        // Whatever it says: it comes back.
        let _ = import(&workbook, &Options::default());
        let _ = import(&stray, &Options::default());
    }
}

fn export_small() -> Vec<u8> {
    shipped().swap_remove(0)
}
