"""What moto lacks of Direct Connect: gateways, their associations, and virtual interfaces. It is kept as it is asked for, and given back.

In: moto's own classes. Out: nothing; they are changed. An association makes the attachment at the transit gateway, as AWS does. Never: a
session that comes up, a prefix that is checked.
"""

import json
import uuid

from moto.core.exceptions import JsonRESTError
from moto.directconnect.responses import DirectConnectResponse
from moto.ec2.models import ec2_backends
from moto.ec2.models.transit_gateway_attachments import TransitGatewayAttachment

# How AWS calls what a gateway is associated with, by the beginning of its id.
GATEWAYS = {"tgw": "transitGateway", "vgw": "virtualPrivateGateway"}


class Refusal(JsonRESTError):
    code = 400

    def __init__(self, message):
        super().__init__("DirectConnectClientException", message)


def store(backend, kind):
    """What was made of a kind, by id."""
    return backend.__dict__.setdefault(f"made_{kind}", {})


def keep_gateway(backend, id, asked):
    made = {"directConnectGatewayId": id, "ownerAccount": backend.account_id, "directConnectGatewayState": "available"} | asked
    store(backend, "gateways")[id] = made
    return made


def create_direct_connect_gateway(self):
    made = keep_gateway(self.directconnect_backend, str(uuid.uuid4()), json.loads(self.body))
    return json.dumps({"directConnectGateway": made})


def create_direct_connect_gateway_association(self):
    asked, backend = json.loads(self.body), self.directconnect_backend
    gateway, other = found(backend, asked["directConnectGatewayId"]), asked["gatewayId"]
    attach(ec2_backends[backend.account_id][backend.region_name], gateway["directConnectGatewayId"], other)
    owner = {"ownerAccount": backend.account_id, "region": backend.region_name}
    made = {
        "associationId": str(uuid.uuid4()),
        "associationState": "associated",
        "directConnectGatewayId": gateway["directConnectGatewayId"],
        "directConnectGatewayOwnerAccount": gateway["ownerAccount"],
        "associatedGateway": owner | {"id": other, "type": GATEWAYS[other.split("-")[0]]},
        "allowedPrefixesToDirectConnectGateway": asked.get("addAllowedPrefixesToDirectConnectGateway", []),
    }
    store(backend, "associations")[made["associationId"]] = made
    return json.dumps({"directConnectGatewayAssociation": made})


def update_direct_connect_gateway_association(self):
    asked = json.loads(self.body)
    made = store(self.directconnect_backend, "associations")[asked["associationId"]]
    gone = [one["cidr"] for one in asked.get("removeAllowedPrefixesToDirectConnectGateway", [])]
    fresh = asked.get("addAllowedPrefixesToDirectConnectGateway", [])
    kept = [one for one in made["allowedPrefixesToDirectConnectGateway"] if one["cidr"] not in gone and one not in fresh]
    made["allowedPrefixesToDirectConnectGateway"] = kept + fresh
    return json.dumps({"directConnectGatewayAssociation": made})


def delete_virtual_interface(self):
    del store(self.directconnect_backend, "interfaces")[json.loads(self.body)["virtualInterfaceId"]]
    return json.dumps({"virtualInterfaceState": "deleted"})


def attach(ec2, gateway, other):
    """A transit gateway gets an attachment. A VPN gateway has to be attached to a VPC before."""
    if other.startswith("tgw-"):
        made = TransitGatewayAttachment(ec2, gateway, "direct-connect-gateway", ec2.transit_gateways[other])
        ec2.transit_gateway_attachments[made.id] = made
    elif not ec2.get_vpn_gateway(other).attachments:
        raise Refusal(f"{other} is not attached to a VPC")


def found(backend, id):
    if id not in store(backend, "gateways"):
        raise Refusal(f"there is no Direct Connect gateway {id}")
    return store(backend, "gateways")[id]


def interface(kind):
    """Makes a virtual interface; the one of a transit is told in one object more."""

    def create(self):
        body, backend = json.loads(self.body), self.directconnect_backend
        asked = body[f"new{kind.capitalize()}VirtualInterface"]
        made_before = store(backend, "ever made")
        id, tags = f"dxvif-{len(made_before):08x}", asked.get("tags", [])
        made_before[id] = True
        # What is asked for under one name is told under another one.
        link = asked.pop("enableSiteLink", False)
        session = ("asn", "asnLong", "authKey", "addressFamily", "amazonAddress", "customerAddress")
        made = asked | {
            "virtualInterfaceId": id,
            "virtualInterfaceType": kind,
            "siteLinkEnabled": link,
            "virtualInterfaceState": "available",
            "ownerAccount": backend.account_id,
            "region": backend.region_name,
            "connectionId": body["connectionId"],
            "amazonSideAsn": 7224 if kind == "public" else found(backend, asked["directConnectGatewayId"])["amazonSideAsn"],
            "bgpPeers": [{key: asked[key] for key in session if key in asked} | {"bgpPeerState": "available"}],
        }
        store(backend, "interfaces")[id] = made
        backend.tagger.tag_resource(f"arn:aws:directconnect:{backend.region_name}:{backend.account_id}:dxvif/{id}", tags)
        return json.dumps({"virtualInterface": made} if kind == "transit" else made)

    return create


def listed(kind, answer, **filters):
    """Describes what was made, less what has another value under one of the names that a request may filter by."""

    def describe(self):
        asked = json.loads(self.body)
        wanted = [(value, asked[name]) for name, value in filters.items() if asked.get(name)]
        made = store(self.directconnect_backend, kind).values()
        return json.dumps({answer: [one for one in made if all(value(one) == wish for value, wish in wanted)]})

    return describe


def install():
    """Teaches moto the calls."""
    calls = {
        "create_direct_connect_gateway": create_direct_connect_gateway,
        "create_direct_connect_gateway_association": create_direct_connect_gateway_association,
        "create_private_virtual_interface": interface("private"),
        "create_public_virtual_interface": interface("public"),
        "create_transit_virtual_interface": interface("transit"),
        "delete_virtual_interface": delete_virtual_interface,
        "update_direct_connect_gateway_association": update_direct_connect_gateway_association,
        "describe_direct_connect_gateways": listed(
            "gateways", "directConnectGateways", directConnectGatewayId=lambda one: one["directConnectGatewayId"]
        ),
        "describe_direct_connect_gateway_associations": listed(
            "associations",
            "directConnectGatewayAssociations",
            associationId=lambda one: one["associationId"],
            associatedGatewayId=lambda one: one["associatedGateway"]["id"],
            directConnectGatewayId=lambda one: one["directConnectGatewayId"],
        ),
        "describe_virtual_interfaces": listed(
            "interfaces",
            "virtualInterfaces",
            connectionId=lambda one: one["connectionId"],
            virtualInterfaceId=lambda one: one["virtualInterfaceId"],
        ),
    }
    for name, call in calls.items():
        setattr(DirectConnectResponse, name, call)
