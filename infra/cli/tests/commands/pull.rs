//! Pulling from a system that runs, over HTTP, and from servers that are none of ours.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use local::data::DataFolder;
use local::running::Running;
use local::{Settings, running};
use serde_json::Value;
use storage::{AdviserKey, Advisers, Municipalities, Scope};
use web::Clock;

use super::{root, stderr, stdout};

/// Runs `dagpeil pull` in that folder, with that key in the environment, if any.
fn pull(folder: &Path, key: Option<&str>, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dagpeil"));
    command.current_dir(folder).arg("pull").args(arguments).env_remove("DAGPEIL_KEY");
    if let Some(key) = key {
        command.env("DAGPEIL_KEY", key);
    }
    command.output().unwrap()
}

/// The example in a small size, running.
async fn start(folder: &Path) -> Running {
    let filled = Command::new(env!("CARGO_BIN_EXE_dagpeil"))
        .current_dir(root())
        .args(["demo", "--residents", "60", "--providers", "15", "--data"])
        .arg(folder)
        .output()
        .unwrap();
    assert!(filled.status.success(), "{}", stderr(&filled));
    let data = DataFolder::take(folder).unwrap();
    let campaigns = ["voorbeeld-2026", "noordoostpolder-2026"]
        .map(|id| local::campaigns::load(&root().join("infra/campaigns").join(id)).unwrap().campaign.into());
    let settings = Settings {
        address: ([127, 0, 0, 1], 0).into(),
        database: data.database(),
        adviser_key: data.adviser_key(),
        campaigns: campaigns.into(),
        typesetter: local::Typesetter::Nobody,
        clock: Clock::system(),
    };
    running::start(settings).await.unwrap()
}

/// All files below a folder, by their paths in it.
fn files(folder: &Path) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(folder, &mut found);
    let mut names: Vec<String> =
        found.iter().map(|path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_a_key_opens_comes_once() {
    let around = tempfile::tempdir().unwrap();
    let running = start(&around.path().join("data")).await;
    let (base, key) = (format!("http://{}", running.address()), running.adviser_key().to_owned());
    let folder = around.path();
    let all = ["--out", "cijfers", "--format", "json,csv,rfc4180,xlsx,codebook", "--campaign", "voorbeeld-2026"];
    let arguments: Vec<&str> = std::iter::once(base.as_str()).chain(all).collect();

    let first = pull(folder, Some(&key), &arguments);
    assert_eq!(first.status.code(), Some(0), "{}", stderr(&first));
    assert_eq!(stderr(&first), "10 files: 10 written, 0 as they were\n");
    let mut expected = vec![".dagpeil-pull.json".to_owned()];
    for audience in ["providers", "users"] {
        for ending in ["codebook.csv", "csv", "json", "rfc4180.csv", "xlsx"] {
            expected.push(format!("voorbeeld-2026/GM0171/{audience}-final.{ending}"));
        }
    }
    let out = folder.join("cijfers");
    assert_eq!(files(&out), expected);
    assert_eq!(stdout(&first).lines().count(), 10);
    assert!(stdout(&first).lines().all(|line| folder.join(line).is_file()), "{}", stdout(&first));

    // What is in the files is what the address answers, in the form that their names say.
    let place = out.join("voorbeeld-2026/GM0171");
    let summary = format!("{base}/v1/summaries/GM0171/voorbeeld-2026/users?release=final&lang=nl");
    for (query, file) in [
        ("format=json", "users-final.json"),
        ("format=csv", "users-final.csv"),
        ("format=csv&dialect=rfc4180", "users-final.rfc4180.csv"),
        ("format=xlsx", "users-final.xlsx"),
        ("format=csv&parts=codebook", "users-final.codebook.csv"),
    ] {
        let answer = reqwest::Client::new().get(format!("{summary}&{query}")).bearer_auth(&key).send().await.unwrap();
        assert_eq!(fs::read(place.join(file)).unwrap(), answer.bytes().await.unwrap(), "{file}");
    }
    let json: Value = serde_json::from_slice(&fs::read(place.join("users-final.json")).unwrap()).unwrap();
    assert_eq!(json["responses"]["count"], 60);

    // Again: nothing. After someone worked in one file and threw another away: these two.
    let again = pull(folder, Some(&key), &arguments);
    assert_eq!((stdout(&again).as_str(), stderr(&again).as_str()), ("", "10 files: 0 written, 10 as they were\n"));
    fs::write(place.join("users-final.csv"), "bewerkt").unwrap();
    fs::remove_file(place.join("users-final.xlsx")).unwrap();
    let again = pull(folder, Some(&key), &arguments);
    assert_eq!(stderr(&again), "10 files: 2 written, 8 as they were\n");
    assert_ne!(fs::read(place.join("users-final.csv")).unwrap(), b"bewerkt");

    // A campaign that has just opened has nothing yet; and words come in English too.
    fs::write(folder.join("key"), format!("{key}\n")).unwrap();
    let english = [&base, "--out", "figures", "--key-file", "key", "--language", "en", "--format", "csv"];
    let english = pull(folder, None, &english);
    assert_eq!(english.status.code(), Some(0), "{}", stderr(&english));
    assert!(
        stderr(&english).contains("noordoostpolder-2026 GM0171: nothing was released yet\n"),
        "{}",
        stderr(&english)
    );
    assert_eq!(files(&folder.join("figures")).len(), 3);
    let csv = fs::read_to_string(folder.join("figures/voorbeeld-2026/GM0171/users-final.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}Campaign;"), "{}", &csv[..80]);

    // What can't be asked of this key is said before anything is fetched.
    for (option, value) in [("--municipality", "GM0355"), ("--audience", "carers"), ("--campaign", "else-2026")] {
        let refused = pull(folder, Some(&key), &[&base, "--out", "none", option, value]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused).contains(value) && stderr(&refused).contains("it opens: "), "{}", stderr(&refused));
    }
    let one = pull(folder, Some(&key), &[&base, "--out", "one", "--audience", "users", "--format", "json,json"]);
    assert!(stderr(&one).ends_with("1 file: 1 written, 0 as they were\n"), "{}", stderr(&one));

    // The key is in no output and in no file but its own.
    for output in [&first, &again, &english, &one] {
        assert!(!stdout(output).contains(&key) && !stderr(output).contains(&key));
    }
    for file in files(folder).iter().filter(|file| !file.starts_with("data/") && *file != "key") {
        let bytes = fs::read(folder.join(file)).unwrap();
        assert!(!bytes.windows(key.len()).any(|window| window == key.as_bytes()), "{file}");
    }
    running.until(async {}).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_does_not_open_is_told_why() {
    let around = tempfile::tempdir().unwrap();
    let running = start(&around.path().join("data")).await;
    let base = format!("http://{}", running.address());
    let advisers = Advisers::new(running.stacks()[0].client().clone(), "dagpeil-advisers");
    let now = Clock::system().now();
    let made = |seed, scopes, expires| {
        AdviserKey::make([seed; 37], "A. Viser".to_owned(), Municipalities::All, scopes, expires)
    };
    let (expired, of_expired) = made(1, vec![Scope::Summaries], now.plus_days(-1));
    let (other, of_other) = made(2, Vec::new(), now.plus_days(1));
    assert!(advisers.put(&of_expired).await.unwrap() && advisers.put(&of_other).await.unwrap());
    let (unknown, _) = made(3, vec![Scope::Summaries], now.plus_days(1));
    for (key, said) in [
        (&expired, "This key has expired."),
        (&other, "This key is not for reading summaries."),
        (&unknown, "This key is not known."),
    ] {
        let refused = pull(around.path(), Some(key), &[&base, "--out", "cijfers"]);
        assert_eq!(refused.status.code(), Some(1));
        let remarks = stderr(&refused);
        assert!(remarks.starts_with("error: 127.0.0.1 refuses your key: ") && remarks.contains(said), "{remarks}");
        assert!(remarks.lines().count() == 1 && !remarks.contains(key), "{remarks}");
    }
    running.until(async {}).await;
}

/// A server that answers every request the same, and its address.
fn answering(answer: &'static str) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    format!("http://127.0.0.1:{port}")
}

const KEY: &str = "dagpeil_aaaqeaye_secret";

#[test]
fn what_is_not_an_advisers_address_is_one_clear_line() {
    let around = tempfile::tempdir().unwrap();
    let closed = {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    for (base, said) in [
        (closed, "127.0.0.1 can't be reached: "),
        (
            answering("HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\n<html>"),
            "answered something else than was asked",
        ),
        (
            answering("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"),
            "does not tell what a key opens: it is not the advisers' address, or of an older version",
        ),
        (
            answering(
                "HTTP/1.1 302 Found\r\nlocation: https://elsewhere.example.nl/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
            ),
            "sends on to https://elsewhere.example.nl/; your key did not go there",
        ),
        (
            answering("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"),
            "answered 502 Bad Gateway",
        ),
        (
            answering("HTTP/1.1 200 OK\r\ncontent-length: 100\r\nconnection: close\r\n\r\n{"),
            "the connection with 127.0.0.1 broke: ",
        ),
        // What comes over the network becomes the name of a file.
        (
            answering(concat!(
                "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n",
                r#"{"places":[{"campaign":"../../x","trajectory":"t","municipality":{"code":"GM0171"},"audiences":[]}]}"#
            )),
            "names a place that can't be: \"../../x\"",
        ),
    ] {
        let refused = pull(around.path(), Some(KEY), &[&base, "--out", "cijfers"]);
        assert_eq!(refused.status.code(), Some(1), "{said}");
        let remarks = stderr(&refused);
        assert!(remarks.starts_with("error: ") && remarks.contains(said), "{remarks} for {said}");
        assert!(remarks.lines().count() == 1 && !remarks.contains(KEY), "{remarks}");
        assert_eq!(files(around.path()), Vec::<String>::new());
    }
}

#[test]
fn a_server_that_is_busy_is_asked_again() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let busy =
            "HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        let then = "HTTP/1.1 200 OK\r\ncontent-length: 13\r\nconnection: close\r\n\r\n{\"places\":[]}";
        for answer in [busy, then] {
            let mut stream = listener.accept().unwrap().0;
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    let around = tempfile::tempdir().unwrap();
    let pulled = pull(around.path(), Some(KEY), &[&base, "--out", "cijfers"]);
    assert_eq!(stderr(&pulled), "error: your key opens nothing\n");
}

#[test]
fn without_a_key_or_with_something_else_nothing_is_asked() {
    let around = tempfile::tempdir().unwrap();
    let base = "https://advies.example.nl";
    let none = pull(around.path(), None, &[base, "--out", "cijfers"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(stderr(&none).contains("--key-file or the environment variable DAGPEIL_KEY"), "{}", stderr(&none));

    fs::write(around.path().join("file"), "a letter to a friend").unwrap();
    let other = pull(around.path(), None, &[base, "--out", "cijfers", "--key-file", "file"]);
    assert_eq!(other.status.code(), Some(1));
    assert!(stderr(&other).contains("is not an adviser's key"), "{}", stderr(&other));
    assert!(!stderr(&other).contains("friend"), "what is in the file may be a secret of another kind");

    let missing = pull(around.path(), None, &[base, "--out", "cijfers", "--key-file", "nowhere"]);
    assert!(stderr(&missing).starts_with("error: the key can't be read from nowhere: "), "{}", stderr(&missing));
    let plain = pull(around.path(), Some(KEY), &["http://advies.example.nl", "--out", "cijfers"]);
    assert_eq!(plain.status.code(), Some(2));
    assert!(stderr(&plain).contains("others could read your key"), "{}", stderr(&plain));
}
