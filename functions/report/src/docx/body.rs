//! What stands in the document, in order.

use std::fmt::Write as _;

use crate::content::{Block, Chart, Front, Report, Run, Table};

use super::picture::{Picture, picture};
use super::xml::escaped;

/// The width of the text on A4 with margins of 25 mm, in twentieths of a point.
const WIDTH: u32 = 9070;
/// English Metric Units in a point.
const EMU: f32 = 12_700.0;
/// The largest that a picture may be, in points: the text's width, and a page with its caption.
const LARGEST: (f32, f32) = (453.5, 620.0);
/// The height of a logo, in points.
const LOGO: f32 = 54.0;
/// Up to so many rows a table is kept on one page.
const ROWS_TOGETHER: usize = 16;
/// From so many columns on, a table is set in small letters.
const MANY_COLUMNS: usize = 6;
/// The least height of a row that is to be written in, in twentieths of a point.
const ROOM: u32 = 1300;

/// The document, and the pictures that it shows, in order.
pub(super) struct Body {
    pub(super) document: String,
    pub(super) pictures: Vec<Vec<u8>>,
    bookmarks: u32,
}

/// How a paragraph is laid out beyond its style.
#[derive(Default, Clone, Copy)]
struct Layout {
    right: bool,
    keep_with_next: bool,
    right_to_left: bool,
}

impl Body {
    pub(super) fn of(report: &Report) -> Self {
        let mut body = Body { document: String::with_capacity(256 * 1024), pictures: Vec::new(), bookmarks: 0 };
        body.document.push_str(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>"#);
        body.front(report);
        body.contents(report);
        let mut after_table = false;
        for block in &report.blocks {
            // Word joins tables that touch, and notes or captions stand between ours; yet never rely on that.
            let is_table = matches!(block, Block::Table(_));
            if is_table && after_table {
                body.document.push_str("<w:p/>");
            }
            body.block(report, block);
            after_table = matches!(block, Block::Table(table) if table.notes.is_empty());
            if after_table {
                body.document.push_str(r#"<w:p><w:pPr><w:spacing w:before="0" w:after="60" w:line="120" w:lineRule="exact"/></w:pPr></w:p>"#);
                after_table = false;
            }
        }
        body.document.push_str(&format!(
            r#"<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="{}" w:bottom="1304" w:left="1418" w:header="624" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>"#,
            11906 - 1418 - WIDTH
        ));
        body
    }

    fn front(&mut self, report: &Report) {
        let Front { kicker, title, place, facts, notice } = &report.front;
        if let Some(logo) = report.logo.as_deref().and_then(picture) {
            let scale = (LOGO / logo.height).min(LARGEST.0 / 2.0 / logo.width);
            self.document.push_str("<w:p>");
            self.picture(&logo, scale, &report.author, &report.author);
            self.document.push_str("</w:p>");
        }
        self.plain("Kicker", kicker);
        self.plain("Title", title);
        self.plain("Subtitle", place);
        for fact in facts {
            let mut name = Run::words(format!("{}: ", fact.name));
            name.strong = true;
            self.paragraph("FrontFact", Layout::default(), &[name, Run::label(&fact.value)]);
        }
        if let Some(notice) = notice {
            self.plain("Note", notice);
        }
    }

    /// The table of contents: a field that the word processor makes anew when asked to, with links until then. Page numbers
    /// come with that: nothing here knows where a word processor breaks pages.
    fn contents(&mut self, report: &Report) {
        self.plain("TOCHeading", report.furniture.contents);
        let headings = report.blocks.iter().filter_map(|block| match block {
            Block::Heading { level: level @ 1..=2, text, anchor } => Some((*level, text, anchor)),
            _ => None,
        });
        let headings: Vec<_> = headings.collect();
        let last = headings.len().saturating_sub(1);
        for (at, (level, text, anchor)) in headings.into_iter().enumerate() {
            write!(self.document, r#"<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>"#).expect("strings grow");
            if at == 0 {
                self.document.push_str(r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-2" \h \z \u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#);
            }
            write!(
                self.document,
                r#"<w:hyperlink w:anchor="{}" w:history="1"><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:hyperlink>"#,
                bookmark(anchor),
                escaped(text)
            )
            .expect("strings grow");
            if at == last {
                self.document.push_str(r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#);
            }
            self.document.push_str("</w:p>");
        }
    }

    fn block(&mut self, report: &Report, block: &Block) {
        match block {
            Block::Heading { level, text, anchor } => self.heading(*level, text, anchor),
            Block::Paragraph { runs } => self.paragraph("Normal", Layout::default(), runs),
            Block::Bullets { items } => {
                items.iter().for_each(|item| self.paragraph("ListBullet", Layout::default(), item));
            }
            Block::Points { points } => {
                for point in points {
                    self.plain("PointLead", &point.lead);
                    self.paragraph("PointText", Layout::default(), &point.runs);
                }
            }
            Block::Quote { text } => {
                let layout = Layout { right_to_left: is_right_to_left(text), ..Layout::default() };
                self.paragraph("Quote", layout, &[Run::label(text)]);
            }
            Block::Note { runs } => self.paragraph("Note", Layout::default(), runs),
            Block::Table(table) => self.table(report, table),
            Block::Chart(chart) => self.chart(report, chart),
            Block::PageBreak => self.document.push_str(r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#),
        }
    }

    fn heading(&mut self, level: u8, text: &str, anchor: &str) {
        self.bookmarks += 1;
        let id = self.bookmarks;
        write!(
            self.document,
            r#"<w:p><w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr><w:bookmarkStart w:id="{id}" w:name="{}"/>"#,
            bookmark(anchor)
        )
        .expect("strings grow");
        self.run(text, false, false);
        write!(self.document, r#"<w:bookmarkEnd w:id="{id}"/></w:p>"#).expect("strings grow");
    }

    fn plain(&mut self, style: &str, text: &str) {
        self.paragraph(style, Layout::default(), &[Run::label(text)]);
    }

    fn paragraph(&mut self, style: &str, layout: Layout, runs: &[Run]) {
        self.open(style, layout);
        for run in runs {
            self.run(&run.text, run.strong, layout.right_to_left);
        }
        self.document.push_str("</w:p>");
    }

    fn open(&mut self, style: &str, layout: Layout) {
        write!(self.document, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>"#).expect("strings grow");
        if layout.keep_with_next {
            self.document.push_str("<w:keepNext/>");
        }
        if layout.right_to_left {
            self.document.push_str("<w:bidi/>");
        }
        if layout.right {
            self.document.push_str(r#"<w:jc w:val="right"/>"#);
        }
        self.document.push_str("</w:pPr>");
    }

    fn run(&mut self, text: &str, strong: bool, right_to_left: bool) {
        self.document.push_str("<w:r>");
        if strong || right_to_left {
            self.document.push_str("<w:rPr>");
            self.document.push_str(if strong { "<w:b/><w:bCs/>" } else { "" });
            self.document.push_str(if right_to_left { "<w:rtl/>" } else { "" });
            self.document.push_str("</w:rPr>");
        }
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.document.push_str("<w:br/>");
            }
            write!(self.document, r#"<w:t xml:space="preserve">{}</w:t>"#, escaped(line)).expect("strings grow");
        }
        self.document.push_str("</w:r>");
    }

    /// "Tabel 3: …", with a number that the word processor can count anew.
    fn caption(&mut self, name: &str, number: u32, text: &str) {
        self.open("Caption", Layout::default());
        self.run(&format!("{name} "), false, false);
        write!(
            self.document,
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> SEQ {name} \* ARABIC </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{number}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
        .expect("strings grow");
        self.run(&format!(". {text}"), false, false);
        self.document.push_str("</w:p>");
    }

    fn table(&mut self, report: &Report, table: &Table) {
        self.caption(report.furniture.table, table.number, &table.caption);
        let all: u32 = table.widths.iter().sum::<u32>().max(1);
        let widths: Vec<u32> = table.widths.iter().map(|width| width * WIDTH / all).collect();
        let style = if table.to_fill_in { "Form" } else { "Figures" };
        write!(
            self.document,
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="{}"/></w:tblPr><w:tblGrid>"#,
            widths.iter().sum::<u32>(),
            escaped(&table.caption)
        )
        .expect("strings grow");
        for width in &widths {
            write!(self.document, r#"<w:gridCol w:w="{width}"/>"#).expect("strings grow");
        }
        self.document.push_str("</w:tblGrid>");
        let together = table.rows.len() <= ROWS_TOGETHER && !table.to_fill_in;
        let text_style = if table.head.len() > MANY_COLUMNS { "TableSmall" } else { "TableText" };
        self.document.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (at, heading) in table.head.iter().enumerate() {
            let layout = Layout { right: table.numeric[at], keep_with_next: true, right_to_left: false };
            self.cell(widths[at], text_style, layout, heading, true);
        }
        self.document.push_str("</w:tr>");
        let last = table.rows.len().saturating_sub(1);
        for (line, row) in table.rows.iter().enumerate() {
            self.document.push_str("<w:tr><w:trPr><w:cantSplit/>");
            if table.to_fill_in {
                write!(self.document, r#"<w:trHeight w:val="{ROOM}" w:hRule="atLeast"/>"#).expect("strings grow");
            }
            self.document.push_str("</w:trPr>");
            for (at, cell) in row.cells.iter().enumerate() {
                let keep_with_next = together && (line < last || !table.notes.is_empty());
                let layout = Layout { right: table.numeric[at], keep_with_next, right_to_left: false };
                self.cell(widths[at], text_style, layout, cell, row.strong);
            }
            self.document.push_str("</w:tr>");
        }
        self.document.push_str("</w:tbl>");
        for note in &table.notes {
            self.plain("TableNote", note);
        }
    }

    fn cell(&mut self, width: u32, style: &str, layout: Layout, text: &str, strong: bool) {
        write!(self.document, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#).expect("strings grow");
        let mut run = Run::label(text);
        run.strong = strong;
        self.paragraph(style, layout, std::slice::from_ref(&run));
        self.document.push_str("</w:tc>");
    }

    fn chart(&mut self, report: &Report, chart: &Chart) {
        let drawing = chart.draw(&report.colours, fonts::FAMILY);
        let Some(drawn) = picture(drawing.as_str()) else { return };
        self.caption(report.furniture.chart, chart.number, &chart.title);
        self.open("Picture", Layout::default());
        let scale = (LARGEST.0 / drawn.width).min(LARGEST.1 / drawn.height).min(1.0);
        self.picture(&drawn, scale, &format!("{} {}", report.furniture.chart, chart.number), &chart.alternative);
        self.document.push_str("</w:p>");
    }

    /// A picture in a line of text.
    fn picture(&mut self, drawn: &Picture, scale: f32, name: &str, alternative: &str) {
        self.pictures.push(drawn.png.clone());
        let number = self.pictures.len();
        let [width, height] = [drawn.width, drawn.height].map(|points| (points * scale * EMU) as i64);
        let (name, alternative) = (escaped(name), escaped(alternative));
        write!(
            self.document,
            r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="{name}" descr="{alternative}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{alternative}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
        )
        .expect("strings grow");
    }
}

/// A name for a bookmark: letters, digits and `_`, at most 40, beginning with a letter. `_Toc` keeps it out of lists.
fn bookmark(anchor: &str) -> String {
    let plain: String = anchor.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    // Long names differ at their end as well as at their beginning.
    let kept: String =
        if plain.len() <= 34 { plain } else { format!("{}{}", &plain[..20], &plain[plain.len() - 14..]) };
    format!("_Toc_{kept}")
}

/// Whether the first letter that has a direction is of a script that runs from right to left.
fn is_right_to_left(text: &str) -> bool {
    text.chars().find(|character| character.is_alphabetic()).is_some_and(
        |character| matches!(character, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'),
    )
}

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// Above each page but the first: that answers were made up, where they were.
pub(super) fn header(report: &Report) -> String {
    let text = escaped(report.front.notice.as_deref().unwrap_or(&report.front.place));
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p></w:hdr>"#
    )
}

/// Below each page but the first: what it is, and which page.
pub(super) fn footer(report: &Report) -> String {
    let field = |name: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let words = |text: &str| format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(text));
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{}<w:r><w:tab/></w:r>{}{}{}{}</w:p></w:ftr>"#,
        words(&report.front.title),
        words(&format!("{} ", report.furniture.page)),
        field("PAGE"),
        words(&format!(" {} ", report.furniture.of)),
        field("NUMPAGES"),
    )
}
