#!/usr/bin/env bash
# Takes a campaign's stack down: exports its releases, then deletes everything else for good, backups included.
#
#   infra/destroy.sh CAMPAIGN
#
#   STAGE=production|test
#   EXPORT=folder                  where the releases go (exports/<stack> unless told)
#   CONFIRM=<stack>                the stack's name, in place of typing it: for scripts
#   LOSE_RESPONSES=<stack>         the same, to destroy responses of which no final release was made
#
# AWS is reached as the AWS command line does (AWS_PROFILE, AWS_REGION …). A run that was cut short can be repeated.
source "$(dirname "$0")/stack.sh" "$@"

export_to=${EXPORT:-exports/$stack}

# Tables of this stack, also when the stack itself is gone: CloudFormation names them after stack and resource.
tables() {
    aws dynamodb list-tables --query 'TableNames' --output text | tr '\t' '\n' |
        grep --extended-regexp "^$stack-[A-Z][A-Za-z]*-[A-Z0-9]+$" || true
}

now=$(status)
tables=$(tables)
[[ -n $now || -n $tables ]] || fail "there is no stack $stack, nor a table of it, in account $account, region $region"

if [[ $now == *_COMPLETE && $now != ROLLBACK_COMPLETE ]]; then
    step "export the releases to $export_to"
    deployed=$(deployed_campaign)
    releases=$(output ReleasesTable)
    responses=$(output ResponsesTable)
    final=1
    dagpeil export "$deployed" --table-releases "$releases" --to "$export_to" --require-final || final=
    if [[ -z $final ]]; then
        # Either a place has no final release, or the export itself failed: then what it wrote is no export.
        dagpeil export "$deployed" --table-releases "$releases" --to "$export_to" >/dev/null ||
            fail 'the releases could not be exported; nothing was destroyed'
        count=$(aws dynamodb scan --table-name "$responses" --select COUNT --limit 1 --no-paginate --query Count --output text)
        if [[ $count != 0 && ${LOSE_RESPONSES:-} != "$stack" ]]; then
            fail "there are responses of which no final release was made: wait until 90 minutes after the close, or destroy
them unread with LOSE_RESPONSES=$stack"
        fi
    fi
    # What was asked belongs with what was answered: a later campaign can name both as an earlier wave.
    install -D -m 644 "$deployed" "$export_to/campaign.json"
elif [[ -n $now ]]; then
    echo "The stack is in the state $now: nothing can be exported from it." >&2
    [[ -z $tables || ${LOSE_RESPONSES:-} == "$stack" ]] ||
        fail "it may hold responses and releases: look in the AWS console, or destroy them unread with LOSE_RESPONSES=$stack"
fi

step "destroy $stack (account $account, region $region)"
echo 'This deletes for good: responses, open texts, contacts, secrets, releases, adviser keys, their backups, logs and functions.'
if [[ ${CONFIRM:-} != "$stack" ]]; then
    [[ -t 0 ]] || fail "nobody is there to confirm it: CONFIRM=$stack does"
    read -r -p "Type the stack's name to go ahead: " answer
    [[ $answer == "$stack" ]] || fail 'withdrawn; nothing was destroyed'
fi

# Deletes what AWS Backup and DynamoDB have of a table, in whichever vault.
delete_backups() {
    local table=$1 arn vault point
    arn=$(aws dynamodb describe-table --table-name "$table" --query Table.TableArn --output text)
    aws backup list-recovery-points-by-resource --resource-arn "$arn" --output text \
        --query 'RecoveryPoints[].[BackupVaultName, RecoveryPointArn]' >"$work/points"
    while read -r vault point; do
        [[ -n ${point:-} ]] || continue
        aws backup delete-recovery-point --backup-vault-name "$vault" --recovery-point-arn "$point"
        echo "recovery point $point: deleted"
    done <"$work/points"
    aws dynamodb list-backups --table-name "$table" --query 'BackupSummaries[?BackupType==`USER`].BackupArn' \
        --output text | tr '\t' '\n' >"$work/backups"
    while read -r point; do
        [[ -n $point && $point != None ]] || continue
        aws dynamodb delete-backup --backup-arn "$point" >/dev/null
        echo "backup $point: deleted"
    done <"$work/backups"
}

step 'lift protections, delete backups'
for table in $tables; do
    aws dynamodb update-table --table-name "$table" --no-deletion-protection-enabled >/dev/null
    delete_backups "$table"
done

step 'delete the stack'
logs=
if [[ -n $now ]]; then
    # What functions write to while they are being deleted comes back into being.
    logs=$(aws cloudformation list-stack-resources --stack-name "$stack" --output text --query \
        "StackResourceSummaries[?ResourceType=='AWS::Logs::LogGroup' || ResourceType=='AWS::Lambda::Function'].[PhysicalResourceId]")
    aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name "$stack" >/dev/null
    aws cloudformation delete-stack --stack-name "$stack"
    until_at_rest ''
fi

step 'delete what it retained'
for table in $(tables); do
    until aws dynamodb delete-table --table-name "$table" >/dev/null 2>"$work/refusal"; do
        # Still busy with the lifting of its protection.
        grep --quiet ResourceInUse "$work/refusal" || fail "$(cat "$work/refusal")"
        sleep 5
    done
    aws dynamodb wait table-not-exists --table-name "$table"
    echo "table $table: deleted"
done
for log in $logs; do
    [[ $log == /* ]] || log=/aws/lambda/$log
    if aws logs delete-log-group --log-group-name "$log" 2>"$work/refusal"; then
        echo "log group $log: deleted"
    else
        grep --quiet ResourceNotFound "$work/refusal" || fail "$(cat "$work/refusal")"
    fi
done
delete_packages
rm -rf "target/deploy/$campaign"

[[ -z $(status) && -z $(tables) ]] || fail "something of $stack is left: run this again"
echo "Nothing of $stack is left but its releases, in $export_to"
