#!/usr/bin/env bash
# Puts a campaign where people can answer it: a stack of its own, made or brought up to date.
#
#   infra/deploy.sh CAMPAIGN       a folder in infra/campaigns, or elsewhere
#
#   STAGE=production|test          test: a rehearsal beside the real one, whose clock can be moved
#   ARCH=arm64|x86_64              what the functions run on (arm64, or as deployed)
#   PARAMETERS='Name=value …'      parameters of infra/template.yaml (no spaces in a value); those not named stay as they were
#   NOBUILD=1                      deploy what was built before
#   YES=1                          go ahead without asking: for scripts
#   OUTSIDE_EUROPE=1               allow a region outside Europe
#
# AWS is reached as the AWS command line does (AWS_PROFILE, AWS_REGION …).
source "$(dirname "$0")/stack.sh" "$@"

read -ra parameters <<<"${PARAMETERS:-}"
staged=target/deploy/$campaign

[[ $region == eu-* || ${OUTSIDE_EUROPE:-} == 1 ]] ||
    fail "the region is $region: answers about health would leave Europe (OUTSIDE_EUROPE=1 if that is meant)"
before=$(status)
case $before in
    '' | REVIEW_IN_PROGRESS | CREATE_COMPLETE | UPDATE_COMPLETE | UPDATE_ROLLBACK_COMPLETE | IMPORT_COMPLETE) ;;
    *_IN_PROGRESS) fail "the stack $stack is busy ($before): try again when it has come to rest" ;;
    ROLLBACK_COMPLETE | ROLLBACK_FAILED | CREATE_FAILED | DELETE_FAILED)
        fail "the stack $stack was never whole, or was half taken down ($before): make destroy CAMPAIGN=$campaign STAGE=$stage first" ;;
    *) fail "the stack $stack is in the state $before, from which it can't be updated: repair it in the AWS console first" ;;
esac
exists=
[[ $before == '' || $before == REVIEW_IN_PROGRESS ]] || exists=1
architecture=${ARCH:-}
[[ -n $architecture || -z $exists ]] || architecture=$(parameter Architecture)
architecture=${architecture:-arm64}

step "check $campaign"
dagpeil check "$folder"

step 'compile'
mkdir -p "$staged"
dagpeil compile "$folder" --out "$staged/campaign.json"
if [[ -n $exists ]]; then
    # While people answer, a change may alter words but not what an answer means.
    clock=()
    [[ $stage == test ]] && clock=(--clock-offset="$(parameter ClockOffset)")
    deployed=$(deployed_campaign)
    dagpeil compare "$deployed" "$staged/campaign.json" ${clock[@]+"${clock[@]}"} ||
        fail "what is deployed can't become this (the reasons stand above)"
fi

if [[ ${NOBUILD:-} != 1 ]]; then
    step "build for $architecture"
    infra/build.sh "$architecture"
fi

step 'stage and package'
for function in collect contact release summarise advise report; do
    binary=target/lambda/$architecture/$function/bootstrap
    [[ -f $binary ]] || fail "$binary is not there: leave out NOBUILD=1"
    mkdir -p "$staged/$function"
    install -m 755 "$binary" "$staged/$function/bootstrap"
    # The same package for the same content: what did not change is not deployed again.
    install -m 644 "$staged/campaign.json" "$staged/$function/campaign.json"
    # Who tells findings needs what else they are made of: roles, initiatives, earlier waves. `compile` wrote it beside the campaign.
    if [[ $function == advise || $function == report ]]; then
        install -m 644 "$staged/insight.json" "$staged/$function/insight.json"
    fi
    touch -t 200001010000 "$staged/$function"/*
done
# The template stands beside what it packages; nothing else differs from infra/template.yaml.
sed "s|\.\./target/deploy/CAMPAIGN/||" infra/template.yaml >"$staged/template.yaml"
if ! aws s3api head-bucket --bucket "$bucket" >/dev/null 2>&1; then
    aws s3 mb "s3://$bucket"
    aws s3api put-public-access-block --bucket "$bucket" --public-access-block-configuration \
        BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
fi
aws cloudformation package --template-file "$staged/template.yaml" --s3-bucket "$bucket" --s3-prefix "$stack" \
    --output-template-file "$staged/packaged.yaml" >"$work/package.log" 2>&1 || fail "$(cat "$work/package.log")"

# A parameter as it will be: given now, or as deployed, or else $2.
setting() {
    local value=$2 given
    [[ -z $exists ]] || value=$(parameter "$1")
    for given in ${parameters[@]+"${parameters[@]}"}; do
        [[ ${given%%=*} == "$1" ]] && value=${given#*=}
    done
    echo "$value"
}

# The last backup is to be gone, with a day to spare, before the responses expire.
expires=$("$tools/python" -c 'import json, sys; print(json.load(open(sys.argv[1]))["campaign"]["expires"])' "$staged/campaign.json")
last=$((expires - ($(setting BackupDays 7) + 2) * 24 * 60 * 60))
computed=("BackupsUntil=$("$tools/python" -c 'import sys, time; print(time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(int(sys.argv[1]))))' "$last")")
# No backups in a rehearsal, where that day is past, or on an emulator; unless told otherwise.
[[ $stage == production && $last -gt $(date +%s) && -z ${AWS_ENDPOINT_URL:-} ]] || computed+=(Backups=false)

# The contact letterbox is there for campaigns that have one. The examples' is sealed to a key that everyone has.
if [[ $stage == production ]]; then
    for key in infra/campaigns/*/DEMO-ONLY.age-key; do
        recipient=$(sed -n 's/^# public key: //p' "$key")
        ! grep --quiet --fixed-strings "$recipient" "$staged/campaign.json" ||
            fail "the contact letterbox is sealed to the demonstration's key, which everyone has: make one (dagpeil contacts keygen)"
    done
fi
computed+=("Contacts=$("$tools/python" -c 'import json, sys; print(str("contact" in json.load(open(sys.argv[1]))["campaign"]).lower())' "$staged/campaign.json")")

# Ends without a deployment: withdraws the change set, if there is one, and of a stack that never was, all else as well.
withdraw() {
    [[ -z $changes ]] || aws cloudformation delete-change-set --change-set-name "$changes"
    if [[ -z $exists ]]; then
        [[ -z $(status) ]] || aws cloudformation delete-stack --stack-name "$stack"
        delete_packages
    fi
    fail "$1"
}

step "what will change in $stack (account $account, region $region)"
changes=
aws cloudformation deploy --template-file "$staged/packaged.yaml" --stack-name "$stack" \
    --s3-bucket "$bucket" --s3-prefix "$stack" --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND \
    --no-execute-changeset --no-fail-on-empty-changeset --tags "dagpeil:campaign=$campaign" "dagpeil:stage=$stage" \
    --parameter-overrides "Campaign=$campaign" "Stage=$stage" "Architecture=$architecture" \
    "EndpointUrl=${AWS_ENDPOINT_URL:-}" "${computed[@]}" ${parameters[@]+"${parameters[@]}"} >"$work/deploy.log" 2>&1 ||
    withdraw "the change set could not be made: $(cat "$work/deploy.log")"
changes=$(grep --only-matching 'arn:[^ ]*:changeSet/[^ ]*' "$work/deploy.log" || true)

if [[ -z $changes ]]; then
    echo 'nothing'
else
    aws cloudformation describe-change-set --change-set-name "$changes" --output text --query \
        'Changes[].ResourceChange.[Action, ResourceType, LogicalResourceId, Replacement]' >"$work/changes"
    awk -F '\t' '{
        replaced = $4 == "True" ? "replaced!" : $4 == "Conditional" ? "perhaps replaced!" : ""
        printf "  %-7s %-42s %-28s %s\n", $1, $2, $3, replaced
    }' "$work/changes"
    # A new table is an empty one: answers would lie in the old, and the secrets would be made anew.
    if awk -F '\t' '$2 == "AWS::DynamoDB::Table" && ($1 == "Remove" || $4 == "True" || $4 == "Conditional")' "$work/changes" | grep .; then
        withdraw 'tables would be replaced or removed (above): that is never right while a campaign lives'
    fi
    confirm "Deploy this to account $account?" || withdraw 'withdrawn; nothing was changed'
    step 'deploy'
    aws cloudformation execute-change-set --change-set-name "$changes"
    until_at_rest '@(CREATE|UPDATE)_COMPLETE'
    # Not in a template: protects the stack itself against a slip.
    [[ $stage == test ]] ||
        aws cloudformation update-termination-protection --enable-termination-protection --stack-name "$stack" >/dev/null
    echo 'done'
fi
rm -f "$work/outputs"

step 'first release run: makes the secrets, if there are none'
infra/release.sh "$folder"

step 'does it work? (nothing is stored)'
infra/smoke.sh "$folder"

step 'links'
dagpeil links "$folder" --base-url "$(output RespondentsUrl)"
echo
echo "advisers  $(output AdvisersUrl)"
echo "          a key for one: make adviser-key CAMPAIGN=$1 STAGE=$stage NAME='A. Jansen'"
