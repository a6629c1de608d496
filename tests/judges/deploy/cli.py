"""Does what one command of AWS's CLI would, and says what it would print.

In: the clients of one Region, and a command as `deploy.json` has it. Out: the text. Never: an option that is passed over.
"""

import argparse
import shlex

import jmespath
from template import Refused

OPTIONS = argparse.ArgumentParser(prog="aws", exit_on_error=False, allow_abbrev=False)
OPTIONS.add_argument("service", choices=["ec2"])
OPTIONS.add_argument("operation")
OPTIONS.add_argument("--region", required=True)
OPTIONS.add_argument("--filters", nargs="+", required=True)
OPTIONS.add_argument("--query", required=True)
OPTIONS.add_argument("--output", choices=["text"], required=True)


def ask(aws, command):
    program, *arguments = shlex.split(command)
    asked = OPTIONS.parse_args(arguments)
    client = getattr(aws, asked.service)
    if program != "aws" or asked.region != client.meta.region_name:
        raise Refused(f"{command}: not a command about {client.meta.region_name}")
    answer = getattr(client, asked.operation.replace("-", "_"))(Filters=[filter(one) for one in asked.filters])
    return str(jmespath.search(asked.query, answer))


def filter(text):
    """`Name=a,Values=b` as the API has it."""
    name, values = (part.split("=", 1) for part in text.split(",", 1))
    return {name[0]: name[1], values[0]: values[1].split(",")}
