//! Charts as SVG, made of plain numbers and words. Knows nothing of questionnaires, releases or findings, and no language:
//! what is read in a chart, its caller said.
//!
//! - A share is drawn as long as it is: marks are in proportion to the percentages given, on a scale from 0 to 100.
//! - Every number stands beside its mark. What is too small to say and what is withheld are drawn as such, with words. Two
//!   series differ in pattern or shape as well as in colour.
//! - How far rounding leaves a share open is a thin line through its mark, the *whisker*.
//! - Every chart has a title and a sentence for who does not see it. The figures themselves belong in a table beside it.
//! - Text is measured with the widths of common sans-serif fonts, so that it wraps rather than runs out of the picture.
//!
//! [`Style::Page`] is for a web page, in a column as narrow as a phone: it takes its colours from the page by class
//! ([`STYLE`]), so that dark mode and forced colours hold for charts too. [`Style::Print`] has its colours and font in it.

mod bars;
mod canvas;
mod diverging;
mod dumbbells;
mod groups;
mod measure;
mod shift;
mod style;

use std::fmt;

pub use bars::{Bar, Bars, bars};
pub use diverging::{Diverging, Scale, diverging};
pub use dumbbells::{Dumbbell, Dumbbells, dumbbells};
pub use groups::{Groups, Panel, groups};
pub use shift::{Count, Shift, shift};
pub use style::{Colour, Print, STYLE, Style};

/// What a chart is called, for who does not see it. Neither text is drawn: a caption stands beside the chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Begins the ids in the chart; no other chart in the page has the same. What can't stand in an id is left out.
    pub id: String,
    /// The title.
    pub title: String,
    /// The main thing, in a sentence or two.
    pub description: String,
}

/// The words for what is not a plain number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// A count that is too small to say: "minder dan 5".
    pub few: String,
    /// The same where there is little room: "<5". A dash takes its place if it is wider than "100%".
    pub few_short: String,
    /// What is not shown, and why: "te weinig antwoorden om te laten zien".
    pub withheld: String,
    /// What a whisker means, for the legend. Empty: no legend for it here.
    pub range: String,
}

/// A share, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A share.
    Share {
        /// In whole percents. More than 100 is shown as 100.
        percent: u32,
        /// What it can be, whatever was rounded.
        range: Option<Range>,
    },
    /// So few that the number is not told.
    Few {
        /// The most that it can be, in percents, if that is known.
        most: Option<u32>,
    },
    /// Not shown.
    Withheld,
}

/// The least and the most that a share can be, in whole percents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub least: u32,
    /// The most.
    pub most: u32,
}

impl Value {
    /// A share of which the percentage and the bounds are known as far as they are: no percentage means too few to say.
    pub fn of(percent: Option<u32>, bounds: Option<(i32, i32)>) -> Self {
        let range = bounds.map(|(least, most)| {
            let [least, most] = [least, most].map(|bound| bound.clamp(0, 100) as u32);
            Range { least, most }
        });
        match percent {
            Some(percent) => Value::Share { percent, range },
            None => Value::Few { most: range.map(|range| range.most) },
        }
    }

    /// The percentage as it is drawn.
    fn percent(&self) -> Option<f64> {
        match self {
            Value::Share { percent, .. } => Some(f64::from((*percent).min(100))),
            Value::Few { .. } | Value::Withheld => None,
        }
    }

    /// The ends of the whisker, where there is one to draw.
    fn whisker(&self) -> Option<(f64, f64)> {
        match self {
            Value::Share { range: Some(Range { least, most }), .. } if least < most => {
                Some((f64::from((*least).min(100)), f64::from((*most).min(100))))
            }
            Value::Share { .. } | Value::Few { .. } | Value::Withheld => None,
        }
    }

    /// The number as it is written where there is little room.
    fn short(&self, words: &Words) -> String {
        match self {
            Value::Share { percent, .. } => format!("{}%", (*percent).min(100)),
            Value::Few { .. } => words.few_short.clone(),
            Value::Withheld => "–".to_owned(),
        }
    }
}

/// A drawing: one `svg` element, well-formed, which names nothing outside itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Svg {
    text: String,
    width: f64,
    height: f64,
}

impl Svg {
    /// The element.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The element.
    pub fn into_string(self) -> String {
        self.text
    }

    /// How wide it is, in units of its own: on a page CSS pixels of a narrow phone, in print points.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// How high it is, in the same units.
    pub fn height(&self) -> f64 {
        self.height
    }
}

impl fmt::Display for Svg {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.text)
    }
}

/// Any of the charts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chart {
    /// Shares, one below another.
    Bars(Bars),
    /// Scales around their middle.
    Diverging(Diverging),
    /// Two shares and the gap between them.
    Dumbbells(Dumbbells),
    /// From where to where.
    Shift(Shift),
    /// Groups beside everyone.
    Groups(Groups),
}

impl Chart {
    /// Draws it.
    pub fn draw(&self, style: &Style) -> Svg {
        match self {
            Chart::Bars(chart) => bars(chart, style),
            Chart::Diverging(chart) => diverging(chart, style),
            Chart::Dumbbells(chart) => dumbbells(chart, style),
            Chart::Shift(chart) => shift(chart, style),
            Chart::Groups(chart) => groups(chart, style),
        }
    }
}

// The samples of the gallery see the crate from outside.
#[cfg(test)]
extern crate self as charts;
#[cfg(test)]
mod tests;
