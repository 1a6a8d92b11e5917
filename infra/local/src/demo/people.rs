//! Made-up residents. Six kinds of people, each with what is likely for them; the rest follows from who they are.

use serde_json::{Map, Value};
use survey::response::Draft;

use super::Mostly;
use super::draw::{Draw, Likely};
use super::writing::{Writing, approved, rejected, unread, without};

/// A kind of people: how likely each option is for them.
struct Kind {
    who: &'static [Likely],
    now: &'static [Likely],
    step_now: &'static [Likely],
    matters: &'static [Likely],
    with: &'static [Likely],
    often: &'static [Likely],
    place: &'static [Likely],
    travel: &'static [Likely],
    barrier: &'static [Likely],
    help: &'static [Likely],
    age: &'static [Likely],
    /// The highest step of the ladder they would wish for, 0-5 as in [`STEPS`].
    highest_wish: usize,
    wishes: &'static [Writing],
}

/// The steps of the ladder by their names in the questionnaire, from the lowest.
const STEPS: [&str; 6] = ["home", "people", "group", "unpaid", "support", "paid"];

const OLDER: Kind = Kind {
    who: &[("self", 62), ("help", 22), ("other", 16)],
    now: &[("home", 85), ("visit", 48), ("club", 24), ("open", 20), ("guided", 9), ("care", 6), ("volunteer", 14)],
    step_now: &[("home", 38), ("people", 34), ("group", 18), ("unpaid", 8), ("rather_not", 2)],
    matters: &[
        ("meet", 72),
        ("move", 46),
        ("music", 38),
        ("food", 44),
        ("outdoor", 30),
        ("digital", 27),
        ("create", 18),
        ("give", 17),
        ("calm", 22),
        ("learn", 10),
    ],
    with: &[("alone", 8), ("few", 30), ("small", 38), ("large", 6), ("any", 14), ("dont_know", 4)],
    often: &[("rarely", 16), ("two", 52), ("four", 22), ("more", 5), ("dont_know", 5)],
    place: &[("home", 18), ("near", 62), ("far", 5), ("any", 12), ("dont_know", 3)],
    travel: &[("walk", 38), ("bike", 34), ("scooter", 16), ("bus", 12), ("car", 28), ("lift", 36), ("taxi", 18)],
    barrier: &[
        ("travel", 42),
        ("money", 15),
        ("health", 46),
        ("dare", 19),
        ("unknown", 33),
        ("waiting", 6),
        ("fit", 12),
    ],
    help: &[("choose", 18), ("along", 36), ("travel", 41), ("explain", 14), ("near", 8), ("body", 13), ("quiet", 9)],
    age: &[("a65", 34), ("a75", 41), ("a85", 22), ("rather_not", 3)],
    highest_wish: 3,
    wishes: &[
        approved("Samen koffie drinken in het dorpshuis, ook in de winter."),
        approved("Weer eens zingen, zoals vroeger in het koor. Het hoeft niet mooi."),
        unread("Een busje dat mij ophaalt en weer thuisbrengt."),
        approved("Op woensdag samen eten. Alleen koken is niet leuk."),
        unread("Ik mis een praatje. De dagen zijn lang."),
        unread("Een plek dichtbij waar ik gewoon binnen kan lopen."),
        unread("Wandelen met een paar mensen, niet te ver."),
        unread("Iemand die mij leert beeldbellen met mijn kleinkinderen."),
        unread("Klaverjassen. Van ons groepje zijn er nog maar twee over."),
        unread("Koffie, en dan een echt gesprek. Niet alleen over het weer."),
        without(
            "Ik ben 91 en woon boven de bakker.",
            "Ik ben 91 en woon boven de bakker. Naar het water kijken met een kop koffie erbij, dat wil ik.",
        ),
        unread("Mijn tuin is te groot geworden. Samen wieden, dat zou wat zijn."),
        unread("Als het donker is ga ik niet meer weg. Doe iets leuks overdag."),
        unread("Ik kan goed breien. Dat wil ik best aan jonge mensen leren."),
    ],
};

const DISABILITY: Kind = Kind {
    who: &[("self", 24), ("help", 52), ("other", 24)],
    now: &[
        ("home", 44),
        ("visit", 35),
        ("club", 28),
        ("open", 14),
        ("guided", 63),
        ("school", 9),
        ("volunteer", 12),
        ("shelter", 22),
    ],
    step_now: &[("home", 8), ("people", 12), ("group", 44), ("unpaid", 18), ("support", 17), ("paid", 1)],
    matters: &[
        ("meet", 54),
        ("work", 47),
        ("create", 44),
        ("outdoor", 46),
        ("music", 37),
        ("food", 36),
        ("give", 24),
        ("learn", 31),
        ("move", 28),
        ("digital", 19),
        ("calm", 26),
    ],
    with: &[("alone", 6), ("few", 24), ("small", 46), ("large", 12), ("any", 9), ("dont_know", 3)],
    often: &[("rarely", 3), ("two", 16), ("four", 36), ("more", 40), ("dont_know", 5)],
    place: &[("home", 4), ("near", 50), ("far", 24), ("any", 18), ("dont_know", 4)],
    travel: &[("walk", 26), ("bike", 46), ("scooter", 5), ("bus", 18), ("lift", 28), ("taxi", 44)],
    barrier: &[
        ("travel", 30),
        ("money", 17),
        ("health", 12),
        ("dare", 24),
        ("unknown", 20),
        ("waiting", 25),
        ("fit", 22),
    ],
    help: &[("choose", 33), ("along", 38), ("travel", 34), ("explain", 56), ("near", 41), ("body", 15), ("quiet", 31)],
    age: &[("a18", 32), ("a27", 36), ("a45", 25), ("a65", 5), ("rather_not", 2)],
    highest_wish: 4,
    wishes: &[
        approved("Werken met dieren, en er geld mee verdienen."),
        unread("In een winkel werken met iemand erbij."),
        unread("Muziek maken met anderen."),
        unread("Niet steeds andere begeleiders."),
        unread("Ook in het weekend iets te doen hebben."),
        unread("Leren koken voor mezelf."),
        approved("Ik kan meer dan ze denken."),
        unread("Vrienden. Geen begeleiders, maar vrienden."),
        unread("Zelf met de bus durven."),
        rejected("De chauffeur van het busje op dinsdag is altijd boos op ons."),
        unread("Dat iemand wacht tot ik uitgepraat ben."),
        unread("Dansen op zaterdag."),
    ],
};

const MENTAL: Kind = Kind {
    who: &[("self", 82), ("help", 12), ("other", 6)],
    now: &[
        ("home", 82),
        ("visit", 26),
        ("club", 9),
        ("open", 17),
        ("guided", 18),
        ("school", 5),
        ("volunteer", 15),
        ("shelter", 5),
    ],
    step_now: &[("home", 46), ("people", 24), ("group", 12), ("unpaid", 12), ("support", 4), ("rather_not", 2)],
    matters: &[
        ("calm", 60),
        ("create", 46),
        ("move", 41),
        ("outdoor", 47),
        ("meet", 36),
        ("work", 33),
        ("give", 31),
        ("music", 24),
        ("learn", 26),
        ("food", 20),
    ],
    with: &[("alone", 22), ("few", 44), ("small", 22), ("large", 2), ("any", 5), ("dont_know", 5)],
    often: &[("rarely", 14), ("two", 46), ("four", 26), ("more", 6), ("dont_know", 8)],
    place: &[("home", 16), ("near", 40), ("far", 20), ("any", 18), ("dont_know", 6)],
    travel: &[("walk", 32), ("bike", 58), ("bus", 26), ("car", 22), ("lift", 18), ("taxi", 5)],
    barrier: &[
        ("travel", 18),
        ("money", 37),
        ("health", 51),
        ("dare", 53),
        ("unknown", 36),
        ("waiting", 22),
        ("fit", 31),
    ],
    help: &[("choose", 35), ("along", 50), ("travel", 11), ("explain", 19), ("near", 15), ("quiet", 48)],
    age: &[("a18", 17), ("a27", 34), ("a45", 39), ("a65", 7), ("rather_not", 3)],
    highest_wish: 5,
    wishes: &[
        unread("Klein beginnen. Een keer in de week is genoeg."),
        approved("Een plek waar het niet uitmaakt of ik een slechte dag heb."),
        unread("Iets met mijn handen doen, zonder druk."),
        approved("Ik wil weer nodig zijn."),
        unread("Buiten werken, in een tuin of op een boerderij."),
        unread("Weten wat er is. Ik kan het nergens vinden."),
        unread("Een reden om op te staan. Meer hoeft het niet te zijn."),
        unread("Eerst alleen kijken. Daarna misschien meedoen."),
        approved("Fietsen repareren. Dat kan ik, en dan is het stil in mijn hoofd."),
        unread("Iemand die even appt als ik er een keer niet ben."),
        unread("Samen wandelen en niet hoeven praten."),
        unread("Niet weer een groep over klachten. Ik wil iets maken."),
    ],
};

const CARER: Kind = Kind {
    who: &[("carer", 72), ("self", 28)],
    now: &[
        ("home", 50),
        ("visit", 38),
        ("club", 18),
        ("open", 10),
        ("guided", 27),
        ("care", 74),
        ("volunteer", 12),
        ("job", 20),
    ],
    step_now: &[("home", 26), ("people", 30), ("group", 24), ("unpaid", 8), ("paid", 11), ("rather_not", 1)],
    matters: &[
        ("meet", 55),
        ("calm", 45),
        ("move", 38),
        ("music", 25),
        ("outdoor", 32),
        ("food", 25),
        ("create", 21),
        ("give", 20),
        ("work", 14),
    ],
    with: &[("alone", 12), ("few", 34), ("small", 34), ("large", 4), ("any", 12), ("dont_know", 4)],
    often: &[("rarely", 14), ("two", 50), ("four", 24), ("more", 6), ("dont_know", 6)],
    place: &[("home", 20), ("near", 54), ("far", 10), ("any", 12), ("dont_know", 4)],
    travel: &[("walk", 26), ("bike", 38), ("bus", 7), ("car", 58), ("lift", 28), ("taxi", 18)],
    barrier: &[
        ("travel", 26),
        ("money", 15),
        ("health", 30),
        ("dare", 10),
        ("unknown", 28),
        ("waiting", 20),
        ("fit", 14),
        ("time", 58),
    ],
    help: &[("choose", 20), ("along", 22), ("travel", 34), ("explain", 18), ("near", 30), ("body", 26), ("quiet", 16)],
    age: &[("a27", 10), ("a45", 36), ("a65", 28), ("a75", 22), ("a85", 2), ("rather_not", 2)],
    highest_wish: 5,
    wishes: &[
        approved("Een middag per week waarop ik weet dat het goed gaat."),
        unread("Samen met mijn man iets doen waar hij ook welkom is."),
        unread("Iemand die meedenkt. Ik regel nu alles zelf."),
        unread("Minder formulieren en een vast gezicht."),
        unread("Weer eens fietsen zonder op de klok te kijken."),
        unread("Koffie met anderen die dit ook meemaken."),
        approved("Dat iemand eens vraagt hoe het met mij gaat."),
        unread("Zingen. Dat deed ik altijd, tot mijn vrouw ziek werd."),
    ],
};

const NEWCOMER: Kind = Kind {
    who: &[("self", 60), ("help", 34), ("other", 6)],
    now: &[("home", 60), ("visit", 50), ("club", 13), ("open", 20), ("school", 45), ("volunteer", 16), ("job", 9)],
    step_now: &[("home", 26), ("people", 30), ("group", 28), ("unpaid", 10), ("paid", 5), ("rather_not", 1)],
    matters: &[
        ("language", 84),
        ("work", 66),
        ("meet", 58),
        ("learn", 52),
        ("food", 40),
        ("digital", 28),
        ("give", 27),
        ("move", 26),
        ("create", 20),
        ("music", 14),
    ],
    with: &[("alone", 2), ("few", 18), ("small", 46), ("large", 18), ("any", 14), ("dont_know", 2)],
    often: &[("rarely", 4), ("two", 26), ("four", 38), ("more", 28), ("dont_know", 4)],
    place: &[("home", 6), ("near", 58), ("far", 14), ("any", 18), ("dont_know", 4)],
    travel: &[("walk", 42), ("bike", 62), ("bus", 38), ("car", 14), ("lift", 16)],
    barrier: &[
        ("travel", 28),
        ("money", 36),
        ("health", 12),
        ("language", 72),
        ("dare", 26),
        ("unknown", 48),
        ("waiting", 20),
        ("time", 12),
    ],
    help: &[("choose", 38), ("along", 40), ("travel", 8), ("explain", 54), ("near", 8), ("quiet", 6)],
    age: &[("a18", 22), ("a27", 48), ("a45", 24), ("a65", 4), ("rather_not", 2)],
    highest_wish: 5,
    wishes: &[
        approved("Nederlands praten met gewone mensen, niet alleen in de klas."),
        unread("Werk. Ik kan veel, maar ik ken niemand."),
        unread("Koken voor anderen, eten uit mijn land."),
        unread("Vroeger gaf ik les. Ik wil weer met kinderen werken."),
        unread("Leren fietsen. Iedereen fietst hier."),
        approved("Mensen zeggen hallo, maar daarna stopt het. Ik wil vrienden."),
        unread("Een taalmaatje dat ook van voetbal houdt."),
    ],
};

const INJURY: Kind = Kind {
    who: &[("self", 58), ("help", 36), ("other", 6)],
    now: &[
        ("home", 70),
        ("visit", 42),
        ("club", 18),
        ("open", 12),
        ("guided", 28),
        ("volunteer", 20),
        ("shelter", 10),
        ("job", 6),
    ],
    step_now: &[("home", 24), ("people", 28), ("group", 20), ("unpaid", 16), ("support", 9), ("paid", 3)],
    matters: &[
        ("calm", 50),
        ("meet", 46),
        ("work", 40),
        ("move", 44),
        ("create", 34),
        ("outdoor", 36),
        ("learn", 26),
        ("give", 32),
        ("music", 24),
        ("digital", 16),
    ],
    with: &[("alone", 14), ("few", 44), ("small", 30), ("large", 1), ("any", 8), ("dont_know", 3)],
    often: &[("rarely", 8), ("two", 52), ("four", 30), ("more", 6), ("dont_know", 4)],
    place: &[("home", 12), ("near", 48), ("far", 18), ("any", 18), ("dont_know", 4)],
    travel: &[("walk", 24), ("bike", 26), ("scooter", 18), ("bus", 14), ("car", 26), ("lift", 34), ("taxi", 30)],
    barrier: &[
        ("travel", 38),
        ("money", 20),
        ("health", 62),
        ("dare", 16),
        ("unknown", 32),
        ("waiting", 18),
        ("fit", 30),
    ],
    help: &[("choose", 18), ("along", 26), ("travel", 36), ("explain", 30), ("near", 14), ("body", 20), ("quiet", 46)],
    age: &[("a18", 5), ("a27", 24), ("a45", 52), ("a65", 16), ("rather_not", 3)],
    highest_wish: 5,
    wishes: &[
        approved("Mijn oude vak weer een beetje doen, in mijn eigen tempo."),
        unread("Korte dagdelen, want ik ben snel moe."),
        approved("Lotgenoten ontmoeten zonder dat het altijd over ziek zijn gaat."),
        unread("Een stille ruimte om bij te komen. Dan houd ik het vol."),
        unread("Muziek maken gaat nog. Praten is lastiger."),
        unread("Zwemmen, als het niet te druk is."),
    ],
};

const KINDS: [(&Kind, u32); 6] =
    [(&OLDER, 36), (&DISABILITY, 18), (&MENTAL, 17), (&CARER, 13), (&NEWCOMER, 9), (&INJURY, 7)];

const RELIEF: &[Likely] = &[
    ("time", 62),
    ("days", 30),
    ("trust", 50),
    ("visit", 22),
    ("travel", 34),
    ("both", 24),
    ("talk", 26),
    ("advice", 38),
    ("job", 20),
];

/// All that made-up residents write.
pub(super) fn writings() -> impl Iterator<Item = &'static Writing> {
    KINDS.iter().flat_map(|(kind, _)| kind.wishes)
}

/// One made-up resident's answers, where there may be more of one kind than usual.
pub(super) fn resident(draw: &mut Draw, mostly: Option<Mostly>) -> Draft {
    let kind = match mostly {
        Some(mostly) if draw.chance(40) => match mostly {
            Mostly::Older => &OLDER,
            Mostly::Disability => &DISABILITY,
            Mostly::Mental => &MENTAL,
            Mostly::Carers => &CARER,
            Mostly::Newcomers => &NEWCOMER,
            Mostly::Injury => &INJURY,
        },
        Some(_) | None => *draw.weighted(&KINDS),
    };
    let who = *draw.weighted(kind.who);
    let step = *draw.weighted(kind.step_now);
    let mut answers = Map::new();
    let mut answer = |name: &str, value: Value| answers.insert(name.to_owned(), value);
    answer("who", who.into());
    let now = draw.several(kind.now, "none");
    let cares = now.as_array().is_some_and(|now| now.contains(&"care".into()));
    answer("now", now);
    answer("content", content(draw, step).into());
    answer("step_now", step.into());
    answer("matters", draw.several(kind.matters, "none"));
    answer("step_wish", wish(draw, step, kind.highest_wish).into());
    // Further down the form people skip more.
    for (name, table) in [("with", kind.with), ("often", kind.often), ("where", kind.place)] {
        if !draw.chance(5) {
            answer(name, (*draw.weighted(table)).into());
        }
    }
    for (name, table) in [("travel", kind.travel), ("barrier", kind.barrier), ("help", kind.help)] {
        if !draw.chance(7) {
            answer(name, draw.several(table, "none"));
        }
    }
    if draw.chance(24) {
        answer("wish", draw.any(kind.wishes).text.into());
    }
    if (who == "carer" || cares) && !draw.chance(6) {
        answer("relief", draw.several(RELIEF, "none"));
    }
    if !draw.chance(9) {
        answer("age", (*draw.weighted(kind.age)).into());
    }
    if !draw.chance(9) {
        answer("area", (*draw.weighted(&[("town", 56), ("around", 41), ("rather_not", 3)])).into());
    }
    Draft { answers, ..Draft::default() }
}

/// The less one takes part, the less content, with exceptions.
fn content(draw: &mut Draw, step: &str) -> &'static str {
    let likely: &[Likely] = match step {
        "home" => &[("sad", 42), ("middle", 38), ("happy", 16), ("dont_know", 4)],
        "people" => &[("sad", 24), ("middle", 46), ("happy", 27), ("dont_know", 3)],
        "group" | "unpaid" => &[("sad", 11), ("middle", 38), ("happy", 48), ("dont_know", 3)],
        _ => &[("sad", 9), ("middle", 32), ("happy", 57), ("dont_know", 2)],
    };
    let content: &&'static str = draw.weighted(likely);
    content
}

/// Most wish to stay where they are or a step or two higher, within what they think possible.
fn wish(draw: &mut Draw, step: &str, highest: usize) -> &'static str {
    let Some(now) = STEPS.iter().position(|name| *name == step) else { return "dont_know" };
    if draw.chance(8) {
        return "dont_know";
    }
    let up = *draw.weighted(&[(0, 36), (1, 40), (2, 18), (3, 6)]);
    STEPS[(now + up).min(highest.max(now))]
}
