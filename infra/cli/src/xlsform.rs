//! Questionnaires from and to XLSForm, the spreadsheets that surveys are written in elsewhere (<https://xlsform.org>).
//!
//! [`import`] reads a workbook into a questionnaire file as a person would write it; [`export`] writes a questionnaire as a
//! workbook that other tools take too, and from which [`import`] makes the same questionnaire. What has no place in
//! XLSForm (themes, steps, bands, tables) stands in columns and a sheet of its own, which other tools leave alone.
//!
//! Nothing is dropped silently: what can't be taken over is refused with its cell and what to do, and every cell without
//! effect is named.

mod columns;
mod draft;
mod export;
mod expression;
mod import;
mod meaning;
mod names;
mod report;
mod sheets;
#[cfg(test)]
mod tests;
mod types;

pub use export::{ExportError, export};
pub use import::{ImportError, Imported, Options, import};
pub use report::Finding;

/// Names in an exported form that no question of ours can have: ours have no hyphens and no points.
mod reserved {
    /// The note that holds the title, in all languages; settings have room for one.
    pub(super) const TITLE: &str = "form-title";
    /// The note before the first question.
    pub(super) const INTRO: &str = "form-intro";
    /// The note after sending.
    pub(super) const THANKS: &str = "form-thanks";
    /// What follows the name of a section in that of the note with its introduction.
    pub(super) const SECTION_INTRO: &str = ".intro";
    /// The sheet of question-by-question tables.
    pub(super) const CROSSINGS: &str = "crossings";
}
