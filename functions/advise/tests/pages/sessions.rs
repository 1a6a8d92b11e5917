//! Sessions: begun with a key, told by a cookie, ended in every way there is.

use storage::SessionKey;

use super::*;

#[tokio::test]
async fn a_key_begins_a_session_and_its_cookie_opens_the_pages() {
    let stand = stand().await;
    let router = stand.router();
    let signed_in = sign_in(&router, &stand.key).await;
    assert_eq!((signed_in.status, &signed_in.headers[LOCATION]), (StatusCode::SEE_OTHER, &"/advies".parse().unwrap()));
    let header = signed_in.headers[SET_COOKIE].to_str().unwrap();
    assert!(header.starts_with("dagpeil=") && header.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{header}");
    assert!(!header.contains(stand.key.rsplit('_').next().unwrap()), "the secret is not in it");
    let cookie = signed_in.cookie();
    let home = send(&router, Method::GET, "/advies", &[(COOKIE, &cookie)], "").await;
    assert_eq!(home.status, StatusCode::OK);
    assert!(home.text.contains("A. Viser") && home.text.contains("Noordoostpolder"));
    // Among other cookies, too, and in another process.
    let others = format!("first=1; {cookie}; last=");
    let page = send(&stand.router(), Method::GET, PLACE, &[(COOKIE, &others)], "").await;
    assert_eq!(page.status, StatusCode::OK);
    let out =
        send(&router, Method::POST, "/advies/uitloggen", &[(FETCH_SITE, "same-origin"), (COOKIE, &cookie)], "").await;
    assert_eq!(out.headers[SET_COOKIE], "dagpeil=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
}

#[tokio::test]
async fn deployed_the_cookie_is_bound_to_host_and_https() {
    let stand = stand().await;
    let router = stand.router_at(stand.engine.client(), true, NOW);
    let header = sign_in(&router, &stand.key).await.headers[SET_COOKIE].to_str().unwrap().to_owned();
    assert!(
        header.starts_with("__Host-dagpeil=") && header.ends_with("; Path=/; HttpOnly; SameSite=Strict; Secure"),
        "{header}"
    );
    // One that any page of a neighbouring host could have set is not looked at.
    let loose = header.split(';').next().unwrap().replace("__Host-", "");
    let refused = send(&router, Method::GET, PLACE, &[(COOKIE, &loose)], "").await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn nothing_but_a_whole_valid_key_begins_a_session() {
    let stand = stand().await;
    let router = stand.router();
    let last = if stand.key.ends_with('a') { "b" } else { "a" };
    let guessed = format!("{}{last}", &stand.key[..stand.key.len() - 1]);
    let unknown = made(9, Municipalities::All, NOW.plus_days(1)).0;
    for (key, said) in [
        (guessed.as_str(), "niet bekend"),
        (&unknown, "niet bekend"),
        (&stand.expired, "verlopen"),
        ("xyzzy", "Plak de hele sleutel"),
        ("", "Plak de hele sleutel"),
    ] {
        let refused = sign_in(&router, key).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{key}");
        assert!(!refused.headers.contains_key(SET_COOKIE), "{key}");
        assert!(refused.text.contains(said) && refused.text.contains("<title>Fout: "), "{key}");
        assert!(key.is_empty() || !refused.text.contains(key), "what was typed does not come back");
    }
    // A wrong secret and no such key: the same to the letter.
    assert_eq!(sign_in(&router, &guessed).await.text, sign_in(&router, &unknown).await.text);
}

#[tokio::test]
async fn a_form_from_elsewhere_does_nothing() {
    let stand = stand().await;
    let router = stand.router();
    let form = (CONTENT_TYPE, "application/x-www-form-urlencoded");
    let body = format!("key={}", stand.key);
    const ORIGIN: HeaderName = http::header::ORIGIN;
    const HOST: HeaderName = http::header::HOST;
    for headers in [
        vec![form.clone()],
        vec![form.clone(), (FETCH_SITE, "cross-site")],
        vec![form.clone(), (FETCH_SITE, "same-site")],
        vec![form.clone(), (ORIGIN, "https://elders.example"), (HOST, "advies.example")],
    ] {
        let refused = send(&router, Method::POST, "/advies", &headers, &body).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{headers:?}");
        assert!(!refused.headers.contains_key(SET_COOKIE));
        let refused = send(&router, Method::POST, "/advies/uitloggen", &headers, "").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    let own = [form, (ORIGIN, "https://advies.example"), (HOST, "advies.example")];
    assert_eq!(send(&router, Method::POST, "/advies", &own, &body).await.status, StatusCode::SEE_OTHER);
    let json = [(CONTENT_TYPE, "application/json"), (FETCH_SITE, "same-origin")];
    assert_eq!(send(&router, Method::POST, "/advies", &json, &body).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn a_session_can_not_be_forged() {
    let stand = stand().await;
    let router = stand.router();
    let cookie = sign_in(&router, &stand.key).await.cookie();
    let refused = async |cookie: &str| {
        let answer = send(&router, Method::GET, PLACE, &[(COOKIE, cookie)], "").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{cookie}");
        assert!(answer.text.contains("id=\"key\""), "{cookie}");
    };
    let token = cookie.strip_prefix("dagpeil=").unwrap();
    let parts: Vec<&str> = token.split('.').collect();
    let with = |at: usize, part: &str| {
        let mut parts = parts.clone();
        parts[at] = part;
        format!("dagpeil={}", parts.join("."))
    };
    // Another's key, a later end, another day, no signature, and a change of its last bits.
    let other = made(2, Municipalities::All, NOW).1.id;
    let later = (parts[2].parse::<i64>().unwrap() + 3600).to_string();
    refused(&with(0, &other)).await;
    refused(&with(2, &later)).await;
    refused(&with(1, "20759")).await;
    refused(&with(3, &"a".repeat(52))).await;
    refused(&with(3, "")).await;
    refused("dagpeil=").await;
    refused(&format!("dagpeil={}", stand.key)).await;
    refused(&cookie.to_uppercase().replace("DAGPEIL=", "dagpeil=")).await;
    refused(&format!("{cookie}.")).await;
    refused("dagpeil=%00; dagpeil=ü").await;
}

#[tokio::test]
async fn a_session_ends_by_itself_after_eight_hours_or_with_the_key() {
    let stand = stand().await;
    let cookie = sign_in(&stand.router(), &stand.key).await.cookie();
    let at = async |now: Timestamp| {
        let router = stand.router_at(stand.engine.client(), false, now);
        send(&router, Method::GET, PLACE, &[(COOKIE, &cookie)], "").await
    };
    assert_eq!(at(NOW.plus_minutes(8 * 60 - 1)).await.status, StatusCode::OK);
    let ended = at(NOW.plus_minutes(8 * 60)).await;
    assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
    assert!(ended.text.contains("Uw bezoek is afgelopen"));
    // Through midnight it holds.
    let evening = Timestamp(NOW.0 + 20 * 3600);
    let router = stand.router_at(stand.engine.client(), false, evening);
    let cookie = sign_in(&router, &stand.key).await.cookie();
    let night = stand.router_at(stand.engine.client(), false, evening.plus_minutes(7 * 60));
    assert_ne!(evening.day(), evening.plus_minutes(7 * 60).day());
    assert_eq!(send(&night, Method::GET, PLACE, &[(COOKIE, &cookie)], "").await.status, StatusCode::OK);
    // A key that expires within them ends its session then.
    let (key, kept) = made(5, Municipalities::All, NOW.plus_minutes(30));
    assert!(stand.advisers.put(&kept).await.unwrap());
    let cookie = sign_in(&stand.router(), &key).await.cookie();
    for (minutes, status) in [(29, StatusCode::OK), (30, StatusCode::UNAUTHORIZED)] {
        let router = stand.router_at(stand.engine.client(), false, NOW.plus_minutes(minutes));
        assert_eq!(send(&router, Method::GET, PLACE, &[(COOKIE, &cookie)], "").await.status, status, "{minutes}");
    }
}

#[tokio::test]
async fn a_key_that_is_taken_back_ends_its_session_at_once() {
    let stand = stand().await;
    let router = stand.router();
    let cookie = sign_in(&router, &stand.key).await.cookie();
    assert_eq!(send(&router, Method::GET, PLACE, &[(COOKIE, &cookie)], "").await.status, StatusCode::OK);
    assert!(stand.advisers.revoke(&made(1, Municipalities::All, NOW).1.id).await.unwrap());
    assert_eq!(send(&router, Method::GET, PLACE, &[(COOKIE, &cookie)], "").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn all_sessions_can_be_ended_and_new_ones_begun() {
    let stand = stand().await;
    let first = sign_in(&stand.router(), &stand.key).await.cookie();
    let table = storage::Sessions::new(stand.engine.client().clone(), &stand.tables.sessions);
    assert_eq!(table.end_all(NOW).await.unwrap(), 1);
    assert_eq!(table.end_all(NOW).await.unwrap(), 0);
    let router = stand.router();
    assert_eq!(send(&router, Method::GET, PLACE, &[(COOKIE, &first)], "").await.status, StatusCode::UNAUTHORIZED);
    let second = sign_in(&router, &stand.key).await.cookie();
    for (cookie, status) in [(&second, StatusCode::OK), (&first, StatusCode::UNAUTHORIZED)] {
        assert_eq!(send(&router, Method::GET, PLACE, &[(COOKIE, cookie)], "").await.status, status);
    }
}

#[tokio::test]
async fn each_day_has_a_key_of_its_own_made_once() {
    let stand = stand().await;
    let table = storage::Sessions::new(stand.engine.client().clone(), &stand.tables.sessions);
    let day = NOW.day();
    let key = table.key_for(day, SessionKey::new([1; 32])).await.unwrap();
    assert!(table.key_for(day, SessionKey::new([2; 32])).await.unwrap() == key, "made once");
    assert!(table.key_of(day).await.unwrap() == Some(key.clone()));
    let next = Day(day.0 + 1);
    assert!(table.key_of(next).await.unwrap().is_none());
    assert!(table.key_for(next, SessionKey::new([2; 32])).await.unwrap() != key);
    // Of many at once all get the same.
    let all: Vec<SessionKey> = {
        let mut made = Vec::new();
        for seed in 0..8 {
            let table = table.clone();
            made.push(tokio::spawn(async move { table.key_for(Day(9), SessionKey::new([seed; 32])).await.unwrap() }));
        }
        let mut all = Vec::new();
        for one in made {
            all.push(one.await.unwrap());
        }
        all
    };
    assert!(all.iter().all(|key| *key == all[0]));
}

#[tokio::test]
async fn one_goes_on_to_the_page_one_asked_for_and_nowhere_else() {
    let stand = stand().await;
    let router = stand.router();
    let asked = format!("{PLACE}/users?lang=en&by=age");
    let page = send(&router, Method::GET, &asked, &[], "").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.text.contains(&format!("name=\"next\" value=\"{}\"", asked.replace('&', "&amp;"))), "{}", page.read());
    for (next, led) in [
        ("%2Fadvies%2FGM0171%2Fvoorbeeld-2026%3Flang%3Den", "/advies/GM0171/voorbeeld-2026?lang=en"),
        ("https%3A%2F%2Felders.example", "/advies"),
        ("%2F%2Felders.example", "/advies"),
        ("%2Fadvies%2F%0d%0aSet-Cookie%3A+x", "/advies"),
    ] {
        let body = format!("key={}&next={next}", stand.key);
        let answer = send(&router, Method::POST, "/advies", &OUR_FORM, &body).await;
        assert_eq!(answer.headers[LOCATION], led, "{next}");
    }
}

/// In the log are the key's id and what it did, and never the key, a cookie or a form.
#[test]
fn the_log_names_the_key_and_tells_no_secret() {
    let written = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let sink = written.clone();
    #[derive(Clone)]
    struct Sink(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);
    impl std::io::Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    // A second one, so that a line first met by another test's thread is not taken for one that nobody wants.
    let _other = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::default());
    let lines = tracing_subscriber::fmt().with_ansi(false).with_writer(move || Sink(sink.clone())).finish();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (secret, cookie) = tracing::subscriber::with_default(lines, || {
        runtime.block_on(async {
            let stand = stand().await;
            let router = stand.router();
            let cookie = sign_in(&router, &stand.key).await.cookie();
            sign_in(&router, "dagpeil_geheim").await;
            send(&router, Method::GET, &format!("{PLACE}/users"), &[(COOKIE, &cookie)], "").await;
            let headers = [(FETCH_SITE, "same-origin"), (COOKIE, cookie.as_str())];
            send(&router, Method::POST, "/advies/uitloggen", &headers, "").await;
            (stand.key.rsplit('_').next().unwrap().to_owned(), cookie)
        })
    });
    let log = String::from_utf8(written.lock().unwrap().clone()).unwrap();
    let id = made(1, Municipalities::All, NOW).1.id;
    for said in
        ["signed in", "pulled", "/advies/GM0171/voorbeeld-2026/users", "signed out", "not the form of a key", &id]
    {
        assert!(log.contains(said), "{said}: {log}");
    }
    for secret in [secret.as_str(), "geheim", cookie.rsplit('.').next().unwrap()] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}
