# A Python environment of a test's own; sourced by the scripts beside it, which define `fail`.

python=${PYTHON:-python3}

# make_environment FOLDER REQUIREMENTS: the packages of that file in FOLDER, anew whenever the pinned versions change.
make_environment() {
    local folder=$1 requirements=$2 first
    command -v "$python" >/dev/null ||
        fail "Python 3.10 or later is missing. Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
        fail "$("$python" --version) is too old: 3.10 or later is needed (another one: make test-all PYTHON=python3.12)"
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        fail "Python's venv module is missing. Debian and Ubuntu: apt-get install python3-venv"
    cmp --silent "$requirements" "$folder/requirements.txt" && return
    first=$(grep --max-count=1 '^[a-z]' "$requirements")
    echo "installing $first and what it needs in $folder"
    rm -rf "$folder"
    "$python" -m venv "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements" ||
        fail "$first could not be installed from the Python package index (see above)"
    cp "$requirements" "$folder/requirements.txt"
}
