//! The report as DOCX, to go on with in a word processor.
//!
//! Written as the XML that it is: that is little, and the crate that writes documents knows no heads of tables that repeat on
//! the next page and no words for a picture (decision 0031). The same report gives the same bytes.

mod body;
mod picture;
mod styles;
mod xml;

use std::io::{Cursor, Write};

use survey::language::Language;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::content::Report;
use body::Body;
use xml::escaped;

/// Writes it. Charts are drawn as pictures: 10 to 20 ms each.
pub fn write(report: &Report) -> Vec<u8> {
    let body = Body::of(report);
    let mut package = Package::new();
    package.text("[Content_Types].xml", CONTENT_TYPES);
    package.text("_rels/.rels", RELATIONS);
    package.text("docProps/core.xml", &properties(report));
    package.text("docProps/app.xml", APPLICATION);
    package.text("word/document.xml", &body.document);
    package.text("word/_rels/document.xml.rels", &relations(body.pictures.len()));
    package.text("word/styles.xml", &styles::styles(report));
    package.text("word/settings.xml", &styles::settings(report));
    package.text("word/numbering.xml", styles::NUMBERING);
    package.text("word/header.xml", &body::header(report));
    package.text("word/footer.xml", &body::footer(report));
    for (number, picture) in (1..).zip(&body.pictures) {
        package.picture(&format!("word/media/picture{number}.png"), picture);
    }
    package.finish()
}

/// The language as word processors know it.
fn tag(report: &Report) -> &'static str {
    if report.language == Language::Nl { "nl-NL" } else { "en-GB" }
}

/// A ZIP in memory.
struct Package(ZipWriter<Cursor<Vec<u8>>>);

/// Why writing does not fail.
const IN_MEMORY: &str = "there is memory, and every name is used once";

impl Package {
    fn new() -> Self {
        Package(ZipWriter::new(Cursor::new(Vec::new())))
    }

    fn text(&mut self, name: &str, text: &str) {
        self.file(name, text.as_bytes(), CompressionMethod::Deflated);
    }

    /// PNG is compressed already.
    fn picture(&mut self, name: &str, bytes: &[u8]) {
        self.file(name, bytes, CompressionMethod::Stored);
    }

    fn file(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) {
        // Without a time, so that the same report gives the same bytes.
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        self.0.start_file(name, options).expect(IN_MEMORY);
        self.0.write_all(bytes).expect(IN_MEMORY);
    }

    fn finish(self) -> Vec<u8> {
        self.0.finish().expect(IN_MEMORY).into_inner()
    }
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/header.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>"#;

const APPLICATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Dagpeil</Application></Properties>"#;

/// What the document refers to: its parts, then its pictures.
fn relations(pictures: usize) -> String {
    const OF: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts = ["styles", "settings", "numbering", "header", "footer"];
    let parts = parts.map(|part| format!(r#"<Relationship Id="{part}" Type="{OF}/{part}" Target="{part}.xml"/>"#));
    let pictures = (1..=pictures).map(|number| {
        format!(r#"<Relationship Id="picture{number}" Type="{OF}/image" Target="media/picture{number}.png"/>"#)
    });
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}{}</Relationships>"#,
        parts.concat(),
        pictures.collect::<String>()
    )
}

/// Title, maker, language and day.
fn properties(report: &Report) -> String {
    let (title, author, day) = (escaped(&report.title), escaped(&report.author), escaped(&report.day));
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:language>{}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>"#,
        tag(report)
    )
}

#[cfg(test)]
mod tests;
