"""Reads an account back and writes it down by names alone: the form in which two accounts can be compared.

In: the clients of one Region, and the ids that were there before anything was made. Out: what was made, `kind and name` to properties, with
every id replaced by the name of what it belongs to. Never: a property that is left out unless `NOISE` says why.
"""

import ipaddress
import json
import re

import describe_sites
from template import Refused

# What there is: its kind, the client and the call that lists it, where the answer has it, and its id.
LISTS = (
    ("VPC", "ec2", "describe_vpcs", "Vpcs", "VpcId"),
    ("subnet", "ec2", "describe_subnets", "Subnets", "SubnetId"),
    ("route table", "ec2", "describe_route_tables", "RouteTables", "RouteTableId"),
    ("DHCP options", "ec2", "describe_dhcp_options", "DhcpOptions", "DhcpOptionsId"),
    ("internet gateway", "ec2", "describe_internet_gateways", "InternetGateways", "InternetGatewayId"),
    ("egress-only gateway", "ec2", "describe_egress_only_internet_gateways", "EgressOnlyInternetGateways", "EgressOnlyInternetGatewayId"),
    ("NAT gateway", "ec2", "describe_nat_gateways", "NatGateways", "NatGatewayId"),
    ("elastic IP", "ec2", "describe_addresses", "Addresses", "AllocationId"),
    ("network ACL", "ec2", "describe_network_acls", "NetworkAcls", "NetworkAclId"),
    ("security group", "ec2", "describe_security_groups", "SecurityGroups", "GroupId"),
    ("prefix list", "ec2", "describe_managed_prefix_lists", "PrefixLists", "PrefixListId"),
    ("endpoint", "ec2", "describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId"),
    ("flow log", "ec2", "describe_flow_logs", "FlowLogs", "FlowLogId"),
    ("transit gateway", "ec2", "describe_transit_gateways", "TransitGateways", "TransitGatewayId"),
    ("gateway table", "ec2", "describe_transit_gateway_route_tables", "TransitGatewayRouteTables", "TransitGatewayRouteTableId"),
    ("attachment", "ec2", "describe_transit_gateway_vpc_attachments", "TransitGatewayVpcAttachments", "TransitGatewayAttachmentId"),
    ("rule group", "firewall", "list_rule_groups", "RuleGroups", "Arn"),
    ("firewall policy", "firewall", "list_firewall_policies", "FirewallPolicies", "Arn"),
    ("firewall", "firewall", "list_firewalls", "Firewalls", "FirewallArn"),
    ("peering", "ec2", "describe_vpc_peering_connections", "VpcPeeringConnections", "VpcPeeringConnectionId"),
    ("resolver endpoint", "resolver", "list_resolver_endpoints", "ResolverEndpoints", "Id"),
    ("resolver rule", "resolver", "list_resolver_rules", "ResolverRules", "Id"),
    ("resolver rule association", "resolver", "list_resolver_rule_associations", "ResolverRuleAssociations", "Id"),
    ("profile", "profiles", "list_profiles", "ProfileSummaries", "Id"),
    ("profile association", "profiles", "list_profile_associations", "ProfileAssociations", "Id"),
    ("log group", "logs", "describe_log_groups", "logGroups", "arn"),
    ("role", "iam", "list_roles", "Roles", "RoleName"),
) + describe_sites.LISTS

# Properties that no template can say, because AWS (here moto) makes them up or counts them.
NOISE = {
    "AssociationId", "NetworkAclAssociationId", "RouteTableAssociationId",  # ids of associations, which have no names
    "NetworkInterfaceId", "NetworkInterfaceIds", "DnsEntries", "PrivateIp", "PrivateIpAddress", "PublicIp",
    "CreateTime", "CreationTime", "CreationTimestamp", "CreateDate", "creationTime",
    "AvailableIpAddressCount", "storedBytes",
    "DefaultForAz",  # moto gives it to whoever comes first where the default VPC has no subnet
    "DeliverLogsStatus", "DeliverLogsErrorMessage",  # moto never delivers, and says so only for a log group that is named by its ARN
    "PrefixListArn",
    "Id", "IpId", "CreatorRequestId", "ModificationTime", "StatusMessage", "ExpirationTime", "RuleGroupId", "FirewallPolicyId",
    "RoleId", "RoleName", "GroupName",  # made-up names: the tag `Name` is what people see
} | describe_sites.NOISE


def account(aws, before=frozenset()):
    """All that was made, by `kind and name`; and the text of all that was read, with the ids that stand for it."""
    things = new(aws, before)
    names = names_of(things)
    blocks = {block: name for name, thing in zip(names.values(), things) for block in ipv6_blocks(thing)}
    form = Form(names, blocks)
    return {names[thing[key]]: form.of(thing) for _kind, key, thing in things}, json.dumps(things, default=str)


def accounts(all, before):
    """All that was made in several accounts, by `account: kind and name`, or `account in Region: ...`. What an account sees of another one's has
    the name that its owner gave."""
    things, ids = {account: new(aws, before[account]) for account, aws in all.items()}, {account.split()[0] for account in all}
    names = {account: names_of([one for one in of if owner(one[2]) not in ids - {account.split()[0]}]) for account, of in things.items()}
    every, made = {id: name for own in names.values() for id, name in own.items()}, {}
    for account, of in things.items():
        own = every | names[account]
        form = Form(own, {block: own[one[2][one[1]]] for one in of for block in ipv6_blocks(one)})
        made |= {f"{account}: {own[thing[key]]}": form.of(thing) for _kind, key, thing in of}
    return made


def new(aws, before):
    """What was made, each thing with all that is said of it."""
    things = [found for found in everything(aws) if not before & {found[2][found[1]], found[2].get("VpcId")}]
    for kind, _key, thing in things:
        MORE.get(kind, lambda _aws, _thing: None)(aws, thing)
    return things


def owner(thing):
    """The account of whoever made a thing, where it is said."""
    asks = thing.get("RequesterVpcInfo", {}).get("OwnerId")
    return asks or thing.get("VpcOwnerId") or thing.get("ResourceOwnerId") or thing.get("OwnerId")


def ids(aws):
    """The ids of all that is there, but for AWS's own prefix lists, which routes name."""
    return frozenset(thing[key] for kind, key, thing in everything(aws) if kind != "prefix list")


def everything(aws):
    """Each thing as the first list that has it says it, with its kind and the name of its id."""
    listed = set()
    for kind, client, call, place, key in LISTS:
        client = getattr(aws, client)
        pages = client.get_paginator(call).paginate() if client.can_paginate(call) else [getattr(client, call)()]
        things = [thing for page in pages for thing in page[place] if thing[key] not in listed]
        listed |= {thing[key] for thing in things}
        yield from ((kind, key, thing) for thing in things)


def vpc(aws, found):
    """Switches that are asked for one by one."""
    for attribute in ("enableDnsSupport", "enableDnsHostnames"):
        name = attribute[0].upper() + attribute[1:]
        found[name] = aws.ec2.describe_vpc_attribute(VpcId=found["VpcId"], Attribute=attribute)[name]["Value"]


def network_acl(_aws, found):
    """Ports mean nothing for protocols that have none. Terraform writes zeros there, and AWS forgets them."""
    for entry in found["Entries"]:
        if entry["Protocol"] not in ("6", "17"):
            entry.pop("PortRange", None)


def endpoint(_aws, found):
    """A gateway endpoint has no names of its own; moto says what was asked for last."""
    if found["VpcEndpointType"] == "Gateway":
        found.pop("PrivateDnsEnabled", None)


def flow_log(_aws, found):
    """A log group may be named by its ARN as well, of which AWS says the name."""
    before, group, name = found.get("LogDestination", "").partition(":log-group:")
    if group and before.startswith("arn:"):
        found["LogGroupName"] = name
        del found["LogDestination"]


def gateway_table(aws, found):
    """A transit gateway's route table: who sends by it, who tells it where they are, and what is written into it."""
    table = {"TransitGatewayRouteTableId": found["TransitGatewayRouteTableId"]}
    found["Associations"] = aws.ec2.get_transit_gateway_route_table_associations(**table)["Associations"]
    propagations = aws.ec2.get_transit_gateway_route_table_propagations(**table)
    found["Propagations"] = propagations["TransitGatewayRouteTablePropagations"]
    every = [{"Name": "state", "Values": ["active", "blackhole"]}]
    found["Routes"] = aws.ec2.search_transit_gateway_routes(**table, Filters=every)["Routes"]


def rule_group(aws, found):
    told = aws.firewall.describe_rule_group(RuleGroupArn=found["Arn"])
    found |= told["RuleGroupResponse"] | {"RuleGroup": told["RuleGroup"]}


def firewall_policy(aws, found):
    told = aws.firewall.describe_firewall_policy(FirewallPolicyArn=found["Arn"])
    found |= told["FirewallPolicyResponse"] | {"FirewallPolicy": told["FirewallPolicy"]}


def firewall(aws, found):
    told = aws.firewall.describe_firewall(FirewallArn=found["FirewallArn"])
    logs = aws.firewall.describe_logging_configuration(FirewallArn=found["FirewallArn"])
    found |= told["Firewall"] | told["FirewallStatus"] | {"Logging": logs["LoggingConfiguration"]}


def resolver_endpoint(aws, found):
    found["Tags"] = aws.resolver.list_tags_for_resource(ResourceArn=found["Arn"])["Tags"]
    addresses = aws.resolver.list_resolver_endpoint_ip_addresses(ResolverEndpointId=found["Id"])
    found["IpAddresses"] = addresses["IpAddresses"]


def resolver_rule(aws, found):
    found["Tags"] = aws.resolver.list_tags_for_resource(ResourceArn=found["Arn"])["Tags"]


def profile(aws, found):
    found["Tags"] = aws.profiles.list_tags_for_resource(ResourceArn=found["Arn"])["Tags"]
    resources = aws.profiles.list_profile_resource_associations(ProfileId=found["Id"])
    found["Resources"] = resources["ProfileResourceAssociations"]


def profile_association(aws, found):
    arn = f"arn:aws:route53profiles:::profile-association/{found['Id']}"
    found["Tags"] = aws.profiles.list_tags_for_resource(ResourceArn=arn)["Tags"]


def log_group(aws, found):
    found["Tags"] = aws.logs.list_tags_log_group(logGroupName=found["logGroupName"])["tags"]


def role(aws, found):
    name = found["RoleName"]
    found["Tags"] = aws.iam.list_role_tags(RoleName=name)["Tags"]
    policies = aws.iam.list_role_policies(RoleName=name)["PolicyNames"]
    found["Policies"] = {
        policy: aws.iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"] for policy in policies
    }


# What a list does not say of its things, or says in two ways.
MORE = {
    "VPC": vpc,
    "network ACL": network_acl,
    "endpoint": endpoint,
    "flow log": flow_log,
    "gateway table": gateway_table,
    "rule group": rule_group,
    "firewall policy": firewall_policy,
    "firewall": firewall,
    "resolver endpoint": resolver_endpoint,
    "resolver rule": resolver_rule,
    "profile": profile,
    "profile association": profile_association,
    "log group": log_group,
    "role": role,
} | describe_sites.MORE


# Under which names things say what they are called.
OWN = ("logGroupName", "PrefixListName", "Name", "name", "AlarmName", "DashboardName", "directConnectGatewayName", "virtualInterfaceName")


def names_of(things):
    """A name for every id: whose default a thing is, its tag `Name`, or what it is called. Two of one name could not be told apart."""
    names = {}
    for kind, key, thing in things:
        # A VPC may have both kinds of endpoint for one service, under one name.
        kind = f"{thing['VpcEndpointType'].lower()} {kind}" if kind == "endpoint" else kind
        # A router has one for each of its addresses, under the router's name.
        kind = f"{kind} {thing['IpAddress']}" if kind == "customer gateway" and "IpAddress" in thing else kind
        own = (thing[key] for key in OWN if key in thing)
        name = default_of(kind, thing, names) or tags(thing).get("Name") or next(own, None)
        name = name or describe_sites.named_by_others(kind, thing, names)
        if not name:
            raise Refused(f"{kind} {thing[key]} has no name: {thing}")
        if f"{kind} {name}" in names.values():
            raise Refused(f"there are two of {kind} {name}")
        names[thing[key]] = f"{kind} {name}"
    return names


def default_of(kind, thing, names):
    """Each VPC comes with a route table, an ACL and a security group, which nobody names."""
    default = thing.get("IsDefault") or thing.get("GroupName") == "default"
    default = default or any(one.get("Main") for one in thing.get("Associations", []))
    return f"default of {names[thing['VpcId']]}" if default and kind != "VPC" else None


def tags(thing):
    """Tags as a table: most services say them as a list, some so already."""
    found = thing.get("Tags", [])
    return found if isinstance(found, dict) else {tag["Key"]: tag["Value"] for tag in found}


def ipv6_blocks(found):
    """The IPv6 blocks of a VPC, which AWS chose."""
    _kind, key, thing = found
    blocks = thing.get("Ipv6CidrBlockAssociationSet", []) if key == "VpcId" else []
    return [ipaddress.ip_network(block["Ipv6CidrBlock"]) for block in blocks]


# Lists in which the order means something, rules of a firewall and servers of DHCP options; of all others AWS says the items in any.
ORDERED = {"StatefulRules", "Values"}


class Form:
    """Writes values with names in place of ids, and IPv6 blocks by their place in the block that AWS chose."""

    def __init__(self, names, blocks):
        self.names, self.blocks = names, blocks
        longest_first = sorted(names, key=len, reverse=True)
        self.ids = re.compile("|".join(re.escape(id) for id in longest_first) or "$^")

    def of(self, value):
        if isinstance(value, dict):
            fields = {key: self.field(key, value) for key in value if key not in NOISE}
            return {key: form for key, form in fields.items() if form not in (None, "", [], {})}
        if isinstance(value, (list, tuple)):
            return sorted((self.of(inner) for inner in value), key=lambda inner: json.dumps(inner, sort_keys=True))
        return self.text(value) if isinstance(value, str) else value

    def field(self, key, value):
        if key in ORDERED:
            return [self.of(inner) for inner in value[key]]
        return self.of(tags(value) if key == "Tags" else value[key])

    def text(self, value):
        if value.startswith("{"):
            return self.of(json.loads(value))
        if "::" in value and re.fullmatch(r"[0-9a-f:]+/\d+", value):
            return self.ipv6(ipaddress.ip_network(value))
        return self.ids.sub(lambda match: self.names[match[0]], value)

    def ipv6(self, network):
        for block, name in self.blocks.items():
            if network.subnet_of(block):
                slot = (int(network.network_address) - int(block.network_address)) >> (128 - network.prefixlen)
                return f"/{network.prefixlen} number {slot} of {name}"
        return str(network)
