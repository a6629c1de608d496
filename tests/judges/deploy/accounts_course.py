"""The course of a tree of several accounts: its `deploy.sh` goes through all of them, is killed on the way, goes on, and takes an edit.

In: as for `course.py`. Out: how many steps were right. What the accounts should have is what the same templates make there when they are made
directly. Never: a stack that is made in another account or Region than `deploy.json` says.
"""

import functools
import json
import pathlib

import caller
from cloudformation import CloudFormation, Endpoint
from course import Course, must
from make import make
from organization import Organization
from script import Script
from unmake import unmake
from update import update


class Accounts(Course):
    """One tree on several accounts, of which the first one's credentials are at hand."""

    def __init__(self, stacks, first, second, home):
        regions = sorted({stack["region"] for stack in stacks}, key=[stack["region"] for stack in stacks].index)
        accounts = sorted({stack["account"] for stack in stacks})
        self.organization = Organization(regions, accounts, [])
        # Filled in place: each account's stacks read those of the others by it.
        self.of = {}
        self.of.update((account, self.cloudformation(account)) for account in accounts)
        self.endpoint = Endpoint(lambda authorization: self.of[caller.account_of(authorization)])
        self.home, self.steps, self.wanted = pathlib.Path(home), 0, {}
        self.script = Script(
            self.organization, self.endpoint, home, caller.key_of(stacks[0]["account"]),
            AWS_ENDPOINT_URL_RAM=self.organization.shares.address,
            AWS_ENDPOINT_URL_ROUTE53PROFILES=self.organization.profiles.address,
        )
        self.first, self.second = self.copied("first", first), self.copied("second", second)
        self.same_program()
        for folder in (self.first, self.second):
            self.organization.deploy(folder)
            self.wanted[folder] = self.organization.described()
            self.organization.empty()

    def cloudformation(self, account):
        at = functools.partial(self.organization.at, account)
        return CloudFormation(
            lambda region, *one: make(at(region), *one),
            lambda region, *one: update(at(region), *one),
            lambda region, *one: unmake(at(region), *one),
            functools.partial(self.organization.zones, account), None, account, self.of.__getitem__,
        )

    def found(self):
        return self.organization.described()

    def has(self, folder, said):
        super().has(folder, said)
        stacks = json.loads((folder / "deploy.json").read_text(encoding="utf-8"))["stacks"]
        wanted = {(stack["account"], stack["region"], stack["stack"]) for stack in stacks}
        found = {(account, *key) for account, of in self.of.items() for key, stack in of.stacks.items() if stack.status != "DELETE_COMPLETE"}
        must(found == wanted, f"stacks elsewhere: {sorted(found ^ wanted)}", said)


def organization(course):
    """Killed in three accounts; then a VPC comes."""
    first, second = course.first, course.second
    course.killed(first, "CreateChangeSet", "org-hub")
    course.killed(first, "ExecuteChangeSet", "org-lake")
    course.killed(first, "ExecuteChangeSet", "org-hub--orders")
    said = course.step(first, 0, "--yes", says=["org-edge: nothing to change", "org-routes--orders--hub: CREATE_COMPLETE"])
    course.has(first, said)
    said = course.step(second, 0, "--yes", says=["org-lake: nothing to change", "org-hub--returns: before it, accept attachment"])
    course.has(second, said)
    changed = [line for line in said.splitlines() if line.endswith(("CREATE_COMPLETE", "UPDATE_COMPLETE"))]
    must(all("returns" in line for line in changed), "a new VPC changes others", "\n".join(changed))
