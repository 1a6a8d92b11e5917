"""Opens the example's reports as others do: pypdf, a PDF reader of its own, and poppler.

Usage: check.py FOLDER TYPESET. FOLDER has what `make report OUT=FOLDER MANUSCRIPT=1` wrote; TYPESET is the program that sets a
manuscript. Holds what a reader with a screen reader gets to the manuscript, word for word and in its order; then has hostile
manuscripts set.
"""

import copy
import json
import re
import struct
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, NullObject

# Shades of paper, and of what shows through.
LIGHT = bytes(range(160, 256))

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


def squeezed(text):
    """A text without what differs by where lines end: white space, hyphens, and what is not seen."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in text if not letter.isspace() and letter != "-" and unicodedata.category(letter) != "Cf")


def ran(*command):
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode()


# What a report says --------------------------------------------------------------------------------------------------------


def running(runs):
    return "".join(run["text"] for run in runs)


def said(report):
    """All that stands in the blocks, in order; of charts what they are called and what is said for them."""
    for block in report["blocks"]:
        kind = block["kind"]
        if kind == "heading":
            yield block["text"]
        elif kind in ("paragraph", "note"):
            yield running(block["runs"])
        elif kind == "bullets":
            yield from map(running, block["items"])
        elif kind == "points":
            for point in block["points"]:
                yield point["lead"]
                yield running(point["runs"])
        elif kind == "quote":
            yield block["text"]
        elif kind == "chart":
            yield f"{report['furniture']['chart']} {block['number']}"
            yield block["title"]
            yield block["alternative"]
        elif kind == "table":
            yield f"{report['furniture']['table']} {block['number']}"
            yield block["caption"]
            yield from block["head"]
            for row in block["rows"]:
                yield from row["cells"]
            yield from block["notes"]
        else:
            assert kind == "page_break", kind


def of_kind(report, kind):
    return [block for block in report["blocks"] if block["kind"] == kind]


# What a PDF has ------------------------------------------------------------------------------------------------------------


class Tree:
    """The structure of a tagged PDF, which a screen reader follows."""

    def __init__(self, reader):
        root = reader.trailer["/Root"]["/StructTreeRoot"]
        self.roles = root.get("/RoleMap", {})
        self.elements = []
        self.walk(root, ())

    def walk(self, node, path):
        kids = node.get("/K", NullObject())
        kids = kids.get_object() if isinstance(kids, IndirectObject) else kids
        for kid in kids if isinstance(kids, ArrayObject) else [kids]:
            kid = kid.get_object() if isinstance(kid, IndirectObject) else kid
            if isinstance(kid, DictionaryObject) and "/S" in kid:
                kind = str(self.roles.get(kid["/S"], kid["/S"]))
                self.elements.append((kind, kid, path))
                self.walk(kid, (*path, kind))

    def of(self, *kinds):
        return [element for kind, element, _ in self.elements if kind in kinds]


def attribute(element, name):
    """An attribute, in whichever of an element's lists it stands."""
    lists = element.get("/A", NullObject()).get_object()
    for found in lists if isinstance(lists, ArrayObject) else [lists]:
        found = found.get_object()
        if isinstance(found, DictionaryObject) and name in found:
            return found[name].get_object()
    return None


def letters(font):
    """What each code of a font stands for, from its table for readers."""
    table = font["/ToUnicode"].get_data().decode()
    as_text = lambda code: bytes.fromhex(code).decode("utf-16-be")  # noqa: E731
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = as_text(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for code in range(int(first, 16), int(last, 16) + 1):
                start = as_text(text)
                found[code] = start[:-1] + chr(ord(start[-1]) + code - int(first, 16))
    return found


class Pages:
    """The text of each marked piece of each page."""

    def __init__(self, reader):
        self.reader, self.fonts, self.pieces = reader, {}, {}
        for page in reader.pages:
            self.read(page)

    def read(self, page):
        fonts = page.get("/Resources", {}).get("/Font", {})
        pieces = self.pieces[page.indirect_reference.idnum] = {}
        marks, font = [], {}
        for operands, operator in ContentStream(page.get_contents(), self.reader).operations:
            if operator in (b"BDC", b"BMC"):
                given = operands[1] if len(operands) > 1 and isinstance(operands[1], DictionaryObject) else {}
                piece = given.get("/MCID", marks[-1][0] if marks else None)
                marks.append((piece, "/ActualText" in given or bool(marks and marks[-1][1])))
                if "/ActualText" in given and piece is not None:
                    pieces[piece] = pieces.get(piece, "") + str(given["/ActualText"])
            elif operator == b"EMC":
                marks.pop()
            elif operator == b"Tf":
                name = fonts.raw_get(operands[0]).idnum
                if name not in self.fonts:
                    self.fonts[name] = letters(fonts[operands[0]])
                font = self.fonts[name]
            elif operator in (b"Tj", b"TJ") and marks and marks[-1][0] is not None and not marks[-1][1]:
                for part in operands[0] if operator == b"TJ" else operands:
                    if isinstance(part, (bytes, str)):
                        codes = part.original_bytes if isinstance(part, str) else part
                        text = "".join(font[code] for (code,) in struct.iter_unpack(">H", codes))
                        pieces[marks[-1][0]] = pieces.get(marks[-1][0], "") + text


def read_aloud(reader):
    """What the structure says, in its order: no headers, footers, repeated heads of tables; of a figure what is said for it."""
    pages, spoken = Pages(reader).pieces, []

    def say(node, page):
        if isinstance(node, IndirectObject):
            node = node.get_object()
        if isinstance(node, int):
            spoken.append(pages[page].get(int(node), ""))
        elif isinstance(node, ArrayObject):
            for kid in list.__iter__(node):
                say(kid, page)
        elif isinstance(node, DictionaryObject):
            if "/Pg" in node:
                page = node.raw_get("/Pg").idnum
            if node.get("/Type") == "/MCR":
                say(node["/MCID"], page)
            elif node.get("/S") == "/Figure":
                spoken.append(str(node["/Alt"]))
            elif "/K" in node:
                say(node.raw_get("/K"), page)

    say(reader.trailer["/Root"]["/StructTreeRoot"], None)
    return squeezed("".join(spoken))


def bookmarks(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from bookmarks(entry)
        else:
            yield str(entry.title)


# The checks ----------------------------------------------------------------------------------------------------------------


def declares_itself(path, reader, report):
    root, language = reader.trailer["/Root"], LANGUAGES[report["language"]]
    assert root["/MarkInfo"]["/Marked"], "not tagged"
    assert str(root["/Lang"]) == language, root["/Lang"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"], "a viewer shows the name of the file"
    assert reader.metadata.title == report["title"], reader.metadata.title
    assert reader.metadata.author == report["author"], reader.metadata.author
    written = reader.metadata.creation_date.date().isoformat()
    assert written == report["day"], f"written on {written}, released on {report['day']}"
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part\D*1\D", xmp), "it does not say that it is PDF/UA-1"
    assert report["title"] in xmp.replace("&apos;", "'").replace("&amp;", "&"), "no title in the metadata"
    info = ran("pdfinfo", str(path))
    for line in ("Tagged:          yes", "JavaScript:      no", "Encrypted:       no"):
        assert line in info, f"{line}\n{info}"
    assert "(A4)" in info, info
    assert path.stat().st_size <= 4_500_000, f"{path.stat().st_size} bytes"


def fonts_are_in_it(path):
    lines = ran("pdffonts", str(path)).splitlines()[2:]
    assert 2 <= len(lines) <= 8, lines
    for line in lines:
        embedded, subset, unicode = line.split()[-5:-2]
        assert (embedded, subset, unicode) == ("yes", "yes", "yes"), line


def says_all(path, reader, report):
    """Every text of the manuscript, in order."""
    spoken, at = read_aloud(reader), 0
    count = 0
    for text in said(report):
        wanted = squeezed(text)
        found = spoken.find(wanted, at)
        assert found >= 0, f"{path.name}: {text!r} is not said, after …{spoken[max(0, at - 80):at]!r}"
        at, count = found + len(wanted), count + 1
    return count


def is_tagged(path, reader, report):
    tree = Tree(reader)
    headings = of_kind(report, "heading")
    for level in (1, 2, 3):
        wanted = sum(heading["level"] == level for heading in headings) + (level == 1)  # and the contents
        assert len(tree.of(f"/H{level}")) == wanted, f"{path.name}: headings of level {level}"
    tables = tree.of("/Table")
    assert len(tables) == len(of_kind(report, "table")), f"{path.name}: {len(tables)} tables"
    for block in of_kind(report, "table"):
        assert len(block["head"]) == len(block["numeric"]) == len(block["widths"]), block["caption"]
    heads = [attribute(head, "/Scope") for head in tree.of("/TH")]
    rows = sum(len(block["rows"]) for block in of_kind(report, "table"))
    columns = sum(len(block["head"]) for block in of_kind(report, "table"))
    assert heads.count("/Column") == columns, f"{path.name}: {heads.count('/Column')} headings of {columns} columns"
    assert heads.count("/Row") == rows, f"{path.name}: {heads.count('/Row')} headings of {rows} rows"
    alternatives = [str(figure["/Alt"]) for figure in tree.of("/Figure")]
    assert alternatives == [chart["alternative"] for chart in of_kind(report, "chart")], f"{path.name}: alternatives"
    assert all(len(alternative) > 20 for alternative in alternatives), alternatives
    for kind in ("/TOC", "/TOCI", "/Caption"):
        assert tree.of(kind), f"{path.name}: no {kind}"
    if of_kind(report, "bullets"):
        items = sum(len(block["items"]) for block in of_kind(report, "bullets"))
        assert len(tree.of("/LI")) == items, f"{path.name}: {len(tree.of('/LI'))} items of lists"
    marked = list(bookmarks(reader.outline))
    for heading in headings:
        if heading["level"] <= 2:
            assert any(squeezed(mark) == squeezed(heading["text"]) for mark in marked), f"no bookmark: {heading['text']}"


def pages_are_drawn(path, reader):
    """No page is blank, and nothing runs off one: the outer centimetre is paper, but for the first page's."""
    with tempfile.TemporaryDirectory() as folder:
        ran("pdftoppm", "-r", "50", "-gray", str(path), f"{folder}/page")
        drawn = [file.read_bytes() for file in sorted(Path(folder).glob("page-*.pgm"))]
    assert len(drawn) == len(reader.pages) >= 2, f"{path.name}: {len(drawn)} pages drawn"
    for at, file in enumerate(drawn):
        kind, width, height, white, pixels = re.match(rb"(P5)\s(\d+)\s(\d+)\s(\d+)\s(.*)", file, re.S).groups()
        width, height = int(width), int(height)
        assert len(pixels.translate(None, LIGHT)) > 100, f"{path.name}: page {at + 1} is blank"
        margin = round(10 / 25.4 * 50)
        for row in range(height if at else 0):
            line = pixels[row * width : (row + 1) * width]
            edges = line[:margin] + line[-margin:]
            assert len(edges.translate(None, LIGHT)) == 0, f"{path.name}: page {at + 1} runs off the paper"


# Hostile manuscripts -------------------------------------------------------------------------------------------------------

HOSTILE = [
    '#panic("no") $x^2$ @figure <label> \\ ] [ } { `raw` *strong* _emph_ // gone /* gone */ = = - + ~ -- --- ... "q" \'q\'',
    '#import "@preview/cetz:0.3.0" #read("/etc/passwd") #sys.inputs #include "report.typ"',
    "</text><script>alert(1)</script> & &amp; <!-- --> ]]> %PDF \\n \\u{41} ${x} {{x}}",
    "أريد أن ألتقي بالناس كل يوم (٣ مرات) في Emmeloord, graag",
    "\u202eomgekeerd\u202c \u2067أهلا\u2069 \u200fx\u200e",
    "Żółć, İstanbul'da ığüşöç, Хочу працювати їжаку ґедзь, œuvre, naïve, 漢字, हिन्दी, 👍🏽 👨‍👩‍👧 🇳🇱 ☐ → ✓",
    "a\u0000b\u0007c\u001bd\u0085e\u2028f\ufefeg\uffffh\ufffd",
    "x" * 2000,
    "woord" * 400,
    "\u0301" * 50 + "e" + "\u0301" * 200,
    "\n\n\nregel\n\n\nregel\n",
    " ",
    "",
]


def survives(typeset, manuscript, folder):
    """Whatever the texts are, there is a PDF that is as it should be, and the form is not what they say."""
    for at, text in enumerate(HOSTILE):
        hostile = copy.deepcopy(manuscript)
        report = hostile["report"]
        # Titles and labels are long at times; as long as what someone may write, or empty, they are not.
        short = text[:160] if text.strip() else "iets"
        run = {"text": text, "strong": bool(at % 2), "pointer": None, "label": True}
        report["title"] = short
        report["author"] = short
        report["front"]["title"] = report["front"]["place"] = short
        report["front"]["facts"].append({"name": short, "value": short})
        report["blocks"] = [
            {"kind": "heading", "level": 1, "text": short, "anchor": "een"},
            {"kind": "heading", "level": 2, "text": short, "anchor": "twee"},
            {"kind": "paragraph", "runs": [run, run]},
            {"kind": "note", "runs": [run]},
            {"kind": "bullets", "items": [[run], [run, run]]},
            {"kind": "points", "points": [{"lead": short, "runs": [run]}]},
            {"kind": "quote", "text": text},
            {
                "kind": "table", "number": 1, "caption": short, "head": [short, short], "numeric": [False, True], "widths": [3, 1],
                "rows": [{"cells": [text, text], "strong": False}] * 3, "notes": [text], "to_fill_in": False,
            },
        ]  # fmt: skip
        charts = of_kind(manuscript["report"], "chart")
        if charts:
            report["blocks"].append({**charts[0], "title": short, "alternative": text if text.strip() else "iets"})
        done = subprocess.run([typeset], input=json.dumps(hostile).encode(), capture_output=True, check=False)
        assert done.returncode == 0, f"{text[:60]!r}: {done.stderr.decode()}"
        path = folder / "hostile.pdf"
        path.write_bytes(done.stdout)
        reader = PdfReader(path)
        assert len(Tree(reader).of("/H2")) == 1 and len(Tree(reader).of("/Table")) == 1, text
        spoken = read_aloud(reader)
        if text.isascii() and text.strip():
            printable = squeezed(text)
            assert spoken.count(printable) >= 7, f"{text[:60]!r} is not said as it stands: {spoken[:400]}"
        assert "root:" not in spoken
        assert len(reader.pages) < 30, f"{text[:60]!r}: {len(reader.pages)} pages"
        pages_are_drawn(path, reader)
        path.unlink()


# What is printed of what can't be printed, or could be taken for something else.
PRINTED = {
    "Een €, een ‘quote’ en é": "Een €, een ‘quote’ en é",
    "łąka, İstanbul, Хто?": "łąka, İstanbul, Хто?",
    "duim \U0001f44d\U0001f3fd omhoog": "duim ? omhoog",
    "teken 漢字": "teken ??",
    "a\u0000b\u202ec\ufeff": "abc",
    "twee\u2028regels\u202f%": "twee regels %",
    "woord\u2011deel": "woord-deel",
    "#let x = 1; $x$ *sterk* @fig": "#let x = 1; $x$ *sterk* @fig",
}


def prints_what_it_can(typeset, manuscript, folder):
    report = manuscript["report"]
    report["blocks"] = [{"kind": "heading", "level": 1, "text": "Letters", "anchor": "letters"}]
    for text in PRINTED:
        run = {"text": text, "strong": False, "pointer": None, "label": True}
        report["blocks"].append({"kind": "paragraph", "runs": [run]})
    done = subprocess.run([typeset], input=json.dumps(manuscript).encode(), capture_output=True, check=True)
    path = folder / "letters.pdf"
    path.write_bytes(done.stdout)
    spoken = read_aloud(PdfReader(path))
    wanted = squeezed("".join(PRINTED.values()))
    assert spoken.endswith(wanted), f"{spoken[-len(wanted):]!r} is not {wanted!r}"
    path.unlink()


def refuses(typeset):
    for nonsense in (b"", b"{}", b"not json", b'{"report": {}, "drawings": {}}', b'{"report": {"blocks": [{"kind": "new"}]}, "drawings": {}}'):
        done = subprocess.run([typeset], input=nonsense, capture_output=True, check=False)
        assert done.returncode == 1 and done.stderr and not done.stdout, nonsense


def main(folder, typeset):
    folder = Path(folder)
    manuscripts = sorted(folder.glob("*.json"))
    languages = set()
    for file in manuscripts:
        manuscript = json.loads(file.read_text())
        report, path = manuscript["report"], file.with_suffix(".pdf")
        languages.add(report["language"])
        reader = PdfReader(path)
        declares_itself(path, reader, report)
        fonts_are_in_it(path)
        count = says_all(path, reader, report)
        is_tagged(path, reader, report)
        pages_are_drawn(path, reader)
        tables, charts = len(of_kind(report, "table")), len(of_kind(report, "chart"))
        assert count > 100 and tables > 10 and charts > 3, (count, tables, charts)
        size = path.stat().st_size
        print(f"  {path.name}: {len(reader.pages)} pages, {size} bytes, {count} texts, {tables} tables, {charts} charts")
    assert languages == set(LANGUAGES), languages
    survives(typeset, json.loads(manuscripts[0].read_text()), folder)
    prints_what_it_can(typeset, json.loads(manuscripts[0].read_text()), folder)
    refuses(typeset)
    print(f"  {len(HOSTILE)} hostile manuscripts set")


if __name__ == "__main__":
    main(*sys.argv[1:])
