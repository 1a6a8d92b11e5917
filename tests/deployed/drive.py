"""What tests/deployed.sh does to a deployed campaign, and looks at: a command each. Any surprise ends it with a reason.

Runs in the environment of infra/tools.sh: botocore comes with the AWS command line.
"""

import argparse
import base64
import gzip
import json
import pathlib
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid

import botocore.session
import jmespath
from botocore.exceptions import ClientError

# Stands in an open answer; may be found in the table of texts and nowhere else.
CANARY = "nachtegaal-in-de-kolenmijn"
# Begins what stands everywhere else that a caller can fill, and may be found nowhere.
NOWHERE = "kanarie"
# Headers that tell of a caller. None is looked at.
TELLTALE = [
    "Baggage", "Cookie", "Forwarded", "From", "Origin", "Referer", "Sec-CH-UA", "Traceparent", "User-Agent", "Via",
    "X-Amzn-Trace-Id", "X-Client-IP", "X-Forwarded-For", "X-Real-IP", "X-Request-Id",
]  # fmt: skip


def check(holds, what):
    """A line for what is as it should be; the end for what is not."""
    if not holds:
        sys.exit(f"  NOT SO: {what}")
    print(f"  {what}")


def ask(url, data=None, **headers):
    """An HTTP request, as a status and a body. A redirect is an answer like any other."""
    status, body, _ = ask_all(url, data, **headers)
    return status, body


def ask_all(url, data=None, **headers):
    """The same, with the headers of the answer."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *arguments):
            return None

    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    headers = {name: f"{NOWHERE}-{name.lower()}" for name in TELLTALE} | headers
    request = urllib.request.Request(url, data=data, headers=headers)
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=60) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode(), answer.headers


def client(service, **credentials):
    return botocore.session.get_session().create_client(service, **credentials)


def campaign_of(file):
    return json.loads(pathlib.Path(file).read_text())["campaign"]


# ---------------------------------------------------------------------------------------------------------- People answer


def simple_answers(document, turn):
    """An answer to each question with options that everyone is asked, not the same for all respondents."""
    answers = {}
    for item in document["items"]:
        if item["kind"] in ("single", "scale") and "condition" not in item:
            options = item["options"]
            answers[item["id"]] = options[turn % 2 % len(options)]["id"]
    return answers


def answer(arguments):
    """The page as a phone uses it, a retry, a conflict, and then as many responses as are wanted."""
    campaign = campaign_of(arguments.campaign)
    municipality, audience = campaign["municipalities"][0], campaign["audiences"][0]
    place = f"{municipality}/{campaign['trajectory']}/{audience['id']}"
    status, body = ask(f"{arguments.url}/v1/questionnaires/{place}")
    check(status == 200, "the questionnaire can be had by programs")
    document = json.loads(body)
    answers = simple_answers(document, 0)
    check(bool(answers), f"{len(answers)} of its questions are put to everyone and easily answered")

    status, page = ask(f"{arguments.url}{arguments.page}", Accept="text/html", Accept_Language="nl")
    check(status == 200 and 'lang="nl"' in page, "the page comes, in Dutch")
    # Another respondent gets another form.
    submission = re.search(r'name="id" value="([A-Z0-9]+)"', page)
    check(submission is not None, "the form has a submission id")

    open_question = next(item["id"] for item in document["items"] if item["kind"] == "text" and "condition" not in item)
    shown = re.search(r'name="shown" value="([0-9]+)"', page)
    check(shown is not None, "and says when it was shown")
    # The address is redacted, and the last field is none of ours.
    said = {f"q.{open_question}": f"{CANARY} {NOWHERE}@voorbeeld.nl", NOWHERE: NOWHERE}
    fields = {"id": submission[1], "shown": shown[1], "website": ""} | said
    fields |= {f"q.{question}": chosen for question, chosen in answers.items()}

    def post(fields):
        return ask(
            f"{arguments.url}{arguments.page}",
            data=urllib.parse.urlencode(fields).encode(),
            Content_Type="application/x-www-form-urlencoded",
            Accept="text/html",
        )

    status, page = post(fields)
    check(status == 422 and 'name="shown" value="again"' in page, "sent at once it comes back, to be sent once more")
    fields |= {"shown": "again"}
    check(post(fields)[0] == 200, "the form is taken and thanked for")
    check(post(fields)[0] == 200, "the same again, as a phone does that heard nothing: taken")
    other = next(iter(answers))
    changed = fields | {f"q.{other}": simple_answers(document, 1)[other]}
    check(post(changed)[0] == 409, "other answers under the same id: refused")
    check(ask(f"{arguments.url}{arguments.page}/bedankt")[0] == 200, "the thanks can be read")
    refused(arguments.url, place, f"{arguments.url}{arguments.page}")

    for turn in range(1, arguments.responses):
        status, body = ask(
            f"{arguments.url}/v1/responses/{place}",
            data=json.dumps({"answers": simple_answers(document, turn)}).encode(),
            Content_Type="application/json",
            Idempotency_Key=f"{NOWHERE}-{uuid.uuid4()}",
        )
        if status != 200:
            check(False, f"response {turn} is taken: {status} {body}")
    check(True, f"{arguments.responses - 1} more responses by the interface for programs")

    stored = client("dynamodb").scan(TableName=arguments.stored)["Items"]
    check(len(stored) == arguments.responses, f"{len(stored)} responses are stored: the retry and the conflict added none")
    attributes = sorted(set().union(*stored))
    expected = ["answers", "expires", "mode", "pk", "proof", "questionnaire", "sk"]
    check(attributes == expected, f"a response is {', '.join(attributes)}, and nothing else")
    texts = client("dynamodb").scan(TableName=arguments.texts)["Items"]
    kept = [text["text"]["S"] for text in texts]
    check(kept == [f"{CANARY} [e-mail]"], "the open answer lies in the table of texts, once, and redacted")
    check(CANARY not in str(stored), "and with no response")


def refused(url, place, page):
    """What is refused for whatever reason is not repeated to who sent it, but for the page that gives a form back."""
    responses = f"{url}/v1/responses/{place}"
    json_type = {"Content_Type": "application/json", "Idempotency_Key": f"{NOWHERE}-{uuid.uuid4()}"}
    form_type = {"Content_Type": "application/x-www-form-urlencoded"}
    long = (NOWHERE * 10_000).encode()
    attempts = [
        ("not JSON", 400, responses, f'{{"{NOWHERE}'.encode(), json_type),
        ("of another shape", 400, responses, json.dumps({NOWHERE: NOWHERE}).encode(), json_type),
        ("with unknown answers", 422, responses, json.dumps({"answers": {"who": NOWHERE}}).encode(), json_type),
        ("too large", 413, responses, long, json_type),
        ("without an id", 400, responses, b'{"answers": {}}', {"Content_Type": "application/json"}),
        ("with a code where none are given out", 403, responses, b'{"answers": {}}', json_type | {"Invitation_Code": NOWHERE}),
        ("for an unknown place", 404, f"{responses}-{NOWHERE}", b"{}", json_type),
        ("as a form that is none", 415, page, NOWHERE.encode(), {"Content_Type": "multipart/form-data; boundary=x"}),
        ("as a form too large", 413, page, long, form_type),
    ]
    for what, expected, address, data, headers in attempts:
        status, body = ask(f"{address}?{NOWHERE}={NOWHERE}", data=data, **headers)
        check(status == expected and NOWHERE not in body.lower(), f"a response {what}: {status}, and it is not repeated")


# ---------------------------------------------------------------------------------------------------------- Advisers read


def near(figure, count, base):
    """Whether a rounded figure can stand for that count."""
    shown = figure["count"]
    return shown is not None and shown % base == 0 and abs(shown - count) < base


def summary(arguments):
    """The release as an adviser gets it, and what those without a key get."""
    campaign = campaign_of(arguments.campaign)
    municipality, audience = campaign["municipalities"][0], campaign["audiences"][0]["id"]
    url = f"{arguments.url}/v1/summaries/{municipality}/{campaign['trajectory']}/{audience}"
    bearer = f"Bearer {arguments.key}"

    status, body = ask(url, Authorization=bearer)
    check(status == 200, "an adviser with a key gets the summary")
    found = json.loads(body)
    check(found["release"]["kind"] == arguments.kind, f"it is the {arguments.kind} release")
    base = found["policy"]["rounding_base"]
    check(near(found["responses"], arguments.responses, base), "the number of responses is rounded, and near the true one")
    shown = [table for table in found["tables"] if table["base"] and table["condition"] is None and table["cells"]]
    check(bool(shown), f"{len(shown)} tables with figures of questions that everyone was asked")
    far = [table["item"] for table in shown if not near(table["base"], arguments.responses, base)]
    check(far == [], f"so is the number of people asked in each of them {' '.join(far)}".rstrip())
    check(CANARY not in body, "no open answer is in it")

    status, text = ask(f"{url}?format=csv", Authorization=bearer)
    check(status == 200 and text.count("\n") > len(shown), "the same as CSV")
    # Lost once, on its way through the Lambda runtime, where no other test looks.
    check(text.startswith("\N{BYTE ORDER MARK}"), "with the mark by which Excel knows UTF-8")
    status, _ = ask(f"{arguments.url}/v1/summaries/GM0001/{campaign['trajectory']}", Authorization=bearer)
    check(status == 404, "where nobody was asked there is nothing")

    last = "a" if arguments.key[-1] != "a" else "b"
    check(ask(url)[0] == 401, "without a key: 401")
    check(ask(url, Authorization=bearer[:-1] + last)[0] == 401, "with one wrong symbol in the key: 401")


def pages(arguments):
    """An adviser signs in, reads every page with the cookie, takes a summary along, and signs out."""
    campaign = campaign_of(arguments.campaign)
    municipality, audience = campaign["municipalities"][0], campaign["audiences"][0]["id"]
    place = f"{municipality}/{campaign['trajectory']}"
    form = {"Content_Type": "application/x-www-form-urlencoded", "Sec_Fetch_Site": "same-origin"}

    status, body = ask(f"{arguments.url}/")
    check(status == 303, "the bare address leads to the pages")
    status, body = ask(f"{arguments.url}/advies/{place}")
    check(status == 401 and 'id="key"' in body, "who is not signed in gets the form")
    wrong = urllib.parse.urlencode({"key": arguments.key[:-1] + ("a" if arguments.key[-1] != "a" else "b")}).encode()
    status, body, headers = ask_all(f"{arguments.url}/advies", data=wrong, **form)
    check(status == 401 and headers["Set-Cookie"] is None, "one wrong symbol in the key: no session")
    key = urllib.parse.urlencode({"key": arguments.key}).encode()
    elsewhere = form | {"Sec_Fetch_Site": "cross-site"}
    check(ask(f"{arguments.url}/advies", data=key, **elsewhere)[0] == 403, "a form from elsewhere is refused")
    status, body, headers = ask_all(f"{arguments.url}/advies", data=key, **form)
    kept = headers["Set-Cookie"] or ""
    check(status == 303 and kept.startswith("__Host-dagpeil="), "the key begins a session")
    check(all(part in kept for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/")), "its cookie is kept to this host")
    check(arguments.key.rsplit("_", 1)[1] not in kept, "and holds no secret")
    cookie = kept.split(";")[0]
    shown = {"": "overview", "/bevindingen": "findings", f"/{audience}": "release"}
    for page, what in shown.items():
        status, body = ask(f"{arguments.url}/advies/{place}{page}", Cookie=cookie)
        check(status == 200 and "<h1>" in body, f"the page of the {what}")
        check(CANARY not in body, "without an open answer")
    status, text = ask(f"{arguments.url}/v1/summaries/{place}/{audience}?format=csv", Cookie=cookie)
    check(status == 200 and text.startswith("\N{BYTE ORDER MARK}"), "a summary comes with the cookie")
    forged = cookie[:-1] + ("a" if cookie[-1] != "a" else "b")
    check(ask(f"{arguments.url}/advies/{place}", Cookie=forged)[0] == 401, "one wrong symbol in the cookie: 401")
    out = f"{arguments.url}/advies/uitloggen"
    status, _, headers = ask_all(out, data=b"", Cookie=cookie, **form)
    check(status == 303 and "Max-Age=0" in headers["Set-Cookie"], "and the session is forgotten")


def closed(arguments):
    """After the close nothing is taken any more."""
    campaign = campaign_of(arguments.campaign)
    place = f"{campaign['municipalities'][0]}/{campaign['trajectory']}/{campaign['audiences'][0]['id']}"
    status, body = ask(
        f"{arguments.url}/v1/responses/{place}",
        data=b'{"answers": {}}',
        Content_Type="application/json",
        Idempotency_Key=str(uuid.uuid4()),
    )
    check(status == 410 and "campaign-closed" in body, "an answer that comes too late is told so: 410")
    secrets = client("dynamodb").scan(TableName=arguments.table)["Items"]
    sealed = {item["sk"]["S"] for item in secrets if "sealed" in item}
    check(sealed == {"link", "rounding"}, "the link and rounding keys are sealed")
    check(not any(item["sk"]["S"].startswith("state#") for item in secrets), "the exact counts are erased")


# ----------------------------------------------------------------------------------------------------- What roles may not


KEY = {"pk": {"S": "probe"}, "sk": {"S": "probe"}}
PLAIN_KEY = {"pk": {"S": "probe"}}


def probes(tables):
    """Every way to touch every table, by name. None changes anything: writes ask for what is not there.

    Not among them is a put that asks for what lay there before, which collect's role denies: the emulator does not know the
    condition key dynamodb:ReturnValues. tests/template holds the role to it.
    """
    of = {}
    for name, table in tables.items():
        key = PLAIN_KEY if name in ("advisers", "sessions") else KEY
        there = {"ConditionExpression": "attribute_exists(pk)"}
        of[name] = {
            "get": ("get_item", {"TableName": table, "Key": key}),
            "query": (
                "query",
                {
                    "TableName": table,
                    "KeyConditionExpression": "pk = :pk",
                    "ExpressionAttributeValues": {":pk": {"S": "probe"}},
                },
            ),
            "scan": ("scan", {"TableName": table}),
            "batch get": ("batch_get_item", {"RequestItems": {table: {"Keys": [key]}}}),
            "transact get": ("transact_get_items", {"TransactItems": [{"Get": {"TableName": table, "Key": key}}]}),
            "select": ("execute_statement", {"Statement": f'SELECT * FROM "{table}" WHERE pk = \'probe\''}),
            "put": ("put_item", {"TableName": table, "Item": key} | there),
            "update": ("update_item", {"TableName": table, "Key": key} | there),
            "delete": ("delete_item", {"TableName": table, "Key": key} | there),
            "export": (
                "export_table_to_point_in_time",
                {"TableArn": f"arn:aws:dynamodb:eu-central-1:000000000000:table/{table}", "S3Bucket": "probe"},
            ),
            "back up": ("create_backup", {"TableName": table, "BackupName": "probe"}),
            "drop": ("delete_table", {"TableName": table}),
        }
    return of


# Who may do what, as in ARCHITECTURE.md. All else is to be denied.
ALLOWED = {
    "Collect": {"responses": {"put", "delete"}, "texts": {"put", "delete"}, "secrets": {"get"}},
    "Release": {
        "responses": {"query"},
        "releases": {"get", "query", "put"},
        "secrets": {"get", "query", "put", "delete"},
    },
    "Summarise": {"releases": {"get", "query"}, "advisers": {"get"}, "sessions": {"get"}},
    "Report": {"releases": {"get", "query", "batch get"}, "advisers": {"get"}, "sessions": {"get"}},
    "Advise": {
        "releases": {"get", "query", "batch get"},
        "advisers": {"get"},
        "sessions": {"get", "put"},
    },
}
# DynamoDB itself asks for the right that the plain operation needs.
IMPLIED = {"transact get": "get", "batch get": None, "select": None}


def roles(arguments):
    """Borrows each function's role and tries all that it could do to all tables."""
    functions = client("lambda")
    security = client("sts")
    tables = dict(pair.split("=", 1) for pair in arguments.tables)
    attempts = probes(tables)
    for function, name in (pair.split("=", 1) for pair in arguments.functions):
        role = functions.get_function_configuration(FunctionName=name)["Role"]
        # AWS would refuse this: the role trusts Lambda alone, which tests/template holds the template to. The emulator lets
        # the root of the account borrow any role; what the role may then do is enforced.
        borrowed = security.assume_role(RoleArn=role, RoleSessionName="probe")["Credentials"]
        dynamodb = client(
            "dynamodb",
            aws_access_key_id=borrowed["AccessKeyId"],
            aws_secret_access_key=borrowed["SecretAccessKey"],
            aws_session_token=borrowed["SessionToken"],
        )
        denied = 0
        for table, operations in attempts.items():
            allowed = ALLOWED[function].get(table, set())
            for operation, (method, request) in operations.items():
                try:
                    getattr(dynamodb, method)(**request)
                    outcome = "allowed"
                except ClientError as error:
                    code = error.response["Error"]["Code"]
                    outcome = "denied" if code.startswith("AccessDenied") else f"allowed ({code})"
                may = operation in allowed or IMPLIED.get(operation) in allowed
                if may != outcome.startswith("allowed"):
                    check(False, f"{function} may {'' if may else 'not '}{operation} {table}: it is {outcome}")
                denied += not may
        may = "; ".join(f"{', '.join(sorted(operations))} {table}" for table, operations in ALLOWED[function].items())
        check(True, f"{function} may {may}; {denied} other ways to touch a table are denied")


# ------------------------------------------------------------------------------------------------------------------- Logs


def logs(arguments):
    """Searches every log for what may never be there."""
    service = client("logs")
    lines = {}
    for group in service.get_paginator("describe_log_groups").paginate().search("logGroups[].logGroupName"):
        events = service.get_paginator("filter_log_events").paginate(logGroupName=group)
        lines[group] = [event["message"] for event in events.search("events[]") if event]
    everything = "\n".join(line for group in lines.values() for line in group)
    check("secrets made" in everything, "the release job's log tells what it did")
    check("refused: not a valid key" in everything, "the advisers' log tells who was refused")
    check(not sings(everything), "nothing of an answer, an id or a caller is in any log")
    check(arguments.key not in everything, "the adviser's key is in no log")
    # The emulator writes Lambda's own START, END and REPORT for each call; on AWS the log level WARN leaves them out.
    collect = next(group for name, group in lines.items() if "Collect" in name)
    own = [line for line in collect if not re.match(r"(START|END|REPORT) RequestId: ", line)]
    check(own == [], "the respondents' function wrote no line of its own")


# ------------------------------------------------------------------------------------------------------------------ Stores


def sings(contents):
    """Whether there is a canary of any kind: in small or capital letters, in hexadecimal, or in base64 at any alignment."""
    data = contents if isinstance(contents, bytes) else contents.encode()
    lower = data.lower()
    for word in (NOWHERE.encode(), CANARY.encode()):
        forms = [word, word.hex().encode(), word.upper().hex().encode()]
        # What the word alone decides: without the symbols that it shares with what stands before and after it.
        for before in range(3):
            first = -(-before * 8 // 6)
            forms.append(base64.b64encode(bytes(before) + word)[first : (before + len(word)) * 8 // 6].lower())
        if any(form in lower for form in forms):
            return True
    return False


def laid_bare(value):
    """The bytes of an attribute, names within it included, and what is in gzip unpacked."""
    kind, inner = next(iter(value.items()))
    if kind == "M":
        return b"\n".join(name.encode() + b"\n" + laid_bare(value) for name, value in inner.items())
    if kind in ("L", "SS", "NS", "BS"):
        wrap = (lambda member: member) if kind == "L" else (lambda member: {kind[0]: member})
        return b"\n".join(laid_bare(wrap(member)) for member in inner)
    if isinstance(inner, bytes):
        return gzip.decompress(inner) if inner[:2] == b"\x1f\x8b" else inner
    return str(inner).encode()


def stores(arguments):
    """Searches all that lies anywhere: every attribute of every table, every queue, and the files that are named."""
    dynamodb = client("dynamodb")
    searched = 0
    for name in dynamodb.get_paginator("list_tables").paginate().search("TableNames[]"):
        items = list(dynamodb.get_paginator("scan").paginate(TableName=name).search("Items[]"))
        searched += len(items)
        contents = b"\n".join(
            attribute.encode() + b"\n" + laid_bare(value) for item in items for attribute, value in item.items()
        )
        if name == arguments.texts:
            check(CANARY.encode() in contents, "the open answer is found where it belongs: it was a search")
            contents = contents.replace(CANARY.encode(), b"")
        if sings(contents):
            check(False, f"there is a canary in {name}")
    check(searched > 0, f"no canary is in any other attribute of {searched} items")

    queues = client("sqs")
    for url in queues.list_queues().get("QueueUrls", []):
        waiting = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
        if sings(json.dumps(waiting.get("Messages", []))):
            check(False, f"there is a canary in {url}")
    check(True, "nor in a queue")

    files = [file for root in arguments.files for file in [root, *root.rglob("*")] if file.is_file()]
    singing = [str(file) for file in files if sings(file.read_bytes())]
    check(singing == [], f"nor in {len(files)} files of the emulator {' '.join(singing)}".rstrip())


# -------------------------------------------------------------------------------------------------------- What there is


def inventory(_):
    """All that is in the account, a line each: to be compared with later."""
    every = [
        ("cloudformation", "list_stacks", "StackSummaries[?StackStatus!='DELETE_COMPLETE'].StackName"),
        ("dynamodb", "list_tables", "TableNames"),
        ("dynamodb", "list_backups", "BackupSummaries[].BackupName"),
        ("lambda", "list_functions", "Functions[].FunctionName"),
        ("apigatewayv2", "get_apis", "Items[].Name"),
        ("iam", "list_roles", "Roles[].RoleName"),
        ("logs", "describe_log_groups", "logGroups[].logGroupName"),
        ("sqs", "list_queues", "QueueUrls"),
        ("sns", "list_topics", "Topics[].TopicArn"),
        ("cloudwatch", "describe_alarms", "MetricAlarms[].AlarmName"),
        ("cloudwatch", "list_dashboards", "DashboardEntries[].DashboardName"),
        ("scheduler", "list_schedules", "Schedules[].Name"),
        ("backup", "list_backup_vaults", "BackupVaultList[].BackupVaultName"),
        ("backup", "list_backup_plans", "BackupPlansList[].BackupPlanName"),
        ("s3", "list_buckets", "Buckets[].Name"),
    ]
    lines = set()
    for service, operation, path in every:
        asked = client(service)
        if asked.can_paginate(operation):
            pages = asked.get_paginator(operation).paginate()
        else:
            pages = [getattr(asked, operation)()]
        lines.update(f"{service} {name}" for page in pages for name in jmespath.search(path, page) or [])
    for line in sorted(lines):
        print(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)

    def command(run, *names):
        one = commands.add_parser(run.__name__, help=run.__doc__)
        one.set_defaults(run=run)
        for name in names:
            kind = {"responses": int, "files": pathlib.Path}.get(name, str)
            several = "+" if name in ("tables", "functions", "files") else None
            one.add_argument(f"--{name}", required=True, type=kind, nargs=several)

    command(answer, "url", "campaign", "page", "responses", "stored", "texts")
    command(summary, "url", "campaign", "key", "kind", "responses")
    command(pages, "url", "campaign", "key")
    command(closed, "url", "campaign", "table")
    command(roles, "tables", "functions")
    command(logs, "key")
    command(stores, "texts", "files")
    command(inventory)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
