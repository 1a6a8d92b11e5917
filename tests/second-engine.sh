#!/usr/bin/env bash
# Holds the storage tests against a second, independent DynamoDB (moto, in Python), started for the occasion.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.tools/venv
log=.tools/moto.log
python=${PYTHON:-python3}

fail() {
    echo "second engine: $1" >&2
    exit 1
}

command -v "$python" >/dev/null ||
    fail "Python 3.10 or later is missing. Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
    fail "$("$python" --version) is too old: 3.10 or later is needed (another one: make test-all PYTHON=python3.12)"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "Python's venv module is missing. Debian and Ubuntu: apt-get install python3-venv"

# Anew whenever the pinned versions change.
if ! cmp --silent tests/requirements.txt "$environment/requirements.txt"; then
    echo "second engine: installing moto in $environment"
    rm -rf "$environment"
    "$python" -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement tests/requirements.txt ||
        fail "moto could not be installed from the Python package index (see above)"
    cp tests/requirements.txt "$environment/requirements.txt"
fi

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
DAGPEIL_SECOND_ENGINE=$address cargo test --locked --package storage --test engines
# Tests that are filtered away pass too: some must have run against it.
grep --quiet '"POST / HTTP' "$log" || fail "no test talked to moto: is DAGPEIL_SECOND_ENGINE still read?"
