//! Putting a release into words.

use std::borrow::Cow;

use survey::addendum::{Addendum, Approved};
use survey::campaign::{Audience, Campaign};
use survey::id::OptionId;
use survey::language::{Language, Text};
use survey::mode::Mode;
use survey::moderation::{OpenField, open_fields};
use survey::questionnaire::{Choice, Crossing, Derived, Item, ItemId, Kind, Measure};
use survey::release::{
    Body, Breakdown, Category, Cell, CrossBody, CrossTable, FocusGroups, Group, GroupBody, Release, ReleaseNumber,
    Table, Variable, Withheld,
};

use super::{
    AudienceName, BreakdownKind, BreakdownSummary, CellSummary, CrossedCell, CrossedQuestion, CrossingSummary, Figure,
    FocusGroupsSummary, GroupStatement, GroupSummary, GroupTheme, Place, QuestionKind, QuotedField, QuotesSummary,
    ReleaseName, Summary, TableSummary, ThemeName, WithheldReason, WithheldSummary, interim,
};
use crate::codebook::Codebook;
use crate::parts::{Part, Parts};
use crate::words::Words;

impl<'a> Summary<'a> {
    /// Puts those `parts` of a release of `audience` into the words of `language`. `addendum` is what hangs beside a final
    /// release.
    pub fn new(
        campaign: &'a Campaign,
        audience: &'a Audience,
        release: &'a Release,
        addendum: Option<&'a Addendum>,
        parts: Parts,
        language: Language,
    ) -> Self {
        let teller = Teller {
            campaign,
            release,
            language,
            words: Words::of(language),
            explained: Explained::of(release, audience, Words::of(language)),
            items: audience.questionnaire.items(),
            derived: &audience.questionnaire.derived,
            crossings: &audience.questionnaire.crossings,
        };
        let synthetic = campaign.synthetic || release.synthetic();
        // Quotes belong to the final release, whatever hangs there.
        let addendum = addendum.filter(|_| release.number() == ReleaseNumber::Final);
        let quotes = || QuotesSummary {
            day: addendum.map(|addendum| addendum.day().to_string()),
            version: addendum.map(Addendum::version),
            fields: teller.quotes(audience, addendum.map_or(&[], Addendum::fields)),
        };
        let tables = |tables: &'a [Table]| tables.iter().map(|table| teller.table(table)).collect();
        let mut summary = Summary {
            campaign: release.campaign().as_str(),
            title: campaign.title.get(language),
            trajectory: release.trajectory().as_str(),
            municipality: Place::of(release.area(), teller.words),
            audience: AudienceName {
                id: audience.id.as_str(),
                title: audience.title.get(language),
                respondents: audience.respondents.into(),
            },
            language: language.code(),
            release: ReleaseName::new(release.number(), release.day()),
            synthetic,
            notice: synthetic.then(|| teller.words.synthetic()),
            how_to_read: Vec::new(),
            policy: release.policy().into(),
            questionnaire: release.questionnaire(),
            responses: release.responses().into(),
            tables: parts.include(Part::Tables).then(|| tables(release.tables())),
            derived: parts.include(Part::Derived).then(|| tables(release.derived())),
            breakdowns: (parts.include(Part::Breakdowns))
                .then(|| release.breakdowns().iter().map(|breakdown| teller.breakdown(breakdown)).collect()),
            crossings: (parts.include(Part::Crossings))
                .then(|| release.crossings().iter().map(|crossing| teller.crossing(crossing)).collect()),
            focus_groups: (release.focus_groups().filter(|_| parts.include(Part::FocusGroups)))
                .map(|groups| teller.focus_groups(groups)),
            quotes: parts.include(Part::Quotes).then(quotes),
            codebook: parts.include(Part::Codebook).then(|| Codebook::new(campaign, audience, language)),
        };
        summary.how_to_read = teller.how_to_read(&summary, audience);
        summary
    }
}

/// What is needed to put tables into words.
struct Teller<'a> {
    campaign: &'a Campaign,
    release: &'a Release,
    language: Language,
    words: Words,
    explained: Explained,
    items: Vec<Item<'a>>,
    derived: &'a [Derived],
    crossings: &'a [Crossing],
}

/// Why figures are withheld, in words: the same for every table.
struct Explained {
    too_few: String,
    few_municipalities: String,
}

impl Explained {
    fn of(release: &Release, audience: &Audience, words: Words) -> Self {
        let explain = |reason| words.withheld(reason, release.policy(), audience.respondents);
        Explained { too_few: explain(Withheld::TooFew), few_municipalities: explain(Withheld::FewMunicipalities) }
    }
}

/// What a table is about, as far as the questionnaire still has it.
#[derive(Clone, Copy)]
struct Subject<'t, 'a> {
    /// The question asked; for a derived variable: the one it recodes.
    item: Option<&'t Item<'a>>,
    derived: Option<&'a Derived>,
}

/// What an answer says and stands for.
struct Meaning<'a> {
    label: &'a Text,
    theme: Option<ThemeName<'a>>,
    step: Option<u8>,
}

impl<'a> Teller<'a> {
    fn how_to_read(&self, summary: &Summary<'_>, audience: &Audience) -> Vec<String> {
        let (words, policy, respondents) = (self.words, self.release.policy(), audience.respondents);
        let mut sentences = words.how_to_read(policy, respondents);
        if self.release.area().municipality().is_none() {
            sentences.push(words.total(policy));
        }
        sentences.push(words.who_could_take_part(self.campaign.access).to_owned());
        if let ReleaseNumber::Interim(_) = self.release.number() {
            sentences.push(words.interim().to_owned());
        }
        if summary.derived.as_ref().is_some_and(|tables| !tables.is_empty()) {
            sentences.push(words.taken_together().to_owned());
        }
        if summary.breakdowns.as_ref().is_some_and(|breakdowns| !breakdowns.is_empty()) {
            sentences.push(words.broken_down(respondents));
        }
        if summary.crossings.as_ref().is_some_and(|crossings| !crossings.is_empty()) {
            sentences.push(words.crossed(respondents));
        }
        if summary.focus_groups.is_some() {
            sentences.push(words.focus_groups(policy));
        }
        if summary.quotes.as_ref().is_some_and(|quotes| !quotes.fields.is_empty()) {
            sentences.push(words.quoted(respondents));
        }
        if self.release.questionnaire() != audience.fingerprint {
            sentences.push(words.changed().to_owned());
        }
        sentences
    }

    fn item(&self, id: &ItemId) -> Option<&Item<'a>> {
        self.items.iter().find(|item| item.id == *id)
    }

    fn subject(&self, id: &ItemId) -> Subject<'_, 'a> {
        let item = self.item(id);
        let derived = match item {
            None if id.row.is_none() => self.derived.iter().find(|derived| derived.id == id.question),
            None | Some(_) => None,
        };
        Subject { item: item.or_else(|| self.item(&derived?.of)), derived }
    }

    fn table(&self, table: &'a Table) -> TableSummary<'a> {
        let subject = self.subject(table.item());
        let Subject { item, derived } = subject;
        let (base, cells, withheld) = match table.body() {
            Body::Shown { base, cells } => {
                let cells = cells.iter().map(|(category, cell)| self.cell(subject, category, *cell, *base)).collect();
                (Some(Figure::from(*base)), cells, None)
            }
            Body::Withheld(reason) => (None, Vec::new(), Some(self.withheld(*reason))),
        };
        TableSummary {
            item: table.item().to_string(),
            question: match derived {
                Some(derived) => self.text(&derived.title).into(),
                None => self.question(table.item(), item),
            },
            row: item.and_then(|item| self.row(item)),
            recodes: derived.map(|derived| derived.of.to_string()),
            theme: item.and_then(|item| self.theme(item.row?.theme.as_ref()?.as_str())),
            kind: item.and_then(|item| kind(&item.question.kind)),
            unit: item.and_then(|item| match &item.measure {
                Measure::Number(range) => range.unit.as_ref().map(|unit| self.text(unit)),
                Measure::One(_) | Measure::Many(_) | Measure::Ranked(..) | Measure::Text => None,
            }),
            condition: item.filter(|item| item.condition().is_some()).map(Item::base_name),
            base,
            remarks: self.remarks(table, subject, withheld.is_none()),
            cells,
            withheld,
            renewed_in: interim(table.renewed()),
        }
    }

    fn cell(&self, subject: Subject<'_, 'a>, category: &'a Category, cell: Cell, base: Cell) -> CellSummary<'a> {
        let (value, meaning) = match category {
            Category::Value(value) => (Some(value), self.meaning(subject, value)),
            Category::NoAnswer => (None, None),
        };
        let label = match (&meaning, value) {
            (Some(meaning), _) => self.text(meaning.label),
            // An option that was removed since is shown by its id.
            (None, Some(value)) => value.as_str(),
            (None, None) => self.words.no_answer(),
        };
        let Figure { count, fewer_than } = cell.into();
        CellSummary {
            value: value.map(OptionId::as_str),
            label,
            step: meaning.as_ref().and_then(|meaning| meaning.step),
            theme: meaning.and_then(|meaning| meaning.theme),
            count,
            fewer_than,
            percent: cell.percent_of(base),
        }
    }

    fn meaning(&self, subject: Subject<'_, 'a>, value: &OptionId) -> Option<Meaning<'a>> {
        let plain = |label| Some(Meaning { label, theme: None, step: None });
        if let Some(derived) = subject.derived {
            return plain(&derived.groups.iter().find(|group| group.id == *value)?.label);
        }
        let choice: &'a Choice = match &subject.item?.measure {
            Measure::One(choices) => choices.iter().copied().find(|choice| choice.id == *value),
            Measure::Many(choices) | Measure::Ranked(choices, _) => choices.iter().find(|choice| choice.id == *value),
            Measure::Number(range) => return plain(&range.bands.iter().find(|band| band.id == *value)?.label),
            Measure::Text => None,
        }?;
        let theme = choice.theme.as_ref().and_then(|theme| self.theme(theme.as_str()));
        Some(Meaning { label: &choice.label, theme, step: choice.step })
    }

    fn breakdown(&self, breakdown: &'a Breakdown) -> BreakdownSummary<'a> {
        let words = self.words;
        let groups = |label: &dyn Fn(&'a OptionId) -> &'a str, remarks: &dyn Fn(&OptionId) -> Vec<&'static str>| {
            let groups = breakdown.groups().iter();
            groups.map(|group| self.group(group, label(group.value()), remarks(group.value()))).collect()
        };
        match breakdown.by() {
            Variable::Mode => {
                let mode = |value: &OptionId| value.as_str().parse::<Mode>().ok();
                BreakdownSummary {
                    by: "mode".to_owned(),
                    kind: BreakdownKind::Mode,
                    title: words.way_of_answering().into(),
                    recodes: None,
                    remarks: Vec::new(),
                    groups: groups(&|value| mode(value).map_or(value.as_str(), |mode| words.mode(mode)), &|value| {
                        if mode(value) == Some(Mode::Link) { vec![words.even_twice()] } else { Vec::new() }
                    }),
                }
            }
            Variable::Item(id) => {
                let subject = self.subject(id);
                let label = |value: &'a OptionId| {
                    self.meaning(subject, value).map_or(value.as_str(), |meaning| self.text(meaning.label))
                };
                let mut remarks = Vec::new();
                if subject.derived.is_some() {
                    remarks.push(words.larger_groups());
                }
                if subject.item.is_some_and(|item| item.condition().is_some()) {
                    remarks.push(words.not_everyone());
                }
                BreakdownSummary {
                    by: id.to_string(),
                    kind: subject.derived.map_or(BreakdownKind::Question, |_| BreakdownKind::Derived),
                    title: match subject.derived {
                        Some(derived) => self.text(&derived.title).into(),
                        None => self.question(id, subject.item),
                    },
                    recodes: subject.derived.map(|derived| derived.of.to_string()),
                    remarks,
                    groups: groups(&label, &|_| Vec::new()),
                }
            }
        }
    }

    fn group(&self, group: &'a Group, label: &'a str, remarks: Vec<&'static str>) -> GroupSummary<'a> {
        let (responses, tables, withheld) = match group.body() {
            GroupBody::Shown { responses, tables } => {
                (Some((*responses).into()), tables.iter().map(|table| self.table(table)).collect(), None)
            }
            GroupBody::Withheld(reason) => (None, Vec::new(), Some(self.withheld(*reason))),
        };
        GroupSummary { value: group.value().as_str(), label, responses, withheld, remarks, tables }
    }

    fn crossing(&self, table: &'a CrossTable) -> CrossingSummary<'a> {
        // A table that is no longer declared is shown by its id.
        let declared = self.crossings.iter().find(|crossing| crossing.id == *table.id());
        let question = |id: &ItemId| {
            let item = self.item(id);
            let row = item.and_then(|item| self.row(item));
            CrossedQuestion { item: id.to_string(), question: self.question(id, item), row }
        };
        let subject = |id: Option<&ItemId>| Subject { item: id.and_then(|id| self.item(id)), derived: None };
        let [rows, columns] = [declared.map(|crossing| &crossing.rows), declared.map(|crossing| &crossing.columns)];
        let conditional = |id| subject(id).item.is_some_and(|item| item.condition().is_some());
        let mut summary = CrossingSummary {
            id: table.id().as_str(),
            title: declared.map_or(table.id().as_str(), |crossing| self.text(&crossing.title)),
            base: None,
            rows: rows.map(question),
            columns: columns.map(question),
            row_totals: Vec::new(),
            column_totals: Vec::new(),
            cells: Vec::new(),
            withheld: None,
            remarks: if conditional(rows) || conditional(columns) {
                vec![self.words.not_everyone()]
            } else {
                Vec::new()
            },
        };
        match table.body() {
            CrossBody::Withheld(reason) => summary.withheld = Some(self.withheld(*reason)),
            CrossBody::Shown { base, rows: down, columns: along, cells } => {
                let totals = |id, totals: &'a [(Category, Cell)]| {
                    totals.iter().map(|(category, cell)| self.cell(subject(id), category, *cell, *base)).collect()
                };
                summary.base = Some((*base).into());
                summary.row_totals = totals(rows, down);
                summary.column_totals = totals(columns, along);
                let lines = cells.iter().zip(down);
                summary.cells =
                    lines.map(|(line, (_, total))| line.iter().map(|cell| crossed(*cell, *total)).collect()).collect();
            }
        }
        summary
    }

    fn focus_groups(&self, groups: &'a FocusGroups) -> FocusGroupsSummary<'a> {
        let (people, themes, statements) = match groups {
            FocusGroups::Shown { people, themes, statements } => (*people, themes, statements),
            FocusGroups::Withheld => {
                let withheld = Some(self.words.few_focus_groups(self.release.policy()));
                return FocusGroupsSummary { people: None, withheld, themes: Vec::new(), statements: Vec::new() };
            }
        };
        let themes = themes.iter().map(|(id, cell)| GroupTheme {
            theme: id.as_str(),
            // A theme or statement that was removed since is shown by its id.
            label: self.theme(id.as_str()).map_or(id.as_str(), |theme| theme.label),
            people: cell.map(Figure::from),
            percent: cell.and_then(|cell| cell.percent_of(people)),
        });
        let put = self.campaign.focus_group.iter().flat_map(|group| &group.statements);
        let statements = statements.iter().map(|told| {
            let id = told.statement();
            let figures = told.figures();
            GroupStatement {
                statement: id.as_str(),
                text: put.clone().find(|other| other.id == *id).map_or(id.as_str(), |put| self.text(&put.text)),
                asked: figures.map(|figures| figures.asked.into()),
                agreed: figures.map(|figures| figures.agreed.into()),
                percent: figures.and_then(|figures| figures.agreed.percent_of(figures.asked)),
            }
        });
        FocusGroupsSummary {
            people: Some(people.into()),
            withheld: None,
            themes: themes.collect(),
            statements: statements.collect(),
        }
    }

    fn quotes(&self, audience: &'a Audience, approved: &'a [Approved]) -> Vec<QuotedField<'a>> {
        let fields = open_fields(&audience.questionnaire);
        let quoted = approved.iter().map(|approved| {
            let field = fields.iter().find(|field| field.name() == approved.field());
            let of_groups = (approved.field() == survey::focus::QUOTES).then(|| self.words.said_in_groups());
            QuotedField {
                field: approved.field(),
                // A question that was removed since is shown by its id.
                question: (field.map(|field| self.text(&field.question.text)).or(of_groups))
                    .unwrap_or(approved.field())
                    .into(),
                option: field.and_then(|OpenField { option, .. }| Some(self.text(&option.as_ref()?.label))),
                quotes: approved.quotes().iter().map(String::as_str).collect(),
                terms: approved.terms().iter().map(String::as_str).collect(),
            }
        });
        quoted.collect()
    }

    /// What was asked. A question that was removed since is shown by its id.
    fn question(&self, id: &ItemId, item: Option<&Item<'a>>) -> Cow<'a, str> {
        item.map_or_else(|| id.to_string().into(), |item| self.text(&item.question.text).into())
    }

    fn row(&self, item: &Item<'a>) -> Option<&'a str> {
        item.row.map(|row| self.text(&row.label))
    }

    fn theme(&self, id: &str) -> Option<ThemeName<'a>> {
        let theme = self.campaign.themes.iter().find(|theme| theme.id.as_str() == id)?;
        Some(ThemeName { id: theme.id.as_str(), label: self.text(&theme.label) })
    }

    fn withheld(&self, reason: Withheld) -> WithheldSummary {
        let (reason, explanation) = match reason {
            Withheld::TooFew => (WithheldReason::TooFew, &self.explained.too_few),
            Withheld::FewMunicipalities => (WithheldReason::FewMunicipalities, &self.explained.few_municipalities),
        };
        WithheldSummary { reason, explanation: explanation.clone() }
    }

    fn remarks(&self, table: &Table, subject: Subject<'_, 'a>, shown: bool) -> Vec<Cow<'static, str>> {
        let mut remarks: Vec<Cow<'static, str>> = Vec::new();
        match subject.item.map(|item| &item.measure) {
            Some(Measure::Many(_)) if shown => remarks.push(self.words.several().into()),
            Some(Measure::Ranked(_, top)) if shown => remarks.push(self.words.in_the_top(*top).into()),
            Some(_) | None => {}
        }
        if shown && subject.derived.zip(subject.item).is_some_and(|(derived, item)| leaves_out(derived, item)) {
            remarks.push(self.words.not_every_answer().into());
        }
        if subject.item.is_some_and(|item| item.condition().is_some()) {
            remarks.push(self.words.not_everyone().into());
        }
        if shown && table.renewed() != self.release.number() {
            remarks.push(self.words.repeated(table.renewed()).into());
        }
        remarks
    }

    fn text(&self, text: &'a Text) -> &'a str {
        text.get(self.language)
    }
}

fn crossed(cell: Cell, row: Cell) -> CrossedCell {
    let Figure { count, fewer_than } = cell.into();
    CrossedCell { count, fewer_than, percent_of_row: cell.percent_of(row) }
}

/// Whether some answer is in none of the groups.
fn leaves_out(derived: &Derived, item: &Item<'_>) -> bool {
    let grouped: usize = derived.groups.iter().map(|group| group.options.len()).sum();
    let answers = match &item.measure {
        Measure::One(choices) => choices.len(),
        Measure::Many(choices) | Measure::Ranked(choices, _) => choices.len(),
        Measure::Number(range) => range.bands.len(),
        Measure::Text => 0,
    };
    grouped < answers
}

fn kind(kind: &Kind) -> Option<QuestionKind> {
    match kind {
        Kind::Single { .. } => Some(QuestionKind::Single),
        Kind::Multiple { .. } => Some(QuestionKind::Multiple),
        Kind::Scale(_) => Some(QuestionKind::Scale),
        Kind::Grid { .. } => Some(QuestionKind::Grid),
        Kind::Ranking { .. } => Some(QuestionKind::Ranking),
        Kind::Number(_) => Some(QuestionKind::Number),
        Kind::Text { .. } => None,
    }
}
