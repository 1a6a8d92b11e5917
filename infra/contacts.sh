#!/usr/bin/env bash
# Fetches what people left in the contact letterbox of a deployed campaign, still sealed; or gives a place, or deletes.
#
#   infra/contacts.sh CAMPAIGN     settings: see infra/stack.sh, and
#   OUT=contacts                   the folder to fetch into (contacts/<campaign> unless told)
#   DO=promote | delete            not fetch, but: give ENTRY a place, or delete it
#   ENTRY=4K7Q2MFX                 the entry's key, or its first symbols; all, to delete everything after the close
#   YES_DELETE=<campaign>          really delete
#   AUDIT_LOG=file                 where is kept who did what (dagpeil-audit.jsonl unless told)
source "$(dirname "$0")/stack.sh" "$@"

table=$(output ContactsTable)
[[ -n $table && $table != None ]] || fail "$campaign has no contact letterbox"
where=(--table-contacts "$table")
[[ -z ${AUDIT_LOG:-} ]] || where+=(--log "$AUDIT_LOG")
deployed=$(deployed_campaign)
case ${DO:-fetch} in
    fetch) dagpeil contacts fetch "$deployed" --out "${OUT:-contacts/$campaign}" "${where[@]}" ;;
    promote) dagpeil contacts promote "$deployed" --entry "${ENTRY:?which one?}" "${where[@]}" ;;
    delete)
        which=(--entry "${ENTRY:?which one, or all?}")
        [[ $ENTRY != all ]] || which=(--all)
        [[ -z ${YES_DELETE:-} ]] || which+=(--yes "$YES_DELETE")
        dagpeil contacts delete "$deployed" "${which[@]}" --clock-offset="$(parameter ClockOffset)" "${where[@]}"
        ;;
    *) fail "DO is promote or delete, not $DO" ;;
esac
