"""Several accounts on one emulator: the program behind `accounts.rs`.

In: the Region that is looked at and further ones, the accounts of the organization and those outside of it, each list separated by commas; and on standard input one JSON object a
line. Out: one JSON object a line: first the addresses, then an answer to each. `{"fork": true}` gives the addresses of a copy of all accounts,
in a process of its own, and the port at which that one is asked. `{"facts": true}` says who may use what of another account, what is left
open between accounts. `{"compare": FOLDER}` makes the stacks of FOLDER in accounts that are emptied for it, and says how they differ from what stood.
A process ends when its input does.
"""

import functools
import json
import os
import pathlib
import signal
import socket
import sys
import urllib.request

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

import borders
import caller
import cli
import describe
import direct_connect
import firewall
import firewall_changes
import judge
import server
import vpn
import watching
from answers import Answers
from compare import of_accounts
from flask import request
from make import make
from profiles import Profiles
from ram import Shares
from stacks import build, filled, looked_up, taken
from template import Refused, Scope, read

# So long a copy waits for its owner.
PATIENCE = 60

# Accounts whose ids the document leaves to whoever deploys.
CHOSEN = {"partner": "333333333333"}


class SharedProfiles(Profiles):
    """Profiles of several accounts: each sees its own, and associates its VPCs with those that it may use."""

    def __init__(self, shares):
        self.shares = shares
        super().__init__(None)

    def create(self, kind):
        self.account = caller.account_of(request.headers["Authorization"])
        asked = request.get_json()
        if kind != "profile" and not self.may_use(asked["ProfileId"]):
            return {"Message": f"no profile {asked['ProfileId']}"}, 404, {"x-amzn-ErrorType": "ResourceNotFoundException"}
        return super().create(kind)

    def may_use(self, id):
        found = self.things["profile"].get(id, {})
        return found and (found["OwnerId"] == self.account or self.shares.may_use(self.account, found["Arn"]))

    def all(self, kinds, profile=None):
        """Its own things, and the profiles that it may use."""
        own = caller.account_of(request.headers["Authorization"])
        answer = super().all(kinds, profile)
        if "ProfileSummaries" not in answer:
            return {key: [one for one in found if one["OwnerId"] == own] for key, found in answer.items()}
        shared = [one for one in answer["ProfileSummaries"] if one["OwnerId"] != own and self.shares.may_use(own, one["Arn"])]
        mine = [one for one in answer["ProfileSummaries"] if one["OwnerId"] == own]
        status = "SHARED_BY_ME" if any(share["owner"] == own for share in self.shares.shares.values()) else "NOT_SHARED"
        return {"ProfileSummaries": [one | {"ShareStatus": status} for one in mine] + [one | {"ShareStatus": "SHARED_WITH_ME"} for one in shared]}


class Organization:
    """All accounts, in one Region and perhaps further ones."""

    def __init__(self, regions, members, outside):
        for lacking in (caller, direct_connect, firewall, firewall_changes, vpn, watching):
            lacking.install()
        (self.region, *self.further), self.accounts = regions, [*members, *outside]
        self.shares = Shares(set(members))
        self.profiles = SharedProfiles(self.shares)
        self.look()
        self.address = server.start()
        borders.install(self.shares.may_use)
        self.meet()
        self.begin()

    def begin(self):
        """What is there before anything is made, so that it is told apart."""
        self.before = {place: describe.ids(aws) for place, aws in self.places().items()}

    def empty(self):
        """Forgets all that was made."""
        self.shares.empty()
        self.profiles.empty()
        urllib.request.urlopen(urllib.request.Request(f"{self.address}/moto-api/reset", method="POST")).close()
        self.begin()

    def look(self):
        server.ANSWERS = Answers(borders.Borders(self.region, self.shares.may_use).ask)

    def meet(self):
        self.aws = {account: self.clients(account, self.region) for account in self.accounts}
        self.elsewhere = {(account, region): self.clients(account, region) for account in self.accounts for region in self.further}

    def at(self, account, region):
        """The clients of an account in a Region."""
        return self.aws[account] if region == self.region else self.elsewhere[account, region]

    def places(self):
        """All clients, by the account, and by account and Region for further ones."""
        return self.aws | {f"{account} in {region}": aws for (account, region), aws in self.elsewhere.items()}

    def clients(self, account, region):
        by = functools.partial(self.by, account, region)
        aws = judge.clients(by, self.profiles.address)
        aws.ram, aws.takes = by("ram", self.shares.address), functools.partial(self.takes, account)
        return aws

    def by(self, account, region, service, address=None):
        return judge.client(region, service, address or self.address, caller.key_of(account))

    def takes(self, account, role):
        """The EC2 of a role in another account, which has to trust this one."""
        owner, name = role.split(":")[4], role.rpartition("/")[2]
        trust = self.aws[owner].iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"]["Statement"]
        if not any(account == one["Principal"]["AWS"] for one in trust if one["Effect"] == "Allow"):
            raise Refused(f"{role} does not trust account {account}")
        return self.aws[owner].ec2

    def copied(self):
        """The same in another process, on addresses of its own."""
        self.look()
        self.address = server.serve()
        self.shares.serve()
        self.profiles.serve()
        self.meet()

    def hello(self):
        return {"address": self.address, "profiles": self.profiles.address, "shares": self.shares.address}

    def answer(self, command, argument):
        return self.compare(argument) if command == "compare" else self.facts()

    def compare(self, folder):
        was = self.described()
        self.empty()
        try:
            made = self.deploy(pathlib.Path(folder))
            found = self.described()
        except (Refused, ClientError, BotoCoreError, ResponseParserError) as error:
            return {"refused": str(error)}
        return {"made": len(made), "differences": of_accounts(was, found)}

    def described(self):
        """All that was made, and what is shared."""
        return describe.accounts(self.places(), self.before) | self.shared()

    def zones(self, account, region):
        return [zone["ZoneName"] for zone in self.at(account, region).ec2.describe_availability_zones()["AvailabilityZones"]]

    def deploy(self, folder):
        """Makes the stacks in their order, each in its account. Between two of them a person accepts what waits."""
        outputs, refs, later, places = {}, {}, [], {}
        for stack in json.loads((folder / "deploy.json").read_text(encoding="utf-8"))["stacks"]:
            account = CHOSEN.get(stack["account"], stack["account"])
            aws, name, template = self.at(account, stack["region"]), stack["stack"], read(folder / stack["template"])
            self.accept(account)
            needed = looked_up(stack, outputs, functools.partial(cli.ask, aws), is_needed=True)
            values = filled(name, stack, template, outputs, {"AccountPartnerId": CHOSEN["partner"]} | needed)
            places[name] = account, stack["region"]
            told = functools.partial(taken, outputs, functools.partial(self.is_there, places, account))
            scope = Scope(stack["region"], account, values, self.zones(account, stack["region"]), told)
            build(name, template, scope, lambda _region, *one, aws=aws: make(aws, *one), refs)
            outputs[name] = {key: scope.resolve(output["Value"]) for key, output in template.get("Outputs", {}).items()}
            later += [(aws, stack, template, scope)]
        for aws, stack, template, scope in later:
            if not (found := looked_up(stack, outputs, functools.partial(cli.ask, aws))):
                continue
            scope.names |= found
            build(stack["stack"], template, scope, lambda _region, *one, aws=aws: make(aws, *one), refs)
        return refs

    def is_there(self, places, account, region, stack, role):
        """Whether an account finds a stack: its own, or another account's by a role of that one."""
        return places.get(stack) == (role.split(":")[4] if role else account, region)

    def accept(self, account):
        """What an account has to accept before it goes on: shares, and attachments to its gateways."""
        aws = self.aws[account]
        for one in aws.ram.get_resource_share_invitations()["resourceShareInvitations"]:
            if one["status"] == "PENDING":
                aws.ram.accept_resource_share_invitation(resourceShareInvitationArn=one["resourceShareInvitationArn"])
        for one in aws.ec2.describe_transit_gateway_attachments()["TransitGatewayAttachments"]:
            if one["TransitGatewayOwnerId"] == account and one["State"] == "pendingAcceptance":
                aws.ec2.accept_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=one["TransitGatewayAttachmentId"])

    def shared(self):
        """The shares by name, with what is in them and who may use it."""
        return {
            f"{one['owner']}: share {one['name']}": {
                "resources": sorted(self.name(arn) for arn in one["resources"]), "principals": one["principals"],
                "external": one["external"], "tags": {tag["key"]: tag["value"] for tag in one["tags"]},
            }
            for one in self.shares.shares.values() if one["status"] == "ACTIVE"
        }

    def facts(self):
        return {"uses": sorted(self.uses()), "open": sorted(self.open())}

    def uses(self):
        """Which account may use what of which other one."""
        for share in self.shares.shares.values():
            for principal, status in share["principals"].items():
                if status == "ASSOCIATED":
                    yield from (f"{principal} {self.name(arn)} of {share['owner']}" for arn in share["resources"])

    def name(self, arn):
        id = arn.rpartition("/")[2]
        if arn.split(":")[2] == "route53profiles":
            return f"profile {self.profiles.things['profile'][id]['Name']}"
        tags = self.aws[arn.split(":")[4]].ec2.describe_tags(Filters=[{"Name": "resource-id", "Values": [id]}])["Tags"]
        return "transit gateway " + next(tag["Value"] for tag in tags if tag["Key"] == "Name")

    def open(self):
        """What waits for another account, and attachments that belong to no table."""
        for one in self.shares.invitations.values():
            if one["status"] == "PENDING":
                yield f"{one['receiverAccountId']} has not accepted share {one['resourceShareName']}"
        for account, aws in self.aws.items():
            for one in aws.ec2.describe_transit_gateway_vpc_attachments()["TransitGatewayVpcAttachments"]:
                if one["VpcOwnerId"] == account and one["State"] != "available":
                    yield f"the attachment {describe.tags(one).get('Name')} of {account} is {one['State']}"
            for one in aws.ec2.describe_transit_gateway_attachments()["TransitGatewayAttachments"]:
                if one["TransitGatewayOwnerId"] == account and one["State"] == "available" and not one.get("Association"):
                    yield f"an attachment of {one['ResourceOwnerId']} has no table at {account}"
            for one in aws.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]:
                if one["RequesterVpcInfo"]["OwnerId"] == account and one["Status"]["Code"] not in ("active", "deleted"):
                    yield f"the peering {describe.tags(one).get('Name')} of {account} is {one['Status']['Code']}"


def live(organization, told):
    """The life of a copy."""
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    organization.copied()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(PATIENCE)
    os.write(told, json.dumps(organization.hello() | {"control": listener.getsockname()[1]}).encode())
    os.close(told)
    connection, _from = listener.accept()
    with connection, connection.makefile("rw") as lines:
        for line in lines:
            ((command, argument),) = json.loads(line).items()
            answer = fork(organization) if command == "fork" else organization.answer(command, argument)
            print(json.dumps(answer), file=lines, flush=True)


def fork(organization):
    """One more organization. No request may be on its way meanwhile, for its thread would not be copied."""
    heard, told = os.pipe()
    with server.ANSWERS.turn:
        child = os.fork()
    if child == 0:
        os.close(heard)
        try:
            live(organization, told)
        finally:
            os._exit(0)
    os.close(told)
    with os.fdopen(heard) as hello:
        return json.loads(hello.read())


def main(arguments):
    regions, members, outside = arguments
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    organization = Organization(regions.split(","), members.split(","), [one for one in outside.split(",") if one])
    print(json.dumps(organization.hello()), flush=True)
    for line in sys.stdin:
        ((command, argument),) = json.loads(line).items()
        answer = fork(organization) if command == "fork" else organization.answer(command, argument)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
