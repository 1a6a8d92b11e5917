"""The guide's pictures: what the browser took, and what is printed, cut to size and made small."""

import subprocess
from pathlib import Path

from PIL import Image, ImageChops, ImageOps

EDGE = "#c9cfcd"


def as_pdf(document, folder):
    """What is not a PDF, as LibreOffice prints it."""
    if document.suffix == ".pdf":
        return document
    profile = f"-env:UserInstallation=file://{folder}/office"
    command = ["soffice", "--headless", "--norestore", profile, "--convert-to", "pdf", "--outdir", folder, document]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{document.stem}.pdf"


def page_with(document, words):
    """The number of the first page with a line that begins so."""
    text = subprocess.run(["pdftotext", "-layout", document, "-"], check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")
    return next(
        number for number, page in enumerate(pages, 1) if any(line.strip().startswith(words) for line in page.splitlines())
    )


def printed(document, page, width, folder):
    """A page of a document."""
    stem = folder / f"{document.stem}-{page}"
    command = ["pdftoppm", "-png", "-singlefile", "-f", str(page), "-l", str(page), "-scale-to-x", str(width), "-scale-to-y", "-1"]
    subprocess.run([*command, document, stem], check=True)
    return Image.open(f"{stem}.png").convert("RGB")


def cut(picture, margin=12):
    """Without the white around."""
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    left, top, right, bottom = box
    width, height = picture.size
    return picture.crop((max(left - margin, 0), max(top - margin, 0), min(right + margin, width), min(bottom + margin, height)))


def framed(picture, margin=0):
    return ImageOps.expand(ImageOps.expand(picture, margin, "white"), 1, EDGE)


def beside(pictures, gap=24):
    width = sum(picture.width for picture in pictures) + gap * (len(pictures) - 1)
    joined = Image.new("RGB", (width, max(picture.height for picture in pictures)), "white")
    left = 0
    for picture in pictures:
        joined.paste(picture, (left, 0))
        left += picture.width + gap
    return joined


def save(picture, file, largest):
    """With as few colours as it takes to be small enough."""
    for colours in (256, 128, 64, 32):
        picture.quantize(colours, dither=Image.Dither.NONE).save(file, optimize=True)
        if file.stat().st_size <= largest:
            return
    raise AssertionError(f"{file} has {file.stat().st_size} bytes")


def finish(folder, to, largest):
    taken = lambda name: Image.open(folder / f"{name}.png").convert("RGB")
    [report] = Path(folder).glob("cijfers/voorbeeld-2026/GM0171/report.docx")
    report = as_pdf(report, folder)
    spreadsheet = as_pdf(folder / "vragen.xlsx", folder)
    [poster] = sorted(Path(folder).glob("posters/**/*a4*.pdf"))[:1]
    made = {
        "spreadsheet": framed(cut(printed(spreadsheet, 1, 1400, folder))),
        "vragenlijst": beside([framed(taken("questionnaire-1")), framed(taken("questionnaire-2"))]),
        "poster": framed(printed(poster, 1, 520, folder)),
        "overzicht": framed(taken("overview")),
        "uitslag": framed(taken("release"), 20),
        "bevindingen": framed(taken("findings"), 20),
        "verslag": beside([framed(printed(report, page, 560, folder)) for page in (3, page_with(report, "Figuur 1"))]),
    }
    for name, picture in made.items():
        save(picture, to / f"{name}.png", largest)
