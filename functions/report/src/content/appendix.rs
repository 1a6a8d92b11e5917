//! The appendix: every table of every release, with its base, and what is not shown and why.

use summary::{QuestionKind, Summary, TableSummary};

use super::Run;
use super::telling::{Draft, Runs, Teller, Writer};

/// Writes the appendix.
pub(super) fn appendix(teller: &Teller<'_>, writer: &mut Writer) {
    writer.heading(1, teller.pick("Bijlage: alle tabellen", "Appendix: all tables"), "tabellen");
    writer.paragraph(teller.say(
        "Elke tabel zegt aan hoeveel deelnemers de vraag is gesteld. Alle aantallen zijn afgerond; ze tellen daarom niet altijd op. \
         Dezelfde cijfers zijn er als werkboek (Excel) en als CSV.",
        "Every table says of how many participants the question was asked. All counts are rounded, so they need not add up. The \
         same figures are there as a workbook (Excel) and as CSV.",
        &[],
    ));
    if teller.sources.summaries.is_empty() {
        writer.paragraph(teller.say("Er zijn nog geen uitkomsten.", "There are no results yet.", &[]));
    }
    for summary in teller.sources.summaries {
        let id = summary.audience.id;
        let part = |dutch: &str, english: &str| format!("{}: {}", summary.audience.title, teller.pick(dutch, english));
        writer.heading(2, part("vragen", "questions"), &format!("tabellen-{id}"));
        one_way(teller, writer, summary.tables.as_deref().unwrap_or_default());
        if let Some(derived) = summary.derived.as_deref().filter(|tables| !tables.is_empty()) {
            writer.heading(2, part("antwoorden samengenomen", "answers taken together"), &format!("samengenomen-{id}"));
            one_way(teller, writer, derived);
        }
        if let Some(crossings) = summary.crossings.as_deref().filter(|crossings| !crossings.is_empty()) {
            writer.heading(
                2,
                part("twee vragen naast elkaar", "one question by another"),
                &format!("kruistabellen-{id}"),
            );
            let mut hidden = Hidden::default();
            for crossing in crossings {
                match &crossing.withheld {
                    None => writer.table(teller.crossed(crossing)),
                    Some(withheld) => hidden.add(&withheld.explanation, vec![Run::label(crossing.title)]),
                }
            }
            hidden.write(teller, writer);
        }
        breakdowns(teller, writer, summary);
    }
}

/// A table a question; the rows of a grid in one. What is not shown is listed at the end.
fn one_way(teller: &Teller<'_>, writer: &mut Writer, tables: &[TableSummary<'_>]) {
    let grid = |table: &TableSummary<'_>| {
        let is_grid = table.kind == Some(QuestionKind::Grid) && table.row.is_some();
        is_grid.then(|| table.item.split('.').next().unwrap_or_default().to_owned())
    };
    let mut hidden = Hidden::default();
    for together in tables.chunk_by(|one, other| grid(one).is_some() && grid(one) == grid(other)) {
        let [first, ..] = together else { continue };
        if grid(first).is_some() && together.iter().any(|row| row.withheld.is_none()) {
            writer.table(teller.grid(together));
            continue;
        }
        for table in together {
            match &table.withheld {
                None => writer.table(teller.one_way(table)),
                Some(withheld) => hidden.add(&withheld.explanation, names(table)),
            }
        }
    }
    hidden.write(teller, writer);
}

/// What a table is called: the question, and the row of a grid.
fn names(table: &TableSummary<'_>) -> Runs {
    let mut names = vec![Run::label(&*table.question)];
    if let Some(row) = table.row {
        names.extend([Run::words(" "), Run::label(row)]);
    }
    names
}

/// Tables that have no figures, by why.
#[derive(Default)]
struct Hidden<'t>(Vec<(&'t str, Vec<Runs>)>);

impl<'t> Hidden<'t> {
    fn add(&mut self, why: &'t str, name: Runs) {
        match self.0.iter_mut().find(|(other, _)| *other == why) {
            Some((_, names)) => names.push(name),
            None => self.0.push((why, vec![name])),
        }
    }

    fn write(self, teller: &Teller<'_>, writer: &mut Writer) {
        for (why, names) in self.0 {
            let mut not_shown = Run::words(teller.pick("Niet getoond. ", "Not shown. "));
            not_shown.strong = true;
            writer.paragraph(vec![
                not_shown,
                Run::label(why),
                Run::words(teller.pick(" Dat geldt voor:", " This holds for:")),
            ]);
            writer.bullets(names);
        }
    }
}

/// The same tables, group by group.
fn breakdowns(teller: &Teller<'_>, writer: &mut Writer, summary: &Summary<'_>) {
    let id = summary.audience.id;
    for breakdown in summary.breakdowns.as_deref().unwrap_or_default() {
        let title = teller.pick(
            format!("{}: naar groep. {}", summary.audience.title, breakdown.title),
            format!("{}: by group. {}", summary.audience.title, breakdown.title),
        );
        writer.heading(2, title, &format!("groep-{id}-{}", breakdown.by));
        let mut overview = Draft::new(
            format!("{} {}", breakdown.title, teller.pick("Grootte van de groepen", "Size of the groups")),
            [
                (teller.pick("Groep", "Group").to_owned(), false, 40),
                (teller.pick("Aantal", "Count").to_owned(), true, 20),
            ],
        );
        for group in &breakdown.groups {
            let count = group.responses.map_or(teller.not_shown().to_owned(), |responses| teller.released(responses));
            overview.row([group.label.to_owned(), count]);
            if let Some(withheld) = &group.withheld {
                overview.note(format!("{}: {}", teller.not_shown(), withheld.explanation));
            }
            group.remarks.iter().for_each(|remark| overview.note(*remark));
        }
        breakdown.remarks.iter().for_each(|remark| overview.note(*remark));
        writer.table(overview);
        let (mut seen, mut hidden): (Vec<&str>, _) = (Vec::new(), Hidden::default());
        for table in breakdown.groups.iter().flat_map(|group| &group.tables) {
            if seen.contains(&table.item.as_str()) {
                continue;
            }
            seen.push(&table.item);
            match teller.by_groups(breakdown, &table.item) {
                Some(draft) => writer.table(draft),
                None => {
                    if let Some(withheld) = &table.withheld {
                        hidden.add(&withheld.explanation, names(table));
                    }
                }
            }
        }
        hidden.write(teller, writer);
    }
}
