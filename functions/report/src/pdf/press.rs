//! Typst, closed in: it sees the form, one manuscript and our fonts. No packages, no files, no network, and no clock but the
//! day that the report names.
//!
//! Tested by `tests/report.sh`, on the program as it is built: these are not built for the tests beside the code.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::{FORM, Manuscript, Unset};

/// What stands for a letter that no font has.
const UNKNOWN: char = '?';
/// The longest word that is left whole. What is longer is no word, but an address, or nothing.
const LONGEST_WORD: usize = 32;
/// How many letters of what is longer stay together, so that a narrow column has room for them.
const PIECE: usize = 12;
/// Where a line may end, unseen.
const BREAK: char = '\u{200b}';

/// What every report is set with.
struct Shop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    form: Source,
    standards: PdfStandards,
}

static SHOP: LazyLock<Shop> = LazyLock::new(|| {
    let fonts: Vec<Font> =
        fonts::REGULAR.into_iter().chain(fonts::BOLD).flat_map(|file| Font::iter(Bytes::new(file))).collect();
    // Headings of rows are marked as such only by what Typst does not promise to keep as it is.
    let features = [Feature::A11yExtras].into_iter().collect();
    Shop {
        library: LazyHash::new(Library::builder().with_features(features).build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        form: Source::new(id("report.typ"), FORM.to_owned()),
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).expect("one standard agrees with itself"),
    }
});

/// What Typst sees of one report.
struct Job {
    files: HashMap<FileId, Bytes>,
}

/// The file of that name. The names are few and known: Typst keeps each for good.
fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("names of files are ours");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// Sets a manuscript.
///
/// # Errors
/// [`Unset::Unfit`], with what Typst says.
pub(super) fn print(manuscript: &Manuscript) -> Result<Vec<u8>, Unset> {
    let mut report = manuscript.report.clone();
    make_printable(&mut report);
    report["fonts"] = fonts::FAMILIES.to_vec().into();
    let json = serde_json::to_vec(&report).expect("JSON has JSON");
    let mut files: HashMap<FileId, Bytes> =
        manuscript.drawings.iter().map(|(name, svg)| (id(name), Bytes::from_string(svg.clone()))).collect();
    files.insert(id("report.json"), Bytes::new(json));

    let job = Job { files };
    let printed = typst::compile::<PagedDocument>(&job).output.and_then(|document| {
        let options = PdfOptions {
            creator: Smart::Custom(Some("Dagpeil".to_owned())),
            standards: SHOP.standards.clone(),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options)
    });
    // What was remembered is of this report alone, and the process may live for hours.
    typst::comemo::evict(0);
    printed.map_err(|diagnostics| Unset::Unfit(diagnostics.iter().map(|said| told(&job, said)).collect()))
}

/// What is wrong, and where in the form.
fn told(job: &Job, diagnostic: &SourceDiagnostic) -> String {
    let line = job.range(diagnostic.span).and_then(|range| SHOP.form.lines().byte_to_line(range.start));
    let place = line.map(|line| format!("report.typ, line {}: ", line + 1)).unwrap_or_default();
    format!("{place}{}", diagnostic.message)
}

impl World for Job {
    fn library(&self) -> &LazyHash<Library> {
        &SHOP.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHOP.book
    }

    fn main(&self) -> FileId {
        SHOP.form.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == SHOP.form.id() { Ok(SHOP.form.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHOP.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Makes every text in `value` one that can be printed as PDF/UA wants it: a letter for every character, and no word that
/// runs off the page.
fn make_printable(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some(printable) = printable(text) {
                *text = printable;
            }
        }
        Value::Array(values) => values.iter_mut().for_each(make_printable),
        Value::Object(members) => members.values_mut().for_each(make_printable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text as it can be printed; none where it can as it is.
fn printable(text: &str) -> Option<String> {
    if text.len() <= LONGEST_WORD && text.chars().all(is_plain) {
        return None;
    }
    let letters: Vec<char> = text.chars().filter_map(as_printed).collect();
    let mut printable = String::with_capacity(text.len() + 8);
    for word in letters.split_inclusive(|letter| letter.is_whitespace() || *letter == '-') {
        let piece = if word.len() > LONGEST_WORD { PIECE } else { LONGEST_WORD };
        for (at, letters) in word.chunks(piece).enumerate() {
            if at > 0 {
                printable.push(BREAK);
            }
            printable.extend(letters);
        }
    }
    (printable != text).then_some(printable)
}

/// Whether every font for Latin letters has it, and it means nothing else.
fn is_plain(letter: char) -> bool {
    letter.is_ascii_graphic() || letter == ' '
}

/// What is printed of a character; none where it is not seen.
fn as_printed(letter: char) -> Option<char> {
    match letter {
        letter if is_plain(letter) || letter == '\n' => Some(letter),
        letter if letter.is_whitespace() && !has_letter(letter) => Some(' '),
        // Directions, joiners, selectors of another look: nothing to see, and others can do without.
        letter if is_unseen(letter) => None,
        '\u{2010}' | '\u{2011}' => Some('-'),
        letter if has_letter(letter) => Some(letter),
        _ => Some(UNKNOWN),
    }
}

/// Whether a font of each weight has it.
fn has_letter(letter: char) -> bool {
    let has = |fonts: &[Font]| fonts.iter().any(|font| font.info().coverage.contains(letter.into()));
    let (regular, bold) = SHOP.fonts.split_at(fonts::REGULAR.len());
    has(regular) && has(bold)
}

/// Whether it only tells how others are to look.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}
