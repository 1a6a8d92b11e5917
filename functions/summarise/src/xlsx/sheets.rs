//! The sheets of a workbook, a part each.

use std::collections::HashMap;

use rust_xlsxwriter::{Url, Workbook};

use super::charts::{Bars, charts};
use super::{Column, HEADINGS, Heading, Maker, Page, WITHIN};
use summary::codebook::{COLUMNS, Codebook, Value};
use summary::csv::Kind;
use summary::{
    BreakdownSummary, CellSummary, CrossedQuestion, CrossingSummary, Figure, FocusGroupsSummary, QuotesSummary,
    TableSummary,
};

/// The columns of a breakdown before those of the groups.
const OF_ANSWERS: u16 = 5;
/// Rows above the figures of the breakdowns: title, note, variables, groups, headings.
const ABOVE_GROUPS: u32 = 5;

impl Maker<'_> {
    /// Writes all sheets of the parts that there are. The first tells of the others.
    pub(super) fn write(&self, workbook: &mut Workbook) {
        let summary = self.summary;
        let names = self.words.sheets();
        let mut bars = Vec::new();
        let nonempty =
            |tables: &'_ Option<Vec<TableSummary<'_>>>| tables.as_ref().is_some_and(|tables| !tables.is_empty());
        let mut cells = summary.tables.iter().chain(&summary.derived).flatten().flat_map(|table| &table.cells);
        let any_share = cells.any(|cell| cell.percent.is_some());

        let [charted, tabled, taken, broken, crossed, grouped, quoted, coded] = self.words.on_the_sheets();
        let parts = [
            (names.charts, charted, any_share),
            (names.tables, tabled, nonempty(&summary.tables)),
            (names.derived, taken, nonempty(&summary.derived)),
            (names.breakdowns, broken, summary.breakdowns.as_ref().is_some_and(|parts| !parts.is_empty())),
            (names.crossings, crossed, summary.crossings.as_ref().is_some_and(|parts| !parts.is_empty())),
            (names.focus_groups, grouped, summary.focus_groups.is_some()),
            (names.quotes, quoted, summary.quotes.as_ref().is_some_and(|quotes| quotes.version.is_some())),
            (names.codebook, coded, summary.codebook.is_some()),
        ];
        let there: Vec<_> =
            parts.into_iter().filter(|(_, _, there)| *there).map(|(name, what, _)| (name, what)).collect();
        let has = |name: &str| there.iter().any(|(there, _)| *there == name);

        self.about(workbook, &there);
        // The charts come first for the reader, and are known last: their sheet is begun here and filled below.
        if has(names.charts) {
            self.begin(workbook, names.charts, self.words.see_about()).finish();
        }
        for (name, tables) in [(names.tables, &summary.tables), (names.derived, &summary.derived)] {
            if has(name) {
                self.tables(workbook, name, tables.as_deref().unwrap_or_default(), &mut bars);
            }
        }
        if has(names.breakdowns) {
            self.breakdowns(workbook, names.breakdowns, summary.breakdowns.as_deref().unwrap_or_default());
        }
        if has(names.crossings) {
            self.crossings(workbook, names.crossings, summary.crossings.as_deref().unwrap_or_default());
        }
        if let Some(groups) = &summary.focus_groups {
            self.focus_groups(workbook, names.focus_groups, groups);
        }
        if let Some(quotes) = summary.quotes.as_ref().filter(|_| has(names.quotes)) {
            self.quotes(workbook, names.quotes, quotes);
        }
        if let Some(codebook) = &summary.codebook {
            self.codebook(workbook, names.codebook, codebook);
        }
        if has(names.charts) {
            let sheet = workbook.worksheet_from_name(names.charts).expect("begun above");
            charts(sheet, &bars, &self.styles, self.words);
        }
    }

    fn about(&self, workbook: &mut Workbook, there: &[(&'static str, &'static str)]) {
        let (summary, styles, words) = (self.summary, &self.styles, self.words);
        let about = words.about();
        let mut page = self.begin(workbook, words.sheets().about, "");
        page.sheet.set_portrait();
        page.column(0, Column::Text(34));
        page.column(1, Column::Text(90));
        let mut row = 3;
        let mut line = |page: &mut Page<'_, '_>, name: &str, value: &str| {
            page.put(row, 0, name, &styles.bold_text);
            page.text(row, 1, value);
            row += 1;
        };
        line(&mut page, about.campaign, summary.title);
        line(&mut page, about.trajectory, summary.trajectory);
        let place = format!("{} ({})", summary.municipality.name, summary.municipality.code);
        line(&mut page, about.municipality, &place);
        line(&mut page, about.audience, summary.audience.title);
        line(&mut page, about.release, &words.release_of(summary.release.number, &summary.release.day));
        line(&mut page, about.made_up, words.yes_or_no(summary.synthetic));
        line(&mut page, about.questionnaire, summary.questionnaire);
        let Figure { count, fewer_than } = summary.responses;
        let left = styles.text.clone().set_num_format("#,##0").set_align(rust_xlsxwriter::FormatAlign::Left);
        let policy = &summary.policy;
        for (name, number) in [
            (about.responses, count),
            (about.rounding, Some(policy.rounding_base)),
            (about.smallest, Some(policy.smallest_base)),
        ] {
            page.put(row, 0, name, &styles.bold_text);
            match (number, fewer_than) {
                (Some(number), _) => {
                    page.sheet.write_number_with_format(row, 1, number, &left).expect(WITHIN);
                }
                (None, Some(base)) => page.text(row, 1, &words.few(base)),
                (None, None) => {}
            }
            row += 1;
        }
        row += 1;
        page.put(row, 0, about.how_to_read, &styles.subheading);
        for sentence in &summary.how_to_read {
            page.text(row, 1, sentence);
            row += 1;
        }
        row += 1;
        page.put(row, 0, about.sheets, &styles.subheading);
        row += 1;
        for (name, what) in there {
            let place = Url::new(format!("internal:'{name}'!A1")).set_text(*name);
            page.sheet.write_url_with_format(row, 0, place, &styles.link).expect(WITHIN);
            page.text(row, 1, what);
            row += 1;
        }
        page.finish();
    }

    /// Tables in rows: one for each answer.
    fn tables(&self, workbook: &mut Workbook, name: &'static str, tables: &[TableSummary<'_>], bars: &mut Vec<Bars>) {
        let words = self.words;
        let columns = [
            Column::Text(13),
            Column::Text(36),
            Column::Text(18),
            Column::Count(8),
            Column::Text(15),
            Column::Text(30),
            Column::Count(13),
            Column::Percent,
            Column::Text(16),
            Column::Count(7),
            Column::Text(44),
        ];
        let headings: Vec<Heading> = words.table_headings().into_iter().zip(columns).collect();
        let mut page = self.begin_table(workbook, name, words.see_about(), &headings);
        let mut row = HEADINGS + 1;
        for table in tables {
            let first = row;
            let remark = table.remarks.join(" ");
            let begin = |page: &mut Page<'_, '_>, row: u32| {
                page.text(row, 0, &table.item);
                page.text(row, 1, &table.question);
                page.text(row, 2, table.row.unwrap_or_default());
                page.figure(row, 3, table.base);
            };
            if let Some(withheld) = &table.withheld {
                begin(&mut page, row);
                page.text(row, 6, words.not_shown());
                page.text(row, 10, &format!("{} {remark}", withheld.explanation));
                row += 1;
                continue;
            }
            // Said once, so that the rows stay low.
            page.text(first, 10, &remark);
            for cell in &table.cells {
                begin(&mut page, row);
                page.text(row, 4, cell.value.unwrap_or_default());
                page.text(row, 5, cell.label);
                page.figure(row, 6, Some(Figure { count: cell.count, fewer_than: cell.fewer_than }));
                page.percent(row, 7, cell.percent);
                let theme = cell.theme.as_ref().or(table.theme.as_ref());
                page.text(row, 8, theme.map_or("", |theme| theme.label));
                page.number(row, 9, cell.step);
                row += 1;
            }
            bars.extend(Bars::of(name, table, first));
        }
        page.filter(HEADINGS, row, headings.len());
        page.lines('A', HEADINGS + 1..row, headings.len());
        page.finish();
    }

    /// A row for each answer, and two columns for each group.
    fn breakdowns(&self, workbook: &mut Workbook, name: &str, breakdowns: &[BreakdownSummary<'_>]) {
        let (words, styles) = (self.words, &self.styles);
        let answered = Answered::of(breakdowns);
        let mut page = self.begin(workbook, name, words.see_about());
        let (of_answers, of_groups) = words.breakdown_headings();
        for (column, (heading, width)) in (0..).zip(of_answers.into_iter().zip([13, 15, 32, 14, 28])) {
            page.column(column, Column::Text(width));
            for row in [2, 3] {
                page.sheet.write_blank(row, column, &styles.heading).expect(WITHIN);
            }
            page.put(4, column, heading, &styles.heading);
        }
        let mut row = ABOVE_GROUPS;
        page.put(row, 4, words.in_the_group(), &styles.bold_text);
        for answers in &answered.items {
            row += 1;
            for (line, (value, label)) in
                std::iter::once((None, words.asked())).chain(answers.cells.iter().copied()).enumerate()
            {
                let row = row + u32::try_from(line).expect("few answers");
                page.text(row, 0, answers.item);
                page.text(row, 1, value.unwrap_or_default());
                page.text(row, 2, answers.question);
                page.text(row, 3, answers.row.unwrap_or_default());
                if line == 0 {
                    page.put(row, 4, label, &styles.bold_text);
                } else {
                    page.text(row, 4, label);
                }
            }
            row += u32::try_from(answers.cells.len()).expect("few answers");
        }
        let end = row + 1;

        let mut notes: Vec<String> = Vec::new();
        let mut note = |note: String| {
            if !notes.contains(&note) {
                notes.push(note);
            }
        };
        let mut column = OF_ANSWERS;
        let mut breaks = Vec::new();
        for breakdown in breakdowns {
            let first = column;
            breakdown.remarks.iter().for_each(|remark| note(format!("{}: {remark}", breakdown.title)));
            for group in &breakdown.groups {
                group.remarks.iter().for_each(|remark| note(format!("{}: {remark}", group.label)));
                page.column(column, Column::Count(13));
                page.column(column + 1, Column::Percent);
                page.sheet.merge_range(3, column, 3, column + 1, group.label, &styles.spanning).expect(WITHIN);
                for (offset, heading) in (0..).zip(of_groups) {
                    page.put(4, column + offset, heading, &styles.number_heading);
                }
                page.figure(ABOVE_GROUPS, column, group.responses);
                if let Some(withheld) = &group.withheld {
                    page.text(ABOVE_GROUPS, column, words.not_shown());
                    note(format!("{}: {}", words.not_shown(), withheld.explanation));
                }
                for table in &group.tables {
                    let (base, answers) = answered.find(&table.item);
                    if let Some(withheld) = &table.withheld {
                        page.text(base, column, words.not_shown());
                        note(format!("{}: {}", words.not_shown(), withheld.explanation));
                        continue;
                    }
                    page.figure(base, column, table.base);
                    for (place, cell) in table.cells.iter().enumerate() {
                        let row = base + 1 + answers.place(cell, place);
                        page.figure(row, column, Some(Figure { count: cell.count, fewer_than: cell.fewer_than }));
                        page.percent(row, column + 1, cell.percent);
                    }
                }
                column += 2;
            }
            if column > first {
                page.sheet.merge_range(2, first, 2, column - 1, &breakdown.title, &styles.spanning).expect(WITHIN);
                breaks.push(u32::from(first));
            }
        }
        page.filter(4, end, usize::from(column));
        page.lines('A', ABOVE_GROUPS + 1..end, usize::from(column));
        for (row, note) in (end + 1..).zip(&notes) {
            page.put(row, 0, note, &styles.note);
        }
        // A page for each variable, with the answers beside it.
        let sheet = &mut *page.sheet;
        sheet.set_row_height(2, 22).expect(WITHIN);
        sheet.set_row_height(3, 48).expect(WITHIN);
        sheet.set_row_height(4, 32).expect(WITHIN);
        sheet.set_freeze_panes(ABOVE_GROUPS, OF_ANSWERS).expect(WITHIN);
        sheet.set_repeat_rows(2, 4).expect(WITHIN);
        sheet.set_repeat_columns(0, OF_ANSWERS - 1).expect(WITHIN);
        sheet.set_print_scale(45);
        sheet.set_vertical_page_breaks(breaks.get(1..).unwrap_or_default()).expect(WITHIN);
        page.finish();
    }

    /// Two small tables a crossing: counts, and percentages of the row.
    fn crossings(&self, workbook: &mut Workbook, name: &str, crossings: &[CrossingSummary<'_>]) {
        let (words, styles) = (self.words, &self.styles);
        let said = words.crossed_headings();
        let mut page = self.begin(workbook, name, words.see_about());
        page.column(0, Column::Text(44));
        let most = crossings.iter().map(|crossing| crossing.column_totals.len()).max().unwrap_or(0);
        for column in 1..=u16::try_from(most).expect("few answers") + 1 {
            page.column(column, Column::Count(16));
        }
        page.sheet.set_freeze_panes(HEADINGS, 1).expect(WITHIN);
        let mut row = HEADINGS + 1;
        for crossing in crossings {
            page.put(row, 0, crossing.title, &styles.subheading);
            row += 1;
            for (name, question) in [(said.rows, &crossing.rows), (said.columns, &crossing.columns)] {
                if let Some(CrossedQuestion { question, row: judged, .. }) = question {
                    let line = format!("{name}: {question} {}", judged.unwrap_or_default());
                    page.put(row, 0, line.trim_end(), &styles.note);
                    row += 1;
                }
            }
            for remark in &crossing.remarks {
                page.put(row, 0, remark, &styles.note);
                row += 1;
            }
            if let Some(withheld) = &crossing.withheld {
                page.put(row, 0, words.not_shown(), &styles.bold_text);
                page.put(row + 1, 0, &withheld.explanation, &styles.note);
                row += 4;
                continue;
            }
            page.put(row, 0, said.base, &styles.bold_text);
            page.figure(row, 1, crossing.base);
            row += 1;
            row = self.crossed(&mut page, row, said.count, said.total, crossing, true);
            row = self.crossed(&mut page, row + 1, said.percent_of_row, said.percent_of_base, crossing, false);
            row += 2;
        }
        page.finish();
    }

    /// The counts of a crossing, or its percentages, from `row` on. Returns the row after it.
    fn crossed(
        &self,
        page: &mut Page<'_, '_>,
        mut row: u32,
        corner: &str,
        total: &str,
        crossing: &CrossingSummary<'_>,
        counts: bool,
    ) -> u32 {
        let styles = &self.styles;
        page.put(row, 0, corner, &styles.heading);
        for (column, along) in (1..).zip(&crossing.column_totals) {
            page.fit(row, column, along.label);
            page.put(row, column, along.label, &styles.number_heading);
        }
        let last = u16::try_from(crossing.column_totals.len()).expect("few answers") + 1;
        page.fit(row, last, total);
        page.put(row, last, total, &styles.number_heading);
        let percent = |page: &mut Page<'_, '_>, row, column, percent: Option<u32>| {
            if let Some(percent) = percent {
                let share = f64::from(percent) / 100.0;
                page.sheet.write_number_with_format(row, column, share, &styles.percent).expect(WITHIN);
            }
        };
        let sum = |page: &mut Page<'_, '_>, row, column, of: &CellSummary<'_>| match of.count {
            _ if !counts => percent(page, row, column, of.percent),
            Some(count) => {
                page.sheet.write_number_with_format(row, column, count, &styles.bold_count).expect(WITHIN);
            }
            None => page.figure(row, column, Some(Figure { count: of.count, fewer_than: of.fewer_than })),
        };
        row += 1;
        for (line, down) in crossing.cells.iter().zip(&crossing.row_totals) {
            page.text(row, 0, down.label);
            for (column, cell) in (1..).zip(line) {
                if counts {
                    page.figure(row, column, Some(Figure { count: cell.count, fewer_than: cell.fewer_than }));
                } else {
                    percent(page, row, column, cell.percent_of_row);
                }
            }
            sum(page, row, last, down);
            row += 1;
        }
        page.put(row, 0, total, &styles.bold_text);
        for (column, along) in (1..).zip(&crossing.column_totals) {
            sum(page, row, column, along);
        }
        row + 1
    }

    fn focus_groups(&self, workbook: &mut Workbook, name: &str, groups: &FocusGroupsSummary<'_>) {
        let words = self.words;
        let texts = [Column::Text(24), Column::Text(18), Column::Text(60)];
        let figures = [Column::Count(14), Column::Count(14), Column::Percent, Column::Text(44)];
        let headings: Vec<Heading> = words.group_headings().into_iter().zip(texts.into_iter().chain(figures)).collect();
        let note = groups.withheld.as_deref().unwrap_or(words.see_about());
        let mut page = self.begin_table(workbook, name, note, &headings);
        let mut row = HEADINGS + 1;
        let themes = groups
            .themes
            .iter()
            .map(|told| (Kind::GroupTheme, told.theme, told.label, groups.people, told.people, told.percent));
        let statements = (groups.statements.iter())
            .map(|told| (Kind::GroupStatement, told.statement, told.text, told.asked, told.agreed, told.percent));
        for (kind, code, text, base, count, percent) in themes.chain(statements) {
            page.text(row, 0, words.kind_of_row(kind));
            page.text(row, 1, code);
            page.text(row, 2, text);
            page.figure(row, 3, base);
            page.figure(row, 4, count);
            if let Some(percent) = percent {
                let share = f64::from(percent) / 100.0;
                page.sheet.write_number_with_format(row, 5, share, &self.styles.percent).expect(WITHIN);
            }
            if count.is_none() {
                page.text(row, 6, words.in_few_groups());
            }
            row += 1;
        }
        page.filter(HEADINGS, row, headings.len());
        page.lines('A', HEADINGS + 1..row, headings.len());
        page.finish();
    }

    fn quotes(&self, workbook: &mut Workbook, name: &str, quotes: &QuotesSummary<'_>) {
        let words = self.words;
        let columns = [Column::Text(18), Column::Text(44), Column::Text(24), Column::Text(12), Column::Text(90)];
        let headings: Vec<Heading> = words.quote_headings().into_iter().zip(columns).collect();
        let note = if quotes.fields.is_empty() { words.no_quotes() } else { "" };
        let mut page = self.begin_table(workbook, name, note, &headings);
        let mut row = HEADINGS + 1;
        for field in &quotes.fields {
            let texts = field.quotes.iter().map(|text| (Kind::Quote, text));
            for (kind, text) in texts.chain(field.terms.iter().map(|text| (Kind::Term, text))) {
                page.text(row, 0, field.field);
                page.text(row, 1, &field.question);
                page.text(row, 2, field.option.unwrap_or_default());
                page.text(row, 3, words.kind_of_row(kind));
                page.text(row, 4, text);
                row += 1;
            }
        }
        page.filter(HEADINGS, row, headings.len());
        page.lines('A', HEADINGS + 1..row, headings.len());
        page.finish();
    }

    fn codebook(&self, workbook: &mut Workbook, name: &str, codebook: &Codebook<'_>) {
        let words = self.words;
        let headings: Vec<Heading> = (words.codebook_headings().into_iter())
            .zip([13, 13, 20, 36, 18, 16, 11, 13, 20, 30, 15, 30, 12, 16, 7, 7, 7, 12, 11, 11, 11, 13, 13, 20, 30])
            .map(|(heading, width)| (heading, Column::Text(width)))
            .collect();
        let mut page = self.begin_table(workbook, name, "", &headings);
        // On one page it could not be read.
        page.sheet.set_print_fit_to_pages(2, 0).set_repeat_columns(0, 1).expect(WITHIN);
        let mut row = HEADINGS + 1;
        let rows = codebook.rows();
        for (place, values) in rows.iter().enumerate() {
            let begins = place.checked_sub(1).is_none_or(|above| rows[above][1] != values[1]);
            for (column, value) in (0..).zip(values) {
                // Long texts about the whole question are said once, so that the rows stay low.
                if !begins && ["asked_of", "hint"].contains(&COLUMNS[usize::from(column)]) {
                    continue;
                }
                match value {
                    // What is not so is left open, so that the little that is so is seen.
                    Value::Nothing | Value::Yes(false) => {}
                    Value::Text(text) => page.text(row, column, text),
                    // Bounds are far below what a spreadsheet's numbers tell apart.
                    Value::Number(number) => page.number(row, column, i32::try_from(*number).ok()),
                    Value::Yes(true) => page.text(row, column, words.yes_or_no(true)),
                    Value::Part(kind) => page.text(row, column, words.kind_of_row(*kind)),
                    Value::Kind(kind) => page.text(row, column, words.asked_kind(*kind)),
                }
            }
            row += 1;
        }
        page.filter(HEADINGS, row, headings.len());
        page.lines('B', HEADINGS + 1..row, headings.len());
        page.finish();
    }
}

/// Which answers the groups' tables have, in the order of the questionnaire.
struct Answered<'t> {
    items: Vec<Answers<'t>>,
    /// The place in `items`, and the row of the base.
    places: HashMap<&'t str, (usize, u32)>,
}

struct Answers<'t> {
    item: &'t str,
    question: &'t str,
    row: Option<&'t str>,
    cells: Vec<(Option<&'t str>, &'t str)>,
}

impl Answers<'_> {
    /// The place of an answer; in all groups it is the same, unless the questionnaire was changed in between.
    fn place(&self, cell: &CellSummary<'_>, likely: usize) -> u32 {
        let is = |place: &usize| self.cells.get(*place).is_some_and(|(value, _)| *value == cell.value);
        let place = Some(likely).filter(is).or_else(|| (0..self.cells.len()).find(is));
        u32::try_from(place.expect("every answer was gathered")).expect("few answers")
    }
}

impl<'t> Answered<'t> {
    fn of(breakdowns: &'t [BreakdownSummary<'t>]) -> Self {
        let mut items: Vec<Answers<'t>> = Vec::new();
        let mut places: HashMap<&str, (usize, u32)> = HashMap::new();
        for table in breakdowns.iter().flat_map(|breakdown| &breakdown.groups).flat_map(|group| &group.tables) {
            let (place, _) = *places.entry(&table.item).or_insert_with(|| {
                items.push(Answers { item: &table.item, question: &table.question, row: table.row, cells: Vec::new() });
                (items.len() - 1, 0)
            });
            let known = &mut items[place].cells;
            if known.len() == table.cells.len() {
                continue;
            }
            for cell in &table.cells {
                if known.iter().all(|(value, _)| *value != cell.value) {
                    known.push((cell.value, cell.label));
                }
            }
        }
        let mut row = ABOVE_GROUPS + 1;
        for answers in &items {
            places.insert(answers.item, (places[answers.item].0, row));
            row += 1 + u32::try_from(answers.cells.len()).expect("few answers");
        }
        Answered { items, places }
    }

    /// The row of the base, and the answers below it.
    fn find(&self, item: &str) -> (u32, &Answers<'t>) {
        let (place, row) = self.places[item];
        (row, &self.items[place])
    }
}
