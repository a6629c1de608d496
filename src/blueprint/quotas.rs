//! The quotas of an account, as written: what is left out is AWS's own default. Nothing is counted here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// AWS quotas of the account; defaults are AWS's own.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Quotas {
    /// VPCs per Region.
    pub vpcs: u32,
    /// IPv4 CIDR blocks per VPC.
    pub cidrs_per_vpc: u32,
    /// Subnets per VPC.
    pub subnets_per_vpc: u32,
    /// Route tables per VPC.
    pub route_tables_per_vpc: u32,
    /// Routes per route table and address family.
    pub routes_per_vpc_table: u32,
    /// Elastic IPs per Region.
    pub elastic_ips: u32,
    /// NAT gateways per availability zone.
    pub nat_gateways_per_zone: u32,
    /// Security groups per Region.
    pub security_groups: u32,
    /// Rules per security group, direction and address family.
    pub rules_per_security_group: u32,
    /// Rules per network ACL, direction and address family, the final deny included. AWS raises it to 40 at most.
    pub rules_per_network_acl: u32,
    /// Gateway endpoints per Region.
    pub gateway_endpoints: u32,
    /// Interface endpoints per VPC.
    pub interface_endpoints_per_vpc: u32,
    /// Transit gateways per Region.
    pub transit_gateways: u32,
    /// Route tables per transit gateway.
    pub transit_gateway_tables: u32,
    /// Attachments per transit gateway.
    pub transit_gateway_attachments: u32,
    /// Routes of all tables of a transit gateway together, static and propagated.
    pub transit_gateway_routes: u32,
    /// Peering connections per VPC.
    pub peerings_per_vpc: u32,
    /// VPN connections per Region.
    pub vpn_connections: u32,
    /// Customer gateways per Region.
    pub customer_gateways: u32,
    /// VPN connections per VPN gateway.
    pub vpn_connections_per_vpn_gateway: u32,
    /// VPN gateways per Region.
    pub vpn_gateways: u32,
    /// VPN gateways per Direct Connect gateway.
    pub vpn_gateways_per_direct_connect_gateway: u32,
    /// Transit gateways per Direct Connect gateway.
    pub transit_gateways_per_direct_connect_gateway: u32,
    /// Direct Connect gateways per transit gateway.
    pub direct_connect_gateways_per_transit_gateway: u32,
    /// Private virtual interfaces per Direct Connect connection; with transit ones, of which it has 4, one more in all.
    pub virtual_interfaces_per_connection: u32,
    /// Direct Connect connections that are ordered at one location, those of LAGs too.
    pub connections_per_location: u32,
    /// Direct Connect LAGs that are ordered in one Region.
    pub lags: u32,
    /// Prefixes that a Direct Connect gateway announces for a transit gateway. AWS raises it for nobody.
    pub allowed_prefixes: u32,
    /// Prefixes that a router announces on a virtual interface, for each address family; up to 1,000 on request.
    pub prefixes_per_virtual_interface: u32,
    /// Client VPN endpoints per Region.
    pub client_vpn_endpoints: u32,
    /// Authorization rules per Client VPN endpoint.
    pub client_vpn_rules: u32,
    /// Routes per association of a Client VPN endpoint.
    pub client_vpn_routes: u32,
}

impl Default for Quotas {
    fn default() -> Self {
        Self {
            vpcs: 5,
            cidrs_per_vpc: 5,
            subnets_per_vpc: 200,
            route_tables_per_vpc: 200,
            routes_per_vpc_table: 500,
            elastic_ips: 5,
            nat_gateways_per_zone: 5,
            security_groups: 2500,
            rules_per_security_group: 60,
            rules_per_network_acl: 20,
            gateway_endpoints: 20,
            interface_endpoints_per_vpc: 50,
            transit_gateways: 5,
            transit_gateway_tables: 20,
            transit_gateway_attachments: 5000,
            transit_gateway_routes: 10000,
            peerings_per_vpc: 50,
            vpn_connections: 50,
            customer_gateways: 50,
            vpn_connections_per_vpn_gateway: 10,
            vpn_gateways: 5,
            vpn_gateways_per_direct_connect_gateway: 20,
            transit_gateways_per_direct_connect_gateway: 6,
            direct_connect_gateways_per_transit_gateway: 20,
            virtual_interfaces_per_connection: 50,
            connections_per_location: 10,
            lags: 10,
            allowed_prefixes: 200,
            prefixes_per_virtual_interface: 100,
            client_vpn_endpoints: 5,
            client_vpn_rules: 200,
            client_vpn_routes: 100,
        }
    }
}
