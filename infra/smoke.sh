#!/usr/bin/env bash
# Asks a deployed stack whether it works, and stores nothing: no answer that could be kept is sent.
#
#   infra/smoke.sh CAMPAIGN        settings: see infra/stack.sh
source "$(dirname "$0")/stack.sh" "$@"

respondents=$(address RespondentsApiId)
advisers=$(address AdvisersApiId)
deployed=$(deployed_campaign)

# Where someone can answer, from when and until when: the first municipality and audience stand for all.
read -r code trajectory audience opens closes access < <("$tools/python" -c '
import json, sys
campaign = json.load(open(sys.argv[1]))["campaign"]
place = campaign["municipalities"][0], campaign["trajectory"], campaign["audiences"][0]["id"]
print(*place, campaign["opens"]["at"], campaign["closes"]["at"], campaign.get("access", "open"))' "$deployed")
page=$(dagpeil links "$folder" --base-url https://example.nl --format json |
    "$tools/python" -c 'import json, sys; print(json.load(sys.stdin)[0]["link"].removeprefix("https://example.nl"))')

# What is to be expected depends on the clock, which is another in a rehearsal, and on whether there is a pause.
now=$(($(date +%s) + $(parameter ClockOffset)))
if ((now < opens)); then
    expected='the campaign is not open yet' page_status=403 post_status=403
elif ((now >= closes + 60 * 60)); then
    expected='the campaign is closed' page_status=410 post_status=410
elif ((now >= closes)); then
    # Answers that were on their way are still taken.
    expected='the campaign has just closed' page_status=410 post_status=422
elif [[ $(parameter Paused) == true ]]; then
    expected='the campaign is paused' page_status=503 post_status=503
else
    expected='the campaign is open' page_status=200 post_status=422
fi
# Where a code is needed, that it is missing is told first.
[[ $access == codes && $post_status == 422 ]] && post_status=400
echo "smoke: $expected"

# Asks for `$2` and holds the status of the answer to `$1`; the rest goes to curl. Answers with 5xx are asked for again for a
# while, unless wanted: an address that was made just now may need a moment.
expect() {
    local wanted=$1 url=$2 status attempt
    shift 2
    for attempt in 1 2 3 4 5; do
        status=$(curl --silent --output "$work/answer" --write-out '%{http_code}' --max-time 30 "$@" "$url" || true)
        [[ $status == "$wanted" || $status != 000 && $status != 5* ]] && break
        sleep "$attempt"
    done
    [[ $status == "$wanted" ]] || {
        head -c 500 "$work/answer" >&2 2>/dev/null || true
        echo >&2
        fail "$url answers $status where $wanted is right"
    }
    printf '  %s  %s\n' "$status" "$url"
}

expect 200 "$respondents/health"
grep --quiet --fixed-strings "\"$campaign\"" "$work/answer" || fail "$respondents serves another campaign than $campaign"
expect 200 "$respondents/"
expect "$page_status" "$respondents$page" --header 'Accept: text/html'
# An answer to a question that does not exist can't be stored.
expect "$post_status" "$respondents/v1/responses/$code/$trajectory/$audience" \
    --header 'Content-Type: application/json' --header "Idempotency-Key: $("$tools/python" -c 'import uuid; print(uuid.uuid4())')" \
    --data '{"answers": {"no-such-question": "no-such-option"}}'
# The contact letterbox, where there is one: its page leaves nothing behind. It closes at a moment of its own.
contact_closes=$("$tools/python" -c '
import json, sys
contact = json.load(open(sys.argv[1]))["campaign"].get("contact")
print(contact["closes"]["at"] if contact else "")' "$deployed")
if [[ -n $contact_closes ]]; then
    if ((now < opens)); then
        contact_status=403
    elif ((now >= contact_closes)); then
        contact_status=410
    elif [[ $(parameter Paused) == true ]]; then
        contact_status=503
    else
        contact_status=200
    fi
    expect "$contact_status" "$respondents/uitnodiging/$campaign" --header 'Accept: text/html'
fi
expect 200 "$advisers/health"
expect 401 "$advisers/v1/summaries"
expect 401 "$advisers/v1/summaries/$code/$trajectory"
expect 401 "$advisers/v1/reports/$code/$trajectory"
# Who is not signed in gets the form, also on the page behind a deep link.
expect 200 "$advisers/advies"
grep --quiet --fixed-strings 'id="key"' "$work/answer" || fail "$advisers/advies has no form to sign in with"
expect 401 "$advisers/advies/$code/$trajectory"
