//! `[focus_group]`: what is put to focus groups.

use super::*;

fn with(group: &str) -> Result<Compiled, Vec<Fault>> {
    compile_texts(&format!("{CAMPAIGN}\n{group}"), USERS)
}

#[test]
fn statements_are_read_in_their_order_and_nobody_asks_for_arabic() {
    let compiled = with(
        "[focus_group]\n[[focus_group.statement]]\nid = \"near\"\ntext = { nl = \"Dichtbij.\", en = \"Near.\" }\n\
         [[focus_group.statement]]\nid = \"bus\"\ntext = { nl = \"De bus.\", en = \"The bus.\" }\naudiences = [\"users\"]\n",
    );
    let compiled = compiled.unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(compiled.warnings, []);
    let statements = &compiled.campaign.focus_group.as_ref().unwrap().statements;
    let told: Vec<_> = statements.iter().map(|one| (one.id.as_str(), one.audiences.len())).collect();
    assert_eq!(told, [("near", 0), ("bus", 1)]);
    // Without statements groups still talk about the themes.
    assert!(with("[focus_group]\n").unwrap().campaign.focus_group.is_some());
    let bundle = Bundle::new(compiled.campaign);
    assert_eq!(Bundle::from_json(bundle.to_json().as_bytes()).unwrap(), bundle);
}

#[test]
fn a_campaign_without_them_is_the_same_bytes_as_before() {
    let json = serde_json::to_string(&compile_texts(CAMPAIGN, USERS).unwrap().campaign).unwrap();
    assert!(!json.contains("focus_group"));
}

#[test]
fn faults_say_what_is_allowed() {
    let statement = |rest: &str| format!("[focus_group]\n[[focus_group.statement]]\n{rest}\n");
    let told = |group: &str| faults(with(group));
    let text = "text = { nl = \"Dichtbij.\", en = \"Near.\" }";
    assert_eq!(
        told(&statement(&format!("id = \"near\"\n{text}\naudiences = [\"user\"]"))),
        ["there is no audience `user` (did you mean `users`?); allowed: users, providers"]
    );
    let twice = format!("id = \"near\"\n{text}\n[[focus_group.statement]]\nid = \"near\"\n{text}");
    assert!(told(&statement(&twice))[0].contains("already used"));
    assert!(told(&statement(text))[0].contains("`id` is missing"));
    assert!(told(&statement("id = \"near\""))[0].contains("`text` is missing"));
    let many = (0..13).map(|at| format!("[[focus_group.statement]]\nid = \"s{at}\"\n{text}\n")).collect::<String>();
    assert_eq!(
        told(&format!("[focus_group]\n{many}")),
        ["`statement` has 13 entries; allowed: 0 to 12 times a statement"]
    );
    assert!(told("[focus_group]\nstatements = []\n")[0].contains("statements"));
    let themeless = CAMPAIGN.replace("[[theme]]", "[[thema]]");
    let nothing = faults(compile_texts(&format!("{themeless}\n[focus_group]\n"), USERS));
    assert!(nothing.iter().any(|fault| fault.starts_with("focus groups have nothing to discuss")), "{nothing:?}");
}
