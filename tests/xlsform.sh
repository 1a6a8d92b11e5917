#!/usr/bin/env bash
# XLSForms in and out, held against the converter that other tools use: what we write it takes, and of its own example
# forms those within what we take are imported and all others refused with their cells.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.tools/xlsform
# Later source distributions have no example forms.
examples=(1.4.0 1.6.0)

fail() {
    echo "xlsform: $1" >&2
    exit 1
}

. tests/python.sh
make_environment "$environment" tests/xlsform/requirements.txt
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
