"""Takes away one resource of a template by the API, in the manner of `make.py`: what a stack no longer has, or what a failed deployment left.

In: the clients of one Region, what `Ref` gives of the resource, and the properties that it was made with. Never: a type that is skipped.
"""

from make import permission
from template import Refused


def unmake(aws, kind, name, ref, properties):
    if kind not in TYPES:
        raise Refused(f"{name}: nothing here takes a {kind} away")
    TYPES[kind](aws, ref, properties)


def by_id(call, key):
    """Most calls take the id alone."""
    return lambda aws, ref, _properties: getattr(aws.ec2, call)(**{key: ref})


def route(aws, _ref, properties):
    keys = ("RouteTableId", "DestinationCidrBlock", "DestinationIpv6CidrBlock")
    aws.ec2.delete_route(**{key: properties[key] for key in keys if key in properties})


def endpoint(aws, ref, _properties):
    aws.ec2.delete_vpc_endpoints(VpcEndpointIds=[ref])


def entry(aws, _ref, properties):
    keys = ("NetworkAclId", "RuleNumber", "Egress")
    aws.ec2.delete_network_acl_entry(**{key: properties[key] for key in keys})


def acl_association(aws, ref, properties):
    """The subnet goes back to the default ACL of its VPC, unless another one took it already."""
    found = aws.ec2.describe_network_acls()["NetworkAcls"]
    own = [acl for acl in found for one in acl["Associations"] if one["NetworkAclAssociationId"] == ref]
    for acl in own:
        (default,) = (one for one in found if one["VpcId"] == acl["VpcId"] and one["IsDefault"])
        aws.ec2.replace_network_acl_association(AssociationId=ref, NetworkAclId=default["NetworkAclId"])


def rule(call):
    def take(aws, _ref, properties):
        properties = dict(properties)
        getattr(aws.ec2, call)(GroupId=properties.pop("GroupId"), IpPermissions=[permission(properties)])

    return take


def of_gateway(call, *keys):
    return lambda aws, _ref, properties: getattr(aws.ec2, call)(**{key: properties[key] for key in keys})


def profile_association(aws, _ref, properties):
    aws.profiles.disassociate_profile(ProfileId=properties["ProfileId"], ResourceId=properties["ResourceId"])


def of_firewall(call, key):
    return lambda aws, ref, _properties: getattr(aws.firewall, call)(**{key: ref})


def log_group(aws, _ref, properties):
    aws.logs.delete_log_group(logGroupName=properties["LogGroupName"])


TABLE, ATTACHMENT, BLOCK = "TransitGatewayRouteTableId", "TransitGatewayAttachmentId", "DestinationCidrBlock"

TYPES = {
    "AWS::EC2::NetworkAclEntry": entry,
    "AWS::EC2::Route": route,
    "AWS::EC2::RouteTable": by_id("delete_route_table", "RouteTableId"),
    "AWS::EC2::SecurityGroup": by_id("delete_security_group", "GroupId"),
    "AWS::EC2::SecurityGroupEgress": rule("revoke_security_group_egress"),
    "AWS::EC2::SecurityGroupIngress": rule("revoke_security_group_ingress"),
    "AWS::EC2::Subnet": by_id("delete_subnet", "SubnetId"),
    "AWS::EC2::SubnetNetworkAclAssociation": acl_association,
    "AWS::EC2::SubnetRouteTableAssociation": by_id("disassociate_route_table", "AssociationId"),
    "AWS::EC2::TransitGatewayAttachment": by_id("delete_transit_gateway_vpc_attachment", ATTACHMENT),
    "AWS::EC2::TransitGatewayRoute": of_gateway("delete_transit_gateway_route", TABLE, BLOCK),
    "AWS::EC2::TransitGatewayRouteTable": by_id("delete_transit_gateway_route_table", TABLE),
    "AWS::EC2::TransitGatewayRouteTableAssociation": of_gateway("disassociate_transit_gateway_route_table", TABLE, ATTACHMENT),
    "AWS::EC2::TransitGatewayRouteTablePropagation": of_gateway("disable_transit_gateway_route_table_propagation", TABLE, ATTACHMENT),
    "AWS::EC2::VPC": by_id("delete_vpc", "VpcId"),
    "AWS::EC2::VPCEndpoint": endpoint,
    "AWS::Logs::LogGroup": log_group,
    "AWS::NetworkFirewall::Firewall": of_firewall("delete_firewall", "FirewallArn"),
    "AWS::NetworkFirewall::FirewallPolicy": of_firewall("delete_firewall_policy", "FirewallPolicyArn"),
    "AWS::NetworkFirewall::RuleGroup": of_firewall("delete_rule_group", "RuleGroupArn"),
    "AWS::Route53Profiles::ProfileAssociation": profile_association,
}
