"""What moto lacks of VPN connections inside Direct Connect: blocks of transit gateways, tunnels that get their outside addresses out of them, and
what AWS refuses of both.

In: moto's own classes. Out: nothing; they are changed. Never: an address for two tunnels, a refusal that no row of `CONNECTION` or `BLOCKS` has.
https://docs.aws.amazon.com/vpn/latest/s2svpn/private-ip-dx.html
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnConnectionOptionsSpecification.html
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html
"""

import ipaddress
import itertools

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.transit_gateway import TransitGatewayBackend
from moto.ec2.models.transit_gateway_attachments import TransitGatewayAttachmentBackend

PUBLIC, PRIVATE = "PublicIpv4", "PrivateIpv4"

# RFC 1918 and RFC 6598.
OWN = [ipaddress.ip_network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")]

# Link-local and multicast addresses.
RESERVED = [ipaddress.ip_network(block) for block in ("169.254.0.0/16", "224.0.0.0/4")]

# The longest prefix of a gateway's block, by version of IP, and how many blocks it may have.
LONGEST, MOST = {4: 24, 6: 64}, 5

# The rows that refused something.
SEEN = set()


class Connection:
    """A VPN connection that is asked for."""

    def __init__(self, ec2, asked, options):
        self.is_private = options.get("OutsideIpAddressType", PUBLIC) == PRIVATE
        self.is_accelerated = str(options.get("EnableAcceleration", False)).lower() == "true"
        self.gateway = asked("TransitGatewayId")
        self.transport = options.get("TransportTransitGatewayAttachmentId")
        self.attachment = ec2.transit_gateway_attachments.get(self.transport)
        self.has_own_customer = is_own(ec2.get_customer_gateway(asked("CustomerGatewayId")).ip_address)
        self.blocks = blocks_of(ec2, self.gateway)


def is_own(address):
    return bool(address) and any(ipaddress.ip_address(address) in block for block in OWN)


def blocks_of(ec2, gateway):
    """The IPv4 blocks of a transit gateway; none of a VPN gateway."""
    return [block for block in map(ipaddress.ip_network, texts_of(ec2, gateway)) if block.version == 4]


def texts_of(ec2, gateway):
    made = ec2.transit_gateways.get(gateway)
    return (made.options.get("TransitGatewayCidrBlocks") or []) if made else []


# Code, why, and whether a connection is refused for it. Each may rely on the rows before it.
CONNECTION = [
    ("InvalidParameterCombination", "a public address has no transport attachment", lambda one: one.transport and not one.is_private),
    ("InvalidParameterValue", "the customer gateway has a private address", lambda one: one.has_own_customer and not one.is_private),
    ("InvalidParameterCombination", "a VPN gateway has no private outside addresses", lambda one: one.is_private and not one.gateway),
    ("MissingParameter", "private outside addresses need a transport attachment", lambda one: one.is_private and not one.transport),
    ("InvalidTransitGatewayAttachmentID.NotFound", "there is no such attachment", lambda one: one.is_private and not one.attachment),
    (
        "InvalidParameterValue",
        "the transport attachment is not that of a Direct Connect gateway",
        lambda one: one.is_private and one.attachment.resource_type != "direct-connect-gateway",
    ),
    (
        "InvalidParameterValue",
        "the transport attachment is one of another transit gateway",
        lambda one: one.is_private and one.attachment.transit_gateway_id != one.gateway,
    ),
    ("IncorrectState", "the transport attachment is not available", lambda one: one.is_private and one.attachment.state != "available"),
    ("InvalidParameterValue", "the customer gateway has a public address", lambda one: one.is_private and not one.has_own_customer),
    ("InvalidParameterCombination", "private outside addresses have no acceleration", lambda one: one.is_private and one.is_accelerated),
    ("InvalidParameterValue", "the transit gateway has no CIDR block", lambda one: one.is_private and not one.blocks),
]


class Blocks:
    """The blocks that a transit gateway is to have, of which `fresh` are new, beside those of the VPCs that are attached to it."""

    def __init__(self, kept, fresh, gone=(), tunnels=(), vpcs=()):
        self.count = len(kept) + len(fresh)
        self.fresh, self.wrong = [], []
        for text in fresh:
            try:
                self.fresh.append(ipaddress.ip_network(text))
            except ValueError:
                self.wrong.append(text)
        self.kept = [ipaddress.ip_network(text) for text in kept]
        self.gone = [ipaddress.ip_network(text) for text in gone]
        self.tunnels = [ipaddress.ip_address(address) for address in tunnels]
        self.vpcs = [ipaddress.ip_network(text) for text in vpcs]

    def meet(self, others):
        return any(one.version == other.version and one.overlaps(other) for one in self.fresh for other in others)

    def meet_themselves(self):
        pairs = itertools.combinations(self.fresh, 2)
        return self.meet(self.kept) or any(one.version == other.version and one.overlaps(other) for one, other in pairs)


BLOCKS = [
    ("InvalidParameterValue", "not a block", lambda one: one.wrong),
    ("InvalidParameterValue", "a block is smaller than /24 or /64", lambda one: any(block.prefixlen > LONGEST[block.version] for block in one.fresh)),
    ("InvalidParameterValue", "a block is link-local or multicast", lambda one: one.meet(RESERVED)),
    ("InvalidParameterValue", "a block overlaps another one of the gateway", Blocks.meet_themselves),
    ("InvalidParameterValue", "a block overlaps a VPC that is attached", lambda one: one.meet(one.vpcs)),
    ("LimitExceeded", "a gateway has five blocks", lambda one: one.count > MOST),
    # No page says this one: tunnels could not stay.
    ("IncorrectState", "tunnels have addresses of the block", lambda one: any(at in block for at in one.tunnels for block in one.gone)),
]

VPC = ("InvalidParameterValue", "the VPC overlaps a block of the gateway", lambda one: one.meet(one.vpcs))


def refuse(rows, one):
    for code, why, is_refused in rows:
        if is_refused(one):
            SEEN.add((code, why))
            raise EC2ClientError(code, why)


def choose(ec2, gateway, count):
    """The lowest addresses of a gateway's blocks that no tunnel has."""
    taken, chosen = set(addresses(ec2)), []
    hosts = (host for block in blocks_of(ec2, gateway) for host in block.hosts())
    while len(chosen) < count:
        host = str(next(hosts))
        chosen += [host] if host not in taken else []
    return chosen


def addresses(ec2, gateway=None):
    """The private outside addresses of all tunnels, or of those at one gateway."""
    made = (one for one in ec2.vpn_connections.values() if one.state != "deleted" and gateway in (None, one.transit_gateway_id))
    return [tunnel["OutsideIpAddress"] for one in made for tunnel in one.options["TunnelOptions"] if "OutsideIpAddress" in tunnel]


def attached(ec2, gateway):
    """The blocks of the VPCs at a gateway."""
    vpcs = (one.vpc_id for one in ec2.transit_gateway_attachments.values() if (one.resource_type, one.transit_gateway_id) == ("vpc", gateway))
    return [block for vpc in vpcs for block in blocks_of_vpc(ec2, vpc)]


def blocks_of_vpc(ec2, vpc):
    return [block["cidr_block"] for block in ec2.vpcs[vpc].get_cidr_block_association_set()] if vpc in ec2.vpcs else []


def create_gateway(kept):
    def create_transit_gateway(self, description, options=None, tags=None):
        refuse(BLOCKS, Blocks([], (options or {}).get("TransitGatewayCidrBlocks") or []))
        return kept(self, description, options, tags)

    return create_transit_gateway


def modify_gateway(kept):
    """moto takes blocks that come and go for options of their own."""

    def modify_transit_gateway(self, transit_gateway_id, description=None, options=None):
        asked, has = dict(options or {}), texts_of(self, transit_gateway_id)
        fresh, gone = (asked.pop(f"{word}TransitGatewayCidrBlocks", None) or [] for word in ("Add", "Remove"))
        left = [block for block in has if block not in gone]
        refuse(BLOCKS, Blocks(left, fresh, gone, addresses(self, transit_gateway_id), attached(self, transit_gateway_id)))
        return kept(self, transit_gateway_id, description, asked | {"TransitGatewayCidrBlocks": left + fresh})

    return modify_transit_gateway


def attach(kept):
    def create_transit_gateway_vpc_attachment(self, transit_gateway_id, vpc_id, *more, **given):
        refuse([VPC], Blocks([], texts_of(self, transit_gateway_id), vpcs=blocks_of_vpc(self, vpc_id)))
        return kept(self, transit_gateway_id, vpc_id, *more, **given)

    return create_transit_gateway_vpc_attachment


def check(ec2, asked, options):
    """Refuses a connection that AWS refuses. `asked(name)` is a parameter of the request."""
    refuse(CONNECTION, Connection(ec2, asked, options))


def install():
    """Teaches moto the calls."""
    TransitGatewayBackend.create_transit_gateway = create_gateway(TransitGatewayBackend.create_transit_gateway)
    TransitGatewayBackend.modify_transit_gateway = modify_gateway(TransitGatewayBackend.modify_transit_gateway)
    backend = TransitGatewayAttachmentBackend
    backend.create_transit_gateway_vpc_attachment = attach(backend.create_transit_gateway_vpc_attachment)
