#!/usr/bin/env bash
# Walks through docs/gids.md: does what it says, command by command, in a folder of its own. `tests/guide.sh pictures` also
# takes its pictures anew, and writes its spreadsheet.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=$PWD/.tools/guide

fail() {
    echo "guide: $1" >&2
    exit 1
}

. tests/python.sh
make_environment "$environment" tests/guide/requirements.txt
cargo build --quiet --locked --package local --package dagpeil
pictures=
if [[ ${1:-} == pictures ]]; then
    pictures=1
    [[ -d .tools/browser/node_modules ]] || fail "run tests/browser.sh first: the pictures are taken with its browser"
    command -v pdftoppm >/dev/null || fail "pdftoppm is missing. Debian and Ubuntu: apt-get install poppler-utils"
    command -v soffice >/dev/null || fail "LibreOffice is missing. Debian and Ubuntu: apt-get install libreoffice-calc-nogui libreoffice-writer-nogui"
    cp tests/guide/*.mjs .tools/browser/
fi
PICTURES=$pictures PATH=$PWD/target/debug:$PATH "$environment/bin/python" tests/guide/walk.py
