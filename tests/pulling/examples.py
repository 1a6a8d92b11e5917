"""Runs the examples of a page as they stand there, against a running system: examples.py PAGE FOLDER [RSCRIPT].

FOLDER has the folder `cijfers` that was pulled; DAGPEIL_URL and DAGPEIL_KEY say where the system is and which key opens it.
"""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path


def run(page, language, command, folder):
    """What each of the examples in that language wrote."""
    found = re.findall(rf"```{language}\n(.*?)```", page, re.S)
    assert found, f"no example in {language}"
    wrote = []
    for code in found:
        ran = subprocess.run([*command, code], cwd=folder, capture_output=True, text=True)
        assert ran.returncode == 0 and ran.stdout.strip(), (code, ran.stdout, ran.stderr)
        wrote.append(ran.stdout)
    return wrote


def largest(folder):
    """What is wished for most, and its share, as the release itself has them."""
    [file] = Path(folder).glob("cijfers/voorbeeld-2026/*/users-final.json")
    [table] = [table for table in json.loads(file.read_text())["tables"] if table["item"] == "matters"]
    cell = max(table["cells"], key=lambda cell: cell["percent"] or 0)
    return cell["label"], cell["percent"]


def check(wrote, label, percent):
    """The examples agree with the release: the first is sorted, so its first row is what is wished for most."""
    first = wrote[0].strip().splitlines()[1]
    assert label in first and first.split()[-1].removesuffix(".0") == str(percent), (first, label, percent)
    for text in wrote[:2]:
        assert len(text.strip().splitlines()) > 5, text


def main():
    page, folder = Path(sys.argv[1]).read_text(), sys.argv[2]
    label, percent = largest(folder)
    python = run(page, "python", [sys.executable, "-c"], folder)
    check(python, label, percent)
    # Every audience with a release has a line.
    assert len(python[2].strip().splitlines()) == 2, python[2]
    print(f"pulling: {len(python)} examples in Python ran")
    if len(sys.argv) > 3:
        r = run(page, "r", [sys.argv[3], "--vanilla", "-e"], folder)
        check(r, label, percent)
        print(f"pulling: {len(r)} examples in R ran")
    else:
        print("pulling: the examples in R were NOT run: there is no Rscript (Debian and Ubuntu: apt-get install r-base-core)")
    # The page's own words for a column of counts: no cell of theirs is a bare 0.
    for file in Path(folder).glob("cijfers/*/*/*.rfc4180.csv"):
        with open(file, newline="", encoding="utf-8") as rows:
            assert all(row["count"] != "0" for row in csv.DictReader(rows)), file


main()
