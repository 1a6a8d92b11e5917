#!/usr/bin/env bash
# The example's workbooks, opened by readers that are not ours: openpyxl and LibreOffice. Leaves them in target/exports.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.tools/exports
folder=$PWD/target/exports

fail() {
    echo "exports: $1" >&2
    exit 1
}

. tests/python.sh
office=$(command -v soffice || command -v libreoffice || true)
[[ -n $office ]] ||
    fail "LibreOffice is missing. Debian and Ubuntu: apt-get install libreoffice-calc-nogui; macOS: brew install --cask libreoffice"
make_environment "$environment" tests/exports/requirements.txt

rm -rf "$folder"
mkdir -p "$folder"
DAGPEIL_EXPORTS=$folder cargo test --quiet --locked --workspace --test exports the_example
"$environment/bin/python" tests/exports/check.py "$folder" "$office" docs/exports.md
