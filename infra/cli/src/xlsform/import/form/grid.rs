//! Tables: the same points for several rows.

use std::collections::BTreeSet;

use super::{Form, POINTS, Raw};
use crate::xlsform::columns::{Column, Texts};
use crate::xlsform::draft::{Choice, Item, Kind, Question, Words};
use crate::xlsform::import::tree::Row;
use crate::xlsform::meaning::Answer;
use crate::xlsform::names::Ids;
use crate::xlsform::report::{Place, shortened};
use crate::xlsform::types::Type;

impl Form<'_> {
    /// A grid of those rows.
    pub(super) fn grid(
        &mut self,
        row: &Row,
        ask: Option<Words>,
        [hint, prompt]: [Option<Words>; 2],
        when: Option<Raw>,
        rows: &[&Row],
        head: Option<&Row>,
    ) {
        let (id, name) = self.id(row);
        let Type::Select(select) = &rows[0].kind else { return };
        let listed = self.listed(rows[0], &select.list.clone());
        let Some(listed) = listed else { return };
        let names: Vec<(String, String)> =
            listed.iter().map(|listed| (listed.name.clone(), listed.choice.id.clone())).collect();
        let (points, dont_know) = self.points(listed);
        if !POINTS.contains(&points.len()) {
            let what = format!("a table has 2 to 7 points, and this list has {}", points.len());
            self.report.fault(rows[0].at, what, "a shorter list, or a question for each row");
        }
        if let Some(head) = head.filter(|head| head.number != row.number) {
            self.sheet.take_row(head.number);
        }
        let ask = ask.unwrap_or_else(|| self.label(row));
        let rests: Vec<(String, String, Place)> = rows
            .iter()
            .map(|inner| {
                let own = self.cell(inner, Column::Name);
                let (own, at) = own.unwrap_or_else(|| (String::new(), inner.at));
                let rest = own
                    .strip_prefix(name.as_str())
                    .and_then(|rest| rest.strip_prefix(['.', '_']))
                    .filter(|rest| !rest.is_empty());
                (rest.unwrap_or(&own).to_owned(), own, at)
            })
            .collect();
        let (mut ids, sound) = Ids::with(rests.iter().map(|(rest, ..)| rest.as_str()));
        let mut seen = BTreeSet::new();
        let mut required = Vec::new();
        let mut choices = Vec::new();
        for (inner, (rest, own, at)) in rows.iter().zip(&rests) {
            if own.is_empty() {
                self.report.fault(*at, "the row has no name", "a short name in the column `name`");
            } else if !seen.insert(rest.clone()) || self.seen.contains_key(own) {
                self.report.fault(*at, format!("the name `{}` is used already", shortened(own)), "each name once");
            }
            let inner_id = if sound.contains(rest) {
                rest.clone()
            } else {
                self.report.notice(*at, "the name is no id here; one was made of it");
                ids.make(rest, 'q')
            };
            let label = self.label(inner);
            for (column, what) in [
                (Column::Relevant, "one row of a table can't have a condition of its own"),
                (Column::Constraint, "a row of a table has no constraint"),
            ] {
                if let Some((_, at)) = self.cell(inner, column) {
                    self.report.fault(at, what, "leave it out, or make the row a question by itself");
                }
            }
            if let Some(hint) = self.text(inner.number, Texts::Hint) {
                self.report.notice(hint.at, "rows of a table have no hint; left out");
            }
            self.aside(inner, &["list-nolabel", "likert", "label", "minimal"]);
            required.push(self.required(inner));
            let theme = self.cell(inner, Column::Theme).map(|(theme, _)| theme);
            self.know(own.clone(), format!("{id}.{inner_id}"), Answer::One(names.clone()));
            choices.push(Choice {
                at: *at,
                id: inner_id,
                label,
                picture: None,
                theme,
                step: None,
                exclusive: false,
                namely: false,
            });
        }
        self.know(name, id.clone(), Answer::Nothing("a table of several questions"));
        let all = required.iter().all(|required| *required);
        if !all && required.iter().any(|required| *required) {
            self.report.notice(row.at, "some rows of the table are required and some not; none is");
        }
        self.cell(row, Column::Required);
        let kind = Kind::Grid { rows: choices, points, dont_know };
        let question = Question {
            at: row.at,
            id,
            ask,
            hint,
            prompt,
            note: false,
            required: all,
            background: false,
            when: None,
            kind,
            remarks: Vec::new(),
        };
        self.push(Item::Question(Box::new(question)), when);
    }
}
