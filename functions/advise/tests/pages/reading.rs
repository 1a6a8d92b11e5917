//! What stands on the pages, for whom, and at what cost.

use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH, REFERRER_POLICY};

use super::*;

#[tokio::test]
async fn pages_in_words() {
    let stand = stand().await;
    insta::assert_snapshot!("sign_in", stand.get("/advies", &[]).await.read());
    insta::assert_snapshot!("home", stand.read("/advies").await.read());
    insta::assert_snapshot!("overview", stand.read(PLACE).await.read());
    insta::assert_snapshot!("overview_en", stand.read(&format!("{PLACE}?lang=en")).await.read());
    insta::assert_snapshot!("overview_begun", stand.read("/advies/GM0355/voorbeeld-2026").await.read());
    insta::assert_snapshot!("release", stand.read(&format!("{PLACE}/users?section=2")).await.read());
    insta::assert_snapshot!("by_group", stand.read(&format!("{PLACE}/users?by=age&section=1&lang=en")).await.read());
    insta::assert_snapshot!("crossings", stand.read(&format!("{PLACE}/users?section=crossings")).await.read());
    insta::assert_snapshot!("interim", stand.read(&format!("{PLACE}/users?release=2&section=1")).await.read());
    insta::assert_snapshot!("providers", stand.read(&format!("{PLACE}/providers?section=2")).await.read());
    // The words of the findings are held by the tests of `insight`; here their first sections, with the tables.
    let findings = stand.read(&format!("{PLACE}/bevindingen")).await.read();
    let beginning = findings.split("\nWat in de weg staat\n").nth(1).unwrap();
    insta::assert_snapshot!("findings", beginning);
}

#[tokio::test]
async fn pages_that_disappoint_tell_where_to_go() {
    let stand = stand().await;
    let zeist = format!("Bearer {}", stand.zeist);
    for (name, path, key, status) in [
        ("no_such_release", format!("{PLACE}/users?release=7"), None, 404),
        ("nothing_yet", "/advies/GM0355/voorbeeld-2026/users".to_owned(), None, 404),
        ("no_findings_yet", "/advies/GM0355/voorbeeld-2026/bevindingen".to_owned(), None, 404),
        ("no_total", "/advies/all/voorbeeld-2026/users".to_owned(), None, 404),
        ("out_of_scope", format!("{PLACE}/users"), Some(zeist.as_str()), 403),
        ("nowhere", "/advies/GM0171/elders".to_owned(), None, 404),
    ] {
        let all = format!("Bearer {}", stand.key);
        let answer = stand.get(&path, &[(AUTHORIZATION, key.unwrap_or(&all))]).await;
        assert_eq!(answer.status, status, "{name}");
        assert!(answer.text.contains("href=\"/advies/"), "{name}: there is a way on");
        insta::assert_snapshot!(name, answer.read());
    }
    // What the key is not for is not even named.
    let refused = stand.get(PLACE, &[(AUTHORIZATION, &zeist)]).await;
    assert!(!refused.text.contains("Noordoostpolder</a>"), "{}", refused.read());
    // Who is not signed in does not learn which pages there are.
    let (there, not) = (stand.get(PLACE, &[]).await, stand.get("/advies/GM9999/elders", &[]).await);
    assert_eq!((there.status, not.status), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
}

#[tokio::test]
async fn a_report_is_offered_only_in_forms_that_there_are() {
    let stand = stand().await;
    let key = format!("Bearer {}", stand.key);
    for has_pdf in [true, false] {
        let router = advise::router(vec![stand.office(stand.engine.client(), false, has_pdf)], Clock::fixed(NOW));
        for path in [PLACE.to_owned(), format!("{PLACE}/bevindingen")] {
            let page = send(&router, Method::GET, &path, &[(AUTHORIZATION, &key)], "").await;
            assert!(page.text.contains("format=docx"), "{path}");
            assert_eq!(page.text.contains("format=pdf"), has_pdf, "{path}");
        }
    }
}

#[tokio::test]
async fn a_page_has_a_tag_and_a_policy_that_lets_in_nothing() {
    let stand = stand().await;
    let bearer = format!("Bearer {}", stand.key);
    for path in ["/advies".to_owned(), PLACE.to_owned(), format!("{PLACE}/users"), format!("{PLACE}/bevindingen")] {
        let first = stand.read(&path).await;
        let policy = first.headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        assert!(policy.contains("form-action 'self'") && !policy.contains("script") && !policy.contains("unsafe"));
        assert_eq!(first.headers[CACHE_CONTROL], "private, no-cache");
        assert_eq!(first.headers[REFERRER_POLICY], "same-origin");
        for never in ["<script", " style=", "javascript:", " onclick"] {
            assert!(!first.text.contains(never), "{path}: {never}");
        }
        let tag = first.headers[ETAG].to_str().unwrap();
        let again = stand.get(&path, &[(AUTHORIZATION, &bearer), (IF_NONE_MATCH, tag)]).await;
        assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
        assert_eq!(again.headers[CONTENT_SECURITY_POLICY], first.headers[CONTENT_SECURITY_POLICY]);
        assert!(!first.text.contains(stand.key.rsplit('_').next().unwrap()));
    }
    // A form to sign in with is kept nowhere.
    assert_eq!(stand.get("/advies", &[]).await.headers[CACHE_CONTROL], "no-store");
}

/// At most four requests of the database a page, the session's among them.
#[tokio::test]
async fn a_page_costs_few_reads() {
    let stand = stand().await;
    let cookie = sign_in(&stand.router(), &stand.key).await.cookie();
    for (path, most) in [
        ("/advies".to_owned(), 2),
        (PLACE.to_owned(), 3),
        (format!("{PLACE}/users"), 4),
        (format!("{PLACE}/users?release=2"), 3),
        (format!("{PLACE}/users?release=7"), 4),
        (format!("{PLACE}/bevindingen"), 4),
    ] {
        let watch = Watch::new();
        let router = stand.router_at(&watch.client(stand.engine.client()), false, NOW);
        let first = send(&router, Method::GET, &path, &[(COOKIE, &cookie)], "").await;
        assert_ne!(first.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(watch.seen().len(), most, "{path}");
        // The session's key is known then.
        send(&router, Method::GET, &path, &[(COOKIE, &cookie)], "").await;
        assert_eq!(watch.seen().len(), 2 * most - 1, "{path}");
    }
}

/// Every number of the words leads to a line of a table.
#[tokio::test]
async fn no_number_of_the_findings_stands_by_itself() {
    let stand = stand().await;
    for language in ["nl", "en"] {
        let page = stand.read(&format!("{PLACE}/bevindingen?lang={language}")).await.text;
        let links: Vec<&str> =
            page.split("class=\"figure\" href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(links.len() > 40, "{}", links.len());
        for link in links {
            assert_eq!(page.matches(&format!("id=\"{link}\"")).count(), 1, "{link}");
        }
        for sentence in page.split("<div class=\"prose\">").skip(1).flat_map(|prose| prose.split("</div>").next()) {
            let mut rest = String::new();
            for piece in sentence.split("<a class=\"figure\"") {
                rest.push_str(piece.split_once("</a>").map_or(piece, |(_, after)| after));
            }
            let percents = rest.match_indices('%').map(|(at, _)| &rest[..at]);
            let loose = percents.filter(|before| before.ends_with(|last: char| last.is_ascii_digit())).count();
            assert_eq!(loose, 0, "{rest}");
        }
    }
}

/// The shown figures are the release's: each count of a question's table stands on its page.
#[tokio::test]
async fn every_table_of_the_release_is_on_the_page() {
    let stand = stand().await;
    let page = stand.read(&format!("{PLACE}/users")).await;
    let release = released("users.json");
    for table in release.tables().iter().chain(release.derived()) {
        let question = table.item().to_string();
        let id = question.split('.').next().unwrap();
        assert!(page.text.contains(&format!("id=\"v-{id}\"")), "{question}");
    }
    for crossing in release.crossings() {
        assert!(page.text.contains(&format!("id=\"v-{}\"", crossing.id())), "{}", crossing.id());
    }
    let ids: Vec<&str> = page.text.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "each id once");
}
