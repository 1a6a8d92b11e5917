//! Focus groups: what whoever led a group conversation hands in afterwards, checked and counted.
//!
//! A *session* is one conversation of one group. It is not a response and never becomes part of a [`Tally`](crate::tally::Tally):
//! it has a path of its own, [`SessionDraft`] → [`Session`] → [`SessionTally`] →
//! [`with_focus_groups`](crate::disclosure::with_focus_groups) → [`FocusGroups`](crate::release::FocusGroups), on which
//! sessions are added up before anything is told. There is no type that could publish the figures of one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::campaign::{Audience, Campaign, Theme};
use crate::id::{AudienceId, QuestionId};
use crate::language::Text;
use crate::redact::redact;
use crate::response::Unreadable;

/// The fewest people who make a group. Of fewer, whoever was there knows nearly all that was said.
pub const FEWEST_PEOPLE: u32 = 5;
/// The most people in a group: a number above is a slip of the pen.
pub const MOST_PEOPLE: u32 = 60;
/// The most statements that a campaign puts to groups.
pub const MOST_STATEMENTS: usize = 12;
/// The most quotes from one group.
pub const MOST_QUOTES: usize = 6;
/// The most characters of a quote.
pub const MOST_QUOTE_CHARACTERS: usize = 300;
/// The name of the quotes among open texts. No question can have it: their ids have no hyphens.
pub const QUOTES: &str = "focus-group";

/// That a campaign holds focus groups, and what it puts to them. The groups discuss the campaign's themes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FocusGroup {
    /// Statements, in the order in which they are put.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
}

/// Something that people in a group agree with or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Its name.
    pub id: QuestionId,
    /// What it says. In Dutch and English: it is read by whoever leads the conversation, and by advisers.
    pub text: Text,
    /// To groups of which audiences it is put; to all, if none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<AudienceId>,
}

impl Statement {
    /// Whether it is put to groups of that audience.
    pub fn is_put_to(&self, audience: &AudienceId) -> bool {
        self.audiences.is_empty() || self.audiences.contains(audience)
    }
}

/// A session as it came in: nothing is checked. No `Debug`: it is what people said.
#[derive(Clone, Default)]
pub struct SessionDraft {
    /// How many took part, as it was typed.
    pub people: String,
    /// The ids of the themes that were discussed.
    pub themes: Vec<String>,
    /// By statement: how many agreed, as it was typed. Empty where it was not put to the group.
    pub agreed: BTreeMap<String, String>,
    /// What people said, in their words. Empty ones count for nothing.
    pub quotes: Vec<String>,
    /// Whether the group said that the quotes may be used.
    pub cleared: bool,
}

/// A session that was accepted. Made by [`SessionForm::accept`] and [`SessionForm::recall`] alone. No `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    people: u32,
    /// A bit for each theme.
    themes: u64,
    /// By statement: how many agreed, where it was put.
    agreed: Box<[Option<u32>]>,
    quotes: Vec<String>,
}

/// A session as it is stored, without its quotes. No `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredSession {
    /// How many took part.
    pub people: u32,
    /// The ids of the themes that were discussed, with blanks between them.
    pub themes: String,
    /// By statement that was put: how many agreed.
    pub agreed: Vec<(String, u32)>,
}

/// What is wrong with a session. Names places, and nothing that was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionFault {
    /// How many took part is missing.
    PeopleMissing,
    /// How many took part is no whole number.
    PeopleNotANumber,
    /// Fewer than [`FEWEST_PEOPLE`] took part.
    PeopleTooFew,
    /// More than [`MOST_PEOPLE`] took part.
    PeopleTooMany,
    /// A theme is none of the campaign's.
    UnknownTheme,
    /// There is neither a theme that was discussed nor a statement that was put.
    NothingDiscussed,
    /// A statement is none of those that are put to this audience.
    UnknownStatement,
    /// How many agreed with this statement is no whole number.
    AgreedNotANumber(QuestionId),
    /// More agreed with this statement than took part.
    AgreedTooMany(QuestionId),
    /// The quote at this place, from 0, has more than [`MOST_QUOTE_CHARACTERS`].
    QuoteTooLong(usize),
    /// There are more than [`MOST_QUOTES`].
    TooManyQuotes,
    /// There are quotes, and it is not said that the group agreed to their use.
    NotCleared,
}

/// What can be handed in of a group of one audience.
#[derive(Clone)]
pub struct SessionForm<'c> {
    themes: &'c [Theme],
    statements: Vec<&'c Statement>,
}

impl<'c> SessionForm<'c> {
    /// The form for groups of that audience, if the campaign holds any.
    pub fn of(campaign: &'c Campaign, audience: &Audience) -> Option<Self> {
        let group = campaign.focus_group.as_ref()?;
        let statements = group.statements.iter().filter(|statement| statement.is_put_to(&audience.id));
        Some(SessionForm { themes: &campaign.themes, statements: statements.collect() })
    }

    /// The themes that can be discussed.
    pub fn themes(&self) -> &'c [Theme] {
        self.themes
    }

    /// The statements that are put to these groups, in their order.
    pub fn statements(&self) -> &[&'c Statement] {
        &self.statements
    }

    /// Accepts a draft, or names every fault in it, in the order of the form.
    ///
    /// # Errors
    /// All faults.
    pub fn accept(&self, draft: &SessionDraft) -> Result<Session, Vec<SessionFault>> {
        let mut faults = Vec::new();
        // Also of a number that can't be, so that all that does not fit it is told at once.
        let most = whole(draft.people.trim()).unwrap_or(MOST_PEOPLE);
        let people = people(&draft.people).map_err(|fault| faults.push(fault)).ok();
        let mut themes = 0;
        for id in &draft.themes {
            match self.theme(id) {
                Some(place) => themes |= 1 << place,
                None => faults.push(SessionFault::UnknownTheme),
            }
        }
        faults.dedup();
        if draft.agreed.keys().any(|id| self.statement(id).is_none()) {
            faults.push(SessionFault::UnknownStatement);
        }
        let agreed: Box<[Option<u32>]> = (self.statements.iter())
            .map(|statement| {
                let given = draft.agreed.get(statement.id.as_str()).map_or("", |given| given.trim());
                match whole(given) {
                    _ if given.is_empty() => None,
                    None => {
                        faults.push(SessionFault::AgreedNotANumber(statement.id.clone()));
                        None
                    }
                    Some(agreed) if agreed > most => {
                        faults.push(SessionFault::AgreedTooMany(statement.id.clone()));
                        None
                    }
                    agreed => agreed,
                }
            })
            .collect();
        if themes == 0 && agreed.iter().all(Option::is_none) && faults.is_empty() {
            faults.push(SessionFault::NothingDiscussed);
        }
        let mut quotes = Vec::new();
        for (place, quote) in draft.quotes.iter().enumerate() {
            let quote = quote.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
            if quote.chars().count() > MOST_QUOTE_CHARACTERS {
                faults.push(SessionFault::QuoteTooLong(place));
            }
            if !quote.is_empty() {
                quotes.push(quote);
            }
        }
        if quotes.len() > MOST_QUOTES {
            faults.push(SessionFault::TooManyQuotes);
        }
        if !quotes.is_empty() && !draft.cleared {
            faults.push(SessionFault::NotCleared);
        }
        match people {
            Some(people) if faults.is_empty() => Ok(Session { people, themes, agreed, quotes }),
            _ => Err(faults),
        }
    }

    /// The session as it is stored.
    pub fn stored(&self, session: &Session) -> StoredSession {
        let themes = self.themes.iter().enumerate().filter(|(place, _)| session.discussed(*place));
        let themes: Vec<&str> = themes.map(|(_, theme)| theme.id.as_str()).collect();
        let agreed = self.statements.iter().zip(&session.agreed);
        let agreed = agreed.filter_map(|(statement, agreed)| Some((statement.id.to_string(), (*agreed)?)));
        StoredSession { people: session.people, themes: themes.join(" "), agreed: agreed.collect() }
    }

    /// Reads a session back. Its quotes are not with it.
    ///
    /// # Errors
    /// When a theme or statement is none of this form's, or a number is none that was ever accepted.
    pub fn recall(&self, stored: &StoredSession) -> Result<Session, Unreadable> {
        let people = stored.people;
        let mut themes = 0;
        for id in stored.themes.split_whitespace() {
            themes |= 1 << self.theme(id).ok_or(Unreadable)?;
        }
        let mut agreed = vec![None; self.statements.len()];
        for (id, count) in &stored.agreed {
            agreed[self.statement(id).ok_or(Unreadable)?] = Some(*count);
        }
        let is_sound = (FEWEST_PEOPLE..=MOST_PEOPLE).contains(&people) && agreed.iter().flatten().all(|n| *n <= people);
        let session = Session { people, themes, agreed: agreed.into(), quotes: Vec::new() };
        if is_sound { Ok(session) } else { Err(Unreadable) }
    }

    /// All of a session in one form, for the proof that a retry is the same: quotes as they came, not redacted. Each part
    /// is preceded by its length.
    pub fn canonical(&self, session: &Session) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut part = |text: &str| {
            bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
            bytes.extend_from_slice(text.as_bytes());
        };
        let StoredSession { people, themes, agreed } = self.stored(session);
        part(&people.to_string());
        part(&themes);
        for (statement, agreed) in &agreed {
            part(statement);
            part(&agreed.to_string());
        }
        part("");
        session.quotes.iter().for_each(|quote| part(quote));
        bytes
    }

    fn theme(&self, id: &str) -> Option<usize> {
        self.themes.iter().position(|theme| theme.id.as_str() == id)
    }

    fn statement(&self, id: &str) -> Option<usize> {
        self.statements.iter().position(|statement| statement.id.as_str() == id)
    }
}

impl Session {
    /// What people said, redacted, in the order in which it was filled in.
    pub fn quotes(&self) -> impl Iterator<Item = String> {
        self.quotes.iter().map(|quote| redact(quote))
    }

    fn discussed(&self, theme: usize) -> bool {
        self.themes >> theme & 1 == 1
    }
}

/// How many took part, by what was typed.
fn people(given: &str) -> Result<u32, SessionFault> {
    match whole(given.trim()) {
        _ if given.trim().is_empty() => Err(SessionFault::PeopleMissing),
        None => Err(SessionFault::PeopleNotANumber),
        Some(people) if people < FEWEST_PEOPLE => Err(SessionFault::PeopleTooFew),
        Some(people) if people > MOST_PEOPLE => Err(SessionFault::PeopleTooMany),
        Some(people) => Ok(people),
    }
}

/// A whole number in digits; a large one is one that is too large.
fn whole(given: &str) -> Option<u32> {
    let digits = !given.is_empty() && given.len() <= 9 && given.bytes().all(|byte| byte.is_ascii_digit());
    if digits { given.parse().ok() } else { None }
}

/// People in some of the sessions.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct People {
    /// How many sessions.
    pub(crate) sessions: u64,
    /// How many people took part in them.
    pub(crate) people: u64,
    /// How many in the largest.
    pub(crate) largest: u64,
}

impl People {
    fn add(&mut self, people: u32) {
        let people = u64::from(people);
        *self = self.merged(People { sessions: 1, people, largest: people });
    }

    fn merged(self, other: People) -> People {
        People {
            sessions: self.sessions + other.sessions,
            people: self.people + other.people,
            largest: self.largest.max(other.largest),
        }
    }
}

/// How many agreed, in the sessions to which a statement was put.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Agreed {
    /// Who were asked.
    pub(crate) asked: People,
    /// How many agreed.
    pub(crate) agreed: u64,
    /// How many agreed in the session in which most did.
    pub(crate) most_agreed: u64,
    /// How many did not agree in the session in which most did not.
    pub(crate) most_others: u64,
}

impl Agreed {
    pub(crate) fn add(&mut self, people: u32, agreed: u32) {
        let (people, agreed) = (u64::from(people), u64::from(agreed));
        *self = self.merged(Agreed {
            asked: People { sessions: 1, people, largest: people },
            agreed,
            most_agreed: agreed,
            most_others: people - agreed,
        });
    }

    fn merged(self, other: Agreed) -> Agreed {
        Agreed {
            asked: self.asked.merged(other.asked),
            agreed: self.agreed + other.agreed,
            most_agreed: self.most_agreed.max(other.most_agreed),
            most_others: self.most_others.max(other.most_others),
        }
    }
}

/// Sums over sessions, and of each the largest part: all that disclosure control needs. Exact, so it has no `Debug` and no
/// serialisation. No session can be had back from it.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionTally {
    pub(crate) all: People,
    /// By theme: who were in the sessions that discussed it.
    pub(crate) themes: Box<[People]>,
    /// By statement.
    pub(crate) statements: Box<[Agreed]>,
}

impl SessionTally {
    /// A tally of nothing.
    pub fn new(form: &SessionForm<'_>) -> Self {
        SessionTally {
            all: People::default(),
            themes: vec![People::default(); form.themes.len()].into(),
            statements: vec![Agreed::default(); form.statements.len()].into(),
        }
    }

    /// Counts one more session.
    pub fn add(&mut self, session: &Session) {
        self.all.add(session.people);
        for (place, theme) in self.themes.iter_mut().enumerate() {
            if session.discussed(place) {
                theme.add(session.people);
            }
        }
        for (statement, agreed) in self.statements.iter_mut().zip(&session.agreed) {
            if let Some(agreed) = agreed {
                statement.add(session.people, *agreed);
            }
        }
    }

    /// Takes together two tallies by the same form.
    #[must_use]
    pub fn merge(mut self, other: &SessionTally) -> SessionTally {
        self.all = self.all.merged(other.all);
        self.themes.iter_mut().zip(&other.themes).for_each(|(mine, theirs)| *mine = mine.merged(*theirs));
        self.statements.iter_mut().zip(&other.statements).for_each(|(mine, theirs)| *mine = mine.merged(*theirs));
        self
    }
}

#[cfg(test)]
mod tests;
