//! The notation of texts in tables: text, with these in between. None of them can stand in a text itself. Written by
//! the build script, read by `interface::words`.

/// Between the messages of a table.
pub const MESSAGE: char = '\u{0}';
/// A variable: followed by its number and how to write it, each as a character counted from `0`. How: 1 for digits
/// that are not grouped, plus twice the least number of digits.
pub const VARIABLE: char = '\u{1}';
/// A selection: followed by the number of its variable, and then its variants, the default last.
pub const SELECT: char = '\u{2}';
/// A variant: followed by its key (a number, a plural category, a text; nothing for the default), [`KEY`], its text.
pub const VARIANT: char = '\u{3}';
/// Ends a key.
pub const KEY: char = '\u{4}';
/// Ends a selection.
pub const END: char = '\u{5}';
/// The last of them.
pub const LAST: char = END;
