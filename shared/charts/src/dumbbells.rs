//! Two shares and the gap between them.

use crate::canvas::{Anchor, Area, Canvas, Fill, Look, Role, Sign, whiskers};
use crate::style::{Paint, Style};
use crate::{Frame, Svg, Value, Words};

/// Two shares a row on one line from 0 to 100 percent, a circle and a diamond, with the gap between them in words. In the order
/// given: the caller ranks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dumbbells {
    /// What the chart is called.
    pub frame: Frame,
    /// Words for what is not a plain number.
    pub words: Words,
    /// What the circle and the diamond are: "wil dit", "biedt dit".
    pub names: [String; 2],
    /// The rows, from the top.
    pub rows: Vec<Dumbbell>,
}

/// A row of [`Dumbbells`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dumbbell {
    /// What is wanted and offered.
    pub label: String,
    /// The share of the circle and that of the diamond.
    pub values: [Value; 2],
    /// The gap in words; may be empty.
    pub gap: String,
}

/// Draws dumbbells.
pub fn dumbbells(chart: &Dumbbells, style: &Style) -> Svg {
    let mut canvas = Canvas::new(style, &chart.frame);
    let mut legend =
        vec![(Sign::Circle(looks()[0]), chart.names[0].clone()), (Sign::Diamond(looks()[1]), chart.names[1].clone())];
    if whiskers(chart.rows.iter().flat_map(|row| &row.values)) {
        legend.push((Sign::Whisker, chart.words.range.clone()));
    }
    canvas.legend(&legend);

    let text = canvas.sizes.text;
    for (at, row) in chart.rows.iter().enumerate() {
        if at > 0 {
            canvas.y += text * 0.7;
        }
        let least = text * HIGH;
        canvas.row(Role::Label, &row.label, least, |canvas, area| {
            let mut height = marks(canvas, area, row, &chart.words);
            for (name, value) in chart.names.iter().zip(&row.values) {
                if *value == Value::Withheld {
                    let text = format!("{name}: {}", chart.words.withheld);
                    height += canvas.lines(Role::Small, area.left, area.top + height, area.width(), &text);
                }
            }
            height + canvas.lines(Role::Small, area.left, area.top + height, area.width(), &row.gap)
        });
    }
    canvas.finish()
}

/// How high the line with its marks is, in font sizes.
const HIGH: f64 = 2.1;

fn looks() -> [Look; 2] {
    [
        Look::filled(Paint::Primary(100)),
        Look { fill: Fill::Paint(Paint::Background), line: Some((Paint::Ink(100), 2.0)), dashed: false },
    ]
}

fn marks(canvas: &mut Canvas<'_>, area: Area, row: &Dumbbell, words: &Words) -> f64 {
    let text = canvas.sizes.text;
    let (high, reach) = (text * HIGH, text * 0.45);
    // Room for a number on either side.
    let side = canvas.width_of(Role::Strong, "100%") + reach + text * 0.4;
    let line = Area { left: area.left + side, right: area.right - side, top: area.top };
    let y = area.top + high / 2.0;
    canvas.line((line.left, y), (line.right, y), Paint::Line, 1.0, false);
    for end in [0.0, 100.0] {
        let x = line.at(end);
        canvas.line((x, y - text * 0.22), (x, y + text * 0.22), Paint::Line, 1.0, false);
    }
    let place = |value: &Value| match value {
        Value::Share { .. } => value.percent().map(|percent| line.at(percent)),
        // Somewhere near the least.
        Value::Few { .. } => Some(line.left),
        Value::Withheld => None,
    };
    let places = row.values.each_ref().map(place);
    if let [Some(one), Some(other)] = places {
        canvas.line((one.min(other), y), (one.max(other), y), Paint::Primary(40), 4.0, false);
    }
    // The whiskers of the two lie above and below the line, so that they don't cover each other.
    for (value, down) in row.values.iter().zip([-0.72, 0.72]) {
        if let Some((least, most)) = value.whisker() {
            canvas.whisker((line.at(least), line.at(most)), y + text * down);
        }
    }
    // What is too few to say is drawn hollow and dashed.
    let hollow = Look { fill: Fill::Paint(Paint::Background), line: Some((Paint::Quiet, 1.5)), dashed: true };
    let [circle, diamond] = looks();
    let [circle, diamond] = [(circle, 0), (diamond, 1)]
        .map(|(look, at): (Look, usize)| if row.values[at].percent().is_some() { look } else { hollow });
    // The diamond is the larger and lies below, so that both are seen where they meet.
    if let Some(x) = places[1] {
        canvas.diamond(x, y, reach * 1.25, diamond);
    }
    if let Some(x) = places[0] {
        canvas.circle(x, y, reach * 0.9, circle);
    }
    let first_left = match places {
        [Some(one), Some(other)] => one <= other,
        [one, _] => one.is_none(),
    };
    for (at, (value, place)) in row.values.iter().zip(places).enumerate() {
        let Some(x) = place else { continue };
        let (anchor, away) = if (at == 0) == first_left { (Anchor::End, -1.0) } else { (Anchor::Start, 1.0) };
        let x = x + away * (reach * 1.25 + text * 0.25);
        let top = y - canvas.line_of(Role::Strong) / 2.0;
        canvas.text_over(Role::Strong, anchor, x, top, &canvas.number(value, words));
    }
    high
}
