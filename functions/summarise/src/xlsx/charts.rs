//! The charts of a workbook: bars of the percentages of each question, drawn by the spreadsheet from the sheets' own cells.

use std::fmt::Write;

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLine, ChartSolidFill, ChartType, Color, ObjectMovement,
    Worksheet,
};

use super::{MOST_IN_A_LINE, Styles, WITHIN, shortened};
use summary::TableSummary;
use summary::words::Words;

/// More than a questionnaire has; a workbook with hundreds opens slowly.
const MOST_CHARTS: usize = 60;
/// The height of a row of an empty sheet, in pixels.
const ROW: u32 = 20;
const WIDTH: u32 = 900;
/// How many rows a printed page has at [`SCALE`].
const ROWS_OF_A_PAGE: u32 = 62;
/// With it the charts are as wide as A4 standing up, in percent.
const SCALE: u16 = 74;

/// A table of which there is a chart, and where its figures are.
pub(super) struct Bars {
    sheet: &'static str,
    title: String,
    told: String,
    base: u32,
    first: u32,
    count: u32,
}

impl Bars {
    /// The chart of a table whose figures are in `sheet` from the row `first` on; none where there is nothing to draw.
    pub(super) fn of(sheet: &'static str, table: &TableSummary<'_>, first: u32) -> Option<Self> {
        let base = table.base?.count?;
        table.cells.iter().find(|cell| cell.percent.is_some())?;
        let mut title = table.question.to_string();
        if let Some(row) = table.row {
            write!(title, " {row}").expect("a String takes all");
        }
        let mut told = String::new();
        for cell in &table.cells {
            if let Some(percent) = cell.percent {
                write!(told, " {}: {percent}%.", cell.label).expect("a String takes all");
            }
        }
        let count = u32::try_from(table.cells.len()).expect("few answers");
        Some(Bars { sheet, title, told, base, first, count })
    }

    fn height(&self) -> u32 {
        80 + 30 * self.count
    }

    fn chart(&self, styles: &Styles, words: Words) -> Chart {
        let last = self.first + self.count - 1;
        let dark = Color::RGB(0x1b_1b_1b);
        let mut font = ChartFont::new();
        font.set_size(10).set_color(dark);
        let mut title = ChartFont::new();
        title.set_size(12).set_bold().set_color(dark);
        let mut none = ChartLine::new();
        none.set_hidden(true);
        let mut chart = Chart::new(ChartType::Bar);
        let mut labels = ChartDataLabel::new();
        labels.show_value().set_num_format("0%").set_font(&font);
        chart
            .add_series()
            .set_categories((self.sheet, self.first, 5, last, 5))
            .set_values((self.sheet, self.first, 7, last, 7))
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(styles.primary)))
            .set_data_label(&labels)
            .set_gap(40);
        let heading = format!("{} ({})", shortened(&self.title, MOST_IN_A_LINE), words.of_base(self.base));
        chart.title().set_name(heading.as_str()).set_font(&title);
        // The first answer on top, and all bars of all charts on the same scale.
        chart.y_axis().set_reverse().set_font(&font);
        chart.x_axis().set_min(0).set_max(1).set_num_format("0%").set_major_gridlines(false).set_hidden(true);
        chart.legend().set_hidden();
        chart.chart_area().set_format(ChartFormat::new().set_border(&none));
        chart.set_width(WIDTH).set_height(self.height());
        let told = format!("{} {}{}", words.bar_chart(), self.title, self.told);
        chart.set_alt_text(shortened(&told, 250)).set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
        chart
    }
}

/// Fills the sheet of charts: one below the other, none across the edge of a page.
pub(super) fn charts(sheet: &mut Worksheet, bars: &[Bars], styles: &Styles, words: Words) {
    sheet.set_portrait().set_screen_gridlines(false).set_print_scale(SCALE);
    sheet.set_column_width_pixels(0, WIDTH).expect(WITHIN);
    let mut row = 3;
    let mut breaks = Vec::new();
    let mut page = 0;
    for bars in bars.iter().take(MOST_CHARTS) {
        let rows = bars.height().div_ceil(ROW) + 1;
        if row + rows - page > ROWS_OF_A_PAGE && row > 3 {
            breaks.push(row);
            page = row;
        }
        sheet.insert_chart(row, 0, &bars.chart(styles, words)).expect(WITHIN);
        row += rows;
    }
    if let Some(left_out) = bars.len().checked_sub(MOST_CHARTS).filter(|left_out| *left_out > 0) {
        let text = words.more_charts(left_out);
        sheet.write_string_with_format(row, 0, text, &styles.note).expect(WITHIN);
    }
    sheet.set_page_breaks(&breaks).expect(WITHIN);
}
