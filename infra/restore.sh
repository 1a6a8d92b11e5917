#!/usr/bin/env bash
# Copies what a table lacks from a table that was restored from a backup. What is there stays as it is.
#
#   infra/restore.sh CAMPAIGN responses|texts|releases RESTORED_TABLE        settings: see infra/stack.sh
source "$(dirname "$0")/stack.sh" "$@"

case ${2:-} in
    responses) table=$(output ResponsesTable) ;;
    texts) table=$(output TextsTable) ;;
    releases) table=$(output ReleasesTable) ;;
    *) fail 'which? responses, texts or releases (there is never a backup of the secrets)' ;;
esac
[[ -n ${3:-} ]] || fail 'from which table? The name that was chosen when the backup was restored'
confirm "Copy what $table lacks from $3?"
"$tools/python" infra/restore.py "$3" "$table"
