"""Opens the example's reports in DOCX as others do: python-docx, and LibreOffice Writer.

Usage: document.py FOLDER OFFICE. FOLDER has what `make report OUT=FOLDER MANUSCRIPT=1` wrote; OFFICE is LibreOffice's program. Holds
what is in a document to the manuscript that the PDF is set from, to the letter: both forms of a report say the same.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
MOST_BYTES = 4_500_000


def running(runs):
    return "".join(run["text"] for run in runs)


def expected(report):
    """What stands in the document after the table of contents: style and text of paragraphs, and the cells of tables."""
    furniture = report["furniture"]
    for block in report["blocks"]:
        kind = block["kind"]
        if kind == "heading":
            yield f"Heading {block['level']}", block["text"]
        elif kind == "paragraph":
            yield "Normal", running(block["runs"])
        elif kind == "note":
            yield "Note", running(block["runs"])
        elif kind == "quote":
            yield "Quote", block["text"]
        elif kind == "bullets":
            for item in block["items"]:
                yield "List Bullet", running(item)
        elif kind == "points":
            for point in block["points"]:
                yield "Point lead", point["lead"]
                yield "Point text", running(point["runs"])
        elif kind == "chart":
            yield "Caption", f"{furniture['chart']} {block['number']}. {block['title']}"
            yield "picture", block["alternative"]
        elif kind == "table":
            yield "Caption", f"{furniture['table']} {block['number']}. {block['caption']}"
            yield "table", [block["head"], *(row["cells"] for row in block["rows"])]
            for note in block["notes"]:
                yield "Table note", note
        else:
            assert kind == "page_break", kind


def found(document):
    """The same, as python-docx reads it."""
    begun = False
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield "table", [[cell.text for cell in row.cells] for row in part.rows]
            continue
        assert isinstance(part, Paragraph)
        style = part.style.name
        begun = begun or style == "Heading 1"
        if not begun:
            continue
        pictures = part._p.findall(f".//{qn('wp:docPr')}")
        if pictures:
            yield "picture", pictures[0].get("descr")
        elif part.text or style != "Normal":
            yield style, part.text


def says_the_same(document, report):
    ours, theirs = list(expected(report)), list(found(document))
    for number, (one, other) in enumerate(zip(ours, theirs)):
        assert one == other, f"part {number}: {other!r} in the document, {one!r} in the manuscript"
    assert len(ours) == len(theirs), (len(ours), len(theirs))
    return len(ours)


def declares_itself(document, report):
    properties = document.core_properties
    assert (properties.title, properties.author) == (report["title"], report["author"])
    assert properties.language == LANGUAGES[report["language"]]
    assert properties.created.date().isoformat() == report["day"]
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == LANGUAGES[report["language"]]
    # Who edits it finds the structure under the names that word processors know.
    names = {style.name for style in document.styles}
    assert {"Heading 1", "Heading 2", "Heading 3", "Title", "Caption", "Quote", "List Bullet"} <= names, names
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None, "the head does not repeat"
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *others)), "a row may be split"
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)


def opens_in_writer(path, report, office):
    """LibreOffice opens it and prints it; on its pages stands what should, with bookmarks and a title."""
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [office, "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to",
             'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}', "--outdir", profile, str(path)],
            capture_output=True, timeout=300, check=False,
        )  # fmt: skip
        printed = Path(profile) / path.with_suffix(".pdf").name
        assert printed.exists(), f"{path.name} is not opened: {done.stderr.decode()} {done.stdout.decode()}"
        pages = subprocess.run(["pdftotext", str(printed), "-"], capture_output=True, check=True).stdout.decode().split("\f")
        info = subprocess.run(["pdfinfo", str(printed)], capture_output=True, check=True).stdout.decode()
    assert report["title"] in re.sub(r"\s+", " ", info), info
    pages = [" ".join(page.split()) for page in pages if page.strip()]
    of, page = report["furniture"]["of"], report["furniture"]["page"]
    for number, text in enumerate(pages[1:], start=2):
        assert f"{page} {number} {of} {len(pages)}" in text, f"page {number} has no number: {text[-200:]}"
    # A chapter begins a page.
    for block in report["blocks"]:
        if block["kind"] == "heading" and block["level"] == 1:
            # What made-up answers are called stands above each page.
            notice = report["front"]["notice"] or report["front"]["place"]
            begins = [text for text in pages if text.removeprefix(notice).lstrip().startswith(block["text"])]
            assert begins, f"no page begins with {block['text']}"
    return len(pages)


def main(folder, office):
    languages = set()
    for file in sorted(Path(folder).glob("*.json")):
        report = json.loads(file.read_text())["report"]
        path = file.with_suffix(".docx")
        languages.add(report["language"])
        size = path.stat().st_size
        assert size <= MOST_BYTES, f"{path.name}: {size} bytes"
        document = docx.Document(str(path))
        declares_itself(document, report)
        count = says_the_same(document, report)
        pages = opens_in_writer(path, report, office)
        assert count > 100 and pages > 10, (count, pages)
        print(f"  {path.name}: {pages} pages in LibreOffice, {size} bytes, {count} parts")
    assert languages == set(LANGUAGES), languages


if __name__ == "__main__":
    main(*sys.argv[1:])
