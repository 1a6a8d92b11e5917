//! Dutch, level B1.

use survey::code::{Holder, Mistyped};
use survey::condition::Comparison;
use survey::language::Language;
use survey::time::{DUTCH_MONTHS, Day, Moment};

use super::{Codes, Words};
use crate::app::CodeFault;

pub(super) fn date(day: Day) -> String {
    let (year, month, day) = day.civil();
    format!("{day} {} {year}", DUTCH_MONTHS[usize::from(month) - 1])
}

pub(super) fn moment(moment: Moment) -> String {
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
    bait: "Laat dit vak leeg",
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
    hasty: "Soms vult een computerprogramma deze vragen in. Daarom vragen we u om nog 1 keer op de knop te drukken. Uw \
            antwoorden staan hieronder. Ze zijn nog niet verstuurd.",

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

    codes: Codes {
        label: "Uw code",
        hint: "Uw code staat op uw kaart of in uw brief. Het zijn 16 letters en cijfers. Hoofdletters, spaties en \
               streepjes maken niet uit.",
        label_optional: "Hebt u een code gekregen?",
        hint_optional: "Vul uw code dan hier in. Het zijn 16 letters en cijfers. Hoofdletters, spaties en streepjes \
                        maken niet uit. Hebt u geen code? Laat dit vak dan leeg.",
        check: "Controleer mijn code",
        fits: |holder| match holder {
            Holder::Respondent => "Uw code klopt. U kunt de vragen invullen.",
            Holder::Interviewer => {
                "Deze code klopt. Het is een code voor een gesprek. Vul in wat de ander zegt, niet wat u zelf denkt."
            }
        },
        before_sending: "Kijk uw antwoorden nog eens na. Na het versturen kunt u ze alleen nog veranderen als u een code \
                         hebt.",

        look_again: "Kijk nog even naar uw code",
        fault: |fault| match fault {
            CodeFault::Missing | CodeFault::Mistyped(Mistyped::Nothing) => "Vul uw code in",
            CodeFault::Mistyped(Mistyped::TooShort) => "Uw code is te kort. Een code heeft 16 letters en cijfers",
            CodeFault::Mistyped(Mistyped::TooLong) => "Uw code is te lang. Een code heeft 16 letters en cijfers",
            CodeFault::Mistyped(Mistyped::Stranger) => {
                "In uw code staat een teken dat er niet in hoort. Een code heeft alleen letters en cijfers"
            }
            CodeFault::Mistyped(Mistyped::Check) => {
                "Er zit een typefout in uw code. Vergelijk hem met uw kaart of brief"
            }
            CodeFault::NotOurs => {
                "Deze code hoort niet bij deze vragenlijst. Kijk welk adres er bij uw code staat op uw kaart of brief"
            }
        },

        used_title: "Deze code is al gebruikt",
        used: "Met deze code zijn al antwoorden verstuurd. Een code telt 1 keer mee. Was u dat? Dan bent u klaar.",
        used_change: "Was u dat niet? Of wilt u uw antwoorden veranderen? Dan kunt u de antwoorden van toen wissen en de \
                      antwoorden hieronder versturen.",
        replace: "Wis de antwoorden van toen en verstuur deze",
        used_withdraw: "U kunt ook alleen wissen, en niets versturen.",
        only_withdraw: "Alleen wissen",

        keep: |until| {
            format!(
                "Deed u mee met een code? Bewaar die dan. Met de code kunt u uw antwoorden wissen tot {}. Vulde u dit in \
                 voor iemand anders? Geef die persoon dan de code.",
                moment(until)
            )
        },
        withdraw_link: "Antwoorden wissen met een code",

        withdraw_title: "Antwoorden wissen",
        withdraw: &[
            "Hebt u meegedaan met een code? Dan kunt u uw antwoorden wissen. Vul uw code in en druk op de knop.",
            "We wissen dan alles wat met deze code is verstuurd, ook wat u zelf typte. Dat kunt u niet terugdraaien. \
             Uitkomsten die adviseurs al hebben, veranderen niet. Daarin staan alleen afgeronde aantallen.",
            "Hebt u meegedaan zonder code? Dan kunnen we niets voor u wissen. We weten niet welke antwoorden van u zijn.",
        ],
        withdraw_until: |until| format!("Wissen kan tot {}.", moment(until)),
        withdraw_button: "Wis mijn antwoorden",
        withdrawn_title: "Gedaan",
        withdrawn: &[
            "Waren er met deze code antwoorden verstuurd? Dan zijn die nu gewist. Wij kunnen niet zien of er antwoorden \
             waren.",
            "U kunt met dezelfde code opnieuw meedoen. Dat hoeft niet.",
        ],
        begin_again: "Begin opnieuw",
        not_withdrawn_title: "Het wissen is nog niet gelukt",
        not_withdrawn: "Er is een storing bij ons. Wacht een minuut. Druk dan nog een keer op de knop.",
        too_late_title: "Wissen kan niet meer",
        too_late: |until| {
            vec![
                format!("U kon uw antwoorden wissen tot {}. Daarna worden alle antwoorden geteld.", moment(until)),
                "Na het tellen gooien we de sleutel weg waarmee een code naar antwoorden leidt. Ook wij kunnen dan niet \
                 meer vinden welke antwoorden van u zijn. Anderen zien alleen afgeronde aantallen."
                    .to_owned(),
            ]
        },
    },

    privacy: &super::privacy::dutch::WORDS,
};
