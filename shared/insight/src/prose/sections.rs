//! The sections, and the sentences in them.

use survey::campaign::Respondents;
use survey::id::AudienceId;
use survey::questionnaire::ItemId;
use survey::release::{ReleaseNumber, Variable};

use super::{Pieces, Section, Sentence, Subject, Teller};
use crate::comparison::{Change, With};
use crate::groups::{ByGroup, GroupOf, Topic};
use crate::reading::Why;
use crate::share::{Share, Side};
use crate::supply::{Counted, Line, Ranking, SupplyLine};

/// How many of a list are told with their figures.
const MOST_TOLD: usize = 3;
/// How many are named of what can't be told apart.
const MOST_NAMED: usize = 5;
/// The answer to what stands in the way that means a waiting list, by the name that questionnaires give it.
const WAITING: &str = "waiting";
/// How many answers are told in which a group differs from all others.
const MOST_OF_A_GROUP: usize = 2;
/// How many differences with another release are told.
const MOST_DIFFERENCES: usize = 6;

impl Teller<'_> {
    pub(super) fn sections(&self) -> Vec<Section> {
        let sections = [
            (Subject::Response, self.pick("Wie antwoordden", "Who answered"), self.response()),
            (Subject::Needs, self.pick("Wat mensen willen", "What people want"), self.needs()),
            (Subject::Supply, self.pick("Vraag naast aanbod", "Need against offer"), self.supply()),
            (Subject::Obstacles, self.pick("Wat in de weg staat", "What stands in the way"), self.obstacles()),
            (Subject::Places, self.pick("Plekken", "Places"), self.places()),
            (
                Subject::Ladder,
                self.pick("Waar mensen staan en heen willen", "Where people are and want to be"),
                self.ladder(),
            ),
            (Subject::Groups, self.pick("Per groep", "By group"), self.groups()),
            (Subject::Comparisons, self.pick("Naast andere uitkomsten", "Beside other results"), self.comparisons()),
            (Subject::Initiatives, self.pick("Wat elders gebeurt", "What is done elsewhere"), self.initiatives()),
            (Subject::Missing, self.pick("Wat we niet kunnen zeggen", "What can't be told"), self.missing()),
        ];
        let told = sections.into_iter().filter(|(_, _, sentences)| !sentences.is_empty());
        told.map(|(subject, title, sentences)| Section { subject, title: title.to_owned(), sentences }).collect()
    }

    fn response(&self) -> Vec<Sentence> {
        let mut told = Vec::new();
        if self.findings.synthetic {
            told.push(self.say(
                "Let op: deze antwoorden zijn verzonnen, om te laten zien hoe uitkomsten eruitzien.",
                "Note: these answers were made up, to show what results look like.",
                &[],
            ));
        }
        let responses = &self.findings.responses;
        // "About" is said once, unless one of the counts is not told but as a most.
        let once = responses.iter().all(|found| found.responses.about > 0);
        let counts: Vec<Pieces> = responses
            .iter()
            .enumerate()
            .map(|(at, found)| {
                let (nl, en) = match (found.respondents, once) {
                    (Respondents::People, true) => ("{0} mensen", "{0} people"),
                    (Respondents::People, false) => ("ongeveer {0} mensen", "about {0} people"),
                    (Respondents::Organisations, true) => ("{0} organisaties", "{0} organisations"),
                    (Respondents::Organisations, false) => ("ongeveer {0} organisaties", "about {0} organisations"),
                };
                if found.responses.about == 0 {
                    let (nl, en) = match found.respondents {
                        Respondents::People => ("hoogstens {0} mensen", "at most {0} people"),
                        Respondents::Organisations => ("hoogstens {0} organisaties", "at most {0} organisations"),
                    };
                    return self.phrase(nl, en, &[self.figure(format!("/responses/{at}/responses/most"))]);
                }
                self.phrase(nl, en, &[self.figure(format!("/responses/{at}/responses/about"))])
            })
            .collect();
        if counts.is_empty() {
            return vec![self.say("Er zijn nog geen uitkomsten.", "There are no results yet.", &[])];
        }
        let counts = self.list(counts);
        let counts = if once { self.phrase("ongeveer {0}", "about {0}", &[counts]) } else { counts };
        told.push(match self.findings.name {
            Some(name) => {
                let name = vec![super::Piece::Label(name.to_owned())];
                self.say(
                    "In de gemeente {1} deden {0} mee.",
                    "In the municipality of {1} {0} took part.",
                    &[counts, name],
                )
            }
            None => self.say(
                "In alle gemeenten samen deden {0} mee.",
                "In all municipalities together {0} took part.",
                &[counts],
            ),
        });
        let interim = |release| matches!(release, ReleaseNumber::Interim(_));
        if self.findings.responses.iter().any(|found| interim(found.release)) {
            told.push(self.say("Dit is nog een tussenstand.", "These are still interim results.", &[]));
        }
        told.push(self.say(
            "Alle aantallen zijn afgerond. Tussen haakjes staat daarom waar een percentage tussen ligt. Zeker betekent hier: zeker voor wie meededen, hoe er ook is afgerond.",
            "All counts are rounded. That is why brackets tell what a percentage lies between. Certain here means: certain of those who took part, however it was rounded.",
            &[],
        ));
        told.push(self.say(
            "Meedoen was vrijwillig. De uitkomsten gaan dus over wie meededen, en gelden niet vanzelf voor iedereen.",
            "Taking part was voluntary. So the results are about those who did, and do not by themselves hold for everyone.",
            &[],
        ));
        if self.findings.open_link {
            told.push(self.say(
                "Met de open link kon iedereen meedoen, ook meer dan één keer.",
                "By the open link anyone could take part, even more than once.",
                &[],
            ));
        }
        told
    }

    fn needs(&self) -> Vec<Sentence> {
        let Some(needs) = &self.findings.needs else { return Vec::new() };
        let mut told = Vec::new();
        let top = self.top("/needs", needs);
        if top.is_empty() {
            return told;
        }
        let question = self.answer(&needs.question);
        let asked = [question, self.list(top)];
        told.push(match needs.counted {
            Counted::InTheTop(_) => self.say(
                "Op de vraag {0} staan deze antwoorden het vaakst bij de eerste keuzes: {1}.",
                "Asked {0}, people put these answers among their first choices most often: {1}.",
                &asked,
            ),
            Counted::Chosen | Counted::HighestPoint(_) => self.say(
                "Op de vraag {0} kiezen mensen het vaakst: {1}.",
                "Asked {0}, people most often choose: {1}.",
                &asked,
            ),
        });
        told.extend(self.order_of(&needs.lines));
        let range = ["least", "most"].map(|end| self.figure(format!("/needs/lines/0/share/indicative/{end}")));
        told.push(self.say(
            "Was dit een willekeurige steekproef geweest, dan had het eerste percentage voor alle mensen om wie het gaat tussen {0} en {1} gelegen. Dat was het niet: neem dit als een indicatie.",
            "Had this been a random sample, then for all people it is about the first percentage would have been between {0} and {1}. It was not: take this as an indication.",
            &range,
        ));
        told.extend(self.groupings(&|of| *of == needs.item.clone().into()));
        told.extend(self.coarse(needs.lines.first().map(|line| &line.share), "/needs/lines/0/share", &needs.audience));
        told
    }

    /// The derived variables of people's answers to some questions, such as goals or forms of participation.
    fn groupings(&self, are_told: &dyn Fn(&ItemId) -> bool) -> Vec<Sentence> {
        let mut told = Vec::new();
        for (at, grouping) in self.findings.groupings.iter().enumerate() {
            let top = self.top(&format!("/groupings/{at}"), grouping);
            let is_told = grouping.recodes.as_ref().is_some_and(are_told)
                && self.respondents(&grouping.audience) == Respondents::People;
            if is_told && !top.is_empty() {
                told.push(self.say(
                    "Samengenomen naar {0} staan bovenaan: {1}.",
                    "Taken together by {0}, these come first: {1}.",
                    &[self.answer(&grouping.question), self.list(top)],
                ));
            }
        }
        told
    }

    /// The first few of a ranking, with their shares.
    fn top(&self, pointer: &str, ranking: &Ranking) -> Vec<Pieces> {
        let shown = ranking.lines.iter().enumerate().filter(|(_, line)| line.share.percent.is_some());
        let told = shown.take(MOST_TOLD).map(|(at, line)| {
            let share = self.share(&format!("{pointer}/lines/{at}/share"), &line.share);
            self.phrase("{0} {1}", "{0} {1}", &[self.answer(&line.label), share])
        });
        told.collect()
    }

    /// What of the order of the first few rounding leaves open.
    fn order_of(&self, lines: &[Line]) -> Vec<Sentence> {
        if lines.first().is_none_or(|line| line.share.percent.is_none()) {
            return Vec::new();
        }
        let mut told = Vec::new();
        let answers = |lines: &mut dyn Iterator<Item = &Line>| lines.map(|line| self.answer(&line.label)).collect();
        let first: Vec<Pieces> = answers(&mut lines.iter().filter(|line| line.rank.best == 1));
        if first.len() > MOST_NAMED {
            told.push(self.say(
                "De verschillen zijn te klein om te zeggen wat het vaakst voorkomt.",
                "The differences are too small to say what comes most often.",
                &[],
            ));
            return told;
        }
        told.push(if first.len() == 1 {
            self.say("De eerste staat zeker bovenaan.", "The first of these is certainly at the top.", &[])
        } else {
            self.say(
                "Welke het vaakst voorkomt, is niet te zeggen; het kan elk van deze zijn: {0}.",
                "Which comes most often can't be said; it may be any of these: {0}.",
                &[self.list(first)],
            )
        });
        let others = lines.iter().skip(MOST_TOLD).filter(|line| (2..=MOST_TOLD as u32).contains(&line.rank.best));
        let others: Vec<Pieces> = answers(&mut { others });
        if !others.is_empty() {
            told.push(self.say(
                "Door het afronden kan bij de eerste drie ook horen: {0}.",
                "With the rounding, these may be among the first three as well: {0}.",
                &[self.list(others)],
            ));
        }
        told
    }

    /// That a base is small.
    fn coarse(&self, share: Option<&Share>, pointer: &str, audience: &AudienceId) -> Option<Sentence> {
        share.filter(|share| share.small)?;
        let base = self.figure(format!("{pointer}/base/about"));
        Some(match self.respondents(audience) {
            Respondents::People => self.say(
                "Dit gaat over weinig mensen (ongeveer {0}), dus de percentages zijn grof.",
                "This is about few people (some {0}), so the percentages are coarse.",
                &[base],
            ),
            Respondents::Organisations => self.say(
                "Dit gaat over weinig organisaties (ongeveer {0}), dus hun percentages zijn grof.",
                "This is about few organisations (some {0}), so their percentages are coarse.",
                &[base],
            ),
        })
    }

    fn respondents(&self, audience: &AudienceId) -> Respondents {
        let found = self.findings.responses.iter().find(|found| found.audience == *audience);
        found.map_or(Respondents::People, |found| found.respondents)
    }

    fn supply(&self) -> Vec<Sentence> {
        let Some(supply) = &self.findings.supply else { return Vec::new() };
        let mut told = Vec::new();
        let Some(first) = supply.lines.first() else { return told };
        let named = |test: &dyn Fn(&SupplyLine) -> bool| {
            let lines = supply.lines.iter().filter(|line| test(line));
            lines.map(|line| self.answer(&line.label)).collect::<Vec<_>>()
        };
        let more = named(&|line| line.side == Side::More);
        let less = named(&|line| line.side == Side::Less);
        let (no_more, no_less) = (more.is_empty(), less.is_empty());
        if no_more && no_less {
            told.push(self.say(
                "Bij geen enkel thema is te zeggen wat groter is: het deel van de mensen dat het wil, of het deel van de \
                 organisaties dat het biedt.",
                "For no theme can it be said which is larger: the share of people that wants it, or the share of organisations \
                 that offers it.",
                &[],
            ));
        } else if no_more {
            told.push(self.say(
                "Bij geen enkel thema is het deel van de mensen dat het wil zeker groter dan het deel van de organisaties dat \
                 het biedt.",
                "For no theme is the share of people that wants it certainly larger than the share of organisations that \
                 offers it.",
                &[],
            ));
        } else {
            let largest = supply.lines.iter().filter(|line| line.rank.best == 1).count();
            for (at, line) in
                supply.lines.iter().enumerate().filter(|(_, line)| line.side == Side::More).take(MOST_TOLD)
            {
                let pointer = format!("/supply/lines/{at}");
                let shares = [
                    self.answer(&line.label),
                    self.share(&format!("{pointer}/need"), &line.need),
                    self.share(&format!("{pointer}/offer"), &line.offer),
                    self.figure(format!("{pointer}/gap/bounds/least")),
                    self.figure(format!("{pointer}/gap/bounds/most")),
                ];
                told.push(if at == 0 && largest == 1 {
                    self.say(
                        "Het grootste gat is er bij {0}: {1} van de mensen wil dit, {2} van de organisaties biedt het. Dat is een \
                         verschil van {3} tot {4} punten.",
                        "The largest gap is in {0}: {1} of the people want it, {2} of the organisations offer it. That is a \
                         difference of {3} to {4} points.",
                        &shares,
                    )
                } else {
                    self.say(
                        "Bij {0} wil {1} van de mensen het, en biedt {2} van de organisaties het: een verschil van {3} tot {4} \
                         punten.",
                        "In {0}, {1} of the people want it, and {2} of the organisations offer it: a difference of {3} to {4} \
                         points.",
                        &shares,
                    )
                });
            }
            if largest > 1 {
                let close = self.list(named(&|line| line.rank.best == 1));
                told.push(self.say(
                    "Welk gat het grootst is, is niet te zeggen. Het kan elk van deze zijn: {0}.",
                    "Which gap is the largest can't be said. It may be any of these: {0}.",
                    &[close],
                ));
            }
            if more.len() > MOST_TOLD {
                let rest = self.list(more.into_iter().skip(MOST_TOLD).collect());
                told.push(self.say(
                    "Ook bij {0} is de vraag zeker groter dan het aanbod.",
                    "In {0} too, need is certainly larger than offer.",
                    &[rest],
                ));
            }
        }
        if no_more && first.gap.points.is_some_and(|points| points > 0) {
            told.push(self.say(
                "In de getoonde percentages is het gat het grootst bij {0}: {1} van de mensen wil dit, {2} van de organisaties \
                 biedt het. Door het afronden kan het ook andersom zijn.",
                "In the shown percentages the gap is the largest in {0}: {1} of the people want it, {2} of the organisations \
                 offer it. With the rounding it may also be the other way round.",
                &[
                    self.answer(&first.label),
                    self.share("/supply/lines/0/need", &first.need),
                    self.share("/supply/lines/0/offer", &first.offer),
                ],
            ));
        }
        if !less.is_empty() {
            told.push(self.say(
                "Bij {0} is het deel van de organisaties dat het biedt zeker groter dan het deel van de mensen dat het wil.",
                "In {0} the share of organisations that offers it is certainly larger than the share of people that wants it.",
                &[self.list(less)],
            ));
        }
        let open = named(&|line| line.side == Side::AboutEqual);
        // If none can be told apart, that was said.
        let any_told_apart = !(no_more && no_less);
        if any_told_apart && !open.is_empty() {
            told.push(self.say(
                "Bij {0} is niet te zeggen wat groter is.",
                "In {0} it can't be said which is larger.",
                &[self.list(open)],
            ));
        }
        if let Some(goals) = &self.findings.goals {
            let more = goals.lines.iter().filter(|line| line.side == Side::More);
            let more: Vec<Pieces> = more.map(|line| self.answer(&line.label)).collect();
            if !more.is_empty() {
                told.push(self.say(
                    "Naar doelen samengenomen is de vraag zeker groter dan het aanbod bij {0}.",
                    "Taken together by goals, need is certainly larger than offer in {0}.",
                    &[self.list(more)],
                ));
            }
        }
        let asked: Vec<Pieces> = supply
            .most_unmet(MOST_TOLD)
            .into_iter()
            .filter_map(|at| {
                let line = &supply.lines[at];
                let share = self.share(&format!("/supply/lines/{at}/unmet"), line.unmet.as_ref()?);
                Some(self.phrase("{0} {1}", "{0} {1}", &[self.answer(&line.label), share]))
            })
            .collect();
        if !asked.is_empty() {
            told.push(self.say(
                "Organisaties krijgen het vaakst een vraag die zij niet kunnen beantwoorden over: {0}.",
                "Organisations are most often asked for what they can't offer in: {0}.",
                &[self.list(asked)],
            ));
        }
        told.extend(self.coarse(Some(&first.offer), "/supply/lines/0/offer", &supply.offer.audience));
        told.push(self.say(
            "Een gat zegt niet hoeveel plekken er te weinig zijn: een organisatie kan klein of groot zijn.",
            "A gap does not tell how many places are lacking: an organisation can be small or large.",
            &[],
        ));
        told
    }

    fn obstacles(&self) -> Vec<Sentence> {
        let mut told = Vec::new();
        for (at, ranking) in self.findings.obstacles.iter().enumerate() {
            let pointer = format!("/obstacles/{at}");
            let top = self.top(&pointer, ranking);
            if top.is_empty() {
                continue;
            }
            let top = self.list(top);
            told.push(match (&ranking.counted, self.respondents(&ranking.audience)) {
                (Counted::HighestPoint(point), Respondents::People) => self.say(
                    "Mensen zeggen {0} het vaakst bij: {1}.",
                    "People most often say {0} of: {1}.",
                    &[self.answer(point), top],
                ),
                (Counted::HighestPoint(point), Respondents::Organisations) => self.say(
                    "Organisaties zeggen {0} het vaakst bij: {1}.",
                    "Organisations most often say {0} of: {1}.",
                    &[self.answer(point), top],
                ),
                (_, Respondents::People) => self.say(
                    "Mensen noemen als obstakel het vaakst: {0}.",
                    "The obstacles that people name most often: {0}.",
                    &[top],
                ),
                (_, Respondents::Organisations) => self.say(
                    "Organisaties noemen als obstakel het vaakst: {0}.",
                    "The obstacles that organisations name most often: {0}.",
                    &[top],
                ),
            });
            told.extend(self.order_of(&ranking.lines));
            if let Some(none) = ranking.none.as_ref().filter(|none| none.percent.is_some()) {
                let share = self.share(&format!("{pointer}/none"), none);
                told.push(match self.respondents(&ranking.audience) {
                    Respondents::People => self.say(
                        "Van de mensen noemt {0} geen obstakel.",
                        "Of the people, {0} name no obstacle.",
                        &[share],
                    ),
                    Respondents::Organisations => self.say(
                        "Van de organisaties noemt {0} geen obstakel.",
                        "Of the organisations, {0} name no obstacle.",
                        &[share],
                    ),
                });
            }
        }
        told
    }

    fn places(&self) -> Vec<Sentence> {
        let mut told = Vec::new();
        let has_places = self.findings.places.as_ref().is_some_and(|places| places.at_least > 0);
        if has_places {
            told.push(self.say(
                "De organisaties die hun plekken telden, hebben er samen ten minste {0}.",
                "The organisations that counted their places have at least {0} together.",
                &[self.figure("/places/at_least")],
            ));
        }
        if let Some(waiting) = self.findings.waiting.as_ref().filter(|waiting| waiting.at_least > 0) {
            told.push(self.say(
                "Op wachtlijsten staan samen ten minste {0} namen, bij {1} van de organisaties. Wie op meer lijsten staat, telt meer \
                 keren mee.",
                "Waiting lists have at least {0} names on them together, with {1} of the organisations. Who is on more lists than \
                 one is counted more than once.",
                &[self.figure("/waiting/at_least"), self.share("/waiting/some", &waiting.some)],
            ));
        }
        told.extend(self.held_up());
        let joining =
            self.findings.ladder.as_ref().and_then(|ladder| ladder.shift.as_ref()).map(|shift| &shift.joining);
        if has_places && joining.is_some_and(|joining| joining.count.least > 0) {
            told.push(self.say(
                "Van de mensen die meededen, doen er ten minste {0} nu nog niet elke week met iets mee, terwijl zij dat wel willen. \
                 Trek dat niet af van het aantal plekken: er is niet gevraagd hoeveel plekken vrij zijn, en niet iedereen deed mee.",
                "Of the people who took part, at least {0} do not yet join in with something every week and would like to. If you lay \
                 that beside the places, do not subtract the one from the other: nobody was asked how many places are free, and not \
                 everyone took part.",
                &[self.figure("/ladder/shift/joining/count/least")],
            ));
        }
        told
    }

    /// That people name a waiting list as an obstacle.
    fn held_up(&self) -> Option<Sentence> {
        let rankings = self.findings.obstacles.iter().enumerate();
        let (at, ranking) = rankings.into_iter().find(|(_, ranking)| {
            self.respondents(&ranking.audience) == Respondents::People && ranking.counted == Counted::Chosen
        })?;
        let (line_at, line) = ranking.lines.iter().enumerate().find(|(_, line)| line.id == WAITING)?;
        line.share.percent?;
        Some(self.say(
            "Van de mensen noemt {0} als obstakel: {1}.",
            "Of the people, {0} name as an obstacle: {1}.",
            &[self.share(&format!("/obstacles/{at}/lines/{line_at}/share"), &line.share), self.answer(&line.label)],
        ))
    }

    /// What differs by group of respondents.
    fn groups(&self) -> Vec<Sentence> {
        let all = &self.findings.groups;
        let (mut told, mut any_compared) = (Vec::new(), false);
        let mut variables: Vec<(&AudienceId, &Variable)> = Vec::new();
        for grouped in all.iter().filter(|grouped| grouped.shown() > 0) {
            if !variables.contains(&(&grouped.audience, &grouped.by)) {
                variables.push((&grouped.audience, &grouped.by));
            }
        }
        for (audience, by) in &variables {
            let of_variable =
                || all.iter().enumerate().filter(|(_, grouped)| grouped.audience == **audience && grouped.by == **by);
            let (first_at, first) = of_variable().next().expect("it is the variable of one");
            let named = |test: &dyn Fn(&GroupOf) -> bool| {
                let groups = first.groups.iter().enumerate().filter(|(_, group)| test(group));
                groups.map(|(at, _)| self.group(first_at, at)).collect::<Vec<_>>()
            };
            let compared = named(&|group| group.why.is_none() && !group.small);
            let small = named(&|group| group.why.is_none() && group.small);
            let hidden = named(&|group| matches!(group.why, Some(Why::TooFew | Why::FewMunicipalities)));
            let variable = self.answer(&first.variable);
            if compared.is_empty() {
                told.push(self.say(
                    "Naar antwoord op {0} zijn alle groepen te klein om met de anderen te vergelijken.",
                    "By the answer to {0}, all groups are too small to compare with the others.",
                    &[variable],
                ));
            } else {
                told.push(self.say(
                    "Naar antwoord op {0} is elk van deze groepen vergeleken met alle anderen samen: {1}.",
                    "By the answer to {0}, each of these groups was compared with all others together: {1}.",
                    &[variable, self.list(compared)],
                ));
                for (at, grouped) in of_variable() {
                    told.extend(self.differing(at, grouped));
                }
                any_compared = true;
            }
            if !small.is_empty() {
                told.push(self.say(
                    "Klein, en daarom alleen in de tabellen: {0}.",
                    "Small, and so only in the tables: {0}.",
                    &[self.list(small)],
                ));
            }
            if !hidden.is_empty() {
                told.push(self.say(
                    "Niet getoond, omdat de groep te klein is of te veel over iemand zou zeggen: {0}.",
                    "Not shown, because the group is too small or would tell too much of someone: {0}.",
                    &[self.list(hidden)],
                ));
            }
        }
        if any_compared {
            told.push(self.say(
                "Groepen verschillen in meer dan dit alleen. Een verschil zegt dus niet waardoor het komt.",
                "Groups differ in more than this alone. So a difference does not tell what it comes from.",
                &[],
            ));
        }
        told
    }

    /// A group, with how many answered.
    fn group(&self, at: usize, group_at: usize) -> Pieces {
        let group = &self.findings.groups[at].groups[group_at];
        let count = group.responses.map(|_| self.figure(format!("/groups/{at}/groups/{group_at}/responses/about")));
        match count {
            Some(count) => self.phrase("{0} (ongeveer {1})", "{0} (about {1})", &[self.answer(&group.label), count]),
            None => self.answer(&group.label),
        }
    }

    /// What each group that is not small answers certainly more often than all others together, the largest distance first.
    fn differing(&self, at: usize, grouped: &ByGroup) -> Vec<Sentence> {
        let (topic_nl, topic_en) = match grouped.topic {
            Topic::Needs => ("Wat mensen willen", "What people want"),
            Topic::Obstacles => ("Wat in de weg staat", "What stands in the way"),
            Topic::StepsWished => ("Welke trede mensen willen", "Which step people wish for"),
            // Goals are needs taken together: told in tables, once is enough in words.
            Topic::Goals => return Vec::new(),
        };
        let topic = vec![super::Piece::Words(self.pick(topic_nl, topic_en).to_owned())];
        let mut told = Vec::new();
        for (group_at, group) in grouped.groups.iter().enumerate().filter(|(_, group)| !group.small) {
            let mut lines: Vec<(i32, usize, Pieces)> = Vec::new();
            for (line_at, line) in grouped.lines.iter().enumerate() {
                if let (Some(share), Some(rest), Some(Side::More)) =
                    (&line.shares[group_at], &line.rest[group_at], line.sides[group_at])
                {
                    let pointer = format!("/groups/{at}/lines/{line_at}");
                    let pieces = self.phrase(
                        "{0} {1}, de anderen {2}",
                        "{0} {1}, the others {2}",
                        &[
                            self.answer(&line.label),
                            self.share(&format!("{pointer}/shares/{group_at}"), share),
                            self.share(&format!("{pointer}/rest/{group_at}"), rest),
                        ],
                    );
                    lines.push((share.bounds.least - rest.bounds.most, line_at, pieces));
                }
            }
            lines.sort_by_key(|(distance, line_at, _)| (std::cmp::Reverse(*distance), *line_at));
            let lines: Vec<Pieces> = lines.into_iter().take(MOST_OF_A_GROUP).map(|(_, _, pieces)| pieces).collect();
            if !lines.is_empty() {
                told.push(self.say(
                    "{2}: {0} kiest zeker vaker {1}.",
                    "{2}: {0} certainly choose more often {1}.",
                    &[self.answer(&group.label), self.semicolons(lines), topic.clone()],
                ));
            }
        }
        if told.is_empty() {
            told.push(self.say(
                "{0}: er is geen groep die zeker iets vaker kiest dan de anderen.",
                "{0}: there is no group that certainly chooses something more often than the others.",
                &[topic],
            ));
        }
        told
    }

    fn ladder(&self) -> Vec<Sentence> {
        let needs = self.findings.needs.as_ref().map(|needs| ItemId::from(needs.item.clone()));
        let mut told = self.groupings(&|of| Some(of) != needs.as_ref());
        let Some(ladder) = &self.findings.ladder else { return told };
        if let Some(shift) = &ladder.shift {
            let share = |name: &str, share: &Share| self.share(&format!("/ladder/shift/{name}"), share);
            told.push(self.say(
                "Van de mensen die zeiden op welke trede van de Participatieladder zij nu staan en welke zij willen, wil {0} \
                 hogerop, {1} blijven en {2} lager.",
                "Of those who said on which step of the Participatieladder they are and which they would like, {0} want to go \
                 up, {1} to stay and {2} to go down.",
                &[share("up", &shift.up), share("same", &shift.same), share("down", &shift.down)],
            ));
        }
        let mut order: Vec<usize> = (0..ladder.steps.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(ladder.steps[*at].wish.shown()));
        let step = |at: usize| {
            let found = &ladder.steps[at];
            let step = self.figure(format!("/ladder/steps/{at}/step"));
            self.phrase("trede {0} ({1})", "step {0} ({1})", &[step, self.label(&found.label)])
        };
        let wished = order.iter().copied().filter(|at| ladder.steps[*at].wish.percent.is_some());
        let wished: Vec<Pieces> = wished
            .take(MOST_TOLD)
            .map(|at| {
                let share = self.share(&format!("/ladder/steps/{at}/wish"), &ladder.steps[at].wish);
                self.phrase("{0} {1}", "{0} {1}", &[step(at), share])
            })
            .collect();
        if !wished.is_empty() {
            told.push(self.say("Het vaakst gewenst: {0}.", "Wished for most often: {0}.", &[self.list(wished)]));
            if order.first().is_some_and(|at| ladder.steps[*at].rank.worst > 1) {
                let close = (0..ladder.steps.len()).filter(|at| ladder.steps[*at].rank.best == 1);
                let close: Vec<Pieces> = close.map(|at| self.figure(format!("/ladder/steps/{at}/step"))).collect();
                told.push(self.say(
                    "Welke het vaakst, is niet te zeggen: dat kan elk van de treden {0} zijn.",
                    "Which most often can't be said: it may be any of the steps {0}.",
                    &[self.list(close)],
                ));
            }
        }
        for (side, nl, en) in [
            (
                Side::More,
                "Treden waar zeker meer mensen heen willen dan er nu staan: {0}.",
                "Steps that certainly more people wish for than are there now: {0}.",
            ),
            (
                Side::Less,
                "Treden waar zeker minder mensen willen staan dan er nu staan: {0}.",
                "Steps that certainly fewer people wish for than are there now: {0}.",
            ),
        ] {
            let steps: Vec<Pieces> = (0..ladder.steps.len())
                .filter(|at| ladder.steps[*at].side == side)
                .map(|at| {
                    let found = &ladder.steps[at];
                    let pointer = format!("/ladder/steps/{at}");
                    let shares = [
                        self.figure(format!("{pointer}/step")),
                        self.share(&format!("{pointer}/now"), &found.now),
                        self.share(&format!("{pointer}/wish"), &found.wish),
                    ];
                    self.phrase("trede {0}, nu {1} en gewenst {2}", "step {0}, {1} now and wished for by {2}", &shares)
                })
                .collect();
            if !steps.is_empty() {
                told.push(self.say(nl, en, &[self.semicolons(steps)]));
            }
        }
        told
    }

    fn comparisons(&self) -> Vec<Sentence> {
        let mut told = Vec::new();
        for (at, comparison) in self.findings.comparisons.iter().enumerate() {
            let pointer = format!("/comparisons/{at}");
            let name = self.label(&comparison.name);
            let responses = self.figure(format!("{pointer}/responses/about"));
            let whose = match self.respondents(&comparison.audience) {
                Respondents::People => self.pick("mensen", "people"),
                Respondents::Organisations => self.pick("organisaties", "organisations"),
            };
            let whose = vec![super::Piece::Words(whose.to_owned())];
            told.push(match comparison.with {
                With::Earlier => self.say(
                    "Wat {2} antwoordden, is vergeleken met {0} (toen ongeveer {1} antwoorden).",
                    "What {2} answered was compared with {0} (about {1} responses then).",
                    &[name, responses, whose],
                ),
                With::Total => self.say(
                    "Wat {2} hier antwoordden, is vergeleken met alle gemeenten van {0} samen (ongeveer {1} antwoorden, waaronder \
                     deze).",
                    "What {2} answered here was compared with all municipalities of {0} together (about {1} responses, these among \
                     them).",
                    &[name, responses, whose],
                ),
            });
            let mut found: Vec<(i32, Change, Pieces)> = Vec::new();
            for (item_at, item) in comparison.items.iter().enumerate() {
                for (line_at, line) in item.lines.iter().enumerate() {
                    let pointer = format!("{pointer}/items/{item_at}/lines/{line_at}");
                    let is_told = matches!(line.change, Change::Higher | Change::Lower);
                    if is_told {
                        let (nl, en) = match comparison.with {
                            With::Earlier => ("{0}: {1}, toen {2} (vraag: {3})", "{0}: {1}, then {2} (question: {3})"),
                            With::Total => (
                                "{0}: {1}, alle gemeenten samen {2} (vraag: {3})",
                                "{0}: {1}, all municipalities together {2} (question: {3})",
                            ),
                        };
                        let pieces = self.phrase(
                            nl,
                            en,
                            &[
                                self.answer(&line.label),
                                self.share(&format!("{pointer}/here"), &line.here),
                                self.share(&format!("{pointer}/there"), &line.there),
                                self.label(item.row.as_ref().unwrap_or(&item.question)),
                            ],
                        );
                        found.push(((line.here.shown() - line.there.shown()).abs(), line.change, pieces));
                    }
                }
            }
            found.sort_by_key(|(size, _, _)| std::cmp::Reverse(*size));
            found.truncate(MOST_DIFFERENCES);
            for (change, nl, en) in
                [(Change::Higher, "Hoger is {0}.", "Higher is {0}."), (Change::Lower, "Lager is {0}.", "Lower is {0}.")]
            {
                let those: Vec<Pieces> =
                    found.iter().filter(|(_, of, _)| *of == change).map(|(_, _, pieces)| pieces.clone()).collect();
                if !those.is_empty() {
                    told.push(self.say(nl, en, &[self.semicolons(those)]));
                }
            }
            if found.is_empty() {
                told.push(self.say(
                    "Er is geen verschil dat groot genoeg is om te noemen.",
                    "There is no difference that is large enough to tell.",
                    &[],
                ));
            }
            told.push(match comparison.with {
                With::Earlier => self.say(
                    "Er kunnen anderen hebben meegedaan dan toen: een verschil hoeft geen verandering te zijn.",
                    "Others may have taken part than then: a difference need not be a change.",
                    &[],
                ),
                With::Total => self.say(
                    "Elders kunnen andere mensen of organisaties hebben meegedaan: een verschil hoeft niet aan de gemeente te \
                     liggen.",
                    "Elsewhere other people or organisations may have taken part: a difference need not be the municipality's.",
                    &[],
                ),
            });
        }
        told
    }

    fn initiatives(&self) -> Vec<Sentence> {
        let mut told = Vec::new();
        let lines = self.findings.supply.as_ref().map_or(&[][..], |supply| &supply.lines);
        let steps = self.findings.ladder.as_ref().map_or(&[][..], |ladder| &ladder.steps);
        for found in &self.findings.initiatives {
            let initiative = &found.initiative;
            let mut name = self.label(&initiative.name);
            if let Some(place) = &initiative.place {
                let place = vec![super::Piece::Label(place.clone())];
                name = self.phrase("{0} ({1})", "{0} ({1})", &[name, place]);
            }
            let themes = found.themes.iter().map(|at| self.answer(&lines[*at].label)).collect::<Vec<_>>();
            let steps = found.steps.iter().map(|at| {
                let step = self.figure(format!("/ladder/steps/{at}/step"));
                self.phrase("trede {0} ({1})", "step {0} ({1})", &[step, self.label(&steps[*at].label)])
            });
            let steps = steps.collect::<Vec<_>>();
            let what = self.label(&initiative.what);
            let mut reasons = Vec::new();
            if !themes.is_empty() {
                let themes = self.list(themes);
                reasons.push(if found.certain {
                    self.phrase(
                        "de vraag is zeker groter dan het aanbod bij {0}",
                        "need is certainly larger than offer in {0}",
                        &[themes],
                    )
                } else {
                    self.phrase(
                        "de vraag is misschien groter dan het aanbod bij {0}",
                        "need may be larger than offer in {0}",
                        &[themes],
                    )
                });
            }
            if !found.asked.is_empty() {
                let asked = found.asked.iter().map(|at| self.answer(&lines[*at].label)).collect();
                reasons.push(self.phrase(
                    "organisaties krijgen vragen die zij niet kunnen beantwoorden over {0}",
                    "organisations are asked for what they can't offer in {0}",
                    &[self.list(asked)],
                ));
            }
            if !steps.is_empty() {
                let steps = self.list(steps);
                reasons.push(self.phrase(
                    "zeker meer mensen willen naar {0} dan er nu staan",
                    "certainly more people wish for {0} than are there now",
                    &[steps],
                ));
            }
            told.push(self.say(
                "{0} past hier misschien, want: {1}. {2}",
                "{0} may fit here, for: {1}. {2}",
                &[name, self.semicolons(reasons), what],
            ));
        }
        told
    }

    fn missing(&self) -> Vec<Sentence> {
        let mut told = Vec::new();
        for (why, nl, en) in [
            (Why::NoRelease, "Er zijn nog geen uitkomsten van: {0}.", "There are no results yet of: {0}."),
            (
                Why::TooFew,
                "Niet getoond, omdat het over te weinig antwoorden gaat of te veel over een ervan zou zeggen: {0}.",
                "Not shown, because it is about too few responses or would tell too much of one of them: {0}.",
            ),
            (
                Why::FewMunicipalities,
                "Niet getoond, omdat er te weinig gemeenten in meetellen of een ervan de meeste heeft: {0}.",
                "Not shown, because too few municipalities count in it or one has most of it: {0}.",
            ),
            (Why::NotYet, "Pas na de sluiting bekend: {0}.", "Known only after the close: {0}."),
        ] {
            let found = self.findings.missing.iter().filter(|missing| missing.why == why);
            let found = found.filter_map(|missing| missing.label.as_ref());
            let rows = self.findings.obstacles.iter().flat_map(|ranking| &ranking.missing);
            let rows = rows.filter(|row| row.why == why).map(|row| &row.label);
            let those: Vec<Pieces> = found.chain(rows).map(|label| self.answer(label)).collect();
            if !those.is_empty() {
                told.push(self.say(nl, en, &[self.list(those)]));
            }
        }
        let lines = self.findings.supply.as_ref().map_or(&[][..], |supply| &supply.missing);
        for (why, nl, en) in [
            (Why::NotAsked, "Niet aan beide kanten gevraagd: {0}.", "Not asked on both sides: {0}."),
            (
                Why::SeveralOptions,
                "Niet te vergelijken, omdat er meer antwoorden voor zijn: {0}.",
                "Not to be compared, because there are several answers for it: {0}.",
            ),
        ] {
            let those = lines.iter().filter(|line| line.why == why).map(|line| self.answer(&line.label));
            let those: Vec<Pieces> = those.collect();
            if !those.is_empty() {
                told.push(self.say(nl, en, &[self.list(those)]));
            }
        }
        told
    }
}
