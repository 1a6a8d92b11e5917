#!/usr/bin/env bash
# Erases responses that are spam from a deployed campaign, before its close. Shows how many it would be; erases with YES_ERASE.
#
#   infra/purge.sh CAMPAIGN        settings: see infra/stack.sh, and
#   MUNICIPALITY=GM0171            where
#   AUDIENCE=users                 whose
#   KEYS=spam.txt | MODE=link      which: keys in a file, or all that came in one way
#   YES_ERASE=<campaign>           really erase
#   AUDIT_LOG=file                 where is kept who erased what (dagpeil-audit.jsonl unless told)
source "$(dirname "$0")/stack.sh" "$@"

[[ -n ${MUNICIPALITY:-} && -n ${AUDIENCE:-} ]] || fail 'where, and whose? (MUNICIPALITY=GM0171 AUDIENCE=users)'
which=()
[[ -z ${KEYS:-} ]] || which+=(--keys "$KEYS")
[[ -z ${MODE:-} ]] || which+=(--mode "$MODE")
[[ -z ${YES_ERASE:-} ]] || which+=(--yes "$YES_ERASE")
[[ -z ${AUDIT_LOG:-} ]] || which+=(--log "$AUDIT_LOG")
[[ $(parameter Paused) == true ]] ||
    echo "purge: $stack is not paused, so answers come in meanwhile: make pause CAMPAIGN=$campaign" >&2
# By the campaign as it is deployed, and by its clock.
dagpeil purge "$(deployed_campaign)" --municipality "$MUNICIPALITY" --audience "$AUDIENCE" \
    --table-responses "$(output ResponsesTable)" --table-texts "$(output TextsTable)" \
    --table-releases "$(output ReleasesTable)" --clock-offset="$(parameter ClockOffset)" ${which[@]+"${which[@]}"}
