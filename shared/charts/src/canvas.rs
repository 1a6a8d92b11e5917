//! Shapes and text, written as SVG in either style.

use std::fmt::Write;

use crate::measure::{width, wrap};
use crate::style::{Paint, Sizes, Style};
use crate::{Frame, Svg, Value, Words};

/// Line height, in font sizes.
const LINE: f64 = 1.25;
/// From the top of a line to its baseline, in font sizes.
const BASELINE: f64 = 0.95;

/// A drawing in the making, from the top down.
pub(crate) struct Canvas<'a> {
    style: &'a Style,
    frame: &'a Frame,
    id: String,
    pub(crate) sizes: Sizes,
    body: String,
    hatches: Vec<Hatch>,
    /// How far down has been drawn.
    pub(crate) y: f64,
}

/// A pattern of stripes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hatch {
    /// In the primary colour: the second of two series.
    Second,
    /// Thin and quiet: what is not told.
    Untold,
}

impl Hatch {
    fn name(self) -> &'static str {
        match self {
            Hatch::Second => "second",
            Hatch::Untold => "untold",
        }
    }
}

/// What a shape is filled with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Fill {
    None,
    Paint(Paint),
    Hatch(Hatch),
}

/// How a shape looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Look {
    pub(crate) fill: Fill,
    /// The line around it, and how thick: in fourteenths of the font size, a pixel of a phone.
    pub(crate) line: Option<(Paint, f64)>,
    pub(crate) dashed: bool,
}

impl Look {
    /// Filled, without a line.
    pub(crate) fn filled(paint: Paint) -> Self {
        Look { fill: Fill::Paint(paint), line: None, dashed: false }
    }

    /// A line and nothing in it.
    pub(crate) fn outlined(paint: Paint, thick: f64) -> Self {
        Look { fill: Fill::None, line: Some((paint, thick)), dashed: false }
    }

    /// Stripes with a line around them.
    pub(crate) fn hatched(hatch: Hatch, paint: Paint) -> Self {
        Look { fill: Fill::Hatch(hatch), line: Some((paint, 1.0)), dashed: false }
    }

    #[must_use]
    pub(crate) fn dashed(self) -> Self {
        Look { dashed: true, ..self }
    }
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// What a mark is of.
    Label,
    /// The same, of what is set apart.
    QuietLabel,
    /// A heading, or the number beside a mark.
    Strong,
    /// A legend or a remark.
    Small,
}

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A sign in a legend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Sign {
    Box(Look),
    Circle(Look),
    Diamond(Look),
    Whisker,
}

/// Where the marks of a row stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
}

impl Area {
    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Where a percentage lies.
    pub(crate) fn at(&self, percent: f64) -> f64 {
        self.left + self.width() * percent / 100.0
    }
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(style: &'a Style, frame: &'a Frame) -> Self {
        let named = |character: &char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
        // A letter first, so that it is an id whatever the caller's begins with.
        let id = format!("c-{}", frame.id.chars().filter(named).collect::<String>());
        Canvas { style, frame, id, sizes: style.sizes(), body: String::new(), hatches: Vec::new(), y: 0.0 }
    }

    fn size(&self, role: Role) -> f64 {
        match role {
            Role::Label | Role::QuietLabel | Role::Strong => self.sizes.text,
            Role::Small => self.sizes.small,
        }
    }

    /// A number as it is written beside its mark: never wider than "100%", for which there is room.
    pub(crate) fn number(&self, value: &Value, words: &Words) -> String {
        let written = value.short(words);
        let fits = self.width_of(Role::Strong, &written) <= self.width_of(Role::Strong, "100%");
        if fits { written } else { "–".to_owned() }
    }

    /// How wide a text is.
    pub(crate) fn width_of(&self, role: Role, text: &str) -> f64 {
        width(text, self.size(role)) * boldness(role)
    }

    /// How high a line is.
    pub(crate) fn line_of(&self, role: Role) -> f64 {
        self.size(role) * LINE
    }

    /// One line of text with its top at `top`.
    pub(crate) fn text(&mut self, role: Role, anchor: Anchor, x: f64, top: f64, text: &str) {
        let size = self.size(role);
        let paint = match role {
            Role::Label | Role::Strong => Paint::Ink(100),
            Role::QuietLabel | Role::Small => Paint::Quiet,
        };
        let weight = if role == Role::Strong { r#" font-weight="700""# } else { "" };
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let (x, y, paint) = (short(x), short(top + size * BASELINE), self.fill(Fill::Paint(paint)));
        let (size, text) = (short(size), escaped(text));
        let _ = write!(self.body, r#"<text x="{x}" y="{y}"{anchor} font-size="{size}"{weight}{paint}>{text}</text>"#);
    }

    /// One line of text on a piece of background, which keeps it apart from a line that it stands on.
    pub(crate) fn text_over(&mut self, role: Role, anchor: Anchor, x: f64, top: f64, text: &str) {
        let (width, edge) = (self.width_of(role, text), self.sizes.text * 0.15);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let (left, right) = ((left - edge).max(0.0), (left + width + edge).min(self.sizes.width));
        let look = Look::filled(Paint::Background);
        self.rect(left, top + self.size(role) * 0.3, right - left, self.size(role) * 0.7, look);
        self.text(role, anchor, x, top, text);
    }

    /// Lines of text, wrapped within `room`; returns how high they are.
    pub(crate) fn lines(&mut self, role: Role, x: f64, top: f64, room: f64, text: &str) -> f64 {
        let height = self.line_of(role);
        let lines = wrap(text, self.size(role) * boldness(role), room);
        for (at, line) in lines.iter().enumerate() {
            self.text(role, Anchor::Start, x, top + at as f64 * height, line);
        }
        lines.len() as f64 * height
    }

    /// How many lines a text takes.
    pub(crate) fn count_lines(&self, role: Role, room: f64, text: &str) -> usize {
        wrap(text, self.size(role) * boldness(role), room).len()
    }

    /// A fourteenth of the font size.
    fn unit(&self) -> f64 {
        self.sizes.text / 14.0
    }

    pub(crate) fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, look: Look) {
        // The line lies within, so that the whole is as long as it should be.
        let inset = look.line.map_or(0.0, |(_, thick)| thick * self.unit() / 2.0).min(width / 2.0);
        let look = self.look(look);
        let (x, y) = (short(x + inset), short(y + inset));
        let (width, height) = (short(width - 2.0 * inset), short(height - 2.0 * inset));
        let _ = write!(self.body, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}"{look}/>"#);
    }

    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), paint: Paint, thick: f64, dashed: bool) {
        let look = self.look(Look { dashed, ..Look::outlined(paint, thick) });
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(short);
        let _ = write!(self.body, r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{look}/>"#);
    }

    pub(crate) fn circle(&mut self, x: f64, y: f64, radius: f64, look: Look) {
        let look = self.look(look);
        let [x, y, radius] = [x, y, radius].map(short);
        let _ = write!(self.body, r#"<circle cx="{x}" cy="{y}" r="{radius}"{look}/>"#);
    }

    /// A square on its point.
    pub(crate) fn diamond(&mut self, x: f64, y: f64, reach: f64, look: Look) {
        let look = self.look(look);
        let corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)];
        let points = corners.map(|(x, y)| format!("{},{}", short(x), short(y))).join(" ");
        let _ = write!(self.body, r#"<polygon points="{points}"{look}/>"#);
    }

    /// A small arrow in the space of a line of remarks, to the right or down. Drawn, since not every font has it.
    pub(crate) fn arrow(&mut self, x: f64, top: f64, down: bool) {
        let (length, head) = (self.sizes.small * 0.75, self.sizes.small * 0.22);
        let middle = top + self.line_of(Role::Small) * 0.5;
        let (start, end) = if down {
            ((x + head, middle - length / 2.0), (x + head, middle + length / 2.0))
        } else {
            ((x, middle), (x + length, middle))
        };
        self.line(start, end, Paint::Quiet, 1.2, false);
        for side in [-head, head] {
            let back = if down { (end.0 + side, end.1 - head) } else { (end.0 - head, end.1 + side) };
            self.line(back, end, Paint::Quiet, 1.2, false);
        }
    }

    /// How far a share is open: a thin line with ends, on a light edge that keeps it apart from what it crosses.
    pub(crate) fn whisker(&mut self, (from, to): (f64, f64), y: f64) {
        let (reach, ground, ink) = (self.sizes.text * 0.16, 3.4, 1.2);
        for (paint, thick) in [(Paint::Background, ground), (Paint::Ink(100), ink)] {
            let edge = if paint == Paint::Background { thick * self.unit() / 2.0 } else { 0.0 };
            let (left, right) = ((from - edge).max(0.0), (to + edge).min(self.sizes.width));
            self.line((left, y), (right, y), paint, thick, false);
            // The ends lie within the line, so that it is as long as it should be.
            let inset = (thick * self.unit()).min(to - from) / 2.0;
            for x in [from + inset, to - inset] {
                if paint != Paint::Background {
                    self.line((x, y - reach), (x, y + reach), paint, thick, false);
                }
            }
        }
    }

    /// What each sign means, side by side as far as they fit.
    pub(crate) fn legend(&mut self, items: &[(Sign, String)]) {
        let (size, line) = (self.sizes.small, self.line_of(Role::Small));
        let (sign, gap, between) = (size * 1.1, size * 0.4, size * 1.2);
        let mut x = 0.0;
        let mut wrote = false;
        for (drawn, text) in items.iter().filter(|(_, text)| !text.is_empty()) {
            let width = sign + gap + self.width_of(Role::Small, text);
            if x > 0.0 && x + width > self.sizes.width {
                x = 0.0;
                self.y += line * 1.1;
            }
            let (middle, centre) = (self.y + line * 0.52, x + sign / 2.0);
            match *drawn {
                Sign::Box(look) => self.rect(x, middle - sign * 0.42, sign, sign * 0.84, look),
                Sign::Circle(look) => self.circle(centre, middle, sign * 0.42, look),
                Sign::Diamond(look) => self.diamond(centre, middle, sign * 0.48, look),
                Sign::Whisker => self.whisker((x, x + sign), middle),
            }
            let left = x + sign + gap;
            let height = self.lines(Role::Small, left, self.y, self.sizes.width - left, text);
            if height > line * 1.5 {
                // More lines than one: the next begins below.
                self.y += height - line;
                x = self.sizes.width;
            } else {
                x += width + between;
            }
            wrote = true;
        }
        if wrote {
            self.y += line * 1.1 + size * 0.5;
        }
    }

    /// A row: its label above the marks or beside them, then the marks, which `draw` draws in the area it gets and of which
    /// it returns how high they are.
    pub(crate) fn row(&mut self, role: Role, label: &str, least: f64, draw: impl FnOnce(&mut Self, Area) -> f64) {
        let (top, width, line) = (self.y, self.sizes.width, self.line_of(role));
        match self.sizes.labels {
            Some(column) if !label.is_empty() => {
                let gap = self.sizes.text * 1.2;
                // A label of one line stands level with the first of the marks.
                let down = ((least - line) / 2.0).max(0.0);
                let labels = down + self.lines(role, 0.0, top + down, column - gap, label);
                let marks = draw(self, Area { left: column, right: width, top });
                self.y = top + labels.max(marks);
            }
            _ => {
                let labels = self.lines(role, 0.0, top, width, label);
                let gap = if labels > 0.0 { self.sizes.text * 0.1 } else { 0.0 };
                let top = top + labels + gap;
                self.y = top + draw(self, Area { left: 0.0, right: width, top });
            }
        }
    }

    /// What is not shown: words within a dashed line. Returns how high it is.
    pub(crate) fn withheld(&mut self, area: Area, least: f64, words: &Words) -> f64 {
        let inset = self.sizes.text * 0.5;
        let room = area.width() - 2.0 * inset;
        let lines = self.count_lines(Role::Small, room, &words.withheld).max(1) as f64;
        let height = (lines * self.line_of(Role::Small) + self.sizes.text * 0.3).max(least);
        let look = Look::outlined(Paint::Line, 1.0).dashed();
        self.rect(area.left, area.top, area.width(), height, look);
        let top = area.top + (height - lines * self.line_of(Role::Small)) / 2.0;
        self.lines(Role::Small, area.left + inset, top, room, &words.withheld);
        height
    }

    /// The drawing, as high as it became.
    pub(crate) fn finish(self) -> Svg {
        let (width, height) = (self.sizes.width, self.y.max(1.0));
        let mut text = String::with_capacity(self.body.len() + 1000);
        let (id, title, description) = (&self.id, escaped(&self.frame.title), escaped(&self.frame.description));
        let (wide, high) = (short(width), short(height));
        let look = match self.style {
            Style::Page => r#" class="chart""#.to_owned(),
            Style::Print(print) => {
                format!(r#" width="{wide}" height="{high}" font-family="{}""#, escaped(&print.font))
            }
        };
        let _ = write!(
            text,
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}"{look} role="img" aria-labelledby="{id}-title {id}-description"><title id="{id}-title">{title}</title><desc id="{id}-description">{description}</desc>"#
        );
        if !self.hatches.is_empty() {
            text.push_str("<defs>");
            for hatch in &self.hatches {
                text.push_str(&self.pattern(*hatch));
            }
            text.push_str("</defs>");
        }
        text.push_str(&self.body);
        text.push_str("</svg>");
        Svg { text, width, height }
    }

    fn pattern(&self, hatch: Hatch) -> String {
        let unit = self.unit();
        let (every, stripe, paint) = match hatch {
            Hatch::Second => (5.0 * unit, 2.2 * unit, Paint::Primary(100)),
            Hatch::Untold => (4.0 * unit, 1.0 * unit, Paint::Quiet),
        };
        let (id, name) = (&self.id, hatch.name());
        let (every, stripe) = (short(every), short(stripe));
        let [ground, paint] = [Paint::Background, paint].map(|paint| self.paint(Fill::Paint(paint)));
        format!(
            r#"<pattern id="{id}-{name}" width="{every}" height="{every}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="{every}" height="{every}"{ground}/><rect width="{stripe}" height="{every}"{paint}/></pattern>"#
        )
    }

    fn fill(&mut self, fill: Fill) -> String {
        if let Fill::Hatch(hatch) = fill
            && !self.hatches.contains(&hatch)
        {
            self.hatches.push(hatch);
        }
        self.paint(fill)
    }

    fn paint(&self, fill: Fill) -> String {
        match (fill, self.style) {
            (Fill::None, _) => r#" fill="none""#.to_owned(),
            (Fill::Hatch(hatch), _) => format!(r#" fill="url(#{}-{})""#, self.id, hatch.name()),
            (Fill::Paint(paint), Style::Page) => match paint.class() {
                (class, 100) => format!(r#" class="f-{class}""#),
                (class, tint) => format!(r#" class="f-{class}" fill-opacity="{}""#, short(f64::from(tint) / 100.0)),
            },
            (Fill::Paint(paint), Style::Print(print)) => format!(r#" fill="{}""#, paint.colour(print).text()),
        }
    }

    fn look(&mut self, look: Look) -> String {
        let mut text = self.fill(look.fill);
        let Some((paint, thick)) = look.line else { return text };
        match self.style {
            Style::Page => {
                let (class, tint) = paint.class();
                // One attribute for both classes.
                match text.find(r#"class=""#) {
                    Some(at) => text.insert_str(at + r#"class=""#.len(), &format!("k-{class} ")),
                    None => {
                        let _ = write!(text, r#" class="k-{class}""#);
                    }
                }
                if tint < 100 {
                    let _ = write!(text, r#" stroke-opacity="{}""#, short(f64::from(tint) / 100.0));
                }
            }
            Style::Print(print) => {
                let _ = write!(text, r#" stroke="{}""#, paint.colour(print).text());
            }
        }
        let _ = write!(text, r#" stroke-width="{}""#, short(thick * self.unit()));
        if look.dashed {
            let dash = short(self.sizes.text * 0.25);
            let _ = write!(text, r#" stroke-dasharray="{dash} {dash}""#);
        }
        text
    }
}

/// How much wider bold text is than is measured, in the widest of fonts.
fn boldness(role: Role) -> f64 {
    if role == Role::Strong { 1.09 } else { 1.0 }
}

/// Whether any of these has a whisker to explain.
pub(crate) fn whiskers<'v>(values: impl IntoIterator<Item = &'v Value>) -> bool {
    values.into_iter().any(|value| value.whisker().is_some())
}

/// A length with two decimals at most.
fn short(length: f64) -> String {
    let rounded = (length * 100.0).round() / 100.0;
    // Not "-0".
    format!("{}", rounded + 0.0)
}

/// A text as XML takes it.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            // What XML 1.0 has no place for.
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}
