#!/usr/bin/env bash
# Holds the storage tests against a second, independent DynamoDB (moto, in Python), started for the occasion.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.tools/venv
log=.tools/moto.log

fail() {
    echo "second engine: $1" >&2
    exit 1
}

. tests/python.sh
make_environment "$environment" tests/requirements.txt

# Port 0: the system picks a free one; moto says which.
"$environment/bin/moto_server" --host 127.0.0.1 --port 0 >"$log" 2>&1 &
moto=$!
trap 'kill "$moto" 2>/dev/null || true' EXIT
address=
for _ in $(seq 300); do
    address=$(grep --only-matching --max-count=1 'http://127\.0\.0\.1:[0-9]*' "$log" || true)
    [[ -n $address ]] && break
    kill -0 "$moto" 2>/dev/null || fail "moto stopped: $(tail -n 5 "$log")"
    sleep 0.1
done
[[ -n $address ]] || fail "moto did not start within 30 seconds (see $log)"

echo "second engine: moto on $address"
DAGPEIL_SECOND_ENGINE=$address cargo test --locked --workspace --test engines
# Tests that are filtered away pass too: some must have run against it.
grep --quiet '"POST / HTTP' "$log" || fail "no test talked to moto: is DAGPEIL_SECOND_ENGINE still read?"
