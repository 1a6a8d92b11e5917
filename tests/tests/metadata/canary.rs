//! Words that stand in one place only, so that where they turn up tells what leaked.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU32, Ordering};

use data_encoding::{BASE32_NOPAD, BASE64, Encoding, HEXLOWER};
use sha2::{Digest, Sha256};
use survey::code::InvitationCode;

/// Begins what may be found nowhere.
pub(crate) const NOWHERE: &str = "kanarie";
/// Begins what may be found in the table of open texts and nowhere else.
pub(crate) const IN_TEXTS: &str = "nachtegaal";

/// What else may be found nowhere, though it does not begin so: the caller's address and moment, a trace, and what is
/// redacted from open texts.
pub(crate) const ADDRESS: &str = "192.0.2.77";
pub(crate) const MOMENT: u64 = 1_236_547_890_123;
const TRACE: &str = "root=1-";
pub(crate) const REDACTED: [&str; 5] = ["06-87654321", "111222333", "NL91ABNA0417164300", "8302 AB 17", "3 april 1980"];

/// A new word of a kind, in small letters, not the same as any before. 14 letters at most.
pub(crate) fn word(kind: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let mut count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut word = kind.to_owned();
    for _ in 0..4 {
        word.push(char::from(b'a' + (count % 26) as u8));
        count /= 26;
    }
    word
}

/// Which canaries may not be found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Banned {
    /// All of them.
    All,
    /// All but those that an open text may hold.
    ButTexts,
}

/// Every form in which `banned` could lie somewhere: plain, in base64 or base32 at any alignment, or hexadecimal.
fn needles(banned: Banned) -> Vec<String> {
    let address = ADDRESS.to_owned();
    let moment = (MOMENT / 1000).to_string();
    let mut words = vec![NOWHERE.to_owned(), address, moment, TRACE.to_owned()];
    words.extend(REDACTED.map(str::to_lowercase));
    if banned == Banned::All {
        words.push(IN_TEXTS.to_owned());
    }
    let encoded = words.iter().flat_map(|word| {
        let aligned = (0..3)
            .map(|offset| core(&BASE64, 6, word, offset))
            .chain((0..5).map(|offset| core(&BASE32_NOPAD, 5, word, offset)));
        aligned.chain([HEXLOWER.encode(word.as_bytes())]).collect::<Vec<_>>()
    });
    let encoded: Vec<String> = encoded.map(|form| form.to_lowercase()).collect();
    words.extend(encoded);
    words
}

/// The symbols that `word` alone decides when `offset` bytes stand before it.
fn core(encoding: &Encoding, bits: usize, word: &str, offset: usize) -> String {
    let mut bytes = vec![0; offset];
    bytes.extend(word.bytes());
    let symbols = encoding.encode(&bytes);
    let (from, until) = ((offset * 8).div_ceil(bits), bytes.len() * 8 / bits);
    symbols[from..until].to_owned()
}

/// A canary in `contents`, with what stands around it.
pub(crate) fn found(contents: &[u8], banned: Banned) -> Option<String> {
    let text = String::from_utf8_lossy(contents).to_lowercase();
    needles(banned).iter().find_map(|needle| {
        let at = text.find(needle.as_str())?;
        let around: String = text[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        Some(format!("{needle}: …{around}{}…", text[at..].chars().take(80).collect::<String>()))
    })
}

/// One of `codes` in `contents`, as printed or as typed in one go.
pub(crate) fn code_found(contents: &[u8], codes: &[InvitationCode]) -> Option<String> {
    let text = String::from_utf8_lossy(contents).to_uppercase();
    codes.iter().map(InvitationCode::written).find(|code| text.contains(code) || text.contains(&code.replace('-', "")))
}

/// Contents in which hashes are looked for: SHA-256, raw or written out, whole or its first half.
pub(crate) struct Hashes {
    /// Every stretch of each length that [`Hashes::forms`] has.
    stretches: HashSet<Vec<u8>>,
}

impl Hashes {
    pub(crate) fn of(contents: &[u8]) -> Hashes {
        let lower = contents.to_ascii_lowercase();
        let lengths = Hashes::forms(b"").map(|form| form.len());
        let [raw, hexadecimal, base32, base64] = lengths;
        let windows = contents.windows(raw).chain(lower.windows(hexadecimal)).chain(lower.windows(base32));
        Hashes { stretches: windows.chain(contents.windows(base64)).map(<[u8]>::to_vec).collect() }
    }

    /// Whether the hash of `word` is there.
    pub(crate) fn hold(&self, word: &[u8]) -> bool {
        Hashes::forms(word).iter().any(|form| self.stretches.contains(form))
    }

    /// The first half of the hash: raw, hexadecimal, in base32 and in base64, without the symbols that also depend on what
    /// follows in the whole.
    fn forms(word: &[u8]) -> [Vec<u8>; 4] {
        let half = &Sha256::digest(word)[..16];
        let base32 = BASE32_NOPAD.encode(half).to_lowercase();
        [half.to_vec(), HEXLOWER.encode(half).into(), base32[..24].into(), BASE64.encode(half)[..20].into()]
    }
}

#[test]
fn a_canary_is_found_in_whatever_form() {
    let word = word(NOWHERE);
    for padding in ["", "x", "xy", "xyz", "wxyz"] {
        let plain = format!("{padding}{word}{padding}");
        let forms = [
            plain.clone(),
            plain.to_uppercase(),
            BASE64.encode(plain.as_bytes()),
            BASE32_NOPAD.encode(plain.as_bytes()),
            BASE32_NOPAD.encode(plain.as_bytes()).to_lowercase(),
            HEXLOWER.encode(plain.as_bytes()),
        ];
        for form in forms {
            assert!(found(format!("before {form} after").as_bytes(), Banned::ButTexts).is_some(), "{form}");
        }
    }
    for harmless in ["een kanarietje".replace("kanarie", "vogel"), self::word(IN_TEXTS)] {
        assert_eq!(found(harmless.as_bytes(), Banned::ButTexts), None);
    }
    assert!(found(self::word(IN_TEXTS).as_bytes(), Banned::All).is_some());

    let hash = Sha256::digest(word.as_bytes());
    let base64 = BASE64.encode(&hash);
    for form in
        [&hash[..], HEXLOWER.encode(&hash).as_bytes(), BASE32_NOPAD.encode(&hash[..16]).as_bytes(), base64.as_bytes()]
    {
        assert!(Hashes::of(form).hold(word.as_bytes()));
    }
    assert!(!Hashes::of(b"nothing of the kind").hold(word.as_bytes()));
}
