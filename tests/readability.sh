#!/usr/bin/env bash
# How easily the Dutch of every campaign is read: each whole questionnaire at least 70 on Flesch-Douma.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.tools/readability

fail() {
    echo "readability: $1" >&2
    exit 1
}

. tests/python.sh
make_environment "$environment" tests/readability/requirements.txt

cargo build --quiet --locked --package dagpeil
too_hard=
for folder in infra/campaigns/*/; do
    campaign=$(basename "$folder")
    texts=$(target/debug/dagpeil texts "$folder" --json 2>/dev/null) || fail "$campaign has faults: dagpeil check $folder"
    "$environment/bin/python" tests/readability/measure.py "$campaign" <<<"$texts" || too_hard="$too_hard $campaign"
done
[[ -z $too_hard ]] || fail "too hard to read:$too_hard"
