//! What in a text may still tell who someone is: for a moderator to look at, not for a program to decide.

use std::collections::BTreeSet;

use super::{Quote, bare};
use crate::municipality::Municipality;
use crate::redact::is_first_name;

/// Something in a text that may tell who wrote it, or whom it is about. Holds the word as it stands there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alert {
    /// A capital within a sentence, or a first name: perhaps a person, a village or an organisation.
    Name(String),
    /// An age, a year, a number of children: with a village, few people remain.
    Number(String),
    /// A street or square.
    Street(String),
    /// What few people are or do, such as a mayor or the only one.
    Role(String),
    /// A relative or neighbour: the text may be about someone who did not answer.
    Other(String),
}

impl Alert {
    /// The word as it stands in the text.
    pub fn word(&self) -> &str {
        match self {
            Alert::Name(word) | Alert::Number(word) | Alert::Street(word) | Alert::Role(word) | Alert::Other(word) => {
                word
            }
        }
    }
}

/// Words that begin with a capital and name no person: languages and peoples, days, laws, well-known bodies.
#[rustfmt::skip] // as many to a line as fit
const CAPITALS: [&str; 67] = [
    "achmea", "afrika", "albert", "amerika", "ameland", "arabisch", "arabische", "belgië", "bijbel", "covid", "digid",
    "duits", "duitse", "duitsland", "engels", "engelse", "eritrea", "europa", "facebook", "flevoland", "frans", "franse",
    "fries", "friese", "friesland", "ggz", "god", "google", "heijn", "iran", "islam", "kerst", "koran", "marokkaans",
    "marokkaanse", "marokko", "nederland", "nederlands", "nederlandse", "nederlanders", "noordoostpolder", "oekraïens",
    "oekraïense", "oekraïne", "ov", "pasen", "polen", "pools", "poolse", "pvc", "ramadan", "sinterklaas", "somalië",
    "suriname", "surinaams", "syrisch", "syrië", "tv", "turkije", "turks", "turkse", "uwv", "whatsapp", "wlz", "wmo",
    "zwolle", "zuiderzee",
];

const STREETS: [&str; 13] =
    ["straat", "laan", "weg", "plein", "hof", "gracht", "kade", "dijk", "singel", "steeg", "dreef", "pad", "vaart"];

/// Words that end like a street and are none.
const NO_STREETS: [&str; 20] = [
    "onderweg",
    "halverwege",
    "vanweg",
    "snelweg",
    "fietspad",
    "wandelpad",
    "voetpad",
    "straat",
    "laan",
    "weg",
    "plein",
    "hof",
    "gracht",
    "kade",
    "dijk",
    "pad",
    "vaart",
    "kerkhof",
    "marktplein",
    "dorpsplein",
];

const ROLES: [&str; 30] = [
    "burgemeester",
    "wethouder",
    "raadslid",
    "voorzitter",
    "directeur",
    "dominee",
    "pastoor",
    "imam",
    "huisarts",
    "tandarts",
    "notaris",
    "dirigent",
    "koster",
    "eigenaar",
    "eigenares",
    "boerin",
    "juf",
    "meester",
    "trainer",
    "kampioen",
    "enige",
    "eerste",
    "jongste",
    "oudste",
    "tweeling",
    "beroemd",
    "krant",
    "televisie",
    "rechtbank",
    "gevangenis",
];

const OTHERS: [&str; 40] = [
    "man",
    "vrouw",
    "partner",
    "vriend",
    "vriendin",
    "zoon",
    "dochter",
    "kind",
    "kleinzoon",
    "kleindochter",
    "kleinkind",
    "vader",
    "moeder",
    "ouders",
    "schoonmoeder",
    "schoonvader",
    "schoonzoon",
    "schoondochter",
    "opa",
    "oma",
    "oom",
    "tante",
    "neef",
    "nicht",
    "broer",
    "zus",
    "zusje",
    "broertje",
    "buurman",
    "buurvrouw",
    "buren",
    "weduwe",
    "weduwnaar",
    "ex",
    "begeleider",
    "begeleidster",
    "mentor",
    "behandelaar",
    "psycholoog",
    "psychiater",
];

/// What may tell who someone is, each word once, in the order in which it stands there.
pub fn alerts(text: &str) -> Vec<Alert> {
    let quote = Quote::of(text);
    let places: BTreeSet<String> = municipality_words();
    let mut alerts = Vec::new();
    let mut begins = true;
    for word in &quote.words {
        let first_of_sentence = std::mem::replace(&mut begins, word.ends_with(['.', '!', '?', ':', ';', '"']));
        if word.starts_with('[') {
            continue;
        }
        let plain = bare(word);
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let capital = core.chars().next().is_some_and(char::is_uppercase);
        let known = CAPITALS.contains(&plain.as_str()) || places.contains(&plain);
        let is_street = STREETS.iter().any(|street| plain.ends_with(street)) && !NO_STREETS.contains(&plain.as_str());
        let alert = if core.chars().any(char::is_numeric) {
            Alert::Number(core.to_owned())
        } else if is_street {
            Alert::Street(core.to_owned())
        } else if is_first_name(core) || capital && !first_of_sentence && !known && plain != "ik" {
            Alert::Name(core.to_owned())
        } else if ROLES.contains(&plain.as_str()) {
            Alert::Role(core.to_owned())
        } else if OTHERS.contains(&plain.as_str()) {
            Alert::Other(core.to_owned())
        } else {
            continue;
        };
        if !alerts.contains(&alert) {
            alerts.push(alert);
        }
    }
    alerts
}

/// The words of the names of municipalities, in small letters.
fn municipality_words() -> BTreeSet<String> {
    Municipality::all().flat_map(|municipality| municipality.name().split([' ', '-']).map(bare)).collect()
}
