"""Makes the stacks of a rendered tree in the order of `deploy.json`.

In: the folder with the templates, the account and zones to resolve with, what to leave out, and `make`, which makes one resource from its
resolved properties. Out: how many resources of each type were made, and how many left out. Never: a parameter that the plan does not fill,
nor an output before its stack.
"""

import collections
import json
import pathlib

from template import Refused, Scope, in_order, named, read


class Stacks:
    """All stacks of one tree."""

    def __init__(self, account, zones, make, without=()):
        """`make(region, type, name, properties)` gives what `Ref` gives, and a table of attributes. `without`: beginnings of types."""
        self.account, self.zones, self.make, self.without = account, zones, make, tuple(without)
        self.outputs, self.absent = {}, set()
        self.made, self.left_out = collections.Counter(), collections.Counter()

    def deploy(self, folder):
        folder = pathlib.Path(folder)
        for stack in json.loads((folder / "deploy.json").read_text(encoding="utf-8"))["stacks"]:
            if missing := set(stack.get("after", [])) - set(self.outputs):
                raise Refused(f"{stack['stack']} comes after {sorted(missing)}, not made yet")
            self.deploy_one(stack, read(folder / stack["template"]))

    def deploy_one(self, stack, template):
        name, region = stack["stack"], stack["region"]
        parameters, absent = self.filled(stack, template)
        absent |= self.leave_out(template["Resources"], absent)
        scope = Scope(region, self.account, parameters, self.zones(region))
        resources = {logical: body for logical, body in template["Resources"].items() if logical not in absent}
        for logical in in_order(resources):
            body = resources[logical]
            scope.made(logical, *self.make(region, body["Type"], logical, scope.resolve(body.get("Properties", {}))))
            self.made[body["Type"]] += 1
        self.outputs[name] = {}
        for key, output in template.get("Outputs", {}).items():
            if absent & set(named(output["Value"])):
                self.absent.add((name, key))
            else:
                self.outputs[name][key] = scope.resolve(output["Value"])

    def leave_out(self, resources, absent):
        """The names of what begins with one of `without`, and of what reads it, or one of `absent`."""
        out = {name for name, body in resources.items() if body["Type"].startswith(self.without)} if self.without else set()
        while more := {name for name, body in resources.items() if name not in out and (out | absent) & set(named(body))}:
            out |= more
        self.left_out.update(resources[name]["Type"] for name in out)
        return out

    def filled(self, stack, template):
        """The value of every parameter: from another stack's output, or else its default; and those whose output was left out."""
        given, absent = {}, set()
        for parameter in (parameter for parameter in stack.get("parameters", []) if "from" in parameter):
            name, source = parameter["name"], (parameter["from"]["stack"], parameter["from"]["output"])
            if source in self.absent:
                absent.add(name)
            elif source[1] in self.outputs.get(source[0], {}):
                given[name] = self.outputs[source[0]][source[1]]
            else:
                raise Refused(f"{stack['stack']}: parameter {name} needs output {source[1]} of {source[0]}, which is not there")
        wanted = template.get("Parameters", {})
        values = {name: body["Default"] for name, body in wanted.items() if "Default" in body} | given
        if nothing := set(wanted) - set(values) - absent:
            raise Refused(f"{stack['stack']}: nothing fills parameters {sorted(nothing)}")
        if unknown := (set(given) | absent) - set(wanted):
            raise Refused(f"{stack['stack']}: the template has no parameters {sorted(unknown)}")
        return values, absent
