//! Putting words, labels and figures together; and the list of blocks that grows by it.

use std::collections::BTreeSet;

use insight::prose::{Piece, Sentence};
use insight::share::{Amount, Bounds, Share};
use serde_json::{Value, json};
use survey::campaign::Respondents;
use survey::id::AudienceId;
use survey::language::{Language, Text};
use survey::time::{DUTCH_MONTHS, ENGLISH_MONTHS};

use super::{Block, Chart, Point, Row, Run, Sources, Table};

/// Pieces that belong together.
pub(super) type Runs = Vec<Run>;

/// Tells in one of two languages, and knows where every figure stands.
pub(super) struct Teller<'s> {
    pub(super) sources: &'s Sources<'s>,
    basis: Value,
    dutch: bool,
}

/// All that a figure can point at.
pub(super) fn basis(sources: &Sources<'_>) -> Value {
    let campaign = sources.campaign;
    let releases = sources.summaries.iter().map(|summary| {
        json!({
            "audience": summary.audience.id,
            "day": summary.release.day,
            "number": summary.release.number,
            "responses": summary.responses,
            "policy": summary.policy,
            "focus_groups": summary.focus_groups.as_ref().map(|groups| groups.people),
        })
    });
    json!({
        "findings": sources.findings,
        "releases": releases.collect::<Vec<_>>(),
        "campaign": {
            "opens": campaign.opens.local_day().to_string(),
            "closes": campaign.closes.local_day().to_string(),
            "expires": campaign.expires.day().to_string(),
            "policy": campaign.policy,
        },
    })
}

/// A figure as it is written: a number, or a day in words.
pub(super) fn written(value: &Value, dutch: bool) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(day) => date(day, dutch),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A day such as `2026-06-02` in words.
pub(super) fn date(day: &str, dutch: bool) -> Option<String> {
    let mut parts = day.split('-').map(|part| part.parse::<usize>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let months = if dutch { DUTCH_MONTHS } else { ENGLISH_MONTHS };
    let month = months.get(month.checked_sub(1)?)?;
    Some(format!("{day} {month} {year}"))
}

impl<'s> Teller<'s> {
    pub(super) fn new(sources: &'s Sources<'s>) -> Self {
        Teller { sources, basis: basis(sources), dutch: sources.language == Language::Nl }
    }

    /// The language that is told in.
    pub(super) fn language(&self) -> Language {
        if self.dutch { Language::Nl } else { Language::En }
    }

    /// One of two, by the language.
    pub(super) fn pick<T>(&self, dutch: T, english: T) -> T {
        if self.dutch { dutch } else { english }
    }

    /// A text of the campaign.
    pub(super) fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language())
    }

    /// A day in words.
    pub(super) fn day(&self, day: &str) -> String {
        date(day, self.dutch).expect("days are calendar days")
    }

    /// The figure that stands there.
    pub(super) fn figure(&self, pointer: impl Into<String>) -> Runs {
        let pointer = pointer.into();
        let value = self.basis.pointer(&pointer).expect("it points at a figure");
        let text = written(value, self.dutch).expect("a figure is a number or a day");
        vec![Run { text, strong: false, pointer: Some(pointer), label: false }]
    }

    /// A text of the campaign, as it is.
    pub(super) fn label(&self, text: &Text) -> Runs {
        vec![Run::label(self.text(text))]
    }

    /// An answer as it was to be chosen, in quotation marks.
    pub(super) fn answer(&self, text: &Text) -> Runs {
        vec![Run::words("‘"), Run::label(self.text(text)), Run::words("’")]
    }

    /// A share with its bounds. The pointer is that of the share.
    pub(super) fn share(&self, pointer: &str, share: &Share) -> Runs {
        let most = self.figure(format!("{pointer}/bounds/most"));
        if share.percent.is_none() {
            return self.say("hoogstens {0}%", "at most {0}%", &[most]);
        }
        let percent = self.figure(format!("{pointer}/percent"));
        let least = self.figure(format!("{pointer}/bounds/least"));
        self.say("{0}% ({1} tot {2})", "{0}% ({1} to {2})", &[percent, least, most])
    }

    /// `a`, `a en b`, `a, b en c`.
    pub(super) fn list(&self, items: Vec<Runs>) -> Runs {
        self.joined(items, self.pick(" en ", " and "))
    }

    /// `a`, `a of b`, `a, b of c`.
    pub(super) fn either(&self, items: Vec<Runs>) -> Runs {
        self.joined(items, self.pick(" of ", " or "))
    }

    fn joined(&self, items: Vec<Runs>, before_last: &str) -> Runs {
        let last = items.len().saturating_sub(1);
        let mut runs = Vec::new();
        for (at, item) in items.into_iter().enumerate() {
            match at {
                0 => {}
                at if at == last => runs.push(Run::words(before_last)),
                _ => runs.push(Run::words(", ")),
            }
            runs.extend(item);
        }
        runs
    }

    /// Words with `{0}`, `{1}` and so on filled in.
    pub(super) fn say(&self, dutch: &str, english: &str, filled: &[Runs]) -> Runs {
        let mut runs = Vec::new();
        for (at, part) in self.pick(dutch, english).split(['{', '}']).enumerate() {
            if at % 2 == 1 {
                let place: usize = part.parse().expect("a place is a number");
                runs.extend(filled[place].iter().cloned());
            } else if !part.is_empty() {
                runs.push(Run::words(part));
            }
        }
        runs
    }

    /// A sentence of the findings' prose.
    pub(super) fn told(&self, sentence: &Sentence) -> Runs {
        let run = |piece: &Piece| match piece {
            Piece::Words(words) => Run::words(words),
            Piece::Label(label) => Run::label(label),
            Piece::Figure { text, pointer } => {
                let pointer = Some(format!("/findings{pointer}"));
                Run { text: text.clone(), strong: false, pointer, label: false }
            }
        };
        sentence.pieces.iter().map(run).collect()
    }

    /// "mensen", or "organisaties".
    pub(super) fn respondents(&self, audience: &AudienceId) -> Respondents {
        let found = self.sources.campaign.audience(audience.as_str());
        found.map_or(Respondents::People, |audience| audience.respondents)
    }

    /// What is shown where fewer are counted than the rounding base of that audience's release.
    pub(super) fn fewer(&self, audience: &str) -> String {
        let released = self.sources.summaries.iter().find(|summary| summary.audience.id == audience);
        let base = released.map_or(self.sources.campaign.policy.rounding_base, |summary| summary.policy.rounding_base);
        self.pick(format!("minder dan {base}"), format!("fewer than {base}"))
    }

    /// A count in a table.
    pub(super) fn count(&self, amount: Amount, audience: &str) -> String {
        if amount.about == 0 { self.fewer(audience) } else { amount.about.to_string() }
    }

    /// A share in a table: `58% (55–60)`.
    pub(super) fn share_cell(&self, share: &Share) -> String {
        match share.percent {
            Some(percent) => format!("{percent}% ({})", range(share.bounds)),
            None => self.at_most(share),
        }
    }

    /// `hoogstens 12%`.
    pub(super) fn at_most(&self, share: &Share) -> String {
        let most = share.bounds.most;
        self.pick(format!("hoogstens {most}%"), format!("at most {most}%"))
    }
}

/// `55–60`.
pub(super) fn range(bounds: Bounds) -> String {
    format!("{}–{}", bounds.least, bounds.most)
}

/// A number that may be below nothing, with a real minus sign.
pub(super) fn signed(number: i32) -> String {
    if number < 0 { format!("−{}", -number) } else { number.to_string() }
}

/// Sentences as one paragraph.
pub(super) fn paragraph(sentences: impl IntoIterator<Item = Runs>) -> Runs {
    let mut runs: Runs = Vec::new();
    for sentence in sentences {
        if sentence.is_empty() {
            continue;
        }
        if !runs.is_empty() {
            runs.push(Run::words(" "));
        }
        runs.extend(sentence);
    }
    runs
}

/// What a table says, before it has its number.
pub(super) struct Draft {
    pub(super) caption: String,
    /// Heading, whether it holds numbers, and width.
    pub(super) columns: Vec<(String, bool, u32)>,
    pub(super) rows: Vec<Row>,
    pub(super) notes: Vec<String>,
}

impl Draft {
    pub(super) fn new(caption: impl Into<String>, columns: impl IntoIterator<Item = (String, bool, u32)>) -> Self {
        Draft { caption: caption.into(), columns: columns.into_iter().collect(), rows: Vec::new(), notes: Vec::new() }
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.push(cells, false);
    }

    pub(super) fn strong(&mut self, cells: impl IntoIterator<Item = String>) {
        self.push(cells, true);
    }

    fn push(&mut self, cells: impl IntoIterator<Item = String>, strong: bool) {
        let cells: Vec<String> = cells.into_iter().collect();
        assert_eq!(cells.len(), self.columns.len(), "a row has a cell for each column");
        self.rows.push(Row { cells, strong });
    }

    pub(super) fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        if !note.is_empty() && !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// The blocks written so far.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) blocks: Vec<Block>,
    tables: u32,
    charts: u32,
    anchors: BTreeSet<String>,
}

impl Writer {
    /// A heading. The anchor is made of letters, digits and `-`, and made unique.
    pub(super) fn heading(&mut self, level: u8, text: impl Into<String>, anchor: &str) {
        let plain: String = anchor.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let mut unique = plain.clone();
        let mut next = 2;
        while !self.anchors.insert(unique.clone()) {
            unique = format!("{plain}-{next}");
            next += 1;
        }
        self.blocks.push(Block::Heading { level, text: text.into(), anchor: unique });
    }

    pub(super) fn paragraph(&mut self, runs: Runs) {
        if !runs.is_empty() {
            self.blocks.push(Block::Paragraph { runs });
        }
    }

    pub(super) fn note(&mut self, runs: Runs) {
        if !runs.is_empty() {
            self.blocks.push(Block::Note { runs });
        }
    }

    pub(super) fn bullets(&mut self, items: Vec<Runs>) {
        if !items.is_empty() {
            self.blocks.push(Block::Bullets { items });
        }
    }

    pub(super) fn points(&mut self, points: Vec<Point>) {
        self.blocks.push(Block::Points { points });
    }

    pub(super) fn quote(&mut self, text: &str) {
        self.blocks.push(Block::Quote { text: text.to_owned() });
    }

    /// A table, with the next number.
    pub(super) fn table(&mut self, draft: Draft) {
        self.put(draft, false);
    }

    /// A table of which the empty cells are to be written in.
    pub(super) fn form(&mut self, draft: Draft) {
        self.put(draft, true);
    }

    fn put(&mut self, draft: Draft, to_fill_in: bool) {
        self.tables += 1;
        let (mut head, mut numeric, mut widths) = (Vec::new(), Vec::new(), Vec::new());
        for (heading, is_number, width) in draft.columns {
            head.push(heading);
            numeric.push(is_number);
            widths.push(width);
        }
        let Draft { caption, rows, notes, .. } = draft;
        self.blocks.push(Block::Table(Table {
            number: self.tables,
            caption,
            head,
            rows,
            numeric,
            widths,
            notes,
            to_fill_in,
        }));
    }

    /// A chart, and below it the table with its numbers. `main` says the main thing of it, in a sentence; `draw` gets the
    /// frame: what is read aloud.
    pub(super) fn charted(
        &mut self,
        teller: &Teller<'_>,
        title: String,
        main: &str,
        draw: impl FnOnce(charts::Frame) -> charts::Chart,
        table: Draft,
    ) {
        self.charts += 1;
        let (number, of) = (self.charts, self.tables + 1);
        let alternative = teller
            .pick(format!("{main} De getallen staan in tabel {of}."), format!("{main} The numbers are in table {of}."));
        let frame =
            charts::Frame { id: format!("chart-{number}"), title: title.clone(), description: alternative.clone() };
        let drawing = draw(frame);
        self.blocks.push(Block::Chart(Chart { number, title, alternative, drawing }));
        self.table(table);
    }
}

/// Runs as plain text.
pub(super) fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
