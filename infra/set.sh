#!/usr/bin/env bash
# Changes parameters of a stack and nothing else: no build, no other template.
#
#   infra/set.sh CAMPAIGN Paused=true          settings: see infra/stack.sh
source "$(dirname "$0")/stack.sh" "$@"
shift

[[ $# -gt 0 ]] || fail 'which parameter? Such as Paused=true'
aws cloudformation describe-stacks --stack-name "$stack" --output text \
    --query 'Stacks[0].Parameters[].ParameterKey' | tr '\t' '\n' >"$work/known" ||
    fail "there is no stack $stack to change"
for change in "$@"; do
    grep --quiet --line-regexp --fixed-strings "${change%%=*}" "$work/known" ||
        fail "the stack $stack has no parameter ${change%%=*}: $(tr '\n' ' ' <"$work/known")"
done

parameters=()
while read -r name; do
    value=UsePreviousValue=true
    for change in "$@"; do
        [[ ${change%%=*} == "$name" ]] && value=ParameterValue=${change#*=}
    done
    parameters+=("ParameterKey=$name,$value")
done <"$work/known"

if aws cloudformation update-stack --stack-name "$stack" --use-previous-template --parameters "${parameters[@]}" \
    --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND >"$work/update.log" 2>&1; then
    until_at_rest 'UPDATE_COMPLETE'
elif ! grep --quiet 'No updates are to be performed' "$work/update.log"; then
    fail "$(cat "$work/update.log")"
fi
infra/smoke.sh "$folder"
