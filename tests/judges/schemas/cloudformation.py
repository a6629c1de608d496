"""Prints, as JSON, templates and cfn-lint's schemas of the types that stand in them, with cfn-lint's own corrections.

`cloudformation.py REGION FILE...`: {"templates": {file: template}, "schemas": {type: schema}}; a type without a schema is left out.
"""

import importlib.metadata
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

try:
    import yaml
    from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER, ResourceNotFoundError
    from yaml_same import Reader11
except ImportError as missing:
    sys.exit(f"Python at {sys.executable} lacks a package: {missing}")


def read(file):
    with open(file, encoding="utf-8") as stream:
        return yaml.load(stream, Reader11)


def schemas(region, types):
    for kind in sorted(types):
        try:
            yield kind, PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, kind).schema
        except ResourceNotFoundError:
            pass


def main(arguments):
    if arguments == ["--version"]:
        print(f"cfn-lint {importlib.metadata.version('cfn-lint')}")
        return 0
    if len(arguments) < 2:
        print("usage: cloudformation.py REGION FILE...", file=sys.stderr)
        return 2
    region, *files = arguments
    templates = {file: read(file) for file in files}
    types = {one.get("Type") for template in templates.values() for one in template["Resources"].values()}
    json.dump({"templates": templates, "schemas": dict(schemas(region, types))}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
