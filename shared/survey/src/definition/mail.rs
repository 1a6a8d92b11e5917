//! Reading e-mail addresses.

use super::fault::shortened;
use super::reader::Table;

/// An address that may be absent.
pub(super) fn optional(table: &mut Table<'_>, key: &'static str) -> Option<String> {
    let given = table.optional_string(key, "an e-mail address")?.value.to_owned();
    check(table, key, &given);
    Some(given)
}

/// An address that must be there.
pub(super) fn required(table: &mut Table<'_>, key: &'static str) -> String {
    let given = table.words(key);
    if !given.is_empty() {
        check(table, key, &given);
    }
    given
}

fn check(table: &Table<'_>, key: &str, given: &str) {
    let is_address = given.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !given.contains(char::is_whitespace)
    });
    if !is_address {
        table.fault(key, format!("`{}` is not an e-mail address", shortened(given)), "name@example.nl");
    }
}
