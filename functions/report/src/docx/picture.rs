//! Drawings as pictures: word processors show PNG everywhere.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

/// Pixels in a point: 200 to the inch, sharp enough on paper.
const SCALE: f32 = 200.0 / 72.0;
/// The most pixels along a side, whatever a drawing says it measures.
const MOST_PIXELS: f32 = 4000.0;

/// The fonts that come with the program; none of the machine's, so that a picture is the same everywhere.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut database = Database::new();
    for font in fonts::REGULAR.into_iter().chain(fonts::BOLD) {
        database.load_font_data(font.to_vec());
    }
    database.set_sans_serif_family(fonts::FAMILY);
    Arc::new(database)
});

/// A picture, and how large it is to be shown.
pub(super) struct Picture {
    pub(super) png: Vec<u8>,
    /// In points.
    pub(super) width: f32,
    /// In points.
    pub(super) height: f32,
}

/// Draws an SVG whose units are points. `None` if it is none, or has no size.
pub(super) fn picture(svg: &str) -> Option<Picture> {
    let options = Options { fontdb: Arc::clone(&FONTS), font_family: fonts::FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).ok()?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SCALE.min(MOST_PIXELS / width).min(MOST_PIXELS / height);
    let pixels = |points: f32| (points * scale).ceil() as u32;
    let mut canvas = Pixmap::new(pixels(width), pixels(height))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut canvas.as_mut());
    Some(Picture { png: canvas.encode_png().ok()?, width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_drawn_with_the_fonts_of_the_program() {
        let svg = |text: &str| {
            format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='72' height='36' font-family='{}'><text x='4' y='20'>{text}</text></svg>",
                fonts::FAMILY
            )
        };
        let drawn = picture(&svg("Één")).unwrap();
        assert_eq!((drawn.width, drawn.height), (72.0, 36.0));
        assert_eq!(&drawn.png[1..4], b"PNG");
        assert_ne!(drawn.png, picture(&svg("")).unwrap().png);
        assert!(picture("geen plaatje").is_none());
    }
}
