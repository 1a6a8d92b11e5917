#!/usr/bin/env bash
# The respondent's page in a real Chromium, against the local runner, started for the occasion.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
    echo "browser: $1" >&2
    exit 1
}

command -v node >/dev/null || fail "Node 20 or later is missing. Debian and Ubuntu: apt-get install nodejs npm"
node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' || fail "Node $(node --version) is too old: 20 or later is needed"
command -v npm >/dev/null || fail "npm is missing. Debian and Ubuntu: apt-get install npm"
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[[ -n $chromium ]] || fail "Chromium is missing. Debian: apt-get install chromium; elsewhere: CHROMIUM=/path/to/it make test-browser"

if ! cmp --silent tests/browser/package-lock.json .tools/browser/package-lock.json; then
    echo "browser: installing playwright-core and axe-core in .tools/browser"
    mkdir -p .tools/browser
    rm -rf .tools/browser/node_modules
    cp tests/browser/package.json tests/browser/package-lock.json .tools/browser/
    (cd .tools/browser && npm ci --no-audit --no-fund --silent) || fail "npm could not install them (see above)"
fi
cp tests/browser/*.mjs .tools/browser/

cargo build --quiet --locked --package local
data=$(mktemp -d)
# Port 0: the system picks a free one; the runner says which.
target/debug/local --port 0 --data "$data" --demo 0 >"$data/out" 2>&1 &
runner=$!
trap 'kill "$runner" 2>/dev/null || true; rm -rf "$data"' EXIT
url=
for _ in $(seq 300); do
    url=$(grep --only-matching --max-count=1 'http://127\.0\.0\.1:[0-9]*' "$data/out" || true)
    [[ -n $url ]] && break
    kill -0 "$runner" 2>/dev/null || fail "the local runner stopped: $(cat "$data/out")"
    sleep 0.1
done
[[ -n $url ]] || fail "the local runner did not start within 30 seconds"

echo "browser: $("$chromium" --version) against $url"
cd .tools/browser
DAGPEIL_URL=$url CHROMIUM=$chromium DAGPEIL_SCREENSHOTS=../../target/screenshots node --test page.test.mjs
