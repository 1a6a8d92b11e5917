#!/usr/bin/env bash
# Lets someone judge the open texts of a deployed campaign after its final release; or publishes what was approved.
#
#   infra/moderate.sh CAMPAIGN     settings: see infra/stack.sh, and
#   MUNICIPALITY=GM0171            where
#   AUDIENCE=users                 whose
#   DO=again | publish | take-down not the next sitting, but: all texts once more, publish, or take down what hangs
#   YES_PUBLISH=<campaign>         really publish, or take down
#   AUDIT_LOG=file                 where is kept who decided how much (dagpeil-audit.jsonl unless told)
source "$(dirname "$0")/stack.sh" "$@"

[[ -n ${MUNICIPALITY:-} && -n ${AUDIENCE:-} ]] || fail 'where, and whose? (MUNICIPALITY=GM0171 AUDIENCE=users)'
what=()
case ${DO:-} in
    '') ;;
    again | publish | take-down) what+=("--$DO") ;;
    *) fail "DO is again, publish or take-down, not $DO" ;;
esac
[[ -z ${YES_PUBLISH:-} ]] || what+=(--yes "$YES_PUBLISH")
[[ -z ${AUDIT_LOG:-} ]] || what+=(--log "$AUDIT_LOG")
# By the campaign as it is deployed, and by its clock.
dagpeil moderate "$(deployed_campaign)" --municipality "$MUNICIPALITY" --audience "$AUDIENCE" \
    --table-texts "$(output TextsTable)" --table-releases "$(output ReleasesTable)" \
    --clock-offset="$(parameter ClockOffset)" ${what[@]+"${what[@]}"}
