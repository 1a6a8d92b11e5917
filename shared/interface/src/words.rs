//! Words at run time: tables that the build packed, and messages with their variables filled in.

mod number;
mod pattern;
mod plural;
#[cfg(test)]
mod refusals;

use flate2::{Decompress, FlushDecompress};

pub use number::Number;
pub use pattern::{Value, fill};
pub use plural::category;
pub use wording::mark;

/// A language's messages as a program carries them.
#[derive(Debug, Clone, Copy)]
pub struct Packed {
    /// The table, deflated.
    pub deflated: &'static [u8],
    /// Of the table, in bytes.
    pub length: usize,
}

impl Packed {
    /// The messages in the order of their methods. They are kept as long as the program runs: unpack a language once.
    ///
    /// # Panics
    /// When the build did not pack it.
    pub fn messages(&self) -> Vec<&'static str> {
        let mut table = Vec::with_capacity(self.length);
        Decompress::new(false)
            .decompress_vec(self.deflated, &mut table, FlushDecompress::Finish)
            .expect("the build packed it");
        let table = String::from_utf8(table).expect("the build packed text");
        table.leak().split(mark::MESSAGE).collect()
    }
}
