//! A canary in every place that a caller can fill, then a search of all that is kept, logged and answered.

use std::collections::{BTreeMap, BTreeSet};

use dagpeil_tests::function::{Call, CallError, Function, scheduled_event};
use data_encoding::BASE64;
use serde_json::{Value, json};
use storage::Table;
use survey::code::{Holder, InvitationCode};

use crate::canary::{Banned, Hashes, IN_TEXTS, NOWHERE, code_found, found, word};
use crate::engine::Manner;
use crate::requests::{self, Request};
use crate::stage::{ADVISE, COLLECT, CONTACT, RELEASE, SUMMARISE, Stage};
use crate::stand_in::Role;
use crate::stores;

/// Every level that can be set, and two that can't be (what is then written is the function's own choice); and which part of
/// all requests is made: at the most talkative all, else one in so many, others each time.
const LEVELS: [(&str, usize); 5] = [("error", 5), ("warn", 5), ("info", 1), ("debug", 5), ("trace", 5)];

const DAY: i64 = 24 * 60 * 60;

/// An answer as it arrives.
struct Answer {
    status: u64,
    headers: Value,
    body: Vec<u8>,
}

impl Answer {
    fn of(call: &Call) -> Answer {
        let answer = &call.answer;
        let body = answer["body"].as_str().unwrap_or_default();
        let body =
            if answer["isBase64Encoded"] == true { BASE64.decode(body.as_bytes()).unwrap() } else { body.into() };
        let headers = json!([answer["headers"], answer["multiValueHeaders"], answer["cookies"]]);
        Answer { status: call.status().unwrap(), headers, body: stores::unpacked(body) }
    }

    /// A canary in it that may not be there. There are two exceptions:
    ///
    /// - the page gives a form back to who sent it, filled in as it was;
    /// - a problem with a program's answers points at them by the names that the program gave them.
    fn leaks(&self, request: &Request) -> Option<String> {
        let in_headers = found(self.headers.to_string().as_bytes(), Banned::All);
        if in_headers.is_some() {
            return in_headers;
        }
        let text = String::from_utf8_lossy(&self.body);
        let form =
            text.contains("<form") && [r#"name="id""#, r#"name="code""#].iter().any(|field| text.contains(field));
        if form && request.method == "POST" {
            let sent = String::from_utf8_lossy(request.body.as_deref().unwrap_or_default()).to_lowercase();
            return canaries(&text)
                .into_iter()
                .find(|canary| !sent.contains(canary))
                .map(|canary| format!("{canary} in a form"));
        }
        match serde_json::from_slice::<Value>(&self.body) {
            Ok(mut problem) if problem["status"].is_u64() => {
                for error in problem["errors"].as_array_mut().into_iter().flatten() {
                    error["pointer"].take();
                }
                found(problem.to_string().as_bytes(), Banned::All)
            }
            _ => found(&self.body, Banned::All),
        }
    }
}

/// The canaries in a text.
fn canaries(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let starts =
        [NOWHERE, IN_TEXTS].map(|kind| text.match_indices(kind).map(|(at, _)| (at, kind)).collect::<Vec<_>>()).concat();
    starts.into_iter().map(|(at, kind)| text[at..].chars().take(kind.len() + 4).collect()).collect()
}

/// Sends all of `requests`; no answer may leak. How often each status came.
async fn send(function: &mut Function, requests: &[Request], sent: &mut Sent) -> BTreeMap<u64, usize> {
    let mut statuses = BTreeMap::new();
    for request in requests {
        let event = request.event();
        sent.remember(&event);
        let call = function.call(&event).await.unwrap_or_else(|error| panic!("{}: {error:?}", request.label));
        let answer = Answer::of(&call);
        let leak = answer.leaks(request);
        assert!(leak.is_none(), "{}: answered {} with {}", request.label, answer.status, leak.unwrap_or_default());
        let expected = request.expected.unwrap_or(answer.status);
        assert_eq!(answer.status, expected, "{}: {}", request.label, String::from_utf8_lossy(&answer.body));
        *statuses.entry(answer.status).or_default() += 1;
    }
    statuses
}

/// All texts that were sent to functions, whole and word by word.
#[derive(Default)]
struct Sent(BTreeSet<String>);

impl Sent {
    fn remember(&mut self, event: &Value) {
        match event {
            Value::String(text) => {
                if text.len() < 200 {
                    self.0.insert(text.clone());
                }
                let words =
                    text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-' || letter == '.'));
                self.0.extend(words.filter(|word| !word.is_empty() && word.len() < 200).map(str::to_owned));
            }
            Value::Array(values) => values.iter().for_each(|value| self.remember(value)),
            Value::Object(members) => members.values().for_each(|value| self.remember(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// A scheduled event, and one of no known kind, with canaries.
fn sung_events() -> [Value; 2] {
    let mut event = scheduled_event();
    for (_, member) in event.as_object_mut().unwrap() {
        *member = word(NOWHERE).into();
    }
    event["detail"] = json!({ word(NOWHERE): [word(NOWHERE), { word(NOWHERE): 1 }] });
    [event, json!([word(NOWHERE)])]
}

async fn collect_requests(stage: &Stage) -> Vec<Request> {
    let mut codes = stage.issue(requests::CODES).await;
    codes.extend(stage.issue_to(Holder::Facilitator, requests::GROUP_CODES).await);
    codes.extend(stage.issue_to(Holder::Interviewer, requests::INTERVIEW_CODES).await);
    requests::to_all(collect::ROUTES.iter().map(|route| (route.method, route.path)), None, &codes)
}

fn contact_requests() -> Vec<Request> {
    requests::to_all(contact::ROUTES.into_iter(), None, &[])
}

/// What was left in the contact letterbox, as only the holder of the private key reads it.
async fn opened(stage: &Stage) -> Vec<Vec<u8>> {
    let items = stores::scan(stage.engine.endpoint(), &stage.tables.contacts).await;
    let sealed =
        items.iter().filter_map(|item| Some(BASE64.decode(item.get("sealed")?["B"].as_str()?.as_bytes()).unwrap()));
    sealed.map(|sealed| age::decrypt(&stage.identity, &sealed).unwrap()).collect()
}

/// One in `part` of `requests`, from the one at `first`; what is expected of each holds for all together only.
fn one_in(part: usize, first: usize, requests: Vec<Request>) -> Vec<Request> {
    let mut chosen: Vec<Request> = requests.into_iter().skip(first % part).step_by(part).collect();
    if part > 1 {
        chosen.iter_mut().for_each(|request| request.expected = None);
    }
    chosen
}

fn summarise_requests(key: Option<&str>) -> Vec<Request> {
    requests::to_all(summarise::ROUTES.iter().map(|route| (route.method, route.path)), key, &[])
}

fn advise_requests(key: Option<&str>) -> Vec<Request> {
    requests::to_all(advise::ROUTES.iter().map(|route| (route.method, route.path)), key, &[])
}

/// Nothing that functions said, on standard output or error, holds a canary, a code, where a response or text lies, or the
/// secret of an adviser's key.
async fn search_logs(stage: &Stage, keys: &[&str]) {
    let mut places = Vec::new();
    for table in [&stage.tables.responses, &stage.tables.texts] {
        let items = stores::scan(stage.engine.endpoint(), table).await;
        places.extend(items.iter().map(|item| stores::own_key(item).to_owned()));
    }
    let logs = stores::files(&stage.logs());
    assert!(!logs.is_empty());
    for (name, said) in logs {
        let leak = found(&said, Banned::All);
        assert!(leak.is_none(), "{name}: {}", leak.unwrap_or_default());
        assert_eq!(code_found(&said, &stage.issued()), None, "{name}");
        let text = String::from_utf8_lossy(&said);
        assert!(!places.iter().any(|place| text.contains(place)), "{name} tells where something lies");
        for key in keys {
            let (_, secret) = key.rsplit_once('_').unwrap();
            assert!(!text.contains(secret), "{name} has an adviser's key");
        }
    }
}

/// Of all tables only that of open texts has a canary, and only of the kind that may stay; and so the files under them.
async fn search_tables(stage: &Stage, sent: &Sent, key: &str) {
    let tables = stores::all(stage.engine.endpoint(), &stage.tables).await;
    let mut of_respondents = Vec::new();
    for (table, items) in &tables {
        let contents: Vec<u8> = items.iter().flat_map(stores::contents).collect();
        // Nobody signs in here.
        assert!(!contents.is_empty() || *table == Table::Sessions, "{table:?} is not empty");
        let banned = if *table == Table::Texts { Banned::ButTexts } else { Banned::All };
        let leak = found(&contents, banned);
        assert!(leak.is_none(), "{table:?}: {}", leak.unwrap_or_default());
        assert_eq!(code_found(&contents, &stage.issued()), None, "{table:?}");
        let may_stay = found(&contents, Banned::All).is_some();
        assert_eq!(may_stay, *table == Table::Texts, "{table:?}");
        match table {
            Table::Responses | Table::Texts | Table::Secrets | Table::Contacts => of_respondents.extend(contents),
            Table::Releases | Table::Sessions => {}
            // That a hash would be found: advisers' keys are kept as theirs.
            Table::Advisers => assert!(Hashes::of(&contents).hold(key.rsplit('_').next().unwrap().as_bytes())),
        }
    }
    let hashes = Hashes::of(&of_respondents);
    let written = stage.issued().iter().map(InvitationCode::written).collect::<Vec<_>>();
    let bare = written.iter().map(|code| code.replace('-', ""));
    let hashed = sent.0.iter().chain(&written).cloned().chain(bare).find(|text| hashes.hold(text.as_bytes()));
    assert!(hashed.is_none(), "the hash of {} is in a table", hashed.unwrap_or_default());
    for (name, contents) in stores::files(&stage.data()) {
        let leak = found(&contents, Banned::ButTexts);
        assert!(leak.is_none(), "{name}: {}", leak.unwrap_or_default());
        assert_eq!(code_found(&contents, &stage.issued()), None, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_canary_is_found_in_no_table_no_log_and_no_answer() {
    let stage = Stage::set().await;
    let key = stage.adviser_key().await;
    let mut sent = Sent::default();
    let mut statuses: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
    let [scheduled, strange] = sung_events();
    sent.remember(&scheduled);
    sent.remember(&strange);

    let told = |outcome: Result<Call, CallError>| {
        let call = outcome.unwrap_or_else(|error| panic!("{error:?}"));
        assert_eq!(found(call.answer.to_string().as_bytes(), Banned::All), None);
    };
    told(stage.release("info", 0, Some(&scheduled)).await);
    for (at, (level, part)) in LEVELS.into_iter().enumerate() {
        let mut function = Function::spawn(&stage.package(COLLECT, level, 0)).await.unwrap();
        let came = send(&mut function, &one_in(part, at, collect_requests(&stage).await), &mut sent).await;
        statuses.entry(COLLECT).or_default().extend(came.keys());
        // The respondents' side has nothing to say, at any level, when its tables are well.
        assert_eq!(stage.said(COLLECT, level), "", "{level}");
    }
    for (at, (level, part)) in LEVELS.into_iter().enumerate() {
        let mut function = Function::spawn(&stage.package(CONTACT, level, 0)).await.unwrap();
        let came = send(&mut function, &one_in(part, at, contact_requests()), &mut sent).await;
        statuses.entry(CONTACT).or_default().extend(came.keys());
        assert_eq!(stage.said(CONTACT, level), "", "{level}");
    }
    // Enough for a release.
    let mut function = Function::spawn(&stage.package(COLLECT, "info", 0)).await.unwrap();
    for _ in 0..30 {
        send(&mut function, &[requests::ordinary()], &mut sent).await;
    }
    told(stage.release("trace", DAY, Some(&strange)).await);
    for (at, (level, part)) in LEVELS.into_iter().enumerate() {
        let mut function = Function::spawn(&stage.package(SUMMARISE, level, DAY)).await.unwrap();
        let mut came = send(&mut function, &one_in(part, at, summarise_requests(Some(&key))), &mut sent).await;
        send(&mut function, &requests::to_adviser(&key), &mut sent).await;
        came.extend(send(&mut function, &one_in(part, at, summarise_requests(None)), &mut sent).await);
        statuses.entry(SUMMARISE).or_default().extend(came.keys());
        let mut function = Function::spawn(&stage.package(ADVISE, level, DAY)).await.unwrap();
        let mut came = send(&mut function, &one_in(part, at, advise_requests(Some(&key))), &mut sent).await;
        send(&mut function, &requests::to_reader(&key), &mut sent).await;
        came.extend(send(&mut function, &one_in(part, at, advise_requests(None)), &mut sent).await);
        statuses.entry(ADVISE).or_default().extend(came.keys());
    }
    told(stage.release("debug", stage.until(stage.campaign.closes.at) + 2 * DAY, Some(&scheduled)).await);

    search_logs(&stage, &[&key]).await;
    search_tables(&stage, &sent, &key).await;

    // It was a search of something: the logs were on, and every kind of outcome came up.
    assert!(stage.said(SUMMARISE, "info").contains(r#""target":"adviser""#));
    assert!(stage.said(RELEASE, "info").contains("secrets made"));
    let came = |function, all: &[u64]| all.iter().all(|status| statuses[function].contains(status));
    assert!(came(COLLECT, &[200, 204, 400, 404, 405, 406, 409, 413, 415, 422]), "{statuses:?}");
    assert!(came(CONTACT, &[200, 400, 404, 405, 406, 409, 413, 415, 422]), "{statuses:?}");
    // What is sealed is full of what was not found; and all of it is as long.
    let opened = opened(&stage).await;
    assert!(!opened.is_empty() && opened.iter().all(|entry| found(entry, Banned::ButTexts).is_some()));
    assert!(opened.iter().all(|entry| entry.len() == opened[0].len()));
    assert!(came(SUMMARISE, &[200, 400, 401, 404, 405, 406]), "{statuses:?}");
    assert!(came(ADVISE, &[200, 303, 401, 403, 404, 405, 415]), "{statuses:?}");

    // What each function asks of each table, and that no write asks for what lies there.
    let operations = |function: &str| -> Vec<String> {
        let asked = stage.recorder(function).asked();
        asked
            .iter()
            .flat_map(|(table, operations)| operations.iter().map(move |operation| format!("{operation} {table}")))
            .collect()
    };
    assert_eq!(
        operations(COLLECT),
        ["DeleteItem responses", "PutItem responses", "GetItem secrets", "DeleteItem texts", "PutItem texts",]
    );
    assert_eq!(operations(CONTACT), ["GetItem contacts", "PutItem contacts", "UpdateItem contacts"]);
    assert_eq!(operations(SUMMARISE), ["GetItem advisers", "GetItem releases", "Query releases"]);
    // Several releases at once are asked of the one table under another member's name.
    let advise = [
        "BatchGetItem ?",
        "GetItem advisers",
        "GetItem releases",
        "Query releases",
        "GetItem sessions",
        "PutItem sessions",
    ];
    assert_eq!(operations(ADVISE), advise);
    assert!(
        !operations(RELEASE).iter().any(|operation| operation.ends_with("texts") || operation.ends_with("advisers"))
    );
    for function in [COLLECT, CONTACT, RELEASE, SUMMARISE, ADVISE] {
        assert_eq!(stage.recorder(function).curious(), [""; 0], "{function}");
    }
}

/// Requests that come as far as the database, or would if it were well.
async fn to_database(stage: &Stage, function: &str, key: &str) -> Vec<Request> {
    match function {
        COLLECT => collect_requests(stage).await.into_iter().filter(|request| request.expected == Some(200)).collect(),
        CONTACT => contact_requests().into_iter().filter(|request| request.expected == Some(200)).collect(),
        ADVISE => requests::to_reader(key),
        _ => requests::to_adviser(key),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_database_out_of_order_says_is_not_repeated() {
    let stage = Stage::set().await;
    let key = stage.adviser_key().await;
    stage.release("info", 0, None).await.unwrap_or_else(|error| panic!("{error:?}"));
    for manner in [Manner::Refusing, Manner::Failing, Manner::Raving, Manner::Silent] {
        let level = format!("{manner:?}");
        for function in [COLLECT, CONTACT, SUMMARISE, ADVISE] {
            stage.recorder(function).be(Manner::Obliging);
            let mut process = Function::spawn(&stage.package(function, &level, 0)).await.unwrap();
            // The link key is read and kept while the database is well.
            process.call(&requests::ordinary().event()).await.unwrap_or_else(|error| panic!("{error:?}"));
            stage.recorder(function).be(manner);
            // Each is tried three times over, which takes its time.
            for request in to_database(&stage, function, &key).await.into_iter().take(2) {
                let call = process.call(&request.event()).await.unwrap_or_else(|error| panic!("{error:?}"));
                let answer = Answer::of(&call);
                assert!(answer.status >= 500, "{}, {manner:?}: answered {}", request.label, answer.status);
                let leak = answer.leaks(&request);
                assert!(leak.is_none(), "{}, {manner:?}: {}", request.label, leak.unwrap_or_default());
            }
            drop(process);
            let said = stage.said(function, &level);
            assert!(
                said.contains(r#""level":"ERROR""#) || said.contains(r#""level":"WARN""#),
                "{function}, {manner:?}: {said}"
            );
        }
        stage.recorder(RELEASE).be(manner);
        match stage.release(&level, DAY, None).await {
            Err(CallError::Failed(said)) => assert_eq!(found(said.as_bytes(), Banned::All), None),
            other => panic!("{manner:?}: {}", other.is_ok()),
        }
    }
    search_logs(&stage, &[&key]).await;
}

/// What is in the letterbox as no version of ours would write it.
#[tokio::test]
async fn what_can_not_be_counted_is_not_quoted() {
    let stage = Stage::set().await;
    stage.release("info", 0, None).await.unwrap_or_else(|error| panic!("{error:?}"));
    let mut process = Function::spawn(&stage.package(COLLECT, "info", 0)).await.unwrap();
    send(&mut process, &[requests::ordinary()], &mut Sent::default()).await;
    let stored = stores::scan(stage.engine.endpoint(), &stage.tables.responses).await.remove(0);
    let spoilt = [
        ("answers", json!({ "M": { word(NOWHERE): { "S": word(NOWHERE) } } })),
        ("answers", json!({ "M": { "who": { "S": word(NOWHERE) } } })),
        ("answers", json!({ "S": word(NOWHERE) })),
        ("questionnaire", json!({ "S": word(NOWHERE) })),
        ("mode", json!({ "S": word(NOWHERE) })),
    ];
    for (count, (attribute, value)) in spoilt.into_iter().enumerate() {
        let mut item = stored.clone();
        item.insert(attribute.to_owned(), value);
        stores::put(stage.engine.endpoint(), &stage.tables.responses, &item).await;
        // The job looks once a day.
        match stage.release("trace", DAY * (count as i64 + 1), None).await {
            Err(CallError::Failed(said)) => assert_eq!(found(said.as_bytes(), Banned::All), None),
            other => panic!("{attribute}: the job should have failed: {}", other.is_ok()),
        }
    }
    assert!(stage.said(RELEASE, "trace").contains("trouble"));
    search_logs(&stage, &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_is_told_by_its_place_alone() {
    let stage = Stage::set().await;
    stage.release("info", 0, None).await.unwrap_or_else(|error| panic!("{error:?}"));
    for (role, function) in [(Role::CollectPanics, COLLECT), (Role::SummarisePanics, SUMMARISE)] {
        let mut process = Function::spawn(&role.package(stage.package(function, "panics", 0))).await.unwrap();
        let requests = if function == COLLECT { collect_requests(&stage).await } else { summarise_requests(None) };
        let mut panics = 0;
        for request in &requests {
            let call = process.call(&request.event()).await.unwrap_or_else(|error| panic!("{error:?}"));
            let answer = Answer::of(&call);
            panics += usize::from(answer.status == 500);
            let leak = answer.leaks(request);
            assert!(leak.is_none(), "{}: {}", request.label, leak.unwrap_or_default());
        }
        // Before and after the body is read, of people and of programs.
        assert!(panics > 10, "{role:?}: {panics}");
        let said = stage.said(function, "panics");
        assert!(said.contains("stand_in.rs:") && said.matches(r#""message":"panic""#).count() == panics, "{said}");
    }
    let other = Stage::set().await;
    let package = Role::ReleasePanics.package(other.package(RELEASE, "panics", 0));
    match Function::cold_start(&package, &scheduled_event()).await.unwrap().1 {
        Err(CallError::Failed(said)) => assert_eq!(found(said.as_bytes(), Banned::All), None),
        outcome => panic!("it should have panicked: {}", outcome.is_ok()),
    }
    search_logs(&other, &[]).await;
    search_logs(&stage, &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_another_log_there_would_be_canaries() {
    let stage = Stage::set().await;
    stage.release("info", 0, None).await.unwrap_or_else(|error| panic!("{error:?}"));
    for role in [Role::CollectTellsAll, Role::CollectPanicsAloud] {
        let level = format!("{role:?}");
        let mut process = Function::spawn(&role.package(stage.package(COLLECT, &level, 0))).await.unwrap();
        for request in [requests::ordinary(), requests::page()] {
            process.call(&request.event()).await.unwrap_or_else(|error| panic!("{error:?}"));
        }
        drop(process);
        let said = stage.said(COLLECT, &level);
        assert!(found(said.as_bytes(), Banned::All).is_some(), "{role:?} told nothing: {said}");
    }
}
