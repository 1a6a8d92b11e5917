//! Groups: sections, and tables of questions.

use super::{Form, Open, Pending, as_row};
use crate::xlsform::columns::{Column, Texts};
use crate::xlsform::draft::Item;
use crate::xlsform::import::tree::{Node, Row};
use crate::xlsform::report::{Place, shortened};
use crate::xlsform::reserved;
use crate::xlsform::types::{How, Type};

impl Form<'_> {
    /// How many of the rows that follow are the rows of a table, where this one is its header of labels.
    pub(super) fn labelled_run(&self, row: &Row, after: &[Node]) -> usize {
        let Type::Select(head) = &row.kind else { return 0 };
        if head.how != How::One || !self.looks(row).iter().any(|word| word == "label") {
            return 0;
        }
        let belongs = |node: &&Node| match node {
            Node::Row(Row { kind: Type::Select(select), .. }) => {
                let row = as_row(node).expect("it is a row");
                *select == *head && self.looks(row).iter().any(|word| word == "list-nolabel")
            }
            _ => false,
        };
        after.iter().take_while(belongs).count()
    }

    pub(super) fn group(&mut self, row: &Row, inner: &[Node]) {
        let looks = self.looks(row);
        self.columns.take(self.sheet, row.number, Column::Name);
        if let Some((rows, head)) = self.table(&looks, inner) {
            let mut ask = self.text(row.number, Texts::Label);
            let mut hint = self.text(row.number, Texts::Hint);
            let mut prompt = self.text(row.number, Texts::Guidance);
            if let Some(head) = head {
                let label = self.text(head.number, Texts::Label);
                match (&ask, label) {
                    (None, label) => ask = label,
                    (Some(_), Some(_)) => {
                        self.report.notice(head.at, "the label of the table's head is left out: its group has one");
                    }
                    (Some(_), None) => {}
                }
                hint = hint.or_else(|| self.text(head.number, Texts::Hint));
                prompt = prompt.or_else(|| self.text(head.number, Texts::Guidance));
            }
            self.grid(row, ask, [hint, prompt], self.relevant(row), &rows, head);
            return;
        }
        // One question is shown at a time whatever the group says.
        if let Some((text, at)) = self.cell(row, Column::Appearance) {
            self.report.notice(at, format!("the appearance `{}` has no effect", shortened(&text)));
        }
        let title = self.text(row.number, Texts::Label);
        if title.is_none() {
            self.report
                .notice(row.at, "the group has no label, so it makes no section; its questions are asked as they come");
        }
        // Without a section there is nothing that guidance could stand with: it is told as left out.
        let prompt = if title.is_some() { self.text(row.number, Texts::Guidance) } else { None };
        let when = self.relevant(row);
        self.groups += 1;
        let (number, at) = (self.groups, row.at);
        self.open.push(Open { number, at, title, intro: None, prompt, when, begun: false, shown: false });
        let mut inner = inner;
        if let Some((Node::Row(note), after)) = inner.split_first()
            && self.is_introduction(row, note)
        {
            let text = self.text(note.number, Texts::Label);
            self.columns.take(self.sheet, note.number, Column::Name);
            let group = self.open.last_mut().expect("it was just opened");
            group.intro = text;
            inner = after;
        }
        self.nodes(inner);
        let group = self.open.last().expect("groups are closed in turn");
        if group.title.is_some() && !group.begun {
            self.begin_section(row.at);
        } else if group.title.is_some() && !group.shown {
            let what = "the group has groups in it alone, each with a label: its own label is left out";
            self.report.notice(group.at, what);
        }
        self.open.pop();
    }

    /// Whether a note is the introduction of a group's section, as our own exports write it.
    fn is_introduction(&self, group: &Row, note: &Row) -> bool {
        let name = |row: &Row| self.columns.at(Column::Name).and_then(|column| self.sheet.peek(row.number, column));
        match (name(group), name(note)) {
            (Some(group), Some(name)) if note.kind == Type::Note => {
                name.strip_prefix(group) == Some(reserved::SECTION_INTRO)
                    && self.open.last().is_some_and(|open| open.title.is_some())
            }
            _ => false,
        }
    }

    /// The rows of a table, if the group is one: all that is in it are choices of one from the same list. And its head of
    /// labels, where it has one.
    fn table<'n>(&self, looks: &[String], inner: &'n [Node]) -> Option<(Vec<&'n Row>, Option<&'n Row>)> {
        let has = |row: &Row, word: &str| self.looks(row).iter().any(|look| look == word);
        let mut rows: Vec<&Row> = inner.iter().map(as_row).collect::<Option<_>>()?;
        let list = |row: &Row| match &row.kind {
            Type::Select(select) if select.how == How::One && !select.or_other => Some(select.list.clone()),
            _ => None,
        };
        let first = list(rows.first()?)?;
        if rows.iter().any(|row| list(row).as_ref() != Some(&first)) {
            return None;
        }
        let head = rows.first().copied().filter(|row| has(row, "label"));
        if head.is_some() {
            rows.remove(0);
        }
        let is_table = looks.iter().any(|word| word == "table-list")
            || head.is_some() && rows.iter().all(|row| has(row, "list-nolabel"))
            || looks.iter().any(|word| word == "field-list")
                && rows.len() > 1
                && rows.iter().all(|row| has(row, "likert") || has(row, "list-nolabel"));
        let filtered = |row: &&Row| {
            self.columns.at(Column::ChoiceFilter).is_some_and(|at| self.sheet.peek(row.number, at).is_some())
        };
        (is_table && !rows.is_empty() && !rows.iter().any(filtered)).then_some((rows, head))
    }

    /// Begins the section of the innermost group that has one, if it does not last already.
    pub(super) fn begin_section(&mut self, at: Place) {
        let innermost = self.open.iter().rposition(|group| group.title.is_some());
        let Some(innermost) = innermost else {
            if self.current.is_some() {
                let title = self.plain(at, "Verder", "Further");
                self.current = None;
                self.report.advise(
                    at,
                    "questions come after a group without being in one; they got a section of their own, `Verder`",
                    "give the section a title, or put these questions in a group with a label",
                );
                let item = Item::Section { at, title, intro: None, prompt: None, when: None };
                self.items.push(Pending { item, when: Vec::new() });
            }
            return;
        };
        let number = self.open[innermost].number;
        if self.current == Some(number) {
            return;
        }
        self.current = Some(number);
        if self.open[innermost].begun {
            let what = "the group goes on after a group in it; its section begins a second time, under the same title";
            self.report.notice(self.open[innermost].at, what);
        }
        for group in &mut self.open[..=innermost] {
            group.begun = true;
        }
        let when = self.open[..=innermost].iter().filter_map(|group| group.when.clone()).collect();
        let group = &mut self.open[innermost];
        group.shown = true;
        let (at, intro, prompt) = (group.at, group.intro.take(), group.prompt.take());
        let title = group.title.clone().expect("it was looked for");
        self.items.push(Pending { item: Item::Section { at, title, intro, prompt, when: None }, when });
    }
}
