"""What moto lacks of watching: alarms over alarms, saved queries, and the form of a dashboard. It is kept as it is asked for, and given back.

In: moto's own classes. Out: nothing; they are changed. An alarm over alarms that are not there is refused, as AWS does, and so are a query over log groups
that are not there and a dashboard that nobody could look at. Never: an alarm that goes off, a query that runs.
"""

import json
import re
import uuid

from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.exceptions import JsonRESTError, ServiceException
from moto.logs.responses import LogsResponse

# How wide a dashboard is, in columns.
COLUMNS = 24
# What an alarm over alarms asks of each, with AWS's words.
ASKED = re.compile(r'(?:ALARM|OK|INSUFFICIENT_DATA)\(["\']?([^"\')]+)["\']?\)')


class Invalid(ServiceException):
    code = "ValidationError"


class InvalidBody(ServiceException):
    code = "InvalidParameterInput"


class Refusal(JsonRESTError):
    code = 400


def put_composite_alarm(self):
    rule = self._get_param("AlarmRule")
    asked = ASKED.findall(rule)
    if not asked or re.sub(r"AND|OR|NOT|TRUE|FALSE|[() ]", "", ASKED.sub("", rule)):
        raise Invalid(f"AlarmRule cannot be read: {rule}")
    there = {alarm.name for alarm in self.cloudwatch_backend.describe_alarms()}
    if missing := sorted(set(asked) - there):
        raise Invalid(f"Could not save the composite alarm as alarms {missing} in the alarm rule do not exist")
    return self.put_metric_alarm()


def put_dashboard(self):
    body = self._get_param("DashboardBody")
    try:
        widgets = json.loads(body)["widgets"]
        wrong = [why for widget in widgets if (why := wrong_of(widget))] + overlaps(widgets)
    except (ValueError, KeyError, TypeError) as error:
        wrong = [f"{type(error).__name__}: {error}"]
    if wrong:
        raise InvalidBody(f"The dashboard body is invalid: {wrong}")
    return shown(self)


shown = CloudWatchResponse.put_dashboard


def wrong_of(widget):
    """Why a widget shows nothing, or nothing.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html"""
    place, properties = [widget[name] for name in ("x", "y", "width", "height")], widget["properties"]
    if not all(isinstance(number, int) and number >= 0 for number in place) or widget["x"] + widget["width"] > COLUMNS:
        return f"a widget at {place}"
    if widget["type"] == "text":
        return None if properties["markdown"] else "a text without words"
    if widget["type"] == "alarm":
        return None if properties["alarms"] else "a list of no alarms"
    if widget["type"] != "metric":
        return f"a widget of type {widget['type']}"
    if not re.fullmatch(r"[a-z]{2}(-[a-z]+)+-\d", properties["region"]):
        return f"no Region: {properties['region']}"
    return next((why for metric in properties["metrics"] if (why := wrong_metric(metric))), None)


def wrong_metric(metric):
    """A metric is a namespace, a name, pairs of dimensions, and last how it is drawn; or an expression alone."""
    words = [word for word in metric if isinstance(word, str)]
    drawn = [word for word in metric if isinstance(word, dict)]
    if len(drawn) > 1 or metric != words + drawn:
        return f"a metric {metric}"
    if not words and "expression" in drawn[0]:
        return None
    if len(words) < 4 or len(words) % 2 or not all(words):
        return f"a metric with half a dimension: {metric}"
    return "what no template resolved" if any("${" in word for word in words) else None


def overlaps(widgets):
    """Widgets that lie on each other."""
    cells, found = {}, []
    for number, widget in enumerate(widgets):
        for x in range(widget["x"], widget["x"] + widget["width"]):
            for y in range(widget["y"], widget["y"] + widget["height"]):
                if cells.setdefault((x, y), number) != number:
                    found.append(f"widgets {cells[x, y]} and {number} lie on each other")
    return sorted(set(found))


def store(backend):
    """Saved queries, by id."""
    return backend.__dict__.setdefault("made_queries", {})


def put_query_definition(self):
    asked, backend = json.loads(self.body), self.logs_backend
    missing = [name for name in asked.get("logGroupNames", []) if name not in backend.groups]
    if missing:
        raise Refusal("ResourceNotFoundException", f"there are no log groups {missing}")
    id = asked.get("queryDefinitionId") or str(uuid.uuid4())
    if asked.get("queryDefinitionId") and id not in store(backend):
        raise Refusal("ResourceNotFoundException", f"there is no query {id}")
    asked.pop("clientToken", None)
    store(backend)[id] = asked | {"queryDefinitionId": id, "lastModified": 0}
    return json.dumps({"queryDefinitionId": id})


def describe_query_definitions(self):
    prefix = json.loads(self.body or "{}").get("queryDefinitionNamePrefix", "")
    return json.dumps({"queryDefinitions": [one for one in store(self.logs_backend).values() if one["name"].startswith(prefix)]})


def delete_query_definition(self):
    gone = store(self.logs_backend).pop(json.loads(self.body)["queryDefinitionId"], None)
    return json.dumps({"success": gone is not None})


def install():
    """Teaches moto the calls."""
    CloudWatchResponse.put_composite_alarm = put_composite_alarm
    CloudWatchResponse.put_dashboard = put_dashboard
    for call in (put_query_definition, describe_query_definitions, delete_query_definition):
        setattr(LogsResponse, call.__name__, call)
