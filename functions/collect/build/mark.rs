//! The notation of texts in tables: text, with these in between. None of them can stand in a text itself. Written by the
//! build script, read by `words::pattern`.

/// Between the messages of a table.
pub(crate) const MESSAGE: char = '\u{0}';
/// A variable: followed by its number and how to write it, each as a character counted from `0`. How: 1 for digits
/// that are not grouped, plus twice the least number of digits.
pub(crate) const VARIABLE: char = '\u{1}';
/// A selection: followed by the number of its variable, and then its variants, the default last.
pub(crate) const SELECT: char = '\u{2}';
/// A variant: followed by its key (a number, a plural category, a text; nothing for the default), [`KEY`], its text.
pub(crate) const VARIANT: char = '\u{3}';
/// Ends a key.
pub(crate) const KEY: char = '\u{4}';
/// Ends a selection.
pub(crate) const END: char = '\u{5}';
/// The last of them.
pub(crate) const LAST: char = END;
