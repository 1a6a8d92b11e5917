#!/usr/bin/env bash
# The example's workbooks, opened by readers that are not ours: openpyxl and LibreOffice. Leaves them in target/exports.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.tools/exports
folder=$PWD/target/exports
python=${PYTHON:-python3}

fail() {
    echo "exports: $1" >&2
    exit 1
}

command -v "$python" >/dev/null ||
    fail "Python 3.10 or later is missing. Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
    fail "$("$python" --version) is too old: 3.10 or later is needed (another one: make test-all PYTHON=python3.12)"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "Python's venv module is missing. Debian and Ubuntu: apt-get install python3-venv"
office=$(command -v soffice || command -v libreoffice || true)
[[ -n $office ]] ||
    fail "LibreOffice is missing. Debian and Ubuntu: apt-get install libreoffice-calc-nogui; macOS: brew install --cask libreoffice"

# Anew whenever the pinned versions change.
if ! cmp --silent tests/exports/requirements.txt "$environment/requirements.txt"; then
    echo "exports: installing openpyxl in $environment"
    rm -rf "$environment"
    "$python" -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement tests/exports/requirements.txt ||
        fail "openpyxl could not be installed from the Python package index (see above)"
    cp tests/exports/requirements.txt "$environment/requirements.txt"
fi

rm -rf "$folder"
mkdir -p "$folder"
DAGPEIL_EXPORTS=$folder cargo test --quiet --locked --package dagpeil-tests --test exports the_example
"$environment/bin/python" tests/exports/check.py "$folder" "$office" docs/exports.md
