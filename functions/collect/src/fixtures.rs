//! A small campaign with a question of every kind, for the tests.

use survey::campaign::Campaign;
use survey::condition::Condition;
use survey::definition::{Source, compile};

/// 15 November 2026, noon: the campaign is open.
pub(crate) const OPEN: i64 = 1_794_740_400;

/// Compiles `fixtures/proef-2026`.
pub(crate) fn campaign() -> Campaign {
    let source = Source { path: "campaign.toml", text: include_str!("fixtures/proef-2026/campaign.toml") };
    let questionnaire = |path: &str| {
        let text = match path {
            "users.toml" => include_str!("fixtures/proef-2026/users.toml"),
            "providers.toml" => include_str!("fixtures/proef-2026/providers.toml"),
            _ => return None,
        };
        Some((path.to_owned(), text.to_owned()))
    };
    match compile("proef-2026", source, questionnaire) {
        Ok(compiled) => compiled.campaign,
        Err(faults) => panic!("{}", faults.iter().map(|fault| format!("{fault}\n")).collect::<String>()),
    }
}

/// A condition over the users' questionnaire, read as if it stood on one more question at its end.
pub(crate) fn condition(text: &str) -> Condition {
    let source = Source { path: "campaign.toml", text: include_str!("fixtures/proef-2026/campaign.toml") };
    let users = include_str!("fixtures/proef-2026/users.toml");
    let extra = format!("[[item]]\nkind = \"text\"\nid = \"extra\"\nask = {{ nl = \"?\" }}\nwhen = \"{text}\"\n");
    let questionnaire =
        |path: &str| (path.matches('.').count() == 1).then(|| (path.to_owned(), format!("{users}\n{extra}")));
    let compiled = compile("proef-2026", source, questionnaire).unwrap_or_else(|_| panic!("{text}"));
    let question = compiled.campaign.audiences[0].questionnaire.question("extra").cloned();
    question.and_then(|question| question.condition).expect("it was just written")
}

/// The worked example, as it stands in the repository.
pub(crate) fn noordoostpolder() -> Campaign {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/campaigns/noordoostpolder-2026");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}/{name}")).ok();
    let text = read("campaign.toml").unwrap();
    let source = Source { path: "campaign.toml", text: &text };
    match compile("noordoostpolder-2026", source, |path| Some((path.to_owned(), read(path)?))) {
        Ok(compiled) => compiled.campaign,
        Err(faults) => panic!("{}", faults.iter().map(|fault| format!("{fault}\n")).collect::<String>()),
    }
}
