//! Small questionnaires, of which every possibility can be tried.

use survey::campaign::{Access, Campaign};
use survey::definition::{Source, compile};
use survey::disclosure::{Ledger, Occasion};
use survey::mode::Mode;
use survey::release::{Release, ReleaseNumber};
use survey::response::{Draft, Form};
use survey::tally::Tally;
use survey::time::Day;

use crate::campaign::AUDIENCE;
use crate::simulate::{Protection, key};

/// A campaign that asks two questions, of so many options each, and crosses them; or one, where the other has no options.
pub fn two_questions(options: [usize; 2]) -> Campaign {
    let question = |id: &str, count: usize| {
        let options: Vec<String> =
            ["a", "b", "c", "d"][..count].iter().map(|id| format!("{{ id = \"{id}\", nl = \"{id}\" }}")).collect();
        format!(
            "[[item]]\nkind = \"single\"\nid = \"{id}\"\nask = {{ nl = \"{id}\" }}\noptions = [{}]\n",
            options.join(", ")
        )
    };
    let second = format!(
        "{}[[crossing]]\nid = \"both\"\ntitle = {{ nl = \"-\" }}\nrows = \"left\"\ncolumns = \"right\"\n",
        question("right", options[1])
    );
    let text = format!(
        "title = {{ nl = \"Klein\" }}\nintro = {{ nl = \"-\" }}\nthanks = {{ nl = \"-\" }}\n{}{}",
        question("left", options[0]),
        if options[1] > 0 { &second } else { "" }
    );
    let source = Source { path: "campaign.toml", text: include_str!("campaign.toml") };
    match compile("aanval", source, |path| Some((path.to_owned(), text.clone()))) {
        // By the open link alone: no tables by mode.
        Ok(compiled) => Campaign { access: Access::Open, ..compiled.campaign },
        Err(faults) => panic!("the small campaign is without fault: {faults:#?}"),
    }
}

/// The final release of so many people for each pair of answers ("no answer" last), under the coins of `seed`.
pub fn release(campaign: &Campaign, protection: Protection, counts: &[Vec<u64>], seed: u64) -> Release {
    let campaign = protection.campaign(campaign);
    let audience = campaign.audience(AUDIENCE).expect("the attacked audience");
    let form = Form::of(&audience.questionnaire);
    let mut tally = Tally::new(&form);
    let name = |at: usize, width: usize| (at + 1 < width).then(|| ["a", "b", "c", "d"][at]);
    for (row, line) in counts.iter().enumerate() {
        for (column, count) in line.iter().enumerate() {
            let mut draft = Draft::default();
            let sides = [("left", name(row, counts.len())), ("right", name(column, line.len()))];
            for (question, answer) in sides {
                draft.answers.extend(answer.map(|answer| (question.to_owned(), answer.into())));
            }
            let response = form.accept(&draft).unwrap_or_else(|_| panic!("the form accepts its own options"));
            (0..*count).for_each(|_| tally.add(&form, &response, Mode::Link));
        }
    }
    let occasion =
        Occasion { campaign: &campaign, area: campaign.municipalities[0].into(), audience, day: Day(20_500) };
    protection.release(&occasion, ReleaseNumber::Final, &form, &tally, &Ledger::default(), &[], &key(seed)).0
}
