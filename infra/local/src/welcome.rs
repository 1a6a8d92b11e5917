//! What the runner says when it is ready: the links, and how to read a summary.

use std::fmt::Write;
use std::path::Path;

use survey::campaign::Stage;
use survey::language::Language;

use crate::demo::is_filled;
use crate::running::Running;

/// Of how many municipalities of a campaign the links are told.
const MOST_MUNICIPALITIES: usize = 3;

/// The text.
pub fn text(running: &Running, data: &Path) -> String {
    let address = running.address();
    let mut text =
        format!("Dagpeil runs on http://{address} (Ctrl-C ends it; answers are kept in {})\n", data.display());
    let mut line = |line: String| writeln!(text, "{line}").expect("a String takes all");
    for stack in running.stacks() {
        let campaign = stack.campaign();
        let stage = match campaign.stage(running.clock().now()) {
            Stage::Before => format!("opens on {}", campaign.opens.local_day()),
            Stage::Open => format!("open until {}", campaign.closes.local_day()),
            Stage::Grace | Stage::Closed => format!("closed since {}", campaign.closes.local_day()),
        };
        let made_up = match (is_filled(campaign), campaign.synthetic) {
            (true, _) => "; made-up answers",
            (false, true) => "; an example to try",
            (false, false) => "",
        };
        line(format!("\n{} ({}, {stage}{made_up})", campaign.title.get(Language::Nl), campaign.id));
        if let Some(path) = campaign.invitation(running.clock().now()) {
            line(format!("  contact:   http://{address}{path}"));
        }
        for municipality in campaign.municipalities.iter().take(MOST_MUNICIPALITIES) {
            for audience in &campaign.audiences {
                let title = audience.title.get(Language::Nl);
                if campaign.stage(running.clock().now()) == Stage::Open {
                    let slug = municipality.slug();
                    line(format!("  answer:    http://{address}/{slug}/{}  ({title})", audience.path));
                    if campaign.access.admits_codes() {
                        let (code, id, data) = (municipality.code(), &audience.id, data.display());
                        line(format!(
                            "  codes:     end this, and: cargo run -p dagpeil -- codes {} --municipality {code} --audience {id} \
                             --count 6 --base-url http://{address} --data {data} --out codes",
                            campaign.id
                        ));
                    }
                }
                line(format!(
                    "  summary:   http://{address}/v1/summaries/{}/{}/{}  ({title})",
                    municipality.code(),
                    campaign.trajectory,
                    audience.id
                ));
            }
        }
        if let Some(more) = campaign.municipalities.len().checked_sub(MOST_MUNICIPALITIES).filter(|more| *more > 0) {
            line(format!("  and so on for {more} more municipalities"));
        }
    }
    for circle in running.left_out() {
        let (title, id, data) = (circle.title.get(Language::Nl), &circle.id, data.display());
        line(format!("\n{title} ({id}; an example that takes half a minute to fill)"));
        line(format!("  fill it:   end this, and: cargo run -p dagpeil -- demo {id} --data {data}"));
    }
    let key = data.join("adviser.key");
    line(format!("\nAdvisers' pages: http://{address}/advies  (sign in with the key in {})", key.display()));
    line("The same for programs:".to_owned());
    // The example has figures from the start; another campaign only after its first release.
    let example = running.stacks().iter().find(|stack| is_filled(stack.campaign())).or(running.stacks().first());
    if let Some(stack) = example {
        let campaign = stack.campaign();
        let (municipality, audience) = (campaign.municipalities[0].code(), &campaign.audiences[0].id);
        let url = format!("http://{address}/v1/summaries/{municipality}/{}/{audience}", campaign.trajectory);
        line(format!("  curl -H \"Authorization: Bearer $(cat {})\" {url}", key.display()));
        line(format!("  curl -H \"Authorization: Bearer $(cat {})\" '{url}?format=csv'", key.display()));
        let url = format!("http://{address}/v1/reports/{municipality}/{}", campaign.trajectory);
        line(format!("  curl -H \"Authorization: Bearer $(cat {})\" -OJ '{url}?format=docx'", key.display()));
        if running.sets_pdf() {
            line(format!("  curl -H \"Authorization: Bearer $(cat {})\" -OJ '{url}?format=pdf'", key.display()));
        } else {
            line("Reports are there as DOCX; for PDF too: make run PDF=1".to_owned());
        }
    }
    text
}
