"""Borders between the accounts of one moto: what an account sees of another one's, and what it may do with it.

In: moto's own classes, and a function that says who may use what. Out: nothing; the classes are changed. A gateway is seen and attached to by
whom it is shared with; its tables, associations, propagations, routes and acceptance are its owner's. Never: a check within one account.
https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-share.html
"""

import collections
import contextlib
import re

from moto.core.responses import ActionResult
from moto.ec2.models import ec2_backends
from moto.ec2.models.core import TaggedEC2Resource
from moto.ec2.models.route_tables import RouteBackend
from moto.ec2.models.transit_gateway import TransitGatewayBackend
from moto.ec2.models.transit_gateway_attachments import TransitGatewayAttachment as Attachment
from moto.ec2.models.transit_gateway_attachments import TransitGatewayAttachmentBackend
from moto.ec2.models.vpc_peering_connections import VPCPeeringConnectionBackend
from moto.ec2.responses.transit_gateway_attachments import TransitGatewayAttachment

from caller import account_of
from watch import parsed, refusal

# So often the provider may ask again for what is refused, as AWS may allow it a little later.
PATIENCE = 3

# Where moto keeps what an id stands for, and what AWS says to whom it is nothing.
KEPT = {
    "pcx": ("vpc_pcxs", "InvalidVpcPeeringConnectionID.NotFound"),
    "rtb": ("route_tables", "InvalidRouteTableID.NotFound"),
    "subnet": ("subnets", "InvalidSubnetID.NotFound"),
    "tgw": ("transit_gateways", "InvalidTransitGatewayID.NotFound"),
    "tgw-attach": ("transit_gateway_attachments", "InvalidTransitGatewayAttachmentID.NotFound"),
    "tgw-rtb": ("transit_gateways_route_tables", "InvalidRouteTableID.NotFound"),
    "vpc": ("vpcs", "InvalidVpcID.NotFound"),
}
ID = re.compile(r"(pcx|rtb|subnet|tgw|tgw-attach|tgw-rtb|vpc)-[0-9a-f]{8,17}")

# What only the owner of a transit gateway does to it and to its attachments.
OWNERS = {
    "AcceptTransitGatewayVpcAttachment",
    "CreateTransitGatewayRouteTable",
    "CreateVpnConnection",
    "DeleteTransitGateway",
    "ModifyTransitGateway",
    "RejectTransitGatewayVpcAttachment",
}

# What needs an attachment that was accepted.
AVAILABLE = {"AssociateTransitGatewayRouteTable", "CreateTransitGatewayRoute", "EnableTransitGatewayRouteTablePropagation"}

ROUTES = {"CreateRoute", "ReplaceRoute"}

# What is not deleted while an attachment of any account needs it: the call, the parameter that names it, AWS's error code, and how an attachment
# needs it.
NEEDED = {
    "DeleteSubnet": ("SubnetId", "DependencyViolation", lambda one, id: id in one.subnet_ids),
    "DeleteTransitGateway": ("TransitGatewayId", "IncorrectState", lambda one, id: id == one.transit_gateway_id),
    "DeleteTransitGatewayRouteTable": (
        "TransitGatewayRouteTableId", "IncorrectState", lambda one, id: id == (one.association or {}).get("TransitGatewayRouteTableId"),
    ),
    "DeleteVpc": ("VpcId", "DependencyViolation", lambda one, id: id == one.resource_id),
}


class Guest:
    """A thing of another account as this one sees it: the same thing, but tags do not cross a border. moto wants its own classes in its own
    modules, so this is none of them."""

    get_tags, add_tags = TaggedEC2Resource.get_tags, TaggedEC2Resource.add_tags
    get_filter_value = TaggedEC2Resource.get_filter_value
    tags = tag_set = tag_list = property(TaggedEC2Resource.get_tags)

    def __init__(self, thing, backend):
        self.__dict__.update(thing=thing, ec2_backend=backend, id=thing.id)

    def __getattr__(self, name):
        return getattr(self.thing, name)

    def __setattr__(self, name, value):
        setattr(self.thing, name, value)


def backends(region):
    """The tables of every account."""
    return {account: of[region] for account, of in list(ec2_backends.items()) if region in of}


def held(ec2, id):
    """What an id stands for among an account's things, or nothing. moto keeps subnets by zone."""
    table = getattr(ec2, KEPT[id.rpartition("-")[0]][0])
    tables = table.values() if id.startswith("subnet-") else [table]
    return next((table[id] for table in tables if id in table), None)


def owner_of(region, id):
    """The account that made a thing, or nothing."""
    for account, ec2 in backends(region).items():
        found = held(ec2, id)
        if found is not None and not isinstance(found, Guest) and found.ec2_backend is ec2:
            return account
    return None


class Borders:
    """The rules, for a server's `Answers`."""

    def __init__(self, region, may_use):
        self.region, self.may_use, self.asked = region, may_use, collections.Counter()

    def ask(self, environ, answer):
        """What is answered to a request: a refusal, or what `answer` says."""
        signed = environ.get("HTTP_AUTHORIZATION", "")
        if "/ec2/" not in signed:
            return answer()
        account = account_of(signed)
        action, asked, form = parsed(environ)
        why = self.refused(account, action, asked)
        if not why:
            return answer()
        code, message = why
        again = (account, action, message)
        self.asked[again] += 1
        return refusal(form, code if self.asked[again] <= PATIENCE else "RefusedForGood", f"{code}: {message}")

    def refused(self, account, action, asked):
        """AWS's error code and its message, or nothing."""
        named = {key: id for key, id in asked.items() if ID.fullmatch(id) and not key.startswith(("Filter.", "PeerVpcId", "ResourceId"))}
        for id in named.values():
            if not self.sees(account, id):
                return KEPT[id.rpartition("-")[0]][1], f"{id} does not exist for account {account}"
        gateway, attachment = named.get("TransitGatewayId"), named.get("TransitGatewayAttachmentId")
        attached = self.attachment(attachment) if attachment else None
        owner = owner_of(self.region, gateway or attached.transit_gateway_id) if gateway or attached else account
        if action in OWNERS and owner != account:
            return "UnauthorizedOperation", f"{action} is for account {owner}, which has the transit gateway"
        if action == "AcceptTransitGatewayVpcAttachment" and attached.state != "pendingAcceptance":
            return "IncorrectState", f"{attachment} is in invalid state {attached.state}"
        if action == "ModifyTransitGatewayVpcAttachment" and attached.resource_owner_id != account:
            return "UnauthorizedOperation", f"{action} is for account {attached.resource_owner_id}, which has the VPC"
        if action in AVAILABLE and attached and attached.state != "available":
            return "IncorrectState", f"{attachment} is in invalid state {attached.state}"
        if action in NEEDED:
            parameter, code, needs = NEEDED[action]
            by = next((one for one in self.attachments() if needs(one, asked[parameter])), None)
            if by:
                return code, f"{asked[parameter]} is in use by {by.id} of account {by.resource_owner_id}"
        if action in ROUTES and gateway and not self.leads(account, named["RouteTableId"], gateway):
            return "InvalidTransitGatewayID.NotFound", f"The transitGateway ID '{gateway}' does not exist."
        return None

    def sees(self, account, id):
        """Whether it is the account's own, lies on both sides, is shared with it, or does not exist at all."""
        if owner_of(self.region, id) is None or held(ec2_backends[account][self.region], id) is not None:
            return True
        gateway = gateway_of(self.region, id)
        return gateway is not None and self.may_use(account, gateway.arn)

    def attachment(self, id):
        return next((ec2.transit_gateway_attachments[id] for ec2 in backends(self.region).values() if id in ec2.transit_gateway_attachments), None)

    def attachments(self):
        """Those of VPCs, as their accounts have them."""
        every = [one for ec2 in backends(self.region).values() for one in list(ec2.transit_gateway_attachments.values())]
        return [one for one in every if one.resource_type == "vpc" and not isinstance(one, Guest)]

    def leads(self, account, table, gateway):
        """Whether the VPC of a table is attached to the gateway, and its owner has accepted that."""
        ec2 = ec2_backends[account][self.region]
        vpc = ec2.route_tables[table].vpc_id
        every = ec2.transit_gateway_attachments.values()
        return any((one.resource_id, one.transit_gateway_id, one.state) == (vpc, gateway, "available") for one in every)


def gateway_of(region, id):
    return next((ec2.transit_gateways[id] for ec2 in backends(region).values() if id in ec2.transit_gateways), None)


@contextlib.contextmanager
def lent(backend, id):
    """A gateway of another account stands among the backend's own, for a call of moto's that looks for it there."""
    foreign = None if id is None or id in backend.transit_gateways else gateway_of(backend.region_name, id)
    if foreign is not None:
        backend.transit_gateways[id] = foreign
    try:
        yield foreign
    finally:
        if foreign is not None:
            del backend.transit_gateways[id]


def gateways_that_are_shared(may_use):
    """moto lists an account's own gateways."""

    def patch(kept):
        def describe_transit_gateways(self, filters, transit_gateway_ids):
            foreign = [gateway for ec2 in backends(self.region_name).values() if ec2 is not self for gateway in ec2.transit_gateways.values()]
            shared = {one.id: Guest(one, self) for one in foreign if may_use(self.account_id, one.arn)}
            own = self.transit_gateways
            self.transit_gateways = own | shared
            try:
                return kept(self, filters, transit_gateway_ids)
            finally:
                self.transit_gateways = own

        return describe_transit_gateways

    return patch


def attachments_of_both(kept):
    """moto attaches a VPC to a gateway of its own account. The owner of a shared one sees the attachment too, and has to accept it."""

    def create_transit_gateway_vpc_attachment(self, transit_gateway_id, *given, **named):
        with lent(self, transit_gateway_id) as foreign:
            made = kept(self, transit_gateway_id, *given, **named)
        if foreign is not None:
            accepts = foreign.options["AutoAcceptSharedAttachments"] == "enable"
            made.state = "available" if accepts else "pendingAcceptance"
            foreign.ec2_backend.transit_gateway_attachments[made.id] = Guest(made, foreign.ec2_backend)
        return made

    return create_transit_gateway_vpc_attachment


def attachments_that_go_for_both(kept):
    """Either side may delete an attachment."""

    def delete_transit_gateway_vpc_attachment(self, transit_gateway_attachment_id):
        for ec2 in backends(self.region_name).values():
            if ec2 is not self and transit_gateway_attachment_id in ec2.transit_gateway_attachments:
                kept(ec2, transit_gateway_attachment_id)
        return kept(self, transit_gateway_attachment_id)

    return delete_transit_gateway_vpc_attachment


def peerings_of_both(kept):
    """moto shows the tags of who asks to who accepts."""

    def create_vpc_peering_connection(self, *given, **named):
        made = kept(self, *given, **named)
        for ec2 in backends(self.region_name).values():
            if ec2 is not self and made.id in ec2.vpc_pcxs:
                ec2.vpc_pcxs[made.id] = Guest(made, ec2)
        return made

    return create_vpc_peering_connection


def accept_transit_gateway_vpc_attachment(self):
    """moto does not know this call."""
    made = self.ec2_backend.transit_gateway_attachments[self._get_param("TransitGatewayAttachmentId")]
    made.state = "available"
    return ActionResult({"TransitGatewayVpcAttachment": made})


def owner_of_gateway(_kept):
    """moto takes the owner of the VPC for that of the gateway."""
    return property(lambda self: gateway_of(self.ec2_backend.region_name, self.transit_gateway_id).owner_id)


def association_at_gateway(kept):
    """The association stands with the gateway."""

    def association(self):
        gateway = gateway_of(self.ec2_backend.region_name, self.transit_gateway_id)
        backend, self.ec2_backend = self.ec2_backend, gateway.ec2_backend
        try:
            return kept.fget(self)
        finally:
            self.ec2_backend = backend

    return property(association)


def routes_to_shared_gateways(kept):
    """moto looks for the gateway of a route in the account of the table."""

    def with_gateway(self, *given, **named):
        every = [one for one in (*given, *named.values()) if isinstance(one, str) and one.startswith("tgw-")]
        with lent(self, every[0] if every else None):
            return kept(self, *given, **named)

    return with_gateway


def install(may_use):
    """Draws the borders. `server.start` has to have put its own patches in before."""
    TransitGatewayAttachment.accept_transit_gateway_vpc_attachment = accept_transit_gateway_vpc_attachment
    patches = [
        (TransitGatewayBackend, "describe_transit_gateways", gateways_that_are_shared(may_use)),
        (TransitGatewayAttachmentBackend, "create_transit_gateway_vpc_attachment", attachments_of_both),
        (TransitGatewayAttachmentBackend, "delete_transit_gateway_vpc_attachment", attachments_that_go_for_both),
        (Attachment, "transit_gateway_owner_id", owner_of_gateway),
        (Attachment, "association", association_at_gateway),
        (VPCPeeringConnectionBackend, "create_vpc_peering_connection", peerings_of_both),
        (RouteBackend, "create_route", routes_to_shared_gateways),
        (RouteBackend, "replace_route", routes_to_shared_gateways),
    ]
    for owner, method, patch in patches:
        setattr(owner, method, patch(getattr(owner, method)))
