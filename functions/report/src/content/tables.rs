//! Tables of what was released and of what was found.

use insight::ladder::Ladder;
use insight::share::{Rank, Side};
use insight::supply::{Ranking, Supply};
use summary::{BreakdownSummary, CrossingSummary, Figure, TableSummary};

use super::telling::{Draft, Teller, range, signed};

/// Widths of the first column and of columns of numbers.
const LABEL: u32 = 44;
const NUMBER: u32 = 14;

impl Teller<'_> {
    /// A released count.
    pub(super) fn released(&self, figure: Figure) -> String {
        match (figure.count, figure.fewer_than) {
            (Some(count), _) => count.to_string(),
            (None, Some(base)) => self.pick(format!("minder dan {base}"), format!("fewer than {base}")),
            (None, None) => String::new(),
        }
    }

    fn answer_column(&self) -> (String, bool, u32) {
        (self.pick("Antwoord", "Answer").to_owned(), false, LABEL)
    }

    fn number_column(&self, dutch: &str, english: &str) -> (String, bool, u32) {
        (self.pick(dutch, english).to_owned(), true, NUMBER)
    }

    /// A question and how often each answer was given.
    pub(super) fn one_way(&self, table: &TableSummary<'_>) -> Draft {
        let mut draft = Draft::new(
            self.asked(table),
            [
                self.answer_column(),
                self.number_column("Aantal", "Count"),
                self.number_column("Percentage", "Percentage"),
            ],
        );
        if let Some(base) = table.base {
            draft.strong([self.pick("Gesteld aan", "Asked of").to_owned(), self.released(base), String::new()]);
        }
        for cell in &table.cells {
            let figure = Figure { count: cell.count, fewer_than: cell.fewer_than };
            draft.row([cell.label.to_owned(), self.released(figure), percent(cell.percent)]);
        }
        table.remarks.iter().for_each(|remark| draft.note(remark.clone()));
        draft
    }

    /// What was asked, with the row of a grid and the unit of a number.
    pub(super) fn asked(&self, table: &TableSummary<'_>) -> String {
        let unit = table.unit.map(|unit| format!(" ({unit})")).unwrap_or_default();
        match table.row {
            Some(row) => format!("{} {row}", table.question),
            None => format!("{}{unit}", table.question),
        }
    }

    /// All rows of a grid: the percentages of each point.
    pub(super) fn grid(&self, rows: &[TableSummary<'_>]) -> Draft {
        let shown = rows.iter().find(|row| row.withheld.is_none());
        let points = shown.map_or(&[][..], |row| &row.cells);
        let mut columns =
            vec![(self.pick("Onderdeel", "Part").to_owned(), false, 34), self.number_column("Gesteld aan", "Asked of")];
        columns.extend(points.iter().map(|point| (point.label.to_owned(), true, NUMBER)));
        let question = rows.first().map_or("", |row| &row.question);
        let mut draft = Draft::new(question, columns);
        for row in rows {
            let name = row.row.unwrap_or(&row.item).to_owned();
            match &row.withheld {
                Some(withheld) => {
                    let blank = points.iter().map(|_| "–".to_owned());
                    draft.row([name.clone(), self.not_shown().to_owned()].into_iter().chain(blank));
                    draft.note(format!("{name}: {}", withheld.explanation));
                }
                None => {
                    // The points are those of the scale, the same in each row.
                    let shares = row.cells.iter().map(|cell| match cell.percent {
                        Some(_) => percent(cell.percent),
                        None => self.released(Figure { count: cell.count, fewer_than: cell.fewer_than }),
                    });
                    let base = row.base.map(|base| self.released(base)).unwrap_or_default();
                    draft.row([name, base].into_iter().chain(shares));
                }
            }
            row.remarks.iter().for_each(|remark| draft.note(remark.clone()));
        }
        draft
    }

    /// "niet getoond"
    pub(super) fn not_shown(&self) -> &'static str {
        self.pick("niet getoond", "not shown")
    }

    /// One question by another: percentages of the row, and the counts of rows.
    pub(super) fn crossed(&self, crossing: &CrossingSummary<'_>) -> Draft {
        let mut columns = vec![
            (self.pick("Van wie dit antwoordde …", "Of those who answered this …").to_owned(), false, 30),
            (self.pick("Aantal", "Count").to_owned(), true, NUMBER),
        ];
        columns.extend(crossing.column_totals.iter().map(|along| (along.label.to_owned(), true, NUMBER)));
        let mut draft = Draft::new(crossing.title, columns);
        for (line, down) in crossing.cells.iter().zip(&crossing.row_totals) {
            let count = self.released(Figure { count: down.count, fewer_than: down.fewer_than });
            let cells = line.iter().map(|cell| {
                let count = self.released(Figure { count: cell.count, fewer_than: cell.fewer_than });
                match cell.percent_of_row {
                    Some(percent) => format!("{count}\n({percent}%)"),
                    None => count,
                }
            });
            draft.row([down.label.to_owned(), count].into_iter().chain(cells));
        }
        let base = crossing.base.map(|base| self.released(base)).unwrap_or_default();
        let totals = crossing
            .column_totals
            .iter()
            .map(|along| self.released(Figure { count: along.count, fewer_than: along.fewer_than }));
        draft.strong([self.pick("Samen", "Together").to_owned(), base].into_iter().chain(totals));
        if let (Some(rows), Some(columns)) = (&crossing.rows, &crossing.columns) {
            let (down, along) = (rows.question.trim_end(), columns.question.trim_end());
            draft.note(self.pick(
                format!("Van boven naar beneden: {down} Van links naar rechts: {along}"),
                format!("From top to bottom: {down} From left to right: {along}"),
            ));
        }
        draft.note(self.pick(
            "Tussen haakjes staat het percentage van de rij. Elk aantal is apart afgerond.",
            "In brackets stands the percentage of the row. Every count was rounded by itself.",
        ));
        crossing.remarks.iter().for_each(|remark| draft.note(*remark));
        draft
    }

    /// A question by the groups of a variable: the percentages of each group that is shown. `None` where no group is.
    pub(super) fn by_groups(&self, breakdown: &BreakdownSummary<'_>, item: &str) -> Option<Draft> {
        let groups: Vec<_> = (breakdown.groups.iter())
            .filter_map(|group| {
                let table = group.tables.iter().find(|table| table.item == item)?;
                Some((group, table))
            })
            .collect();
        let (_, first) = groups.iter().find(|(_, table)| table.withheld.is_none())?;
        let mut columns = vec![(self.answer_column().0, false, 30)];
        columns.extend(groups.iter().map(|(group, _)| (group.label.to_owned(), true, NUMBER)));
        let mut draft = Draft::new(format!("{} {}", self.asked(first), self.by(&breakdown.title)), columns);
        let bases = groups.iter().map(|(_, table)| table.base.map_or("–".to_owned(), |base| self.released(base)));
        draft.strong([self.pick("Gesteld aan", "Asked of").to_owned()].into_iter().chain(bases));
        for cell in &first.cells {
            let shares = groups.iter().map(|(_, table)| {
                let found = table.cells.iter().find(|other| other.value == cell.value);
                found.map_or("–".to_owned(), |found| match found.percent {
                    Some(_) => percent(found.percent),
                    None => self.released(Figure { count: found.count, fewer_than: found.fewer_than }),
                })
            });
            draft.row([cell.label.to_owned()].into_iter().chain(shares));
        }
        for (group, table) in &groups {
            if let Some(withheld) = &table.withheld {
                draft.note(format!("{}: {}", group.label, withheld.explanation));
            }
        }
        let few = 10 * self.sources.campaign.policy.rounding_base;
        let shown = groups.iter().filter(|(_, table)| table.withheld.is_none());
        if shown.filter_map(|(_, table)| table.base?.count).any(|base| base < few) {
            draft.note(self.pick(
                format!(
                    "Percentages over minder dan {few} deelnemers zijn heel grof: samen kunnen ze ver boven of onder 100 uitkomen."
                ),
                format!("Percentages of fewer than {few} participants are very coarse: they may add up to far over or under 100."),
            ));
        }
        Some(draft)
    }

    fn by(&self, title: &str) -> String {
        self.pick(format!("(naar: {title})"), format!("(by: {title})"))
    }

    /// A ranking: how many, how sure, and in which place.
    pub(super) fn ranked(&self, ranking: &Ranking) -> Draft {
        let audience = ranking.audience.as_str();
        let number = |dutch: &str, english: &str, width| (self.pick(dutch, english).to_owned(), true, width);
        let mut draft = Draft::new(
            self.text(&ranking.question),
            [
                self.answer_column(),
                number("Plaats", "Place", 10),
                number("Aantal", "Count", 19),
                number("Percentage", "Percentage", 15),
                number("Zeker tussen", "Certainly between", 14),
                number("Indicatie voor iedereen", "Indication for everyone", 15),
            ],
        );
        for line in &ranking.lines {
            let share = &line.share;
            draft.row([
                self.text(&line.label).to_owned(),
                place(line.rank),
                self.count(share.count, audience),
                percent(share.percent),
                format!("{}%", range(share.bounds)),
                format!("{}%", range(share.indicative)),
            ]);
        }
        if let Some(none) = &ranking.none {
            draft.row([
                self.pick("Geen van deze", "None of these").to_owned(),
                String::new(),
                self.count(none.count, audience),
                percent(none.percent),
                format!("{}%", range(none.bounds)),
                format!("{}%", range(none.indicative)),
            ]);
        }
        if let Some(line) = ranking.lines.first() {
            let base = self.count(line.share.base, audience);
            draft.note(self.pick(
                format!("Gesteld aan ongeveer {base}. Plaats 2–4 betekent: ergens van de tweede tot en met de vierde."),
                format!(
                    "Asked of about {base}. Place 2–4 means: somewhere from the second up to and including the fourth."
                ),
            ));
        }
        draft
    }

    /// Need beside offer.
    pub(super) fn gaps(&self, supply: &Supply, caption: &str, heading: &str) -> Draft {
        let mut columns = vec![
            (heading.to_owned(), false, 28),
            (self.pick("Mensen willen het", "People want it").to_owned(), true, 17),
            (self.pick("Organisaties bieden het", "Organisations offer it").to_owned(), true, 18),
            (self.pick("Verschil in punten", "Difference in points").to_owned(), true, 22),
            (self.pick("Wat zeker is", "What is certain").to_owned(), false, 20),
        ];
        let has_unmet = supply.lines.iter().any(|line| line.unmet.is_some());
        if has_unmet {
            columns.push((self.pick("Gevraagd, niet te bieden", "Asked for in vain").to_owned(), true, 18));
        }
        let mut draft = Draft::new(caption, columns);
        for line in &supply.lines {
            let bounds = line.gap.bounds;
            let between = self.pick(
                format!("({} tot {})", signed(bounds.least), signed(bounds.most)),
                format!("({} to {})", signed(bounds.least), signed(bounds.most)),
            );
            let gap = line.gap.points.map_or(between.clone(), |points| format!("{} {between}", signed(points)));
            let mut cells = vec![
                self.text(&line.label).to_owned(),
                self.share_cell(&line.need),
                self.share_cell(&line.offer),
                gap,
                self.side(line.side, ("meer vraag", "meer aanbod"), ("more need", "more offer")),
            ];
            if has_unmet {
                cells.push(line.unmet.as_ref().map(|share| self.share_cell(share)).unwrap_or_default());
            }
            draft.row(cells);
        }
        draft
    }

    fn side(&self, side: Side, dutch: (&str, &str), english: (&str, &str)) -> String {
        let (more, less) = self.pick(dutch, english);
        match side {
            Side::More => more.to_owned(),
            Side::Less => less.to_owned(),
            Side::AboutEqual => self.pick("niet te zeggen", "can't be said").to_owned(),
        }
    }

    /// Where people are on the ladder, and where they would like to be.
    pub(super) fn steps(&self, ladder: &Ladder) -> Draft {
        let mut draft = Draft::new(
            self.pick(
                "Op welke trede van de Participatieladder mensen staan, en welke zij wensen",
                "On which step of the Participatieladder people are, and which they wish for",
            ),
            [
                (self.pick("Trede", "Step").to_owned(), false, 36),
                (self.pick("Nu", "Now").to_owned(), true, 15),
                (self.pick("Gewenst", "Wished for").to_owned(), true, 15),
                (self.pick("Verschil in punten", "Difference in points").to_owned(), true, 21),
                (self.pick("Wat zeker is", "What is certain").to_owned(), false, 22),
            ],
        );
        for step in &ladder.steps {
            let bounds = step.change.bounds;
            let between = self.pick(
                format!("({} tot {})", signed(bounds.least), signed(bounds.most)),
                format!("({} to {})", signed(bounds.least), signed(bounds.most)),
            );
            draft.row([
                format!("{}. {}", step.step, self.text(&step.label)),
                self.share_cell(&step.now),
                self.share_cell(&step.wish),
                step.change.points.map_or(between.clone(), |points| format!("{} {between}", signed(points))),
                self.side(
                    step.side,
                    ("meer mensen willen erheen", "minder mensen willen er staan"),
                    ("more want to be there", "fewer want to be there"),
                ),
            ]);
        }
        draft
    }

    /// From which step to which.
    pub(super) fn shifts(&self, ladder: &Ladder) -> Option<Draft> {
        let shift = ladder.shift.as_ref()?;
        let mut columns = vec![(self.pick("Staat nu op", "Is now on").to_owned(), false, 24)];
        columns.extend(shift.steps.iter().map(|step| {
            let heading = self.pick(format!("wil naar {step}"), format!("wishes for {step}"));
            (heading, true, NUMBER)
        }));
        let mut draft = Draft::new(
            self.pick(
                "Van welke trede naar welke: aantallen mensen die beide noemden",
                "From which step to which: counts of people who named both",
            ),
            columns,
        );
        for (step, line) in shift.steps.iter().zip(&shift.table) {
            let cells = line.iter().map(|amount| self.count(*amount, ladder.audience.as_str()));
            let name = self.pick(format!("trede {step}"), format!("step {step}"));
            draft.row([name].into_iter().chain(cells));
        }
        let known = self.count(shift.known, ladder.audience.as_str());
        let together = |name: &str, cell: String| format!("{name} {cell}");
        draft.note(self.pick(
            format!(
                "Ongeveer {known} mensen noemden beide treden. Van hen wil {}, {} en {}.",
                together("hogerop:", self.share_cell(&shift.up)),
                together("blijven:", self.share_cell(&shift.same)),
                together("lager:", self.share_cell(&shift.down)),
            ),
            format!(
                "About {known} people named both steps. Of them want {}, {} and {}.",
                together("to go up:", self.share_cell(&shift.up)),
                together("to stay:", self.share_cell(&shift.same)),
                together("to go down:", self.share_cell(&shift.down)),
            ),
        ));
        Some(draft)
    }
}

/// A percentage, or nothing where it is too small to say.
pub(super) fn percent(percent: Option<u32>) -> String {
    percent.map(|percent| format!("{percent}%")).unwrap_or_default()
}

/// A place: `1`, or `2–4` where rounding leaves it open.
fn place(rank: Rank) -> String {
    if rank.best == rank.worst { rank.best.to_string() } else { format!("{}–{}", rank.best, rank.worst) }
}
