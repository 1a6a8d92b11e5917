//! What advisers read besides the campaign's own texts, in Dutch and English; other languages read the Dutch.
//!
//! Each text stands once with both its languages, so none can be missing.

use survey::campaign::{Policy, Respondents};
use survey::language::Language;
use survey::release::{ReleaseNumber, Withheld};

/// The words in one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    english: bool,
}

impl Words {
    /// The words in `language`, or in Dutch where there are none in it.
    pub(crate) fn of(language: Language) -> Self {
        match language {
            Language::En => Words { english: true },
            Language::Nl | Language::Ar | Language::Tr | Language::Pl | Language::Uk => Words { english: false },
        }
    }

    fn pick<T>(self, nl: T, en: T) -> T {
        if self.english { en } else { nl }
    }

    /// Said wherever made-up responses are shown.
    pub(crate) fn synthetic(self) -> &'static str {
        self.pick(
            "Voorbeeld: deze antwoorden zijn verzonnen. Het zijn geen echte uitkomsten.",
            "Example: these answers were made up. They are not real results.",
        )
    }

    /// The label of the cell that counts who was asked but did not answer.
    pub(crate) fn no_answer(self) -> &'static str {
        self.pick("Geen antwoord", "No answer")
    }

    /// How the figures are to be read, a few sentences each.
    pub(crate) fn how_to_read(self, policy: &Policy, respondents: Respondents, number: ReleaseNumber) -> Vec<String> {
        let base = policy.rounding_base;
        let one = match respondents {
            Respondents::People => self.pick("één persoon", "one person"),
            Respondents::Organisations => self.pick("één organisatie", "one organisation"),
        };
        let who = match respondents {
            Respondents::People => self.pick("mensen", "people"),
            Respondents::Organisations => self.pick("organisaties", "organisations"),
        };
        let mut sentences = vec![
            self.pick(
                format!(
                    "Elk aantal is afgerond op een veelvoud van {base}, soms naar boven en soms naar beneden. Het echte \
                     aantal ligt er altijd minder dan {base} vandaan. Zo is niet te zien wat {one} heeft geantwoord."
                ),
                format!(
                    "Every count is rounded to a multiple of {base}, sometimes up and sometimes down. The true count is \
                     always less than {base} away from it. So nobody can see what {one} answered."
                ),
            ),
            self.pick(
                format!("\"Minder dan {base}\" kan ook nul zijn."),
                format!("\"Fewer than {base}\" can also be none."),
            ),
            self.pick(
                "Elk aantal is apart afgerond. Daarom tellen getoonde aantallen niet altijd op tot het getoonde totaal."
                    .to_owned(),
                "Every count is rounded by itself. That is why shown counts need not add up to the shown total.".to_owned(),
            ),
            self.pick(
                format!(
                    "De basis van een vraag is aan hoeveel {who} de vraag is gesteld. Percentages zijn berekend uit de \
                     afgeronde aantallen, dus bij kleine aantallen zijn ze grof."
                ),
                format!(
                    "The base of a question is how many {who} were asked it. Percentages are worked out from the rounded \
                     counts, so they are coarse where counts are small."
                ),
            ),
            self.pick(
                "Iedereen met de link kon meedoen, ook meer dan één keer. De uitkomsten geven een richting aan; het is geen \
                 steekproef."
                    .to_owned(),
                "Anyone with the link could take part, even more than once. The results show a direction; they are not a \
                 sample survey."
                    .to_owned(),
            ),
        ];
        if let ReleaseNumber::Interim(_) = number {
            sentences.push(
                self.pick(
                    "Dit is een tussenstand. Na de sluiting volgt de einduitkomst, opnieuw afgerond. Een verschil met een \
                     tussenstand kan ook door het afronden komen.",
                    "These are interim results. Final results follow after the close, rounded anew. A difference from \
                     interim results can also come from the rounding.",
                )
                .to_owned(),
            );
        }
        sentences
    }

    /// Said when the questionnaire was changed after the release was made, so that words may be missing.
    pub(crate) fn changed(self) -> &'static str {
        self.pick(
            "De vragenlijst is na deze uitkomsten veranderd. Waar een tekst niet meer bestaat, staat de korte naam.",
            "The questionnaire was changed after these results. Where a text no longer exists, its short name is shown.",
        )
    }

    /// Why a table has no figures.
    pub(crate) fn withheld(self, reason: Withheld, policy: &Policy, respondents: Respondents) -> String {
        let smallest = policy.smallest_base;
        match (reason, respondents) {
            (Withheld::SmallBase, Respondents::People) => self.pick(
                format!(
                    "Deze vraag is aan minder dan {smallest} mensen gesteld. Dat zijn er te weinig om aantallen te tonen."
                ),
                format!("Fewer than {smallest} people were asked this question. That is too few to show counts."),
            ),
            (Withheld::SmallBase, Respondents::Organisations) => self.pick(
                format!(
                    "Deze vraag is aan minder dan {smallest} organisaties gesteld. Dat zijn er te weinig om aantallen te \
                     tonen."
                ),
                format!("Fewer than {smallest} organisations were asked this question. That is too few to show counts."),
            ),
            (Withheld::Revealing, Respondents::People) => self
                .pick(
                    "Uit deze aantallen samen zou op te maken zijn wat één persoon antwoordde. Daarom tonen we ze niet.",
                    "Together these counts would tell what one person answered. That is why they are not shown.",
                )
                .to_owned(),
            (Withheld::Revealing, Respondents::Organisations) => self
                .pick(
                    "Uit deze aantallen samen zou op te maken zijn wat één organisatie antwoordde. Daarom tonen we ze niet.",
                    "Together these counts would tell what one organisation answered. That is why they are not shown.",
                )
                .to_owned(),
        }
    }

    /// What the counts of a multiple choice are.
    pub(crate) fn several(self) -> &'static str {
        self.pick(
            "Meer antwoorden waren mogelijk. Samen kunnen de percentages meer dan 100 zijn.",
            "More than one answer was possible. Together the percentages can be more than 100.",
        )
    }

    /// What the counts of a ranking are.
    pub(crate) fn in_the_top(self, top: u32) -> String {
        self.pick(
            format!("De aantallen zeggen hoe vaak iets in de top {top} stond."),
            format!("The counts say how often something was in the top {top}."),
        )
    }

    /// That only some were asked.
    pub(crate) fn not_everyone(self) -> &'static str {
        self.pick("Niet aan iedereen gesteld.", "Not asked of everyone.")
    }

    /// That figures are repeated from an earlier release.
    pub(crate) fn repeated(self, renewed: ReleaseNumber) -> String {
        let release = name(renewed);
        self.pick(
            format!("Zelfde aantallen als in tussenstand {release}: er kwamen te weinig antwoorden bij."),
            format!("The same counts as in interim release {release}: too few answers came in since."),
        )
    }

    /// "Fewer than 5".
    pub(crate) fn fewer_than(self, base: u32) -> String {
        self.pick(format!("Minder dan {base}."), format!("Fewer than {base}."))
    }

    /// "Yes" or "no".
    pub(crate) fn yes_or_no(self, yes: bool) -> &'static str {
        if yes { self.pick("ja", "yes") } else { self.pick("nee", "no") }
    }

    /// The headings of a CSV for people, in the order of [`crate::csv::COLUMNS`].
    pub(crate) fn columns(self) -> [&'static str; crate::csv::COLUMNS.len()] {
        self.pick(
            [
                "Campagne",
                "Gemeentecode",
                "Gemeente",
                "Doelgroep",
                "Naam doelgroep",
                "Uitkomsten",
                "Dag",
                "Verzonnen",
                "Vraagcode",
                "Vraag",
                "Onderdeel",
                "Basis (afgerond)",
                "Antwoordcode",
                "Antwoord",
                "Thema",
                "Trede",
                "Aantal (afgerond)",
                "Procent",
                "Opmerking",
            ],
            [
                "Campaign",
                "Municipality code",
                "Municipality",
                "Audience",
                "Audience name",
                "Release",
                "Day",
                "Made up",
                "Question code",
                "Question",
                "Row",
                "Base (rounded)",
                "Answer code",
                "Answer",
                "Theme",
                "Step",
                "Count (rounded)",
                "Percent",
                "Remark",
            ],
        )
    }
}

/// A release as people and programs ask for it: `1`, `2`, … or `final`.
pub(crate) fn name(number: ReleaseNumber) -> String {
    match number {
        ReleaseNumber::Interim(number) => number.to_string(),
        ReleaseNumber::Final => "final".to_owned(),
    }
}
