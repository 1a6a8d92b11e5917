//! Workbooks and codebooks over HTTP. That their figures are those of the JSON is held in the tests of all crates together.

use super::finals::finished;
use super::*;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[tokio::test]
async fn a_workbook_is_asked_for_by_format_or_by_accept() {
    let (stand, _, _) = finished(90).await;
    let by_format = stand.get(&format!("{USERS}?format=xlsx")).await;
    assert_eq!(by_format.status, StatusCode::OK);
    assert_eq!(by_format.headers[CONTENT_TYPE], XLSX);
    assert_eq!(by_format.headers[CONTENT_LANGUAGE], "nl");
    let file = "attachment; filename=\"GM0171-dagbesteding-2026-users-final.xlsx\"";
    assert_eq!(by_format.headers[CONTENT_DISPOSITION], file);
    // An archive as ZIP begins and ends it.
    assert!(by_format.bytes.starts_with(b"PK\x03\x04"));
    assert!(by_format.bytes.windows(4).any(|four| four == b"PK\x05\x06"));
    let bearer = format!("Bearer {}", stand.key);
    let by_accept = stand.send(Method::GET, USERS, &[(AUTHORIZATION, &bearer), (ACCEPT, XLSX)]).await;
    assert!(by_accept.bytes == by_format.bytes);
    let english = stand.get(&format!("{USERS}?format=xlsx&lang=en")).await;
    assert_ne!(english.headers[ETAG], by_format.headers[ETAG]);
}

/// What is asked twice is the same twice, so that it need not be sent again; and it is not compressed again.
#[tokio::test]
async fn a_workbook_has_a_tag() {
    let (stand, _, _) = finished(90).await;
    let path = format!("{USERS}?format=xlsx");
    let bearer = format!("Bearer {}", stand.key);
    let gzip = (HeaderName::from_static("accept-encoding"), "gzip");
    let first = stand.send(Method::GET, &path, &[(AUTHORIZATION, &bearer), gzip]).await;
    assert!(!first.headers.contains_key("content-encoding") && first.bytes.starts_with(b"PK"));
    let tag = first.headers[ETAG].to_str().unwrap();
    let again = stand.send(Method::GET, &path, &[(AUTHORIZATION, &bearer), (IF_NONE_MATCH, tag)]).await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    let other = stand.get(&format!("{path}&parts=tables")).await;
    assert_ne!(other.headers[ETAG], first.headers[ETAG]);
}

#[tokio::test]
async fn a_codebook_in_every_form() {
    let (stand, _, _) = finished(90).await;
    let excel = stand.get(&format!("{USERS}?format=csv&parts=codebook")).await;
    let file = "attachment; filename=\"GM0171-dagbesteding-2026-users-final-codebook.csv\"";
    assert_eq!(excel.headers[CONTENT_DISPOSITION], file);
    assert!(excel.text.starts_with("\u{feff}Soort;Vraagcode;"));
    let plain = stand.get(&format!("{USERS}?format=csv&parts=codebook&dialect=rfc4180&lang=en")).await;
    insta::assert_snapshot!("codebook_rfc4180", plain.text.replace("\r\n", "␍\n"));
    let json = stand.get(&format!("{USERS}?parts=codebook&lang=en")).await.json();
    let items = json["codebook"]["items"].as_array().unwrap();
    let content = items.iter().find(|item| item["item"] == "content").unwrap();
    assert_eq!(content["condition"], "who=self");
    assert_eq!(content["asked_of"], "Only if \"For myself\" was chosen for \"Who are you filling this in for?\"");
    let mixed = stand.get(&format!("{USERS}?format=csv&parts=codebook,tables")).await;
    assert_eq!((mixed.status, &mixed.json()["parameter"]), (StatusCode::BAD_REQUEST, &json!("parts")));
}
