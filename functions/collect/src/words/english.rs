//! English, as plain as the Dutch.

use survey::code::{Holder, Mistyped};
use survey::condition::Comparison;
use survey::language::Language;
use survey::time::{Day, Moment};

use super::{Codes, Words};
use crate::app::CodeFault;

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

pub(super) fn date(day: Day) -> String {
    let (year, month, day) = day.civil();
    format!("{day} {} {year}", MONTHS[usize::from(month) - 1])
}

pub(super) fn moment(moment: Moment) -> String {
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
    bait: "Leave this box empty",
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
    hasty: "Sometimes a computer program fills in these questions. So we ask you to press the button once more. Your \
            answers are below. They have not been sent yet.",

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

    codes: Codes {
        label: "Your code",
        hint: "Your code is on your card or in your letter. It has 16 letters and digits. Capitals, spaces and hyphens do \
               not matter.",
        label_optional: "Were you given a code?",
        hint_optional: "Then fill it in here. It has 16 letters and digits. Capitals, spaces and hyphens do not matter. \
                        No code? Leave this box empty.",
        check: "Check my code",
        fits: |holder| match holder {
            Holder::Respondent => "Your code is right. You can answer the questions.",
            Holder::Interviewer => {
                "This code is right. It is a code for a conversation. Fill in what the other person says, not what you \
                 think yourself."
            }
        },
        before_sending: "Look through your answers once more. After sending you can change them only if you have a code.",

        look_again: "Please look at your code again",
        fault: |fault| match fault {
            CodeFault::Missing | CodeFault::Mistyped(Mistyped::Nothing) => "Fill in your code",
            CodeFault::Mistyped(Mistyped::TooShort) => "Your code is too short. A code has 16 letters and digits",
            CodeFault::Mistyped(Mistyped::TooLong) => "Your code is too long. A code has 16 letters and digits",
            CodeFault::Mistyped(Mistyped::Stranger) => {
                "Your code has a sign that does not belong in it. A code has only letters and digits"
            }
            CodeFault::Mistyped(Mistyped::Check) => {
                "There is a typing error in your code. Compare it with your card or letter"
            }
            CodeFault::NotOurs => {
                "This code does not belong to these questions. See which address goes with your code on your card or \
                 letter"
            }
        },

        used_title: "This code has been used before",
        used: "Answers have already been sent with this code. A code counts once. Was that you? Then you are done.",
        used_change: "Was that not you? Or do you want to change your answers? Then you can erase the earlier answers and \
                      send the answers below.",
        replace: "Erase the earlier answers and send these",
        used_withdraw: "You can also erase them and send nothing.",
        only_withdraw: "Erase only",

        keep: |until| {
            format!(
                "Did you take part with a code? Keep it. With the code you can erase your answers until {}. Did you fill \
                 this in for someone else? Then give that person the code.",
                moment(until)
            )
        },
        withdraw_link: "Erase answers with a code",

        withdraw_title: "Erase answers",
        withdraw: &[
            "Did you take part with a code? Then you can erase your answers. Fill in your code and press the button.",
            "We erase everything that was sent with this code, including what you typed yourself. This can't be undone. \
             Results that advisers already have do not change. They hold only rounded numbers.",
            "Did you take part without a code? Then we can't erase anything for you. We do not know which answers are \
             yours.",
        ],
        withdraw_until: |until| format!("You can do this until {}.", moment(until)),
        withdraw_button: "Erase my answers",
        withdrawn_title: "Done",
        withdrawn: &[
            "Had answers been sent with this code? Then they are erased now. We can't see whether there were any.",
            "You can take part again with the same code. You do not have to.",
        ],
        begin_again: "Begin again",
        not_withdrawn_title: "Erasing has not worked yet",
        not_withdrawn: "Something is not working on our side. Wait a minute. Then press the button once more.",
        too_late_title: "Erasing is no longer possible",
        too_late: |until| {
            vec![
                format!("You could erase your answers until {}. After that all answers are counted.", moment(until)),
                "After counting we throw away the key by which a code leads to answers. Then we can't find out either \
                 which answers are yours. Others see only rounded numbers."
                    .to_owned(),
            ]
        },
    },

    privacy: &super::privacy::english::WORDS,
};
