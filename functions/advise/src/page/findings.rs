//! The findings: in words, each number leading to the line of a table that it is of, with charts beside.

use std::collections::BTreeSet;

use axum::response::Response;
use charts::{Bar, Bars, Chart, Count, Dumbbell, Dumbbells, Frame, Shift, Value};
use desk::Admitted;
use http::HeaderMap;
use insight::Findings;
use insight::comparison::{Change, ComparedItem, ComparedLine, Comparison, With};
use insight::groups::ByGroup;
use insight::initiatives::Match;
use insight::ladder::Ladder;
use insight::prose::{Piece, Prose, Sentence, Subject};
use insight::share::{Amount, Share, Side};
use insight::supply::{Capacity, Counted, Ranking, Supply};
use maud::{Markup, html};
use survey::campaign::{Campaign, Respondents};
use survey::id::AudienceId;
use survey::language::Text;
use survey::release::{Area, Variable};

use super::{Sheet, capital, crumbs, place_name};
use crate::figures::drawn;
use crate::visit::{Visit, area_path};
use crate::words::Words;

pub(crate) fn page(
    visit: &Visit,
    headers: &HeaderMap,
    admitted: &Admitted<'_>,
    campaign: &Campaign,
    area: Area,
    findings: &Findings,
) -> Response {
    let words = visit.words;
    let prose = Prose::of(findings, words.language);
    let pieces = prose.sections.iter().flat_map(|section| &section.sentences).flat_map(|sentence| &sentence.pieces);
    let cited = pieces.filter_map(|piece| match piece {
        Piece::Figure { pointer, .. } => Some(pointer.as_str()),
        Piece::Words(_) | Piece::Label(_) => None,
    });
    let cited = cited.collect();
    let mut teller = Teller { visit, words, cited, campaign, findings, lines: BTreeSet::new() };
    let sections: Vec<_> = prose
        .sections
        .iter()
        .map(|section| {
            // The figures first: what they have lines for, the words can lead to.
            let figures = teller.figures(section.subject);
            (section, figures)
        })
        .collect();
    let path = area_path(campaign, area);
    let body = html! {
        p.more {
            a href=(visit.link(&path, &[])) { (words.pick("Alle uitkomsten", "All results")) }
            @for (format, name) in visit.report_forms() {
                a href=(visit.download(&format!("/v1/reports/{area}/{}", campaign.trajectory), &[("format", *format)])) {
                    (words.pick("Rapport als ", "Report as ")) (name)
                }
            }
        }
        nav.within aria-label=(words.pick("Op deze pagina", "On this page")) {
            ul { @for (section, _) in &sections { li { a href=(format!("#{}", name(section.subject))) { (section.title) } } } }
        }
        @for (section, figures) in &sections {
            section.part id=(name(section.subject)) aria-labelledby=(format!("h-{}", name(section.subject))) {
                h2 id=(format!("h-{}", name(section.subject))) { (section.title) }
                div.prose { @for sentence in &section.sentences { (teller.sentence(sentence)) } }
                (figures)
            }
        }
    };
    let sheet = Sheet {
        mark: "",
        title: words.pick("Bevindingen", "Findings").to_owned(),
        kicker: Some(format!("{} · {}", place_name(visit, area), campaign.title.get(words.language))),
        crumbs: crumbs(visit, campaign, area, true),
        colours: &campaign.colours,
        synthetic: findings.synthetic,
        body,
    };
    sheet.answer(visit, headers, admitted)
}

/// A section's place in the page.
fn name(subject: Subject) -> &'static str {
    match subject {
        Subject::Response => "s-respons",
        Subject::Needs => "s-wensen",
        Subject::Supply => "s-aanbod",
        Subject::Obstacles => "s-obstakels",
        Subject::Places => "s-plekken",
        Subject::Ladder => "s-treden",
        Subject::Groups => "s-groepen",
        Subject::Comparisons => "s-vergelijking",
        Subject::Initiatives => "s-initiatieven",
        Subject::Missing => "s-ontbreekt",
    }
}

/// Tells findings on the page.
struct Teller<'f> {
    visit: &'f Visit,
    words: Words,
    /// The numbers of the words: pointers into the findings.
    cited: BTreeSet<&'f str>,
    campaign: &'f Campaign,
    findings: &'f Findings,
    /// The lines of tables that there are: pointers into the findings, as ids in the page.
    lines: BTreeSet<String>,
}

/// A pointer into the findings as an id in the page.
fn id_of(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', "-")
}

/// What stands in a line of a table: its head, and its cells.
struct Line {
    pointer: String,
    head: Told,
    cells: Vec<Told>,
}

/// What a cell or a head says, and what it says small below that.
struct Told(String, Option<String>);

impl From<String> for Told {
    fn from(text: String) -> Self {
        Told(text, None)
    }
}

impl Teller<'_> {
    fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.words.language)
    }

    fn sentence(&self, sentence: &Sentence) -> Markup {
        html! {
            p {
                @for piece in &sentence.pieces {
                    @match piece {
                        Piece::Words(text) | Piece::Label(text) => (text),
                        Piece::Figure { text, pointer } => {
                            @match self.line_of(pointer) {
                                Some(line) => a.figure href=(format!("#{line}")) { (text) },
                                None => (text),
                            }
                        },
                    }
                }
            }
        }
    }

    /// The line that a number stands in: the innermost that there is.
    fn line_of(&self, pointer: &str) -> Option<String> {
        let mut pointer = pointer;
        while !pointer.is_empty() {
            let id = id_of(pointer);
            if self.lines.contains(&id) {
                return Some(id);
            }
            pointer = pointer.rsplit_once('/').map(|(outer, _)| outer).unwrap_or_default();
        }
        None
    }

    fn figures(&mut self, subject: Subject) -> Markup {
        let findings = self.findings;
        match subject {
            Subject::Response => self.responses(),
            Subject::Needs => {
                let wanted = findings.needs.as_ref().map(|needs| self.ranking(needs, "/needs"));
                let of_people = findings.needs.as_ref().map(|needs| needs.audience.clone());
                let grouped = self.groupings(|audience| Some(audience) == of_people.as_ref());
                html! { (wanted.unwrap_or_default()) (grouped) }
            }
            Subject::Supply => {
                let themes = findings.supply.as_ref().map(|supply| self.supply(supply, "/supply", false));
                let goals = findings.goals.as_ref().map(|goals| self.supply(goals, "/goals", true));
                let of_people = findings.needs.as_ref().map(|needs| needs.audience.clone());
                let grouped = self.groupings(|audience| of_people.is_some() && Some(audience) != of_people.as_ref());
                html! { (themes.unwrap_or_default()) (goals.unwrap_or_default()) (grouped) }
            }
            Subject::Obstacles => {
                let each = findings.obstacles.iter().enumerate();
                let each: Vec<_> = each.map(|(at, one)| self.ranking(one, &format!("/obstacles/{at}"))).collect();
                html! { @for one in each { (one) } }
            }
            Subject::Places => self.places(),
            Subject::Ladder => findings.ladder.as_ref().map(|ladder| self.ladder(ladder)).unwrap_or_default(),
            Subject::Groups => {
                let each: Vec<_> =
                    findings.groups.iter().enumerate().map(|(at, group)| self.by_group(at, group)).collect();
                html! { div.folded { @for one in each { (one) } } }
            }
            Subject::Comparisons => {
                let each = findings.comparisons.iter().enumerate();
                let each: Vec<_> = each.map(|(at, one)| self.comparison(at, one)).collect();
                html! { @for one in each { (one) } }
            }
            Subject::Initiatives => {
                let each = findings.initiatives.iter().enumerate();
                let each: Vec<_> = each.map(|(at, one)| self.initiative(at, one)).collect();
                html! { div.folded { @for one in each { (one) } } }
            }
            Subject::Missing => html! {},
        }
    }

    fn groupings(&mut self, wanted: impl Fn(&AudienceId) -> bool) -> Markup {
        let each = self.findings.groupings.iter().enumerate().filter(|(_, grouping)| wanted(&grouping.audience));
        let each: Vec<_> = each.map(|(at, one)| self.ranking(one, &format!("/groupings/{at}"))).collect();
        html! { @for one in each { (one) } }
    }

    fn respondents(&self, audience: &AudienceId) -> &'static str {
        let asked = self.campaign.audience(audience.as_str()).map(|audience| audience.respondents);
        self.words.respondents(asked.unwrap_or(Respondents::People))
    }

    /// The rounding base, for the words of charts.
    fn in_charts(&self) -> charts::Words {
        self.words.in_charts(self.campaign.policy.rounding_base)
    }

    /// `58%`, or `hoogstens 4%`.
    fn percent(&self, share: &Share) -> String {
        match share.percent {
            Some(percent) => format!("{percent}%"),
            None => {
                self.words.pick(format!("hoogstens {}%", share.bounds.most), format!("at most {}%", share.bounds.most))
            }
        }
    }

    fn between(&self, share: &Share) -> String {
        let (least, most) = (share.bounds.least, share.bounds.most);
        // Over two lines at most.
        self.words.pick(format!("{least}\u{a0}tot {most}%"), format!("{least}\u{a0}to {most}%"))
    }

    /// A share in a cell, with what it lies between.
    fn told(&self, share: &Share) -> Told {
        Told(self.percent(share), Some(self.between(share)))
    }

    fn count(&self, amount: Amount) -> String {
        match amount.about {
            0 => self.words.fewer_than(amount.most + 1),
            about => about.to_string(),
        }
    }

    /// The same in a sentence.
    fn about(&self, amount: Amount) -> String {
        match amount.about {
            0 => self.count(amount),
            about => self.words.pick(format!("ongeveer {about}"), format!("about {about}")),
        }
    }

    /// Of how many a share is, and whether that is few.
    fn base(&self, share: &Share, audience: &AudienceId) -> String {
        let (words, who, about) = (self.words, self.respondents(audience), share.base.about);
        let asked = words.pick(format!("Van ongeveer {about} {who}."), format!("Of about {about} {who}."));
        if share.small {
            return format!(
                "{asked} {}",
                words.pick(
                    "Dat zijn er weinig: de percentages zijn grof.",
                    "Those are few: the percentages are coarse."
                )
            );
        }
        asked
    }

    /// A table whose lines the words can lead to.
    fn table(&mut self, caption: &str, heads: &[String], lines: Vec<Line>) -> Markup {
        self.lines.extend(lines.iter().map(|line| id_of(&line.pointer)));
        html! {
            table {
                caption.x { (caption) }
                thead {
                    tr {
                        @for (at, head) in heads.iter().enumerate() { th.n[at > 0] scope="col" { (head) } }
                    }
                }
                tbody {
                    @for line in &lines {
                        tr id=(id_of(&line.pointer)) {
                            th scope="row" {
                                @let Told(head, small) = &line.head;
                                (head) @if let Some(small) = small { br; small { (small) } }
                            }
                            @for Told(text, small) in &line.cells {
                                td.n { (text) @if let Some(small) = small { br; small { (small) } } }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A wide table, in a frame that can be moved by keyboard too.
    fn scroll(&self, name: &str, table: Markup) -> Markup {
        let label = self.words.pick(format!("Tabel: {name}"), format!("Table: {name}"));
        html! { div.scroll tabindex="0" role="group" aria-label=(label) { (table) } }
    }

    fn responses(&mut self) -> Markup {
        let words = self.words;
        let lines = self.findings.responses.iter().enumerate().map(|(at, one)| Line {
            pointer: format!("/responses/{at}"),
            head: {
                let (release, day) = (words.release(one.release), words.iso_day(&one.day));
                let of = day.map_or(release.clone(), |day| {
                    words.pick(format!("{release} van {day}"), format!("{release} of {day}"))
                });
                Told(self.text(&one.title).to_owned(), Some(of))
            },
            cells: vec![
                self.count(one.responses).into(),
                words
                    .pick(
                        format!("{} tot {}", one.responses.least, one.responses.most),
                        format!("{} to {}", one.responses.least, one.responses.most),
                    )
                    .into(),
            ],
        });
        let lines = lines.collect();
        let heads = [words.pick("Wie", "Who"), words.pick("Ongeveer", "About"), words.pick("Tussen", "Between")];
        let caption = words.pick("Hoeveel er meededen", "How many took part");
        let table = self.table(caption, &heads.map(str::to_owned), lines);
        html! { div.alone { h3 { (caption) } (self.scroll(caption, table)) } }
    }

    /// A chart beside its table.
    fn beside(&self, title: &str, said: Option<String>, chart: &Chart, table: Markup) -> Markup {
        html! {
            div.pair {
                h3 { (title) }
                @if let Some(said) = said { p.base { (said) } }
                div { (drawn(chart)) }
                // Beside the chart where there is room for it, else folded away.
                details.aside { summary { (self.words.pick("Tabel", "Table")) } (self.scroll(title, table)) }
            }
        }
    }

    fn share_heads(&self) -> [String; 3] {
        let words = self.words;
        [
            words.pick("Antwoord", "Answer"),
            words.pick("% (ligt\u{a0}tussen)", "% (lies\u{a0}between)"),
            words.pick("Aantal", "Count"),
        ]
        .map(str::to_owned)
    }

    fn share_line(&self, pointer: String, head: &str, share: &Share) -> Line {
        let cells = vec![self.told(share), self.count(share.count).into()];
        Line { pointer, head: head.to_owned().into(), cells }
    }

    fn ranking(&mut self, ranking: &Ranking, pointer: &str) -> Markup {
        let words = self.words;
        // Derived variables of two audiences may be called the same.
        let title = match ranking.recodes {
            Some(_) => format!("{} ({})", self.text(&ranking.question), self.respondents(&ranking.audience)),
            None => self.text(&ranking.question).to_owned(),
        };
        let counted = match &ranking.counted {
            Counted::Chosen => None,
            Counted::InTheTop(top) => Some(words.shared().in_the_top(*top)),
            Counted::HighestPoint(point) => {
                let point = self.text(point);
                Some(words.pick(format!("Wie ‘{point}’ antwoordde."), format!("Those who answered ‘{point}’.")))
            }
        };
        let bar = |label: &Text, share: &Share, quiet| Bar {
            label: self.text(label).to_owned(),
            values: vec![value(share)],
            quiet,
        };
        let mut rows: Vec<Bar> = ranking.lines.iter().map(|line| bar(&line.label, &line.share, false)).collect();
        let mut lines: Vec<Line> = ranking
            .lines
            .iter()
            .enumerate()
            .map(|(at, line)| self.share_line(format!("{pointer}/lines/{at}"), self.text(&line.label), &line.share))
            .collect();
        if let Some(none) = &ranking.none {
            let label = words.pick("Geen van deze", "None of these");
            rows.push(Bar { label: label.to_owned(), values: vec![value(none)], quiet: true });
            lines.push(self.share_line(format!("{pointer}/none"), label, none));
        }
        let Some(first) = ranking.lines.first() else { return html! {} };
        let largest = (self.text(&first.label).to_owned(), self.percent(&first.share));
        let description = words.pick(
            format!("Het vaakst: {}, {}.", largest.0, largest.1),
            format!("Most often: {}, {}.", largest.0, largest.1),
        );
        let frame = Frame { id: format!("g-{}", id_of(pointer)), title: title.clone(), description };
        let chart = Chart::Bars(Bars { frame, words: self.in_charts(), series: Vec::new(), rows });
        let said = [Some(self.base(&first.share, &ranking.audience)), counted].into_iter().flatten();
        let said = said.collect::<Vec<_>>().join(" ");
        let table = self.table(&title, &self.share_heads(), lines);
        self.beside(&title, Some(said), &chart, table)
    }

    fn supply(&mut self, supply: &Supply, pointer: &str, grouped: bool) -> Markup {
        let words = self.words;
        let title = if grouped {
            words.pick(
                "Wat mensen willen en organisaties bieden, samengenomen",
                "What people want and organisations offer, taken together",
            )
        } else {
            words.pick("Wat mensen willen en organisaties bieden", "What people want and organisations offer")
        };
        let names = [
            words.pick("mensen willen het", "people want it"),
            words.pick("organisaties bieden het", "organisations offer it"),
        ];
        let gap = |side: Side, points: Option<i32>| {
            let points = points.map(i32::abs);
            match (side, points) {
                (Side::More, Some(points)) => {
                    words.pick(format!("{points} punten meer vraag"), format!("{points} points more need"))
                }
                (Side::Less, Some(points)) => {
                    words.pick(format!("{points} punten meer aanbod"), format!("{points} points more offer"))
                }
                (Side::AboutEqual, _) => {
                    words.pick("niet te zeggen wat groter is", "can't say which is larger").to_owned()
                }
                (Side::More, None) => words.pick("meer vraag", "more need").to_owned(),
                (Side::Less, None) => words.pick("meer aanbod", "more offer").to_owned(),
            }
        };
        let rows = supply.lines.iter().map(|line| Dumbbell {
            label: self.text(&line.label).to_owned(),
            values: [value(&line.need), value(&line.offer)],
            gap: gap(line.side, line.gap.points),
        });
        let rows = rows.collect();
        let unmet = supply.unmet.is_some();
        let lines = supply.lines.iter().enumerate().map(|(at, line)| {
            let mut cells = vec![self.told(&line.need), self.told(&line.offer), gap(line.side, line.gap.points).into()];
            if unmet {
                cells.push(line.unmet.as_ref().map_or_else(|| "–".to_owned().into(), |share| self.told(share)));
            }
            Line { pointer: format!("{pointer}/lines/{at}"), head: self.text(&line.label).to_owned().into(), cells }
        });
        let lines = lines.collect();
        let mut heads = vec![
            if grouped { words.pick("Samengenomen", "Taken together") } else { words.pick("Thema", "Theme") },
            words.pick("Willen", "Want"),
            words.pick("Bieden", "Offer"),
            words.pick("Verschil", "Difference"),
        ];
        if unmet {
            heads.push(words.pick("Gevraagd, niet geboden", "Asked for, not offered"));
        }
        let heads: Vec<String> = heads.into_iter().map(str::to_owned).collect();
        let Some(first) = supply.lines.first() else { return html! {} };
        let description = words.pick(
            format!("Bovenaan staat {}: {}.", self.text(&first.label), gap(first.side, first.gap.points)),
            format!("At the top is {}: {}.", self.text(&first.label), gap(first.side, first.gap.points)),
        );
        let said = format!(
            "{} {}",
            self.base(&first.need, &supply.need.audience),
            self.base(&first.offer, &supply.offer.audience)
        );
        let frame = Frame { id: format!("g-{}", id_of(pointer)), title: title.to_owned(), description };
        let chart =
            Chart::Dumbbells(Dumbbells { frame, words: self.in_charts(), names: names.map(str::to_owned), rows });
        let table = self.table(title, &heads, lines);
        self.beside(title, Some(said), &chart, table)
    }

    fn places(&mut self) -> Markup {
        let words = self.words;
        let mut lines = Vec::new();
        let capacities = [("/places", &self.findings.places), ("/waiting", &self.findings.waiting)];
        for (pointer, capacity) in capacities {
            let Some(Capacity { question, unit, at_least, some }) = capacity else { continue };
            let unit = unit.as_ref().map(|unit| format!(" {}", self.text(unit))).unwrap_or_default();
            lines.push(Line {
                pointer: pointer.to_owned(),
                head: self.text(question).to_owned().into(),
                cells: vec![
                    words.pick(format!("ten minste {at_least}{unit}"), format!("at least {at_least}{unit}")).into(),
                    self.told(some),
                ],
            });
        }
        if lines.is_empty() {
            return html! {};
        }
        let heads = [
            words.pick("Vraag", "Question"),
            words.pick("Samen", "Together"),
            words.pick("Organisaties met één of meer", "Organisations with one or more"),
        ];
        let caption = words.pick("Plekken en wachtlijsten", "Places and waiting lists");
        let table = self.table(caption, &heads.map(str::to_owned), lines);
        html! { div.alone { h3 { (caption) } (self.scroll(caption, table)) } }
    }

    fn ladder(&mut self, ladder: &Ladder) -> Markup {
        let words = self.words;
        let title = words.pick(
            "Treden van de Participatieladder: nu en gewenst",
            "Steps of the participation ladder: now and wished for",
        );
        let label = |step: u8, text: &Text| {
            words.pick(format!("Trede {step}: {}", self.text(text)), format!("Step {step}: {}", self.text(text)))
        };
        let rows = ladder.steps.iter().map(|step| Bar {
            label: label(step.step, &step.label),
            values: vec![value(&step.now), value(&step.wish)],
            quiet: false,
        });
        let rows = rows.collect();
        let side = |side| match side {
            Side::More => words.pick("zeker meer gewenst", "certainly wished for more"),
            Side::Less => words.pick("zeker minder gewenst", "certainly wished for less"),
            Side::AboutEqual => words.pick("niet te zeggen", "can't say"),
        };
        let lines = ladder.steps.iter().enumerate().map(|(at, step)| Line {
            pointer: format!("/ladder/steps/{at}"),
            head: label(step.step, &step.label).into(),
            cells: vec![self.told(&step.now), self.told(&step.wish), side(step.side).to_owned().into()],
        });
        let lines = lines.collect();
        let heads = [
            words.pick("Trede", "Step"),
            words.pick("Nu", "Now"),
            words.pick("Gewenst", "Wished for"),
            words.pick("Verschil", "Difference"),
        ];
        let Some(first) = ladder.steps.first() else { return html! {} };
        let said = self.base(&first.now, &ladder.audience);
        let most = ladder.steps.iter().max_by_key(|step| step.wish.percent);
        let description = most.map(|step| {
            let (label, percent) = (label(step.step, &step.label), self.percent(&step.wish));
            words.pick(
                format!("Het vaakst gewenst: {label}, {percent}."),
                format!("Wished for most often: {label}, {percent}."),
            )
        });
        let frame =
            Frame { id: "g-ladder".to_owned(), title: title.to_owned(), description: description.unwrap_or_default() };
        let series = [words.pick("nu", "now"), words.pick("gewenst", "wished for")].map(str::to_owned).to_vec();
        let chart = Chart::Bars(Bars { frame, words: self.in_charts(), series, rows });
        let table = self.table(title, &heads.map(str::to_owned), lines);
        let steps = self.beside(title, Some(said), &chart, table);
        let shift = ladder.shift.as_ref().map(|shift| self.shift(ladder, shift));
        html! { (steps) (shift.unwrap_or_default()) }
    }

    fn shift(&mut self, ladder: &Ladder, shift: &insight::ladder::Shift) -> Markup {
        let words = self.words;
        let title = words.pick("Van de trede van nu naar de gewenste", "From the present step to the wished-for one");
        let labels = shift.steps.iter().map(|step| {
            let found = ladder.steps.iter().find(|line| line.step == *step);
            (step.to_string(), found.map(|line| self.text(&line.label).to_owned()).unwrap_or_default())
        });
        let labels: Vec<(String, String)> = labels.collect();
        // As released: a multiple of the rounding base, also where more is known of a cell from the others.
        let base = self.campaign.policy.rounding_base;
        let shown = |amount: &Amount| Some((amount.about + base / 2) / base * base).filter(|count| *count > 0);
        let count = |amount: &Amount| shown(amount).map_or(Count::Few, Count::About);
        let cells = shift.table.iter().map(|row| row.iter().map(count).collect()).collect();
        let up = self.percent(&shift.up);
        let description = words.pick(format!("Wil hogerop: {up}."), format!("Wish to go up: {up}."));
        let chart = Chart::Shift(Shift {
            frame: Frame { id: "g-shift".to_owned(), title: title.to_owned(), description },
            words: self.in_charts(),
            rows_name: words.pick("trede nu", "step now").to_owned(),
            columns_name: words.pick("gewenste trede", "wished-for step").to_owned(),
            same: words.pick("wil blijven", "wish to stay").to_owned(),
            steps: labels.clone(),
            cells,
        });
        let parts = [
            ("up", words.pick("Wil hogerop", "Wish to go up"), &shift.up),
            ("same", words.pick("Wil blijven", "Wish to stay"), &shift.same),
            ("down", words.pick("Wil lager", "Wish to go down"), &shift.down),
            (
                "joining",
                words.pick("Onder trede 3, wil trede 3 of hoger", "Below step 3, wish for step 3 or higher"),
                &shift.joining,
            ),
        ];
        let lines = parts.map(|(name, head, share)| self.share_line(format!("/ladder/shift/{name}"), head, share));
        let mut heads = self.share_heads();
        heads[0] = words.pick("Wens", "Wish").to_owned();
        let table = self.table(title, &heads, lines.into());
        let matrix = html! {
            table.tight {
                caption { (words.pick("Aantallen: trede nu (rijen) en gewenste trede (kolommen)", "Counts: step now (rows) and wished-for step (columns)")) }
                thead {
                    tr {
                        th scope="col" { (words.pick("Nu", "Now")) }
                        @for (number, _) in &labels { th.n scope="col" { (words.pick("naar ", "to ")) (number) } }
                    }
                }
                tbody {
                    @for ((number, _), row) in labels.iter().zip(&shift.table) {
                        tr {
                            th scope="row" { (words.pick("Trede\u{a0}", "Step\u{a0}")) (number) }
                            @for amount in row { td.n { (shown(amount).map_or_else(|| format!("<{base}"), |count| count.to_string())) } }
                        }
                    }
                }
            }
        };
        let known = self.about(shift.known);
        let said = words.pick(
            format!("Van {known} mensen die beide treden noemden."),
            format!("Of {known} people who named both steps."),
        );
        let both = html! { (table) (matrix) };
        self.beside(title, Some(said), &chart, both)
    }

    fn by_group(&mut self, at: usize, found: &ByGroup) -> Markup {
        let words = self.words;
        let (question, variable) = (self.text(&found.question).to_owned(), self.text(&found.variable).to_owned());
        let title = words.pick(format!("{question} Per groep: {variable}"), format!("{question} By group: {variable}"));
        let hidden = words.pick("te klein", "too small");
        self.lines.extend((0..found.lines.len()).map(|line| format!("groups-{at}-lines-{line}")));
        self.lines.extend((0..found.groups.len()).map(|group| format!("groups-{at}-groups-{group}")));
        let table = html! {
            table {
                caption.x { (title) }
                thead {
                    tr {
                        th scope="col" { (words.pick("Antwoord", "Answer")) }
                        @for group in &found.groups { th.n scope="col" { (self.text(&group.label)) } }
                    }
                }
                tbody {
                    @for (line_at, line) in found.lines.iter().enumerate() {
                        tr id=(format!("groups-{at}-lines-{line_at}")) {
                            th scope="row" { (self.text(&line.label)) }
                            @for (group_at, share) in line.shares.iter().enumerate() {
                                td.n {
                                    @match share {
                                        Some(share) => {
                                            (self.percent(share)) br; small { (self.between(share)) }
                                            @match line.sides.get(group_at).copied().flatten() {
                                                Some(Side::More) => { br; strong { (words.pick("zeker meer dan de anderen", "certainly more than the others")) } },
                                                Some(Side::Less) => { br; strong { (words.pick("zeker minder dan de anderen", "certainly less than the others")) } },
                                                Some(Side::AboutEqual) | None => {},
                                            }
                                        },
                                        None => (hidden),
                                    }
                                }
                            }
                        }
                    }
                    tr {
                        th scope="row" { (words.pick("In deze groep", "In this group")) }
                        @for (group_at, group) in found.groups.iter().enumerate() {
                            td.n id=(format!("groups-{at}-groups-{group_at}")) {
                                (group.responses.map_or_else(|| hidden.to_owned(), |responses| self.count(responses)))
                                @if group.small { br; small { (words.pick("weinig: grof", "few: coarse")) } }
                            }
                        }
                    }
                }
            }
        };
        html! {
            details {
                summary { (question) " " span.quiet { (words.pick("per groep: ", "by group: ")) (variable) } }
                (self.scroll(&title, table))
                p {
                    @let by = match &found.by {
                        Variable::Item(item) => item.to_string(),
                        Variable::Mode => "mode".to_owned(),
                    };
                    @let path = format!("{}/{}", area_path(self.campaign, self.findings.area), found.audience);
                    a href=(self.visit.link(&path, &[("by", &by)])) {
                        (words.pick("Deze groepen in beeld", "These groups in charts"))
                        span.x { ": " (question) " " (variable) }
                    }
                }
            }
        }
    }

    fn comparison(&mut self, at: usize, found: &Comparison) -> Markup {
        // What differs, and what the words are about: of the rest there is nothing to say.
        let told = |(item_at, item): &(usize, &ComparedItem)| {
            let differs = |line: &ComparedLine| matches!(line.change, Change::Higher | Change::Lower);
            let pointer = format!("/comparisons/{at}/items/{item_at}/");
            item.lines.iter().any(differs) || self.cited.iter().any(|cited| cited.starts_with(&pointer))
        };
        let items: Vec<(usize, &ComparedItem)> = found.items.iter().enumerate().filter(told).collect();
        for (item_at, item) in &items {
            self.lines
                .extend((0..item.lines.len()).map(|line| format!("comparisons-{at}-items-{item_at}-lines-{line}")));
        }
        let total = format!("comparisons-{at}");
        self.lines.insert(total.clone());
        let words = self.words;
        let name = match found.with {
            With::Earlier => self.text(&found.name).to_owned(),
            With::Total => words.shared().all_municipalities().to_owned(),
        };
        let audience =
            self.campaign.audience(found.audience.as_str()).map(|audience| self.text(&audience.title).to_owned());
        let here = match found.with {
            With::Earlier => words.pick("nu", "now"),
            With::Total => words.pick("hier", "here"),
        };
        let audience = audience.unwrap_or_default();
        let title = words.pick(format!("{audience}: {here} en {name}"), format!("{audience}: {here} and {name}"));
        let change = |change| match (change, found.with) {
            (Change::Higher, With::Earlier) => words.pick("nu hoger", "higher now"),
            (Change::Lower, With::Earlier) => words.pick("nu lager", "lower now"),
            (Change::Higher, With::Total) => words.pick("hier hoger", "higher here"),
            (Change::Lower, With::Total) => words.pick("hier lager", "lower here"),
            (Change::AboutEqual, _) => words.pick("ongeveer gelijk", "about the same"),
            (Change::Unclear, _) => words.pick("niet te zeggen", "can't say"),
        };
        let needs = self.findings.needs.as_ref().filter(|needs| needs.audience == found.audience);
        let wanted =
            needs.and_then(|needs| found.items.iter().find(|item| item.item.to_string() == needs.item.as_str()));
        let chart = wanted.map(|item| {
            let rows = item.lines.iter().map(|line| Bar {
                label: self.text(&line.label).to_owned(),
                values: vec![value(&line.here), value(&line.there)],
                quiet: false,
            });
            let question = self.text(&item.question).to_owned();
            let description = words.pick(
                format!("Hier nu naast {name}; de getallen staan in de tabel."),
                format!("Here and now beside {name}; the figures are in the table."),
            );
            Chart::Bars(Bars {
                frame: Frame { id: format!("g-comparisons-{at}"), title: question, description },
                words: self.in_charts(),
                series: vec![here.to_owned(), name.clone()],
                rows: rows.collect(),
            })
        });
        let question = |item: &ComparedItem| match &item.row {
            Some(row) => format!("{} ({})", self.text(&item.question), self.text(row)),
            None => self.text(&item.question).to_owned(),
        };
        html! {
            div.compared id=(total) {
                h3 { (title) }
                p.base {
                    (words.pick(
                        format!("{}: ongeveer {} antwoorden.", capital(&name), found.responses.about),
                        format!("{}: about {} answers.", capital(&name), found.responses.about),
                    ))
                }
                @if let Some(chart) = &chart {
                    @if let Some(item) = wanted { p { (question(item)) } }
                    (drawn(chart))
                }
                @if items.is_empty() {
                    p { (words.pick("Bij geen enkele vraag is zeker dat er een verschil is.", "Of no question it is certain that there is a difference.")) }
                } @else {
                  details.figures {
                    summary { (words.pick("Waar iets over te zeggen is", "What can be told of")) }
                    @for (item_at, item) in &items {
                        table {
                            caption { (question(item)) }
                            thead {
                                tr {
                                    th scope="col" { (words.pick("Antwoord", "Answer")) }
                                    th.n scope="col" { (capital(here)) }
                                    th.n scope="col" { (name) }
                                    th.n scope="col" { (words.pick("Wat te zeggen is", "What can be said")) }
                                }
                            }
                            tbody {
                                @for (line_at, line) in item.lines.iter().enumerate() {
                                    tr id=(format!("comparisons-{at}-items-{item_at}-lines-{line_at}")) {
                                        th scope="row" { (self.text(&line.label)) }
                                        td.n { (self.percent(&line.here)) }
                                        td.n { (self.percent(&line.there)) }
                                        td.n { (change(line.change)) }
                                    }
                                }
                            }
                        }
                    }
                  }
                }
            }
        }
    }

    fn initiative(&mut self, at: usize, found: &Match) -> Markup {
        let words = self.words;
        let initiative = &found.initiative;
        let id = format!("initiatives-{at}");
        self.lines.insert(id.clone());
        let targets: Vec<&str> = initiative.target_groups.iter().map(|group| self.text(group)).collect();
        let steps: Vec<String> = initiative.steps.iter().map(u8::to_string).collect();
        let facts = [
            (words.pick("Vorm", "Form"), initiative.form.as_ref().map(|form| self.text(form).to_owned())),
            (words.pick("Voor wie", "For whom"), (!targets.is_empty()).then(|| targets.join(", "))),
            (words.pick("Wet", "Law"), initiative.legal_frame.as_ref().map(|frame| self.text(frame).to_owned())),
            (words.pick("Treden", "Steps"), (!steps.is_empty()).then(|| steps.join(", "))),
            (words.pick("Bron", "Source"), Some(initiative.source.clone())),
        ];
        html! {
            details id=(id) {
                summary {
                    (self.text(&initiative.name))
                    @if let Some(place) = &initiative.place { " " span.quiet { (place) } }
                }
                p { (self.text(&initiative.what)) }
                dl {
                    @for (name, fact) in facts {
                        @if let Some(fact) = fact { div { dt { (name) } dd { (fact) } } }
                    }
                }
            }
        }
    }
}

fn value(share: &Share) -> Value {
    Value::of(share.percent, Some((share.bounds.least, share.bounds.most)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_become_ids() {
        assert_eq!(id_of("/supply/lines/0"), "supply-lines-0");
    }
}
