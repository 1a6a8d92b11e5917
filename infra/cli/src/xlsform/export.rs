//! From a questionnaire to a workbook.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use survey::condition::Condition;
use survey::language::{Language, Text};
use survey::questionnaire::{
    Choice, Item, ItemId, Kind, Measure, NumberRange, Part, Question, Questionnaire, Row, Scale, Statement,
};

use super::report::shortened;
use super::reserved;

/// Why a questionnaire can't be written as a workbook.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// XLSForm would take part of a text for a reference to an answer.
    #[error("the text \"{0}\" contains `${{`, which means something else in XLSForm: write it otherwise")]
    Reference(String),
    /// Spreadsheets have room for 32,767 characters in a cell.
    #[error("the text \"{0}\" is too long for a cell of a spreadsheet")]
    TooLong(String),
    /// The workbook could not be put together.
    #[error("the workbook can't be written: {0}")]
    Workbook(#[from] XlsxError),
}

/// Writes a questionnaire as an XLSForm workbook (.xlsx), its texts in those of the languages that it has. `form_id` is
/// what other tools know the form by.
///
/// # Errors
/// When a text can't stand in a cell.
pub fn export(questionnaire: &Questionnaire, form_id: &str, languages: &[Language]) -> Result<Vec<u8>, ExportError> {
    let texts = texts(questionnaire);
    for text in &texts {
        for language in Language::ALL.into_iter().filter(|language| text.has(*language)) {
            let text = text.get(language);
            if text.contains("${") {
                return Err(ExportError::Reference(shortened(text)));
            }
            if text.chars().map(char::len_utf16).sum::<usize>() > 32_767 {
                return Err(ExportError::TooLong(shortened(text)));
            }
        }
    }
    let used = languages.iter().copied().filter(|language| texts.iter().any(|text| text.has(*language)));
    let items = questionnaire.items();
    let measures = items.iter().map(|item| (item.id.to_string(), item)).collect();
    let mut writer =
        Writer { languages: used.collect(), measures, survey: Sheet::default(), choices: Sheet::default() };
    writer.survey(questionnaire);
    let mut workbook = Workbook::new();
    writer.survey.write(workbook.add_worksheet().set_name("survey")?, SURVEY)?;
    writer.choices.write(workbook.add_worksheet().set_name("choices")?, CHOICES)?;
    let mut settings = Sheet::default();
    settings.row([
        ("form_title".to_owned(), questionnaire.title.get(Language::Nl).to_owned()),
        ("form_id".to_owned(), form_id.to_owned()),
        ("default_language".to_owned(), named(Language::Nl)),
    ]);
    settings.write(workbook.add_worksheet().set_name("settings")?, &["form_title", "form_id", "default_language"])?;
    if !questionnaire.crossings.is_empty() {
        let mut crossings = Sheet::default();
        for crossing in &questionnaire.crossings {
            let mut row = vec![("name".to_owned(), crossing.id.to_string())];
            row.extend(writer.text("title", &crossing.title));
            row.push(("rows".to_owned(), crossing.rows.to_string()));
            row.push(("columns".to_owned(), crossing.columns.to_string()));
            crossings.row(row);
        }
        crossings
            .write(workbook.add_worksheet().set_name(reserved::CROSSINGS)?, &["name", "title", "rows", "columns"])?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The columns in the order of the sheet; those of texts and pictures once for each language.
const SURVEY: &[&str] = &[
    "type",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "required",
    "relevant",
    "constraint",
    "constraint_message",
    "appearance",
    "calculation",
    "top",
    "unit",
    "background",
    "note",
    "theme",
];
const CHOICES: &[&str] =
    &["list_name", "name", "label", "media::image", "theme", "step", "namely", "exclusive", "dont_know", "from", "to"];

/// A language as headers name it, such as `English (en)`.
fn named(language: Language) -> String {
    format!("{} ({language})", language.endonym())
}

/// Rows of cells by their headers.
#[derive(Default)]
struct Sheet {
    rows: Vec<BTreeMap<String, String>>,
}

impl Sheet {
    fn row(&mut self, cells: impl IntoIterator<Item = (String, String)>) {
        self.rows.push(cells.into_iter().filter(|(_, text)| !text.is_empty()).collect());
    }

    /// Writes the columns that have anything in them, in that order.
    fn write(&self, sheet: &mut Worksheet, order: &[&str]) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        // Cells are texts, so that no program makes numbers or formulas of them.
        let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
        let mut column = 0_u16;
        for base in order {
            let mut headers = vec![(*base).to_owned()];
            headers.extend(Language::ALL.into_iter().map(|language| format!("{base}::{}", named(language))));
            for header in headers {
                let must = ["type", "name", "list_name"].contains(base) && header == *base;
                if !must && !self.rows.iter().any(|row| row.contains_key(&header)) {
                    continue;
                }
                sheet.write_string_with_format(0, column, &header, &bold)?;
                for (at, row) in (1_u32..).zip(&self.rows) {
                    if let Some(text) = row.get(&header) {
                        sheet.write_string_with_format(at, column, text, &plain)?;
                    }
                }
                let longest =
                    self.rows.iter().filter_map(|row| row.get(&header)).map(|text| text.chars().count()).max();
                let width = longest.unwrap_or(0).max(header.chars().count()).clamp(8, 48);
                sheet.set_column_width(column, f64::from(u32::try_from(width).unwrap_or(48)))?;
                column += 1;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }
}

struct Writer<'q> {
    languages: Vec<Language>,
    measures: BTreeMap<String, &'q Item<'q>>,
    survey: Sheet,
    choices: Sheet,
}

type Cells = Vec<(String, String)>;

fn cell(header: &str, text: impl Into<String>) -> (String, String) {
    (header.to_owned(), text.into())
}

fn yes(header: &str, holds: bool) -> (String, String) {
    cell(header, if holds { "yes" } else { "" })
}

impl<'q> Writer<'q> {
    /// The cells of a text, one for each language it has.
    fn text(&self, header: &str, text: &Text) -> Cells {
        let there = self.languages.iter().filter(|language| text.has(**language));
        there.map(|language| (format!("{header}::{}", named(*language)), text.get(*language).to_owned())).collect()
    }

    /// What interviewers read, if anything.
    fn guidance(&self, prompt: Option<&Text>) -> Cells {
        prompt.map_or_else(Vec::new, |prompt| self.text("guidance_hint", prompt))
    }

    /// A text of our own in Dutch and English, as far as the form has these.
    fn words(&self, header: &str, dutch: &str, english: &str) -> Cells {
        let word = |language| match language {
            Language::Nl => Some(dutch),
            Language::En => Some(english),
            Language::Ar | Language::Tr | Language::Pl | Language::Uk => None,
        };
        let there = self.languages.iter().filter_map(|language| Some((*language, word(*language)?)));
        there.map(|(language, text)| (format!("{header}::{}", named(language)), text.to_owned())).collect()
    }

    fn note(&mut self, name: String, text: &Text, prompt: Option<&Text>, relevant: &str) {
        let mut row = vec![cell("type", "note"), cell("name", name)];
        row.extend(self.text("label", text));
        row.extend(self.guidance(prompt));
        row.push(cell("relevant", relevant));
        self.survey.row(row);
    }

    fn survey(&mut self, questionnaire: &'q Questionnaire) {
        self.note(reserved::TITLE.to_owned(), &questionnaire.title, None, "");
        self.note(reserved::INTRO.to_owned(), &questionnaire.intro, None, "");
        let mut sections = 0;
        let mut statements = 0;
        // The condition that the section lends to all that is in it.
        let mut lent: Option<&Condition> = None;
        for (at, part) in questionnaire.parts.iter().enumerate() {
            match part {
                Part::Section(section) => {
                    if sections > 0 {
                        self.survey.row([cell("type", "end_group")]);
                    }
                    sections += 1;
                    lent = shared(&questionnaire.parts[at + 1..]);
                    let name = format!("section-{sections}");
                    let mut row = vec![cell("type", "begin_group"), cell("name", name.clone())];
                    row.extend(self.text("label", &section.title));
                    row.extend(self.guidance(section.prompt.as_ref()));
                    row.push(cell("relevant", self.condition(lent)));
                    self.survey.row(row);
                    if let Some(intro) = &section.intro {
                        self.note(format!("{name}{}", reserved::SECTION_INTRO), intro, None, "");
                    }
                }
                Part::Statement(Statement { text, prompt, condition }) => {
                    statements += 1;
                    let relevant = self.condition(own(condition.as_ref(), lent));
                    self.note(format!("statement-{statements}"), text, prompt.as_ref(), &relevant);
                }
                Part::Question(question) => {
                    let relevant = self.condition(own(question.condition.as_ref(), lent));
                    self.question(question, relevant);
                }
            }
        }
        if sections > 0 {
            self.survey.row([cell("type", "end_group")]);
        }
        for derived in &questionnaire.derived {
            let several =
                matches!(self.measures.get(&derived.of.to_string()).map(|item| &item.measure), Some(Measure::Many(_)));
            let parts: Vec<String> = derived
                .groups
                .iter()
                .map(|group| {
                    let tests: Vec<String> = group
                        .options
                        .iter()
                        .map(|option| format!("selected(${{{}}}, '{option}')", derived.of))
                        .collect();
                    // Of several options several groups can show, as the options of a select_multiple do.
                    let space = if several { " " } else { "" };
                    format!("if({}, '{}{space}', '')", tests.join(" or "), group.id)
                })
                .collect();
            let calculation = match parts.as_slice() {
                [one] => one.clone(),
                several => format!("concat({})", several.join(", ")),
            };
            let mut row = vec![cell("type", "calculate"), cell("name", derived.id.as_str())];
            row.extend(self.text("label", &derived.title));
            row.push(cell("calculation", calculation));
            self.survey.row(row);
            for group in &derived.groups {
                let mut row = vec![cell("list_name", derived.id.as_str()), cell("name", group.id.as_str())];
                row.extend(self.text("label", &group.label));
                self.choices.row(row);
            }
        }
        self.note(reserved::THANKS.to_owned(), &questionnaire.thanks, None, "");
    }

    fn question(&mut self, question: &'q Question, relevant: String) {
        let id = question.id.as_str();
        let (mut row, mut more) = (Vec::new(), Vec::new());
        let kind = match &question.kind {
            Kind::Single { options } => {
                self.list(id, options, None);
                more = namely(id, options);
                format!("select_one {id}")
            }
            Kind::Multiple { options, at_most } => {
                self.list(id, options, None);
                more = namely(id, options);
                let exclusive = options.iter().filter(|option| option.exclusive);
                let exclusive =
                    exclusive.map(|option| format!("not(selected(., '{}') and count-selected(.) > 1)", option.id));
                let limit = at_most.map(|most| format!("count-selected(.) <= {most}"));
                let constraint: Vec<String> = limit.into_iter().chain(exclusive).collect();
                row.push(cell("constraint", constraint.join(" and ")));
                if let Some(most) = at_most {
                    let (dutch, english) = (format!("Kies er hoogstens {most}."), format!("Choose at most {most}."));
                    row.extend(self.words("constraint_message", &dutch, &english));
                } else if !constraint.is_empty() {
                    row.extend(self.words(
                        "constraint_message",
                        "Deze antwoorden passen niet bij elkaar.",
                        "These answers do not go together.",
                    ));
                }
                format!("select_multiple {id}")
            }
            Kind::Scale(scale) => {
                self.scale(id, scale);
                row.push(cell("appearance", "likert"));
                format!("select_one {id}")
            }
            Kind::Grid { rows, scale } => return self.grid(question, rows, scale, relevant),
            Kind::Ranking { options, top } => {
                self.list(id, options, None);
                row.push(cell("top", top.to_string()));
                format!("rank {id}")
            }
            Kind::Number(range) => {
                row.extend(self.number(id, range));
                "integer".to_owned()
            }
            Kind::Text { long, at_most } => {
                row.push(cell("constraint", format!("string-length(.) <= {at_most}")));
                let dutch = format!("Hoogstens {at_most} tekens.");
                row.extend(self.words("constraint_message", &dutch, &format!("At most {at_most} characters.")));
                row.push(cell("appearance", if *long { "multiline" } else { "" }));
                "text".to_owned()
            }
        };
        row.extend([cell("type", kind), cell("name", id)]);
        row.extend(self.text("label", &question.text));
        row.extend(question.hint.iter().flat_map(|hint| self.text("hint", hint)));
        row.extend(self.guidance(question.prompt.as_ref()));
        row.extend([yes("required", question.required), yes("background", question.background)]);
        row.push(yes("note", question.note));
        row.push(cell("relevant", relevant));
        self.survey.row(row);
        for (name, relevant) in more {
            let mut row = vec![cell("type", "text"), cell("name", name), cell("relevant", relevant)];
            row.extend(self.words("label", "Namelijk", "Namely"));
            self.survey.row(row);
        }
    }

    fn number(&mut self, id: &str, range: &NumberRange) -> Cells {
        for band in &range.bands {
            let mut row = vec![cell("list_name", id), cell("name", band.id.as_str())];
            row.extend(self.text("label", &band.label));
            row.extend([cell("from", band.from.to_string()), cell("to", band.to.to_string())]);
            self.choices.row(row);
        }
        let NumberRange { least, most, .. } = range;
        let mut row = vec![cell("constraint", format!(". >= {least} and . <= {most}"))];
        let dutch = format!("Een getal van {least} tot en met {most}.");
        row.extend(self.words("constraint_message", &dutch, &format!("A number from {least} to {most}.")));
        row.extend(range.unit.iter().flat_map(|unit| self.text("unit", unit)));
        row
    }

    fn grid(&mut self, question: &'q Question, rows: &[Row], scale: &Scale, relevant: String) {
        let id = question.id.as_str();
        self.scale(id, scale);
        let mut row = vec![cell("type", "begin_group"), cell("name", id), cell("appearance", "table-list")];
        row.extend(self.text("label", &question.text));
        row.extend(question.hint.iter().flat_map(|hint| self.text("hint", hint)));
        row.extend(self.guidance(question.prompt.as_ref()));
        row.push(cell("relevant", relevant));
        self.survey.row(row);
        for inner in rows {
            let mut row = vec![cell("type", format!("select_one {id}")), cell("name", format!("{id}.{}", inner.id))];
            row.extend(self.text("label", &inner.label));
            row.push(yes("required", question.required));
            row.extend(inner.theme.iter().map(|theme| cell("theme", theme.as_str())));
            self.survey.row(row);
        }
        self.survey.row([cell("type", "end_group")]);
    }

    fn scale(&mut self, id: &str, scale: &Scale) {
        self.list(id, &scale.points, Some(scale.dont_know.as_ref()));
    }

    /// The options of a question. Of a scale it is said which of them stands beside it, if any: `beside`.
    fn list(&mut self, list: &str, choices: &[Choice], beside: Option<Option<&Choice>>) {
        for choice in choices.iter().chain(beside.flatten()) {
            let mut row = vec![cell("list_name", list), cell("name", choice.id.as_str())];
            row.extend(self.text("label", &choice.label));
            for language in &self.languages {
                // Other tools know pictures as files, each in the languages it belongs to.
                let file = choice.picture.as_ref().map(|picture| format!("{picture}.svg"));
                row.push((format!("media::image::{}", named(*language)), file.unwrap_or_default()));
            }
            row.extend(choice.theme.iter().map(|theme| cell("theme", theme.as_str())));
            row.extend(choice.step.map(|step| cell("step", step.to_string())));
            row.extend([yes("namely", choice.namely), yes("exclusive", choice.exclusive)]);
            if let Some(dont_know) = beside {
                row.push(cell(
                    "dont_know",
                    if dont_know.is_some_and(|other| other.id == choice.id) { "yes" } else { "no" },
                ));
            }
            self.choices.row(row);
        }
    }

    fn condition(&self, condition: Option<&Condition>) -> String {
        condition.map_or_else(String::new, |condition| self.written(condition))
    }

    fn is_one(&self, item: &ItemId) -> bool {
        matches!(self.measures.get(&item.to_string()).map(|item| &item.measure), Some(Measure::One(_)))
    }

    fn written(&self, condition: &Condition) -> String {
        let joined = |parts: &[Condition], word: &str, weak: fn(&Condition) -> bool| {
            let parts = parts.iter().map(|part| {
                let text = self.written(part);
                if weak(part) { format!("({text})") } else { text }
            });
            parts.collect::<Vec<_>>().join(word)
        };
        match condition {
            Condition::Chosen { item, option } if self.is_one(item) => format!("${{{item}}} = '{option}'"),
            Condition::Chosen { item, option } => format!("selected(${{{item}}}, '{option}')"),
            Condition::Answered { item } => format!("${{{item}}} != ''"),
            Condition::Count { item, is, than } => format!("count-selected(${{{item}}}) {} {than}", is.symbol()),
            Condition::Number { item, is, than } => format!("${{{item}}} {} {than}", is.symbol()),
            Condition::All(parts) => {
                joined(parts, " and ", |part| matches!(part, Condition::All(_) | Condition::Any(_)))
            }
            Condition::Any(parts) => joined(parts, " or ", |part| matches!(part, Condition::Any(_))),
            Condition::Not(part) => match &**part {
                Condition::Chosen { item, option } if self.is_one(item) => format!("${{{item}}} != '{option}'"),
                Condition::Answered { item } => format!("${{{item}}} = ''"),
                other => format!("not({})", self.written(other)),
            },
        }
    }
}

/// The texts "namely…" of options, each as a question of its own for tools that know no such options.
fn namely(id: &str, options: &[Choice]) -> Vec<(String, String)> {
    let options = options.iter().filter(|option| option.namely);
    options.map(|option| (format!("{id}.{}", option.id), format!("selected(${{{id}}}, '{}')", option.id))).collect()
}

/// The condition of what stands on the page; `None` for a section.
fn condition_of(part: &Part) -> Option<Option<&Condition>> {
    match part {
        Part::Section(_) => None,
        Part::Statement(statement) => Some(statement.condition.as_ref()),
        Part::Question(question) => Some(question.condition.as_ref()),
    }
}

/// The condition that all parts up to the next section share, where it was lent to them by their section.
fn shared(parts: &[Part]) -> Option<&Condition> {
    let mut conditions = parts.iter().map_while(condition_of);
    let first = conditions.next()??;
    let candidates = [Some(first), halves(first).map(|(lent, _)| lent)];
    candidates.into_iter().flatten().find(|lent| {
        let all = parts.iter().map_while(condition_of);
        let mut all = all.map(|condition| condition.is_some_and(|condition| has(condition, lent)));
        all.all(|shares| shares)
    })
}

/// The two parts of a section's condition joined with one's own.
fn halves(condition: &Condition) -> Option<(&Condition, &Condition)> {
    match condition {
        Condition::All(parts) => match parts.as_slice() {
            [lent, own] => Some((lent, own)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a condition is the lent one, alone or with one's own.
fn has(condition: &Condition, lent: &Condition) -> bool {
    condition == lent || halves(condition).is_some_and(|(first, _)| first == lent)
}

/// What of a condition is one's own, where part of it is lent.
fn own<'c>(condition: Option<&'c Condition>, lent: Option<&Condition>) -> Option<&'c Condition> {
    let condition = condition?;
    match lent {
        None => Some(condition),
        Some(lent) if condition == lent => None,
        Some(_) => halves(condition).map(|(_, own)| own),
    }
}

/// All texts of a questionnaire.
fn texts(questionnaire: &Questionnaire) -> Vec<&Text> {
    let Questionnaire { title, intro, thanks, parts, derived, crossings } = questionnaire;
    let mut texts = vec![title, intro, thanks];
    for part in parts {
        match part {
            Part::Section(section) => {
                texts.push(&section.title);
                texts.extend(&section.intro);
                texts.extend(&section.prompt);
            }
            Part::Statement(statement) => {
                texts.push(&statement.text);
                texts.extend(&statement.prompt);
            }
            Part::Question(question) => {
                texts.push(&question.text);
                texts.extend(&question.hint);
                texts.extend(&question.prompt);
                match &question.kind {
                    Kind::Single { options } | Kind::Multiple { options, .. } | Kind::Ranking { options, .. } => {
                        texts.extend(options.iter().map(|option| &option.label));
                    }
                    Kind::Scale(scale) => texts.extend(scale.choices().map(|choice| &choice.label)),
                    Kind::Grid { rows, scale } => {
                        texts.extend(rows.iter().map(|row| &row.label));
                        texts.extend(scale.choices().map(|choice| &choice.label));
                    }
                    Kind::Number(range) => {
                        texts.extend(&range.unit);
                        texts.extend(range.bands.iter().map(|band| &band.label));
                    }
                    Kind::Text { .. } => {}
                }
            }
        }
    }
    for derived in derived {
        texts.push(&derived.title);
        texts.extend(derived.groups.iter().map(|group| &group.label));
    }
    texts.extend(crossings.iter().map(|crossing| &crossing.title));
    texts
}
