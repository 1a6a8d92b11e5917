//! A moderator at a terminal: open texts one by one, then the words that many used. In Dutch, line by line, so that it
//! works with a screen reader and in a pipe too.

use std::io::{self, BufRead, Write};

use local::moderation::{Field, Said};
use storage::Place;
use storage::moderation::{Decided, Offered, OpenTexts};
use survey::language::Language;
use survey::moderation::{Alert, Decision, Quote, Verdict, alerts};
use survey::time::Timestamp;

use crate::Failure;

/// How wide a text is shown, in characters.
const WIDTH: usize = 76;
/// Empties the screen and what was above it.
const CLEAR: &str = "\x1b[H\x1b[2J\x1b[3J";

/// What was decided in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    pub(super) approved: u64,
    pub(super) shortened: u64,
    pub(super) rejected: u64,
    pub(super) terms_approved: u64,
    pub(super) terms_rejected: u64,
}

/// Whether a moderator goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Goes {
    On,
    Home,
}

/// What a moderator chose.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    Approve,
    Shorten,
    Reject,
    Back,
    Stop,
    Help,
}

impl Choice {
    /// By the first letter of the Dutch word, or of the English one.
    fn of(line: &str) -> Option<Self> {
        match line.trim().to_lowercase().as_str() {
            "g" | "a" => Some(Choice::Approve),
            "i" | "e" => Some(Choice::Shorten),
            "w" | "r" => Some(Choice::Reject),
            "t" | "b" => Some(Choice::Back),
            "s" | "q" => Some(Choice::Stop),
            "?" | "h" => Some(Choice::Help),
            _ => None,
        }
    }
}

/// A sitting.
pub(super) struct Session<'s> {
    pub(super) store: &'s OpenTexts,
    pub(super) place: &'s Place,
    /// When texts expire, and decisions about terms with them.
    pub(super) expires: Timestamp,
    /// Offers what was decided before, too.
    pub(super) again: bool,
    pub(super) input: &'s mut dyn BufRead,
    pub(super) output: &'s mut dyn Write,
    /// Whether the output is a terminal that can be emptied.
    pub(super) screen: bool,
    /// Puts the numbers up to a length in an order that nobody knows.
    pub(super) shuffled: &'s mut dyn FnMut(usize) -> Vec<usize>,
    pub(super) tally: Tally,
    /// What is to be said under the next heading: what is said before it may be gone with the screen.
    pub(super) notice: Option<&'static str>,
}

impl Session<'_> {
    /// Goes through the fields. Every decision is kept before the next text is shown.
    pub(super) async fn run(&mut self, fields: &mut [Field<'_>]) -> Result<(), Failure> {
        for field in fields {
            if self.texts(field).await? == Goes::Home || self.terms(field).await? == Goes::Home {
                self.tell_notice()?;
                self.say("Gestopt. Wat u besloot, is bewaard. De volgende keer gaat u verder met de rest.")?;
                return Ok(());
            }
        }
        self.tell_notice()?;
        self.say("Alles is beoordeeld.")
    }

    fn tell_notice(&mut self) -> Result<(), Failure> {
        match self.notice.take() {
            Some(notice) => self.say(notice),
            None => Ok(()),
        }
    }

    async fn texts(&mut self, field: &mut Field<'_>) -> Result<Goes, Failure> {
        let waiting: Vec<usize> = (self.shuffled)(field.texts.len())
            .into_iter()
            .filter(|place| self.again || field.texts[*place].decision.is_none())
            .collect();
        let mut at = 0;
        while at < waiting.len() {
            let text = &mut field.texts[waiting[at]];
            self.heading(&field.field, &format!("tekst {} van {}", at + 1, waiting.len()))?;
            match self.text(text).await? {
                Choice::Approve | Choice::Reject => at += 1,
                Choice::Back if at > 0 => at -= 1,
                Choice::Back => self.notice = Some("Dit is de eerste tekst."),
                Choice::Stop => return Ok(Goes::Home),
                Choice::Shorten | Choice::Help => unreachable!("a text is shown until it is decided about"),
            }
        }
        Ok(Goes::On)
    }

    /// Shows a text until it is decided about, or left.
    async fn text(&mut self, text: &mut Offered) -> Result<Choice, Failure> {
        let struck = text.decision.as_ref().map_or("", |decision| decision.struck.as_str());
        let mut quote = Quote::with_struck(&text.text, struck).unwrap_or_else(|| Quote::of(&text.text));
        if let Some(decision) = &text.decision {
            let before = match decision.verdict {
                Verdict::Approved => "goedgekeurd",
                Verdict::Rejected => "geweigerd",
            };
            self.say(&format!("Eerder {before}."))?;
        }
        self.show(&quote)?;
        loop {
            let question = "g = goedkeuren, i = inkorten, w = weigeren, t = terug, s = stoppen, ? = uitleg";
            let verdict = match self.ask(question)? {
                Choice::Approve if quote.is_empty() => {
                    self.say("Er blijft niets over. Weiger de tekst, of zet woorden terug met i.")?;
                    continue;
                }
                Choice::Approve => Verdict::Approved,
                Choice::Reject => Verdict::Rejected,
                Choice::Shorten => {
                    self.shorten(&mut quote)?;
                    continue;
                }
                Choice::Help => {
                    self.say(HELP)?;
                    continue;
                }
                choice @ (Choice::Back | Choice::Stop) => return Ok(choice),
            };
            let struck = if verdict == Verdict::Approved { quote.struck() } else { String::new() };
            let kept = self.store.decide(self.place, text, Decision { verdict, struck }).await?;
            match (kept, verdict) {
                (Decided::Overtaken, _) => {
                    self.notice = Some(
                        "Over de vorige tekst besloot iemand anders net, of hij is verlopen. Er is niets veranderd.",
                    );
                }
                (Decided::Kept, Verdict::Approved) => {
                    self.tally.approved += 1;
                    self.tally.shortened += u64::from(quote.is_shortened());
                }
                (Decided::Kept, Verdict::Rejected) => self.tally.rejected += 1,
            }
            return Ok(if verdict == Verdict::Approved { Choice::Approve } else { Choice::Reject });
        }
    }

    fn show(&mut self, quote: &Quote) -> Result<(), Failure> {
        let shown = quote.shown();
        writeln!(self.output)?;
        for line in wrapped(&shown) {
            writeln!(self.output, "    {}", if self.screen { marked(&line) } else { line })?;
        }
        writeln!(self.output)?;
        let alerts = alerts(&shown);
        if !alerts.is_empty() {
            self.say(&format!("Let op: {}", told(&alerts)))?;
        }
        Ok(())
    }

    fn shorten(&mut self, quote: &mut Quote) -> Result<(), Failure> {
        loop {
            self.prompt("Welke woorden gaan eruit? Typ ze over (leeg = klaar, * = alles terug)")?;
            let Some(line) = self.line()? else { return Ok(()) };
            match line.trim() {
                "" => return Ok(()),
                "*" => quote.restore(),
                piece => {
                    if let Err(error) = quote.strike(piece) {
                        let survey::moderation::NotInText = error;
                        self.say(
                            "Die woorden staan niet zo in de tekst. Typ hele woorden over, in dezelfde volgorde.",
                        )?;
                        continue;
                    }
                }
            }
            self.show(quote)?;
        }
    }

    async fn terms(&mut self, field: &mut Field<'_>) -> Result<Goes, Failure> {
        let waiting: Vec<usize> =
            (0..field.terms.len()).filter(|place| self.again || field.terms[*place].1.is_none()).collect();
        let name = field.field.name();
        let mut at = 0;
        while at < waiting.len() {
            let (term, before) = &mut field.terms[waiting[at]];
            self.heading(&field.field, &format!("woord {} van {}", at + 1, waiting.len()))?;
            self.say("Dit woord staat in meer teksten. Mag het in de lijst van veelgebruikte woorden?")?;
            writeln!(self.output, "\n    {}\n", term.as_str())?;
            let verdict = match self.ask("g = goedkeuren, w = weigeren, t = terug, s = stoppen")? {
                Choice::Approve => Verdict::Approved,
                Choice::Reject => Verdict::Rejected,
                Choice::Back => {
                    at = at.saturating_sub(1);
                    continue;
                }
                Choice::Stop => return Ok(Goes::Home),
                Choice::Shorten | Choice::Help => {
                    self.notice = Some("Een woord kunt u alleen goedkeuren of weigeren.");
                    continue;
                }
            };
            match self.store.decide_term(self.place, &name, term, *before, verdict, self.expires).await? {
                Decided::Overtaken => {
                    self.notice = Some("Over het vorige woord besloot iemand anders net. Er is niets veranderd.");
                }
                Decided::Kept => {
                    *before = Some(verdict);
                    match verdict {
                        Verdict::Approved => self.tally.terms_approved += 1,
                        Verdict::Rejected => self.tally.terms_rejected += 1,
                    }
                }
            }
            at += 1;
        }
        Ok(Goes::On)
    }

    fn heading(&mut self, field: &Said<'_>, place: &str) -> Result<(), Failure> {
        if self.screen {
            write!(self.output, "{CLEAR}")?;
        }
        writeln!(self.output, "\n{}\n{} · {place}", "─".repeat(WIDTH), title(field))?;
        self.tell_notice()
    }

    /// Asks until a choice is understood. The end of the input is a stop.
    fn ask(&mut self, question: &str) -> Result<Choice, Failure> {
        loop {
            self.prompt(question)?;
            let Some(line) = self.line()? else { return Ok(Choice::Stop) };
            if let Some(choice) = Choice::of(&line) {
                return Ok(choice);
            }
            self.say("Typ één letter en druk op Enter.")?;
        }
    }

    fn prompt(&mut self, question: &str) -> Result<(), Failure> {
        write!(self.output, "{question}: ")?;
        Ok(self.output.flush()?)
    }

    fn line(&mut self) -> Result<Option<String>, Failure> {
        let mut line = String::new();
        let read = self.input.read_line(&mut line);
        match read {
            Ok(0) => {
                writeln!(self.output)?;
                Ok(None)
            }
            Ok(_) => Ok(Some(line)),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(Some(String::new())),
            Err(error) => Err(Failure::Failed(format!("nothing can be read from the keyboard: {error}"))),
        }
    }

    fn say(&mut self, what: &str) -> Result<(), Failure> {
        writeln!(self.output, "{what}")?;
        Ok(())
    }
}

const HELP: &str = "\
Keur goed wat iedereen mag lezen: ook de buren, de begeleider en de familie van wie het schreef.
Zou iemand herkend kunnen worden, de schrijver of een ander? Kort de tekst in, of weiger hem.
U kunt alleen woorden weglaten, niets toevoegen of verbeteren. Waar iets weg is, staat […].
[naam], [telefoon] en zulke woorden stonden er al voor de tekst werd bewaard: daar haalde het programma iets weg.";

/// What was asked, in Dutch.
pub(super) fn title(field: &Said<'_>) -> String {
    let Said::To(field) = field else { return "Gezegd in groepsgesprekken".to_owned() };
    let question = field.question.text.get(Language::Nl);
    match field.option {
        None => question.to_owned(),
        Some(option) => format!("{question} – {}, namelijk", option.label.get(Language::Nl)),
    }
}

/// What to look at, by kind.
fn told(alerts: &[Alert]) -> String {
    let mut kinds: [(&str, Vec<&str>); 5] = [
        ("misschien een naam", Vec::new()),
        ("getal of leeftijd", Vec::new()),
        ("straat", Vec::new()),
        ("bijzondere rol", Vec::new()),
        ("over een ander", Vec::new()),
    ];
    for alert in alerts {
        let kind = match alert {
            Alert::Name(_) => 0,
            Alert::Number(_) => 1,
            Alert::Street(_) => 2,
            Alert::Role(_) => 3,
            Alert::Other(_) => 4,
        };
        kinds[kind].1.push(alert.word());
    }
    let told = kinds.iter().filter(|(_, words)| !words.is_empty());
    told.map(|(kind, words)| format!("{kind} ({})", words.join(", "))).collect::<Vec<_>>().join("; ")
}

/// A text in lines of at most [`WIDTH`] characters, less the margin; a longer word has a line of its own.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is a line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH - 4 {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// A line with what stands in square brackets in reverse.
fn marked(line: &str) -> String {
    line.replace('[', "\x1b[7m[").replace(']', "]\x1b[0m")
}

#[cfg(test)]
mod tests;
