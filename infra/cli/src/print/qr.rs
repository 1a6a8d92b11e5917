//! QR codes.

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
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| picture[y * side + x]);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
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
