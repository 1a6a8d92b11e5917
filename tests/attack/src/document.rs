//! `docs/privacy-measured.md` and its plot, written from what was found.

use std::fmt::Write;

use crate::plan::{Attack, Line, PROMISED, Verdict};
use crate::simulate::Protection;
use crate::utility::{BUDGETS, Utility};

/// All that the document tells.
pub struct Results<'a> {
    /// What the attacks came to.
    pub lines: &'a [Line],
    /// The verdict on them.
    pub verdict: &'a Verdict,
    /// What protection costs, by number of responses.
    pub utility: &'a [Utility],
    /// From what all was drawn.
    pub seed: u64,
    /// By how much one response can change all released counts together.
    pub sensitivity: f64,
}

/// The document, in Markdown.
pub fn markdown(results: &Results<'_>) -> String {
    let Results { lines, verdict, utility, seed, sensitivity } = results;
    let mut text = String::new();
    let mut line = |words: &str| {
        text.push_str(words);
        text.push('\n');
    };
    line("# Privacy, measured");
    line("");
    line(
        "Written by `make attack`; do not edit. The promises are in [privacy.md](privacy.md), the code in `tests/attack`.",
    );
    line(&format!("Everything is drawn from seed {seed}, so that it comes out the same again. It takes some minutes."));
    line("");
    line(&format!("**{}.**", verdict.words));
    line("");
    line("## What was attacked");
    line("");
    line(
        "Made-up campaigns: 25 questions of every kind (6 behind conditions), 4 background questions with rare answers, one of them",
    );
    line(
        "with a coarser grouping, three ways in, 10 question-by-question tables, 2 derived variables; 10 to 5,000 people in four sorts",
    );
    line(
        "whose answers hang together, some questions nearly unanimous. They go through the real code, from the form to up to",
    );
    line(
        "10 interim releases and the final one, each as soon as the rules allow. The attackers get what hangs on the notice board,",
    );
    line(
        "the questionnaire, the rules, **the true number of responses at every release**, and *t* responses that they know. They share no code with the last look",
    );
    line("of `protect`.");
    line("");
    line(
        "A count of 1 to 4, or a person's answer, is *isolated* when only one value is possible. Each question is settled in one of three ways:",
    );
    line("");
    line(
        "- *Another world*: other answers of the same people that would have led to the very same publications, whatever response the attacker knows.",
    );
    line("  Where there is one, nobody can tell, by whatever reasoning.");
    line("- *Propagation* of bounds over all relations between all counts of all releases: it proves isolation.");
    line(
        "- *The solver* (linear, then integer programming), for what is left: over all relations among the cells of the question, the background",
    );
    line(
        "  questions, and what they depend on, at all releases. It proves isolation, or shows two values that these relations allow.",
    );
    line("");
    line(
        "What the attackers use beside the figures: answers add up to who was asked; groups, and who is in none, add up to everyone;",
    );
    line(
        "whoever came between two releases is a group of people too; the same coin falls alike for the same count, so that another figure means another count; a",
    );
    line(
        "table that was made anew had grown, one that was not had not; a coarser grouping means that some finer group was small; and what the conditions imply.",
    );
    line("");
    line("## With protection");
    line("");
    line("| attack | responses | known (t) | tried | isolated | left to the solver | undecided |");
    line("|---|---:|---:|---:|---:|---:|---:|");
    let is_promised = |one: &&Line| one.protection == Protection::On && one.known <= PROMISED;
    let believes = |one: &&Line| matches!(one.attack, Attack::BeliefCount | Attack::BeliefAnswer);
    for one in lines.iter().filter(is_promised).filter(|one| !believes(one)) {
        let [asked, undecided] = one.solver;
        line(&row(&[
            one.attack.name().to_owned(),
            range(one),
            one.known.to_string(),
            number(one.tried),
            number(one.isolated),
            number(asked),
            number(undecided),
        ]));
    }
    line("");
    line(
        "*Undecided*: the solver was stopped, or was not asked, for want of time. With t = 1 it is whichever response the attacker knows. Small and unanimous",
    );
    line(
        "groups, and tables of nine cells, are judged by writing down every possibility. A total of two municipalities is tried too: there must be none.",
    );
    line("");
    line("## With less protection, the same attacks win");
    line("");
    line("| what is off | attack | responses | tried | isolated | |");
    line("|---|---|---:|---:|---:|---:|");
    for one in lines.iter().filter(|one| one.protection != Protection::On) {
        line(&row(&[
            one.protection.name().to_owned(),
            one.attack.name().to_owned(),
            range(one),
            number(one.tried),
            number(one.isolated),
            percent(one.isolated as f64 / one.tried.max(1) as f64),
        ]));
    }
    line("");
    line(
        "*Asking after every response* counts respondents of whom an answer came out; the first ten stay behind the smallest base. *No last look* leaves the coins",
    );
    line("alone: without it a small share comes out, which is what the last look is for.");
    line("");
    line("## Someone who sends answers of their own");
    line("");
    line(
        "One victim is alone in a rare group; the attacker sends *t* more of that group, all alike, and knows that the rest of the group is one person.",
    );
    line("What is promised is t of at most 1. On an open link nobody can promise more; codes are for that.");
    line("");
    line("| fakes (t) | answers of the victim tried | isolated | |");
    line("|---:|---:|---:|---:|");
    for one in lines.iter().filter(|one| one.attack == Attack::Fakes) {
        line(&row(&[
            one.known.to_string(),
            number(one.tried),
            number(one.isolated),
            percent(one.isolated as f64 / one.tried.max(1) as f64),
        ]));
    }
    line("");
    line("## Someone who reckons with chances");
    line("");
    line(
        "Not to be sure is not to know nothing. The chances of the coins are public, so whoever believes something beforehand believes it more or less",
    );
    line(
        "afterwards. The surest that anything became, over every table and fall of the coins that is published (small tables), and over all withdrawals tried:",
    );
    line("");
    line("| about | responses | protection | before | after | largest factor |");
    line("|---|---:|---|---:|---:|---:|");
    for one in lines.iter() {
        let (Some(gain), Some(about)) = (one.gain, one.attack.belief()) else { continue };
        line(&row(&[
            about.to_owned(),
            range(one),
            one.protection.name().to_owned(),
            percent(gain.before),
            percent(gain.after),
            // A count that was next to impossible beforehand becomes likelier by any factor.
            if one.attack == Attack::BeliefCount { String::new() } else { format!("{:.1}", gain.factor) },
        ]));
    }
    line("");
    line(
        "Much of that is what figures are for: who reads that nearly all answered alike believes it of each of them. What rounding adds is that nobody is sure.",
    );
    line("");
    line("## What protection costs");
    line("");
    line("![Mean error of percentages against the number of responses](privacy-measured.svg)");
    line("");
    line(
        "Errors of the shown whole percents in percentage points: mean, and what 95 in 100 do not exceed. *Sampling* is the mean error that is to be expected",
    );
    line("if those who answer were drawn from many more: what the figures would be unsure by anyhow.");
    line("");
    line("| responses | interim | final | asked of everyone | groups | sampling |");
    line("|---:|---:|---:|---:|---:|---:|");
    for one in utility.iter() {
        let errors = |errors: &crate::utility::Errors| format!("{:.2} ({:.1})", errors.mean(), errors.most());
        line(&row(&[
            number(one.responses),
            errors(&one.interim),
            errors(&one.last),
            errors(&one.everyone),
            errors(&one.groups),
            format!("{:.2}", one.sampling.mean()),
        ]));
    }
    line("");
    line(
        "*Interim* and *final* are of all one-way tables, those on part of the respondents among them; *groups* are the tables of subgroups.",
    );
    line("");
    line("Of all tables of whole campaigns, interim and final, those that show figures and those that do not:");
    line("");
    line(
        "| responses | interim: shown | base too small | by the last look | final: shown | base too small | by the last look |",
    );
    line("|---:|---:|---:|---:|---:|---:|---:|");
    for one in utility.iter() {
        let shares = [one.interim_tables, one.tables].into_iter().flat_map(|tables| {
            let all: usize = tables.iter().sum();
            tables.map(|some| if all == 0 { "–".to_owned() } else { percent(some as f64 / all as f64) })
        });
        line(&row(&std::iter::once(number(one.responses)).chain(shares).collect::<Vec<_>>()));
    }
    line("");
    line("What else could be done, for the same tables:");
    line("");
    line(
        "| responses | rounding (final) | differential privacy, ε = 1 | ε = 10 | exact with audited suppression: cells lost |",
    );
    line("|---:|---:|---:|---:|---:|");
    for one in utility.iter() {
        line(&row(&[
            number(one.responses),
            format!("{:.2}", one.last.mean()),
            format!("{:.2}", one.private[0].mean()),
            format!("{:.2}", one.private[1].mean()),
            percent(one.suppressed[0] as f64 / one.suppressed[1].max(1) as f64),
        ]));
    }
    line("");
    line(&format!(
        "- *Differential privacy*: two-sided geometric noise on every count, the total budget ε spread evenly over all that a campaign can release \
         (ten interim releases and the final), by plain composition: one response changes up to {sensitivity:.0} counts in all. Cleverer mechanisms do better; none we know of makes it the \
         equal of rounding at a few hundred responses. It promises more: also against those who know all other answers.",
    ));
    line(
        "- *Audited suppression*: counts below 5 are hidden, then others beside them until no count of 1 to 4 can be reckoned by propagation. One release; over several it would have to hide more.",
    );
    line("");
    if let Some(largest) = utility.last() {
        line(&format!(
            "`protect` with its last look took {:.2} s of CPU for a final release over {} responses, after the interim ones.",
            largest.seconds,
            number(largest.responses)
        ));
        line("");
    }
    line("## What this does not show");
    line("");
    line(
        "- Other questionnaires. These have what makes people stand out, but they are of one make; more rare answers and more overlapping conditions give more to go on.",
    );
    line(
        "- What an attacker learns from *which* tables are withheld. A withheld table does not say why; that its figures would have told something narrows down what they were.",
    );
    line("- More than one known response (t ≥ 2), beyond the fakes above.");
    line(
        "- Relations that the solver was not given, for what other worlds and propagation over everything left to it.",
    );
    line("- Whoever can read the letterbox or the secrets: see [privacy.md](privacy.md), *What is not promised*.");
    text
}

fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// How many responded, where an attack has several numbers.
fn range(line: &Line) -> String {
    match line.attack {
        Attack::Unanimous => "10 to 50".to_owned(),
        _ => number(line.responses),
    }
}

/// A number with commas.
fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.001 {
        "under 0.1 %".to_owned()
    } else if share > 0.0 && share < 0.1 {
        format!("{:.1} %", share * 100.0)
    } else {
        format!("{:.0} %", share * 100.0)
    }
}

/// The plot, in SVG: mean errors against the number of responses, both on logarithmic scales.
pub fn plot(utility: &[Utility]) -> String {
    const WIDTH: f64 = 760.0;
    const HEIGHT: f64 = 440.0;
    const LEFT: f64 = 60.0;
    const RIGHT: f64 = 560.0;
    const TOP: f64 = 40.0;
    const BOTTOM: f64 = 380.0;
    let (least, most) = (0.1f64, 100.0f64);
    let first = utility.first().map_or(10.0, |one| one.responses as f64);
    let last = utility.last().map_or(1_000.0, |one| one.responses as f64);
    let across = |responses: f64| LEFT + (RIGHT - LEFT) * (responses / first).ln() / (last / first).ln();
    let down = |error: f64| BOTTOM - (BOTTOM - TOP) * (error.clamp(least, most) / least).ln() / (most / least).ln();
    let mut svg = String::new();
    let mut put = |words: std::fmt::Arguments<'_>| writeln!(svg, "{words}").expect("a String takes all");
    put(format_args!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13" role="img" aria-labelledby="title">"#
    ));
    put(format_args!("<title id=\"title\">Mean absolute error of percentages, by number of responses</title>"));
    put(format_args!(r##"<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>"##));
    put(format_args!(
        r##"<text x="{LEFT}" y="22" fill="#1b1b1b" font-weight="bold">Mean error, in percentage points</text>"##
    ));
    for tick in [0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0] {
        let y = down(tick);
        put(format_args!(r##"<line x1="{LEFT}" x2="{RIGHT}" y1="{y:.1}" y2="{y:.1}" stroke="#dddddd"/>"##));
        put(format_args!(
            r##"<text x="{:.1}" y="{:.1}" text-anchor="end" fill="#1b1b1b">{tick}</text>"##,
            LEFT - 8.0,
            y + 4.0
        ));
    }
    for one in utility {
        let x = across(one.responses as f64);
        put(format_args!(
            r##"<line x1="{x:.1}" x2="{x:.1}" y1="{BOTTOM}" y2="{:.1}" stroke="#1b1b1b"/>"##,
            BOTTOM + 5.0
        ));
        put(format_args!(
            r##"<text x="{x:.1}" y="{:.1}" text-anchor="middle" fill="#1b1b1b">{}</text>"##,
            BOTTOM + 20.0,
            number(one.responses)
        ));
    }
    put(format_args!(
        r##"<text x="{:.1}" y="{:.1}" text-anchor="middle" fill="#1b1b1b">responses</text>"##,
        (LEFT + RIGHT) / 2.0,
        BOTTOM + 42.0
    ));
    type Series<'s> = (String, &'s str, &'s str, Box<dyn Fn(&Utility) -> f64>);
    let series: [Series<'_>; 5] = [
        ("as published (final)".to_owned(), "#154273", "", Box::new(|one| one.last.mean())),
        ("of these, asked of everyone".to_owned(), "#154273", "2 4", Box::new(|one| one.everyone.mean())),
        ("sampling".to_owned(), "#5a5a5a", "8 5", Box::new(|one| one.sampling.mean())),
        (format!("differential privacy, ε = {}", BUDGETS[0]), "#a90061", "", Box::new(|one| one.private[0].mean())),
        (format!("differential privacy, ε = {}", BUDGETS[1]), "#b35900", "", Box::new(|one| one.private[1].mean())),
    ];
    // Names at the right ends of their lines, moved apart where they would overlap.
    let mut ends: Vec<(f64, usize)> = Vec::new();
    for (at, (_, colour, dashes, value)) in series.iter().enumerate() {
        let points: Vec<String> =
            utility.iter().map(|one| format!("{:.1},{:.1}", across(one.responses as f64), down(value(one)))).collect();
        put(format_args!(
            r##"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}"/>"##,
            points.join(" ")
        ));
        for one in utility {
            let (x, y) = (across(one.responses as f64), down(value(one)));
            put(format_args!(r##"<circle cx="{x:.1}" cy="{y:.1}" r="3" fill="{colour}"/>"##));
        }
        ends.extend(utility.last().map(|one| (down(value(one)), at)));
    }
    ends.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut lowest = f64::MIN;
    for (y, at) in ends {
        let y = y.max(lowest + 17.0);
        lowest = y;
        let (name, colour, ..) = &series[at];
        put(format_args!(r##"<text x="{:.1}" y="{:.1}" fill="{colour}">{name}</text>"##, RIGHT + 10.0, y + 4.0));
    }
    put(format_args!("</svg>"));
    svg
}
