//! Where a command writes: results to one stream, what is said about them to another.

use std::io::{self, Write};

/// The two streams of a command. Tests pass their own.
pub struct Output<'o> {
    /// For results.
    pub results: Box<dyn Write + 'o>,
    /// For faults, warnings and whatever else is said along the way.
    pub remarks: Box<dyn Write + 'o>,
}

impl Output<'static> {
    /// Standard output and standard error.
    pub fn standard() -> Self {
        Output { results: Box::new(io::stdout().lock()), remarks: Box::new(io::stderr()) }
    }
}

impl Output<'_> {
    /// Writes out what was held back.
    ///
    /// # Errors
    /// When a stream can't be written to.
    pub fn flush(&mut self) -> io::Result<()> {
        self.results.flush()?;
        self.remarks.flush()
    }
}
