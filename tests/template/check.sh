#!/usr/bin/env bash
# Checks infra/template.yaml.
#
#   tests/template/check.sh quick   lint and promises: seconds, for `make check`
#   tests/template/check.sh         the same; then breaks the template in hundreds of ways and sees each noticed; then checkov
set -euo pipefail
cd "$(dirname "$0")/../.."

how=${1:-all}
tools=$PWD/.tools/infra/bin

step() {
    echo "template: $1"
}

infra/tools.sh
[[ $how == quick ]] || infra/tools.sh checkov

step 'cfn-lint'
# Informational findings count; an update of the tools may bring new ones, and versions are pinned.
"$tools/cfn-lint" --include-checks I --regions eu-central-1 eu-west-1 -- infra/template.yaml

# No .pyc files beside the tests, and no look at the credentials of whoever runs this.
export PYTHONDONTWRITEBYTECODE=1 AWS_DEFAULT_REGION=eu-central-1 AWS_EC2_METADATA_DISABLED=true
# SAM's own calls warn of their own age.
python=("$tools/python" -W ignore::DeprecationWarning)
cd tests/template
if [[ $how == quick ]]; then
    step 'SAM and promises'
    "${python[@]}" -m unittest --quiet test_template.Holds
else
    step 'SAM, promises, mutations, checkov'
    "${python[@]}" -m unittest --verbose
fi
