//! The example campaign, and releases for it.

use std::fs;
use std::path::{Path, PathBuf};

use insight::findings::Earlier;
use insight::initiatives::Catalogue;
use insight::prose::{Piece, Prose};
use insight::roles::Roles;
use insight::{Findings, Sources, findings};
use serde_json::{Value, json};
use survey::campaign::Campaign;
use survey::definition::{Source, compile};
use survey::language::Language;
use survey::release::Release;

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The example campaign, with pieces of its questionnaires replaced.
pub(crate) fn campaign(replaced: &[(&str, &str)]) -> Campaign {
    let folder = root().join("infra/campaigns/voorbeeld-2026");
    let text = fs::read_to_string(folder.join("campaign.toml")).unwrap();
    let read = |path: &str| {
        let mut text = fs::read_to_string(folder.join(path)).ok()?;
        for (from, to) in replaced {
            text = text.replace(from, to);
        }
        Some((path.to_owned(), text))
    };
    compile("voorbeeld-2026", Source { path: "campaign.toml", text: &text }, read).unwrap().campaign
}

pub(crate) fn released(name: &str) -> Release {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings/releases").join(name);
    Release::from_json(&fs::read_to_string(file).unwrap()).unwrap()
}

pub(crate) fn catalogue() -> Catalogue {
    let text = fs::read_to_string(root().join("infra/initiatives/catalogue.toml")).unwrap();
    let catalogue: Catalogue = toml::from_str(&text).unwrap();
    catalogue.with(Catalogue::default()).unwrap()
}

/// Findings of these releases, with the shipped catalogue.
pub(crate) fn found(campaign: &Campaign, releases: &[Release], total: &[Release], earlier: &[Earlier]) -> Findings {
    let roles = Roles::inferred(campaign);
    let catalogue = catalogue();
    let area = releases[0].area();
    let sources = Sources { campaign, area, releases, roles: &roles, total, earlier, catalogue: &catalogue };
    let findings = findings(&sources).unwrap();
    for language in [Language::Nl, Language::En] {
        check(&findings, &Prose::of(&findings, language));
    }
    findings
}

/// Holds the prose against the findings: every number is one of theirs, and says which; no other digit is written.
fn check(findings: &Findings, prose: &Prose) {
    let json = serde_json::to_value(findings).unwrap();
    for sentence in prose.sections.iter().flat_map(|section| &section.sentences) {
        assert!(sentence.to_string().ends_with('.'), "{sentence}");
        for piece in &sentence.pieces {
            match piece {
                Piece::Words(words) => {
                    assert!(!words.contains(|character: char| character.is_ascii_digit()), "{sentence}");
                }
                Piece::Figure { text, pointer } => {
                    let value = json.pointer(pointer).unwrap_or_else(|| panic!("{pointer} in: {sentence}"));
                    assert!(value.is_i64() && value.as_i64() == text.parse().ok(), "{pointer} in: {sentence}");
                }
                Piece::Label(label) => assert!(is_told(&json, label), "{label} in: {sentence}"),
            }
        }
    }
}

/// Whether the text stands somewhere in the findings.
fn is_told(json: &Value, text: &str) -> bool {
    match json {
        Value::String(string) => string == text,
        Value::Array(values) => values.iter().any(|value| is_told(value, text)),
        Value::Object(entries) => entries.values().any(|value| is_told(value, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A table as it is released.
pub(crate) fn table(item: &str, base: Value, cells: Vec<(&str, Value)>) -> Value {
    let cells: Vec<Value> = cells
        .into_iter()
        .map(|(value, cell)| json!([if value == "no_answer" { json!(value) } else { json!({ "value": value }) }, cell]))
        .collect();
    json!({ "item": item, "renewed": "final", "body": { "shown": { "base": base, "cells": cells } } })
}

/// A final release of these tables.
pub(crate) fn release(campaign: &Campaign, audience: &str, responses: Value, parts: [Vec<Value>; 3]) -> Release {
    let [tables, derived, crossings] = parts;
    let json = json!({
        "campaign": campaign.id, "trajectory": campaign.trajectory, "area": "GM0171", "audience": audience,
        "number": "final", "day": 20_605, "synthetic": true, "policy": campaign.policy,
        "questionnaire": campaign.audience(audience).unwrap().fingerprint, "responses": responses,
        "tables": tables, "derived": derived, "crossings": crossings,
    });
    Release::from_json(&json.to_string()).unwrap()
}
