"""Makes the stacks of a rendered tree in the order of `deploy.json`, in two passes: what has to be looked up once it is there is empty in the
first one, and what is needed to make a stack is looked up before it.

In: the folder with the templates, the account and zones to resolve with, `make`, which makes one resource from its resolved properties, and
`ask`, which does what a command of AWS's CLI would. Out: what `Ref` gives of each. Never: a parameter that the plan does not fill, nor an
output before its stack.
"""

import functools
import json
import pathlib
import string

from template import Refused, Scope, in_order, read


def deploy(folder, account, zones, make, ask, chosen=None):
    """`make(region, type, name, properties)` returns what `Ref` gives, and a table of attributes; `ask(command)` the text that it prints.
    `chosen` has the values that a person chooses."""
    folder = pathlib.Path(folder)
    outputs, refs, later, regions = {}, {}, [], {}
    for stack in json.loads((folder / "deploy.json").read_text(encoding="utf-8"))["stacks"]:
        name, region, template = stack["stack"], stack["region"], read(folder / stack["template"])
        if missing := set(stack.get("after", [])) - set(outputs):
            raise Refused(f"{name} comes after {sorted(missing)}, not made yet")
        regions[name] = region
        told = functools.partial(taken, outputs, lambda region, stack, _role: regions.get(stack) == region)
        given = (chosen or {}) | looked_up(stack, outputs, ask, is_needed=True)
        scope = Scope(region, account, filled(name, stack, template, outputs, given), zones(region), told)
        build(name, template, scope, make, refs)
        outputs[name] = {key: scope.resolve(output["Value"]) for key, output in template.get("Outputs", {}).items()}
        later += [(stack, template, scope)]
    for stack, template, scope in later:
        if found := looked_up(stack, outputs, ask):
            scope.names |= found
            build(stack["stack"], template, scope, make, refs)
    return refs


def build(name, template, scope, make, refs):
    """Makes what is not there yet and whose condition holds."""
    conditions = {key: scope.resolve(value) for key, value in template.get("Conditions", {}).items()} | {None: True}
    for logical in in_order(template["Resources"]):
        body = template["Resources"][logical]
        if body.get("Condition") not in conditions:
            raise Refused(f"{name}: {logical} has a condition that is not there: {body['Condition']}")
        if scope.has(logical) or not conditions[body.get("Condition")]:
            continue
        ref, attributes = make(scope.names["AWS::Region"], body["Type"], logical, scope.resolve(body.get("Properties", {})))
        scope.made(logical, ref, attributes)
        refs[f"{name}: {logical}"] = ref


def looked_up(stack, outputs, ask, is_needed=False):
    """What the commands of the plan tell, with the outputs that they are about: those without which the stack is not made, or all others."""
    told = {}
    for parameter in stack.get("parameters", []):
        if "lookup" not in parameter or parameter["lookup"].get("needed", False) != is_needed:
            continue
        lookup, name = parameter["lookup"], f"{stack['stack']}: parameter {parameter['name']}"
        words = {word: output(name, source, outputs) for word, source in lookup["with"].items()}
        told[parameter["name"]] = ask(string.Template(lookup["command"]).substitute(words))
        if told[parameter["name"]] in ("", "None"):
            raise Refused(f"{name}: {lookup['command']} finds nothing with {words}")
    return told


def taken(outputs, is_there, region, stack, output, role):
    """The output of another stack that a template takes by itself. `is_there(region, stack, role)`: whether it is found there."""
    if not is_there(region, stack, role) or output not in outputs.get(stack, {}):
        raise Refused(f"Fn::GetStackOutput: no output {output} of {stack} in {region} for {role or 'the own account'}")
    return outputs[stack][output]


def output(name, source, outputs):
    """The output of another stack that a parameter takes or asks about."""
    if source["output"] not in outputs.get(source["stack"], {}):
        raise Refused(f"{name} needs output {source['output']} of {source['stack']}, which is not there")
    return outputs[source["stack"]][source["output"]]


def filled(name, stack, template, outputs, chosen):
    """The value of every parameter: from another stack's output, or chosen, or else its default."""
    given = {
        parameter["name"]: output(f"{name}: parameter {parameter['name']}", parameter["from"], outputs)
        for parameter in stack.get("parameters", [])
        if "from" in parameter
    }
    wanted = template.get("Parameters", {})
    given |= {parameter["name"]: chosen[parameter["name"]] for parameter in stack.get("parameters", []) if parameter["name"] in chosen}
    values = {parameter: body["Default"] for parameter, body in wanted.items() if "Default" in body} | given
    if nothing := set(wanted) - set(values):
        raise Refused(f"{name}: nothing fills parameters {sorted(nothing)}")
    if unknown := set(given) - set(wanted):
        raise Refused(f"{name}: the template has no parameters {sorted(unknown)}")
    return values
