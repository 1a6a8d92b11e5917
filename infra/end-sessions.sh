#!/usr/bin/env bash
# Ends all advisers' sessions in browsers: everyone signs in again, and keys stay. To end those of one key, revoke it.
#
#   infra/end-sessions.sh CAMPAIGN         settings: see infra/stack.sh
source "$(dirname "$0")/stack.sh" "$@"

dagpeil adviser-key end-sessions --table "$(output SessionsTable)"
