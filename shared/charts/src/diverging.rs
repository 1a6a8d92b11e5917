//! Scales around their middle.

use crate::canvas::{Anchor, Area, Canvas, Look, Role, Sign};
use crate::style::{Paint, Style};
use crate::{Frame, Svg, Value, Words};

/// Answers on a scale, for one question or for several of the same: what is below the middle to the left of a line, what
/// is above it to the right, the middle point half on either side. All rows have the same scale. Under each piece stands its
/// number; "don't know" and "no answer" stand apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diverging {
    /// What the chart is called.
    pub frame: Frame,
    /// Words for what is not a plain number.
    pub words: Words,
    /// The points of the scale, from low to high.
    pub points: Vec<String>,
    /// A row for each question.
    pub rows: Vec<Scale>,
}

/// A row of [`Diverging`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// What was judged; empty where there is one row and the caption says it.
    pub label: String,
    /// A share for each point, from low to high; none: the row is withheld.
    pub values: Option<Vec<Value>>,
    /// Answers beside the scale, with their names.
    pub aside: Vec<(String, Value)>,
}

/// Draws scales.
pub fn diverging(chart: &Diverging, style: &Style) -> Svg {
    let mut canvas = Canvas::new(style, &chart.frame);
    let count = chart.points.len();
    let legend: Vec<(Sign, String)> =
        chart.points.iter().enumerate().map(|(at, point)| (Sign::Box(look(at, count)), point.clone())).collect();
    canvas.legend(&legend);

    let shown = |row: &Scale| row.values.as_deref().map(|values| lengths(values, count));
    // How far the longest row reaches on either side.
    let (left, right) = chart
        .rows
        .iter()
        .filter_map(shown)
        .map(|lengths| sides(&lengths))
        .fold((0.0f64, 0.0f64), |(left, right), (low, high)| (left.max(low), right.max(high)));
    let whole = (left + right).max(1.0);

    let text = canvas.sizes.text;
    for (at, row) in chart.rows.iter().enumerate() {
        if at > 0 {
            canvas.y += text * 0.9;
        }
        let high = text * 1.35;
        canvas.row(Role::Label, &row.label, high, |canvas, area| {
            let Some(values) = &row.values else { return canvas.withheld(area, high, &chart.words) };
            let lengths = lengths(values, count);
            let scale = area.width() / whole;
            let centre = area.left + left * scale;
            let mut x = centre - sides(&lengths).0 * scale;
            let mut numbers = Vec::new();
            for (at, length) in lengths.iter().enumerate() {
                let width = length * scale;
                if width > 0.0 {
                    canvas.rect(x, area.top, width, high, look(at, count));
                }
                if let Some(value) = values.get(at) {
                    numbers.push((x + width / 2.0, canvas.number(value, &chart.words)));
                }
                x += width;
            }
            // Hair lines keep equal tints apart.
            let mut x = centre - sides(&lengths).0 * scale;
            for length in lengths.iter().take(count.saturating_sub(1)) {
                x += length * scale;
                if *length > 0.0 && x < area.right {
                    canvas.line((x, area.top), (x, area.top + high), Paint::Background, 1.0, false);
                }
            }
            canvas.line((centre, area.top - 2.0), (centre, area.top + high + 2.0), Paint::Ink(100), 1.2, false);
            let mut height = high + text * 0.15;
            height += write_numbers(canvas, area, area.top + height, &numbers);
            let aside: Vec<String> =
                row.aside.iter().map(|(name, value)| format!("{name}: {}", said(value, &chart.words))).collect();
            if !aside.is_empty() {
                height += canvas.lines(Role::Small, area.left, area.top + height, area.width(), &aside.join(" · "));
            }
            height
        });
    }
    canvas.finish()
}

fn said(value: &Value, words: &Words) -> String {
    match value {
        Value::Share { .. } => value.short(words),
        Value::Few { .. } => words.few.clone(),
        Value::Withheld => words.withheld.clone(),
    }
}

/// The percentages, 0 for what is not told.
fn lengths(values: &[Value], count: usize) -> Vec<f64> {
    values.iter().take(count).map(|value| value.percent().unwrap_or(0.0)).collect()
}

/// How much lies left and right of the middle.
fn sides(lengths: &[f64]) -> (f64, f64) {
    let half = lengths.len() / 2;
    let middle = if lengths.len() % 2 == 1 { lengths[half] / 2.0 } else { 0.0 };
    let left: f64 = lengths[..half].iter().sum();
    let right: f64 = lengths[lengths.len() - half..].iter().sum();
    (left + middle, right + middle)
}

/// Low points are grey, high ones have the primary colour, and either is the darker the further out.
fn look(at: usize, count: usize) -> Look {
    let half = count / 2;
    let strength = |distance: usize, least: u8| {
        let span = u32::from(100 - least);
        let steps = half.saturating_sub(1).max(1) as u32;
        least + (span * (distance as u32 - 1).min(steps) / steps) as u8
    };
    let (from_below, from_above) = (half.saturating_sub(at), (at + 1).saturating_sub(count - half));
    match (from_below, from_above) {
        (1.., _) if half == 1 => Look::filled(Paint::Ink(60)),
        (distance @ 1.., _) => Look::filled(Paint::Ink(strength(distance, 40).min(75))),
        (0, 1..) if half == 1 => Look::filled(Paint::Primary(100)),
        (0, distance @ 1..) => Look::filled(Paint::Primary(strength(distance, 45))),
        (0, 0) => Look::filled(Paint::Ink(18)),
    }
}

/// The numbers under the pieces, moved apart where they would touch. Returns how high they are.
fn write_numbers(canvas: &mut Canvas<'_>, area: Area, top: f64, numbers: &[(f64, String)]) -> f64 {
    let gap = canvas.sizes.text * 0.35;
    let widths: Vec<f64> = numbers.iter().map(|(_, text)| canvas.width_of(Role::Strong, text)).collect();
    let all: f64 = widths.iter().sum::<f64>() + gap * numbers.len().saturating_sub(1) as f64;
    if all > area.width() {
        // More points than there is room for: in a line, as text.
        let text: Vec<&str> = numbers.iter().map(|(_, text)| text.as_str()).collect();
        return canvas.lines(Role::Strong, area.left, top, area.width(), &text.join(" "));
    }
    let mut lefts: Vec<f64> = numbers.iter().zip(&widths).map(|((centre, _), width)| centre - width / 2.0).collect();
    let mut least = area.left;
    for (left, width) in lefts.iter_mut().zip(&widths) {
        *left = left.max(least);
        least = *left + width + gap;
    }
    let mut most = area.right;
    for (left, width) in lefts.iter_mut().zip(&widths).rev() {
        *left = left.min(most - width);
        most = *left - gap;
    }
    for ((left, width), (_, text)) in lefts.iter().zip(&widths).zip(numbers) {
        canvas.text(Role::Strong, Anchor::Middle, left + width / 2.0, top, text);
    }
    canvas.line_of(Role::Strong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_point_lies_half_on_either_side() {
        assert_eq!(sides(&[10.0, 20.0, 30.0]), (20.0, 40.0));
        assert_eq!(sides(&[10.0, 20.0, 30.0, 40.0]), (30.0, 70.0));
        assert_eq!(sides(&[]), (0.0, 0.0));
    }

    #[test]
    fn every_point_of_a_scale_has_a_look_of_its_own() {
        for count in 2..=7 {
            let looks: Vec<Look> = (0..count).map(|at| look(at, count)).collect();
            for (at, one) in looks.iter().enumerate() {
                assert!(looks.iter().skip(at + 1).all(|other| one != other), "{count}: {looks:?}");
            }
        }
    }
}
