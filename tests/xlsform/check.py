"""Holds `dagpeil xlsform` and `dagpeil import` against pyxform.

Usage: check.py DAGPEIL SOURCE...: the program, and unpacked source distributions of pyxform.
"""

import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
from pathlib import Path

from pyxform.xls2xform import convert

# The example forms within what docs/xlsform.md says is taken. Every other is refused.
WITHIN = {
    "bug_example_xls/badly_named_choices_sheet.xls",
    "bug_example_xls/blank_second_row.xls",
    "bug_example_xls/excel_with_macros.xlsm",
    "bug_example_xls/ict_survey_fails.xls",
    "example_xls/allow_comment_rows_test.xls",
    "example_xls/choice_name_same_as_select_name.xls",
    "example_xls/extra_sheet_names.xlsx",
    "example_xls/instance_xmlns_test.xls",
    "example_xls/or_other.xlsx",
    "example_xls/settings.xls",
    "example_xls/specify_other.xls",
    "example_xls/style_settings.xls",
    "example_xls/survey_no_name.xlsx",
    "example_xls/text_and_integer.xls",
    "example_xls/text_and_integer_xlsx.xlsx",
    "example_xls/yes_or_no_question.xls",
}
# The examples are in English; what they say does not matter here, so it passes for the Dutch we must have.
LANGUAGES = ["nl", "English=nl", "English (en)=nl"]
# `path: sheet C7, D9: what is wrong`
FAULT = re.compile(r": (?P<sheet>[^:]+) (?P<cells>[A-Z]+[0-9]+(, [A-Z]+[0-9]+)*( and [0-9]+ more)?): .")


def run(program, *arguments):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)


def exports(program, folder):
    """Every questionnaire of every campaign, as a workbook that pyxform takes and that comes back as it went."""
    wrong = []
    campaigns = sorted(path.parent for path in Path("infra/campaigns").glob("*/campaign.toml"))
    for campaign in campaigns:
        texts = run(program, "texts", campaign, "--json")
        if texts.returncode:
            return [f"{campaign}: has faults"]
        texts = json.loads(texts.stdout)
        for audience in sorted({text["audience"] for text in texts if text["audience"]}):
            name = f"{campaign.name}-{audience}"
            workbook = folder / f"{name}.xlsx"
            written = run(program, "xlsform", campaign, "--audience", audience, "--out", workbook)
            if written.returncode:
                wrong.append(f"{name}: {written.stderr}")
                continue
            try:
                form = convert(workbook, validate=False)
            except Exception as error:
                wrong.append(f"{name}: pyxform refuses it: {error}")
                continue
            # Messages of our own exist in Dutch and English alone.
            warnings = [line for line in form.warnings if "constraint_message" not in line]
            if warnings:
                wrong.append(f"{name}: pyxform warns: {warnings}")
            model = xml.etree.ElementTree.fromstring(form.xform)
            paths = [bind.get("nodeset") for bind in model.iter("{http://www.w3.org/2002/xforms}bind")]
            asked = {text["name"].split(".")[1] for text in texts if text["audience"] == audience and text["name"].endswith(".ask")}
            missing = [one for one in sorted(asked) if not any(f"/{one}" in path for path in paths)]
            if missing:
                wrong.append(f"{name}: not in the converted form: {missing}")
            back = run(program, "import", workbook, "--out", folder / f"{name}.toml")
            if back.returncode:
                wrong.append(f"{name}: does not come back: {back.stderr}")
            print(f"xlsform: {name}: {len(asked)} questions, taken by pyxform")
    return wrong


def examples(program, sources, folder):
    """pyxform's own forms."""
    wrong, seen = [], set()
    count = {True: 0, False: 0}
    for source in sources:
        tests = source / "pyxform" / "tests"
        for form in sorted(path for path in tests.rglob("*.xls*") if path.is_file()):
            name = form.relative_to(tests).as_posix()
            if name in seen:
                continue
            seen.add(name)
            out = folder / "example.toml"
            languages = [argument for language in LANGUAGES for argument in ("--language", language)]
            told = run(program, "import", form, "--out", out, "--overwrite", *languages)
            imported = told.returncode == 0
            count[imported] += 1
            if imported != (name in WITHIN):
                wrong.append(f"{name}: {'imported' if imported else 'refused'}, against what was expected\n{told.stderr}")
            elif not imported:
                lines = told.stderr.splitlines()
                faults, last = lines[:-1], lines[-1]
                if told.returncode != 1 or not last.startswith("error: ") or not faults:
                    wrong.append(f"{name}: refused without a reason: {told.stderr}")
                for line in faults:
                    if not FAULT.search(line.removeprefix(str(form))):
                        wrong.append(f"{name}: without a cell: {line}")
    wrong += [f"{name}: is not among the examples" for name in sorted(WITHIN - seen)]
    print(f"xlsform: of {len(seen)} example forms {count[True]} imported, {count[False]} refused with their cells")
    return wrong


def main():
    program, *sources = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        wrong = exports(program, Path(folder)) + examples(program, map(Path, sources), Path(folder))
    for line in wrong:
        print(f"xlsform: {line}", file=sys.stderr)
    sys.exit(bool(wrong))


main()
