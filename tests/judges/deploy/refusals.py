"""What AWS refuses and moto does not: what is there twice, and what is deleted while others need it.

In: a call, and what stands in the account. Out: AWS's error code and what is in the way, or nothing. Never: a call that AWS makes.
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
"""

import ipaddress

EC2, FIREWALL, RESOLVER = "AWS::EC2::", "AWS::NetworkFirewall::", "AWS::Route53Resolver::"

# Deletions: the call, the parameter that names what goes, the code, the type that needs it, and the property by which it does.
IN_USE = [
    ("DeleteSubnet", "SubnetId", "DependencyViolation", EC2 + "NatGateway", "SubnetId"),
    ("DeleteSubnet", "SubnetId", "DependencyViolation", EC2 + "VPCEndpoint", "SubnetIds."),
    ("DeleteSubnet", "SubnetId", "DependencyViolation", EC2 + "TransitGatewayAttachment", "SubnetIds."),
    ("DeleteSubnet", "SubnetId", "DependencyViolation", FIREWALL + "Firewall", "SubnetMappings."),
    ("DeleteSubnet", "SubnetId", "DependencyViolation", RESOLVER + "ResolverEndpoint", "IpAddresses."),
    ("DeleteVpc", "VpcId", "DependencyViolation", EC2 + "Subnet", "VpcId"),
    ("DeleteVpc", "VpcId", "DependencyViolation", EC2 + "RouteTable", "VpcId"),
    ("DeleteVpc", "VpcId", "DependencyViolation", EC2 + "NetworkAcl", "VpcId"),
    ("DeleteVpc", "VpcId", "DependencyViolation", EC2 + "SecurityGroup", "VpcId"),
    ("DeleteVpc", "VpcId", "DependencyViolation", EC2 + "VPCEndpoint", "VpcId"),
    ("DeleteVpc", "VpcId", "DependencyViolation", EC2 + "VPCGatewayAttachment", "VpcId"),
    ("DeleteVpc", "VpcId", "DependencyViolation", EC2 + "EgressOnlyInternetGateway", "VpcId"),
    ("DeleteVpc", "VpcId", "DependencyViolation", EC2 + "TransitGatewayAttachment", "VpcId"),
    ("DeleteVpc", "VpcId", "DependencyViolation", "VPN gateway attachment", "VpcId"),
    ("DeleteRouteTable", "RouteTableId", "DependencyViolation", EC2 + "SubnetRouteTableAssociation", "RouteTableId"),
    ("DeleteRouteTable", "RouteTableId", "DependencyViolation", EC2 + "VPCEndpoint", "RouteTableIds."),
    ("DeleteRouteTable", "RouteTableId", "DependencyViolation", EC2 + "VPNGatewayRoutePropagation", "RouteTableIds."),
    ("DeleteNetworkAcl", "NetworkAclId", "DependencyViolation", EC2 + "SubnetNetworkAclAssociation", "NetworkAclId"),
    ("DeleteSecurityGroup", "GroupId", "DependencyViolation", EC2 + "VPCEndpoint", "SecurityGroupIds."),
    ("DeleteSecurityGroup", "GroupId", "DependencyViolation", RESOLVER + "ResolverEndpoint", "SecurityGroupIds."),
    ("DeleteSecurityGroup", "GroupId", "DependencyViolation", EC2 + "SecurityGroupIngress", "SourceSecurityGroupId"),
    ("DeleteSecurityGroup", "GroupId", "DependencyViolation", EC2 + "SecurityGroupEgress", "DestinationSecurityGroupId"),
    ("ReleaseAddress", "AllocationId", "InvalidIPAddress.InUse", EC2 + "NatGateway", "AllocationId"),
    ("DeleteInternetGateway", "InternetGatewayId", "DependencyViolation", EC2 + "VPCGatewayAttachment", "InternetGatewayId"),
    ("DeleteDhcpOptions", "DhcpOptionsId", "DependencyViolation", EC2 + "VPCDHCPOptionsAssociation", "DhcpOptionsId"),
    ("DeleteCustomerGateway", "CustomerGatewayId", "IncorrectState", EC2 + "VPNConnection", "CustomerGatewayId"),
    ("DeleteVpnGateway", "VpnGatewayId", "IncorrectState", "VPN gateway attachment", "VpnGatewayId"),
    ("DeleteVpnGateway", "VpnGatewayId", "IncorrectState", EC2 + "VPNConnection", "VpnGatewayId"),
    ("DeleteTransitGateway", "TransitGatewayId", "IncorrectState", EC2 + "TransitGatewayAttachment", "TransitGatewayId"),
    ("DeleteTransitGateway", "TransitGatewayId", "IncorrectState", EC2 + "VPNConnection", "TransitGatewayId"),
    (
        "DeleteTransitGatewayRouteTable",
        "TransitGatewayRouteTableId",
        "IncorrectState",
        EC2 + "TransitGatewayRouteTableAssociation",
        "TransitGatewayRouteTableId",
    ),
    ("DeleteFirewallPolicy", "FirewallPolicyArn", "InvalidOperationException", FIREWALL + "Firewall", "FirewallPolicyArn"),
    ("DeleteRuleGroup", "RuleGroupArn", "InvalidOperationException", FIREWALL + "FirewallPolicy", "FirewallPolicy."),
    ("DeleteResolverEndpoint", "ResolverEndpointId", "InvalidRequestException", RESOLVER + "ResolverRule", "ResolverEndpointId"),
    ("DeleteResolverRule", "ResolverRuleId", "ResourceInUseException", RESOLVER + "ResolverRuleAssociation", "ResolverRuleId"),
    ("DeleteRole", "RoleName", "DeleteConflict", "AWS::IAM::RolePolicy", "RoleName"),
]

# What two objects cannot both have: the call, the code, the type, and its properties, each with the parameter that asks for it.
TWICE = [
    (
        "CreateRoute",
        "RouteAlreadyExists",
        EC2 + "Route",
        (("RouteTableId", "RouteTableId"), ("DestinationCidrBlock", "DestinationCidrBlock")),
    ),
    ("AssociateRouteTable", "Resource.AlreadyAssociated", EC2 + "SubnetRouteTableAssociation", (("SubnetId", "SubnetId"),)),
    (
        "CreateNetworkAclEntry",
        "NetworkAclEntryAlreadyExists",
        EC2 + "NetworkAclEntry",
        (("NetworkAclId", "NetworkAclId"), ("Egress", "Egress"), ("RuleNumber", "RuleNumber")),
    ),
    ("CreateSecurityGroup", "InvalidGroup.Duplicate", EC2 + "SecurityGroup", (("VpcId", "VpcId"), ("GroupName", "GroupName"))),
    ("CreateNatGateway", "Resource.AlreadyAssociated", EC2 + "NatGateway", (("AllocationId", "AllocationId"),)),
    ("AttachInternetGateway", "Resource.AlreadyAssociated", EC2 + "VPCGatewayAttachment", (("InternetGatewayId", "InternetGatewayId"),)),
    ("AttachInternetGateway", "InvalidParameterValue", EC2 + "VPCGatewayAttachment", (("VpcId", "VpcId"),)),
    ("AttachVpnGateway", "VpnGatewayAttachmentLimitExceeded", "VPN gateway attachment", (("VpcId", "VpcId"),)),
    (
        "CreateTransitGatewayVpcAttachment",
        "DuplicateTransitGatewayAttachment",
        EC2 + "TransitGatewayAttachment",
        (("TransitGatewayId", "TransitGatewayId"), ("VpcId", "VpcId")),
    ),
    (
        "AssociateTransitGatewayRouteTable",
        "Resource.AlreadyAssociated",
        EC2 + "TransitGatewayRouteTableAssociation",
        (("TransitGatewayAttachmentId", "TransitGatewayAttachmentId"),),
    ),
    (
        "EnableTransitGatewayRouteTablePropagation",
        "TransitGatewayRouteTablePropagation.Duplicate",
        EC2 + "TransitGatewayRouteTablePropagation",
        (("TransitGatewayRouteTableId", "TransitGatewayRouteTableId"), ("TransitGatewayAttachmentId", "TransitGatewayAttachmentId")),
    ),
    (
        "CreateTransitGatewayRoute",
        "RouteAlreadyExists",
        EC2 + "TransitGatewayRoute",
        (("TransitGatewayRouteTableId", "TransitGatewayRouteTableId"), ("DestinationCidrBlock", "DestinationCidrBlock")),
    ),
    (
        "CreateVpnConnectionRoute",
        "RouteAlreadyExists",
        EC2 + "VPNConnectionRoute",
        (("VpnConnectionId", "VpnConnectionId"), ("DestinationCidrBlock", "DestinationCidrBlock")),
    ),
    ("CreateFirewall", "InvalidRequestException", FIREWALL + "Firewall", (("FirewallName", "FirewallName"),)),
    ("CreateFirewallPolicy", "InvalidRequestException", FIREWALL + "FirewallPolicy", (("FirewallPolicyName", "FirewallPolicyName"),)),
    ("CreateRuleGroup", "InvalidRequestException", FIREWALL + "RuleGroup", (("RuleGroupName", "RuleGroupName"),)),
    ("CreateLogGroup", "ResourceAlreadyExistsException", "AWS::Logs::LogGroup", (("LogGroupName", "logGroupName"),)),
    ("CreateRole", "EntityAlreadyExists", "AWS::IAM::Role", (("RoleName", "RoleName"),)),
    (
        "AssociateResolverRule",
        "ResourceExistsException",
        RESOLVER + "ResolverRuleAssociation",
        (("ResolverRuleId", "ResolverRuleId"), ("VPCId", "VPCId")),
    ),
]


def reads(object, property):
    """The values of a property, or of all below it where its name ends in a dot."""
    if property.endswith("."):
        return [value for key, value in object["facts"].items() if key.startswith(property)]
    return [object["facts"].get(property)]


def refused(action, asked, standing, connection_of):
    """The code and the id of what is in the way."""
    for call, parameter, code, kind, property in IN_USE:
        if call == action and asked.get(parameter):
            for id, one in standing.items():
                own = one["facts"].get("GroupId") == asked[parameter]
                if one["kind"] == kind and asked[parameter] in reads(one, property) and not own:
                    return code, id
    for call, code, kind, place in TWICE:
        if call == action:
            wanted = [(property, connection_of(asked.get(parameter))) for property, parameter in place]
            for id, one in standing.items():
                if one["kind"] == kind and all(value and one["facts"].get(property) == value for property, value in wanted):
                    return code, id
    return SPECIAL[action](asked, standing) if action in SPECIAL else None


def mapped(asked, standing):
    """An internet gateway is in use while public addresses of the VPC are mapped."""
    for id, one in standing.items():
        subnet = standing.get(one["facts"].get("SubnetId"), {"facts": {}})
        if one["kind"] == EC2 + "NatGateway" and one["facts"].get("AllocationId") and subnet["facts"].get("VpcId") == asked["VpcId"]:
            return "DependencyViolation", id
    return None


def protected(asked, standing):
    """A firewall whose protection is on."""
    for id, one in standing.items():
        named = asked.get("FirewallArn") == id or asked.get("FirewallName") == one["facts"].get("FirewallName")
        if one["kind"] == FIREWALL + "Firewall" and named and one["facts"].get("DeleteProtection") == "true":
            return "InvalidOperationException", id
    return None


def overlapping(asked, standing):
    """A subnet's block is its own."""
    wanted = ipaddress.ip_network(asked["CidrBlock"]) if asked.get("CidrBlock") else None
    for id, one in standing.items():
        own = one["kind"] == EC2 + "Subnet" and one["facts"].get("VpcId") == asked["VpcId"]
        if wanted and own and wanted.overlaps(ipaddress.ip_network(one["facts"]["CidrBlock"])):
            return "InvalidSubnet.Conflict", id
    return None


def peered(asked, standing):
    """Two VPCs are joined by one peering."""
    ends = {asked.get("VpcId"), asked.get("PeerVpcId")}
    for id, one in standing.items():
        if one["kind"] == EC2 + "VPCPeeringConnection" and {one["facts"]["VpcId"], one["facts"]["PeerVpcId"]} == ends:
            return "VpcPeeringConnectionAlreadyExists", id
    return None


def inhabited(asked, standing):
    """A block of a VPC is in use while a subnet lies in it."""
    block = standing.get(asked.get("AssociationId"))
    for id, one in standing.items():
        own = block and one["kind"] == EC2 + "Subnet" and one["facts"].get("VpcId") == block["facts"]["VpcId"]
        if not own:
            continue
        six = block["kind"] == "IPv6 block" and "Ipv6CidrBlock" in one["facts"]
        four = block["facts"].get("CidrBlock")
        if six or four and ipaddress.ip_network(one["facts"]["CidrBlock"]).subnet_of(ipaddress.ip_network(four)):
            return "DependencyViolation", id
    return None


SPECIAL = {
    "DetachInternetGateway": mapped,
    "DeleteFirewall": protected,
    "CreateSubnet": overlapping,
    "CreateVpcPeeringConnection": peered,
    "DisassociateVpcCidrBlock": inhabited,
}
