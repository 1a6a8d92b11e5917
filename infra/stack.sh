# What the scripts beside this one share: which stack is meant, what is in it, and how to reach it. To be sourced, with
# the campaign as first argument.
#
# Settings: STAGE=production|test (production unless told), and whatever the AWS command line reads (AWS_PROFILE,
# AWS_REGION, AWS_ACCESS_KEY_ID …). With AWS_ENDPOINT_URL everything goes to an emulator instead of to AWS.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

program=$(basename "$0" .sh)

fail() {
    echo "$program: $1" >&2
    exit 1
}

step() {
    printf '\n== %s\n' "$1"
}

[[ -n ${1:-} ]] || fail "which campaign? (CAMPAIGN=<a folder in infra/campaigns>)"
# Its folder, or the name of one among the campaigns.
folder=$1
[[ -d $folder ]] || folder=infra/campaigns/$1
[[ -f $folder/campaign.toml ]] || fail "there is no campaign $1: no $folder/campaign.toml"
# The id, which `dagpeil check` holds to be the folder's name.
campaign=$(basename "$folder")

stage=${STAGE:-production}
case $stage in
    production) stack=dagpeil-$campaign ;;
    test) stack=dagpeil-$campaign-test ;;
    *) fail "there is no stage '$stage': production or test" ;;
esac

command -v curl >/dev/null || fail 'curl is missing. Debian and Ubuntu: apt-get install curl; macOS: brew install curl'
infra/tools.sh
tools=$PWD/.tools/infra/bin

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

aws() {
    AWS_PAGER='' "$tools/aws" "$@"
}

dagpeil() {
    # DAGPEIL: one that was built before.
    if [[ -n ${DAGPEIL:-} ]]; then "$DAGPEIL" "$@"; else cargo run --quiet --locked --package dagpeil -- "$@"; fi
}

# The command line and the Rust tools look for the region in different places.
region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
[[ -n $region ]] || fail 'no region is set: AWS_REGION=eu-central-1, or one in the profile'
export AWS_REGION=$region AWS_DEFAULT_REGION=$region

# Who we are, and so which account it will be. Also the first thing that fails without credentials.
account=$(aws sts get-caller-identity --query Account --output text) ||
    fail 'AWS does not know us (see above): set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'

# Where packages wait to be deployed: one bucket for an account and region, with a folder for each stack.
bucket=dagpeil-packages-$account-$region

# Deletes the stack's packages, and the bucket with the last of all.
delete_packages() {
    local left
    aws s3api head-bucket --bucket "$bucket" >/dev/null 2>&1 || return 0
    aws s3 rm --recursive --quiet "s3://$bucket/$stack/"
    left=$(aws s3api list-objects-v2 --bucket "$bucket" --max-keys 1 --no-paginate --query KeyCount --output text)
    [[ $left != 0 ]] || aws s3 rb "s3://$bucket" >/dev/null
}

# The stack's status; empty when there is none.
status() {
    local answer
    if answer=$(aws cloudformation describe-stacks --stack-name "$stack" --query 'Stacks[0].StackStatus' --output text 2>&1); then
        echo "$answer"
    elif [[ $answer != *'does not exist'* ]]; then
        fail "the stack $stack can't be looked at: $answer"
    fi
}

# Waits until the stack has come to rest; succeeds if it is then in the state $1 (a pattern).
until_at_rest() {
    local now pause=5 wanted=$1
    # An emulator needs no patience.
    [[ -z ${AWS_ENDPOINT_URL:-} ]] || pause=0.5
    while now=$(status) && [[ $now == *_IN_PROGRESS ]]; do
        sleep "$pause"
    done
    # shellcheck disable=SC2053 # a pattern
    [[ $now == $wanted ]] && return
    aws cloudformation describe-stack-events --stack-name "$stack" --output text \
        --query "StackEvents[?contains(ResourceStatus, 'FAILED')].[LogicalResourceId, ResourceStatus, ResourceStatusReason]" \
        >&2 || true
    fail "the stack $stack is now ${now:-gone} (what failed stands above, the first cause last)"
}

# An output of the stack, such as `output ReleaseFunction`.
output() {
    [[ -f $work/outputs ]] || aws cloudformation describe-stacks --stack-name "$stack" --output text \
        --query 'Stacks[0].Outputs[].[OutputKey, OutputValue]' >"$work/outputs"
    awk -F '\t' -v key="$1" '$1 == key { print $2; found = 1 } END { exit !found }' "$work/outputs" ||
        fail "the stack $stack has no output $1"
}

# The value of a parameter of the deployed stack.
parameter() {
    aws cloudformation describe-stacks --stack-name "$stack" --output text \
        --query "Stacks[0].Parameters[?ParameterKey=='$1'].ParameterValue"
}

# Where the API whose id is in the output $1 is reached: by its own address, also while the DNS does not know a domain of the
# municipality's yet. An emulator has no names in the DNS at all: it takes the id in the path.
address() {
    local id own
    id=$(output "$1")
    own=$(output AdvisersApiId)
    if [[ -n ${AWS_ENDPOINT_URL:-} ]]; then
        echo "$AWS_ENDPOINT_URL/_aws/execute-api/$id/\$default"
    else
        output AdvisersUrl | sed "s/$own/$id/"
    fi
}

# The campaign as the stack has it, out of the package of one of its functions.
deployed_campaign() {
    curl --silent --show-error --fail --output "$work/package.zip" \
        "$(aws lambda get-function --function-name "$(output CollectFunction)" --query Code.Location --output text)" ||
        fail 'the deployed package can not be fetched'
    "$tools/python" -m zipfile -e "$work/package.zip" "$work/package"
    echo "$work/package/campaign.json"
}

# Asks a question that only `yes` answers. YES=1 answers for scripts.
confirm() {
    local answer
    [[ ${YES:-} == 1 ]] && return
    [[ -t 0 ]] || fail "$1 Nobody is there to say so: YES=1 does"
    read -r -p "$1 [yes/no] " answer
    [[ $answer == yes ]]
}
