"""CloudFormation's own API on the loopback address, as far as the script that deploys the stacks asks it.

In: requests of AWS's query protocol. Out: their answers, in XML. Never: an action or an option that is passed over; an address that another
machine can reach.
"""

import re
import threading
import urllib.parse
from xml.sax.saxutils import escape

from flask import Flask, Response, request
from stack import Invalid, Stack
from template import Refused
from werkzeug.serving import make_server

LARGEST = 51_200


class Endpoint:
    """The address of CloudFormation in several accounts: `of(authorization)` is that of one of them. `seen(action, stack)` is told of each
    request, before its answer goes out."""

    def __init__(self, of):
        self.of = of
        self.seen = lambda _action, _stack: None
        app = Flask(__name__)
        app.post("/")(self.answer)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{server.port}"

    def answer(self):
        authorization = request.headers["Authorization"]
        asked = request.form.to_dict()
        action, name = asked.pop("Action"), asked.get("StackName", "")
        asked.pop("Version")
        region = re.search(r"/([a-z0-9-]+)/cloudformation/aws4_request", authorization)[1]
        try:
            told = getattr(self.of(authorization), ACTIONS[action])(region, asked)
            if asked:
                raise Invalid(f"{action} takes no {sorted(asked)} here")
        except Invalid as error:
            body = f"<Type>Sender</Type><Code>{error.code}</Code><Message>{escape(str(error))}</Message>"
            return Response(f"<ErrorResponse><Error>{body}</Error></ErrorResponse>", 400, content_type="text/xml")
        self.seen(action, name)
        result = f"<{action}Result>{xml(told)}</{action}Result>"
        return Response(f"<{action}Response>{result}</{action}Response>", content_type="text/xml")


class CloudFormation:
    """All stacks of one account."""

    def __init__(self, make, update, unmake, zones, fetch, account, of=None):
        """`of(account)` has the stacks of another account."""
        self.of = of
        self.make, self.update, self.unmake, self.zones, self.fetch, self.id = make, update, unmake, zones, fetch, account
        # The first answers about a change set, and the time that an execution takes at least.
        self.slow, self.pause = 0, 0.0
        self.stacks, self.fails, self.roles = {}, set(), set()

    def output(self, region, stack, output, role):
        """What `Fn::GetStackOutput` gives: an output of a stack here, or in the account of a role."""
        stacks = (self.of(role.split(":")[4]) if role else self).stacks
        found = stacks.get((region, stack))
        if found is None or output not in found.outputs:
            raise Refused(f"Fn::GetStackOutput: no output {output} of {stack} in {region} for {role or 'the own account'}")
        return found.outputs[output]

    def may_fail(self, stack, logical):
        """`fails` has what is made to fail once: stacks and logical ids, where `*` is whatever comes first."""
        if found := self.fails & {(stack, logical), (stack, "*")}:
            self.fails -= found
            raise Invalid(f"{logical} is made to fail")

    def there(self, region, asked):
        name = asked.pop("StackName")
        found = self.stacks.get((region, name))
        if found is None or found.status == "DELETE_COMPLETE":
            raise Invalid(f"Stack with id {name} does not exist")
        return found

    def describe_stacks(self, region, asked):
        found = self.there(region, asked)
        parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in found.parameters.items()]
        outputs = [{"OutputKey": key, "OutputValue": value} for key, value in found.outputs.items()]
        told = {"StackId": found.id, "StackName": found.name, "StackStatus": found.status, "CreationTime": "2026-01-01T00:00:00Z"}
        return {"Stacks": [told | ({"Parameters": parameters} if parameters else {}) | ({"Outputs": outputs} if outputs else {})]}

    def create_change_set(self, region, asked):
        name, kind = asked.pop("ChangeSetName"), asked.pop("ChangeSetType")
        text = self.text(asked)
        given, capabilities = parameters(asked), members(asked, "Capabilities")
        self.roles.add(asked.pop("RoleARN", None))
        key = (region, asked["StackName"])
        found = self.stacks.get(key)
        if found is None or found.status == "DELETE_COMPLETE":
            if kind != "CREATE":
                raise Invalid(f"Stack [{key[1]}] does not exist")
            found = Stack(self, key[1], region)
        elif (found.status == "REVIEW_IN_PROGRESS") != (kind == "CREATE"):
            raise Invalid(f"Stack [{key[1]}] is in {found.status} state and takes no change set of type {kind}")
        elif not (kind == "CREATE" or found.status.endswith("_COMPLETE") and found.status != "ROLLBACK_COMPLETE"):
            raise Invalid(f"Stack:{found.id} is in {found.status} state and can not be updated.")
        asked.pop("StackName")
        found.change_set(name, text, given, capabilities)["slow"] = self.slow
        self.stacks[key] = found
        return {"Id": f"{found.id}/{name}", "StackId": found.id}

    def text(self, asked):
        if "TemplateURL" in asked:
            host, _, path = asked.pop("TemplateURL").removeprefix("https://").partition("/")
            if not re.fullmatch(r"s3\.[a-z0-9-]+\.amazonaws\.com", host):
                raise Invalid(f"TemplateURL must be a supported URL, not one of {host}")
            return self.fetch(*urllib.parse.unquote(path).split("/", 1))
        if len(asked["TemplateBody"].encode()) > LARGEST:
            raise Invalid(f"Value at 'templateBody' failed to satisfy constraint: length less than or equal to {LARGEST}")
        return asked.pop("TemplateBody")

    def describe_change_set(self, region, asked):
        found, name = self.there(region, asked), asked.pop("ChangeSetName")
        if name not in found.change_sets:
            raise Invalid(f"ChangeSet [{name}] does not exist", "ChangeSetNotFound")
        made = found.change_sets[name]
        status, made["slow"] = ("CREATE_IN_PROGRESS" if made["slow"] else made["Status"]), max(0, made["slow"] - 1)
        changes = [{"Type": "Resource", "ResourceChange": change(*one)} for one in made["Changes"]]
        return {"ChangeSetName": name, "Status": status, "StatusReason": made["StatusReason"], "Changes": changes}

    def execute_change_set(self, region, asked):
        self.there(region, asked).execute(asked.pop("ChangeSetName"))
        return {}

    def delete_change_set(self, region, asked):
        self.there(region, asked).change_sets.pop(asked.pop("ChangeSetName"), None)
        return {}

    def list_change_sets(self, region, asked):
        return {"Summaries": [{"ChangeSetName": name} for name in self.there(region, asked).change_sets]}

    def describe_stack_events(self, region, asked):
        return {"StackEvents": self.there(region, asked).events}

    def list_stack_resources(self, region, asked):
        told = self.there(region, asked).resources
        return {"StackResourceSummaries": [{"LogicalResourceId": key, "ResourceType": made["type"]} for key, made in told.items()]}

    def delete_stack(self, region, asked):
        self.roles.add(asked.pop("RoleARN", None))
        try:
            found = self.there(region, asked)
        except Invalid:
            return {}
        found.delete()
        return {}


ACTIONS = {
    "CreateChangeSet": "create_change_set",
    "DeleteChangeSet": "delete_change_set",
    "DeleteStack": "delete_stack",
    "DescribeChangeSet": "describe_change_set",
    "DescribeStackEvents": "describe_stack_events",
    "DescribeStacks": "describe_stacks",
    "ExecuteChangeSet": "execute_change_set",
    "ListChangeSets": "list_change_sets",
    "ListStackResources": "list_stack_resources",
}


def change(action, logical, kind, replacement):
    told = {"Action": action, "LogicalResourceId": logical, "ResourceType": kind}
    return told | ({"Replacement": replacement} if replacement else {})


def members(asked, name):
    """A list of the query protocol, which is taken out of what is asked."""
    keys = sorted(key for key in asked if key.startswith(f"{name}.member."))
    return [asked.pop(key) for key in keys]


def parameters(asked):
    """Parameters by name; `True` stands for the value that a stack has."""
    given = {}
    for key in [key for key in asked if re.fullmatch(r"Parameters\.member\.\d+\.ParameterKey", key)]:
        start = key.removesuffix("ParameterKey")
        name = asked.pop(key)
        given[name] = asked.pop(f"{start}UsePreviousValue", None) == "true" or asked.pop(f"{start}ParameterValue")
    return given


def xml(value):
    """Objects as elements, lists as members."""
    if isinstance(value, dict):
        return "".join(f"<{key}>{xml(item)}</{key}>" for key, item in value.items())
    if isinstance(value, list):
        return "".join(f"<member>{xml(item)}</member>" for item in value)
    return escape(str(value))
