//! Whole definitions: the fixture that uses every kind, faults as a person reads them, and whatever text there is.

use proptest::prelude::*;

use super::*;
use crate::campaign::{Access, Bundle, Policy};
use crate::language::Language;
use crate::questionnaire::Kind;

mod contact;
mod groups;
mod interviews;
mod look;
mod translations;

const CAMPAIGN: &str = include_str!("fixtures/voorbeeld/campaign.toml");
const USERS: &str = include_str!("fixtures/voorbeeld/users.toml");
const PROVIDERS: &str = include_str!("fixtures/voorbeeld/providers.toml");

/// Compiles the example, with texts of one's own.
fn compile_texts(campaign: &str, users: &str) -> Result<Compiled, Vec<Fault>> {
    compile("voorbeeld", Source { path: "voorbeeld/campaign.toml", text: campaign }, |path| {
        let text = match path {
            "users.toml" => users,
            "providers.toml" => PROVIDERS,
            _ => return None,
        };
        Some((format!("voorbeeld/{path}"), text.to_owned()))
    })
}

/// The faults after replacing a piece of the campaign file, each without its place.
fn campaign_faults(from: &str, to: &str) -> Vec<String> {
    assert!(CAMPAIGN.contains(from), "{from}");
    faults(compile_texts(&CAMPAIGN.replacen(from, to, 1), USERS))
}

/// The faults after replacing a piece of the users' questionnaire, each without its place.
fn users_faults(from: &str, to: &str) -> Vec<String> {
    assert!(USERS.contains(from), "{from}");
    faults(compile_texts(CAMPAIGN, &USERS.replacen(from, to, 1)))
}

fn faults(outcome: Result<Compiled, Vec<Fault>>) -> Vec<String> {
    let faults = outcome.err().unwrap_or_default();
    faults.into_iter().map(|fault| format!("{}; allowed: {}", fault.what, fault.allowed)).collect()
}

#[test]
fn the_example_compiles_without_a_warning() {
    let compiled = compile_texts(CAMPAIGN, USERS).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(compiled.warnings, []);
    let campaign = &compiled.campaign;
    assert_eq!(campaign.opens.at.to_string(), "2026-09-01T07:00:00Z");
    assert_eq!(campaign.closes.at.to_string(), "2026-12-31T22:59:00Z");
    assert_eq!((campaign.opens.offset, campaign.closes.offset), (7200, 3600));
    assert_eq!(campaign.expires, campaign.opens.at.plus_days(365 + 90));
    assert_eq!(campaign.colours.surface, "#f3f6f9");
    assert_eq!(campaign.policy, Policy { smallest_base: 12, ..Policy::FLOOR });
    assert_eq!(campaign.title.get(Language::En), "What would you like to do during the day?");
    insta::assert_json_snapshot!(campaign.audience("users").unwrap().questionnaire);
}

#[test]
fn the_ways_in_are_read() {
    let access =
        |line: &str| compile_texts(&CAMPAIGN.replacen("trajectory =", &format!("{line}\ntrajectory ="), 1), USERS);
    for (line, expected) in [
        ("", Access::Open),
        ("access = \"open\"", Access::Open),
        ("access = \"codes\"", Access::Codes),
        ("access = \"both\"", Access::Both),
    ] {
        assert_eq!(access(line).unwrap_or_else(|faults| panic!("{faults:#?}")).campaign.access, expected);
    }
    let told = faults(access("access = \"code\""));
    assert_eq!(told, ["access can't be `code` (did you mean `codes`?); allowed: \"open\", \"codes\" or \"both\""]);
}

#[test]
fn a_bundle_of_it_survives_its_file() {
    let bundle = Bundle::new(compile_texts(CAMPAIGN, USERS).unwrap().campaign);
    assert_eq!(Bundle::from_json(bundle.to_json().as_bytes()).unwrap(), bundle);
}

#[test]
fn a_section_lends_its_condition_to_what_is_in_it() {
    let campaign = compile_texts(CAMPAIGN, USERS).unwrap().campaign;
    let questionnaire = &campaign.audience("users").unwrap().questionnaire;
    for (question, base) in [
        ("who", "everyone"),
        ("matters", "who=*"),
        ("content", "(count(matters)>=2|matters=meet)&who=*"),
        ("prefer", "!(content=sad)&!(judge.home=bad)&who=*"),
        ("step_now", "everyone"),
        ("wish", "days>0"),
    ] {
        let items = questionnaire.items();
        let item = items.iter().find(|item| item.id.to_string() == question).unwrap();
        assert_eq!(item.base_name(), base, "{question}");
    }
}

#[test]
fn the_length_of_a_text_has_its_defaults() {
    let length = |users: &str| {
        let campaign = compile_texts(CAMPAIGN, users).unwrap().campaign;
        match &campaign.audience("users").unwrap().questionnaire.question("wish").unwrap().kind {
            Kind::Text { long, at_most } => (*long, *at_most),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(length(USERS), (true, 1000));
    assert_eq!(length(&USERS.replace("long = true", "")), (false, 300));
    assert_eq!(length(&USERS.replace("long = true", "at_most = 2000")), (false, 2000));
}

#[test]
fn every_fault_is_told_at_once() {
    let texts = [
        ("users.toml", include_str!("fixtures/faulty/users.toml")),
        ("providers.toml", include_str!("fixtures/faulty/providers.toml")),
    ];
    let campaign = Source { path: "faulty/campaign.toml", text: include_str!("fixtures/faulty/campaign.toml") };
    let outcome = compile("faulty", campaign, |path| {
        let (path, text) = texts.iter().find(|(known, _)| *known == path)?;
        Some((format!("faulty/{path}"), (*text).to_owned()))
    });
    let faults = outcome.expect_err("nothing about it is right");
    let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_long_sentence_is_a_warning() {
    let twenty = "Een twee drie vier vijf zes zeven acht negen tien elf twaalf 13 14 15 16 17 18 19 twintig";
    let warned = |dutch: &str| {
        let users = USERS.replacen("Vertel het ons.", dutch, 1);
        let warnings = compile_texts(CAMPAIGN, &users).unwrap().warnings;
        warnings
            .iter()
            .map(|warning| format!("{}:{} {}", warning.line, warning.column, warning.what))
            .collect::<Vec<_>>()
    };
    assert_eq!(warned(&format!("{twenty}. {twenty}! {twenty}? {twenty}.")), Vec::<String>::new());
    assert_eq!(
        warned(&format!("Hallo. {twenty} en meer. Dag.")),
        [
            r#"2:16 a sentence of 22 words is hard to read: "Een twee drie vier vijf zes zeven acht negen tien elf twaalf…""#
        ]
    );
    // Advisers read what they like.
    let users = USERS.replacen("nl = \"Doelen\"", &format!("nl = \"{twenty} en meer\""), 1);
    assert_eq!(compile_texts(CAMPAIGN, &users).unwrap().warnings, []);
}

#[test]
fn a_text_that_is_not_translated_is_a_warning() {
    let users =
        USERS.replace(r#"{ nl = "Vertel het ons.", en = "Tell us." }"#, r#"{ nl = "Vertel.", pl = "Powiedz." }"#);
    let compiled = compile_texts(CAMPAIGN, &users).unwrap();
    let lines: Vec<_> = compiled.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "voorbeeld/users.toml:2:9: this text is missing in en; people will see it in Dutch",
            "voorbeeld/users.toml:2:9: this text exists in pl, which the campaign does not offer",
        ]
    );
}

#[test]
fn a_file_two_audiences_share_is_told_of_once() {
    let campaign = CAMPAIGN.replace("providers.toml", "users.toml");
    assert!(compile_texts(&campaign, USERS).is_ok());
    let faults = compile_texts(&campaign, &USERS.replace("top = 2", "top = 9")).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
}

#[test]
fn questionnaires_are_checked_even_if_the_campaign_file_is_broken() {
    let faults =
        compile_texts(&CAMPAIGN.replace("synthetic", "= ="), &USERS.replace("top = 2", "top = 9")).unwrap_err();
    assert_eq!(faults.iter().map(|fault| fault.file.as_str()).collect::<Vec<_>>(), ["voorbeeld/users.toml"]);

    let broken = CAMPAIGN.replace("[retention]", "[retention");
    let faults = compile_texts(&broken, &USERS.replace("top = 2", "top = 9")).unwrap_err();
    let files: Vec<_> = faults.iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(files, ["voorbeeld/campaign.toml", "voorbeeld/users.toml"], "{faults:?}");
}

#[test]
fn moments_are_dutch_clock_time_that_exists_once() {
    for (written, fault) in [
        ("2027-03-28T02:30", "does not exist"),
        ("2026-10-25T02:30", "comes twice"),
        ("2026-09-01 09:00", "is not a date and time"),
        ("2026-09-01T09:00:00", "is not a date and time"),
        ("2026-09-31T09:00", "is not a date and time"),
        ("2026-09-01T24:00", "is not a date and time"),
    ] {
        let found = campaign_faults("2026-09-01T09:00", written);
        assert!(found.len() == 1 && found[0].contains(fault), "{written}: {found:?}");
    }
    assert_eq!(
        campaign_faults("\"2026-09-01T09:00\"", "2026-09-01T09:00:00"),
        ["`opens` is a date or time without quotes; allowed: Dutch clock time in quotes, such as \"2026-09-01T09:00\""]
    );
}

#[test]
fn a_campaign_runs_no_longer_than_promised() {
    assert_eq!(campaign_faults("2026-12-31T23:59", "2027-09-01T09:00"), Vec::<String>::new());
    assert_eq!(
        campaign_faults("2026-12-31T23:59", "2027-09-01T09:01"),
        ["the campaign would run into its day 366, longer than `longest_run_days` (365); \
             allowed: at most 365 times 24 hours after `opens`"]
    );
    assert_eq!(
        campaign_faults("2026-12-31T23:59", "2026-09-01T09:00"),
        ["the campaign closes before it opens; allowed: a moment after `opens`"]
    );
}

#[test]
fn the_policy_is_never_laxer_than_the_floor() {
    for (key, laxer, stricter) in [
        ("rounding_base", 4, 6),
        ("smallest_base", 9, 11),
        ("first_release_people", 29, 31),
        ("first_release_organisations", 9, 11),
        ("growth", 9, 11),
        ("growth_percent", 9, 11),
        ("interval_days", 6, 8),
        ("most_interim", 11, 9),
        ("total_municipalities", 4, 6),
        ("total_share_percent", 51, 40),
    ] {
        let found = campaign_faults("smallest_base = 12", &format!("{key} = {laxer}"));
        assert!(found.len() == 1 && found[0].contains(&format!("`{key}` is {laxer}")), "{found:?}");
        assert_eq!(campaign_faults("smallest_base = 12", &format!("{key} = {stricter}")), Vec::<String>::new());
    }
    let found = campaign_faults("smallest_base = 12", "smallest_base = 12\nrounding_base = 15");
    assert_eq!(found, ["`smallest_base` (12) is below `rounding_base`; allowed: a smallest base of 15 or more"]);
}

#[test]
fn whom_to_mail_has_an_address() {
    let contact = "contact = \"dagpeil@voorbeeld.nl\"";
    let with = |officer: &str| campaign_faults(contact, &format!("{contact}\nprivacy_officer = \"{officer}\""));
    assert_eq!(with("fg@voorbeeld.nl"), Vec::<String>::new());
    assert_eq!(with("de FG"), ["`de FG` is not an e-mail address; allowed: name@example.nl"]);
}

#[test]
fn only_files_of_campaigns_are_asked_for() {
    for path in [
        "/etc/users.toml",
        "../users.toml",
        "../../x/users.toml",
        "../Other/users.toml",
        "sub/users.toml",
        "users",
        "..\\x\\users.toml",
        ".toml",
        "campaign.toml",
        "../x/../users.toml",
        "",
    ] {
        let campaign = CAMPAIGN.replace("\"users.toml\"", &format!("'{path}'"));
        let asked = compile("voorbeeld", Source { path: "campaign.toml", text: &campaign }, |asked| {
            assert!(["campaign.en.toml", "providers.toml", "providers.en.toml"].contains(&asked), "{asked}");
            (asked == "providers.toml").then(|| (asked.to_owned(), PROVIDERS.to_owned()))
        });
        assert!(faults(asked)[0].contains("can't be a questionnaire file"), "{path}");
    }
    let found = campaign_faults("\"users.toml\"", "\"../other-2026/users.toml\"");
    assert_eq!(
        found,
        ["the questionnaire `../other-2026/users.toml` can't be read; \
             allowed: a file in UTF-8; its path is relative to the campaign's folder"]
    );
}

#[test]
fn a_questionnaire_has_an_end() {
    let question = |number: usize| format!("[[item]]\nkind = 'text'\nid = 'extra_{number}'\nask.nl = 'Iets?'\n\n");
    let with = |count: usize| {
        let questions: String = (0..count).map(question).collect();
        faults(compile_texts(CAMPAIGN, &USERS.replacen("[[item]]", &format!("{questions}[[item]]"), 1)))
    };
    // The example asks nine questions, of which one is a grid of two rows.
    assert_eq!(with(MOST_ITEMS - 10), Vec::<String>::new());
    assert_eq!(
        with(MOST_ITEMS - 9),
        ["there are more than 400 questions by here; allowed: at most 400, each row of a grid counted as one"]
    );
}

#[test]
fn the_results_fit_in_one_place() {
    let options: String = (0..60).map(|at| format!("{{ id = 'o{at}', nl = 'Optie {at}' }}, ")).collect();
    let question = |number: usize, background: bool| {
        let start = format!("[[item]]\nkind = 'single'\nid = 'extra_{number}'\nask.nl = 'Iets?'\n");
        format!("{start}background = {background}\noptions = [{options}]\n\n")
    };
    // A question more has 62 figures in each of some 60 groups.
    let with = |count: usize| {
        let questions: String = (0..count).map(|number| question(number, number == 0)).collect();
        faults(compile_texts(CAMPAIGN, &USERS.replacen("[[item]]", &format!("{questions}[[item]]"), 1)))
    };
    assert_eq!(with(10), Vec::<String>::new());
    let found = with(16);
    assert!(found.len() == 1 && found[0].contains("more than 60000 figures"), "{found:?}");
}

#[test]
fn places_of_faults_in_conditions_are_exact() {
    let users = USERS.replace("count-selected(${matters}) >= 2", "count-selected(${mätters}) >= 2");
    let fault = &compile_texts(CAMPAIGN, &users).unwrap_err()[0];
    let line = users.lines().nth(fault.line - 1).unwrap();
    let shown: String = line.chars().skip(fault.column - 1).take(10).collect();
    assert_eq!(shown, "${mätters}");
}

#[test]
fn single_faults_of_questionnaires() {
    for (from, to, fault) in [
        ("top = 2", "top = 4", "`top` is 4; allowed: a whole number from 1 to 3"),
        (
            "at_most = 2",
            "at_most = 4",
            "`at_most` is 4; allowed: a whole number from 1 to 3: as many as can be chosen together",
        ),
        (
            "of = \"matters\"",
            "of = \"prefer\"",
            "`prefer` can't be recoded; allowed: a single choice, multiple choice or scale",
        ),
        ("columns = \"step_wish\"", "columns = \"judge.home\"", "`judge.home` and `step_now` are crossed already"),
        ("id = \"goals\"", "id = \"who\"", "`who` is already used in line 11"),
        ("to = 7", "to = 6", "the last band ends at 6, `most` is 7"),
        ("to = 7", "to = 8", "the last band ends at 8, `most` is 7"),
        ("from = 1,", "from = 2,", "this band begins at 2; allowed: 1: bands begin at `least`"),
        ("${days} > 0", "${wish} != ''", "`wish` would depend on its own answer"),
        ("${who} != ''", "${days} > 0", "`days` is asked only later"),
        ("${who} != ''", "${matters} != ''", "`matters` is asked only later"),
        (
            "theme = \"meeting\", picture",
            "theme = \"metting\", picture",
            "no theme `metting` (did you mean `meeting`?)",
        ),
        ("id = \"dont_know\"", "id = \"sad\"", "`sad` is already used in line"),
    ] {
        let found = users_faults(from, to);
        assert!(found.iter().any(|found| found.contains(fault)), "{to}: {found:#?}");
    }
    assert_eq!(users_faults("options = [\"meet\"]", "options = [\"meet\", \"none\"]"), Vec::<String>::new());
}

/// A change such as a slip of the hand makes.
#[derive(Debug, Clone)]
enum Slip {
    Remove { at: f64, length: usize },
    Insert { at: f64, text: String },
    Repeat { at: f64, length: usize },
    DropLine { at: f64 },
    SwapLines { at: f64, with: f64 },
}

fn slips() -> impl Strategy<Value = Vec<Slip>> {
    let at = || 0.0..1.0;
    let pieces = prop_oneof![
        any::<String>(),
        prop::sample::select(
            [
                "'",
                "\"",
                "\"\"\"",
                "[",
                "]",
                "{",
                "}",
                "=",
                "\n",
                "[[item]]\n",
                "[[",
                "id = 'who'\n",
                "0",
                "-1",
                "9e9",
                "${",
                "99999999999999999999",
                "1979-05-27",
                "nan",
                "true",
                "kind = \"grid\"\n",
                "a.b = 1\n",
                "\u{0}",
                "é",
                "# ",
                "when = \"${who} = 'self'\"\n",
                "options = []\n",
                "= {}",
            ]
            .as_slice()
        )
        .prop_map(str::to_owned),
    ];
    let slip = prop_oneof![
        (at(), 1..80_usize).prop_map(|(at, length)| Slip::Remove { at, length }),
        (at(), pieces).prop_map(|(at, text)| Slip::Insert { at, text }),
        (at(), 1..200_usize).prop_map(|(at, length)| Slip::Repeat { at, length }),
        at().prop_map(|at| Slip::DropLine { at }),
        (at(), at()).prop_map(|(at, with)| Slip::SwapLines { at, with }),
    ];
    prop::collection::vec(slip, 1..5)
}

fn slipped(text: &str, slips: &[Slip]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let place = |at: f64, length: usize| (at * length as f64) as usize;
    for slip in slips {
        let length = characters.len();
        let end = |at: usize, more: usize| at.saturating_add(more).min(length);
        match slip {
            Slip::Remove { at, length: more } => {
                let at = place(*at, length);
                characters.drain(at..end(at, *more));
            }
            Slip::Insert { at, text } => {
                let at = place(*at, length);
                characters.splice(at..at, text.chars());
            }
            Slip::Repeat { at, length: more } => {
                let at = place(*at, length);
                let again = characters[at..end(at, *more)].to_vec();
                characters.splice(at..at, again);
            }
            Slip::DropLine { .. } | Slip::SwapLines { .. } => {
                let whole: String = characters.iter().collect();
                let mut lines: Vec<&str> = whole.lines().collect();
                match slip {
                    Slip::DropLine { at } if !lines.is_empty() => drop(lines.remove(place(*at, lines.len()))),
                    Slip::SwapLines { at, with } if !lines.is_empty() => {
                        let length = lines.len();
                        lines.swap(place(*at, length), place(*with, length));
                    }
                    _ => {}
                }
                characters = lines.join("\n").chars().collect();
            }
        }
    }
    characters.into_iter().collect()
}

/// Compiling ends, and if it succeeds then with a campaign that holds together.
fn holds_together(campaign: &str, users: &str) {
    match compile_texts(campaign, users) {
        Ok(compiled) => {
            let bundle = Bundle::new(compiled.campaign);
            assert_eq!(Bundle::from_json(bundle.to_json().as_bytes()).unwrap(), bundle);
            for audience in &bundle.campaign.audiences {
                let items = audience.questionnaire.items();
                for (index, item) in items.iter().enumerate() {
                    for named in item.condition().map(|condition| condition.items()).unwrap_or_default() {
                        assert!(items[..index].iter().any(|earlier| earlier.id == *named), "{named}");
                    }
                }
            }
        }
        Err(faults) => {
            assert!(!faults.is_empty());
            for fault in faults {
                assert!(fault.line >= 1 && fault.column >= 1 && !fault.what.is_empty());
            }
        }
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_compiler_panic(campaign in any::<String>(), users in any::<String>()) {
        holds_together(&campaign, USERS);
        holds_together(CAMPAIGN, &users);
    }

    #[test]
    fn no_slip_in_a_translation_makes_the_compiler_panic(slips in slips(), arabic in any::<String>()) {
        for arabic in [slipped(translations::ARABIC, &slips), arabic] {
            if let Err(faults) = translations::compile_arabic(USERS, &arabic) {
                prop_assert!(faults.iter().all(|fault| fault.file == "voorbeeld/users.ar.toml"), "{faults:#?}");
            }
        }
    }

    #[test]
    fn no_slip_makes_the_compiler_panic(in_campaign in slips(), in_users in slips()) {
        let (campaign, users) = (slipped(CAMPAIGN, &in_campaign), slipped(USERS, &in_users));
        holds_together(&campaign, USERS);
        holds_together(CAMPAIGN, &users);
        holds_together(&campaign, &users);
    }
}
