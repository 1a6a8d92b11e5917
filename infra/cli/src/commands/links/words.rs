//! What posters and cards say around the campaign's own texts, in each language.
//!
//! Dutch is written at level B1. The other languages are translated from it, and are to be reviewed by a native speaker
//! before they are printed for use: English, Arabic, Turkish, Polish, Ukrainian.

use survey::language::Language;
use survey::time::{DUTCH_MONTHS, ENGLISH_MONTHS, Moment};

/// The words of one language.
pub(super) struct Words {
    /// Over the steps.
    pub(super) how: &'static str,
    /// What to do, one after the other.
    pub(super) steps: [&'static str; 3],
    /// Before the address.
    pub(super) type_address: &'static str,
    /// Before the address on a card, after the code.
    pub(super) or_go_to: &'static str,
    /// What people fear, and need not.
    pub(super) promises: [&'static str; 3],
    /// Over the name of who asks.
    pub(super) who: &'static str,
    /// Over where help is.
    pub(super) help: &'static str,
    /// To those who read this language best, on a page in another: what to do,
    pub(super) scan: &'static str,
    /// and that they can answer in it.
    pub(super) answer: &'static str,
    /// On a campaign with made-up answers.
    pub(super) example: &'static str,
    /// What a poster is called, in the title of the file.
    pub(super) poster: &'static str,
    /// What a card is called, in the title of the file.
    pub(super) card: &'static str,
}

impl Words {
    /// The words of `language`.
    pub(super) fn of(language: Language) -> &'static Words {
        match language {
            Language::Nl => &DUTCH,
            Language::En => &ENGLISH,
            Language::Ar => &ARABIC,
            Language::Tr => &TURKISH,
            Language::Pl => &POLISH,
            Language::Uk => &UKRAINIAN,
        }
    }
}

const DUTCH: Words = Words {
    how: "Zo doet u mee",
    steps: [
        "Scan de code met de camera van uw telefoon.",
        "Beantwoord de vragen. Dat mag ook samen met iemand.",
        "Verstuur uw antwoorden. Klaar!",
    ],
    type_address: "Of typ dit adres in:",
    or_go_to: "Scan de code met uw telefoon. Of typ dit adres in:",
    promises: ["We vragen niet naar uw naam", "U heeft geen account nodig", "U mag iemand om hulp vragen"],
    who: "Wie vraagt dit?",
    help: "Hulp nodig?",
    scan: "Scan de code.",
    answer: "Dit kan in het Nederlands.",
    example: "Voorbeeld: de antwoorden zijn verzonnen",
    poster: "poster",
    card: "kaart",
};

const ENGLISH: Words = Words {
    how: "How to take part",
    steps: [
        "Scan the code with the camera of your phone.",
        "Answer the questions. You may do that together with someone.",
        "Send your answers. Done!",
    ],
    type_address: "Or type this address:",
    or_go_to: "Scan the code with your phone. Or type this address:",
    promises: ["We do not ask for your name", "You do not need an account", "You may ask someone to help you"],
    who: "Who is asking?",
    help: "Need help?",
    scan: "Scan the code.",
    answer: "You can answer in English.",
    example: "Example: the answers are made up",
    poster: "poster",
    card: "card",
};

const ARABIC: Words = Words {
    how: "كيف تشاركون",
    steps: [
        "امسحوا الرمز بكاميرا هاتفكم.",
        "أجيبوا عن الأسئلة. يمكنكم ذلك مع شخص آخر أيضًا.",
        "أرسلوا إجاباتكم. هذا كل شيء!",
    ],
    type_address: "أو اكتبوا هذا العنوان:",
    or_go_to: "امسحوا الرمز بهاتفكم. أو اكتبوا هذا العنوان:",
    promises: ["لا نسأل عن اسمكم", "لا تحتاجون إلى حساب", "يمكنكم طلب المساعدة"],
    who: "من يسأل هذه الأسئلة؟",
    help: "هل تحتاجون إلى مساعدة؟",
    scan: "امسحوا الرمز.",
    answer: "يمكنكم الإجابة بالعربية.",
    example: "مثال: الإجابات غير حقيقية",
    poster: "ملصق",
    card: "بطاقة",
};

const TURKISH: Words = Words {
    how: "Nasıl katılırsınız?",
    steps: [
        "Kodu telefonunuzun kamerasıyla tarayın.",
        "Soruları cevaplayın. Bunu biriyle birlikte de yapabilirsiniz.",
        "Cevaplarınızı gönderin. Bitti!",
    ],
    type_address: "Ya da bu adresi yazın:",
    or_go_to: "Kodu telefonunuzla tarayın. Ya da bu adresi yazın:",
    promises: ["Adınızı sormuyoruz", "Hesap açmanız gerekmez", "Birinden yardım isteyebilirsiniz"],
    who: "Kim soruyor?",
    help: "Yardıma mı ihtiyacınız var?",
    scan: "Kodu tarayın.",
    answer: "Türkçe cevap verebilirsiniz.",
    example: "Örnek: cevaplar uydurmadır",
    poster: "afiş",
    card: "kart",
};

const POLISH: Words = Words {
    how: "Jak wziąć udział",
    steps: [
        "Proszę zeskanować kod aparatem w telefonie.",
        "Proszę odpowiedzieć na pytania. Można to zrobić razem z kimś.",
        "Proszę wysłać odpowiedzi. Gotowe!",
    ],
    type_address: "Albo proszę wpisać ten adres:",
    or_go_to: "Proszę zeskanować kod telefonem. Albo wpisać ten adres:",
    promises: ["Nie pytamy o imię i nazwisko", "Konto nie jest potrzebne", "Można poprosić kogoś o pomoc"],
    who: "Kto pyta?",
    help: "Potrzebna pomoc?",
    scan: "Proszę zeskanować kod.",
    answer: "Można odpowiadać po polsku.",
    example: "Przykład: odpowiedzi są wymyślone",
    poster: "plakat",
    card: "karta",
};

const UKRAINIAN: Words = Words {
    how: "Як узяти участь",
    steps: [
        "Відскануйте код камерою телефону.",
        "Дайте відповіді на запитання. Можна разом із кимось.",
        "Надішліть відповіді. Готово!",
    ],
    type_address: "Або введіть цю адресу:",
    or_go_to: "Відскануйте код телефоном. Або введіть цю адресу:",
    promises: ["Ми не питаємо, як вас звати", "Реєструватися не треба", "Можна попросити допомоги"],
    who: "Хто про це питає?",
    help: "Потрібна допомога?",
    scan: "Відскануйте код.",
    answer: "Можна відповідати українською.",
    example: "Приклад: відповіді вигадані",
    poster: "плакат",
    card: "картка",
};

/// What the QR code is for, for who does not see it.
pub(super) fn heard(language: Language, address: &str) -> String {
    match language {
        Language::Nl => format!("QR-code. Opent de vragen op {address}."),
        Language::En => format!("QR code. Opens the questions at {address}."),
        Language::Ar => format!("رمز QR يفتح الأسئلة على {address}."),
        Language::Tr => format!("QR kodu. Soruları açar: {address}."),
        Language::Pl => format!("Kod QR. Otwiera pytania pod adresem {address}."),
        Language::Uk => format!("QR-код. Відкриває запитання за адресою {address}."),
    }
}

/// Where to ask.
pub(super) fn questions(language: Language, contact: &str) -> String {
    match language {
        Language::Nl => format!("Vragen? Mail naar {contact}."),
        Language::En => format!("Questions? Send an e-mail to {contact}."),
        Language::Ar => format!("هل لديكم أسئلة؟ أرسلوا رسالة إلى {contact}."),
        Language::Tr => format!("Sorularınız mı var? E-posta: {contact}."),
        Language::Pl => format!("Pytania? E-mail: {contact}."),
        Language::Uk => format!("Маєте запитання? Напишіть на {contact}."),
    }
}

/// Until when people can take part: a day where the campaign closes at its end, else an hour too.
pub(super) fn until(language: Language, closes: Moment) -> String {
    let date = date(language, closes);
    let (hour, minute) = closes.local_time();
    let time = format!("{hour}:{minute:02}");
    let whole_day = (hour, minute) >= (23, 45);
    match (language, whole_day) {
        (Language::Nl, true) => format!("Meedoen kan tot en met {date}"),
        (Language::Nl, false) => format!("Meedoen kan tot {date}, {hour}.{minute:02} uur"),
        (Language::En, true) => format!("You can take part up to and including {date}"),
        (Language::En, false) => format!("You can take part until {date}, {time}"),
        (Language::Ar, true) => format!("يمكنكم المشاركة حتى نهاية يوم {date}"),
        (Language::Ar, false) => format!("يمكنكم المشاركة حتى يوم {date}، الساعة {time}"),
        (Language::Tr, true) => format!("Katılmak için son gün: {date}"),
        (Language::Tr, false) => format!("Katılmak için son gün ve saat: {date}, {time}"),
        (Language::Pl, true) => format!("Można wziąć udział do {date} włącznie"),
        (Language::Pl, false) => format!("Można wziąć udział do {date}, do godz. {time}"),
        (Language::Uk, true) => format!("Участь можна взяти до {date} включно"),
        (Language::Uk, false) => format!("Участь можна взяти до {date}, {time}"),
    }
}

/// A day, as people say it, which stays on one line.
fn date(language: Language, moment: Moment) -> String {
    let (year, month, day) = moment.local_day().civil();
    let month = months(language)[usize::from(month) - 1];
    match language {
        Language::Nl | Language::En | Language::Ar | Language::Tr => format!("{day}\u{a0}{month}\u{a0}{year}"),
        Language::Pl => format!("{day}\u{a0}{month}\u{a0}{year}\u{a0}r."),
        Language::Uk => format!("{day}\u{a0}{month}\u{a0}{year}\u{a0}року"),
    }
}

/// The months, as they stand in a date. In Arabic by both of their names: people from Syria and Iraq use one, people from
/// Morocco and Egypt the other.
fn months(language: Language) -> [&'static str; 12] {
    match language {
        Language::Nl => DUTCH_MONTHS,
        Language::En => ENGLISH_MONTHS,
        Language::Ar => [
            "يناير/كانون الثاني",
            "فبراير/شباط",
            "مارس/آذار",
            "أبريل/نيسان",
            "مايو/أيار",
            "يونيو/حزيران",
            "يوليو/تموز",
            "أغسطس/آب",
            "سبتمبر/أيلول",
            "أكتوبر/تشرين الأول",
            "نوفمبر/تشرين الثاني",
            "ديسمبر/كانون الأول",
        ],
        Language::Tr => [
            "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım",
            "Aralık",
        ],
        Language::Pl => [
            "stycznia",
            "lutego",
            "marca",
            "kwietnia",
            "maja",
            "czerwca",
            "lipca",
            "sierpnia",
            "września",
            "października",
            "listopada",
            "grudnia",
        ],
        Language::Uk => [
            "січня",
            "лютого",
            "березня",
            "квітня",
            "травня",
            "червня",
            "липня",
            "серпня",
            "вересня",
            "жовтня",
            "листопада",
            "грудня",
        ],
    }
}

#[cfg(test)]
mod tests {
    use survey::time::Timestamp;

    use super::*;

    #[test]
    fn the_last_day_is_told_as_people_say_it() {
        let closes = |at: i64| Moment { at: Timestamp(at), offset: 3600 };
        let told = |at: i64| Language::ALL.map(|language| until(language, closes(at)).replace('\u{a0}', " "));
        assert_eq!(
            told(1_798_757_940),
            [
                "Meedoen kan tot en met 31 december 2026",
                "You can take part up to and including 31 December 2026",
                "يمكنكم المشاركة حتى نهاية يوم 31 ديسمبر/كانون الأول 2026",
                "Katılmak için son gün: 31 Aralık 2026",
                "Można wziąć udział do 31 grudnia 2026 r. włącznie",
                "Участь можна взяти до 31 грудня 2026 року включно",
            ]
        );
        assert_eq!(told(1_798_729_200)[0], "Meedoen kan tot 31 december 2026, 16.00 uur");
        assert_eq!(told(1_798_729_200)[4], "Można wziąć udział do 31 grudnia 2026 r., do godz. 16:00");
    }

    #[test]
    fn no_language_says_what_another_says() {
        for (number, one) in Language::ALL.into_iter().enumerate() {
            for other in &Language::ALL[..number] {
                let all = |language| {
                    let words = Words::of(language);
                    let lines = [
                        words.how,
                        words.type_address,
                        words.or_go_to,
                        words.who,
                        words.help,
                        words.scan,
                        words.answer,
                    ];
                    [&lines[..], &words.steps, &words.promises].concat()
                };
                for (one, other) in all(one).into_iter().zip(all(*other)) {
                    assert_ne!(one, other);
                }
            }
        }
    }
}
