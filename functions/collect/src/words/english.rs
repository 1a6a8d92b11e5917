//! English, as plain as the Dutch.

use survey::condition::Comparison;
use survey::language::Language;
use survey::time::{Day, Moment};

use super::{Privacy, Words};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn date(day: Day) -> String {
    let (year, month, day) = day.civil();
    format!("{day} {} {year}", MONTHS[usize::from(month) - 1])
}

fn moment(moment: Moment) -> String {
    let (hour, minute) = moment.local_time();
    format!("{} at {hour}:{minute:02}", date(moment.local_day()))
}

fn compared(is: Comparison, than: i64) -> String {
    match is {
        Comparison::Equal => format!("exactly {than}"),
        Comparison::Unequal => format!("a number other than {than}"),
        Comparison::Less => format!("fewer than {than}"),
        Comparison::AtMost => format!("at most {than}"),
        Comparison::More => format!("more than {than}"),
        Comparison::AtLeast => format!("at least {than}"),
    }
}

/// The verb in the past, or what it is after "did not".
fn past(negated: bool, verb: &str, past: &str) -> String {
    if negated { format!("did not {verb}") } else { past.to_owned() }
}

pub(super) const WORDS: Words = Words {
    language: Language::En,
    quoted: |label| format!("‘{label}’"),

    skip: "Skip to the content",
    languages: "Language",
    not_translated: "Some texts are in Dutch only.",
    privacy_link: "What we do with your answers",
    beside: "opens in a new tab",
    synthetic: "This is an example. The answers are made up, and what you fill in here does not count.",
    help: "Help or questions?",

    asked_by: |name| format!("These questions come from: {name}"),
    how_many: |questions, required| {
        let questions = if questions == 1 {
            "There is 1 question.".to_owned()
        } else {
            format!("There are {questions} questions.")
        };
        let skip = if required {
            "You can skip questions, except where it says ‘required’."
        } else {
            "You can skip questions."
        };
        format!("{questions} {skip}")
    },
    kept_apart: "We do not ask for your name or address. We do not keep when you take part, or anything about your phone or computer.",
    required: "required",
    choose_one: "Choose 1 answer.",
    choose_any: "You can choose more than one answer.",
    choose_at_most: |most| format!("Choose at most {most} answers."),
    or: "or",
    namely: |option| format!("{option}, namely:"),
    rank: |top| {
        if top == 1 {
            "Choose what matters most to you.".to_owned()
        } else {
            "Put what matters most to you at number 1. You don't have to fill in all of them.".to_owned()
        }
    },
    rank_place: |place| format!("Number {place}"),
    rank_empty: "Choose here",
    whole_number: |least, most| format!("A number from {least} to {most}."),
    letters: |most| format!("You can type up to {most} characters."),
    before_sending: "Look through your answers once more. After sending you can't change them.",
    send: "Send my answers",

    only_if: |phrase| format!("Only if {phrase}:"),
    and: "and",
    chose: |question, options, negated| {
        format!("you {} {} at {question}", past(negated, "choose", "chose"), options.join(" or "))
    },
    answered: |question, negated| format!("you {} {question}", past(negated, "answer", "answered")),
    counted: |question, is, than, negated| {
        let noun = if than == 1 { "answer" } else { "answers" };
        format!("you {} {} {noun} at {question}", past(negated, "choose", "chose"), compared(is, than))
    },
    number_was: |question, is, than, negated| {
        format!("you {} {} at {question}", past(negated, "fill in", "filled in"), compared(is, than))
    },
    question_number: |number| format!("question {number}"),

    error_prefix: "Error: ",
    look_again: |faults| {
        if faults == 1 {
            "Please look at 1 question again".to_owned()
        } else {
            format!("Please look at {faults} questions again")
        }
    },
    not_sent_yet: "Your answers have not been sent yet. Change what is listed here. Then press the button at the bottom.",
    at: |number, question| format!("question {number}: {question}"),
    choose: |at| format!("Choose an answer at {at}"),
    write: |at| format!("Write an answer at {at}"),
    give_number: |at| format!("Fill in a number at {at}"),
    changed: "The questions have just been changed. Look through your answers and send them once more.",
    unknown_option: |at| format!("Your answer is no longer in the list. Choose again at {at}"),
    repeated: |at| format!("You chose the same thing twice. Choose something different each time at {at}"),
    exclusive: |option, at| format!("You chose {option} and something else too. Choose one or the other at {at}"),
    too_many: |most, at| format!("You chose too many. Choose at most {most} answers at {at}"),
    too_long: |most, at| format!("Your text is too long. Use at most {most} characters at {at}"),
    not_a_number: |at| format!("Fill in a whole number, without letters, points or commas, at {at}"),
    out_of_bounds: |least, most, at| format!("Fill in a number from {least} to {most} at {at}"),
    wrong_type: |at| format!("Give 1 answer at {at}"),
    namely_elsewhere: |option, at| {
        format!("You wrote something at {option} but chose something else. Choose {option} or empty the box, at {at}")
    },

    switched: "What you have filled in is still on this page. Nothing has been sent yet.",
    not_sent_title: "Sending has not worked yet",
    not_sent: "Something is not working on our side. Your answers are still on this page. Wait a minute. Then press the \
               button at the bottom again. They count only once.",
    not_sent_paused: "We are not taking answers right now. Your answers are still on this page, but they have not been \
                      sent yet. Leave the page open. Press the button at the bottom again later.",
    someone_else_title: "Are these someone else's answers?",
    someone_else: "Other answers have already been sent from this page. Were those yours? Then you are done: they can't \
                   be changed any more. Are the answers below someone else's? Then press the button at the bottom.",
    send_again_title: "Please send it once more",
    send_again: "Something went wrong with this page. Your answers are below. Press the button at the bottom once more.",

    thanks_title: "Thank you!",
    thanks_sent: "Your answers have been sent.",
    another: "Would someone else like to take part on this device?",
    another_link: "Begin with empty questions",
    closed_title: "These questions are closed",
    closed: |closed| format!("You could take part until {}. We no longer take answers.", moment(closed)),
    not_open_title: "These questions are not open yet",
    not_open: |opens| format!("You can take part from {}. Please come back to this page then.", moment(opens)),
    not_ready_title: "These questions are almost ready",
    not_ready: "We are still setting something up. Please try again in an hour.",
    paused_title: "A short pause",
    paused: "You can't take part right now. The questions will be back. Please try again later.",
    too_large_title: "That is too much text",
    too_large: "Your answers have not been sent. Go back to the previous page and make your text shorter.",
    not_found_title: "This page does not exist",
    not_found: "Please check that you have copied the address correctly.",
    unreadable_title: "We can't read this",
    unreadable: "Your answers have not been sent. Go back to the questions and try once more.",
    lists: "Questions for you",
    home_intro: "Choose the questions that suit you.",
    home_closed: "closed",
    home_paused: "paused for a while",
    home_later: |opens| format!("open from {}", date(opens.local_day())),
    to_start: "To the start",

    privacy: Privacy {
        title: "What we do with your answers",
        who: "Who asks?",
        contact: |address| format!("Questions? Send an e-mail to {address}."),
        why: "Why?",
        ground: "Why is that allowed?",
        kept: "What do we keep?",
        kept_points: &[
            "The answers you choose.",
            "Not your name, address, e-mail or phone number. Not your language, your phone or computer, or the moment \
             you send something. There are no cookies.",
            "What you type yourself is kept apart from your other answers. First a computer takes out what looks like an \
             e-mail address, phone number, postcode, date or other number. Please do not write down names: the computer \
             does not always recognise a name.",
        ],
        results: "What do others see?",
        results_points: |base, smallest| {
            vec![
                "Advisers do not see separate answers. They only see how many people chose something.".to_owned(),
                format!(
                    "Those numbers are rounded: {base}, {}, {} and so on. Was a question put to fewer than {smallest} \
                     people? Then we show nothing of it.",
                    2 * base,
                    3 * base
                ),
                "What you type yourself is shown only after someone has read it at the end and nothing in it shows who \
                 you are."
                    .to_owned(),
            ]
        },
        how_long: "How long?",
        until: |day| {
            format!(
                "We keep all separate answers until {}, including what you type yourself. After that they are deleted \
                 automatically. That can take a few days. The results stay.",
                date(day)
            )
        },
        rights: "Your rights",
        rights_points: &[
            "You do not have to take part. You can stop, and you can skip questions.",
            "After sending we can't look up, change or delete your answers for you: we do not know which are yours.",
            "Not satisfied? You can send a complaint to the Dutch Data Protection Authority (Autoriteit \
             Persoonsgegevens).",
        ],
        not_promised: "What we can't promise",
        not_promised_points: &[
            "Someone who knows you well may recognise how you write.",
            "The operator and the company that runs the computers can technically get at the separate answers as long as \
             they exist. They may not do so without good reason.",
            "Someone who knows nearly all other answers can sometimes guess something about the last one.",
            "Anyone with the link can take part, even twice. So the results give a picture, not an exact count.",
        ],
    },
};
