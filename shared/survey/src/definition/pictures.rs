//! The pictures that a questionnaire may put beside options, by name.
//!
//! Ours, and those taken from a set under the MIT licence: `pictures/README.md`. They travel with the campaign that
//! names them, so that functions carry no others.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::fault::near;
use super::reader::Table;

/// Every picture by its name: what stands between the tags of an SVG on a field of 24 by 24, strokes in the colour of
/// the text around it, with round ends and no fill.
pub fn pictures() -> &'static BTreeMap<String, String> {
    static PICTURES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    PICTURES.get_or_init(|| {
        let files = [include_str!("pictures/ours.toml"), include_str!("pictures/tabler.toml")];
        let read = |file: &str| toml::from_str::<BTreeMap<String, String>>(file).expect("a table of texts, as tested");
        files.into_iter().flat_map(read).collect()
    })
}

/// Reads the name of a picture, one that there is.
pub(super) fn read(table: &mut Table<'_>) -> Option<String> {
    let name = table.optional_string("picture", "the name of a picture, such as \"face-happy\"")?.value;
    if !pictures().contains_key(name) {
        let close = near(name, pictures().keys().map(String::as_str));
        let what = format!("there is no picture `{}`", super::fault::shortened(name));
        let allowed = match close.as_slice() {
            [] => "one of the pictures named in docs/questionnaires.md, such as face-happy or people".to_owned(),
            close => format!("one of the pictures named in docs/questionnaires.md; closest: {}", close.join(", ")),
        };
        table.fault("picture", what, allowed);
    }
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_is_a_small_drawing_without_anything_else() {
        let in_files = [include_str!("pictures/ours.toml"), include_str!("pictures/tabler.toml")];
        let lines = in_files.iter().flat_map(|file| file.lines());
        let count = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).count();
        assert_eq!(pictures().len(), count, "a name stands in both files");
        assert!(count >= 60);
        for (name, markup) in pictures() {
            assert!(name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{name}");
            assert!(markup.len() <= 350, "{name} has {} bytes", markup.len());
            let document = format!("<svg>{markup}</svg>");
            let document = roxmltree::Document::parse(&document).unwrap_or_else(|error| panic!("{name}: {error}"));
            for element in document.root_element().descendants().skip(1) {
                assert!(matches!(element.tag_name().name(), "path" | "circle"), "{name}");
                for attribute in element.attributes() {
                    assert!(matches!(attribute.name(), "d" | "cx" | "cy" | "r"), "{name}: {}", attribute.name());
                }
            }
        }
    }

    #[test]
    fn the_docs_name_every_picture_and_no_other() {
        let docs = include_str!("../../../../docs/questionnaires.md");
        let (_, section) = docs.split_once("### Pictures").expect("a section on pictures");
        let section = section.split("\n#").next().unwrap_or_default();
        let table = section.lines().filter(|line| line.starts_with('|') && !line.contains("---")).skip(1);
        let mut named: Vec<&str> = table.flat_map(|line| line.split('`').skip(1).step_by(2)).collect();
        named.sort_unstable();
        assert_eq!(named, pictures().keys().map(String::as_str).collect::<Vec<_>>());
    }
}
