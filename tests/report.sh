#!/usr/bin/env bash
# The example's report, written as an operator writes it and opened by readers that are not ours. Leaves it in target/report.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.tools/report
folder=target/report

fail() {
    echo "report: $1" >&2
    exit 1
}

. tests/python.sh
for program in pdfinfo pdffonts pdftoppm; do
    command -v "$program" >/dev/null ||
        fail "$program is missing. Debian and Ubuntu: apt-get install poppler-utils; macOS: brew install poppler"
done
office=$(command -v soffice || command -v libreoffice || true)
[[ -n $office ]] ||
    fail "LibreOffice is missing. Debian and Ubuntu: apt-get install libreoffice-writer-nogui; macOS: brew install --cask libreoffice"
make_environment "$environment" tests/report/requirements.txt

case $(uname -sm) in
    'Linux x86_64') architecture=x86_64 ;;
    'Linux aarch64') architecture=arm64 ;;
    *) architecture= ;;
esac
if [[ -n $architecture ]]; then
    # What is deployed, rather than another build of Typst.
    infra/build.sh "$architecture" report
    typeset=$PWD/target/lambda/$architecture/typeset/bootstrap
else
    make --no-print-directory typeset
    typeset=$PWD/target/typeset/typeset
fi

rm -rf "$folder"
make --no-print-directory report OUT="$folder" MANUSCRIPT=1 TYPESET="$typeset"
"$environment/bin/python" tests/report/check.py "$folder" "$typeset"
"$environment/bin/python" tests/report/document.py "$folder" "$office"
