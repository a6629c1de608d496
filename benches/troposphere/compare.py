"""How much less CPU time netgen needs than troposphere, a Python library, for the same CloudFormation templates, and than aws-cdk for such.

1. The blueprint three-tier with its VPC 200 times over: vpc001 to vpc200, each with a /16 of 10.0.0.0/8 of its own.
2. netgen renders it as JSON. From what it wrote for vpc001, as_program.py writes the troposphere program that makes all 200.
3. That program's templates must be equal to netgen's, every one, so that both are timed at the same work.
4. Both run several times, alternating, as whole processes that write their files; the medians of user plus system time are compared.
   Each format is held against the same format: JSON, and the YAML that users get by default.
5. aws-cdk makes as many VPCs of the same shape from high-level constructs (cdk_app.py), with its validation and without. Its templates
   are its own, so the ratio is of the time for a resource. It needs node; without, its rows say so.

What favours troposphere: every address is already worked out in its program, and it checks nothing across resources; netgen parses,
plans, checks and takes the lock of a first run. What favours netgen: Python's start, about 0.1 s, is counted.
"""

import argparse
import copy
import datetime
import importlib.metadata
import json
import os
import platform
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
    parser.add_argument("--only", default="", metavar="TEXT", help="leave out contenders without TEXT in their name, but for netgen")
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


def run_troposphere(place, count, template_format):
    shutil.rmtree(place / "troposphere", ignore_errors=True)
    return measure([sys.executable, place / "program.py", place / "troposphere", str(count), template_format])


def run_cdk(place, count, *unvalidated):
    shutil.rmtree(place / "cdk", ignore_errors=True)
    return measure([sys.executable, HERE / "cdk_app.py", place / "cdk", str(count), *unvalidated])


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
    run_troposphere(place, options.vpcs, "json")
    made = templates(place / "troposphere")
    if set(made) != set(rendered):
        raise SystemExit(f"not the same files: {sorted(set(made) ^ set(rendered))[:5]}")
    for name, body in rendered.items():
        one, two = meaning(body), meaning(made[name])
        if one != two:
            raise SystemExit(first_difference(one, two, name))

    resources = sum(len(body["Resources"]) for body in rendered.values())
    print(f"{options.vpcs} VPCs of three-tier, {resources} resources in {len(rendered)} templates, equal in netgen and troposphere; {options.runs} runs")
    print("\n".join(machine(options)), end="\n\n")
    return report(options, timed(options, place, resources))


def contenders(options, place):
    """Name, format, and what runs it; whoever cannot run has the reason instead."""
    count = options.vpcs
    no_node = None if shutil.which("node") else "skipped: node is not installed"
    rows = [
        ("netgen", "JSON", lambda: run_netgen(options.netgen, place, "json"), None),
        ("netgen", "YAML", lambda: run_netgen(options.netgen, place, "yaml"), None),
        ("troposphere", "JSON", lambda: run_troposphere(place, count, "json"), None),
        ("troposphere", "YAML", lambda: run_troposphere(place, count, "yaml"), None),
        ("aws-cdk", "JSON", lambda: run_cdk(place, count), no_node),
        ("aws-cdk, no validation", "JSON", lambda: run_cdk(place, count, "unvalidated"), no_node),
    ]
    return [row for row in rows if row[0] == "netgen" or options.only in row[0]]


def timed(options, place, resources):
    """Per contender: name, format, costs of all runs, bytes written, resources made, and why it did not run."""
    rows = [[name, kind, run, why, [], 0, resources] for name, kind, run, why in contenders(options, place)]
    # Alternating, so that a change of the machine's mood meets all.
    for _ in range(options.runs):
        for row in rows:
            name, _, run, why, costs, _, _ = row
            if why is None:
                costs.append(run())
                folder = place / {"netgen": "netgen", "troposphere": "troposphere"}.get(name, "cdk")
                row[5] = size(folder)
                if folder.name == "cdk":
                    made = (json.loads(file.read_text()) for file in folder.glob("*.template.json"))
                    row[6] = sum(len(body["Resources"]) for body in made)
    return rows


def machine(options):
    """Date, machine and versions, a line each."""
    told = lambda *command: subprocess.run(command, capture_output=True, text=True).stdout.strip() or "none"  # noqa: E731
    processors = [line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    yield f"{datetime.date.today()}, {os.cpu_count()} × {processors[0] if processors else platform.processor()}, {platform.system()} {platform.release()}"
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("troposphere", "aws-cdk-lib")]
    yield f"{told(options.netgen, '--version')}, {', '.join(versions)}, Python {platform.python_version()}, node {told('node', '--version')}"


def report(options, rows):
    print(f"{'':24} {'':5} {'CPU median':>11} {'lowest':>9} {'highest':>9} {'peak memory':>12} {'output':>9} {'µs/resource':>12} {'ratio':>7}")
    each, worst = {}, float("inf")
    for name, kind, _, why, costs, written, resources in rows:
        if why:
            print(f"{name:24} {kind:5} {why}")
            continue
        cpu = [cost["cpu"] for cost in costs]
        median = statistics.median(cpu)
        mine = median / resources
        each.setdefault(kind, mine)
        ratio = mine / max(each[kind], 1e-12)
        if name != "netgen":
            worst = min(worst, ratio)
        peak = max(cost["peak"] for cost in costs)
        print(
            f"{name:24} {kind:5} {median:>9.3f} s {min(cpu):>7.3f} s {max(cpu):>7.3f} s {peak / 1e6:>9.1f} MB {written / 1e6:>6.1f} MB "
            f"{mine * 1e6:>12.2f} {ratio:>6.1f}x"
        )
    print("\nratio: CPU time for a resource, to netgen's in the same format")
    if options.at_least and worst < options.at_least:
        print(f"the least of them, {worst:.1f}, is less than the {options.at_least:g} asked for", file=sys.stderr)
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
