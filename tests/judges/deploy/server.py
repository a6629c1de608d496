"""One moto server on the loopback address, with what moto gets wrong put right by name.

In: nothing. Out: its address. Never: an address that another machine can reach.
"""

import functools
import logging

import lean
from moto.ec2.exceptions import InvalidParameterValueError
from moto.ec2.models.dhcp_options import DHCPOptionsSetBackend
from moto.ec2.models.subnets import Subnet
from moto.ec2.models.transit_gateway import TransitGateway
from moto.ec2.models.transit_gateway_attachments import TransitGatewayAttachment as Attachment
from moto.ec2.models.transit_gateway_attachments import TransitGatewayAttachmentBackend
from moto.ec2.models.transit_gateway_route_tables import TransitGatewayRelations, TransitGatewayRouteTableBackend
from moto.ec2.models.vpcs import VPCBackend
from moto.ec2.responses.dhcp_options import DHCPOptions
from moto.ec2.responses.network_acls import NetworkACLs
from moto.ec2.responses.transit_gateway_attachments import TransitGatewayAttachment
from moto.ec2.responses.vpcs import VPCs
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.server import ThreadedMotoServer
from werkzeug.serving import WSGIRequestHandler

from answers import Answers


def subnet_by_ipv6_association(kept):
    """The provider waits for a subnet's IPv6 block by this filter, which moto does not know."""

    def get_filter_value(self, name, method=None):
        if name == "ipv6-cidr-block-association.association-id":
            return list(self.ipv6_cidr_block_associations)
        return kept(self, name, method)

    return get_filter_value


def plain_ipv6_state(kept):
    """moto puts the state of a subnet's IPv6 block, which is an object already, into one more object."""

    def associations(self):
        return [
            found | {"ipv6CidrBlockState": {"state": found["ipv6CidrBlockState"]["state"]["State"]}}
            for found in kept.fget(self)
        ]

    return property(associations)


def attachment_with_tags(kept):
    """moto reads an attachment's tags as those of a route table, and so loses them."""

    def create_transit_gateway_vpc_attachment(self):
        parse = self._parse_tag_specification
        self._parse_tag_specification = lambda *given: {
            "transit-gateway-route-table": parse(*given).get("transit-gateway-attachment", {})
        }
        return kept(self)

    return create_transit_gateway_vpc_attachment


def route_with_attachment(kept):
    """moto gives a static route's attachment as an object where the API has a list, and takes a `Blackhole` of false for true."""

    def create_transit_gateway_route(
        self, transit_gateway_route_table_id, destination_cidr_block, transit_gateway_attachment_id=None, blackhole=False
    ):
        hole = blackhole and not transit_gateway_attachment_id
        route = kept(self, transit_gateway_route_table_id, destination_cidr_block, transit_gateway_attachment_id, hole)
        attachment = route.get("transitGatewayAttachments")
        if isinstance(attachment, dict):
            route["transitGatewayAttachments"] = [attachment]
        return route

    return create_transit_gateway_route


def dhcp_options_with_tags(kept):
    """moto loses the tags of DHCP options."""

    def create_dhcp_options(self):
        answer = kept(self)
        answer.result["DhcpOptions"].add_tags(self._parse_tag_specification().get("dhcp-options", {}))
        return answer

    return create_dhcp_options


def dhcp_options_of_one_vpc(kept):
    """moto goes on to take the options that a VPC had before for assigned, and does not delete them."""

    def associate_dhcp_options(self, dhcp_options, vpc):
        if vpc.dhcp_options:
            vpc.dhcp_options.vpc = None
        return kept(self, dhcp_options, vpc)

    return associate_dhcp_options


def acl_entry_with_icmp(kept):
    """moto looks for the type and code of an ACL's ICMP rule below a name that requests do not have any more, and so loses them."""

    def create_network_acl_entry(self):
        read = self._get_param
        self._get_param = lambda name, *given: read(name.replace("Icmp.", "IcmpTypeCode."), *given)
        return kept(self)

    return create_network_acl_entry


def gateway_without_default_table(kept):
    """moto gives every transit gateway a default route table, also one that is to have none."""

    def __init__(self, backend, description, options=None):
        kept(self, backend, description, options)
        if all(self.options[f"DefaultRouteTable{use}"] == "disable" for use in ("Association", "Propagation")):
            del backend.transit_gateways_route_tables[self.default_route_table.id]
            self.options |= {"AssociationDefaultRouteTableId": None, "PropagationDefaultRouteTableId": None}

    return __init__


def association_with_table(kept):
    """So a new attachment has no default table to belong to."""

    def set_route_table_association(self, transit_gateway_attachment_id, transit_gateway_route_table_id):
        if transit_gateway_route_table_id in self.transit_gateways_route_tables:
            kept(self, transit_gateway_attachment_id, transit_gateway_route_table_id)

    return set_route_table_association


def association_of_its_own(kept):
    """moto says of every attachment that it belongs to the default table, also where that was refused."""

    def association(self):
        tables = self.ec2_backend.transit_gateways_route_tables.values()
        own = [table.id for table in tables if self.id in table.route_table_associations]
        return {"State": "associated", "TransitGatewayRouteTableId": own[0]} if own else None

    return property(association)


def attachments_of_vpcs_alone(kept):
    """moto lists every attachment among those of VPCs."""

    def describe_transit_gateway_vpc_attachments(self, transit_gateways_attachment_ids=None, filters=None):
        found = kept(self, transit_gateways_attachment_ids, filters)
        return [attachment for attachment in found if attachment.resource_type == "vpc"]

    return describe_transit_gateway_vpc_attachments


def attachments_that_are_deleted(kept):
    """AWS still says of an attachment that it is deleted, to who asks for its id; the provider waits for that. moto does not know it then."""

    def delete_transit_gateway_vpc_attachment(self, transit_gateway_attachment_id):
        gone = kept(self, transit_gateway_attachment_id)
        self.__dict__.setdefault("deleted_attachments", {})[gone.id] = gone
        for table in self.transit_gateways_route_tables.values():
            table.route_table_associations.pop(gone.id, None)
            table.route_table_propagation = [one for one in table.route_table_propagation if one.transitGatewayAttachmentId != gone.id]
        return gone

    return delete_transit_gateway_vpc_attachment


def attachments_by_id(kept):
    def describe_transit_gateway_vpc_attachments(self, transit_gateways_attachment_ids=None, filters=None):
        found = kept(self, transit_gateways_attachment_ids, filters)
        deleted = self.__dict__.get("deleted_attachments", {})
        return found + [deleted[id] for id in transit_gateways_attachment_ids or [] if id in deleted]

    return describe_transit_gateway_vpc_attachments


def attachments_by_state(kept):
    """moto passes over this filter."""

    def describe_transit_gateway_attachments(self, transit_gateways_attachment_ids=None, filters=None):
        found = kept(self, transit_gateways_attachment_ids, filters)
        states = (filters or {}).get("state")
        return [attachment for attachment in found if not states or attachment.state in states]

    return describe_transit_gateway_attachments


def endpoint_with_names(kept):
    """moto forgets whom an endpoint's private names are for, and the Region of its service. AWS refuses names for inbound questions
    alone without a gateway endpoint of the same service."""

    def create_vpc_endpoint(self):
        options = self._get_param("DnsOptions") or {}
        name = "PrivateDnsOnlyForInboundResolverEndpoint"
        inbound = str(options.get(name)).lower() == "true"
        vpc, service = self._get_param("VpcId"), self._get_param("ServiceName")
        gateways = [
            one
            for one in self.ec2_backend.vpc_end_points.values()
            if one.vpc_endpoint_type == "Gateway" and (one.vpc_id, one.service_name) == (vpc, service)
        ]
        if inbound and not gateways:
            raise InvalidParameterValueError(name)
        answer = kept(self)
        made = answer.result["VpcEndpoint"]
        if name in options:
            made.dns_options = {name: inbound}
        if self._get_param("ServiceRegion"):
            made.service_region = self._get_param("ServiceRegion")
        return answer

    return create_vpc_endpoint


def propagations_of_one_attachment(kept):
    """moto keeps one propagation for an attachment, which may have one to each table, and cannot disable a second one."""

    def disable_transit_gateway_route_table_propagation(self, transit_gateway_attachment_id, transit_gateway_route_table_id):
        if transit_gateway_attachment_id not in self.transit_gateway_propagations:
            relation = TransitGatewayRelations(self, transit_gateway_attachment_id, transit_gateway_route_table_id, state="enabled")
            self.transit_gateway_propagations[transit_gateway_attachment_id] = relation
        return kept(self, transit_gateway_attachment_id, transit_gateway_route_table_id)

    return disable_transit_gateway_route_table_propagation


def vpc_with_its_acl(kept):
    """moto leaves the default ACL of a VPC that is deleted."""

    def delete_vpc(self, vpc_id):
        gone = kept(self, vpc_id)
        self.network_acls = type(self.network_acls)((id, acl) for id, acl in self.network_acls.items() if acl.vpc_id != vpc_id)
        return gone

    return delete_vpc


def endpoints_that_go(kept):
    """moto lists endpoints for ever that are deleted."""

    def delete_vpc_endpoints(self, vpce_ids=None):
        kept(self, vpce_ids)
        for id in vpce_ids or []:
            self.vpc_end_points.pop(id, None)

    return delete_vpc_endpoints


def one_at_a_time_and_once(kept):
    """moto has no lock, and makes a second thing when a client asks again."""

    def __call__(self, environ, start_response):
        return ANSWERS.ask(functools.partial(kept, self), environ, start_response)

    return __call__


# Of the one server that a process has.
ANSWERS = Answers()


# Each is moto's mistake, never netgen's: class, method, what to put in its place.
PATCHES = [
    (DomainDispatcherApplication, "__call__", one_at_a_time_and_once),
    (VPCs, "create_vpc_endpoint", endpoint_with_names),
    (VPCBackend, "delete_vpc", vpc_with_its_acl),
    (VPCBackend, "delete_vpc_endpoints", endpoints_that_go),
    (Subnet, "get_filter_value", subnet_by_ipv6_association),
    (Subnet, "ipv6_cidr_block_association_set", plain_ipv6_state),
    (DHCPOptions, "create_dhcp_options", dhcp_options_with_tags),
    (DHCPOptionsSetBackend, "associate_dhcp_options", dhcp_options_of_one_vpc),
    (NetworkACLs, "create_network_acl_entry", acl_entry_with_icmp),
    (TransitGatewayAttachment, "create_transit_gateway_vpc_attachment", attachment_with_tags),
    (TransitGatewayAttachmentBackend, "describe_transit_gateway_vpc_attachments", attachments_of_vpcs_alone),
    (TransitGatewayAttachmentBackend, "describe_transit_gateway_vpc_attachments", attachments_by_id),
    (TransitGatewayAttachmentBackend, "delete_transit_gateway_vpc_attachment", attachments_that_are_deleted),
    (TransitGatewayAttachmentBackend, "describe_transit_gateway_attachments", attachments_by_state),
    (Attachment, "association", association_of_its_own),
    (TransitGateway, "__init__", gateway_without_default_table),
    (TransitGatewayRouteTableBackend, "set_route_table_association", association_with_table),
    (TransitGatewayRouteTableBackend, "create_transit_gateway_route", route_with_attachment),
    (TransitGatewayRouteTableBackend, "disable_transit_gateway_route_table_propagation", propagations_of_one_attachment),
]


def start():
    """The address of a server that lives as long as this process, on a port that the system chooses."""
    for owner, method, patch in PATCHES:
        setattr(owner, method, patch(getattr(owner, method)))
    lean.answer_soon()
    return serve()


def serve():
    """The address of one more server over what this process has."""
    # With a new connection for each request, Terraform was seen to lose an answer. Connections that stay open must send at once: otherwise
    # each answer waits for the client to confirm its headers.
    WSGIRequestHandler.protocol_version = "HTTP/1.1"
    WSGIRequestHandler.disable_nagle_algorithm = True
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}"
