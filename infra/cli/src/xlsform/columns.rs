//! The headers of a sheet: which columns there are, however their names are written, and in which languages.

use std::collections::BTreeMap;

use survey::language::Language;

use super::report::{Place, Report, shortened};
use super::sheets::Sheet;

/// What stands under a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Type,
    Name,
    Required,
    Relevant,
    Constraint,
    Appearance,
    Calculation,
    Parameters,
    ChoiceFilter,
    ReadOnly,
    RepeatCount,
    Disabled,
    Default,
    Image,
    ListName,
    // Ours, which other tools leave alone.
    Exclusive,
    Namely,
    DontKnow,
    Theme,
    Step,
    From,
    To,
    Top,
    Background,
    Note,
    Rows,
    Columns,
}

/// A column of texts, one for each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Texts {
    Label,
    Hint,
    /// What interviewers read.
    Guidance,
    Unit,
}

/// Which sheet a header stands in: the same word can mean different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Survey,
    Choices,
    Crossings,
}

/// The columns of a sheet.
pub(super) struct Columns {
    places: BTreeMap<Column, usize>,
    texts: BTreeMap<(Texts, Language), usize>,
    /// Columns that are known to have no effect, with why.
    idle: Vec<(usize, String)>,
    /// Pictures can be given in each language; ours are the same in all.
    images: Vec<usize>,
}

/// A language as a header names it: `English (en)`, `Nederlands`, `nl`.
pub(super) fn language(name: &str) -> Option<Language> {
    let name = name.trim().to_lowercase();
    let code = name.rsplit_once('(').and_then(|(_, code)| code.trim_end().strip_suffix(')'));
    if let Some(code) = code {
        return code.trim().split(['-', '_']).next().and_then(|code| code.parse().ok());
    }
    let named = |names: &[&str]| names.contains(&name.as_str());
    Language::ALL.into_iter().find(|language| {
        name.split(['-', '_']).next() == Some(language.code())
            || name == language.endonym().to_lowercase()
            || match language {
                Language::Nl => named(&["dutch", "vlaams", "hollands", "néerlandais", "niederländisch"]),
                Language::En => named(&["engels"]),
                Language::Ar => named(&["arabic", "arabisch"]),
                Language::Tr => named(&["turkish", "turks"]),
                Language::Pl => named(&["polish", "pools"]),
                Language::Uk => named(&["ukrainian", "oekraïens", "oekraiens"]),
            }
    })
}

/// The languages that names of languages stand for, where the form does not say it clearly.
#[derive(Debug, Clone, Default)]
pub(super) struct Spoken {
    /// The language of columns without one.
    pub(super) unnamed: Option<Language>,
    /// By name, in lower case.
    pub(super) named: BTreeMap<String, Language>,
}

impl Spoken {
    fn of(&self, name: &str) -> Option<Language> {
        self.named.get(&name.trim().to_lowercase()).copied().or_else(|| language(name))
    }
}

impl Columns {
    /// Reads the headers of a sheet.
    pub(super) fn read(sheet: &Sheet, kind: Kind, spoken: &Spoken, report: &mut Report) -> Self {
        let mut columns =
            Columns { places: BTreeMap::new(), texts: BTreeMap::new(), idle: Vec::new(), images: Vec::new() };
        let mut unnamed = Vec::new();
        for (at, header) in sheet.headers().iter().enumerate().filter(|(_, header)| !header.is_empty()) {
            let place = sheet.place(0, at);
            let (base, name) = parts(header);
            match (meaning(kind, &base), name.as_deref()) {
                (Meaning::Texts(texts), None) => unnamed.push((texts, at)),
                (Meaning::Texts(texts), Some(name)) => match spoken.of(name) {
                    Some(language) => columns.add_texts(texts, language, at, place, header, report),
                    None => {
                        let name = shortened(name);
                        let what = format!("the language `{name}` is not one of nl, en, ar, tr, pl, uk; left out");
                        let advice = format!("if it is one of them, say which: --language '{name}=en'");
                        columns.idle.push((at, String::new()));
                        report.advise(place, what, advice);
                    }
                },
                (Meaning::Column(Column::Image), _) => columns.images.push(at),
                (Meaning::Column(column), _) => {
                    if columns.places.insert(column, at).is_some() {
                        let what = format!("the column `{}` stands here twice", shortened(header));
                        report.fault(place, what, "leave one of them out");
                    }
                }
                (Meaning::Idle(why), _) => columns.idle.push((at, why.to_owned())),
                (Meaning::Unknown, _) => {
                    let what = format!("the column `{}` has no meaning here; left out", shortened(header));
                    columns.idle.push((at, what));
                }
            }
        }
        for (texts, at) in unnamed {
            let place = sheet.place(0, at);
            let language = spoken.unnamed.unwrap_or(Language::Nl);
            if spoken.unnamed.is_none() && columns.texts.contains_key(&(texts, language)) {
                let what = "this column does not say its language, and there is another in Dutch; left out";
                columns.idle.push((at, String::new()));
                report.advise(place, what, "if it is needed, say its language: --language en");
            } else {
                columns.add_texts(texts, language, at, place, &sheet.headers()[at], report);
            }
        }
        columns
    }

    fn add_texts(
        &mut self,
        texts: Texts,
        language: Language,
        at: usize,
        place: Place,
        header: &str,
        report: &mut Report,
    ) {
        if self.texts.insert((texts, language), at).is_some() {
            let what = format!("`{}` is a second column of the same texts in {language}", shortened(header));
            report.fault(place, what, "leave one of them out, or say another language");
        }
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.places.contains_key(&column)
    }

    /// Where a column stands.
    pub(super) fn at(&self, column: Column) -> Option<usize> {
        self.places.get(&column).copied()
    }

    /// What stands in a row under that header; it thereby counts as having an effect.
    pub(super) fn take<'s>(&self, sheet: &'s Sheet, row: usize, column: Column) -> Option<(&'s str, Place)> {
        sheet.take(row, self.at(column)?)
    }

    /// The texts of a row in all languages.
    pub(super) fn texts<'s>(&self, sheet: &'s Sheet, row: usize, texts: Texts) -> BTreeMap<Language, (&'s str, Place)> {
        let here = self.texts.iter().filter(|((kind, _), _)| *kind == texts);
        here.filter_map(|((_, language), at)| Some((*language, sheet.take(row, *at)?))).collect()
    }

    /// Where there are labels in whatever language, left out or not.
    pub(super) fn labels(sheet: &Sheet) -> Vec<(Option<String>, usize)> {
        let headers = sheet.headers().iter().enumerate().map(|(at, header)| (parts(header), at));
        headers
            .filter(|((base, _), _)| base == "label" || base == "caption")
            .map(|((_, name), at)| (name, at))
            .collect()
    }

    /// Where the texts in a language stand.
    pub(super) fn text_column(&self, texts: Texts, language: Language) -> Option<usize> {
        self.texts.get(&(texts, language)).copied()
    }

    /// The languages there are texts in.
    pub(super) fn languages(&self) -> impl Iterator<Item = Language> + '_ {
        self.texts.keys().map(|(_, language)| *language)
    }

    /// The picture of a row, in whatever language it is given first.
    pub(super) fn image<'s>(&self, sheet: &'s Sheet, row: usize) -> Option<(&'s str, Place)> {
        let all: Vec<_> = self.images.iter().filter_map(|at| sheet.take(row, *at)).collect();
        all.first().copied()
    }

    /// Says of the cells that had no effect why.
    pub(super) fn leave(&self, sheet: &Sheet, report: &mut Report) {
        for place in sheet.untaken() {
            let why = self.idle.iter().find(|(at, _)| *at == place.column);
            match why {
                // Of the column as a whole it was said.
                Some((_, why)) if why.is_empty() => {}
                Some((_, why)) => report.notice(place, why.clone()),
                None if sheet.headers().get(place.column).is_none_or(String::is_empty) => {
                    report.notice(place, "there is no header above this; left out");
                }
                None => {
                    let header = shortened(&sheet.headers()[place.column]);
                    report.notice(place, format!("`{header}` has no effect in this row; left out"));
                }
            }
        }
    }
}

/// A header without its wrapping, in snake case, and the language it names.
fn parts(header: &str) -> (String, Option<String>) {
    let separator = if header.contains("::") { "::" } else { ":" };
    // `jr:` is part of some names.
    let header = header.replace("jr:", "jr-");
    let mut parts: Vec<&str> = header.split(separator).map(str::trim).filter(|part| !part.is_empty()).collect();
    while parts.len() > 1 && ["bind", "control", "body", "media"].contains(&parts[0].to_lowercase().as_str()) {
        parts.remove(0);
    }
    let base = parts.first().copied().unwrap_or_default().to_lowercase();
    let base = base.split(|found: char| found.is_whitespace() || found == '-' || found == '_');
    let base: Vec<&str> = base.filter(|word| !word.is_empty()).collect();
    (base.join("_"), parts.get(1).map(|name| (*name).to_owned()))
}

enum Meaning {
    Column(Column),
    Texts(Texts),
    /// Known in XLSForm, without effect here.
    Idle(&'static str),
    Unknown,
}

fn meaning(kind: Kind, base: &str) -> Meaning {
    use Meaning::Column as C;
    const WORDS: &str = "the page has messages of its own; left out";
    const RECORDED: &str = "sound and film are not shown; left out";
    match (kind, base) {
        (_, "label" | "caption" | "text" | "title") => Meaning::Texts(Texts::Label),
        (_, "name" | "value" | "tag") => C(Column::Name),
        (Kind::Crossings, "rows") => C(Column::Rows),
        (Kind::Crossings, "columns") => C(Column::Columns),
        (Kind::Crossings, _) => Meaning::Unknown,
        (_, "image" | "picture") => C(Column::Image),
        (_, "big_image" | "audio" | "video" | "autoplay") => Meaning::Idle(RECORDED),
        (_, "theme") => C(Column::Theme),
        (Kind::Choices, "list_name") => C(Column::ListName),
        (_, "exclusive") => C(Column::Exclusive),
        (Kind::Choices, "namely") => C(Column::Namely),
        (Kind::Choices, "dont_know") => C(Column::DontKnow),
        (Kind::Choices, "step") => C(Column::Step),
        (Kind::Choices, "from") => C(Column::From),
        (Kind::Choices, "to") => C(Column::To),
        (Kind::Choices, _) => Meaning::Unknown,
        (Kind::Survey, "hint") => Meaning::Texts(Texts::Hint),
        (Kind::Survey, "unit") => Meaning::Texts(Texts::Unit),
        (Kind::Survey, "type" | "command") => C(Column::Type),
        (Kind::Survey, "required") => C(Column::Required),
        (Kind::Survey, "relevant" | "relevance") => C(Column::Relevant),
        (Kind::Survey, "constraint") => C(Column::Constraint),
        (Kind::Survey, "appearance") => C(Column::Appearance),
        (Kind::Survey, "calculation" | "calculate") => C(Column::Calculation),
        (Kind::Survey, "parameters") => C(Column::Parameters),
        (Kind::Survey, "choice_filter") => C(Column::ChoiceFilter),
        (Kind::Survey, "readonly" | "read_only") => C(Column::ReadOnly),
        (Kind::Survey, "repeat_count" | "count" | "jr_count") => C(Column::RepeatCount),
        (Kind::Survey, "disabled") => C(Column::Disabled),
        (Kind::Survey, "default") => C(Column::Default),
        (Kind::Survey, "top") => C(Column::Top),
        (Kind::Survey, "background") => C(Column::Background),
        (Kind::Survey, "note") => C(Column::Note),
        (
            Kind::Survey,
            "required_message"
            | "requiredmsg"
            | "jr_requiredmsg"
            | "constraint_message"
            | "constraining_message"
            | "constraint_msg"
            | "jr_constraintmsg"
            | "noapperrorstring"
            | "no_app_error_string"
            | "jr_noapperrorstring",
        ) => Meaning::Idle(WORDS),
        (Kind::Survey, "guidance_hint") => Meaning::Texts(Texts::Guidance),
        (Kind::Survey, _) => Meaning::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_taken_apart() {
        for (header, base, name) in [
            ("label", "label", None),
            ("Label :: English (en)", "label", Some("English (en)")),
            ("label:English", "label", Some("English")),
            ("media::image::Nederlands", "image", Some("Nederlands")),
            ("bind: relevant", "relevant", None),
            ("bind:jr:constraintMsg", "jr_constraintmsg", None),
            ("list name", "list_name", None),
            ("constraint-msg", "constraint_msg", None),
            ("", "", None),
        ] {
            assert_eq!(parts(header), (base.to_owned(), name.map(str::to_owned)), "{header}");
        }
    }

    #[test]
    fn languages_are_known_by_code_and_by_name() {
        for (name, known) in [
            ("Nederlands (nl)", Some(Language::Nl)),
            ("Dutch", Some(Language::Nl)),
            ("NL", Some(Language::Nl)),
            ("English(en-GB)", Some(Language::En)),
            ("en_US", Some(Language::En)),
            ("العربية (ar)", Some(Language::Ar)),
            ("українська", Some(Language::Uk)),
            ("Français (fr)", None),
            ("French", None),
            ("enough", None),
        ] {
            assert_eq!(language(name), known, "{name}");
        }
    }
}
