//! Shares, one below another.

use crate::canvas::{Anchor, Area, Canvas, Fill, Hatch, Look, Role, Sign, whiskers};
use crate::style::{Paint, Style};
use crate::{Frame, Svg, Value, Words};

/// Shares of one whole, or of two: horizontal bars, each with its label, in the order given. The pale track is the
/// whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// What the chart is called.
    pub frame: Frame,
    /// Words for what is not a plain number.
    pub words: Words,
    /// What the bars of a row are of, the solid one first; with fewer than two names there is one bar a row and no legend.
    pub series: Vec<String>,
    /// The rows, from the top.
    pub rows: Vec<Bar>,
}

/// A row of [`Bars`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What the share is of.
    pub label: String,
    /// A value for each series. What is too many is left out.
    pub values: Vec<Value>,
    /// Whether it is set apart: no answer, none of these.
    pub quiet: bool,
}

/// Draws bars.
pub fn bars(chart: &Bars, style: &Style) -> Svg {
    let mut canvas = Canvas::new(style, &chart.frame);
    let series = chart.series.len().clamp(1, 2);
    let looks = [solid(false), second(false)];
    let mut legend: Vec<(Sign, String)> = Vec::new();
    if series == 2 {
        legend.extend(looks.into_iter().zip(&chart.series).map(|(look, name)| (Sign::Box(look), name.clone())));
    }
    if whiskers(chart.rows.iter().flat_map(|row| row.values.iter().take(series))) {
        legend.push((Sign::Whisker, chart.words.range.clone()));
    }
    canvas.legend(&legend);

    let text = canvas.sizes.text;
    let mut apart = false;
    for (at, row) in chart.rows.iter().enumerate() {
        if at > 0 {
            canvas.y += text * if row.quiet && !apart { 1.1 } else { 0.7 };
        }
        apart |= row.quiet;
        let role = if row.quiet { Role::QuietLabel } else { Role::Label };
        let lane = text * LANE;
        canvas.row(role, &row.label, lane, |canvas, area| {
            let mut height = 0.0;
            for (at, value) in row.values.iter().take(series).enumerate() {
                let look = if at == 0 { solid(row.quiet) } else { second(row.quiet) };
                let area = Area { top: area.top + height, ..area };
                let thick = if series == 1 { 0.95 } else { 0.75 };
                height += bar(canvas, area, value, look, thick, &chart.words);
            }
            height
        });
    }
    canvas.finish()
}

/// How high a bar's lane is, in font sizes.
const LANE: f64 = 1.3;

fn solid(quiet: bool) -> Look {
    Look::filled(if quiet { Paint::Ink(45) } else { Paint::Primary(100) })
}

fn second(quiet: bool) -> Look {
    if quiet {
        Look { fill: Fill::Paint(Paint::Background), line: Some((Paint::Ink(45), 1.5)), dashed: false }
    } else {
        Look::hatched(Hatch::Second, Paint::Primary(100))
    }
}

/// One bar: the number, then the bar on its track. Returns how high it is.
fn bar(canvas: &mut Canvas<'_>, area: Area, value: &Value, look: Look, thick: f64, words: &Words) -> f64 {
    let text = canvas.sizes.text;
    let lane = text * LANE;
    let numbers = canvas.width_of(Role::Strong, "100%");
    let track = Area { left: area.left + numbers + text * 0.5, ..area };
    let (high, middle) = (text * thick, area.top + lane / 2.0);
    let top = middle - high / 2.0;
    let level = area.top + (lane - canvas.line_of(Role::Strong)) / 2.0;
    match value {
        Value::Share { .. } => {
            let percent = value.percent().unwrap_or(0.0);
            canvas.text(Role::Strong, Anchor::End, area.left + numbers, level, &canvas.number(value, words));
            canvas.rect(track.left, top, track.width(), high, Look::filled(Paint::Track));
            if percent > 0.0 {
                canvas.rect(track.left, top, track.at(percent) - track.left, high, look);
            }
            if let Some((least, most)) = value.whisker() {
                canvas.whisker((track.at(least), track.at(most)), middle);
            }
            lane
        }
        Value::Few { most } => {
            let most = f64::from(most.unwrap_or(0).min(100));
            canvas.rect(track.left, top, track.width(), high, Look::filled(Paint::Track));
            if most > 0.0 {
                let look = Look::hatched(Hatch::Untold, Paint::Quiet);
                canvas.rect(track.left, top, track.at(most) - track.left, high, look);
            }
            let small = (lane - canvas.line_of(Role::Small)) / 2.0;
            let beside = track.at(most) + text * 0.4;
            if beside + canvas.width_of(Role::Small, &words.few) <= track.right {
                canvas.text(Role::Small, Anchor::Start, beside, area.top + small, &words.few);
                lane
            } else {
                lane + canvas.lines(Role::Small, track.left, area.top + lane, track.width(), &words.few)
            }
        }
        Value::Withheld => canvas.withheld(area, lane, words),
    }
}
