//! Styles, lists and settings: what makes it look as it does, in one place, so that whoever edits it can change that too.

use crate::content::Report;

use super::tag;

/// What text is set in: both Word and LibreOffice have it, or a font of the same widths.
const FONT: &str = "Calibri";

/// The one list style: a bullet, hanging.
pub(super) const NUMBERING: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

/// A colour as Word writes it: six digits.
fn colour(written: &str) -> &str {
    written.trim_start_matches('#')
}

/// A style of paragraphs.
fn paragraph(id: &str, name: &str, based_on: &str, next: &str, layout: &str, letters: &str) -> String {
    let next = if next.is_empty() { String::new() } else { format!(r#"<w:next w:val="{next}"/>"#) };
    let based_on = if based_on.is_empty() { String::new() } else { format!(r#"<w:basedOn w:val="{based_on}"/>"#) };
    format!(
        r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>{based_on}{next}<w:qFormat/><w:pPr>{layout}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"#
    )
}

/// `word/styles.xml`.
pub(super) fn styles(report: &Report) -> String {
    let (primary, surface, text) =
        (colour(&report.colours.primary), colour(&report.colours.surface), colour(&report.colours.text));
    let letters =
        |half_points: u32, more: &str| format!(r#"{more}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>"#);
    let coloured = |half_points: u32, weight: &str, colour: &str| {
        format!(r#"{weight}<w:color w:val="{colour}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>"#)
    };
    let heading = |level: u32, layout: &str, half_points: u32| {
        let layout = format!(r#"<w:keepNext/><w:keepLines/>{layout}<w:outlineLvl w:val="{}"/>"#, level - 1);
        paragraph(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            "Normal",
            "Normal",
            &layout,
            &coloured(half_points, "<w:b/><w:bCs/>", primary),
        )
    };
    let contents = |level: u32, left: u32, weight: &str| {
        let layout = format!(
            r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9060"/></w:tabs><w:spacing w:before="{}" w:after="0" w:line="250" w:lineRule="auto"/><w:ind w:left="{left}"/>"#,
            if level == 1 { 80 } else { 0 }
        );
        paragraph(&format!("TOC{level}"), &format!("toc {level}"), "Normal", "Normal", &layout, &letters(20, weight))
    };
    let box_around = |colour: &str, fill: &str| {
        format!(
            r#"<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="36" w:space="8" w:color="{colour}"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/><w:spacing w:before="120" w:after="160"/><w:ind w:left="227" w:right="113"/>"#
        )
    };
    let styles = [
        paragraph("Normal", "Normal", "", "", "", ""),
        heading(1, r#"<w:pageBreakBefore/><w:spacing w:before="0" w:after="200"/>"#, 36),
        heading(2, r#"<w:spacing w:before="320" w:after="100"/>"#, 27),
        heading(3, r#"<w:spacing w:before="240" w:after="80"/>"#, 23),
        paragraph(
            "Title",
            "Title",
            "Normal",
            "Normal",
            r#"<w:spacing w:before="120" w:after="160" w:line="240" w:lineRule="auto"/>"#,
            &coloured(60, "<w:b/><w:bCs/>", primary),
        ),
        paragraph(
            "Subtitle",
            "Subtitle",
            "Normal",
            "Normal",
            r#"<w:spacing w:before="0" w:after="480"/>"#,
            &coloured(32, "", text),
        ),
        paragraph(
            "Kicker",
            "Kicker",
            "Normal",
            "Title",
            r#"<w:spacing w:before="2400" w:after="0"/>"#,
            &coloured(26, "", primary),
        ),
        paragraph(
            "FrontFact",
            "Front fact",
            "Normal",
            "",
            r#"<w:spacing w:before="0" w:after="60"/>"#,
            &letters(23, ""),
        ),
        paragraph(
            "TOCHeading",
            "TOC Heading",
            "Normal",
            "Normal",
            r#"<w:keepNext/><w:pageBreakBefore/><w:spacing w:before="0" w:after="200"/>"#,
            &coloured(36, "<w:b/><w:bCs/>", primary),
        ),
        contents(1, 0, "<w:b/><w:bCs/>"),
        contents(2, 284, ""),
        paragraph(
            "PointLead",
            "Point lead",
            "Normal",
            "PointText",
            r#"<w:keepNext/><w:spacing w:before="160" w:after="20"/>"#,
            &coloured(23, "<w:b/><w:bCs/>", primary),
        ),
        paragraph(
            "PointText",
            "Point text",
            "Normal",
            "PointLead",
            r#"<w:keepLines/><w:spacing w:before="0" w:after="80"/>"#,
            "",
        ),
        paragraph(
            "ListBullet",
            "List Bullet",
            "Normal",
            "",
            r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:before="0" w:after="60"/>"#,
            "",
        ),
        paragraph("Quote", "Quote", "Normal", "Normal", &box_around(primary, surface), "<w:i/><w:iCs/>"),
        paragraph("Note", "Note", "Normal", "Normal", &box_around(primary, surface), ""),
        paragraph(
            "Caption",
            "caption",
            "Normal",
            "Normal",
            r#"<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="80"/>"#,
            &coloured(21, "<w:b/><w:bCs/>", text),
        ),
        paragraph("Picture", "Picture", "Normal", "Normal", r#"<w:spacing w:before="0" w:after="120"/>"#, ""),
        paragraph(
            "TableText",
            "Table text",
            "Normal",
            "",
            r#"<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>"#,
            &letters(19, ""),
        ),
        paragraph(
            "TableSmall",
            "Table text small",
            "TableText",
            "",
            r#"<w:suppressAutoHyphens w:val="0"/>"#,
            &letters(16, ""),
        ),
        paragraph(
            "TableNote",
            "Table note",
            "Normal",
            "Normal",
            r#"<w:keepLines/><w:spacing w:before="60" w:after="60" w:line="240" w:lineRule="auto"/>"#,
            &letters(18, ""),
        ),
        paragraph("Header", "header", "Normal", "", r#"<w:jc w:val="right"/>"#, &coloured(18, "", text)),
        paragraph(
            "Footer",
            "footer",
            "Normal",
            "",
            r#"<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>"#,
            &coloured(18, "", text),
        ),
    ];
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/><w:color w:val="{text}"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{}" w:eastAsia="{0}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>{}{}</w:styles>"#,
        tag(report),
        styles.concat().replacen(r#"w:styleId="Normal""#, r#"w:default="1" w:styleId="Normal""#, 1),
        table(primary, surface),
    )
}

/// The style of tables: lines between rows, and a head that stands out.
fn table(primary: &str, surface: &str) -> String {
    format!(
        r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="Figures"><w:name w:val="Figures"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{primary}"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{primary}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="C8CED0"/></w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{surface}"/></w:tcPr></w:tblStylePr></w:style><w:style w:type="table" w:styleId="Form"><w:name w:val="Form"/><w:basedOn w:val="Figures"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{primary}"/><w:left w:val="single" w:sz="4" w:space="0" w:color="8A9496"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{primary}"/><w:right w:val="single" w:sz="4" w:space="0" w:color="8A9496"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="8A9496"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="8A9496"/></w:tblBorders></w:tblPr></w:style>"#
    )
}

/// `word/settings.xml`.
pub(super) fn settings(report: &Report) -> String {
    let language = tag(report);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:autoHyphenation/><w:defaultTabStop w:val="708"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="{language}"/></w:settings>"#
    )
}
