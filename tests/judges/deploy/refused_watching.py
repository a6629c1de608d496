"""Shows every refusal of `watching.py` by a direct call, and that what is not refused is kept.

In: the clients of an account. Out: an error for each call that is answered otherwise. Never: a refusal that changes something.
"""

import json

from botocore.exceptions import ClientError

WIDGET = {"type": "metric", "x": 0, "y": 0, "width": 12, "height": 6}
PROPERTIES = {"region": "eu-west-1", "metrics": [["AWS/VPN", "TunnelState", "VpnId", "vpn-1", {"label": "inet"}]]}


def metric(place=None, **properties):
    return WIDGET | (place or {}) | {"properties": PROPERTIES | properties}


# Widgets of dashboards that nobody could look at.
BODIES = (
    [metric({"x": 18})],
    [metric(), metric({"x": 11})],
    [metric(region="everywhere")],
    [metric(metrics=[["AWS/VPN", "TunnelState", "VpnId"]])],
    [metric(metrics=[["AWS/VPN", "TunnelState", {"label": "inet"}, "VpnId"]])],
    [metric(metrics=[["AWS/VPN", "TunnelState", "VpnId", "${Vpn}"]])],
    [WIDGET | {"type": "text", "properties": {"markdown": ""}}],
    [WIDGET | {"type": "alarm", "properties": {"alarms": []}}],
    [WIDGET | {"type": "pie", "properties": {}}],
    [WIDGET],
)
RULES = ('ALARM("one") AND ALARM("two")', "one or two", "TRUE")


def calls(aws):
    """The code that each has to be refused with, and the call."""
    for rule in RULES:
        yield "ValidationError", lambda rule=rule: aws.cloudwatch.put_composite_alarm(AlarmName="both", AlarmRule=rule)
    for widgets in BODIES:
        body = json.dumps({"widgets": widgets})
        yield "InvalidParameterInput", lambda body=body: aws.cloudwatch.put_dashboard(DashboardName="board", DashboardBody=body)
    query = {"name": "talkers", "queryString": "limit 5"}
    yield "ResourceNotFoundException", lambda: aws.logs.put_query_definition(**query, logGroupNames=["none"])
    yield "ResourceNotFoundException", lambda: aws.logs.put_query_definition(**query, queryDefinitionId="none")


def kept(aws):
    alarms, boards = aws.cloudwatch.describe_alarms(AlarmTypes=["CompositeAlarm"]), aws.cloudwatch.list_dashboards()
    queries = aws.logs.describe_query_definitions()["queryDefinitions"]
    return len(alarms["CompositeAlarms"]), len(boards["DashboardEntries"]), len(queries)


def wrong(aws):
    """What is not as AWS does it; and how many calls were refused."""
    alarm = {"MetricName": "TunnelState", "Namespace": "AWS/VPN", "Period": 300, "EvaluationPeriods": 1, "Threshold": 1.0}
    aws.cloudwatch.put_metric_alarm(AlarmName="one", ComparisonOperator="LessThanThreshold", Statistic="Minimum", **alarm)
    lines, shown, before = [], 0, kept(aws)
    for code, call in calls(aws):
        try:
            call()
            said = "nothing"
        except ClientError as error:
            said = error.response["Error"]["Code"]
        shown += 1
        if said != code:
            lines.append(f"call {shown} about watching is refused by {said}, not {code}")
    if kept(aws) != before:
        lines.append(f"a refusal changes something: {before} becomes {kept(aws)}")
    aws.cloudwatch.put_composite_alarm(AlarmName="both", AlarmRule='NOT (OK("one"))')
    aws.cloudwatch.put_dashboard(DashboardName="board", DashboardBody=json.dumps({"widgets": [metric()]}))
    aws.logs.put_query_definition(name="talkers", queryString="limit 5")
    if kept(aws) != tuple(count + 1 for count in before):
        lines.append(f"what is right is not kept: {kept(aws)}")
    return lines, shown
