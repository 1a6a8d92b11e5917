//! What is printed: pages of A4 in PDF, with text, plain shapes and QR codes.
//!
//! Measured in millimetres from the top left; sizes of letters in points. What is drawn is tagged for who can't see it,
//! and the file is held to PDF/UA-1 when it is finished. It has no dates and no numbers of its own: the same content is
//! the same file.

use std::collections::BTreeSet;

use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::paint::{Fill, FillRule, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag, Tag, TagGroup, TagKind, TagTree};
use krilla::text::TextDirection;
use krilla::{Document, SerializeSettings};

mod lettering;
mod qr;

pub(crate) use lettering::{Lettering, Weight};
pub(crate) use qr::Qr;

/// Width of a page, in millimetres.
pub(crate) const WIDTH: f32 = 210.0;
/// Height of a page, in millimetres.
pub(crate) const HEIGHT: f32 = 297.0;
/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour(u8, u8, u8);

impl Colour {
    /// White, as the paper.
    pub(crate) const PAPER: Colour = Colour(255, 255, 255);
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

    fn path(self) -> Path {
        let Area { left, top, width, height } = self;
        let [left, top, width, height] = [left, top, width, height].map(|length| length * POINTS);
        shape(|path| path.push_rect(Rect::from_xywh(left, top, width, height).expect("an area is not empty")))
    }
}

/// What a text is, for who hears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// What is below belongs to it.
    Heading,
    /// Anything else.
    Paragraph,
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

/// From line to line, as a part of the size of the letters.
const LEADING: f32 = 1.3;

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
    metadata: Metadata,
    tags: TagTree,
    outline: Outline,
    pages: usize,
}

impl Paper {
    /// Begins a document of that title, in that language (such as `nl`).
    pub(crate) fn new(title: &str, language: &str) -> Self {
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
            metadata: Metadata::new().title(title.to_owned()).language(language.to_owned()),
            tags: TagTree::new().with_lang(Some(language.to_owned())),
            outline: Outline::new(),
            pages: 0,
        }
    }

    /// Adds a page, which `draw` fills; `name` is what it is called among the pages.
    pub(crate) fn page(&mut self, name: &str, draw: impl FnOnce(&mut Sheet<'_, '_>)) {
        let size = PageSettings::from_wh(WIDTH * POINTS, HEIGHT * POINTS).expect("A4 is not empty");
        let mut page: Page<'_> = self.document.start_page_with(size);
        let group = {
            let mut sheet = Sheet {
                surface: page.surface(),
                lettering: &mut self.lettering,
                group: TagGroup::new(Tag::Section),
                outer: Vec::new(),
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
    /// What is being read.
    group: TagGroup,
    /// What that is part of.
    outer: Vec<TagGroup>,
}

impl Sheet<'_, '_> {
    /// Draws what belongs together, such as a card, as a section.
    pub(crate) fn section(&mut self, draw: impl FnOnce(&mut Self)) {
        self.outer.push(std::mem::replace(&mut self.group, TagGroup::new(Tag::Section)));
        draw(self);
        let outer = self.outer.pop().expect("it was pushed above");
        let inner = std::mem::replace(&mut self.group, outer);
        self.group.push(inner);
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

    fn write(&mut self, role: Role, area: Area, style: Style, text: &str, heard: Option<&str>) -> f32 {
        let (size, lines) =
            self.lettering.fit(style.weight, text, style.size, style.least, area.width * POINTS, style.lines);
        let tag: TagKind = match role {
            Role::Heading => Tag::Hn(std::num::NonZeroU16::MIN, Some(text.to_owned())).into(),
            Role::Paragraph => Tag::P.into(),
        };
        let mut group = TagGroup::new(tag);
        self.surface.set_fill(Some(style.colour.fill()));
        self.surface.set_stroke(None);
        let span = SpanTag::empty().with_actual_text(heard);
        let identifier = self.surface.start_tagged(ContentTag::Span(span));
        let capital = self.lettering.capital(style.weight) * size;
        let mut baseline = area.top * POINTS + capital;
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                baseline += size * LEADING;
            }
            let room = area.width * POINTS - self.lettering.width(style.weight, line, size);
            let start = area.left * POINTS + if style.centred { room / 2.0 } else { 0.0 };
            // Else the last word of a line and the first of the next would be heard as one.
            let spoken = if number + 1 < lines.len() && heard.is_none() { format!("{line} ") } else { line.clone() };
            let font = self.lettering.font(style.weight);
            let direction = TextDirection::LeftToRight;
            self.surface.draw_text(Point::from_xy(start, baseline), font, size, &spoken, false, direction);
        }
        self.surface.end_tagged();
        group.push(identifier);
        self.group.push(group);
        baseline / POINTS
    }

    /// Draws a QR code in a square, white margin included; `heard` is what it is for.
    pub(crate) fn qr(&mut self, area: Area, qr: &Qr, heard: &str) {
        // Whole numbers, which keep the file small, in one path, so that no renderer leaves hairs between the modules.
        let path = shape(|path| {
            for run in qr.runs() {
                let modules = [run.column, run.row, run.length].map(|modules| modules as f32);
                let run = Rect::from_xywh(modules[0], modules[1], modules[2], 1.0);
                path.push_rect(run.expect("a run is not empty"));
            }
        });
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
        self.decorate(Some(colour.fill()), None, &area.path());
    }

    /// Draws a line around an area, so many millimetres wide.
    pub(crate) fn frame(&mut self, area: Area, colour: Colour, width: f32, dash: Option<[f32; 2]>) {
        self.decorate(None, Some(colour.stroke(width, dash)), &area.path());
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
            let mut paper = Paper::new("Proef", "nl");
            paper.page("Blad", |sheet| {
                sheet.text(Role::Heading, area, style, text);
            });
            paper.finish()
        };
        let pdf = written("Overdag, zoë & ‘iets’ – voor € 5").unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7"));
        assert_eq!(pdf, written("Overdag, zoë & ‘iets’ – voor € 5").unwrap(), "no date, no chance");
        let missing = written("مرحبا").unwrap_err().to_string();
        assert!(missing.contains("'م'"), "{missing}");
    }
}
