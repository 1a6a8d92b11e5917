#!/usr/bin/env bash
# Lets the release job of a stack run now, as the schedule does every hour: it does what is due, if anything is.
#
#   infra/release.sh CAMPAIGN      settings: see infra/stack.sh
source "$(dirname "$0")/stack.sh" "$@"

function=$(output ReleaseFunction)
# A run may take minutes, and is not to be started twice because we lost patience.
error=$(AWS_MAX_ATTEMPTS=1 aws lambda invoke --cli-read-timeout 900 --function-name "$function" --payload '{}' \
    --query FunctionError --output text "$work/report")
cat "$work/report"
echo
[[ $error == None ]] || fail "the release job failed; docs/operations.md tells what each error means"
