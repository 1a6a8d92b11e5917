//! The cells of a workbook, and which of them had an effect.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};

use super::report::Place;

/// The most rows and columns of a sheet that are read: far more than a questionnaire has.
const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: usize = 400;

/// A workbook as texts.
pub(super) struct Workbook {
    pub(super) sheets: Vec<Sheet>,
}

/// A sheet: its cells by row and column, counted from 0 as the spreadsheet counts.
pub(super) struct Sheet {
    pub(super) number: usize,
    pub(super) name: String,
    rows: Vec<Vec<String>>,
    /// Whether there are cells so far away that they were not read.
    pub(super) beyond: bool,
    /// The cells that were looked at by someone who knew what to do with them.
    taken: RefCell<BTreeSet<(usize, usize)>>,
}

impl Workbook {
    /// Reads a workbook: .xlsx, .xlsm, .xls, .xlsb or .ods.
    ///
    /// # Errors
    /// When the bytes are none of these, in the words of the reader.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let mut sheets = Vec::new();
        for (number, name) in workbook.sheet_names().into_iter().enumerate() {
            let mut rows = Rows::default();
            match &mut workbook {
                // Cell by cell: a stray cell far below would else make a table of millions.
                Sheets::Xlsx(workbook) => {
                    // Sheets of charts have no cells.
                    if let Ok(mut cells) = workbook.worksheet_cells_reader(&name) {
                        while let Some(cell) = cells.next_cell().map_err(|error| error.to_string())? {
                            let (row, column) = cell.get_position();
                            rows.put(row as usize, column as usize, text(&Data::from(cell.get_value().clone())));
                        }
                    }
                }
                other => {
                    let range = other.worksheet_range(&name).unwrap_or_default();
                    let (top, left) = range.start().unwrap_or_default();
                    for (row, column, cell) in range.used_cells() {
                        rows.put(top as usize + row, left as usize + column, text(cell));
                    }
                }
            }
            sheets.push(Sheet { beyond: rows.beyond, ..Sheet::new(number, name, rows.rows) });
        }
        Ok(Workbook { sheets })
    }

    /// The sheet of that name, however it is spelt.
    pub(super) fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name.trim().eq_ignore_ascii_case(name))
    }
}

/// Rows of cells, as far as they are looked at.
#[derive(Default)]
struct Rows {
    rows: Vec<Vec<String>>,
    beyond: bool,
}

impl Rows {
    fn put(&mut self, row: usize, column: usize, text: String) {
        if text.is_empty() {
            return;
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            self.beyond = true;
            return;
        }
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
    }
}

impl Sheet {
    pub(super) fn new(number: usize, name: String, rows: Vec<Vec<String>>) -> Self {
        Sheet { number, name, rows, beyond: false, taken: RefCell::default() }
    }

    /// All cells by row.
    #[cfg(test)]
    pub(super) fn cells(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// The headers: the first row.
    pub(super) fn headers(&self) -> &[String] {
        self.rows.first().map_or(&[], Vec::as_slice)
    }

    /// The numbers of the rows below the headers that are not empty.
    pub(super) fn rows(&self) -> Vec<usize> {
        let filled = self.rows.iter().enumerate().skip(1);
        filled.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).map(|(row, _)| row).collect()
    }

    pub(super) fn place(&self, row: usize, column: usize) -> Place {
        Place { sheet: self.number, row, column }
    }

    /// A cell that is not empty, which thereby counts as having an effect.
    pub(super) fn take(&self, row: usize, column: usize) -> Option<(&str, Place)> {
        let text = self.rows.get(row)?.get(column)?.as_str();
        self.taken.borrow_mut().insert((row, column));
        (!text.is_empty()).then(|| (text, self.place(row, column)))
    }

    /// A cell that is not empty, whatever becomes of it.
    pub(super) fn peek(&self, row: usize, column: usize) -> Option<&str> {
        self.rows.get(row)?.get(column).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// The first cell of a row that is not empty.
    pub(super) fn first(&self, row: usize) -> Place {
        let cells = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        self.place(row, cells.iter().position(|cell| !cell.is_empty()).unwrap_or(0))
    }

    /// Takes all cells of a row, where something was said about the row as a whole.
    pub(super) fn take_row(&self, row: usize) {
        let columns = self.rows.get(row).map_or(0, Vec::len);
        self.taken.borrow_mut().extend((0..columns).map(|column| (row, column)));
    }

    /// The cells below the headers that are not empty and were never taken.
    pub(super) fn untaken(&self) -> Vec<Place> {
        let taken = self.taken.borrow();
        let rows = self.rows.iter().enumerate().skip(1);
        let cells = rows.flat_map(|(row, cells)| {
            let filled = cells.iter().enumerate().filter(|(_, text)| !text.is_empty());
            filled.map(move |(column, _)| (row, column))
        });
        cells.filter(|cell| !taken.contains(cell)).map(|(row, column)| self.place(row, column)).collect()
    }
}

/// What a cell says, without the space around it. Whole numbers are written without a point, as XLSForm tools do.
fn text(cell: &Data) -> String {
    let text = match cell {
        Data::Empty => String::new(),
        Data::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        // Within these bounds every whole number has its own float.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::DateTime(moment) => moment.to_string(),
        other => other.to_string(),
    };
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ").trim().to_owned()
}
