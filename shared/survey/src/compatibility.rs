//! Whether a campaign that is deployed may be replaced by a changed one.
//!
//! Wording, translations, looks, help and the accessibility statement may change at any time: answers are kept by ids, and
//! a page that is already open on a phone can still be sent. What would make answers that were given mean something else
//! may not change from the opening on, nor may what people were promised. Whoever wants that begins a new wave: a campaign
//! of its own.

use std::collections::BTreeMap;
use std::fmt;

use crate::campaign::{Audience, Campaign};
use crate::condition::{Condition, EVERYONE};
use crate::questionnaire::{Choice, Kind, Part, Question, Questionnaire, Scale};
use crate::time::{Moment, Timestamp};

/// A change that may not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What it is a change of, such as `users: question who`.
    pub subject: String,
    /// What the change is, such as "the option carer is removed".
    pub change: String,
    /// Why it may not be made.
    pub reason: Reason,
}

/// Why a change may not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The stack belongs to another campaign.
    OtherCampaign,
    /// Answers that were given would mean something else.
    Meaning,
    /// People were told otherwise when they answered.
    Promise,
    /// Links, posters and codes lead there.
    Links,
    /// A page that is open on a phone could no longer be sent.
    OpenPages,
    /// The policy is fixed with the secrets, by the first run of the release job.
    Policy,
    /// A campaign can't have closed already.
    Past,
    /// The campaign has closed.
    Closed,
}

impl Reason {
    /// The reason in a sentence.
    pub fn text(self) -> &'static str {
        match self {
            Reason::OtherCampaign => "this deployment holds the answers to another campaign",
            Reason::Meaning => "answers that were given would mean something else",
            Reason::Promise => "people were told otherwise when they answered",
            Reason::Links => "links, posters and codes that were handed out lead there",
            Reason::OpenPages => "pages that are open on phones now could no longer be sent",
            Reason::Policy => "the policy is fixed together with the secrets, when the release job first runs",
            Reason::Past => "answers of people who were in time would be refused",
            Reason::Closed => "the campaign has closed, people were told so, and the final release follows",
        }
    }

    /// What can be done instead.
    pub fn way_out(self) -> &'static str {
        match self {
            Reason::OtherCampaign => "deploy it as a stack of its own",
            Reason::Meaning | Reason::Promise | Reason::Links | Reason::Closed => {
                "begin a new wave: copy the folder, give the campaign another id and deploy that"
            }
            Reason::OpenPages => "keep what was allowed, or begin a new wave under another id",
            Reason::Policy => {
                "before the opening: destroy the deployment and deploy it anew; later: begin a new wave under another id"
            }
            Reason::Past => "pause the campaign to stop at once, and close it at a moment to come",
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Refused { subject, change, reason } = self;
        write!(out, "{subject}: {change} ({})", reason.text())
    }
}

/// What lies between two versions of a campaign.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Changes that may not be made. With none, the new version may be deployed.
    pub refused: Vec<Refused>,
    /// Changes that may be made, each in a few words. A change of wording is for a person to judge: whether it still
    /// asks the same can't be told by a program.
    pub allowed: Vec<String>,
}

/// Compares the campaign that is deployed with the one that is to replace it at `now`.
pub fn compare(deployed: &Campaign, new: &Campaign, now: Timestamp) -> Comparison {
    let mut found = Comparison::default();
    if deployed.id != new.id {
        found.refuse("id", format!("{} becomes {}", deployed.id, new.id), Reason::OtherCampaign);
        return found;
    }
    if deployed.policy.fingerprint() != new.policy.fingerprint() {
        found.refuse("policy", "another policy", Reason::Policy);
    }
    if now < deployed.opens.at {
        // Nobody has answered yet.
        if deployed != new {
            found.allowed.push("anything: the campaign has not opened yet".to_owned());
        }
        return found;
    }
    found.frame(deployed, new);
    found.closing(deployed, new, now);
    found.contact(deployed, new);
    for audience in &deployed.audiences {
        match new.audience(audience.id.as_str()) {
            None => found.refuse(&format!("audience {}", audience.id), "is removed", Reason::Meaning),
            Some(other) => found.audience(audience, other),
        }
    }
    let added = new.audiences.iter().filter(|audience| deployed.audience(audience.id.as_str()).is_none());
    found.allowed.extend(added.map(|audience| format!("audience {} is added", audience.id)));
    found
}

/// A moment as Dutch clocks show it: what the definition says.
fn local(moment: Moment) -> String {
    let (hour, minute) = moment.local_time();
    format!("{}T{hour:02}:{minute:02}", moment.local_day())
}

impl Comparison {
    fn refuse(&mut self, subject: &str, change: impl Into<String>, reason: Reason) {
        self.refused.push(Refused { subject: subject.to_owned(), change: change.into(), reason });
    }

    /// What is not asked and not a date of closing.
    fn frame(&mut self, deployed: &Campaign, new: &Campaign) {
        if deployed.trajectory != new.trajectory {
            let change = format!("{} becomes {}", deployed.trajectory, new.trajectory);
            self.refuse("trajectory", change, Reason::Meaning);
        }
        if deployed.opens.at != new.opens.at {
            let change = format!("{} becomes {}", local(deployed.opens), local(new.opens));
            self.refuse("opens", change, Reason::Promise);
        }
        if deployed.synthetic != new.synthetic {
            self.refuse("synthetic", format!("{} becomes {}", deployed.synthetic, new.synthetic), Reason::Meaning);
        }
        if deployed.access != new.access {
            let (was, is) = (deployed.access, new.access);
            let shuts = (was.admits_links() && !is.admits_links()) || (was.admits_codes() && !is.admits_codes());
            // A way in that is added makes the responses another kind of sample than people and advisers were told.
            let reason = if shuts { Reason::Links } else { Reason::Promise };
            self.refuse("access", format!("{} becomes {}", was.as_str(), is.as_str()), reason);
        }
        for municipality in &deployed.municipalities {
            if !new.municipalities.contains(municipality) {
                let subject = format!("municipality {} ({})", municipality.code(), municipality.name());
                self.refuse(&subject, "is removed", Reason::Meaning);
            }
        }
        for municipality in &new.municipalities {
            if !deployed.municipalities.contains(municipality) {
                let (code, name) = (municipality.code(), municipality.name());
                self.allowed.push(format!("municipality {code} ({name}) is added; its letterbox begins empty"));
            }
        }
        self.focus_group(deployed, new);
        for (name, differs) in [
            ("title", deployed.title != new.title),
            ("help", deployed.help != new.help),
            ("languages", deployed.languages != new.languages),
            ("colours", deployed.colours != new.colours),
            ("logo", deployed.logo != new.logo),
            ("pictures", deployed.pictures != new.pictures),
            ("accessibility", deployed.accessibility != new.accessibility),
            ("controller", deployed.controller != new.controller),
            ("themes", deployed.themes != new.themes),
            ("contact", deployed.contact.is_some() && new.contact.is_some() && deployed.contact != new.contact),
        ] {
            if differs {
                self.allowed.push(format!("{name} changed"));
            }
        }
    }

    /// The contact letterbox: what people were told when they left their names stays true.
    fn contact(&mut self, deployed: &Campaign, new: &Campaign) {
        match (&deployed.contact, &new.contact) {
            (None, None) => {}
            (None, Some(_)) => self.allowed.push("contact is added; its letterbox begins empty".to_owned()),
            (Some(_), None) => self.refuse("contact", "is removed", Reason::Links),
            (Some(was), Some(is)) if was.kept_until != is.kept_until => {
                let change = format!("entries are kept until {}, that becomes {}", was.kept_until, is.kept_until);
                self.refuse("contact.kept_until", change, Reason::Promise);
            }
            (Some(was), Some(is)) => {
                if was.closes.at != is.closes.at {
                    self.allowed.push(format!("contact: closes {}, becomes {}", local(was.closes), local(is.closes)));
                }
                if was.recipients != is.recipients {
                    let what = "contact: other recipients; entries that are there stay sealed to the earlier ones";
                    self.allowed.push(what.to_owned());
                }
            }
        }
    }

    /// Sessions of focus groups are kept by the ids of themes and statements.
    fn focus_group(&mut self, deployed: &Campaign, new: &Campaign) {
        let subject = "focus_group";
        let (was, is) = match (&deployed.focus_group, &new.focus_group) {
            (None, None) => return,
            (None, Some(_)) => return self.allowed.push("focus groups are added".to_owned()),
            (Some(_), None) => return self.refuse(subject, "is removed", Reason::Meaning),
            (Some(was), Some(is)) => (was, is),
        };
        for theme in &deployed.themes {
            if !new.themes.iter().any(|other| other.id == theme.id) {
                self.refuse(subject, format!("the theme {} is removed", theme.id), Reason::Meaning);
            }
        }
        for statement in &was.statements {
            match is.statements.iter().find(|other| other.id == statement.id) {
                None => self.refuse(subject, format!("the statement {} is removed", statement.id), Reason::Meaning),
                Some(other) if other.audiences != statement.audiences => {
                    let change = format!("the statement {} is put to other audiences", statement.id);
                    self.refuse(subject, change, Reason::Meaning);
                }
                Some(_) => {}
            }
        }
        if was != is {
            self.allowed
                .push("focus_group changed: wording, or statements that earlier groups were not asked".to_owned());
        }
    }

    fn closing(&mut self, deployed: &Campaign, new: &Campaign, now: Timestamp) {
        if deployed.closes_by != new.closes_by {
            let change = format!("the latest close, {} becomes {}", deployed.closes_by, new.closes_by);
            self.refuse("retention.longest_run_days", change, Reason::Promise);
        }
        if deployed.expires != new.expires {
            let change = format!("answers expire on {}, that becomes {}", deployed.expires, new.expires);
            self.refuse("retention", change, Reason::Promise);
        }
        if deployed.closes.at == new.closes.at {
            return;
        }
        let change = format!("{} becomes {}", local(deployed.closes), local(new.closes));
        if now >= deployed.closes.at {
            self.refuse("closes", change, Reason::Closed);
        } else if new.closes.at < now {
            self.refuse("closes", change, Reason::Past);
        } else if new.closes.at > deployed.closes_by {
            self.refuse("closes", format!("{change}, after {}", deployed.closes_by), Reason::Promise);
        } else {
            self.allowed.push(format!("closes: {change}"));
        }
    }

    fn audience(&mut self, deployed: &Audience, new: &Audience) {
        let id = &deployed.id;
        if deployed.path != new.path {
            let change = format!("its path {} becomes {}", deployed.path, new.path);
            self.refuse(&format!("audience {id}"), change, Reason::Links);
        }
        if deployed.respondents != new.respondents {
            let change = "people become organisations, or the other way round";
            self.refuse(&format!("audience {id}"), change, Reason::Meaning);
        }
        let before = self.refused.len();
        self.questionnaire(id.as_str(), &deployed.questionnaire, &new.questionnaire);
        // Whatever the comparison above overlooks: the release job counts answers to one questionnaire alone.
        let same = deployed.questionnaire.fingerprint() == new.questionnaire.fingerprint();
        if self.refused.len() == before && !same {
            self.refuse(&format!("audience {id}"), "its fingerprint changes", Reason::Meaning);
        }
        if deployed.title != new.title {
            self.allowed.push(format!("{id}: title changed"));
        }
    }

    fn questionnaire(&mut self, audience: &str, deployed: &Questionnaire, new: &Questionnaire) {
        let mut reworded = Vec::new();
        for question in deployed.questions() {
            let subject = format!("{audience}: question {}", question.id);
            match new.question(question.id.as_str()) {
                // Who withdraws erases the texts of the questions there are.
                None if question.note => {
                    let change = "is removed, or has another id: what was noted could not be withdrawn";
                    self.refuse(&subject, change, Reason::Promise);
                }
                None => self.refuse(&subject, "is removed, or has another id", Reason::Meaning),
                Some(other) => {
                    let before = self.refused.len();
                    if question.note != other.note {
                        self.refuse(&subject, "becomes an interviewer's note, or no longer is one", Reason::Meaning);
                    }
                    self.question(&subject, question, other);
                    if self.refused.len() == before && question != other {
                        reworded.push(question.id.as_str());
                    }
                }
            }
        }
        for question in new.questions().filter(|question| deployed.question(question.id.as_str()).is_none()) {
            if question.note {
                self.allowed.push(format!("{audience}: the interviewers' note {} is added", question.id));
                continue;
            }
            let change = "is added: who answered before was not asked it";
            self.refuse(&format!("{audience}: question {}", question.id), change, Reason::Meaning);
        }
        self.order(
            &format!("{audience}: questions"),
            deployed.questions_for_respondents().map(|question| question.id.as_str()).collect(),
            new.questions_for_respondents().map(|question| question.id.as_str()).collect(),
        );
        self.tables(audience, deployed, new);
        if !reworded.is_empty() {
            self.allowed.push(format!("{audience}: wording of {}", reworded.join(", ")));
        }
        let around = |questionnaire: &Questionnaire| {
            let parts = questionnaire.parts.iter().filter(|part| !matches!(part, Part::Question(_)));
            let Questionnaire { title, intro, thanks, .. } = questionnaire;
            (parts.cloned().collect::<Vec<_>>(), [title, intro, thanks].map(Clone::clone))
        };
        if around(deployed) != around(new) {
            self.allowed.push(format!("{audience}: texts around the questions"));
        }
    }

    fn question(&mut self, subject: &str, deployed: &Question, new: &Question) {
        for (name, was, is) in
            [("required", deployed.required, new.required), ("background", deployed.background, new.background)]
        {
            if was != is {
                self.refuse(subject, format!("{name} becomes {is}"), Reason::Meaning);
            }
        }
        let name =
            |condition: &Option<Condition>| condition.as_ref().map_or_else(|| EVERYONE.to_owned(), Condition::name);
        let (was, is) = (name(&deployed.condition), name(&new.condition));
        if was != is {
            self.refuse(subject, format!("it was asked of {was}, and becomes asked of {is}"), Reason::Meaning);
        }
        let mut bound = |what: &str, was: String, is: String| {
            if was != is {
                self.refuse(subject, format!("{what} {was} becomes {is}"), Reason::Meaning);
            }
        };
        match (&deployed.kind, &new.kind) {
            (Kind::Single { options: was }, Kind::Single { options: is }) => self.choices(subject, was, is),
            (
                Kind::Multiple { options: was, at_most: most_then },
                Kind::Multiple { options: is, at_most: most_now },
            ) => {
                let most = |most: &Option<u32>| most.map_or("any number".to_owned(), |most| most.to_string());
                bound("at_most", most(most_then), most(most_now));
                self.choices(subject, was, is);
            }
            (Kind::Scale(was), Kind::Scale(is)) => self.scale(subject, was, is),
            (Kind::Grid { rows: was, scale }, Kind::Grid { rows: is, scale: scale_now }) => {
                let rows = |rows: &[crate::questionnaire::Row]| {
                    rows.iter().map(|row| (row.id.to_string(), format!("{:?}", row.theme))).collect::<Vec<_>>()
                };
                self.named(subject, "row", &rows(was), &rows(is));
                self.scale(subject, scale, scale_now);
            }
            (Kind::Ranking { options: was, top }, Kind::Ranking { options: is, top: top_now }) => {
                bound("top", top.to_string(), top_now.to_string());
                self.choices(subject, was, is);
            }
            (Kind::Number(was), Kind::Number(is)) => {
                bound("least", was.least.to_string(), is.least.to_string());
                bound("most", was.most.to_string(), is.most.to_string());
                let bands = |bands: &[crate::questionnaire::Band]| {
                    bands
                        .iter()
                        .map(|band| (band.id.to_string(), format!("{} to {}", band.from, band.to)))
                        .collect::<Vec<_>>()
                };
                self.named(subject, "band", &bands(&was.bands), &bands(&is.bands));
            }
            (Kind::Text { at_most: was, .. }, Kind::Text { at_most: is, .. }) => {
                if is < was {
                    self.refuse(subject, format!("at_most {was} becomes {is}"), Reason::OpenPages);
                }
            }
            (was, is) => {
                let change = format!("{} becomes {}", kind_name(was), kind_name(is));
                self.refuse(subject, change, Reason::Meaning);
            }
        }
    }

    fn scale(&mut self, subject: &str, deployed: &Scale, new: &Scale) {
        let choices = |scale: &Scale| scale.choices().cloned().collect::<Vec<_>>();
        self.choices(subject, &choices(deployed), &choices(new));
        let unknown = |scale: &Scale| scale.dont_know.as_ref().map(|choice| choice.id.clone());
        if unknown(deployed) != unknown(new) && deployed.choices().count() == new.choices().count() {
            self.refuse(subject, "another answer becomes \"I don't know\"", Reason::Meaning);
        }
    }

    fn choices(&mut self, subject: &str, deployed: &[Choice], new: &[Choice]) {
        let named = |choices: &[Choice]| {
            let traits = |choice: &Choice| {
                let Choice { theme, step, exclusive, namely, .. } = choice;
                format!("{theme:?} {step:?} {exclusive} {namely}")
            };
            choices.iter().map(|choice| (choice.id.to_string(), traits(choice))).collect::<Vec<_>>()
        };
        self.named(subject, "option", &named(deployed), &named(new));
    }

    /// Things with a name and what they stand for: the same names, in the same order, standing for the same.
    fn named(&mut self, subject: &str, what: &str, deployed: &[(String, String)], new: &[(String, String)]) {
        let then: BTreeMap<_, _> = deployed.iter().map(|(id, meaning)| (id, meaning)).collect();
        let now: BTreeMap<_, _> = new.iter().map(|(id, meaning)| (id, meaning)).collect();
        for (id, meaning) in deployed {
            match now.get(id) {
                None => self.refuse(subject, format!("the {what} {id} is removed, or has another id"), Reason::Meaning),
                Some(other) if *other != meaning => {
                    self.refuse(subject, format!("the {what} {id} stands for something else"), Reason::Meaning);
                }
                Some(_) => {}
            }
        }
        for (id, _) in new.iter().filter(|(id, _)| !then.contains_key(id)) {
            let change = format!("the {what} {id} is added: who answered before could not choose it");
            self.refuse(subject, change, Reason::Meaning);
        }
        let ids = |named: &'_ [(String, String)]| named.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
        let (was, is) = (ids(deployed), ids(new));
        self.order(
            &format!("{subject}, {what}s"),
            was.iter().map(String::as_str).collect(),
            is.iter().map(String::as_str).collect(),
        );
    }

    /// Refuses another order of the same; what is added or removed is told elsewhere.
    fn order(&mut self, subject: &str, deployed: Vec<&str>, new: Vec<&str>) {
        let kept: Vec<&str> = deployed.iter().copied().filter(|id| new.contains(id)).collect();
        let found: Vec<&str> = new.iter().copied().filter(|id| deployed.contains(id)).collect();
        if kept != found {
            let change = format!("the order becomes {}; order steers what people answer", found.join(", "));
            self.refuse(subject, change, Reason::Meaning);
        }
    }

    /// Declared recodings and question-by-question tables.
    fn tables(&mut self, audience: &str, deployed: &Questionnaire, new: &Questionnaire) {
        let declared = |questionnaire: &Questionnaire| {
            let derived = questionnaire.derived.iter().map(|derived| {
                let groups: Vec<_> = derived.groups.iter().map(|group| (&group.id, &group.options)).collect();
                (format!("derived {}", derived.id), format!("{} {groups:?}", derived.of))
            });
            let crossings = questionnaire.crossings.iter().map(|crossing| {
                (format!("crossing {}", crossing.id), format!("{} {}", crossing.rows, crossing.columns))
            });
            derived.chain(crossings).collect::<Vec<_>>()
        };
        let (was, is) = (declared(deployed), declared(new));
        for (name, meaning) in &was {
            match is.iter().find(|(other, _)| other == name) {
                None => self.refuse(&format!("{audience}: {name}"), "is removed", Reason::Promise),
                Some((_, other)) if other != meaning => {
                    self.refuse(&format!("{audience}: {name}"), "is made of something else", Reason::Promise);
                }
                Some(_) => {}
            }
        }
        for (name, _) in is.iter().filter(|(name, _)| !was.iter().any(|(other, _)| other == name)) {
            let change = "is added; tables are declared before the opening";
            self.refuse(&format!("{audience}: {name}"), change, Reason::Promise);
        }
    }
}

fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Single { .. } => "a single choice",
        Kind::Multiple { .. } => "a multiple choice",
        Kind::Scale(_) => "a scale",
        Kind::Grid { .. } => "a grid",
        Kind::Ranking { .. } => "a ranking",
        Kind::Number(_) => "a number",
        Kind::Text { .. } => "a text",
    }
}

#[cfg(test)]
mod tests;
