//! Reading PDFs, as far as our own are concerned.

use std::fs;
use std::io::Read;
use std::path::Path;

/// The streams of a PDF, as text where they are text.
pub(super) fn streams(pdf: &[u8]) -> Vec<String> {
    let find = |what: &[u8], from: usize| {
        pdf[from..].windows(what.len()).position(|window| window == what).map(|at| from + at)
    };
    let (mut streams, mut from) = (Vec::new(), 0);
    while let Some(start) = find(b"stream\n", from) {
        let start = start + b"stream\n".len();
        let end = find(b"endstream", start).unwrap();
        let mut stream = Vec::new();
        if flate2::read::ZlibDecoder::new(&pdf[start..end]).read_to_end(&mut stream).is_ok() {
            streams.push(String::from_utf8_lossy(&stream).into_owned());
        }
        from = end + b"endstream".len();
    }
    streams
}

/// What a phone reads from the QR codes of a page, held over one after the other: the black shapes that its content stream
/// draws, where it draws them.
fn scanned(page: &str) -> Vec<String> {
    // The smallest code has 21 rows of modules; a logo may have something black too.
    let is_code = |path: &str| path.matches(" l\nh").count() > 21;
    let drawings = page.split("\nq ").filter_map(|drawing| drawing.split_once(" cm 0 0 0 rg "));
    drawings.filter(|(_, path)| is_code(path)).map(read).collect()
}

/// Reads one QR code: the matrix that puts it on the page, and its path.
fn read((matrix, path): (&str, &str)) -> String {
    const DOTS: f32 = 3.0; // to a point
    let (width, height) = ((595.3 * DOTS) as usize, (841.9 * DOTS) as usize);
    let mut picture = vec![255_u8; width * height];
    let matrix: Vec<f32> = matrix.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let [a, 0.0, 0.0, d, e, f] = matrix[..] else { panic!("upright") };
    // Rectangles: a move, three lines and the end.
    for rectangle in path.split(" l\nh").filter(|rectangle| rectangle.contains(" m ")) {
        let points: Vec<f32> = rectangle.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let across = |x: f32| ((a * x + e) * DOTS).round() as usize;
        let down = |y: f32| height - ((d * y + f) * DOTS).round() as usize;
        for y in down(points[1])..down(points[5]) {
            picture[y * width..][across(points[0])..across(points[2])].fill(0);
        }
    }
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| picture[y * width + x]);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

/// What is read from all pages of a PDF.
pub(super) fn links(pdf: &Path) -> Vec<String> {
    streams(&fs::read(pdf).unwrap())
        .iter()
        .filter(|stream| stream.contains("BDC"))
        .flat_map(|page| scanned(page))
        .collect()
}
