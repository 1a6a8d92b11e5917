//! Invitation codes: short enough to type, and proving by themselves that we gave them out.
//!
//! There is no list of codes. A code is 16 symbols of Crockford's base 32 in groups of four, `4K7Q-2M9F-XWPD-H3C8`:
//!
//! | symbols | bits | what |
//! |---|---|---|
//! | 1 to 8 | 2 | who holds it: a respondent, an interviewer, or who led a focus group |
//! | | 38 | random, so that codes printed at different times by different people differ without a count being kept |
//! | 9 to 15 | 35 | the first bits of an HMAC under the campaign's [`CodesKey`], over all of the above and where the code belongs |
//! | 16 | 5 | the check symbol, which no secret is needed for |
//!
//! Whoever guesses codes has one chance in 2³⁵ (34 thousand million) with each, however many codes were given out.

use std::fmt;

use crate::campaign::{Audience, Campaign};
use crate::id::{AudienceId, CampaignId};
use crate::keys::{CodesKey, keyed};
use crate::mode::Mode;
use crate::municipality::Municipality;

/// The digits and letters without I, L, O and U, which are taken for others.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many symbols a code has.
pub const SYMBOLS: usize = 16;
/// How many symbols are written together.
pub const GROUP: usize = 4;
/// Bits of the authentication: a guess is right once in 2 to this power.
pub const AUTHENTICATION_BITS: u32 = 35;
const SYMBOL_BITS: u32 = 5;
const RANDOM_BITS: u32 = 38;
/// No one types more than this around a code.
const LONGEST_INPUT: usize = 200;

/// Who has a code in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holder {
    /// The person or organisation that is asked.
    Respondent,
    /// An interviewer, who fills in what is said.
    Interviewer,
    /// Who led the conversation of a focus group, and hands in what came of it.
    Facilitator,
}

impl Holder {
    /// All of them, each at the place of its number in codes. Number 3 is free.
    pub const ALL: [Holder; 3] = [Holder::Respondent, Holder::Interviewer, Holder::Facilitator];

    /// How a response with such a code comes in; `None` where none can: what a group said is no response.
    pub fn mode(self) -> Option<Mode> {
        match self {
            Holder::Respondent => Some(Mode::Code),
            Holder::Interviewer => Some(Mode::Interview),
            Holder::Facilitator => None,
        }
    }

    fn number(self) -> u64 {
        match self {
            Holder::Respondent => 0,
            Holder::Interviewer => 1,
            Holder::Facilitator => 2,
        }
    }
}

/// Where a code belongs: it holds for one audience in one municipality, and is a stranger's everywhere else.
#[derive(Debug, Clone, Copy)]
pub struct Invitation<'a> {
    /// The campaign.
    pub campaign: &'a CampaignId,
    /// Where is asked.
    pub municipality: Municipality,
    /// Who is asked.
    pub audience: &'a AudienceId,
}

impl<'a> Invitation<'a> {
    /// To one of a campaign's audiences in one of its municipalities.
    pub fn to(campaign: &'a Campaign, municipality: Municipality, audience: &'a Audience) -> Self {
        Invitation { campaign: &campaign.id, municipality, audience: &audience.id }
    }
}

/// What someone typed: 16 symbols without a typing error. Whether we gave it out is for [`CodesKey::verify`] to tell.
#[derive(Clone)]
pub struct TypedCode([u8; SYMBOLS]);

/// Why what was typed can't be a code of ours or anyone's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Mistyped {
    /// Nothing was typed.
    #[error("there is no code")]
    Nothing,
    /// Symbols are missing.
    #[error("a code has 16 symbols, this has fewer")]
    TooShort,
    /// There is more than a code.
    #[error("a code has 16 symbols, this has more")]
    TooLong,
    /// There is something that is in no code.
    #[error("a code has only digits and letters")]
    Stranger,
    /// A symbol is wrong, or two have changed places.
    #[error("the code has a typing error")]
    Check,
}

/// A code with all its symbols in order that we did not give out for this audience here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the code does not belong here")]
pub struct NotOurs;

impl TypedCode {
    /// Reads what was typed. Forgives lower case, spaces, hyphens and dashes of all kinds, dots, O for 0, I and L for 1,
    /// and U for V.
    ///
    /// # Errors
    /// When it can't be a code, with what is wrong with it.
    pub fn parse(given: &str) -> Result<Self, Mistyped> {
        let mut symbols = [0; SYMBOLS];
        let mut length = 0;
        if given.len() > LONGEST_INPUT {
            return Err(Mistyped::TooLong);
        }
        for character in given.chars() {
            if is_between_groups(character) {
                continue;
            }
            let symbol = symbol(character).ok_or(Mistyped::Stranger)?;
            *symbols.get_mut(length).ok_or(Mistyped::TooLong)? = symbol;
            length += 1;
        }
        match length {
            0 => Err(Mistyped::Nothing),
            SYMBOLS if sum(&symbols) == 0 => Ok(TypedCode(symbols)),
            SYMBOLS => Err(Mistyped::Check),
            _ => Err(Mistyped::TooShort),
        }
    }
}

impl fmt::Debug for TypedCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("TypedCode(secret)")
    }
}

/// A code that we gave out. Whoever knows it can answer once, or withdraw what was answered with it: it is not logged.
#[derive(Clone, PartialEq, Eq)]
pub struct InvitationCode {
    symbols: [u8; SYMBOLS],
    holder: Holder,
}

impl InvitationCode {
    /// Who holds it.
    pub fn holder(&self) -> Holder {
        self.holder
    }

    /// The code in groups, as it is printed: `4K7Q-2M9F-XWPD-H3C8`.
    pub fn written(&self) -> String {
        self.groups().join("-")
    }

    /// The groups of four symbols.
    pub fn groups(&self) -> [String; SYMBOLS / GROUP] {
        std::array::from_fn(|group| {
            let symbols = &self.symbols[group * GROUP..][..GROUP];
            symbols.iter().map(|symbol| char::from(ALPHABET[usize::from(*symbol)])).collect()
        })
    }

    /// The bytes that name it in keyed hashes: however it was typed, the same.
    pub(crate) fn canonical(&self) -> &[u8; SYMBOLS] {
        &self.symbols
    }
}

impl fmt::Debug for InvitationCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("InvitationCode(secret)")
    }
}

impl CodesKey {
    /// Makes the code that belongs to those random bytes, of which 38 bits are used. The same bytes make the same code;
    /// who prints codes has to see that no two in a batch are the same.
    pub fn issue(&self, invitation: Invitation<'_>, holder: Holder, random: [u8; 5]) -> InvitationCode {
        let random = bits(&random) & ((1 << RANDOM_BITS) - 1);
        let head = holder.number() << RANDOM_BITS | random;
        let authentication = self.authentication(invitation, head);
        let mut symbols = [0; SYMBOLS];
        for (place, symbol) in symbols[..8].iter_mut().enumerate() {
            *symbol = five_bits(head, 7 - place);
        }
        for (place, symbol) in symbols[8..15].iter_mut().enumerate() {
            *symbol = five_bits(authentication, 6 - place);
        }
        // With the last symbol the sum becomes 0.
        symbols[15] = sum(&symbols);
        InvitationCode { symbols, holder }
    }

    /// Whether a code is one of ours, for this audience here.
    ///
    /// # Errors
    /// When it is not. Nothing tells which part of it is wrong.
    pub fn verify(&self, invitation: Invitation<'_>, typed: &TypedCode) -> Result<InvitationCode, NotOurs> {
        let number = |symbols: &[u8]| symbols.iter().fold(0, |sum, symbol| sum << SYMBOL_BITS | u64::from(*symbol));
        let (head, given) = (number(&typed.0[..8]), number(&typed.0[8..15]));
        // One comparison of whole numbers: its duration does not tell where they differ.
        if std::hint::black_box(self.authentication(invitation, head) ^ given) != 0 {
            return Err(NotOurs);
        }
        let holder = Holder::ALL.into_iter().find(|holder| holder.number() == head >> RANDOM_BITS).ok_or(NotOurs)?;
        Ok(InvitationCode { symbols: typed.0, holder })
    }

    /// The 35 bits that only the key gives.
    fn authentication(&self, invitation: Invitation<'_>, head: u64) -> u64 {
        let Invitation { campaign, municipality, audience } = invitation;
        let place = [campaign.as_str(), municipality.code(), audience.as_str()].map(str::as_bytes);
        let [campaign, municipality, audience] = place;
        let hash = keyed(self.expose(), "invitation", &[campaign, municipality, audience, &head.to_be_bytes()]);
        bits(&hash[..5]) >> (40 - AUTHENTICATION_BITS)
    }
}

/// The number that bytes write, the first the highest.
fn bits(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// The symbol at a place of a number, counted from the lowest.
fn five_bits(number: u64, place: usize) -> u8 {
    (number >> (place as u32 * SYMBOL_BITS) & 31) as u8
}

/// What people put between groups, and what word processors make of it.
fn is_between_groups(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '.' | '_' | '\u{ad}' | '\u{200b}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The symbol that someone meant.
fn symbol(character: char) -> Option<u8> {
    let meant = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        other => other,
    };
    let place = ALPHABET.iter().position(|symbol| char::from(*symbol) == meant)?;
    Some(u8::try_from(place).expect("there are 32"))
}

/// The sum of the symbols in the field of 32 elements, each times a power of an element of order 31. It is 0 for a code.
///
/// No two weights are equal and none is 0. So the sum shows every single wrong symbol, every exchange of two symbols,
/// wherever they stand, and a pair that was typed as another pair, such as 33 for 44.
fn sum(symbols: &[u8; SYMBOLS]) -> u8 {
    symbols.iter().fold(0, |sum, symbol| times_two(sum) ^ symbol)
}

/// Times x, modulo x⁵ + x² + 1, whose root has order 31.
fn times_two(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 0b10_0000 == 0 { shifted } else { shifted ^ 0b10_0101 }
}

#[cfg(test)]
mod tests;
