"""Deploys a tree by its `deploy.sh`, stops it, goes on, changes it, and looks after each step whether the account has what it should.

In: a Region, the folder with the templates, and that of the same document after an edit. Out: how many steps were right, or `Wrong`, which
says what was not. What an account should have is what the same templates make there when they are made directly, as the judge
`deployed` does, which is the network of Terraform. Never: a step that is not looked at.
"""

import pathlib
import shutil
import signal

import cli
import describe
from cloudformation import CloudFormation, Endpoint
from compare import unlike
from judge import ACCOUNT, Judge
from moto.ec2.models.transit_gateway_attachments import TransitGatewayAttachmentBackend
from script import Script
from stack import Stack
from stacks import deploy
from unmake import unmake
from update import update

# What a person chooses where the network says only how many zones it has.
ZONES = {"Zone1": "us-east-1a", "Zone2": "us-east-1c", "Zone3": "us-east-1d"}

# Where the table of the stacks begins.
TABLE = "\n# --- The stacks, in their order"

MAKERS = ("the templates", "the script")


class Wrong(Exception):
    """A step that did not do what it should."""


def must(holds, what, said=""):
    if not holds:
        raise Wrong(f"{what}\n{said}")


class Course:
    """One tree on one account."""

    def __init__(self, region, first, second, home):
        self.judge = Judge(region)
        s3 = self.judge.client("s3")
        self.stacks = CloudFormation(
            self.judge.make,
            lambda _region, *one: update(self.judge.aws, *one),
            lambda _region, *one: unmake(self.judge.aws, *one),
            self.judge.zones,
            lambda bucket, key: s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode(),
            ACCOUNT,
        )
        self.s3, self.region, self.home = s3, region, pathlib.Path(home)
        self.script = Script(self.judge, Endpoint(lambda _authorization: self.stacks), home)
        self.steps, self.hidden, self.hides = 0, 0, {"direct-connect-gateway", "vpn"}
        self.first, self.second = self.copied("first", first), self.copied("second", second)
        self.same_program()
        self.hide_attachments()
        # What the account should have before and after the edit.
        self.wanted = {folder: self.made_directly(folder) for folder in (self.first, self.second)}

    def copied(self, name, folder):
        """A path that a shell could misread, if it were not quoted."""
        return pathlib.Path(shutil.copytree(folder, self.home / f"{name} $(tree) 'of' a * user"))

    def same_program(self):
        """The tree that is judged says how all is deployed, also after the edit: a fault in it must show wherever it is."""
        program = (self.first / "deploy.sh").read_text(encoding="utf-8").split(TABLE)[0]
        path = self.second / "deploy.sh"
        path.write_text(program + TABLE + path.read_text(encoding="utf-8").split(TABLE)[1], encoding="utf-8")

    def hide_attachments(self):
        """AWS shows some attachments to a transit gateway only after a while: so many answers do not have them, of the kinds in `hides`."""
        kept = TransitGatewayAttachmentBackend.describe_transit_gateway_attachments

        def describe_transit_gateway_attachments(backend, transit_gateways_attachment_ids=None, filters=None):
            if self.hidden and self.hides.intersection((filters or {}).get("resource-type", [])):
                self.hidden -= 1
                return []
            return kept(backend, transit_gateways_attachment_ids, filters)

        TransitGatewayAttachmentBackend.describe_transit_gateway_attachments = describe_transit_gateway_attachments

    def made_directly(self, folder):
        judge = self.judge
        deploy(folder, ACCOUNT, judge.zones, judge.make, lambda command: cli.ask(judge.aws, command), ZONES)
        made, _text = describe.account(judge.aws, judge.before)
        judge.empty()
        return made

    def found(self):
        return describe.account(self.judge.aws, self.judge.before)[0]

    def has(self, folder, said):
        """The account has what the templates of the folder make, and nothing else."""
        wanted, found = self.wanted[folder], self.found()
        lines = [line for name in sorted(set(wanted) | set(found)) for line in unlike(name, wanted.get(name), found.get(name), MAKERS)]
        must(not lines, "\n".join(lines[:20]), said)

    def step(self, folder, status, *options, says=(), **given):
        """Runs the script, which has to end so and to say that."""
        ended, said = self.script.run(folder, *options, **given)
        must(ended == status, f"{options} {given}: status {ended}, not {status}", said)
        for text in says:
            must(text in said, f"{options}: nothing says {text!r}", said)
        self.steps += 1
        return said

    def killed(self, folder, action, stack, *options):
        self.step(folder, -signal.SIGKILL, "--yes", *options, kill=(action, stack, signal.SIGKILL))

    def left(self):
        """Change sets that nobody executed."""
        return [name for stack in self.stacks.stacks.values() for name in stack.change_sets]

    def status(self, name):
        return self.stacks.stacks[self.region, name].status

    def states(self):
        return {name: stack.status for (_region, name), stack in self.stacks.stacks.items() if stack.status != "DELETE_COMPLETE"}


def hub_spoke(course):
    """Eight stacks: killed at three points, of which one is a spoke that fails; a firewall that is taken back, and protected in the end; a
    spoke that comes, and one that goes, killed as well."""
    first, second = course.first, course.second
    course.killed(first, "CreateChangeSet", "corp-hub")
    course.stacks.fails = {("corp-inspection", "InspectionFirewallLogging")}
    course.step(first, 1, "--yes", says=["corp-inspection is in state ROLLBACK_COMPLETE", "InspectionFirewallLogging is made to fail"])
    left = [one["FirewallName"] for one in course.judge.aws.firewall.list_firewalls()["Firewalls"]]
    must(not left, "a first deployment that is taken back leaves a firewall", str(left))
    course.stacks.pause = 1.5
    course.killed(first, "ExecuteChangeSet", "corp-inspection")
    course.stacks.pause = 0
    course.stacks.fails = {("corp-sandbox", "SandboxProfileAssociation")}
    course.killed(first, "ExecuteChangeSet", "corp-sandbox")
    said = course.step(first, 0, "--yes", says=["corp-sandbox: its first deployment failed", "corp-hub: nothing to change"])
    course.has(first, said)
    # The next network has no sandbox any more, and the script knows it.
    course.killed(second, "DeleteStack", "corp-sandbox", "--retire")
    said = course.step(second, 0, "--yes", "--retire", says=["corp-billing: nothing to change"])
    course.has(second, said)
    # As if the stack were of a netgen that had no such parameter.
    del course.stacks.stacks[course.region, "corp-inspection"].parameters["InspectionFirewallDeleteProtection"]
    said = course.step(second, 0, "--yes", says=["once more, with what is there by now: corp-inspection"])
    course.has(second, said)


def three_tier(course):
    """One stack and a person at a terminal, a bucket, a role, wrong use, and no network."""
    first, second = course.first, course.second
    in_a_bucket(course)
    course.step(first, 2, *BUCKET, says=["nobody can be asked"])
    course.step(first, 2, "--yes", "--what", says=["what is --what?"])
    course.step(first, 2, "--yes", "--parameter", "Zone1=x", *BUCKET, says=["no stack takes a parameter Zone1"])
    course.step(first, 3, "--yes", *BUCKET, AWS_ENDPOINT_URL_CLOUDFORMATION="http://127.0.0.1:1", says=["deploy.sh: shop"])
    course.step(first, 0, "--help", says=["--dry-run"])
    course.stacks.slow = 1
    course.step(first, 0, "--dry-run", *BUCKET, says=["shop: to be made", "ShopVpc", "AWS::EC2::VPC"])
    must(not course.states(), "a dry run leaves a stack", str(course.states()))
    ended, said = course.script.talk(first, ["n"], *BUCKET)
    must(ended == 1 and "stopped before shop" in said and not course.states(), f"a no: {ended}, {course.states()}", said)
    course.step(first, 1, "--yes", *BUCKET, kill=("DescribeChangeSet", "shop", signal.SIGTERM))
    must(not course.states(), "an interruption leaves a stack", str(course.states()))
    course.killed(first, "CreateChangeSet", "shop", *BUCKET)
    course.stacks.fails = {("shop", "*")}
    course.step(first, 1, "--yes", *BUCKET, says=["shop is in state ROLLBACK_COMPLETE: Shop", "is made to fail"])
    course.killed(first, "DeleteStack", "shop", *BUCKET)
    course.killed(first, "ExecuteChangeSet", "shop", *BUCKET)
    said = course.step(first, 0, "--yes", *BUCKET, says=["shop: nothing to change"])
    course.has(first, said)
    ended, said = course.script.talk(second, ["y"], *BUCKET, "--role", ROLE)
    must(ended == 0 and "ShopAppFromWebTcp8443Ingress" in said, f"a yes: {ended}", said)
    must(ROLE in course.stacks.roles, "the role is not handed on", str(course.stacks.roles))
    course.has(second, said)
    not_retired(course)
    stopped(course)
    course.steps += 3


ROLE = "arn:aws:iam::123456789012:role/deployer"
BUCKET = ("--bucket", "templates", "--prefix", "net works/")


def in_a_bucket(course):
    """As if the template were too large for a request, whatever its size is."""
    for folder in (course.first, course.second):
        path = folder / "deploy.sh"
        path.write_text(path.read_text(encoding="utf-8").replace("most=51200", "most=1000"), encoding="utf-8")
    course.step(course.second, 2, "--yes", says=["give --bucket NAME"])
    where = {"LocationConstraint": course.region}
    course.s3.create_bucket(Bucket="templates", CreateBucketConfiguration=where)


def not_retired(course):
    """A stack that the network has no longer is not deleted by itself."""
    old = course.stacks.stacks[course.region, "shop-old"] = Stack(course.stacks, "shop-old", course.region)
    old.becomes("CREATE_COMPLETE")
    path, none = course.second / "deploy.sh", "retired_stacks() {\n  :\n"
    text = path.read_text(encoding="utf-8")
    must(none in text, "the script has no place for retired stacks")
    path.write_text(text.replace(none, none.replace(":", f"retired 'shop-old' '{course.region}' 'stacks.shop-old'")), encoding="utf-8")
    course.step(course.second, 0, "--yes", *BUCKET, says=["shop-old: no longer part of the network"])
    course.step(course.second, 0, "--dry-run", "--retire", *BUCKET, says=["shop-old: to be deleted"])
    must(old.status == "CREATE_COMPLETE", "retired without being asked to")
    ended, said = course.script.talk(course.second, ["n"], "--retire", *BUCKET)
    must(ended == 1 and old.status == "CREATE_COMPLETE", "retired in spite of a no", said)


def stopped(course):
    """What only a person can put right."""
    shop = course.stacks.stacks[course.region, "shop"]
    shop.becomes("UPDATE_ROLLBACK_FAILED")
    course.step(course.first, 1, "--yes", *BUCKET, says=["shop is in state UPDATE_ROLLBACK_FAILED", "continue-update-rollback"])


def dx_vpn(course):
    """Attachments that AWS makes by itself, some of them late; killed before and in the second pass, and edited meanwhile."""
    first, second = course.first, course.second
    routing = "hybrid-hybrid-routing-hub"
    late = "hybrid-app: cannot be shown before the stacks above are deployed"
    course.step(first, 0, "--dry-run", says=["hybrid-hub: to be made", late])
    must(not course.states(), "a dry run leaves a stack", str(course.states()))
    course.killed(first, "ExecuteChangeSet", "hybrid-app")
    course.hidden = 2
    course.killed(first, "ExecuteChangeSet", routing)
    # By now AWS has made one of them.
    course.hidden = 1
    course.killed(first, "CreateChangeSet", routing)
    course.hidden = 3
    said = course.step(second, 0, "--yes", says=["hybrid-hub: nothing to change", "once more", f"{routing}: UPDATE_COMPLETE"])
    course.has(second, said)


def dx_ipsec(course):
    """Tunnels inside Direct Connect, in three passes: what carries them is waited for before their stack is made, their own attachments come
    later. Killed before, meanwhile and afterwards, and edited at last."""
    first, second = course.first, course.second
    site, routing = "vault-site-tokyo", "vault-hybrid-routing-hub"
    late = f"{site}: cannot be shown before the stacks above are deployed"
    course.step(first, 0, "--dry-run", says=["vault-hub: to be made", late])
    must(not course.states(), "a dry run leaves a stack", str(course.states()))
    course.killed(first, "ExecuteChangeSet", "vault-direct-connect-main")
    course.hides, course.hidden = {"direct-connect-gateway"}, 2
    course.killed(first, "CreateChangeSet", site)
    must(not course.hidden, "the site's stack is made before AWS shows what carries its tunnels")
    # By now AWS has made one of the other three.
    course.hides, course.hidden = {"vpn"}, 2
    course.killed(first, "ExecuteChangeSet", routing)
    course.hidden = 4
    said = course.step(second, 0, "--yes", says=["vault-hub: nothing to change", "once more", f"{routing}: UPDATE_COMPLETE"])
    course.has(second, said)


def counted_zones(course):
    """Values that a person gives, at a terminal or before, and that an update keeps."""
    first, second = course.first, course.second
    course.step(first, 2, "--dry-run", says=["give --parameter Zone1=VALUE"])
    given = ["--parameter", f"counted-app.Zone2={ZONES['Zone2']}", "--parameter", "Zone2=us-east-1f", "--parameter", f"Zone3={ZONES['Zone3']}"]
    ended, said = course.script.talk(first, [ZONES["Zone1"], "y"], *given)
    must(ended == 0 and "Zone1 of counted-app: " in said, f"a choice: {ended}", said)
    course.has(first, said)
    said = course.step(second, 0, "--yes", says=["counted-app: to be changed"])
    course.has(second, said)
    course.step(second, 0, "--yes", "--parameter", f"Zone1={ZONES['Zone1']}", says=["counted-app: nothing to change"])
