#!/usr/bin/env bash
# How easily the Dutch of every campaign is read: each whole questionnaire at least 70 on Flesch-Douma.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.tools/readability
python=${PYTHON:-python3}

fail() {
    echo "readability: $1" >&2
    exit 1
}

command -v "$python" >/dev/null ||
    fail "Python 3.10 or later is missing. Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
    fail "$("$python" --version) is too old: 3.10 or later is needed (another one: make test-all PYTHON=python3.12)"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "Python's venv module is missing. Debian and Ubuntu: apt-get install python3-venv"

# Anew whenever the pinned versions change.
if ! cmp --silent tests/readability/requirements.txt "$environment/requirements.txt"; then
    echo "readability: installing textstat in $environment"
    rm -rf "$environment"
    "$python" -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement tests/readability/requirements.txt ||
        fail "textstat could not be installed from the Python package index (see above)"
    cp tests/readability/requirements.txt "$environment/requirements.txt"
fi

cargo build --quiet --locked --package dagpeil
too_hard=
for folder in infra/campaigns/*/; do
    campaign=$(basename "$folder")
    texts=$(target/debug/dagpeil texts "$folder" --json 2>/dev/null) || fail "$campaign has faults: dagpeil check $folder"
    "$environment/bin/python" tests/readability/measure.py "$campaign" <<<"$texts" || too_hard="$too_hard $campaign"
done
[[ -z $too_hard ]] || fail "too hard to read:$too_hard"
