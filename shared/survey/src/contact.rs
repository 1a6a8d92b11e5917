//! The contact letterbox: who wants to be invited leaves a name and an address, apart from all answers.
//!
//! What is left is sealed to the advisers' public keys before it is stored (by `functions/contact`, who alone knows how), so
//! here is what comes before and after that: what is asked, what may be filled in, and the bytes that are sealed. All entries
//! of a campaign have the same length, lie under keys that tell nothing, and expire at the same moment.
//!
//! Knows nothing of responses, and nothing here leads from or to one: neither a key of the campaign's nor a time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::id::{CampaignId, OptionId, QuestionId};
use crate::keys::{SubmissionId, keyed};
use crate::language::Text;
use crate::time::{Day, Moment, Timestamp};

/// What the paths of contact letterboxes begin with; the campaign's id follows.
pub const PATH: &str = "/uitnodiging";
/// The most places, and the most on a waiting list. Where a campaign sets no number of places, as many entries are taken: a
/// bound against floods, which nobody is told of before it is reached.
pub const MOST_PLACES: u32 = 1_000;
/// The most characters of an idea.
pub const MOST_IDEA: u32 = 6_000;
/// The public key whose private part lies in the repository, for the examples: what is sealed to it anyone can open.
pub const DEMO_RECIPIENT: &str = "age1el3x4gqr7jvhrj60ydphz2y6ncj35pf79dere93fjwu4y7vz4vjsxv9ehu";

/// What a campaign asks of people who want to be invited, and what it does with that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What the page is called, and the link to it.
    pub title: Text,
    /// What it is for.
    pub purpose: Text,
    /// Who reads it.
    pub readers: Text,
    /// Until when it takes entries.
    pub closes: Moment,
    /// The last day on which entries are kept. People read this day before they send.
    pub kept_until: Day,
    /// When every entry expires: the end of that day by Dutch clocks.
    pub expires: Timestamp,
    /// To whom entries are sealed: X25519 recipients of age, `age1…`. Each of them can open every entry.
    pub recipients: Vec<String>,
    /// What is asked, in the order of [`Field::ALL`].
    pub fields: Vec<Asked>,
    /// An open text, if it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idea: Option<Idea>,
    /// Questions with one answer each, such as whether someone takes lunch. Sealed with the rest; who opens counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// How many places there are, if that is limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<u32>,
    /// How many can be on the waiting list when all places are taken.
    #[serde(default)]
    pub waiting: u32,
    /// Whether the page tells about how many entries there are: rounded down.
    #[serde(default)]
    pub progress: bool,
}

/// Something to fill in on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// A person's name.
    Name,
    /// The organisation someone is of.
    Organisation,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
}

impl Field {
    /// All of them, in the order asked.
    pub const ALL: [Field; 4] = [Field::Name, Field::Organisation, Field::Email, Field::Phone];

    /// Its name in definitions, forms and what is sealed.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Name => "name",
            Field::Organisation => "organisation",
            Field::Email => "email",
            Field::Phone => "phone",
        }
    }

    /// The most characters.
    pub fn most(self) -> u32 {
        match self {
            Field::Name => 100,
            Field::Organisation => 150,
            // RFC 5321, 4.5.3.1.3: a path of 256, less its brackets.
            Field::Email => 254,
            Field::Phone => 30,
        }
    }

    /// Whether someone can be reached by it.
    pub fn reaches(self) -> bool {
        matches!(self, Field::Email | Field::Phone)
    }
}

/// A field that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Which.
    pub field: Field,
    /// Whether it must be filled in.
    pub required: bool,
}

/// An open text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idea {
    /// What is asked.
    pub text: Text,
    /// Help with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// The most characters.
    pub at_most: u32,
    /// Whether it must be filled in.
    pub required: bool,
}

/// A question with one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its name.
    pub id: QuestionId,
    /// What is asked.
    pub text: Text,
    /// Help with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// Whether it must be answered.
    pub required: bool,
    /// What can be chosen.
    pub options: Vec<Choice>,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its name.
    pub id: OptionId,
    /// What it says.
    pub label: Text,
}

/// What came in, as it was filled in. No `Debug`.
#[derive(Clone, Default)]
pub struct Draft {
    /// By field.
    pub fields: BTreeMap<Field, String>,
    /// The open text.
    pub idea: String,
    /// The option that was chosen, by question.
    pub answers: BTreeMap<String, String>,
}

/// What is to be sealed, or was opened: checked. Made by [`Contact::accept`] and [`Entry::open`]. No `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// What was filled in, by field; those that are empty are absent.
    pub fields: BTreeMap<Field, String>,
    /// The open text; empty where there is none.
    pub idea: String,
    /// The option that was chosen, by question.
    pub answers: BTreeMap<String, String>,
}

/// Where something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a field.
    Field(Field),
    /// In the open text.
    Idea,
    /// In the answer to that question.
    Question(QuestionId),
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultCode {
    /// It is to be filled in, or chosen.
    Required,
    /// It has more than so many characters.
    TooLong(u32),
    /// It is no e-mail address.
    NoAddress,
    /// It is no telephone number.
    NoNumber,
    /// There is no such option.
    UnknownOption,
    /// Neither an e-mail address nor a telephone number is there.
    NoWay,
}

/// A fault. Says where and what, never what was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub code: FaultCode,
}

/// What was opened is not what is sealed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what was opened is no entry of a contact letterbox")]
pub struct NoEntry;

/// Where an entry lies, and what holds its place: 26 symbols of base32 that tell nothing. Not for logs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContactKey(String);

impl ContactKey {
    /// Where an entry under this id lies. The id can't be found from it, and stands nowhere but in the page that sent it.
    pub fn of(campaign: &CampaignId, id: &SubmissionId) -> Self {
        let hash = keyed(&[0; 32], "contact", &[campaign.as_str().as_bytes(), id.as_str().as_bytes()]);
        ContactKey(crate::keys::short(&hash))
    }

    /// A key as the table has it.
    ///
    /// # Errors
    /// When its form is wrong.
    pub fn parse(text: &str) -> Result<Self, NoEntry> {
        let symbol = |byte: u8| byte.is_ascii_uppercase() || (b'2'..=b'7').contains(&byte);
        if text.len() == 26 && text.bytes().all(symbol) { Ok(ContactKey(text.to_owned())) } else { Err(NoEntry) }
    }

    /// The symbols.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for ContactKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("ContactKey(secret)")
    }
}

/// Shows that a retry carries the same: 128 bits that take the id to make. The table has the proof and not the id, so
/// whoever has the table can't try out names against it.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactProof([u8; 16]);

impl ContactProof {
    /// The bytes, to be stored beside what is sealed.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl Contact {
    /// Checks what was filled in.
    ///
    /// # Errors
    /// With every fault, in the order of the page.
    pub fn accept(&self, draft: &Draft) -> Result<Entry, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut entry = Entry { fields: BTreeMap::new(), idea: String::new(), answers: BTreeMap::new() };
        for Asked { field, required } in self.fields.iter().copied() {
            let text = one_line(draft.fields.get(&field).map_or("", String::as_str));
            match checked(field, required, &text) {
                Ok(()) if text.is_empty() => {}
                Ok(()) => drop(entry.fields.insert(field, text)),
                Err(code) => faults.push(Fault { place: Place::Field(field), code }),
            }
        }
        let way = self.fields.iter().find(|asked| asked.field.reaches());
        if let Some(way) = way
            && !entry.fields.keys().any(|field| field.reaches())
            && !faults.iter().any(|fault| matches!(fault.place, Place::Field(field) if field.reaches()))
        {
            faults.push(Fault { place: Place::Field(way.field), code: FaultCode::NoWay });
        }
        if let Some(idea) = &self.idea {
            entry.idea = several_lines(&draft.idea);
            let code = if idea.required && entry.idea.is_empty() {
                Some(FaultCode::Required)
            } else {
                (characters(&entry.idea) > idea.at_most).then_some(FaultCode::TooLong(idea.at_most))
            };
            faults.extend(code.map(|code| Fault { place: Place::Idea, code }));
        }
        for question in &self.questions {
            let given = draft.answers.get(question.id.as_str()).map_or("", String::as_str);
            let known = question.options.iter().any(|option| option.id.as_str() == given);
            let code = match given {
                "" if question.required => Some(FaultCode::Required),
                "" => None,
                _ if known => {
                    entry.answers.insert(question.id.to_string(), given.to_owned());
                    None
                }
                _ => Some(FaultCode::UnknownOption),
            };
            faults.extend(code.map(|code| Fault { place: Place::Question(question.id.clone()), code }));
        }
        if faults.is_empty() { Ok(entry) } else { Err(faults) }
    }

    /// The length of what is sealed, in bytes: the same for every entry of the campaign, so that the length of what is stored
    /// tells nothing. The least power of two, from 512 on, that holds the longest entry there can be.
    pub fn sealed_length(&self) -> usize {
        // No character takes more than 4 bytes: in JSON only quotes, backslashes and line ends take 2 instead of 1, since
        // other control characters are taken out.
        const MOST_BYTES: usize = 4;
        // Names, quotes, commas, brackets, and the campaign's id.
        let frame = 200;
        let fields: usize = self.fields.iter().map(|asked| MOST_BYTES * asked.field.most() as usize + 20).sum();
        let idea = self.idea.as_ref().map_or(0, |idea| MOST_BYTES * idea.at_most as usize + 20);
        let answers: usize = self
            .questions
            .iter()
            .map(|question| {
                let longest = question.options.iter().map(|option| option.id.as_str().len()).max().unwrap_or(0);
                question.id.as_str().len() + longest + 8
            })
            .sum();
        (frame + fields + idea + answers).next_power_of_two().max(512)
    }

    /// How many entries can have a place.
    pub fn most_places(&self) -> u32 {
        self.places.unwrap_or(MOST_PLACES)
    }

    /// Whether entries are sealed to the demonstration's key, which anyone can open.
    pub fn is_demo(&self) -> bool {
        self.recipients.iter().any(|recipient| recipient == DEMO_RECIPIENT)
    }
}

impl Entry {
    /// The bytes to be sealed: JSON, filled up with blanks to [`Contact::sealed_length`].
    ///
    /// # Panics
    /// When the entry was not accepted by that contact letterbox and is longer than it allows.
    pub fn padded(&self, campaign: &CampaignId, contact: &Contact) -> Vec<u8> {
        let mut bytes = self.json(campaign).into_bytes();
        let length = contact.sealed_length();
        assert!(bytes.len() <= length, "an accepted entry fits");
        bytes.resize(length, b' ');
        bytes
    }

    fn json(&self, campaign: &CampaignId) -> String {
        let mut entry = Map::from_iter([("campaign".to_owned(), json!(campaign.as_str()))]);
        entry.extend(self.fields.iter().map(|(field, text)| (field.as_str().to_owned(), json!(text))));
        if !self.idea.is_empty() {
            entry.insert("idea".to_owned(), json!(self.idea));
        }
        if !self.answers.is_empty() {
            entry.insert("answers".to_owned(), json!(self.answers));
        }
        Value::Object(entry).to_string()
    }

    /// Reads what was opened.
    ///
    /// # Errors
    /// When it is not what [`padded`](Self::padded) makes, or was sent to another campaign.
    pub fn open(bytes: &[u8], campaign: &CampaignId) -> Result<Self, NoEntry> {
        let Ok(Value::Object(mut members)) = serde_json::from_slice(bytes) else { return Err(NoEntry) };
        if members.remove("campaign").as_ref().and_then(Value::as_str) != Some(campaign.as_str()) {
            return Err(NoEntry);
        }
        let mut text = |name: &str| match members.remove(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(NoEntry),
        };
        let mut fields = BTreeMap::new();
        for field in Field::ALL {
            if let Some(text) = text(field.as_str())? {
                fields.insert(field, text);
            }
        }
        let idea = text("idea")?.unwrap_or_default();
        let answers = match members.remove("answers") {
            None => BTreeMap::new(),
            Some(answers) => serde_json::from_value(answers).map_err(|_| NoEntry)?,
        };
        Ok(Entry { fields, idea, answers })
    }

    /// The proof that a retry under this id carries the same.
    pub fn proof(&self, campaign: &CampaignId, id: &SubmissionId) -> ContactProof {
        let secret: [u8; 32] = Sha256::digest(id.as_str().as_bytes()).into();
        let whole = keyed(&secret, "contact proof", &[self.json(campaign).as_bytes()]);
        let mut half = [0; 16];
        half.copy_from_slice(&whole[..16]);
        ContactProof(half)
    }
}

/// What is wrong with a field, if anything is.
fn checked(field: Field, required: bool, text: &str) -> Result<(), FaultCode> {
    if text.is_empty() {
        return if required { Err(FaultCode::Required) } else { Ok(()) };
    }
    if characters(text) > field.most() {
        return Err(FaultCode::TooLong(field.most()));
    }
    match field {
        Field::Email if !is_address(text) => Err(FaultCode::NoAddress),
        Field::Phone if !is_number(text) => Err(FaultCode::NoNumber),
        Field::Name | Field::Organisation | Field::Email | Field::Phone => Ok(()),
    }
}

/// Whether it may be an e-mail address: one `@`, something before it, a host with a point after it, no blanks. Whether mail
/// arrives there only mail can tell.
fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let sound = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.');
    sound(name)
        && sound(host)
        && host.contains('.')
        && !host.contains('@')
        && !text.contains(|found: char| found.is_whitespace() || "<>,;\"()".contains(found))
}

/// Whether it may be a telephone number: 6 to 15 digits, with what people write between them.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (6..=15).contains(&digits) && text.chars().all(|found| found.is_ascii_digit() || "+-/(). ".contains(found))
}

fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Without control characters, and without blanks at the ends.
fn one_line(text: &str) -> String {
    let line: String = text.chars().map(|found| if found.is_control() { ' ' } else { found }).collect();
    line.trim().to_owned()
}

/// The same, but for line ends, which are made alike.
fn several_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String =
        text.chars().map(|found| if found.is_control() && found != '\n' { ' ' } else { found }).collect();
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn contact() -> Contact {
        let option = |id: &str| Choice { id: id.parse().unwrap(), label: Text::dutch(id) };
        Contact {
            title: Text::dutch("Aanmelden"),
            purpose: Text::dutch("Voor een uitnodiging"),
            readers: Text::dutch("Twee adviseurs"),
            closes: Moment { at: Timestamp(1_800_000_000), offset: 3_600 },
            kept_until: Day(20_900),
            expires: Timestamp(1_806_000_000),
            recipients: vec![DEMO_RECIPIENT.to_owned()],
            fields: vec![
                Asked { field: Field::Name, required: true },
                Asked { field: Field::Email, required: false },
                Asked { field: Field::Phone, required: false },
            ],
            idea: Some(Idea { text: Text::dutch("Wat is uw idee?"), hint: None, at_most: 20, required: true }),
            questions: vec![Question {
                id: "lunch".parse().unwrap(),
                text: Text::dutch("Eet u mee?"),
                hint: None,
                required: true,
                options: vec![option("yes"), option("no")],
            }],
            places: Some(30),
            waiting: 5,
            progress: false,
        }
    }

    fn draft(name: &str, email: &str, phone: &str, idea: &str, lunch: &str) -> Draft {
        let fields = [(Field::Name, name), (Field::Email, email), (Field::Phone, phone)];
        Draft {
            fields: fields.map(|(field, text)| (field, text.to_owned())).into(),
            idea: idea.to_owned(),
            answers: [("lunch".to_owned(), lunch.to_owned())].into(),
        }
    }

    fn faults(draft: &Draft) -> Vec<(Place, FaultCode)> {
        let faults = contact().accept(draft).err().unwrap_or_default();
        faults.into_iter().map(|fault| (fault.place, fault.code)).collect()
    }

    fn campaign() -> CampaignId {
        "leerkring-2027".parse().unwrap()
    }

    #[test]
    fn what_is_well_filled_in_is_taken_without_the_blanks_around_it() {
        let draft = draft(" Ans de Wit\t", "ans@voorbeeld.nl ", "", "Een tuin\r\n voor ieder ", "yes");
        let Ok(entry) = contact().accept(&draft) else { panic!("{:?}", faults(&draft)) };
        assert_eq!(entry.fields[&Field::Name], "Ans de Wit");
        assert_eq!(entry.fields[&Field::Email], "ans@voorbeeld.nl");
        assert!(!entry.fields.contains_key(&Field::Phone));
        assert_eq!(entry.idea, "Een tuin\n voor ieder");
        assert_eq!(entry.answers["lunch"], "yes");
    }

    #[test]
    fn every_fault_at_once_in_the_order_of_the_page() {
        let lunch = Place::Question("lunch".parse().unwrap());
        assert_eq!(
            faults(&draft("", "ans@", "123", "", "maybe")),
            [
                (Place::Field(Field::Name), FaultCode::Required),
                (Place::Field(Field::Email), FaultCode::NoAddress),
                (Place::Field(Field::Phone), FaultCode::NoNumber),
                (Place::Idea, FaultCode::Required),
                (lunch.clone(), FaultCode::UnknownOption),
            ]
        );
        assert_eq!(
            faults(&draft(&"a".repeat(101), "", "", &"é".repeat(21), "")),
            [
                (Place::Field(Field::Name), FaultCode::TooLong(100)),
                (Place::Field(Field::Email), FaultCode::NoWay),
                (Place::Idea, FaultCode::TooLong(20)),
                (lunch, FaultCode::Required),
            ]
        );
    }

    #[test]
    fn someone_can_be_reached_by_mail_or_by_telephone() {
        for (email, phone, well) in [("a@b.nl", "", true), ("", "06-1234 5678", true), ("", "", false)] {
            assert_eq!(contact().accept(&draft("Ans", email, phone, "x", "no")).is_ok(), well);
        }
    }

    #[test]
    fn addresses_and_numbers_as_people_write_them() {
        for good in ["a@b.nl", "jan.de-wit+kring@sub.voorbeeld.nl", "é@voorbeeld.nl"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["a", "@b.nl", "a@b", "a@b@c.nl", "a b@c.nl", "a@b.nl, c@d.nl", "Jan <a@b.nl>", "a@.nl", "a@b."] {
            assert!(!is_address(bad), "{bad}");
        }
        for good in ["0612345678", "06-12 34 56 78", "+31 (0)527 612345", "0527/612345"] {
            assert!(is_number(good), "{good}");
        }
        for bad in ["12345", "06-bel mij", "0612345678901234", "+"] {
            assert!(!is_number(bad), "{bad}");
        }
    }

    #[test]
    fn a_retry_has_the_same_key_and_proof_and_anything_else_another() {
        let id = |seed| SubmissionId::from_random([seed; 16]);
        let entry = |name| contact().accept(&draft(name, "a@b.nl", "", "x", "no")).ok().unwrap();
        let key = |seed| ContactKey::of(&campaign(), &id(seed));
        assert!(key(1) == key(1) && key(1) != key(2));
        assert!(ContactKey::parse(key(1).as_str()).is_ok_and(|parsed| parsed == key(1)));
        assert!(!key(1).as_str().contains(id(1).as_str()));
        let proof = |name, seed| entry(name).proof(&campaign(), &id(seed));
        assert!(proof("Ans", 1) == proof("Ans", 1));
        assert!(proof("Ans", 1) != proof("Bep", 1) && proof("Ans", 1) != proof("Ans", 2));
        for bad in ["", "abc", &"a".repeat(26), &"A".repeat(27)] {
            assert!(ContactKey::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_sealed_for_one_campaign_is_no_entry_of_another() {
        let entry = contact().accept(&draft("Ans", "a@b.nl", "", "x", "no")).ok().unwrap();
        let bytes = entry.padded(&campaign(), &contact());
        assert!(Entry::open(&bytes, &campaign()).is_ok_and(|opened| opened == entry));
        assert!(Entry::open(&bytes, &"other-2027".parse().unwrap()).is_err());
        for bad in [&b""[..], b"{}", b"[1]", br#"{"campaign":"leerkring-2027","name":1}"#] {
            assert!(Entry::open(bad, &campaign()).is_err());
        }
    }

    proptest! {
        /// Whatever is filled in, what is accepted has the one length and comes out as it went in.
        #[test]
        fn every_entry_is_as_long_as_every_other(name in ".{1,120}", idea in "(?s).{0,25}", email in any::<bool>()) {
            let (email, phone) = if email { ("a@b.nl", "") } else { ("", "0612345678") };
            if let Ok(entry) = contact().accept(&draft(&name, email, phone, &idea, "yes")) {
                let bytes = entry.padded(&campaign(), &contact());
                prop_assert_eq!(bytes.len(), contact().sealed_length());
                prop_assert!(Entry::open(&bytes, &campaign()).is_ok_and(|opened| opened == entry));
            }
        }

        #[test]
        fn the_longest_entry_fits(character in any::<char>()) {
            let mut contact = contact();
            contact.fields = Field::ALL.map(|field| Asked { field, required: false }).into();
            contact.idea.as_mut().unwrap().at_most = MOST_IDEA;
            let longest = |most: u32| character.to_string().repeat(most as usize);
            let mut draft = draft(&longest(100), "", "+31 (0)527 612345", &longest(MOST_IDEA), "yes");
            draft.fields.insert(Field::Organisation, longest(150));
            if let Ok(entry) = contact.accept(&draft) {
                prop_assert_eq!(entry.padded(&campaign(), &contact).len(), 32_768);
            }
        }
    }
}
