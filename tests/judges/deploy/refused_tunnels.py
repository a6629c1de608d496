"""Shows every refusal of `private_vpn.py` by a direct call, and that what is not refused gets its addresses.

In: the clients of an account, and moto's tables of it. Out: an error for each row that nothing shows, and for each call that is answered
otherwise. Never: a refusal that changes something.
"""

import ipaddress

import private_vpn
from botocore.exceptions import ClientError
from private_vpn import BLOCKS, CONNECTION, PRIVATE, VPC

BLOCK = "10.255.0.0/24"


class Inside:
    """A Direct Connect gateway at three transit gateways, of which one has a block, and tunnels inside it."""

    def __init__(self, aws, ec2):
        self.aws = aws.ec2
        gateway = aws.dx.create_direct_connect_gateway(directConnectGatewayName="inside", amazonSideAsn=64513)
        self.connect = gateway["directConnectGateway"]["directConnectGatewayId"]
        self.hub, self.bare, self.slow = (self.gateway(blocks) for blocks in ([BLOCK], [], ["10.254.0.0/24"]))
        for hub in (self.hub, self.bare, self.slow):
            aws.dx.create_direct_connect_gateway_association(directConnectGatewayId=self.connect, gatewayId=hub)
        ec2.transit_gateway_attachments[self.carrier(self.slow)].state = "pending"
        self.own, self.public = (self.customer(address) for address in ("10.255.255.1", "192.0.2.1"))
        self.third = self.aws.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
        self.attach("10.1.0.0/16")
        made = self.aws.create_vpn_connection(**self.asked())["VpnConnection"]
        self.addresses = [tunnel["OutsideIpAddress"] for tunnel in made["Options"]["TunnelOptions"]]
        made = self.aws.create_vpn_connection(**self.asked())["VpnConnection"]
        self.addresses += [tunnel["OutsideIpAddress"] for tunnel in made["Options"]["TunnelOptions"]]
        here = [{"Name": "resource-id", "Values": [made["VpnConnectionId"]]}]
        (found,) = self.aws.describe_transit_gateway_attachments(Filters=here)["TransitGatewayAttachments"]
        self.tunnels = found["TransitGatewayAttachmentId"]

    def gateway(self, blocks):
        off = {"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"}
        options = off | ({"TransitGatewayCidrBlocks": blocks} if blocks else {})
        return self.aws.create_transit_gateway(Options=options)["TransitGateway"]["TransitGatewayId"]

    def customer(self, address):
        made = self.aws.create_customer_gateway(Type="ipsec.1", IpAddress=address, BgpAsn=65000)
        return made["CustomerGateway"]["CustomerGatewayId"]

    def carrier(self, hub):
        here = [{"Name": "resource-id", "Values": [self.connect]}, {"Name": "transit-gateway-id", "Values": [hub]}]
        (found,) = self.aws.describe_transit_gateway_attachments(Filters=here)["TransitGatewayAttachments"]
        return found["TransitGatewayAttachmentId"]

    def attach(self, block):
        vpc = self.aws.create_vpc(CidrBlock=block)["Vpc"]["VpcId"]
        subnet = self.aws.create_subnet(VpcId=vpc, CidrBlock=block)["Subnet"]["SubnetId"]
        self.aws.create_transit_gateway_vpc_attachment(TransitGatewayId=self.hub, VpcId=vpc, SubnetIds=[subnet])

    def asked(self, customer=None, hub=None, **other):
        """A connection that AWS makes, but for what is other."""
        options = {"OutsideIpAddressType": PRIVATE, "TransportTransitGatewayAttachmentId": self.carrier(hub or self.hub)} | other
        options = {key: value for key, value in options.items() if value is not None}
        return {"Type": "ipsec.1", "CustomerGatewayId": customer or self.own, "TransitGatewayId": hub or self.hub, "Options": options}

    def connections(self):
        """What has to be refused, in the order of the rows."""
        transport, kind = "TransportTransitGatewayAttachmentId", "OutsideIpAddressType"
        lone = {key: value for key, value in self.asked().items() if key != "TransitGatewayId"}
        return [
            self.asked(self.public, **{kind: None}),
            self.asked(**{kind: None, transport: None}),
            lone | {"VpnGatewayId": self.third},
            self.asked(**{transport: None}),
            self.asked(**{transport: "tgw-attach-1"}),
            self.asked(**{transport: self.tunnels}),
            self.asked(**{transport: self.carrier(self.bare)}),
            self.asked(hub=self.slow),
            self.asked(self.public),
            self.asked(EnableAcceleration=True),
            self.asked(hub=self.bare),
        ]

    def blocks(self):
        """The same of blocks: what comes, and what goes."""
        more = [f"10.{number}.0.0/24" for number in range(20, 25)]
        return [
            (["10.9.0.1/24"], []),
            (["10.9.0.0/25"], []),
            (["169.254.8.0/24"], []),
            (["10.255.0.0/16"], []),
            (["10.1.8.0/24"], []),
            (more, []),
            ([], [BLOCK]),
        ]

    def modify(self, fresh, gone):
        options = {"AddTransitGatewayCidrBlocks": fresh, "RemoveTransitGatewayCidrBlocks": gone}
        self.aws.modify_transit_gateway(TransitGatewayId=self.hub, Options={key: value for key, value in options.items() if value})

    def calls(self):
        """Rows, and calls that have to be refused for them."""
        for row, asked in zip(CONNECTION, self.connections(), strict=True):
            yield row, lambda asked=asked: self.aws.create_vpn_connection(**asked)
        for row, (fresh, gone) in zip(BLOCKS, self.blocks(), strict=True):
            yield row, lambda fresh=fresh, gone=gone: self.modify(fresh, gone)
        # What comes with a gateway is looked at, too.
        yield BLOCKS[1], lambda: self.gateway(["10.9.0.0/28"])
        yield VPC, lambda: self.attach("10.255.0.0/20")

    def count(self):
        connections, gateways = self.aws.describe_vpn_connections()["VpnConnections"], self.aws.describe_transit_gateways()["TransitGateways"]
        return len(connections), [gateway["Options"].get("TransitGatewayCidrBlocks", []) for gateway in gateways]


def wrong(aws, ec2):
    """What is not as AWS does it; and how many calls were refused."""
    inside, lines, shown = Inside(aws, ec2), [], 0
    block = ipaddress.ip_network(BLOCK)
    if len(set(inside.addresses)) != 4 or any(ipaddress.ip_address(address) not in block for address in inside.addresses):
        lines.append(f"tunnels have the addresses {inside.addresses}")
    before = inside.count()
    for (code, why, _is_refused), call in inside.calls():
        try:
            call()
            said = "nothing"
        except ClientError as error:
            said = error.response["Error"]["Code"], error.response["Error"]["Message"]
        shown += 1
        if said != (code, why):
            lines.append(f"{why}: refused by {said}")
    if inside.count() != before:
        lines.append(f"a refusal changes something: {before} becomes {inside.count()}")
    rows = {(code, why) for code, why, _is_refused in [*CONNECTION, *BLOCKS, VPC]}
    lines += [f"nothing shows {row}" for row in rows - private_vpn.SEEN]
    inside.modify(["10.9.0.0/24"], [])
    (made,) = aws.ec2.describe_transit_gateways(TransitGatewayIds=[inside.hub])["TransitGateways"]
    if made["Options"]["TransitGatewayCidrBlocks"] != [BLOCK, "10.9.0.0/24"]:
        lines.append(f"a block that comes is not there: {made['Options']}")
    return lines, shown
