//! A questionnaire as it was understood, and the file that says so.

use std::collections::BTreeMap;

use survey::language::Language;

use super::report::Place;

/// The longest line that is written without need.
const LONGEST_LINE: usize = 120;

/// A text in several languages, each with its cell.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) at: Place,
    pub(super) texts: BTreeMap<Language, (String, Place)>,
}

impl Words {
    /// Of our own making.
    pub(super) fn plain(at: Place, texts: &[(Language, &str)]) -> Self {
        Words { at, texts: texts.iter().map(|(language, text)| (*language, ((*text).to_owned(), at))).collect() }
    }

    /// One text after another, each a paragraph.
    pub(super) fn append(&mut self, other: &Words) {
        for (language, (text, at)) in &other.texts {
            match self.texts.get_mut(language) {
                Some((whole, _)) => *whole = format!("{whole}\n\n{text}"),
                None => drop(self.texts.insert(*language, (text.clone(), *at))),
            }
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// What the file begins with, as comments.
    pub(super) remarks: Vec<String>,
    pub(super) title: Words,
    pub(super) intro: Words,
    pub(super) thanks: Words,
    pub(super) items: Vec<Item>,
    pub(super) derived: Vec<Derived>,
    pub(super) crossings: Vec<Crossing>,
}

/// A condition as the file writes it.
pub(super) type When = Option<(String, Place)>;

#[derive(Debug, Clone)]
pub(super) enum Item {
    Section { at: Place, title: Words, intro: Option<Words>, prompt: Option<Words>, when: When },
    Statement { at: Place, text: Words, prompt: Option<Words>, when: When },
    Question(Box<Question>),
}

#[derive(Debug, Clone)]
pub(super) struct Question {
    pub(super) at: Place,
    pub(super) id: String,
    pub(super) ask: Words,
    pub(super) hint: Option<Words>,
    /// What interviewers read. Not among the texts to be translated: it stands in the questionnaire file in all its languages.
    pub(super) prompt: Option<Words>,
    /// Whether it is an interviewer's own note. Its texts too stand in the questionnaire file alone.
    pub(super) note: bool,
    pub(super) required: bool,
    pub(super) background: bool,
    pub(super) when: When,
    pub(super) kind: Kind,
    /// What was decided about it, for whoever reads the file.
    pub(super) remarks: Vec<String>,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    Single { options: Vec<Choice> },
    Multiple { options: Vec<Choice>, at_most: Option<i64> },
    Scale { points: Vec<Choice>, dont_know: Option<Choice> },
    Grid { rows: Vec<Choice>, points: Vec<Choice>, dont_know: Option<Choice> },
    Ranking { options: Vec<Choice>, top: i64 },
    Number { least: i64, most: i64, unit: Option<Words>, bands: Vec<Band> },
    Text { long: bool, at_most: Option<i64> },
}

/// An option, a point or a row.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) at: Place,
    pub(super) id: String,
    pub(super) label: Words,
    pub(super) picture: Option<String>,
    pub(super) theme: Option<String>,
    pub(super) step: Option<i64>,
    pub(super) exclusive: bool,
    pub(super) namely: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Band {
    pub(super) at: Place,
    pub(super) id: String,
    pub(super) label: Words,
    pub(super) from: i64,
    pub(super) to: i64,
}

#[derive(Debug, Clone)]
pub(super) struct Derived {
    pub(super) at: Place,
    pub(super) id: String,
    pub(super) title: Words,
    pub(super) of: String,
    pub(super) groups: Vec<Group>,
}

#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) at: Place,
    pub(super) id: String,
    pub(super) label: Words,
    pub(super) options: Vec<String>,
}

#[derive(Debug, Clone)]
pub(super) struct Crossing {
    pub(super) at: Place,
    pub(super) id: String,
    pub(super) title: Words,
    pub(super) rows: String,
    pub(super) columns: String,
}

/// The languages that stand in the questionnaire file itself; each other has a file of its own.
const INLINE: [Language; 2] = [Language::Nl, Language::En];

/// The files of a questionnaire.
pub(super) struct Files {
    pub(super) questionnaire: Written,
    pub(super) translations: Vec<(Language, Written)>,
}

/// A file and the cell each of its lines comes from.
pub(super) struct Written {
    pub(super) text: String,
    /// By the number of the line, counted from 0.
    pub(super) places: Vec<Place>,
}

impl Draft {
    /// The files, as a person would write them.
    pub(super) fn files(mut self) -> Files {
        let others = Language::ALL.into_iter().filter(|language| !INLINE.contains(language));
        let translations = others.filter_map(|language| Some((language, self.translation(language)?))).collect();
        self.each_text(&mut |words| words.texts.retain(|language, _| INLINE.contains(language)));
        Files { questionnaire: self.written(), translations }
    }

    /// Does something with each text that respondents read.
    fn each_text(&mut self, change: &mut dyn FnMut(&mut Words)) {
        [&mut self.title, &mut self.intro, &mut self.thanks].into_iter().for_each(&mut *change);
        for item in &mut self.items {
            match item {
                Item::Section { title, intro, .. } => {
                    change(title);
                    intro.iter_mut().for_each(&mut *change);
                }
                Item::Statement { text, .. } => change(text),
                Item::Question(question) if question.note => {}
                Item::Question(question) => {
                    change(&mut question.ask);
                    question.hint.iter_mut().for_each(&mut *change);
                    match &mut question.kind {
                        Kind::Single { options } | Kind::Multiple { options, .. } | Kind::Ranking { options, .. } => {
                            options.iter_mut().for_each(|option| change(&mut option.label));
                        }
                        Kind::Scale { points, dont_know } => {
                            points.iter_mut().chain(dont_know).for_each(|point| change(&mut point.label));
                        }
                        Kind::Grid { rows, points, dont_know } => {
                            rows.iter_mut().chain(points).chain(dont_know).for_each(|row| change(&mut row.label));
                        }
                        Kind::Number { unit, .. } => unit.iter_mut().for_each(&mut *change),
                        Kind::Text { .. } => {}
                    }
                }
            }
        }
    }

    /// The file of a translation; `None` where there is no text in that language.
    fn translation(&self, language: Language) -> Option<Written> {
        let mut writer = Writer { lines: Vec::new(), at: self.title.at };
        writer.line("# Imported from an XLSForm. Let a native speaker read the whole, and then say so here.");
        writer.line("reviewed = false");
        writer.blank();
        let preface = writer.lines.len();
        for entry in [("title", &self.title), ("intro", &self.intro), ("thanks", &self.thanks)] {
            writer.entries(found(language, entry.0, Some(entry.1)));
        }
        let sections = self.items.iter().filter_map(|item| match item {
            Item::Section { title, intro, .. } => Some(
                [found(language, "title", Some(title)), found(language, "intro", intro.as_ref())]
                    .into_iter()
                    .flatten()
                    .collect(),
            ),
            Item::Statement { .. } | Item::Question(_) => None,
        });
        writer.tables("[[section]]", sections.collect());
        let statements = self.items.iter().filter_map(|item| match item {
            Item::Statement { text, .. } => Some(found(language, "text", Some(text)).into_iter().collect()),
            Item::Section { .. } | Item::Question(_) => None,
        });
        writer.tables("[[statement]]", statements.collect());
        for item in &self.items {
            let Item::Question(question) = item else { continue };
            if question.note {
                continue;
            }
            let (mut unit, mut beside) = (None, None);
            let mut lists: Vec<(&str, &[Choice])> = Vec::new();
            match &question.kind {
                Kind::Single { options } | Kind::Multiple { options, .. } | Kind::Ranking { options, .. } => {
                    lists.push(("options", options));
                }
                Kind::Scale { points, dont_know } => {
                    lists.push(("points", points));
                    beside = dont_know.as_ref().map(|choice| &choice.label);
                }
                Kind::Grid { rows, points, dont_know } => {
                    lists.extend([("rows", rows.as_slice()), ("points", points)]);
                    beside = dont_know.as_ref().map(|choice| &choice.label);
                }
                Kind::Number { unit: counted, .. } => unit = counted.as_ref(),
                Kind::Text { .. } => {}
            }
            let own =
                [("ask", Some(&question.ask)), ("hint", question.hint.as_ref()), ("unit", unit), ("dont_know", beside)];
            let own = own.into_iter().filter_map(|(key, words)| found(language, key, words));
            writer.tables(&format!("[question.{}]", question.id), vec![own.collect()]);
            for (list, choices) in lists {
                let labels =
                    choices.iter().filter_map(|choice| Some((choice.id.as_str(), choice.label.texts.get(&language)?)));
                writer.tables(&format!("[question.{}.{list}]", question.id), vec![labels.collect()]);
            }
        }
        (writer.lines.len() > preface).then(|| writer.written())
    }

    /// The questionnaire file.
    fn written(&self) -> Written {
        let mut writer = Writer { lines: Vec::new(), at: self.title.at };
        for remark in &self.remarks {
            writer.comment(remark);
        }
        writer.blank();
        for (key, words) in [("title", &self.title), ("intro", &self.intro), ("thanks", &self.thanks)] {
            writer.text(key, words);
        }
        for item in &self.items {
            writer.item(item);
        }
        for derived in &self.derived {
            writer.begin("derived", derived.at);
            writer.string("id", &derived.id);
            writer.text("title", &derived.title);
            writer.at = derived.at;
            writer.string("of", &derived.of);
            writer.list("groups", &derived.groups, |group| {
                let members: Vec<String> = group.options.iter().map(|option| quoted(option)).collect();
                let keys = vec![format!("id = {}", quoted(&group.id)), format!("options = [{}]", members.join(", "))];
                (group.at, keys, &group.label)
            });
        }
        for crossing in &self.crossings {
            writer.begin("crossing", crossing.at);
            writer.string("id", &crossing.id);
            writer.text("title", &crossing.title);
            writer.at = crossing.at;
            writer.string("rows", &crossing.rows);
            writer.string("columns", &crossing.columns);
        }
        writer.written()
    }
}

struct Writer {
    lines: Vec<(String, Place)>,
    /// The cell that the lines to come are about.
    at: Place,
}

impl Writer {
    fn written(self) -> Written {
        let mut text = String::new();
        let mut places = Vec::new();
        for (line, place) in self.lines {
            text.push_str(&line);
            text.push('\n');
            places.push(place);
        }
        Written { text, places }
    }

    /// Texts in one language by their keys.
    fn entries<'t>(&mut self, entries: impl IntoIterator<Item = (&'t str, &'t (String, Place))>) {
        for (key, (text, at)) in entries {
            self.at = *at;
            self.string(key, text);
        }
    }

    /// A table for each list of texts, also for those that are empty; nothing if all are.
    fn tables(&mut self, header: &str, tables: Vec<Vec<(&str, &(String, Place))>>) {
        if tables.iter().all(Vec::is_empty) {
            return;
        }
        for entries in tables {
            self.blank();
            self.line(header);
            self.entries(entries);
        }
    }

    fn line(&mut self, line: impl Into<String>) {
        // Texts of several lines come as one.
        for line in line.into().split('\n') {
            self.lines.push((line.to_owned(), self.at));
        }
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|(line, _)| !line.is_empty()) {
            self.line("");
        }
    }

    fn comment(&mut self, remark: &str) {
        let mut line = String::from("#");
        for word in remark.split_whitespace() {
            // A word that does not fit stands alone.
            if line.len() > 1 && line.chars().count() + 1 + word.chars().count() > LONGEST_LINE {
                self.line(std::mem::replace(&mut line, String::from("#")));
            }
            line.push(' ');
            // What comments may not hold, such as other control characters, is not for reading either.
            line.extend(word.chars().filter(|character| !character.is_control()));
        }
        self.line(line);
    }

    fn begin(&mut self, table: &str, at: Place) {
        self.at = at;
        self.blank();
        self.line(format!("[[{table}]]"));
    }

    fn string(&mut self, key: &str, value: &str) {
        self.line(format!("{key} = {}", quoted(value)));
    }

    fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.line(format!("{key} = true"));
        }
    }

    fn when(&mut self, when: &When) {
        if let Some((condition, at)) = when {
            let before = std::mem::replace(&mut self.at, *at);
            self.string("when", condition);
            self.at = before;
        }
    }

    /// A text: on one line where it fits.
    fn text(&mut self, key: &str, words: &Words) {
        let before = std::mem::replace(&mut self.at, words.at);
        let entries: Vec<String> = languages(words);
        let line = format!("{key} = {{ {} }}", entries.join(", "));
        if line.chars().count() <= LONGEST_LINE && !line.contains('\n') {
            if let Some((_, at)) = words.texts.values().next() {
                self.at = *at;
            }
            self.line(line);
        } else {
            self.line(format!("{key} = {{"));
            for (entry, (_, at)) in entries.iter().zip(words.texts.values()) {
                self.at = *at;
                self.line(format!("  {entry},"));
            }
            self.line("}");
        }
        self.at = before;
    }

    /// A list of tables, each with a label; a line each.
    fn list<'l, T>(&mut self, key: &str, entries: &'l [T], parts: impl Fn(&'l T) -> (Place, Vec<String>, &'l Words)) {
        let before = self.at;
        self.line(format!("{key} = ["));
        for entry in entries {
            let (at, line) = table(parts(entry));
            self.at = at;
            self.line(format!("  {line},"));
        }
        self.at = before;
        self.line("]");
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Section { at, title, intro, prompt, when } => {
                self.at = *at;
                self.blank();
                self.line(format!("# {}", "-".repeat(LONGEST_LINE - 2)));
                self.line("[[item]]");
                self.string("kind", "section");
                self.text("title", title);
                if let Some(intro) = intro {
                    self.text("intro", intro);
                }
                self.prompt(prompt.as_ref());
                self.when(when);
            }
            Item::Statement { at, text, prompt, when } => {
                self.begin("item", *at);
                self.string("kind", "statement");
                self.text("text", text);
                self.prompt(prompt.as_ref());
                self.when(when);
            }
            Item::Question(question) => self.question(question),
        }
    }

    fn prompt(&mut self, prompt: Option<&Words>) {
        if let Some(prompt) = prompt {
            self.text("prompt", prompt);
        }
    }

    fn question(&mut self, question: &Question) {
        self.at = question.at;
        self.blank();
        for remark in &question.remarks {
            self.comment(remark);
        }
        self.line("[[item]]");
        let kind = match &question.kind {
            Kind::Single { .. } => "single",
            Kind::Multiple { .. } => "multiple",
            Kind::Scale { .. } => "scale",
            Kind::Grid { .. } => "grid",
            Kind::Ranking { .. } => "ranking",
            Kind::Number { .. } => "number",
            Kind::Text { .. } => "text",
        };
        self.string("kind", kind);
        self.string("id", &question.id);
        self.text("ask", &question.ask);
        if let Some(hint) = &question.hint {
            self.text("hint", hint);
        }
        self.prompt(question.prompt.as_ref());
        self.flag("note", question.note);
        self.flag("required", question.required);
        self.flag("background", question.background);
        self.when(&question.when);
        match &question.kind {
            Kind::Single { options } => self.choices("options", options),
            Kind::Multiple { options, at_most } => {
                self.number("at_most", *at_most);
                self.choices("options", options);
            }
            Kind::Scale { points, dont_know } => self.scale(points, dont_know.as_ref()),
            Kind::Grid { rows, points, dont_know } => {
                self.choices("rows", rows);
                self.scale(points, dont_know.as_ref());
            }
            Kind::Ranking { options, top } => {
                self.number("top", Some(*top));
                self.choices("options", options);
            }
            Kind::Number { least, most, unit, bands } => {
                self.number("least", Some(*least));
                self.number("most", Some(*most));
                if let Some(unit) = unit {
                    self.text("unit", unit);
                }
                self.list("bands", bands, |band| {
                    let keys = vec![
                        format!("id = {}", quoted(&band.id)),
                        format!("from = {}", band.from),
                        format!("to = {}", band.to),
                    ];
                    (band.at, keys, &band.label)
                });
            }
            Kind::Text { long, at_most } => {
                self.flag("long", *long);
                self.number("at_most", *at_most);
            }
        }
    }

    fn number(&mut self, key: &str, value: Option<i64>) {
        if let Some(value) = value {
            self.line(format!("{key} = {value}"));
        }
    }

    fn scale(&mut self, points: &[Choice], dont_know: Option<&Choice>) {
        self.choices("points", points);
        if let Some(choice) = dont_know {
            let (at, line) = table(parts(choice));
            let before = std::mem::replace(&mut self.at, at);
            self.line(format!("dont_know = {line}"));
            self.at = before;
        }
    }

    fn choices(&mut self, key: &str, choices: &[Choice]) {
        self.list(key, choices, parts);
    }
}

/// A text in a language, if there is one, with its key.
fn found<'w>(
    language: Language,
    key: &'static str,
    words: Option<&'w Words>,
) -> Option<(&'static str, &'w (String, Place))> {
    Some((key, words?.texts.get(&language)?))
}

/// The keys of a choice but for its label.
fn parts(choice: &Choice) -> (Place, Vec<String>, &Words) {
    let mut keys = vec![format!("id = {}", quoted(&choice.id))];
    keys.extend(choice.theme.as_ref().map(|theme| format!("theme = {}", quoted(theme))));
    keys.extend(choice.step.map(|step| format!("step = {step}")));
    keys.extend(choice.picture.as_ref().map(|picture| format!("picture = {}", quoted(picture))));
    keys.extend(choice.namely.then(|| "namely = true".to_owned()));
    keys.extend(choice.exclusive.then(|| "exclusive = true".to_owned()));
    (choice.at, keys, &choice.label)
}

/// A table between braces.
fn table((at, mut keys, label): (Place, Vec<String>, &Words)) -> (Place, String) {
    keys.extend(languages(label));
    (at, format!("{{ {} }}", keys.join(", ")))
}

fn languages(words: &Words) -> Vec<String> {
    words.texts.iter().map(|(language, (text, _))| format!("{language} = {}", quoted(text))).collect()
}

/// A text in quotes: three where it has several lines.
fn quoted(text: &str) -> String {
    let several = text.contains('\n');
    let mut escaped = String::new();
    // Between three quotes two may stand together, but not at the end.
    let mut quotes = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        quotes = if character == '"' { quotes + 1 } else { 0 };
        match character {
            '\\' => escaped.push_str("\\\\"),
            '"' if several && quotes < 3 && characters.peek().is_some() => escaped.push('"'),
            '"' => {
                escaped.push_str("\\\"");
                quotes = 0;
            }
            '\n' => escaped.push('\n'),
            // TOML's own word for what may not stand as it is.
            control if control.is_control() => escaped.push_str(&format!("\\u{:04X}", u32::from(control))),
            other => escaped.push(other),
        }
    }
    if several { format!("\"\"\"\n{escaped}\"\"\"") } else { format!("\"{escaped}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_survive_their_quotes() {
        for text in [
            "",
            "a",
            "a \"b\" \\ c",
            "één\ntwee",
            "\"\"\"\n\"\"\"\"",
            "a\n\"",
            "\\\n\\",
            "tab\there",
            "\"\n\"\"\"",
            "\n\"\"\"\"\"\"\"",
            "\n\"\"",
            "\u{7f}\n\u{1}",
            "\n\n",
        ] {
            let table: toml::Table = toml::from_str(&format!("x = {}", quoted(text))).unwrap();
            assert_eq!(table["x"].as_str(), Some(text), "{text:?}");
        }
    }
}
