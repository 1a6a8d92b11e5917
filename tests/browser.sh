#!/usr/bin/env bash
# The respondent's page in a real Chromium, against the local runner, started for the occasion. `tests/browser.sh script` only
# makes the page's script of its sources.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
    echo "browser: $1" >&2
    exit 1
}

command -v node >/dev/null || fail "Node 20 or later is missing. Debian and Ubuntu: apt-get install nodejs npm"
node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' || fail "Node $(node --version) is too old: 20 or later is needed"
command -v npm >/dev/null || fail "npm is missing. Debian and Ubuntu: apt-get install npm"

if ! cmp --silent tests/browser/package-lock.json .tools/browser/package-lock.json; then
    echo "browser: installing playwright-core, axe-core, lighthouse and terser in .tools/browser"
    mkdir -p .tools/browser
    rm -rf .tools/browser/node_modules
    cp tests/browser/package.json tests/browser/package-lock.json .tools/browser/
    (cd .tools/browser && npm ci --no-audit --no-fund --silent) || fail "npm could not install them (see above)"
fi
rm -f .tools/browser/*.mjs
cp tests/browser/*.mjs .tools/browser/

page=functions/collect/src/page
if [[ ${1:-} == script ]]; then
    node .tools/browser/shrink.mjs "$page"
    exit
fi
# Made by another terser than the pinned one, or by hand, the script would pass the test that compares it with its sources.
made=$(mktemp -d)
cp -r "$page/script" "$made"
node .tools/browser/shrink.mjs "$made"
for script in script.min.js script.kiosk.min.js; do
    cmp --silent "$made/$script" "$page/$script" || fail "$script is not what its sources make: run make script"
done
rm -r "$made"

chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[[ -n $chromium ]] || fail "Chromium is missing. Debian: apt-get install chromium; elsewhere: CHROMIUM=/path/to/it make test-browser"

cargo build --quiet --locked --package local --package dagpeil
cargo build --quiet --locked --package dagpeil-tests --bin questionnaires
data=$(mktemp -d)
mkdir "$data/campaigns"
# The filled example too, for the advisers' pages.
cp -r infra/campaigns/noordoostpolder-2026 infra/campaigns/voorbeeld-codes-2026 infra/campaigns/voorbeeld-2026 infra/campaigns/leerkring-2027 \
    "$data/campaigns"
runner=
stop() {
    [[ -z $runner ]] || { kill -INT "$runner" && wait "$runner"; } 2>/dev/null || true
    runner=
}
trap 'stop; rm -rf "$data"' EXIT

# Starts the runner and sets `url`. Port 0: the system picks a free one; the runner says which.
start() {
    target/debug/local --port 0 --data "$data/kept" --campaigns "$data/campaigns" >"$data/out" 2>&1 &
    runner=$!
    url=
    for _ in $(seq 1200); do
        url=$(grep --only-matching --max-count=1 'http://127\.0\.0\.1:[0-9]*' "$data/out" || true)
        [[ -n $url ]] && return
        kill -0 "$runner" 2>/dev/null || fail "the local runner stopped: $(cat "$data/out")"
        sleep 0.1
    done
    fail "the local runner did not start within two minutes"
}

# The first time it makes the keys; with these the codes are made, while it does not run.
start
stop
codes() {
    target/debug/dagpeil codes voorbeeld-codes-2026 --municipality GM0171 --audience users --base-url https://example.nl \
        --data "$data/kept" --out "$data/$1" --count 16 --mode "$1" >"$data/out" 2>&1 || fail "no codes: $(cat "$data/out")"
    cat "$data/$1"/*.csv | grep --only-matching '[0-9A-Z]\{4\}\(-[0-9A-Z]\{4\}\)\{3\}' | sort --unique | paste --serial --delimiters=,
}
codes=$(codes code)
interview=$(codes interview)
groups=$(codes focus-group)
start

echo "browser: $("$chromium" --version) against $url"
cd .tools/browser
DAGPEIL_ADVISER_KEY=$(cat "$data/kept/adviser.key") DAGPEIL_URL=$url DAGPEIL_CODES=$codes DAGPEIL_INTERVIEW_CODES=$interview DAGPEIL_GROUP_CODES=$groups CHROMIUM=$chromium DAGPEIL_BIN=../../target/debug \
    DAGPEIL_SCREENSHOTS=../../target/screenshots node --test --test-concurrency=1 --test-timeout=600000 ./*.test.mjs
