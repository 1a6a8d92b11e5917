//! Groups beside everyone.

use crate::canvas::{Anchor, Area, Canvas, Fill, Look, Role, Sign, whiskers};
use crate::style::{Paint, Style};
use crate::{Frame, Svg, Value, Words};

/// Small charts below one another, all on the same line from 0 to 100 percent: the share of each group, and of everyone as
/// an upright line through them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    /// What the chart is called.
    pub frame: Frame,
    /// Words for what is not a plain number.
    pub words: Words,
    /// The small charts.
    pub panels: Vec<Panel>,
}

/// One of the small charts of [`Groups`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// What it is of, an option or a background question; may be empty where there is one.
    pub title: String,
    /// The share of everyone, and what that is called.
    pub everyone: Option<(String, Value)>,
    /// The groups and their shares.
    pub rows: Vec<(String, Value)>,
}

/// Draws groups.
pub fn groups(chart: &Groups, style: &Style) -> Svg {
    let mut canvas = Canvas::new(style, &chart.frame);
    let text = canvas.sizes.text;
    if whiskers(chart.panels.iter().flat_map(|panel| panel.rows.iter().map(|(_, value)| value))) {
        canvas.legend(&[(Sign::Whisker, chart.words.range.clone())]);
    }
    // Short labels stand beside their marks on a phone too: what belongs together is then seen together.
    if canvas.sizes.labels.is_none() {
        let labels = chart.panels.iter().flat_map(|panel| &panel.rows);
        let widest = labels.map(|(label, _)| canvas.width_of(Role::Label, label)).fold(0.0, f64::max);
        let column = widest + text * 1.2;
        if widest > 0.0 && column <= canvas.sizes.width * 0.4 {
            canvas.sizes.labels = Some(column + 0.01);
        }
    }
    for (at, panel) in chart.panels.iter().enumerate() {
        if at > 0 {
            canvas.y += text * 1.2;
        }
        let width = canvas.sizes.width;
        canvas.y += canvas.lines(Role::Strong, 0.0, canvas.y, width, &panel.title);
        let everyone = panel.everyone.as_ref().and_then(|(name, value)| Some((name, value, value.percent()?)));
        let left = canvas.sizes.labels.unwrap_or(0.0);
        let track = track(&canvas, Area { left, right: width, top: canvas.y });
        if let Some((name, value, percent)) = everyone {
            // Its name stands above the line, as near as the edges allow.
            let name = format!("{name} {}", value.short(&chart.words));
            let room = canvas.width_of(Role::Small, &name);
            let x = track.at(percent);
            if room <= width {
                let left = (x - room / 2.0).clamp(0.0, width - room);
                canvas.text(Role::Small, Anchor::Start, left, canvas.y, &name);
                canvas.y += canvas.line_of(Role::Small);
            } else {
                canvas.y += canvas.lines(Role::Small, 0.0, canvas.y, width, &name);
            }
        }
        for (at, (label, value)) in panel.rows.iter().enumerate() {
            if at > 0 {
                canvas.y += text * 0.2;
            }
            let high = text * HIGH;
            canvas.row(Role::Label, label, high, |canvas, area| {
                if *value == Value::Withheld {
                    return canvas.withheld(area, high, &chart.words);
                }
                dot(canvas, area, value, everyone.map(|(_, _, percent)| percent), &chart.words)
            });
        }
    }
    canvas.finish()
}

/// How high a row is, in font sizes.
const HIGH: f64 = 1.5;

/// The line from 0 to 100 in a row: right of its number, and with room for half a dot at either end.
fn track(canvas: &Canvas<'_>, area: Area) -> Area {
    let text = canvas.sizes.text;
    let numbers = canvas.width_of(Role::Strong, "100%");
    Area { left: area.left + numbers + text * 0.9, right: area.right - text * 0.45, ..area }
}

fn dot(canvas: &mut Canvas<'_>, area: Area, value: &Value, everyone: Option<f64>, words: &Words) -> f64 {
    let text = canvas.sizes.text;
    let (high, track) = (text * HIGH, track(canvas, area));
    let y = area.top + high / 2.0;
    let numbers = area.left + canvas.width_of(Role::Strong, "100%");
    canvas.line((track.left, y), (track.right, y), Paint::Line, 1.0, false);
    if let Some(percent) = everyone {
        let x = track.at(percent);
        canvas.line((x, area.top - text * 0.1), (x, area.top + high), Paint::Quiet, 1.2, true);
    }
    let level = y - canvas.line_of(Role::Strong) / 2.0;
    canvas.text(Role::Strong, Anchor::End, numbers, level, &canvas.number(value, words));
    let most = match value {
        Value::Few { most } => most.map(|most| (0.0, f64::from(most.min(100)))),
        Value::Share { .. } | Value::Withheld => value.whisker(),
    };
    if let Some((least, most)) = most.filter(|(least, most)| least < most) {
        canvas.whisker((track.at(least), track.at(most)), y);
    }
    let (x, look) = match value.percent() {
        Some(percent) => (track.at(percent), Look::filled(Paint::Primary(100))),
        None => {
            let hollow = Look { fill: Fill::Paint(Paint::Background), line: Some((Paint::Quiet, 1.5)), dashed: true };
            (track.left, hollow)
        }
    };
    canvas.circle(x, y, text * 0.4, look);
    high
}
