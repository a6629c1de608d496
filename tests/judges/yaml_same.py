"""Reads CloudFormation templates with a YAML 1.1 and a YAML 1.2 reader and compares the values, types included.

Status 0: all the same; 1: a difference, each on a line of its own; 2: wrong use. Objects also to what both accept and CloudFormation
does not mean: duplicate keys, keys that are not text, values that JSON does not have (dates, binary), tags that are no function.
"""

import sys

try:
    import ruamel.yaml
    import yaml
except ImportError as missing:
    sys.exit(f"Python at {sys.executable} lacks a package: {missing}")

# The short forms of the intrinsic functions, and what each is in JSON.
FUNCTIONS = {"!Ref": "Ref", "!Condition": "Condition"} | {
    f"!{name}": f"Fn::{name}"
    for name in (
        "And Base64 Cidr Equals FindInMap GetAtt GetAZs GetStackOutput If ImportValue Join Length Not Or Select Split Sub ToJsonString "
        "Transform"
    ).split()
}


def construct(loader, node):
    """The value of a node with a short tag, as the long form."""
    if node.tag not in FUNCTIONS:
        raise ValueError(f"line {node.start_mark.line + 1}: {node.tag} is no function of CloudFormation")
    if node.id == "scalar":
        value = loader.construct_scalar(node)
    elif node.id == "sequence":
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {FUNCTIONS[node.tag]: value}


class Reader11(yaml.SafeLoader):
    """YAML 1.1 as PyYAML has it, with duplicate keys left to the other reader, which refuses them."""


Reader11.add_multi_constructor("!", lambda loader, _suffix, node: construct(loader, node))


class Constructor12(ruamel.yaml.constructor.SafeConstructor):
    """YAML 1.2."""


for tag in FUNCTIONS:
    Constructor12.add_constructor(tag, construct)
Constructor12.add_multi_constructor("!", lambda loader, _suffix, node: construct(loader, node))


def read_12(text):
    reader = ruamel.yaml.YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    reader.Constructor = Constructor12
    return reader.load(text)


def differences(one, two, where=""):
    """What the first reader (1.1) and the second (1.2) do not agree on, or agree on but must not stand in a template."""
    if type(one) is not type(two):
        yield f"{where or 'the document'}: {one!r} in YAML 1.1, {two!r} in YAML 1.2"
    elif isinstance(one, dict):
        for key in one:
            if not isinstance(key, str):
                yield f"{where}: the key {key!r} is no text"
        if list(one) != list(two):
            yield f"{where}: the keys {list(one)!r} in YAML 1.1, {list(two)!r} in YAML 1.2"
        else:
            for key in one:
                yield from differences(one[key], two[key], f"{where}.{key}" if where else str(key))
    elif isinstance(one, list):
        if len(one) != len(two):
            yield f"{where}: {len(one)} items in YAML 1.1, {len(two)} in YAML 1.2"
        for index, (left, right) in enumerate(zip(one, two)):
            yield from differences(left, right, f"{where}[{index}]")
    elif one is not None and not isinstance(one, (str, bool, int, float)):
        yield f"{where}: {one!r} is no template value"
    elif one != two:
        yield f"{where}: {one!r} in YAML 1.1, {two!r} in YAML 1.2"


def objections(file):
    with open(file, encoding="utf-8") as stream:
        text = stream.read()
    try:
        return list(differences(yaml.load(text, Reader11), read_12(text)))
    except (yaml.YAMLError, ruamel.yaml.error.YAMLError, ValueError) as error:
        return [str(error)]


def main(arguments):
    if arguments == ["--version"]:
        print(f"PyYAML {yaml.__version__}, ruamel.yaml {ruamel.yaml.__version__}")
        return 0
    if not arguments:
        print("usage: yaml_same.py FILE...", file=sys.stderr)
        return 2
    found = [f"{file}: {line}" for file in arguments for line in objections(file)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
