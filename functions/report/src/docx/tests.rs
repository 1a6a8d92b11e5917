//! The document as a reader of XML finds it. How word processors take it is tested in `tests/report.sh`.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::sync::LazyLock;

use proptest::prelude::*;
use roxmltree::{Document, Node};
use survey::language::Language;
use zip::ZipArchive;

use super::write;
use crate::content::tests::World;
use crate::content::{Block, Report, Run};
use crate::pdf::Manuscript;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The text parts of a document, by name.
fn parts(docx: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(docx)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut parts = Vec::new();
    for name in names {
        let mut bytes = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        if let Ok(text) = String::from_utf8(bytes) {
            parts.push((name, text));
        }
    }
    parts
}

fn part<'p>(parts: &'p [(String, String)], name: &str) -> &'p str {
    &parts.iter().find(|(other, _)| other == name).unwrap_or_else(|| panic!("{name}")).1
}

fn all<'d>(document: &'d Document<'_>, name: &'static str) -> Vec<Node<'d, 'd>> {
    document.descendants().filter(|node| node.has_tag_name((WORD, name))).collect()
}

fn style<'d>(paragraph: &Node<'d, 'd>) -> Option<&'d str> {
    let style = paragraph.descendants().find(|node| node.has_tag_name((WORD, "pStyle")))?;
    style.attribute((WORD, "val"))
}

fn text(node: &Node<'_, '_>) -> String {
    node.descendants().filter(|node| node.has_tag_name((WORD, "t"))).filter_map(|node| node.text()).collect()
}

fn example(language: Language) -> Report {
    World::example().report(language)
}

#[test]
fn a_document_has_headings_tables_and_pictures_that_are_known_as_such() {
    let report = example(Language::Nl);
    let docx = write(&report);
    assert!(docx.len() < 4_500_000, "{}", docx.len());
    assert_eq!(docx, write(&report), "the same report gives the same bytes");
    let parts = parts(&docx);
    for (name, xml) in &parts {
        assert!(Document::parse(xml).is_ok(), "{name}");
    }
    let document = Document::parse(part(&parts, "word/document.xml")).unwrap();
    let paragraphs = all(&document, "p");
    let headings: Vec<(u8, String)> = paragraphs
        .iter()
        .filter_map(|paragraph| {
            let level = style(paragraph)?.strip_prefix("Heading")?.parse().ok()?;
            Some((level, text(paragraph)))
        })
        .collect();
    let expected: Vec<(u8, String)> = (report.blocks.iter())
        .filter_map(|block| match block {
            Block::Heading { level, text, .. } => Some((*level, text.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(headings, expected);

    // Links go to headings; names of bookmarks differ, and are no longer than Word takes.
    let bookmarks: Vec<&str> =
        all(&document, "bookmarkStart").iter().map(|mark| mark.attribute((WORD, "name")).unwrap()).collect();
    let names: BTreeSet<&str> = bookmarks.iter().copied().collect();
    assert_eq!(names.len(), bookmarks.len());
    assert!(names.iter().all(|name| name.len() <= 40));
    let links = all(&document, "hyperlink");
    assert!(links.len() > 20);
    assert!(links.iter().all(|link| names.contains(link.attribute((WORD, "anchor")).unwrap())));
    assert_eq!(all(&document, "instrText")[0].text(), Some(r#" TOC \o "1-2" \h \z \u "#));

    let tables = all(&document, "tbl");
    assert_eq!(tables.len(), report.blocks.iter().filter(|block| matches!(block, Block::Table(_))).count());
    for table in &tables {
        let rows: Vec<Node<'_, '_>> = table.children().filter(|node| node.has_tag_name((WORD, "tr"))).collect();
        let has = |row: &Node<'_, '_>, name| row.descendants().any(|node| node.has_tag_name((WORD, name)));
        assert!(has(&rows[0], "tblHeader"), "the head repeats on the next page");
        assert!(rows[1..].iter().all(|row| !has(row, "tblHeader")));
        assert!(rows.iter().all(|row| has(row, "cantSplit")), "no row is split");
    }
    // A paragraph stands between any two tables, else word processors join them.
    for table in &tables {
        let next = table.next_siblings().skip(1).find(Node::is_element).unwrap();
        assert!(!next.has_tag_name((WORD, "tbl")));
    }

    let pictures: Vec<&str> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "docPr")
        .map(|node| node.attribute("descr").unwrap())
        .collect();
    let alternatives = report.blocks.iter().filter_map(|block| match block {
        Block::Chart(chart) => Some(chart.alternative.as_str()),
        _ => None,
    });
    let expected: Vec<&str> = std::iter::once(report.author.as_str()).chain(alternatives).collect();
    assert_eq!(pictures, expected);

    let styles = part(&parts, "word/styles.xml");
    assert!(styles.contains(r#"<w:lang w:val="nl-NL""#) && styles.contains(report.colours.primary.trim_matches('#')));
    let properties = part(&parts, "docProps/core.xml");
    assert!(properties.contains("<dc:language>nl-NL</dc:language>") && properties.contains(&report.title));
}

/// Every style that is named is there; every part that is referred to as well.
#[test]
fn nothing_is_named_that_is_not_there() {
    let parts = parts(&write(&example(Language::En)));
    let styles = Document::parse(part(&parts, "word/styles.xml")).unwrap();
    let known: BTreeSet<&str> = all(&styles, "style").iter().filter_map(|of| of.attribute((WORD, "styleId"))).collect();
    let document = Document::parse(part(&parts, "word/document.xml")).unwrap();
    for name in ["pStyle", "tblStyle"] {
        for used in all(&document, name) {
            let style = used.attribute((WORD, "val")).unwrap();
            assert!(known.contains(style), "{style}");
        }
    }
    for based in all(&styles, "basedOn").iter().chain(&all(&styles, "next")) {
        assert!(known.contains(based.attribute((WORD, "val")).unwrap()));
    }
    let relations = Document::parse(part(&parts, "word/_rels/document.xml.rels")).unwrap();
    let ids: BTreeSet<&str> = relations.descendants().filter_map(|node| node.attribute("Id")).collect();
    const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let used = document
        .descendants()
        .flat_map(|node| ["embed", "id"].into_iter().filter_map(move |name| node.attribute((RELATION, name))));
    let used: BTreeSet<&str> = used.collect();
    assert!(used.len() > 10 && used.is_subset(&ids), "{used:?} {ids:?}");
    assert!(part(&parts, "word/styles.xml").contains(r#"<w:lang w:val="en-GB""#));
}

/// Writes the example, and its manuscript, for whoever wants to look at it: `DAGPEIL_REPORTS=folder`.
#[test]
fn the_example_can_be_looked_at() {
    let Some(folder) = std::env::var_os("DAGPEIL_REPORTS").map(PathBuf::from) else { return };
    for language in [Language::Nl, Language::En] {
        let report = example(language);
        fs::write(folder.join(format!("{language}.docx")), write(&report)).unwrap();
        fs::write(folder.join(format!("{language}.json")), Manuscript::of(&report).to_json()).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever someone wrote, the document is well-formed, and says it.
    #[test]
    fn any_text_can_stand_in_it(written in ".{0,200}") {
        static EXAMPLE: LazyLock<Report> = LazyLock::new(|| example(Language::Nl));
        let mut report = EXAMPLE.clone();
        report.blocks = vec![
            Block::Heading { level: 1, text: written.clone(), anchor: "een".to_owned() },
            Block::Quote { text: written.clone() },
            Block::Note { runs: vec![Run::label(&written)] },
        ];
        report.front.title = written.clone();
        report.logo = None;
        let parts = parts(&write(&report));
        for (name, xml) in &parts {
            prop_assert!(Document::parse(xml).is_ok(), "{name}");
        }
        let document = Document::parse(part(&parts, "word/document.xml")).unwrap();
        let allowed: String = written.chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
        let quote = all(&document, "p").into_iter().find(|paragraph| style(paragraph) == Some("Quote")).unwrap();
        let found: String = text(&quote).chars().filter(|c| !c.is_control()).collect();
        prop_assert_eq!(found, allowed);
    }
}
