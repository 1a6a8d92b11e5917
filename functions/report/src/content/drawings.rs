//! Findings as plain numbers for charts.

use charts::{Bar, Bars, Chart, Count, Dumbbell, Dumbbells, Frame, Shift, Value, Words};
use insight::ladder::Ladder;
use insight::share::{Share, Side};
use insight::supply::{Ranking, Supply};
use summary::TableSummary;

use super::telling::Teller;

/// How many answers a chart shows; a table beside it has all.
const MOST_BARS: usize = 12;

/// A share with the bounds that rounding leaves.
fn value(share: &Share) -> Value {
    Value::of(share.percent, Some((share.bounds.least, share.bounds.most)))
}

impl Teller<'_> {
    /// The words of charts about that audience.
    fn chart_words(&self, audience: &str, with_bounds: bool) -> Words {
        let few = self.fewer(audience);
        let base: String = few.chars().filter(char::is_ascii_digit).collect();
        Words {
            few_short: format!("<{base}"),
            few,
            withheld: self.not_shown().to_owned(),
            range: if with_bounds {
                self.pick("streep: hier ligt het zeker tussen", "line: it certainly lies within").to_owned()
            } else {
                String::new()
            },
        }
    }

    /// Bars of a ranking, the largest first.
    pub(super) fn ranking_chart(&self, ranking: &Ranking, frame: Frame) -> Chart {
        let bar =
            |label: &str, share: &Share, quiet| Bar { label: label.to_owned(), values: vec![value(share)], quiet };
        let lines = ranking.lines.iter().take(MOST_BARS);
        let mut rows: Vec<Bar> = lines.map(|line| bar(self.text(&line.label), &line.share, false)).collect();
        if let Some(none) = &ranking.none {
            rows.push(bar(self.pick("Geen van deze", "None of these"), none, true));
        }
        Chart::Bars(Bars { frame, words: self.chart_words(ranking.audience.as_str(), true), series: Vec::new(), rows })
    }

    /// Bars of a released table.
    pub(super) fn table_chart(&self, table: &TableSummary<'_>, audience: &str, frame: Frame) -> Chart {
        let rows = table.cells.iter().map(|cell| Bar {
            label: cell.label.to_owned(),
            values: vec![Value::of(cell.percent, None)],
            quiet: cell.value.is_none(),
        });
        let rows = rows.collect();
        Chart::Bars(Bars { frame, words: self.chart_words(audience, false), series: Vec::new(), rows })
    }

    /// Bars of what was counted in focus groups: what it is, and its percentage.
    pub(super) fn groups_chart(&self, audience: &str, rows: &[(&str, Option<u32>)], frame: Frame) -> Chart {
        let rows = rows.iter().map(|(label, percent)| Bar {
            label: (*label).to_owned(),
            values: vec![Value::of(*percent, None)],
            quiet: false,
        });
        let rows = rows.collect();
        Chart::Bars(Bars { frame, words: self.chart_words(audience, false), series: Vec::new(), rows })
    }

    /// Need and offer of each theme, and the gap between them.
    pub(super) fn gap_chart(&self, supply: &Supply, frame: Frame) -> Chart {
        let rows = supply.lines.iter().map(|line| {
            let bounds = line.gap.bounds;
            let gap = match line.side {
                Side::More => self.pick(
                    format!("{} tot {} punten meer vraag", bounds.least, bounds.most),
                    format!("{} to {} points more need", bounds.least, bounds.most),
                ),
                Side::Less => self.pick(
                    format!("{} tot {} punten meer aanbod", -bounds.most, -bounds.least),
                    format!("{} to {} points more offer", -bounds.most, -bounds.least),
                ),
                Side::AboutEqual => {
                    self.pick("niet te zeggen wat groter is", "can't be said which is larger").to_owned()
                }
            };
            Dumbbell { label: self.text(&line.label).to_owned(), values: [value(&line.need), value(&line.offer)], gap }
        });
        Chart::Dumbbells(Dumbbells {
            frame,
            words: self.chart_words(supply.offer.audience.as_str(), true),
            names: self
                .pick(["mensen willen het", "organisaties bieden het"], ["people want it", "organisations offer it"])
                .map(str::to_owned),
            rows: rows.collect(),
        })
    }

    /// Each step as it is and as it is wished for.
    pub(super) fn steps_chart(&self, ladder: &Ladder, frame: Frame) -> Chart {
        let rows = ladder.steps.iter().map(|step| Bar {
            label: format!("{}. {}", step.step, self.text(&step.label)),
            values: vec![value(&step.now), value(&step.wish)],
            quiet: false,
        });
        Chart::Bars(Bars {
            frame,
            words: self.chart_words(ladder.audience.as_str(), true),
            series: self.pick(["nu", "gewenst"], ["now", "wished for"]).map(str::to_owned).to_vec(),
            rows: rows.collect(),
        })
    }

    /// From which step to which.
    pub(super) fn shift_chart(&self, ladder: &Ladder, frame: Frame) -> Option<Chart> {
        let shift = ladder.shift.as_ref()?;
        let label = |step: &u8| {
            let found = ladder.steps.iter().find(|of| of.step == *step);
            found.map_or_else(String::new, |of| self.text(&of.label).to_owned())
        };
        let steps = shift.steps.iter().map(|step| (step.to_string(), label(step)));
        let cells = shift.table.iter().map(|line| {
            let cells =
                line.iter().map(|amount| if amount.about == 0 { Count::Few } else { Count::About(amount.about) });
            cells.collect()
        });
        Some(Chart::Shift(Shift {
            frame,
            words: self.chart_words(ladder.audience.as_str(), false),
            rows_name: self.pick("trede nu", "step now").to_owned(),
            columns_name: self.pick("gewenste trede", "wished-for step").to_owned(),
            same: self.pick("blijft op dezelfde trede", "stays on the same step").to_owned(),
            steps: steps.collect(),
            cells: cells.collect(),
        }))
    }

    /// Shares here and elsewhere.
    pub(super) fn beside_chart(
        &self,
        audience: &str,
        names: [String; 2],
        rows: impl Iterator<Item = (String, Share, Share)>,
        frame: Frame,
    ) -> Chart {
        let rows = rows.take(MOST_BARS).map(|(label, here, there)| Bar {
            label,
            values: vec![value(&here), value(&there)],
            quiet: false,
        });
        let rows = rows.collect();
        Chart::Bars(Bars { frame, words: self.chart_words(audience, true), series: names.to_vec(), rows })
    }
}
