//! Requests to every route of a function, with a canary in every place that a caller can fill.

use dagpeil_tests::function::http_event;
use data_encoding::BASE64;
use serde_json::{Value, json};
use survey::code::{Holder, InvitationCode};

use crate::canary::{ADDRESS, IN_TEXTS, MOMENT, NOWHERE, REDACTED, word};

/// One request.
#[derive(Clone)]
pub(crate) struct Request {
    /// What it tries.
    pub(crate) label: String,
    pub(crate) method: String,
    /// With the query.
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<Vec<u8>>,
    /// The status with which it is to be answered, where that shows that it got as far as it should.
    pub(crate) expected: Option<u64>,
}

/// Headers that say who, where, since when or along which way; we look at none of them.
const TELLTALE: [&str; 32] = [
    "baggage",
    "cf-connecting-ip",
    "client-ip",
    "cookie",
    "dnt",
    "downlink",
    "forwarded",
    "from",
    "host",
    "if-modified-since",
    "origin",
    "referer",
    "save-data",
    "sec-ch-ua",
    "sec-ch-ua-model",
    "sec-ch-ua-platform",
    "sec-fetch-site",
    "traceparent",
    "tracestate",
    "true-client-ip",
    "user-agent",
    "via",
    "viewport-width",
    "x-amzn-trace-id",
    "x-api-key",
    "x-client-ip",
    "x-correlation-id",
    "x-device-id",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-real-ip",
    "x-request-id",
];
/// Headers that some function reads.
const READ: [&str; 9] = [
    "accept",
    "accept-encoding",
    "accept-language",
    "authorization",
    "content-encoding",
    "content-type",
    "idempotency-key",
    "if-none-match",
    "invitation-code",
];
const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
/// What a form says of when it was shown: [`MOMENT`] in seconds.
const SHOWN: &str = "1236547890";

/// Where programs bring the answers of people.
const RESPONSES: &str = "/v1/responses/GM0171/dagbesteding-2026/users";

impl Request {
    fn new(method: &str, path: &str) -> Request {
        let method = method.to_uppercase();
        Request {
            label: format!("{method} {path}"),
            method,
            path: path.to_owned(),
            headers: Vec::new(),
            body: None,
            expected: None,
        }
    }

    fn labelled(mut self, label: &str) -> Request {
        self.label = format!("{} ({label})", self.label);
        self
    }

    /// With a header in place of what it had.
    pub(crate) fn header(mut self, name: &str, value: impl Into<String>) -> Request {
        self.headers.retain(|(there, _)| there != name);
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    fn expecting(mut self, status: u64) -> Request {
        self.expected = Some(status);
        self
    }

    fn body(mut self, media_type: &str, body: impl Into<Vec<u8>>) -> Request {
        self.body = Some(body.into());
        self.header("content-type", media_type)
    }

    /// As Lambda hands it to a function: with a canary in each part of the event that tells of the caller.
    pub(crate) fn event(&self) -> Value {
        let mut event = http_event(&self.method, &self.path, &[], None);
        let sing = || Value::from(word(NOWHERE));
        let headers = event["headers"].as_object_mut().unwrap();
        headers.clear();
        for name in TELLTALE {
            headers.insert(name.to_owned(), sing());
        }
        headers.insert("x-forwarded-for".to_owned(), format!("{ADDRESS}, {}", word(NOWHERE)).into());
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.as_str().into());
        }
        event["cookies"] = json!([sing(), format!("session={}", word(NOWHERE))]);
        event["stageVariables"] = json!({ word(NOWHERE): word(NOWHERE) });
        event["pathParameters"] = json!({ "proxy": word(NOWHERE) });
        let context = &mut event["requestContext"];
        for name in ["accountId", "apiId", "domainName", "domainPrefix", "requestId", "routeKey", "stage", "time"] {
            context[name] = sing();
        }
        context["timeEpoch"] = MOMENT.into();
        for name in ["path", "protocol", "userAgent"] {
            context["http"][name] = sing();
        }
        context["http"]["sourceIp"] = ADDRESS.into();
        match &self.body {
            None => {}
            Some(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => event["body"] = text.into(),
                Err(_) => {
                    event["body"] = BASE64.encode(bytes).into();
                    event["isBase64Encoded"] = true.into();
                }
            },
        }
        event
    }
}

/// What a path's parameters are called, and a value that is known for a path that begins with `/v1/` and for any other.
const KNOWN: [(&str, &str, &str); 4] = [
    ("{campaign}", "noordoostpolder-2026", "noordoostpolder-2026"),
    ("{municipality}", "GM0171", "noordoostpolder"),
    ("{audience}", "users", "gebruikers"),
    ("{trajectory}", "dagbesteding-2026", "dagbesteding-2026"),
];

/// A route's path with known values; and for each of its parameters, that one a canary.
fn paths(route: &str) -> (String, Vec<String>) {
    let fill = |sung: Option<&str>| {
        KNOWN.iter().fold(route.to_owned(), |path, (name, program, person)| {
            let codes = route.starts_with("/v1/") || route.starts_with("/advies/");
            let known = if codes { *program } else { *person };
            path.replace(name, &if sung == Some(*name) { word(NOWHERE) } else { known.to_owned() })
        })
    };
    let known = fill(None);
    assert!(!known.contains('{'), "{route}: say in KNOWN what its parameters can be");
    (known, KNOWN.iter().filter(|(name, ..)| route.contains(name)).map(|(name, ..)| fill(Some(name))).collect())
}

/// Canaries as values and names of a query.
fn query() -> String {
    let names = ["lang", "release", "format", "dialect", "campaign", "code", "id", "to", "q.who"];
    let named = names.map(|name| format!("{name}={}", word(NOWHERE)));
    format!("?{}&{}={}", named.join("&"), word(NOWHERE), word(NOWHERE))
}

/// How many invitation codes [`to_all`] uses.
pub(crate) const CODES: usize = 6;
/// How many of those for focus groups.
pub(crate) const GROUP_CODES: usize = 1;
/// How many of those for interviewers.
pub(crate) const INTERVIEW_CODES: usize = 1;

/// Requests to every route of `routes` (method and path). `key` opens what needs an adviser's key; `codes` are invitation
/// codes, not used before.
pub(crate) fn to_all<'r>(
    routes: impl Iterator<Item = (&'r str, &'r str)>,
    key: Option<&str>,
    codes: &[InvitationCode],
) -> Vec<Request> {
    let mut codes: Vec<&InvitationCode> = codes.iter().collect();
    let mut code_of = |holder: Holder| {
        let place = codes.iter().position(|code| code.holder() == holder).expect("as many codes as are used");
        codes.remove(place).written()
    };
    let mut requests = Vec::new();
    for (method, route) in routes {
        let (known, sung) = paths(route);
        let plain = |path: &str| {
            let request = Request::new(method, path);
            match key {
                Some(key) => request.header("authorization", format!("Bearer {key}")),
                None => request,
            }
        };
        requests.push(plain(&known));
        requests.push(plain(&known).header("accept", "text/html"));
        requests.push(plain(&format!("{known}?lang=en")).header("accept", JSON));
        requests.push(plain(&format!("{known}{}", query())).labelled("a canary in each part of the query"));
        for path in sung {
            requests.push(plain(&path).labelled("a canary in the path"));
            requests.push(plain(&path).header("accept", JSON).labelled("a canary in the path, of a program"));
        }
        requests.push(plain(&format!("{known}/{}", word(NOWHERE))).labelled("a canary after the path"));
        for name in READ {
            requests.push(plain(&known).header(name, word(NOWHERE)).labelled(&format!("a canary as {name}")));
        }
        requests.push(
            plain(&known)
                .header("authorization", format!("Bearer dagpeil_abcdefgh_{}", secret()))
                .labelled("a canary in a key"),
        );
        requests.push(plain(&known).body(FORM, format!("q.wish={}", word(NOWHERE))).labelled("any body"));
        requests.push(
            Request { method: "PATCH".to_owned(), ..plain(&known).body(FORM, format!("q.wish={}", word(NOWHERE))) }
                .labelled("a method that it has not"),
        );
        let bodies = match (method, route.starts_with("/v1/"), route.ends_with("/intrekken")) {
            ("get", ..) => Vec::new(),
            ("post", ..) if route.starts_with("/uitnodiging/") => by_guest(plain(&known)),
            ("post", ..) if route.ends_with("/groepsgesprek") => by_group(plain(&known), &code_of(Holder::Facilitator)),
            ("post", ..) if route.ends_with("/gesprek") => by_interviewer(plain(&known), &code_of(Holder::Interviewer)),
            ("post", ..) if route.starts_with("/advies") => by_adviser(plain(&known), key),
            ("delete", ..) => withdrawn_by_program(plain(&known), &code_of(Holder::Respondent)),
            (_, true, _) => by_program(plain(&known), &code_of(Holder::Respondent)),
            (_, false, true) => withdrawn_by_person(plain(&known), &code_of(Holder::Respondent)),
            (_, false, false) => by_person(plain(&known), &code_of(Holder::Respondent)),
        };
        for request in bodies {
            // Once as a browser or program sends it, once with a canary in all else.
            let mut everywhere = request.clone().labelled("and in the query");
            everywhere.path += &query();
            requests.push(request);
            requests.push(everywhere);
        }
    }
    requests.push(Request::new("GET", &format!("/{}", word(NOWHERE))).labelled("a path there is not"));
    requests.push(Request::new("GET", &format!("/{}?{}", word(NOWHERE), word(NOWHERE))).header("accept", JSON));
    requests
}

/// What advisers ask for, with what comes of it.
pub(crate) fn to_adviser(key: &str) -> Vec<Request> {
    let path = "/v1/summaries/GM0171/dagbesteding-2026/users";
    let asked =
        [("", 200), ("?release=1", 200), ("?release=1&format=csv", 200), ("?release=7", 404), ("?release=final", 404)];
    let asked = asked.map(|(query, status)| Request::new("GET", &format!("{path}{query}")).expecting(status));
    let overview = Request::new("GET", "/v1/summaries/GM0171/dagbesteding-2026").expecting(200);
    asked
        .into_iter()
        .chain([overview])
        .map(|request| request.header("authorization", format!("Bearer {key}")))
        .collect()
}

/// What advisers read in a browser, with what comes of it.
pub(crate) fn to_reader(key: &str) -> Vec<Request> {
    let place = "/advies/GM0171/dagbesteding-2026";
    let asked = ["", "/users", "/users?release=1", "/bevindingen"];
    let asked = asked.map(|below| Request::new("GET", &format!("{place}{below}")).expecting(200));
    asked.into_iter().map(|request| request.header("authorization", format!("Bearer {key}"))).collect()
}

/// A response like any other, with an open text, by the interface for programs.
pub(crate) fn ordinary() -> Request {
    let body = json!({ "answers": { "who": "self", "now": ["home"], "wish": word(IN_TEXTS) } }).to_string();
    Request::new("POST", RESPONSES).body(JSON, body).header("idempotency-key", id()).expecting(200)
}

/// The page of the questionnaire.
pub(crate) fn page() -> Request {
    Request::new("GET", "/noordoostpolder/gebruikers").header("accept", "text/html")
}

/// The secret part of an adviser's key.
fn secret() -> String {
    format!("{:x<52}", word(NOWHERE))
}

/// An open text with what is redacted, each with a canary where it can hold one, and a canary that may stay.
fn open_text() -> String {
    let (mail, link, site, name) = (word(NOWHERE), word(NOWHERE), word(NOWHERE), word(NOWHERE));
    let [phone, number, account, postcode, date] = REDACTED;
    let name = name[..1].to_uppercase() + &name[1..];
    format!(
        "Zingen als de {}. Mail {mail}@voorbeeld.nl of zie https://{link}.nl/{link} of www.{site}.nl, bel {phone}, \
         nummer {number}, rekening {account}, wij wonen op {postcode} sinds {date}, vraag naar mevrouw {name}.",
        word(IN_TEXTS)
    )
}

/// A submission id.
fn id() -> String {
    format!("{}-{}", word(NOWHERE), word(NOWHERE))
}

fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// What a person sends, by the conversation form: where nothing counts without its code, and a note is one more open text.
fn by_interviewer(request: Request, code: &str) -> Vec<Request> {
    let (mut requests, note) = (by_person(request, code), word(IN_TEXTS));
    for request in &mut requests {
        let body = request.body.get_or_insert_default();
        if request.expected.is_some() && !body.windows(6).any(|part| part == b"&code=") {
            request.expected = Some(422);
        }
        if request.expected.is_some() {
            body.extend(format!("&q.note_day={note}&p.content=1&p.{}=1", word(NOWHERE)).into_bytes());
        }
    }
    requests
}

/// Forms of the page, sent to `request`'s path: stored, refused for every reason there is, and no forms at all.
fn by_person(request: Request, code: &str) -> Vec<Request> {
    let (first, second, coded, text, sung) = (id(), id(), id(), open_text(), || word(NOWHERE));
    let namely = format!("{} {}@voorbeeld.nl", word(IN_TEXTS), word(NOWHERE));
    let good = |id: &str, who: &str, text: &str| {
        let (extra, value) = (word(NOWHERE), word(NOWHERE));
        form(&[
            ("id", id),
            ("shown", SHOWN),
            ("q.who", who),
            ("q.now", "home"),
            ("q.now", "other"),
            ("n.now.other", &namely),
            ("q.wish", text),
            (&extra, &value),
        ])
    };
    let with_code = |fields: &str| format!("{fields}&code={}", code.to_lowercase().replace('-', "+"));
    let send =
        |label: &str, body: String| request.clone().body(FORM, body).header("accept", "text/html").labelled(label);
    let mut requests = vec![
        send("stored", good(&first, "self", &text)).expecting(200),
        send("the same again", good(&first, "self", &text)).expecting(200),
        send("other answers under the same id", good(&first, "other", &text)).expecting(409),
        send("stored with a code", with_code(&good(&coded, "self", &text))).expecting(200),
        send("the same again with the code", with_code(&good(&coded, "self", &text))).expecting(200),
        send("the same with the code from elsewhere", with_code(&good(&id(), "self", &text))).expecting(409),
        send("in place of what was sent with the code", with_code(&good(&coded, "other", &text)) + "&replace=1")
            .expecting(200),
        send("a look at the code", with_code(&good(&id(), "self", &text)) + "&check=1"),
        send("as a program would", good(&id(), "self", &text).replace(SHOWN, "") + &format!("&website={}", sung()))
            .expecting(422),
        send("no id", good("", "self", &text)),
        send("an id too short", good(&sung(), "self", &text)),
        send("an id of the wrong form", good(&format!("{}/{}", sung(), sung()), "self", &text)),
        send(
            "a canary for each answer",
            form(&[
                ("id", &second),
                ("shown", &sung()),
                ("website", &sung()),
                ("code", &sung()),
                ("q.who", &sung()),
                ("q.now", &sung()),
                ("q.step_now", &sung()),
                (&format!("q.{}", sung()), &sung()),
                (&format!("n.{}.{}", sung(), sung()), &sung()),
                (&format!("q.matters.{}", sung()), &sung()),
                ("q.wish", &text),
            ]),
        ),
        send("too long a text", good(&second, "self", &text.repeat(20))),
        send("another language", good(&second, "self", &text) + "&to=en"),
        send("no such language", good(&second, "self", &text) + &format!("&to={}&notice={}", sung(), sung())),
        send(
            "a code",
            form(&[("id", &id()), ("shown", SHOWN), ("code", &format!("4K7Q-2M9F-{}", sung())), ("q.who", "self")]),
        ),
        send("too large", good(&second, "self", &text.repeat(400))),
    ];
    let multipart = format!(
        "--x\r\ncontent-disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\r\n{}\r\n--x--",
        sung(),
        sung(),
        sung()
    );
    for (media_type, body) in [
        ("multipart/form-data; boundary=x", multipart),
        ("text/plain", sung()),
        (JSON, format!("{{\"{}\": \"{}\"}}", sung(), sung())),
    ] {
        requests.push(request.clone().body(media_type, body).header("accept", "text/html").labelled(media_type));
    }
    let mut torn = format!("id={second}&shown=0&q.who=self&q.wish={}", word(IN_TEXTS)).into_bytes();
    torn.extend([0xff, 0xfe, 0, 0xc3]);
    requests.push(request.clone().body(FORM, torn).labelled("not a text"));
    requests.push(
        request.body(FORM, good(&id(), "self", &text)).header("accept", "application/xml").labelled("for a program"),
    );
    requests
}

/// What a focus group said, on the form for it: stored, replaced, erased, and refused.
fn by_group(request: Request, code: &str) -> Vec<Request> {
    let (first, second, text, sung) = (id(), id(), open_text(), || word(NOWHERE));
    let said = |id: &str, people: &str, quote: &str| {
        let (extra, value) = (word(NOWHERE), word(NOWHERE));
        form(&[
            ("id", id),
            ("code", code),
            ("people", people),
            ("theme", "meeting"),
            ("agreed.near", "4"),
            ("quote", quote),
            ("quote", ""),
            ("cleared", "1"),
            (&extra, &value),
        ])
    };
    let send =
        |label: &str, body: String| request.clone().body(FORM, body).header("accept", "text/html").labelled(label);
    vec![
        send("stored", said(&first, "7", &text)).expecting(200),
        send("the same again", said(&first, "7", &text)).expecting(200),
        send("another under the same code", said(&second, "8", &text)).expecting(409),
        send("erased", said(&second, "8", "") + "&erase=1").expecting(200),
        send("stored anew", said(&second, "8", &text) + "&replace=1").expecting(200),
        send("too long a quote", said(&second, "8", &text.repeat(3))).expecting(422),
        send("no id", said("", "8", &text)).expecting(400),
        send(
            "a canary in each field",
            form(&[
                ("id", &id()),
                ("code", &sung()),
                ("people", &sung()),
                ("theme", &sung()),
                ("agreed.near", &sung()),
                (&format!("agreed.{}", sung()), &sung()),
                ("quote", &text),
                ("cleared", &sung()),
            ]),
        )
        .expecting(422),
        send("a code and a canary", form(&[("id", &id()), ("code", &format!("{code}-{}", sung())), ("people", "7")]))
            .expecting(422),
        send("another language", said(&second, "8", &text) + "&to=en").expecting(200),
        send("no such language", said(&second, "8", &text) + &format!("&to={}", sung())).expecting(200),
        send("too large", said(&second, "8", &text.repeat(400))).expecting(413),
        send("another type", sung()).header("content-type", "text/plain").expecting(415),
    ]
}

/// What someone leaves in the contact letterbox: sealed, refused for every reason there is, and no forms at all. What is
/// sealed is full of canaries.
fn by_guest(request: Request) -> Vec<Request> {
    let (first, text, sung) = (id(), open_text(), || word(NOWHERE));
    let mail = format!("{}@{}.nl", sung(), sung());
    let name = format!("{} de {}", sung(), sung());
    let left = |id: &str, name: &str, idea: &str| {
        let (extra, value) = (word(NOWHERE), word(NOWHERE));
        form(&[
            ("id", id),
            ("name", name),
            ("organisation", &format!("Stichting {}", word(NOWHERE))),
            ("email", &mail),
            ("phone", "06-87654321"),
            ("idea", idea),
            ("q.lunch", "yes"),
            (&extra, &value),
        ])
    };
    let send =
        |label: &str, body: String| request.clone().body(FORM, body).header("accept", "text/html").labelled(label);
    let whole = left(&first, &name, &text);
    vec![
        send("left", whole.clone()).expecting(200),
        send("the same again", whole.clone()).expecting(200),
        send("something else under the same id", left(&first, &sung(), &text)).expecting(409),
        send("as a program would", format!("{}&website={}", left(&id(), &name, &text), sung())).expecting(422),
        send("no id", left("", &name, &text)).expecting(400),
        send("an id of the wrong form", left(&format!("{}/{}", sung(), sung()), &name, &text)).expecting(400),
        send("too long a text", left(&id(), &name, &text.repeat(4))).expecting(422),
        send("nothing to reach someone by", form(&[("id", &id()), ("name", &sung())])).expecting(422),
        send(
            "a canary in each field",
            form(&[
                ("id", &id()),
                ("name", &sung()),
                ("email", &sung()),
                ("phone", &sung()),
                ("idea", &sung()),
                ("q.lunch", &sung()),
                (&format!("q.{}", sung()), &sung()),
                ("waits", &sung()),
                ("again", &sung()),
            ]),
        )
        .expecting(422),
        send("another language", whole.clone() + "&to=en").expecting(200),
        send("no such language", whole.clone() + &format!("&to={}", sung())).expecting(200),
        send("too large", left(&id(), &name, &text.repeat(400))).expecting(413),
        send("another type", sung()).header("content-type", "text/plain").expecting(415),
    ]
}

/// Signing in and out, on the advisers' pages.
fn by_adviser(request: Request, key: Option<&str>) -> Vec<Request> {
    let sung = || word(NOWHERE);
    let send = |label: &str, body: String| {
        request.clone().body(FORM, body).header("sec-fetch-site", "same-origin").labelled(label)
    };
    let next = format!("/advies/GM0171/dagbesteding-2026?by={}&{}={}", sung(), sung(), sung());
    let mut requests = vec![
        send("a canary for a key", form(&[("key", &sung()), ("next", &sung())])),
        send("a canary in a key", form(&[("key", &format!("dagpeil_abcdefgh_{}", secret())), ("next", &next)])),
        send("other fields", form(&[(&sung(), &sung())])),
        send("another type", sung()).header("content-type", "text/plain"),
        send("from elsewhere", form(&[("key", &sung())])).header("sec-fetch-site", "cross-site").expecting(403),
        request.clone().body(FORM, form(&[("key", &sung())])).labelled("from nobody knows where").expecting(403),
    ];
    if let Some(key) = key {
        requests.push(send("a session", form(&[("key", key), ("next", &next), (&sung(), &sung())])).expecting(303));
    }
    requests
}

/// The same by the interface for programs.
fn by_program(request: Request, code: &str) -> Vec<Request> {
    let (first, second, coded, text, sung) = (id(), id(), id(), open_text(), || word(NOWHERE));
    let namely = format!("{} {}@voorbeeld.nl", word(IN_TEXTS), word(NOWHERE));
    let good = |who: &str| {
        json!({
            "answers": { "who": who, "now": ["home", "other"], "wish": text },
            "namely": { "now": { "other": namely } },
        })
    };
    let send = |label: &str, id: &str, body: String| {
        request.clone().body(JSON, body).header("accept", JSON).header("idempotency-key", id).labelled(label)
    };
    let with_code =
        |label: &str, id: &str, body: Value| send(label, id, body.to_string()).header("invitation-code", code);
    let mut strange = good("self");
    strange["answers"][sung()] = sung().into();
    strange["answers"]["who"] = sung().into();
    strange["answers"]["now"] = json!([sung(), { sung(): sung() }]);
    strange["answers"]["content"] = json!({ sung(): [sung()] });
    strange["namely"] = json!({ sung(): { sung(): sung() }, "now": { "other": [sung()], sung(): 1 } });
    let broken = |whole: &Value| whole.to_string().replace("}}}", &format!("}}{}", sung()));
    let mut torn = good("self").to_string().into_bytes();
    torn.extend([0xff, 0xfe, 0xc3]);
    let mut requests = vec![
        send("stored", &first, good("self").to_string()).expecting(200),
        send("the same again", &first, good("self").to_string()).expecting(200),
        send("other answers under the same id", &first, good("other").to_string()).expecting(409),
        with_code("stored with a code", &coded, good("self")).expecting(200),
        with_code("the same again with the code", &coded, good("self")).expecting(200),
        with_code("the same with the code from elsewhere", &id(), good("self")).expecting(409),
        send("no id", "", good("self").to_string()),
        send("an id of the wrong form", &format!("{} {}", sung(), sung()), good("self").to_string()),
        send("a canary for each answer", &second, strange.to_string()),
        send("JSON that breaks off", &second, broken(&good("self"))),
        send("not JSON", &second, format!("{}: {}", sung(), sung())),
        send("another shape", &second, json!({ sung(): sung(), "answers": { "who": "self" } }).to_string()),
        send("a list", &second, json!([sung()]).to_string()),
        send("nested deeply", &second, "[".repeat(5_000) + &sung()),
        send("too long a text", &second, json!({ "answers": { "who": "self", "wish": text.repeat(20) } }).to_string()),
        send("too large", &second, json!({ "answers": { "who": "self", "wish": text.repeat(400) } }).to_string()),
        send("a code", &id(), good("self").to_string()).header("invitation-code", format!("4K7Q-2M9F-{}", sung())),
        send("not accepted", &second, good("self").to_string()).header("accept", format!("application/{}", sung())),
        send("in gzip, it says", &second, good("self").to_string()).header("content-encoding", "gzip"),
        request.clone().body(JSON, torn).header("idempotency-key", second.clone()).labelled("not a text"),
    ];
    for (media_type, body) in [(FORM, form(&[("q.who", &sung())])), ("application/xml", format!("<{}/>", sung()))] {
        requests.push(send(media_type, &second, body).header("content-type", media_type));
    }
    requests
}

/// Wishes to withdraw, on the page for it: done, and refused.
fn withdrawn_by_person(request: Request, code: &str) -> Vec<Request> {
    let send =
        |label: &str, body: String| request.clone().body(FORM, body).header("accept", "text/html").labelled(label);
    let sung = || word(NOWHERE);
    vec![
        send("not sure yet", form(&[("code", code)])).expecting(200),
        send("withdrawn", form(&[("code", code), ("sure", "1"), (&sung(), &sung())])).expecting(200),
        send("withdrawn once more", form(&[("code", code), ("sure", "1")])).expecting(200),
        send("a canary for a code", form(&[("code", &sung()), ("sure", &sung())])).expecting(422),
        send("a code and a canary", form(&[("code", &format!("{code}-{}", sung())), ("sure", "1")])).expecting(422),
        send("no code", form(&[("code", ""), ("sure", "1")])).expecting(422),
        send("another language", form(&[("code", &sung()), ("to", "en")])),
        send("no such language", form(&[("code", code), ("to", &sung())])),
        send("too large", form(&[("code", &sung().repeat(9_000)), ("sure", "1")])).expecting(413),
        send("another type", sung()).header("content-type", "text/plain").expecting(415),
    ]
}

/// The same by the interface for programs.
fn withdrawn_by_program(request: Request, code: &str) -> Vec<Request> {
    let send = |label: &str, code: &str| {
        request.clone().header("accept", JSON).header("invitation-code", code).labelled(label)
    };
    vec![
        send("withdrawn", code).expecting(204),
        send("withdrawn once more", &code.to_lowercase()).expecting(204),
        send("a canary for a code", &word(NOWHERE)).expecting(400),
        send("a code and a canary", &format!("{code} {}", word(NOWHERE))).expecting(400),
        send("with a body", code).body(JSON, json!({ word(NOWHERE): word(NOWHERE) }).to_string()).expecting(204),
    ]
}
