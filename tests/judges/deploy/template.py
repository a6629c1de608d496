"""Reads a CloudFormation template and resolves its intrinsic functions.

In: the text of a template, YAML with short tags or JSON, and for one stack what its parameters are and what has been made so far.
Out: plain values. Never: a guess. An unknown function, and a reference to what is not made yet, is an error that names it.
"""

import ipaddress
import json
import re

import yaml

# Short tags whose long form does not begin with `Fn::`.
PLAIN = ("Ref", "Condition")


class Refused(Exception):
    """What CloudFormation would refuse too."""


class Reader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML as CloudFormation has it: short tags become long forms, dates stay text."""


def function(loader, suffix, node):
    """A short tag as its long form."""
    if node.id == "scalar":
        value = loader.construct_scalar(node)
    elif node.id == "sequence":
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in PLAIN else f"Fn::{suffix}": value}


Reader.add_multi_constructor("!", function)
Reader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def read(path):
    """The template at `path` as plain values with long functions."""
    with open(path, encoding="utf-8") as file:
        return parse(file.read())


def parse(text):
    """The same of a text, which is JSON or YAML."""
    template = json.loads(text) if text.startswith("{") else yaml.load(text, Reader)
    takes_outputs_where_it_may(template)
    return template


# Functions that may hold an output of another stack, besides a property itself.
# <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html>
HOLDERS = ("Fn::Join", "Fn::If", "Fn::Select")
TAKES = {"StackName", "OutputName", "Region", "RoleArn"}


def takes_outputs_where_it_may(template):
    """AWS fails with `InternalFailure` where `Fn::GetStackOutput` stands elsewhere, and takes nothing inside that a resource tells."""
    def walk(value, may):
        if isinstance(value, list):
            for item in value:
                walk(item, may)
        elif isinstance(value, dict):
            for key, item in value.items():
                if key == "Fn::GetStackOutput":
                    if not may or not {"StackName", "OutputName"} <= set(item) <= TAKES:
                        raise Refused(f"InternalFailure: {key} with {item}")
                    if reads := set(named(item)) & set(template["Resources"]):
                        raise Refused(f"{key} depends on {sorted(reads)}")
                walk(item, may and (not key.startswith("Fn::") or key in HOLDERS))

    for section in set(template) - {"Resources"}:
        walk(template[section], False)
    for body in template["Resources"].values():
        walk(body.get("Properties", {}), True)


class Scope:
    """What one stack can name: pseudo parameters, parameters, and resources in the order in which they are made."""

    def __init__(self, region, account, parameters, zones, taken=None):
        """`taken(region, stack, output, role)` is an output of another stack."""
        self.taken = taken
        self.names = {"AWS::Region": region, "AWS::AccountId": account, "AWS::Partition": "aws"} | parameters
        self.attributes = {}
        self.zones = zones

    def made(self, name, ref, attributes):
        self.names[name] = ref
        self.attributes[name] = attributes

    def has(self, name):
        return name in self.attributes

    def resolve(self, value):
        if isinstance(value, list):
            return [self.resolve(item) for item in value]
        if isinstance(value, str):
            return SECRET.sub(secret, value)
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            (name, argument), = value.items()
            if name == "Ref":
                return self.ref(argument)
            if name.startswith("Fn::"):
                return self.call(name[4:], argument)
        return {key: self.resolve(item) for key, item in value.items()}

    def ref(self, name):
        if name not in self.names:
            raise Refused(f"Ref {name}: there is no such thing, or it is not made yet")
        return self.names[name]

    def get_att(self, argument):
        name, attribute = argument.split(".", 1) if isinstance(argument, str) else argument
        if name not in self.attributes:
            raise Refused(f"GetAtt {name}.{attribute}: {name} is not made yet")
        if attribute not in self.attributes[name]:
            raise Refused(f"GetAtt {name}.{attribute}: the resource has no such attribute")
        value = self.attributes[name][attribute]
        return value() if callable(value) else value

    def call(self, name, argument):
        if name == "GetAtt":
            return self.get_att(argument)
        if name == "Sub":
            return self.sub(argument)
        if name == "GetAZs":
            return list(self.zones)
        if name == "GetStackOutput":
            of = self.resolve(argument)
            return self.taken(of.get("Region", self.names["AWS::Region"]), of["StackName"], of["OutputName"], of.get("RoleArn"))
        if name not in FUNCTIONS:
            raise Refused(f"Fn::{name}: this function is not known here")
        return FUNCTIONS[name](*self.resolve(argument))

    def sub(self, argument):
        text, own = argument if isinstance(argument, list) else (argument, {})
        own = self.resolve(own)

        def one(match):
            name = match[1]
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            if name in own:
                return str(own[name])
            return str(self.get_att(name) if "." in name and "::" not in name else self.ref(name))

        return re.sub(r"\$\{([^}]+)\}", one, text)


# An entry of a secret, which AWS puts there while it makes the resource.
# <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html>
SECRET = re.compile(r"\{\{resolve:secretsmanager:([^:{}]+):SecretString:([^:{}]+)\}\}")


def secret(match):
    """A value that nobody else has: Terraform's variables are made up in the same way."""
    name, entry = match.groups()
    return re.sub("[^A-Za-z0-9]", ".", f"{entry}.of.{name}")


def select(index, items):
    """One item, by its index from zero."""
    index = int(index)
    if not 0 <= index < len(items):
        raise Refused(f"Fn::Select: index {index} of {len(items)} items")
    return items[index]


def cidr(block, count, bits):
    """The first `count` blocks with `bits` host bits each. A list of one block stands for the block."""
    block = block[0] if isinstance(block, list) else block
    network = ipaddress.ip_network(block)
    length = network.max_prefixlen - int(bits)
    if length < network.prefixlen or 2 ** (length - network.prefixlen) < int(count):
        raise Refused(f"Fn::Cidr: {block} has no {count} blocks of {bits} bits")
    first, size = int(network.network_address), 2 ** int(bits)
    kind = type(network)
    return [str(kind((first + size * slot, length))) for slot in range(int(count))]


FUNCTIONS = {
    "Select": select,
    "Cidr": cidr,
    "Join": lambda separator, items: separator.join(str(item) for item in items),
    "Split": lambda separator, text: text.split(separator),
    "Equals": lambda one, other: one == other,
    "Not": lambda condition: not condition,
}


def in_order(resources):
    """The logical names so that everything comes after what it refers to or depends on, and otherwise the last thing first, one by one: who
    forgets to depend on something above is made before it, as soon as all that it does name is there. A cycle is an error."""
    needs = {name: needed(body, resources) for name, body in resources.items()}
    order = {}
    while len(order) < len(resources):
        ready = next((name for name in reversed(resources) if name not in order and needs[name] <= order.keys()), None)
        if ready is None:
            raise Refused(f"a cycle among {sorted(set(resources) - order.keys())}")
        order[ready] = None
    return list(order)


def needed(body, resources):
    """What has to be there before a resource: what it depends on, and what it reads."""
    depends = body.get("DependsOn", [])
    depends = {depends} if isinstance(depends, str) else set(depends)
    if missing := depends - set(resources):
        raise Refused(f"DependsOn: no resource {sorted(missing)}")
    return depends | (set(named(body.get("Properties", {}))) & set(resources))


def named(value):
    """Every logical name that a value reads."""
    if isinstance(value, list):
        for item in value:
            yield from named(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "Ref":
                yield item
            elif key == "Fn::GetAtt":
                yield item.split(".", 1)[0] if isinstance(item, str) else item[0]
            elif key == "Fn::Sub":
                text = item if isinstance(item, str) else item[0]
                yield from (name.split(".")[0] for name in re.findall(r"\$\{([^!}][^}]*)\}", text))
            yield from named(item)
