"""Makes the stacks of a rendered tree in the order of `deploy.json`.

In: the folder with the templates, the account and zones to resolve with, and `make`, which makes one resource from its resolved properties.
Out: how many resources were made. Never: a parameter that the plan does not fill, nor an output before its stack.
"""

import json
import pathlib

from template import Refused, Scope, in_order, read


def deploy(folder, account, zones, make):
    """`make(region, type, name, properties)` returns what `Ref` gives, and a table of attributes."""
    folder = pathlib.Path(folder)
    plan = json.loads((folder / "deploy.json").read_text(encoding="utf-8"))
    outputs, count = {}, 0
    for stack in plan["stacks"]:
        name = stack["stack"]
        for before in stack.get("after", []):
            if before not in outputs:
                raise Refused(f"{name} comes after {before}, which is not made yet")
        template = read(folder / stack["template"])
        parameters = filled(name, stack, template, outputs)
        scope = Scope(stack["region"], account, parameters, zones(stack["region"]))
        for logical in in_order(template["Resources"]):
            body = template["Resources"][logical]
            properties = scope.resolve(body.get("Properties", {}))
            scope.made(logical, *make(stack["region"], body["Type"], logical, properties))
            count += 1
        outputs[name] = {key: scope.resolve(output["Value"]) for key, output in template.get("Outputs", {}).items()}
    return count


def filled(name, stack, template, outputs):
    """The value of every parameter: from another stack's output, or else its default."""
    given = {}
    for parameter in stack.get("parameters", []):
        if "from" not in parameter:
            continue
        stack_name, output = parameter["from"]["stack"], parameter["from"]["output"]
        if output not in outputs.get(stack_name, {}):
            raise Refused(f"{name}: parameter {parameter['name']} needs output {output} of {stack_name}, which is not there")
        given[parameter["name"]] = outputs[stack_name][output]
    values = {}
    for parameter, body in template.get("Parameters", {}).items():
        if parameter not in given and "Default" not in body:
            raise Refused(f"{name}: nothing fills parameter {parameter}")
        values[parameter] = given.get(parameter, body.get("Default"))
    if unknown := set(given) - set(values):
        raise Refused(f"{name}: the template has no parameter {sorted(unknown)}")
    return values
