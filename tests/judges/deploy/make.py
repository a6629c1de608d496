"""Makes one resource of a template by the API, as CloudFormation would: one small function for each type.

In: the clients of one Region, and resolved properties. Out: what `Ref` gives, and the attributes. A property that a function does not take
by name goes on to boto3, which refuses what it does not know. Never: a type that is skipped, a property that is dropped.
"""

import json

import make_services
import make_shared
import make_sites
from make_sites import tagged
from template import Refused


def make(aws, kind, name, properties):
    """What `Ref` gives, and a table of attributes; an attribute that may change later is a function."""
    if kind not in TYPES:
        raise Refused(f"{name}: nothing here makes a {kind}")
    made = TYPES[kind](aws, dict(properties))
    return made if isinstance(made, tuple) else (made, {})


def vpc(aws, properties):
    attributes = {key: properties.pop(key) for key in ("EnableDnsSupport", "EnableDnsHostnames") if key in properties}
    made = aws.ec2.create_vpc(**tagged("vpc", properties))["Vpc"]["VpcId"]
    for key, value in attributes.items():
        aws.ec2.modify_vpc_attribute(VpcId=made, **{key: {"Value": value}})

    def ipv6_blocks():
        found = aws.ec2.describe_vpcs(VpcIds=[made])["Vpcs"][0].get("Ipv6CidrBlockAssociationSet", [])
        return [block["Ipv6CidrBlock"] for block in found]

    return made, {"VpcId": made, "Ipv6CidrBlocks": ipv6_blocks}


def vpc_block(aws, properties):
    answer = aws.ec2.associate_vpc_cidr_block(**properties)
    return (answer.get("CidrBlockAssociation") or answer["Ipv6CidrBlockAssociation"])["AssociationId"]


def internet_gateway(aws, properties):
    return aws.ec2.create_internet_gateway(**tagged("internet-gateway", properties))["InternetGateway"]["InternetGatewayId"]


def gateway_attachment(aws, properties):
    """Of an internet gateway or of a VPN gateway."""
    if "VpnGatewayId" in properties:
        aws.ec2.attach_vpn_gateway(**properties)
        return f"{properties['VpnGatewayId']}|{properties['VpcId']}"
    aws.ec2.attach_internet_gateway(**properties)
    return f"{properties['InternetGatewayId']}|{properties['VpcId']}"


def egress_only_gateway(aws, properties):
    answer = aws.ec2.create_egress_only_internet_gateway(**tagged("egress-only-internet-gateway", properties))
    return answer["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]


def elastic_ip(aws, properties):
    made = aws.ec2.allocate_address(**tagged("elastic-ip", properties))
    return made["PublicIp"], {"AllocationId": made["AllocationId"], "PublicIp": made["PublicIp"]}


def nat_gateway(aws, properties):
    return aws.ec2.create_nat_gateway(**tagged("natgateway", properties))["NatGateway"]["NatGatewayId"]


def subnet(aws, properties):
    switches = ("MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation")
    attributes = {key: properties.pop(key) for key in switches if key in properties}
    made = aws.ec2.create_subnet(**tagged("subnet", properties))["Subnet"]["SubnetId"]
    for key, value in attributes.items():
        aws.ec2.modify_subnet_attribute(SubnetId=made, **{key: {"Value": value}})
    return made, {"SubnetId": made, "VpcId": properties["VpcId"]}


def route_table(aws, properties):
    made = aws.ec2.create_route_table(**tagged("route-table", properties))["RouteTable"]["RouteTableId"]
    return made, {"RouteTableId": made}


def route(aws, properties):
    aws.ec2.create_route(**properties)
    block = properties.get("DestinationCidrBlock") or properties.get("DestinationIpv6CidrBlock")
    return f"{properties['RouteTableId']}|{block}"


def route_table_association(aws, properties):
    return aws.ec2.associate_route_table(**properties)["AssociationId"]


def network_acl(aws, properties):
    made = aws.ec2.create_network_acl(**tagged("network-acl", properties))["NetworkAcl"]["NetworkAclId"]
    return made, {"Id": made}


def network_acl_entry(aws, properties):
    properties["Protocol"] = str(properties["Protocol"])
    if "Icmp" in properties:
        properties["IcmpTypeCode"] = properties.pop("Icmp")
    aws.ec2.create_network_acl_entry(**properties)
    return f"{properties['NetworkAclId']}|{properties['RuleNumber']}"


def network_acl_association(aws, properties):
    """A subnet always has an ACL: the new one takes the place of the old one."""
    here = {"Name": "association.subnet-id", "Values": [properties.pop("SubnetId")]}
    found = aws.ec2.describe_network_acls(Filters=[here])["NetworkAcls"]
    old = [one for acl in found for one in acl["Associations"] if one["SubnetId"] in here["Values"]]
    answer = aws.ec2.replace_network_acl_association(AssociationId=old[0]["NetworkAclAssociationId"], **properties)
    return answer["NewAssociationId"]


def security_group(aws, properties):
    """Rules for leaving, where a template has any, take the place of the one that lets everything out."""
    ingress, egress = properties.pop("SecurityGroupIngress", []), properties.pop("SecurityGroupEgress", [])
    # CloudFormation makes a name of its own; here any that is not taken will do.
    count = len(aws.ec2.describe_security_groups()["SecurityGroups"])
    given = {"GroupName": f"made-{count}", "Description": properties.pop("GroupDescription")}
    made = aws.ec2.create_security_group(**tagged("security-group", properties | given))["GroupId"]
    if egress:
        everything = aws.ec2.describe_security_groups(GroupIds=[made])["SecurityGroups"][0]["IpPermissionsEgress"]
        aws.ec2.revoke_security_group_egress(GroupId=made, IpPermissions=everything)
        aws.ec2.authorize_security_group_egress(GroupId=made, IpPermissions=[permission(rule) for rule in egress])
    if ingress:
        aws.ec2.authorize_security_group_ingress(GroupId=made, IpPermissions=[permission(rule) for rule in ingress])
    return made, {"GroupId": made, "Id": made, "VpcId": properties["VpcId"]}


# How a template and the API name whom a rule is about.
PEERS = {
    "CidrIp": ("IpRanges", "CidrIp"),
    "CidrIpv6": ("Ipv6Ranges", "CidrIpv6"),
    "SourceSecurityGroupId": ("UserIdGroupPairs", "GroupId"),
    "DestinationSecurityGroupId": ("UserIdGroupPairs", "GroupId"),
    "SourcePrefixListId": ("PrefixListIds", "PrefixListId"),
    "DestinationPrefixListId": ("PrefixListIds", "PrefixListId"),
}


def permission(rule):
    """A rule as the API has it: the peer and the description in a list of their own."""
    rule = dict(rule)
    (peer,) = set(rule) & set(PEERS)
    place, key = PEERS[peer]
    about = {key: rule.pop(peer)}
    if "Description" in rule:
        about["Description"] = rule.pop("Description")
    return rule | {place: [about]}


def security_group_ingress(aws, properties):
    """A group says its rules without their ids, so the group stands for them."""
    group = properties.pop("GroupId")
    aws.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission(properties)])
    return group


def security_group_egress(aws, properties):
    group = properties.pop("GroupId")
    aws.ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[permission(properties)])
    return group


def dhcp_options(aws, properties):
    """The API takes options as a list of keys and values, which templates say as properties."""
    tags = properties.pop("Tags", [])
    values = [{"Key": DHCP[key], "Values": value if isinstance(value, list) else [str(value)]} for key, value in properties.items()]
    given = tagged("dhcp-options", {"DhcpConfigurations": values, "Tags": tags})
    return aws.ec2.create_dhcp_options(**given)["DhcpOptions"]["DhcpOptionsId"]


DHCP = {
    "DomainName": "domain-name",
    "DomainNameServers": "domain-name-servers",
    "NtpServers": "ntp-servers",
}


def dhcp_association(aws, properties):
    aws.ec2.associate_dhcp_options(**properties)
    return f"{properties['VpcId']}|{properties['DhcpOptionsId']}"


def peering(aws, properties):
    """CloudFormation accepts a peering within an account by itself."""
    asked = {key: value for key, value in properties.items() if key != "PeerRoleArn"}
    answer = aws.ec2.create_vpc_peering_connection(**tagged("vpc-peering-connection", asked))
    made = answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    if "PeerOwnerId" in properties:
        make_shared.peering(aws, properties, made)
    else:
        aws.ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=made)
    return made, {"Id": made}


def vpc_endpoint(aws, properties):
    if "PolicyDocument" in properties:
        properties["PolicyDocument"] = json.dumps(properties["PolicyDocument"])
    # CloudFormation has words for what the API has as true or false.
    inbound = properties.get("DnsOptions", {}).get("PrivateDnsOnlyForInboundResolverEndpoint")
    if inbound:
        words = {"OnlyInboundResolver": True, "AllResolvers": False}
        properties["DnsOptions"] = {**properties["DnsOptions"], "PrivateDnsOnlyForInboundResolverEndpoint": words[inbound]}
    # moto takes what is not said for true, CloudFormation for false.
    properties.setdefault("PrivateDnsEnabled", False)
    made = aws.ec2.create_vpc_endpoint(**tagged("vpc-endpoint", properties))["VpcEndpoint"]["VpcEndpointId"]
    return made, {"Id": made}


def flow_log(aws, properties):
    properties["ResourceIds"] = [properties.pop("ResourceId")]
    answer = aws.ec2.create_flow_logs(**tagged("vpc-flow-log", properties))
    if answer.get("Unsuccessful"):
        raise Refused(str(answer["Unsuccessful"]))
    return answer["FlowLogIds"][0]


def transit_gateway(aws, properties):
    description, tags = properties.pop("Description"), properties.pop("Tags")
    given = tagged("transit-gateway", {"Description": description, "Options": properties, "Tags": tags})
    made = aws.ec2.create_transit_gateway(**given)["TransitGateway"]
    return made["TransitGatewayId"], {"Id": made["TransitGatewayId"], "TransitGatewayArn": made["TransitGatewayArn"]}


def transit_gateway_table(aws, properties):
    given = tagged("transit-gateway-route-table", properties)
    return aws.ec2.create_transit_gateway_route_table(**given)["TransitGatewayRouteTable"]["TransitGatewayRouteTableId"]


def transit_gateway_attachment(aws, properties):
    given = tagged("transit-gateway-attachment", properties)
    made = aws.ec2.create_transit_gateway_vpc_attachment(**given)["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
    return made, {"Id": made}


def transit_gateway_association(aws, properties):
    aws.ec2.associate_transit_gateway_route_table(**properties)
    return f"{properties['TransitGatewayRouteTableId']}|{properties['TransitGatewayAttachmentId']}"


def transit_gateway_propagation(aws, properties):
    aws.ec2.enable_transit_gateway_route_table_propagation(**properties)
    return f"{properties['TransitGatewayRouteTableId']}|{properties['TransitGatewayAttachmentId']}"


def transit_gateway_route(aws, properties):
    aws.ec2.create_transit_gateway_route(**properties)
    return f"{properties['TransitGatewayRouteTableId']}|{properties['DestinationCidrBlock']}"


def log_group(aws, properties):
    name, days = properties.pop("LogGroupName"), properties.pop("RetentionInDays", None)
    tags = {tag["Key"]: tag["Value"] for tag in properties.pop("Tags", [])}
    aws.logs.create_log_group(logGroupName=name, tags=tags, **properties)
    if days:
        aws.logs.put_retention_policy(logGroupName=name, retentionInDays=days)
    found = aws.logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    return name, {"Arn": found[0]["arn"]}


def role(aws, properties):
    properties["AssumeRolePolicyDocument"] = json.dumps(properties["AssumeRolePolicyDocument"])
    # CloudFormation makes a name of its own; here any that is not taken will do.
    name, policies = f"made-{len(aws.iam.list_roles()['Roles'])}", properties.pop("Policies", [])
    made = aws.iam.create_role(RoleName=name, **properties)["Role"]
    for policy in policies:
        aws.iam.put_role_policy(RoleName=name, PolicyName=policy["PolicyName"], PolicyDocument=json.dumps(policy["PolicyDocument"]))
    return name, {"Arn": made["Arn"], "RoleId": made["RoleId"]}


def role_policy(aws, properties):
    properties["PolicyDocument"] = json.dumps(properties["PolicyDocument"])
    aws.iam.put_role_policy(**properties)
    return f"{properties['RoleName']}|{properties['PolicyName']}"


TYPES = {
    "AWS::EC2::DHCPOptions": dhcp_options,
    "AWS::EC2::EIP": elastic_ip,
    "AWS::EC2::EgressOnlyInternetGateway": egress_only_gateway,
    "AWS::EC2::FlowLog": flow_log,
    "AWS::EC2::InternetGateway": internet_gateway,
    "AWS::EC2::NatGateway": nat_gateway,
    "AWS::EC2::NetworkAcl": network_acl,
    "AWS::EC2::NetworkAclEntry": network_acl_entry,
    "AWS::EC2::Route": route,
    "AWS::EC2::RouteTable": route_table,
    "AWS::EC2::SecurityGroup": security_group,
    "AWS::EC2::SecurityGroupEgress": security_group_egress,
    "AWS::EC2::SecurityGroupIngress": security_group_ingress,
    "AWS::EC2::Subnet": subnet,
    "AWS::EC2::SubnetNetworkAclAssociation": network_acl_association,
    "AWS::EC2::SubnetRouteTableAssociation": route_table_association,
    "AWS::EC2::TransitGateway": transit_gateway,
    "AWS::EC2::TransitGatewayAttachment": transit_gateway_attachment,
    "AWS::EC2::TransitGatewayRoute": transit_gateway_route,
    "AWS::EC2::TransitGatewayRouteTable": transit_gateway_table,
    "AWS::EC2::TransitGatewayRouteTableAssociation": transit_gateway_association,
    "AWS::EC2::TransitGatewayRouteTablePropagation": transit_gateway_propagation,
    "AWS::EC2::VPC": vpc,
    "AWS::EC2::VPCCidrBlock": vpc_block,
    "AWS::EC2::VPCDHCPOptionsAssociation": dhcp_association,
    "AWS::EC2::VPCEndpoint": vpc_endpoint,
    "AWS::EC2::VPCGatewayAttachment": gateway_attachment,
    "AWS::EC2::VPCPeeringConnection": peering,
    "AWS::IAM::Role": role,
    "AWS::IAM::RolePolicy": role_policy,
    "AWS::Logs::LogGroup": log_group,
} | make_services.TYPES | make_shared.TYPES | make_sites.TYPES
