#!/usr/bin/env bash
# Deploys a campaign as an operator does, by the same scripts, to an emulator of AWS on this machine: MiniStack, which runs the
# built functions and enforces IAM. Rehearses the campaign in minutes, on a clock of its own: people answer, releases are
# made, an adviser reads, there is a pause, a change, a refused change, the close, the final. Then everything is taken down,
# until nothing is left.
#
# What the emulator lacks, so that nothing is proven of it here. tests/template holds the template to each:
#   - tables: expiry (TTL), and that a protected table stops the deletion of a stack
#   - roles: the condition key dynamodb:ReturnValues, and whom a role trusts
#   - functions: log levels for Lambda's own lines, reserved concurrency, where failed runs are reported
#   - APIs: throttling, IPv6, access logs, custom domains; it has no names in the DNS, so addresses go by the API's id
#   - backups (left out: Backups=false), budget, dashboard, alarms going off; the schedule's hour is not waited for
set -euo pipefail
cd "$(dirname "$0")/.."

example=noordoostpolder-2026
# A first release needs 30 at least.
responses=35

fail() {
    echo "deployed: $1" >&2
    exit 1
}

told() {
    printf '\n#### %s (%ss)\n' "$1" "$SECONDS"
}

refused() {
    # What is expected to fail, and why: `refused 'some words' command …`
    local words=$1
    shift
    if "$@" >"$work/refused.log" 2>&1; then
        cat "$work/refused.log"
        fail "this should have been refused: $*"
    fi
    grep --quiet --extended-regexp "$words" "$work/refused.log" || {
        cat "$work/refused.log"
        fail "this was refused, but not for the reason '$words': $*"
    }
    grep --extended-regexp "$words" "$work/refused.log" | sed 's/^/  refused: /'
}

# ------------------------------------------------------------------------------------------ What has to be there beforehand

case $(uname -m) in
    x86_64 | amd64) architecture=x86_64 ;;
    aarch64 | arm64) architecture=arm64 ;;
    *) fail "functions are built for x86_64 and arm64, and this machine is a $(uname -m)" ;;
esac
[[ $(uname -s) == Linux ]] || fail 'the functions are built for Linux, and the emulator runs them on this machine'
command -v curl >/dev/null || fail 'curl is missing. Debian and Ubuntu: apt-get install curl; macOS: brew install curl'
infra/tools.sh
tools=.tools/infra/bin
infra/build.sh "$architecture"
cargo build --quiet --locked --package dagpeil
export DAGPEIL=$PWD/target/debug/dagpeil

# ------------------------------------------------------------------------------------------------------------- The emulator

SECONDS=0
work=$(mktemp -d)
port=$("$tools/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# Nothing of a real account may be within reach.
unset AWS_PROFILE AWS_SESSION_TOKEN
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=eu-central-1 AWS_DEFAULT_REGION=eu-central-1
export AWS_ENDPOINT_URL=http://127.0.0.1:$port

mkdir "$work/tmp"
TMPDIR=$work/tmp BIND_HOST=127.0.0.1 GATEWAY_PORT=$port AUTH=true LAMBDA_EXECUTOR=local \
    "$tools/ministack" >"$work/ministack.log" 2>&1 &
emulator=$!
ended() {
    local code=$?
    kill "$emulator" 2>/dev/null || true
    wait "$emulator" 2>/dev/null || true
    if ((code)); then
        cp "$work/ministack.log" target/ministack.log
        echo "deployed: FAILED; what the emulator said is in target/ministack.log" >&2
    fi
    rm -rf "$work"
}
trap ended EXIT
for _ in $(seq 300); do
    curl --silent --fail --output /dev/null "$AWS_ENDPOINT_URL/_ministack/health" && break
    kill -0 "$emulator" 2>/dev/null || fail "the emulator stopped: $(tail -n 5 "$work/ministack.log")"
    sleep 0.1
done

drive() {
    "$tools/python" tests/deployed/drive.py "$@"
}

# ------------------------------------------------------------------------------------------------------------- The rehearsal

# A copy, so that it can be changed. Everything is done to its test stage.
campaign=$work/$example
cp -r "infra/campaigns/$example" "$campaign"
compiled=$work/campaign.json
"$DAGPEIL" compile "$campaign" --out "$compiled"
read -r opens closes < <("$tools/python" -c '
import json, sys
campaign = json.load(open(sys.argv[1]))["campaign"]
print(campaign["opens"]["at"], campaign["closes"]["at"])' "$compiled")
page=$("$DAGPEIL" links "$campaign" --base-url https://example.nl --format json |
    "$tools/python" -c 'import json, sys; print(json.load(sys.stdin)[0]["link"].removeprefix("https://example.nl"))')
export STAGE=test ARCH=$architecture NOBUILD=1 YES=1
# Seconds from now to a moment.
until_moment() {
    echo $(($1 - $(date +%s)))
}
drive inventory >"$work/before"
[[ ! -s $work/before ]] || fail "the emulator is not empty to begin with: $(cat "$work/before")"

told 'a production stage has no clock of its own, and stays in Europe'
refused 'ProductionKeepsTheTime' env STAGE=production PARAMETERS=ClockOffset=60 infra/deploy.sh "$campaign"
refused 'would leave Europe' env AWS_REGION=us-east-1 infra/deploy.sh "$campaign"

told 'deploy, an hour after the opening'
PARAMETERS="ClockOffset=$(until_moment $((opens + 60 * 60)))" infra/deploy.sh "$campaign"
infra/outputs.sh "$campaign" >"$work/outputs"
output() {
    sed -n "s/^$1=//p" "$work/outputs"
}
respondents="$AWS_ENDPOINT_URL/_aws/execute-api/$(output RespondentsApiId)/\$default"
advisers="$AWS_ENDPOINT_URL/_aws/execute-api/$(output AdvisersApiId)/\$default"
key=$(infra/adviser-key.sh "$campaign" 'A. Jansen')

told 'people answer'
drive answer --url "$respondents" --campaign "$compiled" --page "$page" --responses "$responses" \
    --stored "$(output ResponsesTable)" --texts "$(output TextsTable)"

told 'a day later there is a first release'
infra/set.sh "$campaign" "ClockOffset=$(until_moment $((opens + 25 * 60 * 60)))"
infra/release.sh "$campaign"
drive summary --url "$advisers" --campaign "$compiled" --key "$key" --kind interim --responses "$responses"

told 'a pause, and on again'
infra/set.sh "$campaign" Paused=true
infra/set.sh "$campaign" Paused=false

told 'other words are deployed while people answer'
sed -i 's/^title = { nl = "[^"]*/& (nieuwe woorden)/' "$campaign/users.toml"
infra/deploy.sh "$campaign"
curl --silent --fail "$respondents$page" | grep --quiet 'nieuwe woorden' || fail 'the page has not the new words'

told 'another meaning is not'
cp "$campaign/users.toml" "$work/users.toml"
cat >>"$campaign/users.toml" <<'END'

[[item]]
kind = "text"
id = "afterthought"
ask = { nl = "Nog iets?", en = "Anything else?" }
END
refused 'what is deployed can.t become this' infra/deploy.sh "$campaign"
cp "$work/users.toml" "$campaign/users.toml"

told 'nothing can be destroyed before the final release'
refused 'no final release' env CONFIRM=dagpeil-$example-test EXPORT="$work/too-early" infra/destroy.sh "$campaign"

told 'after the close: the final release'
infra/set.sh "$campaign" "ClockOffset=$(until_moment $((closes + 2 * 60 * 60)))"
infra/release.sh "$campaign"
drive closed --url "$respondents" --campaign "$compiled" --table "$(output SecretsTable)"
drive summary --url "$advisers" --campaign "$compiled" --key "$key" --kind final --responses "$responses"
drive pages --url "$advisers" --campaign "$compiled" --key "$key"

told 'a report, to read and to go on with'
report=$advisers/v1/reports/$("$tools/python" -c '
import json, sys
campaign = json.load(open(sys.argv[1]))["campaign"]
print(campaign["municipalities"][0], campaign["trajectory"], sep="/")' "$compiled")
for format in pdf:%PDF- docx:PK; do
    curl --silent --show-error --fail --header "Authorization: Bearer $key" --output "$work/report" \
        --dump-header "$work/headers" "$report?format=${format%%:*}"
    begin=${format#*:}
    [[ $(head -c ${#begin} "$work/report") == "$begin" ]] || fail "the report is no ${format%%:*}"
    printf '  %s bytes  %s\n' "$(wc -c <"$work/report")" "${format%%:*}"
    tag=$(tr -d '\r' <"$work/headers" | sed -n 's/^etag: //Ip')
    status=$(curl --silent --output /dev/null --write-out '%{http_code}' --header "Authorization: Bearer $key" \
        --header "If-None-Match: $tag" "$report?format=${format%%:*}")
    [[ $status == 304 ]] || fail "the same report is sent again: $status"
done

told 'no function may do more than it must'
drive roles --functions "Collect=$(output CollectFunction)" "Release=$(output ReleaseFunction)" \
    "Summarise=$(output SummariseFunction)" "Advise=$(output AdviseFunction)" "Report=$(output ReportFunction)" \
    --tables "responses=$(output ResponsesTable)" "texts=$(output TextsTable)" "releases=$(output ReleasesTable)" \
    "secrets=$(output SecretsTable)" "advisers=$(output AdvisersTable)" \
    "sessions=$(output SessionsTable)"

told 'no log and no store tells of an answer or a caller'
drive logs --key "$key"
# What the emulator itself says and keeps on disk as well; this is not all that a cloud keeps.
drive stores --texts "$(output TextsTable)" --files "$work/ministack.log" "$work/tmp"

told 'destroy'
drive inventory >"$work/during"
for kind in cloudformation dynamodb lambda apigatewayv2 iam logs sqs cloudwatch scheduler s3; do
    grep --quiet "^$kind " "$work/during" || fail "there was nothing of $kind to take down?"
done
refused 'nobody is there to confirm' env EXPORT="$work/unconfirmed" infra/destroy.sh "$campaign" </dev/null
CONFIRM=dagpeil-$example-test EXPORT=$work/exported infra/destroy.sh "$campaign"
find "$work/exported" -name final.json | grep --quiet . || fail 'no final release was exported'
drive inventory >"$work/after"
[[ ! -s $work/after ]] || fail "this is left: $(cat "$work/after")"

told 'nothing is left, and all went well'
