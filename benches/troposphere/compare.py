"""How much less CPU time netgen needs than troposphere, a Python library, for the same CloudFormation templates.

1. The blueprint three-tier with its VPC 200 times over: vpc001 to vpc200, each with a /16 of 10.0.0.0/8 of its own.
2. netgen renders it as JSON. From what it wrote for vpc001, as_program.py writes the troposphere program that makes all 200.
3. That program's templates must be equal to netgen's, every one, so that both are timed at the same work.
4. Both run several times, alternating, as whole processes that write their files; the medians of user plus system time are compared.
   netgen is timed writing JSON, as troposphere does; `--template-format yaml` times the commented YAML that users get by default.

What favours troposphere: every address is already worked out in its program, and it checks nothing across resources; netgen parses,
plans, checks and takes the lock of a first run. What favours netgen: Python's start, about 0.1 s, is counted.
"""

import argparse
import copy
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

import as_program

HERE = Path(__file__).resolve().parent


def arguments():
    parser = argparse.ArgumentParser(description="Compares netgen with troposphere on the same templates.")
    parser.add_argument("--netgen", type=Path, required=True, help="a release build")
    parser.add_argument("--blueprint", type=Path, default=HERE / "../../blueprints/three-tier.yaml", help="a document with one VPC at 10.0.0.0/16")
    parser.add_argument("--vpcs", type=int, default=200, choices=range(1, 255), metavar="N")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--at-least", type=float, metavar="RATIO", help="exit 1 when netgen is not this many times as fast")
    parser.add_argument("--template-format", choices=("json", "yaml"), default="json", help="what netgen is timed at; compared as JSON anyway")
    parser.add_argument("--in", dest="base", type=Path, metavar="DIR", help="work below DIR, such as one on a disk; default: in memory where there is /dev/shm")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave blueprint, program and both outputs there")
    return parser.parse_args()


def numbered(value, n):
    """A copy of the VPC's document with 10.n.0.0/16 for 10.0.0.0/16."""
    if isinstance(value, str):
        return re.sub(r"(?<![\d.])10\.0\.(?=\d+\.\d)", f"10.{n}.", value)
    if isinstance(value, list):
        return [numbered(one, n) for one in value]
    if isinstance(value, dict):
        return {key: numbered(inner, n) for key, inner in value.items()}
    return copy.deepcopy(value)


def fleet(blueprint, count):
    document = yaml.safe_load(blueprint.read_text())
    (vpc,) = document["vpcs"].values()
    vpcs = {f"vpc{n:03}": numbered(vpc, n) for n in range(1, count + 1)}
    return yaml.safe_dump({**document, "name": "fleet", "vpcs": vpcs}, sort_keys=False, width=1000)


def measure(command):
    """CPU seconds and peak memory of one command, which has to succeed."""
    told = subprocess.run([sys.executable, "-I", "-S", HERE / "measure.py", *command], stdout=subprocess.PIPE, check=True)
    cost = json.loads(told.stdout)
    if cost["status"] != 0:
        raise SystemExit(f"status {cost['status']}: {' '.join(map(str, command))}")
    return cost


def run_netgen(netgen, place, template_format):
    """A first run: no lock, no old tree."""
    shutil.rmtree(place / "netgen", ignore_errors=True)
    (place / "fleet.lock").unlink(missing_ok=True)
    return measure([netgen, "render", place / "fleet.yaml", "-o", place / "netgen", "-t", "cloudformation", "-q", "--template-format", template_format])


def run_troposphere(place, count):
    shutil.rmtree(place / "troposphere", ignore_errors=True)
    return measure([sys.executable, place / "program.py", place / "troposphere", str(count)])


def templates(folder):
    found = {file.name: json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))}
    return {name: body for name, body in found.items() if "Resources" in body}


def meaning(value):
    """A template's content without what CloudFormation does not tell apart: the order of tags, 1 or "1", Fn::GetAtt as text or list."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        items = [meaning(one) for one in value]
        is_tags = all(isinstance(one, dict) and set(one) == {"Key", "Value"} for one in items)
        return sorted(items, key=lambda tag: str(tag["Key"])) if is_tags else items
    if isinstance(value, dict):
        if isinstance(value.get("Fn::GetAtt"), str):
            value = {"Fn::GetAtt": value["Fn::GetAtt"].split(".", 1)}
        if isinstance(value.get("DependsOn"), str):
            value = {**value, "DependsOn": [value["DependsOn"]]}
        return {key: meaning(inner) for key, inner in value.items()}
    return value


def first_difference(one, two, where):
    if isinstance(one, dict) and isinstance(two, dict) and set(one) == set(two):
        pairs = [(one[key], two[key], f"{where}.{key}") for key in one]
    elif isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        pairs = [(left, right, f"{where}[{index}]") for index, (left, right) in enumerate(zip(one, two))]
    else:
        return f"{where}: netgen {json.dumps(one)[:300]}, troposphere {json.dumps(two)[:300]}"
    return next(first_difference(*pair) for pair in pairs if pair[0] != pair[1])


def size(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def compare(options, place):
    (place / "fleet.yaml").write_text(fleet(options.blueprint, options.vpcs))
    run_netgen(options.netgen, place, "json")
    rendered = templates(place / "netgen/cloudformation")
    patterns = {name: body for name, body in rendered.items() if re.search(r"vpc001", name, re.IGNORECASE)}
    if not patterns:
        raise SystemExit(f"no template is named after vpc001: {', '.join(list(rendered)[:5])}")
    (place / "program.py").write_text(as_program.program(patterns))
    run_troposphere(place, options.vpcs)
    made = templates(place / "troposphere")
    if set(made) != set(rendered):
        raise SystemExit(f"not the same files: {sorted(set(made) ^ set(rendered))[:5]}")
    for name, body in rendered.items():
        one, two = meaning(body), meaning(made[name])
        if one != two:
            raise SystemExit(first_difference(one, two, name))

    # Alternating, so that a change of the machine's mood meets both.
    costs = [(run_netgen(options.netgen, place, options.template_format), run_troposphere(place, options.vpcs)) for _ in range(options.runs)]
    return report(options, place, rendered, patterns, costs)


def report(options, place, rendered, patterns, costs):
    resources = sum(len(body["Resources"]) for body in rendered.values())
    each = sum(len(body["Resources"]) for body in patterns.values())
    print(f"netgen writes {options.template_format.upper()}, troposphere JSON, below {place.parent}")
    print(f"{options.vpcs} VPCs, {each} resources each, {resources} in {len(rendered)} templates; equal in both; {options.runs} runs\n")
    print(f"{'':12} {'CPU median':>12} {'lowest':>9} {'highest':>9} {'peak memory':>12} {'output':>9} {'peak/output':>12}")
    medians = []
    for name, column in (("netgen", 0), ("troposphere", 1)):
        cpu = [pair[column]["cpu"] for pair in costs]
        peak = max(pair[column]["peak"] for pair in costs)
        written = size(place / name)
        medians.append(statistics.median(cpu))
        print(
            f"{name:12} {medians[-1]:>10.3f} s {min(cpu):>7.3f} s {max(cpu):>7.3f} s {peak / 1e6:>9.1f} MB {written / 1e6:>6.1f} MB {peak / written:>12.2f}"
        )
    ratio = medians[1] / max(medians[0], 1e-9)
    print(f"\nnetgen needs 1/{ratio:.1f} of troposphere's CPU time, {medians[0] / resources * 1e6:.2f} µs a resource")
    if options.at_least and ratio < options.at_least:
        print(f"that is less than the {options.at_least:g} times asked for", file=sys.stderr)
        return 1
    return 0


def main():
    options = arguments()
    if not os.access(options.netgen, os.X_OK):
        raise SystemExit(f"{options.netgen} is no program; build it with: cargo build --release --locked")
    options.netgen = options.netgen.resolve()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        return compare(options, options.keep.resolve())
    # In memory where there is such a place: the cost of creating files on a disk is the file system's, not the program's.
    memory = options.base or ("/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    with tempfile.TemporaryDirectory(prefix="netgen-troposphere-", dir=memory) as place:
        return compare(options, Path(place))


if __name__ == "__main__":
    sys.exit(main())
