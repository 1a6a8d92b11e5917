//! What advisers read besides the campaign's own texts, in Dutch and English; other languages read the Dutch.
//!
//! Each text stands once with both its languages, so none can be missing.

mod workbook;

use survey::campaign::{Access, Policy, Respondents};
use survey::condition::Comparison;
use survey::disclosure::FEWEST_SESSIONS;
use survey::language::Language;
use survey::mode::Mode;
use survey::release::{ReleaseNumber, Withheld};

/// The words in one language.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    english: bool,
}

impl Words {
    /// The words in `language`, or in Dutch where there are none in it.
    pub fn of(language: Language) -> Self {
        match language {
            Language::En => Words { english: true },
            Language::Nl | Language::Ar | Language::Tr | Language::Pl | Language::Uk => Words { english: false },
        }
    }

    fn pick<T>(self, nl: T, en: T) -> T {
        if self.english { en } else { nl }
    }

    /// Said wherever made-up responses are shown.
    pub fn synthetic(self) -> &'static str {
        self.pick(
            "Voorbeeld: deze antwoorden zijn verzonnen. Het zijn geen echte uitkomsten.",
            "Example: these answers were made up. They are not real results.",
        )
    }

    /// The label of the cell that counts who was asked but did not answer.
    pub fn no_answer(self) -> &'static str {
        self.pick("Geen antwoord", "No answer")
    }

    /// How the figures are to be read, a few sentences each.
    pub fn how_to_read(self, policy: &Policy, respondents: Respondents) -> Vec<String> {
        let base = policy.rounding_base;
        let (who, one) = self.who(respondents);
        vec![
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
        ]
    }

    /// Who could take part, and so how far the figures can be trusted.
    pub fn who_could_take_part(self, access: Access) -> &'static str {
        match access {
            Access::Open => self.pick(
                "Iedereen met de link kon meedoen, ook meer dan één keer. De uitkomsten geven een richting aan; het is geen \
                 steekproef.",
                "Anyone with the link could take part, even more than once. The results show a direction; they are not a \
                 sample survey.",
            ),
            Access::Codes => self.pick(
                "Meedoen kon alleen met een code, met elke code één keer. De uitkomsten gaan over wie meedeed. Ze gelden niet \
                 vanzelf voor iedereen.",
                "Taking part needed a code, and each code could be used once. The results are about those who took part. They \
                 do not by themselves hold for everyone.",
            ),
            Access::Both => self.pick(
                "Meedoen kon met een code, met elke code één keer. Het kon ook met de open link: daarmee kon iedereen meedoen, \
                 ook meer dan één keer. De einduitkomst toont die groepen ook apart. De uitkomsten geven een richting aan; \
                 het is geen steekproef.",
                "People could take part with a code, each code once. They could also use the open link: with that anyone could \
                 take part, even more than once. The final results show these groups separately too. The results show a \
                 direction; they are not a sample survey.",
            ),
        }
    }

    /// Said of an interim release.
    pub fn interim(self) -> &'static str {
        self.pick(
            "Dit is een tussenstand. Na de sluiting volgt de einduitkomst, opnieuw afgerond. Een verschil met een \
             tussenstand kan ook door het afronden komen.",
            "These are interim results. Final results follow after the close, rounded anew. A difference from \
             interim results can also come from the rounding.",
        )
    }

    /// Said of a total.
    pub fn total(self, policy: &Policy) -> String {
        let (least, most) = (policy.total_municipalities, policy.total_share_percent);
        self.pick(
            format!(
                "Dit zijn alle gemeenten van de campagne samen. Aantallen staan er alleen waar ten minste {least} gemeenten \
                 meetellen en geen gemeente meer dan {most} procent heeft. Het totaal is apart afgerond: de gemeenten bij \
                 elkaar kunnen iets anders geven."
            ),
            format!(
                "These are all municipalities of the campaign together. Counts are shown only where at least {least} \
                 municipalities count and none has more than {most} percent. The total is rounded by itself: the \
                 municipalities added up can give something else."
            ),
        )
    }

    /// Said where there are tables of answers taken together.
    pub fn taken_together(self) -> &'static str {
        self.pick(
            "Van sommige vragen zijn antwoorden ook samengenomen in groepen. Elke groep is apart geteld en afgerond. Tel \
             daarvoor dus geen getoonde aantallen op.",
            "Of some questions answers were also taken together in groups. Each group was counted and rounded by itself, so \
             it need not be the sum of the shown counts.",
        )
    }

    /// Said where there are breakdowns.
    pub fn broken_down(self, respondents: Respondents) -> String {
        let (who, _) = self.who(respondents);
        self.pick(
            format!(
                "Een uitsplitsing toont dezelfde vragen voor elke groep {who} apart. Wie niet zei bij welke groep hij hoort, \
                 zit in geen groep. Ook daarom tellen de groepen niet op tot het totaal. Waar groepen te klein zijn, staan \
                 grotere groepen of geen aantallen."
            ),
            format!(
                "A breakdown shows the same questions for each group of {who} apart. Those who did not say to which group \
                 they belong are in none. For that reason too, groups do not add up to the total. Where groups are too \
                 small, there are larger groups, or no counts."
            ),
        )
    }

    /// Said where there are question-by-question tables.
    pub fn crossed(self, respondents: Respondents) -> String {
        let (who, _) = self.who(respondents);
        self.pick(
            format!(
                "Een kruistabel zet twee vragen tegen elkaar uit. De basis is aan hoeveel {who} beide vragen zijn gesteld. De \
                 percentages in de tabel zijn per rij: van wie het antwoord van de rij gaf, het deel dat ook het antwoord \
                 van de kolom gaf."
            ),
            format!(
                "A cross table sets two questions against each other. Its base is how many {who} were asked both. Percentages \
                 in it are of the row: of those who gave the row's answer, the share that gave the column's answer too."
            ),
        )
    }

    /// Said where there are focus groups.
    pub fn focus_groups(self, policy: &Policy) -> String {
        let (sessions, people) = (FEWEST_SESSIONS, policy.smallest_base);
        self.pick(
            format!(
                "In groepsgesprekken praten mensen samen. De aantallen zijn opgeteld over ten minste {sessions} gesprekken met \
                 samen ten minste {people} mensen; wat één groep zei, staat er niet apart. In een groep hoort men elkaar, dus \
                 het zijn geen losse stemmen. Deze mensen kunnen ook de vragenlijst hebben ingevuld: tel ze niet op bij de \
                 antwoorden."
            ),
            format!(
                "In group conversations people talk together. Counts are summed over at least {sessions} conversations of at \
                 least {people} people in all; what one group said is not shown by itself. In a group people hear each other, \
                 so these are not separate votes. The same people may have filled in the questionnaire: do not add them to \
                 the responses."
            ),
        )
    }

    /// Why nothing is told of focus groups.
    pub fn few_focus_groups(self, policy: &Policy) -> String {
        let (sessions, people) = (FEWEST_SESSIONS, policy.smallest_base);
        self.pick(
            format!(
                "Te weinig om te tonen: er waren minder dan {sessions} groepsgesprekken of minder dan {people} mensen, of één \
                 groep had de meeste mensen. Welke van deze zeggen we niet."
            ),
            format!(
                "Too little to show: there were fewer than {sessions} group conversations or fewer than {people} people, or one \
                 group had most of them. Which of these is not said."
            ),
        )
    }

    /// Said of a theme or statement without figures.
    pub fn in_few_groups(self) -> &'static str {
        self.pick(
            "In te weinig groepen besproken om te tonen, misschien in geen enkele.",
            "Discussed in too few groups to show, perhaps in none.",
        )
    }

    /// The heading over what was said in focus groups.
    pub fn said_in_groups(self) -> &'static str {
        self.pick("Gezegd in groepsgesprekken", "Said in group conversations")
    }

    /// What is counted of a theme.
    pub fn talked_about(self) -> &'static str {
        self.pick("Besproken in groepsgesprekken", "Discussed in group conversations")
    }

    /// Said where there are quotes.
    pub fn quoted(self, respondents: Respondents) -> String {
        let (who, _) = self.who(respondents);
        self.pick(
            format!(
                "Citaten zijn wat {who} zelf schreven. Iemand heeft ze na de sluiting gelezen en goedgekeurd. Tussen rechte \
                 haken staat wat is weggelaten, zoals [naam] of […]. Citaten zijn een keuze: ze zeggen niet hoe vaak iets \
                 is geschreven."
            ),
            format!(
                "Quotes are what {who} wrote themselves. Someone read and approved them after the close. Square brackets \
                 stand for what was left out, such as [naam] (a name) or […]. Quotes are a choice: they do not say how \
                 often something was written."
            ),
        )
    }

    /// What a breakdown by mode is called.
    pub fn way_of_answering(self) -> &'static str {
        self.pick("Hoe er is meegedaan", "How people took part")
    }

    /// A group of the breakdown by mode.
    pub fn mode(self, mode: Mode) -> &'static str {
        match mode {
            Mode::Link => self.pick("Met de open link", "By the open link"),
            Mode::Code => self.pick("Met een code", "With a code"),
            Mode::Interview => self.pick("In een gesprek", "In an interview"),
        }
    }

    /// Said of those who came by the open link.
    pub fn even_twice(self) -> &'static str {
        self.pick(
            "Met de open link kon iedereen meedoen, ook meer dan één keer.",
            "By the open link anyone could take part, even more than once.",
        )
    }

    /// Said of a breakdown by the coarser grouping.
    pub fn larger_groups(self) -> &'static str {
        self.pick(
            "In grotere groepen dan de vraag heeft, omdat sommige groepen te klein waren.",
            "In larger groups than the question has, because some groups were too small.",
        )
    }

    /// Said where some answer belongs to no group.
    pub fn not_every_answer(self) -> &'static str {
        self.pick("Niet elk antwoord hoort bij een groep.", "Not every answer belongs to a group.")
    }

    /// Said when the questionnaire was changed after the release was made, so that words may be missing.
    pub fn changed(self) -> &'static str {
        self.pick(
            "De vragenlijst is na deze uitkomsten veranderd. Waar een tekst niet meer bestaat, staat de korte naam.",
            "The questionnaire was changed after these results. Where a text no longer exists, its short name is shown.",
        )
    }

    /// Why a table has no figures.
    pub fn withheld(self, reason: Withheld, policy: &Policy, respondents: Respondents) -> String {
        let smallest = policy.smallest_base;
        let (who, one) = self.who(respondents);
        match reason {
            Withheld::TooFew => self.pick(
                format!(
                    "Te klein om te tonen: dit gaat over minder dan {smallest} {who}, of uit de aantallen zou op te maken \
                     zijn wat {one} antwoordde. Welke van de twee zeggen we niet."
                ),
                format!(
                    "Too small to show: this is about fewer than {smallest} {who}, or the counts would tell what {one} \
                     answered. Which of the two is not said."
                ),
            ),
            Withheld::FewMunicipalities => self.pick(
                format!(
                    "Er deden te weinig gemeenten mee om een totaal te tonen: minder dan {}, of één gemeente had meer dan {} \
                     procent.",
                    policy.total_municipalities, policy.total_share_percent
                ),
                format!(
                    "Too few municipalities took part to show a total: fewer than {}, or one had more than {} percent.",
                    policy.total_municipalities, policy.total_share_percent
                ),
            ),
        }
    }

    /// Respondents, and one of them.
    fn who(self, respondents: Respondents) -> (&'static str, &'static str) {
        match respondents {
            Respondents::People => self.pick(("mensen", "één persoon"), ("people", "one person")),
            Respondents::Organisations => {
                self.pick(("organisaties", "één organisatie"), ("organisations", "one organisation"))
            }
        }
    }

    /// The name of all municipalities together.
    pub fn all_municipalities(self) -> &'static str {
        self.pick("Alle gemeenten samen", "All municipalities together")
    }

    /// What the counts of a multiple choice are.
    pub fn several(self) -> &'static str {
        self.pick(
            "Meer antwoorden waren mogelijk. Samen kunnen de percentages meer dan 100 zijn.",
            "More than one answer was possible. Together the percentages can be more than 100.",
        )
    }

    /// What the counts of a ranking are.
    pub fn in_the_top(self, top: u32) -> String {
        self.pick(
            format!("De aantallen zeggen hoe vaak iets in de top {top} stond."),
            format!("The counts say how often something was in the top {top}."),
        )
    }

    /// That only some were asked.
    pub fn not_everyone(self) -> &'static str {
        self.pick("Niet aan iedereen gesteld.", "Not asked of everyone.")
    }

    /// That figures are repeated from an earlier release.
    pub fn repeated(self, renewed: ReleaseNumber) -> String {
        let release = name(renewed);
        self.pick(
            format!("Zelfde aantallen als in tussenstand {release}: er kwamen te weinig antwoorden bij."),
            format!("The same counts as in interim release {release}: too few answers came in since."),
        )
    }

    /// "Fewer than 5".
    pub fn fewer_than(self, base: u32) -> String {
        self.pick(format!("Minder dan {base}."), format!("Fewer than {base}."))
    }

    /// "Yes" or "no".
    pub fn yes_or_no(self, yes: bool) -> &'static str {
        if yes { self.pick("ja", "yes") } else { self.pick("nee", "no") }
    }

    /// Of whom a question is asked, where that is everyone.
    pub fn asked_of_everyone(self) -> &'static str {
        self.pick("Iedereen", "Everyone")
    }

    /// Of whom a question is asked; `condition` is made of the next few.
    pub fn asked_if(self, condition: &str) -> String {
        self.pick(format!("Alleen als {condition}"), format!("Only if {condition}"))
    }

    /// That an option was chosen.
    pub fn chosen(self, question: &str, option: &str) -> String {
        self.pick(format!("bij {question} \"{option}\" is gekozen"), format!("\"{option}\" was chosen for {question}"))
    }

    /// That there is an answer.
    pub fn answered(self, question: &str) -> String {
        self.pick(format!("{question} is beantwoord"), format!("{question} was answered"))
    }

    /// How many options were chosen; `compared` is such as "ten minste 2".
    pub fn counted(self, question: &str, compared: &str) -> String {
        self.pick(
            format!("het aantal gekozen antwoorden bij {question} {compared} is"),
            format!("the number of answers chosen for {question} is {compared}"),
        )
    }

    /// How a number compares.
    pub fn number(self, question: &str, compared: &str) -> String {
        self.pick(
            format!("het getal bij {question} {compared} is"),
            format!("the number given for {question} is {compared}"),
        )
    }

    /// Between conditions that must all hold.
    pub fn and(self) -> &'static str {
        self.pick("en", "and")
    }

    /// Between conditions of which one must hold.
    pub fn or(self) -> &'static str {
        self.pick("of", "or")
    }

    /// That something does not hold.
    pub fn not(self, condition: &str) -> String {
        self.pick(format!("niet waar is dat ({condition})"), format!("it is not so that ({condition})"))
    }

    /// How two numbers compare; the other number follows.
    pub fn comparison(self, is: Comparison) -> &'static str {
        match is {
            Comparison::Equal => self.pick("gelijk aan", "equal to"),
            Comparison::Unequal => self.pick("niet gelijk aan", "not equal to"),
            Comparison::Less => self.pick("kleiner dan", "less than"),
            Comparison::AtMost => self.pick("ten hoogste", "at most"),
            Comparison::More => self.pick("groter dan", "more than"),
            Comparison::AtLeast => self.pick("ten minste", "at least"),
        }
    }

    /// What a row of a CSV is, for people.
    pub fn kind_of_row(self, kind: crate::csv::Kind) -> &'static str {
        use crate::csv::Kind;
        match kind {
            Kind::Table => self.pick("vraag", "question"),
            Kind::Derived => self.pick("samengenomen", "taken together"),
            Kind::Breakdown => self.pick("uitsplitsing", "breakdown"),
            Kind::Crossing => self.pick("kruistabel", "cross table"),
            Kind::CrossingTotal => self.pick("kruistabel, totaal", "cross table, total"),
            Kind::Quote => self.pick("citaat", "quote"),
            Kind::Term => self.pick("woord", "word"),
            Kind::Note => self.pick("leeswijzer", "how to read"),
            Kind::GroupTheme => self.pick("groepsgesprek, thema", "focus group, theme"),
            Kind::GroupStatement => self.pick("groepsgesprek, stelling", "focus group, statement"),
        }
    }

    /// The headings of a CSV for people, in the order of [`crate::csv::COLUMNS`].
    pub fn columns(self) -> [&'static str; crate::csv::COLUMNS.len()] {
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
                "Soort",
                "Antwoorden (afgerond)",
                "Uitsplitsingscode",
                "Uitsplitsing",
                "Groepscode",
                "Groep",
                "Procent van de rij",
                "Kruistabelcode",
                "Kruistabel",
                "Tekst",
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
                "Kind",
                "Responses (rounded)",
                "Breakdown code",
                "Breakdown",
                "Group code",
                "Group",
                "Percent of row",
                "Cross table code",
                "Cross table",
                "Text",
            ],
        )
    }
}

/// A release as people and programs ask for it: `1`, `2`, … or `final`.
pub fn name(number: ReleaseNumber) -> String {
    match number {
        ReleaseNumber::Interim(number) => number.to_string(),
        ReleaseNumber::Final => "final".to_owned(),
    }
}
