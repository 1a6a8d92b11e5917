//! Reading what the accessibility statement says.
//!
//! The classes and what they ask for: <https://www.digitoegankelijk.nl/toegankelijkheidsverklaring/status>.

use jiff::civil::Date;

use super::fault::{did_you_mean, shortened};
use super::mail;
use super::reader::Table;
use crate::campaign::{Accessibility, Conformance, Shortcoming};
use crate::time::Day;

/// Days that an examination counts, and within which one must be planned: three years, and six months.
const COUNTS_DAYS: i64 = 1096;
const PLANNED_DAYS: i64 = 184;

/// Reads the statement; one that was not examined, if nothing is said.
pub(super) fn read(table: &mut Table<'_>) -> Accessibility {
    let Some(mut table) = table.optional_table("accessibility", "a table [accessibility]") else {
        return Accessibility::default();
    };
    let status = status(&mut table);
    let drawn_up = day(&mut table, "drawn_up");
    if !table.has("drawn_up") {
        table.file.fault(&table.at, "`drawn_up` is missing in [accessibility]", DAY);
    }
    let approved_by = table.has("approved_by").then(|| table.words("approved_by"));
    let (examined, planned) = (day(&mut table, "examined"), day(&mut table, "planned"));
    let report = report(&mut table);
    let contact = mail::optional(&mut table, "contact");
    let shortcomings: Vec<Shortcoming> = table
        .tables("shortcoming", "a shortcoming", 0..=50)
        .into_iter()
        .enumerate()
        .map(|(at, mut table)| {
            table.name(format!("accessibility.shortcoming.{}", at + 1));
            shortcoming(table)
        })
        .collect();
    let statement = Accessibility { status, drawn_up, approved_by, examined, planned, report, contact, shortcomings };
    hold_to_class(&mut table, &statement);
    table.finish();
    statement
}

fn status(table: &mut Table<'_>) -> Conformance {
    const ALLOWED: &str =
        "\"A\" (meets all), \"B\" (in part), \"C\" (an examination is planned) or \"D\" (not examined)";
    let Some(given) = table.optional_string("status", ALLOWED) else { return Conformance::default() };
    Conformance::ALL.into_iter().find(|class| class.letter() == given.value).unwrap_or_else(|| {
        let hint = did_you_mean(given.value, Conformance::ALL.map(Conformance::letter));
        let why = if given.value == "E" { ": E is to have no statement, and here is one" } else { "" };
        table.fault("status", format!("the status can't be `{}`{hint}{why}", shortened(given.value)), ALLOWED);
        Conformance::default()
    })
}

const DAY: &str = "a day in quotes, such as \"2026-09-01\"";

pub(super) fn day(table: &mut Table<'_>, key: &'static str) -> Option<Day> {
    let given = table.optional_string(key, DAY)?.value;
    let form = given.len() == "2026-09-01".len();
    let date = form.then(|| Date::strptime("%Y-%m-%d", given).ok()).flatten();
    let Some(date) = date else {
        table.fault(key, format!("`{}` is not a day", shortened(given)), DAY);
        return None;
    };
    Some(Day(date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24))
}

fn report(table: &mut Table<'_>) -> Option<String> {
    const ALLOWED: &str = "a web address that begins with https://";
    let given = table.optional_string("report", ALLOWED)?.value;
    let sound = given.strip_prefix("https://").is_some_and(|rest| {
        rest.split('/').next().is_some_and(|host| host.contains('.'))
            && !rest.contains(|found: char| found.is_whitespace() || found.is_control() || "\"<>".contains(found))
    });
    if !sound {
        table.fault("report", format!("`{}` is not such an address", shortened(given)), ALLOWED);
    }
    Some(given.to_owned())
}

fn shortcoming(mut table: Table<'_>) -> Shortcoming {
    let what = table.text("what");
    let mut criteria = Vec::new();
    for given in table.strings("criteria", "a criterion of WCAG, such as \"1.4.3\"", 0..=20) {
        let parts: Vec<_> = given.value.split('.').map(str::parse::<u8>).collect();
        match parts.as_slice() {
            [Ok(1..=4), Ok(1..=9), Ok(1..=20)] => criteria.push(given.value.to_owned()),
            _ => table.file.fault(
                &given.at,
                format!("`{}` is not a criterion", shortened(given.value)),
                "the number of a criterion of WCAG, such as \"1.4.3\"",
            ),
        }
    }
    let (why, plan, instead) =
        (table.optional_text("why"), table.optional_text("plan"), table.optional_text("instead"));
    let mended_by = day(&mut table, "mended_by");
    table.finish();
    Shortcoming { what, criteria, why, plan, instead, mended_by }
}

/// What a class asks for. There is no clock here: days are held against the one the statement was drawn up.
fn hold_to_class(table: &mut Table<'_>, statement: &Accessibility) {
    let Accessibility { status, drawn_up, examined, planned, report, shortcomings, .. } = statement;
    let letter = status.letter();
    let wanting = |key: &str, what: &str, allowed: &str| {
        let key = if table.has(key) { key } else { "status" };
        table.fault(key, format!("status {letter}, but {what}"), allowed);
    };
    match status {
        Conformance::A | Conformance::B => {
            if examined.is_none() || report.is_none() {
                wanting("status", "no complete examination", "`examined`, its day, and `report`, its address");
            }
            if let (Some(examined), Some(drawn_up)) = (examined, drawn_up)
                && !(0..=COUNTS_DAYS).contains(&(drawn_up.0 - examined.0))
            {
                wanting("examined", "not examined in the three years before `drawn_up`", "a day in those three years");
            }
            if *status == Conformance::A && !shortcomings.is_empty() {
                wanting("shortcoming", "something falls short", "no [[accessibility.shortcoming]], or status \"B\"");
            }
            if *status == Conformance::B && shortcomings.is_empty() {
                wanting("status", "nothing falls short", "[[accessibility.shortcoming]], or status \"A\"");
            }
            if *status == Conformance::B && shortcomings.iter().any(|one| one.plan.is_none() || one.mended_by.is_none())
            {
                wanting("shortcoming", "not all that falls short is being mended", "`plan` and `mended_by` in each");
            }
        }
        Conformance::C => {
            let soon =
                |planned: &Day| drawn_up.is_none_or(|drawn_up| (0..=PLANNED_DAYS).contains(&(planned.0 - drawn_up.0)));
            if !planned.as_ref().is_some_and(soon) {
                let allowed = "`planned`, a day within six months after `drawn_up`, or status \"D\"";
                wanting("planned", "no examination is planned within six months", allowed);
            }
        }
        Conformance::D => {}
    }
}
