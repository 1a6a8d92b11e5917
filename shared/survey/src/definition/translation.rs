//! Reading the texts of a definition file in one language, from a file of their own: `users.ar.toml` beside `users.toml`.
//!
//! Texts are known by names: the keys on the way to them, such as `question.who.options.self`; of lists the number,
//! counted from 1, such as `section.2.title`. The file that is translated says which names there are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::Source;
use super::fault::{Fault, did_you_mean, listed, shortened};
use super::reader::{Finding, Located, Words, a_type, placed, sound};
use crate::language::Language;

/// Whether a native speaker has read the file.
const REVIEWED: &str = "reviewed";

/// The texts of one file in one language, and what was found wrong with them so far.
pub(super) struct Translation {
    /// The language all its texts are in.
    pub(super) language: Language,
    path: String,
    text: String,
    entries: Vec<Entry>,
    texts: BTreeMap<String, Located<String>>,
    faults: Vec<Finding>,
    warnings: Vec<Finding>,
}

/// A key with what stands under it.
struct Entry {
    key: String,
    at: Range<usize>,
    value: Value,
}

enum Value {
    Text,
    Table(Vec<Entry>),
    List(Vec<Vec<Entry>>),
}

impl Translation {
    /// The path of the translation of a file, `users.ar.toml` of `users.toml`.
    pub(super) fn path_of(path: &str, language: Language) -> String {
        format!("{}.{language}.toml", path.strip_suffix(".toml").unwrap_or(path))
    }

    /// Reads the file of that path.
    pub(super) fn read(language: Language, path: String, text: String) -> Self {
        let mut translation = Translation {
            language,
            path,
            entries: Vec::new(),
            texts: BTreeMap::new(),
            faults: Vec::new(),
            warnings: Vec::new(),
            text: String::new(),
        };
        let (document, errors) = DeTable::parse_recoverable(&text);
        for error in &errors {
            translation.fault(
                error.span().unwrap_or(0..0),
                format!("this is not TOML: {}", error.message()),
                "TOML 1.1, see https://toml.io",
            );
        }
        // What a file with faults of syntax seems to say is guesswork.
        if errors.is_empty() {
            translation.review(document.get_ref());
            translation.entries = translation.table(document.get_ref(), "");
        }
        drop(document);
        translation.text = text;
        translation
    }

    /// The text of that name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(|text| text.value.as_str())
    }

    fn fault(&mut self, at: Range<usize>, what: impl Into<String>, allowed: impl Into<String>) {
        self.faults.push(Located { value: (what.into(), allowed.into()), at });
    }

    /// Whether a native speaker has read it, which must be said.
    fn review(&mut self, table: &DeTable<'_>) {
        const ALLOWED: &str = "reviewed = true once a native speaker has read the whole, false until then";
        match table.get(REVIEWED) {
            None => self.fault(0..0, "`reviewed` is missing", ALLOWED),
            Some(value) => match value.get_ref().as_bool() {
                None => self.fault(value.span(), format!("`reviewed` is {}", a_type(value.get_ref())), ALLOWED),
                Some(true) => {}
                Some(false) => {
                    let what = "no native speaker has read this translation yet (`reviewed = false`)";
                    self.warnings.push(Located { value: (what.to_owned(), String::new()), at: value.span() });
                }
            },
        }
    }

    /// Takes up the texts of a table; `prefix` is its name.
    fn table(&mut self, table: &DeTable<'_>, prefix: &str) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (key, value) in table {
            if prefix.is_empty() && key.get_ref() == REVIEWED {
                continue;
            }
            let name = joined(prefix, key.get_ref());
            let found = match value.get_ref() {
                DeValue::String(text) => {
                    let text = match sound(text) {
                        Ok(text) => text,
                        Err((what, allowed)) => {
                            self.fault(value.span(), what, allowed);
                            continue;
                        }
                    };
                    self.texts.insert(name, Located { value: text, at: value.span() });
                    Value::Text
                }
                DeValue::Table(table) => Value::Table(self.table(table, &name)),
                DeValue::Array(array) if array.iter().all(|entry| entry.get_ref().is_table()) => {
                    let tables = array.iter().filter_map(|entry| entry.get_ref().as_table()).enumerate();
                    let tables = tables.map(|(at, table)| self.table(table, &joined(&name, &(at + 1).to_string())));
                    Value::List(tables.collect())
                }
                other => {
                    self.fault(value.span(), format!("`{name}` is {}", a_type(other)), "a text in quotes");
                    continue;
                }
            };
            entries.push(Entry { key: key.get_ref().to_string(), at: key.span(), value: found });
        }
        entries.sort_by_key(|entry| entry.at.start);
        entries
    }

    /// Faults and warnings, after the file was held against the texts of the one it translates: those of `path`. `None`
    /// where these were not all understood.
    pub(super) fn into_findings(mut self, path: &str, texts: Option<&[Words]>) -> (Vec<Fault>, Vec<Fault>) {
        if let Some(texts) = texts
            && self.faults.is_empty()
        {
            let entries = std::mem::take(&mut self.entries);
            let names = texts.iter().filter_map(|text| text.name.as_deref()).collect();
            self.unknown(&entries, "", &Names { path, names });
            self.twice(texts);
            self.missing(texts);
        }
        let source = Source { path: &self.path, text: &self.text };
        (placed(source, self.faults), placed(source, self.warnings))
    }

    /// Reports what translates nothing.
    fn unknown(&mut self, entries: &[Entry], prefix: &str, names: &Names<'_>) {
        for entry in entries {
            let name = joined(prefix, &entry.key);
            let children = names.children(&name);
            match &entry.value {
                Value::Text if names.names.contains(name.as_str()) => {}
                Value::Table(entries) if !children.is_empty() => self.unknown(entries, &name, names),
                Value::List(lists) if !children.is_empty() => {
                    if lists.len() == children.len() {
                        for (at, entries) in lists.iter().enumerate() {
                            self.unknown(entries, &joined(&name, &(at + 1).to_string()), names);
                        }
                    } else {
                        let (count, there) = (lists.len(), children.len());
                        let what = format!("`{name}`: {count} here, {there} in {}", names.path);
                        self.fault(entry.at.clone(), what, "one for each, in the same order");
                    }
                }
                Value::Text if !children.is_empty() => {
                    let what = format!("`{name}` is a text here, and several texts in {}", names.path);
                    self.fault(entry.at.clone(), what, format!("[{name}] with {}", listed(children)));
                }
                Value::Table(_) | Value::List(_) if names.names.contains(name.as_str()) => {
                    let what = format!("`{name}` is one text in {}", names.path);
                    self.fault(entry.at.clone(), what, "a text in quotes");
                }
                Value::Text | Value::Table(_) | Value::List(_) => {
                    let siblings = names.children(prefix);
                    let hint = did_you_mean(&entry.key, siblings.iter().copied());
                    let what = format!("there is no text `{}` in {}{hint}", shortened(&name), names.path);
                    self.fault(entry.at.clone(), what, listed(siblings));
                }
            }
        }
    }

    /// Reports texts that the other file has in this language as well.
    fn twice(&mut self, texts: &[Words]) {
        for text in texts.iter().filter(|text| text.languages.contains(&self.language)) {
            let Some(own) = text.name.as_ref().and_then(|name| self.texts.get(name)) else { continue };
            let what = format!("this text stands in line {} of the other file as well", text.line);
            let allowed = format!("each text once in {}", self.language);
            self.faults.push(Located { value: (what, allowed), at: own.at.clone() });
        }
    }

    /// Warns of what is not translated.
    fn missing(&mut self, texts: &[Words]) {
        let wanted = texts.iter().filter(|text| text.is_wanted_in(self.language));
        let named: Vec<(&Words, &str)> = wanted.filter_map(|text| Some((text, text.name.as_deref()?))).collect();
        let missing = named
            .iter()
            .filter(|(text, name)| !text.languages.contains(&self.language) && !self.texts.contains_key(*name));
        let missing: Vec<&str> = missing.map(|(_, name)| *name).collect();
        if !missing.is_empty() {
            let (count, all) = (missing.len(), named.len());
            let what = format!(
                "{count} of {all} texts are missing here; people will see them in Dutch: {}",
                missing.join(", ")
            );
            self.warnings.push(Located { value: (what, String::new()), at: 0..0 });
        }
    }
}

/// The names of the texts of the file that is translated.
struct Names<'n> {
    path: &'n str,
    names: BTreeSet<&'n str>,
}

impl<'n> Names<'n> {
    /// What may stand right under a name, or at the top where that is empty. Numbers by size.
    fn children(&self, name: &str) -> Vec<&'n str> {
        let mut children: Vec<&str> = Vec::new();
        for known in &self.names {
            let rest = if name.is_empty() {
                Some(*known)
            } else {
                known.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'))
            };
            let child = rest.map(|rest| rest.split_once('.').map_or(rest, |(first, _)| first));
            children.extend(child.filter(|child| !children.contains(child)));
        }
        children
    }
}

/// A name with one more key.
pub(super) fn joined(prefix: &str, key: &str) -> String {
    if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") }
}
