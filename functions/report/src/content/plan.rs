//! The plan of approach to fill in: goals that the figures propose, and room for who does what.

use insight::share::Side;
use insight::supply::Supply;

use super::Run;
use super::brief::{First, Ground, named_step};
use super::telling::{Draft, Runs, Teller, Writer, plain};

/// How many themes become goals.
const MOST_THEMES: usize = 3;
/// Rows without a goal, for goals of one's own.
const EMPTY_ROWS: usize = 2;

/// A proposed goal.
struct Goal {
    text: Runs,
    /// What it rests on, in figures.
    ground: Runs,
    /// The themes and steps it is about, to find initiatives by: places among the lines of supply, and among the steps.
    themes: Vec<usize>,
    steps: Vec<usize>,
}

/// Writes the chapter.
pub(super) fn plan(teller: &Teller<'_>, writer: &mut Writer) {
    writer.heading(1, teller.pick("Plan van aanpak", "Plan of approach"), "plan");
    let goals = goals(teller);
    writer.paragraph(if goals.is_empty() {
        teller.say(
            "Uit deze uitkomsten volgen nog geen doelen. In de tabel is plaats voor eigen doelen: wat doen we, wie doet het, en \
             wanneer is het klaar?",
            "No goals follow from these results yet. The table has room for goals of one's own: what do we do, who does it, and \
             when is it done?",
            &[],
        )
    } else {
        teller.say(
            "De doelen hieronder volgen uit de cijfers: eerst de grootste gaten tussen vraag en aanbod, dan wat mensen het vaakst \
             in de weg staat, dan de stap die meer mensen wensen dan er nu op staan. Het zijn voorstellen. Bespreek ze met \
             inwoners en organisaties, verander ze, en vul in wie wat doet en wanneer.",
            "The goals below follow from the figures: first the largest gaps between need and offer, then what stands in people's \
             way most often, then the step that more people wish for than are on it. They are proposals. Discuss them with \
             residents and organisations, change them, and fill in who does what and when.",
            &[],
        )
    });
    let mut draft = Draft::new(
        teller
            .pick("Plan van aanpak: doelen, acties, wie en wanneer", "Plan of approach: goals, actions, who and when"),
        [
            (teller.pick("Doel", "Goal").to_owned(), false, 38),
            (teller.pick("Wat we doen", "What we do").to_owned(), false, 26),
            (teller.pick("Wie", "Who").to_owned(), false, 14),
            (teller.pick("Wanneer", "When").to_owned(), false, 13),
            (teller.pick("Zo zien we of het lukt", "How we see it works").to_owned(), false, 18),
        ],
    );
    let empty = || ["", "", "", ""].map(str::to_owned);
    for (number, goal) in (1..).zip(&goals) {
        let text = format!("{number}. {}\n{}", plain(&goal.text), plain(&goal.ground));
        draft.row([text].into_iter().chain(empty()));
    }
    for number in (goals.len() + 1..).take(EMPTY_ROWS) {
        draft.row([format!("{number}.")].into_iter().chain(empty()));
    }
    writer.form(draft);

    let ideas: Vec<Runs> = goals.iter().filter_map(|goal| idea(teller, goal)).collect();
    if !ideas.is_empty() {
        writer.heading(2, teller.pick("Om over na te denken", "To think about"), "ideeen");
        writer.bullets(ideas);
    }
    writer.heading(2, teller.pick("Daarna", "After that"), "daarna");
    writer.bullets(vec![
        teller.say(
            "Laat mensen die meededen weten wat er met de uitkomsten gebeurt.",
            "Let people who took part know what becomes of the results.",
            &[],
        ),
        teller.say(
            "Vraag het later opnieuw, met dezelfde vragen: dan is te zien of er iets verandert.",
            "Ask again later, with the same questions: then it can be seen whether something changes.",
            &[],
        ),
        teller.say(
            "Leg de uitkomsten naast die van andere gemeenten, en leer van wie het anders doet.",
            "Lay the results beside those of other municipalities, and learn from who does it otherwise.",
            &[],
        ),
    ]);
}

fn goals(teller: &Teller<'_>) -> Vec<Goal> {
    let findings = teller.sources.findings;
    let first = First::of(teller);
    let mut goals = Vec::new();
    if let (Some(supply), Some((at, ground))) = (&findings.supply, first.theme) {
        let certain = (0..supply.lines.len()).filter(|at| supply.lines[*at].side == Side::More);
        let lines: Vec<usize> = match ground {
            Ground::Certain => certain.take(MOST_THEMES).collect(),
            Ground::Shown | Ground::Asked => vec![at],
        };
        for at in lines {
            let (line, pointer) = (&supply.lines[at], format!("/findings/supply/lines/{at}"));
            if ground == Ground::Asked {
                goals.extend(asked_for(teller, supply, at));
                continue;
            }
            let theme = [teller.answer(&line.label)];
            let shares = [
                teller.share(&format!("{pointer}/need"), &line.need),
                teller.share(&format!("{pointer}/offer"), &line.offer),
            ];
            let text = if ground == Ground::Certain {
                teller.say("Er is meer te doen rond {0}.", "There is more to do around {0}.", &theme)
            } else {
                teller.say(
                    "We weten of er meer nodig is rond {0}.",
                    "We know whether more is needed around {0}.",
                    &theme,
                )
            };
            let ground = teller.say(
                "Nu: {0} van de mensen wil het, {1} van de organisaties biedt het.",
                "Now: {0} of the people want it, {1} of the organisations offer it.",
                &shares,
            );
            goals.push(Goal { text, ground, themes: vec![at], steps: Vec::new() });
        }
        let asked = supply.most_unmet(1).first().copied();
        let is_new = |at: &usize| goals.iter().all(|goal: &Goal| !goal.themes.contains(at));
        if let Some(at) = asked.filter(is_new) {
            goals.extend(asked_for(teller, supply, at));
        }
    } else if let (Some(needs), Some(at)) = (&findings.needs, first.need) {
        let share = teller.share(&format!("/findings/needs/lines/{at}/share"), &needs.lines[at].share);
        goals.push(Goal {
            text: teller.say(
                "We weten wat er al is rond {0}, en wat niet.",
                "We know what there is around {0}, and what is not.",
                &[teller.answer(&needs.lines[at].label)],
            ),
            ground: teller.say("Nu: {0} van de mensen kiest dit.", "Now: {0} of the people choose this.", &[share]),
            themes: Vec::new(),
            steps: Vec::new(),
        });
    }
    if let Some((ranking, lines)) = &first.obstacles {
        for at in lines {
            let line = &findings.obstacles[*ranking].lines[*at];
            let share = teller.share(&format!("/findings/obstacles/{ranking}/lines/{at}/share"), &line.share);
            goals.push(Goal {
                text: teller.say(
                    "Minder mensen noemen als obstakel: {0}.",
                    "Fewer people name as an obstacle: {0}.",
                    &[teller.answer(&line.label)],
                ),
                ground: teller.say("Nu: {0} van de mensen.", "Now: {0} of the people.", &[share]),
                themes: Vec::new(),
                steps: Vec::new(),
            });
        }
    }
    if let (Some(ladder), Some(at)) = (&findings.ladder, first.step) {
        let (step, pointer) = (&ladder.steps[at], format!("/findings/ladder/steps/{at}"));
        goals.push(Goal {
            text: teller.say(
                "Meer mensen kunnen naar {0}.",
                "More people can go to {0}.",
                &[named_step(teller, ladder, at)],
            ),
            ground: teller.say(
                "Nu: {0} staat er, {1} wil erheen.",
                "Now: {0} are there, {1} would like to be.",
                &[
                    teller.share(&format!("{pointer}/now"), &step.now),
                    teller.share(&format!("{pointer}/wish"), &step.wish),
                ],
            ),
            themes: Vec::new(),
            steps: vec![at],
        });
    }
    goals
}

/// That whoever looks for the theme in vain finds it.
fn asked_for(teller: &Teller<'_>, supply: &Supply, at: usize) -> Option<Goal> {
    let line = &supply.lines[at];
    let share = teller.share(&format!("/findings/supply/lines/{at}/unmet"), line.unmet.as_ref()?);
    Some(Goal {
        text: teller.say(
            "Wie iets zoekt rond {0}, vindt het.",
            "Who looks for something around {0} finds it.",
            &[teller.answer(&line.label)],
        ),
        ground: teller.say(
            "Nu: {0} van de organisaties krijgt hierover vragen die zij niet kan beantwoorden.",
            "Now: {0} of the organisations are asked for it and can't offer it.",
            &[share],
        ),
        themes: vec![at],
        steps: Vec::new(),
    })
}

/// Initiatives elsewhere that serve the goal's themes or steps.
fn idea(teller: &Teller<'_>, goal: &Goal) -> Option<Runs> {
    let found = teller.sources.findings.initiatives.iter().filter(|found| {
        let themes = found.themes.iter().chain(&found.asked).any(|at| goal.themes.contains(at));
        themes || found.steps.iter().any(|at| goal.steps.contains(at))
    });
    let names: Vec<Runs> = found
        .map(|found| {
            let name = teller.label(&found.initiative.name);
            match &found.initiative.place {
                Some(place) => teller.say("{0} ({1})", "{0} ({1})", &[name, vec![Run::label(place)]]),
                None => name,
            }
        })
        .collect();
    if names.is_empty() {
        return None;
    }
    let text = goal.text.iter().map(|run| Run { strong: true, ..run.clone() });
    Some(teller.say(
        "{0} Hoe doet {1} dat? Wat daarvan kan ook hier?",
        "{0} How does {1} do that? What of it is possible here too?",
        &[text.collect(), teller.list(names)],
    ))
}
