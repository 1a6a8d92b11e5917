//! The texts that respondents read, as they are printed for whoever reads them through.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use serde_json::Value;

use super::{campaign, dagpeil, stderr, stdout};

#[test]
fn texts_are_printed_in_the_order_read_with_another_language_under_them() {
    let (_around, folder) = campaign("", "");
    let folder = folder.to_str().unwrap();
    let printed = dagpeil(&["texts", folder, "--audience", "users", "--language", "en", "--beside", "nl"]);
    assert_eq!(printed.status.code(), Some(0), "{}", stderr(&printed));
    insta::assert_snapshot!(stdout(&printed));

    let turkish = stdout(&dagpeil(&["texts", folder, "--audience", "users", "--language", "tr"]));
    assert!(turkish.starts_with("users: title\n    (tr: not translated; people see the Dutch)\n"), "{turkish}");

    let unknown = dagpeil(&["texts", folder, "--audience", "visitors"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("proef has no audience `visitors`; it has users, providers"));
}

/// Names in both places are the same: a translation made of all that is printed lacks nothing and has nothing unknown.
#[test]
fn a_translation_of_all_that_is_printed_is_whole() {
    let (_around, folder) = campaign(r#"["nl", "en"]"#, r#"["nl", "en", "tr"]"#);
    let shown = folder.to_str().unwrap();
    let lacking = dagpeil(&["check", shown]);
    assert_eq!(stderr(&lacking).matches("texts here is there in tr").count(), 3, "{}", stderr(&lacking));

    let printed = dagpeil(&["texts", shown, "--json"]);
    let texts: Vec<Value> = serde_json::from_slice(&printed.stdout).unwrap();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for text in &texts {
        let file = text["audience"].as_str().unwrap_or("campaign");
        let file = files.entry(format!("{file}.tr.toml")).or_insert_with(|| "reviewed = true\n".to_owned());
        let (name, words) = (text["name"].as_str().unwrap(), text["text"].as_str().unwrap());
        // `section.1.title` begins the first of the list.
        match name.splitn(3, '.').collect::<Vec<_>>()[..] {
            [list @ ("section" | "statement"), _, key] => {
                let begins = if key == "intro" { String::new() } else { format!("[[{list}]]\n") };
                writeln!(file, "{begins}{key} = {words:?}").unwrap();
            }
            _ => *file = file.replacen('\n', &format!("\n{name} = {words:?}\n"), 1),
        }
    }
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    let checked = dagpeil(&["check", shown]);
    assert_eq!(stderr(&checked), "");
    assert!(stdout(&checked).ends_with("languages nl en tr; 0 warnings\n"), "{}", stdout(&checked));

    let printed = dagpeil(&["texts", shown, "--language", "tr", "--json"]);
    assert_eq!(serde_json::from_slice::<Vec<Value>>(&printed.stdout).unwrap(), texts);
}
