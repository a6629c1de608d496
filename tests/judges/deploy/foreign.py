"""Shows each rule of `borders.py` and `ram.py` by a call: what an account may do with another one's, and what it may not.

In: nothing. Out: how many calls went as they should, or a line for each that did not, and status 1. Never: a call that is not looked at.
"""

import functools
import json
import sys

from botocore.exceptions import ClientError

import borders
from caller import key_of
from judge import client
from organization import Organization
from template import Refused, parse

REGION = "eu-west-1"
OWNER, MEMBER, STRANGER = "111111111111", "222222222222", "333333333333"
OFF = {"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"}


class Foreign:
    """Three accounts: the owner of a gateway, one of its organization, and one outside."""

    def __init__(self):
        self.all, self.wrong, self.count, self.shown = Organization([REGION], [OWNER, MEMBER], [STRANGER]), [], 0, set()
        self.ram = {account: client(REGION, "ram", self.all.shares.address, key_of(account)) for account in self.all.accounts}
        self.ec2 = {account: aws.ec2 for account, aws in self.all.aws.items()}

    def may(self, call, **asked):
        """A call that succeeds; its answer."""
        self.count += 1
        return call(**asked)

    def not_(self, code, call, **asked):
        """A call that is refused so."""
        self.count += 1
        try:
            call(**asked)
            said = "nothing"
        except ClientError as error:
            said = error.response["Error"]["Code"]
        self.shown.add(call.__name__)
        if said != code:
            self.wrong.append(f"{call.__name__} {asked} is refused by {said}, not {code}")

    def must(self, holds, what):
        self.count += 1
        self.wrong += [] if holds else [what]

    def network(self, account, block):
        ec2 = self.ec2[account]
        vpc = ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"]
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=block)["Subnet"]["SubnetId"]
        table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
        return vpc, subnet, table

    def gateway(self, **options):
        made = self.ec2[OWNER].create_transit_gateway(Options=OFF | options)["TransitGateway"]
        return made["TransitGatewayId"], made["TransitGatewayArn"]

    def shared(self, gateway, arn):
        """Seen by whom a gateway is shared with, and by nobody else."""
        ram, seen = self.ram, lambda account: self.ec2[account].describe_transit_gateways()["TransitGateways"]
        describe = self.ec2[MEMBER].describe_transit_gateways
        self.not_("InvalidTransitGatewayID.NotFound", describe, TransitGatewayIds=[gateway])
        share = self.may(ram[OWNER].create_resource_share, name="open")["resourceShare"]["resourceShareArn"]
        self.not_("UnknownResourceException", ram[MEMBER].associate_resource_share, resourceShareArn=share, principals=[MEMBER])
        self.may(ram[OWNER].associate_resource_share, resourceShareArn=share, principals=[MEMBER])
        self.not_("InvalidTransitGatewayID.NotFound", describe, TransitGatewayIds=[gateway])
        self.may(ram[OWNER].associate_resource_share, resourceShareArn=share, resourceArns=[arn])
        (found,) = self.may(describe, TransitGatewayIds=[gateway])["TransitGateways"]
        self.must(found["OwnerId"] == OWNER and not found.get("Tags"), "a participant sees tags, or another owner")
        self.must(not self.may(ram[MEMBER].get_resource_share_invitations)["resourceShareInvitations"], "a member is invited")
        closed = self.may(ram[OWNER].create_resource_share, name="closed", allowExternalPrincipals=False)["resourceShare"]
        self.not_(
            "OperationNotPermittedException", ram[OWNER].associate_resource_share,
            resourceShareArn=closed["resourceShareArn"], principals=[STRANGER],
        )
        foreign = arn.replace(OWNER, MEMBER)
        self.not_("MalformedArnException", ram[OWNER].associate_resource_share, resourceShareArn=share, resourceArns=[foreign])
        self.may(ram[OWNER].associate_resource_share, resourceShareArn=share, principals=[STRANGER])
        self.must(not seen(STRANGER), "a gateway is seen before its share is accepted")
        (invitation,) = self.may(ram[STRANGER].get_resource_share_invitations)["resourceShareInvitations"]
        accept = {"resourceShareInvitationArn": invitation["resourceShareInvitationArn"]}
        self.not_("ResourceShareInvitationArnNotFoundException", ram[MEMBER].accept_resource_share_invitation, **accept)
        self.may(ram[STRANGER].accept_resource_share_invitation, **accept)
        self.not_("ResourceShareInvitationAlreadyAcceptedException", ram[STRANGER].accept_resource_share_invitation, **accept)
        self.must(len(seen(STRANGER)) == 1, "a gateway is not seen after its share is accepted")
        leave = {"resourceShareArn": share, "principals": [STRANGER]}
        self.not_("UnknownResourceException", ram[MEMBER].disassociate_resource_share, **leave)
        self.may(ram[STRANGER].disassociate_resource_share, **leave)
        self.must(not seen(STRANGER), "a gateway is seen by who left its share")
        return share

    def attached(self, gateway, way):
        """A participant attaches its own VPC; all else of a gateway is its owner's."""
        owner, member = self.ec2[OWNER], self.ec2[MEMBER]
        vpc, subnet, table = self.network(MEMBER, "10.1.0.0/24")
        other, its, _table = self.network(STRANGER, "10.2.0.0/24")
        attach = member.create_transit_gateway_vpc_attachment
        route = {"RouteTableId": table, "DestinationCidrBlock": "10.0.0.0/8", "TransitGatewayId": gateway}
        self.not_("InvalidTransitGatewayID.NotFound", member.create_route, **route)
        self.not_("InvalidVpcID.NotFound", attach, TransitGatewayId=gateway, VpcId=other, SubnetIds=[subnet])
        self.not_("InvalidSubnetID.NotFound", attach, TransitGatewayId=gateway, VpcId=vpc, SubnetIds=[its])
        made = self.may(attach, TransitGatewayId=gateway, VpcId=vpc, SubnetIds=[subnet])["TransitGatewayVpcAttachment"]
        self.must(made["State"] == "pendingAcceptance", f"a foreign attachment is {made['State']}")
        attachment = {"TransitGatewayAttachmentId": made["TransitGatewayAttachmentId"]}
        self.not_("InvalidTransitGatewayID.NotFound", member.create_route, **route)
        ends = {"TransitGatewayRouteTableId": way} | attachment
        self.not_("IncorrectState", owner.associate_transit_gateway_route_table, **ends)
        self.not_("IncorrectState", owner.enable_transit_gateway_route_table_propagation, **ends)
        self.not_("IncorrectState", owner.create_transit_gateway_route, **ends, DestinationCidrBlock="10.9.0.0/16")
        self.not_("UnauthorizedOperation", member.accept_transit_gateway_vpc_attachment, **attachment)
        self.not_("UnauthorizedOperation", member.reject_transit_gateway_vpc_attachment, **attachment)
        self.not_("InvalidTransitGatewayAttachmentID.NotFound", self.ec2[STRANGER].delete_transit_gateway_vpc_attachment, **attachment)
        (seen,) = self.may(owner.describe_transit_gateway_vpc_attachments)["TransitGatewayVpcAttachments"]
        self.must(seen["VpcOwnerId"] == MEMBER and not seen.get("Tags"), "the owner of a gateway sees tags, or another owner of the VPC")
        self.may(owner.accept_transit_gateway_vpc_attachment, **attachment)
        self.not_("IncorrectState", owner.accept_transit_gateway_vpc_attachment, **attachment)
        for name in ("associate_transit_gateway_route_table", "enable_transit_gateway_route_table_propagation"):
            self.not_("InvalidRouteTableID.NotFound", getattr(member, name), **ends)
            self.may(getattr(owner, name), **ends)
        more = {"DestinationCidrBlock": "10.9.0.0/16"}
        self.not_("InvalidRouteTableID.NotFound", member.create_transit_gateway_route, **ends, **more)
        self.may(owner.create_transit_gateway_route, **ends, **more)
        self.may(member.create_route, **route)
        self.not_("DependencyViolation", member.delete_subnet, SubnetId=subnet)
        self.not_("DependencyViolation", member.delete_vpc, VpcId=vpc)
        self.not_("IncorrectState", owner.delete_transit_gateway, TransitGatewayId=gateway)
        self.not_("IncorrectState", owner.delete_transit_gateway_route_table, TransitGatewayRouteTableId=way)
        self.not_("UnauthorizedOperation", owner.modify_transit_gateway_vpc_attachment, **attachment, Options={"DnsSupport": "disable"})
        self.may(member.modify_transit_gateway_vpc_attachment, **attachment, Options={"DnsSupport": "disable"})
        for name in ("modify_transit_gateway", "delete_transit_gateway", "create_transit_gateway_route_table"):
            self.not_("UnauthorizedOperation", getattr(member, name), TransitGatewayId=gateway)
        site = self.may(member.create_customer_gateway, Type="ipsec.1", PublicIp="192.0.2.1", BgpAsn=65000)["CustomerGateway"]
        self.not_(
            "UnauthorizedOperation", member.create_vpn_connection,
            Type="ipsec.1", CustomerGatewayId=site["CustomerGatewayId"], TransitGatewayId=gateway,
        )
        self.may(owner.delete_transit_gateway_vpc_attachment, **attachment)
        left = self.may(member.describe_transit_gateway_vpc_attachments)["TransitGatewayVpcAttachments"]
        self.must(not left, "an attachment that its gateway's owner deleted is still there")
        self.may(member.delete_subnet, SubnetId=subnet)

    def by_itself(self, share):
        """A gateway that accepts by itself."""
        gateway, arn = self.gateway(AutoAcceptSharedAttachments="enable")
        self.may(self.ram[OWNER].associate_resource_share, resourceShareArn=share, resourceArns=[arn])
        vpc, subnet, _table = self.network(MEMBER, "10.3.0.0/24")
        made = self.may(self.ec2[MEMBER].create_transit_gateway_vpc_attachment, TransitGatewayId=gateway, VpcId=vpc, SubnetIds=[subnet])
        made = made["TransitGatewayVpcAttachment"]
        self.must(made["State"] == "available", f"a gateway that accepts by itself leaves an attachment {made['State']}")
        attachment = made["TransitGatewayAttachmentId"]
        self.not_("IncorrectState", self.ec2[OWNER].accept_transit_gateway_vpc_attachment, TransitGatewayAttachmentId=attachment)

    def peered(self):
        """The other account accepts a peering, and nobody else sees it."""
        one, other = self.network(OWNER, "10.4.0.0/24")[0], self.network(MEMBER, "10.5.0.0/24")[0]
        tags = [{"ResourceType": "vpc-peering-connection", "Tags": [{"Key": "Name", "Value": "mine"}]}]
        asked = {"VpcId": one, "PeerVpcId": other, "PeerOwnerId": MEMBER, "TagSpecifications": tags}
        made = self.may(self.ec2[OWNER].create_vpc_peering_connection, **asked)
        (seen,) = self.may(self.ec2[MEMBER].describe_vpc_peering_connections)["VpcPeeringConnections"]
        self.must(not seen.get("Tags"), "who accepts a peering sees the tags of who asks")
        peering = {"VpcPeeringConnectionId": made["VpcPeeringConnection"]["VpcPeeringConnectionId"]}
        self.not_("OperationNotPermitted", self.ec2[OWNER].accept_vpc_peering_connection, **peering)
        self.not_("InvalidVpcPeeringConnectionID.NotFound", self.ec2[STRANGER].accept_vpc_peering_connection, **peering)
        self.may(self.ec2[MEMBER].accept_vpc_peering_connection, **peering)
        self.not_("InvalidStateTransition", self.ec2[MEMBER].accept_vpc_peering_connection, **peering)

    def profiled(self):
        """A profile is associated by whom it is shared with."""
        made = self.may(self.all.aws[OWNER].profiles.create_profile, Name="names", ClientToken="names")["Profile"]
        vpc = self.network(MEMBER, "10.6.0.0/24")[0]
        asked = {"Name": "vpc", "ProfileId": made["Id"], "ResourceId": vpc}
        self.not_("ResourceNotFoundException", self.all.aws[MEMBER].profiles.associate_profile, **asked)
        share = {"name": "names", "principals": [MEMBER], "resourceArns": [made["Arn"]], "allowExternalPrincipals": False}
        self.may(self.ram[OWNER].create_resource_share, **share)
        self.may(self.all.aws[MEMBER].profiles.associate_profile, **asked)

    def outputs(self):
        """`Fn::GetStackOutput` where AWS takes it, and finds a stack in the account and Region that it names."""
        def made(value, output="shop"):
            return {"Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": value}}}, "Outputs": {"Id": {"Value": output}}}

        def takes(**of):
            return {"Fn::GetStackOutput": {"StackName": "core", "OutputName": "Id"} | of}

        def refuses(call, *asked):
            self.count += 1
            try:
                call(*asked)
            except Refused:
                return True
            return False

        for value in (takes(), {"Fn::Join": ["", [takes(Region="eu-west-1")]]}):
            self.must(not refuses(parse, json.dumps(made(value))), f"{value} is refused")
        for value in (
            {"Fn::Sub": ["${A}", {"A": takes()}]}, {"Fn::Base64": takes()}, {"Fn::Split": [",", takes()]}, takes(Account=MEMBER),
            takes(StackName={"Ref": "Vpc"}),
        ):
            self.must(refuses(parse, json.dumps(made(value))), f"{value} is not refused")
        self.must(refuses(parse, json.dumps(made("10.0.0.0/24", takes()))), "an output of an output is not refused")
        found = functools.partial(self.all.is_there, {"core": (OWNER, REGION)})
        role = f"arn:aws:iam::{OWNER}:role/deploy"
        self.must(found(OWNER, REGION, "core", None) and found(MEMBER, REGION, "core", role), "a stack is not found")
        for asked in ((MEMBER, REGION, "core", None), (OWNER, "eu-north-1", "core", None), (OWNER, REGION, "edge", None)):
            self.must(not found(*asked), f"{asked} is found")

    def unshared(self, share, gateway):
        """Nothing is seen any more that is shared no longer."""
        self.may(self.ram[OWNER].disassociate_resource_share, resourceShareArn=share, principals=[MEMBER])
        self.not_("InvalidTransitGatewayID.NotFound", self.ec2[MEMBER].describe_transit_gateways, TransitGatewayIds=[gateway])


def main():
    foreign = Foreign()
    gateway, arn = foreign.gateway()
    made = foreign.ec2[OWNER].create_transit_gateway_route_table(TransitGatewayId=gateway)["TransitGatewayRouteTable"]
    share = foreign.shared(gateway, arn)
    foreign.attached(gateway, made["TransitGatewayRouteTableId"])
    foreign.by_itself(share)
    foreign.peered()
    foreign.profiled()
    foreign.outputs()
    foreign.unshared(share, gateway)
    snake = {"".join(word.capitalize() for word in name.split("_")) for name in foreign.shown}
    foreign.wrong += [f"nothing shows {action}" for action in (borders.OWNERS | borders.AVAILABLE | set(borders.NEEDED)) - snake]
    print("\n".join(foreign.wrong) or f"{foreign.count} calls went as they should")
    sys.exit(bool(foreign.wrong))


if __name__ == "__main__":
    main()
