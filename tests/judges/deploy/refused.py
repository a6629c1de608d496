"""Shows every refusal of `refusals.py` by a direct call: things are made, and then asked for twice, or deleted while others need them. Those of
`private_vpn.py` are shown by `refused_tunnels.py`, those of `watching.py` by `refused_watching.py`.

In: nothing. Out: how many refusals were shown; an error for each row that nothing shows, and for each call that is answered otherwise. Never: a
refusal that is believed because a table has it.
"""

import sys

from botocore.exceptions import ClientError

import change
import firewall_changes
import refusals
import refused_tunnels
import refused_watching
from judge import ACCOUNT, Judge
from moto.ec2.models import ec2_backends
from standing import Standing
from watch import Watch

REGION = "eu-west-1"
RULES = {
    "RulesSource": {
        "StatefulRules": [
            {
                "Action": "PASS",
                "Header": {
                    "Protocol": "IP",
                    "Source": "10.0.0.0/8",
                    "SourcePort": "ANY",
                    "Direction": "ANY",
                    "Destination": "ANY",
                    "DestinationPort": "ANY",
                },
                "RuleOptions": [{"Keyword": "sid", "Settings": ["1"]}],
            }
        ]
    }
}
TRUST = '{"Version": "2012-10-17", "Statement": []}'
POLICY = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'


class Network:
    """One of everything that the table knows."""

    def __init__(self, aws):
        ec2, self.aws = aws.ec2, aws
        self.vpc, self.other = (ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"] for block in ("10.0.0.0/16", "10.1.0.0/16"))
        self.subnet, self.second = (self.in_vpc(f"10.0.{number}.0/24") for number in (0, 1))
        self.table, self.spare = (ec2.create_route_table(VpcId=self.vpc)["RouteTable"]["RouteTableId"] for _ in range(2))
        self.gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        ec2.attach_internet_gateway(InternetGatewayId=self.gateway, VpcId=self.vpc)
        ec2.create_route(RouteTableId=self.table, DestinationCidrBlock="0.0.0.0/0", GatewayId=self.gateway)
        ec2.associate_route_table(RouteTableId=self.table, SubnetId=self.subnet)
        self.acl = ec2.create_network_acl(VpcId=self.vpc)["NetworkAcl"]["NetworkAclId"]
        ec2.create_network_acl_entry(**self.entry())
        (own,) = ec2.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [self.subnet]}])["NetworkAcls"]
        (old,) = (one["NetworkAclAssociationId"] for one in own["Associations"] if one["SubnetId"] == self.subnet)
        ec2.replace_network_acl_association(AssociationId=old, NetworkAclId=self.acl)
        self.group, self.peer = (self.called(name) for name in ("one", "two"))
        rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "UserIdGroupPairs": [{"GroupId": self.group}]}
        ec2.authorize_security_group_ingress(GroupId=self.peer, IpPermissions=[rule])
        ec2.authorize_security_group_egress(GroupId=self.peer, IpPermissions=[rule])
        self.address = ec2.allocate_address(Domain="vpc")["AllocationId"]
        ec2.create_nat_gateway(SubnetId=self.subnet, AllocationId=self.address)
        self.interface = self.endpoint(VpcEndpointType="Interface", SubnetIds=[self.subnet], SecurityGroupIds=[self.group])
        self.endpoint(VpcEndpointType="Gateway", RouteTableIds=[self.table])
        ec2.create_egress_only_internet_gateway(VpcId=self.vpc)
        self.options = ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name", "Values": ["a"]}])["DhcpOptions"]["DhcpOptionsId"]
        ec2.associate_dhcp_options(DhcpOptionsId=self.options, VpcId=self.vpc)
        ec2.create_vpc_peering_connection(VpcId=self.vpc, PeerVpcId=self.other)
        (peering,) = ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
        ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering["VpcPeeringConnectionId"])
        added = ec2.associate_vpc_cidr_block(VpcId=self.vpc, CidrBlock="100.64.0.0/16")
        self.block = added["CidrBlockAssociation"]["AssociationId"]
        self.in_vpc("100.64.0.0/24")
        self.hubs()
        self.services()

    def in_vpc(self, block):
        return self.aws.ec2.create_subnet(VpcId=self.vpc, CidrBlock=block)["Subnet"]["SubnetId"]

    def called(self, name):
        return self.aws.ec2.create_security_group(GroupName=name, Description="x", VpcId=self.vpc)["GroupId"]

    def entry(self):
        said = {"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": False, "CidrBlock": "0.0.0.0/0"}
        return {"NetworkAclId": self.acl} | said

    def endpoint(self, **more):
        asked = {"VpcId": self.vpc, "ServiceName": f"com.amazonaws.{REGION}.s3"} | more
        return self.aws.ec2.create_vpc_endpoint(**asked)["VpcEndpoint"]["VpcEndpointId"]

    def hubs(self):
        ec2, off = self.aws.ec2, {"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"}
        self.hub = ec2.create_transit_gateway(Options=off)["TransitGateway"]["TransitGatewayId"]
        made = ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=self.hub, VpcId=self.vpc, SubnetIds=[self.subnet])
        self.attachment = made["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
        made = ec2.create_transit_gateway_route_table(TransitGatewayId=self.hub)
        self.ways = made["TransitGatewayRouteTable"]["TransitGatewayRouteTableId"]
        self.ends = {"TransitGatewayRouteTableId": self.ways, "TransitGatewayAttachmentId": self.attachment}
        ec2.associate_transit_gateway_route_table(**self.ends)
        ec2.enable_transit_gateway_route_table_propagation(**self.ends)
        ec2.create_transit_gateway_route(**self.ends, DestinationCidrBlock="10.9.0.0/16")
        made = ec2.create_customer_gateway(Type="ipsec.1", PublicIp="192.0.2.1", BgpAsn=65000)
        self.customer = made["CustomerGateway"]["CustomerGatewayId"]
        self.private, self.third = (ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"] for _ in range(2))
        ec2.attach_vpn_gateway(VpnGatewayId=self.private, VpcId=self.vpc)
        ec2.enable_vgw_route_propagation(GatewayId=self.private, RouteTableId=self.spare)
        static = {"Type": "ipsec.1", "CustomerGatewayId": self.customer, "Options": {"StaticRoutesOnly": True}}
        made = ec2.create_vpn_connection(**static, VpnGatewayId=self.third)
        self.connection = made["VpnConnection"]["VpnConnectionId"]
        ec2.create_vpn_connection_route(VpnConnectionId=self.connection, DestinationCidrBlock="172.16.0.0/16")
        made = ec2.create_transit_gateway(Options=off)
        self.lone = made["TransitGateway"]["TransitGatewayId"]
        ec2.create_vpn_connection(**static, TransitGatewayId=self.lone)

    def services(self):
        firewall, resolver = self.aws.firewall, self.aws.resolver
        made = firewall.create_rule_group(RuleGroupName="rules", Type="STATEFUL", Capacity=10, RuleGroup=RULES)
        self.rules = made["RuleGroupResponse"]["RuleGroupArn"]
        self.policy = firewall.create_firewall_policy(**self.policied())["FirewallPolicyResponse"]["FirewallPolicyArn"]
        self.firewall = firewall.create_firewall(**self.fire(self.policy), DeleteProtection=True)["Firewall"]["FirewallArn"]
        addresses = [{"SubnetId": subnet} for subnet in (self.subnet, self.second)]
        said = {"CreatorRequestId": "a", "SecurityGroupIds": [self.group], "Direction": "OUTBOUND", "IpAddresses": addresses}
        self.resolver = resolver.create_resolver_endpoint(**said)["ResolverEndpoint"]["Id"]
        target = {"TargetIps": [{"Ip": "192.0.2.2", "Port": 53}], "ResolverEndpointId": self.resolver}
        made = resolver.create_resolver_rule(CreatorRequestId="b", RuleType="FORWARD", DomainName="a.example", **target)
        self.rule = made["ResolverRule"]["Id"]
        resolver.associate_resolver_rule(ResolverRuleId=self.rule, VPCId=self.vpc)
        self.aws.logs.create_log_group(logGroupName="logs")
        self.aws.iam.create_role(RoleName="role", AssumeRolePolicyDocument=TRUST)
        self.aws.iam.put_role_policy(RoleName="role", PolicyName="policy", PolicyDocument=POLICY)

    def policied(self):
        groups = [{"ResourceArn": self.rules, "Priority": 1}]
        actions = {"StatelessDefaultActions": ["aws:pass"], "StatelessFragmentDefaultActions": ["aws:pass"]}
        return {"FirewallPolicyName": "policy", "FirewallPolicy": actions | {"StatefulRuleGroupReferences": groups}}

    def fire(self, policy):
        subnets = [{"SubnetId": self.subnet}]
        return {"FirewallName": "firewall", "FirewallPolicyArn": policy, "VpcId": self.vpc, "SubnetMappings": subnets}

    def calls(self):
        """What has to be refused: client, method, arguments, the code."""
        violated, there = "DependencyViolation", "Resource.AlreadyAssociated"
        static = {"DestinationCidrBlock": "172.16.0.0/16", "VpnConnectionId": self.connection}
        way = {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": self.gateway}
        return [
            ("ec2", "delete_subnet", {"SubnetId": self.subnet}, violated),
            ("ec2", "delete_vpc", {"VpcId": self.vpc}, violated),
            ("ec2", "delete_route_table", {"RouteTableId": self.table}, violated),
            ("ec2", "delete_route_table", {"RouteTableId": self.spare}, violated),
            ("ec2", "delete_network_acl", {"NetworkAclId": self.acl}, violated),
            ("ec2", "delete_security_group", {"GroupId": self.group}, violated),
            ("ec2", "release_address", {"AllocationId": self.address}, "InvalidIPAddress.InUse"),
            ("ec2", "delete_internet_gateway", {"InternetGatewayId": self.gateway}, violated),
            ("ec2", "delete_dhcp_options", {"DhcpOptionsId": self.options}, violated),
            ("ec2", "delete_customer_gateway", {"CustomerGatewayId": self.customer}, "IncorrectState"),
            ("ec2", "delete_vpn_gateway", {"VpnGatewayId": self.private}, "IncorrectState"),
            ("ec2", "delete_vpn_gateway", {"VpnGatewayId": self.third}, "IncorrectState"),
            ("ec2", "delete_transit_gateway", {"TransitGatewayId": self.hub}, "IncorrectState"),
            ("ec2", "delete_transit_gateway", {"TransitGatewayId": self.lone}, "IncorrectState"),
            ("ec2", "delete_transit_gateway_route_table", {"TransitGatewayRouteTableId": self.ways}, "IncorrectState"),
            ("firewall", "delete_firewall_policy", {"FirewallPolicyArn": self.policy}, "InvalidOperationException"),
            ("firewall", "delete_rule_group", {"RuleGroupArn": self.rules}, "InvalidOperationException"),
            ("resolver", "delete_resolver_endpoint", {"ResolverEndpointId": self.resolver}, "InvalidRequestException"),
            ("resolver", "delete_resolver_rule", {"ResolverRuleId": self.rule}, "ResourceInUseException"),
            ("iam", "delete_role", {"RoleName": "role"}, "DeleteConflict"),
            ("ec2", "create_route", {"RouteTableId": self.table} | way, "RouteAlreadyExists"),
            ("ec2", "associate_route_table", {"RouteTableId": self.spare, "SubnetId": self.subnet}, there),
            ("ec2", "create_network_acl_entry", self.entry(), "NetworkAclEntryAlreadyExists"),
            ("ec2", "create_security_group", {"GroupName": "one", "Description": "x", "VpcId": self.vpc}, "InvalidGroup.Duplicate"),
            ("ec2", "create_nat_gateway", {"SubnetId": self.second, "AllocationId": self.address}, there),
            ("ec2", "attach_internet_gateway", {"InternetGatewayId": self.gateway, "VpcId": self.other}, there),
            ("ec2", "attach_internet_gateway", {"InternetGatewayId": "igw-1", "VpcId": self.vpc}, "InvalidParameterValue"),
            ("ec2", "attach_vpn_gateway", {"VpnGatewayId": self.third, "VpcId": self.vpc}, "VpnGatewayAttachmentLimitExceeded"),
            (
                "ec2",
                "create_transit_gateway_vpc_attachment",
                {"TransitGatewayId": self.hub, "VpcId": self.vpc, "SubnetIds": [self.second]},
                "DuplicateTransitGatewayAttachment",
            ),
            ("ec2", "associate_transit_gateway_route_table", self.ends, there),
            (
                "ec2",
                "enable_transit_gateway_route_table_propagation",
                self.ends,
                "TransitGatewayRouteTablePropagation.Duplicate",
            ),
            ("ec2", "create_transit_gateway_route", self.ends | {"DestinationCidrBlock": "10.9.0.0/16"}, "RouteAlreadyExists"),
            ("ec2", "create_vpn_connection_route", static, "RouteAlreadyExists"),
            ("firewall", "create_firewall", self.fire(self.policy), "InvalidRequestException"),
            ("firewall", "create_firewall_policy", self.policied(), "InvalidRequestException"),
            (
                "firewall",
                "create_rule_group",
                {"RuleGroupName": "rules", "Type": "STATEFUL", "Capacity": 10, "RuleGroup": RULES},
                "InvalidRequestException",
            ),
            ("logs", "create_log_group", {"logGroupName": "logs"}, "ResourceAlreadyExistsException"),
            ("iam", "create_role", {"RoleName": "role", "AssumeRolePolicyDocument": TRUST}, "EntityAlreadyExists"),
            ("resolver", "associate_resolver_rule", {"ResolverRuleId": self.rule, "VPCId": self.vpc}, "ResourceExistsException"),
            ("ec2", "detach_internet_gateway", {"InternetGatewayId": self.gateway, "VpcId": self.vpc}, violated),
            ("firewall", "delete_firewall", {"FirewallArn": self.firewall}, "InvalidOperationException"),
            ("ec2", "create_subnet", {"VpcId": self.vpc, "CidrBlock": "10.0.0.128/25"}, "InvalidSubnet.Conflict"),
            ("ec2", "create_vpc_peering_connection", {"VpcId": self.other, "PeerVpcId": self.vpc}, "VpcPeeringConnectionAlreadyExists"),
            ("ec2", "disassociate_vpc_cidr_block", {"AssociationId": self.block}, violated),
        ]


def shown(row, standing, watch):
    """Whether something that stands lets this row alone refuse: all other rows are left out."""
    kept = refusals.IN_USE, refusals.TWICE, refusals.SPECIAL
    refusals.IN_USE, refusals.TWICE, refusals.SPECIAL = ([row] if row in kept[0] else []), ([row] if row in kept[1] else []), {}
    try:
        return any(refusals.refused(action, asked, standing, lambda id: id) for action, asked in watch)
    finally:
        refusals.IN_USE, refusals.TWICE, refusals.SPECIAL = kept


def main():
    original = Judge(REGION)
    firewall_changes.install()
    network = Network(original.aws)
    copy = change.Changed(original, Watch(Standing(ACCOUNT, REGION, original.before)))
    standing = copy.watch.begin()
    wrong = []
    for client, method, arguments, code in network.calls():
        try:
            getattr(getattr(copy.aws, client), method)(**arguments)
            said = "nothing"
        except ClientError as error:
            said = error.response["Error"]["Code"]
        call = copy.watch.calls[-1]
        if said != code:
            wrong.append(f"{method} is refused by {said}, not {code}")
        elif not call.get("by") or call["made"] or call["gone"]:
            wrong.append(f"{method} is not refused by the table, or changes something: {call}")
    made = [(call["action"], call["asked"]) for call in copy.watch.calls]
    wrong += [f"nothing shows {row}" for row in refusals.IN_USE + refusals.TWICE if not shown(row, standing, made)]
    actions = {action for action, _asked in made}
    wrong += [f"nothing shows {action}" for action in refusals.SPECIAL if action not in actions]
    lines, more = refused_tunnels.wrong(original.aws, ec2_backends[ACCOUNT][REGION])
    wrong += lines
    lines, watching = refused_watching.wrong(original.aws)
    wrong += lines
    print("\n".join(wrong) or f"{len(made)} and {more + watching} calls are refused, by {len(refusals.IN_USE) + len(refusals.TWICE) + len(refusals.SPECIAL)} rows")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
