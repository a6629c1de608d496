"""Writes the troposphere program that a person would write for a given template.

In: a CloudFormation template as JSON has it. Out: Python source with one constructor call per resource and property, in which the number
of the VPC is a variable. Source rather than `from_dict`, because looking up types is no work that a user of troposphere pays for.
"""

import importlib
import inspect
import re

import troposphere
from troposphere import AWSObject, AWSProperty

# What differs from VPC to VPC: its name, in any spelling, and its /16.
NUMBERED = re.compile(r"(?<=[Vv][Pp][Cc])001(?!\d)|(?<![\d.])10\.1\.(?=\d+\.\d)")
# Functions whose argument is a list of what the constructor takes one by one.
SPREAD = {"GetAtt", "Select", "Cidr", "Join", "Split", "If", "Equals", "And", "Or", "Not", "FindInMap"}
WHOLE = {"Ref", "Base64", "GetAZs", "ImportValue", "Condition"}
# Attributes of a resource beside its type and properties.
BESIDE = ("Condition", "DeletionPolicy", "DependsOn", "Metadata", "UpdateReplacePolicy")


def text(value):
    """A string literal, an f-string where the number of the VPC is in it."""
    if not NUMBERED.search(value):
        return repr(value)
    escaped = value.replace("{", "{{").replace("}", "}}")
    numbered = NUMBERED.sub(lambda found: "{n:03}" if found[0] == "001" else "10.{n}.", escaped)
    return "f" + repr(numbered)


def function(value):
    """The call for an intrinsic function; `None` for a dictionary that is none."""
    if not (isinstance(value, dict) and len(value) == 1):
        return None
    (key, argument), = value.items()
    name = key.removeprefix("Fn::")
    if key == "Fn::Sub":
        arguments = argument if isinstance(argument, list) else [argument]
    elif name in SPREAD:
        arguments = argument.split(".", 1) if isinstance(argument, str) else argument
    elif name in WHOLE and (key == "Ref" or key.startswith("Fn::") or key == "Condition" and isinstance(argument, str)):
        arguments = [argument]
    else:
        return None
    return f"troposphere.{name}({', '.join(plain(one) for one in arguments)})"


def plain(value):
    """A value that no troposphere class stands for."""
    if call := function(value):
        return call
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list):
        return f"[{', '.join(map(plain, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{text(key)}: {plain(inner)}" for key, inner in value.items()) + "}"
    return repr(value)


def typed(value, kind):
    """A value of the type that troposphere declares for the property."""
    if call := function(value):
        return call
    if kind is troposphere.Tags or kind == (troposphere.Tags, list):
        return f"troposphere.Tags({{{', '.join(plain(tag['Key']) + ': ' + plain(tag['Value']) for tag in value)}}})"
    if isinstance(kind, list) and isinstance(value, list):
        return f"[{', '.join(typed(one, kind[0]) for one in value)}]"
    if inspect.isclass(kind) and issubclass(kind, AWSProperty):
        return construct(kind, None, value)
    return plain(value)


def construct(kind, title, properties, beside=()):
    arguments = [text(title)] if title else []
    arguments += [f"{key}={typed(value, kind.props[key][0])}" for key, value in properties.items()]
    arguments += [f"{key}={plain(value)}" for key, value in beside]
    return f"{kind.__module__}.{kind.__name__}({', '.join(arguments)})"


def class_of(resource_type):
    """troposphere's class for `AWS::EC2::VPC`."""
    module = importlib.import_module("troposphere." + resource_type.split("::")[1].lower())
    for _, kind in inspect.getmembers(module, inspect.isclass):
        if issubclass(kind, AWSObject) and getattr(kind, "resource_type", None) == resource_type:
            return kind
    raise SystemExit(f"troposphere has no class for {resource_type}")


def builder(name, template):
    """A function `name` that makes the template of VPC number `n`."""
    lines = [f"def {name}(n):", f"    t = troposphere.Template({plain(template.get('Description'))})", "    t.set_version()"]
    for title, body in template.get("Parameters", {}).items():
        lines.append(f"    t.add_parameter({construct(troposphere.Parameter, title, body)})")
    for condition, body in template.get("Conditions", {}).items():
        lines.append(f"    t.add_condition({text(condition)}, {plain(body)})")
    for title, body in template["Resources"].items():
        beside = [(key, body[key]) for key in BESIDE if key in body]
        call = construct(class_of(body["Type"]), title, body.get("Properties", {}), beside)
        lines.append(f"    t.add_resource({call})")
    for title, body in template.get("Outputs", {}).items():
        export = f", Export=troposphere.Export({plain(body['Export']['Name'])})" if "Export" in body else ""
        rest = ", ".join(f"{key}={plain(value)}" for key, value in body.items() if key != "Export")
        lines.append(f"    t.add_output(troposphere.Output({text(title)}, {rest}{export}))")
    return "\n".join([*lines, "    return t"])


def program(templates):
    """The whole program for the templates of VPC 001 by file name: `python FILE DIRECTORY COUNT json|yaml` writes those of VPCs 1 to COUNT."""
    functions = [(f"template_{index}", file, body) for index, (file, body) in enumerate(sorted(templates.items()))]
    types = (resource["Type"] for _, _, body in functions for resource in body["Resources"].values())
    modules = sorted({class_of(name).__module__ for name in types})
    source = ["import sys", "from pathlib import Path", "", "import troposphere", *(f"import {module}" for module in modules)]
    source += ["", *("\n" + builder(name, body) + "\n" for name, _, body in functions)]
    source += ["", "out = Path(sys.argv[1])", "out.mkdir()", "for n in range(1, int(sys.argv[2]) + 1):"]
    for name, file, _ in functions:
        source.append(f"    made, file = {name}(n), out / {text(file)}")
        source.append("    if sys.argv[3] == 'yaml':")
        source.append("        file.with_suffix('.yaml').write_text(made.to_yaml())")
        source.append("    else:")
        source.append("        file.write_text(made.to_json())")
    return "\n".join(source) + "\n"
