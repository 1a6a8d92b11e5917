//! Keyed hashes: where a response lies, proofs that a retry is a retry, and the coins of the rounding.
//!
//! Three independent secrets of a campaign (see `docs/privacy.md`): *link*, *codes* (see [`code`](crate::code)) and
//! *rounding*. Every input carries a tag and length-prefixed parts, so that no two inputs of different meaning can be the
//! same bytes.

use std::fmt;

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::code::InvitationCode;
use crate::questionnaire::{Kind, Questionnaire};

/// 16 hexadecimal digits of SHA-256: to tell versions of a definition apart. Not keyed; not for secrets.
pub fn fingerprint(text: &str) -> String {
    fingerprint_of(text.as_bytes())
}

/// The same of bytes, such as of what is answered.
pub fn fingerprint_of(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes)[..8])
}

/// HMAC-SHA-256 (RFC 2104) over a tag and parts, each preceded by its length in 8 bytes.
pub(crate) fn keyed(secret: &[u8; 32], tag: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    for part in std::iter::once(tag.as_bytes()).chain(parts.iter().copied()) {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name([u8; 32]);

        impl $name {
            /// Takes 32 bytes from a source of cryptographic randomness, or from where they were kept.
            pub fn new(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// The bytes, to be kept in the table of secrets and nowhere else.
            pub fn expose(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(concat!(stringify!($name), "(secret)"))
            }
        }
    };
}

secret!(
    /// Leads from a submission to where its response lies. Sealed with the final release.
    LinkKey
);
secret!(
    /// Authenticates invitation codes: see [`code`](crate::code).
    CodesKey
);
secret!(
    /// Decides the coins of the rounding. Sealed with the final release.
    RoundingKey
);

/// What identifies one submission: chosen by the page or program, the same in every retry. 16 to 64 letters, digits,
/// `-` or `_`. Whoever knows it could probe whether it was used, so it is never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct SubmissionId(Box<str>);

/// A text that can't be a submission id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a submission id is 16 to 64 letters, digits, `-` or `_`")]
pub struct InvalidSubmissionId;

impl SubmissionId {
    /// Makes an id of 128 random bits.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        SubmissionId(BASE32_NOPAD.encode(&bytes).into())
    }

    /// Parses an id that came with a request.
    ///
    /// # Errors
    /// When its form is wrong.
    pub fn parse(text: &str) -> Result<Self, InvalidSubmissionId> {
        let form = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if (16..=64).contains(&text.len()) && text.bytes().all(form) {
            Ok(SubmissionId(text.into()))
        } else {
            Err(InvalidSubmissionId)
        }
    }

    /// The id, for the hidden field of the form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What leads to where a response lies: what it was sent under.
#[derive(Clone, Copy)]
pub enum Ticket<'a> {
    /// By the open link: the submission's own id.
    Submission(&'a SubmissionId),
    /// With an invitation code: the code, so that there is one response a code, from whichever page.
    Code(&'a InvitationCode),
}

impl<'a> From<&'a SubmissionId> for Ticket<'a> {
    fn from(id: &'a SubmissionId) -> Self {
        Ticket::Submission(id)
    }
}

impl<'a> From<&'a InvitationCode> for Ticket<'a> {
    fn from(code: &'a InvitationCode) -> Self {
        Ticket::Code(code)
    }
}

impl<'a> Ticket<'a> {
    /// A tag and what identifies it: an id that looks like a code is not that code.
    fn parts(self) -> (&'static str, &'a [u8]) {
        match self {
            Ticket::Submission(id) => ("id", id.0.as_bytes()),
            Ticket::Code(code) => ("code", code.canonical()),
        }
    }
}

/// Where a response lies within its audience: 26 symbols of base32, uniform, telling nothing. Not for logs: with the time of
/// the line it would say when the response came.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResponseKey(String);

impl ResponseKey {
    /// The symbols.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ResponseKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ResponseKey(secret)")
    }
}

/// The first symbols a [`ResponseKey`] can have: 32 ranges of equal weight, to be read side by side.
pub const KEY_RANGES: [&str; 32] = [
    "2", "3", "4", "5", "6", "7", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q",
    "R", "S", "T", "U", "V", "W", "X", "Y", "Z",
];

/// What shows that a retry carries the same answers: 128 bits that no one without the link key can make.
#[derive(Clone, PartialEq, Eq)]
pub struct Proof([u8; 16]);

impl Proof {
    /// The bytes, to be stored beside the response.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl LinkKey {
    /// Where the response with this ticket lies.
    pub fn response_key<'a>(&self, ticket: impl Into<Ticket<'a>>) -> ResponseKey {
        let (tag, identity) = ticket.into().parts();
        ResponseKey(short(&keyed(&self.0, tag, &[identity])))
    }

    /// Where an open text sent with this ticket lies; does not lead to the response.
    pub fn text_key<'a>(&self, ticket: impl Into<Ticket<'a>>, field: &str) -> ResponseKey {
        let (tag, identity) = ticket.into().parts();
        ResponseKey(short(&keyed(&self.0, "text", &[field.as_bytes(), tag.as_bytes(), identity])))
    }

    /// Where the session of a focus group lies that was handed in with this code: apart from all responses.
    pub fn session_key(&self, code: &InvitationCode) -> ResponseKey {
        ResponseKey(short(&keyed(&self.0, "session", &[code.canonical()])))
    }

    /// Where the quote at `place` of such a session lies: each where nothing leads to from the others.
    pub fn quote_key(&self, code: &InvitationCode, place: usize) -> ResponseKey {
        self.text_key(code, &format!("{}.{place}", crate::focus::QUOTES))
    }

    /// By field, where each open text sent with this ticket lies if there is one: what is to be deleted to withdraw it.
    pub fn text_keys<'a>(
        &self,
        ticket: impl Into<Ticket<'a>>,
        questionnaire: &Questionnaire,
    ) -> Vec<(String, ResponseKey)> {
        let ticket = ticket.into();
        let keyed = |field: String| {
            let key = self.text_key(ticket, &field);
            (field, key)
        };
        open_fields(questionnaire).into_iter().map(keyed).collect()
    }

    /// The proof for this submission with these canonical answers. With a code too it is the submission's: the page that
    /// sent the answers may send them again, and no one else who has the code learns whether theirs are the same.
    pub fn proof(&self, submission: &SubmissionId, canonical_answers: &[u8]) -> Proof {
        let whole = keyed(&self.0, "proof", &[submission.0.as_bytes(), canonical_answers]);
        let mut half = [0; 16];
        half.copy_from_slice(&whole[..16]);
        Proof(half)
    }
}

/// The fields that can have an open text, as [`Response::texts`](crate::response::Response::texts) names them: a
/// question's id, or `question.option` for "namely…".
fn open_fields(questionnaire: &Questionnaire) -> Vec<String> {
    let of = |question: &crate::questionnaire::Question| match &question.kind {
        Kind::Text { .. } => vec![question.id.to_string()],
        Kind::Single { options } | Kind::Multiple { options, .. } => {
            let namely = options.iter().filter(|option| option.namely);
            namely.map(|option| format!("{}.{}", question.id, option.id)).collect()
        }
        Kind::Scale(_) | Kind::Grid { .. } | Kind::Ranking { .. } | Kind::Number(_) => Vec::new(),
    };
    questionnaire.questions().flat_map(of).collect()
}

impl RoundingKey {
    /// A fraction of 2⁶⁴ that is always the same for the same phase, cell and count.
    pub fn coin(&self, phase: &str, cell: &str, count: u64) -> u64 {
        let whole = keyed(&self.0, "round", &[phase.as_bytes(), cell.as_bytes(), &count.to_be_bytes()]);
        let mut first = [0; 8];
        first.copy_from_slice(&whole[..8]);
        u64::from_be_bytes(first)
    }
}

/// 128 bits in base32.
pub(crate) fn short(hash: &[u8; 32]) -> String {
    BASE32_NOPAD.encode(&hash[..16])
}

/// The hash under which an adviser's key is kept: SHA-256, which suffices for 256 random bits.
pub fn adviser_key_hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Compares without telling by its duration where two hashes differ.
pub fn same(left: &[u8; 32], right: &[u8; 32]) -> bool {
    // black_box: the compiler may not turn this into a comparison that ends early.
    std::hint::black_box(left.iter().zip(right).fold(0, |difference, (a, b)| difference | (a ^ b))) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cannot_run_into_each_other() {
        let key = [7; 32];
        assert_ne!(keyed(&key, "id", &[b"ab", b"c"]), keyed(&key, "id", &[b"a", b"bc"]));
        assert_ne!(keyed(&key, "id", &[b"abc"]), keyed(&key, "idabc", &[]));
    }

    #[test]
    fn keys_are_26_symbols_in_one_of_the_ranges() {
        let link = LinkKey::new([1; 32]);
        for seed in 0..64 {
            let key = link.response_key(&SubmissionId::from_random([seed; 16]));
            assert_eq!(key.as_str().len(), 26);
            assert_eq!(KEY_RANGES.iter().filter(|range| key.as_str().starts_with(**range)).count(), 1);
        }
    }

    #[test]
    fn a_text_does_not_lie_where_its_response_lies() {
        let link = LinkKey::new([1; 32]);
        let submission = SubmissionId::from_random([9; 16]);
        assert_ne!(link.response_key(&submission), link.text_key(&submission, "wish"));
        assert_ne!(link.text_key(&submission, "day.other"), link.text_key(&submission, "wish"));
    }

    #[test]
    fn an_id_that_looks_like_a_code_is_not_that_code() {
        let (link, code) = (LinkKey::new([1; 32]), code([7; 5]));
        for look_alike in [code.written(), code.written().replace('-', "")] {
            let id = SubmissionId::parse(&look_alike).unwrap();
            assert_ne!(link.response_key(&id), link.response_key(&code));
            assert_ne!(link.text_key(&id, "wish"), link.text_key(&code, "wish"));
        }
        let id = SubmissionId(String::from_utf8(code.canonical().to_vec()).unwrap().into());
        assert_ne!(link.response_key(&id), link.response_key(&code), "not even of the same bytes");
        assert_ne!(link.text_key(&id, "wish"), link.text_key(&code, "wish"));
    }

    #[test]
    fn a_code_leads_to_one_place_and_another_code_to_another() {
        let link = LinkKey::new([1; 32]);
        assert_eq!(link.response_key(&code([7; 5])), link.response_key(&code([7; 5])));
        assert_ne!(link.response_key(&code([7; 5])), link.response_key(&code([8; 5])));
        assert_ne!(link.text_key(&code([7; 5]), "wish"), link.text_key(&code([8; 5]), "wish"));
    }

    #[test]
    fn each_open_text_a_response_can_have_is_among_those_to_withdraw() {
        let questionnaire = crate::testing::questionnaire();
        let (link, code) = (LinkKey::new([1; 32]), code([7; 5]));
        let keys = link.text_keys(&code, &questionnaire);
        let fields: Vec<&str> = keys.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["who.other", "day.other", "wish"]);
        for (field, key) in &keys {
            assert_eq!(*key, link.text_key(&code, field));
        }
        // What a form that is filled in to the brim stores.
        let written = serde_json::json!("iets");
        let mut draft = crate::testing::draft(serde_json::json!({ "wish": written }));
        for question in ["who", "day"] {
            draft.namely.insert(question.to_owned(), [("other".to_owned(), written.clone())].into());
        }
        let form = crate::response::Form::of(&questionnaire);
        let Ok(response) = form.accept(&draft) else { panic!("it is accepted") };
        let mut stored: Vec<String> = response.texts().map(|(field, _)| field.to_owned()).collect();
        stored.sort();
        assert_eq!(stored, ["day.other", "who.other", "wish"]);
    }

    fn code(random: [u8; 5]) -> InvitationCode {
        let (campaign, audience) = ("proef-2026".parse().unwrap(), "users".parse().unwrap());
        let municipality = "GM0171".parse().unwrap();
        let invitation = crate::code::Invitation { campaign: &campaign, municipality, audience: &audience };
        CodesKey::new([2; 32]).issue(invitation, crate::code::Holder::Respondent, random)
    }

    #[test]
    fn secrets_do_not_print() {
        assert_eq!(format!("{:?}", LinkKey::new([1; 32])), "LinkKey(secret)");
    }

    #[test]
    fn hashes_compare() {
        assert!(same(&[3; 32], &[3; 32]));
        let mut other = [3; 32];
        other[31] = 4;
        assert!(!same(&[3; 32], &other));
    }
}
