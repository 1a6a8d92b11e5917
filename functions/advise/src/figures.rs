//! From a summary's tables to charts and tables on the page. Adds no figure but the bounds that rounding leaves.

use charts::{Bar, Bars, Chart, Diverging, Frame, Groups, Panel, Scale, Style, Value};
use insight::share::{Amount, Share};
use maud::{Markup, PreEscaped, html};
use summary::{BreakdownSummary, CellSummary, CrossingSummary, Figure, GroupSummary, QuestionKind, TableSummary};
use survey::campaign::{Audience, Policy};
use survey::questionnaire::{self, Kind};
use survey::release::Cell;

use crate::words::Words;

/// A base below this is small: a share of it is coarse, as [`insight::share`] has it.
fn is_small(base: Figure, policy: &Policy) -> bool {
    Share::of(Amount::NONE, Amount::base(cell(base), policy), policy.rounding_base).small
}

/// Draws the tables of one release.
#[derive(Clone, Copy)]
pub(crate) struct Drawer<'d> {
    pub(crate) words: Words,
    pub(crate) audience: &'d Audience,
    pub(crate) policy: &'d Policy,
}

/// What belongs together on the page: a question, or all rows of a grid.
pub(crate) fn together<'t, 's>(tables: &'t [TableSummary<'s>]) -> impl Iterator<Item = &'t [TableSummary<'s>]> {
    let grid = |table: &TableSummary<'_>| table.kind == Some(QuestionKind::Grid);
    tables.chunk_by(move |one, other| grid(one) && grid(other) && question_of(&one.item) == question_of(&other.item))
}

/// The question of an item: `judge` of `judge.home`.
pub(crate) fn question_of(item: &str) -> &str {
    item.split('.').next().unwrap_or(item)
}

impl<'d> Drawer<'d> {
    /// A question, or a grid: what it asked, of how many, its chart, and its table.
    pub(crate) fn question(self, tables: &[TableSummary<'_>], by: Option<&BreakdownSummary<'_>>) -> Markup {
        let words = self.words;
        let Some(first) = tables.first() else { return html! {} };
        let id = question_of(&first.item).to_owned();
        let grid = first.row.is_some();
        let mut remarks: Vec<&str> = Vec::new();
        for remark in tables.iter().flat_map(|table| &table.remarks) {
            if !remarks.contains(&remark.as_ref()) {
                remarks.push(remark);
            }
        }
        html! {
            article.question id=(format!("v-{id}")) {
                div.asked {
                    h3 { (first.question) }
                    @if grid {
                        (self.bases(tables))
                    } @else if let Some(base) = first.base {
                        p.base { (self.base(base)) }
                    }
                    @for remark in remarks { p.quiet { (remark) } }
                }
                div.shown {
                    @match by {
                        Some(by) if self.has_groups(tables, by) => {
                            @for table in tables { (self.by_group(table, by)) }
                        },
                        _ if grid => (self.grid(tables, &id)),
                        _ => {
                            @if by.is_some() { p.quiet { (words.pick("Niet per groep; dit is van iedereen samen.", "Not by group; this is of everyone together.")) } }
                            (self.single(first, &id))
                        },
                    }
                }
            }
        }
    }

    /// Of how many a question was asked, and whether that is few.
    fn base(self, base: Figure) -> String {
        let (words, about) = (self.words, self.words.about(base));
        let who = words.respondents(self.audience.respondents);
        let asked = words.pick(format!("Gevraagd aan {about} {who}."), format!("Asked of {about} {who}."));
        if is_small(base, self.policy) {
            let small = words.pick("Weinig: de percentages zijn grof.", "Few: the percentages are coarse.");
            return format!("{asked} {small}");
        }
        asked
    }

    /// The bases of a grid's rows: said once where they are the same.
    fn bases(self, tables: &[TableSummary<'_>]) -> Markup {
        let mut bases: Vec<Figure> = tables.iter().filter_map(|table| table.base).collect();
        bases.dedup();
        html! {
            @match bases.as_slice() {
                [] => {},
                [base] => p.base { (self.base(*base)) },
                _ => p.base { (self.words.pick("Aan hoeveel het per regel is gevraagd, staat in de tabel.", "The table says of how many each row was asked.")) },
            }
        }
    }

    fn value(self, cell: &CellSummary<'_>, base: Option<Figure>) -> Value {
        value(Figure { count: cell.count, fewer_than: cell.fewer_than }, cell.percent, base, self.policy)
    }

    /// The chart's words for who does not see it.
    fn frame(self, id: String, title: &str, cells: &[CellSummary<'_>]) -> Frame {
        let words = self.words;
        let named = cells.iter().filter(|cell| cell.value.is_some());
        let largest = named.filter_map(|cell| Some((cell.percent?, cell.label))).max_by_key(|(percent, _)| *percent);
        let description = match largest {
            Some((percent, label)) => {
                words.pick(format!("Het vaakst: {label}, {percent}%."), format!("Most often: {label}, {percent}%."))
            }
            None => words.pick("De aantallen staan in de tabel.", "The counts are in the table.").to_owned(),
        };
        Frame { id, title: title.to_owned(), description }
    }

    fn single(self, table: &TableSummary<'_>, id: &str) -> Markup {
        if let Some(withheld) = &table.withheld {
            return html! { p.withheld { (withheld.explanation) } };
        }
        let chart = match self.scale(table) {
            Some((points, row)) => Chart::Diverging(Diverging {
                frame: self.frame(format!("g-{id}"), &table.question, &table.cells),
                words: self.words.in_charts(self.policy.rounding_base),
                points,
                rows: vec![row],
            }),
            None => Chart::Bars(Bars {
                frame: self.frame(format!("g-{id}"), &table.question, &table.cells),
                words: self.words.in_charts(self.policy.rounding_base),
                series: Vec::new(),
                rows: self.bars(table),
            }),
        };
        html! { (drawn(&chart)) (self.details(html! { (self.table(table)) })) }
    }

    fn bars(self, table: &TableSummary<'_>) -> Vec<Bar> {
        let choices = self.choices(question_of(&table.item));
        let exclusive = |value: &str| choices.iter().any(|choice| choice.id.as_str() == value && choice.exclusive);
        let bar = |cell: &CellSummary<'_>| Bar {
            label: cell.label.to_owned(),
            values: vec![self.value(cell, table.base)],
            quiet: cell.value.is_none_or(exclusive),
        };
        table.cells.iter().map(bar).collect()
    }

    fn kind(self, question: &str) -> Option<&'d Kind> {
        self.audience.questionnaire.question(question).map(|question| &question.kind)
    }

    fn choices(self, question: &str) -> &'d [questionnaire::Choice] {
        match self.kind(question) {
            Some(Kind::Single { options } | Kind::Multiple { options, .. } | Kind::Ranking { options, .. }) => options,
            Some(Kind::Scale(_) | Kind::Grid { .. } | Kind::Number(_) | Kind::Text { .. }) | None => &[],
        }
    }

    /// The points of the scale that a table is of, and its row; none where it is of no scale, or of another than now.
    fn scale(self, table: &TableSummary<'_>) -> Option<(Vec<String>, Scale)> {
        if table.recodes.is_some() {
            return None;
        }
        let (Kind::Scale(scale) | Kind::Grid { scale, .. }) = self.kind(question_of(&table.item))? else { return None };
        let language = self.words.language;
        let label = table.row.unwrap_or_default().to_owned();
        let points: Vec<String> = scale.points.iter().map(|point| point.label.get(language).to_owned()).collect();
        if table.withheld.is_some() {
            return Some((points, Scale { label, values: None, aside: Vec::new() }));
        }
        let of_point = |point: &questionnaire::Choice| {
            let cell = table.cells.iter().find(|cell| cell.value == Some(point.id.as_str()))?;
            Some(self.value(cell, table.base))
        };
        let values = scale.points.iter().map(of_point).collect::<Option<Vec<_>>>()?;
        let is_point = |value: &str| scale.points.iter().any(|point| point.id.as_str() == value);
        let beside = table.cells.iter().filter(|cell| !cell.value.is_some_and(is_point));
        let aside = beside.map(|cell| (cell.label.to_owned(), self.value(cell, table.base))).collect();
        Some((points, Scale { label, values: Some(values), aside }))
    }

    fn grid(self, tables: &[TableSummary<'_>], id: &str) -> Markup {
        let rows: Option<Vec<(Vec<String>, Scale)>> = tables.iter().map(|table| self.scale(table)).collect();
        let Some(rows) = rows.filter(|_| tables.iter().any(|table| table.withheld.is_none())) else {
            return html! {
                @for table in tables {
                    h4 { (table.row.unwrap_or_default()) }
                    (self.single(table, &table.item.replace('.', "-")))
                }
            };
        };
        let points = rows.first().map(|(points, _)| points.clone()).unwrap_or_default();
        let question = tables.first().map(|table| table.question.as_ref()).unwrap_or_default();
        let description = self.words.pick(
            "Per regel de verdeling over de schaal; de getallen staan in de tabel.",
            "The spread over the scale for each row; the figures are in the table.",
        );
        let frame = Frame { id: format!("g-{id}"), title: question.to_owned(), description: description.to_owned() };
        let words = self.words.in_charts(self.policy.rounding_base);
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        let chart = Chart::Diverging(Diverging { frame, words, points, rows });
        let mut reasons: Vec<&str> = Vec::new();
        for withheld in tables.iter().filter_map(|table| table.withheld.as_ref()) {
            if !reasons.contains(&withheld.explanation.as_str()) {
                reasons.push(&withheld.explanation);
            }
        }
        html! {
            (drawn(&chart))
            @for reason in reasons { p.withheld { (reason) } }
            (self.details(self.grid_table(tables, question)))
        }
    }

    /// A table under a chart, folded away.
    fn details(self, table: Markup) -> Markup {
        html! {
            details.figures {
                summary { (self.words.pick("Tabel", "Table")) }
                (table)
            }
        }
    }

    fn count(self, cell: &CellSummary<'_>) -> String {
        self.words.count(Figure { count: cell.count, fewer_than: cell.fewer_than })
    }

    fn table(self, table: &TableSummary<'_>) -> Markup {
        let words = self.words;
        html! {
            table {
                caption.x { (table.question) @if let Some(row) = table.row { ": " (row) } }
                thead {
                    tr {
                        th scope="col" { (words.pick("Antwoord", "Answer")) }
                        th.n scope="col" { (words.pick("Aantal", "Count")) }
                        th.n scope="col" { "%" }
                    }
                }
                tbody {
                    @for cell in &table.cells {
                        tr {
                            th scope="row" { (cell.label) }
                            td.n { (self.count(cell)) }
                            td.n { (percent(cell.percent)) }
                        }
                    }
                }
            }
        }
    }

    fn grid_table(self, tables: &[TableSummary<'_>], question: &str) -> Markup {
        let words = self.words;
        let Some(shown) = tables.iter().find(|table| table.withheld.is_none()) else { return html! {} };
        let heads: Vec<&str> = shown.cells.iter().map(|cell| cell.label).collect();
        let table = html! {
            table {
                caption.x { (question) }
                thead {
                    tr {
                        th scope="col" { (words.pick("Onderdeel", "Row")) }
                        @for head in &heads { th.n scope="col" { (head) } }
                        th.n scope="col" { (words.pick("Gevraagd aan", "Asked of")) }
                    }
                }
                tbody {
                    @for table in tables {
                        tr {
                            th scope="row" { (table.row.unwrap_or_default()) }
                            @if table.withheld.is_some() {
                                td colspan=(heads.len() + 1) { (words.pick("te klein om te tonen", "too small to show")) }
                            } @else {
                                @for cell in &table.cells {
                                    td.n { (percent(cell.percent)) br; small { (self.count(cell)) } }
                                }
                                td.n { (table.base.map(|base| words.count(base)).unwrap_or_default()) }
                            }
                        }
                    }
                }
            }
        };
        self.scroll(question, table)
    }

    /// A wide table, in a frame that can be moved by keyboard too.
    fn scroll(self, name: &str, table: Markup) -> Markup {
        let label = self.words.pick(format!("Tabel: {name}"), format!("Table: {name}"));
        html! { div.scroll tabindex="0" role="group" aria-label=(label) { (table) } }
    }

    fn has_groups(self, tables: &[TableSummary<'_>], by: &BreakdownSummary<'_>) -> bool {
        by.groups.iter().any(|group| tables.iter().any(|table| of_group(group, &table.item).is_some()))
    }

    /// One table group by group: a small chart an answer, and one table.
    fn by_group(self, table: &TableSummary<'_>, by: &BreakdownSummary<'_>) -> Markup {
        let words = self.words;
        let id = table.item.replace('.', "-");
        let value_in = |group: &GroupSummary<'_>, cell: &CellSummary<'_>| {
            let found = of_group(group, &table.item)?;
            if found.withheld.is_some() {
                return Some(Value::Withheld);
            }
            Some(self.value(found.cells.iter().find(|other| other.value == cell.value)?, found.base))
        };
        let everyone = words.pick("Iedereen", "Everyone");
        let panel = |cell: &CellSummary<'_>| Panel {
            title: cell.label.to_owned(),
            everyone: table.withheld.is_none().then(|| (everyone.to_owned(), self.value(cell, table.base))),
            rows: by
                .groups
                .iter()
                .map(|group| (group.label.to_owned(), value_in(group, cell).unwrap_or(Value::Withheld)))
                .collect(),
        };
        // Who gave no answer is left to the table.
        let panels: Vec<Panel> =
            self.cells_of(table, by).iter().filter(|cell| cell.value.is_some()).map(panel).collect();
        let title = table.row.map_or_else(|| table.question.to_string(), |row| format!("{}: {row}", table.question));
        let description = words.pick(
            format!("Per antwoord de groepen van ‘{}’ naast elkaar; de getallen staan in de tabel.", by.title),
            format!("For each answer the groups of ‘{}’ side by side; the figures are in the table.", by.title),
        );
        let chart = Chart::Groups(Groups {
            frame: Frame { id: format!("g-{id}"), title: title.clone(), description },
            words: words.in_charts(self.policy.rounding_base),
            panels,
        });
        html! {
            @if let Some(row) = table.row { h4 { (row) } }
            (drawn(&chart))
            (self.details(self.scroll(&title, self.group_table(table, by, &title))))
        }
    }

    /// The answers of a table: those of the first group that is shown, where the whole is withheld.
    fn cells_of<'c, 's>(self, table: &'c TableSummary<'s>, by: &'c BreakdownSummary<'s>) -> &'c [CellSummary<'s>] {
        if table.withheld.is_none() {
            return &table.cells;
        }
        let mut groups = by.groups.iter().filter_map(|group| of_group(group, &table.item));
        groups.find(|found| found.withheld.is_none()).map(|found| found.cells.as_slice()).unwrap_or_default()
    }

    fn group_table(self, table: &TableSummary<'_>, by: &BreakdownSummary<'_>, title: &str) -> Markup {
        let words = self.words;
        let hidden = words.pick("te klein", "too small");
        let counted = |cell: &CellSummary<'_>| html! { (percent(cell.percent)) br; small { (self.count(cell)) } };
        html! {
            table {
                caption.x { (title) }
                thead {
                    tr {
                        th scope="col" { (words.pick("Antwoord", "Answer")) }
                        th.n scope="col" { (words.pick("Iedereen", "Everyone")) }
                        @for group in &by.groups { th.n scope="col" { (group.label) } }
                    }
                }
                tbody {
                    @for cell in self.cells_of(table, by) {
                        tr {
                            th scope="row" { (cell.label) }
                            td.n { @if table.withheld.is_none() { (counted(cell)) } @else { (hidden) } }
                            @for group in &by.groups {
                                @let found = of_group(group, &table.item).filter(|found| found.withheld.is_none());
                                @let found = found.and_then(|found| found.cells.iter().find(|other| other.value == cell.value));
                                td.n { @match found { Some(cell) => (counted(cell)), None => (hidden) } }
                            }
                        }
                    }
                    tr {
                        th scope="row" { (words.pick("Gevraagd aan", "Asked of")) }
                        td.n { (table.base.map_or_else(|| hidden.to_owned(), |base| words.count(base))) }
                        @for group in &by.groups {
                            @let base = of_group(group, &table.item).and_then(|found| found.base);
                            td.n { (base.map_or_else(|| hidden.to_owned(), |base| words.count(base))) }
                        }
                    }
                }
            }
        }
    }

    /// One question by another.
    pub(crate) fn crossing(self, crossing: &CrossingSummary<'_>) -> Markup {
        let words = self.words;
        let side = |question: &Option<summary::CrossedQuestion<'_>>| {
            question.as_ref().map(|question| match question.row {
                Some(row) => format!("{} ({row})", question.question),
                None => question.question.to_string(),
            })
        };
        let (rows, columns) = (side(&crossing.rows), side(&crossing.columns));
        html! {
            article.question.wide id=(format!("v-{}", crossing.id)) {
                div.asked {
                    h3 { (crossing.title) }
                    @if let (Some(rows), Some(columns)) = (&rows, &columns) {
                        p.quiet { (words.pick(format!("Van boven naar beneden: {rows} Van links naar rechts: {columns}"), format!("Down the side: {rows} Along the top: {columns}"))) }
                    }
                    @if let Some(base) = crossing.base { p.base { (self.base(base)) } }
                    @for remark in &crossing.remarks { p.quiet { (remark) } }
                }
                div.shown {
                    @if let Some(withheld) = &crossing.withheld {
                        p.withheld { (withheld.explanation) }
                    } @else {
                        (self.scroll(crossing.title, self.crossing_table(crossing)))
                    }
                }
            }
        }
    }

    fn crossing_table(self, crossing: &CrossingSummary<'_>) -> Markup {
        let words = self.words;
        html! {
            table {
                caption.x { (crossing.title) }
                thead {
                    tr {
                        th scope="col" { (words.pick("Procent van de rij", "Percent of the row")) }
                        @for head in &crossing.column_totals { th.n scope="col" { (head.label) } }
                        th.n scope="col" { (words.pick("Samen", "Together")) }
                    }
                }
                tbody {
                    @for (total, cells) in crossing.row_totals.iter().zip(&crossing.cells) {
                        tr {
                            th scope="row" { (total.label) }
                            @for cell in cells {
                                td.n {
                                    (percent(cell.percent_of_row)) br;
                                    small { (words.count(Figure { count: cell.count, fewer_than: cell.fewer_than })) }
                                }
                            }
                            td.n { (self.count(total)) }
                        }
                    }
                }
            }
        }
    }
}

/// The table of an item of one group, if it was asked of that.
fn of_group<'g, 's>(group: &'g GroupSummary<'s>, item: &str) -> Option<&'g TableSummary<'s>> {
    group.tables.iter().find(|table| table.item == item)
}

/// A chart on the page.
pub(crate) fn drawn(chart: &Chart) -> Markup {
    html! { figure { (PreEscaped(chart.draw(&Style::Page).as_str())) } }
}

/// `58%`, or a dash where it is too small to say.
pub(crate) fn percent(percent: Option<u32>) -> String {
    percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"))
}

fn cell(figure: Figure) -> Cell {
    match figure {
        Figure { count: Some(count), .. } => Cell::About(count),
        Figure { fewer_than, .. } => Cell::FewerThan(fewer_than.unwrap_or(1)),
    }
}

/// A share for a chart, with the bounds that rounding leaves.
fn value(count: Figure, percent: Option<u32>, base: Option<Figure>, policy: &Policy) -> Value {
    let Some(base) = base else { return Value::Withheld };
    let rounding_base = policy.rounding_base;
    let count = Amount::of(cell(count), rounding_base);
    let share = Share::of(count, Amount::base(cell(base), policy), rounding_base);
    Value::of(percent, Some((share.bounds.least, share.bounds.most)))
}
