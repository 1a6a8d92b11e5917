"""Does what docs/gids.md says, from its spreadsheet to its report, and holds the page to what it shows.

With PICTURES set, its pictures are taken along the way. What is downloaded stays in a folder that is thrown away.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "gids.md"
PICTURES = ROOT / "docs" / "gids"
LARGEST = 100_000
LOCAL = "http://127.0.0.1:8080"
TAKE = bool(os.environ.get("PICTURES"))


def blocks(page):
    """The commands and the files of the page, in their order."""
    for language, code in re.findall(r"```(sh|toml)\n(.*?)```", page, re.S):
        if language == "sh":
            yield from (("command", line) for line in code.splitlines() if line)
        else:
            path, _, _ = code.partition("\n")
            yield "file", (path.removeprefix("# "), code)


def whole(page):
    """What the page points to is there, and its pictures are small."""
    anchors = {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", page, re.M)
    }
    for target in re.findall(r"\]\(([^)]+)\)", page):
        if target.startswith("#"):
            assert target[1:] in anchors, f"{target} is no heading: {sorted(anchors)}"
        elif not target.startswith("http"):
            assert (PAGE.parent / target.partition("#")[0]).exists(), f"{target} is not there"
    for alternative, picture in re.findall(r"!\[(.*?)\]\(([^)]+)\)", page):
        assert len(alternative) > 40, f"{picture}: say what there is to see"
        size = (PAGE.parent / picture).stat().st_size
        assert size <= LARGEST, f"{picture} has {size} bytes"


class Server:
    """A program that serves until it is ended, and where."""

    def __init__(self, command, folder):
        self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.said = []
        threading.Thread(target=self.listen, daemon=True).start()
        self.address = self.wait()

    def listen(self):
        for line in self.process.stdout:
            self.said.append(line)

    def wait(self):
        for _ in range(600):
            found = re.search(r"http://127\.0\.0\.1:\d+", "".join(self.said))
            if found:
                return found.group()
            assert self.process.poll() is None, f"it stopped: {''.join(self.said)}"
            time.sleep(0.1)
        raise AssertionError(f"it did not start: {''.join(self.said)}")

    def path(self):
        """The first address that it names, without the host."""
        time.sleep(0.3)
        return re.search(r"http://127\.0\.0\.1:\d+(/[^\s:]+)", "".join(self.said)).group(1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)


def run(command, folder):
    ran = subprocess.run(command, cwd=folder, shell=isinstance(command, str), capture_output=True, text=True, timeout=900)
    assert ran.returncode == 0, f"{command}\n{ran.stdout}{ran.stderr}"
    return ran.stdout + ran.stderr


def take(name, *arguments):
    """Lets the browser take a picture."""
    script = ROOT / ".tools" / "browser" / "guide.mjs"
    run(["node", str(script), name, *map(str, arguments)], script.parent)


def walk(page, folder):
    done = 0
    server = None
    try:
        for kind, what in blocks(page):
            if kind == "file":
                path, text = what
                (folder / path).write_text(text)
                continue
            if "pull" in what and server is None:
                command = ["local", "--port", "0", "--data", ".dagpeil", "--campaigns", "infra/campaigns"]
                server = Server(command, folder)
                shutil.copy(folder / ".dagpeil" / "adviser.key", folder / "sleutel")
                if TAKE:
                    key = (folder / "sleutel").read_text().strip()
                    os.environ["DAGPEIL_KEY"] = key
                    take("advisers", server.address, folder)
            if what.startswith("dagpeil preview"):
                with Server(what.split(), folder) as preview:
                    address = preview.address + preview.path()
                    with urlopen(address) as answer:
                        assert answer.status == 200 and "Wat wilt u overdag doen?" in answer.read().decode()
                    if TAKE:
                        take("questionnaire", address, folder)
            else:
                said = run(what.replace(LOCAL, server.address if server else LOCAL), folder)
                if what.startswith("dagpeil check"):
                    assert "0 warnings" in said, said
            done += 1
    finally:
        if server:
            server.__exit__()
    for there in ("posters", "cijfers/voorbeeld-2026/GM0171/users-final.xlsx", "cijfers/voorbeeld-2026/GM0171/report.docx"):
        assert (folder / there).exists(), f"{there} was not made"
    return done


def main():
    page = PAGE.read_text()
    with tempfile.TemporaryDirectory(prefix="dagpeil-guide-") as place:
        folder = Path(place)
        campaigns = folder / "infra" / "campaigns"
        for campaign in ("noordoostpolder-2026", "voorbeeld-2026"):
            shutil.copytree(ROOT / "infra" / "campaigns" / campaign, campaigns / campaign)
        (campaigns / "overdag-2027").mkdir()
        spreadsheet = [sys.executable, str(ROOT / "tests" / "guide" / "spreadsheet.py")]
        if TAKE:
            run([*spreadsheet, str(PICTURES / "vragen.xlsx")], folder)
        shutil.copy(PICTURES / "vragen.xlsx", folder)
        done = walk(page, folder)
        if TAKE:
            import pictures

            pictures.finish(folder, PICTURES, LARGEST)
    whole(page)
    print(f"guide: {done} commands of docs/gids.md did what they say")


main()
