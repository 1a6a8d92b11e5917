//! From where to where.

use crate::canvas::{Anchor, Area, Canvas, Fill, Hatch, Look, Role, Sign};
use crate::style::{Paint, Style};
use crate::{Frame, Svg, Words};

/// How many are where and would like to be where: a row for each step that people are on, a column for each that they
/// wish for. The diagonal is marked; shades follow the numbers, which stand in the cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// What the chart is called.
    pub frame: Frame,
    /// Words for what is not a plain number.
    pub words: Words,
    /// What the rows are: "trede nu".
    pub rows_name: String,
    /// What the columns are: "gewenste trede".
    pub columns_name: String,
    /// What is on the diagonal: "wil op dezelfde trede blijven".
    pub same: String,
    /// The steps in order, in a sign or two ("1") and in words.
    pub steps: Vec<(String, String)>,
    /// For each step that people are on: how many wish for each. What is missing is withheld.
    pub cells: Vec<Vec<Count>>,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// About so many.
    About(u32),
    /// So few that the number is not told.
    Few,
    /// Not shown.
    Withheld,
}

/// The darkest shade, in percents of the primary colour: text on it can still be read.
pub(crate) const DARKEST: f64 = 45.0;

/// Draws a table of shifts.
pub fn shift(chart: &Shift, style: &Style) -> Svg {
    let mut canvas = Canvas::new(style, &chart.frame);
    let cell = |row: usize, column: usize| {
        chart.cells.get(row).and_then(|row| row.get(column)).copied().unwrap_or(Count::Withheld)
    };
    let steps = chart.steps.len();
    let each = || (0..steps).flat_map(|row| (0..steps).map(move |column| (row, column)));
    let most = each()
        .map(|(row, column)| match cell(row, column) {
            Count::About(count) => count,
            Count::Few | Count::Withheld => 0,
        })
        .max()
        .unwrap_or(0);

    let mut legend = vec![(Sign::Box(same()), chart.same.clone())];
    if each().any(|(row, column)| cell(row, column) == Count::Withheld) {
        legend.push((Sign::Box(withheld()), chart.words.withheld.clone()));
    }
    canvas.legend(&legend);

    let text = canvas.sizes.text;
    let wide = canvas.sizes.labels;
    let left = wide.unwrap_or(0.0);
    let area = Area { left, right: canvas.sizes.width, top: canvas.y };
    let column_width = area.width() / steps.max(1) as f64;

    // What the columns are, above them; what the rows are, above their labels.
    let room = wide.map_or(canvas.sizes.width, |column| column - text);
    let rows = name(&mut canvas, 0.0, room, &chart.rows_name, true);
    if wide.is_none() {
        canvas.y += rows;
    }
    let columns = name(&mut canvas, left, area.width(), &chart.columns_name, false);
    canvas.y += if wide.is_some() { rows.max(columns) } else { columns };
    for (at, (sign, _)) in chart.steps.iter().enumerate() {
        let middle = left + column_width * (at as f64 + 0.5);
        canvas.text(Role::Strong, Anchor::Middle, middle, canvas.y, sign);
    }
    canvas.y += canvas.line_of(Role::Strong);

    let high = text * 1.9;
    for (row, (sign, label)) in chart.steps.iter().enumerate() {
        canvas.y += text * if wide.is_some() { 0.25 } else { 0.6 };
        canvas.row(Role::Label, &format!("{sign} {label}"), high, |canvas, area| {
            for column in 0..steps {
                let x = area.left + column_width * column as f64;
                let gap = text * 0.1;
                let (x, width) = (x + gap, column_width - 2.0 * gap);
                let count = cell(row, column);
                canvas.rect(x, area.top, width, high, look(count, most));
                if row == column {
                    canvas.rect(x, area.top, width, high, Look::outlined(Paint::Ink(100), 2.0));
                }
                let (role, written) = match count {
                    Count::About(count) => (Role::Label, count.to_string()),
                    Count::Few => (Role::Small, chart.words.few_short.clone()),
                    Count::Withheld => continue,
                };
                let top = area.top + (high - canvas.line_of(role)) / 2.0;
                canvas.text(role, Anchor::Middle, x + width / 2.0, top, &written);
            }
            high
        });
    }
    canvas.finish()
}

/// An arrow, and what lies in that direction. Returns how high it is.
fn name(canvas: &mut Canvas<'_>, left: f64, room: f64, name: &str, down: bool) -> f64 {
    if name.is_empty() {
        return 0.0;
    }
    let indent = canvas.sizes.small * 1.1;
    canvas.arrow(left, canvas.y, down);
    canvas.lines(Role::Small, left + indent, canvas.y, room - indent, name)
}

fn same() -> Look {
    Look::outlined(Paint::Ink(100), 2.0)
}

fn withheld() -> Look {
    Look::hatched(Hatch::Untold, Paint::Line)
}

fn look(count: Count, most: u32) -> Look {
    match count {
        Count::About(0) => Look { fill: Fill::Paint(Paint::Background), line: Some((Paint::Line, 1.0)), dashed: false },
        Count::About(count) => {
            let tint = (DARKEST * f64::from(count) / f64::from(most.max(1))).round().max(4.0) as u8;
            Look::filled(Paint::Primary(tint))
        }
        Count::Few => Look::outlined(Paint::Track, 1.0),
        Count::Withheld => withheld(),
    }
}
