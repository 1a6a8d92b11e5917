//! The rows of the sheet `survey`, in their groups.

use super::super::columns::{Column, Columns};
use super::super::report::{Place, Report};
use super::super::sheets::Sheet;
use super::super::types::{self, Type};
use super::truth;

/// How deep groups may lie in each other.
const MOST_NESTED: usize = 20;

/// A row that is asked or shown.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) number: usize,
    pub(super) kind: Type,
    /// Where its type stands.
    pub(super) at: Place,
}

/// A row, or a group of them.
#[derive(Debug)]
pub(super) enum Node {
    Row(Row),
    Group(Row, Vec<Node>),
}

/// Reads the rows. What is refused is not among them.
pub(super) fn tree(sheet: &Sheet, columns: &Columns, report: &mut Report) -> Vec<Node> {
    let mut open: Vec<(Row, Vec<Node>)> = Vec::new();
    let mut top = Vec::new();
    // Of what is in a repeat, only the repeat is told.
    let mut repeats = 0_usize;
    for number in sheet.rows() {
        if columns.take(sheet, number, Column::Disabled).is_some_and(|(text, _)| truth(text) == Some(true)) {
            sheet.take_row(number);
            report.notice(sheet.first(number), "the row is disabled; left out");
            continue;
        }
        let Some((text, at)) = columns.take(sheet, number, Column::Type) else {
            let has_name = columns.take(sheet, number, Column::Name).is_some();
            sheet.take_row(number);
            if has_name {
                let advice = "a type such as text or select_one; or leave the row out";
                report.fault(sheet.first(number), "the row has a name and no type", advice);
            } else {
                report.notice(sheet.first(number), "the row has no type, so it is a remark; left out");
            }
            continue;
        };
        let row = Row { number, kind: types::read(text), at };
        match &row.kind {
            Type::BeginRepeat => {
                if repeats == 0 {
                    let advice = "ask it once; or, for a few times, write the questions out";
                    report.fault(at, "questions that are repeated can't be asked", advice);
                }
                repeats += 1;
                sheet.take_row(number);
            }
            Type::EndRepeat => {
                repeats = repeats.saturating_sub(1);
                sheet.take_row(number);
            }
            _ if repeats > 0 => sheet.take_row(number),
            Type::BeginGroup => {
                if open.len() == MOST_NESTED {
                    report.fault(at, "groups lie too deep in each other", format!("at most {MOST_NESTED} deep"));
                }
                open.push((row, Vec::new()));
            }
            Type::EndGroup => {
                // Some repeat the group's name here.
                columns.take(sheet, number, Column::Name);
                match open.pop() {
                    // Deeper ones were reported; no deeper tree is built of them.
                    Some(_) if open.len() >= MOST_NESTED => {}
                    Some((row, nodes)) => {
                        let inner = open.last_mut().map_or(&mut top, |(_, nodes)| nodes);
                        inner.push(Node::Group(row, nodes));
                    }
                    None => report.fault(at, "no group is open that could end here", "leave the row out"),
                }
            }
            Type::Refused(what, advice) => {
                report.fault(at, what.clone(), *advice);
                sheet.take_row(number);
            }
            _ => open.last_mut().map_or(&mut top, |(_, nodes)| nodes).push(Node::Row(row)),
        }
    }
    for (row, _) in open {
        report.fault(row.at, "this group does not end", "a row of type end_group after its last question");
    }
    top
}
