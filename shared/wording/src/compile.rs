//! Compiles words in Project Fluent's syntax. Used by the build script, and by tests of what it refuses.
//!
//! Dutch is the reference: its messages are those there are, and the comment above a message declares its variables, in the
//! order in which the Rust method takes them:
//!
//! ```ftl
//! # How many may be chosen.
//! # $most (Number): at least 2.
//! choose-at-most = Kies hoogstens { $most } antwoorden.
//! ```
//!
//! Of Fluent, what an interface needs is understood: variables, selections by number, plural category or text, references to
//! messages and terms (without arguments), `NUMBER` with `useGrouping` and `minimumIntegerDigits`. The rest is refused, not
//! passed over. References are filled in here, so that what remains to be done at run time is little: the notation of a
//! table's texts is told in [`mark`](crate::mark).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use fluent_syntax::ast::{self, Entry, Expression, InlineExpression, PatternElement, VariantKey};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::mark;

/// The reference.
const DUTCH: &str = "nl";

/// The languages there can be, each with the plural categories that whole numbers have in it (CLDR). The default of a
/// selection may also be `other`, which some languages keep for fractions.
const LANGUAGES: [(&str, &[&str]); 6] = [
    (DUTCH, &["one", "other"]),
    ("en", &["one", "other"]),
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("tr", &["one", "other"]),
    ("pl", &["one", "few", "many"]),
    ("uk", &["one", "few", "many"]),
];

/// A file of words.
#[derive(Debug)]
pub struct Source {
    /// The folder it is in: `nl`.
    pub language: String,
    /// Its name: `page.ftl`.
    pub file: String,
    /// What it says.
    pub text: String,
}

/// What the words amount to.
#[derive(Debug)]
pub struct Compiled {
    /// The methods, in Rust.
    pub rust: String,
    /// Per language: all messages, in the order of the methods.
    pub tables: Vec<(String, String)>,
    /// What languages other than Dutch lack, or have too much.
    pub gaps: Vec<String>,
}

/// What a variable holds, and so the Rust type it is given as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A whole number.
    Number,
    /// A text from elsewhere, such as a campaign's label. Kept apart from text that runs the other way.
    String,
    /// A text made of these words.
    Phrase,
    /// A day, written as one.
    Day,
    /// A day and a time.
    Moment,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "Number" => Kind::Number,
            "String" => Kind::String,
            "Phrase" => Kind::Phrase,
            "Day" => Kind::Day,
            "Moment" => Kind::Moment,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Kind::Number => "Number",
            Kind::String => "String",
            Kind::Phrase => "Phrase",
            Kind::Day => "Day",
            Kind::Moment => "Moment",
        }
    }

    fn rust_type(self) -> &'static str {
        match self {
            Kind::Number => "impl Into<Number>",
            Kind::String | Kind::Phrase => "&str",
            Kind::Day => "survey::time::Day",
            Kind::Moment => "survey::time::Moment",
        }
    }

    fn value(self, name: &str) -> String {
        match self {
            Kind::Number => format!("Value::Number({name}.into())"),
            Kind::String => format!("Value::String({name})"),
            Kind::Phrase => format!("Value::Phrase({name})"),
            Kind::Day => format!("Value::Phrase(&self.day({name}))"),
            Kind::Moment => format!("Value::Phrase(&self.moment({name}))"),
        }
    }
}

/// A message or a term of one language.
struct Found {
    file: String,
    comment: Vec<String>,
    pattern: ast::Pattern<String>,
}

/// The messages of one language by their ids, its terms by theirs with a hyphen before.
#[derive(Default)]
struct Tongue {
    found: BTreeMap<String, Found>,
    /// The ids of its messages as they come in its files.
    order: Vec<String>,
}

/// A message as the Dutch declares it.
struct Declared {
    file: String,
    id: String,
    comment: Vec<String>,
    variables: Vec<(String, Kind)>,
}

/// Compiles the words.
///
/// # Errors
/// With everything that is wrong with them.
pub fn compile(sources: &[Source]) -> Result<Compiled, Vec<String>> {
    let mut faults = Vec::new();
    let mut tongues: BTreeMap<&str, Tongue> = BTreeMap::new();
    for source in sources {
        if LANGUAGES.iter().any(|(language, _)| *language == source.language) {
            tongues.entry(&source.language).or_default().read(source, &mut faults);
        } else {
            faults.push(format!("{}: not a language of the interface", source.language));
        }
    }
    let Some(dutch) = tongues.get(DUTCH) else {
        faults.push("there are no Dutch words".to_owned());
        return Err(faults);
    };
    let declared: Vec<Declared> = dutch.order.iter().map(|id| dutch.declaration(id, &mut faults)).collect();

    let (mut tables, mut gaps) = (Vec::new(), Vec::new());
    for (language, categories) in LANGUAGES {
        let Some(tongue) = tongues.get(language) else { continue };
        let mut texts = Vec::new();
        for message in &declared {
            // What is missing is Dutch for the while.
            let (within, own) = if tongue.found.contains_key(&message.id) { (tongue, true) } else { (dutch, false) };
            if !own {
                gaps.push(format!("{language}/{}: {} is missing", message.file, message.id));
            }
            let place = format!("{language}/{}: {}", within.found[&message.id].file, message.id);
            let categories = if own { categories } else { LANGUAGES[0].1 };
            let mut writer = Writer {
                tongue: within,
                categories,
                message,
                place: &place,
                open: Vec::new(),
                used: BTreeSet::new(),
                faults: &mut faults,
            };
            let mut text = String::new();
            writer.reference(&message.id, &mut text);
            let used = writer.used;
            for (name, _) in message.variables.iter().filter(|(name, _)| !used.contains(name)) {
                faults.push(format!("{place}: ${name} is not used"));
            }
            texts.push(text);
        }
        let strange = tongue.order.iter().filter(|id| !dutch.found.contains_key(*id));
        gaps.extend(strange.map(|id| format!("{language}/{}: {id} is not in Dutch", tongue.found[id].file)));
        tables.push((language.to_owned(), texts.join(&mark::MESSAGE.to_string())));
    }
    if faults.is_empty() { Ok(Compiled { rust: rust(&declared, &tables, &gaps), tables, gaps }) } else { Err(faults) }
}

impl Tongue {
    fn read(&mut self, source: &Source, faults: &mut Vec<String>) {
        let place = format!("{}/{}", source.language, source.file);
        let resource = match parser::parse(source.text.clone()) {
            Ok(resource) => resource,
            Err((_, errors)) => {
                for error in errors {
                    let line = source.text.get(..error.pos.start).unwrap_or(&source.text).lines().count().max(1);
                    faults.push(format!("{place}: line {line}: {error}"));
                }
                return;
            }
        };
        for entry in resource.body {
            let (id, pattern, comment, attributes) = match entry {
                Entry::Message(message) => {
                    let Some(value) = message.value else {
                        faults.push(format!("{place}: {} has no text", message.id.name));
                        continue;
                    };
                    self.order.push(message.id.name.clone());
                    (message.id.name, value, message.comment, message.attributes)
                }
                Entry::Term(term) => (format!("-{}", term.id.name), term.value, term.comment, term.attributes),
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => continue,
            };
            if !attributes.is_empty() {
                faults.push(format!("{place}: {id} has attributes, which have no meaning here"));
            }
            let comment = comment.map(|comment| comment.content).unwrap_or_default();
            if let Some(earlier) = self.found.insert(id.clone(), Found { file: source.file.clone(), comment, pattern })
            {
                faults.push(format!("{place}: {id} is in {} too", earlier.file));
            }
        }
    }

    fn declaration(&self, id: &str, faults: &mut Vec<String>) -> Declared {
        let found = &self.found[id];
        let (mut comment, mut variables) = (Vec::new(), Vec::new());
        for line in &found.comment {
            let variable = line.trim().strip_prefix('$').and_then(|rest| rest.split_once(" ("));
            let kind = variable.and_then(|(name, rest)| Some((name, Kind::named(rest.split_once(')')?.0)?)));
            match kind {
                Some((name, kind)) => variables.push((name.to_owned(), kind)),
                None if variable.is_some() => {
                    faults.push(format!("{DUTCH}/{}: {id}: no such kind of variable: {line}", found.file));
                }
                None => comment.push(line.trim().to_owned()),
            }
        }
        Declared { file: found.file.clone(), id: id.to_owned(), comment, variables }
    }
}

/// Writes one message of one language in the notation of tables.
struct Writer<'a> {
    tongue: &'a Tongue,
    categories: &'a [&'a str],
    message: &'a Declared,
    place: &'a str,
    /// The messages being written, the outermost first.
    open: Vec<String>,
    used: BTreeSet<String>,
    faults: &'a mut Vec<String>,
}

impl Writer<'_> {
    fn fault(&mut self, what: &str) {
        self.faults.push(format!("{}: {what}", self.place));
    }

    /// The text of another message or term, in the place of a reference to it.
    fn reference(&mut self, id: &str, out: &mut String) {
        if self.open.iter().any(|open| open == id) {
            return self.fault("refers to itself");
        }
        let Some(found) = self.tongue.found.get(id) else {
            return self.fault(&format!("refers to {id}, which is not there"));
        };
        self.open.push(id.to_owned());
        self.pattern(&found.pattern, out);
        self.open.pop();
    }

    fn pattern(&mut self, pattern: &ast::Pattern<String>, out: &mut String) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text(value, out),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => self.inline(inline, out),
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    self.select(selector, variants, out);
                }
            }
        }
    }

    fn text(&mut self, text: &str, out: &mut String) {
        if text.contains('\n') {
            self.fault("a text goes on one line, however long: a line end would be part of it");
        }
        if text.chars().any(|character| character <= mark::LAST) {
            self.fault("has a control character");
        }
        out.push_str(text);
    }

    fn inline(&mut self, inline: &InlineExpression<String>, out: &mut String) {
        match inline {
            InlineExpression::StringLiteral { value } => self.text(&unescape_unicode_to_string(value), out),
            InlineExpression::NumberLiteral { value } => self.text(value, out),
            InlineExpression::VariableReference { .. } | InlineExpression::FunctionReference { .. } => {
                if let Some((number, _, how)) = self.variable(inline) {
                    out.extend([mark::VARIABLE, character(number), character(how)]);
                }
            }
            InlineExpression::MessageReference { id, attribute: None } => self.reference(&id.name, out),
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                self.reference(&format!("-{}", id.name), out);
            }
            InlineExpression::MessageReference { .. } | InlineExpression::TermReference { .. } => {
                self.fault("refers to an attribute, or to a term with arguments, which have no meaning here");
            }
            InlineExpression::Placeable { expression } => match expression.as_ref() {
                Expression::Inline(inline) => self.inline(inline, out),
                Expression::Select { selector, variants } => self.select(selector, variants, out),
            },
        }
    }

    /// The number and kind of a variable, and how it is to be written.
    fn variable(&mut self, inline: &InlineExpression<String>) -> Option<(usize, Kind, usize)> {
        match inline {
            InlineExpression::VariableReference { id } => {
                let Some(number) = self.message.variables.iter().position(|(name, _)| *name == id.name) else {
                    self.fault(&format!("${} is not declared above the Dutch message", id.name));
                    return None;
                };
                self.used.insert(id.name.clone());
                Some((number, self.message.variables[number].1, 0))
            }
            InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
                let [argument] = arguments.positional.as_slice() else {
                    self.fault("NUMBER takes one variable");
                    return None;
                };
                let (number, kind, mut how) = self.variable(argument)?;
                if kind != Kind::Number {
                    self.fault("NUMBER takes a number");
                }
                for option in &arguments.named {
                    match (option.name.name.as_str(), &option.value) {
                        ("useGrouping", InlineExpression::NumberLiteral { value }) if value == "0" => how |= 1,
                        ("minimumIntegerDigits", InlineExpression::NumberLiteral { value }) if value == "2" => how |= 4,
                        (name, _) => self.fault(&format!("NUMBER: {name} is not known, or not with this value")),
                    }
                }
                Some((number, kind, how))
            }
            _ => {
                self.fault("only a variable can stand here, or NUMBER");
                None
            }
        }
    }

    fn select(&mut self, selector: &InlineExpression<String>, variants: &[ast::Variant<String>], out: &mut String) {
        let Some((number, kind, _)) = self.variable(selector) else { return };
        out.extend([mark::SELECT, character(number)]);
        let mut keys = Vec::new();
        for (at, variant) in variants.iter().enumerate() {
            let (key, is_number) = match &variant.key {
                VariantKey::Identifier { name } => (name.as_str(), false),
                VariantKey::NumberLiteral { value } => (value.as_str(), true),
            };
            if keys.contains(&key) {
                self.fault(&format!("[{key}] is there twice"));
            }
            keys.push(key);
            if variant.default != (at + 1 == variants.len()) {
                self.fault("the default comes last");
            }
            match kind {
                Kind::Number if is_number && key.parse::<i64>().is_err() => {
                    self.fault(&format!("[{key}] is not a whole number"));
                }
                Kind::Number
                    if !(is_number || self.categories.contains(&key) || (variant.default && key == "other")) =>
                {
                    self.fault(&format!("[{key}] is not a plural category of this language"));
                }
                Kind::Number | Kind::String | Kind::Phrase => {}
                Kind::Day | Kind::Moment => self.fault("a day or a moment selects nothing"),
            }
            out.push(mark::VARIANT);
            if !variant.default {
                out.push_str(key);
            }
            out.push(mark::KEY);
            self.pattern(&variant.value, out);
        }
        out.push(mark::END);

        // The default may stand for one category more than it is called after: for the one that is kept for fractions.
        let by_category = kind == Kind::Number && keys.iter().any(|key| key.parse::<i64>().is_err());
        let missing: Vec<&str> = self.categories.iter().copied().filter(|category| !keys.contains(category)).collect();
        let covered = missing == ["many"] && keys.last() == Some(&"other") && !self.categories.contains(&"other");
        if by_category && !missing.is_empty() && !covered {
            self.fault(&format!("this language also counts with [{}]", missing.join("], [")));
        }
    }
}

fn character(number: usize) -> char {
    char::from(b'0' + u8::try_from(number).ok().filter(|number| *number < 64).expect("messages have few variables"))
}

/// The methods, what packs the tables, and what tests want to know.
fn rust(declared: &[Declared], tables: &[(String, String)], gaps: &[String]) -> String {
    let mut out = String::from("// Made by build.rs.\n\nimpl Words {\n");
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    for (number, message) in declared.iter().enumerate() {
        for comment in &message.comment {
            line(format!("    /// {comment}"));
        }
        let name = method(&message.id);
        if message.variables.is_empty() {
            line(format!("    pub(crate) fn {name}(&self) -> &'static str {{ self.text({number}) }}"));
            continue;
        }
        let mut taken = String::new();
        for (name, kind) in &message.variables {
            write!(taken, ", {}: {}", method(name), kind.rust_type()).expect("a string takes what is written");
        }
        let values: Vec<String> = message.variables.iter().map(|(name, kind)| kind.value(&method(name))).collect();
        line(format!("    pub(crate) fn {name}(&self{taken}) -> String {{"));
        line(format!("        self.fill({number}, &[{}])", values.join(", ")));
        line("    }".to_owned());
    }
    line("}\n".to_owned());

    line("/// The table of a language, if there is one.".to_owned());
    line("fn packed(language: Language) -> Option<Packed> {".to_owned());
    line("    match language {".to_owned());
    for (language, _) in LANGUAGES {
        let variant = language[..1].to_uppercase() + &language[1..];
        match tables.iter().find(|(known, _)| known == language) {
            Some((_, table)) => line(format!(
                "        Language::{variant} => Some(Packed {{ deflated: include_bytes!(concat!(env!(\"OUT_DIR\"), \
                 \"/{language}.words\")), length: {} }}),",
                table.len()
            )),
            None => line(format!("        Language::{variant} => None,")),
        }
    }
    line("    }\n}\n".to_owned());

    line("#[cfg(test)]\ntype Variables = &'static [(&'static str, &'static str)];\n".to_owned());
    line("/// The messages: their Dutch file, their id, the names and kinds of their variables.".to_owned());
    line("#[cfg(test)]".to_owned());
    line("const MESSAGES: &[(&str, &str, Variables)] = &[".to_owned());
    for message in declared {
        let kinds: Vec<_> = message.variables.iter().map(|(name, kind)| (name.as_str(), kind.name())).collect();
        line(format!("    ({:?}, {:?}, &{kinds:?}),", message.file, message.id));
    }
    line("];\n".to_owned());
    line("/// What languages lack.".to_owned());
    line(format!("#[cfg(test)]\nconst GAPS: &[&str] = &{gaps:?};"));
    out
}

/// A message's id as Rust writes names.
fn method(id: &str) -> String {
    id.replace('-', "_")
}
