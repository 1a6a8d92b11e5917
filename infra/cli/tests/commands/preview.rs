//! A preview as a writer sees it in a browser, while she changes the files.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use reqwest::{Client, Response, StatusCode, redirect};
use tempfile::TempDir;

use super::{campaign, dagpeil, stderr};

const NOTICE: &str = "Dit is een voorvertoning.";
const USERS: &str = "/noordoostpolder/gebruikers";

/// A preview that runs, in an empty folder in which it has its temporary files too.
struct Previewed {
    process: Child,
    results: BufReader<ChildStdout>,
    base: String,
    elsewhere: TempDir,
    http: Client,
}

impl Previewed {
    fn start(folder: &Path, arguments: &[&str]) -> Previewed {
        let elsewhere = tempfile::tempdir().unwrap();
        let remarks = fs::File::create(folder.join("../remarks")).unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_dagpeil"))
            .current_dir(elsewhere.path())
            .env("TMPDIR", elsewhere.path())
            .env("HOME", elsewhere.path())
            .arg("preview")
            .arg(folder)
            .args(["--port", "0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(remarks)
            .spawn()
            .unwrap();
        let mut results = BufReader::new(process.stdout.take().unwrap());
        let mut first = String::new();
        results.read_line(&mut first).unwrap();
        let base =
            first.split_once("http://").map(|(_, rest)| format!("http://{}", rest.trim_end().trim_end_matches(':')));
        let base = base.unwrap_or_else(|| panic!("{first}{}", fs::read_to_string(folder.join("../remarks")).unwrap()));
        let http = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        Previewed { process, results, base, elsewhere, http }
    }

    async fn get(&self, path: &str) -> Response {
        self.http.get(format!("{}{path}", self.base)).send().await.unwrap()
    }

    async fn page(&self, path: &str) -> String {
        self.get(path).await.text().await.unwrap()
    }

    async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.http.post(format!("{}{path}", self.base)).form(fields).send().await.unwrap()
    }

    /// Reads a page until it has `text`.
    async fn until(&self, path: &str, text: &str) {
        for _ in 0..100 {
            if self.page(path).await.contains(text) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{path} never showed {text}");
    }

    /// Ends it as Ctrl-C does.
    fn interrupt(mut self) -> (Option<i32>, String) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        let code = self.process.wait().unwrap().code();
        let mut links = String::new();
        self.results.read_to_string(&mut links).unwrap();
        (code, links)
    }
}

impl Drop for Previewed {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// All files below a folder, with what is in them.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let content = fs::read(&path).unwrap();
            found.push((path, content));
        }
    }
    found.sort();
    found
}

fn submission(page: &str) -> String {
    page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_form_is_checked_and_thanked_for_and_nothing_is_written() {
    let (_around, folder) = campaign("", "");
    let before = files(&folder);
    let preview = Previewed::start(&folder, &[]);

    for path in ["/", "/privacy", USERS, "/noordoostpolder/gebruikers/bedankt", "/nowhere"] {
        assert!(preview.page(path).await.contains(NOTICE), "{path}");
    }
    assert!(preview.page("/noordoostpolder/gebruikers?lang=en").await.contains("This is a preview."));
    let page = preview.get(USERS).await;
    assert_eq!(page.status(), StatusCode::OK);
    assert!(page.headers().contains_key("content-security-policy"), "the notice needs no exception to it");
    let id = submission(&page.text().await.unwrap());

    let refused = preview.send(USERS, &[("id", &id), ("q.who", "nobody"), ("q.wish", "Zingen")]).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let again = refused.text().await.unwrap();
    assert!(again.contains(NOTICE) && again.contains("Fout:"), "{again}");

    let taken = preview.send(USERS, &[("id", &id), ("shown", "0"), ("q.who", "self")]).await;
    assert_eq!(taken.status(), StatusCode::OK);
    let thanks = taken.text().await.unwrap();
    assert!(thanks.contains(NOTICE) && thanks.contains("Bedankt!"), "{thanks}");

    let program = preview.get("/v1/questionnaires/GM0171/dagbesteding-2026/users").await;
    assert_eq!(program.headers()["content-type"], "application/json");
    program.json::<serde_json::Value>().await.expect("what is for programs has no notice in it");

    assert_eq!(files(preview.elsewhere.path()), []);
    assert_eq!(files(&folder), before);
    let base = preview.base.clone();
    let (code, links) = preview.interrupt();
    assert_eq!(code, Some(0));
    assert!(links.contains(&format!("Noordoostpolder  Gebruikers  {base}/noordoostpolder/gebruikers\n")), "{links}");
}

#[tokio::test]
async fn a_change_is_shown_and_a_fault_is_told_while_the_last_good_version_stays() {
    let (_around, folder) = campaign("", "");
    let preview = Previewed::start(&folder, &[]);
    let file = folder.join("campaign.toml");
    let original = fs::read_to_string(&file).unwrap();
    let name = original.lines().find(|line| line.starts_with("name = ")).unwrap();

    fs::write(&file, original.replace(name, "name = \"Gemeente Anders\"")).unwrap();
    preview.until(USERS, "Gemeente Anders").await;

    fs::write(&file, original.replace(name, "nam = \"Gemeente Fout\"")).unwrap();
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        if fs::read_to_string(folder.join("../remarks")).unwrap().contains("stays") {
            break;
        }
    }
    let said = fs::read_to_string(folder.join("../remarks")).unwrap();
    assert!(said.contains("`nam` is not a key") && said.contains("The last version without faults stays."), "{said}");
    assert!(preview.page(USERS).await.contains("Gemeente Anders"));

    // Questionnaires are watched too.
    fs::write(&file, &original).unwrap();
    let users = folder.join("users.toml");
    let text = fs::read_to_string(&users).unwrap();
    let title = text.lines().find(|line| line.starts_with("title = ")).unwrap();
    fs::write(&users, text.replacen(title, "title = { nl = \"Een heel andere vraag\", en = \"Other\" }", 1)).unwrap();
    preview.until(USERS, "Een heel andere vraag").await;
}

#[tokio::test]
async fn it_can_be_shown_before_the_opening_and_after_the_close() {
    let (_around, folder) = campaign("", "");
    for (at, status) in [
        ("before", StatusCode::FORBIDDEN),
        ("closed", StatusCode::GONE),
        ("2001-01-01T12:00", StatusCode::FORBIDDEN),
        ("2101-01-01", StatusCode::GONE),
    ] {
        let preview = Previewed::start(&folder, &["--at", at]);
        let page = preview.get(USERS).await;
        assert_eq!(page.status(), status, "{at}");
        assert!(page.text().await.unwrap().contains(NOTICE));
    }
}

#[test]
fn a_faulty_campaign_and_a_busy_port_are_told_at_once() {
    let (_around, folder) = campaign("smallest_base = 12", "smalest_base = 12");
    let refused = dagpeil(&["preview", folder.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).ends_with("1 fault\n"), "{}", stderr(&refused));

    let busy = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = busy.local_addr().unwrap().port().to_string();
    let refused = dagpeil(&["preview", "voorbeeld-codes-2026", "--port", &port]);
    assert_eq!(refused.status.code(), Some(1));
    let said = stderr(&refused);
    assert!(said.contains("can't be listened on") && said.lines().count() == 1, "{said}");
}
