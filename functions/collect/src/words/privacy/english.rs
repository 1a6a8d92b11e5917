//! English, as plain as the Dutch.

use super::{Part, Privacy, those};
use crate::words::english::{date, moment};

pub(in crate::words) const WORDS: Privacy = Privacy {
    title: "What we do with your answers",
    brief: |facts| {
        vec![
            "You do not have to take part.".into(),
            "We do not ask for your name or address.".into(),
            "Whoever gets the results sees how often something was chosen. Not what you chose.".into(),
            format!("We erase the separate answers after {}.", date(facts.expires)),
        ]
    },
    who: "Who asks?",
    mail: "Questions? Send an e-mail to",
    officer: "Questions about your privacy? Send an e-mail to the data protection officer:",
    why: "Why?",
    ground: "Why is that allowed?",
    voluntary: Part {
        heading: "Do I have to take part?",
        points: |_| {
            vec![
                "No, you do not have to.".into(),
                "You can skip questions, except where it says ‘required’.".into(),
                "You can stop. We only keep your answers once you press the button to send them.".into(),
            ]
        },
    },
    kept: Part {
        heading: "What do we keep?",
        points: |facts| {
            let mode =
                if facts.open { "by the link, with a code or in a conversation" } else { "alone or in a conversation" };
            those([
                (true, "The answers you chose.".into()),
                (true, "What you typed yourself.".into()),
                (facts.codes, format!("How you took part: {mode}.")),
                (true, "A number that makes sure that your answers count only once.".into()),
            ])
        },
    },
    not_kept: Part {
        heading: "What do we not keep?",
        points: |facts| {
            those([
                (true, "Your name, address, e-mail or phone number.".into()),
                (facts.codes, "Your code.".into()),
                (true, "When you send something.".into()),
                (true, "What kind of phone or computer you have, and which language you choose.".into()),
                (
                    true,
                    "The address of your phone or computer on the internet (the IP address). It is needed for a moment, \
                     to send you the page. We do not keep it."
                        .into(),
                ),
                (true, "There are no cookies.".into()),
            ])
        },
    },
    typed: Part {
        heading: "What happens to what I type myself?",
        points: |_| {
            vec![
                "We keep it apart from your other answers.".into(),
                "First a computer takes things out. Such as an e-mail address, a phone number, a postcode or a date.".into(),
                "The computer does not recognise every name. So please do not write down names.".into(),
                "After the close someone may read the texts, in mixed order. That person chooses which texts others may \
                 see. Only texts that do not show who you are."
                    .into(),
            ]
        },
    },
    seen: Part {
        heading: "Who sees my answers?",
        points: |facts| {
            let (base, smallest) = (facts.rounding_base, facts.smallest_base);
            vec![
                "Advisers do not see separate answers. They see how often something was chosen. Later they may also see a text \
                 that was approved."
                    .into(),
                format!(
                    "Those numbers are rounded: {base}, {}, {} and so on. Was a question put to fewer than {smallest} \
                     people? Then we show nothing of it.",
                    2 * base,
                    3 * base
                ),
                "Nobody decides anything about you because of what you fill in here.".into(),
                "Does someone fill in the questions with you? Then that person sees your answers too.".into(),
                "Is it someone else's device? Then close the page after sending. Or the next person may still see what you \
                 filled in."
                    .into(),
                "The technical operator can get at the separate answers. So can the company that runs the computers: \
                 Amazon Web Services. They may only do so if they really must."
                    .into(),
            ]
        },
    },
    how_long: Part {
        heading: "How long do we keep your answers?",
        points: |facts| {
            let from = if facts.codes { "your code or your phone" } else { "your phone or computer" };
            vec![
                format!(
                    "You can take part until {}. Soon after that we make the last results. Then we also destroy our keys. \
                     From then on nothing leads from {from} to your answers.",
                    moment(facts.closes)
                ),
                format!(
                    "We keep the separate answers until {}. Then they are erased automatically. That can take a few days.",
                    date(facts.expires)
                ),
                "The results stay.".into(),
            ]
        },
    },
    withdraw: Part {
        heading: "Can I take back my answers?",
        points: |facts| {
            let until = moment(facts.closes);
            let unknown = "we do not know which answers are yours. That way we can't look them up either";
            let without = match (facts.open, facts.codes) {
                (true, true) => format!("Did you take part without a code? Then you can't: {unknown}."),
                _ => format!("After sending you can't: {unknown}."),
            };
            those([
                (true, "Before sending you can: close the page. Then we keep nothing.".into()),
                (
                    facts.codes,
                    format!(
                        "Did you take part with a code? Then you can erase your answers until {until}. So keep your code \
                         safe."
                    ),
                ),
                (
                    facts.codes,
                    "Do you want to change something? Erase your answers. Then take part again with the same code.".into(),
                ),
                (
                    facts.codes,
                    "In results that have been made already, your answers still count. There may also be a back-up. It is \
                     there for 35 days at most."
                        .into(),
                ),
                (facts.open, without),
            ])
        },
    },
    withdraw_link: |people, municipality| format!("Erase answers: {people}, {municipality}"),
    rights: Part {
        heading: "What are my rights?",
        points: |facts| {
            those([
                (
                    true,
                    "By the privacy law (GDPR) you may ask to see, correct or erase your data. You may also object."
                        .into(),
                ),
                (
                    !facts.codes,
                    "But we do not know which answers are yours. So we can't look them up for you (GDPR, Article 11)."
                        .into(),
                ),
                (
                    facts.codes,
                    "But we do not know which answers are yours (GDPR, Article 11). With your code you can erase them \
                     yourself. The page can't show them to you, because it can't read them."
                        .into(),
                ),
                (
                    true,
                    "Does a text say something about you? Tell us which words. Then we can find the text and erase it."
                        .into(),
                ),
            ])
        },
    },
    complaint: Part {
        heading: "Where can I complain?",
        points: |_| {
            vec![
                "With us. Send an e-mail to the address at the top.".into(),
                "With the Dutch Data Protection Authority (Autoriteit Persoonsgegevens): autoriteitpersoonsgegevens.nl."
                    .into(),
            ]
        },
    },
    not_promised: Part {
        heading: "What can't we promise?",
        points: |facts| {
            those([
                (true, "Someone who knows you well may recognise how you write.".into()),
                (true, "Someone who knows nearly all other answers can sometimes guess what you chose.".into()),
                (
                    facts.open,
                    "Anyone with the link can take part, even twice. So the results give a picture, not an exact count."
                        .into(),
                ),
                (
                    facts.codes,
                    "Someone who knows your code can see whether it has been used. And can erase your answers. But can't \
                     see what you chose. So do not show your code to others."
                        .into(),
                ),
                (
                    facts.codes,
                    "With a code, the technical operator can find out which answers belong to it. That is not allowed. \
                     After the last results it is not possible any more either."
                        .into(),
                ),
            ])
        },
    },
};
