//! The types of rows: those that are taken, under all the names they have had, and those that are refused.

use super::report::shortened;

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    BeginGroup,
    EndGroup,
    BeginRepeat,
    EndRepeat,
    Select(Select),
    Text,
    /// A number; `true` where it may have a fraction.
    Number(bool),
    /// A number of which the bounds are known: a percentage, days of a month.
    Between(i64, i64),
    Range,
    Note,
    Calculate,
    /// Something about the device or the time, which is not kept.
    Metadata,
    /// Refused, with what is wrong and what to do.
    Refused(String, &'static str),
}

/// A choice from a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Select {
    pub(super) how: How,
    pub(super) list: String,
    /// `or_other`: "other, namely…" is added to the list.
    pub(super) or_other: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    One,
    Multiple,
    Rank,
}

/// Longer ones before those they begin with.
const SELECTS: [(&str, How); 17] = [
    ("add select multiple prompt using", How::Multiple),
    ("add select one prompt using", How::One),
    ("select all that apply from", How::Multiple),
    ("select all that apply", How::Multiple),
    ("select multiple using", How::Multiple),
    ("select multiple from", How::Multiple),
    ("select one using", How::One),
    ("select one from", How::One),
    ("select multiple", How::Multiple),
    ("select many", How::Multiple),
    ("q select1", How::One),
    ("q select", How::Multiple),
    ("selectone", How::One),
    ("select one", How::One),
    ("select1", How::One),
    ("select", How::Multiple),
    ("rank", How::Rank),
];

const METADATA: [&str; 34] = [
    "start",
    "end",
    "today",
    "deviceid",
    "device id",
    "subscriberid",
    "subscriber id",
    "simserial",
    "simid",
    "sim id",
    "imei",
    "phonenumber",
    "username",
    "email",
    "audit",
    "uri:deviceid",
    "uri:subscriberid",
    "uri:simserial",
    "uri:phonenumber",
    "uri:username",
    "uri:email",
    "get start time",
    "get end time",
    "start time",
    "end time",
    "get today",
    "get device id",
    "get subscriber id",
    "get sim id",
    "get phone number",
    "instanceid",
    "formhub/uuid",
    "version",
    "hidden",
];

/// Reads the type of a row.
pub(super) fn read(text: &str) -> Type {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // As long as the text itself, so that places in the one are places in the other.
    let normal = text.to_ascii_lowercase().replace('_', " ");
    let refused = |what: String, advice: &'static str| Type::Refused(what, advice);
    if ["select one from file", "select multiple from file", "select one external"]
        .iter()
        .any(|known| normal.starts_with(known))
    {
        let what = format!("`{}` takes its options from another file", shortened(&text));
        return refused(what, "write the options in the sheet choices");
    }
    if normal.starts_with("cascading select") {
        return refused(
            "a cascading select offers options by an earlier answer".to_owned(),
            "one select_one for each earlier answer, each with its `relevant`",
        );
    }
    for (alias, how) in SELECTS {
        let Some(rest) = normal.strip_prefix(alias) else { continue };
        if rest.is_empty() {
            let what = format!("`{}` does not say from which list", shortened(&text));
            return refused(what, "the name of a list after it, as in `select_one yes_no`");
        }
        if let Some(list) = text[alias.len()..].strip_prefix(' ') {
            return select(how, list);
        }
    }
    match normal.as_str() {
        "begin group" | "begin lgroup" => Type::BeginGroup,
        "end group" => Type::EndGroup,
        "begin repeat" | "begin looped group" => Type::BeginRepeat,
        "end repeat" | "end looped group" | "end loop" | "end lgroup" => Type::EndRepeat,
        loops if loops.starts_with("begin loop") => Type::BeginRepeat,
        "text" | "string" | "q string" | "add text prompt" => Type::Text,
        "integer" | "int" | "q int" | "add integer prompt" => Type::Number(false),
        "decimal" | "q decimal" | "add decimal prompt" => Type::Number(true),
        "percentage" => Type::Between(0, 100),
        "number of days in last month" => Type::Between(0, 31),
        "number of days in last six months" => Type::Between(0, 183),
        "number of days in last year" => Type::Between(0, 365),
        "range" => Type::Range,
        "note" | "q note" | "add note prompt" => Type::Note,
        "calculate" | "q calculate" | "add calculate prompt" => Type::Calculate,
        known if METADATA.contains(&known) => Type::Metadata,
        other => {
            let (what, advice) = refusal(other);
            refused(format!("the type `{}` {what}", shortened(&text)), advice)
        }
    }
}

fn select(how: How, list: &str) -> Type {
    let (list, rest) = list.split_once(' ').unwrap_or((list, ""));
    let or_other = match rest.to_ascii_lowercase().replace('_', " ").as_str() {
        "" => false,
        "or other" | "or specify other" => true,
        other => {
            let what = format!("`{}` after the name of the list has no meaning", shortened(other));
            return Type::Refused(what, "one word for the list, and `or_other` if need be");
        }
    };
    if list.contains("${") {
        let what = "the options would be answers to an earlier question".to_owned();
        return Type::Refused(what, "write the options in the sheet choices");
    }
    Type::Select(Select { how, list: list.to_owned(), or_other })
}

/// Why a type is refused, and what to do instead.
fn refusal(normal: &str) -> (&'static str, &'static str) {
    let has = |words: &[&str]| words.iter().any(|word| normal.contains(word));
    if has(&["geo", "gps", "location"]) {
        ("asks where someone is", "leave the row out: where people are is not asked; offer places with select_one")
    } else if has(&["image", "photo", "picture", "audio", "video", "file", "signature", "draw"]) {
        ("takes a recording or a file", "leave the row out: people send only answers")
    } else if has(&["barcode"]) {
        ("scans a code", "leave the row out")
    } else if has(&["date", "time"]) {
        ("asks for a date or a time", "offer periods with select_one, or ask for a year with integer")
    } else if has(&["phone number"]) {
        ("asks for a phone number", "leave the row out: nothing is asked that tells who someone is")
    } else if has(&["acknowledge", "trigger"]) {
        ("asks people to confirm", "a note, or select_one with yes and no")
    } else if has(&["external", "osm", "include", "xml", "csv"]) {
        ("takes something from another file", "write it out in this workbook")
    } else {
        (
            "is not known",
            "one of select_one, select_multiple, rank, text, integer, decimal, range, note, calculate, begin_group, end_group",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_many_names() {
        let one = |list: &str| Type::Select(Select { how: How::One, list: list.to_owned(), or_other: false });
        for (text, known) in [
            ("select_one yes_no", one("yes_no")),
            ("Select One  Yes_No", one("Yes_No")),
            ("select one from yes_no", one("yes_no")),
            ("select1 a", one("a")),
            ("begin_group", Type::BeginGroup),
            ("Begin Group", Type::BeginGroup),
            ("end group", Type::EndGroup),
            ("begin loop over types", Type::BeginRepeat),
            ("int", Type::Number(false)),
            ("imei", Type::Metadata),
            ("percentage", Type::Between(0, 100)),
            ("q note", Type::Note),
        ] {
            assert_eq!(read(text), known, "{text}");
        }
        let other = |text| matches!(read(text), Type::Select(Select { or_other: true, .. }));
        assert!(other("select_one a or_other") && other("select all that apply from a or specify other"));
        for text in
            ["select_one", "geopoint", "Image", "frobnicate", "select_one_from_file a.csv", "select_one ${q}", "", "é"]
        {
            assert!(matches!(read(text), Type::Refused(..)), "{text}");
        }
    }
}
