"""Opens the example's workbooks as others do: openpyxl, and LibreOffice without a screen. Holds every figure to the JSON.

Usage: check.py FOLDER SOFFICE DOCUMENT. FOLDER has what tests/tests/exports.rs left there; DOCUMENT has examples in Python, which
are run as they stand.
"""

import json
import os
import posixpath
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile
from pathlib import Path

import openpyxl

SHEETS = {
    "nl": ["Over", "Grafieken", "Vragen", "Samengenomen", "Uitsplitsingen", "Kruistabellen", "Groepsgesprekken",
           "Citaten", "Codeboek"],
    "en": ["About", "Charts", "Questions", "Taken together", "Breakdowns", "Cross tables", "Focus groups", "Quotes",
           "Codebook"],
}
FEW = {"nl": "minder dan", "en": "fewer than"}


def whole(path):
    """Every part of the archive is well-formed, is named in the list of types, and what it points to is there."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None, path
        names = set(archive.namelist())
        types = xml.fromstring(archive.read("[Content_Types].xml"))
        named = {part.get("PartName").lstrip("/") for part in types if part.get("PartName")}
        assert named <= names, named - names
        endings = {part.get("Extension") for part in types if part.get("Extension")}
        for name in names - {"[Content_Types].xml"}:
            assert name in named or name.rsplit(".", 1)[-1] in endings, f"{name} has no type"
            root = xml.fromstring(archive.read(name))
            if name.endswith(".rels"):
                folder = posixpath.dirname(posixpath.dirname(name))
                for link in root:
                    if link.get("TargetMode") != "External":
                        target = posixpath.normpath(posixpath.join("/" + folder, link.get("Target"))).lstrip("/")
                        assert target in names, f"{name}: {target} is not there"


def figure(cell):
    return cell["count"] if cell["count"] is not None else f"<{cell['fewer_than']}>"


def shown(value, language):
    """A cell as JSON would have it."""
    if isinstance(value, str) and value.startswith(FEW[language]):
        return f"<{value.split()[-1]}>"
    return value


def tables(sheet, told, language):
    row, compared = 4, 0
    for table in told:
        for cell in table["cells"] or [None]:
            at = {name: sheet.cell(row, column).value for column, name in enumerate("iqrbvlcpts", 1)}
            assert at["i"] == table["item"], (row, at, table["item"])
            if cell:
                assert at["v"] == cell["value"] and at["l"] == cell["label"], (row, at, cell)
                assert shown(at["b"], language) == figure(table["base"]), (row, at, table["base"])
                assert shown(at["c"], language) == figure(cell), (row, at, cell)
                percent = cell["percent"]
                assert at["p"] == (None if percent is None else percent / 100), (row, at, cell)
                assert at["s"] == cell["step"], (row, at, cell)
                if percent is not None:
                    assert sheet.cell(row, 8).number_format == "0%" and sheet.cell(row, 7).number_format == "#,##0"
                compared += 1
            row += 1
    assert sheet.max_row == row - 1, (sheet.title, sheet.max_row, row)
    return compared


def opened(path):
    told = json.loads(path.with_suffix(".json").read_text())
    language = told["language"]
    book = openpyxl.load_workbook(path)
    names = SHEETS[language]
    parts = ["codebook", "tables", "tables", "derived", "breakdowns", "crossings", "focus_groups", "quotes", "codebook"]
    there = {part: bool(told.get(part) and (part != "quotes" or told[part]["version"])) for part in parts}
    expected = [name for name, part in zip(names, parts) if there[part]]
    assert book.sheetnames == expected, (path, book.sheetnames)
    assert told["title"] in book.properties.title and book.properties.creator == "Dagpeil"
    assert book.custom_doc_props["Language"].value.startswith(language)
    assert str(book.properties.created.date()) == told["release"]["day"]
    for sheet in book:
        assert told["notice"] == sheet["A2"].value, (path, sheet.title)
        assert told["notice"] in sheet.oddHeader.left.text and "&P" in f"{sheet.oddFooter.right.text}".replace("&[Page]", "&P")
        assert sheet.page_setup.paperSize == 9
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row), f"{sheet.title}: a formula"
        if sheet.title in (names[2], names[3], names[6], names[7], names[8]):
            # Titles stay in sight, on screen and on paper.
            assert sheet.freeze_panes == "A4" and sheet.auto_filter.ref, (path, sheet.title)
            assert sheet.print_title_rows == "$3:$3" and sheet.page_setup.orientation == "landscape"
            assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.column_dimensions["B"].width > 12
    compared = tables(book[names[2]], told["tables"], language)
    if there["derived"]:
        compared += tables(book[names[3]], told["derived"], language)
    counted = [
        table for table in told["tables"] + told["derived"] if any(cell["percent"] is not None for cell in table["cells"])
    ]
    charts = book[names[1]]._charts
    assert len(charts) == len(counted), (path, len(charts), len(counted))
    for chart, table in zip(charts, counted):
        [series] = chart.series
        sheet, first, last = re.fullmatch(r"'?([^'!]+)'?!\$H\$(\d+):\$H\$(\d+)", series.val.numRef.f).groups()
        cells = [row[0].value for row in book[sheet][f"H{first}:H{last}"]]
        assert cells == [c["percent"] if c["percent"] is None else c["percent"] / 100 for c in table["cells"]], chart
        assert book[sheet][f"A{first}"].value == table["item"]
    return compared, len(charts)


def office(soffice, profile, path, form, out):
    command = [soffice, "--headless", "--norestore", f"-env:UserInstallation=file://{profile}", "--convert-to", form]
    subprocess.run([*command, "--outdir", out, path], check=True, capture_output=True, timeout=300)
    return Path(out) / path.with_suffix("." + form.split(":")[0]).name


def through_office(soffice, profile, path, out):
    """What LibreOffice read and wrote again has every value and every chart."""
    again = openpyxl.load_workbook(office(soffice, profile, path, "xlsx:Calc MS Excel 2007 XML", out))
    book = openpyxl.load_workbook(path)
    assert again.sheetnames == book.sheetnames
    for sheet in book:
        other = again[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                value = other[cell.coordinate].value
                assert value == cell.value, (path, sheet.title, cell.coordinate, cell.value, value)
        assert len(other._charts) == len(sheet._charts), (path, sheet.title)
    pdf = office(soffice, profile, path, "pdf", out)
    assert pdf.read_bytes().startswith(b"%PDF-")


def examples(document, folder):
    """The document's own examples, on the example's files."""
    found = re.findall(r"```python\n(.*?)```", Path(document).read_text(), re.S)
    assert found, f"{document} has no example in Python"
    for code in found:
        with tempfile.TemporaryDirectory() as place:
            for ending in ("csv", "xlsx", "json"):
                data = (folder / f"users-final-nl.{ending}").read_bytes()
                (Path(place) / f"uitkomsten.{ending}").write_bytes(data)
            ran = subprocess.run([sys.executable, "-c", code], cwd=place, capture_output=True, text=True)
            assert ran.returncode == 0 and ran.stdout.strip(), (code, ran.stdout, ran.stderr)
    return len(found)


def main():
    folder, soffice, document = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    books = sorted(folder.glob("*.xlsx"))
    assert len(books) == 8, books
    compared = charts = 0
    for path in books:
        whole(path)
        more, drawn = opened(path)
        compared, charts = compared + more, charts + drawn
    assert compared > 500 and charts > 50, (compared, charts)
    print(f"exports: openpyxl read {compared} figures and {charts} charts in {len(books)} workbooks, as the JSON has them")
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as out:
        for path in books:
            if "final" in path.name:
                through_office(soffice, profile, path, out)
    print("exports: LibreOffice opened the final releases and wrote every value and chart again")
    print(f"exports: {examples(document, folder)} examples of {os.path.basename(document)} ran")


main()
