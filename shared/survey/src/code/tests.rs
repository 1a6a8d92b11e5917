use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

const KEY: [u8; 32] = [42; 32];

/// A campaign's id and an audience's, to borrow from.
struct Names(CampaignId, AudienceId);

fn names(campaign: &str, audience: &str) -> Names {
    Names(campaign.parse().unwrap(), audience.parse().unwrap())
}

fn to<'a>(names: &'a Names, municipality: &str) -> Invitation<'a> {
    Invitation { campaign: &names.0, municipality: municipality.parse().unwrap(), audience: &names.1 }
}

fn holder() -> impl Strategy<Value = Holder> {
    prop::sample::select(Holder::ALL.as_slice())
}

/// A code as it is written, and where it belongs.
fn written(random: [u8; 5], holder: Holder) -> String {
    CodesKey::new(KEY).issue(to(&names("proef-2026", "users"), "GM0171"), holder, random).written()
}

fn verified(typed: &str) -> Option<InvitationCode> {
    let typed = TypedCode::parse(typed).ok()?;
    CodesKey::new(KEY).verify(to(&names("proef-2026", "users"), "GM0171"), &typed).ok()
}

#[test]
fn a_code_looks_as_documented() {
    let first = written([0; 5], Holder::Respondent);
    assert_eq!(first.len(), 19);
    assert!(first.starts_with("0000-0000-"), "{first}");
    assert!(written([255; 5], Holder::Interviewer).starts_with("FZZZ-ZZZZ-"), "the mode, then 38 random bits");
    // As computed by another program (Python, with its own HMAC and arithmetic). Codes that are printed have to keep
    // working: another code for these bytes would make every sheet worthless.
    assert_eq!(first, "0000-0000-AS8E-PN0M");
    assert_eq!(written([255; 5], Holder::Interviewer), "FZZZ-ZZZZ-4RBW-3FVD");
}

#[test]
fn what_is_not_a_code_is_told_apart() {
    for (typed, wrong) in [
        ("", Mistyped::Nothing),
        (" - ", Mistyped::Nothing),
        ("0000-0000-AS8E-PN0", Mistyped::TooShort),
        ("0000-0000-AS8E-PN0M0", Mistyped::TooLong),
        ("0000-0000-AS8E-PN0*", Mistyped::Stranger),
        ("0000-0000-AS8E-PN0é", Mistyped::Stranger),
        ("0000-0000-AS8E-PN00", Mistyped::Check),
    ] {
        assert_eq!(TypedCode::parse(typed).map(drop), Err(wrong), "{typed:?}");
    }
    assert_eq!(TypedCode::parse(&" ".repeat(201)).map(drop), Err(Mistyped::TooLong));
}

#[test]
fn codes_do_not_print() {
    let code = verified("0000-0000-AS8E-PN0M").unwrap();
    assert_eq!(format!("{code:?}"), "InvitationCode(secret)");
    assert_eq!(format!("{:?}", TypedCode::parse(&code.written()).unwrap()), "TypedCode(secret)");
}

#[test]
fn the_weights_of_the_check_are_all_different_and_never_nothing() {
    let weights: HashSet<u8> = (0..SYMBOLS)
        .map(|place| {
            let mut symbols = [0; SYMBOLS];
            symbols[place] = 1;
            sum(&symbols)
        })
        .collect();
    assert_eq!(weights.len(), SYMBOLS);
    assert!(!weights.contains(&0));
}

#[test]
fn every_mistake_of_one_symbol_and_every_exchange_of_two_is_a_typing_error() {
    for (random, holder) in [([7, 1, 200, 33, 9], Holder::Respondent), ([250, 77, 0, 0, 16], Holder::Interviewer)] {
        let symbols: Vec<char> = written(random, holder).chars().filter(|symbol| *symbol != '-').collect();
        let check = |symbols: &[char]| TypedCode::parse(&symbols.iter().collect::<String>()).map(drop);
        assert_eq!(check(&symbols), Ok(()));
        for place in 0..SYMBOLS {
            for other in ALPHABET.iter().map(|symbol| char::from(*symbol)).filter(|other| *other != symbols[place]) {
                let mut wrong = symbols.clone();
                wrong[place] = other;
                assert_eq!(check(&wrong), Err(Mistyped::Check), "{place} {other}");
            }
            for second in (place + 1..SYMBOLS).filter(|second| symbols[*second] != symbols[place]) {
                let mut wrong = symbols.clone();
                wrong.swap(place, second);
                assert_eq!(check(&wrong), Err(Mistyped::Check), "{place} {second}");
            }
        }
    }
}

/// Guesses with a right check symbol, against an authentication of so many bits: how many were right.
fn right_guesses(guesses: u32, bits: u32) -> u32 {
    let key = CodesKey::new(KEY);
    let names = names("proef-2026", "users");
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = || {
        // xorshift64: guesses, not secrets.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut right = 0;
    for _ in 0..guesses {
        let (head, guess) = (random() >> 24, random() >> 29);
        let wrong = (key.authentication(to(&names, "GM0171"), head) ^ guess) >> (AUTHENTICATION_BITS - bits);
        right += u32::from(wrong == 0);
    }
    right
}

#[test]
fn guesses_are_right_as_often_as_the_bits_say() {
    // Of 2^17 guesses at the first 8 bits 512 are expected; six standard deviations are 136.
    let right = right_guesses(1 << 17, 8);
    assert!((376..=648).contains(&right), "{right}");
    // And at all of them none: 2^17 in 2^35 is one in 260,000.
    assert_eq!(right_guesses(1 << 17, AUTHENTICATION_BITS), 0);
    // On average half of them, for who tries them in turn.
    const { assert!(1u64 << (AUTHENTICATION_BITS - 1) > 10_000_000_000) };
}

#[test]
fn a_free_number_of_holder_is_not_ours_even_with_the_right_authentication() {
    let key = CodesKey::new(KEY);
    let names = names("proef-2026", "users");
    let invitation = to(&names, "GM0171");
    for holder in 0..4 {
        let head = holder << RANDOM_BITS | 77;
        let authentication = key.authentication(invitation, head);
        let mut symbols = [0; SYMBOLS];
        for (place, symbol) in symbols[..15].iter_mut().enumerate() {
            *symbol = if place < 8 { five_bits(head, 7 - place) } else { five_bits(authentication, 14 - place) };
        }
        symbols[15] = sum(&symbols);
        assert_eq!(key.verify(invitation, &TypedCode(symbols)).is_ok(), holder < 3);
    }
}

proptest! {
    #[test]
    fn every_code_verifies_and_keeps_its_holder(random: [u8; 5], holder in holder()) {
        let code = verified(&written(random, holder));
        prop_assert_eq!(code.as_ref().map(InvitationCode::holder), Some(holder));
        prop_assert_eq!(code.map(|code| code.written()), Some(written(random, holder)));
    }

    #[test]
    fn spelling_is_forgiven(
        random: [u8; 5],
        holder in holder(),
        seeds in prop::collection::vec(any::<u8>(), SYMBOLS),
        dash in prop::sample::select(vec!["", " ", "-", " - ", "–", "—", "\u{2011}", ".", "\u{a0}", "\n", "_"]),
    ) {
        let code = written(random, holder);
        let symbols = code.chars().filter(|symbol| *symbol != '-');
        let typed: String = symbols
            .zip(seeds)
            .enumerate()
            .map(|(place, (symbol, seed))| {
                let taken_for = match symbol {
                    '0' => "0Oo",
                    '1' => "1IiLl",
                    'V' => "VvUu",
                    _ => "",
                };
                let shown = taken_for.chars().nth(usize::from(seed) % taken_for.len().max(1)).unwrap_or(symbol);
                let shown = if seed & 64 == 0 { shown } else { shown.to_ascii_lowercase() };
                format!("{}{shown}", if place % GROUP == 0 { dash } else { "" })
            })
            .collect();
        prop_assert!(verified(&typed).is_some_and(|found| found.written() == code), "{}", typed);
    }

    #[test]
    fn it_is_a_strangers_code_everywhere_else(random: [u8; 5], holder in holder()) {
        let typed = TypedCode::parse(&written(random, holder)).unwrap();
        let home = names("proef-2026", "users");
        for (key, names, municipality) in [
            ([43; 32], names("proef-2026", "users"), "GM0171"),
            (KEY, names("proef-2027", "users"), "GM0171"),
            (KEY, names("proef-2026", "carers"), "GM0171"),
            (KEY, names("proef-2026", "users"), "GM0355"),
        ] {
            prop_assert_eq!(CodesKey::new(key).verify(to(&names, municipality), &typed).map(drop), Err(NotOurs));
        }
        prop_assert!(CodesKey::new(KEY).verify(to(&home, "GM0171"), &typed).is_ok());
    }

    #[test]
    fn a_code_for_a_respondent_can_not_be_made_an_interviewers(random: [u8; 5]) {
        let mut symbols = TypedCode::parse(&written(random, Holder::Respondent)).unwrap().0;
        // The mode is in the two highest bits of the first symbol; the check symbol is made to fit.
        symbols[0] |= 0b01000;
        symbols[15] = 0;
        symbols[15] = sum(&symbols);
        let names = names("proef-2026", "users");
        let forged = CodesKey::new(KEY).verify(to(&names, "GM0171"), &TypedCode(symbols));
        prop_assert_eq!(forged.map(drop), Err(NotOurs));
    }

    #[test]
    fn reading_is_total(typed in "\\PC{0,40}") {
        let _ = TypedCode::parse(&typed);
    }
}
