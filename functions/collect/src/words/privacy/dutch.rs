//! Dutch, level B1.

use super::{Part, Privacy, those};
use crate::words::dutch::{date, moment};

pub(in crate::words) const WORDS: Privacy = Privacy {
    title: "Wat we met uw antwoorden doen",
    brief: |facts| {
        vec![
            "Meedoen hoeft niet.".into(),
            "We vragen niet naar uw naam of adres.".into(),
            "Wie de uitkomsten krijgt, ziet hoe vaak iets is gekozen. Niet wat u koos.".into(),
            format!("De losse antwoorden wissen we na {}.", date(facts.expires)),
        ]
    },
    who: "Wie vraagt dit?",
    mail: "Vragen? Mail naar",
    officer: "Vragen over uw privacy? Mail naar de functionaris gegevensbescherming:",
    why: "Waarom?",
    ground: "Waarom mag dat?",
    voluntary: Part {
        heading: "Moet ik meedoen?",
        points: |_| {
            vec![
                "Nee. Meedoen hoeft niet.".into(),
                "U mag vragen overslaan, behalve waar ‘verplicht’ staat.".into(),
                "U mag stoppen. Pas als u op de knop drukt om te versturen, bewaren we uw antwoorden.".into(),
            ]
        },
    },
    kept: Part {
        heading: "Wat bewaren we?",
        points: |facts| {
            let mode =
                if facts.open { "met de link, met een code of in een gesprek" } else { "alleen of in een gesprek" };
            those([
                (true, "De antwoorden die u koos.".into()),
                (true, "Wat u zelf typte.".into()),
                (facts.codes, format!("Hoe u meedeed: {mode}.")),
                (true, "Een getal dat ervoor zorgt dat uw antwoorden maar 1 keer tellen.".into()),
            ])
        },
    },
    not_kept: Part {
        heading: "Wat bewaren we niet?",
        points: |facts| {
            those([
                (true, "Uw naam, adres, e-mail of telefoonnummer.".into()),
                (facts.codes, "Uw code.".into()),
                (true, "Wanneer u iets verstuurt.".into()),
                (true, "Wat voor telefoon of computer u hebt, en welke taal u kiest.".into()),
                (
                    true,
                    "Het adres van uw telefoon of computer op internet (het IP-adres). Dat is even nodig om u de \
                     pagina te sturen. Wij bewaren het niet."
                        .into(),
                ),
                (true, "Er zijn geen cookies.".into()),
            ])
        },
    },
    typed: Part {
        heading: "Wat gebeurt er met wat ik zelf typ?",
        points: |_| {
            vec![
                "We bewaren het apart van uw andere antwoorden.".into(),
                "Een computer haalt er eerst dingen uit. Zoals een e-mailadres, een telefoonnummer, een postcode of een \
                 datum."
                    .into(),
                "De computer herkent niet elke naam. Schrijf dus liever geen namen op.".into(),
                "Na de sluiting kan iemand de teksten lezen, door elkaar. Die kiest welke teksten anderen mogen zien. \
                 Alleen teksten waarin u niet te herkennen bent."
                    .into(),
            ]
        },
    },
    seen: Part {
        heading: "Wie ziet mijn antwoorden?",
        points: |facts| {
            let (base, smallest) = (facts.rounding_base, facts.smallest_base);
            vec![
                "Adviseurs zien geen losse antwoorden. Zij zien hoe vaak iets is gekozen. Later zien zij soms ook een tekst die \
                 is goedgekeurd."
                    .into(),
                format!(
                    "Die aantallen zijn afgerond: {base}, {}, {} en zo verder. Kregen minder dan {smallest} mensen een \
                     vraag? Dan laten we daar niets van zien.",
                    2 * base,
                    3 * base
                ),
                "Niemand besluit iets over u door wat u hier invult.".into(),
                "Vult iemand de vragen samen met u in? Dan ziet die persoon uw antwoorden ook.".into(),
                "Is het apparaat van iemand anders? Sluit de pagina dan na het versturen. Anders ziet de volgende soms nog \
                 wat u invulde."
                    .into(),
                "De technische beheerder kan bij de losse antwoorden. Het bedrijf van de computers ook: Amazon Web \
                 Services. Zij mogen dat alleen als het echt moet."
                    .into(),
            ]
        },
    },
    how_long: Part {
        heading: "Hoe lang bewaren we uw antwoorden?",
        points: |facts| {
            let from = if facts.codes { "uw code of uw telefoon" } else { "uw telefoon of computer" };
            vec![
                format!(
                    "U kunt meedoen tot {}. Kort daarna maken we de laatste uitkomsten. Dan vernietigen we ook onze \
                     sleutels. Daarna leidt niets meer van {from} naar uw antwoorden.",
                    moment(facts.closes)
                ),
                format!(
                    "De losse antwoorden bewaren we tot {}. Dan worden ze vanzelf gewist. Dat kan een paar dagen duren.",
                    date(facts.expires)
                ),
                "De uitkomsten blijven.".into(),
            ]
        },
    },
    withdraw: Part {
        heading: "Kan ik mijn antwoorden terughalen?",
        points: |facts| {
            let until = moment(facts.closes);
            let unknown = "wij weten niet welke antwoorden van u zijn. Zo kunnen wij ze ook niet opzoeken";
            let without = match (facts.open, facts.codes) {
                (true, true) => format!("Deed u mee zonder code? Dan kan het niet: {unknown}."),
                _ => format!("Na het versturen kan het niet: {unknown}."),
            };
            those([
                (true, "Vóór het versturen wel: sluit de pagina. Dan bewaren we niets.".into()),
                (
                    facts.codes,
                    format!(
                        "Deed u mee met een code? Dan kunt u uw antwoorden wissen tot {until}. Bewaar uw code dus goed."
                    ),
                ),
                (facts.codes, "Wilt u iets veranderen? Wis uw antwoorden. Doe dan opnieuw mee met dezelfde code.".into()),
                (
                    facts.codes,
                    "In uitkomsten die er al zijn, tellen uw antwoorden nog mee. Er kan ook nog een reservekopie zijn. \
                     Die is er hoogstens 35 dagen."
                        .into(),
                ),
                (facts.open, without),
            ])
        },
    },
    withdraw_link: |people, municipality| format!("Antwoorden wissen: {people}, {municipality}"),
    rights: Part {
        heading: "Wat zijn mijn rechten?",
        points: |facts| {
            those([
                (
                    true,
                    "Door de privacywet (AVG) mag u vragen om uw gegevens te zien, te verbeteren of te wissen. U mag ook \
                     bezwaar maken."
                        .into(),
                ),
                (
                    !facts.codes,
                    "Maar wij weten niet welke antwoorden van u zijn. Wij kunnen ze dus niet voor u opzoeken (AVG, artikel \
                     11)."
                        .into(),
                ),
                (
                    facts.codes,
                    "Maar wij weten niet welke antwoorden van u zijn (AVG, artikel 11). Met uw code kunt u ze wel zelf \
                     wissen. De pagina kan ze niet laten zien, want die kan ze niet lezen."
                        .into(),
                ),
                (
                    true,
                    "Staat er in een tekst iets over u? Vertel ons welke woorden. Dan kunnen we de tekst zoeken en wissen."
                        .into(),
                ),
            ])
        },
    },
    complaint: Part {
        heading: "Waar kan ik klagen?",
        points: |_| {
            vec![
                "Bij ons. Mail naar het adres bovenaan.".into(),
                "Bij de Autoriteit Persoonsgegevens. Kijk op autoriteitpersoonsgegevens.nl.".into(),
            ]
        },
    },
    not_promised: Part {
        heading: "Wat kunnen we niet beloven?",
        points: |facts| {
            those([
                (true, "Wie u goed kent, kan u herkennen aan hoe u schrijft.".into()),
                (true, "Iemand die bijna alle andere antwoorden kent, kan soms raden wat u koos.".into()),
                (
                    facts.open,
                    "Iedereen met de link kan meedoen, ook twee keer. De uitkomsten zijn dus een beeld, geen precieze \
                     telling."
                        .into(),
                ),
                (
                    facts.codes,
                    "Wie uw code kent, kan zien of die gebruikt is. En kan uw antwoorden wissen. Maar niet zien wat u \
                     koos. Laat uw code dus niet aan anderen zien."
                        .into(),
                ),
                (
                    facts.codes,
                    "De technische beheerder kan met een code opzoeken welke antwoorden erbij horen. Dat mag niet. Na de \
                     laatste uitkomsten kan het ook niet meer."
                        .into(),
                ),
            ])
        },
    },
};
