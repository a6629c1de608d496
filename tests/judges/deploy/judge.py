"""Judges whether templates make the same network as what was made on its server: the program behind `deployed.rs`.

In: a Region, and on standard input one JSON object a line. Out: one JSON object a line: first the addresses, then an answer to each.
`{"keep": true}` describes what is there now, keeps it, and empties the account. `{"compare": FOLDER}` makes the stacks of FOLDER in the empty
account and says how they differ from what was kept. It ends when its input ends, so nobody has to end it, even after a failure.
"""

import json
import sys
import types
import urllib.request

import boto3
import lean  # before moto
import moto
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

import cli
import describe
import direct_connect
import firewall
import firewall_changes
import server
import vpn
import watching
from adopted import adopt
from compare import compared
from make import make
from profiles import Profiles
from stacks import deploy
from template import Refused

ACCOUNT = "123456789012"


class Judge:
    """One server with one account, of which one Region is looked at."""

    def __init__(self, region):
        for lacking in (direct_connect, firewall, firewall_changes, vpn, watching):
            lacking.install()
        self.region, self.address, self.kept = region, server.start(), None
        self.profiles = Profiles(ACCOUNT)
        self.aws = clients(self.client, self.profiles.address)
        self.begin()

    def client(self, service, address=None):
        return client(self.region, service, address or self.address)

    def begin(self):
        """What is there before anything is made, so that it is told apart."""
        adopt(ACCOUNT, self.region)
        self.before = describe.ids(self.aws)

    def empty(self):
        """Forgets all that was made. What an account has from the beginning comes back with other ids."""
        self.profiles.empty()
        urllib.request.urlopen(urllib.request.Request(f"{self.address}/moto-api/reset", method="POST")).close()
        self.begin()

    def keep(self):
        self.kept, _text = describe.account(self.aws, self.before)
        self.empty()
        return {"kept": len(self.kept)}

    def compare(self, folder):
        self.empty()
        try:
            made = deploy(folder, ACCOUNT, self.zones, self.make, lambda command: cli.ask(self.aws, command))
            found, text = describe.account(self.aws, self.before)
        except (Refused, ClientError, BotoCoreError, ResponseParserError) as error:
            return {"refused": str(error)}
        unseen = [name for name, ref in made.items() if not seen(ref, text)]
        lines = [f"{name} is made, and nothing that is read shows it" for name in unseen]
        return {"made": len(made), "differences": lines + compared(self.kept, found)}

    def make(self, region, kind, name, properties):
        if region != self.region:
            raise Refused(f"{name} is in {region}, and only {self.region} is looked at")
        return make(self.aws, kind, name, properties)

    def zones(self, _region):
        return [zone["ZoneName"] for zone in self.aws.ec2.describe_availability_zones()["AvailabilityZones"]]


def client(region, service, address, key="made-up"):
    """A client that asks once, with the key of an account."""
    once = Config(retries={"max_attempts": 0})
    return boto3.client(
        service, region_name=region, endpoint_url=address, config=once, aws_access_key_id=key, aws_secret_access_key="made-up"
    )


def clients(client, profiles):
    """The clients of one account, by what `make` and `describe` call them."""
    return types.SimpleNamespace(
        ec2=client("ec2"),
        cloudwatch=client("cloudwatch"),
        dx=client("directconnect"),
        events=client("events"),
        iam=client("iam"),
        logs=client("logs"),
        firewall=client("network-firewall"),
        sns=client("sns"),
        resolver=client("route53resolver"),
        profiles=client("route53profiles", profiles),
    )


def seen(ref, text):
    """Whether all that a `Ref` is made of stands in what was read: a type that `describe` forgets could differ as it likes."""
    return all(part in text for part in ref.split("|"))


def main(arguments):
    if arguments == ["--version"]:
        print(f"moto {moto.__version__}, boto3 {boto3.__version__}")
        return
    (region,) = arguments
    judge = Judge(region)
    print(json.dumps({"address": judge.address, "profiles": judge.profiles.address}), flush=True)
    for line in sys.stdin:
        ((command, argument),) = json.loads(line).items()
        answer = judge.keep() if command == "keep" else judge.compare(argument)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
