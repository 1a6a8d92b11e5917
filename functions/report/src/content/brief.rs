//! The summary of one page: six questions, answered from the findings.
//!
//! What to do first follows from a fixed rule, which the report tells: the theme of the largest gap (the certain ones go
//! before the ones that only the shown percentages have; if there is none, what organisations are most often asked for in
//! vain; if that is unknown too, the largest need), the obstacle that people name most, and the step that certainly more
//! people wish for than are on, by the largest difference. It is worded as a proposal.

use insight::ladder::Ladder;
use insight::share::Side;
use insight::supply::{Line, Ranking, Supply};
use survey::campaign::Respondents;
use survey::release::ReleaseNumber;

use super::telling::{Runs, Teller, Writer, paragraph};
use super::{Point, Run};

/// How many needs are named.
const MOST_TOLD: usize = 3;
/// How many are named of what can't be told apart.
const MOST_NAMED: usize = 4;

/// What is worth beginning with, and on what ground.
pub(super) struct First {
    /// The theme: its place among [`Supply::lines`].
    pub(super) theme: Option<(usize, Ground)>,
    /// Where nothing is known of the offer: the largest need, its place among the lines of the needs.
    pub(super) need: Option<usize>,
    /// The obstacles that people name most, which rounding does not tell apart: places among the lines of the first ranking
    /// of obstacles that is of people, and that ranking's place.
    pub(super) obstacles: Option<(usize, Vec<usize>)>,
    /// The step: its place among [`Ladder::steps`].
    pub(super) step: Option<usize>,
}

/// Why a theme comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// Need is certainly larger than offer, and nowhere is the gap larger in the shown percentages.
    Certain,
    /// Need is larger than offer in the shown percentages alone.
    Shown,
    /// Organisations are most often asked for it in vain.
    Asked,
}

impl First {
    pub(super) fn of(teller: &Teller<'_>) -> Self {
        let findings = teller.sources.findings;
        let theme = findings.supply.as_ref().and_then(theme);
        let need = findings.needs.as_ref().filter(|needs| theme.is_none() && is_told(needs)).map(|_| 0);
        let obstacles = findings.obstacles.iter().enumerate().find_map(|(at, ranking)| {
            let is_peoples = teller.respondents(&ranking.audience) == Respondents::People;
            let first = tied(&ranking.lines);
            (is_peoples && is_told(ranking) && first.len() <= MOST_TOLD).then_some((at, first))
        });
        let step = findings.ladder.as_ref().and_then(step);
        First { theme, need, obstacles, step }
    }

    /// Whether nothing comes first.
    fn is_nothing(&self) -> bool {
        self.theme.is_none() && self.need.is_none() && self.obstacles.is_none() && self.step.is_none()
    }
}

fn theme(supply: &Supply) -> Option<(usize, Ground)> {
    let certain = supply.lines.iter().position(|line| line.side == Side::More);
    let shown = supply.lines.iter().position(|line| line.gap.points.is_some_and(|points| points > 0));
    certain
        .map(|at| (at, Ground::Certain))
        .or_else(|| shown.map(|at| (at, Ground::Shown)))
        .or_else(|| supply.most_unmet(1).first().map(|at| (*at, Ground::Asked)))
}

fn step(ladder: &Ladder) -> Option<usize> {
    let more = (0..ladder.steps.len()).filter(|at| ladder.steps[*at].side == Side::More);
    more.max_by_key(|at| (ladder.steps[*at].change.bounds.least, std::cmp::Reverse(*at)))
}

/// Whether the largest share of a ranking is shown.
fn is_told(ranking: &Ranking) -> bool {
    ranking.lines.first().is_some_and(|line| line.share.percent.is_some())
}

/// The lines that may be the largest.
fn tied(lines: &[Line]) -> Vec<usize> {
    (0..lines.len()).filter(|at| lines[*at].rank.best == 1).collect()
}

/// Writes the summary.
pub(super) fn brief(teller: &Teller<'_>, writer: &mut Writer) {
    writer.heading(1, teller.pick("In het kort", "In brief"), "kort");
    if teller.sources.findings.synthetic {
        writer.note(teller.say(
            "Let op: dit is een voorbeeld. De antwoorden zijn verzonnen, om te laten zien hoe een rapport eruitziet.",
            "Note: this is an example. The answers were made up, to show what a report looks like.",
            &[],
        ));
    }
    let points = [
        ("Wie deden mee?", "Who took part?", who(teller)),
        ("Wat willen mensen het liefst?", "What do people want most?", needs(teller)),
        ("Waar is het grootste gat tussen vraag en aanbod?", "Where is the largest gap?", gap(teller)),
        ("Welke stap willen mensen zetten?", "Which step do people wish for?", wished_step(teller)),
        ("Wat staat mensen het meest in de weg?", "What stands in people's way most?", obstacles(teller)),
        ("Wat kan de gemeente als eerste doen?", "What can the municipality do first?", first(teller)),
        ("Hoe zeker is dit?", "How sure is this?", sure(teller)),
    ];
    let points = points.map(|(dutch, english, runs)| Point { lead: teller.pick(dutch, english).to_owned(), runs });
    writer.points(points.to_vec());
}

/// How many took part, such as "ongeveer 400 mensen".
pub(super) fn how_many(teller: &Teller<'_>) -> Vec<Runs> {
    let responses = &teller.sources.findings.responses;
    let is_small = |at: usize| responses[at].responses.about == 0;
    let counts = responses.iter().enumerate().map(|(at, found)| {
        // "Ongeveer" is said once for what follows.
        let is_said = at > 0 && !is_small(at - 1);
        let is_small = is_small(at);
        let figure =
            teller.figure(format!("/findings/responses/{at}/responses/{}", if is_small { "most" } else { "about" }));
        let (dutch, english) = match (found.respondents, is_small) {
            (Respondents::People, false) if is_said => ("{0} mensen", "{0} people"),
            (Respondents::People, false) => ("ongeveer {0} mensen", "about {0} people"),
            (Respondents::People, true) => ("hoogstens {0} mensen", "at most {0} people"),
            (Respondents::Organisations, false) if is_said => ("{0} organisaties", "{0} organisations"),
            (Respondents::Organisations, false) => ("ongeveer {0} organisaties", "about {0} organisations"),
            (Respondents::Organisations, true) => ("hoogstens {0} organisaties", "at most {0} organisations"),
        };
        teller.say(dutch, english, &[figure])
    });
    counts.collect()
}

/// Where, as "In de gemeente Noordoostpolder".
pub(super) fn in_place(teller: &Teller<'_>) -> Runs {
    match teller.sources.findings.name {
        Some(name) => teller.say("In de gemeente {0}", "In the municipality of {0}", &[vec![Run::label(name)]]),
        None => teller.say("In alle gemeenten samen", "In all municipalities together", &[]),
    }
}

/// Whether some results are of before the close.
pub(super) fn is_open(teller: &Teller<'_>) -> bool {
    let responses = &teller.sources.findings.responses;
    responses.iter().any(|found| matches!(found.release, ReleaseNumber::Interim(_)))
}

fn who(teller: &Teller<'_>) -> Runs {
    let findings = teller.sources.findings;
    let counts = how_many(teller);
    if counts.is_empty() {
        return teller.say("Er zijn nog geen uitkomsten.", "There are no results yet.", &[]);
    }
    let (opens, closes) = (teller.figure("/campaign/opens"), teller.figure("/campaign/closes"));
    let filled = [in_place(teller), teller.list(counts), opens, closes];
    let mut told = vec![if is_open(teller) {
        teller.say(
            "{0} deden {1} mee. Dat kan van {2} tot en met {3}.",
            "{0} {1} took part. It is possible from {2} up to and including {3}.",
            &filled,
        )
    } else {
        teller.say(
            "{0} deden {1} mee. Dat kon van {2} tot en met {3}.",
            "{0} {1} took part. It was possible from {2} up to and including {3}.",
            &filled,
        )
    }];
    for (at, found) in findings.responses.iter().enumerate() {
        if let ReleaseNumber::Interim(_) = found.release {
            let day = teller.figure(format!("/findings/responses/{at}/day"));
            told.push(teller.say(
                "Van {0} is dit een tussenstand, van {1}.",
                "Of {0} these are interim results, of {1}.",
                &[teller.answer(&found.title), day],
            ));
        }
    }
    let asked = &teller.sources.campaign.audiences;
    let none = asked.iter().filter(|audience| findings.responses.iter().all(|found| found.audience != audience.id));
    let none: Vec<Runs> = none.map(|audience| teller.answer(&audience.title)).collect();
    if !none.is_empty() {
        told.push(teller.say(
            "Van {0} zijn er nog geen uitkomsten.",
            "There are no results yet of {0}.",
            &[teller.list(none)],
        ));
    }
    paragraph(told)
}

/// The largest of a ranking, with what rounding leaves open of their order.
fn largest(teller: &Teller<'_>, ranking: &Ranking, pointer: &str) -> Runs {
    let shown = ranking.lines.iter().filter(|line| line.share.percent.is_some()).take(MOST_TOLD);
    let shown = shown.enumerate().map(|(at, line)| {
        let share = teller.share(&format!("{pointer}/lines/{at}/share"), &line.share);
        teller.say("{0} {1}", "{0} {1}", &[teller.answer(&line.label), share])
    });
    let shown: Vec<Runs> = shown.collect();
    let named = shown.len();
    let mut told = vec![teller.say("{0}.", "{0}.", &[teller.list(shown)])];
    let answers = |lines: &[usize]| lines.iter().map(|at| teller.answer(&ranking.lines[*at].label)).collect::<Vec<_>>();
    let first = tied(&ranking.lines);
    told.push(match first.len() {
        1 => teller.say(
            "De eerste staat zeker bovenaan, voor wie meededen.",
            "The first is certainly at the top, for those who took part.",
            &[],
        ),
        2..=MOST_NAMED => teller.say(
            "Wat er bovenaan staat, is niet te zeggen: dat kan {0} zijn.",
            "What is at the top can't be said: it may be {0}.",
            &[teller.either(answers(&first))],
        ),
        _ => teller.say(
            "De verschillen zijn te klein om te zeggen wat er bovenaan staat.",
            "The differences are too small to say what is at the top.",
            &[],
        ),
    });
    let others: Vec<usize> = (named..ranking.lines.len())
        .filter(|at| (2..=MOST_TOLD as u32).contains(&ranking.lines[*at].rank.best))
        .collect();
    if (1..=MOST_NAMED).contains(&others.len()) && first.len() <= MOST_NAMED {
        told.push(teller.say(
            "Door het afronden kan bij de eerste drie ook horen: {0}.",
            "With the rounding, these may be among the first three as well: {0}.",
            &[teller.list(answers(&others))],
        ));
    }
    paragraph(told)
}

fn needs(teller: &Teller<'_>) -> Runs {
    match teller.sources.findings.needs.as_ref().filter(|needs| is_told(needs)) {
        Some(needs) => largest(teller, needs, "/findings/needs"),
        None => teller.say(
            "Dat is niet te zeggen: daar zijn geen uitkomsten van, of te weinig om te tonen.",
            "That can't be said: there are no results of it, or too few to show.",
            &[],
        ),
    }
}

fn obstacles(teller: &Teller<'_>) -> Runs {
    let people = |ranking: &&Ranking| teller.respondents(&ranking.audience) == Respondents::People && is_told(ranking);
    match teller.sources.findings.obstacles.iter().position(|ranking| people(&ranking)) {
        Some(at) => {
            let ranking = &teller.sources.findings.obstacles[at];
            largest(teller, ranking, &format!("/findings/obstacles/{at}"))
        }
        None => teller.say(
            "Dat is niet te zeggen: daar zijn geen uitkomsten van, of te weinig om te tonen.",
            "That can't be said: there are no results of it, or too few to show.",
            &[],
        ),
    }
}

fn gap(teller: &Teller<'_>) -> Runs {
    let Some(supply) = teller.sources.findings.supply.as_ref().filter(|supply| !supply.lines.is_empty()) else {
        return teller.say(
            "Dat is niet te zeggen: vraag en aanbod kunnen (nog) niet naast elkaar worden gelegd.",
            "That can't be said: need and offer can't be laid side by side (yet).",
            &[],
        );
    };
    let shares = |at: usize| {
        let (line, pointer) = (&supply.lines[at], format!("/findings/supply/lines/{at}"));
        [
            teller.answer(&line.label),
            teller.share(&format!("{pointer}/need"), &line.need),
            teller.share(&format!("{pointer}/offer"), &line.offer),
        ]
    };
    let mut told = Vec::new();
    match theme(supply) {
        Some((at, Ground::Certain)) => {
            told.push(teller.say(
                "Bij {0}: {1} van de mensen wil dit, en {2} van de organisaties biedt het.",
                "In {0}: {1} of the people want it, and {2} of the organisations offer it.",
                &shares(at),
            ));
            let close: Vec<Runs> = (0..supply.lines.len())
                .filter(|other| *other != at && supply.lines[*other].rank.best == 1)
                .map(|other| teller.answer(&supply.lines[other].label))
                .collect();
            told.push(match close.len() {
                0 => teller.say(
                    "Dat de vraag hier groter is, en het gat het grootst, is zeker voor wie meededen.",
                    "That need is larger here, and the gap the largest, is certain for those who took part.",
                    &[],
                ),
                1..=MOST_NAMED => teller.say(
                    "Dat de vraag hier groter is, is zeker voor wie meededen. Welk gat het grootst is, is niet te zeggen: dat \
                     kan ook {0} zijn.",
                    "That need is larger here is certain for those who took part. Which gap is the largest can't be said: \
                     it may also be {0}.",
                    &[teller.either(close)],
                ),
                _ => teller.say(
                    "Dat de vraag hier groter is, is zeker voor wie meededen. Welk gat het grootst is, is niet te zeggen.",
                    "That need is larger here is certain for those who took part. Which gap is the largest can't be said.",
                    &[],
                ),
            });
        }
        Some((at, Ground::Shown)) => told.push(teller.say(
            "Het lijkt het grootst bij {0}: {1} van de mensen wil dit, en {2} van de organisaties biedt het. Zeker is dat niet: \
             door het afronden kan het ook andersom zijn.",
            "It seems the largest in {0}: {1} of the people want it, and {2} of the organisations offer it. That is not \
             certain: with the rounding it may also be the other way round.",
            &shares(at),
        )),
        Some((_, Ground::Asked)) | None => told.push(teller.say(
            "Bij geen enkel thema is in de getoonde percentages de vraag groter dan het aanbod.",
            "For no theme is need larger than offer in the shown percentages.",
            &[],
        )),
    }
    if matches!(theme(supply), Some((_, Ground::Certain | Ground::Shown))) {
        told.push(teller.say(
            "Hoeveel plekken er te weinig zijn, zegt dit niet.",
            "That does not tell how many places are lacking.",
            &[],
        ));
    }
    let asked = most_asked(supply);
    if let Some(at) = asked.first()
        && let Some(unmet) = &supply.lines[*at].unmet
    {
        let share = teller.share(&format!("/findings/supply/lines/{at}/unmet"), unmet);
        let themes = asked.iter().map(|at| teller.answer(&supply.lines[*at].label)).collect();
        told.push(teller.say(
            "Organisaties krijgen het vaakst een vraag die zij niet kunnen beantwoorden over {0}: {1}.",
            "Organisations are most often asked for what they can't offer in {0}: {1}.",
            &[teller.list(themes), share],
        ));
    }
    paragraph(told)
}

/// What organisations are most often asked for in vain: all of the same shown percentage, if they are few.
fn most_asked(supply: &Supply) -> Vec<usize> {
    let asked = supply.most_unmet(supply.lines.len());
    let percent = |at: &usize| supply.lines[*at].unmet.as_ref().and_then(|unmet| unmet.percent);
    let most = asked.first().and_then(percent);
    let equal: Vec<usize> = asked.into_iter().filter(|at| percent(at) == most).collect();
    if equal.len() > MOST_NAMED { Vec::new() } else { equal }
}

/// A step, as "trede 4 (Werken zonder loon)".
pub(super) fn named_step(teller: &Teller<'_>, ladder: &Ladder, at: usize) -> Runs {
    let number = teller.figure(format!("/findings/ladder/steps/{at}/step"));
    teller.say("trede {0} ({1})", "step {0} ({1})", &[number, teller.label(&ladder.steps[at].label)])
}

fn wished_step(teller: &Teller<'_>) -> Runs {
    let Some(ladder) = &teller.sources.findings.ladder else {
        return teller.say(
            "Dat is niet te zeggen: daar zijn geen uitkomsten van, of te weinig om te tonen.",
            "That can't be said: there are no results of it, or too few to show.",
            &[],
        );
    };
    let mut told = Vec::new();
    // Of equal ones the lowest step, as it is first.
    let most = (0..ladder.steps.len())
        .filter(|at| ladder.steps[*at].wish.percent.is_some())
        .max_by_key(|at| (ladder.steps[*at].wish.percent, std::cmp::Reverse(*at)));
    let Some(most) = most else {
        return teller.say(
            "Dat is niet te zeggen: bij elke trede zijn het er te weinig om te tonen.",
            "That can't be said: on each step there are too few to show.",
            &[],
        );
    };
    let share = teller.share(&format!("/findings/ladder/steps/{most}/wish"), &ladder.steps[most].wish);
    told.push(teller.say(
        "Van de treden van de Participatieladder noemen mensen {0} het vaakst: {1}.",
        "Of the steps of the Participatieladder people name {0} most often: {1}.",
        &[named_step(teller, ladder, most), share],
    ));
    let close: Vec<Runs> = (0..ladder.steps.len())
        .filter(|at| *at != most && ladder.steps[*at].rank.best == 1)
        .map(|at| named_step(teller, ladder, at))
        .collect();
    if !close.is_empty() {
        told.push(teller.say(
            "Door het afronden kan dat ook {0} zijn.",
            "With the rounding it may also be {0}.",
            &[teller.either(close)],
        ));
    }
    if let Some(shift) = &ladder.shift {
        let up = teller.share("/findings/ladder/shift/up", &shift.up);
        told.push(teller.say(
            "Van wie beide treden noemden, wil {0} hogerop.",
            "Of those who named both steps, {0} want to go up.",
            &[up],
        ));
    }
    paragraph(told)
}

fn first(teller: &Teller<'_>) -> Runs {
    let findings = teller.sources.findings;
    let first = First::of(teller);
    if first.is_nothing() {
        return teller.say(
            "Uit deze uitkomsten volgt nog geen voorstel.",
            "No proposal follows from these results yet.",
            &[],
        );
    }
    let mut told = Vec::new();
    if let (Some(supply), Some((at, ground))) = (&findings.supply, first.theme) {
        let theme = [teller.answer(&supply.lines[at].label)];
        told.push(match ground {
            Ground::Certain if supply.lines[at].rank.worst == 1 => teller.say(
                "Meer aanbod voor {0}: daar is het gat het grootst.",
                "More on offer for {0}: the gap is the largest there.",
                &theme,
            ),
            Ground::Certain => teller.say(
                "Meer aanbod voor {0}: daar is de vraag zeker groter dan het aanbod.",
                "More on offer for {0}: need is certainly larger than offer there.",
                &theme,
            ),
            Ground::Shown => teller.say(
                "Met organisaties nagaan of er meer aanbod nodig is voor {0}: daar lijkt het gat het grootst.",
                "Find out with organisations whether more is needed for {0}: the gap seems the largest there.",
                &theme,
            ),
            Ground::Asked => teller.say(
                "Met organisaties nagaan wat er nodig is voor {0}: daar krijgen zij het vaakst vragen over die zij niet \
                 kunnen beantwoorden.",
                "Find out with organisations what is needed for {0}: it is what they are most often asked for in vain.",
                &theme,
            ),
        });
    } else if let (Some(needs), Some(at)) = (&findings.needs, first.need) {
        let need = [teller.answer(&needs.lines[at].label)];
        told.push(if needs.lines[at].rank.worst == 1 {
            teller.say(
                "Nagaan wat er al is voor {0}: dat willen mensen het vaakst.",
                "Find out what there is already for {0}: people want it most often.",
                &need,
            )
        } else {
            teller.say(
                "Nagaan wat er al is voor {0}: dat lijken mensen het vaakst te willen.",
                "Find out what there is already for {0}: it seems to be what people want most often.",
                &need,
            )
        });
    }
    if let Some((ranking, lines)) = &first.obstacles {
        let named = lines.iter().map(|line| teller.answer(&findings.obstacles[*ranking].lines[*line].label));
        told.push(teller.say(
            "Iets doen aan wat mensen het vaakst in de weg staat: {0}.",
            "Do something about what stands in people's way most often: {0}.",
            &[teller.list(named.collect())],
        ));
    }
    if let (Some(ladder), Some(at)) = (&findings.ladder, first.step) {
        let pointer = format!("/findings/ladder/steps/{at}");
        let step = &ladder.steps[at];
        told.push(teller.say(
            "En zorgen dat meer mensen terechtkunnen op {0}: daar staat nu {1}, en {2} wil ernaartoe.",
            "And make room for more people on {0}: {1} are there now, and {2} would like to be.",
            &[
                named_step(teller, ladder, at),
                teller.share(&format!("{pointer}/now"), &step.now),
                teller.share(&format!("{pointer}/wish"), &step.wish),
            ],
        ));
    }
    told.push(teller.say(
        "Dit is een voorstel op grond van de cijfers, om met inwoners en organisaties te bespreken. Wie wat doet, kunt u \
         invullen in het plan van aanpak.",
        "This is a proposal on the ground of the figures, to be discussed with residents and organisations. Who does what \
         can be filled in in the plan of approach.",
        &[],
    ));
    paragraph(told)
}

fn sure(teller: &Teller<'_>) -> Runs {
    let findings = teller.sources.findings;
    let base = teller.figure("/campaign/policy/rounding_base");
    let mut told = vec![teller.say(
        "Alle aantallen zijn afgerond op een veelvoud van {0}. Daarom staat tussen haakjes waar een percentage zeker tussen \
         ligt. Dat geldt voor wie meededen.",
        "All counts are rounded to a multiple of {0}. That is why brackets tell what a percentage certainly lies between. That \
         holds for those who took part.",
        &[base],
    )];
    if findings.open_link {
        told.push(teller.say(
            "Meedoen was vrijwillig en kon met een open link, ook meer dan één keer. Het is geen steekproef: voor alle inwoners \
             geven de cijfers een richting aan.",
            "Taking part was voluntary and possible by an open link, even more than once. It is no sample survey: for all \
             residents the figures show a direction.",
            &[],
        ));
    } else {
        told.push(teller.say(
            "Meedoen was vrijwillig. Het is geen steekproef: voor alle inwoners geven de cijfers een richting aan.",
            "Taking part was voluntary. It is no sample survey: for all residents the figures show a direction.",
            &[],
        ));
    }
    let small = findings.responses.iter().enumerate().filter(|(_, found)| {
        let policy = &teller.sources.campaign.policy;
        found.responses.about < 10 * policy.rounding_base
    });
    let small: Vec<Runs> = small
        .map(|(at, found)| {
            let about = teller.figure(format!("/findings/responses/{at}/responses/most"));
            match found.respondents {
                Respondents::People => teller.say("{0} mensen", "{0} people", &[about]),
                Respondents::Organisations => teller.say("{0} organisaties", "{0} organisations", &[about]),
            }
        })
        .collect();
    if !small.is_empty() {
        told.push(teller.say(
            "Cijfers over weinig deelnemers (hier hoogstens {0}) zijn grof.",
            "Figures about few participants (here at most {0}) are coarse.",
            &[teller.list(small)],
        ));
    }
    if is_open(teller) {
        told.push(teller.say("Een tussenstand kan nog veranderen.", "Interim results can still change.", &[]));
    }
    paragraph(told)
}
