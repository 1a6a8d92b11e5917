#!/usr/bin/env bash
# XLSForms in and out, held against the converter that other tools use: what we write it takes, and of its own example
# forms those within what we take are imported and all others refused with their cells.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.tools/xlsform
python=${PYTHON:-python3}
# Later source distributions have no example forms.
examples=(1.4.0 1.6.0)

fail() {
    echo "xlsform: $1" >&2
    exit 1
}

command -v "$python" >/dev/null ||
    fail "Python 3.10 or later is missing. Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
    fail "$("$python" --version) is too old: 3.10 or later is needed (another one: make test-all PYTHON=python3.12)"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "Python's venv module is missing. Debian and Ubuntu: apt-get install python3-venv"

# Anew whenever the pinned versions change.
if ! cmp --silent tests/xlsform/requirements.txt "$environment/requirements.txt"; then
    echo "xlsform: installing pyxform in $environment"
    rm -rf "$environment"
    "$python" -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement tests/xlsform/requirements.txt ||
        fail "pyxform could not be installed from the Python package index (see above)"
    cp tests/xlsform/requirements.txt "$environment/requirements.txt"
fi
for version in "${examples[@]}"; do
    if [[ ! -d $environment/pyxform-$version ]]; then
        echo "xlsform: fetching the example forms of pyxform $version"
        "$environment/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
            --dest "$environment" "pyxform==$version" ||
            fail "the source of pyxform $version could not be fetched from the Python package index (see above)"
        tar --extract --gzip --file "$environment/pyxform-$version.tar.gz" --directory "$environment"
        rm "$environment/pyxform-$version.tar.gz"
    fi
done

cargo build --quiet --locked --package dagpeil
"$environment/bin/python" tests/xlsform/check.py target/debug/dagpeil "${examples[@]/#/$environment/pyxform-}"
