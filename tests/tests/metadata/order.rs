//! What the tables' order, keys and attributes tell: nothing of when a response came, which text belongs to it, or which
//! code it was given with.

use std::collections::{BTreeMap, BTreeSet};

use dagpeil_tests::function::Function;
use data_encoding::{BASE32_NOPAD, BASE64, HEXLOWER};
use serde_json::Value;
use sha2::{Digest, Sha256};
use storage::Secrets;
use survey::code::InvitationCode;
use survey::keys::{LinkKey, SubmissionId, Ticket};

use crate::chance::{DEVIATIONS, HITS, guesses, largest, neighbours, tells_of_order, together};
use crate::requests;
use crate::stage::{COLLECT, Stage};
use crate::stores::{self, Item, own_key};

/// How many responses are sent, one after the other.
const RESPONSES: usize = 300;
/// What is public and could have served as a key or salt.
const PUBLIC: [&str; 8] =
    ["id", "code", "text", "wish", "users", "GM0171", "dagbesteding-2026", "noordoostpolder-2026"];

/// A letterbox that was filled in a known order.
struct Filled {
    stage: Stage,
    link: LinkKey,
    /// The submissions, as they came.
    submissions: Vec<SubmissionId>,
    /// The codes that the first of them came with, in the same order: they were given out from the top of the sheet.
    codes: Vec<InvitationCode>,
}

impl Filled {
    async fn new() -> Filled {
        let stage = Stage::set().await;
        stage.release("info", 0, None).await.unwrap_or_else(|error| panic!("{error:?}"));
        let secrets = Secrets::new(stage.engine.client().clone(), &stage.tables.secrets);
        let link = secrets.link_key(&stage.campaign.id).await.unwrap().key().cloned().unwrap();
        let mut function = Function::spawn(&stage.package(COLLECT, "info", 0)).await.unwrap();
        let mut submissions = Vec::new();
        let codes = stage.issue(RESPONSES / 2).await;
        for number in 0..RESPONSES {
            // Ids that are as telling as can be: they count.
            let id = format!("program-{number:012}");
            let request = requests::ordinary().header("idempotency-key", &id);
            let request = match codes.get(number) {
                Some(code) => request.header("invitation-code", code.written()),
                None => request,
            };
            let call = function.call(&request.event()).await;
            assert_eq!(call.ok().and_then(|call| call.status()), Some(200), "{id}");
            submissions.push(SubmissionId::parse(&id).unwrap());
        }
        Filled { stage, link, submissions, codes }
    }

    /// What leads to each submission's places, as it came.
    fn tickets(&self) -> impl Iterator<Item = Ticket<'_>> {
        let coded = self.codes.iter().map(Ticket::from);
        coded.chain(self.submissions[self.codes.len()..].iter().map(Ticket::from))
    }

    fn response_keys(&self) -> Vec<String> {
        self.tickets().map(|ticket| self.link.response_key(ticket).as_str().to_owned()).collect()
    }

    fn text_keys(&self) -> Vec<String> {
        self.tickets().map(|ticket| self.link.text_key(ticket, "wish").as_str().to_owned()).collect()
    }
}

/// The items in the order of the keys' arrival.
fn as_they_came<'i>(items: &'i [Item], keys: &[String]) -> Vec<&'i Item> {
    let by_key: BTreeMap<&str, &Item> = items.iter().map(|item| (own_key(item), item)).collect();
    assert_eq!(by_key.len(), items.len(), "each key is used once");
    keys.iter().map(|key| by_key[key.as_str()]).collect()
}

fn nothing_of(what: &str, measures: &BTreeMap<String, f64>) {
    let (name, measure) = largest(measures);
    assert!(measure < DEVIATIONS, "{what}: {name} is {measure} standard deviations off");
}

fn no_guess(what: &str, pairs: &[(String, String)]) {
    let found = guesses(pairs, &PUBLIC);
    let (way, hits) = found.iter().max_by_key(|(_, hits)| **hits).unwrap();
    assert!(*hits <= HITS, "{what}: {hits} of {} by {way}", pairs.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_stored_tells_neither_when_it_came_nor_what_belongs_together() {
    let filled = Filled::new().await;
    let (endpoint, tables) = (filled.stage.engine.endpoint(), &filled.stage.tables);
    let responses = stores::scan(endpoint, &tables.responses).await;
    let texts = stores::scan(endpoint, &tables.texts).await;
    assert_eq!((responses.len(), texts.len()), (RESPONSES, RESPONSES));

    // Exactly these attributes; those that could be a clock are the same for all.
    for (items, expected) in [
        (&responses, &["answers", "expires", "mode", "pk", "proof", "questionnaire", "sk"][..]),
        (&texts, &["expires", "pk", "sk", "text"][..]),
    ] {
        let attributes: BTreeSet<BTreeSet<&str>> = items.iter().map(stores::attributes).collect();
        assert_eq!(attributes, BTreeSet::from([expected.iter().copied().collect()]));
        for constant in ["expires", "pk", "questionnaire"] {
            let values: BTreeSet<String> =
                items.iter().filter_map(|item| item.get(constant)).map(Value::to_string).collect();
            assert!(values.len() <= 1, "{constant}: {values:?}");
        }
        assert_eq!(items[0]["expires"]["N"], filled.stage.campaign.expires.0.to_string());
    }

    // The order in which a table is read, its keys, and the proofs.
    let (response_keys, text_keys) = (filled.response_keys(), filled.text_keys());
    for (what, items, keys) in [("responses", &responses, &response_keys), ("texts", &texts, &text_keys)] {
        let came: Vec<usize> =
            items.iter().map(|item| keys.iter().position(|key| key == own_key(item)).unwrap()).collect();
        let place: Vec<usize> = (0..came.len()).collect();
        let read = BTreeMap::from([
            ("the order of reading".to_owned(), together(&came, &place)),
            ("batches in the order of reading".to_owned(), neighbours(&came)),
        ]);
        nothing_of(what, &read);
        nothing_of(&format!("keys of {what}"), &tells_of_order(keys));
    }
    let came = as_they_came(&responses, &response_keys);
    let proof = |item: &Item| HEXLOWER.encode(&BASE64.decode(item["proof"]["B"].as_str().unwrap().as_bytes()).unwrap());
    let proofs: Vec<String> = came.iter().map(|item| proof(item)).collect();
    nothing_of("proofs", &tells_of_order(&proofs));

    // A text and its response: both as they are kept, keys and proofs.
    let pairs = |lefts: &[String], rights: &[String]| -> Vec<(String, String)> {
        let mut pairs: Vec<_> = lefts.iter().cloned().zip(rights.iter().cloned()).collect();
        // In the order of the table of texts, which is all that there is to go by.
        pairs.sort();
        pairs
    };
    no_guess("texts and responses", &pairs(&text_keys, &response_keys));
    no_guess("texts and proofs", &pairs(&text_keys, &proofs));
    no_guess("responses and texts", &pairs(&response_keys, &text_keys));
    // An id that is known, without the link key.
    let ids: Vec<String> = filled.submissions.iter().map(|id| id.as_str().to_owned()).collect();
    no_guess("submission ids and responses", &pairs(&ids, &response_keys));
    no_guess("submission ids and proofs", &pairs(&ids, &proofs));
    no_guess("submission ids and texts", &pairs(&ids, &text_keys));

    // A code that is known, with the sheet in the order in which it was printed and given out.
    let codes: Vec<String> = filled.codes.iter().map(InvitationCode::written).collect();
    let of_codes = |keys: &[String]| keys[..codes.len()].to_vec();
    let sheet = |rights: Vec<String>| codes.iter().cloned().zip(rights).collect::<Vec<_>>();
    no_guess("codes and responses", &sheet(of_codes(&response_keys)));
    no_guess("codes and proofs", &sheet(of_codes(&proofs)));
    no_guess("codes and texts", &sheet(of_codes(&text_keys)));
    // Were responses kept under a hash without a key, each would be found.
    let plain = |code: &String| BASE32_NOPAD.encode(&Sha256::digest(code.replace('-', "").as_bytes())[..16]);
    let found = guesses(&sheet(codes.iter().map(plain).collect()), &PUBLIC);
    assert_eq!(found.values().max(), Some(&codes.len()));
}

/// Many more keys than are ever stored by a test, so that a weak tendency shows as well.
#[test]
fn keys_tell_nothing_of_ids_that_count() {
    let link = LinkKey::new(std::array::from_fn(|_| fastrand::u8(..)));
    let ids = (0..10_000).map(|number| SubmissionId::parse(&format!("program-{number:012}")).unwrap());
    let (mut responses, mut texts) = (Vec::new(), Vec::new());
    for id in ids {
        responses.push(link.response_key(&id).as_str().to_owned());
        texts.push(link.text_key(&id, "wish").as_str().to_owned());
    }
    nothing_of("keys of responses", &tells_of_order(&responses));
    nothing_of("keys of texts", &tells_of_order(&texts));
    let measures = BTreeMap::from([("responses and texts".to_owned(), together(&responses, &texts))]);
    nothing_of("both", &measures);
}
