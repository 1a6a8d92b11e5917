"""What we promise of a deployment, held against the template as CloudFormation gets it (after SAM's transform).

Every public function takes that template and raises an AssertionError that says what is wrong. They are written as what must be
there and nothing else, so that something new fails until somebody has thought about it here.
"""

import json

TABLES = {
    # Sort key, time to live, kept when the stack goes.
    "ResponsesTable": (True, True, True),
    "TextsTable": (True, True, True),
    "ReleasesTable": (True, False, True),
    "SecretsTable": (True, False, False),
    "AdvisersTable": (False, False, False),
    "SessionsTable": (False, True, False),
    "ContactsTable": (True, True, False),
}

# The table "who may" of ARCHITECTURE.md.
MAY = {
    "Collect": {
        "ResponsesTable": {"dynamodb:DeleteItem", "dynamodb:PutItem"},
        "TextsTable": {"dynamodb:DeleteItem", "dynamodb:PutItem"},
        "SecretsTable": {"dynamodb:GetItem"},
    },
    "Contact": {
        "ContactsTable": {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"},
    },
    "Release": {
        "ResponsesTable": {"dynamodb:Query"},
        "ReleasesTable": {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"},
        "SecretsTable": {"dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"},
        "FailuresQueue": {"sqs:SendMessage"},
    },
    "Summarise": {
        "ReleasesTable": {"dynamodb:GetItem", "dynamodb:Query"},
        "AdvisersTable": {"dynamodb:GetItem"},
        "SessionsTable": {"dynamodb:GetItem"},
    },
    "Report": {
        "ReleasesTable": {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"},
        "AdvisersTable": {"dynamodb:GetItem"},
        "SessionsTable": {"dynamodb:GetItem"},
    },
    "Advise": {
        "ReleasesTable": {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"},
        "AdvisersTable": {"dynamodb:GetItem"},
        "SessionsTable": {"dynamodb:GetItem", "dynamodb:PutItem"},
    },
}

SETTINGS = {
    "ResponsesTable": "DAGPEIL_TABLE_RESPONSES",
    "TextsTable": "DAGPEIL_TABLE_TEXTS",
    "ReleasesTable": "DAGPEIL_TABLE_RELEASES",
    "SecretsTable": "DAGPEIL_TABLE_SECRETS",
    "AdvisersTable": "DAGPEIL_TABLE_ADVISERS",
    "SessionsTable": "DAGPEIL_TABLE_SESSIONS",
    "ContactsTable": "DAGPEIL_TABLE_CONTACTS",
}

# Lambda's own lines, ours, days kept.
LOGS = {"Collect": ("WARN", "ERROR", 14), "Contact": ("WARN", "ERROR", 14), "Release": ("WARN", "INFO", 90), "Summarise": ("WARN", "INFO", 90), "Advise": ("WARN", "INFO", 90), "Report": ("WARN", "INFO", 90)}

# What there is when every option is off; anything else has a condition.
ALWAYS = {
    "AWS::DynamoDB::Table": 6,
    "AWS::Lambda::Function": 5,
    "AWS::Lambda::Permission": 4,
    "AWS::Lambda::EventInvokeConfig": 1,
    "AWS::IAM::Role": 6,
    "AWS::Logs::LogGroup": 6,
    "AWS::ApiGatewayV2::Api": 2,
    "AWS::ApiGatewayV2::Integration": 4,
    "AWS::ApiGatewayV2::Route": 7,
    "AWS::ApiGatewayV2::Stage": 2,
    "AWS::Scheduler::Schedule": 1,
    "AWS::SQS::Queue": 1,
    "AWS::CloudWatch::Alarm": 6,
}

OPTIONAL = {
    "HasContact": {
        "ContactsTable": "AWS::DynamoDB::Table",
        "ContactRole": "AWS::IAM::Role",
        "ContactLog": "AWS::Logs::LogGroup",
        "Contact": "AWS::Lambda::Function",
        "ContactIntegration": "AWS::ApiGatewayV2::Integration",
        "ContactRoute": "AWS::ApiGatewayV2::Route",
        "RespondentsMayCallContact": "AWS::Lambda::Permission",
    },
    "HasDomain": {"RespondentsDomain": "AWS::ApiGatewayV2::DomainName", "RespondentsMapping": "AWS::ApiGatewayV2::ApiMapping"},
    "HasEmail": {"AlarmTopic": "AWS::SNS::Topic"},
    "HasBackups": {
        "BackupVault": "AWS::Backup::BackupVault",
        "BackupPlan": "AWS::Backup::BackupPlan",
        "BackupSelection": "AWS::Backup::BackupSelection",
        "BackupRole": "AWS::IAM::Role",
        "BackupsEnd": "AWS::Scheduler::Schedule",
        "BackupsEndRole": "AWS::IAM::Role",
    },
    "HasDashboard": {"OperatorsDashboard": "AWS::CloudWatch::Dashboard"},
    "HasBudget": {"Budget": "AWS::Budgets::Budget"},
}

OUTPUTS = {
    "RespondentsUrl", "AdvisersUrl", "RespondentsApiId", "AdvisersApiId", "DomainTarget",
    "CollectFunction", "ContactFunction", "ContactsTable", "ContactLog", "ReleaseFunction", "SummariseFunction", "AdviseFunction", "ReportFunction",
    "ResponsesTable", "TextsTable", "ReleasesTable", "SecretsTable", "AdvisersTable", "SessionsTable", "AdviseLog", "ReportLog",
    "FailuresQueue", "CollectLog", "ReleaseLog", "SummariseLog", "AccessLog", "BackupVault",
}  # fmt: skip


# Reading ----------------------------------------------------------------------------------------------------------------


def ref(name):
    return {"Ref": name}


def arn(name):
    return {"Fn::GetAtt": [name, "Arn"]}


def optional(condition, value):
    return {"Fn::If": [condition, value, ref("AWS::NoValue")]}


def listed(value):
    return value if isinstance(value, list) else [value]


def same(what, found, wanted):
    assert found == wanted, f"{what}: {json.dumps(found, default=sorted)}, not {json.dumps(wanted, default=sorted)}"


def resource(template, name, kind):
    found = template["Resources"].get(name)
    assert found is not None, f"{name} is missing"
    same(f"type of {name}", found["Type"], kind)
    return found


def properties(template, name, kind):
    return resource(template, name, kind).get("Properties", {})


def walk(value, path=()):
    """Every key and value of a tree, with the way to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), inner
            yield from walk(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield (*path, index), inner
            yield from walk(inner, (*path, index))


def statements(template, role):
    """The statements of a role's inline policies."""
    policies = properties(template, role, "AWS::IAM::Role").get("Policies", [])
    return [statement for policy in policies for statement in listed(policy["PolicyDocument"]["Statement"])]


def allowed(template, role):
    """What a role's inline policies allow: resource name to actions. Fails on what it can't read exactly."""
    found = {}
    for statement in statements(template, role):
        if statement["Effect"] != "Allow":
            continue
        same(f"parts of {role} {statement.get('Sid')}", sorted(statement), ["Action", "Effect", "Resource", "Sid"])
        for target in listed(statement["Resource"]):
            assert isinstance(target, dict) and "Fn::GetAtt" in target, f"{role} may touch {target}: name one resource"
            name, attribute = target["Fn::GetAtt"]
            assert attribute in ("Arn", "BackupPlanArn"), f"{role}: {target}"
            for action in listed(statement["Action"]):
                assert "*" not in action, f"{role} may {action}"
                found.setdefault(name, set()).add(action)
    return found


# Tables -----------------------------------------------------------------------------------------------------------------


def tables_are_as_designed(template):
    """Keys, on demand, encrypted with AWS's own key, protected, names generated; and no property besides."""
    for name, (is_sorted, expires, _) in TABLES.items():
        keys = [("pk", "HASH"), ("sk", "RANGE")][: 2 if is_sorted else 1]
        wanted = {
            "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"} for key, _ in keys],
            "KeySchema": [{"AttributeName": key, "KeyType": role} for key, role in keys],
            "BillingMode": "PAY_PER_REQUEST",
            "SSESpecification": {"SSEEnabled": False},
            "DeletionProtectionEnabled": True,
        }
        found = dict(properties(template, name, "AWS::DynamoDB::Table"))
        # Has an assertion of its own.
        found.pop("TimeToLiveSpecification", None)
        same(name, found, wanted)


def answers_expire(template):
    """Responses and texts do, nothing else does."""
    for name, (_, expires, _) in TABLES.items():
        found = properties(template, name, "AWS::DynamoDB::Table").get("TimeToLiveSpecification")
        same(f"expiry of {name}", found, {"AttributeName": "expires", "Enabled": True} if expires else None)


def tables_are_retained(template):
    for name, (_, _, kept) in TABLES.items():
        found = resource(template, name, "AWS::DynamoDB::Table")
        same(f"deletion of {name}", found.get("DeletionPolicy"), "Retain" if kept else "Delete")
        replaced = "Delete" if name in ("AdvisersTable", "SessionsTable") else "Retain"
        same(f"replacement of {name}", found.get("UpdateReplacePolicy"), replaced)


def nothing_keeps_the_time(template):
    """What the table "Metadata" of docs/privacy.md forbids is nowhere, in whatever resource."""
    forbidden = {
        "StreamSpecification", "PointInTimeRecoverySpecification", "ContributorInsightsSpecification",
        "KinesisStreamSpecification", "LocalSecondaryIndexes", "GlobalSecondaryIndexes", "ImportSourceSpecification",
        "TracingConfig", "Tracing", "TracingEnabled", "DataTraceEnabled", "Layers", "FileSystemConfigs", "VpcConfig",
        "OnSuccess", "RouteSettings", "StageVariables", "KMSMasterKeyId", "KmsKeyId", "KmsMasterKeyId",
    }  # fmt: skip
    for path, value in walk(template["Resources"]):
        assert path[-1] not in forbidden, f"{'.'.join(map(str, path))} is there"
        if path[-1] == "DetailedMetricsEnabled":
            assert value is False, f"{'.'.join(map(str, path))} is {value}"


# Roles ------------------------------------------------------------------------------------------------------------------


def roles_may_exactly(template):
    """Each function's role what ARCHITECTURE.md says, and its own log; the scheduler's to call the counting room."""
    for function, wanted in MAY.items():
        own = {f"{function}Log": {"logs:CreateLogStream", "logs:PutLogEvents"}}
        same(f"{function}Role", allowed(template, f"{function}Role"), wanted | own)
        same(f"role of {function}", properties(template, function, "AWS::Lambda::Function")["Role"], arn(f"{function}Role"))
    tells = {"FailuresQueue": {"sqs:SendMessage"}}
    same("SchedulerRole", allowed(template, "SchedulerRole"), {"Release": {"lambda:InvokeFunction"}} | tells)
    ends = {"BackupPlan": {"backup:DeleteBackupSelection"}}
    same("BackupsEndRole", allowed(template, "BackupsEndRole"), ends | tells)


def collect_is_denied_old_values(template):
    """The one deny: any answer that would carry what lay there. Others are not denied, a plain put goes through."""
    denials = [statement for statement in statements(template, "CollectRole") if statement["Effect"] == "Deny"]
    same("what collect is denied", len(denials), 1)
    (denial,) = denials
    same("denied actions", denial["Action"], "dynamodb:*")
    same("denied where", denial["Resource"], [arn("ResponsesTable"), arn("TextsTable")])
    wanted = {"Null": {"dynamodb:ReturnValues": "false"}, "StringNotEquals": {"dynamodb:ReturnValues": "NONE"}}
    same("denied when", denial["Condition"], wanted)
    same("parts of the deny", sorted(denial), ["Action", "Condition", "Effect", "Resource", "Sid"])


def roles_have_no_other_way(template):
    """One policy a role, no managed ones but AWS's for its backup service, trusted by one service."""
    services = {"Collect": "lambda", "Release": "lambda", "Summarise": "lambda", "Advise": "lambda", "Report": "lambda", "Scheduler": "scheduler",
                "Backup": "backup", "BackupsEnd": "scheduler", "Contact": "lambda"}  # fmt: skip
    for name, service in services.items():
        role = f"{name}Role"
        found = dict(properties(template, role, "AWS::IAM::Role"))
        trust = {"Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}, "Action": "sts:AssumeRole"}
        if service == "scheduler":
            trust["Condition"] = {"StringEquals": {"aws:SourceAccount": ref("AWS::AccountId")}}
        same(f"who may be {role}", found.pop("AssumeRolePolicyDocument"), {"Version": "2012-10-17", "Statement": [trust]})
        policy, *others = found.pop("Policies")
        assert not others, f"{role} has more than one policy"
        assert policy["PolicyName"], f"the policy of {role} has no name"
        same(f"the language of {role}'s policy", policy["PolicyDocument"].get("Version"), "2012-10-17")
        managed = [{"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"}]
        same(f"managed policies of {role}", found.pop("ManagedPolicyArns", []), managed if name == "Backup" else [])
        same(f"the rest of {role}", found, {})


def functions_know_only_their_tables(template):
    for function, tables in MAY.items():
        found = properties(template, function, "AWS::Lambda::Function")["Environment"]["Variables"]
        wanted = {SETTINGS[name]: ref(name) for name in tables if name in SETTINGS}
        wanted["DAGPEIL_STAGE"] = ref("Stage")
        wanted["DAGPEIL_CLOCK_OFFSET"] = optional("IsTest", ref("ClockOffset"))
        wanted["AWS_ENDPOINT_URL"] = optional("HasEndpoint", ref("EndpointUrl"))
        if function in ("Collect", "Contact"):
            wanted["DAGPEIL_PAUSED"] = ref("Paused")
        same(f"settings of {function}", found, wanted)


# Functions and logs -----------------------------------------------------------------------------------------------------


def functions_are_as_designed(template):
    sizes = {"Collect": (256, 15), "Contact": (256, 15), "Release": (1769, 900), "Summarise": (256, 20), "Advise": (256, 20), "Report": (1769, 29)}
    known = {"Code", "Description", "Tags", "Environment", "LoggingConfig", "Role"}
    for function, (memory, timeout) in sizes.items():
        found = properties(template, function, "AWS::Lambda::Function")
        wanted = {"Runtime": "provided.al2023", "Handler": "bootstrap", "Architectures": [ref("Architecture")],
                  "MemorySize": memory, "Timeout": timeout}  # fmt: skip
        if function == "Collect":
            wanted["ReservedConcurrentExecutions"] = optional("HasReservedConcurrency", ref("ReservedConcurrency"))
        same(function, {key: value for key, value in found.items() if key not in known}, wanted)
        condition = "HasContact" if function == "Contact" else None
        same(f"condition of {function}", template["Resources"][function].get("Condition"), condition)


def logs_say_little_and_end(template):
    """Lambda's own lines and ours at the level of docs/logging.md, and every log group ends."""
    for function, (system, application, days) in LOGS.items():
        wanted = {"LogFormat": "JSON", "SystemLogLevel": system, "ApplicationLogLevel": application,
                  "LogGroup": ref(f"{function}Log")}  # fmt: skip
        same(f"logging of {function}", properties(template, function, "AWS::Lambda::Function").get("LoggingConfig"), wanted)
        same(f"{function}Log", properties(template, f"{function}Log", "AWS::Logs::LogGroup"), {"RetentionInDays": days})
    same("AccessLog", properties(template, "AccessLog", "AWS::Logs::LogGroup"), {"RetentionInDays": 90})
    for name, found in template["Resources"].items():
        if found["Type"] == "AWS::Logs::LogGroup":
            same(f"deletion of {name}", (found.get("DeletionPolicy"), found.get("UpdateReplacePolicy")), ("Delete", "Delete"))


# APIs -------------------------------------------------------------------------------------------------------------------


def respondents_are_not_watched(template):
    """No access log, no detailed metrics; throttled. Nothing else of a stage."""
    wanted = {
        "ApiId": ref("RespondentsApi"),
        "StageName": "$default",
        "AutoDeploy": True,
        "DefaultRouteSettings": {
            "DetailedMetricsEnabled": False, "ThrottlingRateLimit": 200, "ThrottlingBurstLimit": 400,
        },
    }  # fmt: skip
    same("RespondentsStage", properties(template, "RespondentsStage", "AWS::ApiGatewayV2::Stage"), wanted)


def advisers_are_watched(template):
    """An access log without headers, query or address; throttled."""
    found = dict(properties(template, "AdvisersStage", "AWS::ApiGatewayV2::Stage"))
    log = found.pop("AccessLogSettings", {})
    wanted = {
        "ApiId": ref("AdvisersApi"),
        "StageName": "$default",
        "AutoDeploy": True,
        "DefaultRouteSettings": {
            "DetailedMetricsEnabled": False, "ThrottlingRateLimit": 20, "ThrottlingBurstLimit": 40,
        },
    }  # fmt: skip
    same("AdvisersStage", found, wanted)
    same("where the access log goes", log.get("DestinationArn"), arn("AccessLog"))
    wanted = {
        "time": "$context.requestTime", "request": "$context.requestId", "method": "$context.httpMethod",
        "path": "$context.path", "status": "$context.status", "bytes": "$context.responseLength",
    }  # fmt: skip
    same("a line of the access log", json.loads(log["Format"]), wanted)


def apis_lead_to_their_function(template):
    """Two apart, open on IPv6, without CORS; each may call one function."""
    for side, function in (("Respondents", "Collect"), ("Advisers", "Advise")):
        found = dict(properties(template, f"{side}Api", "AWS::ApiGatewayV2::Api"))
        assert found.pop("Description", ""), f"{side}Api has no description"
        name = {"Fn::Sub": f"dagpeil-${{Campaign}}-{side.lower()}"}
        same(f"{side}Api", found, {"Name": name, "ProtocolType": "HTTP", "IpAddressType": "dualstack"})
        wanted = {
            "ApiId": ref(f"{side}Api"),
            "IntegrationType": "AWS_PROXY",
            "IntegrationUri": arn(function),
            "IntegrationMethod": "POST",
            "PayloadFormatVersion": "2.0",
        }
        same(f"{side}Integration", properties(template, f"{side}Integration", "AWS::ApiGatewayV2::Integration"), wanted)
        target = {"Fn::Sub": f"integrations/${{{side}Integration}}"}
        wanted = {"ApiId": ref(f"{side}Api"), "RouteKey": "$default", "Target": target}
        same(f"{side}Route", properties(template, f"{side}Route", "AWS::ApiGatewayV2::Route"), wanted)
        source = f"arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{{side}Api}}/*"
        wanted = {
            "Action": "lambda:InvokeFunction",
            "FunctionName": ref(function),
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": {"Fn::Sub": source},
        }
        same(f"{side}MayCall", properties(template, f"{side}MayCall", "AWS::Lambda::Permission"), wanted)


def summaries_keep_their_paths(template):
    """The pages take what is left: what programs call leads to the notice board."""
    wanted = {
        "ApiId": ref("AdvisersApi"),
        "IntegrationType": "AWS_PROXY",
        "IntegrationUri": arn("Summarise"),
        "IntegrationMethod": "POST",
        "PayloadFormatVersion": "2.0",
    }
    found = properties(template, "SummariseIntegration", "AWS::ApiGatewayV2::Integration")
    same("SummariseIntegration", found, wanted)
    paths = {"SummariesListRoute": "/v1/summaries", "SummariesRoute": "/v1/summaries/{path+}",
             "DescriptionRoute": "/openapi.json", "HealthRoute": "/health"}  # fmt: skip
    for name, path in paths.items():
        target = {"Fn::Sub": "integrations/${SummariseIntegration}"}
        wanted = {"ApiId": ref("AdvisersApi"), "RouteKey": f"ANY {path}", "Target": target}
        same(name, properties(template, name, "AWS::ApiGatewayV2::Route"), wanted)
    source = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${AdvisersApi}/*"
    wanted = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": ref("Summarise"),
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": {"Fn::Sub": source},
    }
    same("AdvisersMayCallSummarise", properties(template, "AdvisersMayCallSummarise", "AWS::Lambda::Permission"), wanted)


def reports_have_a_function_of_their_own(template):
    """It is ten times as large as the others, and only who asks for a report waits for it."""
    wanted = {
        "ApiId": ref("AdvisersApi"),
        "IntegrationType": "AWS_PROXY",
        "IntegrationUri": arn("Report"),
        "IntegrationMethod": "POST",
        "PayloadFormatVersion": "2.0",
    }
    same("ReportIntegration", properties(template, "ReportIntegration", "AWS::ApiGatewayV2::Integration"), wanted)
    target = {"Fn::Sub": "integrations/${ReportIntegration}"}
    wanted = {"ApiId": ref("AdvisersApi"), "RouteKey": "ANY /v1/reports/{path+}", "Target": target}
    same("ReportRoute", properties(template, "ReportRoute", "AWS::ApiGatewayV2::Route"), wanted)
    source = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${AdvisersApi}/*"
    wanted = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": ref("Report"),
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": {"Fn::Sub": source},
    }
    same("AdvisersMayCallReport", properties(template, "AdvisersMayCallReport", "AWS::Lambda::Permission"), wanted)


def contacts_have_a_function_of_their_own(template):
    """One path of the respondents' API, so that it is no more watched than answers are; no other function may reach it."""
    wanted = {
        "ApiId": ref("RespondentsApi"),
        "IntegrationType": "AWS_PROXY",
        "IntegrationUri": arn("Contact"),
        "IntegrationMethod": "POST",
        "PayloadFormatVersion": "2.0",
    }
    same("ContactIntegration", properties(template, "ContactIntegration", "AWS::ApiGatewayV2::Integration"), wanted)
    target = {"Fn::Sub": "integrations/${ContactIntegration}"}
    wanted = {"ApiId": ref("RespondentsApi"), "RouteKey": "ANY /uitnodiging/{path+}", "Target": target}
    same("ContactRoute", properties(template, "ContactRoute", "AWS::ApiGatewayV2::Route"), wanted)
    source = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${RespondentsApi}/*"
    wanted = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": ref("Contact"),
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": {"Fn::Sub": source},
    }
    same("RespondentsMayCallContact", properties(template, "RespondentsMayCallContact", "AWS::Lambda::Permission"), wanted)
    for name in template["Resources"]:
        if name.endswith("Role") and name != "ContactRole":
            assert "ContactsTable" not in json.dumps(template["Resources"][name]), f"{name} knows the contacts"


def a_domain_leads_to_respondents(template):
    wanted = {
        "DomainName": ref("DomainName"),
        "DomainNameConfigurations": [{
            "CertificateArn": ref("CertificateArn"),
            "EndpointType": "REGIONAL",
            "SecurityPolicy": "TLS_1_2",
            "IpAddressType": "dualstack",
        }],
    }  # fmt: skip
    same("RespondentsDomain", properties(template, "RespondentsDomain", "AWS::ApiGatewayV2::DomainName"), wanted)
    wanted = {"ApiId": ref("RespondentsApi"), "DomainName": ref("RespondentsDomain"), "Stage": ref("RespondentsStage")}
    same("RespondentsMapping", properties(template, "RespondentsMapping", "AWS::ApiGatewayV2::ApiMapping"), wanted)


# The schedule and what watches it ---------------------------------------------------------------------------------------


def releases_are_looked_at_hourly(template):
    found = dict(properties(template, "ReleaseSchedule", "AWS::Scheduler::Schedule"))
    assert found.pop("Description", ""), "ReleaseSchedule has no description"
    wanted = {
        "ScheduleExpression": "rate(1 hour)",
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "State": "ENABLED",
        "Target": {
            "Arn": arn("Release"),
            "RoleArn": arn("SchedulerRole"),
            "RetryPolicy": {"MaximumEventAgeInSeconds": 3000, "MaximumRetryAttempts": 5},
            "DeadLetterConfig": {"Arn": arn("FailuresQueue")},
        },
    }
    same("ReleaseSchedule", found, wanted)


def failures_are_kept(template):
    """The function's own on-failure destination: the scheduler's dead letters miss what failed inside."""
    wanted = {
        "FunctionName": ref("Release"),
        "Qualifier": "$LATEST",
        "MaximumEventAgeInSeconds": 3000,
        "MaximumRetryAttempts": 2,
        "DestinationConfig": {"OnFailure": {"Destination": arn("FailuresQueue")}},
    }
    same("destination of failures",
         properties(template, "ReleaseEventInvokeConfig", "AWS::Lambda::EventInvokeConfig"), wanted)  # fmt: skip
    queue = resource(template, "FailuresQueue", "AWS::SQS::Queue")
    same("FailuresQueue", queue["Properties"], {"MessageRetentionPeriod": 1209600, "SqsManagedSseEnabled": True})
    same("end of FailuresQueue", (queue.get("DeletionPolicy"), queue.get("UpdateReplacePolicy")), ("Delete", "Delete"))


def six_alarms(template):
    """Namespace, metric, of what, how reckoned, period, times, compared, with what, missing data."""
    above, below, calm = "GreaterThanThreshold", "LessThanThreshold", "notBreaching"
    name = {"Fn::GetAtt": ["FailuresQueue", "QueueName"]}
    respondents, collect = ("ApiId", ref("RespondentsApi")), ("FunctionName", ref("Collect"))
    wanted = {
        "ErrorsAlarm": ("AWS/ApiGateway", "5xx", *respondents, "Sum", 300, 1, above, 2, calm),
        "ThrottlesAlarm": ("AWS/Lambda", "Throttles", *collect, "Sum", 300, 1, above, 0, calm),
        "SlownessAlarm": ("AWS/ApiGateway", "Latency", *respondents, "p99", 300, 3, above, 2000, calm),
        "FailedReleaseAlarm":
            ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", name, "Maximum", 300, 1, above, 0, "ignore"),
        "NoReleaseAlarm":
            ("AWS/Lambda", "Invocations", "FunctionName", ref("Release"), "Sum", 3600, 3, below, 1, "breaching"),
        "TableThrottlesAlarm":
            ("AWS/DynamoDB", "WriteThrottleEvents", "TableName", ref("ResponsesTable"), "Sum", 300, 1, above, 0, calm),
    }  # fmt: skip
    for alarm, (space, metric, dimension, of, statistic, period, times, compared, threshold, missing) in wanted.items():
        found = dict(properties(template, alarm, "AWS::CloudWatch::Alarm"))
        assert found.pop("AlarmDescription", ""), f"{alarm} says nothing"
        expected = {
            "Namespace": space,
            "MetricName": metric,
            "Dimensions": [{"Name": dimension, "Value": of}],
            "Period": period,
            "EvaluationPeriods": times,
            "ComparisonOperator": compared,
            "Threshold": threshold,
            "TreatMissingData": missing,
            "AlarmActions": [optional("HasEmail", ref("AlarmTopic"))],
        }
        if statistic == "p99":
            expected |= {"ExtendedStatistic": "p99", "EvaluateLowSampleCountPercentile": "ignore"}
        else:
            expected |= {"Statistic": statistic}
        if alarm == "ErrorsAlarm":
            expected |= {"ActionsEnabled": {"Fn::If": ["IsPaused", False, True]}}
        same(alarm, found, expected)
    topic = properties(template, "AlarmTopic", "AWS::SNS::Topic")
    same("AlarmTopic", topic, {"Subscription": [{"Protocol": "email", "Endpoint": ref("AlarmEmail")}]})


# Backups, dashboard, budget ---------------------------------------------------------------------------------------------


def backups_never_hold_secrets(template):
    """Three tables and no other, and the role is denied the rest."""
    found = properties(template, "BackupSelection", "AWS::Backup::BackupSelection")
    wanted = {
        "BackupPlanId": ref("BackupPlan"),
        "BackupSelection": {
            "SelectionName": "answers-and-releases",
            "IamRoleArn": arn("BackupRole"),
            "Resources": [arn("ResponsesTable"), arn("TextsTable"), arn("ReleasesTable")],
        },
    }
    same("BackupSelection", found, wanted)
    wanted = {
        "Sid": "NeverTheSecrets",
        "Effect": "Deny",
        "Action": "dynamodb:*",
        "Resource": [arn("SecretsTable"), arn("AdvisersTable"), arn("SessionsTable")],
    }
    same("what backups are denied", statements(template, "BackupRole"), [wanted])


def backups_are_daily_and_end(template):
    """Once a day, kept for BackupDays, in a vault of their own; at BackupsUntil the plan loses its selection."""
    found = properties(template, "BackupPlan", "AWS::Backup::BackupPlan")
    rule = {
        "RuleName": "daily",
        "TargetBackupVault": ref("BackupVault"),
        "ScheduleExpression": "cron(15 2 * * ? *)",
        "StartWindowMinutes": 60,
        "CompletionWindowMinutes": 240,
        "Lifecycle": {"DeleteAfterDays": ref("BackupDays")},
    }
    name = {"Fn::Sub": "dagpeil-${Campaign}"}
    same("BackupPlan", found, {"BackupPlan": {"BackupPlanName": name, "BackupPlanRule": [rule]}})
    vault = resource(template, "BackupVault", "AWS::Backup::BackupVault")
    stack = {"Fn::Select": [2, {"Fn::Split": ["/", ref("AWS::StackId")]}]}
    name = {"Fn::Join": ["-", [ref("Campaign"), {"Fn::Select": [0, {"Fn::Split": ["-", stack]}]}]]}
    same("BackupVault", vault["Properties"], {"BackupVaultName": name})
    same("end of BackupVault", (vault.get("DeletionPolicy"), vault.get("UpdateReplacePolicy")), ("Delete", "Retain"))
    found = dict(properties(template, "BackupsEnd", "AWS::Scheduler::Schedule"))
    assert found.pop("Description", ""), "BackupsEnd has no description"
    wanted = {
        "ScheduleExpression": {"Fn::Sub": "at(${BackupsUntil})"},
        "ScheduleExpressionTimezone": "UTC",
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "State": "ENABLED",
        "Target": {
            "Arn": {"Fn::Sub": "arn:${AWS::Partition}:scheduler:::aws-sdk:backup:deleteBackupSelection"},
            "Input": {"Fn::Sub": '{"BackupPlanId":"${BackupPlan}","SelectionId":"${BackupSelection.SelectionId}"}'},
            "RoleArn": arn("BackupsEndRole"),
            "RetryPolicy": {"MaximumEventAgeInSeconds": 86400, "MaximumRetryAttempts": 185},
            "DeadLetterConfig": {"Arn": arn("FailuresQueue")},
        },
    }
    same("BackupsEnd", found, wanted)


def dashboard_shows_hours(template):
    """Of respondents nothing finer than an hour, and no log."""
    body = properties(template, "OperatorsDashboard", "AWS::CloudWatch::Dashboard")["DashboardBody"]["Fn::Sub"]
    widgets = json.loads(body)["widgets"]
    assert len(widgets) == 4, f"{len(widgets)} widgets on the dashboard"
    for widget in widgets:
        same("kind of widget", widget["type"], "metric")
        same(f"period of {widget['properties']['title']}", widget["properties"]["period"], 3600)
    known = {"${AWS::Region}", "${RespondentsApi}", "${AdvisersApi}", "${Release}"}
    shown = {value for _, value in walk(widgets) if isinstance(value, str) and value.startswith("${")}
    same("what the dashboard shows", shown, known)


def a_budget_warns(template):
    reader = [{"SubscriptionType": "EMAIL", "Address": ref("AlarmEmail")}]

    def warning(kind, percent):
        notification = {"NotificationType": kind, "ComparisonOperator": "GREATER_THAN", "Threshold": percent,
                        "ThresholdType": "PERCENTAGE"}  # fmt: skip
        return {"Notification": notification, "Subscribers": reader}

    limit = {"Amount": ref("BudgetEuros"), "Unit": "USD"}
    wanted = {
        "Budget": {"BudgetType": "COST", "TimeUnit": "MONTHLY", "BudgetLimit": limit},
        "NotificationsWithSubscribers": [warning("ACTUAL", 80), warning("FORECASTED", 100)],
    }
    same("Budget", properties(template, "Budget", "AWS::Budgets::Budget"), wanted)


# The whole --------------------------------------------------------------------------------------------------------------


def nothing_else_is_deployed(template):
    """No resource that nobody has thought about here; options are off unless asked for."""
    always = {}
    conditional = {}
    for name, found in template["Resources"].items():
        if "Condition" in found:
            conditional.setdefault(found["Condition"], {})[name] = found["Type"]
        else:
            always[found["Type"]] = always.get(found["Type"], 0) + 1
    same("what is always deployed", always, ALWAYS)
    same("what is deployed when asked for", conditional, OPTIONAL)


def options_mean_what_they_say(template):
    """Each condition compares its parameter with the value that means off, or on."""

    def equals(parameter, value):
        return {"Fn::Equals": [ref(parameter), value]}

    def differs(parameter, value):
        return {"Fn::Not": [equals(parameter, value)]}

    wanted = {
        "IsTest": equals("Stage", "test"),
        "IsPaused": equals("Paused", "true"),
        "HasContact": equals("Contacts", "true"),
        "HasDomain": differs("DomainName", ""),
        "HasEmail": differs("AlarmEmail", ""),
        "HasBackups": equals("Backups", "true"),
        "HasDashboard": equals("Dashboard", "true"),
        "HasBudget": differs("BudgetEuros", "0"),
        "HasReservedConcurrency": differs("ReservedConcurrency", "-1"),
        "HasEndpoint": differs("EndpointUrl", ""),
    }
    same("conditions", template["Conditions"], wanted)
    wanted = {
        "Stage": "production", "Paused": "false", "Contacts": "false", "ClockOffset": 0, "DomainName": "", "CertificateArn": "", "AlarmEmail": "",
        "Backups": "true", "BackupDays": 7, "BackupsUntil": "", "Dashboard": "false", "BudgetEuros": 0,
        "Architecture": "arm64", "ReservedConcurrency": -1, "EndpointUrl": "",
    }  # fmt: skip
    found = {name: parameter["Default"] for name, parameter in template["Parameters"].items() if "Default" in parameter}
    same("defaults", found, wanted)
    same("what has no default", set(template["Parameters"]) - set(wanted), {"Campaign"})
    for name, choices in {"Stage": ["production", "test"], "Architecture": ["arm64", "x86_64"]}.items():
        same(f"choices of {name}", template["Parameters"][name].get("AllowedValues"), choices)
    for name in ("Paused", "Contacts", "Backups", "Dashboard"):
        same(f"choices of {name}", template["Parameters"][name].get("AllowedValues"), ["true", "false"])


def refusals(template, given):
    """The rules that would refuse a deployment with these parameters, as CloudFormation weighs them."""
    defaults = {name: parameter.get("Default", "") for name, parameter in template["Parameters"].items()}
    values = {name: str(value) for name, value in (defaults | given).items()}

    def weigh(expression):
        if isinstance(expression, str):
            return expression
        ((function, arguments),) = expression.items()
        match function:
            case "Ref":
                return values[arguments]
            case "Fn::Equals":
                return weigh(arguments[0]) == weigh(arguments[1])
            case "Fn::Not":
                return not weigh(arguments[0])
        raise AssertionError(f"{function} is not known here")

    return {
        name
        for name, rule in template.get("Rules", {}).items()
        if weigh(rule["RuleCondition"]) and not all(weigh(assertion["Assert"]) for assertion in rule["Assertions"])
    }


def dangerous_parameters_are_refused(template):
    good = {"Campaign": "voorbeeld-2026", "BackupsUntil": "2027-03-01T00:00:00"}
    cases = [
        ({}, set()),
        ({"ClockOffset": 60}, {"ProductionKeepsTheTime"}),
        ({"ClockOffset": -60}, {"ProductionKeepsTheTime"}),
        ({"ClockOffset": 60, "Stage": "test"}, set()),
        ({"EndpointUrl": "http://127.0.0.1:4566"}, {"ProductionIsAws"}),
        ({"EndpointUrl": "http://127.0.0.1:4566", "Stage": "test"}, set()),
        ({"DomainName": "dagpeil.voorbeeld.nl"}, {"DomainHasCertificate"}),
        ({"DomainName": "dagpeil.voorbeeld.nl", "CertificateArn": "arn:aws:acm:eu-central-1:1:certificate/1"}, set()),
        ({"BackupsUntil": ""}, {"BackupsEnd"}),
        ({"BackupsUntil": "", "Backups": "false"}, set()),
        ({"BudgetEuros": 10}, {"BudgetHasReader"}),
        ({"BudgetEuros": 10, "AlarmEmail": "beheer@voorbeeld.nl"}, set()),
    ]
    for given, wanted in cases:
        same(f"who refuses {given}", refusals(template, good | given), wanted)


def outputs_tell_what_is_needed(template):
    found = template["Outputs"]
    same("outputs", set(found), OUTPUTS)
    for name in OUTPUTS & set(template["Resources"]) - {"DomainTarget"}:
        same(f"output {name}", found[name]["Value"], ref(name))
    for name in ("Collect", "Contact", "Release", "Summarise", "Advise", "Report"):
        same(f"output {name}Function", found[f"{name}Function"]["Value"], ref(name))
    for side in ("Respondents", "Advisers"):
        same(f"output {side}ApiId", found[f"{side}ApiId"]["Value"], ref(f"{side}Api"))
    own = {side: {"Fn::Sub": f"https://${{{side}Api}}.execute-api.${{AWS::Region}}.${{AWS::URLSuffix}}"}
           for side in ("Respondents", "Advisers")}  # fmt: skip
    named = {"Fn::If": ["HasDomain", {"Fn::Sub": "https://${DomainName}"}, own["Respondents"]]}
    same("output RespondentsUrl", found["RespondentsUrl"]["Value"], named)
    same("output AdvisersUrl", found["AdvisersUrl"]["Value"], own["Advisers"])
    domain = {"Fn::GetAtt": ["RespondentsDomain", "RegionalDomainName"]}
    same("output DomainTarget", found["DomainTarget"]["Value"], domain)
    conditions = {"DomainTarget": "HasDomain", "BackupVault": "HasBackups", "ContactFunction": "HasContact",
                  "ContactsTable": "HasContact", "ContactLog": "HasContact"}  # fmt: skip
    for name, condition in conditions.items():
        same(f"condition of output {name}", found[name].get("Condition"), condition)


PROMISES = [
    tables_are_as_designed,
    answers_expire,
    tables_are_retained,
    nothing_keeps_the_time,
    roles_may_exactly,
    collect_is_denied_old_values,
    roles_have_no_other_way,
    functions_know_only_their_tables,
    functions_are_as_designed,
    logs_say_little_and_end,
    respondents_are_not_watched,
    advisers_are_watched,
    apis_lead_to_their_function,
    summaries_keep_their_paths,
    reports_have_a_function_of_their_own,
    contacts_have_a_function_of_their_own,
    a_domain_leads_to_respondents,
    releases_are_looked_at_hourly,
    failures_are_kept,
    six_alarms,
    backups_never_hold_secrets,
    backups_are_daily_and_end,
    dashboard_shows_hours,
    a_budget_warns,
    nothing_else_is_deployed,
    options_mean_what_they_say,
    dangerous_parameters_are_refused,
    outputs_tell_what_is_needed,
]
