//! What stands in a workbook and in a codebook, besides what every summary says.

use super::Words;
use crate::codebook::AskedKind;

impl Words {
    /// The names of the sheets. At most 31 characters, and none of `[]:*?/\`.
    pub fn sheets(self) -> Sheets {
        self.pick(
            Sheets {
                about: "Over",
                charts: "Grafieken",
                tables: "Vragen",
                derived: "Samengenomen",
                breakdowns: "Uitsplitsingen",
                crossings: "Kruistabellen",
                focus_groups: "Groepsgesprekken",
                quotes: "Citaten",
                codebook: "Codeboek",
            },
            Sheets {
                about: "About",
                charts: "Charts",
                tables: "Questions",
                derived: "Taken together",
                breakdowns: "Breakdowns",
                crossings: "Cross tables",
                focus_groups: "Focus groups",
                quotes: "Quotes",
                codebook: "Codebook",
            },
        )
    }

    /// What is on each sheet but the first, in the order of [`Sheets`].
    pub fn on_the_sheets(self) -> [&'static str; 8] {
        self.pick(
            [
                "De percentages als staafgrafieken.",
                "Per vraag: hoe vaak elk antwoord is gegeven.",
                "Antwoorden die in groepen zijn samengenomen.",
                "Dezelfde vragen, per groep mensen of organisaties.",
                "Twee vragen tegen elkaar uitgezet.",
                "Waar groepen over praatten, en hoeveel mensen het met een stelling eens waren.",
                "Wat mensen zelf schreven, na goedkeuring.",
                "Wat er is gevraagd, aan wie, en wat de codes betekenen.",
            ],
            [
                "The percentages as bar charts.",
                "For each question: how often each answer was given.",
                "Answers that were taken together in groups.",
                "The same questions for each group of respondents.",
                "Two questions set against each other.",
                "What groups talked about, and how many people agreed with a statement.",
                "What people wrote themselves, as approved.",
                "What was asked, of whom, and what the codes mean.",
            ],
        )
    }

    /// Which release it is, and of what day.
    pub fn release_of(self, number: Option<u32>, day: &str) -> String {
        match number {
            Some(number) => {
                self.pick(format!("Tussenstand {number} van {day}"), format!("Interim release {number} of {day}"))
            }
            None => self.pick(format!("Einduitkomst van {day}"), format!("Final release of {day}")),
        }
    }

    /// The headings on the first sheet.
    pub fn about(self) -> About {
        self.pick(
            About {
                campaign: "Campagne",
                trajectory: "Traject",
                municipality: "Gemeente",
                audience: "Doelgroep",
                release: "Uitkomsten",
                responses: "Aantal antwoorden (afgerond)",
                made_up: "Verzonnen",
                rounding: "Afgerond op een veelvoud van",
                smallest: "Kleinste groep met aantallen",
                questionnaire: "Kenmerk van de vragenlijst",
                sheets: "Bladen",
                how_to_read: "Hoe te lezen",
            },
            About {
                campaign: "Campaign",
                trajectory: "Trajectory",
                municipality: "Municipality",
                audience: "Audience",
                release: "Release",
                responses: "Responses (rounded)",
                made_up: "Made up",
                rounding: "Rounded to a multiple of",
                smallest: "Smallest group with figures",
                questionnaire: "Fingerprint of the questionnaire",
                sheets: "Sheets",
                how_to_read: "How to read this",
            },
        )
    }

    /// Below the title of a sheet with figures.
    pub fn see_about(self) -> &'static str {
        self.pick(
            "Alle aantallen zijn afgerond. Op het eerste blad staat hoe u ze leest.",
            "All counts are rounded. The first sheet tells how to read them.",
        )
    }

    /// In the place of a small count, as part of a table.
    pub fn few(self, base: u32) -> String {
        self.pick(format!("minder dan {base}"), format!("fewer than {base}"))
    }

    /// In the place of figures that are withheld.
    pub fn not_shown(self) -> &'static str {
        self.pick("niet getoond", "not shown")
    }

    /// The headings over a table a question: question code, question, row, base, answer code, answer, count, percent,
    /// theme, step, remark.
    pub fn table_headings(self) -> [&'static str; 11] {
        self.pick(
            [
                "Vraagcode",
                "Vraag",
                "Onderdeel",
                "Basis",
                "Antwoordcode",
                "Antwoord",
                "Aantal",
                "Procent",
                "Thema",
                "Trede",
                "Opmerking",
            ],
            [
                "Question code",
                "Question",
                "Row",
                "Base",
                "Answer code",
                "Answer",
                "Count",
                "Percent",
                "Theme",
                "Step",
                "Remark",
            ],
        )
    }

    /// The first five headings of the breakdowns, and those over each group's two columns.
    pub fn breakdown_headings(self) -> ([&'static str; 5], [&'static str; 2]) {
        self.pick(
            (["Vraagcode", "Antwoordcode", "Vraag", "Onderdeel", "Antwoord"], ["Aantal", "Procent"]),
            (["Question code", "Answer code", "Question", "Row", "Answer"], ["Count", "Percent"]),
        )
    }

    /// How many are in a group.
    pub fn in_the_group(self) -> &'static str {
        self.pick("In de groep", "In the group")
    }

    /// How many were asked.
    pub fn asked(self) -> &'static str {
        self.pick("Basis: gevraagd", "Base: asked")
    }

    /// What a crossing's lines are called.
    pub fn crossed_headings(self) -> Crossed {
        self.pick(
            Crossed {
                rows: "Rijen",
                columns: "Kolommen",
                base: "Basis",
                count: "Aantal",
                percent_of_row: "Procent van de rij",
                total: "Samen",
                percent_of_base: "Procent van de basis",
            },
            Crossed {
                rows: "Rows",
                columns: "Columns",
                base: "Base",
                count: "Count",
                percent_of_row: "Percent of row",
                total: "Together",
                percent_of_base: "Percent of base",
            },
        )
    }

    /// The headings over quotes: question code, question, option, kind, text.
    pub fn quote_headings(self) -> [&'static str; 5] {
        self.pick(
            ["Vraagcode", "Vraag", "Bij het antwoord", "Soort", "Tekst"],
            ["Question code", "Question", "Beside the answer", "Kind", "Text"],
        )
    }

    /// The headings of focus groups: kind, code, theme or statement, took part, count, percent, remark.
    pub fn group_headings(self) -> [&'static str; 7] {
        self.pick(
            ["Soort", "Code", "Thema of stelling", "Basis: mensen", "Aantal", "Procent", "Opmerking"],
            ["Kind", "Code", "Theme or statement", "Base: people", "Count", "Percent", "Remark"],
        )
    }

    /// In the place of quotes as long as there are none.
    pub fn no_quotes(self) -> &'static str {
        self.pick("Er zijn nog geen citaten goedgekeurd.", "No quotes have been approved yet.")
    }

    /// Said where there are too many charts.
    pub fn more_charts(self, left_out: usize) -> String {
        self.pick(
            format!(
                "Niet alle tabellen hebben een grafiek: {left_out} zijn weggelaten om het bestand klein te houden."
            ),
            format!("Not every table has a chart: {left_out} were left out to keep the file small."),
        )
    }

    /// What a chart shows, for those who can't see it; the figures follow.
    pub fn bar_chart(self) -> &'static str {
        self.pick("Staafgrafiek.", "Bar chart.")
    }

    /// Of how many a chart is.
    pub fn of_base(self, base: u32) -> String {
        self.pick(format!("basis {base}"), format!("base {base}"))
    }

    /// A page of so many, as spreadsheets fill it in.
    pub fn page(self) -> &'static str {
        self.pick("Pagina &P van &N", "Page &P of &N")
    }

    /// The language itself, as a property of the document.
    pub fn language(self) -> &'static str {
        self.pick("nl-NL", "en-GB")
    }

    /// The headings of a codebook, in the order of [`crate::codebook::COLUMNS`].
    pub fn codebook_headings(self) -> [&'static str; crate::codebook::COLUMNS.len()] {
        self.pick(
            [
                "Soort",
                "Vraagcode",
                "Hoofdstuk",
                "Vraag",
                "Onderdeel",
                "Vorm",
                "Verplicht",
                "Achtergrond",
                "Voorwaarde",
                "Gevraagd aan",
                "Antwoordcode",
                "Antwoord",
                "Themacode",
                "Thema",
                "Trede",
                "Van",
                "Tot en met",
                "Eenheid",
                "Hoogstens",
                "Sluit andere uit",
                "Met toelichting",
                "Gemaakt van",
                "Tegen",
                "Bevat",
                "Uitleg bij de vraag",
            ],
            [
                "Part",
                "Question code",
                "Section",
                "Question",
                "Row",
                "Kind",
                "Required",
                "Background",
                "Condition",
                "Asked of",
                "Answer code",
                "Answer",
                "Theme code",
                "Theme",
                "Step",
                "From",
                "To",
                "Unit",
                "At most",
                "Excludes others",
                "Namely",
                "Of",
                "By",
                "Contains",
                "Hint",
            ],
        )
    }

    /// How a question is answered, in words.
    pub fn asked_kind(self, kind: AskedKind) -> &'static str {
        match kind {
            AskedKind::Single => self.pick("één antwoord", "one answer"),
            AskedKind::Multiple => self.pick("meer antwoorden", "several answers"),
            AskedKind::Scale => self.pick("schaal", "scale"),
            AskedKind::Grid => self.pick("schaal per onderdeel", "scale for each row"),
            AskedKind::Ranking => self.pick("volgorde", "ranking"),
            AskedKind::Number => self.pick("getal", "number"),
            AskedKind::Text => self.pick("open tekst (niet geteld)", "open text (not counted)"),
        }
    }
}

/// The names of the sheets.
#[derive(Clone, Copy)]
pub struct Sheets {
    pub about: &'static str,
    pub charts: &'static str,
    pub tables: &'static str,
    pub derived: &'static str,
    pub breakdowns: &'static str,
    pub crossings: &'static str,
    pub focus_groups: &'static str,
    pub quotes: &'static str,
    pub codebook: &'static str,
}

/// The headings on the first sheet.
pub struct About {
    pub campaign: &'static str,
    pub trajectory: &'static str,
    pub municipality: &'static str,
    pub audience: &'static str,
    pub release: &'static str,
    pub responses: &'static str,
    pub made_up: &'static str,
    pub rounding: &'static str,
    pub smallest: &'static str,
    pub questionnaire: &'static str,
    pub sheets: &'static str,
    pub how_to_read: &'static str,
}

/// What a crossing's lines are called.
pub struct Crossed {
    pub rows: &'static str,
    pub columns: &'static str,
    pub base: &'static str,
    pub count: &'static str,
    pub percent_of_row: &'static str,
    pub total: &'static str,
    pub percent_of_base: &'static str,
}
