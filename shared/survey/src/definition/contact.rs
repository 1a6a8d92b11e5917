//! Reading what the contact letterbox asks.

use std::collections::BTreeMap;

use bech32::Bech32;
use bech32::primitives::decode::CheckedHrpstring;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::accessibility::day;
use super::campaign::moment;
use super::fault::{did_you_mean, shortened};
use super::reader::Table;
use crate::contact::{Asked, Choice, Contact, DEMO_RECIPIENT, Field, Idea, MOST_IDEA, MOST_PLACES, Question};
use crate::id::{OptionId, QuestionId};
use crate::time::{Day, Moment, Timestamp};

/// The most people who can open what is sealed.
const MOST_RECIPIENTS: usize = 5;
/// The longest that entries are kept after the letterbox closes, in days: two years.
const LONGEST_KEPT_DAYS: i64 = 731;

/// Reads the contact letterbox, if there is one. `opens` and `closes` are the campaign's.
pub(super) fn read(table: &mut Table<'_>, opens: Option<Moment>, closes: Option<Moment>) -> Option<Contact> {
    let mut table = table.optional_table("contact", "a table [contact]")?;
    let (title, purpose, readers) = (table.text("title"), table.text("purpose"), table.text("readers"));
    let own = table.has("closes").then(|| moment(&mut table, "closes"));
    table.optional_string("closes", "");
    let closes = own.unwrap_or(closes);
    table.demand("kept_until", "a day in quotes, such as \"2027-06-30\"");
    let kept_until = day(&mut table, "kept_until");
    let expires = kept_until.and_then(end_of);
    check_times(&table, opens, closes, expires);
    let recipients = recipients(&mut table);
    let fields = fields(&mut table);
    let idea = idea(&mut table);
    let questions = questions(&mut table);
    let most = i64::from(MOST_PLACES);
    let places = table.optional_integer("places", 1..=most, "; leave it out where there is no limit");
    let waiting = table.optional_integer("waiting", 0..=most, "");
    if waiting.is_some() && places.is_none() && !table.has("places") {
        table.fault("waiting", "there is a waiting list, and no number of places", "`places` beside it, or neither");
    }
    let progress = table.flag("progress");
    let at = table.place("");
    let file = table.file;
    table.finish();
    if recipients.iter().any(|recipient| recipient == DEMO_RECIPIENT) && recipients.len() > 1 {
        file.fault(&at, "the demonstration's recipient stands beside others", "your own recipients alone");
    }
    let count = |number: Option<i64>| number.map(|number| u32::try_from(number).expect("its bounds were checked"));
    Some(Contact {
        title,
        purpose,
        readers,
        closes: closes?,
        kept_until: kept_until?,
        expires: expires?,
        recipients,
        fields,
        idea,
        questions,
        places: count(places),
        waiting: count(waiting).unwrap_or(0),
        progress,
    })
}

/// The end of a day by Dutch clocks.
fn end_of(day: Day) -> Option<Timestamp> {
    let (year, month, of_month) = day.civil();
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, of_month.try_into().ok()?).ok()?;
    let zone = TimeZone::get("Europe/Amsterdam").expect("the zone is bundled");
    Some(Timestamp(date.tomorrow().ok()?.to_zoned(zone).ok()?.timestamp().as_second()))
}

fn check_times(table: &Table<'_>, opens: Option<Moment>, closes: Option<Moment>, expires: Option<Timestamp>) {
    if let (Some(opens), Some(closes)) = (opens, closes)
        && closes.at <= opens.at
    {
        table.fault("closes", "the contact letterbox closes before the campaign opens", "a moment after `opens`");
    }
    if let (Some(closes), Some(expires)) = (closes, expires) {
        if expires < closes.at {
            let what = "entries would be deleted before the contact letterbox closes";
            table.fault("kept_until", what, "the day on which it closes, or a later one");
        } else if expires > closes.at.plus_days(LONGEST_KEPT_DAYS) {
            let what = "entries would be kept for more than two years after the contact letterbox closes";
            table.fault("kept_until", what, "as short as the purpose allows; two years at most");
        }
    }
}

fn recipients(table: &mut Table<'_>) -> Vec<String> {
    const ALLOWED: &str = "a recipient of age, such as `dagpeil contacts keygen` prints: \"age1…\"";
    let mut seen = BTreeMap::new();
    let mut recipients = Vec::new();
    for string in table.strings("recipients", ALLOWED, 1..=MOST_RECIPIENTS) {
        if string.value.to_ascii_uppercase().contains("SECRET-KEY") {
            table.file.fault(&string.at, "this is a secret key: keep it to yourself, and make a new one", ALLOWED);
        } else if is_recipient(string.value) {
            table.file.once(&mut seen, &string, "recipients");
            recipients.push(string.value.to_owned());
        } else {
            let what = format!("`{}` is not a recipient, or has a typing error", shortened(string.value));
            table.file.fault(&string.at, what, ALLOWED);
        }
    }
    if !table.has("recipients") {
        table.file.fault(&table.at, "`recipients` is missing: nobody could open what is sealed", ALLOWED);
    }
    recipients
}

/// Whether it is an X25519 recipient of age: 32 bytes in Bech32 after `age`, with a right check sum.
///
/// Source: <https://age-encryption.org/v1>, section "The X25519 recipient type".
fn is_recipient(text: &str) -> bool {
    text.starts_with("age1")
        && CheckedHrpstring::new::<Bech32>(text)
            .is_ok_and(|checked| checked.hrp().as_str() == "age" && checked.byte_iter().count() == 32)
}

fn fields(table: &mut Table<'_>) -> Vec<Asked> {
    const ALLOWED: &str = "\"required\" or \"optional\"; leave it out where it is not asked";
    let mut asked = Vec::new();
    for field in Field::ALL {
        let Some(given) = table.optional_string(field.as_str(), ALLOWED) else { continue };
        match given.value {
            "required" => asked.push(Asked { field, required: true }),
            "optional" => asked.push(Asked { field, required: false }),
            other => {
                let hint = did_you_mean(other, ["required", "optional"]);
                table.fault(
                    field.as_str(),
                    format!("`{}` can't be `{}`{hint}", field.as_str(), shortened(other)),
                    ALLOWED,
                );
            }
        }
    }
    if !Field::ALL.iter().any(|field| field.reaches() && table.has(field.as_str())) {
        let what = "nobody could be invited: neither `email` nor `phone` is asked";
        table.file.fault(&table.at, what, "one of them, or both");
    }
    asked
}

fn idea(table: &mut Table<'_>) -> Option<Idea> {
    let mut table = table.optional_table("idea", "a table [contact.idea]")?;
    let (text, hint) = (table.text("ask"), table.optional_text("hint"));
    let at_most = table.integer("at_most", 50..=i64::from(MOST_IDEA));
    let required = table.flag("required");
    table.finish();
    Some(Idea { text, hint, at_most: u32::try_from(at_most?).expect("its bounds were checked"), required })
}

fn questions(table: &mut Table<'_>) -> Vec<Question> {
    let mut seen = BTreeMap::new();
    let mut questions = Vec::new();
    for mut table in table.tables("question", "a question", 0..=5) {
        let id = table.id::<QuestionId>("id");
        if let Some(id) = &id {
            table.file.once(&mut seen, id, "the questions of the contact letterbox");
            table.name_further(id.value.as_str());
        }
        let (text, hint) = (table.text("ask"), table.optional_text("hint"));
        let required = table.flag("required");
        let mut seen = BTreeMap::new();
        let mut options = Vec::new();
        table.demand("options", "2 to 10 times an option");
        for mut table in table.tables("options", "an option", 2..=10) {
            let id = table.id::<OptionId>("id");
            if let Some(id) = &id {
                table.file.once(&mut seen, id, "the options of a question");
                table.name_further(id.value.as_str());
            }
            let label = table.label();
            table.finish();
            options.extend(id.map(|id| Choice { id: id.value, label }));
        }
        table.finish();
        questions.extend(id.map(|id| Question { id: id.value, text, hint, required, options }));
    }
    questions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_is_one_of_age_without_a_typing_error() {
        // Of the specification's own examples.
        assert!(is_recipient("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"));
        assert!(is_recipient(DEMO_RECIPIENT));
        for bad in [
            "",
            "age1",
            "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwk",
            "AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ",
            "ssh-ed25519 AAAA",
        ] {
            assert!(!is_recipient(bad), "{bad}");
        }
    }

    #[test]
    fn a_day_ends_at_midnight_by_dutch_clocks() {
        // 2027-06-30 ends at 22:00 UTC, 2027-12-31 at 23:00 UTC.
        let day =
            |text: &str| Day(text.parse::<Date>().unwrap().duration_since(Date::constant(1970, 1, 1)).as_hours() / 24);
        assert_eq!(end_of(day("2027-06-30")).unwrap().to_string(), "2027-06-30T22:00:00Z");
        assert_eq!(end_of(day("2027-12-31")).unwrap().to_string(), "2027-12-31T23:00:00Z");
    }
}
