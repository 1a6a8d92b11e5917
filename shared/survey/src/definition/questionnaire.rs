//! Reading a questionnaire file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::condition::{self, Referred};
use super::fault::{did_you_mean, listed, shortened};
use super::pictures;
use super::reader::{File, Located, Table};
use crate::condition::Condition;
use crate::id::{OptionId, QuestionId, ThemeId};
use crate::mode::Mode;
use crate::questionnaire::{
    Band, Choice, Crossing, Derived, Group, Item, ItemId, Kind, MOST_OPTIONS, Measure, NumberRange, Part, Question,
    Questionnaire, Row, Scale, Section, Statement,
};
use crate::tabulation::options;

/// The most items a questionnaire may ask: questions, and of a grid its rows.
pub const MOST_ITEMS: usize = 400;
/// The most figures a final release may have. DynamoDB keeps 400 KB in one place, and 60,000 figures compress to some 250.
const MOST_CELLS: usize = 60_000;

/// The largest magnitude of a number: far inside what browsers count exactly.
const LARGEST: i64 = 1_000_000_000;
/// The most characters of an open text.
const LONGEST: i64 = 2000;
/// The steps of the Participatieladder.
const STEPS: std::ops::RangeInclusive<i64> = 1..=6;

const KINDS: [&str; 9] = ["section", "statement", "single", "multiple", "scale", "grid", "ranking", "number", "text"];

/// Reads a questionnaire. `themes` are those the campaign declares; `None` where they can't be known.
pub(super) fn read(mut table: Table<'_>, themes: Option<&BTreeSet<ThemeId>>) -> Questionnaire {
    let file = table.file;
    let (title, intro, thanks) = (table.text("title"), table.text("intro"), table.text("thanks"));
    let mut reader = Reader { themes, names: BTreeMap::new(), sections: 0, statements: 0 };

    let items = table.tables("item", "an item", 1..=2 * MOST_ITEMS);
    let mut entries: Vec<Entry<'_>> = items.into_iter().map(|item| reader.entry(item)).collect();
    check_extent(file, &entries);
    let conditions = conditions(file, &entries);

    let derived = table.tables("derived", "a derived variable", 0..=MOST_ITEMS);
    let derived = reader.derived(derived, &Scope::new(&entries));
    let crossings = table.tables("crossing", "a crossing", 0..=MOST_ITEMS);
    let crossings = reader.crossings(crossings, &Scope::new(&entries));
    table.finish();

    for (entry, found) in entries.iter_mut().zip(conditions) {
        match &mut entry.part {
            Some(Part::Statement(Statement { condition, .. }) | Part::Question(Question { condition, .. })) => {
                *condition = found;
            }
            Some(Part::Section(_)) | None => {}
        }
    }
    let last =
        entries.iter().rfind(|entry| matches!(&entry.part, Some(Part::Question(question)) if question.background));
    let last = last.map(|entry| entry.at.clone());
    let parts = entries.into_iter().filter_map(|entry| entry.part).collect();
    let questionnaire = Questionnaire { title, intro, thanks, parts, derived, crossings };
    if let Some(at) = last
        && cells(&questionnaire) > MOST_CELLS
    {
        let what = format!("broken down by all background questions the results have more than {MOST_CELLS} figures");
        file.fault(&at, what, "fewer background questions, fewer options to them, or fewer questions");
    }
    questionnaire
}

/// How many figures a final release has, roughly: those of each question, in each group.
fn cells(questionnaire: &Questionnaire) -> usize {
    let items = questionnaire.items();
    let size = |item: &Item<'_>| options(&item.measure).len() + 2;
    let groups: usize = items.iter().filter(|item| item.question.background).map(size).sum();
    items.iter().map(size).sum::<usize>() * (1 + groups + Mode::ALL.len())
}

/// An item as it was read; its condition still as written.
struct Entry<'t> {
    at: Range<usize>,
    /// Absent where the kind is unknown.
    part: Option<Part>,
    /// The question's id, where it has one.
    id: Option<QuestionId>,
    when: Option<Located<&'t str>>,
}

impl Entry<'_> {
    fn is_section(&self) -> bool {
        matches!(self.part, Some(Part::Section(_)))
    }

    fn kind(&self) -> Option<&Kind> {
        match &self.part {
            Some(Part::Question(question)) => Some(&question.kind),
            Some(Part::Section(_) | Part::Statement(_)) | None => None,
        }
    }
}

/// Too many items, none at all, or sections without content.
fn check_extent(file: &File<'_>, entries: &[Entry<'_>]) {
    let mut items = 0;
    for entry in entries {
        let before = items;
        items += match entry.kind() {
            Some(Kind::Grid { rows, .. }) => rows.len(),
            _ => usize::from(entry.id.is_some()),
        };
        if before <= MOST_ITEMS && items > MOST_ITEMS {
            let what = format!("there are more than {MOST_ITEMS} questions by here");
            file.fault(&entry.at, what, format!("at most {MOST_ITEMS}, each row of a grid counted as one"));
        }
    }
    // An unknown kind was reported; it may well have been meant as a question.
    if let [first, ..] = entries
        && entries.iter().all(|entry| match &entry.part {
            Some(Part::Section(_) | Part::Statement(_)) => true,
            Some(Part::Question(question)) => question.note,
            None => false,
        })
    {
        file.fault(&first.at, "nothing is asked", "at least one question");
    }
    for (index, entry) in entries.iter().enumerate() {
        if entry.is_section() && entries.get(index + 1).is_none_or(Entry::is_section) {
            file.warn(&entry.at, "this section has nothing in it");
        }
    }
}

/// The condition of each entry: its section's and its own.
fn conditions(file: &File<'_>, entries: &[Entry<'_>]) -> Vec<Option<Condition>> {
    let scope = Scope::new(entries);
    let mut section: Option<Condition> = None;
    let mut conditions = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let own = entry.when.as_ref().and_then(|when| scope.condition(file, when, index));
        if entry.is_section() {
            section = own;
            conditions.push(None);
        } else {
            conditions.push(match (&section, own) {
                (Some(section), Some(own)) => Some(section.clone().and(own)),
                (Some(section), None) => Some(section.clone()),
                (None, own) => own,
            });
        }
    }
    conditions
}

/// The questions by their names, for those who refer to them.
struct Scope<'q> {
    /// Each with its index among the entries.
    questions: BTreeMap<&'q str, (usize, &'q Entry<'q>)>,
}

impl<'q> Scope<'q> {
    fn new(entries: &'q [Entry<'q>]) -> Self {
        let mut questions = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            if let Some(id) = &entry.id {
                questions.entry(id.as_str()).or_insert((index, entry));
            }
        }
        Scope { questions }
    }

    /// The names of the questions before an index, in the order asked.
    fn names(&self, before: usize) -> Vec<&'q str> {
        let mut names: Vec<_> = self.questions.iter().filter(|(_, (index, _))| *index < before).collect();
        names.sort_by_key(|(_, (index, _))| *index);
        names.into_iter().map(|(name, _)| *name).collect()
    }

    /// What kind of answer an item asked before index `before` has; `None` where its question was not understood.
    ///
    /// # Errors
    /// With what is wrong with the reference, and what is allowed.
    fn measure(&self, item: &ItemId, before: usize) -> Referred<'q> {
        let name = item.question.as_str();
        let earlier = || match self.names(before).as_slice() {
            [] => "questions asked before it; there are none".to_owned(),
            names => listed(names.iter().copied()),
        };
        let Some((index, entry)) = self.questions.get(name) else {
            let hint = did_you_mean(name, self.names(before));
            return Err((format!("there is no question `{name}`{hint}"), earlier()));
        };
        if *index == before {
            return Err((format!("`{name}` would depend on its own answer"), earlier()));
        }
        if *index > before {
            return Err((format!("`{name}` is asked only later"), earlier()));
        }
        let Some(kind) = entry.kind() else { return Ok(None) };
        match (kind, &item.row) {
            (Kind::Grid { rows, scale }, Some(row)) => {
                if rows.iter().any(|known| known.id == *row) {
                    return Ok(Some(Measure::One(scale.choices().collect())));
                }
                let names = || rows.iter().map(|row| row.id.as_str());
                let hint = did_you_mean(row.as_str(), names());
                Err((format!("`{name}` has no row `{row}`{hint}"), listed(names())))
            }
            (Kind::Grid { rows, .. }, None) => {
                let items: Vec<_> = rows.iter().map(|row| format!("{name}.{}", row.id)).collect();
                Err((format!("`{name}` is a grid; name one of its rows"), listed(items.iter().map(String::as_str))))
            }
            (_, Some(_)) => Err((format!("`{name}` has no rows"), format!("`{name}`; only grids have rows"))),
            (Kind::Single { options }, None) => Ok(Some(Measure::One(options.iter().collect()))),
            (Kind::Multiple { options, .. }, None) => Ok(Some(Measure::Many(options))),
            (Kind::Scale(scale), None) => Ok(Some(Measure::One(scale.choices().collect()))),
            (Kind::Ranking { options, top }, None) => Ok(Some(Measure::Ranked(options, *top))),
            (Kind::Number(range), None) => Ok(Some(Measure::Number(range))),
            (Kind::Text { .. }, None) => Ok(Some(Measure::Text)),
        }
    }

    /// Parses and resolves a condition of the entry at an index.
    fn condition(&self, file: &File<'_>, when: &Located<&str>, index: usize) -> Option<Condition> {
        let mut problems = Vec::new();
        let condition = match condition::parse(when.value) {
            Ok(expression) => condition::resolve(&expression, &|item| self.measure(item, index), &mut problems),
            Err(problem) => {
                problems.push(problem);
                None
            }
        };
        for problem in problems {
            file.fault(&file.inside(when, &problem.at), problem.what, problem.allowed);
        }
        condition
    }

    /// What an item of a derived variable or crossing measures, anywhere in the questionnaire.
    fn tabulated(&self, file: &File<'_>, item: &Located<ItemId>) -> Option<Measure<'q>> {
        self.measure(&item.value, usize::MAX).unwrap_or_else(|(what, allowed)| {
            file.fault(&item.at, what, allowed);
            None
        })
    }
}

struct Reader<'c> {
    themes: Option<&'c BTreeSet<ThemeId>>,
    /// Names of questions, derived variables and crossings, with the line they were first used in.
    names: BTreeMap<QuestionId, usize>,
    /// How many sections and statements were read so far: translations know them by their numbers.
    sections: usize,
    statements: usize,
}

impl Reader<'_> {
    fn name(&mut self, table: &mut Table<'_>) -> Option<Located<QuestionId>> {
        let id = table.id::<QuestionId>("id")?;
        table.file.once(&mut self.names, &id, "questions, derived variables and crossings");
        Some(id)
    }

    fn entry<'t>(&mut self, mut table: Table<'t>) -> Entry<'t> {
        let at = table.at.clone();
        let kinds = format!("one of {}", KINDS.join(", "));
        let kind = table.string("kind", &kinds);
        let when = table.optional_string("when", "a condition in quotes, such as \"${who} = 'self'\"");
        match kind.as_ref().map_or("", |kind| kind.value) {
            "section" => {
                table.call("a section");
                self.sections += 1;
                table.name(format!("section.{}", self.sections));
                let (title, intro) = (table.text("title"), table.optional_text("intro"));
                let section = Section { title, intro, prompt: table.text_for_interviewers("prompt") };
                table.finish();
                Entry { at, part: Some(Part::Section(section)), id: None, when }
            }
            "statement" => {
                table.call("a statement");
                self.statements += 1;
                table.name(format!("statement.{}", self.statements));
                let text = table.text("text");
                let statement = Statement { text, prompt: table.text_for_interviewers("prompt"), condition: None };
                table.finish();
                Entry { at, part: Some(Part::Statement(statement)), id: None, when }
            }
            question if KINDS.contains(&question) => {
                table.call(format!("a question of kind `{question}`"));
                let id = self.name(&mut table).map(|id| id.value);
                if let Some(id) = &id {
                    table.name(format!("question.{id}"));
                }
                let question = self.question(&mut table, id.as_ref(), question);
                table.finish();
                Entry { at, part: question.map(Part::Question), id, when }
            }
            unknown => {
                if let Some(kind) = &kind {
                    let what = format!("there is no kind `{}`{}", shortened(unknown), did_you_mean(unknown, KINDS));
                    table.file.fault(&kind.at, what, kinds);
                }
                let id = if table.has("id") { self.name(&mut table).map(|id| id.value) } else { None };
                Entry { at, part: None, id, when }
            }
        }
    }

    /// A question of a known kind, or `None` without an id.
    fn question(&self, table: &mut Table<'_>, id: Option<&QuestionId>, kind: &str) -> Option<Question> {
        let note = table.flag("note");
        if note {
            table.is_for_advisers();
        }
        let (text, hint) = (table.text("ask"), table.optional_text("hint"));
        let prompt = table.text_for_interviewers("prompt");
        let (required, background) = (table.flag("required"), table.flag("background"));
        if note && kind != "text" {
            let what = format!("a question of kind `{kind}` can't be an interviewer's note");
            table.fault("note", what, "note = true for text: notes are not counted");
        }
        if note && required {
            table.fault("required", "an interviewer's note can't be required", "no `required` beside `note = true`");
        }
        if background && !matches!(kind, "single" | "scale" | "number") {
            let what = format!("results can't be broken down by a question of kind `{kind}`");
            table.fault("background", what, "background = true for single, scale and number");
        }
        let kind = match kind {
            "single" => Kind::Single { options: self.options(table, Of::Single) },
            "multiple" => self.multiple(table),
            "scale" => Kind::Scale(self.scale(table)),
            "grid" => Kind::Grid { rows: self.rows(table), scale: self.scale(table) },
            "ranking" => self.ranking(table),
            "number" => Kind::Number(number_range(table)),
            "text" => {
                let long = table.flag("long");
                let at_most = table.optional_integer("at_most", 1..=LONGEST, " (characters)");
                Kind::Text { long, at_most: small(at_most.unwrap_or(if long { 1000 } else { 300 })) }
            }
            other => unreachable!("`{other}` is not among the kinds of questions"),
        };
        Some(Question { id: id?.clone(), text, hint, prompt, note, required, background, condition: None, kind })
    }

    fn multiple(&self, table: &mut Table<'_>) -> Kind {
        let options = self.options(table, Of::Multiple);
        let exclusive = options.iter().filter(|option| option.exclusive).count();
        let together = table.length("options").saturating_sub(exclusive);
        if together == 0 && exclusive > 0 {
            table.fault("options", "every option is exclusive", "at least one that is not");
        }
        let why = ": as many as can be chosen together";
        let at_most = table.optional_integer("at_most", 1..=count(together), why).map(small);
        Kind::Multiple { options, at_most }
    }

    fn ranking(&self, table: &mut Table<'_>) -> Kind {
        let options = self.options(table, Of::Ranking);
        let top = table.integer("top", 1..=count(table.length("options"))).unwrap_or(1);
        Kind::Ranking { options, top: small(top) }
    }

    fn options(&self, table: &mut Table<'_>, of: Of) -> Vec<Choice> {
        let least = if of == Of::Ranking { 2 } else { 1 };
        let mut seen = BTreeMap::new();
        let mut options: Vec<Choice> = Vec::new();
        for option in table.tables("options", of.noun(), least..=MOST_OPTIONS) {
            let (file, at) = (option.file, option.at.clone());
            let Some(choice) = self.choice(option, of, &mut seen) else { continue };
            if !choice.exclusive && options.last().is_some_and(|previous| previous.exclusive) {
                let what = format!("`{}` comes after an exclusive option", choice.id);
                file.fault(&at, what, "exclusive options last");
            }
            options.push(choice);
        }
        options
    }

    fn scale(&self, table: &mut Table<'_>) -> Scale {
        let mut seen = BTreeMap::new();
        let points = table.tables("points", Of::Scale.noun(), 2..=7);
        let points = points.into_iter().filter_map(|point| self.choice(point, Of::Scale, &mut seen)).collect();
        let dont_know = table.optional_table("dont_know", r#"{ id = "dont_know", nl = "Weet ik niet" }"#);
        let dont_know = dont_know.and_then(|table| self.choice(table, Of::DontKnow, &mut seen));
        Scale { points, dont_know }
    }

    /// Something to choose; `None` without a valid id, which was reported.
    fn choice(&self, mut table: Table<'_>, of: Of, seen: &mut BTreeMap<OptionId, usize>) -> Option<Choice> {
        table.call(of.noun());
        let id = table.id::<OptionId>("id");
        if let Some(id) = &id {
            table.file.once(seen, id, "the options of a question");
            if of != Of::DontKnow {
                table.name_further(id.value.as_str());
            }
        }
        let picture = pictures::read(&mut table);
        let (mut theme, mut step) = (None, None);
        if of != Of::DontKnow {
            theme = self.theme(&mut table);
            step = table.optional_integer("step", STEPS, " of the Participatieladder");
        }
        let namely = matches!(of, Of::Single | Of::Multiple) && table.flag("namely");
        let exclusive = of == Of::Multiple && table.flag("exclusive");
        let label = table.label();
        table.finish();
        let step = step.and_then(|step| u8::try_from(step).ok());
        Some(Choice { id: id?.value, label, picture, theme, step, exclusive, namely })
    }

    fn rows(&self, table: &mut Table<'_>) -> Vec<Row> {
        let mut seen = BTreeMap::new();
        let mut rows = Vec::new();
        for mut table in table.tables("rows", "a row", 1..=MOST_OPTIONS) {
            let id = table.id::<QuestionId>("id");
            if let Some(id) = &id {
                table.file.once(&mut seen, id, "the rows of a question");
                table.name_further(id.value.as_str());
            }
            let (theme, label) = (self.theme(&mut table), table.label());
            table.finish();
            rows.extend(id.map(|id| Row { id: id.value, label, theme }));
        }
        rows
    }

    fn theme(&self, table: &mut Table<'_>) -> Option<ThemeId> {
        let theme = table.optional_id::<ThemeId>("theme")?.value;
        if let Some(themes) = self.themes
            && !themes.contains(&theme)
        {
            let names = || themes.iter().map(ThemeId::as_str);
            let hint = did_you_mean(theme.as_str(), names());
            table.fault("theme", format!("the campaign declares no theme `{theme}`{hint}"), listed(names()));
        }
        Some(theme)
    }

    fn derived(&mut self, tables: Vec<Table<'_>>, scope: &Scope<'_>) -> Vec<Derived> {
        let mut recoded: BTreeMap<ItemId, usize> = BTreeMap::new();
        let mut derived = Vec::new();
        for mut table in tables {
            table.is_for_advisers();
            let (id, title) = (self.name(&mut table), table.text("title"));
            let of = table.id::<ItemId>("of");
            let measure = of.as_ref().and_then(|of| scope.tabulated(table.file, of));
            if let Some(of) = of.as_ref().filter(|_| measure.is_some()) {
                // Several groupings of one set of choices would be several views of the same counts (privacy).
                table.file.once(&mut recoded, of, "the `of` of derived variables: a question has one at most");
            }
            let options: Option<Vec<&Choice>> = match (measure, &of) {
                (Some(Measure::One(choices)), Some(of)) if of.value.row.is_none() => Some(choices),
                (Some(Measure::Many(choices)), Some(_)) => Some(choices.iter().collect()),
                (Some(_), Some(of)) => {
                    let what = format!("`{}` can't be recoded", of.value);
                    table.file.fault(&of.at, what, "a single choice, multiple choice or scale");
                    None
                }
                (None, _) | (_, None) => None,
            };
            let groups = groups(&mut table, options.as_deref());
            table.finish();
            if let (Some(id), Some(of)) = (id, of) {
                derived.push(Derived { id: id.value, title, of: of.value, groups });
            }
        }
        derived
    }

    fn crossings(&mut self, tables: Vec<Table<'_>>, scope: &Scope<'_>) -> Vec<Crossing> {
        let mut seen: BTreeSet<[ItemId; 2]> = BTreeSet::new();
        let mut crossings = Vec::new();
        for mut table in tables {
            table.is_for_advisers();
            let (id, title) = (self.name(&mut table), table.text("title"));
            let (rows, columns) = (table.id::<ItemId>("rows"), table.id::<ItemId>("columns"));
            for side in [&rows, &columns].into_iter().flatten() {
                if let Some(Measure::Many(_) | Measure::Ranked(..) | Measure::Number(_) | Measure::Text) =
                    scope.tabulated(table.file, side)
                {
                    let what = format!("`{}` can't be a side of a table", side.value);
                    table.file.fault(&side.at, what, "a single choice, a scale or a row of a grid, as in `judge.home`");
                }
            }
            if let (Some(rows), Some(columns)) = (&rows, &columns) {
                let mut sides = [rows.value.clone(), columns.value.clone()];
                sides.sort();
                if rows.value == columns.value {
                    let what = format!("`{}` is crossed with itself", columns.value);
                    table.file.fault(&columns.at, what, "two different questions");
                } else if !seen.insert(sides) {
                    let what = format!("`{}` and `{}` are crossed already", rows.value, columns.value);
                    table.file.fault(&rows.at, what, "each pair of questions once");
                }
            }
            table.finish();
            if let (Some(id), Some(rows), Some(columns)) = (id, rows, columns) {
                crossings.push(Crossing { id: id.value, title, rows: rows.value, columns: columns.value });
            }
        }
        crossings
    }
}

/// What a choice belongs to, and so which keys it takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Single,
    Multiple,
    Ranking,
    Scale,
    DontKnow,
}

impl Of {
    fn noun(self) -> &'static str {
        match self {
            Of::Single => "an option of a single choice",
            Of::Multiple => "an option of a multiple choice",
            Of::Ranking => "an option of a ranking",
            Of::Scale => "a point of a scale",
            Of::DontKnow => "the `dont_know` of a scale",
        }
    }
}

fn number_range(table: &mut Table<'_>) -> NumberRange {
    let bounds = (table.integer("least", -LARGEST..=LARGEST), table.integer("most", -LARGEST..=LARGEST));
    let upside_down = matches!(bounds, (Some(least), Some(most)) if least > most);
    if let (Some(least), Some(most), true) = (bounds.0, bounds.1, upside_down) {
        table.fault("most", format!("`most` ({most}) is less than `least` ({least})"), format!("{least} or more"));
    }
    let unit = table.optional_text("unit");
    let mut seen = BTreeMap::new();
    let mut bands = Vec::new();
    // Where the next band must begin; unknown after a fault, so that one fault is not told as many.
    let mut next = bounds.0;
    for mut band in table.tables("bands", "a band", 1..=MOST_OPTIONS) {
        band.is_for_advisers();
        let id = band.id::<OptionId>("id");
        if let Some(id) = &id {
            band.file.once(&mut seen, id, "the bands of a question");
        }
        let (from, to) = (band.integer("from", -LARGEST..=LARGEST), band.integer("to", -LARGEST..=LARGEST));
        if let (Some(from), Some(next)) = (from, next)
            && from != next
        {
            let what = format!("this band begins at {from}");
            band.fault("from", what, format!("{next}: bands begin at `least` and follow on one another without a gap"));
        }
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            band.fault("to", format!("this band ends at {to}, before it begins"), format!("{from} or more"));
        }
        next = to.map(|to| to + 1);
        let label = band.label();
        band.finish();
        if let (Some(id), Some(from), Some(to)) = (id, from, to) {
            bands.push(Band { id: id.value, label, from, to });
        }
    }
    if let (Some(next), Some(most)) = (next, bounds.1)
        && table.length("bands") > 0
        && next != most + 1
        && !upside_down
    {
        let what = format!("the last band ends at {}, `most` is {most}", next - 1);
        table.fault("bands", what, format!("bands that cover all that is accepted: a last one that ends at {most}"));
    }
    NumberRange { least: bounds.0.unwrap_or(0), most: bounds.1.unwrap_or(0), unit, bands }
}

/// The groups of a derived variable; `options` are those of the question, where they are known.
fn groups(table: &mut Table<'_>, options: Option<&[&Choice]>) -> Vec<Group> {
    let mut seen = BTreeMap::new();
    let mut taken: BTreeMap<OptionId, usize> = BTreeMap::new();
    let mut groups = Vec::new();
    for mut table in table.tables("groups", "a group", 1..=MOST_OPTIONS) {
        let id = table.id::<OptionId>("id");
        if let Some(id) = &id {
            table.file.once(&mut seen, id, "the groups of a derived variable");
        }
        let mut members = Vec::new();
        for string in table.strings("options", "the id of an option", 1..=MOST_OPTIONS) {
            let Some(member) = table.parsed::<OptionId>(&string) else { continue };
            table.file.once(&mut taken, &member, "the groups of a derived variable: groups are disjoint");
            if let Some(options) = options
                && !options.iter().any(|option| option.id == member.value)
            {
                let names = || options.iter().map(|option| option.id.as_str());
                let hint = did_you_mean(member.value.as_str(), names());
                table.file.fault(&member.at, format!("there is no option `{}`{hint}", member.value), listed(names()));
            }
            members.push(member.value);
        }
        let label = table.label();
        table.finish();
        groups.extend(id.map(|id| Group { id: id.value, label, options: members }));
    }
    groups
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX).max(1)
}

/// A number whose bounds were checked.
fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}
