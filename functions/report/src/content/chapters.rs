//! The report, chapter by chapter. What can't be told is said, not skipped.

use insight::comparison::{Change, ComparedItem, Comparison, With};
use insight::groups::{ByGroup, Topic};
use insight::prose::{Prose, Subject};
use insight::share::Side;
use insight::supply::Ranking;
use summary::words::Words;
use summary::{Figure, ReleaseKind, RespondentKind, Summary, TableSummary};
use survey::campaign::Respondents;
use survey::language::Text;

use super::appendix::appendix;
use super::brief::{brief, how_many, is_open};
use super::plan::plan;
use super::tables::percent;
use super::telling::{Draft, Runs, Teller, Writer, paragraph, plain};
use super::{Fact, Front, Furniture, Report, Run, Sources};

/// A sentence about organisations, as it is said of people: to say it once.
fn of_anyone(sentence: &str) -> String {
    let words = [("één organisatie", "één persoon"), ("one organisation", "one person"), ("organisaties", "mensen")];
    let words = words.into_iter().chain([("organisations", "people")]);
    words.fold(sentence.to_owned(), |sentence, (from, to)| sentence.replace(from, to))
}

/// Those that are about the one at that place.
fn about(told: &[(Option<usize>, Runs)], at: usize) -> Vec<Runs> {
    told.iter().filter(|(of, _)| *of == Some(at)).map(|(_, told)| told.clone()).collect()
}

/// What the first figure of a sentence is of.
fn first_pointer(told: &Runs) -> Option<&str> {
    told.iter().find_map(|run| run.pointer.as_deref())
}

/// The place in the list at that pointer which the first figure of a sentence is of.
fn place_in(told: &Runs, pointer: &str) -> Option<usize> {
    first_pointer(told)?.strip_prefix(pointer)?.split('/').next()?.parse().ok()
}

/// With a capital to begin with.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How many differences with another release the table tells.
const MOST_DIFFERENCES: usize = 20;

/// Writes it all.
pub(super) fn report(sources: &Sources<'_>) -> Report {
    let teller = Teller::new(sources);
    let prose = Prose::of(sources.findings, teller.language());
    let mut writer = Writer::default();
    let chapters = Chapters { teller: &teller, prose: &prose };
    brief(&teller, &mut writer);
    chapters.method(&mut writer);
    chapters.needs(&mut writer);
    chapters.supply(&mut writer);
    chapters.obstacles(&mut writer);
    chapters.ladder(&mut writer);
    chapters.differences(&mut writer);
    chapters.focus_groups(&mut writer);
    chapters.quotes(&mut writer);
    chapters.initiatives(&mut writer);
    plan(&teller, &mut writer);
    chapters.privacy(&mut writer);
    appendix(&teller, &mut writer);

    let campaign = sources.campaign;
    let front = chapters.front();
    let day = sources.summaries.iter().map(|summary| summary.release.day.clone()).max();
    Report {
        title: format!("{}: {}", front.title, teller.pick("rapport en plan van aanpak", "report and plan of approach")),
        language: teller.language(),
        author: campaign.controller.name.clone(),
        day: day.unwrap_or_else(|| campaign.closes.local_day().to_string()),
        colours: campaign.colours.clone(),
        logo: campaign.logo.clone(),
        front,
        furniture: Furniture {
            contents: teller.pick("Inhoud", "Contents"),
            page: teller.pick("Pagina", "Page"),
            of: teller.pick("van", "of"),
            table: teller.pick("Tabel", "Table"),
            chart: teller.pick("Figuur", "Figure"),
        },
        blocks: writer.blocks,
    }
}

struct Chapters<'t> {
    teller: &'t Teller<'t>,
    prose: &'t Prose,
}

impl Chapters<'_> {
    fn summaries(&self) -> &[Summary<'_>] {
        self.teller.sources.summaries
    }

    /// The sentences of the prose about that.
    fn told(&self, subject: Subject) -> Vec<Runs> {
        let section = self.prose.sections.iter().find(|section| section.subject == subject);
        let sentences = section.map_or(&[][..], |section| &section.sentences);
        sentences.iter().map(|sentence| self.teller.told(sentence)).collect()
    }

    /// The prose about that: the first sentences as running text, what follows as a list.
    fn tell(&self, writer: &mut Writer, subject: Subject, first: usize) {
        let mut told = self.told(subject);
        let rest = told.split_off(first.min(told.len()));
        writer.paragraph(paragraph(told));
        match rest.len() {
            0..=1 => writer.paragraph(paragraph(rest)),
            _ => writer.bullets(rest),
        }
    }

    /// The sentences of the prose about that, with which of several each is about: the last whose pointer it has.
    fn told_by(&self, subject: Subject, pointer: &str) -> Vec<(Option<usize>, Runs)> {
        let mut of = None;
        let told = self.told(subject).into_iter().map(|told| {
            of = place_in(&told, pointer).or(of);
            (of, told)
        });
        told.collect()
    }

    /// What has no results, or too few to show.
    fn nothing(&self) -> Runs {
        self.teller.say(
            "Hierover zijn geen uitkomsten, of te weinig om te tonen.",
            "There are no results of this, or too few to show.",
            &[],
        )
    }

    fn front(&self) -> Front {
        let teller = self.teller;
        let (campaign, findings) = (teller.sources.campaign, teller.sources.findings);
        let [opens, closes] =
            [campaign.opens, campaign.closes].map(|moment| teller.day(&moment.local_day().to_string()));
        let mut facts = vec![
            Fact {
                name: teller.pick("Periode", "Period").to_owned(),
                value: teller.pick(
                    format!("van {opens} tot en met {closes}"),
                    format!("from {opens} up to and including {closes}"),
                ),
            },
            Fact {
                name: teller.pick("Deden mee", "Took part").to_owned(),
                value: if findings.responses.is_empty() {
                    teller.pick("nog geen uitkomsten", "no results yet").to_owned()
                } else {
                    plain(&teller.list(how_many(teller)))
                },
            },
        ];
        facts.extend(self.summaries().iter().map(|summary| Fact {
            name: summary.audience.title.to_owned(),
            value: format!("{}, {}", self.release(summary), teller.day(&summary.release.day)),
        }));
        facts.push(Fact {
            name: teller.pick("Gevraagd door", "Asked by").to_owned(),
            value: campaign.controller.name.clone(),
        });
        Front {
            kicker: teller.pick("Rapport en plan van aanpak", "Report and plan of approach").to_owned(),
            title: teller.text(&campaign.title).to_owned(),
            place: match findings.name {
                Some(name) => teller.pick(format!("Gemeente {name}"), format!("Municipality of {name}")),
                None => teller.pick("Alle gemeenten samen", "All municipalities together").to_owned(),
            },
            facts,
            notice: findings.synthetic.then(|| {
                teller
                    .pick(
                        "Voorbeeld: de antwoorden zijn verzonnen. Dit zijn geen echte uitkomsten.",
                        "Example: the answers were made up. These are not real results.",
                    )
                    .to_owned()
            }),
        }
    }

    /// "einduitkomst", or "tussenstand 2".
    fn release(&self, summary: &Summary<'_>) -> String {
        match (summary.release.kind, summary.release.number) {
            (ReleaseKind::Final, _) => self.teller.pick("einduitkomst", "final results").to_owned(),
            (ReleaseKind::Interim, number) => {
                let number = number.unwrap_or_default();
                self.teller.pick(format!("tussenstand {number}"), format!("interim results {number}"))
            }
        }
    }

    fn method(&self, writer: &mut Writer) {
        let teller = self.teller;
        let (campaign, findings) = (teller.sources.campaign, teller.sources.findings);
        writer.heading(
            1,
            teller.pick("Hoe er is gevraagd, en wie er antwoordden", "How we asked, and who answered"),
            "gevraagd",
        );
        writer.heading(2, teller.pick("Wat er is gevraagd, en waarom", "What was asked, and why"), "waarom");
        let audiences = campaign.audiences.iter().map(|audience| teller.answer(&audience.title)).collect();
        let filled = [
            vec![Run::label(&campaign.controller.name)],
            teller.list(audiences),
            teller.figure("/campaign/opens"),
            teller.figure("/campaign/closes"),
        ];
        writer.paragraph(if is_open(teller) {
            teller.say(
                "{0} stelt vragen aan {1}. Meedoen kan van {2} tot en met {3}. Het doel, in de woorden van de vragenlijst:",
                "{0} asks questions of {1}. It is possible to take part from {2} up to and including {3}. The purpose, in the \
                 words of the questionnaire:",
                &filled,
            )
        } else {
            teller.say(
                "{0} stelde vragen aan {1}. Meedoen kon van {2} tot en met {3}. Het doel, in de woorden van de vragenlijst:",
                "{0} asked questions of {1}. It was possible to take part from {2} up to and including {3}. The purpose, in \
                 the words of the questionnaire:",
                &filled,
            )
        });
        for part in teller.text(&campaign.controller.purpose).split("\n\n").filter(|part| !part.trim().is_empty()) {
            writer.quote(part.trim());
        }
        writer.heading(2, teller.pick("Hoeveel er meededen", "How many took part"), "respons");
        self.tell(writer, Subject::Response, 2);
        writer.table(self.responses());

        writer.heading(2, teller.pick("Wie er antwoordden", "Who answered"), "achtergrond");
        let mut any = false;
        for summary in self.summaries() {
            for table in self.background(summary) {
                any = true;
                let question = table.question.to_string();
                let main = self.largest_answer(table);
                writer.charted(
                    teller,
                    format!("{} ({})", question, summary.audience.title),
                    &main,
                    |frame| teller.table_chart(table, summary.audience.id, frame),
                    teller.one_way(table),
                );
            }
        }
        if !any {
            writer.paragraph(self.nothing());
        }

        writer.heading(2, teller.pick("Hoe de cijfers te lezen zijn", "How to read the figures"), "lezen");
        if let Some(line) = findings.needs.as_ref().and_then(|needs| needs.lines.first())
            && line.share.percent.is_some()
        {
            let figure = |name: &str| teller.figure(format!("/findings/needs/lines/0/share/{name}"));
            writer.note(teller.say(
                "Een voorbeeld. Bij {0} staat {1}% ({2} tot {3}). Van de getoonde, afgeronde aantallen is dat {1}%. Van wie \
                 meededen koos zeker {2} tot {3}% dit. Was het een willekeurige steekproef geweest, dan had het voor iedereen \
                 tussen {4} en {5}% gelegen. Dat laatste is een indicatie.",
                "An example. With {0} it says {1}% ({2} to {3}). Of the shown, rounded counts that is {1}%. Of those who took \
                 part, certainly {2} to {3}% chose this. Had it been a random sample, it would have been between {4} and {5}% \
                 for everyone. That last is an indication.",
                &[
                    teller.answer(&line.label),
                    figure("percent"),
                    figure("bounds/least"),
                    figure("bounds/most"),
                    figure("indicative/least"),
                    figure("indicative/most"),
                ],
            ));
        }
        let mut read: Vec<&str> = Vec::new();
        for sentence in self.summaries().iter().flat_map(|summary| &summary.how_to_read) {
            if read.iter().all(|other| of_anyone(other) != of_anyone(sentence)) {
                read.push(sentence);
            }
        }
        writer.bullets(read.into_iter().map(|sentence| vec![Run::label(sentence)]).collect());

        writer.heading(2, teller.pick("Wat we niet kunnen zeggen", "What can't be told"), "onbekend");
        let missing = self.told(Subject::Missing);
        if missing.is_empty() {
            writer.paragraph(teller.say(
                "Van alle vragen die hier worden besproken, zijn er uitkomsten. De bijlage zegt bij elke tabel of er iets niet is \
                 getoond, en waarom.",
                "There are results of all questions that are discussed here. The appendix says with each table whether \
                 something is not shown, and why.",
                &[],
            ));
        } else {
            writer.bullets(missing);
        }
    }

    /// Who responded, and to which release it belongs.
    fn responses(&self) -> Draft {
        let teller = self.teller;
        let mut draft = Draft::new(
            teller.pick("Wie er meededen", "Who took part"),
            [
                (teller.pick("Gevraagd", "Asked").to_owned(), false, 34),
                (teller.pick("Deden mee (ongeveer)", "Took part (about)").to_owned(), true, 18),
                (teller.pick("Zeker tussen", "Certainly between").to_owned(), true, 18),
                (teller.pick("Uitkomst", "Results").to_owned(), false, 20),
                (teller.pick("Gemaakt op", "Made on").to_owned(), false, 20),
            ],
        );
        for audience in &teller.sources.campaign.audiences {
            let title = teller.text(&audience.title).to_owned();
            let found = teller.sources.findings.responses.iter().find(|found| found.audience == audience.id);
            let summary = self.summaries().iter().find(|summary| summary.audience.id == audience.id.as_str());
            let (Some(found), Some(summary)) = (found, summary) else {
                let none = teller.pick("nog geen", "none yet").to_owned();
                draft.row([title, "–".to_owned(), "–".to_owned(), none, "–".to_owned()]);
                continue;
            };
            draft.row([
                title,
                teller.count(found.responses, audience.id.as_str()),
                format!("{}–{}", found.responses.least, found.responses.most),
                self.release(summary),
                teller.day(&summary.release.day),
            ]);
        }
        draft
    }

    /// The tables of background questions that have figures.
    fn background<'s>(&self, summary: &'s Summary<'_>) -> Vec<&'s TableSummary<'s>> {
        let Some(audience) = self.teller.sources.campaign.audience(summary.audience.id) else { return Vec::new() };
        let tables = summary.tables.as_deref().unwrap_or_default();
        let is_background = |table: &&TableSummary<'_>| {
            audience.questionnaire.question(&table.item).is_some_and(|question| question.background)
        };
        // A covariant life time: what a summary borrows lives as long as the summary here.
        let shown = tables.iter().filter(|table| table.withheld.is_none()).filter(is_background);
        shown.collect()
    }

    /// The most given answer of a table, for who does not see the chart.
    fn largest_answer(&self, table: &TableSummary<'_>) -> String {
        let answers = table.cells.iter().filter(|cell| cell.value.is_some());
        self.largest(("Het vaakst gekozen", "Chosen most often"), answers.map(|cell| (cell.label, cell.percent)))
    }

    /// What has the largest percentage; all of them, if several have.
    fn largest<'l>(&self, said: (&str, &str), of: impl Iterator<Item = (&'l str, Option<u32>)>) -> String {
        let shown: Vec<(&str, u32)> = of.filter_map(|(label, percent)| Some((label, percent?))).collect();
        let Some(most) = shown.iter().map(|(_, percent)| *percent).max() else {
            return self.teller.pick("Alle aantallen zijn klein.", "All counts are small.").to_owned();
        };
        let labels = shown.iter().filter(|(_, percent)| *percent == most);
        let labels: Vec<Runs> = labels.map(|(label, _)| vec![Run::label(label.trim_end_matches('.'))]).collect();
        format!("{}: {}, {most}%.", self.teller.pick(said.0, said.1), plain(&self.teller.list(labels)))
    }

    /// The main thing of a ranking, for who does not see the chart.
    fn main_of(&self, ranking: &Ranking) -> String {
        let shown = ranking.lines.iter().filter(|line| line.share.percent.is_some()).take(3);
        let shown: Vec<Runs> = shown
            .map(|line| {
                vec![Run::words(format!("{} {}", self.teller.text(&line.label), self.teller.share_cell(&line.share)))]
            })
            .collect();
        if shown.is_empty() {
            return self.teller.pick("Alle aantallen zijn klein.", "All counts are small.").to_owned();
        }
        let list = plain(&self.teller.list(shown));
        self.teller.pick(format!("Het vaakst: {list}."), format!("Most often: {list}."))
    }

    fn ranking(&self, writer: &mut Writer, ranking: &Ranking) {
        let teller = self.teller;
        writer.charted(
            teller,
            teller.text(&ranking.question).to_owned(),
            &self.main_of(ranking),
            |frame| teller.ranking_chart(ranking, frame),
            teller.ranked(ranking),
        );
    }

    fn needs(&self, writer: &mut Writer) {
        let teller = self.teller;
        let findings = teller.sources.findings;
        writer.heading(1, teller.pick("Wat mensen willen", "What people want"), "willen");
        let Some(needs) = &findings.needs else {
            writer.paragraph(self.nothing());
            return;
        };
        self.tell(writer, Subject::Needs, 2);
        self.ranking(writer, needs);
        for grouping in &findings.groupings {
            let of_needs = grouping.recodes.as_ref().is_some_and(|of| *of == needs.item.clone().into());
            if of_needs && grouping.audience == needs.audience {
                writer.heading(2, teller.text(&grouping.question), "doelen");
                writer.paragraph(teller.say(
                    "De antwoorden op {0} zijn hier samengenomen in groepen. Wie iets uit een groep koos, telt daar één keer mee.",
                    "The answers to {0} are taken together in groups here. Who chose something of a group counts once in it.",
                    &[teller.answer(&needs.question)],
                ));
                self.ranking(writer, grouping);
            }
        }
    }

    fn supply(&self, writer: &mut Writer) {
        let teller = self.teller;
        let findings = teller.sources.findings;
        writer.heading(1, teller.pick("Vraag naast aanbod", "Need against offer"), "aanbod");
        match &findings.supply {
            None => writer.paragraph(teller.say(
                "Vraag en aanbod kunnen (nog) niet naast elkaar worden gelegd: van mensen of van organisaties zijn er geen \
                 uitkomsten, of te weinig om te tonen.",
                "Need and offer can't be laid side by side (yet): there are no results of people or of organisations, or too \
                 few to show.",
                &[],
            )),
            Some(supply) => {
                self.tell(writer, Subject::Supply, 2);
                let caption = teller.pick(
                    "Welk deel van de mensen het wil, en welk deel van de organisaties het biedt",
                    "Which share of people wants it, and which share of organisations offers it",
                );
                let main = plain(&paragraph(self.told(Subject::Supply).into_iter().take(2)));
                writer.charted(
                    teller,
                    caption.to_owned(),
                    &main,
                    |frame| teller.gap_chart(supply, frame),
                    teller.gaps(supply, caption, teller.pick("Thema", "Theme")),
                );
            }
        }
        if let Some(goals) = findings.goals.as_ref().filter(|goals| !goals.lines.is_empty()) {
            let title = findings.groupings.iter().find(|grouping| grouping.item == goals.need.question);
            let title = title.map_or_else(|| Text::dutch("Doelen"), |grouping| grouping.question.clone());
            writer.heading(2, teller.text(&title), "vraag-naar-doelen");
            let caption = format!("{}: {}", teller.text(&title), teller.pick("vraag en aanbod", "need and offer"));
            let first = goals.lines.first().map_or_else(String::new, |line| {
                let (label, need, offer) =
                    (teller.text(&line.label), teller.share_cell(&line.need), teller.share_cell(&line.offer));
                teller.pick(
                    format!(
                        "Bovenaan staat {label}: {need} van de mensen wil dit, {offer} van de organisaties biedt het."
                    ),
                    format!(
                        "At the top is {label}: {need} of the people want it, {offer} of the organisations offer it."
                    ),
                )
            });
            writer.charted(
                teller,
                caption.clone(),
                &first,
                |frame| teller.gap_chart(goals, frame),
                teller.gaps(goals, &caption, teller.pick("Doel", "Goal")),
            );
        }
        let places = self.told(Subject::Places);
        if !places.is_empty() {
            writer.heading(2, teller.pick("Plekken en wachtlijsten", "Places and waiting lists"), "plekken");
            writer.paragraph(paragraph(places));
            let table = self.capacities();
            if !table.rows.is_empty() {
                writer.table(table);
            }
        }
    }

    /// What organisations have together, and how many people might come.
    fn capacities(&self) -> Draft {
        let teller = self.teller;
        let findings = teller.sources.findings;
        let mut draft = Draft::new(
            teller.pick("Plekken en wachtlijsten, samen ten minste", "Places and waiting lists, at least together"),
            [
                (teller.pick("Wat", "What").to_owned(), false, 50),
                (teller.pick("Ten minste", "At least").to_owned(), true, 16),
                (teller.pick("Van de organisaties heeft dit", "Of the organisations have it").to_owned(), true, 22),
            ],
        );
        for capacity in [&findings.places, &findings.waiting].into_iter().flatten() {
            let (asked, some) = (teller.text(&capacity.question).to_owned(), teller.share_cell(&capacity.some));
            draft.row([asked, capacity.at_least.to_string(), some]);
        }
        if let Some(shift) = findings.ladder.as_ref().and_then(|ladder| ladder.shift.as_ref()) {
            let who = teller.pick(
                "Mensen die nu niet elke week met iets meedoen, en dat wel willen",
                "People who do not join in with something every week, and would like to",
            );
            draft.row([who.to_owned(), shift.joining.count.least.to_string(), "–".to_owned()]);
        }
        draft.note(teller.pick(
            "Er is alleen een ondergrens te noemen: aantallen zijn in groepen gevraagd en afgerond.",
            "Only a least can be told: counts were asked in bands and rounded.",
        ));
        draft
    }

    fn obstacles(&self, writer: &mut Writer) {
        let teller = self.teller;
        let findings = teller.sources.findings;
        writer.heading(1, teller.pick("Wat in de weg staat", "What stands in the way"), "obstakels");
        if findings.obstacles.is_empty() {
            writer.paragraph(self.nothing());
            return;
        }
        let told = self.told_by(Subject::Obstacles, "/findings/obstacles/");
        for (at, ranking) in findings.obstacles.iter().enumerate() {
            let (heading, anchor) = match teller.respondents(&ranking.audience) {
                Respondents::People => {
                    (teller.pick("Wat mensen tegenhoudt", "What keeps people from it"), "obstakels-mensen")
                }
                Respondents::Organisations => (
                    teller.pick("Waar organisaties last van hebben", "What organisations are troubled by"),
                    "obstakels-organisaties",
                ),
            };
            writer.heading(2, heading, anchor);
            writer.paragraph(paragraph(about(&told, at)));
            self.ranking(writer, ranking);
        }
    }

    fn ladder(&self, writer: &mut Writer) {
        let teller = self.teller;
        let findings = teller.sources.findings;
        writer.heading(1, teller.pick("Stappen en vormen van meedoen", "Steps and forms of participation"), "stappen");
        let is_of_forms =
            |told: &Runs| matches!(first_pointer(told), Some(pointer) if pointer.starts_with("/findings/groupings/"));
        let (forms, mut steps): (Vec<Runs>, Vec<Runs>) = self.told(Subject::Ladder).into_iter().partition(is_of_forms);
        if steps.is_empty() && forms.is_empty() {
            writer.paragraph(self.nothing());
        }
        let main = plain(&paragraph(steps.iter().take(2).cloned()));
        let rest = steps.split_off(steps.len().min(1));
        writer.paragraph(paragraph(steps));
        writer.bullets(rest);
        if let Some(ladder) = findings.ladder.as_ref().filter(|ladder| !ladder.steps.is_empty()) {
            let title =
                teller.pick("De Participatieladder: nu en gewenst", "The Participatieladder: now and wished for");
            writer.heading(2, title, "ladder");
            writer.charted(
                teller,
                title.to_owned(),
                &main,
                |frame| teller.steps_chart(ladder, frame),
                teller.steps(ladder),
            );
            if let (Some(shift), Some(table)) = (&ladder.shift, teller.shifts(ladder)) {
                let title = teller.pick("Van welke trede naar welke", "From which step to which");
                writer.heading(2, title, "verschuiving");
                let main = teller.pick(
                    format!("Hogerop wil {}.", teller.share_cell(&shift.up)),
                    format!("To go up: {}.", teller.share_cell(&shift.up)),
                );
                writer.charted(
                    teller,
                    title.to_owned(),
                    &main,
                    |frame| teller.shift_chart(ladder, frame).expect("the ladder has a shift"),
                    table,
                );
            }
        }
        let needs = findings.needs.as_ref();
        for (at, grouping) in findings.groupings.iter().enumerate() {
            let of_needs = needs.is_some_and(|needs| grouping.recodes == Some(needs.item.clone().into()));
            if !of_needs && teller.respondents(&grouping.audience) == Respondents::People {
                let is_of_it = |told: &&Runs| place_in(told, "/findings/groupings/") == Some(at);
                writer.heading(2, teller.text(&grouping.question), "vormen");
                writer.paragraph(paragraph(forms.iter().filter(is_of_it).cloned()));
                self.ranking(writer, grouping);
            }
        }
    }

    /// By group of respondents, beside other municipalities and beside earlier.
    fn differences(&self, writer: &mut Writer) {
        let teller = self.teller;
        writer.heading(1, teller.pick("Verschillen", "Differences"), "verschillen");
        writer.heading(2, teller.pick("Tussen groepen", "Between groups"), "groepen");
        let groups = self.told(Subject::Groups);
        let found = &teller.sources.findings.groups;
        if found.is_empty() {
            let is_final = self.summaries().iter().any(|summary| summary.release.kind == ReleaseKind::Final);
            writer.paragraph(if is_final {
                teller.say(
                    "Per groep is er niets te tonen: er is geen vraag waarnaar is uitgesplitst, of de groepen zijn te klein.",
                    "There is nothing to show by group: nothing was broken down by, or the groups are too small.",
                    &[],
                )
            } else {
                teller.say(
                    "Uitkomsten per groep zijn er pas na de sluiting.",
                    "There are results by group only after the close.",
                    &[],
                )
            });
        } else {
            // What is said of single answers stands in a list below what it is about.
            let is_of_answers = |told: &Runs| {
                told.iter().any(|run| run.pointer.as_ref().is_some_and(|pointer| pointer.contains("/lines/")))
            };
            let mut variable = None;
            for together in groups.chunk_by(|one, other| is_of_answers(one) == is_of_answers(other)) {
                match together {
                    [first, ..] if is_of_answers(first) => writer.bullets(together.to_vec()),
                    _ => {
                        let mut told: Vec<Runs> = Vec::new();
                        for sentence in together {
                            // Each variable begins a paragraph.
                            let of =
                                place_in(sentence, "/findings/groups/").map(|at| (&found[at].audience, &found[at].by));
                            if of.is_some() && of != variable {
                                variable = of;
                                writer.paragraph(paragraph(std::mem::take(&mut told)));
                            }
                            told.push(sentence.clone());
                        }
                        writer.paragraph(paragraph(told));
                    }
                }
            }
            for by in found.iter().filter(|by| by.topic != Topic::Goals) {
                self.by_group(writer, by);
            }
        }
        writer.heading(
            2,
            teller.pick("Met eerder, en met andere gemeenten", "With earlier, and with other municipalities"),
            "vergelijking",
        );
        let comparisons = &teller.sources.findings.comparisons;
        if comparisons.is_empty() {
            writer.paragraph(teller.say(
                "Er is geen eerdere meting en geen totaal van meer gemeenten om deze uitkomsten mee te vergelijken.",
                "There is no earlier wave and no total of several municipalities to compare these results with.",
                &[],
            ));
            return;
        }
        let told = self.told_by(Subject::Comparisons, "/findings/comparisons/");
        for (at, comparison) in comparisons.iter().enumerate() {
            self.comparison(writer, comparison, about(&told, at));
        }
    }

    /// One question, group by group.
    fn by_group(&self, writer: &mut Writer, by: &ByGroup) {
        let teller = self.teller;
        let caption = teller.pick(
            format!("{} Naar: {}", teller.text(&by.question), teller.text(&by.variable)),
            format!("{} By: {}", teller.text(&by.question), teller.text(&by.variable)),
        );
        let shown: Vec<usize> = (0..by.groups.len()).filter(|at| by.groups[*at].why.is_none()).collect();
        let mut columns = vec![(teller.pick("Antwoord", "Answer").to_owned(), false, 26)];
        columns.extend(shown.iter().map(|at| (teller.text(&by.groups[*at].label).to_owned(), true, 17)));
        let mut draft = Draft::new(caption, columns);
        let bases = shown
            .iter()
            .map(|at| by.groups[*at].base.map_or_else(String::new, |base| teller.count(base, by.audience.as_str())));
        draft.strong([teller.pick("Gesteld aan", "Asked of").to_owned()].into_iter().chain(bases));
        for line in &by.lines {
            let cells = shown.iter().map(|at| {
                let share = line.shares[*at].as_ref().map(|share| match share.percent {
                    Some(_) => teller.share_cell(share),
                    // There are many columns.
                    None => format!("≤ {}%", share.bounds.most),
                });
                let share = share.unwrap_or_default();
                match line.sides[*at] {
                    Some(Side::More) => format!("{share} +"),
                    Some(Side::Less) => format!("{share} −"),
                    Some(Side::AboutEqual) | None => share,
                }
            });
            draft.row([teller.text(&line.label).to_owned()].into_iter().chain(cells));
        }
        draft.note(teller.pick(
            "+ zeker meer dan bij alle anderen samen; − zeker minder; ≤ hoogstens. Tussen haakjes: waar het percentage zeker \
             tussen ligt.",
            "+ certainly more than among all others together; − certainly less; ≤ at most. In brackets: what the percentage \
             certainly lies between.",
        ));
        let hidden: Vec<&str> =
            by.groups.iter().filter(|group| group.why.is_some()).map(|group| teller.text(&group.label)).collect();
        if !hidden.is_empty() {
            let names = hidden.join("; ");
            draft.note(teller.pick(
                format!("Niet getoond, omdat het over te weinig mensen gaat of te veel zou zeggen: {names}."),
                format!("Not shown, because it is about too few people or would tell too much: {names}."),
            ));
        }
        writer.table(draft);
    }

    fn comparison(&self, writer: &mut Writer, comparison: &Comparison, mut told: Vec<Runs>) {
        let teller = self.teller;
        let (name, here) = match comparison.with {
            With::Earlier => (teller.text(&comparison.name), teller.pick("Nu", "Now")),
            With::Total => {
                (teller.pick("alle gemeenten samen", "all municipalities together"), teller.pick("Hier", "Here"))
            }
        };
        let whom = teller.sources.campaign.audience(comparison.audience.as_str());
        let whom = whom.map_or("", |audience| teller.text(&audience.title));
        let beside = teller.pick(format!("vergeleken met {name}"), format!("compared with {name}"));
        let name = capitalised(name);
        writer.heading(3, format!("{whom}: {beside}"), "vergeleken-met");
        let rest = told.split_off(told.len().min(1));
        writer.paragraph(paragraph(told));
        writer.bullets(rest);
        let needs = teller.sources.findings.needs.as_ref();
        let needs = comparison.items.iter().find(|item| {
            needs.is_some_and(|needs| needs.audience == comparison.audience && item.item == needs.item.clone().into())
        });
        let columns = || {
            [
                (teller.pick("Antwoord", "Answer").to_owned(), false, 40),
                (here.to_owned(), true, 17),
                (name.clone(), true, 17),
                (teller.pick("Wat te zeggen is", "What can be said").to_owned(), false, 20),
            ]
        };
        let change = |change: Change| {
            let word = match change {
                Change::Higher => teller.pick("hoger", "higher"),
                Change::Lower => teller.pick("lager", "lower"),
                Change::AboutEqual => teller.pick("ongeveer gelijk", "about equal"),
                Change::Unclear => teller.pick("niet te zeggen", "can't be said"),
            };
            word.to_owned()
        };
        if let Some(item) = needs {
            let title = format!("{} {}", teller.text(&item.question), capitalised(&beside));
            let mut draft = Draft::new(&title, columns());
            draft.note(teller.pick(
                "Hoger of lager staat er alleen als ook de indicaties voor iedereen elkaar niet raken. Een kleiner verschil kan \
                 toeval zijn: dan staat er dat het niet te zeggen is.",
                "It says higher or lower only where the indications for everyone do not touch either. A smaller difference may be \
                 chance: then it says that it can't be said.",
            ));
            for line in &item.lines {
                draft.row([
                    teller.text(&line.label).to_owned(),
                    teller.share_cell(&line.here),
                    teller.share_cell(&line.there),
                    change(line.change),
                ]);
            }
            let told = |of: Change, dutch: &str, english: &str| {
                let those: Vec<Runs> = (item.lines.iter().filter(|line| line.change == of))
                    .map(|line| vec![Run::label(teller.text(&line.label))])
                    .collect();
                let name = teller.pick(dutch, english);
                (!those.is_empty()).then(|| format!("{name}: {}.", plain(&teller.list(those))))
            };
            let told = [told(Change::Higher, "Hoger", "Higher"), told(Change::Lower, "Lager", "Lower")];
            let told: Vec<String> = told.into_iter().flatten().collect();
            let main = if told.is_empty() {
                teller
                    .pick("Geen verschil is groot genoeg om te noemen.", "No difference is large enough to tell.")
                    .to_owned()
            } else {
                told.join(" ")
            };
            let names = [here.to_owned(), name.clone()];
            let mut rows: Vec<_> = item.lines.iter().collect();
            rows.sort_by_key(|line| std::cmp::Reverse(line.here.percent));
            let rows = rows.into_iter().map(|line| (teller.text(&line.label).to_owned(), line.here, line.there));
            writer.charted(
                teller,
                title,
                &main,
                |frame| teller.beside_chart(comparison.audience.as_str(), names, rows, frame),
                draft,
            );
        }
        let others = comparison.items.iter().filter(|item| needs.is_none_or(|needs| needs.item != item.item));
        let mut lines: Vec<(&ComparedItem, &insight::comparison::ComparedLine)> = others
            .flat_map(|item| item.lines.iter().map(move |line| (item, line)))
            .filter(|(_, line)| matches!(line.change, Change::Higher | Change::Lower))
            .collect();
        if lines.is_empty() {
            return;
        }
        let points = |line: &insight::comparison::ComparedLine| {
            line.here.percent.unwrap_or(0).abs_diff(line.there.percent.unwrap_or(0))
        };
        lines.sort_by_key(|(_, line)| std::cmp::Reverse(points(line)));
        let all = lines.len();
        lines.truncate(MOST_DIFFERENCES);
        let mut draft = Draft::new(
            teller.pick("Andere antwoorden die hoger of lager zijn", "Other answers that are higher or lower"),
            columns(),
        );
        for (item, line) in &lines {
            let asked = teller.text(item.row.as_ref().unwrap_or(&item.question));
            draft.row([
                format!("{asked}\n{}", teller.text(&line.label)),
                teller.share_cell(&line.here),
                teller.share_cell(&line.there),
                change(line.change),
            ]);
        }
        if all > lines.len() {
            let shown = lines.len();
            draft.note(teller.pick(
                format!("De {shown} grootste verschillen van {all}."),
                format!("The {shown} largest differences of {all}."),
            ));
        }
        writer.table(draft);
    }

    /// What was said in focus groups, where any were held.
    fn focus_groups(&self, writer: &mut Writer) {
        let teller = self.teller;
        let words = Words::of(teller.language());
        let summaries = self.summaries().iter().enumerate();
        let held = summaries.filter_map(|(at, summary)| Some((at, summary, summary.focus_groups.as_ref()?)));
        let held: Vec<_> = held.collect();
        let several = held.len() > 1;
        if held.is_empty() {
            return;
        }
        writer.heading(1, teller.pick("Wat er in groepen is gezegd", "What was said in groups"), "groepsgesprekken");
        writer.paragraph(vec![Run::label(words.focus_groups(&teller.sources.campaign.policy))]);
        for (at, summary, groups) in held {
            let id = summary.audience.id;
            if several {
                writer.heading(2, summary.audience.title, &format!("groepsgesprekken-{id}"));
            }
            if let Some(withheld) = &groups.withheld {
                writer.paragraph(vec![Run::label(withheld)]);
                continue;
            }
            if groups.people.is_some_and(|people| people.count.is_some()) {
                writer.paragraph(teller.say(
                    "Ongeveer {0} deelnemers praatten mee.",
                    "About {0} participants took part in the conversations.",
                    &[teller.figure(format!("/releases/{at}/focus_groups/count"))],
                ));
            }
            let shown = |figure: Option<Figure>| {
                figure.map_or_else(|| teller.not_shown().to_owned(), |figure| teller.released(figure))
            };
            let number = |dutch: &str, english: &str| (teller.pick(dutch, english).to_owned(), true, 16);
            if !groups.themes.is_empty() {
                let title = words.talked_about();
                let mut draft = Draft::new(
                    title,
                    [
                        (teller.pick("Thema", "Theme").to_owned(), false, 44),
                        number("In groepen die erover praatten", "In groups that talked about it"),
                        number("Percentage", "Percentage"),
                    ],
                );
                for theme in &groups.themes {
                    draft.row([theme.label.to_owned(), shown(theme.people), percent(theme.percent)]);
                    if theme.people.is_none() {
                        draft.note(format!("{}: {}", teller.not_shown(), words.in_few_groups()));
                    }
                }
                let main = self.largest(
                    ("Het meest besproken", "Discussed most"),
                    groups.themes.iter().map(|theme| (theme.label, theme.percent)),
                );
                // What is not shown stands in the table.
                let rows = groups.themes.iter().filter(|theme| theme.people.is_some());
                let rows: Vec<_> = rows.map(|theme| (theme.label, theme.percent)).collect();
                if rows.is_empty() {
                    writer.table(draft);
                } else {
                    let chart = |frame| teller.groups_chart(id, &rows, frame);
                    writer.charted(teller, title.to_owned(), &main, chart, draft);
                }
            }
            if !groups.statements.is_empty() {
                let title = teller
                    .pick("Hoeveel het eens waren met wat is voorgelegd", "How many agreed with what was put to them");
                let mut draft = Draft::new(
                    title,
                    [
                        (teller.pick("Stelling", "Statement").to_owned(), false, 44),
                        number("Voorgelegd aan", "Put to"),
                        number("Eens", "Agreed"),
                        number("Percentage", "Percentage"),
                    ],
                );
                for statement in &groups.statements {
                    draft.row([
                        statement.text.to_owned(),
                        shown(statement.asked),
                        shown(statement.agreed),
                        percent(statement.percent),
                    ]);
                    if statement.agreed.is_none() {
                        draft.note(format!("{}: {}", teller.not_shown(), words.in_few_groups()));
                    }
                }
                let main = self.largest(
                    ("Hiermee waren de meesten het eens", "Most agreed with this"),
                    groups.statements.iter().map(|of| (of.text, of.percent)),
                );
                let rows = groups.statements.iter().filter(|of| of.agreed.is_some());
                let rows: Vec<_> = rows.map(|of| (of.text, of.percent)).collect();
                if rows.is_empty() {
                    writer.table(draft);
                } else {
                    let chart = |frame| teller.groups_chart(id, &rows, frame);
                    writer.charted(teller, title.to_owned(), &main, chart, draft);
                }
            }
        }
    }

    fn quotes(&self, writer: &mut Writer) {
        let teller = self.teller;
        writer.heading(1, teller.pick("Wat mensen schreven", "What people wrote"), "citaten");
        let quoted = self.summaries().iter().filter_map(|summary| {
            let quotes = summary.quotes.as_ref().filter(|quotes| !quotes.fields.is_empty())?;
            Some((summary, quotes))
        });
        let quoted: Vec<_> = quoted.collect();
        if quoted.is_empty() {
            let is_final = self.summaries().iter().any(|summary| summary.release.kind == ReleaseKind::Final);
            writer.paragraph(if is_final {
                teller.say(
                    "Er zijn geen teksten goedgekeurd om te citeren.",
                    "No texts were approved to be quoted.",
                    &[],
                )
            } else {
                teller.say(
                    "Wat mensen schreven, wordt pas na de sluiting gelezen.",
                    "What people wrote is read only after the close.",
                    &[],
                )
            });
            return;
        }
        writer.paragraph(teller.say(
            "Iemand heeft deze teksten na de sluiting gelezen en goedgekeurd. Tussen rechte haken staat wat is weggelaten. \
             Citaten zijn een keuze: ze zeggen niet hoe vaak iets is geschreven.",
            "Someone read and approved these texts after the close. Square brackets stand for what was left out. Quotes are a \
             choice: they do not say how often something was written.",
            &[],
        ));
        for (summary, quotes) in quoted {
            writer.heading(2, summary.audience.title, &format!("citaten-{}", summary.audience.id));
            for field in &quotes.fields {
                let question = match field.option {
                    Some(option) => format!("{} ({option})", field.question),
                    None => field.question.to_string(),
                };
                writer.heading(3, question, &format!("citaten-{}-{}", summary.audience.id, field.field));
                field.quotes.iter().for_each(|quote| writer.quote(quote));
                if !field.terms.is_empty() {
                    let terms = field.terms.iter().map(|term| vec![Run::label(*term)]).collect();
                    let one = match summary.audience.respondents {
                        RespondentKind::People => teller
                            .pick("Woorden die meer mensen gebruikten: {0}.", "Words that several people used: {0}."),
                        RespondentKind::Organisations => teller.pick(
                            "Woorden die meer organisaties gebruikten: {0}.",
                            "Words that several organisations used: {0}.",
                        ),
                    };
                    writer.paragraph(teller.say(one, one, &[teller.list(terms)]));
                }
            }
        }
    }

    fn initiatives(&self, writer: &mut Writer) {
        let teller = self.teller;
        writer.heading(1, teller.pick("Initiatieven die passen", "Initiatives that fit"), "initiatieven");
        let found = &teller.sources.findings.initiatives;
        if found.is_empty() {
            writer.paragraph(teller.say(
                "Geen initiatief uit de lijst past bij de grootste gaten of stappen in deze uitkomsten. Eigen initiatieven van de \
                 gemeente kunnen aan de lijst worden toegevoegd.",
                "No initiative of the list fits the largest gaps or steps in these results. The municipality can add its own to \
                 the list.",
                &[],
            ));
            return;
        }
        writer.paragraph(teller.say(
            "Deze initiatieven elders passen bij wat hier ontbreekt. De reden staat erbij. Of iets ook hier werkt, zeggen de \
             cijfers niet: ga kijken, en praat met wie het doen.",
            "These initiatives elsewhere fit what is missing here. The reason is told with each. Whether something works here \
             too, the figures do not tell: go and see, and talk with those who do it.",
            &[],
        ));
        let told = self.told(Subject::Initiatives);
        for (at, found) in found.iter().enumerate() {
            let initiative = &found.initiative;
            let name = match &initiative.place {
                Some(place) => format!("{} ({place})", teller.text(&initiative.name)),
                None => teller.text(&initiative.name).to_owned(),
            };
            writer.heading(2, name, &format!("initiatief-{}", initiative.id));
            // A sentence an initiative, in their order.
            if let Some(reason) = told.get(at) {
                writer.paragraph(reason.clone());
            }
            let fact = |dutch: &str, english: &str, value: String| {
                let mut name = Run::words(format!("{}: ", teller.pick(dutch, english)));
                name.strong = true;
                vec![name, Run::label(value)]
            };
            let mut facts = Vec::new();
            if let Some(form) = &initiative.form {
                facts.push(fact("Vorm", "Form", teller.text(form).to_owned()));
            }
            if let Some(frame) = &initiative.legal_frame {
                facts.push(fact("Wet", "Law", teller.text(frame).to_owned()));
            }
            if !initiative.target_groups.is_empty() {
                let groups: Vec<&str> = initiative.target_groups.iter().map(|group| teller.text(group)).collect();
                facts.push(fact("Voor wie", "For whom", groups.join("; ")));
            }
            if !initiative.steps.is_empty() {
                let steps: Vec<String> = initiative.steps.iter().map(u8::to_string).collect();
                facts.push(fact(
                    "Treden van de Participatieladder",
                    "Steps of the Participatieladder",
                    steps.join(", "),
                ));
            }
            facts.push(fact("Bron", "Source", initiative.source.clone()));
            writer.bullets(facts);
        }
    }

    fn privacy(&self, writer: &mut Writer) {
        let teller = self.teller;
        writer.heading(1, teller.pick("Over privacy", "About privacy"), "privacy");
        writer.paragraph(teller.say(
            "Dit rapport is gemaakt van uitkomsten, niet van losse antwoorden. Wie het maakt of leest, kan niet zien wat één \
             persoon of organisatie koos.",
            "This report was made of results, not of separate answers. Nobody who makes or reads it can see what one person or \
             organisation chose.",
            &[],
        ));
        let policy = |name: &str| teller.figure(format!("/campaign/policy/{name}"));
        let mut items = vec![
            teller.say(
                "Elk aantal is afgerond op een veelvoud van {0}, naar boven of naar beneden. Welke kant op, is geheim.",
                "Every count is rounded to a multiple of {0}, up or down. Which way is secret.",
                &[policy("rounding_base")],
            ),
            teller.say(
                "Een tabel over minder dan {0} deelnemers wordt niet getoond. Een tabel waaruit één antwoord is op te maken ook niet.",
                "A table about fewer than {0} participants is not shown. Nor is a table that would tell one answer.",
                &[policy("smallest_base")],
            ),
            teller.say(
                "Er zijn weinig momenten waarop uitkomsten verschijnen. Zo is uit het verschil tussen twee momenten geen antwoord \
                 op te maken.",
                "There are few moments at which results appear. So no answer can be made out from the difference between two \
                 moments.",
                &[],
            ),
            teller.say(
                "Namen, adressen en het moment van antwoorden zijn nergens bewaard. Na de sluiting zijn de sleutels vernietigd \
                 waarmee een code of een telefoon aan een antwoord te koppelen zou zijn.",
                "Names, addresses and the moment of answering are nowhere kept. After the close the keys were destroyed by which \
                 a code or a phone could have been tied to an answer.",
                &[],
            ),
            teller.say(
                "Eigen teksten van mensen staan er alleen in als iemand ze na de sluiting heeft gelezen en goedgekeurd.",
                "Texts that people wrote are in it only if someone read and approved them after the close.",
                &[],
            ),
            teller.say(
                "De losse antwoorden worden gewist na {0}. De uitkomsten blijven.",
                "The separate answers are erased after {0}. The results remain.",
                &[teller.figure("/campaign/expires")],
            ),
        ];
        let is_final = self.summaries().iter().any(|summary| summary.release.kind == ReleaseKind::Final);
        if !is_final {
            items[3] = teller.say(
                "Namen, adressen en het moment van antwoorden zijn nergens bewaard. Na de sluiting worden ook de sleutels \
                 vernietigd waarmee een code of een telefoon aan een antwoord te koppelen zou zijn.",
                "Names, addresses and the moment of answering are nowhere kept. After the close the keys are destroyed too by \
                 which a code or a phone could be tied to an answer.",
                &[],
            );
        }
        writer.bullets(items);
        writer.paragraph(teller.say(
            "Wat dit niet belooft: bescherming tegen wie bijna alle andere antwoorden kent, en tegen herkenning aan een eigen manier \
             van schrijven.",
            "What this does not promise: protection from someone who knows nearly all other answers, and from being recognised by \
             one's own way of writing.",
            &[],
        ));
        let controller = &teller.sources.campaign.controller;
        writer.paragraph(teller.say(
            "Verantwoordelijk voor de antwoorden: {0}. Vragen: {1}.",
            "Responsible for the answers: {0}. Questions: {1}.",
            &[vec![Run::label(&controller.name)], vec![Run::label(&controller.contact)]],
        ));
    }
}
