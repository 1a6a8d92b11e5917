#!/usr/bin/env bash
# Makes invitation codes for a deployed campaign: cards to print and cut, and the same codes as a list.
#
#   infra/codes.sh CAMPAIGN        settings: see infra/stack.sh, and
#   MUNICIPALITY=GM0171            where
#   AUDIENCE=users                 for whom
#   COUNT=300                      how many
#   MODE=interview                 for interviewers; MODE=focus-group for those who lead focus groups (for people
#                                  themselves unless told)
#   OUT=codes                      the folder to write to
source "$(dirname "$0")/stack.sh" "$@"

[[ -n ${MUNICIPALITY:-} && -n ${AUDIENCE:-} ]] || fail 'where, and for whom? (MUNICIPALITY=GM0171 AUDIENCE=users)'
[[ -n ${COUNT:-} ]] || fail 'how many? (COUNT=300)'
# By the campaign as it is deployed.
dagpeil codes "$(deployed_campaign)" --municipality "$MUNICIPALITY" --audience "$AUDIENCE" --count "$COUNT" \
    --mode "${MODE:-code}" --base-url "$(output RespondentsUrl)" --table "$(output SecretsTable)" --out "${OUT:-codes}"
