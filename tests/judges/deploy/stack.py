"""What CloudFormation does with one stack: change sets, and their execution, of which a failure is taken back.

In: a template's text and parameters, and functions that make and take away one resource. Out: states, changes, events, outputs. Never: a
change that is passed over. A resource that is not as before is made anew, and the old one goes, but for what `update.py` can change in place.
"""

import itertools
import threading
import time

from template import Refused, Scope, in_order, parse
from update import is_in_place

EMPTY = "The submitted information didn't contain changes. Submit different information to create a change set."
COUNT = itertools.count()


class Invalid(Exception):
    """A request that CloudFormation refuses: its code and its message."""

    def __init__(self, message, code="ValidationError"):
        super().__init__(message)
        self.code = code


class Stack:
    """One stack. `account` has `make`, `unmake`, `zones` and `id`, and is asked what to fail at."""

    def __init__(self, account, name, region):
        self.account, self.name, self.region = account, name, region
        self.id = f"arn:aws:cloudformation:{region}:{account.id}:stack/{name}/{next(COUNT):08x}"
        self.status, self.reason = "REVIEW_IN_PROGRESS", ""
        self.template, self.parameters, self.outputs = {}, {}, {}
        # By logical id: type, what `Ref` gives, attributes, and properties as they were resolved.
        self.resources = {}
        self.events, self.change_sets = [], {}

    def becomes(self, status, reason=""):
        self.status, self.reason = status, reason
        self.event(self.name, "AWS::CloudFormation::Stack", status, reason)

    def event(self, logical, kind, status, reason=""):
        self.events.insert(0, {
            "EventId": f"{next(COUNT)}", "StackName": self.name, "LogicalResourceId": logical, "ResourceType": kind,
            "ResourceStatus": status, "ResourceStatusReason": reason, "Timestamp": "2026-01-01T00:00:00Z",
        })

    def change_set(self, name, text, given, capabilities):
        """Makes a change set, of which the resources are not made yet."""
        template = parse(text)
        if any(body["Type"].startswith("AWS::IAM::") for body in template["Resources"].values()) and not capabilities:
            raise Invalid("Requires capabilities : [CAPABILITY_IAM]", "InsufficientCapabilitiesException")
        parameters = self.filled(template.get("Parameters", {}), given)
        made = {"template": template, "parameters": parameters, "Status": "CREATE_COMPLETE", "StatusReason": ""}
        made["Changes"] = list(self.changes(template, parameters))
        same = (template.get("Outputs"), parameters) == (self.template.get("Outputs"), self.parameters)
        if not made["Changes"] and same:
            made |= {"Status": "FAILED", "StatusReason": EMPTY}
        self.change_sets[name] = made
        return made

    def filled(self, wanted, given):
        if unknown := set(given) - set(wanted):
            raise Invalid(f"Parameters: {sorted(unknown)} do not exist in the template")
        values = {}
        for name, body in wanted.items():
            value = given.get(name, body.get("Default"))
            if value is True:
                if name not in self.parameters:
                    raise Invalid(f"Invalid template parameter property 'UsePreviousValue' for {name}")
                value = self.parameters[name]
            if value is None:
                raise Invalid(f"Parameters: [{name}] must have values")
            values[name] = value
        return values

    def scope(self, parameters):
        scope = Scope(self.region, self.account.id, parameters, self.account.zones(self.region), self.account.output)
        for logical, made in self.resources.items():
            scope.made(logical, made["ref"], made["attributes"])
        return scope

    def wanted(self, template, scope):
        """The resources whose condition holds."""
        conditions = {key: scope.resolve(value) for key, value in template.get("Conditions", {}).items()} | {None: True}
        return {name: body for name, body in template["Resources"].items() if conditions[body.get("Condition")]}

    def changes(self, template, parameters):
        """Action, logical id, type and replacement of each resource that is not as before."""
        scope = self.scope(parameters)
        wanted = self.wanted(template, scope)
        for logical, body in wanted.items():
            if logical not in self.resources:
                yield "Add", logical, body["Type"], None
            elif self.is_other(scope, self.resources[logical], body):
                yield "Modify", logical, body["Type"], "False" if self.is_in_place(scope, self.resources[logical], body) else "True"
        for logical, made in self.resources.items():
            if logical not in wanted:
                yield "Remove", logical, made["type"], None

    def is_other(self, scope, made, body):
        try:
            return (made["type"], made["properties"]) != (body["Type"], scope.resolve(body.get("Properties", {})))
        except Refused:
            return True

    def is_in_place(self, scope, made, body):
        try:
            properties = scope.resolve(body.get("Properties", {}))
        except Refused:
            return False
        return made["type"] == body["Type"] and is_in_place(body["Type"], made["properties"], properties)

    def execute(self, name):
        """Begins to do what a change set says, and comes back at once."""
        chosen = self.change_sets.get(name)
        if chosen is None:
            raise Invalid(f"ChangeSet [{name}] does not exist", "ChangeSetNotFound")
        if chosen["Status"] != "CREATE_COMPLETE":
            raise Invalid(f"ChangeSet [{name}] cannot be executed in its current status", "InvalidChangeSetStatus")
        self.change_sets.clear()
        verb = "CREATE" if self.status == "REVIEW_IN_PROGRESS" else "UPDATE"
        self.becomes(f"{verb}_IN_PROGRESS")
        threading.Thread(target=self.run, args=(verb, chosen), daemon=True).start()

    def run(self, verb, chosen):
        time.sleep(self.account.pause)
        before = dict(self.resources)
        try:
            self.build(chosen["template"], chosen["parameters"])
            self.template, self.parameters = chosen["template"], chosen["parameters"]
            self.becomes(f"{verb}_COMPLETE")
        except Exception as error:  # Whatever it is, the stack has to say so.
            logical, reason = getattr(error, "logical", "?"), str(error)
            self.event(logical, "?", f"{verb}_FAILED", reason)
            back = "ROLLBACK" if verb == "CREATE" else "UPDATE_ROLLBACK"
            self.becomes(f"{back}_IN_PROGRESS", f"The following resource(s) failed to {verb.lower()}: [{logical}].")
            self.take_back(before, back)

    def take_back(self, before, back):
        try:
            for logical in reversed([one for one in self.resources if one not in before]):
                self.unmake(logical, self.resources[logical], ("Delete", "RetainExceptOnCreate"))
                del self.resources[logical]
            self.becomes(f"{back}_COMPLETE")
        except Exception as error:
            self.event(logical, self.resources[logical]["type"], "DELETE_FAILED", str(error))
            self.becomes(f"{back}_FAILED", str(error))

    def build(self, template, parameters):
        """Makes what is new or other, then takes away what is gone or was replaced, last things first."""
        scope, gone = self.scope(parameters), []
        wanted = self.wanted(template, scope)
        for logical in in_order(wanted):
            body, made = wanted[logical], self.resources.get(logical)
            if made and not self.is_other(scope, made, body):
                continue
            if made and self.is_in_place(scope, made, body):
                self.update(scope, logical, body)
                continue
            gone += [(logical, made)] if made else []
            self.resources[logical] = self.make(scope, logical, body)
            scope.made(logical, self.resources[logical]["ref"], self.resources[logical]["attributes"])
        gone += [(logical, made) for logical, made in self.resources.items() if logical not in wanted]
        for logical, made in reversed(gone):
            self.unmake(logical, made)
            if logical not in wanted:
                del self.resources[logical]
        self.outputs = {key: scope.resolve(output["Value"]) for key, output in template.get("Outputs", {}).items()}

    def update(self, scope, logical, body):
        made = self.resources[logical] | {"properties": scope.resolve(body["Properties"])}
        self.account.update(self.region, made["type"], made["ref"], made["properties"])
        self.resources[logical] = made
        self.event(logical, made["type"], "UPDATE_COMPLETE")

    def make(self, scope, logical, body):
        try:
            properties = scope.resolve(body.get("Properties", {}))
            self.account.may_fail(self.name, logical)
            ref, attributes = self.account.make(self.region, body["Type"], logical, properties)
        except Exception as error:
            error.logical = logical
            raise
        self.event(logical, body["Type"], "CREATE_COMPLETE")
        policy = body.get("DeletionPolicy", "Delete")
        return {"type": body["Type"], "ref": ref, "attributes": attributes, "properties": properties, "policy": policy}

    def unmake(self, logical, made, policies=("Delete",)):
        if made["policy"] in policies:
            self.account.unmake(self.region, made["type"], logical, made["ref"], made["properties"])
            self.event(logical, made["type"], "DELETE_COMPLETE")

    def delete(self):
        if self.status == "REVIEW_IN_PROGRESS":
            self.becomes("DELETE_COMPLETE")
            return
        self.becomes("DELETE_IN_PROGRESS")
        threading.Thread(target=self.take_away, daemon=True).start()

    def take_away(self):
        time.sleep(self.account.pause)
        try:
            for logical in reversed(list(self.resources)):
                self.unmake(logical, self.resources[logical])
                del self.resources[logical]
            self.becomes("DELETE_COMPLETE")
        except Exception as error:
            self.event(logical, "?", "DELETE_FAILED", str(error))
            self.becomes("DELETE_FAILED", str(error))
