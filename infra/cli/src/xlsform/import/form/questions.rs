//! Rows that are asked or shown, each in the kind of ours it is.

use super::bands::band_ends;
use super::{ASSUMED_MOST, Form, LARGEST, POINTS, Raw};
use crate::xlsform::columns::{Column, Texts};
use crate::xlsform::draft::{Band, Choice, Item, Kind, Question};
use crate::xlsform::import::lists::{Entry, Listed};
use crate::xlsform::import::tree::{Node, Row};
use crate::xlsform::import::truth;
use crate::xlsform::meaning::{self, Answer};
use crate::xlsform::report::{Place, shortened};
use crate::xlsform::types::{How, Select, Type};

impl Form<'_> {
    /// Reads a row; tells how many of those after it were read with it.
    pub(super) fn row(&mut self, row: &Row, after: &[Node]) -> usize {
        match &row.kind {
            Type::Select(select) => return self.select(row, &select.clone(), after),
            Type::Text => self.open_text(row),
            Type::Number(fraction) => self.number(row, (None, None), *fraction),
            Type::Between(least, most) => self.number(row, (Some(*least), Some(*most)), false),
            Type::Range => self.range(row),
            Type::Note => self.note(row),
            Type::Calculate => {
                self.calculations.push((row.number, row.at));
                if let Some((name, _)) = self.cell(row, Column::Name) {
                    self.know(name, String::new(), Answer::Nothing("a calculation"));
                }
                self.aside(row, &[]);
            }
            Type::Metadata => {
                self.sheet.take_row(row.number);
                self.report.notice(row.at, "nothing is kept of the device, the time or the person; left out");
                if let Some((name, _)) = self.cell(row, Column::Name) {
                    self.know(name, String::new(), Answer::Nothing("not kept"));
                }
            }
            Type::BeginGroup | Type::EndGroup | Type::BeginRepeat | Type::EndRepeat | Type::Refused(..) => {}
        }
        0
    }

    fn note(&mut self, row: &Row) {
        let mut text = self.label(row);
        if let Some(hint) = self.text(row.number, Texts::Hint) {
            text.append(&hint);
        }
        if let Some((name, _)) = self.cell(row, Column::Name) {
            self.know(name, String::new(), Answer::Nothing("a note"));
        }
        if let Some((_, at)) = self.columns.image(self.sheet, row.number) {
            self.report.notice(at, "pictures stand beside options alone; left out");
        }
        self.columns.take(self.sheet, row.number, Column::ReadOnly);
        self.aside(row, &[]);
        let prompt = self.text(row.number, Texts::Guidance);
        self.push(Item::Statement { at: row.at, text, prompt, when: None }, self.relevant(row));
    }

    /// A question of that kind.
    fn question(&mut self, row: &Row, id: String, kind: Kind, remarks: Vec<String>) {
        let ask = self.label(row);
        let hint = self.text(row.number, Texts::Hint);
        let prompt = self.text(row.number, Texts::Guidance);
        // Only of open text is it taken; of other kinds the cell is told as without effect.
        let note = matches!(kind, Kind::Text { .. }) && self.is_so(row, Column::Note);
        let (required, background) = (self.required(row), self.background(row));
        if let Some((_, at)) = self.columns.image(self.sheet, row.number) {
            self.report.notice(at, "pictures stand beside options alone; left out");
        }
        if let Some((text, at)) = self.cell(row, Column::ReadOnly)
            && truth(&text) != Some(false)
        {
            self.report.fault(at, "a question that can't be answered is none", "a note, or leave the cell empty");
        }
        let at = row.at;
        let question = Question { at, id, ask, hint, prompt, note, required, background, when: None, kind, remarks };
        self.push(Item::Question(Box::new(question)), self.relevant(row));
    }

    fn open_text(&mut self, row: &Row) {
        if let Some((text, _)) = self.cell(row, Column::ReadOnly)
            && truth(&text) == Some(true)
        {
            self.report.notice(row.at, "a text that can't be changed is shown as a note");
            return self.note(row);
        }
        let (id, name) = self.id(row);
        self.know(name, id.clone(), Answer::Text);
        let mut parameters = self.parameters(row);
        let rows = parameters.remove("rows").is_some_and(|(rows, _)| rows != "1");
        self.idle_parameters(parameters);
        let long = rows || self.looks(row).iter().any(|word| word == "multiline");
        self.aside(row, &["multiline"]);
        let mut at_most = None;
        if let Some((constraint, at)) = self.cell(row, Column::Constraint) {
            match meaning::text_bound(&constraint) {
                Ok(bound) => at_most = bound,
                Err(refused) => self.refuse(at, refused),
            }
        }
        self.question(row, id, Kind::Text { long, at_most }, Vec::new());
    }

    fn number(&mut self, row: &Row, (mut least, mut most): (Option<i64>, Option<i64>), fraction: bool) {
        let mut remarks = Vec::new();
        if fraction {
            self.report.notice(row.at, "asked as a whole number: fractions are not taken");
            remarks.push("A decimal in the form; asked as a whole number.".to_owned());
        }
        if let Some((constraint, at)) = self.cell(row, Column::Constraint) {
            match meaning::number_bounds(&constraint) {
                Ok((from, to)) => {
                    least = from.or(least);
                    most = to.or(most);
                }
                Err(refused) => self.refuse(at, refused),
            }
        }
        let parameters = self.parameters(row);
        self.idle_parameters(parameters);
        self.aside(row, &[]);
        self.bounded(row, least, most, remarks);
    }

    fn range(&mut self, row: &Row) {
        let mut parameters = self.parameters(row);
        let mut number = |form: &mut Self, key: &str, default: i64| match parameters.remove(key) {
            None => default,
            Some((text, at)) => text
                .strip_suffix(".0")
                .unwrap_or(&text)
                .parse()
                .inspect_err(|_| {
                    let what = format!("`{key}={}` is no whole number", shortened(&text));
                    form.report.fault(at, what, "whole numbers; for tenths, ask for a number ten times as large");
                })
                .unwrap_or(default),
        };
        let (start, end) = (number(self, "start", 1), number(self, "end", 10));
        let step = number(self, "step", 1);
        self.idle_parameters(parameters);
        let mut remarks = Vec::new();
        if step.unsigned_abs() != 1 {
            self.report.notice(row.at, "the steps of the range are not kept: every whole number is taken");
            remarks.push(format!("The form has steps of {step}; here every whole number is taken."));
        }
        if let Some((_, at)) = self.cell(row, Column::Constraint) {
            self.report.fault(
                at,
                "a range has its bounds in its parameters",
                "no constraint; start and end in parameters",
            );
        }
        self.aside(row, &[]);
        self.bounded(row, Some(start.min(end)), Some(start.max(end)), remarks);
    }

    /// A number between bounds, as far as they are known.
    fn bounded(&mut self, row: &Row, least: Option<i64>, most: Option<i64>, mut remarks: Vec<String>) {
        let (id, name) = self.id(row);
        let start = least.unwrap_or_else(|| most.map_or(0, |most| most.min(0)));
        let end = most.unwrap_or_else(|| ASSUMED_MOST.max(start.saturating_add(ASSUMED_MOST)));
        if least.is_none() || most.is_none() {
            let what = "no constraint says between which numbers it is; bounds were assumed";
            self.report.advise(row.at, what, "a constraint such as `. >= 0 and . <= 100`");
            remarks.push(format!("Bounds were assumed ({start} to {end}): put least, most and bands right."));
        }
        self.know(name.clone(), id.clone(), Answer::Number);
        if [start, end].iter().any(|bound| !(-LARGEST..=LARGEST).contains(bound)) {
            let what = format!("the numbers go from {start} to {end}");
            self.report.fault(row.at, what, format!("bounds between -{LARGEST} and {LARGEST}"));
            return;
        }
        if start > end {
            let what = format!("no number is both {start} or more and {end} or less");
            self.report.fault(row.at, what, "bounds the right way round");
            return;
        }
        let unit = self.text(row.number, Texts::Unit);
        let listed = match self.lists.entries(&name).map(<[Entry]>::to_vec) {
            Some(entries) => {
                self.used_lists.push(name.clone());
                self.lists.options(&entries, self.no_dutch, self.report)
            }
            None => Vec::new(),
        };
        let given: Option<Vec<Band>> = listed
            .into_iter()
            .map(|Listed { choice: Choice { at, id, label, .. }, from, to, .. }| {
                Some(Band { at, id, label, from: from?, to: to? })
            })
            .collect();
        let bands = match given {
            Some(bands) if !bands.is_empty() => bands,
            _ => {
                remarks.push("The bands were made by the import: choose those that tell you most.".to_owned());
                self.bands(row.at, start, end)
            }
        };
        self.question(row, id, Kind::Number { least: start, most: end, unit, bands }, remarks);
    }

    /// Bands of numbers that people understand without reckoning; to be looked at by whoever reads the file.
    fn bands(&self, at: Place, least: i64, most: i64) -> Vec<Band> {
        let ends = band_ends(least, most);
        let mut from = least;
        let mut bands = Vec::new();
        for (number, to) in ends.iter().copied().enumerate() {
            let last = number + 1 == ends.len();
            let (dutch, english) = if from == to {
                (from.to_string(), from.to_string())
            } else if last {
                (format!("{from} of meer"), format!("{from} or more"))
            } else {
                (format!("{from} tot en met {to}"), format!("{from} to {to}"))
            };
            let label = self.plain(at, &dutch, &english);
            bands.push(Band { at, id: format!("b{}", number + 1), label, from, to });
            from = to.saturating_add(1);
        }
        bands
    }

    /// The options of a select, after its filter; `None` where its list is not there, which was reported.
    pub(super) fn listed(&mut self, row: &Row, list: &str) -> Option<Vec<Listed>> {
        let Some(entries) = self.lists.entries(list).map(<[Entry]>::to_vec) else {
            let what = format!("there is no list `{}` in the sheet choices", shortened(list));
            let advice = format!("a list of that name, or one of those there: {}", self.lists.names());
            self.report.fault(row.at, what, advice);
            return None;
        };
        self.used_lists.push(list.to_owned());
        let mut kept = Vec::new();
        match self.cell(row, Column::ChoiceFilter) {
            None => kept = entries,
            Some((filter, at)) => {
                for entry in entries {
                    match meaning::let_through(&filter, &|word| self.lists.column(&entry, word)) {
                        Ok(true) => kept.push(entry),
                        Ok(false) => {}
                        Err(refused) => {
                            self.refuse(at, refused);
                            return None;
                        }
                    }
                }
                if kept.is_empty() {
                    self.report.fault(at, "the filter leaves no option", "a filter that some options meet");
                    return None;
                }
            }
        }
        Some(self.lists.options(&kept, self.no_dutch, self.report))
    }

    /// Takes "I don't know" from among the points of a scale.
    pub(super) fn points(&mut self, mut listed: Vec<Listed>) -> (Vec<Choice>, Option<Choice>) {
        const NAMES: [&str; 8] =
            ["dont_know", "dontknow", "dk", "weet_niet", "weetniet", "weet_ik_niet", "geen_mening", "unknown"];
        let is_one = |listed: &Listed| {
            if self.lists.says_dont_know() {
                listed.dont_know
            } else {
                NAMES.contains(&listed.name.to_lowercase().replace(['-', ' '], "_").as_str())
            }
        };
        let at = listed.iter().rposition(is_one).filter(|_| listed.len() > 2);
        let dont_know = at.map(|at| listed.remove(at).choice);
        let bare = |choice: Choice| Choice { exclusive: false, namely: false, ..choice };
        let dont_know = dont_know.map(|choice| Choice { theme: None, step: None, ..bare(choice) });
        (listed.into_iter().map(|listed| bare(listed.choice)).collect(), dont_know)
    }

    fn select(&mut self, row: &Row, select: &Select, after: &[Node]) -> usize {
        let (id, name) = self.id(row);
        let Some(mut listed) = self.listed(row, &select.list) else {
            self.know(name, id, Answer::Nothing("not understood"));
            return 0;
        };
        let parameters = self.parameters(row);
        for (key, (_, at)) in parameters {
            let what = match key.as_str() {
                "randomize" | "seed" => "options are shown in the order written, not shuffled".to_owned(),
                other => format!("the parameter `{}` has no effect", shortened(other)),
            };
            self.report.notice(at, what);
        }
        let mut folded = 0;
        if select.how != How::Rank {
            folded = self.namely(&name, &mut listed, after);
        }
        if select.or_other && !listed.iter().any(|listed| listed.choice.namely) {
            self.add_other(row, &mut listed);
        }
        let names: Vec<(String, String)> =
            listed.iter().map(|listed| (listed.name.clone(), listed.choice.id.clone())).collect();
        let constraint = self.cell(row, Column::Constraint);
        let looks = self.looks(row);
        let kind = match select.how {
            How::One => {
                if let Some((_, at)) = constraint {
                    let advice = "no constraint: which options there are is said in the list";
                    self.report.fault(at, "a choice of one has no constraint", advice);
                }
                self.know(name, id.clone(), Answer::One(names));
                self.aside(row, &["likert"]);
                let is_scale = looks.iter().any(|word| word == "likert");
                let some_namely = listed.iter().any(|listed| listed.choice.namely);
                let beside = listed.iter().filter(|listed| listed.dont_know).count().min(1);
                let fits = POINTS.contains(&(listed.len() - beside.min(listed.len()))) && !some_namely;
                if is_scale && fits {
                    let (points, dont_know) = self.points(listed);
                    Kind::Scale { points, dont_know }
                } else {
                    if is_scale {
                        self.report
                            .notice(row.at, "a scale has 2 to 7 points and no `other`; asked as a choice of one");
                    }
                    let bare = |listed: Listed| Choice { exclusive: false, ..listed.choice };
                    Kind::Single { options: listed.into_iter().map(bare).collect() }
                }
            }
            How::Multiple => {
                self.know(name, id.clone(), Answer::Many(names));
                self.aside(row, &[]);
                self.multiple(row, listed, constraint)
            }
            How::Rank => {
                if let Some((_, at)) = constraint {
                    self.report.fault(at, "a ranking has no constraint", "how many are ranked in the column `top`");
                }
                self.know(name, id.clone(), Answer::Ranked);
                self.aside(row, &[]);
                let count = i64::try_from(listed.len()).unwrap_or(i64::MAX);
                let top = match self.cell(row, Column::Top) {
                    Some((text, at)) => text.parse().unwrap_or_else(|_| {
                        let what = format!("`{}` is no whole number", shortened(&text));
                        self.report.fault(at, what, "how many may be ranked, such as 3");
                        1
                    }),
                    None => {
                        self.report.advise(
                            row.at,
                            "people rank three at most, or all if there are fewer",
                            "another number in a column `top`",
                        );
                        count.min(3)
                    }
                };
                let bare = |listed: Listed| Choice { exclusive: false, namely: false, ..listed.choice };
                Kind::Ranking { options: listed.into_iter().map(bare).collect(), top }
            }
        };
        self.question(row, id, kind, Vec::new());
        folded
    }

    fn multiple(&mut self, row: &Row, mut listed: Vec<Listed>, constraint: Option<Raw>) -> Kind {
        let mut at_most = None;
        if let Some((constraint, at)) = constraint {
            let names: Vec<String> = listed.iter().map(|listed| listed.name.clone()).collect();
            match meaning::together(&constraint, &names) {
                Ok(together) => {
                    at_most = together.at_most;
                    for listed in &mut listed {
                        listed.choice.exclusive |= together.exclusive.contains(&listed.name);
                    }
                }
                Err(refused) => self.refuse(at, refused),
            }
        }
        if let Some((names, at)) = self.cell(row, Column::Exclusive) {
            for name in names.split([' ', ',', ';']).filter(|name| !name.is_empty()) {
                match listed.iter_mut().find(|listed| listed.name == name) {
                    Some(listed) => listed.choice.exclusive = true,
                    None => {
                        let what = format!("the list has no option `{}`", shortened(name));
                        self.report.fault(at, what, "names of options that exclude all others");
                    }
                }
            }
        }
        // Exclusive options come last.
        let order = |listed: &Listed| listed.choice.exclusive;
        if !listed.is_sorted_by_key(order) {
            self.report.notice(row.at, "options that exclude the others were put last");
            listed.sort_by_key(order);
        }
        let together =
            i64::try_from(listed.iter().filter(|listed| !listed.choice.exclusive).count()).unwrap_or(i64::MAX);
        if at_most.is_some_and(|most| most > together) {
            at_most = None;
        }
        Kind::Multiple { options: listed.into_iter().map(|listed| listed.choice).collect(), at_most }
    }

    /// `or_other` adds an option.
    fn add_other(&mut self, row: &Row, listed: &mut Vec<Listed>) {
        if let Some(other) = listed.iter_mut().find(|listed| listed.name == "other") {
            other.choice.namely = true;
            return;
        }
        let label = self.plain(row.at, "Iets anders", "Something else");
        let taken = listed.iter().any(|listed| listed.choice.id == "other");
        let id = if taken { "other_namely" } else { "other" };
        let choice = Choice {
            at: row.at,
            id: id.to_owned(),
            label,
            picture: None,
            theme: None,
            step: None,
            exclusive: false,
            namely: true,
        };
        let other = Listed { name: "other".to_owned(), choice, dont_know: false, from: None, to: None };
        let before = listed.iter().position(|listed| listed.choice.exclusive).unwrap_or(listed.len());
        listed.insert(before, other);
    }

    /// Takes questions "namely…" that follow as part of the options they belong to; tells how many rows those are.
    fn namely(&mut self, name: &str, listed: &mut [Listed], after: &[Node]) -> usize {
        let mut folded = 0;
        for node in after {
            let Node::Row(Row { kind: Type::Text, number, at }) = node else { break };
            let peek = |column| self.columns.at(column).and_then(|at| self.sheet.peek(*number, at)).unwrap_or_default();
            let (own, relevant, looks) = (peek(Column::Name), peek(Column::Relevant), peek(Column::Appearance));
            let Some(end) = own.strip_prefix(name) else { break };
            let Some((_, chosen)) = meaning::one_option(relevant).filter(|(question, _)| question == name) else {
                break;
            };
            let Some(option) = listed.iter_mut().find(|listed| listed.name == chosen) else { break };
            const ENDS: [&str; 12] = [
                "other",
                "namely",
                "specify",
                "anders",
                "overig",
                "overige",
                "namelijk",
                "other_specify",
                "specify_other",
                "oth",
                "txt",
                "text",
            ];
            let end = end.trim_start_matches(['_', '-', '.']).to_lowercase();
            let is_end = end == option.name.to_lowercase() || ENDS.contains(&end.as_str());
            if !is_end || looks.contains("multiline") {
                break;
            }
            let is_ours = own == format!("{name}.{}", option.name);
            option.choice.namely = true;
            folded += 1;
            let own = own.to_owned();
            self.sheet.take_row(*number);
            if !is_ours {
                self.report.notice(*at, "asked as `namely` beside the option it belongs to; the page has words for it");
            }
            self.know(own, String::new(), Answer::Nothing("a `namely` beside an option"));
        }
        folded
    }
}
