use std::time::Duration;

use storage::embedded::{Database, Embedded, Watch};
use storage::schema::create_tables;
use storage::{
    AdviserKey, Advisers, Client, Entry, Kept, Letterbox, Municipalities, NewSecrets, NoticeBoard, OpenText,
    OpenedLetterbox, Posted, Presented, Scope, Secrets, StorageError, Tables, Verdict, client,
};
use survey::disclosure::Ledger;
use survey::id::CampaignId;
use survey::keys::{CodesKey, LinkKey, RoundingKey, SubmissionId};
use survey::mode::Mode;
use survey::release::ReleaseNumber;
use survey::response::Stored;
use survey::time::Timestamp;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::notice_board::release;
use crate::{on_every_engine, place};

fn adviser(seed: u8, municipalities: Municipalities) -> (String, AdviserKey) {
    let name = format!("adviser {seed}");
    AdviserKey::make([seed; 37], name, municipalities, vec![Scope::Summaries], Timestamp(1_000))
}

#[tokio::test]
async fn adviser_keys_are_kept_judged_listed_and_revoked() {
    on_every_engine(async |bench| {
        let advisers = Advisers::new(bench.client.clone(), &bench.tables.advisers);
        let here = Municipalities::These(vec!["GM0171".parse().unwrap(), "GM0995".parse().unwrap()]);
        let (shown, kept) = adviser(1, here);
        let (_, everywhere) = adviser(2, Municipalities::All);
        let presented = Presented::parse(&shown).unwrap();
        assert_eq!(advisers.judge(&presented, Timestamp(0)).await.unwrap(), Verdict::Wrong);
        assert!(advisers.put(&kept).await.unwrap());
        assert!(advisers.put(&everywhere).await.unwrap());
        let usurper = AdviserKey { id: kept.id.clone(), ..everywhere.clone() };
        assert!(!advisers.put(&usurper).await.unwrap(), "no key takes another's place");
        assert_eq!(advisers.judge(&presented, Timestamp(999)).await.unwrap(), Verdict::Valid(kept.clone()));
        assert_eq!(advisers.judge(&presented, Timestamp(1_000)).await.unwrap(), Verdict::Expired);
        assert_eq!(advisers.list().await.unwrap(), [kept.clone(), everywhere.clone()]);
        assert!(advisers.revoke(&kept.id).await.unwrap());
        assert!(!advisers.revoke(&kept.id).await.unwrap());
        assert_eq!(advisers.judge(&presented, Timestamp(0)).await.unwrap(), Verdict::Wrong);
        assert_eq!(advisers.list().await.unwrap(), [everywhere]);
    })
    .await;
}

fn entry(id: &SubmissionId, expires: Timestamp) -> Entry {
    let link = LinkKey::new([1; 32]);
    Entry {
        answers: vec![("who".to_owned(), Stored::Options("self".to_owned()))],
        proof: link.proof(id, b"answers"),
        questionnaire: "0123456789abcdef".to_owned(),
        mode: Mode::Link,
        expires,
        texts: vec![OpenText { field: "wish".into(), key: link.text_key(id, "wish"), text: "canary".into() }],
    }
}

/// Calls whatever writes or reads.
async fn exercise(client: &Client, tables: &Tables) -> Result<(), StorageError> {
    let (users, id) = (place("users"), SubmissionId::from_random([1; 16]));
    let campaign: CampaignId = "noordoostpolder-2026".parse().unwrap();
    let key = LinkKey::new([1; 32]).response_key(&id);
    let letterbox = Letterbox::new(client.clone(), &tables.responses, &tables.texts);
    assert_eq!(letterbox.post(&users, &key, &entry(&id, Timestamp(4_000_000_000))).await?, Posted::Stored);
    let opened = OpenedLetterbox::new(client.clone(), &tables.responses);
    opened.is_empty(&users).await?;
    opened.for_each(&users, &key.as_str()[..1], drop).await?;
    let secrets = Secrets::new(client.clone(), &tables.secrets);
    let new = NewSecrets {
        link: LinkKey::new([1; 32]),
        codes: CodesKey::new([2; 32]),
        rounding: RoundingKey::new([3; 32]),
        policy: "policy".to_owned(),
    };
    secrets.make_missing(&campaign, &new).await?;
    secrets.remember(&campaign, &users, 0, &Ledger::default(), None).await?;
    secrets.remembered(&campaign, &users).await?;
    secrets.seal(&campaign).await?;
    assert!(matches!(secrets.link_key(&campaign).await?, Kept::Sealed));
    let board = NoticeBoard::new(client.clone(), &tables.releases);
    board.hang(&release("users", ReleaseNumber::Interim(1), 1)).await.map(drop)?;
    board.latest(&users).await?;
    board.list(&users).await?;
    board.progress(&users).await?;
    let advisers = Advisers::new(client.clone(), &tables.advisers);
    let (shown, kept) = adviser(1, Municipalities::All);
    advisers.put(&kept).await?;
    advisers.judge(&Presented::parse(&shown).unwrap(), Timestamp(0)).await.map(drop)?;
    advisers.revoke(&kept.id).await?;
    Ok(())
}

#[tokio::test]
async fn nothing_asks_for_old_values_and_writers_read_nothing() {
    on_every_engine(async |bench| {
        let watch = Watch::new();
        exercise(&watch.client(&bench.client), &bench.tables).await.unwrap();
        let seen = watch.seen();
        assert!(seen.iter().filter(|seen| seen.is_write()).count() >= 12);
        for seen in &seen {
            assert!(!seen.body.contains("ReturnValues"), "{} asks for values", seen.operation);
            assert!(seen.operation != "Scan");
            if seen.is_about(&bench.tables.texts) {
                assert_eq!(seen.operation, "PutItem");
            }
        }
        assert!(seen.iter().any(|seen| seen.is_about(&bench.tables.texts)));
    })
    .await;
}

#[tokio::test]
async fn a_database_file_outlives_the_engine_and_loses_only_what_has_expired() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tables.db");
    let tables = Tables::named("kept");
    let link = LinkKey::new([1; 32]);
    let start = async || {
        let engine = Embedded::start(Database::File(file.clone())).await.unwrap();
        create_tables(engine.client(), &tables).await.unwrap();
        engine
    };
    let engine = start().await;
    let letterbox = Letterbox::new(engine.client().clone(), &tables.responses, &tables.texts);
    for (seed, audience, expires) in [(1, "users", 4_000_000_000), (2, "providers", 1_000_000_000)] {
        let id = SubmissionId::from_random([seed; 16]);
        let posted = letterbox.post(&place(audience), &link.response_key(&id), &entry(&id, Timestamp(expires))).await;
        assert_eq!(posted.unwrap(), Posted::Stored);
    }
    drop(letterbox);
    engine.stop(Duration::from_millis(500)).await;

    let engine = start().await;
    let opened = OpenedLetterbox::new(engine.client().clone(), &tables.responses);
    let is_empty = async |audience: &str| opened.is_empty(&place(audience)).await.unwrap();
    for _ in 0..100 {
        if is_empty("providers").await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(is_empty("providers").await, "what has expired is swept away");
    assert!(!is_empty("users").await);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_one_clear_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "these are notes, and long enough to be taken for a database header ".repeat(20)).unwrap();
    let error = match Embedded::start(Database::File(file)).await {
        Ok(engine) => create_tables(engine.client(), &Tables::named("x")).await.unwrap_err().to_string(),
        Err(error) => error.to_string(),
    };
    assert!(error.contains("notes.txt") && !error.contains('\n'), "{error}");
}

/// A server that answers every request with `status` and `body`; its endpoint.
async fn answering(status: u16, body: &'static str) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = vec![0; 65_536];
                let _ = connection.read(&mut request).await;
                let answer = format!(
                    "HTTP/1.1 {status} X\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: {}\r\n\
                     connection: close\r\n\r\n{body}",
                    body.len()
                );
                let _ = connection.write_all(answer.as_bytes()).await;
            });
        }
    });
    endpoint
}

#[tokio::test]
async fn what_passes_by_itself_is_told_from_what_does_not_and_neither_quotes_the_database() {
    let of =
        |endpoint: String| Secrets::new(client(Some(&endpoint), "eu-central-1", Embedded::credentials()), "secrets");
    let campaign: CampaignId = "noordoostpolder-2026".parse().unwrap();
    let throttled = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"canary"}"#;
    let refused = r#"{"__type":"com.amazon.coral.validate#ValidationException","message":"canary"}"#;
    let denied = r#"{"__type":"com.amazon.coral.service#AccessDeniedException","message":"canary"}"#;
    let cases = [
        (answering(400, throttled).await, true, "ThrottlingException"),
        (answering(503, "{}").await, true, "no code"),
        (answering(400, refused).await, false, "ValidationException"),
        (answering(400, denied).await, false, "AccessDeniedException"),
        ("http://127.0.0.1:9".to_owned(), true, "no connection"),
    ];
    for (endpoint, unavailable, code) in cases {
        let error = of(endpoint).link_key(&campaign).await.unwrap_err();
        assert_eq!(error.is_unavailable(), unavailable, "{error}");
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(code) && !shown.contains("canary"), "{shown}");
    }
}

#[tokio::test]
async fn over_https_the_pinned_roots_are_read() {
    // Refused at once: the roots were read without a panic, or it would not have come to a connection.
    let client = client(Some("https://127.0.0.1:9"), "eu-central-1", Embedded::credentials());
    let campaign: CampaignId = "noordoostpolder-2026".parse().unwrap();
    let error = Secrets::new(client, "secrets").link_key(&campaign).await.unwrap_err();
    assert!(error.to_string().contains("no connection"), "{error}");
}
