//! Reading a logo: an SVG of shapes and colours alone, since it becomes part of a page of a public body.
//!
//! What is not known here to be harmless is refused, with the reason, and what is taken up is written anew, so that nothing
//! but elements and attributes that were looked at can be in it.

use roxmltree::{Document, Node};

use super::Source;
use super::fault::{Fault, listed, shortened};
use super::reader::{Finding, Located, placed};

/// The most bytes a logo may have, written as small as it goes: it travels with every page.
pub const MOST_LOGO_BYTES: usize = 3000;
/// How many times as wide as high it may be, and as high as wide.
const WIDEST: f64 = 8.0;
const HIGHEST: f64 = 2.0;

/// How deep its groups may lie in one another.
const DEEPEST: usize = 20;

const SVG: &str = "http://www.w3.org/2000/svg";

const ELEMENTS: [&str; 13] = [
    "svg",
    "g",
    "path",
    "circle",
    "ellipse",
    "rect",
    "line",
    "polyline",
    "polygon",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
];

const ATTRIBUTES: [&str; 45] = [
    "viewBox",
    "width",
    "height",
    "d",
    "points",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "fx",
    "fy",
    "id",
    "transform",
    "fill",
    "fill-rule",
    "fill-opacity",
    "clip-rule",
    "opacity",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-opacity",
    "offset",
    "stop-color",
    "stop-opacity",
    "color",
    "gradientUnits",
    "gradientTransform",
    "spreadMethod",
    "pathLength",
    "preserveAspectRatio",
    "vector-effect",
    "paint-order",
    "version",
];

/// Reads a logo. The document, written as small as it goes, where there is no fault.
pub(super) fn read(source: Source<'_>) -> Result<String, Vec<Fault>> {
    let mut reader = Reader { faults: Vec::new() };
    let written = reader.document(source.text);
    if reader.faults.is_empty() { Ok(written) } else { Err(placed(source, reader.faults)) }
}

struct Reader {
    faults: Vec<Finding>,
}

impl Reader {
    fn fault(&mut self, at: std::ops::Range<usize>, what: impl Into<String>, allowed: impl Into<String>) {
        self.faults.push(Located { value: (what.into(), allowed.into()), at });
    }

    fn document(&mut self, text: &str) -> String {
        let mut written = String::new();
        let document = match Document::parse(text) {
            Ok(document) => document,
            Err(error) => {
                let at = byte(text, error.pos());
                self.fault(at..at, format!("this is not an SVG: {error}"), "an SVG document without a DTD");
                return written;
            }
        };
        let root = document.root_element();
        if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some(SVG) {
            let what = format!("the outermost element is `{}`", shortened(root.tag_name().name()));
            self.fault(root.range(), what, format!("<svg xmlns=\"{SVG}\">"));
            return written;
        }
        self.extent(root);
        self.element(root, 0, &mut written);
        if written.len() > MOST_LOGO_BYTES {
            let what = format!("the logo has {} bytes, written as small as it goes", written.len());
            let allowed = format!("at most {MOST_LOGO_BYTES}: it travels with every page; leave out details");
            self.fault(root.range(), what, allowed);
        }
        written
    }

    /// A field of its own, of a shape that fits beside a name.
    fn extent(&mut self, root: Node<'_, '_>) {
        const ALLOWED: &str = "viewBox=\"0 0 WIDTH HEIGHT\", at most 8 times as wide as high and twice as high as wide";
        let Some(field) = root.attribute("viewBox") else {
            self.fault(root.range(), "the logo has no viewBox", ALLOWED);
            return;
        };
        let numbers = field.split([' ', ',']).filter(|part| !part.is_empty()).map(str::parse::<f64>);
        match numbers.collect::<Result<Vec<_>, _>>().as_deref() {
            Ok([_, _, width, height]) if *width > 0.0 && *height > 0.0 => {
                if width / height > WIDEST || height / width > HIGHEST {
                    self.fault(root.range(), format!("the logo is {width} wide and {height} high"), ALLOWED);
                }
            }
            Ok(_) | Err(_) => {
                self.fault(root.range(), format!("`{}` is not a viewBox", shortened(field)), ALLOWED);
            }
        }
    }

    fn element(&mut self, node: Node<'_, '_>, depth: usize, written: &mut String) {
        let name = node.tag_name().name();
        if !ELEMENTS.contains(&name) || node.tag_name().namespace() != Some(SVG) {
            let why = match name {
                "script" | "foreignObject" | "handler" => ": it can run programs",
                "style" => ": put colours on the shapes themselves (fill, stroke)",
                "image" | "use" | "a" => ": it refers to something outside the shape",
                "text" | "tspan" | "textPath" | "font" | "title" | "desc" => {
                    ": texts need fonts and translations; turn letters into paths"
                }
                _ => "",
            };
            let what = format!("the element `{}` is not taken in a logo{why}", shortened(name));
            self.fault(node.range(), what, listed(ELEMENTS));
            return;
        }
        if depth > DEEPEST {
            let what = format!("more than {DEEPEST} elements lie in one another");
            self.fault(node.range(), what, "a plain drawing");
            return;
        }
        written.push('<');
        written.push_str(name);
        if name == "svg" {
            written.push_str(&format!(" xmlns=\"{SVG}\""));
        }
        for attribute in node.attributes() {
            self.attribute(attribute, written);
        }
        let before = written.len();
        written.push('>');
        for child in node.children() {
            match child.node_type() {
                roxmltree::NodeType::Element => self.element(child, depth + 1, written),
                // Indents, and what only the one who drew it reads.
                roxmltree::NodeType::Comment | roxmltree::NodeType::Root => {}
                roxmltree::NodeType::Text if child.text().is_none_or(|text| text.trim().is_empty()) => {}
                roxmltree::NodeType::Text => {
                    self.fault(child.range(), "there is text in the logo", "shapes; turn letters into paths");
                }
                roxmltree::NodeType::PI => {
                    self.fault(child.range(), "there is an instruction in the logo", "shapes and colours");
                }
            }
        }
        if written.len() == before + 1 {
            written.truncate(before);
            written.push_str("/>");
        } else {
            written.push_str(&format!("</{name}>"));
        }
    }

    fn attribute(&mut self, attribute: roxmltree::Attribute<'_, '_>, written: &mut String) {
        let (name, value) = (attribute.name(), attribute.value().trim());
        if attribute.namespace().is_some() || !ATTRIBUTES.contains(&name) {
            let why = match name {
                "href" => ": it refers to something outside",
                "style" | "class" => ": put colours on the shapes themselves (fill, stroke)",
                _ if name.starts_with("on") => ": it can run programs",
                _ if name.starts_with("font") => ": there is no text in a logo",
                _ => "; leave it out",
            };
            let what = format!("the attribute `{}` is not taken in a logo{why}", shortened(name));
            self.fault(attribute.range(), what, "shapes, colours, lines, gradients and transform");
            return;
        }
        // A gradient of its own is the only thing that may be referred to.
        let within = value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')')).filter(|id| is_name(id));
        let form = |found: char| found.is_ascii_alphanumeric() || " \n\t.,-+#%()".contains(found);
        let sound = within.is_some() || (value.chars().all(form) && !value.to_ascii_lowercase().contains("url"));
        if !sound || (name == "id" && !is_name(value)) {
            let what = format!("`{}` is not taken as the value of `{name}`", shortened(value));
            let allowed = "numbers, colours such as #154273, and url(#name) for a gradient of the logo itself";
            self.fault(attribute.range(), what, allowed);
            return;
        }
        let value = value.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        written.push_str(&format!(" {name}=\"{value}\""));
    }
}

fn is_name(text: &str) -> bool {
    let form = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.bytes().all(form)
}

/// The byte at a place, both its row and column counted from 1, in characters.
fn byte(text: &str, place: roxmltree::TextPos) -> usize {
    let row = usize::try_from(place.row).unwrap_or(1).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
    let column = usize::try_from(place.col).unwrap_or(1).saturating_sub(1);
    text[start..].char_indices().nth(column).map_or(text.len(), |(at, _)| start + at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn faults(svg: &str) -> Vec<String> {
        let faults = read(Source { path: "logo.svg", text: svg }).err().unwrap_or_default();
        faults.into_iter().map(|fault| format!("{}:{} {}", fault.line, fault.column, fault.what)).collect()
    }

    fn around(inside: &str) -> String {
        format!("<svg xmlns=\"{SVG}\" viewBox=\"0 0 24 24\">\n{inside}</svg>")
    }

    #[test]
    fn a_drawing_is_taken_and_written_small() {
        let text = around(
            "  <!-- the sun -->\n  <defs><linearGradient id=\"sky\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient></defs>\n  \
             <circle cx=\"12\"\n cy=\"12\" r=\"5\" fill=\"url(#sky)\"></circle>\n",
        );
        let written = read(Source { path: "logo.svg", text: &format!("<?xml version=\"1.0\"?>\n{text}") });
        insta::assert_snapshot!(written.expect("it is harmless"));
    }

    #[test]
    fn what_could_do_harm_is_refused_with_its_place_and_reason() {
        for (inside, told) in [
            ("<script>alert(1)</script>", "2:1 the element `script` is not taken in a logo: it can run programs"),
            ("<g><image href=\"https://example.nl/x.png\"/></g>", "2:4 the element `image` is not taken"),
            ("<use href=\"#a\"/>", "the element `use`"),
            ("<foreignObject/>", "it can run programs"),
            ("<text>Hallo</text>", "turn letters into paths"),
            ("<style>path { fill: url(x) }</style>", "the element `style`"),
            ("<animate/>", "the element `animate`"),
            ("<path onclick=\"x()\"/>", "2:7 the attribute `onclick` is not taken in a logo: it can run programs"),
            ("<path style=\"fill:red\"/>", "the attribute `style`"),
            ("<g xlink:href=\"#a\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"/>", "the attribute `href`"),
            ("<path xml:base=\"x\"/>", "the attribute `base`"),
            ("<path fill=\"url(https://example.nl/x)\"/>", "is not taken as the value of `fill`"),
            ("<path fill=\"url(#a);\"/>", "is not taken as the value of `fill`"),
            ("<path fill=\"URL(x)\"/>", "is not taken as the value of `fill`"),
            ("<path d=\"M0 0&quot;\"/>", "is not taken as the value of `d`"),
            ("<g id=\"1\"/>", "is not taken as the value of `id`"),
            ("tekst", "there is text in the logo"),
            ("<?xml-stylesheet href=\"x\"?>", "there is an instruction"),
            ("<x:path xmlns:x=\"http://example.nl\"/>", "the element `path`"),
        ] {
            let found = faults(&around(inside));
            assert!(found.len() == 1 && found[0].contains(told), "{inside}: {found:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_what_is_written_is_taken_again(
            text in prop_oneof![any::<String>(), "(<(/?(svg|g|path)|!--|circle r='1')( d='é'| id='a')?>|[a-z\n é&;])*"],
        ) {
            for text in [text.clone(), around(&text)] {
                if let Ok(written) = read(Source { path: "logo.svg", text: &text }) {
                    prop_assert_eq!(read(Source { path: "logo.svg", text: &written }), Ok(written.clone()));
                }
            }
        }
    }

    #[test]
    fn the_whole_has_a_form() {
        for (text, told) in [
            ("", "this is not an SVG"),
            ("<svg", "this is not an SVG"),
            ("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "this is not an SVG"),
            ("<html/>", "the outermost element is `html`"),
            ("<svg viewBox=\"0 0 1 1\"/>", "the outermost element is `svg`"),
            ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "the logo has no viewBox"),
            ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10\"/>", "is not a viewBox"),
            ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 0\"/>", "is not a viewBox"),
            ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 81 10\"/>", "81 wide and 10 high"),
            ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 21\"/>", "10 wide and 21 high"),
        ] {
            let found = faults(text);
            assert!(found.len() == 1 && found[0].contains(told), "{text}: {found:?}");
        }
        let deep = |depth: usize| around(&format!("{}{}", "<g>".repeat(depth), "</g>".repeat(depth)));
        assert_eq!(faults(&deep(20)), Vec::<String>::new());
        assert_eq!(faults(&deep(200)), ["2:61 more than 20 elements lie in one another"]);
        let long = |count: usize| around(&"<circle r=\"1\"/>".repeat(count));
        assert_eq!(faults(&long(190)), Vec::<String>::new());
        assert!(faults(&long(200))[0].contains("bytes, written as small as it goes"));
    }
}
