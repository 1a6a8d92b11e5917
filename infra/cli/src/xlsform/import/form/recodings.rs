//! Calculations that recode a question.

use std::collections::BTreeMap;

use survey::language::Language;

use super::Form;
use crate::xlsform::columns::{Column, Texts};
use crate::xlsform::draft::{Choice, Derived, Group, Words};
use crate::xlsform::import::lists::Entry;
use crate::xlsform::import::tree::Row;
use crate::xlsform::meaning::{self, Recoding};
use crate::xlsform::names::Ids;
use crate::xlsform::report::Place;
use crate::xlsform::types::Type;

impl Form<'_> {
    /// The calculations, each a recoding.
    pub(super) fn derived(&mut self) -> Vec<Derived> {
        let mut derived = Vec::new();
        let mut recoded: BTreeMap<String, usize> = BTreeMap::new();
        for (number, at) in std::mem::take(&mut self.calculations) {
            let row = Row { number, kind: Type::Calculate, at };
            let (id, name) = self.id(&row);
            let label = self.text(number, Texts::Label);
            for column in [Column::Relevant, Column::Constraint, Column::Required, Column::ReadOnly] {
                if let Some((_, at)) = self.cell(&row, column) {
                    self.report.notice(at, "this has no effect on a recoding");
                }
            }
            let Some((calculation, place)) = self.cell(&row, Column::Calculation) else {
                self.report.fault(
                    at,
                    "there is no calculation",
                    "a recoding in the column `calculation`, or no such row",
                );
                continue;
            };
            let Recoding { of, groups } = match meaning::recoding(&calculation, &self.scope) {
                Ok(recoding) => recoding,
                Err(refused) => {
                    self.refuse(place, refused);
                    continue;
                }
            };
            if let Some(first) = recoded.insert(of.clone(), number) {
                let what = format!("`{of}` is recoded already, in row {}", first + 1);
                self.report.fault(place, what, "one recoding of a question");
                continue;
            }
            let title = label.unwrap_or_else(|| {
                self.report.advise(at, "the recoding has no label; its name was taken", "a title in `title`");
                Words::plain(at, &[(Language::Nl, &name)])
            });
            let groups = self.groups(&name, at, groups);
            derived.push(Derived { at, id, title, of, groups });
        }
        derived
    }

    /// The groups with the labels of the list that is named as the calculation is.
    fn groups(&mut self, name: &str, at: Place, groups: Vec<(String, Vec<String>)>) -> Vec<Group> {
        let entries = self.lists.entries(name).map(<[Entry]>::to_vec);
        let listed = match &entries {
            Some(entries) => {
                self.used_lists.push(name.to_owned());
                self.lists.options(entries, self.no_dutch, self.report)
            }
            None => {
                self.report.advise(
                    at,
                    "the groups of the recoding have no labels; their names were taken",
                    "put labels in the file; or a list in choices, named as the calculation is, with the groups",
                );
                Vec::new()
            }
        };
        let (mut ids, sound) = Ids::with(groups.iter().map(|(group, _)| group.as_str()));
        let mut made: Vec<(usize, Group)> = groups
            .into_iter()
            .map(|(group, options)| match listed.iter().position(|listed| listed.name == group) {
                Some(order) => {
                    let Choice { at, id, label, .. } = listed[order].choice.clone();
                    (order, Group { at, id, label, options })
                }
                None => {
                    let id = if sound.contains(&group) { group.clone() } else { ids.make(&group, 'g') };
                    (usize::MAX, Group { at, id, label: Words::plain(at, &[(Language::Nl, &group)]), options })
                }
            })
            .collect();
        made.sort_by_key(|(order, _)| *order);
        made.into_iter().map(|(_, group)| group).collect()
    }
}
