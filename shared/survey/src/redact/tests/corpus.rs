//! The redactor against sentences as people write them: `tests/corpus`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::{found, redact};

const STRUCTURED: &str = include_str!("../../../tests/corpus/structured.txt");
const NAMES: &str = include_str!("../../../tests/corpus/names.txt");
const DOUBTFUL: &str = include_str!("../../../tests/corpus/doubtful.txt");
const CLEAN: &str = include_str!("../../../tests/corpus/clean.txt");

/// What is written in the place of each kind of label.
const MARKERS: [(&str, &str); 11] = [
    ("email", "[e-mail]"),
    ("link", "[link]"),
    ("telefoon", "[telefoon]"),
    ("bsn", "[bsn]"),
    ("rekening", "[rekening]"),
    ("postcode", "[postcode]"),
    ("adres", "[adres]"),
    ("datum", "[datum]"),
    ("getal", "[getal]"),
    ("titel", "[naam]"),
    ("naam", "[naam]"),
];

/// A text without its labels, and what is labelled in it.
struct Labelled {
    text: String,
    labels: Vec<(Range<usize>, &'static str)>,
}

fn labelled(corpus: &str) -> Vec<Labelled> {
    let lines = corpus.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (mut text, mut labels) = (String::new(), Vec::new());
            let mut rest = line;
            while let Some((before, after)) = rest.split_once('{') {
                let (label, after) = after.split_once('}').unwrap();
                let (kind, labelled) = label.split_once(':').unwrap();
                let kind = MARKERS.iter().find(|(known, _)| *known == kind).unwrap().0;
                text.push_str(before);
                labels.push((text.len()..text.len() + labelled.len(), kind));
                text.push_str(labelled);
                rest = after;
            }
            text.push_str(rest);
            Labelled { text, labels }
        })
        .collect()
}

fn marker(kind: &str) -> &'static str {
    MARKERS.iter().find(|(known, _)| *known == kind).unwrap().1
}

/// Of one kind: how many are labelled, how many of them went as a whole, and how many times something went.
#[derive(Default)]
struct Score {
    labelled: usize,
    gone: usize,
    /// By marker: how many were replaced, and how many of these have something labelled with it in them.
    replaced: usize,
    rightly: usize,
}

/// Scores by kind (of labels) and by marker (of what was replaced), and what went wrong.
fn measure(corpora: &[&str]) -> (BTreeMap<&'static str, Score>, Vec<String>) {
    let mut scores: BTreeMap<&'static str, Score> = BTreeMap::new();
    let mut wrong = Vec::new();
    for Labelled { text, labels } in corpora.iter().flat_map(|corpus| labelled(corpus)) {
        let found = found(&text);
        for (range, kind) in &labels {
            // Gone is what has no letter or digit left outside of what was replaced by the right word.
            let covered = text[range.clone()].char_indices().all(|(offset, c)| {
                let place = range.start + offset;
                // "en" between two names may stay.
                !c.is_alphanumeric()
                    || found.iter().any(|(gone, with)| gone.contains(&place) && *with == marker(kind))
                    || text[range.clone()].contains(" en ") && is_and(&text, place)
            });
            let score = scores.entry(kind).or_default();
            score.labelled += 1;
            score.gone += usize::from(covered);
            if !covered {
                wrong.push(format!("left  {kind}: {text}  →  {}", redact(&text)));
            }
        }
        for (gone, with) in &found {
            let rightly = labels
                .iter()
                .any(|(range, kind)| marker(kind) == *with && range.start < gone.end && gone.start < range.end);
            let score = scores.entry(with).or_default();
            score.replaced += 1;
            score.rightly += usize::from(rightly);
            if !rightly {
                wrong.push(format!("lost  {with}: {text}  →  {}", redact(&text)));
            }
        }
    }
    (scores, wrong)
}

/// Whether the place is in the word "en".
fn is_and(text: &str, place: usize) -> bool {
    text[..place].ends_with(' ') && text[place..].starts_with("en ")
        || text[..place].ends_with(" e") && text[place..].starts_with("n ")
}

fn percent(part: usize, whole: usize) -> usize {
    part * 100 / whole.max(1)
}

#[test]
fn what_has_a_form_goes_without_exception() {
    assert!(labelled(STRUCTURED).len() >= 90);
    let (scores, wrong) = measure(&[STRUCTURED]);
    for (kind, _) in MARKERS {
        if !["titel", "naam"].contains(&kind) {
            let score = &scores[kind];
            assert!(score.labelled >= 5, "{kind} has too few examples");
            assert_eq!(score.gone, score.labelled, "{kind}: {wrong:#?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Prints what `docs/privacy.md` tells; the floors are just below what was measured.
#[test]
fn names_go_as_often_as_was_measured_and_little_else_goes() {
    let (scores, wrong) = measure(&[STRUCTURED, NAMES, DOUBTFUL, CLEAN]);
    let (titles, names, all) = (&scores["titel"], &scores["naam"], &scores["[naam]"]);
    println!("names after a title: {} of {} gone", titles.gone, titles.labelled);
    println!("other names: {} of {} gone", names.gone, names.labelled);
    println!("replaced as a name: {}, of which {} rightly", all.replaced, all.rightly);
    println!("{}", wrong.join("\n"));
    assert!(titles.labelled >= 25 && names.labelled >= 100);
    assert!(percent(titles.gone, titles.labelled) >= 96);
    assert!(percent(names.gone, names.labelled) >= 78);
    assert!(percent(all.rightly, all.replaced) >= 85);
}

#[test]
fn ordinary_sentences_stay_as_they_are() {
    let sentences = labelled(CLEAN);
    assert!(sentences.len() >= 130);
    let changed: Vec<_> = sentences
        .iter()
        .map(|sentence| (&sentence.text, redact(&sentence.text)))
        .filter(|(text, redacted)| *text != redacted)
        .collect();
    println!("{changed:#?}");
    assert!(changed.is_empty(), "{changed:#?}");
}
