//! The questions of a form, in our kinds.

mod bands;
mod grid;
mod groups;
mod questions;
mod recodings;

use std::collections::{BTreeMap, BTreeSet};

use survey::language::Language;

use super::lists::Lists;
use super::tree::{Node, Row};
use super::{Options, Settings, truth, words};
use crate::xlsform::columns::{Column, Columns, Texts};
use crate::xlsform::draft::{Derived, Item, When, Words};
use crate::xlsform::meaning::{self, Answer, Known, Refused, Scope};
use crate::xlsform::names::Ids;
use crate::xlsform::report::{Place, Report, shortened};
use crate::xlsform::reserved;
use crate::xlsform::sheets::Sheet;
use crate::xlsform::types::Type;

/// The points a scale may have.
const POINTS: std::ops::RangeInclusive<usize> = 2..=7;
/// The largest number that is taken.
const LARGEST: i64 = 1_000_000_000;
/// What a number is taken to be at most where the form does not say.
const ASSUMED_MOST: i64 = 1000;

/// A condition as the form writes it.
type Raw = (String, Place);

/// An item whose conditions are not yet in our words: those of the groups around it that are no sections, and its own.
struct Pending {
    item: Item,
    when: Vec<Raw>,
}

/// A group that is open.
struct Open {
    number: usize,
    at: Place,
    /// Absent where the group is no section.
    title: Option<Words>,
    intro: Option<Words>,
    prompt: Option<Words>,
    when: Option<Raw>,
    /// Whether its section, or that of a group in it, was begun.
    begun: bool,
    /// Whether its section was begun.
    shown: bool,
}

pub(super) struct Form<'f> {
    sheet: &'f Sheet,
    columns: &'f Columns,
    lists: Lists<'f>,
    used_lists: Vec<String>,
    languages: BTreeSet<Language>,
    no_dutch: bool,
    report: &'f mut Report,
    ids: Ids,
    sound: BTreeSet<String>,
    /// The names of questions, with the row they stand in.
    seen: BTreeMap<String, usize>,
    scope: Scope,
    items: Vec<Pending>,
    calculations: Vec<(usize, Place)>,
    open: Vec<Open>,
    groups: usize,
    /// The group whose section lasts.
    current: Option<usize>,
}

/// Title, introduction, thanks, items and recodings.
pub(super) type Parts = (Words, Words, Words, Vec<Item>, Vec<Derived>);

impl<'f> Form<'f> {
    pub(super) fn new(
        sheet: &'f Sheet,
        columns: &'f Columns,
        lists: Lists<'f>,
        languages: BTreeSet<Language>,
        no_dutch: bool,
        report: &'f mut Report,
    ) -> Self {
        let names = sheet.rows().into_iter().filter_map(|row| sheet.peek(row, columns.at(Column::Name)?));
        let (ids, sound) = Ids::with(names);
        Form {
            sheet,
            columns,
            lists,
            used_lists: Vec::new(),
            languages,
            no_dutch,
            report,
            ids,
            sound,
            seen: BTreeMap::new(),
            scope: Scope::new(),
            items: Vec::new(),
            calculations: Vec::new(),
            open: Vec::new(),
            groups: 0,
            current: None,
        }
    }

    /// What the names of the form stand for.
    pub(super) fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Names what was not used.
    pub(super) fn finish(self) {
        if !self.report.has_faults() {
            self.lists.leave(&self.used_lists, self.report);
        }
    }

    pub(super) fn read(&mut self, mut nodes: Vec<Node>, settings: &Settings, options: &Options) -> Parts {
        let start = self.sheet.place(0, 0);
        let mut notes = self.reserved(&mut nodes);
        let mut intro = notes.remove(reserved::INTRO);
        let mut thanks = notes.remove(reserved::THANKS);
        let title = notes.remove(reserved::TITLE);
        if intro.is_none() && thanks.is_none() && title.is_none() {
            (intro, thanks) = self.ends(&mut nodes);
        }
        let title = title.unwrap_or_else(|| match &settings.title {
            Some((title, at)) => Words::plain(*at, &[(Language::Nl, title)]),
            None => {
                self.report.notice(start, "the form has no title; its file's name was taken");
                let name = options.title.trim();
                Words::plain(start, &[(Language::Nl, if name.is_empty() { "Vragenlijst" } else { name })])
            }
        });
        let intro = intro.unwrap_or_else(|| {
            let what = "no note comes before the first question; a short introduction was written";
            self.report.advise(start, what, "say in `intro` what it is about and why it is asked");
            self.plain(start, "Fijn dat u meedoet.", "Thank you for taking part.")
        });
        let thanks = thanks.unwrap_or_else(|| {
            let what = "no note comes after the last question; a short word of thanks was written";
            self.report.advise(start, what, "say in `thanks` what happens with the answers");
            self.plain(start, "Dank u wel. Uw antwoorden tellen mee.", "Thank you. Your answers count.")
        });
        self.nodes(&nodes);
        if !self.items.iter().any(|pending| matches!(pending.item, Item::Question(_))) && !self.report.has_faults() {
            self.report.fault(start, "nothing is asked", "at least one question");
        }
        let items = self.conditioned();
        let derived = self.derived();
        (title, intro, thanks, items, derived)
    }

    /// A text of our own, in those of the form's languages that we can write.
    fn plain(&self, at: Place, dutch: &str, english: &str) -> Words {
        let mut texts = vec![(Language::Nl, dutch)];
        texts.extend(self.languages.contains(&Language::En).then_some((Language::En, english)));
        Words::plain(at, &texts)
    }

    /// Takes out the notes with names that only our own exports have.
    fn reserved(&mut self, nodes: &mut Vec<Node>) -> BTreeMap<&'static str, Words> {
        let mut notes = BTreeMap::new();
        nodes.retain(|node| {
            let Node::Row(Row { kind: Type::Note, number, .. }) = node else { return true };
            let name = self.columns.at(Column::Name).and_then(|column| self.sheet.peek(*number, column));
            let known = [reserved::TITLE, reserved::INTRO, reserved::THANKS];
            let Some(known) = known.into_iter().find(|known| Some(*known) == name) else { return true };
            self.columns.take(self.sheet, *number, Column::Name);
            if let Some(text) = self.text(*number, Texts::Label) {
                notes.insert(known, text);
            }
            false
        });
        notes
    }

    /// Takes the notes before the first question as the introduction, and those after the last as the thanks.
    fn ends(&mut self, nodes: &mut Vec<Node>) -> (Option<Words>, Option<Words>) {
        let is_note = |form: &Self, node: &Node| match node {
            Node::Row(Row { kind: Type::Note, number, .. }) => {
                let relevant = form.columns.at(Column::Relevant).and_then(|column| form.sheet.peek(*number, column));
                relevant.is_none()
            }
            _ => false,
        };
        let first = nodes.iter().position(|node| !is_metadata(node) && !is_note(self, node)).unwrap_or(0);
        let mut before: Vec<Node> = nodes.drain(..first).collect();
        let after =
            nodes.iter().rposition(|node| !is_metadata(node) && !is_note(self, node)).map_or(0, |last| last + 1);
        let mut behind: Vec<Node> = nodes.split_off(after);
        // Metadata are read with the rest.
        let (metadata, notes): (Vec<Node>, Vec<Node>) = before.drain(..).partition(is_metadata);
        let intro = self.joined(&notes, "taken as the introduction");
        let (more, notes): (Vec<Node>, Vec<Node>) = behind.drain(..).partition(is_metadata);
        let thanks = self.joined(&notes, "taken as what is said after sending");
        nodes.splice(0..0, metadata);
        nodes.extend(more);
        (intro, thanks)
    }

    fn joined(&mut self, notes: &[Node], notice: &str) -> Option<Words> {
        let mut whole: Option<Words> = None;
        for node in notes {
            let Node::Row(row) = node else { continue };
            self.report.notice(row.at, notice);
            self.columns.take(self.sheet, row.number, Column::Name);
            for texts in [Texts::Label, Texts::Hint] {
                if let Some(text) = self.text(row.number, texts) {
                    match &mut whole {
                        Some(whole) => whole.append(&text),
                        None => whole = Some(text),
                    }
                }
            }
        }
        whole
    }

    fn text(&mut self, row: usize, texts: Texts) -> Option<Words> {
        words(self.sheet, self.columns, row, texts, self.no_dutch, self.report)
    }

    /// The label of a row, which must be there.
    fn label(&mut self, row: &Row) -> Words {
        if let Some(label) = self.text(row.number, Texts::Label) {
            return label;
        }
        let column = self.columns.text_column(Texts::Label, Language::Nl);
        let place = column.map_or(row.at, |column| self.sheet.place(row.number, column));
        if !self.no_dutch {
            self.report.fault(place, "there is no label", "what is asked or said, in words");
        }
        Words::plain(place, &[])
    }

    fn refuse(&mut self, at: Place, (what, advice): Refused) {
        self.report.fault(at, what, advice);
    }

    fn cell(&self, row: &Row, column: Column) -> Option<(String, Place)> {
        self.columns.take(self.sheet, row.number, column).map(|(text, at)| (text.to_owned(), at))
    }

    fn relevant(&self, row: &Row) -> Option<Raw> {
        self.cell(row, Column::Relevant)
    }

    fn nodes(&mut self, nodes: &[Node]) {
        let mut rest = nodes;
        while let Some((node, after)) = rest.split_first() {
            rest = after;
            match node {
                Node::Group(row, inner) => self.group(row, inner),
                Node::Row(row) => {
                    let run = self.labelled_run(row, after);
                    if run > 0 {
                        let rows: Vec<&Row> = after[..run].iter().filter_map(as_row).collect();
                        let ask = self.text(row.number, Texts::Label);
                        let hint = self.text(row.number, Texts::Hint);
                        let prompt = self.text(row.number, Texts::Guidance);
                        self.grid(row, ask, [hint, prompt], self.relevant(row), &rows, Some(row));
                        rest = &after[run..];
                    } else {
                        let folded = self.row(row, after);
                        rest = &after[folded..];
                    }
                }
            }
        }
    }

    /// The words of a row's appearance.
    fn looks(&self, row: &Row) -> Vec<String> {
        let text = self.cell(row, Column::Appearance).map(|(text, _)| text.to_lowercase());
        text.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
    }

    fn push(&mut self, item: Item, own: Option<Raw>) {
        let at = match &item {
            Item::Section { at, .. } | Item::Statement { at, .. } => *at,
            Item::Question(question) => question.at,
        };
        self.begin_section(at);
        // Conditions of groups without a section, inside the one that has one.
        let innermost = self.open.iter().rposition(|group| group.title.is_some()).map_or(0, |at| at + 1);
        let around = self.open[innermost..].iter().filter_map(|group| group.when.clone());
        let when = around.chain(own).collect();
        self.items.push(Pending { item, when });
    }

    /// Says of a row's further cells what becomes of them.
    fn aside(&mut self, row: &Row, looks: &[&str]) {
        if let Some((text, at)) = self.cell(row, Column::Appearance) {
            if text.to_lowercase().contains("search(") {
                let what = format!("`{}` takes the options from another file", shortened(&text));
                self.report.fault(at, what, "write the options in the sheet choices");
            } else {
                for word in text.split_whitespace().filter(|word| !looks.contains(&word.to_lowercase().as_str())) {
                    self.report.notice(at, format!("the appearance `{}` has no effect", shortened(word)));
                }
            }
        }
        if let Some((_, at)) = self.cell(row, Column::Default) {
            self.report.notice(at, "answers are not filled in beforehand; left out");
        }
        if row.kind != Type::Calculate
            && let Some((_, at)) = self.cell(row, Column::Calculation)
        {
            let advice = "leave the cell empty; a recoding is a row of type calculate";
            self.report.fault(at, "an answer can't be calculated", advice);
        }
    }

    /// Parameters that no one took.
    fn parameters(&mut self, row: &Row) -> BTreeMap<String, (String, Place)> {
        let Some((text, at)) = self.cell(row, Column::Parameters) else { return BTreeMap::new() };
        let text = text.replace([',', ';'], " ").replace(" =", "=").replace("= ", "=");
        let mut parameters = BTreeMap::new();
        for part in text.split_whitespace() {
            match part.split_once('=') {
                Some((key, value)) => drop(parameters.insert(key.to_lowercase(), (value.to_owned(), at))),
                None => {
                    let what = format!("`{}` is no parameter", shortened(part));
                    self.report.fault(at, what, "a name and a value, as in `start=0 end=10`");
                }
            }
        }
        parameters
    }

    fn idle_parameters(&mut self, parameters: BTreeMap<String, (String, Place)>) {
        for (key, (_, at)) in parameters {
            self.report.notice(at, format!("the parameter `{}` has no effect", shortened(&key)));
        }
    }

    /// The id of a question, and its name in the form.
    fn id(&mut self, row: &Row) -> (String, String) {
        let Some((name, at)) = self.cell(row, Column::Name) else {
            self.report.fault(row.at, "the question has no name", "a short name in the column `name`");
            return (self.ids.make("", 'q'), String::new());
        };
        if let Some(first) = self.seen.get(&name) {
            let what = format!("the name `{}` is used already, in row {}", shortened(&name), first + 1);
            self.report.fault(at, what, "each name once");
            return (self.ids.make(&name, 'q'), name);
        }
        self.seen.insert(name.clone(), row.number);
        if self.sound.contains(&name) {
            return (name.clone(), name);
        }
        self.report.notice(at, "the name is no id here; one was made of it");
        (self.ids.make(&name, 'q'), name)
    }

    fn know(&mut self, name: String, item: String, answer: Answer) {
        if !name.is_empty() {
            self.scope.entry(name).or_insert(Known { item, answer });
        }
    }

    fn required(&mut self, row: &Row) -> bool {
        let Some((text, at)) = self.cell(row, Column::Required) else { return false };
        truth(&text).unwrap_or_else(|| {
            let what = format!("`{}` would make it depend whether the answer is required", shortened(&text));
            self.report.fault(at, what, "yes, or nothing");
            false
        })
    }

    fn background(&mut self, row: &Row) -> bool {
        self.is_so(row, Column::Background)
    }

    /// Whether a cell says yes.
    fn is_so(&mut self, row: &Row, column: Column) -> bool {
        let Some((text, at)) = self.cell(row, column) else { return false };
        truth(&text).unwrap_or_else(|| {
            self.report.fault(at, format!("`{}` is neither yes nor no", shortened(&text)), "yes, or nothing");
            false
        })
    }

    /// The items with their conditions in our words.
    fn conditioned(&mut self) -> Vec<Item> {
        let pending = std::mem::take(&mut self.items);
        let mut items = Vec::new();
        for Pending { mut item, when: raw } in pending {
            let mut parts: Vec<(String, Place)> = Vec::new();
            for (text, at) in raw {
                match meaning::condition(&text, &self.scope) {
                    Ok(Some(condition)) => parts.push((condition, at)),
                    Ok(None) => {}
                    Err(refused) => self.refuse(at, refused),
                }
            }
            let joined: When = match parts.as_slice() {
                [] => None,
                [one] => Some(one.clone()),
                [(_, at), ..] => {
                    let bracketed: Vec<String> = parts.iter().map(|(text, _)| format!("({text})")).collect();
                    Some((bracketed.join(" and "), *at))
                }
            };
            match &mut item {
                Item::Section { when, .. } | Item::Statement { when, .. } => *when = joined,
                Item::Question(question) => question.when = joined,
            }
            items.push(item);
        }
        items
    }
}

fn as_row(node: &Node) -> Option<&Row> {
    match node {
        Node::Row(row) => Some(row),
        Node::Group(..) => None,
    }
}

fn is_metadata(node: &Node) -> bool {
    matches!(node, Node::Row(Row { kind: Type::Metadata | Type::Calculate, .. }))
}
