//! Made-up providers. Five kinds of organisations, each with what is likely for them.

use serde_json::{Map, Value, json};
use survey::response::Draft;

use super::draw::{Draw, Likely};
use super::writing::{Writing, approved, rejected, unread, without};

/// A kind of organisations: how likely each option is for them.
struct Kind {
    id: &'static str,
    offer: &'static [Likely],
    clients: &'static [Likely],
    funding: &'static [Likely],
    /// The fewest and the most places.
    places: (i64, i64),
    /// The chance, out of 100, of having a waiting list.
    waiting: u32,
    travel: &'static [Likely],
    helpers: &'static [Likely],
    asked: &'static [Likely],
    onward: (i64, i64),
    /// Rows of the grid, and how much each is felt, out of 100.
    hinder: &'static [Likely],
    renew: &'static [Likely],
    ideas: &'static [Writing],
}

const CARE: Kind = Kind {
    id: "care",
    offer: &[
        ("meet", 85),
        ("create", 70),
        ("move", 50),
        ("calm", 80),
        ("food", 60),
        ("music", 45),
        ("work", 30),
        ("outdoor", 30),
        ("learn", 25),
    ],
    clients: &[("older", 55), ("dementia", 55), ("mental", 50), ("physical", 40), ("psychic", 40), ("brain", 35)],
    funding: &[("open", 15), ("tailored", 85), ("longterm", 75), ("youth", 15), ("sheltered", 10)],
    places: (12, 70),
    waiting: 65,
    travel: &[("self", 40), ("family", 45), ("ours", 55), ("volunteer", 20), ("taxi", 75)],
    helpers: &[("enough", 25), ("few", 60), ("wanted", 10), ("no", 3), ("dont_know", 2)],
    asked: &[
        ("work", 40),
        ("outdoor", 35),
        ("digital", 25),
        ("language", 20),
        ("music", 15),
        ("learn", 25),
        ("give", 15),
    ],
    onward: (0, 4),
    hinder: &[("money", 60), ("staff", 85), ("helpers", 55), ("rules", 75), ("space", 35), ("travel", 55)],
    renew: &[
        ("open", 30),
        ("mix", 35),
        ("combine", 45),
        ("village", 25),
        ("lead", 25),
        ("carers", 20),
        ("share", 25),
        ("work", 15),
        ("hours", 10),
        ("digital", 10),
    ],
    ideas: &[
        approved("Samen met welzijn een inloop openen in de dorpen."),
        unread("Deelnemers zelf de week laten plannen. Wij zijn er trots op dat dat lukt."),
        unread("Eén gesprek aan het begin dat overal geldt. Mensen vertellen nu vier keer hetzelfde."),
        approved("Een proefdag zonder papieren. Wie komt kijken, blijft meestal."),
        rejected("Onze buren houden plekken vast die al een jaar leeg staan."),
    ],
};

const WELFARE: Kind = Kind {
    id: "welfare",
    offer: &[
        ("meet", 100),
        ("food", 70),
        ("move", 65),
        ("language", 60),
        ("digital", 60),
        ("create", 50),
        ("give", 50),
        ("music", 30),
        ("learn", 55),
    ],
    clients: &[("older", 80), ("lonely", 85), ("newcomer", 60), ("carers", 60), ("nowork", 40), ("psychic", 35)],
    funding: &[("open", 95), ("gifts", 45), ("self", 25), ("work", 25)],
    places: (15, 80),
    waiting: 15,
    travel: &[("self", 90), ("family", 35), ("volunteer", 45), ("taxi", 20), ("visit", 25)],
    helpers: &[("enough", 20), ("few", 78), ("wanted", 2)],
    asked: &[("work", 35), ("outdoor", 40), ("calm", 25), ("music", 25), ("create", 15)],
    onward: (0, 12),
    hinder: &[("money", 75), ("staff", 55), ("helpers", 80), ("rules", 35), ("space", 45), ("travel", 60)],
    renew: &[
        ("village", 50),
        ("open", 25),
        ("mix", 40),
        ("combine", 40),
        ("share", 30),
        ("hours", 25),
        ("lead", 25),
        ("carers", 30),
        ("digital", 20),
        ("work", 15),
    ],
    ideas: &[
        approved("Een buurtbus die door vrijwilligers wordt gereden."),
        unread("Elke dag één tafel waar altijd iemand aanschuift."),
        unread("Alles wat er is op één vel papier, bij de huisarts en bij de bakker."),
        unread("Vrijwilligers hebben bij ons een vast gezicht. Sindsdien blijven ze."),
    ],
};

const FARM: Kind = Kind {
    id: "farm",
    offer: &[
        ("outdoor", 100),
        ("work", 80),
        ("calm", 90),
        ("meet", 60),
        ("food", 55),
        ("give", 35),
        ("move", 40),
        ("create", 30),
        ("learn", 30),
    ],
    clients: &[
        ("mental", 65),
        ("psychic", 70),
        ("dementia", 40),
        ("young", 35),
        ("brain", 30),
        ("nowork", 40),
        ("older", 25),
    ],
    funding: &[("tailored", 90), ("longterm", 70), ("youth", 45), ("open", 5), ("sheltered", 15)],
    places: (6, 24),
    waiting: 75,
    travel: &[("self", 45), ("family", 50), ("ours", 40), ("taxi", 80)],
    helpers: &[("enough", 45), ("few", 35), ("wanted", 15), ("no", 5)],
    asked: &[("language", 15), ("digital", 15), ("music", 20), ("work", 20), ("meet", 10)],
    onward: (0, 6),
    hinder: &[("money", 45), ("staff", 50), ("helpers", 30), ("rules", 85), ("space", 25), ("travel", 75)],
    renew: &[
        ("work", 40),
        ("open", 35),
        ("mix", 25),
        ("share", 30),
        ("hours", 15),
        ("combine", 30),
        ("carers", 20),
        ("lead", 20),
        ("village", 5),
    ],
    ideas: &[
        unread("Een boerderijwinkel waarin deelnemers verkopen."),
        approved("Logeren in het weekend, zodat mantelzorgers even vrij zijn."),
        without(
            "Als enige schapenboerderij",
            "Als enige schapenboerderij willen wij ook op zaterdag open. Deelnemers vragen erom.",
        ),
        unread("Minder uren opschrijven, meer tijd op het erf."),
    ],
};

const FIRM: Kind = Kind {
    id: "firm",
    offer: &[
        ("work", 100),
        ("learn", 75),
        ("meet", 45),
        ("create", 40),
        ("food", 40),
        ("digital", 25),
        ("language", 35),
        ("give", 20),
    ],
    clients: &[("nowork", 90), ("mental", 55), ("psychic", 55), ("newcomer", 50), ("physical", 30), ("brain", 25)],
    funding: &[("sheltered", 60), ("work", 75), ("tailored", 45), ("self", 15), ("gifts", 15)],
    places: (5, 45),
    waiting: 40,
    travel: &[("self", 95), ("family", 20), ("ours", 20), ("taxi", 25)],
    helpers: &[("enough", 25), ("few", 20), ("wanted", 30), ("no", 22), ("dont_know", 3)],
    asked: &[("calm", 30), ("language", 40), ("meet", 20), ("digital", 25)],
    onward: (2, 20),
    hinder: &[("money", 55), ("staff", 55), ("helpers", 20), ("rules", 80), ("space", 40), ("travel", 45)],
    renew: &[
        ("work", 55),
        ("mix", 40),
        ("combine", 35),
        ("share", 25),
        ("lead", 25),
        ("open", 20),
        ("digital", 20),
        ("village", 10),
    ],
    ideas: &[
        unread("Leren op de werkplek met een diploma per stap."),
        unread("Bedrijven die om de beurt een open dag houden."),
        approved("Een werkgever durft het aan als hij iemand kan bellen. Betaal die iemand."),
    ],
};

const GROUP: Kind = Kind {
    id: "group",
    offer: &[
        ("meet", 95),
        ("music", 45),
        ("food", 60),
        ("give", 60),
        ("move", 40),
        ("create", 45),
        ("language", 30),
        ("digital", 20),
    ],
    clients: &[("lonely", 75), ("older", 75), ("newcomer", 40), ("carers", 25)],
    funding: &[("gifts", 80), ("self", 55), ("open", 25)],
    places: (8, 40),
    waiting: 8,
    travel: &[("self", 90), ("family", 50), ("volunteer", 40)],
    helpers: &[("enough", 40), ("few", 58), ("no", 2)],
    asked: &[("calm", 15), ("work", 15), ("outdoor", 25), ("learn", 20), ("digital", 25)],
    onward: (0, 3),
    hinder: &[("money", 60), ("staff", 10), ("helpers", 70), ("rules", 45), ("space", 60), ("travel", 50)],
    renew: &[
        ("village", 40),
        ("mix", 40),
        ("hours", 35),
        ("open", 15),
        ("share", 35),
        ("lead", 30),
        ("carers", 20),
        ("digital", 20),
    ],
    ideas: &[
        unread("De kerkzaal staat overdag leeg. Gebruik hem."),
        approved("Kom een keer meedoen, dan begint het vanzelf. Wij zetten koffie."),
        unread("Wij hebben ruimte genoeg, maar geen geld voor de verwarming."),
    ],
};

const KINDS: [(&Kind, u32); 5] = [(&CARE, 27), (&WELFARE, 20), (&FARM, 23), (&FIRM, 15), (&GROUP, 15)];

const PARTNERS: &[Likely] = &[
    ("council", 70),
    ("welfare", 50),
    ("care", 52),
    ("doctor", 30),
    ("jobs", 28),
    ("firms", 30),
    ("school", 24),
    ("clubs", 42),
    ("faith", 22),
    ("homes", 20),
];

/// All that made-up organisations write.
pub(super) fn writings() -> impl Iterator<Item = &'static Writing> {
    KINDS.iter().flat_map(|(kind, _)| kind.ideas)
}

/// One made-up organisation's answers.
pub(super) fn provider(draw: &mut Draw) -> Draft {
    let kind = *draw.weighted(&KINDS);
    let mut answers = Map::new();
    let mut answer = |name: &str, value: Value| answers.insert(name.to_owned(), value);
    answer("offer", draw.several(kind.offer, "none"));
    answer("for", draw.several(kind.clients, "none"));
    answer("funding", draw.several(kind.funding, "none"));
    if !draw.chance(8) {
        answer("places", draw.between(kind.places.0, kind.places.1).into());
    }
    if !draw.chance(8) {
        let waiting = if draw.chance(kind.waiting) { draw.between(1, 14) } else { 0 };
        answer("waiting", waiting.into());
    }
    answer("travel", draw.several(kind.travel, "none"));
    answer("helpers", (*draw.weighted(kind.helpers)).into());
    answer("asked", draw.several(kind.asked, "none"));
    if !draw.chance(12) {
        answer("onward", draw.between(kind.onward.0, kind.onward.1).into());
    }
    answer("partners", draw.several(PARTNERS, "none"));
    let felt: Map<String, Value> =
        kind.hinder.iter().map(|(row, felt)| ((*row).to_owned(), hindrance(draw, *felt).into())).collect();
    answer("hinder", json!(felt));
    if !draw.chance(6) {
        answer("renew", draw.ranked(kind.renew, 3));
    }
    if draw.chance(30) {
        answer("idea", draw.any(kind.ideas).text.into());
    }
    if !draw.chance(5) {
        answer("kind", kind.id.into());
    }
    Draft { answers, ..Draft::default() }
}

/// How much a hindrance is felt that weighs `felt` out of 100 on such organisations.
fn hindrance(draw: &mut Draw, felt: u32) -> &'static str {
    if draw.chance(4) {
        "dont_know"
    } else if draw.chance(felt * felt / 100) {
        "much"
    } else if draw.chance(felt) {
        "bit"
    } else {
        "no"
    }
}
