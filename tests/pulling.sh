#!/usr/bin/env bash
# The examples of docs/pulling.md, against the local runner with the example in it: `dagpeil pull`, Python and, where it is there, R.
# The queries for Excel are only read by a parser of their language.
set -euo pipefail
cd "$(dirname "$0")/.."

page=docs/pulling.md
environment=$PWD/.tools/pulling

fail() {
    echo "pulling: $1" >&2
    exit 1
}

. tests/python.sh
command -v node >/dev/null || fail "Node 20 or later is missing. Debian and Ubuntu: apt-get install nodejs npm"
make_environment "$environment" tests/pulling/requirements.txt
parser=.tools/pulling-queries
if ! cmp --silent tests/pulling/package-lock.json "$parser/package-lock.json"; then
    echo "pulling: installing the parser of Power Query in $parser"
    rm -rf "$parser"
    mkdir -p "$parser"
    cp tests/pulling/package.json tests/pulling/package-lock.json "$parser"
    (cd "$parser" && npm ci --no-audit --no-fund --silent) || fail "npm could not install it (see above)"
fi
cp tests/pulling/queries.mjs "$parser"
node "$parser/queries.mjs" "$page"

cargo build --quiet --locked --package local --package dagpeil
data=$(mktemp -d)
runner=
stop() {
    [[ -z $runner ]] || { kill -INT "$runner" && wait "$runner"; } 2>/dev/null || true
    rm -rf "$data"
}
trap stop EXIT

target/debug/dagpeil demo --data "$data/kept" --residents 200 --providers 30 >/dev/null 2>&1 || fail "no example could be made"
mkdir "$data/campaigns"
cp -r infra/campaigns/noordoostpolder-2026 infra/campaigns/voorbeeld-2026 "$data/campaigns"
target/debug/local --port 0 --data "$data/kept" --campaigns "$data/campaigns" >"$data/out" 2>&1 &
runner=$!
url=
for _ in $(seq 300); do
    url=$(grep --only-matching --max-count=1 'http://127\.0\.0\.1:[0-9]*' "$data/out" || true)
    [[ -n $url ]] && break
    kill -0 "$runner" 2>/dev/null || fail "the local runner stopped: $(cat "$data/out")"
    sleep 0.1
done
[[ -n $url ]] || fail "the local runner did not start within 30 seconds"

DAGPEIL_KEY=$(cat "$data/kept/adviser.key")
export DAGPEIL_URL=$url DAGPEIL_KEY
target/debug/dagpeil pull "$url" --out "$data/cijfers" --format json,rfc4180,xlsx --report docx >/dev/null 2>"$data/said" || fail "$(cat "$data/said")"
grep --quiet 'files: [1-9][0-9]* written, 0 as they were' "$data/said" || fail "the first pull: $(cat "$data/said")"
again=$(target/debug/dagpeil pull "$url" --out "$data/cijfers" --format json,rfc4180,xlsx --report docx 2>&1) || fail "$again"
[[ $again == *'files: 0 written, '* ]] || fail "the second pull fetched again: $again"
echo "pulling: ${again##*$'\n'} the second time"
rscript=$(command -v Rscript || true)
"$environment/bin/python" tests/pulling/examples.py "$page" "$data" ${rscript:+"$rscript"}
