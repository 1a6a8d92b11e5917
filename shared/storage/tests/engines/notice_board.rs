use serde_json::json;
use storage::{Hung, Notice, NoticeBoard, Notices};
use survey::campaign::Policy;
use survey::release::{Progress, Release, ReleaseNumber};
use survey::time::Day;

use crate::{Bench, on_every_engine, place};

fn board(bench: &Bench) -> NoticeBoard {
    NoticeBoard::new(bench.client.clone(), &bench.tables.releases)
}

/// A release of `tables` tables in the form in which one hangs.
pub(crate) fn release(audience: &str, number: ReleaseNumber, tables: usize) -> Release {
    let tables: Vec<_> = (0..tables)
        .map(|table| {
            // Figures without a pattern, so that they don't pack better than real ones.
            let mut state = table as u64 + 1;
            let mut count = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                json!({ "about": (state >> 33) % 20_000 * 5 })
            };
            let cells: Vec<_> = (0..20).map(|cell| json!([{ "value": format!("option_{cell}") }, count()])).collect();
            json!({
                "item": format!("question_{table}"),
                "renewed": number,
                "body": { "shown": { "base": count(), "cells": cells } },
            })
        })
        .collect();
    let release = json!({
        "campaign": "noordoostpolder-2026",
        "trajectory": "dagbesteding-2026",
        "area": "GM0171",
        "audience": audience,
        "number": number,
        "day": 20_700,
        "synthetic": false,
        "policy": Policy::FLOOR,
        "questionnaire": "0123456789abcdef",
        "responses": { "about": 35 },
        "tables": tables,
    });
    Release::from_json(&release.to_string()).unwrap()
}

#[tokio::test]
async fn a_release_that_hangs_is_never_changed() {
    on_every_engine(async |bench| {
        let (board, users) = (board(bench), place("users"));
        let (one, other) =
            (release("users", ReleaseNumber::Interim(1), 3), release("users", ReleaseNumber::Interim(1), 4));
        assert!(board.is_empty(&users).await.unwrap());
        assert_eq!(board.get(&users, ReleaseNumber::Interim(1)).await.unwrap(), None);
        assert_eq!(board.hang(&one).await.unwrap(), Hung::Now);
        assert_eq!(board.hang(&one).await.unwrap(), Hung::Before);
        assert_eq!(board.hang(&other).await.unwrap(), Hung::Before);
        assert_eq!(board.get(&users, ReleaseNumber::Interim(1)).await.unwrap(), Some(one));
        assert!(!board.is_empty(&users).await.unwrap());
        assert!(board.is_empty(&place("providers")).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn the_latest_is_the_final_one_or_else_the_highest() {
    on_every_engine(async |bench| {
        let (board, users) = (board(bench), place("users"));
        assert_eq!(board.latest(&users).await.unwrap(), None);
        board.hang_progress(&users, &progress(20_701, 40)).await.unwrap();
        assert_eq!(board.latest(&users).await.unwrap(), None, "progress is no release");
        for number in [2, 10, 1] {
            board.hang(&release("users", ReleaseNumber::Interim(number), 1)).await.map(drop).unwrap();
        }
        board.hang(&release("users2", ReleaseNumber::Final, 1)).await.map(drop).unwrap();
        let latest = board.latest(&users).await.unwrap().map(|release| release.number());
        assert_eq!(latest, Some(ReleaseNumber::Interim(10)));
        board.hang(&release("users", ReleaseNumber::Final, 1)).await.map(drop).unwrap();
        let latest = board.latest(&users).await.unwrap().map(|release| release.number());
        assert_eq!(latest, Some(ReleaseNumber::Final));

        let notice = |number| Notice { number, day: Day(20_700) };
        let releases = [1, 2, 10].map(ReleaseNumber::Interim).into_iter().chain([ReleaseNumber::Final]).map(notice);
        let expected = Notices { releases: releases.collect(), progress: Some(progress(20_701, 40)) };
        assert_eq!(board.list(&users).await.unwrap(), expected);
        assert_eq!(board.list(&place("providers")).await.unwrap(), Notices::default());
    })
    .await;
}

fn progress(day: i64, shown: u32) -> Progress {
    Progress::from_json(&json!({ "day": day, "responses": { "about": shown } }).to_string()).unwrap()
}

#[tokio::test]
async fn progress_does_not_go_back() {
    on_every_engine(async |bench| {
        let (board, users) = (board(bench), place("users"));
        assert_eq!(board.progress(&users).await.unwrap(), None);
        board.hang_progress(&users, &progress(20_700, 40)).await.unwrap();
        board.hang_progress(&users, &progress(20_702, 60)).await.unwrap();
        board.hang_progress(&users, &progress(20_701, 50)).await.unwrap();
        assert_eq!(board.progress(&users).await.unwrap(), Some(progress(20_702, 60)));
    })
    .await;
}

#[tokio::test]
async fn a_release_of_more_than_an_item_can_hold_fits_packed() {
    on_every_engine(async |bench| {
        let (board, users) = (board(bench), place("users"));
        let large = release("users", ReleaseNumber::Final, 800);
        assert!(large.to_json().len() > 600_000);
        assert_eq!(board.hang(&large).await.unwrap(), Hung::Now);
        assert_eq!(board.get(&users, ReleaseNumber::Final).await.unwrap(), Some(large));
    })
    .await;
}

#[tokio::test]
async fn all_audiences_are_listed_at_once_and_several_releases_read_at_once() {
    on_every_engine(async |bench| {
        let board = board(bench);
        let trajectory = place("users").trajectory;
        let area = place("users").area;
        assert!(board.list_all(area, &trajectory).await.unwrap().is_empty());
        let users = [1, 2].map(|number| release("users", ReleaseNumber::Interim(number), 2));
        let others = [release("users2", ReleaseNumber::Final, 1), release("providers", ReleaseNumber::Final, 1)];
        for release in users.iter().chain(&others) {
            board.hang(release).await.map(drop).unwrap();
        }
        board.hang_progress(&place("users"), &progress(20_701, 40)).await.unwrap();
        let listed = board.list_all(area, &trajectory).await.unwrap();
        assert_eq!(listed.len(), 3);
        for (audience, notices) in &listed {
            assert_eq!(*notices, board.list(&place(audience.as_str())).await.unwrap(), "{audience}");
        }

        let wanted = [
            (place("users"), ReleaseNumber::Interim(2)),
            (place("nobody"), ReleaseNumber::Final),
            (place("providers"), ReleaseNumber::Final),
            (place("users"), ReleaseNumber::Interim(1)),
        ];
        let [one, two] = users;
        let [_, providers] = others;
        assert_eq!(board.get_several(&wanted).await.unwrap(), [two, providers, one], "in the order asked for");
        assert_eq!(board.get_several(&[]).await.unwrap(), []);
        // More than DynamoDB gives at once.
        for number in 3..=120 {
            board.hang(&release("users", ReleaseNumber::Interim(number), 1)).await.map(drop).unwrap();
        }
        let all: Vec<_> = (1..=120).map(|number| (place("users"), ReleaseNumber::Interim(number))).collect();
        let found = board.get_several(&all).await.unwrap();
        let numbers: Vec<_> = found.iter().map(Release::number).collect();
        assert_eq!(numbers, all.iter().map(|(_, number)| *number).collect::<Vec<_>>());
    })
    .await;
}
