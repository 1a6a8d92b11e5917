//! A summary as a workbook: a sheet a part, with the counts and percentages of the summary as numbers, and charts that a
//! spreadsheet draws from them.
//!
//! Text never is a formula here: every text is written as a text, and one that begins like a formula is marked so that it
//! stays one when someone edits it.

mod charts;
mod sheets;

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline,
    Workbook, Worksheet,
};
use survey::campaign::Colours;
use survey::language::Language;

use summary::csv::begins_a_formula;
use summary::words::Words;
use summary::{Figure, Summary};

/// The most characters that a cell takes.
const MOST_CHARACTERS: usize = 32_767;
/// The most that a header, a footer or a title of a chart takes, with room for what is put around it.
const MOST_IN_A_LINE: usize = 200;
/// The row of the headings, on all sheets that are one table.
const HEADINGS: u32 = 2;
/// The height of a line, in points.
const LINE: u32 = 15;
/// A4, as workbooks number papers.
const A4: u8 = 9;
/// A file of text deflates to a few percents more at this level than at the best, in a third of the time.
const DEFLATE: u8 = 3;

/// Writes a summary. `colours` are the campaign's: its primary colour stands behind headings and in charts.
///
/// The same summary always gives the same bytes.
pub fn write(summary: &Summary<'_>, colours: &Colours, language: Language) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let words = Words::of(language);
    let maker = Maker { summary, words, styles: Styles::of(colours), heading: heading(summary, words) };
    maker.write(&mut workbook);
    workbook.set_properties(&properties(summary, &maker.heading, words));
    workbook.set_zip_compression_level(DEFLATE);
    workbook.save_to_buffer().expect("sheets, names and texts are within a workbook's bounds")
}

/// Of which place, audience and release the workbook is.
fn heading(summary: &Summary<'_>, words: Words) -> String {
    let release = words.release_of(summary.release.number, &summary.release.day);
    format!("{} · {} · {release}", summary.municipality.name, summary.audience.title)
}

fn properties(summary: &Summary<'_>, heading: &str, words: Words) -> DocProperties {
    let mut parts = summary.release.day.splitn(3, '-').map(|part| part.parse::<u16>().unwrap_or(1));
    let mut next = || parts.next().unwrap_or(1);
    let (year, month, day) = (next(), next(), next());
    // Not the time of asking: what is asked twice must be the same twice.
    let made = ExcelDateTime::from_ymd(year, month.min(12) as u8, day.min(31) as u8)
        .or_else(|_| ExcelDateTime::from_ymd(1970, 1, 1))
        .expect("a day of 1970 is a day");
    DocProperties::new()
        .set_title(format!("{}: {heading}", summary.title))
        .set_subject(summary.trajectory)
        .set_author("Dagpeil")
        .set_keywords(format!("{}, {}, {}", summary.campaign, summary.municipality.code, summary.audience.id))
        .set_comment(summary.notice.unwrap_or_default())
        .set_creation_datetime(&made)
        .set_custom_property("Language", words.language())
        .set_custom_property("Synthetic", summary.synthetic)
}

/// How cells look.
struct Styles {
    title: Format,
    /// A sentence that is no cell of a table.
    note: Format,
    /// That answers are made up.
    notice: Format,
    heading: Format,
    /// A heading over numbers.
    number_heading: Format,
    /// A heading over several columns.
    spanning: Format,
    subheading: Format,
    text: Format,
    /// A text that begins like a formula.
    literal: Format,
    count: Format,
    percent: Format,
    bold_count: Format,
    bold_text: Format,
    link: Format,
    /// Where another question begins.
    line: Format,
    /// Of bars.
    primary: Color,
}

impl Styles {
    fn of(colours: &Colours) -> Self {
        let colour = |text: &str, otherwise: u32| {
            let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
            Color::RGB(digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or(otherwise))
        };
        let primary = colour(&colours.primary, 0x15_42_73);
        let top = || Format::new().set_align(FormatAlign::Top);
        let numbers = || top().set_align(FormatAlign::Right).set_indent(1);
        let text = top().set_text_wrap().set_align(FormatAlign::Left).set_indent(1);
        let heading = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_font_color(colour(&colours.on_primary, 0xff_ff_ff))
            .set_background_color(primary);
        let count = numbers().set_num_format("#,##0");
        Styles {
            title: Format::new().set_bold().set_font_size(13).set_font_color(primary),
            note: Format::new(),
            notice: Format::new().set_bold().set_font_color(Color::RGB(0xb0_00_20)),
            spanning: heading
                .clone()
                .set_align(FormatAlign::Center)
                .set_border(FormatBorder::Thin)
                .set_border_color(colour(&colours.on_primary, 0xff_ff_ff)),
            number_heading: heading.clone().set_align(FormatAlign::Right).set_indent(1),
            heading: heading.set_indent(1),
            line: Format::new().set_border_top(FormatBorder::Thin).set_border_color(Color::RGB(0xb4_b4_b4)),
            subheading: top().set_bold().set_font_size(12).set_font_color(primary),
            literal: text.clone().set_quote_prefix(),
            bold_text: text.clone().set_bold(),
            text,
            percent: numbers().set_num_format("0%"),
            bold_count: count.clone().set_bold(),
            count,
            link: top()
                .set_align(FormatAlign::Left)
                .set_indent(1)
                .set_font_color(primary)
                .set_underline(FormatUnderline::Single),
            primary,
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Column {
    /// A text, so many characters wide.
    Text(u8),
    /// A count, or in words that there are few; so many characters wide.
    Count(u8),
    Percent,
}

/// A heading and its column.
type Heading = (&'static str, Column);

struct Maker<'s> {
    summary: &'s Summary<'s>,
    words: Words,
    styles: Styles,
    heading: String,
}

impl Maker<'_> {
    /// A sheet with its title, its note, its headings and how it is printed.
    fn begin<'w>(&self, workbook: &'w mut Workbook, name: &str, note: &str) -> Page<'w, '_> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).expect("a name of at most 31 plain letters");
        sheet
            .set_paper_size(A4)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.5, 0.5, 0.85, 0.75, 0.3, 0.3);
        // An ampersand would begin a code there.
        let line = |text: &str| shortened(text, MOST_IN_A_LINE).replace('&', "+");
        sheet.set_header(match self.summary.notice {
            Some(notice) => format!("&L{}\n&B{}", shortened(&line(&self.heading), 120), shortened(&line(notice), 120)),
            None => format!("&L{}", line(&self.heading)),
        });
        sheet.set_footer(format!("&L&A&R{}", self.words.page()));
        let mut page = Page { sheet, styles: &self.styles, words: self.words, widths: Vec::new(), lines: Vec::new() };
        page.put(0, 0, &self.heading, &self.styles.title);
        match self.summary.notice {
            Some(notice) => page.put(1, 0, notice, &self.styles.notice),
            None => page.put(1, 0, note, &self.styles.note),
        }
        page
    }

    /// The same for a sheet that is one table.
    fn begin_table<'w>(
        &self,
        workbook: &'w mut Workbook,
        name: &str,
        note: &str,
        headings: &[Heading],
    ) -> Page<'w, '_> {
        let mut page = self.begin(workbook, name, note);
        for (column, (heading, kind)) in (0..).zip(headings) {
            page.column(column, *kind);
            page.heading(HEADINGS, column, heading, *kind);
        }
        let sheet = &mut *page.sheet;
        sheet.set_row_height(HEADINGS, 32).expect(WITHIN);
        sheet.set_freeze_panes(HEADINGS + 1, 0).expect(WITHIN);
        sheet.set_repeat_rows(HEADINGS, HEADINGS).expect(WITHIN);
        page
    }
}

const WITHIN: &str = "rows and columns are within a sheet's bounds";

/// A sheet that is being written.
struct Page<'w, 's> {
    sheet: &'w mut Worksheet,
    styles: &'s Styles,
    words: Words,
    /// How many characters wide the columns are; 0 where they are as they come.
    widths: Vec<u8>,
    /// How many lines the texts of a row need; 0 where there are none.
    lines: Vec<u32>,
}

impl Page<'_, '_> {
    /// Makes the rows as high as their texts need. Not every spreadsheet does so by itself.
    fn finish(self) {
        for (row, lines) in (0..).zip(&self.lines).filter(|(_, lines)| **lines > 1) {
            self.sheet.set_row_height(row, lines * LINE).expect(WITHIN);
        }
    }

    /// Takes note of how many lines a text needs in its column.
    fn fit(&mut self, row: u32, column: u16, text: &str) {
        let width = self.widths.get(usize::from(column)).copied().unwrap_or(0);
        if text.len() < usize::from(width) || width == 0 {
            return;
        }
        // A column's width is told in digits; letters are narrower, but lines end where words do.
        let lines = (text.chars().count() * 17).div_ceil(usize::from(width) * 20);
        let row = usize::try_from(row).expect("few rows");
        if self.lines.len() <= row {
            self.lines.resize(row + 1, 0);
        }
        self.lines[row] = self.lines[row].max(u32::try_from(lines).expect("texts are short"));
    }

    /// A heading over a column.
    fn heading(&mut self, row: u32, column: u16, text: &str, kind: Column) {
        let format = match kind {
            Column::Text(_) => &self.styles.heading,
            Column::Count(_) | Column::Percent => &self.styles.number_heading,
        };
        self.put(row, column, text, format);
    }

    /// A line wherever another question begins, by the codes in `column`.
    fn lines(&mut self, column: char, rows: std::ops::Range<u32>, columns: usize) {
        let first = rows.start + 1;
        let begins = format!("=${column}{first}<>${column}{}", first - 1);
        let rule = ConditionalFormatFormula::new().set_rule(begins.as_str()).set_format(&self.styles.line);
        let last = u16::try_from(columns - 1).expect("few columns");
        let end = rows.end.max(first) - 1;
        self.sheet.add_conditional_format(rows.start, 0, end, last, &rule).expect(WITHIN);
    }

    fn column(&mut self, column: u16, kind: Column) {
        let (width, format) = match kind {
            Column::Text(width) => (width, &self.styles.text),
            Column::Count(width) => (width, &self.styles.count),
            Column::Percent => (9, &self.styles.percent),
        };
        self.sheet.set_column_width(column, width).expect(WITHIN);
        self.sheet.set_column_format(column, format).expect(WITHIN);
        let column = usize::from(column);
        if self.widths.len() <= column {
            self.widths.resize(column + 1, 0);
        }
        self.widths[column] = width;
    }

    /// Lets the rows below the headings up to before `end` be filtered by column.
    fn filter(&mut self, headings: u32, end: u32, columns: usize) {
        let last = u16::try_from(columns - 1).expect("few columns");
        self.sheet.autofilter(headings, 0, end.max(headings + 2) - 1, last).expect(WITHIN);
    }

    /// A text in a format of its own.
    fn put(&mut self, row: u32, column: u16, text: &str, format: &Format) {
        if !text.is_empty() {
            self.sheet.write_string_with_format(row, column, shortened(text, MOST_CHARACTERS), format).expect(WITHIN);
        }
    }

    /// A text in the format of its column.
    fn text(&mut self, row: u32, column: u16, text: &str) {
        self.fit(row, column, text);
        if begins_a_formula(text) {
            self.put(row, column, text, &self.styles.literal);
        } else if !text.is_empty() {
            self.sheet.write_string(row, column, shortened(text, MOST_CHARACTERS)).expect(WITHIN);
        }
    }

    /// A number in the format of its column.
    fn number(&mut self, row: u32, column: u16, number: Option<impl Into<f64>>) {
        if let Some(number) = number {
            self.sheet.write_number(row, column, number).expect(WITHIN);
        }
    }

    /// A count: a number, or that there are few.
    fn figure(&mut self, row: u32, column: u16, figure: Option<Figure>) {
        match figure {
            Some(Figure { count: Some(count), .. }) => self.number(row, column, Some(count)),
            Some(Figure { count: None, fewer_than: Some(base) }) => {
                let few = self.words.few(base);
                self.text(row, column, &few);
            }
            Some(Figure { count: None, fewer_than: None }) | None => {}
        }
    }

    /// Whole percents, as the share that spreadsheets reckon with.
    fn percent(&mut self, row: u32, column: u16, percent: Option<u32>) {
        self.number(row, column, percent.map(|percent| f64::from(percent) / 100.0));
    }
}

/// The beginning of a text, as far as there is room. Counted as workbooks do, in units of UTF-16.
fn shortened(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > most
    });
    end.map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_end_where_there_is_no_more_room() {
        assert_eq!(shortened("één twee", 3), "één");
        assert_eq!(shortened("één", 3), "één");
        assert_eq!(shortened("😀😀", 3), "😀");
        assert_eq!(shortened("", 3), "");
    }
}
