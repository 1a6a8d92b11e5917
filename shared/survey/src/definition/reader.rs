//! Walking a TOML file by hand, collecting faults with their places instead of stopping at the first.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Range, RangeInclusive};
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Source;
use super::fault::{Fault, did_you_mean, listed, shortened};
use super::translation::{Translation, joined};
use crate::id::InvalidId;
use crate::language::{Language, Text};

/// Something with the bytes it was written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// What was written.
    pub value: T,
    /// Where: a range of bytes of the file, or of the condition.
    pub at: Range<usize>,
}

impl<T> Located<T> {
    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: change(self.value), at: self.at }
    }
}

/// What is wrong or worth a look, and what is allowed instead.
pub(super) type Finding = Located<(String, String)>;

/// A text of a file.
pub(super) struct Words {
    /// Its name in translations; absent where only advisers read it.
    pub(super) name: Option<String>,
    /// The languages it exists in, where it is written.
    pub(super) languages: Vec<Language>,
    /// The line it is written in, counted from 1.
    pub(super) line: usize,
    at: Range<usize>,
}

impl Words {
    /// Whether it should exist in that language. Advisers read Dutch and English.
    pub(super) fn is_wanted_in(&self, language: Language) -> bool {
        is_for_respondents(self.name.as_deref()) || matches!(language, Language::Nl | Language::En)
    }
}

/// Whether respondents read the text of that name. A theme has one, so that it can be translated; only advisers see it.
fn is_for_respondents(name: Option<&str>) -> bool {
    name.is_some_and(|name| !name.starts_with("theme."))
}

/// A file that is being read, with what was found wrong so far.
pub(super) struct File<'a> {
    source: Source<'a>,
    /// Its texts in other languages, each in a file of its own.
    translations: Vec<Translation>,
    /// Whether the file was free of faults of syntax.
    pub(super) is_toml: bool,
    faults: RefCell<Vec<Finding>>,
    warnings: RefCell<Vec<Finding>>,
    /// Every text of the file.
    texts: RefCell<Vec<Words>>,
}

impl<'a> File<'a> {
    /// A file of which nothing was read yet, with its translations.
    pub(super) fn new(source: Source<'a>, translations: Vec<Translation>) -> Self {
        File {
            source,
            translations,
            is_toml: true,
            faults: RefCell::default(),
            warnings: RefCell::default(),
            texts: RefCell::default(),
        }
    }

    /// Parses the file and walks its top table.
    ///
    /// What a file with faults of syntax seems to say is guesswork, so of such a file only those faults are kept; it is
    /// walked all the same, because it may lead to files that can be checked.
    pub(super) fn read<R>(&mut self, walk: impl for<'t> FnOnce(Table<'t>) -> R) -> R {
        let (document, errors) = DeTable::parse_recoverable(self.source.text);
        self.is_toml = errors.is_empty();
        for error in &errors {
            let at = error.span().unwrap_or(0..0);
            self.fault(&at, format!("this is not TOML: {}", error.message()), "TOML 1.1, see https://toml.io");
        }
        let outcome = walk(Table {
            file: self,
            entries: document.get_ref(),
            at: 0..0,
            noun: "this file".into(),
            name: Some(String::new()),
            known: Vec::new(),
        });
        if !errors.is_empty() {
            self.faults.borrow_mut().truncate(errors.len());
        }
        outcome
    }

    /// Reports a fault at a range of bytes.
    pub(super) fn fault(&self, at: &Range<usize>, what: impl Into<String>, allowed: impl Into<String>) {
        let value = (what.into(), allowed.into());
        self.faults.borrow_mut().push(Located { value, at: at.clone() });
    }

    /// Reports something worth a look.
    pub(super) fn warn(&self, at: &Range<usize>, what: impl Into<String>) {
        self.warnings.borrow_mut().push(Located { value: (what.into(), String::new()), at: at.clone() });
    }

    /// Reports an id that was used before. `among` says within what ids must differ.
    pub(super) fn once<T: Ord + Clone + fmt::Display>(
        &self,
        seen: &mut BTreeMap<T, usize>,
        given: &Located<T>,
        among: &str,
    ) {
        let (line, _) = self.place(given.at.start);
        match seen.get(&given.value) {
            Some(first) => {
                let what = format!("`{}` is already used in line {first}", given.value);
                self.fault(&given.at, what, format!("each only once among {among}"));
            }
            None => drop(seen.insert(given.value.clone(), line)),
        }
    }

    /// Where in the file a byte of a string's content lies; the string's start where escapes obscure it.
    pub(super) fn inside(&self, string: &Located<&str>, range: &Range<usize>) -> Range<usize> {
        let written = self.source.text.get(string.at.clone()).unwrap_or_default();
        match written.find(string.value) {
            Some(start) => string.at.start + start + range.start..string.at.start + start + range.end,
            None => string.at.clone(),
        }
    }

    /// Faults and warnings of this file and then of its translations, in the order of their places, after each text was
    /// held against the campaign's languages.
    pub(super) fn into_findings(mut self, languages: &[Language]) -> Vec<(Vec<Fault>, Vec<Fault>)> {
        let texts = self.texts.take();
        let translations = std::mem::take(&mut self.translations);
        self.hold_against(languages, &texts, &translations);
        let understood = self.is_toml && self.faults.get_mut().is_empty();
        let own = (placed(self.source, self.faults.take()), placed(self.source, self.warnings.take()));
        let known = understood.then_some(texts.as_slice());
        let translations = translations.into_iter().map(|other| other.into_findings(self.source.path, known));
        std::iter::once(own).chain(translations).collect()
    }

    /// Warns of texts that are not there in a language of the campaign, and of those in another.
    fn hold_against(&self, languages: &[Language], texts: &[Words], translations: &[Translation]) {
        let wanted = |language: &Language| texts.iter().filter(|text| text.is_wanted_in(*language)).count();
        let present = |language: &Language| {
            let elsewhere = translations.iter().any(|translation| translation.language == *language);
            elsewhere || texts.iter().any(|text| text.languages.contains(language))
        };
        let (present, absent): (Vec<Language>, Vec<Language>) =
            languages.iter().filter(|language| wanted(language) > 0).partition(|language| present(language));
        for language in absent {
            let (count, path) = (wanted(&language), Translation::path_of(self.source.path, language));
            let what = format!("none of the {count} texts here is there in {language}; people will see them in Dutch");
            self.warn(&(0..0), format!("{what} until there is a {path}"));
        }
        for text in texts {
            let missing = present.iter().filter(|language| {
                let elsewhere = text.name.is_some() && translations.iter().any(|other| other.language == **language);
                text.is_wanted_in(**language) && !text.languages.contains(language) && !elsewhere
            });
            let missing: Vec<_> = missing.map(|language| language.code()).collect();
            if !missing.is_empty() {
                let missing = listed(missing);
                self.warn(&text.at, format!("this text is missing in {missing}; people will see it in Dutch"));
            }
            let surplus: Vec<_> = text.languages.iter().filter(|language| !languages.contains(language)).collect();
            if !languages.is_empty() && !surplus.is_empty() {
                let surplus = listed(surplus.iter().map(|language| language.code()));
                let what = format!("this text exists in {surplus}, which the campaign does not offer");
                self.warn(&text.at, what);
            }
        }
    }

    /// Line and column of a byte, both counted from 1, the column in characters.
    fn place(&self, at: usize) -> (usize, usize) {
        place(self.source.text, at)
    }
}

/// Findings in the order of their places, with those places.
pub(super) fn placed(source: Source<'_>, mut found: Vec<Finding>) -> Vec<Fault> {
    found.sort_by_key(|finding| finding.at.start);
    let fault = |Located { value: (what, allowed), at }: Finding| {
        let (line, column) = place(source.text, at.start);
        Fault { file: source.path.to_owned(), line, column, what, allowed }
    };
    found.into_iter().map(fault).collect()
}

/// Line and column of a byte of a text, both counted from 1, the column in characters.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..at.min(text.len())];
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    (line, 1 + String::from_utf8_lossy(&before[start..]).chars().count())
}

/// A text for people, without the space around it.
///
/// # Errors
/// With what is wrong with it, and what is allowed.
pub(super) fn sound(text: &str) -> Result<String, (String, &'static str)> {
    let text = text.trim();
    if text.is_empty() {
        return Err(("this text is empty".to_owned(), "a text; leave the language out where there is none"));
    }
    if let Some(control) = text.chars().find(|found| found.is_control() && *found != '\n') {
        let what = format!("this text contains the control character {}", control.escape_unicode());
        return Err((what, "letters, signs and line ends"));
    }
    Ok(text.to_owned())
}

/// The most words of a Dutch sentence that is read with ease: for level B1 some 15 are advised at most.
const MOST_WORDS: usize = 20;

/// The sentences of a text that are too long to be read with ease.
fn long_sentences(text: &str) -> impl Iterator<Item = &str> {
    // A point inside a word or number, as in example.nl, ends nothing.
    let lines =
        text.lines().flat_map(|line| line.split_inclusive(". ").flat_map(|part| part.split_inclusive(['?', '!'])));
    lines.map(str::trim).filter(|sentence| sentence.split_whitespace().count() > MOST_WORDS)
}

/// A table that is being read. Every key asked for becomes known; [`finish`](Self::finish) reports the others.
pub(super) struct Table<'t> {
    /// The file the table is in.
    pub(super) file: &'t File<'t>,
    /// Where the table begins.
    pub(super) at: Range<usize>,
    entries: &'t DeTable<'t>,
    noun: std::borrow::Cow<'static, str>,
    /// What the names of its texts begin with in translations; absent where only advisers read them.
    name: Option<String>,
    known: Vec<&'static str>,
}

type Value<'t> = Spanned<DeValue<'t>>;

const TEXT: &str = r#"a text per language, such as { nl = "…", en = "…" }"#;

impl<'t> Table<'t> {
    /// What the table is called in messages, such as "a theme".
    pub(super) fn call(&mut self, noun: impl Into<std::borrow::Cow<'static, str>>) {
        self.noun = noun.into();
    }

    fn is_for_respondents(&self) -> bool {
        is_for_respondents(self.name.as_deref())
    }

    /// Sets what the names of the table's texts begin with in translations.
    pub(super) fn name(&mut self, name: impl Into<String>) {
        self.name = Some(name.into());
    }

    /// Adds a key to the name.
    pub(super) fn name_further(&mut self, key: &str) {
        self.name = self.name.as_deref().map(|name| joined(name, key));
    }

    /// Only advisers read the table's texts.
    pub(super) fn is_for_advisers(&mut self) {
        self.name = None;
    }

    /// Whether the key is there, whatever its value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Where the key's value is written, or the table where there is none.
    pub(super) fn place(&self, key: &str) -> Range<usize> {
        self.entries.get(key).map_or_else(|| self.at.clone(), Spanned::span)
    }

    /// How many entries the list under `key` has; 0 where there is no list.
    pub(super) fn length(&self, key: &str) -> usize {
        self.entries.get(key).and_then(|value| value.get_ref().as_array()).map_or(0, |array| array.len())
    }

    /// Reports a fault in the value of `key`.
    pub(super) fn fault(&self, key: &str, what: impl Into<String>, allowed: impl Into<String>) {
        self.file.fault(&self.place(key), what, allowed);
    }

    /// Reports every key that was not asked for.
    pub(super) fn finish(self) {
        for key in self.entries.keys() {
            let name: &str = key.get_ref();
            if !self.known.contains(&name) {
                let hint = did_you_mean(name, self.known.iter().copied());
                let what = format!("`{}` is not a key of {}{hint}", shortened(name), self.noun);
                self.file.fault(&key.span(), what, listed(self.known.iter().copied()));
            }
        }
    }

    /// A string that may be absent.
    pub(super) fn optional_string(&mut self, key: &'static str, allowed: &str) -> Option<Located<&'t str>> {
        let value = self.value(key)?;
        self.expect(key, value, value.get_ref().as_str(), allowed)
    }

    /// A string that must be there.
    pub(super) fn string(&mut self, key: &'static str, allowed: &str) -> Option<Located<&'t str>> {
        self.demand(key, allowed)?;
        self.optional_string(key, allowed)
    }

    /// A string that must be there and says something.
    pub(super) fn words(&mut self, key: &'static str) -> String {
        let allowed = "a text of one line";
        let Some(string) = self.string(key, allowed) else { return String::new() };
        let words = string.value.trim();
        if words.is_empty() {
            self.fault(key, format!("`{key}` is empty"), allowed);
        } else if words.contains(char::is_control) {
            self.fault(key, format!("`{key}` contains a control character"), allowed);
        }
        words.to_owned()
    }

    /// An id, or an item's name, that must be there.
    pub(super) fn id<T: FromStr<Err = InvalidId>>(&mut self, key: &'static str) -> Option<Located<T>> {
        let allowed = "".parse::<T>().err().map_or("an id", |error| error.allowed);
        let string = self.string(key, allowed)?;
        self.parsed(&string)
    }

    /// An id that may be absent.
    pub(super) fn optional_id<T: FromStr<Err = InvalidId>>(&mut self, key: &'static str) -> Option<Located<T>> {
        if self.has(key) { self.id(key) } else { self.value(key).and(None) }
    }

    /// Parses an id, reporting it where its form is wrong.
    pub(super) fn parsed<T: FromStr<Err = InvalidId>>(&self, string: &Located<&str>) -> Option<Located<T>> {
        match string.value.parse() {
            Ok(value) => Some(Located { value, at: string.at.clone() }),
            Err(InvalidId { given, allowed }) => {
                self.file.fault(&string.at, format!("`{given}` is not a valid id"), allowed);
                None
            }
        }
    }

    /// A truth value; false if absent.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.value(key) else { return false };
        self.expect(key, value, value.get_ref().as_bool(), "true or false").is_some_and(|flag| flag.value)
    }

    /// A whole number that may be absent. `why` follows the bounds in what is allowed.
    pub(super) fn optional_integer(&mut self, key: &'static str, range: RangeInclusive<i64>, why: &str) -> Option<i64> {
        let allowed = format!("a whole number from {} to {}{why}", range.start(), range.end());
        let value = self.value(key)?;
        let integer = self.expect(key, value, value.get_ref().as_integer(), &allowed)?.value;
        match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) if range.contains(&number) => Some(number),
            Ok(_) | Err(_) => {
                self.fault(key, format!("`{key}` is {}", shortened(&integer.to_string())), allowed);
                None
            }
        }
    }

    /// A whole number that must be there.
    pub(super) fn integer(&mut self, key: &'static str, range: RangeInclusive<i64>) -> Option<i64> {
        let allowed = format!("a whole number from {} to {}", range.start(), range.end());
        self.demand(key, &allowed)?;
        self.optional_integer(key, range, "")
    }

    /// A text for people that may be absent.
    pub(super) fn optional_text(&mut self, key: &'static str) -> Option<Text> {
        let mut table = self.optional_table(key, TEXT)?;
        table.call("a text");
        let text = table.label();
        table.finish();
        Some(text)
    }

    /// A text for interviewers that may be absent. They read Dutch or English, as advisers do.
    pub(super) fn text_for_interviewers(&mut self, key: &'static str) -> Option<Text> {
        let mut table = self.optional_table(key, TEXT)?;
        table.call("a text");
        table.is_for_advisers();
        let text = table.label();
        table.finish();
        Some(text)
    }

    /// A text for people that must be there.
    pub(super) fn text(&mut self, key: &'static str) -> Text {
        self.demand(key, TEXT);
        self.optional_text(key).unwrap_or_else(stand_in)
    }

    /// A text for people that must be there, whose name is the table's own.
    pub(super) fn text_named_as_the_table(&mut self, key: &'static str) -> Text {
        self.demand(key, TEXT);
        let Some(mut table) = self.optional_table(key, TEXT) else { return stand_in() };
        table.call("a text");
        table.name.clone_from(&self.name);
        let text = table.label();
        table.finish();
        text
    }

    /// The text that this table is itself, under the languages as keys, and in the file's translations.
    pub(super) fn label(&mut self) -> Text {
        let mut texts = BTreeMap::new();
        let mut languages = Vec::new();
        for language in Language::ALL {
            let key = language.code();
            if self.has(key) {
                languages.push(language);
            }
            let Some(string) = self.optional_string(key, "a text in quotes") else { continue };
            match sound(string.value) {
                Ok(text) => drop(texts.insert(language, text)),
                Err((what, allowed)) => self.fault(key, what, allowed),
            }
        }
        if !self.has(Language::Nl.code()) {
            self.file.fault(&self.at, format!("{} needs its Dutch (`nl`)", self.noun), TEXT);
        }
        if let (Some(dutch), true) = (texts.get(&Language::Nl), self.is_for_respondents()) {
            for sentence in long_sentences(dutch) {
                let count = sentence.split_whitespace().count();
                let what = format!("a sentence of {count} words is hard to read: \"{}\"", shortened(sentence));
                self.file.warn(&self.place(Language::Nl.code()), what);
            }
        }
        for translation in &self.file.translations {
            if let Some(text) = self.name.as_deref().and_then(|name| translation.get(name)) {
                texts.entry(translation.language).or_insert_with(|| text.to_owned());
            }
        }
        let (line, _) = self.file.place(self.at.start);
        let words = Words { name: self.name.clone(), languages, line, at: self.at.clone() };
        self.file.texts.borrow_mut().push(words);
        Text::try_from(texts).unwrap_or_else(|_| stand_in())
    }

    /// A table that may be absent.
    pub(super) fn optional_table(&mut self, key: &'static str, allowed: &str) -> Option<Table<'t>> {
        let value = self.value(key)?;
        self.table_of(key, value, allowed)
    }

    /// A table that must be there.
    pub(super) fn table(&mut self, key: &'static str) -> Option<Table<'t>> {
        let allowed = format!("a table [{key}]");
        self.demand(key, &allowed)?;
        self.optional_table(key, &allowed)
    }

    /// A list of tables, each called `noun`; absent, it counts as empty.
    pub(super) fn tables(
        &mut self,
        key: &'static str,
        noun: &'static str,
        count: RangeInclusive<usize>,
    ) -> Vec<Table<'t>> {
        let allowed = format!("{} to {} times {noun}", count.start(), count.end());
        let mut tables = Vec::new();
        for value in self.list(key, count, &allowed) {
            if let Some(mut table) = self.table_of(key, value, noun) {
                table.call(noun);
                tables.push(table);
            }
        }
        tables
    }

    /// A list of strings, each `noun`; absent, it counts as empty.
    pub(super) fn strings(
        &mut self,
        key: &'static str,
        noun: &str,
        count: RangeInclusive<usize>,
    ) -> Vec<Located<&'t str>> {
        let allowed = format!("{} to {} times {noun}", count.start(), count.end());
        let values = self.list(key, count, &allowed);
        values.iter().filter_map(|value| self.expect(key, value, value.get_ref().as_str(), noun)).collect()
    }

    fn list(&mut self, key: &'static str, count: RangeInclusive<usize>, allowed: &str) -> &'t [Value<'t>] {
        let Some(value) = self.value(key) else {
            if !count.contains(&0) {
                self.demand(key, allowed);
            }
            return &[];
        };
        let Some(array) = self.expect(key, value, value.get_ref().as_array(), allowed) else { return &[] };
        if !count.contains(&array.value.len()) {
            let entries = if array.value.len() == 1 { "entry" } else { "entries" };
            self.fault(key, format!("`{key}` has {} {entries}", array.value.len()), allowed);
        }
        array.value
    }

    fn table_of(&self, key: &str, value: &'t Value<'t>, allowed: &str) -> Option<Table<'t>> {
        let table = self.expect(key, value, value.get_ref().as_table(), allowed)?;
        Some(Table {
            file: self.file,
            entries: table.value,
            at: table.at,
            noun: format!("`{key}`").into(),
            name: self.name.as_deref().map(|name| joined(name, key)),
            known: Vec::new(),
        })
    }

    /// What stands under `key`, which thereby is a known key.
    fn value(&mut self, key: &'static str) -> Option<&'t Value<'t>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.entries.get(key)
    }

    /// Reports the key where it is absent.
    pub(super) fn demand(&mut self, key: &'static str, allowed: &str) -> Option<()> {
        if self.value(key).is_none() {
            self.file.fault(&self.at, format!("`{key}` is missing in {}", self.noun), allowed);
            return None;
        }
        Some(())
    }

    /// The value as the type that was looked for, or a fault that names what it is instead.
    fn expect<T>(&self, key: &str, value: &Value<'_>, found: Option<T>, allowed: &str) -> Option<Located<T>> {
        match found {
            Some(found) => Some(Located { value: found, at: value.span() }),
            None => {
                let what = format!("`{key}` is {}", a_type(value.get_ref()));
                self.file.fault(&value.span(), what, allowed);
                None
            }
        }
    }
}

/// Stands in for a text that was reported.
fn stand_in() -> Text {
    Text::dutch("")
}

/// The type of a value in the words of a person.
pub(super) fn a_type(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text in quotes",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "a truth value",
        DeValue::Datetime(_) => "a date or time without quotes",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
