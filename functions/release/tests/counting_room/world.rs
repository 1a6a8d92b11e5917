//! A campaign in one municipality, with people and organisations, and its tables on an engine of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use release::{CountingRoom, Error, Outcome, Report};
use serde_json::{Value, json};
use storage::embedded::{Database, Embedded};
use storage::schema::create_tables;
use storage::{Client, Entry, Letterbox, NoticeBoard, OpenedLetterbox, Place, Posted, Secrets, Tables};
use survey::campaign::Campaign;
use survey::definition::{Source, compile};
use survey::disclosure::Ledger;
use survey::keys::{LinkKey, SubmissionId};
use survey::mode::Mode;
use survey::release::{Progress, Release};
use survey::response::{Draft, Form};
use survey::time::Timestamp;

const CAMPAIGN: &str = include_str!("campaign.toml");
const USERS: &str = include_str!("users.toml");
const PROVIDERS: &str = include_str!("providers.toml");

pub(crate) fn campaign() -> Campaign {
    let source = Source { path: "campaign.toml", text: CAMPAIGN };
    let questionnaire = |path: &str| match path {
        "users.toml" => Some((path.to_owned(), USERS.to_owned())),
        "providers.toml" => Some((path.to_owned(), PROVIDERS.to_owned())),
        _ => None,
    };
    compile("proef-2026", source, questionnaire).expect("the definition is without fault").campaign
}

/// The same every time, so that whole campaigns can be run again and compared. A real one draws three different keys.
pub(crate) fn constant() -> [u8; 32] {
    [42; 32]
}

/// Different every time.
pub(crate) fn counted() -> [u8; 32] {
    static COUNT: AtomicU8 = AtomicU8::new(1);
    [COUNT.fetch_add(1, Ordering::Relaxed); 32]
}

/// Noon, UTC, of the `day`th day of the campaign, which opens on day 0 and closes late on day 60.
pub(crate) fn noon(day: i64) -> Timestamp {
    let opens = campaign().opens.at;
    Timestamp(opens.day().0 * 86_400 + 43_200).plus_days(day)
}

/// The engine, the tables and the room over them.
pub(crate) struct World {
    pub(crate) campaign: Arc<Campaign>,
    pub(crate) client: Client,
    pub(crate) tables: Tables,
    _engine: Embedded,
}

/// All that is left of a campaign: what hangs, and what is remembered. Equal outcomes are equal outlooks.
#[derive(PartialEq)]
pub(crate) struct Outlook {
    pub(crate) users: PlaceOutlook,
    pub(crate) providers: PlaceOutlook,
    /// Link, codes and rounding.
    pub(crate) keys: [Option<[u8; 32]>; 3],
}

#[derive(PartialEq)]
pub(crate) struct PlaceOutlook {
    pub(crate) releases: Vec<Release>,
    pub(crate) progress: Option<Progress>,
    pub(crate) ledger: Ledger,
    pub(crate) is_unhung: bool,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::of(campaign()).await
    }

    pub(crate) async fn of(campaign: Campaign) -> Self {
        let engine = Embedded::start(Database::Memory).await.unwrap();
        let tables = Tables::named("proef");
        create_tables(engine.client(), &tables).await.unwrap();
        World { campaign: Arc::new(campaign), client: engine.client().clone(), tables, _engine: engine }
    }

    pub(crate) fn room(&self) -> CountingRoom {
        self.room_through(&self.client)
    }

    /// The room as it is over another client, such as a failing one.
    pub(crate) fn room_through(&self, client: &Client) -> CountingRoom {
        CountingRoom {
            campaign: Arc::clone(&self.campaign),
            letterbox: OpenedLetterbox::new(client.clone(), &self.tables.responses),
            secrets: Secrets::new(client.clone(), &self.tables.secrets),
            notice_board: NoticeBoard::new(client.clone(), &self.tables.releases),
            random: constant,
        }
    }

    pub(crate) fn place(&self, audience: &str) -> Place {
        Place::of(&self.campaign, self.campaign.municipalities[0], self.campaign.audience(audience).unwrap())
    }

    pub(crate) async fn run(&self, now: Timestamp) -> Result<Report, Error> {
        self.room().run(now).await
    }

    /// What a run at `now` does for the users and the providers.
    pub(crate) async fn outcomes(&self, now: Timestamp) -> [Outcome; 2] {
        let report = self.run(now).await.unwrap();
        let outcomes: Vec<_> = report.visits.into_iter().map(|visit| visit.outcome.unwrap()).collect();
        outcomes.try_into().unwrap()
    }

    /// Posts responses numbered `numbers` to an audience.
    pub(crate) async fn post(&self, audience: &str, numbers: std::ops::Range<u32>) {
        let link = Secrets::new(self.client.clone(), &self.tables.secrets).link_key(&self.campaign.id).await.unwrap();
        let link = link.key().expect("the first run made the secrets");
        for number in numbers {
            self.post_one(audience, number, answers(audience, number), link, |_| {}).await;
        }
    }

    /// Posts plausible answers in each municipality, as many as `sizes` says.
    pub(crate) async fn post_everywhere(&self, audience: &str, sizes: &[u32]) {
        let secrets = Secrets::new(self.client.clone(), &self.tables.secrets);
        let link = secrets.link_key(&self.campaign.id).await.unwrap();
        let link = link.key().expect("the first run made the secrets");
        for (municipality, size) in self.campaign.municipalities.iter().zip(sizes) {
            let place = Place::of(&self.campaign, *municipality, self.campaign.audience(audience).unwrap());
            for number in 0..*size {
                self.put(&place, number, answers(audience, number), link, |_| {}).await;
            }
        }
    }

    pub(crate) async fn post_one(
        &self,
        audience: &str,
        number: u32,
        answers: Value,
        link: &LinkKey,
        spoil: impl Fn(&mut Entry),
    ) {
        self.put(&self.place(audience), number, answers, link, spoil).await;
    }

    async fn put(&self, place: &Place, number: u32, answers: Value, link: &LinkKey, spoil: impl Fn(&mut Entry)) {
        let Value::Object(answers) = answers else { panic!("answers are an object") };
        let asked = self.campaign.audience(place.audience.as_str()).unwrap();
        let form = Form::of(&asked.questionnaire);
        let Ok(response) = form.accept(&Draft { answers, ..Draft::default() }) else { panic!("an acceptable answer") };
        let mut id = [0; 16];
        id[..4].copy_from_slice(&number.to_be_bytes());
        let id = SubmissionId::from_random(id);
        let mut entry = Entry {
            answers: form.stored(&response),
            proof: link.proof(&id, &form.canonical(&response)),
            questionnaire: asked.fingerprint.clone(),
            mode: Mode::Link,
            expires: self.campaign.expires,
            texts: Vec::new(),
        };
        spoil(&mut entry);
        let letterbox = Letterbox::new(self.client.clone(), &self.tables.responses, &self.tables.texts);
        let posted = letterbox.post(place, &link.response_key(&id), &entry).await.unwrap();
        assert_eq!(posted, Posted::Stored);
    }

    pub(crate) async fn release(&self, audience: &str, number: &str) -> Option<Release> {
        let board = NoticeBoard::new(self.client.clone(), &self.tables.releases);
        board.get(&self.place(audience), number.parse().unwrap()).await.unwrap()
    }

    pub(crate) async fn outlook(&self) -> Outlook {
        let standing = self.room().secrets.standing(&self.campaign.id).await.unwrap();
        Outlook {
            users: self.place_outlook("users").await,
            providers: self.place_outlook("providers").await,
            keys: [
                standing.link.key().map(|key| *key.expose()),
                standing.codes.key().map(|key| *key.expose()),
                standing.rounding.key().map(|key| *key.expose()),
            ],
        }
    }

    async fn place_outlook(&self, audience: &str) -> PlaceOutlook {
        let (room, place) = (self.room(), self.place(audience));
        let notices = room.notice_board.list(&place).await.unwrap();
        let mut releases = Vec::new();
        for notice in notices.releases {
            releases.push(room.notice_board.get(&place, notice.number).await.unwrap().unwrap());
        }
        let remembered = room.secrets.remembered(&self.campaign.id, &place).await.unwrap();
        PlaceOutlook {
            releases,
            progress: notices.progress,
            ledger: remembered.ledger,
            is_unhung: remembered.unhung.is_some(),
        }
    }
}

/// Plausible answers. Of users, the first 32 are at home by day; later ones are not, and so are not asked how that is.
pub(crate) fn answers(audience: &str, number: u32) -> Value {
    let pick = |options: &[&str]| options[number as usize % options.len()].to_owned();
    match audience {
        "users" => json!({
            "who": pick(&["self", "helped", "self"]),
            "day": if number < 32 { "home".to_owned() } else { pick(&["work", "school"]) },
            "content": if number < 32 { Value::from(pick(&["bad", "good"])) } else { Value::Null },
            "matters": if number.is_multiple_of(2) { json!(["people", "learning"]) } else { json!(["people"]) },
        }),
        _ => json!({ "offer": pick(&["meeting", "learning"]), "places": number % 40 }),
    }
}
