"""Checkov finds what tests/template/checkov.yaml gives reasons for, and nothing else."""

import json
import subprocess
import tempfile
import unittest
from pathlib import Path

import yaml

import template
from test_template import REMOVED, changed

HERE = Path(__file__).resolve().parent
CHECKOV = HERE.parents[1] / ".tools" / "checkov" / "bin" / "checkov"


def findings(tree):
    """Rule and resource of everything that checkov has against a template."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "template.json"
        file.write_text(json.dumps(tree), encoding="utf-8")
        command = [CHECKOV, "--framework", "cloudformation", "--skip-download", "--output", "json", "--file", file]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report = json.loads(run.stdout)
    except ValueError:
        raise AssertionError(f"checkov gave no report: {run.stdout}{run.stderr}") from None
    # So that a checkov that looks at nothing is not taken for one that finds nothing.
    assert report["summary"]["passed"] > 50, report["summary"]
    assert report["summary"]["parsing_errors"] == 0, report["summary"]
    return {(found["check_id"], found["resource"].split(".")[1]) for found in report["results"]["failed_checks"]}


class Checkov(unittest.TestCase):
    def test_what_it_finds_has_a_reason(self):
        known = yaml.safe_load((HERE / "checkov.yaml").read_text(encoding="utf-8"))
        for rule, exception in known.items():
            self.assertGreater(len(exception["reason"]), 20, rule)
        excused = {(rule, name) for rule, exception in known.items() for name in exception["where"]}
        found = findings(template.source())
        self.assertEqual(found - excused, set(), "found, and without a reason in checkov.yaml")
        self.assertEqual(excused - found, set(), "in checkov.yaml, and no longer found")

    def test_it_notices(self):
        mutant = changed("Resources.AdvisersStage.Properties.AccessLogSettings", REMOVED)
        self.assertIn(("CKV_AWS_95", "AdvisersStage"), findings(mutant))


if __name__ == "__main__":
    unittest.main()
