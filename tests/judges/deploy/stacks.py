"""Makes the stacks of a rendered tree in the order of `deploy.json`.

In: the folder with the templates, the account and zones to resolve with, and `make`, which makes one resource from its resolved properties.
Out: what `Ref` gives of each. Never: a parameter that the plan does not fill, nor an output before its stack.
"""

import json
import pathlib

from template import Refused, Scope, in_order, read


def deploy(folder, account, zones, make):
    """`make(region, type, name, properties)` returns what `Ref` gives, and a table of attributes."""
    folder = pathlib.Path(folder)
    outputs, refs = {}, {}
    for stack in json.loads((folder / "deploy.json").read_text(encoding="utf-8"))["stacks"]:
        name, region, template = stack["stack"], stack["region"], read(folder / stack["template"])
        if missing := set(stack.get("after", [])) - set(outputs):
            raise Refused(f"{name} comes after {sorted(missing)}, not made yet")
        scope = Scope(region, account, filled(name, stack, template, outputs), zones(region))
        for logical in in_order(template["Resources"]):
            body = template["Resources"][logical]
            ref, attributes = make(region, body["Type"], logical, scope.resolve(body.get("Properties", {})))
            scope.made(logical, ref, attributes)
            refs[f"{name}: {logical}"] = ref
        outputs[name] = {key: scope.resolve(output["Value"]) for key, output in template.get("Outputs", {}).items()}
    return refs


def filled(name, stack, template, outputs):
    """The value of every parameter: from another stack's output, or else its default."""
    given = {}
    for parameter in (parameter for parameter in stack.get("parameters", []) if "from" in parameter):
        source, output = parameter["from"]["stack"], parameter["from"]["output"]
        if output not in outputs.get(source, {}):
            raise Refused(f"{name}: parameter {parameter['name']} needs output {output} of {source}, which is not there")
        given[parameter["name"]] = outputs[source][output]
    wanted = template.get("Parameters", {})
    values = {parameter: body["Default"] for parameter, body in wanted.items() if "Default" in body} | given
    if nothing := set(wanted) - set(values):
        raise Refused(f"{name}: nothing fills parameters {sorted(nothing)}")
    if unknown := set(given) - set(wanted):
        raise Refused(f"{name}: the template has no parameters {sorted(unknown)}")
    return values
