//! What is printed: pages of A4 or A6 in PDF, with text, plain shapes, drawings and QR codes.
//!
//! Measured in millimetres from the top left; sizes of letters in points. What is drawn is tagged for who can't see it,
//! and the file is held to PDF/UA-1 when it is finished. It has no dates and no numbers of its own: the same content is
//! the same file. A page in a language that is written from right to left is laid out as the mirror of one that is not: all
//! areas are given as if the language ran from left to right.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, ListNumbering, SpanTag, Tag, TagGroup, TagKind, TagTree};
use krilla::text::TextDirection;
use krilla::{Document, SerializeSettings};
use survey::language::Language;

mod drawing;
mod lettering;
mod qr;

pub(crate) use drawing::Drawing;
pub(crate) use lettering::Weight;
use lettering::{Direction, Lettering, Room, Setting};
pub(crate) use qr::Qr;

/// The size of a page, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Size {
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// What is hung.
pub(crate) const A4: Size = Size { width: 210.0, height: 297.0 };
/// What is handed out: four of them are an A4.
pub(crate) const A6: Size = Size { width: 105.0, height: 148.5 };
/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour(u8, u8, u8);

impl Colour {
    /// The colour of text.
    pub(crate) const INK: Colour = Colour(0x1b, 0x1b, 0x1b);
    /// The colour of what is not to be read, such as where to cut.
    pub(crate) const GREY: Colour = Colour(0x8a, 0x8a, 0x8a);
    /// QR codes have to be black on white for every camera.
    const BLACK: Colour = Colour(0, 0, 0);

    /// Reads `#rrggbb`, as the colours of a checked campaign are written.
    pub(crate) fn parse(given: &str) -> Option<Self> {
        let digits = given.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Colour(part(0)?, part(2)?, part(4)?))
    }

    fn fill(self) -> Fill {
        let Colour(red, green, blue) = self;
        let paint = rgb::Color::new(red, green, blue).into();
        Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
    }

    fn stroke(self, width: f32, dash: Option<[f32; 2]>) -> Stroke {
        let Colour(red, green, blue) = self;
        let dash = dash.map(|dash| StrokeDash { array: dash.map(|length| length * POINTS).into(), offset: 0.0 });
        Stroke { paint: rgb::Color::new(red, green, blue).into(), width: width * POINTS, dash, ..Stroke::default() }
    }
}

/// A part of a page, in millimetres.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Area {
    /// From the left of the page.
    pub(crate) left: f32,
    /// From the top of the page.
    pub(crate) top: f32,
    /// How wide.
    pub(crate) width: f32,
    /// How high.
    pub(crate) height: f32,
}

impl Area {
    /// What is left within `margin` on all sides.
    pub(crate) fn inside(self, margin: f32) -> Area {
        let Area { left, top, width, height } = self;
        Area { left: left + margin, top: top + margin, width: width - 2.0 * margin, height: height - 2.0 * margin }
    }

    /// One of so many columns, counted from 0, with `gap` between them.
    pub(crate) fn column(self, number: usize, of: usize, gap: f32) -> Area {
        let width = (self.width - gap * (of - 1) as f32) / of as f32;
        Area { left: self.left + number as f32 * (width + gap), width, ..self }
    }

    fn path(self) -> Path {
        let Area { left, top, width, height } = self;
        let [left, top, width, height] = [left, top, width, height].map(|length| length * POINTS);
        shape(|path| path.push_rect(Rect::from_xywh(left, top, width, height).expect("an area is not empty")))
    }

    /// With corners rounded to that radius.
    fn rounded(self, radius: f32) -> Path {
        let Area { left, top, width, height } = self;
        let radius = radius.min(width / 2.0).min(height / 2.0) * POINTS;
        let [left, top, right, bottom] = [left, top, left + width, top + height].map(|length| length * POINTS);
        let pull = radius * (1.0 - KAPPA);
        shape(|path| {
            path.move_to(left + radius, top);
            path.line_to(right - radius, top);
            path.cubic_to(right - pull, top, right, top + pull, right, top + radius);
            path.line_to(right, bottom - radius);
            path.cubic_to(right, bottom - pull, right - pull, bottom, right - radius, bottom);
            path.line_to(left + radius, bottom);
            path.cubic_to(left + pull, bottom, left, bottom - pull, left, bottom - radius);
            path.line_to(left, top + radius);
            path.cubic_to(left, top + pull, left + pull, top, left + radius, top);
            path.close();
        })
    }
}

/// How far the handles of a Bézier curve lie from the ends of a quarter of a circle, as a part of the radius.
const KAPPA: f32 = 0.552_284_8;

/// What a text is, for who hears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// What is below belongs to it.
    Heading,
    /// A heading of a part of what is below a heading.
    Subheading,
    /// The number of an item of a list.
    Number,
    /// What an item of a list says.
    Item,
    /// Anything else.
    Paragraph,
}

impl Role {
    fn tag(self, text: &str) -> TagKind {
        let heading = |level| Tag::Hn(NonZeroU16::new(level).expect("levels begin at 1"), Some(text.to_owned()));
        match self {
            Role::Heading => heading(1).into(),
            Role::Subheading => heading(2).into(),
            Role::Number => Tag::Lbl.into(),
            Role::Item => Tag::LBody.into(),
            Role::Paragraph => Tag::P.into(),
        }
    }
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// Regular or bold.
    pub(crate) weight: Weight,
    /// The size of the letters, in points, if all fits.
    pub(crate) size: f32,
    /// The smallest they may become, in points.
    pub(crate) least: f32,
    /// How many lines there is room for.
    pub(crate) lines: usize,
    /// Their colour.
    pub(crate) colour: Colour,
    /// Whether in the middle of their area.
    pub(crate) centred: bool,
}

/// From line to line, as a part of the size of the letters: large ones need less, Arabic reaches higher and lower.
fn leading(language: Language, size: f32) -> f32 {
    match (direction(language), size >= 20.0) {
        (Direction::LeftToRight, false) => 1.3,
        (Direction::LeftToRight, true) => 1.14,
        (Direction::RightToLeft, false) => 1.6,
        (Direction::RightToLeft, true) => 1.45,
    }
}

fn direction(language: Language) -> Direction {
    match language.direction() {
        "rtl" => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    }
}

/// Why something can't be printed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unprintable {
    /// The letters that come with the program do not have these.
    #[error("there are no letters to print {}", listed(.0))]
    NoLetters(BTreeSet<char>),
    /// The file would not be what it claims to be.
    #[error("the file would not be a PDF that everyone can read: {0}")]
    Invalid(String),
}

fn listed(letters: &BTreeSet<char>) -> String {
    letters.iter().map(|letter| format!("{letter:?}")).collect::<Vec<_>>().join(", ")
}

/// A document that is being made.
pub(crate) struct Paper {
    document: Document,
    lettering: Lettering,
    language: Language,
    size: Size,
    metadata: Metadata,
    tags: TagTree,
    outline: Outline,
    pages: usize,
    /// What was written or scanned, and where: so that tests see whether things lie on one another.
    #[cfg(test)]
    pub(crate) placed: Vec<(String, Area)>,
}

impl Paper {
    /// Begins a document of that title, language and size.
    pub(crate) fn new(title: &str, language: Language, size: Size) -> Self {
        let settings = SerializeSettings {
            configuration: ConfigurationBuilder::new()
                .with_accessibility_validator(Accessibility::UA1)
                .finish()
                .expect("PDF/UA-1 can be asked for"),
            ..SerializeSettings::default()
        };
        Paper {
            document: Document::new_with(settings),
            lettering: Lettering::new(),
            language,
            size,
            metadata: Metadata::new().title(title.to_owned()).language(language.to_string()),
            tags: TagTree::new().with_lang(Some(language.to_string())),
            outline: Outline::new(),
            pages: 0,
            #[cfg(test)]
            placed: Vec::new(),
        }
    }

    /// Adds a page, which `draw` fills; `name` is what it is called among the pages.
    pub(crate) fn page(&mut self, name: &str, draw: impl FnOnce(&mut Sheet<'_, '_>)) {
        let Size { width, height } = self.size;
        let size = PageSettings::from_wh(width * POINTS, height * POINTS).expect("a page is not empty");
        let mut page: Page<'_> = self.document.start_page_with(size);
        let group = {
            let mut sheet = Sheet {
                surface: page.surface(),
                lettering: &mut self.lettering,
                size: self.size,
                paper: self.language,
                language: self.language,
                group: TagGroup::new(Tag::Section),
                outer: Vec::new(),
                #[cfg(test)]
                placed: &mut self.placed,
            };
            draw(&mut sheet);
            sheet.surface.finish();
            sheet.group
        };
        page.finish();
        self.tags.push(group);
        self.outline
            .push_child(OutlineNode::new(name.to_owned(), XyzDestination::new(self.pages, Point::from_xy(0.0, 0.0))));
        self.pages += 1;
    }

    /// The file.
    ///
    /// # Errors
    /// When a text has letters that can't be printed.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, Unprintable> {
        if !self.lettering.missing().is_empty() {
            return Err(Unprintable::NoLetters(self.lettering.missing().clone()));
        }
        self.document.set_metadata(self.metadata);
        self.document.set_tag_tree(self.tags);
        self.document.set_outline(self.outline);
        self.document.finish().map_err(|error| match error {
            KrillaError::Validation(errors) => Unprintable::Invalid(format!("{errors:?}")),
            other => Unprintable::Invalid(format!("{other:?}")),
        })
    }
}

/// A page that is being drawn.
pub(crate) struct Sheet<'p, 'l> {
    surface: Surface<'p>,
    lettering: &'l mut Lettering,
    size: Size,
    /// The language of the document.
    paper: Language,
    /// The language of what is being written.
    language: Language,
    /// What is being read.
    group: TagGroup,
    /// What that is part of.
    outer: Vec<TagGroup>,
    #[cfg(test)]
    placed: &'l mut Vec<(String, Area)>,
}

/// A text as it fits.
struct Fitted {
    size: f32,
    lines: Vec<String>,
    /// From line to line, in points.
    leading: f32,
    /// The height of capitals, in points.
    capital: f32,
}

impl Fitted {
    /// From the top of the capitals of the first line to where the last line stands, in points.
    fn height(&self) -> f32 {
        self.capital + self.leading * (self.lines.len() - 1) as f32
    }
}

impl Sheet<'_, '_> {
    /// Draws what belongs together, such as a card, as a section.
    pub(crate) fn section(&mut self, draw: impl FnOnce(&mut Self)) {
        self.grouped(Tag::Section.into(), draw);
    }

    /// Draws a list, of which `draw` draws the [`item`](Self::item)s; `numbered` tells whether their order matters.
    pub(crate) fn list(&mut self, numbered: bool, draw: impl FnOnce(&mut Self)) {
        let numbering = if numbered { ListNumbering::Decimal } else { ListNumbering::None };
        self.grouped(Tag::L(numbering).into(), draw);
    }

    /// Draws an item of a list: a [`Role::Number`] if there is one, and a [`Role::Item`].
    pub(crate) fn item(&mut self, draw: impl FnOnce(&mut Self)) {
        self.grouped(Tag::LI.into(), draw);
    }

    fn grouped(&mut self, tag: TagKind, draw: impl FnOnce(&mut Self)) {
        self.outer.push(std::mem::replace(&mut self.group, TagGroup::new(tag)));
        draw(self);
        let outer = self.outer.pop().expect("it was pushed above");
        let inner = std::mem::replace(&mut self.group, outer);
        self.group.push(inner);
    }

    /// Draws what is in another language than the page.
    pub(crate) fn speaking(&mut self, language: Language, draw: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.language, language);
        draw(self);
        self.language = before;
    }

    /// Writes a text from the top of an area, as large as fits, in the width of the area. The top of its capitals is at
    /// the area's top. Gives back where its last line ends, in millimetres.
    pub(crate) fn text(&mut self, role: Role, area: Area, style: Style, text: &str) -> f32 {
        self.write(role, area, style, text, None)
    }

    /// Writes an address, which is broken over lines where addresses can be; heard, it is whole.
    pub(crate) fn address(&mut self, area: Area, style: Style, address: &str) -> f32 {
        self.write(Role::Paragraph, area, style, address, Some(address))
    }

    /// How high a text will be in that width, in millimetres: from the top of its capitals to where its last line stands.
    pub(crate) fn height(&mut self, width: f32, style: Style, text: &str) -> f32 {
        self.fitted(width, style, text).height() / POINTS
    }

    /// How large the letters of a text will be in that width, in points.
    pub(crate) fn size(&mut self, width: f32, style: Style, text: &str) -> f32 {
        self.fitted(width, style, text).size
    }

    /// How large a heading will be in that width, in millimetres: how wide its widest line is, and how high, as
    /// [`height`](Self::height).
    pub(crate) fn heading_size(&mut self, width: f32, style: Style, text: &str) -> (f32, f32) {
        let (setting, fitted) = (self.setting(style, false), self.fitted(width, style, text));
        let height = fitted.height();
        let lines = self.lettering.balanced(setting, fitted.size, fitted.lines);
        let widest = lines.iter().map(|line| self.lettering.width(setting, line, fitted.size)).fold(0.0, f32::max);
        (widest / POINTS, height / POINTS)
    }

    /// An address runs from left to right in every language.
    fn setting(&self, style: Style, is_address: bool) -> Setting {
        let direction = if is_address { Direction::LeftToRight } else { direction(self.language) };
        Setting { weight: style.weight, direction }
    }

    fn fitted(&mut self, width: f32, style: Style, text: &str) -> Fitted {
        let room = Room { width: width * POINTS, lines: style.lines };
        let (size, lines) = self.lettering.fit(self.setting(style, false), text, style.size, style.least, room);
        let leading = leading(self.language, size) * size;
        Fitted { size, lines, leading, capital: self.lettering.capital(style.weight) * size }
    }

    fn write(&mut self, role: Role, area: Area, style: Style, text: &str, heard: Option<&str>) -> f32 {
        let area = self.placed(area);
        let setting = self.setting(style, heard.is_some());
        let mut fitted = self.fitted(area.width, style, text);
        if role == Role::Heading {
            fitted.lines = self.lettering.balanced(setting, fitted.size, fitted.lines);
        }
        let mut tag = role.tag(text);
        if self.language != self.paper {
            tag.set_lang(Some(self.language.to_string()));
        }
        // What runs from right to left is drawn from left to right, but has to be heard in the order in which it is read.
        if self.lettering.runs(setting, text, 1.0).iter().any(|run| run.right_to_left) {
            tag.set_actual_text(Some(text.to_owned()));
        }
        let mut group = TagGroup::new(tag);
        self.surface.set_fill(Some(style.colour.fill()));
        self.surface.set_stroke(None);
        let span = SpanTag::empty().with_actual_text(heard);
        let identifier = self.surface.start_tagged(ContentTag::Span(span));
        for (number, line) in fitted.lines.iter().enumerate() {
            let baseline = area.top * POINTS + fitted.capital + fitted.leading * number as f32;
            let width = self.lettering.width(setting, line, fitted.size);
            // Else the last word of a line and the first of the next would be heard as one.
            let spoken =
                if number + 1 < fitted.lines.len() && heard.is_none() { format!("{line} ") } else { line.clone() };
            let runs = self.lettering.runs(setting, &spoken, fitted.size);
            let room = area.width * POINTS - width;
            // Where a line runs from right to left, the space after it is at its left.
            let space = runs.iter().map(|run| run.width).sum::<f32>() - width;
            let before = match setting.direction {
                Direction::LeftToRight => 0.0,
                Direction::RightToLeft => space,
            };
            let start = match direction(self.language) {
                _ if style.centred => room / 2.0 - before,
                Direction::LeftToRight => 0.0,
                Direction::RightToLeft => room - before,
            };
            for run in runs {
                let direction = match run.right_to_left {
                    false => TextDirection::LeftToRight,
                    true => TextDirection::RightToLeft,
                };
                let from = Point::from_xy(area.left * POINTS + start + run.left, baseline);
                self.surface.draw_text(from, run.font, run.size, &run.text, false, direction);
            }
        }
        self.surface.end_tagged();
        group.push(identifier);
        self.group.push(group);
        #[cfg(test)]
        {
            let widths = fitted.lines.iter().map(|line| self.lettering.width(setting, line, fitted.size) / POINTS);
            let width = widths.fold(0.0, f32::max);
            let left = match direction(self.language) {
                _ if style.centred => area.left + (area.width - width) / 2.0,
                Direction::LeftToRight => area.left,
                Direction::RightToLeft => area.left + area.width - width,
            };
            self.placed.push((text.to_owned(), Area { left, width, height: fitted.height() / POINTS, ..area }));
        }
        area.top + fitted.height() / POINTS
    }

    /// Where an area is on this page: mirrored, if its language runs from right to left.
    fn placed(&self, area: Area) -> Area {
        match direction(self.paper) {
            Direction::LeftToRight => area,
            Direction::RightToLeft => Area { left: self.size.width - area.left - area.width, ..area },
        }
    }

    /// Draws a QR code in a square, white margin included; `heard` is what it is for.
    pub(crate) fn qr(&mut self, area: Area, qr: &Qr, heard: &str) {
        let area = self.placed(area);
        // Whole numbers, which keep the file small, in one path, so that no renderer leaves hairs between the modules.
        let path = shape(|path| {
            for run in qr.runs() {
                let modules = [run.column, run.row, run.length].map(|modules| modules as f32);
                let run = Rect::from_xywh(modules[0], modules[1], modules[2], 1.0);
                path.push_rect(run.expect("a run is not empty"));
            }
        });
        #[cfg(test)]
        self.placed.push((heard.to_owned(), area));
        let module = area.width / qr.side_with_margin() as f32 * POINTS;
        let to_page = Transform::from_row(module, 0.0, 0.0, module, area.left * POINTS, area.top * POINTS);
        let mut group = TagGroup::new(Tag::Figure(Some(heard.to_owned())));
        let identifier = self.surface.start_tagged(ContentTag::Other);
        self.surface.set_fill(Some(Colour::BLACK.fill()));
        self.surface.set_stroke(None);
        self.surface.push_transform(&to_page);
        self.surface.draw_path(&path);
        self.surface.pop();
        self.surface.end_tagged();
        group.push(identifier);
        self.group.push(group);
    }

    /// Fills an area.
    pub(crate) fn fill(&mut self, area: Area, colour: Colour) {
        let path = self.placed(area).path();
        self.decorate(Some(colour.fill()), None, &path);
    }

    /// Fills an area with rounded corners.
    pub(crate) fn fill_rounded(&mut self, area: Area, radius: f32, colour: Colour) {
        let path = self.placed(area).rounded(radius);
        self.decorate(Some(colour.fill()), None, &path);
    }

    /// Draws a line around an area, so many millimetres wide.
    pub(crate) fn frame(&mut self, area: Area, colour: Colour, width: f32, dash: Option<[f32; 2]>) {
        let path = self.placed(area).path();
        self.decorate(None, Some(colour.stroke(width, dash)), &path);
    }

    /// Draws a line around an area with rounded corners.
    pub(crate) fn frame_rounded(&mut self, area: Area, radius: f32, colour: Colour, width: f32) {
        let path = self.placed(area).rounded(radius);
        self.decorate(None, Some(colour.stroke(width, None)), &path);
    }

    /// Fills a disc around a point.
    pub(crate) fn disc(&mut self, centre: (f32, f32), radius: f32, colour: Colour) {
        let side = 2.0 * radius;
        let around = Area { left: centre.0 - radius, top: centre.1 - radius, width: side, height: side };
        self.fill_rounded(around, radius, colour);
    }

    /// Draws a line with round ends through points.
    pub(crate) fn line(&mut self, points: &[(f32, f32)], colour: Colour, width: f32) {
        let placed: Vec<_> = points.iter().map(|point| self.placed_point(*point)).collect();
        self.stroke(&placed, colour, width);
    }

    /// Draws a tick in a disc around a point. It is the same in every language.
    pub(crate) fn tick(&mut self, centre: (f32, f32), radius: f32, colour: Colour) {
        let (x, y) = self.placed_point(centre);
        let points = [(-0.45, 0.05), (-0.12, 0.38), (0.46, -0.32)];
        let points = points.map(|(across, down)| (x + across * radius, y + down * radius));
        self.stroke(&points, colour, radius * 0.26);
    }

    fn placed_point(&self, (left, top): (f32, f32)) -> (f32, f32) {
        let placed = self.placed(Area { left, top, width: 0.0, height: 0.0 });
        (placed.left, placed.top)
    }

    fn stroke(&mut self, points: &[(f32, f32)], colour: Colour, width: f32) {
        let path = shape(|path| {
            for (number, (left, top)) in points.iter().enumerate() {
                match number {
                    0 => path.move_to(left * POINTS, top * POINTS),
                    _ => path.line_to(left * POINTS, top * POINTS),
                }
            }
        });
        let stroke = Stroke { line_cap: LineCap::Round, line_join: LineJoin::Round, ..colour.stroke(width, None) };
        self.decorate(None, Some(stroke), &path);
    }

    /// Draws a drawing into the [place](Drawing::place) it has, as decoration: what it is stands in words beside it.
    pub(crate) fn drawing(&mut self, place: Area, drawing: &Drawing) {
        let placed = self.placed(place);
        let points = place.width / drawing.width * POINTS;
        let to_page = Transform::from_row(points, 0.0, 0.0, points, placed.left * POINTS, placed.top * POINTS);
        self.surface.push_transform(&to_page);
        for drawing::Shape { path, fill, stroke } in &drawing.shapes {
            self.decorate(fill.clone(), stroke.clone(), path);
        }
        self.surface.pop();
    }

    /// Draws only what is within an area with rounded corners.
    pub(crate) fn within(&mut self, area: Area, radius: f32, draw: impl FnOnce(&mut Self)) {
        let path = self.placed(area).rounded(radius);
        self.surface.push_clip_path(&path, &FillRule::NonZero);
        draw(self);
        self.surface.pop();
    }

    /// Draws a dashed line from one point to another: where to cut.
    pub(crate) fn cut(&mut self, from: (f32, f32), to: (f32, f32)) {
        let path = shape(|path| {
            path.move_to(from.0 * POINTS, from.1 * POINTS);
            path.line_to(to.0 * POINTS, to.1 * POINTS);
        });
        self.decorate(None, Some(Colour::GREY.stroke(0.15, Some([1.0, 1.2]))), &path);
    }

    /// What is seen only.
    fn decorate(&mut self, fill: Option<Fill>, stroke: Option<Stroke>, path: &Path) {
        let artifact = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other));
        // An artifact is part of no group.
        let _ = self.surface.start_tagged(artifact);
        self.surface.set_fill(fill);
        self.surface.set_stroke(stroke);
        self.surface.draw_path(path);
        self.surface.end_tagged();
    }
}

fn shape(draw: impl FnOnce(&mut PathBuilder)) -> Path {
    let mut path = PathBuilder::new();
    draw(&mut path);
    path.finish().expect("something is drawn")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read() {
        assert_eq!(Colour::parse("#154273"), Some(Colour(0x15, 0x42, 0x73)));
        for bad in ["154273", "#1542", "#15427x", "#éé73"] {
            assert_eq!(Colour::parse(bad), None);
        }
    }

    #[test]
    fn letters_that_are_not_there_are_told() {
        let style =
            Style { weight: Weight::Regular, size: 12.0, least: 8.0, lines: 2, colour: Colour::INK, centred: false };
        let area = Area { left: 20.0, top: 20.0, width: 100.0, height: 20.0 };
        let written = |text: &str| {
            let mut paper = Paper::new("Proef", Language::Nl, A4);
            paper.page("Blad", |sheet| {
                sheet.text(Role::Heading, area, style, text);
            });
            paper.finish()
        };
        let pdf = written("Overdag, zoë & ‘iets’ – voor € 5").unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7"));
        assert_eq!(pdf, written("Overdag, zoë & ‘iets’ – voor € 5").unwrap(), "no date, no chance");
        assert!(written("مرحبا, Привіт, źle").is_ok());
        let missing = written("你好").unwrap_err().to_string();
        assert!(missing.contains("'你'"), "{missing}");
    }
}
