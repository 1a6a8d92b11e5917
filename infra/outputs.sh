#!/usr/bin/env bash
# Prints what a stack is called by: addresses, functions, tables. As NAME=value, so that a shell can read it.
#
#   infra/outputs.sh CAMPAIGN      settings: see infra/stack.sh
source "$(dirname "$0")/stack.sh" "$@"

aws cloudformation describe-stacks --stack-name "$stack" --output text \
    --query 'Stacks[0].Outputs[].[OutputKey, OutputValue]' | sort | sed 's/\t/=/'
