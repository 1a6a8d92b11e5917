//! Prints the description of all HTTP interfaces: `make openapi`.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    io::stdout().write_all(dagpeil_tests::openapi::written().as_bytes())
}
