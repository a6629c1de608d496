"""What the documents expect to be there already: the things whose ids they name.

In: an account and a Region of moto. Out: nothing; the things are there. Never: a thing that a document makes.
"""

import direct_connect
from moto.directconnect.models import directconnect_backends
from moto.ec2.models import ec2_backends
from moto.s3.models import s3_backends

TRANSIT_GATEWAY = "tgw-0123456789abcdef0"
ATTACHMENTS = ("tgw-attach-0123456789abcdef0", "tgw-attach-0123456789abcdef1", "tgw-attach-0aaaaaaaaaaaaaaa0")
ELASTIC_IP = "eipalloc-0123456789abcdef0"
DIRECT_CONNECT_GATEWAY = "5f294f92-bafb-4011-916d-9b0b12345678"
GROUP = "sg-0123456789abcdef0"
# moto takes the whole path of a flow log's destination for the name of a bucket.
BUCKET = "flow-logs/vpc/"


def adopt(account, region):
    """Puts the things there. moto chooses ids itself, so each gets its own afterwards."""
    ec2 = ec2_backends[account][region]
    gateway = ec2.create_transit_gateway("adopted", {"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"})
    rename(ec2.transit_gateways, gateway, TRANSIT_GATEWAY)
    for number, id in enumerate(ATTACHMENTS):
        attachment = ec2.create_transit_gateway_vpn_attachment(f"vpn-{number:017x}", TRANSIT_GATEWAY)
        rename(ec2.transit_gateway_attachments, attachment, id)
    address = ec2.allocate_address("vpc")
    address.allocation_id = address.id = ELASTIC_IP
    group = ec2.create_security_group("adopted", "adopted", vpc_id=next(iter(ec2.vpcs)))
    rename(ec2.groups[group.vpc_id], group, GROUP)
    group.group_id = GROUP
    group.egress_rules.clear()
    asked = {"directConnectGatewayName": "adopted", "amazonSideAsn": 64513}
    direct_connect.keep_gateway(directconnect_backends[account][region], DIRECT_CONNECT_GATEWAY, asked)
    s3_backends[account]["aws"].create_bucket(BUCKET, region)


def rename(table, thing, id):
    del table[thing.id]
    thing.id = id
    table[id] = thing
