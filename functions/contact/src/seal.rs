//! Sealing: what goes in can be opened by the holders of the private keys alone, and not by this function.

use std::fmt;
use std::io::Write;

use age::x25519::Recipient;

/// Seals to the recipients of a campaign, in the format of age (<https://age-encryption.org/v1>).
pub(crate) struct Seal {
    recipients: Vec<Recipient>,
}

/// A recipient that is none. The definition was checked, so the campaign in the package is not what was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidRecipient {
    /// The campaign's id.
    pub campaign: String,
}

impl fmt::Display for InvalidRecipient {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: a recipient of the contact letterbox is no recipient of age, or there is none", self.campaign)
    }
}

impl std::error::Error for InvalidRecipient {}

impl Seal {
    /// To all of these; `None` where one is no recipient, or there is none.
    pub(crate) fn to(recipients: &[String]) -> Option<Self> {
        let recipients: Vec<Recipient> = recipients.iter().map(|text| text.parse().ok()).collect::<Option<_>>()?;
        (!recipients.is_empty()).then_some(Seal { recipients })
    }

    /// A file of age. Other bytes each time, also of the same.
    pub(crate) fn seal(&self, plain: &[u8]) -> Vec<u8> {
        let recipients = self.recipients.iter().map(|recipient| recipient as &dyn age::Recipient);
        let encryptor = age::Encryptor::with_recipients(recipients).expect("X25519 recipients go together");
        let mut sealed = Vec::with_capacity(plain.len() + 1024);
        let mut writer = encryptor.wrap_output(&mut sealed).expect("a Vec takes all");
        writer.write_all(plain).expect("a Vec takes all");
        writer.finish().expect("a Vec takes all");
        sealed
    }
}

#[cfg(test)]
mod tests {
    use age::x25519::Identity;

    use super::*;

    #[test]
    fn each_recipient_opens_it_and_nobody_else() {
        let [one, other, stranger] = [(); 3].map(|()| Identity::generate());
        let seal = Seal::to(&[one.to_public().to_string(), other.to_public().to_string()]).unwrap();
        let (sealed, again) = (seal.seal(b"Ans de Wit"), seal.seal(b"Ans de Wit"));
        assert_ne!(sealed, again);
        assert!(!sealed.windows(3).any(|part| part == b"Ans"));
        for identity in [&one, &other] {
            assert_eq!(age::decrypt(identity, &sealed).unwrap(), b"Ans de Wit");
        }
        assert!(age::decrypt(&stranger, &sealed).is_err());
    }

    #[test]
    fn without_a_sound_recipient_there_is_no_seal() {
        assert!(Seal::to(&[]).is_none());
        assert!(Seal::to(&["age1abc".to_owned()]).is_none());
        assert!(Seal::to(&[survey::contact::DEMO_RECIPIENT.to_owned()]).is_some());
    }
}
