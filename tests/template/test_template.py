"""The promises hold; and each of them notices when the template breaks it.

`python -m unittest -k Holds` is the quick part, for `make check`.
"""

import copy
import unittest

from samtranslator.model.exceptions import InvalidDocumentException

import promises
import template

REMOVED = object()
FUNCTIONS = {"Fn::Equals", "Fn::GetAtt", "Fn::If", "Fn::Join", "Fn::Not", "Fn::Sub", "Ref"}


def changed(path, value):
    """A copy of the template with the value at `path` (dots between keys; numbers for items; `+` appends) in place."""
    mutant = copy.deepcopy(SOURCE)
    at = mutant
    *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    for key in way:
        at = at[key] if isinstance(at, list) else at.setdefault(key, {})
    if value is REMOVED:
        del at[last]
    elif last == "+":
        at.append(value)
    else:
        at[last] = value
    return mutant


def is_noticed(mutant):
    """Whether a promise notices, be it by stumbling over a part that is not there at all; or SAM itself refuses it."""
    try:
        cloudformation = template.transformed(mutant)
        for promise in promises.PROMISES:
            promise(cloudformation)
    except (InvalidDocumentException, AssertionError, KeyError, TypeError, ValueError, AttributeError):
        return True
    return False


SOURCE = template.source()


class Holds(unittest.TestCase):
    """The template as it is."""

    def test_sam_knows_every_part(self):
        self.assertEqual(template.sam_faults(SOURCE), [])

    def test_the_promises_hold(self):
        cloudformation = template.transformed(SOURCE)
        for promise in promises.PROMISES:
            with self.subTest(promise=promise.__name__):
                promise(cloudformation)

    def test_all_promises_are_held(self):
        helpers = {"ref", "arn", "optional", "listed", "same", "resource", "properties", "walk", "statements", "allowed",
                   "refusals"}  # fmt: skip
        defined = {name for name, thing in vars(promises).items() if callable(thing)} - helpers
        self.assertEqual(defined, {promise.__name__ for promise in promises.PROMISES})


def role(name, statement, part):
    return f"Resources.{name}Role.Properties.Policies.0.PolicyDocument.Statement.{statement}.{part}"


def allow(action, target):
    return {"Sid": "More", "Effect": "Allow", "Action": action, "Resource": target}


def table(name, part):
    return f"Resources.{name}Table.Properties.{part}"


ARN = {name: {"Fn::GetAtt": [f"{name}Table", "Arn"]} for name in ("Responses", "Texts", "Releases", "Secrets", "Advisers")}

# What a hurried hand might do: the promise that must notice, what was done, where, and to what.
MUTATIONS = [
    ("tables_are_as_designed", "no protection", table("Responses", "DeletionProtectionEnabled"), False),
    ("tables_are_as_designed", "no protection of secrets", table("Secrets", "DeletionProtectionEnabled"), REMOVED),
    ("tables_are_as_designed", "a key in KMS", table("Texts", "SSESpecification"), {"SSEEnabled": True, "SSEType": "KMS"}),
    ("tables_are_as_designed", "a fixed name", table("Releases", "TableName"), "releases"),
    ("tables_are_as_designed", "paid by capacity", table("Responses", "BillingMode"), "PROVISIONED"),
    ("tables_are_as_designed", "open to another account", table("Responses", "ResourcePolicy"), {"PolicyDocument": {}}),
    ("answers_expire", "responses stay", table("Responses", "TimeToLiveSpecification"), REMOVED),
    ("answers_expire", "texts stay", table("Texts", "TimeToLiveSpecification.Enabled"), False),
    ("answers_expire", "another attribute", table("Responses", "TimeToLiveSpecification.AttributeName"), "ttl"),
    ("answers_expire", "releases go", table("Releases", "TimeToLiveSpecification"),
     {"AttributeName": "expires", "Enabled": True}),
    ("tables_are_retained", "responses go with the stack", "Resources.ResponsesTable.DeletionPolicy", "Delete"),
    ("tables_are_retained", "releases go when replaced", "Resources.ReleasesTable.UpdateReplacePolicy", REMOVED),
    ("tables_are_retained", "secrets outlive the stack", "Resources.SecretsTable.DeletionPolicy", "Retain"),
    ("nothing_keeps_the_time", "a stream", table("Responses", "StreamSpecification"), {"StreamViewType": "KEYS_ONLY"}),
    ("nothing_keeps_the_time", "point in time recovery", table("Responses", "PointInTimeRecoverySpecification"),
     {"PointInTimeRecoveryEnabled": True}),
    ("nothing_keeps_the_time", "the same, of secrets", table("Secrets", "PointInTimeRecoverySpecification"),
     {"PointInTimeRecoveryEnabled": True}),
    ("nothing_keeps_the_time", "contributor insights", table("Texts", "ContributorInsightsSpecification"), {"Enabled": True}),
    ("nothing_keeps_the_time", "an index", table("Responses", "LocalSecondaryIndexes"), [{"IndexName": "by-time"}]),
    ("nothing_keeps_the_time", "X-Ray on a function", "Resources.Collect.Properties.Tracing", "Active"),
    ("nothing_keeps_the_time", "X-Ray on all functions", "Globals.Function.Tracing", "Active"),
    ("nothing_keeps_the_time", "a layer that listens", "Resources.Collect.Properties.Layers", ["arn:aws:lambda:x:1:layer:l:1"]),
    ("nothing_keeps_the_time", "detailed metrics",
     "Resources.RespondentsStage.Properties.DefaultRouteSettings.DetailedMetricsEnabled", True),
    ("nothing_keeps_the_time", "metrics of a route", "Resources.RespondentsStage.Properties.RouteSettings",
     {"$default": {"DetailedMetricsEnabled": False}}),
    ("roles_may_exactly", "the writer reads", role("Collect", 0, "Action"), ["dynamodb:PutItem", "dynamodb:GetItem"]),
    ("roles_may_exactly", "the writer reads what it deletes", role("Collect", 1, "Action"),
     ["dynamodb:DeleteItem", "dynamodb:GetItem"]),
    ("roles_may_exactly", "the writer deletes by search", role("Collect", 1, "Action"), ["dynamodb:DeleteItem", "dynamodb:Query"]),
    ("roles_may_exactly", "the writer deletes by statement", role("Collect", 1, "Action"), "dynamodb:PartiQLDelete"),
    ("roles_may_exactly", "the writer deletes secrets", role("Collect", 1, "Resource"),
     [ARN["Responses"], ARN["Texts"], ARN["Secrets"]]),
    ("roles_may_exactly", "texts can't be withdrawn", role("Collect", 1, "Resource"), ARN["Responses"]),
    ("roles_may_exactly", "the writer may all", role("Collect", 0, "Action"), "dynamodb:*"),
    ("roles_may_exactly", "the writer changes secrets", role("Collect", 3, "Action"), ["dynamodb:GetItem", "dynamodb:PutItem"]),
    ("roles_may_exactly", "all tables", role("Collect", 0, "Resource"), "*"),
    ("roles_may_exactly", "tables by a pattern", role("Collect", 0, "Resource"),
     {"Fn::Sub": "arn:aws:dynamodb:*:*:table/*"}),
    ("roles_may_exactly", "a scan", role("Release", 0, "Action"), ["dynamodb:Query", "dynamodb:Scan"]),
    ("roles_may_exactly", "the counting room reads texts", role("Release", 0, "Resource"), [ARN["Responses"], ARN["Texts"]]),
    ("roles_may_exactly", "advisers' side sees responses", "Resources.SummariseRole.Properties.Policies.0.PolicyDocument."
     "Statement.+", allow("dynamodb:Query", ARN["Responses"])),
    ("roles_may_exactly", "advisers' side writes releases", role("Summarise", 0, "Action"),
     ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"]),
    ("roles_may_exactly", "all but", role("Summarise", 0, "NotAction"), "dynamodb:Scan"),
    ("roles_may_exactly", "one role for two", "Resources.Summarise.Properties.Role", {"Fn::GetAtt": ["ReleaseRole", "Arn"]}),
    ("roles_may_exactly", "the scheduler calls collect", role("Scheduler", 0, "Resource"), {"Fn::GetAtt": ["Collect", "Arn"]}),
    ("roles_may_exactly", "backups are ended at will", role("BackupsEnd", 0, "Action"), "backup:*"),
    ("collect_is_denied_old_values", "no deny", role("Collect", 2, "Effect"), "Allow"),
    ("collect_is_denied_old_values", "old values allowed", role("Collect", 2, "Condition.StringNotEquals"),
     {"dynamodb:ReturnValues": ["NONE", "ALL_OLD"]}),
    ("collect_is_denied_old_values", "every put is denied", role("Collect", 2, "Condition.Null"), REMOVED),
    ("collect_is_denied_old_values", "texts forgotten", role("Collect", 2, "Resource"), [ARN["Responses"]]),
    ("collect_is_denied_old_values", "deletes may tell", role("Collect", 2, "Action"), ["dynamodb:PutItem", "dynamodb:UpdateItem"]),
    ("collect_is_denied_old_values", "puts only", role("Collect", 2, "Action"), "dynamodb:PutItem"),
    ("roles_have_no_other_way", "a managed policy", "Resources.CollectRole.Properties.ManagedPolicyArns",
     ["arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"]),
    ("roles_have_no_other_way", "another policy", "Resources.SummariseRole.Properties.Policies.+",
     {"PolicyName": "more", "PolicyDocument": {"Statement": [allow("dynamodb:Query", ARN["Responses"])]}}),
    ("roles_have_no_other_way", "another service", "Resources.ReleaseRole.Properties.AssumeRolePolicyDocument.Statement.0."
     "Principal.Service", "ec2.amazonaws.com"),
    ("roles_have_no_other_way", "another account's schedules",
     "Resources.SchedulerRole.Properties.AssumeRolePolicyDocument.Statement.0.Condition", REMOVED),
    ("functions_know_only_their_tables", "advisers' side knows responses",
     "Resources.Summarise.Properties.Environment.Variables.DAGPEIL_TABLE_RESPONSES", {"Ref": "ResponsesTable"}),
    ("functions_know_only_their_tables", "a clock in production", "Globals.Function.Environment.Variables."
     "DAGPEIL_CLOCK_OFFSET", {"Ref": "ClockOffset"}),
    ("functions_know_only_their_tables", "a chattier log", "Globals.Function.Environment.Variables.DAGPEIL_LOG", "info"),
    ("functions_are_as_designed", "reserved by default", "Resources.Collect.Properties.ReservedConcurrentExecutions", 10),
    ("functions_are_as_designed", "one architecture", "Globals.Function.Architectures", ["x86_64"]),
    ("functions_are_as_designed", "another runtime", "Globals.Function.Runtime", "provided.al2"),
    ("logs_say_little_and_end", "lines for each call", "Resources.Collect.Properties.LoggingConfig.SystemLogLevel", "INFO"),
    ("logs_say_little_and_end", "collect talks", "Resources.Collect.Properties.LoggingConfig.ApplicationLogLevel", "INFO"),
    ("logs_say_little_and_end", "text, which has no levels", "Resources.Collect.Properties.LoggingConfig.LogFormat", "Text"),
    ("logs_say_little_and_end", "no setting at all", "Resources.Summarise.Properties.LoggingConfig", REMOVED),
    ("logs_say_little_and_end", "kept for ever", "Resources.ReleaseLog.Properties.RetentionInDays", REMOVED),
    ("logs_say_little_and_end", "kept after the stack", "Resources.AccessLog.DeletionPolicy", "Retain"),
    ("respondents_are_not_watched", "an access log", "Resources.RespondentsStage.Properties.AccessLogSettings",
     {"DestinationArn": {"Fn::GetAtt": ["AccessLog", "Arn"]}, "Format": "$context.identity.sourceIp"}),
    ("respondents_are_not_watched", "no throttle",
     "Resources.RespondentsStage.Properties.DefaultRouteSettings.ThrottlingRateLimit", REMOVED),
    ("advisers_are_watched", "no access log", "Resources.AdvisersStage.Properties.AccessLogSettings", REMOVED),
    ("advisers_are_watched", "an address", "Resources.AdvisersStage.Properties.AccessLogSettings.Format",
     '{"path":"$context.path","from":"$context.identity.sourceIp"}'),
    ("advisers_are_watched", "no throttle", "Resources.AdvisersStage.Properties.DefaultRouteSettings", REMOVED),
    ("contacts_have_a_function_of_their_own", "another path", "Resources.ContactRoute.Properties.RouteKey", "$default"),
    ("contacts_have_a_function_of_their_own", "the letterbox gets them", "Resources.ContactIntegration.Properties.IntegrationUri",
     {"Fn::GetAtt": ["Collect", "Arn"]}),
    ("contacts_have_a_function_of_their_own", "watched as advisers are", "Resources.ContactRoute.Properties.ApiId",
     {"Ref": "AdvisersApi"}),
    ("apis_lead_to_their_function", "other origins", "Resources.RespondentsApi.Properties.CorsConfiguration",
     {"AllowOrigins": ["*"]}),
    ("apis_lead_to_their_function", "IPv4 only", "Resources.RespondentsApi.Properties.IpAddressType", "ipv4"),
    ("apis_lead_to_their_function", "the other function", "Resources.AdvisersIntegration.Properties.IntegrationUri",
     {"Fn::GetAtt": ["Collect", "Arn"]}),
    ("apis_lead_to_their_function", "the older event", "Resources.RespondentsIntegration.Properties.PayloadFormatVersion", "1.0"),
    ("apis_lead_to_their_function", "any API may call", "Resources.AdvisersMayCall.Properties.SourceArn", REMOVED),
    ("apis_lead_to_their_function", "everyone may call", "Resources.RespondentsMayCall.Properties.Principal", "*"),
    ("summaries_keep_their_paths", "the pages take summaries", "Resources.SummariesRoute.Properties.Target",
     {"Fn::Sub": "integrations/${AdvisersIntegration}"}),
    ("summaries_keep_their_paths", "one path only", "Resources.SummariesListRoute.Properties.RouteKey", "ANY /v1"),
    ("roles_may_exactly", "pages write releases", role("Advise", 0, "Action"), ["dynamodb:GetItem", "dynamodb:PutItem"]),
    ("reports_have_a_function_of_their_own", "the notice board takes them", "Resources.ReportRoute.Properties.Target",
     {"Fn::Sub": "integrations/${SummariseIntegration}"}),
    ("reports_have_a_function_of_their_own", "everyone may call", "Resources.AdvisersMayCallReport.Properties.Principal", "*"),
    ("roles_may_exactly", "reports see responses", "Resources.ReportRole.Properties.Policies.0.PolicyDocument."
     "Statement.0.Resource", {"Fn::GetAtt": ["ResponsesTable", "Arn"]}),
    ("a_domain_leads_to_respondents", "old TLS",
     "Resources.RespondentsDomain.Properties.DomainNameConfigurations.0.SecurityPolicy", "TLS_1_0"),
    ("a_domain_leads_to_respondents", "to the other API", "Resources.RespondentsMapping.Properties.ApiId", {"Ref": "AdvisersApi"}),
    ("releases_are_looked_at_hourly", "once a day", "Resources.ReleaseSchedule.Properties.ScheduleExpression", "rate(1 day)"),
    ("releases_are_looked_at_hourly", "switched off", "Resources.ReleaseSchedule.Properties.State", "DISABLED"),
    ("releases_are_looked_at_hourly", "no retry", "Resources.ReleaseSchedule.Properties.Target.RetryPolicy", REMOVED),
    ("releases_are_looked_at_hourly", "lost calls", "Resources.ReleaseSchedule.Properties.Target.DeadLetterConfig", REMOVED),
    ("failures_are_kept", "failures are lost", "Resources.Release.Properties.EventInvokeConfig.DestinationConfig", REMOVED),
    ("failures_are_kept", "an open queue", "Resources.FailuresQueue.Properties.SqsManagedSseEnabled", False),
    ("six_alarms", "one less", "Resources.NoReleaseAlarm", REMOVED),
    ("six_alarms", "silence is fine", "Resources.NoReleaseAlarm.Properties.TreatMissingData", "notBreaching"),
    ("six_alarms", "nobody hears", "Resources.ErrorsAlarm.Properties.AlarmActions", []),
    ("six_alarms", "the mean", "Resources.SlownessAlarm.Properties.ExtendedStatistic", "p50"),
    ("six_alarms", "of the wrong function", "Resources.ThrottlesAlarm.Properties.Dimensions.0.Value", {"Ref": "Release"}),
    ("backups_never_hold_secrets", "secrets too", "Resources.BackupSelection.Properties.BackupSelection.Resources.+",
     ARN["Secrets"]),
    ("backups_never_hold_secrets", "all by a tag", "Resources.BackupSelection.Properties.BackupSelection.ListOfTags",
     [{"ConditionType": "STRINGEQUALS", "ConditionKey": "a", "ConditionValue": "b"}]),
    ("backups_never_hold_secrets", "no deny", role("Backup", 0, "Effect"), "Allow"),
    ("backups_are_daily_and_end", "kept for ever",
     "Resources.BackupPlan.Properties.BackupPlan.BackupPlanRule.0.Lifecycle", REMOVED),
    ("backups_are_daily_and_end", "every hour",
     "Resources.BackupPlan.Properties.BackupPlan.BackupPlanRule.0.ScheduleExpression", "cron(15 * * * ? *)"),
    ("backups_are_daily_and_end", "replayed to the second",
     "Resources.BackupPlan.Properties.BackupPlan.BackupPlanRule.0.EnableContinuousBackup", True),
    ("backups_are_daily_and_end", "no end", "Resources.BackupsEnd", REMOVED),
    ("backups_are_daily_and_end", "another end", "Resources.BackupsEnd.Properties.ScheduleExpression", "rate(1 day)"),
    ("dashboard_shows_hours", "by the minute", "Resources.OperatorsDashboard.Properties.DashboardBody",
     {"Fn::Sub": '{"widgets": [{"type": "metric", "properties": {"title": "t", "period": 60}}]}'}),
    ("a_budget_warns", "warns nobody", "Resources.Budget.Properties.NotificationsWithSubscribers", []),
    ("nothing_else_is_deployed", "the trail of all calls", "Resources.Trail",
     {"Type": "AWS::CloudTrail::Trail", "Properties": {"IsLogging": True, "S3BucketName": "bucket"}}),
    ("nothing_else_is_deployed", "a count of log lines", "Resources.Lines",
     {"Type": "AWS::Logs::MetricFilter", "Properties": {"LogGroupName": {"Ref": "CollectLog"}}}),
    ("nothing_else_is_deployed", "another way in", "Resources.Collect.Properties.FunctionUrlConfig", {"AuthType": "NONE"}),
    ("nothing_else_is_deployed", "another way in by an event", "Resources.Collect.Properties.Events",
     {"Often": {"Type": "Schedule", "Properties": {"Schedule": "rate(1 minute)"}}}),
    ("nothing_else_is_deployed", "a dashboard for all", "Resources.OperatorsDashboard.Condition", REMOVED),
    ("options_mean_what_they_say", "always a test", "Conditions.IsTest", {"Fn::Equals": ["a", "a"]}),
    ("options_mean_what_they_say", "reserved by default", "Parameters.ReservedConcurrency.Default", 10),
    ("options_mean_what_they_say", "a test by default", "Parameters.Stage.Default", "test"),
    ("options_mean_what_they_say", "any stage", "Parameters.Stage.AllowedValues", REMOVED),
    ("dangerous_parameters_are_refused", "a clock in production", "Rules.ProductionKeepsTheTime", REMOVED),
    ("dangerous_parameters_are_refused", "elsewhere in production", "Rules.ProductionIsAws.RuleCondition",
     {"Fn::Equals": [{"Ref": "Stage"}, "test"]}),
    ("dangerous_parameters_are_refused", "backups without end", "Rules.BackupsEnd.Assertions.0.Assert",
     {"Fn::Equals": [{"Ref": "Backups"}, "true"]}),
    ("outputs_tell_what_is_needed", "one less", "Outputs.SecretsTable", REMOVED),
    ("outputs_tell_what_is_needed", "the wrong table", "Outputs.TextsTable.Value", {"Ref": "ResponsesTable"}),
    ("outputs_tell_what_is_needed", "a secret comes out", "Outputs.More", {"Value": {"Ref": "AlarmEmail"}}),
]  # fmt: skip


class Mutations(unittest.TestCase):
    """A promise that can't be broken is no promise."""

    def test_each_mutation_is_noticed_by_its_promise(self):
        for promise, what, path, value in MUTATIONS:
            with self.subTest(promise=promise, what=what):
                mutant = changed(path, value)
                self.assertNotEqual(mutant, SOURCE, "the mutation changes nothing")
                # Said in so many words, not by stumbling.
                with self.assertRaises(AssertionError):
                    getattr(promises, promise)(template.transformed(mutant))

    def test_each_promise_has_a_mutation(self):
        self.assertEqual({promise for promise, *_ in MUTATIONS}, {promise.__name__ for promise in promises.PROMISES})

    def test_no_property_can_be_left_out_unnoticed(self):
        """Takes away every property of every resource, condition, rule and output in turn, at every depth."""
        words = {"Description", "AssertDescription", "Sid", "PolicyName", "Metadata", "AlarmDescription", "Name", "CodeUri",
                 "SelectionName", "RuleName", "BackupPlanName"}  # fmt: skip
        unnoticed = []
        count = 0
        for section in ("Globals", "Conditions", "Rules", "Resources", "Outputs"):
            for path, _ in promises.walk(SOURCE[section]):
                # Intrinsic functions go with the property they make up; words are for the reader.
                if not words.isdisjoint(path) or not FUNCTIONS.isdisjoint(path):
                    continue
                count += 1
                place = ".".join(map(str, (section, *path)))
                if not is_noticed(changed(place, REMOVED)):
                    unnoticed.append(place)
        self.assertEqual(unnoticed, [])
        self.assertGreater(count, 400)


if __name__ == "__main__":
    unittest.main()
