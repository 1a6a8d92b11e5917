//! Dutch, level B1.

use survey::condition::Comparison;
use survey::language::Language;
use survey::time::{Day, Moment};

use super::{Privacy, Words};

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

fn date(day: Day) -> String {
    let (year, month, day) = day.civil();
    format!("{day} {} {year}", MONTHS[usize::from(month) - 1])
}

fn moment(moment: Moment) -> String {
    let (hour, minute) = moment.local_time();
    format!("{} om {hour}.{minute:02} uur", date(moment.local_day()))
}

fn compared(is: Comparison, than: i64) -> String {
    match is {
        Comparison::Equal => format!("precies {than}"),
        Comparison::Unequal => format!("een ander aantal dan {than}"),
        Comparison::Less => format!("minder dan {than}"),
        Comparison::AtMost => format!("hoogstens {than}"),
        Comparison::More => format!("meer dan {than}"),
        Comparison::AtLeast => format!("minstens {than}"),
    }
}

fn not(negated: bool) -> &'static str {
    if negated { "niet " } else { "" }
}

pub(super) const WORDS: Words = Words {
    language: Language::Nl,
    quoted: |label| format!("‘{label}’"),

    skip: "Direct naar de inhoud",
    languages: "Taal",
    not_translated: "",
    privacy_link: "Wat we met uw antwoorden doen",
    beside: "opent in een nieuw tabblad",
    synthetic: "Dit is een voorbeeld. De antwoorden zijn verzonnen, en wat u hier invult telt niet mee.",
    help: "Hulp of vragen?",

    asked_by: |name| format!("Deze vragen zijn van: {name}"),
    how_many: |questions, required| {
        let questions =
            if questions == 1 { "Er is 1 vraag.".to_owned() } else { format!("Er zijn {questions} vragen.") };
        let skip = if required {
            "U mag vragen overslaan, behalve waar ‘verplicht’ staat."
        } else {
            "U mag vragen overslaan."
        };
        format!("{questions} {skip}")
    },
    kept_apart: "We vragen niet om uw naam of adres. We bewaren niet wanneer u meedoet, en niets over uw telefoon of computer.",
    required: "verplicht",
    choose_one: "Kies 1 antwoord.",
    choose_any: "U mag meer dan 1 antwoord kiezen.",
    choose_at_most: |most| format!("Kies hoogstens {most} antwoorden."),
    or: "of",
    namely: |option| format!("{option}, namelijk:"),
    rank: |top| {
        if top == 1 {
            "Kies wat u het belangrijkst vindt.".to_owned()
        } else {
            "Zet op nummer 1 wat u het belangrijkst vindt. U hoeft niet alles in te vullen.".to_owned()
        }
    },
    rank_place: |place| format!("Nummer {place}"),
    rank_empty: "Kies hier",
    whole_number: |least, most| format!("Een getal van {least} tot en met {most}."),
    letters: |most| format!("Er passen {most} letters in."),
    before_sending: "Kijk uw antwoorden nog eens na. Na het versturen kunt u ze niet meer veranderen.",
    send: "Verstuur mijn antwoorden",

    only_if: |phrase| format!("Alleen als {phrase}:"),
    and: "en",
    chose: |question, options, negated| format!("u bij {question} {}{} koos", not(negated), options.join(" of ")),
    answered: |question, negated| format!("u {question} {}invulde", not(negated)),
    counted: |question, is, than, negated| {
        let noun = if than == 1 { "antwoord" } else { "antwoorden" };
        format!("u bij {question} {}{} {noun} koos", not(negated), compared(is, than))
    },
    number_was: |question, is, than, negated| {
        format!("u bij {question} {}{} invulde", not(negated), compared(is, than))
    },
    question_number: |number| format!("vraag {number}"),

    error_prefix: "Fout: ",
    look_again: |faults| {
        if faults == 1 {
            "Kijk nog even naar 1 vraag".to_owned()
        } else {
            format!("Kijk nog even naar {faults} vragen")
        }
    },
    not_sent_yet: "Uw antwoorden zijn nog niet verstuurd. Verander wat hieronder staat. Druk daarna onderaan op de knop.",
    at: |number, question| format!("vraag {number}: {question}"),
    choose: |at| format!("Kies een antwoord bij {at}"),
    write: |at| format!("Schrijf een antwoord bij {at}"),
    give_number: |at| format!("Vul een getal in bij {at}"),
    changed: "De vragenlijst is net veranderd. Kijk uw antwoorden na en verstuur ze nog een keer.",
    unknown_option: |at| format!("Uw antwoord staat niet meer in de lijst. Kies opnieuw bij {at}"),
    repeated: |at| format!("U koos 2 keer hetzelfde. Kies elke keer iets anders bij {at}"),
    exclusive: |option, at| format!("U koos {option} en ook iets anders. Dat kan niet samen. Kies opnieuw bij {at}"),
    too_many: |most, at| format!("U koos te veel. Kies hoogstens {most} antwoorden bij {at}"),
    too_long: |most, at| format!("Uw tekst is te lang. Gebruik hoogstens {most} letters bij {at}"),
    not_a_number: |at| format!("Vul een heel getal in, zonder letters, punt of komma, bij {at}"),
    out_of_bounds: |least, most, at| format!("Vul een getal in van {least} tot en met {most} bij {at}"),
    wrong_type: |at| format!("Geef 1 antwoord bij {at}"),
    namely_elsewhere: |option, at| {
        format!("U schreef iets bij {option}, maar koos iets anders. Kies {option} of maak het vak leeg, bij {at}")
    },

    switched: "Wat u al hebt ingevuld, staat nog op deze pagina. Er is nog niets verstuurd.",
    not_sent_title: "Het versturen is nog niet gelukt",
    not_sent: "Er is een storing bij ons. Uw antwoorden staan nog op deze pagina. Wacht een minuut. Druk dan onderaan \
               nog een keer op de knop. Ze tellen maar 1 keer mee.",
    not_sent_paused: "We nemen nu even geen antwoorden aan. Uw antwoorden staan nog op deze pagina, maar zijn nog niet \
                      verstuurd. Laat de pagina open. Druk later onderaan nog een keer op de knop.",
    someone_else_title: "Zijn deze antwoorden van iemand anders?",
    someone_else: "Vanaf deze pagina zijn al andere antwoorden verstuurd. Waren die van u? Dan bent u klaar: veranderen \
                   kan niet meer. Zijn de antwoorden hieronder van iemand anders? Druk dan onderaan op de knop.",
    send_again_title: "Verstuur het nog een keer",
    send_again: "Er ging iets mis met deze pagina. Uw antwoorden staan hieronder. Druk onderaan nog een keer op de knop.",

    thanks_title: "Bedankt!",
    thanks_sent: "Uw antwoorden zijn verstuurd.",
    another: "Wil iemand anders op dit apparaat ook meedoen?",
    another_link: "Begin met een lege vragenlijst",
    closed_title: "Deze vragenlijst is gesloten",
    closed: |closed| format!("Meedoen kon tot {}. Nieuwe antwoorden nemen we niet meer aan.", moment(closed)),
    not_open_title: "Deze vragenlijst is nog niet open",
    not_open: |opens| format!("U kunt meedoen vanaf {}. Kom dan terug op deze pagina.", moment(opens)),
    not_ready_title: "Deze vragenlijst is bijna klaar",
    not_ready: "We zetten nog iets klaar. Probeer het over een uur nog eens.",
    paused_title: "Even pauze",
    paused: "U kunt nu even niet meedoen. De vragenlijst komt terug. Probeer het later nog eens.",
    too_large_title: "Dat is te veel tekst",
    too_large: "Uw antwoorden zijn niet verstuurd. Ga terug naar de vorige pagina en maak uw tekst korter.",
    not_found_title: "Deze pagina bestaat niet",
    not_found: "Kijk of u het adres goed hebt overgenomen.",
    unreadable_title: "Dit kunnen we niet lezen",
    unreadable: "Uw antwoorden zijn niet verstuurd. Ga terug naar de vragenlijst en probeer het nog een keer.",
    lists: "Vragenlijsten",
    home_intro: "Kies de vragenlijst die bij u past.",
    home_closed: "gesloten",
    home_paused: "even pauze",
    home_later: |opens| format!("open vanaf {}", date(opens.local_day())),
    to_start: "Naar het begin",

    privacy: Privacy {
        title: "Wat we met uw antwoorden doen",
        who: "Wie vraagt dit?",
        contact: |address| format!("Vragen? Mail naar {address}."),
        why: "Waarom?",
        ground: "Waarom mag dat?",
        kept: "Wat bewaren we?",
        kept_points: &[
            "De antwoorden die u kiest.",
            "Niet uw naam, adres, e-mail of telefoonnummer. Niet uw taal, uw telefoon of computer, of het moment waarop \
             u iets verstuurt. Er zijn geen cookies.",
            "Wat u zelf typt, bewaren we apart van uw andere antwoorden. Een computer haalt er eerst uit wat op een \
             e-mailadres, telefoonnummer, postcode, datum of ander nummer lijkt. Schrijf dus liever geen namen op: een \
             naam herkent de computer niet altijd.",
        ],
        results: "Wat zien anderen?",
        results_points: |base, smallest| {
            vec![
                "Adviseurs zien geen losse antwoorden. Zij zien alleen hoeveel mensen iets kozen.".to_owned(),
                format!(
                    "Die aantallen zijn afgerond: {base}, {}, {} en zo verder. Kregen minder dan {smallest} mensen een \
                     vraag? Dan laten we daarvan niets zien.",
                    2 * base,
                    3 * base
                ),
                "Wat u zelf typt, laten we pas zien als iemand het na afloop heeft gelezen en er niets in staat waaraan \
                 u te herkennen bent."
                    .to_owned(),
            ]
        },
        how_long: "Hoe lang?",
        until: |day| {
            format!(
                "We bewaren alle losse antwoorden tot {}, ook wat u zelf typt. Daarna worden ze vanzelf gewist. Dat kan \
                 een paar dagen duren. De uitkomsten blijven.",
                date(day)
            )
        },
        rights: "Uw rechten",
        rights_points: &[
            "Meedoen hoeft niet. U mag stoppen en u mag vragen overslaan.",
            "Na het versturen kunnen wij uw antwoorden niet meer inzien, veranderen of wissen voor u: we weten niet \
             welke van u zijn.",
            "Niet tevreden? U kunt een klacht sturen aan de Autoriteit Persoonsgegevens.",
        ],
        not_promised: "Wat we niet kunnen beloven",
        not_promised_points: &[
            "Wie u goed kent, kan u herkennen aan hoe u schrijft.",
            "De beheerder en het bedrijf van de computers kunnen technisch bij de losse antwoorden zolang die er zijn. \
             Zij mogen dat niet zomaar doen.",
            "Iemand die bijna alle andere antwoorden kent, kan soms iets over het laatste antwoord raden.",
            "Iedereen met de link kan meedoen, ook twee keer. Daarom zijn de uitkomsten een beeld, geen precieze telling.",
        ],
    },
};
