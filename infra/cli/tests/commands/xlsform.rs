//! Questionnaires from and to spreadsheets.

use std::fs;

use super::{campaign, dagpeil, stderr, stdout};

#[test]
fn a_questionnaire_goes_out_as_a_spreadsheet_and_comes_back() {
    let (around, folder) = campaign("", "");
    let workbook = around.path().join("Onze vragen.xlsx");
    let (shown, workbook) = (folder.to_str().unwrap(), workbook.to_str().unwrap());
    let written = dagpeil(&["xlsform", shown, "--audience", "users", "--out", workbook]);
    assert_eq!(written.status.code(), Some(0), "{}", stderr(&written));
    assert_eq!(stdout(&written), format!("{workbook}\n"));

    // Into the campaign's own folder, beside what is there, under the form's name.
    let read = dagpeil(&["import", workbook, "--out", shown]);
    assert_eq!(read.status.code(), Some(0), "{}", stderr(&read));
    let file = folder.join("onze-vragen.toml");
    assert_eq!(stdout(&read), format!("{}\n", file.display()));
    let before = stdout(&dagpeil(&["check", shown]));
    let texts = stdout(&dagpeil(&["texts", shown, "--audience", "users"]));
    let toml = fs::read_to_string(folder.join("campaign.toml")).unwrap();
    fs::write(folder.join("campaign.toml"), toml.replace("\"users.toml\"", "\"onze-vragen.toml\"")).unwrap();
    assert_eq!(stdout(&dagpeil(&["check", shown])), before);
    assert_eq!(stdout(&dagpeil(&["texts", shown, "--audience", "users"])), texts);

    let again = dagpeil(&["import", workbook, "--out", shown]);
    assert_eq!(again.status.code(), Some(2));
    assert!(stderr(&again).ends_with("onze-vragen.toml is there already; --overwrite writes over it\n"));
    let over = dagpeil(&["import", workbook, "--out", shown, "--overwrite"]);
    assert_eq!(over.status.code(), Some(0), "{}", stderr(&over));
}

#[test]
fn what_is_no_form_is_said_so() {
    let around = tempfile::tempdir().unwrap();
    let (form, out) = (around.path().join("form.xlsx"), around.path().join("users.toml"));
    fs::write(&form, "type,name,label\n").unwrap();
    let (form, out) = (form.to_str().unwrap(), out.to_str().unwrap());
    let read = dagpeil(&["import", form, "--out", out]);
    assert_eq!(read.status.code(), Some(1));
    assert!(stderr(&read).starts_with(&format!("error: {form} can't be read as a spreadsheet: ")), "{}", stderr(&read));
    assert!(!std::path::Path::new(out).exists());

    let unknown = dagpeil(&["import", form, "--out", out, "--language", "English=fr"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("the language must be one of nl, en, ar, tr, pl, uk"), "{}", stderr(&unknown));
    let twice = dagpeil(&["import", form, "--out", out, "--language", "nl", "--language", "en"]);
    assert_eq!(twice.status.code(), Some(2), "{}", stderr(&twice));

    let nobody = dagpeil(&["xlsform", "noordoostpolder-2026", "--audience", "visitors", "--out", form]);
    assert_eq!(nobody.status.code(), Some(2));
    assert!(stderr(&nobody).contains("has no audience `visitors`; it has users, providers"), "{}", stderr(&nobody));
}

/// A form with faults: each with its cell, and no file.
#[test]
fn a_form_with_faults_writes_nothing() {
    let (around, folder) = campaign("", "");
    let workbook = around.path().join("form.xlsx");
    let workbook = workbook.to_str().unwrap();
    dagpeil(&["xlsform", folder.to_str().unwrap(), "--audience", "users", "--out", workbook]);
    let out = around.path().join("users.toml");
    // To the import the Dutch is Polish, and there is no other.
    let read = dagpeil(&["import", workbook, "--out", out.to_str().unwrap(), "--language", "Nederlands (nl)=pl"]);
    assert_eq!(read.status.code(), Some(1));
    assert!(!out.exists());
    let told = stderr(&read);
    assert!(told.starts_with(&format!("{workbook}: survey C1: no column has Dutch labels")), "{told}");
    assert!(told.ends_with(&format!("error: {workbook} has 1 fault; nothing was written\n")), "{told}");
}
