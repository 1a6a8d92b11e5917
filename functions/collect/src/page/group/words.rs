//! The words of a focus group's form, in Dutch and English. Each stands once with both, so none can be missing.

use survey::language::Language;

/// The words in one of the two.
#[derive(Clone, Copy)]
pub(super) struct GroupWords {
    english: bool,
}

/// A method for each text without variables.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $nl:literal, $en:literal;)+) => {
        impl GroupWords {
            $($(#[$doc])* pub(super) fn $name(self) -> &'static str { self.pick($nl, $en) })+
        }
    };
}

texts! {
    title: "Groepsgesprek invullen", "Hand in a group conversation";
    intro:
        "Dit formulier is voor wie een groepsgesprek leidde. Vul het in na het gesprek: één keer voor elk gesprek, met de \
         code die u daarvoor kreeg.",
        "This form is for whoever led a group conversation. Fill it in after the conversation: once for each, with the code \
         you got for it.";
    promise_title: "Wat de groep mag weten", "What the group may know";
    group_title: "Het gesprek", "The conversation";
    themes: "Waar ging het gesprek over?", "What was the conversation about?";
    themes_hint: "Kies alles waar de groep over praatte.", "Choose everything the group talked about.";
    statements_title: "Stellingen", "Statements";
    statements_hint:
        "Vul bij elke stelling in hoeveel mensen het ermee eens waren. Was niemand het ermee eens? Vul dan 0 in. Hebt u de \
         stelling niet besproken? Laat het vak dan leeg.",
        "Fill in with each statement how many people agreed with it. Did nobody agree? Fill in 0. Did you not discuss the \
         statement? Leave the field empty.";
    agreed: "Hoeveel mensen waren het hiermee eens?", "How many people agreed with this?";
    quotes_title: "Uitspraken", "Quotes";
    cleared:
        "De groep vindt het goed dat deze uitspraken worden gebruikt.", "The group agrees that these quotes are used.";
    before_sending:
        "Kijk na wat u invulde. Bewaar uw code: daarmee kunt u dit gesprek tot de sluiting nog veranderen of wissen.",
        "Look over what you filled in. Keep your code: with it you can still change or erase this conversation until the \
         close.";
    send: "Verstuur dit gesprek", "Send this conversation";
    switched:
        "Wat u al hebt ingevuld, staat nog op deze pagina. Er is nog niets verstuurd.",
        "What you filled in is still on this page. Nothing has been sent yet.";
    not_sent_yet:
        "Het gesprek is nog niet verstuurd. Verander wat hieronder staat. Druk daarna onderaan op de knop.",
        "The conversation has not been sent yet. Change what is listed below. Then press the button at the bottom.";
    not_sent:
        "Er is een storing bij ons. Wat u invulde, staat nog op deze pagina. Wacht een minuut. Druk dan nog een keer op de \
         knop. Het gesprek telt maar 1 keer mee.",
        "Something is wrong on our side. What you filled in is still on this page. Wait a minute. Then press the button \
         again. The conversation counts only once.";
    paused:
        "We nemen nu even niets aan. Wat u invulde, staat nog op deze pagina, maar is niet verstuurd. Laat de pagina open en \
         probeer het later nog een keer.",
        "We are not taking anything at the moment. What you filled in is still on this page, but has not been sent. Leave \
         the page open and try again later.";
    send_again:
        "Er ging iets mis met deze pagina. Wat u invulde, staat hieronder. Druk onderaan nog een keer op de knop.",
        "Something went wrong with this page. What you filled in is below. Press the button at the bottom once more.";
    code_used:
        "Met deze code is al een gesprek verstuurd. Was u dat, en klopt het? Dan bent u klaar. Elk gesprek heeft een eigen \
         code. Wilt u veranderen wat u verstuurde? Dan kunt u het wissen en het gesprek hieronder versturen.",
        "A conversation was already sent with this code. Was it you, and is it right? Then you are done. Each conversation \
         has a code of its own. Do you want to change what you sent? You can erase it and send the conversation below.";
    replace: "Wis het gesprek van toen en verstuur dit", "Erase the earlier conversation and send this one";
    or_only_erase: "U kunt ook alleen wissen, en niets versturen.", "You can also only erase, and send nothing.";
    erase: "Alleen wissen", "Only erase";
    code_not_ours:
        "Deze code is niet voor een groepsgesprek met deze groep. Kijk welk adres er bij uw code staat",
        "This code is not for a group conversation with this group. Look at the address that is printed with your code";
    people_missing: "Vul in hoeveel mensen meededen", "Fill in how many people took part";
    people_not_a_number:
        "Vul met cijfers in hoeveel mensen meededen, zoals 8", "Fill in how many people took part in digits, such as 8";
    changed:
        "Het formulier is net veranderd. Kijk na wat u invulde en verstuur het nog een keer",
        "The form has just changed. Look over what you filled in and send it again";
    nothing_discussed:
        "Kies een onderwerp waar de groep over praatte, of vul iets in bij een stelling",
        "Choose a theme the group talked about, or fill in something with a statement";
    not_cleared:
        "Zet een vinkje als de groep het goed vindt dat de uitspraken worden gebruikt. Vindt de groep dat niet goed? Maak \
         de vakken met uitspraken dan leeg",
        "Tick the box if the group agrees that the quotes are used. If it does not, empty the fields with quotes";
    thanks_title: "Dank u wel", "Thank you";
    stored: "Het gesprek is opgeslagen.", "The conversation has been stored.";
    erased:
        "Was er met deze code een gesprek verstuurd? Dan is dat nu gewist. Wij kunnen niet zien of er een was. U kunt \
         dezelfde code opnieuw gebruiken.",
        "Was a conversation sent with this code? Then it has now been erased. We can't see whether there was one. You can \
         use the same code again.";
    another: "Nog een gesprek invullen", "Hand in another conversation";
    people: "Hoeveel mensen deden mee?", "How many people took part?";
}

impl GroupWords {
    /// In English where that is asked for, else in Dutch.
    pub(super) fn of(language: Language) -> Self {
        GroupWords { english: language == Language::En }
    }

    fn pick<T>(self, nl: T, en: T) -> T {
        if self.english { en } else { nl }
    }

    /// What becomes of what is filled in, a sentence or two each.
    pub(super) fn promises(self) -> [&'static str; 4] {
        self.pick(
            [
                "We vragen geen namen: niet van wie erbij was, en niet van u. Wanneer het gesprek was, bewaren we niet.",
                "Niemand krijgt de uitkomsten van één gesprek te zien. We tellen gesprekken bij elkaar op: ten minste 2, met samen \
                 ten minste 10 mensen. Die aantallen ronden we af.",
                "Uitspraken komen alleen in het rapport als de groep dat goed vindt, en als iemand ze na de sluiting heeft gelezen en \
                 goedgekeurd.",
                "Zijn er te weinig gesprekken? Dan komen er geen aantallen.",
            ],
            [
                "We ask for no names: not of those who were there, and not yours. We do not keep when the \
                 conversation was.",
                "Nobody gets to see the results of one conversation. We add conversations up: at least 2, with at least 10 people in \
                 all. Those counts are rounded.",
                "Quotes are only used in the report if the group agrees, and if someone has read and approved them after the close.",
                "Are there too few conversations? Then there are no counts.",
            ],
        )
    }

    pub(super) fn people_hint(self, least: u32, most: u32) -> String {
        self.pick(
            format!("Tel uzelf niet mee. Een groep heeft {least} tot {most} mensen."),
            format!("Do not count yourself. A group has {least} to {most} people."),
        )
    }

    pub(super) fn quotes_hint(self, most: usize) -> String {
        self.pick(
            format!(
                "Wat zei de groep, in de woorden van mensen zelf? Schrijf alleen op wat de groep goed vindt. Geen namen, en geen \
                 verhaal waaraan iemand te herkennen is. Hoogstens {most} letters per uitspraak. Dit hoeft niet."
            ),
            format!(
                "What did the group say, in people's own words? Write down only what the group agrees to. No names, and no story \
                 by which someone can be recognised. At most {most} characters a quote. You may leave this empty."
            ),
        )
    }

    pub(super) fn quote(self, number: usize) -> String {
        self.pick(format!("Uitspraak {number}"), format!("Quote {number}"))
    }

    pub(super) fn look_again(self, faults: usize) -> String {
        match faults {
            1 => self.pick("Kijk nog even naar 1 ding".to_owned(), "Have another look at 1 thing".to_owned()),
            _ => self
                .pick(format!("Kijk nog even naar {faults} dingen"), format!("Have another look at {faults} things")),
        }
    }

    pub(super) fn people_too_few(self, least: u32) -> String {
        self.pick(
            format!("Een groep heeft ten minste {least} mensen. Gesprekken met minder mensen kunnen we niet meetellen"),
            format!("A group has at least {least} people. We can't count conversations with fewer"),
        )
    }

    pub(super) fn people_too_many(self, most: u32) -> String {
        self.pick(
            format!("Een groep heeft hoogstens {most} mensen. Kijk het aantal na"),
            format!("A group has at most {most} people. Check the number"),
        )
    }

    pub(super) fn agreed_not_a_number(self, statement: &str) -> String {
        self.pick(
            format!("Vul met cijfers in hoeveel mensen het eens waren met {statement}, of laat het vak leeg"),
            format!("Fill in how many people agreed with {statement} in digits, or leave the field empty"),
        )
    }

    pub(super) fn agreed_too_many(self, statement: &str) -> String {
        self.pick(
            format!("Er zijn meer mensen het eens met {statement} dan er meededen. Kijk beide aantallen na"),
            format!("More people agree with {statement} than took part. Check both numbers"),
        )
    }

    pub(super) fn quote_too_long(self, number: usize, most: usize) -> String {
        self.pick(
            format!("Uitspraak {number} is te lang. Gebruik hoogstens {most} letters"),
            format!("Quote {number} is too long. Use at most {most} characters"),
        )
    }

    pub(super) fn too_many_quotes(self, most: usize) -> String {
        self.pick(
            format!("Dat zijn te veel uitspraken. Kies er hoogstens {most}"),
            format!("Those are too many quotes. Choose at most {most}"),
        )
    }

    pub(super) fn keep_the_code(self, until: &str) -> String {
        self.pick(
            format!(
                "Klopt er iets niet? Open het formulier opnieuw en gebruik dezelfde code. Tot {until} kunt u vervangen of wissen \
                 wat u verstuurde. Bewaar daarom uw code."
            ),
            format!(
                "Is something wrong? Open the form again and use the same code. Until {until} you can replace or erase what you \
                 sent. So keep your code."
            ),
        )
    }
}
