#!/usr/bin/env bash
# Makes a key with which an adviser reads the summaries of a deployed campaign, and prints it, once.
#
#   infra/adviser-key.sh CAMPAIGN NAME         settings: see infra/stack.sh, and
#   DAYS=365                                   for how long it holds
#   MUNICIPALITIES='GM0171 GM0355'             where it holds; all of the campaign unless told
source "$(dirname "$0")/stack.sh" "$@"

[[ -n ${2:-} ]] || fail "for whom? (NAME='A. Jansen')"
table=$(output AdvisersTable)
where=()
for municipality in ${MUNICIPALITIES:-}; do
    where+=(--municipality "$municipality")
done
dagpeil adviser-key make --table "$table" --campaign "$folder" --name "$2" --days "${DAYS:-365}" ${where[@]+"${where[@]}"}
