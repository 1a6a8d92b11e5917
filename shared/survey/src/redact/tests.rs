mod corpus;

use proptest::prelude::*;

use super::redact;

/// A labelled set: what people might write, and what is kept of it. Numbers and addresses are made up; BSNs and
/// accounts are the usual test numbers.
#[rustfmt::skip] // one case a line
const IDENTIFYING: &[(&str, &str)] = &[
    // E-mail
    ("Mail mij op jan.jansen@voorbeeld.nl graag.", "Mail mij op [e-mail] graag."),
    ("anna_1980+test@mail.example.com", "[e-mail]"),
    ("mijn mail is JAN@VOORBEELD.NL.", "mijn mail is [e-mail]."),
    ("jan @ voorbeeld.nl", "[e-mail]"),
    ("jan (at) voorbeeld.nl", "[e-mail]"),
    ("jan apenstaartje voorbeeld.nl", "[e-mail]"),
    ("mailto:jan@voorbeeld.nl, of bel", "mailto:[e-mail], of bel"),
    ("jan@werk", "[e-mail]"),
    ("<piet@example.org>", "<[e-mail]>"),
    ("josé.núñez@exämple.nl", "[e-mail]"),
    ("ｊａｎ＠ｖｏｏｒｂｅｅｌｄ．ｎｌ", "[e-mail]"),
    ("j\u{200B}an@voor\u{AD}beeld.nl", "[e-mail]"),
    // Links
    ("zie https://www.voorbeeld.nl/mensen/jan?id=3.", "zie [link]."),
    ("HTTP://VOORBEELD.NL", "[link]"),
    ("op www.voorbeeld.nl, daar", "op [link], daar"),
    ("ik sta op facebook.com/jan.jansen!", "ik sta op [link]!"),
    ("kringloop-emmeloord.nl is leuk", "[link] is leuk"),
    ("(voorbeeld.org)", "([link])"),
    ("volg mij op linktr.me/jan", "volg mij op [link]"),
    ("https://jan:geheim@voorbeeld.nl/x", "[link]"),
    // Phone
    ("Bel 06-12345678", "Bel [telefoon]"),
    ("Bel 0612345678.", "Bel [telefoon]."),
    ("06 12 34 56 78 na 5 uur", "[telefoon] na 5 uur"),
    ("06.12.34.56.78", "[telefoon]"),
    ("0 697959739", "[telefoon]"), // its last nine digits pass the 11-test
    ("06 - 1234 5678", "[telefoon]"),
    ("+31612345678", "[telefoon]"),
    ("+31 (0)6 12345678", "[telefoon]"),
    ("+31 6 1234 5678, 2 keer", "[telefoon], 2 keer"),
    ("0031 6 12345678", "[telefoon]"),
    ("0527-612345", "[telefoon]"),
    ("0527 61 23 45", "[telefoon]"),
    ("(0527) 61 23 45", "[telefoon]"),
    ("(06-12345678)", "([telefoon])"),
    ("020 - 123 45 67 of 06-12345678", "[telefoon] of [telefoon]"),
    ("0527-612345 / 0612345678", "[telefoon] / [telefoon]"),
    ("+49 30 1234567", "[telefoon]"),
    ("٠٦١٢٣٤٥٦٧٨", "[telefoon]"),
    ("０６－１２３４５６７８", "[telefoon]"),
    ("0\u{200B}6\u{200B}1\u{200B}2\u{200B}3\u{200B}4\u{200B}5\u{200B}6\u{200B}7\u{200B}8", "[telefoon]"),
    ("06–1234–5678", "[telefoon]"),
    ("0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "[telefoon]\u{FE0F}\u{20E3}"),
    // BSN
    ("mijn bsn is 111222333", "mijn bsn is [bsn]"),
    ("BSN:123456782", "BSN:[bsn]"),
    ("1112.22.333", "[bsn]"),
    ("111 222 333 dus", "[bsn] dus"),
    ("۱۱۱۲۲۲۳۳۳", "[bsn]"),
    // Accounts
    ("NL91ABNA0417164300", "[rekening]"),
    ("NL91 ABNA 0417 1643 00 graag", "[rekening] graag"),
    ("nl91abna0417164300", "[rekening]"),
    ("NL20 INGB 0001 2345 67", "[rekening]"),
    ("NL99 ABNA 0417 1643 00 (tikfout)", "[rekening] (tikfout)"),
    ("DE89 3704 0044 0532 0130 00", "[rekening]"),
    ("BE68-5390-0754-7034", "[rekening]"),
    ("GB82WEST12345698765432.", "[rekening]."),
    ("NO9386011117947", "[rekening]"),
    // Postcodes
    ("Ik woon op 8302 AB.", "Ik woon op [postcode]."),
    ("8302AB 12", "[postcode]"),
    ("8302ab 12a", "[postcode]"),
    ("8302 ab, 12-3 in Emmeloord", "[postcode] in Emmeloord"),
    ("1012 JE AMSTERDAM", "[postcode] AMSTERDAM"),
    ("postcode 1234  xz huisnummer 5", "postcode [postcode]"),
    ("8302\u{A0}AB nr. 7 bis", "[postcode]"),
    ("８３０２ＡＢ", "[postcode]"),
    // Dates
    ("geboren 3-4-1980", "geboren [datum]"),
    ("geboren op 03/04/80 in Urk", "geboren op [datum] in Urk"),
    ("3.4.1980", "[datum]"),
    ("03 04 1980", "[datum]"),
    ("3 - 4 - '80", "[datum]"),
    ("1980-04-03T10:00", "[datum]T10:00"),
    ("op 3 april 1980 was", "op [datum] was"),
    ("3 april ben ik jarig", "[datum] ben ik jarig"),
    ("3e mei '62", "[datum]"),
    ("1ste januari 2024", "[datum]"),
    ("31 dec. 1999", "[datum]"),
    ("12 mrt 50", "[datum]"),
    ("April 3rd, 1980", "[datum]"),
    ("the 3rd of April 1980", "the [datum]"),
    ("2 jan 1970", "[datum]"),
    ("sinds maart 2019", "sinds [datum]"),
    ("3 APRIL 10 uur", "[datum] 10 uur"),
    ("op 06-12-1980 10 uur", "op [datum] 10 uur"),
    ("٣/٤/١٩٨٠", "[datum]"),
    // Long numbers
    ("klantnummer 1234567", "klantnummer [getal]"),
    ("pas 123 456 7890 1", "pas [getal]"),
    ("dossier 12-34-56-78", "dossier [getal]"),
    ("A1234567B", "A[getal]B"),
    ("1.000.000 euro", "[getal] euro"),
    ("0800-1234", "[getal]"),
    ("১২৩৪৫৬৭", "[getal]"),
    ("𝟏𝟐𝟑𝟒𝟓𝟔𝟕", "[getal]"),
    // Names after a title
    ("meneer Jansen helpt mij", "meneer [naam] helpt mij"),
    ("Mevrouw van der Berg-Smit is lief", "Mevrouw [naam] is lief"),
    ("de heer De Vries", "de heer [naam]"),
    ("dhr. J.P. de Vries komt", "dhr. [naam] komt"),
    ("mw. A. B. C. D. Jansen", "mw. [naam]"),
    ("dr.Smit", "dr.[naam]"),
    ("Dokter El Amrani zegt", "Dokter [naam] zegt"),
    ("zuster Maria en broeder Piet", "zuster [naam] en broeder [naam]"),
    ("juf Ans, meester Bart", "juf [naam], meester [naam]"),
    ("Mrs. Mary-Ann O'Brien said", "Mrs. [naam] said"),
    ("mr. van 't Hoff", "mr. [naam]"),
    ("MW Yılmaz", "MW [naam]"),
    // Several at once
    (
        "Ik ben mevrouw De Boer, 8302 AB 12, 06-12345678, boer@voorbeeld.nl, geb. 1-2-1950.",
        "Ik ben mevrouw [naam], [postcode], [telefoon], [e-mail], geb. [datum].",
    ),
    ("Rekening NL91ABNA0417164300\nBSN 111222333\n", "Rekening [rekening]\nBSN [bsn]\n"),
];

/// What must stay as it is.
const ORDINARY: &[&str] = &[
    "",
    "Ik wil graag 3 keer per week komen.",
    "van 10 tot 12 uur",
    "10.00-12.00 uur, of 13.30-16.00",
    "om 9:30 uur",
    "ik ben 67 en woon alleen",
    "in 2025 ga ik weer",
    "In 2024 en 2025 was het anders.",
    "schooljaar 2025-2026",
    "elke week 2 uur, 1 dag in de 14 dagen",
    "Het kost 12,50 euro per keer, dat is 650 euro per jaar.",
    "€ 1.250,00",
    "1500 km gereden, 1000 keer gedaan",
    "in 2020 is mijn man overleden",
    "vanaf 1998 of zo",
    "IN 2025 GA IK WEER",
    "112 bellen",
    "24/7 open",
    "Ik ben moe.Nu wil ik rust. Dat is goed.net als vroeger",
    "het is leuk.de begeleiding ook",
    "Ik ga bij de juf. Morgen weer.",
    "die meneer helpt mij, en mevrouw ook",
    "Mevrouw is aardig. Meneer zegt niets.",
    "de dokter zegt dat het moet",
    "Mevrouw Ik weet het niet",
    "in april en mei is het rustig",
    "2 jan en 3 mar",
    "Ik wil iets doen met dieren, buiten, of in de tuin.",
    "5 @ 3",
    "samen met 10 à 12 mensen @ huis",
    "1, 2, 3, 4, 5, 6, 7, 8",
    "1e keus wandelen; 2e keus koken",
    "5-10 minuten lopen",
    "½ dag, 2½ uur",
    "Participatiewet, Wmo 2015 en Wlz",
    "أريد أن أتعلم الهولندية مرتين في الأسبوع",
    "Haftada 2 gün gelmek istiyorum",
    "Chcę uczyć się języka, 3 razy w tygodniu",
    "[naam] en [telefoon]",
    "zo'n 100.000 inwoners",
];

#[test]
fn identifying_patterns_go() {
    assert!(IDENTIFYING.len() >= 60);
    let wrong: Vec<_> = IDENTIFYING
        .iter()
        .map(|(text, expected)| (text, redact(text), expected))
        .filter(|(_, redacted, expected)| redacted != *expected)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn identifying_patterns_go_from_the_middle_of_a_sentence_too() {
    for (text, expected) in IDENTIFYING {
        assert_eq!(
            redact(&format!("Ik wil zeggen: {text} ; en zo is het")),
            format!("Ik wil zeggen: {expected} ; en zo is het")
        );
    }
}

#[test]
fn ordinary_text_stays() {
    assert!(ORDINARY.len() >= 30);
    let wrong: Vec<_> =
        ORDINARY.iter().map(|text| (text, redact(text))).filter(|(text, redacted)| redacted != *text).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_bsn_and_every_long_number_goes() {
    for number in (100_000_000..1_000_000_000_u32).step_by(1_234_567) {
        assert!(!redact(&format!("nummer {number}.")).contains(|c: char| c.is_ascii_digit()), "{number}");
    }
}

#[test]
fn takes_time_in_proportion_to_length() {
    // What would be slow if a place were looked at from many others: 100 kB of each, in moments even unoptimised.
    let units = [
        "a",
        "a.",
        "a@",
        "@",
        "1",
        "1 ",
        "123456 ",
        "10.00-12.00 ",
        "apenstaartje ",
        "apenstaartje",
        "dr. A",
        "A.",
        "van ",
        "meneer van ",
        "+",
        "(",
        "06",
        "nl91",
        "[bsn",
        "www.",
        "http://",
        "3-4-",
        "april ",
        "\u{200B}",
        " ",
        "a@b.nl1",
        "Jan ",
        "Jan-",
        "ik heet ",
        "ik heet van ",
        "mijn man ",
        "groetjes ",
        "mevrouw de ",
        "Kerkstraat 1 ",
    ];
    for unit in units {
        let text = unit.repeat(100_000 / unit.len());
        let start = std::time::Instant::now();
        let redacted = redact(&text);
        assert!(start.elapsed().as_secs() < 5, "{unit:?} took {:?}", start.elapsed());
        assert!(redact(&redacted) == redacted, "{unit:?}");
    }
}

/// Texts made of what the patterns look for.
fn suspicious() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "0",
        "6",
        "12",
        "1980",
        "2025",
        "06-12345678",
        "111222333",
        "+31",
        "NL91ABNA0417164300",
        "8302",
        "AB",
        "ab",
        "@",
        "(at)",
        ".",
        "-",
        "/",
        " ",
        " ",
        "(",
        ")",
        ",",
        "\n",
        "'",
        ":",
        "jan",
        "Jansen",
        "A.",
        "van",
        "de",
        "april",
        "3e",
        "mw.",
        "meneer",
        "dr",
        "Jan",
        "Bas",
        "fatma",
        "ik heet ",
        "naam: ",
        "man ",
        "groetjes",
        "bakker",
        "Kerkstraat ",
        "straat",
        "keer",
        "www.",
        "http://",
        "x.nl",
        "com",
        "[",
        "]",
        "[naam]",
        "[bsn]",
        "[getal",
        "\u{200B}",
        "٣",
        "é",
        "İ",
        "ß",
        "\0",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn takes_any_text_and_a_second_time_changes_nothing(text in prop_oneof![any::<String>(), suspicious()]) {
        let once = redact(&text);
        prop_assert_eq!(redact(&once), once);
    }

    #[test]
    fn no_run_of_seven_digits_is_left(text in suspicious()) {
        let longest = redact(&text).split(|c: char| !c.is_ascii_digit()).map(str::len).max();
        prop_assert!(longest.unwrap_or(0) < 7);
    }

    #[test]
    fn a_phone_number_goes_however_it_is_spaced(digits in "[3-9]{8}", gaps in prop::collection::vec("[ .-]?|\u{200B}|\u{A0}", 10)) {
        let number: String = format!("06{digits}").chars().zip(gaps).flat_map(|(digit, gap)| format!("{digit}{gap}").chars().collect::<Vec<_>>()).collect();
        let redacted = redact(&format!("bel {number} of niet"));
        prop_assert!(!redacted.contains(|c: char| c.is_ascii_digit()), "{}", redacted);
    }
}
