"""What stands in an account at a moment, read from the emulator's own tables: fast enough to look after every request.

In: an account and a Region of moto. Out: objects by id, each with its CloudFormation type and with what it says under CloudFormation's names;
what it reads are ids of other objects. Never: what an account has from the beginning, an id that nobody can read.
"""

import ipaddress

from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.logs.models import logs_backends
from moto.networkfirewall.models import networkfirewall_backends
from moto.route53resolver.models import route53resolver_backends

GONE = ("deleted", "deleting")


class Standing:
    """The objects of one account. It remembers whose endpoints and attachments there were, since routes outlive them."""

    def __init__(self, account, region, before):
        self.account, self.region, self.before = account, region, before
        self.endpoints, self.attached, self.blocks = {}, {}, {}

    def objects(self):
        self.found = {}
        ec2 = ec2_backends[self.account][self.region]
        readers = [self.firewalls, self.vpcs, self.subnets, self.gateways, self.acls, self.groups]
        for read in readers + [self.hubs, self.sites, self.tables, self.endpoints_of]:
            read(ec2)
        self.services()
        return self.found

    def add(self, id, kind, thing=None, **facts):
        """An object; facts without a value are left out."""
        if thing is not None and self.is_gone(thing, facts):
            return
        name = self.name(thing)
        said = {key: self.text(value) for key, value in facts.items() if value not in (None, "", [], {})}
        self.found[id] = {"kind": kind, "facts": said | ({"Tags.Name": name} if name else {})}

    def is_gone(self, thing, facts):
        ids = {getattr(thing, "id", None), getattr(thing, "vpc_id", None), facts.get("VpcId")}
        return getattr(thing, "state", None) in GONE or bool(self.before & ids)

    @staticmethod
    def name(thing):
        tags = thing.get_tags() if hasattr(thing, "get_tags") else []
        return next((tag["value"] for tag in tags if tag["key"] == "Name"), None)

    @staticmethod
    def text(value):
        return str(value).lower() if isinstance(value, bool) else value if isinstance(value, dict) else str(value)

    @staticmethod
    def many(name, values, end=""):
        return {f"{name}.{at}{end}": value for at, value in enumerate(values or [])}

    def firewalls(self, _ec2):
        backend = networkfirewall_backends[self.account][self.region]
        for arn, group in backend.__dict__.get("RuleGroups", {}).items():
            rules = (group["body"] or {}).get("RulesSource", {}).get("StatefulRules", [])
            facts, start = {"RuleGroupName": group["head"]["RuleGroupName"]}, "RuleGroup.RulesSource.StatefulRules"
            for at, rule in enumerate(rules):
                facts[f"{start}.{at}.Action"] = rule["Action"]
                facts |= {f"{start}.{at}.Header.{key}": rule["Header"][key] for key in ("Source", "Destination", "Direction")}
            self.add(arn, "AWS::NetworkFirewall::RuleGroup", None, **facts)
        for arn, policy in backend.__dict__.get("FirewallPolicies", {}).items():
            facts, start = {"FirewallPolicyName": policy["head"]["FirewallPolicyName"]}, "FirewallPolicy.StatefulRuleGroupReferences"
            for at, reference in enumerate((policy["body"] or {}).get("StatefulRuleGroupReferences", [])):
                facts |= {f"{start}.{at}.{key}": reference[key] for key in ("Priority", "ResourceArn") if key in reference}
            self.add(arn, "AWS::NetworkFirewall::FirewallPolicy", None, **facts)
        for arn, one in backend.firewalls.items():
            for zone, state in one.firewall_status["SyncStates"].items():
                self.endpoints[state["Attachment"]["EndpointId"]] = {"firewall": arn, "zone": zone}
            facts = self.many("SubnetMappings", [mapping["SubnetId"] for mapping in one.subnet_mappings], ".SubnetId")
            said = {"FirewallName": one.firewall_name, "FirewallPolicyArn": one.firewall_policy_arn, "VpcId": one.vpc_id}
            self.add(arn, "AWS::NetworkFirewall::Firewall", None, **said, **facts, DeleteProtection=bool(one.delete_protection))
            logs = one.logging_configs if hasattr(one, "logging_configs") else None
            if logs:
                self.add(f"{arn} logs", "AWS::NetworkFirewall::LoggingConfiguration", None, FirewallArn=arn)

    def vpcs(self, ec2):
        for one in ec2.vpcs.values():
            for association in one.get_cidr_block_association_set(ipv6=True):
                self.blocks[ipaddress.ip_network(association["cidr_block"])] = one.id
                self.add(association["association_id"], "IPv6 block", one, VpcId=one.id)
            self.add(one.id, "AWS::EC2::VPC", one, CidrBlock=one.cidr_block)
            for association in one.get_cidr_block_association_set()[1:]:
                self.add(association["association_id"], "AWS::EC2::VPCCidrBlock", one, VpcId=one.id, CidrBlock=association["cidr_block"])
            if one.dhcp_options:
                self.add(f"{one.id} dhcp", "AWS::EC2::VPCDHCPOptionsAssociation", one, VpcId=one.id, DhcpOptionsId=one.dhcp_options.id)
        for one in ec2.dhcp_options_sets.values():
            self.add(one.id, "AWS::EC2::DHCPOptions", one)
        for one in ec2.vpc_pcxs.values():
            if one._status.code == "active":
                self.add(one.id, "AWS::EC2::VPCPeeringConnection", one, VpcId=one.vpc.id, PeerVpcId=one.peer_vpc.id)

    def six(self, text):
        """A part of a VPC's IPv6 block by its place, since AWS chooses the block."""
        if not text:
            return None
        network = ipaddress.ip_network(text)
        for block, vpc in self.blocks.items():
            if network.version == 6 and network.subnet_of(block):
                bits = network.prefixlen - block.prefixlen
                slot = (int(network.network_address) - int(block.network_address)) >> (128 - network.prefixlen)
                return {"vpc": vpc, "bits": bits, "index": slot}
        return text

    def subnets(self, ec2):
        for one in (subnet for zone in ec2.subnets.values() for subnet in zone.values()):
            blocks = [found["ipv6CidrBlock"] for found in one.ipv6_cidr_block_associations.values()]
            six = self.six(blocks[0]) if blocks else None
            facts = {"AvailabilityZone": one.availability_zone, "CidrBlock": one.cidr_block, "Ipv6CidrBlock": six}
            self.add(one.id, "AWS::EC2::Subnet", one, VpcId=one.vpc_id, **facts)

    def gateways(self, ec2):
        for one in ec2.internet_gateways.values():
            self.add(one.id, "AWS::EC2::InternetGateway", one)
            if one.vpc:
                self.add(f"{one.id} attached", "AWS::EC2::VPCGatewayAttachment", one.vpc, VpcId=one.vpc.id, InternetGatewayId=one.id)
        for one in ec2.egress_only_internet_gateways.values():
            self.add(one.id, "AWS::EC2::EgressOnlyInternetGateway", one, VpcId=one.vpc_id)
        for one in ec2.nat_gateways.values():
            address = next((found["allocationId"] for found in one.address_set if found.get("allocationId")), None)
            self.add(one.id, "AWS::EC2::NatGateway", one, SubnetId=one.subnet_id, AllocationId=address)
        for one in ec2.addresses:
            self.add(one.allocation_id, "AWS::EC2::EIP", one)

    def acls(self, ec2):
        for acl in (acl for acl in ec2.network_acls.values() if not acl.default):
            self.add(acl.id, "AWS::EC2::NetworkAcl", acl, VpcId=acl.vpc_id)
            for one in acl._associations.values():
                self.add(one.id, "AWS::EC2::SubnetNetworkAclAssociation", None, SubnetId=one.subnet_id, NetworkAclId=acl.id)
            for one in acl.network_acl_entries:
                if int(one.rule_number) > 32766:
                    continue
                facts = {"RuleNumber": one.rule_number, "Egress": str(one.egress).lower(), "RuleAction": one.rule_action, "Protocol": one.protocol}
                facts |= {"CidrBlock": one.cidr_block, "Ipv6CidrBlock": self.six(one.ipv6_cidr_block)}
                if str(one.protocol) in ("6", "17"):
                    facts |= {"PortRange.From": one.port_range_from, "PortRange.To": one.port_range_to}
                elif str(one.protocol) in ("1", "58"):
                    facts |= {"Icmp.Type": one.icmp_type, "Icmp.Code": one.icmp_code}
                id = f"{acl.id} {facts['Egress']} {one.rule_number}"
                self.add(id, "AWS::EC2::NetworkAclEntry", None, NetworkAclId=acl.id, **facts)

    def groups(self, ec2):
        for one in (group for groups in ec2.groups.values() for group in groups.values() if group.name != "default"):
            self.add(one.id, "AWS::EC2::SecurityGroup", one, VpcId=one.vpc_id, GroupName=one.name)
            sides = ((one.ingress_rules, "Ingress", "SourceSecurityGroupId"), (one.egress_rules, "Egress", "DestinationSecurityGroupId"))
            for rules, kind, far in sides:
                for rule in rules:
                    facts = {"IpProtocol": rule.ip_protocol, "FromPort": rule.from_port, "ToPort": rule.to_port}
                    facts |= {"CidrIp": rule.ip_range.get("CidrIp"), "CidrIpv6": self.six(rule.ip_range.get("CidrIpv6"))}
                    facts[far] = rule.source_group.get("GroupId")
                    self.add(rule.id, f"AWS::EC2::SecurityGroup{kind}", None, GroupId=one.id, **facts)

    def hubs(self, ec2):
        for one in ec2.transit_gateways.values():
            self.add(one.id, "AWS::EC2::TransitGateway", one)
        for one in ec2.transit_gateway_attachments.values():
            # A connection's attachment stands for the connection; one that exists already for itself.
            if one.resource_type != "vpc":
                self.attached[one.id] = one.id if one.id in self.before else one.resource_id
                continue
            options = {f"Options.{key}": one.options[key] for key in ("ApplianceModeSupport", "Ipv6Support")}
            facts = {"TransitGatewayId": one.transit_gateway_id, "VpcId": one.vpc_id} | options | self.many("SubnetIds", one.subnet_ids)
            self.add(one.id, "AWS::EC2::TransitGatewayAttachment", one, **facts)
        for table in (table for table in ec2.transit_gateways_route_tables.values() if table.state not in GONE):
            self.add(table.id, "AWS::EC2::TransitGatewayRouteTable", table, TransitGatewayId=table.transit_gateway_id)
            ends = {"TransitGatewayRouteTableId": table.id}
            for id in table.route_table_associations:
                self.belongs(f"{table.id} associates {id}", "AWS::EC2::TransitGatewayRouteTableAssociation", id, ends)
            for id in (one.transitGatewayAttachmentId for one in table.route_table_propagation):
                self.belongs(f"{table.id} learns {id}", "AWS::EC2::TransitGatewayRouteTablePropagation", id, ends)
            for block, route in table.routes.items():
                to = [one["transitGatewayAttachmentId"] for one in route.get("transitGatewayAttachments") or []]
                facts = ends | {"DestinationCidrBlock": block} | ({} if to else {"Blackhole": "true"})
                self.belongs(f"{table.id} to {block}", "AWS::EC2::TransitGatewayRoute", to[0] if to else None, facts)

    def belongs(self, id, kind, attachment, facts):
        """What hangs on an attachment is gone with it, except static routes, which become blackholes."""
        alive = attachment is None or attachment in self.attached or attachment in self.found
        if not alive and kind.endswith("Route"):
            facts, attachment = facts | {"Blackhole": "true"}, None
        if alive or kind.endswith("Route"):
            self.add(id, kind, None, **facts, TransitGatewayAttachmentId=self.attached.get(attachment, attachment))

    def sites(self, ec2):
        for one in ec2.customer_gateways.values():
            self.add(one.id, "AWS::EC2::CustomerGateway", one, IpAddress=one.ip_address, BgpAsn=one.bgp_asn)
        for one in ec2.vpn_gateways.values():
            self.add(one.id, "AWS::EC2::VPNGateway", one)
            for vpc in one.attachments:
                self.add(f"{one.id} at {vpc}", "VPN gateway attachment", None, VpnGatewayId=one.id, VpcId=vpc)
        for one in ec2.vpn_connections.values():
            facts = {"CustomerGatewayId": one.customer_gateway_id, "VpnGatewayId": one.vpn_gateway_id, "TransitGatewayId": one.transit_gateway_id}
            facts["StaticRoutesOnly"] = bool(one.options["StaticRoutesOnly"])
            inside = [tunnel.get("TunnelInsideCidr") for tunnel in one.options["TunnelOptions"]]
            facts |= self.many("VpnTunnelOptionsSpecifications", inside, ".TunnelInsideCidr")
            self.add(one.id, "AWS::EC2::VPNConnection", one, **facts)
            for route in getattr(one, "routes", None) or []:
                block = route["DestinationCidrBlock"]
                self.add(f"{one.id} to {block}", "AWS::EC2::VPNConnectionRoute", one, VpnConnectionId=one.id, DestinationCidrBlock=block)

    def tables(self, ec2):
        for table in (table for table in ec2.route_tables.values() if table.main_association_id is None):
            self.add(table.id, "AWS::EC2::RouteTable", table, VpcId=table.vpc_id)
            for id, subnet in table._associations.items():
                self.add(id, "AWS::EC2::SubnetRouteTableAssociation", None, SubnetId=subnet, RouteTableId=table.id)
            for gateway in getattr(table, "propagating_vgws", []):
                said = {"RouteTableIds.0": table.id, "VpnGatewayId": gateway["GatewayId"]}
                self.add(f"{table.id} learns {gateway['GatewayId']}", "AWS::EC2::VPNGatewayRoutePropagation", None, **said)
            for route in (route for route in table.routes if not route.local):
                self.route(table, route)

    def route(self, table, route):
        endpoint = route.vpc_endpoint_id or (route.gateway_id if str(route.gateway_id).startswith("vpce-") else None)
        facts = {"DestinationCidrBlock": route.destination_cidr_block, "DestinationIpv6CidrBlock": self.six(route.destination_ipv6_cidr_block)}
        facts |= {
            "GatewayId": None if endpoint else route.gateway_id,
            "NatGatewayId": route.nat_gateway_id,
            "EgressOnlyInternetGatewayId": route.egress_only_internet_gateway_id,
            "TransitGatewayId": route.transit_gateway_id,
            "VpcPeeringConnectionId": route.vpc_peering_connection_id,
            "VpcEndpointId": self.endpoint(endpoint),
        }
        # Routes of gateway endpoints lead to prefix lists, which are no block.
        to = route.destination_cidr_block or route.destination_ipv6_cidr_block
        if to:
            self.add(f"{table.id} {to}", "AWS::EC2::Route", None, RouteTableId=table.id, **facts)

    def endpoint(self, id):
        """A firewall's endpoint by its zone; of one that is gone the firewall is gone, too."""
        ec2 = ec2_backends[self.account][self.region]
        known = self.endpoints.get(id, id)
        return known if not id or id in ec2.vpc_end_points else {"firewall": id, "zone": "none"}

    def endpoints_of(self, ec2):
        for one in ec2.vpc_end_points.values():
            if one.id in self.endpoints:
                continue
            facts = self.many("SubnetIds", one.subnet_ids) | self.many("RouteTableIds", one.route_table_ids)
            facts |= self.many("SecurityGroupIds", one.security_group_ids) | {"VpcId": one.vpc_id, "ServiceName": one.service_name}
            self.add(one.id, "AWS::EC2::VPCEndpoint", one, **facts, PrivateDnsEnabled=bool(one.private_dns_enabled))
        for one in ec2.flow_logs.values():
            self.add(one.id, "AWS::EC2::FlowLog", one, ResourceId=one.resource_id)

    def services(self):
        for one in logs_backends[self.account][self.region].groups.values():
            self.add(one.arn, "AWS::Logs::LogGroup", None, LogGroupName=one.name)
        for one in iam_backends[self.account]["aws"].roles.values():
            self.add(one.name, "AWS::IAM::Role", None, RoleName=one.name)
            for policy in one.policies:
                self.add(f"{one.name} {policy}", "AWS::IAM::RolePolicy", None, RoleName=one.name, PolicyName=policy)
        resolver = route53resolver_backends[self.account][self.region]
        for one in resolver.resolver_endpoints.values():
            facts = self.many("IpAddresses", [ip["SubnetId"] for ip in one.ip_addresses], ".SubnetId")
            self.add(one.id, "AWS::Route53Resolver::ResolverEndpoint", None, **facts, **self.many("SecurityGroupIds", one.security_group_ids))
        for one in resolver.resolver_rules.values():
            self.add(one.id, "AWS::Route53Resolver::ResolverRule", None, ResolverEndpointId=one.resolver_endpoint_id)
        for one in resolver.resolver_rule_associations.values():
            self.add(one.id, "AWS::Route53Resolver::ResolverRuleAssociation", None, ResolverRuleId=one.resolver_rule_id, VPCId=one.vpc_id)
