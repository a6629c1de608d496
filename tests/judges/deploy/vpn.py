"""What moto lacks of VPN connections: what tunnels are told, static routes, four-byte ASNs and names of devices, and tables that learn from a
VPN gateway. It is kept as it is asked for, and given back.

In: moto's own classes. Out: nothing; they are changed. Never: an option that is understood or checked.
"""

import itertools
import re

import private_vpn
from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.vpn_connections import VPNConnection
from moto.ec2.responses.customer_gateways import CustomerGateways
from moto.ec2.responses.route_tables import RouteTables
from moto.ec2.responses.vpn_connections import VPNConnections

# What the API calls otherwise when it gives it back.
TOLD = {"DPDTimeoutAction": "DpdTimeoutAction", "DPDTimeoutSeconds": "DpdTimeoutSeconds", "IKEVersions": "IkeVersions"}


def customer_gateway(kept):
    def create_customer_gateway(self):
        answer = kept(self)
        made = answer.result["CustomerGateway"]
        made.device_name, extended = self._get_param("DeviceName"), self._get_param("BgpAsnExtended")
        made.bgp_asn_extended = None if extended is None else str(extended)
        return answer

    return create_customer_gateway


# What AWS takes for said where nothing is said.
OPTIONS = {"EnableAcceleration": False, "OutsideIpAddressType": private_vpn.PUBLIC, "StaticRoutesOnly": False}
TUNNEL = {"EnableTunnelLifecycleControl": False}


def connection(kept):
    """Keys that nobody gave are AWS's, and in Secrets Manager it says where they are, and not what they are."""

    def create_vpn_connection(self):
        options = self._get_param("Options", {})
        private_vpn.check(self.ec2_backend, self._get_param, options)
        answer = kept(self)
        made = answer.result["VpnConnection"]
        asked = [{TOLD.get(key, key): value for key, value in tunnel.items()} for tunnel in options.get("TunnelOptions", [])]
        if options.get("OutsideIpAddressType") == private_vpn.PRIVATE:
            made.options, asked = {"TunnelOptions": []}, asked + [{}] * (2 - len(asked))
            outside = private_vpn.choose(self.ec2_backend, made.transit_gateway_id, len(asked))
            asked = [tunnel | {"OutsideIpAddress": address} for tunnel, address in zip(asked, outside)]
        made.options, made.routes = OPTIONS | options | {"TunnelOptions": [TUNNEL | tunnel for tunnel in asked]}, []
        if self._get_param("PreSharedKeyStorage") == "SecretsManager":
            made.pre_shared_key_arn = f"arn:aws:secretsmanager:{self.region}:{self.current_account}:secret:s2svpn!{made.id}"
        return answer

    return create_vpn_connection


# The outside address of both tunnels in what moto tells.
OUTSIDE = re.compile("(?<=>)52\\.2\\.144\\.13(?=<)")


def configuration(kept):
    """A key in Secrets Manager does not stand in the configuration, by which the provider tells where keys are. Private outside addresses do."""

    def customer_gateway_configuration(self):
        tunnels = itertools.chain(self.options["TunnelOptions"], itertools.repeat({}))
        told = OUTSIDE.sub(lambda public: next(tunnels).get("OutsideIpAddress", public[0]), kept.fget(self))
        return re.sub("(<pre_shared_key>)[^<]*", r"\1REDACTED", told) if getattr(self, "pre_shared_key_arn", None) else told

    return property(customer_gateway_configuration)


def create_vpn_connection_route(self):
    (made,) = self.ec2_backend.describe_vpn_connections([self._get_param("VpnConnectionId")])
    made.routes.append({"DestinationCidrBlock": self._get_param("DestinationCidrBlock"), "Source": "Static", "State": "available"})
    return ActionResult({"Return": True})


def delete_vpn_connection_route(self):
    (made,) = self.ec2_backend.describe_vpn_connections([self._get_param("VpnConnectionId")])
    block = self._get_param("DestinationCidrBlock")
    made.routes = [route for route in made.routes if route["DestinationCidrBlock"] != block]
    return ActionResult({"Return": True})


def modify_vpn_tunnel_options(self):
    """Of the tunnel with this outside address, by its place in the configuration that a connection gives back."""
    (made,) = self.ec2_backend.describe_vpn_connections([self._get_param("VpnConnectionId")])
    outside = re.findall(r"<vpn_gateway>.*?<ip_address>(.*?)</ip_address>", made.customer_gateway_configuration, re.DOTALL)
    at, tunnels = outside.index(self._get_param("VpnTunnelOutsideIpAddress")), made.options["TunnelOptions"]
    asked = self._get_param("TunnelOptions", {})
    tunnels += [dict(TUNNEL) for _ in range(at + 1 - len(tunnels))]
    tunnels[at] |= {TOLD.get(key, key): value for key, value in asked.items()}
    return ActionResult({"VpnConnection": made})


def by_route(kept):
    """The provider waits for a static route by these filters."""

    def get_filter_value(self, filter_name, method_name=None):
        if filter_name == "vpn-connection-id":
            return self.id
        if filter_name == "route.destination-cidr-block":
            return [route["DestinationCidrBlock"] for route in self.routes]
        return kept(self, filter_name, method_name)

    return get_filter_value


def enable_vgw_route_propagation(self):
    """Refused, as AWS does, for a gateway that is not attached to the table's VPC."""
    gateway = self.ec2_backend.get_vpn_gateway(self._get_param("GatewayId"))
    table = self.ec2_backend.get_route_table(self._get_param("RouteTableId"))
    if table.vpc_id not in gateway.attachments:
        raise EC2ClientError("Gateway.NotAttached", f"{gateway.id} is not attached to {table.vpc_id}")
    table.__dict__.setdefault("propagating_vgws", []).append({"GatewayId": gateway.id})
    return ActionResult({"Return": True})


def install():
    """Teaches moto the calls."""
    private_vpn.install()
    CustomerGateways.create_customer_gateway = customer_gateway(CustomerGateways.create_customer_gateway)
    VPNConnections.create_vpn_connection = connection(VPNConnections.create_vpn_connection)
    VPNConnection.customer_gateway_configuration = configuration(VPNConnection.customer_gateway_configuration)
    VPNConnection.get_filter_value = by_route(VPNConnection.get_filter_value)
    VPNConnections.create_vpn_connection_route = create_vpn_connection_route
    VPNConnections.delete_vpn_connection_route = delete_vpn_connection_route
    VPNConnections.modify_vpn_tunnel_options = modify_vpn_tunnel_options
    RouteTables.enable_vgw_route_propagation = enable_vgw_route_propagation
