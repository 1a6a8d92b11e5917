//! Drawings that come as SVG, such as a municipality's logo.

use krilla::geom::{Path, PathBuilder};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke};
use usvg::tiny_skia_path::PathSegment;

use super::{Area, Colour};

/// A drawing, as shapes of one colour each.
///
/// Gradients become the colour they begin with. Text, pictures of dots, masks and filters are left out: a logo for print has
/// its letters as outlines.
pub(crate) struct Drawing {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) shapes: Vec<Shape>,
}

/// A shape of a drawing.
pub(super) struct Shape {
    pub(super) path: Path,
    pub(super) fill: Option<Fill>,
    pub(super) stroke: Option<Stroke>,
}

impl Drawing {
    /// Reads an SVG document; none if there is nothing in it that can be drawn.
    pub(crate) fn read(svg: &str) -> Option<Self> {
        let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).ok()?;
        let mut shapes = Vec::new();
        collect(tree.root(), 1.0, &mut shapes);
        let size = tree.size();
        (!shapes.is_empty()).then(|| Drawing { width: size.width(), height: size.height(), shapes })
    }

    /// Where it is when it is as large as fits into an area, at the beginning of that.
    pub(crate) fn place(&self, room: Area) -> Area {
        let scale = (room.width / self.width).min(room.height / self.height);
        Area { width: self.width * scale, height: self.height * scale, ..room }
    }
}

fn collect(group: &usvg::Group, opacity: f32, shapes: &mut Vec<Shape>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => collect(inner, opacity * inner.opacity().get(), shapes),
            usvg::Node::Path(path) if path.is_visible() => shapes.extend(shape(path, opacity)),
            usvg::Node::Path(_) | usvg::Node::Image(_) | usvg::Node::Text(_) => {}
        }
    }
}

fn shape(path: &usvg::Path, opacity: f32) -> Option<Shape> {
    let placed = path.data().clone().transform(path.abs_transform())?;
    let mut drawn = PathBuilder::new();
    for segment in placed.segments() {
        match segment {
            PathSegment::MoveTo(to) => drawn.move_to(to.x, to.y),
            PathSegment::LineTo(to) => drawn.line_to(to.x, to.y),
            PathSegment::QuadTo(by, to) => drawn.quad_to(by.x, by.y, to.x, to.y),
            PathSegment::CubicTo(by, then, to) => drawn.cubic_to(by.x, by.y, then.x, then.y, to.x, to.y),
            PathSegment::Close => drawn.close(),
        }
    }
    // Both scales of a transform are the same in a drawing that is not distorted; else this is their mean.
    let transform = path.abs_transform();
    let scale = (transform.sx * transform.sy - transform.kx * transform.ky).abs().sqrt();
    let opaque = |own: usvg::Opacity| NormalizedF32::new(own.get() * opacity).unwrap_or(NormalizedF32::ONE);
    let fill = path.fill().map(|fill| Fill {
        opacity: opaque(fill.opacity()),
        rule: match fill.rule() {
            usvg::FillRule::NonZero => FillRule::NonZero,
            usvg::FillRule::EvenOdd => FillRule::EvenOdd,
        },
        ..colour(fill.paint()).fill()
    });
    let stroke = path.stroke().map(|stroke| Stroke {
        width: stroke.width().get() * scale,
        opacity: opaque(stroke.opacity()),
        line_cap: match stroke.linecap() {
            usvg::LineCap::Butt => LineCap::Butt,
            usvg::LineCap::Round => LineCap::Round,
            usvg::LineCap::Square => LineCap::Square,
        },
        line_join: match stroke.linejoin() {
            usvg::LineJoin::Round => LineJoin::Round,
            usvg::LineJoin::Bevel => LineJoin::Bevel,
            usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => LineJoin::Miter,
        },
        ..colour(stroke.paint()).stroke(1.0, None)
    });
    (fill.is_some() || stroke.is_some()).then_some(Shape { path: drawn.finish()?, fill, stroke })
}

fn colour(paint: &usvg::Paint) -> Colour {
    let first = |stops: &[usvg::Stop]| stops.first().map_or(usvg::Color::black(), usvg::Stop::color);
    let usvg::Color { red, green, blue } = match paint {
        usvg::Paint::Color(colour) => *colour,
        usvg::Paint::LinearGradient(gradient) => first(gradient.stops()),
        usvg::Paint::RadialGradient(gradient) => first(gradient.stops()),
        usvg::Paint::Pattern(_) => usvg::Color::black(),
    };
    Colour(red, green, blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inside: &str) -> Option<Drawing> {
        Drawing::read(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\">{inside}</svg>"))
    }

    #[test]
    fn shapes_keep_their_order_colours_and_lines() {
        let drawing = read(
            "<g opacity=\".5\"><circle cx=\"10\" cy=\"10\" r=\"5\" fill=\"#102030\"/></g>\
             <g transform=\"scale(2)\"><path d=\"M0 0 5 5\" fill=\"none\" stroke=\"#fff\" stroke-width=\"1.5\"/></g>\
             <rect width=\"0\" height=\"4\"/><rect width=\"9\" height=\"4\" visibility=\"hidden\"/>",
        )
        .unwrap();
        assert_eq!((drawing.width, drawing.height), (40.0, 20.0));
        let [disc, line] = &drawing.shapes[..] else { panic!("{} shapes", drawing.shapes.len()) };
        let fill = disc.fill.as_ref().unwrap();
        assert_eq!(fill.paint, Colour(0x10, 0x20, 0x30).fill().paint);
        assert!((fill.opacity.get() - 0.5).abs() < 0.01 && disc.stroke.is_none());
        let stroke = line.stroke.as_ref().unwrap();
        assert_eq!((line.fill.is_none(), stroke.width), (true, 3.0));
    }

    #[test]
    fn a_gradient_becomes_the_colour_it_begins_with() {
        let drawing = read(
            "<linearGradient id=\"a\"><stop stop-color=\"#ff0000\"/><stop offset=\"1\" stop-color=\"#0000ff\"/></linearGradient>\
             <rect width=\"8\" height=\"8\" fill=\"url(#a)\"/>",
        )
        .unwrap();
        assert_eq!(drawing.shapes[0].fill.as_ref().unwrap().paint, Colour(0xff, 0, 0).fill().paint);
    }

    #[test]
    fn where_nothing_can_be_drawn_there_is_no_drawing() {
        assert!(read("").is_none());
        assert!(read("<text x=\"1\" y=\"9\">Gemeente</text>").is_none());
        assert!(Drawing::read("<svg").is_none());
    }

    #[test]
    fn a_drawing_keeps_its_proportions() {
        let drawing = read("<rect width=\"8\" height=\"8\"/>").unwrap();
        let room = Area { left: 5.0, top: 6.0, width: 60.0, height: 10.0 };
        let place = drawing.place(room);
        assert_eq!((place.left, place.top, place.width, place.height), (5.0, 6.0, 20.0, 10.0));
        let narrow = drawing.place(Area { width: 10.0, ..room });
        assert_eq!((narrow.width, narrow.height), (10.0, 5.0));
    }
}
