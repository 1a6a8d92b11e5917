//! QR codes.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

/// A QR code: a square of modules, dark or light.
pub(crate) struct Qr {
    side: usize,
    dark: Vec<bool>,
}

/// Dark modules side by side, counted from the top left with the margin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// Their row.
    pub(crate) row: usize,
    /// The first one's column.
    pub(crate) column: usize,
    /// How many they are.
    pub(crate) length: usize,
}

/// The text does not fit into a QR code.
#[derive(Debug, thiserror::Error)]
#[error("the link is too long for a QR code")]
pub(crate) struct TooLong;

impl Qr {
    /// How much white there has to be around, in modules (ISO/IEC 18004).
    pub(crate) const MARGIN: usize = 4;

    /// The QR code of a text. With 15 % of it lost (level M), it can still be read.
    ///
    /// # Errors
    /// When there is too much of it, which is more than 2,000 characters.
    pub(crate) fn of(text: &str) -> Result<Self, TooLong> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|_| TooLong)?;
        let side = code.size;
        let dark = (0..side).flat_map(|row| (0..side).map(move |column| (row, column)));
        let dark = dark.map(|(row, column)| code[row][column].value()).collect();
        Ok(Qr { side, dark })
    }

    /// How many modules a side has, with the white margin at both ends.
    pub(crate) fn side_with_margin(&self) -> usize {
        self.side + 2 * Self::MARGIN
    }

    /// The dark modules, row by row.
    pub(crate) fn runs(&self) -> impl Iterator<Item = Run> {
        let runs = |(row, modules): (usize, &[bool])| {
            let mut runs: Vec<Run> = Vec::new();
            for column in (0..modules.len()).filter(|column| modules[*column]) {
                match runs.last_mut() {
                    Some(run) if run.column + run.length == column + Self::MARGIN => run.length += 1,
                    _ => runs.push(Run { row: row + Self::MARGIN, column: column + Self::MARGIN, length: 1 }),
                }
            }
            runs
        };
        self.dark.chunks(self.side).enumerate().flat_map(runs)
    }

    /// The code as SVG, white margin included; `title` is what it is for. A module is 1 wide, so nothing is rounded.
    pub(crate) fn svg(&self, title: &str) -> String {
        let side = self.side_with_margin();
        let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let mut path = String::new();
        for Run { row, column, length } in self.runs() {
            write!(path, "M{column} {row}h{length}v1h-{length}z").expect("text can always be added to");
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"100mm\" height=\"100mm\" \
             role=\"img\" shape-rendering=\"crispEdges\">\n<title>{title}</title>\n\
             <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/>\n<path d=\"{path}\"/>\n</svg>\n"
        )
    }

    /// The code as PNG, white margin included, of black and white alone; each module is as many dots wide.
    pub(crate) fn png(&self) -> Vec<u8> {
        /// So that it is sharp on paper up to 10 cm.
        const LEAST_DOTS: usize = 1200;
        let modules = self.side_with_margin();
        let dots = LEAST_DOTS.div_ceil(modules);
        let side = modules * dots;
        let width = side.div_ceil(8);
        let mut rows = vec![0xff_u8; width * side];
        for run in self.runs() {
            for y in run.row * dots..(run.row + 1) * dots {
                for x in run.column * dots..(run.column + run.length) * dots {
                    rows[y * width + x / 8] &= !(0x80 >> (x % 8));
                }
            }
        }
        let mut file = Vec::new();
        let side = u32::try_from(side).expect("a QR code has at most 177 modules");
        let mut encoder = png::Encoder::new(&mut file, side, side);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let mut writer = encoder.write_header().expect("memory can be written to");
        writer.write_image_data(&rows).expect("the rows are as many and as long as the header says");
        writer.finish().expect("memory can be written to");
        file
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the runs, each module so many dots wide, and reads the picture as a phone would.
    fn seen(qr: &Qr, dots: usize) -> String {
        let side = qr.side_with_margin() * dots;
        let mut picture = vec![255_u8; side * side];
        for run in qr.runs() {
            for y in run.row * dots..(run.row + 1) * dots {
                picture[y * side..][run.column * dots..(run.column + run.length) * dots].fill(0);
            }
        }
        read(side, |x, y| picture[y * side + x])
    }

    /// Reads the one code in a square picture.
    fn read(side: usize, shade: impl FnMut(usize, usize) -> u8) -> String {
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, shade);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }

    const LINK: &str = "https://dagpeil.example.nl/noordoostpolder/gebruikers?lang=ar";

    #[test]
    fn the_png_can_be_read() {
        let file = Qr::of(LINK).unwrap().png();
        let mut decoder = png::Decoder::new(std::io::Cursor::new(&file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut picture = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut picture).unwrap();
        assert_eq!((frame.width, frame.color_type), (frame.height, png::ColorType::Grayscale));
        assert!(frame.width >= 1200 && picture.iter().all(|shade| [0, 255].contains(shade)), "sharp");
        let side = frame.width as usize;
        assert_eq!(read(side, |x, y| picture[y * side + x]), LINK);
        assert!(file.len() < 10_000, "{}", file.len());
    }

    #[test]
    fn the_svg_can_be_read() {
        const DOTS: usize = 4; // to a module
        let drawn = Qr::of(LINK).unwrap().svg("a & b");
        let tree = usvg::Tree::from_str(&drawn, &usvg::Options::default()).unwrap();
        let title = usvg::roxmltree::Document::parse(&drawn).unwrap();
        assert_eq!(title.root_element().first_element_child().unwrap().text(), Some("a & b"));
        let [usvg::Node::Group(scaled)] = tree.root().children() else { panic!("scaled to its size on paper") };
        let [usvg::Node::Path(white), usvg::Node::Path(black)] = scaled.children() else { panic!("two paths") };
        let shade = |path: &usvg::Path| path.fill().map(|fill| fill.paint().clone());
        let [white, black] = [(white, usvg::Color::white()), (black, usvg::Color::black())].map(|(path, colour)| {
            assert!(matches!(shade(path), Some(usvg::Paint::Color(found)) if found == colour));
            path.data()
        });
        let side = white.bounds().width() as usize;
        assert_eq!(side, Qr::of(LINK).unwrap().side_with_margin());
        // The path has only rectangles: a move and three lines each.
        let points: Vec<(usize, usize)> =
            black.points().iter().map(|point| (point.x as usize, point.y as usize)).collect();
        let dots = side * DOTS;
        let mut picture = vec![255_u8; dots * dots];
        for rectangle in points.chunks(4) {
            let ((left, top), (right, bottom)) = (rectangle[0], rectangle[2]);
            for y in top * DOTS..bottom * DOTS {
                picture[y * dots..][left * DOTS..right * DOTS].fill(0);
            }
        }
        assert_eq!(read(dots, |x, y| picture[y * dots + x]), LINK);
    }

    #[test]
    fn what_is_drawn_can_be_read() {
        let long = format!("https://{}.nl/#code=4K7Q-2M9F-XWPD-H3C8", "dag".repeat(60));
        for text in ["https://dagpeil.example.nl/noordoostpolder/gebruikers#code=4K7Q-2M9F-XWPD-H3C8", "x", &long] {
            assert_eq!(seen(&Qr::of(text).unwrap(), 5), text);
        }
    }

    #[test]
    fn too_much_is_refused() {
        assert!(Qr::of(&"x".repeat(3000)).is_err());
    }
}
