#!/usr/bin/env bash
# Puts the tools that build, check and deploy in an environment of this project (.tools), never in the machine's.
#
#   infra/tools.sh            cargo-lambda, aws, cfn-lint, SAM, MiniStack   in .tools/infra/bin
#   infra/tools.sh checkov    checkov                                       in .tools/checkov/bin
#
# Versions are pinned in the requirements beside this script; the environment is made anew when they change, and nothing is
# done when it is as it should be. PYTHON names the Python to use.
set -euo pipefail
cd "$(dirname "$0")/.."

name=${1:-infra}
python=${PYTHON:-python3}

fail() {
    echo "tools: $1" >&2
    exit 1
}

case $name in
    infra) requirements=infra/requirements.txt ;;
    checkov) requirements=infra/requirements-checkov.txt ;;
    *) fail "no tools called '$name': infra or checkov" ;;
esac
environment=.tools/$name

# The last thing an installation writes, so half an installation is never taken for a whole one.
done=$environment/requirements.txt
cmp --silent "$requirements" "$done" && exit 0

command -v "$python" >/dev/null ||
    fail "Python 3.11 or later is missing. Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) is too old: 3.11 or later is needed (another one: PYTHON=python3.12 make …)"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "Python's venv module is missing. Debian and Ubuntu: apt-get install python3-venv"

# Two targets may want the tools at once: the second waits, and finds them there.
mkdir -p .tools
if command -v flock >/dev/null; then
    exec 9>".tools/$name.lock"
    flock 9
    cmp --silent "$requirements" "$done" && exit 0
fi

echo "tools: installing $requirements in $environment" >&2
rm -rf "$environment"
"$python" -m venv "$environment"
"$environment/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements" ||
    fail "the tools could not be installed from the Python package index (see above)"
cp "$requirements" "$done"
