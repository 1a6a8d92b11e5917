//! `dagpeil texts`: all that respondents read in a campaign's own texts, for reading through and for measuring.

use std::io::Write;
use std::path::PathBuf;

use serde_json::json;
use survey::campaign::{Audience, Campaign};
use survey::contact::Contact;
use survey::id::QuestionId;
use survey::language::{Language, Text};
use survey::questionnaire::{Kind, Part, Question, Questionnaire, Scale};

use crate::{Failure, Output, find};

/// Print all texts of a campaign that respondents read, in the order read, each with its name.
///
/// For whoever reads a translation through, and for measuring how hard texts are to read. The names are those of the
/// files of translations. The words of the interface, such as those on buttons, are not among them.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dagpeil texts noordoostpolder-2026 --language ar --beside nl
  dagpeil texts noordoostpolder-2026 --audience users --json")]
pub struct Arguments {
    /// The campaign: a folder, or an id in infra/campaigns.
    #[arg(value_name = "CAMPAIGN")]
    pub campaign: PathBuf,
    /// The language.
    #[arg(long, default_value = "nl")]
    pub language: Language,
    /// Another language, to be printed under each text.
    #[arg(long, value_name = "LANGUAGE")]
    pub beside: Option<Language>,
    /// Only the questionnaire of this audience; else all, and the campaign's own texts first.
    #[arg(long)]
    pub audience: Option<String>,
    /// A list of { audience, name, text } in JSON; the campaign's own texts have no audience.
    #[arg(long, conflicts_with = "beside")]
    pub json: bool,
}

/// Prints the texts.
///
/// # Errors
/// With the campaign's faults, or when it has no such audience.
pub fn run(arguments: &Arguments, output: &mut Output<'_>) -> Result<(), Failure> {
    let campaign = find::compiled(&arguments.campaign, output)?.campaign;
    let texts = match &arguments.audience {
        None => of_campaign(&campaign),
        Some(id) => {
            let audience = campaign.audience(id).ok_or_else(|| {
                let known: Vec<&str> = campaign.audiences.iter().map(|audience| audience.id.as_str()).collect();
                Failure::Usage(format!("{} has no audience `{id}`; it has {}", campaign.id, known.join(", ")))
            })?;
            of_audience(audience)
        }
    };
    if arguments.json {
        let entry = |named: &Named<'_>| {
            let Named { audience, name, text } = named;
            json!({ "audience": audience, "name": name, "text": text.get(arguments.language) })
        };
        let list = serde_json::Value::from(texts.iter().map(entry).collect::<Vec<_>>());
        writeln!(output.results, "{list:#}")?;
        return Ok(());
    }
    for Named { audience, name, text } in texts {
        let audience = audience.map(|audience| format!("{audience}: ")).unwrap_or_default();
        writeln!(output.results, "{audience}{name}")?;
        for language in [Some(arguments.language), arguments.beside].into_iter().flatten() {
            if text.has(language) {
                for line in text.get(language).lines() {
                    writeln!(output.results, "{}", format!("    {line}").trim_end())?;
                }
            } else {
                writeln!(output.results, "    ({language}: not translated; people see the Dutch)")?;
            }
        }
        writeln!(output.results)?;
    }
    Ok(())
}

/// A text with its name.
struct Named<'c> {
    /// Whose questionnaire it is in; a campaign's own texts are in none.
    audience: Option<&'c str>,
    name: String,
    text: &'c Text,
}

/// Texts in the order read.
struct Texts<'c> {
    audience: Option<&'c str>,
    list: Vec<Named<'c>>,
}

/// The campaign's own texts, then those of its questionnaires.
fn of_campaign(campaign: &Campaign) -> Vec<Named<'_>> {
    let mut texts = Texts { audience: None, list: Vec::new() };
    texts.add("title", &campaign.title);
    for audience in &campaign.audiences {
        texts.add(format!("audience.{}", audience.id), &audience.title);
    }
    texts.add("controller.purpose", &campaign.controller.purpose);
    texts.add("controller.legal_basis", &campaign.controller.legal_basis);
    texts.add("help", &campaign.help);
    if let Some(contact) = &campaign.contact {
        texts.add_contact(contact);
    }
    for (at, shortcoming) in campaign.accessibility.shortcomings.iter().enumerate() {
        let name = |key: &str| format!("accessibility.shortcoming.{}.{key}", at + 1);
        texts.add(name("what"), &shortcoming.what);
        for (key, text) in [("why", &shortcoming.why), ("plan", &shortcoming.plan), ("instead", &shortcoming.instead)] {
            texts.add_if_any(name(key), text.as_ref());
        }
    }
    texts.list.into_iter().chain(campaign.audiences.iter().flat_map(of_audience)).collect()
}

fn of_audience(audience: &Audience) -> Vec<Named<'_>> {
    let Questionnaire { title, intro, thanks, parts, derived: _, crossings: _ } = &audience.questionnaire;
    let mut texts = Texts { audience: Some(audience.id.as_str()), list: Vec::new() };
    texts.add("title", title);
    texts.add("intro", intro);
    let (mut sections, mut statements) = (0, 0);
    for part in parts {
        match part {
            Part::Section(section) => {
                sections += 1;
                texts.add(format!("section.{sections}.title"), &section.title);
                texts.add_if_any(format!("section.{sections}.intro"), section.intro.as_ref());
            }
            Part::Statement(statement) => {
                statements += 1;
                texts.add(format!("statement.{statements}.text"), &statement.text);
            }
            Part::Question(question) => texts.add_question(question),
        }
    }
    texts.add("thanks", thanks);
    texts.list
}

impl<'c> Texts<'c> {
    fn add(&mut self, name: impl Into<String>, text: &'c Text) {
        self.list.push(Named { audience: self.audience, name: name.into(), text });
    }

    fn add_if_any(&mut self, name: String, text: Option<&'c Text>) {
        if let Some(text) = text {
            self.add(name, text);
        }
    }

    fn add_question(&mut self, question: &'c Question) {
        // An interviewer's note has no names in translations.
        if question.note {
            return;
        }
        let name = |key: &str| format!("question.{}.{key}", question.id);
        self.add(name("ask"), &question.text);
        self.add_if_any(name("hint"), question.hint.as_ref());
        match &question.kind {
            Kind::Single { options } | Kind::Multiple { options, .. } | Kind::Ranking { options, .. } => {
                for option in options {
                    self.add(name(&format!("options.{}", option.id)), &option.label);
                }
            }
            Kind::Grid { rows, scale } => {
                for row in rows {
                    self.add(name(&format!("rows.{}", row.id)), &row.label);
                }
                self.add_scale(&question.id, scale);
            }
            Kind::Scale(scale) => self.add_scale(&question.id, scale),
            Kind::Number(range) => self.add_if_any(name("unit"), range.unit.as_ref()),
            Kind::Text { .. } => {}
        }
    }

    fn add_contact(&mut self, contact: &'c Contact) {
        for (key, text) in [("title", &contact.title), ("purpose", &contact.purpose), ("readers", &contact.readers)] {
            self.add(format!("contact.{key}"), text);
        }
        if let Some(idea) = &contact.idea {
            self.add("contact.idea.ask", &idea.text);
            self.add_if_any("contact.idea.hint".to_owned(), idea.hint.as_ref());
        }
        for question in &contact.questions {
            let name = |key: &str| format!("contact.question.{}.{key}", question.id);
            self.add(name("ask"), &question.text);
            self.add_if_any(name("hint"), question.hint.as_ref());
            for option in &question.options {
                self.add(name(&format!("options.{}", option.id)), &option.label);
            }
        }
    }

    fn add_scale(&mut self, question: &QuestionId, scale: &'c Scale) {
        for point in &scale.points {
            self.add(format!("question.{question}.points.{}", point.id), &point.label);
        }
        let dont_know = scale.dont_know.as_ref().map(|choice| &choice.label);
        self.add_if_any(format!("question.{question}.dont_know"), dont_know);
    }
}
