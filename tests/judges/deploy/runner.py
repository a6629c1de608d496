"""Deploys a tree by its `deploy.sh` in the course that is written for it: the program behind `runner.rs`.

In: a Region, the folder with the templates, and that of the same document after an edit. Out: how many steps were right; or a line that says what
was not, and status 1. Never: a step that is not looked at.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import course
import moto
from accounts_course import Accounts, organization

COURSES = {
    "corp": course.hub_spoke,
    "counted": course.counted_zones,
    "hybrid": course.dx_vpn,
    "org": organization,
    "shop": course.three_tier,
    "vault": course.dx_ipsec,
}


def main(arguments):
    if arguments == ["--version"]:
        version = subprocess.run([pathlib.Path(sys.executable).parent / "aws", "--version"], capture_output=True, text=True, check=True)
        print(f"{version.stdout.split()[0]}, moto {moto.__version__}")
        return
    region, first, second = arguments
    stacks = json.loads((pathlib.Path(first) / "deploy.json").read_text(encoding="utf-8"))["stacks"]
    with tempfile.TemporaryDirectory() as home:
        has_accounts = "account" in stacks[0]
        of = Accounts(stacks, first, second, home) if has_accounts else course.Course(region, first, second, home)
        try:
            COURSES[stacks[0]["stack"].split("-")[0]](of)
        except course.Wrong as wrong:
            print(wrong)
            sys.exit(1)
    print(of.steps)


if __name__ == "__main__":
    main(sys.argv[1:])
